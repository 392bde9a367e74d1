//! What all pages share: language, title, security headers, and the pages for what is not there.

use super::ways::Reach;
use super::{again, assets, sign_in, visit};
use crate::app::App;
use crate::error::{Error, Kind};
use crate::http::error::{retry_after, status};
use crate::i18n::{Lang, moment, negotiate, text, text_with};
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use askama::Template;

/// Something in a form that does not fit yet.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// The id of its field; empty where it is about the whole form.
    pub field: String,
    /// What does not fit, and what to do.
    pub words: String,
}

/// A language to read in.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub tag: &'static str,
    pub dir: &'static str,
    pub name: &'static str,
    /// Whether this page is in it.
    pub here: bool,
}

/// A way on, at the top of every page.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub href: String,
    pub words: String,
    /// Whether it leads to this page.
    pub here: bool,
}

/// What somebody looks for who is here for the first time: what is open, how to ask, how to join.
const FOR_STRANGERS: [(&str, &str); 4] =
    [("/board", "page-board"), ("/ask", "page-ask"), ("/join", "home-join-heading"), ("/sign-in", "sign-in-title")];
const FOR_MEMBERS: [(&str, &str); 4] =
    [("/home", "mine-home"), ("/board", "page-board"), ("/mine", "mine-title"), ("/settings", "page-account")];

