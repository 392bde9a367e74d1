//! Neighbors for whom a member speaks. What is known of one is sealed with a key of its own, and that key is wrapped
//! for one member: a row that is given to another opens nothing, and dropping it erases.

use crate::clock::Moment;
use crate::domain::key::{ActorId, ListingId, MemberId, ProxyId, ProxyOfferId, ResponseId};
use crate::domain::privacy::{Guarded, Key};
use crate::domain::proxy::{Held, Known, OfferKind, Proxy, State};
use crate::error::{Error, Result};
use crate::seal::{DataKey, MasterKey};
use crate::storage::columns::{at, from_json, moment, to_json, word};
use crate::storage::schema::{handoffs, listings, members, proxies, proxy_keys, proxy_offers, responses};
use crate::storage::{Conn, media};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashSet};

fn key_context(id: ProxyId, member: Option<MemberId>) -> String {
    match member {
        Some(member) => format!("proxy:{id}:key:{member}"),
        None => format!("proxy:{id}:key:waiting"),
    }
}

fn known_context(id: ProxyId) -> String {
    format!("proxy:{id}:known")
}

/// Adds a neighbor, spoken for by `member`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(conn: &mut Conn, seal: &MasterKey, proxy: Proxy, member: MemberId) -> Result<()> {
    let key = DataKey::random();
    let sealed = key.seal(&known_context(proxy.id), to_json(&proxy.known.into_storage())?.as_bytes());
    let row = (
        proxies::id.eq(proxy.id.0),
        proxies::state.eq(proxy.state.as_str()),
        proxies::sealed.eq(Some(sealed)),
        proxies::created_at.eq(at(proxy.created_at)),
    );
    diesel::insert_into(proxies::table).values(row).execute(conn)?;
    let row = (
        proxy_keys::proxy_id.eq(proxy.id.0),
        proxy_keys::member_id.eq(Some(member.0)),
        proxy_keys::wrapped_key.eq(seal.wrap(&key_context(proxy.id, Some(member)), &key)),
    );
    diesel::insert_into(proxy_keys::table).values(row).execute(conn)?;
    Ok(())
}

/// The key's row, held until the end of this transaction.
fn lock_key(conn: &mut Conn, id: ProxyId) -> Result<Option<(Option<i64>, Vec<u8>)>> {
    let query = proxy_keys::table.find(id.0).select((proxy_keys::member_id, proxy_keys::wrapped_key));
    Ok(match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite).optional()?,
        Conn::Pg(pg) => query.for_update().first(pg).optional()?,
    })
}

fn opened(conn: &mut Conn, seal: &MasterKey, id: ProxyId, member: MemberId, wrapped: &[u8]) -> Result<Proxy> {
    let key = seal.unwrap(&key_context(id, Some(member)), wrapped)?;
    let (state, sealed, created_at): (String, Option<Vec<u8>>, NaiveDateTime) =
        proxies::table.find(id.0).select((proxies::state, proxies::sealed, proxies::created_at)).first(conn)?;
    let sealed = sealed.ok_or_else(|| Error::internal("a neighbor who is spoken for has nothing sealed"))?;
    let known: Known = from_json(&key.open_text(&known_context(id), &sealed)?)?;
    let proxy =
        Proxy { id, state: word(State::parse, &state)?, known: Guarded::new(known), created_at: moment(created_at) };
    Ok(proxy)
}

/// A neighbor for whom `member` speaks, held, with the proof that they do.
///
/// # Errors
/// `NotFound` for everyone else; `Internal` when the database fails.
pub fn lock(conn: &mut Conn, seal: &MasterKey, id: ProxyId, member: MemberId) -> Result<(Proxy, Held)> {
    let (kept_for, wrapped) = lock_key(conn, id)?.ok_or_else(Error::not_found)?;
    let held = Held::shown(kept_for.map(MemberId), member).ok_or_else(Error::not_found)?;
    Ok((opened(conn, seal, id, member, &wrapped)?, held))
}

