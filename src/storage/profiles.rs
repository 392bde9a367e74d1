//! What members say about themselves. Each level of privacy that is not for the whole network is one sealed
//! column, whose context is bound to the row.

use crate::domain::area::Cell;
use crate::domain::key::MemberId;
use crate::domain::privacy::{Guarded, Matched};
use crate::domain::profile::{Contact, Own, Profile};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::columns::{from_json, to_json};
use crate::storage::schema::members;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

#[derive(Queryable, Selectable, AsChangeset)]
#[diesel(table_name = members, treat_none_as_null = true)]
struct Row {
    languages: String,
    cell: Option<i64>,
    can_do: String,
    sealed_contact: Option<Vec<u8>>,
    sealed_access: Option<Vec<u8>>,
    sealed_own: Option<Vec<u8>>,
}

/// How somebody can be reached, for those who are matched with them.
pub type Contacts = Guarded<Matched, Vec<Contact>>;

const CONTACT: &str = "contact";
const ACCESS: &str = "access";
const OWN: &str = "own";

fn context(id: MemberId, what: &str) -> String {
    format!("member:{id}:{what}")
}

fn seal_json<T: Serialize>(seal: &MasterKey, id: MemberId, what: &str, value: &T) -> Result<Vec<u8>> {
    Ok(seal.seal(&context(id, what), to_json(value)?.as_bytes()))
}

fn open_json<T: DeserializeOwned + Default>(
    seal: &MasterKey,
    id: MemberId,
    what: &str,
    sealed: Option<Vec<u8>>,
) -> Result<T> {
    let Some(sealed) = sealed else { return Ok(T::default()) };
    from_json(&seal.open_text(&context(id, what), &sealed)?)
}

/// The languages that a member reads, the best first.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn languages(conn: &mut Conn, id: MemberId) -> Result<Vec<String>> {
    let languages: String = members::table.find(id.0).select(members::languages).first(conn)?;
    from_json(&languages)
}

/// What a member says about themselves.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails, or when a value was sealed with another key.
pub fn get(conn: &mut Conn, seal: &MasterKey, id: MemberId) -> Result<Profile> {
    let row: Row = members::table.find(id.0).select(Row::as_select()).first(conn)?;
    Ok(Profile {
        languages: Guarded::new(from_json(&row.languages)?),
        cell: Guarded::new(row.cell.map(Cell::from_number).transpose()?),
        can_do: Guarded::new(from_json(&row.can_do)?),
        access_needs: Guarded::new(open_json(seal, id, ACCESS, row.sealed_access)?),
        contact: Guarded::new(open_json(seal, id, CONTACT, row.sealed_contact)?),
        own: Guarded::new(open_json::<Own>(seal, id, OWN, row.sealed_own)?),
    })
}

/// How several members can be reached, for those who are matched with them.
///
/// # Errors
/// `Internal` when the database fails, or when a value was sealed with another key.
pub fn contacts(conn: &mut Conn, seal: &MasterKey, ids: &[MemberId]) -> Result<HashMap<MemberId, Contacts>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, Option<Vec<u8>>)> =
        members::table.filter(members::id.eq_any(ids)).select((members::id, members::sealed_contact)).load(conn)?;
    let open = |(id, sealed)| {
        let id = MemberId(id);
        Ok((id, Guarded::new(open_json(seal, id, CONTACT, sealed)?)))
    };
    rows.into_iter().map(open).collect()
}

/// How often in a week these members say that they may be asked; of those of whom that opens. Of who is left out nobody knows
/// it, so nobody asks them.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ask_caps(conn: &mut Conn, seal: &MasterKey, ids: &[MemberId]) -> Result<HashMap<MemberId, u8>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, Option<Vec<u8>>)> =
        members::table.filter(members::id.eq_any(ids)).select((members::id, members::sealed_own)).load(conn)?;
    let mut caps = HashMap::new();
    for (id, sealed) in rows {
        let id = MemberId(id);
        match open_json::<Own>(seal, id, OWN, sealed) {
            Ok(own) => {
                caps.insert(id, own.ask_cap);
            }
            Err(error) => tracing::warn!(cause = ?error.cause(), "what a member says of themselves does not open"),
        }
    }
    Ok(caps)
}

/// Writes what a member says about themselves, for a member that the caller holds.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set(conn: &mut Conn, seal: &MasterKey, id: MemberId, profile: Profile) -> Result<()> {
    let row = Row {
        languages: to_json(&profile.languages.into_storage())?,
        cell: profile.cell.into_storage().map(Cell::number),
        can_do: to_json(&profile.can_do.into_storage())?,
        sealed_contact: Some(seal_json(seal, id, CONTACT, &profile.contact.into_storage())?),
        sealed_access: Some(seal_json(seal, id, ACCESS, &profile.access_needs.into_storage())?),
        sealed_own: Some(seal_json(seal, id, OWN, &profile.own.into_storage())?),
    };
    diesel::update(members::table.find(id.0)).set(row).execute(conn)?;
    Ok(())
}
