//! docs/PRIVACY.md as the tests read it: its tables, row by row.

use std::collections::{BTreeMap, BTreeSet};

const DOCUMENT: &str = include_str!("../../../docs/PRIVACY.md");

/// The rows of the table under a heading, cell by cell, without its head.
fn rows(heading: &str) -> Vec<Vec<String>> {
    let section = DOCUMENT.split(&format!("\n## {heading}\n")).nth(1).unwrap_or_else(|| panic!("no `{heading}`"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let lines = section.lines().filter(|line| line.starts_with("| ")).map(|line| line.trim_matches('|'));
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows: Vec<_> = lines.filter(|line| !line.starts_with(" ---")).skip(1).map(cells).collect();
    assert!(!rows.is_empty(), "`{heading}` has a table");
    rows
}

/// What stands between backticks.
fn named(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What is private: one row of its table.
pub struct Private {
    /// Under which names it is written.
    pub written_as: Vec<String>,
    /// Who reads it.
    pub level: String,
    /// The columns that hold it, as `table.column`.
    pub kept_in: Vec<String>,
    /// Whether the page says that it is in clear there.
    pub in_clear: bool,
}

/// The levels, and how what has them is kept.
pub fn levels() -> BTreeMap<String, String> {
    rows("Who reads it").into_iter().map(|row| (row[0].clone(), row[2].clone())).collect()
}

/// The table of what is private.
pub fn private() -> Vec<Private> {
    let private = |row: Vec<String>| Private {
        written_as: named(&row[3]),
        level: row[1].clone(),
        kept_in: named(&row[4]),
        in_clear: row[4].contains("(in clear)"),
    };
    rows("What is private").into_iter().map(private).collect()
}

/// Every other field that the interface takes, as `Input.field`, with its level.
pub fn other_fields() -> Vec<(String, String)> {
    let field = |row: Vec<String>| {
        let input = named(&row[0]).remove(0);
        named(&row[2]).into_iter().map(move |field| (format!("{input}.{field}"), row[1].clone()))
    };
    rows("Everything else that the interface takes").into_iter().flat_map(field).collect()
}

/// Every column, as `table.column`, with its level; each once.
pub fn columns() -> BTreeMap<String, String> {
    let mut columns = BTreeMap::new();
    for row in rows("Every column of the database") {
        let table = named(&row[0]).remove(0);
        for column in named(&row[2]) {
            let column = format!("{table}.{column}");
            assert!(columns.insert(column.clone(), row[1].clone()).is_none(), "docs/PRIVACY.md has {column} twice");
        }
    }
    columns
}

/// Every name under which something private is written.
pub fn names() -> BTreeSet<String> {
    private().into_iter().flat_map(|private| private.written_as).collect()
}
