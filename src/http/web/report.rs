//! A member tells the organizers that a need or an offer, a post, a message or somebody is not safe. Only moderators read it;
//! nobody hears who told.

use super::between::plain;
use super::duties::member_form;
use super::join::typed;
use super::network::Choice;
use super::oneself::Said;
use super::page::{self, Page, answer, paragraphs, problem};
use super::sign_in::{Filled, to_sign_in};
use super::visit::Visit;
use crate::actions::report::report;
use crate::actions::say_about::{know_each_other, other_side};
use crate::app::App;
use crate::domain::Listing;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::key::{ActorId, ResponseId, StatusId};
use crate::domain::member::{Member, State};
use crate::domain::text::NOTE_MAX;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::{actors, listings, members, responses, statuses};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use url::Url;

/// What it may be about; its word goes before what somebody writes.
const WHAT: [&str; 5] = ["danger", "threat", "fraud", "spam", "other"];
/// Longest words, in characters: there is room for one of [`WHAT`] before them.
const MOST: usize = NOTE_MAX - 100;

/// By what it is named in an address and in the form: a need or an offer, a neighbor, a post or a message, an account here or
/// elsewhere, an answer.
const NAMES: [&str; 5] = ["listing", "neighbor", "post", "account", "answer"];
/// So much of a private message stands in the form at first, in characters: there is room beside it.
const QUOTED: usize = 600;

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    form: String,
    /// What it is about, as the form names it.
    named: Vec<(&'static str, String)>,
    about: String,
    what: Vec<Choice>,
    words: String,
    words_help: String,
    most: usize,
    /// The server that it is from, where that is another.
    server: Option<String>,
    forward: bool,
}

/// What is told about.
struct About {
    /// The account first, as far as it is known whose it is: other servers want it among what is reported.
    ids: Vec<Url>,
    words: String,
    server: Option<String>,
    /// Where it stands.
    page: String,
    /// What a message says that moderators cannot read: it stands in the form at first, and is theirs to take out who tell.
    quote: Option<String>,
}

impl About {
    fn listing(lang: Lang, listing: &Listing, origin: Actor) -> Self {
        Self {
            ids: vec![listing.ap_id.clone()],
            words: text_with(lang, "report-about-listing", &[("title", isolate(&listing.title).into())]),
            server: (!listing.local).then_some(origin.host),
            page: format!("/listings/{}", listing.slug),
            quote: None,
        }
    }

    fn account(lang: Lang, actor: Actor, page: String) -> Self {
        let name = called(&actor);
        Self {
            words: text_with(lang, "report-about-neighbor", &[("name", isolate(&name).into())]),
            server: (!actor.local).then_some(actor.host),
            page,
            ids: vec![actor.ap_id],
            quote: None,
        }
    }
}

/// What an account is called.
pub(super) fn called(actor: &Actor) -> String {
    if actor.name.is_empty() { actor.address() } else { actor.name.clone() }
}

async fn about_listing(app: &App, lang: Lang, reader: &Member, slug: &str) -> Result<About> {
    let (slug, reader) = (slug.to_owned(), reader.id);
    let read = app.here.db.read(move |conn| {
        let listing = listings::by_slug(conn, &slug)?.filter(|listing| listing.is_seen_by(Some(reader)));
        let listing = listing.ok_or_else(Error::not_found)?;
        let origin = actors::get(conn, listing.origin)?;
        Ok((listing, origin))
    });
    let (listing, origin) = read.await?;
    Ok(About::listing(lang, &listing, origin))
}

async fn about_neighbor(app: &App, lang: Lang, handle: &str) -> Result<About> {
    let handle = handle.to_ascii_lowercase();
    let read = app.here.db.read(move |conn| {
        let left = members::by_handle(conn, &handle)?.is_some_and(|member| member.state == State::Left);
        Ok(actors::local_by_handle(conn, &handle)?.filter(|_| !left))
    });
    let actor = read.await?.filter(|actor| actor.kind == ActorKind::Person).ok_or_else(Error::not_found)?;
    let page = format!("/@{}", actor.handle);
    Ok(About::account(lang, actor, page))
}

async fn about_account(app: &App, lang: Lang, id: &str) -> Result<About> {
    let id: ActorId = id.parse().map_err(|_| Error::not_found())?;
    let actor = app.here.db.read(move |conn| actors::get(conn, id)).await?;
    if actor.gone || !actor.kind.is_account() {
        return Err(Error::not_found());
    }
    Ok(About::account(lang, actor, format!("/people/{id}")))
}

