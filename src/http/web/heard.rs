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
use crate::clock::Moment;
use crate::domain::filters::Context;
use crate::domain::follow::{Follow, FollowState};
use crate::domain::key::{ActorId, StatusId};
use crate::domain::status::NotificationKind;
use crate::error::{Error, Kind};
use crate::http::entities::mastodon::status::Shown;
use crate::i18n::{isolate, moment, text, text_with};
use crate::storage::follows::Side;
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
    /// Whether there is something to forget.
    forgets: bool,
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
            let mut found = notifications::of_member(conn, id, NotificationKind::ALL, None, &[], false, paging)?;
            let older = cut(&mut found, SHOWN, |one| one.id.0);
            let about: Vec<_> = found.iter().filter_map(|one| one.status).collect();
            let about = statuses::get_many(conn, seal, &about)?;
            // Who asks to follow waits for an answer, whatever became of the list.
            let waiting = match paging.max_id {
                None => {
                    let first = Paging { limit: SHOWN, ..Paging::default() };
                    follows::page(conn, reader, Side::Followers, FollowState::Pending, first)?
                }
                Some(_) => Vec::new(),
            };
            let waiting: Vec<ActorId> = waiting.into_iter().map(|(_, who)| who).collect();
            let from: Vec<ActorId> = found.iter().map(|one| one.from).chain(waiting.iter().copied()).collect();
            let shown = Shown::of(conn, &own, &about, &from, Some(reader))?;
            let asking = follows::with_others(conn, reader, &from)?;
            let mut away = moderation::own_blocks(conn, seal, id)?;
            away.retain(|block| block.holds_at(now) && !block.hears);
            Ok((found, older, about, shown, (waiting, asking), away))
        });
        let (found, older, about, shown, (waiting, asking), away) = read.await?;
        let asked = |who: ActorId| {
            asking.iter().find(|follow: &&Follow| {
                follow.follower == who && follow.followed == reader && follow.state == FollowState::Pending
            })
        };
        let line = |kind: NotificationKind, from: ActorId, about_status: Option<StatusId>, at: Moment| {
            let account = shown.account(&app, from)?;
            if shown.is_far(&account) || away.iter().any(|block| block.actor == from) {
                return None;
            }
            let status = about.iter().find(|status| Some(status.id) == about_status);
            let hidden = status.and_then(|status| shown.status(&app, status));
            // What they may not read any more, as when it is held for safety, leads nowhere.
            let is_read = about_status.is_none() || hidden.is_some();
            if !is_read || hidden.is_some_and(|entity| entity.is_hidden_in(Context::Notifications)) {
                return None;
            }
            let asks = kind == NotificationKind::FollowRequest && asked(from).is_some();
            let kind = kind.as_str().replace('_', "-");
            Some(Heard {
                words: text_with(lang, &format!("heard-{kind}"), &[("who", isolate(account.called()).into())]),
                when: moment(lang, at, zone),
                href: match status {
                    // What two write to each other about a need or an offer stands on the page of the answer.
                    Some(status) => match status.response {
                        Some(response) => format!("/answers/{response}"),
                        None => format!("/posts/{}", status.id),
                    },
                    None => format!("/people/{from}"),
                },
                asks: asks.then(|| from.to_string()),
            })
        };
        let request_kind = NotificationKind::FollowRequest;
        let is_told = |who: ActorId| found.iter().any(|one| one.kind == request_kind && one.from == who);
        let first = waiting.iter().filter(|who| !is_told(**who));
        let first = first.filter_map(|who| line(request_kind, *who, None, asked(*who)?.created_at));
        let rest = found.iter().filter_map(|one| line(one.kind, one.from, one.status, one.created_at));
        let heard: Vec<Heard> = first.chain(rest).collect();
        let said = ["yes", "no", "forgotten"].into_iter().find(|said| was_said(&request, said));
        let template = HeardPage {
            form: visit.form_word(),
            // The list is not empty as long as somebody waits.
            done: said
                .filter(|said| *said != "forgotten" || heard.is_empty())
                .map(|said| text(lang, &format!("heard-said-{said}"))),
            forgets: !found.is_empty(),
            heard,
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
