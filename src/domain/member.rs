//! Members: one kind of person, who gives and receives (value V3). No counters.

use crate::clock::Moment;
use crate::domain::key::{ActorId, MemberId};
use crate::domain::listing::words;
use crate::error::{Error, Message, Result};
use chrono::{Duration, Months};

words! {
    /// Where a member stands.
    State {
        /// Here.
        Member = "member",
        /// Here, and resting: gets no prompts; no reason is asked.
        Resting = "resting",
        /// Gone, and erased.
        Left = "left",
    }
}

/// What a member does about resting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Gets no prompts for a while; nobody asks why.
    Rest,
    /// Is asked again.
    Return,
}

/// The state after a step. To rest while resting, or to return while here, changes nothing: a second tap is
/// no mistake.
///
/// # Errors
/// `Conflict` for somebody who left.
pub fn after(state: State, step: Step) -> Result<State> {
    match (state, step) {
        (State::Left, _) => Err(Error::conflict("This account has left.").worded(Message::HasLeft)),
        (_, Step::Rest) => Ok(State::Resting),
        (_, Step::Return) => Ok(State::Member),
    }
}

words! {
    /// A power, always with an end date (value V6).
    RoleKind {
        /// Looks after the network's relations with others.
        Steward = "steward",
        /// Helps needs and offers find each other.
        Connector = "connector",
        /// Guides meetings.
        Facilitator = "facilitator",
        /// Greets who is new.
        Welcome = "welcome",
        /// Looks after a place.
        Caretaker = "caretaker",
        /// Keeps the open ledger.
        Bookkeeper = "bookkeeper",
        /// Helps in a conflict.
        Mediator = "mediator",
        /// Keeps people safe.
        Moderator = "moderator",
        /// Runs the server.
        Operator = "operator",
    }
}

/// A neighbor with an account here.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its row.
    pub id: MemberId,
    /// Its ActivityPub actor.
    pub actor: ActorId,
    /// `rosa` in `@rosa@riverside.example`. P.
    pub handle: String,
    /// P; an alias is fine.
    pub display_name: String,
    /// Where they stand.
    pub state: State,
    /// When they joined.
    pub created_at: Moment,
    /// What they say about themselves, as they wrote it.
    pub about: String,
}

/// A power that somebody holds for a time.
#[derive(Clone, Debug)]
pub struct Role {
    /// Who.
    pub member: MemberId,
    /// What.
    pub kind: RoleKind,
    /// From.
    pub starts_at: Moment,
    /// Until.
    pub ends_at: Moment,
    /// Given by: `founding`, `command line`, or a decision.
    pub given_by: String,
}

/// The longest term of a role, in months.
pub const LONGEST_TERM_MONTHS: u32 = 12;
/// The term of a role when nobody says another.
pub const DEFAULT_TERM_MONTHS: u32 = 6;

/// The end of a term.
///
/// # Errors
/// `Invalid` when it is not 1 to [`LONGEST_TERM_MONTHS`] months.
pub fn term_end(starts_at: Moment, months: u32) -> Result<Moment> {
    if !(1..=LONGEST_TERM_MONTHS).contains(&months) {
        return Err(Error::invalid(
            "months",
            format!("A role lasts 1 to {LONGEST_TERM_MONTHS} months; it can be given again."),
        ));
    }
    Ok(starts_at.checked_add_months(Months::new(months)).unwrap_or(starts_at + Duration::days(30)))
}

/// A handle: 1 to 30 lower-case letters, digits and underscores.
///
/// # Errors
/// `Invalid` for anything else, and for names that the server uses itself.
pub fn handle(text: &str) -> Result<String> {
    let handle = text.trim().trim_start_matches('@').to_ascii_lowercase();
    let fits = (1..=30).contains(&handle.len())
        && handle.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !fits {
        return Err(Error::invalid("handle", "A handle has 1 to 30 letters a to z, digits and underscores.")
            .worded(Message::NotAHandle));
    }
    if is_reserved(&handle) {
        return Err(Error::invalid("handle", "That handle is used by the server itself. Please choose another.")
            .worded(Message::HandleOfServer));
    }
    Ok(handle)
}

/// Whether a handle is one that the server uses itself.
pub fn is_reserved(handle: &str) -> bool {
    matches!(handle, "network" | "app" | "admin" | "root" | "inbox" | "api")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn handles_are_plain() {
        assert_eq!(handle("@Rosa_2").unwrap(), "rosa_2");
        for bad in ["", "a b", "ros\u{e1}", "../x", &"a".repeat(31), "network"] {
            assert!(handle(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn value_08_resting_is_one_tap_and_so_is_coming_back() {
        assert_eq!(after(State::Member, Step::Rest).unwrap(), State::Resting);
        assert_eq!(after(State::Resting, Step::Rest).unwrap(), State::Resting);
        assert_eq!(after(State::Resting, Step::Return).unwrap(), State::Member);
        assert!(after(State::Left, Step::Return).is_err());
    }

    #[test]
    fn value_06_every_role_has_an_end_within_a_year() {
        let now = Clock::system().now();
        assert!(term_end(now, 6).unwrap() > now);
        assert!(term_end(now, 0).is_err() && term_end(now, 13).is_err());
    }
}