fn links(lang: Lang, all: &[(&'static str, &str)], here: &str) -> Vec<Link> {
    all.iter().map(|&(href, key)| Link { href: href.to_owned(), words: text(lang, key), here: href == here }).collect()
}

/// Where needs and offers have their pages.
const LISTINGS: &str = "/listings/";

/// Where the rest of the path is a secret.
const SECRET: [&str; 8] =
    ["/enter/", "/h/", "/found/", "/ask/", "/join/", "/welcome/", "/confirm-mail/", "/stop-mail/"];

/// What the layout of every page shows.
#[derive(Clone, Debug)]
pub(super) struct Page {
    tongue: Lang,
    pub lang: &'static str,
    pub dir: &'static str,
    pub title: String,
    pub network: String,
    pub skip: String,
    pub made_with: String,
    pub nav: String,
    pub links: Vec<Link>,
    pub languages_word: String,
    pub languages: Vec<Choice>,
    /// Where the choice of a language leads back to.
    pub back: String,
    /// Whether the address of the page is a secret, which stands in no form: the language is then chosen by asking for the
    /// same address with it.
    pub is_secret: bool,
    /// The form whose fields go along when another language is chosen, so that nothing that was typed or shown once is lost.
    pub goes_along: Option<&'static str>,
    /// What that address says besides, which another language does not change.
    pub besides: Vec<(String, String)>,
    pub look_again: String,
    pub problem_word: String,
    /// What does not fit yet in the form of this page.
    pub problems: Vec<Problem>,
    /// What was written in the form that this page answers.
    typed: Vec<String>,
    /// The word of that form, if this browser was given it.
    pub typed_form: String,
    /// Whether it shows that, though nothing in it is wrong.
    gives_back: bool,
    /// Neither found by search engines, nor kept, nor told to the next site.
    pub private: bool,
    pub alternate: Option<String>,
    /// The address of the script, where it adds something to this page.
    pub script: Option<String>,
    /// What it says where a browser shows it without a connection; only on pages that it may keep.
    pub offline: Option<String>,
}

impl Page {
    pub(super) fn new(app: &App, lang: Lang, title: String) -> Self {
        Self {
            tongue: lang,
            lang: lang.tag(),
            dir: lang.direction(),
            title,
            network: app.network().name.clone(),
            skip: text(lang, "page-skip"),
            made_with: text(lang, "page-made-with"),
            nav: text(lang, "page-nav"),
            links: links(lang, &FOR_STRANGERS, ""),
            languages_word: text(lang, "page-languages"),
            languages: Lang::ALL
                .map(|one| Choice { tag: one.tag(), dir: one.direction(), name: one.name(), here: one == lang })
                .into(),
            back: "/".into(),
            is_secret: false,
            goes_along: None,
            besides: Vec::new(),
            look_again: text(lang, "page-look-again"),
            problem_word: text(lang, "page-problem"),
            problems: Vec::new(),
            typed: Vec::new(),
            typed_form: String::new(),
            gives_back: false,
            private: false,
            alternate: None,
            script: None,
            offline: None,
        }
    }

    /// A text without arguments, in the language of this page.
    pub(super) fn say(&self, key: &str) -> String {
        text(self.tongue, key)
    }

    /// The same page for somebody who is signed in: its ways on lead to what is theirs.
    pub(super) fn for_member(mut self, lang: Lang) -> Self {
        self.links = links(lang, &FOR_MEMBERS, &self.back);
        self
    }

    /// The same page with the ways on of whoever seems to look at it.
    fn for_whoever(self, request: &HttpRequest) -> Self {
        let lang = self.tongue;
        if visit::seems_signed_in(request) { self.for_member(lang) } else { self }
    }

    /// The page that a request asks for: whoever chooses another language comes back to it. What is asked for besides is
    /// said in no page, nor is the address of one that is not there: it may hold what somebody typed or was told.
    pub(super) fn at(mut self, request: &HttpRequest) -> Self {
        if let Some(typed) = again::of_ours(request) {
            (self.typed, self.typed_form) = (typed.words, typed.form);
        }
        // The address of a one-time link is a secret, and stands in no page.
        if SECRET.iter().any(|start| request.path().starts_with(start)) {
            let mut page = self.for_whoever(request);
            page.is_secret = true;
            let said = url::form_urlencoded::parse(request.query_string().as_bytes());
            page.besides = said
                .filter(|(name, _)| matches!(&**name, "by" | "said"))
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect();
            return page;
        }
        self.on(request.path(), visit::seems_signed_in(request))
    }

    /// The same for a page of a path, with the ways on of whoever seems to be signed in or not.
    pub(super) fn on(self, path: &str, seems_signed_in: bool) -> Self {
        let lang = self.tongue;
        let mut page = if seems_signed_in { self.for_member(lang) } else { self };
        page.back = path.to_owned();
        for link in &mut page.links {
            link.here = link.href == path;
        }
        // Members read what is there as well, and answer it, or follow whose it is.
        if path.starts_with(LISTINGS) || path.starts_with("/@") { page.coming_back_to(path) } else { page }
    }

    /// The same page, from whose way to sign in one comes back to a path: one of those that [`sign_in::next`] leads to.
    pub(super) fn coming_back_to(mut self, path: &str) -> Self {
        for link in self.links.iter_mut().filter(|link| link.href == sign_in::PATH) {
            link.href = sign_in::way(path, None);
        }
        self
    }

    /// The same for a page that is nothing without what it is asked for.
    pub(super) fn asked_at(self, request: &HttpRequest) -> Self {
        let mut page = self.at(request);
        let kept = url::form_urlencoded::parse(request.query_string().as_bytes()).filter(|(name, _)| name != "lang");
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
        if page.back == request.path() && !query.is_empty() {
            page.back = format!("{}?{query}", page.back);
        }
        page
    }

    /// The same for a page that a form was sent from: its own address is another.
    pub(super) fn at_path(mut self, path: &str) -> Self {
        self.back = path.to_owned();
        self
    }

    /// The same page for words that are kept on it.
    pub(super) fn giving_back(mut self, typed: &again::Typed) -> Self {
        self.typed.clone_from(&typed.words);
        self.typed_form.clone_from(&typed.form);
        self.unsent()
    }

    /// The same page, on which what was written stands in a form that is not sent yet.
    pub(super) fn unsent(mut self) -> Self {
        self.gives_back = true;
        self
    }

    /// What was written and stands on this page, of which nothing was sent: it goes along when another language is chosen.
    pub(super) fn kept_words(&self) -> &[String] {
        if self.gives_back || !self.problems.is_empty() { &self.typed } else { &[] }
    }

    /// The same page with what does not fit yet in its form.
    pub(super) fn with_problem(mut self, field: &str, words: Option<String>) -> Self {
        self.problems.extend(words.map(|words| Problem { field: field.to_owned(), words }));
        self
    }

    /// The same page with what does not fit and the id of its field, if there is anything.
    pub(super) fn with_wrong(self, wrong: Option<(&str, String)>) -> Self {
        match wrong {
            Some((field, words)) => self.with_problem(field, Some(words)),
            None => self,
        }
    }

    /// What it is answered with: whether all of its form fits.
    pub(super) fn code(&self) -> StatusCode {
        if self.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    /// What does not fit in a field.
    pub(super) fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| problem.words.as_str())
    }

    /// The same page, which is for everyone and may be kept by a browser: without a connection, it says since when it is so.
    pub(super) fn kept(mut self, app: &App) -> Self {
        let time = moment(self.tongue, app.here.now(), app.config.network.time_zone);
        self.offline = Some(text_with(self.tongue, "page-offline", &[("time", time.into())]));
        self
    }

    pub(super) fn private(mut self) -> Self {
        self.private = true;
        self
    }

    /// The same page, of which a form goes along when another language is chosen: it is sent with the language in `to`, and
    /// comes back in it as it was.
    pub(super) fn keeping(mut self, form: &'static str) -> Self {
        self.goes_along = Some(form);
        self
    }

    /// The same page with the script, which adds to what works without it.
    pub(super) fn with_script(mut self) -> Self {
        self.script = Some(assets::SCRIPT.address());
        self
    }
}

/// The whole address of a page of ours, for a sheet of paper.
pub(super) fn address_of(app: &App, path: &str) -> String {
    format!("{}{}", app.here.addresses.base().as_str().trim_end_matches('/'), path)
}

/// The language that the address names, as apps do that know their reader's.
pub(super) fn said_lang(request: &HttpRequest) -> Option<Lang> {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    pairs.find(|(name, _)| name == "lang").and_then(|(_, tag)| Lang::from_tag(&tag))
}

/// The reader's language (value V11).
pub(in crate::http) fn lang(app: &App, request: &HttpRequest) -> Lang {
    if let Some(lang) = said_lang(request).or_else(|| visit::language(app, request)) {
        return lang;
    }
    let wanted = request.headers().get("accept-language").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let ours: Vec<Lang> =
        app.network().languages.iter().filter_map(|language| Lang::from_tag(&language.to_string())).collect();
    negotiate(wanted, &ours)
}

/// A few paragraphs, and perhaps ways to reach the network with more below them, a way on or one button.
#[derive(Template)]
#[template(path = "text.html")]
struct TextPage {
    page: Page,
    paragraphs: Vec<String>,
    contacts: Vec<Reach>,
    below: Vec<String>,
    way: Option<(String, String)>,
    button: Option<String>,
}

/// A form that was not taken, with what was typed in it.
#[derive(Template)]
#[template(path = "too_many.html")]
struct GivenBackPage {
    page: Page,
    paragraphs: Vec<String>,
    typed: again::Typed,
}

/// Words that are kept, to be copied into the form that a way leads to.
#[derive(Template)]
#[template(path = "signed_out.html")]
struct CopyPage {
    page: Page,
    way: String,
    lead: String,
    go: String,
    paste: String,
    typed: again::Typed,
}

/// What a page needs beyond what every page may do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Needs<'a> {
    /// Where its form leads on to. Some browsers hold that against `form-action`, and would stop there.
    pub place: Option<&'a str>,
    /// What the script hears from this server while the page is open.
    pub live: bool,
    /// The one other server that the pictures of its map come from.
    pub tiles: Option<&'a str>,
}

