//! Streaming: apps listen instead of asking again and again, by server-sent events or by a WebSocket
//! (docs.joinmastodon.org/methods/streaming).

mod hub;
mod news;
mod socket;
mod stream;

use super::error::MastodonError;
use super::params::Params;
use crate::app::App;
use crate::error::{Error, Kind, Result};
use crate::http::extract::{Scope, SignedIn, by_token};
use crate::ids;
use crate::storage::desks;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
pub use hub::Hub;
use hub::{Place, Told};
use news::News;
pub(super) use socket::socket;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;
use stream::Stream;

/// How often something is said to who listens, so that nothing on the way takes the connection for dead.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// Whether streaming is there: apps ask.
pub(super) async fn health() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("OK")
}

/// The token of who listens, wherever it stands: browsers can send no header with these.
fn token(request: &HttpRequest, params: &Params) -> Option<String> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let bearer = header("authorization").map(|value| value.split_once(' ').map_or("", |(_, token)| token.trim()));
    bearer.or_else(|| params.filled("access_token")).or_else(|| header("sec-websocket-protocol")).map(str::to_owned)
}

/// Gives a listener a place, and begins to look for news if nobody did.
async fn place(app: &App, hub: &Hub, asker: &SignedIn, token: &str, streams: BTreeSet<Stream>) -> Result<Place> {
    let hears = asker.may(Scope::ReadNotifications).is_ok();
    let (member, actor) = (asker.member.id, asker.member.actor);
    let (place, begin) = hub.listen(member, actor, ids::digest(token), hears, streams)?;
    if begin {
        match News::begin(app.clone(), hub.clone()).await {
            Ok(news) => drop(tokio::spawn(news.watch())),
            Err(error) => {
                hub.stopped_looking();
                return Err(error);
            }
        }
    }
    Ok(place)
}

/// Whether somebody may listen to something.
async fn check(app: &App, asker: &SignedIn, stream: &Stream) -> Result<()> {
    asker.may(stream.scope())?;
    if let Stream::List(id) = stream {
        let (seal, member, id) = (app.here.seal.clone(), asker.member.id, *id);
        app.here.db.read(move |conn| desks::get(conn, &seal, member)?.list(id).map(|_| ())).await?;
    }
    Ok(())
}

/// The member behind the token.
async fn asker(request: &HttpRequest, params: &Params) -> Result<(SignedIn, String)> {
    let token = token(request, params).ok_or_else(|| Error::unauthorized("Missing access token"))?;
    Ok((by_token(request, &token).await?, token))
}

/// Server-sent events of one stream: its name, and of some a kind of it, stand in the path.
pub(super) async fn events(
    app: Data<App>,
    hub: Data<Hub>,
    request: HttpRequest,
    params: Params,
) -> Result<HttpResponse, MastodonError> {
    let (asker, token) = asker(&request, &params).await?;
    let name: Vec<&str> = ["stream", "kind"].iter().filter_map(|part| request.match_info().get(part)).collect();
    let stream = Stream::parse(&name.join(":"), &params).map_err(|error| match error.kind() {
        // What is no stream is no address either.
        Kind::BadRequest if !name.starts_with(&["hashtag"]) => Error::not_found(),
        _ => error,
    })?;
    check(&app, &asker, &stream).await?;
    let place = place(&app, &hub, &asker, &token, [stream].into()).await?;
    let first = futures::stream::once(async { Ok::<_, Infallible>(Bytes::from_static(b":)\n\n")) });
    let rest = futures::stream::unfold(place, |mut place| async move {
        let said = match tokio::time::timeout(SIGN_OF_LIFE, place.heard.recv()).await {
            Ok(Some(told)) => Bytes::from(event(&told)),
            Ok(None) => return None,
            Err(_) => Bytes::from_static(b":thump\n\n"),
        };
        Some((Ok(said), place))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // Nothing on the way keeps it back: neither to pack it nor to send more at once.
        .insert_header(("content-encoding", "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(futures::StreamExt::chain(first, rest)))
}

/// An event as it is sent. JSON on one line holds no line break; and an event without data would be none.
fn event(told: &Told) -> String {
    let payload = if told.payload.is_empty() { "{}" } else { &told.payload };
    format!("event: {}\ndata: {payload}\n\n", told.event)
}
