//! FEP-0837 agreements: who takes how much of a listing, and how it changes hands.

use super::id;
use super::intent::Measure;
use super::listing::{NothingInReturn, nothing_in_return};
use super::one_or_many::{self, Addressees};
use super::text::{Name, NoteText};
use crate::clock::Moment;
use crate::domain::listing::Way;
use activitypub_federation::kinds::kind;
use activitypub_federation::kinds::object::DocumentType;
use chrono::Datelike;
use serde::{Deserialize, Deserializer, Serialize};
use url::Url;

kind!(AgreementType, Agreement);
kind!(CommitmentType, Commitment);

/// What is asked for (in an `Offer`) or agreed on (in the `result` of an `Accept`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agreement {
    /// Always `Agreement`.
    #[serde(rename = "type")]
    pub kind: AgreementType,
    /// Its id, given by the origin when it accepts.
    #[serde(default, deserialize_with = "id::optional_plain", skip_serializing_if = "Option::is_none")]
    pub id: Option<Url>,
    /// Who proposes or confirms it.
    #[serde(default, deserialize_with = "id::optional_reference", skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<Url>,
    /// How much of which listing.
    pub stipulates: Commitment,
    /// A gift has none: an agreement that asks for one is refused.
    #[serde(default, deserialize_with = "nothing_in_return", skip_serializing)]
    pub stipulates_reciprocal: NothingInReturn,
    /// How the responder would come.
    #[serde(rename = "potluck:response", default, skip_serializing_if = "Option::is_none")]
    pub response: Option<ResponseFacts>,
    /// Where the responder finds the details.
    #[serde(rename = "potluck:handoff", default, skip_serializing_if = "Option::is_none")]
    pub handoff: Option<HandoffLink>,
}

/// How much of a listing (FEP-0837 `Commitment`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Commitment {
    /// Always `Commitment`.
    #[serde(rename = "type")]
    pub kind: CommitmentType,
    /// Its id, given by the origin when it accepts.
    #[serde(default, deserialize_with = "id::optional_plain", skip_serializing_if = "Option::is_none")]
    pub id: Option<Url>,
    /// The listing's intent: `{listing}#primary`.
    #[serde(deserialize_with = "id::reference")]
    pub satisfies: Url,
    /// How much. Missing for a listing that has no amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource_quantity: Option<Measure>,
}

impl Commitment {
    /// The id of the listing that it is about: `satisfies` without its fragment.
    pub fn listing(&self) -> Url {
        let mut listing = self.satisfies.clone();
        listing.set_fragment(None);
        listing
    }
}

/// `potluck:response`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResponseFacts {
    /// How it would change hands.
    #[serde(default, deserialize_with = "one_or_many::lenient", skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    /// When they would come.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub arrive_at: Option<Moment>,
    /// A few words, for the two sides only.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    pub note: Option<NoteText>,
}

/// `potluck:handoff`: a one-time link, which dies at the origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoffLink {
    /// Opens once.
    #[serde(deserialize_with = "id::plain")]
    pub link: Url,
    /// After this it opens no more.
    #[serde(deserialize_with = "until")]
    pub expires: Moment,
}

fn until<'de, D: Deserializer<'de>>(from: D) -> Result<Moment, D::Error> {
    let moment = Moment::deserialize(from)?;
    let fits = (1970..=2200).contains(&moment.year());
    fits.then_some(moment).ok_or_else(|| serde::de::Error::custom("a time is out of range"))
}

/// "Handed over": sent by the origin in a `Create` after the handoff (FEP-0837 confirmation).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Confirmation {
    /// Always `Document`.
    #[serde(rename = "type")]
    pub kind: DocumentType,
    /// Its id.
    #[serde(deserialize_with = "id::plain")]
    pub id: Url,
    /// The origin.
    #[serde(deserialize_with = "id::first_reference")]
    pub attributed_to: Url,
    /// In words.
    pub name: Name,
    /// The agreement's id.
    #[serde(deserialize_with = "id::reference")]
    pub context: Url,
    /// When.
    #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
    pub published: Option<Moment>,
    /// The responder.
    #[serde(default, skip_serializing_if = "Addressees::is_absent")]
    pub to: Addressees,
}
