//! A steward accepts or declines someone who asks to follow our network.

use super::Here;
use super::change_network::STEWARDS;
use super::log::{Why, note};
use crate::domain::event::Event;
use crate::domain::follow::{ActorKind, FollowState};
use crate::domain::key::ActorId;
use crate::domain::moderation::{Deed, Doer};
use crate::error::{Error, Result};
use crate::storage::{actors, follows, outbox};

/// Accepts (`true`) a follower who asked, or declines (`false`) one who asked or was accepted.
///
/// # Errors
/// `NotFound` when they did not ask.
pub async fn answer_follow(here: &Here, follower: ActorId, accept: bool) -> Result<()> {
    answer_follow_by(here, Doer::CommandLine, follower, accept).await
}

/// The same, by somebody whose role was checked.
///
/// # Errors
/// As [`answer_follow`].
pub async fn answer_follow_by(here: &Here, by: Doer, follower: ActorId, accept: bool) -> Result<()> {
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
            let deed = if accept { Deed::FollowerAccepted } else { Deed::FollowerDeclined };
            let follower = actors::get(conn, follower)?;
            // A network is named. Whom a person wants to follow, and that they may not, is theirs to tell.
            let about = match follower.kind {
                ActorKind::Organization | ActorKind::Application => Some(follower.address()),
                ActorKind::Person | ActorKind::Service | ActorKind::Group => None,
            };
            note(conn, by, STEWARDS, deed, about, Why::default(), now)?;
            outbox::record(conn, &event, now)
        })
        .await
}
