//! What is done with a role is written down for members to read, in the transaction in which it is done (value V6).

use super::Here;
use crate::clock::Moment;
use crate::domain::key::LogEntryId;
use crate::domain::member::RoleKind;
use crate::domain::moderation::{Deed, Doer, Entry};
use crate::error::Result;
use crate::ids;
use crate::storage::{Conn, members, moderation};

/// What the log says of a member, whom it does not name.
pub const A_MEMBER: &str = "a member";

/// Why something was done, as far as it is said.
#[derive(Clone, Debug, Default)]
pub struct Why {
    /// In words.
    pub reason: Option<String>,
    /// The agreement that it rests on.
    pub agreement: Option<String>,
}

/// Writes down what was done. The role is the first of those that allow it and that the member holds.
pub(super) fn note(
    conn: &mut Conn,
    by: Doer,
    allowed: &[RoleKind],
    deed: Deed,
    about: Option<String>,
    why: Why,
    now: Moment,
) -> Result<()> {
    let (role, handle) = match by {
        Doer::CommandLine => (None, None),
        Doer::Member(member) => {
            let held = members::roles_at(conn, member, now)?;
            let role = allowed.iter().copied().find(|role| held.contains(role));
            (role, Some(members::get(conn, member)?.handle))
        }
    };
    let id = LogEntryId(ids::next(now));
    let Why { reason, agreement } = why;
    moderation::note(conn, &Entry { id, role, handle, deed, about, reason, agreement, created_at: now })
}

/// Writes down what whoever runs the server does besides the database, before it is done. It concerns a member, who is not
/// named: it is theirs to tell.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn note_before(here: &Here, deed: Deed) -> Result<()> {
    let now = here.now();
    here.db.write(move |conn| of_member(conn, deed, now)).await
}

/// Writes down what whoever runs the server did for a member.
pub(super) fn of_member(conn: &mut Conn, deed: Deed, now: Moment) -> Result<()> {
    note(conn, Doer::CommandLine, &[], deed, Some(A_MEMBER.into()), Why::default(), now)
}
