//! Listings: the board, posting, changing, and answering.

use super::{id, idempotency_key};
use crate::actions::change_listing::{change_listing, delete_listing, step_listing};
use crate::actions::publish_listing::{publish_draft, publish_once};
use crate::actions::respond::Answer as Said;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::category::with_descendants;
use crate::domain::key::{ListingId, MemberId};
use crate::domain::listing::{Kind, Listing, State, Step};
use crate::domain::network::Intake;
use crate::domain::privacy::Guarded;
use crate::domain::text::{self, NOTE_MAX};
use crate::error::{Error, Result};
use crate::federation::freshen::respond_afresh;
use crate::http::entities::listing::{ListingEntity, render, render_one};
use crate::http::entities::listing_input::ListingInput;
use crate::http::entities::response::{ResponseEntity, ResponseInput, render as render_responses};
use crate::http::error::{ApiError, Problem};
use crate::http::extract::{Json, MaybeSignedIn, PageQuery, Query, Scope, SignedIn, near};
use crate::http::link_header::{address, list};
use crate::i18n;
use crate::storage::listings::BoardQuery;
use crate::storage::{actors, facts, listings, responses as stored};
use actix_web::web::{Data, Json as Answer, Path};
use actix_web::{HttpRequest, HttpResponse, delete as delete_, get as get_, post as post_, put as put_};
use serde::Deserialize;
use url::Url;
use utoipa::IntoParams;

/// What is looked for on the board.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct BoardFilter {
    /// `need` or `offer`.
    #[param(value_type = Option<String>)]
    kind: Option<Kind>,
    /// A category; those below it count too.
    category: Option<String>,
    /// Near this point, degrees north.
    latitude: Option<f64>,
    /// Near this point, degrees east.
    longitude: Option<f64>,
    /// Within so many metres; 5,000 if left out, 100,000 at most.
    radius_m: Option<u32>,
    /// Only of the network with this ActivityPub id.
    origin: Option<Url>,
    /// Only what is still open at this moment.
    #[param(value_type = Option<String>, format = DateTime)]
    until_after: Option<Moment>,
    /// 1 to 80; 20 if left out.
    limit: Option<i64>,
    /// Only older than this.
    max_id: Option<i64>,
    /// Only newer than this.
    min_id: Option<i64>,
}

/// The board: what is open, newest first. Without a token, what is for everyone.
#[utoipa::path(get, path = "/listings", context_path = "/api/potluck/v1", tag = "listings", params(BoardFilter), security((), ("bearer" = ["read"])),
    responses((status = 200, body = Vec<ListingEntity>), (status = 422, body = Problem)))]
#[get_("/listings")]
pub(super) async fn board(
    app: Data<App>,
    asker: MaybeSignedIn,
    filter: Query<BoardFilter>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (filter, asker) = (filter.0, asker.reader()?.map(|member| member.id));
    let near = near(filter.latitude, filter.longitude, filter.radius_m)?;
    let paging = PageQuery { limit: filter.limit, max_id: filter.max_id, min_id: filter.min_id }.paging();
    let now = app.here.now();
    let found = app
        .here
        .db
        .read(move |conn| {
            let categories = match &filter.category {
                Some(tag) => with_descendants(&facts::categories(conn)?, tag),
                None => Vec::new(),
            };
            let origin = match &filter.origin {
                Some(url) => match actors::by_ap_id(conn, url)? {
                    Some(actor) => Some(actor.id),
                    None => return Ok(Vec::new()),
                },
                None => None,
            };
            let query = BoardQuery {
                kind: filter.kind,
                categories,
                near,
                until_after: Some(filter.until_after.unwrap_or(now).max(now)),
                public_only: asker.is_none(),
                origin,
                ours: false,
                shared_by: None,
                not_by: None,
                paging,
            };
            listings::board(conn, &query)
        })
        .await?;
    answer_list(&app, &request, found, asker, paging).await
}

async fn answer_list(
    app: &App,
    request: &HttpRequest,
    found: Vec<Listing>,
    asker: Option<MemberId>,
    paging: listings::Paging,
) -> Result<HttpResponse, ApiError> {
    let ids: Vec<i64> = found.iter().map(|listing| listing.id.0).collect();
    let entities = render(app, found, asker).await?;
    Ok(list(address(app.here.addresses.base(), request), &entities, &ids, paging))
}

