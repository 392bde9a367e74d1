//! A member's home (what waits for their word, what is close by, what their network says), and what is theirs alone: their
//! needs and offers, what they answered, and what is over. No number on them compares people (value V2).

use super::announcing::Words;
use super::answers::Tried;
use super::cards::{Around, Card, direction};
use super::change;
use super::duties::{Duties, member_page};
use super::listing;
use super::oneself::was_said;
use super::page::{self, Page, answer, leading_on, problem};
use super::sign_in::{Filled, go_to, stale, to_sign_in};
use super::tasks;
use super::visit::Visit;
use crate::actions::change_listing::{delete_listing, step_listing};
use crate::actions::erase::history_life;
use crate::actions::help_guest::looks_after_guests;
use crate::app::{App, Counted};
use crate::clock::Moment;
use crate::domain::follow::Actor;
use crate::domain::handoff::State as HandoffState;
use crate::domain::key::{ActorId, ListingId, MemberId, ResponseId};
use crate::domain::listing::{Listing, State as ListingState, Step};
use crate::domain::member::{Member, State};
use crate::domain::privacy::Key;
use crate::domain::response::Response;
use crate::error::{Error, Kind, Result};
use crate::http::entities::response::{ResponseEntity, render};
use crate::i18n::{Lang, date, isolate, list, moment, range, soon, text, text_with};
use crate::seal::MasterKey;
use crate::storage::announcements::{self, Announcement};
use crate::storage::history::{self, Over};
use crate::storage::listings::{BoardQuery, Paging};
use crate::storage::{Conn, actors, handoffs, listings, profiles, responses, statuses};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

/// How much of what waits, and of what is agreed, the home shows at once; all the rest is a link away.
const WAITING: i64 = 40;
/// How many listings close by.
const NEAR: i64 = 6;
/// How far close by reaches, in metres.
const NEAR_METRES: u32 = 3_000;
/// How much the network says.
const NEWS: i64 = 3;
/// How many of one's own a page shows.
const OWN: i64 = 20;

/// A line that leads to an answer's own page, if the reader finds one there.
struct Thread {
    href: Option<String>,
    kind: &'static str,
    kind_words: String,
    title: String,
    lang: String,
    dir: &'static str,
    words: String,
    soft: Option<String>,
}

impl Thread {
    fn new(lang: Lang, listing: &Listing, id: impl std::fmt::Display, words: String, soft: Option<String>) -> Self {
        let kind = listing.kind.as_str();
        // A listing loses its words before one's own history goes.
        let (title, written, dir) = match listing.state {
            ListingState::Erased => (text(lang, "mine-words-gone"), lang.tag().to_owned(), lang.direction()),
            _ => (listing.title.clone(), listing.language.clone(), direction(&listing.language)),
        };
        Self {
            href: Some(format!("/answers/{id}")),
            kind,
            kind_words: text(lang, &format!("kind-{kind}")),
            title,
            lang: written,
            dir,
            words,
            soft,
        }
    }
}

/// What the network says.
struct News {
    words: Words,
    /// The time that it is about, if it is about one.
    during: Option<String>,
    when: String,
}

#[derive(Template)]
#[template(path = "member_home.html")]
struct MemberHome {
    page: Page,
    hello: String,
    resting: bool,
    waiting: Vec<Thread>,
    further_waiting: Option<String>,
    under_way: Vec<Thread>,
    further_under_way: Option<String>,
    news: Vec<News>,
    near_words: &'static str,
    /// Whether they have not said roughly where they live.
    asks_where: bool,
    cards: Vec<Card>,
    /// Whether they help neighbors without an account.
    helps: bool,
    /// Pages on which something may wait for a role that they hold.
    duties: Vec<(&'static str, String)>,
    /// What ends soon of what they look after.
    ends: Vec<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "mine.html")]
struct MinePage {
    page: Page,
    done: Option<String>,
    cards: Vec<Card>,
    older_posts: Option<String>,
    answers: Vec<Thread>,
    older_answers: Option<String>,
    /// What was handed over or did not happen, on whichever side they were.
    over: Vec<Thread>,
    over_goes: String,
    older_over: Option<String>,
}

/// A number that the address says.
pub(super) fn number_in(request: &HttpRequest, wanted: &str) -> Option<i64> {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    pairs.find(|(name, _)| name == wanted).and_then(|(_, id)| id.parse().ok())
}

/// Leaves so many of what was read, one more than that; the id of the last one where that leaves older ones for another page.
pub(super) fn cut<T>(found: &mut Vec<T>, most: i64, id: impl Fn(&T) -> i64) -> Option<i64> {
    let is_more = found.len() as i64 > most;
    found.truncate(most as usize);
    found.last().filter(|_| is_more).map(id)
}

