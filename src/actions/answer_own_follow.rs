//! A member answers somebody who asks to follow them, or stops being followed by somebody.

use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::follow::{Follow, FollowState};
use crate::domain::key::{ActorId, MemberId};
use crate::domain::status::NotificationKind;
use crate::error::{Error, Result};
use crate::storage::{Conn, actors, follows, notifications, outbox};

/// Says yes (`true`) or no to somebody who asks.
///
/// # Errors
/// `NotFound` unless they asked and wait.
pub async fn answer_own_follow(here: &Here, member: MemberId, follower: ActorId, yes: bool) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let own = still_here(conn, member)?.actor;
            let follow = follows::between(conn, follower, own)?
                .filter(|follow| follow.state == FollowState::Pending)
                .ok_or_else(Error::not_found)?;
            if yes {
                return accept(conn, member, own, follow, now);
            }
            follows::set_state(conn, follow.id, FollowState::Ended, None)?;
            notifications::take_back_from(conn, own, NotificationKind::FollowRequest, follower)?;
            if actors::get(conn, follower)?.local {
                return Ok(());
            }
            outbox::record(conn, &Event::FollowRejected { follow: follow.id }, now)
        })
        .await
}

/// Accepts one who waits.
pub(super) fn accept(conn: &mut Conn, member: MemberId, own: ActorId, follow: Follow, now: Moment) -> Result<()> {
    follows::set_state(conn, follow.id, FollowState::Accepted, None)?;
    notifications::take_back_from(conn, own, NotificationKind::FollowRequest, follow.follower)?;
    notifications::tell(conn, member, NotificationKind::Follow, follow.follower, None, false, now)?;
    if actors::get(conn, follow.follower)?.local {
        return Ok(());
    }
    outbox::record(conn, &Event::FollowAccepted { follow: follow.id }, now)
}

/// Ends somebody's follow of a member. They may ask again; not having followed is no mistake.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn remove_follower(here: &Here, member: MemberId, follower: ActorId) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let own = still_here(conn, member)?.actor;
            let other = actors::get(conn, follower)?;
            let known = follows::between(conn, follower, own)?;
            let Some(follow) = known.filter(|follow| follow.state == FollowState::Accepted) else { return Ok(()) };
            follows::set_state(conn, follow.id, FollowState::Ended, None)?;
            if other.local {
                return Ok(());
            }
            outbox::record(conn, &Event::FollowRejected { follow: follow.id }, now)
        })
        .await
}
