//! What neighbors without an account ask, each with a key of its own in its row: to remove the row is to erase.

use crate::clock::Moment;
use crate::domain::guest::{Asked, GuestNeed, GuestWord};
use crate::domain::key::{GuestNeedId, MemberId, ProxyId};
use crate::domain::mail::Address;
use crate::domain::privacy::Guarded;
use crate::error::{Kind, Result};
use crate::ids;
use crate::seal::{DataKey, MasterKey};
use crate::storage::Conn;
use crate::storage::columns::{at, from_json, moment, readable, to_json};
use crate::storage::schema::{guest_needs, guest_words, mails};
use chrono::NaiveDateTime;
use diesel::prelude::*;

#[derive(Queryable, Insertable)]
#[diesel(table_name = guest_needs, treat_none_as_default_value = false)]
struct Row {
    id: i64,
    link_digest: String,
    sealed: Vec<u8>,
    wrapped_key: Vec<u8>,
    taken_by: Option<i64>,
    proxy_id: Option<i64>,
    created_at: NaiveDateTime,
    erase_at: NaiveDateTime,
    is_done: bool,
}

fn key_context(id: i64) -> String {
    format!("guest:{id}:key")
}

fn asked_context(id: i64) -> String {
    format!("guest:{id}:asked")
}

fn words_context(id: i64) -> String {
    format!("guest:words:{id}")
}

impl Row {
    fn into_domain(self, seal: &MasterKey) -> Result<GuestNeed> {
        let key = seal.unwrap(&key_context(self.id), &self.wrapped_key)?;
        let asked: Asked = from_json(&key.open_text(&asked_context(self.id), &self.sealed)?)?;
        Ok(GuestNeed {
            id: GuestNeedId(self.id),
            link_digest: self.link_digest,
            asked: Guarded::new(asked),
            taken_by: self.taken_by.map(MemberId),
            proxy: self.proxy_id.map(ProxyId),
            created_at: moment(self.created_at),
            erase_at: moment(self.erase_at),
            is_done: self.is_done,
        })
    }
}

fn key_of(conn: &mut Conn, seal: &MasterKey, id: GuestNeedId) -> Result<DataKey> {
    let wrapped: Vec<u8> = guest_needs::table.find(id.0).select(guest_needs::wrapped_key).first(conn)?;
    seal.unwrap(&key_context(id.0), &wrapped)
}

/// Adds one, with a fresh key.
///
/// # Errors
/// `Conflict` when its link is there already; `Internal` when the database fails.
pub fn insert(conn: &mut Conn, seal: &MasterKey, need: GuestNeed) -> Result<()> {
    let (key, id) = (DataKey::random(), need.id.0);
    let asked = to_json(&need.asked.into_storage())?;
    let row = Row {
        id,
        link_digest: need.link_digest,
        sealed: key.seal(&asked_context(id), asked.as_bytes()),
        wrapped_key: seal.wrap(&key_context(id), &key),
        taken_by: need.taken_by.map(|member| member.0),
        proxy_id: need.proxy.map(|proxy| proxy.0),
        created_at: at(need.created_at),
        erase_at: at(need.erase_at),
        is_done: need.is_done,
    };
    diesel::insert_into(guest_needs::table).values(row).execute(conn)?;
    Ok(())
}

/// One of them.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails or the key does not fit.
pub fn get(conn: &mut Conn, seal: &MasterKey, id: GuestNeedId) -> Result<GuestNeed> {
    guest_needs::table.find(id.0).first::<Row>(conn)?.into_domain(seal)
}

/// One of them, held until the end of this transaction.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails or the key does not fit.
pub fn lock(conn: &mut Conn, seal: &MasterKey, id: GuestNeedId) -> Result<GuestNeed> {
    let query = guest_needs::table.find(id.0);
    let row: Row = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite)?,
        Conn::Pg(pg) => query.for_update().first(pg)?,
    };
    row.into_domain(seal)
}

