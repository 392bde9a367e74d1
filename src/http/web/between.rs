//! One answer, between its two sides: what they write to each other, the author's word, and how it changes hands. Plain
//! forms on one page; what each of them does stands on its button.

use super::asked::Line;
use super::cards::direction;
use super::mine::how_far;
use super::page::{self, Page, address_of, answer as page_answer, problem};
use super::sign_in::{Filled, go_to, stale, to_sign_in};
use super::visit::{Visit, sender};
use crate::actions::accept_response::{Plan, accept_response};
use crate::actions::decline_response::decline_response;
use crate::actions::move_handoff::{Change, did_not_happen, move_handoff, plan_handoff};
use crate::actions::say_about::{can_write, other_side, say_about};
use crate::actions::say_across::{Across, across, crosses};
use crate::actions::withdraw_response::withdraw_response;
use crate::app::App;
use crate::domain::handoff::{Handoff, Sealed, State as HandoffState, Then};
use crate::domain::key::{ActorId, MemberId, ResponseId};
use crate::domain::listing::{Listing, State as Listed, Way};
use crate::domain::markup;
use crate::domain::quantity::Amount;
use crate::domain::response::{Response, State};
use crate::domain::status::{Status, Ties};
use crate::domain::text::{self as rules, NOTE_MAX};
use crate::domain::typed;
use crate::domain::window::Window;
use crate::error::{Error, Kind, Message, Result};
use crate::http::entities::handoff::render_one as render_handoff;
use crate::http::entities::response::{ResponseEntity, render};
use crate::i18n::{Lang, isolate, label, moment, range, text, text_with};
use crate::storage::{actors, crossed_words, handoffs, listings, members, responses, statuses};
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
    amount: String,
    way: String,
    day: String,
    from: String,
    until: String,
    address: String,
    notes: String,
}

/// The fields of the forms, as what does not fit names them.
const FIELDS: [&str; 8] = ["words", "amount", "way", "day", "from", "until", "address", "notes"];

/// A button: what it does, what it says, and whether it is one among others.
struct Button {
    act: &'static str,
    words: String,
    quiet: bool,
}

/// How it changes hands.
struct Handing {
    state: String,
    facts: Vec<String>,
    contact: Vec<String>,
    link: Option<String>,
    /// Whether the asker says when, how and where.
    plans: bool,
    /// Whether that is folded out.
    plan_open: bool,
    buttons: Vec<Button>,
    /// What is not pressed every day, under its heading, and what happens then.
    endings: Option<(String, String, Vec<Button>)>,
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "between.html")]
struct BetweenPage {
    page: Page,
    form: String,
    action: String,
    listing_href: String,
    listing_title: String,
    listing_lang: String,
    listing_dir: &'static str,
    kind: &'static str,
    kind_words: String,
    state: String,
    facts: Vec<String>,
    lines: Vec<Line>,
    /// The kind words that came with a decision.
    word: Option<String>,
    done: Option<String>,
    next: Option<String>,
    /// Whether the asker says yes or no here.
    decides: bool,
    /// How much was asked, where something is counted.
    asked: Option<String>,
    handing: Option<Handing>,
    ways: Vec<(String, String)>,
    writes: bool,
    /// Who reads what is written.
    write_help: String,
    /// Why the two cannot write to each other here, and what to do instead.
    instead: Option<Vec<String>>,
    take_back: Option<Button>,
    /// Where the organizers are told of what the other side wrote.
    report: String,
    typed: Input,
    /// Where it is, for a sheet of paper.
    address: String,
}

/// What the page shows, read at once.
struct Found {
    listing: Listing,
    response: Response,
    said: Vec<Status>,
    ties: std::collections::HashMap<crate::domain::key::StatusId, Ties>,
    handoff: Option<Handoff>,
    own: ActorId,
    /// Where the other side is in another network: whether words go there.
    across: Option<Across>,
}

async fn find(app: &App, id: ResponseId, member: MemberId) -> Result<Found> {
    let (here, seal, network) = (app.here.clone(), app.here.seal.clone(), app.here.network);
    app.here
        .db
        .read(move |conn| {
            let response = responses::get(conn, &seal, id)?;
            let listing = listings::get(conn, response.listing)?;
            if response.key_for(&listing, member).is_none() {
                return Err(Error::not_found());
            }
            let own = members::get(conn, member)?.actor;
            let other = other_side(conn, &listing, &response, member)?;
            let mut said = Vec::new();
            // Who does not show who they are is named in nothing.
            if let Some(other) = other.filter(|other| *other != network && *other != own) {
                said = statuses::between(conn, &seal, id, [own, other])?;
            }
            let mut words_go = None;
            if crosses(&listing, &response, network) {
                said = crossed_words::of_response(conn, &seal, id)?;
                words_go = Some(across(&here, conn, &listing, &response, own, &said)?);
            }
            let ties = statuses::ties(conn, &said, Some(own))?;
            let handoff = handoffs::last_of_response(conn, &seal, id)?;
            Ok(Found { listing, response, said, ties, handoff, own, across: words_go })
        })
        .await
}

