//! The Mastodon API (docs.joinmastodon.org/methods), for the apps that members have already. What is not here is 404:
//! apps fall back on that alone.

mod accounts;
mod announcements;
mod apps;
mod asker;
mod conversations;
mod error;
mod featured_tags;
mod filters;
mod grouped;
mod hearing;
mod instance;
mod lists;
mod marks;
mod media;
pub mod multipart;
mod needs;
mod notifications;
mod oembed;
mod own;
pub mod params;
mod pictures;
mod polls;
mod push;
mod scheduled;
mod search;
mod statuses;
pub mod streaming;
mod tags;
mod ties;
mod timelines;

use crate::app::App;
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, MemberId};
use crate::domain::moderation::OwnBlock;
use crate::domain::status::Status;
use crate::error::{Error, Result};
use crate::http::entities::mastodon::account::AccountEntity;
use crate::http::entities::mastodon::status::{Shown, StatusEntity};
use crate::storage::{Conn, actors, desks, moderation, moves, statuses as rows};
pub(in crate::http) use accounts::known;
use actix_web::middleware::DefaultHeaders;
use actix_web::web::{self, ServiceConfig, delete, get, patch, post, put};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use bytes::Bytes;
pub use error::MastodonError;
pub(in crate::http) use needs::{no_poll, understood};
use params::Params;
pub(in crate::http) use search::resolved;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// Registers the interface and the pictures that it names.
pub fn configure(config: &mut ServiceConfig) {
    config.route(pictures::AVATAR_PATH, get().to(pictures::avatar));
    config.route(pictures::HEADER_PATH, get().to(pictures::header));
    config.route("/api/oembed", get().to(oembed::get));
    config.service(
        web::scope("/api/v2")
            .wrap(headers())
            .route("/instance", get().to(instance::v2))
            .route("/search", get().to(search::v2))
            .route("/filters", get().to(filters::all))
            .route("/filters", post().to(filters::make))
            .route("/filters/keywords/{id}", get().to(filters::keyword))
            .route("/filters/keywords/{id}", put().to(filters::change_keyword))
            .route("/filters/keywords/{id}", delete().to(filters::drop_keyword))
            .route("/filters/statuses/{id}", get().to(filters::status))
            .route("/filters/statuses/{id}", delete().to(filters::drop_status))
            .route("/filters/{id}", get().to(filters::one))
            .route("/filters/{id}", put().to(filters::edit))
            .route("/filters/{id}", delete().to(filters::delete))
            .route("/filters/{id}/keywords", get().to(filters::keywords))
            .route("/filters/{id}/keywords", post().to(filters::add_keyword))
            .route("/filters/{id}/statuses", get().to(filters::statuses))
            .route("/filters/{id}/statuses", post().to(filters::add_status))
            .route("/suggestions", get().to(own::none_of_mine))
            .route("/media", post().to(media::send))
            .route("/notifications", get().to(grouped::all))
            .route("/notifications/unread_count", get().to(grouped::unread))
            .route("/notifications/policy", get().to(hearing::policy))
            .route("/notifications/policy", patch().to(hearing::set_policy))
            .route("/notifications/{group_key}", get().to(grouped::one))
            .route("/notifications/{group_key}/dismiss", post().to(grouped::dismiss))
            .route("/notifications/{group_key}/accounts", get().to(grouped::accounts))
            .default_service(web::to(nothing)),
    );
    config.service(
        web::scope("/api/v1")
            .wrap(headers())
            .route("/instance", get().to(instance::v1))
            .route("/instance/rules", get().to(instance::rules))
            .route("/instance/extended_description", get().to(instance::extended_description))
            .route("/instance/privacy_policy", get().to(instance::privacy_policy))
            .route("/instance/domain_blocks", get().to(instance::domain_blocks))
            .route("/instance/translation_languages", get().to(instance::translation_languages))
            .route("/apps", post().to(apps::register))
            .route("/apps/verify_credentials", get().to(apps::verify_credentials))
            .route("/statuses", get().to(statuses::several))
            .route("/statuses", post().to(statuses::post))
            .route("/statuses/{id}", get().to(statuses::get))
            .route("/statuses/{id}", put().to(statuses::edit))
            .route("/statuses/{id}", delete().to(statuses::delete))
            .route("/statuses/{id}/source", get().to(statuses::source))
            .route("/statuses/{id}/history", get().to(statuses::history))
            .route("/statuses/{id}/context", get().to(statuses::context))
            .route("/statuses/{id}/favourite", post().to(statuses::favourite))
            .route("/statuses/{id}/unfavourite", post().to(statuses::unfavourite))
            .route("/statuses/{id}/reblog", post().to(statuses::reblog))
            .route("/statuses/{id}/unreblog", post().to(statuses::unreblog))
            .route("/statuses/{id}/bookmark", post().to(marks::bookmark))
            .route("/statuses/{id}/unbookmark", post().to(marks::unbookmark))
            .route("/statuses/{id}/mute", post().to(marks::mute))
            .route("/statuses/{id}/unmute", post().to(marks::unmute))
            .route("/statuses/{id}/pin", post().to(marks::pin))
            .route("/statuses/{id}/unpin", post().to(marks::unpin))
            .route("/statuses/{id}/favourited_by", get().to(marks::favourited_by))
            .route("/statuses/{id}/reblogged_by", get().to(marks::reblogged_by))
            .route("/polls/{id}", get().to(polls::get))
            .route("/polls/{id}/votes", post().to(polls::vote))
            .route("/bookmarks", get().to(marks::bookmarked))
            .route("/favourites", get().to(marks::favourited))
            .route("/timelines/tag/{hashtag}", get().to(timelines::tag))
            .route("/timelines/home", get().to(timelines::home))
            .route("/timelines/public", get().to(timelines::public))
            .route("/accounts/verify_credentials", get().to(accounts::verify_credentials))
            .route("/accounts/update_credentials", patch().to(accounts::update_credentials))
            .route("/accounts/lookup", get().to(accounts::lookup))
            .route("/accounts/search", get().to(search::accounts))
            .route("/accounts/relationships", get().to(accounts::relationships))
            .route("/accounts/familiar_followers", get().to(ties::familiar_followers))
            .route("/profile/avatar", delete().to(accounts::drop_avatar))
            .route("/profile/header", delete().to(accounts::drop_header))
            .route("/accounts/{id}", get().to(accounts::get))
            .route("/accounts/{id}/statuses", get().to(accounts::statuses))
            .route("/accounts/{id}/followers", get().to(ties::followers))
            .route("/accounts/{id}/following", get().to(ties::following))
            .route("/accounts/{id}/block", post().to(ties::block))
            .route("/accounts/{id}/unblock", post().to(ties::unblock))
            .route("/accounts/{id}/mute", post().to(ties::mute))
            .route("/accounts/{id}/unmute", post().to(ties::unmute))
            .route("/accounts/{id}/remove_from_followers", post().to(ties::remove))
            .route("/accounts/{id}/note", post().to(ties::note))
            .route("/accounts/{id}/featured_tags", get().to(featured_tags::of_account))
            .route("/accounts/{id}/lists", get().to(lists::holding))
            .route("/blocks", get().to(ties::blocks))
            .route("/mutes", get().to(ties::mutes))
            .route("/follow_requests", get().to(ties::requests))
            .route("/follow_requests/{account_id}/authorize", post().to(ties::authorize))
            .route("/follow_requests/{account_id}/reject", post().to(ties::reject))
            .route("/accounts/{id}/follow", post().to(accounts::follow))
            .route("/accounts/{id}/unfollow", post().to(accounts::unfollow))
            .route("/media", post().to(media::send))
            .route("/media/{id}", get().to(media::get))
            .route("/media/{id}", put().to(media::change))
            .route("/media/{id}", delete().to(media::delete))
            .route("/conversations", get().to(conversations::all))
            .route("/conversations/{id}/read", post().to(conversations::read))
            .route("/conversations/{id}", delete().to(conversations::hide))
            .route("/notifications", get().to(notifications::all))
            .route("/notifications/unread_count", get().to(notifications::unread))
            .route("/notifications/clear", post().to(notifications::clear))
            .route("/notifications/requests", get().to(hearing::requests))
            .route("/notifications/requests/accept", post().to(hearing::accept_several))
            .route("/notifications/requests/dismiss", post().to(hearing::dismiss_several))
            .route("/notifications/requests/merged", get().to(hearing::merged))
            .route("/notifications/requests/{id}", get().to(hearing::request))
            .route("/notifications/requests/{id}/accept", post().to(hearing::accept))
            .route("/notifications/requests/{id}/dismiss", post().to(hearing::dismiss))
            .route("/notifications/{id}", get().to(notifications::one))
            .route("/notifications/{id}/dismiss", post().to(notifications::dismiss))
            .route("/push/subscription", post().to(push::create))
            .route("/push/subscription", get().to(push::get))
            .route("/push/subscription", put().to(push::change))
            .route("/push/subscription", delete().to(push::delete))
            .route("/markers", get().to(own::markers))
            .route("/markers", post().to(own::set_markers))
            .route("/preferences", get().to(own::preferences))
            .route("/reports", post().to(own::report))
            .route("/accounts", get().to(accounts::several))
            .route("/accounts", post().to(own::register))
            .route("/custom_emojis", get().to(own::none))
            .route("/filters", get().to(filters::first_all))
            .route("/filters", post().to(filters::first_make))
            .route("/filters/{id}", get().to(filters::first_one))
            .route("/filters/{id}", put().to(filters::first_edit))
            .route("/filters/{id}", delete().to(filters::first_delete))
            .route("/lists", get().to(lists::all))
            .route("/lists", post().to(lists::make))
            .route("/lists/{id}", get().to(lists::one))
            .route("/lists/{id}", put().to(lists::edit))
            .route("/lists/{id}", delete().to(lists::delete))
            .route("/lists/{id}/accounts", get().to(lists::accounts))
            .route("/lists/{id}/accounts", post().to(lists::add))
            .route("/lists/{id}/accounts", delete().to(lists::remove))
            .route("/timelines/list/{list_id}", get().to(timelines::list))
            .route("/followed_tags", get().to(tags::followed))
            .route("/tags/{name}", get().to(tags::get))
            .route("/tags/{name}/follow", post().to(tags::follow))
            .route("/tags/{name}/unfollow", post().to(tags::unfollow))
            .route("/featured_tags", get().to(featured_tags::all))
            .route("/featured_tags", post().to(featured_tags::feature))
            .route("/featured_tags/suggestions", get().to(own::none_of_mine))
            .route("/featured_tags/{id}", delete().to(featured_tags::unfeature))
            .route("/domain_blocks", get().to(ties::far_hosts))
            .route("/domain_blocks", post().to(ties::keep_host_far_away))
            .route("/domain_blocks", delete().to(ties::let_host_near))
            .route("/endorsements", get().to(own::none_of_mine))
            .route("/suggestions", get().to(own::none_of_mine))
            .route("/scheduled_statuses", get().to(scheduled::all))
            .route("/scheduled_statuses/{id}", get().to(scheduled::get))
            .route("/scheduled_statuses/{id}", put().to(scheduled::change))
            .route("/scheduled_statuses/{id}", delete().to(scheduled::delete))
            .route("/streaming", get().to(streaming::socket))
            .route("/streaming/health", get().to(streaming::health))
            .route("/streaming/{stream}", get().to(streaming::events))
            .route("/streaming/{stream}/{kind}", get().to(streaming::events))
            .route("/trends", get().to(own::none))
            .route("/trends/tags", get().to(own::none))
            .route("/trends/statuses", get().to(own::none))
            .route("/trends/links", get().to(own::none))
            .route("/announcements", get().to(announcements::all))
            .route("/announcements/{id}/dismiss", post().to(announcements::dismiss))
            .route("/announcements/{id}/reactions/{name}", put().to(announcements::react))
            .route("/announcements/{id}/reactions/{name}", delete().to(announcements::react_no_more))
            .default_service(web::to(nothing)),
    );
}

