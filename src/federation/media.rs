//! Pictures of other servers: asked for when somebody here looks at what they hang on, made anew, and kept for a while.
//! Nothing of the file that came is handed on, and nothing is asked for but what a post or an account that is kept here
//! names (refusal 24).

use crate::actions::keep_media::{forget_remote_file, keep_remote_file};
use crate::adapters::fetch::{Headers, REDIRECTS_MAX, is_refused};
use crate::app::App;
use crate::app::media::Version;
use crate::domain::media::{FILE_BYTES_MAX, Format, Kept, Medium, On};
use crate::error::{Error, Kind, Result};
use crate::storage::{actors, media, moderation};
use chrono::Duration;
use futures::future::BoxFuture;
use url::Url;

/// What a picture is asked for as. What comes is looked at, whatever it calls itself.
const ACCEPT: &str = "image/png, image/jpeg, image/webp, image/gif, audio/*";

/// How long nobody asks again for what cannot be had: what will stay so, and what may be mended.
fn pause(error: &Error) -> Duration {
    match error.kind() {
        Kind::Peer | Kind::Unavailable | Kind::TooMany if !is_refused(error) => Duration::minutes(5),
        _ => Duration::hours(6),
    }
}

/// A file as it is shown.
#[derive(Debug)]
pub struct Seen {
    /// What it belongs to.
    pub medium: Medium,
    /// What it is.
    pub format: Format,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A medium by its name; of one of another server, it is fetched if it is not here.
///
/// # Errors
/// `NotFound` when there is none, or it cannot be had; `Unavailable` when files cannot be read or kept.
pub async fn look(app: &App, slug: &str, version: Version) -> Result<Seen> {
    let (medium, kept) = find(app, slug).await?;
    if let Some(seen) = open(app, &medium, kept, version).await? {
        return Ok(seen);
    }
    let now = app.here.now();
    if medium.remote.is_none() || app.media.is_missing(medium.id, now) {
        return Err(Error::not_found());
    }
    let _turn = app.media.turn(medium.id).await;
    // Somebody else may have fetched it meanwhile, or found that it cannot be had.
    let (medium, kept) = find(app, slug).await?;
    if let Some(seen) = open(app, &medium, kept, version).await? {
        return Ok(seen);
    }
    let Some(url) = medium.remote.clone().filter(|_| !app.media.is_missing(medium.id, now)) else {
        return Err(Error::not_found());
    };
    let kept = match fetch(app, &medium, &url).await {
        Ok(kept) => kept,
        Err(error) if error.kind() == Kind::Internal => return Err(error),
        Err(error) => {
            tracing::debug!(problem = error.text(), "a picture of another server cannot be shown");
            app.media.note_missing(medium.id, now + pause(&error));
            return Err(Error::not_found());
        }
    };
    keep_remote_file(&app.here, medium.id, kept.clone()).await?;
    open(app, &medium, Some(kept), version).await?.ok_or_else(Error::not_found)
}

async fn find(app: &App, slug: &str) -> Result<(Medium, Option<Kept>)> {
    let (slug, seal) = (slug.to_owned(), app.here.seal.clone());
    app.here.db.read(move |conn| media::by_slug(conn, &seal, &slug)).await?.ok_or_else(Error::not_found)
}

/// Opens a file; nothing when there is none. A row whose file is gone loses it, if it can be fetched again.
async fn open(app: &App, medium: &Medium, kept: Option<Kept>, version: Version) -> Result<Option<Seen>> {
    let Some(kept) = kept else { return Ok(None) };
    if version == Version::Small && kept.file.small().is_none() {
        return Err(Error::not_found());
    }
    match app.open_file(&kept, version).await? {
        Some(bytes) => Ok(Some(Seen { medium: medium.clone(), format: kept.file.format, bytes })),
        None => {
            tracing::warn!("a file that should be kept is not there");
            if medium.remote.is_some() {
                forget_remote_file(&app.here, medium.id).await?;
            }
            Ok(None)
        }
    }
}

/// Fetches a picture through the guarded client, unsigned: who looks, and for whom, is nobody's business.
async fn fetch(app: &App, medium: &Medium, url: &Url) -> Result<Kept> {
    let (asked, owner) = (url.clone(), medium.owner);
    let (blocked, host) = app
        .here
        .db
        .read(move |conn| {
            let owner = actors::get(conn, owner)?;
            let blocked = moderation::is_blocked(conn, &owner.ap_id)? || moderation::is_blocked(conn, &asked)?;
            Ok((blocked, owner.host))
        })
        .await?;
    if blocked {
        return Err(kept_away());
    }
    let (config, db) = (app.config.clone(), app.here.db.clone());
    let allow = move |url: Url| -> BoxFuture<'static, Result<Headers>> {
        // For each hop: files often lie at another host than their server's, and a redirect must not lead where we would
        // not have gone by ourselves.
        let (allowed, db) = (config.may_talk_to_url(&url), db.clone());
        Box::pin(async move {
            if !allowed || db.read(move |conn| moderation::is_blocked(conn, &url)).await? {
                return Err(kept_away());
            }
            Ok(Headers::new())
        })
    };
    let redirects = u32::try_from(REDIRECTS_MAX).unwrap_or(u32::MAX);
    let budget = app.budget(1 + redirects, &host);
    let fetched = app.fetcher.get_file(url, ACCEPT, allow, &budget, FILE_BYTES_MAX).await?;
    let bytes = fetched.file()?;
    let made = match medium.on {
        On::Account(part) => app.media.pictures.make_anew(bytes, part.pixels()).await?,
        _ => app.media.pictures.take_in(bytes).await?,
    };
    app.keep_made(made).await
}

fn kept_away() -> Error {
    Error::bad_request("This network does not talk to that server.")
}
