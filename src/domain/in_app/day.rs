//! A last day as people write it: "until Friday", "hasta el 5 de mayo", "5月5日之前", "by 17:30".

use super::words::Words;
use super::{Token, fold};
use crate::clock::Moment;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Weekday};
use chrono_tz::Tz;
use std::ops::Range;

/// A last day, and where it stands in the text.
pub(super) struct Day {
    /// The end of it, or the time of it that is said.
    pub moment: Moment,
    /// Where, in bytes of what was written.
    pub span: Range<usize>,
}

/// The last day that is said in a text, if one is.
pub(super) fn last_day(said: &str, tokens: &[Token], words: &Words, now: Moment, zone: Tz) -> Option<Day> {
    let local = now.with_timezone(&zone).naive_local();
    let (at, span) = match words.language {
        // No word is told from another there: a number before a day's own character is no amount by itself.
        "zh-Hans" => (unspaced(said, words, local)?, 0..0),
        _ => spaced(said, tokens, words, local)?,
    };
    let moment = zone.from_local_datetime(&at).latest()?.to_utc();
    Some(Day { moment, span })
}

/// The end of a day, as near as a minute.
fn end_of_day() -> NaiveTime {
    NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default()
}

/// What several words begin with, and how many they are: the longest counts.
fn begins(tokens: &[Token], phrases: &[&str]) -> Option<usize> {
    let fits = |phrase: &&&str| {
        let wanted: Vec<&str> = phrase.split(' ').collect();
        tokens.len() >= wanted.len() && wanted.iter().zip(tokens).all(|(word, token)| token.text == *word)
    };
    phrases.iter().filter(fits).map(|phrase| phrase.split(' ').count()).max()
}

fn spaced(said: &str, tokens: &[Token], words: &Words, now: NaiveDateTime) -> Option<(NaiveDateTime, Range<usize>)> {
    for start in 0..tokens.len() {
        let Some(length) = begins(&tokens[start..], words.until) else { continue };
        let mut next = start + length;
        loop {
            if let Some((at, taken)) = moment(&tokens[next..], words, now) {
                let end = tokens.get(next + taken).map_or(said.len(), |token| token.begin);
                return Some((at, tokens[start].begin..end));
            }
            if !tokens.get(next).is_some_and(|token| words.between.contains(&token.text.as_str())) {
                break;
            }
            next += 1;
        }
    }
    None
}

/// A day with or without a time, or a time alone; and how many words that took.
fn moment(tokens: &[Token], words: &Words, now: NaiveDateTime) -> Option<(NaiveDateTime, usize)> {
    if let Some((day, taken)) = date(tokens, words, now.date()) {
        let mut next = taken;
        while tokens
            .get(next)
            .is_some_and(|token| ["at", "a", "las", "la", "الساعه", "ve"].contains(&token.text.as_str()))
        {
            next += 1;
        }
        return match time(&tokens[next..]) {
            Some((time, more)) => Some((day.and_time(time), next + more)),
            None => Some((day.and_time(end_of_day()), taken)),
        };
    }
    let (time, taken) = time(tokens)?;
    let today = now.date().and_time(time);
    Some((if today > now { today } else { today + Days::new(1) }, taken))
}

fn date(tokens: &[Token], words: &Words, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    if let Some(taken) = begins(tokens, words.today) {
        return Some((today, taken));
    }
    if let Some(taken) = begins(tokens, words.tomorrow) {
        return Some((today + Days::new(1), taken));
    }
    let first = tokens.first()?.text.as_str();
    if let Some(number) = words.weekdays.iter().position(|names| names.contains(&first)) {
        return Some((next_weekday(today, number), 1));
    }
    if let Ok(day) = first.parse::<NaiveDate>() {
        return Some((day, 1));
    }
    if let Some(day) = with_slash(first, words, today) {
        return Some((day, 1));
    }
    // "5 May", "5 de mayo", "1er mai"; "May 5".
    let of = ["of", "de", "d'"];
    let more = usize::from(tokens.get(1).is_some_and(|token| of.contains(&token.text.as_str())));
    if let (Some(day), Some(month)) =
        (day_number(first), tokens.get(1 + more).and_then(|token| month(&token.text, words)))
    {
        return Some((this_year(today, month, day)?, 2 + more));
    }
    if let (Some(month), Some(day)) = (month(first, words), tokens.get(1).and_then(|token| day_number(&token.text))) {
        return Some((this_year(today, month, day)?, 2));
    }
    // "5" and "th" are two words by the way in which a number is told from a unit.
    let suffix = tokens.get(1).is_some_and(|token| ["st", "nd", "rd", "th", "er"].contains(&token.text.as_str()));
    let more = usize::from(tokens.get(2).is_some_and(|token| of.contains(&token.text.as_str())));
    match (suffix, day_number(first), tokens.get(2 + more).and_then(|token| month(&token.text, words))) {
        (true, Some(day), Some(month)) => Some((this_year(today, month, day)?, 3 + more)),
        _ => None,
    }
}

