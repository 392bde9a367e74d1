//! The page behind the founding link: it makes the first operator, once, and says what the network is called, where it is, and
//! how one joins.

use super::join::{handle_of, typed};
use super::map::{self, Map};
use super::network::{Current, Fields, wrong};
use super::oneself::Said;
use super::page::{self, Needs, Page, answer, answer_needing, paragraphs, problem};
use super::qr::Square;
use super::visit;
use crate::actions::found_network::{found_operator, is_founding_link};
use crate::actions::invite::{invite_that_works, make_invite};
use crate::actions::sign_in::{founders_link, sign_in_by_link};
use crate::app::{App, Counted};
use crate::clock::Moment;
use crate::domain::joining::PEOPLE_MAX;
use crate::domain::member::{DEFAULT_TERM_MONTHS, RoleKind, term_end};
use crate::domain::text::LABEL_MAX;
use crate::domain::typed::whole;
use crate::error::{Error, Kind, Result};
use crate::federation::signature::generate_keys;
use crate::federation::visitor::visitor;
use crate::i18n::{Lang, isolate, moment, text, text_with};
use crate::ids;
use crate::storage::members;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "founding.html")]
struct FoundingPage {
    page: Page,
    handle_help: String,
    handle: String,
    name: String,
    net: Fields,
    map: Map,
    invite: String,
    most: i64,
}

