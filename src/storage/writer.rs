//! Writes that wait at the same moment are committed together, since a commit is a wait for the disk; each is all or
//! nothing by itself. On SQLite one thread does all that is written, on PostgreSQL a few do what comes in floods.

use crate::error::{Error, Kind, Result};
use crate::storage::connection::{Conn, DatabaseUrl};
use crate::storage::{DISK_FULL, is_disk_full};
use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Waiting writes that are committed together at most.
const GROUP: usize = 256;
/// The same on PostgreSQL, where others write meanwhile: what a group has changed, they wait for.
const GROUP_OF_POOL: usize = 32;
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
    /// Whether it can be run again after it was undone.
    fn repeatable(&self) -> bool;
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
    change: F,
    repeatable: bool,
    outcome: Result<T>,
    tell: oneshot::Sender<Result<T>>,
}

impl<T: Send, F: FnMut(&mut Conn) -> Result<T> + Send> Job for Task<T, F> {
    fn repeatable(&self) -> bool {
        self.repeatable
    }

    fn run(&mut self, conn: &mut Conn) -> Ran {
        let change = &mut self.change;
        self.outcome =
            catch_unwind(AssertUnwindSafe(|| change(conn))).unwrap_or_else(|_| Err(Error::internal(PANICKED)));
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
    /// Does a write once.
    pub(super) async fn once<T, F>(&self, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let mut change = Some(change);
        let change = move |conn: &mut Conn| match change.take() {
            Some(change) => change(conn),
            None => Err(Error::internal("a write that is done once was done again")),
        };
        self.ask(change, false).await
    }

    /// Does a write that may be undone and done again.
    pub(super) async fn again<T, F>(&self, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Conn) -> Result<T> + Send + 'static,
    {
        self.ask(change, true).await
    }

    async fn ask<T, F>(&self, change: F, repeatable: bool) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Conn) -> Result<T> + Send + 'static,
    {
        let (tell, hear) = oneshot::channel();
        let outcome = Err(Error::internal("a write was not done"));
        let stopping = || Error::new(Kind::Unavailable, "This server is stopping. Please try again in a moment.");
        self.0.send(Box::new(Task { change, repeatable, outcome, tell })).await.map_err(|_| stopping())?;
        // Nobody answers when the group could not even begin, or the server stops.
        hear.await.map_err(|_| Error::new(Kind::Unavailable, NOT_STORED))?
    }
}

/// Starts the thread; it ends with the last [`Queue`].
pub(super) fn start(url: DatabaseUrl) -> Result<Queue> {
    let mut conn = url.connect()?;
    let (queue, mut jobs) = mpsc::channel::<Box<dyn Job>>(1024);
    let work = move || {
        while let Some(first) = jobs.blocking_recv() {
            // Without this thread nothing is ever stored again: whatever happens to a group, it goes on with the next.
            let whole = catch_unwind(AssertUnwindSafe(|| write(&mut conn, first, &mut jobs))).unwrap_or(false);
            // A connection whose transaction broke is not trusted with the next one.
            if !whole {
                match url.connect() {
                    Ok(fresh) => conn = fresh,
                    Err(error) => tracing::error!(cause = ?error.cause(), "the database was not opened again"),
                }
            }
        }
    };
    std::thread::Builder::new().name("database-writer".into()).spawn(work).map_err(Error::internal)?;
    Ok(Queue(queue))
}

/// Starts `threads` threads that write on PostgreSQL with connections that `lend` lends, with what is to be done with one;
/// they end with the last [`Queue`].
pub(super) fn start_on_pool<L>(threads: usize, lend: L) -> Result<Queue>
where
    L: Fn(&mut dyn FnMut(&mut Conn) -> Result<()>) -> Result<()> + Clone + Send + 'static,
{
    let (queue, jobs) = mpsc::channel::<Box<dyn Job>>(1024);
    let jobs = Arc::new(Mutex::new(jobs));
    for _ in 0..threads {
        let (jobs, lend) = (jobs.clone(), lend.clone());
        let work = move || {
            while let Some(mut group) = take(&jobs) {
                let tried = catch_unwind(AssertUnwindSafe(|| lend(&mut |conn| write_on_pool(conn, &mut group))));
                if let Ok(Err(error)) = &tried {
                    tracing::error!(cause = ?error.cause(), "a group of writes was not committed");
                }
                // There was no connection, or it broke before their turn.
                group.into_iter().for_each(|job| job.done(Err(Error::new(Kind::Unavailable, NOT_STORED))));
            }
        };
        std::thread::Builder::new().name("database-writer".into()).spawn(work).map_err(Error::internal)?;
    }
    Ok(Queue(queue))
}

/// Waits for writes, and takes those that are there; none when nobody can ask any more.
fn take(jobs: &Mutex<mpsc::Receiver<Box<dyn Job>>>) -> Option<VecDeque<Box<dyn Job>>> {
    // Whoever waits here first takes what comes. Nothing is done under the lock that could panic.
    let mut jobs = jobs.lock().unwrap_or_else(PoisonError::into_inner);
    let mut group = VecDeque::from([jobs.blocking_recv()?]);
    while group.len() < GROUP_OF_POOL
        && let Ok(job) = jobs.try_recv()
    {
        group.push_back(job);
    }
    Some(group)
}

