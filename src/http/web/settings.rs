//! A member's own pages: their password, and the apps that they let in.

use super::authorize::in_words;
use super::duties::{Duties, member_page};
use super::page::{self, Page, answer, leading_on};
use super::passkeys::site;
use super::sign_in::{Filled, stale};
use super::visit::Visit;
use crate::actions::let_app_in::shut_out as shut;
use crate::actions::sign_in::{link_trust, set_password};
use crate::app::{App, Counted, Who};
use crate::domain::key::AppId;
use crate::domain::member::Member;
use crate::domain::password as rules;
use crate::domain::scope::Scopes;
use crate::error::{Error, Result};
use crate::i18n::{isolate, moment, text, text_with};
use crate::storage::{apps as rows, passkeys, sign_ins};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// Pages that belong together.
struct Group {
    /// Where the list of contents leads.
    id: &'static str,
    heading: String,
    links: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    page: Page,
    form: String,
    lead: String,
    groups: Vec<Group>,
    sign_out: String,
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    page: Page,
    form: String,
    handle: String,
    done: Option<String>,
    lead: String,
    /// Its label, where the one before must be said.
    current: Option<String>,
    new_label: String,
    new_help: String,
    button: String,
    /// Where a new password was kept, and there can be passkeys: that those go on.
    passkeys: Option<String>,
    back: String,
}

/// An app that a member let in.
struct Card {
    id: String,
    name: String,
    website: Option<String>,
    since: String,
    may_label: String,
    may: Vec<String>,
    button: String,
}

#[derive(Template)]
#[template(path = "apps.html")]
struct AppsPage {
    page: Page,
    form: String,
    done: Option<String>,
    lead: String,
    none: Option<String>,
    cards: Vec<Card>,
    back: String,
}

/// What the form for a password says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PasswordInput {
    form: String,
    current: String,
    new: String,
}

/// What the form for an app says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AppInput {
    form: String,
    app: String,
}

/// What one can do here.
pub(super) async fn settings(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let lang = page::lang(&app, &request);
        let handle = isolate(&format!("@{}@{}", member.handle, app.here.addresses.host()));
        let duties = Duties::read(&app, member.id).await?;
        let say =
            |all: &[(&'static str, &str)]| all.iter().map(|&(href, key)| (href, text(lang, key))).collect::<Vec<_>>();
        let mut signing_in = say(&[
            ("/settings/password", "password-title"),
            ("/settings/apps", "apps-title"),
            ("/settings/browsers", "browsers-title"),
        ]);
        if site(&app).is_some() {
            signing_in.insert(1, ("/settings/passkeys", text(lang, "passkeys-title")));
        }
        let groups = [
            (
                "you",
                "account-you",
                say(&[
                    ("/settings/me", "oneself-title"),
                    ("/settings/notices", "notices-title"),
                    ("/settings/blocks", "blocks-title"),
                ]),
            ),
            ("signing-in", "account-signing-in", signing_in),
            ("network", "account-network", duties.of_network(lang)),
            ("duties", "account-duties", duties.links(lang)),
            ("yours", "account-yours", say(&[("/settings/leave", "leave-title")])),
        ];
        let groups = groups.into_iter().filter(|(_, _, links)| !links.is_empty());
        let template = SettingsPage {
            page: Page::new(&app, lang, text(lang, "settings-title")).private().for_member(lang).at(&request),
            form: visit.form_word(),
            lead: text_with(lang, "settings-signed-in-as", &[("handle", handle.into())]),
            groups: groups.map(|(id, key, links)| Group { id, heading: text(lang, key), links }).collect(),
            sign_out: text(lang, "sign-out-button"),
        };
        Ok(answer(StatusCode::OK, true, &template))
    })
    .await
}

/// How the form ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    NotYet,
    Done,
    WrongCurrent,
    NotTaken,
}

