//! What a look at the server's health asks of the database. Nothing is changed.

use crate::clock::Moment;
use crate::domain::member::RoleKind;
use crate::error::Result;
use crate::storage::columns::{at, moment};
use crate::storage::schema::{deliveries, outbox_events, received, roles};
use crate::storage::{Conn, DatabaseUrl, migrate};
use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

/// What waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: i64,
    /// Since when the oldest does.
    pub since: Option<Moment>,
}

/// The queues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Queues {
    /// Events that must be told.
    pub outbox: Waiting,
    /// Events that could not be told and are tried no more: since when the first is set aside.
    pub set_aside: Waiting,
    /// Deliveries.
    pub deliveries: Waiting,
    /// Activities that came in.
    pub received: Waiting,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What waits, and since when.
///
/// # Errors
/// `Internal` when the database fails.
pub fn queues(conn: &mut Conn) -> Result<Queues> {
    let waiting = outbox_events::table.filter(outbox_events::set_aside_at.is_null());
    let oldest: Option<NaiveDateTime> =
        waiting.order(outbox_events::created_at).select(outbox_events::created_at).first(conn).optional()?;
    let outbox = Waiting { count: waiting.count().get_result(conn)?, since: oldest.map(moment) };
    let aside = outbox_events::table.filter(outbox_events::set_aside_at.is_not_null());
    let first: Option<Option<NaiveDateTime>> =
        aside.order(outbox_events::set_aside_at).select(outbox_events::set_aside_at).first(conn).optional()?;
    let set_aside = Waiting { count: aside.count().get_result(conn)?, since: first.flatten().map(moment) };
    let oldest: Option<NaiveDateTime> =
        deliveries::table.order(deliveries::created_at).select(deliveries::created_at).first(conn).optional()?;
    let all = Waiting { count: deliveries::table.count().get_result(conn)?, since: oldest.map(moment) };
    let waiting = received::table.filter(received::state.eq("waiting"));
    let oldest: Option<NaiveDateTime> =
        waiting.order(received::received_at).select(received::received_at).first(conn).optional()?;
    let received = Waiting { count: waiting.count().get_result(conn)?, since: oldest.map(moment) };
    Ok(Queues { outbox, set_aside, deliveries: all, received })
}

/// What waits for one host.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting_for(conn: &mut Conn, host: &str) -> Result<Waiting> {
    let of_host = deliveries::table.filter(deliveries::host.eq(host));
    let oldest: Option<NaiveDateTime> =
        of_host.order(deliveries::created_at).select(deliveries::created_at).first(conn).optional()?;
    Ok(Waiting { count: of_host.count().get_result(conn)?, since: oldest.map(moment) })
}

/// What SQLite finds damaged when it reads all of its file, and rows that refer to nothing. PostgreSQL looks after
/// that by itself.
///
/// # Errors
/// `Internal` when the database fails.
pub fn faults(conn: &mut Conn) -> Result<Vec<String>> {
    let Conn::Sqlite(sqlite) = conn else { return Ok(Vec::new()) };
    let said: Vec<Line> = diesel::sql_query(
        "SELECT integrity_check AS line FROM pragma_integrity_check \
         UNION ALL SELECT 'rows of ' || \"table\" || ' refer to nothing' AS line FROM pragma_foreign_key_check",
    )
    .load(sqlite)?;
    Ok(said.into_iter().map(|row| row.line).filter(|line| line != "ok").collect())
}

/// Whether something can be written. It is taken back.
///
/// # Errors
/// `Unavailable` or `Internal` when it cannot.
pub fn is_writable(url: &DatabaseUrl) -> Result<()> {
    match &mut url.connect()? {
        Conn::Sqlite(sqlite) => {
            sqlite.batch_execute(
                "BEGIN IMMEDIATE; UPDATE server_facts SET value = value WHERE name = 'domain'; ROLLBACK;",
            )?;
        }
        Conn::Pg(pg) => {
            pg.batch_execute("BEGIN; UPDATE server_facts SET value = value WHERE name = 'domain'; ROLLBACK;")?;
        }
    }
    Ok(())
}

/// Migrations that did not run yet, and those that ran and that this program does not know.
///
/// # Errors
/// `Internal` when the database has no note of them, or fails.
pub fn migrations(conn: &mut Conn) -> Result<(Vec<String>, Vec<String>)> {
    let (known, ran) = (migrate::known()?, migrate::ran(conn)?);
    let missing = known.iter().filter(|version| !ran.contains(version)).cloned().collect();
    let unknown = ran.into_iter().filter(|version| !known.contains(version)).collect();
    Ok((missing, unknown))
}

/// Until when somebody is operator; `None` when nobody is now.
///
/// # Errors
/// `Internal` when the database fails.
pub fn operators_until(conn: &mut Conn, now: Moment) -> Result<Option<Moment>> {
    let until: Option<NaiveDateTime> = roles::table
        .filter(roles::kind.eq(RoleKind::Operator.as_str()))
        .filter(roles::starts_at.le(at(now)))
        .filter(roles::ends_at.gt(at(now)))
        .order(roles::ends_at.desc())
        .select(roles::ends_at)
        .first(conn)
        .optional()?;
    Ok(until.map(moment))
}
