//! Connections: one writer and a few readers on SQLite, a pool on PostgreSQL.

use crate::clock::Moment;
use crate::error::{Error, Kind, Result};
use crate::storage::remembered::{Look, Looked, Parts, Remembered};
use crate::storage::together::{Floods, How, Together};
use crate::storage::{NO_DATABASE, is_lost, writer};
use diesel::connection::SimpleConnection;
use diesel::r2d2;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use std::fs::File;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// SQLite.
    Sqlite(SqliteConnection),
    /// PostgreSQL.
    Pg(PgConnection),
}

/// How PostgreSQL is to work for us. It names what went wrong in the language of whoever set it up, and of what diesel knows
/// no kind for, such as a full disk, the words are all that is handed on (`storage/mod.rs`). A superuser may choose the language,
/// and whoever was granted that; from anybody else the server does not take it, and goes on in its own.
const AS_WE_WORK: &str = "SET TIME ZONE 'UTC'; SET lock_timeout = '20s'; \
     DO $$ BEGIN SET lc_messages = 'C'; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;";

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
                conn.batch_execute(AS_WE_WORK).map_err(Error::from)?;
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
    // For this user alone, also where its folder is open to others; the log beside it gets the same mode.
    match File::options().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(cannot(error.into())),
        _ => {}
    }
    let mut conn = SqliteConnection::establish(name).map_err(|error| cannot(error.into()))?;
    into_wal(&mut conn).map_err(|error| cannot(error.into()))?;
    // FULL: what was acknowledged survives a power cut. secure_delete: what was erased is overwritten. The log of changes
    // grows to 64 MiB before it is written into the file: a page that is changed often is written there once.
    conn.batch_execute(
        "PRAGMA busy_timeout = 20000; PRAGMA synchronous = FULL; \
         PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000; \
         PRAGMA wal_autocheckpoint = 16000;",
    )
    .map_err(|error| cannot(error.into()))?;
    Ok(conn)
}

