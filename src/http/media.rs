//! Pictures and recordings. Whoever knows the name of one may see it: it has 128 random bits, and is told to those alone
//! who may read what it hangs on. There is no other address: nothing is handed through from elsewhere (refusal 24).

use crate::app::App;
use crate::app::media::Version;
use crate::error::{Error, Kind};
use crate::federation::media;
use crate::http::error::ApiError;
use crate::storage::media as rows;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, RANGE};
use actix_web::web::{self, Bytes, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};

/// What everyone may see is kept by caches for a week; it never changes under its name.
const FOR_EVERYONE: &str = "public, max-age=604800, immutable";
/// What only some may see is kept by whoever looks at it.
const FOR_SOME: &str = "private, max-age=86400";

/// Registers the two versions.
pub fn configure(config: &mut ServiceConfig) {
    config.route("/media/{slug}", web::get().to(original)).route("/media/{slug}/small", web::get().to(small));
}

async fn original(app: Data<App>, request: HttpRequest, slug: Path<String>) -> Result<HttpResponse, ApiError> {
    let range = request.headers().get(RANGE).and_then(|range| range.to_str().ok());
    show(&app, &slug, Version::Original, range).await
}

async fn small(app: Data<App>, slug: Path<String>) -> Result<HttpResponse, ApiError> {
    show(&app, &slug, Version::Small, None).await
}

async fn show(app: &App, slug: &str, version: Version, range: Option<&str>) -> Result<HttpResponse, ApiError> {
    if !is_slug(slug) {
        return Err(Error::not_found().into());
    }
    let seen = media::look(app, slug, version).await.map_err(|error| match error.kind() {
        // A browser that asked for a picture is told no more.
        Kind::Gone | Kind::Peer | Kind::BadRequest => Error::not_found(),
        _ => error,
    })?;
    let medium = seen.medium;
    let for_everyone = app.here.db.read(move |conn| rows::for_everyone(conn, &medium)).await?;
    let for_everyone = for_everyone.ok_or_else(Error::not_found)?;
    let mut answer = HttpResponse::Ok();
    answer.content_type(seen.format.as_str());
    for (name, value) in HARMLESS {
        answer.insert_header((HeaderName::from_static(name), value));
    }
    answer.insert_header(("cache-control", if for_everyone { FOR_EVERYONE } else { FOR_SOME }));
    answer.insert_header(("accept-ranges", "bytes"));
    let length = seen.bytes.len();
    match range.and_then(|range| part(range, length)) {
        None => Ok(answer.body(seen.bytes)),
        Some(None) => Ok(answer
            .status(StatusCode::RANGE_NOT_SATISFIABLE)
            .insert_header(("content-range", format!("bytes */{length}")))
            .finish()),
        Some(Some(part)) => {
            let said = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            answer.status(StatusCode::PARTIAL_CONTENT).insert_header(("content-range", said));
            Ok(answer.body(Bytes::from(seen.bytes).slice(part)))
        }
    }
}

/// The part that is asked for (RFC 9110, section 14.2), of which some browsers want one before they play any sound;
/// `None` for what is answered whole, `Some(None)` for what lies beyond the end.
fn part(range: &str, length: usize) -> Option<Option<std::ops::Range<usize>>> {
    let (from, until) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.parse::<usize>().ok();
    let part = match (from, until) {
        ("", last) => length.saturating_sub(number(last)?)..length,
        (from, "") => number(from)?..length,
        (from, until) => number(from)?..number(until)?.saturating_add(1).min(length),
    };
    let backwards = until.parse::<usize>().is_ok_and(|until| from.parse::<usize>().is_ok_and(|from| until < from));
    if backwards { None } else { Some((part.start < part.end).then_some(part)) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_within_the_whole() {
        assert_eq!(part("bytes=0-1", 10), Some(Some(0..2)));
        assert_eq!(part("bytes=4-", 10), Some(Some(4..10)));
        assert_eq!(part("bytes=-3", 10), Some(Some(7..10)));
        assert_eq!(part("bytes=-30", 10), Some(Some(0..10)));
        assert_eq!(part("bytes=5-99999999999", 10), Some(Some(5..10)));
        assert_eq!(part("bytes=10-", 10), Some(None));
        for whole in ["bytes=5-4", "bytes=0-1,4-5", "items=0-1", "bytes=a-b", "bytes=-", ""] {
            assert_eq!(part(whole, 10), None, "{whole}");
        }
    }
}
