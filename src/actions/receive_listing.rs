//! Another network's listing, new or changed.

use super::Here;
use super::pass_along::{follow_rules, undo_if_closed};
use super::translate::keep_translations;
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::follow::FollowState;
use crate::domain::key::{ActorId, ReceivedId};
use crate::domain::listing::PassAlong;
use crate::domain::media::On;
use crate::domain::moderation::Level;
use crate::domain::sharing::{Sharing, Topic};
use crate::error::{Error, Result};
use crate::seal::MasterKey;
use crate::storage::{Conn, Together, actors, follows, listings, media, moderation, received, sharings, tombstones};
use std::collections::{HashMap, HashSet};
use url::Url;

/// Stores another network's listing, or a newer revision of it. The highest revision wins (refusal 28),
/// and what was deleted does not come back.
///
/// `listing` carries a fresh row id and slug of ours; both are ignored when the listing is known.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_listing(here: &Here, listing: Listing, worked: Option<ReceivedId>) -> Result<()> {
    here.db.write_together(Came { here: here.clone(), listing, worked, now: here.now() }).await
}

/// A listing that is received with others.
struct Came {
    here: Here,
    listing: Listing,
    worked: Option<ReceivedId>,
    now: Moment,
}

impl Together for Came {
    type Done = ();

    fn work(conn: &mut Conn, all: &[Self]) -> Result<Vec<()>> {
        let Some(first) = all.first() else { return Ok(Vec::new()) };
        let listings: Vec<&Listing> = all.iter().map(|one| &one.listing).collect();
        let refused = keep_all(&first.here.seal, conn, &listings, first.now)?;
        let mut ended = Vec::new();
        for (one, why) in all.iter().zip(refused) {
            // Most listings stay where they are: only one that may be passed along is looked up again.
            if why.is_none()
                && one.listing.pass_along == PassAlong::Yes
                && let Some(kept) = listings::by_ap_id(conn, &one.listing.ap_id)?
            {
                follow_rules(&one.here, conn, &kept, one.now)?;
            }
            ended.extend(one.worked.map(|id| (id, why)));
        }
        received::all_worked(conn, &ended)?;
        Ok(vec![(); all.len()])
    }
}

/// Why a listing of a kind that our stewards do not take from that network is dropped.
pub(super) const NOT_TAKEN: &str = "this network does not take such listings from there";

/// Whether our stewards take such listings from a network.
pub(super) fn takes(conn: &mut Conn, from: ActorId, listing: &Listing) -> Result<bool> {
    Ok(sharings::with(conn, from)?.taken.contains(Topic::of(listing.kind)))
}

/// The same within a transaction; answers why it was refused, if it was.
pub(super) fn keep(seal: &MasterKey, conn: &mut Conn, listing: &Listing, now: Moment) -> Result<Option<&'static str>> {
    Ok(keep_all(seal, conn, &[listing], now)?.into_iter().next().flatten())
}

/// The same of several, one after the other.
fn keep_all(seal: &MasterKey, conn: &mut Conn, all: &[&Listing], now: Moment) -> Result<Vec<Option<&'static str>>> {
    let mut refused = Vec::with_capacity(all.len());
    let mut left = all;
    while !left.is_empty() {
        // Each about another listing: a second revision is for the next turn.
        let mut seen = HashSet::new();
        let many = left.iter().take_while(|listing| seen.insert(&listing.ap_id)).count();
        let (turn, after) = left.split_at(many);
        refused.extend(keep_turn(seal, conn, turn, now)?);
        left = after;
    }
    Ok(refused)
}

fn keep_turn(seal: &MasterKey, conn: &mut Conn, turn: &[&Listing], now: Moment) -> Result<Vec<Option<&'static str>>> {
    let known = Known::look(conn, turn)?;
    let mut refused = turn.iter().map(|listing| known.refuses(listing)).collect::<Result<Vec<_>>>()?;
    let is_new =
        |(listing, why): &(&&Listing, &Option<_>)| why.is_none() && !known.here.contains(listing.ap_id.as_str());
    let new: Vec<&Listing> = turn.iter().zip(&refused).filter(is_new).map(|(listing, _)| *listing).collect();
    let added = listings::insert_new(conn, &new)?;
    let new = new.iter().filter(|listing| added.contains(&listing.id));
    let pictures: Vec<_> =
        new.map(|listing| (listing.speaker, On::Listing(listing.id), listing.pictures.as_slice())).collect();
    media::add_named(conn, seal, &pictures, now)?;
    for (listing, why) in turn.iter().zip(&mut refused) {
        if why.is_none() && !added.contains(&listing.id) {
            *why = renew(seal, conn, listing, now)?;
        }
    }
    Ok(refused)
}

