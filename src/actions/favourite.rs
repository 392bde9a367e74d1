//! A member likes a status, or does not any more.

use super::post_status::readable;
use super::tell::tell;
use super::{Here, still_here};
use crate::domain::event::Event;
use crate::domain::key::{FavouriteId, MemberId, StatusId};
use crate::domain::status::NotificationKind;
use crate::error::Result;
use crate::ids;
use crate::storage::favourites::{self, Favourite};
use crate::storage::{notifications, outbox};

/// Likes a status. Doing so twice changes nothing.
///
/// # Errors
/// `NotFound` when the status is not there for this member.
pub async fn favourite(here: &Here, member: MemberId, id: StatusId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let actor = still_here(conn, member)?.actor;
            let status = readable(&context, conn, id, actor)?;
            // Of needs and offers nothing is kept (value V2).
            if status.listing.is_some() {
                return Ok(());
            }
            let ap_id = context.addresses.activity(&ids::slug());
            let one = Favourite { id: FavouriteId(ids::next(now)), ap_id, status: status.id, actor };
            if !favourites::insert_if_new(conn, &one, now)? {
                return Ok(());
            }
            if status.local {
                let kind = NotificationKind::Favourite;
                return tell(&context, conn, status.author, kind, actor, Some(status.id), now).map(drop);
            }
            outbox::record(conn, &Event::Favourited { favourite: one.id }, now)
        })
        .await
}

/// Does not like it any more.
///
/// # Errors
/// `NotFound` when the status is not there for this member.
pub async fn unfavourite(here: &Here, member: MemberId, id: StatusId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let actor = still_here(conn, member)?.actor;
            let status = readable(&context, conn, id, actor)?;
            let Some(one) = favourites::of(conn, status.id, actor)? else { return Ok(()) };
            favourites::remove(conn, one.id)?;
            notifications::take_back(conn, NotificationKind::Favourite, actor, status.id)?;
            if status.local {
                return Ok(());
            }
            let event = Event::FavouriteUndone {
                favourite: one.id,
                actor,
                activity: one.ap_id,
                object: status.ap_id,
                author: status.author,
            };
            outbox::record(conn, &event, now)
        })
        .await
}
