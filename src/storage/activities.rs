//! Activities that we send, rendered once and kept as they were. What is not public is sealed.

use crate::clock::Moment;
use crate::domain::key::{ActivityId, ActorId};
use crate::error::Result;
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::columns::at;
use crate::storage::listings::Paging;
use crate::storage::schema::{activities, deliveries};
use crate::storage::{Conn, each};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use url::Url;

/// An activity to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Its ActivityPub id.
    pub ap_id: Url,
    /// Which of our actors says it.
    pub actor: ActorId,
    /// What it is about; deliveries that share it keep their order.
    pub subject: String,
    /// Whether everyone may read it.
    pub public: bool,
    /// Whether it is for the followers of who says it.
    pub for_followers: bool,
    /// The JSON.
    pub body: String,
}

/// What is needed to send an activity.
#[derive(Clone, Debug)]
pub struct Sendable {
    /// Which of our actors says it.
    pub actor: ActorId,
    /// Whether it is for the followers of that actor.
    pub for_followers: bool,
    /// The JSON.
    pub body: Vec<u8>,
}

fn context(ap_id: &str) -> String {
    format!("activity:{ap_id}")
}

/// Keeps an activity, unless it was kept before (then nothing is sent again).
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(conn: &mut Conn, seal: &MasterKey, activity: &Outgoing, now: Moment) -> Result<Option<ActivityId>> {
    let id = ids::next(now);
    let body = if activity.public {
        activity.body.clone().into_bytes()
    } else {
        seal.seal(&context(activity.ap_id.as_str()), activity.body.as_bytes())
    };
    let row = (
        activities::id.eq(id),
        activities::ap_id.eq(activity.ap_id.as_str()),
        activities::actor_id.eq(activity.actor.0),
        activities::subject.eq(&activity.subject),
        activities::public.eq(activity.public),
        activities::body.eq(body),
        activities::created_at.eq(at(now)),
        activities::for_followers.eq(activity.for_followers),
    );
    let added =
        each!(conn, |c| diesel::insert_into(activities::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok((added == 1).then_some(ActivityId(id)))
}

/// What is needed to send an activity. Nothing when it was forgotten since.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn sendable(conn: &mut Conn, seal: &MasterKey, id: ActivityId) -> Result<Option<Sendable>> {
    type Columns = (String, i64, bool, bool, Vec<u8>);
    let found: Option<Columns> = activities::table
        .find(id.0)
        .select((
            activities::ap_id,
            activities::actor_id,
            activities::public,
            activities::for_followers,
            activities::body,
        ))
        .first(conn)
        .optional()?;
    let Some((ap_id, actor, public, for_followers, body)) = found.filter(|(.., body)| !body.is_empty()) else {
        return Ok(None);
    };
    let body = if public { body } else { seal.open(&context(&ap_id), &body)? };
    Ok(Some(Sendable { actor: ActorId(actor), for_followers, body }))
}

/// The public activities of an actor, newest first, as JSON with their ids.
///
/// # Errors
/// `Internal` when the database fails.
pub fn public_of(conn: &mut Conn, actor: ActorId, paging: Paging) -> Result<Vec<(i64, Vec<u8>)>> {
    let mut select = activities::table
        .filter(activities::public)
        .filter(is_not_held())
        .filter(activities::actor_id.eq(actor.0))
        .order(activities::id.desc())
        .select((activities::id, activities::body))
        .into_boxed();
    if let Some(max_id) = paging.max_id {
        select = select.filter(activities::id.lt(max_id));
    }
    Ok(select.limit(paging.limit.clamp(1, 80)).load(conn)?)
}

/// How many public activities an actor has sent and we still keep.
///
/// # Errors
/// `Internal` when the database fails.
pub fn public_count(conn: &mut Conn, actor: ActorId) -> Result<i64> {
    let query =
        activities::table.filter(activities::public).filter(is_not_held()).filter(activities::actor_id.eq(actor.0));
    Ok(query.count().get_result(conn)?)
}

/// What tells of no listing that is held for safety: of that, nobody reads what it said, here as little as on its page.
fn is_not_held() -> SqlLiteral<Bool> {
    sql("activities.subject NOT IN (SELECT 'listing:' || id FROM listings WHERE held_under IS NOT NULL)")
}

/// A public activity by its ActivityPub id.
///
/// # Errors
/// `Internal` when the database fails.
pub fn public_by_ap_id(conn: &mut Conn, ap_id: &str) -> Result<Option<Vec<u8>>> {
    let row = activities::table.filter(activities::ap_id.eq(ap_id)).filter(activities::public).filter(is_not_held());
    Ok(row.select(activities::body).first(conn).optional()?)
}

/// What was about one subject is about another from now on, with all that waits to be delivered of it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn move_subject(conn: &mut Conn, from: &str, to: &str) -> Result<()> {
    diesel::update(activities::table.filter(activities::subject.eq(from)))
        .set(activities::subject.eq(to))
        .execute(conn)?;
    diesel::update(deliveries::table.filter(deliveries::subject.eq(from)))
        .set(deliveries::subject.eq(to))
        .execute(conn)?;
    Ok(())
}

/// Forgets every activity of a subject but `keep`, sent or not: after a deletion nothing of it stays here. Where one is
/// under way at this moment, its words go too and its delivery stays until it is [`done`](deliveries::done): what is
/// told next, as the deletion itself, would overtake it otherwise, and be forgotten by whoever never heard of it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_subject(conn: &mut Conn, subject: &str, keep: Option<&Url>) -> Result<()> {
    let old: Vec<i64> = activities::table
        .filter(activities::subject.eq(subject))
        .filter(activities::ap_id.ne(keep.map_or("", Url::as_str)))
        .select(activities::id)
        .load(conn)?;
    let of_old = || deliveries::table.filter(deliveries::activity_id.eq_any(&old));
    diesel::delete(of_old().filter(deliveries::leased_until.is_null())).execute(conn)?;
    let under_way: Vec<i64> = of_old().select(deliveries::activity_id).distinct().load(conn)?;
    diesel::update(activities::table.filter(activities::id.eq_any(&under_way)))
        .set((activities::body.eq(Vec::new()), activities::public.eq(false)))
        .execute(conn)?;
    let gone = old.iter().filter(|id| !under_way.contains(id));
    diesel::delete(activities::table.filter(activities::id.eq_any(gone))).execute(conn)?;
    Ok(())
}

/// Forgets activities that were sent before `before` and are not public, with nothing left to deliver.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_sent(conn: &mut Conn, before: Moment) -> Result<usize> {
    let under_way = deliveries::table.select(deliveries::activity_id);
    let sent: Vec<i64> = activities::table
        .filter(activities::created_at.lt(at(before)))
        .filter(activities::public.eq(false))
        .filter(activities::id.ne_all(under_way))
        .select(activities::id)
        .limit(500)
        .load(conn)?;
    Ok(diesel::delete(activities::table.filter(activities::id.eq_any(&sent))).execute(conn)?)
}
