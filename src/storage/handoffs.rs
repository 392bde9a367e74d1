//! Handoffs, each with a key of its own: dropping the key erases what it sealed.

use crate::clock::Moment;
use crate::domain::handoff::{Handoff, Sealed, State};
use crate::domain::key::{HandoffId, ListingId, MemberId, ResponseId};
use crate::domain::listing::Way;
use crate::domain::privacy::Guarded;
use crate::domain::quantity::Amount;
use crate::domain::window::Window;
use crate::error::{Error, Result};
use crate::seal::{DataKey, MasterKey};
use crate::storage::columns::{amount, at, from_json, moment, opened, readable, to_json, url, word};
use crate::storage::listings::{Paging, paged};
use crate::storage::schema::{handoff_keys, handoff_reminders, handoffs, mail_addresses};
use crate::storage::{Conn, ROWS, each};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use url::Url;

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = handoffs, treat_none_as_default_value = false, treat_none_as_null = true)]
struct Row {
    id: i64,
    slug: String,
    response_id: i64,
    listing_id: i64,
    agreement: String,
    author_id: Option<i64>,
    responder_id: Option<i64>,
    amount: Option<i64>,
    way: Option<String>,
    window_from: Option<NaiveDateTime>,
    window_until: Option<NaiveDateTime>,
    sealed_details: Option<Vec<u8>>,
    sealed_link: Option<Vec<u8>>,
    link_digest: Option<String>,
    link_expires_at: Option<NaiveDateTime>,
    state: String,
    ended_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    sealed_times: Option<Vec<u8>>,
}

/// When the two meet, and until when the link works, which follows from it. Nothing in the database is looked for by them.
#[derive(Serialize, Deserialize)]
struct Times {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    window: Option<Window>,
    link_expires_at: Moment,
}

const KEY: &str = "handoff-key";
const DETAILS: &str = "details";
const LINK: &str = "link";
const TIMES: &str = "times";

fn sealed_times(key: &DataKey, times: &Times) -> Result<Vec<u8>> {
    Ok(key.seal(TIMES, to_json(times)?.as_bytes()))
}

fn key_of(conn: &mut Conn, seal: &MasterKey, id: HandoffId) -> Result<Option<DataKey>> {
    let wrapped: Option<Vec<u8>> =
        handoff_keys::table.find(id.0).select(handoff_keys::wrapped_key).first(conn).optional()?;
    wrapped.map(|wrapped| seal.unwrap(&format!("{KEY}:{id}"), &wrapped)).transpose()
}

/// The keys of several that have one, wrapped.
fn wrapped_keys(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, Vec<u8>>> {
    let mut keys = HashMap::new();
    for some in ids.chunks(ROWS) {
        let wrapped: Vec<(i64, Vec<u8>)> = handoff_keys::table
            .filter(handoff_keys::handoff_id.eq_any(some))
            .select((handoff_keys::handoff_id, handoff_keys::wrapped_key))
            .load(conn)?;
        keys.extend(wrapped);
    }
    Ok(keys)
}

/// Several for a list, as far as they can be read, whose keys are looked up at once.
fn many(conn: &mut Conn, seal: &MasterKey, rows: Vec<Row>) -> Result<Vec<Handoff>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let keys = wrapped_keys(conn, &ids)?;
    let open = |row: Row| {
        let name = format!("{KEY}:{}", HandoffId(row.id));
        let key = keys.get(&row.id).and_then(|wrapped| readable(seal.unwrap(&name, wrapped)));
        row.opened(key, false)
    };
    rows.into_iter().map(open).collect()
}

impl Row {
    /// What an earlier version kept in clear. Without that either, its key is gone, and the link ended before it.
    fn times_in_clear(&self) -> Result<Times> {
        let window = match (self.window_from, self.window_until) {
            (Some(from), Some(until)) => Some(Window::new(moment(from), moment(until))?),
            _ => None,
        };
        let expired = self.link_expires_at.or(self.ended_at).unwrap_or(self.updated_at);
        Ok(Times { window, link_expires_at: moment(expired) })
    }

