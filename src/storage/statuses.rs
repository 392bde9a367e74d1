//! Statuses: rows, who is mentioned, under which tags, whom they reached.

mod about;
mod held;
mod names;

pub use about::{answer_of, between, set_about};
pub use held::{Held, all_held, find_held, hold, lead_answers, narrow_held, release};
pub use names::{add_mentions, add_tags, mentions, set_mentions, set_tags, tags};

use crate::clock::Moment;
use crate::domain::key::{ActorId, ConversationId, ListingId, MemberId, ResponseId, StatusId};
use crate::domain::privacy::Guarded;
use crate::domain::status::{Status, Ties, Visibility, Words};
use crate::error::{Error, Result};
use crate::seal::MasterKey;
use crate::storage::columns::{at, from_json, moment, readable, to_json, url, word};
use crate::storage::listings::{Paging, paged};
use crate::storage::lookup::among;
use crate::storage::schema::{
    actors, announcements, bookmarks, favourites, follows, members, notifications, status_mentions, status_reach,
    status_requests, status_tags, statuses,
};
use crate::storage::stream_events::{self, Happened};
use crate::storage::{Conn, ROWS, conversations, each, media, polls, prepared, search};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use url::Url;

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = statuses, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct Row {
    id: i64,
    ap_id: String,
    author_id: i64,
    local: bool,
    boost_of: Option<i64>,
    in_reply_to: Option<String>,
    in_reply_to_id: Option<i64>,
    in_reply_to_author: Option<i64>,
    conversation_id: Option<i64>,
    visibility: String,
    on_home: bool,
    spoiler: String,
    content: String,
    source: Option<String>,
    sealed_words: Option<Vec<u8>>,
    sensitive: bool,
    language: Option<String>,
    url: Option<String>,
    created_at: NaiveDateTime,
    edited_at: Option<NaiveDateTime>,
    listing_id: Option<i64>,
    response_id: Option<i64>,
    pinned_at: Option<NaiveDateTime>,
}

fn context(id: i64) -> String {
    format!("status:{id}:words")
}

impl Row {
    pub(super) fn into_domain(self, seal: &MasterKey) -> Result<Status> {
        let words = match &self.sealed_words {
            Some(sealed) => from_json(&seal.open_text(&context(self.id), sealed)?)?,
            None => Words { spoiler: self.spoiler, content: self.content, source: self.source },
        };
        Ok(Status {
            id: StatusId(self.id),
            ap_id: url(&self.ap_id)?,
            author: ActorId(self.author_id),
            local: self.local,
            boost_of: self.boost_of.map(StatusId),
            in_reply_to: self.in_reply_to.as_deref().map(url).transpose()?,
            in_reply_to_id: self.in_reply_to_id.map(StatusId),
            in_reply_to_author: self.in_reply_to_author.map(ActorId),
            conversation: self.conversation_id.map(ConversationId),
            visibility: word(Visibility::parse, &self.visibility)?,
            words: Guarded::new(words),
            sensitive: self.sensitive,
            language: self.language,
            url: self.url.as_deref().map(url).transpose()?,
            created_at: moment(self.created_at),
            edited_at: self.edited_at.map(moment),
            // What is told about a listing is not its entry.
            listing: self.listing_id.filter(|listing| *listing == self.id).map(ListingId),
            response: self.response_id.map(ResponseId),
            pinned_at: self.pinned_at.map(moment),
        })
    }

    fn from_domain(seal: &MasterKey, status: Status, on_home: bool) -> Result<Self> {
        let id = status.id.0;
        let words = status.words.into_storage();
        let (words, sealed_words) = match status.visibility {
            Visibility::Direct | Visibility::Held => {
                (Words::default(), Some(seal.seal(&context(id), to_json(&words)?.as_bytes())))
            }
            _ => (words, None),
        };
        Ok(Self {
            id,
            ap_id: status.ap_id.to_string(),
            author_id: status.author.0,
            local: status.local,
            boost_of: status.boost_of.map(|id| id.0),
            in_reply_to: status.in_reply_to.map(Into::into),
            in_reply_to_id: status.in_reply_to_id.map(|id| id.0),
            in_reply_to_author: status.in_reply_to_author.map(|id| id.0),
            conversation_id: status.conversation.map(|id| id.0),
            visibility: status.visibility.as_str().into(),
            on_home,
            spoiler: words.spoiler,
            content: words.content,
            source: words.source,
            sealed_words,
            sensitive: status.sensitive,
            language: status.language,
            url: status.url.map(Into::into),
            created_at: at(status.created_at),
            edited_at: status.edited_at.map(at),
            listing_id: status.listing.map(|id| id.0),
            response_id: status.response.map(|id| id.0),
            pinned_at: status.pinned_at.map(at),
        })
    }

