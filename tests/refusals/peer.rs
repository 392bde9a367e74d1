//! A server elsewhere that does as a test tells it: it serves any page, and signs anything in any way.
//!
//! It has a network (`/network`, an `Organization`) and people (`/users/ana`), each with keys of their own. Whatever a test
//! [serves](Peer::serve) at a path goes before that.

use crate::support::keys;
use crate::support::loopback::{Loopback, listen};
use crate::support::neighborhood::{Neighborhood, until};
use actix_web::http::Method;
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use chrono::Duration;
use futures::stream;
use potluck::actions::add_member::Keys;
use potluck::adapters::fetch::{Fetcher, Policy};
use potluck::clock::{Clock, Moment};
use potluck::federation::signature::{SigningKey, Way, generate_keys};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use url::Url;

/// The media type of ActivityPub.
pub const ACTIVITY: &str = "application/activity+json";
/// No time at all.
const NO_TIME: std::time::Duration = std::time::Duration::ZERO;
/// Everybody.
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// What is served at a path.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: Vec<(&'static str, String)>,
    /// Its body.
    pub body: Vec<u8>,
    /// How long it takes until anything of it comes.
    pub wait: std::time::Duration,
    /// So many bytes at once, and the pause before each such piece; none at all sends it whole.
    pub pieces: Option<(usize, std::time::Duration)>,
}

#[allow(dead_code)]
impl Page {
    /// 200, with a media type.
    pub fn of(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", content_type.to_owned())];
        Self { status: 200, headers, body: body.into(), wait: NO_TIME, pieces: None }
    }

    /// An ActivityPub document.
    pub fn activity(document: &Value) -> Self {
        Self::of(ACTIVITY, document.to_string())
    }

    /// 302 to an address.
    pub fn redirect(to: &str) -> Self {
        let headers = vec![("location", to.to_owned())];
        Self { status: 302, headers, body: Vec::new(), wait: NO_TIME, pieces: None }
    }

    /// The same with another status.
    pub fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The same, after a while.
    pub fn after(self, wait: std::time::Duration) -> Self {
        Self { wait, ..self }
    }

    /// The same in pieces of so many bytes, with a pause before each.
    pub fn in_pieces(self, bytes: usize, pause: std::time::Duration) -> Self {
        Self { pieces: Some((bytes, pause)), ..self }
    }
}

#[derive(Default)]
struct State {
    pages: HashMap<String, Page>,
    keys: HashMap<String, Keys>,
    asked: Vec<String>,
    letters: Vec<Value>,
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

    fn id(&self, name: &str) -> String {
        self.at(&if name == "network" { "/network".to_owned() } else { format!("/users/{name}") })
    }

    fn keys(&self, name: &str) -> Keys {
        if let Some(keys) = self.state().keys.get(name) {
            return keys.clone();
        }
        // People of this name at a server of this name have the same in every test.
        let made = keys::of(&format!("{name} at {}", self.base.host_str().expect("a host")));
        self.state().keys.entry(name.to_owned()).or_insert(made).clone()
    }

    fn actor(&self, name: &str) -> Value {
        let (id, keys) = (self.id(name), self.keys(name));
        json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"], "id": id,
            "type": if name == "network" { "Organization" } else { "Person" }, "preferredUsername": name, "name": name,
            "inbox": format!("{id}/inbox"), "outbox": format!("{id}/outbox"), "followers": format!("{id}/followers"),
            "endpoints": {"sharedInbox": self.at("/inbox")},
            "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": keys.public_pem},
            "assertionMethod": [{
                "id": format!("{id}#ed25519-key"), "type": "Multikey", "controller": id,
                "publicKeyMultibase": keys.ed25519.multibase,
            }],
        })
    }
}

