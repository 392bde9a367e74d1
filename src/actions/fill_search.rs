//! Puts into the index what was there before it: after an upgrade, or a restore.

use super::Here;
use crate::error::Result;
use crate::storage::search;

/// Rows that are put into it in one transaction, so that others can write in between.
const AT_ONCE: i64 = 200;

/// Puts some more into the index. What is written meanwhile is put into it anyway. False when nothing is left.
///
/// # Errors
/// `Internal` when the database fails; it goes on from there the next time.
pub async fn fill_search(here: &Here) -> Result<bool> {
    if here.db.read(search::is_filled).await? {
        return Ok(false);
    }
    here.db.write(|conn| search::fill(conn, AT_ONCE)).await
}
