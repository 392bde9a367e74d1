//! A network announces a listing of one of its members.

use super::{Working, activity_ids};
use crate::app::App;
use crate::error::{Error, Result};
use crate::federation::dereference;
use crate::federation::wire::{Announce, same_origin};
use crate::storage::{actors, listings, received};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

#[async_trait]
impl Activity for Working<Announce> {
    activity_ids!();

    async fn verify(&self, app: &Data<App>) -> Result<()> {
        // Passing along another network's listing is not understood yet; one's own members' is.
        if !same_origin(&self.activity.object, &self.activity.actor) {
            return Err(Error::bad_request(
                "Only listings of the network's own members are taken from an announcement here.",
            ));
        }
        if same_origin(&self.activity.object, app.here.addresses.base()) {
            return Err(Error::bad_request("That listing is one of ours."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let (object, id) = (self.activity.object, self.received);
        let known = {
            let object = object.clone();
            app.here.db.read(move |conn| listings::by_ap_id(conn, &object)).await?
        };
        if known.is_none() {
            // The author's own Create did not come, or not yet: the listing is asked for at its server.
            let note = dereference::listing(app, &object, &self.budget).await?;
            let author = note.attributed_to.clone();
            let speaker = app.here.db.read(move |conn| actors::by_ap_id(conn, &author)).await?;
            let speaker = match speaker {
                Some(speaker) => speaker,
                None => dereference::actor(app, &note.attributed_to, &self.budget).await?,
            };
            return super::create::keep(app, &speaker, &self.signer, note, Some(id)).await;
        }
        app.here.db.write(move |conn| received::worked(conn, id, None)).await
    }
}
