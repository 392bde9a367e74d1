//! The one thread that writes on SQLite. Writes that wait at the same moment are committed together, since a commit is a
//! wait for the disk; each is all or nothing by itself.

use crate::error::{Error, Kind, Result};
use crate::storage::connection::{Conn, DatabaseUrl};
use crate::storage::{DISK_FULL, is_disk_full};
use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Waiting writes that are committed together at most.
const GROUP: usize = 256;
/// A group of so many writes is waited for: where these came from, more are coming.
const BUSY: usize = 8;
/// How long a busy group waits for the next write: half as long as a commit.
const LINGER: Duration = Duration::from_micros(400);

const NOT_STORED: &str = "This could not be stored, so nothing was changed. Please try again in a moment.";
const PANICKED: &str = "a write panicked";

/// Where writes wait for the thread. Cloning shares it.
#[derive(Clone)]
pub(super) struct Queue(mpsc::Sender<Box<dyn Job>>);

/// A write.
trait Job: Send {
    /// Does it. When it fails, the caller undoes what it did.
    fn run(&mut self, conn: &mut Conn) -> Ran;
    /// Answers the asker, after the commit of its group.
    fn done(self: Box<Self>, committed: Result<()>);
}

/// How a write went.
#[derive(Clone, Copy)]
enum Ran {
    Well,
    Failed,
    DiskFull,
}

struct Task<T, F> {
    /// Until it was done.
    change: Option<F>,
    outcome: Result<T>,
    tell: oneshot::Sender<Result<T>>,
}

impl<T: Send, F: FnOnce(&mut Conn) -> Result<T> + Send> Job for Task<T, F> {
    fn run(&mut self, conn: &mut Conn) -> Ran {
        if let Some(change) = self.change.take() {
            self.outcome =
                catch_unwind(AssertUnwindSafe(|| change(conn))).unwrap_or_else(|_| Err(Error::internal(PANICKED)));
        }
        match &self.outcome {
            Ok(_) => Ran::Well,
            // If the group is rolled back beneath it, the savepoint's own error would hide this one.
            Err(error) if is_disk_full(error) => Ran::DiskFull,
            Err(_) => Ran::Failed,
        }
    }

    fn done(self: Box<Self>, committed: Result<()>) {
        // The asker may have gone; what was committed stays.
        let _ = self.tell.send(committed.and(self.outcome));
    }
}

impl Queue {
    /// Does a write, and answers after the commit of its group.
    pub(super) async fn ask<T, F>(&self, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let (tell, hear) = oneshot::channel();
        let outcome = Err(Error::internal("a write was not done"));
        let stopping = || Error::new(Kind::Unavailable, "This server is stopping. Please try again in a moment.");
        self.0.send(Box::new(Task { change: Some(change), outcome, tell })).await.map_err(|_| stopping())?;
        // Nobody answers when the group could not even begin, or the server stops.
        hear.await.map_err(|_| Error::new(Kind::Unavailable, NOT_STORED))?
    }
}

/// Starts the thread; it ends with the last [`Queue`].
pub(super) fn start(url: DatabaseUrl) -> Result<Queue> {
    let mut conn = open(&url)?;
    let (queue, mut jobs) = mpsc::channel::<Box<dyn Job>>(1024);
    let work = move || {
        while let Some(first) = jobs.blocking_recv() {
            // Without this thread nothing is ever stored again: whatever happens to a group, it goes on with the next.
            let whole = catch_unwind(AssertUnwindSafe(|| write(&mut conn, first, &mut jobs))).unwrap_or(false);
            // A connection whose transaction broke is not trusted with the next one.
            if !whole {
                match open(&url) {
                    Ok(fresh) => conn = fresh,
                    Err(error) => tracing::error!(cause = ?error.cause(), "the database was not opened again"),
                }
            }
        }
    };
    std::thread::Builder::new().name("database-writer".into()).spawn(work).map_err(Error::internal)?;
    Ok(Queue(queue))
}

