//! Timelines.

use super::asker::{Asker, MaybeAsker};
use super::error::MastodonError;
use super::params::Params;
use super::{id, kept_away, shown};
use crate::app::App;
use crate::domain::filters::Context;
use crate::domain::key::ActorId;
use crate::domain::status::Status;
use crate::http::extract::Scope;
use crate::http::link_header::{self, address};
use crate::storage::desks;
use crate::storage::listings::Paging;
use crate::storage::timelines::{self as rows, Tagged};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

/// A page of statuses.
pub(super) async fn page(
    app: &App,
    request: &HttpRequest,
    found: Vec<Status>,
    (reader, context): (Option<ActorId>, Context),
    paging: Paging,
) -> Result<HttpResponse, MastodonError> {
    let ids: Vec<i64> = found.iter().map(|status| status.id.0).collect();
    let away = kept_away(app, reader).await?;
    let mut entries = shown(app, found, reader).await?;
    // Neither what they say nor what others tell on of it, nor what a filter hides; the page is shorter, and goes on where it would have.
    entries.retain(|status| !status.is_of(&away) && !status.is_hidden_in(context));
    Ok(link_header::list(address(app.here.addresses.base(), request), &entries, &ids, paging))
}

pub(super) async fn home(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (member, reader) = asker.may(&[Scope::ReadStatuses])?;
    let (paging, seal) = (params.paging(20, 40), app.here.seal.clone());
    let read = app.here.db.read(move |conn| {
        let desk = desks::get(conn, &seal, member)?;
        rows::home(conn, &seal, reader, &desk, paging)
    });
    let found = read.await?;
    page(&app, &request, found, (Some(reader), Context::Home), paging).await
}

pub(super) async fn list(
    app: Data<App>,
    request: HttpRequest,
    asker: Asker,
    path: Path<String>,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (member, reader) = asker.may(&[Scope::ReadLists])?;
    let (paging, seal, list) = (params.paging(20, 40), app.here.seal.clone(), id(&path)?);
    let read = app.here.db.read(move |conn| {
        let desk = desks::get(conn, &seal, member)?;
        rows::listed(conn, &seal, reader, desk.list(list)?, paging)
    });
    let found = read.await?;
    page(&app, &request, found, (Some(reader), Context::Home), paging).await
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
    let found = app.here.db.read(move |conn| rows::tagged(conn, &seal, &tagged, whose, paging)).await?;
    page(&app, &request, found, (reader, Context::Public), paging).await
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
    let read = move |conn: &mut _| rows::public(conn, &seal, whose, neighbor, only_media, paging);
    let found = app.here.db.read(read).await?;
    page(&app, &request, found, (reader, Context::Public), paging).await
}
