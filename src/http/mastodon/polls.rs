//! Polls: to look at one, and to vote.

use super::asker::{Asker, MaybeAsker};
use super::error::MastodonError;
use super::id;
use super::params::Params;
use crate::actions::vote::vote as cast;
use crate::app::App;
use crate::domain::key::{ActorId, StatusId};
use crate::domain::poll::{Draft, FOREIGN_OPTIONS_MAX};
use crate::error::{Error, Result};
use crate::federation::polls::freshen;
use crate::http::entities::mastodon::poll::PollEntity;
use crate::http::entities::mastodon::status::Shown;
use crate::http::extract::Scope;
use crate::storage::statuses as rows;
use actix_web::web::{Data, Json, Path};

type Answer<T> = Result<Json<T>, MastodonError>;

/// What a post asks, if it asks something.
///
/// # Errors
/// `Invalid` for a time that is no number.
pub(super) fn draft(params: &Params) -> Result<Option<Draft>> {
    if !params.has("poll") {
        return Ok(None);
    }
    let expires_in = params.filled("poll[expires_in]").map(|text| {
        text.parse().map_err(|_| Error::invalid("poll[expires_in]", "`poll[expires_in]` is a number of seconds."))
    });
    Ok(Some(Draft {
        options: params.list("poll[options]").into_iter().map(str::to_owned).collect(),
        expires_in: expires_in.transpose()?,
        multiple: params.flag("poll[multiple]"),
        hide_totals: params.flag("poll[hide_totals]"),
    }))
}

/// A poll as `reader` sees it.
async fn shown(app: &App, id: StatusId, reader: Option<ActorId>) -> Result<PollEntity> {
    let seal = app.here.seal.clone();
    let read = app.here.db.read(move |conn| {
        let status = rows::get(conn, &seal, id)?;
        let shown = Shown::of(conn, &seal, std::slice::from_ref(&status), &[], reader)?;
        Ok((status, shown))
    });
    let (status, shown) = read.await?;
    shown.poll(app, &status).ok_or_else(Error::not_found)
}

pub(super) async fn get(app: Data<App>, MaybeAsker(reader): MaybeAsker, path: Path<String>) -> Answer<PollEntity> {
    let id = id(&path)?;
    let known = shown(&app, id, reader).await?;
    if reader.is_none() {
        // Others are asked for members, and not for whoever comes by.
        return Ok(Json(known));
    }
    freshen(&app, id).await?;
    Ok(Json(shown(&app, id, reader).await?))
}

pub(super) async fn vote(app: Data<App>, asker: Asker, path: Path<String>, params: Params) -> Answer<PollEntity> {
    let (member, actor) = asker.may(&[Scope::WriteStatuses])?;
    let (id, choices) = (id(&path)?, params.list("choices"));
    let wrong = || Error::invalid("choices", "`choices` are the places of options, from 0.");
    if choices.len() > FOREIGN_OPTIONS_MAX {
        return Err(wrong().into());
    }
    let choices = choices.iter().map(|choice| choice.parse().map_err(|_| wrong())).collect::<Result<_>>()?;
    cast(&app.here, member, id, choices).await?;
    app.wake.outbox.notify_one();
    Ok(Json(shown(&app, id, Some(actor)).await?))
}
