//! A member is given a role, always with an end (value V6).

use super::Here;
use super::log::{Why, note};
use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::domain::member::{self, Role, RoleKind, State, term_end};
use crate::domain::moderation::{Deed, Doer};
use crate::error::{Error, Kind, Message, Result};
use crate::ids;
use crate::storage::{Conn, members};

/// Gives a role from the command line, for so many months from now. Answers when it ends.
///
/// # Errors
/// `NotFound` when there is no such member; `Invalid` for a term that is too long.
pub async fn give_role(here: &Here, handle: &str, kind: RoleKind, months: u32) -> Result<Moment> {
    let now = here.now();
    let handle = member::handle(handle)?;
    let ends_at = term_end(now, months)?;
    here.db
        .write(move |conn| {
            let member = members::by_handle(conn, &handle)?
                .filter(|member| member.state != State::Left)
                .ok_or_else(|| Error::new(Kind::NotFound, format!("There is no member `{handle}` here.")))?;
            let role = Role { member: member.id, kind, starts_at: now, ends_at, given_by: "command line".into() };
            members::insert_role(conn, ids::next(now), &role)?;
            let about = Some(format!("{handle}: {}", kind.as_str()));
            note(conn, Doer::CommandLine, &[], Deed::RoleGiven, about, Why::default(), now)?;
            Ok(ends_at)
        })
        .await
}

/// Checks that a member holds one of the roles now.
///
/// # Errors
/// `Forbidden` otherwise, naming the roles.
pub async fn require_role(here: &Here, member: MemberId, any_of: &'static [RoleKind]) -> Result<()> {
    let now = here.now();
    here.db.read(move |conn| check_role(conn, member, any_of, now)).await
}

/// The same within a transaction, so that a role cannot end in between.
pub(super) fn check_role(conn: &mut Conn, member: MemberId, any_of: &[RoleKind], now: Moment) -> Result<()> {
    if members::roles_at(conn, member, now)?.iter().any(|kind| any_of.contains(kind)) {
        return Ok(());
    }
    let names: Vec<&str> = any_of.iter().map(|kind| kind.as_str()).collect();
    Err(Error::forbidden(format!("This takes one of these roles: {}.", names.join(", "))).worded(Message::RoleNeeded))
}
