//! A server whose people sign as a test tells them to, and that takes only the signatures that a test tells it to take.

use super::client::Visitor;
use super::neighborhood::Neighborhood;
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use potluck::actions::add_member::Keys;
use potluck::adapters::fetch::{Fetcher, Policy};
use potluck::clock::Clock;
use potluck::federation::signature::{Incoming, SigningKey, VerifyingKey, Way, cavage, generate_keys, read};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::oneshot;
use url::Url;

/// What it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// draft-cavage only.
    Cavage,
    /// RFC 9421 only.
    Rfc9421,
    /// Nothing at all: 401 to everything that is signed.
    Nothing,
}

struct State {
    keys: Keys,
    takes: Takes,
    /// Whether a GET must be signed, too.
    secure: bool,
    /// Whether it says that it understands Potluck's format.
    potluck: bool,
    /// Whether ana's actor can be had at all.
    away: bool,
    /// What came signed: `POST rfc9421 main-key 202`.
    log: Vec<String>,
    /// Which paths of people and keys were asked for.
    asked: Vec<String>,
    /// What came and was taken, and its `Collection-Synchronization` if the signature covers that.
    letters: Vec<(Value, Option<String>)>,
    /// The status that it answers everything with that is posted, if it is out of order.
    fails: Option<u16>,
    /// The status for what is signed in a way that it does not take.
    other_way: u16,
    /// The status for what is posted in the way that it takes, if it cannot take it now.
    busy: Option<u16>,
}

struct Inner {
    base: Url,
    state: Mutex<State>,
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panicked with it")
    }

    fn at(&self, path: &str) -> String {
        self.base.join(path).expect("an address").to_string()
    }

    /// A person's actor, whose key is at an address of its own with `bob`, as GoToSocial has it.
    fn actor(&self, name: &str) -> Value {
        let (id, state) = (self.at(&format!("/users/{name}")), self.state());
        let key_id = if name == "bob" { format!("{id}/main-key") } else { format!("{id}#main-key") };
        let implements = if state.potluck { vec!["https://w3id.org/potluck/ns#v1"] } else { Vec::new() };
        json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": id, "type": "Person", "preferredUsername": name,
            "inbox": format!("{id}/inbox"), "outbox": format!("{id}/outbox"), "followers": format!("{id}/followers"),
            "endpoints": {"sharedInbox": self.at("/inbox")},
            "publicKey": {"id": key_id, "owner": id, "publicKeyPem": state.keys.public_pem},
            "assertionMethod": [
                format!("{id}#a-key-that-stands-elsewhere"),
                {"id": format!("{id}#p256"), "type": "Multikey", "controller": id, "publicKeyMultibase": "zDnaeQ"},
                {
                    "id": format!("{id}#ed25519-key"), "type": "Multikey", "controller": id,
                    "publicKeyMultibase": state.keys.ed25519.multibase,
                },
            ],
            "generator": {"type": "Application", "implements": implements},
        })
    }

    /// The status for a request, and how it was signed.
    async fn check(&self, request: &HttpRequest, body: Option<&[u8]>) -> (u16, String) {
        let headers: Vec<(String, String)> = (request.headers().iter())
            .map(|(name, value)| (name.as_str().to_owned(), value.to_str().expect("text").to_owned()))
            .collect();
        let target = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let incoming = Incoming { method: request.method().as_str(), path_and_query: target, headers: &headers, body };
        let of_rfc = request.headers().contains_key("signature-input");
        let format = if of_rfc { "rfc9421" } else { "cavage" };
        let signature = match read(&incoming, &self.base, Clock::system().now(), cavage::back()) {
            Ok(mut found) => found.remove(0),
            Err(error) => return (401, format!("{format} ({error})")),
        };
        let how = format!("{format} {}", signature.key_id.fragment().unwrap_or("no fragment"));
        let takes = self.state().takes;
        if takes != if of_rfc { Takes::Rfc9421 } else { Takes::Cavage } {
            return (self.state().other_way, how);
        }
        if let Some(status) = self.state().busy.filter(|_| body.is_some()) {
            return (status, how);
        }
        let sender = signature.likely_actor();
        let at = format!("{}:{}", sender.host_str().expect("a host"), sender.port().expect("a port"));
        let accept = [("accept", "application/activity+json")];
        let answer = Visitor::at(&at).ask(reqwest::Method::GET, sender.path(), &accept, Vec::new()).await;
        let sender = answer.expect(200);
        let key = if sender["publicKey"]["id"] == signature.key_id.as_str() {
            VerifyingKey::from_pem(sender["publicKey"]["publicKeyPem"].as_str().expect("a key"))
        } else {
            let named = sender["assertionMethod"].as_array().expect("keys").iter();
            let named = named.filter(|key| key["id"] == signature.key_id.as_str() && key["controller"] == sender["id"]);
            let key = named.map(|key| key["publicKeyMultibase"].as_str().expect("a key")).next().expect("the key");
            VerifyingKey::from_multibase(key)
        };
        if signature.is_made_by(&key.expect("a key")) { (202, how) } else { (401, format!("{how} (not by its key)")) }
    }
}

