//! What other servers read here: actors, their collections, listings and activities; webfinger and nodeinfo.

pub mod actors;
pub mod answer;
pub mod body;
pub mod coalitions;
pub mod collections;
pub mod inbox;
pub mod listings;
pub mod objects;
pub mod statuses;

#[cfg(test)]
mod tests;

use crate::app::App;
use crate::error::Error;
use crate::federation::authenticate;
use crate::http::{nodeinfo, well_known};
use actix_web::body::BoxBody;
use actix_web::dev::{Handler, HttpServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, QueryConfig, ServiceConfig};
use actix_web::{FromRequest, HttpRequest, Resource, Responder, ResponseError};
use answer::Refusal;

/// A listing.
const LISTING: &str = "/ap/o/{slug}";

/// Registers everything that other servers GET. Handlers want `web::Data<App>`. Whom the network keeps away reads
/// only what a signature is checked with, and where we are found (refusal 32).
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(read("/ap/network", actors::network))
        .service(read("/ap/app", actors::server))
        .service(read("/ap/members/{handle}", actors::member))
        .service(guarded("/ap/network/outbox", collections::network_outbox))
        .service(guarded("/ap/network/followers", collections::network_followers))
        .service(guarded("/ap/network/followers/{host}", collections::network_followers_at))
        .service(guarded("/ap/network/following", collections::network_following))
        .service(guarded("/ap/network/featured", collections::network_featured))
        .service(guarded("/ap/network/listings", listings::open))
        .service(guarded("/ap/network/peers", collections::peers))
        .service(guarded("/ap/app/outbox", collections::server_outbox))
        .service(guarded("/ap/members/{handle}/outbox", collections::member_outbox))
        .service(guarded("/ap/members/{handle}/followers", collections::member_followers))
        .service(guarded("/ap/members/{handle}/followers/{host}", collections::member_followers_at))
        .service(guarded("/ap/members/{handle}/following", collections::member_following))
        .service(guarded("/ap/members/{handle}/featured", collections::member_featured))
        .service(guarded("/ap/coalitions/{id}", coalitions::list))
        .service(guarded(LISTING, objects::listing))
        .service(guarded("/ap/o/{slug}/replies", objects::replies))
        .service(guarded(
            "/ap/o/{slug}/{activity:(create|update|announce|delete)(/[0-9]+)?}",
            objects::activity_of_listing,
        ))
        .service(guarded("/ap/s/{slug}", statuses::status))
        .service(guarded("/ap/s/{slug}/{activity:(create|update|delete)(/[0-9]+)?}", statuses::activity))
        .service(guarded("/ap/a/{slug}", objects::activity))
        .service(read("/.well-known/webfinger", well_known::webfinger))
        .service(read("/.well-known/host-meta", well_known::host_meta))
        .service(read("/.well-known/host-meta.json", well_known::host_meta_json))
        .service(read("/.well-known/nodeinfo", nodeinfo::links))
        .service(read("/nodeinfo/2.0", nodeinfo::v2_0))
        .service(read("/nodeinfo/2.1", nodeinfo::v2_1));
}

/// A path that is read by GET, and by HEAD for its headers alone.
fn read<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args> + Copy,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let query = QueryConfig::default().error_handler(|error, _| {
        Refusal::from(Error::bad_request("The part after the question mark could not be read.").because(error)).into()
    });
    web::resource(path).app_data(query).route(web::get().to(handler)).route(web::head().to(handler))
}

/// The same, with nothing there for whom the network keeps away; and, where the settings say so, for signed requests only.
fn guarded<F, Args>(path: &str, handler: F) -> impl HttpServiceFactory + 'static
where
    F: Handler<Args> + Copy,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    read(path, handler).wrap(from_fn(unless_kept_away))
}

/// Whether whoever asks is let in at all.
async fn may_read(app: &App, request: &HttpRequest) -> Result<(), Refusal> {
    if authenticate::is_kept_away(app, request).await? {
        return Err(Refusal::not_found());
    }
    // A browser is only led to a page from here.
    let to_page = request.match_pattern().is_some_and(|path| path == LISTING) && answer::wants_page(request);
    let signed_only = app.config.federation.signed_fetches && !to_page;
    if signed_only && authenticate::get(app, request).await?.is_none() {
        let text = "This server answers signed requests. Its own actor, and those of its people, need no signature.";
        return Err(Error::unauthorized(text).into());
    }
    Ok(())
}

async fn unless_kept_away(
    app: web::Data<App>,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if let Err(refusal) = may_read(&app, request.request()).await {
        // An answer, and no error that leaves the way here: that would lack what is added to answers on their way out,
        // and whoever is kept away could tell (refusal 18).
        return Ok(request.into_response(refusal.error_response()));
    }
    let signed = authenticate::is_signed(request.request());
    let mut response = next.call(request).await?;
    if signed {
        // It is for whoever signed, who may be kept away tomorrow: no cache hands it on (refusal 19).
        let (name, value) = answer::Caching::Never.header();
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    Ok(response)
}
