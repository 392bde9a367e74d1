//! Handoffs, for their two sides.

use super::member::{ContactEntity, given};
use super::parts::WindowEntity;
use crate::actions::accept_response::Plan;
use crate::actions::move_handoff::Change;
use crate::app::App;
use crate::domain::handoff::{Handoff, Sealed, Then};
use crate::domain::key::{HandoffId, ListingId, MemberId, ResponseId};
use crate::domain::listing::Way;
use crate::domain::quantity::Amount;
use crate::domain::text::{self, NOTE_MAX};
use crate::domain::window::Window;
use crate::error::{Error, Result};
use crate::storage::profiles::{self, Contacts};
use crate::storage::{listings, proxies};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use url::Url;
use utoipa::ToSchema;

/// The carrying-out of an accepted response.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HandoffEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: HandoffId,
    /// The agreement's ActivityPub id.
    pub agreement: Url,
    /// The response.
    #[schema(value_type = String)]
    pub response: ResponseId,
    /// The listing.
    #[schema(value_type = String)]
    pub listing: ListingId,
    /// How much.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub amount: Option<Amount>,
    /// How.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub way: Option<Way>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowEntity>,
    /// Where exactly; gone 48 hours after the end, and read through the link on the other network's side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What helps on the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_notes: Option<String>,
    /// The one-time link to where and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// How the other side can be reached, if a member here who says so, until it is over. Of a hidden author, and of
    /// whoever helped a neighbor to answer, nothing.
    pub contact: Vec<ContactEntity>,
    /// Until when the link works.
    pub link_expires_at: DateTime<Utc>,
    /// `planned`, `ready`, `on-the-way`, `handed-over` or `did-not-happen`.
    pub state: String,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
    /// When it was agreed.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Renders handoffs for one of their two sides, with one query for all whom they concern.
///
/// # Errors
/// `NotFound` for anyone else; `Internal` when the database fails.
pub async fn render(app: &App, found: Vec<Handoff>, asker: MemberId) -> Result<Vec<HandoffEntity>> {
    let others: Vec<_> = found.iter().filter_map(|handoff| other_side(handoff, asker)).collect();
    let listings: Vec<_> = found.iter().map(|handoff| handoff.listing).collect();
    let answers: Vec<_> = found.iter().map(|handoff| handoff.response).collect();
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let hidden = listings::get_many(conn, &listings)?.into_iter().filter(|l| l.hidden_author).map(|l| l.id);
        let hidden = hidden.collect::<HashSet<_>>();
        Ok((profiles::contacts(conn, &seal, &others)?, hidden, proxies::made_with_help(conn, &answers)?))
    });
    let (contacts, hidden, helped) = read.await?;
    let render = |handoff: Handoff| {
        let hidden = (hidden.contains(&handoff.listing) && handoff.author != Some(asker))
            || (helped.contains(&handoff.response) && handoff.responder != Some(asker));
        let other = other_side(&handoff, asker).filter(|_| !hidden).and_then(|other| contacts.get(&other));
        HandoffEntity::new(handoff, asker, other)
    };
    found.into_iter().map(render).collect()
}

/// Renders one handoff.
///
/// # Errors
/// As [`render`].
pub async fn render_one(app: &App, handoff: Handoff, asker: MemberId) -> Result<HandoffEntity> {
    render(app, vec![handoff], asker).await?.pop().ok_or_else(Error::not_found)
}

/// Whom `asker` meets, if a member here, while it is not over.
fn other_side(handoff: &Handoff, asker: MemberId) -> Option<MemberId> {
    if handoff.state.is_over() {
        return None;
    }
    if handoff.author == Some(asker) { handoff.responder } else { handoff.author }
}

impl HandoffEntity {
    fn new(handoff: Handoff, asker: MemberId, other: Option<&Contacts>) -> Result<Self> {
        let key = handoff.key_for(asker).ok_or_else(Error::not_found)?;
        let sealed = handoff.sealed.as_ref().map(|sealed| sealed.open(&key).clone()).unwrap_or_default();
        Ok(Self {
            id: handoff.id,
            agreement: handoff.agreement,
            response: handoff.response,
            listing: handoff.listing,
            amount: handoff.amount,
            way: handoff.way,
            window: handoff.window.map(Into::into),
            address: sealed.address,
            access_notes: sealed.access_notes,
            link: handoff.link.as_ref().map(|link| link.open(&key).clone()),
            contact: other.map_or_else(Vec::new, |contact| contact.open(&key).iter().map(Into::into).collect()),
            link_expires_at: handoff.link_expires_at,
            state: handoff.state.as_str().into(),
            ended_at: handoff.ended_at,
            created_at: handoff.created_at,
            updated_at: handoff.updated_at,
        })
    }
}

/// When, how and where; with `amount`, how much of what was asked is promised.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AcceptInput {
    /// How much; all that was asked if left out.
    #[schema(value_type = Option<String>)]
    pub amount: Option<Amount>,
    /// How.
    #[schema(value_type = Option<String>)]
    pub way: Option<Way>,
    /// When.
    pub window: Option<WindowEntity>,
    /// Where exactly; the listing's exact place if left out.
    pub address: Option<String>,
    /// What helps on the way.
    pub access_notes: Option<String>,
}

/// When, how and where: what is left out stays as it is, and `null` takes it away, as empty words do.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlanInput {
    /// How.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub way: Option<Option<Way>>,
    /// When.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<WindowEntity>)]
    pub window: Option<Option<WindowEntity>>,
    /// Where exactly.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub address: Option<Option<String>>,
    /// What helps on the way.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub access_notes: Option<Option<String>>,
}

fn lines(field: &'static str, value: Option<String>) -> Result<Option<String>> {
    value.map_or(Ok(None), |value| text::lines(field, &value, NOTE_MAX))
}

impl PlanInput {
    /// As the domain has it.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn into_change(self) -> Result<Change> {
        let window = self.window.map(|window| window.map(Window::try_from).transpose()).transpose()?;
        Ok(Change {
            way: self.way,
            window,
            address: self.address.map(|address| lines("address", address)).transpose()?,
            access_notes: self.access_notes.map(|notes| lines("access_notes", notes)).transpose()?,
        })
    }
}

impl AcceptInput {
    /// How much, and the plan.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn into_parts(self) -> Result<(Option<Amount>, Plan)> {
        let plan = Plan {
            way: self.way,
            window: self.window.map(Window::try_from).transpose()?,
            sealed: Sealed {
                address: lines("address", self.address)?,
                access_notes: lines("access_notes", self.access_notes)?,
            },
        };
        Ok((self.amount, plan))
    }
}

/// What follows when it did not happen.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThenInput {
    /// `retry` or `release`; `reopen` where it was said to be handed over, for 48 hours.
    #[schema(value_type = String)]
    pub then: Then,
}
