//! Activities that we send, and understand in full. What comes in is first read as [`super::Incoming`].

use super::agreement::Agreement;
use super::id;
use super::one_or_many::{self, Addressees};
use super::reference::Reference;
use super::text::NoteText;
use super::tombstone::Deleted;
use crate::clock::Moment;
use activitypub_federation::kinds::activity::{
    AcceptType, AnnounceType, CreateType, DeleteType, FollowType, LikeType, MoveType, OfferType, RejectType, UndoType,
    UpdateType,
};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
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
}

activity! {
    /// No to a `Follow` or an `Offer`, or a yes taken back.
    Reject is RejectType, object: Reference,
    /// A kind word.
    #[serde(default, deserialize_with = "one_or_many::not_blank", skip_serializing_if = "Option::is_none")]
    content: Option<NoteText>,
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
