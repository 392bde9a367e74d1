//! Actors, ours and other servers'.

use crate::clock::Moment;
use crate::domain::appearance::Appearance;
use crate::domain::area::{Area, Point};
use crate::domain::follow::{Actor, ActorKind, Multikey};
use crate::domain::key::ActorId;
use crate::domain::media::{Look, Looks, Part};
use crate::domain::member::State;
use crate::domain::network::{Intake, Mode};
use crate::error::{Error, Result};
use crate::storage::columns::{at, from_json, moment, to_json, url, word};
use crate::storage::lookup::among;
use crate::storage::schema::{activities, actors, deliveries, members, outbox_events};
use crate::storage::{Conn, each, media, search};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use url::Url;

#[derive(Queryable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = actors, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    id: i64,
    ap_id: String,
    kind: String,
    local: bool,
    host: String,
    handle: String,
    name: String,
    summary: String,
    inbox: String,
    shared_inbox: Option<String>,
    url: Option<String>,
    followers: Option<String>,
    key_id: String,
    public_key_pem: String,
    sealed_private_key: Option<Vec<u8>>,
    implements_potluck: bool,
    latitude: Option<f64>,
    longitude: Option<f64>,
    radius_m: Option<i64>,
    languages: String,
    mode: Option<String>,
    intake: Option<String>,
    gone: bool,
    fetched_at: NaiveDateTime,
    created_at: NaiveDateTime,
    ed25519_key_id: Option<String>,
    ed25519_key: Option<String>,
    sealed_ed25519_key: Option<Vec<u8>>,
    avatar: Option<String>,
    header: Option<String>,
    appearance: String,
    takes_words: bool,
}

/// The sealed private keys of one of our own actors. An actor of another server has none, and one that left has none
/// any more.
#[derive(Clone, Debug, Default)]
pub struct SealedKeys {
    /// Of the RSA key.
    pub rsa: Option<Vec<u8>>,
    /// Of the Ed25519 key.
    pub ed25519: Option<Vec<u8>>,
}

/// Reads an area from its three columns.
pub(super) fn area(latitude: Option<f64>, longitude: Option<f64>, radius_m: Option<i64>) -> Result<Option<Area>> {
    match (latitude, longitude, radius_m) {
        (Some(latitude), Some(longitude), Some(radius_m)) => Ok(Some(Area {
            middle: Point::new(latitude, longitude)?,
            radius_m: u32::try_from(radius_m).map_err(Error::internal)?,
        })),
        _ => Ok(None),
    }
}

impl Row {
    fn into_domain(self) -> Result<Actor> {
        Ok(Actor {
            id: ActorId(self.id),
            ap_id: url(&self.ap_id)?,
            kind: word(ActorKind::parse, &self.kind)?,
            local: self.local,
            host: self.host,
            handle: self.handle,
            name: self.name,
            summary: self.summary,
            inbox: url(&self.inbox)?,
            shared_inbox: self.shared_inbox.as_deref().map(url).transpose()?,
            url: self.url.as_deref().map(url).transpose()?,
            followers: self.followers.as_deref().map(url).transpose()?,
            public_key_pem: self.public_key_pem,
            key_id: self.key_id,
            ed25519: self.ed25519_key_id.zip(self.ed25519_key).map(|(id, multibase)| Multikey { id, multibase }),
            implements_potluck: self.implements_potluck,
            takes_words: self.takes_words,
            area: area(self.latitude, self.longitude, self.radius_m)?,
            languages: from_json(&self.languages)?,
            mode: self.mode.as_deref().map(|mode| word(Mode::parse, mode)).transpose()?,
            intake: self.intake.as_deref().map(|intake| word(Intake::parse, intake)).transpose()?,
            looks: Looks { avatar: self.avatar.map(Look::Here), header: self.header.map(Look::Here) },
            appearance: from_json(&self.appearance)?,
            gone: self.gone,
            fetched_at: moment(self.fetched_at),
            created_at: moment(self.created_at),
        })
    }