    /// What it is found by: nothing of a boost, of a private message, and of a listing, which is found by its own row.
    fn found_by(&self) -> Option<(i64, String, String)> {
        let own = self.boost_of.is_none() && self.sealed_words.is_none() && self.listing_id.is_none();
        own.then(|| (self.id, self.spoiler.clone(), self.content.clone()))
    }
}

/// Adds statuses, each with whether it stands at home, but for those whose ActivityPub id is there, or whose author told
/// the same on before; answers which were added.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_new(conn: &mut Conn, seal: &MasterKey, all: Vec<(Status, bool)>) -> Result<HashSet<StatusId>> {
    if all.is_empty() {
        return Ok(HashSet::new());
    }
    let row = |(status, on_home)| Row::from_domain(seal, status, on_home);
    let mut rows = all.into_iter().map(row).collect::<Result<Vec<_>>>()?;
    // Always in this order, so that no two processes wait for each other's rows.
    rows.sort_by(|one, other| one.ap_id.cmp(&other.ap_id));
    let mut found_by: Vec<_> = rows.iter().filter_map(Row::found_by).collect();
    let mut added = HashSet::new();
    match conn {
        Conn::Sqlite(sqlite) => {
            for row in rows {
                let id = row.id;
                if diesel::insert_into(statuses::table).values(row).on_conflict_do_nothing().execute(sqlite)? == 1 {
                    added.insert(StatusId(id));
                }
            }
        }
        Conn::Pg(pg) => {
            let columns = prepared::columns_of!(
                statuses,
                rows,
                [
                    id,
                    ap_id,
                    author_id,
                    local,
                    boost_of,
                    in_reply_to,
                    in_reply_to_id,
                    in_reply_to_author,
                    conversation_id,
                    visibility,
                    on_home,
                    spoiler,
                    content,
                    source,
                    sealed_words,
                    sensitive,
                    language,
                    url,
                    created_at,
                    edited_at,
                    listing_id,
                    response_id,
                    pinned_at
                ]
            );
            let ids: Vec<i64> = prepared::insert_many("statuses", columns).load(pg)?;
            added.extend(ids.into_iter().map(StatusId));
        }
    }
    found_by.retain(|(id, ..)| added.contains(&StatusId(*id)));
    search::put_new_statuses(conn, &found_by)?;
    Ok(added)
}

/// The same of one; true if this call added it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_if_new(conn: &mut Conn, seal: &MasterKey, status: Status, on_home: bool) -> Result<bool> {
    Ok(!insert_new(conn, seal, vec![(status, on_home)])?.is_empty())
}

/// Of these ActivityPub ids, those of statuses that are here, with their authors. The entry of a listing is none.
///
/// # Errors
/// `Internal` when the database fails.
pub fn known_among(conn: &mut Conn, ap_ids: &[&str]) -> Result<HashMap<String, (StatusId, ActorId)>> {
    let known = statuses::table.filter(statuses::ap_id.eq_any(ap_ids)).filter(statuses::listing_id.is_null());
    let rows: Vec<(String, i64, i64)> =
        known.select((statuses::ap_id, statuses::id, statuses::author_id)).load(conn)?;
    Ok(rows.into_iter().map(|(ap_id, id, author)| (ap_id, (StatusId(id), ActorId(author)))).collect())
}

