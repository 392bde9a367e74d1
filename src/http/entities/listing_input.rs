//! A listing as its author writes it.

use super::parts::{FirstComeEntity, FoodEntity, TranslationEntity, UnitEntity, WindowEntity};
use crate::domain::area::Point;
use crate::domain::audience::Audience;
use crate::domain::draft::Draft;
use crate::domain::key::MediumId;
use crate::domain::listing::{Kind, PassAlong, Urgency, Way};
use crate::domain::privacy::Guarded;
use crate::domain::quantity::{Amount, Quantity, Unit};
use crate::domain::text;
use crate::error::{Error, Message, Result};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A position.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
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
    pub translations: Vec<TranslationEntity>,
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
    /// Whether other networks may pass it along: `no` (also if left out) or `yes`. `ask-me`, from earlier versions, is `no`.
    #[schema(value_type = Option<String>)]
    pub pass_along: Option<PassAlong>,
    /// The author's rule for accepting by itself.
    pub first_come: Option<FirstComeEntity>,
    /// When it ends by itself; 14 days from now if left out, 90 at most.
    pub expires_at: Option<DateTime<Utc>>,
    /// Its pictures, by the ids that `POST /api/v2/media` answered, at most four. Left out of a change, they stay.
    #[schema(value_type = Option<Vec<String>>)]
    pub pictures: Option<Vec<MediumId>>,
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
                )
                .worded(Message::NoUnit));
            }
            (None, Some(_)) => {
                return Err(Error::invalid("amount", "`amount` is missing: how many?").worded(Message::NoAmount));
            }
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
            translations: self.translations.into_iter().map(Into::into).collect(),
            quantity,
            takes_more: self.takes_more,
            food: self.food.into(),
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
            first_come: self.first_come.map(Into::into),
            expires_at: self.expires_at,
            pictures: self.pictures,
        })
    }
}
