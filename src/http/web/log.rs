//! The log: what was done with a role's power, by whom, when and why. Every member reads it (value V6).

use super::duties::member_page;
use super::page::{self, Page, answer};
use crate::actions::log::A_MEMBER;
use crate::app::App;
use crate::domain::joining::Joining;
use crate::domain::member::RoleKind;
use crate::domain::moderation::{Deed, Entry};
use crate::error::Result;
use crate::i18n::{Lang, isolate, moment, text, text_with};
use crate::storage::listings::Paging;
use crate::storage::moderation;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// How much a page shows.
const SHOWN: i64 = 40;

/// A line.
struct Line {
    what: String,
    about: Option<String>,
    by: String,
    when: String,
    why: Vec<String>,
}

#[derive(Template)]
#[template(path = "log.html")]
struct LogPage {
    page: Page,
    lines: Vec<Line>,
    older: Option<String>,
}

/// Whose task it was, and which.
fn task(lang: Lang, about: &str) -> Option<String> {
    let (handle, kind) = about.split_once(": ")?;
    let kind = text(lang, &format!("role-{}", RoleKind::parse(kind)?.as_str()));
    let handle = isolate(&format!("@{handle}"));
    Some(text_with(lang, "log-task", &[("handle", handle.into()), ("task", kind.into())]))
}

fn line(app: &App, lang: Lang, entry: &Entry) -> Line {
    let by = match (entry.role, &entry.handle) {
        (Some(role), Some(handle)) => {
            let role = text(lang, &format!("role-{}", role.as_str()));
            let handle = isolate(&format!("@{handle}"));
            text_with(lang, "log-by", &[("handle", handle.into()), ("role", role.into())])
        }
        _ => text(lang, "log-by-server"),
    };
    let about = entry.about.as_deref().map(|about| match (entry.deed, Joining::parse(about)) {
        (Deed::JoiningChanged, Some(how)) => text(lang, &format!("joining-{}", how.as_str())),
        (Deed::RoleGiven | Deed::RoleEnded, _) => task(lang, about).unwrap_or_else(|| isolate(about)),
        _ if about == A_MEMBER => text(lang, "log-a-member"),
        _ => isolate(about),
    });
    let agreement = entry.agreement.as_deref();
    let agreement = agreement.map(|words| text_with(lang, "log-agreement", &[("agreement", isolate(words).into())]));
    let reason = entry.reason.as_deref();
    let reason = reason.map(|words| text_with(lang, "log-reason", &[("reason", isolate(words).into())]));
    Line {
        what: text(lang, &format!("deed-{}", entry.deed.as_str())),
        about,
        by,
        when: moment(lang, entry.created_at, app.config.network.time_zone),
        why: agreement.into_iter().chain(reason).collect(),
    }
}

/// What was done, the newest first.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |_, _| shown(&app, &request).await).await
}

async fn shown(app: &App, request: &HttpRequest) -> Result<HttpResponse> {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let max_id = pairs.find(|(name, _)| name == "before").and_then(|(_, id)| id.parse::<i64>().ok());
    // One more says whether there are older ones.
    let paging = Paging { max_id, limit: SHOWN + 1, ..Paging::default() };
    let mut found = app.here.db.read(move |conn| moderation::log(conn, paging)).await?;
    let lang = page::lang(app, request);
    let is_more = found.len() as i64 > SHOWN;
    found.truncate(SHOWN as usize);
    let template = LogPage {
        older: found.last().filter(|_| is_more).map(|last| format!("/log?before={}", last.id)),
        lines: found.iter().map(|entry| line(app, lang, entry)).collect(),
        page: Page::new(app, lang, text(lang, "log-title")).private().for_member(lang).at(request),
    };
    Ok(answer(StatusCode::OK, true, &template))
}
