//! What a post asks, on pages: what can be chosen, how many chose it where that may be told, until when; and voting, by a plain
//! form. Who chose what is nobody else's business.

use super::oneself::Said;
use crate::actions::vote::{vote as cast, vote_as_read};
use crate::app::App;
use crate::domain::key::{ActorId, MemberId, StatusId};
use crate::domain::poll::FOREIGN_OPTIONS_MAX;
use crate::error::{Kind, Result};
use crate::federation::polls::freshen;
use crate::http::entities::mastodon::poll::PollEntity;
use crate::i18n::{Lang, moment, text, text_with};
use crate::storage::{polls, statuses};
use chrono::Duration;
use chrono_tz::Tz;
use serde_json::json;

/// What can be chosen.
pub(super) struct ChoiceLine {
    /// Its place, from 0.
    pub number: usize,
    pub words: String,
    /// How many chose it, where that may be told.
    pub votes: Option<String>,
    /// Whether the reader did.
    pub own: bool,
    /// Whether it is marked in the form.
    pub marked: bool,
}

/// The form in which one votes.
pub(super) struct Voting {
    pub action: String,
    /// The hidden word of the form.
    pub word: String,
    /// What can be chosen, as a JSON list of words: nobody votes for others than those that stand in the form.
    pub asked: String,
    pub multiple: bool,
}

/// What a post asks.
pub(super) struct PollCard {
    pub choices: Vec<ChoiceLine>,
    /// One fact each: how many voted, until when, how the reader stands to it.
    pub facts: Vec<String>,
    /// Whether the reader can vote now.
    pub open: bool,
    /// The form for that, on the post's own page alone.
    pub voting: Option<Voting>,
    /// Whether this is the post's own page, where what does not fit leads to it.
    pub here: bool,
    multiple: bool,
}

/// How long it is open yet, in the largest unit that says enough.
fn left(lang: Lang, left: Duration) -> String {
    let (key, count) = match left.num_minutes() {
        minutes if minutes < 60 => ("polls-left-minutes", minutes.max(1)),
        minutes if minutes < 48 * 60 => ("polls-left-hours", minutes / 60),
        minutes => ("polls-left-days", minutes / (24 * 60)),
    };
    text_with(lang, key, &[("count", count.into())])
}

fn facts(lang: Lang, zone: Tz, poll: &PollEntity) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(voters) = poll.voters() {
        facts.push(text_with(lang, "polls-voters", &[("count", voters.into())]));
    }
    if poll.choices().any(|choice| choice.votes.is_none()) {
        facts.push(text(lang, "polls-hidden"));
    }
    match poll.end() {
        _ if poll.is_over() => facts.push(text(lang, "polls-ended")),
        Some((end, from_now)) => {
            facts.push(text_with(lang, "polls-until", &[("time", moment(lang, end, zone).into())]));
            facts.push(left(lang, from_now));
        }
        None => facts.push(text(lang, "polls-no-end")),
    }
    if poll.is_own() {
        facts.push(text(lang, "polls-own"));
    } else if poll.has_voted() {
        facts.push(text(lang, "polls-voted"));
    }
    facts
}

impl PollCard {
    /// As a reader sees it in a list.
    pub(super) fn new(lang: Lang, zone: Tz, poll: &PollEntity) -> Self {
        let choices = poll.choices().enumerate().map(|(number, choice)| ChoiceLine {
            number,
            words: choice.words.to_owned(),
            votes: choice.votes.map(|count| text_with(lang, "polls-votes", &[("count", count.into())])),
            own: choice.own,
            marked: false,
        });
        Self {
            choices: choices.collect(),
            facts: facts(lang, zone, poll),
            open: poll.can_vote(),
            voting: None,
            here: false,
            multiple: poll.is_multiple(),
        }
    }

    /// The same on the page of its post, where whoever can votes; with what was marked before, when that did not fit.
    pub(super) fn put_form(&mut self, action: &str, word: String, said: Option<&Said>) {
        self.here = true;
        if !self.open {
            return;
        }
        let words: Vec<&str> = self.choices.iter().map(|choice| choice.words.as_str()).collect();
        let asked = json!(words).to_string();
        // Where it asks something else by now, nothing of that was marked.
        let said = said.filter(|said| said.get("asked").is_none_or(|before| *before == asked));
        let marked = said.map(chosen).unwrap_or_default();
        for choice in &mut self.choices {
            choice.marked = marked.contains(&choice.number);
        }
        self.voting = Some(Voting { action: action.to_owned(), word, asked, multiple: self.multiple });
    }
}

/// What a form says was chosen: of buttons of which one is pressed the number, of boxes each under a name of its own.
fn chosen(said: &Said) -> Vec<usize> {
    let one = said.get("choice").and_then(|number| number.parse().ok());
    let several = (0..FOREIGN_OPTIONS_MAX).filter(|number| said.contains_key(&format!("choice-{number}")));
    one.into_iter().chain(several).collect()
}

/// Votes for what a form says.
///
/// # Errors
/// As [`vote_as_read`].
pub(super) async fn vote(app: &App, member: MemberId, id: StatusId, said: &Said) -> Result<()> {
    match said.get("asked").and_then(|asked| serde_json::from_str(asked).ok()) {
        Some(options) => vote_as_read(&app.here, member, id, chosen(said), options).await,
        None => cast(&app.here, member, id, chosen(said)).await,
    }
}

/// Asks the server of a poll elsewhere how it stands, for a member who may read it. What a slow one says is kept when it comes,
/// and stands there the next time.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn look_again(app: &App, id: StatusId, reader: ActorId) -> Result<()> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let Some(status) = statuses::find(conn, &seal, id)? else { return Ok(false) };
        let elsewhere = !status.local && statuses::is_for(conn, &status, Some(reader))?;
        Ok(elsewhere && polls::find(conn, &seal, id)?.is_some())
    });
    if !read.await? {
        return Ok(());
    }
    match freshen(app, id).await {
        // It was deleted meanwhile, which the page says.
        Err(error) if error.kind() == Kind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(names: &[(&str, &str)]) -> Said {
        names.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_form_says_one_choice_or_several() {
        assert_eq!(chosen(&said(&[("choice", "1")])), [1]);
        assert_eq!(chosen(&said(&[("choice-0", "yes"), ("choice-2", "yes"), ("choice-99", "yes")])), [0, 2]);
        assert!(chosen(&said(&[("choice", "-1"), ("form", "x")])).is_empty());
    }

    #[test]
    fn the_time_that_is_left_is_said_in_the_largest_unit_that_says_enough() {
        for (minutes, words) in [
            (0, "1 minute left"),
            (59, "59 minutes left"),
            (60, "1 hour left"),
            (47 * 60 + 59, "47 hours left"),
            (49 * 60, "2 days left"),
        ] {
            assert_eq!(left(Lang::En, Duration::minutes(minutes)), words);
        }
    }
}
