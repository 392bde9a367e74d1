//! Who asks to be welcomed: the page by which they come back, and the page of those who welcome.

use super::ask::said_in;
use super::cards::direction;
use super::duties::{duty_form, duty_page};
use super::join::{ended, form, joined, joined_before, typed};
use super::oneself::Said;
use super::page::{self, Page, answer, paragraphs, problem};
use super::sign_in::{Filled, go_to, stale};
use super::visit::Visit;
use crate::actions::invite::WELCOMERS;
use crate::actions::join::Entry;
use crate::actions::welcome::{answer_request, request_behind, take_request_back};
use crate::app::App;
use crate::domain::joining::{LIFE_DAYS, MOST_WAITING, Request, RequestState};
use crate::domain::key::JoinRequestId;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, isolate, moment, text, text_with};
use crate::storage::joining;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingPage {
    page: Page,
    done: Option<String>,
    /// The way back, said once.
    link: Option<String>,
    state: String,
    next: String,
    words: Option<String>,
    kept: String,
    button: String,
}

/// Somebody who waits.
struct Newcomer {
    id: String,
    words: Option<String>,
    lang: String,
    dir: &'static str,
    when: String,
    reads: String,
}

#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage {
    page: Page,
    form: String,
    done: Option<String>,
    waiting: Vec<Newcomer>,
}

fn lost(app: &App, request: &HttpRequest, error: &Error) -> HttpResponse {
    if error.kind() == Kind::NotFound { ended(app, request) } else { problem(app, request, error) }
}

/// The page by which somebody comes back: where it stands, and, once they are welcome, the form for an account.
pub(super) async fn come_back(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    let shown = async {
        let found = request_behind(&app.here, &secret).await?;
        if found.state == RequestState::Welcomed {
            let visit = Visit::of(&app, &request).await?;
            if visit.member().is_some() {
                return Ok(joined_before(&app, &request));
            }
            let entry = Entry::Welcomed(secret.into_inner());
            return Ok(form(&app, &request, &visit, &entry, &Said::new(), None));
        }
        Ok(waits(&app, &request, &secret, &found))
    };
    shown.await.unwrap_or_else(|error: Error| lost(&app, &request, &error))
}

fn waits(app: &App, request: &HttpRequest, secret: &str, found: &Request) -> HttpResponse {
    let lang = page::lang(app, request);
    let declined = found.state == RequestState::Declined;
    let heard = said_in(request, &["asked"]);
    let template = WaitingPage {
        done: heard.map(|_| text(lang, "waiting-said-asked")),
        link: heard.map(|_| app.here.addresses.join_request_link(secret).to_string()),
        state: text(lang, if declined { "waiting-declined" } else { "waiting-waits" }),
        next: text(lang, if declined { "waiting-declined-next" } else { "waiting-next" }),
        words: found.hello.words.clone(),
        kept: text_with(lang, "join-ask-kept", &[("days", LIFE_DAYS.into())]),
        button: text(lang, if declined { "waiting-erase" } else { "waiting-take-back" }),
        page: Page::new(app, lang, text(lang, "waiting-title")).private().at(request),
    };
    answer(StatusCode::OK, true, &template)
}

/// Joins, once they are welcome; or takes it back that they asked.
pub(super) async fn go_on(
    app: Data<App>,
    request: HttpRequest,
    secret: Path<String>,
    input: Filled<Said>,
) -> HttpResponse {
    let Ok(Form(said)) = input else { return stale(&app, &request) };
    let done = async {
        if typed(&said, "act") == "take-back" {
            take_request_back(&app.here, &secret).await?;
            let lang = page::lang(&app, &request);
            let page = Page::new(&app, lang, text(lang, "asked-ended-title")).private().at(&request);
            let words = vec![text(lang, "waiting-erased"), text(lang, "asked-ended-again")];
            return Ok(paragraphs(StatusCode::OK, page, words, None));
        }
        joined(&app, &request, Entry::Welcomed(secret.into_inner()), &said).await
    };
    done.await.unwrap_or_else(|error: Error| lost(&app, &request, &error))
}

fn newcomer(app: &App, lang: Lang, one: Request) -> Newcomer {
    let when = moment(lang, one.created_at, app.config.network.time_zone);
    let name = Lang::from_tag(&one.hello.language).map_or(one.hello.language.clone(), |lang| lang.name().to_owned());
    Newcomer {
        id: one.id.to_string(),
        dir: direction(&one.hello.language),
        when: text_with(lang, "asked-time", &[("time", when.into())]),
        reads: text_with(lang, "help-language", &[("language", isolate(&name).into())]),
        lang: one.hello.language,
        words: one.hello.words,
    }
}

/// Those who wait, for who welcomes.
pub(super) async fn all(app: Data<App>, request: HttpRequest) -> HttpResponse {
    duty_page(&app, &request, WELCOMERS, async |visit, _| listed(&app, &request, &visit).await).await
}

async fn listed(app: &App, request: &HttpRequest, visit: &Visit) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let seal = app.here.seal.clone();
    let waiting = app.here.db.read(move |conn| joining::waiting(conn, &seal, MOST_WAITING)).await?;
    let heard = said_in(request, &["welcomed", "declined", "too-late"]);
    let template = WelcomePage {
        form: visit.form_word(),
        done: heard.map(|heard| text(lang, &format!("welcome-said-{heard}"))),
        waiting: waiting.into_iter().map(|one| newcomer(app, lang, one)).collect(),
        page: Page::new(app, lang, text(lang, "welcome-title")).private().for_member(lang).at(request),
    };
    Ok(answer(StatusCode::OK, true, &template))
}

/// Welcomes one of them, or kindly does not.
pub(super) async fn decide(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    duty_form(&app, &request, input, async |_, member, said| {
        let id: JoinRequestId = typed(&said, "who").parse().map_err(|_| Error::not_found())?;
        let (welcomed, heard) = match typed(&said, "act") {
            "welcome" => (true, "welcomed"),
            "decline" => (false, "declined"),
            _ => return Err(Error::not_found()),
        };
        match answer_request(&app.here, member.id, id, welcomed).await {
            Ok(()) => Ok(go_to(&format!("/welcome?said={heard}"))),
            // Somebody else answered, or it was taken back.
            Err(error) if error.kind() == Kind::NotFound => Ok(go_to("/welcome?said=too-late")),
            Err(error) => Err(error),
        }
    })
    .await
}