/// What one wrote oneself, drafts and ended ones too.
#[utoipa::path(get, path = "/listings/mine", context_path = "/api/potluck/v1", tag = "listings", params(PageQuery), security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<ListingEntity>), (status = 401, body = Problem)))]
#[get_("/listings/mine")]
pub(super) async fn mine(
    app: Data<App>,
    asker: SignedIn,
    page: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Read)?;
    let (member, paging) = (asker.member.id, page.0.paging());
    let found = app.here.db.read(move |conn| listings::by_author(conn, member, paging)).await?;
    answer_list(&app, &request, found, Some(member), paging).await
}

/// Posts a need or an offer. Two fields are enough: `kind` and `title`.
#[utoipa::path(post, path = "/listings", context_path = "/api/potluck/v1", tag = "listings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key within an hour does nothing anew, and answers what was done first.")), request_body = ListingInput,
    security(("bearer" = ["write"])),
    responses((status = 201, body = ListingEntity), (status = 401, body = Problem), (status = 422, body = Problem)))]
#[post_("/listings")]
pub(super) async fn post(
    app: Data<App>,
    asker: SignedIn,
    request: HttpRequest,
    input: Json<ListingInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    let at_once = input.0.publish.unwrap_or(true);
    let key = idempotency_key(&request);
    let id = publish_once(&app.here, asker.member.id, input.0.into_draft()?, at_once, key).await?;
    app.wake.outbox.notify_one();
    let mut posted = entity(&app, id, Some(asker.member.id)).await?;
    posted.notice = notice(&app, &posted.state).await?;
    Ok(HttpResponse::Created().json(posted))
}

/// What the network says to who posts while it is slow, or rests. One's own can always ask.
pub(super) async fn notice(app: &App, state: &str) -> Result<Option<String>> {
    let network = app.here.network;
    let intake = app.here.db.read(move |conn| Ok(actors::get(conn, network)?.intake)).await?;
    let key = match intake {
        Some(Intake::Slow) => "posted-while-slow",
        Some(Intake::Paused) => "posted-while-paused",
        _ => return Ok(None),
    };
    Ok((state != State::Draft.as_str()).then(|| i18n::text(app.here.language, key)))
}

pub(super) async fn entity(app: &App, id: ListingId, asker: Option<MemberId>) -> Result<ListingEntity> {
    let listing = app.here.db.read(move |conn| listings::get(conn, id)).await?;
    if !listing.is_seen_by(asker) {
        return Err(Error::not_found());
    }
    render_one(app, listing, asker).await
}

/// One listing.
#[utoipa::path(get, path = "/listings/{id}", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), security((), ("bearer" = ["read"])),
    responses((status = 200, body = ListingEntity), (status = 404, body = Problem)))]
#[get_("/listings/{id}")]
pub(super) async fn get(
    app: Data<App>,
    asker: MaybeSignedIn,
    path: Path<String>,
) -> Result<Answer<ListingEntity>, ApiError> {
    let asker = asker.reader()?.map(|member| member.id);
    Ok(Answer(entity(&app, id(&path)?, asker).await?))
}

/// Rewrites one's own listing. What is left out goes back to its default, but for the exact place, and the rough one.
#[utoipa::path(put, path = "/listings/{id}", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), request_body = ListingInput,
    security(("bearer" = ["write"])),
    responses((status = 200, body = ListingEntity), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put_("/listings/{id}")]
pub(super) async fn put(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    input: Json<ListingInput>,
) -> Result<Answer<ListingEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let (id, member) = (id(&path)?, asker.member.id);
    if input.0.publish.is_some() {
        return Err(
            Error::invalid("publish", "`publish` is for a new listing; a draft has a step of that name.").into()
        );
    }
    change_listing(&app.here, member, id, input.0.into_draft()?).await?;
    app.wake.outbox.notify_one();
    Ok(Answer(entity(&app, id, Some(member)).await?))
}

