//! Stories about the database and what actions keep in it. Each runs on a database of its own: SQLite,
//! or PostgreSQL with `POTLUCK_TEST_POSTGRES`.

#[path = "../support/mod.rs"]
mod support;

mod migrations;
mod promises;
mod roles;
mod writer;
