//! Answers that are given again while nothing is written. When something is told on, hundreds of servers and apps ask for the
//! same within seconds.
//!
//! Only SQLite says cheaply whether anything was committed since one looked (`PRAGMA data_version`), by this process or
//! another. It says so to each connection by itself; so whichever sees it first begins a new [generation](Remembered), and
//! what was remembered in an older one is forgotten. On PostgreSQL nothing is remembered.

use crate::clock::Moment;
use crate::error::Result;
use chrono::Duration;
use diesel::sql_types::Integer;
use diesel::{QueryableByName, RunQueryDsl, SqliteConnection};
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
#[derive(Default)]
pub(super) struct Remembered {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    generation: u64,
    answers: HashMap<String, (Moment, Answer)>,
}

/// When a connection looked last.
#[derive(Debug, Default)]
pub(super) struct Looked {
    version: Option<i32>,
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Integer)]
    data_version: i32,
}

impl Remembered {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks whether something was written since this connection looked last, and answers the generation that is now.
    /// What the connection reads from here on is at least as new.
    pub fn look(&self, sqlite: &mut SqliteConnection, looked: &mut Looked) -> Result<u64> {
        let Version { data_version } = diesel::sql_query("PRAGMA data_version").get_result(sqlite)?;
        let mut inner = self.inner();
        if looked.version != Some(data_version) {
            looked.version = Some(data_version);
            inner.generation += 1;
            inner.answers.clear();
        }
        Ok(inner.generation)
    }

    /// What was answered to `question`, if it still holds. Another type than was remembered is nothing.
    pub fn get<T: Send + Sync + 'static>(&self, question: &str, generation: u64, now: Moment) -> Option<Arc<T>> {
        let inner = self.inner();
        if inner.generation != generation {
            return None;
        }
        let (since, answer) = inner.answers.get(question)?;
        let holds = *since <= now && now - *since < too_old();
        if holds { answer.clone().downcast().ok() } else { None }
    }

    /// Remembers an answer that was found in `generation`, if that is not over.
    pub fn put<T: Send + Sync + 'static>(&self, question: String, generation: u64, now: Moment, answer: Arc<T>) {
        let mut inner = self.inner();
        if inner.generation != generation {
            return;
        }
        if inner.answers.len() >= MOST {
            inner.answers.clear();
        }
        inner.answers.insert(question, (now, answer));
    }
}
