//! What a neighborhood refuses of other servers, held against a running one over real HTTP.
//!
//! The numbers in the names of tests are those of the list "Refusals" in FEDERATION.md. Each test first does the valid
//! twin and sees it accepted, then changes one thing, and looks at the status and at the whole database.

#[path = "../support/mod.rs"]
mod support;

mod activities;
mod bodies;
mod content;
mod fetch;
mod fetching;
mod floods;
mod later;
mod order;
mod peer;
mod reader;
mod reading;
mod secrets;
mod sign;
mod signatures;
mod snapshot;
mod words;
mod world;
