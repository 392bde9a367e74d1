//! What a member has to do with other accounts: who follows whom, who asks to, whom one keeps away, what one noted.

use super::accounts::related;
use super::asker::{Asker, MaybeAccounts};
use super::error::MastodonError;
use super::params::Params;
use super::{id, kept_away, people};
use crate::actions::answer_own_follow::{answer_own_follow, remove_follower};
use crate::actions::keep_desk::note_account;
use crate::actions::own_block::{Apart, keep_host_far, set_own_block};
use crate::app::App;
use crate::domain::follow::FollowState;
use crate::domain::key::{ActorId, MemberId};
use crate::domain::moderation::{Distance, OwnBlock};
use crate::error::{Error, Result};
use crate::http::entities::mastodon::account::{AccountEntity, FamiliarFollowersEntity, RelationshipEntity};
use crate::http::entities::mastodon::at;
use crate::http::extract::Scope;
use crate::http::link_header::{address, list};
use crate::storage::follows::{self, Side};
use crate::storage::listings::Paging;
use crate::storage::{Conn, actors, facts, moderation};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::Duration;
use serde::Serialize;
use std::collections::BTreeSet;

type Answer<T> = Result<Json<T>, MastodonError>;

/// A page of accounts.
async fn page(
    app: &App,
    request: &HttpRequest,
    page: Vec<(i64, ActorId)>,
    paging: Paging,
) -> Result<HttpResponse, MastodonError> {
    let ids: Vec<i64> = page.iter().map(|(place, _)| *place).collect();
    let entities = people(app, page.into_iter().map(|(_, actor)| actor).collect()).await?;
    Ok(list(address(app.here.addresses.base(), request), &entities, &ids, paging))
}

/// Whoever reads finds themselves in somebody else's list, and nobody besides.
fn oneself(
    conn: &mut Conn,
    actor: ActorId,
    reader: Option<ActorId>,
    side: Side,
    paging: Paging,
) -> Result<Vec<(i64, ActorId)>> {
    let Some(reader) = reader else { return Ok(Vec::new()) };
    let follow = match side {
        Side::Followers => follows::between(conn, reader, actor)?,
        Side::Following => follows::between(conn, actor, reader)?,
    };
    let place = follow.filter(|follow| follow.state == FollowState::Accepted).map(|follow| follow.id.0);
    let on_page =
        |place: &i64| paging.max_id.is_none_or(|max| *place < max) && paging.floor().is_none_or(|min| *place > min);
    Ok(place.filter(on_page).map(|place| (place, reader)).into_iter().collect())
}

/// Who follows somebody is theirs to see; to everybody else it is a number, as to other servers. Whom the network follows
/// is listed where its stewards chose so.
async fn side(
    app: &App,
    request: &HttpRequest,
    reader: Option<ActorId>,
    path: &str,
    paging: Paging,
    side: Side,
) -> Result<HttpResponse, MastodonError> {
    let (actor, network): (ActorId, _) = (id(path)?, app.here.network);
    let read = app.here.db.read(move |conn| {
        if !super::accounts::is_shown(&actors::get(conn, actor)?) {
            return Err(Error::not_found());
        }
        let listed = actor == network && side == Side::Following && facts::choices(conn)?.lists_networks;
        match listed || reader == Some(actor) {
            true => follows::page(conn, actor, side, FollowState::Accepted, paging),
            false => oneself(conn, actor, reader, side, paging),
        }
    });
    page(app, request, read.await?, paging).await
}

pub(super) async fn followers(
    app: Data<App>,
    request: HttpRequest,
    MaybeAccounts(reader): MaybeAccounts,
    path: Path<String>,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    side(&app, &request, reader, &path, params.paging(40, 80), Side::Followers).await
}

pub(super) async fn following(
    app: Data<App>,
    request: HttpRequest,
    MaybeAccounts(reader): MaybeAccounts,
    path: Path<String>,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    side(&app, &request, reader, &path, params.paging(40, 80), Side::Following).await
}

/// Most accounts that are asked about at once, and of so many of one's own followers is looked whether one follows them.
const FAMILIAR_MAX: usize = 40;

