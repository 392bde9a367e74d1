//! Deliveries: one row an activity and inbox, gone when it was delivered.
//!
//! Deliveries of one subject to one inbox keep their order: a later one is due only when no earlier one waits.

use crate::clock::Moment;
use crate::domain::address::host_of;
use crate::domain::key::{ActivityId, DeliveryId};
use crate::error::Result;
use crate::ids;
use crate::storage::columns::{at, url};
use crate::storage::dialect::{claim_ids, literal, of_each, quoted};
use crate::storage::schema::{activities, deliveries};
use crate::storage::{Conn, ROWS, catch_ups, each, hosts};
use chrono::Duration;
use diesel::connection::SimpleConnection;
use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use url::Url;

/// A delivery that a worker has leased.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Its row.
    pub id: DeliveryId,
    /// What is delivered.
    pub activity: ActivityId,
    /// Where to.
    pub inbox: Url,
    /// `host` or `host:port` of the inbox.
    pub host: String,
    /// What it is about.
    pub subject: String,
    /// How often somebody answered that it is not taken now, or a fault of ours kept it from being sent.
    pub attempts: i64,
    /// When it was first to be delivered.
    pub created_at: Moment,
}

/// Adds a delivery of an activity to each of these inboxes.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(conn: &mut Conn, activity: ActivityId, inboxes: &[&Url], subject: &str, now: Moment) -> Result<()> {
    for some in inboxes.chunks(ROWS) {
        let row = |inbox: &&Url| {
            (
                deliveries::id.eq(ids::next(now)),
                deliveries::activity_id.eq(activity.0),
                deliveries::inbox.eq(inbox.to_string()),
                deliveries::host.eq(host_of(inbox)),
                deliveries::subject.eq(subject),
                deliveries::attempts.eq(0_i64),
                deliveries::due_at.eq(at(now)),
                deliveries::leased_until.eq(None::<chrono::NaiveDateTime>),
                deliveries::state.eq("pending"),
                deliveries::created_at.eq(at(now)),
            )
        };
        let rows: Vec<_> = some.iter().map(row).collect();
        each!(conn, |c| diesel::insert_into(deliveries::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Leases deliveries that are due: none whose host is left alone, none with an earlier one of its
/// subject and inbox still waiting, none that another process holds, and no more than that `per_host`
/// of a host are under way, so that one with very many neither fills the batch nor is waited for by
/// the others. A host that failed and is tried again is asked with one: the rest goes when it takes
/// that. A lease that runs out (its process died) makes them due again.
///
/// The hosts are stepped through on the index of what waits (one look for each), and of each host its
/// first few are read: what it costs grows with the hosts, not with all that waits for them.
///
/// # Errors
/// `Internal` when the database fails.
pub fn lease(conn: &mut Conn, now: Moment, lease: Duration, limit: usize, per_host: usize) -> Result<Vec<Delivery>> {
    let moment = literal(now);
    let first_of_each = of_each(
        conn,
        "free",
        "deliveries",
        &format!(
            "SELECT e.id, e.due_at FROM deliveries e WHERE e.state = 'pending' AND e.host = free.host AND e.due_at <= {moment} \
             AND (e.leased_until IS NULL OR e.leased_until <= {moment}) \
             AND NOT EXISTS (SELECT 1 FROM deliveries b WHERE b.state = 'pending' AND b.inbox = e.inbox AND b.subject = e.subject AND b.id < e.id) \
             ORDER BY e.due_at, e.id LIMIT {per_host}"
        ),
    );
    let query = format!(
        "WITH RECURSIVE waits(host) AS (\
           SELECT min(host) FROM deliveries WHERE state = 'pending' \
           UNION ALL SELECT (SELECT min(n.host) FROM deliveries n WHERE n.state = 'pending' AND n.host > waits.host) FROM waits WHERE waits.host IS NOT NULL), \
         busy(host, n) AS (SELECT host, count(*) FROM deliveries WHERE leased_until > {moment} GROUP BY host), \
         free(host, n, most) AS (\
           SELECT waits.host, coalesce(busy.n, 0), \
           CASE WHEN EXISTS (SELECT 1 FROM hosts f WHERE f.host = waits.host AND f.state <> 'live') THEN 1 ELSE {per_host} END \
           FROM waits LEFT JOIN busy ON busy.host = waits.host \
           WHERE waits.host IS NOT NULL AND coalesce(busy.n, 0) < {per_host} \
           AND NOT EXISTS (SELECT 1 FROM hosts h WHERE h.host = waits.host AND h.next_try_at > {moment})), \
         next(id, place, most) AS (\
           SELECT c.id, free.n + row_number() OVER (PARTITION BY free.host ORDER BY c.due_at, c.id), free.most FROM {first_of_each}) \
         SELECT d.id FROM deliveries d WHERE d.id IN (SELECT id FROM next WHERE place <= most) \
         AND (d.leased_until IS NULL OR d.leased_until <= {moment}) ORDER BY d.due_at, d.id LIMIT {limit}"
    );
    let ids = claim_ids(conn, &query)?;
    type Columns = (i64, i64, String, String, String, i64, chrono::NaiveDateTime);
    let rows: Vec<Columns> = deliveries::table
        .filter(deliveries::id.eq_any(&ids))
        .order(deliveries::id)
        .select((
            deliveries::id,
            deliveries::activity_id,
            deliveries::inbox,
            deliveries::host,
            deliveries::subject,
            deliveries::attempts,
            deliveries::created_at,
        ))
        .load(conn)?;
    let mut taken = Vec::new();
    for (id, activity, inbox, host, subject, attempts, created_at) in rows {
        taken.push(Delivery {
            id: DeliveryId(id),
            activity: ActivityId(activity),
            inbox: url(&inbox)?,
            host,
            subject,
            attempts,
            created_at: created_at.and_utc(),
        });
    }
    let ids: Vec<i64> = taken.iter().map(|delivery| delivery.id.0).collect();
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(&ids)))
        .set(deliveries::leased_until.eq(at(now + lease)))
        .execute(conn)?;
    Ok(taken)
}

/// They arrived, or their inboxes said for good that they will not take them, or they waited too long: the rows go.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, ended: &[DeliveryId]) -> Result<()> {
    let ids = ended.iter().map(|id| id.0);
    diesel::delete(deliveries::table.filter(deliveries::id.eq_any(ids))).execute(conn)?;
    Ok(())
}

