//! Pure rules of mutual aid, without I/O: what a listing, a response and a handoff are, what may
//! become of them, who may see which field.
//!
//! The words are those of the design's glossary, and the same in tables, in the JSON interface and,
//! translated, on the page.

pub mod address;
pub mod appearance;
pub mod apps;
pub mod area;
pub mod asking;
pub mod audience;
pub mod beginning;
pub mod browser;
pub mod category;
pub mod coalition;
pub mod desk;
pub mod directory;
pub mod draft;
pub mod entry;
pub mod event;
pub mod filters;
pub mod follow;
pub mod guest;
pub mod handoff;
pub mod hearing;
pub mod hints;
pub mod hours;
pub mod in_app;
pub mod joining;
pub mod key;
pub mod listing;
pub mod lists;
pub mod looking;
pub mod mail;
pub mod markup;
pub mod media;
pub mod member;
pub mod moderation;
pub mod network;
pub mod notices;
pub mod passing_rule;
pub mod passkey;
pub mod password;
pub mod peer;
pub mod place;
pub mod poll;
pub mod privacy;
pub mod profile;
pub mod proxy;
pub mod push;
pub mod quantity;
pub mod reaction;
pub mod resource;
pub mod response;
pub mod scheduled;
pub mod scope;
pub mod search;
pub mod sharing;
pub mod spoken;
pub mod status;
pub mod telling;
pub mod text;
pub mod translation;
pub mod typed;
pub mod window;
pub mod wording;

pub use address::Addresses;
pub use area::{Area, Point};
pub use audience::Audience;
pub use key::{ActorId, FollowId, HandoffId, ListingId, MemberId, ResponseId, StatusId};
pub use listing::Listing;
pub use quantity::{Amount, Quantity, Unit};
