//! See docs/ARCHITECTURE.md.

pub mod activitypub;
pub mod nodeinfo;
pub mod well_known;