/// The connection that writes. Of what it changes, it keeps three times as much as those that read do: where a hundred
/// thousand listings are stored, the pages into which the next ones go are many (docs/performance.md, As it grows).
fn open(url: &DatabaseUrl) -> Result<Conn> {
    let mut conn = url.connect()?;
    if matches!(conn, Conn::Sqlite(_)) {
        conn.batch_execute("PRAGMA cache_size = -12000;")?;
    }
    Ok(conn)
}

/// Does a write, and those that wait behind it, in one transaction; answers whether the transaction held. If it is left
/// by a panic, the askers hear that nothing was stored.
fn write(conn: &mut Conn, first: Box<dyn Job>, jobs: &mut mpsc::Receiver<Box<dyn Job>>) -> bool {
    let mut group = Group::default();
    let committed = immediate(conn, |conn| {
        let mut waiting = Some(first);
        while let Some(job) = waiting.take() {
            group.run(conn, job)?;
            if group.jobs.len() < GROUP {
                waiting = jobs.try_recv().ok().or_else(|| {
                    if group.jobs.len() < BUSY {
                        return None;
                    }
                    std::thread::sleep(LINGER);
                    jobs.try_recv().ok()
                });
            }
        }
        Ok(())
    });
    let disk_full = group.disk_full;
    match &committed {
        Ok(()) => group.jobs.into_iter().for_each(|job| job.done(Ok(()))),
        Err(error) => {
            let text = if disk_full || is_disk_full(error) { DISK_FULL } else { NOT_STORED };
            group.jobs.into_iter().for_each(|job| job.done(Err(Error::new(Kind::Unavailable, text))));
            tracing::error!(cause = ?error.cause(), "a group of writes was not committed");
        }
    }
    committed.is_ok()
}

/// Writes that are committed together.
#[derive(Default)]
struct Group {
    jobs: Vec<Box<dyn Job>>,
    disk_full: bool,
}

impl Group {
    /// Does a write, all of it or nothing.
    fn run(&mut self, conn: &mut Conn, mut job: Box<dyn Job>) -> Result<()> {
        let mut ran = Ran::Well;
        // The job keeps its own outcome; this one only says whether to roll back.
        let undone: diesel::QueryResult<()> = conn.transaction(|conn| {
            ran = job.run(conn);
            match ran {
                Ran::Well => Ok(()),
                Ran::Failed | Ran::DiskFull => Err(diesel::result::Error::RollbackTransaction),
            }
        });
        self.jobs.push(job);
        self.disk_full |= matches!(ran, Ran::DiskFull);
        match (ran, undone) {
            (Ran::Well, Ok(())) => Ok(()),
            // The savepoint itself could not be ended.
            (Ran::Well, Err(error)) => Err(error.into()),
            (Ran::Failed | Ran::DiskFull, _) => still_inside(conn),
        }
    }
}

/// Marks the group inside its transaction. A full disk makes SQLite roll back everything at once, and a
/// later savepoint would then silently begin, and commit, a transaction of its own.
const MARK: &str = "SAVEPOINT group_of_writes";
const UNMARK: &str = "RELEASE group_of_writes";

/// Fails if the whole group was rolled back beneath us.
fn still_inside(conn: &mut Conn) -> Result<()> {
    conn.batch_execute(UNMARK)?;
    conn.batch_execute(MARK)?;
    Ok(())
}

/// `BEGIN IMMEDIATE` on the inner connection, commit through the enum's manager: a deferred transaction
/// would fail with SQLITE_BUSY when it first writes beside another process.
fn immediate(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<()>) -> Result<()> {
    let Conn::Sqlite(inner) = &mut *conn else {
        return Err(Error::internal("the writer thread is for SQLite"));
    };
    AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN IMMEDIATE")?;
    let worked = conn.batch_execute(MARK).map_err(Error::from).and_then(|()| work(conn));
    let result = worked.and_then(|()| {
        conn.batch_execute(UNMARK)?;
        <Conn as Connection>::TransactionManager::commit_transaction(conn)?;
        Ok(())
    });
    if result.is_err() {
        // Otherwise the next group would begin inside this one. It may have been rolled back already.
        if let Err(error) = <Conn as Connection>::TransactionManager::rollback_transaction(conn) {
            tracing::debug!(%error, "the group was rolled back before");
        }
    }
    result
}
