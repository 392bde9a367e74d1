//! What a network passes along by itself.

use crate::domain::listing::Kind;
use crate::domain::passing_rule::PassingRule;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One rule. What is left out does not matter to it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassingRuleEntity {
    /// `need` or `offer`.
    #[schema(value_type = Option<String>)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// A category, and what is below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// How near to the network's own area, in kilometres: 1 to 500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_km: Option<u32>,
}

/// What this network passes along by itself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PassingRulesEntity {
    /// A listing that fits one of them is passed along.
    pub rules: Vec<PassingRuleEntity>,
}

impl From<Vec<PassingRule>> for PassingRulesEntity {
    fn from(rules: Vec<PassingRule>) -> Self {
        let one = |PassingRule { kind, category, within_km }| PassingRuleEntity { kind, category, within_km };
        Self { rules: rules.into_iter().map(one).collect() }
    }
}

/// What it shall pass along by itself from now on.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassingRulesInput {
    /// All rules: at most ten. None: nothing goes along by itself.
    pub rules: Vec<PassingRuleEntity>,
}

impl From<PassingRulesInput> for Vec<PassingRule> {
    fn from(input: PassingRulesInput) -> Self {
        let one = |PassingRuleEntity { kind, category, within_km }| PassingRule { kind, category, within_km };
        input.rules.into_iter().map(one).collect()
    }
}
