//! Everything that the database holds as rows of JSON, the same for both databases: what was read out of SQLite
//! can be written into PostgreSQL, and the other way around. Backups are made of it.
//!
//! What tables and columns there are is asked of the database itself, so that a database which an older version of
//! this program made can be copied as it is.

mod catalog;
mod read;
mod write;

pub use catalog::{Column, Kind, Table};
pub use read::Snapshot;
pub use write::{Loader, SetAside, fill_as_of, is_empty, others_are_connected, replace};

/// Rows that are written by one statement, and that stand in one piece of a backup, at most.
pub const ROWS_MAX: usize = 500;

/// A name as it stands in SQL. It comes from the database's own catalog, or was compared with it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
