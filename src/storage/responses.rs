//! Responses to listings.

use crate::clock::Moment;
use crate::domain::key::{ActorId, ListingId, MemberId, ProxyId, ResponseId};
use crate::domain::listing::{State as ListingState, Way};
use crate::domain::privacy::{Guarded, Matched};
use crate::domain::quantity::Amount;
use crate::domain::response::{Response, State, Words};
use crate::domain::telling::Occasion;
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::seal::MasterKey;
use crate::storage::columns::{amount, at, from_json, moment, opened, to_json, url, word};
use crate::storage::listings::{Paging, paged};
use crate::storage::schema::{handoffs, listings, reply_explanations, reply_notes, responses};
use crate::storage::{Conn, each, mails, statuses};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::HashMap;
use url::Url;

#[derive(Queryable, Insertable)]
#[diesel(table_name = responses, treat_none_as_default_value = false)]
struct Row {
    id: i64,
    ap_id: String,
    listing_id: i64,
    responder_id: i64,
    member_id: Option<i64>,
    asked: Option<i64>,
    accepted: Option<i64>,
    sealed_message: Option<Vec<u8>>,
    way: Option<String>,
    arrive_at: Option<NaiveDateTime>,
    state: String,
    answer: Option<String>,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    language: Option<String>,
    proxy_id: Option<i64>,
    answer_in: Option<String>,
    sealed_arrival: Option<Vec<u8>>,
    sealed_answer: Option<Vec<u8>>,
}

fn message_context(id: i64) -> String {
    format!("response:{id}:message")
}

fn arrival_context(id: i64) -> String {
    format!("response:{id}:arrival")
}

fn answer_context(id: i64) -> String {
    format!("response:{id}:answer")
}

fn sealed_answer(seal: &MasterKey, id: i64, answer: &Words) -> Result<Vec<u8>> {
    Ok(seal.seal(&answer_context(id), to_json(answer)?.as_bytes()))
}

/// The words of a decision as an earlier version kept them.
fn answer_in_clear(text: String, in_languages: Option<&str>) -> Result<Words> {
    Ok(Words { text, in_languages: in_languages.map(from_json).transpose()?.unwrap_or_default() })
}

fn sealed_arrival(seal: &MasterKey, id: i64, arrival: Moment) -> Vec<u8> {
    seal.seal(&arrival_context(id), arrival.to_rfc3339().as_bytes())
}

fn opened_arrival(seal: &MasterKey, id: i64, sealed: &[u8]) -> Result<Moment> {
    let text = seal.open_text(&arrival_context(id), sealed)?;
    let read = chrono::DateTime::parse_from_rfc3339(&text);
    Ok(read.map_err(|error| Error::internal(format!("a sealed time of response {id}: {error}")))?.to_utc())
}

impl Row {
    fn into_domain(self, seal: &MasterKey) -> Result<Response> {
        self.open(seal, true)
    }

    /// For a list: what does not open is simply not there, and the row is.
    fn readable(self, seal: &MasterKey) -> Result<Response> {
        self.open(seal, false)
    }

    fn open(self, seal: &MasterKey, strictly: bool) -> Result<Response> {
        let message = match self.sealed_message {
            Some(sealed) => opened(seal.open_text(&message_context(self.id), &sealed), strictly)?,
            None => None,
        };
        Ok(Response {
            id: ResponseId(self.id),
            ap_id: url(&self.ap_id)?,
            listing: ListingId(self.listing_id),
            responder: ActorId(self.responder_id),
            member: self.member_id.map(MemberId),
            asked: self.asked.map(amount).transpose()?,
            accepted: self.accepted.map(amount).transpose()?,
            message: message.map(Guarded::new),
            way: self.way.as_deref().map(|text| word(Way::parse, text)).transpose()?,
            arrive_at: match self.sealed_arrival {
                Some(sealed) => opened(opened_arrival(seal, self.id, &sealed), strictly)?,
                None => self.arrive_at.map(moment),
            },
            state: word(State::parse, &self.state)?,
            answer: match (self.sealed_answer, self.answer) {
                (Some(sealed), _) => {
                    let words = seal.open_text(&answer_context(self.id), &sealed);
                    opened(words.and_then(|words| from_json(&words)), strictly)?
                }
                (None, Some(text)) => Some(answer_in_clear(text, self.answer_in.as_deref())?),
                (None, None) => None,
            },
            created_at: moment(self.created_at),
            updated_at: moment(self.updated_at),
            language: self.language.as_deref().and_then(Lang::from_tag),
            proxy: self.proxy_id.map(ProxyId),
        })
    }
}

