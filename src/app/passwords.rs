//! Making sure of passwords takes time and memory on purpose: off the async threads, and few at once.

use crate::domain::password;
use crate::error::{Error, Kind, Result};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whose turn it is. Cloning shares it.
#[derive(Clone)]
pub struct Passwords {
    others: Arc<Semaphore>,
    known: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { others: Arc::new(Semaphore::new(2)), known: Arc::new(Semaphore::new(1)) }
    }
}

/// Who wants to be made sure of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody whose browser was signed in before: they have a turn of their own, which nobody who guesses can fill.
    Known,
    /// Anybody else.
    Other,
}

impl Passwords {
    async fn turn(&self, who: Who) -> Result<SemaphorePermit<'_>> {
        let busy = || Error::new(Kind::Unavailable, "Many sign in at this moment. Please try again in a minute.");
        let line = if who == Who::Known { &self.known } else { &self.others };
        let turn = tokio::time::timeout(PATIENCE, line.acquire()).await.map_err(|_| busy())?;
        turn.map_err(Error::internal)
    }

    /// Whether a password is the one of which `kept` was kept; with nothing kept, no, after the same time.
    ///
    /// # Errors
    /// `Unavailable` when too many wait; `Internal` as [`password::is`].
    pub async fn is(&self, who: Who, text: String, kept: Option<String>) -> Result<bool> {
        let _turn = self.turn(who).await?;
        let work = tokio::task::spawn_blocking(move || password::is(&text, kept.as_deref()));
        work.await.map_err(Error::internal)?
    }

    /// What is kept of a password.
    ///
    /// # Errors
    /// `Unavailable` when too many wait; `Internal` as [`password::hash`].
    pub async fn hash(&self, who: Who, text: String) -> Result<String> {
        let _turn = self.turn(who).await?;
        tokio::task::spawn_blocking(move || password::hash(&text)).await.map_err(Error::internal)?
    }
}
