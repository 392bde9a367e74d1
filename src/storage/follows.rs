//! Follows between actors, and who our mutual peers are.

use crate::domain::follow::{Actor, ActorKind, Follow, FollowState};
use crate::domain::key::{ActorId, FollowId};
use crate::error::Result;
use crate::storage::columns::{at, moment, url, word};
use crate::storage::listings::{Paging, paged};
use crate::storage::schema::{self, follows};
use crate::storage::{Conn, actors, follower_digests};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};
use url::Url;

/// What a member wishes of somebody whom they follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// What they tell on does not stand on the home timeline.
    pub without_boosts: bool,
    /// The member hears at once of what they post.
    pub tells: bool,
}

/// A follow as all servers know it. What a member wishes besides ([`set_wishes`]) is read where it counts.
#[derive(Queryable, Insertable)]
#[diesel(table_name = follows, treat_none_as_default_value = false)]
struct Row {
    id: i64,
    ap_id: String,
    follower_id: i64,
    followed_id: i64,
    state: String,
    created_at: NaiveDateTime,
}

macro_rules! columns {
    () => {
        (follows::id, follows::ap_id, follows::follower_id, follows::followed_id, follows::state, follows::created_at)
    };
}

impl Row {
    fn into_domain(self) -> Result<Follow> {
        Ok(Follow {
            id: FollowId(self.id),
            ap_id: url(&self.ap_id)?,
            follower: ActorId(self.follower_id),
            followed: ActorId(self.followed_id),
            state: word(FollowState::parse, &self.state)?,
            created_at: moment(self.created_at),
        })
    }
}

/// Adds a follow.
///
/// # Errors
/// `Conflict` when the two are related already; `Internal` when the database fails.
pub fn insert(conn: &mut Conn, follow: &Follow) -> Result<()> {
    let row = Row {
        id: follow.id.0,
        ap_id: follow.ap_id.to_string(),
        follower_id: follow.follower.0,
        followed_id: follow.followed.0,
        state: follow.state.as_str().into(),
        created_at: at(follow.created_at),
    };
    diesel::insert_into(follows::table).values(row).execute(conn)?;
    if follow.state == FollowState::Accepted {
        follower_digests::toggle(conn, follow.followed, follow.follower)?;
    }
    Ok(())
}

/// A follow.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn get(conn: &mut Conn, id: FollowId) -> Result<Follow> {
    follows::table.find(id.0).select(columns!()).first::<Row>(conn)?.into_domain()
}

/// A follow by the id of its activity.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_ap_id(conn: &mut Conn, ap_id: &Url) -> Result<Option<Follow>> {
    let row: Option<Row> =
        follows::table.filter(follows::ap_id.eq(ap_id.as_str())).select(columns!()).first(conn).optional()?;
    row.map(Row::into_domain).transpose()
}

/// The follow between two actors, whatever its state.
///
/// # Errors
/// `Internal` when the database fails.
pub fn between(conn: &mut Conn, follower: ActorId, followed: ActorId) -> Result<Option<Follow>> {
    let row: Option<Row> = follows::table
        .filter(follows::follower_id.eq(follower.0))
        .filter(follows::followed_id.eq(followed.0))
        .select(columns!())
        .first(conn)
        .optional()?;
    row.map(Row::into_domain).transpose()
}

/// Who asked to follow an actor and waits for an answer, the oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting_for(conn: &mut Conn, followed: ActorId) -> Result<Vec<Follow>> {
    let rows: Vec<Row> = follows::table
        .filter(follows::followed_id.eq(followed.0))
        .filter(follows::state.eq(FollowState::Pending.as_str()))
        .order(follows::id)
        .select(columns!())
        .load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// Sets the state; with `ap_id`, also the activity that it goes by (a follow that is asked again).
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_state(conn: &mut Conn, id: FollowId, state: FollowState, ap_id: Option<&Url>) -> Result<()> {
    let (follower, followed): (i64, i64) =
        follows::table.find(id.0).select((follows::follower_id, follows::followed_id)).first(conn)?;
    let (follower, followed) = (ActorId(follower), ActorId(followed));
    // Nobody else may change it between the look and the change: the digest would count it twice.
    follower_digests::hold(conn, followed)?;
    let before: String = follows::table.find(id.0).select(follows::state).first(conn)?;
    let accepted = FollowState::Accepted.as_str();
    if (before == accepted) != (state == FollowState::Accepted) {
        follower_digests::toggle(conn, followed, follower)?;
    }
    diesel::update(follows::table.find(id.0)).set(follows::state.eq(state.as_str())).execute(conn)?;
    if let Some(ap_id) = ap_id {
        diesel::update(follows::table.find(id.0)).set(follows::ap_id.eq(ap_id.as_str())).execute(conn)?;
    }
    Ok(())
}

