//! Seals what an earlier version kept in clear: only the server has the key, so a migration cannot.

use super::Here;
use crate::error::Result;
use crate::storage::responses;

/// Rows that are sealed in one transaction, so that others can write in between.
const AT_ONCE: i64 = 200;

/// Seals some more. Answers how many; none when nothing is left.
///
/// # Errors
/// `Internal` when the database fails; it goes on from there the next time.
pub async fn seal_open(here: &Here) -> Result<usize> {
    let seal = here.seal.clone();
    here.db.write(move |conn| responses::seal_arrivals(conn, &seal, AT_ONCE)).await
}
