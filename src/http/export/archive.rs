//! A ZIP of JSON files, written item by item.

use crate::clock::Moment;
use crate::error::{Error, Kind, Message, Result};
use chrono::{Datelike, Timelike};
use serde::Serialize;
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A writer that takes no more than so many bytes.
struct Bounded<W> {
    inner: W,
    max: Option<usize>,
    at: u64,
}

impl<W: Write + Seek> Write for Bounded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.max.is_some_and(|max| self.at + bytes.len() as u64 > max as u64) {
            return Err(io::Error::from(ErrorKind::FileTooLarge));
        }
        let written = self.inner.write(bytes)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: Seek> Seek for Bounded<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}

/// A ZIP that is being written.
pub(super) struct Archive<W: Write + Seek> {
    zip: ZipWriter<Bounded<W>>,
    options: SimpleFileOptions,
}

/// A JSON file with a list that is being written.
pub(super) struct List<'a, W: Write + Seek> {
    archive: &'a mut Archive<W>,
    any: bool,
    end: &'static str,
}

fn cannot(error: io::Error) -> Error {
    match error.kind() {
        ErrorKind::FileTooLarge => Error::new(
            Kind::TooLarge,
            "There is more than can be fetched here at once. Please ask whoever runs this server to run `potluck member export` for you.",
        )
        .worded(Message::TooMuchAtOnce { command: "potluck member export".into() }),
        ErrorKind::StorageFull => {
            Error::new(Kind::Unavailable, "The disk is full, so the file was not finished.").because(error)
        }
        _ => Error::new(Kind::Unavailable, "The file could not be written to its end.").because(error),
    }
}

fn zip_error(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => cannot(error),
        other => Error::internal(other),
    }
}

impl<W: Write + Seek> Archive<W> {
    pub(super) fn new(to: W, max: Option<usize>, now: Moment) -> Self {
        let two = |number: u32| u8::try_from(number).unwrap_or_default();
        // The format knows years from 1980 to 2107.
        let made = u16::try_from(now.year()).ok().and_then(|year| {
            let (day, time) = (now.date_naive(), now.time());
            let (hour, minute, second) = (two(time.hour()), two(time.minute()), two(time.second()));
            DateTime::from_date_and_time(year, two(day.month()), two(day.day()), hour, minute, second).ok()
        });
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(made.unwrap_or_default())
            // Whoever unpacks it keeps it to themselves.
            .unix_permissions(0o600);
        Self { zip: ZipWriter::new(Bounded { inner: to, max, at: 0 }), options }
    }

    fn begin(&mut self, name: &str) -> Result<()> {
        self.zip.start_file(name, self.options).map_err(zip_error)
    }

    fn put(&mut self, text: &[u8]) -> Result<()> {
        self.zip.write_all(text).map_err(cannot)
    }

    /// A file of text.
    pub(super) fn text(&mut self, name: &str, text: &str) -> Result<()> {
        self.begin(name)?;
        self.put(text.as_bytes())
    }

    /// A picture or a recording, which is packed already.
    pub(super) fn file(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let options = self.options.compression_method(CompressionMethod::Stored);
        self.zip.start_file(name, options).map_err(zip_error)?;
        self.put(bytes)
    }

    /// A file with one JSON value.
    pub(super) fn json<T: Serialize>(&mut self, name: &str, value: &T) -> Result<()> {
        self.begin(name)?;
        self.put(&serde_json::to_vec_pretty(value).map_err(Error::internal)?)?;
        self.put(b"\n")
    }

    /// A file with a JSON list.
    pub(super) fn list(&mut self, name: &str) -> Result<List<'_, W>> {
        self.begin(name)?;
        self.put(b"[")?;
        Ok(List { archive: self, any: false, end: "\n]\n" })
    }

    /// A file with a JSON object whose last field is a list.
    pub(super) fn collection(&mut self, name: &str, head: &serde_json::Value, field: &str) -> Result<List<'_, W>> {
        self.begin(name)?;
        let mut text = serde_json::to_string_pretty(head).map_err(Error::internal)?;
        // The list goes where the object would end.
        text.truncate(text.strip_suffix("\n}").map_or(text.len(), str::len));
        self.put(text.as_bytes())?;
        self.put(format!(",\n  \"{field}\": [").as_bytes())?;
        Ok(List { archive: self, any: false, end: "\n]}\n" })
    }

    /// Writes the table of contents.
    pub(super) fn finish(self) -> Result<W> {
        Ok(self.zip.finish().map_err(zip_error)?.inner)
    }
}

impl<W: Write + Seek> List<'_, W> {
    pub(super) fn add<T: Serialize>(&mut self, item: &T) -> Result<()> {
        self.archive.put(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        self.archive.put(&serde_json::to_vec_pretty(item).map_err(Error::internal)?)
    }

    pub(super) fn add_all<T: Serialize>(&mut self, items: &[T]) -> Result<()> {
        items.iter().try_for_each(|item| self.add(item))
    }

    pub(super) fn end(self) -> Result<()> {
        self.archive.put(self.end.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use std::io::Cursor;

    #[test]
    fn more_than_is_allowed_is_refused_with_what_to_do() {
        let mut zip = Archive::new(Cursor::new(Vec::new()), Some(200), Clock::system().now());
        let noise: Vec<u64> = (0..2_000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let refused = zip.json("a.json", &noise).and_then(|()| zip.finish().map(drop)).unwrap_err();
        assert_eq!(refused.kind(), Kind::TooLarge);
        assert!(refused.text().contains("potluck member export"));
    }

    #[test]
    fn lists_of_none_one_and_two_are_json() {
        for items in [vec![], vec![1], vec![1, 2]] {
            let mut zip = Archive::new(Cursor::new(Vec::new()), None, Clock::system().now());
            let mut list = zip.list("list.json").unwrap();
            list.add_all(&items).unwrap();
            list.end().unwrap();
            let mut list = zip.collection("whole.json", &serde_json::json!({"a": {"b": 1}}), "items").unwrap();
            list.add_all(&items).unwrap();
            list.end().unwrap();
            let mut read = zip::ZipArchive::new(zip.finish().unwrap()).unwrap();
            let list: serde_json::Value = serde_json::from_reader(read.by_name("list.json").unwrap()).unwrap();
            assert_eq!(list, serde_json::json!(items));
            let whole: serde_json::Value = serde_json::from_reader(read.by_name("whole.json").unwrap()).unwrap();
            assert_eq!(whole, serde_json::json!({"a": {"b": 1}, "items": items}));
        }
    }
}
