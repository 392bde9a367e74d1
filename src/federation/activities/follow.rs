//! Someone asks to follow one of our actors.

use super::{Working, activity_ids};
use crate::actions::receive_follow::receive_follow;
use crate::app::App;
use crate::domain::follow::ActorKind;
use crate::error::{Error, Result};
use crate::federation::render::actor::list_only;
use crate::federation::wire::Follow;
use crate::storage::{actors, facts};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

#[async_trait]
impl Activity for Working<Follow> {
    activity_ids!();

    async fn verify(&self, _app: &Data<App>) -> Result<()> {
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let object = self.activity.object.clone();
        let followed = app.here.db.read(move |conn| actors::by_ap_id(conn, &object)).await?;
        let followed = followed.filter(|actor| actor.local && actor.kind != ActorKind::Application);
        let followed = followed.ok_or_else(|| Error::bad_request("There is no such actor here to follow."))?;
        // An open network welcomes everyone; one that keeps a list, or whose stewards chose so, lets a steward decide; so does
        // a member who wants to be asked.
        let list_only = list_only(app);
        let accept = if followed.kind == ActorKind::Organization {
            !app.here.db.read(facts::choices).await?.wait(self.signer.actor.kind, list_only)
        } else {
            !list_only && !followed.appearance.locked
        };
        receive_follow(&app.here, self.signer.actor.id, followed.id, self.activity.id, accept, Some(self.received))
            .await?;
        app.wake.outbox.notify_one();
        Ok(())
    }
}
