//! What other servers get from a running server over a database of its own.

mod actors;
mod finding;
mod listings;

use super::configure;
use crate::actions::Here;
use crate::actions::add_member::{self, add_member};
use crate::actions::found_network::{NetworkFacts, found_network};
use crate::actions::publish_listing::publish_listing;
use crate::adapters::fetch::{Fetcher, Policy};
use crate::app::{App, Keys, Wake};
use crate::clock::Clock;
use crate::config::{Config, FederationMode, NetworkArea};
use crate::domain::address::Addresses;
use crate::domain::draft::Draft;
use crate::domain::event::Event;
use crate::domain::follow::{Actor, ActorKind, Follow, FollowState};
use crate::domain::key::{ActorId, FollowId, MemberId};
use crate::domain::listing::{Kind, PassAlong};
use crate::domain::{Area, Audience, Listing, Point};
use crate::error::Result;
use crate::federation::render::activity::told;
use crate::federation::signature::{SigningKey, generate_keys, sign_get};
use crate::i18n::Lang;
use crate::ids;
use crate::metrics::Metrics;
use crate::seal::MasterKey;
use crate::storage::{
    Conn, DatabaseUrl, Db, activities, actors as actor_rows, follows, listings as listing_rows, migrate,
};
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A server at `fruitvale.example` with one member, Rosa.
struct Server {
    app: App,
    rosa: MemberId,
    database: DatabaseUrl,
    _folder: tempfile::TempDir,
}

/// What came back.
struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Got {
    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header is text"))
    }
}

/// How far two networks are joined.
#[derive(Clone, Copy, PartialEq)]
enum Ties {
    /// Neither follows the other.
    None,
    /// They follow us, and we do not follow them.
    TheyFollow,
    /// We follow them, and they do not follow us.
    WeFollow,
    /// Each follows the other.
    Mutual,
}

/// Another network, with the key that it signs with.
struct Neighbor {
    actor: Actor,
    key: SigningKey,
}

/// Real keys of somebody, made once for all tests: to make an RSA key takes longer than most of what is done with it.
fn keys_of(whose: &str) -> add_member::Keys {
    static MADE: LazyLock<Mutex<HashMap<String, add_member::Keys>>> = LazyLock::new(Mutex::default);
    let made = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = made().get(whose).cloned();
    known.unwrap_or_else(|| {
        let fresh = generate_keys().unwrap();
        made().entry(whose.to_owned()).or_insert(fresh).clone()
    })
}

