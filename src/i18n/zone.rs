//! Time zones by the names that people give them, by ICU4X and the data of CLDR: "Pacific Time" for America/Los_Angeles.
//!
//! CLDR says nothing of Haitian Creole: there, a zone is called by its place.

use super::Lang;
use super::cldr::{locale, own_zone};
use chrono::{DateTime, Datelike, Timelike};
use chrono_tz::Tz;
use icu_datetime::NoCalendarFormatter;
use icu_datetime::fieldsets::zone::GenericLong;
use icu_datetime::input;
use icu_time::zone::IanaParser;
use std::cell::OnceCell;

thread_local! {
    /// One for each language, made when it is first asked for.
    static MADE: [OnceCell<Option<NoCalendarFormatter<GenericLong>>>; 6] = const { [const { OnceCell::new() }; 6] };
}

/// What the zone of a moment is called then: a place may have gone over to another one in the course of the years.
pub(super) fn zone(lang: Lang, at: &DateTime<Tz>) -> String {
    called(lang, at).unwrap_or_else(|| own_zone(lang, at.timezone().name()))
}

fn called(lang: Lang, at: &DateTime<Tz>) -> Option<String> {
    if at.timezone() == Tz::UTC {
        // By its short name it is known better, and everywhere.
        return Some("UTC".to_owned());
    }
    let known = IanaParser::new().parse(at.timezone().name());
    let (month, day) = (u8::try_from(at.month()).ok()?, u8::try_from(at.day()).ok()?);
    let (hour, minute) = (u8::try_from(at.hour()).ok()?, u8::try_from(at.minute()).ok()?);
    let date = input::Date::try_new_iso(at.year(), month, day).ok()?;
    let time = input::Time::try_new(hour, minute, 0, 0).ok()?;
    let then = known.without_offset().at_date_time(input::DateTime { date, time });
    MADE.with(|made| {
        let formatter =
            made[lang as usize].get_or_init(|| NoCalendarFormatter::try_new(locale(lang)?.into(), GenericLong).ok());
        formatter.as_ref().map(|formatter| formatter.format(&then).to_string())
    })
}
