//! What a member heard of: who wrote to them, follows them, asks to, likes or told on what they wrote. Nothing is counted.

use super::duties::{member_form, member_page};
use super::join::typed;
use super::mine::{cut, number_in};
use super::oneself::{Said, was_said};
use super::page::{self, Page, answer};
use super::sign_in::{Filled, go_to};
use crate::actions::answer_own_follow::answer_own_follow;
use crate::actions::put_aside::dismiss_notifications;
use crate::app::App;
use crate::domain::filters::Context;
use crate::domain::follow::FollowState;
use crate::domain::key::ActorId;
use crate::domain::status::NotificationKind;
use crate::error::{Error, Kind};
use crate::http::entities::mastodon::status::Shown;
use crate::i18n::{isolate, moment, text, text_with};
use crate::storage::listings::Paging;
use crate::storage::{follows, moderation, notifications, statuses};
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// How much a page shows.
const SHOWN: i64 = 40;

/// Something that was heard of.
struct Heard {
    words: String,
    when: String,
    /// Where it leads.
    href: String,
    /// Who asks to follow, while nothing was answered.
    asks: Option<String>,
}

#[derive(Template)]
#[template(path = "heard.html")]
struct HeardPage {
    page: Page,
    form: String,
    done: Option<String>,
    heard: Vec<Heard>,
    older: Option<String>,
}

/// All of it, the newest first.
pub(super) async fn all(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let (lang, zone, now) = (page::lang(&app, &request), app.config.network.time_zone, app.here.now());
        let paging = Paging { max_id: number_in(&request, "before"), limit: SHOWN + 1, ..Paging::default() };
        let (own, reader, id) = (App::clone(&app), member.actor, member.id);
        let read = app.here.db.read(move |conn| {
            let seal = &own.here.seal;
            let mut found = notifications::of_member(conn, id, NotificationKind::ALL, None, false, paging)?;
            let older = cut(&mut found, SHOWN, |one| one.id.0);
            let about: Vec<_> = found.iter().filter_map(|one| one.status).collect();
            let about = statuses::get_many(conn, seal, &about)?;
            let from: Vec<ActorId> = found.iter().map(|one| one.from).collect();
            let shown = Shown::of(conn, &own, &about, &from, Some(reader))?;
            let asking = follows::with_others(conn, reader, &from)?;
            let mut away = moderation::own_blocks(conn, seal, id)?;
            away.retain(|block| block.holds_at(now) && !block.hears);
            Ok((found, older, about, shown, asking, away))
        });
        let (found, older, about, shown, asking, away) = read.await?;
        let line = |one: &notifications::Notification| {
            let account = shown.account(&app, one.from)?;
            if shown.is_far(&account) || away.iter().any(|block| block.actor == one.from) {
                return None;
            }
            let status = about.iter().find(|status| Some(status.id) == one.status);
            let hidden = status.and_then(|status| shown.status(&app, status));
            if hidden.is_some_and(|entity| entity.is_hidden_in(Context::Notifications)) {
                return None;
            }
            let kind = one.kind.as_str().replace('_', "-");
            let waits = |follow: &crate::domain::follow::Follow| {
                follow.follower == one.from && follow.followed == reader && follow.state == FollowState::Pending
            };
            let asks = one.kind == NotificationKind::FollowRequest && asking.iter().any(waits);
            Some(Heard {
                words: text_with(lang, &format!("heard-{kind}"), &[("who", isolate(account.called()).into())]),
                when: moment(lang, one.created_at, zone),
                href: match status {
                    // What two write to each other about a need or an offer stands on the page of the answer.
                    Some(status) => match status.response {
                        Some(response) => format!("/answers/{response}"),
                        None => format!("/posts/{}", status.id),
                    },
                    None => format!("/people/{}", one.from),
                },
                asks: asks.then(|| one.from.to_string()),
            })
        };
        let template = HeardPage {
            form: visit.form_word(),
            done: ["yes", "no", "forgotten"]
                .iter()
                .find(|said| was_said(&request, said))
                .map(|said| text(lang, &format!("heard-said-{said}"))),
            heard: found.iter().filter_map(line).collect(),
            older: older.map(|last| format!("/heard?before={last}")),
            page: Page::new(&app, lang, text(lang, "heard-title")).private().for_member(lang).at(&request),
        };
        Ok(answer(StatusCode::OK, true, &template))
    })
    .await
}

/// Answers somebody who asks to follow, or forgets the whole list.
pub(super) async fn act(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |_, member, said| {
        let act = typed(&said, "act");
        let heard = match act {
            "yes" | "no" => {
                let who: ActorId = typed(&said, "who").parse().map_err(|_| Error::not_found())?;
                match answer_own_follow(&app.here, member.id, who, act == "yes").await {
                    // It was answered, or taken back, meanwhile: the list shows how it stands.
                    Err(error) if error.kind() == Kind::NotFound => return Ok(go_to("/heard")),
                    other => other?,
                }
                if act == "yes" { "yes" } else { "no" }
            }
            "forget" => {
                dismiss_notifications(&app.here, member.id, None).await?;
                "forgotten"
            }
            _ => return Err(Error::not_found()),
        };
        app.wake.outbox.notify_one();
        Ok(go_to(&format!("/heard?said={heard}")))
    })
    .await
}
