//! Asking without an account: a form that needs words and no more; it leads to the private page to come back to. No riddle is set
//! to tell people from programs: a field that people do not see, a word with the time in it, and counting do that.

use super::map::{self, Map, Touched};
use super::page::{self, Needs, Page, answer_needing, problem, with_contacts};
use super::sign_in::{Filled, go_to, stale};
use super::spoken;
use super::ways::{Reach, reach};
use crate::actions::ask_as_guest::{Door, ask_as_guest, door, new_secret};
use crate::actions::help_guest::stewards_read;
use crate::app::{App, Counted};
use crate::domain::guest::{Asked, Asking, LIFE_DAYS, ShownTo, WORDS_MAX};
use crate::error::{Error, Kind, Result};
use crate::federation::visitor::visitor;
use crate::http::error::retry_after;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::{Conn, facts};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
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
    /// Whether a mail goes there when an answer is here.
    by_mail: String,
    shown_to: String,
    /// Hidden from people: whoever fills it in is a program, or a browser that means well.
    website: String,
}

/// Who may see it, to be chosen.
pub(super) struct Shown {
    pub value: &'static str,
    pub words: String,
    pub chosen: bool,
}

/// What somebody can do for whom it cannot wait.
pub(super) struct Urgent {
    /// How the network can be reached.
    pub contacts: Vec<Reach>,
    /// Where it stands what is there to eat.
    pub board: &'static str,
}

impl Urgent {
    pub(super) fn of(conn: &mut Conn, lang: Lang) -> Result<Self> {
        let words = facts::network_words(conn)?;
        // Categories are the network's own.
        let has_food = facts::categories(conn)?.iter().any(|category| category.tag == "food");
        let board = if has_food { "/board?kind=offer&category=food" } else { "/board?kind=offer" };
        Ok(Self { contacts: reach(lang, &words.contact), board })
    }
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
    /// Whether this network sends mail.
    mails: bool,
    /// Who reads it, if it is for those who help.
    reads: String,
    shown: Vec<Shown>,
    kept: String,
    urgent: Urgent,
    /// Where somebody goes on who asked before.
    code: &'static str,
}

pub(super) fn choices(lang: Lang, chosen: ShownTo) -> Vec<Shown> {
    let shown = |one: &ShownTo| Shown {
        value: one.as_str(),
        words: text(lang, &format!("ask-shown-{}", one.as_str())),
        chosen: *one == chosen,
    };
    ShownTo::ALL.iter().map(shown).collect()
}

pub(super) fn kept(lang: Lang) -> String {
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
    fn new_for(app: &App) -> Result<String> {
        let plain = format!("{} {}", app.here.now().timestamp_millis(), new_secret(&app.here)?);
        Ok(URL_SAFE_NO_PAD.encode(app.here.seal.seal(FORM_CONTEXT, plain.as_bytes())))
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
            by_mail: !self.by_mail.is_empty(),
            shown_to: self.shown_to.clone(),
            language: lang.tag().to_owned(),
        }
    }
}

/// What does not fit, in the reader's language, and in which field.
pub(super) fn wrong(lang: Lang, most: usize, error: &Error) -> (&'static str, String) {
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
    let now = app.here.now();
    let read = app.here.db.read(move |conn| Ok((stewards_read(conn, now)?, Urgent::of(conn, lang)?)));
    let (by_stewards, urgent) = read.await?;
    let page = Page::new(app, lang, text(lang, "ask-title")).private().at(request).with_script();
    let template = AskPage {
        page: page.with_wrong(wrong),
        form: word.map_or_else(|| Word::new_for(app), Ok)?,
        slow: state == Door::Slow,
        most: WORDS_MAX,
        touched: Touched::new(lang, "point", &typed.point),
        map: Map::of_form(app, lang).await?,
        mails: app.config.mail.is_on(),
        reads: text(lang, if by_stewards { "ask-read-by-stewards" } else { "ask-read-by-helpers" }),
        shown: choices(lang, ShownTo::parse(&typed.shown_to).unwrap_or(ShownTo::Helpers)),
        kept: kept(lang),
        urgent,
        code: spoken::PATH,
        typed,
    };
    let needs = Needs { tiles: map::tiles(app), ..Needs::default() };
    Ok(answer_needing(code, true, &template, needs))
}

/// Nobody can ask here now: what else to do, and nothing that was typed is lost.
async fn closed(app: &App, request: &HttpRequest, state: Door, typed: &Input) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let urgent = app.here.db.read(move |conn| Urgent::of(conn, lang)).await?;
    let why = match state {
        Door::Paused => "home-intake-paused",
        Door::Full => "ask-full",
        Door::Nobody | Door::Open | Door::Slow => "ask-nobody",
    };
    // Nobody is told to write or to call where no page says how.
    let elsewhere = if urgent.contacts.is_empty() { "ask-elsewhere-neighbor" } else { "ask-elsewhere" };
    let said = vec![text(lang, why), text(lang, elsewhere)];
    let typed = typed.words.trim();
    let code = if typed.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let mut below = Vec::new();
    if !typed.is_empty() {
        below.push(text_with(lang, "ask-you-wrote", &[("words", isolate(typed).into())]));
    }
    let page = Page::new(app, lang, text(lang, "ask-closed-title")).private().at(request);
    let way = (urgent.board, text(lang, "ask-urgent-food"));
    Ok(with_contacts(code, page, said, urgent.contacts, below, way))
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

/// What was just done, as the address says it, if it is one of these.
pub(super) fn said_in(request: &HttpRequest, known: &[&'static str]) -> Option<&'static str> {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let said = pairs.find(|(name, _)| name == "said").map(|(_, said)| said)?;
    known.iter().copied().find(|known| *known == said)
}
