//! Accounts, here and elsewhere, and following them.

use super::asker::{Asker, MaybeAccounts, MaybeAsker};
use super::error::MastodonError;
use super::media;
use super::multipart::{Limits, Sent};
use super::params::{self, Params};
use super::timelines::page;
use super::{id, people, seen};
use crate::actions::change_member::change_member;
use crate::actions::follow_account::{Wish, follow_account, unfollow_account};
use crate::actions::keep_desk::write_as;
use crate::actions::post_status::look_up;
use crate::actions::send_media::set_look;
use crate::app::App;
use crate::domain::appearance::{self, Appearance};
use crate::domain::desk::{Desk, PostingChange};
use crate::domain::filters::Context;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::key::{ActorId, MemberId};
use crate::domain::media::{PICTURE_BYTES_MAX, Part};
use crate::domain::profile::Change;
use crate::domain::status::Visibility;
use crate::error::{Error, Result};
use crate::http::entities::mastodon::account::{AccountEntity, CredentialAccountEntity, Own, RelationshipEntity};
use crate::http::extract::Scope;
use crate::storage::timelines::{self, Of};
use crate::storage::{Conn, actors, desks, follows, members, moderation, statuses};
use actix_web::web::{Data, Json, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};

type Answer<T> = Result<Json<T>, MastodonError>;

/// The two pictures of an account.
const LOOKS: Limits = Limits { files: 2, bytes: PICTURE_BYTES_MAX as u64, beyond: 0 };

/// Most accounts that are shown at once.
const AT_ONCE: usize = 40;

/// Most accounts that are asked about at once.
const RELATIONS_MAX: usize = 80;

/// An account that one can look at: not one that is gone, and not the server's own.
pub(super) fn is_shown(actor: &Actor) -> bool {
    !actor.gone && actor.kind != ActorKind::Application
}

pub(super) async fn account(app: &App, id: ActorId) -> Result<AccountEntity> {
    people(app, vec![id]).await?.pop().ok_or_else(Error::not_found)
}

pub(super) async fn verify_credentials(app: Data<App>, asker: Asker) -> Answer<CredentialAccountEntity> {
    let (member, actor) = asker.may(&[Scope::Profile, Scope::ReadAccounts])?;
    Ok(Json(credentials(&app, member, actor).await?))
}

/// What an account shows besides, as far as it is said.
fn appearance(params: &Params) -> appearance::Change {
    let said = |name: &str| params.filled(name).map(|_| params.flag(name));
    let field = |group: Vec<(&str, &str)>| {
        let of = |name: &str| group.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value).to_owned();
        (of("name"), of("value"))
    };
    let fields: Vec<(String, String)> = params.groups("fields_attributes").into_iter().map(field).collect();
    appearance::Change {
        fields: (!fields.is_empty()).then_some(fields),
        locked: said("locked"),
        bot: said("bot"),
        discoverable: said("discoverable"),
        indexable: said("indexable"),
    }
}

/// Changes one's own account: how one is called, what one says about oneself, one's pictures, what one shows besides, and,
/// for oneself alone, how one writes where one says nothing about it. What apps send besides (whether one shows whom one
/// follows) is as it is here for everyone.
pub(super) async fn update_credentials(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    payload: Payload,
) -> Answer<CredentialAccountEntity> {
    let (member, actor) = asker.may(&[Scope::WriteAccounts])?;
    let Sent { params, files } = params::read(&request, payload.into_inner(), LOOKS).await?;
    let display_name = match params.text("display_name").map(str::trim) {
        // Who takes their name away is called by their handle, as who never gave one.
        Some("") => Some(app.here.db.read(move |conn| Ok(actors::get(conn, actor)?.handle)).await?),
        said => said.map(str::to_owned),
    };
    let change = Change {
        display_name,
        about: params.text("note").map(str::to_owned),
        appearance: appearance(&params),
        ..Change::default()
    };
    // Before anything is worked or kept.
    change.new_name()?;
    change.new_about()?;
    change.appearance.write_onto(&mut Appearance::default())?;
    let said = |name: &str| params.text(name).filter(|text| !text.is_empty());
    let visibility = said("source[privacy]").map(|word| {
        let text = "`source[privacy]` is `public`, `unlisted` or `private`.";
        Visibility::chosen(word).ok_or_else(|| Error::invalid("source[privacy]", text))
    });
    let posting = PostingChange {
        visibility: visibility.transpose()?,
        sensitive: said("source[sensitive]").map(|_| params.flag("source[sensitive]")),
        language: params.text("source[language]").map(str::to_owned),
    };
    if posting != PostingChange::default() {
        write_as(&app.here, member, posting).await?;
    }
    let mut looks = Vec::new();
    for file in files {
        let Some(part) = Part::parse(&file.name) else { continue };
        let picture = app.media.pictures.make_anew(media::bytes(file).await?, part.pixels()).await?;
        looks.push((part, app.keep_made(picture).await?));
    }
    change_member(&app.here, member, change).await?;
    for (part, kept) in looks {
        set_look(&app.here, member, part, Some(kept)).await?;
    }
    app.wake.outbox.notify_one();
    Ok(Json(credentials(&app, member, actor).await?))
}

