//! The first page: who we are, what is open, how to ask, how to join, how to follow.

use super::cards::{Around, Card};
use super::follow::FollowForm;
use super::mine::networks_of;
use super::page::{self, Page, answer, problem};
use super::visit::Visit;
use super::ways::{Reach, reach};
use crate::app::App;
use crate::domain::joining::Joining;
use crate::domain::listing::{Kind, Listing};
use crate::domain::network::Intake;
use crate::error::Result;
use crate::i18n::{Lang, isolate, text, text_with, together};
use crate::storage::listings::{BoardQuery, Paging};
use crate::storage::{actors, facts, joining, listings};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
    /// Whether it is shown to a member, who has been told all that already.
    member: bool,
    preview: Preview,
    /// What the network itself wrote, and in which language.
    own_words: Vec<String>,
    own_lang: Option<String>,
    by_machine: Option<String>,
    lead: String,
    intake: Option<String>,
    board_button: String,
    how_button: String,
    needs: String,
    offers: String,
    open_heading: String,
    none: String,
    cards: Vec<Card>,
    how_heading: String,
    steps: Vec<String>,
    /// What members press to ask.
    how_members: String,
    no_questions: String,
    /// The same with an app, for who has one.
    how_app: String,
    answer_heading: String,
    answer: String,
    join_heading: String,
    join: Vec<String>,
    /// The way to the page for joining, where one joins there without an invite.
    join_link: Option<String>,
    about_heading: String,
    about: Vec<String>,
    contacts: Vec<Reach>,
    follow_heading: String,
    follow: FollowForm,
    feed: String,
    kept_heading: String,
    kept: Vec<String>,
}

/// What other places show of a page that is for everyone.
pub(super) struct Preview {
    pub address: String,
    pub kind: &'static str,
    pub description: String,
    pub picture: Option<String>,
}

/// How many listings of each kind the first page shows.
const SHOWN: i64 = 4;

/// What is open here, newest first, as far as members may see it, or everyone.
pub(super) fn open_for(
    app: &App,
    is_member: bool,
    kind: Option<Kind>,
    categories: Vec<String>,
    limit: i64,
) -> BoardQuery {
    BoardQuery {
        kind,
        categories,
        public_only: !is_member,
        // What is open next door is for members, and on the pages there.
        origin: (!is_member).then_some(app.here.network),
        ours: !is_member,
        until_after: Some(app.here.now()),
        paging: Paging { limit, ..Paging::default() },
        ..BoardQuery::default()
    }
}

