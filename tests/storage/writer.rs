//! Writes that wait at the same moment are committed together; each is all or nothing by itself, whatever happens to its
//! neighbors: a failure, a panic, a full disk, others who change the same rows.

use crate::support::TestDb;
use diesel::connection::SimpleConnection;
use futures::future::{BoxFuture, join_all, maybe_done};
use potluck::error::{Error, Kind, Result};
use potluck::storage::{Conn, DatabaseUrl, Db, Together, facts, migrate};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::Command;

type Writing = BoxFuture<'static, Result<()>>;

/// Writes a fact, then does something more in the same write.
fn write(
    db: &Db,
    name: impl Into<String>,
    value: String,
    then: impl FnOnce(&mut Conn) -> Result<()> + Send + 'static,
) -> Writing {
    let (db, name) = (db.clone(), name.into());
    Box::pin(async move {
        db.write(move |conn| {
            facts::set(conn, &name, &value)?;
            then(conn)
        })
        .await
    })
}

/// A fact that is written together with others, and what happens after it.
struct Fact {
    name: String,
    then: fn(&mut Conn, &str) -> Result<()>,
}

impl Together for Fact {
    type Done = String;

    fn work(conn: &mut Conn, all: &[Self]) -> Result<Vec<String>> {
        for one in all {
            facts::set(conn, &one.name, &all.len().to_string())?;
            (one.then)(conn, &one.name)?;
        }
        Ok(all.iter().map(|one| one.name.clone()).collect())
    }
}

/// Writes a fact together with others, and is answered for itself.
fn with_others(db: &Db, name: impl Into<String>, then: fn(&mut Conn, &str) -> Result<()>) -> Writing {
    let (db, name) = (db.clone(), name.into());
    Box::pin(async move {
        let answer = db.write_together(Fact { name: name.clone(), then }).await?;
        assert_eq!(answer, name);
        Ok(())
    })
}

fn well(_: &mut Conn) -> Result<()> {
    Ok(())
}

/// Lets writes wait together: they are all asked for while one before them still writes.
async fn together(db: &Db, writes: Vec<Writing>) -> Vec<Result<()>> {
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let mut first = write(db, "first", "0".into(), move |_| wait.recv().map_err(Error::internal));
    assert!(futures::poll!(&mut first).is_pending());
    // On PostgreSQL some may be done already, on connections of their own.
    let mut writes: Vec<_> = writes.into_iter().map(|write| Box::pin(maybe_done(write))).collect();
    for write in &mut writes {
        let _ = futures::poll!(write);
    }
    go.send(()).unwrap();
    // The first shares their group, so that a full disk may take it back too.
    let _ = futures::join!(first, join_all(writes.iter_mut().map(Pin::as_mut)));
    writes.iter_mut().map(|write| write.as_mut().take_output().expect("it is done")).collect()
}

async fn fact(db: &Db, name: &str) -> Option<String> {
    let name = name.to_owned();
    db.read(move |conn| facts::get(conn, &name)).await.unwrap()
}

fn big() -> String {
    "x".repeat(400_000)
}

#[tokio::test]
async fn many_writes_at_once_are_all_kept() {
    let database = TestDb::new();
    let db = database.open();
    // More than one group holds.
    let writes = (0..300).map(|number| write(&db, format!("fact{number}"), number.to_string(), well)).collect();
    assert!(together(&db, writes).await.iter().all(Result::is_ok));
    assert_eq!(database.count("server_facts"), 301);
    for number in [0, 63, 64, 299] {
        assert_eq!(fact(&db, &format!("fact{number}")).await, Some(number.to_string()));
    }
}

#[tokio::test]
async fn a_write_that_fails_takes_back_its_own_part_only() {
    let database = TestDb::new();
    let db = database.open();
    let done = together(
        &db,
        vec![
            write(&db, "before", "1".into(), well),
            write(&db, "refused", "1".into(), |_| Err(Error::conflict("Not this time."))),
            write(&db, "broken", "1".into(), |conn| Ok(conn.batch_execute("INSERT INTO nowhere VALUES (1)")?)),
            write(&db, "after", "1".into(), well),
        ],
    )
    .await;
    let kinds: Vec<_> = done.iter().map(|done| done.as_ref().err().map(Error::kind)).collect();
    assert_eq!(kinds, [None, Some(Kind::Conflict), Some(Kind::Internal), None]);
    assert_eq!(done[1].as_ref().unwrap_err().text(), "Not this time.");
    for (name, kept) in [("first", true), ("before", true), ("refused", false), ("broken", false), ("after", true)] {
        assert_eq!(fact(&db, name).await.is_some(), kept, "{name}");
    }
}