/// Rewrites what a status says.
///
/// # Errors
/// `Internal` when the database fails.
pub fn update(conn: &mut Conn, seal: &MasterKey, status: Status) -> Result<()> {
    let id = status.id.0;
    let on_home: bool = statuses::table.find(id).select(statuses::on_home).first(conn)?;
    let row = Row::from_domain(seal, status, on_home)?;
    let found_by = row.found_by();
    diesel::update(statuses::table.find(id)).set(row).execute(conn)?;
    stream_events::note(conn, id, Happened::Changed)?;
    match found_by {
        Some((id, spoiler, content)) => search::put_status(conn, id, &spoiler, &content),
        None => Ok(()),
    }
}

/// A status.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails or the key does not fit.
pub fn get(conn: &mut Conn, seal: &MasterKey, id: StatusId) -> Result<Status> {
    statuses::table.find(id.0).first::<Row>(conn)?.into_domain(seal)
}

/// A status, if it is there.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn find(conn: &mut Conn, seal: &MasterKey, id: StatusId) -> Result<Option<Status>> {
    let row: Option<Row> = statuses::table.find(id.0).first(conn).optional()?;
    row.map(|row| row.into_domain(seal)).transpose()
}

/// A status, held until the end of this transaction.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails or the key does not fit.
pub fn lock(conn: &mut Conn, seal: &MasterKey, id: StatusId) -> Result<Status> {
    lock_if_there(conn, seal, id)?.ok_or_else(Error::not_found)
}

/// The same, if it is there.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn lock_if_there(conn: &mut Conn, seal: &MasterKey, id: StatusId) -> Result<Option<Status>> {
    let query = statuses::table.find(id.0);
    let row: Option<Row> = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite).optional()?,
        Conn::Pg(pg) => query.for_update().first(pg).optional()?,
    };
    row.map(|row| row.into_domain(seal)).transpose()
}

/// Puts a status at the top of its author's account, or takes it down.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_pinned(conn: &mut Conn, id: StatusId, since: Option<Moment>) -> Result<()> {
    diesel::update(statuses::table.find(id.0)).set(statuses::pinned_at.eq(since.map(at))).execute(conn)?;
    Ok(())
}

/// What stands at the top of an account, the newest there first: everything that can be read, whoever asks.
///
/// # Errors
/// `Internal` when the database fails.
pub fn pinned(conn: &mut Conn, seal: &MasterKey, author: ActorId) -> Result<Vec<Status>> {
    let rows: Vec<Row> = statuses::table
        .filter(statuses::author_id.eq(author.0))
        .filter(statuses::pinned_at.is_not_null())
        .order((statuses::pinned_at.desc(), statuses::id.desc()))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|row| readable(row.into_domain(seal))).collect())
}

/// Several statuses, in the order of `ids`; those that are gone, or cannot be read, are left out.
///
/// # Errors
/// `Internal` when the database fails.
pub fn get_many(conn: &mut Conn, seal: &MasterKey, ids: &[StatusId]) -> Result<Vec<Status>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<Row> = statuses::table.filter(among(statuses::id, &wanted)).load(conn)?;
    let found = rows.into_iter().filter_map(|row| readable(row.into_domain(seal)));
    let mut found: HashMap<StatusId, Status> = found.map(|status| (status.id, status)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// A status by its ActivityPub id. The entry of a listing is none: others know the listing by that id, and like it, answer
/// it and tell it on as such.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn by_ap_id(conn: &mut Conn, seal: &MasterKey, ap_id: &Url) -> Result<Option<Status>> {
    let found = statuses::table.filter(statuses::ap_id.eq(ap_id.as_str())).filter(statuses::listing_id.is_null());
    let row: Option<Row> = found.first(conn).optional()?;
    row.map(|row| row.into_domain(seal)).transpose()
}

/// Several statuses by their ActivityPub ids, in no order; those that are not here are left out.
///
/// # Errors
/// `Internal` when the database fails or the key does not fit.
pub fn by_ap_ids(conn: &mut Conn, seal: &MasterKey, ap_ids: &[&str]) -> Result<Vec<Status>> {
    let found = statuses::table.filter(statuses::ap_id.eq_any(ap_ids)).filter(statuses::listing_id.is_null());
    found.load::<Row>(conn)?.into_iter().map(|row| row.into_domain(seal)).collect()
}