/// Deletes one's own listing for good, here and, as far as they comply, everywhere it reached.
#[utoipa::path(delete, path = "/listings/{id}", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete_("/listings/{id}")]
pub(super) async fn delete(app: Data<App>, asker: SignedIn, path: Path<String>) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    delete_listing(&app.here, asker.member.id, id(&path)?).await?;
    app.wake.outbox.notify_one();
    Ok(HttpResponse::NoContent().finish())
}

async fn step(app: &App, asker: &SignedIn, path: &str, step: Step) -> Result<Answer<ListingEntity>, ApiError> {
    asker.may(Scope::Write)?;
    let (id, member) = (id(path)?, asker.member.id);
    match step {
        Step::Publish => publish_draft(&app.here, member, id).await?,
        step => step_listing(&app.here, member, id, step).await?,
    }
    app.wake.outbox.notify_one();
    Ok(Answer(entity(app, id, Some(member)).await?))
}

/// Publishes a draft.
#[utoipa::path(post, path = "/listings/{id}/publish", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 200, body = ListingEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post_("/listings/{id}/publish")]
pub(super) async fn publish(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<ListingEntity>, ApiError> {
    step(&app, &asker, &path, Step::Publish).await
}

/// No answers for now.
#[utoipa::path(post, path = "/listings/{id}/pause", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 200, body = ListingEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post_("/listings/{id}/pause")]
pub(super) async fn pause(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<ListingEntity>, ApiError> {
    step(&app, &asker, &path, Step::Pause).await
}

/// Takes answers again.
#[utoipa::path(post, path = "/listings/{id}/resume", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 200, body = ListingEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post_("/listings/{id}/resume")]
pub(super) async fn resume(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<ListingEntity>, ApiError> {
    step(&app, &asker, &path, Step::Resume).await
}

/// Takes a listing back. What is promised stays promised; everyone who waited hears a closing word.
#[utoipa::path(post, path = "/listings/{id}/withdraw", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), security(("bearer" = ["write"])),
    responses((status = 200, body = ListingEntity), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post_("/listings/{id}/withdraw")]
pub(super) async fn withdraw(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<ListingEntity>, ApiError> {
    step(&app, &asker, &path, Step::Withdraw).await
}

/// The answers to one's own listing, oldest first.
#[utoipa::path(get, path = "/listings/{id}/responses", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path)), security(("bearer" = ["read"])),
    responses((status = 200, body = Vec<ResponseEntity>), (status = 404, body = Problem)))]
#[get_("/listings/{id}/responses")]
pub(super) async fn responses(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
) -> Result<Answer<Vec<ResponseEntity>>, ApiError> {
    asker.may(Scope::Read)?;
    let (id, member, seal) = (id(&path)?, asker.member.id, app.here.seal.clone());
    let found = app
        .here
        .db
        .read(move |conn| {
            if !listings::get(conn, id)?.is_by(member) {
                return Err(Error::not_found());
            }
            stored::of_listing(conn, &seal, id)
        })
        .await?;
    Ok(Answer(render_responses(&app, found, member).await?))
}

/// Answers a listing, ours or another network's.
#[utoipa::path(post, path = "/listings/{id}/responses", context_path = "/api/potluck/v1", tag = "listings", params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "The same key within an hour does nothing anew, and answers what was done first.")),
    request_body = ResponseInput,
    security(("bearer" = ["write"])),
    responses((status = 201, body = ResponseEntity), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post_("/listings/{id}/responses")]
pub(super) async fn respond(
    app: Data<App>,
    asker: SignedIn,
    path: Path<String>,
    request: HttpRequest,
    input: Json<ResponseInput>,
) -> Result<HttpResponse, ApiError> {
    asker.may(Scope::Write)?;
    let (id, member, input) = (id(&path)?, asker.member.id, input.0);
    let message = input.message.map_or(Ok(None), |message| text::lines("message", &message, NOTE_MAX))?;
    let answer = Said {
        amount: input.amount,
        message: message.map(Guarded::new),
        way: input.way,
        arrive_at: input.arrive_at,
        for_proxy: input.for_proxy,
        through_connectors: input.through_connectors,
        key: idempotency_key(&request),
    };
    let response = respond_afresh(&app, member, id, answer).await?;
    app.wake.outbox.notify_one();
    let entity = super::responses::entity(&app, response, member).await?;
    Ok(HttpResponse::Created().json(entity))
}
