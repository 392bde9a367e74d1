//! Another network's listing, new or changed.

use super::pass_along::{follow_rules, undo_if_closed};
use super::{Here, note_worked};
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::follow::FollowState;
use crate::domain::key::{ActorId, ReceivedId};
use crate::domain::listing::PassAlong;
use crate::domain::media::On;
use crate::domain::sharing::Topic;
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::{Conn, actors, follows, listings, media, moderation, received, sharings, tombstones};

/// Stores another network's listing, or a newer revision of it. The highest revision wins (refusal 28),
/// and what was deleted does not come back.
///
/// `listing` carries a fresh row id and slug of ours; both are ignored when the listing is known.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_listing(here: &Here, listing: Listing, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write_again(move |conn| {
            if let Some(why) = keep(&context.seal, conn, &listing, now)? {
                return refuse(conn, worked, why);
            }
            // Most listings stay where they are: only one that may be passed along is looked up again.
            if listing.pass_along == PassAlong::Yes
                && let Some(kept) = listings::by_ap_id(conn, &listing.ap_id)?
            {
                follow_rules(&context, conn, &kept, now)?;
            }
            note_worked(conn, worked)
        })
        .await
}

/// Why a listing of a kind that our stewards do not take from that network is dropped.
pub(super) const NOT_TAKEN: &str = "this network does not take such listings from there";

/// Whether our stewards take such listings from a network.
pub(super) fn takes(conn: &mut Conn, from: ActorId, listing: &Listing) -> Result<bool> {
    Ok(sharings::with(conn, from)?.taken.contains(Topic::of(listing.kind)))
}

/// The same within a transaction; answers why it was refused, if it was.
pub(super) fn keep(seal: &MasterKey, conn: &mut Conn, listing: &Listing, now: Moment) -> Result<Option<&'static str>> {
    let speaker = actors::ap_id(conn, listing.speaker)?;
    if moderation::level_of(conn, &[&listing.ap_id, &speaker])?.is_some() {
        return Ok(Some("this network keeps its server or its author away"));
    }
    if tombstones::is_deleted_by(conn, &listing.ap_id, &speaker)? {
        return Ok(Some("was deleted"));
    }
    // What is here already is still kept up to date: its ending matters to whoever saw it.
    if !takes(conn, listing.origin, listing)? && listings::by_ap_id(conn, &listing.ap_id)?.is_none() {
        return Ok(Some(NOT_TAKEN));
    }
    if listings::insert_if_new(conn, listing)? {
        if !listing.pictures.is_empty() {
            set_pictures(seal, conn, listing, now)?;
        }
        return Ok(None);
    }
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
    let newer = Listing { id: known.id, slug: known.slug, created_at: known.created_at, ..listing.clone() };
    listings::update(conn, &newer)?;
    set_pictures(seal, conn, &newer, now)?;
    undo_if_closed(conn, &newer, now)?;
    Ok(None)
}

fn set_pictures(seal: &MasterKey, conn: &mut Conn, listing: &Listing, now: Moment) -> Result<()> {
    media::set_named(conn, seal, listing.speaker, On::Listing(listing.id), &listing.pictures, now)
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
