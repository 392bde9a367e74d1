//! What a browser needs to show the first page and the board without a connection, and to put Potluck on the home screen
//! of a telephone.

use super::page;
use crate::app::App;
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
