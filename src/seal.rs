//! Encryption at rest: AES-256-GCM by OpenSSL, with a master key that is a file beside the database and
//! never in it, and one data key a handoff, so that dropping the data key erases what it sealed.
//!
//! A sealed value is one version byte, twelve bytes of nonce, sixteen of tag, and the ciphertext. Its
//! context (`handoff:12:details`) is authenticated with it, so that it cannot be moved to another row.

use crate::error::{Error, Kind, Result};
use crate::ids::random_bytes;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sha::sha256;
use openssl::sign::Signer;
use openssl::symm::{Cipher, decrypt_aead, encrypt_aead};
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use tempfile::NamedTempFile;

const VERSION: u8 = 1;
const NONCE: usize = 12;
const TAG: usize = 16;

/// A key for the values of one handoff.
#[derive(Clone)]
pub struct DataKey([u8; 32]);

/// The server's key. Cloning shares it.
#[derive(Clone)]
pub struct MasterKey(Arc<DataKey>);

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(…)")
    }
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

impl Drop for DataKey {
    fn drop(&mut self) {
        // A write that the compiler may not leave out: the key does not stay in freed memory.
        for byte in &mut self.0 {
            // SAFETY: `byte` is a valid, aligned, exclusive reference.
            unsafe { std::ptr::write_volatile(byte, 0) };
        }
    }
}

impl DataKey {
    /// A fresh key.
    pub fn random() -> Self {
        Self(random_bytes())
    }

    /// Seals a value for its context.
    ///
    /// # Panics
    /// Only if OpenSSL has no AES-256-GCM, which is built in.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Vec<u8> {
        let nonce = random_bytes::<NONCE>();
        let mut tag = [0; TAG];
        let cipher = Cipher::aes_256_gcm();
        let sealed = encrypt_aead(cipher, &self.0, Some(&nonce), context.as_bytes(), plain, &mut tag)
            .expect("AES-256-GCM is built in");
        [&[VERSION][..], &nonce, &tag, &sealed].concat()
    }

    /// Opens a value that was sealed for the same context.
    ///
    /// # Errors
    /// `Internal` when it was sealed with another key, for another context, or was altered.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let wrong = || Error::internal("a sealed value does not open: another key, another place, or altered");
        let (head, rest) = sealed.split_at_checked(1 + NONCE + TAG).ok_or_else(wrong)?;
        if head[0] != VERSION {
            return Err(wrong());
        }
        let (nonce, tag) = head[1..].split_at(NONCE);
        decrypt_aead(Cipher::aes_256_gcm(), &self.0, Some(nonce), context.as_bytes(), rest, tag).map_err(|_| wrong())
    }

    /// Opens a text that was sealed for the same context.
    ///
    /// # Errors
    /// As [`DataKey::open`]; `Internal` for what is no text.
    pub fn open_text(&self, context: &str, sealed: &[u8]) -> Result<String> {
        self.open(context, sealed).and_then(text)
    }
}

/// What was opened, as text. What is wrong with it is told without it: causes are logged.
fn text(plain: Vec<u8>) -> Result<String> {
    String::from_utf8(plain).map_err(|_| Error::internal("a sealed value is not the text that it should be"))
}

impl MasterKey {
    /// Reads the key file, or makes it with mode 0600 when there is none. It is never overwritten.
    ///
    /// The key is written and synced under another name and then linked to its own: a start that is
    /// interrupted leaves no half key, and of two that run at once both end up with the same one.
    ///
    /// # Errors
    /// `Unavailable` with a sentence that says what to do: unreadable, of another size, readable by others.
    pub fn load_or_create(path: &Path) -> Result<Self> {
        match File::open(path) {
            Ok(file) => Self::load(path, file),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::create(path),
            Err(error) => Err(unreadable(path, error)),
        }
    }

    /// Reads the key file, and makes none.
    ///
    /// # Errors
    /// As [`MasterKey::load_or_create`].
    pub fn existing(path: &Path) -> Result<Self> {
        Self::load(path, File::open(path).map_err(|error| unreadable(path, error))?)
    }