    fn into_domain(self, conn: &mut Conn, seal: &MasterKey) -> Result<Handoff> {
        let key = key_of(conn, seal, HandoffId(self.id))?;
        self.opened(key, true)
    }

    /// Opens what can still be opened: without its key, the sealed fields are simply gone; so are, unless it is `strictly`, those
    /// that were damaged.
    fn opened(self, key: Option<DataKey>, strictly: bool) -> Result<Handoff> {
        let id = HandoffId(self.id);
        let (mut details, mut link, mut times) = (None, None, None);
        if let Some(key) = &key {
            if let Some(sealed) = &self.sealed_details {
                let words = key.open_text(DETAILS, sealed);
                details = opened(words.and_then(|words| from_json::<Sealed>(&words)), strictly)?.map(Guarded::new);
            }
            if let Some(sealed) = &self.sealed_link {
                link = opened(key.open_text(LINK, sealed), strictly)?.map(Guarded::new);
            }
            if let Some(sealed) = &self.sealed_times {
                let words = key.open_text(TIMES, sealed);
                times = opened(words.and_then(|words| from_json::<Times>(&words)), strictly)?;
            }
        }
        let Times { window, link_expires_at } = match times {
            Some(times) => times,
            None => self.times_in_clear()?,
        };
        Ok(Handoff {
            id,
            slug: self.slug,
            response: ResponseId(self.response_id),
            listing: ListingId(self.listing_id),
            agreement: url(&self.agreement)?,
            author: self.author_id.map(MemberId),
            responder: self.responder_id.map(MemberId),
            amount: self.amount.map(amount).transpose()?,
            way: self.way.as_deref().map(|text| word(Way::parse, text)).transpose()?,
            window,
            sealed: details,
            link,
            link_expires_at,
            state: word(State::parse, &self.state)?,
            ended_at: self.ended_at.map(moment),
            created_at: moment(self.created_at),
            updated_at: moment(self.updated_at),
        })
    }
}

/// Adds a handoff with a fresh key. `link_digest` is the digest of the one-time link's secret, where
/// this server answers the link.
///
/// # Errors
/// `Conflict` when its agreement is there already; `Internal` when the database fails.
pub fn insert(conn: &mut Conn, seal: &MasterKey, handoff: Handoff, link_digest: Option<String>) -> Result<()> {
    let key = DataKey::random();
    let id = handoff.id;
    let details = handoff.sealed.map(|sealed| to_json(&sealed.into_storage())).transpose()?;
    let times = Times { window: handoff.window, link_expires_at: handoff.link_expires_at };
    let row = Row {
        id: id.0,
        slug: handoff.slug,
        response_id: handoff.response.0,
        listing_id: handoff.listing.0,
        agreement: handoff.agreement.to_string(),
        author_id: handoff.author.map(|member| member.0),
        responder_id: handoff.responder.map(|member| member.0),
        amount: handoff.amount.map(Amount::thousandths),
        way: handoff.way.map(|way| way.as_str().into()),
        window_from: None,
        window_until: None,
        sealed_details: details.map(|details| key.seal(DETAILS, details.as_bytes())),
        sealed_link: handoff.link.map(|link| key.seal(LINK, link.into_storage().as_bytes())),
        link_digest,
        link_expires_at: None,
        state: handoff.state.as_str().into(),
        ended_at: handoff.ended_at.map(at),
        created_at: at(handoff.created_at),
        updated_at: at(handoff.updated_at),
        sealed_times: Some(sealed_times(&key, &times)?),
    };
    diesel::insert_into(handoffs::table).values(row).execute(conn)?;
    diesel::insert_into(handoff_keys::table)
        .values((
            handoff_keys::handoff_id.eq(id.0),
            handoff_keys::wrapped_key.eq(seal.wrap(&format!("{KEY}:{id}"), &key)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A handoff, held until the end of this transaction.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn lock(conn: &mut Conn, seal: &MasterKey, id: HandoffId) -> Result<Handoff> {
    let query = handoffs::table.find(id.0);
    let row: Row = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite)?,
        Conn::Pg(pg) => query.for_update().first(pg)?,
    };
    row.into_domain(conn, seal)
}

/// A handoff.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn get(conn: &mut Conn, seal: &MasterKey, id: HandoffId) -> Result<Handoff> {
    handoffs::table.find(id.0).first::<Row>(conn)?.into_domain(conn, seal)
}

/// The handoff of an agreement.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_agreement(conn: &mut Conn, seal: &MasterKey, agreement: &Url) -> Result<Option<Handoff>> {
    let row: Option<Row> = handoffs::table.filter(handoffs::agreement.eq(agreement.as_str())).first(conn).optional()?;
    row.map(|row| row.into_domain(conn, seal)).transpose()
}

