//! A member goes on under an account elsewhere (`Move`).

use super::{Told, actor_changed, outgoing};
use crate::app::App;
use crate::domain::key::ActorId;
use crate::error::Result;
use crate::federation::wire::Move;
use crate::storage::{Conn, actors, follows, moves};

/// First the actor, which says where they went, then the `Move` that makes followers' servers follow: Mastodon looks
/// at the other account, not at this one. One that was taken back in the meantime is not told.
pub(super) fn moved(app: &App, conn: &mut Conn, id: ActorId, subject: String) -> Result<Vec<Told>> {
    let (actor, Some(target)) = (actors::get(conn, id)?, moves::ties(conn, id)?.moved_to) else {
        return Ok(Vec::new());
    };
    let mut told = actor_changed(app, conn, id, subject.clone())?;
    let followers = follows::followers(conn, id)?;
    let inboxes =
        followers.iter().filter(|one| !one.local && !one.gone).map(|one| one.delivery_inbox().clone()).collect();
    let activity = Move {
        to: actor.followers.clone().into_iter().collect::<Vec<_>>().into(),
        target: Some(target),
        ..Move::new(app.here.addresses.activity(&crate::ids::slug()), actor.ap_id.clone(), actor.ap_id.clone())
    };
    told.push(Told {
        activity: outgoing(activity.id.clone(), id, subject, false, &activity)?,
        inboxes,
        reaches: None,
        forgets: false,
    });
    Ok(told)
}
