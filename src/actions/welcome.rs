//! Somebody asks to be welcomed as a member, and those who welcome say yes or kindly not now.

use super::Here;
use super::give_role::check_role;
use super::invite::WELCOMERS;
use super::log::{Why, note};
use super::uncrossed::uncrossed;
use super::whom_to_ask::{Waits, tell_who_may_be_asked};
use crate::clock::Moment;
use crate::domain::joining::{Hello, Joining, MOST_WAITING, Request, RequestState, erase_at};
use crate::domain::key::{JoinRequestId, MemberId};
use crate::domain::moderation::{Deed, Doer};
use crate::error::{self, Error, Result};
use crate::ids;
use crate::storage::{Conn, joining, members};

/// Whether somebody can ask to be welcomed: the network wants it so, somebody is there to read it, and not too many wait.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn can_ask(here: &Here) -> Result<bool> {
    let now = here.now();
    here.db.read(move |conn| is_open(conn, now)).await
}

fn is_open(conn: &mut Conn, now: Moment) -> Result<bool> {
    Ok(joining::rules(conn)?.how == Joining::Welcome
        && joining::count_waiting(conn)? < MOST_WAITING
        && !members::who_hold(conn, WELCOMERS, now)?.is_empty())
}

/// Somebody asks to be welcomed. `secret` is to be in the link by which they come back; the same sent twice with one secret,
/// as by a button that is pressed twice, is asked once.
///
/// # Errors
/// `Conflict` when nobody can ask now.
pub async fn ask_to_join(here: &Here, secret: &str, hello: Hello) -> Result<()> {
    let (now, link_digest) = (here.now(), ids::digest(secret));
    let asked = uncrossed(|| {
        let (context, link_digest, hello) = (here.clone(), link_digest.clone(), hello.clone());
        here.db.write(move |conn| {
            if joining::request_by_link(conn, &context.seal, &link_digest)?.is_some() {
                return Ok(());
            }
            if !is_open(conn, now)? {
                return Err(Error::conflict("Nobody can ask to be welcomed here at the moment.")
                    .worded(error::Message::NobodyWelcomes));
            }
            let request = Request {
                id: JoinRequestId(ids::next(now)),
                link_digest,
                hello,
                state: RequestState::Waiting,
                created_at: now,
                erase_at: erase_at(now),
            };
            joining::insert_request(conn, &context.seal, &request)?;
            tell_who_may_be_asked(&context, conn, Waits::ToJoin, now)?;
            Ok(())
        })
    })
    .await;
    // Where the same came twice at one moment, one of them is kept.
    let conflicts = asked.as_ref().is_err_and(|cause| cause.kind() == error::Kind::Conflict);
    if conflicts && request_behind(here, secret).await.is_ok() {
        return Ok(());
    }
    asked
}

/// What a link leads to by which somebody comes back.
///
/// # Errors
/// `NotFound` when it leads nowhere, or nowhere any more.
pub async fn request_behind(here: &Here, secret: &str) -> Result<Request> {
    let (context, digest) = (here.clone(), ids::digest(secret));
    let read = here.db.read(move |conn| joining::request_by_link(conn, &context.seal, &digest));
    read.await?.ok_or_else(Error::not_found)
}

/// Somebody does not want to be welcomed any more: that they asked is erased.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn take_request_back(here: &Here, secret: &str) -> Result<()> {
    let digest = ids::digest(secret);
    let removed = here.db.write(move |conn| joining::remove_request(conn, &digest)).await?;
    if !removed {
        return Err(Error::not_found());
    }
    here.db.note_erased();
    Ok(())
}

/// Welcomes somebody who waits, or kindly does not. Members read in the log that it was done, and not of whom: nobody knows
/// who they are.
///
/// # Errors
/// `Forbidden` without the role; `NotFound` when somebody answered before, or it is gone.
pub async fn answer_request(here: &Here, by: MemberId, id: JoinRequestId, welcomed: bool) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            check_role(conn, by, WELCOMERS, now)?;
            let (state, deed) = match welcomed {
                true => (RequestState::Welcomed, Deed::NeighborWelcomed),
                false => (RequestState::Declined, Deed::WelcomeDeclined),
            };
            if !joining::decide(conn, id, state, erase_at(now))? {
                return Err(Error::not_found());
            }
            note(conn, Doer::Member(by), WELCOMERS, deed, None, Why::default(), now)
        })
        .await
}
