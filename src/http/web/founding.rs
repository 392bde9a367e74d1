//! The page behind the founding link: it makes the first operator, once.

use super::page::{self, Page, answer, paragraphs, problem};
use super::visit;
use crate::actions::found_network::{found_operator, is_founding_link};
use crate::actions::sign_in::{founders_link, sign_in_by_link};
use crate::app::{App, Counted};
use crate::domain::member::{DEFAULT_TERM_MONTHS, term_end};
use crate::error::{Error, Kind, Result};
use crate::federation::signature::generate_keys;
use crate::federation::visitor::visitor;
use crate::i18n::{Lang, isolate, moment, text, text_with};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    handle: String,
    name: String,
}

#[derive(Template)]
#[template(path = "founding.html")]
struct FoundingPage {
    page: Page,
    lead: String,
    role: String,
    handle_label: String,
    handle_help: String,
    name_label: String,
    name_help: String,
    button: String,
    handle: String,
    name: String,
}

#[derive(Template)]
#[template(path = "token.html")]
struct TokenPage {
    page: Page,
    label: String,
    token: String,
    paragraphs: Vec<String>,
    link: (&'static str, String),
}

fn form(app: &App, request: &HttpRequest, input: Input, error: Option<&Error>) -> HttpResponse {
    let lang = page::lang(app, request);
    let example = isolate(&format!("@rosa@{}", app.here.addresses.host()));
    let template = FoundingPage {
        page: Page::new(app, lang, text(lang, "founding-title"))
            .private()
            .at(request)
            .with_problem(error.and_then(Error::field).unwrap_or("handle"), error.map(|error| error.words(lang))),
        lead: text(lang, "founding-lead"),
        role: text(lang, "founding-role"),
        handle_label: text(lang, "founding-handle-label"),
        handle_help: text_with(lang, "founding-handle-help", &[("example", example.into())]),
        name_label: text(lang, "founding-name-label"),
        name_help: text(lang, "founding-name-help"),
        button: text(lang, "founding-button"),
        handle: input.handle,
        name: input.name,
    };
    let code = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    answer(code, true, &template)
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
    match is_founding_link(&app.here, &secret).await {
        Ok(true) => form(&app, &request, Input::default(), None),
        Ok(false) => ended(&app, &request, lang),
        Err(error) => problem(&app, &request, &error),
    }
}

/// Makes the first operator; the link is used up only if that worked.
pub(super) async fn make(
    app: Data<App>,
    request: HttpRequest,
    secret: Path<String>,
    input: std::result::Result<Form<Input>, actix_web::Error>,
) -> HttpResponse {
    let lang = page::lang(&app, &request);
    let input = match input {
        Ok(input) => input.into_inner(),
        Err(cause) => {
            let error = Error::bad_request("The form could not be read. Please fill it in again.");
            return problem(&app, &request, &error.because(cause.to_string()));
        }
    };
    match made(&app, lang, &secret, &input).await {
        Ok(page) => page,
        Err(error) if error.kind() == Kind::NotFound => ended(&app, &request, lang),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            form(&app, &request, input, Some(&error))
        }
        Err(error) => problem(&app, &request, &error),
    }
}

async fn made(app: &App, lang: Lang, secret: &str, input: &Input) -> Result<HttpResponse> {
    if !is_founding_link(&app.here, secret).await? {
        return Err(Error::not_found());
    }
    let keys = actix_web::web::block(generate_keys).await.map_err(|error| Error::internal(error.to_string()))??;
    let (member, token) = found_operator(&app.here, secret, &input.handle, &input.name, keys).await?;
    // Whoever made the account is the one in front of this browser: the next page is for choosing a password.
    let link = founders_link(&app.here, &input.handle).await?;
    let secret = link.path_segments().and_then(Iterator::last).unwrap_or_default();
    let (_, browser) = sign_in_by_link(&app.here, secret).await?;
    let name = if input.name.trim().is_empty() { &input.handle } else { &input.name };
    let until = term_end(app.here.now(), DEFAULT_TERM_MONTHS)?;
    let until = moment(lang, until, app.config.network.time_zone);
    let page = Page::new(app, lang, text_with(lang, "founding-done-title", &[("name", isolate(name.trim()).into())]));
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
    };
    let mut done = answer(StatusCode::OK, true, &template);
    visit::signed_in(app, &mut done, member, &browser);
    Ok(done)
}
