//! One form with one switch: a need or an offer (value V3). Two fields are enough; the rest folds out. Whoever likes sees
//! first how it will look and who will see it.

use super::change::Change;
use super::drafts::Draft;
use super::map::{self, Map, Touched};
use super::page::{self, Needs, Page, answer_needing, problem};
use super::posting::{Input, Look, Tick, Ticks};
use super::sign_in::{Filled, go_to, stale, to_sign_in};
use super::visit::Visit;
use crate::actions::publish_listing::publish_once;
use crate::app::{App, Counted};
use crate::domain::audience::Audience;
use crate::domain::listing::{DEFAULT_DAYS, LONGEST_DAYS, PassAlong, Storage, Urgency};
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, label, text, text_with};
use crate::ids;
use crate::storage::{facts, listings};
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// One of several to choose.
struct OneOf {
    value: String,
    words: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "new.html")]
struct NewPage {
    page: Page,
    form: String,
    /// By which what is sent twice from this page is posted once.
    once: String,
    /// Where it is sent.
    action: String,
    /// What it says besides, where it changes what stands there already.
    change: Option<Change>,
    /// What stands on the board already is no draft.
    draft: Option<Draft>,
    /// Whether need or offer is to be chosen.
    chooses_kind: bool,
    /// Whether it is posted for a neighbor, and shows nobody's name.
    names_nobody: bool,
    /// Whether the same is said in easy words.
    shows_easy: bool,
    lead: String,
    button: String,
    look_lead: String,
    typed: Input,
    look: Option<Look>,
    languages: Vec<OneOf>,
    more_open: bool,
    categories: Vec<(String, String)>,
    food_open: bool,
    food: Vec<Ticks>,
    has_none: bool,
    kept: Vec<OneOf>,
    when_open: bool,
    urgencies: Vec<OneOf>,
    ends_help: String,
    touched: Touched,
    map: Map,
    how_open: bool,
    ways: Vec<Tick>,
    audiences: Vec<OneOf>,
    passing: Vec<OneOf>,
    other_open: bool,
    others: Vec<OneOf>,
}

/// What was sent, and what became of it: it does not fit yet, or this is how it will look.
pub(super) enum Tried {
    Wrong(Error),
    Looked(Box<Look>),
}

fn one_of(chosen: &str, all: impl IntoIterator<Item = (String, String)>) -> Vec<OneOf> {
    all.into_iter().map(|(value, words)| OneOf { chosen: value == chosen, value, words }).collect()
}

/// The same with a first one, which is meant where nothing is chosen.
fn choices(first: String, chosen: &str, all: impl IntoIterator<Item = (String, String)>) -> Vec<OneOf> {
    let first = OneOf { value: String::new(), words: first, chosen: chosen.is_empty() };
    std::iter::once(first).chain(one_of(chosen, all)).collect()
}

/// The languages in which somebody may write: those of the pages, the network's own, and those in which it is said already.
fn languages(app: &App, said: &[&str]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        Lang::ALL.iter().map(|lang| (lang.tag().to_owned(), lang.name().to_owned())).collect();
    let ours: Vec<String> = app.network().languages.iter().map(ToString::to_string).collect();
    for tag in ours.into_iter().chain(said.iter().map(|tag| (*tag).to_owned())) {
        if !tag.is_empty() && !all.iter().any(|(known, _)| *known == tag) {
            all.push((tag.clone(), tag));
        }
    }
    all
}