/// Begins with whom it is for, where an app wrote it.
pub(super) fn plain(status: &Status, key: &crate::domain::privacy::Key<crate::domain::privacy::Matched>) -> String {
    let words = status.words.open(key);
    let mut rest = match &words.source {
        Some(source) => source.clone(),
        None => markup::plain(&words.content),
    };
    while rest.starts_with('@') {
        rest = rest.split_once(char::is_whitespace).map_or_else(String::new, |(_, rest)| rest.trim_start().to_owned());
    }
    rest
}

/// The page.
pub(super) async fn show(app: Data<App>, request: HttpRequest, id: Path<String>) -> HttpResponse {
    let shown = async {
        let visit = Visit::of(&app, &request).await?;
        let Some(member) = visit.member().map(|member| member.id) else {
            return Ok(to_sign_in(&app, &request, request.path()));
        };
        let id: ResponseId = id.parse().map_err(|_| Error::not_found())?;
        page_of(&app, &request, &visit, member, id, None).await
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// A day, and from when until when, as the network's clocks show it; nothing where nothing is said.
///
/// # Errors
/// `Invalid` at `day`, `from` or `until`, for what is no day or no time, and for an end that is before its beginning.
pub(super) fn window(lang: Lang, [day, from, until]: [&str; 3], zone: chrono_tz::Tz) -> Result<Option<Window>> {
    if [day, from, until].iter().all(|value| value.trim().is_empty()) {
        return Ok(None);
    }
    let wrong = |field| {
        Error::invalid(field, "Please say the day, and from when until when, such as 17:00.").worded(Message::NotATime)
    };
    let day = typed::day(lang, day).ok_or_else(|| wrong("day"))?;
    let from = typed::time(from).ok_or_else(|| wrong("from"))?;
    let until = typed::time(until).ok_or_else(|| wrong("until"))?;
    if until <= from {
        return Err(Error::invalid("until", "The end comes after the beginning.").worded(Message::EndsBefore));
    }
    let at = |time, field| day.and_time(time).and_local_timezone(zone).earliest().ok_or_else(|| wrong(field));
    Window::new(at(from, "from")?.to_utc(), at(until, "until")?.to_utc()).map(Some)
}

impl Input {
    fn amount(&self, lang: Lang) -> Result<Option<Amount>> {
        if self.amount.trim().is_empty() { Ok(None) } else { Amount::typed(lang, &self.amount).map(Some) }
    }

    /// When, how and where, as the network's clocks show it.
    fn plan(&self, app: &App, lang: Lang) -> Result<Plan> {
        let zone = app.config.network.time_zone;
        let window = window(lang, [&self.day, &self.from, &self.until], zone)?;
        Ok(Plan {
            way: Way::parse(&self.way),
            window,
            sealed: Sealed {
                address: rules::lines("address", &self.address, NOTE_MAX)?,
                access_notes: rules::lines("notes", &self.notes, NOTE_MAX)?,
            },
        })
    }

    /// The plan as the form has it: a field that was cleared takes away what it said.
    fn change(&self, app: &App, lang: Lang) -> Result<Change> {
        let Plan { way, window, sealed } = self.plan(app, lang)?;
        let (address, access_notes) = (Some(sealed.address), Some(sealed.access_notes));
        Ok(Change { way: Some(way), window: Some(window), address, access_notes })
    }
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
    let id: ResponseId = id.parse().map_err(|_| Error::not_found())?;
    match done(app, page::lang(app, request), member, id, &input).await {
        Ok(said) => {
            app.wake.outbox.notify_one();
            Ok(go_to(&format!("/answers/{id}?said={said}")))
        }
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            page_of(app, request, &visit, member, id, Some((&input, &error))).await
        }
        Err(error) => Err(error),
    }
}

async fn done(app: &App, lang: Lang, member: MemberId, id: ResponseId, input: &Input) -> Result<&'static str> {
    let here = &app.here;
    let handoff = async || {
        let seal = here.seal.clone();
        let found = here.db.read(move |conn| handoffs::last_of_response(conn, &seal, id)).await?;
        found.map(|handoff| handoff.id).ok_or_else(Error::not_found)
    };
    match input.act.as_str() {
        "say" => {
            let written = say_about(here, member, id, &input.words, lang).await;
            written.map(|written| if written.across { "sent" } else { "written" })
        }
        "yes" => {
            let (amount, plan) = (input.amount(lang)?, input.plan(app, lang)?);
            accept_response(here, member, id, amount, plan).await.map(|_| "agreed")
        }
        "no" => decline_response(here, member, id).await.map(|()| "declined"),
        "take-back" => withdraw_response(here, member, id).await.map(|()| "taken-back"),
        "plan" => plan_handoff(here, member, handoff().await?, input.change(app, lang)?).await.map(|()| "planned"),
        "ready" => move_handoff(here, member, handoff().await?, HandoffState::Ready).await.map(|()| "noted"),
        "on-the-way" => move_handoff(here, member, handoff().await?, HandoffState::OnTheWay).await.map(|()| "noted"),
        "handed-over" => {
            move_handoff(here, member, handoff().await?, HandoffState::HandedOver).await.map(|()| "handed-over")
        }
        "again" => did_not_happen(here, member, handoff().await?, Then::Retry).await.map(|_| "again"),
        "reopen" => did_not_happen(here, member, handoff().await?, Then::Reopen).await.map(|_| "reopened"),
        "let-go" => did_not_happen(here, member, handoff().await?, Then::Release).await.map(|_| "let-go"),
        _ => Err(Error::not_found()),
    }
}

