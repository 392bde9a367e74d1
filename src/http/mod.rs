//! Everything that answers over HTTP. Handlers extract, call one action, render.

pub mod activitypub;
pub mod error;
pub mod nodeinfo;
pub mod server;
pub mod well_known;

/// Registers what other servers ask for.
pub fn configure_federation(config: &mut actix_web::web::ServiceConfig) {
    activitypub::inbox::configure(config);
    activitypub::configure(config);
}