/// The form, with what does not fit yet or how it will look: of something new, or of what stands there already.
pub(super) async fn shown(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    typed: Input,
    tried: Option<Tried>,
    change: Option<Change>,
) -> Result<HttpResponse> {
    let lang: Lang = page::lang(app, request);
    let categories = app.here.db.read(facts::categories).await?;
    let said = |key: &str| text(lang, key);
    let (error, look) = match tried {
        Some(Tried::Wrong(error)) => (Some(error), None),
        Some(Tried::Looked(look)) => (None, Some(*look)),
        None => (None, None),
    };
    let field = error.as_ref().map_or("", Input::at);
    let is_change = change.is_some();
    let said_in = if is_change { vec![typed.language.as_str(), typed.other_language.as_str()] } else { Vec::new() };
    let all = languages(app, &said_in);
    // The language of the page comes first, and is meant where nothing is chosen. What stands there already is in one.
    let in_other = all.iter().filter(|(tag, _)| tag != lang.tag()).cloned();
    let written_in = match is_change {
        true => one_of(&typed.language, all.iter().cloned()),
        false => choices(lang.name().to_owned(), &typed.language, in_other),
    };
    let audiences = Audience::ALL.map(|one| {
        let words = said(&format!("listing-seen-by-{}", one.as_str()));
        (one.as_str().to_owned(), words)
    });
    let audiences = match is_change {
        true => one_of(&typed.audience, audiences),
        false => choices(said("new-audience-usual"), &typed.audience, audiences),
    };
    let passing = PassAlong::ALL.iter().filter(|one| **one != PassAlong::No);
    let passing = passing.map(|one| (one.as_str().to_owned(), said(&format!("new-pass-along-{}", one.as_str()))));
    let kept = Storage::ALL.iter().map(|one| (one.as_str().to_owned(), label(lang, "storage", one.as_str())));
    let urgencies = Urgency::ALL.iter().map(|one| (one.as_str().to_owned(), label(lang, "urgency", one.as_str())));
    let title = match (look.is_some(), is_change) {
        (true, _) => "look-title",
        (false, true) => "edit-title",
        (false, false) => "new-title",
    };
    let of_either = |new: &str, change: &str| said(if is_change { change } else { new });
    let action = change.as_ref().map_or_else(|| "/new".to_owned(), |change| change.action.clone());
    let template = NewPage {
        form: visit.form_word(),
        once: ids::slug(),
        draft: (!is_change).then(|| Draft::of(visit, "/new")),
        chooses_kind: change.as_ref().is_none_or(|change| change.kind.is_none()),
        names_nobody: change.as_ref().is_some_and(|change| change.for_neighbor),
        shows_easy: !typed.easy.is_empty() || change.as_ref().is_some_and(|change| change.is_easy),
        lead: match change.as_ref().is_some_and(|change| change.now.is_some()) {
            // The page says what happened.
            true => String::new(),
            false => of_either("new-lead", "edit-lead"),
        },
        button: of_either("new-button", "edit-button"),
        look_lead: of_either("look-lead", "edit-look-lead"),
        languages: written_in,
        // What stands there already is all to be seen.
        more_open: is_change || typed.says_more(),
        categories: super::board::in_order(lang, &categories),
        food_open: typed.says_food(),
        food: typed.food(lang),
        has_none: typed.is_ticked("none"),
        kept: choices(String::new(), &typed.storage, kept),
        when_open: typed.says_when(),
        urgencies: choices(String::new(), &typed.urgency, urgencies),
        ends_help: text_with(lang, "new-ends-help", &[("usual", DEFAULT_DAYS.into()), ("most", LONGEST_DAYS.into())]),
        touched: Touched::new(lang, "point", &typed.point),
        map: Map::of_form(app, lang).await?,
        how_open: typed.says_how(),
        ways: typed.ways(lang),
        audiences,
        passing: choices(said("new-pass-along-no"), &typed.pass_along, passing),
        other_open: typed.says_other(),
        others: choices(String::new(), &typed.other_language, all.iter().cloned()),
        page: Page::new(app, lang, said(title))
            .private()
            .for_member(lang)
            .at(request)
            .at_path(&action)
            .with_script()
            .with_problem(field, error.as_ref().map(|error| error.words(lang))),
        action,
        change,
        look,
        typed,
    };
    let needs = Needs { script: true, tiles: map::tiles(app), ..Needs::default() };
    Ok(answer_needing(template.page.code(), true, &template, needs))
}

/// The form; `?kind=need` or `?kind=offer` chooses before.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let asked = async {
        let visit = Visit::of(&app, &request).await?;
        if visit.member().is_none() {
            return Ok(to_sign_in(&app, &request, "/new"));
        }
        let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
        let kind = pairs.find(|(name, _)| name == "kind").map(|(_, kind)| kind.into_owned()).unwrap_or_default();
        shown(&app, &request, &visit, Input { kind, ..Input::default() }, None, None).await
    };
    asked.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Posts it, and shows it; or says first how it will look, and posts nothing.
pub(super) async fn post(app: Data<App>, request: HttpRequest, input: Filled<Input>) -> HttpResponse {
    let posted = async {
        let visit = Visit::of(&app, &request).await?;
        let Some(member) = visit.member().cloned() else { return Ok(to_sign_in(&app, &request, "/new")) };
        let Ok(Form(input)) = input else { return Ok(stale(&app, &request)) };
        if visit.check(&request, &input.form).is_err() {
            return Ok(stale(&app, &request));
        }
        app.count(Counted::Member(member.id))?;
        let lang = page::lang(&app, &request);
        let zone = app.config.network.time_zone;
        let draft = || input.listing(lang, zone, app.here.now())?.into_draft();
        if input.act == "look" {
            let looked = async { Look::of(&app, lang, &member, draft()?).await };
            let tried = match looked.await {
                Ok(look) => Tried::Looked(Box::new(look)),
                Err(error) if error.kind() == Kind::Invalid => Tried::Wrong(error),
                Err(error) => return Err(error),
            };
            return shown(&app, &request, &visit, input, Some(tried), None).await;
        }
        let tried = async { publish_once(&app.here, member.id, draft()?, true, input.key()).await };
        match tried.await {
            Ok(id) => {
                app.wake.outbox.notify_one();
                let listing = app.here.db.read(move |conn| listings::get(conn, id)).await?;
                Ok(go_to(&format!("/listings/{}?said=posted", listing.slug)))
            }
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
                shown(&app, &request, &visit, input, Some(Tried::Wrong(error)), None).await
            }
            Err(error) => Err(error),
        }
    };
    posted.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}