/// Everyone who follows `followed` and was accepted.
///
/// # Errors
/// `Internal` when the database fails.
pub fn followers(conn: &mut Conn, followed: ActorId) -> Result<Vec<Actor>> {
    let ids = with_state(conn, followed, FollowState::Accepted)?;
    actors::get_many(conn, &ids)
}

fn with_state(conn: &mut Conn, followed: ActorId, state: FollowState) -> Result<Vec<ActorId>> {
    let ids: Vec<i64> = follows::table
        .filter(follows::followed_id.eq(followed.0))
        .filter(follows::state.eq(state.as_str()))
        .select(follows::follower_id)
        .load(conn)?;
    Ok(ids.into_iter().map(ActorId).collect())
}

/// Whether anybody here follows an actor of another server. (Of those we know no other followers.)
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_followed(conn: &mut Conn, followed: ActorId) -> Result<bool> {
    let found = follows::table
        .filter(follows::followed_id.eq(followed.0))
        .filter(follows::state.eq(FollowState::Accepted.as_str()));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(conn)?)
}

/// Of these actors of other servers, those that somebody here follows, but for one who does.
///
/// # Errors
/// `Internal` when the database fails.
pub fn followed_among(conn: &mut Conn, among: &[ActorId], besides: ActorId) -> Result<HashSet<ActorId>> {
    let found: Vec<i64> = follows::table
        .filter(follows::followed_id.eq_any(among.iter().map(|actor| actor.0).collect::<Vec<_>>()))
        .filter(follows::state.eq(FollowState::Accepted.as_str()))
        .filter(follows::follower_id.ne(besides.0))
        .select(follows::followed_id)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().map(ActorId).collect())
}

/// The follows from `actor` to others and from others to `actor`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn with_others(conn: &mut Conn, actor: ActorId, others: &[ActorId]) -> Result<Vec<Follow>> {
    let others: Vec<i64> = others.iter().map(|other| other.0).collect();
    let from = follows::follower_id.eq(actor.0).and(follows::followed_id.eq_any(others.clone()));
    let to = follows::followed_id.eq(actor.0).and(follows::follower_id.eq_any(others));
    let rows: Vec<Row> = follows::table.filter(from.or(to)).select(columns!()).load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// The follows between one of our actors and the accounts of another server.
