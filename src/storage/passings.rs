//! What networks pass along: who passed another's listing on to us, and what we pass on ourselves.

use crate::clock::Moment;
use crate::domain::key::{ActorId, ListingId};
use crate::error::Result;
use crate::storage::columns::{at, from_json, moment, to_json, url};
use crate::storage::schema::{passed_along, passings};
use crate::storage::{Conn, each};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use url::Url;

/// One passing of a listing: by a peer to us, or by us to our peers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// The id of its `Announce`.
    pub activity: Url,
    /// Which listing.
    pub listing: ListingId,
    /// Which passing this is, from 1.
    pub hops: u8,
    /// The networks that it came through before, the origin first.
    pub via: Vec<Url>,
}

fn passing(activity: &str, listing: i64, hops: i64, via: &str) -> Result<Passing> {
    let hops = u8::try_from(hops).map_err(crate::error::Error::internal)?;
    Ok(Passing { activity: url(activity)?, listing: ListingId(listing), hops, via: from_json(via)? })
}

/// Remembers that `peer` passed a listing on to us, which was fetched from its origin at `now`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_received(conn: &mut Conn, peer: ActorId, passing: &Passing, now: Moment) -> Result<()> {
    let row = (
        passed_along::activity.eq(passing.activity.as_str()),
        passed_along::listing_id.eq(passing.listing.0),
        passed_along::peer_id.eq(peer.0),
        passed_along::hops.eq(i64::from(passing.hops)),
        passed_along::via.eq(to_json(&passing.via)?),
        passed_along::checked_at.eq(at(now)),
    );
    each!(conn, |c| diesel::insert_into(passed_along::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Everyone who passed a listing on to us, the shortest way first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn received(conn: &mut Conn, listing: ListingId) -> Result<Vec<(ActorId, Passing)>> {
    let rows: Vec<(String, i64, i64, String)> = passed_along::table
        .filter(passed_along::listing_id.eq(listing.0))
        .order((passed_along::hops, passed_along::activity))
        .select((passed_along::activity, passed_along::peer_id, passed_along::hops, passed_along::via))
        .load(conn)?;
    rows.iter()
        .map(|(activity, peer, hops, via)| Ok((ActorId(*peer), passing(activity, listing.0, *hops, via)?)))
        .collect()
}

/// Which listing `peer` passed on by that activity, if it did.
///
/// # Errors
/// `Internal` when the database fails.
pub fn received_by(conn: &mut Conn, peer: ActorId, activity: &Url) -> Result<Option<ListingId>> {
    let found: Option<i64> = passed_along::table
        .find(activity.as_str())
        .filter(passed_along::peer_id.eq(peer.0))
        .select(passed_along::listing_id)
        .first(conn)
        .optional()?;
    Ok(found.map(ListingId))
}

/// Forgets one passing to us.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_received(conn: &mut Conn, activity: &Url) -> Result<()> {
    diesel::delete(passed_along::table.find(activity.as_str())).execute(conn)?;
    Ok(())
}

/// When a listing that came through a peer was last fetched from its origin; `None` if it did not come so.
///
/// # Errors
/// `Internal` when the database fails.
pub fn checked_at(conn: &mut Conn, listing: ListingId) -> Result<Option<Moment>> {
    let found: Option<NaiveDateTime> = passed_along::table
        .filter(passed_along::listing_id.eq(listing.0))
        .select(diesel::dsl::max(passed_along::checked_at))
        .first(conn)?;
    Ok(found.map(moment))
}

/// Remembers that a listing was fetched from its origin now.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_checked(conn: &mut Conn, listing: ListingId, now: Moment) -> Result<()> {
    diesel::update(passed_along::table.filter(passed_along::listing_id.eq(listing.0)))
        .set(passed_along::checked_at.eq(at(now)))
        .execute(conn)?;
    Ok(())
}

/// Remembers that we pass a listing on. False when we do already.
///
/// # Errors
/// `Internal` when the database fails.
pub fn begin(conn: &mut Conn, passing: &Passing) -> Result<bool> {
    let row = (
        passings::listing_id.eq(passing.listing.0),
        passings::activity.eq(passing.activity.as_str()),
        passings::hops.eq(i64::from(passing.hops)),
        passings::via.eq(to_json(&passing.via)?),
    );
    let added = each!(conn, |c| diesel::insert_into(passings::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// How we pass a listing on, if we do.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ours(conn: &mut Conn, listing: ListingId) -> Result<Option<Passing>> {
    let row: Option<(String, i64, String)> = passings::table
        .find(listing.0)
        .select((passings::activity, passings::hops, passings::via))
        .first(conn)
        .optional()?;
    row.map(|(activity, hops, via)| passing(&activity, listing.0, hops, &via)).transpose()
}

/// We pass it on no more.
///
/// # Errors
/// `Internal` when the database fails.
pub fn end(conn: &mut Conn, listing: ListingId) -> Result<()> {
    diesel::delete(passings::table.find(listing.0)).execute(conn)?;
    Ok(())
}
