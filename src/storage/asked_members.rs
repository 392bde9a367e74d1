//! When the network asked a member for something, for a week, so that it asks nobody more often than they say. For what, and
//! what became of it, is not kept.

use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::error::Result;
use crate::storage::columns::at;
use crate::storage::schema::asked_members;
use crate::storage::{Conn, each};
use diesel::prelude::*;

/// Notes that a member is asked, unless they were `most` times after `since`. Answers whether they may be. Of two who ask at one
/// moment, the second waits for the first and looks again, so that no more are noted than they say.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, member: MemberId, most: u8, since: Moment, now: Moment) -> Result<bool> {
    let own = asked_members::table.filter(asked_members::member_id.eq(member.0));
    diesel::delete(own.filter(asked_members::asked_at.le(at(since)))).execute(conn)?;
    // Each turn but the last finds one more that somebody else noted.
    for _ in 0..=most {
        let before: Vec<i64> = own.select(asked_members::number).load(conn)?;
        if before.len() >= usize::from(most) {
            return Ok(false);
        }
        let Some(number) = (0..i64::from(most)).find(|number| !before.contains(number)) else { return Ok(false) };
        let row = (
            asked_members::member_id.eq(member.0),
            asked_members::number.eq(number),
            asked_members::asked_at.eq(at(now)),
        );
        let added =
            each!(conn, |c| diesel::insert_into(asked_members::table).values(row).on_conflict_do_nothing().execute(c))?;
        if added == 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Forgets who was asked until `before`. Answers how many times that was.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, before: Moment) -> Result<usize> {
    Ok(diesel::delete(asked_members::table.filter(asked_members::asked_at.le(at(before)))).execute(conn)?)
}

/// Forgets that a member was asked.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_member(conn: &mut Conn, member: MemberId) -> Result<()> {
    diesel::delete(asked_members::table.filter(asked_members::member_id.eq(member.0))).execute(conn)?;
    Ok(())
}
