//! Asking with choices, where a post is written or answered: the part of the form for it, what it says, and what of that does
//! not fit. What may be asked, `domain::poll` says, for pages as for apps.

use super::page::Page;
use crate::domain::poll::{At, Draft, OPTION_MAX, OPTIONS_MAX, OPTIONS_MIN};
use crate::error::Error;
use crate::i18n::{Lang, text_with};
use actix_web::HttpRequest;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// For how long something can be asked here, in seconds.
const OPEN_FOR: [i64; 8] = [HOUR, 6 * HOUR, 12 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY];

/// For how long it is asked unless somebody chooses.
const USUAL: i64 = DAY;

/// For how many choices there is room before more is unfolded.
const AT_FIRST: usize = 4;

/// The way to the form, for whoever wants to ask something.
pub(super) const WAY: &str = "/posts/write?asks=choices";

/// What does not fit: the id of its field, and its words.
pub(super) type Wrong = (String, String);

/// Room for something that can be chosen.
pub(super) struct Choice {
    pub number: usize,
    pub title: String,
    pub words: String,
    pub wrong: Option<String>,
    /// Whether what is folded away begins here.
    pub begins_more: bool,
}

/// A time for which it can be open.
pub(super) struct OpenFor {
    pub seconds: i64,
    pub words: String,
    pub chosen: bool,
}

/// The part of a form in which something is asked.
pub(super) struct Question {
    pub help: String,
    pub choices: Vec<Choice>,
    /// Longest choice, in characters.
    pub most: usize,
    pub times: Vec<OpenFor>,
    /// Whether several may be chosen.
    pub several: bool,
    /// Whether how many chose what is shown at the end alone.
    pub hidden: bool,
    /// Whether it is unfolded.
    pub open: bool,
    /// Whether the room for more choices is.
    pub more_open: bool,
    /// How long it is open, as far as the form says that.
    seconds: Option<i64>,
}

/// The field of a choice.
fn field(number: usize) -> String {
    format!("option-{number}")
}

/// The fields of this part of a form.
pub(super) fn names() -> impl Iterator<Item = String> {
    (1..=OPTIONS_MAX).map(field).chain(["several", "open_for", "hidden"].map(str::to_owned))
}

/// Whether somebody comes by the way for whoever wants to ask something. It says nothing of what is asked.
pub(super) fn is_wanted(request: &HttpRequest) -> bool {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    pairs.any(|(name, value)| name == "asks" && value == "choices")
}

fn time(lang: Lang, seconds: i64) -> String {
    let (key, count) = match seconds {
        seconds if seconds < DAY => ("question-hours", seconds / HOUR),
        seconds => ("question-days", seconds / DAY),
    };
    text_with(lang, key, &[("count", count.into())])
}

impl Question {
    /// As nobody has asked anything yet.
    pub(super) fn empty(lang: Lang) -> Self {
        Self::read(lang, |_| "")
    }

