//! Accounts elsewhere that are a member's too.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

/// Accounts elsewhere that are one's own.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AliasesInput {
    /// At most 10: `ana@social.example`, or the addresses of their actors. None takes all back.
    pub accounts: Vec<String>,
}

/// Accounts elsewhere that are one's own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AliasesEntity {
    /// The addresses of their actors.
    #[schema(value_type = Vec<String>)]
    pub accounts: Vec<Url>,
}

/// Where one goes on.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveInput {
    /// `ana@social.example`, or the address of its actor. It must name this account as another one of its owner.
    pub account: String,
    /// One's own handle here, so that nobody moves by mistake.
    pub handle: String,
}

/// Whether one moved.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MoveEntity {
    /// Where one goes on; nothing for who is here.
    #[schema(value_type = Option<String>)]
    pub moved_to: Option<Url>,
    /// From when on one can move again; nothing for at once.
    pub can_move_from: Option<DateTime<Utc>>,
}
