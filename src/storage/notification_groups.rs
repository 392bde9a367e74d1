//! What members hear of, put together ([`GroupKey`]), by the page.

use crate::clock::Moment;
use crate::domain::key::{ActorId, MemberId, NotificationId, StatusId};
use crate::domain::notices::{GROUPED, GroupKey, SPAN};
use crate::domain::status::NotificationKind;
use crate::error::{Error, Result};
use crate::storage::Conn;
use crate::storage::columns::{at, moment, word};
use crate::storage::dialect::seconds;
use crate::storage::listings::Paging;
use crate::storage::schema::notifications;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamp};

/// Of so many it is said who did it.
const SAMPLE: i64 = 8;

/// Which notices are asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Of these kinds.
    pub kinds: Vec<NotificationKind>,
    /// Of which these are put together.
    pub together: Vec<NotificationKind>,
    /// By this account alone.
    pub from: Option<ActorId>,
    /// By none of these.
    pub away: Vec<ActorId>,
    /// Also what their rules set aside.
    pub filtered: bool,
}

/// Notices that belong together, as far as they are within a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which.
    pub key: GroupKey,
    /// Why.
    pub kind: NotificationKind,
    /// About what.
    pub status: Option<StatusId>,
    /// How many there are in all.
    pub count: i64,
    /// The newest of all.
    pub latest: NotificationId,
    /// The oldest and the newest within the page.
    pub page: (NotificationId, NotificationId),
    /// When the newest within the page happened.
    pub page_at: Moment,
    /// Who did it last, newest first.
    pub sample: Vec<ActorId>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    from_id: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    status_id: Option<i64>,
    #[diesel(sql_type = BigInt)]
    newest: i64,
    #[diesel(sql_type = BigInt)]
    latest: i64,
    #[diesel(sql_type = BigInt)]
    oldest: i64,
    #[diesel(sql_type = BigInt)]
    total: i64,
    #[diesel(sql_type = Timestamp)]
    created_at: NaiveDateTime,
    #[diesel(sql_type = Timestamp)]
    page_at: NaiveDateTime,
}

fn words(kinds: &[NotificationKind]) -> String {
    let words: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.as_str())).collect();
    // A list of nothing is none in SQL.
    if words.is_empty() { "''".into() } else { words.join(", ") }
}

/// The notices that are wanted (`all`), each with what it is put together by, and the newest of each group within a range
/// (`page`). It holds numbers and words of ours alone.
fn groups(conn: &Conn, member: MemberId, wanted: &Wanted, paging: Paging) -> String {
    let together: Vec<NotificationKind> =
        wanted.together.iter().copied().filter(|kind| GROUPED.contains(kind)).collect();
    let mut which = format!("member_id = {member} AND kind IN ({})", words(&wanted.kinds));
    if let Some(from) = wanted.from {
        which += &format!(" AND from_id = {from}");
    }
    if !wanted.away.is_empty() {
        let away: Vec<String> = wanted.away.iter().map(ToString::to_string).collect();
        which += &format!(" AND from_id NOT IN ({})", away.join(", "));
    }
    if !wanted.filtered {
        which += " AND NOT filtered";
    }
    let mut range = "0 = 0".to_owned();
    if let Some(max) = paging.max_id {
        range += &format!(" AND id < {max}");
    }
    if let Some(min) = paging.floor() {
        range += &format!(" AND id > {min}");
    }
    let order = if paging.is_upward() { "ASC" } else { "DESC" };
    format!(
        "WITH one AS (\
           SELECT id, kind, from_id, status_id, created_at, coalesce(status_id, 0) AS about, \
           CASE WHEN kind IN ({}) THEN {} / {SPAN} ELSE id END AS bucket FROM notifications WHERE {which}), \
         page AS (\
           SELECT kind, about, bucket, max(id) AS newest FROM one WHERE {range} \
           GROUP BY kind, about, bucket ORDER BY newest {order} LIMIT {})",
        words(&together),
        seconds(conn, "created_at"),
        paging.limit
    )
}

