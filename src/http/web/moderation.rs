//! Keeping people safe, on a page: what was reported and what can be done about it, and whom the network keeps away, with the
//! way back. Each step is an action of its own, and members read it in the log (value V6).

use super::ask::said_in;
use super::duties::{duty_form, member_page, refused};
use super::join::typed;
use super::oneself::Said;
use super::page::{self, Page, answer};
use super::report::called;
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use crate::actions::hold_listing::{hold_listing, release_listing};
use crate::actions::hold_status::{hold_status, release_status};
use crate::actions::keep_away::{MODERATORS, keep_away, lift_block};
use crate::actions::report::close_report;
use crate::actions::take_words_away::take_words_away;
use crate::app::{App, who_told};
use crate::domain::address::host_of;
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, ListingId, MemberId, ReportId, ResponseId, StatusId};
use crate::domain::listing::Listing;
use crate::domain::member::Member;
use crate::domain::moderation::{Level, NetworkBlock, Subject};
use crate::domain::status::{Status, Visibility};
use crate::domain::text::{LABEL_MAX, NOTE_MAX};
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, isolate, moment, text, text_with};
use crate::storage::moderation::OpenReport;
use crate::storage::{Conn, actors, listings, moderation, responses, statuses};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::{BTreeSet, HashMap};
use url::Url;

/// How many reports a page shows.
const SHOWN: usize = 40;

/// Something that a report is about.
struct Thing {
    /// What tells its fields from those of others.
    number: usize,
    words: String,
    /// Its page, where a moderator sees it: what is held, only its author does.
    href: Option<String>,
    /// The number of a listing or of a post that can be held, or of an answer whose words can be taken away.
    holds: Option<String>,
    /// What can be done.
    step: Step,
    /// An account elsewhere, and its server, that can be kept away.
    account: Option<String>,
    server: Option<String>,
    /// Whether something was typed for it that did not fit.
    tried: bool,
    /// What does not fit in the agreement, or in the reason.
    wrong_agreement: Option<String>,
    wrong_reason: Option<String>,
}

/// What can be done about something, what its button says, and what follows from it.
struct Step {
    act: &'static str,
    button: &'static str,
    help: &'static str,
}

const HOLD: Step = Step { act: "hold", button: "moderation-hold", help: "moderation-hold-help" };
const HOLD_POST: Step = Step { act: "hold-post", button: "moderation-hold", help: "moderation-hold-post-help" };
const TAKE_WORDS: Step =
    Step { act: "take-words", button: "moderation-take-words", help: "moderation-take-words-help" };

impl Thing {
    /// Of which nothing is known but what it is called.
    fn new(number: usize, words: String) -> Self {
        Self {
            number,
            words,
            href: None,
            holds: None,
            step: HOLD,
            account: None,
            server: None,
            tried: false,
            wrong_agreement: None,
            wrong_reason: None,
        }
    }
}

/// A report.
struct Reported {
    id: String,
    when: String,
    from: String,
    words: Vec<String>,
    things: Vec<Thing>,
    button: String,
}

/// A listing or a post that is held.
struct Held {
    id: String,
    /// What its button does.
    act: &'static str,
    title: String,
    agreement: String,
    button: String,
}

/// Whom the network keeps away.
struct Away {
    subject: String,
    level: String,
    reason: Option<String>,
    since: String,
    button: String,
}

#[derive(Template)]
#[template(path = "moderation.html")]
struct ModerationPage {
    page: Page,
    form: String,
    done: Option<String>,
    /// Where its forms go, so that what does not fit comes back on the same page.
    here: String,
    reports: Vec<Reported>,
    /// Where those are that come after them.
    further: Option<String>,
    /// Whether more came from other servers than is kept.
    full: bool,
    held: Vec<Held>,
    away: Vec<Away>,
    /// What was typed, where it did not fit.
    typed: Typed,
    label_most: usize,
    note_most: usize,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    /// For which listing, where it is to be held: others may be on the page by now, in another order.
    holding: Option<String>,
    /// The number of that listing, if it is on the page.
    at: Option<usize>,
    agreement: String,
    reason: String,
    who: String,
    /// How far they are kept away; not at all until it was said.
    level: Option<Level>,
}

