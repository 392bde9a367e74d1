//! A page of the board for people: what fits, and where to go on.

use crate::domain::key::ListingId;
use crate::domain::listing::Listing;
use crate::domain::looking::Looking;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::board::{BoardQuery, board_ids, glance};
use crate::storage::listings::get_many;

/// So many listings are read at once, where each is looked at.
const CHUNK: i64 = 80;
/// At most so many are looked at for one page, so that a rare wish costs no more than a common one.
const LOOKED_AT: usize = 800;

/// A page of the board.
#[derive(Clone, Debug, Default)]
pub struct BoardPage {
    /// What fits, newest first.
    pub listings: Vec<Listing>,
    /// Where the next page begins (what is older than this), if there may be more.
    pub further: Option<ListingId>,
}

/// The next page of what fits, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn board_page(conn: &mut Conn, query: &BoardQuery, looking: &Looking) -> Result<BoardPage> {
    let (ids, further) = fitting(conn, query, looking)?;
    // Only what is shown is read whole.
    Ok(BoardPage { listings: get_many(conn, &ids)?, further })
}

/// The same by its ids.
fn fitting(conn: &mut Conn, query: &BoardQuery, looking: &Looking) -> Result<(Vec<ListingId>, Option<ListingId>)> {
    let wanted = query.paging.limit.clamp(1, CHUNK - 1) as usize;
    let mut query = query.clone();
    // One more says whether there is a next page.
    query.paging.limit = if looking.is_empty() { wanted as i64 + 1 } else { CHUNK };
    let (mut page, mut looked_at): (Vec<ListingId>, usize) = (Vec::with_capacity(wanted), 0);
    loop {
        let chunk = board_ids(conn, &query)?;
        let (read, last) = (chunk.len(), chunk.last().copied());
        let fit = if looking.is_empty() {
            chunk
        } else {
            let all = glance(conn, &chunk)?.into_iter();
            all.filter(|one| looking.fits(&one.language, one.expires_at, &one.details)).map(|one| one.id).collect()
        };
        for id in fit {
            if page.len() == wanted {
                let further = page.last().copied();
                return Ok((page, further));
            }
            page.push(id);
        }
        looked_at += read;
        if (read as i64) < query.paging.limit {
            return Ok((page, None));
        }
        query.paging.max_id = last.map(|id| id.0);
        if looked_at >= LOOKED_AT {
            return Ok((page, last));
        }
    }
}
