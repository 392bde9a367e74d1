//! Who listens in this process, and to what.

use super::stream::Stream;
use crate::domain::key::{ActorId, MemberId};
use crate::error::{Error, Result};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;

/// Connections of one member at once, in one process: some apps open one for each column.
const OF_MEMBER: usize = 50;
/// Connections at once, in one process.
const OF_ALL: usize = 4_000;
/// Streams of one connection at once.
const STREAMS: usize = 50;
/// Events that wait for a connection. Who does not take them in time is cut off, connects anew, and asks for what it missed.
const WAITING: usize = 256;

/// An event, as it goes to one connection.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// Of which stream.
    pub(super) stream: Stream,
    /// `update`, `notification`, …
    pub(super) event: &'static str,
    /// JSON, or an id.
    pub(super) payload: Arc<str>,
}

/// Who listens.
#[derive(Clone, Debug)]
pub(super) struct Listener {
    pub(super) member: MemberId,
    pub(super) actor: ActorId,
    /// The digest of the token, which may be revoked.
    pub(super) token: String,
    pub(super) streams: BTreeSet<Stream>,
    /// Whether the token may read notifications.
    pub(super) hears: bool,
    to: mpsc::Sender<Told>,
}

#[derive(Default)]
struct Inner {
    next: u64,
    listeners: HashMap<u64, Listener>,
    /// Whether somebody looks for news.
    looking: bool,
    closed: bool,
}

/// Who listens in this process. Cloning shares it.
#[derive(Clone, Default)]
pub struct Hub {
    inner: Arc<Mutex<Inner>>,
}

/// A connection's place; it is given up when this is dropped.
pub(super) struct Place {
    hub: Hub,
    id: u64,
    /// What it hears; nothing more when it was cut off.
    pub(super) heard: mpsc::Receiver<Told>,
}

impl Hub {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a connection a place; true when somebody must begin to look for news.
    ///
    /// # Errors
    /// `TooMany` when too many listen; `Unavailable` when the server stops.
    pub(super) fn listen(
        &self,
        member: MemberId,
        actor: ActorId,
        token: String,
        hears: bool,
        streams: BTreeSet<Stream>,
    ) -> Result<(Place, bool)> {
        let mut inner = self.inner();
        if inner.closed {
            return Err(Error::new(crate::error::Kind::Unavailable, "This server is stopping. Please connect again."));
        }
        let own = inner.listeners.values().filter(|one| one.member == member).count();
        if own >= OF_MEMBER || inner.listeners.len() >= OF_ALL {
            let text = "Too many connections listen already. Please close some.";
            return Err(Error::too_many(text, chrono::Duration::seconds(30)));
        }
        let (to, heard) = mpsc::channel(WAITING);
        let id = inner.next;
        inner.next += 1;
        inner.listeners.insert(id, Listener { member, actor, token, streams, hears, to });
        let begin = !std::mem::replace(&mut inner.looking, true);
        Ok((Place { hub: self.clone(), id, heard }, begin))
    }

    /// Who listens now; nothing when nobody does, and then whoever looked for news stops.
    pub(super) fn listeners(&self) -> Option<Vec<(u64, Listener)>> {
        let mut inner = self.inner();
        if inner.listeners.is_empty() || inner.closed {
            inner.looking = false;
            return None;
        }
        Some(inner.listeners.iter().map(|(id, one)| (*id, one.clone())).collect())
    }

    /// Whoever looked for news died of it: the next who listens begins anew.
    pub(super) fn stopped_looking(&self) {
        self.inner().looking = false;
    }

    /// Tells a connection something. One that does not keep up is cut off.
    pub(super) fn tell(&self, id: u64, told: Told) {
        let mut inner = self.inner();
        if inner.listeners.get(&id).is_some_and(|one| one.to.try_send(told).is_err()) {
            inner.listeners.remove(&id);
        }
    }

    /// Cuts a connection off.
    pub(super) fn cut_off(&self, id: u64) {
        self.inner().listeners.remove(&id);
    }

    /// Cuts everybody off, and lets nobody in any more: the server stops.
    pub fn close(&self) {
        let mut inner = self.inner();
        inner.closed = true;
        inner.listeners.clear();
    }
}

impl Place {
    /// Begins or ends listening to something.
    ///
    /// # Errors
    /// `TooMany` when it listens to very much already.
    pub(super) fn change(&self, stream: Stream, listen: bool) -> Result<()> {
        let mut inner = self.hub.inner();
        let Some(own) = inner.listeners.get_mut(&self.id) else { return Ok(()) };
        if !listen {
            own.streams.remove(&stream);
        } else if own.streams.len() >= STREAMS {
            let text = "This connection listens to too much already.";
            return Err(Error::too_many(text, chrono::Duration::seconds(30)));
        } else {
            own.streams.insert(stream);
        }
        Ok(())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.hub.cut_off(self.id);
    }
}

/// How often is looked for news.
pub(super) const LOOK: Duration = Duration::from_millis(400);
