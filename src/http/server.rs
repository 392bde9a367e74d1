//! The HTTP server of this process, and the metrics on an address of their own.

use crate::app::App;
use crate::error::{Error, Kind, Result};
use crate::http::error::ApiError;
use crate::http::front::front;
use crate::http::mastodon::streaming::Hub;
use crate::http::web::Lookout;
use crate::http::{activitypub, api, mastodon, media, oauth, web as pages};
use crate::metrics::Outcome;
use crate::storage::facts;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Server, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::CONTENT_ENCODING;
use actix_web::middleware::{Compress, Next, from_fn};
use actix_web::web::ServiceConfig;
use actix_web::{App as Web, HttpResponse, HttpServer, web};
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use std::future::Future;
use std::net::TcpListener;
use std::time::Instant;

/// How long requests that are being answered may take when the server stops.
const STOP_SECONDS: u64 = 10;

/// Answers on `listener` (and metrics on `metrics`) until `stop`, then lets what is being answered finish.
///
/// # Errors
/// `Internal` when a listener cannot be used; `Unavailable`, at once, when a server ends by itself.
pub async fn serve(
    app: App,
    listener: TcpListener,
    metrics: Option<TcpListener>,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let workers = std::thread::available_parallelism().map_or(2, |cores| cores.get().min(4));
    let (data, hub, lookout) = (web::Data::new(app.clone()), Hub::default(), Lookout::default());
    let (listeners, watchers) = (web::Data::new(hub.clone()), web::Data::new(lookout.clone()));
    let server = HttpServer::new(move || {
        Web::new()
            .app_data(data.clone())
            .app_data(listeners.clone())
            .app_data(watchers.clone())
            .wrap(from_fn(as_it_is))
            .wrap(from_fn(front))
            .wrap(from_fn(head_as_get))
            .wrap(from_fn(observe))
            .wrap(Compress::default())
            .configure(configure)
    })
    .workers(workers)
    .tcp_nodelay(true)
    .disable_signals()
    .shutdown_timeout(STOP_SECONDS)
    .listen(listener)
    .map_err(Error::internal)?
    .run();
    let metrics = metrics.map(|listener| serve_metrics(app, listener)).transpose()?;
    // Who listens would listen for ever.
    let stop = async move {
        stop.await;
        hub.close();
        lookout.close();
    };
    run(std::iter::once(server).chain(metrics), stop).await
}

/// Runs servers until `stop`. When one of them ends by itself, the others are stopped at once: a process that
/// lives but does not answer would be taken for a healthy one.
async fn run(servers: impl IntoIterator<Item = Server>, stop: impl Future<Output = ()>) -> Result<()> {
    let (handles, mut running): (Vec<_>, FuturesUnordered<_>) =
        servers.into_iter().map(|server| (server.handle(), actix_web::rt::spawn(server))).unzip();
    let ended_by_itself = tokio::select! {
        () = stop => None,
        ended = running.next() => ended,
    };
    let graceful = ended_by_itself.is_none();
    for handle in handles {
        handle.stop(graceful).await;
    }
    if let Some(ended) = ended_by_itself {
        let error = Error::new(Kind::Unavailable, "The HTTP server ended by itself. Please start Potluck again.");
        let cause = ended.map_err(|cause| cause.to_string()).and_then(|end| end.map_err(|cause| cause.to_string()));
        return Err(match cause {
            Ok(()) => error,
            Err(cause) => error.because(cause),
        });
    }
    while let Some(ended) = running.next().await {
        ended.map_err(Error::internal)?.map_err(Error::internal)?;
    }
    Ok(())
}

/// Registers everything that this server answers.
pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .route("/healthz", web::get().to(alive))
        .route("/readyz", web::get().to(ready))
        .configure(activitypub::inbox::configure)
        .configure(activitypub::configure)
        .configure(mastodon::configure)
        .configure(oauth::configure)
        .configure(media::configure)
        .configure(api::configure)
        .configure(pages::configure);
}

