//! An account elsewhere likes something of ours.

use super::{Working, activity_ids};
use crate::actions::receive_favourite::receive_favourite;
use crate::app::App;
use crate::error::{Error, Result};
use crate::federation::wire::{Like, same_origin};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

#[async_trait]
impl Activity for Working<Like> {
    activity_ids!();

    async fn verify(&self, app: &Data<App>) -> Result<()> {
        if same_origin(&self.activity.object, app.here.addresses.base()) {
            Ok(())
        } else {
            Err(Error::bad_request("Only who wrote something is told that it is liked."))
        }
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let (like, object) = (self.activity.id, self.activity.object);
        receive_favourite(&app.here, self.signer.actor.id, like, object, Some(self.received)).await
    }
}
