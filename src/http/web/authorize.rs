//! The page on which a member lets an app in (RFC 6749, section 4.1; RFC 9700).
//!
//! Everything that the app asks stands in the address, and is checked anew when the member has decided. Nobody is sent
//! to another place before they decided it: an address that anybody can register is no place to send people to unasked
//! (RFC 9700, section 4.11.2).

use super::page::{self, Needs, Page, answer, answer_needing, problem};
use super::sign_in::{Filled, go_to, stale, to_sign_in};
use super::visit::Visit;
use crate::actions::let_app_in::{Yes, let_app_in};
use crate::app::{App, Counted};
use crate::domain::apps::{Challenge, ClientApp, RedirectUri, code_life};
use crate::domain::scope::{Scope, Scopes};
use crate::error::{Error, Message, Result};
use crate::federation::visitor::visitor;
use crate::http::mastodon::params::is_yes;
use crate::i18n::{Lang, isolate, text, text_with, together};
use crate::storage::apps;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    form: String,
    decision: String,
}

#[derive(Template)]
#[template(path = "consent.html")]
struct ConsentPage {
    page: Page,
    form: String,
    paragraphs: Vec<String>,
    may_heading: String,
    may: Vec<String>,
    after: Vec<String>,
    allow: String,
    deny: String,
    other: String,
    other_href: String,
}

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage {
    page: Page,
    lead: String,
    label: String,
    code: String,
    after: String,
}

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage {
    page: Page,
    lead: String,
    /// What is amiss, in English, for those who make the app.
    amiss: Option<String>,
    back: Option<(String, String)>,
}

/// What an app asks, where it can be answered.
struct Question {
    yes: Yes,
    state: Option<String>,
    force_login: bool,
}