    fn create(path: &Path) -> Result<Self> {
        let name = path.display();
        let cannot = |error| {
            let text = format!(
                "The key file {name} cannot be made. Is its folder there, may this user write to it, and is there room on the disk?"
            );
            unavailable(text, error)
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let key = DataKey::random();
        // Made with O_EXCL and mode 0600 from the start.
        let mut file = NamedTempFile::new_in(folder).map_err(cannot)?;
        file.write_all(&key.0).and_then(|()| file.as_file().sync_all()).map_err(cannot)?;
        match file.persist_noclobber(path) {
            // What is sealed with a key is only as safe as the key's name on the disk.
            Ok(_) => File::open(folder).and_then(|folder| folder.sync_all()).map_err(cannot)?,
            // Another process was faster: its key is the one.
            Err(lost) if lost.error.kind() == ErrorKind::AlreadyExists => {
                return Self::load(path, File::open(path).map_err(|error| unreadable(path, error))?);
            }
            Err(lost) => return Err(cannot(lost.error)),
        }
        Ok(Self(Arc::new(key)))
    }

    fn load(path: &Path, file: File) -> Result<Self> {
        let name = path.display();
        let cannot = |error| unreadable(path, error);
        let mode = file.metadata().map_err(cannot)?.permissions().mode() & 0o077;
        if mode != 0 {
            let text = format!("The key file {name} can be read by others. Please run: chmod 600 {name}");
            return Err(Error::new(Kind::Unavailable, text));
        }
        let mut bytes = Vec::new();
        file.take(64).read_to_end(&mut bytes).map_err(cannot)?;
        let key: [u8; 32] = bytes.try_into().map_err(|_| {
            let text =
                format!("The key file {name} does not hold a key of 32 bytes. Please put it back from your backup.");
            Error::new(Kind::Unavailable, text)
        })?;
        Ok(Self(Arc::new(DataKey(key))))
    }

    /// A key that is kept nowhere, for tests.
    pub fn random() -> Self {
        Self(Arc::new(DataKey::random()))
    }

    /// Seals a value for its context.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Vec<u8> {
        self.0.seal(context, plain)
    }

    /// Opens a value that was sealed for the same context.
    ///
    /// # Errors
    /// `Internal` when it was sealed with another key, for another context, or was altered.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        self.0.open(context, sealed)
    }

    /// Opens a text that was sealed for the same context.
    ///
    /// # Errors
    /// As [`MasterKey::open`]; `Internal` for what is no text.
    pub fn open_text(&self, context: &str, sealed: &[u8]) -> Result<String> {
        self.open(context, sealed).and_then(text)
    }

    /// What stands for a text in the database where it must be found again (HMAC-SHA-256, in hexadecimal): nobody without the
    /// key can tell it from another by trying.
    ///
    /// # Errors
    /// `Internal` when OpenSSL fails.
    pub fn digest(&self, context: &str, text: &str) -> Result<String> {
        let key = sha256(&[&b"digest:"[..], context.as_bytes(), b":", &self.0.0[..]].concat());
        let key = PKey::hmac(&key).map_err(Error::internal)?;
        let mut signer = Signer::new(MessageDigest::sha256(), &key).map_err(Error::internal)?;
        let digest = signer.sign_oneshot_to_vec(text.as_bytes()).map_err(Error::internal)?;
        Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Seals a data key.
    pub fn wrap(&self, context: &str, key: &DataKey) -> Vec<u8> {
        self.seal(context, &key.0)
    }

    /// Opens a sealed data key.
    ///
    /// # Errors
    /// As [`MasterKey::open`].
    pub fn unwrap(&self, context: &str, wrapped: &[u8]) -> Result<DataKey> {
        let key = self.open(context, wrapped)?;
        Ok(DataKey(key.try_into().map_err(|_| Error::internal("a data key has 32 bytes"))?))
    }
}

