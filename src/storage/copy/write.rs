//! Writing everything into an empty database.

use super::catalog::{Column, Kind, Table, tables};
use super::quoted;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::storage::{Conn, DatabaseUrl, migrate, search};
use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, RunQueryDsl};

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Where the tables that were there before went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetAside {
    /// The schema of PostgreSQL that has them now.
    pub schema: Option<String>,
}

/// Takes rows, in the transaction of [`replace`].
pub struct Loader<'a> {
    conn: &'a mut Conn,
    tables: Vec<Table>,
}

/// Whether nothing is there yet: no file on SQLite, no table on PostgreSQL.
///
/// # Errors
/// `Unavailable` when the database does not answer.
pub fn is_empty(url: &DatabaseUrl) -> Result<bool> {
    match url {
        DatabaseUrl::Sqlite(path) => Ok(!path.exists()),
        DatabaseUrl::Postgres(_) => Ok(count(
            &mut url.connect()?,
            "SELECT count(*) AS n FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace",
        )? == 0),
    }
}

/// Whether somebody else is connected to this database of PostgreSQL. SQLite cannot tell; it is asked by a lock on
/// the data folder.
///
/// # Errors
/// `Unavailable` when the database does not answer.
pub fn others_are_connected(url: &DatabaseUrl) -> Result<bool> {
    match url {
        DatabaseUrl::Sqlite(_) => Ok(false),
        DatabaseUrl::Postgres(_) => Ok(count(
            &mut url.connect()?,
            "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() \
             AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
        )? > 0),
    }
}

fn count(conn: &mut Conn, sql: &str) -> Result<i64> {
    let row: Count = match conn {
        Conn::Sqlite(sqlite) => diesel::sql_query(sql).get_result(sqlite)?,
        Conn::Pg(pg) => diesel::sql_query(sql).get_result(pg)?,
    };
    Ok(row.n)
}

