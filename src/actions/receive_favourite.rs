//! An account elsewhere likes a status of ours, or does not any more.

use super::receive_listing::refuse;
use super::tell::tell;
use super::{Here, note_worked};
use crate::domain::key::{ActorId, FavouriteId, ReceivedId};
use crate::domain::status::NotificationKind;
use crate::error::Result;
use crate::ids;
use crate::storage::favourites::{self, Favourite};
use crate::storage::{actors, listings, notifications, statuses, tombstones};
use url::Url;

/// Takes in a `Like`. That of a need or an offer is accepted and forgotten: they are not counted (value V2).
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_favourite(
    here: &Here,
    by: ActorId,
    like: Url,
    object: Url,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let status = statuses::by_ap_id(conn, &context.seal, &object)?;
            let Some(status) = status.filter(|status| status.local && status.boost_of.is_none()) else {
                let listing = listings::by_ap_id(conn, &object)?;
                return match listing {
                    Some(listing) if listing.local => note_worked(conn, worked),
                    _ => refuse(conn, worked, "no such status here"),
                };
            };
            if !statuses::is_for(conn, &status, Some(by))? {
                return refuse(conn, worked, "no such status here");
            }
            let who = actors::get(conn, by)?.ap_id;
            if tombstones::is_deleted_by(conn, &like, &who)? {
                return refuse(conn, worked, "was taken back before it came");
            }
            let one = Favourite { id: FavouriteId(ids::next(now)), ap_id: like, status: status.id, actor: by };
            if favourites::insert_if_new(conn, &one, now)? {
                tell(&context, conn, status.author, NotificationKind::Favourite, by, Some(status.id), now)?;
            }
            note_worked(conn, worked)
        })
        .await
}

/// Forgets a like: by the id of its `Like`, or by what was liked. False when there is none.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_favourite_undone(
    here: &Here,
    by: ActorId,
    like: Option<Url>,
    object: Option<Url>,
    worked: Option<ReceivedId>,
) -> Result<bool> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            let mut found = match &like {
                Some(id) => favourites::by_ap_id(conn, id)?,
                None => None,
            };
            if found.is_none()
                && let Some(object) = object
                && let Some(status) = statuses::by_ap_id(conn, &context.seal, &object)?
            {
                found = favourites::of(conn, status.id, by)?;
            }
            let Some(one) = found.filter(|one| one.actor == by) else { return Ok(false) };
            favourites::remove(conn, one.id)?;
            notifications::take_back(conn, NotificationKind::Favourite, by, one.status)?;
            note_worked(conn, worked)?;
            Ok(true)
        })
        .await
}
