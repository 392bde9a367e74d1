//! Where apps want to hear of something, sealed, and what they are still to hear of.

use crate::clock::Moment;
use crate::domain::key::{ActorId, MemberId, NotificationId, PushMessageId, PushSubscriptionId, TokenId};
use crate::domain::member::State;
use crate::domain::push::{SUBSCRIPTIONS_MAX, Subscription, is_worth, wait_after};
use crate::error::Result;
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::columns::{at, from_json, moment, to_json};
use crate::storage::dialect::{claim_ids, literal};
use crate::storage::schema::{members, push_messages, push_subscriptions, server_keys, tokens};
use crate::storage::{Conn, each};
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

fn context(id: i64) -> String {
    format!("push:{id}:subscription")
}

fn key_context(name: &str) -> String {
    format!("server:{name}:key")
}

/// A key of the server itself, if it was made.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub fn server_key(conn: &mut Conn, seal: &MasterKey, name: &str) -> Result<Option<Vec<u8>>> {
    let kept: Option<Vec<u8>> = server_keys::table.find(name).select(server_keys::sealed_key).first(conn).optional()?;
    kept.map(|kept| seal.open(&key_context(name), &kept)).transpose()
}

/// Keeps a key of the server itself, unless another process was faster.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_server_key(conn: &mut Conn, seal: &MasterKey, name: &str, key: &[u8]) -> Result<()> {
    let row = (server_keys::name.eq(name), server_keys::sealed_key.eq(seal.seal(&key_context(name), key)));
    each!(conn, |c| diesel::insert_into(server_keys::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// The token with this digest, if it holds, and whose it is.
///
/// # Errors
/// `Internal` when the database fails.
pub fn token(conn: &mut Conn, digest: &str) -> Result<Option<(TokenId, MemberId)>> {
    let found: Option<(i64, i64)> = tokens::table
        .filter(tokens::digest.eq(digest))
        .filter(tokens::revoked_at.is_null())
        .select((tokens::id, tokens::member_id))
        .first(conn)
        .optional()?;
    Ok(found.map(|(token, member)| (TokenId(token), MemberId(member))))
}

/// The subscription of a token.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub fn of_token(
    conn: &mut Conn,
    seal: &MasterKey,
    token: TokenId,
) -> Result<Option<(PushSubscriptionId, Subscription)>> {
    let found: Option<(i64, Vec<u8>)> = push_subscriptions::table
        .filter(push_subscriptions::token_id.eq(token.0))
        .select((push_subscriptions::id, push_subscriptions::sealed))
        .first(conn)
        .optional()?;
    found.map(|(id, sealed)| Ok((PushSubscriptionId(id), opened(seal, id, &sealed)?))).transpose()
}

fn opened(seal: &MasterKey, id: i64, sealed: &[u8]) -> Result<Subscription> {
    from_json(&seal.open_text(&context(id), sealed)?)
}

/// A number that no other has. Apps read it into 32 bits.
fn free_id(conn: &mut Conn) -> Result<i64> {
    loop {
        let id = i64::from(u32::from_be_bytes(ids::random_bytes()) >> 1).max(1);
        let taken: Option<i64> =
            push_subscriptions::table.find(id).select(push_subscriptions::id).first(conn).optional()?;
        if taken.is_none() {
            return Ok(id);
        }
    }
}

/// Keeps a subscription for a token, instead of what was there. Of very many of one member's, the oldest goes.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put(
    conn: &mut Conn,
    seal: &MasterKey,
    (token, member): (TokenId, MemberId),
    host_digest: &str,
    subscription: &Subscription,
    now: Moment,
) -> Result<PushSubscriptionId> {
    forget_of_tokens(conn, &[token.0])?;
    let of_member = push_subscriptions::table.filter(push_subscriptions::member_id.eq(member.0));
    let older: Vec<i64> = of_member
        .order((push_subscriptions::created_at.desc(), push_subscriptions::id))
        .select(push_subscriptions::id)
        .offset(SUBSCRIPTIONS_MAX as i64 - 1)
        .limit(100)
        .load(conn)?;
    forget(conn, &older)?;
    let id = free_id(conn)?;
    let row = (
        push_subscriptions::id.eq(id),
        push_subscriptions::token_id.eq(token.0),
        push_subscriptions::member_id.eq(member.0),
        push_subscriptions::host_digest.eq(host_digest),
        push_subscriptions::sealed.eq(seal.seal(&context(id), to_json(subscription)?.as_bytes())),
        push_subscriptions::created_at.eq(at(now)),
    );
    diesel::insert_into(push_subscriptions::table).values(row).execute(conn)?;
    Ok(PushSubscriptionId(id))
}

