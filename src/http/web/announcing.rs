//! What the network tells: stewards write it, for everyone or for members alone, and take it back.

use super::ask::said_in;
use super::join::typed;
use super::oneself::{Said, sent, signed_in};
use super::page::{self, Page, answer, not_yours, problem};
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use crate::actions::announce::{announce, retract_announcement};
use crate::actions::change_network::STEWARDS;
use crate::actions::give_role::require_role;
use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::key::AnnouncementId;
use crate::domain::member::Member;
use crate::domain::status::{Draft, Ties};
use crate::domain::text::BODY_MAX;
use crate::error::{Error, Kind, Result};
use crate::i18n::{moment, text, text_with};
use crate::storage::{announcements, statuses};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// How many a page shows.
const SHOWN: i64 = 40;

/// One that was told.
struct Told {
    id: String,
    /// Our own HTML, with every value escaped when it was made.
    words: String,
    who: String,
    when: String,
    button: String,
}

#[derive(Template)]
#[template(path = "announcements.html")]
struct AnnouncementsPage {
    page: Page,
    form: String,
    done: Option<String>,
    words: String,
    most: usize,
    /// Whether the form is for everyone.
    public: bool,
    told: Vec<Told>,
}

async fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    tried: Option<(&Said, (&str, String))>,
) -> Result<HttpResponse> {
    match require_role(&app.here, member.id, STEWARDS).await {
        Err(error) if error.kind() == Kind::Forbidden => return Ok(not_yours(app, request)),
        other => other?,
    }
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let (seal, id, actor) = (app.here.seal.clone(), member.id, member.actor);
    let read = app.here.db.read(move |conn| {
        let found = announcements::newest(conn, id, SHOWN)?;
        let about: Vec<_> = found.iter().filter_map(|(one, _)| one.status).collect();
        Ok((found, statuses::get_many(conn, &seal, &about)?))
    });
    let (found, about) = read.await?;
    let words_of = |one: &announcements::Announcement| {
        let status = about.iter().find(|status| Some(status.id) == one.status)?;
        let key = status.key_for(Some(actor), Ties::default())?;
        Some(status.words.open(&key).content.clone())
    };
    let told = found.iter().map(|(one, _)| {
        let when = moment(lang, one.created_at, zone);
        Told {
            id: one.id.to_string(),
            words: words_of(one).unwrap_or_else(|| one.content.clone()),
            who: text(lang, if one.status.is_some() { "listing-seen-by-public" } else { "listing-seen-by-network" }),
            button: text_with(lang, "announcements-take-back", &[("time", when.clone().into())]),
            when,
        }
    });
    let told: Vec<Told> = told.collect();
    let mut page = Page::new(app, lang, text(lang, "announcements-title")).private().for_member(lang).at(request);
    let code = if tried.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (mut words, mut public) = (String::new(), false);
    if let Some((said, (field, wrong))) = tried {
        page = page.with_problem(field, Some(wrong));
        words = typed(said, "words").to_owned();
        public = typed(said, "audience") == Audience::Public.as_str();
    }
    let heard = said_in(request, &["told", "taken-back"]);
    let template = AnnouncementsPage {
        form: visit.form_word(),
        done: heard.map(|heard| text(lang, &format!("announcements-said-{heard}"))),
        most: BODY_MAX,
        words,
        public,
        told,
        page,
    };
    Ok(answer(code, true, &template))
}

/// What was told, and the form for more.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let shown = async {
        let (visit, member) = match signed_in(&app, &request).await? {
            Ok(found) => found,
            Err(answer) => return Ok(answer),
        };
        page_of(&app, &request, &visit, &member, None).await
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Tells something, or takes it back.
pub(super) async fn act(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    let acted = async {
        let (visit, member, said) = match sent(&app, &request, input).await? {
            Ok(found) => found,
            Err(answer) => return Ok(answer),
        };
        let lang = page::lang(&app, &request);
        let done = match typed(&said, "act") {
            "take-back" => {
                let id: AnnouncementId = typed(&said, "which").parse().map_err(|_| Error::not_found())?;
                match retract_announcement(&app.here, member.id, id).await {
                    // Another steward was quicker.
                    Err(error) if error.kind() == Kind::NotFound => Ok("taken-back"),
                    other => other.map(|()| "taken-back"),
                }
            }
            _ => {
                let text = typed(&said, "words").replace("\r\n", "\n");
                let language = Some(lang.tag().to_owned());
                let draft = Draft { text, spoiler: None, sensitive: false, language, has_media: false };
                // For members alone unless somebody says otherwise.
                let audience = match typed(&said, "audience") == Audience::Public.as_str() {
                    true => Audience::Public,
                    false => Audience::Network,
                };
                announce(&app.here, member.id, draft, audience).await.map(|_| "told")
            }
        };
        match done {
            Ok(heard) => {
                app.wake.outbox.notify_one();
                Ok(go_to(&format!("/announcements?said={heard}")))
            }
            Err(error) if error.kind() == Kind::Forbidden => Ok(not_yours(&app, &request)),
            Err(error) if error.kind() == Kind::Invalid => {
                let wrong = ("words", text_with(lang, "announcements-wrong", &[("most", BODY_MAX.into())]));
                page_of(&app, &request, &visit, &member, Some((&said, wrong))).await
            }
            Err(error) => Err(error),
        }
    };
    acted.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}
