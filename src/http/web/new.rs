//! One form with one switch: a need or an offer (value V3). Two fields are enough; the rest folds out. Whoever likes sees
//! first how it will look and who will see it.

use super::beginnings::{self, Begun};
use super::change::{self, Change};
use super::drafts;
use super::map::{self, Map, Touched};
use super::page::{self, Needs, Page, answer_needing, problem};
use super::posting::{Input, Look, Tick, Ticks};
use super::questions::Wrong;
use super::sign_in::{go_to, stale, to_sign_in, to_sign_in_with_files};
use super::slots::{self, LIMITS, Slot};
use super::visit::Visit;
use crate::actions::keep_beginning::keep_beginning;
use crate::actions::publish_listing::{Form, publish_with_pictures, published_under};
use crate::app::{App, Counted};
use crate::domain::audience::Audience;
use crate::domain::beginning::{Beginning, is_slug};
use crate::domain::draft::Draft;
use crate::domain::key::{ListingId, MemberId};
use crate::domain::listing::{DEFAULT_DAYS, LONGEST_DAYS, PassAlong, Storage, Urgency};
use crate::domain::media::DESCRIPTION_MAX;
use crate::domain::member::Member;
use crate::error::{Error, Kind, Message, Result};
use crate::http::error::{retry_after, status};
use crate::http::mastodon::multipart::FilePart;
use crate::http::mastodon::params::Params;
use crate::i18n::{Lang, label, text, text_with};
use crate::ids;
use crate::storage::{facts, listings};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::json;
use std::collections::BTreeMap;

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
    draft: Option<drafts::Draft>,
    /// What they keep for later, where the form is empty still.
    begun: Begun,
    /// What is to be known of what was opened.
    notes: Vec<String>,
    /// What keeping it for later means.
    keep_help: String,
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
    /// Room for pictures, where it is something new: what stands there already has a page for its own.
    slots: Vec<Slot>,
    pictures_open: bool,
    description_most: usize,
}

/// What stands in the form: what was typed, the pictures that wait for it, and what does not fit with these; and above it, what
/// is kept for later, or what is to be known of what was kept.
#[derive(Default)]
struct Sheet {
    typed: Input,
    slots: Vec<Slot>,
    wrong: Vec<Wrong>,
    begun: Begun,
    notes: Vec<String>,
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
    let slots = if change.is_none() { slots::empty(page::lang(app, request)) } else { Vec::new() };
    // Only what a form of something new was filled with is known to be kept.
    let typed = Input { beginning: String::new(), ..typed };
    drawn(app, request, visit, Sheet { typed, slots, ..Sheet::default() }, tried, change).await
}

/// The same with pictures that came.
async fn drawn(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    sheet: Sheet,
    tried: Option<Tried>,
    change: Option<Change>,
) -> Result<HttpResponse> {
    let lang: Lang = page::lang(app, request);
    let Sheet { typed, mut slots, wrong, begun, notes } = sheet;
    let categories = app.here.db.read(facts::categories).await?;
    let said = |key: &str| text(lang, key);
    let (error, look) = match tried {
        Some(Tried::Wrong(error)) => (Some(error), None),
        Some(Tried::Looked(look)) => (None, Some(*look)),
        None => (None, None),
    };
    let field = error.as_ref().map_or("", Input::at);
    let is_change = change.is_some();
    let all = languages(app, &[typed.language.as_str(), typed.other_language.as_str()]);
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
    // Where the form is opened, under which the device keeps it, too.
    let way = match typed.beginning.as_str() {
        slug if !is_change && !slug.is_empty() => format!("/new/{slug}"),
        _ => action.clone(),
    };
    let mut page = Page::new(app, lang, said(title))
        .private()
        .for_member(lang)
        .at(request)
        .at_path(&way)
        .with_script()
        .with_problem(field, error.as_ref().map(|error| error.words(lang)));
    for (field, words) in wrong {
        page = page.with_problem(&field, Some(words));
    }
    if look.is_some() {
        page = page.unsent();
    }
    slots::put_wrong(&mut slots, &page);
    let pictures_open = !slots.iter().all(Slot::is_empty);
    let template = NewPage {
        form: visit.form_word(),
        once: ids::slug(),
        // What an older draft says would be written over one that is filled; and what is filled, over that of an empty form.
        draft: (!is_change && typed.act != "again").then(|| match typed.again.as_str() {
            "" => drafts::Draft::of(visit, way),
            over => drafts::Draft::of(visit, format!("/new?from={over}")),
        }),
        begun,
        notes,
        keep_help: beginnings::help(lang),
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
        more_open: is_change || pictures_open || typed.says_more(),
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
        slots,
        pictures_open,
        description_most: DESCRIPTION_MAX,
        page,
        action,
        change,
        look,
        typed,
    };
    let needs = Needs { tiles: map::tiles(app), ..Needs::default() };
    Ok(answer_needing(template.page.code(), true, &template, needs))
}

