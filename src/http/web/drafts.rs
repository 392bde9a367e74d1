//! What a member writes is kept by their browser while they write it, on their device alone (`static/potluck.js`): which forms
//! that is so of, and under what.

use super::page;
use super::visit::Visit;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

/// What a browser keeps a form under.
pub(super) struct Draft {
    /// A word of this sign-in: whoever signs in there later finds nothing.
    pub whose: String,
    /// Which form it is.
    pub key: String,
}

impl Draft {
    /// Of a form on a page of a member.
    pub(super) fn of(visit: &Visit, key: impl Into<String>) -> Self {
        Self { whose: visit.draft_word(), key: key.into() }
    }
}

/// Answers with a page of a member that has the script: for a form whose draft is kept, or since one was sent.
pub(super) fn answer(code: StatusCode, template: &impl Template) -> HttpResponse {
    page::answer(code, true, template)
}
