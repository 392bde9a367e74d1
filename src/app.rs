//! What a running server holds. Handlers, workers and federation share it; actions take only [`Here`].

use crate::actions::Here;
use crate::adapters::fetch::Fetcher;
use crate::config::Config;
use crate::metrics::Metrics;
use std::sync::Arc;
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
