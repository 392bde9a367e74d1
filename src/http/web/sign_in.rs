//! Signing in by a password, a passkey or a one-time link, and signing out.

use super::again;
use super::page::{self, Page, answer, problem, to_copy, with_contacts, with_words};
use super::passkeys::site;
use super::visit::{self, Visit};
use super::ways::{Reach, reach};
use crate::actions::passkeys::{Offered, offer_sign_in, sign_in_by_passkey};
use crate::actions::sign_in::{Entered, sign_in, sign_in_by_link, sign_out};
use crate::app::{App, Counted, Who};
use crate::domain::apps::same;
use crate::domain::key::MemberId;
use crate::domain::member::{self, Member, State};
use crate::domain::passkey::{Shown, unknown};
use crate::error::{Error, Kind, Result};
use crate::federation::visitor::visitor;
use crate::http::mastodon::multipart::Limits;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::ids;
use crate::storage::{facts, members, passkeys, sign_ins};
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

/// What a form says besides its own fields, and where it was not read at all.
pub(super) type Filled<T> = std::result::Result<Form<T>, actix_web::Error>;

/// What the form says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    form: String,
    handle: String,
    password: String,
    /// What the page asked a device, as it was sealed.
    held: String,
    /// What the device says; nothing where somebody signs in by their password.
    credential: String,
}

/// A form without any field.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Bare {
    form: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    page: Page,
    form: String,
    lead: String,
    handle_label: String,
    handle_help: String,
    password_label: String,
    button: String,
    forgotten: String,
    /// How the network is reached, for who has no way in.
    contacts: Vec<Reach>,
    /// The way to a link by mail, where mail is sent, and its words.
    by_mail: Option<(String, String)>,
    handle: String,
    /// What a device is asked, where there can be passkeys.
    passkey: Option<Offered>,
}

#[derive(Template)]
#[template(path = "enter.html")]
struct EnterPage {
    page: Page,
    form: String,
    paragraphs: Vec<String>,
    button: String,
}

/// Where to go on. Only to pages of ours that somebody signs in for: what a link says is not believed.
pub(super) fn next(request: &HttpRequest) -> String {
    let said = url::form_urlencoded::parse(request.query_string().as_bytes());
    ours(said.into_iter().find(|(name, _)| name == "next").map(|(_, value)| value.into_owned()))
}

/// The same for what somebody wanted once, when they asked for a link.
fn ours(wanted: Option<String>) -> String {
    let plain = |path: &String| path.len() <= 8_000 && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let ours = |path: &String| {
        let pages = [
            "/settings",
            "/new",
            "/home",
            "/mine",
            "/asks",
            "/welcome",
            "/moderation",
            "/announcements",
            "/log",
            "/networks",
            "/posts",
            "/people",
            "/heard",
            "/board",
            "/tasks",
        ];
        pages.contains(&path.as_str())
            || [
                "/settings/",
                "/new/",
                "/listings/",
                "/answers/",
                "/asks/",
                "/posts/",
                "/people/",
                "/@",
                "/board?",
                AUTHORIZE,
                "/report?",
            ]
            .iter()
            .any(|start| path.starts_with(start))
    };
    wanted.filter(plain).filter(ours).unwrap_or_else(|| HOME.into())
}

/// Where a mailed link leads on to, as it is kept: to let an app in, with a word of the browser that asked. Anybody can ask for a
/// link to another's address, and would have them stand before an app that they never chose.
pub(super) fn led_by_mail(visit: &Visit, next: String) -> String {
    if next.starts_with(AUTHORIZE) { format!("{} {next}", visit.link_word()) } else { next }
}

/// The same, read again in the browser in which the link is opened.
fn led(visit: &Visit, kept: Option<String>) -> String {
    let bound = kept.as_deref().and_then(|kept| kept.split_once(' '));
    match bound {
        Some((word, next)) => ours(same(word, &visit.link_word()).then(|| next.to_owned())),
        None => ours(kept.filter(|next| !next.starts_with(AUTHORIZE))),
    }
}

/// Where one signs in.
pub(super) const PATH: &str = "/sign-in";
/// Where one goes on who wanted to go nowhere else.
pub(super) const HOME: &str = "/home";
/// Where one lets an app in.
const AUTHORIZE: &str = "/oauth/authorize?";
/// Where one asks for a link by mail.
pub(super) const BY_MAIL: &str = "/sign-in/link";

/// The way from one of these pages to another one of them, which leads on to where this one does.
pub(super) fn on_the_way(page: &str, request: &HttpRequest) -> String {
    let next = next(request);
    if next == HOME {
        return page.to_owned();
    }
    format!("{page}?{}", url::form_urlencoded::Serializer::new(String::new()).append_pair("next", &next).finish())
}