/// Adds a response unless one with its ActivityPub id is there; true if this call added it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn insert_if_new(conn: &mut Conn, seal: &MasterKey, response: Response) -> Result<bool> {
    let row = Row {
        id: response.id.0,
        ap_id: response.ap_id.to_string(),
        listing_id: response.listing.0,
        responder_id: response.responder.0,
        member_id: response.member.map(|member| member.0),
        asked: response.asked.map(Amount::thousandths),
        accepted: response.accepted.map(Amount::thousandths),
        sealed_message: response
            .message
            .map(|message| seal.seal(&message_context(response.id.0), message.into_storage().as_bytes())),
        way: response.way.map(|way| way.as_str().into()),
        arrive_at: None,
        sealed_arrival: response.arrive_at.map(|arrival| sealed_arrival(seal, response.id.0, arrival)),
        state: response.state.as_str().into(),
        answer: None,
        answer_in: None,
        sealed_answer: response.answer.map(|words| sealed_answer(seal, response.id.0, &words)).transpose()?,
        created_at: at(response.created_at),
        updated_at: at(response.updated_at),
        language: response.language.map(|lang| lang.tag().into()),
        proxy_id: response.proxy.map(|proxy| proxy.0),
    };
    let added = each!(conn, |c| diesel::insert_into(responses::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// A response, held until the end of this transaction.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn lock(conn: &mut Conn, seal: &MasterKey, id: ResponseId) -> Result<Response> {
    let query = responses::table.find(id.0);
    let row: Row = match conn {
        Conn::Sqlite(sqlite) => query.first(sqlite)?,
        Conn::Pg(pg) => query.for_update().first(pg)?,
    };
    row.into_domain(seal)
}

/// A response.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn get(conn: &mut Conn, seal: &MasterKey, id: ResponseId) -> Result<Response> {
    responses::table.find(id.0).first::<Row>(conn)?.into_domain(seal)
}

/// A response by its ActivityPub id.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_ap_id(conn: &mut Conn, seal: &MasterKey, ap_id: &Url) -> Result<Option<Response>> {
    let row: Option<Row> = responses::table.filter(responses::ap_id.eq(ap_id.as_str())).first(conn).optional()?;
    row.map(|row| row.into_domain(seal)).transpose()
}

/// The listing of a response, without holding or opening anything.
///
/// # Errors
/// `NotFound`; `Internal` when the database fails.
pub fn listing_of(conn: &mut Conn, id: ResponseId) -> Result<ListingId> {
    Ok(ListingId(responses::table.find(id.0).select(responses::listing_id).first(conn)?))
}

/// The same, if `responder` made that response by private message.
///
/// # Errors
/// `Internal` when the database fails.
pub fn listing_answered_by(conn: &mut Conn, id: ResponseId, responder: ActorId) -> Result<Option<ListingId>> {
    let row = responses::table
        .find(id.0)
        .filter(responses::responder_id.eq(responder.0))
        .filter(responses::language.is_not_null())
        .select(responses::listing_id);
    Ok(row.first::<i64>(conn).optional()?.map(ListingId))
}

/// The responses to a listing, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn of_listing(conn: &mut Conn, seal: &MasterKey, listing: ListingId) -> Result<Vec<Response>> {
    let rows: Vec<Row> =
        responses::table.filter(responses::listing_id.eq(listing.0)).order(responses::id).load(conn)?;
    rows.into_iter().map(|row| row.into_domain(seal)).collect()
}

/// The ids of the responses to a listing that wait for a word, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting(conn: &mut Conn, listing: ListingId) -> Result<Vec<ResponseId>> {
    let ids: Vec<i64> = responses::table
        .filter(responses::listing_id.eq(listing.0))
        .filter(responses::state.eq_any([State::Offered, State::WithConnectors].map(State::as_str)))
        .order(responses::id)
        .select(responses::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ResponseId).collect())
}

