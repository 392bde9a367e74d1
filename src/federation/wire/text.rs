//! Words from other servers, bounded and freed from control characters the moment they are read
//! (refusals 21 and 23).
//!
//! What people read is cut with an ellipsis, so that one long title does not cost a neighbor the whole
//! listing. What machines compare ([`Word`]) and what would break when cut ([`Html`]) is refused.

use crate::error::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::ops::Deref;

/// Longest name or title, in characters.
pub const NAME_MAX: usize = 300;
/// Longest note, in characters.
pub const NOTE_MAX: usize = 1_000;
/// Longest alternative text of a picture, in characters (what Mastodon allows).
pub const ALT_MAX: usize = 1_500;
/// Longest word, in characters.
pub const WORD_MAX: usize = 80;
/// Longest HTML, in bytes.
pub const HTML_MAX: usize = 150_000;

/// A name, a title or a label.
pub type Name = Line<NAME_MAX>;
/// A few sentences without markup.
pub type NoteText = Text<NOTE_MAX>;
/// What a picture shows, in words.
pub type Alt = Text<ALT_MAX>;

/// Characters that change the direction of what follows, so that a name can read as another.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// At most `max` characters; what is longer ends in an ellipsis.
fn cut(text: &str, max: usize) -> String {
    if text.chars().nth(max).is_none() {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(max.saturating_sub(1)).collect();
    kept.push('…');
    kept
}

/// Gives a text type what all of them share.
macro_rules! reads_as_str {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> $type {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl<$($generics)*> Deref for $type {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl<$($generics)*> fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<$($generics)*> PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl<$($generics)*> From<$type> for String {
            fn from(text: $type) -> Self {
                text.0
            }
        }
    };
}

/// One line of at most `MAX` characters, without control and direction-changing characters; longer ones are cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Line<const MAX: usize>(String);

/// Several lines of at most `MAX` characters in all, without control (but line feed) and direction-changing
/// characters; longer ones are cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Text<const MAX: usize>(String);

/// A word that machines compare (a category, a diet, an allergen, a unit): one line of 1 to [`WORD_MAX`]
/// characters. A longer one is refused, since half a word says something else.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Word(String);

/// HTML of at most [`HTML_MAX`] bytes without control characters but tab and line feed. Not yet sanitized:
/// whoever shows it runs it through the allowlist first (refusal 22).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Html(String);

reads_as_str!([const MAX: usize] Line<MAX>);
reads_as_str!([const MAX: usize] Text<MAX>);
reads_as_str!([] Word);
reads_as_str!([] Html);

impl<const MAX: usize> From<&str> for Line<MAX> {
    fn from(text: &str) -> Self {
        let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        let clean: String = spaced.filter(|c| !c.is_control() && !is_bidi_control(*c)).collect();
        Self(cut(clean.trim(), MAX))
    }
}

impl<const MAX: usize> From<&str> for Text<MAX> {
    fn from(text: &str) -> Self {
        let clean: String = text.chars().filter(|c| (!c.is_control() || *c == '\n') && !is_bidi_control(*c)).collect();
        Self(cut(clean.trim(), MAX))
    }
}

impl TryFrom<&str> for Word {
    type Error = Error;

    /// # Errors
    /// `Invalid` when it is blank or longer than [`WORD_MAX`] characters.
    fn try_from(text: &str) -> Result<Self> {
        let line = Line::<{ WORD_MAX + 1 }>::from(text).0;
        if line.is_empty() || line.chars().count() > WORD_MAX {
            return Err(Error::invalid("word", format!("A word has 1 to {WORD_MAX} characters.")));
        }
        Ok(Self(line))
    }
}

impl TryFrom<&str> for Html {
    type Error = Error;

    /// # Errors
    /// `TooLarge` when it is longer than [`HTML_MAX`] bytes.
    fn try_from(text: &str) -> Result<Self> {
        if text.len() > HTML_MAX {
            return Err(Error::new(
                crate::error::Kind::TooLarge,
                format!("The text has {} bytes; at most {HTML_MAX} are read here.", text.len()),
            ));
        }
        Ok(Self(text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()))
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Line<MAX> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::from(String::deserialize(from)?.as_str()))
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::from(String::deserialize(from)?.as_str()))
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(from)?.as_str()).map_err(serde::de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Html {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::try_from(String::deserialize(from)?.as_str()).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusal_23_a_name_cannot_turn_itself_around() {
        assert_eq!(Name::from("Rice\u{202E}drawkcab\u{2066}\u{0}\n!"), "Ricedrawkcab !");
        assert_eq!(NoteText::from("a\u{7}\nb\u{202A}"), "a\nb");
    }

    #[test]
    fn a_long_name_is_cut_and_says_so() {
        let name = Name::from("é".repeat(301).as_str());
        assert_eq!(name.chars().count(), 300);
        assert!(name.ends_with('…'));
        assert_eq!(Name::from("é".repeat(300).as_str()).as_str(), "é".repeat(300));
    }

    #[test]
    fn a_word_is_whole_or_refused() {
        assert_eq!(Word::try_from(" halal ").unwrap(), "halal");
        for bad in ["", " \u{202E} ", &"a".repeat(81)] {
            assert!(Word::try_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn refusal_21_text_is_at_most_150_kb() {
        assert!(Html::try_from("a".repeat(HTML_MAX).as_str()).is_ok());
        assert!(Html::try_from("a".repeat(HTML_MAX + 1).as_str()).is_err());
        assert_eq!(Html::try_from("<p>\u{0}a\tb\u{8}</p>").unwrap(), "<p>a\tb</p>");
    }
}
