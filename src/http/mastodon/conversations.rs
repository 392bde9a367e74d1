//! Conversations.

use super::asker::Asker;
use super::error::MastodonError;
use super::id;
use super::params::Params;
use crate::actions::put_aside::{Step, step_conversation};
use crate::app::App;
use crate::domain::key::{ActorId, StatusId};
use crate::error::{Error, Result};
use crate::http::entities::mastodon::social::ConversationEntity;
use crate::http::entities::mastodon::status::{Shown, StatusEntity};
use crate::http::extract::Scope;
use crate::http::link_header::{address, list};
use crate::storage::conversations::{self as rows, Entry};
use crate::storage::statuses;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use std::collections::{BTreeSet, HashMap};

pub(super) async fn entities(app: &App, entries: Vec<Entry>, reader: ActorId) -> Result<Vec<ConversationEntity>> {
    let own = app.clone();
    let (entries, members, last, shown) = app
        .here
        .db
        .read(move |conn| {
            let last: Vec<_> = entries.iter().map(|entry| entry.last).collect();
            let last = statuses::get_many(conn, &own.here.seal, &last)?;
            // Who takes part in the newest that is for this reader. Somebody may have turned to a third with the same
            // thread: that is not for everybody in it to know.
            let mut named = statuses::mentions(conn, &last.iter().map(|one| one.id).collect::<Vec<_>>())?;
            let members: HashMap<StatusId, BTreeSet<ActorId>> = last
                .iter()
                .map(|one| {
                    (one.id, named.remove(&one.id).unwrap_or_default().into_iter().chain([one.author]).collect())
                })
                .collect();
            let accounts: Vec<ActorId> = members.values().flatten().copied().collect();
            let shown = Shown::of(conn, &own, &last, &accounts, Some(reader))?;
            Ok((entries, members, last, shown))
        })
        .await?;
    let entity = |entry: &Entry| {
        let others = members.get(&entry.last).into_iter().flatten().filter(|actor| **actor != reader);
        let newest = last.iter().find(|status| status.id == entry.last);
        let newest = newest.and_then(|status| shown.status(app, status));
        if newest.as_ref().is_some_and(StatusEntity::is_far) {
            return None;
        }
        Some(ConversationEntity {
            id: entry.id,
            unread: entry.unread,
            accounts: others.filter_map(|actor| shown.account(app, *actor)).collect(),
            last_status: newest,
        })
    };
    Ok(entries.iter().filter_map(entity).collect())
}

pub(super) async fn all(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (_, reader) = asker.may(&[Scope::ReadStatuses])?;
    let paging = params.paging(20, 40);
    let entries = app.here.db.read(move |conn| rows::of_actor(conn, reader, paging)).await?;
    let ids: Vec<i64> = entries.iter().map(|entry| entry.last.0).collect();
    let entities = entities(&app, entries, reader).await?;
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

pub(super) async fn read(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
) -> Result<Json<ConversationEntity>, MastodonError> {
    let (member, reader) = asker.may(&[Scope::WriteConversations])?;
    let id = id(&path)?;
    step_conversation(&app.here, member, id, Step::Read).await?;
    let entry = app.here.db.read(move |conn| rows::one(conn, id, reader)).await?.ok_or_else(Error::not_found)?;
    Ok(Json(entities(&app, vec![entry], reader).await?.pop().ok_or_else(Error::not_found)?))
}

pub(super) async fn hide(app: Data<App>, asker: Asker, path: Path<String>) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteConversations])?;
    step_conversation(&app.here, member, id(&path)?, Step::Hide).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}
