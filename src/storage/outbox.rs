//! Outbox events: written in the transaction of what happened, worked once by a worker.
//!
//! One that cannot be told is tried again and again, with pauses that grow. What is about the same waits behind it; the rest
//! goes on. After a long time it is set aside, so that what waits behind it goes on too.

use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{EventId, FollowId};
use crate::error::{Error, Result};
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::columns::{at, from_json, moment, to_json};
use crate::storage::dialect::{first_ids, literal};
use crate::storage::schema::outbox_events;
use crate::storage::{Conn, dialect};
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

/// An event as it waits: one or the other holds it.
#[derive(Debug)]
struct Row {
    id: i64,
    event: String,
    sealed_event: Option<Vec<u8>>,
}

type Columns = (i64, String, Option<Vec<u8>>);

fn context(id: i64) -> String {
    format!("outbox:{id}")
}

/// Records what must be told. Called inside the transaction of what happened.
///
/// # Errors
/// `Internal` when the database fails, and for what must be sealed ([`record_sealed`]).
pub fn record(conn: &mut Conn, event: &Event, now: Moment) -> Result<()> {
    record_behind(conn, event, event.subject(), now)
}

/// The same, for one that is told behind what waits of another subject.
///
/// # Errors
/// As [`record`].
pub fn record_behind(conn: &mut Conn, event: &Event, subject: String, now: Moment) -> Result<()> {
    if event.is_for_oneself() {
        return Err(Error::internal("an event that nobody else may read is recorded in clear"));
    }
    let row = Row { id: ids::next(now), event: to_json(event)?, sealed_event: None };
    keep(conn, row, subject, now)
}

/// The same, sealed: nobody who has the database alone reads what it is.
///
/// # Errors
/// `Internal` when the database fails.
pub fn record_sealed(conn: &mut Conn, seal: &MasterKey, event: &Event, now: Moment) -> Result<()> {
    let id = ids::next(now);
    let sealed = seal.seal(&context(id), to_json(event)?.as_bytes());
    keep(conn, Row { id, event: String::new(), sealed_event: Some(sealed) }, event.subject(), now)
}

fn keep(conn: &mut Conn, row: Row, subject: String, now: Moment) -> Result<()> {
    #[cfg(debug_assertions)]
    if late::is_wanted() {
        return late::record(row, subject, now);
    }
    insert(conn, row, &subject, now)
}

fn insert(conn: &mut Conn, row: Row, subject: &str, now: Moment) -> Result<()> {
    let row = (
        outbox_events::id.eq(row.id),
        outbox_events::event.eq(row.event),
        outbox_events::created_at.eq(at(now)),
        outbox_events::sealed_event.eq(row.sealed_event),
        outbox_events::subject.eq(subject),
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

    pub(super) fn record(row: Row, subject: String, now: Moment) -> Result<()> {
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(150));
            let url = std::env::var(SWITCH).map_err(crate::error::Error::internal)?;
            insert(&mut DatabaseUrl::parse(&url)?.connect()?, row, &subject, now)
        });
        Ok(())
    }
}

/// By what the processes on one database agree which of them tells now: a number that nothing else here uses.
const TELLING: i64 = 0x706f_746c_7563_6b01;

/// So often one that cannot be told is tried at least before it is set aside: with the pauses of [`failed`] that is more than
/// a day.
pub const TRIES: i64 = 36;

/// So long it is tried at least: whoever runs the server has that time to mend what is wrong.
pub fn tried_for() -> Duration {
    Duration::days(7)
}

/// So long one that was set aside can be looked at.
pub fn kept_aside_for() -> Duration {
    Duration::days(30)
}

/// An event whose turn it is.
#[derive(Debug)]
pub struct Claimed {
    /// Its row.
    pub id: EventId,
    row: Row,
}

impl Claimed {
    /// What happened.
    ///
    /// # Errors
    /// `Internal` when its text does not say it, or when it was sealed with another key.
    pub fn event(&self, seal: &MasterKey) -> Result<Event> {
        match &self.row.sealed_event {
            Some(sealed) => from_json(&seal.open_text(&context(self.row.id), sealed)?),
            None => from_json(&self.row.event),
        }
    }

    fn of((id, event, sealed_event): Columns) -> Self {
        Self { id: EventId(id), row: Row { id, event, sealed_event } }
    }
}

/// The oldest event whose turn it is; nothing while another process tells one. What comes later may be about the same thing
/// and must not overtake it: a deletion that is told first finds nobody whom the listing has reached. So one waits while an
/// earlier one of its subject could not be told ([`failed`]). The caller deletes it ([`done`]) in the same transaction.
///
/// # Errors
/// `Internal` when the database fails.
pub fn claim_oldest(conn: &mut Conn, now: Moment) -> Result<Option<Claimed>> {
    if !dialect::is_ours_alone(conn, TELLING)? {
        return Ok(None);
    }
    let waiting = outbox_events::table.filter(outbox_events::set_aside_at.is_null()).order(outbox_events::id);
    let columns = (outbox_events::id, outbox_events::event, outbox_events::sealed_event);
    let oldest: Option<(Columns, i64)> = waiting.select((columns, outbox_events::attempts)).first(conn).optional()?;
    let Some((oldest, tries)) = oldest else { return Ok(None) };
    if tries == 0 {
        // Nothing is before it, of its subject or of another.
        return Ok(Some(Claimed::of(oldest)));
    }
    // Looked up for each by the index of the few that could not be told. It is not stepped over what somebody holds: that may
    // be the first of its subject, of which is written down just now that it could not be told.
    let moment = literal(now);
    let ids = first_ids(
        conn,
        &format!(
            "SELECT o.id FROM outbox_events o WHERE o.set_aside_at IS NULL \
             AND (o.due_at IS NULL OR o.due_at <= {moment}) \
             AND (SELECT min(b.id) FROM outbox_events b WHERE b.attempts > 0 AND b.set_aside_at IS NULL \
             AND b.subject = o.subject AND b.id < o.id) IS NULL \
             ORDER BY o.id LIMIT 1"
        ),
    )?;
    let Some(id) = ids.first().copied() else { return Ok(None) };
    Ok(Some(Claimed::of(outbox_events::table.find(id).select(columns).first(conn)?)))
}

