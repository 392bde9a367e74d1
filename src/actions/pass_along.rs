//! A steward or connector passes another network's listing along to our own peers, or stops doing so.

use super::Here;
use super::give_role::check_role;
use super::log::{Why, note};
use crate::clock::Moment;
use crate::domain::Listing;
use crate::domain::event::Event;
use crate::domain::key::{ListingId, MemberId};
use crate::domain::listing::{PassAlong, State};
use crate::domain::member::RoleKind;
use crate::domain::moderation::{Deed, Doer};
use crate::error::{Error, Result};
use crate::ids;
use crate::storage::passings::Passing;
use crate::storage::{Conn, actors, facts, listings, outbox, passings};

/// Most networks that a listing goes through.
const HOPS_MAX: u8 = 2;
const WHO: &[RoleKind] = &[RoleKind::Steward, RoleKind::Connector];

/// Passes another network's listing along. Passing it again changes nothing.
///
/// # Errors
/// `Forbidden` without the role, or when its author does not let it be passed along; `NotFound`;
/// `Invalid` for one of ours; `Conflict` when it is not open, or went through two networks already.
pub async fn pass_along(here: &Here, member: MemberId, id: ListingId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, member, WHO, now)?;
            let listing = listings::lock(conn, id)?;
            if !listing.state.is_published() {
                return Err(Error::not_found());
            }
            if listing.local {
                return Err(Error::invalid("id", "This is a listing of our own: it reaches its audience by itself."));
            }
            if listing.pass_along != PassAlong::Yes {
                return Err(Error::forbidden("Its author did not say that it may be passed along."));
            }
            if !listing.audience.federates() || !may_go_on(&listing) || listing.expires_at <= now {
                return Err(Error::conflict("This listing is not open any more."));
            }
            let Some((hops, via)) = way(&context, conn, &listing)? else {
                return Err(Error::conflict("This network does not hear of that listing any more."));
            };
            if hops > HOPS_MAX {
                return Err(Error::conflict("It went through two networks already, and goes no further."));
            }
            passings::set_stopped(conn, id, false)?;
            let about = Some(listing.ap_id.to_string());
            note(conn, Doer::Member(member), WHO, Deed::PassedAlong, about, Why::default(), now)?;
            begin(&context, conn, id, (hops, via), false, now)
        })
        .await
}

/// Stops passing a listing along; who got it from us is asked to hide it.
///
/// # Errors
/// `Forbidden` without the role; `NotFound` when it is not passed along.
pub async fn stop_passing(here: &Here, member: MemberId, id: ListingId) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            check_role(conn, member, WHO, now)?;
            let listing = listings::lock(conn, id)?;
            if !undo(conn, &listing, now)? {
                return Err(Error::not_found());
            }
            let about = Some(listing.ap_id.to_string());
            note(conn, Doer::Member(member), WHO, Deed::PassingStopped, about, Why::default(), now)?;
            passings::set_stopped(conn, id, true)
        })
        .await
}

/// Passes a listing along because a rule of the network says so, unless a person stopped it before. One that no rule
/// fits any more, and that a rule began, is passed along no more.
pub(super) fn follow_rules(here: &Here, conn: &mut Conn, listing: &Listing, now: Moment) -> Result<()> {
    if listing.local || listing.pass_along != PassAlong::Yes || !listing.audience.federates() {
        return Ok(());
    }
    let rules = facts::passing_rules(conn)?;
    if rules.is_empty() || !listing.state.takes_responses() || listing.expires_at <= now {
        return Ok(());
    }
    let (categories, area) = (facts::categories(conn)?, actors::get(conn, here.network)?.area);
    if !rules.iter().any(|rule| rule.fits(listing, &categories, area)) || passings::is_stopped(conn, listing.id)? {
        return Ok(());
    }
    match way(here, conn, listing)? {
        Some((hops, via)) if hops <= HOPS_MAX => begin(here, conn, listing.id, (hops, via), true, now),
        _ => Ok(()),
    }
}

fn begin(
    here: &Here,
    conn: &mut Conn,
    listing: ListingId,
    (hops, via): (u8, Vec<url::Url>),
    by_rule: bool,
    now: Moment,
) -> Result<()> {
    let activity = here.addresses.activity(&ids::slug());
    if passings::begin(conn, &Passing { activity, listing, hops, via }, by_rule)? {
        outbox::record(conn, &Event::ListingPassed { listing }, now)?;
    }
    Ok(())
}

/// Which passing ours would be, and through whom it came, the origin first; `None` when we do not hear of it any more.
fn way(here: &Here, conn: &mut Conn, listing: &Listing) -> Result<Option<(u8, Vec<url::Url>)>> {
    if super::receive_passing::is_direct(here, conn, listing)? {
        return Ok(Some((1, vec![actors::get(conn, listing.origin)?.ap_id])));
    }
    let Some((peer, passing)) = passings::received(conn, listing.id)?.into_iter().next() else { return Ok(None) };
    let mut via = passing.via;
    via.push(actors::get(conn, peer)?.ap_id);
    Ok(Some((passing.hops.saturating_add(1), via)))
}

/// Whether a listing may be, or stay, passed along.
fn may_go_on(listing: &Listing) -> bool {
    listing.pass_along == PassAlong::Yes && !listing.state.is_over() && listing.state != State::Met
}

/// Ends our passing of a listing that closed, or whose author changed their mind.
pub(super) fn undo_if_closed(conn: &mut Conn, listing: &Listing, now: Moment) -> Result<()> {
    if !may_go_on(listing) {
        undo(conn, listing, now)?;
    }
    Ok(())
}

/// Ends our passing of a listing, if we pass it.
pub(super) fn undo(conn: &mut Conn, listing: &Listing, now: Moment) -> Result<bool> {
    let Some(ours) = passings::ours(conn, listing.id)? else { return Ok(false) };
    passings::end(conn, listing.id)?;
    outbox::record(conn, &Event::PassingUndone { listing: listing.id, activity: ours.activity }, now)?;
    Ok(true)
}