/// Who of one's newest followers one follows back.
fn followed_back(conn: &mut Conn, own: ActorId) -> Result<Vec<ActorId>> {
    let paging = Paging { limit: FAMILIAR_MAX as i64, ..Paging::default() };
    let newest = follows::page(conn, own, Side::Followers, FollowState::Accepted, paging)?;
    let newest: Vec<ActorId> = newest.into_iter().map(|(_, actor)| actor).collect();
    let between = follows::with_others(conn, own, &newest)?;
    let followed =
        |actor: &ActorId| between.iter().any(|one| one.followed == *actor && one.state == FollowState::Accepted);
    Ok(newest.into_iter().filter(followed).collect())
}

/// Which of these the network follows, as far as `own` may know it: who follows the network, where its stewards chose to say
/// so. Whom anybody else follows is theirs to know.
fn followed_by_network(conn: &mut Conn, network: ActorId, own: ActorId, of: &[ActorId]) -> Result<Vec<ActorId>> {
    let follow = follows::between(conn, own, network)?.filter(|follow| follow.state == FollowState::Accepted);
    if follow.is_none() || !facts::choices(conn)?.lists_networks {
        return Ok(Vec::new());
    }
    let mut between = follows::with_others(conn, network, of)?;
    between.retain(|one| one.follower == network && one.state == FollowState::Accepted);
    Ok(between.into_iter().map(|one| one.followed).collect())
}

/// Of each account, who follows it of those whom one follows; what is no id, and who is not there, is left out.
pub(super) async fn familiar_followers(
    app: Data<App>,
    asker: Asker,
    params: Params,
) -> Answer<Vec<FamiliarFollowersEntity>> {
    let (member, own) = asker.may(&[Scope::ReadFollows])?;
    let (mut asked, network): (Vec<ActorId>, _) = (params.ids("id", FAMILIAR_MAX), app.here.network);
    let read = app.here.db.read(move |conn| {
        let known = actors::get_many(conn, &asked)?;
        asked.retain(|id| known.iter().any(|actor| actor.id == *id && super::accounts::is_shown(actor)));
        let of_own = if asked.contains(&own) { followed_back(conn, own)? } else { Vec::new() };
        let told = followed_by_network(conn, network, own, &asked)?;
        Ok((asked, of_own, told))
    });
    let (asked, of_own, told) = read.await?;
    let away = kept_away(&app, Some(own)).await?;
    let far = super::far_hosts(&app, Some(member)).await?;
    let mut who = of_own.clone();
    if !who.contains(&network) {
        who.push(network);
    }
    who.retain(|actor| !away.contains(actor));
    let mut known = people(&app, who).await?;
    known.retain(|account| !account.is_at(&far));
    let entity = |id: ActorId| {
        let of_it = known.iter().filter(|one| match id == own {
            true => of_own.iter().any(|actor| one.is(*actor)),
            false => one.is(network) && told.contains(&id),
        });
        FamiliarFollowersEntity { id, accounts: of_it.cloned().collect() }
    };
    Ok(Json(asked.into_iter().map(entity).collect()))
}

pub(super) async fn requests(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (_, own) = asker.may(&[Scope::ReadFollows])?;
    let paging = params.paging(40, 80);
    let read = move |conn: &mut _| follows::page(conn, own, Side::Followers, FollowState::Pending, paging);
    let found = app.here.db.read(read).await?;
    page(&app, &request, found, paging).await
}

async fn relationship(app: &App, member: MemberId, own: ActorId, other: ActorId) -> Answer<RelationshipEntity> {
    app.wake.outbox.notify_one();
    Ok(Json(related(app, member, own, vec![other]).await?.pop().ok_or_else(Error::not_found)?))
}

async fn answer(app: &App, asker: &Asker, path: &str, accept: bool) -> Answer<RelationshipEntity> {
    let (member, own) = asker.may(&[Scope::WriteFollows])?;
    let other = id(path)?;
    answer_own_follow(&app.here, member, other, accept).await?;
    relationship(app, member, own, other).await
}

