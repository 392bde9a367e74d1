//! Asking without an account: a form that needs words and no more, and the private page to come back to. No riddle is set to
//! tell people from programs: a field that people do not see, a word with the time in it, and counting do that.

use super::cards::direction;
use super::map::{self, Map, Touched};
use super::page::{self, Needs, Page, answer, answer_needing, paragraphs, problem, with_contacts, with_words};
use super::sign_in::{Filled, go_to, stale};
use super::visit::language_goes_on;
use super::ways::reach;
use crate::actions::ask_as_guest::{Door, ask_as_guest, come_back, door, end_as_guest, say_as_guest, show_as_guest};
use crate::app::{App, Counted};
use crate::domain::guest::{self, Asked, Asking, GuestNeed, GuestWord, LIFE_DAYS, ShownTo, Side, WORDS_MAX};
use crate::domain::listing::Listing;
use crate::domain::privacy::Key;
use crate::domain::text::NOTE_MAX;
use crate::error::{Error, Kind, Result};
use crate::federation::visitor::visitor;
use crate::http::error::retry_after;
use crate::i18n::{Lang, isolate, moment, text, text_with};
use crate::ids;
use crate::storage::{Conn, facts, guest_needs, listings, members, proxies};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// What the form says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    form: String,
    words: String,
    place: String,
    /// A place that was chosen on the map.
    point: String,
    reach: String,
    shown_to: String,
    /// Hidden from people: whoever fills it in is a program, or a browser that means well.
    website: String,
}

/// What the forms of the private page say; each sends what it holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Act {
    /// What is to be done.
    act: String,
    words: String,
    shown_to: String,
}

/// Who may see it, to be chosen.
struct Shown {
    value: &'static str,
    words: String,
    chosen: bool,
}

/// Something that one side wrote.
pub(super) struct Line {
    pub who: String,
    pub when: String,
    pub words: String,
    pub mine: bool,
}

#[derive(Template)]
#[template(path = "ask.html")]
struct AskPage {
    page: Page,
    form: String,
    slow: bool,
    typed: Input,
    most: usize,
    touched: Touched,
    map: Map,
    shown: Vec<Shown>,
    kept: String,
}

#[derive(Template)]
#[template(path = "asked.html")]
struct AskedPage {
    page: Page,
    done: Option<String>,
    /// The way back, said once.
    link: Option<String>,
    what: String,
    what_lang: String,
    what_dir: &'static str,
    facts: Vec<String>,
    state: String,
    next: String,
    /// The address and the title of what stands on the board, where everyone may see it.
    on_board: Option<(String, String)>,
    lines: Vec<Line>,
    typed: String,
    shown: Vec<Shown>,
    kept: String,
}

fn choices(lang: Lang, chosen: ShownTo) -> Vec<Shown> {
    let shown = |one: &ShownTo| Shown {
        value: one.as_str(),
        words: text(lang, &format!("ask-shown-{}", one.as_str())),
        chosen: *one == chosen,
    };
    ShownTo::ALL.iter().map(shown).collect()
}

fn kept(lang: Lang) -> String {
    text_with(lang, "ask-kept", &[("days", LIFE_DAYS.into())])
}

const FORM_CONTEXT: &str = "a form for asking";
/// Milliseconds in which nobody reads the page and writes.
const SOONEST: i64 = 2_000;
/// Milliseconds of a day: then a form was open for too long.
const LATEST: i64 = 86_400_000;

/// What a form carries, sealed: when its page was made, and the secret of the private link that it is to become.
struct Word {
    milliseconds_ago: i64,
    secret: String,
}

impl Word {
    fn new_for(app: &App) -> String {
        let plain = format!("{} {}", app.here.now().timestamp_millis(), ids::secret());
        URL_SAFE_NO_PAD.encode(app.here.seal.seal(FORM_CONTEXT, plain.as_bytes()))
    }

    fn read(app: &App, word: &str) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(word).ok()?;
        let plain = app.here.seal.open_text(FORM_CONTEXT, &sealed).ok()?;
        let (made_at, secret) = plain.split_once(' ')?;
        let made_at: i64 = made_at.parse().ok()?;
        Some(Self { milliseconds_ago: app.here.now().timestamp_millis() - made_at, secret: secret.to_owned() })
    }
}

