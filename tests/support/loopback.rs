//! A server of a test's own on loopback, in a thread of its own.

use actix_web::web::ServiceConfig;
use actix_web::{App, HttpServer};
use std::net::TcpListener;
use tokio::sync::oneshot;

/// A running server. It stops when it is dropped.
pub struct Loopback {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// A free port, and `http://name.localhost:PORT`.
pub fn listen(name: &str) -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let base = format!("http://{name}.localhost:{}", listener.local_addr().expect("an address").port());
    (listener, base)
}

impl Loopback {
    /// Serves on a port, and comes back when it does.
    pub async fn start(listener: TcpListener, routes: impl Fn(&mut ServiceConfig) + Clone + Send + 'static) -> Self {
        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, is_ready) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = HttpServer::new(move || App::new().configure(routes.clone()))
                    .workers(1)
                    .disable_signals()
                    .listen(listener)
                    .expect("the server listens")
                    .run();
                let handle = server.handle();
                let running = actix_web::rt::spawn(server);
                ready.send(()).expect("somebody waits");
                // An error says that the test is over, too.
                let _ = stopped.await;
                handle.stop(false).await;
                running.await.expect("the server ends").expect("the server ran");
            });
        });
        is_ready.await.expect("the server starts");
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            eprintln!("a server did not stop as it should");
        }
    }
}