/// Does a group of writes in one transaction, or, when one of them fails, each in a transaction of its own: two groups may
/// have changed the same rows in another order, and then the database ends one of them. Whoever was answered is taken out.
///
/// # Errors
/// What the connection said when it broke; those who are left were told nothing yet.
fn write_on_pool(conn: &mut Conn, group: &mut VecDeque<Box<dyn Job>>) -> Result<()> {
    let one = |conn: &mut Conn, job: &mut Box<dyn Job>| match job.run(conn) {
        Ran::Well => Ok(()),
        // The job keeps its own outcome; this one only says that it is rolled back.
        Ran::Failed | Ran::DiskFull => Err(diesel::result::Error::RollbackTransaction),
    };
    if group.len() > 1 {
        match conn.transaction(|conn| group.iter_mut().try_for_each(|job| one(conn, job))) {
            Ok(()) => {
                group.drain(..).for_each(|job| job.done(Ok(())));
                return Ok(());
            }
            Err(diesel::result::Error::RollbackTransaction) => {}
            Err(error) => return Err(error.into()),
        }
    }
    while let Some(job) = group.front_mut() {
        match conn.transaction(|conn| one(conn, job)) {
            Ok(()) | Err(diesel::result::Error::RollbackTransaction) => {}
            Err(error) => return Err(error.into()),
        }
        if let Some(job) = group.pop_front() {
            job.done(Ok(()));
        }
    }
    Ok(())
}

/// Does a write, and those that wait behind it, in one transaction; answers whether the transaction held. If it is left
/// by a panic, the askers hear that nothing was stored.
fn write(conn: &mut Conn, first: Box<dyn Job>, jobs: &mut mpsc::Receiver<Box<dyn Job>>) -> bool {
    let mut group = Group::default();
    let committed = immediate(conn, |conn| {
        let mut waiting = Some(first);
        while let Some(job) = waiting.take() {
            group.run(conn, job)?;
            if group.len() < GROUP {
                waiting = jobs.try_recv().ok().or_else(|| {
                    if group.len() < BUSY {
                        return None;
                    }
                    std::thread::sleep(LINGER);
                    jobs.try_recv().ok()
                });
            }
        }
        group.close(conn)
    });
    let disk_full = group.disk_full;
    match &committed {
        Ok(()) => group.all().for_each(|job| job.done(Ok(()))),
        Err(error) => {
            let text = if disk_full || is_disk_full(error) { DISK_FULL } else { NOT_STORED };
            group.all().for_each(|job| job.done(Err(Error::new(Kind::Unavailable, text))));
            tracing::error!(cause = ?error.cause(), "a group of writes was not committed");
        }
    }
    committed.is_ok()
}

/// Writes that are committed together.
#[derive(Default)]
struct Group {
    finished: Vec<Box<dyn Job>>,
    /// Those that share a savepoint which is still open: a savepoint for each costs more than the writes.
    sharing: Vec<Box<dyn Job>>,
    disk_full: bool,
}

impl Group {
    fn len(&self) -> usize {
        self.finished.len() + self.sharing.len()
    }

    fn all(self) -> impl Iterator<Item = Box<dyn Job>> {
        self.finished.into_iter().chain(self.sharing)
    }

    fn run(&mut self, conn: &mut Conn, mut job: Box<dyn Job>) -> Result<()> {
        if !job.repeatable() {
            self.close(conn)?;
            return self.run_alone(conn, job);
        }
        if self.sharing.is_empty() {
            conn.batch_execute("SAVEPOINT shared")?;
        }
        let ran = job.run(conn);
        self.sharing.push(job);
        match ran {
            Ran::Well => Ok(()),
            Ran::Failed | Ran::DiskFull => {
                self.disk_full |= matches!(ran, Ran::DiskFull);
                // Fails if the whole group was rolled back beneath us.
                conn.batch_execute("ROLLBACK TO shared; RELEASE shared")?;
                for job in std::mem::take(&mut self.sharing) {
                    self.run_alone(conn, job)?;
                }
                Ok(())
            }
        }
    }

    fn run_alone(&mut self, conn: &mut Conn, mut job: Box<dyn Job>) -> Result<()> {
        let mut ran = Ran::Well;
        // The job keeps its own outcome; this one only says whether to roll back.
        let undone: diesel::QueryResult<()> = conn.transaction(|conn| {
            ran = job.run(conn);
            match ran {
                Ran::Well => Ok(()),
                Ran::Failed | Ran::DiskFull => Err(diesel::result::Error::RollbackTransaction),
            }
        });
        self.finished.push(job);
        self.disk_full |= matches!(ran, Ran::DiskFull);
        match (ran, undone) {
            (Ran::Well, Ok(())) => Ok(()),
            // The savepoint itself could not be ended.
            (Ran::Well, Err(error)) => Err(error.into()),
            (Ran::Failed | Ran::DiskFull, _) => still_inside(conn),
        }
    }

    /// Ends the shared savepoint.
    fn close(&mut self, conn: &mut Conn) -> Result<()> {
        if !self.sharing.is_empty() {
            conn.batch_execute("RELEASE shared")?;
            self.finished.append(&mut self.sharing);
        }
        Ok(())
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
