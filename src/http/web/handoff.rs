//! The page behind a one-time link: where and how, for the one neighbor who comes.
//!
//! Opening the address shows a button and no more: programs that look at links beforehand learn nothing.

use super::page::{self, Page, paragraphs, problem};
use crate::app::{App, Counted};
use crate::domain::handoff::{CheckedLink, Handoff};
use crate::domain::privacy::Key;
use crate::error::{Error, Kind, Result};
use crate::federation::render::listing::name_for_reader;
use crate::federation::visitor::visitor;
use crate::i18n::{isolate, label, moment, range, text, text_with};
use crate::ids;
use crate::storage::{handoffs, listings};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

async fn find(app: &App, secret: &str) -> Result<(Handoff, CheckedLink)> {
    let (digest, seal) = (ids::digest(secret), app.here.seal.clone());
    let found = app.here.db.read(move |conn| handoffs::by_link(conn, &seal, &digest)).await?;
    let handoff = found.filter(|handoff| !handoff.state.is_over());
    let handoff = handoff.ok_or_else(|| Error::new(Kind::Gone, "This link has ended."))?;
    let checked = CheckedLink::check(handoff.id, handoff.link_expires_at, app.here.now())?;
    Ok((handoff, checked))
}

fn ended(app: &App, request: &HttpRequest, error: &Error) -> HttpResponse {
    if error.kind() != Kind::Gone {
        return problem(app, request, error);
    }
    // Perhaps somebody tries many; whoever has a right one is not held up by them.
    if let Err(too_many) = app.count(Counted::Visitor(visitor(app, request))) {
        return problem(app, request, &too_many);
    }
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "handoff-ended-title")).private().at(request);
    let network = format!("@{}@{}", app.config.network.handle, app.here.addresses.host());
    let said = vec![
        text(lang, "handoff-ended"),
        text_with(lang, "handoff-ended-what-to-do", &[("network", isolate(&network).into())]),
    ];
    paragraphs(StatusCode::GONE, page, said, None)
}

/// The button.
pub(super) async fn ask(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    match find(&app, &secret).await {
        Ok((handoff, _)) => {
            let lang = page::lang(&app, &request);
            let until = moment(lang, handoff.link_expires_at, app.config.network.time_zone);
            let page = Page::new(&app, lang, text(lang, "handoff-title")).private().at(&request);
            let said = vec![text(lang, "handoff-lead"), text_with(lang, "handoff-until", &[("time", until.into())])];
            paragraphs(StatusCode::OK, page, said, Some(text(lang, "handoff-button")))
        }
        Err(error) => ended(&app, &request, &error),
    }
}

/// Where and how.
pub(super) async fn show(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    shown(&app, &request, &secret).await.unwrap_or_else(|error| ended(&app, &request, &error))
}

async fn shown(app: &App, request: &HttpRequest, secret: &str) -> Result<HttpResponse> {
    let (handoff, checked) = find(app, secret).await?;
    let id = handoff.listing;
    let listing = app.here.db.read(move |conn| listings::get(conn, id)).await?;
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let say = |key: &str, field: &'static str, value: String| text_with(lang, key, &[(field, value.into())]);
    let mut said = vec![say("handoff-what", "name", isolate(&name_for_reader(lang, &listing)))];
    if let Some(amount) = listing.words_in(lang, handoff.amount) {
        said.push(say("handoff-amount", "amount", isolate(&amount)));
    }
    let key = Key::of_link(&checked);
    let sealed = handoff.sealed.as_ref().map(|sealed| sealed.open(&key).clone()).unwrap_or_default();
    said.push(match sealed.address {
        Some(place) => say("handoff-place", "place", isolate(&place)),
        None => text(lang, "handoff-no-place"),
    });
    if let Some(window) = handoff.window {
        said.push(say("handoff-when", "when", range(lang, window.from(), window.until(), zone)));
    }
    if let Some(way) = handoff.way {
        said.push(say("handoff-way", "way", label(lang, "way", way.as_str())));
    }
    if let Some(notes) = sealed.access_notes {
        said.push(say("handoff-notes", "notes", isolate(&notes)));
    }
    said.push(say("handoff-until", "time", moment(lang, handoff.link_expires_at, zone)));
    said.push(text(lang, "handoff-write-down"));
    said.push(text(lang, "handoff-cannot"));
    let page = Page::new(app, lang, text(lang, "handoff-title")).private().at(request);
    Ok(paragraphs(StatusCode::OK, page, said, None))
}
