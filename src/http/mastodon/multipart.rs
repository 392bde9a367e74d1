//! Forms with files (RFC 7578): texts as everywhere else, files into nameless files of their own while they come in, so
//! that a large one never stands in memory.

use super::params::Params;
use crate::error::{Error, Kind, Message, Result};
use crate::http::extract::JSON_MAX;
use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use futures::StreamExt;
use tokio::fs::File;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};

/// Most parts that are looked at.
const PARTS_MAX: usize = 1_000;

/// What is taken of files.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// So many, 0 for none.
    pub files: usize,
    /// Bytes of each.
    pub bytes: u64,
    /// So many bytes of all that is larger are read on, and put aside: what stands behind it in the form is not lost.
    pub beyond: u64,
}

/// A file that came in a form. It is gone when this is dropped.
#[derive(Debug)]
pub struct FilePart {
    /// The field's name, such as `file` or `avatar`.
    pub name: String,
    /// What its sender says it is: never believed, only a hint.
    pub media_type: Option<String>,
    /// Its bytes, from its start; of one that is larger than is taken, some of them.
    pub file: File,
    /// How many it has.
    pub size: u64,
}

/// What a request said.
#[derive(Debug, Default)]
pub struct Sent {
    /// Its texts.
    pub params: Params,
    /// Its files, in their order.
    pub files: Vec<FilePart>,
}

fn cut_short(cause: impl std::fmt::Display) -> Error {
    Error::bad_request("The form could not be read to its end.").because(cause.to_string())
}

fn no_room(cause: std::io::Error) -> Error {
    Error::new(Kind::Unavailable, "The file could not be kept. Please try again later.").because(cause)
}

/// What is done with files as they come in.
enum Files {
    Kept(Limits),
    /// Read on, and nothing of them kept, as long as they are no more than so many bytes together.
    PutAside(u64),
}

/// Reads a form with files, after what the query said.
pub(super) async fn read(request: &HttpRequest, payload: Payload, limits: Limits, sent: &mut Sent) -> Result<()> {
    read_parts(request, payload, Files::Kept(limits), sent).await
}

/// The texts of a form with files, of which nothing is kept. What came before something that cannot be read, or before more
/// than is taken, is all there is.
pub async fn texts(request: &HttpRequest, payload: Payload, limits: Limits) -> Params {
    let most = limits.bytes.saturating_mul(limits.files as u64).saturating_add(limits.beyond);
    let mut sent = Sent::default();
    if let Err(error) = read_parts(request, payload, Files::PutAside(most), &mut sent).await {
        tracing::debug!(cause = ?error.cause(), "a form was not read to its end");
    }
    sent.params
}

async fn read_parts(request: &HttpRequest, payload: Payload, mut files: Files, sent: &mut Sent) -> Result<()> {
    let mut form = Multipart::new(request.headers(), payload);
    let (mut parts, mut words) = (0, 0);
    while let Some(field) = form.next().await {
        let mut field = field.map_err(cut_short)?;
        parts += 1;
        if parts > PARTS_MAX {
            return Err(Error::new(Kind::TooLarge, "The form has too many parts."));
        }
        let disposition = field.content_disposition();
        let name = disposition.and_then(|said| said.get_name()).map(str::to_owned);
        let name = name.ok_or_else(|| Error::bad_request("A part of the form has no name."))?;
        // Names are kept, too, and each may be as long as all that stands before a part.
        words += name.len();
        check_words(words)?;
        let is_file =
            disposition.is_some_and(|said| said.get_filename().is_some() || said.get_filename_ext().is_some());
        if is_file {
            match &mut files {
                Files::Kept(limits) => {
                    let file = file(name, &mut field, limits, sent.files.len()).await?;
                    sent.files.extend(file);
                }
                Files::PutAside(left) => put_aside(&mut field, left).await?,
            }
            continue;
        }
        let mut text = Vec::new();
        while let Some(chunk) = field.next().await {
            let chunk = chunk.map_err(cut_short)?;
            words += chunk.len();
            check_words(words)?;
            text.extend_from_slice(&chunk);
        }
        let text = String::from_utf8(text).map_err(|_| Error::bad_request("The texts of the form are not UTF-8."))?;
        sent.params.add(&name, text);
    }
    Ok(())
}

/// Whether so many bytes of names and texts are taken.
fn check_words(bytes: usize) -> Result<()> {
    if bytes > JSON_MAX {
        return Err(Error::new(Kind::TooLarge, "The texts of the form are larger than 256 KiB."));
    }
    Ok(())
}

/// One file; nothing when it is empty, which is what a form sends where none was chosen. What is read of a larger one is taken
/// from `limits`.
async fn file(name: String, field: &mut Field, limits: &mut Limits, before: usize) -> Result<Option<FilePart>> {
    let media_type = field.content_type().map(ToString::to_string);
    let (mut kept, mut size): (Option<File>, u64) = (None, 0);
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(cut_short)?;
        if chunk.is_empty() {
            continue;
        }
        if before >= limits.files {
            return Err(Error::new(Kind::Invalid, format!("Here no file is taken under `{name}`.")));
        }
        size += chunk.len() as u64;
        if size > limits.bytes {
            let more = (size - limits.bytes).min(chunk.len() as u64);
            let Some(left) = limits.beyond.checked_sub(more) else {
                let most = limits.bytes / 1_000_000;
                let text = format!("The file is larger than {most} MB. Please send a smaller one.");
                return Err(Error::new(Kind::TooLarge, text).worded(Message::LargePicture));
            };
            limits.beyond = left;
            continue;
        }
        let file = match &mut kept {
            Some(file) => file,
            none => none.insert(nameless().await?),
        };
        file.write_all(&chunk).await.map_err(no_room)?;
    }
    let Some(mut file) = kept else { return Ok(None) };
    file.rewind().await.map_err(no_room)?;
    Ok(Some(FilePart { name, media_type, file, size }))
}

/// Reads a file, and keeps nothing of it.
async fn put_aside(field: &mut Field, left: &mut u64) -> Result<()> {
    while let Some(chunk) = field.next().await {
        let size = chunk.map_err(cut_short)?.len() as u64;
        *left = left.checked_sub(size).ok_or_else(|| Error::new(Kind::TooLarge, "The files are too large."))?;
    }
    Ok(())
}

async fn nameless() -> Result<File> {
    let made = tokio::task::spawn_blocking(tempfile::tempfile).await.map_err(Error::internal)?;
    Ok(File::from_std(made.map_err(no_room)?))
}
