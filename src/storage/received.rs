//! Activities that came in: stored as they came, then answered, then worked.

use crate::clock::Moment;
use crate::domain::key::ReceivedId;
use crate::error::Result;
use crate::ids;
use crate::seal::MasterKey;
use crate::storage::columns::at;
use crate::storage::dialect::{begins, begins_otherwise, claim_first_ids, literal};
use crate::storage::schema::received;
use crate::storage::{Conn, prepared};
use chrono::{Duration, NaiveDateTime};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use std::collections::HashSet;

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
    /// When it came.
    pub received_at: Moment,
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

/// A row that is new.
#[derive(Insertable)]
#[diesel(table_name = received, treat_none_as_default_value = false)]
struct New<'a> {
    id: i64,
    ap_id: &'a str,
    actor: &'a str,
    subject: &'a str,
    sealed_body: &'a [u8],
    attempts: i64,
    due_at: NaiveDateTime,
    state: &'static str,
    received_at: NaiveDateTime,
}

impl<'a> New<'a> {
    fn of(activity: &'a Kept, now: Moment) -> Self {
        Self {
            id: ids::next(now),
            ap_id: &activity.ap_id,
            actor: &activity.actor,
            subject: &activity.subject,
            sealed_body: &activity.sealed_body,
            attempts: 0,
            due_at: at(now),
            state: "waiting",
            received_at: at(now),
        }
    }
}

/// Keeps activities, in the order in which they came; answers for each whether it is new: of one whose id came before,
/// nothing more happens.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert(conn: &mut Conn, all: &[(&Kept, Moment)]) -> Result<Vec<bool>> {
    let mut rows: Vec<New> = all.iter().map(|(activity, now)| New::of(activity, *now)).collect();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    // Always in this order, so that no two processes wait for each other's rows. Of two with one id, the first is kept.
    rows.sort_by_key(|row| (row.ap_id, row.id));
    let mut added = HashSet::new();
    match conn {
        Conn::Sqlite(sqlite) => {
            for row in rows {
                let id = row.id;
                if diesel::insert_into(received::table).values(row).on_conflict_do_nothing().execute(sqlite)? == 1 {
                    added.insert(id);
                }
            }
        }
        Conn::Pg(pg) => {
            let columns = prepared::columns_of!(
                received,
                rows,
                [id, ap_id, actor, subject, sealed_body, attempts, due_at, state, received_at]
            );
            added.extend(prepared::insert_many("received", columns).load::<i64>(pg)?);
        }
    }
    Ok(ids.iter().map(|id| added.contains(id)).collect())
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
    type Columns = (i64, String, String, String, Option<Vec<u8>>, i64, NaiveDateTime);
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
            received::received_at,
        ))
        .load(conn)?;
    let received = |(id, ap_id, actor, subject, sealed, attempts, received_at): Columns| Received {
        id: ReceivedId(id),
        ap_id,
        actor,
        subject,
        sealed_body: sealed.unwrap_or_default(),
        attempts,
        received_at: received_at.and_utc(),
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

/// The same of several, each with its problem, if it had one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn all_worked(conn: &mut Conn, all: &[(ReceivedId, Option<&'static str>)]) -> Result<()> {
    match conn {
        Conn::Sqlite(_) => all.iter().try_for_each(|(id, problem)| worked(conn, *id, *problem)),
        Conn::Pg(pg) => {
            let columns = vec![
                prepared::column::<BigInt, _>("id", all.iter().map(|(id, _)| id.0).collect()),
                prepared::column::<Nullable<Text>, _>("problem", all.iter().map(|(_, problem)| *problem).collect()),
            ];
            let before = "UPDATE received r SET state = CASE WHEN n.problem IS NULL THEN 'worked' ELSE 'refused' END, \
                          problem = n.problem, sealed_body = NULL, leased_until = NULL FROM ";
            prepared::with_many(before, columns, " WHERE r.id = n.id").execute(pg)?;
            Ok(())
        }
    }
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

/// That something waits to be tried again, of actors whose ids begin with `begin`, or stands behind such a thing. In words of the
/// statement, as its indexes say it: of what was worked nothing is read, and of what waits no body.
pub fn again_query(begin: &str) -> String {
    format!(
        "state = 'waiting' AND subject IN (SELECT h.subject FROM received h \
         WHERE h.state = 'waiting' AND h.attempts > 0 AND h.actor > '' AND {})",
        begins("h.actor", begin)
    )
}

/// Whether so many activities of actors whose ids begin with `begin` wait to be tried again, or more: with those behind them,
/// each of which is kept as long.
///
/// # Errors
/// `Internal` when the database fails.
pub fn wait_again(conn: &mut Conn, begin: &str, many: i64) -> Result<bool> {
    let last = received::table.filter(sql::<Bool>(&again_query(begin))).select(received::id).offset(many - 1);
    Ok(last.first::<i64>(conn).optional()?.is_some())
}

/// The last that waits about `subject`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn last_about(conn: &mut Conn, subject: &str) -> Result<Option<ReceivedId>> {
    let line = received::table.filter(received::subject.eq(subject)).filter(sql::<Bool>("state = 'waiting'"));
    let last: Option<i64> = line.order(received::id.desc()).select(received::id).first(conn).optional()?;
    Ok(last.map(ReceivedId))
}

/// What waits about `subject` is given up, as far as `id`, and on to `last`, which is worked for itself if it is another: a
/// deletion is not lost with what was said before it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn give_up(conn: &mut Conn, id: ReceivedId, last: ReceivedId, subject: &str, problem: &str) -> Result<()> {
    let line = received::table.filter(received::subject.eq(subject)).filter(sql::<Bool>("state = 'waiting'"));
    diesel::update(line.filter(received::id.lt(last.0.max(id.0 + 1))))
        .set((
            received::state.eq("refused"),
            received::problem.eq(Some(problem)),
            received::sealed_body.eq(None::<Vec<u8>>),
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