/// What is said depends on who asks: nobody keeps a copy on the way.
fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("cache-control", "private, no-store"))
        .add(("vary", "Authorization"))
        .add(("x-content-type-options", "nosniff"))
}

/// There is nothing there: apps fall back on that.
pub async fn nothing() -> HttpResponse {
    MastodonError::from(Error::not_found()).error_response()
}

/// Statuses as `reader` sees them; what they may not read is left out.
async fn shown(app: &App, all: Vec<Status>, reader: Option<ActorId>) -> Result<Vec<StatusEntity>> {
    seen(app, reader, move |_| Ok(all)).await
}

/// The same of what `find` finds, in one look at the database.
async fn seen<F>(app: &App, reader: Option<ActorId>, find: F) -> Result<Vec<StatusEntity>>
where
    F: FnOnce(&mut Conn) -> Result<Vec<Status>> + Send + 'static,
{
    let own = app.clone();
    let read = app.here.db.read(move |conn| {
        let found = find(conn)?;
        entities(conn, &own, &found, reader)
    });
    read.await
}

fn entities(conn: &mut Conn, app: &App, all: &[Status], reader: Option<ActorId>) -> Result<Vec<StatusEntity>> {
    let shown = Shown::of(conn, app, all, &[], reader)?;
    Ok(all.iter().filter_map(|status| shown.status(app, status)).collect())
}

