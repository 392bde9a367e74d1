//! A poll: what a post asks, what one can answer, and how many did. Who answered what is nobody else's business; there are
//! totals, and no tally of a person (value V2).

use crate::clock::Moment;
use crate::domain::key::StatusId;
use crate::domain::privacy::{Guarded, Matched};
use crate::domain::text;
use crate::error::{Error, Kind, Message, Result};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Fewest options of a poll of ours.
pub const OPTIONS_MIN: usize = 2;
/// Most options of a poll of ours.
pub const OPTIONS_MAX: usize = 10;
/// Longest option of a poll of ours, in characters.
pub const OPTION_MAX: usize = 100;
/// Shortest time that a poll of ours is open, in seconds, as in Mastodon.
pub const SHORTEST: i64 = 300;
/// Longest time that a poll of ours is open, in seconds: a month, as in Mastodon.
pub const LONGEST: i64 = 2_629_746;
/// Most options that are read of a poll of another server.
pub const FOREIGN_OPTIONS_MAX: usize = 20;
/// Most votes and voters that are believed of another server: more people than there are.
pub const COUNT_MAX: i64 = 10_000_000_000;

/// A poll that a member wants to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What one can answer.
    pub options: Vec<String>,
    /// How long it is open, in seconds.
    pub expires_in: Option<i64>,
    /// Whether one may answer several.
    pub multiple: bool,
    /// Whether the totals are shown only when it has ended.
    pub hide_totals: bool,
}

/// The same, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What one can answer.
    pub options: Vec<String>,
    /// How long it is open.
    pub open_for: Duration,
    /// Whether one may answer several.
    pub multiple: bool,
    /// Whether the totals are shown only when it has ended.
    pub hides_totals: bool,
}

/// Where in a draft something does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// There are too few options, or too many.
    Options,
    /// The option of this place, from 0.
    Place(usize),
    /// How long it is open.
    End,
}

/// The field of the options, as apps name it.
const OPTIONS: &str = "poll[options]";

/// One option, as it is kept.
fn option(said: &str) -> Result<String> {
    text::line(OPTIONS, said, OPTION_MAX)?.ok_or_else(|| {
        Error::invalid(OPTIONS, "An option is empty. Please write a word, or leave it out.").worded(Message::Empty)
    })
}

impl Draft {
    /// Bounded, trimmed, and no option twice.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn check(&self) -> Result<Checked> {
        let (options, wrong) = self.read();
        if let Some((_, error)) = wrong.into_iter().next() {
            return Err(error);
        }
        Ok(Checked { options, open_for: self.open_for()?, multiple: self.multiple, hides_totals: self.hide_totals })
    }

    /// All that does not fit, and where: nothing where [`Draft::check`] takes it.
    pub fn wrong(&self) -> Vec<(At, Error)> {
        let (_, mut wrong) = self.read();
        wrong.extend(self.open_for().err().map(|error| (At::End, error)));
        wrong
    }

    /// The options as they are kept, and what does not fit about them.
    fn read(&self) -> (Vec<String>, Vec<(At, Error)>) {
        let (mut options, mut wrong) = (Vec::new(), Vec::new());
        if !(OPTIONS_MIN..=OPTIONS_MAX).contains(&self.options.len()) {
            let error = Error::invalid(OPTIONS, format!("A poll has {OPTIONS_MIN} to {OPTIONS_MAX} options."))
                .worded(Message::PollOptions { least: OPTIONS_MIN, most: OPTIONS_MAX });
            wrong.push((At::Options, error));
        }
        for (place, said) in self.options.iter().take(OPTIONS_MAX).enumerate() {
            match option(said) {
                Ok(option) if options.contains(&option) => {
                    let error = Error::invalid(OPTIONS, "Two options are the same.").worded(Message::PollSame);
                    wrong.push((At::Place(place), error));
                }
                Ok(option) => options.push(option),
                Err(error) => wrong.push((At::Place(place), error)),
            }
        }
        (options, wrong)
    }

    fn open_for(&self) -> Result<Duration> {
        let seconds = self.expires_in.filter(|seconds| (SHORTEST..=LONGEST).contains(seconds)).ok_or_else(|| {
            let text = format!("`poll[expires_in]` is a number of seconds from {SHORTEST} to {LONGEST}.");
            Error::invalid("poll[expires_in]", text).worded(Message::PollTime)
        })?;
        Ok(Duration::seconds(seconds))
    }
}

