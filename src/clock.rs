//! Where time comes from. Nothing else in the house asks the system for it.

use chrono::{DateTime, Duration, SubsecRound, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A moment in UTC, cut to milliseconds (what both databases and every wire format keep).
pub type Moment = DateTime<Utc>;

/// The clock of a running server. Cloning shares it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Milliseconds added to the system's time. Zero but in tests, which move time instead of waiting for it.
    shift_ms: Arc<AtomicI64>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// Now, cut to milliseconds.
    pub fn now(&self) -> Moment {
        let shift = Duration::milliseconds(self.shift_ms.load(Ordering::Relaxed));
        (Utc::now() + shift).trunc_subsecs(3)
    }

    /// Moves this clock forward (or back) for everyone who shares it. For tests.
    pub fn shift(&self, by: Duration) {
        self.shift_ms.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}
