//! Posting, reading, changing and taking back statuses, and what one does with those of others.

use super::asker::{Asker, MaybeAsker, token_digest};
use super::error::MastodonError;
use super::params::Params;
use super::{away_from, entities, id, json, needs, one, polls, question, scheduled, shown};
use crate::actions::answer_in_app::answer_in_app;
use crate::actions::boost;
use crate::actions::change_listing::{delete_listing, delete_listing_to_rewrite};
use crate::actions::delete_status::{delete_status, delete_to_rewrite};
use crate::actions::edit_status::edit_status;
use crate::actions::favourite;
use crate::actions::post_in_app::{InApp, change_in_app, post_in_app};
use crate::actions::post_status::{Post, checked_poll, post_status};
use crate::actions::schedule_status::schedule_status;
use crate::actions::send_media::Said;
use crate::app::App;
use crate::domain::apps::{ClientApp, PostedWith};
use crate::domain::desk::Posting;
use crate::domain::filters::Context;
use crate::domain::key::{ActorId, ListingId, MediumId, StatusId};
use crate::domain::media::{self as rules, Focus};
use crate::domain::scheduled::Planned;
use crate::domain::status::{Draft, Status, Visibility};
use crate::domain::text;
use crate::error::{Error, Result};
use crate::federation::discover;
use crate::http::entities::mastodon::scheduled::ScheduledStatusEntity;
use crate::http::entities::mastodon::social::ContextEntity;
use crate::http::entities::mastodon::status::{Shown, SourceEntity, StatusEditEntity, StatusEntity};
use crate::http::extract::Scope;
use crate::storage::threads::{Around, Extent};
use crate::storage::{apps, desks, status_edits, statuses as rows, timelines};
use actix_web::http::header::ContentType;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use serde::Serialize;

type Answer<T> = Result<Json<T>, MastodonError>;

/// Most statuses that are shown at once.
const AT_ONCE: usize = 20;

/// What hangs on it, in its order, and what is said anew of that.
type Hanging = (Vec<MediumId>, Vec<(MediumId, Said)>);

fn media(params: &Params) -> Result<Hanging> {
    let read = |text: &str| {
        text.parse::<MediumId>().map_err(|_| {
            Error::invalid("media_ids", "`media_ids` holds something that is no id. Please send the pictures again.")
        })
    };
    let ids = params.list("media_ids").into_iter().filter(|text| !text.is_empty()).map(read);
    let mut said = Vec::new();
    for group in params.groups("media_attributes") {
        let field = |name: &str| group.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let Some(id) = field("id") else { continue };
        let description = field("description").map(rules::description).transpose()?;
        let focus = field("focus").filter(|focus| !focus.is_empty()).map(Focus::parse).transpose()?;
        said.push((read(id)?, Said { description, focus }));
    }
    Ok((ids.collect::<Result<_>>()?, said))
}

/// In which language something is written, where an app says so in a way that can be read: nobody loses a post over what their
/// telephone calls its language.
fn language(params: &Params) -> Option<String> {
    let said = params.filled("language")?.replace('_', "-");
    text::language("language", &said).ok()
}

/// What an app wrote. A warning before nothing is no warning, but the words themselves.
fn draft(params: &Params, media: &[MediumId]) -> Draft {
    let (text, spoiler) = match (params.filled("status"), params.filled("spoiler_text")) {
        (None, Some(_)) if media.is_empty() => (params.text("spoiler_text"), None),
        _ => (params.text("status"), params.text("spoiler_text")),
    };
    Draft {
        has_media: !media.is_empty(),
        text: text.unwrap_or_default().to_owned(),
        spoiler: spoiler.map(str::to_owned),
        sensitive: params.flag("sensitive"),
        language: language(params),
    }
}

/// What is answered: a post, or what waits for its time.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Posted {
    Now(Box<StatusEntity>),
    Later(Box<ScheduledStatusEntity>),
}

fn visibility(params: &Params) -> Result<Option<Visibility>> {
    let read = |word: &str| {
        Visibility::chosen(word).ok_or_else(|| {
            Error::invalid("visibility", "`visibility` is one of `public`, `unlisted`, `private` and `direct`.")
        })
    };
    params.filled("visibility").map(read).transpose()
}

