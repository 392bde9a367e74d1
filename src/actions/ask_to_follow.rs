//! Our network asks to follow another.

use super::Here;
use super::change_network::STEWARDS;
use super::log::{Why, note};
use crate::domain::event::Event;
use crate::domain::follow::{ActorKind, Follow, FollowState};
use crate::domain::key::{ActorId, FollowId};
use crate::domain::moderation::{Deed, Doer};
use crate::error::{Error, Result};
use crate::ids;
use crate::storage::{actors, follows, outbox};

/// Asks to follow a network whose actor is known here. Asking again while it is pending or accepted changes nothing.
///
/// # Errors
/// `Invalid` when it is not a network, or ourselves.
pub async fn ask_to_follow(here: &Here, followed: ActorId) -> Result<FollowId> {
    ask_to_follow_by(here, Doer::CommandLine, followed).await
}

/// The same, by somebody whose role was checked.
///
/// # Errors
/// As [`ask_to_follow`].
pub async fn ask_to_follow_by(here: &Here, by: Doer, followed: ActorId) -> Result<FollowId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let actor = actors::get(conn, followed)?;
            if actor.local {
                return Err(Error::invalid("address", "That is this network itself."));
            }
            if actor.kind != ActorKind::Organization {
                return Err(Error::invalid("address", "That account is not a network. Networks follow networks."));
            }
            let ap_id = context.addresses.activity(&ids::slug());
            let id = match follows::between(conn, context.network, followed)? {
                Some(known) if known.state != FollowState::Ended => return Ok(known.id),
                Some(known) => {
                    follows::set_state(conn, known.id, FollowState::Pending, Some(&ap_id))?;
                    known.id
                }
                None => {
                    let follow = Follow {
                        id: FollowId(ids::next(now)),
                        ap_id,
                        follower: context.network,
                        followed,
                        state: FollowState::Pending,
                        created_at: now,
                    };
                    follows::insert(conn, &follow)?;
                    follow.id
                }
            };
            note(conn, by, STEWARDS, Deed::FollowAsked, Some(actor.address()), Why::default(), now)?;
            outbox::record(conn, &Event::FollowAsked { follow: id }, now)?;
            Ok(id)
        })
        .await
}