/// How `by` tells a status on, if they do.
///
/// # Errors
/// `Internal` when the database fails.
pub fn boost(conn: &mut Conn, of: StatusId, by: ActorId) -> Result<Option<StatusId>> {
    let boosts = statuses::table.filter(statuses::boost_of.eq(of.0)).filter(statuses::author_id.eq(by.0));
    Ok(boosts.select(statuses::id).first::<i64>(conn).optional()?.map(StatusId))
}

/// What `reader` has to do with each of several statuses.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ties(conn: &mut Conn, of: &[Status], reader: Option<ActorId>) -> Result<HashMap<StatusId, Ties>> {
    let mut ties: HashMap<StatusId, Ties> = of.iter().map(|status| (status.id, Ties::default())).collect();
    let closed: Vec<&Status> = of.iter().filter(|status| !status.visibility.is_open()).collect();
    let Some(reader) = reader.filter(|_| !closed.is_empty()) else { return Ok(ties) };
    let ids: Vec<i64> = closed.iter().map(|status| status.id.0).collect();
    let authors: BTreeSet<i64> = closed.iter().map(|status| status.author.0).collect();
    let authors: Vec<i64> = authors.into_iter().collect();
    let mentioned: Vec<i64> = status_mentions::table
        .filter(status_mentions::actor_id.eq(reader.0))
        .filter(among(status_mentions::status_id, &ids))
        .select(status_mentions::status_id)
        .load(conn)?;
    let followed: Vec<i64> = follows::table
        .filter(follows::follower_id.eq(reader.0))
        .filter(follows::state.eq("accepted"))
        .filter(among(follows::followed_id, &authors))
        .select(follows::followed_id)
        .load(conn)?;
    let neighbor = closed.iter().any(|status| status.listing.is_some()) && is_neighbor(conn, reader)?;
    for status in closed {
        let (follows, mentioned) = (followed.contains(&status.author.0), mentioned.contains(&status.id.0));
        ties.insert(status.id, Ties { follows, mentioned, neighbor });
    }
    Ok(ties)
}

/// Whether an actor is a member's of this network, who has not left.
fn is_neighbor(conn: &mut Conn, actor: ActorId) -> Result<bool> {
    let member = members::table.filter(members::actor_id.eq(actor.0)).filter(members::state.ne("left"));
    Ok(diesel::select(diesel::dsl::exists(member)).get_result(conn)?)
}

/// Keeps, of the entry of a listing, how its author wrote it in an app; nothing, where it was changed in another way.
///
/// # Errors
/// `Internal` when the database fails.
pub fn set_source(conn: &mut Conn, listing: ListingId, source: Option<&str>) -> Result<()> {
    let entry = statuses::table.find(listing.0).filter(statuses::listing_id.eq(listing.0));
    diesel::update(entry).set(statuses::source.eq(source)).execute(conn)?;
    Ok(())
}

/// Whether `reader` may read a status.
///
/// # Errors
/// `Internal` when the database fails.
pub fn is_for(conn: &mut Conn, status: &Status, reader: Option<ActorId>) -> Result<bool> {
    let ties = ties(conn, std::slice::from_ref(status), reader)?;
    Ok(status.key_for(reader, ties.get(&status.id).copied().unwrap_or_default()).is_some())
}

/// Whether a status that is not for everyone is for anybody at `host`: who is mentioned, or follows its author.
///
/// # Errors
/// `Internal` when the database fails.
pub fn has_reader_at(conn: &mut Conn, status: &Status, host: &str) -> Result<bool> {
    if status.visibility == Visibility::Held {
        return Ok(false);
    }
    let there = actors::table.filter(actors::host.eq(host)).filter(actors::local.eq(false)).select(actors::id);
    let mentioned = status_mentions::table
        .filter(status_mentions::status_id.eq(status.id.0))
        .filter(status_mentions::actor_id.eq_any(there));
    if mentioned.count().get_result::<i64>(conn)? > 0 {
        return Ok(true);
    }
    if status.visibility != Visibility::Private {
        return Ok(false);
    }
    let follow = follows::table
        .filter(follows::followed_id.eq(status.author.0))
        .filter(follows::state.eq("accepted"))
        .filter(follows::follower_id.eq_any(there));
    Ok(follow.count().get_result::<i64>(conn)? > 0)
}

