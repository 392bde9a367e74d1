//! The origin confirms that something changed hands (a `Document` in the context of the agreement).

use super::promise::end_handoff;
use super::receive_listing::refuse;
use super::{Here, note_worked};
use crate::domain::handoff::State;
use crate::domain::key::{ActorId, ReceivedId};
use crate::error::{Error, Result};
use crate::storage::{handoffs, listings, responses};
use url::Url;

/// Writes down that a handoff was done.
///
/// # Errors
/// `Peer` when the agreement is not known yet, and may come; `Internal` when the database fails.
pub async fn receive_confirmation(
    here: &Here,
    origin: ActorId,
    agreement: Url,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let handoff = handoffs::by_agreement(conn, &context.seal, &agreement)?;
            let Some(handoff) = handoff.filter(|handoff| handoff.author.is_none()) else {
                // The promise may still be under way, or being worked at this moment: it is tried again. Of whom nobody here
                // asked anything there is none to wait for: what strangers confirm would lie here for days.
                if responses::may_be_promised_by(conn, context.network, origin)? {
                    return Err(Error::peer("The agreement that is confirmed is not known here yet."));
                }
                return refuse(conn, worked, "no such agreement here");
            };
            let listing = listings::get(conn, handoff.listing)?;
            if listing.origin == origin && !listing.local && !handoff.state.is_over() {
                end_handoff(conn, handoff.id, State::HandedOver, now)?;
            }
            note_worked(conn, worked)
        })
        .await
}
