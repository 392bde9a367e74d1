//! What a request says, parsed into types before any handler sees it.

mod json;
mod near;
mod paging;
mod signed_in;

pub use crate::domain::scope::Scope;
pub use json::{JSON_MAX, Json, Query};
pub use near::near;
pub use paging::PageQuery;
pub use signed_in::{CountedFor, MaybeSignedIn, SignedIn, by_token};
