//! With which apps posts were written, sealed: for their authors alone.

use crate::domain::apps::PostedWith;
use crate::domain::key::{ActorId, StatusId};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::columns::{from_json, to_json};
use crate::storage::lookup::among;
use crate::storage::schema::{status_apps, statuses};
use diesel::prelude::*;
use std::collections::HashMap;

fn context(status: i64) -> String {
    format!("status:{status}:app")
}

/// Notes with which app a post was written.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put(conn: &mut Conn, seal: &MasterKey, of: StatusId, with: &PostedWith) -> Result<()> {
    let sealed = seal.seal(&context(of.0), to_json(with)?.as_bytes());
    let row = (status_apps::status_id.eq(of.0), status_apps::sealed.eq(sealed));
    diesel::insert_into(status_apps::table).values(row).execute(conn)?;
    Ok(())
}

/// With which apps an author wrote their posts among these.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn of(
    conn: &mut Conn,
    seal: &MasterKey,
    author: ActorId,
    ids: &[StatusId],
) -> Result<HashMap<StatusId, PostedWith>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, Vec<u8>)> = status_apps::table
        .filter(among(status_apps::status_id, &ids))
        .filter(diesel::dsl::exists(
            statuses::table.filter(statuses::id.eq(status_apps::status_id)).filter(statuses::author_id.eq(author.0)),
        ))
        .select((status_apps::status_id, status_apps::sealed))
        .load(conn)?;
    let open = |(id, sealed): (i64, Vec<u8>)| Ok((StatusId(id), from_json(&seal.open_text(&context(id), &sealed)?)?));
    rows.into_iter().map(open).collect()
}

/// Forgets with which apps posts were written.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn erase(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    diesel::delete(status_apps::table.filter(status_apps::status_id.eq_any(ids))).execute(conn)?;
    Ok(())
}
