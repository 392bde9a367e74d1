//! Entries of what a neighborhood knows: places and resources, as a line of a table has them.
//!
//! A line is a set of cells by column. Both formats of files (CSV, and HSDS as JSON) become cells, and everything
//! that is checked is checked here, so that a mistake is named by its column, whatever the format.

use crate::domain::area::Point;
use crate::domain::listing::words;
use crate::domain::text::{self, NOTE_MAX};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// Whether something is so.
    Known {
        /// It is.
        Yes = "yes",
        /// It is not.
        No = "no",
        /// Nobody has looked, or said.
        Unknown = "unknown",
    }
}

/// Words in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// BCP 47.
    pub language: String,
    /// Plain text, at most 1,000 characters.
    pub text: String,
}

/// Positions are kept to a ten-millionth of a degree, about a centimetre: every program writes and reads that alike.
const DEGREE_PARTS: f64 = 1e7;
/// Most languages of notes.
pub const NOTES_MAX: usize = 20;
/// Longest external id, in characters.
pub const EXTERNAL_ID_MAX: usize = 200;
/// Most entries of a list within a cell.
pub const LIST_MAX: usize = 30;

/// What a place and a resource have in common.
pub trait Entry: Clone + std::fmt::Debug + PartialEq + Send + Sync + 'static {
    /// `places` or `resources`.
    const NAME: &'static str;
    /// The columns without a language or a field in their name; the first ones are required.
    const COLUMNS: &'static [&'static str];
    /// How many of them are required.
    const REQUIRED: usize;
    /// Columns that go on with `_` and a language.
    const IN_LANGUAGES: &'static str;

    /// From a line, with the language of what does not say its own.
    ///
    /// # Errors
    /// `Invalid` at the first column that does not fit.
    fn from_cells(cells: &Cells, language: &str) -> Result<Self>;

    /// As a line. [`Entry::from_cells`] reads the same entry from it.
    fn to_cells(&self) -> Cells;

    /// What another list calls it.
    fn external_id(&self) -> Option<&str>;

    /// Sets what another list calls it.
    fn set_external_id(&mut self, id: Option<String>);

    /// What makes it the same as another one without an id: name and position.
    fn key(&self) -> String;
}

/// A name and a position (about 10 m), for comparing.
pub(super) fn key_of(name: &str, point: Option<Point>, other: &str) -> String {
    let name = name.to_lowercase();
    match point {
        Some(point) => format!("{name}@{:.4},{:.4}", point.latitude(), point.longitude()),
        None => format!("{name}@{}", other.to_lowercase()),
    }
}

/// A line: what is not empty, by column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells(BTreeMap<String, String>);

