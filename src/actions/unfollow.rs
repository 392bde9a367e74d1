//! Our network stops following another.

use super::Here;
use crate::domain::event::Event;
use crate::domain::follow::FollowState;
use crate::domain::key::ActorId;
use crate::error::{Error, Result};
use crate::storage::{follows, outbox};

/// Stops following.
///
/// # Errors
/// `NotFound` when we do not follow it.
pub async fn unfollow(here: &Here, followed: ActorId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let follow = follows::between(conn, context.network, followed)?
                .filter(|follow| follow.state != FollowState::Ended)
                .ok_or_else(Error::not_found)?;
            follows::set_state(conn, follow.id, FollowState::Ended, None)?;
            outbox::record(conn, &Event::FollowUndone { follow: follow.id }, now)
        })
        .await
}