/// The handoff that a one-time link belongs to, by the digest of its secret.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_link(conn: &mut Conn, seal: &MasterKey, digest: &str) -> Result<Option<Handoff>> {
    let row: Option<Row> = handoffs::table.filter(handoffs::link_digest.eq(digest)).first(conn).optional()?;
    row.map(|row| row.into_domain(conn, seal)).transpose()
}

/// The handoff of a response that is not over, if there is one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn open_of_response(conn: &mut Conn, seal: &MasterKey, response: ResponseId) -> Result<Option<Handoff>> {
    let over = [State::HandedOver, State::DidNotHappen].map(State::as_str);
    let row: Option<Row> = handoffs::table
        .filter(handoffs::response_id.eq(response.0))
        .filter(handoffs::state.ne_all(over))
        .order(handoffs::id.desc())
        .first(conn)
        .optional()?;
    row.map(|row| row.into_domain(conn, seal)).transpose()
}

/// The newest handoff of a response, over or not, if there is one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn last_of_response(conn: &mut Conn, seal: &MasterKey, response: ResponseId) -> Result<Option<Handoff>> {
    let row: Option<Row> = handoffs::table
        .filter(handoffs::response_id.eq(response.0))
        .order(handoffs::id.desc())
        .first(conn)
        .optional()?;
    row.map(|row| row.into_domain(conn, seal)).transpose()
}

/// The handoffs of a member, on either side, that are not over, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn under_way_of(conn: &mut Conn, seal: &MasterKey, member: MemberId, paging: Paging) -> Result<Vec<Handoff>> {
    let over = [State::HandedOver, State::DidNotHappen].map(State::as_str);
    let rows: Vec<Row> = handoffs::table
        .filter(handoffs::author_id.eq(member.0).or(handoffs::responder_id.eq(member.0)))
        .filter(handoffs::state.ne_all(over))
        .filter(handoffs::id.lt(paging.max_id.unwrap_or(i64::MAX)))
        .order(handoffs::id.desc())
        .limit(paging.limit.clamp(1, 80))
        .load(conn)?;
    many(conn, seal, rows)
}

/// Whether a handoff of a listing is not over: somebody counts on it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn any_open(conn: &mut Conn, listing: ListingId) -> Result<bool> {
    let over = [State::HandedOver, State::DidNotHappen].map(State::as_str);
    let open = handoffs::table.filter(handoffs::listing_id.eq(listing.0)).filter(handoffs::state.ne_all(over));
    Ok(diesel::select(diesel::dsl::exists(open)).get_result(conn)?)
}

/// The handoffs of a member, on either side, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_member(conn: &mut Conn, seal: &MasterKey, member: MemberId, paging: Paging) -> Result<Vec<Handoff>> {
    let select =
        handoffs::table.filter(handoffs::author_id.eq(member.0).or(handoffs::responder_id.eq(member.0))).into_boxed();
    let rows: Vec<Row> = paged!(select, handoffs::id, paging).limit(paging.limit.clamp(1, 80)).load(conn)?;
    many(conn, seal, paging.newest_first(rows))
}

/// A handoff of which its sides are to be reminded.
#[derive(Clone, Copy, Debug)]
pub struct Soon {
    /// Its row.
    pub id: HandoffId,
    /// What was said yes to.
    pub response: ResponseId,
    /// The author of the listing, if they are a member here.
    pub author: Option<MemberId>,
    /// Who answered it, if they are a member here.
    pub responder: Option<MemberId>,
    /// When it begins.
    pub begins: Moment,
}

