//! Words from outside become text that is safe to keep and to show: bounded, trimmed, without control
//! and direction-changing characters.

use crate::error::{Error, Message, Result};

/// Longest title, in characters.
pub const TITLE_MAX: usize = 120;
/// Longest body, in characters.
pub const BODY_MAX: usize = 5_000;
/// Longest message, note or access text, in characters.
pub const NOTE_MAX: usize = 1_000;
/// Longest label (a unit, a place's name), in characters.
pub const LABEL_MAX: usize = 80;

/// Longest language tag, in bytes (RFC 5646, section 4.4.1).
pub const LANGUAGE_MAX: usize = 35;

/// Characters that change the direction of what follows: they can make a sentence read as another.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// One line of text, or nothing if it is blank. However much white space stands between two words, one space is
/// kept, as a page would show it: what is read back from any format is then the same line.
///
/// # Errors
/// `Invalid` when it is longer than `max` characters.
pub fn line(field: &'static str, text: &str, max: usize) -> Result<Option<String>> {
    let visible: String = text.chars().filter(|c| c.is_whitespace() || !is_dropped(*c)).collect();
    bounded(field, visible.split_whitespace().collect::<Vec<_>>().join(" "), max)
}

/// Several lines of text, or nothing if it is blank.
///
/// # Errors
/// `Invalid` when it is longer than `max` characters.
pub fn lines(field: &'static str, text: &str, max: usize) -> Result<Option<String>> {
    bounded(field, text.chars().filter(|c| *c == '\n' || !is_dropped(*c)).collect(), max)
}

/// A line that must be there.
///
/// # Errors
/// `Invalid` when it is blank or longer than `max` characters.
pub fn required_line(field: &'static str, text: &str, max: usize) -> Result<String> {
    line(field, text, max)?.ok_or_else(|| {
        Error::invalid(field, format!("`{field}` is empty. Please write a few words.")).worded(Message::Empty)
    })
}

fn is_dropped(c: char) -> bool {
    c.is_control() || is_bidi_control(c)
}

fn bounded(field: &'static str, clean: String, max: usize) -> Result<Option<String>> {
    let clean = clean.trim();
    let length = clean.chars().count();
    if length > max {
        return Err(Error::invalid(field, format!("`{field}` has {length} characters; at most {max} are kept here."))
            .worded(Message::TooLong { length, most: max }));
    }
    Ok((!clean.is_empty()).then(|| clean.to_owned()))
}

/// A word from a list that is data, not code (diet tags, allergens, categories): lower-case letters,
/// digits and hyphens, 1 to 40 characters.
///
/// # Errors
/// `Invalid` for anything else.
pub fn tag(field: &'static str, text: &str) -> Result<String> {
    let word = text.trim().to_lowercase();
    let fits = (1..=40).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !word.starts_with('-')
        && !word.ends_with('-');
    fits.then_some(word).ok_or_else(|| {
        Error::invalid(
            field,
            format!("`{field}` holds a word that is not a tag: letters a to z, digits and hyphens, at most 40."),
        )
        .worded(Message::NotATag)
    })
}

/// At most `max` tags, each once, in the order given.
///
/// # Errors
/// `Invalid` for a word that is not a tag, or too many of them.
pub fn tags(field: &'static str, words: &[String], max: usize) -> Result<Vec<String>> {
    if words.len() > max {
        return Err(Error::invalid(
            field,
            format!("`{field}` has {} entries; at most {max} are kept here.", words.len()),
        )
        .worded(Message::TooManyEntries { count: words.len(), most: max }));
    }
    let mut seen = Vec::with_capacity(words.len());
    for word in words {
        let word = tag(field, word)?;
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    Ok(seen)
}

/// A language tag (BCP 47, RFC 5646) of reasonable shape and at most [`LANGUAGE_MAX`] bytes, in its usual case: `en`,
/// `zh-Hans`, `pt-BR`.
///
/// # Errors
/// `Invalid` when it does not look like one.
pub fn language(field: &'static str, text: &str) -> Result<String> {
    let wrong = || {
        Error::invalid(field, format!("`{field}` is not a language tag such as `en`, `es` or `zh-Hans`."))
            .worded(Message::NotALanguage)
    };
    let text = text.trim();
    if text.len() > LANGUAGE_MAX {
        return Err(wrong());
    }
    let mut parts = Vec::new();
    for (index, part) in text.split('-').enumerate() {
        let alphabetic = part.bytes().all(|b| b.is_ascii_alphabetic());
        parts.push(match (index, part.len(), alphabetic) {
            (0, 2..=3, true) => part.to_ascii_lowercase(),
            (1.., 4, true) => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
            (1.., 2, true) => part.to_ascii_uppercase(),
            (1.., 3..=8, _) if part.bytes().all(|b| b.is_ascii_alphanumeric()) => part.to_ascii_lowercase(),
            _ => return Err(wrong()),
        });
    }
    Ok(parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_direction_characters_are_dropped() {
        assert_eq!(line("title", " a\u{202E}b\u{0}c\nd ", 10).unwrap().as_deref(), Some("abc d"));
        assert_eq!(lines("body", "a\nb\u{7}", 10).unwrap().as_deref(), Some("a\nb"));
        assert_eq!(line("title", " \u{2066} ", 10).unwrap(), None);
    }

    #[test]
    fn too_long_is_said_not_cut() {
        let error = line("title", "12345", 4).unwrap_err();
        assert!(error.text().contains("5 characters") && error.field() == Some("title"));
    }

    #[test]
    fn tags_are_plain_words() {
        assert_eq!(tag("diet", " Halal ").unwrap(), "halal");
        for bad in ["", "-a", "a b", "é", "<script>", &"a".repeat(41)] {
            assert!(tag("diet", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn languages_are_normalized() {
        assert_eq!(language("language", "ZH-hans").unwrap(), "zh-Hans");
        assert_eq!(language("language", "pt-br").unwrap(), "pt-BR");
        assert_eq!(language("language", &format!("de-{}-1996", ["abcdefgh"; 3].join("-"))).unwrap().len(), 34);
        let long = format!("de-{}", ["abcdefgh"; 4].join("-"));
        for bad in ["", "e", "english language", "en_US", "en-", "en-x1", &long] {
            assert!(language("language", bad).is_err(), "{bad}");
        }
    }
}
