//! The private page of what somebody asked without an account: they come back to it by its link or by a short code, write to who
//! helps, change what they asked, and say whether it is done.

use super::ask::{Shown, Urgent, choices, kept, said_in, wrong};
use super::cards::direction;
use super::map;
use super::page::{self, Page, answer, paragraphs, problem, with_words};
use super::printed::code_of;
use super::qr::Square;
use super::sign_in::{Filled, go_to, stale};
use super::visit::language_goes_on;
use super::{again, spoken};
use crate::actions::ask_as_guest::{come_back, end_as_guest, say_as_guest, show_as_guest, still_needed};
use crate::actions::change_as_guest::{Reworded, change_reach_as_guest, reword_as_guest};
use crate::app::{App, Counted};
use crate::domain::guest::{self, Asked, DONE_DAYS, GuestNeed, GuestWord, LIFE_DAYS, Side, WORDS_MAX};
use crate::domain::listing::Listing;
use crate::domain::privacy::Key;
use crate::domain::text::NOTE_MAX;
use crate::error::{Error, Kind, Result};
use crate::federation::visitor::visitor;
use crate::i18n::{Lang, date, isolate, moment, text, text_with};
use crate::ids;
use crate::storage::{Conn, guest_needs, listings, members, proxies};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::Duration;
use serde::Deserialize;

/// What the forms of the private page say; each sends what it holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Act {
    /// What is to be done.
    act: String,
    words: String,
    place: String,
    /// Whether the place on the map is taken away.
    spot: String,
    /// Whether the board says the new words, too.
    board: String,
    reach: String,
    /// Whether a mail goes there when an answer is here.
    by_mail: String,
    shown_to: String,
}

/// Something that one side wrote.
pub(super) struct Line {
    pub who: String,
    pub when: String,
    pub words: String,
    pub mine: bool,
    /// The language of the words, where it was said, and how they run.
    pub lang: Option<String>,
    pub dir: &'static str,
}

impl Line {
    /// Words of whom nobody said in which language they are.
    pub(super) fn new(who: String, when: String, words: String, mine: bool) -> Self {
        Self { who, when, words, mine, lang: None, dir: "auto" }
    }

    /// The same in a language, where it was said.
    pub(super) fn said_in(self, lang: Option<String>) -> Self {
        Self { dir: lang.as_deref().map_or("auto", direction), lang, ..self }
    }
}

/// The way back to this page: as a square for a camera, as a link, and as a code that can be said.
struct WayBack {
    /// Whether they asked just now: then it stands open, to be kept.
    is_new: bool,
    square: Option<Square>,
    link: String,
    /// A short address, and the code that is typed there. Links of before there were codes have none.
    code: Option<(String, String)>,
}

impl WayBack {
    fn new(app: &App, secret: &str, is_new: bool) -> Result<Self> {
        let link = app.here.addresses.guest_link(secret).to_string();
        Ok(Self { is_new, square: Square::of(&link), code: code_of(app, secret)?, link })
    }
}

/// What stands in the forms by which something is changed.
struct Changes {
    words: String,
    place: String,
    has_spot: bool,
    takes_spot_away: bool,
    on_board: bool,
    reach: String,
    by_mail: bool,
    /// Whether each stands open, since what it said was not taken.
    is_reach_open: bool,
    is_words_open: bool,
}

impl Changes {
    fn new(asked: &Asked, tried: Option<&Act>) -> Self {
        let of = |act: &str| tried.filter(|tried| tried.act == act);
        let (rewords, reaches) = (of("reword"), of("reach"));
        let now = asked.reach.as_ref().map(|way| way.value.clone()).unwrap_or_default();
        Self {
            words: rewords.map_or_else(|| asked.words.clone(), |act| act.words.clone()),
            place: rewords.map_or_else(|| asked.place.clone().unwrap_or_default(), |act| act.place.clone()),
            has_spot: asked.spot.is_some(),
            takes_spot_away: rewords.is_some_and(|act| !act.spot.is_empty()),
            on_board: rewords.is_some_and(|act| !act.board.is_empty()),
            reach: reaches.map_or_else(|| now, |act| act.reach.clone()),
            by_mail: reaches.map_or(asked.by_mail, |act| !act.by_mail.is_empty()),
            is_reach_open: reaches.is_some(),
            is_words_open: rewords.is_some(),
        }
    }
}

