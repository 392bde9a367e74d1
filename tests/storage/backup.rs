//! A backup is believed in nothing that was altered, cut off, or is not one.

use crate::support::{TestHere, offer};
use age::secrecy::SecretString;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use potluck::cli::backup::format::{Contents, Manifest};
use potluck::cli::backup::{read, write};
use potluck::error::{Kind, Result};
use potluck::ids;
use potluck::storage::copy::Snapshot;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

fn passphrase() -> SecretString {
    SecretString::from("quince ladder morning".to_owned())
}

/// Encrypts with so little work that a file can be tried a thousand times.
fn encrypt(plain: &[u8]) -> Vec<u8> {
    let mut key = age::scrypt::Recipient::new(passphrase());
    key.set_work_factor(2);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&key as &dyn age::Recipient)).expect("a key");
    let mut out = encryptor.wrap_output(Vec::new()).expect("memory");
    out.write_all(plain).expect("memory");
    out.finish().expect("memory")
}

fn decrypt(file: &[u8]) -> Vec<u8> {
    let mut key = age::scrypt::Identity::new(passphrase());
    // What is allowed by itself depends on how busy this machine is.
    key.set_max_work_factor(22);
    let decryptor = age::Decryptor::new(file).expect("an encrypted file");
    let mut plain = Vec::new();
    decryptor.decrypt(std::iter::once(&key as &dyn age::Identity)).expect("the key").read_to_end(&mut plain).unwrap();
    plain
}

/// A backup of a network, with media of so many bytes, as it is inside the encryption.
async fn plain(media: usize) -> (Vec<u8>, Manifest, Contents) {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    here.publish(rosa, offer(4)).await;
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("master.key"), [7; 32]).unwrap();
    std::fs::create_dir(data.path().join("media")).unwrap();
    let noise: Vec<u8> = (0..media.div_ceil(32)).flat_map(|_| ids::random_bytes::<32>()).collect();
    std::fs::write(data.path().join("media/noise.webp"), &noise).unwrap();
    // Neither belongs into a backup.
    std::fs::write(data.path().join("media/.unfinished"), "x").unwrap();
    std::fs::write(data.path().join("notes.txt"), "x").unwrap();
    let mut snapshot = Snapshot::open(&here.database.url).unwrap();
    let manifest = Manifest::of(&mut snapshot, here.now()).unwrap();
    let mut file = tempfile::tempfile().unwrap();
    let written = write::write(&mut file, passphrase(), &manifest, &mut snapshot, data.path(), |_| {}).unwrap();
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).unwrap();
    file.read_to_end(&mut bytes).unwrap();
    let head = String::from_utf8_lossy(&bytes[..100]);
    let stanza = head.lines().nth(1).unwrap();
    assert!(stanza.starts_with("-> scrypt ") && stanza.ends_with(" 17"), "the same on every machine: {stanza}");
    (decrypt(&bytes), manifest, written)
}

fn check_with(bytes: &[u8], passphrase: SecretString) -> Result<(Manifest, Contents)> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    read::check(&mut file, passphrase, Path::new("riverside.backup"))
}

fn check(bytes: &[u8]) -> Result<(Manifest, Contents)> {
    check_with(bytes, passphrase())
}

/// It is refused, in a sentence that names the file and says what to do.
#[track_caller]
fn refuses(bytes: &[u8], what: &str) -> String {
    let Err(error) = check(bytes) else { panic!("{what} was believed") };
    assert_eq!(error.kind(), Kind::Invalid, "{what}: {error}");
    assert!(error.text().contains("Nothing was changed") && error.text().contains("Please"), "{what}: {error}");
    error.text().to_owned()
}

