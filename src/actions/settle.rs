//! Everything that has fallen due while no server ran, before one answers: what expired ends, what is to be erased
//! is erased.

use super::{Here, erase, expire};
use crate::clock::Moment;
use crate::error::Result;
use crate::storage::{Conn, hosts, mails, push, scheduled, walks};

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Listings that ended because their time had passed.
    pub ended: usize,
    /// Things that were erased because their time had come.
    pub erased: usize,
}

/// Ends and erases until nothing is due. Where no server ran for hours, others were not asked in that time: whoever failed
/// before is not gone for it.
///
/// # Errors
/// `Internal` when the database fails; what was done until then stays done.
pub async fn settle(here: &Here) -> Result<Settled> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let away = now - walks::due_at(conn, walks::AWAKE)?;
            if away < hosts::silent_after() { Ok(()) } else { hosts::leave_out(conn, away, now) }
        })
        .await?;
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

/// What a network that comes back from a backup does not do by itself: it may have been done since the backup was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Posts whose time has passed: each waits for another one.
    pub posts: usize,
    /// Mails that were to be sent, and are not.
    pub mails: usize,
    /// What apps were still to hear of, each of them counted, and do not.
    pub pushes: usize,
}

/// What came after a backup was made is not in it, however short that was: when the server runs, it asks every network
/// that it follows what it missed. What a member planned for the time since then is not posted by itself: the machine that was
/// lost may have posted it, and nobody wants to say twice what they said. Its author sees it among what waits, and gives it
/// another time or deletes it. Nor is a mail sent that waited then: it says no more than that there is something to see here,
/// and who waits for a link asks for another. What an app was to hear of stands among what its member heard of, too. Called in
/// the transaction that gives the network back, so that no server ever runs on one that would say all of it again.
///
/// # Errors
/// `Internal` when the database fails.
pub fn back_from_backup(conn: &mut Conn, now: Moment) -> Result<Held> {
    walks::make_due(conn, walks::AWAKE, Moment::UNIX_EPOCH)?;
    Ok(Held {
        posts: scheduled::hold_overdue(conn, now)?,
        mails: mails::forget_waiting(conn)?,
        pushes: push::forget_waiting(conn)?,
    })
}
