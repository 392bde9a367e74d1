//! What a neighborhood refuses of other servers, held against a running one over real HTTP.
//!
//! The numbers in the names of tests are those of the list "Refusals" in FEDERATION.md. Each test first does the valid
//! twin and sees it accepted, then changes one thing, and looks at the status and at the whole database.

#[path = "../support/mod.rs"]
mod support;

mod activities;
mod bodies;
mod fetch;
mod peer;
mod sign;
mod signatures;
mod snapshot;
mod world;
