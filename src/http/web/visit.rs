//! Who is signed in in a browser, and that a form came from a page of ours.
//!
//! Four cookies, all out of reach of scripts: the browser's secret while somebody is signed in; before that, a word of
//! its own, so that forms can be told from those of other sites; after a first sign-in, a sealed mark by which the
//! same browser is not held up when somebody guesses from elsewhere; and the language that somebody chose. None of them is
//! a name, and none is logged.

use super::page;
use super::sign_in::{stale, to_sign_in};
use crate::app::{App, Counted};
use crate::domain::apps::same;
use crate::domain::browser::Browser;
use crate::domain::key::MemberId;
use crate::domain::member::Member;
use crate::error::{Error, Message, Result};
use crate::i18n::Lang;
use crate::ids;
use crate::storage::sign_ins::{self, Session};
use actix_web::http::header::{COOKIE, HeaderName, HeaderValue, SET_COOKIE, USER_AGENT};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const SESSION: &str = "potluck";
const FORM: &str = "potluck-form";
const KNOWN: &str = "potluck-known";
const LANGUAGE: &str = "potluck-language";
/// Seconds of a year.
const YEAR: i64 = 31_536_000;
const KNOWN_CONTEXT: &str = "known browser";

/// With `__Host-`, no page below our name, and none without TLS, can set it (RFC 6265bis, section 4.1.3.2).
fn name(app: &App, name: &str) -> String {
    if is_secure(app) { format!("__Host-{name}") } else { name.to_owned() }
}

fn is_secure(app: &App) -> bool {
    app.here.addresses.base().scheme() == "https"
}

fn read(app: &App, request: &HttpRequest, wanted: &str) -> Option<String> {
    let wanted = name(app, wanted);
    let headers = request.headers().get_all(COOKIE).filter_map(|value| value.to_str().ok());
    let mut pairs = headers.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let value = pairs.find(|(name, _)| *name == wanted)?.1;
    (value.len() <= 500).then(|| value.to_owned())
}

fn set(app: &App, answer: &mut HttpResponse, cookie: &str, value: &str, seconds: Option<i64>) {
    let secure = if is_secure(app) { "; Secure" } else { "" };
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", name(app, cookie));
    // Values are base64, so that this is always a header.
    if let Ok(header) = HeaderValue::from_str(&text) {
        answer.headers_mut().append(SET_COOKIE, header);
    }
}

/// The language that somebody chose in this browser.
pub(super) fn language(app: &App, request: &HttpRequest) -> Option<Lang> {
    Lang::from_tag(&read(app, request, LANGUAGE)?)
}

/// Keeps the language that somebody chose.
pub(super) fn keep_language(app: &App, answer: &mut HttpResponse, lang: Lang) {
    set(app, answer, LANGUAGE, lang.tag(), Some(YEAR));
}

/// Lets the language that the address of a private link names go on to the pages after it. There it is chosen in the address
/// alone, which ends with the link.
pub(super) fn language_goes_on(app: &App, request: &HttpRequest, answer: &mut HttpResponse) {
    if let Some(lang) = page::said_lang(request) {
        keep_language(app, answer, lang);
    }
}

/// A browser that asks for a page.
pub(super) struct Visit {
    /// Who is signed in there.
    pub session: Option<Session>,
    /// What its forms are bound to: the browser's secret, or a word of its own.
    secret: String,
    is_new: bool,
}

impl Visit {
    /// By the cookies of a request.
    ///
    /// # Errors
    /// `Internal` when the database fails.
    pub(super) async fn of(app: &App, request: &HttpRequest) -> Result<Self> {
        if let Some(secret) = read(app, request, SESSION) {
            let (digest, now) = (ids::digest(&secret), app.here.now());
            let question = format!("session {digest}");
            let found =
                app.here.db.read_again(question, now, move |conn| sign_ins::session(conn, &digest, now)).await?;
            if let Some(session) = &*found {
                return Ok(Self { session: Some(session.clone()), secret, is_new: false });
            }
        }
        let own = read(app, request, FORM).filter(|word| is_secret(word));
        let is_new = own.is_none();
        Ok(Self { session: None, secret: own.unwrap_or_else(ids::secret), is_new })
    }

    /// Who is signed in.
    pub(super) fn member(&self) -> Option<&Member> {
        self.session.as_ref().map(|session| &session.member)
    }

    /// What a form carries, so that no other site can send it.
    pub(super) fn form_word(&self) -> String {
        form_word_of(&self.secret)
    }

    /// What this browser keeps what is written under, on the device alone: it tells whoever signs in later that it is not
    /// theirs, and is good for nothing else.
    pub(super) fn draft_word(&self) -> String {
        ids::digest(&format!("draft {}", self.secret))
    }