/// The form; `?kind=need` or `?kind=offer` chooses before, and `?from=` fills it with one of one's own that is over.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let asked = async {
        let visit = Visit::of(&app, &request).await?;
        let Some(member) = visit.member().map(|member| member.id) else {
            return Ok(to_sign_in(&app, &request, "/new"));
        };
        let said = |name: &str| {
            let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
            pairs.find(|(said, _)| said == name).map(|(_, value)| value.into_owned())
        };
        let lang = page::lang(&app, &request);
        let (typed, notes) = match said("from") {
            Some(slug) => change::again(&app, lang, member, slug).await?,
            None => (Input { kind: said("kind").unwrap_or_default(), ..Input::default() }, Vec::new()),
        };
        let begun = beginnings::begun(&app, &request, member).await?;
        let sheet = Sheet { typed, slots: slots::empty(lang), begun, notes, ..Sheet::default() };
        drawn(&app, &request, &visit, sheet, None, None).await
    };
    asked.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// The form, filled with what was kept for later, as it was typed.
pub(super) async fn filled(
    app: &App,
    request: &HttpRequest,
    (visit, member): (&Visit, &Member),
    one: &Beginning,
) -> Result<HttpResponse> {
    let (lang, kept) = (page::lang(app, request), one.fields_for(member.id).ok_or_else(Error::not_found)?);
    let (fields, to_write_again) = beginnings::as_written(lang, kept);
    let said = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut typed = Input { beginning: one.slug.clone(), ..typed(&said).map_err(Error::internal)? };
    // That of the page is meant where nothing is chosen.
    if typed.language == lang.tag() {
        typed.language.clear();
    }
    let slots = slots::typed(app, lang, member, &Params::from_pairs(fields.iter().cloned())).await?;
    let mut notes = beginnings::notes(app, lang, one, &fields, &slots);
    notes.extend(to_write_again);
    drawn(app, request, visit, Sheet { typed, slots, notes, ..Sheet::default() }, None, None).await
}

