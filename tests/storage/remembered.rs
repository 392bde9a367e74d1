//! What was answered is given again while nothing is written, and never when something was: by this process, by another, or
//! by hand. On PostgreSQL, what other tests write beside this one is something written, too.

use crate::support::TestDb;
use chrono::Duration;
use diesel::connection::SimpleConnection;
use potluck::clock::{Clock, Moment};
use potluck::error::{Error, Kind, Result};
use potluck::storage::{Db, facts};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Ends all connections to the database but the one that asks for it, as a restart does.
const END: &str = "SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";

/// How often is tried whether something is given again. Others write now and then, and not always.
const TRIES: usize = 10_000;

/// Somebody who asks what is in the pot, and counts how often the database was asked for it.
#[derive(Clone, Default)]
struct Asker(Arc<AtomicUsize>);

impl Asker {
    fn times(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    async fn try_ask(&self, db: &Db, now: Moment) -> Result<Option<String>> {
        let asked = self.0.clone();
        let read = db.read_again("what is in the pot".into(), now, move |conn| {
            let found = facts::get(conn, "pot")?;
            asked.fetch_add(1, Ordering::SeqCst);
            Ok(found)
        });
        read.await.map(|found| (*found).clone())
    }

    async fn ask(&self, db: &Db, now: Moment) -> Option<String> {
        self.try_ask(db, now).await.expect("it is read")
    }

    /// Asks at `first` and at `second`, until what was found out at `first` is given again.
    async fn again(&self, db: &Db, first: Moment, second: Moment) -> Option<String> {
        for _ in 0..TRIES {
            let found = self.ask(db, first).await;
            let before = self.times();
            let given = self.ask(db, second).await;
            assert_eq!(given, found, "nobody changed it");
            if self.times() == before {
                return given;
            }
        }
        panic!("the database was asked each time");
    }
}

async fn put_in(db: &Db, what: impl Into<String>) {
    let what = what.into();
    db.write(move |conn| facts::set(conn, "pot", &what)).await.expect("it is written");
}

fn by_hand(what: &str) -> String {
    format!("UPDATE server_facts SET value = '{what}' WHERE name = 'pot'")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_is_given_again_for_a_second_while_nothing_is_written() {
    let database = TestDb::new();
    let (db, asker, now) = (database.open(), Asker::default(), Clock::system().now());
    put_in(&db, "soup").await;
    assert_eq!(asker.again(&db, now, now + Duration::milliseconds(999)).await.as_deref(), Some("soup"));
    let before = asker.times();
    assert_eq!(asker.ask(&db, now + Duration::seconds(1)).await.as_deref(), Some("soup"));
    assert_eq!(asker.times(), before + 1, "it is too old");
    assert_eq!(asker.ask(&db, now).await.as_deref(), Some("soup"));
    assert_eq!(asker.times(), before + 2, "a clock that was set back");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_anybody_wrote_is_seen_at_once() {
    let database = TestDb::new();
    // Two processes of one network.
    let (db, beside) = (database.open(), database.open());
    let (here, there, now) = (Asker::default(), Asker::default(), Clock::system().now());
    put_in(&db, "soup").await;
    for round in 0..10 {
        for who in ["here", "beside", "by hand"] {
            // Both remember what it was before, on most connections.
            for _ in 0..6 {
                here.ask(&db, now).await;
                there.ask(&beside, now).await;
            }
            let what = format!("{who} {round}");
            match who {
                "here" => put_in(&db, what.as_str()).await,
                "beside" => put_in(&beside, what.as_str()).await,
                _ => database.execute(&by_hand(&what)).expect("it is written"),
            }
            assert_eq!(here.ask(&db, now).await.as_ref(), Some(&what));
            assert_eq!(there.ask(&beside, now).await.as_ref(), Some(&what));
        }
    }
    assert_eq!(here.again(&db, now, now).await.as_deref(), Some("by hand 9"));
    assert_eq!(there.again(&beside, now, now).await.as_deref(), Some("by hand 9"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_several_answers_have_in_common_is_asked_for_once_and_again_when_something_was_written() {
    let database = TestDb::new();
    let (db, asker, now) = (database.open(), Asker::default(), Clock::system().now());
    let ask = async |question: String| {
        let asked = asker.0.clone();
        let read = db.read_again_of_parts(question, now, move |conn, parts| {
            let pot = parts.part(conn, "the pot of all", |conn| {
                asked.fetch_add(1, Ordering::SeqCst);
                facts::get(conn, "pot")
            })?;
            Ok((*pot).clone())
        });
        (*read.await.expect("it is read")).clone()
    };
    for what in ["soup", "bread"] {
        put_in(&db, what).await;
        let mut tries = 0..TRIES;
        let is_given_again = async |number: usize| {
            assert_eq!(ask(format!("what is in it, {number}")).await.as_deref(), Some(what));
            let before = asker.times();
            assert_eq!(ask(format!("whether there is any, {number}")).await.as_deref(), Some(what));
            asker.times() == before
        };
        loop {
            let number = tries.next().expect("it is given again");
            if is_given_again(number).await {
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_in_parts_is_seen_when_all_of_it_is() {
    let database = TestDb::new();
    let (db, asker, now) = (database.open(), Asker::default(), Clock::system().now());
    put_in(&db, "soup").await;
    let mut other = database.connect();
    let mut run = |sql: &str| other.batch_execute(sql).expect("it is done");
    let (beans, bread) = (by_hand("beans"), by_hand("bread"));
    let parts = ["SAVEPOINT first", beans.as_str(), "ROLLBACK TO first", "SAVEPOINT second", bread.as_str()];
    for ends in ["ROLLBACK", "COMMIT"] {
        run("BEGIN");
        for part in parts {
            run(part);
            assert_eq!(asker.ask(&db, now).await.as_deref(), Some("soup"));
        }
        run("RELEASE second");
        assert_eq!(asker.again(&db, now, now).await.as_deref(), Some("soup"), "it is not done yet");
        run(ends);
        let expected = if ends == "COMMIT" { "bread" } else { "soup" };
        assert_eq!(asker.ask(&db, now).await.as_deref(), Some(expected), "after {ends}");
    }
    assert_eq!(asker.again(&db, now, now).await.as_deref(), Some("bread"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_while_others_write_is_never_told_what_was_over_before() {
    const LAST: usize = 200;
    let database = TestDb::new();
    let (db, beside, now) = (database.open(), database.open(), Clock::system().now());
    put_in(&db, "0").await;
    let (written, asker) = (Arc::new(AtomicUsize::new(0)), Asker::default());
    let asking = (0..16).map(|_| {
        let (db, written, asker) = (db.clone(), written.clone(), asker.clone());
        tokio::spawn(async move {
            let mut seen = 0;
            while seen < LAST {
                let least = written.load(Ordering::SeqCst).max(seen);
                let found = asker.ask(&db, now).await.expect("something is in it");
                seen = found.parse().expect("a number");
                assert!(seen >= least, "{seen} was over: {least} was written");
            }
        })
    });
    let asking: Vec<_> = asking.collect();
    for value in 1..=LAST {
        put_in(&beside, value.to_string()).await;
        written.store(value, Ordering::SeqCst);
    }
    for asked in futures::future::join_all(asking).await {
        asked.expect("nothing was over");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_not_given_again() {
    let database = TestDb::new();
    let (db, now) = (database.open(), Clock::system().now());
    for _ in 0..2 {
        let failed = db.read_again::<(), _>("what is not there".into(), now, |_| Err(Error::not_found())).await;
        assert_eq!(failed.expect_err("nothing is there").kind(), Kind::NotFound);
    }
    assert_eq!(*db.read_again("what is not there".into(), now, |_| Ok(1)).await.expect("it is there now"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_given_again_that_was_found_out_before_the_server_went_away() {
    let database = TestDb::new();
    // SQLite is in the program: no connection ends.
    if database.on_sqlite() {
        return;
    }
    let (db, asker, now) = (database.open(), Asker::default(), Clock::system().now());
    put_in(&db, "soup").await;
    for _ in 0..5 {
        asker.again(&db, now, now).await;
        let before = asker.times();
        assert!(database.number(END) >= 1);
        // Each connection is found dead once at most.
        let mut found = Err(Error::not_found());
        for _ in 0..13 {
            found = asker.try_ask(&db, now).await;
            match &found {
                Ok(_) => break,
                Err(error) => assert_eq!(error.kind(), Kind::Unavailable, "{error:?}"),
            }
        }
        assert_eq!(found.expect("it goes on").as_deref(), Some("soup"));
        assert!(asker.times() > before, "the database was not asked");
    }
}