/// The neighbors for whom `member` speaks, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_member(conn: &mut Conn, seal: &MasterKey, member: MemberId) -> Result<Vec<(Proxy, Held)>> {
    let rows: Vec<(i64, Option<i64>, Vec<u8>)> = proxy_keys::table
        .filter(proxy_keys::member_id.eq(member.0))
        .order(proxy_keys::proxy_id.desc())
        .select((proxy_keys::proxy_id, proxy_keys::member_id, proxy_keys::wrapped_key))
        .load(conn)?;
    let open = |(id, kept_for, wrapped): (i64, Option<i64>, Vec<u8>)| {
        let held = Held::shown(kept_for.map(MemberId), member).ok_or_else(Error::not_found)?;
        Ok((opened(conn, seal, ProxyId(id), member, &wrapped)?, held))
    };
    rows.into_iter().map(open).collect()
}

/// Writes what is known anew, and where they stand, for who speaks for them.
///
/// # Errors
/// `NotFound` for everyone else; `Internal` when the database fails.
pub fn update(conn: &mut Conn, seal: &MasterKey, proxy: Proxy, held: &Held) -> Result<()> {
    let (_, wrapped) = lock_key(conn, proxy.id)?.ok_or_else(Error::not_found)?;
    let key = seal.unwrap(&key_context(proxy.id, Some(held.member())), &wrapped)?;
    let sealed = key.seal(&known_context(proxy.id), to_json(&proxy.known.into_storage())?.as_bytes());
    diesel::update(proxies::table.find(proxy.id.0))
        .set((proxies::state.eq(proxy.state.as_str()), proxies::sealed.eq(sealed)))
        .execute(conn)?;
    Ok(())
}

/// Wraps the key for another member, or for nobody: then they wait. What was posted and answered for them goes along.
/// What is known is passed through `change` on the way.
///
/// # Errors
/// `NotFound` when there is no key any more; `Internal` when the database fails.
pub fn rewrap(
    conn: &mut Conn,
    seal: &MasterKey,
    id: ProxyId,
    to: Option<MemberId>,
    change: impl FnOnce(&mut Known),
) -> Result<()> {
    let (from, wrapped) = lock_key(conn, id)?.ok_or_else(Error::not_found)?;
    let key = seal.unwrap(&key_context(id, from.map(MemberId)), &wrapped)?;
    let sealed: Option<Vec<u8>> = proxies::table.find(id.0).select(proxies::sealed).first(conn)?;
    let sealed = sealed.ok_or_else(|| Error::internal("a neighbor who is spoken for has nothing sealed"))?;
    let mut known: Known = from_json(&key.open_text(&known_context(id), &sealed)?)?;
    change(&mut known);
    let sealed = key.seal(&known_context(id), to_json(&known)?.as_bytes());
    diesel::update(proxies::table.find(id.0)).set(proxies::sealed.eq(sealed)).execute(conn)?;
    diesel::update(proxy_keys::table.find(id.0))
        .set((
            proxy_keys::member_id.eq(to.map(|to| to.0)),
            proxy_keys::wrapped_key.eq(seal.wrap(&key_context(id, to), &key)),
        ))
        .execute(conn)?;
    speak(conn, id, to)
}

/// Writes who speaks: the author of what was posted, who answers, and a side of the handoffs.
fn speak(conn: &mut Conn, id: ProxyId, member: Option<MemberId>) -> Result<()> {
    let member = member.map(|member| member.0);
    let posted: Vec<i64> = listings::table.filter(listings::proxy_id.eq(id.0)).select(listings::id).load(conn)?;
    let said: Vec<i64> = responses::table.filter(responses::proxy_id.eq(id.0)).select(responses::id).load(conn)?;
    diesel::update(listings::table.filter(listings::id.eq_any(&posted)))
        .set(listings::author_id.eq(member))
        .execute(conn)?;
    // Pictures are whose the post is; while nobody speaks for them, the network's, whose word it is.
    for listing in &posted {
        let owner: i64 = match member {
            Some(member) => members::table.find(member).select(members::actor_id).first(conn)?,
            None => listings::table.find(*listing).select(listings::speaker_id).first(conn)?,
        };
        media::give(conn, ListingId(*listing), ActorId(owner))?;
    }
    diesel::update(responses::table.filter(responses::id.eq_any(&said)))
        .set(responses::member_id.eq(member))
        .execute(conn)?;
    diesel::update(handoffs::table.filter(handoffs::listing_id.eq_any(&posted)))
        .set(handoffs::author_id.eq(member))
        .execute(conn)?;
    diesel::update(handoffs::table.filter(handoffs::response_id.eq_any(&said)))
        .set(handoffs::responder_id.eq(member))
        .execute(conn)?;
    Ok(())
}