/// Changes of what, and from whom, an app hears.
///
/// # Errors
/// `Internal` when the database fails.
pub fn update(conn: &mut Conn, seal: &MasterKey, id: PushSubscriptionId, subscription: &Subscription) -> Result<()> {
    let sealed = seal.seal(&context(id.0), to_json(subscription)?.as_bytes());
    diesel::update(push_subscriptions::table.find(id.0)).set(push_subscriptions::sealed.eq(sealed)).execute(conn)?;
    Ok(())
}

/// Forgets subscriptions, with what waits for them.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    diesel::delete(push_messages::table.filter(push_messages::subscription_id.eq_any(ids))).execute(conn)?;
    diesel::delete(push_subscriptions::table.filter(push_subscriptions::id.eq_any(ids))).execute(conn)?;
    Ok(())
}

/// Forgets the subscriptions of tokens.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_of_tokens(conn: &mut Conn, tokens: &[i64]) -> Result<()> {
    let of_tokens = push_subscriptions::table.filter(push_subscriptions::token_id.eq_any(tokens));
    let ids: Vec<i64> = of_tokens.select(push_subscriptions::id).load(conn)?;
    forget(conn, &ids)
}

/// Forgets a member's subscriptions: all of them, or those whose token does not hold any more.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_of_member(conn: &mut Conn, member: MemberId, all: bool) -> Result<()> {
    let mut of_member = push_subscriptions::table
        .inner_join(tokens::table)
        .filter(push_subscriptions::member_id.eq(member.0))
        .select(push_subscriptions::id)
        .into_boxed();
    if !all {
        of_member = of_member.filter(tokens::revoked_at.is_not_null());
    }
    let ids: Vec<i64> = of_member.load(conn)?;
    forget(conn, &ids)
}

/// Notes, in the transaction of a notification, that the apps of its member are to hear of it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note(conn: &mut Conn, member: MemberId, notification: NotificationId, now: Moment) -> Result<()> {
    let apps: Vec<(i64, String)> = push_subscriptions::table
        .filter(push_subscriptions::member_id.eq(member.0))
        .select((push_subscriptions::id, push_subscriptions::host_digest))
        .load(conn)?;
    if apps.is_empty() {
        return Ok(());
    }
    let row = |(subscription, host): (i64, String)| {
        (
            push_messages::id.eq(ids::next(now)),
            push_messages::subscription_id.eq(subscription),
            push_messages::notification_id.eq(notification.0),
            push_messages::host_digest.eq(host),
            push_messages::attempts.eq(0_i64),
            push_messages::due_at.eq(at(now)),
            push_messages::leased_until.eq(None::<NaiveDateTime>),
            push_messages::created_at.eq(at(now)),
        )
    };
    let rows: Vec<_> = apps.into_iter().map(row).collect();
    each!(conn, |c| diesel::insert_into(push_messages::table).values(rows).execute(c))?;
    Ok(())
}

/// A message that a worker has leased.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its row.
    pub id: PushMessageId,
    /// For which app.
    pub subscription: PushSubscriptionId,
    /// About what.
    pub notification: NotificationId,
    /// How often it was tried.
    pub attempts: i64,
    /// Since when it waits.
    pub created_at: Moment,
}

/// Whether any message is due.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_due(conn: &mut Conn, now: Moment) -> Result<bool> {
    let due = push_messages::table.filter(push_messages::due_at.le(at(now)));
    Ok(diesel::select(diesel::dsl::exists(due)).get_result(conn)?)
}