pub(super) async fn authorize(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<RelationshipEntity> {
    answer(&app, &asker, &path, true).await
}

pub(super) async fn reject(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<RelationshipEntity> {
    answer(&app, &asker, &path, false).await
}

pub(super) async fn remove(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<RelationshipEntity> {
    let (member, own) = asker.may(&[Scope::WriteFollows])?;
    let other = id(&path)?;
    remove_follower(&app.here, member, other).await?;
    relationship(&app, member, own, other).await
}

pub(super) async fn note(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Answer<RelationshipEntity> {
    let (member, own) = asker.may(&[Scope::WriteAccounts])?;
    let other = id(&path)?;
    note_account(&app.here, member, other, params.text("comment").unwrap_or_default().to_owned()).await?;
    relationship(&app, member, own, other).await
}

async fn apart(app: &App, asker: &Asker, scope: Scope, path: &str, apart: Apart) -> Answer<RelationshipEntity> {
    let (member, own) = asker.may(&[scope])?;
    let other = id(path)?;
    set_own_block(&app.here, member, other, apart).await?;
    relationship(app, member, own, other).await
}

pub(super) async fn block(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<RelationshipEntity> {
    apart(&app, &asker, Scope::WriteBlocks, &path, Apart::As(Distance::Block)).await
}

pub(super) async fn unblock(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<RelationshipEntity> {
    apart(&app, &asker, Scope::WriteBlocks, &path, Apart::NoMore(Distance::Block)).await
}

pub(super) async fn mute(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Answer<RelationshipEntity> {
    let seconds = params.filled("duration").and_then(|text| text.parse::<i64>().ok()).filter(|seconds| *seconds > 0);
    let lasting = seconds.and_then(Duration::try_seconds);
    // Who says nothing about it wants to hear nothing.
    let hears = params.filled("notifications").is_some() && !params.flag("notifications");
    apart(&app, &asker, Scope::WriteMutes, &path, Apart::Mute { lasting, hears }).await
}

pub(super) async fn unmute(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<RelationshipEntity> {
    apart(&app, &asker, Scope::WriteMutes, &path, Apart::NoMore(Distance::Mute)).await
}

/// `MutedAccount`: an account, and until when one does not want to see it.
#[derive(Serialize)]
struct MutedEntity {
    #[serde(flatten)]
    account: AccountEntity,
    mute_expires_at: Option<String>,
}

/// Those that a member keeps away so far, by their ids.
async fn kept(app: &App, member: MemberId, distance: Distance, paging: Paging) -> Result<Vec<OwnBlock>> {
    let (seal, now) = (app.here.seal.clone(), app.here.now());
    let mut all = app.here.db.read(move |conn| moderation::own_blocks(conn, &seal, member)).await?;
    all.retain(|one| one.distance == distance && one.holds_at(now));
    all.retain(|one| paging.max_id.is_none_or(|max| one.actor.0 < max));
    all.retain(|one| paging.floor().is_none_or(|min| one.actor.0 > min));
    all.sort_by_key(|one| if paging.is_upward() { one.actor.0 } else { -one.actor.0 });
    all.truncate(paging.limit as usize);
    Ok(paging.newest_first(all))
}

pub(super) async fn blocks(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::ReadBlocks])?;
    let paging = params.paging(40, 80);
    let all = kept(&app, member, Distance::Block, paging).await?;
    page(&app, &request, all.iter().map(|one| (one.actor.0, one.actor)).collect(), paging).await
}

pub(super) async fn mutes(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::ReadMutes])?;
    let paging = params.paging(40, 80);
    let all = kept(&app, member, Distance::Mute, paging).await?;
    let ids: Vec<i64> = all.iter().map(|one| one.actor.0).collect();
    let entity = |account: AccountEntity| {
        let until = all.iter().find(|one| account.is(one.actor)).and_then(|one| one.until);
        MutedEntity { account, mute_expires_at: until.map(at) }
    };
    let accounts = people(&app, all.iter().map(|one| one.actor).collect()).await?;
    let entities: Vec<MutedEntity> = accounts.into_iter().map(entity).collect();
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

/// Which servers one keeps away: all at once.
pub(super) async fn far_hosts(app: Data<App>, asker: Asker) -> Answer<BTreeSet<String>> {
    let (member, _) = asker.may(&[Scope::ReadBlocks])?;
    Ok(Json(super::far_hosts(&app, Some(member)).await?))
}

async fn set_host(app: &App, asker: &Asker, params: &Params, far: bool) -> Result<HttpResponse, MastodonError> {
    let (member, _) = asker.may(&[Scope::WriteBlocks])?;
    let host = params.filled("domain").ok_or_else(|| Error::invalid("domain", "Please say which server: `domain`."))?;
    keep_host_far(&app.here, member, host, far).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::Ok().json(serde_json::json!({})))
}

pub(super) async fn keep_host_far_away(
    app: Data<App>,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    set_host(&app, &asker, &params, true).await
}

pub(super) async fn let_host_near(app: Data<App>, asker: Asker, params: Params) -> Result<HttpResponse, MastodonError> {
    set_host(&app, &asker, &params, false).await
}