fn unreadable(path: &Path, cause: std::io::Error) -> Error {
    unavailable(format!("The key file {} cannot be read. May this user read it?", path.display()), cause)
}

fn unavailable(text: String, cause: std::io::Error) -> Error {
    Error::new(Kind::Unavailable, text).because(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_opens_in_its_own_place_only() {
        let key = MasterKey::random();
        let sealed = key.seal("handoff:1:details", b"12 Elm Street");
        assert_eq!(key.open("handoff:1:details", &sealed).unwrap(), b"12 Elm Street");
        assert!(key.open("handoff:2:details", &sealed).is_err());
        assert!(MasterKey::random().open("handoff:1:details", &sealed).is_err());
        assert!(!sealed.windows(3).any(|part| part == b"Elm"));
    }

    #[test]
    fn a_digest_is_the_same_again_and_another_with_every_other_key_and_context() {
        let key = MasterKey::random();
        let digest = key.digest("mail", "rosa@example.org").unwrap();
        assert_eq!((digest.len(), key.digest("mail", "rosa@example.org").unwrap()), (64, digest.clone()));
        for other in [key.digest("mail", "ben@example.org"), key.digest("other", "rosa@example.org")] {
            assert_ne!(other.unwrap(), digest);
        }
        assert_ne!(MasterKey::random().digest("mail", "rosa@example.org").unwrap(), digest);
    }

    #[test]
    fn what_is_no_text_is_told_without_its_bytes() {
        let key = MasterKey::random();
        let error = key.open_text("x", &key.seal("x", b"door 4711\xff")).unwrap_err();
        let said = format!("{error:?} {:?}", error.cause());
        assert!(said.contains("not the text") && !said.contains("4711") && !said.contains("100, 111, 111"), "{said}");
        assert_eq!(key.open_text("x", &key.seal("x", b"door 4711")).unwrap(), "door 4711");
    }

    #[test]
    fn a_value_that_was_altered_or_cut_does_not_open() {
        let key = MasterKey::random();
        let sealed = key.seal("x", b"secret");
        for index in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[index] ^= 1;
            assert!(key.open("x", &altered).is_err());
            assert!(key.open("x", &sealed[..index]).is_err());
        }
    }

    #[test]
    fn dropping_the_data_key_is_what_erases() {
        let master = MasterKey::random();
        let key = DataKey::random();
        let sealed = key.seal("details", b"door code 4711");
        let wrapped = master.wrap("handoff-key:1", &key);
        assert_eq!(
            master.unwrap("handoff-key:1", &wrapped).unwrap().open("details", &sealed).unwrap(),
            b"door code 4711"
        );
        assert!(master.open("details", &sealed).is_err());
    }

    #[test]
    fn the_key_file_is_private_made_once_and_refused_when_it_is_not_right() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let first = MasterKey::load_or_create(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let again = MasterKey::load_or_create(&path).unwrap();
        assert_eq!(again.open("x", &first.seal("x", b"y")).unwrap(), b"y");

        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(MasterKey::load_or_create(&path).unwrap_err().text().contains("chmod 600"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, b"short").unwrap();
        assert!(MasterKey::load_or_create(&path).unwrap_err().text().contains("32 bytes"));
        assert!(MasterKey::load_or_create(&folder.path().join("missing/master.key")).is_err());
    }

    #[test]
    fn starts_at_the_same_time_end_up_with_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let keys: Vec<MasterKey> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| MasterKey::load_or_create(&path).unwrap())).collect();
            starts.into_iter().map(|start| start.join().unwrap()).collect()
        });
        let sealed = keys[0].seal("x", b"y");
        assert!(keys.iter().all(|key| key.open("x", &sealed).is_ok()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left in the folder");
    }

    #[test]
    fn keys_are_not_printed() {
        assert_eq!(format!("{:?} {:?}", MasterKey::random(), DataKey::random()), "MasterKey(…) DataKey(…)");
    }
}