pub(super) async fn post(app: Data<App>, request: HttpRequest, asker: Asker, params: Params) -> Answer<Posted> {
    let (member, actor) = asker.may(&[Scope::WriteStatuses])?;
    let at = scheduled::at(&app, &params)?;
    let visibility = visibility(&params)?;
    let (media, said) = media(&params)?;
    let seal = app.here.seal.clone();
    let in_reply_to: Option<StatusId> = params.id("in_reply_to_id")?;
    let token = token_digest(&request);
    let read = app.here.db.read(move |conn| {
        let answered = in_reply_to.map(|id| rows::find(conn, &seal, id)).transpose()?.flatten();
        let with = token.map(|token| apps::of_token(conn, &token)).transpose()?.flatten();
        Ok((desks::get(conn, &seal, member)?.posting, answered.map(|status| status.visibility), with))
    });
    let (posting, before, with): (Posting, Option<Visibility>, Option<ClientApp>) = read.await?;
    let (by, with) = (with.as_ref().map(|app| app.id), with.map(PostedWith::from));
    let usual = posting.visibility.unwrap_or(Visibility::Public);
    // What answers goes by itself no further than what it answers.
    let visibility = visibility.unwrap_or_else(|| before.map_or(usual, |before| usual.narrower(before)));
    let mut draft = draft(&params, &media);
    draft.language = draft.language.or(posting.language);
    if params.text("sensitive").is_none() {
        draft.sensitive = posting.sensitive;
    }
    let poll = polls::draft(&params)?;
    // Before anybody is asked about it.
    draft.check()?;
    checked_poll(poll.as_ref(), &media)?;
    let key = request.headers().get("idempotency-key").and_then(|key| key.to_str().ok()).filter(|key| !key.is_empty());
    let key = key.map(str::to_owned);
    // An answer is never a need or an offer of its own.
    let understood = match in_reply_to {
        None => needs::understood(&app, &draft, visibility).await?,
        Some(_) => None,
    };
    let id = match (answered(&app, in_reply_to, actor).await?, understood) {
        (Some(_), _) | (None, Some(_)) if at.is_some() => return Err(not_later().into()),
        (Some(_), _) if !media.is_empty() => return Err(no_pictures().into()),
        (Some(_), _) | (None, Some(_)) if poll.is_some() => return Err(needs::no_poll().into()),
        (Some(listing), _) => answer_in_app(&app.here, member, listing, draft, with, key).await?,
        (None, Some(understood)) => {
            post_in_app(&app.here, member, InApp { media, said, with, key, ..understood }).await?
        }
        (None, None) => {
            discover::mentioned(&app, &draft.text, visibility == Visibility::Direct).await?;
            if let Some(at) = at {
                let planned = Planned { draft, visibility, in_reply_to, media, poll, with, app: by };
                let id = schedule_status(&app.here, member, at, planned, said, key).await?;
                return Ok(Json(Posted::Later(Box::new(scheduled::one(&app, member, actor, id).await?))));
            }
            post_status(&app.here, member, Post { draft, visibility, in_reply_to, media, said, poll, with, key })
                .await?
        }
    };
    app.wake.outbox.notify_one();
    Ok(Json(Posted::Now(Box::new(one(&app, id, Some(actor)).await?))))
}

/// A need or an offer, and an answer to one, is for now.
fn not_later() -> Error {
    Error::invalid(
        "scheduled_at",
        "A need, an offer, or an answer to one is posted at once. Please send it without a time.",
    )
}

/// What is answered to a listing is told to its author, who is shown words alone.
fn no_pictures() -> Error {
    Error::invalid("media_ids", "An answer to a need or an offer has words alone. Please send it without the pictures.")
}

