//! The page of a post that is for everyone. It leads members on to the page on which they answer it.

use super::home::Preview;
use super::listing::Picture;
use super::page::{self, Page, answer, problem};
use super::visit::Visit;
use crate::adapters::fetch::is_activity_type;
use crate::app::App;
use crate::domain::StatusId;
use crate::domain::follow::Actor;
use crate::domain::markup;
use crate::domain::media::{MediaKind, Medium};
use crate::domain::poll::Poll;
use crate::domain::status::{Status, Ties, Words};
use crate::error::{Error, Result};
use crate::i18n::{Lang, isolate, moment, text, text_with};
use crate::storage::{actors, media, polls, statuses};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "status.html")]
struct StatusPage {
    page: Page,
    preview: Preview,
    content_lang: Option<String>,
    content_dir: &'static str,
    /// What its author says of it before it is shown.
    warning: Option<String>,
    content: String,
    pictures: Vec<Picture>,
    /// Where each recording is, and what is said in it.
    recordings: Vec<(String, String)>,
    /// Whether what hangs on it is folded at first.
    folded: bool,
    /// What can be chosen where it asks something, and until when.
    choices: Vec<String>,
    until: Option<String>,
    posted: String,
    /// How to follow its author from elsewhere.
    follow: Option<String>,
    /// Where members answer it, and follow its author.
    ways: Vec<(String, String)>,
    /// Where other sites ask how to show it.
    oembed: String,
}

/// A post's page; to a server that asks for ActivityPub, the way to the object.
pub(super) async fn status(app: Data<App>, request: HttpRequest, path: Path<(String, String)>) -> HttpResponse {
    let (handle, id) = path.into_inner();
    let shown = async {
        let opened = open(&app, &handle, &id).await?;
        let accept = request.headers().get("accept").and_then(|value| value.to_str().ok()).unwrap_or_default();
        if accept.split(',').any(|part| is_activity_type(part.trim())) {
            return Ok(HttpResponse::Found()
                .insert_header(("location", opened.status.ap_id.to_string()))
                .insert_header(("vary", "accept"))
                .finish());
        }
        let visit = Visit::of(&app, &request).await?;
        page_of(&app, &request, &opened, visit.member().is_some())
    };
    shown.await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// A post that is for everyone, and all that belongs to it.
struct Opened {
    status: Status,
    author: Actor,
    media: Vec<Medium>,
    /// What it asks.
    poll: Option<Poll>,
}

/// One of our own posts that is for everyone.
async fn open(app: &App, handle: &str, id: &str) -> Result<Opened> {
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
        if !is_shown {
            return Ok(None);
        }
        let media = media::of_statuses(conn, &seal, &[id])?.remove(&id).unwrap_or_default();
        let poll = polls::find(conn, &seal, id)?;
        Ok(Some(Opened { status, author, media, poll }))
    });
    read.await?.ok_or_else(Error::not_found)
}

/// As many letters as other places show of a page.
const PREVIEWED: usize = 300;

/// What other places show of it: of one with a warning, that alone, and no picture.
fn preview(app: &App, opened: &Opened, words: &Words) -> Preview {
    let Opened { status, author, media, .. } = opened;
    let is_open = words.spoiler.is_empty();
    let said = if is_open { markup::plain(&words.content) } else { words.spoiler.clone() };
    let picture = media.iter().find(|one| is_open && !status.sensitive && one.kind == MediaKind::Image);
    Preview {
        address: app.here.addresses.status_page(&author.handle, status.id).to_string(),
        kind: "article",
        description: said.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(PREVIEWED).collect(),
        picture: picture.map(|one| app.here.addresses.small_medium(&one.slug).to_string()),
    }
}

fn page_of(app: &App, request: &HttpRequest, opened: &Opened, is_member: bool) -> Result<HttpResponse> {
    let Opened { status, author, media, poll } = opened;
    let key = status.key_for(None, Ties::default()).ok_or_else(Error::not_found)?;
    let words = status.words.open(&key);
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let mut page = Page::new(app, lang, author.name.clone()).at(request);
    page.alternate = Some(status.ap_id.to_string());
    let mut ways = Vec::new();
    if is_member {
        // What is for a member is kept by nothing between them and us.
        page = page.private().for_member(lang);
        ways.push((format!("/posts/{}", status.id), text(lang, "posts-open-here")));
        let who = text_with(lang, "people-link", &[("name", isolate(&author.name).into())]);
        ways.push((format!("/people/{}", author.id), who));
    }
    let known = status.language.as_deref().and_then(Lang::from_tag);
    let addresses = &app.here.addresses;
    let (pictures, recordings): (Vec<&Medium>, Vec<&Medium>) =
        media.iter().partition(|medium| medium.kind == MediaKind::Image);
    let picture = |medium: &Medium| Picture {
        url: addresses.medium(&medium.slug).into(),
        small_url: addresses.small_medium(&medium.slug).into(),
        alt: medium.description.clone(),
        size: medium.file.as_ref().and_then(|file| file.small()).map(|size| (size.width, size.height)),
    };
    let recording = |medium: &Medium| (addresses.medium(&medium.slug).to_string(), medium.description.clone());
    let until = poll.as_ref().and_then(|poll| poll.ends_at).map(|end| match end <= app.here.now() {
        true => text(lang, "polls-ended"),
        false => text_with(lang, "polls-until", &[("time", moment(lang, end, zone).into())]),
    });
    let handle = format!("@{}", author.address());
    let template = StatusPage {
        preview: preview(app, opened, words),
        folded: status.sensitive && words.spoiler.is_empty() && !media.is_empty(),
        page,
        content_lang: status.language.clone(),
        content_dir: known.map_or("auto", Lang::direction),
        warning: Some(words.spoiler.clone()).filter(|warning| !warning.is_empty()),
        // Ours, with every value escaped when it was made.
        content: words.content.clone(),
        pictures: pictures.into_iter().map(picture).collect(),
        recordings: recordings.into_iter().map(recording).collect(),
        choices: poll.as_ref().map(|poll| poll.options.open(&key).clone()).unwrap_or_default(),
        until,
        posted: text_with(lang, "listing-posted", &[("time", moment(lang, status.created_at, zone).into())]),
        follow: (!is_member).then(|| text_with(lang, "profile-follow", &[("handle", isolate(&handle).into())])),
        ways,
        oembed: addresses.oembed(&addresses.status_page(&author.handle, status.id)).into(),
    };
    Ok(answer(StatusCode::OK, is_member, &template))
}