/// A post, and what its author is called.
struct Post {
    status: Status,
    author: String,
    /// Whether whoever looks at the page may read it: a private message is for its two sides.
    is_read: bool,
    /// Whether it can be held. What the network tells, those take back who tell it.
    can_hold: bool,
}

impl Post {
    /// These, looked up for all of them at once.
    fn all(conn: &mut Conn, found: Vec<Status>, reader: ActorId, network: ActorId) -> Result<Vec<Self>> {
        let ties = statuses::ties(conn, &found, Some(reader))?;
        let authors: Vec<ActorId> = found.iter().map(|status| status.author).collect();
        let authors: HashMap<ActorId, String> =
            actors::get_many(conn, &authors)?.iter().map(|actor| (actor.id, called(actor))).collect();
        let post = |status: Status| Self {
            author: authors.get(&status.author).cloned().unwrap_or_default(),
            can_hold: status.visibility != Visibility::Held && status.author != network,
            is_read: status.key_for(Some(reader), ties.get(&status.id).copied().unwrap_or_default()).is_some(),
            status,
        };
        Ok(found.into_iter().map(post).collect())
    }
}

/// What is read for it.
struct Found {
    reports: Vec<OpenReport>,
    more: bool,
    full: bool,
    listings: Vec<Listing>,
    posts: Vec<Post>,
    /// Answers by their ids, and whether they say something at first.
    answers: HashMap<String, (ResponseId, bool)>,
    actors: Vec<Actor>,
    held: Vec<Listing>,
    /// Posts that are held, and under which agreement.
    held_posts: Vec<(Post, String)>,
    away: Vec<NetworkBlock>,
}

/// Those of the page that begins after so many, and whether more come after them.
fn shown(order: &[ReportId], begin: usize) -> (Vec<ReportId>, bool) {
    let page = order.iter().skip(begin).take(SHOWN).copied().collect();
    (page, order.len() > begin.saturating_add(SHOWN))
}

/// After how many reports the page begins that is asked for.
fn begin(request: &HttpRequest) -> usize {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    pairs.find(|(name, _)| name == "after").and_then(|(_, after)| after.parse().ok()).unwrap_or(0)
}

async fn read(app: &App, begin: usize, reader: ActorId) -> Result<Found> {
    let (seal, known, network) = (app.here.seal.clone(), app.known_reports.clone(), app.here.network);
    let read = app.here.db.read(move |conn| {
        let open = moderation::open_report_ids(conn)?;
        // Of those that this page does not show, only who tells is looked at, and that once.
        let order = known.in_order(&open, |new| who_told(conn, &seal, new))?;
        let full = known.is_full(&open, |new| who_told(conn, &seal, new))?;
        let (shown, more) = shown(&order, begin);
        let reports = moderation::open_reports_among(conn, &seal, &shown)?;
        let readable = reports.iter().filter_map(|report| report.said.as_ref());
        let about: Vec<Url> = readable.flat_map(|said| said.about.iter().cloned()).collect();
        let held = moderation::held_listings(conn)?;
        let named: BTreeSet<&str> = about.iter().map(Url::as_str).collect();
        let named: Vec<&str> = named.into_iter().collect();
        let answers = responses::named_among(conn, &named)?;
        let posts = statuses::by_ap_ids(conn, &seal, &named)?;
        let posts = posts.into_iter().filter(|status| status.boost_of.is_none()).collect();
        let under = statuses::all_held(conn)?;
        let held_ids: Vec<StatusId> = under.iter().map(|one| one.status).collect();
        let mut under: HashMap<StatusId, String> = under.into_iter().map(|one| (one.status, one.agreement)).collect();
        let held_posts = statuses::get_many(conn, &seal, &held_ids)?;
        let held_posts = Post::all(conn, held_posts, reader, network)?.into_iter().map(|post| {
            let agreement = under.remove(&post.status.id).unwrap_or_default();
            (post, agreement)
        });
        Ok(Found {
            held_posts: held_posts.collect(),
            posts: Post::all(conn, posts, reader, network)?,
            answers,
            listings: moderation::listings_named(conn, &about)?,
            actors: actors::by_ap_ids(conn, &about)?,
            held: listings::get_many(conn, &held)?,
            away: moderation::blocks(conn)?,
            reports,
            more,
            full,
        })
    });
    read.await
}

