//! A sheet with a link: as a square for a camera, and in words to be typed. Whoever has the link of an invite may print it;
//! what the sheet of a one-time link leads to is told to who made it, who hands it on.

use super::page::{self, Page, address_of, answer, problem};
use super::qr::Square;
use super::sign_in::ended;
use super::visit::Visit;
use super::{join, oneself, spoken};
use crate::actions::invite::invite_that_works;
use crate::app::App;
use crate::domain::spoken::Code;
use crate::error::{Error, Result};
use crate::i18n::{isolate, moment, text, text_with};
use crate::ids;
use crate::storage::sign_ins;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "printed.html")]
pub(super) struct PrintedPage {
    page: Page,
    done: Option<String>,
    lead: Vec<String>,
    square: Option<Square>,
    link: String,
    /// A short address, and the code that is typed there instead.
    code: Option<(String, String)>,
    after: Vec<String>,
    /// Where whoever made it goes back to.
    back: Option<(&'static str, String)>,
}

/// The code that leads to the same as a link that works, and where it is typed.
pub(super) fn code_of(app: &App, secret: &str) -> Result<Option<(String, String)>> {
    let address = address_of(app, spoken::PATH);
    let short = address.strip_prefix("https://").unwrap_or(&address);
    Ok(Code::of(secret, &app.here.seal)?.map(|code| (short.to_owned(), code.written())))
}

/// An invite, to be printed.
pub(super) async fn invite(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    let shown = async {
        let visit = Visit::of(&app, &request).await?;
        let Some(invite) = invite_that_works(&app.here, &secret).await? else {
            return Ok(join::ended(&app, &request));
        };
        let lang = page::lang(&app, &request);
        let network = isolate(&app.network().name);
        let until = moment(lang, invite.expires_at, app.config.network.time_zone);
        let link = app.here.addresses.invite_link(&secret).to_string();
        let is_maker = visit.member().is_some_and(|member| member.id == invite.made_by);
        let title = text_with(lang, "invite-sheet-title", &[("network", network.into())]);
        let mut page = Page::new(&app, lang, title).private().at(&request);
        if is_maker {
            page = page.for_member(lang);
        }
        let template = PrintedPage {
            done: (is_maker && oneself::was_said(&request, "made")).then(|| text(lang, "invite-made")),
            lead: vec![text(lang, "home-lead"), text(lang, "home-no-questions"), text(lang, "invite-sheet-how")],
            square: Square::of(&link),
            code: code_of(&app, &secret)?,
            after: vec![
                text_with(lang, "invite-sheet-until", &[("until", until.into())]),
                text(lang, "join-nothing-else"),
            ],
            back: is_maker.then(|| ("/settings/invites", text(lang, "invites-title"))),
            link,
            page,
        };
        Ok(answer(StatusCode::OK, true, &template))
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// A link that signs a member in once, to be printed.
pub(super) async fn link(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    sheet_of_link(&app, &request, &secret).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn sheet_of_link(app: &App, request: &HttpRequest, secret: &str) -> Result<HttpResponse> {
    let (digest, now) = (ids::digest(secret), app.here.now());
    let Some(member) = app.here.db.read(move |conn| sign_ins::by_link(conn, &digest, now)).await? else {
        return Ok(ended(app, request).await);
    };
    let lang = page::lang(app, request);
    let handle = isolate(&format!("@{}", member.handle));
    let link = app.here.addresses.sign_in_link(secret).to_string();
    let title = text_with(lang, "link-sheet-title", &[("network", isolate(&app.network().name).into())]);
    let template = PrintedPage {
        done: oneself::was_said(request, "made").then(|| text(lang, "link-made")),
        lead: vec![text_with(lang, "enter-lead", &[("handle", handle.into())]), text(lang, "link-sheet-how")],
        square: Square::of(&link),
        code: code_of(app, secret)?,
        after: vec![text(lang, "enter-ended"), text(lang, "link-sheet-own")],
        back: None,
        link,
        page: Page::new(app, lang, title).private().at(request),
    };
    Ok(answer(StatusCode::OK, true, &template))
}
