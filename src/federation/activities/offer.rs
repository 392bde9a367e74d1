//! Another network answers a listing of ours (FEP-0837).

use super::{Working, activity_ids};
use crate::actions::receive_response::receive_response;
use crate::actions::respond::Answer;
use crate::app::App;
use crate::domain::follow::ActorKind;
use crate::domain::privacy::Guarded;
use crate::error::{Error, Result};
use crate::federation::wire::{Offer, same_origin};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

#[async_trait]
impl Activity for Working<Offer> {
    activity_ids!();

    async fn verify(&self, app: &Data<App>) -> Result<()> {
        let agreement = &self.activity.object;
        if agreement.attributed_to.as_ref().is_some_and(|by| *by != self.activity.actor) {
            return Err(Error::bad_request("An answer is attributed to the network that gives it."));
        }
        if !same_origin(&self.activity.id, &self.activity.actor) {
            return Err(Error::bad_request("An answer comes from its network's own server."));
        }
        if self.signer.actor.kind != ActorKind::Organization {
            return Err(Error::bad_request("Networks answer networks; a person answers with a private message."));
        }
        if !same_origin(&agreement.stipulates.satisfies, app.here.addresses.base()) {
            return Err(Error::bad_request("That listing is not one of ours."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let agreement = self.activity.object;
        let facts = agreement.response;
        let answer = Answer {
            for_proxy: None,
            through_connectors: false,
            key: None,
            amount: agreement.stipulates.resource_quantity.as_ref().map(|measure| measure.has_numerical_value),
            way: facts.as_ref().and_then(|facts| facts.way),
            arrive_at: facts.as_ref().and_then(|facts| facts.arrive_at),
            message: facts.and_then(|facts| facts.note).map(|note| Guarded::new(note.into_string())),
        };
        let listing = agreement.stipulates.listing();
        receive_response(&app.here, self.signer.actor.id, self.activity.id, listing, answer, Some(self.received))
            .await?;
        app.wake.outbox.notify_one();
        Ok(())
    }
}
