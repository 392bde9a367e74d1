//! Stewards found a coalition: they write what it is, and their network is the first in it.

use super::Here;
use super::change_network::STEWARDS;
use super::give_role::check_role;
use super::join_coalition::state;
use super::log::{Why, note};
use crate::domain::coalition::{CoalitionId, Pen, Terms};
use crate::domain::key::MemberId;
use crate::domain::moderation::{Deed, Doer};
use crate::error::{Error, Result};
use crate::storage::coalitions;

/// Founds a coalition, and joins it. Nobody else is told: others join by themselves, from the list that we serve.
///
/// # Errors
/// `Forbidden` unless `by` is steward or operator now; `Conflict` when there is one of these very terms; `Invalid` when the
/// coalition that it goes on from is not known here.
pub async fn found_coalition(here: &Here, by: MemberId, terms: Terms, pen: Pen) -> Result<CoalitionId> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, STEWARDS, now)?;
            if let Some(previous) = terms.previous()
                && coalitions::get(conn, previous)?.is_none()
            {
                return Err(Error::invalid("previous", "`previous` is no coalition that this network knows."));
            }
            if coalitions::get(conn, &terms.id()?)?.is_some() {
                return Err(Error::conflict("There is a coalition with these very words already."));
            }
            let id = coalitions::insert(conn, &terms, now)?;
            state(&context, conn, &id, true, &pen, now)?;
            let about = Some(terms.name().to_owned());
            note(conn, Doer::Member(by), STEWARDS, Deed::CoalitionFounded, about, Why::default(), now)?;
            Ok(id)
        })
        .await
}