/// The member's home.
pub(super) async fn home(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |_, member| home_of(&app, &request, member).await).await
}

/// What the network says to a reader.
fn news(conn: &mut Conn, seal: &MasterKey, member: &Member, now: Moment) -> Result<Vec<(Announcement, Words)>> {
    let mut found = announcements::newest(conn, member.id, Some(now), NEWS)?;
    found.retain(|(_, aside)| !aside);
    let about: Vec<_> = found.iter().filter_map(|(one, _)| one.status).collect();
    let about = statuses::get_many(conn, seal, &about)?;
    Ok(found
        .into_iter()
        .map(|(one, _)| {
            let words = Words::of(&one, &about, member.actor);
            (one, words)
        })
        .collect())
}

async fn home_of(app: &App, request: &HttpRequest, member: Member) -> Result<HttpResponse> {
    let (lang, now, zone) = (page::lang(app, request), app.here.now(), app.config.network.time_zone);
    let (seal, who) = (app.here.seal.clone(), member.clone());
    let (waits_before, agreed_before) = (number_in(request, "waits-before"), number_in(request, "agreed-before"));
    let paging = |max_id| Paging { max_id, limit: WAITING + 1, ..Paging::default() };
    let read = app.here.db.read(move |conn| {
        let mut waiting = responses::waiting_for(conn, &seal, who.id, paging(waits_before))?;
        let mut under_way = handoffs::under_way_of(conn, &seal, who.id, paging(agreed_before))?;
        let older = (cut(&mut waiting, WAITING, |one| one.id.0), cut(&mut under_way, WAITING, |handoff| handoff.id.0));
        let news = news(conn, &seal, &who, now)?;
        let cell = *profiles::get(conn, &seal, who.id)?.cell.open(&Key::of_member(who.id));
        let near = cell.map(|cell| cell.area().middle);
        let query = BoardQuery {
            near: near.map(|point| (point, NEAR_METRES)),
            until_after: Some(now),
            not_by: Some(who.id),
            paging: Paging { limit: NEAR, ..Paging::default() },
            ..BoardQuery::default()
        };
        let close_by = listings::board(conn, &query)?;
        let mut about: Vec<ListingId> = waiting.iter().map(|one| one.listing).collect();
        about.extend(under_way.iter().map(|one| one.listing));
        let about: HashMap<ListingId, Listing> =
            listings::get_many(conn, &about)?.into_iter().map(|listing| (listing.id, listing)).collect();
        let networks = networks_of(conn, &close_by)?;
        let ends = tasks::ending(conn, lang, zone, who.id, now)?;
        let helps = (looks_after_guests(conn, who.id, now)?, Duties::of(conn, who.id, now)?, ends);
        Ok((waiting, under_way, older, news, near, close_by, about, networks, helps))
    });
    let (waiting, under_way, older, news, near, close_by, about, networks, (helps, duties, ends)) = read.await?;
    let (older_waiting, older_under_way) = older;
    let waiting: Vec<Thread> = render(app, waiting, member.id)
        .await?
        .iter()
        .filter_map(|one| Some(waits(lang, about.get(&one.listing)?, one)))
        .collect();
    let under_way: Vec<Thread> = under_way
        .iter()
        .filter_map(|handoff| {
            let listing = about.get(&handoff.listing)?;
            let words = match handoff.window {
                Some(window) => soon(lang, window.from(), now, zone),
                None => text(lang, "mine-no-time"),
            };
            let words = text_with(lang, "mine-when", &[("when", words.into())]);
            let amount = listing.words_in(lang, handoff.amount).map(|amount| isolate(&amount));
            Some(Thread::new(lang, listing, handoff.response, words, amount))
        })
        .collect();
    let around = Around { app, lang, now, near, networks: &networks };
    let template = MemberHome {
        hello: text_with(lang, "mine-hello", &[("name", isolate(&member.display_name).into())]),
        resting: member.state == State::Resting,
        helps,
        duties: duties.at_home(lang),
        ends,
        done: was_said(request, "joined").then(|| text(lang, "join-said-joined")),
        waiting,
        further_waiting: older_waiting.map(|id| format!("/home?waits-before={id}#waiting")),
        under_way,
        further_under_way: older_under_way.map(|id| format!("/home?agreed-before={id}#under-way")),
        news: news
            .into_iter()
            .map(|(one, words)| News {
                words,
                during: one.window.map(|window| range(lang, window.from(), window.until(), zone)),
                when: moment(lang, one.created_at, zone),
            })
            .collect(),
        near_words: if near.is_some() { "mine-near" } else { "mine-newest" },
        asks_where: near.is_none(),
        cards: close_by.iter().map(|listing| Card::new(&around, listing)).collect(),
        page: Page::new(app, lang, text(lang, "mine-home")).private().for_member(lang).at(request),
    };
    Ok(answer(StatusCode::OK, true, &template))
}