/// What is kept of the password before, where it must be said first: not by who has none, nor just after a one-time
/// link, which is for who does not remember it, or a passkey, which says as much.
pub(super) async fn before(app: &App, visit: &Visit, member: &Member) -> Result<Option<String>> {
    let (id, seal) = (member.id, app.here.seal.clone());
    let kept = app.here.db.read(move |conn| sign_ins::password(conn, &seal, id)).await?;
    let fresh = visit
        .session
        .as_ref()
        .is_some_and(|session| session.by_link && app.here.now() - session.created_at < link_trust());
    Ok(kept.filter(|_| !fresh))
}

/// Whether whoever is in front of this browser shows first, once more, that it is theirs: there is no password that could be
/// asked for, but a passkey, and they came in a while ago. Whoever finds the browser open could make a way in of their own.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn comes_in_again(app: &App, visit: &Visit, member: &Member) -> Result<bool> {
    let (id, seal) = (member.id, app.here.seal.clone());
    let read = app.here.db.read(move |conn| {
        let password = sign_ins::password(conn, &seal, id)?;
        Ok(password.is_none() && !passkeys::of_member(conn, &seal, id)?.is_empty())
    });
    let fresh = visit.session.as_ref().is_some_and(|session| app.here.now() - session.created_at < link_trust());
    Ok(!fresh && read.await?)
}

/// The way to show it, and from there on to `next`: the sign-in page, with where it leads.
pub(super) fn come_in_again(app: &App, request: &HttpRequest, next: &'static str) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "sign-in-title")).private().for_member(lang).at(request);
    let said = vec![text(lang, "passkeys-again"), text(lang, "sign-in-forgotten")];
    leading_on(StatusCode::FORBIDDEN, page, said, (next, text(lang, "passkey-sign-in")))
}

/// Where whoever sets a password signs in before.
const PASSWORD_AGAIN: &str = "/sign-in?next=%2Fsettings%2Fpassword";

/// Whether whoever is in front of this browser said the password that the member has, where it must be said.
///
/// # Errors
/// `TooMany` when it was wrong too often; `Internal` when the database fails.
pub(super) async fn says_password(app: &App, visit: &Visit, member: &Member, said: &str) -> Result<bool> {
    let kept = before(app, visit, member).await?;
    if kept.is_none() {
        return Ok(true);
    }
    // Whoever finds a browser open does not get to guess for ever.
    let guess = Counted::KnownGuess(member.id, "settings");
    app.count(guess)?;
    let said = said.chars().take(rules::MOST + 1).collect();
    let right = app.passwords.is(Who::Known, said, kept).await?;
    if right {
        app.give_back(guess);
    }
    Ok(right)
}

fn password_form(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    asks: bool,
    ended: Ended,
) -> HttpResponse {
    let lang = page::lang(app, request);
    let (field, wrong) = match ended {
        Ended::WrongCurrent => ("current", Some(text(lang, "password-wrong"))),
        Ended::NotTaken => ("new", Some(text_with(lang, "password-not-taken", &[("least", rules::LEAST.into())]))),
        Ended::NotYet | Ended::Done => ("", None),
    };
    let template = PasswordPage {
        page: Page::new(app, lang, text(lang, "password-title"))
            .private()
            .for_member(lang)
            .at(request)
            .with_problem(field, wrong),
        form: visit.form_word(),
        handle: member.handle.clone(),
        done: (ended == Ended::Done).then(|| text(lang, "password-done")),
        lead: text(lang, "password-lead"),
        current: asks.then(|| text(lang, "password-current-label")),
        new_label: text(lang, "password-new-label"),
        new_help: text_with(lang, "password-new-help", &[("least", rules::LEAST.into())]),
        button: text(lang, "password-button"),
        passkeys: (ended == Ended::Done && site(app).is_some()).then(|| text(lang, "passkeys-go-on-as-before")),
        back: text(lang, "settings-title"),
    };
    answer(template.page.code(), true, &template)
}

