//! The interface and the pages over a database of their own, without a network in between.

use super::{DOCUMENT, matches, methods};
use crate::actions::Here;
use crate::actions::add_member::{Ed25519Keys, Keys, add_member, create_token};
use crate::actions::found_network::{NetworkFacts, found_network};
use crate::adapters::fetch::{Fetcher, Policy};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, NetworkArea};
use crate::domain::address::Addresses;
use crate::domain::{Area, Point};
use crate::error::Result;
use crate::http::server::{configure, head_as_get};
use crate::i18n::Lang;
use crate::seal::MasterKey;
use crate::storage::{Db, migrate};
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web;
use serde_json::{Value, json};
use std::sync::Arc;

/// Text in the place of a key pair: nothing is signed here, and making RSA keys takes long.
fn keys() -> Result<Keys> {
    let ed25519 = Ed25519Keys { private_pem: "PRIVATE KEY".into(), multibase: "zPUBLIC".into() };
    Ok(Keys { private_pem: "PRIVATE KEY".into(), public_pem: "PUBLIC KEY".into(), ed25519 })
}

/// A server with one member, Rosa, and her token.
struct Server {
    app: App,
    token: String,
    _folder: tempfile::TempDir,
}

/// What came back.
struct Got {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Server {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config { domain: "fruitvale.example".parse().unwrap(), ..Config::default() };
        let area = NetworkArea { name: "Fruitvale".into(), latitude: 37.78, longitude: -122.22, radius_m: 2_000 };
        config.network.area = Some(area);
        let url = migrate::copy_at(&folder.path().join("test.sqlite"));
        let (db, seal, clock) = (Db::open(&url).unwrap(), MasterKey::random(), Clock::system());
        let addresses = Addresses::new(config.base_url());
        let facts = NetworkFacts {
            handle: config.network.handle.clone(),
            name: config.network.name.clone(),
            about: String::new(),
            languages: vec!["en".into()],
            area: Some(Area { middle: Point::new(37.78, -122.22).unwrap(), radius_m: 2_000 }),
        };
        let network = found_network(&db, &seal, &addresses, facts, keys, clock.now()).await.unwrap();
        let here = Here { db, clock, seal, addresses, network, language: Lang::En };
        add_member(&here, "rosa", "Rosa", keys().unwrap()).await.unwrap();
        let token = create_token(&here, "rosa", "read write").await.unwrap();
        let app = App {
            config: Arc::new(config),
            here,
            fetcher: Fetcher::new(Policy::default(), "Potluck".into()).unwrap(),
            wake: Default::default(),
            metrics: Default::default(),
            keys: Default::default(),
            limits: Default::default(),
            passwords: Default::default(),
            media: crate::app::media::Media::new(crate::adapters::store::Store::in_memory()),
            counts: Default::default(),
            known_network: Default::default(),
            known_reports: Default::default(),
            mail: Default::default(),
        };
        Self { app, token, _folder: folder }
    }

    async fn ask(&self, request: TestRequest) -> Got {
        let app = actix_web::App::new()
            .app_data(web::Data::new(self.app.clone()))
            .wrap(from_fn(head_as_get))
            .configure(configure);
        let response = call_service(&init_service(app).await, request.to_request()).await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Got { status, headers, text: String::from_utf8(read_body(response).await.to_vec()).unwrap() }
    }

    /// As a stranger.
    async fn plain(&self, method: Method, path: &str) -> Got {
        self.ask(TestRequest::default().method(method).uri(path)).await
    }

    /// As Rosa, with JSON.
    async fn rosa(&self, method: Method, path: &str, body: Value) -> Got {
        let signed = ("authorization", format!("Bearer {}", self.token));
        let uri = format!("/api/potluck/v1{path}");
        self.ask(TestRequest::default().method(method).uri(&uri).insert_header(signed).set_json(body)).await
    }
}

