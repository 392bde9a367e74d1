//! What posts ask, the totals of what was answered, and who answered: for what is sealed.

use crate::clock::Moment;
use crate::domain::key::{ActorId, StatusId};
use crate::domain::poll::{Poll, Tally};
use crate::domain::privacy::Guarded;
use crate::error::Result;
use crate::seal::MasterKey;
use crate::storage::Conn;
use crate::storage::columns::{at, from_json, moment, readable, to_json};
use crate::storage::lookup::among;
use crate::storage::schema::{actors, held_statuses, poll_votes, polls};
use crate::storage::stream_events::{self, Happened};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::HashMap;

#[derive(Queryable, Insertable)]
#[diesel(table_name = polls)]
struct Row {
    status_id: i64,
    options: String,
    sealed_options: Option<Vec<u8>>,
    multiple: bool,
    hides_totals: bool,
    counts: String,
    voters: Option<i64>,
    ends_at: Option<NaiveDateTime>,
    end_told: bool,
    tell_at: Option<NaiveDateTime>,
    asked_at: NaiveDateTime,
}

fn options_context(status: i64) -> String {
    format!("poll:{status}:options")
}

fn vote_context(status: i64, actor: i64) -> String {
    format!("poll:{status}:vote:{actor}")
}

impl Row {
    fn into_domain(self, seal: &MasterKey) -> Result<Poll> {
        let options = match &self.sealed_options {
            Some(sealed) => from_json(&seal.open_text(&options_context(self.status_id), sealed)?)?,
            None => from_json(&self.options)?,
        };
        Ok(Poll {
            status: StatusId(self.status_id),
            options: Guarded::new(options),
            multiple: self.multiple,
            hides_totals: self.hides_totals,
            tally: Tally { counts: from_json(&self.counts)?, voters: self.voters },
            ends_at: self.ends_at.map(moment),
            end_told: self.end_told,
            asked_at: moment(self.asked_at),
        })
    }
}

/// Writes what a post asks, in place of what it asked before, whose votes are forgotten. With `direct` its options are
/// sealed, as the words of the post.
///
/// # Errors
/// `Internal` when the database fails.
pub fn put(conn: &mut Conn, seal: &MasterKey, poll: Poll, direct: bool) -> Result<()> {
    let id = poll.status.0;
    let options = to_json(&poll.options.into_storage())?;
    let (options, sealed_options) = match direct {
        true => ("[]".to_owned(), Some(seal.seal(&options_context(id), options.as_bytes()))),
        false => (options, None),
    };
    let row = Row {
        status_id: id,
        options,
        sealed_options,
        multiple: poll.multiple,
        hides_totals: poll.hides_totals,
        counts: to_json(&poll.tally.counts)?,
        voters: poll.tally.voters,
        ends_at: poll.ends_at.map(at),
        end_told: poll.end_told,
        tell_at: None,
        asked_at: at(poll.asked_at),
    };
    erase(conn, &[id])?;
    diesel::insert_into(polls::table).values(row).execute(conn)?;
    Ok(())
}

/// What several posts ask, of those that do, as far as it can be read.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of(conn: &mut Conn, seal: &MasterKey, ids: &[StatusId]) -> Result<HashMap<StatusId, Poll>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<Row> = polls::table.filter(among(polls::status_id, &ids)).load(conn)?;
    let poll = |row: Row| Some((StatusId(row.status_id), readable(row.into_domain(seal))?));
    Ok(rows.into_iter().filter_map(poll).collect())
}

/// What a post asks, if it does.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn find(conn: &mut Conn, seal: &MasterKey, id: StatusId) -> Result<Option<Poll>> {
    Ok(of(conn, seal, &[id])?.remove(&id))
}

/// The same, held until the end of this transaction.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn lock(conn: &mut Conn, seal: &MasterKey, id: StatusId) -> Result<Option<Poll>> {
    let query = polls::table.find(id.0);
    let row: Option<Row> = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite).optional()?,
        Conn::Pg(pg) => query.for_update().first(pg).optional()?,
    };
    row.map(|row| row.into_domain(seal)).transpose()
}

/// Writes the totals.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_tally(conn: &mut Conn, id: StatusId, tally: &Tally) -> Result<()> {
    let set = (polls::counts.eq(to_json(&tally.counts)?), polls::voters.eq(tally.voters));
    diesel::update(polls::table.find(id.0)).set(set).execute(conn)?;
    Ok(())
}

/// Writes when a poll ends, whose end was not told.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_end(conn: &mut Conn, id: StatusId, end: Option<Moment>) -> Result<()> {
    let set = (polls::ends_at.eq(end.map(at)), polls::end_told.eq(false));
    diesel::update(polls::table.find(id.0)).set(set).execute(conn)?;
    Ok(())
}