/// Answers with a page. Nothing is loaded from anywhere else, and no page can be framed.
pub(super) fn answer(code: StatusCode, private: bool, template: &impl Template) -> HttpResponse {
    answer_needing(code, private, template, Needs::default())
}

/// The same for a page that needs more than others.
pub(super) fn answer_needing(
    code: StatusCode,
    private: bool,
    template: &impl Template,
    needs: Needs<'_>,
) -> HttpResponse {
    let html = match template.render() {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(%error, "a page could not be made");
            return HttpResponse::InternalServerError().body("This page could not be made. Please try again.");
        }
    };
    headed(code, private, has_script(&html), needs).body(html)
}

/// Whether a page has a script of ours: what adds to it, or what keeps the page for when there is no connection. Its head says so,
/// in which no word of anybody's stands as it came.
pub(super) fn has_script(html: &str) -> bool {
    html.split_once("</head>").is_some_and(|(head, _)| head.contains("<script src=\"/static/"))
}

/// An answer that is a page, but for the page.
pub(super) fn headed(code: StatusCode, private: bool, has_script: bool, needs: Needs<'_>) -> HttpResponseBuilder {
    let besides = |place: Option<&str>| place.map(|place| format!(" {place}")).unwrap_or_default();
    let script = if has_script { " script-src 'self'; worker-src 'self';" } else { "" };
    let live = if needs.live { " connect-src 'self';" } else { "" };
    let policy = format!(
        "default-src 'none';{script}{live} style-src 'self'; img-src 'self'{}; manifest-src 'self'; form-action 'self'{}; frame-ancestors 'none'; base-uri 'none'",
        besides(needs.tiles),
        besides(needs.place)
    );
    let mut answer = HttpResponse::build(code);
    answer
        .content_type("text/html; charset=utf-8")
        .insert_header(("content-security-policy", policy))
        .insert_header(("x-content-type-options", "nosniff"))
        .insert_header(("vary", "accept, accept-language, cookie"))
        .insert_header(("referrer-policy", if private { "no-referrer" } else { "same-origin" }));
    if private {
        answer.insert_header(("cache-control", "no-store")).insert_header(("x-robots-tag", "noindex"));
    }
    answer
}