const SAID: [&str; 11] = [
    "written",
    "sent",
    "agreed",
    "declined",
    "taken-back",
    "planned",
    "noted",
    "handed-over",
    "again",
    "let-go",
    "reopened",
];

async fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: MemberId,
    id: ResponseId,
    tried: Option<(&Input, &Error)>,
) -> Result<HttpResponse> {
    let found = find(app, id, member).await?;
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let entity = render(app, vec![found.response.clone()], member).await?.pop().ok_or_else(Error::not_found)?;
    let (listing, state) = (&found.listing, found.response.state);
    let is_author = listing.is_by(member);
    let who = name_of_other(app, lang, &found, &entity, is_author).await?;
    let kind = listing.kind.as_str();
    let title = text_with(lang, "between-title", &[("who", isolate(&who).into())]);
    let mut page = Page::new(app, lang, title).private().at(request).for_member(lang);
    if let Some((_, error)) = tried {
        let field = match error.field() {
            Some("status") => "words",
            Some("access_notes") => "notes",
            Some(field) if FIELDS.contains(&field) => field,
            _ => "",
        };
        page = page.at_path(&format!("/answers/{id}")).with_problem(field, Some(error.words(lang)));
    }
    let mut facts: Vec<String> = Vec::new();
    if let Some(amount) = listing.words_in(lang, entity.asked) {
        facts.push(text_with(lang, &format!("between-asked-{kind}"), &[("amount", isolate(&amount).into())]));
    }
    if let Some(amount) = listing.words_in(lang, entity.accepted) {
        facts.push(text_with(lang, "between-agreed", &[("amount", isolate(&amount).into())]));
    }
    let you = text(lang, "answer-by-you");
    let mut lines = Vec::new();
    if let Some(words) = &entity.message {
        let who = if entity.mine { you.clone() } else { who.clone() };
        let language = found.response.language.map(|lang| lang.tag().to_owned());
        lines.push(Line::new(who, moment(lang, entity.created_at, zone), words.clone(), entity.mine).said_in(language));
    }
    for status in &found.said {
        let ties = found.ties.get(&status.id).copied().unwrap_or_default();
        // What crossed is for whoever is a side of the answer by now.
        let key = match found.across {
            Some(_) => found.response.key_for(listing, member),
            None => status.key_for(Some(found.own), ties),
        };
        let Some(key) = key else { continue };
        let mine = if found.across.is_some() { status.author != app.here.network } else { status.author == found.own };
        let who = if mine { you.clone() } else { who.clone() };
        let line = Line::new(who, moment(lang, status.created_at, zone), plain(status, &key), mine);
        lines.push(line.said_in(status.language.clone()));
    }
    let mut handing = match found.handoff.clone() {
        Some(handoff) => Some(handing(app, lang, member, &found, handoff).await?),
        None => None,
    };
    let planned = tried.filter(|(input, _)| input.act == "plan");
    if let Some(handing) = &mut handing {
        handing.plan_open |= planned.is_some();
    }
    let over = handing.is_none() || found.handoff.as_ref().is_some_and(|handoff| handoff.state.is_over());
    let decides = is_author && state == State::Offered;
    let mine_open = matches!(state, State::Offered | State::WithConnectors) && entity.mine;
    let take_back = match (mine_open, state == State::Accepted && !over, entity.mine) {
        (true, ..) => Some(("take-back", "answer-take-back")),
        (_, true, true) => Some(("take-back", "between-cannot")),
        (_, true, false) => Some(("no", "between-promise-back")),
        _ => None,
    };
    let next = match (state, decides, over) {
        (State::Offered, true, _) => Some("between-next-decide"),
        (State::Offered, false, _) => Some("between-next-wait"),
        (State::WithConnectors, ..) => Some("between-next-connectors"),
        (State::Accepted, _, false) if is_author => Some("between-next-plan"),
        (State::Accepted, _, false) => Some("between-next-come"),
        _ => None,
    };
    // What was not sent with this form stands there as it is kept.
    let kept = Input::of(found.handoff.as_ref(), member, zone);
    let typed = match (planned, tried) {
        (Some((input, _)), _) => input.clone(),
        (None, Some((input, _))) => Input { words: input.words.clone(), amount: input.amount.clone(), ..kept },
        (None, None) => kept,
    };
    let is_past = state == State::Accepted && over;
    let writes = match found.across {
        Some(across) => across == Across::Open,
        None => can_write(listing, &found.response, app.here.network),
    };
    let instead = instead_of_writing(&found, writes, is_author).filter(|_| !is_past);
    let write_help = if found.across.is_some() { "between-write-help-across" } else { "between-write-help" };
    let template = BetweenPage {
        form: visit.form_word(),
        action: format!("/answers/{id}"),
        listing_href: format!("/listings/{}", listing.slug),
        listing_title: listing.title.clone(),
        listing_lang: listing.language.clone(),
        listing_dir: direction(&listing.language),
        kind,
        kind_words: text(lang, &format!("kind-{kind}")),
        state: how_far(lang, &entity.state, found.handoff.as_ref().map(|handoff| handoff.state)),
        facts,
        lines,
        word: entity.answer.clone(),
        done: said(lang, request),
        next: next.map(|key| text(lang, key)),
        decides,
        asked: entity.asked.map(|asked| asked.in_field(lang)),
        handing,
        ways: Way::ALL.iter().map(|way| (way.as_str().to_owned(), label(lang, "way", way.as_str()))).collect(),
        writes,
        write_help: text(lang, write_help),
        instead: instead.map(|keys| keys.iter().map(|key| text(lang, key)).collect()),
        take_back: take_back.map(|(act, key)| Button { act, words: text(lang, key), quiet: true }),
        report: format!("/report?answer={id}"),
        typed,
        address: address_of(app, &format!("/answers/{id}")),
        page,
    };
    Ok(page_answer(template.page.code(), true, &template))
}

