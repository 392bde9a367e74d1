//! Where files are kept: a folder, or anywhere where S3 is spoken.
//!
//! A file has a name of 128 random bits, is written once and never changed. What is in it is sealed before it comes here.

mod hashing;

use crate::config::{MediaConfig, MediaStorage};
use crate::error::{Error, Kind, Result};
use bytes::Bytes;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path as Name;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt, RetryConfig};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The folder of the data folder that holds the files; a backup takes it along.
pub const FOLDER: &str = "media";
/// How long a request to where S3 is spoken may take, and how long all tries of one together.
const DEADLINE: Duration = Duration::from_secs(30);
const PATIENCE: Duration = Duration::from_secs(60);

/// Where files are kept. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Store {
    files: Arc<dyn ObjectStore>,
}

impl Store {
    /// As the settings say; the folder is made if it is not there.
    ///
    /// # Errors
    /// `Unavailable`, with a sentence that says what to do.
    pub fn open(config: &MediaConfig, data: &Path) -> Result<Self> {
        match config.storage {
            MediaStorage::Disk => Self::on_disk(&data.join(FOLDER)),
            MediaStorage::S3 => Self::in_bucket(config),
        }
    }

    /// In memory, for tests.
    pub fn in_memory() -> Self {
        Self { files: Arc::new(InMemory::new()) }
    }

    fn on_disk(folder: &Path) -> Result<Self> {
        let cannot = |cause: Box<dyn std::error::Error + Send + Sync>| {
            let text = format!(
                "The folder {} for pictures cannot be used. May this user write there, and is there room on the disk?",
                folder.display()
            );
            Error::new(Kind::Unavailable, text).because(cause)
        };
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|error| cannot(error.into()))?;
        let files = LocalFileSystem::new_with_prefix(folder).map_err(|error| cannot(error.into()))?;
        Ok(Self { files: Arc::new(files.with_fsync(true)) })
    }

    fn in_bucket(config: &MediaConfig) -> Result<Self> {
        let endpoint = config.s3_endpoint.as_ref().map(|url| url.as_str().trim_end_matches('/')).unwrap_or_default();
        let retry = RetryConfig { max_retries: 3, retry_timeout: PATIENCE, ..RetryConfig::default() };
        let files = AmazonS3Builder::new()
            .with_endpoint(endpoint)
            .with_allow_http(endpoint.starts_with("http://"))
            .with_region(&config.s3_region)
            .with_bucket_name(&config.s3_bucket)
            .with_access_key_id(&config.s3_key)
            .with_secret_access_key(config.s3_secret.reveal())
            .with_client_options(ClientOptions::new().with_timeout(DEADLINE).with_allow_http(true))
            .with_crypto_provider(Arc::new(hashing::OpenSsl))
            // One file goes at a time, and not everybody who speaks S3 knows how several go at once.
            .with_disable_bulk_delete(true)
            .with_retry(retry)
            .build();
        let text = "The storage for pictures cannot be used. Please look at the settings below [media].";
        Ok(Self { files: Arc::new(files.map_err(|error| Error::new(Kind::Unavailable, text).because(error))?) })
    }

    /// Writes a file.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be kept.
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<()> {
        self.files.put(&place(name), bytes.into()).await.map(drop).map_err(unavailable)
    }

    /// Reads a file; nothing when it is not there.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be read.
    pub async fn get(&self, name: &str) -> Result<Option<Bytes>> {
        match self.files.get(&place(name)).await {
            Ok(found) => found.bytes().await.map(Some).map_err(unavailable),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Removes a file. One that is not there is removed.
    ///
    /// # Errors
    /// `Unavailable` when it cannot be removed.
    pub async fn remove(&self, name: &str) -> Result<()> {
        match self.files.delete(&place(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(unavailable(error)),
        }
    }
}

/// A file's place: below the first two characters of its name, so that no folder grows without end.
fn place(name: &str) -> Name {
    let (beginning, _) = name.split_at_checked(2).unwrap_or((name, ""));
    Name::from_iter([beginning, name])
}

fn unavailable(cause: object_store::Error) -> Error {
    Error::new(Kind::Unavailable, "The storage for pictures does not answer. Please try again in a moment.")
        .because(cause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    async fn holds_files(store: &Store) {
        assert_eq!(store.get("-_abc").await.unwrap(), None);
        store.put("-_abc", b"one".to_vec()).await.unwrap();
        store.put("-_abc.small", b"two".to_vec()).await.unwrap();
        assert_eq!(store.get("-_abc").await.unwrap().unwrap(), "one");
        for _ in 0..2 {
            store.remove("-_abc").await.unwrap();
        }
        assert_eq!(store.get("-_abc").await.unwrap(), None);
        assert_eq!(store.get("-_abc.small").await.unwrap().unwrap(), "two");
    }

    #[tokio::test]
    async fn a_file_is_there_until_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::default().media;
        holds_files(&Store::open(&config, folder.path()).unwrap()).await;
        assert!(folder.path().join("media/-_/-_abc.small").exists(), "where the backup looks for it");
        holds_files(&Store::in_memory()).await;
    }

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        assert_eq!(place("../../etc/passwd").as_ref(), "%2E%2E/..%2F..%2Fetc%2Fpasswd");
        assert_eq!(place("ab").as_ref(), "ab/ab");
    }
}
