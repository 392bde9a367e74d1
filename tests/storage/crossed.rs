//! Two transactions that wait for each other: PostgreSQL ends one of them, and whoever asked for it tries again, in whichever
//! language the server says so.

use crate::support::TestDb;
use diesel::connection::SimpleConnection;
use potluck::error::{Error, Result};
use potluck::storage::{Db, is_crossed};
use std::sync::{Arc, Barrier};

/// Takes hold of one thing, and of another when both have one.
async fn take(db: &Db, meet: Arc<Barrier>, first: u8, second: u8) -> Result<()> {
    db.write(move |conn| {
        conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({first})"))?;
        meet.wait();
        conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({second})"))?;
        Ok(())
    })
    .await
}

/// What a write fails with that the server ends in these words.
async fn ended(db: &Db, code: &str, message: &str, details: &str) -> Error {
    let raise = format!(
        "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}', MESSAGE = '{message}', DETAIL = '{details}'; END $$"
    );
    let done = db.write(move |conn| {
        conn.batch_execute(&raise)?;
        Ok(())
    });
    done.await.expect_err("it is ended")
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_wait_for_each_other_one_is_done_and_the_other_is_told_so_in_every_language() {
    let database = TestDb::new();
    // SQLite has one writer: nobody waits for another.
    if database.on_sqlite() {
        return;
    }
    let (db, meet) = (database.open(), Arc::new(Barrier::new(2)));
    let (one, other) = tokio::join!(take(&db, meet.clone(), 1, 2), take(&db, meet.clone(), 2, 1));
    let error = match (one, other) {
        (Err(error), Ok(())) | (Ok(()), Err(error)) => error,
        both => panic!("one is done: {both:?}"),
    };
    assert!(is_crossed(&error), "{error:?}");

    let details = "Prozess 12 wartet auf ShareLock-Sperre auf Transaktion 7; blockiert von Prozess 13.";
    let german = ended(&db, "40P01", "Verklemmung (Deadlock) entdeckt", details).await;
    assert!(is_crossed(&german), "{german:?}");
    let chinese = "进程12等待在事务 7上的ExclusiveLock; 由进程13阻塞.";
    let chinese = ended(&db, "40P01", "检测到死锁", chinese).await;
    assert!(is_crossed(&chinese), "{chinese:?}");
    // What somebody wrote, and what else goes wrong, is something else.
    for (code, message, details) in [
        ("23514", "new row violates check constraint", "Failing row contains (ShareLock)."),
        ("23505", "duplicate key", "Key (title)=(ExclusiveLock) already exists."),
        ("22001", "value too long", "It has 12 signs."),
    ] {
        let error = ended(&db, code, message, details).await;
        assert!(!is_crossed(&error), "{error:?}");
    }
}
