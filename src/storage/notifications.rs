//! What members hear of.

use crate::clock::Moment;
use crate::domain::key::{ActorId, MemberId, NotificationId, StatusId};
use crate::domain::status::NotificationKind;
use crate::error::Result;
use crate::ids;
use crate::storage::columns::{at, moment, word};
use crate::storage::listings::{Paging, paged};
use crate::storage::schema::{members, notifications};
use crate::storage::{Conn, mails, push};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Timestamp};

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

/// Tells a member, their apps, and by mail; what is `filtered` waits among their requests, and is told in no other way. The
/// same is told once.
///
/// # Errors
/// `Internal` when the database fails.
pub fn tell(
    conn: &mut Conn,
    to: MemberId,
    kind: NotificationKind,
    from: ActorId,
    status: Option<StatusId>,
    filtered: bool,
    now: Moment,
) -> Result<()> {
    let alike = notifications::table
        .filter(notifications::member_id.eq(to.0))
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
        notifications::member_id.eq(to.0),
        notifications::kind.eq(kind.as_str()),
        notifications::from_id.eq(from.0),
        notifications::status_id.eq(status.map(|status| status.0)),
        notifications::created_at.eq(at(now)),
        notifications::filtered.eq(filtered),
    );
    diesel::insert_into(notifications::table).values(row).execute(conn)?;
    if filtered {
        return Ok(());
    }
    push::note(conn, to, id, now)?;
    mails::note(conn, to, id, now)
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

/// A member's, newest first: of `kinds`, with `from` what that account did, and nothing of those who are `away`. With
/// `filtered`, what their rules set aside too.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_member(
    conn: &mut Conn,
    member: MemberId,
    kinds: &[NotificationKind],
    from: Option<ActorId>,
    away: &[ActorId],
    filtered: bool,
    paging: Paging,
) -> Result<Vec<Notification>> {
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let away: Vec<i64> = away.iter().map(|actor| actor.0).collect();
    let mut select = notifications::table
        .filter(notifications::member_id.eq(member.0))
        .filter(notifications::kind.eq_any(kinds))
        .filter(notifications::from_id.ne_all(away))
        .select(columns!())
        .into_boxed();
    if !filtered {
        select = select.filter(notifications::filtered.eq(false));
    }
    if let Some(from) = from {
        select = select.filter(notifications::from_id.eq(from.0));
    }
    let rows: Vec<Columns> = paged!(select, notifications::id, paging).limit(paging.limit).load(conn)?;
    Ok(paging.newest_first(rows.into_iter().map(notification).collect::<Result<Vec<_>>>()?))
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

/// Forgets what anybody was told with an id below `before`, also what waits among their requests, the oldest first, as many as
/// `most`. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_before(conn: &mut Conn, before: i64, most: usize) -> Result<usize> {
    let old: Vec<i64> = notifications::table
        .filter(notifications::id.lt(before))
        .order(notifications::id)
        .limit(most as i64)
        .select(notifications::id)
        .load(conn)?;
    Ok(diesel::delete(notifications::table.filter(notifications::id.eq_any(old))).execute(conn)?)
}

/// Members who were told something with an id below `before`, in the order of their ids, from behind `after` on, as many as
/// `most`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn with_older(conn: &mut Conn, before: i64, after: MemberId, most: i64) -> Result<Vec<MemberId>> {
    let told = notifications::table
        .filter(notifications::member_id.eq(members::id))
        .filter(notifications::id.lt(before))
        .filter(notifications::filtered.eq(false));
    let ids: Vec<i64> = members::table
        .filter(members::id.gt(after.0))
        .filter(diesel::dsl::exists(told))
        .order(members::id)
        .limit(most)
        .select(members::id)
        .load(conn)?;
    Ok(ids.into_iter().map(MemberId).collect())
}

/// Forgets what a member was told with an id below `until`, the oldest first, as many as `most`; nothing of what waits among
/// their requests. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_older(conn: &mut Conn, member: MemberId, until: i64, most: usize) -> Result<usize> {
    let old: Vec<i64> = notifications::table
        .filter(notifications::member_id.eq(member.0))
        .filter(notifications::id.lt(until))
        .filter(notifications::filtered.eq(false))
        .order(notifications::id)
        .limit(most as i64)
        .select(notifications::id)
        .load(conn)?;
    Ok(diesel::delete(notifications::table.filter(notifications::id.eq_any(old))).execute(conn)?)
}

