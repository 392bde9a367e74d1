//! See docs/ARCHITECTURE.md.
pub mod fetch;
