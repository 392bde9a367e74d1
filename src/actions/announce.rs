//! Stewards tell something for their network: to everyone, or to its members alone.

use super::change_network::STEWARDS;
use super::delete_status::take_back;
use super::give_role::check_role;
use super::log::{Why, note};
use super::post_status::{add, compose, key_of, posted_before};
use super::{Here, still_here};
use crate::domain::audience::Audience;
use crate::domain::key::{AnnouncementId, MemberId, StatusId};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::status::{Draft, Visibility};
use crate::domain::window::Window;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::announcements::{self, Announcement};
use crate::storage::{actors, statuses};

/// Tells something. For everyone, it is a post of the network, which who follows it elsewhere gets too; for members,
/// it leaves this server never. What is about a time (`window`) is shown to members until that is over; who reads it
/// elsewhere reads the words alone. A draft that names no language is in the network's. The same `key` within an hour tells
/// nothing, and answers what was told first.
///
/// # Errors
/// `Forbidden` unless `by` is steward or operator now; `Invalid` at the first field that does not fit.
pub async fn announce(
    here: &Here,
    by: MemberId,
    draft: Draft,
    audience: Audience,
    window: Option<Window>,
    key: Option<String>,
) -> Result<AnnouncementId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, STEWARDS, now)?;
            // Holds the member: two of theirs at one moment take turns.
            still_here(conn, by)?;
            let key = key_of("announcement", key.as_deref())?;
            if let Some(before) = posted_before(conn, by, key.as_deref(), now)? {
                return Ok(AnnouncementId(before.0));
            }
            let checked = draft.check()?;
            let language = Some(checked.language.clone().unwrap_or_else(|| context.language.tag().to_owned()));
            let id = AnnouncementId(ids::next(now));
            let (status, content): (Option<StatusId>, String) = match audience {
                Audience::Public => {
                    let network = actors::get(conn, context.network)?;
                    (Some(add(&context, conn, &network, checked, Visibility::Public, None, now)?), String::new())
                }
                Audience::Network => (None, compose(&context, conn, &checked)?.words.content),
                Audience::Peers => {
                    let text = "An announcement is for `public` or for `network`.";
                    return Err(Error::invalid("audience", text).worded(Message::NotShownTo));
                }
            };
            announcements::insert(conn, &Announcement { id, status, content, created_at: now, window, language })?;
            note(conn, Doer::Member(by), STEWARDS, Deed::Announced, None, Why::default(), now)?;
            if let Some(key) = &key {
                statuses::note_request(conn, by, key, StatusId(id.0), now)?;
            }
            Ok(id)
        })
        .await
}

/// Takes an announcement back; who got it elsewhere is asked to forget it.
///
/// # Errors
/// `Forbidden` unless `by` is steward or operator now; `NotFound`.
pub async fn retract_announcement(here: &Here, by: MemberId, id: AnnouncementId) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, STEWARDS, now)?;
            let status = announcements::get(conn, id)?.status;
            announcements::remove(conn, id)?;
            note(conn, Doer::Member(by), STEWARDS, Deed::AnnouncementRetracted, None, Why::default(), now)?;
            match status {
                Some(status) => {
                    let status = statuses::lock(conn, &context.seal, status)?;
                    take_back(&context, conn, status, now)
                }
                None => Ok(()),
            }
        })
        .await
}
