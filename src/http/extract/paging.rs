//! Where in a list to go on: one type for every list.

use crate::storage::listings::Paging;
use serde::Deserialize;
use utoipa::IntoParams;

/// `limit`, `max_id` and `min_id`, as in the Mastodon API.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PageQuery {
    /// 1 to 80; 20 if left out.
    pub limit: Option<i64>,
    /// Only older than this.
    pub max_id: Option<i64>,
    /// Only newer than this, from the oldest on.
    pub min_id: Option<i64>,
}

impl PageQuery {
    /// Clamped.
    pub fn paging(self) -> Paging {
        Paging {
            max_id: self.max_id,
            min_id: self.min_id,
            since_id: None,
            limit: self.limit.unwrap_or(20).clamp(1, 80),
        }
    }
}
