//! Networks whose open listings are asked for, since one of the two of us was away.

use crate::clock::Moment;
use crate::domain::key::ActorId;
use crate::error::Result;
use crate::storage::columns::at;
use crate::storage::schema::catch_ups;
use crate::storage::{Conn, each, follows};
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

/// So often a network that does not answer is asked; then when it is heard of again after a silence.
const TRIES: i64 = 10;

/// Whose process died with it is asked again after this.
fn lease() -> Duration {
    Duration::minutes(10)
}

/// A network is not asked more often, whoever was away.
pub fn pause() -> Duration {
    Duration::hours(1)
}

/// The networks that ours follows at a host, or (`None`) all of them, are to be asked.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, host: Option<&str>, now: Moment) -> Result<()> {
    for network in follows::networks_followed(conn, host)? {
        let done: Option<Option<NaiveDateTime>> =
            catch_ups::table.find(network.0).select(catch_ups::done_at).first(conn).optional()?;
        let due = done.flatten().map_or(at(now), |done| at(now).max(done + pause()));
        let values = (catch_ups::due_at.eq(Some(due)), catch_ups::failures.eq(0_i64));
        if diesel::update(catch_ups::table.find(network.0)).set(values).execute(conn)? == 0 {
            let row = (catch_ups::actor_id.eq(network.0), values);
            each!(conn, |c| diesel::insert_into(catch_ups::table).values(row).on_conflict_do_nothing().execute(c))?;
        }
    }
    Ok(())
}

/// Whether any network is to be asked now. A look for every second.
///
/// # Errors
/// `Internal` when the database fails.
pub fn any_due(conn: &mut Conn, now: Moment) -> Result<bool> {
    let due = catch_ups::table.filter(catch_ups::due_at.le(at(now)));
    Ok(diesel::select(diesel::dsl::exists(due)).get_result(conn)?)
}

/// Takes one that is due, for this process alone.
///
/// # Errors
/// `Internal` when the database fails.
pub fn claim(conn: &mut Conn, now: Moment) -> Result<Option<ActorId>> {
    let due = || catch_ups::table.filter(catch_ups::due_at.le(at(now)));
    let first: Option<i64> = due().order(catch_ups::due_at).select(catch_ups::actor_id).first(conn).optional()?;
    let Some(network) = first else { return Ok(None) };
    let mine = due().filter(catch_ups::actor_id.eq(network));
    let taken = diesel::update(mine).set(catch_ups::due_at.eq(Some(at(now + lease())))).execute(conn)?;
    Ok((taken == 1).then_some(ActorId(network)))
}

/// It answered, or there is nothing to ask it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn done(conn: &mut Conn, network: ActorId, now: Moment) -> Result<()> {
    diesel::update(catch_ups::table.find(network.0))
        .set((
            catch_ups::due_at.eq(None::<NaiveDateTime>),
            catch_ups::done_at.eq(Some(at(now))),
            catch_ups::failures.eq(0_i64),
        ))
        .execute(conn)?;
    Ok(())
}

/// It did not answer: it is asked again after a pause that grows, a few times.
///
/// # Errors
/// `Internal` when the database fails.
pub fn failed(conn: &mut Conn, network: ActorId, now: Moment) -> Result<()> {
    let row = catch_ups::table.find(network.0);
    let failures = row.select(catch_ups::failures).first::<i64>(conn)? + 1;
    // At first soon: who has just come back may not be quite ready.
    let pause = Duration::seconds(10 * (1_i64 << failures.min(TRIES)));
    let due = (failures < TRIES).then(|| at(now + pause));
    diesel::update(row).set((catch_ups::due_at.eq(due), catch_ups::failures.eq(failures))).execute(conn)?;
    Ok(())
}