/// Takes one of one's own pictures away. Without one it is the same.
async fn without(app: &App, asker: &Asker, part: Part) -> Answer<CredentialAccountEntity> {
    let (member, actor) = asker.may(&[Scope::WriteAccounts])?;
    set_look(&app.here, member, part, None).await?;
    app.wake.outbox.notify_one();
    Ok(Json(credentials(app, member, actor).await?))
}

pub(super) async fn drop_avatar(app: Data<App>, asker: Asker) -> Answer<CredentialAccountEntity> {
    without(&app, &asker, Part::Avatar).await
}

pub(super) async fn drop_header(app: Data<App>, asker: Asker) -> Answer<CredentialAccountEntity> {
    without(&app, &asker, Part::Header).await
}

async fn credentials(app: &App, member: MemberId, actor: ActorId) -> Result<CredentialAccountEntity> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let asking = follows::asking(conn, actor)?;
        let shown = actors::get(conn, actor)?.appearance;
        Ok((members::get(conn, member)?.about, shown, desks::get(conn, &seal, member)?.posting, asking))
    });
    let (about, shown, mut posting, asking) = read.await?;
    posting.language = posting.language.or_else(|| Some(app.here.language.tag().to_owned()));
    Ok(CredentialAccountEntity::new(account(app, actor).await?, about, &shown, posting, asking))
}

pub(super) async fn get(app: Data<App>, _: MaybeAccounts, path: Path<String>) -> Answer<AccountEntity> {
    Ok(Json(account(&app, id(&path)?).await?))
}

/// Several at once; what is no id, and who is not there, is left out.
pub(super) async fn several(app: Data<App>, _: MaybeAccounts, params: Params) -> Answer<Vec<AccountEntity>> {
    Ok(Json(people(&app, params.ids("id", AT_ONCE)).await?))
}

/// An account that is known here, by `rosa` or `ana@social.example`.
pub(in crate::http) async fn known(app: &App, acct: &str) -> Result<Option<ActorId>> {
    let acct = acct.trim().trim_start_matches('@');
    let (name, host) = match acct.split_once('@') {
        Some((name, host)) => (name.to_owned(), Some(host.to_lowercase())),
        None => (acct.to_owned(), None),
    };
    let here = app.here.clone();
    let found = app.here.db.read(move |conn| look_up(&here, conn, &name, host.as_deref())).await?;
    Ok(found.map(|actor| actor.id))
}

pub(super) async fn lookup(app: Data<App>, _: MaybeAccounts, params: Params) -> Answer<AccountEntity> {
    let acct = params.filled("acct").ok_or_else(Error::not_found)?;
    let found = known(&app, acct).await?.ok_or_else(Error::not_found)?;
    Ok(Json(account(&app, found).await?))
}

