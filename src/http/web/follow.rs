//! From a page of ours to somebody's own server: to follow the network or a neighbor, or to answer a post from there.

use super::page::{self, Page, answer, problem};
use super::sign_in::Filled;
use crate::app::{App, Counted};
use crate::domain::audience::Audience;
use crate::domain::follow::ActorKind;
use crate::domain::member::State;
use crate::error::{Error, Kind, Result};
use crate::federation::remote_follow::way_to;
use crate::federation::visitor::visitor;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::{actors, listings, members};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;
use url::Url;

/// What the form says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    /// The visitor's own address: `ana@social.example`.
    address: String,
    /// A handle here, to follow; the network's where it is empty.
    who: String,
    /// The slug of a listing, to answer it.
    listing: String,
}

/// The form on a page: what it is about, and its words.
pub(super) struct FollowForm {
    pub who: String,
    pub listing: String,
    pub lead: String,
    pub label: String,
    pub help: String,
    pub button: String,
    pub copy_label: String,
    /// What can be copied and searched for instead.
    pub copy: String,
    pub typed: String,
}

impl FollowForm {
    fn new(lang: Lang, (who, listing): (String, String), copy: String) -> Self {
        let answers = !listing.is_empty();
        Self {
            lead: text(lang, if answers { "follow-lead-answer" } else { "follow-lead" }),
            label: text(lang, "follow-label"),
            help: text_with(lang, "follow-help", &[("example", isolate("@ana@mastodon.example").into())]),
            button: text(lang, if answers { "follow-button-answer" } else { "follow-button" }),
            copy_label: text(lang, if answers { "follow-copy-answer" } else { "follow-copy" }),
            copy,
            typed: String::new(),
            who,
            listing,
        }
    }

    /// To follow somebody here.
    pub(super) fn follow(lang: Lang, who: &str, address: String) -> Self {
        Self::new(lang, (who.to_owned(), String::new()), address)
    }

    /// To answer a listing.
    pub(super) fn answer(lang: Lang, slug: &str, address: &Url) -> Self {
        Self::new(lang, (String::new(), slug.to_owned()), address.to_string())
    }
}

#[derive(Template)]
#[template(path = "follow.html")]
struct FollowPage {
    page: Page,
    follow: FollowForm,
}

#[derive(Template)]
#[template(path = "go_on.html")]
struct GoOnPage {
    page: Page,
    paragraphs: Vec<String>,
    href: String,
    button: String,
}

/// What the form is about: its ActivityPub id, and the form again.
async fn about(app: &App, lang: Lang, input: &Input) -> Result<(Url, FollowForm)> {
    if !input.listing.is_empty() {
        let slug = input.listing.clone();
        let listing = app.here.db.read(move |conn| listings::by_slug(conn, &slug)).await?;
        let listing = listing.filter(|listing| listing.is_seen_by(None) && listing.audience == Audience::Public);
        let listing = listing.ok_or_else(Error::not_found)?;
        let form = FollowForm::answer(lang, &listing.slug, &listing.ap_id);
        return Ok((listing.ap_id, form));
    }
    let handle = match input.who.is_empty() {
        true => app.config.network.handle.clone(),
        false => input.who.to_ascii_lowercase(),
    };
    let read = app.here.db.read(move |conn| {
        let left = members::by_handle(conn, &handle)?.is_some_and(|member| member.state == State::Left);
        Ok(actors::local_by_handle(conn, &handle)?.filter(|_| !left))
    });
    let actor = read.await?.filter(|actor| actor.kind != ActorKind::Application).ok_or_else(Error::not_found)?;
    let form = FollowForm::follow(lang, &actor.handle, format!("@{}", actor.address()));
    Ok((actor.ap_id, form))
}

/// Shows the way.
pub(super) async fn go(app: Data<App>, request: HttpRequest, input: Filled<Input>) -> HttpResponse {
    let Ok(Form(input)) = input else { return super::page::not_found(&app, &request) };
    shown(&app, &request, input).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn shown(app: &App, request: &HttpRequest, input: Input) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let (what, mut form) = about(app, lang, &input).await?;
    // Each makes us ask another server.
    app.count(Counted::Visitor(visitor(app, request)))?;
    let typed = input.address.trim().to_owned();
    let title = text(lang, "follow-title");
    let wrong = match way_to(app, &typed, &what).await {
        Ok(way) => {
            let server = || isolate(&way.host);
            let template = GoOnPage {
                page: Page::new(app, lang, text(lang, "follow-go-title")).private(),
                paragraphs: vec![text_with(lang, "follow-go", &[("server", server().into())])],
                button: text_with(lang, "follow-go-button", &[("server", server().into())]),
                href: way.page.into(),
            };
            return Ok(answer(StatusCode::OK, true, &template));
        }
        Err(error) => match error.kind() {
            Kind::Invalid => {
                text_with(lang, "follow-not-address", &[("example", isolate("@ana@mastodon.example").into())])
            }
            Kind::NotFound => text(lang, "follow-no-way"),
            Kind::Internal | Kind::Unavailable | Kind::TooMany => return Err(error),
            _ => text_with(lang, "follow-not-found", &[("address", isolate(&typed).into())]),
        },
    };
    form.typed = typed;
    let page = Page::new(app, lang, title).private().with_problem("address", Some(wrong));
    Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, true, &FollowPage { page, follow: form }))
}
