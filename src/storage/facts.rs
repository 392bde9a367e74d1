//! Facts about this server, one row each, and its categories.

use crate::domain::category::{Category, STARTER};
use crate::domain::network::Words;
use crate::domain::passing_rule::PassingRule;
use crate::domain::peer::Choices;
use crate::error::Result;
use crate::storage::columns::{from_json, to_json};
use crate::storage::schema::{categories, server_facts};
use crate::storage::{Conn, dialect, prepared};
use diesel::prelude::*;

/// A fact, if it is there.
///
/// # Errors
/// `Internal` when the database fails.
pub fn get(conn: &mut Conn, name: &str) -> Result<Option<String>> {
    let value = server_facts::table.find(name).select(server_facts::value).first(conn).optional()?;
    Ok(value)
}

/// Writes a fact, over an older one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set(conn: &mut Conn, name: &str, value: &str) -> Result<()> {
    let row = (server_facts::name.eq(name), server_facts::value.eq(value));
    let which = server_facts::name.eq(name);
    let changed = prepared::update(server_facts::table, which, server_facts::value.eq(value)).execute(conn)?;
    if changed == 0 {
        diesel::insert_into(server_facts::table).values(row).execute(conn)?;
    }
    Ok(())
}

const NETWORK_WORDS: &str = "network_words";

/// What stewards say about the network beside the settings.
///
/// # Errors
/// `Internal` when the database fails.
pub fn network_words(conn: &mut Conn) -> Result<Words> {
    Ok(get(conn, NETWORK_WORDS)?.map(|json| from_json(&json)).transpose()?.unwrap_or_default())
}

/// Writes what stewards say about the network.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_network_words(conn: &mut Conn, words: &Words) -> Result<()> {
    set(conn, NETWORK_WORDS, &to_json(words)?)
}

const PASSING_RULES: &str = "passing_rules";

/// What the network passes along by itself.
///
/// # Errors
/// `Internal` when the database fails.
pub fn passing_rules(conn: &mut Conn) -> Result<Vec<PassingRule>> {
    Ok(get(conn, PASSING_RULES)?.map(|json| from_json(&json)).transpose()?.unwrap_or_default())
}

/// Writes what the network passes along by itself.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_passing_rules(conn: &mut Conn, rules: &[PassingRule]) -> Result<()> {
    set(conn, PASSING_RULES, &to_json(&rules)?)
}

const CHOICES: &str = "choices_about_follows";

/// What stewards chose about follows.
///
/// # Errors
/// `Internal` when the database fails.
pub fn choices(conn: &mut Conn) -> Result<Choices> {
    Ok(get(conn, CHOICES)?.map(|json| from_json(&json)).transpose()?.unwrap_or_default())
}

/// Writes what stewards chose about follows.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_choices(conn: &mut Conn, choices: &Choices) -> Result<()> {
    set(conn, CHOICES, &to_json(choices)?)
}

/// Removes a fact; true if this call removed it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, name: &str, value: &str) -> Result<bool> {
    let row = server_facts::table.find(name).filter(server_facts::value.eq(value));
    Ok(diesel::delete(row).execute(conn)? == 1)
}

/// All categories.
///
/// # Errors
/// `Internal` when the database fails.
pub fn categories(conn: &mut Conn) -> Result<Vec<Category>> {
    let rows: Vec<(String, Option<String>)> = categories::table.order(categories::tag).load(conn)?;
    Ok(rows.into_iter().map(|(tag, parent)| Category { tag, parent }).collect())
}

/// Gives a new network its first categories.
///
/// # Errors
/// `Internal` when the database fails.
pub fn plant_categories(conn: &mut Conn) -> Result<()> {
    let present: i64 = categories::table.count().get_result(conn)?;
    if present > 0 {
        return Ok(());
    }
    for (tag, parent) in STARTER {
        diesel::insert_into(categories::table)
            .values((categories::tag.eq(*tag), categories::parent.eq(*parent)))
            .execute(conn)?;
    }
    Ok(())
}

/// Whether the database answers.
///
/// # Errors
/// `Internal` when it does not.
pub fn ping(conn: &mut Conn) -> Result<()> {
    dialect::ping(conn)
}
