//! Joining: a handle, a way to sign in, and languages. Nothing else is asked of anybody (value V1), and whatever does not fit
//! yet, all that was typed stays, but for the password.

use super::oneself::Said;
use super::page::{self, Page, answer, paragraphs, problem, with_contacts, with_words};
use super::passkeys::site;
use super::sign_in::{Filled, go_to, stale};
use super::spoken;
use super::visit::{self, Visit};
use super::ways::reach;
use crate::actions::join::{Entry, Newcomer, can_come_in, join};
use crate::actions::welcome::{ask_to_join, can_ask};
use crate::app::{App, Counted, Who};
use crate::domain::joining::{Hello, Joining, LIFE_DAYS};
use crate::domain::member;
use crate::domain::password as rules;
use crate::domain::text::NOTE_MAX;
use crate::error::{Error, Kind, Result};
use crate::federation::signature::generate_keys;
use crate::federation::visitor::visitor;
use crate::http::error::retry_after;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::ids;
use crate::storage::{actors, facts, joining};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// A language to choose.
pub(super) struct Tongue {
    pub tag: &'static str,
    pub name: &'static str,
    pub chosen: bool,
}

/// The languages that pages speak, to choose from.
pub(super) fn tongues(chosen: impl Fn(&str) -> bool) -> Vec<Tongue> {
    Lang::ALL.iter().map(|one| Tongue { tag: one.tag(), name: one.name(), chosen: chosen(one.tag()) }).collect()
}

/// Which of them a form says, the reader's own first.
pub(super) fn tongues_said(said: &Said, first: Lang) -> Vec<String> {
    let is_said = |lang: &Lang| said.contains_key(&format!("lang-{}", lang.tag()));
    let others = Lang::ALL.into_iter().filter(|lang| *lang != first);
    [first].into_iter().chain(others).filter(is_said).map(|lang| lang.tag().to_owned()).collect()
}

/// What a field of a form says.
pub(super) fn typed<'a>(said: &'a Said, name: &str) -> &'a str {
    said.get(name).map_or("", String::as_str)
}

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage {
    page: Page,
    form: String,
    lead: Vec<String>,
    handle: String,
    handle_help: String,
    /// `password`, `mail`, `link`, or `passkey`.
    way: &'static str,
    /// Whether this network sends mail.
    by_mail: bool,
    /// Whether there can be passkeys. The script shows that way where the browser knows them.
    passkeys: bool,
    password_help: String,
    tongues: Vec<Tongue>,
}

#[derive(Template)]
#[template(path = "join_ask.html")]
struct AskPage {
    page: Page,
    form: String,
    /// What the link to come back is made of, so that a button that is pressed twice asks once.
    once: String,
    words: String,
    most: usize,
    kept: String,
}

/// What does not fit, and in which field; nowhere for the whole form.
type Wrong = (&'static str, String);

/// By what they want to sign in.
fn way(app: &App, said: &Said) -> &'static str {
    match typed(said, "way") {
        "link" => "link",
        "mail" if app.config.mail.is_on() => "mail",
        "passkey" if site(app).is_some() => "passkey",
        _ => "password",
    }
}

/// The form for an account.
pub(super) fn form(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    entry: &Entry,
    said: &Said,
    wrong: Option<(Wrong, StatusCode)>,
) -> HttpResponse {
    let lang = page::lang(app, request);
    let network = isolate(&app.network().name);
    let key = match entry {
        Entry::Open => "join-lead-open",
        Entry::Invite(_) => "join-lead-invite",
        Entry::Welcomed(_) => "join-lead-welcomed",
    };
    let example = isolate(&format!("@rosa@{}", app.here.addresses.host()));
    let mut page = Page::new(app, lang, text_with(lang, "join-title", &[("network", network.clone().into())]));
    page = page.private().at(request);
    let mut code = StatusCode::OK;
    if let Some(((field, words), status)) = wrong {
        page = page.with_problem(field, Some(words));
        code = status;
    }
    let was_sent = said.contains_key("form");
    let passkeys = site(app).is_some();
    let template = JoinPage {
        page: if passkeys { page.with_script() } else { page },
        form: visit.form_word(),
        lead: vec![text_with(lang, key, &[("network", network.into())]), text(lang, "join-nothing-else")],
        handle: typed(said, "handle").to_owned(),
        handle_help: text_with(lang, "founding-handle-help", &[("example", example.into())]),
        way: way(app, said),
        by_mail: app.config.mail.is_on(),
        passkeys,
        password_help: text_with(lang, "password-new-help", &[("least", rules::LEAST.into())]),
        tongues: tongues(|tag| match was_sent {
            true => said.contains_key(&format!("lang-{tag}")),
            false => tag == lang.tag(),
        }),
    };
    visit.remember(app, answer(code, true, &template))
}

