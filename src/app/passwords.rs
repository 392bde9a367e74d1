//! Making sure of passwords takes time and memory on purpose: off the async threads, and few at once.

use crate::domain::password;
use crate::error::{Error, Kind, Message, Result};
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
        let busy = || {
            Error::new(Kind::Unavailable, "Many sign in at this moment. Please try again in a minute.")
                .worded(Message::ManySignIn)
        };
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

#[cfg(test)]
mod tests {
    use super::*;
    use futures::future::join_all;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_is_known_does_not_wait_behind_those_who_guess() {
        let passwords = Passwords::default();
        let kept = passwords.hash(Who::Known, "four words that rhyme".into()).await.unwrap();
        let done = AtomicUsize::new(0);
        let guesses = join_all((0..30).map(|number| {
            let (passwords, kept, done) = (passwords.clone(), kept.clone(), &done);
            async move {
                assert!(!passwords.is(Who::Other, format!("guess {number}"), Some(kept)).await.unwrap());
                done.fetch_add(1, Ordering::SeqCst);
            }
        }));
        let known = async {
            // All of them stand in line by now.
            tokio::task::yield_now().await;
            assert!(passwords.is(Who::Known, "four words that rhyme".into(), Some(kept.clone())).await.unwrap());
            done.load(Ordering::SeqCst)
        };
        let (_, before) = tokio::join!(guesses, known);
        assert!(before < 30, "{before} guesses came first");
        assert_eq!(passwords.others.available_permits(), 2, "every turn was given back");
    }
}
