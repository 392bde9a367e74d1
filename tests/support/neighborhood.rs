//! A whole neighborhood in this process: its own database, data folder, HTTP server on loopback and
//! workers. Several of them speak to each other over real HTTP.

use super::TestDb;
use potluck::actions::Here;
use potluck::actions::add_member::{Keys, add_member};
use potluck::actions::ask_to_follow::ask_to_follow;
use potluck::actions::found_network::{NetworkFacts, found_network};
use potluck::actions::settle::{Held, back_from_backup};
use potluck::adapters::fetch::{Fetcher, Policy};
use potluck::adapters::store::Store;
use potluck::app::App;
use potluck::app::media::Media;
use potluck::clock::Clock;
use potluck::config::Config;
use potluck::domain::address::Addresses;
use potluck::domain::area::{Area, Point};
use potluck::domain::{Listing, ListingId, MemberId};
use potluck::error::Result;
use potluck::federation::{discover, signature};
use potluck::i18n::Lang;
use potluck::seal::MasterKey;
use potluck::storage::{follows, listings};
use potluck::{http, workers};
use std::net::TcpListener;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};

/// How long a test waits for what must happen.
pub const PATIENCE: Duration = Duration::from_secs(90);

/// A running neighborhood. When it is dropped, it ends at once, whatever it is answering.
pub struct Neighborhood {
    /// What it runs on.
    pub app: App,
    /// Its database.
    pub database: Arc<TestDb>,
    /// `http://name.localhost:PORT`.
    pub base: String,
    stop: watch::Sender<bool>,
    /// Goes when nobody needs it any more.
    needed: Option<oneshot::Sender<()>>,
    server: Option<std::thread::JoinHandle<()>>,
}

impl Deref for Neighborhood {
    type Target = Here;

    fn deref(&self) -> &Here {
        &self.app.here
    }
}

/// Real RSA keys, made once for a test binary: making them anew for each member would take most of its time.
fn keys() -> Result<Keys> {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    Ok(KEYS.get_or_init(|| signature::generate_keys().expect("keys")).clone())
}

impl Neighborhood {
    /// Starts one on a free port.
    pub async fn start(name: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        Self::start_on(name, listener, Arc::new(TestDb::new()), |_| {}).await
    }

    /// Starts one on a listener and database that are there, with changed settings.
    pub async fn start_on(
        name: &str,
        listener: TcpListener,
        database: Arc<TestDb>,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Potluck/test".into()).expect("a client");
        Self::start_with(name, listener, database, change, fetcher).await
    }

    /// Starts one on a listener and database that are there, so much later than it is.
    pub async fn start_later(name: &str, listener: TcpListener, database: Arc<TestDb>, by: chrono::Duration) -> Self {
        let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Potluck/test".into()).expect("a client");
        // Before anybody asks it anything: whoever lives at that time would be told that theirs is wrong.
        let clock = Clock::system();
        clock.shift(by);
        Self::start_by(clock, name, listener, database, |_| {}, fetcher).await
    }

    /// The same with a client of the test's own, which asks others by other rules.
    pub async fn start_with(
        name: &str,
        listener: TcpListener,
        database: Arc<TestDb>,
        change: impl FnOnce(&mut Config),
        fetcher: Fetcher,
    ) -> Self {
        Self::start_by(Clock::system(), name, listener, database, change, fetcher).await
    }

