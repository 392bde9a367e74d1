//! The JSON interface for Potluck's own objects, under `/api/potluck/v1`, and its OpenAPI document,
//! which is generated from these handlers.

mod announcements;
mod coalitions;
mod connecting;
mod directory;
mod entries;
mod export;
mod handoffs;
mod listings;
mod members;
mod moderation;
mod moving;
mod network;
mod passing;
mod peers;
mod proxies;
mod responses;

#[cfg(test)]
mod tests;

pub use entries::EntryFilter;
pub use listings::BoardFilter;

use crate::http::error::{ApiError, Problem};
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, HeaderValue, VARY, X_CONTENT_TYPE_OPTIONS};
use actix_web::middleware::DefaultHeaders;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use std::sync::LazyLock;
use utoipa::OpenApi;
use utoipa::openapi::path::PathItem;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

/// Where the interface lives.
pub const BASE: &str = "/api/potluck/v1";

/// The description of the interface.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Potluck",
        description = "Needs and offers, answers to them, handoffs, and networks next door. Ids are strings; amounts are decimal numbers in quotes; moments are RFC 3339 in UTC. Errors are application/problem+json (RFC 9457)."
    ),
    paths(
        network::network, network::change,
        entries::places, entries::place, entries::remove_place,
        entries::resources, entries::resource, entries::remove_resource,
        announcements::tell, announcements::retract, export::export,
        members::me, members::change, members::leave, members::rest, members::come_back, members::neighbor,
        moving::aliases, moving::set_aliases, moving::moved, moving::move_on, moving::come_back,
        proxies::all, proxies::get, proxies::register, proxies::change, proxies::review, proxies::withdraw, proxies::post,
        proxies::hand_over, proxies::keep, proxies::asked, proxies::accept, proxies::decline, proxies::wanted, proxies::ask,
        moderation::log, moderation::blocks, moderation::block, moderation::lift, moderation::hold, moderation::release,
        moderation::hold_post, moderation::release_post, moderation::report,
        moderation::reports, moderation::close, moderation::own_blocks, moderation::set_own,
        listings::board, listings::mine, listings::post, listings::get, listings::put, listings::delete,
        listings::publish, listings::pause, listings::resume, listings::withdraw,
        listings::responses, listings::respond,
        passing::begin, passing::end, passing::rules, passing::set_rules,
        connecting::waiting, connecting::bring,
        responses::mine, responses::get, responses::accept, responses::decline, responses::withdraw,
        handoffs::mine, handoffs::get, handoffs::put, handoffs::ready, handoffs::on_the_way, handoffs::handed_over,
        handoffs::did_not_happen,
        peers::all, peers::follow, peers::change, peers::unfollow, peers::accept, peers::decline, directory::all,
        coalitions::all, coalitions::get, coalitions::found, coalitions::board, coalitions::join, coalitions::leave,
    ),
    components(schemas(Problem)),
    modifiers(&BearerToken),
)]
pub struct Document;

/// The document, built once: it never changes while the program runs.
static DOCUMENT: LazyLock<utoipa::openapi::OpenApi> = LazyLock::new(Document::openapi);

struct BearerToken;

impl utoipa::Modify for BearerToken {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        document.components.get_or_insert_with(Default::default).add_security_scheme("bearer", scheme);
    }
}

