//! The origin of a listing says "not this time" to an answer of ours, or takes its promise back (`Reject`).

use super::promise::end_handoff;
use super::words::heard;
use super::{Here, note_worked};
use crate::domain::handoff::State as HandoffState;
use crate::domain::key::{ActorId, ReceivedId};
use crate::domain::response::{self, State, Step, Words};
use crate::error::Result;
use crate::storage::{handoffs, listings, received, responses};
use url::Url;

/// Writes down a decline, with the kind words that came with it.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_rejection(
    here: &Here,
    origin: ActorId,
    offer: Url,
    answer: Option<Words>,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let refuse = |conn: &mut _, why: &str| match worked {
                Some(id) => received::worked(conn, id, Some(why)),
                None => Ok(()),
            };
            let Some(found) = responses::by_ap_id(conn, &context.seal, &offer)? else {
                return refuse(conn, "no such answer here");
            };
            let listing = listings::lock(conn, found.listing)?;
            let response = responses::lock(conn, &context.seal, found.id)?;
            if response.came_in(context.network) || listing.origin != origin {
                return refuse(conn, "only the listing's own network declines");
            }
            // The listing's end may have come first: its closing word is heard all the same.
            let before = if response.state == State::Lapsed { State::Offered } else { response.state };
            if let Ok(state) = response::after(before, Step::Decline) {
                if let Some(handoff) = handoffs::open_of_response(conn, &context.seal, response.id)? {
                    end_handoff(conn, handoff.id, HandoffState::DidNotHappen, now)?;
                }
                let answer = answer.clone().map(|words| heard(conn, response.member, words)).transpose()?;
                responses::decide(conn, &context.seal, response.id, state, None, answer.as_ref(), now)?;
            }
            note_worked(conn, worked)
        })
        .await
}
