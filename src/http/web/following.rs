//! Whom a member follows, and whom they asked to: on one page, from which each of them is followed no more.

use super::duties::{member_form, member_page};
use super::join::typed;
use super::mine::{cut, number_in};
use super::oneself::{Said, was_said};
use super::page::{self, Page, answer};
use super::sign_in::{Filled, go_to};
use crate::actions::follow_account::unfollow_account;
use crate::app::App;
use crate::domain::follow::{Actor, FollowState};
use crate::domain::key::ActorId;
use crate::error::Error;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::follows::Side;
use crate::storage::listings::Paging;
use crate::storage::{actors, follows};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashMap;

/// How many a page shows.
const SHOWN: i64 = 40;
/// How many of those who have not answered yet.
const WAITING: i64 = 200;

/// Somebody whom one follows, or asked to.
struct Followed {
    id: ActorId,
    name: String,
    address: String,
    /// That they have not answered yet.
    asked: Option<String>,
    button: String,
}

impl Followed {
    fn new(lang: Lang, actor: &Actor, waits: bool) -> Self {
        let address = format!("@{}", actor.address());
        Self {
            id: actor.id,
            name: if actor.name.is_empty() { address.clone() } else { actor.name.clone() },
            asked: waits.then(|| text(lang, "people-asked")),
            button: text_with(lang, "following-unfollow", &[("who", isolate(&address).into())]),
            address,
        }
    }
}

#[derive(Template)]
#[template(path = "following.html")]
struct FollowingPage {
    page: Page,
    form: String,
    done: Option<String>,
    followed: Vec<Followed>,
    older: Option<String>,
}

/// Whom one follows: first those who have not answered yet, then all others, the newest first.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let (lang, reader, before) = (page::lang(&app, &request), member.actor, number_in(&request, "before"));
        let read = app.here.db.read(move |conn| {
            let paging = Paging { max_id: before, limit: SHOWN + 1, ..Paging::default() };
            let mut found = follows::page(conn, reader, Side::Following, FollowState::Accepted, paging)?;
            let older = cut(&mut found, SHOWN, |(id, _)| *id);
            let first = Paging { limit: WAITING, ..Paging::default() };
            let asked = match before {
                None => follows::page(conn, reader, Side::Following, FollowState::Pending, first)?,
                Some(_) => Vec::new(),
            };
            let ids: Vec<ActorId> = asked.iter().chain(&found).map(|(_, who)| *who).collect();
            let who: HashMap<ActorId, Actor> =
                actors::get_many(conn, &ids)?.into_iter().map(|actor| (actor.id, actor)).collect();
            Ok((asked.len(), ids, who, older))
        });
        let (waiting, ids, who, older) = read.await?;
        let followed = ids.iter().enumerate();
        let followed = followed.filter_map(|(place, id)| Some(Followed::new(lang, who.get(id)?, place < waiting)));
        let mut page = Page::new(&app, lang, text(lang, "following-title")).private().at(&request).for_member(lang);
        if let Some(before) = before {
            // Another language shows the same part of the list.
            page = page.at_path(&format!("/people?before={before}"));
        }
        let template = FollowingPage {
            form: visit.form_word(),
            done: was_said(&request, "unfollow").then(|| text(lang, "people-said-unfollow")),
            followed: followed.collect(),
            older: older.map(|last| format!("/people?before={last}")),
            page,
        };
        Ok(answer(StatusCode::OK, true, &template))
    })
    .await
}

/// Follows somebody no more.
pub(super) async fn act(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |_, member, said| {
        let who: ActorId = typed(&said, "who").parse().map_err(|_| Error::not_found())?;
        unfollow_account(&app.here, member.id, who).await?;
        app.wake.outbox.notify_one();
        Ok(go_to("/people?said=unfollow"))
    })
    .await
}