/// Why it cannot be.
enum Refusal {
    /// No app that is known, or another place than it registered: nothing leads back to it.
    Unknown,
    /// It asks amiss: its own page says what.
    Amiss { app: Box<ClientApp>, uri: RedirectUri, state: Option<String>, code: &'static str, why: String },
}

/// What stands in the address.
struct Asked(Vec<(String, String)>);

impl Asked {
    fn of(request: &HttpRequest) -> Self {
        let pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// A value that is there once. What is there twice could be read in two ways (RFC 6749, section 3.1).
    fn one(&self, name: &str) -> Result<Option<&str>, ()> {
        let mut all = self.0.iter().filter(|(known, _)| known == name);
        match (all.next(), all.next()) {
            (_, Some(_)) => Err(()),
            (found, None) => Ok(found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())),
        }
    }
}

async fn question(app: &App, asked: &Asked) -> Result<std::result::Result<Question, Refusal>> {
    let (Ok(Some(id)), Ok(Some(uri))) = (asked.one("client_id"), asked.one("redirect_uri")) else {
        return Ok(Err(Refusal::Unknown));
    };
    let id = id.to_owned();
    let found = app.here.db.read(move |conn| apps::by_public_id(conn, &id)).await?;
    let Some((client, _)) = found else { return Ok(Err(Refusal::Unknown)) };
    let Some(uri) = client.redirect_uri(uri).cloned() else { return Ok(Err(Refusal::Unknown)) };
    let state = asked.one("state").ok().flatten().map(str::to_owned);
    Ok(match checked(&client, asked) {
        Ok((scopes, challenge)) => {
            let force_login = asked.one("force_login").is_ok_and(|said| said.is_some_and(is_yes));
            let yes = Yes { app: client, redirect_uri: uri, scopes, challenge };
            Ok(Question { yes, state, force_login })
        }
        Err((code, why)) => Err(Refusal::Amiss { app: Box::new(client), uri, state, code, why }),
    })
}

/// What an app wants and how it will answer, or the code of what is wrong (RFC 6749, section 4.1.2.1) and a sentence.
fn checked(client: &ClientApp, asked: &Asked) -> Result<(Scopes, Option<Challenge>), (&'static str, String)> {
    let amiss = |text: &str| ("invalid_request", text.to_owned());
    let one = |name: &str| asked.one(name).map_err(|()| amiss(&format!("`{name}` is there twice.")));
    one("state")?;
    match one("response_type")? {
        Some("code") => {}
        Some(_) => return Err(("unsupported_response_type", "`response_type` must be `code`.".into())),
        None => return Err(amiss("`response_type` is missing; it must be `code`.")),
    }
    let scopes = one("scope")?.map_or_else(|| Ok(Scopes::least()), Scopes::parse);
    let scopes = scopes.map_err(|error| ("invalid_scope", error.text().to_owned()))?;
    if !client.said.scopes.hold_all(&scopes) {
        let held = &client.said.scopes;
        return Err(("invalid_scope", format!("The app registered for `{held}`, and asks for more: `{scopes}`.")));
    }
    let challenge = Challenge::parse(one("code_challenge")?, one("code_challenge_method")?);
    Ok((scopes, challenge.map_err(|error| amiss(error.text()))?))
}

/// The address of an app's waiting place, with what it is told and by whom (RFC 9207).
fn told(app: &App, uri: &RedirectUri, said: &[(&str, &str)], state: Option<&str>) -> String {
    let mut said = said.to_vec();
    said.extend(state.map(|state| ("state", state)));
    let issuer = app.here.addresses.base().as_str();
    said.push(("iss", issuer));
    uri.with(&said)
}

fn refused(app: &App, request: &HttpRequest, refusal: Refusal) -> HttpResponse {
    // Perhaps somebody tries many.
    if let Err(too_many) = app.count(Counted::Visitor(visitor(app, request))) {
        return problem(app, request, &too_many);
    }
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "consent-refused-title")).private().at(request);
    let template = match refusal {
        Refusal::Unknown => RefusedPage { page, lead: text(lang, "consent-unknown"), amiss: None, back: None },
        Refusal::Amiss { app: client, uri, state, code, why } => {
            let name = isolate(&client.said.name);
            let address = told(app, &uri, &[("error", code), ("error_description", &why)], state.as_deref());
            let back = text_with(lang, "consent-back", &[("app", name.clone().into())]);
            RefusedPage {
                page,
                lead: text_with(lang, "consent-amiss", &[("app", name.into())]),
                amiss: Some(format!("{code}: {why}")),
                back: (!uri.is_out_of_band()).then_some((address, back)),
            }
        }
    };
    answer(StatusCode::BAD_REQUEST, true, &template)
}

/// What scopes let an app do, in words.
pub(super) fn in_words(lang: Lang, scopes: &Scopes) -> Vec<String> {
    let mut said = Vec::new();
    for (wide, key) in [
        (Scope::Read, "scope-read"),
        (Scope::Write, "scope-write"),
        (Scope::Follow, "scope-follow"),
        (Scope::Push, "scope-push"),
        (Scope::Profile, "scope-profile"),
    ] {
        if scopes.iter().any(|scope| scope == wide) {
            said.push(text(lang, key));
        }
    }
    for (prefix, wide, key) in
        [("read:", Scope::Read, "scope-read-parts"), ("write:", Scope::Write, "scope-write-parts")]
    {
        let narrow = scopes
            .iter()
            .filter(|scope| *scope != wide && !scopes.iter().any(|held| held == wide && scope.is_within(held)));
        let parts: Vec<String> = narrow
            .filter_map(|scope| {
                scope.as_str().strip_prefix(prefix).map(|part| text(lang, &format!("scope-part-{part}")))
            })
            .collect();
        if !parts.is_empty() {
            said.push(text_with(lang, key, &[("parts", together(lang, &parts).into())]));
        }
    }
    said
}

/// The same question, for somebody who signs in first: `force_login` is done with then.
fn again(request: &HttpRequest) -> String {
    let pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let kept = pairs.filter(|(name, _)| name != "force_login");
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    format!("/oauth/authorize?{query}")
}

