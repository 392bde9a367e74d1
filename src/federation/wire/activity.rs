//! Activities that we send, and understand in full. What comes in is first read as [`super::Incoming`].

use super::agreement::Agreement;
use super::id;
use super::language::LANGUAGES_MAX;
use super::membership::Membership;
use super::one_or_many::{self, Addressees};
use super::reference::Reference;
use super::text::NoteText;
use super::tombstone::Deleted;
use crate::clock::Moment;
use crate::domain::text;
use activitypub_federation::kinds::activity::{
    AcceptType, AddType, AnnounceType, BlockType, CreateType, DeleteType, FlagType, FollowType, JoinType, LeaveType,
    LikeType, MoveType, OfferType, RejectType, UndoType, UpdateType,
};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use url::Url;

/// Most networks that a listing goes through.
pub const HOPS_MAX: u8 = 2;

/// Declares an activity: what all of them have (`id`, `type`, `actor`, `published`, `to`, `cc`, `object`), and more.
macro_rules! activity {
    (
        $(#[$doc:meta])* $name:ident $(<$generic:ident>)? is $kind:ident,
        object: $(#[$object_attribute:meta])* $object:ty
        $(, $(#[$attribute:meta])* $field:ident: $type:ty)* $(,)?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct $name $(<$generic>)? {
            /// Its id: a second one with the same id is not done again (refusal 13).
            #[serde(deserialize_with = "id::plain")]
            pub id: Url,
            /// Its one type.
            #[serde(rename = "type")]
            pub kind: $kind,
            /// Who does it.
            #[serde(deserialize_with = "id::reference")]
            pub actor: Url,
            /// When.
            #[serde(default, deserialize_with = "one_or_many::moment", skip_serializing_if = "Option::is_none")]
            pub published: Option<Moment>,
            /// For whom.
            #[serde(default, skip_serializing_if = "Addressees::is_absent")]
            pub to: Addressees,
            /// For whom besides.
            #[serde(default, skip_serializing_if = "Addressees::is_absent")]
            pub cc: Addressees,
            /// With what or whom.
            $(#[$object_attribute])*
            pub object: $object,
            $($(#[$attribute])* pub $field: $type,)*
        }

        impl $(<$generic>)? $name $(<$generic>)? {
            /// An activity without a time, for nobody yet, and without what is optional.
            pub fn new(id: Url, actor: Url, object: $object) -> Self {
                Self {
                    id,
                    kind: $kind::default(),
                    actor,
                    published: None,
                    to: Addressees::Absent,
                    cc: Addressees::Absent,
                    object,
                    $($field: Default::default(),)*
                }
            }
        }
    };
}

activity! {
    /// Something new: a listing, a post, an event, a confirmation.
    Create<T> is CreateType, object: T
}

activity! {
    /// Something changed, or an actor did. The whole object.
    Update<T> is UpdateType, object: T
}

activity! {
    /// Something was taken back, or an actor left.
    Delete is DeleteType, object: Deleted
}

activity! {
    /// `actor` wants to hear from `object`.
    Follow is FollowType, object: #[serde(deserialize_with = "id::reference")] Url
}

activity! {
    /// Yes to a `Follow`, or to an `Offer` of an agreement.
    Accept is AcceptType, object: Reference,
    /// What was agreed, which may be less than was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<Agreement>,
    /// A kind word.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    content: Option<NoteText>,
    /// The same by language (BCP 47), so that the other side can choose.
    #[serde(rename = "contentMap", default, deserialize_with = "by_language", skip_serializing_if = "BTreeMap::is_empty")]
    content_map: BTreeMap<String, NoteText>,
}

activity! {
    /// No to a `Follow` or an `Offer`, or a yes taken back.
    Reject is RejectType, object: Reference,
    /// A kind word.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    content: Option<NoteText>,
    /// The same by language (BCP 47), so that the other side can choose.
    #[serde(rename = "contentMap", default, deserialize_with = "by_language", skip_serializing_if = "BTreeMap::is_empty")]
    content_map: BTreeMap<String, NoteText>,
}

activity! {
    /// An earlier `Follow`, `Announce` or `Offer` of the same actor no longer holds.
    Undo is UndoType, object: Reference
}

activity! {
    /// Something of another actor, passed on.
    Announce is AnnounceType, object: #[serde(deserialize_with = "id::reference")] Url,
    /// The way that a listing went (not for a network's announcing of its own members' listings).
    #[serde(rename = "potluck:passAlong", default, skip_serializing_if = "Option::is_none")]
    pass_along: Option<PassedAlong>,
}

activity! {
    /// A network is in a coalition from now on; `object` is its list.
    Join is JoinType, object: #[serde(deserialize_with = "id::reference")] Url,
    /// What it says, signed.
    #[serde(rename = "potluck:membership")]
    membership: Option<Membership>,
}

activity! {
    /// A network is in a coalition no longer; `object` is its list.
    Leave is LeaveType, object: #[serde(deserialize_with = "id::reference")] Url,
    /// What it says, signed.
    #[serde(rename = "potluck:membership")]
    membership: Option<Membership>,
}

activity! {
    /// A member passes on what another network said of itself, to be added to everyone's list.
    Add is AddType, object: #[serde(deserialize_with = "id::reference")] Url,
    /// The list of whoever passes it on.
    #[serde(default, deserialize_with = "id::optional_reference", skip_serializing_if = "Option::is_none")]
    target: Option<Url>,
    /// What was said, signed by who said it.
    #[serde(rename = "potluck:membership")]
    membership: Option<Membership>,
}

activity! {
    /// `actor` likes a post.
    Like is LikeType, object: #[serde(deserialize_with = "id::reference")] Url
}

activity! {
    /// A response to a listing of another network.
    Offer is OfferType, object: Agreement
}

activity! {
    /// An actor goes on under another id, which must name it in `alsoKnownAs` (refusal 31).
    Move is MoveType, object: #[serde(deserialize_with = "id::reference")] Url,
    /// The other id.
    #[serde(default, deserialize_with = "id::optional_reference", skip_serializing_if = "Option::is_none")]
    target: Option<Url>,
}

/// Plain words by language: tags that are none and values that are no text are skipped.
fn by_language<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, NoteText>, D::Error> {
    let Some(texts) = Option::<BTreeMap<String, Value>>::deserialize(from)? else { return Ok(BTreeMap::new()) };
    let known = texts.into_iter().filter_map(|(tag, value)| {
        let tag = text::language("contentMap", &tag).ok()?;
        Some((tag, NoteText::from(value.as_str()?)))
    });
    Ok(known.take(LANGUAGES_MAX).collect())
}

activity! {
    /// `actor` wants nothing of `object`, and nothing from it.
    Block is BlockType, object: #[serde(deserialize_with = "id::reference")] Url
}

activity! {
    /// A report to moderators: accounts and posts, and what happened.
    Flag is FlagType, object: #[serde(deserialize_with = "flagged")] Vec<Url>,
    /// What happened.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    content: Option<NoteText>,
}

/// Most accounts and posts of a report that are read.
const FLAGGED_MAX: usize = 50;

fn flagged<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Url>, D::Error> {
    let values: Vec<serde_json::Value> = one_or_many::some::<_, _, FLAGGED_MAX>(from)?;
    Ok(values.iter().filter_map(|value| id::of_value(value).ok()).collect())
}

/// `potluck:passAlong`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedAlong {
    /// Which passing this is: 1 or 2.
    #[serde(deserialize_with = "hops")]
    pub hops: u8,
    /// The networks that it came through, the origin first; it never returns to one of them.
    #[serde(deserialize_with = "via")]
    pub via: Vec<Url>,
}

fn hops<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let hops = u8::deserialize(from)?;
    (1..=HOPS_MAX).contains(&hops).then_some(hops).ok_or_else(|| D::Error::custom("`hops` is 1 or 2"))
}

fn via<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Url>, D::Error> {
    let via: Vec<String> = one_or_many::all::<_, _, { HOPS_MAX as usize }>(from)?;
    via.iter().map(|text| id::parse(text).map_err(D::Error::custom)).collect()
}
