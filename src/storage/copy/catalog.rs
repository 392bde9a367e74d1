//! Which tables a database has, what their columns hold, and in which order rows may be added.

use crate::error::{Error, Result};
use crate::storage::Conn;
use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Text};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a column holds, in the same word for both databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 64 bits with a sign, as a JSON number.
    Integer,
    /// Text, as a JSON text.
    Text,
    /// True or false, as 1 or 0.
    Boolean,
    /// A floating point number of 64 bits, as a JSON text of 17 digits: numbers would lose two of them in SQLite.
    Double,
    /// Bytes, as a JSON text in hexadecimal.
    Bytes,
    /// A moment in UTC, as `2026-11-23 08:15:00` or `2026-11-23 08:15:00.250`.
    Moment,
}

impl Kind {
    fn from_type(name: &str) -> Option<Self> {
        Some(match name {
            "bigint" | "integer" => Self::Integer,
            "text" => Self::Text,
            "boolean" => Self::Boolean,
            "double" | "double precision" => Self::Double,
            "blob" | "bytea" => Self::Bytes,
            "timestamp" | "timestamp without time zone" => Self::Moment,
            _ => return None,
        })
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns. A row has its values in the same order.
    pub columns: Vec<Column>,
    /// The columns of its primary key: rows are read in their order.
    pub key: Vec<String>,
}

impl Table {
    /// Whether the two are one table with the same columns, whatever their order.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let sorted = |table: &Self| {
            let mut columns: Vec<_> =
                table.columns.iter().map(|column| (column.name.clone(), column.kind as u8)).collect();
            columns.sort();
            columns
        };
        self.name == other.name && sorted(self) == sorted(other)
    }
}

#[derive(diesel::QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    /// From 1; 0 when the column is no part of the primary key.
    #[diesel(sql_type = BigInt)]
    key_place: i64,
}

#[derive(diesel::QueryableByName)]
struct Reference {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    target: String,
}

const COLUMNS_SQLITE: &str = "SELECT m.name AS table_name, c.name AS column_name, lower(c.type) AS kind, c.pk AS key_place \
     FROM sqlite_master m JOIN pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' \
     AND m.name NOT LIKE 'search\\_words%' ESCAPE '\\' AND m.name <> 'stream_events' ORDER BY m.name, c.cid";

const COLUMNS_PG: &str = "SELECT r.relname::text AS table_name, a.attname::text AS column_name, \
     format_type(a.atttypid, a.atttypmod) AS kind, \
     coalesce((SELECT array_position(i.indkey::int2[], a.attnum) + 1 FROM pg_index i WHERE i.indrelid = r.oid AND i.indisprimary), 0)::bigint AS key_place \
     FROM pg_class r JOIN pg_attribute a ON a.attrelid = r.oid \
     WHERE r.relkind = 'r' AND r.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped \
     AND r.relname NOT LIKE '\\_\\_diesel%' AND r.relname NOT IN ('search_words', 'stream_events') \
     ORDER BY r.relname, a.attnum";

const REFERENCES_SQLITE: &str = "SELECT m.name AS table_name, f.\"table\" AS target \
     FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'";

const REFERENCES_PG: &str = "SELECT s.relname::text AS table_name, t.relname::text AS target FROM pg_constraint c \
     JOIN pg_class s ON s.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid \
     WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace";

/// All tables but the note of which migrations ran, the index of words, which follows from the others, and what apps that
/// listen were told, which is over; each after those that it refers to.
pub(super) fn tables(conn: &mut Conn) -> Result<Vec<Table>> {
    let (columns, references): (Vec<Found>, Vec<Reference>) = match conn {
        Conn::Sqlite(sqlite) => {
            (diesel::sql_query(COLUMNS_SQLITE).load(sqlite)?, diesel::sql_query(REFERENCES_SQLITE).load(sqlite)?)
        }
        Conn::Pg(pg) => (diesel::sql_query(COLUMNS_PG).load(pg)?, diesel::sql_query(REFERENCES_PG).load(pg)?),
    };
    let mut tables: BTreeMap<String, (Table, Vec<(i64, String)>)> = BTreeMap::new();
    for Found { table_name, column_name, kind, key_place } in columns {
        let kind = Kind::from_type(&kind)
            .ok_or_else(|| Error::internal(format!("{table_name}.{column_name} is of the unknown type {kind}")))?;
        let (table, key) = tables
            .entry(table_name.clone())
            .or_insert_with(|| (Table { name: table_name, columns: Vec::new(), key: Vec::new() }, Vec::new()));
        if key_place > 0 {
            key.push((key_place, column_name.clone()));
        }
        table.columns.push(Column { name: column_name, kind });
    }
    let tables = tables.into_values().map(|(mut table, mut key)| {
        key.sort();
        table.key = key.into_iter().map(|(_, name)| name).collect();
        table
    });
    Ok(in_order(tables.collect(), &references))
}

/// Each table after those that it refers to. A table that refers to itself can be anywhere: its rows are in order.
fn in_order(mut left: Vec<Table>, references: &[Reference]) -> Vec<Table> {
    let (mut ordered, mut placed) = (Vec::new(), BTreeSet::new());
    while !left.is_empty() {
        let free = |table: &Table| {
            (references.iter())
                .filter(|reference| reference.table_name == table.name && reference.target != table.name)
                .all(|reference| placed.contains(&reference.target))
        };
        // Tables that refer to each other in a ring have no right order; SQLite takes them in any.
        let next = left.iter().position(free).unwrap_or(0);
        let table = left.remove(next);
        placed.insert(table.name.clone());
        ordered.push(table);
    }
    ordered
}
