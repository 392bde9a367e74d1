//! What the two sides of an answer write to each other across two networks: a direct status of ours holds the words, and both
//! networks know them by one id.

use super::statuses::Row;
use crate::domain::key::{ResponseId, StatusId};
use crate::domain::status::Status;
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::schema::{crossed_words, statuses};
use diesel::dsl::exists;
use diesel::prelude::*;
use url::Url;

/// Notes by which id a status is known in both networks.
///
/// # Errors
/// `Conflict` when another is known by it; `Internal` when the database fails.
pub fn put(conn: &mut Conn, status: StatusId, ap_id: &Url) -> Result<()> {
    let row = (crossed_words::status_id.eq(status.0), crossed_words::ap_id.eq(ap_id.as_str()));
    diesel::insert_into(crossed_words::table).values(row).execute(conn)?;
    Ok(())
}

/// Whether words are known by this id.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_known(conn: &mut Conn, ap_id: &Url) -> Result<bool> {
    let known = crossed_words::table.filter(crossed_words::ap_id.eq(ap_id.as_str()));
    Ok(diesel::select(exists(known)).get_result(conn)?)
}

/// Whether a status holds such words.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_one(conn: &mut Conn, status: StatusId) -> Result<bool> {
    Ok(diesel::select(exists(crossed_words::table.find(status.0))).get_result(conn)?)
}

/// What the two sides of an answer wrote to each other, in the order in which it was said.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn of_response(conn: &mut Conn, seal: &MasterKey, response: ResponseId) -> Result<Vec<Status>> {
    let rows: Vec<Row> = statuses::table
        .filter(statuses::response_id.eq(response.0))
        .filter(exists(crossed_words::table.filter(crossed_words::status_id.eq(statuses::id))))
        .order((statuses::created_at, statuses::id))
        .load(conn)?;
    rows.into_iter().map(|row| row.into_domain(seal)).collect()
}

/// Forgets by which ids statuses are known.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn erase(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    diesel::delete(crossed_words::table.filter(crossed_words::status_id.eq_any(ids))).execute(conn)?;
    Ok(())
}