/// What waits for the word of a member, who wrote the listing, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn waiting_for(conn: &mut Conn, seal: &MasterKey, author: MemberId, paging: Paging) -> Result<Vec<Response>> {
    let own = listings::table.filter(listings::author_id.eq(author.0)).select(listings::id);
    let rows: Vec<Row> = responses::table
        .filter(responses::listing_id.eq_any(own))
        .filter(responses::state.eq(State::Offered.as_str()))
        .filter(responses::id.lt(paging.max_id.unwrap_or(i64::MAX)))
        .order(responses::id.desc())
        .limit(paging.limit.clamp(1, 80))
        .load(conn)?;
    rows.into_iter().map(|row| row.readable(seal)).collect()
}

/// Whether `ours`, which is our network, answered something of another network that it may yet promise, or did promise.
///
/// # Errors
/// `Internal` when the database fails.
pub fn may_be_promised_by(conn: &mut Conn, ours: ActorId, origin: ActorId) -> Result<bool> {
    let theirs = listings::table.filter(listings::origin_id.eq(origin.0)).select(listings::id);
    let asked = responses::table
        .filter(responses::listing_id.eq_any(theirs))
        .filter(responses::responder_id.eq(ours.0))
        .filter(responses::state.eq_any([State::Offered, State::Accepted].map(State::as_str)));
    Ok(diesel::select(diesel::dsl::exists(asked)).get_result(conn)?)
}

/// What these actors answered and nobody decided about.
///
/// # Errors
/// `Internal` when the database fails.
pub fn offered_by(conn: &mut Conn, actors: &[ActorId]) -> Result<Vec<ResponseId>> {
    let actors: Vec<i64> = actors.iter().map(|actor| actor.0).collect();
    let ids: Vec<i64> = responses::table
        .filter(responses::responder_id.eq_any(actors))
        .filter(responses::state.eq_any([State::Offered, State::WithConnectors].map(State::as_str)))
        .select(responses::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ResponseId).collect())
}

/// What is with the connectors, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn with_connectors(conn: &mut Conn, seal: &MasterKey) -> Result<Vec<Response>> {
    let held = responses::table.filter(responses::state.eq(State::WithConnectors.as_str()));
    let rows: Vec<Row> = held.order(responses::id).load(conn)?;
    rows.into_iter().map(|row| row.readable(seal)).collect()
}

/// What a member answered, newest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn by_member(conn: &mut Conn, seal: &MasterKey, member: MemberId, paging: Paging) -> Result<Vec<Response>> {
    let select = responses::table.filter(responses::member_id.eq(member.0)).into_boxed();
    let rows: Vec<Row> = paged!(select, responses::id, paging).limit(paging.limit.clamp(1, 80)).load(conn)?;
    paging.newest_first(rows).into_iter().map(|row| row.readable(seal)).collect()
}

/// How many promises of a listing stand (for one without an amount).
///
/// # Errors
/// `Internal` when the database fails.
pub fn accepted_count(conn: &mut Conn, listing: ListingId) -> Result<i64> {
    let accepted = responses::table
        .filter(responses::listing_id.eq(listing.0))
        .filter(responses::state.eq(State::Accepted.as_str()));
    Ok(accepted.count().get_result(conn)?)
}

/// Writes a decision; a member of ours whose answer was decided may get a mail of it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn decide(
    conn: &mut Conn,
    seal: &MasterKey,
    id: ResponseId,
    state: State,
    accepted: Option<Amount>,
    answer: Option<&Words>,
    now: Moment,
) -> Result<()> {
    diesel::update(responses::table.find(id.0))
        .set((
            responses::state.eq(state.as_str()),
            responses::accepted.eq(accepted.map(Amount::thousandths)),
            responses::sealed_answer.eq(answer.map(|words| sealed_answer(seal, id.0, words)).transpose()?),
            responses::answer.eq(None::<String>),
            responses::answer_in.eq(None::<String>),
            responses::updated_at.eq(at(now)),
        ))
        .execute(conn)?;
    if !matches!(state, State::Accepted | State::Declined | State::Lapsed) {
        return Ok(());
    }
    let of: Option<Option<i64>> = responses::table.find(id.0).select(responses::member_id).first(conn).optional()?;
    of.flatten().map_or(Ok(()), |member| mails::note_that(conn, MemberId(member), Occasion::Decision, Some(id), now))
}

