//! Words in a row in a sentence, by ICU4X and the data of CLDR: "a, b and c", "a, b or c".
//!
//! It knows what a text cannot: that Spanish says "español e inglés", and "siete u ocho". CLDR says nothing of Haitian
//! Creole: there, the words between are texts of its own.

use super::Lang;
use super::cldr::{locale, own_row};
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;

fn joined(formatter: Option<ListFormatter>, lang: Lang, words: &[&str], between: &str) -> String {
    match formatter {
        Some(formatter) => formatter.format(words.iter()).to_string(),
        None => own_row(lang, words, between),
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
