//! Resources.

use crate::clock::Moment;
use crate::domain::area::Point;
use crate::domain::key::EntryId;
use crate::domain::resource::ResourceEntry;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::{at, from_json, moment, to_json};
use crate::storage::entries::{EntryQuery, Kept, Stored, around};
use crate::storage::listings::paged;
use crate::storage::schema::resources;
use chrono::NaiveDateTime;
use diesel::prelude::*;

#[derive(Queryable, Insertable)]
#[diesel(table_name = resources, treat_none_as_default_value = false)]
struct Row {
    id: i64,
    external_id: Option<String>,
    name: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    details: String,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

impl Row {
    fn new(resource: &ResourceEntry, id: EntryId, now: Moment) -> Result<Self> {
        Ok(Self {
            id: id.0,
            external_id: resource.external_id.clone(),
            name: resource.name.clone(),
            latitude: resource.point.map(Point::latitude),
            longitude: resource.point.map(Point::longitude),
            details: to_json(resource)?,
            created_at: at(now),
            updated_at: at(now),
        })
    }

    fn into_domain(self) -> Result<Kept<ResourceEntry>> {
        let point = self.latitude.zip(self.longitude).map(|(latitude, longitude)| Point::new(latitude, longitude));
        let entry = ResourceEntry {
            external_id: self.external_id,
            name: self.name,
            point: point.transpose()?,
            ..from_json(&self.details)?
        };
        let (created_at, updated_at) = (moment(self.created_at), moment(self.updated_at));
        Ok(Kept { id: EntryId(self.id), entry, created_at, updated_at })
    }
}

impl Stored for ResourceEntry {
    fn point(&self) -> Option<Point> {
        self.point
    }

    fn insert(&self, conn: &mut Conn, id: EntryId, now: Moment) -> Result<()> {
        diesel::insert_into(resources::table).values(Row::new(self, id, now)?).execute(conn)?;
        Ok(())
    }

    fn update(&self, conn: &mut Conn, id: EntryId, now: Moment) -> Result<bool> {
        let row = Row::new(self, id, now)?;
        let changed = diesel::update(resources::table.find(id.0))
            .set((
                resources::external_id.eq(row.external_id),
                resources::name.eq(row.name),
                resources::latitude.eq(row.latitude),
                resources::longitude.eq(row.longitude),
                resources::details.eq(row.details),
                resources::updated_at.eq(row.updated_at),
            ))
            .execute(conn)?;
        Ok(changed == 1)
    }

    fn remove(conn: &mut Conn, id: EntryId) -> Result<bool> {
        Ok(diesel::delete(resources::table.find(id.0)).execute(conn)? == 1)
    }

    fn get(conn: &mut Conn, id: EntryId) -> Result<Kept<Self>> {
        resources::table.find(id.0).first::<Row>(conn)?.into_domain()
    }

    fn all(conn: &mut Conn) -> Result<Vec<Kept<Self>>> {
        let rows: Vec<Row> = resources::table.order(resources::id).load(conn)?;
        rows.into_iter().map(Row::into_domain).collect()
    }

    fn candidates(conn: &mut Conn, query: &EntryQuery, limit: i64) -> Result<Vec<Kept<Self>>> {
        let mut select = resources::table.into_boxed();

        if let Some(near) = query.near {
            let [south, north, west, east] = around(near);
            select = select
                .filter(resources::latitude.between(south, north))
                .filter(resources::longitude.between(west, east));
        }
        let rows: Vec<Row> = paged!(select, resources::id, query.paging).limit(limit).load(conn)?;
        rows.into_iter().map(Row::into_domain).collect()
    }
}