/// Of which handoffs their sides are to be reminded: those that begin in between, whose plan was not changed since `settled`,
/// and of which nobody was reminded yet, at this time of theirs.
///
/// When they begin is sealed, so each that is not over is opened: as many as neighbors who get mail have agreed on, which is no
/// table of thousands. Nothing else of them is, and their keys are read together.
///
/// # Errors
/// `Internal` when the database fails.
pub fn to_remind(
    conn: &mut Conn,
    seal: &MasterKey,
    (from, until): (Moment, Moment),
    settled: Moment,
    limit: usize,
) -> Result<Vec<Soon>> {
    type Columns = (i64, i64, Option<i64>, Option<i64>, Option<Vec<u8>>);
    let by_mail: Vec<i64> = mail_addresses::table.select(mail_addresses::member_id).load(conn)?;
    if by_mail.is_empty() {
        return Ok(Vec::new());
    }
    let by_mail: HashSet<i64> = by_mail.into_iter().collect();
    // Whose they are is looked at here: asked for them by member, SQLite would read all that members remember.
    let mut rows: Vec<Columns> = handoffs::table
        .filter(handoffs::ended_at.is_null())
        .filter(handoffs::updated_at.le(at(settled)))
        .filter(handoffs::sealed_times.is_not_null())
        .order(handoffs::id)
        .select((
            handoffs::id,
            handoffs::response_id,
            handoffs::author_id,
            handoffs::responder_id,
            handoffs::sealed_times,
        ))
        .load(conn)?;
    rows.retain(|(_, _, author, responder, _)| {
        [author, responder].into_iter().flatten().any(|side| by_mail.contains(side))
    });
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let keys = wrapped_keys(conn, &ids)?;
    let reminded: Vec<(i64, String)> =
        handoff_reminders::table.select((handoff_reminders::handoff_id, handoff_reminders::time_digest)).load(conn)?;
    let reminded: HashSet<(i64, String)> = reminded.into_iter().collect();
    let mut due = Vec::new();
    for (id, response, author, responder, times) in rows {
        let (Some(wrapped), Some(times)) = (keys.get(&id), times) else { continue };
        let handoff = HandoffId(id);
        let times = seal.unwrap(&format!("{KEY}:{handoff}"), wrapped).and_then(|key| key.open_text(TIMES, &times));
        let Some(times) = readable(times.and_then(|times| from_json::<Times>(&times))) else { continue };
        let Some(begins) = times.window.map(Window::from) else { continue };
        let is_due = begins > from && begins <= until;
        if is_due && !reminded.contains(&(id, time_digest(seal, handoff, begins)?)) {
            let (author, responder) = (author.map(MemberId), responder.map(MemberId));
            due.push(Soon { id: handoff, response: ResponseId(response), author, responder, begins });
            if due.len() == limit {
                break;
            }
        }
    }
    Ok(due)
}

/// Stands for the time of a handoff where it is noted that its sides were reminded.
fn time_digest(seal: &MasterKey, id: HandoffId, begins: Moment) -> Result<String> {
    seal.digest("handoff-reminder", &format!("{id} {}", begins.timestamp()))
}

