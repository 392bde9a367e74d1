//! What is shared with each network, where stewards chose; everything else is shared.

use crate::domain::key::ActorId;
use crate::domain::sharing::{Sharing, Topic};
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::{from_json, to_json};
use crate::storage::schema::{actors, sharings};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

fn sharing((given, taken): &(String, String)) -> Result<Sharing> {
    Ok(Sharing { given: from_json(given)?, taken: from_json(taken)? })
}

/// What is shared with a network.
///
/// # Errors
/// `Internal` when the database fails.
pub fn with(conn: &mut Conn, network: ActorId) -> Result<Sharing> {
    let row: Option<(String, String)> =
        sharings::table.find(network.0).select((sharings::given, sharings::taken)).first(conn).optional()?;
    Ok(row.as_ref().map(sharing).transpose()?.unwrap_or_default())
}

/// What is shared with each of several networks for which stewards chose.
///
/// # Errors
/// `Internal` when the database fails.
pub fn with_each(conn: &mut Conn, networks: &BTreeSet<ActorId>) -> Result<HashMap<ActorId, Sharing>> {
    let of = sharings::actor_id.eq_any(networks.iter().map(|network| network.0).collect::<Vec<_>>());
    let rows: Vec<(i64, String, String)> = sharings::table.filter(of).load(conn)?;
    rows.into_iter().map(|(id, given, taken)| Ok((ActorId(id), sharing(&(given, taken))?))).collect()
}

/// What is shared with each network for which stewards chose.
///
/// # Errors
/// `Internal` when the database fails.
pub fn all(conn: &mut Conn) -> Result<HashMap<ActorId, Sharing>> {
    let rows: Vec<(i64, String, String)> = sharings::table.load(conn)?;
    rows.into_iter().map(|(id, given, taken)| Ok((ActorId(id), sharing(&(given, taken))?))).collect()
}

/// Sets what is shared with a network.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set(conn: &mut Conn, network: ActorId, sharing: &Sharing) -> Result<()> {
    let values = (sharings::given.eq(to_json(&sharing.given)?), sharings::taken.eq(to_json(&sharing.taken)?));
    if diesel::update(sharings::table.find(network.0)).set(values.clone()).execute(conn)? == 0 {
        diesel::insert_into(sharings::table).values((sharings::actor_id.eq(network.0), values)).execute(conn)?;
    }
    Ok(())
}

/// The hosts of the networks to which we do not give something: nothing of it is sent there, to whomever it is.
///
/// # Errors
/// `Internal` when the database fails.
pub fn withheld_hosts(conn: &mut Conn, topic: Topic) -> Result<HashSet<String>> {
    let rows: Vec<(String, String, String)> = sharings::table
        .inner_join(actors::table)
        .select((actors::host, sharings::given, sharings::taken))
        .load(conn)?;
    let mut hosts = HashSet::new();
    for (host, given, taken) in rows {
        if !sharing(&(given, taken))?.given.contains(topic) {
            hosts.insert(host);
        }
    }
    Ok(hosts)
}
