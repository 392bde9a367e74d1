//! A form that came too early is given back with all that was typed in it, to be sent once more; of one that cannot be used
//! any more, the words are.
//!
//! What a browser sends is held while it is answered, and only that long: whoever says that it came too early, deep in the
//! code, knows nothing of the form.

use super::visit;
use crate::app::App;
use crate::http::mastodon::multipart::{Limits, texts};
use crate::http::mastodon::params::Params;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, ORIGIN};
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpMessage, HttpRequest};

/// The longest form of ours, in bytes.
const LONGEST: usize = 192 * 1024;

/// Fields that hold a secret: they stand in no page.
const SECRET: [&str; 7] = ["password", "current", "new", "credential", "held", "code", "token"];

/// Fields that pages fill in themselves, or that are chosen by words that do not look so, and that tell a reader nothing.
const OURS: [&str; 24] = [
    "form",
    "once",
    "act",
    "again",
    "seen",
    "filled",
    "asked",
    "username",
    "listing_id",
    "listing",
    "which",
    "who",
    "point",
    "website",
    "answer",
    "app",
    "back",
    "id",
    "invite",
    "neighbor",
    "language",
    "other_language",
    "tongue",
    "to",
];

/// Fields in which somebody writes: one short word there is theirs, whatever it looks like.
const WRITTEN: [&str; 13] = [
    "words",
    "message",
    "title",
    "body",
    "other_title",
    "other_body",
    "notes",
    "description",
    "about",
    "access",
    "reason",
    "easy",
    "warning",
];

/// Whether a field is one in which somebody writes. What pictures show, and what can be chosen, has a number behind it.
fn is_written(name: &str) -> bool {
    WRITTEN.contains(&name) || name.starts_with("description-") || name.starts_with("option-")
}

/// A form as it came.
struct Came(Bytes);

/// What a form with files says besides them.
struct Said(Vec<(String, String)>);

/// What was typed.
pub struct Typed {
    /// All fields, in their order; none where one of them is a secret: without it they are of no use, and would be a guess.
    /// Nor are there any of a form with files: a page keeps no file.
    pub fields: Vec<(String, String)>,
    /// What somebody wrote, to be read.
    pub words: Vec<String>,
    /// The word of the form, where this browser was given it: by that, what goes along is known to be of a page of ours.
    pub form: String,
}

fn is_form(request: &ServiceRequest) -> bool {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    // What is packed is not unpacked here: no browser sends a form so, and it is refused.
    request.method() == Method::POST
        && !request.headers().contains_key(CONTENT_ENCODING)
        && request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded")
        && length.is_some_and(|length| length <= LONGEST)
}

/// Holds what a form says until it is answered.
///
/// # Errors
/// When the connection ends before all of it is here.
pub(in crate::http) async fn hold(request: &mut ServiceRequest) -> Result<(), Error> {
    if is_form(request) {
        let came = request.extract::<Bytes>().await?;
        request.set_payload(came.clone().into());
        request.extensions_mut().insert(Came(came));
    }
    Ok(())
}

/// Holds what a form with files says, where it was read.
pub(super) fn keep(request: &HttpRequest, params: &Params) {
    // What the address says is no word of the form: anybody can write an address.
    let of_address = url::form_urlencoded::parse(request.query_string().as_bytes()).count();
    request.extensions_mut().insert(Said(params.pairs().iter().skip(of_address).cloned().collect()));
}

/// Reads and holds what a form with files says that nobody reads otherwise, if a page of ours sent it. Of the files nothing
/// is kept.
pub(super) async fn read_for_words(request: &HttpRequest, payload: Payload, limits: Limits) {
    let has_files = request.content_type().eq_ignore_ascii_case("multipart/form-data");
    if has_files && is_ours(request.headers()) {
        let said = texts(request, payload, limits).await;
        request.extensions_mut().insert(Said(said.pairs().to_vec()));
    }
}

/// Whether a page of ours sent it: another's words are not repeated in ours. A browser that does not say where a form came from
/// names the origin, or the form carries what that browser alone was given.
fn is_from_here(app: &App, request: &HttpRequest) -> bool {
    match request.headers().get("sec-fetch-site").map(|site| site.as_bytes()) {
        Some(b"same-origin") => return true,
        // Nobody's page, as a browser says where somebody has it ask by themselves: whose form it was, that does not say.
        Some(b"none") | None => {}
        Some(_) => return false,
    }
    let ours = app.here.addresses.base().origin().ascii_serialization();
    request.headers().get(ORIGIN).is_some_and(|origin| origin.as_bytes() == ours.as_bytes())
        || word(request).is_some_and(|word| visit::gave(app, request, &word))
}

