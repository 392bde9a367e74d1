//! What the network tells its members.

use super::asker::Asker;
use super::error::MastodonError;
use super::id;
use super::params::Params;
use crate::actions::put_aside::{dismiss_announcement, react as answer};
use crate::app::App;
use crate::domain::key::{ActorId, AnnouncementId, MemberId};
use crate::domain::status::Ties;
use crate::error::Result;
use crate::http::entities::mastodon::social::AnnouncementEntity;
use crate::http::extract::Scope;
use crate::storage::{Conn, announcements as rows, statuses};
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};

/// So many are shown.
const NEWEST: i64 = 40;

/// The newest, each with whether `member` has put it aside, as they read it.
fn entities(
    conn: &mut Conn,
    app: &App,
    (member, reader): (MemberId, ActorId),
) -> Result<Vec<(AnnouncementId, bool, AnnouncementEntity)>> {
    let found = rows::newest(conn, member, Some(app.here.now()), NEWEST)?;
    let about: Vec<_> = found.iter().filter_map(|(one, _)| one.status).collect();
    let about = statuses::get_many(conn, &app.here.seal, &about)?;
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
        let entity = AnnouncementEntity::new(one, words, *read, reactions.get(&one.id).unwrap_or(&none));
        (one.id, *read, entity)
    };
    Ok(found.iter().map(entity).collect())
}

/// Those of these that are among the newest, as a member reads them.
pub(super) async fn of(
    app: &App,
    reader: (MemberId, ActorId),
    wanted: Vec<AnnouncementId>,
) -> Result<Vec<AnnouncementEntity>> {
    let own = app.clone();
    let found = app.here.db.read(move |conn| entities(conn, &own, reader)).await?;
    Ok(found.into_iter().filter(|(id, ..)| wanted.contains(id)).map(|(.., entity)| entity).collect())
}

/// For every member, whatever their token may be used for: so it is in the reference.
pub(super) async fn all(
    app: Data<App>,
    asker: Asker,
    params: Params,
) -> Result<Json<Vec<AnnouncementEntity>>, MastodonError> {
    let (reader, with_dismissed) = (asker.whoever(), params.flag("with_dismissed"));
    let own = app.clone();
    let found = app.here.db.read(move |conn| entities(conn, &own, reader)).await?;
    let shown = found.into_iter().filter(|(_, read, _)| with_dismissed || !read);
    Ok(Json(shown.map(|(.., entity)| entity).collect()))
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
