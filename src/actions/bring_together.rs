//! A connector brings an answer to the author of the listing, who says yes or not (values V14 and V15).

use super::Here;
use super::answer_in_app::tell_author;
use super::give_role::check_role;
use super::respond::apply_rule;
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{MemberId, ResponseId};
use crate::domain::member::RoleKind;
use crate::domain::response::{Response, State, Step, after};
use crate::error::{Error, Message, Result};
use crate::storage::{Conn, listings, outbox, responses};

/// Who brings needs and offers together.
pub const CONNECTORS: &[RoleKind] = &[RoleKind::Connector];

/// Brings an answer that is with the connectors to the listing's author; if the listing is another network's, there.
///
/// # Errors
/// `Forbidden` without the role; `NotFound`; `Conflict` when it is not with the connectors any more.
pub async fn bring_together(here: &Here, by: MemberId, id: ResponseId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, CONNECTORS, now)?;
            let listing = responses::listing_of(conn, id)?;
            listings::lock(conn, listing)?;
            let response = responses::lock(conn, &context.seal, id)?;
            if response.state != State::WithConnectors {
                return Err(
                    Error::conflict("This answer is not with the connectors any more.").worded(Message::Decided)
                );
            }
            bring(&context, conn, &response, now)
        })
        .await
}

/// The same for everything that is with them: neighbors answer each other from now on.
pub(super) fn bring_all(here: &Here, conn: &mut Conn, now: Moment) -> Result<()> {
    for response in responses::with_connectors(conn, &here.seal)? {
        listings::lock(conn, response.listing)?;
        bring(here, conn, &response, now)?;
    }
    Ok(())
}

fn bring(here: &Here, conn: &mut Conn, response: &Response, now: Moment) -> Result<()> {
    let state = after(response.state, Step::Bring)?;
    responses::decide(conn, &here.seal, response.id, state, None, None, now)?;
    let listing = listings::get(conn, response.listing)?;
    if !listing.local {
        return outbox::record(conn, &Event::ResponseMade { response: response.id }, now);
    }
    // The rule of the author counts amounts: where none is said, the author decides.
    if listing.quantity.is_none() || response.asked.is_some() {
        apply_rule(here, conn, &listing, response.id, now)?;
    }
    tell_author(here, conn, &listing, response.id, now)
}