/// Writes whether the totals are shown only at the end.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_hides_totals(conn: &mut Conn, id: StatusId, hides: bool) -> Result<()> {
    diesel::update(polls::table.find(id.0)).set(polls::hides_totals.eq(hides)).execute(conn)?;
    Ok(())
}

/// Notes that new totals are to be told at `when`, unless they are already to be told.
///
/// # Errors
/// `Internal` when the database fails.
pub fn tell_later(conn: &mut Conn, id: StatusId, when: Moment) -> Result<()> {
    let untold = polls::table.find(id.0).filter(polls::tell_at.is_null());
    diesel::update(untold).set(polls::tell_at.eq(at(when))).execute(conn)?;
    Ok(())
}

/// The polls whose new totals are to be told now.
///
/// # Errors
/// `Internal` when the database fails.
pub fn to_tell(conn: &mut Conn, now: Moment, most: i64) -> Result<Vec<StatusId>> {
    let due = polls::table.filter(polls::tell_at.le(at(now))).order(polls::tell_at).limit(most);
    Ok(due.select(polls::status_id).load::<i64>(conn)?.into_iter().map(StatusId).collect())
}

/// Notes that the totals are told now; false when another process did it before. Apps that listen hear of it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn tell(conn: &mut Conn, id: StatusId) -> Result<bool> {
    let untold = polls::table.find(id.0).filter(polls::tell_at.is_not_null());
    let told = diesel::update(untold).set(polls::tell_at.eq(None::<NaiveDateTime>)).execute(conn)? == 1;
    if told {
        stream_events::note(conn, id.0, Happened::Changed)?;
    }
    Ok(told)
}

/// The polls that have ended and whose end was not told, but for those that are held: theirs is told when they go on.
///
/// # Errors
/// `Internal` when the database fails.
pub fn to_end(conn: &mut Conn, now: Moment, most: i64) -> Result<Vec<StatusId>> {
    let due = polls::table
        .filter(polls::end_told.eq(false))
        .filter(polls::ends_at.le(at(now)))
        .filter(polls::status_id.ne_all(held_statuses::table.select(held_statuses::status_id)))
        .order(polls::ends_at)
        .limit(most);
    Ok(due.select(polls::status_id).load::<i64>(conn)?.into_iter().map(StatusId).collect())
}

/// Notes that the end is told now, and with it the last totals; false when another process did it before. Apps that listen
/// hear of it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn end(conn: &mut Conn, id: StatusId) -> Result<bool> {
    let open = polls::table.find(id.0).filter(polls::end_told.eq(false));
    let set = (polls::end_told.eq(true), polls::tell_at.eq(None::<NaiveDateTime>));
    let ended = diesel::update(open).set(set).execute(conn)? == 1;
    if ended {
        stream_events::note(conn, id.0, Happened::Changed)?;
    }
    Ok(ended)
}

/// Notes that the author is asked for the totals now.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ask(conn: &mut Conn, id: StatusId, now: Moment) -> Result<()> {
    diesel::update(polls::table.find(id.0)).set(polls::asked_at.eq(at(now))).execute(conn)?;
    Ok(())
}

/// Writes the totals that an author says, now. Apps that listen hear of it, if they are others.
///
/// # Errors
/// `Internal` when the database fails.
pub fn renew(conn: &mut Conn, poll: &Poll, tally: &Tally, end: Option<Moment>, now: Moment) -> Result<()> {
    let id = poll.status;
    ask(conn, id, now)?;
    if poll.ends_at.map(at) != end.map(at) && !poll.end_told {
        set_end(conn, id, end)?;
    }
    if poll.tally != *tally {
        set_tally(conn, id, tally)?;
        stream_events::note(conn, id.0, Happened::Changed)?;
    }
    Ok(())
}

fn opened(seal: &MasterKey, status: i64, actor: i64, sealed: &[u8]) -> Result<Vec<usize>> {
    from_json(&seal.open_text(&vote_context(status, actor), sealed)?)
}

/// What somebody voted in several polls, where they did.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn votes_of(
    conn: &mut Conn,
    seal: &MasterKey,
    ids: &[StatusId],
    actor: ActorId,
) -> Result<HashMap<StatusId, Vec<usize>>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, Vec<u8>)> = poll_votes::table
        .filter(poll_votes::actor_id.eq(actor.0))
        .filter(among(poll_votes::status_id, &ids))
        .select((poll_votes::status_id, poll_votes::sealed_choices))
        .load(conn)?;
    rows.into_iter().map(|(id, sealed)| Ok((StatusId(id), opened(seal, id, actor.0, &sealed)?))).collect()
}