/// What was posted and answered for them is `member`'s own from now on, under the same ids.
///
/// # Errors
/// `Internal` when the database fails.
pub fn give_to(conn: &mut Conn, id: ProxyId, member: MemberId) -> Result<()> {
    speak(conn, id, Some(member))?;
    diesel::update(listings::table.filter(listings::proxy_id.eq(id.0)))
        .set((listings::proxy_id.eq(None::<i64>), listings::with_help.eq(false)))
        .execute(conn)?;
    diesel::update(responses::table.filter(responses::proxy_id.eq(id.0)))
        .set(responses::proxy_id.eq(None::<i64>))
        .execute(conn)?;
    Ok(())
}

/// Erases what is known of them: the key goes, what it sealed, and what ties their words together.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase(conn: &mut Conn, id: ProxyId, state: State) -> Result<()> {
    diesel::delete(proxy_offers::table.filter(proxy_offers::proxy_id.eq(id.0))).execute(conn)?;
    diesel::delete(proxy_keys::table.find(id.0)).execute(conn)?;
    diesel::update(listings::table.filter(listings::proxy_id.eq(id.0)))
        .set(listings::proxy_id.eq(None::<i64>))
        .execute(conn)?;
    diesel::update(responses::table.filter(responses::proxy_id.eq(id.0)))
        .set(responses::proxy_id.eq(None::<i64>))
        .execute(conn)?;
    diesel::update(proxies::table.find(id.0))
        .set((proxies::state.eq(state.as_str()), proxies::sealed.eq(None::<Vec<u8>>)))
        .execute(conn)?;
    Ok(())
}

/// What was posted for them and is not erased, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn listings_of(conn: &mut Conn, id: ProxyId) -> Result<Vec<ListingId>> {
    let of = listings::table.filter(listings::proxy_id.eq(id.0)).order(listings::id);
    Ok(of.select(listings::id).load(conn)?.into_iter().map(ListingId).collect())
}

/// What was answered for them, oldest first, with what it answers.
///
/// # Errors
/// `Internal` when the database fails.
pub fn responses_of(conn: &mut Conn, id: ProxyId) -> Result<Vec<(ResponseId, ListingId)>> {
    let of = responses::table.filter(responses::proxy_id.eq(id.0)).order(responses::id);
    let rows: Vec<(i64, i64)> = of.select((responses::id, responses::listing_id)).load(conn)?;
    Ok(rows.into_iter().map(|(id, listing)| (ResponseId(id), ListingId(listing))).collect())
}

/// Which of these responses were made for somebody else.
///
/// # Errors
/// `Internal` when the database fails.
pub fn made_with_help(conn: &mut Conn, ids: &[ResponseId]) -> Result<HashSet<ResponseId>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let found: Vec<i64> = responses::table
        .filter(responses::id.eq_any(ids))
        .filter(responses::proxy_id.is_not_null())
        .select(responses::id)
        .load(conn)?;
    Ok(found.into_iter().map(ResponseId).collect())
}

/// The ids of those for whom `member` speaks.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ids_of_member(conn: &mut Conn, member: MemberId) -> Result<Vec<ProxyId>> {
    let of = proxy_keys::table.filter(proxy_keys::member_id.eq(member.0)).order(proxy_keys::proxy_id);
    Ok(of.select(proxy_keys::proxy_id).load(conn)?.into_iter().map(ProxyId).collect())
}

/// Who speaks for a neighbor, without those who speak for none but these.
///
/// # Errors
/// `Internal` when the database fails.
pub fn liaisons(conn: &mut Conn, but_for: &BTreeSet<ProxyId>) -> Result<BTreeSet<MemberId>> {
    let rows: Vec<(i64, Option<i64>)> = proxy_keys::table
        .filter(proxy_keys::member_id.is_not_null())
        .select((proxy_keys::proxy_id, proxy_keys::member_id))
        .load(conn)?;
    let others = rows.into_iter().filter(|(proxy, _)| !but_for.contains(&ProxyId(*proxy)));
    Ok(others.filter_map(|(_, member)| member.map(MemberId)).collect())
}

/// Whether somebody speaks for them, or is looked for.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn is_spoken_for(conn: &mut Conn, id: ProxyId) -> Result<bool> {
    let state: String = proxies::table.find(id.0).select(proxies::state).first(conn)?;
    Ok(word(State::parse, &state)?.is_spoken_for())
}

