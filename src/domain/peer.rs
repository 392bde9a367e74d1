//! How we stand with another network, in words.

use crate::clock::Moment;
use crate::domain::follow::{ActorKind, FollowState, is_mutual};
use crate::domain::listing::words;
use chrono::{Datelike, Duration};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

words! {
    /// How we stand with another network: what matters most first.
    State {
        /// Its server is gone.
        Gone = "gone",
        /// They ask to follow us, and a steward has not answered.
        TheyAsk = "they-ask",
        /// Its server does not answer at the moment.
        NotReached = "not-reached",
        /// We asked to follow it, and have no answer.
        WeAsk = "we-ask",
        /// Each hears the other.
        Mutual = "mutual",
        /// It hears us; we do not follow it.
        HearsUs = "hears-us",
        /// We hear it; it does not follow us.
        WeHear = "we-hear",
        /// Neither follows the other any more.
        Ended = "ended",
    }
}

words! {
    /// How requests to a host are signed.
    SignatureFormat {
        /// draft-cavage-http-signatures-12.
        DraftCavage = "draft-cavage",
        /// HTTP Message Signatures.
        Rfc9421 = "rfc9421",
    }
}

/// What is known of a network's server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It was never asked, and never called.
    Unknown,
    /// It answered, or called. Kept to the hour.
    Heard(Moment),
    /// It does not answer; we keep trying until the second moment.
    Failing(Moment, Moment),
    /// It does not answer for so long, perhaps, that it counts as gone; or it said so.
    Gone(Option<Moment>),
}

/// The two follows between us and another network, and how its server is doing.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Ours of it.
    pub ours: Option<FollowState>,
    /// Its of us.
    pub theirs: Option<FollowState>,
    /// Its server.
    pub reach: Reach,
}

impl Standing {
    /// In one word.
    pub fn state(&self) -> State {
        let (accepted, pending) = (Some(FollowState::Accepted), Some(FollowState::Pending));
        match self.reach {
            Reach::Gone(_) => State::Gone,
            _ if self.theirs == pending => State::TheyAsk,
            Reach::Failing(..) => State::NotReached,
            _ if self.ours == pending => State::WeAsk,
            _ if is_mutual(self.ours, self.theirs) => State::Mutual,
            _ if self.theirs == accepted => State::HearsUs,
            _ if self.ours == accepted => State::WeHear,
            _ => State::Ended,
        }
    }

    /// In one or two sentences. Weekdays are those of `zone`.
    pub fn sentence(&self, now: Moment, zone: Tz) -> String {
        let answered = match self.reach {
            Reach::Heard(at) => format!(", answered {}", ago(now - at)),
            _ => String::new(),
        };
        match (self.state(), self.reach) {
            (State::Gone, Reach::Gone(Some(since))) => {
                format!("Gone: its server has not answered since {}. If it calls, we answer.", day(since, now, zone))
            }
            (State::Gone, _) => "Gone: its server said so.".into(),
            (State::TheyAsk, _) => "They ask to follow us, and wait for our word.".into(),
            (State::NotReached, Reach::Failing(since, until)) => format!(
                "Has not been reached since {}; we keep trying until {}.",
                day(since, now, zone),
                day(until, now, zone)
            ),
            (State::WeAsk, _) if self.theirs == Some(FollowState::Accepted) => {
                format!("Hears us{answered}. We asked to follow it, and they have not answered yet.")
            }
            (State::WeAsk, _) => "We asked, they have not answered yet.".into(),
            (State::Mutual, _) => format!("We hear each other{answered}."),
            (State::HearsUs, _) => format!("Hears us{answered}. We do not follow it."),
            (State::WeHear, _) => format!("We hear it{answered}. It does not follow us."),
            (State::NotReached | State::Ended, _) => "Neither follows the other any more.".into(),
        }
    }
}

