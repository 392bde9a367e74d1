//! The origin confirms that something changed hands (a `Document` in the context of the agreement).

use super::promise::end_handoff;
use super::{Here, note_worked};
use crate::domain::handoff::State;
use crate::domain::key::{ActorId, ReceivedId};
use crate::error::{Error, Result};
use crate::storage::{handoffs, listings};
use url::Url;

/// Writes down that a handoff was done.
///
/// # Errors
/// `Peer` when the agreement is not known yet; `Internal` when the database fails.
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
                // The promise may still be under way, or being worked at this moment: it is tried again.
                return Err(Error::peer("The agreement that is confirmed is not known here yet."));
            };
            let listing = listings::get(conn, handoff.listing)?;
            if listing.origin == origin && !listing.local && !handoff.state.is_over() {
                end_handoff(conn, handoff.id, State::HandedOver, now)?;
            }
            note_worked(conn, worked)
        })
        .await
}
