//! A link by mail that signs in, and the pages behind links in mails: that confirms an address, and that ends the mails.

use super::page::{self, Page, answer, paragraphs, problem};
use super::sign_in::{self, Filled, stale};
use super::visit::Visit;
use crate::actions::keep_mail::{
    confirm_address, end_guest_mails, end_mails, guest_stopped_by, send_sign_in_links, stopped_by,
};
use crate::app::{App, Counted};
use crate::domain::key::MemberId;
use crate::domain::mail::{Address, sign_in_life};
use crate::error::{Error, Kind, Result};
use crate::federation::visitor::visitor;
use crate::i18n::{isolate, text, text_with};
use crate::ids;
use crate::storage::{guest_needs, mails, members};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    form: String,
    address: String,
}

#[derive(Template)]
#[template(path = "mail_link.html")]
struct LinkPage {
    page: Page,
    form: String,
    /// Where it is sent, and the way back; both lead on to where somebody wants to go.
    action: String,
    back: String,
    lead: String,
    typed: String,
}

fn form(app: &App, request: &HttpRequest, visit: &Visit, typed: String, wrong: bool) -> HttpResponse {
    let lang = page::lang(app, request);
    let example = isolate(&format!("rosa@{}", app.config.domain.host()));
    let wrong = wrong.then(|| text_with(lang, "notices-wrong-address", &[("example", example.into())]));
    let minutes = sign_in_life().num_minutes();
    let template = LinkPage {
        page: Page::new(app, lang, text(lang, "mail-link-title"))
            .private()
            .asked_at(request)
            .with_problem("address", wrong),
        form: visit.form_word(),
        action: sign_in::on_the_way(sign_in::BY_MAIL, request),
        back: sign_in::on_the_way(sign_in::PATH, request),
        lead: text_with(lang, "mail-link-lead", &[("minutes", minutes.into())]),
        typed,
    };
    visit.remember(app, answer(template.page.code(), true, &template))
}

/// The form.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let shown = async {
        if !app.config.mail.is_on() {
            return Err(Error::not_found());
        }
        Ok(form(&app, &request, &Visit::of(&app, &request).await?, String::new(), false))
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Sends a link. The answer is the same whether the address is known or not.
pub(super) async fn send(app: Data<App>, request: HttpRequest, input: Filled<Input>) -> HttpResponse {
    let sent = async {
        if !app.config.mail.is_on() {
            return Err(Error::not_found());
        }
        let visit = Visit::of(&app, &request).await?;
        let Ok(Form(input)) = input else { return Ok(stale(&app, &request)) };
        if visit.check(&request, &input.form).is_err() {
            return Ok(stale(&app, &request));
        }
        let Ok(address) = Address::parse(&input.address) else {
            return Ok(form(&app, &request, &visit, input.address, true));
        };
        // Who asks for very many learns that it is too much, whichever addresses they are.
        app.count(Counted::LinkAsked(visitor(&app, &request)))?;
        // Of one address, and of one member, nobody learns it: to be held up would say that somebody asked for them.
        let known = app.count(Counted::LinkTo(&address.folded())).is_ok();
        let seal = app.here.seal.clone();
        let found = app.here.db.read(move |conn| mails::of_address(conn, &seal, &address)).await?;
        let may = |member: &MemberId| known && app.count(Counted::LinkOf(*member)).is_ok();
        let next = Some(sign_in::next(&request)).filter(|next| next != sign_in::HOME);
        let next = next.map(|next| sign_in::led_by_mail(&visit, next));
        send_sign_in_links(&app.here, found.into_iter().filter(may).collect(), next).await?;
        app.wake.mails.notify_one();
        let lang = page::lang(&app, &request);
        let page = Page::new(&app, lang, text(lang, "mail-link-sent-title")).private().asked_at(&request);
        let said = ["mail-link-sent", "mail-link-nothing"].map(|key| text(lang, key)).into();
        Ok(paragraphs(StatusCode::OK, page, said, None))
    };
    sent.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// A page of one paragraph, and perhaps one button.
fn said(app: &App, request: &HttpRequest, code: StatusCode, keys: [&str; 2], button: Option<&str>) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, keys[0])).private().at(request);
    paragraphs(code, page, vec![text(lang, keys[1])], button.map(|key| text(lang, key)))
}

