//! Tags, and which of them one follows: what stands under those comes home. Nobody else learns which they are.

use super::asker::{Asker, MaybeFollower};
use super::error::MastodonError;
use crate::actions::keep_desk::follow_tag;
use crate::app::App;
use crate::domain::desk;
use crate::domain::key::MemberId;
use crate::error::{Error, Result};
use crate::http::entities::mastodon::social::FollowedTagEntity;
use crate::http::extract::Scope;
use crate::storage::desks;
use actix_web::web::{Data, Json, Path};
use std::collections::BTreeSet;

type Answer<T> = std::result::Result<Json<T>, MastodonError>;

async fn followed_by(app: &App, member: MemberId) -> Result<BTreeSet<String>> {
    let seal = app.here.seal.clone();
    app.here.db.read(move |conn| Ok(desks::get(conn, &seal, member)?.tags)).await
}

fn entity(app: &App, name: &str, following: Option<bool>) -> FollowedTagEntity {
    FollowedTagEntity::new(name, &app.here.addresses.tag(name), following)
}

/// Every word that may be a tag is one, whether something stands under it or not.
pub(super) async fn get(
    app: Data<App>,
    MaybeFollower(member): MaybeFollower,
    path: Path<String>,
) -> Answer<FollowedTagEntity> {
    let name = desk::tag(&path).ok_or_else(Error::not_found)?;
    let following = match member {
        Some(member) => Some(followed_by(&app, member).await?.contains(&name)),
        None => None,
    };
    Ok(Json(entity(&app, &name, following)))
}

async fn set(app: &App, asker: &Asker, path: &str, follow: bool) -> Answer<FollowedTagEntity> {
    let (member, _) = asker.may(&[Scope::WriteFollows])?;
    let name = desk::tag(path).ok_or_else(Error::not_found)?;
    follow_tag(&app.here, member, name.clone(), follow).await?;
    Ok(Json(entity(app, &name, Some(follow))))
}

pub(super) async fn follow(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<FollowedTagEntity> {
    set(&app, &asker, &path, true).await
}

pub(super) async fn unfollow(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<FollowedTagEntity> {
    set(&app, &asker, &path, false).await
}

/// All at once: they are bounded.
pub(super) async fn followed(app: Data<App>, asker: Asker) -> Answer<Vec<FollowedTagEntity>> {
    let (member, _) = asker.may(&[Scope::ReadFollows])?;
    let tags = followed_by(&app, member).await?;
    Ok(Json(tags.iter().map(|name| entity(&app, name, Some(true))).collect()))
}
