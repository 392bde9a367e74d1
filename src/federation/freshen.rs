//! A listing that came through a peer is asked for at its origin again before it is answered: the origin's own
//! updates do not reach us.

use crate::actions::receive_passing::receive_checked;
use crate::actions::respond::{Answer, answered_before, respond};
use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::key::{ListingId, MemberId, ResponseId};
use crate::error::{Error, Kind, Message, Result};
use crate::federation::dereference;
use crate::federation::objects::listing::from_wire;
use crate::storage::{actors, listings, passings};
use chrono::Duration;

/// Older copies are fetched again.
fn fresh_for() -> Duration {
    Duration::minutes(5)
}

/// A member answers a listing, as it is at its origin by now. What they answered under the same key before is what they are told
/// of, also where the listing is not there any more.
///
/// # Errors
/// As [`before_response`] and [`respond`].
pub async fn respond_afresh(app: &App, member: MemberId, id: ListingId, answer: Answer) -> Result<ResponseId> {
    if let Some(before) = answered_before(&app.here, member, id, answer.key.as_deref()).await? {
        return Ok(before);
    }
    before_response(app, id).await?;
    respond(&app.here, member, id, answer).await
}

/// Fetches a listing from its origin, if it came through a peer and our copy is older than five minutes.
///
/// # Errors
/// `Conflict` when it is not there any more; `Peer` when its network does not answer; `Internal` when the database fails.
pub async fn before_response(app: &App, id: ListingId) -> Result<()> {
    let checked = app.here.db.read(move |conn| passings::checked_at(conn, id)).await?;
    if checked.is_none_or(|at| at + fresh_for() > app.here.now()) {
        return Ok(());
    }
    let read = app.here.db.read(move |conn| {
        let listing = listings::get(conn, id)?;
        let speaker = actors::get(conn, listing.speaker)?;
        Ok((listing, speaker))
    });
    let (listing, speaker) = read.await?;
    let fresh = match dereference::listing(app, &listing.ap_id, &Budget::new(4)).await {
        Ok(note) if note.id != listing.ap_id || note.attributed_to != speaker.ap_id => {
            return Err(Error::peer("The listing's network shows another one in its place."));
        }
        Ok(note) => Some(from_wire(note, listing.origin, listing.speaker, app.here.now())?),
        Err(error) if error.kind() == Kind::Gone => None,
        Err(error) => return Err(error),
    };
    let gone = fresh.is_none();
    receive_checked(&app.here, id, fresh).await?;
    app.wake.outbox.notify_one();
    if gone { Err(Error::conflict("This listing is not there any more.").worded(Message::NotThere)) } else { Ok(()) }
}
