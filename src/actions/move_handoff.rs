//! A handoff moves on: ready, on the way, handed over, or it did not happen (nobody is asked why).

use super::promise::{Plan, end_handoff, link_expiry, recount};
use super::{Here, words};
use crate::domain::event::Event;
use crate::domain::handoff::{self, Handoff, State, Then};
use crate::domain::key::{HandoffId, MemberId};
use crate::domain::privacy::Guarded;
use crate::domain::response;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, handoffs, listings, outbox, responses};

/// Moves a handoff on. The listing's network keeps the truth: where the listing is ours, its author
/// and whoever answers here may move it; where it is not, its own network does.
///
/// # Errors
/// `NotFound` for anyone but the two sides; `Conflict` when it is over, would move backwards, or is another network's to move.
pub async fn move_handoff(here: &Here, member: MemberId, id: HandoffId, next: State) -> Result<()> {
    if next == State::DidNotHappen {
        return Err(
            Error::invalid("state", "Please say what follows: try again, or let go.").worded(Message::ChooseFirst)
        );
    }
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let handoff = held(&context, conn, member, id)?;
            let state = handoff::after(handoff.state, next)?;
            if state != State::HandedOver {
                return handoffs::set_state(conn, id, state, now, now);
            }
            end_handoff(conn, id, state, now)?;
            if let Some(part) = handoff.amount {
                listings::deliver(conn, handoff.listing, part)?;
            }
            if responses::get(conn, &context.seal, handoff.response)?.came_in(context.network) {
                // What says yes may still wait: whoever hears of this first knows of no agreement.
                let yes = Event::ResponseAccepted { response: handoff.response, handoff: id };
                outbox::record_behind(conn, &Event::HandedOver { handoff: id }, yes.subject(), now)?;
            }
            recount(&context, conn, handoff.listing, now)
        })
        .await
}

/// It did not happen. `Retry` plans the same promise anew; `Release` lets it go, and the listing takes answers again.
///
/// # Errors
/// As [`move_handoff`].
pub async fn did_not_happen(here: &Here, member: MemberId, id: HandoffId, then: Then) -> Result<Option<HandoffId>> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let handoff = held(&context, conn, member, id)?;
            handoff::after(handoff.state, State::DidNotHappen)?;
            let response = responses::lock(conn, &context.seal, handoff.response)?;
            end_handoff(conn, id, State::DidNotHappen, now)?;
            if then == Then::Retry {
                let secret = ids::secret();
                let again = HandoffId(ids::next(now));
                let slug = ids::slug();
                let retry = Handoff {
                    id: again,
                    agreement: context.addresses.agreement(&slug),
                    slug,
                    link: Some(Guarded::new(context.addresses.handoff_link(&secret).to_string())),
                    link_expires_at: link_expiry(None, now),
                    window: None,
                    state: State::Planned,
                    ended_at: None,
                    created_at: now,
                    updated_at: now,
                    ..handoff
                };
                let remote = response.came_in(context.network);
                handoffs::insert(conn, &context.seal, retry, Some(ids::digest(&secret)))?;
                if remote {
                    outbox::record(conn, &Event::ResponseAccepted { response: response.id, handoff: again }, now)?;
                }
                return Ok(Some(again));
            }
            let listing = listings::get(conn, handoff.listing)?;
            if let Some(part) = handoff.amount {
                listings::release(conn, handoff.listing, part)?;
            }
            let said = |lang| words::taken_back(lang, &listing, handoff.amount);
            let word = words::say(&context, conn, &listing, &response, said)?;
            let state = response::after(response.state, response::Step::Decline)?;
            responses::decide(conn, &context.seal, response.id, state, None, Some(&word), now)?;
            if response.came_in(context.network) {
                outbox::record(conn, &Event::ResponseRejected { response: response.id }, now)?;
            }
            recount(&context, conn, handoff.listing, now)?;
            Ok(None)
        })
        .await
}

/// The author changes when, how or where.
///
/// # Errors
/// As [`move_handoff`]; `NotFound` for anyone but the author.
pub async fn plan_handoff(here: &Here, author: MemberId, id: HandoffId, plan: Plan) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let mut handoff = held(&context, conn, author, id)?;
            if handoff.author != Some(author) {
                return Err(Error::not_found());
            }
            if handoff.state.is_over() {
                return Err(Error::conflict("This handoff is over.").worded(Message::HandoffOver));
            }
            handoff.way = plan.way.or(handoff.way);
            if plan.window.is_some() {
                handoff.window = plan.window;
                handoff.link_expires_at = link_expiry(plan.window, now);
            }
            let before = match (handoff.key_for(author), &handoff.sealed) {
                (Some(key), Some(sealed)) => sealed.open(&key).clone(),
                _ => handoff::Sealed::default(),
            };
            let sealed = handoff::Sealed {
                address: plan.sealed.address.or(before.address),
                access_notes: plan.sealed.access_notes.or(before.access_notes),
            };
            handoffs::set_plan(conn, &context.seal, &handoff, Some(sealed), now)
        })
        .await
}

/// The handoff, with its listing and itself held, for one of its two sides on this server.
fn held(here: &Here, conn: &mut Conn, member: MemberId, id: HandoffId) -> Result<Handoff> {
    let found = handoffs::get(conn, &here.seal, id)?;
    if found.key_for(member).is_none() {
        return Err(Error::not_found());
    }
    let listing = listings::lock(conn, found.listing)?;
    if !listing.local {
        return Err(Error::conflict("The network that this listing came from moves this handoff on, and tells us.")
            .worded(Message::HandoffElsewhere));
    }
    handoffs::lock(conn, &here.seal, id)
}