/// A link that leads nowhere, or nowhere any more.
pub(super) fn ended(app: &App, request: &HttpRequest) -> HttpResponse {
    // Perhaps somebody tries many; whoever has a right one is not held up by them.
    if let Err(too_many) = app.count(Counted::Visitor(visitor(app, request))) {
        return problem(app, request, &too_many);
    }
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "join-ended-title")).private().at(request);
    let said = vec![text(lang, "join-ended"), text(lang, "join-ended-what-to-do")];
    with_words(request, StatusCode::GONE, page, said)
}

/// Who is signed in has joined.
pub(super) fn joined_before(app: &App, request: &HttpRequest) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "join-before-title")).private().for_member(lang).at(request);
    paragraphs(StatusCode::OK, page, vec![text(lang, "join-before"), text(lang, "join-before-other")], None)
}

/// The page behind an invite.
pub(super) async fn by_invite(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    let shown = async {
        let visit = Visit::of(&app, &request).await?;
        let entry = Entry::Invite(secret.into_inner());
        if !can_come_in(&app.here, &entry).await? {
            return Ok(ended(&app, &request));
        }
        if visit.member().is_some() {
            return Ok(joined_before(&app, &request));
        }
        Ok(form(&app, &request, &visit, &entry, &Said::new(), None))
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Joins by an invite.
pub(super) async fn with_invite(
    app: Data<App>,
    request: HttpRequest,
    secret: Path<String>,
    input: Filled<Said>,
) -> HttpResponse {
    let Ok(Form(said)) = input else { return stale(&app, &request) };
    let entry = Entry::Invite(secret.into_inner());
    joined(&app, &request, entry, &said).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// How one joins here.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let shown = async {
        let visit = Visit::of(&app, &request).await?;
        if visit.member().is_some() {
            return Ok(joined_before(&app, &request));
        }
        match app.here.db.read(joining::rules).await?.how {
            Joining::Open => Ok(form(&app, &request, &visit, &Entry::Open, &Said::new(), None)),
            Joining::Welcome if can_ask(&app.here).await? => Ok(ask_form(&app, &request, &visit, &Said::new(), None)),
            Joining::Welcome => closed(&app, &request, "join-welcome-later", "").await,
            Joining::Invite => closed(&app, &request, "join-by-invite", "").await,
        }
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Joins where the network is open; asks to be welcomed where it is not.
pub(super) async fn post(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    let Ok(Form(said)) = input else { return stale(&app, &request) };
    let done = async {
        match typed(&said, "act") {
            "ask" => asked(&app, &request, &said).await,
            _ => joined(&app, &request, Entry::Open, &said).await,
        }
    };
    done.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Nobody joins here by themselves, or not now: what else to do, and nothing that was typed is lost.
async fn closed(app: &App, request: &HttpRequest, why: &str, words: &str) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let network = isolate(&app.network().name);
    let ways = app.here.db.read(facts::network_words).await?.contact;
    let mut below = vec![text(lang, "join-meanwhile")];
    let mut code = StatusCode::OK;
    if !words.trim().is_empty() {
        code = StatusCode::CONFLICT;
        below.push(text_with(lang, "ask-you-wrote", &[("words", isolate(words.trim()).into())]));
    }
    let title = text_with(lang, "join-title", &[("network", network.into())]);
    let page = Page::new(app, lang, title).private().at(request);
    let way = (spoken::PATH, text(lang, "spoken-way"));
    Ok(with_contacts(code, page, vec![text(lang, why)], reach(lang, &ways), below, way))
}

fn ask_form(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    said: &Said,
    wrong: Option<(Wrong, StatusCode)>,
) -> HttpResponse {
    let lang = page::lang(app, request);
    let title = text_with(lang, "join-title", &[("network", isolate(&app.network().name).into())]);
    let mut page = Page::new(app, lang, title).private().at(request);
    let mut code = StatusCode::OK;
    if let Some(((field, words), status)) = wrong {
        page = page.with_problem(field, Some(words));
        code = status;
    }
    let template = AskPage {
        page,
        form: visit.form_word(),
        once: once(said).unwrap_or_else(ids::secret),
        words: typed(said, "words").to_owned(),
        most: NOTE_MAX,
        kept: text_with(lang, "join-ask-kept", &[("days", LIFE_DAYS.into())]),
    };
    visit.remember(app, answer(code, true, &template))
}

/// The secret that a form carries, if it looks like one that we made. Whoever makes one up harms only themselves.
fn once(said: &Said) -> Option<String> {
    let secret = typed(said, "once");
    let plain = secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    (secret.len() == 43 && plain).then(|| secret.to_owned())
}

async fn asked(app: &App, request: &HttpRequest, said: &Said) -> Result<HttpResponse> {
    let visit = Visit::of(app, request).await?;
    let lang = page::lang(app, request);
    if visit.check(request, typed(said, "form")).is_err() {
        return Ok(stale(app, request));
    }
    if visit.member().is_some() {
        return Ok(joined_before(app, request));
    }
    let again = |field, key, code| Ok(ask_form(app, request, &visit, said, Some(((field, text(lang, key)), code))));
    if !typed(said, "website").is_empty() {
        return again("", "join-again", StatusCode::UNPROCESSABLE_ENTITY);
    }
    let Ok(hello) = Hello::new(typed(said, "words"), lang.tag()) else {
        return again("words", "join-words-wrong", StatusCode::UNPROCESSABLE_ENTITY);
    };
    if let Err(error) = app.count(Counted::Join(visitor(app, request))) {
        let mut answer = again("", "ask-too-often", StatusCode::TOO_MANY_REQUESTS)?;
        retry_after(&error, &mut answer);
        return Ok(answer);
    }
    let secret = once(said).unwrap_or_else(ids::secret);
    match ask_to_join(&app.here, &secret, hello).await {
        Ok(()) => {
            app.wake.outbox.notify_one();
            Ok(go_to(&format!("/welcome/{secret}?said=asked")))
        }
        Err(error) if error.kind() == Kind::Conflict => {
            closed(app, request, "join-welcome-later", typed(said, "words")).await
        }
        Err(error) => Err(error),
    }
}

/// The handle that somebody typed, or what does not fit.
pub(super) async fn handle_of(app: &App, lang: Lang, typed: &str) -> Result<std::result::Result<String, String>> {
    let plain = typed.trim().trim_start_matches('@').to_ascii_lowercase();
    let said = |key| Ok(Err(text(lang, key)));
    if member::is_reserved(&plain) {
        return said("join-handle-reserved");
    }
    let Ok(handle) = member::handle(typed) else { return said("join-handle-wrong") };
    let wanted = handle.clone();
    if app.here.db.read(move |conn| actors::local_by_handle(conn, &wanted)).await?.is_some() {
        return Ok(Err(taken(lang, &handle)));
    }
    Ok(Ok(handle))
}

fn taken(lang: Lang, handle: &str) -> String {
    text_with(lang, "join-handle-taken", &[("handle", isolate(handle).into())])
}

/// Makes the account, and signs its member in.
pub(super) async fn joined(app: &App, request: &HttpRequest, entry: Entry, said: &Said) -> Result<HttpResponse> {
    let visit = Visit::of(app, request).await?;
    let lang = page::lang(app, request);
    if visit.check(request, typed(said, "form")).is_err() {
        return Ok(stale(app, request));
    }
    if visit.member().is_some() {
        return Ok(joined_before(app, request));
    }
    if !can_come_in(&app.here, &entry).await? {
        return not_so(app, request, &entry).await;
    }
    let again = |field, words| {
        let wrong = Some(((field, words), StatusCode::UNPROCESSABLE_ENTITY));
        Ok(form(app, request, &visit, &entry, said, wrong))
    };
    if !typed(said, "website").is_empty() {
        return again("", text(lang, "join-again"));
    }
    let handle = match handle_of(app, lang, typed(said, "handle")).await? {
        Ok(handle) => handle,
        Err(words) => return again("handle", words),
    };
    let password = typed(said, "password").to_owned();
    let way = way(app, said);
    if way == "password" && rules::check(&password, &handle).is_err() {
        return again("password", text_with(lang, "password-not-taken", &[("least", rules::LEAST.into())]));
    }
    if let Err(error) = app.count(Counted::Join(visitor(app, request))) {
        let wait = (("", text(lang, "join-too-often")), StatusCode::TOO_MANY_REQUESTS);
        let mut answer = form(app, request, &visit, &entry, said, Some(wait));
        retry_after(&error, &mut answer);
        return Ok(answer);
    }
    let password = match way {
        "password" => Some(app.passwords.hash(Who::Other, password).await?),
        _ => None,
    };
    let keys = actix_web::web::block(generate_keys).await.map_err(|error| Error::internal(error.to_string()))??;
    let who = Newcomer { handle: handle.clone(), password, languages: tongues_said(said, lang) };
    match join(&app.here, entry.clone(), who, keys, visit::kind_of(request)).await {
        Ok((member, browser)) => {
            // A device makes a passkey for somebody who is a member, and an address is confirmed by one: they do so at once.
            let next = match way {
                "passkey" => "/settings/passkeys?said=joined",
                "mail" => "/settings/notices?said=joined",
                _ => "/home?said=joined",
            };
            let mut answer = go_to(next);
            visit::signed_in(app, &mut answer, member, &browser);
            visit::language_goes_on(app, request, &mut answer);
            Ok(answer)
        }
        // Somebody else was quicker.
        Err(error) if error.kind() == Kind::Conflict => again("handle", taken(lang, &handle)),
        Err(error) if error.kind() == Kind::NotFound => not_so(app, request, &entry).await,
        Err(error) => Err(error),
    }
}

/// One does not come in so, or not any more.
async fn not_so(app: &App, request: &HttpRequest, entry: &Entry) -> Result<HttpResponse> {
    match entry {
        // The network changed how one joins while the form was open.
        Entry::Open => closed(app, request, "join-by-invite", "").await,
        Entry::Invite(_) | Entry::Welcomed(_) => Ok(ended(app, request)),
    }
}
