//! Moments in words: weekday, day, month, year, hours and zone, so that nobody has to work anything out.
//!
//! The names of days and months are texts like all others (`dates.ftl`), and so is their order: one place for a
//! translator. What CLDR says of five of the languages is the same, and of Haitian Creole it says nothing; its data for
//! dates would be many times that for numbers and lists, which come from it ([`super::number()`], [`super::together`]), as
//! the names of time zones do.

use super::zone::zone as called;
use super::{FluentValue, Lang, text, text_with};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;

/// A day: "Thursday 10 September 2026".
pub fn date(lang: Lang, day: NaiveDate) -> String {
    let weekday = text(lang, &format!("weekday-{}", day.weekday().number_from_monday()));
    let month = text(lang, &format!("month-{}", day.month()));
    text_with(
        lang,
        "date",
        &[
            ("weekday", weekday.into()),
            // A number, since French says "1er" for the first.
            ("day", FluentValue::from(day.day())),
            ("month", month.into()),
            ("year", day.year().to_string().into()),
        ],
    )
}

/// When a moment is, as short as it can be said: "today, 18:00", "tomorrow, 18:00", "Saturday 5 December".
pub fn soon(lang: Lang, at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let (local, today) = (at.with_timezone(&zone), now.with_timezone(&zone).date_naive());
    let day = local.date_naive();
    let key = match (day - today).num_days() {
        0 => "day-today",
        1 => "day-tomorrow",
        _ => {
            let weekday = text(lang, &format!("weekday-{}", day.weekday().number_from_monday()));
            let month = text(lang, &format!("month-{}", day.month()));
            let said = [("weekday", weekday.into()), ("day", FluentValue::from(day.day())), ("month", month.into())];
            return text_with(lang, "day-short", &said);
        }
    };
    text_with(lang, key, &[("time", time(&local).into())])
}

/// A moment as the clocks of `zone` show it: "Thursday 10 September 2026, 20:00 (Pacific Time)".
pub fn moment(lang: Lang, at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    text_with(
        lang,
        "moment",
        &[
            ("date", date(lang, local.date_naive()).into()),
            ("time", time(&local).into()),
            ("zone", called(lang, &local).into()),
        ],
    )
}

/// A time window as the clocks of `zone` show it: "Tuesday 8 September 2026, 17:00 to 20:00
/// (Pacific Time)"; with both days where it ends on another one.
pub fn range(lang: Lang, from: DateTime<Utc>, until: DateTime<Utc>, zone: Tz) -> String {
    let (from, until) = (from.with_timezone(&zone), until.with_timezone(&zone));
    if from.date_naive() == until.date_naive() {
        let day = date(lang, from.date_naive());
        return text_with(
            lang,
            "range-in-a-day",
            &[
                ("date", day.into()),
                ("from", time(&from).into()),
                ("until", time(&until).into()),
                ("zone", called(lang, &from).into()),
            ],
        );
    }
    let whole = |at: &DateTime<Tz>| {
        text_with(lang, "date-and-time", &[("date", date(lang, at.date_naive()).into()), ("time", time(at).into())])
    };
    text_with(
        lang,
        "range-over-days",
        &[("from", whole(&from).into()), ("until", whole(&until).into()), ("zone", called(lang, &from).into())],
    )
}

fn time(at: &DateTime<Tz>) -> String {
    at.format("%H:%M").to_string()
}