/// How many answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Votes, in the order of the options.
    pub counts: Vec<i64>,
    /// People, as far as it is known.
    pub voters: Option<i64>,
}

impl Tally {
    /// Of so many options, before anybody answered.
    pub fn empty(options: usize) -> Self {
        Self { counts: vec![0; options], voters: Some(0) }
    }

    /// All votes.
    pub fn votes(&self) -> i64 {
        self.counts.iter().fold(0, |all, count| all.saturating_add(*count))
    }

    /// One more vote for each of these; with `new`, by somebody who had not voted.
    pub fn add(&mut self, choices: &[usize], new: bool) {
        for choice in choices {
            if let Some(count) = self.counts.get_mut(*choice) {
                *count = count.saturating_add(1);
            }
        }
        if new {
            self.voters = self.voters.map(|voters| voters.saturating_add(1));
        }
    }
}

/// A poll.
#[derive(Clone, Debug)]
pub struct Poll {
    /// The post that asks it.
    pub status: StatusId,
    /// What one can answer; opened with the key of a reader of the post.
    pub options: Guarded<Matched, Vec<String>>,
    /// Whether one may answer several.
    pub multiple: bool,
    /// Whether the totals are shown only when it has ended.
    pub hides_totals: bool,
    /// How many answered.
    pub tally: Tally,
    /// When it ends, if it does.
    pub ends_at: Option<Moment>,
    /// Whether those who wait for its end were told of it.
    pub end_told: bool,
    /// When its totals were last what its author says: of ours, when it was asked.
    pub asked_at: Moment,
}

/// Totals that are older than this are asked for again.
pub fn fresh_for() -> Duration {
    Duration::minutes(1)
}

/// Votes that come within this time are told to others together.
pub fn told_together() -> Duration {
    Duration::minutes(3)
}

impl Poll {
    /// One of ours, just asked.
    pub fn new(status: StatusId, checked: Checked, now: Moment) -> Self {
        Self {
            status,
            tally: Tally::empty(checked.options.len()),
            options: Guarded::new(checked.options),
            multiple: checked.multiple,
            hides_totals: checked.hides_totals,
            ends_at: Some(now + checked.open_for),
            end_told: false,
            asked_at: now,
        }
    }

    /// Whether it has ended.
    pub fn is_over(&self, now: Moment) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }

    /// Whether its totals may be told now.
    pub fn shows_totals(&self, now: Moment) -> bool {
        !self.hides_totals || self.is_over(now)
    }

    /// Whether its author may know more than we do, and may be asked: not every time, and not after its end was seen.
    pub fn may_be_stale(&self, now: Moment) -> bool {
        now >= self.asked_at + fresh_for() && self.ends_at.is_none_or(|end| self.asked_at <= end)
    }

    /// A vote for these options, each once, in their order.
    ///
    /// # Errors
    /// `Invalid` after the end, for none, for one that is not there, and for several where one may answer one.
    pub fn choose(&self, choices: &[usize], now: Moment) -> Result<Vec<usize>> {
        if self.is_over(now) {
            return Err(Error::new(Kind::Invalid, "This poll has ended.").worded(Message::PollOver));
        }
        let chosen: BTreeSet<usize> = choices.iter().copied().collect();
        if chosen.is_empty() || chosen.iter().any(|choice| *choice >= self.tally.counts.len()) {
            return Err(Error::invalid(
                "choices",
                "The chosen vote option does not exist. Please choose one of those that this poll has.",
            )
            .worded(Message::ChooseFirst));
        }
        if chosen.len() > 1 && !self.multiple {
            let text = "In this poll one chooses one option.";
            return Err(Error::invalid("choices", text).worded(Message::ChooseOne));
        }
        Ok(chosen.into_iter().collect())
    }
}