/// Answers HEAD as GET (RFC 9110, section 9.3.2); the connection leaves the body out by itself. What other
/// servers ask under `/ap/` is left alone: their signatures hold the method.
pub(super) async fn head_as_get(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> std::result::Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    if request.method() == Method::HEAD && !request.path().starts_with("/ap/") {
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}

/// Takes no address with a NUL in it: no text holds that character, and PostgreSQL no row.
///
/// Takes no body that is packed, but for inboxes, which unpack it with its limit in view: the HTTP library would unpack a
/// piece of 128 KiB, up to 130 MB, before it looks at any limit (refusal 8).
async fn as_it_is(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> std::result::Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if request.uri().path_and_query().is_some_and(|address| address.as_str().contains("%00")) {
        let text = "The address holds `%00`, which is no character of any text. Please leave it out.";
        return Ok(request.error_response(ApiError::from(Error::bad_request(text))));
    }
    let named = request.headers().get_all(CONTENT_ENCODING).any(|value| value.as_bytes() != b"identity");
    if named && !request.path().ends_with("/inbox") {
        let text = "Please send the body as it is, without `Content-Encoding`.";
        return Ok(request.error_response(ApiError::from(Error::new(Kind::WrongType, text))));
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

fn serve_metrics(app: App, listener: TcpListener) -> Result<Server> {
    let data = web::Data::new(app);
    let server = HttpServer::new(move || Web::new().app_data(data.clone()).route("/metrics", web::get().to(metrics)));
    Ok(server.workers(1).disable_signals().listen(listener).map_err(Error::internal)?.run())
}

/// Counts answers by class, and logs each without who asked, the query or any id.
async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> std::result::Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let start = Instant::now();
    let (app, method) = (request.app_data::<web::Data<App>>().cloned(), request.method().clone());
    let response = next.call(request).await?;
    let class = match response.status().as_u16() {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    };
    if let Some(app) = app {
        app.metrics.answers.get_or_create(&Outcome { outcome: class }).inc();
    }
    let route = response.request().match_pattern().unwrap_or_default();
    let milliseconds = start.elapsed().as_millis() as u64;
    tracing::debug!(%method, route, status = response.status().as_u16(), milliseconds, "answered");
    Ok(response)
}

async fn alive() -> HttpResponse {
    HttpResponse::Ok().body("alive\n")
}

async fn ready(app: web::Data<App>) -> HttpResponse {
    match app.here.db.read(facts::ping).await {
        Ok(()) => HttpResponse::Ok().body("ready\n"),
        Err(error) => HttpResponse::ServiceUnavailable().body(format!("{}\n", error.text())),
    }
}

async fn metrics(app: web::Data<App>) -> HttpResponse {
    match app.metrics.text() {
        Ok(text) => {
            HttpResponse::Ok().content_type("application/openmetrics-text; version=1.0.0; charset=utf-8").body(text)
        }
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    fn server(listener: TcpListener) -> Server {
        let server = HttpServer::new(|| Web::new().route("/healthz", web::get().to(alive)));
        server.workers(1).disable_signals().listen(listener).unwrap().run()
    }

    fn listeners() -> [TcpListener; 2] {
        std::array::from_fn(|_| TcpListener::bind("127.0.0.1:0").unwrap())
    }

    #[actix_web::test]
    async fn a_server_that_ends_by_itself_ends_the_others_with_an_error_at_once() {
        let listeners = listeners();
        let addresses = listeners.each_ref().map(|listener| listener.local_addr().unwrap());
        let [one, two] = listeners.map(server);
        let dies = two.handle();
        let (running, ()) = tokio::join!(
            tokio::time::timeout(Duration::from_secs(20), run([one, two], std::future::pending())),
            async {
                let mut visitor = tokio::net::TcpStream::connect(addresses[0]).await.unwrap();
                visitor.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
                let mut answer = String::new();
                visitor.read_to_string(&mut answer).await.unwrap();
                assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
                dies.stop(false).await;
            }
        );
        let error = running.expect("nobody asked it to stop, and it does not wait for that").unwrap_err();
        assert!(error.kind() == Kind::Unavailable && error.text().contains("ended by itself"), "{error}");
        for address in addresses {
            assert!(std::net::TcpStream::connect(address).is_err(), "{address} is still listened to");
        }
    }

    #[actix_web::test]
    async fn servers_that_are_asked_to_stop_stop_without_an_error() {
        let servers = listeners().map(server);
        run(servers, std::future::ready(())).await.unwrap();
    }
}
