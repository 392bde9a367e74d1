//! Stewards choose what is shared with another network, each way. It is not told: the other side decides for itself.

use super::Here;
use super::change_network::STEWARDS;
use super::give_role::check_role;
use super::log::{Why, note};
use crate::domain::follow::ActorKind;
use crate::domain::key::{ActorId, MemberId};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::sharing::Change;
use crate::error::{Error, Result};
use crate::storage::{actors, follows, sharings};

/// Changes what we give to a network and what we take from it. What it has already stays with it, and is kept up to date
/// and taken back there; what it gets from now on is as chosen.
///
/// # Errors
/// `Forbidden` unless `by` is steward or operator now; `NotFound` when it is no network that we follow or that follows us.
pub async fn change_sharing(here: &Here, by: MemberId, network: ActorId, change: Change) -> Result<()> {
    let (ours, now) = (here.network, here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, STEWARDS, now)?;
            let actor = actors::lock(conn, network)?;
            let related =
                follows::between(conn, ours, network)?.is_some() || follows::between(conn, network, ours)?.is_some();
            if actor.local || actor.kind != ActorKind::Organization || !related {
                return Err(Error::not_found());
            }
            let before = sharings::with(conn, network)?;
            sharings::set(conn, network, &change.onto(before))?;
            let about = Some(actor.address());
            note(conn, Doer::Member(by), STEWARDS, Deed::SharingChanged, about, Why::default(), now)
        })
        .await
}
