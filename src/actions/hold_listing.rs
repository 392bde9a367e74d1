//! Safety moderation holds a listing of ours, and names the agreement that it rests on; nothing else judges a listing.

use super::Here;
use super::give_role::check_role;
use super::keep_away::MODERATORS;
use super::log::{Why, note};
use super::promise::changed;
use crate::domain::Listing;
use crate::domain::key::{ListingId, MemberId};
use crate::domain::listing::{State, Step, after};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::text::{self, LABEL_MAX, NOTE_MAX};
use crate::error::{Error, Message, Result};
use crate::storage::{Conn, listings};

/// Checks that a listing is not held.
///
/// # Errors
/// `Forbidden`, naming the agreement.
pub(super) fn check_not_held(listing: &Listing) -> Result<()> {
    match &listing.held_under {
        None => Ok(()),
        Some(agreement) => Err(Error::forbidden(format!(
            "This listing is held for safety, under the agreement \"{agreement}\". You can take it back, or speak with \
             the moderators."
        ))
        .worded(Message::Held { agreement: agreement.clone() })),
    }
}

fn ours(conn: &mut Conn, id: ListingId) -> Result<Listing> {
    let listing = listings::lock(conn, id)?;
    if !listing.state.is_published() {
        return Err(Error::not_found());
    }
    if !listing.local {
        let text = "This is another network's listing. Please report it to them, or limit their server.";
        return Err(Error::invalid("id", text).worded(Message::ListingElsewhere));
    }
    Ok(listing)
}

/// Holds a listing: nobody but its author sees it, and it takes no answers. What is promised stays promised.
///
/// # Errors
/// `Forbidden` without the role; `NotFound`; `Invalid` for another network's, or without an agreement; `Conflict` when it is over.
pub async fn hold_listing(
    here: &Here,
    by: MemberId,
    id: ListingId,
    agreement: String,
    reason: Option<String>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, MODERATORS, now)?;
            let agreement = text::required_line("agreement", &agreement, LABEL_MAX)?;
            let reason = reason.map_or(Ok(None), |reason| text::lines("reason", &reason, NOTE_MAX))?;
            let mut listing = ours(conn, id)?;
            if listing.state.is_over() {
                return Err(Error::conflict("This listing is over.").worded(Message::ListingOver));
            }
            listing.held_under = Some(agreement.clone());
            if listing.state.takes_responses() {
                listing.state = after(listing.state, listing.quantity.as_ref(), Step::Pause)?;
            }
            changed(&context, conn, &mut listing, now)?;
            let why = Why { reason, agreement: Some(agreement) };
            note(conn, Doer::Member(by), MODERATORS, Deed::ListingHeld, Some(listing.ap_id.into()), why, now)
        })
        .await
}

/// Lets a held listing go on.
///
/// # Errors
/// `Forbidden` without the role; `NotFound`; `Conflict` when it is not held.
pub async fn release_listing(here: &Here, by: MemberId, id: ListingId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, MODERATORS, now)?;
            let mut listing = ours(conn, id)?;
            if listing.held_under.take().is_none() {
                return Err(Error::conflict("This listing is not held.").worded(Message::NotHeld));
            }
            if listing.state == State::Paused {
                listing.state = after(listing.state, listing.quantity.as_ref(), Step::Resume)?;
            }
            changed(&context, conn, &mut listing, now)?;
            let about = Some(listing.ap_id.into());
            note(conn, Doer::Member(by), MODERATORS, Deed::ListingReleased, about, Why::default(), now)
        })
        .await
}
