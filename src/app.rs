//! What a running server holds. Handlers, workers and federation share it; actions take only [`Here`].

use crate::actions::Here;
use crate::adapters::fetch::Fetcher;
use crate::config::Config;
use crate::domain::key::ActorId;
use crate::metrics::Metrics;
use openssl::pkey::{PKey, Private};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// A running server. Cloning shares it.
#[derive(Clone)]
pub struct App {
    /// The settings.
    pub config: Arc<Config>,
    /// What actions need: the database, the clock, the key to what is sealed, the addresses.
    pub here: Here,
    /// The one HTTP client.
    pub fetcher: Fetcher,
    /// Wakes the workers of this process at once when something waits; they also look by themselves.
    pub wake: Wake,
    /// What Prometheus reads.
    pub metrics: Metrics,
    /// Private keys of our own actors that were opened before.
    pub keys: Keys,
}

/// Parsed private keys with their ids, by actor: a cache, so that a signature does not begin with opening and parsing.
#[derive(Clone, Default)]
pub struct Keys(Arc<Mutex<HashMap<ActorId, Key>>>);

/// A key's id and the key.
type Key = (String, PKey<Private>);

impl Keys {
    /// The key, if it was opened before.
    pub fn get(&self, actor: ActorId) -> Option<Key> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&actor).cloned()
    }

    /// Forgets every key; the next signature opens its own again.
    pub fn forget_all(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Keeps a key.
    pub fn put(&self, actor: ActorId, id: String, key: PKey<Private>) {
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Members come and go: a cache that only grows would hold every key at last.
        if keys.len() >= 1_000 {
            keys.clear();
        }
        keys.insert(actor, (id, key));
    }
}

/// Wakes the workers of this process.
#[derive(Clone, Default)]
pub struct Wake {
    /// Something happened that must be told.
    pub outbox: Arc<Notify>,
    /// Something is to be delivered.
    pub deliveries: Arc<Notify>,
    /// Something came in.
    pub inbox: Arc<Notify>,
}
