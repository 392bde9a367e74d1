//! The network asks members for something: nobody who rests, and nobody more often in a week than they say (value V8).

use super::Here;
use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::domain::member::State;
use crate::domain::privacy::{Key, Oneself};
use crate::error::{Error, Result};
use crate::storage::{Conn, asked_members, members, profiles};
use chrono::Duration;

/// How long it is noted that a member was asked: a week that moves along, not one that begins on a Monday.
pub(super) fn noted_for() -> Duration {
    Duration::days(7)
}

/// Of these members those who are asked now, in the order of their ids: who does not rest, and was not asked yet as often as
/// they say. That they are asked is noted, so the caller tells them in the same transaction. Who is left out hears nothing,
/// and nobody hears that they were; what is asked stands on its page for them, too.
pub(super) fn whom_to_ask(here: &Here, conn: &mut Conn, who: &[MemberId], now: Moment) -> Result<Vec<MemberId>> {
    let mut awake = members::get_many(conn, who)?;
    awake.retain(|member| member.state == State::Member);
    // In one order, so that two who ask at one moment wait for each other and do not block each other.
    awake.sort_by_key(|member| member.id);
    let mut asked = Vec::new();
    for member in awake {
        let own = Key::<Oneself>::of_owner(member.id, member.id).ok_or_else(Error::not_found)?;
        let most = profiles::get(conn, &here.seal, member.id)?.own.open(&own).ask_cap;
        if asked_members::note(conn, member.id, most, now - noted_for(), now)? {
            asked.push(member.id);
        }
    }
    Ok(asked)
}
