//! Listings: the rows. What is promised of them is counted in [`super::amounts`], and the board is [`super::board`].

mod elsewhere;

pub use elsewhere::{insert_new, known_among, newest_from_elsewhere};

use crate::clock::Moment;
use crate::domain::area::Point;
use crate::domain::hints::Hints;
use crate::domain::key::{ActorId, ListingId, MemberId, ProxyId};
use crate::domain::listing::{Kind, PassAlong, State, Urgency};
use crate::domain::privacy::{Guarded, Matched};
use crate::domain::quantity::{Measure, Quantity, Unit};
use crate::domain::{Amount, Audience, Listing};
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::actors::area;
use crate::storage::columns::{Stamp, amount, at, from_json, moment, to_json, url, word};
use crate::storage::lookup::among;
use crate::storage::schema::listings;
use crate::storage::{Conn, listing_entries, media, prepared, search, translations};
use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use url::Url;

pub use super::amounts::{commit, deliver, release, undeliver};
pub use super::board::{BoardQuery, board};
pub use super::reach::{forget_speakers, move_reach, note_reach, reach, reach_of_speaker};

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = listings, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    id: i64,
    slug: String,
    ap_id: String,
    origin_id: i64,
    local: bool,
    author_id: Option<i64>,
    speaker_id: i64,
    hidden_author: bool,
    kind: String,
    category: String,
    title: String,
    language: String,
    details: String,
    amount: Option<i64>,
    measure: Option<String>,
    unit_label: Option<String>,
    smallest_split: Option<i64>,
    committed: i64,
    delivered: i64,
    takes_more: bool,
    audience: String,
    urgency: Option<String>,
    place_name: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    radius_m: Option<i64>,
    cell: Option<i64>,
    wide_cell: Option<i64>,
    pass_along: String,
    state: String,
    on_board: bool,
    revision: i64,
    #[diesel(deserialize_as = Stamp)]
    expires_at: NaiveDateTime,
    published_at: Option<NaiveDateTime>,
    #[diesel(deserialize_as = Stamp)]
    created_at: NaiveDateTime,
    #[diesel(deserialize_as = Stamp)]
    updated_at: NaiveDateTime,
    proxy_id: Option<i64>,
    with_help: bool,
    held_under: Option<String>,
    hints: i64,
}

/// Every column but the sealed place, which is opened only where it is asked for.
macro_rules! columns {
    () => {
        (
            listings::id,
            listings::slug,
            listings::ap_id,
            listings::origin_id,
            listings::local,
            listings::author_id,
            listings::speaker_id,
            listings::hidden_author,
            listings::kind,
            listings::category,
            listings::title,
            listings::language,
            listings::details,
            listings::amount,
            listings::measure,
            listings::unit_label,
            listings::smallest_split,
            listings::committed,
            listings::delivered,
            listings::takes_more,
            listings::audience,
            listings::urgency,
            listings::place_name,
            listings::latitude,
            listings::longitude,
            listings::radius_m,
            listings::cell,
            listings::wide_cell,
            listings::pass_along,
            listings::state,
            listings::on_board,
            listings::revision,
            listings::expires_at,
            listings::published_at,
            listings::created_at,
            listings::updated_at,
            listings::proxy_id,
            listings::with_help,
            listings::held_under,
            listings::hints,
        )
    };
}

fn place_context(id: ListingId) -> String {
    format!("listing:{id}:place")
}