/// A page of a few paragraphs.
pub(super) fn paragraphs(
    code: StatusCode,
    page: Page,
    paragraphs: Vec<String>,
    button: Option<String>,
) -> HttpResponse {
    let private = page.private;
    let (contacts, below) = (Vec::new(), Vec::new());
    answer(code, private, &TextPage { page, paragraphs, contacts, below, way: None, button })
}

/// The same with what was typed in a form that was not taken.
fn given_back(code: StatusCode, page: Page, paragraphs: Vec<String>, typed: again::Typed) -> HttpResponse {
    let page = page.giving_back(&typed);
    answer(code, true, &GivenBackPage { page, paragraphs, typed })
}

/// A page that keeps what was written, to be copied into the form that `way` leads to: `said` is what happened, and what to do.
pub(super) fn to_copy(code: StatusCode, page: Page, way: &str, said: [&str; 3], typed: again::Typed) -> HttpResponse {
    let [lead, go, paste] = said.map(|key| page.say(key));
    let page = page.giving_back(&typed);
    answer(code, true, &CopyPage { page, way: way.to_owned(), lead, go, paste, typed })
}

/// A page of a few paragraphs, and below them what was written in a form of ours that it answers.
pub(super) fn with_words(request: &HttpRequest, code: StatusCode, page: Page, mut said: Vec<String>) -> HttpResponse {
    match again::words(request) {
        Some(typed) => {
            said.push(page.say("kept-below"));
            given_back(code, page, said, typed)
        }
        None => paragraphs(code, page, said, None),
    }
}

/// The same with a way on: where it leads, and its words.
pub(super) fn leading_on(code: StatusCode, page: Page, paragraphs: Vec<String>, way: (&str, String)) -> HttpResponse {
    with_contacts(code, page, paragraphs, Vec::new(), Vec::new(), way)
}

/// The same with ways to reach the network between what is said first and what is said below.
pub(super) fn with_contacts(
    code: StatusCode,
    page: Page,
    paragraphs: Vec<String>,
    contacts: Vec<Reach>,
    below: Vec<String>,
    (href, words): (&str, String),
) -> HttpResponse {
    let (private, way) = (page.private, Some((href.to_owned(), words)));
    answer(code, private, &TextPage { page, paragraphs, contacts, below, way, button: None })
}

/// There is nothing here, or it is not for everyone.
pub(super) fn not_found(app: &App, request: &HttpRequest) -> HttpResponse {
    not_found_by(app, request, visit::seems_signed_in(request))
}

/// The same for whoever is known to be signed in or not. Who is not reads the same at every address of a need or an offer,
/// whether there is none or one for neighbors alone, and finds the way to sign in and look again.
pub(super) fn not_found_by(app: &App, request: &HttpRequest, is_signed_in: bool) -> HttpResponse {
    let lang = lang(app, request);
    let page = Page::new(app, lang, text(lang, "not-found-title")).private().for_whoever(request);
    let mut said = vec![text(lang, "not-found"), text(lang, "not-found-what-to-do")];
    match way_in(request).filter(|_| !is_signed_in && again::words(request).is_none()) {
        Some(way) => {
            said.push(text(lang, "not-found-neighbors"));
            leading_on(StatusCode::NOT_FOUND, page, said, (&way, text(lang, "not-found-sign-in")))
        }
        None => with_words(request, StatusCode::NOT_FOUND, page, said),
    }
}

