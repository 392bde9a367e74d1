//! In which way a member is told of what, and when not: in their apps or by mail, at once or once a day together, and in no
//! quiet hours. S: it stands on their desk, which nobody else reads.

use crate::clock::Moment;
use crate::domain::listing::words;
use crate::domain::member::State;
use crate::domain::status::{NotificationKind, Visibility};
use crate::domain::typed;
use crate::error::{Error, Result};
use chrono::{Duration, LocalResult, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest name of a time zone, in bytes: none has more than half of that.
const ZONE_MAX: usize = 64;

words! {
    /// Of what a member is told.
    Occasion {
        /// Somebody answers their need or offer.
        Answer = "answer",
        /// What became of their own answer.
        Decision = "decision",
        /// Somebody writes to them alone.
        Message = "message",
        /// They agreed to meet, and it is soon.
        Handoff = "handoff",
        /// The network says something to them, such as that a neighbor without an account waits.
        Network = "network",
        /// They are spoken to in a post.
        Mention = "mention",
        /// Somebody follows them, or asks to.
        Follow = "follow",
        /// Everything else: likes, what is told on, new posts, polls that ended.
        Other = "other",
    }
}

words! {
    /// In which way.
    Way {
        /// Both.
        Both = "both",
        /// In the apps that asked for it.
        App = "app",
        /// By mail.
        Mail = "mail",
        /// Not at all; it stands on the pages and in the apps.
        None = "none",
    }
}

impl Way {
    /// Whether apps are told.
    pub fn by_app(self) -> bool {
        matches!(self, Self::Both | Self::App)
    }

    /// Whether a mail is sent.
    pub fn by_mail(self) -> bool {
        matches!(self, Self::Both | Self::Mail)
    }

    /// The same without mail.
    fn without_mail(self) -> Self {
        if self.by_app() { Self::App } else { Self::None }
    }
}

impl Occasion {
    /// What a notification is about that did not come from the network itself.
    pub fn of(kind: NotificationKind, visibility: Option<Visibility>) -> Self {
        match kind {
            NotificationKind::Mention if visibility == Some(Visibility::Direct) => Self::Message,
            NotificationKind::Mention => Self::Mention,
            NotificationKind::Follow | NotificationKind::FollowRequest => Self::Follow,
            NotificationKind::Favourite
            | NotificationKind::Reblog
            | NotificationKind::Status
            | NotificationKind::Update
            | NotificationKind::Poll => Self::Other,
        }
    }

    /// The ways that there are for it. Apps are told of what stands among notifications, which a meeting does not.
    pub fn ways(self) -> &'static [Way] {
        match self {
            Self::Handoff => &[Way::Mail, Way::None],
            _ => Way::ALL,
        }
    }

    /// The way for who said nothing about it.
    fn usual(self) -> Way {
        match self {
            Self::Answer | Self::Decision | Self::Message | Self::Network => Way::Both,
            Self::Handoff => Way::Mail,
            Self::Mention | Self::Follow | Self::Other => Way::App,
        }
    }

    /// Whether whoever rests gets a mail of it: of what they have agreed on or asked for themselves, and of nothing that
    /// anybody wants of them (value V8).
    fn reaches_who_rests(self) -> bool {
        matches!(self, Self::Answer | Self::Decision | Self::Message | Self::Handoff)
    }
}

/// Hours of the day, on the member's clock, in which nothing goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// From then on.
    pub from: NaiveTime,
    /// Until then; before `from` when that is the next morning.
    pub until: NaiveTime,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Telling {
    /// In which way of what, by the word of the occasion; of what does not stand here, in the usual way.
    pub ways: BTreeMap<String, Way>,
    /// The hour, 0 to 23, at which all mails of a day come together; nothing for each at once.
    pub daily_at: Option<u8>,
    /// When it is quiet.
    pub quiet: Option<Quiet>,
    /// The time zone (IANA) of these hours; nothing for the network's.
    pub zone: Option<String>,
}

/// What somebody writes about it, as a form has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// In which way, by occasion. What is not among these stays.
    pub ways: Vec<(Occasion, Way)>,
    /// An hour, 0 to 23; empty for each mail at once.
    pub daily_at: String,
    /// `21:00`; with `until` empty for no quiet hours.
    pub quiet_from: String,
    /// `07:30`.
    pub quiet_until: String,
    /// The name of a time zone; empty for the network's.
    pub zone: String,
}

fn time(field: &'static str, text: &str) -> Result<NaiveTime> {
    // Some browsers add the seconds, and nobody needs them.
    let time = typed::time(text).and_then(|time| time.with_second(0));
    time.ok_or_else(|| Error::invalid(field, "Please write a time such as 21:00."))
}

impl Telling {
    /// In which way of what.
    pub fn way(&self, occasion: Occasion) -> Way {
        self.ways.get(occasion.as_str()).copied().unwrap_or_else(|| occasion.usual())
    }

