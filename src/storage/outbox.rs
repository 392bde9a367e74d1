//! Outbox events: written in the transaction of what happened, worked once by a worker.

use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{EventId, FollowId};
use crate::error::{Error, Result};
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::columns::{at, from_json, to_json};
use crate::storage::schema::outbox_events;
use crate::storage::{Conn, dialect};
use diesel::prelude::*;

/// An event as it waits: one or the other holds it.
struct Row {
    id: i64,
    event: String,
    sealed_event: Option<Vec<u8>>,
}

fn context(id: i64) -> String {
    format!("outbox:{id}")
}

/// Records what must be told. Called inside the transaction of what happened.
///
/// # Errors
/// `Internal` when the database fails, and for what must be sealed ([`record_sealed`]).
pub fn record(conn: &mut Conn, event: &Event, now: Moment) -> Result<()> {
    if event.is_for_oneself() {
        return Err(Error::internal("an event that nobody else may read is recorded in clear"));
    }
    keep(conn, Row { id: ids::next(now), event: to_json(event)?, sealed_event: None }, now)
}

/// The same, sealed: nobody who has the database alone reads what it is.
///
/// # Errors
/// `Internal` when the database fails.
pub fn record_sealed(conn: &mut Conn, seal: &MasterKey, event: &Event, now: Moment) -> Result<()> {
    let id = ids::next(now);
    let sealed = seal.seal(&context(id), to_json(event)?.as_bytes());
    keep(conn, Row { id, event: String::new(), sealed_event: Some(sealed) }, now)
}

fn keep(conn: &mut Conn, row: Row, now: Moment) -> Result<()> {
    #[cfg(debug_assertions)]
    if late::is_wanted() {
        return late::record(row, now);
    }
    insert(conn, row, now)
}

fn insert(conn: &mut Conn, row: Row, now: Moment) -> Result<()> {
    let row = (
        outbox_events::id.eq(row.id),
        outbox_events::event.eq(row.event),
        outbox_events::created_at.eq(at(now)),
        outbox_events::sealed_event.eq(row.sealed_event),
    );
    diesel::insert_into(outbox_events::table).values(row).execute(conn)?;
    Ok(())
}

/// The mistake that the fault test must find: the event is recorded after the transaction of what happened. Only a
/// debug build can make it, and only when a test asks for it with the URL of the database.
#[cfg(debug_assertions)]
mod late {
    use super::{Moment, Result, Row, insert};
    use crate::storage::DatabaseUrl;
    use std::time::Duration;

    const SWITCH: &str = "POTLUCK_TEST_OUTBOX_LATE";

    pub(super) fn is_wanted() -> bool {
        std::env::var_os(SWITCH).is_some()
    }

    pub(super) fn record(row: Row, now: Moment) -> Result<()> {
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(150));
            let url = std::env::var(SWITCH).map_err(crate::error::Error::internal)?;
            insert(&mut DatabaseUrl::parse(&url)?.connect()?, row, now)
        });
        Ok(())
    }
}

/// By what the processes on one database agree which of them tells now: a number that nothing else here uses.
const TELLING: i64 = 0x706f_746c_7563_6b01;

/// The oldest event; nothing while another process tells one. What comes later may be about the same thing and must not
/// overtake it: a deletion that is told first finds nobody whom the listing has reached. The caller deletes it ([`done`]) in
/// the same transaction.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub fn claim_oldest(conn: &mut Conn, seal: &MasterKey) -> Result<Option<(EventId, Event)>> {
    if !dialect::is_ours_alone(conn, TELLING)? {
        return Ok(None);
    }
    let oldest = outbox_events::table.order(outbox_events::id).select((
        outbox_events::id,
        outbox_events::event,
        outbox_events::sealed_event,
    ));
    let found: Option<(i64, String, Option<Vec<u8>>)> = oldest.first(conn).optional()?;
    let Some((id, event, sealed)) = found else { return Ok(None) };
    let event = match sealed {
        Some(sealed) => seal.open_text(&context(id), &sealed)?,
        None => event,
    };
    Ok(Some((EventId(id), from_json(&event)?)))
}

/// Forgets an event that was told.
///
/// # Errors
/// `Internal` when the database fails.
pub fn done(conn: &mut Conn, id: EventId) -> Result<()> {
    diesel::delete(outbox_events::table.find(id.0)).execute(conn)?;
    Ok(())
}

/// Forgets what waits to be told of a follow whose row goes.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_follow(conn: &mut Conn, id: FollowId) -> Result<()> {
    let events = [
        Event::FollowAsked { follow: id },
        Event::FollowAccepted { follow: id },
        Event::FollowRejected { follow: id },
        Event::FollowUndone { follow: id },
    ];
    let events = events.iter().map(to_json).collect::<Result<Vec<_>>>()?;
    diesel::delete(outbox_events::table.filter(outbox_events::event.eq_any(events))).execute(conn)?;
    Ok(())
}

/// How many events wait.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting(conn: &mut Conn) -> Result<i64> {
    Ok(outbox_events::table.count().get_result(conn)?)
}
