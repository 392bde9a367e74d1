//! Activities that came in: stored as they came, then answered, then worked.

use crate::clock::Moment;
use crate::domain::key::ReceivedId;
use crate::error::Result;
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::columns::at;
use crate::storage::dialect::{begins_otherwise, claim_first_ids, literal};
use crate::storage::schema::received;
use crate::storage::{Conn, each, prepared};
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

/// An activity that came in and is to be worked.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its row.
    pub id: ReceivedId,
    /// Its ActivityPub id.
    pub ap_id: String,
    /// The actor whose key signed it.
    pub actor: String,
    /// What it is about.
    pub subject: String,
    /// The JSON as it came, sealed; see [`Received::open`].
    pub sealed_body: Vec<u8>,
    /// How often it was tried.
    pub attempts: i64,
}

impl Received {
    /// The JSON as it came. Not done by [`lease`], whose thread has more to do than open seals.
    ///
    /// # Errors
    /// `Internal` when the key does not fit.
    pub fn open(&self, seal: &MasterKey) -> Result<Vec<u8>> {
        seal.open(&context(&self.ap_id), &self.sealed_body)
    }
}

/// An activity that is to be kept, its body sealed already.
#[derive(Clone, Debug)]
pub struct Kept {
    ap_id: String,
    actor: String,
    subject: String,
    sealed_body: Vec<u8>,
}

impl Kept {
    /// Seals the body of an activity with the id `ap_id`, which `actor` signed and which is about `subject`.
    pub fn seal(seal: &MasterKey, ap_id: &str, actor: &str, subject: &str, body: &[u8]) -> Self {
        let sealed_body = seal.seal(&context(ap_id), body);
        Self { ap_id: ap_id.into(), actor: actor.into(), subject: subject.into(), sealed_body }
    }
}

fn context(ap_id: &str) -> String {
    format!("received:{ap_id}")
}

/// Keeps an activity; false when one with its id came before (then nothing more happens).
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(conn: &mut Conn, activity: &Kept, now: Moment) -> Result<bool> {
    let row = (
        received::id.eq(ids::next(now)),
        received::ap_id.eq(&activity.ap_id),
        received::actor.eq(&activity.actor),
        received::subject.eq(&activity.subject),
        received::sealed_body.eq(&activity.sealed_body),
        received::attempts.eq(0_i64),
        received::due_at.eq(at(now)),
        received::leased_until.eq(None::<NaiveDateTime>),
        received::state.eq("waiting"),
        received::problem.eq(None::<String>),
        received::received_at.eq(at(now)),
    );
    let added = each!(conn, |c| diesel::insert_into(received::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Whether an activity came before.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_known(conn: &mut Conn, ap_id: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(received::table.filter(received::ap_id.eq(ap_id)))).get_result(conn)?)
}

/// Leases activities to be worked, oldest first, but for those of actors whose ids begin with one of `but`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn lease(conn: &mut Conn, now: Moment, lease: Duration, limit: usize, but: &[String]) -> Result<Vec<Received>> {
    let moment = literal(now);
    let others: String = but.iter().map(|begin| format!(" AND {}", begins_otherwise("r.actor", begin))).collect();
    // The first of its subject, looked up for each row by the index: as NOT EXISTS, PostgreSQL would
    // compare all that waits with all that waits.
    let ids = claim_first_ids(
        conn,
        &format!(
            "SELECT r.id FROM received r WHERE r.state = 'waiting' AND r.due_at <= {moment} \
             AND (r.leased_until IS NULL OR r.leased_until <= {moment}){others} \
             AND r.id = (SELECT min(e.id) FROM received e WHERE e.state = 'waiting' AND e.subject = r.subject) \
             ORDER BY r.due_at, r.id LIMIT {limit}"
        ),
    )?;
    diesel::update(received::table.filter(received::id.eq_any(&ids)))
        .set(received::leased_until.eq(at(now + lease)))
        .execute(conn)?;
    type Columns = (i64, String, String, String, Option<Vec<u8>>, i64);
    let rows: Vec<Columns> = received::table
        .filter(received::id.eq_any(&ids))
        .order(received::id)
        .select((
            received::id,
            received::ap_id,
            received::actor,
            received::subject,
            received::sealed_body,
            received::attempts,
        ))
        .load(conn)?;
    let received = |(id, ap_id, actor, subject, sealed, attempts): Columns| Received {
        id: ReceivedId(id),
        ap_id,
        actor,
        subject,
        sealed_body: sealed.unwrap_or_default(),
        attempts,
    };
    Ok(rows.into_iter().map(received).collect())
}

/// It was worked: the body goes, the id stays so that it is not worked twice. Called in the
/// transaction of its effect. `problem` says in a few words why it had none.
///
/// # Errors
/// `Internal` when the database fails.
pub fn worked(conn: &mut Conn, id: ReceivedId, problem: Option<&str>) -> Result<()> {
    let changes = (
        received::state.eq(if problem.is_some() { "refused" } else { "worked" }),
        received::problem.eq(problem),
        received::sealed_body.eq(None::<Vec<u8>>),
        received::leased_until.eq(None::<NaiveDateTime>),
    );
    prepared::update(received::table, received::id.eq(id.0), changes).execute(conn)?;
    Ok(())
}

/// It could not be worked now (its object's server did not answer); it is tried again at `due_at`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put_off(conn: &mut Conn, id: ReceivedId, due_at: Moment) -> Result<()> {
    diesel::update(received::table.find(id.0))
        .set((
            received::attempts.eq(received::attempts + 1),
            received::due_at.eq(at(due_at)),
            received::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets ids that are too old to come again.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, before: Moment) -> Result<usize> {
    let old = received::table.filter(received::state.ne("waiting")).filter(received::received_at.lt(at(before)));
    Ok(diesel::delete(old).execute(conn)?)
}

/// How many activities wait to be worked.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting(conn: &mut Conn) -> Result<i64> {
    Ok(received::table.filter(received::state.eq("waiting")).count().get_result(conn)?)
}
