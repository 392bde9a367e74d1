//! A form that came too early is given back with all that was typed in it, to be sent once more; of one that cannot be used
//! any more, the words are.
//!
//! What a browser sends is held while it is answered, and only that long: whoever says that it came too early, deep in the
//! code, knows nothing of the form.

use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap};
use actix_web::web::Bytes;
use actix_web::{Error, HttpMessage, HttpRequest};

/// The longest form of ours, in bytes.
const LONGEST: usize = 192 * 1024;

/// Fields that hold a secret: they stand in no page.
const SECRET: [&str; 7] = ["password", "current", "new", "credential", "held", "code", "token"];

/// Fields that pages fill in themselves, and that tell a reader nothing.
const OURS: [&str; 13] = [
    "form",
    "once",
    "act",
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
];

/// A form as it came.
struct Came(Bytes);

/// What was typed.
pub(super) struct Typed {
    /// All fields, in their order; none where one of them is a secret: without it they are of no use, and would be a guess.
    pub fields: Vec<(String, String)>,
    /// What somebody wrote, to be read.
    pub words: Vec<String>,
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

/// Whether a page of ours sent it, as far as the browser says so: another's words are not repeated in ours.
fn is_from_here(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| matches!(site.as_bytes(), b"same-origin" | b"none"))
}

/// What the form says that `request` brought, if it brought one and says something.
pub(super) fn typed(request: &HttpRequest) -> Option<Typed> {
    let came = request.extensions().get::<Came>().map(|came| came.0.clone())?;
    let typed = is_from_here(request.headers()).then(|| read(&came));
    typed.filter(|typed| !(typed.fields.is_empty() && typed.words.is_empty()))
}

/// The words of a form of ours that cannot be sent any more, to be read and written anew. Of a browser that does not say where
/// a form came from there are none: anybody can have one come that does not fit, and say what they like in it.
pub(super) fn words(request: &HttpRequest) -> Option<Typed> {
    let is_ours = request.headers().get("sec-fetch-site").is_some_and(|site| site.as_bytes() == b"same-origin");
    let typed = typed(request).filter(|typed| is_ours && !typed.words.is_empty())?;
    Some(Typed { fields: Vec::new(), ..typed })
}

fn read(body: &[u8]) -> Typed {
    let all = url::form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned()));
    let (secret, fields) = all.partition::<Vec<(String, String)>, _>(|(name, _)| SECRET.contains(&name.as_str()));
    // What is chosen, and numbers, are words of ours.
    let is_chosen = |value: &str| value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let written = fields.iter().filter(|(name, value)| !OURS.contains(&name.as_str()) && !is_chosen(value.trim()));
    let words = written.map(|(_, value)| value.trim().to_owned()).collect();
    let is_whole = secret.iter().all(|(_, value)| value.is_empty());
    Typed { fields: if is_whole { fields } else { Vec::new() }, words }
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
    fn a_form_without_its_secret_is_not_sent_once_more() {
        let typed = super::read(b"form=a1&words=Soup+for+all&password=hush");
        assert!(typed.fields.is_empty(), "{:?}", typed.fields);
        assert_eq!(typed.words, ["Soup for all"]);
        assert!(super::read(b"form=a1&handle=rosa&password=hush").words.is_empty());
    }
}
