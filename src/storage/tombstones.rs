//! Ids that were deleted: a Create that comes later is not believed.

use crate::clock::Moment;
use crate::error::Result;
use crate::storage::columns::at;
use crate::storage::schema::tombstones;
use crate::storage::{Conn, each};
use diesel::prelude::*;
use std::collections::HashSet;
use url::Url;

/// Remembers that `actor` deleted `ap_id`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn plant(conn: &mut Conn, ap_id: &Url, actor: &Url, now: Moment) -> Result<()> {
    let row = (
        tombstones::ap_id.eq(ap_id.as_str()),
        tombstones::actor.eq(actor.as_str()),
        tombstones::deleted_at.eq(at(now)),
    );
    each!(conn, |c| diesel::insert_into(tombstones::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Whether an id was deleted, by whomever.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_deleted(conn: &mut Conn, ap_id: &Url) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(tombstones::table.filter(tombstones::ap_id.eq(ap_id.as_str()))))
        .get_result(conn)?)
}

/// Whether `author` deleted what is theirs. What somebody else on their server deleted beforehand stays (refusal 26), and
/// hides nothing of what its author deletes.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_deleted_by(conn: &mut Conn, ap_id: &Url, author: &Url) -> Result<bool> {
    let planted = tombstones::table.find((ap_id.as_str(), author.as_str()));
    Ok(diesel::select(diesel::dsl::exists(planted)).get_result(conn)?)
}

/// Of these ids, those that were deleted, each with whoever did. One look for many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn deleted_among(conn: &mut Conn, ap_ids: &[&str]) -> Result<HashSet<(String, String)>> {
    let found = tombstones::table.filter(tombstones::ap_id.eq_any(ap_ids));
    Ok(found.select((tombstones::ap_id, tombstones::actor)).load(conn)?.into_iter().collect())
}
