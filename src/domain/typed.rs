//! Days, times and numbers as people type them, where a browser offers no field for that: an old telephone shows a field for
//! words, and what is typed there is written as its owner learned to write it. What can be meant in two ways is nobody's guess.

use crate::i18n::Lang;
use chrono::{NaiveDate, NaiveTime};

/// A sign as the digits from 0 to 9 and the point are written here; Arabic, Persian and wide Chinese keyboards have others.
pub(super) fn plain(sign: char) -> char {
    let value = ['٠', '۰', '０'].into_iter().find_map(|zero| {
        u32::from(sign)
            .checked_sub(u32::from(zero))
            .filter(|value| *value < 10)
            .and_then(|value| char::from_digit(value, 10))
    });
    match sign {
        '٫' | '．' => '.',
        sign => value.unwrap_or(sign),
    }
}

/// Signs that nobody sees and that say in which direction the others run: what is copied from an Arabic page has some.
fn is_direction(sign: char) -> bool {
    matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What was typed, with the digits from 0 to 9, small letters, and no space around it.
fn written(text: &str) -> String {
    let seen = text.chars().filter(|sign| !is_direction(*sign));
    let written: String = seen.map(plain).flat_map(char::to_lowercase).collect();
    written.trim().to_owned()
}

/// A whole number without a sign, in the digits of whichever keyboard: `12`, `١٢`.
pub fn whole(text: &str) -> Option<u32> {
    let text = written(text);
    // `parse` would take a plus sign.
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A day: year first (`2030-05-31`, `2030/5/31`, `2030年5月31日`), or day first (`31.5.2030`, `31/5/2030`). Some who read English
/// write the month first: where both can be meant (`5/6/2030`), it is none.
pub fn day(lang: Lang, text: &str) -> Option<NaiveDate> {
    let text = written(text).replace(['年', '月'], "-").replace('日', "");
    let separator = ['-', '/', '.'].into_iter().find(|sign| text.contains(*sign))?;
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |part: &str| whole(part).filter(|_| (1..=2).contains(&part.len()));
    let year = |part: &str| whole(part).filter(|_| part.len() == 4).and_then(|year| i32::try_from(year).ok());
    if let Some(year) = year(first) {
        return NaiveDate::from_ymd_opt(year, number(second)?, number(third)?);
    }
    let (year, first, second) = (year(third)?, number(first)?, number(second)?);
    let [day_first, month_first] =
        [(second, first), (first, second)].map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
    match (lang, separator) {
        // Nobody writes the month first with points.
        (Lang::En, '/' | '-') => match (day_first, month_first) {
            (Some(one), Some(other)) => (one == other).then_some(one),
            (one, other) => one.or(other),
        },
        _ => day_first,
    }
}

/// A time of the day: `17:00`, `17.30`, `17h30`, `5 pm`, `5:30 p.m.`, `5:30 p. m.`, `٥ م`, `下午5点`. A number alone is none: it
/// could be of the morning.
pub fn time(text: &str) -> Option<NaiveTime> {
    const MORNING: [&str; 5] = ["a.m.", "a.m", "am", "ص", "上午"];
    const AFTERNOON: [&str; 5] = ["p.m.", "p.m", "pm", "م", "下午"];
    // Spanish has a space between the two.
    let text = written(text).replace(['\u{a0}', '\u{202f}'], " ");
    let mut text = text.replace("a. m", "a.m").replace("p. m", "p.m");
    let mut half = None;
    for (is_late, words) in [(false, MORNING), (true, AFTERNOON)] {
        let found = words.into_iter().find_map(|word| {
            let rest = text.strip_suffix(word).or_else(|| text.strip_prefix(word));
            rest.map(|rest| rest.trim().to_owned())
        });
        if let Some(rest) = found {
            (text, half) = (rest, Some(is_late));
            break;
        }
    }
    if text.ends_with([':', '：', '.']) {
        return None;
    }
    let text = text.replace('分', "").replace(['点', '點', '时', '時', 'h', '：', '.'], ":");
    let mut parts = text.split(':').map(str::trim);
    let number = |part: &str| whole(part).filter(|_| (1..=2).contains(&part.len()));
    let hour = number(parts.next()?)?;
    let minutes = match parts.next() {
        None if half.is_none() => return None,
        // `17h` and `5点` end so.
        None | Some("") => 0,
        Some(minutes) => number(minutes).filter(|_| minutes.len() == 2)?,
    };
    let seconds = parts.next().map_or(Some(0), number)?;
    if parts.next().is_some() {
        return None;
    }
    let hour = match half {
        None => hour,
        Some(is_late) if (1..=12).contains(&hour) => hour % 12 + if is_late { 12 } else { 0 },
        // "17:00 pm" is clear enough; "17:00 am" is not, nor is "0 pm".
        Some(true) if (13..24).contains(&hour) => hour,
        Some(_) => return None,
    };
    NaiveTime::from_hms_opt(hour, minutes, seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn says(lang: Lang, text: &str) -> String {
        day(lang, text).map_or_else(|| "none".to_owned(), |day| day.to_string())
    }

    #[test]
    fn a_day_is_read_as_its_writer_learned_to_write_it() {
        for (lang, text) in [
            (Lang::En, "2030-05-31"),
            (Lang::En, " 2030/5/31 "),
            (Lang::En, "31/5/2030"),
            (Lang::En, "5/31/2030"),
            (Lang::Es, "31/05/2030"),
            (Lang::Fr, "31.5.2030"),
            (Lang::Ht, "31-5-2030"),
            (Lang::Ar, "٣١/٥/٢٠٣٠"),
            (Lang::Ar, "2030/5/31"),
            (Lang::Ar, "٣١\u{200f}/٥\u{200f}/٢٠٣٠"),
            (Lang::ZhHans, "2030年5月31日"),
            (Lang::ZhHans, "２０３０-０５-３１"),
        ] {
            assert_eq!(says(lang, text), "2030-05-31", "{lang}: {text}");
        }
        assert_eq!(
            (says(Lang::Fr, "5/6/2030"), says(Lang::En, "5.6.2030")),
            ("2030-06-05".into(), "2030-06-05".into())
        );
        assert_eq!(says(Lang::En, "5/5/2030"), "2030-05-05", "whichever way it is read");
        for text in ["5/6/2030", "", "tomorrow", "2030-02-30", "31/5/30", "1/2", "1/2/3/2030", "2030--5", "+1/5/2030"] {
            assert_eq!(says(Lang::En, text), "none", "{text}");
        }
        assert_eq!(says(Lang::Es, "5/31/2030"), "none", "there is no such month");
    }

    #[test]
    fn a_time_is_read_as_its_writer_learned_to_write_it() {
        for (text, hour, minutes) in [
            ("17:00", 17, 0),
            (" 7:05 ", 7, 5),
            ("17:00:00", 17, 0),
            ("17.30", 17, 30),
            ("17h", 17, 0),
            ("17 h 30", 17, 30),
            ("5 pm", 17, 0),
            ("5PM", 17, 0),
            ("5:30 p.m.", 17, 30),
            ("5:30 p. m.", 17, 30),
            ("9:15 a.\u{a0}m.", 9, 15),
            ("5 p.m", 17, 0),
            ("12 am", 0, 0),
            ("12 pm", 12, 0),
            ("17:00 pm", 17, 0),
            ("٥:٣٠ م", 17, 30),
            ("٧ ص", 7, 0),
            ("下午5点", 17, 0),
            ("17点30分", 17, 30),
            ("１７：００", 17, 0),
        ] {
            assert_eq!(time(text), NaiveTime::from_hms_opt(hour, minutes, 0), "{text}");
        }
        for text in ["", "5", "17", "pm", "25:00", "17:60", "17:5", "13 am", "0 pm", "noon", "1:2:3:4", "+5 pm", ":30"]
        {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_number_is_read_in_any_digits() {
        assert_eq!(["12", "١٢", " ３ ", "۰"].map(whole), [Some(12), Some(12), Some(3), Some(0)]);
        assert_eq!(["", "-1", "+1", "1.0", "twelve", "99999999999"].map(whole), [None; 6]);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_none(text in "\\PC{0,40}") {
            for lang in Lang::ALL {
                let _ = day(lang, &text);
            }
            let _ = (time(&text), whole(&text));
        }

        #[test]
        fn what_a_field_for_days_and_times_sends_is_read_as_it_is(days in 0_u32..40_000, minutes in 0_u32..1_440) {
            let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(u64::from(days));
            for lang in Lang::ALL {
                prop_assert_eq!(day(lang, &date.to_string()), Some(date));
            }
            let at = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
            prop_assert_eq!(time(&at.format("%H:%M").to_string()), Some(at));
        }
    }
}
