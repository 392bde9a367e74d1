//! A code that was printed or said: whoever types it comes to where the link beside it leads.

use super::page::{self, Page, answer, problem};
use super::sign_in::{Filled, go_to};
use crate::actions::invite::invite_that_works;
use crate::app::{App, Counted};
use crate::domain::spoken::Code;
use crate::error::{Error, Result};
use crate::federation::visitor::visitor;
use crate::i18n::{isolate, text, text_with};
use crate::ids;
use crate::storage::{guest_needs, sign_ins};
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// The short address at which it is typed.
pub(super) const PATH: &str = "/code";
/// What a code looks like.
const EXAMPLE: &str = "K7QW-3M9X-2BFH";

/// What the form says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    code: String,
}

#[derive(Template)]
#[template(path = "spoken.html")]
struct CodePage {
    page: Page,
    typed: String,
}

fn form(app: &App, request: &HttpRequest, typed: &str, wrong: Option<String>) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "spoken-title")).private().at(request).with_problem("code", wrong);
    answer(page.code(), true, &CodePage { page, typed: typed.to_owned() })
}

/// The form.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    form(&app, &request, "", None)
}

/// Goes on to where the code leads. It changes nothing and uses nothing up: that happens behind the link.
pub(super) async fn go(app: Data<App>, request: HttpRequest, input: Filled<Input>) -> HttpResponse {
    let typed = input.map(|Form(input)| input.code).unwrap_or_default();
    led(&app, &request, &typed).await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

async fn led(app: &App, request: &HttpRequest, typed: &str) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let Some(code) = Code::typed(typed) else {
        let wrong = text_with(lang, "spoken-not-whole", &[("example", isolate(EXAMPLE).into())]);
        return Ok(form(app, request, typed, Some(wrong)));
    };
    let tried = Counted::Code(visitor(app, request));
    app.count(tried)?;
    let secret = code.secret(&app.here.seal)?;
    let (digest, now) = (ids::digest(&secret), app.here.now());
    let leads = if invite_that_works(&app.here, &secret).await?.is_some() {
        Some(format!("/join/{secret}"))
    } else {
        let read = app.here.db.read(move |conn| {
            Ok(match sign_ins::by_link(conn, &digest, now)? {
                Some(_) => Some("/enter"),
                None => guest_needs::by_link(conn, &digest)?.map(|_| "/ask"),
            })
        });
        read.await?.map(|start| format!("{start}/{secret}"))
    };
    match leads {
        Some(path) => {
            app.give_back(tried);
            Ok(go_to(&path))
        }
        None => Ok(form(app, request, typed, Some(text(lang, "spoken-wrong")))),
    }
}
