//! Timelines.

use super::asker::{Asker, MaybeAsker};
use super::error::MastodonError;
use super::params::Params;
use super::{away_from, id, json, question};
use crate::app::App;
use crate::domain::desk::Desk;
use crate::domain::filters::Context;
use crate::domain::key::ActorId;
use crate::domain::status::Status;
use crate::error::Error;
use crate::http::entities::mastodon::status::{Shown, StatusEntity};
use crate::http::extract::Scope;
use crate::http::link_header::{self, address};
use crate::storage::listings::Paging;
use crate::storage::timelines::{self as rows, Tagged};
use crate::storage::{Conn, desks};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

/// A page of the statuses that `find` finds, in one look at the database. `of` is the account that was asked for by itself: what
/// it says is shown, also where the reader keeps it away.
pub(super) async fn page<F>(
    app: &App,
    request: &HttpRequest,
    params: &Params,
    (reader, context, of): (Option<ActorId>, Context, Option<ActorId>),
    paging: Paging,
    find: F,
) -> Result<HttpResponse, MastodonError>
where
    F: FnOnce(&mut Conn, &Desk) -> Result<Vec<Status>, Error> + Send + 'static,
{
    let (own, question) = (app.clone(), question(request, params, reader));
    let read = app.here.db.read_again(question, app.here.now(), move |conn| {
        let desk = reader.map(|reader| desks::of_actor(conn, &own.here.seal, reader)).transpose()?.unwrap_or_default();
        let found = find(conn, &desk)?;
        let away = away_from(conn, &own, reader)?.into_iter().map(|block| block.actor);
        let away: Vec<ActorId> = away.filter(|actor| Some(*actor) != of).collect();
        let shown = Shown::with(conn, &own, &found, &[], reader, desk)?;
        let mut entries: Vec<StatusEntity> = found.iter().filter_map(|status| shown.status(&own, status)).collect();
        // Neither what they say nor what others tell on of it, nor what a filter hides; the page is shorter, and goes on
        // where it would have.
        entries.retain(|status| !status.is_of(&away) && !status.is_hidden_in(context));
        let ids: Vec<i64> = found.iter().map(|status| status.id.0).collect();
        Ok((ids, json(&entries)?))
    });
    let page = read.await?;
    let (ids, entries) = &*page;
    Ok(link_header::list_of(address(app.here.addresses.base(), request), entries.clone(), ids, paging))
}

pub(super) async fn home(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (_, reader) = asker.may(&[Scope::ReadStatuses])?;
    let (paging, seal) = (params.paging(20, 40), app.here.seal.clone());
    let find = move |conn: &mut Conn, desk: &Desk| rows::home(conn, &seal, reader, desk, paging);
    page(&app, &request, &params, (Some(reader), Context::Home, None), paging, find).await
}

pub(super) async fn list(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (_, reader) = asker.may(&[Scope::ReadLists])?;
    let (paging, seal, list) = (params.paging(20, 40), app.here.seal.clone(), id(&path)?);
    let find = move |conn: &mut Conn, desk: &Desk| rows::listed(conn, &seal, reader, desk.list(list)?, paging);
    page(&app, &request, &params, (Some(reader), Context::Home, None), paging, find).await
}

/// A tag as it is kept, or nothing that could be one.
fn tag_of(text: &str) -> String {
    text.trim().trim_start_matches('#').to_lowercase()
}

/// Most tags that are asked about at once, of each kind.
const TAGS_MAX: usize = 20;

pub(super) async fn tag(
    app: Data<App>,
    request: HttpRequest,
    MaybeAsker(reader): MaybeAsker,
    path: Path<String>,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (paging, seal) = (params.paging(20, 40), app.here.seal.clone());
    let tags = |name: &str| params.list(name).into_iter().map(tag_of).take(TAGS_MAX).collect::<Vec<_>>();
    let only_media = params.flag("only_media");
    let mut tagged = Tagged { any: tags("any"), all: tags("all"), none: tags("none"), only_media };
    tagged.any.push(tag_of(&path));
    let whose = whose(&params);
    page(&app, &request, &params, (reader, Context::Public, None), paging, move |conn, _| {
        rows::tagged(conn, &seal, &tagged, whose, paging)
    })
    .await
}

/// Only what is ours, or only what is others'.
fn whose(params: &Params) -> Option<bool> {
    match (params.flag("local"), params.flag("remote")) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

pub(super) async fn public(
    app: Data<App>,
    request: HttpRequest,
    MaybeAsker(reader): MaybeAsker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (paging, seal) = (params.paging(20, 40), app.here.seal.clone());
    let whose = whose(&params);
    let (neighbor, only_media) = (reader.is_some(), params.flag("only_media"));
    let find = move |conn: &mut Conn, _: &Desk| rows::public(conn, &seal, whose, neighbor, only_media, paging);
    page(&app, &request, &params, (reader, Context::Public, None), paging, find).await
}
