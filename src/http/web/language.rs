//! The choice of a language to read in. It is kept in the browser, by whoever chose it; nothing is stored here. What was written
//! on a page that says that something is wrong, or how it will look, goes along, and can be copied from the page after it.

use super::again::{self, Typed};
use super::page::{Page, not_found, to_copy};
use super::sign_in::{Filled, go_to};
use super::visit::{keep_language, seems_signed_in};
use crate::app::App;
use crate::i18n::{Lang, text};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

/// What the form says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    to: String,
    back: String,
}

/// A page of ours, or the first one: what a form says is not believed.
fn page_of_ours(back: &str) -> &str {
    let plain = back.len() <= 8_000 && back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && back.starts_with('/') && !back.starts_with("//") { back } else { "/" }
}

/// What was written, in the language that was chosen, and the way back to where it belongs.
fn kept(app: &App, request: &HttpRequest, lang: Lang, back: &str, typed: Typed) -> HttpResponse {
    let page = Page::new(app, lang, text(lang, "language-kept-title")).private().on(back, seems_signed_in(request));
    let said = ["language-kept-lead", "language-kept-way", "language-kept-paste"];
    to_copy(StatusCode::OK, page, back, said, typed)
}

/// Keeps the language, and goes back to the page.
pub(super) async fn choose(app: Data<App>, request: HttpRequest, input: Filled<Input>) -> HttpResponse {
    let Ok(Form(input)) = input else { return not_found(&app, &request) };
    let Some(lang) = Lang::from_tag(&input.to) else { return not_found(&app, &request) };
    let back = page_of_ours(&input.back);
    let mut answer = match again::typed(&app, &request).filter(|typed| !typed.words.is_empty()) {
        Some(typed) => kept(&app, &request, lang, back, Typed { fields: Vec::new(), ..typed }),
        None => go_to(back),
    };
    keep_language(&app, &mut answer, lang);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_pages_of_ours_alone() {
        for ours in ["/", "/listings?kind=need", "/oauth/authorize?client_id=1&x=%2F"] {
            assert_eq!(page_of_ours(ours), ours);
        }
        for other in ["", "//evil.example/", "https://evil.example/", "/\\evil.example", "/a b", "/a\r\nb", "/é"] {
            assert_eq!(page_of_ours(other), "/", "{other}");
        }
    }
}
