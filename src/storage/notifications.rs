//! What members hear of.

use crate::clock::Moment;
use crate::domain::key::{ActorId, MemberId, NotificationId, StatusId};
use crate::domain::status::NotificationKind;
use crate::error::Result;
use crate::ids;
use crate::storage::columns::{at, moment, word};
use crate::storage::listings::Paging;
use crate::storage::schema::{members, notifications};
use crate::storage::{Conn, push};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Something that a member hears of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Its row.
    pub id: NotificationId,
    /// Why.
    pub kind: NotificationKind,
    /// Who did it.
    pub from: ActorId,
    /// What it is about.
    pub status: Option<StatusId>,
    /// When.
    pub created_at: Moment,
}

/// Tells the member behind one of our actors, and their apps, if there is one and it is not themselves (but that their own
/// poll ended). The same is told once.
///
/// # Errors
/// `Internal` when the database fails.
pub fn tell(
    conn: &mut Conn,
    to: ActorId,
    kind: NotificationKind,
    from: ActorId,
    status: Option<StatusId>,
    now: Moment,
) -> Result<()> {
    let member: Option<i64> = members::table
        .filter(members::actor_id.eq(to.0))
        .filter(members::state.ne("left"))
        .select(members::id)
        .first(conn)
        .optional()?;
    let Some(member) = member.filter(|_| to != from || kind == NotificationKind::Poll) else { return Ok(()) };
    let alike = notifications::table
        .filter(notifications::member_id.eq(member))
        .filter(notifications::kind.eq(kind.as_str()))
        .filter(notifications::from_id.eq(from.0))
        .select(notifications::id)
        .into_boxed();
    // By the status, of which few are told anything: what one account told a member may be very much.
    let alike = match status {
        Some(status) => alike.filter(notifications::status_id.eq(status.0)),
        None => alike.filter(notifications::status_id.is_null()),
    };
    if alike.first::<i64>(conn).optional()?.is_some() {
        return Ok(());
    }
    let id = NotificationId(ids::next(now));
    let row = (
        notifications::id.eq(id.0),
        notifications::member_id.eq(member),
        notifications::kind.eq(kind.as_str()),
        notifications::from_id.eq(from.0),
        notifications::status_id.eq(status.map(|status| status.0)),
        notifications::created_at.eq(at(now)),
    );
    diesel::insert_into(notifications::table).values(row).execute(conn)?;
    push::note(conn, MemberId(member), id, now)
}

/// What is not so any more of a status is not told any more.
///
/// # Errors
/// `Internal` when the database fails.
pub fn take_back(conn: &mut Conn, kind: NotificationKind, from: ActorId, status: StatusId) -> Result<()> {
    let gone = notifications::table
        .filter(notifications::kind.eq(kind.as_str()))
        .filter(notifications::from_id.eq(from.0))
        .filter(notifications::status_id.eq(status.0));
    diesel::delete(gone).execute(conn)?;
    Ok(())
}

/// What an actor asked of somebody is answered, and not told any more.
///
/// # Errors
/// `Internal` when the database fails.
pub fn take_back_from(conn: &mut Conn, to: ActorId, kind: NotificationKind, from: ActorId) -> Result<()> {
    let member = members::table.filter(members::actor_id.eq(to.0)).select(members::id);
    let gone = notifications::table
        .filter(notifications::member_id.eq_any(member))
        .filter(notifications::kind.eq(kind.as_str()))
        .filter(notifications::from_id.eq(from.0));
    diesel::delete(gone).execute(conn)?;
    Ok(())
}

type Columns = (i64, String, i64, Option<i64>, NaiveDateTime);

fn notification((id, kind, from, status, created_at): Columns) -> Result<Notification> {
    Ok(Notification {
        id: NotificationId(id),
        kind: word(NotificationKind::parse, &kind)?,
        from: ActorId(from),
        status: status.map(StatusId),
        created_at: moment(created_at),
    })
}

macro_rules! columns {
    () => {
        (
            notifications::id,
            notifications::kind,
            notifications::from_id,
            notifications::status_id,
            notifications::created_at,
        )
    };
}

/// How many of a member's are newer than `after`, as far as `most`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn newer(conn: &mut Conn, member: MemberId, kinds: &[NotificationKind], after: i64, most: i64) -> Result<i64> {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let found: Vec<i64> = notifications::table
        .filter(notifications::member_id.eq(member.0))
        .filter(notifications::id.gt(after))
        .filter(notifications::kind.eq_any(kinds))
        .select(notifications::id)
        .limit(most)
        .load(conn)?;
    Ok(found.len() as i64)
}

/// A member's, newest first: of `kinds`, and with `from` what that account did.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_member(
    conn: &mut Conn,
    member: MemberId,
    kinds: &[NotificationKind],
    from: Option<ActorId>,
    paging: Paging,
) -> Result<Vec<Notification>> {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let mut select = notifications::table
        .filter(notifications::member_id.eq(member.0))
        .filter(notifications::kind.eq_any(kinds))
        .select(columns!())
        .into_boxed();
    if let Some(from) = from {
        select = select.filter(notifications::from_id.eq(from.0));
    }
    if let Some(max) = paging.max_id {
        select = select.filter(notifications::id.lt(max));
    }
    if let Some(min) = paging.min_id.into_iter().chain(paging.since_id).max() {
        select = select.filter(notifications::id.gt(min));
    }
    let select = match paging.is_upward() {
        true => select.order(notifications::id.asc()),
        false => select.order(notifications::id.desc()),
    };
    let rows: Vec<Columns> = select.limit(paging.limit).load(conn)?;
    let mut all = rows.into_iter().map(notification).collect::<Result<Vec<_>>>()?;
    if paging.is_upward() {
        all.reverse();
    }
    Ok(all)
}

/// One of a member's.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn get(conn: &mut Conn, member: MemberId, id: NotificationId) -> Result<Notification> {
    let found = notifications::table.find(id.0).filter(notifications::member_id.eq(member.0));
    notification(found.select(columns!()).first(conn)?)
}

/// Forgets one, or all, of a member's.
///
/// # Errors
/// `NotFound` when it is not theirs; `Internal` when the database fails.
pub fn dismiss(conn: &mut Conn, member: MemberId, id: Option<NotificationId>) -> Result<()> {
    let own = notifications::table.filter(notifications::member_id.eq(member.0));
    match id {
        Some(id) => {
            if diesel::delete(own.filter(notifications::id.eq(id.0))).execute(conn)? == 0 {
                return Err(crate::error::Error::not_found());
            }
        }
        None => {
            diesel::delete(own).execute(conn)?;
        }
    }
    Ok(())
}

/// Forgets everything that came from an actor.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_from(conn: &mut Conn, actor: ActorId) -> Result<()> {
    diesel::delete(notifications::table.filter(notifications::from_id.eq(actor.0))).execute(conn)?;
    Ok(())
}
