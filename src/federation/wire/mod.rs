//! What goes over the wire: serde structs that are the JSON, one file per noun.
//!
//! Reading is tolerant where ActivityStreams lets things vary (one or many, id or embedded object, null or missing,
//! unknown properties) and strict where safety wants it: whatever was read is bounded, finite and free of control
//! characters already (refusals 21 and 23). Two things are left to whoever uses it: HTML is not yet sanitized
//! ([`Html`]), and nothing here knows who signed.
//!
//! What is cut, what is skipped and what makes the whole document be refused is said at each type. The rule: extras are
//! skipped, what people read is cut, what decides (ids, amounts, states, allergens, positions) is refused.

pub mod activity;
pub mod actor;
pub mod agreement;
pub mod collection;
pub mod context;
pub mod id;
pub mod image;
pub mod incoming;
pub mod intent;
pub mod language;
pub mod listing;
pub mod membership;
pub mod nodeinfo;
pub mod note;
pub mod one_or_many;
pub mod place;
pub mod question;
pub mod reference;
pub mod tag;
pub mod text;
pub mod tombstone;
pub mod webfinger;

#[cfg(test)]
mod tests;

pub use activity::{
    Accept, Add, Announce, Block, Create, Delete, Flag, Follow, Join, Leave, Like, Move, Offer, PassedAlong, Reject,
    Undo, Update,
};
pub use actor::{Actor, ActorKind, KeyDocument};
pub use agreement::{Agreement, Commitment, Confirmation, HandoffLink, ResponseFacts};
pub use collection::{Collection, Page};
pub use context::{context, with_context};
pub use id::{public, same_origin};
pub use incoming::{Incoming, Kind, read, read_text, write};
pub use intent::{Amount3, Intent, Measure};
pub use language::LanguageMap;
pub use listing::{ListingFacts, ListingNote};
pub use membership::{Membership, MembershipList};
pub use note::{AnyNote, Note};
pub use one_or_many::Addressees;
pub use place::Place;
pub use reference::{Embedded, Reference};
pub use text::Html;
pub use tombstone::{Deleted, Tombstone};
pub use webfinger::{Acct, Jrd};