/// The networks that others' listings come from.
pub(super) fn networks_of(conn: &mut Conn, found: &[Listing]) -> Result<Vec<Actor>> {
    let mut others: Vec<ActorId> =
        found.iter().filter(|listing| !listing.local).map(|listing| listing.origin).collect();
    others.sort_unstable();
    others.dedup();
    if others.is_empty() { Ok(Vec::new()) } else { actors::get_many(conn, &others) }
}

fn waits(lang: Lang, listing: &Listing, one: &ResponseEntity) -> Thread {
    let who = match &one.member {
        Some(member) => isolate(&member.display_name),
        None if one.with_help => text(lang, "in-app-a-neighbor"),
        None => isolate(&one.responder.name),
    };
    let words = text_with(lang, &format!("mine-waits-{}", listing.kind.as_str()), &[("who", who.into())]);
    Thread::new(lang, listing, one.id, words, listing.words_in(lang, one.asked).map(|amount| isolate(&amount)))
}

/// One's own needs, offers and answers.
pub(super) async fn mine(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |_, member| mine_of(&app, &request, member.id).await).await
}

/// How far an answer has come: what became of a promise, where one was made, says more than that there was one.
pub(super) fn how_far(lang: Lang, state: &str, handoff: Option<HandoffState>) -> String {
    match (state, handoff.filter(|state| state.is_over())) {
        // The author took their word back, or it was let go of.
        ("accepted" | "declined", Some(over)) => text(lang, &format!("between-handoff-{}", over.as_str())),
        _ => text(lang, &format!("answer-state-{state}")),
    }
}

/// What the page of one's own shows, read at once.
struct Own {
    posted: Vec<Listing>,
    answers: Vec<Response>,
    over: Vec<Over>,
    /// The listings of what was answered and of what is over.
    about: HashMap<ListingId, Listing>,
    handoffs: HashMap<ResponseId, HandoffState>,
    /// Where older ones begin: of what was posted, of what was answered, of what is over.
    older: (Option<i64>, Option<i64>, Option<i64>),
}

fn own(conn: &mut Conn, seal: &MasterKey, member: MemberId, before: [Option<i64>; 3]) -> Result<Own> {
    let [posted, answers, over] = before.map(|max_id| Paging { max_id, limit: OWN + 1, ..Paging::default() });
    let mut posted = listings::by_author(conn, member, posted)?;
    let mut answers = responses::by_member(conn, seal, member, answers)?;
    let mut over = history::over_of(conn, member, over)?;
    let older = (
        cut(&mut posted, OWN, |listing| listing.id.0),
        cut(&mut answers, OWN, |one| one.id.0),
        cut(&mut over, OWN, |one| one.id.0),
    );
    posted.retain(|listing| listing.state != ListingState::Erased);
    let mut about: Vec<ListingId> = answers.iter().map(|one| one.listing).collect();
    about.extend(over.iter().map(|one| one.listing));
    let about = listings::get_many(conn, &about)?.into_iter().map(|listing| (listing.id, listing)).collect();
    let answered: Vec<ResponseId> = answers.iter().map(|one| one.id).collect();
    let handoffs = history::last_states(conn, &answered)?;
    Ok(Own { posted, answers, over, about, handoffs, older })
}

