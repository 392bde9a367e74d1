//! Sending pictures and recordings, and saying what they show.

use super::asker::Asker;
use super::error::MastodonError;
use super::id;
use super::multipart::{FilePart, Limits, Sent};
use super::params::{self, Params};
use crate::actions::send_media::{Said, delete_medium, describe_medium, send_medium};
use crate::app::App;
use crate::domain::key::{ActorId, MediumId};
use crate::domain::media::{self as rules, FILE_BYTES_MAX, Focus};
use crate::error::{Error, Result};
use crate::http::entities::mastodon::media::MediaAttachmentEntity;
use crate::http::extract::Scope;
use crate::storage::media as rows;
use actix_web::web::{Data, Json, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use tokio::io::AsyncReadExt;

type Answer<T> = Result<Json<T>, MastodonError>;

/// A file, and the small picture that some apps send with a recording, which is not kept.
const LIMITS: Limits = Limits { files: 2, bytes: FILE_BYTES_MAX as u64, beyond: 0 };

/// What is said of a medium in a form: `description` and `focus`.
pub(super) fn said(params: &Params) -> Result<Said> {
    Ok(Said {
        description: params.text("description").map(rules::description).transpose()?,
        focus: params.filled("focus").map(Focus::parse).transpose()?,
    })
}

/// The bytes of a file that came.
pub(super) async fn bytes(mut part: FilePart) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(part.size).unwrap_or_default());
    part.file.read_to_end(&mut bytes).await.map_err(Error::internal)?;
    Ok(bytes)
}

/// Takes a file in. It is worked before it is answered, so that it is always there: 200, and never 202.
pub(super) async fn send(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    payload: Payload,
) -> Answer<MediaAttachmentEntity> {
    let (member, actor) = asker.may(&[Scope::WriteMedia])?;
    let Sent { params, files } = params::read(&request, payload.into_inner(), LIMITS).await?;
    let said = said(&params)?;
    let file = files.into_iter().find(|part| part.name == "file");
    let file = file
        .ok_or_else(|| Error::invalid("file", "`file` is missing: please send a picture or a recording as a form."))?;
    let made = app.media.pictures.take_in(bytes(file).await?).await?;
    let kept = app.keep_made(made).await?;
    let id = send_medium(&app.here, member, kept, said).await?;
    Ok(Json(own(&app, actor, id).await?))
}

/// Something of one's own.
async fn own(app: &App, owner: ActorId, id: MediumId) -> Result<MediaAttachmentEntity> {
    let seal = app.here.seal.clone();
    let found = app.here.db.read(move |conn| rows::own(conn, &seal, owner, id)).await?;
    Ok(MediaAttachmentEntity::new(app, &found.ok_or_else(Error::not_found)?))
}

/// What waits for another post of its owner's, in this order.
pub(super) async fn waiting(app: &App, owner: ActorId, ids: Vec<MediumId>) -> Result<Vec<MediaAttachmentEntity>> {
    let (seal, wanted) = (app.here.seal.clone(), ids.clone());
    let found = app.here.db.read(move |conn| rows::own_many(conn, &seal, owner, &wanted)).await?;
    let one = |id: &MediumId| found.iter().find(|medium| medium.id == *id);
    Ok(ids.iter().filter_map(one).map(|medium| MediaAttachmentEntity::new(app, medium)).collect())
}

pub(super) async fn get(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<MediaAttachmentEntity> {
    let (_, actor) = asker.may(&[Scope::WriteMedia])?;
    Ok(Json(own(&app, actor, id(&path)?).await?))
}

/// A `thumbnail` is taken politely, and not kept: pictures are small by themselves.
pub(super) async fn change(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    path: Path<String>,
    payload: Payload,
) -> Answer<MediaAttachmentEntity> {
    let (member, actor) = asker.may(&[Scope::WriteMedia])?;
    let id = id(&path)?;
    let said = said(&params::read(&request, payload.into_inner(), LIMITS).await?.params)?;
    describe_medium(&app.here, member, id, said).await?;
    Ok(Json(own(&app, actor, id).await?))
}

pub(super) async fn delete(app: Data<App>, asker: Asker, path: Path<String>) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteMedia])?;
    delete_medium(&app.here, member, id(&path)?).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}