/// Makes the tables as the `migrations` of a copy left them, lets `fill` add the rows, runs the migrations that came
/// later, and lets `last` change what must not stand as it stood then; all of it or nothing. On PostgreSQL, what was
/// there before is moved to another schema, named with `mark`. On SQLite the file must be a new one.
///
/// # Errors
/// What `fill` and `last` answer; `Invalid` when what it added does not hold together; `Internal` when the database fails.
pub fn replace<T>(
    url: &DatabaseUrl,
    migrations: &[String],
    mark: &str,
    fill: impl FnOnce(&mut Loader<'_>) -> Result<()>,
    last: impl FnOnce(&mut Conn) -> Result<T>,
) -> Result<(T, SetAside)> {
    let mut conn = url.connect()?;
    let ended = conn.transaction(|conn| {
        let aside = match conn {
            Conn::Pg(_) => set_aside(conn, mark)?,
            Conn::Sqlite(sqlite) => {
                // Tables come one after the other: what one row refers to may come later, before the end.
                sqlite.batch_execute("PRAGMA defer_foreign_keys = ON")?;
                SetAside::default()
            }
        };
        migrate::run_these(conn, migrations)?;
        let tables = tables(conn)?;
        for table in tables.iter().rev() {
            execute(conn, &format!("DELETE FROM {}", quoted(&table.name)))?;
        }
        fill(&mut Loader { conn, tables })?;
        if let Conn::Sqlite(sqlite) = conn {
            let broken: Count =
                diesel::sql_query("SELECT count(*) AS n FROM pragma_foreign_key_check").get_result(sqlite)?;
            if broken.n > 0 {
                return Err(does_not_fit());
            }
        }
        migrate::run_rest(conn)?;
        search::begin_anew(conn)?;
        Ok((last(conn)?, aside))
    })?;
    if let Conn::Sqlite(sqlite) = &mut conn {
        let said: Line =
            diesel::sql_query("SELECT integrity_check AS line FROM pragma_integrity_check").get_result(sqlite)?;
        if said.line != "ok" {
            return Err(Error::internal(said.line));
        }
        // Everything in the one file, so that it can be given its name.
        sqlite.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    Ok(ended)
}

/// As [`replace`] into an empty database, and no migration runs after those of the copy. For the test that upgrades.
///
/// # Errors
/// As [`replace`].
pub fn fill_as_of<T>(
    url: &DatabaseUrl,
    migrations: &[String],
    fill: impl FnOnce(&mut Loader<'_>) -> Result<T>,
) -> Result<T> {
    url.connect()?.transaction(|conn| {
        migrate::run_these(conn, migrations)?;
        let tables = tables(conn)?;
        fill(&mut Loader { conn, tables })
    })
}

fn does_not_fit() -> Error {
    Error::new(
        ErrorKind::Invalid,
        "What is in the backup does not fit together, so nothing was changed. Please take another copy of it.",
    )
}

fn execute(conn: &mut Conn, sql: &str) -> Result<()> {
    match conn {
        Conn::Sqlite(sqlite) => sqlite.batch_execute(sql)?,
        Conn::Pg(pg) => pg.batch_execute(sql)?,
    }
    Ok(())
}

/// Moves every table of PostgreSQL to a schema of its own.
fn set_aside(conn: &mut Conn, mark: &str) -> Result<SetAside> {
    let sql = "SELECT relname::text AS line FROM pg_class \
               WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace";
    let there: Vec<Line> = match conn {
        Conn::Pg(pg) => diesel::sql_query(sql).load(pg)?,
        Conn::Sqlite(_) => Vec::new(),
    };
    if there.is_empty() {
        return Ok(SetAside::default());
    }
    let schema = format!("before_restore_{mark}");
    execute(conn, &format!("CREATE SCHEMA {}", quoted(&schema)))?;
    for Line { line } in there {
        execute(conn, &format!("ALTER TABLE {} SET SCHEMA {}", quoted(&line), quoted(&schema)))?;
    }
    Ok(SetAside { schema: Some(schema) })
}

impl Loader<'_> {
    /// Whether these are the tables of this database.
    ///
    /// # Errors
    /// `Invalid` when they are not.
    pub fn expect(&self, tables: &[Table]) -> Result<()> {
        let fits = tables.len() == self.tables.len()
            && tables.iter().all(|table| self.tables.iter().any(|here| here.fits(table)));
        if fits { Ok(()) } else { Err(does_not_fit()) }
    }

    /// Adds rows of a table: a JSON list of lists of values, in the order of the table's columns. Answers how many.
    ///
    /// # Errors
    /// `Invalid` when they are not rows of this table.
    pub fn add(&mut self, table: &Table, rows: &str) -> Result<usize> {
        if !self.tables.iter().any(|here| here.fits(table)) {
            return Err(does_not_fit());
        }
        let sql = insert(table, matches!(self.conn, Conn::Sqlite(_)));
        let added = match self.conn {
            Conn::Sqlite(sqlite) => diesel::sql_query(sql).bind::<Text, _>(rows).execute(sqlite),
            Conn::Pg(pg) => diesel::sql_query(sql).bind::<Text, _>(rows).execute(pg),
        };
        added.map_err(|error| match Error::from(error) {
            error if error.kind() == ErrorKind::Unavailable => error,
            error => does_not_fit().because(error),
        })
    }
}

fn insert(table: &Table, on_sqlite: bool) -> String {
    let names: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
    let from_json = if on_sqlite { from_json_sqlite } else { from_json_pg };
    let values: Vec<String> =
        table.columns.iter().enumerate().map(|(place, column)| from_json(column, place)).collect();
    let rows = if on_sqlite { "json_each(?)" } else { "json_array_elements($1::json)" };
    format!(
        "INSERT INTO {} ({}) SELECT {} FROM {rows} AS rows",
        quoted(&table.name),
        names.join(", "),
        values.join(", ")
    )
}

fn from_json_sqlite(column: &Column, place: usize) -> String {
    let value = format!("json_extract(rows.value, '$[{place}]')");
    match column.kind {
        Kind::Integer | Kind::Text | Kind::Boolean | Kind::Moment => value,
        Kind::Double => format!("CAST({value} AS REAL)"),
        Kind::Bytes => format!("unhex({value})"),
    }
}

fn from_json_pg(column: &Column, place: usize) -> String {
    let value = format!("(rows.value->>{place})");
    match column.kind {
        Kind::Integer => format!("{value}::bigint"),
        Kind::Text => value,
        Kind::Boolean => format!("{value}::int::boolean"),
        Kind::Double => format!("{value}::double precision"),
        Kind::Bytes => format!("decode({value}, 'hex')"),
        Kind::Moment => format!("{value}::timestamp"),
    }
}
