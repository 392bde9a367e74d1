//! See docs/ARCHITECTURE.md.
pub mod fetch;
pub mod mail;
pub mod picture;
pub mod recording;
pub mod store;
pub mod web_push;
