//! Stewards say what their network passes along by itself.

use super::Here;
use super::change_network::STEWARDS;
use super::give_role::check_role;
use super::log::{Why, note};
use super::pass_along::{follow_rules, undo};
use crate::domain::key::{ListingId, MemberId};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::passing_rule::{PassingRule, check};
use crate::error::Result;
use crate::storage::{actors, facts, listings, passings};

/// How far what was there before the rules is looked through: the id of the last listing that was looked at.
const LOOKED_AT: &str = "passing_rules_looked_at";
/// How many listings are looked at in one transaction.
const STEP: i64 = 200;

/// Replaces the rules. What a rule began and none fits any more ends at once; what is open already and fits one is
/// passed along by [`follow_new_rules`], which a worker calls.
///
/// # Errors
/// `Forbidden` unless `by` is steward or operator now; `Invalid` at the first rule that does not fit.
pub async fn set_passing_rules(here: &Here, by: MemberId, rules: Vec<PassingRule>) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, STEWARDS, now)?;
            let (categories, area) = (facts::categories(conn)?, actors::lock(conn, context.network)?.area);
            let rules = check(rules, &categories, area)?;
            facts::set_passing_rules(conn, &rules)?;
            note(conn, Doer::Member(by), STEWARDS, Deed::PassingRulesSet, None, Why::default(), now)?;
            for id in passings::by_rule(conn)? {
                let listing = listings::lock(conn, id)?;
                if !rules.iter().any(|rule| rule.fits(&listing, &categories, area)) {
                    undo(conn, &listing, now)?;
                }
            }
            facts::set(conn, LOOKED_AT, &i64::MAX.to_string())
        })
        .await
}

/// Follows new rules for a few of the listings that were there before them. False when nothing is left to look at.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn follow_new_rules(here: &Here) -> Result<bool> {
    // Asked every few seconds, and nearly always in vain: so it is not a write.
    if here.db.read(|conn| facts::get(conn, LOOKED_AT)).await?.is_none() {
        return Ok(false);
    }
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let Some(reached) = facts::get(conn, LOOKED_AT)? else { return Ok(false) };
            let before = reached.parse().map_err(crate::error::Error::internal)?;
            let found = passings::candidates(conn, Some(ListingId(before)), STEP)?;
            for &id in &found {
                let listing = listings::lock(conn, id)?;
                follow_rules(&context, conn, &listing, now)?;
            }
            match found.last() {
                Some(last) => facts::set(conn, LOOKED_AT, &last.to_string())?,
                None => {
                    facts::remove(conn, LOOKED_AT, &reached)?;
                }
            }
            Ok(!found.is_empty())
        })
        .await
}