    async fn start_by(
        clock: Clock,
        name: &str,
        listener: TcpListener,
        database: Arc<TestDb>,
        change: impl FnOnce(&mut Config),
        fetcher: Fetcher,
    ) -> Self {
        let port = listener.local_addr().expect("an address").port();
        let settings = [
            ("POTLUCK_DOMAIN".to_owned(), format!("{name}.localhost:{port}")),
            ("POTLUCK_FEDERATION__DEVELOPMENT".to_owned(), "true".to_owned()),
        ];
        let mut config = Config::load(None, settings.into_iter()).expect("settings");
        change(&mut config);
        let addresses = Addresses::new(config.base_url());
        let db = database.open();
        database.keep_open();
        let seal = MasterKey::load_or_create(&database.folder().join("master.key")).expect("a key");
        let middle = Point::new(40.7, -73.98).expect("a point");
        let facts = NetworkFacts {
            handle: config.network.handle.clone(),
            name: format!("Neighbors of {name}"),
            about: "Neighbors.".into(),
            languages: vec!["en".into()],
            area: Some(Area::of_need(middle)),
        };
        let network = found_network(&db, &seal, &addresses, facts, keys, clock.now()).await.expect("a network");
        let here = Here { db, clock, seal, addresses, network, language: Lang::En };
        let media = Media::new(Store::open(&config.media, database.folder()).expect("a folder for media"));
        let base = format!("http://{name}.localhost:{port}");
        let app = App {
            config: Arc::new(config),
            here,
            fetcher,
            wake: Default::default(),
            metrics: Default::default(),
            keys: Default::default(),
            limits: Default::default(),
            passwords: Default::default(),
            media,
            counts: Default::default(),
            known_network: Default::default(),
            known_reports: Default::default(),
            mail: Default::default(),
        };
        let (stop, stopped) = watch::channel(false);
        let (ready, is_ready) = oneshot::channel();
        let (needed, is_needed) = oneshot::channel::<()>();
        let (server_app, mut server_stop) = (app.clone(), stopped.clone());
        let server = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let stop = async move {
                    let _ = ready.send(());
                    let _ = server_stop.wait_for(|stop| *stop).await;
                };
                tokio::select! {
                    served = http::server::serve(server_app, listener, None, stop) => served.expect("the server runs"),
                    // Its test is over: it ends as it stands, with all connections. A server that is stopped looks only once
                    // a second whether the last one is closed, and each test would wait for that at its end.
                    _ = is_needed => {}
                }
            });
        });
        is_ready.await.expect("the server starts");
        drop(workers::start(app.clone(), stopped));
        Self { app, database, base, stop, needed: Some(needed), server: Some(server) }
    }

    /// Adds a member.
    pub async fn member(&self, handle: &str) -> MemberId {
        add_member(self, handle, handle, keys().expect("keys")).await.expect("a member")
    }

    /// The network's address, `network@name.localhost:PORT`.
    pub fn address(&self) -> String {
        format!("{}@{}", self.app.config.network.handle, self.addresses.host())
    }

    /// Follows another network, and waits until it is accepted.
    pub async fn follow(&self, other: &Neighborhood) {
        let actor = discover::network(&self.app, &other.address()).await.expect("the other network is found");
        ask_to_follow(self, actor).await.expect("a follow");
        self.app.wake.outbox.notify_one();
        let network = self.network;
        self.until("the follow is accepted", async || {
            let follow = self.db.read(move |conn| follows::between(conn, network, actor)).await.expect("a follow");
            follow.is_some_and(|follow| follow.state == potluck::domain::follow::FollowState::Accepted).then_some(())
        })
        .await;
    }

    /// It and another network follow each other.
    pub async fn befriend(&self, other: &Neighborhood) {
        self.follow(other).await;
        other.follow(self).await;
    }

    /// Waits for a condition.
    pub async fn until<T>(&self, what: &str, condition: impl AsyncFn() -> Option<T>) -> T {
        until(&format!("{}: {what}", self.base), condition).await
    }

    /// A listing by its ActivityPub id, once it is here and `fits`.
    pub async fn sees(&self, original: &Listing, what: &str, fits: impl Fn(&Listing) -> bool) -> Listing {
        let fits = &fits;
        self.until(what, async || {
            let ap_id = original.ap_id.clone();
            let found = self.db.read(move |conn| listings::by_ap_id(conn, &ap_id)).await.expect("a read");
            found.filter(|listing| fits(listing))
        })
        .await
    }

    /// A listing of ours.
    pub async fn listing(&self, id: ListingId) -> Listing {
        self.db.read(move |conn| listings::get(conn, id)).await.expect("a listing")
    }

    /// As if its database came from a backup.
    pub async fn back_from_backup(&self) -> Held {
        let now = self.now();
        self.db.write(move |conn| back_from_backup(conn, now)).await.expect("the database answers")
    }

    /// Its port once more, after it has stopped. A connection of somebody else's may hold it for a moment.
    pub async fn port_again(&self) -> TcpListener {
        let port = self.base.rsplit(':').next().expect("a port");
        self.until("its port is free", async || TcpListener::bind(format!("127.0.0.1:{port}")).ok()).await
    }

    /// Stops it, as SIGTERM would.
    pub fn stop(&mut self) {
        self.stop.send_replace(true);
        if let Some(server) = self.server.take() {
            server.join().expect("the server stops");
        }
    }
}

impl Drop for Neighborhood {
    fn drop(&mut self) {
        drop(self.needed.take());
        self.stop.send_replace(true);
        if let Some(server) = self.server.take()
            && server.join().is_err()
        {
            eprintln!("a server did not stop as it should");
        }
    }
}

/// Waits for a condition, looking often; fails loudly after [`PATIENCE`].
pub async fn until<T>(what: &str, condition: impl AsyncFn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = condition().await {
            return value;
        }
        assert!(start.elapsed() < PATIENCE, "waited {PATIENCE:?} in vain: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Two neighborhoods that follow each other.
pub async fn mutual(first: &str, second: &str) -> (Neighborhood, Neighborhood) {
    let (one, two) = (Neighborhood::start(first).await, Neighborhood::start(second).await);
    one.befriend(&two).await;
    (one, two)
}