/// Where an address that another server said leads, if that is a page.
fn link(url: &Url) -> Option<String> {
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

fn thing(lang: Lang, reader: MemberId, found: &Found, url: &Url, number: usize) -> Thing {
    let server = |host: &str| Subject::server(host).ok().map(|subject| subject.as_str().to_owned());
    if let Some(listing) = found.listings.iter().find(|listing| listing.ap_id == *url) {
        let can_hold = listing.local && !listing.state.is_over() && listing.held_under.is_none();
        return Thing {
            href: listing.is_seen_by(Some(reader)).then(|| format!("/listings/{}", listing.slug)),
            holds: can_hold.then(|| listing.id.to_string()),
            server: if listing.local { None } else { server(&host_of(url)) },
            ..Thing::new(number, text_with(lang, "report-about-listing", &[("title", isolate(&listing.title).into())]))
        };
    }
    if let Some(post) = found.posts.iter().find(|post| post.status.ap_id == *url) {
        return Thing {
            href: post.is_read.then(|| format!("/posts/{}", post.status.id)),
            holds: post.can_hold.then(|| post.status.id.to_string()),
            step: HOLD_POST,
            ..Thing::new(number, text_with(lang, "report-about-post", &[("name", isolate(&post.author).into())]))
        };
    }
    if let Some((id, says)) = found.answers.get(url.as_str()) {
        return Thing {
            holds: says.then(|| id.to_string()),
            step: TAKE_WORDS,
            ..Thing::new(number, text(lang, "report-about-answer"))
        };
    }
    if let Some(actor) = found.actors.iter().find(|actor| actor.ap_id == *url) {
        return Thing {
            href: link(actor.url.as_ref().unwrap_or(&actor.ap_id)),
            account: (!actor.local).then(|| actor.ap_id.to_string()),
            server: if actor.local { None } else { server(&actor.host) },
            ..Thing::new(number, text_with(lang, "report-about-neighbor", &[("name", isolate(&called(actor)).into())]))
        };
    }
    Thing { href: link(url), ..Thing::new(number, isolate(url.as_str())) }
}

/// What is held: needs and offers, and then posts.
fn held(lang: Lang, zone: chrono_tz::Tz, found: &Found) -> Vec<Held> {
    let agreement = |words: &str| text_with(lang, "log-agreement", &[("agreement", isolate(words).into())]);
    let listings = found.held.iter().map(|listing| Held {
        id: listing.id.to_string(),
        act: "release",
        title: listing.title.clone(),
        agreement: agreement(listing.held_under.as_deref().unwrap_or_default()),
        button: text_with(lang, "moderation-release", &[("title", isolate(&listing.title).into())]),
    });
    let posts = found.held_posts.iter().map(|(post, under)| {
        let said =
            [("name", isolate(&post.author).into()), ("time", moment(lang, post.status.created_at, zone).into())];
        let title = text_with(lang, "moderation-held-post", &said);
        Held {
            id: post.status.id.to_string(),
            act: "release-post",
            agreement: agreement(under),
            button: text_with(lang, "moderation-release", &[("title", title.clone().into())]),
            title,
        }
    });
    listings.chain(posts).collect()
}

async fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    tried: Option<(&Said, &Error)>,
) -> Result<HttpResponse> {
    if let Some(answer) = refused(app, request, member.id, MODERATORS).await? {
        return Ok(answer);
    }
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let begin = begin(request);
    let found = read(app, begin, member.actor).await?;
    let mut page = Page::new(app, lang, text(lang, "moderation-title")).private().for_member(lang).at(request);
    let mut typed_before = Typed::default();
    if let Some((said, _)) = tried {
        typed_before = Typed {
            holding: matches!(typed(said, "act"), "hold" | "hold-post" | "take-words")
                .then(|| typed(said, "which").to_owned()),
            at: None,
            agreement: typed(said, "agreement").to_owned(),
            reason: typed(said, "reason").to_owned(),
            who: typed(said, "who").to_owned(),
            level: Level::parse(typed(said, "level")),
        };
    }
    let mut number = 0;
    let mut reports: Vec<Reported> = found
        .reports
        .iter()
        .map(|report| {
            let said = report.said.as_ref();
            let things = said.into_iter().flat_map(|said| &said.about).map(|url| {
                number += 1;
                let mut thing = thing(lang, member.id, &found, url, number);
                thing.tried = typed_before.at.is_none() && thing.holds.is_some() && thing.holds == typed_before.holding;
                if thing.tried {
                    typed_before.at = Some(number);
                }
                thing
            });
            let things = things.collect();
            let when = moment(lang, report.created_at, zone);
            Reported {
                id: report.id.to_string(),
                from: match said.map(|said| &said.from) {
                    Some(Some(from)) => text_with(
                        lang,
                        "moderation-from-server",
                        &[("server", isolate(from.host_str().unwrap_or_default()).into())],
                    ),
                    Some(None) => text(lang, "moderation-from-member"),
                    None => text(lang, "moderation-unreadable"),
                },
                words: match said {
                    Some(said) => said.words.lines().map(Into::into).collect(),
                    None => vec![text(lang, "moderation-unreadable-help")],
                },
                things,
                button: text_with(lang, "moderation-close", &[("time", when.clone().into())]),
                when,
            }
        })
        .collect();
    if let Some((_, error)) = tried {
        let (field, words) = wrong(lang, &typed_before, error);
        for thing in reports.iter_mut().flat_map(|report| &mut report.things).filter(|thing| thing.tried) {
            match error.field() {
                Some("agreement") => thing.wrong_agreement = Some(words.clone()),
                Some("reason") => thing.wrong_reason = Some(words.clone()),
                _ => {}
            }
        }
        page = page.with_problem(&field, Some(words));
    }
    let away = found.away.iter().map(|one| Away {
        subject: one.subject.clone(),
        level: text(lang, &format!("moderation-is-{}", one.level.as_str())),
        reason: one
            .reason
            .as_deref()
            .map(|reason| text_with(lang, "log-reason", &[("reason", isolate(reason).into())])),
        since: moment(lang, one.created_at, zone),
        button: text_with(lang, "moderation-lift", &[("who", isolate(&one.subject).into())]),
    });
    let heard = said_in(request, &["closed", "held", "words-taken", "released", "kept-away", "lifted", "too-late"]);
    let template = ModerationPage {
        form: visit.form_word(),
        done: heard.map(|heard| text(lang, &format!("moderation-said-{heard}"))),
        full: found.full,
        held: held(lang, zone, &found),
        away: away.collect(),
        here: if begin > 0 { format!("/moderation?after={begin}") } else { "/moderation".to_owned() },
        further: found.more.then(|| format!("/moderation?after={}#reports", begin.saturating_add(SHOWN))),
        reports,
        typed: typed_before,
        label_most: LABEL_MAX,
        note_most: NOTE_MAX,
        page,
    };
    Ok(answer(template.page.code(), true, &template))
}

