//! Posts that wait for their time: what they say is sealed until then.

use crate::clock::Moment;
use crate::domain::key::{MediumId, MemberId, ScheduledId};
use crate::domain::privacy::Guarded;
use crate::domain::scheduled::{Planned, Scheduled};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::columns::{at, from_json, moment, readable, to_json};
use crate::storage::listings::{Paging, paged};
use crate::storage::schema::{scheduled_media, scheduled_statuses};
use chrono::NaiveDateTime;
use diesel::prelude::*;

type Row = (i64, i64, NaiveDateTime, bool, Vec<u8>);

fn context(id: i64) -> String {
    format!("scheduled:{id}")
}

fn scheduled(seal: &MasterKey, (id, member, due_at, held, sealed): Row) -> Result<Scheduled> {
    let planned: Planned = from_json(&seal.open_text(&context(id), &sealed)?)?;
    Ok(Scheduled {
        id: ScheduledId(id),
        member: MemberId(member),
        at: moment(due_at),
        held,
        planned: Guarded::new(planned),
    })
}

/// Keeps a post until its time, with what is to hang on it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(
    conn: &mut Conn,
    seal: &MasterKey,
    id: ScheduledId,
    member: MemberId,
    due_at: Moment,
    planned: &Planned,
) -> Result<()> {
    let sealed = seal.seal(&context(id.0), to_json(planned)?.as_bytes());
    let row = (
        scheduled_statuses::id.eq(id.0),
        scheduled_statuses::member_id.eq(member.0),
        scheduled_statuses::due_at.eq(at(due_at)),
        scheduled_statuses::held.eq(false),
        scheduled_statuses::sealed.eq(sealed),
    );
    diesel::insert_into(scheduled_statuses::table).values(row).execute(conn)?;
    for medium in &planned.media {
        let row = (scheduled_media::medium_id.eq(medium.0), scheduled_media::scheduled_id.eq(id.0));
        diesel::insert_into(scheduled_media::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// One of a member's.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails or the key does not fit.
pub fn get(conn: &mut Conn, seal: &MasterKey, member: MemberId, id: ScheduledId) -> Result<Scheduled> {
    let own = scheduled_statuses::table.find(id.0).filter(scheduled_statuses::member_id.eq(member.0));
    scheduled(seal, own.first(conn)?)
}

/// The same, held until the end of this transaction: it is not posted meanwhile.
///
/// # Errors
/// As [`get`].
pub fn lock(conn: &mut Conn, seal: &MasterKey, member: MemberId, id: ScheduledId) -> Result<Scheduled> {
    let own = scheduled_statuses::table.find(id.0).filter(scheduled_statuses::member_id.eq(member.0));
    let row: Row = match conn {
        Conn::Sqlite(sqlite) => own.first(sqlite)?,
        Conn::Pg(pg) => own.for_update().first(pg)?,
    };
    scheduled(seal, row)
}

/// One whose time has come, held until the end of this transaction; nothing when another process has it.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn lock_due(conn: &mut Conn, seal: &MasterKey, id: ScheduledId, now: Moment) -> Result<Option<Scheduled>> {
    let query = scheduled_statuses::table
        .find(id.0)
        .filter(scheduled_statuses::held.eq(false))
        .filter(scheduled_statuses::due_at.le(at(now)));
    let row: Option<Row> = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite).optional()?,
        Conn::Pg(pg) => query.for_update().first(pg).optional()?,
    };
    row.map(|row| scheduled(seal, row)).transpose()
}

/// Those whose time has come.
///
/// # Errors
/// `Internal` when the database fails.
pub fn due(conn: &mut Conn, now: Moment, most: i64) -> Result<Vec<ScheduledId>> {
    let due = scheduled_statuses::table
        .filter(scheduled_statuses::held.eq(false))
        .filter(scheduled_statuses::due_at.le(at(now)))
        .order(scheduled_statuses::due_at)
        .limit(most);
    Ok(due.select(scheduled_statuses::id).load::<i64>(conn)?.into_iter().map(ScheduledId).collect())
}