/// Notes that a status is told to these inboxes.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_reach(conn: &mut Conn, id: StatusId, inboxes: &[&Url]) -> Result<()> {
    for some in inboxes.chunks(ROWS) {
        let row = |inbox: &&Url| (status_reach::status_id.eq(id.0), status_reach::inbox.eq(inbox.to_string()));
        let rows: Vec<_> = some.iter().map(row).collect();
        each!(conn, |c| diesel::insert_into(status_reach::table).values(rows).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// The inboxes that a status was told to.
///
/// # Errors
/// `Internal` when the database fails.
pub fn reach(conn: &mut Conn, id: StatusId) -> Result<Vec<Url>> {
    let rows: Vec<String> = status_reach::table
        .filter(status_reach::status_id.eq(id.0))
        .order(status_reach::inbox)
        .select(status_reach::inbox)
        .load(conn)?;
    rows.iter().map(|inbox| url(inbox)).collect()
}

/// The boosts of a status.
///
/// # Errors
/// `Internal` when the database fails.
pub fn boosts(conn: &mut Conn, id: StatusId) -> Result<Vec<StatusId>> {
    let rows: Vec<i64> = statuses::table.filter(statuses::boost_of.eq(id.0)).select(statuses::id).load(conn)?;
    Ok(rows.into_iter().map(StatusId).collect())
}

/// Who of ours tells a status on.
///
/// # Errors
/// `Internal` when the database fails.
pub fn boosters(conn: &mut Conn, id: StatusId) -> Result<Vec<ActorId>> {
    let boosts = statuses::table.filter(statuses::boost_of.eq(id.0)).filter(statuses::local);
    Ok(boosts.select(statuses::author_id).load::<i64>(conn)?.into_iter().map(ActorId).collect())
}

/// A page of who tells a status on for everyone, the newest first, each with where they stand in the list. Who tells it to
/// their followers alone stands in nobody's list.
///
/// # Errors
/// `Internal` when the database fails.
pub fn boosted_by(conn: &mut Conn, id: StatusId, paging: Paging) -> Result<Vec<(i64, ActorId)>> {
    let open = statuses::visibility.eq("public").or(statuses::visibility.eq("unlisted"));
    let of_status = statuses::table.filter(statuses::boost_of.eq(id.0)).filter(open);
    let select = of_status.select((statuses::id, statuses::author_id)).into_boxed();
    let rows: Vec<(i64, i64)> = paged!(select, statuses::id, paging).limit(paging.limit).load(conn)?;
    Ok(paging.newest_first(rows.into_iter().map(|(id, author)| (id, ActorId(author))).collect()))
}

/// Erases a status with everything that hangs on it: boosts, favourites, bookmarks, mentions, tags, notifications. Replies stay,
/// and answer nothing that is here.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase(conn: &mut Conn, id: StatusId) -> Result<()> {
    let ids: Vec<i64> = boosts(conn, id)?.into_iter().chain([id]).map(|one| one.0).collect();
    for gone in &ids {
        stream_events::note(conn, *gone, Happened::Gone)?;
    }
    diesel::delete(notifications::table.filter(notifications::status_id.eq_any(&ids))).execute(conn)?;
    diesel::delete(favourites::table.filter(favourites::status_id.eq_any(&ids))).execute(conn)?;
    diesel::delete(bookmarks::table.filter(bookmarks::status_id.eq_any(&ids))).execute(conn)?;
    diesel::delete(status_mentions::table.filter(status_mentions::status_id.eq_any(&ids))).execute(conn)?;
    diesel::delete(status_tags::table.filter(status_tags::status_id.eq_any(&ids))).execute(conn)?;
    diesel::delete(status_reach::table.filter(status_reach::status_id.eq_any(&ids))).execute(conn)?;
    held::forget(conn, &ids)?;
    super::status_edits::forget(conn, &ids)?;
    super::status_apps::erase(conn, &ids)?;
    super::crossed_words::erase(conn, &ids)?;
    polls::erase(conn, &ids)?;
    media::drop_of_statuses(conn, &ids)?;
    diesel::update(statuses::table.filter(statuses::in_reply_to_id.eq_any(&ids)))
        .set((statuses::in_reply_to_id.eq(None::<i64>), statuses::in_reply_to_author.eq(None::<i64>)))
        .execute(conn)?;
    diesel::update(announcements::table.filter(announcements::status_id.eq_any(&ids)))
        .set(announcements::status_id.eq(None::<i64>))
        .execute(conn)?;
    search::forget(conn, &[id.0])?;
    diesel::delete(statuses::table.filter(statuses::boost_of.eq(id.0))).execute(conn)?;
    diesel::delete(statuses::table.find(id.0)).execute(conn)?;
    Ok(())
}

/// Erases statuses with what hangs on them, also from their conversations.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase_all(conn: &mut Conn, ids: &[i64]) -> Result<()> {
    for id in ids {
        let found = statuses::table.find(id).select(statuses::conversation_id);
        let conversation: Option<Option<i64>> = found.first(conn).optional()?;
        erase(conn, StatusId(*id))?;
        if let Some(conversation) = conversation.flatten() {
            conversations::status_erased(conn, ConversationId(conversation))?;
        }
    }
    Ok(())
}

