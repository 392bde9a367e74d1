//! What this server is, for apps.

use super::accounts::account;
use super::asker::{AnyToken, Asker};
use super::error::MastodonError;
use crate::app::App;
use crate::domain::moderation::{Level, NetworkBlock};
use crate::error::Result;
use crate::http::entities::mastodon::at;
use crate::http::entities::mastodon::instance::{AboutInstance, InstanceEntity, InstanceV1Entity, WordsEntity};
use crate::i18n::text;
use crate::ids;
use crate::storage::{Conn, actors, facts, hosts, members, moderation};
use actix_web::HttpRequest;
use actix_web::web::{Data, Json};
use serde_json::{Value, json};

type Answer<T> = Result<Json<T>, MastodonError>;

async fn about(app: &App) -> Result<AboutInstance> {
    let account = account(app, app.here.network).await?;
    let read = |conn: &mut Conn| Ok((facts::network_words(conn)?, members::count(conn)?, hosts::count(conn)?));
    let (words, members, hosts) = app.here.db.read(read).await?;
    let vapid = app.vapid().await?.public();
    Ok(AboutInstance { account, words, members, hosts, vapid })
}

pub(super) async fn v1(app: Data<App>, _: AnyToken) -> Answer<InstanceV1Entity> {
    Ok(Json(InstanceV1Entity::new(&app, about(&app).await?)))
}

pub(super) async fn v2(app: Data<App>, _: AnyToken) -> Answer<InstanceEntity> {
    Ok(Json(InstanceEntity::new(&app, about(&app).await?)))
}

/// Networks agree on their rules by themselves, and nothing of that is kept here yet.
pub(super) async fn rules() -> Json<Vec<Value>> {
    Json(Vec::new())
}

/// None is translated here.
pub(super) async fn translation_languages() -> Json<Value> {
    Json(json!({}))
}

/// What the network says about itself, as HTML.
pub(super) async fn extended_description(app: Data<App>) -> Answer<WordsEntity> {
    let network = app.here.network;
    let actor = app.here.db.read(move |conn| actors::get(conn, network)).await?;
    Ok(Json(WordsEntity { updated_at: at(actor.created_at), content: actor.summary }))
}

/// What is kept about people and who reads it, in short and in the reader's language.
pub(super) async fn privacy_policy(app: Data<App>, request: HttpRequest) -> Answer<WordsEntity> {
    let network = app.here.network;
    let actor = app.here.db.read(move |conn| actors::get(conn, network)).await?;
    let lang = crate::http::web::lang(&app, &request);
    let said = ["privacy-names", "privacy-sealed", "privacy-place", "privacy-no-watching", "privacy-leaving"];
    let content = said.map(|key| format!("<p>{}</p>", text(lang, key))).concat();
    Ok(Json(WordsEntity { updated_at: at(actor.created_at), content }))
}

/// Which servers are kept away, and why: members read it.
pub(super) async fn domain_blocks(app: Data<App>, _: Asker) -> Answer<Vec<Value>> {
    let found = app.here.db.read(moderation::blocks).await?;
    // Accounts that are kept away are addresses; apps ask for servers here.
    let servers = found.iter().filter(|block| !block.subject.contains("://"));
    let entity = |block: &NetworkBlock| {
        let digest = ids::digest(&block.subject);
        let severity = match block.level {
            // To who reads here, nothing of it is there.
            Level::Block | Level::Mute => "suspend",
            Level::Limit => "silence",
        };
        json!({"domain": block.subject, "digest": digest, "severity": severity, "comment": block.reason})
    };
    Ok(Json(servers.map(entity).collect()))
}