/// What the form says under each name, with files or without. What the address says besides is no word of it; of what is said
/// twice, the last counts.
fn said<'a>(request: &HttpRequest, params: &'a Params) -> BTreeMap<&'a str, &'a str> {
    let of_address = url::form_urlencoded::parse(request.query_string().as_bytes()).count();
    params.pairs().iter().skip(of_address).map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn typed(said: &BTreeMap<&str, &str>) -> Result<Input, serde_urlencoded::de::Error> {
    serde_urlencoded::from_str(&url::form_urlencoded::Serializer::new(String::new()).extend_pairs(said).finish())
}

/// The key of what the form says, with the files that come with it.
async fn key_of(input: &Input, files: &mut [FilePart]) -> Result<Option<String>> {
    let Some(key) = input.key() else { return Ok(None) };
    let files = slots::told_apart(files).await?;
    Ok(Some(ids::digest(&json!([key, files]).to_string())))
}

/// What was posted from this form already, as it is sent.
async fn posted_already(app: &App, member: MemberId, key: Option<&str>) -> Result<Option<ListingId>> {
    match key {
        Some(key) => published_under(&app.here, member, key).await,
        None => Ok(None),
    }
}

/// To the page of what was posted.
async fn there(app: &App, id: ListingId) -> Result<HttpResponse> {
    let listing = app.here.db.read(move |conn| listings::get(conn, id)).await?;
    Ok(go_to(&format!("/listings/{}?said=posted", listing.slug)))
}

/// The form once more, where it is nothing in it that holds it up: all that was typed stays, for later.
async fn held_up(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    mut sheet: Sheet,
    error: &Error,
) -> Result<HttpResponse> {
    if matches!(error.kind(), Kind::Internal | Kind::Unavailable) {
        tracing::error!(cause = ?error.cause(), "a need or an offer could not be posted");
    }
    let lang = page::lang(app, request);
    let words = if error.kind() == Kind::TooMany { text(lang, "too-many-keep") } else { error.words(lang) };
    sheet.wrong.insert(0, (String::new(), words));
    let mut answer = drawn(app, request, visit, sheet, None, None).await?;
    *answer.status_mut() = status(error.kind());
    retry_after(error, &mut answer);
    Ok(answer)
}

/// Posts it, and shows it; or says first how it will look, and posts nothing.
pub(super) async fn post(app: Data<App>, request: HttpRequest, payload: Payload) -> HttpResponse {
    sent(&app, &request, payload).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn sent(app: &App, request: &HttpRequest, payload: Payload) -> Result<HttpResponse> {
    let visit = Visit::of(app, request).await?;
    let Some(member) = visit.member().cloned() else {
        return Ok(to_sign_in_with_files(app, request, payload, LIMITS).await);
    };
    let lang = page::lang(app, request);
    let slots::Form { params, mut files, large } = slots::read(request, payload, LIMITS).await?;
    let Ok(mut typed) = typed(&said(request, &params)) else { return Ok(stale(app, request)) };
    if visit.check(request, &typed.form).is_err() {
        return Ok(stale(app, request));
    }
    if !is_slug(&typed.beginning) {
        typed.beginning.clear();
    }
    let slots = slots::typed(app, lang, &member, &params).await?;
    let mut sheet = Sheet { typed, slots, ..Sheet::default() };
    if let Err(error) = app.count(Counted::Member(member.id)) {
        // A page keeps no files: they are to be chosen once more.
        sheet.wrong = slots::to_choose_again(lang, files);
        return held_up(app, request, &visit, sheet, &error).await;
    }
    if let Some(error) = large {
        sheet.wrong = slots::take_in(app, lang, &member, (&params, files), &mut sheet.slots).await?;
        sheet.wrong.push((slots::too_large(&params).unwrap_or_default(), error.words(lang)));
        return drawn(app, request, &visit, sheet, None, None).await;
    }
    let key = key_of(&sheet.typed, &mut files).await?;
    if sheet.typed.act == "keep" {
        return keep(app, request, (&visit, &member), (&params, files), sheet, key).await;
    }
    if let Some(id) = posted_already(app, member.id, key.as_deref()).await? {
        return there(app, id).await;
    }
    sheet.wrong = slots::take_in(app, lang, &member, (&params, files), &mut sheet.slots).await?;
    if !sheet.wrong.is_empty() {
        // The pictures that came before may hang there by now, where the button was pressed twice.
        if let Some(id) = posted_already(app, member.id, key.as_deref()).await? {
            return there(app, id).await;
        }
        // What does not fit besides is said at once.
        let tried = looked(app, lang, &member, &sheet).await.err().filter(|error| error.kind() == Kind::Invalid);
        return drawn(app, request, &visit, sheet, tried.map(Tried::Wrong), None).await;
    }
    if sheet.typed.act == "look" {
        return match looked(app, lang, &member, &sheet).await {
            Ok(look) => drawn(app, request, &visit, sheet, Some(Tried::Looked(Box::new(look))), None).await,
            Err(error) if error.kind() == Kind::Invalid => {
                drawn(app, request, &visit, sheet, Some(Tried::Wrong(error)), None).await
            }
            Err(error) => held_up(app, request, &visit, sheet, &error).await,
        };
    }
    let tried = async {
        let (draft, pictures) = (draft(app, lang, &sheet.typed)?, slots::hung(&sheet.slots)?);
        let form = Form { key, filled_with: filled_with(&sheet.typed) };
        publish_with_pictures(&app.here, member.id, draft, pictures, form).await
    };
    match tried.await {
        Ok(id) => {
            app.wake.outbox.notify_one();
            there(app, id).await
        }
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            // Whoever posts it all the same posts it as something new.
            if matches!(error.message(), Some(Message::BeginningGone)) {
                sheet.typed.beginning.clear();
            }
            drawn(app, request, &visit, sheet, Some(Tried::Wrong(error)), None).await
        }
        Err(error) => held_up(app, request, &visit, sheet, &error).await,
    }
}

/// What was kept for later and the form was filled with.
fn filled_with(typed: &Input) -> Option<String> {
    (!typed.beginning.is_empty()).then(|| typed.beginning.clone())
}

/// Keeps it for later as it is, whether it fits or not. A picture that came and is none is told first: it would be lost.
async fn keep(
    app: &App,
    request: &HttpRequest,
    (visit, member): (&Visit, &Member),
    (params, files): (&Params, Vec<FilePart>),
    mut sheet: Sheet,
    key: Option<String>,
) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let came: Vec<String> = files.iter().map(|part| part.name.clone()).collect();
    sheet.wrong = slots::take_in(app, lang, member, (params, files), &mut sheet.slots).await?;
    sheet.wrong.retain(|(field, _)| came.contains(field));
    if !sheet.wrong.is_empty() {
        return drawn(app, request, visit, sheet, None, None).await;
    }
    let fields = beginnings::fields(lang, &said(request, params), &sheet.slots);
    let tried = async {
        if !beginnings::says_something(&fields) {
            return Err(Error::invalid("title", "Please write a few words here.").worded(Message::Empty));
        }
        // The same for a button that is pressed twice.
        let slug = key.unwrap_or_else(|| ids::digest(&ids::secret()));
        keep_beginning(&app.here, member.id, slug, fields, filled_with(&sheet.typed)).await
    };
    match tried.await {
        Ok(()) => Ok(go_to("/new?said=kept")),
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            drawn(app, request, visit, sheet, Some(Tried::Wrong(error)), None).await
        }
        Err(error) => held_up(app, request, visit, sheet, &error).await,
    }
}

/// What the form asks to post.
fn draft(app: &App, lang: Lang, typed: &Input) -> Result<Draft> {
    typed.listing(lang, app.config.network.time_zone, app.here.now())?.into_draft()
}

/// How it will look, with its pictures.
async fn looked(app: &App, lang: Lang, member: &Member, sheet: &Sheet) -> Result<Look> {
    let look = Look::of(app, lang, member, draft(app, lang, &sheet.typed)?).await?;
    let came = sheet.slots.iter().filter_map(|slot| Some((slot.came.as_ref()?.small.clone(), slot.words.clone())));
    Ok(Look { pictures: came.collect(), ..look })
}