/// How many wait for somebody who speaks for them.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting(conn: &mut Conn) -> Result<i64> {
    Ok(proxy_keys::table.filter(proxy_keys::member_id.is_null()).count().get_result(conn)?)
}

/// Whoever waits longest and whom nobody was asked about.
///
/// # Errors
/// `Internal` when the database fails.
pub fn next_waiting(conn: &mut Conn) -> Result<Option<ProxyId>> {
    let asked = proxy_offers::table.select(proxy_offers::proxy_id);
    let id: Option<i64> = proxy_keys::table
        .filter(proxy_keys::member_id.is_null())
        .filter(proxy_keys::proxy_id.ne_all(asked))
        .order(proxy_keys::proxy_id)
        .select(proxy_keys::proxy_id)
        .first(conn)
        .optional()?;
    Ok(id.map(ProxyId))
}

/// What a member is asked.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its row.
    pub id: ProxyOfferId,
    /// About whom.
    pub proxy: ProxyId,
    /// Who is asked.
    pub to: MemberId,
    /// Who speaks for them until now and asks; nobody for one who waits.
    pub from: Option<MemberId>,
    /// What.
    pub kind: OfferKind,
    /// When.
    pub created_at: Moment,
}

type OfferRow = (i64, i64, i64, Option<i64>, String, NaiveDateTime);

fn offer((id, proxy, to, from, kind, created_at): OfferRow) -> Result<Offer> {
    Ok(Offer {
        id: ProxyOfferId(id),
        proxy: ProxyId(proxy),
        to: MemberId(to),
        from: from.map(MemberId),
        kind: word(OfferKind::parse, &kind)?,
        created_at: moment(created_at),
    })
}

/// Asks a member, in the place of whoever was asked before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put_offer(conn: &mut Conn, offer: &Offer) -> Result<()> {
    take_offer_back(conn, offer.proxy)?;
    let row = (
        proxy_offers::id.eq(offer.id.0),
        proxy_offers::proxy_id.eq(offer.proxy.0),
        proxy_offers::to_id.eq(offer.to.0),
        proxy_offers::from_id.eq(offer.from.map(|from| from.0)),
        proxy_offers::kind.eq(offer.kind.as_str()),
        proxy_offers::created_at.eq(at(offer.created_at)),
    );
    diesel::insert_into(proxy_offers::table).values(row).execute(conn)?;
    Ok(())
}

/// What `member` is asked, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn offers_to(conn: &mut Conn, member: MemberId) -> Result<Vec<Offer>> {
    let rows: Vec<OfferRow> =
        proxy_offers::table.filter(proxy_offers::to_id.eq(member.0)).order(proxy_offers::id).load(conn)?;
    rows.into_iter().map(offer).collect()
}

/// One of these, for whoever is asked.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn offer_to(conn: &mut Conn, id: ProxyOfferId, member: MemberId) -> Result<Offer> {
    let row: OfferRow = proxy_offers::table.find(id.0).filter(proxy_offers::to_id.eq(member.0)).first(conn)?;
    offer(row)
}

/// Nobody is asked any more; true if somebody was.
///
/// # Errors
/// `Internal` when the database fails.
pub fn take_offer_back(conn: &mut Conn, proxy: ProxyId) -> Result<bool> {
    Ok(diesel::delete(proxy_offers::table.filter(proxy_offers::proxy_id.eq(proxy.0))).execute(conn)? > 0)
}

/// Forgets what a member was asked, and asked others.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_offers(conn: &mut Conn, member: MemberId) -> Result<()> {
    let of_member = proxy_offers::to_id.eq(member.0).or(proxy_offers::from_id.eq(member.0));
    diesel::delete(proxy_offers::table.filter(of_member)).execute(conn)?;
    Ok(())
}

/// The languages and the access needs of somebody who joins, for their own profile. Only for the taking over.
///
/// # Errors
/// `NotFound` for anyone but who speaks for them.
pub fn known_for_taking_over(
    conn: &mut Conn,
    seal: &MasterKey,
    id: ProxyId,
    liaison: MemberId,
) -> Result<(Vec<String>, Vec<String>)> {
    let (proxy, held) = lock(conn, seal, id, liaison)?;
    let known = proxy.known.open(&Key::of_liaison(&held));
    Ok((known.languages.clone(), known.access.clone()))
}