/// Erases the direct statuses that are answers, or were told about them.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase_of_responses(conn: &mut Conn, responses: &[i64]) -> Result<()> {
    let ids: Vec<i64> =
        statuses::table.filter(statuses::response_id.eq_any(responses)).select(statuses::id).load(conn)?;
    erase_all(conn, &ids)
}

/// Everything that an actor said and told on, newest first, so that what is told on goes after the telling.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ids_of_author(conn: &mut Conn, author: ActorId) -> Result<Vec<StatusId>> {
    let of_author = statuses::table.filter(statuses::author_id.eq(author.0)).order(statuses::id.desc());
    Ok(of_author.select(statuses::id).load::<i64>(conn)?.into_iter().map(StatusId).collect())
}

/// Forgets an actor as who is mentioned and answered.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_mentions(conn: &mut Conn, actor: ActorId) -> Result<()> {
    diesel::delete(status_mentions::table.filter(status_mentions::actor_id.eq(actor.0))).execute(conn)?;
    Ok(())
}

/// The status that a member posted under this key since `since`.
///
/// # Errors
/// `Internal` when the database fails.
pub fn posted_before(conn: &mut Conn, member: MemberId, key: &str, since: Moment) -> Result<Option<StatusId>> {
    let found = status_requests::table.find((member.0, key)).filter(status_requests::created_at.gt(at(since)));
    Ok(found.select(status_requests::status_id).first::<i64>(conn).optional()?.map(StatusId))
}

/// Remembers that a member posted under this key.
///
/// # Errors
/// `Internal` when the database fails.
pub fn note_request(conn: &mut Conn, member: MemberId, key: &str, id: StatusId, now: Moment) -> Result<()> {
    diesel::delete(status_requests::table.find((member.0, key))).execute(conn)?;
    let row = (
        status_requests::member_id.eq(member.0),
        status_requests::idempotency_key.eq(key),
        status_requests::status_id.eq(id.0),
        status_requests::created_at.eq(at(now)),
    );
    diesel::insert_into(status_requests::table).values(row).execute(conn)?;
    Ok(())
}

/// Forgets keys from before `before`; with `member`, all of that member's.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_requests(conn: &mut Conn, before: Moment, member: Option<MemberId>) -> Result<usize> {
    let gone = match member {
        Some(member) => {
            diesel::delete(status_requests::table.filter(status_requests::member_id.eq(member.0))).execute(conn)?
        }
        None => {
            diesel::delete(status_requests::table.filter(status_requests::created_at.lt(at(before)))).execute(conn)?
        }
    };
    Ok(gone)
}