/// The form for a password.
pub(super) async fn password(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        if comes_in_again(&app, &visit, &member).await? {
            return Ok(come_in_again(&app, &request, PASSWORD_AGAIN));
        }
        let asks = before(&app, &visit, &member).await?.is_some();
        Ok(password_form(&app, &request, &visit, &member, asks, Ended::NotYet))
    })
    .await
}

/// Sets the password.
pub(super) async fn set(app: Data<App>, request: HttpRequest, input: Filled<PasswordInput>) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let Ok(Form(input)) = input else { return Ok(stale(&app, &request)) };
        if visit.check(&request, &input.form).is_err() {
            return Ok(stale(&app, &request));
        }
        if comes_in_again(&app, &visit, &member).await? {
            return Ok(come_in_again(&app, &request, PASSWORD_AGAIN));
        }
        let form = |asks: bool, ended: Ended| Ok(password_form(&app, &request, &visit, &member, asks, ended));
        let asks = before(&app, &visit, &member).await?.is_some();
        if !says_password(&app, &visit, &member, &input.current).await? {
            return form(asks, Ended::WrongCurrent);
        }
        if rules::check(&input.new, &member.handle).is_err() {
            return form(asks, Ended::NotTaken);
        }
        let hash = app.passwords.hash(Who::Known, input.new).await?;
        set_password(&app.here, member.id, hash, visit.browser()).await?;
        form(before(&app, &visit, &member).await?.is_some(), Ended::Done)
    })
    .await
}

async fn app_list(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    done: bool,
) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let id = member.id;
    let found = app.here.db.read(move |conn| rows::let_in_by(conn, id)).await?;
    let zone = app.config.network.time_zone;
    let mut cards: Vec<Card> = Vec::new();
    for (client, held, since) in found {
        let id = client.as_ref().map(|client| client.id.to_string()).unwrap_or_default();
        let since = text_with(lang, "apps-since", &[("date", moment(lang, since, zone).into())]);
        let may = Scopes::parse(&held).map(|scopes| in_words(lang, &scopes)).unwrap_or_default();
        if let Some(card) = cards.iter_mut().find(|card| card.id == id) {
            // Older tokens of the same app: it may all of it.
            for one in may {
                if !card.may.contains(&one) {
                    card.may.push(one);
                }
            }
            card.since = since;
            continue;
        }
        let name = client.as_ref().map_or_else(|| text(lang, "apps-tokens"), |client| client.said.name.clone());
        let button = text_with(lang, "apps-shut-out-button", &[("app", isolate(&name).into())]);
        let website = client.and_then(|client| client.said.website);
        cards.push(Card { id, name, website, since, may_label: text(lang, "consent-may-heading"), may, button });
    }
    let template = AppsPage {
        page: Page::new(app, lang, text(lang, "apps-title")).private().for_member(lang).at(request),
        form: visit.form_word(),
        done: done.then(|| text(lang, "apps-done")),
        lead: text(lang, "apps-lead"),
        none: cards.is_empty().then(|| text(lang, "apps-none")),
        cards,
        back: text(lang, "settings-title"),
    };
    Ok(answer(StatusCode::OK, true, &template))
}

/// The apps that one let in.
pub(super) async fn apps(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| app_list(&app, &request, &visit, &member, false).await).await
}

/// Shuts one of them out.
pub(super) async fn shut_out(app: Data<App>, request: HttpRequest, input: Filled<AppInput>) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let Ok(Form(input)) = input else { return Ok(stale(&app, &request)) };
        if visit.check(&request, &input.form).is_err() {
            return Ok(stale(&app, &request));
        }
        let id = match input.app.as_str() {
            "" => None,
            text => Some(text.parse::<AppId>().map_err(|_| Error::not_found())?),
        };
        shut(&app.here, member.id, id).await?;
        app_list(&app, &request, &visit, &member, true).await
    })
    .await
}
