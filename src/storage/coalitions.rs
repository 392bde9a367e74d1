//! Coalitions, and what each network says of its membership.

use crate::clock::Moment;
use crate::domain::coalition::{CoalitionId, Signed, Statement, Terms};
use crate::error::{Error, Result};
use crate::storage::columns::{at, from_json, moment, to_json, url};
use crate::storage::schema::{coalitions, memberships};
use crate::storage::{Conn, each};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use url::Url;

/// Terms as stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    name: String,
    agreement: BTreeMap<String, String>,
    version: u32,
    founded: Moment,
    previous: Option<CoalitionId>,
}

fn terms(id: &CoalitionId, json: &str) -> Result<Terms> {
    let Stored { name, agreement, version, founded, previous } = from_json(json)?;
    let terms = Terms::new(&name, agreement, version, founded, previous).map_err(Error::internal)?;
    if terms.id()? != *id {
        return Err(Error::internal("the terms of a coalition are not those that its id names"));
    }
    Ok(terms)
}

fn id(text: &str) -> Result<CoalitionId> {
    CoalitionId::parse(text).ok_or_else(|| Error::internal("the database holds a coalition's id that is none"))
}

/// Keeps a coalition, unless it is there.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(conn: &mut Conn, terms: &Terms, now: Moment) -> Result<CoalitionId> {
    let id = terms.id()?;
    let stored = Stored {
        name: terms.name().to_owned(),
        agreement: terms.agreement().clone(),
        version: terms.version(),
        founded: terms.founded(),
        previous: terms.previous().cloned(),
    };
    let row =
        (coalitions::id.eq(id.as_str()), coalitions::terms.eq(to_json(&stored)?), coalitions::created_at.eq(at(now)));
    each!(conn, |c| diesel::insert_into(coalitions::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(id)
}

/// A coalition's terms, if it is held here.
///
/// # Errors
/// `Internal` when the database fails.
pub fn get(conn: &mut Conn, id: &CoalitionId) -> Result<Option<Terms>> {
    let json: Option<String> = coalitions::table.find(id.as_str()).select(coalitions::terms).first(conn).optional()?;
    json.map(|json| terms(id, &json)).transpose()
}

/// Holds a coalition until the end of this transaction: two changes of its list follow each other.
///
/// # Errors
/// `NotFound` when it is not held here; `Internal` when the database fails.
pub fn lock(conn: &mut Conn, id: &CoalitionId) -> Result<()> {
    let query = coalitions::table.find(id.as_str()).select(coalitions::id);
    let _: String = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite)?,
        Conn::Pg(pg) => query.for_update().first(pg)?,
    };
    Ok(())
}

/// All coalitions that are held here, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn all(conn: &mut Conn) -> Result<Vec<(CoalitionId, Terms)>> {
    let rows: Vec<(String, String)> = coalitions::table
        .order((coalitions::created_at.desc(), coalitions::id))
        .select((coalitions::id, coalitions::terms))
        .load(conn)?;
    rows.iter()
        .map(|(text, json)| {
            let id = id(text)?;
            let terms = terms(&id, json)?;
            Ok((id, terms))
        })
        .collect()
}

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = memberships, treat_none_as_default_value = false)]
struct Row {
    coalition_id: String,
    member: String,
    joined: bool,
    sequence: i64,
    list: String,
    said_at: NaiveDateTime,
    key_id: String,
    signature: String,
}

impl Row {
    fn into_domain(self) -> Result<Signed> {
        let statement = Statement {
            coalition: id(&self.coalition_id)?,
            member: url(&self.member)?,
            joined: self.joined,
            sequence: self.sequence,
            list: url(&self.list)?,
            said_at: moment(self.said_at),
        };
        Ok(Signed { statement, key_id: self.key_id, signature: self.signature })
    }

    fn from_domain(signed: &Signed) -> Self {
        let Signed { statement, key_id, signature } = signed;
        Self {
            coalition_id: statement.coalition.to_string(),
            member: statement.member.to_string(),
            joined: statement.joined,
            sequence: statement.sequence,
            list: statement.list.to_string(),
            said_at: at(statement.said_at),
            key_id: key_id.clone(),
            signature: signature.clone(),
        }
    }
}

/// The newest statement of every network about a coalition, by address.
///
/// # Errors
/// `Internal` when the database fails.
pub fn statements(conn: &mut Conn, id: &CoalitionId) -> Result<Vec<Signed>> {
    let rows: Vec<Row> =
        memberships::table.filter(memberships::coalition_id.eq(id.as_str())).order(memberships::member).load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// The newest statement of one network about a coalition.
///
/// # Errors
/// `Internal` when the database fails.
pub fn statement_of(conn: &mut Conn, id: &CoalitionId, member: &Url) -> Result<Option<Signed>> {
    let row: Option<Row> = memberships::table.find((id.as_str(), member.as_str())).first(conn).optional()?;
    row.map(Row::into_domain).transpose()
}

/// Writes a network's newest statement, over an older one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put(conn: &mut Conn, signed: &Signed) -> Result<()> {
    let row = Row::from_domain(signed);
    let (coalition, member) = (row.coalition_id.clone(), row.member.clone());
    diesel::delete(memberships::table.find((coalition, member))).execute(conn)?;
    diesel::insert_into(memberships::table).values(row).execute(conn)?;
    Ok(())
}