#[derive(Template)]
#[template(path = "asked.html")]
struct AskedPage {
    page: Page,
    done: Option<String>,
    way: WayBack,
    what: String,
    what_lang: String,
    what_dir: &'static str,
    facts: Vec<String>,
    state: String,
    next: String,
    urgent: Urgent,
    /// The address and the title of what stands on the board, where everyone may see it.
    on_board: Option<(String, String)>,
    /// Whether anything of it stands there, for whomever.
    is_on_board: bool,
    lines: Vec<Line>,
    typed: String,
    shown: Vec<Shown>,
    changes: Changes,
    /// Whether this network sends mail.
    mails: bool,
    most: usize,
    kept: String,
}

/// Who helped says that it is done.
#[derive(Template)]
#[template(path = "asked_done.html")]
struct DonePage {
    page: Page,
    way: WayBack,
    what: String,
    what_lang: String,
    what_dir: &'static str,
    facts: Vec<String>,
    until: String,
    /// What was written while nobody knew that yet.
    typed: Vec<String>,
}

#[derive(Template)]
#[template(path = "asked_lost.html")]
struct LostPage {
    page: Page,
    paragraphs: Vec<String>,
    code: &'static str,
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
    if !need.is_done && need.erase_at != guest::erase_at(app.here.now()) {
        return come_back(&app.here, secret).await;
    }
    let side = Side::of_link(&need, &digest).ok_or_else(Error::not_found)?;
    Ok((need, side))
}

/// A link that leads nowhere, or nowhere any more: the code may lead on, and one can ask anew.
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
    let days = [("days", LIFE_DAYS.into()), ("done", DONE_DAYS.into())];
    let said = vec![text_with(lang, "asked-lost", &days), text(lang, "asked-lost-what-to-do")];
    if again::words(request).is_some() {
        return with_words(request, StatusCode::NOT_FOUND, page, said);
    }
    answer(StatusCode::NOT_FOUND, true, &LostPage { page, paragraphs: said, code: spoken::PATH })
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
    let (need, _) = find(app, secret).await?;
    app.count(Counted::Visitor(visitor(app, request)))?;
    let lang = page::lang(app, request);
    match done(app, lang, secret, &input).await {
        Ok("ended") => {
            app.wake.outbox.notify_one();
            let page = Page::new(app, lang, text(lang, "asked-ended-title")).private().at(request);
            let gone = if need.is_done { "asked-done-gone" } else { "asked-ended" };
            let said = vec![text(lang, gone), text(lang, "asked-ended-again")];
            Ok(paragraphs(StatusCode::OK, page, said, None))
        }
        Ok(said) => {
            app.wake.outbox.notify_one();
            let mut answer = go_to(&format!("/ask/{secret}?said={said}"));
            language_goes_on(app, request, &mut answer);
            Ok(answer)
        }
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::Forbidden) => {
            // Who helps may have said meanwhile that it is done.
            let (need, side) = find(app, secret).await?;
            page_of(app, request, secret, &need, &side, Some((&input, &error))).await
        }
        Err(error) => Err(error),
    }
}

async fn done(app: &App, lang: Lang, secret: &str, input: &Act) -> Result<&'static str> {
    let here = &app.here;
    match input.act.as_str() {
        "say" => say_as_guest(here, secret, &input.words).await.map(|()| "written"),
        "show" => {
            let shown_to = guest::shown_to(&input.shown_to)?;
            show_as_guest(here, secret, shown_to).await.map(|()| "shown")
        }
        "reach" => {
            let by_mail = !input.by_mail.is_empty();
            change_reach_as_guest(here, secret, &input.reach, by_mail).await.map(|()| "changed")
        }
        "reword" => {
            let said = Reworded {
                words: input.words.clone(),
                place: input.place.clone(),
                keeps_spot: input.spot.is_empty(),
                language: lang.tag().to_owned(),
                on_board: !input.board.is_empty(),
            };
            reword_as_guest(here, secret, said).await.map(|()| "changed")
        }
        "still" => still_needed(here, secret).await.map(|()| "still"),
        "end" => end_as_guest(here, secret).await.map(|()| "ended"),
        _ => Err(Error::not_found()),
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
    let line = |word: &GuestWord| {
        let who = match (word.from_guest, is_guest) {
            (true, true) | (false, false) => text(lang, "answer-by-you"),
            (true, false) => text(lang, "asked-by-guest"),
            (false, true) => text(lang, "asked-by-helper"),
        };
        let words = word.words.open(&Key::of_guest_side(side)).clone();
        Line::new(who, moment(lang, word.created_at, zone), words, word.from_guest == is_guest)
    };
    said.iter().map(line).collect()
}

