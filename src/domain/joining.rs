//! How neighbors become members: by an invite, by being welcomed, or by themselves, as their network chooses. Whichever it is,
//! they say a handle, how they sign in, and languages, and nothing else is asked of them (value V1).

use crate::clock::Moment;
use crate::domain::key::{InviteId, JoinRequestId, MemberId};
use crate::domain::listing::words;
use crate::domain::text::{self, NOTE_MAX};
use crate::error::{Error, Message, Result};
use chrono::{Duration, NaiveTime};
use serde::{Deserialize, Serialize};

words! {
    /// How one joins.
    Joining {
        /// By an invite.
        Invite = "invite",
        /// By an invite, or by asking to be welcomed.
        Welcome = "welcome",
        /// By oneself.
        Open = "open",
    }
}

/// What a network chose about joining.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// How one joins.
    pub how: Joining,
    /// Whether each member may make invites, or only those who welcome by their role.
    pub members_invite: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self { how: Joining::Invite, members_invite: true }
    }
}

/// For most people that one invite works.
pub const PEOPLE_MAX: i64 = 100;
/// Most days for which an invite works.
pub const DAYS_MAX: i64 = 30;
/// Most invites of one member that work at a time.
pub const INVITES_MAX: usize = 20;

/// An invite. Who came by it is kept nowhere.
#[derive(Clone, Debug)]
pub struct Invite {
    /// Its row.
    pub id: InviteId,
    /// The digest of the secret in its link.
    pub digest: String,
    /// Who made it. Only they see it.
    pub made_by: MemberId,
    /// For how many more it works.
    pub room: i64,
    /// Until when.
    pub expires_at: Moment,
    /// Since when.
    pub created_at: Moment,
}

impl Invite {
    /// For how many people, and until when, an invite is to work.
    ///
    /// # Errors
    /// `Invalid` for less than one, or more than [`PEOPLE_MAX`] people or [`DAYS_MAX`] days.
    pub fn bounds(people: i64, days: i64, now: Moment) -> Result<(i64, Moment)> {
        if !(1..=PEOPLE_MAX).contains(&people) {
            return Err(Error::invalid("people", format!("An invite is for 1 to {PEOPLE_MAX} people."))
                .worded(Message::InvitePeople { most: PEOPLE_MAX }));
        }
        if !(1..=DAYS_MAX).contains(&days) {
            return Err(Error::invalid("days", format!("An invite works for 1 to {DAYS_MAX} days."))
                .worded(Message::InviteDays { most: DAYS_MAX }));
        }
        Ok((people, now + Duration::days(days)))
    }
}

words! {
    /// Where it stands that somebody asks to be welcomed.
    RequestState {
        /// Nobody has answered.
        Waiting = "waiting",
        /// A member welcomes them: they can join now.
        Welcomed = "welcomed",
        /// Not now. No reason is kept.
        Declined = "declined",
    }
}

/// Most who wait to be welcomed at a time. Who comes then hears how else to join, instead of waiting for nobody.
pub const MOST_WAITING: i64 = 200;
/// Days after which it is erased that somebody asked to be welcomed; anew from when they are answered.
pub const LIFE_DAYS: i64 = 30;

/// When it is erased, by the day.
pub fn erase_at(now: Moment) -> Moment {
    now.date_naive().and_time(NaiveTime::MIN).and_utc() + Duration::days(LIFE_DAYS + 1)
}

/// What somebody says who asks to be welcomed. Those who welcome read it, and nobody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// A few words, or none.
    pub words: Option<String>,
    /// BCP 47: the language of the page on which they asked.
    pub language: String,
}

impl Hello {
    /// As a form says it.
    ///
    /// # Errors
    /// `Invalid` for more than [`NOTE_MAX`] characters.
    pub fn new(words: &str, language: &str) -> Result<Self> {
        let words = text::lines("words", &words.replace("\r\n", "\n"), NOTE_MAX)?;
        Ok(Self { words, language: text::language("language", language)? })
    }
}

/// That somebody asks to be welcomed.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its row.
    pub id: JoinRequestId,
    /// The digest of the secret by which they come back.
    pub link_digest: String,
    /// What they say.
    pub hello: Hello,
    /// Where it stands.
    pub state: RequestState,
    /// Since when.
    pub created_at: Moment,
    /// When it is erased.
    pub erase_at: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn an_invite_has_bounds() {
        let now = Clock::system().now();
        let (people, until) = Invite::bounds(PEOPLE_MAX, DAYS_MAX, now).unwrap();
        assert_eq!((people, until), (PEOPLE_MAX, now + Duration::days(DAYS_MAX)));
        for (people, days, field) in
            [(0, 7, "people"), (-1, 7, "people"), (PEOPLE_MAX + 1, 7, "people"), (1, 0, "days"), (1, i64::MAX, "days")]
        {
            assert_eq!(Invite::bounds(people, days, now).unwrap_err().field(), Some(field), "{people} {days}");
        }
    }

    #[test]
    fn value_01_who_asks_to_be_welcomed_need_not_say_a_word() {
        assert_eq!(Hello::new("  ", "en").unwrap(), Hello { words: None, language: "en".into() });
        assert_eq!(Hello::new(&"x".repeat(NOTE_MAX + 1), "en").unwrap_err().field(), Some("words"));
    }

    #[test]
    fn value_05_when_it_is_erased_tells_the_day_at_most() {
        let now = Clock::system().now();
        let at = erase_at(now);
        assert!(at > now + Duration::days(LIFE_DAYS) && at.timestamp() % 86_400 == 0);
    }
}
