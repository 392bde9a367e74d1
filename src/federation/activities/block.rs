//! Somebody blocks one of ours, or tells our moderators of something (`Block`, `Flag`).

use super::{Working, activity_ids};
use crate::actions::own_block::receive_block;
use crate::actions::report::receive_report;
use crate::app::{App, who_told};
use crate::error::{Error, Result};
use crate::federation::wire::{Block, Flag, same_origin};
use crate::storage::{actors, moderation};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

#[async_trait]
impl Activity for Working<Block> {
    activity_ids!();

    async fn verify(&self, app: &Data<App>) -> Result<()> {
        if !same_origin(&self.activity.object, app.here.addresses.base()) {
            return Err(Error::bad_request("That account is not one of ours."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let object = self.activity.object;
        let blocked = app.here.db.read(move |conn| actors::by_ap_id(conn, &object)).await?;
        let blocked =
            blocked.filter(|actor| actor.local).ok_or_else(|| Error::bad_request("There is no such account."))?;
        receive_block(&app.here, self.signer.actor.id, blocked.id, true, Some(self.received)).await
    }
}

/// Whether a server may report more. Those of its reports that come at one moment are counted at one moment: a few more may be
/// taken.
async fn check_room(app: &App, host: &str) -> Result<()> {
    let (seal, known, host) = (app.here.seal.clone(), app.known_reports.clone(), host.to_owned());
    let read = app.here.db.read(move |conn| {
        let open = moderation::open_report_ids(conn)?;
        known.told_by(&host, &open, |new| who_told(conn, &seal, new))
    });
    if read.await?.has_room() {
        return Ok(());
    }
    // Moderators read on their page that it is so.
    Err(Error::forbidden("Very many reports wait for a moderator; this server may report more after that."))
}

#[async_trait]
impl Activity for Working<Flag> {
    activity_ids!();

    async fn verify(&self, app: &Data<App>) -> Result<()> {
        if !self.activity.object.iter().any(|about| same_origin(about, app.here.addresses.base())) {
            return Err(Error::bad_request("Nothing of that is ours."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        check_room(app, &self.signer.actor.host).await?;
        let words = self.activity.content.map(|content| content.into_string());
        receive_report(&app.here, self.signer.actor.id, self.activity.object, words, Some(self.received)).await
    }
}
