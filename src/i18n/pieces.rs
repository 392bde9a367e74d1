//! Texts as they are between their arguments. A page says a hundred texts with arguments, and they are always the same few but
//! for names and numbers: Fluent puts each together once, with marks in the place of its arguments, and from then on they are
//! joined here.
//!
//! Nothing that anybody said is kept: an argument is a mark in what is kept. Only the numbers by which a text chooses its words
//! (`{ $count -> … }`) make several of one text.

use super::{FluentValue, Lang, number, put_together};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

/// The arguments by which texts choose their words, in one language or another. A test holds them against our files.
pub(super) const CHOOSING: [&str; 4] = ["count", "days", "months", "people"];
/// So many numbers, from 0 on, are kept apart for a text that chooses: a month has no more days. For others, Fluent is asked.
const NUMBERS: f64 = 32.0;
/// Before and after the name of an argument, in a text that Fluent put together. No text of ours holds them; a test says so.
pub(super) const MARKS: [char; 2] = ['\u{E000}', '\u{E001}'];

#[derive(Debug)]
enum Piece {
    Words(String),
    Argument(&'static str),
}

/// The texts of a language, by [`name_of`].
type Kept = RwLock<HashMap<String, Vec<Piece>>>;

/// What is kept of each language.
static KEPT: LazyLock<[Kept; 6]> = LazyLock::new(Default::default);

type Arguments<'a> = [(&'static str, FluentValue<'a>)];

/// A text with its arguments, as Fluent puts it together; nothing where that is to be asked, which knows all there is to know.
pub(super) fn joined(lang: Lang, key: &str, args: &Arguments<'_>) -> Option<String> {
    let (name, kept) = (name_of(key, args)?, &KEPT[lang as usize]);
    if let Some(pieces) = kept.read().unwrap_or_else(PoisonError::into_inner).get(&*name) {
        return join(lang, pieces, args);
    }
    let pieces = taken_apart(lang, key, args)?;
    let words = join(lang, &pieces, args);
    kept.write().unwrap_or_else(PoisonError::into_inner).insert(name.into_owned(), pieces);
    words
}

/// Under which name a text is kept: its key, and the numbers by which it chooses its words. Nothing where it is not kept.
fn name_of<'a>(key: &'a str, args: &Arguments<'_>) -> Option<Cow<'a, str>> {
    let mut name = Cow::Borrowed(key);
    for (argument, value) in args {
        match value {
            FluentValue::String(_) if !CHOOSING.contains(argument) => {}
            FluentValue::Number(_) if !CHOOSING.contains(argument) => {}
            FluentValue::Number(number) => {
                let (value, options) = (number.value, &number.options);
                if value.fract() != 0.0 || !(0.0..NUMBERS).contains(&value) || options.minimum_fraction_digits.is_some()
                {
                    return None;
                }
                name = format!("{name} {argument}={value}").into();
            }
            _ => return None,
        }
    }
    Some(name)
}

/// The pieces of a text, as Fluent puts it together.
fn taken_apart(lang: Lang, key: &str, args: &Arguments<'_>) -> Option<Vec<Piece>> {
    let [from, to] = MARKS;
    let marked = args.iter().map(|(name, value)| {
        let value = if CHOOSING.contains(name) { value.clone() } else { format!("{from}{name}{to}").into() };
        (Cow::Borrowed(*name), value)
    });
    let whole = put_together(lang, key, Some(&marked.collect()))?;
    let mut pieces = Vec::new();
    for (place, part) in whole.split(from).enumerate() {
        let words = if place == 0 {
            part
        } else {
            let (name, words) = part.split_once(to)?;
            pieces.push(Piece::Argument(args.iter().find(|(argument, _)| *argument == name)?.0));
            words
        };
        if !words.is_empty() {
            pieces.push(Piece::Words(words.to_owned()));
        }
    }
    Some(pieces)
}

/// Pieces with arguments between them; nothing where one is missing.
fn join(lang: Lang, pieces: &[Piece], args: &Arguments<'_>) -> Option<String> {
    let mut words = String::with_capacity(64);
    for piece in pieces {
        match piece {
            Piece::Words(said) => words.push_str(said),
            Piece::Argument(name) => match &args.iter().find(|(argument, _)| argument == name)?.1 {
                FluentValue::String(said) => words.push_str(said),
                FluentValue::Number(said) => words.push_str(&number(lang, &said.as_string())),
                _ => return None,
            },
        }
    }
    Some(words)
}

/// Whether something that is kept of a language holds such words.
#[cfg(test)]
pub(super) fn keeps(lang: Lang, words: &str) -> bool {
    let kept = KEPT[lang as usize].read().unwrap_or_else(PoisonError::into_inner);
    kept.iter().any(|(name, pieces)| name.contains(words) || format!("{pieces:?}").contains(words))
}
