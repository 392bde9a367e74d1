//! Someone takes back a follow, or another network an answer or the passing of a listing.

use super::{Working, activity_ids};
use crate::actions::own_block::receive_block;
use crate::actions::receive_boost::receive_boost_undone;
use crate::actions::receive_favourite::receive_favourite_undone;
use crate::actions::receive_follow::receive_unfollow;
use crate::actions::receive_passing::receive_passing_undone;
use crate::actions::withdraw_response::receive_withdrawal;
use crate::app::App;
use crate::error::{Error, Result};
use crate::federation::wire::{Undo, same_origin};
use crate::storage::{actors, follows, passings};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

#[async_trait]
impl Activity for Working<Undo> {
    activity_ids!();

    async fn verify(&self, _app: &Data<App>) -> Result<()> {
        if let Some(id) = self.activity.object.id()
            && !same_origin(id, &self.activity.actor)
        {
            return Err(Error::bad_request("Only what is one's own can be undone."));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let object = &self.activity.object;
        let outline = object.embedded().cloned();
        let id = object.id().cloned();
        let kind = outline.as_ref().and_then(|outline| outline.kind.as_ref()).map(|kind| kind.as_str().to_owned());
        let signer = self.signer.actor.id;
        if kind.as_deref() == Some("Block") {
            let object = outline.and_then(|outline| outline.object);
            let object = object.ok_or_else(|| Error::bad_request("What is undone is not named."))?;
            let blocked = app.here.db.read(move |conn| actors::by_ap_id(conn, &object)).await?;
            let blocked = blocked.filter(|actor| actor.local);
            let blocked = blocked.ok_or_else(|| Error::bad_request("There is no such account."))?;
            return receive_block(&app.here, signer, blocked.id, false, Some(self.received)).await;
        }
        let object = outline.as_ref().and_then(|outline| outline.object.clone());
        if kind.as_deref().is_none_or(|kind| kind == "Like")
            && receive_favourite_undone(&app.here, signer, id.clone(), object.clone(), Some(self.received)).await?
        {
            return Ok(());
        }
        if kind.as_deref().is_none_or(|kind| kind == "Announce")
            && receive_boost_undone(&app.here, signer, id.clone(), object, Some(self.received)).await?
        {
            return Ok(());
        }
        // By its id, or by the two actors that an embedded Follow names.
        let follow = {
            let (id, followed) = (id.clone(), outline.and_then(|outline| outline.object));
            app.here
                .db
                .read(move |conn| {
                    if let Some(id) = id
                        && let Some(follow) = follows::by_ap_id(conn, &id)?
                    {
                        return Ok(Some(follow.followed));
                    }
                    let Some(followed) = followed else { return Ok(None) };
                    Ok(actors::by_ap_id(conn, &followed)?.map(|actor| actor.id))
                })
                .await?
        };
        if let Some(followed) = follow
            && kind.as_deref().is_none_or(|kind| kind == "Follow")
        {
            return receive_unfollow(&app.here, signer, followed, id, Some(self.received)).await;
        }
        let id = id.ok_or_else(|| Error::bad_request("What is undone is not named."))?;
        let passed = {
            let id = id.clone();
            app.here.db.read(move |conn| passings::received_by(conn, signer, &id)).await?
        };
        if let Some(listing) = passed {
            receive_passing_undone(&app.here, listing, id, Some(self.received)).await?;
            app.wake.outbox.notify_one();
            return Ok(());
        }
        receive_withdrawal(&app.here, signer, id, Some(self.received)).await?;
        app.wake.outbox.notify_one();
        Ok(())
    }
}
