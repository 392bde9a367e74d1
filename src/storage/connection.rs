//! Connections: one writer and a few readers on SQLite, a pool on PostgreSQL.

use crate::error::{Error, Kind, Result};
use crate::storage::DISK_FULL;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2;
use diesel::{Connection, PgConnection, SqliteConnection};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// SQLite.
    Sqlite(SqliteConnection),
    /// PostgreSQL.
    Pg(PgConnection),
}

/// Which database, by the scheme of its URL.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file.
    Sqlite(PathBuf),
    /// A server; the URL may hold a password, so it is never printed.
    Postgres(String),
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(_) => f.write_str("postgres://…"),
        }
    }
}

impl DatabaseUrl {
    /// Reads `sqlite://PATH` or `postgres://…`.
    ///
    /// # Errors
    /// `Invalid` for any other scheme.
    pub fn parse(text: &str) -> Result<Self> {
        if let Some(path) = text.strip_prefix("sqlite://") {
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(Error::invalid("database_url", "`database_url` must begin with sqlite:// or postgres://."))
    }

    /// Opens one connection.
    ///
    /// # Errors
    /// `Unavailable`, with a sentence that says what to do.
    pub fn connect(&self) -> Result<Conn> {
        match self {
            Self::Sqlite(path) => Ok(Conn::Sqlite(open_sqlite(path)?)),
            Self::Postgres(url) => {
                let mut conn = PgConnection::establish(url).map_err(|error| {
                    let text = "The PostgreSQL server of `database_url` does not answer. Is it running, and are name and password right?";
                    Error::new(Kind::Unavailable, text).because(error)
                })?;
                conn.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '20s';").map_err(Error::from)?;
                Ok(Conn::Pg(conn))
            }
        }
    }
}

fn open_sqlite(path: &Path) -> Result<SqliteConnection> {
    let cannot = |cause: Box<dyn std::error::Error + Send + Sync>| {
        let text = format!(
            "The database file {} cannot be opened. Is its folder there and writable, and is there room on the disk?",
            path.display()
        );
        Error::new(Kind::Unavailable, text).because(cause)
    };
    let name = path.to_str().ok_or_else(|| cannot("the path is not UTF-8".into()))?;
    let mut conn = SqliteConnection::establish(name).map_err(|error| cannot(error.into()))?;
    // FULL: what was acknowledged survives a power cut. secure_delete: what was erased is overwritten.
    conn.batch_execute(
        "PRAGMA busy_timeout = 20000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
         PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;",
    )
    .map_err(|error| cannot(error.into()))?;
    Ok(conn)
}

type Done = Box<dyn FnOnce(Result<()>) + Send>;
/// Does the write inside a savepoint.
type Job = Box<dyn FnOnce(&mut Conn) -> Ran + Send>;

/// A write that was done, and waits for the commit of its group.
struct Ran {
    well: bool,
    /// Whether it failed because the disk is full.
    disk_full: bool,
    /// How to answer the asker after the commit.
    done: Done,
}

/// The database. Cloning shares it.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    readers: r2d2::Pool<Manager>,
    writer: Writer,
    on_sqlite: bool,
}

enum Writer {
    /// One thread that writes, committing what waits together.
    Thread(mpsc::Sender<Job>),
    /// The readers' pool.
    Pool,
}

/// Opens connections for the pool.
#[derive(Debug)]
struct Manager {
    url: DatabaseUrl,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = Error;

    fn connect(&self) -> Result<Conn> {
        let mut conn = self.url.connect()?;
        if let Conn::Sqlite(sqlite) = &mut conn {
            sqlite.batch_execute("PRAGMA query_only = ON;").map_err(Error::from)?;
        }
        Ok(conn)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<()> {
        match conn {
            Conn::Sqlite(_) => Ok(()),
            Conn::Pg(pg) => pg.batch_execute("SELECT 1").map_err(Error::from),
        }
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        use diesel::r2d2::R2D2Connection as _;
        std::thread::panicking() || conn.is_broken()
    }
}

/// Waiting writes that are committed together at most.
const GROUP: usize = 64;

impl Db {
    /// Opens the database; its tables must be there ([`super::migrate::run`]).
    ///
    /// # Errors
    /// `Unavailable`, with a sentence that says what to do.
    pub fn open(url: &DatabaseUrl) -> Result<Self> {
        let on_sqlite = matches!(url, DatabaseUrl::Sqlite(_));
        let writer = if on_sqlite { Writer::Thread(start_writer(url.clone())?) } else { Writer::Pool };
        let readers = r2d2::Pool::builder()
            .max_size(if on_sqlite { 4 } else { 12 })
            .min_idle(Some(1))
            .test_on_check_out(!on_sqlite)
            .connection_timeout(Duration::from_secs(20))
            .build(Manager { url: url.clone() })
            .map_err(|error| {
                Error::new(Kind::Unavailable, "The database does not answer. Is it running?").because(error)
            })?;
        Ok(Self { inner: Arc::new(Inner { readers, writer, on_sqlite }) })
    }