impl Row {
    fn into_domain(self) -> Result<Listing> {
        let quantity = match (self.amount, self.measure, self.unit_label) {
            (Some(whole), Some(measure), Some(label)) => Some(Quantity {
                amount: amount(whole)?,
                unit: Unit { measure: word(Measure::parse, &measure)?, label },
                smallest_split: self.smallest_split.map(amount).transpose()?,
                committed: amount(self.committed)?,
                delivered: amount(self.delivered)?,
            }),
            _ => None,
        };
        Ok(Listing {
            id: ListingId(self.id),
            slug: self.slug,
            ap_id: url(&self.ap_id)?,
            origin: ActorId(self.origin_id),
            local: self.local,
            author: self.author_id.map(MemberId),
            speaker: ActorId(self.speaker_id),
            hidden_author: self.hidden_author,
            kind: word(Kind::parse, &self.kind)?,
            category: self.category,
            title: self.title,
            language: self.language,
            details: from_json(&self.details)?,
            quantity,
            takes_more: self.takes_more,
            audience: word(|text| Audience::ALL.into_iter().find(|a| a.as_str() == text), &self.audience)?,
            urgency: self.urgency.as_deref().map(|text| word(Urgency::parse, text)).transpose()?,
            place_name: self.place_name,
            area: area(self.latitude, self.longitude, self.radius_m)?,
            pass_along: word(PassAlong::kept, &self.pass_along)?,
            state: word(State::parse, &self.state)?,
            revision: self.revision,
            expires_at: moment(self.expires_at),
            published_at: self.published_at.map(moment),
            created_at: moment(self.created_at),
            updated_at: moment(self.updated_at),
            proxy: self.proxy_id.map(ProxyId),
            with_help: self.with_help,
            held_under: self.held_under,
            pictures: Vec::new(),
        })
    }

    fn from_domain(listing: &Listing) -> Result<Self> {
        let quantity = listing.quantity.as_ref();
        let middle = listing.area.map(|area| area.middle);
        Ok(Self {
            id: listing.id.0,
            slug: listing.slug.clone(),
            ap_id: listing.ap_id.to_string(),
            origin_id: listing.origin.0,
            local: listing.local,
            author_id: listing.author.map(|author| author.0),
            speaker_id: listing.speaker.0,
            hidden_author: listing.hidden_author,
            kind: listing.kind.as_str().into(),
            category: listing.category.clone(),
            title: listing.title.clone(),
            language: listing.language.clone(),
            details: to_json(&listing.details)?,
            amount: quantity.map(|quantity| quantity.amount.thousandths()),
            measure: quantity.map(|quantity| quantity.unit.measure.as_str().into()),
            unit_label: quantity.map(|quantity| quantity.unit.label.clone()),
            smallest_split: quantity.and_then(|quantity| quantity.smallest_split).map(Amount::thousandths),
            committed: quantity.map_or(0, |quantity| quantity.committed.thousandths()),
            delivered: quantity.map_or(0, |quantity| quantity.delivered.thousandths()),
            takes_more: listing.takes_more,
            audience: listing.audience.as_str().into(),
            urgency: listing.urgency.map(|urgency| urgency.as_str().into()),
            place_name: listing.place_name.clone(),
            latitude: middle.map(Point::latitude),
            longitude: middle.map(Point::longitude),
            radius_m: listing.area.map(|area| i64::from(area.radius_m)),
            cell: middle.map(Point::cell),
            wide_cell: middle.map(Point::wide_cell),
            pass_along: listing.pass_along.as_str().into(),
            state: listing.state.as_str().into(),
            on_board: listing.state.takes_responses(),
            revision: listing.revision,
            expires_at: at(listing.expires_at),
            published_at: listing.published_at.map(at),
            created_at: at(listing.created_at),
            updated_at: at(listing.updated_at),
            proxy_id: listing.proxy.map(|proxy| proxy.0),
            with_help: listing.with_help,
            held_under: listing.held_under.clone(),
            hints: Hints::of(&listing.details).number(),
        })
    }
}

/// Adds a listing.
///
/// # Errors
/// `Conflict` when its id is taken; `Internal` when the database fails.
pub fn insert(conn: &mut Conn, listing: &Listing) -> Result<()> {
    diesel::insert_into(listings::table).values(Row::from_domain(listing)?).execute(conn)?;
    listing_entries::sync(conn, listing)?;
    search::put_listing(conn, listing)
}

