//! Conversations: direct statuses that answer one another, and what each of ours sees of them.

use crate::clock::Moment;
use crate::domain::follow::ActorKind;
use crate::domain::key::{ActorId, ConversationId, StatusId};
use crate::domain::status::Visibility;
use crate::error::Result;
use crate::ids;
use crate::storage::columns::at;
use crate::storage::listings::{Paging, paged};
use crate::storage::schema::{actors, conversation_members, conversations, status_mentions, statuses};
use crate::storage::{Conn, each};
use diesel::prelude::*;

/// A conversation as one of those who take part sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub id: ConversationId,
    /// The newest status in it that is for them.
    pub last: StatusId,
    /// Whether something in it is new to them.
    pub unread: bool,
}

/// Begins one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn begin(conn: &mut Conn, now: Moment) -> Result<ConversationId> {
    let id = ids::next(now);
    let row = (conversations::id.eq(id), conversations::created_at.eq(at(now)));
    diesel::insert_into(conversations::table).values(row).execute(conn)?;
    Ok(ConversationId(id))
}

/// A status was added to a conversation: it is the newest for its author and for everyone whom it is for.
///
/// # Errors
/// `Internal` when the database fails.
pub fn add(
    conn: &mut Conn,
    id: ConversationId,
    status: StatusId,
    author: ActorId,
    readers: impl IntoIterator<Item = ActorId>,
) -> Result<()> {
    for reader in readers.into_iter().chain([author]) {
        let row = (
            conversation_members::conversation_id.eq(id.0),
            conversation_members::actor_id.eq(reader.0),
            conversation_members::last_status_id.eq(status.0),
            conversation_members::unread.eq(reader != author),
            conversation_members::hidden.eq(false),
        );
        let added = each!(conn, |c| diesel::insert_into(conversation_members::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c))?;
        if added == 0 {
            diesel::update(conversation_members::table.find((id.0, reader.0)))
                .set((
                    conversation_members::last_status_id.eq(status.0),
                    conversation_members::unread.eq(reader != author),
                    conversation_members::hidden.eq(false),
                ))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// A status was added of which some of those whom it is for want to hear nothing, or not before they looked: they take part,
/// and it is not on their list.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_aside(conn: &mut Conn, id: ConversationId, status: StatusId, readers: &[ActorId]) -> Result<()> {
    for reader in readers {
        let row = (
            conversation_members::conversation_id.eq(id.0),
            conversation_members::actor_id.eq(reader.0),
            conversation_members::last_status_id.eq(status.0),
            conversation_members::unread.eq(false),
            conversation_members::hidden.eq(true),
        );
        each!(conn, |c| diesel::insert_into(conversation_members::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// What was set aside of these statuses is on the list of somebody, and new to them.
///
/// # Errors
/// `Internal` when the database fails.
pub fn let_through(conn: &mut Conn, actor: ActorId, about: &[StatusId]) -> Result<()> {
    let of: Vec<(Option<i64>, i64)> = statuses::table
        .filter(statuses::id.eq_any(about.iter().map(|id| id.0)))
        .filter(statuses::conversation_id.is_not_null())
        .order(statuses::id)
        .select((statuses::conversation_id, statuses::id))
        .load(conn)?;
    for (conversation, status) in of {
        let Some(conversation) = conversation else { continue };
        let row = conversation_members::table.find((conversation, actor.0));
        diesel::update(row.filter(conversation_members::last_status_id.le(status)))
            .set((
                conversation_members::last_status_id.eq(status),
                conversation_members::unread.eq(true),
                conversation_members::hidden.eq(false),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The list of somebody, the one with the newest status first; paged by that status.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_actor(conn: &mut Conn, actor: ActorId, paging: Paging) -> Result<Vec<Entry>> {
    let select = conversation_members::table
        .filter(conversation_members::actor_id.eq(actor.0))
        .filter(diesel::dsl::not(conversation_members::hidden))
        .select((
            conversation_members::conversation_id,
            conversation_members::last_status_id,
            conversation_members::unread,
        ))
        .into_boxed();
    let rows: Vec<(i64, i64, bool)> =
        paged!(select, conversation_members::last_status_id, paging).limit(paging.limit).load(conn)?;
    let entries = (rows.into_iter())
        .map(|(id, last, unread)| Entry { id: ConversationId(id), last: StatusId(last), unread })
        .collect();
    Ok(paging.newest_first(entries))
}

/// One of them, if somebody takes part in it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn one(conn: &mut Conn, id: ConversationId, actor: ActorId) -> Result<Option<Entry>> {
    let row: Option<(i64, bool)> = conversation_members::table
        .find((id.0, actor.0))
        .filter(diesel::dsl::not(conversation_members::hidden))
        .select((conversation_members::last_status_id, conversation_members::unread))
        .first(conn)
        .optional()?;
    Ok(row.map(|(last, unread)| Entry { id, last: StatusId(last), unread }))
}

/// Somebody has read it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_read(conn: &mut Conn, id: ConversationId, actor: ActorId) -> Result<()> {
    diesel::update(conversation_members::table.find((id.0, actor.0)))
        .set(conversation_members::unread.eq(false))
        .execute(conn)?;
    Ok(())
}

/// Takes it out of somebody's list, until something new comes.
///
/// # Errors
/// `Internal` when the database fails.
pub fn hide(conn: &mut Conn, id: ConversationId, actor: ActorId) -> Result<()> {
    diesel::update(conversation_members::table.find((id.0, actor.0)))
        .set((conversation_members::hidden.eq(true), conversation_members::unread.eq(false)))
        .execute(conn)?;
    Ok(())
}

/// The newest status of a conversation that is for somebody. What is held comes last: it is for its author alone.
fn newest_for(conn: &mut Conn, id: ConversationId, actor: i64) -> Result<Option<i64>> {
    let mentioned = status_mentions::table
        .filter(status_mentions::actor_id.eq(actor))
        .filter(status_mentions::status_id.eq(statuses::id));
    let newest = statuses::table
        .filter(statuses::conversation_id.eq(id.0))
        .filter(statuses::author_id.eq(actor).or(diesel::dsl::exists(mentioned)))
        .order((statuses::visibility.eq(Visibility::Held.as_str()).asc(), statuses::id.desc()))
        .select(statuses::id);
    Ok(newest.first(conn).optional()?)
}

/// Those of some readers of a status who take no part in its conversation do so from now on.
///
/// # Errors
/// `Internal` when the database fails.
pub fn join(conn: &mut Conn, id: ConversationId, status: StatusId, readers: &[ActorId]) -> Result<()> {
    for reader in readers {
        let row = (
            conversation_members::conversation_id.eq(id.0),
            conversation_members::actor_id.eq(reader.0),
            conversation_members::last_status_id.eq(status.0),
            conversation_members::unread.eq(true),
            conversation_members::hidden.eq(false),
        );
        each!(conn, |c| diesel::insert_into(conversation_members::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// A status of a conversation is held, or goes on: the newest that may be read takes its place on the list of each.
///
/// # Errors
/// `Internal` when the database fails.
pub fn status_held(conn: &mut Conn, id: ConversationId) -> Result<()> {
    let of_conversation = conversation_members::table.filter(conversation_members::conversation_id.eq(id.0));
    for actor in of_conversation.select(conversation_members::actor_id).load::<i64>(conn)? {
        if let Some(newest) = newest_for(conn, id, actor)? {
            diesel::update(conversation_members::table.find((id.0, actor)))
                .set(conversation_members::last_status_id.eq(newest))
                .execute(conn)?;
        }
    }
    Ok(())
}

/// A status of a conversation was erased: the newest that is left for each takes its place. A conversation in which
/// nothing is left is gone.
///
/// # Errors
/// `Internal` when the database fails.
pub fn status_erased(conn: &mut Conn, id: ConversationId) -> Result<()> {
    let of_conversation = conversation_members::table.filter(conversation_members::conversation_id.eq(id.0));
    for actor in of_conversation.select(conversation_members::actor_id).load::<i64>(conn)? {
        let row = conversation_members::table.find((id.0, actor));
        match newest_for(conn, id, actor)? {
            Some(newest) => {
                diesel::update(row).set(conversation_members::last_status_id.eq(newest)).execute(conn)?;
            }
            None => {
                diesel::delete(row).execute(conn)?;
            }
        }
    }
    let left: i64 = statuses::table.filter(statuses::conversation_id.eq(id.0)).count().get_result(conn)?;
    if left == 0 {
        diesel::delete(of_conversation).execute(conn)?;
        diesel::delete(conversations::table.find(id.0)).execute(conn)?;
    }
    Ok(())
}

/// Takes somebody who leaves out of all their conversations. Answers the statuses of those in which none of ours is left.
///
/// # Errors
/// `Internal` when the database fails.
pub fn leave(conn: &mut Conn, actor: ActorId) -> Result<Vec<StatusId>> {
    let own = conversation_members::table.filter(conversation_members::actor_id.eq(actor.0));
    let all: Vec<i64> = own.select(conversation_members::conversation_id).load(conn)?;
    diesel::delete(own).execute(conn)?;
    let still: Vec<i64> = conversation_members::table
        .inner_join(actors::table.on(actors::id.eq(conversation_members::actor_id)))
        .filter(conversation_members::conversation_id.eq_any(&all))
        .filter(actors::local)
        // What the network tells somebody goes with them.
        .filter(actors::kind.eq(ActorKind::Person.as_str()))
        .select(conversation_members::conversation_id)
        .distinct()
        .load(conn)?;
    let ended: Vec<i64> = all.into_iter().filter(|id| !still.contains(id)).collect();
    let found: Vec<i64> =
        statuses::table.filter(statuses::conversation_id.eq_any(ended)).select(statuses::id).load(conn)?;
    Ok(found.into_iter().map(StatusId).collect())
}
