//! Our network stops following another, and hides what nobody else tells it of.

use super::Here;
use super::change_network::STEWARDS;
use super::log::{Why, note};
use super::receive_passing::hide_what_came_from;
use crate::domain::event::Event;
use crate::domain::follow::FollowState;
use crate::domain::key::ActorId;
use crate::domain::moderation::{Deed, Doer};
use crate::error::{Error, Result};
use crate::storage::{actors, follows, outbox, walks};

/// Stops following. Its listings, and those that it alone passed along to us, leave our board: nobody would tell us of
/// their endings. What a listing's network says later, if we follow it again or hear of it by another way, brings it back.
///
/// # Errors
/// `NotFound` when we do not follow it.
pub async fn unfollow(here: &Here, followed: ActorId) -> Result<()> {
    unfollow_by(here, Doer::CommandLine, followed).await
}

/// The same, by somebody whose role was checked.
///
/// # Errors
/// As [`unfollow`].
pub async fn unfollow_by(here: &Here, by: Doer, followed: ActorId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let follow = follows::between(conn, context.network, followed)?
                .filter(|follow| follow.state != FollowState::Ended)
                .ok_or_else(Error::not_found)?;
            follows::set_state(conn, follow.id, FollowState::Ended, None)?;
            hide_what_came_from(&context, conn, followed, now)?;
            walks::make_due(conn, walks::DIRECTORY, now)?;
            let about = Some(actors::get(conn, followed)?.address());
            note(conn, by, STEWARDS, Deed::FollowEnded, about, Why::default(), now)?;
            outbox::record(conn, &Event::FollowUndone { follow: follow.id }, now)
        })
        .await
}
