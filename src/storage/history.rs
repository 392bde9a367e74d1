//! What became of promises, for whoever made them: how far the handoff of an answer came, and what is over. Nothing that is
//! sealed is opened for it.

use crate::clock::Moment;
use crate::domain::handoff::State;
use crate::domain::key::{HandoffId, ListingId, MemberId, ResponseId};
use crate::domain::quantity::Amount;
use crate::error::Result;
use crate::storage::Conn;
use crate::storage::columns::{amount, moment, word};
use crate::storage::listings::Paging;
use crate::storage::schema::handoffs;
use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;

/// A handoff that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Over {
    /// Its row.
    pub id: HandoffId,
    /// What was said yes to.
    pub response: ResponseId,
    /// The listing.
    pub listing: ListingId,
    /// Whether the member asked or offered, and did not answer.
    pub is_author: bool,
    /// How much.
    pub amount: Option<Amount>,
    /// Handed over, or it did not happen.
    pub state: State,
    /// When it ended.
    pub ended_at: Moment,
}

/// That a handoff is the last of its promise: one that was tried again is no end.
const IS_LAST: &str = "NOT EXISTS (SELECT 1 FROM handoffs later WHERE later.response_id = handoffs.response_id AND later.id > handoffs.id)";

/// The handoffs of a member, on either side, that are over, newest first: of each promise the last one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn over_of(conn: &mut Conn, member: MemberId, paging: Paging) -> Result<Vec<Over>> {
    type Columns = (i64, i64, i64, Option<i64>, Option<i64>, String, Option<NaiveDateTime>);
    let rows: Vec<Columns> = handoffs::table
        .filter(handoffs::author_id.eq(member.0).or(handoffs::responder_id.eq(member.0)))
        .filter(handoffs::ended_at.is_not_null())
        .filter(sql::<Bool>(IS_LAST))
        .filter(handoffs::id.lt(paging.max_id.unwrap_or(i64::MAX)))
        .order(handoffs::id.desc())
        .limit(paging.limit.clamp(1, 80))
        .select((
            handoffs::id,
            handoffs::response_id,
            handoffs::listing_id,
            handoffs::author_id,
            handoffs::amount,
            handoffs::state,
            handoffs::ended_at,
        ))
        .load(conn)?;
    let over = |(id, response, listing, author, part, state, ended_at): Columns| {
        let Some(ended_at) = ended_at else { return Ok(None) };
        Ok(Some(Over {
            id: HandoffId(id),
            response: ResponseId(response),
            listing: ListingId(listing),
            is_author: author == Some(member.0),
            amount: part.map(amount).transpose()?,
            state: word(State::parse, &state)?,
            ended_at: moment(ended_at),
        }))
    };
    rows.into_iter().map(over).filter_map(Result::transpose).collect()
}

/// How far the last handoff of each of these answers came, where there is one.
///
/// # Errors
/// `Internal` when the database fails.
pub fn last_states(conn: &mut Conn, responses: &[ResponseId]) -> Result<HashMap<ResponseId, State>> {
    let ids: Vec<i64> = responses.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String)> = handoffs::table
        .filter(handoffs::response_id.eq_any(ids))
        .order(handoffs::id)
        .select((handoffs::response_id, handoffs::state))
        .load(conn)?;
    // A later one takes the place of an earlier one.
    rows.into_iter().map(|(response, state)| Ok((ResponseId(response), word(State::parse, &state)?))).collect()
}