/// What a member has to do with others; who is not there is left out.
pub(super) async fn related(
    app: &App,
    member: MemberId,
    oneself: ActorId,
    others: Vec<ActorId>,
) -> Result<Vec<RelationshipEntity>> {
    let (seal, now) = (app.here.seal.clone(), app.here.now());
    app.here
        .db
        .read(move |conn| {
            let follows = follows::with_others(conn, oneself, &others)?;
            let wishes = follows::wishes(conn, oneself, &others)?;
            let apart = moderation::own_blocks(conn, &seal, member)?;
            let desk = desks::get(conn, &seal, member)?;
            let known = actors::get_many(conn, &others)?;
            let there = others.iter().filter(|id| known.iter().any(|actor| actor.id == **id));
            let entity = |other: &ActorId| {
                let own = Own {
                    wishes: wishes.get(other).copied().unwrap_or_default(),
                    apart: apart.iter().find(|block| block.actor == *other && block.holds_at(now)).copied(),
                    note: desk.notes.get(other).cloned().unwrap_or_default(),
                    languages: desk.languages.get(other).cloned(),
                    far: known.iter().any(|one| one.id == *other && !one.local && desk.far_hosts.contains(&one.host)),
                };
                RelationshipEntity::new(oneself, *other, &follows, own)
            };
            Ok(there.map(entity).collect())
        })
        .await
}

pub(super) async fn relationships(app: Data<App>, asker: Asker, params: Params) -> Answer<Vec<RelationshipEntity>> {
    let (member, oneself) = asker.may(&[Scope::ReadFollows])?;
    let mut others: Vec<ActorId> = Vec::new();
    for other in params.list("id").into_iter().filter_map(|id| id.parse().ok()).take(RELATIONS_MAX) {
        if !others.contains(&other) {
            others.push(other);
        }
    }
    Ok(Json(related(&app, member, oneself, others).await?))
}

pub(super) async fn statuses(
    app: Data<App>,
    request: HttpRequest,
    MaybeAsker(reader): MaybeAsker,
    path: Path<String>,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let author: ActorId = id(&path)?;
    let (paging, seal) = (params.paging(20, 40), app.here.seal.clone());
    let of = Of {
        exclude_replies: params.flag("exclude_replies"),
        exclude_boosts: params.flag("exclude_reblogs"),
        tagged: params.filled("tagged").map(|tag| tag.trim_start_matches('#').to_lowercase()),
        only_media: params.flag("only_media"),
    };
    let pinned = params.flag("pinned");
    let find = move |conn: &mut Conn| {
        if !is_shown(&actors::get(conn, author)?) {
            return Err(Error::not_found());
        }
        match pinned {
            // All of them at once: they are few, and have an order of their own.
            true => statuses::pinned(conn, &seal, author),
            false => timelines::of_account(conn, &seal, author, reader, of, paging),
        }
    };
    if pinned {
        let mut entries = seen(&app, reader, find).await?;
        entries.retain(|status| !status.is_hidden_in(Context::Account));
        return Ok(HttpResponse::Ok().json(entries));
    }
    let find = move |conn: &mut Conn, _: &Desk| find(conn);
    page(&app, &request, &params, (reader, Context::Account, Some(author)), paging, find).await
}

pub(super) async fn follow(
    app: Data<App>,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Answer<RelationshipEntity> {
    let (member, oneself) = asker.may(&[Scope::WriteFollows])?;
    let other = id(&path)?;
    let said = |name: &str| params.filled(name).map(|_| params.flag(name));
    let languages = params.text("languages").map(|_| params.list("languages"));
    let languages = languages.map(|all| all.into_iter().filter(|tag| !tag.is_empty()).map(str::to_owned).collect());
    let wish = Wish { boosts: said("reblogs"), tells: said("notify"), languages };
    follow_account(&app.here, member, other, wish).await?;
    app.wake.outbox.notify_one();
    Ok(Json(related(&app, member, oneself, vec![other]).await?.pop().ok_or_else(Error::not_found)?))
}

pub(super) async fn unfollow(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<RelationshipEntity> {
    let (member, oneself) = asker.may(&[Scope::WriteFollows])?;
    let other = id(&path)?;
    unfollow_account(&app.here, member, other).await?;
    app.wake.outbox.notify_one();
    Ok(Json(related(&app, member, oneself, vec![other]).await?.pop().ok_or_else(Error::not_found)?))
}
