//! An account goes on under another id (`Move`).

use super::{Working, activity_ids};
use crate::actions::receive_move::{cooldown, receive_move};
use crate::app::App;
use crate::domain::follow::{ActorKind, FollowState};
use crate::error::{Error, Result};
use crate::federation::dereference;
use crate::federation::objects::actor::from_wire;
use crate::federation::wire::{Move, same_origin};
use crate::storage::{actors, follows, moves};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

/// Fetches of one move: the account that it leads to.
const FETCHES: u32 = 3;

#[async_trait]
impl Activity for Working<Move> {
    activity_ids!();

    async fn verify(&self, _app: &Data<App>) -> Result<()> {
        let Some(target) = &self.activity.target else {
            return Err(Error::bad_request("A move says where to."));
        };
        if self.activity.object != self.activity.actor || *target == self.activity.actor {
            return Err(Error::bad_request("An account moves itself, and to another one."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let (from, kind) = (self.signer.actor.id, self.signer.actor.kind);
        let target = self.activity.target.ok_or_else(|| Error::bad_request("A move says where to."))?;
        // Nobody here follows it: nothing to do, and nothing to ask for.
        let read = app.here.db.read(move |conn| Ok((follows::around(conn, from)?, moves::last(conn, from)?)));
        let (around, moved) = read.await?;
        if moved.is_some_and(|moved| app.here.now() - moved < cooldown()) {
            return Err(Error::bad_request("That account moved less than thirty days ago."));
        }
        // One that was asked and has no answer yet moves along, too.
        if !around.iter().any(|follow| follow.followed == from && follow.state != FollowState::Ended) {
            return Err(Error::bad_request("Nobody here follows that account."));
        }
        let names_it = |also: &[Url]| also.contains(&self.activity.actor);
        let to = if same_origin(&target, app.here.addresses.base()) {
            let read = app.here.db.read(move |conn| {
                let found = actors::by_ap_id(conn, &target)?.filter(|actor| actor.local && !actor.gone);
                found.map(|actor| Ok((moves::ties(conn, actor.id)?, actor))).transpose()
            });
            let found = read.await?.filter(|(ties, _)| names_it(&ties.also_known_as));
            if found.as_ref().is_some_and(|(ties, _)| ties.moved_to.is_some()) {
                return Err(Error::bad_request("The other account went on elsewhere itself."));
            }
            found.map(|(_, actor)| actor)
        } else {
            let budget = self.budget.at_most(FETCHES);
            let document = dereference::actor_document(app, &target, &budget).await?;
            let named = document.id == target && names_it(&document.also_known_as);
            named.then(|| from_wire(document, app.here.now()))
        };
        // Whoever stole one key cannot lead followers to an account that knows nothing of it (refusal 31).
        let Some(to) = to else {
            return Err(Error::bad_request("The other account does not name this one in `alsoKnownAs`."));
        };
        // A network stays a network, and a person a person: what is shared with either is not the same.
        if (to.kind == ActorKind::Organization) != (kind == ActorKind::Organization) {
            return Err(Error::bad_request("The other account is of another kind."));
        }
        // Only now is anything of it kept.
        let to = if to.local { to } else { dereference::store(app, to).await? };
        receive_move(&app.here, from, to, Some(self.received)).await
    }
}
