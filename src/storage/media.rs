//! Pictures and recordings: rows, what they hang on, and which files belong to no row.

mod files;
mod named;

use files::{LONG_AGO, tie};
pub use files::{forget_file, kept_since, loose, loosen, removed, set_file, writing_life};
pub use named::{add_named, set_named};

use crate::clock::Moment;
use crate::domain::Audience;
use crate::domain::key::{ActorId, ListingId, MediumId, StatusId};
use crate::domain::media::{File, Focus, Format, Kept, Look, Looks, MediaKind, Medium, Named, On, Part, Shape, Size};
use crate::domain::status::Visibility;
use crate::error::{Error, Result};
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::columns::{at, moment, readable, url, word};
use crate::storage::lookup::among;
use crate::storage::schema::{listings, media, scheduled_media, statuses};
use crate::storage::{Conn, actors, moderation};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::HashMap;
use std::hash::Hash;
use url::Url;

#[derive(Queryable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = media, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    id: i64,
    slug: String,
    owner_id: i64,
    status_id: Option<i64>,
    listing_id: Option<i64>,
    part: Option<String>,
    place: i64,
    kind: String,
    sealed_description: Option<Vec<u8>>,
    focus_x: Option<f64>,
    focus_y: Option<f64>,
    remote_url: Option<String>,
    said_width: Option<i64>,
    said_height: Option<i64>,
    said_blurhash: Option<String>,
    file: Option<String>,
    wrapped_key: Option<Vec<u8>>,
    format: Option<String>,
    width: Option<i64>,
    height: Option<i64>,
    small_width: Option<i64>,
    small_height: Option<i64>,
    blurhash: Option<String>,
    kept_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    milliseconds: Option<i64>,
}

fn context(id: i64) -> String {
    format!("medium:{id}:description")
}

fn sealed(seal: &MasterKey, id: i64, description: &str) -> Option<Vec<u8>> {
    (!description.is_empty()).then(|| seal.seal(&context(id), description.as_bytes()))
}

fn size(width: Option<i64>, height: Option<i64>) -> Result<Option<Size>> {
    let side = |side: i64| u32::try_from(side).map_err(Error::internal);
    width.zip(height).map(|(width, height)| Ok(Size { width: side(width)?, height: side(height)? })).transpose()
}

fn sides(size: Option<Size>) -> (Option<i64>, Option<i64>) {
    (size.map(|size| size.width.into()), size.map(|size| size.height.into()))
}

impl Row {
    fn on(&self) -> Result<On> {
        Ok(match (self.status_id, self.listing_id, &self.part) {
            (Some(status), ..) => On::Status(StatusId(status)),
            (_, Some(listing), _) => On::Listing(ListingId(listing)),
            (_, _, Some(part)) => On::Account(word(Part::parse, part)?),
            _ => On::Nothing,
        })
    }

    fn hang(&mut self, on: On) {
        let (status, listing, part) = match on {
            On::Nothing => (None, None, None),
            On::Status(id) => (Some(id.0), None, None),
            On::Listing(id) => (None, Some(id.0), None),
            On::Account(part) => (None, None, Some(part.as_str().to_owned())),
        };
        (self.status_id, self.listing_id, self.part) = (status, listing, part);
    }

    fn file(&self) -> Result<Option<File>> {
        let Some(format) = &self.format else { return Ok(None) };
        let missing = || Error::internal("the size of a file is not there");
        let format = word(Format::parse, format)?;
        let shape = match format.kind() {
            MediaKind::Image => Shape::Picture {
                size: size(self.width, self.height)?.ok_or_else(missing)?,
                small: size(self.small_width, self.small_height)?.ok_or_else(missing)?,
                blurhash: self.blurhash.clone().unwrap_or_default(),
            },
            MediaKind::Audio => {
                let milliseconds = self.milliseconds.ok_or_else(missing)?;
                Shape::Recording { milliseconds: u64::try_from(milliseconds).map_err(Error::internal)? }
            }
        };
        Ok(Some(File { format, shape }))
    }

    fn kept(&self) -> Result<Option<Kept>> {
        Ok(match (&self.file, &self.wrapped_key, self.file()?) {
            (Some(name), Some(key), Some(file)) => Some(Kept { name: name.clone(), wrapped_key: key.clone(), file }),
            _ => None,
        })
    }