/// Which one a private link leads to, by the digest of its secret.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_link(conn: &mut Conn, digest: &str) -> Result<Option<GuestNeedId>> {
    let found: Option<i64> = guest_needs::table
        .filter(guest_needs::link_digest.eq(digest))
        .select(guest_needs::id)
        .first(conn)
        .optional()?;
    Ok(found.map(GuestNeedId))
}

/// How many wait for somebody who helps.
///
/// # Errors
/// `Internal` when the database fails.
pub fn count_waiting(conn: &mut Conn) -> Result<i64> {
    let waiting = guest_needs::table.filter(guest_needs::taken_by.is_null()).filter(guest_needs::is_done.eq(false));
    Ok(waiting.count().get_result(conn)?)
}

/// When the newest of those was asked that wait for somebody who helps.
///
/// # Errors
/// `Internal` when the database fails.
pub fn newest_waiting(conn: &mut Conn) -> Result<Option<Moment>> {
    let newest: Option<NaiveDateTime> = guest_needs::table
        .filter(guest_needs::taken_by.is_null())
        .filter(guest_needs::is_done.eq(false))
        .select(diesel::dsl::max(guest_needs::created_at))
        .first(conn)?;
    Ok(newest.map(moment))
}

/// Those that wait for somebody who helps, the longest wait first, as far as they can be read.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting(conn: &mut Conn, seal: &MasterKey, limit: i64) -> Result<Vec<GuestNeed>> {
    let rows: Vec<Row> = guest_needs::table
        .filter(guest_needs::taken_by.is_null())
        .filter(guest_needs::is_done.eq(false))
        .order(guest_needs::id.asc())
        .limit(limit)
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|row| readable(row.into_domain(seal))).collect())
}

/// With which a member helps, for which neighbor it is posted, and when it was asked; also of what cannot be read.
///
/// # Errors
/// `Internal` when the database fails.
pub fn in_care_of(conn: &mut Conn, member: MemberId) -> Result<Vec<(GuestNeedId, Option<ProxyId>, Moment)>> {
    let rows: Vec<(i64, Option<i64>, NaiveDateTime)> = guest_needs::table
        .filter(guest_needs::taken_by.eq(member.0))
        .order(guest_needs::id)
        .select((guest_needs::id, guest_needs::proxy_id, guest_needs::created_at))
        .load(conn)?;
    let known = |(id, proxy, asked_at): (i64, Option<i64>, NaiveDateTime)| {
        (GuestNeedId(id), proxy.map(ProxyId), moment(asked_at))
    };
    Ok(rows.into_iter().map(known).collect())
}

/// Those with which a member helps, the newest first, as far as they can be read.
///
/// # Errors
/// `Internal` when the database fails.
pub fn helped_by(conn: &mut Conn, seal: &MasterKey, member: MemberId) -> Result<Vec<GuestNeed>> {
    let rows: Vec<Row> =
        guest_needs::table.filter(guest_needs::taken_by.eq(member.0)).order(guest_needs::id.desc()).load(conn)?;
    Ok(rows.into_iter().filter_map(|row| readable(row.into_domain(seal))).collect())
}

/// Whether there is one with which a member helps.
///
/// # Errors
/// `Internal` when the database fails.
pub fn helps_with_any(conn: &mut Conn, member: MemberId) -> Result<bool> {
    let theirs = guest_needs::table.filter(guest_needs::taken_by.eq(member.0));
    Ok(diesel::select(diesel::dsl::exists(theirs)).get_result(conn)?)
}

/// The neighbors for whom these are on the board.
///
/// # Errors
/// `Internal` when the database fails.
pub fn proxies(conn: &mut Conn) -> Result<Vec<ProxyId>> {
    let posted = guest_needs::table.filter(guest_needs::proxy_id.is_not_null()).select(guest_needs::proxy_id);
    let found: Vec<Option<i64>> = posted.load(conn)?;
    Ok(found.into_iter().flatten().map(ProxyId).collect())
}

/// Writes what is asked anew.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails or the key does not fit.
pub fn set_asked(conn: &mut Conn, seal: &MasterKey, id: GuestNeedId, asked: &Asked) -> Result<()> {
    let key = key_of(conn, seal, id)?;
    let sealed = key.seal(&asked_context(id.0), to_json(asked)?.as_bytes());
    diesel::update(guest_needs::table.find(id.0)).set(guest_needs::sealed.eq(sealed)).execute(conn)?;
    Ok(())
}

