//! A listing on the wire: one `Note` that carries a FEP-0837 proposal and `potluck:listing`.

use super::id;
use super::image::{ATTACHMENTS_MAX, Media};
use super::intent::{Amount3, Intent};
use super::language::LanguageMap;
use super::note::place;
use super::one_or_many::{self, Addressees};
use super::place::Place;
use super::tag::{self, Tag};
use super::text::{Html, Name, NoteText, Text, Word};
use crate::clock::Moment;
use crate::domain::listing::{Kind, PassAlong, State, Storage, Urgency, Way};
use crate::domain::text::BODY_MAX;
use crate::domain::window::Window;
use activitypub_federation::kinds::object::NoteType;
use chrono::{Datelike, NaiveDate};
use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use url::Url;

/// Most words in one list (diet, allergens); more are refused, since a list that was cut would hide an allergen.
pub const WORDS_MAX: usize = 50;
/// Highest revision.
pub const REVISION_MAX: i64 = 1_000_000_000;

/// A need or an offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListingNote {
    /// The one id of the listing, everywhere.
    #[serde(deserialize_with = "id::plain")]
    pub id: Url,
    /// Always `Note`.
    #[serde(rename = "type")]
    pub kind: NoteType,
    /// Its page.
    #[serde(default, deserialize_with = "id::link", skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// Who speaks: the member, or the network for a hidden author.
    #[serde(deserialize_with = "id::first_reference")]
    pub attributed_to: Url,
    /// For whom.
    #[serde(default)]
    pub to: Addressees,
    /// For whom besides.
    #[serde(default, skip_serializing_if = "Addressees::is_absent")]
    pub cc: Addressees,
    /// When it was published.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// When it last changed; newer with every revision.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// The short title.
    pub name: Name,
    /// Every fact in words; not yet sanitized.
    pub content: Html,
    /// The same by language.
    #[serde(default, deserialize_with = "one_or_many::null_is_default", skip_serializing_if = "LanguageMap::is_empty")]
    pub content_map: LanguageMap,
    /// Always false where we send it.
    #[serde(default, deserialize_with = "one_or_many::null_is_default")]
    pub sensitive: bool,
    /// Hashtags.
    #[serde(default, deserialize_with = "tag::list", skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<Tag>,
    /// When it ends by itself.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub end_time: Option<Moment>,
    /// Roughly where.
    #[serde(default, deserialize_with = "place", skip_serializing_if = "Option::is_none")]
    pub location: Option<Place>,
    /// Need or offer.
    #[serde(with = "purpose")]
    pub purpose: Kind,
    /// What, and how much.
    pub publishes: Intent,
    /// A gift has none: a listing that asks for something in return is refused.
    #[serde(default, deserialize_with = "nothing_in_return", skip_serializing)]
    pub reciprocal: NothingInReturn,
    /// Everything else.
    #[serde(rename = "potluck:listing")]
    pub listing: ListingFacts,
    /// The collection of answers.
    #[serde(default, deserialize_with = "id::lenient_reference", skip_serializing_if = "Option::is_none")]
    pub replies: Option<Url>,
    /// When it can begin to change hands.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub start_time: Option<Moment>,
    /// Pictures.
    #[serde(
        default,
        deserialize_with = "one_or_many::some::<_, _, ATTACHMENTS_MAX>",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub attachment: Vec<Media>,
}