fn consent(app: &App, request: &HttpRequest, visit: &Visit, question: &Question) -> HttpResponse {
    let lang = page::lang(app, request);
    let yes = &question.yes;
    let name = || isolate(&yes.app.said.name);
    let handle = visit.member().map_or("", |member| member.handle.as_str());
    let handle = isolate(&format!("@{handle}@{}", app.here.addresses.host()));
    let mut paragraphs = vec![
        text_with(lang, "consent-lead", &[("app", name().into())]),
        text_with(lang, "consent-signed-in-as", &[("handle", handle.into())]),
        text(lang, "consent-unchecked"),
    ];
    paragraphs.push(match yes.redirect_uri.place() {
        Some(place) => text_with(lang, "consent-goes-to", &[("place", isolate(&place).into())]),
        None => text(lang, "consent-shows-code"),
    });
    let mut other = url::form_urlencoded::Serializer::new(String::new());
    other.append_pair("next", &again(request));
    let template = ConsentPage {
        page: Page::new(app, lang, text_with(lang, "consent-title", &[("app", name().into())]))
            .private()
            .asked_at(request),
        form: visit.form_word(),
        paragraphs,
        may_heading: text(lang, "consent-may-heading"),
        may: in_words(lang, &yes.scopes),
        after: vec![text(lang, "consent-take-back")],
        allow: text(lang, "consent-allow"),
        deny: text(lang, "consent-deny"),
        other: text(lang, "consent-other"),
        other_href: format!("/sign-in?{}", other.finish()),
    };
    let place = yes.redirect_uri.source();
    answer_needing(StatusCode::OK, true, &template, Needs { place: place.as_deref(), ..Needs::default() })
}

/// The question.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    asked(&app, &request, None).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// The member's answer.
pub(super) async fn decide(app: Data<App>, request: HttpRequest, input: Filled<Input>) -> HttpResponse {
    let Ok(Form(input)) = input else { return stale(&app, &request) };
    asked(&app, &request, Some(input)).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn asked(app: &App, request: &HttpRequest, decided: Option<Input>) -> Result<HttpResponse> {
    let question = match question(app, &Asked::of(request)).await? {
        Ok(question) => question,
        Err(refusal) => return Ok(refused(app, request, refusal)),
    };
    let visit = Visit::of(app, request).await?;
    let Some(member) = visit.member() else { return Ok(to_sign_in(app, request, &again(request))) };
    let Some(input) = decided else {
        return Ok(match question.force_login {
            true => to_sign_in(app, request, &again(request)),
            false => consent(app, request, &visit, &question),
        });
    };
    if visit.check(request, &input.form).is_err() {
        return Ok(stale(app, request));
    }
    let (uri, state) = (question.yes.redirect_uri.clone(), question.state.as_deref());
    match input.decision.as_str() {
        "allow" => {}
        "deny" if uri.is_out_of_band() => return Ok(go_to("/settings/apps")),
        "deny" => return Ok(go_to(&told(app, &uri, &[("error", "access_denied")], state))),
        _ => {
            return Err(Error::bad_request("The form says neither yes nor no. Please go back and choose.")
                .worded(Message::NeitherYesNorNo));
        }
    }
    let name = isolate(&question.yes.app.said.name);
    let code = let_app_in(&app.here, member.id, question.yes).await?;
    if !uri.is_out_of_band() {
        return Ok(go_to(&told(app, &uri, &[("code", &code)], state)));
    }
    let lang = page::lang(app, request);
    let template = CodePage {
        page: Page::new(app, lang, text(lang, "code-title")).private().asked_at(request),
        lead: text_with(lang, "code-lead", &[("app", name.into())]),
        label: text(lang, "code-label"),
        code,
        after: text_with(lang, "code-after", &[("minutes", code_life().num_minutes().into())]),
    };
    Ok(answer(StatusCode::OK, true, &template))
}