async fn mine_of(app: &App, request: &HttpRequest, member: MemberId) -> Result<HttpResponse> {
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let before = ["before", "answers-before", "over-before"].map(|name| number_in(request, name));
    let seal = app.here.seal.clone();
    let found = app.here.db.read(move |conn| own(conn, &seal, member, before)).await?;
    let Own { posted, answers, over, about, handoffs, older: (older_posts, older_answers, older_over) } = found;
    let around = Around { app, lang, now: app.here.now(), near: None, networks: &[] };
    let cards = posted.iter().map(|listing| {
        let mut card = Card::new(&around, listing);
        card.chips.insert(0, text(lang, &format!("state-{}", listing.state.as_str())));
        card.change = change::link(lang, listing, member);
        card
    });
    let past = over.iter().filter_map(|one| {
        let listing = about.get(&one.listing)?;
        let day = date(lang, one.ended_at.with_timezone(&zone).date_naive());
        let amount = listing.words_in(lang, one.amount).map(|amount| isolate(&amount));
        let soft = amount.map_or_else(|| day.clone(), |amount| list(lang, &[amount.as_str(), day.as_str()]));
        let words = text(lang, &format!("between-handoff-{}", one.state.as_str()));
        let mut thread = Thread::new(lang, listing, one.response, words, Some(soft));
        if one.is_author && !listing.is_by(member) {
            // Nothing says any more whose it was: its page shows nothing to who wrote it.
            thread.href = None;
        }
        Some(thread)
    });
    let past: Vec<Thread> = past.collect();
    let template = MinePage {
        done: was_said(request, "deleted").then(|| text(lang, "mine-said-deleted")),
        cards: cards.collect(),
        older_posts: older_posts.map(|id| format!("/mine?before={id}")),
        answers: render(app, answers, member)
            .await?
            .iter()
            .filter_map(|one| {
                let listing = about.get(&one.listing)?;
                let amount = listing.words_in(lang, one.accepted.or(one.asked)).map(|amount| isolate(&amount));
                let words = how_far(lang, &one.state, handoffs.get(&one.id).copied());
                Some(Thread::new(lang, listing, one.id, words, amount))
            })
            .collect(),
        older_answers: older_answers.map(|id| format!("/mine?answers-before={id}")),
        over: past,
        over_goes: text_with(lang, "mine-over-goes", &[("days", history_life().num_days().into())]),
        older_over: older_over.map(|id| format!("/mine?over-before={id}#over")),
        page: Page::new(app, lang, text(lang, "mine-title")).private().for_member(lang).at(request),
    };
    Ok(answer(StatusCode::OK, true, &template))
}

/// What is to become of a listing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StepInput {
    form: String,
    step: String,
}

/// Says calmly that nothing is left to delete: a button was pressed twice, or in another tab. The same is said of what somebody
/// may not see, so that nobody learns what is there.
fn gone_already(app: &App, request: &HttpRequest) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "posts-gone-title")).private().for_member(lang).at_path("/mine");
    let said = vec![text(lang, "posts-gone"), text(lang, "mine-gone-moved")];
    leading_on(StatusCode::NOT_FOUND, page, said, ("/mine", text(lang, "mine-title")))
}

/// Pauses a listing of one's own, opens it again, takes it back, or deletes it for good.
pub(super) async fn step(
    app: Data<App>,
    request: HttpRequest,
    slug: Path<String>,
    input: Filled<StepInput>,
) -> HttpResponse {
    let stepped = async {
        let visit = Visit::of(&app, &request).await?;
        let page = format!("/listings/{slug}");
        let Some(member) = visit.member().map(|member| member.id) else { return Ok(to_sign_in(&app, &request, &page)) };
        let Ok(Form(input)) = input else { return Ok(stale(&app, &request)) };
        if visit.check(&request, &input.form).is_err() {
            return Ok(stale(&app, &request));
        }
        app.count(Counted::Member(member))?;
        let wanted = slug.to_string();
        let listing = app.here.db.read(move |conn| listings::by_slug(conn, &wanted)).await?;
        // What was deleted is seen by nobody, nor is what stands at the old address of what fewer may read by now.
        let is_seen = listing.as_ref().is_some_and(|listing| listing.is_seen_by(Some(member)));
        if input.step == "delete" && !is_seen {
            return Ok(gone_already(&app, &request));
        }
        let listing = listing.filter(|listing| listing.is_by(member)).ok_or_else(Error::not_found)?;
        let (step, said) = match input.step.as_str() {
            "pause" => (Step::Pause, "paused"),
            "resume" => (Step::Resume, "resumed"),
            "withdraw" => (Step::Withdraw, "withdrawn"),
            "delete" => {
                return match delete_listing(&app.here, member, listing.id).await {
                    Ok(()) => {
                        app.wake.outbox.notify_one();
                        Ok(go_to("/mine?said=deleted"))
                    }
                    // Something of it is promised: the page says to whom.
                    Err(error) if error.kind() == Kind::Conflict => {
                        listing::shown_again(&app, &request, &slug, Tried::Deletion, &error).await
                    }
                    // It was deleted at the same moment.
                    Err(error) if error.kind() == Kind::NotFound => Ok(gone_already(&app, &request)),
                    Err(error) => Err(error),
                };
            }
            _ => return Err(Error::not_found()),
        };
        step_listing(&app.here, member, listing.id, step).await?;
        app.wake.outbox.notify_one();
        Ok(go_to(&format!("{page}?said={said}")))
    };
    stepped.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}