/// What somebody voted in a poll, if they did.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn vote_of(conn: &mut Conn, seal: &MasterKey, id: StatusId, actor: ActorId) -> Result<Option<Vec<usize>>> {
    Ok(votes_of(conn, seal, &[id], actor)?.remove(&id))
}

/// All that somebody voted, for their export.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn all_votes_of(conn: &mut Conn, seal: &MasterKey, actor: ActorId) -> Result<Vec<(StatusId, Vec<usize>)>> {
    let rows: Vec<(i64, Vec<u8>)> = poll_votes::table
        .filter(poll_votes::actor_id.eq(actor.0))
        .order(poll_votes::status_id)
        .select((poll_votes::status_id, poll_votes::sealed_choices))
        .load(conn)?;
    rows.into_iter().map(|(id, sealed)| Ok((StatusId(id), opened(seal, id, actor.0, &sealed)?))).collect()
}

/// Writes what somebody voted, in place of what they had.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_vote(conn: &mut Conn, seal: &MasterKey, id: StatusId, actor: ActorId, choices: &[usize]) -> Result<()> {
    let sealed = seal.seal(&vote_context(id.0, actor.0), to_json(&choices)?.as_bytes());
    diesel::delete(poll_votes::table.find((id.0, actor.0))).execute(conn)?;
    let row = (poll_votes::status_id.eq(id.0), poll_votes::actor_id.eq(actor.0), poll_votes::sealed_choices.eq(sealed));
    diesel::insert_into(poll_votes::table).values(row).execute(conn)?;
    Ok(())
}

/// In which polls somebody voted.
///
/// # Errors
/// `Internal` when the database fails.
pub fn voted_in(conn: &mut Conn, actor: ActorId) -> Result<Vec<StatusId>> {
    let own = poll_votes::table.filter(poll_votes::actor_id.eq(actor.0)).select(poll_votes::status_id);
    Ok(own.load::<i64>(conn)?.into_iter().map(StatusId).collect())
}

/// Who voted in a poll, as far as it is still kept.
///
/// # Errors
/// `Internal` when the database fails.
pub fn voters(conn: &mut Conn, id: StatusId) -> Result<Vec<ActorId>> {
    let voters = poll_votes::table.filter(poll_votes::status_id.eq(id.0)).order(poll_votes::actor_id);
    Ok(voters.select(poll_votes::actor_id).load::<i64>(conn)?.into_iter().map(ActorId).collect())
}

/// Which members voted in a poll, as far as it is still kept.
///
/// # Errors
/// `Internal` when the database fails.
pub fn own_voters(conn: &mut Conn, id: StatusId) -> Result<Vec<ActorId>> {
    let voters = poll_votes::table.inner_join(actors::table).filter(poll_votes::status_id.eq(id.0));
    let own = voters.filter(actors::local).order(poll_votes::actor_id).select(poll_votes::actor_id);
    Ok(own.load::<i64>(conn)?.into_iter().map(ActorId).collect())
}

/// Forgets who voted in polls that ended: accounts elsewhere `elsewhere` ago, members `members` ago.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_votes(conn: &mut Conn, elsewhere: Moment, members: Moment, most: i64) -> Result<usize> {
    let mut gone = 0;
    for (local, before) in [(false, elsewhere), (true, members)] {
        let due: Vec<(i64, i64)> = poll_votes::table
            .inner_join(polls::table)
            .inner_join(actors::table)
            .filter(polls::ends_at.le(at(before)))
            .filter(actors::local.eq(local))
            .select((poll_votes::status_id, poll_votes::actor_id))
            .limit(most)
            .load(conn)?;
        for (status, actor) in due {
            gone += diesel::delete(poll_votes::table.find((status, actor))).execute(conn)?;
        }
    }
    Ok(gone)
}

/// Forgets that an actor voted anywhere. The totals stay: they name nobody.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_actor(conn: &mut Conn, actor: ActorId) -> Result<()> {
    diesel::delete(poll_votes::table.filter(poll_votes::actor_id.eq(actor.0))).execute(conn)?;
    Ok(())
}

/// Erases what posts asked, with who answered.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn erase(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    diesel::delete(poll_votes::table.filter(poll_votes::status_id.eq_any(ids))).execute(conn)?;
    diesel::delete(polls::table.filter(polls::status_id.eq_any(ids))).execute(conn)?;
    Ok(())
}

/// Takes away what a post asked.
///
/// # Errors
/// `Internal` when the database fails.
pub fn remove(conn: &mut Conn, id: StatusId) -> Result<()> {
    erase(conn, &[id.0])
}
