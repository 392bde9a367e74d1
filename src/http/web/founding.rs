//! The page behind the founding link: it makes the first operator, once, and says what the network is called, where it is, and
//! how one joins.

use super::join::{handle_of, typed};
use super::map::{self, Map};
use super::network::{Current, Fields, wrong};
use super::oneself::Said;
use super::page::{self, Needs, Page, answer, answer_needing, paragraphs, problem};
use super::qr::Square;
use super::visit;
use crate::actions::found_network::{found_operator, is_founding_link};
use crate::actions::invite::make_invite;
use crate::actions::sign_in::{founders_link, sign_in_by_link};
use crate::app::{App, Counted};
use crate::domain::joining::PEOPLE_MAX;
use crate::domain::member::{DEFAULT_TERM_MONTHS, term_end};
use crate::domain::text::LABEL_MAX;
use crate::error::{Error, Kind, Result};
use crate::federation::signature::generate_keys;
use crate::federation::visitor::visitor;
use crate::i18n::{Lang, isolate, moment, text, text_with};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "founding.html")]
struct FoundingPage {
    page: Page,
    handle_help: String,
    handle: String,
    name: String,
    net: Fields,
    map: Option<Map>,
    invite: String,
    most: i64,
}

#[derive(Template)]
#[template(path = "token.html")]
struct TokenPage {
    page: Page,
    label: String,
    token: String,
    paragraphs: Vec<String>,
    link: (&'static str, String),
    /// The first invite, and its square.
    invite: Option<(String, Option<Square>)>,
}

/// Days for which the first invite works.
const FIRST_INVITE_DAYS: i64 = 7;

/// What does not fit, and in which field; nowhere for the whole form.
type Wrong = (&'static str, String);

async fn form(app: &App, request: &HttpRequest, said: &Said, wrong: Option<Wrong>) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let example = isolate(&format!("@rosa@{}", app.here.addresses.host()));
    let net = Current::read(app).await?.fields(lang, said);
    let map = Map::of_area(app, lang).await?;
    let mut page = Page::new(app, lang, text(lang, "founding-title")).private().at(request).with_wrong(wrong);
    let code = page.code();
    if map.is_some() {
        page = page.with_script();
    }
    let needs = Needs { script: map.is_some(), tiles: map.as_ref().and_then(|_| map::tiles(app)), ..Needs::default() };
    let template = FoundingPage {
        page,
        handle_help: text_with(lang, "founding-handle-help", &[("example", example.into())]),
        handle: typed(said, "handle").to_owned(),
        name: typed(said, "name").to_owned(),
        net,
        map,
        invite: typed(said, "invite").to_owned(),
        most: PEOPLE_MAX,
    };
    Ok(answer_needing(code, true, &template, needs))
}

fn ended(app: &App, request: &HttpRequest, lang: Lang) -> HttpResponse {
    // Perhaps somebody tries many; whoever has the right one is not held up by them.
    if let Err(too_many) = app.count(Counted::Visitor(visitor(app, request))) {
        return problem(app, request, &too_many);
    }
    let page = Page::new(app, lang, text(lang, "founding-ended-title")).private().at(request);
    let command = isolate("potluck role give HANDLE operator");
    let said = vec![
        text(lang, "founding-ended"),
        text_with(lang, "founding-ended-what-to-do", &[("command", command.into())]),
    ];
    paragraphs(StatusCode::GONE, page, said, None)
}

/// The form.
pub(super) async fn ask(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    let lang = page::lang(&app, &request);
    let shown = async {
        match is_founding_link(&app.here, &secret).await? {
            true => form(&app, &request, &Said::new(), None).await,
            false => Ok(ended(&app, &request, lang)),
        }
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Makes the first operator; the link is used up only if that worked.
pub(super) async fn make(
    app: Data<App>,
    request: HttpRequest,
    secret: Path<String>,
    input: std::result::Result<Form<Said>, actix_web::Error>,
) -> HttpResponse {
    let said = match input {
        Ok(input) => input.into_inner(),
        Err(cause) => {
            let error = Error::bad_request("The form could not be read. Please fill it in again.");
            return problem(&app, &request, &error.because(cause.to_string()));
        }
    };
    let lang = page::lang(&app, &request);
    match made(&app, &request, &secret, &said).await {
        Ok(page) => page,
        Err(error) if error.kind() == Kind::NotFound => ended(&app, &request, lang),
        Err(error) => problem(&app, &request, &error),
    }
}

async fn made(app: &App, request: &HttpRequest, secret: &str, said: &Said) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    if !is_founding_link(&app.here, secret).await? {
        return Err(Error::not_found());
    }
    let handle = match handle_of(app, lang, typed(said, "handle")).await? {
        Ok(handle) => handle,
        Err(words) => return form(app, request, said, Some(("handle", words))).await,
    };
    let people = match typed(said, "invite").trim() {
        "" => 0,
        text => text.parse::<i64>().unwrap_or(-1),
    };
    if !(0..=PEOPLE_MAX).contains(&people) {
        let words = text_with(lang, "invites-people-wrong", &[("most", PEOPLE_MAX.into())]);
        return form(app, request, said, Some(("invite", words))).await;
    }
    let change = match Current::read(app).await?.change(said) {
        Ok(change) => change,
        Err(error) if error.kind() == Kind::Invalid => {
            return form(app, request, said, Some(wrong(lang, &error))).await;
        }
        Err(error) => return Err(error),
    };
    let keys = actix_web::web::block(generate_keys).await.map_err(|error| Error::internal(error.to_string()))??;
    let name = typed(said, "name");
    let (member, token) = match found_operator(&app.here, secret, &handle, name, change, keys).await {
        Ok(made) => made,
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            let wrong = match error.field() {
                Some("display_name") => ("name", text_with(lang, "founding-name-wrong", &[("most", LABEL_MAX.into())])),
                _ => wrong(lang, &error),
            };
            return form(app, request, said, Some(wrong)).await;
        }
        Err(error) => return Err(error),
    };
    app.look_at_network().await?;
    app.wake.outbox.notify_one();
    // Whoever made the account is the one in front of this browser: the next page is for choosing a password.
    let link = founders_link(&app.here, &handle).await?;
    let secret = link.path_segments().and_then(Iterator::last).unwrap_or_default();
    let (_, browser) = sign_in_by_link(&app.here, secret).await?;
    let invite = match people {
        0 => None,
        people => {
            let secret = make_invite(&app.here, member, people, FIRST_INVITE_DAYS).await?;
            let link = app.here.addresses.invite_link(&secret).to_string();
            let square = Square::of(&link);
            Some((link, square))
        }
    };
    let name = if name.trim().is_empty() { handle.as_str() } else { name.trim() };
    let until = term_end(app.here.now(), DEFAULT_TERM_MONTHS)?;
    let until = moment(lang, until, app.config.network.time_zone);
    let page = Page::new(app, lang, text_with(lang, "founding-done-title", &[("name", isolate(name).into())]));
    let template = TokenPage {
        page: page.private(),
        label: text(lang, "founding-token-label"),
        token,
        link: ("/settings/password", text(lang, "founding-choose-password")),
        paragraphs: vec![
            text(lang, "founding-token-keep"),
            text(lang, "founding-token-what-for"),
            text_with(lang, "founding-role-until", &[("until", until.into())]),
        ],
        invite,
    };
    let mut done = answer(StatusCode::OK, true, &template);
    visit::signed_in(app, &mut done, member, &browser);
    visit::language_goes_on(app, request, &mut done);
    Ok(done)
}