/// Where it is, since when, and when it was changed.
pub(super) fn facts_of(app: &App, lang: Lang, need: &GuestNeed, asked: &Asked) -> Vec<String> {
    let said = |key: &str, at| {
        let time = moment(lang, at, app.config.network.time_zone);
        text_with(lang, key, &[("time", time.into())])
    };
    let mut facts = vec![said("asked-time", need.created_at)];
    facts.extend(asked.changed_at.map(|at| said("asked-changed", at)));
    facts.extend(
        asked.place.as_deref().map(|place| text_with(lang, "asked-place", &[("place", isolate(place).into())])),
    );
    facts.extend(asked.spot.as_ref().map(|spot| map::spot_words(lang, spot)));
    facts
}

/// What does not fit, with the field of the form in which it is.
fn problem_of(lang: Lang, act: &str, error: &Error) -> (&'static str, String) {
    let most = if act == "reword" { WORDS_MAX } else { NOTE_MAX };
    let (field, words) = wrong(lang, most, error);
    match (act, field) {
        ("reword", "words") => ("what", words),
        ("say", "words") | ("reword", "place") | ("reach", "reach") => (field, words),
        _ => ("", words),
    }
}

async fn page_of(
    app: &App,
    request: &HttpRequest,
    secret: &str,
    need: &GuestNeed,
    side: &Side,
    tried: Option<(&Act, &Error)>,
) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let asked = need.asked.open(&Key::of_guest_side(side));
    let mut facts = facts_of(app, lang, need, asked);
    facts.extend(
        asked.reach.as_ref().map(|way| text_with(lang, "asked-reach", &[("reach", isolate(&way.value).into())])),
    );
    let mut page = Page::new(app, lang, text(lang, "asked-title")).private().at(request);
    if let Some((input, error)) = tried {
        let (field, words) = problem_of(lang, &input.act, error);
        page = page.with_problem(field, Some(words));
    }
    let tried = tried.map(|(input, _)| input);
    let heard = said_in(request, &["asked", "written", "shown", "changed", "still"]);
    let way = WayBack::new(app, secret, heard == Some("asked"))?;
    if need.is_done {
        let last = (need.erase_at - Duration::seconds(1)).with_timezone(&app.config.network.time_zone).date_naive();
        let until = [("days", DONE_DAYS.into()), ("day", date(lang, last).into())];
        let typed = tried.map(|input| [&input.words, &input.place, &input.reach]).into_iter().flatten();
        let template = DonePage {
            way,
            what: asked.words.clone(),
            what_lang: asked.language.clone(),
            what_dir: direction(&asked.language),
            facts,
            until: text_with(lang, "asked-done-until", &until),
            typed: typed.filter(|words| !words.trim().is_empty()).cloned().collect(),
            page,
        };
        return Ok(answer(template.page.code(), true, &template));
    }
    let (seal, of) = (app.here.seal.clone(), need.clone());
    let read = app.here.db.read(move |conn| {
        let said = guest_needs::words(conn, &seal, of.id)?;
        let helper = of.taken_by.map(|helper| members::get(conn, helper)).transpose()?;
        Ok((said, helper, posted_of(conn, &of)?, Urgent::of(conn, lang)?))
    });
    let (said, helper, posted, urgent) = read.await?;
    let mails = app.config.mail.is_on();
    let template = AskedPage {
        done: heard.map(|heard| text(lang, &format!("asked-said-{heard}"))),
        way,
        what: asked.words.clone(),
        what_lang: asked.language.clone(),
        what_dir: direction(&asked.language),
        facts,
        state: match &helper {
            Some(helper) => text_with(lang, "asked-helped", &[("name", isolate(&helper.display_name).into())]),
            None => text(lang, "asked-waits"),
        },
        next: text(
            lang,
            match &asked.reach {
                Some(_) if asked.by_mail && mails => "asked-next-mail",
                Some(_) => "asked-next-reach",
                None => "asked-next-page",
            },
        ),
        urgent,
        is_on_board: posted.is_some(),
        on_board: posted
            .filter(|listing| listing.is_seen_by(None))
            .map(|listing| (format!("/listings/{}", listing.slug), listing.title)),
        lines: lines(app, lang, &said, side, true),
        typed: tried.filter(|input| input.act == "say").map(|input| input.words.clone()).unwrap_or_default(),
        shown: choices(lang, asked.shown_to),
        changes: Changes::new(asked, tried),
        mails,
        most: WORDS_MAX,
        kept: kept(lang),
        page,
    };
    Ok(answer(template.page.code(), true, &template))
}
