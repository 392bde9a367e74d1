//! What other servers read here: actors, their collections, listings and activities; webfinger and nodeinfo.

pub mod actors;
pub mod answer;
pub mod coalitions;
pub mod collections;
pub mod inbox;
pub mod objects;
pub mod statuses;

#[cfg(test)]
mod tests;

use crate::error::Error;
use crate::http::{nodeinfo, well_known};
use actix_web::dev::Handler;
use actix_web::web::{self, QueryConfig, ServiceConfig};
use actix_web::{FromRequest, Resource, Responder};
use answer::Refusal;

/// Registers everything that other servers GET. Handlers want `web::Data<App>`.
pub fn configure(cfg: &mut ServiceConfig) {
    cfg.service(read("/ap/network", actors::network))
        .service(read("/ap/app", actors::server))
        .service(read("/ap/members/{handle}", actors::member))
        .service(read("/ap/network/outbox", collections::network_outbox))
        .service(read("/ap/network/followers", collections::network_followers))
        .service(read("/ap/network/following", collections::network_following))
        .service(read("/ap/network/featured", collections::network_featured))
        .service(read("/ap/network/peers", collections::peers))
        .service(read("/ap/app/outbox", collections::server_outbox))
        .service(read("/ap/members/{handle}/outbox", collections::member_outbox))
        .service(read("/ap/members/{handle}/followers", collections::member_followers))
        .service(read("/ap/members/{handle}/following", collections::member_following))
        .service(read("/ap/members/{handle}/featured", collections::member_featured))
        .service(read("/ap/coalitions/{id}", coalitions::list))
        .service(read("/ap/o/{slug}", objects::listing))
        .service(read("/ap/o/{slug}/replies", objects::replies))
        .service(read(
            "/ap/o/{slug}/{activity:(create|update|announce|delete)(/[0-9]+)?}",
            objects::activity_of_listing,
        ))
        .service(read("/ap/s/{slug}", statuses::status))
        .service(read("/ap/s/{slug}/{activity:(create|update|delete)(/[0-9]+)?}", statuses::activity))
        .service(read("/ap/a/{slug}", objects::activity))
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
