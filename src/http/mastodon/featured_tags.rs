//! Tags that members show with their accounts.

use super::asker::{AnyToken, Asker};
use super::error::MastodonError;
use super::id;
use super::params::Params;
use crate::actions::feature_tag::{feature_tag, unfeature_tag};
use crate::app::App;
use crate::domain::desk;
use crate::domain::key::ActorId;
use crate::error::{Error, Result};
use crate::http::entities::mastodon::social::FeaturedTagEntity;
use crate::http::extract::Scope;
use crate::storage::featured_tags::{self as rows, Featured};
use crate::storage::{Conn, actors};
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};

type Answer<T> = std::result::Result<Json<T>, MastodonError>;

fn entity(app: &App, handle: &str, one: &Featured) -> FeaturedTagEntity {
    FeaturedTagEntity::new(one.id, &one.tag, &app.here.addresses.tagged(handle, &one.tag))
}

async fn all_of(app: &App, actor: ActorId) -> Answer<Vec<FeaturedTagEntity>> {
    let read = move |conn: &mut Conn| {
        let account = actors::get(conn, actor)?;
        if !super::accounts::is_shown(&account) {
            return Err(Error::not_found());
        }
        Ok((account.handle, rows::of_account(conn, actor)?))
    };
    let (handle, all) = app.here.db.read(read).await?;
    Ok(Json(all.iter().map(|one| entity(app, &handle, one)).collect()))
}

pub(super) async fn of_account(app: Data<App>, _: AnyToken, path: Path<String>) -> Answer<Vec<FeaturedTagEntity>> {
    all_of(&app, id(&path)?).await
}

pub(super) async fn all(app: Data<App>, asker: Asker) -> Answer<Vec<FeaturedTagEntity>> {
    let (_, actor) = asker.may(&[Scope::ReadAccounts])?;
    all_of(&app, actor).await
}

pub(super) async fn feature(app: Data<App>, asker: Asker, params: Params) -> Answer<FeaturedTagEntity> {
    let (member, actor) = asker.may(&[Scope::WriteAccounts])?;
    let name = desk::tag(params.filled("name").unwrap_or_default());
    let name = name.ok_or_else(|| Error::invalid("name", "`name` is a tag: one word, with or without its #."))?;
    let one = feature_tag(&app.here, member, name).await?;
    let handle = app.here.db.read(move |conn| Ok(actors::get(conn, actor)?.handle)).await?;
    Ok(Json(entity(&app, &handle, &one)))
}

pub(super) async fn unfeature(app: Data<App>, asker: Asker, path: Path<String>) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteAccounts])?;
    unfeature_tag(&app.here, member, path.parse().map_err(|_| Error::not_found())?).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}
