//! A steward accepts or declines someone who asks to follow our network.

use super::Here;
use crate::domain::event::Event;
use crate::domain::follow::FollowState;
use crate::domain::key::ActorId;
use crate::error::{Error, Result};
use crate::storage::{follows, outbox};

/// Accepts (`true`) a follower who asked, or declines (`false`) one who asked or was accepted.
///
/// # Errors
/// `NotFound` when they did not ask.
pub async fn answer_follow(here: &Here, follower: ActorId, accept: bool) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let follow = follows::between(conn, follower, context.network)?
                .filter(|follow| follow.state != FollowState::Ended)
                .ok_or_else(Error::not_found)?;
            let (state, event) = if accept {
                (FollowState::Accepted, Event::FollowAccepted { follow: follow.id })
            } else {
                (FollowState::Ended, Event::FollowRejected { follow: follow.id })
            };
            if follow.state == state {
                return Ok(());
            }
            follows::set_state(conn, follow.id, state, None)?;
            outbox::record(conn, &event, now)
        })
        .await
}
