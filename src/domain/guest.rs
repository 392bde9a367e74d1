//! What a neighbor without an account asks. It is for whoever helps here until its author says otherwise, and it needs no more
//! than words.

use crate::clock::Moment;
use crate::domain::area::Area;
use crate::domain::audience::Audience;
use crate::domain::key::{GuestNeedId, MemberId, ProxyId};
use crate::domain::listing::words;
use crate::domain::mail::Address;
use crate::domain::privacy::{Guarded, Liaison};
use crate::domain::profile::{CONTACT_MAX, Contact};
use crate::domain::text::{self, LABEL_MAX, NOTE_MAX, TITLE_MAX};
use crate::error::{Error, Message, Result};
use chrono::{Duration, NaiveTime};
use serde::{Deserialize, Serialize};

words! {
    /// Who may see what somebody without an account asks.
    ShownTo {
        /// Those who help here: connectors, and who speaks for a neighbor.
        Helpers = "helpers",
        /// Members of this network, too.
        Network = "network",
        /// Everyone.
        Public = "public",
    }
}

impl ShownTo {
    /// The widest audience of a listing that is made of it; none while it is for those who help alone.
    pub fn audience(self) -> Option<Audience> {
        match self {
            Self::Helpers => None,
            Self::Network => Some(Audience::Network),
            Self::Public => Some(Audience::Public),
        }
    }
}

/// Longest words of what is asked, in characters.
pub const WORDS_MAX: usize = 2_000;
/// Most that wait at a time. Who asks then hears where else to go, instead of waiting for nobody.
pub const MOST_WAITING: i64 = 200;
/// Most that the two sides write to each other.
pub const MOST_WORDS: i64 = 200;
/// Days after the last visit or word, when all of it is erased.
pub const LIFE_DAYS: i64 = 30;
/// Days after who helped said that it is done, in which who asked can say that they need it still.
pub const DONE_DAYS: i64 = 7;

const EMAIL: &str = "email";

/// When all of it is erased if nobody comes back or writes: by the day, so that it does not say when somebody was here.
pub fn erase_at(now: Moment) -> Moment {
    days_after(now, LIFE_DAYS)
}

/// When it is erased after who helped said that it is done, if who asked says nothing. A visit puts that off no further.
pub fn erase_done_at(now: Moment) -> Moment {
    days_after(now, DONE_DAYS)
}

fn days_after(now: Moment, days: i64) -> Moment {
    now.date_naive().and_time(NaiveTime::MIN).and_utc() + Duration::days(days + 1)
}

/// Where something is, roughly, as somebody chose it on a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// As roughly as a need says it.
    pub area: Area,
    /// The nearest place that people know, and how far it is from the middle of the area, in kilometres.
    pub beside: Option<(String, u32)>,
}

/// What somebody asks, checked. All of it is L.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// What they need, in their words.
    pub words: String,
    /// Where, roughly, in words.
    pub place: Option<String>,
    /// The same on a map, if they chose it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spot: Option<Spot>,
    /// How to answer them; without it, on the page that they come back to.
    pub reach: Option<Contact>,
    /// Whether a mail goes there that says that an answer is here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_mail: bool,
    /// BCP 47: the language of the page on which they asked.
    pub language: String,
    /// Who may see it.
    pub shown_to: ShownTo,
    /// When they changed what they need, where, or how to answer them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Moment>,
}

impl Asked {
    /// The same, to be answered in another way.
    ///
    /// # Errors
    /// `Invalid` for what is neither a telephone number nor an e-mail address, nor empty.
    pub fn reached_by(mut self, way: &str, by_mail: bool) -> Result<Self> {
        (self.reach, self.by_mail) = (reach(way)?, by_mail);
        self.by_mail = self.mail_address().is_some();
        Ok(self)
    }

    /// The same in other words. The place on the map is taken away, or stays.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn reworded(mut self, words: &str, place: &str, keeps_spot: bool) -> Result<Self> {
        self.words = said("words", words, WORDS_MAX)?;
        self.place = text::line("place", place, LABEL_MAX)?;
        self.spot = self.spot.filter(|_| keeps_spot);
        Ok(self)
    }

    /// Where a mail goes that says that an answer is here, if they want one.
    pub fn mail_address(&self) -> Option<Address> {
        let way = self.reach.as_ref().filter(|way| self.by_mail && way.kind == EMAIL)?;
        Address::parse(&way.value).ok()
    }

    /// Its first line, as far as a listing's title goes.
    pub fn title(&self) -> String {
        let line = self.words.lines().next().unwrap_or_default().trim();
        if line.chars().count() <= TITLE_MAX {
            return line.to_owned();
        }
        let cut: String = line.chars().take(TITLE_MAX - 1).collect();
        let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
        format!("{}…", whole.trim_end())
    }
}

/// What somebody asks, as a form says it.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// What they need.
    pub words: String,
    /// Where, roughly.
    pub place: String,
    /// A telephone number or an e-mail address, or nothing.
    pub reach: String,
    /// Whether they want a mail there that says that an answer is here.
    pub by_mail: bool,
    /// Who may see it; those who help alone if nothing is said.
    pub shown_to: String,
    /// BCP 47.
    pub language: String,
}

