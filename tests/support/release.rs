//! A release's database as a file, on which both kinds of database agree.

use potluck::storage::copy::Table;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The name of the network in all of these files: without a port, so that it can be served on any.
pub const DOMAIN: &str = "riverside.localhost";

/// What was in it, and what reads it.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    /// The names of the migrations that had run.
    pub migrations: Vec<String>,
    /// The tables and their columns.
    pub tables: Vec<Table>,
    /// By table.
    pub rows: BTreeMap<String, Vec<Vec<Value>>>,
    /// The master key, in hexadecimal.
    pub key: String,
    /// The token of its operator.
    pub rosa: String,
    /// The token of a member.
    pub ben: String,
}

/// Where the file of a release is.
pub fn path(release: &str) -> String {
    format!("{}/tests/fixtures/upgrade/{release}.json", env!("CARGO_MANIFEST_DIR"))
}

/// The id of what the JSON interface answered.
pub fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id")
}
