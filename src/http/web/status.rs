//! The page of a post that is for everyone.

use super::listing::Picture;
use super::page::{self, Page, answer, problem};
use crate::adapters::fetch::is_activity_type;
use crate::app::App;
use crate::domain::StatusId;
use crate::domain::follow::Actor;
use crate::domain::media::{MediaKind, Medium};
use crate::domain::status::{Status, Ties};
use crate::error::{Error, Result};
use crate::i18n::{Lang, isolate, moment, text_with};
use crate::storage::{actors, media, statuses};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "status.html")]
struct StatusPage {
    page: Page,
    content_lang: Option<String>,
    content_dir: &'static str,
    /// What its author says of it before it is shown.
    warning: Option<String>,
    content: String,
    pictures: Vec<Picture>,
    /// Whether its pictures are folded at first.
    folded: bool,
    posted: String,
    follow: String,
    /// Where other sites ask how to show it.
    oembed: String,
}

/// A post's page; to a server that asks for ActivityPub, the way to the object.
pub(super) async fn status(app: Data<App>, request: HttpRequest, path: Path<(String, String)>) -> HttpResponse {
    let (handle, id) = path.into_inner();
    let shown = async {
        let (status, author, pictures) = open(&app, &handle, &id).await?;
        let accept = request.headers().get("accept").and_then(|value| value.to_str().ok()).unwrap_or_default();
        if accept.split(',').any(|part| is_activity_type(part.trim())) {
            return Ok(HttpResponse::Found()
                .insert_header(("location", status.ap_id.to_string()))
                .insert_header(("vary", "accept"))
                .finish());
        }
        page_of(&app, &request, &status, &author, &pictures)
    };
    shown.await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// One of our own posts that is for everyone, its author, and its pictures.
async fn open(app: &App, handle: &str, id: &str) -> Result<(Status, Actor, Vec<Medium>)> {
    let id: StatusId = id.parse().map_err(|_| Error::not_found())?;
    let (seal, handle) = (app.here.seal.clone(), handle.to_ascii_lowercase());
    let read = app.here.db.read(move |conn| {
        let Some(status) = statuses::get_many(conn, &seal, &[id])?.pop() else { return Ok(None) };
        let author = actors::get(conn, status.author)?;
        // A need or an offer has a page of its own; what was told on is not ours to show.
        let is_shown = status.local
            && status.visibility.is_open()
            && status.boost_of.is_none()
            && status.listing.is_none()
            && author.handle == handle;
        let pictures = media::of_statuses(conn, &seal, &[id])?.remove(&id).unwrap_or_default();
        Ok(is_shown.then_some((status, author, pictures)))
    });
    read.await?.ok_or_else(Error::not_found)
}

fn page_of(
    app: &App,
    request: &HttpRequest,
    status: &Status,
    author: &Actor,
    pictures: &[Medium],
) -> Result<HttpResponse> {
    let key = status.key_for(None, Ties::default()).ok_or_else(Error::not_found)?;
    let words = status.words.open(&key);
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let mut page = Page::new(app, lang, author.name.clone()).at(request);
    page.alternate = Some(status.ap_id.to_string());
    let known = status.language.as_deref().and_then(Lang::from_tag);
    let pictures = pictures.iter().filter(|medium| medium.kind == MediaKind::Image);
    let picture = |medium: &Medium| Picture {
        url: app.here.addresses.medium(&medium.slug).into(),
        small_url: app.here.addresses.small_medium(&medium.slug).into(),
        alt: medium.description.clone(),
        size: medium.file.as_ref().and_then(|file| file.small()).map(|size| (size.width, size.height)),
    };
    let handle = format!("@{}", author.address());
    let template = StatusPage {
        folded: status.sensitive && words.spoiler.is_empty(),
        page,
        content_lang: status.language.clone(),
        content_dir: known.map_or("auto", Lang::direction),
        warning: Some(words.spoiler.clone()).filter(|warning| !warning.is_empty()),
        // Ours, with every value escaped when it was made.
        content: words.content.clone(),
        pictures: pictures.map(picture).collect(),
        posted: text_with(lang, "listing-posted", &[("time", moment(lang, status.created_at, zone).into())]),
        follow: text_with(lang, "profile-follow", &[("handle", isolate(&handle).into())]),
        oembed: app.here.addresses.oembed(&app.here.addresses.status_page(&author.handle, status.id)).into(),
    };
    Ok(answer(StatusCode::OK, false, &template))
}