/// A post, or a message to whoever tells of it. A need or an offer has a page of its own.
async fn about_post(app: &App, lang: Lang, reader: &Member, id: &str) -> Result<About> {
    let id: StatusId = id.parse().map_err(|_| Error::not_found())?;
    let (seal, reader) = (app.here.seal.clone(), reader.actor);
    let read = app.here.db.read(move |conn| {
        let status = statuses::get(conn, &seal, id)?;
        let ties = statuses::ties(conn, std::slice::from_ref(&status), Some(reader))?;
        let key = status.key_for(Some(reader), ties.get(&status.id).copied().unwrap_or_default());
        let key = key.filter(|_| status.boost_of.is_none() && status.listing.is_none()).ok_or_else(Error::not_found)?;
        let quote = (!status.visibility.is_open()).then(|| plain(&status, &key));
        Ok((actors::get(conn, status.author)?, status.ap_id, quote))
    });
    let (author, ap_id, quote) = read.await?;
    Ok(About {
        words: text_with(lang, "report-about-post", &[("name", isolate(&called(&author)).into())]),
        server: (!author.local).then_some(author.host),
        page: format!("/posts/{id}"),
        ids: vec![author.ap_id, ap_id],
        quote,
    })
}

/// What the other side of an answer wrote. Who does not show who they are is named in nothing: then it is about the need or the
/// offer.
async fn about_answer(app: &App, lang: Lang, reader: &Member, id: &str) -> Result<About> {
    let id: ResponseId = id.parse().map_err(|_| Error::not_found())?;
    let (seal, network, member, own) = (app.here.seal.clone(), app.here.network, reader.id, reader.actor);
    let read = app.here.db.read(move |conn| {
        let response = responses::get(conn, &seal, id)?;
        let listing = listings::get(conn, response.listing)?;
        let key = response.key_for(&listing, member).ok_or_else(Error::not_found)?;
        let first = response.message.as_ref().filter(|_| response.member != Some(member));
        let first = first.map(|message| message.open(&key).clone());
        // By this, moderators find the words that they cannot read, and take them away.
        let said = first.is_some().then(|| response.ap_id.clone());
        let other = match know_each_other(&listing, &response, network) {
            true => other_side(conn, &listing, &response, member)?,
            // Another network, which speaks for its neighbor.
            false => Some(response.responder).filter(|_| listing.is_by(member) && response.came_in(network)),
        };
        let Some(other) = other.filter(|other| *other != own && *other != network) else {
            let origin = actors::get(conn, listing.origin)?;
            let mut about = About { quote: first, ..About::listing(lang, &listing, origin) };
            about.ids.extend(said);
            return Ok(about);
        };
        let mut about = About::account(lang, actors::get(conn, other)?, String::new());
        about.quote = first;
        about.ids.extend(said);
        let said = statuses::between(conn, &seal, id, [own, other])?;
        let ties = statuses::ties(conn, &said, Some(own))?;
        for message in said.iter().rev().filter(|message| message.author == other) {
            let key = message.key_for(Some(own), ties.get(&message.id).copied().unwrap_or_default());
            if let Some(key) = key {
                about.quote = Some(plain(message, &key));
                about.ids.push(message.ap_id.clone());
                break;
            }
        }
        Ok(about)
    });
    Ok(About { page: format!("/answers/{id}"), ..read.await? })
}

/// What a form or an address names, as far as whoever asks may see it.
async fn about(app: &App, lang: Lang, reader: &Member, said: &Said) -> Result<About> {
    let named = NAMES.into_iter().find(|name| !typed(said, name).is_empty());
    match named.map(|name| (name, typed(said, name))) {
        Some(("listing", slug)) => about_listing(app, lang, reader, slug).await,
        Some(("post", id)) => about_post(app, lang, reader, id).await,
        Some(("account", id)) => about_account(app, lang, id).await,
        Some(("answer", id)) => about_answer(app, lang, reader, id).await,
        Some((_, handle)) => about_neighbor(app, lang, handle).await,
        None => Err(Error::not_found()),
    }
}

/// The address of the form, about what a form of it names.
fn address(said: &Said) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for name in NAMES {
        if !typed(said, name).is_empty() {
            query.append_pair(name, typed(said, name));
        }
    }
    format!("/report?{}", query.finish())
}

/// What stands in the form before anybody wrote in it.
fn quoted(lang: Lang, about: &About) -> Option<String> {
    let quote = about.quote.as_deref().map(str::trim).filter(|quote| !quote.is_empty())?;
    let words: String = quote.chars().take(QUOTED).collect();
    Some(format!("{}\n\n", text_with(lang, "report-quoted", &[("words", words.into())])))
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
        named: NAMES
            .into_iter()
            .map(|name| (name, typed(said, name).to_owned()))
            .filter(|(_, id)| !id.is_empty())
            .collect(),
        words: said.get("words").cloned().or_else(|| quoted(lang, &about)).unwrap_or_default(),
        words_help: text(lang, if about.quote.is_some() { "report-words-private" } else { "report-words-help" }),
        about: about.words,
        what: WHAT.map(choice).into(),
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
        let Some(member) = visit.member().cloned() else {
            return Ok(to_sign_in(&app, &request, &format!("/report?{}", request.query_string())));
        };
        // What it is about, and nothing else: a link puts no words into anybody's mouth.
        let pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
        let pairs = pairs.filter(|(name, _)| NAMES.contains(&&**name));
        let said: Said = pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
        let about = about(&app, page::lang(&app, &request), &member, &said).await?;
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
        let about = about(&app, lang, &member, &said).await?;
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
                report(&app.here, member.id, about.ids.clone(), &whole, forward).await
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
