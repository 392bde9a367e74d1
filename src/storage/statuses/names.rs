//! What statuses name: who is mentioned, and under which tags they stand.

use crate::domain::key::{ActorId, StatusId};
use crate::error::Result;
use crate::storage::lookup::among;
use crate::storage::schema::{status_mentions, status_tags};
use crate::storage::{Conn, ROWS, each};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Writes who is mentioned, in place of who was.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_mentions(conn: &mut Conn, id: StatusId, mentioned: &BTreeSet<ActorId>) -> Result<()> {
    diesel::delete(status_mentions::table.filter(status_mentions::status_id.eq(id.0))).execute(conn)?;
    for actor in mentioned {
        let row = (status_mentions::status_id.eq(id.0), status_mentions::actor_id.eq(actor.0));
        diesel::insert_into(status_mentions::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Writes who is mentioned in statuses that were added just now.
///
/// # Errors
/// `Internal` when the database fails.
pub fn add_mentions(conn: &mut Conn, all: &[(StatusId, ActorId)]) -> Result<()> {
    for some in all.chunks(ROWS) {
        let row = |(id, actor): &(StatusId, ActorId)| {
            (status_mentions::status_id.eq(id.0), status_mentions::actor_id.eq(actor.0))
        };
        let rows: Vec<_> = some.iter().map(row).collect();
        each!(conn, |c| diesel::insert_into(status_mentions::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Who is mentioned in several statuses.
///
/// # Errors
/// `Internal` when the database fails.
pub fn mentions(conn: &mut Conn, ids: &[StatusId]) -> Result<HashMap<StatusId, Vec<ActorId>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, i64)> = status_mentions::table
        .filter(among(status_mentions::status_id, &ids))
        .order((status_mentions::status_id, status_mentions::actor_id))
        .load(conn)?;
    let mut all: HashMap<StatusId, Vec<ActorId>> = HashMap::new();
    for (status, actor) in rows {
        all.entry(StatusId(status)).or_default().push(ActorId(actor));
    }
    Ok(all)
}

/// Writes under which tags a status stands, in place of the former.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_tags(conn: &mut Conn, id: StatusId, tags: &BTreeSet<String>) -> Result<()> {
    diesel::delete(status_tags::table.filter(status_tags::status_id.eq(id.0))).execute(conn)?;
    for tag in tags {
        let row = (status_tags::tag.eq(tag), status_tags::status_id.eq(id.0));
        diesel::insert_into(status_tags::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Writes under which tags statuses stand that were added just now.
///
/// # Errors
/// `Internal` when the database fails.
pub fn add_tags(conn: &mut Conn, all: &[(StatusId, &str)]) -> Result<()> {
    for some in all.chunks(ROWS) {
        let row =
            |(id, tag): &(StatusId, &'_ str)| (status_tags::tag.eq((*tag).to_owned()), status_tags::status_id.eq(id.0));
        let rows: Vec<_> = some.iter().map(row).collect();
        each!(conn, |c| diesel::insert_into(status_tags::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// The tags of several statuses.
///
/// # Errors
/// `Internal` when the database fails.
pub fn tags(conn: &mut Conn, ids: &[StatusId]) -> Result<HashMap<StatusId, Vec<String>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(String, i64)> =
        status_tags::table.filter(among(status_tags::status_id, &ids)).order(status_tags::tag).load(conn)?;
    let mut all: HashMap<StatusId, Vec<String>> = HashMap::new();
    for (tag, status) in rows {
        all.entry(StatusId(status)).or_default().push(tag);
    }
    Ok(all)
}