///
/// # Errors
/// `Internal` when the database fails.
pub fn with_host(conn: &mut Conn, own: ActorId, host: &str) -> Result<Vec<Follow>> {
    use schema::actors;
    let there = || actors::table.filter(actors::local.eq(false)).filter(actors::host.eq(host)).select(actors::id);
    let rows: Vec<Row> = follows::table
        .filter(
            follows::follower_id
                .eq(own.0)
                .and(follows::followed_id.eq_any(there()))
                .or(follows::followed_id.eq(own.0).and(follows::follower_id.eq_any(there()))),
        )
        .order(follows::id)
        .select(columns!())
        .load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// Those of a host who follow an actor and were accepted, with the rows of their follows, by their ids.
///
/// # Errors
/// `Internal` when the database fails.
pub fn followers_at(conn: &mut Conn, followed: ActorId, host: &str) -> Result<Vec<(FollowId, Url)>> {
    let rows: Vec<(i64, String)> = follows::table
        .inner_join(schema::actors::table.on(schema::actors::id.eq(follows::follower_id)))
        .filter(follows::followed_id.eq(followed.0))
        .filter(follows::state.eq(FollowState::Accepted.as_str()))
        .filter(schema::actors::host.eq(host))
        .order(schema::actors::ap_id)
        .select((follows::id, schema::actors::ap_id))
        .load(conn)?;
    rows.into_iter().map(|(id, ap_id)| Ok((FollowId(id), url(&ap_id)?))).collect()
}

/// The networks at a host that one of ours follows and that accepted; without a host all of them.
///
/// # Errors
/// `Internal` when the database fails.
pub fn networks_followed(conn: &mut Conn, host: Option<&str>) -> Result<Vec<ActorId>> {
    let ours = schema::actors::table
        .filter(schema::actors::local)
        .filter(schema::actors::kind.eq(ActorKind::Organization.as_str()))
        .select(schema::actors::id);
    let ours: Vec<i64> = ours.load(conn)?;
    let mut select = follows::table
        .inner_join(schema::actors::table.on(schema::actors::id.eq(follows::followed_id)))
        .filter(follows::follower_id.eq_any(ours))
        .filter(follows::state.eq(FollowState::Accepted.as_str()))
        .filter(schema::actors::kind.eq(ActorKind::Organization.as_str()))
        .filter(schema::actors::local.eq(false))
        .filter(schema::actors::gone.eq(false))
        .select(follows::followed_id)
        .into_boxed();
    if let Some(host) = host {
        select = select.filter(schema::actors::host.eq(host.to_owned()));
    }
    let ids: Vec<i64> = select.load(conn)?;
    Ok(ids.into_iter().map(ActorId).collect())
}

/// How many accepted followers an actor has, and how many it follows.
///
/// # Errors
/// `Internal` when the database fails.
pub fn counts(conn: &mut Conn, actor: ActorId) -> Result<(i64, i64)> {
    let accepted = FollowState::Accepted.as_str();
    let followers = follows::table.filter(follows::followed_id.eq(actor.0)).filter(follows::state.eq(accepted));
    let following = follows::table.filter(follows::follower_id.eq(actor.0)).filter(follows::state.eq(accepted));
    Ok((followers.count().get_result(conn)?, following.count().get_result(conn)?))
}

/// Everything between `network` and others, both ways, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn around(conn: &mut Conn, network: ActorId) -> Result<Vec<Follow>> {
    let rows: Vec<Row> = follows::table
        .filter(follows::follower_id.eq(network.0).or(follows::followed_id.eq(network.0)))
        .order(follows::id.desc())
        .select(columns!())
        .load(conn)?;
    rows.into_iter().map(Row::into_domain).collect()
}

/// Everyone whom `follower` follows and who accepted, by address.
///
/// # Errors
/// `Internal` when the database fails.
pub fn followed(conn: &mut Conn, follower: ActorId) -> Result<Vec<Actor>> {
    let ids: Vec<i64> = follows::table
        .filter(follows::follower_id.eq(follower.0))
        .filter(follows::state.eq(FollowState::Accepted.as_str()))
        .select(follows::followed_id)
        .load(conn)?;
    let ids: Vec<ActorId> = ids.into_iter().map(ActorId).collect();
    let mut found = actors::get_many(conn, &ids)?;
    found.sort_by(|a, b| a.ap_id.cmp(&b.ap_id));
    Ok(found)
}

/// Sets what a member wishes of whom they follow: without what they tell on, and to hear at once of what they post. `None`
/// leaves a wish as it is.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_wishes(conn: &mut Conn, id: FollowId, boosts: Option<bool>, tells: Option<bool>) -> Result<()> {
    if let Some(boosts) = boosts {
        diesel::update(follows::table.find(id.0)).set(follows::without_boosts.eq(!boosts)).execute(conn)?;
    }
    if let Some(tells) = tells {
        diesel::update(follows::table.find(id.0)).set(follows::tells.eq(tells)).execute(conn)?;
    }
    Ok(())
}