/// Notes that the sides of a handoff are reminded of it, at this time of its. False when another process did.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_reminder(conn: &mut Conn, seal: &MasterKey, id: HandoffId, begins: Moment, now: Moment) -> Result<bool> {
    let row = (
        handoff_reminders::handoff_id.eq(id.0),
        handoff_reminders::time_digest.eq(time_digest(seal, id, begins)?),
        handoff_reminders::reminded_at.eq(at(now)),
    );
    let added =
        each!(conn, |c| diesel::insert_into(handoff_reminders::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Forgets of whom somebody was reminded before. Answers of how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_reminders(conn: &mut Conn, before: Moment) -> Result<usize> {
    let old = handoff_reminders::table.filter(handoff_reminders::reminded_at.le(at(before)));
    Ok(diesel::delete(old).execute(conn)?)
}

/// Changes when, how and where, for a handoff that the caller holds.
///
/// # Errors
/// `Internal` when the database fails, or when its key is gone.
pub fn set_plan(
    conn: &mut Conn,
    seal: &MasterKey,
    handoff: &Handoff,
    sealed: Option<Sealed>,
    now: Moment,
) -> Result<()> {
    let row = handoffs::table.find(handoff.id.0);
    let key = key_of(conn, seal, handoff.id)?.ok_or_else(|| Error::internal("a running handoff has no key"))?;
    let times = Times { window: handoff.window, link_expires_at: handoff.link_expires_at };
    diesel::update(row)
        .set((
            handoffs::way.eq(handoff.way.map(Way::as_str)),
            handoffs::sealed_times.eq(sealed_times(&key, &times)?),
            handoffs::window_from.eq(None::<NaiveDateTime>),
            handoffs::window_until.eq(None::<NaiveDateTime>),
            handoffs::link_expires_at.eq(None::<NaiveDateTime>),
            handoffs::updated_at.eq(at(now)),
        ))
        .execute(conn)?;
    if let Some(sealed) = sealed {
        let sealed = key.seal(DETAILS, to_json(&sealed)?.as_bytes());
        diesel::update(row).set(handoffs::sealed_details.eq(sealed)).execute(conn)?;
    }
    Ok(())
}

/// Writes how far a handoff has come; when it is over, its key is dropped at `erase_at`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_state(conn: &mut Conn, id: HandoffId, state: State, now: Moment, erase_at: Moment) -> Result<()> {
    let row = handoffs::table.find(id.0);
    diesel::update(row).set((handoffs::state.eq(state.as_str()), handoffs::updated_at.eq(at(now)))).execute(conn)?;
    if state.is_over() {
        diesel::update(row).set(handoffs::ended_at.eq(at(now))).execute(conn)?;
        diesel::update(handoff_keys::table.find(id.0)).set(handoff_keys::erase_at.eq(at(erase_at))).execute(conn)?;
    }
    Ok(())
}

/// Notes that what was said to be handed over was not. When it ended, and when its key is dropped, stays: it is over all the
/// same, and what follows has a key of its own.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_not_handed_over(conn: &mut Conn, id: HandoffId, now: Moment) -> Result<()> {
    diesel::update(handoffs::table.find(id.0))
        .set((handoffs::state.eq(State::DidNotHappen.as_str()), handoffs::updated_at.eq(at(now))))
        .execute(conn)?;
    Ok(())
}

/// Seals when people meet, where that stands in clear from before it was sealed; where its key is gone, it goes. Answers how
/// many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn seal_times(conn: &mut Conn, seal: &MasterKey, limit: i64) -> Result<usize> {
    let open: Vec<Row> =
        handoffs::table.filter(handoffs::link_expires_at.is_not_null()).order(handoffs::id).limit(limit).load(conn)?;
    for row in &open {
        let sealed = match key_of(conn, seal, HandoffId(row.id))? {
            Some(key) => Some(sealed_times(&key, &row.times_in_clear()?)?),
            None => None,
        };
        // What another process planned or erased in the meantime stands.
        diesel::update(handoffs::table.find(row.id).filter(handoffs::link_expires_at.is_not_null()))
            .set((
                handoffs::sealed_times.eq(sealed),
                handoffs::window_from.eq(None::<NaiveDateTime>),
                handoffs::window_until.eq(None::<NaiveDateTime>),
                handoffs::link_expires_at.eq(None::<NaiveDateTime>),
            ))
            .execute(conn)?;
    }
    Ok(open.len())
}

/// Drops the keys whose time has come, and the ciphertext with them. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase_due(conn: &mut Conn, now: Moment) -> Result<usize> {
    let due: Vec<i64> =
        handoff_keys::table.filter(handoff_keys::erase_at.le(at(now))).select(handoff_keys::handoff_id).load(conn)?;
    drop_keys(conn, &due)?;
    Ok(due.len())
}

