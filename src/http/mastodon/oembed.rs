//! How another site shows a post of ours that is for everyone (oembed.com): as a quotation. It holds no frame, no script and
//! no picture, so that this server does not learn who reads it there.

use super::error::MastodonError;
use super::params::Params;
use super::seen;
use crate::app::App;
use crate::domain::key::StatusId;
use crate::error::{Error, Result};
use crate::federation::look_up::{Found, look_up};
use crate::http::entities::mastodon::status::StatusEntity;
use crate::storage::statuses;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use serde_json::json;

/// How wide a quotation is where the other site says nothing about it, in pixels.
const WIDTH: u32 = 400;
/// How wide it is at most.
const WIDTH_MAX: u32 = 1_000;
/// How long the other site may show it without asking again, in seconds: what is deleted here is soon gone there, too.
const KEPT: u32 = 3_600;

#[derive(Template)]
#[template(path = "embed.html")]
struct Quotation<'a> {
    url: &'a str,
    lang: Option<&'a str>,
    /// What its author says of it before it is shown: only that is quoted.
    warning: Option<&'a str>,
    content: &'a str,
    author: &'a str,
}

/// One of our own posts, needs and offers that are for everyone, by the address of its page or its id.
async fn open(app: &App, url: &str) -> Result<StatusEntity> {
    let id = match look_up(app, url, false).await? {
        Some(Found::Status(id)) => id,
        // Its entry among posts has the same id.
        Some(Found::Listing(id)) => StatusId(id.0),
        Some(Found::Account(_)) | None => return Err(Error::not_found()),
    };
    let seal = app.here.seal.clone();
    let found = seen(app, None, move |conn| {
        let mut found = statuses::get_many(conn, &seal, &[id])?;
        found.retain(|status| status.local && status.boost_of.is_none() && status.visibility.is_open());
        Ok(found)
    });
    found.await?.pop().ok_or_else(Error::not_found)
}

pub(super) async fn get(app: Data<App>, params: Params) -> Result<HttpResponse, MastodonError> {
    // There is no other form of it.
    if params.filled("format").is_some_and(|format| format != "json") {
        return Err(Error::not_found().into());
    }
    let status = open(&app, params.filled("url").ok_or_else(Error::not_found)?).await?;
    let (Some(url), lang) = status.page() else { return Err(Error::not_found().into()) };
    let (content, warning) = status.words();
    let author = status.author();
    let quotation = Quotation { url, lang, warning, content, author: author.called() };
    let html = quotation.render().map_err(|error| Error::internal(error.to_string()))?;
    let width = params.filled("maxwidth").and_then(|text| text.parse::<u32>().ok()).filter(|width| *width > 0);
    let body = json!({
        "type": "rich",
        "version": "1.0",
        "title": author.called(),
        "author_name": author.called(),
        "author_url": author.page(),
        "provider_name": app.network().name,
        "provider_url": app.here.addresses.base(),
        "cache_age": KEPT,
        "html": html,
        "width": width.unwrap_or(WIDTH).min(WIDTH_MAX),
        "height": null,
    });
    Ok(HttpResponse::Ok()
        .insert_header(("cache-control", "private, no-store"))
        .insert_header(("x-content-type-options", "nosniff"))
        .json(body))
}
