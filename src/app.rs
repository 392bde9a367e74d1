//! What a running server holds. Handlers, workers and federation share it; actions take only [`Here`].

use crate::actions::Here;
use crate::adapters::fetch::Fetcher;
use crate::clock::Moment;
use crate::config::Config;
use crate::domain::key::ActorId;
use crate::metrics::Metrics;
use chrono::Duration;
use openssl::pkey::{PKey, Private};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Most names that [`Keys`] remembers to have asked about.
const ASKED_MAX: usize = 10_000;

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

/// Parsed private keys with their ids, by actor and kind: a cache, so that a signature does not begin with opening and
/// parsing. And what was asked of other servers about theirs.
#[derive(Clone, Default)]
pub struct Keys {
    opened: Arc<Mutex<HashMap<(ActorId, KeyKind), Key>>>,
    asked: Arc<Mutex<HashMap<String, Asked>>>,
}

/// Which of an actor's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// RSA, for everybody.
    Rsa,
    /// Ed25519 (FEP-521a).
    Ed25519,
}

/// A key's id and the key.
type Key = (String, PKey<Private>);

/// How often something may still be asked, and since when that is so.
#[derive(Clone, Copy, Debug)]
struct Asked {
    left: f64,
    at: Moment,
}

/// How often something may be asked in vain: so often at once, and once more each time that `refill` has passed.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// So often at once.
    pub most: u32,
    /// How long until once more.
    pub refill: Duration,
}

impl Keys {
    /// The key, if it was opened before.
    pub fn get(&self, actor: ActorId, kind: KeyKind) -> Option<Key> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).get(&(actor, kind)).cloned()
    }

    /// Whether other servers may be asked about `whose` keys now. It counts as in vain until it is [`Keys::given_back`].
    pub fn may_ask(&self, whose: &str, allowed: Allowance, now: Moment) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let most = f64::from(allowed.most);
        let refilled = |known: &Asked| {
            let passed = (now - known.at).num_milliseconds().max(0) as f64;
            (known.left + passed / allowed.refill.num_milliseconds().max(1) as f64).min(most)
        };
        // Names are made up easily: what is forgotten may be asked again, which is bounded by the allowance of its host.
        if asked.len() >= ASKED_MAX && !asked.contains_key(whose) {
            asked.clear();
        }
        let left = asked.get(whose).map_or(most, refilled);
        let may = left >= 1.0;
        asked.insert(whose.to_owned(), Asked { left: if may { left - 1.0 } else { left }, at: now });
        may
    }

    /// It was not asked in vain.
    pub fn given_back(&self, whose: &str) {
        if let Some(asked) = self.asked.lock().unwrap_or_else(PoisonError::into_inner).get_mut(whose) {
            asked.left += 1.0;
        }
    }

    /// Forgets every key; the next signature opens its own again.
    pub fn forget_all(&self) {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Keeps a key.
    pub fn put(&self, actor: ActorId, kind: KeyKind, id: String, key: PKey<Private>) {
        let mut keys = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        // Members come and go: a cache that only grows would hold every key at last.
        if keys.len() >= 1_000 {
            keys.clear();
        }
        keys.insert((actor, kind), (id, key));
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
    /// A peer and we may not agree.
    pub peers: Arc<Notify>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn what_is_asked_in_vain_is_asked_so_often_and_then_again_after_a_while() {
        let (keys, start) = (Keys::default(), Clock::system().now());
        let allowed = Allowance { most: 2, refill: Duration::minutes(5) };
        let may = |whose: &str, minutes: i64| keys.may_ask(whose, allowed, start + Duration::minutes(minutes));
        assert_eq!([may("hill", 0), may("hill", 0), may("hill", 1), may("hill", 4)], [true, true, false, false]);
        assert!(may("river", 4), "another one has an allowance of its own");
        assert_eq!([may("hill", 6), may("hill", 6)], [true, false]);
        // It is never saved up beyond what may be asked at once.
        assert_eq!([may("hill", 600), may("hill", 600), may("hill", 600)], [true, true, false]);
        keys.given_back("hill");
        assert_eq!([may("hill", 600), may("hill", 600)], [true, false]);
        // A clock that was set back gives nothing.
        assert!(!may("hill", 0));
    }

    #[test]
    fn made_up_names_do_not_fill_the_memory() {
        let (keys, now) = (Keys::default(), Clock::system().now());
        let allowed = Allowance { most: 1, refill: Duration::minutes(5) };
        for number in 0..25_000 {
            assert!(keys.may_ask(&number.to_string(), allowed, now));
        }
        assert!(keys.asked.lock().unwrap().len() <= ASKED_MAX);
    }
}