/// Registers the interface.
pub fn configure(config: &mut ServiceConfig) {
    config.service(
        web::scope(BASE)
            .wrap(for_this_asker())
            .service(network::network)
            .service(network::change)
            .service(announcements::tell)
            .service(announcements::retract)
            .service(members::me)
            .service(members::change)
            .service(members::leave)
            .service(members::rest)
            .service(members::come_back)
            .service(members::neighbor)
            .service(moving::aliases)
            .service(moving::set_aliases)
            .service(moving::moved)
            .service(moving::move_on)
            .service(moving::come_back)
            .service(proxies::all)
            .service(proxies::get)
            .service(proxies::register)
            .service(proxies::change)
            .service(proxies::review)
            .service(proxies::withdraw)
            .service(proxies::post)
            .service(proxies::hand_over)
            .service(proxies::keep)
            .service(proxies::asked)
            .service(proxies::accept)
            .service(proxies::decline)
            .service(proxies::wanted)
            .service(proxies::ask)
            .service(moderation::log)
            .service(moderation::blocks)
            .service(moderation::block)
            .service(moderation::lift)
            .service(moderation::hold)
            .service(moderation::release)
            .service(moderation::hold_post)
            .service(moderation::release_post)
            .service(moderation::report)
            .service(moderation::reports)
            .service(moderation::close)
            .service(moderation::own_blocks)
            .service(moderation::set_own)
            .service(export::export)
            .service(entries::places)
            .service(entries::place)
            .service(entries::remove_place)
            .service(entries::resources)
            .service(entries::resource)
            .service(entries::remove_resource)
            .service(listings::mine)
            .service(listings::board)
            .service(listings::post)
            .service(listings::get)
            .service(listings::put)
            .service(listings::delete)
            .service(listings::publish)
            .service(listings::pause)
            .service(listings::resume)
            .service(listings::withdraw)
            .service(listings::responses)
            .service(listings::respond)
            .service(passing::begin)
            .service(passing::end)
            .service(passing::rules)
            .service(passing::set_rules)
            .service(connecting::waiting)
            .service(connecting::bring)
            .service(responses::mine)
            .service(responses::get)
            .service(responses::accept)
            .service(responses::decline)
            .service(responses::withdraw)
            .service(handoffs::mine)
            .service(handoffs::get)
            .service(handoffs::put)
            .service(handoffs::ready)
            .service(handoffs::on_the_way)
            .service(handoffs::handed_over)
            .service(handoffs::did_not_happen)
            .service(peers::all)
            .service(peers::follow)
            .service(peers::change)
            .service(peers::unfollow)
            .service(peers::accept)
            .service(peers::decline)
            .service(directory::all)
            .service(coalitions::all)
            .service(coalitions::found)
            .service(coalitions::board)
            .service(coalitions::get)
            .service(coalitions::join)
            .service(coalitions::leave)
            .service(described),
    );
    config.service(web::scope("/api").default_service(web::to(nothing)));
}

/// What is said depends on who asks, and some of it is for two people only: nobody keeps a copy on the way.
fn for_this_asker() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((CACHE_CONTROL, "private, no-store"))
        .add((VARY, "Authorization"))
        .add((X_CONTENT_TYPE_OPTIONS, "nosniff"))
}

#[actix_web::get("/openapi.json")]
async fn described() -> HttpResponse {
    HttpResponse::Ok().json(&*DOCUMENT)
}

/// A path that is not there, or not with this method.
pub async fn nothing(request: HttpRequest) -> HttpResponse {
    // `/listings/mine` fits `/listings/{id}` too: what is taken is what any of them takes.
    let mut taken: Vec<&str> = DOCUMENT
        .paths
        .paths
        .iter()
        .filter(|(template, _)| matches(template, request.path()))
        .flat_map(|(_, item)| methods(item))
        .collect();
    taken.dedup();
    let Ok(allow) = HeaderValue::from_str(&taken.join(", ")) else { return not_here() };
    if taken.is_empty() {
        // Beside this interface there is that for apps, which read errors of their own kind.
        let ours = request.path().starts_with("/api/potluck");
        return if ours { not_here() } else { crate::http::mastodon::nothing().await };
    }
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let mut answer = ApiError::answer(status, "This address does not take that method.", None);
    answer.headers_mut().insert(ALLOW, allow);
    answer
}

/// The key by which an app sends something only once, if it says one.
fn idempotency_key(request: &HttpRequest) -> Option<String> {
    let key = request.headers().get("idempotency-key").and_then(|key| key.to_str().ok());
    key.filter(|key| !key.is_empty()).map(str::to_owned)
}

fn not_here() -> HttpResponse {
    ApiError::answer(StatusCode::NOT_FOUND, "There is nothing here, or it is not for you.", None)
}

/// The methods of an address. Whatever can be read by GET can be asked for by HEAD.
fn methods(item: &PathItem) -> Vec<&'static str> {
    let operations = [
        ("GET", &item.get),
        ("HEAD", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    operations.into_iter().filter(|(_, operation)| operation.is_some()).map(|(method, _)| method).collect()
}

/// Whether a path fits a template such as `/listings/{id}`.
fn matches(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(part), Some(_)) if part.starts_with('{') => {}
            (Some(part), Some(same)) if part == same => {}
            _ => return false,
        }
    }
}

/// An id in a path: one that is not a number leads nowhere.
fn id<T: std::str::FromStr>(text: &str) -> crate::error::Result<T> {
    text.parse().map_err(|_| crate::error::Error::not_found())
}