/// A host is gone, and was asked in vain again after a week: what has waited for longer than [`hosts::gone_after`] is given
/// up. What is under way at this moment is left to whoever sends it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn give_up(conn: &mut Conn, host: &str, now: Moment) -> Result<()> {
    let old = deliveries::table.filter(deliveries::host.eq(host)).filter(sql::<Bool>("state = 'pending'"));
    let old = old.filter(deliveries::created_at.lt(at(now - hosts::gone_after())));
    let free = deliveries::leased_until.is_null().or(deliveries::leased_until.le(at(now)));
    diesel::delete(old.filter(free)).execute(conn)?;
    Ok(())
}

/// A host answered or called. If it had been failing, everything that waits for it is due now; if it had been silent,
/// its networks are asked what we missed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn heard_from(conn: &mut Conn, host: &str, now: Moment) -> Result<()> {
    let heard = hosts::heard_from(conn, host, now)?;
    if heard.was_failing {
        wake(conn, host, now)?;
    }
    if heard.was_silent {
        catch_ups::note(conn, Some(host), now)?;
    }
    Ok(())
}

/// It did not arrive; it is tried again at `due_at`, unless its words were forgotten while it was under way. The try is
/// `counted` unless its host was silent.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put_off(conn: &mut Conn, delivery: &Delivery, due_at: Moment, counted: bool) -> Result<()> {
    let forgotten = activities::table.find(delivery.activity.0).filter(activities::body.eq(Vec::new()));
    if diesel::select(exists(forgotten)).get_result(conn)? {
        return remove(conn, &[delivery.id]);
    }
    diesel::update(deliveries::table.find(delivery.id.0))
        .set((
            deliveries::attempts.eq(deliveries::attempts + i64::from(counted)),
            deliveries::due_at.eq(at(due_at)),
            deliveries::leased_until.eq(None::<chrono::NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// After so many tries one is not woken any more when its host lives: it was not the host that did not take it.
const WOKEN_AFTER_MAX: i64 = 16;

/// What waits for a host is due now: it called or took something, so it lives.
///
/// # Errors
/// `Internal` when the database fails.
pub fn wake(conn: &mut Conn, host: &str, now: Moment) -> Result<()> {
    let query = wake_query(host, now);
    match conn {
        Conn::Sqlite(sqlite) => sqlite.batch_execute(&query)?,
        Conn::Pg(pg) => pg.batch_execute(&query)?,
    }
    Ok(())
}

/// What [`wake`] says to the database: that they wait, too, or all deliveries would be read for those of one host.
pub fn wake_query(host: &str, now: Moment) -> String {
    let (host, moment) = (quoted(host), literal(now));
    format!(
        "UPDATE deliveries SET due_at = {moment} WHERE state = 'pending' AND host = {host} AND due_at > {moment} \
         AND attempts < {WOKEN_AFTER_MAX}"
    )
}

/// How many deliveries wait.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting(conn: &mut Conn) -> Result<i64> {
    Ok(deliveries::table.count().get_result(conn)?)
}
