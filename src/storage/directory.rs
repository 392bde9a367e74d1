//! The networks that the last walk found.

use crate::clock::Moment;
use crate::domain::directory::Entry;
use crate::domain::network::{Intake, Mode};
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::actors::area;
use crate::storage::columns::{at, from_json, moment, to_json, url, word};
use crate::storage::schema::directory_entries;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use url::Url;

#[derive(Queryable, Insertable)]
#[diesel(table_name = directory_entries, treat_none_as_default_value = false)]
struct Row {
    ap_id: String,
    handle: String,
    host: String,
    name: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    radius_m: Option<i64>,
    languages: String,
    mode: Option<String>,
    intake: Option<String>,
    steps: i64,
    via: String,
    fetched_at: NaiveDateTime,
}

impl Row {
    fn into_domain(self) -> Result<Entry> {
        Ok(Entry {
            ap_id: url(&self.ap_id)?,
            handle: self.handle,
            host: self.host,
            name: self.name,
            area: area(self.latitude, self.longitude, self.radius_m)?,
            languages: from_json(&self.languages)?,
            mode: self.mode.as_deref().map(|mode| word(Mode::parse, mode)).transpose()?,
            intake: self.intake.as_deref().map(|intake| word(Intake::parse, intake)).transpose()?,
            via: from_json(&self.via)?,
            fetched_at: moment(self.fetched_at),
        })
    }

    fn from_domain(entry: &Entry) -> Result<Self> {
        Ok(Self {
            ap_id: entry.ap_id.to_string(),
            handle: entry.handle.clone(),
            host: entry.host.clone(),
            name: entry.name.clone(),
            latitude: entry.area.map(|area| area.middle.latitude()),
            longitude: entry.area.map(|area| area.middle.longitude()),
            radius_m: entry.area.map(|area| i64::from(area.radius_m)),
            languages: to_json(&entry.languages)?,
            mode: entry.mode.map(|mode| mode.as_str().into()),
            intake: entry.intake.map(|intake| intake.as_str().into()),
            steps: entry.via.len() as i64,
            via: to_json(&entry.via)?,
            fetched_at: at(entry.fetched_at),
        })
    }
}

/// All of them.
///
/// # Errors
/// `Internal` when the database fails.
pub fn all(conn: &mut Conn) -> Result<Vec<Entry>> {
    let rows: Vec<Row> = directory_entries::table.order(directory_entries::ap_id).load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// Writes what a walk found in the place of what the one before found. An older entry that the walk could not ask about
/// (`still` says so) stays, unless it was fetched before `oldest`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn replace(conn: &mut Conn, found: &[Entry], still: impl Fn(&Entry) -> bool, oldest: Moment) -> Result<()> {
    for entry in all(conn)? {
        let anew = found.iter().any(|other| other.ap_id == entry.ap_id);
        if anew || entry.fetched_at < oldest || !still(&entry) {
            forget(conn, &entry.ap_id)?;
        }
    }
    for entry in found {
        diesel::insert_into(directory_entries::table).values(Row::from_domain(entry)?).execute(conn)?;
    }
    Ok(())
}

fn forget(conn: &mut Conn, ap_id: &Url) -> Result<()> {
    diesel::delete(directory_entries::table.find(ap_id.as_str())).execute(conn)?;
    Ok(())
}