async fn answer(inner: Data<Inner>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let path = request.path().to_owned();
    if request.method() == Method::POST {
        inner.state().letters.push(serde_json::from_slice(&body).expect("JSON"));
        return HttpResponse::Accepted().finish();
    }
    inner.state().asked.push(path.clone());
    let page = inner.state().pages.get(&path).cloned();
    let page = page.or_else(|| {
        let person = path.strip_prefix("/users/").filter(|name| ["ana", "bob", "eve"].contains(name));
        let name = person.or_else(|| (path == "/network").then_some("network"));
        name.map(|name| Page::activity(&inner.actor(name)))
    });
    let Some(page) = page else { return HttpResponse::NotFound().finish() };
    let mut response = HttpResponse::build(page.status.try_into().expect("a status"));
    for (name, value) in page.headers {
        response.insert_header((name, value));
    }
    tokio::time::sleep(page.wait).await;
    match page.pieces {
        None => response.body(page.body),
        Some((bytes, pause)) => {
            response.streaming(stream::unfold(Bytes::from(page.body), move |mut rest| async move {
                tokio::time::sleep(pause).await;
                let piece = rest.split_to(bytes.min(rest.len()));
                (!piece.is_empty()).then_some((Ok::<_, actix_web::Error>(piece), rest))
            }))
        }
    }
}

