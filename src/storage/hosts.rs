//! How each host is doing: left alone for a while when it fails, probed, woken by what comes in.

use crate::clock::Moment;
use crate::domain::peer::SignatureFormat;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::{at, moment, word};
use crate::storage::schema::hosts;
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// What is known about a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// `live`, `failing` or `gone`.
    pub state: String,
    /// Since when deliveries fail.
    pub failing_since: Option<Moment>,
    /// Failures in a row.
    pub failures: i64,
    /// Not before this.
    pub next_try_at: Option<Moment>,
    /// When it last answered or called.
    pub last_heard_at: Option<Moment>,
}

/// A host that fails for this long is gone; only what comes in, or a weekly probe, wakes it.
pub fn gone_after() -> Duration {
    Duration::days(7)
}

type Row = (String, String, Option<NaiveDateTime>, i64, Option<NaiveDateTime>, Option<NaiveDateTime>);

/// What makes up a [`Row`].
macro_rules! columns {
    () => {
        (hosts::host, hosts::state, hosts::failing_since, hosts::failures, hosts::next_try_at, hosts::last_heard_at)
    };
}

fn known((name, state, failing_since, failures, next_try_at, last_heard_at): Row) -> (String, Host) {
    let host = Host {
        state,
        failing_since: failing_since.map(moment),
        failures,
        next_try_at: next_try_at.map(moment),
        last_heard_at: last_heard_at.map(moment),
    };
    (name, host)
}

/// What is known about a host.
///
/// # Errors
/// `Internal` when the database fails.
pub fn get(conn: &mut Conn, host: &str) -> Result<Option<Host>> {
    let row: Option<Row> = hosts::table.find(host).select(columns!()).first(conn).optional()?;
    Ok(row.map(|row| known(row).1))
}

/// The same, held until the end of this transaction: two processes that see it fail at one moment take turns.
fn lock(conn: &mut Conn, host: &str) -> Result<Option<Host>> {
    let query = hosts::table.find(host).select(columns!());
    let row: Option<Row> = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite).optional()?,
        Conn::Pg(pg) => query.for_no_key_update().first(pg).optional()?,
    };
    Ok(row.map(|row| known(row).1))
}

/// What is known about each of these hosts.
///
/// # Errors
/// `Internal` when the database fails.
pub fn get_many(conn: &mut Conn, of: &[&str]) -> Result<HashMap<String, Host>> {
    let rows: Vec<Row> = hosts::table.filter(hosts::host.eq_any(of)).select(columns!()).load(conn)?;
    Ok(rows.into_iter().map(known).collect())
}

/// How many hosts are known.
///
/// # Errors
/// `Internal` when the database fails.
pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(hosts::table.count().get_result(conn)?)
}

/// How long it is remembered which way of signing a host took: servers learn, and a peer that did not get at a key for
/// a moment is asked again the way that is right for it.
pub fn signature_kept() -> Duration {
    Duration::days(7)
}

/// How these hosts took what we signed: those that refused the other way in the last seven days.
///
/// # Errors
/// `Internal` when the database fails.
pub fn signature_formats(conn: &mut Conn, of: &[&str], now: Moment) -> Result<HashMap<String, SignatureFormat>> {
    let known: Vec<(String, Option<String>)> = hosts::table
        .filter(hosts::host.eq_any(of))
        .filter(hosts::signature_since.gt(at(now - signature_kept())))
        .select((hosts::host, hosts::signature_format))
        .load(conn)?;
    let named = known.into_iter().filter_map(|(host, format)| Some((host, format?)));
    named.map(|(host, format)| Ok((host, word(SignatureFormat::parse, &format)?))).collect()
}

