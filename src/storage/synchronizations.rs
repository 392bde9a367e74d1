//! Actors elsewhere whose server sees other followers here than we do (FEP-8fcf): when that is looked at.

use crate::clock::Moment;
use crate::domain::follow::FollowersDigest;
use crate::domain::key::ActorId;
use crate::error::{Error, Result};
use crate::storage::columns::{at, url};
use crate::storage::schema::synchronizations;
use crate::storage::{Conn, each};
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use url::Url;

/// What an actor's server says about its followers here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synchronization {
    /// The actor.
    pub actor: ActorId,
    /// Where its followers here are listed.
    pub url: Url,
    /// What they come to.
    pub digest: FollowersDigest,
}

/// The followers of one actor are not asked for more often.
pub fn pause() -> Duration {
    Duration::hours(1)
}

/// Whose process died with it is looked at again after this.
fn lease() -> Duration {
    Duration::minutes(5)
}

/// Notes that the followers of an actor are to be looked at: now, or an hour after it was done last.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, said: &Synchronization, now: Moment) -> Result<()> {
    let digest = said.digest.bytes();
    let known: Option<(Option<NaiveDateTime>, Option<NaiveDateTime>)> = synchronizations::table
        .find(said.actor.0)
        .select((synchronizations::due_at, synchronizations::done_at))
        .first(conn)
        .optional()?;
    let Some((due, done)) = known else {
        let row = (
            synchronizations::actor_id.eq(said.actor.0),
            synchronizations::url.eq(said.url.as_str()),
            synchronizations::digest.eq(digest),
            synchronizations::due_at.eq(Some(at(now))),
        );
        each!(conn, |c| diesel::insert_into(synchronizations::table).values(row).on_conflict_do_nothing().execute(c))?;
        return Ok(());
    };
    let due = due.unwrap_or_else(|| done.map_or(at(now), |done| at(now).max(done + pause())));
    // What it says now is what counts when it is looked at.
    diesel::update(synchronizations::table.find(said.actor.0))
        .set((
            synchronizations::url.eq(said.url.as_str()),
            synchronizations::digest.eq(digest),
            synchronizations::due_at.eq(Some(due)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether the followers of any actor are to be looked at now. A look for every second.
///
/// # Errors
/// `Internal` when the database fails.
pub fn any_due(conn: &mut Conn, now: Moment) -> Result<bool> {
    let due = synchronizations::table.filter(synchronizations::due_at.le(at(now)));
    Ok(diesel::select(diesel::dsl::exists(due)).get_result(conn)?)
}

/// Takes one that is due, for this process alone.
///
/// # Errors
/// `Internal` when the database fails.
pub fn claim(conn: &mut Conn, now: Moment) -> Result<Option<Synchronization>> {
    let due = || synchronizations::table.filter(synchronizations::due_at.le(at(now)));
    let first: Option<(i64, String, Vec<u8>)> = due()
        .order(synchronizations::due_at)
        .select((synchronizations::actor_id, synchronizations::url, synchronizations::digest))
        .first(conn)
        .optional()?;
    let Some((actor, said, digest)) = first else { return Ok(None) };
    let mine = due().filter(synchronizations::actor_id.eq(actor));
    let taken = diesel::update(mine).set(synchronizations::due_at.eq(Some(at(now + lease())))).execute(conn)?;
    if taken == 0 {
        // Another process was quicker.
        return Ok(None);
    }
    let digest = FollowersDigest::from_bytes(&digest);
    let digest = digest.ok_or_else(|| Error::internal("a digest of followers has not 32 bytes"))?;
    Ok(Some(Synchronization { actor: ActorId(actor), url: url(&said)?, digest }))
}

/// Forgets whom nothing was heard of since `before`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, before: Moment) -> Result<usize> {
    let old = synchronizations::table
        .filter(synchronizations::due_at.is_null())
        .filter(synchronizations::done_at.lt(at(before)));
    Ok(diesel::delete(old).execute(conn)?)
}

/// It was looked at, whatever came of it: what is still wrong is said with the next delivery.
///
/// # Errors
/// `Internal` when the database fails.
pub fn done(conn: &mut Conn, actor: ActorId, now: Moment) -> Result<()> {
    diesel::update(synchronizations::table.find(actor.0))
        .set((synchronizations::due_at.eq(None::<NaiveDateTime>), synchronizations::done_at.eq(Some(at(now)))))
        .execute(conn)?;
    Ok(())
}
