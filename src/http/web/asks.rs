//! What neighbors without an account ask, for those who help here: a list, and a page for each, on which one of them takes it,
//! writes to who asks, and puts it on the board as far as they said.

use super::ask::said_in;
use super::asked::{Line, facts_of, lines, posted_of};
use super::cards::direction;
use super::page::{self, Page, answer, problem};
use super::sign_in::{Filled, go_to, stale, to_sign_in};
use super::visit::{Visit, sender};
use crate::actions::help_guest::{
    OnBoard, done_with_guest, let_guest_go, may_help, put_on_board, say_to_guest, take_guest_need,
};
use crate::app::App;
use crate::domain::guest::{Asked, DONE_DAYS, GuestNeed, MOST_WAITING, ShownTo, Side};
use crate::domain::key::{GuestNeedId, MemberId};
use crate::domain::privacy::Key;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, isolate, label, text, text_with};
use crate::storage::guest_needs;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// What the forms say; each sends what it holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    form: String,
    /// What is to be done.
    act: String,
    words: String,
    title: String,
    body: String,
    place: String,
}

/// The fields of the forms, as what does not fit names them.
const FIELDS: [&str; 4] = ["words", "title", "body", "place"];

/// One in a list.
struct Ask {
    href: String,
    title: String,
    lang: String,
    dir: &'static str,
    facts: Vec<String>,
}

#[derive(Template)]
#[template(path = "asks.html")]
struct AsksPage {
    page: Page,
    done: Option<String>,
    mine: Vec<Ask>,
    waiting: Vec<Ask>,
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    page: Page,
    form: String,
    action: String,
    done: Option<String>,
    what: String,
    what_lang: String,
    what_dir: &'static str,
    facts: Vec<String>,
    /// Whether it is this member who helps.
    mine: bool,
    lines: Vec<Line>,
    /// What whoever helps reads first, where who asks changed something since they wrote.
    changed: Vec<String>,
    /// In which way else who asks can be written to, or that they hear of an answer.
    besides: Option<String>,
    /// What its author said about the board.
    board: String,
    /// Whether it can be put there.
    boards: bool,
    on_board: Option<(String, String)>,
    is_board_open: bool,
    done_help: String,
    is_done_open: bool,
    typed: Input,
}

/// What stands beside the words to who asks: that a mail tells them of an answer, or where else to write or call, since nothing
/// does.
fn besides(app: &App, lang: Lang, asked: &Asked) -> Option<String> {
    let way = asked.reach.as_ref()?;
    if app.config.mail.is_on() && asked.mail_address().is_some() {
        return Some(text(lang, "help-mail-goes"));
    }
    Some(text_with(lang, "help-write-there", &[("way", isolate(&way.value).into())]))
}

/// What a reader who helps finds.
fn card(app: &App, lang: Lang, member: MemberId, need: &GuestNeed) -> Option<Ask> {
    let side = Side::of_helper(need, member, true)?;
    let asked = need.asked.open(&Key::of_guest_side(&side));
    Some(Ask {
        href: format!("/asks/{}", need.id),
        title: asked.title(),
        lang: asked.language.clone(),
        dir: direction(&asked.language),
        facts: facts_of(app, lang, need, asked),
    })
}