    fn from_domain(actor: &Actor, sealed: SealedKeys) -> Result<Self> {
        let text = |url: &Option<Url>| url.as_ref().map(ToString::to_string);
        Ok(Self {
            id: actor.id.0,
            ap_id: actor.ap_id.to_string(),
            kind: actor.kind.as_str().into(),
            local: actor.local,
            host: actor.host.clone(),
            handle: actor.handle.clone(),
            name: actor.name.clone(),
            summary: actor.summary.clone(),
            inbox: actor.inbox.to_string(),
            shared_inbox: text(&actor.shared_inbox),
            url: text(&actor.url),
            followers: text(&actor.followers),
            key_id: actor.key_id.clone(),
            public_key_pem: actor.public_key_pem.clone(),
            sealed_private_key: sealed.rsa,
            implements_potluck: actor.implements_potluck,
            latitude: actor.area.map(|area| area.middle.latitude()),
            longitude: actor.area.map(|area| area.middle.longitude()),
            radius_m: actor.area.map(|area| i64::from(area.radius_m)),
            languages: to_json(&actor.languages)?,
            mode: actor.mode.map(|mode| mode.as_str().into()),
            intake: actor.intake.map(|intake| intake.as_str().into()),
            gone: actor.gone,
            fetched_at: at(actor.fetched_at),
            created_at: at(actor.created_at),
            ed25519_key_id: actor.ed25519.as_ref().map(|key| key.id.clone()),
            ed25519_key: actor.ed25519.as_ref().map(|key| key.multibase.clone()),
            sealed_ed25519_key: sealed.ed25519,
            avatar: actor.looks.avatar.as_ref().and_then(Look::slug).map(str::to_owned),
            header: actor.looks.header.as_ref().and_then(Look::slug).map(str::to_owned),
            appearance: to_json(&actor.appearance)?,
            takes_words: actor.takes_words,
        })
    }
}

/// Adds one of our own actors with its sealed private keys.
///
/// # Errors
/// `Conflict` when its id is taken; `Internal` when the database fails.
pub fn insert_local(conn: &mut Conn, actor: &Actor, sealed: SealedKeys) -> Result<()> {
    let row = Row::from_domain(actor, sealed)?;
    diesel::insert_into(actors::table).values(row).execute(conn)?;
    search::put_account(conn, actor.id, actor)
}

/// Rewrites what one of our own actors says; its keys stay.
///
/// # Errors
/// `Internal` when the database fails.
pub fn update_local(conn: &mut Conn, actor: &Actor) -> Result<()> {
    let sealed = sealed_keys(conn, actor.id)?;
    let row = Row::from_domain(actor, sealed)?;
    diesel::update(actors::table.find(actor.id.0)).set(row).execute(conn)?;
    search::put_account(conn, actor.id, actor)
}

/// An actor, held until the end of this transaction.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn lock(conn: &mut Conn, id: ActorId) -> Result<Actor> {
    let query = actors::table.find(id.0);
    let row: Row = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite)?,
        Conn::Pg(pg) => query.for_update().first(pg)?,
    };
    row.into_domain()
}

/// Changes the name of one of our own actors.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_name(conn: &mut Conn, id: ActorId, name: &str) -> Result<()> {
    diesel::update(actors::table.find(id.0)).set(actors::name.eq(name)).execute(conn)?;
    let actor = get(conn, id)?;
    search::put_account(conn, id, &actor)
}

/// Changes what one of our own actors says about itself, as HTML.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_summary(conn: &mut Conn, id: ActorId, summary: &str) -> Result<()> {
    diesel::update(actors::table.find(id.0)).set(actors::summary.eq(summary)).execute(conn)?;
    Ok(())
}

/// Changes what one of our own actors shows of itself.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_appearance(conn: &mut Conn, id: ActorId, appearance: &Appearance) -> Result<()> {
    diesel::update(actors::table.find(id.0)).set(actors::appearance.eq(to_json(appearance)?)).execute(conn)?;
    Ok(())
}

/// Adds or refreshes another server's actor, by its ActivityPub id; answers the id of its row.
///
/// # Errors
/// `Internal` when the database fails.
pub fn upsert_remote(conn: &mut Conn, actor: &Actor) -> Result<ActorId> {
    let id = upsert_row(conn, actor)?;
    search::put_account(conn, id, actor)?;
    media::set_looks(conn, id, &actor.looks, actor.fetched_at)?;
    Ok(id)
}

fn upsert_row(conn: &mut Conn, actor: &Actor) -> Result<ActorId> {
    let known: Option<Row> = actors::table.filter(actors::ap_id.eq(actor.ap_id.as_str())).first(conn).optional()?;
    match known {
        Some(known) if known.local => Err(Error::internal("a remote actor claims one of our own ids")),
        Some(Row { id, created_at, avatar, header, .. }) => {
            // The names of its pictures are ours, and change with them alone.
            let row = Row { id, created_at, avatar, header, ..Row::from_domain(actor, SealedKeys::default())? };
            diesel::update(actors::table.find(id)).set(row).execute(conn)?;
            Ok(ActorId(id))
        }
        None => {
            let row = Row::from_domain(actor, SealedKeys::default())?;
            // Two processes may meet the same stranger at the same moment.
            each!(conn, |c| diesel::insert_into(actors::table).values(row).on_conflict_do_nothing().execute(c))?;
            let id = actors::table.filter(actors::ap_id.eq(actor.ap_id.as_str())).select(actors::id).first(conn)?;
            Ok(ActorId(id))
        }
    }
}

/// An actor.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn get(conn: &mut Conn, id: ActorId) -> Result<Actor> {
    actors::table.find(id.0).first::<Row>(conn)?.into_domain()
}