async fn answer(inner: Data<Inner>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let is_get = request.method() == Method::GET;
    let path = request.path().to_owned();
    let name = path.strip_prefix("/users/").and_then(|rest| rest.split('/').next()).map(str::to_owned);
    if is_get {
        inner.state().asked.push(path);
        if inner.state().away {
            return HttpResponse::ServiceUnavailable().finish();
        }
    }
    let fails = inner.state().fails.filter(|_| !is_get);
    if let Some(status) = fails {
        inner.state().log.push(format!("POST {status}"));
        return HttpResponse::build(StatusCode::from_u16(status).expect("a status")).finish();
    }
    let open = is_get && !inner.state().secure;
    if !open {
        let (status, how) = inner.check(&request, (!is_get).then_some(&body)).await;
        inner.state().log.push(format!("{} {how} {status}", request.method()));
        if status != 202 {
            return HttpResponse::build(StatusCode::from_u16(status).expect("a status")).finish();
        }
    }
    if !is_get {
        let said =
            request.headers().get("collection-synchronization").map(|said| said.to_str().expect("text").to_owned());
        let covers = ["signature", "signature-input"].iter().any(|name| {
            let value = request.headers().get(*name).and_then(|value| value.to_str().ok());
            value.is_some_and(|value| value.contains("collection-synchronization"))
        });
        let letter = serde_json::from_slice(&body).expect("JSON");
        inner.state().letters.push((letter, said.filter(|_| covers)));
        return HttpResponse::Accepted().finish();
    }
    match name {
        Some(name) if ["ana", "bob"].contains(&name.as_str()) => {
            HttpResponse::Ok().content_type("application/activity+json").body(inner.actor(&name).to_string())
        }
        _ => HttpResponse::NotFound().finish(),
    }
}

/// A running server of this kind. It stops when it is dropped.
pub struct Signer {
    inner: Arc<Inner>,
    fetcher: Fetcher,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Signer {
    /// Starts one at `name.localhost` on a free port.
    pub async fn start(name: &str, takes: Takes) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let base = format!("http://{name}.localhost:{}/", listener.local_addr().expect("an address").port());
        let state = State {
            keys: super::keys::of(name),
            takes,
            secure: false,
            potluck: false,
            away: false,
            log: Vec::new(),
            asked: Vec::new(),
            letters: Vec::new(),
            fails: None,
            other_way: 401,
            busy: None,
        };
        let inner = Arc::new(Inner { base: base.parse().expect("an address"), state: Mutex::new(state) });
        let (data, (stop, stopped)) = (Data::from(inner.clone()), oneshot::channel::<()>());
        let (ready, is_ready) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server =
                    HttpServer::new(move || App::new().app_data(data.clone()).default_service(web::to(answer)))
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
        let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Signer/test".into()).expect("a client");
        Self { inner, fetcher, stop: Some(stop), thread: Some(thread) }
    }

    /// Somebody's id.
    pub fn person(&self, name: &str) -> String {
        self.inner.at(&format!("/users/{name}"))
    }

