//! Another network says, signed, that it is in a coalition of ours, or no longer; or a member passes such a statement on.

use super::receive_listing::refuse;
use super::{Here, note_worked};
use crate::domain::coalition::{CoalitionId, MEMBERS_MAX, Signed};
use crate::domain::event::Event;
use crate::domain::follow::{FollowState, is_mutual};
use crate::domain::key::ReceivedId;
use crate::error::Result;
use crate::storage::{Conn, actors, coalitions, follows, outbox};
use url::Url;

/// Keeps a statement whose signature was checked, and passes it on to the other members. `from` is who sent it: the network
/// itself, which must be a mutual peer of ours to come in, or a member, whose passing on is the word of one who knows it.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_membership(here: &Here, from: Url, signed: Signed, worked: Option<ReceivedId>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| match keep(&context, conn, &from, &signed)? {
            Some(why) => refuse(conn, worked, why),
            None => {
                let coalition = signed.statement.coalition.clone();
                let event = Event::MembershipPassedOn { coalition, member: signed.statement.member, from };
                outbox::record(conn, &event, now)?;
                note_worked(conn, worked)
            }
        })
        .await
}

/// Keeps what a member's whole list says, for lists that grew apart. Answers how many statements were news.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_list(here: &Here, from: Url, statements: Vec<Signed>) -> Result<usize> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            let mut news = 0;
            for signed in &statements {
                news += usize::from(keep(&context, conn, &from, signed)?.is_none());
            }
            Ok(news)
        })
        .await
}

/// Keeps a statement; answers why not, if not.
fn keep(here: &Here, conn: &mut Conn, from: &Url, signed: &Signed) -> Result<Option<&'static str>> {
    if coalitions::get(conn, &signed.statement.coalition)?.is_some() {
        coalitions::lock(conn, &signed.statement.coalition)?;
    }
    let why_not = why_not(here, conn, from, signed)?;
    if why_not.is_none() {
        coalitions::put(conn, signed)?;
    }
    Ok(why_not)
}

/// Why a statement that `from` sent would not be kept, whoever signed it: looked at before anybody is asked for a key.
///
/// # Errors
/// `Internal` when the database fails.
pub fn why_not(here: &Here, conn: &mut Conn, from: &Url, signed: &Signed) -> Result<Option<&'static str>> {
    let (id, member) = (&signed.statement.coalition, &signed.statement.member);
    let ours = here.addresses.network();
    if !is_in(conn, id, &ours)? {
        return Ok(Some("this network is not in that coalition"));
    }
    if *member == ours {
        return Ok(Some("what this network says of itself is not told to it"));
    }
    if !newer(conn, signed)? {
        return Ok(Some("something newer was said by that network, or the same"));
    }
    let was_in = is_in(conn, id, member)?;
    if from != member && !is_in(conn, id, from)? {
        return Ok(Some("only members pass on what others say"));
    }
    if from == member && signed.statement.joined && !was_in && !is_mutual_peer(here, conn, member)? {
        return Ok(Some("that network is no mutual peer: a member that knows it may pass on what it says"));
    }
    if coalitions::statement_of(conn, id, member)?.is_none() {
        if !signed.statement.joined && from == member {
            return Ok(Some("that network was not in it"));
        }
        if coalitions::statements(conn, id)?.len() >= MEMBERS_MAX {
            return Ok(Some("that coalition has too many networks"));
        }
    }
    Ok(None)
}

/// Whether a network is in a coalition, as far as we know.
fn is_in(conn: &mut Conn, id: &CoalitionId, network: &Url) -> Result<bool> {
    Ok(coalitions::statement_of(conn, id, network)?.is_some_and(|signed| signed.statement.joined))
}

/// Whether a statement is newer than what we hold of that network.
pub(super) fn newer(conn: &mut Conn, signed: &Signed) -> Result<bool> {
    let held = coalitions::statement_of(conn, &signed.statement.coalition, &signed.statement.member)?;
    Ok(held.is_none_or(|held| signed.statement.sequence > held.statement.sequence))
}

/// Whether a network follows us and we follow it.
pub(super) fn is_mutual_peer(here: &Here, conn: &mut Conn, network: &Url) -> Result<bool> {
    let Some(actor) = actors::by_ap_id(conn, network)? else { return Ok(false) };
    let mut state = |follower, followed| -> Result<Option<FollowState>> {
        Ok(follows::between(conn, follower, followed)?.map(|follow| follow.state))
    };
    Ok(is_mutual(state(here.network, actor.id)?, state(actor.id, here.network)?))
}
