//! Tables: CSV (RFC 4180) as spreadsheets write it, with commas, semicolons or tabs.

use super::{Line, Source, Which};
use crate::domain::entry::{Cells, Entry};
use crate::domain::place::Place;
use crate::domain::resource::ResourceEntry;
use crate::error::{Error, Result};
use std::collections::BTreeSet;

/// The column of a rejected file that says what to correct; it is not read.
const PROBLEM: &str = "problem";

/// What others call our columns.
const ALSO: [(&str, &str); 16] = [
    ("id", "external_id"),
    ("type", "kind"),
    ("title", "name"),
    ("lat", "latitude"),
    ("lon", "longitude"),
    ("lng", "longitude"),
    ("long", "longitude"),
    ("street", "address"),
    ("phone", "phones"),
    ("telephone", "phones"),
    ("url", "website"),
    ("web", "website"),
    ("category", "categories"),
    ("language", "languages"),
    ("description", "about"),
    ("opening_hours", "hours"),
];

/// A column by our name for it: `Opening Hours` is `hours`.
fn column(header: &str) -> String {
    let name = header.trim().to_lowercase().replace([' ', '-'], "_");
    ALSO.iter().find(|(other, _)| *other == name).map_or(name, |(_, ours)| (*ours).to_owned())
}

fn is_column_of<E: Entry>(column: &str) -> bool {
    let in_language = column.strip_prefix(E::IN_LANGUAGES).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
    E::COLUMNS.contains(&column) || in_language
}

/// The first column that is needed and not there.
pub(super) fn missing_column<E: Entry>(headers: &[String], kind_is_given: bool) -> Option<&'static str> {
    if headers.is_empty() {
        return None;
    }
    let columns: BTreeSet<String> = headers.iter().map(|header| column(header)).collect();
    let mut needed = E::COLUMNS.iter().take(E::REQUIRED).filter(|needed| **needed != "kind" || !kind_is_given);
    needed.find(|needed| !columns.contains(**needed)).copied()
}

/// Whatever stands most often between the columns of the first line.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(delimiter, _)| *delimiter == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // The first of those that are there equally often.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

/// Reads a table whose first line names the columns.
///
/// # Errors
/// `BadRequest` when it is no table, with the line.
pub(super) fn read(text: &str) -> Result<Source> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let wrong = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        Error::bad_request(format!("Line {line} cannot be read as CSV. Is a quotation mark open?")).because(error)
    };
    let headers: Vec<String> = reader.headers().map_err(wrong)?.iter().map(str::to_owned).collect();
    let columns: Vec<String> = headers.iter().map(|header| column(header)).collect();
    for (index, column) in columns.iter().enumerate() {
        if !column.is_empty() && columns[..index].contains(column) {
            let text = format!("Two columns are called `{column}` (or a name for the same). Please keep one of them.");
            return Err(Error::bad_request(text));
        }
    }
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut cells = Cells::default();
        for (column, cell) in columns.iter().zip(record.iter()) {
            cells.set(column.as_str(), plain(cell));
        }
        lines.push(Line {
            at: format!("line {}", record.position().map_or(0, csv::Position::line)),
            cells,
            raw: record.iter().map(str::to_owned).collect(),
        });
    }
    let which = guess(&columns);
    let known = |column: &String| match which {
        Some(Which::Places) => is_column_of::<Place>(column),
        Some(Which::Resources) => is_column_of::<ResourceEntry>(column),
        None => is_column_of::<Place>(column) || is_column_of::<ResourceEntry>(column),
    };
    let strange =
        columns.iter().zip(&headers).filter(|(column, _)| !known(column) && *column != PROBLEM && !column.is_empty());
    let strange: Vec<&str> = strange.map(|(_, header)| header.as_str()).collect();
    let remarks = match strange.is_empty() {
        true => Vec::new(),
        false => vec![format!("these columns are not known here and were not read: {}.", strange.join(", "))],
    };
    Ok(Source { lines, headers, which, remarks })
}

/// By the columns that only one of the two has.
fn guess(columns: &[String]) -> Option<Which> {
    let only =
        |name: &str, places: bool, resources: bool| columns.iter().any(|column| column == name) && places != resources;
    let of = |mine: &[&str], other: &[&str]| mine.iter().filter(|name| only(name, true, other.contains(name))).count();
    let places = of(Place::COLUMNS, ResourceEntry::COLUMNS);
    let resources = of(ResourceEntry::COLUMNS, Place::COLUMNS);
    match places.cmp(&resources) {
        std::cmp::Ordering::Greater => Some(Which::Places),
        std::cmp::Ordering::Less => Some(Which::Resources),
        std::cmp::Ordering::Equal => None,
    }
}

const DANGEROUS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a cell begins like a formula, after any number of apostrophes.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(DANGEROUS)
}

/// A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe, unless it is a number.
pub(super) fn harmless(cell: &str) -> String {
    if is_formula(cell) && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}

/// The cell without the apostrophe that [`harmless`] gave it.
fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_formula(cell)).unwrap_or(cell)
}

/// Rows as CSV, with a mark for spreadsheets that it is UTF-8, and every cell harmless.
///
/// # Errors
/// `Internal` when memory cannot be written.
pub(super) fn render(head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Result<String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in std::iter::once(head).chain(rows) {
        writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(Error::internal)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    Ok(format!("\u{feff}{}", String::from_utf8(bytes).map_err(Error::internal)?))
}

/// Entries as CSV: all columns, and one for each language of notes.
///
/// # Errors
/// As [`render`].
pub(super) fn write<'a, E: Entry>(entries: impl Iterator<Item = &'a E>) -> Result<String> {
    let rows: Vec<Cells> = entries.map(Entry::to_cells).collect();
    let further: BTreeSet<&str> =
        rows.iter().flat_map(Cells::iter).map(|(column, _)| column).filter(|c| !E::COLUMNS.contains(c)).collect();
    let columns: Vec<&str> = E::COLUMNS.iter().copied().chain(further).collect();
    let head = columns.iter().map(|column| (*column).to_owned()).collect();
    let cell = |row: &Cells, column: &str| row.get(column).unwrap_or_default().to_owned();
    render(head, rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()))
}
