//! What CLDR knows of our languages, by ICU4X, and what is said where it knows nothing of one.
//!
//! By CLDR are written: numbers ([`super::number()`]), days and times ([`super::moment()`]), words in a row
//! ([`super::together`]), and the names of time zones (`zone.rs`).
//!
//! **Where CLDR says nothing of a language, its own texts.** Of ours, that is Haitian Creole alone. What the others have from
//! CLDR are there the texts of `not-in-cldr.ftl`, which stands in the folder of such a language and in no other. All of them
//! are asked for here. (A number stays as it is.)
//!
//! **What is not from CLDR in any language**: the words of a range ("17:00 to 20:00") and "today", which ICU4X has in no
//! stable form; and units. What is counted (jars, bowls) is called as its author called it. Kilometers and spans of time are
//! texts, with a number by ICU4X inside and in the plural that Fluent chooses, which goes by the rules of CLDR. ICU4X has
//! units in `icu_experimental` only, which calls itself unstable and breaks with each release: not for what people rely on.

use super::{FluentValue, Lang, find, list, try_text};
use chrono::{Datelike, NaiveDate};
use icu_locale_core::{Locale, locale};

/// In which form a language is written; nothing for one that CLDR does not know.
///
/// English has the day before the month and no comma before "and". The point of Spanish is that of Latin America, as our
/// Spanish is. The digits of Arabic are those of what is typed here (0 to 9).
pub(super) fn locale(lang: Lang) -> Option<Locale> {
    match lang {
        Lang::En => Some(locale!("en-001")),
        Lang::Es => Some(locale!("es-419")),
        Lang::Fr => Some(locale!("fr")),
        Lang::Ar => Some(locale!("ar-u-nu-latn")),
        Lang::ZhHans => Some(locale!("zh")),
        Lang::Ht => None,
    }
}

fn names(lang: Lang, day: NaiveDate) -> Option<[(&'static str, FluentValue<'static>); 4]> {
    let weekday = try_text(lang, &format!("weekday-{}", day.weekday().number_from_monday()))?;
    let month = try_text(lang, &format!("month-{}", day.month()))?;
    Some([
        ("weekday", weekday.into()),
        ("day", day.day().to_string().into()),
        ("month", month.into()),
        ("year", day.year().to_string().into()),
    ])
}

/// A day with its year.
pub(super) fn own_day(lang: Lang, day: NaiveDate) -> Option<String> {
    find(lang, "date", &names(lang, day)?)
}

/// A day that is close, without its year.
pub(super) fn own_near_day(lang: Lang, day: NaiveDate) -> Option<String> {
    let [weekday, day, month, _] = names(lang, day)?;
    find(lang, "day-short", &[weekday, day, month])
}

/// A day and the time on it.
pub(super) fn own_day_and_time(lang: Lang, day: NaiveDate, time: &str) -> Option<String> {
    let said = own_day(lang, day)?;
    find(lang, "date-and-time", &[("date", said.into()), ("time", time.to_owned().into())])
}

/// Words in a row, with `between` before the last.
pub(super) fn own_row(lang: Lang, words: &[&str], between: &str) -> String {
    match (words, try_text(lang, between)) {
        ([first @ .., last], Some(between)) if !first.is_empty() => list(lang, first) + &between + last,
        _ => list(lang, words),
    }
}

/// What a zone is called by its place: the last part of its name, in which no word is separated as a name of a file would
/// have it.
pub(super) fn own_zone(lang: Lang, name: &str) -> String {
    let place = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
    let said = find(lang, "zone-of-place", &[("place", place.clone().into())]);
    said.unwrap_or(place)
}