#[tokio::test]
async fn a_write_that_panics_changes_nothing_and_harms_nobody() {
    let database = TestDb::new();
    let db = database.open();
    let done = together(
        &db,
        vec![
            write(&db, "before", "1".into(), well),
            write(&db, "panicked", "1".into(), |_| panic!("a fault in this write, on purpose")),
            write(&db, "after", "1".into(), well),
        ],
    )
    .await;
    let kinds: Vec<_> = done.iter().map(|done| done.as_ref().err().map(Error::kind)).collect();
    assert_eq!(kinds, [None, Some(Kind::Internal), None]);
    for (name, kept) in [("first", true), ("before", true), ("panicked", false), ("after", true)] {
        assert_eq!(fact(&db, name).await.is_some(), kept, "{name}");
    }
    write(&db, "later", "1".into(), well).await.unwrap();
    assert_eq!(fact(&db, "later").await.as_deref(), Some("1"));
}

#[tokio::test]
async fn of_those_that_are_written_for_many_at_once_a_bad_one_spoils_only_itself() {
    let database = TestDb::new();
    let db = database.open();
    let good = |_: &mut Conn, _: &str| Ok(());
    let mut writes = vec![
        write(&db, "alone", "1".into(), well),
        with_others(&db, "shared", good),
        with_others(&db, "refused", |_, _| Err(Error::conflict("Not this time."))),
        with_others(&db, "shared too", good),
        with_others(&db, "panicked", |_, _| panic!("a fault in this write, on purpose")),
        write(&db, "alone and refused", "1".into(), |_| Err(Error::conflict("Not this time."))),
        with_others(&db, "broken", |conn, _| Ok(conn.batch_execute("INSERT INTO nowhere VALUES (1)")?)),
    ];
    writes.extend((0..300).map(|number| with_others(&db, format!("fact{number}"), good)));
    let done = together(&db, writes).await;
    let kinds: Vec<_> = done.iter().map(|done| done.as_ref().err().map(Error::kind)).take(7).collect();
    let (no, fault) = (Some(Kind::Conflict), Some(Kind::Internal));
    assert_eq!(kinds, [None, None, no, None, fault, no, fault]);
    assert_eq!(done[2].as_ref().unwrap_err().text(), "Not this time.");
    assert!(done[7..].iter().all(Result::is_ok));
    // The first, "alone", the two that were shared, and the many.
    assert_eq!(database.count("server_facts"), 304);
    // Those in whose group nothing was wrong were done by one call for all of them.
    let groups = "SELECT count(*) AS n FROM server_facts WHERE name LIKE 'fact%' AND value = '64'";
    assert!(database.number(groups) >= 128, "{}", database.number(groups));
}

#[tokio::test]
async fn whoever_asks_and_goes_away_stops_nobody_behind_them() {
    let database = TestDb::new();
    let db = database.open();
    for number in 0..100 {
        let mut impatient = with_others(&db, format!("impatient{number}"), |_, _| Ok(()));
        assert!(futures::poll!(&mut impatient).is_pending());
    }
    with_others(&db, "patient", |_, _| Ok(())).await.unwrap();
    assert!(fact(&db, "patient").await.is_some());
}

#[tokio::test]
async fn floods_that_change_the_same_rows_in_another_order_are_all_kept() {
    let database = TestDb::new();
    let db = database.open();
    for name in ["one", "other"] {
        write(&db, name, "0".into(), well).await.unwrap();
    }
    // On PostgreSQL two groups of them wait for each other: one holds "one" and wants "other", one the other way round.
    let crossing = (0..400).map(|number| {
        let then: fn(&mut Conn, &str) -> Result<()> = match number % 3 {
            0 => |conn, name| facts::set(conn, "one", name),
            _ => |conn, name| facts::set(conn, "other", name),
        };
        tokio::spawn(with_others(&db, format!("fact{number}"), then))
    });
    for done in join_all(crossing.collect::<Vec<_>>()).await {
        done.unwrap().unwrap();
    }
    assert_eq!(database.count("server_facts"), 402);
}

