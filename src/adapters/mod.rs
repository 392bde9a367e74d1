//! See docs/ARCHITECTURE.md.
pub mod fetch;
pub mod picture;
pub mod recording;
pub mod store;
