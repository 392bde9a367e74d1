//! A member tells the organizers that a post or a neighbor is not safe. Only moderators read it; nobody hears who told.

use super::duties::member_form;
use super::join::typed;
use super::network::Choice;
use super::oneself::Said;
use super::page::{self, Page, answer, paragraphs, problem};
use super::sign_in::{Filled, to_sign_in};
use super::visit::Visit;
use crate::actions::report::report;
use crate::app::App;
use crate::domain::follow::ActorKind;
use crate::domain::key::MemberId;
use crate::domain::member::State;
use crate::domain::text::NOTE_MAX;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::{actors, listings, members};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use url::Url;

/// What it may be about; its word goes before what somebody writes.
const WHAT: [&str; 5] = ["danger", "threat", "fraud", "spam", "other"];
/// Longest words, in characters: there is room for one of [`WHAT`] before them.
const MOST: usize = NOTE_MAX - 100;

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    form: String,
    listing: String,
    neighbor: String,
    about: String,
    what: Vec<Choice>,
    words: String,
    most: usize,
    /// The server that it is from, where that is another.
    server: Option<String>,
    forward: bool,
}

/// What is told about.
struct About {
    ap_id: Url,
    words: String,
    server: Option<String>,
    /// Where it stands.
    page: String,
}

/// What a form or an address names, as far as whoever asks may see it.
async fn about(app: &App, lang: Lang, member: MemberId, said: &Said) -> Result<About> {
    let (slug, handle) = (typed(said, "listing").to_owned(), typed(said, "neighbor").to_ascii_lowercase());
    if !slug.is_empty() {
        let read = app.here.db.read(move |conn| {
            let listing = listings::by_slug(conn, &slug)?.filter(|listing| listing.is_seen_by(Some(member)));
            let listing = listing.ok_or_else(Error::not_found)?;
            let origin = actors::get(conn, listing.origin)?;
            Ok((listing, origin))
        });
        let (listing, origin) = read.await?;
        return Ok(About {
            words: text_with(lang, "report-about-listing", &[("title", isolate(&listing.title).into())]),
            server: (!listing.local).then_some(origin.host),
            page: format!("/listings/{}", listing.slug),
            ap_id: listing.ap_id,
        });
    }
    let read = app.here.db.read(move |conn| {
        let left = members::by_handle(conn, &handle)?.is_some_and(|member| member.state == State::Left);
        Ok(actors::local_by_handle(conn, &handle)?.filter(|_| !left))
    });
    let actor = read.await?.filter(|actor| actor.kind == ActorKind::Person).ok_or_else(Error::not_found)?;
    Ok(About {
        words: text_with(lang, "report-about-neighbor", &[("name", isolate(&actor.name).into())]),
        server: None,
        page: format!("/@{}", actor.handle),
        ap_id: actor.ap_id,
    })
}

/// The address of the form, about what a form of it names.
fn address(said: &Said) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for name in ["listing", "neighbor"] {
        if !typed(said, name).is_empty() {
            query.append_pair(name, typed(said, name));
        }
    }
    format!("/report?{}", query.finish())
}

fn form(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    about: About,
    said: &Said,
    wrong: Option<String>,
) -> HttpResponse {
    let lang = page::lang(app, request);
    let chosen = typed(said, "what");
    let choice = |value: &'static str| Choice {
        value,
        words: text(lang, &format!("report-what-{value}")),
        chosen: value == chosen,
    };
    let template = ReportPage {
        form: visit.form_word(),
        listing: typed(said, "listing").to_owned(),
        neighbor: typed(said, "neighbor").to_owned(),
        about: about.words,
        what: WHAT.map(choice).into(),
        words: typed(said, "words").to_owned(),
        most: MOST,
        server: about.server.map(|host| text_with(lang, "report-forward", &[("server", isolate(&host).into())])),
        forward: said.contains_key("forward"),
        page: Page::new(app, lang, text(lang, "report-title"))
            .private()
            .for_member(lang)
            .at(request)
            .at_path(&about.page)
            .with_problem("words", wrong),
    };
    answer(template.page.code(), true, &template)
}

/// The form.
pub(super) async fn ask(app: Data<App>, request: HttpRequest) -> HttpResponse {
    let asked = async {
        let visit = Visit::of(&app, &request).await?;
        let Some(member) = visit.member().map(|member| member.id) else {
            return Ok(to_sign_in(&app, &request, &format!("/report?{}", request.query_string())));
        };
        // What it is about, and nothing else: a link puts no words into anybody's mouth.
        let pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
        let pairs = pairs.filter(|(name, _)| matches!(&**name, "listing" | "neighbor"));
        let said: Said = pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        let about = about(&app, page::lang(&app, &request), member, &said).await?;
        Ok(form(&app, &request, &visit, about, &said, None))
    };
    asked.await.unwrap_or_else(|error: Error| problem(&app, &request, &error))
}

/// Tells it.
pub(super) async fn post(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    // Whoever was signed out meanwhile comes back to the form about the same.
    if let Ok(Form(said)) = &input {
        match Visit::of(&app, &request).await {
            Ok(visit) if visit.member().is_none() => return to_sign_in(&app, &request, &address(said)),
            Ok(_) => {}
            Err(error) => return problem(&app, &request, &error),
        }
    }
    member_form(&app, &request, input, async |visit, member, said| {
        let lang = page::lang(&app, &request);
        let about = about(&app, lang, member.id, &said).await?;
        let words = typed(&said, "words").replace("\r\n", "\n");
        // In the network's first language: those who read it may not read the writer's.
        let what = WHAT.into_iter().find(|what| *what == typed(&said, "what"));
        let what = what.map(|what| text(app.here.language, &format!("report-what-{what}")));
        let whole = [what.as_deref().unwrap_or_default(), words.trim()].join("\n");
        let too_long = words.chars().count() > MOST;
        let tried = match too_long {
            true => Err(Error::invalid("words", "`words` is too long.")),
            false => {
                let forward = said.contains_key("forward") && about.server.is_some();
                report(&app.here, member.id, vec![about.ap_id.clone()], &whole, forward).await
            }
        };
        match tried {
            Ok(_) => {
                app.wake.outbox.notify_one();
                let page = Page::new(&app, lang, text(lang, "report-done-title")).private().for_member(lang);
                let said = ["report-done", "report-done-next", "report-done-own"].map(|key| text(lang, key)).into();
                Ok(paragraphs(StatusCode::OK, page.at_path(&about.page), said, None))
            }
            Err(error) if error.kind() == Kind::Invalid => {
                let wrong = text_with(lang, "report-wrong", &[("most", MOST.into())]);
                Ok(form(&app, &request, &visit, about, &said, Some(wrong)))
            }
            Err(error) => Err(error),
        }
    })
    .await
}
