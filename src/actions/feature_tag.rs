//! A member shows a tag with their account.

use super::{Here, still_here};
use crate::domain::desk::FEATURED_MAX;
use crate::domain::key::MemberId;
use crate::error::{Error, Result};
use crate::storage::featured_tags::{self as rows, Featured};

/// Shows a tag, as [`crate::domain::desk::tag`] reads it. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` for who left; `Conflict` for more than [`FEATURED_MAX`].
pub async fn feature_tag(here: &Here, member: MemberId, tag: String) -> Result<Featured> {
    let now = here.now();
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            rows::put(conn, member, &tag, now)?;
            let all = rows::of_member(conn, member)?;
            if all.len() > FEATURED_MAX {
                return Err(Error::conflict(format!(
                    "You show {FEATURED_MAX} tags already. Please take one of them away first."
                )));
            }
            all.into_iter().find(|one| one.tag == tag).ok_or_else(Error::not_found)
        })
        .await
}

/// Does not show a tag any more.
///
/// # Errors
/// `NotFound` when the member does not show it.
pub async fn unfeature_tag(here: &Here, member: MemberId, id: i64) -> Result<()> {
    here.db.write(move |conn| if rows::remove(conn, member, id)? { Ok(()) } else { Err(Error::not_found()) }).await
}
