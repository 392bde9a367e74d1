//! Places and resources around. All of it is public.

use crate::clock::Moment;
use crate::domain::entry::{Known, Note};
use crate::domain::hours::Hours;
use crate::domain::key::EntryId;
use crate::domain::place::{Access, Place, PlaceKind, PlaceState};
use crate::domain::resource::ResourceEntry;
use crate::storage::entries::Kept;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use url::Url;
use utoipa::ToSchema;

/// A fridge, a pantry, a kitchen: somewhere that is open to neighbors.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlaceEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: EntryId,
    /// `fridge`, `pantry`, `pickup`, `hub`, `kitchen`, `garden` or `distribution`.
    #[schema(value_type = String)]
    pub kind: PlaceKind,
    /// Its name.
    pub name: String,
    /// Street and town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// `rrule` (RFC 5545), `opens_at` and `closes_at` (local time) each.
    #[schema(value_type = Vec<Object>)]
    pub hours: Vec<Hours>,
    /// How one gets in: `yes`, `no` or `unknown` each.
    #[schema(value_type = Object)]
    pub access: Access,
    /// Tags of what it takes.
    pub accepts: Vec<String>,
    /// Whether nobody asks for papers: `yes`, `no` or `unknown`.
    #[schema(value_type = String)]
    pub no_papers: Known,
    /// In each language: `language` (BCP 47) and `text`.
    #[schema(value_type = Vec<Object>)]
    pub notes: Vec<Note>,
    /// `proposed`, `active`, `paused` or `closed`.
    #[schema(value_type = String)]
    pub state: PlaceState,
    /// When somebody last saw that all this is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<NaiveDate>,
    /// Nobody confirmed it for 30 days: better ask before you go.
    pub stale: bool,
    /// When it last changed here.
    pub updated_at: DateTime<Utc>,
}

impl PlaceEntity {
    /// From what is kept.
    pub fn new(kept: Kept<Place>, now: Moment) -> Self {
        let place = kept.entry;
        Self {
            id: kept.id,
            stale: place.is_stale(now),
            kind: place.kind,
            name: place.name,
            address: place.address,
            latitude: place.point.latitude(),
            longitude: place.point.longitude(),
            hours: place.hours,
            access: place.access,
            accepts: place.accepts,
            no_papers: place.no_papers,
            notes: place.notes,
            state: place.state,
            confirmed_on: place.confirmed_on,
            updated_at: kept.updated_at,
        }
    }
}

/// A service somewhere around, in the shape of HSDS.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ResourceEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: EntryId,
    /// Its name.
    pub name: String,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// What they ask for, said before the way there.
    pub they_ask_for: Vec<String>,
    /// Tags.
    pub categories: Vec<String>,
    /// What it is, in each language: `language` (BCP 47) and `text`.
    #[schema(value_type = Vec<Object>)]
    pub about: Vec<Note>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<Url>,
    /// As one dials them.
    pub phones: Vec<String>,
    /// Of the organization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Street and town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Degrees north.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// `rrule` (RFC 5545), `opens_at` and `closes_at` (local time) each.
    #[schema(value_type = Vec<Object>)]
    pub hours: Vec<Hours>,
    /// BCP 47.
    pub languages: Vec<String>,
    /// When each of these fields was last seen to be so.
    pub verified_on: BTreeMap<String, NaiveDate>,
    /// When it last changed here.
    pub updated_at: DateTime<Utc>,
}

impl From<Kept<ResourceEntry>> for ResourceEntity {
    fn from(kept: Kept<ResourceEntry>) -> Self {
        let resource = kept.entry;
        Self {
            id: kept.id,
            name: resource.name,
            organization: resource.organization,
            they_ask_for: resource.they_ask_for,
            categories: resource.categories,
            about: resource.about,
            website: resource.website,
            phones: resource.phones,
            email: resource.email,
            address: resource.address,
            latitude: resource.point.map(|point| point.latitude()),
            longitude: resource.point.map(|point| point.longitude()),
            hours: resource.hours,
            languages: resource.languages,
            verified_on: resource.verified_on,
            updated_at: kept.updated_at,
        }
    }
}
