//! ActivityPub over HTTP: inboxes and what is served.

pub mod inbox;