impl Server {
    async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config { domain: "fruitvale.example".parse().unwrap(), ..Config::default() };
        config.network.handle = "food".into();
        config.network.name = "Fruitvale Food Network".into();
        config.network.about = "Neighbors sharing food.".into();
        config.network.area = Some(NetworkArea {
            name: "Fruitvale, Oakland".into(),
            latitude: 37.78,
            longitude: -122.22,
            radius_m: 2_000,
        });
        change(&mut config);
        let url = migrate::copy_at(&folder.path().join("test.sqlite"));
        let (db, seal, clock) = (Db::open(&url).unwrap(), MasterKey::random(), Clock::system());
        let addresses = Addresses::new(config.base_url());
        let facts = NetworkFacts {
            handle: config.network.handle.clone(),
            name: config.network.name.clone(),
            about: "Neighbors sharing food.".into(),
            languages: vec!["en".into(), "es".into()],
            area: Some(Area { middle: Point::new(37.78, -122.22).unwrap(), radius_m: 2_000 }),
        };
        let network = found_network(&db, &seal, &addresses, facts, || Ok(keys_of("us")), clock.now()).await.unwrap();
        let here = Here { db, clock, seal, addresses, network, language: Lang::En };
        let rosa = add_member(&here, "rosa", "Rosa", keys_of("rosa")).await.unwrap();
        let app = App {
            config: Arc::new(config),
            here,
            fetcher: Fetcher::new(Policy::default(), "Potluck".into()).unwrap(),
            wake: Wake::default(),
            metrics: Metrics::default(),
            keys: Keys::default(),
            limits: Default::default(),
            passwords: Default::default(),
            media: crate::app::media::Media::new(crate::adapters::store::Store::in_memory()),
            counts: Default::default(),
            known_network: Default::default(),
            known_reports: Default::default(),
            mail: Default::default(),
        };
        Self { app, rosa, database: url, _folder: folder }
    }

    /// Changes the database as the workers of the server would, on a connection of the test's own.
    fn beside<T>(&self, change: impl FnOnce(&mut Conn) -> Result<T>) -> T {
        change(&mut self.database.connect().unwrap()).unwrap()
    }

    async fn ask(&self, request: TestRequest) -> Got {
        let service =
            init_service(actix_web::App::new().app_data(web::Data::new(self.app.clone())).configure(configure)).await;
        let response = call_service(&service, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        Got { status, headers, body: read_body(response).await.to_vec() }
    }

    /// As another server asks that signs nothing.
    async fn get(&self, path: &str) -> Got {
        self.ask(TestRequest::get().uri(path).insert_header(("accept", "application/activity+json"))).await
    }

    /// As another network asks, signed.
    async fn get_as(&self, neighbor: &Neighbor, path: &str) -> Got {
        let url = self.app.here.addresses.base().join(path).unwrap();
        let mut request = TestRequest::get().uri(path).insert_header(("accept", "application/activity+json"));
        for header in sign_get(&neighbor.key, &url, self.app.here.now()).unwrap() {
            request = request.insert_header(header);
        }
        self.ask(request).await
    }

    /// Rosa offers bread; what is told of it is kept as the worker keeps it.
    async fn offer(&self, audience: Audience, pass_along: PassAlong) -> Listing {
        let draft = Draft {
            audience: Some(audience),
            pass_along,
            hidden_author: Some(false),
            ..Draft::new(Kind::Offer, "Bread")
        };
        let id = publish_listing(&self.app.here, self.rosa, draft, true).await.unwrap();
        let (app, now) = (&self.app, self.app.here.now());
        self.beside(|conn| {
            for told in told(app, conn, &Event::ListingPublished { listing: id })? {
                activities::insert(conn, &app.here.seal, &told.activity, now)?;
            }
            listing_rows::get(conn, id)
        })
    }

    /// The network of another host is known here.
    fn meet(&self, host: &str, ties: Ties) -> Neighbor {
        let (here, now, keys) = (&self.app.here, self.app.here.now(), keys_of(host));
        let their = Addresses::new(format!("https://{host}/").parse().unwrap());
        let key_id = format!("{}#main-key", their.network());
        let actor = Actor {
            id: ActorId(ids::next(now)),
            ap_id: their.network(),
            kind: ActorKind::Organization,
            local: false,
            host: host.into(),
            handle: "food".into(),
            name: host.into(),
            summary: String::new(),
            inbox: their.shared_inbox(),
            shared_inbox: None,
            url: None,
            followers: None,
            public_key_pem: keys.public_pem,
            key_id: key_id.clone(),
            ed25519: None,
            implements_potluck: true,
            takes_words: true,
            area: None,
            languages: Vec::new(),
            mode: None,
            intake: None,
            looks: Default::default(),
            appearance: Default::default(),
            gone: false,
            fetched_at: now,
            created_at: now,
        };
        self.beside(|conn| {
            let them = actor_rows::upsert_remote(conn, &actor)?;
            let (theirs, ours) = ((them, here.network), (here.network, them));
            let joined = match ties {
                Ties::None => vec![],
                Ties::TheyFollow => vec![theirs],
                Ties::WeFollow => vec![ours],
                Ties::Mutual => vec![theirs, ours],
            };
            for (follower, followed) in joined {
                let id = ids::next(now);
                let ap_id = here.addresses.activity(&id.to_string());
                let state = FollowState::Accepted;
                follows::insert(conn, &Follow { id: FollowId(id), ap_id, follower, followed, state, created_at: now })?;
            }
            Ok(())
        });
        Neighbor { actor, key: SigningKey::from_pem(key_id, keys.private_pem.as_bytes()).unwrap() }
    }
}

fn list_only(config: &mut Config) {
    config.federation.mode = FederationMode::ListOnly;
}