/// The list.
pub(super) async fn all(app: Data<App>, request: HttpRequest) -> HttpResponse {
    listed(&app, &request).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn listed(app: &App, request: &HttpRequest) -> Result<HttpResponse> {
    let visit = Visit::of(app, request).await?;
    let Some(member) = visit.member().map(|member| member.id) else { return Ok(to_sign_in(app, request, "/asks")) };
    let (seal, now) = (app.here.seal.clone(), app.here.now());
    let read = app.here.db.read(move |conn| {
        let mine = guest_needs::helped_by(conn, &seal, member)?;
        let helps = may_help(conn, member, now)?;
        if !helps && mine.is_empty() {
            return Err(Error::not_found());
        }
        let waiting = if helps { guest_needs::waiting(conn, &seal, MOST_WAITING)? } else { Vec::new() };
        Ok((mine, waiting))
    });
    let (mine, waiting) = read.await?;
    let lang = page::lang(app, request);
    let cards =
        |needs: &[GuestNeed]| -> Vec<Ask> { needs.iter().filter_map(|need| card(app, lang, member, need)).collect() };
    let heard = said_in(request, &["let-go", "done", "too-late"]);
    let template = AsksPage {
        done: heard.map(|heard| text_with(lang, &format!("asks-said-{heard}"), &[("days", DONE_DAYS.into())])),
        mine: cards(&mine),
        waiting: cards(&waiting),
        page: Page::new(app, lang, text(lang, "asks-title")).private().for_member(lang).at(request),
    };
    Ok(answer(StatusCode::OK, true, &template))
}

/// The page of one.
pub(super) async fn show(app: Data<App>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    let shown = async {
        let visit = Visit::of(&app, &request).await?;
        let Some(member) = visit.member().map(|member| member.id) else {
            return Ok(to_sign_in(&app, &request, request.path()));
        };
        let id: GuestNeedId = id.parse().map_err(|_| Error::not_found())?;
        page_of(&app, &request, &visit, member, id, None).await
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Does what a button says.
pub(super) async fn act(app: Data<App>, request: HttpRequest, id: Path<String>, input: Filled<Input>) -> HttpResponse {
    let Ok(Form(input)) = input else { return stale(&app, &request) };
    acted(&app, &request, &id, input).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn acted(app: &App, request: &HttpRequest, id: &str, input: Input) -> Result<HttpResponse> {
    let (visit, member) = match sender(app, request, &input.form, request.path()).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let id: GuestNeedId = id.parse().map_err(|_| Error::not_found())?;
    match done(app, member, id, &input).await {
        Ok(said) => {
            app.wake.outbox.notify_one();
            app.wake.mails.notify_one();
            let over = ["let-go", "done"].contains(&said);
            Ok(go_to(&if over { format!("/asks?said={said}") } else { format!("/asks/{id}?said={said}") }))
        }
        // Somebody else was first, and nobody but they reads it now.
        Err(error) if error.kind() == Kind::Conflict && input.act == "take" => Ok(go_to("/asks?said=too-late")),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::Forbidden) => {
            page_of(app, request, &visit, member, id, Some((&input, &error))).await
        }
        Err(error) => Err(error),
    }
}

async fn done(app: &App, member: MemberId, id: GuestNeedId, input: &Input) -> Result<&'static str> {
    let here = &app.here;
    match input.act.as_str() {
        "take" => take_guest_need(here, member, id).await.map(|()| "taken"),
        "say" => say_to_guest(here, member, id, &input.words).await.map(|()| "written"),
        "board" => {
            let (title, body, place) = (input.title.clone(), input.body.clone(), input.place.clone());
            put_on_board(here, member, id, OnBoard { title, body, place }).await.map(|_| "on-board")
        }
        "let-go" => let_guest_go(here, member, id).await.map(|()| "let-go"),
        "done" => done_with_guest(here, member, id).await.map(|()| "done"),
        _ => Err(Error::not_found()),
    }
}

async fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: MemberId,
    id: GuestNeedId,
    tried: Option<(&Input, &Error)>,
) -> Result<HttpResponse> {
    let (seal, now) = (app.here.seal.clone(), app.here.now());
    let read = app.here.db.read(move |conn| {
        let need = guest_needs::get(conn, &seal, id)?;
        let helps = may_help(conn, member, now)?;
        let side = Side::of_helper(&need, member, helps).ok_or_else(Error::not_found)?;
        let said = guest_needs::words(conn, &seal, id)?;
        let posted = posted_of(conn, &need)?;
        Ok((need, side, said, posted))
    });
    let (need, side, said, posted) = read.await?;
    let lang = page::lang(app, request);
    let asked = need.asked.open(&Key::of_guest_side(&side));
    let mine = need.taken_by == Some(member);
    let mut facts = facts_of(app, lang, &need, asked);
    let tongue = Lang::from_tag(&asked.language).map_or_else(|| asked.language.clone(), |lang| lang.name().to_owned());
    facts.push(text_with(lang, "help-language", &[("language", isolate(&tongue).into())]));
    match (&asked.reach, mine) {
        (Some(way), true) => {
            let kind = label(lang, "oneself-kind", &way.kind);
            let pair = [("kind", isolate(&kind).into()), ("value", isolate(&way.value).into())];
            facts.push(text_with(lang, "between-contact", &pair));
        }
        (Some(_), false) => facts.push(text(lang, "help-contact-later")),
        (None, _) => facts.push(text(lang, "help-no-contact")),
    }
    let mut page = Page::new(app, lang, text(lang, "help-title")).private().at(request).for_member(lang);
    if let Some((input, error)) = tried {
        let field = match error.field() {
            Some("place_name") => "place",
            Some(field) if FIELDS.contains(&field) => field,
            _ => "",
        };
        let promised = error.kind() == Kind::Conflict && ["let-go", "done"].contains(&input.act.as_str());
        let words = if promised { text(lang, "help-promised") } else { error.words(lang) };
        page = page.at_path(&format!("/asks/{id}")).with_problem(field, Some(words));
    }
    let answered = said.iter().filter(|word| !word.from_guest).map(|word| word.created_at).max();
    let mut changed = Vec::new();
    if mine && asked.changed_at.is_some_and(|at| answered.is_none_or(|answered| answered < at)) {
        changed.push(text(lang, "help-changed"));
        changed.extend(posted.as_ref().map(|_| text(lang, "help-changed-board")));
    }
    let tried_to = |act: &str| tried.is_some_and(|(input, _)| input.act == act);
    let heard = said_in(request, &["taken", "written", "on-board"]);
    let template = HelpPage {
        form: visit.form_word(),
        action: format!("/asks/{id}"),
        done: heard.map(|heard| text(lang, &format!("help-said-{heard}"))),
        what: asked.words.clone(),
        what_lang: asked.language.clone(),
        what_dir: direction(&asked.language),
        facts,
        mine,
        lines: lines(app, lang, &said, &side, false),
        changed,
        besides: besides(app, lang, asked),
        board: text(lang, &format!("help-board-for-{}", asked.shown_to.as_str())),
        boards: mine && posted.is_none() && asked.shown_to != ShownTo::Helpers,
        on_board: posted.map(|listing| (format!("/listings/{}", listing.slug), listing.title)),
        is_board_open: tried_to("board"),
        done_help: text_with(lang, "help-done-help", &[("days", DONE_DAYS.into())]),
        is_done_open: tried_to("done"),
        typed: match tried {
            Some((input, _)) if input.act == "board" => input.clone(),
            tried => Input {
                words: tried.map(|(input, _)| input.words.clone()).unwrap_or_default(),
                title: asked.title(),
                body: asked.words.clone(),
                place: asked.place.clone().unwrap_or_default(),
                ..Input::default()
            },
        },
        page,
    };
    Ok(answer(template.page.code(), true, &template))
}
