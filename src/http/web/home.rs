//! The first page, and the pages of the network, of a member and of a tag: what is open for everyone.

use super::page::{self, Page, answer, problem};
use crate::app::App;
use crate::domain::category::with_descendants;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::listing::{Kind, Listing};
use crate::domain::member::State;
use crate::domain::network::Intake;
use crate::error::{Error, Result};
use crate::federation::render::listing::name;
use crate::i18n::{Lang, isolate, list, text, text_with};
use crate::storage::listings::{BoardQuery, Paging};
use crate::storage::{actors, facts, listings, members};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// A listing in a list.
struct Card {
    lang: &'static str,
    dir: &'static str,
    href: String,
    name: String,
    place: Option<String>,
}

impl Card {
    fn new(app: &App, listing: &Listing) -> Self {
        let lang = Lang::from_tag(&listing.language).unwrap_or(app.here.language);
        Self {
            lang: lang.tag(),
            dir: lang.direction(),
            href: format!("/listings/{}", listing.slug),
            name: name(lang, listing),
            place: listing.place_name.clone(),
        }
    }
}

/// A part of a page.
struct Section {
    heading: String,
    /// What the network itself wrote, in whatever language.
    own_words: Vec<String>,
    paragraphs: Vec<String>,
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    page: Page,
    lead: Vec<String>,
    heading: String,
    none: String,
    cards: Vec<Card>,
    sections: Vec<Section>,
}

/// How many listings a page shows.
const SHOWN: i64 = 40;

async fn open_to_all(app: &App, kind: Option<Kind>, categories: Vec<String>) -> Result<Vec<Listing>> {
    let query = BoardQuery {
        kind,
        categories,
        public_only: true,
        // Our own only: what is open next door is for members, and on the pages there.
        origin: Some(app.here.network),
        until_after: Some(app.here.now()),
        paging: Paging { limit: SHOWN, ..Paging::default() },
        ..BoardQuery::default()
    };
    app.here.db.read(move |conn| listings::board(conn, &query)).await
}

async fn network_page(app: &App, request: &HttpRequest) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let found = open_to_all(app, None, Vec::new()).await?;
    let (ours, now) = (app.here.network, app.here.now());
    let read = app.here.db.read(move |conn| {
        let counts = listings::public_counts(conn, ours, now)?;
        Ok((actors::get(conn, ours)?, facts::network_words(conn)?, counts))
    });
    let (actor, words, (needs, offers)) = read.await?;
    let network = &app.config.network;
    let mut page = Page::new(app, lang, network.name.clone());
    page.alternate = Some(app.here.addresses.network().to_string());
    // The reader's language first, then the network's own, then the settings.
    let main = actor.languages.first().map_or("", String::as_str);
    let told = words.about_in(lang.tag()).or_else(|| words.about_in(main));
    let text_about = told.map_or(network.about.as_str(), |about| about.text.as_str());
    let own_words = text_about.split("\n\n").filter(|p| !p.is_empty()).map(Into::into).collect();
    let mut about = Vec::new();
    if told.is_some_and(|about| about.by_machine) {
        about.push(text(lang, "listing-translated-by-machine"));
    }
    if let Some(mode) = actor.mode {
        about.push(text(lang, &format!("home-mode-{}", mode.as_str())));
    }
    for way in &words.contact {
        let way = [("kind", isolate(&way.kind).into()), ("value", isolate(&way.value).into())];
        about.push(text_with(lang, "home-contact", &way));
    }
    if let Some(area) = &network.area {
        about.push(text_with(lang, "home-area", &[("area", isolate(&area.name).into())]));
    }
    let languages: Vec<String> = network
        .languages
        .iter()
        .map(|tag| Lang::from_tag(&tag.to_string()).map_or_else(|| tag.to_string(), |lang| lang.name().into()))
        .collect();
    about.push(text_with(lang, "home-languages", &[("languages", list(lang, &languages).into())]));
    let handle = format!("@{}@{}", network.handle, app.here.addresses.host());
    let mut lead = vec![text(lang, "home-lead"), text(lang, "home-no-questions")];
    lead.extend(match actor.intake {
        Some(Intake::Slow) => Some(text(lang, "home-intake-slow")),
        Some(Intake::Paused) => Some(text(lang, "home-intake-paused")),
        Some(Intake::Open) | None => None,
    });
    lead.push(text_with(lang, "home-needs-open", &[("count", needs.into())]));
    lead.push(text_with(lang, "home-offers-open", &[("count", offers.into())]));
    let board = BoardPage {
        page,
        lead,
        heading: text(lang, "home-listings-heading"),
        none: text(lang, "home-listings-none"),
        cards: found.iter().map(|listing| Card::new(app, listing)).collect(),
        sections: vec![
            Section { heading: text(lang, "home-about-heading"), own_words, paragraphs: about },
            Section {
                heading: text(lang, "home-follow-heading"),
                own_words: Vec::new(),
                paragraphs: vec![text_with(lang, "home-follow", &[("handle", isolate(&handle).into())])],
            },
            Section {
                heading: text(lang, "home-answer-heading"),
                own_words: Vec::new(),
                paragraphs: vec![text(lang, "home-answer"), text(lang, "listing-respond-network")],
            },
        ],
    };
    Ok(answer(StatusCode::OK, false, &board))
}

