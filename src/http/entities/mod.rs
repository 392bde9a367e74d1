//! What the JSON interface says: one file a noun, from what is stored to what this asker may see.

pub mod coalition;
pub mod connecting;
pub mod entry;
pub mod handoff;
pub mod listing;
pub mod listing_input;
pub mod mastodon;
pub mod member;
pub mod moderation;
pub mod moving;
pub mod network;
pub mod parts;
pub mod passing;
pub mod peer;
pub mod proxy;
pub mod response;
