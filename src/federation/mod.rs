//! ActivityPub.

pub mod signature;
pub mod wire;
