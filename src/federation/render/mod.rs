//! From what is stored to what goes over the wire: one file a noun, pure but for reading.

pub mod activity;
pub mod actor;
pub mod listing;
pub mod media;
pub mod reply;
pub mod status;
