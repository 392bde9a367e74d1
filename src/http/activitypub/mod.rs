//! What other servers read here: actors, their collections, listings and activities; webfinger and nodeinfo.

pub mod actors;
pub mod answer;
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
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, QueryConfig, ServiceConfig};
use actix_web::{FromRequest, Resource, Responder};
use answer::Refusal;

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
        .service(guarded("/ap/o/{slug}", objects::listing))
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

/// The same, with nothing there for whom the network keeps away.
fn guarded<F, Args>(path: &str, handler: F) -> impl HttpServiceFactory + 'static
where
    F: Handler<Args> + Copy,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    read(path, handler).wrap(from_fn(unless_kept_away))
}

async fn unless_kept_away(
    app: web::Data<App>,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if authenticate::is_kept_away(&app, request.request()).await.map_err(Refusal::from)? {
        return Err(Refusal::not_found().into());
    }
    next.call(request).await
}