/// The first page.
pub(super) async fn home(app: Data<App>, request: HttpRequest) -> HttpResponse {
    network_page(&app, &request).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

/// The page of the network or of a member.
pub(super) async fn profile(app: Data<App>, request: HttpRequest, handle: Path<String>) -> HttpResponse {
    profile_page(&app, &request, handle.into_inner()).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn profile_page(app: &App, request: &HttpRequest, handle: String) -> Result<HttpResponse> {
    let handle = handle.to_ascii_lowercase();
    let actor: Option<Actor> = app
        .here
        .db
        .read(move |conn| {
            // Somebody who left has no page any more.
            if members::by_handle(conn, &handle)?.is_some_and(|member| member.state == State::Left) {
                return Ok(None);
            }
            actors::local_by_handle(conn, &handle)
        })
        .await?;
    let actor = actor.filter(|actor| actor.kind != ActorKind::Application).ok_or_else(Error::not_found)?;
    if actor.kind == ActorKind::Organization {
        return network_page(app, request).await;
    }
    let lang = page::lang(app, request);
    let id = actor.id;
    let found = app.here.db.read(move |conn| listings::public_open(conn, id, SHOWN)).await?;
    let mut page = Page::new(app, lang, actor.name.clone());
    page.alternate = Some(actor.ap_id.to_string());
    let handle = format!("@{}", actor.address());
    let board = BoardPage {
        lead: vec![
            text_with(lang, "profile-neighbor-in", &[("network", isolate(&app.config.network.name).into())]),
            text_with(lang, "profile-follow", &[("handle", isolate(&handle).into())]),
        ],
        heading: text(lang, "profile-listings-heading"),
        none: text(lang, "profile-listings-none"),
        cards: found.iter().map(|listing| Card::new(app, listing)).collect(),
        sections: Vec::new(),
        page,
    };
    Ok(answer(StatusCode::OK, false, &board))
}

/// A tag that a member shows with their account leads to all that is open under it: who else says what is no secret.
pub(super) async fn tagged(path: Path<(String, String)>) -> HttpResponse {
    let (_, tag) = path.into_inner();
    let tag: String = url::form_urlencoded::byte_serialize(tag.as_bytes()).collect();
    HttpResponse::Found().insert_header(("location", format!("/tags/{}", tag.replace('+', "%20")))).finish()
}

/// What is open for everyone under a tag of our posts, or in a category of the network.
pub(super) async fn tag(app: Data<App>, request: HttpRequest, tag: Path<String>) -> HttpResponse {
    tag_page(&app, &request, tag.into_inner()).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn tag_page(app: &App, request: &HttpRequest, tag: String) -> Result<HttpResponse> {
    let tag = tag.to_ascii_lowercase();
    let (kind, categories) = match tag.as_str() {
        "mutualaid" => (None, Vec::new()),
        "foodneed" | "need" => (Some(Kind::Need), Vec::new()),
        "foodoffer" | "offer" => (Some(Kind::Offer), Vec::new()),
        category => {
            let all = app.here.db.read(facts::categories).await?;
            // A tag has no hyphens (`#CookedMeal`); a category may.
            let known = all.iter().find(|known| known.tag == category || known.tag.replace('-', "") == category);
            (None, with_descendants(&all, &known.ok_or_else(Error::not_found)?.tag))
        }
    };
    let lang = page::lang(app, request);
    let found = open_to_all(app, kind, categories).await?;
    let board = BoardPage {
        page: Page::new(app, lang, format!("#{tag}")),
        lead: Vec::new(),
        heading: text(lang, "home-listings-heading"),
        none: text(lang, "home-listings-none"),
        cards: found.iter().map(|listing| Card::new(app, listing)).collect(),
        sections: Vec::new(),
    };
    Ok(answer(StatusCode::OK, false, &board))
}