/// The first page, which is also the network's own.
pub(super) async fn network_page(app: &App, request: &HttpRequest) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let member = Visit::of(app, request).await?.member().is_some();
    let (ours, now) = (app.here.network, app.here.now());
    let queries = [Kind::Need, Kind::Offer].map(|kind| open_for(app, member, Some(kind), Vec::new(), SHOWN));
    let read = app.here.db.read(move |conn| {
        let mut found: Vec<Listing> = Vec::new();
        for query in &queries {
            found.extend(listings::board(conn, query)?);
        }
        let networks = networks_of(conn, &found)?;
        // Members see more than what is for everyone: a number that leaves that out would mislead them.
        let counts = if member { None } else { Some(listings::public_counts(conn, ours, now)?) };
        let how = joining::rules(conn)?.how;
        Ok((actors::get(conn, ours)?, facts::network_words(conn)?, counts, found, networks, how))
    });
    let (actor, words, counts, mut found, networks, how) = read.await?;
    found.sort_by_key(|listing| std::cmp::Reverse(listing.id.0));
    let network = app.network();
    let mut page = Page::new(app, lang, network.name.clone()).at(request);
    page.alternate = Some(app.here.addresses.network().to_string());
    if member {
        page = page.for_member(lang).private();
    } else {
        page = page.kept(app);
    }
    // The reader's language first, then the network's own, then the settings.
    let main = actor.languages.first().map_or("", String::as_str);
    let told = words.about_in(lang.tag()).or_else(|| words.about_in(main));
    let text_about = told.map_or(network.about.as_str(), |about| about.text.as_str());
    let own_lang = Some(told.map_or(main, |about| about.language.as_str())).filter(|tag| !tag.is_empty());
    let own_words: Vec<String> = text_about.split("\n\n").filter(|p| !p.is_empty()).map(Into::into).collect();
    let contacts = reach(lang, &words.contact);
    let (join, join_link) = how_to_join(lang, how, !contacts.is_empty());
    let (needs, offers) = match counts {
        Some((needs, offers)) => (
            text_with(lang, "home-needs-open", &[("count", needs.into())]),
            text_with(lang, "home-offers-open", &[("count", offers.into())]),
        ),
        None => (text(lang, "board-kind-need"), text(lang, "board-kind-offer")),
    };
    let around = Around { app, lang, now, near: None, networks: &networks };
    let template = HomePage {
        preview: Preview {
            address: app.here.addresses.base().to_string(),
            kind: "website",
            description: own_words.first().cloned().unwrap_or_else(|| text(lang, "home-lead")),
            picture: None,
        },
        own_lang: own_lang.map(str::to_owned),
        by_machine: told.filter(|about| about.by_machine).map(|_| text(lang, "listing-translated-by-machine")),
        lead: text(lang, "home-lead"),
        intake: match actor.intake {
            Some(Intake::Slow) => Some(text(lang, "home-intake-slow")),
            Some(Intake::Paused) => Some(text(lang, "home-intake-paused")),
            Some(Intake::Open) | None => None,
        },
        board_button: text(lang, "home-board-button"),
        how_button: text(lang, "home-how-button"),
        needs,
        offers,
        open_heading: text(lang, "home-newest-heading"),
        none: text(lang, if member { "profile-listings-none" } else { "home-listings-none" }),
        cards: found.iter().map(|listing| Card::new(&around, listing)).collect(),
        how_heading: text(lang, "home-how-heading"),
        steps: ["home-step-1", "home-step-2", "home-step-3"].map(|key| text(lang, key)).into(),
        how_members: match member {
            true => text(lang, "new-kind-need"),
            false => text_with(lang, "home-how-members", &[("button", text(lang, "new-kind-need").into())]),
        },
        no_questions: text(lang, "home-no-questions"),
        how_app: text_with(lang, "home-how-app", &[("host", isolate(&app.here.addresses.host()).into())]),
        answer_heading: text(lang, "home-answer-heading"),
        answer: text(lang, "home-answer"),
        join_heading: text(lang, "home-join-heading"),
        join,
        join_link,
        about_heading: text(lang, "home-about-heading"),
        about: about_us(app, lang, actor.mode.map(|mode| text(lang, &format!("home-mode-{}", mode.as_str())))),
        contacts,
        follow_heading: text(lang, "home-follow-heading"),
        follow: FollowForm::follow(lang, &network.handle, format!("@{}@{}", network.handle, app.here.addresses.host())),
        feed: text(lang, "board-feed"),
        kept_heading: text(lang, "home-kept-heading"),
        kept: ["privacy-names", "privacy-sealed", "privacy-place", "privacy-no-watching", "privacy-leaving"]
            .map(|key| text(lang, key))
            .into(),
        own_words,
        member,
        page,
    };
    Ok(answer(StatusCode::OK, member, &template))
}

/// How one joins here, in words, and the words for the way there, where one joins without an invite. Where there are ways to
/// reach the network, they stand below.
fn how_to_join(lang: Lang, how: Joining, can_write: bool) -> (Vec<String>, Option<String>) {
    let (said, link) = match how {
        Joining::Invite => (vec!["home-join", if can_write { "home-join-write" } else { "home-join-ask" }], None),
        Joining::Welcome => (vec!["home-join-by-welcome", "home-join-or-invite"], Some("home-join-welcome")),
        Joining::Open => (vec!["home-join-by-oneself"], Some("home-join-open")),
    };
    let contact = (link.is_some() && can_write).then_some("home-join-contact");
    (said.into_iter().chain(contact).map(|key| text(lang, key)).collect(), link.map(|key| text(lang, key)))
}

fn about_us(app: &App, lang: Lang, mode: Option<String>) -> Vec<String> {
    let network = app.network();
    let mut about: Vec<String> = mode.into_iter().collect();
    if let Some(area) = &network.area {
        about.push(text_with(lang, "home-area", &[("area", isolate(&area.name).into())]));
    }
    let languages: Vec<String> = network
        .languages
        .iter()
        .map(|tag| Lang::from_tag(&tag.to_string()).map_or_else(|| tag.to_string(), |lang| lang.name().into()))
        .collect();
    about.push(text_with(lang, "home-languages", &[("languages", together(lang, &languages).into())]));
    about
}

/// The first page.
pub(super) async fn home(app: Data<App>, request: HttpRequest) -> HttpResponse {
    network_page(&app, &request).await.unwrap_or_else(|error| problem(&app, &request, &error))
}