    /// By which the browser is known again that asked for a link by mail.
    pub(super) fn link_word(&self) -> String {
        ids::digest(&format!("link {}", self.secret))
    }

    /// The secret of this browser, where somebody is signed in.
    pub(super) fn browser(&self) -> &str {
        &self.secret
    }

    /// Checks that a form came from a page that this browser was given.
    ///
    /// # Errors
    /// `Forbidden` when it did not.
    pub(super) fn check(&self, request: &HttpRequest, word: &str) -> Result<()> {
        let from = request.headers().get("sec-fetch-site").map(|value| value.as_bytes());
        let from_here = from.is_none_or(|site| matches!(site, b"same-origin" | b"none"));
        if from_here && !self.is_new && same(&self.form_word(), word) {
            return Ok(());
        }
        Err(Error::forbidden("This form was open for too long, or came from elsewhere.").worded(Message::FormStale))
    }

    /// Gives the browser its word, if it has none.
    pub(super) fn remember(&self, app: &App, mut answer: HttpResponse) -> HttpResponse {
        if self.session.is_none() && self.is_new {
            set(app, &mut answer, FORM, &self.secret, None);
        }
        answer
    }
}

/// Whether it is long enough that nobody guesses it.
fn is_secret(word: &str) -> bool {
    word.len() >= 40
}

/// What the forms of a browser with this secret carry.
fn form_word_of(secret: &str) -> String {
    ids::digest(&format!("form {secret}"))
}

/// Whether a form carries what this browser was given for its forms, also where nobody is signed in there any more.
pub(super) fn gave(app: &App, request: &HttpRequest, word: &str) -> bool {
    let secrets = [SESSION, FORM].into_iter().filter_map(|cookie| read(app, request, cookie));
    secrets.filter(|secret| is_secret(secret)).any(|secret| same(&form_word_of(&secret), word))
}

/// Whether a browser seems to be signed in: good enough for which ways on a page shows, and for nothing else.
pub(super) fn seems_signed_in(request: &HttpRequest) -> bool {
    let headers = request.headers().get_all(COOKIE).filter_map(|value| value.to_str().ok());
    let mut names = headers.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    names.any(|(name, _)| name.strip_prefix("__Host-").unwrap_or(name) == SESSION)
}

/// The member who sent a form from a page of ours, counted; or what to answer instead: whoever is not signed in goes to
/// the sign-in page, perhaps by one that shows what they wrote, and from there to `next`.
///
/// # Errors
/// `TooMany` for who changes a lot in a short time; `Internal` when the database fails.
pub(super) async fn sender(
    app: &App,
    request: &HttpRequest,
    form: &str,
    next: &str,
) -> Result<std::result::Result<(Visit, MemberId), HttpResponse>> {
    let visit = Visit::of(app, request).await?;
    let Some(member) = visit.member().map(|member| member.id) else { return Ok(Err(to_sign_in(app, request, next))) };
    if visit.check(request, form).is_err() {
        return Ok(Err(stale(app, request)));
    }
    app.count(Counted::Member(member))?;
    Ok(Ok((visit, member)))
}

/// Which kind of browser asks, as it says itself. Looked at when somebody signs in, and at no other time.
pub(super) fn kind_of(request: &HttpRequest) -> Browser {
    let said = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok());
    Browser::from_user_agent(said.unwrap_or_default())
}

/// Signs a browser in: with its new secret, and the mark by which it is known again for `member`.
pub(super) fn signed_in(app: &App, answer: &mut HttpResponse, member: MemberId, secret: &str) {
    let life = crate::actions::sign_in::session_life().num_seconds();
    set(app, answer, SESSION, secret, Some(life));
    set(app, answer, FORM, "", Some(0));
    let mark = app.here.seal.seal(KNOWN_CONTEXT, format!("{member} {}", ids::slug()).as_bytes());
    set(app, answer, KNOWN, &URL_SAFE_NO_PAD.encode(mark), Some(YEAR));
}

/// Signs a browser out. What it kept of pages, and of what was written here, goes, too: the next at this device is perhaps
/// another (Clear Site Data, W3C).
pub(super) fn signed_out(app: &App, answer: &mut HttpResponse) {
    set(app, answer, SESSION, "", Some(0));
    answer.headers_mut().insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"storage\""));
}

/// The mark of a browser where `member` was signed in before.
pub(super) fn known(app: &App, request: &HttpRequest, member: MemberId) -> Option<String> {
    let sealed = URL_SAFE_NO_PAD.decode(read(app, request, KNOWN)?).ok()?;
    let text = app.here.seal.open_text(KNOWN_CONTEXT, &sealed).ok()?;
    let (id, mark) = text.split_once(' ')?;
    (id == member.to_string()).then(|| mark.to_owned())
}
