//! What is a member's own affair: how far they have read, how they like to write; what they report; and what is not kept
//! here, which apps read as an empty list.

use super::accounts::account;
use super::asker::{AnyToken, Asker};
use super::error::MastodonError;
use super::id;
use super::params::Params;
use crate::actions::keep_desk::mark_read;
use crate::actions::report::report as tell;
use crate::app::App;
use crate::domain::desk::{Desk, TIMELINES};
use crate::domain::key::{ActorId, StatusId};
use crate::domain::status::Visibility;
use crate::error::{Error, Result};
use crate::http::entities::mastodon::at;
use crate::http::extract::Scope;
use crate::storage::{actors, desks, statuses};
use actix_web::HttpResponse;
use actix_web::web::{Data, Json};
use serde_json::{Map, Value, json};
use url::Url;

type Answer<T> = Result<Json<T>, MastodonError>;

fn markers_of(desk: &Desk, wanted: impl Fn(&str) -> bool) -> Value {
    let marker = |(timeline, marker): (&String, &crate::domain::desk::Marker)| {
        let entity = json!({
            "last_read_id": marker.last_read.to_string(),
            "version": marker.version,
            "updated_at": at(marker.updated_at),
        });
        (timeline.clone(), entity)
    };
    Value::Object(desk.markers.iter().filter(|(timeline, _)| wanted(timeline)).map(marker).collect::<Map<_, _>>())
}

pub(super) async fn markers(app: Data<App>, asker: Asker, params: Params) -> Answer<Value> {
    let (member, _) = asker.may(&[Scope::ReadStatuses])?;
    let seal = app.here.seal.clone();
    let desk = app.here.db.read(move |conn| desks::get(conn, &seal, member)).await?;
    let wanted = params.list("timeline");
    Ok(Json(markers_of(&desk, |timeline| wanted.contains(&timeline))))
}

pub(super) async fn set_markers(app: Data<App>, asker: Asker, params: Params) -> Answer<Value> {
    let (member, _) = asker.may(&[Scope::WriteStatuses])?;
    let mut read = Vec::new();
    for timeline in TIMELINES {
        if let Some(said) = params.filled(&format!("{timeline}[last_read_id]")) {
            let last = said.parse::<i64>().ok().filter(|last| *last >= 0);
            let last = last.ok_or_else(|| Error::invalid("last_read_id", "`last_read_id` is the id of an entry."))?;
            read.push((timeline.to_owned(), last));
        }
    }
    let set: Vec<String> = read.iter().map(|(timeline, _)| timeline.clone()).collect();
    let desk = mark_read(&app.here, member, read).await?;
    Ok(Json(markers_of(&desk, |timeline| set.iter().any(|one| one == timeline))))
}

pub(super) async fn preferences(app: Data<App>, asker: Asker) -> Answer<Value> {
    let (member, _) = asker.may(&[Scope::ReadAccounts])?;
    let seal = app.here.seal.clone();
    let posting = app.here.db.read(move |conn| Ok(desks::get(conn, &seal, member)?.posting)).await?;
    Ok(Json(json!({
        "posting:default:visibility": posting.visibility.unwrap_or(Visibility::Public),
        "posting:default:sensitive": posting.sensitive,
        "posting:default:language": posting.language.as_deref().unwrap_or(app.here.language.tag()),
        "reading:expand:media": "default",
        "reading:expand:spoilers": false,
        "reading:autoplay:gifs": false,
    })))
}

/// Nothing of this kind is kept here, and no app has to know.
pub(super) async fn none(_: AnyToken) -> Json<Vec<Value>> {
    Json(Vec::new())
}

/// The same, of what only who signed in has.
pub(super) async fn none_of_mine(asker: Asker) -> Answer<Vec<Value>> {
    asker.may(&[
        Scope::ReadFilters,
        Scope::ReadLists,
        Scope::ReadFollows,
        Scope::ReadAccounts,
        Scope::ReadStatuses,
        Scope::ReadBlocks,
    ])?;
    Ok(Json(Vec::new()))
}

/// Neighbors are let in by people, not by a form.
pub(super) async fn register(_: AnyToken) -> Result<HttpResponse, MastodonError> {
    let text = "Nobody can register here by themselves. Please ask somebody of this neighborhood to let you in.";
    Err(Error::forbidden(text).into())
}

/// Leads into the moderators' reports: an account, and what of it is not safe.
pub(super) async fn report(app: Data<App>, asker: Asker, params: Params) -> Answer<Value> {
    let (member, reader) = asker.may(&[Scope::WriteReports])?;
    let about: ActorId = id(params.filled("account_id").unwrap_or_default())?;
    let ids: Vec<StatusId> = params.list("status_ids").into_iter().filter_map(|id| id.parse().ok()).collect();
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let mut urls: Vec<Url> = vec![actors::get(conn, about)?.ap_id];
        let mut kept = Vec::new();
        for status in statuses::get_many(conn, &seal, &ids)? {
            if status.author == about && statuses::is_for(conn, &status, Some(reader))? {
                kept.push(status.id);
                urls.push(status.ap_id);
            }
        }
        Ok((urls, kept))
    });
    let (urls, kept) = read.await?;
    let category = params.filled("category").filter(|word| ["spam", "legal", "violation"].contains(word));
    let category = category.unwrap_or("other");
    let comment = params.filled("comment").unwrap_or_default();
    let forward = params.flag("forward");
    let words = if comment.is_empty() { category } else { comment };
    let report = tell(&app.here, member, urls, words, forward).await?;
    app.wake.outbox.notify_one();
    Ok(Json(json!({
        "id": report,
        "action_taken": false,
        "action_taken_at": null,
        "category": category,
        "comment": comment,
        "forwarded": forward,
        "created_at": at(app.here.now()),
        "status_ids": kept,
        "rule_ids": null,
        "target_account": account(&app, about).await?,
    })))
}