/// What a reader asks for: all on which an answer depends but what is stored.
fn question(request: &HttpRequest, params: &Params, reader: Option<ActorId>) -> String {
    format!("{reader:?} {:?} {params:?}", request.path())
}

/// Rendered once, for all who are told the same.
fn json<T: Serialize>(entity: &T) -> Result<Bytes> {
    Ok(serde_json::to_vec(entity).map_err(Error::internal)?.into())
}

/// Whom a reader keeps away now, blocked or muted: what they say is in none of the reader's lists.
async fn kept_away(app: &App, reader: Option<ActorId>) -> Result<Vec<ActorId>> {
    Ok(away(app, reader).await?.into_iter().map(|block| block.actor).collect())
}

async fn away(app: &App, reader: Option<ActorId>) -> Result<Vec<OwnBlock>> {
    let own = app.clone();
    app.here.db.read(move |conn| away_from(conn, &own, reader)).await
}

fn away_from(conn: &mut Conn, app: &App, reader: Option<ActorId>) -> Result<Vec<OwnBlock>> {
    let Some(reader) = reader else { return Ok(Vec::new()) };
    let mut all = moderation::own_blocks_of(conn, &app.here.seal, reader)?;
    let now = app.here.now();
    all.retain(|block| block.holds_at(now));
    Ok(all)
}

