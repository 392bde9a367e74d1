//! Our network joins a coalition by its own act: it says so in a statement that it signs, and tells the members.

use super::Here;
use super::change_network::STEWARDS;
use super::give_role::check_role;
use super::log::{Why, note};
use super::receive_membership::{is_mutual_peer, newer};
use crate::clock::Moment;
use crate::domain::coalition::{CoalitionId, MEMBERS_MAX, Pen, SEQUENCE_MAX, Signed, Statement, Terms};
use crate::domain::event::Event;
use crate::domain::key::MemberId;
use crate::domain::moderation::{Deed, Doer};
use crate::error::{Error, Result};
use crate::storage::{Conn, coalitions, outbox};
use chrono::SubsecRound;

/// A coalition as a member serves it, with the statements whose signatures were checked.
#[derive(Clone, Debug)]
pub struct SignedList {
    /// What it is.
    pub terms: Terms,
    /// Who says what of themselves.
    pub statements: Vec<Signed>,
}

/// Joins. One of the members must be a mutual peer: it tells the others, who may not know us. Joining again changes nothing.
///
/// # Errors
/// `Forbidden` unless `by` is steward or operator now; `Conflict` when no member is a mutual peer, or there are too many.
pub async fn join_coalition(here: &Here, by: MemberId, list: SignedList, pen: Pen) -> Result<CoalitionId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, STEWARDS, now)?;
            let id = coalitions::insert(conn, &list.terms, now)?;
            coalitions::lock(conn, &id)?;
            let ours = context.addresses.network();
            for signed in &list.statements {
                if signed.statement.coalition == id && signed.statement.member != ours && newer(conn, signed)? {
                    coalitions::put(conn, signed)?;
                }
            }
            let known = coalitions::statements(conn, &id)?;
            if known.iter().any(|signed| signed.statement.member == ours && signed.statement.joined) {
                return Ok(id);
            }
            let mut one_knows_us = false;
            for signed in known.iter().filter(|signed| signed.statement.joined) {
                one_knows_us |= is_mutual_peer(&context, conn, &signed.statement.member)?;
            }
            if !one_knows_us {
                return Err(Error::conflict(
                    "None of its networks follows us and is followed by us. Please follow one of them first, and let it follow us.",
                ));
            }
            if known.len() >= MEMBERS_MAX {
                return Err(Error::conflict(format!("A coalition has at most {MEMBERS_MAX} networks.")));
            }
            state(&context, conn, &id, true, &pen, now)?;
            let about = Some(list.terms.name().to_owned());
            note(conn, Doer::Member(by), STEWARDS, Deed::CoalitionJoined, about, Why::default(), now)?;
            Ok(id)
        })
        .await
}

/// Says, signed, that our network is in a coalition or no longer, and records that its members must be told.
pub(super) fn state(
    here: &Here,
    conn: &mut Conn,
    id: &CoalitionId,
    joined: bool,
    pen: &Pen,
    now: Moment,
) -> Result<()> {
    let member = here.addresses.network();
    let before = coalitions::statement_of(conn, id, &member)?.map_or(0, |signed| signed.statement.sequence);
    let statement = Statement {
        coalition: id.clone(),
        member,
        joined,
        // From the clock, so that a network that comes back from an older backup still says something newer.
        sequence: now.timestamp().clamp(before + 1, SEQUENCE_MAX),
        list: here.addresses.coalition(id.as_str()),
        said_at: now.trunc_subsecs(0),
    };
    coalitions::put(conn, &pen.sign(statement)?)?;
    outbox::record(conn, &Event::MembershipStated { coalition: id.clone() }, now)
}
