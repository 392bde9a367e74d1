//! A member makes an invite, and ends it. Who came by which invite is kept nowhere, and nobody but its maker sees that it is
//! there (value V2).

use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::joining::{INVITES_MAX, Invite};
use crate::domain::key::{InviteId, MemberId};
use crate::domain::member::RoleKind;
use crate::domain::spoken::Code;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{Conn, joining, members};

/// Who welcomes neighbors, and always may invite them. While a network is young, its operator is the only one.
pub const WELCOMERS: &[RoleKind] = &[RoleKind::Welcome, RoleKind::Steward, RoleKind::Operator];

/// Whether a member may invite: each, where the network says so, and those who welcome by their role.
///
/// # Errors
/// `Internal` when the database fails.
pub fn may_invite(conn: &mut Conn, member: MemberId, now: Moment) -> Result<bool> {
    if joining::rules(conn)?.members_invite {
        return Ok(true);
    }
    Ok(members::roles_at(conn, member, now)?.iter().any(|kind| WELCOMERS.contains(kind)))
}

/// The invite that a secret leads to, while it works: not any more when its maker may not invite any more.
pub(super) fn that_works(conn: &mut Conn, digest: &str, now: Moment) -> Result<Option<Invite>> {
    let Some(invite) = joining::invite(conn, digest, now)? else { return Ok(None) };
    Ok(may_invite(conn, invite.made_by, now)?.then_some(invite))
}

/// The same, for the page behind it.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn invite_that_works(here: &Here, secret: &str) -> Result<Option<Invite>> {
    let (digest, now) = (ids::digest(secret), here.now());
    here.db.read(move |conn| that_works(conn, &digest, now)).await
}

/// Makes an invite for so many people and days. Answers the secret of its link, of which nothing but a digest is kept; a short
/// code leads to it, too ([`Code::of`]).
///
/// # Errors
/// `Forbidden` unless `by` may invite; `Invalid` as [`Invite::bounds`]; `Conflict` for more than [`INVITES_MAX`] at a time.
pub async fn make_invite(here: &Here, by: MemberId, people: i64, days: i64) -> Result<String> {
    let (now, secret) = (here.now(), Code::random().secret(&here.seal)?);
    let (room, expires_at) = Invite::bounds(people, days, now)?;
    let digest = ids::digest(&secret);
    here.db
        .write(move |conn| {
            still_here(conn, by)?;
            if !may_invite(conn, by, now)? {
                return Err(Error::forbidden("In this network, those who welcome by their role make invites.")
                    .worded(Message::RoleNeeded));
            }
            if joining::invites_of(conn, by, now)?.len() >= INVITES_MAX {
                let text = format!("You have {INVITES_MAX} invites that work. Please end one first.");
                return Err(Error::conflict(text).worded(Message::ManyInvites { most: INVITES_MAX }));
            }
            let id = InviteId(ids::next(now));
            joining::insert_invite(conn, &Invite { id, digest, made_by: by, room, expires_at, created_at: now })
        })
        .await?;
    Ok(secret)
}

/// Ends an invite of one's own.
///
/// # Errors
/// `NotFound` when it is none, or over.
pub async fn end_invite(here: &Here, by: MemberId, id: InviteId) -> Result<()> {
    here.db
        .write(move |conn| match joining::end_invite(conn, id, by)? {
            true => Ok(()),
            false => Err(Error::not_found()),
        })
        .await
}
