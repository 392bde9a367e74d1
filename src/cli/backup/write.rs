//! Writing a backup.

use super::format::{Contents, END, MANIFEST, MEDIA, Manifest, belongs};
use crate::error::{Error, Kind, Result};
use crate::storage::copy::{ROWS_MAX, Snapshot};
use age::secrecy::SecretString;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use tar::{EntryType, Header};

/// Bytes of rows that are put into one entry of the archive, about.
const PIECE: usize = 1_000_000;
/// What a passphrase costs, as the logarithm of scrypt's N: 128 MiB of memory, and some tenths of a second (OWASP, Password
/// Storage Cheat Sheet). By itself, the library takes what the machine does in a second, and on a fast one asks for 1 GiB: a
/// small server has not so much, neither to write a backup nor to be restored from one.
const WORK: u8 = 17;

/// Writes everything into `out`; `tell` hears what is being read.
///
/// # Errors
/// `Unavailable` when a file cannot be read or `out` cannot be written; `Internal` when the database fails.
pub fn write(
    out: &mut File,
    passphrase: SecretString,
    manifest: &Manifest,
    snapshot: &mut Snapshot,
    data: &Path,
    tell: impl Fn(&str),
) -> Result<Contents> {
    let mut key = age::scrypt::Recipient::new(passphrase);
    key.set_work_factor(WORK);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&key as &dyn age::Recipient));
    let encrypted = encryptor.map_err(Error::internal)?.wrap_output(out).map_err(no_room)?;
    let mut archive = Archive { tar: tar::Builder::new(GzEncoder::new(encrypted, Compression::default())) };
    let mut contents = Contents::default();
    let mtime = u64::try_from(manifest.made_at.timestamp()).unwrap_or_default();
    archive.add(MANIFEST, mtime, &serde_json::to_vec_pretty(manifest).map_err(Error::internal)?)?;
    for table in &manifest.tables {
        tell(&table.name);
        let (mut piece, mut number, mut in_piece) = (String::new(), 0, 0);
        let mut put = |piece: &mut String| {
            number += 1;
            let rows = format!("[{piece}]");
            piece.clear();
            archive.add(&format!("database/{}/{number:06}.json", table.name), mtime, rows.as_bytes())
        };
        let count = snapshot.rows(table, |row| {
            if in_piece == ROWS_MAX || piece.len() + row.len() > PIECE && in_piece > 0 {
                put(&mut piece)?;
                in_piece = 0;
            }
            piece.push_str(if in_piece == 0 { "" } else { ",\n" });
            piece.push_str(&row);
            in_piece += 1;
            Ok(())
        })?;
        if in_piece > 0 {
            put(&mut piece)?;
        }
        contents.rows.insert(table.name.clone(), count);
    }
    tell("the keys and the media");
    for path in files(data)? {
        let Some(bytes) = archive.add_file(data, &path, mtime)? else { continue };
        contents.file_bytes += bytes;
        let count = if path.starts_with(MEDIA) { &mut contents.media } else { &mut contents.keys };
        *count += 1;
    }
    if contents.keys == 0 {
        let text = format!(
            "There is no key file in {}. A backup without it could not be read, so none was written. Is `data_dir` right?",
            data.display()
        );
        return Err(Error::new(Kind::Unavailable, text));
    }
    archive.add(END, mtime, &serde_json::to_vec_pretty(&contents).map_err(Error::internal)?)?;
    let compressed = archive.tar.into_inner().map_err(no_room)?;
    compressed.finish().and_then(|encrypted| encrypted.finish()).map_err(no_room)?;
    Ok(contents)
}

fn no_room(error: std::io::Error) -> Error {
    Error::new(Kind::Unavailable, "The backup could not be written to its end. Is there room on the disk?")
        .because(error)
}

struct Archive<W: Write> {
    tar: tar::Builder<W>,
}

impl<W: Write> Archive<W> {
    fn add(&mut self, name: &str, mtime: u64, bytes: &[u8]) -> Result<()> {
        let mut header = header(bytes.len() as u64, mtime);
        self.tar.append_data(&mut header, name, bytes).map_err(no_room)
    }

    /// Adds a file below `data`; nothing when it has gone since.
    fn add_file(&mut self, data: &Path, path: &Path, mtime: u64) -> Result<Option<u64>> {
        let file = match File::open(data.join(path)) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(data, error)),
        };
        let size = file.metadata().map_err(|error| unreadable(data, error))?.len();
        let mut header = header(size, mtime);
        let mut counted = Counted { from: file.take(size), seen: 0 };
        self.tar.append_data(&mut header, Path::new("data").join(path), &mut counted).map_err(no_room)?;
        if counted.seen != size {
            let text = "A file of the data folder became shorter while it was read. Please run this again.";
            return Err(Error::new(Kind::Unavailable, text));
        }
        Ok(Some(size))
    }
}

struct Counted<R> {
    from: R,
    seen: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(into)?;
        self.seen += read as u64;
        Ok(read)
    }
}

fn header(size: u64, mtime: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::Regular);
    header.set_mode(0o600);
    header.set_mtime(mtime);
    header.set_size(size);
    header
}

fn unreadable(folder: &Path, error: std::io::Error) -> Error {
    let text = format!("A file in {} cannot be read. May this user read everything there?", folder.display());
    Error::new(Kind::Unavailable, text).because(error)
}

/// What of the data folder belongs into a backup, as paths below it, in order. What begins with a dot is unfinished.
fn files(data: &Path) -> Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(folder) = folders.pop() {
        let cannot = |error| unreadable(&data.join(&folder), error);
        for entry in std::fs::read_dir(data.join(&folder)).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let (path, kind) = (folder.join(entry.file_name()), entry.file_type().map_err(cannot)?);
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if kind.is_dir() && path.starts_with(MEDIA) {
                folders.push(path);
            } else if kind.is_file() && belongs(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
