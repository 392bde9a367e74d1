//! An account elsewhere goes on under another id (`Move`): whoever of ours followed it follows the other one.

use super::{Here, note_worked};
use crate::domain::event::Event;
use crate::domain::follow::{Actor, Follow, FollowState};
use crate::domain::key::{ActorId, FollowId, ReceivedId};
use crate::error::Result;
use crate::ids;
use crate::storage::{follows, moves, outbox, received};
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
            for follow in follows::around(conn, from)? {
                // Only what ours asked for, and not what ended.
                let ours = follow.followed == from && follow.state != FollowState::Ended;
                if !ours || follow.follower == to.id {
                    continue;
                }
                follows::set_state(conn, follow.id, FollowState::Ended, None)?;
                outbox::record(conn, &Event::FollowUndone { follow: follow.id }, now)?;
                let ap_id = context.addresses.activity(&ids::slug());
                let id = match follows::between(conn, follow.follower, to.id)? {
                    Some(known) if known.state != FollowState::Ended => continue,
                    Some(known) => {
                        follows::set_state(conn, known.id, FollowState::Pending, Some(&ap_id))?;
                        known.id
                    }
                    None => {
                        let id = FollowId(ids::next(now));
                        let state = FollowState::Pending;
                        let anew =
                            Follow { id, ap_id, follower: follow.follower, followed: to.id, state, created_at: now };
                        follows::insert(conn, &anew)?;
                        id
                    }
                };
                outbox::record(conn, &Event::FollowAsked { follow: id }, now)?;
            }
            note_worked(conn, worked)
        })
        .await
}
