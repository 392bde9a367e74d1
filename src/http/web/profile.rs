//! The pages of a member and of a tag: what is open for everyone, and for members what is open for them besides.

use super::cards::{Around, Card};
use super::follow::FollowForm;
use super::home::{Preview, network_page, open_for};
use super::mine::networks_of;
use super::page::{self, Page, address_of, answer, problem};
use super::people::Tie;
use super::visit::Visit;
use crate::app::App;
use crate::domain::category::with_descendants;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::key::{ActorId, MemberId};
use crate::domain::listing::{Kind, Listing};
use crate::domain::markup;
use crate::domain::member::State;
use crate::domain::moderation::{Distance, OwnBlock};
use crate::error::{Error, Result};
use crate::http::entities::listing::is_discreet;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::{Conn, actors, facts, follows, listings, members, moderation};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "profile.html")]
struct ListPage {
    page: Page,
    preview: Option<Preview>,
    /// What somebody says about themselves, for everyone.
    about: String,
    lead: Vec<String>,
    heading: String,
    none: String,
    cards: Vec<Card>,
    follow_heading: String,
    follow: Option<FollowForm>,
    /// For members in its place: following with the account that they have here.
    tie: Option<Tie>,
    apart: Option<Apartness>,
    /// The way to what they write, for members.
    posts: Option<(String, String)>,
}

/// What a member may do about somebody whom they do not want to hear of, and the way to tell the organizers.
pub(super) struct Apartness {
    pub title: String,
    pub form: String,
    /// Their actor.
    pub who: String,
    /// How far they are kept away now, in words.
    pub now: Option<String>,
    /// Where the organizers are told of them.
    pub report: String,
}

/// How many listings a page shows.
const SHOWN: i64 = 40;

/// What other places show of it.
fn preview(app: &App, page: &Page, description: &str) -> Preview {
    Preview {
        address: address_of(app, &page.back),
        kind: "website",
        description: description.to_owned(),
        picture: None,
    }
}

fn cards(app: &App, lang: Lang, found: &[Listing], networks: &[Actor]) -> Vec<Card> {
    let around = Around { app, lang, now: app.here.now(), near: None, networks };
    found.iter().map(|listing| Card::new(&around, listing)).collect()
}

/// What is open under a neighbor's name, as far as whoever asks may see it and read whose it is.
fn open_of(conn: &mut Conn, app: &App, actor: ActorId, asker: Option<MemberId>) -> Result<Vec<Listing>> {
    let author = members::of_actor(conn, actor)?;
    let own = asker.is_some() && author == asker;
    let discreet = !own && is_discreet(conn, app.here.network, asker, app.here.now())?;
    // What is not shown is not read either: it would take the place of what is.
    let kinds: &[Kind] = if discreet { &[Kind::Offer] } else { Kind::ALL };
    match (asker, author) {
        (Some(asker), Some(author)) => listings::open_by(conn, author, asker, kinds, SHOWN),
        _ => listings::public_open(conn, actor, kinds, SHOWN),
    }
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
    let visit = Visit::of(app, request).await?;
    let (own, id, reader) = (app.clone(), actor.id, visit.member().cloned());
    let asker = reader.as_ref().map(|reader| reader.id);
    let follower = reader.as_ref().map(|reader| reader.actor);
    let read = app.here.db.read(move |conn| {
        let follow = follower.map(|follower| follows::between(conn, follower, id)).transpose()?.flatten();
        Ok((open_of(conn, &own, id, asker)?, follow.map(|follow| follow.state)))
    });
    let (found, follow) = read.await?;
    let mut page = Page::new(app, lang, actor.name.clone()).at(request);
    page.alternate = Some(actor.ap_id.to_string());
    let private = reader.is_some();
    let posts = private.then(|| {
        let words = text_with(lang, "people-link", &[("name", isolate(&actor.name).into())]);
        (format!("/people/{}", actor.id), words)
    });
    let (mut apart, mut tie) = (None, None);
    if let Some(reader) = reader {
        // What is for one member is kept by nothing between them and us.
        page = page.private().for_member(lang);
        if reader.actor != actor.id {
            apart = Some(apartness(app, lang, &visit, reader.id, &actor).await?);
            tie = Some(Tie::new(lang, &visit, reader.actor, &actor, follow));
        }
    }
    let neighbor = text_with(lang, "profile-neighbor-in", &[("network", isolate(&app.network().name).into())]);
    let template = ListPage {
        preview: (!private).then(|| preview(app, &page, &neighbor)),
        apart,
        posts,
        about: markup::plain(&actor.summary),
        lead: vec![neighbor, text(lang, "profile-no-counting")],
        heading: text(lang, "profile-listings-heading"),
        none: text(lang, "profile-listings-none"),
        cards: cards(app, lang, &found, &[]),
        follow_heading: text_with(lang, "follow-who", &[("name", isolate(&actor.name).into())]),
        follow: (!private).then(|| FollowForm::follow(lang, &actor.handle, format!("@{}", actor.address()))),
        tie,
        page,
    };
    Ok(answer(StatusCode::OK, private, &template))
}

/// What `reader` may do about an account.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn apartness(
    app: &App,
    lang: Lang,
    visit: &Visit,
    reader: MemberId,
    actor: &Actor,
) -> Result<Apartness> {
    let (seal, now, id) = (app.here.seal.clone(), app.here.now(), actor.id);
    let kept = app.here.db.read(move |conn| moderation::own_blocks(conn, &seal, reader)).await?;
    let held = kept.into_iter().find(|block| block.actor == id && block.holds_at(now));
    let key = |block: OwnBlock| if block.distance == Distance::Block { "blocks-block" } else { "blocks-mute" };
    Ok(Apartness {
        title: text(lang, if actor.local { "profile-apart" } else { "people-apart" }),
        form: visit.form_word(),
        who: id.to_string(),
        now: held.map(|block| text(lang, key(block))),
        report: match actor.local {
            true => format!("/report?neighbor={}", actor.handle),
            false => format!("/report?account={}", actor.id),
        },
    })
}

/// A tag that a member shows with their account leads to all that is open under it: who else says what is no secret.
pub(super) async fn tagged(path: Path<(String, String)>) -> HttpResponse {
    let (_, tag) = path.into_inner();
    let tag: String = url::form_urlencoded::byte_serialize(tag.as_bytes()).collect();
    HttpResponse::Found().insert_header(("location", format!("/tags/{}", tag.replace('+', "%20")))).finish()
}

/// What is open under a tag of our posts, or in a category of the network.
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
    let private = Visit::of(app, request).await?.member().is_some();
    let query = open_for(app, private, kind, categories, SHOWN);
    let read = app.here.db.read(move |conn| {
        let found = listings::board(conn, &query)?;
        let networks = networks_of(conn, &found)?;
        Ok((found, networks))
    });
    let (found, networks) = read.await?;
    let mut page = Page::new(app, lang, format!("#{tag}")).at(request);
    if private {
        page = page.private().for_member(lang);
    }
    let heading = text(lang, "home-listings-heading");
    let template = ListPage {
        preview: (!private).then(|| preview(app, &page, &heading)),
        page,
        about: String::new(),
        lead: Vec::new(),
        heading,
        none: text(lang, if private { "profile-listings-none" } else { "home-listings-none" }),
        cards: cards(app, lang, &found, &networks),
        follow_heading: String::new(),
        follow: None,
        tie: None,
        apart: None,
        posts: None,
    };
    Ok(answer(StatusCode::OK, private, &template))
}