/// The way to the sign-in page, and from there to `next`; in a language, where the address says one.
pub(super) fn way(next: &str, lang: Option<Lang>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("next", next);
    if let Some(lang) = lang {
        query.append_pair("lang", lang.tag());
    }
    format!("{PATH}?{}", query.finish())
}

/// Goes on with GET, whatever was sent (RFC 9700, section 4.12).
pub(super) fn go_to(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, address)).insert_header(("cache-control", "no-store")).finish()
}

/// To the sign-in page, and from there back to what was asked for. Whoever wrote something in a form of ours while they were
/// signed out elsewhere, or for too long, reads their words first: no browser keeps them behind a redirect.
pub(super) fn to_sign_in(app: &App, request: &HttpRequest, next: &str) -> HttpResponse {
    let way = way(next, page::said_lang(request));
    match again::words(request) {
        Some(typed) => {
            let lang = page::lang(app, request);
            let page = Page::new(app, lang, text(lang, "signed-out-title")).private().on(next, false);
            let said = ["signed-out-lead", "signed-out-sign-in", "signed-out-paste"];
            to_copy(StatusCode::FORBIDDEN, page, &way, said, typed)
        }
        None => go_to(&way),
    }
}

/// The same for a form with files that was not read yet. Of an address that sends very many in vain none is read: they may be
/// large.
pub(super) async fn to_sign_in_with_files(
    app: &App,
    request: &HttpRequest,
    payload: Payload,
    limits: Limits,
) -> HttpResponse {
    if app.count(Counted::Visitor(visitor(app, request))).is_ok() {
        again::read_for_words(request, payload.into_inner(), limits).await;
    }
    to_sign_in(app, request, request.path())
}

/// A form that cannot be used: it says so, and is not filled in again by itself. What was written in it can be read there: no
/// browser keeps what is typed into a page that nobody else may see.
pub(super) fn stale(app: &App, request: &HttpRequest) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "form-stale-title")).private().at(request);
    let said = vec![text(lang, "form-stale"), text(lang, "form-stale-cookies")];
    with_words(request, StatusCode::FORBIDDEN, page, said)
}

/// What does not fit, and in which field; nowhere for the whole form.
type Wrong = (&'static str, String);

async fn form(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    handle: String,
    wrong: Option<Wrong>,
) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let contacts = reach(lang, &app.here.db.read(facts::network_words).await?.contact);
    let example = isolate(&format!("@rosa@{}", app.here.addresses.host()));
    let page = Page::new(app, lang, text(lang, "sign-in-title")).private().asked_at(request).with_wrong(wrong);
    let code = page.code();
    let passkey = site(app).map(|site| offer_sign_in(&app.here, &site, &visit.form_word())).transpose()?;
    let script = passkey.is_some();
    let template = SignInPage {
        page: if script { page.with_script() } else { page },
        form: visit.form_word(),
        lead: text(lang, "sign-in-lead"),
        handle_label: text(lang, "sign-in-handle-label"),
        handle_help: text_with(lang, "sign-in-handle-help", &[("example", example.into())]),
        password_label: text(lang, "sign-in-password-label"),
        button: text(lang, "sign-in-button"),
        forgotten: text(lang, if contacts.is_empty() { "sign-in-forgotten" } else { "sign-in-forgotten-reach" }),
        contacts,
        by_mail: app.config.mail.is_on().then(|| (on_the_way(BY_MAIL, request), text(lang, "mail-link-way"))),
        handle,
        passkey,
    };
    Ok(visit.remember(app, answer(code, true, &template)))
}

/// The form.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let shown = async {
        let visit = Visit::of(&app, &request).await?;
        form(&app, &request, &visit, String::new(), None).await
    };
    shown.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Signs in.