/// What a member's rules set aside of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Whose.
    pub from: ActorId,
    /// How much.
    pub count: i64,
    /// Since when.
    pub first: Moment,
    /// Until when.
    pub last: Moment,
    /// The newest post that it is about.
    pub status: Option<StatusId>,
}

#[derive(QueryableByName)]
struct RequestRow {
    #[diesel(sql_type = BigInt)]
    from_id: i64,
    #[diesel(sql_type = BigInt)]
    total: i64,
    #[diesel(sql_type = Timestamp)]
    first_at: NaiveDateTime,
    #[diesel(sql_type = Timestamp)]
    last_at: NaiveDateTime,
    #[diesel(sql_type = Nullable<BigInt>)]
    status_id: Option<i64>,
}

/// A page of what a member's rules set aside, by the ids of who is behind it; with `of`, what is behind that account.
///
/// # Errors
/// `Internal` when the database fails.
pub fn requests(conn: &mut Conn, member: MemberId, of: Option<ActorId>, paging: Paging) -> Result<Vec<Request>> {
    let mut which = format!("member_id = {member} AND filtered");
    if let Some(of) = of {
        which += &format!(" AND from_id = {of}");
    }
    if let Some(max) = paging.max_id {
        which += &format!(" AND from_id < {max}");
    }
    if let Some(min) = paging.floor() {
        which += &format!(" AND from_id > {min}");
    }
    // It holds numbers alone.
    let query = format!(
        "SELECT from_id, count(*) AS total, min(created_at) AS first_at, max(created_at) AS last_at, \
         max(status_id) AS status_id FROM notifications WHERE {which} GROUP BY from_id ORDER BY from_id {} LIMIT {}",
        if paging.is_upward() { "ASC" } else { "DESC" },
        paging.limit
    );
    let rows: Vec<RequestRow> = match conn {
        Conn::Sqlite(sqlite) => diesel::sql_query(query).load(sqlite)?,
        Conn::Pg(pg) => diesel::sql_query(query).load(pg)?,
    };
    let request = |row: RequestRow| Request {
        from: ActorId(row.from_id),
        count: row.total,
        first: moment(row.first_at),
        last: moment(row.last_at),
        status: row.status_id.map(StatusId),
    };
    Ok(paging.newest_first(rows.into_iter().map(request).collect()))
}

/// How many accounts a member's rules set something aside of, and how much.
///
/// # Errors
/// `Internal` when the database fails.
pub fn filtered(conn: &mut Conn, member: MemberId) -> Result<(i64, i64)> {
    let waiting =
        notifications::table.filter(notifications::member_id.eq(member.0)).filter(notifications::filtered.eq(true));
    let accounts: Vec<i64> = waiting.select(notifications::from_id).distinct().load(conn)?;
    Ok((accounts.len() as i64, waiting.count().get_result(conn)?))
}

/// What was set aside of an account is told with everything else. Answers about which statuses that is, one for each.
///
/// # Errors
/// `Internal` when the database fails.
pub fn let_through(conn: &mut Conn, member: MemberId, from: ActorId) -> Result<Vec<Option<StatusId>>> {
    let waiting = notifications::table
        .filter(notifications::member_id.eq(member.0))
        .filter(notifications::from_id.eq(from.0))
        .filter(notifications::filtered.eq(true));
    let about: Vec<Option<i64>> = waiting.select(notifications::status_id).load(conn)?;
    diesel::update(waiting).set(notifications::filtered.eq(false)).execute(conn)?;
    Ok(about.into_iter().map(|id| id.map(StatusId)).collect())
}

/// Forgets what was set aside of an account. Answers how much.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_filtered(conn: &mut Conn, member: MemberId, from: ActorId) -> Result<usize> {
    let waiting = notifications::table
        .filter(notifications::member_id.eq(member.0))
        .filter(notifications::from_id.eq(from.0))
        .filter(notifications::filtered.eq(true));
    Ok(diesel::delete(waiting).execute(conn)?)
}