/// Writes who helps.
///
/// # Errors
/// `Internal` when the database fails.
pub fn take(conn: &mut Conn, id: GuestNeedId, member: MemberId) -> Result<()> {
    diesel::update(guest_needs::table.find(id.0)).set(guest_needs::taken_by.eq(Some(member.0))).execute(conn)?;
    Ok(())
}

/// It waits again. What whoever helped wrote is erased, and the neighbor for whom they posted it is nobody to it any more.
///
/// # Errors
/// `Internal` when the database fails.
pub fn let_go(conn: &mut Conn, id: GuestNeedId) -> Result<()> {
    let theirs = guest_words::table.filter(guest_words::need_id.eq(id.0)).filter(guest_words::from_guest.eq(false));
    diesel::delete(theirs).execute(conn)?;
    let set = (guest_needs::taken_by.eq(None::<i64>), guest_needs::proxy_id.eq(None::<i64>));
    diesel::update(guest_needs::table.find(id.0)).set(set).execute(conn)?;
    Ok(())
}

/// Whoever helped says that it is done: they, and the neighbor for whom they posted it, are nobody to it any more. What the two
/// sides wrote is erased. What was asked stays sealed until `erase_at`, so that its author can say that they need it still.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_done(conn: &mut Conn, id: GuestNeedId, erase_at: Moment) -> Result<()> {
    diesel::delete(guest_words::table.filter(guest_words::need_id.eq(id.0))).execute(conn)?;
    let set = (
        guest_needs::taken_by.eq(None::<i64>),
        guest_needs::proxy_id.eq(None::<i64>),
        guest_needs::is_done.eq(true),
        guest_needs::erase_at.eq(at(erase_at)),
    );
    diesel::update(guest_needs::table.find(id.0)).set(set).execute(conn)?;
    Ok(())
}

/// It is not done after all: it waits for somebody who helps.
///
/// # Errors
/// `Internal` when the database fails.
pub fn wait_again(conn: &mut Conn, id: GuestNeedId, erase_at: Moment) -> Result<()> {
    let set = (guest_needs::is_done.eq(false), guest_needs::erase_at.eq(at(erase_at)));
    diesel::update(guest_needs::table.find(id.0)).set(set).execute(conn)?;
    Ok(())
}

/// Writes for which neighbor it is posted.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_proxy(conn: &mut Conn, id: GuestNeedId, proxy: ProxyId) -> Result<()> {
    diesel::update(guest_needs::table.find(id.0)).set(guest_needs::proxy_id.eq(Some(proxy.0))).execute(conn)?;
    Ok(())
}

/// Writes when it is erased if nobody comes back or writes.
///
/// # Errors
/// `Internal` when the database fails.
pub fn keep_until(conn: &mut Conn, id: GuestNeedId, erase_at: Moment) -> Result<()> {
    diesel::update(guest_needs::table.find(id.0)).set(guest_needs::erase_at.eq(at(erase_at))).execute(conn)?;
    Ok(())
}

/// Erases one: the key goes, what it sealed, and that there was one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, id: GuestNeedId) -> Result<()> {
    diesel::delete(mails::table.filter(mails::guest_need_id.eq(id.0))).execute(conn)?;
    diesel::delete(guest_words::table.filter(guest_words::need_id.eq(id.0))).execute(conn)?;
    diesel::delete(guest_needs::table.find(id.0)).execute(conn)?;
    Ok(())
}

/// Those whose time has come.
///
/// # Errors
/// `Internal` when the database fails.
pub fn due(conn: &mut Conn, now: Moment, limit: i64) -> Result<Vec<GuestNeedId>> {
    let due = guest_needs::table
        .filter(guest_needs::erase_at.le(at(now)))
        .order(guest_needs::erase_at)
        .limit(limit)
        .select(guest_needs::id);
    Ok(due.load::<i64>(conn)?.into_iter().map(GuestNeedId).collect())
}