    /// From now on it takes this.
    pub fn takes(&self, takes: Takes) {
        self.inner.state().takes = takes;
    }

    /// From now on a GET must be signed, too.
    pub fn be_secure(&self) {
        self.inner.state().secure = true;
    }

    /// From now on it says that it understands Potluck's format.
    pub fn be_potluck(&self) {
        self.inner.state().potluck = true;
    }

    /// Whether its people cannot be had from now on.
    pub fn be_away(&self, away: bool) {
        self.inner.state().away = away;
    }

    /// From now on it answers what is posted with this status, or (`None`) as it should.
    pub fn fails(&self, status: Option<u16>) {
        self.inner.state().fails = status;
    }

    /// From now on it answers what is signed in a way that it does not take with this status; with 401 before.
    pub fn refuses_the_other_way_with(&self, status: u16) {
        self.inner.state().other_way = status;
    }

    /// From now on it answers what is posted in the way that it takes with this status, or (`None`) as it should.
    pub fn is_busy(&self, status: Option<u16>) {
        self.inner.state().busy = status;
    }

    /// Its people have other keys from now on, under the same ids.
    pub fn rotate(&self) {
        self.inner.state().keys = generate_keys().expect("keys");
    }

    /// The keys of its people.
    pub fn keys(&self) -> Keys {
        self.inner.state().keys.clone()
    }

    /// Somebody's actor as it is served now.
    pub fn actor(&self, name: &str) -> Value {
        self.inner.actor(name)
    }

    /// What came signed since this was asked last: `POST rfc9421 main-key 202`.
    pub fn log(&self) -> Vec<String> {
        std::mem::take(&mut self.inner.state().log)
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.inner.state().asked.iter().filter(|asked| *asked == path).count()
    }

    /// How often anything was asked for.
    pub fn asked_in_all(&self) -> usize {
        self.inner.state().asked.len()
    }

    /// What came and was taken.
    pub fn letters(&self) -> Vec<Value> {
        self.inner.state().letters.iter().map(|(letter, _)| letter.clone()).collect()
    }

    /// The same, with its `Collection-Synchronization` if it was signed for.
    pub fn synchronizations(&self) -> Vec<(Value, Option<String>)> {
        self.inner.state().letters.clone()
    }

    /// An activity of somebody here.
    pub fn activity(&self, name: &str, kind: &str, object: Value, number: u32) -> Value {
        let actor = self.person(name);
        json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{actor}/activities/{kind}-{number}"),
            "type": kind, "actor": actor, "object": object,
        })
    }

    /// Sends an activity to a neighborhood, signed in one way with the key of this id; `change` may spoil what was signed.
    /// Answers the status.
    pub async fn send(
        &self,
        to: &Neighborhood,
        activity: &Value,
        by: (Way, &str),
        change: impl FnOnce(&mut Vec<(&'static str, String)>, &mut Vec<u8>),
    ) -> u16 {
        self.send_with(to, activity, by, Vec::new(), change).await
    }

    /// The same with further headers, which are signed too.
    pub async fn send_with(
        &self,
        to: &Neighborhood,
        activity: &Value,
        (way, key_id): (Way, &str),
        further: Vec<(&'static str, String)>,
        change: impl FnOnce(&mut Vec<(&'static str, String)>, &mut Vec<u8>),
    ) -> u16 {
        let keys = self.keys();
        let pem = if way == Way::Ed25519 { keys.ed25519.private_pem } else { keys.private_pem };
        let key = SigningKey::from_pem(key_id.to_owned(), pem.as_bytes()).expect("a key");
        let (inbox, mut body) = (to.addresses.shared_inbox(), activity.to_string().into_bytes());
        let signed = way.sign_post_with(&key, &inbox, &body, "application/activity+json", to.now(), further);
        let mut headers = signed.expect("a signature");
        headers.retain(|(name, _)| *name != "host");
        change(&mut headers, &mut body);
        self.fetcher.post(&inbox, headers, body).await.expect("an answer").status
    }
}

impl Drop for Signer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            eprintln!("a server did not stop as it should");
        }
    }
}
