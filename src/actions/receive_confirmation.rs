//! The origin confirms that something changed hands (a `Document` in the context of the agreement).

use super::promise::end_handoff;
use super::{Here, note_worked};
use crate::domain::handoff::State;
use crate::domain::key::{ActorId, ReceivedId};
use crate::error::Result;
use crate::storage::{handoffs, listings, received};
use url::Url;

/// Writes down that a handoff was done.
///
/// # Errors
/// `Internal` when the database fails.
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
                return match worked {
                    Some(id) => received::worked(conn, id, Some("no such agreement here")),
                    None => Ok(()),
                };
            };
            let listing = listings::get(conn, handoff.listing)?;
            if listing.origin == origin && !listing.local && !handoff.state.is_over() {
                end_handoff(conn, handoff.id, State::HandedOver, now)?;
            }
            note_worked(conn, worked)
        })
        .await
}
