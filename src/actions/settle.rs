//! Everything that has fallen due while no server ran, before one answers: what expired ends, what is to be erased
//! is erased.

use super::{Here, erase, expire};
use crate::clock::Moment;
use crate::error::Result;
use crate::storage::{scheduled, walks};

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Listings that ended because their time had passed.
    pub ended: usize,
    /// Things that were erased because their time had come.
    pub erased: usize,
}

/// Ends and erases until nothing is due.
///
/// # Errors
/// `Internal` when the database fails; what was done until then stays done.
pub async fn settle(here: &Here) -> Result<Settled> {
    let mut settled = Settled::default();
    loop {
        let (ended, erased) = (expire::expire_due(here).await?, erase::erase_due(here).await?);
        if ended + erased == 0 {
            return Ok(settled);
        }
        settled.ended += ended;
        settled.erased += erased;
    }
}

/// What came after a backup was made is not in it, however short that was: when the server runs, it asks every network
/// that it follows what it missed. What a member planned for the time since then is not posted by itself: the machine that was
/// lost may have posted it, and nobody wants to say twice what they said. Its author sees it among what waits, and gives it
/// another time or deletes it. Answers how many posts wait for another time because of that.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn back_from_backup(here: &Here) -> Result<usize> {
    let now = here.now();
    let write = here.db.write(move |conn| {
        walks::make_due(conn, walks::AWAKE, Moment::UNIX_EPOCH)?;
        scheduled::hold_overdue(conn, now)
    });
    write.await
}
