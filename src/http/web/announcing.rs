//! What the network tells: stewards write it, for everyone or for members alone, in a language, perhaps about a time, and take it
//! back.

use super::ask::said_in;
use super::cards::direction;
use super::drafts;
use super::duties::{duty_form, member_page, refused};
use super::join::typed;
use super::oneself::Said;
use super::page::{self, Page};
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use super::writing::{OneOf, languages};
use crate::actions::announce::{announce, retract_announcement};
use crate::actions::change_network::STEWARDS;
use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::key::{ActorId, AnnouncementId};
use crate::domain::member::Member;
use crate::domain::status::{Draft, Status, Ties};
use crate::domain::text::BODY_MAX;
use crate::domain::window::Window;
use crate::error::{Error, Kind, Message, Result};
use crate::i18n::{Lang, isolate, moment, range, text, text_with};
use crate::ids;
use crate::storage::announcements::{self, Announcement};
use crate::storage::statuses;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{DateTime, NaiveDateTime, Utc};

/// How many a page shows.
const SHOWN: i64 = 40;

/// What was told, in the language in which it is written.
pub(super) struct Words {
    /// Our own HTML, with every value escaped when it was made.
    pub html: String,
    /// Its language, where that is known.
    pub lang: Option<String>,
    pub dir: &'static str,
}

impl Words {
    /// As a reader reads it: of what was told to everyone, the words of its status, if it is one of `about`.
    pub(super) fn of(one: &Announcement, about: &[Status], reader: ActorId) -> Self {
        let status = about.iter().find(|status| Some(status.id) == one.status);
        let html = status.and_then(|status| {
            let key = status.key_for(Some(reader), Ties::default())?;
            Some(status.words.open(&key).content.clone())
        });
        let lang = one.language.clone().or_else(|| status.and_then(|status| status.language.clone()));
        Self { html: html.unwrap_or_else(|| one.content.clone()), dir: lang.as_deref().map_or("auto", direction), lang }
    }
}

/// One that was told.
struct Told {
    id: String,
    words: Words,
    who: String,
    /// The time that it is about, if it is about one.
    during: Option<String>,
    is_over: bool,
    when: String,
    button: String,
}

#[derive(Template)]
#[template(path = "announcements.html")]
struct AnnouncementsPage {
    page: Page,
    form: String,
    /// By which what is sent twice from this page is told once.
    once: String,
    draft: drafts::Draft,
    done: Option<String>,
    /// Whether something was just told, of which a draft may be kept.
    sent: bool,
    words: String,
    most: usize,
    /// The languages in which it can be written.
    languages: Vec<OneOf>,
    /// Whether the form is for everyone.
    public: bool,
    /// From when until when, as a browser writes a day and an hour; empty for no time.
    starts: String,
    ends: String,
    time_help: String,
    told: Vec<Told>,
}

async fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    tried: Option<(&Said, (&str, String))>,
) -> Result<HttpResponse> {
    if let Some(answer) = refused(app, request, member.id, STEWARDS).await? {
        return Ok(answer);
    }
    let (lang, zone, now) = (page::lang(app, request), app.config.network.time_zone, app.here.now());
    let (seal, id, actor) = (app.here.seal.clone(), member.id, member.actor);
    let read = app.here.db.read(move |conn| {
        let found = announcements::newest(conn, id, None, SHOWN)?;
        let about: Vec<_> = found.iter().filter_map(|(one, _)| one.status).collect();
        Ok((found, statuses::get_many(conn, &seal, &about)?))
    });
    let (found, about) = read.await?;
    let told = found.iter().map(|(one, _)| {
        let when = moment(lang, one.created_at, zone);
        Told {
            id: one.id.to_string(),
            words: Words::of(one, &about, actor),
            who: text(lang, if one.status.is_some() { "listing-seen-by-public" } else { "listing-seen-by-network" }),
            during: one.window.map(|window| range(lang, window.from(), window.until(), zone)),
            is_over: one.is_over(now),
            button: text_with(lang, "announcements-take-back", &[("time", when.clone().into())]),
            when,
        }
    });
    let told: Vec<Told> = told.collect();
    let mut page =
        Page::new(app, lang, text(lang, "announcements-title")).private().for_member(lang).at(request).with_script();
    let (mut words, mut public) = (String::new(), false);
    let (mut starts, mut ends) = (String::new(), String::new());
    let mut language = lang.tag();
    if let Some((said, (field, wrong))) = tried {
        page = page.with_problem(field, Some(wrong));
        words = typed(said, "words").to_owned();
        public = typed(said, "audience") == Audience::Public.as_str();
        starts = typed(said, "starts").to_owned();
        ends = typed(said, "ends").to_owned();
        language = language_of(lang, said);
    }
    let heard = said_in(request, &["told", "taken-back"]);
    let template = AnnouncementsPage {
        form: visit.form_word(),
        once: ids::slug(),
        draft: drafts::Draft::of(visit, "/announcements"),
        sent: heard == Some("told"),
        done: heard.map(|heard| text(lang, &format!("announcements-said-{heard}"))),
        most: BODY_MAX,
        words,
        languages: languages(app, language),
        public,
        starts,
        ends,
        time_help: text_with(lang, "announcements-time-help", &[("zone", isolate(zone.name()).into())]),
        told,
        page,
    };
    Ok(drafts::answer(template.page.code(), &template))
}

