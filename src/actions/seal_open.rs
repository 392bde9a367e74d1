//! Seals what an earlier version kept in clear: only the server has the key, so a migration cannot.

use super::Here;
use super::erase::drop_old_pages;
use crate::error::Result;
use crate::storage::{handoffs, outbox, responses};

/// Rows of a kind that are sealed in one transaction, so that others can write in between.
const AT_ONCE: i64 = 200;

/// Seals some more. Answers how many; none when nothing is left.
///
/// # Errors
/// `Internal` when the database fails; it goes on from there the next time.
pub async fn seal_open(here: &Here) -> Result<usize> {
    // One kind of rows at a time: others hold an answer and its handoff in either order, and nobody waits for ever.
    let seal = here.seal.clone();
    let mut sealed = here.db.write(move |conn| responses::seal_arrivals(conn, &seal, AT_ONCE)).await?;
    let seal = here.seal.clone();
    sealed += here.db.write(move |conn| responses::seal_answers(conn, &seal, AT_ONCE)).await?;
    let seal = here.seal.clone();
    sealed += here.db.write(move |conn| handoffs::seal_times(conn, &seal, AT_ONCE)).await?;
    let seal = here.seal.clone();
    sealed += here.db.write(move |conn| outbox::adopt(conn, &seal, AT_ONCE)).await?;
    if sealed > 0 {
        // What stood in clear goes from the files too.
        here.db.note_erased();
        drop_old_pages(here).await;
    }
    Ok(sealed)
}
