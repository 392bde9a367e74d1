//! Answers that are with the connectors.

use super::network::{ActorEntity, MemberEntity};
use crate::app::App;
use crate::domain::key::{ListingId, ResponseId};
use crate::domain::listing::{Kind, Way};
use crate::domain::quantity::Amount;
use crate::domain::response::Response;
use crate::error::{Error, Result};
use crate::storage::{actors, listings, members};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// An answer that waits for a connector, without its message: that is for the two sides.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ConnectingEntity {
    /// The response.
    #[schema(value_type = String)]
    pub response: ResponseId,
    /// What it answers.
    #[schema(value_type = String)]
    pub listing: ListingId,
    /// `need` or `offer`.
    #[schema(value_type = String)]
    pub kind: Kind,
    /// The listing's title.
    pub title: String,
    /// Who posted it, if a member here and not hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<MemberEntity>,
    /// Who answered, if a member here who does so for themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberEntity>,
    /// The network, or the person elsewhere, that it came from.
    pub responder: ActorEntity,
    /// How much was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub asked: Option<Amount>,
    /// How it would change hands.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub way: Option<Way>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Renders them for a connector.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn render(app: &App, found: Vec<Response>) -> Result<Vec<ConnectingEntity>> {
    let answered: Vec<_> = found.iter().map(|response| response.listing).collect();
    let responders: Vec<_> = found.iter().map(|response| response.responder).collect();
    let by: Vec<_> = found.iter().filter_map(|response| response.member).collect();
    let read = app.here.db.read(move |conn| {
        let answered: HashMap<_, _> = listings::get_many(conn, &answered)?.into_iter().map(|l| (l.id, l)).collect();
        let responders: HashMap<_, _> = actors::get_many(conn, &responders)?.into_iter().map(|a| (a.id, a)).collect();
        let people: Vec<_> = answered.values().filter_map(|listing| listing.shown_author()).chain(by).collect();
        let people: HashMap<_, _> = members::get_many(conn, &people)?.into_iter().map(|m| (m.id, m)).collect();
        Ok((answered, responders, people))
    });
    let (answered, responders, people) = read.await?;
    let nowhere = || Error::internal("an answer without its listing or its network");
    let person = |id| people.get(&id).map(|member| MemberEntity::new(app, member));
    found
        .into_iter()
        .map(|response| {
            let listing = answered.get(&response.listing).ok_or_else(nowhere)?;
            Ok(ConnectingEntity {
                response: response.id,
                listing: listing.id,
                kind: listing.kind,
                title: listing.title.clone(),
                author: listing.shown_author().and_then(person),
                member: response.member.filter(|_| response.proxy.is_none()).and_then(person),
                responder: responders.get(&response.responder).ok_or_else(nowhere)?.into(),
                asked: response.asked,
                way: response.way,
                created_at: response.created_at,
            })
        })
        .collect()
}