/// Remembers how a host took what we signed, after it refused the other way.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remember_signature_format(conn: &mut Conn, host: &str, format: SignatureFormat, now: Moment) -> Result<()> {
    let values = (hosts::signature_format.eq(format.as_str()), hosts::signature_since.eq(at(now)));
    if diesel::update(hosts::table.find(host)).set(values).execute(conn)? == 0 {
        let row = (hosts::host.eq(host), hosts::state.eq("live"), hosts::failures.eq(0), values);
        super::each!(conn, |c| diesel::insert_into(hosts::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

fn put(conn: &mut Conn, host: &str, known: &Host) -> Result<()> {
    let values = (
        hosts::state.eq(&known.state),
        hosts::failing_since.eq(known.failing_since.map(at)),
        hosts::failures.eq(known.failures),
        hosts::next_try_at.eq(known.next_try_at.map(at)),
        hosts::last_heard_at.eq(known.last_heard_at.map(at)),
    );
    if diesel::update(hosts::table.find(host)).set(values).execute(conn)? == 0 {
        let row = (hosts::host.eq(host), values);
        super::each!(conn, |c| diesel::insert_into(hosts::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// What it means that a host answered or called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// It had been failing: what waits for it can go at once.
    pub was_failing: bool,
    /// It had been silent for long: one of the two of us may have missed something.
    pub was_silent: bool,
}

/// A host of which nothing was heard for this long may have missed something, or we something of it.
pub fn silent_after() -> Duration {
    Duration::hours(6)
}

/// How long a note that a host was heard from is new enough.
fn heard_lately() -> Duration {
    Duration::hours(1)
}

/// Of these hosts, those of which [`heard_from`] would be no news: they are live, and noted within the last hour.
///
/// # Errors
/// `Internal` when the database fails.
pub fn heard_lately_among(conn: &mut Conn, of: &[&str], now: Moment) -> Result<HashSet<String>> {
    let lately: Vec<String> = hosts::table
        .filter(hosts::host.eq_any(of))
        .filter(hosts::state.eq("live"))
        .filter(hosts::last_heard_at.gt(at(now - heard_lately())))
        .select(hosts::host)
        .load(conn)?;
    Ok(lately.into_iter().collect())
}

/// A host answered or called: it is live. Writes only when that is news, or the last note is an hour old.
///
/// # Errors
/// `Internal` when the database fails.
pub fn heard_from(conn: &mut Conn, host: &str, now: Moment) -> Result<Heard> {
    let fresh =
        |known: &Host| known.state == "live" && known.last_heard_at.is_some_and(|heard| now - heard < heard_lately());
    let known = get(conn, host)?;
    if known.as_ref().is_some_and(fresh) {
        return Ok(Heard::default());
    }
    let live =
        Host { state: "live".into(), failing_since: None, failures: 0, next_try_at: None, last_heard_at: Some(now) };
    put(conn, host, &live)?;
    Ok(known.map_or_else(Heard::default, |known| Heard {
        was_failing: known.state != "live",
        was_silent: known.last_heard_at.is_some_and(|heard| now - heard >= silent_after()),
    }))
}

/// A host that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failing {
    /// When it is tried next.
    pub next_try: Moment,
    /// Since when it fails.
    pub since: Moment,
    /// Whether it was gone before, and this was its weekly probe.
    pub was_gone: bool,
}

/// A delivery to a host failed: it is left alone for a while, at first for a second, at most for an
/// hour; after seven days it is gone, and probed once a week.
///
/// `jitter` from 0 to 1 spreads the next tries of many hosts.
///
/// # Errors
/// `Internal` when the database fails.
pub fn failed(conn: &mut Conn, host: &str, now: Moment, jitter: f64) -> Result<Failing> {
    let known = lock(conn, host)?;
    let since = known.as_ref().and_then(|known| known.failing_since).unwrap_or(now);
    // Several deliveries that were under way at once are one failure.
    if let Some(next_try) = known.as_ref().and_then(|known| known.next_try_at)
        && next_try > now
    {
        return Ok(Failing { next_try, since, was_gone: false });
    }
    let was_gone = known.as_ref().is_some_and(|known| known.state == "gone");
    let failures = known.as_ref().map_or(0, |known| known.failures) + 1;
    let gone = now - since >= gone_after();
    let pause = if gone { Duration::days(7) } else { Duration::seconds((1_i64 << (failures - 1).min(12)).min(3_600)) };
    let next = now + pause + Duration::milliseconds((pause.num_milliseconds() as f64 * 0.25 * jitter) as i64);
    let state = if gone { "gone" } else { "failing" };
    let failing = Host {
        state: state.into(),
        failing_since: Some(since),
        failures,
        next_try_at: Some(next),
        last_heard_at: known.and_then(|known| known.last_heard_at),
    };
    put(conn, host, &failing)?;
    Ok(Failing { next_try: next, since, was_gone })
}

/// For so long nobody was asked, since none of our servers ran: of hosts that fail, that time is not counted.
///
/// # Errors
/// `Internal` when the database fails.
pub fn leave_out(conn: &mut Conn, away: Duration, now: Moment) -> Result<()> {
    let mut failing: Vec<(String, Option<NaiveDateTime>)> =
        hosts::table.filter(hosts::state.eq("failing")).select((hosts::host, hosts::failing_since)).load(conn)?;
    // In the order in which deliveries are written down, so that neither waits for the other for ever.
    failing.sort();
    for (host, since) in failing {
        let since = since.map_or(now, |since| (moment(since) + away).min(now));
        diesel::update(hosts::table.find(host)).set(hosts::failing_since.eq(at(since))).execute(conn)?;
    }
    Ok(())
}