impl Input {
    fn asking(&self, lang: Lang) -> Asking {
        Asking {
            words: self.words.clone(),
            place: self.place.clone(),
            reach: self.reach.clone(),
            shown_to: self.shown_to.clone(),
            language: lang.tag().to_owned(),
        }
    }
}

/// What does not fit, in the reader's language, and in which field.
fn wrong(lang: Lang, most: usize, error: &Error) -> (&'static str, String) {
    match error.field() {
        Some("words") => ("words", text_with(lang, "ask-words-wrong", &[("most", most.to_string().into())])),
        Some("place") => ("place", text(lang, "ask-place-wrong")),
        Some("reach") => ("reach", text(lang, "ask-reach-wrong")),
        _ => ("", error.words(lang)),
    }
}

/// The form, with what was typed and what does not fit; with `word`, of a page that was made before.
async fn form(
    app: &App,
    request: &HttpRequest,
    typed: Input,
    word: Option<String>,
    wrong: Option<(&'static str, String)>,
    code: StatusCode,
) -> Result<HttpResponse> {
    let state = door(&app.here).await?;
    if !state.is_open() {
        return closed(app, request, state, &typed).await;
    }
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "ask-title")).private().at(request).with_script();
    let template = AskPage {
        page: page.with_wrong(wrong),
        form: word.unwrap_or_else(|| Word::new_for(app)),
        slow: state == Door::Slow,
        most: WORDS_MAX,
        touched: Touched::new(lang, "point", &typed.point),
        map: Map::of_form(app, lang).await?,
        shown: choices(lang, ShownTo::parse(&typed.shown_to).unwrap_or(ShownTo::Helpers)),
        kept: kept(lang),
        typed,
    };
    let needs = Needs { tiles: map::tiles(app), ..Needs::default() };
    Ok(answer_needing(code, true, &template, needs))
}

/// Nobody can ask here now: what else to do, and nothing that was typed is lost.
async fn closed(app: &App, request: &HttpRequest, state: Door, typed: &Input) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let words = app.here.db.read(facts::network_words).await?;
    let why = match state {
        Door::Paused => "home-intake-paused",
        Door::Full => "ask-full",
        Door::Nobody | Door::Open | Door::Slow => "ask-nobody",
    };
    let contacts = reach(lang, &words.contact);
    // Nobody is told to write or to call where no page says how.
    let elsewhere = if contacts.is_empty() { "ask-elsewhere-neighbor" } else { "ask-elsewhere" };
    let said = vec![text(lang, why), text(lang, elsewhere)];
    let typed = typed.words.trim();
    let code = if typed.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let mut below = Vec::new();
    if !typed.is_empty() {
        below.push(text_with(lang, "ask-you-wrote", &[("words", isolate(typed).into())]));
    }
    let page = Page::new(app, lang, text(lang, "ask-closed-title")).private().at(request);
    let way = ("/board", text(lang, "home-board-button"));
    Ok(with_contacts(code, page, said, contacts, below, way))
}

/// The form.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let shown = form(&app, &request, Input::default(), None, None, StatusCode::OK);
    shown.await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// Asks, and goes on to the private page.
