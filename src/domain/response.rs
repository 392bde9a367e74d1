//! A response: someone answers a listing.

use crate::clock::Moment;
use crate::domain::key::{ActorId, ListingId, MemberId, ProxyId, ResponseId};
use crate::domain::listing::{Listing, Way, words};
use crate::domain::privacy::{Guarded, Key, Matched};
use crate::domain::quantity::Amount;
use crate::error::{Error, Message, Result};
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use url::Url;

words! {
    /// What has become of a response.
    State {
        /// With the connectors, who bring it to the listing's author (value V15).
        WithConnectors = "with-connectors",
        /// Waiting for the author's word.
        Offered = "offered",
        /// Accepted, for all or part of what was asked.
        Accepted = "accepted",
        /// Not this time. No reason is kept.
        Declined = "declined",
        /// Taken back by whoever made it.
        Withdrawn = "withdrawn",
        /// The listing ended first.
        Lapsed = "lapsed",
    }
}

/// Kind words that go with a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// In the language of whoever reads them, or of the listing.
    pub text: String,
    /// For another network's neighbor, by language tag (BCP 47): which of them theirs is, their own network knows,
    /// and nobody else has to be told.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub in_languages: BTreeMap<String, String>,
}

/// An answer to a listing, made here or by another network.
#[derive(Clone, Debug)]
pub struct Response {
    /// Its row.
    pub id: ResponseId,
    /// The activity that carried it, where it crosses networks (also its address for peers).
    pub ap_id: Url,
    /// What it answers.
    pub listing: ListingId,
    /// The network that it speaks through (our own for a member of ours), or the person elsewhere who gave it.
    pub responder: ActorId,
    /// The member of ours who made it. Never sent.
    pub member: Option<MemberId>,
    /// How much was asked (of an offer) or is brought (for a need).
    pub asked: Option<Amount>,
    /// How much of it was accepted.
    pub accepted: Option<Amount>,
    /// A few words, for the two sides.
    pub message: Option<Guarded<Matched, String>>,
    /// How it would change hands.
    pub way: Option<Way>,
    /// When they would come.
    pub arrive_at: Option<Moment>,
    /// What has become of it.
    pub state: State,
    /// The kind words that came with the decision.
    pub answer: Option<Words>,
    /// When it was made.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
    /// If a person elsewhere gave it by private message: the language to answer in. Such answers are private messages too.
    pub language: Option<Lang>,
    /// The neighbor for whom the member speaks. Never rendered but to that member.
    pub proxy: Option<ProxyId>,
}

impl Response {
    /// Whether it came from elsewhere, and not from a member of the network that is ours.
    pub fn came_in(&self, ours: ActorId) -> bool {
        self.responder != ours
    }

    /// Whether the listing's author hears of it yet.
    pub fn is_with_connectors(&self) -> bool {
        self.state == State::WithConnectors
    }

    /// The key to its message, for its two sides: who made it, and, once it is with them, the listing's author.
    pub fn key_for(&self, listing: &Listing, member: MemberId) -> Option<Key<Matched>> {
        let with_author = listing.is_by(member) && !self.is_with_connectors();
        (self.member == Some(member) || with_author).then(Key::of_party)
    }
}

/// What may be done with a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A connector brings it to the listing's author.
    Bring,
    /// The author says yes.
    Accept,
    /// The author says not this time, or takes a promise back.
    Decline,
    /// Whoever made it takes it back.
    Withdraw,
    /// The listing ended first.
    Lapse,
}

/// The state after a step.
///
/// # Errors
/// `Conflict` when it was decided otherwise already.
pub fn after(state: State, step: Step) -> Result<State> {
    match (state, step) {
        (State::WithConnectors, Step::Bring) => Ok(State::Offered),
        (State::WithConnectors, Step::Withdraw) => Ok(State::Withdrawn),
        (State::WithConnectors, Step::Lapse) => Ok(State::Lapsed),
        (State::Offered, Step::Accept) => Ok(State::Accepted),
        (State::Offered | State::Accepted, Step::Decline) => Ok(State::Declined),
        (State::Offered | State::Accepted, Step::Withdraw) => Ok(State::Withdrawn),
        (State::Offered, Step::Lapse) => Ok(State::Lapsed),
        _ => Err(Error::conflict(format!("This answer is {} already.", state.as_str())).worded(Message::Decided)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_14_nothing_is_accepted_twice_or_after_it_was_taken_back() {
        assert_eq!(after(State::Offered, Step::Accept).unwrap(), State::Accepted);
        for state in [State::WithConnectors, State::Accepted, State::Declined, State::Withdrawn, State::Lapsed] {
            assert!(after(state, Step::Accept).is_err());
        }
    }

    #[test]
    fn both_sides_can_take_a_promise_back() {
        assert_eq!(after(State::Accepted, Step::Withdraw).unwrap(), State::Withdrawn);
        assert_eq!(after(State::Accepted, Step::Decline).unwrap(), State::Declined);
        assert!(after(State::Accepted, Step::Lapse).is_err());
    }
}
