//! Webfinger (RFC 7033) and host-meta (RFC 6415). Any page of the web may ask them (CORS).

use crate::app::{App, Counted};
use crate::domain::follow::Actor;
use crate::domain::member::State;
use crate::error::{Error, Result};
use crate::federation::render::actor::{acct, username};
use crate::federation::visitor::visitor;
use crate::federation::wire::same_origin;
use crate::federation::wire::webfinger::{Acct, JRD_TYPE, Jrd, host_meta_json as json, host_meta_xml};
use crate::http::activitypub::answer::{Caching, Refusal};
use crate::storage::{Conn, actors, members};
use actix_web::http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use actix_web::{HttpRequest, HttpResponse, web};
use url::Url;

/// Longest `resource` that is looked at, in bytes.
const RESOURCE_MAX: usize = 2_048;

/// An answer that the pages of every site may read.
pub(in crate::http) fn open(media_type: &str, body: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(Caching::Public.header())
        .body(body)
}

/// `GET /.well-known/host-meta`.
pub async fn host_meta(app: web::Data<App>) -> HttpResponse {
    open("application/xrd+xml; charset=utf-8", host_meta_xml(app.here.addresses.base()).into_bytes())
}

/// `GET /.well-known/host-meta.json`.
pub async fn host_meta_json(app: web::Data<App>) -> HttpResponse {
    open("application/json", json(app.here.addresses.base()).to_string().into_bytes())
}

/// `GET /.well-known/webfinger?resource=…`: a handle of ours, the address of one of our actors or of its page, or
/// this server's own address (the server's own actor, FEP-d556).
pub async fn webfinger(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    app.count(Counted::Visitor(visitor(&app, &request)))?;
    let resource = resource(request.query_string())?;
    let asked = Asked::parse(&resource, &app)?;
    let app_id = app.here.addresses.app();
    let actor = app.here.db.read(move |conn| find(conn, &asked, &app_id)).await?.ok_or_else(Refusal::not_found)?;
    let jrd = Jrd::ours(&acct(&actor).parse()?, &actor.ap_id, actor.url.as_ref(), None);
    Ok(open(JRD_TYPE, serde_json::to_vec(&jrd).map_err(Error::internal)?))
}

/// The one `resource` of a query.
fn resource(query: &str) -> Result<String> {
    let mut found = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "resource");
    match (found.next(), found.next()) {
        (Some((_, text)), None) if (1..=RESOURCE_MAX).contains(&text.len()) => Ok(text.into_owned()),
        _ => Err(Error::bad_request("Please ask with one `resource`, such as acct:food@fruitvale.example.")),
    }
}

/// Whom webfinger was asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    /// By the name before the `@`, in lower case.
    Handle(String),
    /// By the address of an actor.
    Id(Url),
    /// The server itself.
    Server,
}

impl Asked {
    /// `BadRequest` for what is neither a handle nor a web address; `NotFound` for another domain's (refusal 25).
    fn parse(resource: &str, app: &App) -> Result<Self> {
        let addresses = &app.here.addresses;
        if resource.starts_with("https://") || resource.starts_with("http://") {
            let url = Url::parse(resource).map_err(|error| malformed().because(error))?;
            if !same_origin(&url, addresses.base()) {
                return Err(Error::not_found());
            }
            if url == *addresses.base() {
                return Ok(Self::Server);
            }
            return Ok(match url.path().strip_prefix("/@") {
                Some(handle) if !handle.contains('/') => Self::Handle(handle.to_ascii_lowercase()),
                _ => Self::Id(url),
            });
        }
        let acct: Acct = resource.parse().map_err(|error: Error| malformed().because(error))?;
        if acct.host() != addresses.host() {
            return Err(Error::not_found());
        }
        let name = acct.name().to_ascii_lowercase();
        Ok(if addresses.base().host_str() == Some(name.as_str()) { Self::Server } else { Self::Handle(name) })
    }
}

fn malformed() -> Error {
    Error::bad_request("`resource` looks like acct:food@fruitvale.example, or is the address of an actor.")
}

fn find(conn: &mut Conn, asked: &Asked, app: &Url) -> Result<Option<Actor>> {
    let found = match asked {
        Asked::Handle(handle) => actors::local_by_handle(conn, handle)?,
        Asked::Id(id) => actors::by_ap_id(conn, id)?.filter(|actor| actor.local),
        Asked::Server => actors::by_ap_id(conn, app)?,
    };
    let Some(actor) = found else { return Ok(None) };
    let left = members::by_handle(conn, username(&actor))?
        .is_some_and(|member| member.actor == actor.id && member.state == State::Left);
    Ok((!left).then_some(actor))
}
