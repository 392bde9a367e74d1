//! A member follows an account, here or elsewhere, or stops doing so.

use super::{Here, still_here};
use crate::domain::event::Event;
use crate::domain::follow::{ActorKind, Follow, FollowState};
use crate::domain::key::{ActorId, FollowId, MemberId};
use crate::domain::moderation::Distance;
use crate::domain::status::NotificationKind;
use crate::error::{Error, Result};
use crate::ids;
use crate::storage::{actors, follows, moderation, notifications, outbox};

/// Follows an account: a neighbor or our network at once, another server's when it says yes. Asking again while it
/// is pending or accepted changes nothing.
///
/// # Errors
/// `NotFound` when there is no such account; `Invalid` for oneself.
pub async fn follow_account(here: &Here, member: MemberId, followed: ActorId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let follower = still_here(conn, member)?.actor;
            let account = actors::get(conn, followed)?;
            if account.gone || account.kind == ActorKind::Application {
                return Err(Error::not_found());
            }
            if followed == follower {
                return Err(Error::invalid("id", "That is you. One's own posts stand on one's home timeline anyway."));
            }
            let away = moderation::own_blocks_of(conn, &context.seal, followed)?;
            if away.iter().any(|block| block.actor == follower && block.distance == Distance::Block) {
                return Err(Error::forbidden("This account cannot be followed."));
            }
            let state = if account.local { FollowState::Accepted } else { FollowState::Pending };
            let ap_id = context.addresses.activity(&ids::slug());
            let id = match follows::between(conn, follower, followed)? {
                Some(known) if known.state != FollowState::Ended => return Ok(()),
                Some(known) => {
                    follows::set_state(conn, known.id, state, Some(&ap_id))?;
                    known.id
                }
                None => {
                    let id = FollowId(ids::next(now));
                    follows::insert(conn, &Follow { id, ap_id, follower, followed, state, created_at: now })?;
                    id
                }
            };
            if account.local {
                return notifications::tell(conn, followed, NotificationKind::Follow, follower, None, now);
            }
            outbox::record(conn, &Event::FollowAsked { follow: id }, now)
        })
        .await
}

/// Stops following. Not having followed is no mistake.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn unfollow_account(here: &Here, member: MemberId, followed: ActorId) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let follower = still_here(conn, member)?.actor;
            let account = actors::get(conn, followed)?;
            let known = follows::between(conn, follower, followed)?;
            let Some(follow) = known.filter(|follow| follow.state != FollowState::Ended) else { return Ok(()) };
            follows::set_state(conn, follow.id, FollowState::Ended, None)?;
            if account.local {
                return Ok(());
            }
            outbox::record(conn, &Event::FollowUndone { follow: follow.id }, now)
        })
        .await
}
