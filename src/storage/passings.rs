//! What networks pass along: who passed another's listing on to us, and what we pass on ourselves.

use crate::clock::Moment;
use crate::domain::audience::Audience;
use crate::domain::key::{ActorId, ListingId};
use crate::domain::listing::{PassAlong, State};
use crate::error::Result;
use crate::storage::columns::{at, from_json, moment, to_json, url};
use crate::storage::schema::{listings, passed_along, passings, passings_stopped};
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

/// Who passed on each of these listings to us.
///
/// # Errors
/// `Internal` when the database fails.
pub fn received_many(conn: &mut Conn, listings: &[ListingId]) -> Result<Vec<(ListingId, ActorId)>> {
    let ids: Vec<i64> = listings.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, i64)> = passed_along::table
        .filter(passed_along::listing_id.eq_any(ids))
        .order((passed_along::hops, passed_along::activity))
        .select((passed_along::listing_id, passed_along::peer_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(listing, peer)| (ListingId(listing), ActorId(peer))).collect())
}

/// Which of these listings we pass on.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ours_of(conn: &mut Conn, listings: &[ListingId]) -> Result<Vec<ListingId>> {
    let ids: Vec<i64> = listings.iter().map(|id| id.0).collect();
    let found: Vec<i64> =
        passings::table.filter(passings::listing_id.eq_any(ids)).select(passings::listing_id).load(conn)?;
    Ok(found.into_iter().map(ListingId).collect())
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

/// What `peer` passes along to us since before that moment: the id of its `Announce` and which listing.
///
/// # Errors
/// `Internal` when the database fails.
pub fn received_from(conn: &mut Conn, peer: ActorId, before: Moment) -> Result<Vec<(Url, ListingId)>> {
    let rows: Vec<(String, i64)> = passed_along::table
        .filter(passed_along::peer_id.eq(peer.0))
        .filter(passed_along::checked_at.lt(at(before)))
        .order(passed_along::listing_id.desc())
        .select((passed_along::activity, passed_along::listing_id))
        .load(conn)?;
    rows.iter().map(|(activity, listing)| Ok((url(activity)?, ListingId(*listing)))).collect()
}

/// What we pass on of listings that are not over, older than `max_id`, newest listing first: what is public, and, with
/// `for_peers`, what is for mutual peers.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ours_open(conn: &mut Conn, for_peers: bool, max_id: Option<i64>, limit: i64) -> Result<Vec<Passing>> {
    let audiences: &[Audience] = if for_peers { &[Audience::Public, Audience::Peers] } else { &[Audience::Public] };
    let open = [State::Open, State::PartlyMet, State::Paused].map(State::as_str);
    let mut select = passings::table
        .inner_join(listings::table.on(listings::id.eq(passings::listing_id)))
        .filter(listings::state.eq_any(open))
        .filter(listings::audience.eq_any(audiences.iter().map(|audience| audience.as_str())))
        .order(passings::listing_id.desc())
        .limit(limit)
        .select((passings::activity, passings::listing_id, passings::hops, passings::via))
        .into_boxed();
    if let Some(max_id) = max_id {
        select = select.filter(passings::listing_id.lt(max_id));
    }
    let rows: Vec<(String, i64, i64, String)> = select.load(conn)?;
    rows.iter().map(|(activity, listing, hops, via)| passing(activity, *listing, *hops, via)).collect()
}

/// Forgets one passing to us.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_received(conn: &mut Conn, activity: &Url) -> Result<()> {
    diesel::delete(passed_along::table.find(activity.as_str())).execute(conn)?;
    Ok(())
}

/// Forgets all that `peer` passed on to us; answers which listings these were.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_peer(conn: &mut Conn, peer: ActorId) -> Result<Vec<ListingId>> {
    let of_peer = passed_along::table.filter(passed_along::peer_id.eq(peer.0));
    let ids: Vec<i64> = of_peer.select(passed_along::listing_id).distinct().load(conn)?;
    diesel::delete(of_peer).execute(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
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

/// Remembers that we pass a listing on, by a rule of the network or by hand. False when we do already.
///
/// # Errors
/// `Internal` when the database fails.
pub fn begin(conn: &mut Conn, passing: &Passing, by_rule: bool) -> Result<bool> {
    let row = (
        passings::listing_id.eq(passing.listing.0),
        passings::activity.eq(passing.activity.as_str()),
        passings::hops.eq(i64::from(passing.hops)),
        passings::via.eq(to_json(&passing.via)?),
        passings::by_rule.eq(by_rule),
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

/// What we pass on by a rule.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_rule(conn: &mut Conn) -> Result<Vec<ListingId>> {
    let ids: Vec<i64> = passings::table.filter(passings::by_rule).select(passings::listing_id).load(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
}

/// Remembers, or forgets, that a person stopped passing a listing on.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_stopped(conn: &mut Conn, listing: ListingId, stopped: bool) -> Result<()> {
    if stopped {
        let row = passings_stopped::listing_id.eq(listing.0);
        each!(conn, |c| diesel::insert_into(passings_stopped::table).values(row).on_conflict_do_nothing().execute(c))?;
    } else {
        diesel::delete(passings_stopped::table.find(listing.0)).execute(conn)?;
    }
    Ok(())
}

/// Whether a person stopped passing a listing on.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_stopped(conn: &mut Conn, listing: ListingId) -> Result<bool> {
    let found: i64 =
        passings_stopped::table.filter(passings_stopped::listing_id.eq(listing.0)).count().get_result(conn)?;
    Ok(found > 0)
}

/// Other networks' open listings that may be passed along, older than `before`, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn candidates(conn: &mut Conn, before: Option<ListingId>, limit: i64) -> Result<Vec<ListingId>> {
    let mut select = listings::table
        .filter(listings::on_board)
        .filter(listings::local.eq(false))
        .filter(listings::pass_along.eq(PassAlong::Yes.as_str()))
        .order(listings::id.desc())
        .limit(limit)
        .select(listings::id)
        .into_boxed();
    if let Some(before) = before {
        select = select.filter(listings::id.lt(before.0));
    }
    let ids: Vec<i64> = select.load(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
}