fn said(lang: Lang, request: &HttpRequest) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let said = pairs.find(|(name, _)| name == "said").map(|(_, said)| said)?;
    let known = SAID.into_iter().find(|known| *known == said)?;
    Some(text(lang, &format!("between-said-{known}")))
}

/// Why the two sides of an answer that is under way cannot write to each other here, and what to do instead, for whoever answered
/// and for whoever says when, how and where; nothing where they can.
fn instead_of_writing(found: &Found, writes: bool, is_author: bool) -> Option<[&'static str; 2]> {
    let why = match (found.response.state, found.across) {
        (State::WithConnectors, _) => return Some(["between-mute-connectors", "between-mute-connectors-say"]),
        (State::Offered | State::Accepted, _) if writes => return None,
        (State::Offered | State::Accepted, Some(Across::Later)) => "between-mute-later",
        (State::Offered | State::Accepted, Some(Across::Unheard)) => "between-mute-network",
        (State::Offered | State::Accepted, Some(Across::Closed | Across::Open)) => "between-mute-closed",
        (State::Offered | State::Accepted, None) => "between-mute-name",
        _ => return None,
    };
    let what = match (is_author, found.listing.local) {
        (true, _) => "between-mute-say",
        (false, true) => "between-mute-read",
        (false, false) => "between-mute-there",
    };
    Some([why, what])
}

/// What the other side is called here.
async fn name_of_other(
    app: &App,
    lang: Lang,
    found: &Found,
    entity: &ResponseEntity,
    is_author: bool,
) -> Result<String> {
    let network = |name: &str| text_with(lang, "answer-by-network", &[("network", isolate(name).into())]);
    let listing = &found.listing;
    if is_author {
        return Ok(match &entity.member {
            Some(member) => member.display_name.clone(),
            None if found.response.came_in(app.here.network) && found.response.language.is_none() => {
                network(&entity.responder.name)
            }
            None if found.response.proxy.is_some() => text(lang, "in-app-a-neighbor"),
            None => entity.responder.name.clone(),
        });
    }
    let shown = listing.shown_author().filter(|_| listing.local && listing.proxy.is_none());
    if let Some(author) = shown {
        return Ok(app.here.db.read(move |conn| members::get(conn, author)).await?.display_name);
    }
    let origin = listing.origin;
    let name = app.here.db.read(move |conn| actors::get(conn, origin)).await?.name;
    Ok(network(&name))
}

