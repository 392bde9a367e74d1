//! A page of the board for people: what fits, and where to go on.

use crate::domain::key::ListingId;
use crate::domain::listing::Listing;
use crate::domain::looking::Looking;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::board::{BoardQuery, board};

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
    let wanted = query.paging.limit.clamp(1, CHUNK - 1) as usize;
    let mut query = query.clone();
    // One more says whether there is a next page.
    query.paging.limit = if looking.is_empty() { wanted as i64 + 1 } else { CHUNK };
    let mut page = BoardPage::default();
    let mut looked_at = 0;
    loop {
        let chunk = board(conn, &query)?;
        let (read, last) = (chunk.len(), chunk.last().map(|listing| listing.id));
        for listing in chunk {
            if looking.fits(&listing) {
                if page.listings.len() == wanted {
                    page.further = page.listings.last().map(|listing| listing.id);
                    return Ok(page);
                }
                page.listings.push(listing);
            }
        }
        looked_at += read;
        if (read as i64) < query.paging.limit {
            return Ok(page);
        }
        query.paging.max_id = last.map(|id| id.0);
        if looked_at >= LOOKED_AT {
            page.further = last;
            return Ok(page);
        }
    }
}
