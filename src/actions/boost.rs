//! A member tells a status on to who follows them, or stops doing so.

use super::delete_status::{boost_of, take_back};
use super::move_account::check_not_moved;
use super::post_status::readable;
use super::tell::tell;
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{ActorId, MemberId, StatusId};
use crate::domain::privacy::Guarded;
use crate::domain::status::{NotificationKind, Status, Visibility, Words};
use crate::error::Result;
use crate::ids;
use crate::storage::{Conn, notifications, outbox, statuses};
use url::Url;

/// Tells a status on; never to more people than it was written for, and to fewer where that is wanted. Answers the boost. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` when the status is not there for this member; `Invalid` when it was not written for everyone.
pub async fn boost(here: &Here, member: MemberId, id: StatusId, wanted: Option<Visibility>) -> Result<StatusId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let by = still_here(conn, member)?.actor;
            check_not_moved(conn, by)?;
            let status = readable(&context, conn, id, by)?;
            // Held, so that nobody tells on what is held for safety at this moment.
            let status = statuses::lock(conn, &context.seal, status.id)?;
            let most = status.boosted_by(by)?;
            let visibility = wanted.map_or(Ok(most), |wanted| most.narrowed(wanted))?;
            let ap_id = context.addresses.activity(&ids::slug());
            let boost = tell_on(&context, conn, &status, by, ap_id, visibility, true, now)?;
            match boost {
                Some(boost) => {
                    outbox::record(conn, &Event::StatusPosted { status: boost }, now)?;
                    Ok(boost)
                }
                None => statuses::boost(conn, status.id, by)?.ok_or_else(crate::error::Error::not_found),
            }
        })
        .await
}

/// Does not tell it on any more.
///
/// # Errors
/// `NotFound` when the status is not there for this member.
pub async fn unboost(here: &Here, member: MemberId, id: StatusId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let by = still_here(conn, member)?.actor;
            let status = readable(&context, conn, id, by)?;
            if let Some(boost) = boost_of(&context, conn, status.id, by)? {
                notifications::take_back(conn, NotificationKind::Reblog, by, status.id)?;
                take_back(&context, conn, boost, now)?;
            }
            Ok(())
        })
        .await
}

/// Stores a boost and tells the author of what it tells on; `None` when there was one.
#[allow(clippy::too_many_arguments)]
pub(super) fn tell_on(
    here: &Here,
    conn: &mut Conn,
    status: &Status,
    by: ActorId,
    ap_id: Url,
    visibility: Visibility,
    local: bool,
    now: Moment,
) -> Result<Option<StatusId>> {
    let id = StatusId(ids::next(now));
    let boost = Status {
        local,
        boost_of: Some(status.id),
        ..Status::new(id, ap_id, by, visibility, Guarded::new(Words::default()), now)
    };
    if !statuses::insert_if_new(conn, &here.seal, boost, true)? {
        return Ok(None);
    }
    if status.local {
        tell(here, conn, status.author, NotificationKind::Reblog, by, Some(status.id), now)?;
    }
    Ok(Some(id))
}
