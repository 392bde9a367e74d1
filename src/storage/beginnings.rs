//! Needs and offers that members began to write and keep for later: sealed, each for its own member.

use crate::clock::Moment;
use crate::domain::beginning::{Beginning, Fields};
use crate::domain::key::MemberId;
use crate::domain::privacy::Guarded;
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::columns::{at, from_json, moment, to_json};
use crate::storage::schema::beginnings;
use crate::storage::{Conn, each};
use chrono::NaiveDateTime;
use diesel::prelude::*;

type Row = (String, i64, NaiveDateTime, Vec<u8>);

/// What one is sealed for: it opens in its own row only, and for its own member.
fn context(member: MemberId, slug: &str) -> String {
    format!("member:{member}:beginning:{slug}")
}

fn beginning(seal: &MasterKey, (slug, member, kept_at, sealed): Row) -> Result<Beginning> {
    let member = MemberId(member);
    let fields: Fields = from_json(&seal.open_text(&context(member, &slug), &sealed)?)?;
    Ok(Beginning { slug, member, kept_at: moment(kept_at), fields: Guarded::new(fields) })
}

/// Keeps one. Of what is there already nothing changes: a button was pressed twice.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(
    conn: &mut Conn,
    seal: &MasterKey,
    member: MemberId,
    slug: &str,
    fields: &Fields,
    now: Moment,
) -> Result<()> {
    let row = (
        beginnings::slug.eq(slug),
        beginnings::member_id.eq(member.0),
        beginnings::kept_at.eq(at(now)),
        beginnings::sealed.eq(seal.seal(&context(member, slug), to_json(fields)?.as_bytes())),
    );
    each!(conn, |c| diesel::insert_into(beginnings::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// One of a member's; nothing where it is not there, or another's.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn get(conn: &mut Conn, seal: &MasterKey, member: MemberId, slug: &str) -> Result<Option<Beginning>> {
    let own = beginnings::table.find(slug).filter(beginnings::member_id.eq(member.0));
    let row: Option<Row> = own.first(conn).optional()?;
    row.map(|row| beginning(seal, row)).transpose()
}

/// All of a member's, the one that was kept last first.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn of_member(conn: &mut Conn, seal: &MasterKey, member: MemberId) -> Result<Vec<Beginning>> {
    let rows: Vec<Row> = beginnings::table
        .filter(beginnings::member_id.eq(member.0))
        .order((beginnings::kept_at.desc(), beginnings::slug))
        .load(conn)?;
    rows.into_iter().map(|row| beginning(seal, row)).collect()
}

/// How many a member keeps.
///
/// # Errors
/// `Internal` when the database fails.
pub fn count(conn: &mut Conn, member: MemberId) -> Result<i64> {
    Ok(beginnings::table.filter(beginnings::member_id.eq(member.0)).count().get_result(conn)?)
}

/// Forgets one of a member's. False where it is not there, or another's.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, member: MemberId, slug: &str) -> Result<bool> {
    let own = beginnings::table.find(slug).filter(beginnings::member_id.eq(member.0));
    Ok(diesel::delete(own).execute(conn)? == 1)
}

/// Forgets what was kept until `before`. Answers how many went.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, before: Moment) -> Result<usize> {
    Ok(diesel::delete(beginnings::table.filter(beginnings::kept_at.le(at(before)))).execute(conn)?)
}

/// Forgets all of a member's.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_member(conn: &mut Conn, member: MemberId) -> Result<()> {
    diesel::delete(beginnings::table.filter(beginnings::member_id.eq(member.0))).execute(conn)?;
    Ok(())
}
