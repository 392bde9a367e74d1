//! What the network tells its members.

use super::asker::Asker;
use super::error::MastodonError;
use super::id;
use super::params::Params;
use crate::actions::put_aside::{dismiss_announcement, react as answer};
use crate::app::App;
use crate::domain::status::Ties;
use crate::http::entities::mastodon::social::AnnouncementEntity;
use crate::http::extract::Scope;
use crate::storage::{announcements as rows, statuses};
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};

/// So many are shown.
const NEWEST: i64 = 40;

pub(super) async fn all(
    app: Data<App>,
    asker: Asker,
    params: Params,
) -> Result<Json<Vec<AnnouncementEntity>>, MastodonError> {
    let (member, reader) = asker.reads()?;
    let (with_dismissed, seal) = (params.flag("with_dismissed"), app.here.seal.clone());
    let entities = app
        .here
        .db
        .read(move |conn| {
            let found = rows::newest(conn, member, NEWEST)?;
            let about: Vec<_> = found.iter().filter_map(|(one, _)| one.status).collect();
            let about = statuses::get_many(conn, &seal, &about)?;
            let ids: Vec<_> = found.iter().map(|(one, _)| one.id).collect();
            let reactions = rows::reactions(conn, &ids, member)?;
            let none = rows::Reactions::new();
            let entity = |(one, read): &(rows::Announcement, bool)| {
                let status = about.iter().find(|status| Some(status.id) == one.status);
                let words = status.and_then(|status| {
                    let key = status.key_for(Some(reader), Ties::default())?;
                    Some(status.words.open(&key).content.clone())
                });
                let words = words.unwrap_or_else(|| one.content.clone());
                AnnouncementEntity::new(one, words, *read, reactions.get(&one.id).unwrap_or(&none))
            };
            Ok(found.iter().filter(|(_, read)| with_dismissed || !read).map(entity).collect())
        })
        .await?;
    Ok(Json(entities))
}

pub(super) async fn dismiss(app: Data<App>, asker: Asker, path: Path<String>) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteAccounts])?;
    dismiss_announcement(&app.here, member, id(&path)?).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}

async fn sign(app: &App, asker: &Asker, path: &(String, String), set: bool) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteFavourites])?;
    answer(&app.here, member, id(&path.0)?, &path.1, set).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}

pub(super) async fn react(
    app: Data<App>,
    asker: Asker,
    path: Path<(String, String)>,
) -> Result<HttpResponse, MastodonError> {
    sign(&app, &asker, &path, true).await
}

pub(super) async fn react_no_more(
    app: Data<App>,
    asker: Asker,
    path: Path<(String, String)>,
) -> Result<HttpResponse, MastodonError> {
    sign(&app, &asker, &path, false).await
}