/// Of those whom `follower` follows, with their wishes: who is shown without what they tell on, and of whose posts they
/// hear at once.
///
/// # Errors
/// `Internal` when the database fails.
pub fn wishes(conn: &mut Conn, follower: ActorId, others: &[ActorId]) -> Result<HashMap<ActorId, Wishes>> {
    let others: Vec<i64> = others.iter().map(|other| other.0).collect();
    let rows: Vec<(i64, bool, bool)> = follows::table
        .filter(follows::follower_id.eq(follower.0))
        .filter(follows::followed_id.eq_any(others))
        .select((follows::followed_id, follows::without_boosts, follows::tells))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(other, without_boosts, tells)| (ActorId(other), Wishes { without_boosts, tells }))
        .collect())
}

/// Who wants to hear at once of what each of these accounts posts.
///
/// # Errors
/// `Internal` when the database fails.
pub fn who_is_told(conn: &mut Conn, followed: &[ActorId]) -> Result<HashMap<ActorId, Vec<ActorId>>> {
    let rows: Vec<(i64, i64)> = follows::table
        .filter(follows::followed_id.eq_any(followed.iter().map(|actor| actor.0).collect::<Vec<_>>()))
        .filter(follows::tells)
        .filter(follows::state.eq(FollowState::Accepted.as_str()))
        .select((follows::followed_id, follows::follower_id))
        .load(conn)?;
    let mut told: HashMap<ActorId, Vec<ActorId>> = HashMap::new();
    for (followed, follower) in rows {
        told.entry(ActorId(followed)).or_default().push(ActorId(follower));
    }
    Ok(told)
}

/// Which side of a follow is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who follows an actor.
    Followers,
    /// Whom an actor follows.
    Following,
}

/// A page of those on the other side of an actor's follows in some state, the newest follow first, each with where it
/// stands in the list.
///
/// # Errors
/// `Internal` when the database fails.
pub fn page(
    conn: &mut Conn,
    actor: ActorId,
    side: Side,
    state: FollowState,
    paging: Paging,
) -> Result<Vec<(i64, ActorId)>> {
    let mut select = follows::table
        .filter(follows::state.eq(state.as_str()))
        .select((follows::id, follows::follower_id, follows::followed_id))
        .into_boxed();
    select = match side {
        Side::Followers => select.filter(follows::followed_id.eq(actor.0)),
        Side::Following => select.filter(follows::follower_id.eq(actor.0)),
    };
    let rows: Vec<(i64, i64, i64)> = paged!(select, follows::id, paging).limit(paging.limit).load(conn)?;
    let other = |(id, follower, followed)| (id, ActorId(if side == Side::Followers { follower } else { followed }));
    Ok(paging.newest_first(rows.into_iter().map(other).collect()))
}

/// How many ask to follow an actor.
///
/// # Errors
/// `Internal` when the database fails.
pub fn asking(conn: &mut Conn, followed: ActorId) -> Result<i64> {
    let asking = follows::table
        .filter(follows::followed_id.eq(followed.0))
        .filter(follows::state.eq(FollowState::Pending.as_str()));
    Ok(asking.count().get_result(conn)?)
}

/// Forgets every follow from and to an actor.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, actor: ActorId) -> Result<()> {
    for follow in around(conn, actor)? {
        if follow.state == FollowState::Accepted {
            set_state(conn, follow.id, FollowState::Ended, None)?;
        }
    }
    let of_actor = follows::follower_id.eq(actor.0).or(follows::followed_id.eq(actor.0));
    diesel::delete(follows::table.filter(of_actor)).execute(conn)?;
    Ok(())
}

/// Our mutual peers: networks that `network` follows and that follow it, both accepted.
///
/// # Errors
/// `Internal` when the database fails.
pub fn mutual_peers(conn: &mut Conn, network: ActorId) -> Result<Vec<Actor>> {
    let accepted = FollowState::Accepted.as_str();
    let followed: Vec<i64> = follows::table
        .filter(follows::follower_id.eq(network.0))
        .filter(follows::state.eq(accepted))
        .select(follows::followed_id)
        .load(conn)?;
    let mutual: Vec<i64> = follows::table
        .filter(follows::followed_id.eq(network.0))
        .filter(follows::state.eq(accepted))
        .filter(follows::follower_id.eq_any(followed))
        .select(follows::follower_id)
        .load(conn)?;
    let ids: Vec<ActorId> = mutual.into_iter().map(ActorId).collect();
    actors::get_many(conn, &ids)
}
