//! Rows and wire structs, and one `impl` between them.

pub mod actor;
pub mod listing;
pub mod media;
pub mod poll;
pub mod reply;
pub mod status;
pub mod words;
