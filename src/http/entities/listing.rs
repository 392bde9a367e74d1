//! Listings: what is posted, and what an asker gets to see.

use super::network::{ActorEntity, AreaEntity, MemberEntity};
use crate::app::App;
use crate::domain::area::Point;
use crate::domain::audience::Audience;
use crate::domain::draft::Draft;
use crate::domain::key::{ListingId, MemberId};
use crate::domain::listing::{
    Allergens, FirstCome, Food, Kind, Listing, PassAlong, Storage, Translation, Urgency, Way,
};
use crate::domain::privacy::Guarded;
use crate::domain::quantity::{Amount, Measure, Quantity, Unit};
use crate::domain::text;
use crate::domain::window::Window;
use crate::error::{Error, Result};
use crate::storage::{actors, listings, members};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use url::Url;
use utoipa::ToSchema;

/// A time window.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WindowEntity {
    /// From.
    pub from: DateTime<Utc>,
    /// Until.
    pub until: DateTime<Utc>,
}

impl From<Window> for WindowEntity {
    fn from(window: Window) -> Self {
        Self { from: window.from(), until: window.until() }
    }
}

impl TryFrom<WindowEntity> for Window {
    type Error = Error;

    fn try_from(window: WindowEntity) -> Result<Self> {
        Self::new(window.from, window.until)
    }
}

/// What is counted.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitEntity {
    /// `one`, `kilogram`, `litre` or `hour`.
    #[schema(value_type = String)]
    pub measure: Measure,
    /// The word for it: `crates`.
    pub label: String,
}

/// How much, and what has become of it. Amounts are decimal numbers in quotes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QuantityEntity {
    /// In all.
    #[schema(value_type = String)]
    pub amount: Amount,
    /// Of what.
    pub unit: UnitEntity,
    /// No part is smaller.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub smallest_split: Option<Amount>,
    /// Promised.
    #[schema(value_type = String)]
    pub committed: Amount,
    /// Handed over.
    #[schema(value_type = String)]
    pub delivered: Amount,
    /// Still open.
    #[schema(value_type = String)]
    pub open: Amount,
}

/// What matters about food.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FoodEntity {
    /// Customs that it meets or asks for.
    pub diet: Vec<String>,
    /// Allergens.
    #[schema(value_type = Object)]
    pub allergens: Allergens,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_on: Option<NaiveDate>,
    /// Best before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// `ambient`, `chilled`, `frozen` or `hot`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub storage: Option<Storage>,
}

/// A need or an offer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListingEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: ListingId,
    /// Its ActivityPub id: the same on every server.
    pub url: Url,
    /// Where a browser reads it: its page here, or at its origin.
    pub page: Url,
    /// `need` or `offer`.
    #[schema(value_type = String)]
    pub kind: Kind,
    /// A tag of the network's tree.
    pub category: String,
    /// A few words.
    pub title: String,
    /// More words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The same in easy words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub easy_text: Option<String>,
    /// BCP 47.
    pub language: String,
    /// In further languages.
    #[schema(value_type = Vec<Object>)]
    pub translations: Vec<Translation>,
    /// The network that it came from.
    pub origin: ActorEntity,
    /// Its author, if a member here and not hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<MemberEntity>,
    /// Whether the asker wrote it.
    pub mine: bool,
    /// How much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<QuantityEntity>,
    /// Without an amount: whether more than one may come.
    pub takes_more: bool,
    /// What matters about food.
    pub food: FoodEntity,
    /// When it can change hands.
    pub windows: Vec<WindowEntity>,
    /// `pickup`, `delivery`, `fridge-drop`, `meet`, `remote`.
    #[schema(value_type = Vec<String>)]
    pub ways: Vec<Way>,
    /// `today`, `few-days`, `this-week` or `whenever`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub urgency: Option<Urgency>,
    /// A rough place in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_name: Option<String>,
    /// The rough place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaEntity>,
    /// Words for whoever comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_notes: Option<String>,
    /// `network`, `peers` or `public`.
    #[schema(value_type = String)]
    pub audience: Audience,
    /// Whether nothing leads to its author.
    pub hidden_author: bool,
    /// `no`, `ask-me` or `yes`.
    #[schema(value_type = String)]
    pub pass_along: PassAlong,
    /// The author's rule for accepting by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub first_come: Option<FirstCome>,
    /// What it is at the moment.
    pub state: String,
    /// Grows with each change.
    pub revision: i64,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The exact place, to its author only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact_place: Option<String>,
}