/// The word that a form of ours carries.
fn word(request: &HttpRequest) -> Option<String> {
    let held = request.extensions();
    match (held.get::<Came>(), held.get::<Said>()) {
        (Some(came), _) => {
            let mut all = url::form_urlencoded::parse(&came.0);
            all.find(|(name, _)| name == "form").map(|(_, word)| word.into_owned())
        }
        (None, Some(said)) => said.0.iter().find(|(name, _)| name == "form").map(|(_, word)| word.clone()),
        (None, None) => None,
    }
}

/// What the form says that `request` brought, if a page of ours sent one that says something.
pub(super) fn typed(app: &App, request: &HttpRequest) -> Option<Typed> {
    is_from_here(app, request).then(|| said(request)).flatten()
}

/// The same, for who has no `app` at hand.
pub(super) fn of_ours(request: &HttpRequest) -> Option<Typed> {
    typed(request.app_data::<Data<App>>()?, request)
}

/// What the form says that `request` brought, whoever sent it, if it brought one and says something.
fn said(request: &HttpRequest) -> Option<Typed> {
    let is_given = |word: &String| request.app_data::<Data<App>>().is_some_and(|app| visit::gave(app, request, word));
    let form = word(request).filter(is_given).unwrap_or_default();
    let held = request.extensions();
    let typed = match (held.get::<Came>(), held.get::<Said>()) {
        (Some(came), _) => Typed { form, ..read(&came.0) },
        (None, Some(said)) => Typed { form, fields: Vec::new(), ..sorted(said.0.iter().cloned()) },
        (None, None) => return None,
    };
    Some(typed).filter(|typed| !(typed.fields.is_empty() && typed.words.is_empty()))
}

/// Whether the browser says that a page of ours sent it.
fn is_ours(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site.as_bytes() == b"same-origin")
}

/// The words of a form of ours that cannot be sent any more, to be read and written anew. Of a browser that does not say where
/// a form came from there are none: anybody can have one come that does not fit, and say what they like in it.
pub(super) fn words(request: &HttpRequest) -> Option<Typed> {
    let typed = said(request).filter(|typed| is_ours(request.headers()) && !typed.words.is_empty())?;
    Some(Typed { fields: Vec::new(), ..typed })
}

/// What a form says: its fields, and of these the words.
pub fn read(body: &[u8]) -> Typed {
    sorted(url::form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned())))
}

fn sorted(all: impl Iterator<Item = (String, String)>) -> Typed {
    let (secret, fields) = all.partition::<Vec<(String, String)>, _>(|(name, _)| SECRET.contains(&name.as_str()));
    // What is chosen, and numbers, are words of ours.
    let is_chosen = |value: &str| value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let written = fields.iter().filter(|(name, value)| match value.trim() {
        "" => false,
        value => is_written(name) || !(OURS.contains(&name.as_str()) || is_chosen(value)),
    });
    let words = written.map(|(_, value)| value.trim().to_owned()).collect();
    let is_whole = secret.iter().all(|(_, value)| value.is_empty());
    Typed { fields: if is_whole { fields } else { Vec::new() }, words, form: String::new() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_typed_is_kept_and_what_pages_fill_in_is_no_word_of_it() {
        let body = b"form=a1&once=B2&act=write&kind=need&filled=2030-05-31T12%3A00%3A00%2B00%3A00&asked=%5B%22A%22%5D\
            &words=Soup+%3Cb%3E%0D%0Afor+all&password=&day=2030-05-31&x=";
        let typed = super::read(body);
        let names: Vec<&str> = typed.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["form", "once", "act", "kind", "filled", "asked", "words", "day", "x"]);
        assert_eq!(typed.words, ["Soup <b>\r\nfor all"]);
    }

    #[test]
    fn what_a_page_says_for_its_reader_is_never_shown_as_their_words() {
        let body = b"form=A1&once=B2&app=C3&invite=D4&neighbor=E5&back=%2FF6&id=G7&answer=H8&code=I9&new=J0&words=Soup+for+all";
        assert_eq!(super::read(body).words, ["Soup for all"]);
    }

    #[test]
    fn one_small_word_that_was_written_is_kept_as_a_long_sentence_is() {
        let body = b"form=a1&act=write&kind=need&words=bananas&title=+&description-2=2&option-1=soup&open_for=86400\
            &several=yes&audience=private&handle=rosa";
        assert_eq!(super::read(body).words, ["bananas", "2", "soup"]);
    }

    #[test]
    fn a_language_that_was_chosen_is_no_word_that_was_written() {
        let body = b"form=a1&language=zh-Hans&other_language=pt-BR&tongue=zh-Hans&to=zh-Hans&words=";
        assert!(super::read(body).words.is_empty());
    }

    #[test]
    fn a_form_without_its_secret_is_not_sent_once_more() {
        let typed = super::read(b"form=a1&words=Soup+for+all&password=hush");
        assert!(typed.fields.is_empty(), "{:?}", typed.fields);
        assert_eq!(typed.words, ["Soup for all"]);
        assert!(super::read(b"form=a1&handle=rosa&password=hush").words.is_empty());
    }
}