/// What does not fit, and the id of its field.
fn wrong(lang: Lang, typed: &Typed, error: &Error) -> (String, String) {
    // Of a listing that is on the page no more, nothing is to be filled in.
    let field = |name: &str| match (&typed.holding, typed.at) {
        (None, _) => name.to_owned(),
        (Some(_), Some(number)) => format!("{name}-{number}"),
        (Some(_), None) => String::new(),
    };
    match error.field() {
        Some("agreement") => (field("agreement"), text(lang, "moderation-wrong-agreement")),
        Some("reason") => (field("reason"), text_with(lang, "moderation-wrong-reason", &[("most", NOTE_MAX.into())])),
        Some("server") if error.message().is_some() => ("who".into(), error.words(lang)),
        Some("server") => ("who".into(), text(lang, "moderation-wrong-server")),
        _ => (String::new(), error.words(lang)),
    }
}

/// What waits for a moderator, and what holds.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| page_of(&app, &request, &visit, &member, None).await).await
}

/// Whom somebody wrote down: a server, or the address of an account.
fn subject(typed: &str) -> Result<Subject> {
    let typed = typed.trim();
    match Url::parse(typed) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.path() != "/" => Ok(Subject::account(&url)),
        Ok(url) if matches!(url.scheme(), "http" | "https") => Subject::server(&host_of(&url)),
        _ => Subject::server(&typed.to_ascii_lowercase()),
    }
}