/// Renders listings for one asker, with one query for all their networks and one for all their authors.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn render(app: &App, found: Vec<Listing>, asker: Option<MemberId>) -> Result<Vec<ListingEntity>> {
    let origins: Vec<_> = found.iter().map(|listing| listing.origin).collect();
    let authors: Vec<_> =
        found.iter().filter_map(|l| l.author.filter(|a| !l.hidden_author || Some(*a) == asker)).collect();
    let mine: Vec<ListingId> =
        found.iter().filter(|l| asker.is_some_and(|asker| l.is_by(asker))).map(|l| l.id).collect();
    let seal = app.here.seal.clone();
    let (origins, authors, places) = app
        .here
        .db
        .read(move |conn| {
            let origins: HashMap<_, _> = actors::get_many(conn, &origins)?.into_iter().map(|a| (a.id, a)).collect();
            let authors: HashMap<_, _> = members::get_many(conn, &authors)?.into_iter().map(|m| (m.id, m)).collect();
            let mut places = HashMap::new();
            for id in mine {
                if let Some(place) = listings::exact_place(conn, &seal, id)? {
                    places.insert(id, place);
                }
            }
            Ok((origins, authors, places))
        })
        .await?;
    found
        .into_iter()
        .map(|listing| {
            let origin = origins.get(&listing.origin).ok_or_else(|| Error::internal("a listing without a network"))?;
            let mine = asker.is_some_and(|asker| listing.is_by(asker));
            let shown = if mine { listing.author } else { listing.shown_author() };
            let key = asker.and_then(|asker| listing.key_for_author(asker));
            let exact_place = match (places.get(&listing.id), key) {
                (Some(place), Some(key)) => Some(place.open(&key).clone()),
                _ => None,
            };
            Ok(ListingEntity {
                id: listing.id,
                page: match listing.local {
                    true => app.here.addresses.listing_page(&listing.slug),
                    // Its origin leads a browser on to the page there, where the truth is.
                    false => listing.ap_id.clone(),
                },
                url: listing.ap_id,
                kind: listing.kind,
                category: listing.category,
                title: listing.title,
                body: listing.details.body,
                easy_text: listing.details.easy_text,
                language: listing.language,
                translations: listing.details.translations,
                origin: origin.into(),
                author: shown.and_then(|id| authors.get(&id)).map(|member| MemberEntity::new(app, member)),
                mine,
                quantity: listing.quantity.map(|quantity| QuantityEntity {
                    open: quantity.open(),
                    amount: quantity.amount,
                    smallest_split: quantity.smallest_split,
                    committed: quantity.committed,
                    delivered: quantity.delivered,
                    unit: UnitEntity { measure: quantity.unit.measure, label: quantity.unit.label },
                }),
                takes_more: listing.takes_more,
                food: FoodEntity {
                    diet: listing.details.food.diet,
                    allergens: listing.details.food.allergens,
                    made_on: listing.details.food.made_on,
                    best_before: listing.details.food.best_before,
                    storage: listing.details.food.storage,
                },
                windows: listing.details.windows.into_iter().map(Into::into).collect(),
                ways: listing.details.ways,
                urgency: listing.urgency,
                place_name: listing.place_name,
                area: listing.area.map(Into::into),
                access_notes: listing.details.access_notes,
                audience: listing.audience,
                hidden_author: listing.hidden_author,
                pass_along: listing.pass_along,
                first_come: listing.details.first_come,
                state: listing.state.as_str().into(),
                revision: listing.revision,
                expires_at: listing.expires_at,
                published_at: listing.published_at,
                created_at: listing.created_at,
                updated_at: listing.updated_at,
                exact_place,
            })
        })
        .collect()
}

/// Renders one listing.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn render_one(app: &App, listing: Listing, asker: Option<MemberId>) -> Result<ListingEntity> {
    render(app, vec![listing], asker).await?.pop().ok_or_else(Error::not_found)
}