    fn keep(&mut self, kept: Option<(Kept, Moment)>) {
        let (kept, since) = kept.unzip();
        let file = kept.as_ref().map(|kept| kept.file.clone());
        let (name, key) = kept.map(|kept| (kept.name, kept.wrapped_key)).unzip();
        (self.file, self.wrapped_key, self.kept_at) = (name, key, since.map(at));
        self.format = file.as_ref().map(|file| file.format.as_str().into());
        if let Some(file) = &file {
            // What it is, whatever its sender said.
            self.kind = file.format.kind().as_str().into();
        }
        let file = file.as_ref();
        (self.width, self.height) = sides(file.and_then(File::size));
        (self.small_width, self.small_height) = sides(file.and_then(File::small));
        self.blurhash = file.and_then(File::blurhash).map(str::to_owned);
        self.milliseconds = file.and_then(File::milliseconds).and_then(|length| i64::try_from(length).ok());
    }

    fn into_domain(self, seal: &MasterKey) -> Result<Medium> {
        let (on, file, said_size) = (self.on()?, self.file()?, size(self.said_width, self.said_height)?);
        let description = match &self.sealed_description {
            Some(sealed) => seal.open_text(&context(self.id), sealed)?,
            None => String::new(),
        };
        Ok(Medium {
            id: MediumId(self.id),
            slug: self.slug,
            owner: ActorId(self.owner_id),
            on,
            place: self.place,
            kind: word(MediaKind::parse, &self.kind)?,
            description,
            focus: self.focus_x.zip(self.focus_y).and_then(|(x, y)| Focus::new(x, y)),
            said_size,
            said_blurhash: self.said_blurhash,
            remote: self.remote_url.as_deref().map(url).transpose()?,
            file,
            created_at: moment(self.created_at),
        })
    }

    fn new(owner: ActorId, on: On, place: i64, now: Moment) -> Self {
        let mut row = Self {
            id: ids::next(now),
            slug: ids::slug(),
            owner_id: owner.0,
            status_id: None,
            listing_id: None,
            part: None,
            place,
            kind: MediaKind::Image.as_str().into(),
            sealed_description: None,
            focus_x: None,
            focus_y: None,
            remote_url: None,
            said_width: None,
            said_height: None,
            said_blurhash: None,
            file: None,
            wrapped_key: None,
            format: None,
            width: None,
            height: None,
            small_width: None,
            small_height: None,
            blurhash: None,
            kept_at: None,
            created_at: at(now),
            milliseconds: None,
        };
        row.hang(on);
        row
    }

    fn name(&mut self, seal: &MasterKey, named: &Named) {
        self.remote_url = Some(named.url.to_string());
        if self.file.is_none() {
            self.kind = named.kind.as_str().into();
        }
        self.sealed_description = sealed(seal, self.id, &named.description);
        (self.focus_x, self.focus_y) = named.focus.map(|focus| (focus.x, focus.y)).unzip();
        (self.said_width, self.said_height) = sides(named.size);
        self.said_blurhash.clone_from(&named.blurhash);
    }
}

fn many<K: Eq + Hash>(
    seal: &MasterKey,
    rows: Vec<Row>,
    key: impl Fn(On) -> Option<K>,
) -> Result<HashMap<K, Vec<Medium>>> {
    let mut all: HashMap<K, Vec<Medium>> = HashMap::new();
    for row in rows {
        // A picture whose words cannot be read hides no other, nor that on which it hangs.
        let Some(medium) = readable(row.into_domain(seal)) else { continue };
        if let Some(key) = key(medium.on) {
            all.entry(key).or_default().push(medium);
        }
    }
    Ok(all)
}

/// What hangs on several statuses, each in its order.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn of_statuses(conn: &mut Conn, seal: &MasterKey, ids: &[StatusId]) -> Result<HashMap<StatusId, Vec<Medium>>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = media::table.filter(among(media::status_id, &ids)).order((media::status_id, media::place)).load(conn)?;
    many(seal, rows, |on| if let On::Status(id) = on { Some(id) } else { None })
}

/// What hangs on several listings, each in its order.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn of_listings(conn: &mut Conn, seal: &MasterKey, ids: &[ListingId]) -> Result<HashMap<ListingId, Vec<Medium>>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows =
        media::table.filter(among(media::listing_id, &ids)).order((media::listing_id, media::place)).load(conn)?;
    many(seal, rows, |on| if let On::Listing(id) = on { Some(id) } else { None })
}

