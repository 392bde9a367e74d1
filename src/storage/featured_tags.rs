//! Tags that members show with their accounts: for everyone.

use crate::clock::Moment;
use crate::domain::key::{ActorId, MemberId};
use crate::error::Result;
use crate::ids;
use crate::storage::schema::{featured_tags, members};
use crate::storage::{Conn, each};
use diesel::prelude::*;

/// A tag, and the number that apps know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Featured {
    /// The row.
    pub id: i64,
    /// As [`crate::domain::desk::tag`] reads it.
    pub tag: String,
}

/// Shows a tag. Doing so twice changes nothing.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put(conn: &mut Conn, member: MemberId, tag: &str, now: Moment) -> Result<()> {
    let row = (
        featured_tags::id.eq(ids::next(now)),
        featured_tags::member_id.eq(member.0),
        featured_tags::tag.eq(tag.to_owned()),
    );
    each!(conn, |c| diesel::insert_into(featured_tags::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Does not show it any more; false when it was not theirs to show.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, member: MemberId, id: i64) -> Result<bool> {
    let one = featured_tags::table.filter(featured_tags::id.eq(id)).filter(featured_tags::member_id.eq(member.0));
    Ok(diesel::delete(one).execute(conn)? > 0)
}

/// A member's, by name.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_member(conn: &mut Conn, member: MemberId) -> Result<Vec<Featured>> {
    let rows: Vec<(i64, String)> = featured_tags::table
        .filter(featured_tags::member_id.eq(member.0))
        .order(featured_tags::tag.asc())
        .select((featured_tags::id, featured_tags::tag))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, tag)| Featured { id, tag }).collect())
}

/// Those that go with an account; none for one that is no member's.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_account(conn: &mut Conn, actor: ActorId) -> Result<Vec<Featured>> {
    let member: Option<i64> =
        members::table.filter(members::actor_id.eq(actor.0)).select(members::id).first(conn).optional()?;
    member.map_or(Ok(Vec::new()), |member| of_member(conn, MemberId(member)))
}

/// Forgets a member's.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, member: MemberId) -> Result<()> {
    diesel::delete(featured_tags::table.filter(featured_tags::member_id.eq(member.0))).execute(conn)?;
    Ok(())
}