/// Where an actor's followers are, if it can have any.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn followers(conn: &mut Conn, id: ActorId) -> Result<Option<Url>> {
    let followers: Option<String> = actors::table.find(id.0).select(actors::followers).first(conn)?;
    followers.as_deref().map(url).transpose()
}

/// The ActivityPub id of an actor.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn ap_id(conn: &mut Conn, id: ActorId) -> Result<Url> {
    url(&actors::table.find(id.0).select(actors::ap_id).first::<String>(conn)?)
}

/// The ActivityPub ids of several actors.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ap_ids(conn: &mut Conn, ids: &BTreeSet<ActorId>) -> Result<HashMap<ActorId, Url>> {
    let of = actors::id.eq_any(ids.iter().map(|id| id.0).collect::<Vec<_>>());
    let rows: Vec<(i64, String)> = actors::table.filter(of).select((actors::id, actors::ap_id)).load(conn)?;
    rows.into_iter().map(|(id, ap_id)| Ok((ActorId(id), url(&ap_id)?))).collect()
}

/// Several actors, in no order.
///
/// # Errors
/// `Internal` when the database fails.
pub fn get_many(conn: &mut Conn, ids: &[ActorId]) -> Result<Vec<Actor>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<Row> = actors::table.filter(among(actors::id, &ids)).load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// An actor by its ActivityPub id.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_ap_id(conn: &mut Conn, ap_id: &Url) -> Result<Option<Actor>> {
    let row: Option<Row> = actors::table.filter(actors::ap_id.eq(ap_id.as_str())).first(conn).optional()?;
    row.map(Row::into_domain).transpose()
}

/// Several actors by their ActivityPub ids, in no order; those that are not known here are left out.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_ap_ids(conn: &mut Conn, ap_ids: &[Url]) -> Result<Vec<Actor>> {
    let ap_ids: Vec<&str> = ap_ids.iter().map(Url::as_str).collect();
    let rows: Vec<Row> = actors::table.filter(actors::ap_id.eq_any(ap_ids)).load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// An actor by the id of one of its keys.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_key_id(conn: &mut Conn, key_id: &str) -> Result<Option<Actor>> {
    let mut row: Option<Row> = actors::table.filter(actors::key_id.eq(key_id)).first(conn).optional()?;
    if row.is_none() {
        row = actors::table.filter(actors::ed25519_key_id.eq(key_id)).first(conn).optional()?;
    }
    row.map(Row::into_domain).transpose()
}

/// Of these hosts, those at which somebody says that they understand Potluck's format.
///
/// # Errors
/// `Internal` when the database fails.
pub fn potluck_among(conn: &mut Conn, hosts: &[&str]) -> Result<HashSet<String>> {
    let found: Vec<String> = actors::table
        .filter(actors::host.eq_any(hosts))
        // As the index says it, which holds only these.
        .filter(actors::implements_potluck)
        .filter(diesel::dsl::not(actors::gone))
        .select(actors::host)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// One of our own actors by its handle.
///
/// # Errors
/// `Internal` when the database fails.
pub fn local_by_handle(conn: &mut Conn, handle: &str) -> Result<Option<Actor>> {
    let row: Option<Row> =
        actors::table.filter(actors::local.eq(true)).filter(actors::handle.eq(handle)).first(conn).optional()?;
    row.map(Row::into_domain).transpose()
}

/// An actor by its handle, which may be written in lower case, and its host.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_address(conn: &mut Conn, handle: &str, host: &str) -> Result<Option<Actor>> {
    let row: Option<Row> = actors::table
        .filter(actors::host.eq(host))
        .filter(actors::handle.eq_any([handle.to_owned(), handle.to_lowercase()]))
        .filter(actors::kind.ne(ActorKind::Application.as_str()))
        .first(conn)
        .optional()?;
    row.map(Row::into_domain).transpose()
}

/// The networks (actors of type Organization) of a host.
///
/// # Errors
/// `Internal` when the database fails.
pub fn networks_of_host(conn: &mut Conn, host: &str) -> Result<Vec<Actor>> {
    let rows: Vec<Row> = actors::table
        .filter(actors::host.eq(host))
        .filter(actors::kind.eq(ActorKind::Organization.as_str()))
        .load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// Gives an account a picture, by its name, or none.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_look(conn: &mut Conn, id: ActorId, part: Part, slug: Option<&str>) -> Result<()> {
    let row = actors::table.find(id.0);
    match part {
        Part::Avatar => diesel::update(row).set(actors::avatar.eq(slug)).execute(conn)?,
        Part::Header => diesel::update(row).set(actors::header.eq(slug)).execute(conn)?,
    };
    Ok(())
}