/// "3 hours ago". What is heard is noted once an hour, so that nothing is said of minutes.
fn ago(past: Duration) -> String {
    let many = |n: i64, what: &str| format!("{n} {what}{} ago", if n == 1 { "" } else { "s" });
    match past.num_hours() {
        ..1 => "within the last hour".into(),
        hours @ 1..48 => many(hours, "hour"),
        hours => many(hours / 24, "day"),
    }
}

/// "Tuesday", "Tuesday, 3 November", with the year if it is another.
fn day(at: Moment, now: Moment, zone: Tz) -> String {
    let (at, now) = (at.with_timezone(&zone), now.with_timezone(&zone));
    let near = (at.date_naive() - now.date_naive()).num_days().abs() < 6;
    let format = if near {
        "%A"
    } else if at.year() == now.year() {
        "%A, %-d %B"
    } else {
        "%-d %B %Y"
    };
    at.format(format).to_string()
}

/// What stewards chose about who follows the network, and who may see whom it follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Networks that ask to follow wait for a steward's word; `None`: where only listed hosts are talked to.
    pub approves_networks: Option<bool>,
    /// People who ask to follow wait; `None`: where only listed hosts are talked to.
    pub approves_people: Option<bool>,
    /// Everyone may read which networks this one follows.
    pub lists_networks: bool,
}

impl Choices {
    /// Whether a follow of the network by such an actor waits for a steward. `list_only`: only listed hosts are talked to.
    pub fn wait(&self, kind: ActorKind, list_only: bool) -> bool {
        let chosen = match kind {
            ActorKind::Organization | ActorKind::Application => self.approves_networks,
            ActorKind::Person | ActorKind::Service | ActorKind::Group => self.approves_people,
        };
        chosen.unwrap_or(list_only)
    }

    /// Whether any follow waits: what the network's actor says (`manuallyApprovesFollowers`).
    pub fn any_wait(&self, list_only: bool) -> bool {
        self.wait(ActorKind::Organization, list_only) || self.wait(ActorKind::Person, list_only)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn what_waits_for_us_and_what_cannot_be_reached_is_said_before_the_rest() {
        let now = at("2026-11-23T12:00:00Z");
        let (pending, accepted) = (Some(FollowState::Pending), Some(FollowState::Accepted));
        let heard = Reach::Heard(now - Duration::minutes(200));
        let failing = Reach::Failing(at("2026-11-20T23:30:00Z"), at("2026-11-29T23:30:00Z"));
        let say = |ours, theirs, reach| {
            let standing = Standing { ours, theirs, reach };
            (standing.state().as_str(), standing.sentence(now, chrono_tz::Europe::Berlin))
        };
        for (ours, theirs, reach, state, sentence) in [
            (pending, None, Reach::Unknown, "we-ask", "We asked, they have not answered yet."),
            (accepted, pending, failing, "they-ask", "They ask to follow us, and wait for our word."),
            (accepted, accepted, heard, "mutual", "We hear each other, answered 3 hours ago."),
            (
                None,
                accepted,
                Reach::Heard(now),
                "hears-us",
                "Hears us, answered within the last hour. We do not follow it.",
            ),
            (
                accepted,
                accepted,
                failing,
                "not-reached",
                "Has not been reached since Saturday; we keep trying until Monday, 30 November.",
            ),
            (
                accepted,
                None,
                Reach::Gone(Some(at("2025-11-03T12:00:00Z"))),
                "gone",
                "Gone: its server has not answered since 3 November 2025. If it calls, we answer.",
            ),
        ] {
            assert_eq!(say(ours, theirs, reach), (state, sentence.to_owned()));
        }
    }

    #[test]
    fn networks_and_people_wait_as_stewards_chose_and_else_as_the_settings_say() {
        let (network, person) = (ActorKind::Organization, ActorKind::Person);
        let none = Choices::default();
        assert!(!none.any_wait(false) && none.wait(network, true) && none.wait(person, true));
        let chosen = Choices { approves_networks: Some(true), ..Choices::default() };
        assert!(!chosen.wait(ActorKind::Service, false), "a bot waits as its person does");
        assert!(chosen.wait(network, false) && !chosen.wait(person, false) && chosen.any_wait(false));
    }
}
