//! What a network passes along by itself: a few rules that its stewards set, such as "surplus food within 20 km".

use crate::domain::Listing;
use crate::domain::area::Area;
use crate::domain::category::{Category, with_descendants};
use crate::domain::listing::{Kind, PassAlong};
use crate::domain::text;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Most rules of a network.
pub const RULES_MAX: usize = 10;
/// The widest reach of a rule, in kilometres.
pub const REACH_MAX_KM: u32 = 500;

/// One rule. It is only about what may be passed along at all: its author's yes, the audience that the author chose,
/// and two networks at most stand above every rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassingRule {
    /// Needs or offers only; both if left out.
    pub kind: Option<Kind>,
    /// A category and what is below it; all if left out.
    pub category: Option<String>,
    /// Only what is this near to the network's own area, in kilometres (1 to 500); anywhere if left out.
    pub within_km: Option<u32>,
}

impl PassingRule {
    /// Whether the rule is about a listing. What does not say where it is, is near to nothing.
    pub fn fits(&self, listing: &Listing, categories: &[Category], ours: Option<Area>) -> bool {
        if listing.pass_along != PassAlong::Yes || self.kind.is_some_and(|kind| kind != listing.kind) {
            return false;
        }
        if let Some(tag) = &self.category
            && !with_descendants(categories, tag).contains(&listing.category)
        {
            return false;
        }
        match (self.within_km, listing.area, ours) {
            (None, ..) => true,
            (Some(reach), Some(place), Some(ours)) => {
                ours.middle.distance_m(place.middle) <= f64::from(reach) * 1_000.0
            }
            (Some(_), ..) => false,
        }
    }
}

/// Checks what stewards wrote.
///
/// # Errors
/// `Invalid` for too many rules, a category that is not there, a reach out of range, or one that cannot be measured
/// because the network's own area is not set.
pub fn check(rules: Vec<PassingRule>, categories: &[Category], ours: Option<Area>) -> Result<Vec<PassingRule>> {
    if rules.len() > RULES_MAX {
        return Err(Error::invalid("rules", format!("There are at most {RULES_MAX} rules.")));
    }
    let mut checked: Vec<PassingRule> = Vec::with_capacity(rules.len());
    for mut rule in rules {
        if let Some(tag) = rule.category.take() {
            let tag = text::tag("category", &tag)?;
            if !categories.iter().any(|category| category.tag == tag) {
                return Err(Error::invalid("category", format!("There is no category `{tag}` here.")));
            }
            rule.category = Some(tag);
        }
        if let Some(reach) = rule.within_km {
            if !(1..=REACH_MAX_KM).contains(&reach) {
                return Err(Error::invalid("within_km", format!("`within_km` is 1 to {REACH_MAX_KM}.")));
            }
            if ours.is_none() {
                let text =
                    "Your network does not say where it is, so nothing can be near to it. Please set its area first.";
                return Err(Error::invalid("within_km", text));
            }
        }
        if !checked.contains(&rule) {
            checked.push(rule);
        }
    }
    Ok(checked)
}
