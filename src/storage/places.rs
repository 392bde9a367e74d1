//! Places.

use crate::clock::Moment;
use crate::domain::area::Point;
use crate::domain::entry::{Known, Note};
use crate::domain::hours::Hours;
use crate::domain::key::EntryId;
use crate::domain::place::{Access, Place, PlaceKind, PlaceState};
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::{at, from_json, moment, to_json, word};
use crate::storage::entries::{EntryQuery, Kept, Stored, around};
use crate::storage::listings::paged;
use crate::storage::schema::places;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Queryable, Insertable)]
#[diesel(table_name = places, treat_none_as_default_value = false)]
struct Row {
    id: i64,
    external_id: Option<String>,
    kind: String,
    name: String,
    address: Option<String>,
    latitude: f64,
    longitude: f64,
    state: String,
    details: String,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

/// Most names that are read: more than any neighborhood has places.
const NAMES_MAX: i64 = 20_000;

/// The names of the places that are there, and where they are, by name.
///
/// # Errors
/// `Internal` when the database fails.
pub fn names(conn: &mut Conn) -> Result<Vec<(String, Point)>> {
    let rows: Vec<(String, f64, f64)> = places::table
        .filter(places::state.eq(PlaceState::Active.as_str()))
        .order((places::name, places::id))
        .limit(NAMES_MAX)
        .select((places::name, places::latitude, places::longitude))
        .load(conn)?;
    rows.into_iter().map(|(name, latitude, longitude)| Ok((name, Point::new(latitude, longitude)?))).collect()
}

/// What nobody searches for.
#[derive(Serialize, Deserialize)]
struct Details {
    hours: Vec<Hours>,
    access: Access,
    accepts: Vec<String>,
    no_papers: Known,
    notes: Vec<Note>,
    confirmed_on: Option<NaiveDate>,
}

impl Row {
    fn new(place: &Place, id: EntryId, now: Moment) -> Result<Self> {
        let details = Details {
            hours: place.hours.clone(),
            access: place.access.clone(),
            accepts: place.accepts.clone(),
            no_papers: place.no_papers,
            notes: place.notes.clone(),
            confirmed_on: place.confirmed_on,
        };
        Ok(Self {
            id: id.0,
            external_id: place.external_id.clone(),
            kind: place.kind.as_str().into(),
            name: place.name.clone(),
            address: place.address.clone(),
            latitude: place.point.latitude(),
            longitude: place.point.longitude(),
            state: place.state.as_str().into(),
            details: to_json(&details)?,
            created_at: at(now),
            updated_at: at(now),
        })
    }

    fn into_domain(self) -> Result<Kept<Place>> {
        let details: Details = from_json(&self.details)?;
        let entry = Place {
            external_id: self.external_id,
            kind: word(PlaceKind::parse, &self.kind)?,
            name: self.name,
            address: self.address,
            point: Point::new(self.latitude, self.longitude)?,
            hours: details.hours,
            access: details.access,
            accepts: details.accepts,
            no_papers: details.no_papers,
            notes: details.notes,
            state: word(PlaceState::parse, &self.state)?,
            confirmed_on: details.confirmed_on,
        };
        let (created_at, updated_at) = (moment(self.created_at), moment(self.updated_at));
        Ok(Kept { id: EntryId(self.id), entry, created_at, updated_at })
    }
}

impl Stored for Place {
    fn point(&self) -> Option<Point> {
        Some(self.point)
    }

    fn insert(&self, conn: &mut Conn, id: EntryId, now: Moment) -> Result<()> {
        diesel::insert_into(places::table).values(Row::new(self, id, now)?).execute(conn)?;
        Ok(())
    }

    fn update(&self, conn: &mut Conn, id: EntryId, now: Moment) -> Result<bool> {
        let row = Row::new(self, id, now)?;
        let changed = diesel::update(places::table.find(id.0))
            .set((
                places::external_id.eq(row.external_id),
                places::kind.eq(row.kind),
                places::name.eq(row.name),
                places::address.eq(row.address),
                places::latitude.eq(row.latitude),
                places::longitude.eq(row.longitude),
                places::state.eq(row.state),
                places::details.eq(row.details),
                places::updated_at.eq(row.updated_at),
            ))
            .execute(conn)?;
        Ok(changed == 1)
    }

    fn remove(conn: &mut Conn, id: EntryId) -> Result<bool> {
        Ok(diesel::delete(places::table.find(id.0)).execute(conn)? == 1)
    }

    fn get(conn: &mut Conn, id: EntryId) -> Result<Kept<Self>> {
        places::table.find(id.0).first::<Row>(conn)?.into_domain()
    }

    fn all(conn: &mut Conn) -> Result<Vec<Kept<Self>>> {
        let rows: Vec<Row> = places::table.order(places::id).load(conn)?;
        rows.into_iter().map(Row::into_domain).collect()
    }

    fn candidates(conn: &mut Conn, query: &EntryQuery, limit: i64) -> Result<Vec<Kept<Self>>> {
        let mut select = places::table.into_boxed();
        if let Some(kind) = query.kind {
            select = select.filter(places::kind.eq(kind.as_str()));
        }
        if let Some(near) = query.near {
            let [south, north, west, east] = around(near);
            select =
                select.filter(places::latitude.between(south, north)).filter(places::longitude.between(west, east));
        }
        let rows: Vec<Row> = paged!(select, places::id, query.paging).limit(limit).load(conn)?;
        rows.into_iter().map(Row::into_domain).collect()
    }
}