/// Something signed, before it is sent: a test may spoil any part of it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Where it is sent.
    pub inbox: Url,
    /// All headers but `Host`, which is that of the inbox.
    pub headers: Vec<(&'static str, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

#[allow(dead_code)]
impl Letter {
    /// A header that is there.
    pub fn header(&mut self, name: &str) -> &mut String {
        let found = self.headers.iter_mut().find(|(known, _)| *known == name);
        &mut found.unwrap_or_else(|| panic!("there is no {name}")).1
    }
}

/// A running server of this kind. It stops when it is dropped.
pub struct Peer {
    inner: Arc<Inner>,
    fetcher: Fetcher,
    _server: Loopback,
}

#[allow(dead_code)]
impl Peer {
    /// Starts one at `name.localhost` on a free port.
    pub async fn start(name: &str) -> Self {
        let (listener, base) = listen(name);
        let inner = Arc::new(Inner { base: base.parse().expect("an address"), state: Mutex::default() });
        let data = Data::from(inner.clone());
        let routes = move |app: &mut ServiceConfig| {
            app.app_data(data.clone()).default_service(web::to(answer));
        };
        let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Peer/test".into()).expect("a client");
        Self { inner, fetcher, _server: Loopback::start(listener, routes).await }
    }

    /// What it sends with.
    pub fn fetcher(&self) -> &Fetcher {
        &self.fetcher
    }

    /// `name.localhost:PORT`.
    pub fn host(&self) -> String {
        format!("{}:{}", self.inner.base.host_str().expect("a host"), self.inner.base.port().expect("a port"))
    }

    /// The address of a path here.
    pub fn at(&self, path: &str) -> String {
        self.inner.at(path)
    }

    /// The id of `network`, or of somebody: `ana`, `bob`, `eve`.
    pub fn id(&self, name: &str) -> String {
        self.inner.id(name)
    }

    /// Their actor, as it is served unless a test serves another.
    pub fn actor(&self, name: &str) -> Value {
        self.inner.actor(name)
    }

    /// Their keys.
    pub fn keys(&self, name: &str) -> Keys {
        self.inner.keys(name)
    }

    /// From now on they have other keys, under the same ids.
    pub fn rotate(&self, name: &str) {
        let made = generate_keys().expect("keys");
        self.inner.state().keys.insert(name.to_owned(), made);
    }

    /// From now on this is at a path, whatever was there before.
    pub fn serve(&self, path: &str, page: Page) {
        self.inner.state().pages.insert(path.to_owned(), page);
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.inner.state().asked.iter().filter(|asked| *asked == path).count()
    }

    /// How often anything was asked for.
    pub fn asked_in_all(&self) -> usize {
        self.inner.state().asked.len()
    }

    /// What came to its inboxes, oldest first.
    pub fn letters(&self) -> Vec<Value> {
        self.inner.state().letters.clone()
    }

    /// Waits for an activity of a kind.
    pub async fn letter_of(&self, kind: &str) -> Value {
        let found = async || self.letters().into_iter().find(|letter| letter["type"] == kind);
        until(&format!("{} gets {kind}", self.host()), found).await
    }

    /// An activity of somebody here; `slug` tells it from others of them.
    pub fn activity(&self, name: &str, kind: &str, slug: &str, object: Value) -> Value {
        let (actor, id) = (self.id(name), self.at(&format!("/activities/{name}/{kind}-{slug}")));
        let (to, cc) = (object["to"].clone(), object["cc"].clone());
        let mut activity = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": id, "type": kind, "actor": actor, "object": object,
        });
        for (name, list) in [("to", to), ("cc", cc)] {
            if !list.is_null() {
                activity[name] = list;
            }
        }
        activity
    }

    /// A public offer of ten apples by somebody here.
    pub fn listing(&self, name: &str, slug: &str, revision: i64, title: &str) -> Value {
        let (id, author, now) = (self.at(&format!("/o/{slug}")), self.id(name), Clock::system().now());
        json!({
            "id": id, "type": "Note", "attributedTo": author, "to": [PUBLIC], "cc": [format!("{author}/followers")],
            "published": (now - Duration::hours(1)).to_rfc3339(), "updated": now.to_rfc3339(),
            "endTime": (now + Duration::days(2)).to_rfc3339(), "name": title, "content": format!("<p>{title}</p>"),
            "contentMap": {"en": format!("<p>{title}</p>")}, "purpose": "offer",
            "publishes": {
                "type": "Intent", "id": format!("{id}#primary"), "action": "transfer",
                "resourceQuantity": {"hasUnit": "one", "hasNumericalValue": "10"},
                "availableQuantity": {"hasUnit": "one", "hasNumericalValue": "10"},
            },
            "potluck:listing": {
                "revision": revision, "status": "open", "category": "produce", "unitLabel": "apples", "ways": ["pickup"],
                "passAlong": "yes",
            },
        })
    }

    /// A public post of somebody here.
    pub fn note(&self, name: &str, slug: &str, html: &str) -> Value {
        let (author, now) = (self.id(name), Clock::system().now());
        json!({
            "id": self.at(&format!("/n/{slug}")), "type": "Note", "attributedTo": author, "to": [PUBLIC],
            "cc": [format!("{author}/followers")], "published": now.to_rfc3339(), "content": html,
            "contentMap": {"en": html},
        })
    }

    /// Signs an activity with the key of somebody here, at a moment, in a way.
    pub fn sign(&self, to: &Neighborhood, activity: &Value, (name, way): (&str, Way), at: Moment) -> Letter {
        let fragment = if way == Way::Ed25519 { "ed25519-key" } else { "main-key" };
        let key_id = format!("{}#{fragment}", self.id(name));
        self.sign_as(to, activity, (name, way), &key_id, at)
    }

    /// The same, with any id of the key.
    pub fn sign_as(
        &self,
        to: &Neighborhood,
        activity: &Value,
        (name, way): (&str, Way),
        key_id: &str,
        at: Moment,
    ) -> Letter {
        let key = self.key(name, way, key_id);
        let (inbox, body) = (to.addresses.shared_inbox(), activity.to_string().into_bytes());
        let headers = way.sign_post(&key, &inbox, &body, ACTIVITY, at).expect("a signature");
        let headers = headers.into_iter().filter(|(name, _)| *name != "host").collect();
        Letter { inbox, headers, body }
    }

    /// The key that somebody signs with in a way, under any id.
    pub fn key(&self, name: &str, way: Way, key_id: &str) -> SigningKey {
        let keys = self.keys(name);
        let pem = if way == Way::Ed25519 { keys.ed25519.private_pem } else { keys.private_pem };
        SigningKey::from_pem(key_id.to_owned(), pem.as_bytes()).expect("a key")
    }

    /// Sends what was signed; answers the status.
    pub async fn post(&self, letter: Letter) -> u16 {
        self.fetcher.post(&letter.inbox, letter.headers, letter.body).await.expect("an answer").status
    }

    /// Sends an activity, signed by its actor; answers the status.
    pub async fn send(&self, to: &Neighborhood, activity: &Value) -> u16 {
        let actor = activity["actor"].as_str().expect("an actor");
        let name = actor.rsplit('/').next().expect("a name").to_owned();
        assert_eq!(self.id(&name), actor, "somebody here");
        self.post(self.sign(to, activity, (&name, Way::Cavage), to.now())).await
    }
}