/// A page of groups, by their newest within it, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn page(conn: &mut Conn, member: MemberId, wanted: &Wanted, paging: Paging) -> Result<Vec<Group>> {
    let group = "PARTITION BY page.kind, page.about, page.bucket";
    let query = format!(
        "{}, bounds AS (SELECT min(newest) AS low, max(newest) AS high FROM page), \
         ranked AS (\
           SELECT one.id, one.kind, one.from_id, one.status_id, one.created_at, page.newest, \
           row_number() OVER ({group} ORDER BY one.id DESC) AS place, \
           max(one.id) OVER ({group}) AS latest, count(*) OVER ({group}) AS total, \
           min(CASE WHEN one.id >= bounds.low AND one.id <= page.newest THEN one.id END) OVER ({group}) AS oldest, \
           max(CASE WHEN one.id = page.newest THEN one.created_at END) OVER ({group}) AS page_at \
           FROM page JOIN one ON one.kind = page.kind AND one.about = page.about AND one.bucket = page.bucket \
           CROSS JOIN bounds) \
         SELECT id, kind, from_id, status_id, created_at, newest, latest, oldest, total, page_at FROM ranked \
         WHERE place <= {SAMPLE} ORDER BY newest DESC, id DESC",
        groups(conn, member, wanted, paging)
    );
    let rows: Vec<Row> = match conn {
        Conn::Sqlite(sqlite) => diesel::sql_query(query).load(sqlite)?,
        Conn::Pg(pg) => diesel::sql_query(query).load(pg)?,
    };
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let from = ActorId(row.from_id);
        match groups.last_mut() {
            Some(last) if last.page.1.0 == row.newest => {
                if !last.sample.contains(&from) {
                    last.sample.push(from);
                }
            }
            _ => {
                let (kind, status) = (word(NotificationKind::parse, &row.kind)?, row.status_id.map(StatusId));
                groups.push(Group {
                    key: GroupKey::of((NotificationId(row.id), kind, status), moment(row.created_at), &wanted.together),
                    kind,
                    status,
                    count: row.total,
                    latest: NotificationId(row.latest),
                    page: (NotificationId(row.oldest), NotificationId(row.newest)),
                    page_at: moment(row.page_at),
                    sample: vec![from],
                });
            }
        }
    }
    Ok(groups)
}

/// The ids of a group's notices, and who did it, newest first, as many as `most`; none by those who are `away`, and what the
/// member's rules set aside only with `filtered`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_key(
    conn: &mut Conn,
    member: MemberId,
    key: GroupKey,
    away: &[ActorId],
    filtered: bool,
    most: i64,
) -> Result<Vec<(i64, ActorId)>> {
    let away: Vec<i64> = away.iter().map(|actor| actor.0).collect();
    let mut select = notifications::table
        .filter(notifications::member_id.eq(member.0))
        .filter(notifications::from_id.ne_all(away))
        .select((notifications::id, notifications::from_id))
        .into_boxed();
    if !filtered {
        select = select.filter(notifications::filtered.eq(false));
    }
    match key {
        GroupKey::One(id) => select = select.filter(notifications::id.eq(id.0)),
        GroupKey::Many { kind, about, bucket } => {
            let begin = |bucket: i64| Moment::from_timestamp(bucket * SPAN, 0).ok_or_else(Error::not_found);
            select = select
                .filter(notifications::kind.eq(kind.as_str()))
                .filter(notifications::created_at.ge(at(begin(bucket)?)))
                .filter(notifications::created_at.lt(at(begin(bucket + 1)?)));
            if let Some(about) = about {
                select = select.filter(notifications::status_id.eq(about.0));
            }
        }
    }
    let rows: Vec<(i64, i64)> = select.order(notifications::id.desc()).limit(most).load(conn)?;
    Ok(rows.into_iter().map(|(id, from)| (id, ActorId(from))).collect())
}

/// Forgets a member's group, with what their rules set aside of it. Doing so twice changes nothing.
///
/// # Errors
/// `Internal` when the database fails.
pub fn dismiss(conn: &mut Conn, member: MemberId, key: GroupKey) -> Result<()> {
    loop {
        let some: Vec<i64> = of_key(conn, member, key, &[], true, 1_000)?.into_iter().map(|(id, _)| id).collect();
        if some.is_empty() {
            return Ok(());
        }
        diesel::delete(notifications::table.filter(notifications::id.eq_any(some))).execute(conn)?;
    }
}