async fn done(app: &App, by: MemberId, said: &Said) -> Result<&'static str> {
    let here = &app.here;
    let reason = Some(typed(said, "reason").replace("\r\n", "\n")).filter(|reason| !reason.trim().is_empty());
    let number = || typed(said, "which").parse::<ListingId>().map_err(|_| Error::not_found());
    let post = || typed(said, "which").parse::<StatusId>().map_err(|_| Error::not_found());
    match typed(said, "act") {
        "close" => {
            let id: ReportId = typed(said, "which").parse().map_err(|_| Error::not_found())?;
            close_report(here, by, id).await.map(|()| "closed")
        }
        "hold" => {
            let agreement = typed(said, "agreement").to_owned();
            hold_listing(here, by, number()?, agreement, reason).await.map(|()| "held")
        }
        "release" => release_listing(here, by, number()?).await.map(|()| "released"),
        "hold-post" => {
            let agreement = typed(said, "agreement").to_owned();
            hold_status(here, by, post()?, agreement, reason).await.map(|()| "held")
        }
        "take-words" => {
            let id: ResponseId = typed(said, "which").parse().map_err(|_| Error::not_found())?;
            let agreement = typed(said, "agreement").to_owned();
            take_words_away(here, by, id, agreement, reason).await.map(|()| "words-taken")
        }
        "release-post" => release_status(here, by, post()?).await.map(|()| "released"),
        "keep-away" => {
            let level = Level::parse(typed(said, "level")).unwrap_or(Level::Limit);
            keep_away(here, by, subject(typed(said, "who"))?, level, reason).await.map(|()| "kept-away")
        }
        "lift" => lift_block(here, by, subject(typed(said, "who"))?).await.map(|()| "lifted"),
        _ => Err(Error::not_found()),
    }
}

/// Does what a button says.
pub(super) async fn act(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    duty_form(&app, &request, input, async |visit, member, said| {
        match done(&app, member.id, &said).await {
            Ok(heard) => {
                app.wake.outbox.notify_one();
                Ok(go_to(&format!("/moderation?said={heard}")))
            }
            // Another moderator was quicker.
            Err(error) if error.kind() == Kind::NotFound && !typed(&said, "act").is_empty() => {
                Ok(go_to("/moderation?said=too-late"))
            }
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
                page_of(&app, &request, &visit, &member, Some((&said, &error))).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_by_page_each_report_stands_somewhere_once() {
        let order: Vec<ReportId> = (1..=102).map(ReportId).collect();
        let (first, second, third) = (shown(&order, 0), shown(&order, SHOWN), shown(&order, 2 * SHOWN));
        assert!(first.1 && second.1 && !third.1 && first.0.len() == SHOWN);
        assert_eq!([first.0, second.0, third.0].concat(), order);
        assert_eq!(shown(&order[..SHOWN], 0), (order[..SHOWN].to_vec(), false));
        assert_eq!(shown(&order, usize::MAX), (Vec::new(), false));
    }

    #[test]
    fn what_another_server_says_is_a_link_only_to_a_page() {
        let parsed = |text: &str| link(&Url::parse(text).unwrap());
        assert_eq!(parsed("https://spam.example/@eve").as_deref(), Some("https://spam.example/@eve"));
        for text in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn a_server_is_written_as_people_write_it_and_an_account_by_its_address() {
        for typed in [" Spam.Example ", "https://spam.example", "https://spam.example/"] {
            let found = subject(typed).unwrap();
            assert!(found.is_server() && found.as_str() == "spam.example", "{typed}");
        }
        let account = subject("https://spam.example/users/eve").unwrap();
        assert!(!account.is_server() && account.as_str() == "https://spam.example/users/eve");
        for typed in ["", "eve", "javascript:alert(1)", "a b.example/x"] {
            assert!(subject(typed).is_err(), "{typed}");
        }
    }
}