    /// Whether a mail is sent of it.
    pub fn by_mail(&self, occasion: Occasion, state: State) -> bool {
        let may = match state {
            State::Member => true,
            State::Resting => occasion.reaches_who_rests(),
            State::Left => false,
        };
        may && self.way(occasion).by_mail()
    }

    /// Changes it to what is said.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit (`daily_at`, `quiet_from`, `quiet_until`, `zone`), and for a way that
    /// there is not (`ways`).
    pub fn say(&mut self, said: &Said) -> Result<()> {
        let mut new = self.clone();
        for (occasion, way) in &said.ways {
            if !occasion.ways().contains(way) {
                return Err(Error::invalid("ways", "There is no such way for this."));
            }
            new.ways.insert(occasion.as_str().to_owned(), *way);
        }
        let hour = || Error::invalid("daily_at", "Please choose an hour from 0 to 23.");
        new.daily_at = match said.daily_at.trim() {
            "" => None,
            text => Some(text.parse::<u8>().ok().filter(|hour| *hour < 24).ok_or_else(hour)?),
        };
        let quiet = (said.quiet_from.trim(), said.quiet_until.trim());
        new.quiet = match quiet {
            ("", "") => None,
            (from, until) => {
                let quiet = Quiet { from: time("quiet_from", from)?, until: time("quiet_until", until)? };
                if quiet.from == quiet.until {
                    return Err(Error::invalid("quiet_until", "The quiet hours begin and end at one time."));
                }
                Some(quiet)
            }
        };
        let zone = said.zone.trim();
        let no_zone = || Error::invalid("zone", "Please write a time zone such as America/New_York.");
        new.zone = match zone {
            "" => None,
            _ if zone.len() > ZONE_MAX => return Err(no_zone()),
            _ => Some(zone.parse::<Tz>().map_err(|_| no_zone())?.name().to_owned()),
        };
        *self = new;
        Ok(())
    }

    /// No mail of anything any more; what else was chosen stays.
    pub fn end_mails(&mut self) {
        for occasion in Occasion::ALL {
            self.ways.insert(occasion.as_str().to_owned(), self.way(*occasion).without_mail());
        }
    }

    /// The time zone of the hours.
    pub fn zone(&self, network: Tz) -> Tz {
        self.zone.as_deref().and_then(|zone| zone.parse().ok()).unwrap_or(network)
    }

    /// When the quiet hours end in which `now` lies; nothing when it is not quiet.
    pub fn quiet_until(&self, now: Moment, network: Tz) -> Option<Moment> {
        let Quiet { from, until } = self.quiet?;
        let zone = self.zone(network);
        let local = now.with_timezone(&zone).naive_local();
        let (day, time) = (local.date(), local.time());
        let over_night = from > until;
        let quiet = if over_night { time >= from || time < until } else { time >= from && time < until };
        if !quiet {
            return None;
        }
        let day = if over_night && time >= from { day.succ_opt()? } else { day };
        // On the night in which clocks are set, it may be there twice.
        Some(moment_of(zone, day.and_time(until)).max(now + Duration::minutes(1)))
    }

    /// When a mail is sent of what happened at `since`: with all others of its day, where that was chosen; else at once.
    pub fn mail_at(&self, since: Moment, network: Tz) -> Moment {
        let Some(hour) = self.daily_at else { return since };
        let zone = self.zone(network);
        let local = since.with_timezone(&zone).naive_local();
        let time = NaiveTime::from_hms_opt(u32::from(hour), 0, 0).unwrap_or_default();
        let day = if local.time() < time { Some(local.date()) } else { local.date().succ_opt() };
        day.map_or(since, |day| moment_of(zone, day.and_time(time)))
    }
}

