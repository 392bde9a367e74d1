//! The tables: made, unmade, made again, and the same as the code believes.

use crate::support::TestDb;
use crate::timelines::plan_of;
use potluck::storage::migrate;
use std::collections::BTreeMap;
use std::path::Path;

/// Table → column → (type, may be NULL), in the words of `schema.rs`.
type Tables = BTreeMap<String, BTreeMap<String, (String, bool)>>;

/// What the code believes: the text of `schema.rs`.
fn declared() -> Tables {
    let text = include_str!("../../src/storage/schema.rs");
    let mut tables = Tables::new();
    let mut table = None;
    for line in text.lines().map(str::trim) {
        if let Some((name, _)) = line.strip_suffix(") {").and_then(|head| head.split_once(" (")) {
            table = Some(name.to_owned());
        } else if line == "}" {
            table = None;
        } else if let (Some(table), Some((column, kind))) = (&table, line.split_once(" -> ")) {
            let kind = kind.trim_end_matches(',');
            let inner = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
            let typed = (inner.unwrap_or(kind).to_owned(), inner.is_some());
            tables.entry(table.clone()).or_default().insert(column.to_owned(), typed);
        }
    }
    tables
}

/// What the database has.
fn present(database: &TestDb) -> Tables {
    let sql = if database.on_sqlite() {
        "SELECT m.name || '|' || c.name || '|' || lower(c.type) || '|' || CASE c.\"notnull\" WHEN 1 THEN 'NO' ELSE 'YES' END AS line \
         FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
    } else {
        "SELECT table_name || '|' || column_name || '|' || data_type || '|' || is_nullable AS line \
         FROM information_schema.columns WHERE table_schema = 'public'"
    };
    let mut tables = Tables::new();
    for line in database.lines(sql) {
        let [table, column, kind, nullable] = line.split('|').collect::<Vec<_>>()[..] else { panic!("{line}") };
        // diesel's own note of what was run.
        // The index of words is a kind of table by itself on each, and nothing that diesel reads.
        let index = table.starts_with("search_words");
        if table.starts_with("__diesel") || table.starts_with("sqlite_") || index {
            continue;
        }
        let kind = match kind {
            // A row id of SQLite has 64 bits.
            "bigint" | "integer" if kind == "bigint" || database.on_sqlite() => "BigInt",
            "text" => "Text",
            "boolean" => "Bool",
            "double" | "double precision" => "Double",
            "blob" | "bytea" => "Binary",
            "timestamp" | "timestamp without time zone" => "Timestamp",
            other => panic!("{table}.{column} is of a type that this test does not know: {other}"),
        };
        tables.entry(table.into()).or_default().insert(column.into(), (kind.into(), nullable == "YES"));
    }
    tables
}

#[test]
fn the_tables_are_made_unmade_and_made_again() {
    let database = TestDb::empty();
    let first = migrate::run(&database.url).unwrap();
    assert!(!first.is_empty());
    let tables = present(&database);
    assert!(migrate::run(&database.url).unwrap().is_empty(), "what was run is not run again");

    migrate::revert_all(&database.url).unwrap();
    assert_eq!(present(&database), Tables::new(), "something stays behind");

    assert_eq!(migrate::run(&database.url).unwrap(), first);
    assert_eq!(present(&database), tables);
}