/// The need or the offer of which a status is the entry, if it is one that the reader may read.
async fn answered(app: &App, id: Option<StatusId>, reader: ActorId) -> Result<Option<ListingId>> {
    let Some(id) = id else { return Ok(None) };
    let seal = app.here.seal.clone();
    app.here
        .db
        .read(move |conn| {
            let Some(status) = rows::find(conn, &seal, id)? else { return Ok(None) };
            Ok(if rows::is_for(conn, &status, Some(reader))? { status.listing } else { None })
        })
        .await
}

pub(super) async fn get(
    app: Data<App>,
    request: HttpRequest,
    MaybeAsker(reader): MaybeAsker,
    path: Path<String>,
) -> Result<HttpResponse, MastodonError> {
    let (id, own): (StatusId, _) = (id(&path)?, app.clone());
    let read = app.here.db.read_again(question(&request, &Params::default(), reader), app.here.now(), move |conn| {
        let status = rows::get(conn, &own.here.seal, id)?;
        json(&entities(conn, &own, &[status], reader)?.pop().ok_or_else(Error::not_found)?)
    });
    let status = read.await?;
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(Bytes::clone(&status)))
}

/// Several at once; what is no id, and what this reader may not read, is left out.
pub(super) async fn several(
    app: Data<App>,
    MaybeAsker(reader): MaybeAsker,
    params: Params,
) -> Answer<Vec<StatusEntity>> {
    let (ids, seal): (Vec<StatusId>, _) = (params.ids("id", AT_ONCE), app.here.seal.clone());
    let found = app.here.db.read(move |conn| rows::get_many(conn, &seal, &ids)).await?;
    Ok(Json(shown(&app, found, reader).await?))
}

pub(super) async fn edit(app: Data<App>, asker: Asker, path: Path<String>, params: Params) -> Answer<StatusEntity> {
    let (member, actor) = asker.may(&[Scope::WriteStatuses])?;
    let (media, said) = media(&params)?;
    let (id, draft, poll) = (id(&path)?, draft(&params, &media), polls::draft(&params)?);
    draft.check()?;
    checked_poll(poll.as_ref(), &media)?;
    let current = own(&app, id, actor).await?.1;
    match current.listing {
        Some(_) if poll.is_some() => return Err(needs::no_poll().into()),
        Some(listing) => {
            let (source, changed) = (draft.text.clone(), needs::rewritten(&app, listing, &draft).await?);
            change_in_app(&app.here, member, listing, changed, source, (media, said)).await?;
        }
        None => {
            discover::mentioned(&app, &draft.text, current.visibility == Visibility::Direct).await?;
            edit_status(&app.here, member, id, draft, media, said, poll).await?;
        }
    }
    app.wake.outbox.notify_one();
    Ok(Json(one(&app, id, Some(actor)).await?))
}

/// One's own status, as it was written.
async fn own(app: &App, id: StatusId, actor: ActorId) -> Result<(SourceEntity, Status, Shown)> {
    let all = app.clone();
    let (status, shown) = app
        .here
        .db
        .read(move |conn| {
            let status = rows::get(conn, &all.here.seal, id)?;
            let shown = Shown::of(conn, &all, std::slice::from_ref(&status), &[], Some(actor))?;
            Ok((status, shown))
        })
        .await?;
    let source = shown.source(&status).ok_or_else(Error::not_found)?;
    Ok((source, status, shown))
}

