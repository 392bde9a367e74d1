//! Answers that are given again while nothing is written. When something is told on, hundreds of servers and apps ask for the
//! same within seconds.
//!
//! Both databases say cheaply whether anything was committed since one looked, by this process or another. Whoever sees it
//! first begins a new [generation](Remembered), and what was remembered in an older one is forgotten.
//!
//! SQLite says it to each connection by itself (`PRAGMA data_version`).
//!
//! PostgreSQL says which transactions a statement sees ([`Snapshot`]): all below the first that was under way, and of those
//! up to the first that had not ended yet, all but the ones under way. Where two statements are told the same, the same
//! transactions had ended, and how one ended never changes. One that ends later was either among those under way, and then
//! leaves them, or began later than all that had ended, and then moves the end. So nothing comes back: what ended stays so.
//! - Parts of a transaction (savepoints) are not listed, and need not be: they are seen with the whole of it, or never.
//! - A transaction that is prepared is under way until it is committed.
//! - Reading takes no number. What is written to other databases of the same server, and what is undone, begins a generation
//!   too, for nothing.
//! - A standby lists none of those under way. There nothing is remembered.
//! - After a crash, with `synchronous_commit = off`, numbers of transactions that were lost are given once more. Connections
//!   end with the server: a new one [begins anew](Remembered::forget).

use crate::clock::Moment;
use crate::error::Result;
use crate::storage::{Conn, Together};
use chrono::Duration;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Integer, Nullable, Text};
use diesel::sqlite::Sqlite;
use diesel::{PgConnection, QueryResult, RunQueryDsl, SqliteConnection};
use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Answers that are remembered at most; some 60 kB each where they are pages of posts.
const MOST: usize = 200;
/// No answer is so old, although nothing was written: what it says may depend on the time.
fn too_old() -> Duration {
    Duration::seconds(1)
}

type Answer = Arc<dyn Any + Send + Sync>;

/// What was answered since something was written last.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    generation: u64,
    /// What PostgreSQL showed when the generation began.
    snapshot: Option<String>,
    answers: HashMap<String, (Moment, Answer)>,
}

/// Questions hold digests of what lets somebody in: they are never printed.
impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} answers of generation {}", self.answers.len(), self.generation)
    }
}

impl Inner {
    fn begin(&mut self) {
        self.generation += 1;
        self.answers.clear();
    }
}

/// Whether what was found out at `since` is still believed.
fn holds(since: Moment, now: Moment) -> bool {
    since <= now && now - since < too_old()
}

/// When a connection looked last.
#[derive(Debug, Default)]
pub(super) struct Looked {
    version: Option<i32>,
}

/// Asks SQLite whether somebody else changed something since this connection looked last. It is prepared once for each connection.
#[derive(QueryId)]
struct Version;

impl Query for Version {
    type SqlType = Integer;
}

impl QueryFragment<Sqlite> for Version {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("PRAGMA data_version");
        Ok(())
    }
}

impl RunQueryDsl<SqliteConnection> for Version {}

/// Asks PostgreSQL which transactions a statement sees at this moment: the first that is under way, the first that no ended one
/// is beyond, and those under way between the two; nothing on a standby. It is prepared once for each connection.
#[derive(QueryId)]
struct Snapshot;

impl Query for Snapshot {
    type SqlType = Nullable<Text>;
}

impl QueryFragment<Pg> for Snapshot {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_snapshot()::text END");
        Ok(())
    }
}

impl RunQueryDsl<PgConnection> for Snapshot {}

/// A look at PostgreSQL for all who ask at the same moment: each of them asked before it began. What it answers is the
/// generation that is then, or nothing where none can be told.
pub(super) struct Look(pub Arc<Remembered>);

impl Together for Look {
    type Done = Option<u64>;