/// What hangs on a listing, in its order.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn of_listing(conn: &mut Conn, seal: &MasterKey, id: ListingId) -> Result<Vec<Medium>> {
    Ok(of_listings(conn, seal, &[id])?.remove(&id).unwrap_or_default())
}

/// A medium by its name, and how its file is opened, if there is one.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn by_slug(conn: &mut Conn, seal: &MasterKey, slug: &str) -> Result<Option<(Medium, Option<Kept>)>> {
    let row: Option<Row> = media::table.filter(media::slug.eq(slug)).first(conn).optional()?;
    let Some(row) = row else { return Ok(None) };
    let kept = row.kept()?;
    Ok(Some((row.into_domain(seal)?, kept)))
}

/// Whether everyone may read what a medium hangs on; `None` for what is shown to nobody: on a listing or a post that is held, or
/// of somebody whom the network keeps away.
///
/// # Errors
/// `Internal` when the database fails.
pub fn for_everyone(conn: &mut Conn, medium: &Medium) -> Result<Option<bool>> {
    if medium.remote.is_some() {
        let owner = actors::get(conn, medium.owner)?.ap_id;
        if moderation::is_blocked(conn, &owner)? {
            return Ok(None);
        }
    }
    match medium.on {
        On::Nothing => Ok(Some(false)),
        On::Account(_) => Ok(Some(true)),
        On::Status(id) => {
            let visibility = statuses::table.find(id.0).select(statuses::visibility);
            let visibility: Option<String> = visibility.first(conn).optional()?;
            let shown = visibility.filter(|word| word != Visibility::Held.as_str());
            Ok(shown.map(|word| Visibility::parse(&word).is_some_and(Visibility::is_open)))
        }
        On::Listing(id) => {
            let row = listings::table.find(id.0).select((listings::audience, listings::held_under));
            let row: Option<(String, Option<String>)> = row.first(conn).optional()?;
            Ok(row.filter(|(_, held)| held.is_none()).map(|(audience, _)| audience == Audience::Public.as_str()))
        }
    }
}

/// Writes the pictures of another server's account, in place of those that it had. What is at the same address stays.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn set_looks(conn: &mut Conn, owner: ActorId, looks: &Looks, now: Moment) -> Result<()> {
    for part in Part::ALL {
        let wanted = match looks.part(*part) {
            Some(Look::There(url)) => Some(url),
            // It was read here, and is there.
            Some(Look::Here(_)) => continue,
            None => None,
        };
        let before: Vec<Row> = of_part(owner, *part).load(conn)?;
        if wanted.map(Url::as_str) == before.first().and_then(|row| row.remote_url.as_deref()) {
            continue;
        }
        let slug = match wanted {
            Some(url) => {
                let mut row = Row::new(owner, On::Account(*part), 0, now);
                row.remote_url = Some(url.to_string());
                let slug = row.slug.clone();
                diesel::insert_into(media::table).values(row).execute(conn)?;
                Some(slug)
            }
            None => None,
        };
        drop_rows(conn, before)?;
        actors::set_look(conn, owner, *part, slug.as_deref())?;
    }
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_part(owner: ActorId, part: Part) -> _ {
    let (owner, part): (i64, &'static str) = (owner.0, part.as_str());
    media::table.filter(media::owner_id.eq(owner)).filter(media::part.eq(part))
}

fn lock(conn: &mut Conn, id: MediumId) -> Result<Option<Row>> {
    let query = media::table.find(id.0);
    Ok(match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite).optional()?,
        Conn::Pg(pg) => query.for_update().first(pg).optional()?,
    })
}

fn drop_rows(conn: &mut Conn, rows: Vec<Row>) -> Result<()> {
    for row in rows {
        if let Some(file) = &row.file {
            loosen(conn, file, LONG_AGO)?;
        }
        diesel::delete(media::table.find(row.id)).execute(conn)?;
    }
    Ok(())
}

/// Erases what hangs on statuses. The key to each file goes at once, the file itself soon after.
///
/// # Errors
/// `Internal` when the database fails.
pub fn drop_of_statuses(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    let rows = media::table.filter(among(media::status_id, ids)).load(conn)?;
    drop_rows(conn, rows)
}