/// A poll of another server, as its author says.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What one can answer, no option twice.
    pub options: Vec<String>,
    /// Whether one may answer several.
    pub multiple: bool,
    /// How many answered.
    pub tally: Tally,
    /// When it ends, or ended.
    pub ends_at: Option<Moment>,
}

impl Asked {
    /// As it is kept with its post.
    pub fn of(self, status: StatusId, now: Moment) -> Poll {
        Poll {
            status,
            options: Guarded::new(self.options),
            multiple: self.multiple,
            hides_totals: false,
            tally: self.tally,
            ends_at: self.ends_at,
            end_told: self.ends_at.is_some_and(|end| end <= now),
            asked_at: now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    fn draft(options: &[&str], expires_in: i64) -> Draft {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        Draft { options, expires_in: Some(expires_in), multiple: false, hide_totals: false }
    }

    #[test]
    fn a_poll_has_some_options_and_an_end() {
        let checked = draft(&[" Monday ", "Tuesday"], SHORTEST).check().unwrap();
        assert_eq!(checked.options, ["Monday", "Tuesday"]);
        for (options, expires_in, field) in [
            (vec!["a"], 600, "poll[options]"),
            (vec!["a", " "], 600, "poll[options]"),
            (vec!["a", " a"], 600, "poll[options]"),
            (vec!["a", &"é".repeat(OPTION_MAX + 1)], 600, "poll[options]"),
            (vec!["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"], 600, "poll[options]"),
            (vec!["a", "b"], SHORTEST - 1, "poll[expires_in]"),
            (vec!["a", "b"], LONGEST + 1, "poll[expires_in]"),
        ] {
            assert_eq!(draft(&options, expires_in).check().unwrap_err().field(), Some(field), "{options:?}");
        }
    }

    #[test]
    fn all_that_does_not_fit_is_found_at_once_and_where_it_is() {
        let at = |options: &[&str], expires_in: i64| -> Vec<At> {
            draft(options, expires_in).wrong().into_iter().map(|(at, _)| at).collect()
        };
        assert!(at(&["a", "b"], 600).is_empty());
        let long = "é".repeat(OPTION_MAX + 1);
        assert_eq!(at(&["a", &long, " a ", "b", ""], 1), [At::Place(1), At::Place(2), At::Place(4), At::End]);
        assert_eq!(at(&["a"], 600), [At::Options]);
        // Of very many no more is looked at than there may be.
        assert_eq!(at(&["a"; 500], 600).len(), OPTIONS_MAX);
    }

    #[test]
    fn one_chooses_among_the_options_before_the_end() {
        let now = Clock::system().now();
        let single = Poll::new(StatusId(1), draft(&["a", "b"], 600).check().unwrap(), now);
        assert_eq!(single.choose(&[1, 1], now).unwrap(), [1]);
        assert!(single.choose(&[], now).is_err() && single.choose(&[2], now).is_err());
        assert!(single.choose(&[0, 1], now).is_err() && single.choose(&[0], now + Duration::seconds(600)).is_err());
        let multiple = Poll { multiple: true, ..single };
        assert_eq!(multiple.choose(&[1, 0], now).unwrap(), [0, 1]);
    }

    #[test]
    fn totals_grow_and_never_overflow() {
        let mut tally = Tally { counts: vec![i64::MAX, 0], voters: Some(1) };
        tally.add(&[0, 1, 7], true);
        assert_eq!(tally, Tally { counts: vec![i64::MAX, 1], voters: Some(2) });
        assert_eq!(tally.votes(), i64::MAX);
        tally.add(&[1], false);
        assert_eq!(tally.voters, Some(2));
    }

    #[test]
    fn an_author_is_asked_again_after_a_while_until_the_end_was_seen() {
        let now = Clock::system().now();
        let poll = Poll::new(StatusId(1), draft(&["a", "b"], 600).check().unwrap(), now);
        assert!(!poll.may_be_stale(now) && poll.may_be_stale(now + fresh_for()));
        let end = now + Duration::seconds(600);
        let seen = Poll { asked_at: end + Duration::seconds(1), ..poll };
        assert!(!seen.may_be_stale(end + Duration::days(9)));
    }
}
