//! The files of pictures and recordings: sealed, each with a key of its own, before they are kept anywhere.

use super::App;
use crate::actions::keep_media::{note_file, note_removed};
use crate::adapters::picture::Pictures;
use crate::adapters::store::Store;
use crate::clock::Moment;
use crate::domain::key::MediumId;
use crate::domain::media::{Kept, Made};
use crate::error::{Error, Result};
use crate::ids;
use crate::seal::DataKey;
use crate::storage::media;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Most pictures elsewhere of which is remembered that they could not be had.
const REMEMBERED_MAX: usize = 10_000;
/// How many pictures of other servers are fetched at once, about: those of one row take turns.
const LANES: usize = 16;
/// Most files that are removed in one go.
const REMOVED_AT_ONCE: i64 = 100;

/// Which of a picture's two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// As large as it is kept.
    Original,
    /// The small one.
    Small,
}

/// What a running server needs for media. Cloning shares it.
#[derive(Clone)]
pub struct Media {
    /// Where files are kept.
    pub store: Store,
    /// What makes pictures anew.
    pub pictures: Pictures,
    /// Pictures elsewhere that could not be had, and until when nobody asks again. For this process alone: it only spares.
    missing: Arc<Mutex<HashMap<MediumId, Moment>>>,
    lanes: Arc<[tokio::sync::Mutex<()>; LANES]>,
}

impl Media {
    /// With a place for files.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            pictures: Pictures::default(),
            missing: Arc::default(),
            lanes: Arc::new(std::array::from_fn(|_| tokio::sync::Mutex::default())),
        }
    }

    /// Whether a picture elsewhere could not be had lately.
    pub fn is_missing(&self, id: MediumId, now: Moment) -> bool {
        let missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        missing.get(&id).is_some_and(|until| *until > now)
    }

    /// Remembers that a picture elsewhere cannot be had until then.
    pub fn note_missing(&self, id: MediumId, until: Moment) {
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        if missing.len() >= REMEMBERED_MAX {
            missing.clear();
        }
        missing.insert(id, until);
    }

    /// Waits until nobody else in this process fetches the same.
    pub async fn turn(&self, id: MediumId) -> tokio::sync::MutexGuard<'_, ()> {
        // The lowest bits tell processes apart, not media.
        let lane = usize::try_from(id.0 >> 10).unwrap_or_default() % LANES;
        self.lanes[lane].lock().await
    }
}

impl App {
    /// Seals what was made ready and keeps its files. They are loose until an action ties them to a row.
    ///
    /// # Errors
    /// `Unavailable` when they cannot be kept; `Internal` when the database fails.
    pub async fn keep_made(&self, made: Made) -> Result<Kept> {
        let (name, key, file) = (ids::slug(), DataKey::random(), made.file.clone());
        note_file(&self.here, &name).await?;
        let small = Kept::small(&name);
        let wrapped_key = self.here.seal.wrap(&Kept::context(&name), &key);
        let (of_original, of_small) = (Kept::context(&name), Kept::context(&small));
        // A recording has megabytes.
        let sealed = tokio::task::spawn_blocking(move || {
            let little = made.small.map(|bytes| key.seal(&of_small, &bytes));
            (key.seal(&of_original, &made.original), little)
        });
        let (original, little) = sealed.await.map_err(Error::internal)?;
        self.media.store.put(&name, original).await?;
        if let Some(little) = little {
            self.media.store.put(&small, little).await?;
        }
        Ok(Kept { name, wrapped_key, file })
    }

    /// Opens a file; nothing when it is not there.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be read; `Internal` when it was altered, or is another server's.
    pub async fn open_file(&self, kept: &Kept, version: Version) -> Result<Option<Vec<u8>>> {
        let name = match version {
            Version::Original => kept.name.clone(),
            Version::Small => Kept::small(&kept.name),
        };
        let key = self.here.seal.unwrap(&Kept::context(&kept.name), &kept.wrapped_key)?;
        let Some(sealed) = self.media.store.get(&name).await? else { return Ok(None) };
        let opened = tokio::task::spawn_blocking(move || key.open(&Kept::context(&name), &sealed));
        opened.await.map_err(Error::internal)?.map(Some)
    }

    /// Removes files that belong to nothing any more. Answers how many. What cannot be removed now is removed later.
    ///
    /// # Errors
    /// `Internal` when the database fails; `Unavailable` when files cannot be removed.
    pub async fn remove_loose_files(&self) -> Result<usize> {
        let now = self.here.now();
        let loose = self.here.db.read(move |conn| media::loose(conn, now, REMOVED_AT_ONCE)).await?;
        for name in &loose {
            self.media.store.remove(&Kept::small(name)).await?;
            self.media.store.remove(name).await?;
        }
        let count = loose.len();
        if count > 0 {
            note_removed(&self.here, loose).await?;
        }
        Ok(count)
    }
}