#[actix_web::test]
async fn every_route_of_the_document_is_registered_and_says_so_to_other_methods() {
    let server = Server::start().await;
    for (template, item) in &DOCUMENT.paths.paths {
        let path = template.replace("{id}", "1").replace("{handle}", "rosa");
        for method in methods(item) {
            let got = server.plain(method.parse().unwrap(), &path).await;
            assert!(
                [200, 401].contains(&got.status) || got.text.contains("not for you"),
                "{method} {path}: {}",
                got.status
            );
        }
        let taken = methods(item);
        let other = ["PATCH", "DELETE", "PUT"].into_iter().find(|other| !taken.contains(other));
        let got = server.plain(other.expect("no address takes all").parse().unwrap(), &path).await;
        assert_eq!(got.status, 405, "{path}");
        for method in methods(item) {
            assert!(got.header("allow").split(", ").any(|taken| taken == method), "{path}: {}", got.header("allow"));
        }
    }
}

#[test]
fn a_template_fits_whole_paths_only() {
    assert!(matches("/listings/{id}", "/listings/1"));
    for other in ["/listings", "/listings/1/2", "/responses/1", "/listing/1"] {
        assert!(!matches("/listings/{id}", other), "{other}");
    }
}

#[actix_web::test]
async fn the_field_at_fault_is_named_however_deep_it_is() {
    let server = Server::start().await;
    let listing = |name: &str, value: Value| {
        let mut listing = json!({"kind": "offer", "title": "Bread"});
        listing[name] = value;
        listing
    };
    for (body, field) in [
        (json!({"kind": "offer"}), "title"),
        (listing("income", json!(3)), "income"),
        (listing("title", json!(3)), "title"),
        (listing("food", json!({"allergens": {"may_contain": ["nuts"]}})), "food.allergens.may_contain"),
        (
            listing("translations", json!([{"language": "es", "title": "Pan", "by_machine": false, "by": 1}])),
            "translations[0].by",
        ),
        (listing("windows", json!([{"from": "2030-01-01T00:00:00Z"}])), "windows[0].until"),
        (listing("first_come", json!({"at_most": "1"})), "first_come.at_most"),
        (listing("title", json!("x".repeat(121))), "title"),
    ] {
        let got = server.rosa(Method::POST, "/listings", body.clone()).await;
        assert_eq!(got.status, 422, "{body}: {}", got.text);
        assert_eq!(got.json()["field"], field, "{body}: {}", got.text);
    }
}

#[actix_web::test]
async fn a_rewritten_listing_keeps_the_places_that_were_left_out_and_nothing_else() {
    let server = Server::start().await;
    for kind in ["need", "offer"] {
        let full = json!({
            "kind": kind, "title": "Soup", "body": "Hot", "exact_place": "12 Elm Street",
            "point": {"latitude": 37.7812, "longitude": -122.2231},
            "food": {"allergens": {"declared": true, "mayContain": ["celery"]}},
        });
        let before = server.rosa(Method::POST, "/listings", full).await.json();
        assert_eq!(before["food"]["allergens"]["mayContain"], json!(["celery"]));
        let path = format!("/listings/{}", before["id"].as_str().unwrap());
        let short = json!({"kind": kind, "title": "Stew"});
        let after = server.rosa(Method::PUT, &path, short).await;
        assert_eq!(after.status, 200, "{}", after.text);
        let after = after.json();
        assert!(before["area"].is_object());
        assert_eq!((&after["area"], &after["exact_place"]), (&before["area"], &before["exact_place"]));
        assert_eq!((after["title"].as_str(), after.get("body")), (Some("Stew"), None));
    }
    let missing = server.rosa(Method::PUT, "/listings/1", json!({"kind": "need", "title": "x"})).await;
    assert_eq!(missing.status, 404);
}

#[actix_web::test]
async fn nobody_on_the_way_keeps_what_was_said_to_one_asker() {
    let server = Server::start().await;
    let got = server.rosa(Method::GET, "/me", Value::Null).await;
    assert_eq!(
        (got.status, got.header("cache-control"), got.header("vary")),
        (200, "private, no-store", "Authorization")
    );
    let network = server.rosa(Method::GET, "/network", Value::Null).await.json();
    assert_eq!(network["area"]["name"], "Fruitvale");
}

