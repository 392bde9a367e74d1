//! Which inboxes our listings reached: updates and deletions go there too, and, when its author leaves, the last word.

use crate::clock::Moment;
use crate::domain::key::{ActorId, ListingId};
use crate::domain::listing::State;
use crate::error::Result;
use crate::storage::columns::at;
use crate::storage::schema::{actor_reach, listing_reach, listings};
use crate::storage::{Conn, ROWS, each};
use diesel::prelude::*;
use url::Url;

/// Hands what is known about a listing's reach to another row.
///
/// # Errors
/// `Internal` when the database fails.
pub fn move_reach(conn: &mut Conn, from: ListingId, to: ListingId) -> Result<()> {
    diesel::update(listing_reach::table.filter(listing_reach::listing_id.eq(from.0)))
        .set(listing_reach::listing_id.eq(to.0))
        .execute(conn)?;
    Ok(())
}

/// Remembers that a listing reached these inboxes.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_reach(conn: &mut Conn, id: ListingId, inboxes: &[&Url]) -> Result<()> {
    for some in inboxes.chunks(ROWS) {
        let row = |inbox: &&Url| (listing_reach::listing_id.eq(id.0), listing_reach::inbox.eq(inbox.to_string()));
        let rows: Vec<_> = some.iter().map(row).collect();
        each!(conn, |c| diesel::insert_into(listing_reach::table).values(rows).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// Which inboxes the listings of an actor of ours have reached, where nobody hid.
///
/// # Errors
/// `Internal` when the database fails.
pub fn reach_of_speaker(conn: &mut Conn, speaker: ActorId) -> Result<Vec<String>> {
    let spoken = listings::table.filter(listings::speaker_id.eq(speaker.0)).select(listings::id);
    let mut inboxes: Vec<String> = listing_reach::table
        .filter(listing_reach::listing_id.eq_any(spoken))
        .select(listing_reach::inbox)
        .distinct()
        .load(conn)?;
    let before = actor_reach::table.filter(actor_reach::actor_id.eq(speaker.0)).select(actor_reach::inbox);
    inboxes.extend(before.load::<String>(conn)?);
    Ok(inboxes)
}

/// The inboxes that a listing reached.
///
/// # Errors
/// `Internal` when the database fails.
pub fn reach(conn: &mut Conn, id: ListingId) -> Result<Vec<String>> {
    let inboxes = listing_reach::table.filter(listing_reach::listing_id.eq(id.0)).select(listing_reach::inbox);
    Ok(inboxes.load(conn)?)
}

/// Erases of listings that were erased before `before` whose they were. Whom they reached is kept with the actor alone,
/// so that all of them hear when it leaves. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_speakers(conn: &mut Conn, before: Moment, limit: i64) -> Result<usize> {
    let rows: Vec<(i64, i64, i64)> = listings::table
        .filter(listings::state.eq(State::Erased.as_str()))
        .filter(listings::updated_at.le(at(before)))
        .filter(listings::local)
        .filter(listings::speaker_id.ne(listings::origin_id))
        .limit(limit)
        .select((listings::id, listings::speaker_id, listings::origin_id))
        .load(conn)?;
    for &(listing, speaker, origin) in &rows {
        for inbox in reach(conn, ListingId(listing))? {
            let row = (actor_reach::actor_id.eq(speaker), actor_reach::inbox.eq(inbox));
            each!(conn, |c| diesel::insert_into(actor_reach::table).values(row).on_conflict_do_nothing().execute(c))?;
        }
        diesel::delete(listing_reach::table.filter(listing_reach::listing_id.eq(listing))).execute(conn)?;
        diesel::update(listings::table.find(listing)).set(listings::speaker_id.eq(origin)).execute(conn)?;
    }
    Ok(rows.len())
}
