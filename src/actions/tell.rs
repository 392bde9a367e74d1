//! A member hears of something, unless they want to hear nothing of it.

use super::Here;
use crate::clock::Moment;
use crate::domain::key::{ActorId, StatusId};
use crate::domain::status::NotificationKind;
use crate::error::Result;
use crate::storage::{Conn, actors, desks, notifications, threads};

/// Tells the member behind one of our actors, if there is one: not of whom lives at a server that they keep away, and not of
/// what happens in a thread of which they hear no more.
pub(super) fn tell(
    here: &Here,
    conn: &mut Conn,
    to: ActorId,
    kind: NotificationKind,
    from: ActorId,
    status: Option<StatusId>,
    now: Moment,
) -> Result<()> {
    let desk = desks::of_actor(conn, &here.seal, to)?;
    if !desk.far_hosts.is_empty() {
        let who = actors::get(conn, from)?;
        if !who.local && desk.far_hosts.contains(&who.host) {
            return Ok(());
        }
    }
    if let Some(status) = status.filter(|_| !desk.muted.is_empty())
        && !threads::within(conn, &[status], &desk.muted)?.is_empty()
    {
        return Ok(());
    }
    notifications::tell(conn, to, kind, from, status, now)
}
