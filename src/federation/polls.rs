//! A poll of another server is asked for again when somebody looks at it: its author may know of more votes.

use crate::actions::receive_totals::{begin_to_ask, receive_totals};
use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::key::StatusId;
use crate::error::{Error, Kind, Result};
use crate::federation::dereference;
use crate::federation::objects::poll;
use crate::federation::wire::AnyNote;
use crate::storage::{actors, polls, statuses};
use std::time::Duration;

/// So many documents are asked for because of one poll.
const FETCHES: u32 = 2;

/// So long whoever looks at a poll waits for its server.
const PATIENCE: Duration = Duration::from_secs(2);

/// Asks for the totals for somebody who waits: for two seconds at most. What a slow server says is kept when it comes, and
/// stands there the next time.
///
/// # Errors
/// `NotFound` when there is no such poll; `Internal` when the database fails.
pub async fn freshen(app: &App, id: StatusId) -> Result<()> {
    let own = app.clone();
    let asking = tokio::spawn(async move { ask_again(&own, id).await });
    match tokio::time::timeout(PATIENCE, asking).await {
        Ok(asked) => asked.map_err(Error::internal)?,
        Err(_) => Ok(()),
    }
}

/// Asks for the totals, unless somebody did within the last minute. Where its server does not answer, or says something
/// else, what is known stays.
async fn ask_again(app: &App, id: StatusId) -> Result<()> {
    let (seal, now) = (app.here.seal.clone(), app.here.now());
    let read = app.here.db.read(move |conn| {
        let status = statuses::get(conn, &seal, id)?;
        let poll = polls::find(conn, &seal, id)?.ok_or_else(Error::not_found)?;
        let author = actors::get(conn, status.author)?;
        Ok((status.local || !poll.may_be_stale(now), status.ap_id, author.ap_id))
    });
    let (is_fresh, url, author) = read.await?;
    if is_fresh || !begin_to_ask(&app.here, id).await? {
        return Ok(());
    }
    let asked = match dereference::post(app, &url, &Budget::new(FETCHES)).await {
        // Only its own author says how many voted.
        Ok(AnyNote::Note(note)) if note.id == url && note.attributed_to == author => poll::asked(&note, now),
        Ok(_) => None,
        Err(error) if error.kind() == Kind::Internal => return Err(error),
        Err(error) => {
            tracing::debug!(problem = error.text(), "a poll could not be asked for again");
            None
        }
    };
    match asked {
        Some(asked) => receive_totals(&app.here, id, asked).await,
        None => Ok(()),
    }
}
