//! Moments in words: weekday, day, month, year, hours and zone, so that nobody has to work anything out.
//!
//! The names and the order come from CLDR by ICU4X ([`super::cldr`]): "Thursday, 10 September 2026 at 20:00". Three things
//! are ours. Hours are counted to 24 in every language, as the fields of a form have them. The weekday is always said. And
//! French says "1er" for the first of a month, where CLDR has a plain "1".

use super::zone::zone as called;
use super::{Lang, cldr, text_with};
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{MDE, T, YMDE, YMDET};
use icu_datetime::preferences::HourCycle;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter, NoCalendarFormatter, input};
use icu_locale_core::Locale;
use std::cell::OnceCell;

/// How days and times are written in one language. One calendar for all, so that the data of no other is in the binary.
struct Formatters {
    day: FixedCalendarDateTimeFormatter<Gregorian, YMDE>,
    near_day: FixedCalendarDateTimeFormatter<Gregorian, MDE>,
    day_and_time: FixedCalendarDateTimeFormatter<Gregorian, YMDET>,
    time: NoCalendarFormatter<T>,
}

impl Formatters {
    fn new(locale: Locale) -> Option<Self> {
        let mut how = DateTimeFormatterPreferences::from(locale);
        how.hour_cycle = Some(HourCycle::H23);
        Some(Self {
            day: FixedCalendarDateTimeFormatter::try_new(how, YMDE::long()).ok()?,
            near_day: FixedCalendarDateTimeFormatter::try_new(how, MDE::long()).ok()?,
            day_and_time: FixedCalendarDateTimeFormatter::try_new(how, YMDE::long().with_time_hm()).ok()?,
            time: NoCalendarFormatter::try_new(how, T::hm()).ok()?,
        })
    }
}

thread_local! {
    /// Those of each language, made when they are first asked for: a page says dozens of days.
    static MADE: [OnceCell<Option<Formatters>>; 6] = const { [const { OnceCell::new() }; 6] };
}

/// What is said by the formatters of a language; nothing for a language that CLDR does not know.
fn by_cldr(lang: Lang, say: impl FnOnce(&Formatters) -> String) -> Option<String> {
    MADE.with(|made| {
        let formatters = made[lang as usize].get_or_init(|| Formatters::new(cldr::locale(lang)?));
        formatters.as_ref().map(say)
    })
}

/// A day as ICU4X takes it, which counts no further than to the year 9999.
fn day_of(day: NaiveDate) -> Option<input::Date<Gregorian>> {
    let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    input::Date::try_new_gregorian(day.year(), month, number).ok()
}

fn time_of(at: &DateTime<Tz>) -> Option<input::Time> {
    input::Time::try_new(u8::try_from(at.hour()).ok()?, u8::try_from(at.minute()).ok()?, 0, 0).ok()
}

/// The first of a month is no number like the others in French.
fn with_first(lang: Lang, day: NaiveDate, said: String) -> String {
    if lang == Lang::Fr && day.day() == 1 { said.replacen(" 1 ", " 1er ", 1) } else { said }
}

/// A day: "Thursday, 10 September 2026".
pub fn date(lang: Lang, day: NaiveDate) -> String {
    let known = day_of(day).and_then(|known| by_cldr(lang, |of| of.day.format(&known).to_string()));
    let said = known.map(|said| with_first(lang, day, said)).or_else(|| cldr::own_day(lang, day));
    said.unwrap_or_else(|| day.to_string())
}

/// A day that is close: "Saturday 5 December".
fn near_day(lang: Lang, day: NaiveDate) -> String {
    let known = day_of(day).and_then(|known| by_cldr(lang, |of| of.near_day.format(&known).to_string()));
    let said = known.map(|said| with_first(lang, day, said)).or_else(|| cldr::own_near_day(lang, day));
    said.unwrap_or_else(|| day.to_string())
}

