//! A peer passes another network's listing on to us, or takes that back.

use super::pass_along::{follow_rules, undo, undo_if_closed};
use super::receive_listing::{NOT_TAKEN, keep, refuse, takes};
use super::receive_response::is_paused;
use super::{Here, note_worked};
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::audience::Audience;
use crate::domain::follow::{FollowState, is_mutual};
use crate::domain::key::{ActorId, ListingId, ReceivedId};
use crate::domain::listing::{PassAlong, State};
use crate::error::Result;
use crate::storage::passings::Passing;
use crate::storage::{Conn, Together, actors, follows, listings, passings, tombstones};
use url::Url;

/// Keeps a listing that `peer` passed on and that was fetched from its origin just now.
/// `passing.listing` is ignored: the row of the listing decides.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_passing(
    here: &Here,
    peer: ActorId,
    listing: Listing,
    passing: Passing,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let now = here.now();
    here.db.write_together(Passed { here: here.clone(), peer, listing, passing, worked, now }).await
}

/// A listing that was passed on, received with others.
struct Passed {
    here: Here,
    peer: ActorId,
    listing: Listing,
    passing: Passing,
    worked: Option<ReceivedId>,
    now: Moment,
}

impl Together for Passed {
    type Done = ();

    fn work(conn: &mut Conn, all: &[Self]) -> Result<Vec<()>> {
        all.iter().map(|one| one.receive(conn)).collect()
    }
}

impl Passed {
    fn receive(&self, conn: &mut Conn) -> Result<()> {
        let Self { here, listing, passing, worked, now, .. } = self;
        let (worked, now) = (*worked, *now);
        if listing.pass_along != PassAlong::Yes {
            return refuse(conn, worked, "its author did not say that it may be passed along");
        }
        // What it says of a listing that we have is still taken.
        if is_paused(here, conn)? && listings::by_ap_id(conn, &listing.ap_id)?.is_none() {
            return refuse(conn, worked, "this network takes in nothing new at the moment");
        }
        let teller = actors::get(conn, self.peer)?.ap_id;
        if tombstones::is_deleted_by(conn, &passing.activity, &teller)? {
            return refuse(conn, worked, "was taken back before it came");
        }
        if !takes(conn, self.peer, listing)? {
            return refuse(conn, worked, NOT_TAKEN);
        }
        if let Some(why) = keep(&here.seal, conn, listing, now)? {
            return refuse(conn, worked, why);
        }
        if let Some(kept) = listings::by_ap_id(conn, &listing.ap_id)? {
            passings::note_received(conn, self.peer, &Passing { listing: kept.id, ..passing.clone() }, now)?;
            follow_rules(here, conn, &kept, now)?;
        }
        note_worked(conn, worked)
    }
}

/// A peer passes a listing on no more (`Undo{Announce}`). It is hidden here, unless we know it by another way.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_passing_undone(
    here: &Here,
    id: ListingId,
    activity: Url,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            passings::forget_received(conn, &activity)?;
            let listing = listings::lock(conn, id)?;
            if !passings::received(conn, listing.id)?.is_empty() || is_direct(&context, conn, &listing)? {
                return note_worked(conn, worked);
            }
            hide(conn, listing, now)?;
            note_worked(conn, worked)
        })
        .await
}

/// What its origin says of a listing that came through a peer, fetched just now: its newest words, or `None` when it
/// is not there any more.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_checked(here: &Here, id: ListingId, fresh: Option<Listing>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            passings::set_checked(conn, id, now)?;
            match fresh.as_ref().filter(|listing| listing.pass_along == PassAlong::Yes) {
                // What is refused stays as it is here.
                Some(fresh) => keep(&context.seal, conn, fresh, now).map(drop),
                None => {
                    let listing = listings::lock(conn, id)?;
                    hide(conn, listing, now)
                }
            }
        })
        .await
}

/// A listing that its own network does not show us any more is hidden, unless somebody passes it along to us.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_missing(here: &Here, id: ListingId) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let listing = listings::lock(conn, id)?;
            if passings::received(conn, id)?.is_empty() { hide(conn, listing, now) } else { Ok(()) }
        })
        .await
}

/// Hides the listings that came from or through a network that we do not follow any more, unless we know them by another way.
pub(super) fn hide_what_came_from(here: &Here, conn: &mut Conn, peer: ActorId, now: Moment) -> Result<()> {
    let mut touched = passings::forget_peer(conn, peer)?;
    touched.extend(listings::shown_of(conn, peer)?);
    for id in touched {
        let listing = listings::lock(conn, id)?;
        if passings::received(conn, id)?.is_empty() && !is_direct(here, conn, &listing)? {
            hide(conn, listing, now)?;
        }
    }
    Ok(())
}

/// Takes another network's listing off our board. Any revision of it that comes later brings it back.
pub(super) fn hide(conn: &mut Conn, mut listing: Listing, now: Moment) -> Result<()> {
    undo(conn, &listing, now)?;
    if listing.local || listing.state == State::Erased {
        return Ok(());
    }
    listing.state = State::Withdrawn;
    listing.revision = 0;
    listing.updated_at = now;
    listings::update(conn, &listing)?;
    undo_if_closed(conn, &listing, now)
}

/// Whether a listing's own network tells us of its changes.
pub(super) fn is_direct(here: &Here, conn: &mut Conn, listing: &Listing) -> Result<bool> {
    let ours = follows::between(conn, here.network, listing.origin)?.map(|follow| follow.state);
    if listing.audience == Audience::Public {
        return Ok(ours == Some(FollowState::Accepted));
    }
    let theirs = follows::between(conn, listing.origin, here.network)?.map(|follow| follow.state);
    Ok(is_mutual(ours, theirs))
}
