//! What comes in floods is done for many at once: those that ask while others of their kind are being done wait for their
//! turn together, and are then read or written by a handful of statements for all of them, in one transaction.

use crate::error::{Error, Kind, Result};
use crate::storage::{Conn, Db, dialect};
use std::any::{Any, TypeId};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// Most of a kind that are done at once.
const MOST: usize = 64;
/// So many such groups of a kind are under way: while one waits for the disk, the next is done.
const UNDER_WAY: usize = 2;

/// Something that is done for many at once, by [`Db::read_together`] or [`Db::write_together`].
pub trait Together: Sized + Send + Sync + 'static {
    /// What each of them is answered.
    type Done: Send + 'static;

    /// Does all of them, as if one after the other, and answers for each in its place. What it does is one transaction. When it
    /// fails, everything is undone and each is done again by itself, so that what is wrong with one harms no other.
    ///
    /// # Errors
    /// What one of them fails with.
    fn work(conn: &mut Conn, all: &[Self]) -> Result<Vec<Self::Done>>;
}

/// How a kind is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Only reading.
    Reads,
    /// In one transaction.
    Writes,
}

/// Those that wait, of every kind.
#[derive(Default)]
pub(super) struct Floods(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

/// Those of one kind that wait.
struct Flood<T: Together>(Mutex<Waiting<T>>);

struct Waiting<T: Together> {
    asked: VecDeque<(T, Tell<T>)>,
    under_way: usize,
}

type Tell<T> = oneshot::Sender<Result<<T as Together>::Done>>;

/// Nothing is done under these locks that could panic.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Floods {
    fn of<T: Together>(&self) -> Result<Arc<Flood<T>>> {
        let new = || Arc::new(Flood(Mutex::new(Waiting::<T> { asked: VecDeque::new(), under_way: 0 })));
        let flood = held(&self.0).entry(TypeId::of::<T>()).or_insert_with(|| new()).clone();
        flood.downcast().map_err(|_| Error::internal("a flood of another kind"))
    }

    /// Waits with others, and answers when it was done.
    pub(super) async fn join<T: Together>(&self, db: &Db, how: How, one: T) -> Result<T::Done> {
        let flood = self.of::<T>()?;
        let (tell, hear) = oneshot::channel();
        if flood.add(one, tell) {
            // A task of its own: whoever asked may go away, and those who wait behind them do not.
            tokio::spawn(work(db.clone(), how, Place { flood, left: false }));
        }
        hear.await
            .map_err(|_| Error::new(Kind::Unavailable, "This server is stopping. Please try again in a moment."))?
    }
}

impl<T: Together> Flood<T> {
    /// True if somebody is to begin with it.
    fn add(&self, one: T, tell: Tell<T>) -> bool {
        let mut waiting = held(&self.0);
        waiting.asked.push_back((one, tell));
        let begins = waiting.under_way < UNDER_WAY;
        waiting.under_way += usize::from(begins);
        begins
    }
}

/// The right to do a group. Given back also by a task that ends before its time.
struct Place<T: Together> {
    flood: Arc<Flood<T>>,
    left: bool,
}

impl<T: Together> Place<T> {
    /// Those whose turn it is; none, and the place is given back, when nobody waits.
    fn take(&mut self) -> Option<(Vec<T>, Vec<Tell<T>>)> {
        let mut waiting = held(&self.flood.0);
        if waiting.asked.is_empty() {
            waiting.under_way -= 1;
            self.left = true;
            return None;
        }
        let many = waiting.asked.len().min(MOST);
        Some(waiting.asked.drain(..many).unzip())
    }
}

impl<T: Together> Drop for Place<T> {
    fn drop(&mut self) {
        if !self.left {
            held(&self.flood.0).under_way -= 1;
        }
    }
}

async fn work<T: Together>(db: Db, how: How, mut place: Place<T>) {
    while let Some((group, tells)) = place.take() {
        let (group, many) = (Arc::new(group), tells.len());
        match run(&db, how, &group, None).await {
            Ok(done) => tells.into_iter().zip(done).for_each(|(tell, done)| answer(tell, Ok(done))),
            // It is the database that fails, not one of them.
            Err(error) if many == 1 || error.kind() == Kind::Unavailable => {
                let text = error.text().to_owned();
                let mut first = Some(error);
                for tell in tells {
                    answer(tell, Err(first.take().unwrap_or_else(|| Error::new(Kind::Unavailable, text.clone()))));
                }
            }
            Err(error) => {
                tracing::debug!(problem = error.text(), cause = ?error.cause(), "a group is done again, each alone");
                for (at, tell) in tells.into_iter().enumerate() {
                    let done = run(&db, how, &group, Some(at)).await;
                    let none = || Error::internal("one of a group was not done");
                    answer(tell, done.and_then(|done| done.into_iter().next().ok_or_else(none)));
                }
            }
        }
    }
}

/// The asker may have gone; what was done stays.
fn answer<T>(tell: oneshot::Sender<Result<T>>, done: Result<T>) {
    let _ = tell.send(done);
}

/// Does all of a group, or only one of it.
async fn run<T: Together>(db: &Db, how: How, group: &Arc<Vec<T>>, alone: Option<usize>) -> Result<Vec<T::Done>> {
    let group = group.clone();
    let job = move |conn: &mut Conn| {
        let all = match alone {
            Some(at) => group.get(at..=at).unwrap_or_default(),
            None => &group[..],
        };
        let done = T::work(conn, all)?;
        if done.len() == all.len() { Ok(done) } else { Err(Error::internal("not all of a group were answered")) }
    };
    match how {
        How::Reads => db.read(job).await,
        How::Writes => {
            let by_index = move |conn: &mut Conn| {
                dialect::by_index(conn)?;
                job(conn)
            };
            db.write(by_index).await
        }
    }
}
