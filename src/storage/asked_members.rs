//! When the network asked a member for something, for a week, so that it asks nobody more often than they say. For what, and
//! what became of it, is not kept.

use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::error::Result;
use crate::storage::columns::{at, moment};
use crate::storage::schema::asked_members;
use crate::storage::{Conn, ROWS, dialect, each};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::HashMap;

/// What stands for deciding whom to ask, among all that is done by one transaction at a time.
const ASKING: i64 = 0x706f_746c_7563_6b02;

/// Waits for its turn: until this transaction ends, no other one decides whom to ask. So of two who ask at one moment, the
/// second sees whom the first asked, and both write in one order.
///
/// # Errors
/// `Internal` when the database fails.
pub fn take_turn(conn: &mut Conn) -> Result<()> {
    dialect::take_turn(conn, ASKING)
}

/// When these members were asked, as far as it is noted; in no order.
///
/// # Errors
/// `Internal` when the database fails.
pub fn times(conn: &mut Conn, who: &[MemberId]) -> Result<HashMap<MemberId, Vec<Moment>>> {
    let who: Vec<i64> = who.iter().map(|member| member.0).collect();
    let rows: Vec<(i64, NaiveDateTime)> = asked_members::table
        .filter(asked_members::member_id.eq_any(who))
        .select((asked_members::member_id, asked_members::asked_at))
        .load(conn)?;
    let mut times: HashMap<MemberId, Vec<Moment>> = HashMap::new();
    for (member, asked_at) in rows {
        times.entry(MemberId(member)).or_default().push(moment(asked_at));
    }
    Ok(times)
}

/// Notes that these members are asked, in the order of their ids; for whoever has their turn ([`take_turn`]).
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, who: &[MemberId], now: Moment) -> Result<()> {
    let mut who: Vec<i64> = who.iter().map(|member| member.0).collect();
    who.sort_unstable();
    who.dedup();
    let noted: Vec<(i64, i64)> = asked_members::table
        .filter(asked_members::member_id.eq_any(who.clone()))
        .select((asked_members::member_id, asked_members::number))
        .load(conn)?;
    let mut next: HashMap<i64, i64> = HashMap::new();
    for (member, number) in noted {
        let next = next.entry(member).or_default();
        *next = (*next).max(number + 1);
    }
    for some in who.chunks(ROWS) {
        let row = |member: &i64| {
            (
                asked_members::member_id.eq(*member),
                asked_members::number.eq(next.get(member).copied().unwrap_or_default()),
                asked_members::asked_at.eq(at(now)),
            )
        };
        let rows: Vec<_> = some.iter().map(row).collect();
        each!(conn, |c| diesel::insert_into(asked_members::table).values(rows).execute(c))?;
    }
    Ok(())
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
