//! What accepting, releasing and closing share: the counting of a listing and the telling that follows.

use super::Here;
use super::words::{self, Closing};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::handoff::{Handoff, Sealed, State as HandoffState, default_link_life};
use crate::domain::key::{HandoffId, ListingId, ResponseId};
use crate::domain::listing::{Listing, State, Way};
use crate::domain::privacy::Guarded;
use crate::domain::quantity::Amount;
use crate::domain::response::{self, Response};
use crate::domain::window::Window;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, handoffs, listings, outbox, responses};
use chrono::Duration;

/// When, how and where something changes hands.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// How.
    pub way: Option<Way>,
    /// When.
    pub window: Option<Window>,
    /// Where exactly, for the two sides.
    pub sealed: Sealed,
}

/// How long a one-time link outlives the window it belongs to.
fn link_grace() -> Duration {
    Duration::hours(4)
}

/// Until when the one-time link of a plan works.
pub(super) fn link_expiry(window: Option<Window>, now: Moment) -> Moment {
    window.map_or(now + default_link_life(), |window| window.until().max(now) + link_grace())
}

/// Promises `part` to a response of a listing that the caller holds, makes the handoff, and tells
/// everyone concerned. `None` when somebody was first and that much is not open.
pub(super) fn promise(
    here: &Here,
    conn: &mut Conn,
    listing: &Listing,
    response: &Response,
    part: Option<Amount>,
    plan: Plan,
    now: Moment,
) -> Result<Option<HandoffId>> {
    response::after(response.state, response::Step::Accept)?;
    let free = match part {
        Some(part) => listings::commit(conn, listing.id, part)?,
        None => listing.takes_more || responses::accepted_count(conn, listing.id)? == 0,
    };
    if !free {
        return Ok(None);
    }
    let said = |lang| words::accepted(lang, listing, response.asked, part);
    let answer = words::say(here, conn, listing, response, said)?;
    responses::decide(conn, &here.seal, response.id, response::State::Accepted, part, Some(&answer), now)?;

    let id = HandoffId(ids::next(now));
    let secret = ids::secret();
    let slug = ids::slug();
    let exact = match &plan.sealed.address {
        Some(_) => plan.sealed,
        // What the author wrote down for everyone matched is what this neighbor gets, if nothing else was said.
        None => Sealed {
            address: listings::exact_place(conn, &here.seal, listing.id)?.map(Guarded::into_storage),
            ..plan.sealed
        },
    };
    let handoff = Handoff {
        id,
        agreement: here.addresses.agreement(&slug),
        slug,
        response: response.id,
        listing: listing.id,
        author: listing.author,
        responder: response.member,
        amount: part,
        way: plan.way.or(response.way),
        window: plan.window,
        sealed: Some(Guarded::new(exact)),
        link: Some(Guarded::new(here.addresses.handoff_link(&secret).to_string())),
        link_expires_at: link_expiry(plan.window, now),
        state: HandoffState::Planned,
        ended_at: None,
        created_at: now,
        updated_at: now,
    };
    handoffs::insert(conn, &here.seal, handoff, Some(ids::digest(&secret)))?;
    if response.came_in(here.network) {
        outbox::record(conn, &Event::ResponseAccepted { response: response.id, handoff: id }, now)?;
    }
    recount(here, conn, listing.id, now)?;
    Ok(Some(id))
}

/// Lets go of what was promised to a response, and ends its handoff.
pub(super) fn let_go(here: &Here, conn: &mut Conn, response: &Response, now: Moment) -> Result<()> {
    if let Some(handoff) = handoffs::open_of_response(conn, &here.seal, response.id)? {
        end_handoff(conn, handoff.id, HandoffState::DidNotHappen, now)?;
    } else if response.state == response::State::Accepted {
        return Err(Error::conflict("This has been handed over already.").worded(Message::HandedOver));
    }
    if let Some(part) = response.accepted {
        listings::release(conn, response.listing, part)?;
    }
    Ok(())
}

/// Ends a handoff; what it sealed is erased 48 hours later.
pub(super) fn end_handoff(conn: &mut Conn, id: HandoffId, state: HandoffState, now: Moment) -> Result<()> {
    handoffs::set_state(conn, id, state, now, now + crate::domain::handoff::erase_after())
}

/// Works out the state of a local listing after its numbers changed, and tells everyone whom it reached.
pub(super) fn recount(here: &Here, conn: &mut Conn, id: ListingId, now: Moment) -> Result<()> {
    let mut listing = listings::lock(conn, id)?;
    let was_met = listing.state == State::Met;
    if !listing.state.is_over() && listing.state != State::Draft {
        let counted = match &listing.quantity {
            Some(quantity) => Listing::state_of(quantity),
            None if listing.takes_more => State::Open,
            None if responses::accepted_count(conn, id)? > 0 => State::Met,
            None => State::Open,
        };
        // A pause is the author's wish: only being met ends it.
        if listing.state != State::Paused || counted == State::Met {
            listing.state = counted;
        }
    }
    changed(here, conn, &mut listing, now)?;
    if listing.state == State::Met && !was_met {
        close(here, conn, &listing, Closing::Met, now)?;
    }
    Ok(())
}

/// Stores a change of a listing that the caller holds, one revision higher, and tells everyone whom it reached.
pub(super) fn changed(_here: &Here, conn: &mut Conn, listing: &mut Listing, now: Moment) -> Result<()> {
    listing.updated_at = now;
    revised(conn, listing, now)
}

/// The same, but that it was changed last when it was: how long its words stay after its end is counted from there.
pub(super) fn revised(conn: &mut Conn, listing: &mut Listing, now: Moment) -> Result<()> {
    listing.revision += 1;
    listings::update(conn, listing)?;
    if listing.audience.federates() && listing.published_at.is_some() {
        outbox::record(conn, &Event::ListingChanged { listing: listing.id }, now)?;
    }
    Ok(())
}

/// A closing word to everyone who was not chosen.
pub(super) fn close(here: &Here, conn: &mut Conn, listing: &Listing, why: Closing, now: Moment) -> Result<()> {
    for id in responses::waiting(conn, listing.id)? {
        lapse(here, conn, listing, id, why, now)?;
    }
    Ok(())
}

fn lapse(here: &Here, conn: &mut Conn, listing: &Listing, id: ResponseId, why: Closing, now: Moment) -> Result<()> {
    let response = responses::lock(conn, &here.seal, id)?;
    let state = response::after(response.state, response::Step::Lapse)?;
    let word = words::say(here, conn, listing, &response, |lang| words::closing(lang, listing, why))?;
    responses::decide(conn, &here.seal, id, state, None, Some(&word), now)?;
    if response.came_in(here.network) {
        outbox::record(conn, &Event::ResponseRejected { response: id }, now)?;
    }
    Ok(())
}
