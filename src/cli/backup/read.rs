//! Reading a backup, which is believed in nothing until its last byte was authenticated.

use super::format::{Contents, END, FORMAT, MANIFEST, MEDIA, Manifest, belongs, newer};
use crate::error::{Error, Kind, Result};
use crate::storage::copy::Table;
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor};
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The largest entry other than a file that is read.
const ENTRY_MAX: u64 = 256_000_000;
/// The most work that a passphrase may cost, as the logarithm of scrypt's N: half a minute, and 4 GB.
const WORK_MAX: u8 = 22;

/// A part of a backup, in the order of the file.
pub enum Part<'a> {
    /// The first part.
    Manifest(&'a Manifest),
    /// Rows of a table: a JSON list of lists.
    Rows {
        /// Which.
        table: &'a Table,
        /// The list.
        json: &'a str,
    },
    /// A file of the data folder.
    File {
        /// Where in the data folder.
        path: PathBuf,
        /// Its bytes.
        from: &'a mut dyn Read,
    },
}

/// Reads all of a backup, authenticates and checks it, and keeps nothing. `name` is what it is called in a refusal.
///
/// # Errors
/// `Invalid` with a sentence that says what to do, when it is not a backup, the passphrase is another, anything was
/// altered or cut off, or a newer version made it.
pub fn check(file: &mut File, passphrase: SecretString, name: &Path) -> Result<(Manifest, Contents)> {
    walk(file, passphrase, name, |part| {
        if let Part::File { from, .. } = part {
            std::io::copy(from, &mut std::io::sink()).map_err(|error| broken(name, error))?;
        }
        Ok(())
    })
}

/// Goes through a backup. What `visit` is given must not be acted upon for good before all of it was read.
///
/// # Errors
/// As [`check`], and what `visit` answers.
pub fn walk(
    file: &mut File,
    passphrase: SecretString,
    name: &Path,
    mut visit: impl FnMut(Part<'_>) -> Result<()>,
) -> Result<(Manifest, Contents)> {
    file.seek(SeekFrom::Start(0)).map_err(|error| broken(name, error))?;
    let decryptor = Decryptor::new_buffered(BufReader::new(file)).map_err(|error| refused(name, error))?;
    if !decryptor.is_scrypt() {
        return Err(not_a_backup(name));
    }
    let mut identity = age::scrypt::Identity::new(passphrase);
    identity.set_max_work_factor(WORK_MAX);
    let identities = std::iter::once(&identity as &dyn age::Identity);
    let plain = decryptor.decrypt(identities).map_err(|error| refused(name, error))?;

    let mut archive = tar::Archive::new(GzDecoder::new(plain));
    let mut manifest: Option<Manifest> = None;
    let (mut contents, mut end) = (Contents::default(), None::<Contents>);
    for entry in archive.entries().map_err(|error| broken(name, error))? {
        let mut entry = entry.map_err(|error| broken(name, error))?;
        let path = entry.path().map_err(|error| broken(name, error))?.into_owned();
        let Some(known) = &manifest else {
            if path != Path::new(MANIFEST) {
                return Err(not_a_backup(name));
            }
            let text = text(&mut entry, name)?;
            manifest = Some(read_manifest(&text, name)?);
            if let Some(manifest) = &manifest {
                visit(Part::Manifest(manifest))?;
                contents.rows = manifest.tables.iter().map(|table| (table.name.clone(), 0)).collect();
            }
            continue;
        };
        if end.is_some() {
            return Err(odd(name));
        }
        if path == Path::new(END) {
            end = Some(serde_json::from_str(&text(&mut entry, name)?).map_err(|error| odd(name).because(error))?);
        } else if let Ok(path) = path.strip_prefix("data") {
            if !belongs(path) {
                return Err(odd(name));
            }
            *(if path.starts_with(MEDIA) { &mut contents.media } else { &mut contents.keys }) += 1;
            contents.file_bytes += entry.size();
            visit(Part::File { path: path.to_owned(), from: &mut entry })?;
        } else {
            let table = table_of(&path, &known.tables).ok_or_else(|| odd(name))?;
            let text = text(&mut entry, name)?;
            let rows: Vec<Vec<serde_json::Value>> =
                serde_json::from_str(&text).map_err(|error| odd(name).because(error))?;
            if rows.iter().any(|row| row.len() != table.columns.len()) {
                return Err(odd(name));
            }
            *contents.rows.entry(table.name.clone()).or_default() += rows.len() as u64;
            visit(Part::Rows { table, json: &text })?;
        }
    }
    // What stands behind the archive is read too: that the file ends where it should is known only at its end.
    let mut compressed = archive.into_inner();
    std::io::copy(&mut compressed, &mut std::io::sink()).map_err(|error| broken(name, error))?;
    std::io::copy(&mut compressed.into_inner(), &mut std::io::sink()).map_err(|error| broken(name, error))?;
    let (Some(manifest), Some(end)) = (manifest, end) else { return Err(odd(name)) };
    if end != contents {
        return Err(odd(name));
    }
    Ok((manifest, contents))
}

fn read_manifest(text: &str, name: &Path) -> Result<Manifest> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| odd(name).because(error))?;
    // A newer format may say more or other things than this program knows: its number is looked at first.
    if value["format"].as_u64().is_some_and(|format| format > u64::from(FORMAT)) {
        return Err(newer(value["made_by"].as_str().unwrap_or("unknown")));
    }
    let manifest: Manifest = serde_json::from_value(value).map_err(|error| odd(name).because(error))?;
    manifest.check()?;
    Ok(manifest)
}

fn table_of<'a>(path: &Path, tables: &'a [Table]) -> Option<&'a Table> {
    let folder = path.strip_prefix("database").ok()?.parent()?.to_str()?;
    tables.iter().find(|table| table.name == folder)
}

fn text(entry: &mut tar::Entry<'_, impl Read>, name: &Path) -> Result<String> {
    if entry.size() > ENTRY_MAX {
        return Err(odd(name));
    }
    let mut text = String::new();
    entry.read_to_string(&mut text).map_err(|error| broken(name, error))?;
    Ok(text)
}

fn refused(name: &Path, error: DecryptError) -> Error {
    let (file, said) = (name.display(), format!("{error:?}"));
    match error {
        DecryptError::DecryptionFailed
        | DecryptError::KeyDecryptionFailed
        | DecryptError::NoMatchingKeys
        | DecryptError::InvalidMac => Error::new(
            Kind::Invalid,
            format!(
                "{file} does not open with this passphrase. Nothing was changed. Please check the passphrase; if it is \
                 right, the beginning of the file was altered, and another copy of it is needed."
            ),
        ),
        DecryptError::ExcessiveWork { .. } => odd(name),
        DecryptError::Io(error) if error.kind() != std::io::ErrorKind::InvalidData => broken(name, error),
        _ => not_a_backup(name),
    }
    .because(said)
}

fn not_a_backup(name: &Path) -> Error {
    let text = format!(
        "{} is not a backup of Potluck, or its beginning was altered. Nothing was changed. Please name a file that \
         `potluck backup` wrote.",
        name.display()
    );
    Error::new(Kind::Invalid, text)
}

fn broken(name: &Path, error: std::io::Error) -> Error {
    odd(name).because(error)
}

fn odd(name: &Path) -> Error {
    let text = format!(
        "{} was cut short or altered, so nothing of it was used. Nothing was changed. Please take another copy of it, \
         or an older backup.",
        name.display()
    );
    Error::new(Kind::Invalid, text)
}
