//! minimal
use crate::app::App;
use crate::error::{Error, Result};
use actix_web::{App as Web, HttpServer, web};
use std::future::Future;
use std::net::TcpListener;
pub async fn serve(
    app: App,
    listener: TcpListener,
    _metrics: Option<TcpListener>,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let data = web::Data::new(app);
    let server = HttpServer::new(move || {
        Web::new().app_data(data.clone()).configure(|config: &mut web::ServiceConfig| {
            super::activitypub::inbox::configure(config);
            super::activitypub::configure(config);
            super::api::configure(config);
        })
    })
    .workers(2)
    .disable_signals()
    .shutdown_timeout(10)
    .listen(listener)
    .map_err(Error::internal)?
    .run();
    let handle = server.handle();
    let run = actix_web::rt::spawn(server);
    stop.await;
    handle.stop(true).await;
    run.await.map_err(Error::internal)?.map_err(Error::internal)
}
