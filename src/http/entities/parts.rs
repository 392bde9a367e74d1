//! What listings and handoffs are made of: time windows, quantities, food, translations. Each is read and
//! written here in its own words, so that a name which nobody knows is refused and the stored form can change.

use crate::app::App;
use crate::domain::key::MediumId;
use crate::domain::listing::{Allergens, FirstCome, Food, Storage, Translation};
use crate::domain::media::Medium;
use crate::domain::quantity::{Amount, Measure, Quantity};
use crate::domain::window::Window;
use crate::error::{Error, Result};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

/// A picture.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PictureEntity {
    /// The row.
    #[schema(value_type = String)]
    pub id: MediumId,
    /// Where it is, as large as it is kept.
    pub url: Url,
    /// Where it is, small.
    pub small_url: Url,
    /// What it shows, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// In pixels, if it is known yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// In pixels, if it is known yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// What it looks like from afar (blurha.sh), until it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blurhash: Option<String>,
}

impl PictureEntity {
    /// A picture of ours, or of another network as it is shown here.
    pub fn new(app: &App, medium: &Medium) -> Self {
        let (addresses, size) = (&app.here.addresses, medium.size());
        Self {
            id: medium.id,
            url: addresses.medium(&medium.slug),
            small_url: addresses.small_medium(&medium.slug),
            description: (!medium.description.is_empty()).then(|| medium.description.clone()),
            width: size.map(|size| size.width),
            height: size.map(|size| size.height),
            blurhash: medium.blurhash().map(str::to_owned),
        }
    }
}

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

/// Allergens, as far as they are known. A name that nobody knows is refused: a list that is not read could harm somebody.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct AllergensEntity {
    /// Whether somebody has said which there are: an empty list that was not declared means "not known".
    pub declared: bool,
    /// What an offer contains.
    pub contains: Vec<String>,
    /// What it may contain traces of.
    pub may_contain: Vec<String>,
    /// What a need must be free of.
    pub must_be_free_of: Vec<String>,
}

/// What matters about food.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FoodEntity {
    /// Customs that it meets or asks for.
    pub diet: Vec<String>,
    /// Allergens.
    pub allergens: AllergensEntity,
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

impl From<Food> for FoodEntity {
    fn from(food: Food) -> Self {
        let Allergens { declared, contains, may_contain, must_be_free_of } = food.allergens;
        Self {
            diet: food.diet,
            allergens: AllergensEntity { declared, contains, may_contain, must_be_free_of },
            made_on: food.made_on,
            best_before: food.best_before,
            storage: food.storage,
        }
    }
}

impl From<FoodEntity> for Food {
    fn from(food: FoodEntity) -> Self {
        let AllergensEntity { declared, contains, may_contain, must_be_free_of } = food.allergens;
        Self {
            diet: food.diet,
            allergens: Allergens { declared, contains, may_contain, must_be_free_of },
            made_on: food.made_on,
            best_before: food.best_before,
            storage: food.storage,
        }
    }
}

impl From<Quantity> for QuantityEntity {
    fn from(quantity: Quantity) -> Self {
        Self {
            open: quantity.open(),
            amount: quantity.amount,
            smallest_split: quantity.smallest_split,
            committed: quantity.committed,
            delivered: quantity.delivered,
            unit: UnitEntity { measure: quantity.unit.measure, label: quantity.unit.label },
        }
    }
}

/// The words in a further language.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TranslationEntity {
    /// BCP 47.
    pub language: String,
    /// The title.
    pub title: String,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// By a machine, or by a person.
    pub by_machine: bool,
    /// Whether a neighbor translated it, and not whoever posted it. What is sent here is not looked at.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_neighbor: bool,
    /// Whether the first words were changed after it was translated, so that it may say something else. What is sent here is
    /// not looked at.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outdated: bool,
}

impl From<Translation> for TranslationEntity {
    fn from(Translation { language, title, body, by_machine, by_neighbor, outdated }: Translation) -> Self {
        Self { language, title, body, by_machine, by_neighbor, outdated }
    }
}

impl From<TranslationEntity> for Translation {
    fn from(TranslationEntity { language, title, body, by_machine, .. }: TranslationEntity) -> Self {
        Self { language, title, body, by_machine, by_neighbor: false, outdated: false }
    }
}

/// The author's rule for accepting by itself: whoever comes first, as far as there is something left.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstComeEntity {
    /// At most this much for each; without it, as much as is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub at_most_each: Option<Amount>,
}

impl From<FirstCome> for FirstComeEntity {
    fn from(FirstCome { at_most_each }: FirstCome) -> Self {
        Self { at_most_each }
    }
}

impl From<FirstComeEntity> for FirstCome {
    fn from(FirstComeEntity { at_most_each }: FirstComeEntity) -> Self {
        Self { at_most_each }
    }
}