impl Asking {
    /// What is asked, checked.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn check(self) -> Result<Asked> {
        let asked = Asked {
            words: said("words", &self.words, WORDS_MAX)?,
            place: text::line("place", &self.place, LABEL_MAX)?,
            spot: None,
            reach: None,
            by_mail: false,
            language: text::language("language", &self.language)?,
            shown_to: shown_to(&self.shown_to)?,
            changed_at: None,
        };
        asked.reached_by(&self.reach, self.by_mail)
    }
}

/// Who may see it.
///
/// # Errors
/// `Invalid` for a word that is none of these.
pub fn shown_to(text: &str) -> Result<ShownTo> {
    match text.trim() {
        "" => Ok(ShownTo::Helpers),
        word => ShownTo::parse(word).ok_or_else(|| {
            Error::invalid("shown_to", "`shown_to` is `helpers`, `network` or `public`.").worded(Message::NotShownTo)
        }),
    }
}

/// What one side writes to the other.
///
/// # Errors
/// `Invalid` when it is blank or too long.
pub fn word(text: &str) -> Result<String> {
    said("words", text, NOTE_MAX)
}

fn said(field: &'static str, words: &str, max: usize) -> Result<String> {
    text::lines(field, words, max)?.ok_or_else(|| {
        Error::invalid(field, format!("`{field}` is empty. Please write a few words.")).worded(Message::Empty)
    })
}

/// A telephone number or an e-mail address: which of them, its signs say.
fn reach(text: &str) -> Result<Option<Contact>> {
    let Some(value) = text::line("reach", text, CONTACT_MAX)? else { return Ok(None) };
    let is_address = value.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !host.contains('@') && !value.contains(char::is_whitespace)
    });
    let digits = value.chars().filter(|c| c.is_numeric()).count();
    let is_number = digits >= 3 && value.chars().all(|c| c.is_numeric() || " +-()./".contains(c));
    let kind = match (is_address, is_number) {
        (true, _) => EMAIL,
        (_, true) => "telephone",
        _ => {
            return Err(Error::invalid("reach", "`reach` is a telephone number or an e-mail address, or empty.")
                .worded(Message::NotAWayToReach));
        }
    };
    Ok(Some(Contact { kind: kind.into(), value }))
}

/// What a neighbor without an account asks, and who helps.
#[derive(Clone, Debug)]
pub struct GuestNeed {
    /// Its row.
    pub id: GuestNeedId,
    /// The digest of its private link's secret.
    pub link_digest: String,
    /// What is asked.
    pub asked: Guarded<Liaison, Asked>,
    /// Who helps; while nobody does, it waits.
    pub taken_by: Option<MemberId>,
    /// The neighbor for whom whoever helps posted it, as its author allowed.
    pub proxy: Option<ProxyId>,
    /// When it was asked.
    pub created_at: Moment,
    /// When it is erased if nobody comes back or writes.
    pub erase_at: Moment,
    /// Whether who helped said that it is done: it stays for who asked alone, for some days.
    pub is_done: bool,
}

/// What one side wrote to the other.
#[derive(Clone, Debug)]
pub struct GuestWord {
    /// Whether who asks wrote it, or who helps.
    pub from_guest: bool,
    /// What it says.
    pub words: Guarded<Liaison, String>,
    /// When.
    pub created_at: Moment,
}

/// Proof that somebody is a side of what a neighbor without an account asks.
#[derive(Debug)]
pub struct Side {
    need: GuestNeedId,
}

impl Side {
    /// For who asks, by the digest of the secret in their link.
    pub fn of_link(need: &GuestNeed, digest: &str) -> Option<Self> {
        (need.link_digest == digest).then_some(Self { need: need.id })
    }

    /// For who helps; while nobody does, for everyone who may. Of what is done, for nobody.
    pub fn of_helper(need: &GuestNeed, member: MemberId, may_help: bool) -> Option<Self> {
        let is_side = match need.taken_by {
            Some(helper) => helper == member,
            None => may_help && !need.is_done,
        };
        is_side.then_some(Self { need: need.id })
    }

