//! The browsers in which a member is signed in: which kind each is and since which day, and signing out in one of them, or in all
//! but this one. When a browser was last here is not known, and so it is not said.

use super::duties::{member_form, member_page};
use super::oneself::{Said, was_said};
use super::page::{self, Page, answer};
use super::passkeys::site;
use super::sign_in::{Filled, go_to};
use super::visit::{self, Visit};
use crate::actions::sign_in::{sign_out_elsewhere, sign_out_in};
use crate::app::App;
use crate::domain::browser::Browser;
use crate::i18n::{Lang, date, label, text, text_with};
use crate::ids;
use crate::storage::sign_ins::{SignedIn, called_in_forms, sessions_of};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::cmp::Reverse;

/// One of them.
struct Card {
    called: String,
    name: String,
    since: String,
    without_password: bool,
    /// What its button says; nothing for the one in which the page is read.
    out: Option<String>,
}

#[derive(Template)]
#[template(path = "browsers.html")]
struct BrowsersPage {
    page: Page,
    form: String,
    done: Option<String>,
    browsers: Vec<Card>,
    /// Whether there can be passkeys, which signing out does not take away.
    passkeys: bool,
}

/// What is said above the page after something was done, by the word in its address.
const DONE: [(&str, &str); 3] = [("ended", "browsers-ended"), ("out", "browsers-out-done"), ("gone", "browsers-gone")];

/// What a browser is called, in words.
fn name(lang: Lang, browser: Option<Browser>) -> String {
    let Some(browser) = browser else { return text(lang, "browsers-unnamed") };
    if browser == Browser::UNKNOWN {
        return text(lang, "browsers-unknown");
    }
    let Browser { family, system } = browser;
    let family = label(lang, "browsers-family", family.as_str());
    let system = label(lang, "browsers-system", system.as_str());
    text_with(lang, "browsers-name", &[("browser", family.into()), ("system", system.into())])
}

/// What forms call the browser in front of somebody.
fn own(visit: &Visit) -> String {
    called_in_forms(&ids::digest(visit.browser()))
}

/// The browsers: this one first, then those of the last days.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let (lang, zone, now) = (page::lang(&app, &request), app.config.network.time_zone, app.here.now());
        let (id, seal, own) = (member.id, app.here.seal.clone(), own(&visit));
        let mut all = app.here.db.read(move |conn| sessions_of(conn, &seal, id)).await?;
        all.retain(|one| one.expires_at > now);
        all.sort_by_key(|one| (one.called != own, Reverse(one.created_at)));
        let card = |one: SignedIn| {
            let name = name(lang, one.browser);
            let day = date(lang, one.created_at.with_timezone(&zone).date_naive());
            let out = text_with(lang, "browsers-out", &[("browser", name.as_str().into())]);
            Card {
                out: (one.called != own).then_some(out),
                called: one.called,
                name,
                since: text_with(lang, "browsers-since", &[("date", day.into())]),
                without_password: one.by_link,
            }
        };
        let template = BrowsersPage {
            form: visit.form_word(),
            done: DONE.into_iter().find(|(said, _)| was_said(&request, said)).map(|(_, key)| text(lang, key)),
            browsers: all.into_iter().map(card).collect(),
            passkeys: site(&app).is_some(),
            page: Page::new(&app, lang, text(lang, "browsers-title")).private().at(&request).for_member(lang),
        };
        Ok(answer(StatusCode::OK, true, &template))
    })
    .await
}

/// Signs out in the browser that the form names; where it names none, everywhere but here.
pub(super) async fn end(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |visit, member, said| {
        let Some(called) = said.get("which") else {
            sign_out_elsewhere(&app.here, member.id, visit.browser()).await?;
            return Ok(go_to("/settings/browsers?said=ended"));
        };
        let was_in = sign_out_in(&app.here, member.id, called).await?;
        if *called == own(&visit) {
            let mut answer = go_to("/sign-in");
            visit::signed_out(&app, &mut answer);
            return Ok(answer);
        }
        Ok(go_to(if was_in { "/settings/browsers?said=out" } else { "/settings/browsers?said=gone" }))
    })
    .await
}
