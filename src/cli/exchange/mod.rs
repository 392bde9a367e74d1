//! `potluck import` and `potluck export`: places and resources, as a table (CSV) or as HSDS 3 (JSON).
//!
//! [`read`] and [`check`] turn a file into entries, [`to_csv`] and [`to_hsds`] entries into a file; neither needs a server.

mod file;
mod hsds;
mod reject;
mod table;
#[cfg(test)]
mod tests;

use super::start::{block_on, start};
use crate::actions::keep_entries::{self, Imported};
use crate::app::App;
use crate::config::Config;
use crate::domain::entry::{Cells, Entry};
use crate::domain::place::{Place, PlaceKind};
use crate::domain::resource::ResourceEntry;
use crate::error::{Error, Kind, Result};
use crate::storage::entries::{Kept, Stored};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::HashMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Most lines of one file.
const LINES_MAX: usize = 100_000;
/// Problems that are printed; the others are counted.
const SHOWN_MAX: usize = 50;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Which {
    /// Fridges, pantries, kitchens…
    Places,
    /// Services of others.
    Resources,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table, for a spreadsheet.
    Csv,
    /// Human Services Data Specification 3, as JSON.
    Hsds,
}

#[derive(Args)]
pub(super) struct Import {
    /// A CSV file (with commas, semicolons or tabs), or HSDS 3 as JSON.
    file: PathBuf,
    /// What it holds; found out by itself where the file says so.
    #[arg(long, value_enum)]
    kind: Option<Which>,
    /// Of places that do not say: what kind they are, such as pantry.
    #[arg(long, value_name = "KIND")]
    place_kind: Option<String>,
    /// Only say what would be done.
    #[arg(long)]
    dry_run: bool,
    /// Keep the good lines, and write the bad ones to FILE.rejected.csv.
    #[arg(long)]
    skip_bad: bool,
}

#[derive(Args)]
pub(super) struct Export {
    /// What to write.
    #[arg(value_enum)]
    which: Which,
    /// The file to make. One that is there is never overwritten.
    file: PathBuf,
    /// csv for a spreadsheet, hsds for other programs.
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
}

/// A line of a table, or a service of HSDS.
pub struct Line {
    /// `line 7`, or `service 3`.
    at: String,
    cells: Cells,
    /// As it stood in the file, where that was a table.
    raw: Vec<String>,
}

/// A file that was read.
pub struct Source {
    lines: Vec<Line>,
    /// The columns of a table as they were called in the file.
    headers: Vec<String>,
    which: Option<Which>,
    /// What to know about how it was read.
    remarks: Vec<String>,
}

impl Source {
    /// Its lines, not checked yet.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
}

/// A line that cannot be taken.
pub struct Problem {
    line: usize,
    at: String,
    column: &'static str,
    what: String,
}

/// Turns the bytes of a file into lines: text as spreadsheets write it, a table or HSDS. `place_kind` is the kind of
/// those that do not say theirs.
///
/// # Errors
/// `WrongType` for what is no text; `BadRequest` for what is neither a table nor HSDS, with the line; `TooLarge`.
pub fn read(bytes: &[u8], place_kind: Option<PlaceKind>) -> Result<Source> {
    let (text, remark) = file::decode(bytes)?;
    let mut source = parse(&text, place_kind)?;
    source.remarks.extend(remark);
    Ok(source)
}

/// Turns text into lines.
fn parse(text: &str, place_kind: Option<PlaceKind>) -> Result<Source> {
    let mut source = match text.trim_start().chars().next() {
        Some('{' | '[') => hsds::read(text)?,
        _ => table::read(text)?,
    };
    if source.lines.is_empty() {
        return Err(Error::bad_request("The file has no entries. Is it the right one?"));
    }
    if source.lines.len() > LINES_MAX {
        let text = format!("The file has more than {LINES_MAX} entries. Please split it.");
        return Err(Error::new(Kind::TooLarge, text));
    }
    for line in source.lines.iter_mut().filter(|line| line.cells.get("kind").is_none()) {
        line.cells.set("kind", place_kind.map_or("", PlaceKind::as_str));
    }
    Ok(source)
}

/// Entries as a table, for a spreadsheet.
///
/// # Errors
/// `Internal` when memory cannot be written.
pub fn to_csv<'a, E: Entry>(entries: impl Iterator<Item = &'a E>) -> Result<String> {
    table::write(entries)
}

/// Entries as HSDS 3; `network` is the organization of those that name none.
///
/// # Errors
/// `Internal` when an entry does not say its own hours.
pub fn to_hsds<E: Stored>(kept: &[Kept<E>], network: &str) -> Result<String> {
    hsds::write(kept, network)
}

