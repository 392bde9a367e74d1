//! A handoff moves on: ready, on the way, handed over, or it did not happen (nobody is asked why).

use super::network_says::{Message as Word, language_of, network_says};
use super::promise::{end_handoff, link_expiry, recount};
use super::respond::check_blocks;
use super::{Here, words};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::handoff::{self, Handoff, State, Then};
use crate::domain::key::{HandoffId, MemberId};
use crate::domain::listing::{State as Listed, Way};
use crate::domain::privacy::Guarded;
use crate::domain::response::{self, Response, State as Answer};
use crate::domain::telling::Occasion;
use crate::domain::window::Window;
use crate::error::{Error, Message, Result};
use crate::i18n::text_with;
use crate::ids;
use crate::storage::{Conn, handoffs, listings, mails, outbox, responses};

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

/// It did not happen. `Retry` plans the same promise anew; `Release` lets it go, and the listing takes answers again; `Reopen`
/// takes back that it was handed over, for 48 hours, and the promise goes on as it was planned.
///
/// # Errors
/// As [`move_handoff`].
pub async fn did_not_happen(here: &Here, member: MemberId, id: HandoffId, then: Then) -> Result<Option<HandoffId>> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let handoff = held(&context, conn, member, id)?;
            let response = responses::lock(conn, &context.seal, handoff.response)?;
            if then == Then::Reopen {
                return reopen(&context, conn, member, handoff, &response, now).map(Some);
            }
            handoff::after(handoff.state, State::DidNotHappen)?;
            end_handoff(conn, id, State::DidNotHappen, now)?;
            if then == Then::Retry {
                let before = Handoff { window: None, ..handoff };
                return once_more(&context, conn, before, &response, now).map(Some);
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

/// It was said to be handed over, and was not: what counted as handed over is promised again, and where and how stay as they
/// were told. Another network hears of it as of any promise that is planned anew.
fn reopen(
    here: &Here,
    conn: &mut Conn,
    by: MemberId,
    handoff: Handoff,
    response: &Response,
    now: Moment,
) -> Result<HandoffId> {
    let sides = [handoff.author, handoff.responder];
    let listing = listings::get(conn, handoff.listing)?;
    let in_time = handoff.reopens_until().is_some_and(|until| now < until);
    // What its author deleted is promised to nobody: they would not even find the answer any more.
    if !in_time || response.state != Answer::Accepted || listing.state == Listed::Erased {
        return Err(Error::conflict("This handoff is over.").worded(Message::HandoffOver));
    }
    if let Some(responder) = handoff.responder {
        // What is open shows how to reach each other.
        check_blocks(here, conn, &listing, responder)?;
    }
    handoffs::set_not_handed_over(conn, handoff.id, now)?;
    if let Some(part) = handoff.amount {
        listings::undeliver(conn, listing.id, part)?;
    }
    let window = handoff.window.filter(|window| window.until() > now);
    let again = once_more(here, conn, Handoff { window, ..handoff }, response, now)?;
    recount(here, conn, listing.id, now)?;
    for side in sides.into_iter().flatten().filter(|side| *side != by) {
        tell_reopened(here, conn, side, response, now)?;
    }
    Ok(again)
}

/// The other side hears that the promise stands again: they counted on its being over.
fn tell_reopened(here: &Here, conn: &mut Conn, side: MemberId, response: &Response, now: Moment) -> Result<()> {
    let lang = language_of(conn, side, here.language)?;
    let link = here.addresses.answer(response.id);
    let words = vec![text_with(lang, "between-told-reopened", &[("link", link.to_string().into())])];
    let answered = response.member == Some(side);
    // What an author replies to a message about an answer is their word on it, and here it is no question.
    let about = answered.then_some(response.id);
    network_says(here, conn, side, lang, Word { words, links: vec![link], listing: None, response: about }, None, now)?;
    let occasion = if answered { Occasion::Decision } else { Occasion::Network };
    mails::note_that(conn, side, occasion, about, now)
}

/// The promise of a handoff that is over once more, planned as that one was, with an agreement and a link of its own.
fn once_more(here: &Here, conn: &mut Conn, before: Handoff, response: &Response, now: Moment) -> Result<HandoffId> {
    let (id, secret, slug) = (HandoffId(ids::next(now)), ids::secret(), ids::slug());
    let again = Handoff {
        id,
        agreement: here.addresses.agreement(&slug),
        slug,
        link: Some(Guarded::new(here.addresses.handoff_link(&secret).to_string())),
        link_expires_at: link_expiry(before.window, now),
        state: State::Planned,
        ended_at: None,
        created_at: now,
        updated_at: now,
        ..before
    };
    handoffs::insert(conn, &here.seal, again, Some(ids::digest(&secret)))?;
    if response.came_in(here.network) {
        outbox::record(conn, &Event::ResponseAccepted { response: response.id, handoff: id }, now)?;
    }
    Ok(id)
}

/// What the author changes of when, how and where: what is not said stays, and what is said to be nothing is taken away.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// How.
    pub way: Option<Option<Way>>,
    /// When.
    pub window: Option<Option<Window>>,
    /// Where exactly.
    pub address: Option<Option<String>>,
    /// What helps on the way.
    pub access_notes: Option<Option<String>>,
}

/// The author changes when, how or where.
///
/// # Errors
/// As [`move_handoff`]; `NotFound` for anyone but the author.
pub async fn plan_handoff(here: &Here, author: MemberId, id: HandoffId, change: Change) -> Result<()> {
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
            handoff.way = change.way.unwrap_or(handoff.way);
            if let Some(window) = change.window {
                handoff.window = window;
                handoff.link_expires_at = link_expiry(window, now);
            }
            let before = match (handoff.key_for(author), &handoff.sealed) {
                (Some(key), Some(sealed)) => sealed.open(&key).clone(),
                _ => handoff::Sealed::default(),
            };
            let sealed = handoff::Sealed {
                address: change.address.unwrap_or(before.address),
                access_notes: change.access_notes.unwrap_or(before.access_notes),
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