/// What is known here about several listings before they are kept.
struct Known {
    /// Those that are here.
    here: HashSet<String>,
    /// Those that were deleted, each with whoever did.
    deleted: HashSet<(String, String)>,
    /// Who speaks for them.
    speakers: HashMap<ActorId, Url>,
    /// Those of their and their speakers' addresses that are kept away.
    kept_away: HashMap<Url, Level>,
    /// What our stewards chose of their networks.
    sharings: HashMap<ActorId, Sharing>,
}

impl Known {
    fn look(conn: &mut Conn, all: &[&Listing]) -> Result<Self> {
        let ap_ids: Vec<&str> = all.iter().map(|listing| listing.ap_id.as_str()).collect();
        let speakers = actors::ap_ids(conn, &all.iter().map(|listing| listing.speaker).collect())?;
        let addresses = all.iter().map(|listing| &listing.ap_id).chain(speakers.values()).cloned().collect();
        Ok(Self {
            here: listings::known_among(conn, &ap_ids)?,
            deleted: tombstones::deleted_among(conn, &ap_ids)?,
            kept_away: moderation::levels_among(conn, &addresses)?,
            sharings: sharings::with_each(conn, &all.iter().map(|listing| listing.origin).collect())?,
            speakers,
        })
    }

    /// Why a listing is not kept, if it is not.
    fn refuses(&self, listing: &Listing) -> Result<Option<&'static str>> {
        let speaker = self.speakers.get(&listing.speaker).ok_or_else(Error::not_found)?;
        if self.kept_away.contains_key(&listing.ap_id) || self.kept_away.contains_key(speaker) {
            return Ok(Some("this network keeps its server or its author away"));
        }
        // What somebody else on their server deleted beforehand stays (refusal 26).
        if self.deleted.contains(&(listing.ap_id.to_string(), speaker.to_string())) {
            return Ok(Some("was deleted"));
        }
        let taken = self.sharings.get(&listing.origin).cloned().unwrap_or_default().taken;
        // What is here already is still kept up to date: its ending matters to whoever saw it.
        if !taken.contains(Topic::of(listing.kind)) && !self.here.contains(listing.ap_id.as_str()) {
            return Ok(Some(NOT_TAKEN));
        }
        Ok(None)
    }
}

/// Takes in a newer revision of a listing that is here; answers why it was refused, if it was.
fn renew(seal: &MasterKey, conn: &mut Conn, listing: &Listing, now: Moment) -> Result<Option<&'static str>> {
    let Some(known) = listings::by_ap_id(conn, &listing.ap_id)? else {
        return Ok(Some("its address is taken"));
    };
    let known = listings::lock(conn, known.id)?;
    // Only its own speaker changes it (refusal 3), and never one of ours.
    if known.local || known.speaker != listing.speaker {
        return Ok(Some("only its own author changes it"));
    }
    if listing.revision <= known.revision {
        return Ok(None);
    }
    let mut newer = Listing { id: known.id, slug: known.slug.clone(), created_at: known.created_at, ..listing.clone() };
    keep_translations(conn, &mut newer, &known)?;
    listings::update(conn, &newer)?;
    media::set_named(conn, seal, newer.speaker, On::Listing(newer.id), &newer.pictures, now)?;
    undo_if_closed(conn, &newer, now)?;
    Ok(None)
}

pub(super) fn refuse(conn: &mut Conn, worked: Option<ReceivedId>, why: &str) -> Result<()> {
    match worked {
        Some(id) => received::worked(conn, id, Some(why)),
        None => Ok(()),
    }
}

/// The network of a host that we follow, accepted; and, if there is none, whether we asked to follow one and have no
/// answer yet. Listings of others are not stored.
///
/// # Errors
/// `Internal` when the database fails.
pub fn followed_network(conn: &mut Conn, network: ActorId, host: &str) -> Result<(Option<ActorId>, bool)> {
    let mut asked = false;
    for actor in actors::networks_of_host(conn, host)? {
        match follows::between(conn, network, actor.id)?.map(|follow| follow.state) {
            Some(FollowState::Accepted) => return Ok((Some(actor.id), false)),
            Some(FollowState::Pending) => asked = true,
            _ => {}
        }
    }
    Ok((None, asked))
}