fn over(app: &App, request: &HttpRequest) -> HttpResponse {
    // Perhaps somebody tries many; whoever has a right one is not held up by them.
    if let Err(too_many) = app.count(Counted::Visitor(visitor(app, request))) {
        return problem(app, request, &too_many);
    }
    said(app, request, StatusCode::GONE, ["mail-over-title", "mail-over"], None)
}

/// The same with the handle of whom it is about.
fn said_of(app: &App, request: &HttpRequest, handle: &str, keys: [&str; 2], button: Option<&str>) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, keys[0])).private().at(request);
    let handle = isolate(&format!("@{handle}"));
    let words = vec![text_with(lang, keys[1], &[("handle", handle.into())])];
    paragraphs(StatusCode::OK, page, words, button.map(|key| text(lang, key)))
}

/// The page behind the link that confirms an address. Opening it shows a button and no more: programs that look at links
/// beforehand confirm nothing. Its secret is what shows that it is right; nobody has to be signed in.
pub(super) async fn ask_to_confirm(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    let (digest, now) = (ids::digest(&secret), app.here.now());
    let read = app.here.db.read(move |conn| {
        let found = mails::by_link(conn, &digest, now)?;
        found.map(|member| members::get(conn, member)).transpose()
    });
    match read.await {
        Ok(Some(member)) => {
            let keys = ["confirm-mail-title", "confirm-mail-lead"];
            said_of(&app, &request, &member.handle, keys, Some("confirm-mail-button"))
        }
        Ok(None) => over(&app, &request),
        Err(error) => problem(&app, &request, &error),
    }
}

/// Confirms an address.
pub(super) async fn confirm(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    match confirm_address(&app.here, &secret).await {
        Ok(member) => {
            let keys = ["confirm-mail-done-title", "confirm-mail-done"];
            said_of(&app, &request, &member.handle, keys, None)
        }
        Err(error) if error.kind() == Kind::NotFound => over(&app, &request),
        Err(error) => problem(&app, &request, &error),
    }
}

/// Whether a link ends mails still.
async fn holds(app: &App, token: &str) -> Result<bool> {
    let seal = app.here.seal.clone();
    if let Some(need) = guest_stopped_by(&seal, token) {
        return app.here.db.read(move |conn| guest_needs::wants_mail(conn, &seal, need)).await;
    }
    let Some((member, round)) = stopped_by(&seal, token) else { return Ok(false) };
    let place = app.here.db.read(move |conn| mails::place(conn, &seal, member)).await?;
    Ok(place.is_some_and(|place| place.round == round))
}

/// The page behind the link that ends mails. Opening it shows a button and no more.
pub(super) async fn ask_to_stop(app: Data<App>, request: HttpRequest, token: Path<String>) -> HttpResponse {
    let lead = if guest_stopped_by(&app.here.seal, &token).is_some() { "stop-mail-guest" } else { "stop-mail-lead" };
    match holds(&app, &token).await {
        Ok(true) => said(&app, &request, StatusCode::OK, ["stop-mail-title", lead], Some("stop-mail-button")),
        Ok(false) => over(&app, &request),
        Err(error) => problem(&app, &request, &error),
    }
}

/// Ends the mails: asked by a person with the button, or by their mail program (RFC 8058), which sends no cookie.
pub(super) async fn stop(app: Data<App>, request: HttpRequest, token: Path<String>) -> HttpResponse {
    let (ended, done) = match guest_stopped_by(&app.here.seal, &token) {
        Some(need) => (end_guest_mails(&app.here, need).await, "stop-mail-guest-done"),
        None => (end_mails(&app.here, &token).await, "stop-mail-done"),
    };
    match ended {
        Ok(()) => said(&app, &request, StatusCode::OK, ["stop-mail-done-title", done], None),
        Err(error) if error.kind() == Kind::NotFound => over(&app, &request),
        Err(error) => problem(&app, &request, &error),
    }
}
