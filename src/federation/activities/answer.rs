//! Yes or no: to a follow of ours, or to an answer of ours to another network's listing.

use super::{Working, activity_ids};
use crate::actions::receive_acceptance::{Acceptance, receive_acceptance};
use crate::actions::receive_follow::receive_follow_answer;
use crate::actions::receive_rejection::receive_rejection;
use crate::app::App;
use crate::domain::privacy::Guarded;
use crate::domain::response::Words;
use crate::error::{Error, Result};
use crate::federation::wire::text::NoteText;
use crate::federation::wire::{Accept, Reference, Reject, same_origin};
use crate::storage::follows;
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use std::collections::BTreeMap;
use url::Url;

/// The id of what is answered, and whether that is a follow.
async fn answered(app: &Data<App>, object: &Reference) -> Result<(Option<Url>, bool)> {
    let id = object.id().cloned();
    let says_follow = object.embedded().and_then(|outline| outline.kind.as_ref()).is_some_and(|kind| *kind == "Follow");
    let Some(known) = id.clone() else { return Ok((None, says_follow)) };
    let follow = app.here.db.read(move |conn| follows::by_ap_id(conn, &known)).await?;
    Ok((id, says_follow || follow.is_some()))
}

/// The kind words that came with it.
fn words(content: Option<NoteText>, by_language: BTreeMap<String, NoteText>) -> Option<Words> {
    let in_languages: BTreeMap<_, _> = by_language.into_iter().map(|(tag, text)| (tag, text.into_string())).collect();
    let text = content.map(NoteText::into_string).or_else(|| in_languages.values().next().cloned())?;
    Some(Words { text, in_languages })
}

/// Who asked, as an embedded Follow says.
fn asker(object: &Reference) -> Option<Url> {
    object.embedded().and_then(|outline| outline.actor.clone())
}

fn named(id: Option<Url>) -> Result<Url> {
    id.ok_or_else(|| Error::bad_request("What is answered is not named."))
}

#[async_trait]
impl Activity for Working<Accept> {
    activity_ids!();

    async fn verify(&self, _app: &Data<App>) -> Result<()> {
        let Some(result) = &self.activity.result else { return Ok(()) };
        let by_actor = result.attributed_to.as_ref().is_none_or(|by| *by == self.activity.actor);
        let own = |url: &Url| same_origin(url, &self.activity.actor);
        let link = result.handoff.as_ref().map(|handoff| &handoff.link);
        if !by_actor
            || !result.id.as_ref().is_none_or(own)
            || !link.is_none_or(own)
            || !own(&result.stipulates.satisfies)
        {
            return Err(Error::bad_request(
                "An agreement, its link and its listing belong to the network that accepts.",
            ));
        }
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let (id, is_follow) = answered(app, &self.activity.object).await?;
        let signer = self.signer.actor.id;
        if is_follow {
            let id = id.unwrap_or_else(|| self.activity.id.clone());
            let asker = asker(&self.activity.object);
            return receive_follow_answer(&app.here, id, asker, signer, true, Some(self.received)).await;
        }
        let result = self.activity.result.ok_or_else(|| Error::bad_request("A promise says what is promised."))?;
        let acceptance = Acceptance {
            offer: named(id)?,
            listing: result.stipulates.listing(),
            amount: result.stipulates.resource_quantity.as_ref().map(|measure| measure.has_numerical_value),
            agreement: named(result.id)?,
            link_expires_at: result.handoff.as_ref().map(|handoff| handoff.expires),
            link: result.handoff.map(|handoff| Guarded::new(handoff.link.to_string())),
            answer: words(self.activity.content, self.activity.content_map),
        };
        receive_acceptance(&app.here, signer, acceptance, Some(self.received)).await
    }
}

#[async_trait]
impl Activity for Working<Reject> {
    activity_ids!();

    async fn verify(&self, _app: &Data<App>) -> Result<()> {
        Ok(())
    }

    async fn receive(self, app: &Data<App>) -> Result<()> {
        let (id, is_follow) = answered(app, &self.activity.object).await?;
        let signer = self.signer.actor.id;
        if is_follow {
            let id = id.unwrap_or_else(|| self.activity.id.clone());
            let asker = asker(&self.activity.object);
            return receive_follow_answer(&app.here, id, asker, signer, false, Some(self.received)).await;
        }
        let answer = words(self.activity.content, self.activity.content_map);
        receive_rejection(&app.here, signer, named(id)?, answer, Some(self.received)).await
    }
}