/// Erases what hangs on a listing.
///
/// # Errors
/// `Internal` when the database fails.
pub fn drop_of_listing(conn: &mut Conn, id: ListingId) -> Result<()> {
    let rows = media::table.filter(media::listing_id.eq(id.0)).load(conn)?;
    drop_rows(conn, rows)
}

/// Erases everything that is somebody's: their pictures, and what they sent and did not use.
///
/// # Errors
/// `Internal` when the database fails.
pub fn drop_of_owner(conn: &mut Conn, owner: ActorId) -> Result<()> {
    let rows = media::table.filter(media::owner_id.eq(owner.0)).load(conn)?;
    drop_rows(conn, rows)?;
    for part in Part::ALL {
        actors::set_look(conn, owner, *part, None)?;
    }
    Ok(())
}

/// Adds a medium of ours with its file; answers its row.
///
/// # Errors
/// `Conflict` when writing the file took too long; `Internal` when the database fails.
#[expect(clippy::too_many_arguments, reason = "each is one column")]
pub fn insert(
    conn: &mut Conn,
    seal: &MasterKey,
    owner: ActorId,
    on: On,
    kept: Kept,
    description: &str,
    focus: Option<Focus>,
    now: Moment,
) -> Result<MediumId> {
    tie(conn, &kept.name)?;
    let mut row = Row::new(owner, on, 0, now);
    row.sealed_description = sealed(seal, row.id, description);
    (row.focus_x, row.focus_y) = focus.map(|focus| (focus.x, focus.y)).unzip();
    row.keep(Some((kept, now)));
    let id = MediumId(row.id);
    diesel::insert_into(media::table).values(row).execute(conn)?;
    Ok(id)
}

/// How many media of somebody's hang on nothing yet.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting_of(conn: &mut Conn, owner: ActorId) -> Result<i64> {
    let own = media::table.filter(media::owner_id.eq(owner.0));
    let waiting =
        own.filter(media::status_id.is_null()).filter(media::listing_id.is_null()).filter(media::part.is_null());
    let waiting = waiting.filter(media::id.ne_all(scheduled_media::table.select(scheduled_media::medium_id)));
    Ok(waiting.count().get_result(conn)?)
}

/// Media that hang on nothing since before `before`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting_since(conn: &mut Conn, before: Moment, limit: i64) -> Result<Vec<MediumId>> {
    let rows: Vec<i64> = media::table
        .filter(media::status_id.is_null())
        .filter(media::listing_id.is_null())
        .filter(media::part.is_null())
        .filter(media::created_at.lt(at(before)))
        .filter(media::id.ne_all(scheduled_media::table.select(scheduled_media::medium_id)))
        .order(media::created_at)
        .limit(limit)
        .select(media::id)
        .load(conn)?;
    Ok(rows.into_iter().map(MediumId).collect())
}

/// One medium of somebody's, if it is theirs.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn own(conn: &mut Conn, seal: &MasterKey, owner: ActorId, id: MediumId) -> Result<Option<Medium>> {
    let row: Option<Row> = media::table.find(id.0).filter(media::owner_id.eq(owner.0)).first(conn).optional()?;
    row.map(|row| row.into_domain(seal)).transpose()
}

/// Several media of somebody's, of those that are theirs.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn own_many(conn: &mut Conn, seal: &MasterKey, owner: ActorId, ids: &[MediumId]) -> Result<Vec<Medium>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<Row> = media::table.filter(media::owner_id.eq(owner.0)).filter(media::id.eq_any(ids)).load(conn)?;
    rows.into_iter().map(|row| row.into_domain(seal)).collect()
}

/// The same, held until the end of this transaction.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn lock_own(conn: &mut Conn, seal: &MasterKey, owner: ActorId, id: MediumId) -> Result<Option<Medium>> {
    let row = lock(conn, id)?.filter(|row| row.owner_id == owner.0);
    row.map(|row| row.into_domain(seal)).transpose()
}

/// Everything of somebody's that has a file, with how it is opened, oldest first.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn of_owner(conn: &mut Conn, seal: &MasterKey, owner: ActorId) -> Result<Vec<(Medium, Kept)>> {
    let rows: Vec<Row> = media::table.filter(media::owner_id.eq(owner.0)).order(media::id).load(conn)?;
    let mut all = Vec::new();
    for row in rows {
        if let Some(kept) = row.kept()? {
            all.push((row.into_domain(seal)?, kept));
        }
    }
    Ok(all)
}