pub(super) async fn source(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<SourceEntity> {
    let (_, actor) = asker.may(&[Scope::ReadStatuses])?;
    Ok(Json(own(&app, id(&path)?, actor).await?.0))
}

pub(super) async fn delete(app: Data<App>, asker: Asker, path: Path<String>, params: Params) -> Answer<StatusEntity> {
    let (member, actor) = asker.may(&[Scope::WriteStatuses])?;
    let id = id(&path)?;
    let (source, status, shown) = own(&app, id, actor).await?;
    let mut entity = shown.status(&app, &status).ok_or_else(Error::not_found)?;
    // Apps offer to write it anew, with what hung on it, unless they say that this goes.
    entity.text = Some(source.text);
    match (status.listing, params.flag("delete_media")) {
        (Some(listing), true) => delete_listing(&app.here, member, listing).await?,
        (None, true) => delete_status(&app.here, member, id).await?,
        (listing, false) => {
            let waiting = match listing {
                Some(listing) => delete_listing_to_rewrite(&app.here, member, listing).await?,
                None => delete_to_rewrite(&app.here, member, id).await?,
            };
            entity = entity.with_media(super::media::waiting(&app, actor, waiting).await?);
        }
    }
    app.wake.outbox.notify_one();
    Ok(Json(entity))
}

/// What it says, and what it said before, as far as that is kept.
pub(super) async fn history(
    app: Data<App>,
    MaybeAsker(reader): MaybeAsker,
    path: Path<String>,
) -> Answer<Vec<StatusEditEntity>> {
    let (id, own) = (id(&path)?, app.clone());
    let read = app.here.db.read(move |conn| {
        let status = rows::get(conn, &own.here.seal, id)?;
        let shown = Shown::of(conn, &own, std::slice::from_ref(&status), &[], reader)?;
        let earlier = status_edits::of(conn, &own.here.seal, id)?;
        Ok((status, shown, earlier))
    });
    let (status, shown, earlier) = read.await?;
    Ok(Json(shown.history(&app, &status, &earlier).ok_or_else(Error::not_found)?))
}

pub(super) async fn context(
    app: Data<App>,
    MaybeAsker(reader): MaybeAsker,
    path: Path<String>,
) -> Answer<ContextEntity> {
    let (id, own) = (id(&path)?, app.clone());
    let read = app.here.db.read(move |conn| {
        let seal = &own.here.seal;
        let status = rows::get(conn, seal, id)?;
        if !rows::is_for(conn, &status, reader)? {
            return Err(Error::not_found());
        }
        let Around { above, below, .. } = timelines::thread(conn, seal, &status, reader, Extent::in_app(reader))?;
        let away: Vec<ActorId> = away_from(conn, &own, reader)?.into_iter().map(|block| block.actor).collect();
        Ok((above, below, away))
    });
    let (above, below, away) = read.await?;
    let (mut ancestors, mut descendants) = (shown(&app, above, reader).await?, shown(&app, below, reader).await?);
    // Nobody whom the reader keeps away speaks to them by answering somebody else.
    let is_seen = |status: &StatusEntity| !status.is_of(&away) && !status.is_hidden_in(Context::Thread);
    ancestors.retain(is_seen);
    descendants.retain(is_seen);
    Ok(Json(ContextEntity { ancestors, descendants }))
}

pub(super) async fn favourite(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<StatusEntity> {
    let (member, actor) = asker.may(&[Scope::WriteFavourites])?;
    let id = id(&path)?;
    favourite::favourite(&app.here, member, id).await?;
    app.wake.outbox.notify_one();
    Ok(Json(one(&app, id, Some(actor)).await?))
}

pub(super) async fn unfavourite(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<StatusEntity> {
    let (member, actor) = asker.may(&[Scope::WriteFavourites])?;
    let id = id(&path)?;
    favourite::unfavourite(&app.here, member, id).await?;
    app.wake.outbox.notify_one();
    Ok(Json(one(&app, id, Some(actor)).await?))
}

pub(super) async fn reblog(app: Data<App>, asker: Asker, path: Path<String>, params: Params) -> Answer<StatusEntity> {
    let (member, actor) = asker.may(&[Scope::WriteStatuses])?;
    let boost = boost::boost(&app.here, member, id(&path)?, visibility(&params)?).await?;
    app.wake.outbox.notify_one();
    Ok(Json(one(&app, boost, Some(actor)).await?))
}

pub(super) async fn unreblog(app: Data<App>, asker: Asker, path: Path<String>) -> Answer<StatusEntity> {
    let (member, actor) = asker.may(&[Scope::WriteStatuses])?;
    let id = id(&path)?;
    let seal = app.here.seal.clone();
    // The id may be that of the boost, which is gone afterwards.
    let of = app.here.db.read(move |conn| Ok(rows::get(conn, &seal, id)?.boost_of.unwrap_or(id))).await?;
    boost::unboost(&app.here, member, of).await?;
    app.wake.outbox.notify_one();
    Ok(Json(one(&app, of, Some(actor)).await?))
}