/// Switches the file to a write-ahead log. Where two processes do that to a new file at the same moment, SQLite does
/// not wait by itself, whatever its timeout: one of them tries again until the other is done.
fn into_wal(conn: &mut SqliteConnection) -> diesel::QueryResult<()> {
    let mut left = 200;
    loop {
        match conn.batch_execute("PRAGMA busy_timeout = 20000; PRAGMA journal_mode = WAL;") {
            Err(error) if left > 0 && error.to_string().contains("database is locked") => left -= 1,
            ended => return ended,
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The database. Cloning shares it.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    readers: r2d2::Pool<Manager>,
    /// One for each of these. Who waits has none of the threads meanwhile, and comes first who asked first: where more work
    /// than there are processors, each of them ends as late as the last of them would.
    turns: Arc<Semaphore>,
    writer: Writer,
    floods: Floods,
    on_sqlite: bool,
    url: DatabaseUrl,
    remembered: Arc<Remembered>,
    /// Whether something was erased that the log of changes may still hold. True at first: nobody knows what the
    /// process before left undone.
    erased: AtomicBool,
}

enum Writer {
    /// One thread that writes, committing what waits together.
    Thread(writer::Queue),
    /// The readers' pool.
    Pool,
}

/// Opens connections for the pool.
#[derive(Debug)]
struct Manager {
    url: DatabaseUrl,
    remembered: Arc<Remembered>,
}

/// A connection of the pool.
struct Pooled {
    conn: Conn,
    /// When it was last asked whether the server is there; never, after it did not answer.
    tested: Option<Instant>,
    looked: Looked,
}

impl Pooled {
    /// Uses the connection; one that ended meanwhile is believed no more.
    fn using<T>(&mut self, job: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let done = job(&mut self.conn);
        if done.as_ref().err().is_some_and(is_lost) {
            self.tested = None;
        }
        done
    }
}

/// How many read at once on SQLite.
const READERS: u32 = 4;

/// How many work at once on PostgreSQL, readers and writers.
const POOL: u32 = 12;

/// How long somebody waits for a connection.
const WAIT: Duration = Duration::from_secs(20);

/// How long a connection that was tested is believed to be well: to ask each time costs as much as a query.
const TESTED_FOR: Duration = Duration::from_millis(500);

impl r2d2::ManageConnection for Manager {
    type Connection = Pooled;
    type Error = Error;

    fn connect(&self) -> Result<Pooled> {
        let mut conn = self.url.connect()?;
        match &mut conn {
            Conn::Sqlite(sqlite) => sqlite.batch_execute("PRAGMA query_only = ON;").map_err(Error::from)?,
            // The one before may have ended because the server fell, and forgot what it had not written yet.
            Conn::Pg(_) => self.remembered.forget(),
        }
        Ok(Pooled { conn, tested: Some(Instant::now()), looked: Looked::default() })
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<()> {
        if let Conn::Pg(pg) = &mut pooled.conn
            && pooled.tested.is_none_or(|tested| tested.elapsed() >= TESTED_FOR)
        {
            pg.batch_execute("SELECT 1").map_err(Error::from)?;
            pooled.tested = Some(Instant::now());
        }
        Ok(())
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        use diesel::r2d2::R2D2Connection as _;
        std::thread::panicking() || pooled.conn.is_broken()
    }
}

impl Db {
    /// Opens the database; its tables must be there ([`super::migrate::run`]).
    ///
    /// # Errors
    /// `Unavailable`, with a sentence that says what to do.
    pub fn open(url: &DatabaseUrl) -> Result<Self> {
        let on_sqlite = matches!(url, DatabaseUrl::Sqlite(_));
        let (floods, remembered) = (Floods::default(), Arc::<Remembered>::default());
        let most = if on_sqlite { READERS } else { POOL };
        let readers = r2d2::Pool::builder()
            .max_size(most)
            .min_idle(Some(1))
            .test_on_check_out(!on_sqlite)
            .connection_timeout(WAIT)
            .build(Manager { url: url.clone(), remembered: remembered.clone() })
            .map_err(|error| {
                Error::new(Kind::Unavailable, "The database does not answer. Is it running?").because(error)
            })?;
        let writer = if on_sqlite { Writer::Thread(writer::start(url.clone())?) } else { Writer::Pool };
        let (url, erased) = (url.clone(), AtomicBool::new(true));
        let turns = Arc::new(Semaphore::new(most as usize));
        Ok(Self { inner: Arc::new(Inner { readers, turns, writer, floods, on_sqlite, url, remembered, erased }) })
    }

    /// Whether this is SQLite: one process, one writer.
    pub fn on_sqlite(&self) -> bool {
        self.inner.on_sqlite
    }

    /// How many read at the same moment; whoever comes then waits for one of them.
    pub fn turns(&self) -> u32 {
        self.inner.readers.max_size()
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
        self.with_connection(move |pooled| pooled.using(query)).await
    }

    /// Reads as [`Db::read`], or gives the answer to the same question again, if nothing was written since and it is less
    /// than a second old. `question` names all on which the answer depends, whoever asks among it.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_again<T, F>(&self, question: String, now: Moment, query: F) -> Result<Arc<T>>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        self.read_again_of_parts(question, now, move |conn, _| query(conn)).await
    }

    /// The same for an answer of which some parts are those of many others ([`Parts::part`]).
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_again_of_parts<T, F>(&self, question: String, now: Moment, query: F) -> Result<Arc<T>>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn, &Parts) -> Result<T> + Send + 'static,
    {
        let (db, mut seen) = (self.clone(), None);
        if !db.inner.on_sqlite {
            // A look is a way to another process and back: one does for all who ask at this moment, and what is given again
            // needs no connection of its own.
            seen = db.read_together(Look(db.inner.remembered.clone())).await?;
            if let Some(held) = seen.and_then(|generation| db.inner.remembered.get(&question, generation, now)) {
                return Ok(held);
            }
        }
        let remembered = db.inner.remembered.clone();
        let read = move |pooled: &mut Pooled| {
            let mut generation = seen;
            if let Pooled { conn: Conn::Sqlite(sqlite), looked, .. } = &mut *pooled {
                let now_is = remembered.look(sqlite, looked)?;
                if let Some(held) = remembered.get(&question, now_is, now) {
                    return Ok(held);
                }
                generation = Some(now_is);
            }
            let parts = Parts::new(remembered.clone(), generation, now);
            let answer = Arc::new(pooled.using(|conn| query(conn, &parts))?);
            if let Some(generation) = generation {
                remembered.put(question, generation, now, answer.clone());
            }
            Ok(answer)
        };
        db.with_connection(read).await
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
            Writer::Pool => self.transaction(change).await,
            Writer::Thread(queue) => queue.ask(change).await,
        }
    }

    /// Reads for many who ask at the same moment at once.
    ///
    /// # Errors
    /// What it fails with when it is done alone; `Unavailable` when no connection can be had.
    pub async fn read_together<T: Together>(&self, one: T) -> Result<T::Done> {
        self.inner.floods.join(self, How::Reads, one).await
    }

    /// Writes for many who ask at the same moment at once, in one transaction: for what comes in floods.
    ///
    /// # Errors
    /// What it fails with when it is done alone, and then nothing of it was changed; `Unavailable` when no connection can be
    /// had.
    pub async fn write_together<T: Together>(&self, one: T) -> Result<T::Done> {
        self.inner.floods.join(self, How::Writes, one).await
    }

    /// Notes that something was erased, whose bytes the log of changes of SQLite still holds until
    /// [`Db::drop_old_pages`].
    pub fn note_erased(&self) {
        self.inner.erased.store(true, Ordering::Release);
    }

    /// Empties the log of changes of SQLite (`PRAGMA wal_checkpoint(TRUNCATE)`) if something was erased since: with
    /// `secure_delete`, no file holds it afterwards. False when somebody read for so long that it must be tried again.
    /// PostgreSQL overwrites by itself, when it vacuums.
    ///
    /// # Errors
    /// `Unavailable` or `Internal` when the database fails; it is then tried again the next time.
    pub async fn drop_old_pages(&self) -> Result<bool> {
        if !self.inner.on_sqlite || !self.inner.erased.swap(false, Ordering::AcqRel) {
            return Ok(true);
        }
        let url = self.inner.url.clone();
        let done = tokio::task::spawn_blocking(move || truncate_log(&url)).await.map_err(Error::internal)?;
        if !matches!(done, Ok(true)) {
            self.note_erased();
        }
        done
    }

    async fn transaction<T, F>(&self, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        self.with_connection(move |pooled| pooled.using(|conn| conn.transaction(change))).await
    }

    /// Waits for a turn, and works with a connection off the async threads.
    async fn with_connection<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Pooled) -> Result<T> + Send + 'static,
    {
        let turn = tokio::time::timeout(WAIT, self.inner.turns.clone().acquire_owned()).await;
        let turn = turn.map_err(|late| Error::new(Kind::Unavailable, NO_DATABASE).because(late))?;
        let (turn, readers) = (turn.map_err(Error::internal)?, self.inner.readers.clone());
        let worked = tokio::task::spawn_blocking(move || {
            let lent = readers.get().map_err(|error| Error::new(Kind::Unavailable, NO_DATABASE).because(error));
            let done = lent.and_then(|mut pooled| work(&mut pooled));
            // Not before the connection was given back: whoever is next finds it there.
            drop(turn);
            done
        });
        worked.await.map_err(Error::internal)?
    }
}

#[derive(diesel::QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    busy: i32,
}

/// On a connection of its own, and with a short wait: writes wait while it waits for those who read.
fn truncate_log(url: &DatabaseUrl) -> Result<bool> {
    let Conn::Sqlite(mut sqlite) = url.connect()? else { return Ok(true) };
    sqlite.batch_execute("PRAGMA busy_timeout = 2000;")?;
    let checkpoint: Checkpoint = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(&mut sqlite)?;
    Ok(checkpoint.busy == 0)
}