/// `potluck:listing`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListingFacts {
    /// Grows with each change; a receiver keeps the highest. 1 to [`REVISION_MAX`].
    #[serde(deserialize_with = "revision")]
    pub revision: i64,
    /// What it is at the moment; drafts and erased listings never travel.
    #[serde(deserialize_with = "status")]
    pub status: State,
    /// A tag of the origin's category tree.
    pub category: Word,
    /// The word for the unit: `boxes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_label: Option<Word>,
    /// No part is smaller than this, and every part is a multiple of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smallest_split: Option<Amount3>,
    /// Without an amount: whether more than one may come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_more: Option<bool>,
    /// Customs that it meets or needs.
    #[serde(default, deserialize_with = "one_or_many::all::<_, _, WORDS_MAX>")]
    pub diet: Vec<Word>,
    /// Allergens; missing where it is not food.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allergens: Option<Allergens>,
    /// When it was made.
    #[serde(default, deserialize_with = "date", skip_serializing_if = "Option::is_none")]
    pub made_on: Option<NaiveDate>,
    /// Best before.
    #[serde(default, deserialize_with = "date", skip_serializing_if = "Option::is_none")]
    pub best_before: Option<NaiveDate>,
    /// How it can change hands; ways that we do not know are skipped.
    #[serde(default, deserialize_with = "one_or_many::some::<_, _, 10>")]
    pub ways: Vec<Way>,
    /// How soon.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// How it is kept.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub storage: Option<Storage>,
    /// When it can change hands, where `startTime` to `endTime` does not say it all.
    #[serde(default, deserialize_with = "windows", skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    /// What its author writes besides the title, as plain text (`content` says it as HTML, for everyone else).
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    pub body: Option<Text<BODY_MAX>>,
    /// Words for whoever comes. Rough: never a door or a code.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    pub access_notes: Option<NoteText>,
    /// Whether others may pass it along. Missing or not understood: no.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub pass_along: Option<PassAlong>,
    /// Whether it was posted with help from a neighbor. Nothing says by whom, or for whom.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub with_help: Option<bool>,
}

impl ListingFacts {
    /// Whether others may pass it along.
    pub fn pass_along(&self) -> PassAlong {
        self.pass_along.unwrap_or(PassAlong::No)
    }
}

/// Allergens, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Allergens {
    /// Whether somebody has said which there are: an empty list that was not declared means "not known".
    #[serde(default, deserialize_with = "one_or_many::null_is_default")]
    pub declared: bool,
    /// What an offer contains.
    #[serde(default, deserialize_with = "one_or_many::all::<_, _, WORDS_MAX>", skip_serializing_if = "Vec::is_empty")]
    pub contains: Vec<Word>,
    /// What it may contain traces of.
    #[serde(default, deserialize_with = "one_or_many::all::<_, _, WORDS_MAX>", skip_serializing_if = "Vec::is_empty")]
    pub may_contain: Vec<Word>,
    /// What a need must be free of.
    #[serde(default, deserialize_with = "one_or_many::all::<_, _, WORDS_MAX>", skip_serializing_if = "Vec::is_empty")]
    pub must_be_free_of: Vec<Word>,
}

/// Says that nothing is asked in return: the only value there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NothingInReturn;

/// `deserialize_with` for `reciprocal` and `stipulatesReciprocal`: null, or refused.
pub(super) fn nothing_in_return<'de, D: Deserializer<'de>>(from: D) -> Result<NothingInReturn, D::Error> {
    match Option::<IgnoredAny>::deserialize(from)? {
        None => Ok(NothingInReturn),
        Some(_) => Err(D::Error::custom("something is asked in return; here things are given")),
    }
}

/// FEP-0837 says `request` and `offer` for what we call need and offer.
mod purpose {
    use super::Kind;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(kind: &Kind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(match kind {
            Kind::Need => "request",
            Kind::Offer => "offer",
        })
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Kind, D::Error> {
        match String::deserialize(from)?.as_str() {
            "request" => Ok(Kind::Need),
            "offer" => Ok(Kind::Offer),
            _ => Err(serde::de::Error::custom("`purpose` is request or offer")),
        }
    }
}

/// At most 20 windows of the years 1970 to 2200; what cannot be read is skipped.
fn windows<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Window>, D::Error> {
    let mut windows: Vec<Window> = one_or_many::some::<_, _, 20>(from)?;
    windows.retain(|window| window.from().year() >= 1970 && window.until().year() <= 2200);
    Ok(windows)
}

fn revision<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let revision = i64::deserialize(from)?;
    let fits = (1..=REVISION_MAX).contains(&revision);
    fits.then_some(revision).ok_or_else(|| D::Error::custom("`revision` is out of range"))
}

fn status<'de, D: Deserializer<'de>>(from: D) -> Result<State, D::Error> {
    let state = State::deserialize(from)?;
    state.is_published().then_some(state).ok_or_else(|| D::Error::custom("this state never travels"))
}

fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    match Option::<NaiveDate>::deserialize(from)? {
        Some(date) if !(1970..=2200).contains(&date.year()) => Err(D::Error::custom("a date is out of range")),
        date => Ok(date),
    }
}