/// The name of a medium.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn slug(conn: &mut Conn, id: MediumId) -> Result<String> {
    Ok(media::table.find(id.0).select(media::slug).first(conn)?)
}

/// Writes what is said of a medium; what is `None` stays.
///
/// # Errors
/// `Internal` when the database fails.
pub fn describe(
    conn: &mut Conn,
    seal: &MasterKey,
    id: MediumId,
    description: Option<&str>,
    focus: Option<Focus>,
) -> Result<()> {
    let row = media::table.find(id.0);
    if let Some(description) = description {
        let sealed = sealed(seal, id.0, description);
        diesel::update(row).set(media::sealed_description.eq(sealed)).execute(conn)?;
    }
    if let Some(focus) = focus {
        diesel::update(row).set((media::focus_x.eq(focus.x), media::focus_y.eq(focus.y))).execute(conn)?;
    }
    Ok(())
}

/// What hangs on something, in its order.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ids_on(conn: &mut Conn, on: On) -> Result<Vec<MediumId>> {
    let all = media::table.order(media::place).select(media::id);
    let rows: Vec<i64> = match on {
        On::Status(id) => all.filter(media::status_id.eq(id.0)).load(conn)?,
        On::Listing(id) => all.filter(media::listing_id.eq(id.0)).load(conn)?,
        On::Nothing | On::Account(_) => Vec::new(),
    };
    Ok(rows.into_iter().map(MediumId).collect())
}

/// Hangs a medium on something.
///
/// # Errors
/// `Internal` when the database fails.
pub fn hang(conn: &mut Conn, id: MediumId, on: On, place: i64) -> Result<()> {
    let Some(mut row) = lock(conn, id)? else { return Err(Error::not_found()) };
    row.hang(on);
    row.place = place;
    diesel::update(media::table.find(id.0)).set(row).execute(conn)?;
    Ok(())
}

/// Takes what hangs on something off it: it waits for another post from now on, under names that nobody was told. Answers
/// which, in their order.
///
/// # Errors
/// `Internal` when the database fails.
pub fn take_off(conn: &mut Conn, from: On, now: Moment) -> Result<Vec<MediumId>> {
    let all = ids_on(conn, from)?;
    for id in &all {
        hang(conn, *id, On::Nothing, 0)?;
        diesel::update(media::table.find(id.0)).set(media::slug.eq(ids::slug())).execute(conn)?;
    }
    wait_again(conn, &all, now)?;
    Ok(all)
}

/// What hangs on a listing is somebody else's from now on.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn give(conn: &mut Conn, listing: ListingId, owner: ActorId) -> Result<()> {
    let all = media::table.filter(media::listing_id.eq(listing.0));
    diesel::update(all).set(media::owner_id.eq(owner.0)).execute(conn)?;
    Ok(())
}

/// Gives what hangs on a listing other names: the old ones lead nowhere.
///
/// # Errors
/// `Internal` when the database fails.
pub fn rename_of_listing(conn: &mut Conn, listing: ListingId) -> Result<()> {
    for id in ids_on(conn, On::Listing(listing))? {
        diesel::update(media::table.find(id.0)).set(media::slug.eq(ids::slug())).execute(conn)?;
    }
    Ok(())
}

/// Erases one medium.
///
/// # Errors
/// `Internal` when the database fails.
pub fn drop_one(conn: &mut Conn, id: MediumId) -> Result<()> {
    let rows = media::table.find(id.0).load(conn)?;
    drop_rows(conn, rows)
}

/// Erases a picture of somebody's account.
///
/// # Errors
/// `Internal` when the database fails.
pub fn drop_part(conn: &mut Conn, owner: ActorId, part: Part) -> Result<()> {
    let rows = of_part(owner, part).load(conn)?;
    drop_rows(conn, rows)
}

/// Notes that media wait for their post from now on, as if they had just been sent.
///
/// # Errors
/// `Internal` when the database fails.
pub fn wait_again(conn: &mut Conn, ids: &[MediumId], now: Moment) -> Result<()> {
    let waiting = media::table.filter(media::id.eq_any(ids.iter().map(|id| id.0)));
    diesel::update(waiting).set(media::created_at.eq(at(now))).execute(conn)?;
    Ok(())
}
