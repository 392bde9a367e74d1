//! Posts that somebody put aside to read again. Nobody else hears of it.

use crate::clock::Moment;
use crate::domain::key::{ActorId, StatusId};
use crate::error::Result;
use crate::ids;
use crate::storage::listings::{Paging, paged};
use crate::storage::schema::bookmarks;
use crate::storage::{Conn, each};
use diesel::prelude::*;

/// Puts a status aside. Doing so twice changes nothing.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put(conn: &mut Conn, actor: ActorId, status: StatusId, now: Moment) -> Result<()> {
    let row = (bookmarks::id.eq(ids::next(now)), bookmarks::actor_id.eq(actor.0), bookmarks::status_id.eq(status.0));
    each!(conn, |c| diesel::insert_into(bookmarks::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Does not keep it aside any more.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, actor: ActorId, status: StatusId) -> Result<()> {
    let one = bookmarks::table.filter(bookmarks::actor_id.eq(actor.0)).filter(bookmarks::status_id.eq(status.0));
    diesel::delete(one).execute(conn)?;
    Ok(())
}

/// A page of what somebody put aside, the newest first, each with where it stands in the list.
///
/// # Errors
/// `Internal` when the database fails.
pub fn page(conn: &mut Conn, actor: ActorId, paging: Paging) -> Result<Vec<(i64, StatusId)>> {
    let select = bookmarks::table
        .filter(bookmarks::actor_id.eq(actor.0))
        .select((bookmarks::id, bookmarks::status_id))
        .into_boxed();
    let rows: Vec<(i64, i64)> = paged!(select, bookmarks::id, paging).limit(paging.limit).load(conn)?;
    Ok(paging.newest_first(rows.into_iter().map(|(id, status)| (id, StatusId(status))).collect()))
}

/// Everything that somebody put aside, the oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_actor(conn: &mut Conn, actor: ActorId) -> Result<Vec<StatusId>> {
    let own = bookmarks::table.filter(bookmarks::actor_id.eq(actor.0)).order(bookmarks::id);
    Ok(own.select(bookmarks::status_id).load::<i64>(conn)?.into_iter().map(StatusId).collect())
}

/// Forgets what somebody put aside.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, actor: ActorId) -> Result<()> {
    diesel::delete(bookmarks::table.filter(bookmarks::actor_id.eq(actor.0))).execute(conn)?;
    Ok(())
}