async fn handing(app: &App, lang: Lang, member: MemberId, found: &Found, handoff: Handoff) -> Result<Handing> {
    let (zone, listing) = (app.config.network.time_zone, &found.listing);
    let state = handoff.state;
    let key = format!("between-handoff-{}", state.as_str());
    let entity = render_handoff(app, handoff.clone(), member).await?;
    let say = |key: &str, field: &'static str, value: String| text_with(lang, key, &[(field, value.into())]);
    let mut facts = Vec::new();
    if let Some(window) = handoff.window {
        facts.push(say("handoff-when", "when", range(lang, window.from(), window.until(), zone)));
    }
    if let Some(way) = handoff.way {
        facts.push(say("handoff-way", "way", label(lang, "way", way.as_str())));
    }
    facts.extend(entity.address.as_deref().map(|place| say("handoff-place", "place", isolate(place))));
    facts.extend(entity.access_notes.as_deref().map(|notes| say("handoff-notes", "notes", isolate(notes))));
    let contact = entity.contact.iter().map(|way| {
        let said = [("kind", isolate(&way.kind).into()), ("value", isolate(&way.value).into())];
        text_with(lang, "between-contact", &said)
    });
    let plans = listing.local && handoff.author == Some(member) && !state.is_over();
    let button = |act, quiet| Button { act, words: text(lang, &format!("between-act-{act}")), quiet };
    // What comes next stands first; what ends it comes behind that.
    let next: &[&'static str] = match state {
        _ if !listing.local => &[],
        HandoffState::Planned => &["ready", "on-the-way", "handed-over"],
        HandoffState::Ready => &["on-the-way", "handed-over"],
        HandoffState::OnTheWay => &["handed-over"],
        HandoffState::HandedOver | HandoffState::DidNotHappen => &[],
    };
    let buttons = next.iter().copied().enumerate().map(|(at, act)| button(act, at > 0)).collect();
    let is_deleted = listing.state == Listed::Erased;
    let reopens_until = handoff.reopens_until().filter(|until| app.here.now() < *until && !is_deleted);
    let endings = match reopens_until {
        _ if !listing.local => None,
        _ if !state.is_over() => {
            let both = vec![button("again", true), button("let-go", true)];
            Some((text(lang, "between-endings"), text(lang, "between-no-fault"), both))
        }
        Some(until) => {
            let until = say("between-reopen-until", "time", moment(lang, until, zone));
            Some((text(lang, "between-reopen"), until, vec![button("reopen", true)]))
        }
        None => None,
    };
    let note = match (state.is_over(), listing.local) {
        (true, _) => Some("between-erased"),
        (false, false) => Some("between-elsewhere"),
        (false, true) => None,
    };
    // At the other network, where and how stand behind the link alone.
    let link = entity.link.filter(|_| !listing.local && !state.is_over());
    let plan_open = facts.is_empty();
    Ok(Handing {
        state: text(lang, &key),
        facts,
        contact: contact.collect(),
        link,
        plans,
        plan_open,
        buttons,
        endings,
        note: note.map(|key| text(lang, key)),
    })
}

impl Input {
    /// The plan as it stands, to be changed.
    fn of(handoff: Option<&Handoff>, member: MemberId, zone: chrono_tz::Tz) -> Self {
        let Some(handoff) = handoff else { return Self::default() };
        let sealed = match (handoff.key_for(member), &handoff.sealed) {
            (Some(key), Some(sealed)) => sealed.open(&key).clone(),
            _ => Sealed::default(),
        };
        let local =
            handoff.window.map(|window| (window.from().with_timezone(&zone), window.until().with_timezone(&zone)));
        Self {
            way: handoff.way.map(|way| way.as_str().to_owned()).unwrap_or_default(),
            day: local.map(|(from, _)| from.format("%Y-%m-%d").to_string()).unwrap_or_default(),
            from: local.map(|(from, _)| from.format("%H:%M").to_string()).unwrap_or_default(),
            until: local.map(|(_, until)| until.format("%H:%M").to_string()).unwrap_or_default(),
            address: sealed.address.unwrap_or_default(),
            notes: sealed.access_notes.unwrap_or_default(),
            ..Self::default()
        }
    }
}