/// How it stands with an event that could not be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// How often it was tried.
    pub tries: i64,
    /// What kind of thing it is about, without which one.
    pub about: String,
    /// Whether it is tried no more.
    pub set_aside: bool,
}

/// It could not be told: it is tried again after a pause that grows from a second to an hour, for seven days and [`TRIES`]
/// times at least; then it is set aside. Nothing when it is not there any more.
///
/// # Errors
/// `Internal` when the database fails.
pub fn failed(conn: &mut Conn, id: EventId, now: Moment) -> Result<Option<Failed>> {
    type Row = (i64, NaiveDateTime, Option<String>);
    let columns = (outbox_events::attempts, outbox_events::created_at, outbox_events::subject);
    let found: Option<Row> = outbox_events::table.find(id.0).select(columns).first(conn).optional()?;
    let Some((before, since, subject)) = found else { return Ok(None) };
    let (tries, subject) = (before + 1, subject.unwrap_or_default());
    let set_aside = tries >= TRIES && now - moment(since) >= tried_for();
    let pause = Duration::seconds((1_i64 << before.clamp(0, 12)).min(3_600));
    diesel::update(outbox_events::table.find(id.0))
        .set((
            outbox_events::attempts.eq(tries),
            outbox_events::due_at.eq(Some(at(now + pause))),
            outbox_events::set_aside_at.eq(set_aside.then(|| at(now))),
        ))
        .execute(conn)?;
    let about = subject.split(':').next().unwrap_or_default().to_owned();
    Ok(Some(Failed { tries, about, set_aside }))
}

/// Notes what the events of an earlier version are about, so that they keep their order when one of them cannot be told, and
/// seals those that nobody else may read. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn adopt(conn: &mut Conn, seal: &MasterKey, limit: i64) -> Result<usize> {
    let earlier: Vec<Columns> = outbox_events::table
        .filter(outbox_events::subject.is_null())
        .order(outbox_events::id)
        .limit(limit)
        .select((outbox_events::id, outbox_events::event, outbox_events::sealed_event))
        .load(conn)?;
    let many = earlier.len();
    for columns in earlier {
        let claimed = Claimed::of(columns);
        let id = claimed.row.id;
        let event = claimed.event(seal).ok();
        // One that says nothing is about nothing else.
        let subject = event.as_ref().map_or_else(|| format!("event:{id}"), Event::subject);
        // What another process told in the meantime is gone.
        let row = outbox_events::table.find(id).filter(outbox_events::subject.is_null());
        let in_clear = claimed.row.sealed_event.is_none();
        if in_clear && event.is_some_and(|event| event.is_for_oneself()) {
            let sealed = seal.seal(&context(id), claimed.row.event.as_bytes());
            diesel::update(row)
                .set((
                    outbox_events::subject.eq(Some(subject)),
                    outbox_events::event.eq(""),
                    outbox_events::sealed_event.eq(Some(sealed)),
                ))
                .execute(conn)?;
        } else {
            diesel::update(row).set(outbox_events::subject.eq(Some(subject))).execute(conn)?;
        }
    }
    Ok(many)
}

/// Some of those that were set aside, the oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_aside(conn: &mut Conn, limit: i64) -> Result<Vec<Claimed>> {
    let aside: Vec<Columns> = outbox_events::table
        .filter(outbox_events::set_aside_at.is_not_null())
        .order(outbox_events::id)
        .limit(limit)
        .select((outbox_events::id, outbox_events::event, outbox_events::sealed_event))
        .load(conn)?;
    Ok(aside.into_iter().map(Claimed::of).collect())
}

/// Puts one that was set aside back in the queue, as if it had never been tried: it is tried [`TRIES`] times at least.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put_back(conn: &mut Conn, id: EventId) -> Result<()> {
    diesel::update(outbox_events::table.find(id.0))
        .set((
            outbox_events::attempts.eq(0_i64),
            outbox_events::due_at.eq(None::<NaiveDateTime>),
            outbox_events::set_aside_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets what was set aside before `before`: it may say whom somebody knew. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_set_aside(conn: &mut Conn, before: Moment) -> Result<usize> {
    let old = outbox_events::table.filter(outbox_events::set_aside_at.le(at(before)));
    Ok(diesel::delete(old).execute(conn)?)
}

/// Forgets an event that was told, or that is not to be told any more.
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
    Ok(outbox_events::table.filter(outbox_events::set_aside_at.is_null()).count().get_result(conn)?)
}
