//! Reading everything, as it was at one moment, while others go on writing.

use super::catalog::{Column, Kind, Table, tables};
use super::quoted;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::storage::{Conn, DatabaseUrl, facts, migrate};
use diesel::RunQueryDsl;
use diesel::connection::{DefaultLoadingMode, SimpleConnection};
use diesel::pg::PgRowByRowLoadingMode;
use diesel::sql_types::Text;

/// A database as it was at one moment. Nothing is written through it, and nobody who writes waits for it.
pub struct Snapshot {
    conn: Conn,
    tables: Vec<Table>,
    migrations: Vec<String>,
}

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

impl Snapshot {
    /// Opens one.
    ///
    /// # Errors
    /// `NotFound` when there is no database of ours; `Unavailable` when it does not answer.
    pub fn open(url: &DatabaseUrl) -> Result<Self> {
        let none = || {
            let text = "There is no database of Potluck here. Are `data_dir` and `database_url` those of your server?";
            Error::new(ErrorKind::NotFound, text)
        };
        if let DatabaseUrl::Sqlite(path) = url
            && !path.exists()
        {
            return Err(none());
        }
        let mut conn = url.connect()?;
        match &mut conn {
            // What is read first fixes the moment: SQLite shows the write-ahead log as it was then.
            Conn::Sqlite(sqlite) => sqlite.batch_execute("PRAGMA query_only = ON; BEGIN")?,
            Conn::Pg(pg) => pg.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?,
        }
        let tables = tables(&mut conn)?;
        if tables.is_empty() {
            return Err(none());
        }
        let migrations = migrate::ran(&mut conn)?;
        Ok(Self { conn, tables, migrations })
    }

    /// All tables, each after those that it refers to.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The versions of the migrations that ran, oldest first.
    pub fn migrations(&self) -> &[String] {
        &self.migrations
    }

    /// Whose database it is: the domain of its network, once it was founded.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub fn domain(&mut self) -> Result<Option<String>> {
        facts::get(&mut self.conn, "domain")
    }

    /// Every row of a table in the order of its key, each as a JSON list; one at a time, however many there are.
    /// Answers how many there were.
    ///
    /// # Errors
    /// `Internal` when the database fails, and what `take` answers.
    pub fn rows(&mut self, table: &Table, mut take: impl FnMut(String) -> Result<()>) -> Result<u64> {
        let mut count = 0;
        match &mut self.conn {
            Conn::Sqlite(sqlite) => {
                let query = diesel::sql_query(query(table, "json_array", to_json_sqlite));
                for line in query.load_iter::<Line, DefaultLoadingMode>(sqlite)? {
                    take(line?.line)?;
                    count += 1;
                }
            }
            Conn::Pg(pg) => {
                let query = diesel::sql_query(query(table, "json_build_array", to_json_pg));
                for line in query.load_iter::<Line, PgRowByRowLoadingMode>(pg)? {
                    take(line?.line)?;
                    count += 1;
                }
            }
        }
        Ok(count)
    }
}

fn query(table: &Table, list: &str, value: fn(&Column) -> String) -> String {
    let values: Vec<String> = table.columns.iter().map(value).collect();
    let key: Vec<String> = table.key.iter().map(|name| quoted(name)).collect();
    let order = if key.is_empty() { String::new() } else { format!(" ORDER BY {}", key.join(", ")) };
    format!("SELECT CAST({list}({}) AS TEXT) AS line FROM {}{order}", values.join(", "), quoted(&table.name))
}

fn to_json_sqlite(column: &Column) -> String {
    let name = quoted(&column.name);
    match column.kind {
        Kind::Integer | Kind::Text | Kind::Boolean | Kind::Moment => name,
        Kind::Double => format!("CASE WHEN {name} IS NULL THEN NULL ELSE format('%!.17g', {name}) END"),
        Kind::Bytes => format!("CASE WHEN {name} IS NULL THEN NULL ELSE lower(hex({name})) END"),
    }
}

fn to_json_pg(column: &Column) -> String {
    let name = quoted(&column.name);
    match column.kind {
        Kind::Integer | Kind::Text => name,
        Kind::Boolean => format!("{name}::int"),
        Kind::Double => format!("{name}::text"),
        Kind::Bytes => format!("encode({name}, 'hex')"),
        // As SQLite has it, which compares moments as text: without a fraction, or with three digits.
        Kind::Moment => {
            format!("regexp_replace(to_char({name}, 'YYYY-MM-DD HH24:MI:SS.MS'), '\\.000$', '')")
        }
    }
}