/// Writes down what one side says to the other.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails or the key does not fit.
pub fn add_words(conn: &mut Conn, seal: &MasterKey, need: GuestNeedId, word: GuestWord) -> Result<()> {
    let (key, id) = (key_of(conn, seal, need)?, ids::next(word.created_at));
    let row = (
        guest_words::id.eq(id),
        guest_words::need_id.eq(need.0),
        guest_words::from_guest.eq(word.from_guest),
        guest_words::sealed.eq(key.seal(&words_context(id), word.words.into_storage().as_bytes())),
        guest_words::created_at.eq(at(word.created_at)),
    );
    diesel::insert_into(guest_words::table).values(row).execute(conn)?;
    Ok(())
}

/// How much the two sides wrote to each other.
///
/// # Errors
/// `Internal` when the database fails.
pub fn count_words(conn: &mut Conn, need: GuestNeedId) -> Result<i64> {
    Ok(guest_words::table.filter(guest_words::need_id.eq(need.0)).count().get_result(conn)?)
}

/// When whoever helps wrote last, if they did.
///
/// # Errors
/// `Internal` when the database fails.
pub fn last_answer(conn: &mut Conn, need: GuestNeedId) -> Result<Option<Moment>> {
    let found: Option<NaiveDateTime> = guest_words::table
        .filter(guest_words::need_id.eq(need.0))
        .filter(guest_words::from_guest.eq(false))
        .order(guest_words::id.desc())
        .select(guest_words::created_at)
        .first(conn)
        .optional()?;
    Ok(found.map(moment))
}

/// What a mail to who asks needs: where it goes, and in which language (BCP 47). Nothing when they want none, it is over, or no
/// answer is there any more.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn mail_of(conn: &mut Conn, seal: &MasterKey, id: GuestNeedId) -> Result<Option<(Address, String)>> {
    let Some(need) = found(get(conn, seal, id))? else { return Ok(None) };
    if !need.is_done && last_answer(conn, id)?.is_none() {
        return Ok(None);
    }
    // It is for who asks alone, at the address that they gave for it.
    let asked = need.asked.into_storage();
    Ok(asked.mail_address().map(|address| (address, asked.language)))
}

/// Whether who asks wants mails.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn wants_mail(conn: &mut Conn, seal: &MasterKey, id: GuestNeedId) -> Result<bool> {
    let need = found(get(conn, seal, id))?;
    Ok(need.is_some_and(|need| need.asked.into_storage().mail_address().is_some()))
}

/// No mail goes to who asks any more. False when none did.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn end_mail(conn: &mut Conn, seal: &MasterKey, id: GuestNeedId) -> Result<bool> {
    let Some(need) = found(lock(conn, seal, id))? else { return Ok(false) };
    let asked = need.asked.into_storage();
    if !asked.by_mail {
        return Ok(false);
    }
    diesel::delete(mails::table.filter(mails::guest_need_id.eq(id.0))).execute(conn)?;
    set_asked(conn, seal, id, &Asked { by_mail: false, ..asked })?;
    Ok(true)
}

fn found(need: Result<GuestNeed>) -> Result<Option<GuestNeed>> {
    match need {
        Ok(need) => Ok(Some(need)),
        Err(error) if error.kind() == Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the two sides wrote to each other, oldest first.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails or the key does not fit.
pub fn words(conn: &mut Conn, seal: &MasterKey, need: GuestNeedId) -> Result<Vec<GuestWord>> {
    let key = key_of(conn, seal, need)?;
    let rows: Vec<(i64, bool, Vec<u8>, NaiveDateTime)> = guest_words::table
        .filter(guest_words::need_id.eq(need.0))
        .order(guest_words::id)
        .select((guest_words::id, guest_words::from_guest, guest_words::sealed, guest_words::created_at))
        .load(conn)?;
    let open = |(id, from_guest, sealed, created_at): (i64, bool, Vec<u8>, NaiveDateTime)| {
        let words = Guarded::new(key.open_text(&words_context(id), &sealed)?);
        Ok(GuestWord { from_guest, words, created_at: moment(created_at) })
    };
    rows.into_iter().map(open).collect()
}