/// Rewrites a listing as the caller read it with [`lock`]: the row is held since then, so that no promise
/// made in between is lost.
///
/// # Errors
/// `Internal` when the database fails.
pub fn update(conn: &mut Conn, listing: &Listing) -> Result<()> {
    let row = Row::from_domain(listing)?;
    prepared::update(listings::table, listings::id.eq(listing.id.0), row).execute(conn)?;
    listing_entries::sync(conn, listing)?;
    search::put_listing(conn, listing)
}

/// A listing, held until the end of this transaction: two changes of one listing follow each other.
/// (SQLite has one writer, so every row is held.)
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn lock(conn: &mut Conn, id: ListingId) -> Result<Listing> {
    let query = listings::table.find(id.0).select(columns!());
    let row: Row = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite)?,
        Conn::Pg(pg) => query.for_update().first(pg)?,
    };
    row.into_domain()
}

/// A listing.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn get(conn: &mut Conn, id: ListingId) -> Result<Listing> {
    listings::table.find(id.0).select(columns!()).first::<Row>(conn)?.into_domain()
}

/// Several listings, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn get_many(conn: &mut Conn, ids: &[ListingId]) -> Result<Vec<Listing>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<Row> =
        listings::table.filter(among(listings::id, &ids)).order(listings::id.desc()).select(columns!()).load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// A listing by the random part of its address.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Listing>> {
    let row: Option<Row> = listings::table.filter(listings::slug.eq(slug)).select(columns!()).first(conn).optional()?;
    row.map(Row::into_domain).transpose()
}

/// A listing by its ActivityPub id.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_ap_id(conn: &mut Conn, ap_id: &Url) -> Result<Option<Listing>> {
    let row: Option<Row> =
        listings::table.filter(listings::ap_id.eq(ap_id.as_str())).select(columns!()).first(conn).optional()?;
    row.map(Row::into_domain).transpose()
}

/// Keeps the exact place, sealed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_exact_place(
    conn: &mut Conn,
    seal: &MasterKey,
    id: ListingId,
    place: Option<Guarded<Matched, String>>,
) -> Result<()> {
    let sealed = place.map(|place| seal.seal(&place_context(id), place.into_storage().as_bytes()));
    diesel::update(listings::table.find(id.0)).set(listings::sealed_place.eq(sealed)).execute(conn)?;
    Ok(())
}

/// The exact place, if there is one.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn exact_place(conn: &mut Conn, seal: &MasterKey, id: ListingId) -> Result<Option<Guarded<Matched, String>>> {
    let sealed: Option<Vec<u8>> = listings::table.find(id.0).select(listings::sealed_place).first(conn)?;
    let open = |sealed: Vec<u8>| -> Result<_> { Ok(Guarded::new(seal.open_text(&place_context(id), &sealed)?)) };
    sealed.map(open).transpose()
}

