//! Responses, for their two sides.

use super::network::{ActorEntity, MemberEntity};
use crate::app::App;
use crate::domain::key::{ListingId, MemberId, ProxyId, ResponseId};
use crate::domain::listing::Way;
use crate::domain::quantity::Amount;
use crate::domain::response::Response;
use crate::error::{Error, Result};
use crate::storage::{actors, listings, members};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use url::Url;
use utoipa::ToSchema;

/// An answer to a listing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ResponseEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: ResponseId,
    /// Its ActivityPub id.
    pub url: Url,
    /// What it answers.
    #[schema(value_type = String)]
    pub listing: ListingId,
    /// The network that it speaks through, or the person elsewhere who gave it.
    pub responder: ActorEntity,
    /// The neighbor who made it, if a member here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberEntity>,
    /// Whether the asker made it.
    pub mine: bool,
    /// Whether a neighbor helped to make it; nobody hears who, or for whom.
    pub with_help: bool,
    /// The neighbor for whom the asker made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub for_proxy: Option<ProxyId>,
    /// How much was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub asked: Option<Amount>,
    /// How much was promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub accepted: Option<Amount>,
    /// A few words, for the two sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// How it would change hands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub way: Option<Way>,
    /// When they would come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrive_at: Option<DateTime<Utc>>,
    /// `with-connectors`, `offered`, `accepted`, `declined`, `withdrawn` or `lapsed`.
    pub state: String,
    /// The kind words that came with the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// What one says when answering.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ResponseInput {
    /// How much: a decimal number in quotes.
    #[schema(value_type = Option<String>)]
    pub amount: Option<Amount>,
    /// A few words.
    pub message: Option<String>,
    /// How it would change hands.
    #[schema(value_type = Option<String>)]
    pub way: Option<Way>,
    /// When one would come.
    pub arrive_at: Option<DateTime<Utc>>,
    /// The neighbor for whom one speaks, if it is for them.
    #[schema(value_type = Option<String>)]
    pub for_proxy: Option<ProxyId>,
    /// Whether connectors are to bring it to the listing's author, where they help. Where they bring everything
    /// together, it goes to them anyway.
    pub through_connectors: bool,
}

/// Renders responses for one asker. Those that are not theirs to see are left out.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn render(app: &App, found: Vec<Response>, asker: MemberId) -> Result<Vec<ResponseEntity>> {
    let responders: Vec<_> = found.iter().map(|response| response.responder).collect();
    let neighbors: Vec<_> = found.iter().filter_map(|response| response.member).collect();
    let answered: Vec<_> = found.iter().map(|response| response.listing).collect();
    let (responders, neighbors, answered) = app
        .here
        .db
        .read(move |conn| {
            let responders: HashMap<_, _> =
                actors::get_many(conn, &responders)?.into_iter().map(|a| (a.id, a)).collect();
            let neighbors: HashMap<_, _> =
                members::get_many(conn, &neighbors)?.into_iter().map(|m| (m.id, m)).collect();
            let answered: HashMap<_, _> = listings::get_many(conn, &answered)?.into_iter().map(|l| (l.id, l)).collect();
            Ok((responders, neighbors, answered))
        })
        .await?;
    let mut entities = Vec::with_capacity(found.len());
    for response in found {
        let listing = answered.get(&response.listing).ok_or_else(|| Error::internal("a response without a listing"))?;
        let Some(key) = response.key_for(listing, asker) else { continue };
        let responder =
            responders.get(&response.responder).ok_or_else(|| Error::internal("a response without a network"))?;
        entities.push(ResponseEntity {
            id: response.id,
            listing: response.listing,
            responder: responder.into(),
            member: (response.member.filter(|id| response.proxy.is_none() || *id == asker))
                .and_then(|id| neighbors.get(&id))
                .map(|member| MemberEntity::new(app, member)),
            mine: response.member == Some(asker),
            with_help: response.proxy.is_some(),
            for_proxy: response.proxy.filter(|_| response.member == Some(asker)),
            asked: response.asked,
            accepted: response.accepted,
            message: response.message.as_ref().map(|message| message.open(&key).clone()),
            way: response.way,
            arrive_at: response.arrive_at,
            state: response.state.as_str().into(),
            answer: response.answer.map(|words| words.text),
            created_at: response.created_at,
            updated_at: response.updated_at,
            url: response.ap_id,
        });
    }
    Ok(entities)
}