    /// Whether this is SQLite: one process, one writer.
    pub fn on_sqlite(&self) -> bool {
        self.inner.on_sqlite
    }

    /// Reads, off the async threads.
    ///
    /// # Errors
    /// What the closure returns; `Unavailable` when no connection can be had.
    pub async fn read<T, F>(&self, query: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let db = self.clone();
        tokio::task::spawn_blocking(move || query(&mut *db.connection()?)).await.map_err(Error::internal)?
    }

    /// Writes, in one transaction, off the async threads. On SQLite, writes that wait at the same moment
    /// are committed together; each is all or nothing by itself.
    ///
    /// # Errors
    /// What the closure returns, and then nothing was changed; `Unavailable` when no connection can be had.
    pub async fn write<T, F>(&self, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        match &self.inner.writer {
            Writer::Pool => {
                let db = self.clone();
                let task = tokio::task::spawn_blocking(move || {
                    let conn: &mut Conn = &mut *db.connection()?;
                    conn.transaction(change)
                });
                task.await.map_err(Error::internal)?
            }
            Writer::Thread(queue) => {
                let (tell, hear) = oneshot::channel();
                let job: Job = Box::new(move |conn| {
                    // If the group is rolled back beneath it, the savepoint's own error would hide this one.
                    let mut disk_full = false;
                    let outcome = conn.transaction(|conn| {
                        // Caught inside the transaction, so that what was half done is rolled back with it.
                        catch_unwind(AssertUnwindSafe(|| change(conn)))
                            .unwrap_or_else(|_| Err(Error::internal("a write panicked")))
                            .inspect_err(|error| disk_full = is_disk_full(error))
                    });
                    let well = outcome.is_ok();
                    let done: Done = Box::new(move |committed| {
                        // The asker may have gone; what was committed stays.
                        let _ = tell.send(committed.and(outcome));
                    });
                    Ran { well, disk_full, done }
                });
                queue.send(job).await.map_err(|_| {
                    Error::new(Kind::Unavailable, "This server is stopping. Please try again in a moment.")
                })?;
                // Nobody answers when the group could not even begin, or the server stops.
                hear.await.map_err(|_| Error::new(Kind::Unavailable, NOT_STORED))?
            }
        }
    }

    fn connection(&self) -> Result<r2d2::PooledConnection<Manager>> {
        self.inner.readers.get().map_err(|error| {
            Error::new(Kind::Unavailable, "The database does not answer. Please try again in a moment.").because(error)
        })
    }
}

fn start_writer(url: DatabaseUrl) -> Result<mpsc::Sender<Job>> {
    let mut conn = url.connect()?;
    let (queue, mut jobs) = mpsc::channel::<Job>(1024);
    std::thread::Builder::new()
        .name("database-writer".into())
        .spawn(move || {
            while let Some(first) = jobs.blocking_recv() {
                let mut waiting = Some(first);
                let mut finished: Vec<Done> = Vec::new();
                let mut disk_full = false;
                let committed = immediate(&mut conn, |conn| {
                    while let Some(job) = waiting.take() {
                        let ran = job(conn);
                        finished.push(ran.done);
                        disk_full |= ran.disk_full;
                        if !ran.well {
                            still_inside(conn)?;
                        }
                        if finished.len() < GROUP {
                            waiting = jobs.try_recv().ok();
                        }
                    }
                    Ok(())
                });
                match committed {
                    Ok(()) => finished.into_iter().for_each(|done| done(Ok(()))),
                    Err(error) => {
                        tracing::error!(cause = ?error.cause(), "a group of writes was not committed");
                        let text = if disk_full || is_disk_full(&error) { DISK_FULL } else { NOT_STORED };
                        for done in finished {
                            done(Err(Error::new(Kind::Unavailable, text)));
                        }
                        // A connection whose transaction broke is not trusted with the next one.
                        match url.connect() {
                            Ok(fresh) => conn = fresh,
                            Err(error) => tracing::error!(cause = ?error.cause(), "the database was not opened again"),
                        }
                    }
                }
            }
        })
        .map_err(Error::internal)?;
    Ok(queue)
}

const NOT_STORED: &str = "This could not be stored, so nothing was changed. Please try again in a moment.";

fn is_disk_full(error: &Error) -> bool {
    error.text() == DISK_FULL
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
