//! Every row of a database, so that a test can say that nothing changed, and what did if something did.

use crate::support::TestDb;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

/// Every row of every table.
#[derive(Clone, PartialEq)]
pub struct Snapshot {
    tables: BTreeMap<String, Table>,
}

#[derive(Clone, Default, PartialEq)]
struct Table {
    columns: BTreeSet<String>,
    rows: Vec<Map<String, Value>>,
}

/// A row that is in one of two snapshots only.
#[derive(Clone, PartialEq)]
pub struct Change {
    /// Its table.
    pub table: String,
    /// Whether it came, or went. A row that changed did both.
    pub came: bool,
    /// Its columns, as the database shows them.
    pub row: Map<String, Value>,
}

impl Change {
    /// A column as text, whatever the database puts around it.
    pub fn text(&self, column: &str) -> String {
        let value = self.row.get(column).unwrap_or_else(|| panic!("{} has no column {column}", self.table));
        value.as_str().map_or_else(|| value.to_string(), |text| text.trim_matches('\'').to_owned())
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row: String = Value::from(self.row.clone()).to_string().chars().take(700).collect();
        write!(f, "\n  {} {} {row}", if self.came { '+' } else { '-' }, self.table)
    }
}

/// All tables that a database has, with their columns, and the one statement that reads them.
fn shape(database: &TestDb) -> (BTreeMap<String, Table>, String) {
    let (names, columns) = if database.on_sqlite() {
        (
            "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_words%' ORDER BY name",
            "SELECT m.name || ' ' || c.name AS line FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
        )
    } else {
        (
            "SELECT table_name::text AS line FROM information_schema.tables \
             WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'search_words' ORDER BY table_name",
            "SELECT (table_name || ' ' || column_name)::text AS line FROM information_schema.columns \
             WHERE table_schema = 'public'",
        )
    };
    let mut tables: BTreeMap<String, Table> =
        database.lines(names).into_iter().map(|name| (name, Table::default())).collect();
    for line in database.lines(columns) {
        let (table, column) = line.split_once(' ').expect("a table and a column");
        if let Some(table) = tables.get_mut(table) {
            table.columns.insert(column.to_owned());
        }
    }
    let each: Vec<String> = (tables.iter())
        .map(|(name, table)| {
            if database.on_sqlite() {
                let columns: Vec<String> =
                    table.columns.iter().map(|column| format!("'{column}', quote(\"{column}\")")).collect();
                format!("SELECT '{name} ' || json_object({}) AS line FROM \"{name}\"", columns.join(", "))
            } else {
                format!("SELECT '{name} ' || to_jsonb(t)::text AS line FROM \"{name}\" t")
            }
        })
        .collect();
    // One statement, so that all of it is of one moment.
    (tables, each.join(" UNION ALL "))
}

impl Snapshot {
    /// Reads all tables that there are: the same in the database of each test.
    pub fn of(database: &TestDb) -> Self {
        // On PostgreSQL, and on SQLite.
        static SHAPES: [OnceLock<(BTreeMap<String, Table>, String)>; 2] = [OnceLock::new(), OnceLock::new()];
        let (tables, statement) = SHAPES[usize::from(database.on_sqlite())].get_or_init(|| shape(database));
        let mut tables = tables.clone();
        for line in database.lines(statement) {
            let (table, row) = line.split_once(' ').expect("a table and a row");
            let row = serde_json::from_str(row).unwrap_or_else(|error| panic!("{table}: {error}: {row}"));
            tables.get_mut(table).expect("a table that is there").rows.push(row);
        }
        assert!(tables.len() > 30 && tables["actors"].rows.len() > 1, "it was read");
        Self { tables }
    }

    /// The names of all tables.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// The rows that differ, but for what is named: a whole `table`, or a `table.column`.
    pub fn changes_to(&self, after: &Self, but: &[&str]) -> Vec<Change> {
        for name in but {
            let (table, column) = name.split_once('.').map_or((*name, None), |(table, column)| (table, Some(column)));
            let known = self.tables.get(table).unwrap_or_else(|| panic!("there is no table {table}"));
            assert!(column.is_none_or(|column| known.columns.contains(column)), "there is no {name}");
        }
        assert_eq!(self.tables.keys().collect::<Vec<_>>(), after.tables.keys().collect::<Vec<_>>());
        let mut found = Vec::new();
        for (name, before) in self.tables.iter().filter(|(name, _)| !but.contains(&name.as_str())) {
            let compared = |table: &Table| -> Vec<Map<String, Value>> {
                let mut rows = table.rows.clone();
                for column in but.iter().filter_map(|but| but.strip_prefix(name.as_str())?.strip_prefix('.')) {
                    rows.iter_mut().for_each(|row| drop(row.remove(column)));
                }
                rows
            };
            let (mut went, mut came) = (compared(before), Vec::new());
            for row in compared(&after.tables[name]) {
                match went.iter().position(|before| *before == row) {
                    Some(at) => drop(went.swap_remove(at)),
                    None => came.push(row),
                }
            }
            let change = |came: bool| move |row| Change { table: name.clone(), came, row };
            found.extend(went.into_iter().map(change(false)));
            found.extend(came.into_iter().map(change(true)));
        }
        found
    }
}

impl Snapshot {
    /// Every row as text.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        self.tables.values().flat_map(|table| table.rows.iter().map(|row| Value::from(row.clone()).to_string()))
    }
}