/// The next day of the week that is called so; today is one.
fn next_weekday(today: NaiveDate, from_monday: usize) -> NaiveDate {
    let wanted = Weekday::try_from(u8::try_from(from_monday).unwrap_or_default()).unwrap_or(Weekday::Mon);
    let ahead = (7 + wanted.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    today + Days::new(u64::from(ahead))
}

fn month(text: &str, words: &Words) -> Option<u32> {
    let place = words.months.iter().position(|names| names.contains(&text))?;
    u32::try_from(place + 1).ok()
}

fn day_number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|day| (1..=31).contains(day))
}

/// The next such day: this year's, or next year's where it has passed.
fn this_year(today: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    let this = NaiveDate::from_ymd_opt(today.year(), month, day)?;
    if this < today { NaiveDate::from_ymd_opt(today.year() + 1, month, day) } else { Some(this) }
}

/// "5/12": the day first, but in English, where that is read in two ways unless one of the two can be no month.
fn with_slash(text: &str, words: &Words, today: NaiveDate) -> Option<NaiveDate> {
    let (first, second) = text.split_once('/')?;
    let (first, second) = (first.parse::<u32>().ok()?, second.parse::<u32>().ok()?);
    match (words.language, first > 12, second > 12) {
        ("en", false, true) => this_year(today, first, second),
        ("en", false, false) if first != second => None,
        _ => this_year(today, second, first),
    }
}

/// "17:30", "5 pm", "17h", "17h30"; and how many words that took.
fn time(tokens: &[Token]) -> Option<(NaiveTime, usize)> {
    let first = tokens.first()?.text.as_str();
    if let Some((hours, minutes)) = first.split_once([':', 'h']) {
        let minutes = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
        return Some((NaiveTime::from_hms_opt(hours.parse().ok()?, minutes, 0)?, 1));
    }
    let hours: u32 = first.parse().ok()?;
    let half = tokens.get(1)?.text.replace('.', "");
    match (half.as_str(), hours) {
        ("am", 1..=12) => Some((NaiveTime::from_hms_opt(hours % 12, 0, 0)?, 2)),
        ("pm", 1..=12) => Some((NaiveTime::from_hms_opt(hours % 12 + 12, 0, 0)?, 2)),
        ("h", 0..=23) => Some((NaiveTime::from_hms_opt(hours, 0, 0)?, 2)),
        _ => None,
    }
}

/// A day of which characters tell that it is the last: those before it ("到周五"), or those after it ("周五之前").
fn unspaced(said: &str, words: &Words, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let text = fold(said);
    for (begin, _) in text.char_indices() {
        let rest = &text[begin..];
        let Some((day, length)) = unspaced_date(rest, words, now.date()) else { continue };
        let (at, length) = match unspaced_time(&rest[length..]) {
            Some((time, more)) => (day.and_time(time), length + more),
            None => (day.and_time(end_of_day()), length),
        };
        let before = text[..begin].trim_end();
        let follows = words.until.iter().any(|word| before.ends_with(word));
        if follows || words.before.iter().any(|word| rest[length..].trim_start().starts_with(word)) {
            return Some(at);
        }
    }
    None
}

fn unspaced_date(rest: &str, words: &Words, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    let begins = |names: &[&str]| names.iter().find(|name| rest.starts_with(**name)).map(|name| name.len());
    if let Some(length) = begins(words.today) {
        return Some((today, length));
    }
    if let Some(length) = begins(words.tomorrow) {
        return Some((today + Days::new(1), length));
    }
    for (number, names) in words.weekdays.iter().enumerate() {
        if let Some(length) = begins(names) {
            return Some((next_weekday(today, number), length));
        }
    }
    let (month, tail) = leading_number(rest)?;
    let (day, tail) = leading_number(tail.strip_prefix('月')?)?;
    let tail = tail.strip_prefix(['日', '号'])?;
    Some((this_year(today, month, day)?, rest.len() - tail.len()))
}

/// A number of one or two digits, and what follows it.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// "下午5点", "17:30", "17点半".
fn unspaced_time(rest: &str) -> Option<(NaiveTime, usize)> {
    let (late, plain) = match ["下午", "晚上"].iter().find_map(|word| rest.strip_prefix(word)) {
        Some(plain) => (true, plain),
        None => (false, ["上午", "早上"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest)),
    };
    let (hours, tail) = leading_number(plain)?;
    let (minutes, tail) = if let Some(tail) = tail.strip_prefix("点半") {
        (30, tail)
    } else if let Some(tail) = tail.strip_prefix('点') {
        (0, tail)
    } else {
        let tail = tail.strip_prefix(':')?;
        (tail.get(..2)?.parse().ok()?, &tail[2..])
    };
    let hours = if late && hours < 12 { hours + 12 } else { hours };
    Some((NaiveTime::from_hms_opt(hours, minutes, 0)?, rest.len() - tail.len()))
}

#[cfg(test)]
#[test]
fn no_word_has_an_accent_or_a_capital_letter() {
    for words in &super::words::LANGUAGES {
        let all = words.until.iter().chain(words.between).chain(words.today).chain(words.tomorrow).chain(words.units);
        let all = all.chain(words.weekdays.iter().copied().flatten()).chain(words.months.iter().copied().flatten());
        let all = all.chain(words.categories.iter().flat_map(|(_, known)| known.iter()));
        for word in all.chain(words.need).chain(words.offer).chain(words.yes).chain(words.no) {
            assert_eq!(fold(word), *word, "{}", words.language);
        }
    }
}
