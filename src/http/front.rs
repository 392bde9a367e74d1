//! What stands before everything that apps ask: pages of every site may read the answers (CORS), a slash at the end of a
//! path changes nothing, and each answer says how much more may be asked.
//!
//! No cookie counts for an app, so that opening the answers to every site opens nothing that a member did not give to
//! that site: what is theirs is shown to their token alone. Pages, and the one that lets an app in, are not opened.

use crate::app::{App, Counted};
use crate::http::entities::mastodon::at;
use crate::http::extract::CountedFor;
use crate::http::web::hold;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS, HeaderMap, HeaderName,
    HeaderValue,
};
use actix_web::http::uri::PathAndQuery;
use actix_web::http::{Method, Uri};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, web};

const METHODS: &str = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
const HEADERS: &str = "Authorization, Content-Type, Idempotency-Key, Accept, Accept-Language";
/// Most bytes of names of headers that are said back.
const NAMED_MAX: usize = 1_000;
const EXPOSED: &str =
    "Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, Deprecation, Content-Disposition";

/// Whether pages of every site may ask this.
fn is_open(path: &str) -> bool {
    ["/api/", "/.well-known/", "/nodeinfo/", "/static/"].iter().any(|prefix| path.starts_with(prefix))
        || ["/oauth/token", "/oauth/revoke", "/oauth/userinfo"].contains(&path)
}

fn open(headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
}

/// What a page may send: what apps need, and whatever else it names, which is not looked at. Some put marks of their own on
/// all that they ask (`sentry-trace`, `baggage`), and could ask nothing without them.
fn taken(request: &HeaderMap) -> HeaderValue {
    let named = request.get(ACCESS_CONTROL_REQUEST_HEADERS).and_then(|named| named.to_str().ok());
    let named = named.filter(|named| named.len() <= NAMED_MAX);
    let both = named.and_then(|named| HeaderValue::from_str(&format!("{HEADERS}, {named}")).ok());
    both.unwrap_or_else(|| HeaderValue::from_static(HEADERS))
}

/// The same address without slashes at its end, where it is one that apps ask.
fn without_slash(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    let trimmed = path.trim_end_matches('/');
    if trimmed.len() == path.len() || !(trimmed.starts_with("/api/") || trimmed.starts_with("/oauth/")) {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("{trimmed}{query}")).ok()?);
    Uri::from_parts(parts).ok()
}

/// Stands before everything.
pub(super) async fn front(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if let Some(uri) = without_slash(request.uri()) {
        request.match_info_mut().get_mut().update(&uri);
        request.head_mut().uri = uri;
    }
    if !is_open(request.path()) {
        hold(&mut request).await?;
        return next.call(request).await.map(ServiceResponse::map_into_boxed_body);
    }
    // Whether there is anything at that address is answered when it is asked for.
    if *request.method() == Method::OPTIONS {
        let mut answer = HttpResponse::NoContent();
        answer
            .insert_header((ACCESS_CONTROL_ALLOW_METHODS, METHODS))
            .insert_header((ACCESS_CONTROL_ALLOW_HEADERS, taken(request.headers())))
            .insert_header((ACCESS_CONTROL_MAX_AGE, "86400"));
        let mut answer = answer.finish();
        open(answer.headers_mut());
        return Ok(request.into_response(answer));
    }
    let mut response = next.call(request).await?.map_into_boxed_body();
    open(response.headers_mut());
    if let Some(standing) = standing(&response) {
        for (name, value) in standing {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
    }
    Ok(response)
}

/// How much more whoever asked may ask: a member may change so much, by one app and in all, whoever shows no token may ask so much in vain.
fn standing(response: &ServiceResponse<BoxBody>) -> Option<[(&'static str, String); 3]> {
    let app = response.request().app_data::<web::Data<App>>()?;
    let counted = response.request().extensions().get::<CountedFor>()?.clone();
    let (left, most, whole_at) = match &counted {
        // Of an app's share and its member's, that of which less is left.
        CountedFor::Member(member, token) => {
            let (app_has, member_has) = (app.standing(Counted::Token(token))?, app.standing(Counted::Member(*member))?);
            if member_has.0 < app_has.0 { member_has } else { app_has }
        }
        CountedFor::Visitor(visitor) => app.standing(Counted::Visitor(*visitor))?,
    };
    Some([
        ("x-ratelimit-limit", most.to_string()),
        ("x-ratelimit-remaining", left.to_string()),
        ("x-ratelimit-reset", at(whole_at)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_at_the_end_is_left_out_for_apps_alone() {
        let without = |uri: &str| without_slash(&uri.parse().unwrap()).map(|uri| uri.to_string());
        assert_eq!(without("/api/v1/apps/"), Some("/api/v1/apps".into()));
        assert_eq!(without("/api/v1/timelines/home//?limit=2&x=/"), Some("/api/v1/timelines/home?limit=2&x=/".into()));
        for same in ["/api/v1/apps", "/", "/api/", "/@rosa/", "/ap/members/rosa/", "/settings/"] {
            assert_eq!(without(same), None, "{same}");
        }
        assert!(is_open("/api/v1/x") && is_open("/oauth/token"));
        assert!(!is_open("/oauth/authorize") && !is_open("/sign-in") && !is_open("/") && !is_open("/apiary"));
    }
}
