//! See docs/ARCHITECTURE.md.
pub mod fetch;
pub mod picture;
pub mod store;
