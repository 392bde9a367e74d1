//! Time windows.

use crate::clock::Moment;
use crate::error::{Error, Message, Result};
use serde::{Deserialize, Serialize};

/// From one moment until another; always the right way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Window {
    from: Moment,
    until: Moment,
}

impl Window {
    /// A window.
    ///
    /// # Errors
    /// `Invalid` when it ends before it starts, or lasts longer than a year.
    pub fn new(from: Moment, until: Moment) -> Result<Self> {
        if until <= from {
            return Err(
                Error::invalid("windows", "A time window must end after it starts.").worded(Message::EndsBefore)
            );
        }
        if (until - from).num_days() > 366 {
            return Err(
                Error::invalid("windows", "A time window may last a year at most.").worded(Message::WindowTooLong)
            );
        }
        Ok(Self { from, until })
    }

    /// When it starts.
    pub fn from(self) -> Moment {
        self.from
    }

    /// When it ends.
    pub fn until(self) -> Moment {
        self.until
    }
}

impl<'de> Deserialize<'de> for Window {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Raw {
            from: Moment,
            until: Moment,
        }
        let raw = Raw::deserialize(from)?;
        Self::new(raw.from, raw.until).map_err(serde::de::Error::custom)
    }
}