/// A time on a clock. What the clock jumps over is an hour later; what it shows twice is the first.
fn moment_of(zone: Tz, local: NaiveDateTime) -> Moment {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => at.to_utc(),
        LocalResult::Ambiguous(first, _) => first.to_utc(),
        LocalResult::None => {
            let later = zone.from_local_datetime(&(local + Duration::hours(1))).earliest();
            later.map_or_else(|| local.and_utc(), |at| at.to_utc())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn said(daily_at: &str, from: &str, until: &str, zone: &str) -> Said {
        let [daily_at, quiet_from, quiet_until, zone] = [daily_at, from, until, zone].map(str::to_owned);
        Said { ways: Vec::new(), daily_at, quiet_from, quiet_until, zone }
    }

    fn telling(said: &Said) -> Telling {
        let mut telling = Telling::default();
        telling.say(said).unwrap();
        telling
    }

    #[test]
    fn quiet_hours_end_in_the_morning_of_the_members_own_clock() {
        let new_york = telling(&said("", "21:00", "07:30", "America/New_York"));
        // 21:30 and 02:00 there, in November.
        for (now, end) in [
            ("2026-11-24T02:30:00Z", Some("2026-11-24T12:30:00Z")),
            ("2026-11-24T07:00:00Z", Some("2026-11-24T12:30:00Z")),
            ("2026-11-24T12:30:00Z", None),
            ("2026-11-24T02:00:00Z", Some("2026-11-24T12:30:00Z")),
            ("2026-11-24T01:59:59Z", None),
        ] {
            assert_eq!(new_york.quiet_until(at(now), Tz::UTC), end.map(at), "{now}");
        }
        let noon = telling(&said("", "12:00", "14:00:00", ""));
        assert_eq!(noon.quiet_until(at("2026-11-24T12:00:00Z"), Tz::UTC), Some(at("2026-11-24T14:00:00Z")));
        assert_eq!(noon.quiet_until(at("2026-11-24T14:00:00Z"), Tz::UTC), None);
        assert_eq!(Telling::default().quiet_until(at("2026-11-24T03:00:00Z"), Tz::UTC), None);
    }

    #[test]
    fn the_hour_that_a_clock_jumps_over_is_an_hour_later_and_none_is_waited_for_twice() {
        // 8 March 2026, 02:30 is not there in New York.
        let spring = telling(&said("", "22:00", "02:30", "America/New_York"));
        assert_eq!(
            spring.quiet_until(at("2026-03-08T06:00:00Z"), Tz::UTC),
            Some(at("2026-03-08T07:30:00Z")),
            "03:30 in summer time"
        );
        // 1 November 2026, 01:30 is there twice.
        let autumn = telling(&said("", "22:00", "01:30", "America/New_York"));
        let second = at("2026-11-01T06:15:00Z");
        let end = autumn.quiet_until(second, Tz::UTC).unwrap();
        assert!(end > second && end - second < Duration::hours(1), "{end}");
    }

    #[test]
    fn what_comes_once_a_day_comes_at_its_next_hour() {
        let daily = telling(&said("18", "", "", "America/New_York"));
        assert_eq!(daily.mail_at(at("2026-11-24T15:00:00Z"), Tz::UTC), at("2026-11-24T23:00:00Z"));
        assert_eq!(daily.mail_at(at("2026-11-24T23:00:00Z"), Tz::UTC), at("2026-11-25T23:00:00Z"));
        assert_eq!(Telling::default().mail_at(at("2026-11-24T15:00:00Z"), Tz::UTC), at("2026-11-24T15:00:00Z"));
    }

    #[test]
    fn what_does_not_fit_is_named_and_nothing_is_changed() {
        let kept = telling(&said("7", "21:00", "07:00", ""));
        for (wrong, field) in [
            (said("24", "", "", ""), "daily_at"),
            (said("noon", "", "", ""), "daily_at"),
            (said("", "21:00", "", ""), "quiet_until"),
            (said("", "", "07:00", ""), "quiet_from"),
            (said("", "25:00", "07:00", ""), "quiet_from"),
            (said("", "21:00", "21:00", ""), "quiet_until"),
            (said("", "é1:00", "07:00", ""), "quiet_from"),
            (said("", "", "", "Oakland"), "zone"),
            (said("", "", "", &"x".repeat(65)), "zone"),
        ] {
            let mut telling = kept.clone();
            assert_eq!(telling.say(&wrong).unwrap_err().field(), Some(field), "{wrong:?}");
            assert_eq!(telling, kept);
        }
        let mut telling = kept.clone();
        let by_app = Said { ways: vec![(Occasion::Handoff, Way::App)], ..Said::default() };
        assert_eq!(telling.say(&by_app).unwrap_err().field(), Some("ways"));
    }

    #[test]
    fn value_08_who_rests_gets_no_mail_that_wants_anything_of_them() {
        let usual = Telling::default();
        let of = |state| Occasion::ALL.iter().copied().filter(|one| usual.by_mail(*one, state)).collect::<Vec<_>>();
        let agreed = [Occasion::Answer, Occasion::Decision, Occasion::Message, Occasion::Handoff];
        assert_eq!(of(State::Resting), agreed);
        assert_eq!(of(State::Member), [&agreed[..], &[Occasion::Network]].concat());
        assert!(of(State::Left).is_empty());
    }

    #[test]
    fn who_ends_the_mails_still_hears_in_their_apps() {
        let mut telling = Telling::default();
        let ways = vec![(Occasion::Mention, Way::Mail), (Occasion::Other, Way::None)];
        telling.say(&Said { ways, ..Said::default() }).unwrap();
        telling.end_mails();
        assert!(Occasion::ALL.iter().all(|one| !telling.by_mail(*one, State::Member)));
        assert_eq!(telling.way(Occasion::Answer), Way::App);
        assert_eq!([Occasion::Mention, Occasion::Other, Occasion::Handoff].map(|one| telling.way(one)), [Way::None; 3]);
        let read: Telling = serde_json::from_str(&serde_json::to_string(&telling).unwrap()).unwrap();
        assert_eq!(read, telling);
    }
}