/// What an actor elsewhere answered to a listing and can still add words to: what waits, before what was accepted.
///
/// # Errors
/// `Internal` when the database fails.
pub fn under_way_of(conn: &mut Conn, listing: ListingId, responder: ActorId) -> Result<Option<ResponseId>> {
    let of = |state: State| {
        responses::table
            .filter(responses::listing_id.eq(listing.0))
            .filter(responses::responder_id.eq(responder.0))
            .filter(responses::language.is_not_null())
            .filter(responses::state.eq(state.as_str()))
            .order(responses::id.desc())
            .select(responses::id)
    };
    for state in [State::Offered, State::WithConnectors, State::Accepted] {
        if let Some(id) = of(state).first(conn).optional()? {
            return Ok(Some(ResponseId(id)));
        }
    }
    Ok(None)
}

/// Writes the words of an answer anew, and the amount that they say.
///
/// # Errors
/// `Internal` when the database fails.
pub fn reword(
    conn: &mut Conn,
    seal: &MasterKey,
    id: ResponseId,
    message: Option<Guarded<Matched, String>>,
    asked: Option<Amount>,
    now: Moment,
) -> Result<()> {
    let sealed = message.map(|message| seal.seal(&message_context(id.0), message.into_storage().as_bytes()));
    diesel::update(responses::table.find(id.0))
        .set((
            responses::sealed_message.eq(sealed),
            responses::asked.eq(asked.map(Amount::thousandths)),
            responses::updated_at.eq(at(now)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Seals when people would come, where that stands in clear from before it was sealed. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn seal_arrivals(conn: &mut Conn, seal: &MasterKey, limit: i64) -> Result<usize> {
    let open: Vec<(i64, Option<NaiveDateTime>)> = responses::table
        .filter(responses::arrive_at.is_not_null())
        .order(responses::id)
        .limit(limit)
        .select((responses::id, responses::arrive_at))
        .load(conn)?;
    for (id, arrival) in &open {
        let sealed = arrival.map(|arrival| sealed_arrival(seal, *id, moment(arrival)));
        // What another process erased in the meantime stays erased.
        diesel::update(responses::table.find(id).filter(responses::arrive_at.is_not_null()))
            .set((responses::sealed_arrival.eq(sealed), responses::arrive_at.eq(None::<NaiveDateTime>)))
            .execute(conn)?;
    }
    Ok(open.len())
}

/// Seals the words of decisions, where they stand in clear from before they were sealed. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn seal_answers(conn: &mut Conn, seal: &MasterKey, limit: i64) -> Result<usize> {
    let open: Vec<(i64, Option<String>, Option<String>)> = responses::table
        .filter(responses::answer.is_not_null())
        .order(responses::id)
        .limit(limit)
        .select((responses::id, responses::answer, responses::answer_in))
        .load(conn)?;
    let many = open.len();
    for (id, text, in_languages) in open {
        let answer = text.map(|text| answer_in_clear(text, in_languages.as_deref())).transpose()?;
        let sealed = answer.map(|answer| sealed_answer(seal, id, &answer)).transpose()?;
        // What another process decided or erased in the meantime stands.
        diesel::update(responses::table.find(id).filter(responses::answer.is_not_null()))
            .set((
                responses::sealed_answer.eq(sealed),
                responses::answer.eq(None::<String>),
                responses::answer_in.eq(None::<String>),
            ))
            .execute(conn)?;
    }
    Ok(many)
}

/// Erases the messages of a listing's responses, and who was told how to answer it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn erase_messages(conn: &mut Conn, listing: ListingId) -> Result<()> {
    let answers: Vec<i64> =
        responses::table.filter(responses::listing_id.eq(listing.0)).select(responses::id).load(conn)?;
    statuses::erase_of_responses(conn, &answers)?;
    diesel::delete(reply_notes::table.filter(reply_notes::response_id.eq_any(answers))).execute(conn)?;
    let told = reply_explanations::table.filter(reply_explanations::listing_id.eq(listing.0));
    diesel::delete(told).execute(conn)?;
    diesel::update(responses::table.filter(responses::listing_id.eq(listing.0)))
        .set((
            responses::sealed_message.eq(None::<Vec<u8>>),
            responses::sealed_arrival.eq(None::<Vec<u8>>),
            responses::sealed_answer.eq(None::<Vec<u8>>),
            responses::arrive_at.eq(None::<NaiveDateTime>),
            responses::answer.eq(None::<String>),
            responses::answer_in.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets what a response says at first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_message(conn: &mut Conn, id: ResponseId) -> Result<()> {
    let none = responses::sealed_message.eq(None::<Vec<u8>>);
    diesel::update(responses::table.find(id.0)).set(none).execute(conn)?;
    Ok(())
}

/// Those responses that have one of these ActivityPub ids, by it, and whether they say something at first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn named_among(conn: &mut Conn, ap_ids: &[&str]) -> Result<HashMap<String, (ResponseId, bool)>> {
    let found = responses::table.filter(responses::ap_id.eq_any(ap_ids));
    let rows: Vec<(String, i64, bool)> =
        found.select((responses::ap_id, responses::id, responses::sealed_message.is_not_null())).load(conn)?;
    Ok(rows.into_iter().map(|(ap_id, id, says)| (ap_id, (ResponseId(id), says))).collect())
}

/// Erases responses that were over before `before`, whole: what they said, who, how much. One whose handoff is still
/// remembered stays with it; and so does the yes that an open listing without an amount counts. Answers how many.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget_over(conn: &mut Conn, before: Moment, limit: i64) -> Result<usize> {
    let over = [State::Declined, State::Withdrawn, State::Lapsed, State::Accepted].map(State::as_str);
    let running = [ListingState::Open, ListingState::PartlyMet, ListingState::Paused].map(ListingState::as_str);
    let counts = listings::table
        .filter(listings::local)
        .filter(listings::amount.is_null())
        .filter(listings::takes_more.eq(false))
        .filter(listings::state.eq_any(running))
        .select(listings::id);
    let remembered = handoffs::table.filter(handoffs::response_id.eq(responses::id));
    let ids: Vec<i64> = responses::table
        .filter(responses::state.eq_any(over))
        .filter(responses::updated_at.le(at(before)))
        .filter(diesel::dsl::not(diesel::dsl::exists(remembered)))
        .filter(responses::state.ne(State::Accepted.as_str()).or(responses::listing_id.ne_all(counts)))
        .limit(limit)
        .select(responses::id)
        .load(conn)?;
    statuses::erase_of_responses(conn, &ids)?;
    diesel::delete(reply_notes::table.filter(reply_notes::response_id.eq_any(&ids))).execute(conn)?;
    Ok(diesel::delete(responses::table.filter(responses::id.eq_any(&ids))).execute(conn)?)
}

/// The ids of everything that a member answered, oldest first.
///
/// # Errors
/// `Internal` when the database fails.
pub fn ids_of_member(conn: &mut Conn, member: MemberId) -> Result<Vec<ResponseId>> {
    let of_member = responses::table.filter(responses::member_id.eq(member.0)).order(responses::id);
    let ids: Vec<i64> = of_member.select(responses::id).load(conn)?;
    Ok(ids.into_iter().map(ResponseId).collect())
}

/// The listings that a member answered.
///
/// # Errors
/// `Internal` when the database fails.
pub fn listings_of_member(conn: &mut Conn, member: MemberId) -> Result<Vec<ListingId>> {
    let of_member = responses::table.filter(responses::member_id.eq(member.0));
    let ids: Vec<i64> = of_member.select(responses::listing_id).distinct().load(conn)?;
    Ok(ids.into_iter().map(ListingId).collect())
}

/// Erases what these answers said, and who gave them: what was handed over stays counted for the listing.
///
/// # Errors
/// `Internal` when the database fails.
pub fn forget(conn: &mut Conn, ids: &[ResponseId]) -> Result<()> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    statuses::erase_of_responses(conn, &ids)?;
    diesel::update(responses::table.filter(responses::id.eq_any(ids)))
        .set((
            responses::member_id.eq(None::<i64>),
            responses::proxy_id.eq(None::<i64>),
            responses::sealed_message.eq(None::<Vec<u8>>),
            responses::sealed_arrival.eq(None::<Vec<u8>>),
            responses::sealed_answer.eq(None::<Vec<u8>>),
            responses::arrive_at.eq(None::<NaiveDateTime>),
            responses::answer.eq(None::<String>),
            responses::answer_in.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}
