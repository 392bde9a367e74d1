//! What is inside a backup: a tar archive with, in this order,
//!
//! - `potluck-backup.json`: the [`Manifest`];
//! - `database/TABLE/000001.json` and so on: the rows of each table, each file a JSON list of rows, each row a list of
//!   values in the order of the manifest's columns ([`crate::storage::copy`]);
//! - `data/…`: the key files and the media of the data folder;
//! - `end.json`: what all of it comes to ([`Contents`]).

use crate::clock::Moment;
use crate::error::{Error, Kind, Result};
use crate::storage::copy::{Snapshot, Table};
use crate::storage::migrate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// The name of the manifest in the archive.
pub const MANIFEST: &str = "potluck-backup.json";
/// The name of the last entry of the archive.
pub const END: &str = "end.json";
/// The version of this format. It is raised when an older program could not read the new one rightly.
pub const FORMAT: u32 = 1;
/// The folder of the data folder that is taken along with everything in it.
pub const MEDIA: &str = "media";

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: u32,
    /// The version of the program that made it.
    pub made_by: String,
    /// The moment at which everything was as it is here.
    pub made_at: Moment,
    /// Whose it is.
    pub domain: String,
    /// The versions of the migrations that had run.
    pub migrations: Vec<String>,
    /// The tables, each after those that it refers to.
    pub tables: Vec<Table>,
}

/// What a backup comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Rows, by table.
    pub rows: BTreeMap<String, u64>,
    /// Key files.
    pub keys: u64,
    /// Files of the media folder.
    pub media: u64,
    /// Bytes of all of these files.
    pub file_bytes: u64,
}

impl Manifest {
    /// Of a database as it is at `now`.
    ///
    /// # Errors
    /// `NotFound` when no network was founded in it yet; `Internal` when the database fails.
    pub fn of(snapshot: &mut Snapshot, now: Moment) -> Result<Self> {
        let domain = snapshot.domain()?.ok_or_else(|| {
            Error::new(Kind::NotFound, "This server was never started, so there is nothing to keep yet.")
        })?;
        Ok(Self {
            format: FORMAT,
            made_by: env!("CARGO_PKG_VERSION").into(),
            made_at: now,
            domain,
            migrations: snapshot.migrations().to_vec(),
            tables: snapshot.tables().to_vec(),
        })
    }

    /// Whether this program can read it.
    ///
    /// # Errors
    /// `Invalid` for the backup of a newer version.
    pub(super) fn check(&self) -> Result<()> {
        let known = migrate::known()?;
        if self.format > FORMAT || self.migrations.iter().any(|version| !known.contains(version)) {
            return Err(newer(&self.made_by));
        }
        Ok(())
    }
}

/// The backup of a newer version than this program's is refused.
pub(super) fn newer(made_by: &str) -> Error {
    let text = format!(
        "This backup was made by a newer version of Potluck ({made_by}; this is {}). Nothing was changed. Please \
         restore it with that version or a later one.",
        env!("CARGO_PKG_VERSION")
    );
    Error::new(Kind::Invalid, text)
}

impl Contents {
    /// As a part of a sentence.
    pub fn in_words(&self) -> String {
        let rows: u64 = self.rows.values().sum();
        let mut words = format!("{} tables with {rows} rows, {} key file(s)", self.rows.len(), self.keys);
        if self.media > 0 {
            words += &format!(", {} media file(s)", self.media);
        }
        format!("{words} ({} in files)", size(self.file_bytes))
    }
}

/// Whether a path below the data folder belongs into a backup: a key file beside the others, or something in the
/// media folder; never a path that leads elsewhere.
pub(in crate::cli) fn belongs(path: &Path) -> bool {
    let parts: Vec<_> = path.components().collect();
    if !parts.iter().all(|part| matches!(part, Component::Normal(_))) {
        return false;
    }
    match &parts[..] {
        [] => false,
        [_] => path.extension().is_some_and(|end| end == "key"),
        [first, ..] => first.as_os_str() == MEDIA,
    }
}

/// A size for people.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_keys_and_media_belong_and_nothing_leads_elsewhere() {
        for path in ["master.key", "push.key", "media/a/b.webp"] {
            assert!(belongs(Path::new(path)), "{path}");
        }
        for path in
            ["", "/master.key", "../master.key", "media/../../x", "potluck.sqlite", "a/b.key", "media", "./../x.key"]
        {
            assert!(!belongs(Path::new(path)), "{path}");
        }
    }
}
