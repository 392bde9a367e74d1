//! A member keeps a need or an offer for later that they began to write, or throws it away.

use super::{Here, still_here};
use crate::domain::beginning::{BEGINNING_BYTES_MAX, BEGINNINGS_MAX, Fields};
use crate::domain::key::MemberId;
use crate::error::{Error, Message, Result};
use crate::storage::beginnings;

/// Keeps what stands in a form under a name that is the same when its button is pressed twice. What it was filled with goes, if
/// that is there still: where it was kept anew or posted in another window, both stay, and nothing is written over.
///
/// # Errors
/// `Conflict` for one too many, or for more than anybody types; `NotFound` for who left.
pub async fn keep_beginning(
    here: &Here,
    member: MemberId,
    slug: String,
    fields: Fields,
    filled_with: Option<String>,
) -> Result<()> {
    let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
    if size > BEGINNING_BYTES_MAX {
        let text = "This is more than can be kept for later. Please shorten it.";
        return Err(Error::conflict(text).worded(Message::LongBeginning));
    }
    let (context, now) = (here.clone(), here.now());
    let replaces = filled_with.is_some();
    here.db
        .write(move |conn| {
            // Holds the member: two of theirs at one moment take turns.
            still_here(conn, member)?;
            if beginnings::get(conn, &context.seal, member, &slug)?.is_some() {
                return Ok(());
            }
            if let Some(before) = &filled_with {
                beginnings::remove(conn, member, before)?;
            }
            if beginnings::count(conn, member)? >= BEGINNINGS_MAX as i64 {
                let text = format!("You keep {BEGINNINGS_MAX} for later already. Please post one, or throw one away.");
                return Err(Error::conflict(text).worded(Message::ManyBeginnings { most: BEGINNINGS_MAX }));
            }
            beginnings::insert(conn, &context.seal, member, &slug, &fields, now)
        })
        .await?;
    if replaces {
        here.db.note_erased();
    }
    Ok(())
}

/// Throws away what a member kept.
///
/// # Errors
/// `NotFound` where it is not there any more, or another's.
pub async fn throw_away(here: &Here, member: MemberId, slug: &str) -> Result<()> {
    let slug = slug.to_owned();
    here.db
        .write(move |conn| match beginnings::remove(conn, member, &slug)? {
            true => Ok(()),
            false => Err(Error::not_found()),
        })
        .await?;
    here.db.note_erased();
    Ok(())
}
