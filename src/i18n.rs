//! Leaf. The words that people read, in every language that we have (value V11), and moments in words.
//!
//! The texts are Fluent files in `locales/<tag>/`; they are inside the binary. English is the source:
//! a test holds every other language to the same keys and the same arguments, so that a missing word
//! fails a build and not a neighbor. What CLDR says of a language is no text of ours, except where it says
//! nothing (`i18n/cldr.rs`).
//!
//! **Direction.** Fluent can wrap each argument in the invisible marks FSI and PDI (Unicode UAX #9), so that
//! a Latin name does not upset the order of an Arabic sentence. That is switched off here, because most of
//! these texts go over the wire: Potluck itself (like others) strips direction marks from what comes in,
//! since they can make a sentence read as another. On the wire, each fact is an `<li>` or `<p>` of its own,
//! which every reader orders by itself. A page that puts a name into a sentence passes [`isolate`]`(name)`.

mod cldr;
mod moment;
mod number;
mod pieces;
mod row;
#[cfg(test)]
mod tests;
mod zone;

use crate::error::Error;
use fluent_templates::loader::{LanguageIdentifier, langid};
use fluent_templates::static_loader;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{LazyLock, PoisonError, RwLock};

pub use fluent_templates::fluent_bundle::FluentValue;
pub use moment::{date, moment, range, soon};
pub use number::number;
pub use row::{alternatives, together};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| {
            bundle.set_use_isolating(false);
            let formatter = number::formatter(&bundle.locales);
            bundle.set_formatter(formatter);
        },
    };
}

/// A language that we have words in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Lang {
    /// English, the source.
    En,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Arabic.
    Ar,
    /// Chinese in simplified script.
    ZhHans,
    /// Haitian Creole.
    Ht,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::En, Self::Es, Self::Fr, Self::Ar, Self::ZhHans, Self::Ht];

    /// From a language tag (BCP 47, RFC 5646), in any case. What follows the primary subtag is not looked
    /// at: `es-MX` is Spanish, and every Chinese tag is [`Lang::ZhHans`], the one script we have.
    /// `None` for a language that we have no words in, and for what is not a tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let is_subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if tag.len() > 64 || !tag.split('-').all(is_subtag) {
            return None;
        }
        match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "es" => Some(Self::Es),
            "fr" => Some(Self::Fr),
            "ar" => Some(Self::Ar),
            "zh" => Some(Self::ZhHans),
            "ht" => Some(Self::Ht),
            _ => None,
        }
    }

    /// The tag, for `lang` attributes, `contentMap` and folder names.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::ZhHans => "zh-Hans",
            Self::Ht => "ht",
        }
    }

    /// Which way it is written, for `dir` attributes: `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// Its name in itself, for a list to choose from.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Fr => "Français",
            Self::Ar => "العربية",
            Self::ZhHans => "简体中文",
            Self::Ht => "Kreyòl ayisyen",
        }
    }

    fn id(self) -> LanguageIdentifier {
        match self {
            Self::En => langid!("en"),
            Self::Es => langid!("es"),
            Self::Fr => langid!("fr"),
            Self::Ar => langid!("ar"),
            Self::ZhHans => langid!("zh-Hans"),
            Self::Ht => langid!("ht"),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Lang {
    type Err = Error;

    fn from_str(tag: &str) -> Result<Self, Error> {
        Self::from_tag(tag).ok_or_else(|| {
            let known = Self::ALL.map(Self::tag).join(", ");
            Error::invalid("language", format!("That is not a language that we have words in. We have {known}."))
        })
    }
}

impl TryFrom<String> for Lang {
    type Error = Error;

    fn try_from(tag: String) -> Result<Self, Error> {
        tag.parse()
    }
}

impl From<Lang> for &'static str {
    fn from(lang: Lang) -> Self {
        lang.tag()
    }
}

/// A text without arguments. For a key that may be unknown (a category that a network added), use [`try_text`].
///
/// A key that does not exist, or a missing argument, is a mistake of ours: a debug build (the tests) stops,
/// a release build logs it and shows the key.
pub fn text(lang: Lang, key: &str) -> String {
    text_with(lang, key, &[])
}

/// A text with its arguments, by name. Numbers that decide a plural must be numbers, not strings; an amount
/// with its unit is a string, and so is what is no number to read, such as a year. Numbers come out as the language
/// writes them (`1,234`); all else as it went in: escape the result for HTML.
///
/// A key that does not exist, or a missing argument: as in [`text`].
pub fn text_with(lang: Lang, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    find(lang, key, args).unwrap_or_else(|| {
        debug_assert!(false, "no text `{key}` in {lang} with the arguments {:?}", names(args));
        tracing::error!(key, lang = lang.tag(), arguments = ?names(args), "a text is missing");
        key.to_owned()
    })
}

/// A text without arguments, if there is one: for labels of what is data, such as `category-…`, `diet-…` and
/// `allergen-…`, which a network edits (value V12) and other networks send. Show the word itself otherwise.
pub fn try_text(lang: Lang, key: &str) -> Option<String> {
    find(lang, key, &[])
}

fn find(lang: Lang, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> Option<String> {
    // A dot would ask for an attribute of a text; we have none.
    if key.contains('.') {
        return None;
    }
    if args.is_empty() {
        return without_arguments(lang, key);
    }
    if let Some(words) = pieces::joined(lang, key, args) {
        return Some(words);
    }
    let args: HashMap<Cow<'static, str>, FluentValue<'_>> =
        args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
    put_together(lang, key, Some(&args))
}

/// The text as Fluent puts it together; in English, where a language does not have it. Which of our languages is meant is
/// known: Fluent is not asked which of all of them comes closest, which takes longer than the text.
fn put_together(lang: Lang, key: &str, args: Option<&HashMap<Cow<'static, str>, FluentValue<'_>>>) -> Option<String> {
    let said_in = |lang: Lang| LOCALES.lookup_single_language(&lang.id(), key, args).ok();
    said_in(lang).or_else(|| if lang == Lang::En { None } else { said_in(Lang::En) })
}

/// Texts without arguments that were asked for, for each language. A page has a hundred of them and more, and they are always
/// the same. Only what is in our files is kept, so that there is an end to it.
static ALWAYS_SAME: LazyLock<[RwLock<HashMap<String, String>>; 6]> = LazyLock::new(Default::default);

fn without_arguments(lang: Lang, key: &str) -> Option<String> {
    let kept = &ALWAYS_SAME[lang as usize];
    let found = kept.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
    if found.is_some() {
        return found;
    }
    let words = put_together(lang, key, None)?;
    kept.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), words.clone());
    Some(words)
}

