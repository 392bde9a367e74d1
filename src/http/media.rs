//! Pictures and recordings. Whoever knows the name of one may see it: it has 128 random bits, and is told to those alone
//! who may read what it hangs on. There is no other address: nothing is handed through from elsewhere (refusal 24).

use crate::app::App;
use crate::app::media::Version;
use crate::error::{Error, Kind};
use crate::federation::media;
use crate::http::error::ApiError;
use crate::storage::media as rows;
use actix_web::HttpResponse;
use actix_web::http::header::HeaderName;
use actix_web::web::{self, Data, Path, ServiceConfig};

/// What everyone may see is kept by caches for a week; it never changes under its name.
const FOR_EVERYONE: &str = "public, max-age=604800, immutable";
/// What only some may see is kept by whoever looks at it.
const FOR_SOME: &str = "private, max-age=86400";

/// Registers the two versions.
pub fn configure(config: &mut ServiceConfig) {
    config.route("/media/{slug}", web::get().to(original)).route("/media/{slug}/small", web::get().to(small));
}

async fn original(app: Data<App>, slug: Path<String>) -> Result<HttpResponse, ApiError> {
    show(&app, &slug, Version::Original).await
}

async fn small(app: Data<App>, slug: Path<String>) -> Result<HttpResponse, ApiError> {
    show(&app, &slug, Version::Small).await
}

async fn show(app: &App, slug: &str, version: Version) -> Result<HttpResponse, ApiError> {
    if !is_slug(slug) {
        return Err(Error::not_found().into());
    }
    let seen = media::look(app, slug, version).await.map_err(|error| match error.kind() {
        // A browser that asked for a picture is told no more.
        Kind::Gone | Kind::Peer | Kind::BadRequest => Error::not_found(),
        _ => error,
    })?;
    let on = seen.medium.on;
    let for_everyone = app.here.db.read(move |conn| rows::is_open(conn, on)).await?;
    let mut answer = HttpResponse::Ok();
    answer.content_type(seen.format.as_str());
    for (name, value) in HARMLESS {
        answer.insert_header((HeaderName::from_static(name), value));
    }
    answer.insert_header(("cache-control", if for_everyone { FOR_EVERYONE } else { FOR_SOME }));
    Ok(answer.body(seen.bytes))
}

/// Whatever it is, a browser takes it for nothing but what we say, and runs nothing in it. Apps in a browser may show it.
const HARMLESS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("content-security-policy", "default-src 'none'; sandbox"),
    ("access-control-allow-origin", "*"),
    ("content-disposition", "inline"),
];

fn is_slug(text: &str) -> bool {
    text.len() == 22 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
