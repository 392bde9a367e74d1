//! The lines that were left out, as a table with what to correct, to be imported again.

use super::{Problem, Source, table};
use crate::error::{Error, Kind, Result};
use std::path::{Path, PathBuf};

/// Writes `FILE.rejected.csv`, over one of an import before.
///
/// # Errors
/// `Unavailable` when it cannot be written.
pub(super) fn write(file: &Path, source: &Source, problems: &[Problem]) -> Result<PathBuf> {
    let mut name = file.as_os_str().to_owned();
    name.push(".rejected.csv");
    let path = PathBuf::from(name);
    let text = render(source, problems)?;
    std::fs::write(&path, text).map_err(|error| {
        let text = format!("The good lines were imported, but {} cannot be written.", path.display());
        Error::new(Kind::Unavailable, text).because(error)
    })?;
    Ok(path)
}

/// As text. What came from a table keeps its columns; what came from HSDS has those of its cells.
pub(super) fn render(source: &Source, problems: &[Problem]) -> Result<String> {
    let mut columns: Vec<String> = source.headers.clone();
    if columns.is_empty() {
        for problem in problems {
            for (column, _) in source.lines[problem.line].cells.iter() {
                if !columns.iter().any(|known| known == column) {
                    columns.push(column.to_owned());
                }
            }
        }
    }
    let rows = problems.iter().map(|problem| {
        let line = &source.lines[problem.line];
        let cells = columns.iter().enumerate().map(|(index, column)| match source.headers.is_empty() {
            true => line.cells.get(column).unwrap_or_default().to_owned(),
            false => line.raw.get(index).cloned().unwrap_or_default(),
        });
        let what = format!("{}, column {}: {}", problem.at, problem.column, problem.what);
        std::iter::once(what).chain(cells).collect::<Vec<_>>()
    });
    let head = std::iter::once("problem".to_owned()).chain(columns.iter().cloned()).collect();
    table::render(head, rows)
}