/// Erases handoffs that ended before `before`, whole: who, how much, when. What was handed over stays counted in the
/// listing. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_over(conn: &mut Conn, before: Moment, limit: i64) -> Result<usize> {
    let over: Vec<i64> = handoffs::table
        .filter(handoffs::ended_at.is_not_null())
        .filter(handoffs::ended_at.le(at(before)))
        .order(handoffs::ended_at)
        .limit(limit)
        .select(handoffs::id)
        .load(conn)?;
    diesel::delete(handoff_keys::table.filter(handoff_keys::handoff_id.eq_any(&over))).execute(conn)?;
    Ok(diesel::delete(handoffs::table.filter(handoffs::id.eq_any(&over))).execute(conn)?)
}

/// Drops the keys of every handoff that `member` had a part in, and that it was they: all of them are over,
/// or end now.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_member(conn: &mut Conn, member: MemberId, now: Moment) -> Result<()> {
    let of_member = handoffs::author_id.eq(member.0).or(handoffs::responder_id.eq(member.0));
    let ids: Vec<i64> = handoffs::table.filter(of_member).select(handoffs::id).load(conn)?;
    end_and_drop(conn, &ids, now)?;
    diesel::update(handoffs::table.filter(handoffs::author_id.eq(member.0)))
        .set(handoffs::author_id.eq(None::<i64>))
        .execute(conn)?;
    diesel::update(handoffs::table.filter(handoffs::responder_id.eq(member.0)))
        .set(handoffs::responder_id.eq(None::<i64>))
        .execute(conn)?;
    Ok(())
}

/// The same for the handoffs of these listings and of these responses: of their sides, who was here is forgotten.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_where(conn: &mut Conn, of: &[ListingId], from: &[ResponseId], now: Moment) -> Result<()> {
    let of: Vec<i64> = of.iter().map(|id| id.0).collect();
    let from: Vec<i64> = from.iter().map(|id| id.0).collect();
    let posted: Vec<i64> = handoffs::table.filter(handoffs::listing_id.eq_any(of)).select(handoffs::id).load(conn)?;
    let answered: Vec<i64> =
        handoffs::table.filter(handoffs::response_id.eq_any(from)).select(handoffs::id).load(conn)?;
    end_and_drop(conn, &posted, now)?;
    end_and_drop(conn, &answered, now)?;
    diesel::update(handoffs::table.filter(handoffs::id.eq_any(posted)))
        .set(handoffs::author_id.eq(None::<i64>))
        .execute(conn)?;
    diesel::update(handoffs::table.filter(handoffs::id.eq_any(answered)))
        .set(handoffs::responder_id.eq(None::<i64>))
        .execute(conn)?;
    Ok(())
}

fn end_and_drop(conn: &mut Conn, ids: &[i64], now: Moment) -> Result<()> {
    drop_keys(conn, ids)?;
    let over = [State::HandedOver, State::DidNotHappen].map(State::as_str);
    diesel::update(handoffs::table.filter(handoffs::id.eq_any(ids)).filter(handoffs::state.ne_all(over)))
        .set((
            handoffs::state.eq(State::DidNotHappen.as_str()),
            handoffs::ended_at.eq(at(now)),
            handoffs::updated_at.eq(at(now)),
        ))
        .execute(conn)?;
    Ok(())
}

fn drop_keys(conn: &mut Conn, due: &[i64]) -> Result<()> {
    diesel::delete(handoff_keys::table.filter(handoff_keys::handoff_id.eq_any(due))).execute(conn)?;
    diesel::update(handoffs::table.filter(handoffs::id.eq_any(due)))
        .set((
            handoffs::sealed_details.eq(None::<Vec<u8>>),
            handoffs::sealed_link.eq(None::<Vec<u8>>),
            handoffs::link_digest.eq(None::<String>),
            handoffs::sealed_times.eq(None::<Vec<u8>>),
            handoffs::window_from.eq(None::<NaiveDateTime>),
            handoffs::window_until.eq(None::<NaiveDateTime>),
            handoffs::link_expires_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}
