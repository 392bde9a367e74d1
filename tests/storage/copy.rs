//! What one database holds can be put into another, of the same kind or the other one, and nothing of it changes.

use crate::support::{TestDb, TestHere, offer};
use potluck::actions::change_member::change_member;
use potluck::domain::area::Point;
use potluck::domain::audience::Audience;
use potluck::domain::privacy::Guarded;
use potluck::domain::profile::Change;
use potluck::storage::copy::{Kind, Snapshot, replace};
use serde_json::{Value, json};
use std::collections::BTreeMap;

type Rows = BTreeMap<String, Vec<Vec<Value>>>;

/// Everything, each number of floating point by its bits.
fn everything(database: &TestDb) -> (Vec<String>, Rows) {
    let mut snapshot = Snapshot::open(&database.url).expect("a snapshot");
    let mut all = Rows::new();
    for table in snapshot.tables().to_vec() {
        let rows = all.entry(table.name.clone()).or_default();
        snapshot
            .rows(&table, |row| {
                let mut row: Vec<Value> = serde_json::from_str(&row).expect("a row");
                for (value, column) in row.iter_mut().zip(&table.columns) {
                    if let (Kind::Double, Some(text)) = (column.kind, value.as_str()) {
                        *value = json!(text.parse::<f64>().expect("a number").to_bits().to_string());
                    }
                }
                rows.push(row);
                Ok(())
            })
            .expect("rows");
    }
    (snapshot.migrations().to_vec(), all)
}

/// Puts all of one database into another.
fn put(from: &TestDb, into: &TestDb) {
    let mut snapshot = Snapshot::open(&from.url).expect("a snapshot");
    let (tables, migrations) = (snapshot.tables().to_vec(), snapshot.migrations().to_vec());
    replace(
        &into.url,
        &migrations,
        "test",
        |loader| {
            loader.expect(&tables)?;
            for table in &tables {
                snapshot.rows(table, |row| loader.add(table, &format!("[{row}]")).map(drop))?;
            }
            Ok(())
        },
        |_| Ok(()),
    )
    .expect("all of it is added");
}

/// A network in which every kind of column holds something.
async fn network() -> TestHere {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let name = "Rosa \"of\" the \u{1F34E} corner\\ 'house'";
    change_member(&here, rosa, Change { display_name: Some(name.into()), ..Change::default() }).await.unwrap();
    let mut draft = offer(4);
    draft.title = "Äpfel, 苹果, تفاح".into();
    draft.audience = Some(Audience::Public);
    draft.exact_place = Some(Guarded::new("Behind the blue door\nsecond bell".into()));
    draft.point = Some(Point::new(40.123_456_789_012_3, -73.987_654_321).unwrap());
    let apples = here.publish(rosa, draft).await;
    let asked = here.respond(ben, apples, Some(2)).await.unwrap();
    here.accept(rosa, asked, None).await.unwrap();
    // Moments without a fraction are text of another length.
    here.database.execute("UPDATE members SET created_at = '2026-01-02 03:04:05'").unwrap();
    here.database.execute("UPDATE tokens SET created_at = '2026-01-02 03:04:05.120'").unwrap();
    here
}

#[tokio::test]
async fn what_was_copied_into_another_database_is_the_same() {
    let here = network().await;
    let (migrations, all) = everything(&here.database);
    assert!(all.values().filter(|rows| !rows.is_empty()).count() >= 8, "{:?}", all.keys());

    let (same_kind, other_kind) = (TestDb::empty(), TestDb::sqlite());
    put(&here.database, &same_kind);
    assert_eq!(everything(&same_kind), (migrations.clone(), all.clone()));
    put(&here.database, &other_kind);
    // The other kind may have its columns in another order; by the way of it, everything comes back the same.
    let back = TestDb::empty();
    put(&other_kind, &back);
    assert_eq!(everything(&back), (migrations, all));
    if same_kind.on_sqlite() {
        let of = |database: &TestDb| database.lines("SELECT created_at AS line FROM members ORDER BY id");
        assert_eq!(of(&same_kind), of(&here.database), "SQLite compares moments as text");
    }
}

#[tokio::test]
async fn a_snapshot_is_of_one_moment_and_holds_up_nobody() {
    let here = network().await;
    let mut snapshot = Snapshot::open(&here.database.url).unwrap();
    here.member("late").await;
    let members = snapshot.tables().iter().find(|table| table.name == "members").unwrap().clone();
    assert_eq!(snapshot.rows(&members, |_| Ok(())).unwrap(), 2);
    drop(snapshot);
    assert_eq!(Snapshot::open(&here.database.url).unwrap().rows(&members, |_| Ok(())).unwrap(), 3);
}

#[tokio::test]
async fn rows_that_do_not_hold_together_leave_nothing_behind() {
    let here = network().await;
    let mut snapshot = Snapshot::open(&here.database.url).unwrap();
    let (tables, migrations) = (snapshot.tables().to_vec(), snapshot.migrations().to_vec());
    let into = TestDb::new();
    into.execute("INSERT INTO server_facts (name, value) VALUES ('before', 'here')").unwrap();
    // On SQLite a restore fills a new file; what it is given here is undone all the same.
    let refused = replace(
        &into.url,
        &migrations,
        "test",
        |loader| {
            for table in tables.iter().filter(|table| table.name != "actors") {
                snapshot.rows(table, |row| loader.add(table, &format!("[{row}]")).map(drop))?;
            }
            Ok(())
        },
        |_| Ok(()),
    );
    assert!(refused.unwrap_err().text().contains("nothing was changed"));
    assert_eq!(into.lines("SELECT value AS line FROM server_facts"), ["here"]);
}
