//! Who looks after what, and until when: every member reads it (value V6). Those who run the server give tasks by a decision of
//! the network that they name, give them once more, and end them; everybody lays down their own, and nobody asks why (V8).

use super::ask::said_in;
use super::duties::{duty_form, member_page};
use super::join::typed;
use super::oneself::Said;
use super::page::{self, Page, answer};
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use crate::actions::give_role::{GIVERS, end_role_by, give_role_by, lay_down_role};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::domain::member::{DEFAULT_TERM_MONTHS, LONGEST_TERM_MONTHS, Member, Role, RoleKind};
use crate::domain::text::LABEL_MAX;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, date, isolate, text, text_with};
use crate::storage::{Conn, members};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::Duration;
use chrono_tz::Tz;
use std::collections::{HashMap, HashSet};

/// For how many months one chooses.
const MONTHS: [u32; 4] = [1, 3, DEFAULT_TERM_MONTHS, LONGEST_TERM_MONTHS];

/// How long before its end somebody is reminded of a task.
fn soon() -> Duration {
    Duration::days(30)
}

/// Somebody who has a task.
struct Holder {
    who: String,
    href: String,
    until: String,
    given: String,
    /// The button for whoever has it themselves, and what follows from it.
    lay_down: Option<(String, String)>,
    /// The way to the form, with this one in it, for those who give tasks.
    again: Option<(String, String)>,
}

/// A task, and who has it.
struct Task {
    kind: &'static str,
    name: String,
    purpose: String,
    holders: Vec<Holder>,
}

#[derive(Template)]
#[template(path = "tasks.html")]
struct TasksPage {
    page: Page,
    form: String,
    done: Option<String>,
    tasks: Vec<Task>,
    /// Whether the reader gives tasks.
    gives: bool,
    handle: String,
    /// Each task, its words, and whether it is chosen.
    kinds: Vec<(&'static str, String, bool)>,
    /// Months, in words, and whether they are chosen.
    months: Vec<(u32, String, bool)>,
    decision: String,
    most: usize,
}

fn day(lang: Lang, zone: Tz, at: Moment) -> String {
    date(lang, at.with_timezone(&zone).date_naive())
}

fn named(lang: Lang, kind: RoleKind) -> String {
    text(lang, &format!("role-{}", kind.as_str()))
}

/// What is said to a member of their own tasks that end within a month.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn ending(conn: &mut Conn, lang: Lang, zone: Tz, member: MemberId, now: Moment) -> Result<Vec<String>> {
    let mut ends: Vec<(RoleKind, Moment)> = Vec::new();
    for role in members::roles_of(conn, member)?.into_iter().filter(|role| role.starts_at <= now && role.ends_at > now)
    {
        match ends.iter_mut().find(|(kind, _)| *kind == role.kind) {
            // It was given once more.
            Some((_, end)) => *end = role.ends_at.max(*end),
            None => ends.push((role.kind, role.ends_at)),
        }
    }
    ends.retain(|(_, end)| *end <= now + soon());
    let words = |(kind, end): (RoleKind, Moment)| {
        let said = [("task", named(lang, kind).into()), ("day", day(lang, zone, end).into())];
        text_with(lang, "tasks-end-soon", &said)
    };
    Ok(ends.into_iter().map(words).collect())
}

/// By what somebody has a task.
fn given(lang: Lang, role: &Role) -> String {
    match role.given_by.as_str() {
        "founding" => text(lang, "tasks-by-founding"),
        "command line" => text(lang, "tasks-by-server"),
        decision => text_with(lang, "tasks-by-decision", &[("decision", isolate(decision).into())]),
    }
}

/// The tasks that somebody has, in the order in which they are known.
fn tasks(
    lang: Lang,
    zone: Tz,
    held: &[Role],
    people: &HashMap<MemberId, Member>,
    reader: MemberId,
    gives: bool,
) -> Vec<Task> {
    let mut seen = HashSet::new();
    // Of a task that was given once more, the term that ends last.
    let held: Vec<&Role> = held.iter().filter(|role| seen.insert((role.member, role.kind))).collect();
    // Of those who give tasks, nobody here can give them to anybody any more when the last one goes.
    let givers: HashSet<MemberId> =
        held.iter().filter(|role| GIVERS.contains(&role.kind)).map(|role| role.member).collect();
    let is_last = |role: &Role| GIVERS.contains(&role.kind) && givers.len() == 1;
    let holder = |role: &Role| {
        let person = people.get(&role.member)?;
        let (name, task) = (isolate(&person.display_name), named(lang, role.kind));
        let again = || {
            let said = [("who", name.clone().into()), ("task", task.clone().into())];
            let href = format!("/tasks?handle={}&task={}#give", person.handle, role.kind.as_str());
            (href, text_with(lang, "tasks-again", &said))
        };
        Some(Holder {
            href: format!("/@{}", person.handle),
            until: text_with(lang, "tasks-until", &[("day", day(lang, zone, role.ends_at).into())]),
            given: given(lang, role),
            lay_down: (role.member == reader).then(|| {
                let then = if is_last(role) { "tasks-lay-down-last" } else { "tasks-lay-down-then" };
                (text_with(lang, "tasks-lay-down", &[("task", task.clone().into())]), text(lang, then))
            }),
            again: gives.then(again),
            who: person.display_name.clone(),
        })
    };
    let task = |kind: &RoleKind| {
        let holders: Vec<Holder> =
            held.iter().filter(|role| role.kind == *kind).filter_map(|role| holder(role)).collect();
        (!holders.is_empty()).then(|| Task {
            kind: kind.as_str(),
            name: named(lang, *kind),
            purpose: text(lang, &format!("tasks-for-{}", kind.as_str())),
            holders,
        })
    };
    RoleKind::ALL.iter().filter_map(task).collect()
}

async fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    said: &Said,
    wrong: Option<(&str, String)>,
) -> Result<HttpResponse> {
    let (lang, zone, now, id) = (page::lang(app, request), app.config.network.time_zone, app.here.now(), member.id);
    let read = app.here.db.read(move |conn| {
        let held = members::roles_held(conn, now)?;
        let who: HashSet<MemberId> = held.iter().map(|role| role.member).collect();
        let people = members::get_many(conn, &who.into_iter().collect::<Vec<_>>())?;
        let people: HashMap<MemberId, Member> = people.into_iter().map(|person| (person.id, person)).collect();
        Ok((held, people))
    });
    let (held, people) = read.await?;
    let gives = held.iter().any(|role| role.member == id && GIVERS.contains(&role.kind));
    let chosen: u32 = typed(said, "months").parse().unwrap_or(DEFAULT_TERM_MONTHS);
    let heard = said_in(request, &["given", "ended", "laid-down"]);
    let page = Page::new(app, lang, text(lang, "tasks-title")).private().for_member(lang).at(request).with_wrong(wrong);
    let kind = |kind: &RoleKind| (kind.as_str(), named(lang, *kind), kind.as_str() == typed(said, "task"));
    let template = TasksPage {
        form: visit.form_word(),
        done: heard.map(|heard| text(lang, &format!("tasks-said-{heard}"))),
        tasks: tasks(lang, zone, &held, &people, id, gives),
        gives,
        handle: typed(said, "handle").to_owned(),
        kinds: RoleKind::ALL.iter().map(kind).collect(),
        months: MONTHS
            .map(|months| (months, text_with(lang, "tasks-months", &[("months", months.into())]), months == chosen))
            .into(),
        decision: typed(said, "decision").to_owned(),
        most: LABEL_MAX,
        page,
    };
    Ok(answer(template.page.code(), true, &template))
}

/// Who has which task until when, and the form for those who give them.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        // A way to the form names whom it is about, and no decision.
        let pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
        let pairs = pairs.filter(|(name, _)| matches!(&**name, "handle" | "task"));
        let said: Said = pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        page_of(&app, &request, &visit, &member, &said, None).await
    })
    .await
}

/// Does what a button says: what is heard then.
async fn done(app: &App, by: MemberId, said: &Said) -> Result<&'static str> {
    let (here, decision) = (&app.here, typed(said, "decision"));
    // People write the whole address, too.
    let handle = typed(said, "handle").trim().trim_start_matches('@');
    let handle = handle.strip_suffix(&format!("@{}", here.addresses.host())).unwrap_or(handle);
    let kind = RoleKind::parse(typed(said, "task")).ok_or_else(Error::not_found)?;
    match typed(said, "act") {
        "give" => {
            let months = typed(said, "months").parse().unwrap_or(0);
            give_role_by(here, by, handle, kind, months, decision, app.config.network.time_zone).await.map(|_| "given")
        }
        "end" => end_role_by(here, by, handle, kind, decision).await.map(|()| "ended"),
        "lay-down" => match lay_down_role(here, by, kind).await {
            // It ended by itself, or the button was pressed twice.
            Err(error) if error.kind() == Kind::NotFound => Ok("laid-down"),
            other => other.map(|()| "laid-down"),
        },
        _ => Err(Error::not_found()),
    }
}

/// Gives a task, ends one, or lays down one's own.
pub(super) async fn act(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    duty_form(&app, &request, input, async |visit, member, said| {
        let lang = page::lang(&app, &request);
        let error = match done(&app, member.id, &said).await {
            Ok(heard) => {
                app.wake.outbox.notify_one();
                return Ok(go_to(&format!("/tasks?said={heard}")));
            }
            Err(error) => error,
        };
        let wrong = match (error.kind(), error.field()) {
            (Kind::Invalid, Some("handle")) | (Kind::NotFound, None)
                if matches!(typed(&said, "act"), "give" | "end") =>
            {
                let handle = isolate(typed(&said, "handle").trim());
                ("handle", text_with(lang, "links-nobody", &[("handle", handle.into())]))
            }
            (Kind::Invalid, Some("decision")) => {
                ("decision", text_with(lang, "tasks-wrong-decision", &[("most", LABEL_MAX.into())]))
            }
            (Kind::Invalid, Some("role")) => ("task", error.words(lang)),
            (Kind::Invalid, Some("months")) => ("months", error.words(lang)),
            _ => return Err(error),
        };
        page_of(&app, &request, &visit, &member, &said, Some(wrong)).await
    })
    .await
}
