//! Other servers: their accounts, what comes to their inboxes, and what they send.

use crate::http1::{Kept, Message};
use chrono::Utc;
use potluck::actions::add_member::Keys;
use potluck::federation::signature::{SigningKey, Way};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

pub const MEDIA_TYPE: &str = "application/activity+json";

/// A host elsewhere: any number of people, each with an inbox of their own, and one network.
pub struct Host {
    pub base: String,
    keys: Keys,
    /// Whether its actors say that they understand Potluck's format.
    potluck: bool,
    /// How long it lets a sender wait.
    pause: AtomicU64,
    arrived: AtomicUsize,
    last: Mutex<Option<Instant>>,
    /// How often each activity came to each inbox.
    times: Mutex<HashMap<(String, String), usize>>,
    /// Activities that are not listings, such as a Follow.
    letters: Mutex<Vec<Value>>,
}

impl Host {
    /// Starts one on a free port.
    pub async fn start(name: &str, keys: Keys, potluck: bool) -> Arc<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let base = format!("http://{name}.localhost:{}", listener.local_addr().expect("an address").port());
        let host = Arc::new(Self {
            base,
            keys,
            potluck,
            pause: AtomicU64::new(0),
            arrived: AtomicUsize::new(0),
            last: Mutex::new(None),
            times: Mutex::default(),
            letters: Mutex::default(),
        });
        let serving = Arc::clone(&host);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Arc::clone(&serving).serve(stream));
            }
        });
        host
    }

    async fn serve(self: Arc<Self>, stream: TcpStream) {
        let mut kept = Kept::new(stream);
        // A connection that breaks is the other side's to mend.
        while let Ok(Some(request)) = kept.message().await {
            let (status, kind, body) = self.answer(&request).await;
            let head =
                format!("HTTP/1.1 {status} x\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            if kept.write(head.as_bytes()).await.is_err() {
                return;
            }
        }
    }

    async fn answer(&self, request: &Message) -> (u16, &'static str, String) {
        let (method, path) = request.start();
        if method == "POST" {
            let pause = self.pause.load(Ordering::Relaxed);
            if pause > 0 {
                tokio::time::sleep(Duration::from_millis(pause)).await;
            }
            self.take(path, &request.body);
            return (202, MEDIA_TYPE, "{}".into());
        }
        if let Some(query) = path.strip_prefix("/.well-known/webfinger?resource=") {
            let name = query.trim_start_matches("acct:").trim_start_matches("acct%3A");
            let name = name.split(['@', '%']).next().unwrap_or_default();
            let subject = format!("acct:{name}@{}", self.base.trim_start_matches("http://"));
            let link = json!({"rel": "self", "type": MEDIA_TYPE, "href": self.person(name)});
            return (200, "application/jrd+json", json!({"subject": subject, "links": [link]}).to_string());
        }
        (200, MEDIA_TYPE, self.actor(path).to_string())
    }

    /// Counts what came: a listing from its author, or its network's word of it. Only its id is looked for: reading all
    /// of it would be the receiver's cost.
    fn take(&self, path: &str, body: &[u8]) {
        let text = std::str::from_utf8(body).expect("text");
        if text.contains("\"revision\":") || text.contains("\"type\":\"Announce\"") {
            let id = text.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            *self.times.lock().expect("the list").entry((path.to_owned(), id.to_owned())).or_default() += 1;
            self.arrived.fetch_add(1, Ordering::Relaxed);
            *self.last.lock().expect("the moment") = Some(Instant::now());
        } else {
            self.letters.lock().expect("the list").push(serde_json::from_str(text).expect("JSON"));
        }
    }

    fn actor(&self, path: &str) -> Value {
        let id = format!("{}{path}", self.base);
        let network = path == "/ap/network";
        let name = path.rsplit('/').next().unwrap_or_default();
        let implements = if self.potluck { vec!["https://w3id.org/potluck/ns#v1"] } else { Vec::new() };
        json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": id, "type": if network { "Organization" } else { "Person" },
            "preferredUsername": if network { "food" } else { name }, "name": "Somebody",
            "inbox": format!("{id}/inbox"), "outbox": format!("{id}/outbox"), "followers": format!("{id}/followers"),
            "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": self.keys.public_pem},
            "assertionMethod": [{
                "id": format!("{id}#ed25519-key"), "type": "Multikey", "controller": id,
                "publicKeyMultibase": self.keys.ed25519.multibase,
            }],
            "generator": {"type": "Application", "implements": implements},
        })
    }

    /// From now on it lets senders wait so long.
    pub fn pause(&self, pause: Duration) {
        self.pause.store(u64::try_from(pause.as_millis()).expect("a short pause"), Ordering::Relaxed);
    }

    pub fn person(&self, name: &str) -> String {
        format!("{}/users/{name}", self.base)
    }

    pub fn network(&self) -> String {
        format!("{}/ap/network", self.base)
    }

    /// How many listings and announcements of them came.
    pub fn arrived(&self) -> usize {
        self.arrived.load(Ordering::Relaxed)
    }

    /// When the last came.
    pub fn last(&self) -> Option<Instant> {
        *self.last.lock().expect("the moment")
    }

    /// How many came more than once to one inbox.
    pub fn doubled(&self) -> usize {
        self.times.lock().expect("the list").values().filter(|times| **times > 1).count()
    }

    /// An activity that is no listing, once it is there.
    pub async fn letter(&self, kind: &str) -> Value {
        loop {
            let found = self.letters.lock().expect("the list").iter().find(|letter| letter["type"] == kind).cloned();
            if let Some(found) = found {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// The key of an actor here for a way to sign.
    pub fn key(&self, actor: &str, way: Way) -> SigningKey {
        let (name, pem) = match way {
            Way::Ed25519 => ("ed25519-key", &self.keys.ed25519.private_pem),
            Way::Cavage | Way::Rfc9421 => ("main-key", &self.keys.private_pem),
        };
        SigningKey::from_pem(format!("{actor}#{name}"), pem.as_bytes()).expect("a key")
    }
}

/// The bytes of a signed POST.
pub fn signed(key: &SigningKey, way: Way, inbox: &Url, body: &[u8]) -> Vec<u8> {
    let headers = way.sign_post(key, inbox, body, MEDIA_TYPE, Utc::now()).expect("a signature");
    let mut bytes = format!("POST {} HTTP/1.1\r\ncontent-length: {}\r\n", inbox.path(), body.len());
    if !headers.iter().any(|(name, _)| *name == "host") {
        let port = inbox.port().map_or_else(String::new, |port| format!(":{port}"));
        bytes.push_str(&format!("host: {}{port}\r\n", inbox.host_str().expect("a host")));
    }
    for (name, value) in headers {
        bytes.push_str(&format!("{name}: {value}\r\n"));
    }
    bytes.push_str("\r\n");
    let mut bytes = bytes.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}
