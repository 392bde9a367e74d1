//! The author of a listing says yes, to all or to part of what was asked.

use super::Here;
use super::answer_in_app::tell_member;
pub use super::promise::Plan;
use super::promise::promise;
use super::speaking::speak_if_for;
use crate::clock::Moment;
use crate::domain::key::{HandoffId, MemberId, ResponseId};
use crate::domain::quantity::Amount;
use crate::error::{Error, Message, Result};
use crate::storage::{Conn, listings, responses};

/// Accepts a response as the listing's author; `amount` may be less than was asked, and is all of it if left out.
///
/// # Errors
/// `NotFound` unless `author` wrote the listing; `Conflict` when it is decided already, the listing is
/// not open, or less is left than that; `Invalid` for an amount that does not fit.
pub async fn accept_response(
    here: &Here,
    author: MemberId,
    response: ResponseId,
    amount: Option<Amount>,
    plan: Plan,
) -> Result<HandoffId> {
    let (context, now) = (here.clone(), here.now());
    here.db.write(move |conn| accept(&context, conn, author, response, amount, plan, now)).await
}

/// The same, within the caller's transaction. When it does not fit, nothing was changed.
pub(super) fn accept(
    here: &Here,
    conn: &mut Conn,
    author: MemberId,
    response: ResponseId,
    amount: Option<Amount>,
    plan: Plan,
    now: Moment,
) -> Result<HandoffId> {
    let listing = responses::listing_of(conn, response)?;
    let listing = listings::lock(conn, listing)?;
    if !listing.is_by(author) {
        return Err(Error::not_found());
    }
    speak_if_for(here, conn, author, listing.proxy)?;
    let response = responses::lock(conn, &here.seal, response)?;
    if response.is_with_connectors() {
        return Err(Error::not_found());
    }
    let part = match (&listing.quantity, amount.or(response.asked)) {
        (None, None) => None,
        (None, Some(_)) => {
            return Err(Error::invalid("amount", "Nothing is counted here. Please leave the amount out.")
                .worded(Message::NothingCounted));
        }
        (Some(_), None) => return Err(Error::invalid("amount", "Please say how much.").worded(Message::HowMuch)),
        (Some(quantity), Some(part)) => {
            quantity.check_part(part)?;
            if response.asked.is_some_and(|asked| part > asked) {
                return Err(Error::invalid("amount", "That is more than was asked for.").worded(Message::MoreThanAsked));
            }
            Some(part)
        }
    };
    if !listing.state.takes_responses() {
        crate::domain::response::after(response.state, crate::domain::response::Step::Accept)?;
        return Err(Error::conflict("This listing is not open at the moment, so nothing can be promised.")
            .worded(Message::NotOpenNow));
    }
    let promised =
        promise(here, conn, &listing, &response, part, plan, now)?.ok_or_else(|| match &listing.quantity {
            Some(quantity) => {
                let left = quantity.open();
                let text = format!("Only {} are left. Please accept that much or less.", quantity.words(left));
                Error::conflict(text).worded(Message::OnlyLeft { left: quantity.much(left) })
            }
            None => Error::conflict("This is promised to somebody already.").worded(Message::PromisedAlready),
        })?;
    let response = responses::lock(conn, &here.seal, response.id)?;
    if let Some(answer) = &response.answer {
        tell_member(here, conn, &response, &answer.text, now)?;
    }
    Ok(promised)
}