#[derive(Template)]
#[template(path = "token.html")]
struct TokenPage {
    page: Page,
    label: String,
    token: String,
    paragraphs: Vec<String>,
    link: (&'static str, String),
    /// The first invite, and its square.
    invite: Option<(String, Option<Square>)>,
    /// What makes its link, which goes along into another language.
    invite_secret: Option<String>,
}

/// Days for which the first invite works.
const FIRST_INVITE_DAYS: i64 = 7;

/// What does not fit, and in which field; nowhere for the whole form.
type Wrong = (&'static str, String);

async fn form(app: &App, request: &HttpRequest, lang: Lang, said: &Said, wrong: Option<Wrong>) -> Result<HttpResponse> {
    let example = isolate(&format!("@rosa@{}", app.here.addresses.host()));
    let net = Current::read(app).await?.fields(lang, said);
    let map = Map::of_area(app, lang).await?;
    let page = Page::new(app, lang, text(lang, "founding-title")).private().at(request).keeping("founding");
    let page = page.with_wrong(wrong).with_script();
    let code = page.code();
    let needs = Needs { tiles: map::tiles(app), ..Needs::default() };
    let template = FoundingPage {
        page,
        handle_help: text_with(lang, "founding-handle-help", &[("example", example.into())]),
        handle: typed(said, "handle").to_owned(),
        name: typed(said, "name").to_owned(),
        net,
        map,
        invite: typed(said, "invite").to_owned(),
        most: PEOPLE_MAX,
    };
    Ok(answer_needing(code, true, &template, needs))
}

fn ended(app: &App, request: &HttpRequest, lang: Lang) -> HttpResponse {
    // Perhaps somebody tries many; whoever has the right one is not held up by them.
    if let Err(too_many) = app.count(Counted::Visitor(visitor(app, request))) {
        return problem(app, request, &too_many);
    }
    let page = Page::new(app, lang, text(lang, "founding-ended-title")).private().at(request);
    let command = isolate("potluck role give HANDLE operator");
    let said = vec![
        text(lang, "founding-ended"),
        text_with(lang, "founding-ended-what-to-do", &[("command", command.into())]),
    ];
    paragraphs(StatusCode::GONE, page, said, None)
}

/// The form.
pub(super) async fn ask(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    let lang = page::lang(&app, &request);
    let shown = async {
        match is_founding_link(&app.here, &secret).await? {
            true => form(&app, &request, lang, &Said::new(), None).await,
            false => Ok(ended(&app, &request, lang)),
        }
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Makes the first operator; the link is used up only if that worked.
pub(super) async fn make(
    app: Data<App>,
    request: HttpRequest,
    secret: Path<String>,
    input: std::result::Result<Form<Said>, actix_web::Error>,
) -> HttpResponse {
    let said = match input {
        Ok(input) => input.into_inner(),
        Err(cause) => {
            let error = Error::bad_request("The form could not be read. Please fill it in again.");
            return problem(&app, &request, &error.because(cause.to_string()));
        }
    };
    let lang = page::lang(&app, &request);
    match made(&app, &request, &secret, &said).await {
        Ok(page) => page,
        Err(error) if error.kind() == Kind::NotFound => ended(&app, &request, lang),
        Err(error) => problem(&app, &request, &error),
    }
}

async fn made(app: &App, request: &HttpRequest, secret: &str, said: &Said) -> Result<HttpResponse> {
    // Whoever chooses another language has not sent it yet: it comes back in that one, as it was typed.
    let chosen = Lang::from_tag(typed(said, "to"));
    let lang = chosen.unwrap_or_else(|| page::lang(app, request));
    if chosen.is_some() && said.contains_key("token") {
        return shown_again(app, request, lang, said).await;
    }
    if !is_founding_link(&app.here, secret).await? {
        return Err(Error::not_found());
    }
    if chosen.is_some() {
        return form(app, request, lang, said, None).await;
    }
    let handle = match handle_of(app, lang, typed(said, "handle")).await? {
        Ok(handle) => handle,
        Err(words) => return form(app, request, lang, said, Some(("handle", words))).await,
    };
    let people = match typed(said, "invite").trim() {
        "" => 0,
        text => whole(text).map_or(-1, i64::from),
    };
    if !(0..=PEOPLE_MAX).contains(&people) {
        let words = text_with(lang, "invites-people-wrong", &[("most", PEOPLE_MAX.into())]);
        return form(app, request, lang, said, Some(("invite", words))).await;
    }
    let change = match Current::read(app).await?.change(said) {
        Ok(change) => change,
        Err(error) if error.kind() == Kind::Invalid => {
            return form(app, request, lang, said, Some(wrong(lang, &error))).await;
        }
        Err(error) => return Err(error),
    };
    let keys = actix_web::web::block(generate_keys).await.map_err(|error| Error::internal(error.to_string()))??;
    let name = typed(said, "name");
    let (member, token) = match found_operator(&app.here, secret, &handle, name, change, keys).await {
        Ok(made) => made,
        Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
            let wrong = match error.field() {
                Some("display_name") => ("name", text_with(lang, "founding-name-wrong", &[("most", LABEL_MAX.into())])),
                _ => wrong(lang, &error),
            };
            return form(app, request, lang, said, Some(wrong)).await;
        }
        Err(error) => return Err(error),
    };
    app.look_at_network().await?;
    app.wake.outbox.notify_one();
    // Whoever made the account is the one in front of this browser: the next page is for choosing a password.
    let link = founders_link(&app.here, &handle).await?;
    let secret = link.path_segments().and_then(Iterator::last).unwrap_or_default();
    let browser = sign_in_by_link(&app.here, secret, visit::kind_of(request)).await?.browser;
    let invite = match people {
        0 => None,
        people => Some(make_invite(&app.here, member, people, FIRST_INVITE_DAYS).await?),
    };
    let name = if name.trim().is_empty() { handle.as_str() } else { name.trim() };
    let until = term_end(app.here.now(), DEFAULT_TERM_MONTHS)?;
    let mut done = shown_once(app, request, lang, Founded { name, until, token, invite });
    visit::signed_in(app, &mut done, member, &browser);
    visit::language_goes_on(app, request, &mut done);
    Ok(done)
}

/// What whoever founded the network is shown.
struct Founded<'a> {
    name: &'a str,
    /// When their role ends.
    until: Moment,
    token: String,
    /// The secret of the first invite, if they wanted one.
    invite: Option<String>,
}

/// The page with what is shown once, and kept nowhere.
fn shown_once(app: &App, request: &HttpRequest, lang: Lang, founded: Founded<'_>) -> HttpResponse {
    let Founded { name, until, token, invite } = founded;
    let until = moment(lang, until, app.config.network.time_zone);
    let page = Page::new(app, lang, text_with(lang, "founding-done-title", &[("name", isolate(name).into())]));
    let link = invite.as_deref().map(|secret| app.here.addresses.invite_link(secret).to_string());
    let template = TokenPage {
        page: page.private().at(request).keeping("founded"),
        label: text(lang, "founding-token-label"),
        token,
        link: ("/settings/password", text(lang, "founding-choose-password")),
        paragraphs: vec![
            text(lang, "founding-token-keep"),
            text(lang, "founding-token-what-for"),
            text_with(lang, "founding-role-until", &[("until", until.into())]),
        ],
        invite: link.map(|link| {
            let square = Square::of(&link);
            (link, square)
        }),
        invite_secret: invite,
    };
    answer(StatusCode::OK, true, &template)
}

/// The same in another language, for whoever has it before them: the token is kept nowhere, so that it comes from there.
///
/// # Errors
/// `NotFound` for a token that is no operator's; `Internal` when the database fails.
async fn shown_again(app: &App, request: &HttpRequest, lang: Lang, said: &Said) -> Result<HttpResponse> {
    let token = typed(said, "token").to_owned();
    let digest = ids::digest(&token);
    let found = app.here.db.read(move |conn| {
        let Some((member, _)) = members::by_token(conn, &digest)? else { return Ok(None) };
        let roles = members::roles_of(conn, member.id)?;
        Ok(roles.into_iter().find(|role| role.kind == RoleKind::Operator).map(|role| (member, role.ends_at)))
    });
    let (member, until) = found.await?.ok_or_else(Error::not_found)?;
    let invite = match typed(said, "invite") {
        "" => None,
        secret => invite_that_works(&app.here, secret).await?.map(|_| secret.to_owned()),
    };
    let name = if member.display_name.is_empty() { member.handle.as_str() } else { member.display_name.as_str() };
    let mut again = shown_once(app, request, lang, Founded { name, until, token, invite });
    visit::keep_language(app, &mut again, lang);
    Ok(again)
}