impl Cells {
    /// Sets a cell; nothing if it is blank.
    pub fn set(&mut self, column: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.0.insert(column.into(), value);
        }
    }

    /// Empties a cell.
    pub fn remove(&mut self, column: &str) {
        self.0.remove(column);
    }

    /// A cell that is not blank.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(|text| text.trim())
    }

    /// All of them, by column.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(column, text)| (column.as_str(), text.as_str()))
    }

    pub(super) fn line(&self, column: &'static str, max: usize) -> Result<Option<String>> {
        self.get(column).map_or(Ok(None), |text| text::line(column, text, max))
    }

    pub(super) fn required(&self, column: &'static str, max: usize) -> Result<String> {
        text::required_line(column, self.get(column).unwrap_or_default(), max)
    }

    pub(super) fn external_id(&self) -> Result<Option<String>> {
        self.line("external_id", EXTERNAL_ID_MAX)
    }

    /// Both or neither.
    pub(super) fn point(&self) -> Result<Option<Point>> {
        let degrees = |column: &'static str| {
            let read = |text: &str| {
                // A comma where the language of the spreadsheet has one.
                text.replace(',', ".")
                    .parse::<f64>()
                    .map_err(|_| Error::invalid(column, format!("`{column}` is a number of degrees, such as 40.7152.")))
            };
            let round = |degrees: f64| (degrees * DEGREE_PARTS).round() / DEGREE_PARTS;
            Ok::<_, Error>(self.get(column).map(read).transpose()?.map(round))
        };
        match (degrees("latitude")?, degrees("longitude")?) {
            (Some(latitude), Some(longitude)) => Ok(Some(Point::new(latitude, longitude)?)),
            (None, None) => Ok(None),
            (None, _) => {
                Err(Error::invalid("latitude", "`latitude` is empty while `longitude` is not. Please fill in both."))
            }
            (_, None) => {
                Err(Error::invalid("longitude", "`longitude` is empty while `latitude` is not. Please fill in both."))
            }
        }
    }

    pub(super) fn set_point(&mut self, point: Option<Point>) {
        if let Some(point) = point {
            self.set("latitude", point.latitude().to_string());
            self.set("longitude", point.longitude().to_string());
        }
    }

    /// One of the words of an enumeration.
    pub(super) fn word<T>(&self, column: &'static str, parse: fn(&str) -> Option<T>, all: &str) -> Result<Option<T>> {
        let read = |text: &str| {
            parse(&text.to_lowercase().replace([' ', '_'], "-"))
                .ok_or_else(|| Error::invalid(column, format!("`{column}` is one of: {all}.")))
        };
        self.get(column).map(read).transpose()
    }

    /// Yes, no or unknown; an empty cell is unknown.
    pub(super) fn known(&self, column: &'static str) -> Result<Known> {
        let parse = |text: &str| match text {
            "yes" | "true" | "1" | "y" => Some(Known::Yes),
            "no" | "false" | "0" | "n" => Some(Known::No),
            "unknown" | "?" => Some(Known::Unknown),
            _ => None,
        };
        Ok(self.word(column, parse, "yes, no, unknown")?.unwrap_or(Known::Unknown))
    }

    pub(super) fn set_known(&mut self, column: &str, known: Known) {
        if known != Known::Unknown {
            self.set(column, known.as_str());
        }
    }

    /// Several, with `|` between them, each once.
    pub(super) fn list(&self, column: &'static str, max: usize) -> Result<Vec<String>> {
        let parts = self.get(column).unwrap_or_default().split('|').map(str::trim).filter(|part| !part.is_empty());
        let mut list = Vec::new();
        for part in parts {
            let part = text::required_line(column, part, max)?;
            if !list.contains(&part) {
                list.push(part);
            }
        }
        if list.len() > LIST_MAX {
            return Err(Error::invalid(column, format!("`{column}` has more than {LIST_MAX} entries.")));
        }
        Ok(list)
    }

    /// `2026-11-23`.
    pub(super) fn day(&self, column: &'static str) -> Result<Option<NaiveDate>> {
        self.get(column).map(|text| day(column, text)).transpose()
    }

    /// The texts of `prefix_LANGUAGE`, and of `prefix` alone, which is in `language`; in the order of their languages.
    pub(super) fn notes(&self, prefix: &'static str, language: &str) -> Result<Vec<Note>> {
        let mut notes = BTreeMap::new();
        for (column, words) in self.iter() {
            let Some(rest) = column.strip_prefix(prefix) else { continue };
            let tag = match rest.strip_prefix('_') {
                Some(tag) => text::language(prefix, &tag.replace('_', "-"))?,
                None if rest.is_empty() => language.to_owned(),
                None => continue,
            };
            if let Some(words) = text::lines(prefix, words, NOTE_MAX)?
                && notes.insert(tag.clone(), words).is_some()
            {
                return Err(Error::invalid(prefix, format!("`{prefix}` is there twice in the language `{tag}`.")));
            }
        }
        if notes.len() > NOTES_MAX {
            return Err(Error::invalid(prefix, format!("`{prefix}` is there in more than {NOTES_MAX} languages.")));
        }
        Ok(notes.into_iter().map(|(language, text)| Note { language, text }).collect())
    }

    pub(super) fn set_notes(&mut self, prefix: &str, notes: &[Note]) {
        for note in notes {
            self.set(format!("{prefix}_{}", note.language), note.text.as_str());
        }
    }
}

/// A day of a cell.
pub(super) fn day(column: &'static str, text: &str) -> Result<NaiveDate> {
    // What comes with a time of day is that day.
    let date = text.trim().split(['T', ' ']).next().unwrap_or_default();
    NaiveDate::parse_from_str(date, "%Y-%m-%d")
        .map_err(|_| Error::invalid(column, format!("`{column}` is a day such as 2026-11-23.")))
}

/// The words of an enumeration, for a sentence.
pub(super) fn one_of<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> String {
    all.iter().map(|one| word(*one)).collect::<Vec<_>>().join(", ")
}
