//! Files: text in the encodings that spreadsheets write, and nothing that is no text.

use crate::error::{Error, Kind, Result};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// The largest file that is read, in bytes.
const FILE_MAX: u64 = 64 << 20;

/// What stands in a file.
///
/// # Errors
/// `Unavailable` when it cannot be read; `TooLarge`.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let cannot = |error: std::io::Error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "it is not there",
            ErrorKind::PermissionDenied => "this user may not read it",
            ErrorKind::IsADirectory => "it is a folder",
            _ => "the system refuses",
        };
        Error::new(Kind::Unavailable, format!("The file {} cannot be read: {why}.", path.display())).because(error)
    };
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(FILE_MAX + 1).read_to_end(&mut bytes)).map_err(cannot)?;
    if bytes.len() as u64 > FILE_MAX {
        return Err(Error::new(
            Kind::TooLarge,
            format!("The file is larger than {} MiB. Please split it.", FILE_MAX >> 20),
        ));
    }
    Ok(bytes)
}

/// Text from bytes: UTF-8 with or without a mark, UTF-16 with one, and Latin-1 as Windows writes it.
///
/// # Errors
/// `WrongType` for what is no text, with what to do.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Option<String>)> {
    const SPREADSHEET: &str =
        "This is a spreadsheet or an archive, not a CSV file. Please open it and save it as CSV (UTF-8).";
    const NO_TEXT: &str = "This is not a text file. Please save the table as CSV (UTF-8).";
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Error::new(Kind::WrongType, SPREADSHEET));
    }
    let by_mark = Encoding::for_bom(bytes).filter(|(encoding, _)| [UTF_8, UTF_16LE, UTF_16BE].contains(encoding));
    let (encoding, rest) = by_mark.map_or((UTF_8, bytes), |(encoding, mark)| (encoding, &bytes[mark..]));
    let read = encoding.decode_without_bom_handling_and_without_replacement(rest);
    let (text, remark) = match read {
        Some(text) => (text.into_owned(), None),
        None if by_mark.is_none() => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(rest);
            let remark = "The file is not UTF-8; it was read as Latin-1 (Windows-1252). Please look whether names with accents are right.";
            (text.into_owned(), Some(remark.to_owned()))
        }
        None => return Err(Error::new(Kind::WrongType, NO_TEXT)),
    };
    // What Windows-1252 does not know becomes a control character, as every byte of a picture may.
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Error::new(Kind::WrongType, NO_TEXT));
    }
    Ok((text, remark))
}

/// Writes a file that was not there.
///
/// # Errors
/// `Unavailable` with the reason.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let cannot = |error: std::io::Error| {
        let why = match error.kind() {
            ErrorKind::AlreadyExists => "there is a file of that name already, and it is not overwritten",
            ErrorKind::NotFound => "its folder is not there",
            ErrorKind::PermissionDenied => "this user may not write there",
            ErrorKind::StorageFull => "the disk is full",
            _ => "the system refuses",
        };
        Error::new(Kind::Unavailable, format!("The file {} cannot be made: {why}.", path.display())).because(error)
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(cannot)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(cannot)
}
