//! What the integration tests share. A test binary takes in what it needs; the rest is not dead, only elsewhere.
#![allow(dead_code)]

pub mod browser;
pub mod bucket;
pub mod client;
pub mod database;
pub mod here;
pub mod keys;
pub mod loopback;
pub mod mail_server;
pub mod mastodon;
pub mod neighborhood;
pub mod pages;
pub mod passkeys;
pub mod pictures;
pub mod places;
pub mod process;
pub mod programs;
pub mod push_server;
pub mod release;
pub mod routes;
pub mod signer;
pub mod stories;

pub use database::TestDb;
#[allow(unused_imports)]
pub use here::{TestHere, copy_of, crates, offer};