    /// Whose side.
    pub fn need(&self) -> GuestNeedId {
        self.need
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    fn asking(words: &str) -> Asking {
        Asking { words: words.into(), language: "en".into(), ..Asking::default() }
    }

    #[test]
    fn value_01_a_few_words_are_enough() {
        let asked = asking(" A warm coat, size M \r\n please").check().unwrap();
        assert_eq!(asked.words, "A warm coat, size M \n please");
        assert_eq!((asked.place, asked.reach, asked.shown_to), (None, None, ShownTo::Helpers));
    }

    #[test]
    fn its_title_is_its_first_line_and_no_longer_than_one() {
        assert_eq!(asking("A coat\nand shoes").check().unwrap().title(), "A coat");
        let long = asking(&"warm ".repeat(60)).check().unwrap().title();
        assert!(long.chars().count() <= TITLE_MAX && long.ends_with("warm…"), "{long}");
        let whole = asking(&"很".repeat(300)).check().unwrap().title();
        assert_eq!(whole.chars().count(), TITLE_MAX);
    }

    #[test]
    fn how_to_answer_is_a_number_or_an_address_or_nothing() {
        for (typed, kind) in [
            ("+1 (718) 555-0100", "telephone"),
            ("911", "telephone"),
            ("٠١٢٣٤٥٦٧٨٩", "telephone"),
            ("ana@example.org", "email"),
        ] {
            let asked = Asking { reach: typed.into(), ..asking("Soup") }.check().unwrap();
            assert_eq!(asked.reach, Some(Contact { kind: kind.into(), value: typed.into() }));
        }
        let long = "1".repeat(201);
        for typed in ["ask Rosa", "@", "a@", "a@b@c", "ana @example.org", "12", &long] {
            let error = Asking { reach: typed.into(), ..asking("Soup") }.check().unwrap_err();
            assert_eq!(error.field(), Some("reach"), "{typed}");
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let long = "x".repeat(WORDS_MAX + 1);
        for (asking, field) in [
            (asking(" \n "), "words"),
            (asking(&long), "words"),
            (Asking { place: "x".repeat(81), ..asking("Soup") }, "place"),
            (Asking { shown_to: "the world".into(), ..asking("Soup") }, "shown_to"),
            (Asking { language: "english language".into(), ..asking("Soup") }, "language"),
        ] {
            assert_eq!(asking.check().unwrap_err().field(), Some(field));
        }
        assert!(word("").is_err() && word(&"x".repeat(NOTE_MAX + 1)).is_err());
    }

    #[test]
    fn value_05_when_it_is_erased_tells_the_day_of_a_visit_at_most() {
        let now = Clock::system().now();
        let at = erase_at(now);
        assert!(at > now + Duration::days(LIFE_DAYS) && at <= now + Duration::days(LIFE_DAYS + 1));
        assert_eq!(at.timestamp() % 86_400, 0);
    }

    #[test]
    fn value_04_once_somebody_helps_nobody_else_reads_it() {
        let asked = asking("Soup").check().unwrap();
        let now = Clock::system().now();
        let mut need = GuestNeed {
            id: GuestNeedId(1),
            link_digest: "digest".into(),
            asked: Guarded::new(asked),
            taken_by: None,
            proxy: None,
            created_at: now,
            erase_at: erase_at(now),
            is_done: false,
        };
        let (rosa, ben) = (MemberId(1), MemberId(2));
        assert!(Side::of_helper(&need, rosa, true).is_some() && Side::of_helper(&need, ben, false).is_none());
        need.taken_by = Some(rosa);
        assert!(Side::of_helper(&need, rosa, false).is_some() && Side::of_helper(&need, ben, true).is_none());
        assert!(Side::of_link(&need, "digest").is_some() && Side::of_link(&need, "another").is_none());
        (need.taken_by, need.is_done) = (None, true);
        assert!(Side::of_helper(&need, rosa, true).is_none() && Side::of_link(&need, "digest").is_some());
    }

    #[test]
    fn a_mail_goes_to_who_gave_an_address_and_said_so_and_to_nobody_else() {
        let mail = |reach: &str, by_mail| {
            let asked = Asking { reach: reach.into(), by_mail, ..asking("Soup") }.check().unwrap();
            assert_eq!(asked.by_mail, asked.mail_address().is_some(), "{reach}");
            asked.mail_address().map(|address| address.as_str().to_owned())
        };
        assert_eq!(mail("ana@example.org", true).as_deref(), Some("ana@example.org"));
        for (reach, by_mail) in [("ana@example.org", false), ("+1 718 555 0100", true), ("", true), ("a@home", true)] {
            assert_eq!(mail(reach, by_mail), None, "{reach}");
        }
        let asked = Asking { reach: "ana@example.org".into(), by_mail: true, ..asking("Soup") }.check().unwrap();
        assert!(asked.clone().reached_by("", true).unwrap().mail_address().is_none());
        assert_eq!(asked.reached_by("the kiosk", true).unwrap_err().field(), Some("reach"));
    }

    #[test]
    fn other_words_change_what_they_say_and_nothing_else() {
        let asked = Asking { reach: "911".into(), shown_to: "public".into(), ..asking("Soup") }.check().unwrap();
        let other = asked.clone().reworded(" Bread ", "near the mill", true).unwrap();
        assert_eq!((other.words.as_str(), other.place.as_deref()), ("Bread", Some("near the mill")));
        assert_eq!((other.reach, other.shown_to), (asked.reach.clone(), asked.shown_to));
        assert_eq!(asked.reworded("  ", "", true).unwrap_err().field(), Some("words"));
    }

    #[test]
    fn what_is_done_stays_for_a_week_and_no_longer() {
        let now = Clock::system().now();
        let at = erase_done_at(now);
        assert!(at > now + Duration::days(DONE_DAYS) && at <= now + Duration::days(DONE_DAYS + 1));
    }

    #[test]
    fn nobody_sees_more_than_its_author_said() {
        let widest = ShownTo::ALL.iter().map(|shown| shown.audience()).collect::<Vec<_>>();
        assert_eq!(widest, [None, Some(Audience::Network), Some(Audience::Public)]);
    }
}