/// Leases messages that are due, none that another process holds, and no more than that `per_host` to one push server are
/// under way: one that does not answer holds up nobody else. A lease that runs out makes them due again.
///
/// # Errors
/// `Internal` when the database fails.
pub fn lease(conn: &mut Conn, now: Moment, lease: Duration, limit: usize, per_host: usize) -> Result<Vec<Message>> {
    let moment_now = literal(now);
    let free = format!("(m.leased_until IS NULL OR m.leased_until <= {moment_now})");
    let query = format!(
        "WITH busy(host, n) AS (\
           SELECT host_digest, count(*) FROM push_messages WHERE leased_until > {moment_now} GROUP BY host_digest), \
         next(id, place) AS (\
           SELECT m.id, coalesce(busy.n, 0) + row_number() OVER (PARTITION BY m.host_digest ORDER BY m.due_at, m.id) \
           FROM push_messages m LEFT JOIN busy ON busy.host = m.host_digest WHERE m.due_at <= {moment_now} AND {free}) \
         SELECT m.id FROM push_messages m WHERE m.id IN (SELECT id FROM next WHERE place <= {per_host}) AND {free} \
         ORDER BY m.due_at, m.id LIMIT {limit}"
    );
    let ids = claim_ids(conn, &query)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let leased = || push_messages::table.filter(push_messages::id.eq_any(&ids));
    diesel::update(leased()).set(push_messages::leased_until.eq(at(now + lease))).execute(conn)?;
    type Columns = (i64, i64, i64, i64, NaiveDateTime);
    let rows: Vec<Columns> = leased()
        .order(push_messages::id)
        .select((
            push_messages::id,
            push_messages::subscription_id,
            push_messages::notification_id,
            push_messages::attempts,
            push_messages::created_at,
        ))
        .load(conn)?;
    let message = |(id, subscription, notification, attempts, created_at): Columns| Message {
        id: PushMessageId(id),
        subscription: PushSubscriptionId(subscription),
        notification: NotificationId(notification),
        attempts,
        created_at: moment(created_at),
    };
    Ok(rows.into_iter().map(message).collect())
}

/// A subscription whose token holds, its member and their actor, and whether they rest; nothing when it is there no more.
///
/// # Errors
/// `Internal` when the database fails, or when it was sealed with another key.
pub fn get(
    conn: &mut Conn,
    seal: &MasterKey,
    id: PushSubscriptionId,
) -> Result<Option<(Subscription, MemberId, ActorId, bool)>> {
    let found: Option<(Vec<u8>, i64, i64, String)> = push_subscriptions::table
        .inner_join(tokens::table.inner_join(members::table))
        .filter(push_subscriptions::id.eq(id.0))
        .filter(tokens::revoked_at.is_null())
        .filter(members::state.ne(State::Left.as_str()))
        .select((push_subscriptions::sealed, members::id, members::actor_id, members::state))
        .first(conn)
        .optional()?;
    let Some((sealed, member, actor, state)) = found else { return Ok(None) };
    let rests = state == State::Resting.as_str();
    Ok(Some((opened(seal, id.0, &sealed)?, MemberId(member), ActorId(actor), rests)))
}

/// They were told, or need not be told any more: the rows go.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, ended: &[i64]) -> Result<()> {
    diesel::delete(push_messages::table.filter(push_messages::id.eq_any(ended))).execute(conn)?;
    Ok(())
}

/// Forgets everything that apps are still to hear of. Answers how much.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_waiting(conn: &mut Conn) -> Result<usize> {
    Ok(diesel::delete(push_messages::table).execute(conn)?)
}

/// One waits until `due`, and was not tried.
///
/// # Errors
/// `Internal` when the database fails.
pub fn wait_until(conn: &mut Conn, message: &Message, due: Moment) -> Result<()> {
    diesel::update(push_messages::table.find(message.id.0))
        .set((push_messages::due_at.eq(at(due)), push_messages::leased_until.eq(None::<NaiveDateTime>)))
        .execute(conn)?;
    Ok(())
}

/// One did not arrive: it is tried again later, no sooner than `asked`, or not at all when it is not worth it any more.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put_off(conn: &mut Conn, message: &Message, asked: Option<Duration>, now: Moment) -> Result<()> {
    let attempts = message.attempts + 1;
    let due = now + wait_after(attempts).max(asked.unwrap_or_default());
    if !is_worth(attempts, message.created_at, due) {
        return remove(conn, &[message.id.0]);
    }
    diesel::update(push_messages::table.find(message.id.0))
        .set((
            push_messages::attempts.eq(attempts),
            push_messages::due_at.eq(at(due)),
            push_messages::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}