/// The servers of which a member wants to see nothing.
async fn far_hosts(app: &App, member: Option<MemberId>) -> Result<BTreeSet<String>> {
    let Some(member) = member else { return Ok(BTreeSet::new()) };
    let seal = app.here.seal.clone();
    app.here.db.read(move |conn| Ok(desks::get(conn, &seal, member)?.far_hosts)).await
}

/// Accounts in the order of `ids`; those that nobody looks at are left out.
async fn people(app: &App, ids: Vec<ActorId>) -> Result<Vec<AccountEntity>> {
    let own = app.clone();
    let read = app.here.db.read(move |conn| {
        let mut known = actors::get_many(conn, &ids)?;
        let moved = moves::targets(conn, &ids)?;
        if !moved.is_empty() {
            known.extend(actors::by_ap_ids(conn, &moved.values().cloned().collect::<Vec<_>>())?);
        }
        let all: Vec<ActorId> = known.iter().map(|actor| actor.id).collect();
        let counts = own.counts.of(conn, &all, own.here.now())?;
        Ok((ids, known, moved, counts))
    });
    let (ids, known, moved, counts) = read.await?;
    let by_id: HashMap<ActorId, &Actor> = known.iter().map(|actor| (actor.id, actor)).collect();
    let entity = |actor: &Actor| AccountEntity::new(app, actor, counts.get(&actor.id).copied().unwrap_or_default());
    let other = |actor: &Actor| {
        let target = moved.get(&actor.id)?;
        known.iter().find(|other| other.ap_id == *target && accounts::is_shown(other)).map(entity)
    };
    let shown = ids.iter().filter_map(|id| by_id.get(id)).filter(|actor| accounts::is_shown(actor));
    Ok(shown.map(|actor| entity(actor).moved_to(other(actor))).collect())
}

/// One status as `reader` sees it.
async fn one(app: &App, id: crate::domain::StatusId, reader: Option<ActorId>) -> Result<StatusEntity> {
    let seal = app.here.seal.clone();
    let found = seen(app, reader, move |conn| Ok(vec![rows::get(conn, &seal, id)?]));
    found.await?.pop().ok_or_else(Error::not_found)
}

/// An id in a path: one that is not a number leads nowhere.
fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::not_found())
}