    /// As a form says it, by the names of its fields.
    pub(super) fn read<'a>(lang: Lang, said: impl Fn(&str) -> &'a str) -> Self {
        let choice = |number: usize| Choice {
            number,
            title: text_with(lang, "question-choice", &[("number", number.into())]),
            words: said(&field(number)).to_owned(),
            wrong: None,
            begins_more: number == AT_FIRST + 1,
        };
        let choices: Vec<Choice> = (1..=OPTIONS_MAX).map(choice).collect();
        let seconds = said("open_for").parse::<i64>().ok();
        let time = |one: i64| OpenFor { seconds: one, words: time(lang, one), chosen: one == seconds.unwrap_or(USUAL) };
        let question = Self {
            help: text_with(lang, "question-help", &[("least", OPTIONS_MIN.into()), ("most", OPTIONS_MAX.into())]),
            more_open: choices.iter().any(|one| one.number > AT_FIRST && one.is_filled()),
            choices,
            most: OPTION_MAX,
            times: OPEN_FOR.into_iter().map(time).collect(),
            several: !said("several").is_empty(),
            hidden: !said("hidden").is_empty(),
            open: false,
            seconds,
        };
        Self { open: question.is_asked(), ..question }
    }

    /// The choices that somebody wrote: what stands there empty is left out.
    fn filled(&self) -> impl Iterator<Item = &Choice> {
        self.choices.iter().filter(|one| one.is_filled())
    }

    /// Whether anything is asked. What was ticked is not dropped in silence.
    fn is_asked(&self) -> bool {
        self.several || self.hidden || self.filled().next().is_some()
    }

    /// What is asked, if anything is.
    pub(super) fn draft(&self) -> Option<Draft> {
        self.is_asked().then(|| Draft {
            options: self.filled().map(|one| one.words.clone()).collect(),
            expires_in: self.seconds,
            multiple: self.several,
            hide_totals: self.hidden,
        })
    }

    /// All that does not fit in what is asked.
    pub(super) fn wrong(&self, lang: Lang) -> Vec<Wrong> {
        let all = self.draft().as_ref().map(Draft::wrong).unwrap_or_default();
        all.into_iter().map(|(at, error)| (self.field_at(at), error.words(lang))).collect()
    }

    fn field_at(&self, at: At) -> String {
        let number = match at {
            At::End => return "open_for".to_owned(),
            At::Place(place) => self.filled().nth(place).map(|one| one.number),
            // Where one more can be written.
            At::Options => self.choices.iter().find(|one| !one.is_filled()).map(|one| one.number),
        };
        field(number.unwrap_or(1))
    }

    /// The field to which an error leads that is about asking at all, and not about what is asked.
    pub(super) fn field_of(&self, error: &Error) -> Option<String> {
        let is_one = error.field().is_some_and(|field| field.starts_with("poll"));
        is_one.then(|| self.field_at(At::Place(0)))
    }

    /// Says at each choice what does not fit in it, and folds none of that away.
    pub(super) fn put_wrong(&mut self, page: &Page) {
        for choice in &mut self.choices {
            choice.wrong = page.problem(&field(choice.number)).map(str::to_owned);
            self.more_open |= choice.wrong.is_some() && choice.number > AT_FIRST;
        }
    }
}

impl Choice {
    fn is_filled(&self) -> bool {
        !self.words.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::poll::{LONGEST, SHORTEST};
    use crate::i18n::Lang::En;

    fn read(said: &[(&str, &'static str)]) -> Question {
        Question::read(En, |name| said.iter().find(|(known, _)| *known == name).map_or("", |(_, words)| *words))
    }

    #[test]
    fn every_time_that_can_be_chosen_may_be_asked() {
        assert!(OPEN_FOR.iter().all(|seconds| (SHORTEST..=LONGEST).contains(seconds)) && OPEN_FOR.contains(&USUAL));
        let words: Vec<String> = Question::empty(En).times.into_iter().map(|one| one.words).collect();
        assert_eq!(words.join(", "), "1 hour, 6 hours, 12 hours, 1 day, 3 days, 7 days, 14 days, 30 days");
    }

    #[test]
    fn where_nothing_is_written_nothing_is_asked_and_what_stands_empty_is_left_out() {
        let nothing = read(&[("option-1", " "), ("open_for", "3600")]);
        assert!(nothing.draft().is_none() && nothing.wrong(En).is_empty() && !nothing.open);
        let asked = read(&[("option-2", "Soup"), ("option-7", "Bread"), ("open_for", "3600"), ("several", "yes")]);
        assert!(asked.open && asked.more_open && asked.wrong(En).is_empty());
        let options = vec!["Soup".to_owned(), "Bread".to_owned()];
        let draft = Draft { options, expires_in: Some(3_600), multiple: true, hide_totals: false };
        assert_eq!(asked.draft(), Some(draft));
    }

    #[test]
    fn what_does_not_fit_stands_at_its_field() {
        let fields = |said: &[(&str, &'static str)]| -> Vec<String> {
            read(said).wrong(En).into_iter().map(|(field, _)| field).collect()
        };
        let twice = [("option-1", "Soup"), ("option-3", "soup"), ("option-6", "Soup "), ("open_for", "600")];
        assert_eq!(fields(&twice), ["option-6"]);
        assert_eq!(fields(&[("option-1", "Soup"), ("open_for", "soon")]), ["option-2", "open_for"]);
        assert_eq!(fields(&[("hidden", "yes"), ("open_for", "600")]), ["option-1"]);
    }
}
