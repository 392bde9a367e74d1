//! The author of a listing says "not this time", or takes a promise back. No reason is asked or kept.

use super::answer_in_app::tell_member;
use super::promise::{let_go, recount};
use super::{Here, words};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{MemberId, ResponseId};
use crate::domain::response::{self, State, Step};
use crate::error::{Error, Result};
use crate::storage::{Conn, listings, outbox, responses};

/// Declines a response, or takes back what was promised to it.
///
/// # Errors
/// `NotFound` unless `author` wrote the listing; `Conflict` when it is decided otherwise already, or handed over.
pub async fn decline_response(here: &Here, author: MemberId, response: ResponseId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db.write(move |conn| decline(&context, conn, author, response, now)).await
}

/// The same, within the caller's transaction.
pub(super) fn decline(here: &Here, conn: &mut Conn, author: MemberId, response: ResponseId, now: Moment) -> Result<()> {
    let listing = responses::listing_of(conn, response)?;
    let listing = listings::lock(conn, listing)?;
    if !listing.is_by(author) {
        return Err(Error::not_found());
    }
    let response = responses::lock(conn, &here.seal, response)?;
    if response.is_with_connectors() {
        return Err(Error::not_found());
    }
    let state = response::after(response.state, Step::Decline)?;
    let promised = response.state == State::Accepted;
    if promised {
        let_go(here, conn, &response, now)?;
    }
    let answer = words::say(here, conn, &listing, &response, |lang| match promised {
        true => words::taken_back(lang, &listing, response.accepted),
        false => words::declined(lang, &listing),
    })?;
    responses::decide(conn, &here.seal, response.id, state, None, Some(&answer), now)?;
    tell_member(here, conn, &response, &answer.text, now)?;
    if response.came_in(here.network) {
        outbox::record(conn, &Event::ResponseRejected { response: response.id }, now)?;
    }
    if promised {
        recount(here, conn, listing.id, now)?;
    }
    Ok(())
}
