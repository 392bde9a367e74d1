//! What a browser needs to show the first page and the board without a connection, and a page that says so in the place of any
//! other; and to put Potluck on the home screen of a telephone.

use super::page::{self, Page, leading_on};
use crate::app::App;
use crate::i18n::text;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::json;

/// What keeps the pages, inside the binary.
const WORKER: &str = include_str!("../../../static/offline.js");
/// The one line that lets it.
const REGISTER: &str = include_str!("../../../static/register.js");
/// Potluck's mark for where a picture of points is needed.
const ICON: &[u8] = include_bytes!("../../../static/mark.png");
/// The paper of the pages by day.
const PAPER: &str = "#fdf8ef";

fn script(body: &'static str, cache: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .insert_header(("cache-control", cache))
        .insert_header(("x-content-type-options", "nosniff"))
        // It asks nobody but us.
        .insert_header(("content-security-policy", "default-src 'none'; connect-src 'self'"))
        .body(body)
}

/// What keeps the pages. It stands at the top, since it looks after all that is below it; a browser asks each time whether
/// it is still the same.
pub(super) async fn worker() -> HttpResponse {
    script(WORKER, "no-cache")
}

/// The script that lets it.
pub(super) async fn register() -> HttpResponse {
    script(REGISTER, "public, max-age=3600")
}

/// Where the page stands that says that there is no connection.
pub(super) const PATH: &str = "/offline";

/// The page that stands in the place of any other where there is no connection. It is the same for all who read one language, so
/// that a browser may keep it from the first page on that it opens, whosever that is.
pub(super) async fn not_connected(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let lang = page::lang(&app, &request);
    let mut page = Page::new(&app, lang, text(lang, "offline-title")).at_path(PATH);
    // Beside the first page, that is all that may be kept.
    page.links.retain(|link| link.href == "/board");
    let said = vec![text(lang, "offline-then"), text(lang, "offline-kept")];
    // To the page in the place of which it stands.
    let mut answer = leading_on(StatusCode::OK, page, said, ("", text(lang, "offline-again")));
    let (name, value) = (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    answer.headers_mut().insert(name, value);
    answer
}

/// The mark on a home screen.
pub(super) async fn icon() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/png")
        .insert_header(("cache-control", "public, max-age=86400"))
        .insert_header(("x-content-type-options", "nosniff"))
        .body(ICON)
}

/// What a home screen says (Web Application Manifest, W3C).
pub(super) async fn manifest(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let lang = page::lang(&app, &request);
    let name = app.network().name.clone();
    let manifest = json!({
        "name": name,
        "short_name": name,
        "lang": lang.tag(),
        "dir": lang.direction(),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": "/static/mark.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": "/static/mark.png", "sizes": "512x512", "type": "image/png", "purpose": "any maskable"},
        ],
    });
    HttpResponse::Ok()
        .content_type("application/manifest+json")
        .insert_header(("cache-control", "no-cache"))
        .insert_header(("vary", "accept-language, cookie"))
        .insert_header(("x-content-type-options", "nosniff"))
        .body(manifest.to_string())
}
