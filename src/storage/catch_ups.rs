//! Networks whose open listings are asked for, since one of the two of us was away.
//!
//! A long list is read in turns. What a turn has read is written down, and the next goes on there.

use crate::clock::Moment;
use crate::domain::key::ActorId;
use crate::error::Result;
use crate::storage::columns::{at, from_json, moment, to_json, url};
use crate::storage::schema::catch_ups;
use crate::storage::{Conn, each, follows};
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use std::collections::BTreeSet;
use url::Url;

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

/// How far the reading of a network's open listings has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// When it was begun: what came later is not in the answers. It tells this reading from one that was begun anew.
    pub began: Moment,
    /// The page that is read next; none at the beginning, and none when all were read.
    pub next: Option<Url>,
    /// Whether all pages were read.
    pub all_read: bool,
    /// How many turns it took so far.
    pub turns: i64,
    /// Marks of the ids of what was there so far, or was asked for since.
    pub seen: BTreeSet<i64>,
    /// How many turns in a row came on no further.
    pub failures: i64,
}

/// The networks that ours follows at a host, or (`None`) all of them, are to be asked, from the beginning.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, host: Option<&str>, now: Moment) -> Result<()> {
    for network in follows::networks_followed(conn, host)? {
        let done: Option<Option<NaiveDateTime>> =
            catch_ups::table.find(network.0).select(catch_ups::done_at).first(conn).optional()?;
        let due = done.flatten().map_or(at(now), |done| at(now).max(done + pause()));
        let values = (
            catch_ups::due_at.eq(Some(due)),
            catch_ups::failures.eq(0_i64),
            catch_ups::began_at.eq(None::<NaiveDateTime>),
            catch_ups::next_page.eq(None::<&str>),
            catch_ups::all_read.eq(false),
            catch_ups::turns.eq(0_i64),
            catch_ups::seen.eq("[]"),
        );
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

/// Takes one that is due, for this process alone, and how far it has come.
///
/// # Errors
/// `Internal` when the database fails.
pub fn claim(conn: &mut Conn, now: Moment) -> Result<Option<(ActorId, Progress)>> {
    type Columns = (i64, Option<NaiveDateTime>, Option<String>, bool, i64, String, i64);
    let due = || catch_ups::table.filter(catch_ups::due_at.le(at(now)));
    let columns = (
        catch_ups::actor_id,
        catch_ups::began_at,
        catch_ups::next_page,
        catch_ups::all_read,
        catch_ups::turns,
        catch_ups::seen,
        catch_ups::failures,
    );
    let first: Option<Columns> = due().order(catch_ups::due_at).select(columns).first(conn).optional()?;
    let Some((network, began, next, all_read, turns, seen, failures)) = first else { return Ok(None) };
    let began = began.map_or(now, moment);
    let mine = due().filter(catch_ups::actor_id.eq(network));
    let leased = (catch_ups::due_at.eq(Some(at(now + lease()))), catch_ups::began_at.eq(Some(at(began))));
    if diesel::update(mine).set(leased).execute(conn)? != 1 {
        return Ok(None);
    }
    let next = next.as_deref().map(url).transpose()?;
    Ok(Some((ActorId(network), Progress { began, next, all_read, turns, seen: from_json(&seen)?, failures })))
}

/// It answered, or there is nothing to ask it. Nothing changes when it was begun anew meanwhile.
///
/// # Errors
/// `Internal` when the database fails.
pub fn done(conn: &mut Conn, network: ActorId, progress: &Progress, now: Moment) -> Result<()> {
    let mine = catch_ups::table.find(network.0).filter(catch_ups::began_at.eq(at(progress.began)));
    diesel::update(mine)
        .set((
            catch_ups::due_at.eq(None::<NaiveDateTime>),
            catch_ups::done_at.eq(Some(at(now))),
            catch_ups::failures.eq(0_i64),
            catch_ups::began_at.eq(None::<NaiveDateTime>),
            catch_ups::next_page.eq(None::<String>),
            catch_ups::all_read.eq(false),
            catch_ups::turns.eq(0_i64),
            catch_ups::seen.eq("[]"),
        ))
        .execute(conn)?;
    Ok(())
}

/// A turn is over, and there is more: it goes on where it stopped, after whoever waits. Nothing changes when it was begun
/// anew meanwhile.
///
/// # Errors
/// `Internal` when the database fails.
pub fn go_on(conn: &mut Conn, network: ActorId, progress: &Progress, now: Moment) -> Result<()> {
    let mine = catch_ups::table.find(network.0).filter(catch_ups::began_at.eq(at(progress.began)));
    diesel::update(mine)
        .set((
            catch_ups::due_at.eq(Some(at(now))),
            catch_ups::failures.eq(0_i64),
            catch_ups::next_page.eq(progress.next.as_ref().map(Url::as_str)),
            catch_ups::all_read.eq(progress.all_read),
            catch_ups::turns.eq(progress.turns),
            catch_ups::seen.eq(to_json(&progress.seen)?),
        ))
        .execute(conn)?;
    Ok(())
}

/// It did not answer, or stumbled over all that was left: it is asked again after a pause that grows, a few times. Nothing
/// changes when it was begun anew meanwhile.
///
/// # Errors
/// `Internal` when the database fails.
pub fn failed(conn: &mut Conn, network: ActorId, progress: &Progress, now: Moment) -> Result<()> {
    let failures = progress.failures + 1;
    // At first soon: who has just come back may not be quite ready.
    let pause = Duration::seconds(10 * (1_i64 << failures.min(TRIES)));
    let due = (failures < TRIES).then(|| at(now + pause));
    let mine = catch_ups::table.find(network.0).filter(catch_ups::began_at.eq(at(progress.began)));
    diesel::update(mine).set((catch_ups::due_at.eq(due), catch_ups::failures.eq(failures))).execute(conn)?;
    Ok(())
}