#[test]
fn the_code_believes_what_the_database_has() {
    let (declared, present) = (declared(), present(&TestDb::new()));
    assert!(declared.len() > 10, "schema.rs was not read");
    let names = |tables: &Tables| tables.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&declared), names(&present));
    for (table, columns) in &declared {
        assert_eq!(columns, &present[table], "{table}");
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
        let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[test]
fn two_processes_that_start_at_once_make_the_tables_once() {
    let database = TestDb::empty();
    let ran: usize = std::thread::scope(|scope| {
        let both: Vec<_> = (0..2).map(|_| scope.spawn(|| migrate::run(&database.url).map(|ran| ran.len()))).collect();
        both.into_iter().map(|one| one.join().unwrap().unwrap()).sum()
    });
    assert_eq!(
        ran,
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite")).unwrap().count()
    );
}

/// What a migration says to this database, `up.sql` or `down.sql`.
fn said_by(database: &TestDb, migration: &str, way: &str) -> String {
    let kind = if database.on_sqlite() { "sqlite" } else { "postgres" };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(kind).join(migration);
    std::fs::read_to_string(folder.join(way)).unwrap()
}

fn text_of(database: &TestDb, migration: &str) -> String {
    said_by(database, migration, "up.sql")
}

/// Runs a migration that changes no table once more, on what is there, as an upgrade would.
fn run_again(database: &TestDb, migration: &str) {
    database.execute(&text_of(database, migration)).unwrap();
}

#[test]
fn the_index_of_words_is_looked_through_anew_by_whoever_finds_words_in_another_way() {
    let database = TestDb::new();
    let filled = "SELECT count(*) AS n FROM server_facts WHERE name = 'search_filled'";
    database.execute("DELETE FROM server_facts WHERE name = 'search_filled'").unwrap();
    database.execute("INSERT INTO server_facts (name, value) VALUES ('search_filled', 'yes')").unwrap();
    assert_eq!(database.number(filled), 1);
    run_again(&database, "2026-11-30-000063_unnamed");
    assert_eq!(database.number(filled), 0);
}

#[test]
fn value_06_who_was_named_in_the_log_for_wanting_to_follow_is_named_no_more_and_networks_are() {
    let database = TestDb::new();
    let actor = |id: i64, kind: &str, handle: &str| {
        let at = format!("https://hillside.example/{handle}");
        let sql = format!(
            "INSERT INTO actors (id, ap_id, kind, local, host, handle, name, summary, inbox, key_id, public_key_pem, \
             implements_potluck, languages, gone, fetched_at, created_at) VALUES ({id}, '{at}', '{kind}', FALSE, \
             'hillside.example', '{handle}', '', '', '{at}/inbox', '{at}#key', '', FALSE, '[]', FALSE, \
             '2026-11-01 10:00:00', '2026-11-01 10:00:00')"
        );
        database.execute(&sql).unwrap();
    };
    actor(1, "Organization", "food");
    actor(2, "Person", "joao");
    let entries = [
        ("follower-accepted", "food@hillside.example"),
        ("follower-declined", "joao@hillside.example"),
        ("follower-accepted", "joao@hillside.example"),
        // Nobody knows any more who that was.
        ("follower-declined", "ana@gone.example"),
        // What else the log says is for everyone to read.
        ("blocked", "joao@hillside.example"),
    ];
    for (id, (what, about)) in entries.iter().enumerate() {
        let sql = format!(
            "INSERT INTO log_entries (id, what, about, created_at) VALUES ({id}, '{what}', '{about}', '2026-11-01 10:00:00')"
        );
        database.execute(&sql).unwrap();
    }
    run_again(&database, "2026-11-30-000063_unnamed");
    let about = database.lines("SELECT coalesce(about, 'nobody') AS line FROM log_entries ORDER BY id");
    assert_eq!(about, ["food@hillside.example", "nobody", "nobody", "nobody", "joao@hillside.example"]);
    // SQLite does not look through all accounts for each entry: of a hundred thousand, that took minutes. PostgreSQL puts
    // the two lists side by side by itself.
    if database.on_sqlite() {
        let sql = text_of(&database, "2026-11-30-000063_unnamed");
        let update = &sql[sql.find("UPDATE").unwrap()..];
        let plan = plan_of(&database, update.trim_end().trim_end_matches(';'));
        assert!(plan.iter().any(|step| step.contains("USING INDEX actors_host_handle")), "{plan:?}");
    }
}

#[test]
fn what_somebody_asked_and_was_said_to_be_done_waits_for_nobody_where_the_version_before_comes_back() {
    let database = TestDb::new();
    let sealed = if database.on_sqlite() { "x'00'" } else { "'\\x00'" };
    for (id, is_done) in [(1, "TRUE"), (2, "FALSE")] {
        let sql = format!(
            "INSERT INTO guest_needs (id, link_digest, sealed, wrapped_key, created_at, erase_at, is_done) VALUES \
             ({id}, 'digest {id}', {sealed}, {sealed}, '2026-11-01 10:00:00', '2026-12-02 00:00:00', {is_done})"
        );
        database.execute(&sql).unwrap();
    }
    database.execute(&said_by(&database, "2026-11-30-000072_asks_done", "down.sql")).unwrap();
    assert_eq!(database.lines("SELECT CAST(id AS TEXT) AS line FROM guest_needs"), ["2"]);
}
