//! A page of the board for people: what fits, and where to go on.

use crate::domain::key::ListingId;
use crate::domain::listing::Listing;
use crate::domain::looking::Looking;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::board::{BoardQuery, Entry, Hinted, entries, glance};
use crate::storage::listings::get_many;

/// So many a page shows at most.
const MOST: i64 = 79;
/// Of so many is read at once what is said, where that must be looked at.
const GLANCED: usize = 40;
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
    let wanted = query.paging.limit.clamp(1, MOST) as usize;
    let (ids, further) = if looking.is_empty() {
        // One more says whether there is a next page.
        let mut ids: Vec<ListingId> = entries(conn, query, wanted + 1)?.into_iter().map(|entry| entry.id).collect();
        let further = (ids.len() > wanted).then(|| ids[wanted - 1]);
        ids.truncate(wanted);
        (ids, further)
    } else {
        Fitting { query, looking, wanted, page: Vec::with_capacity(wanted) }.find(conn)?
    };
    // Only what is shown is read whole.
    Ok(BoardPage { listings: get_many(conn, &ids)?, further })
}

/// A page of what fits a wish, as it is found.
struct Fitting<'a> {
    query: &'a BoardQuery,
    looking: &'a Looking,
    wanted: usize,
    page: Vec<ListingId>,
}

impl Fitting<'_> {
    /// The page, and where the next one begins. The first few are looked at one by one, which is enough for what much fits; of
    /// the others, only those that may fit, where the index tells them apart in their order.
    fn find(mut self, conn: &mut Conn) -> Result<(Vec<ListingId>, Option<ListingId>)> {
        let mut query = self.query.clone();
        let (mut looked_at, mut many) = (0, 2 * self.wanted);
        loop {
            let some = entries(conn, &query, many)?;
            if self.add(conn, &some)? {
                return Ok(self.full());
            }
            let Some(last) = some.last().map(|entry| entry.id).filter(|_| some.len() == many) else {
                return Ok((self.page, None));
            };
            looked_at += many;
            if looked_at >= LOOKED_AT {
                return Ok((self.page, Some(last)));
            }
            if Hinted::suits(&query, self.looking.needs()) {
                return self.find_hinted(conn, &query, last, LOOKED_AT - looked_at);
            }
            query.paging.max_id = Some(last.0);
            many = (4 * many).min(LOOKED_AT - looked_at);
        }
    }

    /// The rest of the page among the next `many` after one that was looked at.
    fn find_hinted(
        mut self,
        conn: &mut Conn,
        query: &BoardQuery,
        after: ListingId,
        many: usize,
    ) -> Result<(Vec<ListingId>, Option<ListingId>)> {
        let mut hinted = Hinted::new(conn, query, self.looking.needs(), after, many)?;
        loop {
            let some = hinted.more(conn, GLANCED)?;
            if self.add(conn, &some)? {
                return Ok(self.full());
            }
            if some.len() < GLANCED {
                return Ok((self.page, hinted.end));
            }
        }
    }

    /// Adds those that fit. Whether more fit than the page shows.
    fn add(&mut self, conn: &mut Conn, all: &[Entry]) -> Result<bool> {
        let (looking, open_after) = (self.looking, self.query.until_after);
        let told = |entry: &Entry| looking.fits_by(entry.hints, &entry.language, open_after);
        for some in all.chunks(GLANCED) {
            let unsure: Vec<ListingId> =
                some.iter().filter(|entry| told(entry).is_none()).map(|entry| entry.id).collect();
            let read = if unsure.is_empty() { Vec::new() } else { glance(conn, &unsure)? };
            let fit = read.into_iter().filter(|one| looking.fits(&one.language, one.expires_at, &one.details));
            let fit: Vec<ListingId> = fit.map(|one| one.id).collect();
            for entry in some {
                if told(entry).unwrap_or_else(|| fit.contains(&entry.id)) {
                    if self.page.len() == self.wanted {
                        return Ok(true);
                    }
                    self.page.push(entry.id);
                }
            }
        }
        Ok(false)
    }

    /// A full page, and its end, behind which the next one begins.
    fn full(self) -> (Vec<ListingId>, Option<ListingId>) {
        let further = self.page.last().copied();
        (self.page, further)
    }
}