/// A page of a member's, the newest first, as far as they can be read.
///
/// # Errors
/// `Internal` when the database fails.
pub fn page(conn: &mut Conn, seal: &MasterKey, member: MemberId, paging: Paging) -> Result<Vec<Scheduled>> {
    let select = scheduled_statuses::table.filter(scheduled_statuses::member_id.eq(member.0)).into_boxed();
    let rows: Vec<Row> = paged!(select, scheduled_statuses::id, paging).limit(paging.limit).load(conn)?;
    let page = rows.into_iter().filter_map(|row| readable(scheduled(seal, row))).collect();
    Ok(paging.newest_first(page))
}

/// How many of a member's wait.
///
/// # Errors
/// `Internal` when the database fails.
pub fn count(conn: &mut Conn, member: MemberId) -> Result<i64> {
    let own = scheduled_statuses::table.filter(scheduled_statuses::member_id.eq(member.0));
    Ok(own.count().get_result(conn)?)
}

/// How many of a member's wait for a time from `from` until before `until`, but for one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn count_between(
    conn: &mut Conn,
    member: MemberId,
    from: Moment,
    until: Moment,
    but: Option<ScheduledId>,
) -> Result<i64> {
    let own = scheduled_statuses::table
        .filter(scheduled_statuses::member_id.eq(member.0))
        .filter(scheduled_statuses::due_at.ge(at(from)))
        .filter(scheduled_statuses::due_at.lt(at(until)))
        .filter(scheduled_statuses::id.ne(but.map_or(0, |id| id.0)));
    Ok(own.count().get_result(conn)?)
}

/// Gives one another time.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_due(conn: &mut Conn, id: ScheduledId, due_at: Moment) -> Result<()> {
    let set = (scheduled_statuses::due_at.eq(at(due_at)), scheduled_statuses::held.eq(false));
    diesel::update(scheduled_statuses::table.find(id.0)).set(set).execute(conn)?;
    Ok(())
}

/// Notes that one could not be posted at `now`: it waits for another time, unless its author gave it one meanwhile.
///
/// # Errors
/// `Internal` when the database fails.
pub fn hold(conn: &mut Conn, id: ScheduledId, now: Moment) -> Result<()> {
    let still_due = scheduled_statuses::table.find(id.0).filter(scheduled_statuses::due_at.le(at(now)));
    diesel::update(still_due).set(scheduled_statuses::held.eq(true)).execute(conn)?;
    Ok(())
}

/// Notes of all whose time came until `now` that they wait for another. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn hold_overdue(conn: &mut Conn, now: Moment) -> Result<usize> {
    let overdue = scheduled_statuses::table
        .filter(scheduled_statuses::held.eq(false))
        .filter(scheduled_statuses::due_at.le(at(now)));
    Ok(diesel::update(overdue).set(scheduled_statuses::held.eq(true)).execute(conn)?)
}

/// Forgets one; what was to hang on it is free.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, id: ScheduledId) -> Result<()> {
    diesel::delete(scheduled_media::table.filter(scheduled_media::scheduled_id.eq(id.0))).execute(conn)?;
    diesel::delete(scheduled_statuses::table.find(id.0)).execute(conn)?;
    Ok(())
}

/// Forgets all of a member's.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_member(conn: &mut Conn, member: MemberId) -> Result<()> {
    let own = scheduled_statuses::table.filter(scheduled_statuses::member_id.eq(member.0));
    for id in own.select(scheduled_statuses::id).load::<i64>(conn)? {
        remove(conn, ScheduledId(id))?;
    }
    Ok(())
}

/// Whether a medium is to hang on a post that waits.
///
/// # Errors
/// `Internal` when the database fails.
pub fn has_medium(conn: &mut Conn, medium: MediumId) -> Result<bool> {
    let found: Option<i64> =
        scheduled_media::table.find(medium.0).select(scheduled_media::scheduled_id).first(conn).optional()?;
    Ok(found.is_some())
}
