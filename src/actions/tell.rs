//! A member hears of something, unless they want to hear nothing of it.

use super::Here;
use crate::clock::Moment;
use crate::domain::follow::{Follow, FollowState};
use crate::domain::hearing::{Answer, Rules, Sender, is_judged, is_new};
use crate::domain::key::{ActorId, StatusId};
use crate::domain::status::{NotificationKind, Visibility};
use crate::error::Result;
use crate::storage::{Conn, actors, desks, follows, members, moderation, notifications, statuses, threads};

/// Tells the member behind one of our actors, if there is one and it is not themselves (but that their own poll ended): not of
/// whom lives at a server that they keep away, not of what happens in a thread of which they hear no more, and not what
/// their own rules turn away. What those set aside waits among their requests. Answers what becomes of it by the member's
/// own rules.
pub(super) fn tell(
    here: &Here,
    conn: &mut Conn,
    to: ActorId,
    kind: NotificationKind,
    from: ActorId,
    status: Option<StatusId>,
    now: Moment,
) -> Result<Answer> {
    if to == from && kind != NotificationKind::Poll {
        return Ok(Answer::Accept);
    }
    let Some(member) = members::of_actor(conn, to)? else { return Ok(Answer::Accept) };
    let desk = desks::get(conn, &here.seal, member)?;
    if !desk.far_hosts.is_empty() {
        let who = actors::get(conn, from)?;
        if !who.local && desk.far_hosts.contains(&who.host) {
            return Ok(Answer::Drop);
        }
    }
    if let Some(status) = status.filter(|_| !desk.muted.is_empty())
        && !threads::within(conn, &[status], &desk.muted)?.is_empty()
    {
        return Ok(Answer::Accept);
    }
    let judged = is_judged(kind) && to != from && from != here.network && !desk.rules.heard.contains(&from);
    let answer = match judged {
        true => judge(here, conn, &desk.rules, (to, from, status), now)?,
        false => Answer::Accept,
    };
    if answer != Answer::Drop {
        notifications::tell(conn, member, kind, from, status, answer == Answer::Filter, now)?;
    }
    Ok(answer)
}

/// What becomes of what `from` did, by a member's own rules.
fn judge(
    here: &Here,
    conn: &mut Conn,
    rules: &Rules,
    (to, from, status): (ActorId, ActorId, Option<StatusId>),
    now: Moment,
) -> Result<Answer> {
    let who = actors::get(conn, from)?;
    let limited = !who.local && moderation::level_of(conn, &[&who.ap_id])?.is_some();
    if rules.only_limit() && !limited {
        return Ok(Answer::Accept);
    }
    let accepted = |follow: Option<Follow>| follow.is_some_and(|follow| follow.state == FollowState::Accepted);
    let private = match status {
        Some(status) => {
            let status = statuses::get(conn, &here.seal, status)?;
            // Who was written to by letter may answer by letter; what is written for all invites nobody to that.
            let answers_letter = match status.in_reply_to_id.filter(|_| status.in_reply_to_author == Some(to)) {
                Some(letter) => statuses::find(conn, &here.seal, letter)?
                    .is_some_and(|letter| letter.visibility == Visibility::Direct),
                None => false,
            };
            status.visibility == Visibility::Direct && status.author == from && !answers_letter
        }
        None => false,
    };
    Ok(rules.judge(Sender {
        followed: accepted(follows::between(conn, to, from)?),
        follower: accepted(follows::between(conn, from, to)?),
        new: is_new(who.created_at, now),
        private,
        limited,
    }))
}