fn names(args: &[(&'static str, FluentValue<'_>)]) -> Vec<&'static str> {
    args.iter().map(|(name, _)| *name).collect()
}

/// The label of a word that is data: the text `<prefix>-<word>` if there is one, else the word with spaces
/// for hyphens. `label(En, "category", "cooked-meal")` is "cooked meal".
pub fn label(lang: Lang, prefix: &str, word: &str) -> String {
    try_text(lang, &format!("{prefix}-{word}")).unwrap_or_else(|| word.replace('-', " "))
}

/// Words in a row, as facts are given: "milk, sesame". For a sentence, see [`together`] and [`alternatives`].
pub fn list<S: AsRef<str>>(lang: Lang, words: &[S]) -> String {
    words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(&text(lang, "list-separator"))
}

/// A value of unknown direction, wrapped so that it does not upset the order of the sentence around it
/// (FSI … PDI, Unicode UAX #9). For pages only; what goes over the wire stays without marks.
pub fn isolate(value: &str) -> String {
    format!("\u{2068}{value}\u{2069}")
}

/// How many entries of an `Accept-Language` header are read; browsers send fewer than ten.
const MOST_RANGES: usize = 32;

/// The language to answer in: the reader's first (value V11), by the weights of `Accept-Language`
/// (RFC 9110, section 12.5.4), even where the network itself speaks others; then the network's first;
/// then English. Entries that cannot be read are passed over: it is advice, never a reason to refuse.
pub fn negotiate(accept_language: &str, network: &[Lang]) -> Lang {
    let ranges: Vec<(&str, u16)> = accept_language.split(',').take(MOST_RANGES).filter_map(language_range).collect();
    let refused: Vec<Lang> =
        ranges.iter().filter(|(_, q)| *q == 0).filter_map(|(tag, _)| Lang::from_tag(tag)).collect();
    let of_network = || network.iter().copied().find(|lang| !refused.contains(lang));

    let mut wanted: Vec<&(&str, u16)> = ranges.iter().filter(|(_, q)| *q > 0).collect();
    // Stable: the reader's own order decides between equal weights.
    wanted.sort_by_key(|(_, q)| std::cmp::Reverse(*q));
    wanted
        .into_iter()
        .find_map(|(tag, _)| if *tag == "*" { of_network() } else { Lang::from_tag(tag) })
        .or_else(of_network)
        .or_else(|| network.first().copied())
        .unwrap_or(Lang::En)
}

/// One entry of the header: a tag or `*`, and its weight in thousandths.
fn language_range(entry: &str) -> Option<(&str, u16)> {
    let mut parts = entry.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight = match parts.next() {
        None => 1.0,
        Some(weight) => weight.strip_prefix("q=").or(weight.strip_prefix("Q="))?.parse::<f32>().ok()?,
    };
    (0.0..=1.0).contains(&weight).then(|| (tag, (weight * 1000.0).round() as u16))
}
