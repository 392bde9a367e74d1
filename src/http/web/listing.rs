//! The page of a listing that is for everyone.

use super::page::{self, Page, answer, problem};
use crate::adapters::fetch::is_activity_type;
use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::listing::State;
use crate::domain::media::{Medium, Size};
use crate::error::{Error, Kind, Result};
use crate::federation::render;
use crate::i18n::{Lang, isolate, moment, text, text_with};
use crate::storage::{listings, media, members};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "listing.html")]
struct ListingPage {
    page: Page,
    content_lang: &'static str,
    content_dir: &'static str,
    content: String,
    pictures: Vec<Picture>,
    by: String,
    posted: String,
    respond_heading: String,
    respond: Vec<String>,
}

/// A picture with the words for whoever does not see it.
pub(super) struct Picture {
    pub(super) url: String,
    pub(super) small_url: String,
    pub(super) alt: String,
    pub(super) size: Option<Size>,
}

impl Picture {
    pub(super) fn new(app: &App, medium: &Medium) -> Self {
        Self {
            url: app.here.addresses.medium(&medium.slug).into(),
            small_url: app.here.addresses.small_medium(&medium.slug).into(),
            alt: medium.description.clone(),
            size: medium.file.as_ref().and_then(|file| file.small()),
        }
    }
}

/// A listing's page; to a server that asks for ActivityPub, the way to the object.
pub(super) async fn listing(app: Data<App>, request: HttpRequest, slug: Path<String>) -> HttpResponse {
    let accept = request.headers().get("accept").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.split(',').any(|part| is_activity_type(part.trim())) {
        return HttpResponse::Found()
            .insert_header(("location", app.here.addresses.listing(&slug).to_string()))
            .insert_header(("vary", "accept"))
            .finish();
    }
    listing_page(&app, &request, slug.into_inner()).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn listing_page(app: &App, request: &HttpRequest, slug: String) -> Result<HttpResponse> {
    let seal = app.here.seal.clone();
    let found = app
        .here
        .db
        .read(move |conn| {
            let Some(listing) = listings::by_slug(conn, &slug)? else { return Ok(None) };
            let author = listing.shown_author().map(|id| members::get(conn, id)).transpose()?;
            let pictures = media::of_listing(conn, &seal, listing.id)?;
            Ok(Some((listing, author, pictures)))
        })
        .await?;
    let (listing, author, pictures) = found.ok_or_else(Error::not_found)?;
    if !listing.local
        || listing.audience != Audience::Public
        || listing.state == State::Draft
        || listing.held_under.is_some()
    {
        return Err(Error::not_found());
    }
    if listing.state == State::Erased {
        return Err(Error::new(Kind::Gone, "This is gone."));
    }
    let note = render::listing::of(app, &listing).await?;
    let lang = page::lang(app, request);
    let content_lang = Lang::from_tag(&listing.language).unwrap_or(app.here.language);
    let zone = app.config.network.time_zone;
    let mut page = Page::new(app, lang, render::listing::heading(content_lang, &listing));
    page.alternate = Some(listing.ap_id.to_string());
    let template = ListingPage {
        content_lang: content_lang.tag(),
        content_dir: content_lang.direction(),
        // Ours, with every value escaped when it was made; its first paragraph is the heading of the page.
        content: note.content.as_str().split_once("</p>").map_or("", |(_, rest)| rest).to_owned(),
        pictures: pictures.iter().map(|medium| Picture::new(app, medium)).collect(),
        by: match author {
            Some(author) => text_with(lang, "listing-by", &[("name", isolate(&author.display_name).into())]),
            None => text_with(lang, "listing-by-network", &[("network", isolate(&app.config.network.name).into())]),
        },
        posted: text_with(
            lang,
            "listing-posted",
            &[("time", moment(lang, listing.published_at.unwrap_or(listing.created_at), zone).into())],
        ),
        respond_heading: text(lang, "listing-respond-heading"),
        respond: ["listing-respond-mastodon", "listing-respond-network", "listing-rough-place"]
            .map(|key| text(lang, key))
            .into(),
        page,
    };
    Ok(answer(StatusCode::OK, false, &template))
}
