//! Whoever runs the server mended what was wrong: what could not be told, and was set aside, is told after all.

use super::Here;
use super::own_block::keeps_out;
use crate::domain::event::Event;
use crate::domain::follow::FollowState;
use crate::domain::key::FollowId;
use crate::error::{Kind, Result};
use crate::storage::{Conn, favourites, follows, outbox, statuses};

/// Events that are looked at in one transaction.
const AT_ONCE: i64 = 200;

/// What became of what was set aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// So much is in the queue again.
    pub queued: usize,
    /// So much does not hold any more, and was forgotten.
    pub overtaken: usize,
}

/// Puts everything that was set aside back in the queue. What came after it was told long ago: so what says how things stood
/// then, and not how they stand now, is forgotten in its place. What says nothing is put back too: it is set aside again.
///
/// # Errors
/// `Internal` when the database fails; what was put back until then is.
pub async fn tell_again(here: &Here) -> Result<Again> {
    let mut all = Again::default();
    loop {
        let context = here.clone();
        let write = here.db.write(move |conn| {
            let mut again = Again::default();
            for aside in outbox::set_aside(conn, AT_ONCE)? {
                let holds = match aside.event(&context.seal) {
                    Ok(event) => still_holds(&context, conn, &event)?,
                    Err(_) => true,
                };
                if holds {
                    outbox::put_back(conn, aside.id)?;
                    again.queued += 1;
                } else {
                    outbox::done(conn, aside.id)?;
                    again.overtaken += 1;
                }
            }
            Ok(again)
        });
        let again = write.await?;
        if again == Again::default() {
            break;
        }
        all.queued += again.queued;
        all.overtaken += again.overtaken;
    }
    if all.overtaken > 0 {
        here.db.note_erased();
    }
    Ok(all)
}

/// Whether it can be told now although what came later was told before. Nearly everything is told as it stands at that
/// moment, or not at all; these say by themselves how something stands.
fn still_holds(here: &Here, conn: &mut Conn, event: &Event) -> Result<bool> {
    match *event {
        // Other servers end whatever like they know of somebody, also a later one.
        Event::FavouriteUndone { actor, ref object, .. } => match statuses::by_ap_id(conn, &here.seal, object)? {
            Some(status) => Ok(favourites::of(conn, status.id, actor)?.is_none()),
            None => Ok(true),
        },
        Event::FollowAsked { follow } => Ok(state(conn, follow)?.is_some_and(|state| state != FollowState::Ended)),
        Event::FollowAccepted { follow } => Ok(state(conn, follow)? == Some(FollowState::Accepted)),
        Event::FollowRejected { follow } | Event::FollowUndone { follow } => {
            Ok(state(conn, follow)? == Some(FollowState::Ended))
        }
        Event::AccountBlocked { by, blocked, still } => Ok(keeps_out(here, conn, by, blocked)? == still),
        _ => Ok(true),
    }
}

fn state(conn: &mut Conn, follow: FollowId) -> Result<Option<FollowState>> {
    match follows::get(conn, follow) {
        Ok(follow) => Ok(Some(follow.state)),
        Err(error) if error.kind() == Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
