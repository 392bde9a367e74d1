//! Stories about the database and what actions keep in it. Each runs on a database of its own: SQLite,
//! or PostgreSQL with `POTLUCK_TEST_POSTGRES`.

#[path = "../support/mod.rs"]
mod support;

mod asked;
mod backup;
mod beginnings;
mod beside;
mod board;
mod copy;
mod counts;
mod crossed;
mod damaged;
mod floods;
mod follower_digests;
mod handoffs;
mod history;
mod leases;
mod leaving;
mod liaisons;
mod listings;
mod lost;
mod mails;
mod media;
mod migrations;
mod outbox;
mod passkeys;
mod profiles;
mod promises;
mod receive;
mod remembered;
mod responses;
mod roles;
mod sessions;
mod strangers;
mod timelines;
mod turns;
mod wishes;
mod writer;
