//! How the federation's side answers: media types, caching, and refusals that tell nothing.

use crate::error::{Error, Kind};
use crate::federation::wire::webfinger::ACTIVITY_TYPE;
use crate::federation::wire::{Tombstone, with_context};
use crate::http::error::{retry_after, status};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, Accept, Header as _, LOCATION};
use actix_web::mime::Mime;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use serde::Serialize;
use serde_json::json;
use std::fmt;
use url::Url;

/// Media type of a refusal (RFC 9457).
const PROBLEM_TYPE: &str = "application/problem+json";

/// What an answer depends on: refusal 19, caches never mix askers.
pub(in crate::http) const VARIES: (&str, &str) = ("vary", "Accept, Authorization, Signature, Signature-Input");

/// Who may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caching {
    /// Everyone may read it: caches keep it for a minute.
    Public,
    /// It is for this asker only.
    Never,
}

impl Caching {
    pub(in crate::http) fn header(self) -> (&'static str, &'static str) {
        let value = match self {
            Self::Public => "public, max-age=60",
            Self::Never => "private, no-store",
        };
        ("cache-control", value)
    }
}

/// An ActivityStreams document.
///
/// # Errors
/// `Internal` when it cannot be serialized.
pub fn document<T: Serialize>(document: T, caching: Caching) -> Result<HttpResponse, Refusal> {
    let json = serde_json::to_vec(&with_context(document)).map_err(Error::internal)?;
    Ok(kept(json, caching))
}

/// An ActivityStreams document that was rendered before, with its `@context`.
pub fn kept(json: Vec<u8>, caching: Caching) -> HttpResponse {
    HttpResponse::Ok().content_type(ACTIVITY_TYPE).insert_header(VARIES).insert_header(caching.header()).body(json)
}

/// What is left of something that was taken back: 410 and a `Tombstone`.
///
/// # Errors
/// `Internal` when it cannot be serialized.
pub fn gone(tombstone: Tombstone, caching: Caching) -> Result<HttpResponse, Refusal> {
    let mut answer = document(tombstone, caching)?;
    *answer.status_mut() = StatusCode::GONE;
    Ok(answer)
}

/// Sends a browser to the page for people.
pub fn to_page(page: &Url) -> HttpResponse {
    HttpResponse::Found()
        .insert_header((LOCATION, page.as_str()))
        .insert_header(VARIES)
        .insert_header(Caching::Never.header())
        .finish()
}

/// Whether a page for people is asked for: HTML stands in `Accept`, and no JSON before it. Everything else, and a
/// request that does not say, gets the document.
pub fn wants_page(request: &HttpRequest) -> bool {
    if !request.headers().contains_key(ACCEPT) {
        return false;
    }
    let Ok(accept) = Accept::parse(request) else { return false };
    let best = |fits: fn(&Mime) -> bool| accept.iter().filter(|item| fits(&item.item)).map(|item| item.quality).max();
    let page = best(|mime| matches!(mime.essence_str(), "text/html" | "application/xhtml+xml"));
    let json = best(|mime| matches!(mime.essence_str(), ACTIVITY_TYPE | "application/ld+json" | "application/json"));
    page.is_some_and(|page| page > actix_web::http::header::Quality::ZERO && json.is_none_or(|json| page > json))
}

/// A refusal as a short JSON problem. Missing and "not for you" have the same one (refusal 18).
#[derive(Debug)]
pub struct Refusal(Error);

impl Refusal {
    /// Nothing here, or not for this asker.
    pub fn not_found() -> Self {
        Self(Error::not_found())
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        status(self.0.kind())
    }

    fn error_response(&self) -> HttpResponse {
        if self.0.kind() == Kind::Internal {
            tracing::error!(cause = ?self.0.cause(), "a federated request failed");
        }
        let code = self.status_code();
        let mut answer = HttpResponse::build(code)
            .content_type(PROBLEM_TYPE)
            .insert_header(VARIES)
            .insert_header(Caching::Never.header())
            // The pages of any site may ask webfinger and nodeinfo, and read why they got nothing.
            .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
            .body(json!({"title": self.0.text(), "status": code.as_u16()}).to_string());
        retry_after(&self.0, &mut answer);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn asks_for_page(accept: Option<&str>) -> bool {
        let request = TestRequest::get();
        let request = match accept {
            Some(accept) => request.insert_header((ACCEPT, accept)),
            None => request,
        };
        wants_page(&request.to_http_request())
    }

    #[test]
    fn browsers_get_pages_and_servers_get_documents() {
        let firefox = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        let mastodon = "application/activity+json, application/ld+json; \
                        profile=\"https://www.w3.org/ns/activitystreams\", text/html;q=0.1";
        for page in [firefox, "text/html", "application/activity+json;q=0.5, text/html"] {
            assert!(asks_for_page(Some(page)), "{page}");
        }
        for document in [mastodon, "*/*", "application/json", "text/html, application/ld+json", "text/html;q=0", "?!"] {
            assert!(!asks_for_page(Some(document)), "{document}");
        }
        assert!(!asks_for_page(None));
    }
}