/// The way to sign in and come back to the need or the offer of an address, if it is such a one. What no address of ours looks
/// like is said in no page.
fn way_in(request: &HttpRequest) -> Option<String> {
    let slug = request.path().strip_prefix(LISTINGS)?.split('/').next().unwrap_or_default();
    let is_ours = |slug: &str| {
        (1..=64).contains(&slug.len()) && slug.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let next = if is_ours(slug) { format!("{LISTINGS}{slug}") } else { "/home".to_owned() };
    Some(sign_in::way(&next, said_lang(request)))
}

/// A page for members with a role for it, which whoever asks does not hold.
pub(super) fn not_yours(app: &App, request: &HttpRequest) -> HttpResponse {
    let lang = lang(app, request);
    let page = Page::new(app, lang, text(lang, "role-needed-title")).private().for_member(lang);
    let said = vec![text(lang, "role-needed"), text(lang, "role-needed-what-to-do")];
    with_words(request, StatusCode::FORBIDDEN, page, said)
}

/// The address is there, but is not asked in this way. Only programs meet this page.
pub(super) fn wrong_method(app: &App, request: &HttpRequest, allow: &'static str) -> HttpResponse {
    let mut answer = not_found(app, request);
    *answer.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    answer.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
    answer
}

/// It was here, and is gone.
pub(super) fn gone(app: &App, request: &HttpRequest) -> HttpResponse {
    let lang = lang(app, request);
    let page = Page::new(app, lang, text(lang, "gone-title")).private().for_whoever(request);
    with_words(request, StatusCode::GONE, page, vec![text(lang, "gone"), text(lang, "gone-what-to-do")])
}

/// Too much was asked for; it goes on in a while. Of a form, nothing that was typed is lost.
fn too_many(app: &App, request: &HttpRequest, error: &Error) -> HttpResponse {
    let lang = lang(app, request);
    let page = Page::new(app, lang, text(lang, "too-many-title")).private().for_whoever(request);
    let code = StatusCode::TOO_MANY_REQUESTS;
    let said = |then: &str| vec![text(lang, "too-many"), text(lang, then)];
    let mut answer = match again::typed(app, request) {
        Some(typed) => {
            // With a secret, the browser alone can send it once more, which it does when the page is loaded again.
            let then = if typed.fields.is_empty() { "too-many-what-to-do" } else { "too-many-keep" };
            given_back(code, page, said(then), typed)
        }
        None => paragraphs(code, page, said("too-many-what-to-do"), None),
    };
    retry_after(error, &mut answer);
    answer
}

/// It cannot be answered now, and perhaps in a moment: a form is sent once more by a button.
fn unavailable(app: &App, request: &HttpRequest, error: &Error) -> HttpResponse {
    let lang = lang(app, request);
    let page = Page::new(app, lang, text(lang, "problem-title")).private().for_whoever(request);
    let (code, said) = (status(error.kind()), error.words(lang));
    match again::typed(app, request) {
        Some(typed) if !typed.fields.is_empty() => given_back(code, page, vec![said, text(lang, "kept-again")], typed),
        _ => with_words(request, code, page, vec![said]),
    }
}

/// Any other error, as a page. Whatever it is, what was written in a form of ours can be read there.
pub(super) fn problem(app: &App, request: &HttpRequest, error: &Error) -> HttpResponse {
    match error.kind() {
        Kind::NotFound => not_found(app, request),
        Kind::Gone => gone(app, request),
        Kind::TooMany => too_many(app, request, error),
        kind => {
            if matches!(kind, Kind::Internal | Kind::Unavailable) {
                tracing::error!(cause = ?error.cause(), "a page could not be answered");
            }
            if kind == Kind::Unavailable {
                return unavailable(app, request, error);
            }
            let lang = lang(app, request);
            let page = Page::new(app, lang, text(lang, "problem-title")).private().for_whoever(request);
            with_words(request, status(kind), page, vec![error.words(lang)])
        }
    }
}