/// Open local listings whose time has passed.
///
/// # Errors
/// `Internal` when the database fails.
pub fn overdue(conn: &mut Conn, now: Moment, limit: i64) -> Result<Vec<ListingId>> {
    let ids: Vec<i64> = listings::table
        // As in the index listings_expiry, to the letter: it is used for nothing else.
        .filter(sql::<Bool>("state IN ('open', 'partly-met', 'paused')"))
        .filter(listings::expires_at.le(at(now)))
        .order((listings::expires_at, listings::id))
        .limit(limit)
        .select(listings::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
}

/// Local listings that ended before `before` and whose words are still there.
///
/// # Errors
/// `Internal` when the database fails.
pub fn to_erase(conn: &mut Conn, before: Moment, limit: i64) -> Result<Vec<ListingId>> {
    let over = [State::Withdrawn, State::Expired, State::Met].map(State::as_str);
    let ids: Vec<i64> = listings::table
        .filter(listings::state.eq_any(over))
        .filter(listings::updated_at.le(at(before)))
        .order(listings::id)
        .limit(limit)
        .select(listings::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
}

/// Another network's listings that are not over.
///
/// # Errors
/// `Internal` when the database fails.
pub fn shown_of(conn: &mut Conn, origin: ActorId) -> Result<Vec<ListingId>> {
    let shown = [State::Open, State::PartlyMet, State::Paused, State::Met].map(State::as_str);
    let ids: Vec<i64> = listings::table
        .filter(listings::origin_id.eq(origin.0))
        .filter(listings::local.eq(false))
        .filter(listings::state.eq_any(shown))
        .select(listings::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
}

/// The public listings of these kinds that `speaker` is saying at the moment, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn public_open(conn: &mut Conn, speaker: ActorId, kinds: &[Kind], limit: i64) -> Result<Vec<Listing>> {
    let rows: Vec<Row> = listings::table
        .filter(listings::on_board)
        .filter(listings::held_under.is_null())
        .filter(listings::kind.eq_any(kinds.iter().map(|kind| kind.as_str())))
        .filter(listings::speaker_id.eq(speaker.0))
        .filter(listings::audience.eq(Audience::Public.as_str()))
        .order(listings::id.desc())
        .limit(limit)
        .select(columns!())
        .load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// What a member has on the board under their name of these kinds, newest first, as far as `asker` may read it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn open_by(conn: &mut Conn, author: MemberId, asker: MemberId, kinds: &[Kind], limit: i64) -> Result<Vec<Listing>> {
    let rows: Vec<Row> = listings::table
        .filter(listings::on_board)
        .filter(listings::held_under.is_null().or(listings::author_id.eq(asker.0)))
        .filter(listings::kind.eq_any(kinds.iter().map(|kind| kind.as_str())))
        .filter(listings::author_id.eq(author.0))
        .filter(listings::hidden_author.eq(false))
        .order(listings::id.desc())
        .limit(limit)
        .select(columns!())
        .load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// What `origin`, a network of ours, tells its followers of and is not over, newest first: what is public, and, with
/// `for_peers`, what is for mutual peers.
///
/// # Errors
/// `Internal` when the database fails.
pub fn told_open(conn: &mut Conn, origin: ActorId, for_peers: bool, paging: Paging) -> Result<Vec<Listing>> {
    let audiences: &[Audience] = if for_peers { &[Audience::Public, Audience::Peers] } else { &[Audience::Public] };
    let mut select = listings::table
        .filter(listings::local)
        .filter(listings::origin_id.eq(origin.0))
        // As in the index listings_expiry, to the letter.
        .filter(sql::<Bool>("state IN ('open', 'partly-met', 'paused')"))
        .filter(listings::published_at.is_not_null())
        .filter(listings::held_under.is_null())
        .filter(listings::audience.eq_any(audiences.iter().map(|audience| audience.as_str())))
        .order(listings::id.desc())
        .select(columns!())
        .into_boxed();
    if let Some(max_id) = paging.max_id {
        select = select.filter(listings::id.lt(max_id));
    }
    let rows: Vec<Row> = select.limit(paging.limit.clamp(1, 80)).load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// How many needs and how many offers of the network `origin` are open for everyone at a moment.
///
/// # Errors
/// `Internal` when the database fails.
pub fn public_counts(conn: &mut Conn, origin: ActorId, now: Moment) -> Result<(i64, i64)> {
    let mut count = |kind: Kind| {
        listings::table
            .filter(listings::on_board)
            .filter(listings::origin_id.eq(origin.0))
            .filter(listings::audience.eq(Audience::Public.as_str()))
            .filter(listings::expires_at.gt(at(now)))
            .filter(listings::kind.eq(kind.as_str()))
            .count()
            .get_result(conn)
    };
    Ok((count(Kind::Need)?, count(Kind::Offer)?))
}

/// Where in a list to go on (Mastodon's `max_id` and `min_id`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paging {
    /// Only older than this id.
    pub max_id: Option<i64>,
    /// Only newer than this id, from the oldest on.
    pub min_id: Option<i64>,
    /// Only newer than this id, from the newest on. Read by the lists of the Mastodon API.
    pub since_id: Option<i64>,
    /// At most so many: 1 to 80.
    pub limit: i64,
}

impl Paging {
    /// With min_id: the page right above it, not the newest page of all that follows (as in the Mastodon API).
    /// Such a page is read upward and turned around, since every page is told newest first.
    pub fn is_upward(self) -> bool {
        self.min_id.is_some()
    }

    /// Only what is newer than this, whichever way it is said.
    pub fn floor(self) -> Option<i64> {
        self.min_id.into_iter().chain(self.since_id).max()
    }

    /// A page as it was read, newest first.
    pub fn newest_first<T>(self, mut page: Vec<T>) -> Vec<T> {
        if self.is_upward() {
            page.reverse();
        }
        page
    }
}

/// The page of a boxed query that a [`Paging`] asks for, by its column of ids, in the order in which it is read. Its caller
/// says how many rows that are, and turns them around ([`Paging::newest_first`]).
macro_rules! paged {
    ($select:expr, $id:expr, $paging:expr) => {{
        let mut select = $select;
        if let Some(max) = $paging.max_id {
            select = select.filter($id.lt(max));
        }
        if let Some(min) = $paging.floor() {
            select = select.filter($id.gt(min));
        }
        if $paging.is_upward() { select.order($id.asc()) } else { select.order($id.desc()) }
    }};
}
pub(super) use paged;

/// What a member wrote, newest first, drafts and ended ones too.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_author(conn: &mut Conn, author: MemberId, paging: Paging) -> Result<Vec<Listing>> {
    let select = listings::table.filter(listings::author_id.eq(author.0)).select(columns!()).into_boxed();
    let rows: Vec<Row> = paged!(select, listings::id, paging).limit(paging.limit.clamp(1, 80)).load(conn)?;
    paging.newest_first(rows).into_iter().map(Row::into_domain).collect()
}

/// The ids of everything that a member wrote and that was not erased.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ids_of_author(conn: &mut Conn, author: MemberId) -> Result<Vec<ListingId>> {
    let ids: Vec<i64> =
        listings::table.filter(listings::author_id.eq(author.0)).order(listings::id).select(listings::id).load(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
}

/// Erases what a listing said. What stays: that there was one, when, and how its numbers ended.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase(conn: &mut Conn, id: ListingId, now: Moment) -> Result<()> {
    media::drop_of_listing(conn, id)?;
    translations::forget_all(conn, id)?;
    diesel::update(listings::table.find(id.0))
        .set((
            listings::title.eq(""),
            listings::details.eq("{}"),
            listings::hints.eq(Hints::NONE.number()),
            listings::place_name.eq(None::<String>),
            listings::latitude.eq(None::<f64>),
            listings::longitude.eq(None::<f64>),
            listings::radius_m.eq(None::<i64>),
            listings::cell.eq(None::<i64>),
            listings::wide_cell.eq(None::<i64>),
            listings::sealed_place.eq(None::<Vec<u8>>),
            listings::author_id.eq(None::<i64>),
            listings::proxy_id.eq(None::<i64>),
            listings::state.eq(State::Erased.as_str()),
            listings::on_board.eq(false),
            listings::updated_at.eq(at(now)),
        ))
        .execute(conn)?;
    // The name of a unit is the author's word too; without one there is no quantity, so it is emptied, not taken out.
    diesel::update(listings::table.find(id.0).filter(listings::unit_label.is_not_null()))
        .set(listings::unit_label.eq(""))
        .execute(conn)?;
    listing_entries::forget(conn, id)?;
    search::forget(conn, &[id.0])?;
    Ok(())
}
