//! The origin of a listing says yes to an answer that a member of ours made (`Accept` with the agreement).

use super::promise::end_handoff;
use super::words::heard;
use super::{Here, note_worked};
use crate::clock::Moment;
use crate::domain::handoff::{Handoff, State as HandoffState};
use crate::domain::key::{ActorId, HandoffId, ReceivedId};
use crate::domain::privacy::{Guarded, Matched};
use crate::domain::quantity::Amount;
use crate::domain::response::{self, State, Step, Words};
use crate::error::Result;
use crate::ids;
use crate::storage::{handoffs, listings, received, responses};
use url::Url;

/// What the origin says.
#[derive(Debug)]
pub struct Acceptance {
    /// The id of our `Offer`.
    pub offer: Url,
    /// The agreement's id, at the origin.
    pub agreement: Url,
    /// What it satisfies: the listing's id.
    pub listing: Url,
    /// How much of what was asked.
    pub amount: Option<Amount>,
    /// The one-time link to the details at the origin.
    pub link: Option<Guarded<Matched, String>>,
    /// Until when the link works.
    pub link_expires_at: Option<Moment>,
    /// The kind words that came with it.
    pub answer: Option<Words>,
}

/// Writes down that a promise was made to a member of ours. Only the listing's own origin can make it,
/// and never for more than was asked (refusal 29).
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_acceptance(
    here: &Here,
    origin: ActorId,
    acceptance: Acceptance,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let refuse = |conn: &mut _, why: &str| match worked {
                Some(id) => received::worked(conn, id, Some(why)),
                None => Ok(()),
            };
            let Some(found) = responses::by_ap_id(conn, &context.seal, &acceptance.offer)? else {
                return refuse(conn, "no such answer here");
            };
            let listing = listings::lock(conn, found.listing)?;
            let response = responses::lock(conn, &context.seal, found.id)?;
            if response.came_in(context.network) || listing.origin != origin || listing.ap_id != acceptance.listing {
                return refuse(conn, "only the listing's own network accepts");
            }
            let too_much = match (response.asked, acceptance.amount) {
                (Some(asked), Some(given)) => given > asked || given == Amount::ZERO,
                (None, None) => false,
                _ => true,
            };
            if too_much {
                return refuse(conn, "the promise does not fit the answer");
            }
            let known = handoffs::by_agreement(conn, &context.seal, &acceptance.agreement)?.is_some();
            let again = response.state == State::Accepted && !known;
            if !again && response::after(response.state, Step::Accept).is_err() {
                // It came twice, or our member took the answer back in the meantime: the origin hears of that by itself.
                return note_worked(conn, worked);
            }
            if again && let Some(before) = handoffs::last_of_response(conn, &context.seal, response.id)? {
                match before.state {
                    // It was said to be handed over, and was not.
                    HandoffState::HandedOver => handoffs::set_not_handed_over(conn, before.id, now)?,
                    HandoffState::DidNotHappen => {}
                    // The first try did not happen; the same promise is planned anew.
                    _ => end_handoff(conn, before.id, HandoffState::DidNotHappen, now)?,
                }
            }
            let answer = acceptance.answer.clone().map(|words| heard(conn, response.member, words)).transpose()?;
            responses::decide(
                conn,
                &context.seal,
                response.id,
                State::Accepted,
                acceptance.amount,
                answer.as_ref(),
                now,
            )?;
            let handoff = Handoff {
                id: HandoffId(ids::next(now)),
                slug: ids::slug(),
                response: response.id,
                listing: listing.id,
                agreement: acceptance.agreement,
                author: None,
                responder: response.member,
                amount: acceptance.amount,
                way: response.way,
                window: None,
                sealed: None,
                link: acceptance.link,
                link_expires_at: acceptance
                    .link_expires_at
                    .unwrap_or(now + crate::domain::handoff::default_link_life()),
                state: HandoffState::Planned,
                ended_at: None,
                created_at: now,
                updated_at: now,
            };
            handoffs::insert(conn, &context.seal, handoff, None)?;
            note_worked(conn, worked)
        })
        .await
}