#[actix_web::test]
async fn a_wrong_token_is_never_taken_for_nobody() {
    let server = Server::start().await;
    let path = "/api/potluck/v1/listings";
    let lower = ("authorization", format!("bearer {}", server.token));
    assert_eq!(server.ask(TestRequest::get().uri(path).insert_header(lower)).await.status, 200);
    for wrong in [&b"Bearer"[..], b"Bearer ", b"Basic eDp5", b"Bearer \xff\xfe", b""] {
        let value = actix_web::http::header::HeaderValue::from_bytes(wrong).unwrap();
        let got = server.ask(TestRequest::get().uri(path).insert_header(("authorization", value))).await;
        assert_eq!((got.status, got.header("www-authenticate")), (401, "Bearer"), "{wrong:?}");
    }
}

#[actix_web::test]
async fn links_of_a_list_lead_to_this_server_whatever_the_request_says() {
    let server = Server::start().await;
    for title in ["one", "two"] {
        server.rosa(Method::POST, "/listings", json!({"kind": "need", "title": title, "audience": "public"})).await;
    }
    let got = server.plain(Method::GET, "http://evil.example/api/potluck/v1/listings?limit=1&kind=need").await;
    assert_eq!(got.status, 200, "{}", got.text);
    let next = got.header("link").split(',').next().unwrap();
    let wanted = "<https://fruitvale.example/api/potluck/v1/listings?limit=1&kind=need&max_id=";
    assert!(next.starts_with(wanted) && next.ends_with("rel=\"next\""), "{next}");
    let all = server.plain(Method::GET, "/api/potluck/v1/listings?limit=3").await;
    assert!(!all.header("link").contains("next"), "{}", all.header("link"));
}

#[actix_web::test]
async fn pages_answer_head_and_refuse_other_methods_as_pages() {
    let server = Server::start().await;
    for path in
        ["/", "/about", "/@rosa", "/@ROSA", "/tags/mutualaid", "/tags/cookedmeal", "/tags/baby-food", "/healthz"]
    {
        assert_eq!(server.plain(Method::HEAD, path).await.status, 200, "{path}");
    }
    assert_eq!(server.plain(Method::GET, "/tags/unheard-of").await.status, 404);
    for (path, allow) in [("/", "GET, HEAD"), ("/@rosa", "GET, HEAD"), ("/h/secret", "GET, HEAD, POST")] {
        let got = server.plain(Method::DELETE, path).await;
        assert_eq!((got.status, got.header("allow")), (405, allow), "{path}");
        assert!(got.header("content-type").starts_with("text/html") && got.text.contains("<main"), "{path}");
    }
    let form = server.ask(TestRequest::post().uri("/found/x").insert_header(("content-type", "text/plain"))).await;
    assert!(form.status == 400 && form.header("content-type").starts_with("text/html"), "{}", form.text);
    for path in ["/api/potluck/v1", "/api/potluck/v1/nothing", "/api/potluck/v1/listings/%ff"] {
        let got = server.plain(Method::GET, path).await;
        assert_eq!((got.status, got.header("content-type")), (404, "application/problem+json"), "{path}");
    }
    for path in ["/api", "/api/nothing", "/api/v1/nothing", "/api/v2/nothing", "/api/v9"] {
        let got = server.plain(Method::GET, path).await;
        assert_eq!((got.status, got.header("content-type")), (404, "application/json"), "{path}");
        assert!(got.json()["error"].is_string(), "{path}: apps read this");
    }
}

#[actix_web::test]
async fn cookies_leave_this_host_and_tls_never() {
    let server = Server::start().await;
    let got = server.plain(Method::GET, "/sign-in").await;
    let cookie = got.header("set-cookie");
    assert!(cookie.starts_with("__Host-potluck-form="), "{cookie}");
    for part in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
        assert!(cookie.split("; ").any(|found| found == part), "{part}: {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}
