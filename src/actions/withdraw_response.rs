//! Whoever answered takes the answer back: a member of ours, or another network for one of theirs.

use super::promise::{end_handoff, let_go, recount};
use super::{Here, note_worked};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::handoff::State as HandoffState;
use crate::domain::key::{ActorId, MemberId, ReceivedId, ResponseId};
use crate::domain::response::{self, Response, State, Step};
use crate::error::{Error, Message, Result};
use crate::storage::{Conn, actors, handoffs, listings, outbox, responses, tombstones};
use url::Url;

/// Takes back an answer that a member of ours made, accepted or not. No reason is asked.
///
/// # Errors
/// `NotFound` unless `member` made it; `Conflict` when it is decided otherwise already, or handed over.
pub async fn withdraw_response(here: &Here, member: MemberId, response: ResponseId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let listing = responses::listing_of(conn, response)?;
            listings::lock(conn, listing)?;
            let response = responses::lock(conn, &context.seal, response)?;
            if response.member != Some(member) {
                return Err(Error::not_found());
            }
            take_back(&context, conn, &response, now)
        })
        .await
}

/// Another network takes back an answer to a listing of ours (`Undo{Offer}`). One that comes before the
/// answer is remembered, for an answer of that network's own server only; an answer that is not theirs is left alone.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_withdrawal(
    here: &Here,
    responder: ActorId,
    ap_id: Url,
    received: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let found = responses::by_ap_id(conn, &context.seal, &ap_id)?;
            if found.is_none() {
                let by = actors::get(conn, responder)?.ap_id;
                if by.origin() == ap_id.origin() {
                    tombstones::plant(conn, &ap_id, &by, now)?;
                }
            }
            if let Some(found) = found.filter(|response| response.responder == responder) {
                listings::lock(conn, found.listing)?;
                let response = responses::lock(conn, &context.seal, found.id)?;
                let handed_over = response.state == State::Accepted
                    && handoffs::open_of_response(conn, &context.seal, response.id)?.is_none();
                if response::after(response.state, Step::Withdraw).is_ok() && !handed_over {
                    undo_here(&context, conn, &response)?;
                }
            }
            note_worked(conn, received)
        })
        .await
}

/// Takes back an answer of a member of ours that the caller holds, with its listing.
pub(super) fn take_back(here: &Here, conn: &mut Conn, response: &Response, now: Moment) -> Result<()> {
    if listings::get(conn, response.listing)?.local {
        return undo_here(here, conn, response);
    }
    let state = response::after(response.state, Step::Withdraw)?;
    if let Some(handoff) = handoffs::open_of_response(conn, &here.seal, response.id)? {
        end_handoff(conn, handoff.id, HandoffState::DidNotHappen, now)?;
    } else if response.state == State::Accepted {
        return Err(Error::conflict("This has been handed over already.").worded(Message::HandedOver));
    }
    responses::decide(conn, &here.seal, response.id, state, None, None, now)?;
    outbox::record(conn, &Event::ResponseWithdrawn { response: response.id }, now)
}

/// Takes back an answer to a listing of ours that the caller holds.
fn undo_here(here: &Here, conn: &mut Conn, response: &Response) -> Result<()> {
    let now = here.now();
    let state = response::after(response.state, Step::Withdraw)?;
    let promised = response.state == State::Accepted;
    if promised {
        let_go(here, conn, response, now)?;
    }
    responses::decide(conn, &here.seal, response.id, state, None, None, now)?;
    if promised {
        recount(here, conn, response.listing, now)?;
    }
    Ok(())
}