    fn work(conn: &mut Conn, all: &[Self]) -> Result<Vec<Option<u64>>> {
        let generation = match (conn, all.first()) {
            (Conn::Pg(pg), Some(Self(remembered))) => remembered.look_at_snapshot(pg)?,
            _ => None,
        };
        Ok(vec![generation; all.len()])
    }
}

/// What an answer is made of that many others are made of, too, and that is given again like them: whoever makes an answer to
/// [`Db::read_again_of_parts`](crate::storage::Db::read_again_of_parts) asks for it here.
pub struct Parts {
    remembered: Arc<Remembered>,
    /// In which the answer is made, where one can be told.
    generation: Option<u64>,
    now: Moment,
}

impl Parts {
    pub(super) fn new(remembered: Arc<Remembered>, generation: Option<u64>, now: Moment) -> Self {
        Self { remembered, generation, now }
    }

    /// A part, as `query` finds it or found it for somebody else who asked the same `question` since something was written.
    /// Together with the answer it is two seconds old at most.
    ///
    /// # Errors
    /// What `query` fails with, which is not given again.
    pub fn part<T, F>(&self, conn: &mut Conn, question: &str, query: F) -> Result<Arc<T>>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn) -> Result<T>,
    {
        let held = self.generation.and_then(|generation| self.remembered.get(question, generation, self.now));
        if let Some(held) = held {
            return Ok(held);
        }
        let part = Arc::new(query(conn)?);
        if let Some(generation) = self.generation {
            self.remembered.put(question.to_owned(), generation, self.now, part.clone());
        }
        Ok(part)
    }
}

impl Remembered {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks whether something was written since this connection to SQLite looked last, and answers the generation that is
    /// now. What the connection reads from here on is at least as new.
    pub fn look(&self, sqlite: &mut SqliteConnection, looked: &mut Looked) -> Result<u64> {
        let data_version: i32 = Version.get_result(sqlite)?;
        let mut inner = self.inner();
        if looked.version != Some(data_version) {
            looked.version = Some(data_version);
            inner.begin();
        }
        Ok(inner.generation)
    }

    /// Looks whether PostgreSQL shows something else than when the generation began, and answers the one that is now. What
    /// any connection reads from here on is at least as new. An answer may thus be newer than its generation: but then
    /// something was committed in between, and nobody who looks afterwards finds this generation again.
    ///
    /// Of two who look at the same moment, the one that saw less may come last, and begin a generation that ends with the next
    /// look. No answer in it is older than what its asker saw.
    fn look_at_snapshot(&self, pg: &mut PgConnection) -> Result<Option<u64>> {
        let Some(snapshot) = Snapshot.get_result::<Option<String>>(pg)? else { return Ok(None) };
        let mut inner = self.inner();
        if inner.snapshot.as_ref() != Some(&snapshot) {
            inner.snapshot = Some(snapshot);
            inner.begin();
        }
        Ok(Some(inner.generation))
    }

    /// Begins anew, whatever the database shows.
    pub fn forget(&self) {
        let mut inner = self.inner();
        inner.snapshot = None;
        inner.begin();
    }

    /// What was answered to `question`, if it still holds. Another type than was remembered is nothing.
    pub fn get<T: Send + Sync + 'static>(&self, question: &str, generation: u64, now: Moment) -> Option<Arc<T>> {
        let inner = self.inner();
        if inner.generation != generation {
            return None;
        }
        let (since, answer) = inner.answers.get(question)?;
        if holds(*since, now) { answer.clone().downcast().ok() } else { None }
    }

    /// Remembers an answer that was found in `generation`, if that is not over.
    pub fn put<T: Send + Sync + 'static>(&self, question: String, generation: u64, now: Moment, answer: Arc<T>) {
        let mut inner = self.inner();
        if inner.generation != generation {
            return;
        }
        // What nobody is given any more need not be held: on a quiet server it would stay for hours.
        inner.answers.retain(|_, (since, _)| holds(*since, now));
        if inner.answers.len() >= MOST {
            inner.answers.clear();
        }
        inner.answers.insert(question, (now, answer));
    }
}