/// A position.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointInput {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// A listing as its author writes it: `kind` and `title` are enough.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListingInput {
    /// `need` or `offer`.
    #[schema(value_type = String)]
    pub kind: Kind,
    /// A few words; at most 120 characters.
    pub title: String,
    /// A tag of the network's tree; `other` if left out.
    pub category: Option<String>,
    /// BCP 47; the network's main language if left out.
    pub language: Option<String>,
    /// More words; at most 5,000 characters.
    pub body: Option<String>,
    /// The same in easy words.
    pub easy_text: Option<String>,
    /// In further languages.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    pub translations: Vec<Translation>,
    /// How much: a decimal number in quotes.
    #[schema(value_type = Option<String>)]
    pub amount: Option<Amount>,
    /// Of what; needed with an amount.
    pub unit: Option<UnitEntity>,
    /// No part is smaller.
    #[schema(value_type = Option<String>)]
    pub smallest_split: Option<Amount>,
    /// Without an amount: whether more than one may come.
    #[serde(default)]
    pub takes_more: bool,
    /// What matters about food.
    #[serde(default)]
    pub food: FoodEntity,
    /// When it can change hands.
    #[serde(default)]
    pub windows: Vec<WindowEntity>,
    /// How it can change hands.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub ways: Vec<Way>,
    /// How soon.
    #[schema(value_type = Option<String>)]
    pub urgency: Option<Urgency>,
    /// Words for whoever comes.
    pub access_notes: Option<String>,
    /// A rough place in words.
    pub place_name: Option<String>,
    /// Where; only the rounded area is kept.
    pub point: Option<PointInput>,
    /// The exact place in words, for those matched; sealed.
    pub exact_place: Option<String>,
    /// Who may see it; a need's own network, an offer's peers if left out.
    #[schema(value_type = Option<String>)]
    pub audience: Option<Audience>,
    /// Whether nothing may lead to the author.
    pub hidden_author: Option<bool>,
    /// Whether other networks may pass it along.
    #[schema(value_type = Option<String>)]
    pub pass_along: Option<PassAlong>,
    /// The author's rule for accepting by itself.
    #[schema(value_type = Option<Object>)]
    pub first_come: Option<FirstCome>,
    /// When it ends by itself; 14 days from now if left out, 90 at most.
    pub expires_at: Option<DateTime<Utc>>,
    /// When posting: whether others see it at once (true if left out) or it stays a draft.
    pub publish: Option<bool>,
}

impl ListingInput {
    /// What it says, as the domain has it.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn into_draft(self) -> Result<Draft> {
        let quantity = match (self.amount, self.unit) {
            (Some(amount), Some(unit)) => {
                Some(Quantity::new(amount, Unit::new(unit.measure, &unit.label)?, self.smallest_split)?)
            }
            (None, None) => None,
            (Some(_), None) => {
                return Err(Error::invalid(
                    "unit",
                    "`unit` is missing: what is counted? For instance {\"measure\":\"one\",\"label\":\"boxes\"}.",
                ));
            }
            (None, Some(_)) => return Err(Error::invalid("amount", "`amount` is missing: how many?")),
        };
        let exact_place =
            self.exact_place.map_or(Ok(None), |place| text::lines("exact_place", &place, text::NOTE_MAX))?;
        Ok(Draft {
            kind: self.kind,
            title: self.title,
            category: self.category,
            language: self.language,
            body: self.body,
            easy_text: self.easy_text,
            translations: self.translations,
            quantity,
            takes_more: self.takes_more,
            food: Food {
                diet: self.food.diet,
                allergens: self.food.allergens,
                made_on: self.food.made_on,
                best_before: self.food.best_before,
                storage: self.food.storage,
            },
            windows: self.windows.into_iter().map(TryInto::try_into).collect::<Result<_>>()?,
            ways: self.ways,
            urgency: self.urgency,
            access_notes: self.access_notes,
            place_name: self.place_name,
            point: self.point.map(|point| Point::new(point.latitude, point.longitude)).transpose()?,
            exact_place: exact_place.map(Guarded::new),
            audience: self.audience,
            hidden_author: self.hidden_author,
            pass_along: self.pass_along.unwrap_or(PassAlong::No),
            first_come: self.first_come,
            expires_at: self.expires_at,
        })
    }
}