/// The time that a form says, as the network's clocks show it. One that is over is shown to nobody.
///
/// # Errors
/// `Invalid` at `starts` or `ends`.
fn window_of(app: &App, said: &Said) -> Result<Option<Window>> {
    let (starts, ends) = (typed(said, "starts").trim(), typed(said, "ends").trim());
    if starts.is_empty() && ends.is_empty() {
        return Ok(None);
    }
    let wrong = |field: &'static str| {
        Error::invalid(field, "Please say the day, and from when until when.").worded(Message::NotATime)
    };
    let at = |field: &'static str, text: &str| -> Result<DateTime<Utc>> {
        // A browser that knows no such field leaves it to be typed, with a space between the two.
        let text = text.replacen(' ', "T", 1);
        let read = |format| NaiveDateTime::parse_from_str(&text, format).ok();
        let local = read("%Y-%m-%dT%H:%M").or_else(|| read("%Y-%m-%dT%H:%M:%S")).ok_or_else(|| wrong(field))?;
        let zoned = local.and_local_timezone(app.config.network.time_zone).earliest();
        zoned.map(|moment| moment.to_utc()).ok_or_else(|| wrong(field))
    };
    let (from, until) = (at("starts", starts)?, at("ends", ends)?);
    if until <= from {
        return Err(Error::invalid("ends", "The end comes after the beginning.").worded(Message::EndsBefore));
    }
    if until <= app.here.now() {
        return Err(Error::invalid("ends", "This time is over already.").worded(Message::DayPassed));
    }
    // Longer than a year is no time to tell of.
    Window::new(from, until).map(Some).map_err(|_| wrong("ends"))
}

/// The language that a form says; that of the page where it says none.
fn language_of(lang: Lang, said: &Said) -> &str {
    match typed(said, "language") {
        "" => lang.tag(),
        chosen => chosen,
    }
}

/// The same from the same page is told once, however often the button is pressed.
fn key(said: &Said) -> Option<String> {
    let all = ["once", "words", "audience", "starts", "ends", "language"].map(|name| typed(said, name));
    (!all[0].is_empty()).then(|| ids::digest(&all.join("\n")))
}

/// What was told, and the form for more.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| page_of(&app, &request, &visit, &member, None).await).await
}

/// Tells something, or takes it back.
pub(super) async fn act(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    duty_form(&app, &request, input, async |visit, member, said| {
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
                let language = Some(language_of(lang, &said).to_owned());
                let draft = Draft { text, spoiler: None, sensitive: false, language, has_media: false };
                // For members alone unless somebody says otherwise.
                let audience = match typed(&said, "audience") == Audience::Public.as_str() {
                    true => Audience::Public,
                    false => Audience::Network,
                };
                match window_of(&app, &said) {
                    Ok(window) => {
                        announce(&app.here, member.id, draft, audience, window, key(&said)).await.map(|_| "told")
                    }
                    Err(error) => Err(error),
                }
            }
        };
        match done {
            Ok(heard) => {
                app.wake.outbox.notify_one();
                Ok(go_to(&format!("/announcements?said={heard}")))
            }
            Err(error) if error.kind() == Kind::Invalid => {
                let wrong = match error.field() {
                    Some(field @ ("starts" | "ends" | "language")) => (field, error.words(lang)),
                    _ => ("words", text_with(lang, "announcements-wrong", &[("most", BODY_MAX.into())])),
                };
                page_of(&app, &request, &visit, &member, Some((&said, wrong))).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}
