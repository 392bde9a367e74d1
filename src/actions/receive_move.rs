//! An account elsewhere goes on under another id (`Move`): whoever of ours followed it follows the other one.

use super::follow_account::begin;
use super::own_block::keeps_out;
use super::{Here, note_worked};
use crate::domain::event::Event;
use crate::domain::follow::{Actor, FollowState};
use crate::domain::key::{ActorId, ReceivedId};
use crate::error::Result;
use crate::storage::{Conn, actors, follows, moderation, moves, outbox, received};
use chrono::Duration;

/// An account moves once in so many days at most (refusal 31): a stolen one cannot lead its followers on and on.
pub fn cooldown() -> Duration {
    Duration::days(30)
}

/// Makes the follows of our network and members anew. The caller fetched `to` just now and saw that it names `from`.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_move(here: &Here, from: ActorId, to: Actor, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            if moves::last(conn, from)?.is_some_and(|moved| now - moved < cooldown()) {
                return match worked {
                    Some(id) => received::worked(conn, id, Some("it moved less than thirty days ago")),
                    None => Ok(()),
                };
            }
            moves::note(conn, from, &to.ap_id, now)?;
            lead_on(&context, conn, from, &to)?;
            note_worked(conn, worked)
        })
        .await
}

/// Whoever of ours follows `from` follows `to` instead.
pub(super) fn lead_on(here: &Here, conn: &mut Conn, from: ActorId, to: &Actor) -> Result<()> {
    let now = here.now();
    let left = actors::get(conn, from)?;
    for follow in follows::around(conn, from)? {
        // Only what ours asked for, and not what ended.
        let ours = follow.followed == from && follow.state != FollowState::Ended;
        if !ours || follow.follower == to.id {
            continue;
        }
        let follower = actors::get(conn, follow.follower)?;
        if !follower.local || follower.gone {
            continue;
        }
        if stays_behind(here, conn, follow.follower, to.id)? {
            continue;
        }
        follows::set_state(conn, follow.id, FollowState::Ended, None)?;
        if !left.local {
            outbox::record(conn, &Event::FollowUndone { follow: follow.id }, now)?;
        }
        begin(here, conn, follow.follower, to, now)?;
    }
    Ok(())
}

/// Whether one of the two keeps the other away. Nobody is led to whom they block, and the follow that they have stays.
fn stays_behind(here: &Here, conn: &mut Conn, follower: ActorId, to: ActorId) -> Result<bool> {
    Ok(keeps_out(here, conn, to, follower)?
        || keeps_out(here, conn, follower, to)?
        || moderation::is_blocked_by(conn, to, follower)?)
}
