//! Places and resources around, for everyone to read; those who look after them take them away.

use super::id;
use crate::actions::keep_entries::remove;
use crate::app::App;
use crate::domain::key::EntryId;
use crate::domain::place::{Place, PlaceKind};
use crate::domain::resource::ResourceEntry;
use crate::error::{Error, Result};
use crate::http::entities::entry::{PlaceEntity, ResourceEntity};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{PageQuery, Query, Scope, SignedIn, near};
use crate::http::link_header::{address, list};
use crate::storage::entries::{EntryQuery, Kept, Stored, find};
use crate::storage::listings::Paging;
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get as get_};
use serde::Deserialize;
use utoipa::IntoParams;

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct EntryFilter {
    /// Of places: `fridge`, `pantry`, `pickup`, `hub`, `kitchen`, `garden` or `distribution`.
    #[param(value_type = Option<String>)]
    kind: Option<PlaceKind>,
    /// Near this point, degrees north.
    latitude: Option<f64>,
    /// Near this point, degrees east.
    longitude: Option<f64>,
    /// Within so many metres; 5,000 if left out, 100,000 at most.
    radius_m: Option<u32>,
    /// 1 to 80; 20 if left out.
    limit: Option<i64>,
    /// Only older than this.
    max_id: Option<i64>,
    /// Only newer than this.
    min_id: Option<i64>,
}

/// What fits, and the paging that was asked for.
async fn found<E: Stored + Send + 'static>(app: &App, filter: EntryFilter) -> Result<(Vec<Kept<E>>, Paging)> {
    let near = near(filter.latitude, filter.longitude, filter.radius_m)?;
    let paging = PageQuery { limit: filter.limit, max_id: filter.max_id, min_id: filter.min_id }.paging();
    let query = EntryQuery { kind: filter.kind, near, paging };
    Ok((app.here.db.read(move |conn| find(conn, &query)).await?, paging))
}

/// Places around, the newest here first.
#[utoipa::path(get, path = "/places", context_path = "/api/potluck/v1", tag = "places", params(EntryFilter),
    responses((status = 200, body = Vec<PlaceEntity>), (status = 422, body = Problem)))]
#[get_("/places")]
pub(super) async fn places(
    app: Data<App>,
    filter: Query<EntryFilter>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (kept, paging) = found::<Place>(&app, filter.0).await?;
    let (ids, now) = (kept.iter().map(|kept| kept.id.0).collect::<Vec<_>>(), app.here.now());
    let entities: Vec<_> = kept.into_iter().map(|kept| PlaceEntity::new(kept, now)).collect();
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

/// One place.
#[utoipa::path(get, path = "/places/{id}", context_path = "/api/potluck/v1", tag = "places", params(("id" = String, Path)),
    responses((status = 200, body = PlaceEntity), (status = 404, body = Problem)))]
#[get_("/places/{id}")]
pub(super) async fn place(app: Data<App>, path: Path<String>) -> Result<Answer<PlaceEntity>, ApiError> {
    let id: EntryId = id(&path)?;
    let kept = app.here.db.read(move |conn| Place::get(conn, id)).await?;
    Ok(Answer(PlaceEntity::new(kept, app.here.now())))
}

/// Resources around, the newest here first.
#[utoipa::path(get, path = "/resources", context_path = "/api/potluck/v1", tag = "places", params(EntryFilter),
    responses((status = 200, body = Vec<ResourceEntity>), (status = 422, body = Problem)))]
#[get_("/resources")]
pub(super) async fn resources(
    app: Data<App>,
    filter: Query<EntryFilter>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    if filter.0.kind.is_some() {
        return Err(Error::invalid("kind", "Resources have no `kind`. Please leave it out.").into());
    }
    let (kept, paging) = found::<ResourceEntry>(&app, filter.0).await?;
    let ids: Vec<i64> = kept.iter().map(|kept| kept.id.0).collect();
    let entities: Vec<ResourceEntity> = kept.into_iter().map(Into::into).collect();
    Ok(list(address(app.here.addresses.base(), &request), &entities, &ids, paging))
}

/// One resource.
#[utoipa::path(get, path = "/resources/{id}", context_path = "/api/potluck/v1", tag = "places", params(("id" = String, Path)),
    responses((status = 200, body = ResourceEntity), (status = 404, body = Problem)))]
#[get_("/resources/{id}")]
pub(super) async fn resource(app: Data<App>, path: Path<String>) -> Result<Answer<ResourceEntity>, ApiError> {
    let id: EntryId = id(&path)?;
    Ok(Answer(app.here.db.read(move |conn| ResourceEntry::get(conn, id)).await?.into()))
}

/// Takes a place away that is there no more. It takes the role of caretaker, steward or operator.
#[utoipa::path(delete, path = "/places/{id}", context_path = "/api/potluck/v1", tag = "places", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/places/{id}")]
pub(super) async fn remove_place(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    remove::<Place>(&app.here, asker.member.id, id(&path)?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes a resource away that is there no more. It takes the role of caretaker, steward or operator.
#[utoipa::path(delete, path = "/resources/{id}", context_path = "/api/potluck/v1", tag = "places", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/resources/{id}")]
pub(super) async fn remove_resource(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    remove::<ResourceEntry>(&app.here, asker.member.id, id(&path)?).await?;
    Ok(HttpResponse::NoContent().finish())
}
