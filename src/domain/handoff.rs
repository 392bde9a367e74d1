//! A handoff: an accepted response being carried out. There is no field for fault.

use crate::clock::Moment;
use crate::domain::key::{HandoffId, ListingId, MemberId, ResponseId};
use crate::domain::listing::{Way, words};
use crate::domain::privacy::{Guarded, Key, Matched};
use crate::domain::quantity::Amount;
use crate::domain::window::Window;
use crate::error::{Error, Message, Result};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use url::Url;

words! {
    /// How far it has come.
    State {
        /// Agreed.
        Planned = "planned",
        /// Packed.
        Ready = "ready",
        /// Being carried.
        OnTheWay = "on-the-way",
        /// Done.
        HandedOver = "handed-over",
        /// It did not happen; nobody is asked why.
        DidNotHappen = "did-not-happen",
    }
}

impl State {
    /// Whether it is over.
    pub fn is_over(self) -> bool {
        matches!(self, Self::HandedOver | Self::DidNotHappen)
    }
}

words! {
    /// What follows when it did not happen.
    Then {
        /// Try again: a new handoff of the same promise.
        Retry = "retry",
        /// The promise is let go; the listing takes responses again.
        Release = "release",
        /// It was said to be handed over, and was not: the same promise goes on as it was planned.
        Reopen = "reopen",
    }
}

/// How long the sealed details outlive the handoff.
pub fn erase_after() -> Duration {
    Duration::hours(48)
}

/// How long the one-time link lives when no window was agreed.
pub fn default_link_life() -> Duration {
    Duration::days(7)
}

/// What only the two sides may read: where exactly, and what helps on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The exact place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Door codes, stairs, whom to ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_notes: Option<String>,
}

/// The carrying-out of an accepted response.
#[derive(Clone, Debug)]
pub struct Handoff {
    /// Its row.
    pub id: HandoffId,
    /// 128 random bits in its addresses.
    pub slug: String,
    /// The response that was accepted.
    pub response: ResponseId,
    /// The listing.
    pub listing: ListingId,
    /// The agreement's ActivityPub id (FEP-0837), made by the listing's origin.
    pub agreement: Url,
    /// The listing's author, if a member of ours.
    pub author: Option<MemberId>,
    /// Who answered, if a member of ours.
    pub responder: Option<MemberId>,
    /// How much.
    pub amount: Option<Amount>,
    /// How.
    pub way: Option<Way>,
    /// When. Sealed with its key, and gone with it.
    pub window: Option<Window>,
    /// Where exactly. Gone 48 hours after the end (its key is dropped), and absent on the responder's
    /// side, which reads it at the origin.
    pub sealed: Option<Guarded<Matched, Sealed>>,
    /// The one-time link to the details at the origin, for the responder.
    pub link: Option<Guarded<Matched, String>>,
    /// Until when the link works; once the key is gone, when it ended.
    pub link_expires_at: Moment,
    /// How far it has come.
    pub state: State,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// When it was agreed.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

impl Handoff {
    /// The key to its sealed fields, for the two sides only.
    pub fn key_for(&self, member: MemberId) -> Option<Key<Matched>> {
        (self.author == Some(member) || self.responder == Some(member)).then(Key::of_party)
    }

    /// Until when it can be said that it was not handed over after all: as long as what its two sides told each other is kept.
    pub fn reopens_until(&self) -> Option<Moment> {
        let ended = self.ended_at.filter(|_| self.state == State::HandedOver && self.sealed.is_some())?;
        Some(ended + erase_after())
    }
}

/// Proof that a one-time link's secret matched the stored digest and is still alive.
#[derive(Debug)]
pub struct CheckedLink {
    handoff: HandoffId,
}

impl CheckedLink {
    /// Checks a handoff that was found by the digest of the secret.
    ///
    /// # Errors
    /// `Gone` when the link has expired.
    pub fn check(handoff: HandoffId, expires_at: Moment, now: Moment) -> Result<Self> {
        if now >= expires_at {
            return Err(Error::new(
                crate::error::Kind::Gone,
                "This link has ended. Please ask the network for a new one.",
            )
            .worded(Message::LinkEnded));
        }
        Ok(Self { handoff })
    }

    /// Whose link it is.
    pub fn handoff(&self) -> HandoffId {
        self.handoff
    }
}

/// The state after a move.
///
/// # Errors
/// `Conflict` when the handoff is over, or would move backwards.
pub fn after(state: State, next: State) -> Result<State> {
    let order = |state| match state {
        State::Planned => 0,
        State::Ready => 1,
        State::OnTheWay => 2,
        State::HandedOver | State::DidNotHappen => 3,
    };
    if state.is_over() {
        return Err(Error::conflict("This handoff is over.").worded(Message::HandoffOver));
    }
    if order(next) <= order(state) {
        return Err(
            Error::conflict(format!("This handoff is {} already.", state.as_str())).worded(Message::HandoffFurther)
        );
    }
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handoff_moves_forward_and_ends_once() {
        assert_eq!(after(State::Planned, State::HandedOver).unwrap(), State::HandedOver);
        assert!(after(State::OnTheWay, State::Ready).is_err());
        assert!(after(State::HandedOver, State::DidNotHappen).is_err());
        assert!(after(State::Planned, State::Planned).is_err());
    }
}