pub(super) async fn post(app: Data<App>, request: HttpRequest, input: Filled<Input>) -> HttpResponse {
    let Ok(Form(input)) = input else { return stale(&app, &request) };
    posted(&app, &request, input).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn posted(app: &App, request: &HttpRequest, mut input: Input) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let trapped = !input.website.is_empty();
    input.website.clear();
    let word = Word::read(app, &input.form).filter(|word| (0..=LATEST).contains(&word.milliseconds_ago));
    // Programs are told no more than people whose page was open for a day: to press once more.
    let secret = match word {
        Some(word) if !trapped && word.milliseconds_ago >= SOONEST => word.secret,
        word => {
            let same = word.filter(|_| !trapped).map(|_| input.form.clone());
            let again = ("", text(lang, "ask-again"));
            return form(app, request, input, same, Some(again), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let same = Some(input.form.clone());
    let point = map::touched(&input.point);
    if point.is_none() && !input.point.trim().is_empty() {
        let wrong = ("point", text(lang, "map-point-wrong"));
        return form(app, request, input, same, Some(wrong), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let mut asked: Asked = match input.asking(lang).check() {
        Ok(asked) => asked,
        Err(error) => {
            let wrong = wrong(lang, WORDS_MAX, &error);
            return form(app, request, input, same, Some(wrong), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    if let Err(error) = app.count(Counted::Ask(visitor(app, request))) {
        let wait = ("", text(lang, "ask-too-often"));
        let mut answer = form(app, request, input, same, Some(wait), StatusCode::TOO_MANY_REQUESTS).await?;
        retry_after(&error, &mut answer);
        return Ok(answer);
    }
    if let Some(point) = point {
        asked.spot = Some(map::spot(app, point).await?);
    }
    match ask_as_guest(&app.here, secret, asked).await {
        Ok(secret) => Ok(go_to(&format!("/ask/{secret}?said=asked"))),
        Err(error) if error.kind() == Kind::Conflict => {
            let again = ("", text(lang, "ask-again"));
            form(app, request, input, same, Some(again), StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// What a private link leads to, with the proof that it does.
async fn find(app: &App, secret: &str) -> Result<(GuestNeed, Side)> {
    let (digest, seal) = (ids::digest(secret), app.here.seal.clone());
    let wanted = digest.clone();
    let read = app.here.db.read(move |conn| match guest_needs::by_link(conn, &wanted)? {
        Some(id) => guest_needs::get(conn, &seal, id),
        None => Err(Error::not_found()),
    });
    let need = read.await?;
    // Once a day, whoever comes back is waited for longer.
    if need.erase_at != guest::erase_at(app.here.now()) {
        return come_back(&app.here, secret).await;
    }
    let side = Side::of_link(&need, &digest).ok_or_else(Error::not_found)?;
    Ok((need, side))
}

/// A link that leads nowhere, or nowhere any more.
fn lost(app: &App, request: &HttpRequest, error: &Error) -> HttpResponse {
    if error.kind() != Kind::NotFound {
        return problem(app, request, error);
    }
    // Perhaps somebody tries many; whoever has a right one is not held up by them.
    if let Err(too_many) = app.count(Counted::Visitor(visitor(app, request))) {
        return problem(app, request, &too_many);
    }
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "asked-lost-title")).private().at(request);
    let said = vec![text_with(lang, "asked-lost", &[("days", LIFE_DAYS.into())]), text(lang, "asked-lost-what-to-do")];
    with_words(request, StatusCode::NOT_FOUND, page, said)
}

/// The private page.
pub(super) async fn show(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    let shown = async {
        let (need, side) = find(&app, &secret).await?;
        page_of(&app, &request, &secret, &need, &side, None).await
    };
    shown.await.unwrap_or_else(|error: Error| lost(&app, &request, &error))
}

/// Does what a button of the private page says.
pub(super) async fn act(
    app: Data<App>,
    request: HttpRequest,
    secret: Path<String>,
    input: Filled<Act>,
) -> HttpResponse {
    let Ok(Form(input)) = input else { return stale(&app, &request) };
    acted(&app, &request, &secret, input).await.unwrap_or_else(|error| lost(&app, &request, &error))
}

async fn acted(app: &App, request: &HttpRequest, secret: &str, input: Act) -> Result<HttpResponse> {
    let (need, side) = find(app, secret).await?;
    app.count(Counted::Visitor(visitor(app, request)))?;
    let lang = page::lang(app, request);
    let done = match input.act.as_str() {
        "say" => say_as_guest(&app.here, secret, &input.words).await.map(|()| "written"),
        "show" => match guest::shown_to(&input.shown_to) {
            Ok(shown_to) => show_as_guest(&app.here, secret, shown_to).await.map(|()| "shown"),
            Err(error) => Err(error),
        },
        "end" => end_as_guest(&app.here, secret).await.map(|()| "ended"),
        _ => Err(Error::not_found()),
    };
    match done {
        Ok("ended") => {
            app.wake.outbox.notify_one();
            let page = Page::new(app, lang, text(lang, "asked-ended-title")).private().at(request);
            let said = vec![text(lang, "asked-ended"), text(lang, "asked-ended-again")];
            Ok(paragraphs(StatusCode::OK, page, said, None))
        }
        Ok(said) => {
            app.wake.outbox.notify_one();
            let mut answer = go_to(&format!("/ask/{secret}?said={said}"));
            language_goes_on(app, request, &mut answer);
            Ok(answer)
        }
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            page_of(app, request, secret, &need, &side, Some((&input, &error))).await
        }
        Err(error) => Err(error),
    }
}

/// What stands on the board of it.
pub(super) fn posted_of(conn: &mut Conn, need: &GuestNeed) -> Result<Option<Listing>> {
    let Some(proxy) = need.proxy else { return Ok(None) };
    let ids = proxies::listings_of(conn, proxy)?;
    let found = listings::get_many(conn, &ids)?;
    Ok(found.into_iter().find(|listing| listing.state.is_published() && !listing.state.is_over()))
}

/// What the two sides wrote, as one of them reads it.
pub(super) fn lines(app: &App, lang: Lang, said: &[GuestWord], side: &Side, is_guest: bool) -> Vec<Line> {
    let zone = app.config.network.time_zone;
    let line = |word: &GuestWord| Line {
        who: match (word.from_guest, is_guest) {
            (true, true) | (false, false) => text(lang, "answer-by-you"),
            (true, false) => text(lang, "asked-by-guest"),
            (false, true) => text(lang, "asked-by-helper"),
        },
        when: moment(lang, word.created_at, zone),
        words: word.words.open(&Key::of_guest_side(side)).clone(),
        mine: word.from_guest == is_guest,
    };
    said.iter().map(line).collect()
}

/// Where it is, and since when.
pub(super) fn facts_of(app: &App, lang: Lang, need: &GuestNeed, asked: &Asked) -> Vec<String> {
    let since = moment(lang, need.created_at, app.config.network.time_zone);
    let mut facts = vec![text_with(lang, "asked-time", &[("time", since.into())])];
    facts.extend(
        asked.place.as_deref().map(|place| text_with(lang, "asked-place", &[("place", isolate(place).into())])),
    );
    facts.extend(asked.spot.as_ref().map(|spot| map::spot_words(lang, spot)));
    facts
}

async fn page_of(
    app: &App,
    request: &HttpRequest,
    secret: &str,
    need: &GuestNeed,
    side: &Side,
    tried: Option<(&Act, &Error)>,
) -> Result<HttpResponse> {
    let (seal, of) = (app.here.seal.clone(), need.clone());
    let read = app.here.db.read(move |conn| {
        let said = guest_needs::words(conn, &seal, of.id)?;
        let helper = of.taken_by.map(|helper| members::get(conn, helper)).transpose()?;
        Ok((said, helper, posted_of(conn, &of)?))
    });
    let (said, helper, posted) = read.await?;
    let lang = page::lang(app, request);
    let asked = need.asked.open(&Key::of_guest_side(side));
    let mut facts = facts_of(app, lang, need, asked);
    facts.extend(
        asked.reach.as_ref().map(|way| text_with(lang, "asked-reach", &[("reach", isolate(&way.value).into())])),
    );
    let mut page = Page::new(app, lang, text(lang, "asked-title")).private().at(request);
    if let Some((_, error)) = tried {
        let (field, words) = wrong(lang, NOTE_MAX, error);
        let field = if field == "words" { field } else { "" };
        page = page.with_problem(field, Some(words));
    }
    let heard = said_in(request, &["asked", "written", "shown"]);
    let template = AskedPage {
        done: heard.map(|heard| text(lang, &format!("asked-said-{heard}"))),
        link: (heard == Some("asked")).then(|| app.here.addresses.guest_link(secret).to_string()),
        what: asked.words.clone(),
        what_lang: asked.language.clone(),
        what_dir: direction(&asked.language),
        facts,
        state: match &helper {
            Some(helper) => text_with(lang, "asked-helped", &[("name", isolate(&helper.display_name).into())]),
            None => text(lang, "asked-waits"),
        },
        next: text(lang, if asked.reach.is_some() { "asked-next-reach" } else { "asked-next-page" }),
        on_board: posted
            .filter(|listing| listing.is_seen_by(None))
            .map(|listing| (format!("/listings/{}", listing.slug), listing.title)),
        lines: lines(app, lang, &said, side, true),
        typed: tried.map(|(input, _)| input.words.clone()).unwrap_or_default(),
        shown: choices(lang, asked.shown_to),
        kept: kept(lang),
        page,
    };
    Ok(answer(template.page.code(), true, &template))
}

/// What was just done, as the address says it, if it is one of these.
pub(super) fn said_in(request: &HttpRequest, known: &[&'static str]) -> Option<&'static str> {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let said = pairs.find(|(name, _)| name == "said").map(|(_, said)| said)?;
    known.iter().copied().find(|known| *known == said)
}
