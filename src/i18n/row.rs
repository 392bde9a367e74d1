//! Words in a row in a sentence, by ICU4X and the data of CLDR: "a, b and c", "a, b or c".
//!
//! It knows what a text cannot: that Spanish says "español e inglés", and "siete u ocho". CLDR says nothing of Haitian
//! Creole: there, the words between are texts of ours.

use super::{Lang, list, text};
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::{Locale, locale};

fn locale(lang: Lang) -> Option<Locale> {
    match lang {
        // Without a comma before the last.
        Lang::En => Some(locale!("en-001")),
        Lang::Es => Some(locale!("es")),
        Lang::Fr => Some(locale!("fr")),
        Lang::Ar => Some(locale!("ar")),
        Lang::ZhHans => Some(locale!("zh")),
        Lang::Ht => None,
    }
}

fn joined(formatter: Option<ListFormatter>, lang: Lang, words: &[&str], between: &str) -> String {
    match (formatter, words) {
        (Some(formatter), _) => formatter.format(words.iter()).to_string(),
        (None, [first @ .., last]) if !first.is_empty() => list(lang, first) + &text(lang, between) + last,
        (None, words) => words.concat(),
    }
}

/// Words that go together: "English, Spanish and Arabic".
pub fn together<S: AsRef<str>>(lang: Lang, words: &[S]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let made =
        locale(lang).and_then(|locale| ListFormatter::try_new_and(locale.into(), ListFormatterOptions::default()).ok());
    joined(made, lang, &words, "list-and")
}

/// Words to choose from: "pickup, delivery or left in a community fridge".
pub fn alternatives<S: AsRef<str>>(lang: Lang, words: &[S]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let made =
        locale(lang).and_then(|locale| ListFormatter::try_new_or(locale.into(), ListFormatterOptions::default()).ok());
    joined(made, lang, &words, "list-or")
}