/// A time of day: "20:00".
fn time(lang: Lang, at: &DateTime<Tz>) -> String {
    let known = time_of(at).and_then(|known| by_cldr(lang, |of| of.time.format(&known).to_string()));
    known.unwrap_or_else(|| at.format("%H:%M").to_string())
}

/// "Thursday, 10 September 2026 at 20:00".
fn day_and_time(lang: Lang, at: &DateTime<Tz>) -> String {
    let day = at.date_naive();
    let known = day_of(day).zip(time_of(at)).and_then(|(date, time)| {
        by_cldr(lang, |of| of.day_and_time.format(&input::DateTime { date, time }).to_string())
    });
    let own = || cldr::own_day_and_time(lang, day, &time(lang, at));
    let said = known.map(|said| with_first(lang, day, said)).or_else(own);
    said.unwrap_or_else(|| at.format("%F %H:%M").to_string())
}

/// When a moment is, as short as it can be said: "today, 18:00", "tomorrow, 18:00", "Saturday 5 December".
pub fn soon(lang: Lang, at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz) -> String {
    let (local, today) = (at.with_timezone(&zone), now.with_timezone(&zone).date_naive());
    let day = local.date_naive();
    let key = match (day - today).num_days() {
        0 => "day-today",
        1 => "day-tomorrow",
        _ => return near_day(lang, day),
    };
    text_with(lang, key, &[("time", time(lang, &local).into())])
}

/// A moment as the clocks of `zone` show it: "Thursday, 10 September 2026 at 20:00 (Pacific Time)".
pub fn moment(lang: Lang, at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    let said = [("when", day_and_time(lang, &local).into()), ("zone", called(lang, &local).into())];
    text_with(lang, "moment", &said)
}

/// A time window as the clocks of `zone` show it: "Tuesday, 8 September 2026, 17:00 to 20:00
/// (Pacific Time)"; with both days where it ends on another one.
pub fn range(lang: Lang, from: DateTime<Utc>, until: DateTime<Utc>, zone: Tz) -> String {
    let (from, until) = (from.with_timezone(&zone), until.with_timezone(&zone));
    let called = called(lang, &from);
    if from.date_naive() == until.date_naive() {
        let said = [
            ("date", date(lang, from.date_naive()).into()),
            ("from", time(lang, &from).into()),
            ("until", time(lang, &until).into()),
            ("zone", called.into()),
        ];
        return text_with(lang, "range-in-a-day", &said);
    }
    let said = [
        ("from", day_and_time(lang, &from).into()),
        ("until", day_and_time(lang, &until).into()),
        ("zone", called.into()),
    ];
    text_with(lang, "range-over-days", &said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_locale_core::locale;

    #[test]
    fn cldr_says_nothing_of_haitian_creole_yet_and_says_what_we_ask_of_all_others() {
        let day = day_of(NaiveDate::from_ymd_opt(2026, 9, 10).unwrap()).unwrap();
        let said = |locale| Formatters::new(locale).unwrap().day.format(&day).to_string();
        // What it says of any language that it does not know. Once this fails, `not-in-cldr.ftl` can go.
        let unknown = said(locale!("und"));
        assert_eq!(said(locale!("ht")), unknown);
        for lang in Lang::ALL {
            assert!(cldr::locale(lang).is_none_or(|locale| said(locale) != unknown), "{lang}");
        }
    }

    #[test]
    fn a_day_that_no_calendar_reaches_is_written_all_the_same() {
        let far = NaiveDate::from_ymd_opt(12_026, 9, 10).unwrap();
        for lang in Lang::ALL {
            assert!(date(lang, far).contains("12026"), "{lang}: {}", date(lang, far));
            let at = far.and_hms_opt(20, 0, 0).unwrap().and_utc();
            let said = moment(lang, at, chrono_tz::America::Los_Angeles);
            assert!(said.contains("12026") && said.contains("Los Angeles"), "{lang}: {said}");
        }
    }
}