pub(super) async fn enter(app: Data<App>, request: HttpRequest, input: Filled<Input>) -> HttpResponse {
    entered(&app, &request, input).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn entered(app: &App, request: &HttpRequest, input: Filled<Input>) -> Result<HttpResponse> {
    let visit = Visit::of(app, request).await?;
    let Ok(Form(input)) = input else { return Ok(stale(app, request)) };
    if visit.check(request, &input.form).is_err() {
        return Ok(stale(app, request));
    }
    if !input.credential.is_empty() {
        return by_passkey(app, request, &visit, &input).await;
    }
    match made_sure(app, request, &input).await? {
        Some((id, browser)) => Ok(is_in(app, request, id, &browser)),
        None => {
            let wrong = ("handle", text(page::lang(app, request), "sign-in-wrong"));
            form(app, request, &visit, input.handle, Some(wrong)).await
        }
    }
}

/// Goes on as somebody who is signed in now.
fn is_in(app: &App, request: &HttpRequest, id: MemberId, browser: &str) -> HttpResponse {
    let mut answer = go_to(&next(request));
    visit::signed_in(app, &mut answer, id, browser);
    answer
}

/// Signs in by a passkey. What is wrong with one is said in the same words, whatever it is.
async fn by_passkey(app: &App, request: &HttpRequest, visit: &Visit, input: &Input) -> Result<HttpResponse> {
    match shown_to_be(app, request, visit, input).await {
        Ok((id, browser)) => Ok(is_in(app, request, id, &browser)),
        Err(error) if matches!(error.kind(), Kind::Unauthorized | Kind::Conflict) => {
            let words = error.words(page::lang(app, request));
            form(app, request, visit, input.handle.clone(), Some(("", words))).await
        }
        Err(error) => Err(error),
    }
}

/// Who shows a passkey, with the secret of their browser. Whoever tries many is held up as who guesses at passwords is.
async fn shown_to_be(app: &App, request: &HttpRequest, visit: &Visit, input: &Input) -> Result<(MemberId, String)> {
    let site = site(app).ok_or_else(|| unknown("there are none here"))?;
    let shown = Shown::parse(&input.credential);
    let seal = app.here.seal.clone();
    let credential = shown.as_ref().map(|shown| shown.credential().to_vec()).unwrap_or_default();
    let kept = app.here.db.read(move |conn| passkeys::by_credential(conn, &seal, &credential)).await?;
    let mark = kept.as_ref().and_then(|kept| Some((kept.member, visit::known(app, request, kept.member)?)));
    let guess = match &mark {
        Some((member, mark)) => Counted::KnownGuess(*member, mark),
        None => Counted::Guesses(visitor(app, request)),
    };
    app.count(guess)?;
    if kept.is_none() {
        return Err(unknown("it is not kept"));
    }
    let kind = visit::kind_of(request);
    let found = sign_in_by_passkey(&app.here, site, &visit.form_word(), &input.held, shown?, kind).await?;
    app.give_back(guess);
    Ok(found)
}

/// Who signs in, with the secret of their browser; nobody for a handle and a password that do not go together, whichever
/// of the two is wrong, and after the same time.
async fn made_sure(app: &App, request: &HttpRequest, input: &Input) -> Result<Option<(MemberId, String)>> {
    // People write their whole address, too.
    let typed = input.handle.trim().trim_start_matches('@');
    let typed = typed.strip_suffix(&format!("@{}", app.here.addresses.host())).unwrap_or(typed);
    let handle = member::handle(typed).unwrap_or_default();
    let (wanted, seal) = (handle.clone(), app.here.seal.clone());
    let read = app.here.db.read(move |conn| {
        let found = members::by_handle(conn, &wanted)?.filter(|member| member.state != State::Left);
        // Nobody has this number: what is not there is looked for all the same.
        let id = found.as_ref().map_or(MemberId(0), |member| member.id);
        Ok((found, sign_ins::password(conn, &seal, id)?))
    });
    let (found, kept): (Option<Member>, Option<String>) = read.await?;
    let mark = found.as_ref().and_then(|member| visit::known(app, request, member.id));
    let visitor = visitor(app, request);
    let counted = match (&found, &mark) {
        (Some(member), Some(mark)) => vec![Counted::KnownGuess(member.id, mark)],
        _ => vec![Counted::Guesses(visitor), Counted::Guess(&handle, visitor)],
    };
    for guess in &counted {
        app.count(*guess)?;
    }
    let who = if mark.is_some() { Who::Known } else { Who::Other };
    // What is longer than any password is wrong, and not worth the time that it would take.
    let password: String = input.password.chars().take(1_001).collect();
    let right = app.passwords.is(who, password, kept.clone()).await?;
    let (Some(member), Some(kept), true) = (found, kept, right) else { return Ok(None) };
    for guess in counted {
        app.give_back(guess);
    }
    match sign_in(&app.here, member.id, kept, visit::kind_of(request)).await {
        Ok(browser) => Ok(Some((member.id, browser))),
        Err(error) if error.kind() == Kind::Unauthorized => Ok(None),
        Err(error) => Err(error),
    }
}

/// Signs out.
pub(super) async fn leave(app: Data<App>, request: HttpRequest, input: Filled<Bare>) -> HttpResponse {
    left(&app, &request, input).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn left(app: &App, request: &HttpRequest, input: Filled<Bare>) -> Result<HttpResponse> {
    let visit = Visit::of(app, request).await?;
    let Ok(Form(input)) = input else { return Ok(stale(app, request)) };
    if visit.check(request, &input.form).is_err() {
        return Ok(stale(app, request));
    }
    if visit.session.is_some() {
        sign_out(&app.here, visit.browser()).await?;
    }
    let mut answer = go_to("/sign-in");
    visit::signed_out(app, &mut answer);
    Ok(answer)
}

/// A link that leads nowhere any more, and whom to ask for a new one.
pub(super) async fn ended(app: &App, request: &HttpRequest) -> HttpResponse {
    // Perhaps somebody tries many; whoever has a right one is not held up by them.
    if let Err(too_many) = app.count(Counted::Visitor(visitor(app, request))) {
        return problem(app, request, &too_many);
    }
    let lang = page::lang(app, request);
    let contacts = match app.here.db.read(facts::network_words).await {
        Ok(words) => reach(lang, &words.contact),
        Err(error) => return problem(app, request, &error),
    };
    let page = Page::new(app, lang, text(lang, "enter-ended-title")).private().at(request);
    let said = vec![text(lang, "enter-ended"), text(lang, "enter-ended-what-to-do")];
    with_contacts(StatusCode::GONE, page, said, contacts, Vec::new(), (PATH, text(lang, "sign-in-title")))
}

/// Whether a one-time link came by mail: that is a way to sign in, also for who chose no password.
fn came_by_mail(request: &HttpRequest) -> bool {
    url::form_urlencoded::parse(request.query_string().as_bytes()).any(|(name, said)| name == "by" && said == "mail")
}

/// The page behind a one-time link. Opening it shows a button and no more: programs that look at links beforehand do not
/// use it up.
pub(super) async fn ask_by_link(app: Data<App>, request: HttpRequest, secret: Path<String>) -> HttpResponse {
    let (digest, now) = (ids::digest(&secret), app.here.now());
    let read = async {
        let visit = Visit::of(&app, &request).await?;
        Ok::<_, Error>((visit, app.here.db.read(move |conn| sign_ins::by_link(conn, &digest, now)).await?))
    };
    match read.await {
        Ok((visit, Some(member))) => {
            let lang = page::lang(&app, &request);
            let handle = isolate(&format!("@{}", member.handle));
            let template = EnterPage {
                page: Page::new(&app, lang, text(lang, "enter-title")).private().at(&request),
                form: visit.form_word(),
                paragraphs: [
                    Some(text_with(lang, "enter-lead", &[("handle", handle.into())])),
                    (!came_by_mail(&request)).then(|| text(lang, "enter-password")),
                ]
                .into_iter()
                .flatten()
                .collect(),
                button: text(lang, "enter-button"),
            };
            visit.remember(&app, answer(StatusCode::OK, true, &template))
        }
        Ok((_, None)) => ended(&app, &request).await,
        Err(error) => problem(&app, &request, &error),
    }
}

/// Uses a one-time link up, and goes on: with one that came by mail, to where its reader wanted to go; otherwise to setting a
/// password.
pub(super) async fn enter_by_link(
    app: Data<App>,
    request: HttpRequest,
    secret: Path<String>,
    input: Filled<Bare>,
) -> HttpResponse {
    let entered = async {
        let visit = Visit::of(&app, &request).await?;
        let Ok(Form(input)) = input else { return Ok(stale(&app, &request)) };
        if visit.check(&request, &input.form).is_err() {
            return Ok(stale(&app, &request));
        }
        match sign_in_by_link(&app.here, &secret, visit::kind_of(&request)).await {
            Ok(Entered { member, browser, next }) => {
                let on = if came_by_mail(&request) { led(&visit, next) } else { "/settings/password".to_owned() };
                let mut answer = go_to(&on);
                visit::signed_in(&app, &mut answer, member.id, &browser);
                visit::language_goes_on(&app, &request, &mut answer);
                Ok(answer)
            }
            Err(error) if error.kind() == Kind::NotFound => Ok(ended(&app, &request).await),
            Err(error) => Err(error),
        }
    };
    entered.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn one_goes_on_to_pages_of_ours_alone() {
        let leads = |said: &str| next(&TestRequest::with_uri(&way(said, None)).to_http_request());
        for ours in [
            "/people",
            "/people/7",
            "/posts/7/answer",
            "/board",
            "/board?kind=offer&way=pickup",
            "/listings/soup#respond",
            "/new/5f",
            "/@rosa",
            "/report?neighbor=rosa",
        ] {
            assert_eq!(leads(ours), ours);
        }
        for other in [
            "",
            "people",
            "//evil.example/people",
            "https://evil.example/board",
            "/\\evil.example",
            "/boards",
            "/sign-out",
            "/board?kind=offer\r\nset-cookie: a=b",
            "/listings/\u{e9}",
        ] {
            assert_eq!(leads(other), "/home", "{other:?}");
        }
    }
}
