//! Somebody tells moderators that something is not safe: a member, or another server (`Flag`).

use super::give_role::check_role;
use super::keep_away::MODERATORS;
use super::log::{Why, note};
use super::{Here, note_worked, still_here};
use crate::domain::event::Event;
use crate::domain::key::{ActorId, MemberId, ReceivedId, ReportId};
use crate::domain::moderation::{Deed, Doer, Report, ReportState, Said};
use crate::domain::text::{self, NOTE_MAX};
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{actors, moderation, outbox};
use url::Url;

/// Most accounts and posts that a report is about.
pub const ABOUT_MAX: usize = 20;

/// A member reports accounts and posts. With `forward`, the servers that they are from hear of it too: from this server,
/// and never from whom.
///
/// # Errors
/// `Invalid` without words, or for more than [`ABOUT_MAX`].
pub async fn report(here: &Here, by: MemberId, about: Vec<Url>, words: &str, forward: bool) -> Result<ReportId> {
    let (context, now) = (here.clone(), here.now());
    let words = text::lines("words", words, NOTE_MAX)?.ok_or_else(|| {
        Error::invalid("words", "`words` is empty. Please say in a few words what happened.").worded(Message::Empty)
    })?;
    if about.is_empty() || about.len() > ABOUT_MAX {
        return Err(Error::invalid("about", format!("A report is about 1 to {ABOUT_MAX} accounts or posts.")));
    }
    here.db
        .write(move |conn| {
            still_here(conn, by)?;
            let id = ReportId(ids::next(now));
            let said = Said { by: Some(by), from: None, about, words };
            moderation::insert_report(
                conn,
                &context.seal,
                &Report { id, said, state: ReportState::Open, created_at: now },
            )?;
            if forward {
                outbox::record(conn, &Event::ReportForwarded { report: id }, now)?;
            }
            Ok(id)
        })
        .await
}

/// Another server reports something of ours. It is for moderators to read, and does nothing by itself.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_report(
    here: &Here,
    from: ActorId,
    about: Vec<Url>,
    words: Option<String>,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let from = actors::get(conn, from)?.ap_id;
            let words = words.unwrap_or_default().chars().take(NOTE_MAX).collect::<String>();
            let words = text::lines("words", &words, NOTE_MAX)?.unwrap_or_default();
            let said = Said { by: None, from: Some(from), about, words };
            let report = Report { id: ReportId(ids::next(now)), said, state: ReportState::Open, created_at: now };
            moderation::insert_report(conn, &context.seal, &report)?;
            note_worked(conn, worked)
        })
        .await
}

/// A moderator has looked at a report.
///
/// # Errors
/// `Forbidden` without the role; `NotFound` when it is closed.
pub async fn close_report(here: &Here, by: MemberId, id: ReportId) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            check_role(conn, by, MODERATORS, now)?;
            if !moderation::close_report(conn, id, now)? {
                return Err(Error::not_found());
            }
            note(conn, Doer::Member(by), MODERATORS, Deed::ReportClosed, None, Why::default(), now)
        })
        .await
}
