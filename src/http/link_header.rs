//! The `Link` header of lists (RFC 8288), in one place, as in the Mastodon API: `next` leads to what is older and
//! `prev` to what is newer; absolute addresses; nothing on an empty page (some apps would ask for the next one
//! for ever). `next` comes first, and only where more may follow: on full pages, and above a `min_id`.

use crate::storage::listings::Paging;
use actix_web::http::header::{HeaderValue, LINK};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use url::Url;

/// What a list is asked for besides where it goes on. Nothing else is said again: who follows a link asks for the same,
/// and a token or a text that some app put into the address stays out of the answer.
const KEPT: [&str; 26] = [
    "account_id",
    "all",
    "any",
    "category",
    "exclude_reblogs",
    "exclude_replies",
    "exclude_types",
    "expand_accounts",
    "grouped_types",
    "include_filtered",
    "kind",
    "latitude",
    "limit",
    "list",
    "local",
    "longitude",
    "none",
    "only_media",
    "origin",
    "pinned",
    "radius_m",
    "remote",
    "resolved",
    "tagged",
    "types",
    "until_after",
];

/// The address of the list that was asked for, below our own base: what a request says about its host is not believed.
pub fn address(base: &Url, request: &HttpRequest) -> Url {
    let mut address = base.clone();
    address.set_path(request.path());
    address.set_query(Some(request.query_string()).filter(|query| !query.is_empty()));
    address
}

/// A list with its `Link` header. `address` is the list's own, with its filters; `ids` are those of the
/// entries, newest first.
pub fn list<T: Serialize>(address: Url, entries: &[T], ids: &[i64], paging: Paging) -> HttpResponse {
    page(address, &entries, ids, paging)
}

/// The same of what is no plain list.
pub fn page<T: Serialize>(mut address: Url, body: &T, ids: &[i64], paging: Paging) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    let kept: Vec<(String, String)> = address
        .query_pairs()
        .filter(|(name, _)| KEPT.contains(&name.trim_end_matches("[]")))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let mut at = |name: &str, id: i64| {
        address.query_pairs_mut().clear().extend_pairs(&kept).append_pair(name, &id.to_string());
        address.to_string()
    };
    let mut links = Vec::new();
    if let (Some(newest), Some(oldest)) = (ids.first(), ids.last()) {
        if ids.len() as i64 == paging.limit || paging.is_upward() {
            links.push(format!("<{}>; rel=\"next\"", at("max_id", *oldest)));
        }
        links.push(format!("<{}>; rel=\"prev\"", at("min_id", *newest)));
    }
    if !links.is_empty()
        && let Ok(value) = HeaderValue::from_str(&links.join(", "))
    {
        answer.insert_header((LINK, value));
    }
    answer.json(body)
}
