//! Another server takes something back, or an actor leaves.

use super::{Working, activity_ids};
use crate::actions::receive_deletion::receive_deletion;
use crate::app::App;
use crate::error::{Error, Result};
use crate::federation::wire::{Delete, same_origin};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

#[async_trait]
impl Activity for Working<Delete> {
    activity_ids!();

    async fn verify(&self, _app: &Data<App>) -> Result<()> {
        if same_origin(self.activity.object.id(), &self.activity.actor) {
            Ok(())
        } else {
            Err(Error::bad_request("Only what is one's own can be deleted."))
        }
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let object = self.activity.object.id().clone();
        receive_deletion(&app.here, self.activity.actor, object, Some(self.received)).await
    }
}
