//! A lock on the data folder: everything that uses it holds the lock together, and a restore, which replaces all of
//! it, alone. The system lets go of it when a process ends, however it ends.

use crate::error::{Error, Kind, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

const NAME: &str = "in-use.lock";

/// Holds the lock until it is dropped.
#[derive(Debug)]
pub(super) struct InUse(File);

impl InUse {
    /// Together with others. The folder must be there.
    ///
    /// # Errors
    /// `Unavailable` while a restore is under way, or when the lock cannot be had at all.
    pub(super) fn together(data: &Path) -> Result<Self> {
        let file = open(data)?;
        file.try_lock_shared().map_err(|error| {
            refused(data, error, "A backup is being restored here. Please wait until that has ended.")
        })?;
        Ok(Self(file))
    }

    /// Alone.
    ///
    /// # Errors
    /// `Conflict` while a server or another command uses the folder; `Unavailable` when the lock cannot be had at all.
    pub(super) fn alone(data: &Path) -> Result<Self> {
        let file = open(data)?;
        file.try_lock().map_err(|error| {
            let text = "A server, or another command, is running on this data folder, so nothing was changed. Please \
                        stop it first.";
            refused(data, error, text)
        })?;
        Ok(Self(file))
    }

    /// Whether somebody uses the folder now.
    ///
    /// # Errors
    /// `Unavailable` when the folder does not answer.
    pub(super) fn by_others(data: &Path) -> Result<bool> {
        match open(data)?.try_lock() {
            Ok(()) => Ok(false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(error) => Err(refused(data, error, "")),
        }
    }

    /// Lets others in, after having been alone.
    ///
    /// # Errors
    /// `Unavailable` when the system refuses.
    pub(super) fn share(self, data: &Path) -> Result<Self> {
        self.0.lock_shared().map_err(|error| refused(data, TryLockError::Error(error), ""))?;
        Ok(self)
    }
}

fn open(data: &Path) -> Result<File> {
    let path = data.join(NAME);
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(&path)
        .map_err(|error| refused(data, TryLockError::Error(error), ""))
}

fn refused(data: &Path, error: TryLockError, taken: &str) -> Error {
    match error {
        TryLockError::WouldBlock => Error::conflict(taken),
        TryLockError::Error(error) => {
            let text = format!(
                "The file {NAME} in the data folder {} cannot be locked. May this user write there, and is it a disk of this machine?",
                data.display()
            );
            Error::new(Kind::Unavailable, text).because(error)
        }
    }
}