/// What was answered with yes is there, what was answered with no is not, and the no says why.
async fn hold(db: &Db, names: &[&str], done: &[Result<()>]) {
    for (name, done) in names.iter().zip(done) {
        assert_eq!(fact(db, name).await.is_some(), done.is_ok(), "{name}: {done:?}");
        if let Err(error) = done {
            assert_eq!(error.kind(), Kind::Unavailable, "{name}: {error:?}");
        }
    }
}

#[tokio::test]
async fn a_full_database_file_is_said_and_nothing_half_happens() {
    let database = TestDb::new();
    if !database.on_sqlite() {
        return; // The disk of a server of PostgreSQL is not ours to fill.
    }
    let db = database.open();
    let limit = |pages: &'static str| {
        db.write(move |conn| Ok(conn.batch_execute(&format!("PRAGMA max_page_count = {pages}"))?))
    };
    // Less than is there means: not one page more.
    limit("1").await.unwrap();
    let names = ["small", "big", "small too"];
    let writes = vec![
        write(&db, names[0], "1".into(), well),
        write(&db, names[1], big(), well),
        write(&db, names[2], "1".into(), well),
    ];
    let done = together(&db, writes).await;
    hold(&db, &names, &done).await;
    let refused = done[1].as_ref().expect_err("the file was not full");
    assert!(refused.text().contains("disk of this server is full"), "{refused:?}");

    limit("1073741823").await.unwrap();
    write(&db, "big", big(), well).await.unwrap();
    assert_eq!(fact(&db, "big").await.map(|big| big.len()), Some(big().len()));
    assert_eq!(database.lines("SELECT integrity_check AS line FROM pragma_integrity_check"), ["ok"]);
}

#[tokio::test]
async fn a_write_that_does_not_look_at_the_full_disk_has_not_happened_either() {
    let database = TestDb::new();
    if !database.on_sqlite() {
        return; // The disk of a server of PostgreSQL is not ours to fill.
    }
    let db = database.open();
    db.write(|conn| Ok(conn.batch_execute("PRAGMA max_page_count = 1")?)).await.unwrap();
    let careless = {
        let db = db.clone();
        let task = async move {
            db.write(|conn| {
                let _ = facts::set(conn, "big", &big());
                Ok(())
            })
            .await
        };
        Box::pin(task)
    };
    let done = together(&db, vec![write(&db, "before", "1".into(), well), careless]).await;
    assert_eq!(fact(&db, "before").await.is_some(), done[0].is_ok(), "{done:?}");
    assert_eq!(fact(&db, "big").await, None);
    write(&db, "later", "1".into(), well).await.unwrap();
}

/// A disk of three megabytes: an empty database needs one and a half.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: PathBuf) -> Option<Self> {
        std::fs::create_dir(&at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=3m", "potluck-test"]).arg(&at).status();
        mounted.is_ok_and(|status| status.success()).then_some(Self(at))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazy: the writer may still have the file open.
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[tokio::test]
async fn a_full_disk_is_said_and_the_writer_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path().join("disk")) else {
        eprintln!("only root may mount a small disk; the test with a full database file stands for this one");
        return;
    };
    let url = DatabaseUrl::Sqlite(disk.path().join("potluck.db"));
    migrate::run(&url).unwrap();
    let ballast = disk.path().join("ballast");
    std::fs::write(&ballast, big()).unwrap();
    let db = Db::open(&url).unwrap();

    let mut fills = 0;
    let refused = loop {
        assert!(fills < 100, "the disk never fills");
        let names = [format!("small{fills}"), format!("big{fills}"), format!("after{fills}")];
        let writes = vec![
            write(&db, &names[0], "1".into(), well),
            write(&db, &names[1], big(), well),
            write(&db, &names[2], "1".into(), well),
        ];
        let done = together(&db, writes).await;
        hold(&db, &names.each_ref().map(String::as_str), &done).await;
        if let Some(error) = done.into_iter().find_map(Result::err) {
            break error;
        }
        fills += 1;
    };
    assert!(fills > 0, "there was no room from the beginning");
    assert!(refused.text().contains("disk of this server is full"), "{refused:?}");

    // Still full: still said, and what was kept is still read.
    let again = write(&db, "big again", big(), well).await;
    assert_eq!(again.unwrap_err().kind(), Kind::Unavailable);
    assert_eq!(fact(&db, "big0").await.map(|big| big.len()), Some(big().len()));

    std::fs::remove_file(ballast).unwrap();
    write(&db, "room", "1".into(), well).await.unwrap();
    assert_eq!(fact(&db, "room").await.as_deref(), Some("1"));
    assert_eq!(fact(&db, "big again").await, None);
}