/// The sealed private key of one of our own actors.
///
/// # Errors
/// `NotFound` when there is no such actor; `Internal` when the database fails.
pub fn sealed_private_key(conn: &mut Conn, id: ActorId) -> Result<Option<Vec<u8>>> {
    Ok(actors::table.find(id.0).select(actors::sealed_private_key).first(conn)?)
}

/// The sealed private keys of one of our own actors.
///
/// # Errors
/// `NotFound` when there is no such actor; `Internal` when the database fails.
pub fn sealed_keys(conn: &mut Conn, id: ActorId) -> Result<SealedKeys> {
    let keys = (actors::sealed_private_key, actors::sealed_ed25519_key);
    let (rsa, ed25519) = actors::table.find(id.0).select(keys).first(conn)?;
    Ok(SealedKeys { rsa, ed25519 })
}

/// Some of our own actors that sign and have no Ed25519 key yet, with their ActivityPub ids.
///
/// # Errors
/// `Internal` when the database fails.
pub fn without_ed25519(conn: &mut Conn, limit: i64) -> Result<Vec<(ActorId, Url)>> {
    let rows: Vec<(i64, String)> = actors::table
        .filter(actors::local.eq(true))
        .filter(actors::sealed_private_key.is_not_null())
        .filter(actors::sealed_ed25519_key.is_null())
        .order(actors::id)
        .limit(limit)
        .select((actors::id, actors::ap_id))
        .load(conn)?;
    rows.into_iter().map(|(id, ap_id)| Ok((ActorId(id), url(&ap_id)?))).collect()
}

/// Gives one of our own actors an Ed25519 key.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_ed25519(conn: &mut Conn, id: ActorId, key: &Multikey, sealed: Vec<u8>) -> Result<()> {
    diesel::update(actors::table.find(id.0).filter(actors::local.eq(true)))
        .set((
            actors::ed25519_key_id.eq(&key.id),
            actors::ed25519_key.eq(&key.multibase),
            actors::sealed_ed25519_key.eq(sealed),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that an actor's server said it is gone.
///
/// # Errors
/// `Internal` when the database fails.
pub fn mark_gone(conn: &mut Conn, ap_id: &Url) -> Result<()> {
    diesel::update(actors::table.filter(actors::ap_id.eq(ap_id.as_str())).filter(actors::local.eq(false)))
        .set(actors::gone.eq(true))
        .execute(conn)?;
    Ok(())
}

/// Drops the private keys of members who left and have nothing to say any more: everything that was recorded until
/// they left was rendered, and delivered. After `given_up` no delivery is waited for: what is left of them is forgotten.
/// Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn drop_keys_of_gone(conn: &mut Conn, given_up: Moment) -> Result<usize> {
    let left: Vec<(i64, Option<NaiveDateTime>)> = members::table
        .inner_join(actors::table)
        .filter(members::state.eq(State::Left.as_str()))
        .filter(actors::sealed_private_key.is_not_null())
        .limit(100)
        .select((actors::id, members::left_at))
        .load(conn)?;
    let mut dropped = 0;
    for (actor, left_at) in left {
        // Who left before that was written down has waited long enough.
        let left_at = left_at.unwrap_or(at(given_up));
        let of_actor = activities::table.filter(activities::actor_id.eq(actor)).select(activities::id);
        let waiting = deliveries::table.filter(deliveries::activity_id.eq_any(of_actor));
        if left_at > at(given_up) {
            let untold = outbox_events::table
                .filter(outbox_events::created_at.le(left_at))
                .filter(outbox_events::set_aside_at.is_null());
            let untold: bool = diesel::select(diesel::dsl::exists(untold)).get_result(conn)?;
            if untold || diesel::select(diesel::dsl::exists(waiting)).get_result(conn)? {
                continue;
            }
        } else {
            diesel::delete(waiting).execute(conn)?;
        }
        let row = actors::table.find(actor);
        let none = None::<Vec<u8>>;
        diesel::update(row)
            .set((actors::sealed_private_key.eq(none.clone()), actors::sealed_ed25519_key.eq(none)))
            .execute(conn)?;
        dropped += 1;
    }
    Ok(dropped)
}

/// Erases what one of our own actors said of itself. Its address and its key stay, the key to sign its last words with.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase_local(conn: &mut Conn, id: ActorId) -> Result<()> {
    diesel::update(actors::table.find(id.0).filter(actors::local.eq(true)))
        .set((
            actors::name.eq(""),
            actors::summary.eq(""),
            actors::languages.eq("[]"),
            actors::latitude.eq(None::<f64>),
            actors::longitude.eq(None::<f64>),
            actors::radius_m.eq(None::<i64>),
            actors::avatar.eq(None::<String>),
            actors::header.eq(None::<String>),
            actors::appearance.eq("{}"),
            actors::gone.eq(true),
        ))
        .execute(conn)?;
    search::forget(conn, &[id.0])
}
