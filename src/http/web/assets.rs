//! What pages load, inside the binary: a style sheet, a mark, one script, and the library that draws maps with the coasts of
//! the world, which nobody loads who opens none.
//!
//! Each has a mark of its content, so that a browser asks once an hour and is told "the same". Under an address that names
//! that mark it is kept for good: a page and its script are always of one release.

use super::at;
use crate::ids;
use actix_web::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use std::sync::OnceLock;

/// Something that a page loads.
pub(super) struct Asset {
    path: &'static str,
    kind: &'static str,
    body: &'static str,
    mark: OnceLock<String>,
}

impl Asset {
    const fn new(path: &'static str, kind: &'static str, body: &'static str) -> Self {
        Self { path, kind, body, mark: OnceLock::new() }
    }

    /// Says which content it is: 16 hexadecimal digits.
    fn mark(&self) -> &str {
        self.mark.get_or_init(|| ids::digest(self.body).chars().take(16).collect())
    }

    /// Its address, with its mark.
    pub(super) fn address(&self) -> String {
        format!("{}?v={}", self.path, self.mark())
    }
}

/// The one style sheet.
static STYLE: Asset =
    Asset::new("/static/potluck.css", "text/css; charset=utf-8", include_str!("../../../static/potluck.css"));
/// Potluck's mark: a pot that steams.
static MARK: Asset = Asset::new("/static/mark.svg", "image/svg+xml", include_str!("../../../static/mark.svg"));
/// The one script.
pub(super) static SCRIPT: Asset =
    Asset::new("/static/potluck.js", "text/javascript; charset=utf-8", include_str!("../../../static/potluck.js"));
/// Leaflet, which draws maps (static/vendor/leaflet).
pub(super) static LEAFLET: Asset = Asset::new(
    "/static/vendor/leaflet/leaflet.js",
    "text/javascript; charset=utf-8",
    include_str!("../../../static/vendor/leaflet/leaflet.js"),
);
/// What its maps look like.
pub(super) static LEAFLET_STYLE: Asset = Asset::new(
    "/static/vendor/leaflet/leaflet.css",
    "text/css; charset=utf-8",
    include_str!("../../../static/vendor/leaflet/leaflet.css"),
);
/// Its licence, which goes wherever it goes.
static LEAFLET_LICENSE: Asset = Asset::new(
    "/static/vendor/leaflet/LICENSE",
    "text/plain; charset=utf-8",
    include_str!("../../../static/vendor/leaflet/LICENSE"),
);
/// Where the coasts of the world and the borders of its countries are, for maps without streets (static/vendor/natural-earth).
pub(super) static OUTLINES: Asset = Asset::new(
    "/static/vendor/natural-earth/outlines.js",
    "text/javascript; charset=utf-8",
    include_str!("../../../static/vendor/natural-earth/outlines.js"),
);
/// Whose they are, and the licence of what they come in.
static OUTLINES_LICENSE: Asset = Asset::new(
    "/static/vendor/natural-earth/LICENSE",
    "text/plain; charset=utf-8",
    include_str!("../../../static/vendor/natural-earth/LICENSE"),
);

/// Registers all of them.
pub(super) fn configure(config: &mut ServiceConfig) {
    for asset in [&STYLE, &MARK, &SCRIPT, &LEAFLET, &LEAFLET_STYLE, &LEAFLET_LICENSE, &OUTLINES, &OUTLINES_LICENSE] {
        config.service(
            at(asset.path).route(web::get().to(move |request: HttpRequest| async move { served(asset, &request) })),
        );
    }
}

fn served(asset: &'static Asset, request: &HttpRequest) -> HttpResponse {
    // Weak: what is packed on the way is another row of bytes, and says the same.
    let mark = format!("W/\"{}\"", asset.mark());
    let known = request.headers().get_all(IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    let is_known = known.flat_map(|marks| marks.split(',')).any(|known| known.trim() == mark);
    let by_mark = request.query_string().strip_prefix("v=") == Some(asset.mark());
    let keep = if by_mark { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((ETAG, mark))
        .insert_header((CACHE_CONTROL, keep))
        .insert_header(("x-content-type-options", "nosniff"));
    if is_known { answer.finish() } else { answer.content_type(asset.kind).body(asset.body) }
}