/// Checks every line; `language` is that of notes which do not say theirs. What is there twice within the file is a
/// problem of the second.
pub fn check<E: Entry>(lines: &[Line], language: &str) -> (Vec<E>, Vec<Problem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        let mut problem = |column, what| problems.push(Problem { line: index, at: line.at.clone(), column, what });
        let entry = match E::from_cells(&line.cells, language) {
            Ok(entry) => entry,
            Err(error) => {
                problem(error.field().unwrap_or("name"), error.text().to_owned());
                continue;
            }
        };
        let (column, key) = match entry.external_id() {
            Some(id) => ("external_id", format!("id {id}")),
            None => ("name", entry.key()),
        };
        if let Some(first) = seen.get(&key) {
            problem(column, format!("This is the same as {first}. Please keep one of them."));
            continue;
        }
        seen.insert(key, &line.at);
        entries.push(entry);
    }
    (entries, problems)
}

pub(super) fn import(config: Config, options: Import) -> Result<ExitCode> {
    let place_kind = options.place_kind.as_deref().map(|word| {
        PlaceKind::parse(word).ok_or_else(|| {
            let known: Vec<&str> = PlaceKind::ALL.iter().map(|kind| kind.as_str()).collect();
            Error::invalid("place_kind", format!("`{word}` is not a kind of place. Kinds are: {}.", known.join(", ")))
        })
    });
    let place_kind = place_kind.transpose()?;
    let source = read(&file::bytes(&options.file)?, place_kind)?;
    for remark in &source.remarks {
        eprintln!("Note: {remark}");
    }
    let which = options.kind.or(source.which).ok_or_else(|| {
        Error::bad_request("The file does not say whether it holds places or resources. Please say it: --kind places, or --kind resources.")
    })?;
    block_on(async {
        let app = start(config).await?;
        match which {
            Which::Places => import_as::<Place>(&app, &options, source).await,
            Which::Resources => import_as::<ResourceEntry>(&app, &options, source).await,
        }
    })
}

async fn import_as<E: Stored>(app: &App, options: &Import, source: Source) -> Result<ExitCode> {
    if let Some(missing) = table::missing_column::<E>(&source.headers, options.place_kind.is_some()) {
        let text = format!(
            "The file has no column `{missing}`, which every one of its lines needs. The first line names the columns."
        );
        return Err(Error::bad_request(text));
    }
    let (entries, problems) = check::<E>(&source.lines, app.here.language.tag());
    for problem in problems.iter().take(SHOWN_MAX) {
        eprintln!("{}, column {}: {}", problem.at, problem.column, problem.what);
    }
    if problems.len() > SHOWN_MAX {
        eprintln!("… and {} more.", problems.len() - SHOWN_MAX);
    }
    if !problems.is_empty() && !options.skip_bad {
        let text = format!(
            "Nothing was imported: {} of {} {} need a correction (above). Correct them and try again, or take the others with --skip-bad.",
            problems.len(),
            source.lines.len(),
            E::NAME
        );
        return Err(Error::bad_request(text));
    }
    let bar = progress(entries.len());
    let tick = bar.clone();
    let imported =
        keep_entries::import(&app.here, entries, options.dry_run, move |done| tick.set_position(done as u64)).await;
    bar.finish_and_clear();
    let Imported { added, updated, unchanged } = imported?;
    let did = if options.dry_run { "Would import" } else { "Imported" };
    println!("{did} {}: {added} new, {updated} changed, {unchanged} as they were.", E::NAME);
    if options.dry_run {
        println!("This was a dry run: nothing was changed.");
    } else if !problems.is_empty() {
        let rejected = reject::write(&options.file, &source, &problems)?;
        println!("Left out {}, which are in {} with what to correct.", problems.len(), rejected.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// A bar on a terminal, nothing elsewhere.
fn progress(entries: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:40} {pos} of {len}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(entries as u64).with_style(style)
}

pub(super) fn export(config: Config, options: Export) -> Result<ExitCode> {
    block_on(async {
        let app = start(config).await?;
        match options.which {
            Which::Places => export_as::<Place>(&app, &options.file, options.format).await,
            Which::Resources => export_as::<ResourceEntry>(&app, &options.file, options.format).await,
        }
    })
}

async fn export_as<E: Stored>(app: &App, file: &Path, format: Format) -> Result<ExitCode> {
    let kept: Vec<Kept<E>> = app.here.db.read(E::all).await?;
    let network = app.here.network;
    let network = app.here.db.read(move |conn| crate::storage::actors::get(conn, network)).await?;
    let text = match format {
        Format::Csv => to_csv(kept.iter().map(|kept| &kept.entry))?,
        Format::Hsds => to_hsds(&kept, &network.name)?,
    };
    file::write_new(file, text.as_bytes())?;
    println!("Wrote {} {} to {}.", kept.len(), E::NAME, file.display());
    Ok(ExitCode::SUCCESS)
}
