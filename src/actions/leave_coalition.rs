//! Our network leaves a coalition by its own act.

use super::Here;
use super::change_network::STEWARDS;
use super::give_role::check_role;
use super::join_coalition::state;
use super::log::{Why, note};
use crate::domain::coalition::{CoalitionId, Pen};
use crate::domain::key::MemberId;
use crate::domain::moderation::{Deed, Doer};
use crate::error::{Error, Result};
use crate::storage::coalitions;

/// Leaves, and tells the members. What was held of its list stays here, and is served no more.
///
/// # Errors
/// `Forbidden` unless `by` is steward or operator now; `NotFound` when this network is not in it.
pub async fn leave_coalition(here: &Here, by: MemberId, id: CoalitionId, pen: Pen) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, STEWARDS, now)?;
            coalitions::lock(conn, &id)?;
            let ours = coalitions::statement_of(conn, &id, &context.addresses.network())?;
            if !ours.is_some_and(|signed| signed.statement.joined) {
                return Err(Error::not_found());
            }
            let about = coalitions::get(conn, &id)?.map(|terms| terms.name().to_owned());
            note(conn, Doer::Member(by), STEWARDS, Deed::CoalitionLeft, about, Why::default(), now)?;
            state(&context, conn, &id, false, &pen, now)
        })
        .await
}
