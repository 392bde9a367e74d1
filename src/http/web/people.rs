//! An account, here or elsewhere, for members: what it says of itself, what it writes, and following it.

use super::duties::{member_form, member_page};
use super::join::typed;
use super::mine::{cut, number_in};
use super::neighbor::Neighbor;
use super::oneself::{Said, was_said};
use super::page::{self, Page, answer};
use super::posts::{PostCard, SHOWN, card, seen};
use super::profile::{Apartness, apartness};
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use crate::actions::follow_account::{Wish, follow_account, unfollow_account};
use crate::app::App;
use crate::domain::filters::Context;
use crate::domain::follow::{Actor, ActorKind, FollowState};
use crate::domain::key::ActorId;
use crate::domain::markup;
use crate::error::Error;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::listings::Paging;
use crate::storage::timelines::{self, Of};
use crate::storage::{actors, follows};
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    page: Page,
    done: Option<String>,
    address: String,
    about: String,
    /// What they have to say of themselves besides: a name and a value each.
    fields: Vec<(String, String)>,
    /// What members of this network see of a neighbor.
    neighbor: Option<Neighbor>,
    tie: Tie,
    /// Their page for everyone: a neighbor's here, or the one at their own server.
    elsewhere: (String, String),
    posts: Vec<PostCard>,
    older: Option<String>,
    /// Keeping them away.
    apart: Option<Apartness>,
}

/// How a member stands with an account, and the button that changes it.
pub(super) struct Tie {
    pub form: String,
    pub action: String,
    pub standing: Option<String>,
    /// Following or not any more: what it is called in the form, and its words.
    pub act: Option<(&'static str, String)>,
}

impl Tie {
    /// Of whoever visits, whose actor is `reader`, with `actor`. With oneself there is none.
    pub(super) fn new(lang: Lang, visit: &Visit, reader: ActorId, actor: &Actor, follow: Option<FollowState>) -> Self {
        let unfollow = || ("unfollow", text(lang, "people-unfollow"));
        let (standing, act) = match follow {
            _ if actor.id == reader => (None, None),
            Some(FollowState::Accepted) => (Some(text(lang, "people-following")), Some(unfollow())),
            Some(FollowState::Pending) => (Some(text(lang, "people-asked")), Some(unfollow())),
            _ => {
                let words = text_with(lang, "follow-who", &[("name", isolate(name(actor)).into())]);
                (None, Some(("follow", words)))
            }
        };
        Self { form: visit.form_word(), action: format!("/people/{}", actor.id), standing, act }
    }
}

/// What an account is called.
fn name(actor: &Actor) -> &str {
    if actor.name.is_empty() { &actor.handle } else { &actor.name }
}

/// The page of an account.
pub(super) async fn show(app: Data<App>, request: HttpRequest, path: Path<String>) -> HttpResponse {
    let Ok(id) = path.parse::<ActorId>() else { return page::not_found(&app, &request) };
    member_page(&app, &request, async |visit, member| {
        let (lang, zone) = (page::lang(&app, &request), app.config.network.time_zone);
        let paging = Paging { max_id: number_in(&request, "before"), limit: SHOWN + 1, ..Paging::default() };
        let (own, reader, asker) = (App::clone(&app), member.actor, member.id);
        let read = app.here.db.read(move |conn| {
            let actor = actors::get(conn, id)?;
            if actor.gone || actor.kind == ActorKind::Application {
                return Err(Error::not_found());
            }
            let follow = follows::between(conn, reader, id)?.map(|follow| follow.state);
            let mut found = timelines::of_account(conn, &own.here.seal, id, Some(reader), Of::default(), paging)?;
            let older = cut(&mut found, SHOWN, |status| status.id.0);
            let neighbor = Neighbor::of(conn, &own, lang, id, asker)?;
            Ok((actor, neighbor, follow, seen(conn, &own, &found, reader, Context::Account)?, older))
        });
        let (actor, neighbor, follow, found, older) = read.await?;
        let elsewhere = match actor.local {
            true => (format!("/@{}", actor.handle), text(lang, "people-page-here")),
            false => (actor.url.as_ref().unwrap_or(&actor.ap_id).to_string(), text(lang, "people-page-there")),
        };
        let fields = actor.appearance.fields.iter();
        // Neither oneself nor the network as such.
        let apart = match id != reader && actor.kind.is_account() {
            true => Some(apartness(&app, lang, &visit, member.id, &actor).await?),
            false => None,
        };
        let template = PersonPage {
            done: ["follow", "unfollow"]
                .iter()
                .find(|said| was_said(&request, said))
                .map(|said| text(lang, &format!("people-said-{said}"))),
            address: format!("@{}", actor.address()),
            about: markup::plain(&actor.summary),
            fields: fields.map(|field| (field.name.clone(), markup::plain(&field.value))).collect(),
            neighbor,
            tie: Tie::new(lang, &visit, reader, &actor, follow),
            elsewhere,
            apart,
            posts: found.iter().map(|one| card(lang, zone, one, Context::Account)).collect(),
            older: older.map(|last| format!("/people/{id}?before={last}")),
            page: Page::new(&app, lang, name(&actor).to_owned()).private().for_member(lang).at(&request),
        };
        Ok(answer(StatusCode::OK, true, &template))
    })
    .await
}

/// Follows an account, or does not any more.
pub(super) async fn act(app: Data<App>, request: HttpRequest, path: Path<String>, input: Filled<Said>) -> HttpResponse {
    let Ok(id) = path.parse::<ActorId>() else { return page::not_found(&app, &request) };
    member_form(&app, &request, input, async |_, member, said| {
        let act = typed(&said, "act");
        match act {
            "follow" => follow_account(&app.here, member.id, id, Wish::default()).await?,
            "unfollow" => unfollow_account(&app.here, member.id, id).await?,
            _ => return Err(Error::not_found()),
        }
        app.wake.outbox.notify_one();
        Ok(go_to(&format!("/people/{id}?said={act}")))
    })
    .await
}
