//! Files of media: noted before they are written, tied to what they belong to, and loose again when that goes.

use super::Here;
use crate::domain::key::MediumId;
use crate::domain::media::Kept;
use crate::error::Result;
use crate::storage::media;
use chrono::Duration;

/// Most media whose files are forgotten in one transaction; the rest follows in the next.
const AT_ONCE: i64 = 200;

/// Notes the name of a file before it is written: if nothing comes of it, it is removed.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn note_file(here: &Here, name: &str) -> Result<()> {
    let (name, due) = (name.to_owned(), here.now() + media::writing_life());
    here.db.write(move |conn| media::loosen(conn, &name, due)).await
}

/// Ties a file that was written to a medium of another server.
///
/// # Errors
/// `Internal` when the database fails; `Conflict` when writing it took too long.
pub async fn keep_remote_file(here: &Here, id: MediumId, kept: Kept) -> Result<()> {
    let now = here.now();
    // When what it hangs on went meanwhile, it stays loose, and is removed.
    here.db.write(move |conn| media::set_file(conn, id, kept, now)).await.map(drop)
}

/// The file of a medium of another server is not there any more: it is asked for anew.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn forget_remote_file(here: &Here, id: MediumId) -> Result<()> {
    here.db.write(move |conn| media::forget_file(conn, id)).await
}

/// Forgets files of other servers that are kept for longer than so many days. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn forget_old_files(here: &Here, days: u32) -> Result<usize> {
    let before = here.now() - Duration::days(days.into());
    here.db
        .write(move |conn| {
            let old = media::kept_since(conn, before, AT_ONCE)?;
            for id in &old {
                media::forget_file(conn, *id)?;
            }
            Ok(old.len())
        })
        .await
}

/// These files were removed.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn note_removed(here: &Here, files: Vec<String>) -> Result<()> {
    here.db.write(move |conn| media::removed(conn, &files)).await
}
