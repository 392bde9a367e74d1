//! An account elsewhere tells a status on, or stops doing so.

use super::boost::tell_on;
use super::delete_status::{boost_of, erase};
use super::receive_listing::refuse;
use super::receive_status::{Said, around, is_heard, store};
use super::{Here, note_worked};
use crate::domain::key::{ActorId, ReceivedId};
use crate::domain::status::NotificationKind;
use crate::error::Result;
use crate::storage::{Conn, actors, moderation, notifications, statuses, tombstones};
use url::Url;

/// Why what is told on is dropped, when its author or their server is kept away.
const KEPT_AWAY: &str = "this network keeps its server or its author away";

/// What is told on.
#[derive(Debug)]
pub enum Object {
    /// A status that should be here already.
    Known(Url),
    /// What was fetched from its own server just now, and its author.
    Fetched(Box<Said>, ActorId),
}

/// Takes in a boost: of a status of ours, or by an account that is followed here. Nothing is told on that its author
/// did not write for everyone (refusal 17).
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_boost(
    here: &Here,
    by: ActorId,
    announce: Url,
    object: Object,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let teller = actors::get(conn, by)?.ap_id;
            if tombstones::is_deleted_by(conn, &announce, &teller)? {
                return refuse(conn, worked, "was undone before it came");
            }
            let followed = is_heard(&context, conn, by)?;
            let status = match object {
                Object::Known(url) => statuses::by_ap_id(conn, &context.seal, &url)?,
                Object::Fetched(said, author) => {
                    if !followed || !said.visibility.is_open() {
                        return refuse(conn, worked, "nobody here has to do with it");
                    }
                    if is_kept_away(conn, author)? {
                        return refuse(conn, worked, KEPT_AWAY);
                    }
                    let around = around(&context, conn, author, &said)?;
                    match store(&context, conn, author, *said, around, now)? {
                        Ok(id) => statuses::find(conn, &context.seal, id)?,
                        Err(why) => return refuse(conn, worked, why),
                    }
                }
            };
            // Held, so that nobody tells on what is held for safety at this moment.
            let status = match status {
                Some(status) => statuses::lock_if_there(conn, &context.seal, status.id)?,
                None => None,
            };
            let Some(status) = status.filter(|status| status.local || followed) else {
                return refuse(conn, worked, "no such status here");
            };
            // Whom the network keeps away does not come in by somebody else's word (refusal 27).
            if !status.local && is_kept_away(conn, status.author)? {
                return refuse(conn, worked, KEPT_AWAY);
            }
            let Ok(visibility) = status.boosted_by(by) else {
                return refuse(conn, worked, "it was not written for everyone");
            };
            tell_on(&context, conn, &status, by, announce, visibility, false, now)?;
            note_worked(conn, worked)
        })
        .await
}

/// Whether the network hears nothing of an account, or of its server.
fn is_kept_away(conn: &mut Conn, account: ActorId) -> Result<bool> {
    let account = actors::get(conn, account)?.ap_id;
    moderation::is_unheard(conn, &account)
}

/// Forgets a boost: by the id of its `Announce`, or by what it told on. False when there is none.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_boost_undone(
    here: &Here,
    by: ActorId,
    announce: Option<Url>,
    object: Option<Url>,
    worked: Option<ReceivedId>,
) -> Result<bool> {
    let context = here.clone();
    here.db
        .write(move |conn| {
            let mut found = match &announce {
                Some(id) => statuses::by_ap_id(conn, &context.seal, id)?,
                None => None,
            };
            if found.is_none()
                && let Some(object) = object
                && let Some(status) = statuses::by_ap_id(conn, &context.seal, &object)?
            {
                found = boost_of(&context, conn, status.id, by)?;
            }
            let Some(boost) = found.filter(|boost| !boost.local && boost.author == by) else { return Ok(false) };
            let Some(of) = boost.boost_of else { return Ok(false) };
            notifications::take_back(conn, NotificationKind::Reblog, by, of)?;
            erase(conn, &boost)?;
            note_worked(conn, worked)?;
            Ok(true)
        })
        .await
}