#[tokio::test]
async fn a_bit_that_was_turned_anywhere_and_an_end_that_is_missing_are_noticed() {
    let (plain, manifest, written) = plain(150_000).await;
    let whole = encrypt(&plain);
    assert_eq!(check(&whole).unwrap(), (manifest, written.clone()));
    assert_eq!((written.keys, written.media), (1, 1));
    assert!(whole.len() > 2 * 65_536, "several chunks: {}", whole.len());

    // Every byte of the head, and some through all of the rest, each at another bit.
    let offsets = (0..300).chain((300..whole.len()).step_by(whole.len() / 60)).chain(whole.len() - 40..whole.len());
    for (number, offset) in offsets.enumerate() {
        let mut altered = whole.clone();
        altered[offset] ^= 1 << (number % 8);
        refuses(&altered, &format!("byte {offset} altered"));
    }
    let chunks = (1..3).map(|chunk| whole.len() - whole.len() % 65_552 - 65_552 * (chunk - 1));
    let lengths = (0..300).chain((300..whole.len()).step_by(whole.len() / 30)).chain(chunks);
    for length in lengths.chain(whole.len() - 20..whole.len()) {
        refuses(&whole[..length.min(whole.len() - 1)], &format!("cut at {length}"));
    }
    refuses(&[&whole[..], b"x"].concat(), "something added");
    refuses(&[&whole[..], &whole[..]].concat(), "twice");
}

#[tokio::test]
async fn what_is_not_a_backup_and_another_passphrase_are_told_apart() {
    let (plain, ..) = plain(100).await;
    let whole = encrypt(&plain);
    let wrong = check_with(&whole, SecretString::from("quince ladder evening".to_owned())).unwrap_err();
    assert!(wrong.text().contains("passphrase") && wrong.text().contains("riverside.backup"), "{wrong}");
    for nothing in [&b""[..], b"SQLite format 3\0", &[0; 5_000], b"age-encryption.org/v1\n"] {
        refuses(nothing, "another file");
    }
    for other in [&b"hello"[..], &[0; 10_240]] {
        refuses(&encrypt(other), "another file in the same encryption");
    }
}

/// The archive with one entry replaced, left out (`None`) or added.
fn with(plain: &[u8], name: &str, change: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let mut from = tar::Archive::new(GzDecoder::new(plain));
    let mut into = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    let (mut done, put) = (false, |into: &mut tar::Builder<_>, name: &str, bytes: &[u8]| {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        // Past the checks of the library: this is somebody who means ill.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        into.append(&header, bytes).unwrap();
    });
    for entry in from.entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().to_str().unwrap().to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if path == "end.json"
            && !done
            && name != "end.json"
            && let Some(text) = change("")
        {
            put(&mut into, name, text.as_bytes());
            done = true;
        }
        if path == name {
            done = true;
            if let Some(text) = change(std::str::from_utf8(&bytes).unwrap()) {
                put(&mut into, &path, text.as_bytes());
            }
        } else {
            put(&mut into, &path, &bytes);
        }
    }
    assert!(done, "{name} was not found");
    encrypt(&into.into_inner().unwrap().finish().unwrap())
}

#[tokio::test]
async fn a_newer_version_and_contents_that_contradict_themselves_are_refused() {
    let (plain, manifest, _) = plain(100).await;
    let head = "potluck-backup.json";
    let migrations = serde_json::to_string(&manifest.migrations[0]).unwrap();
    for (from, to) in [("\"format\": 1", "\"format\": 2"), (migrations.as_str(), "\"29991231000000\"")] {
        let newer = with(&plain, head, |text| (!text.is_empty()).then(|| text.replacen(from, to, 1)));
        let said = refuses(&newer, "a newer one");
        assert!(said.contains("newer version"), "{said}");
    }
    let members = "database/members/000001.json";
    refuses(&with(&plain, members, |_| None), "a table left out");
    refuses(&with(&plain, "data/master.key", |_| None), "the key left out");
    refuses(&with(&plain, "end.json", |_| None), "the end left out");
    refuses(&with(&plain, members, |text| (!text.is_empty()).then(|| "[]".into())), "rows left out");
    refuses(&with(&plain, members, |text| (!text.is_empty()).then(|| "[[1]]".into())), "a row too short");
    for elsewhere in
        ["data/../evil.key", "/etc/cron.d/evil", "data/media/../../evil", "data/potluck.sqlite", "database/evil/1.json"]
    {
        refuses(&with(&plain, elsewhere, |text| text.is_empty().then(|| "x".into())), elsewhere);
    }
}
