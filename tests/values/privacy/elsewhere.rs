//! A server elsewhere that writes down everything that reaches it: a network that ours and it follow each other, and people
//! who follow, answer and write. It can be out of order, and then throws what it was sent back at the sender.

use super::markers::Emission;
use crate::support::keys;
use crate::support::loopback::{Loopback, listen};
use crate::support::neighborhood::until;
use actix_web::http::Method;
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use potluck::actions::add_member::Keys;
use potluck::adapters::fetch::{Fetcher, Policy};
use potluck::clock::Clock;
use potluck::federation::signature::{SigningKey, Way};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use url::Url;

const ACTIVITY: &str = "application/activity+json";
const PEOPLE: [&str; 4] = ["ana", "tom", "eve", "zed"];

struct Inner {
    base: String,
    keys: Keys,
    fails: AtomicBool,
    /// To whose inbox what came, with its headers.
    letters: Mutex<Vec<(String, Vec<u8>)>>,
    /// What was asked for, with its headers.
    asked: Mutex<Vec<String>>,
}

/// A running server of this kind. It stops when it is dropped.
pub struct Elsewhere {
    inner: Arc<Inner>,
    fetcher: Fetcher,
    _server: Loopback,
}

fn actor(inner: &Inner, path: &str) -> Option<Value> {
    let name = path.strip_prefix("/users/").filter(|name| PEOPLE.contains(name) || name.starts_with("zq"));
    let name = name.or_else(|| (path == "/network").then_some("network"))?;
    let id = format!("{}{path}", inner.base);
    // Without a shared inbox, so that it shows to whom of them something goes.
    Some(json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"], "id": id,
        "type": if name == "network" { "Organization" } else { "Person" }, "preferredUsername": name, "name": name,
        "inbox": format!("{id}/inbox"), "outbox": format!("{id}/outbox"), "followers": format!("{id}/followers"),
        "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": inner.keys.public_pem},
    }))
}

async fn answer(inner: Data<Inner>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let path = request.path().to_owned();
    let headers: Vec<String> = request.headers().iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
    let headers = headers.join("\n");
    if request.method() != Method::POST {
        let asked = request.uri().path_and_query().map_or("", |path| path.as_str());
        inner.asked.lock().expect("what was asked").push(format!("{asked}\n{headers}"));
        if path == "/.well-known/webfinger" {
            let query = request.query_string().replace("%3A", ":").replace("%40", "@");
            let name =
                query.split("acct:").nth(1).and_then(|acct| acct.split('@').next()).unwrap_or_default().to_owned();
            let page = if name == "network" { "/network".to_owned() } else { format!("/users/{name}") };
            let Some(actor) = actor(&inner, &page) else { return HttpResponse::NotFound().finish() };
            let host = inner.base.trim_start_matches("http://");
            let link = json!({"rel": "self", "type": ACTIVITY, "href": actor["id"]});
            let jrd = json!({"subject": format!("acct:{name}@{host}"), "links": [link]});
            return HttpResponse::Ok().content_type("application/jrd+json").body(jrd.to_string());
        }
        return match actor(&inner, &path) {
            Some(actor) => HttpResponse::Ok().content_type(ACTIVITY).body(actor.to_string()),
            None => HttpResponse::NotFound().finish(),
        };
    }
    let letter = [headers.as_bytes(), b"\n\n", &body].concat();
    let name = path.trim_end_matches("/inbox").rsplit('/').next().unwrap_or_default().to_owned();
    inner.letters.lock().expect("the letters").push((name, letter));
    if inner.fails.load(Ordering::SeqCst) {
        // As a server does whose error page shows what it was given.
        return HttpResponse::InternalServerError()
            .insert_header(("x-debug", "echo"))
            .content_type(ACTIVITY)
            .body(body);
    }
    HttpResponse::Accepted().finish()
}

impl Elsewhere {
    /// Starts one at `name.localhost` on a free port.
    pub async fn start(name: &str) -> Self {
        let (listener, base) = listen(name);
        let keys = keys::of(name);
        let (letters, asked) = Default::default();
        let inner = Arc::new(Inner { base, keys, fails: AtomicBool::new(false), letters, asked });
        let data = Data::from(inner.clone());
        let routes = move |app: &mut ServiceConfig| {
            app.app_data(data.clone()).default_service(web::to(answer));
        };
        let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Elsewhere/test".into()).expect("a client");
        Self { inner, fetcher, _server: Loopback::start(listener, routes).await }
    }

    /// The id of `network`, or of somebody.
    pub fn id(&self, name: &str) -> String {
        let path = if name == "network" { "/network".to_owned() } else { format!("/users/{name}") };
        format!("{}{path}", self.inner.base)
    }

    /// `name.localhost:PORT`.
    pub fn host(&self) -> &str {
        self.inner.base.trim_start_matches("http://")
    }

    /// From now on it answers every letter with 500 and the letter itself, or takes letters again.
    pub fn fails(&self, fails: bool) {
        self.inner.fails.store(fails, Ordering::SeqCst);
    }

    /// What came to the inbox of `network` or of somebody.
    pub fn letters_of(&self, name: &str) -> Vec<Value> {
        let letters = self.inner.letters.lock().expect("the letters");
        let body = |letter: &[u8]| {
            let start = letter.windows(2).position(|pair| pair == b"\n\n").expect("a body") + 2;
            serde_json::from_slice(&letter[start..]).expect("JSON")
        };
        letters.iter().filter(|(to, _)| to == name).map(|(_, letter)| body(letter)).collect()
    }

    /// Waits for a letter to somebody that fits.
    pub async fn letter(&self, name: &str, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let fits = &fits;
        until(&format!("{name} elsewhere gets {what}"), async || self.letters_of(name).into_iter().find(fits)).await
    }

    /// Everything that reached it. What is in somebody's own inbox is theirs to read, and nobody else's there.
    pub fn emitted(&self) -> Vec<Emission> {
        let mut emitted = Vec::new();
        for (to, letter) in self.inner.letters.lock().expect("the letters").iter() {
            let known = ["network", "ana", "tom", "eve", "zed"].into_iter().find(|name| name == to);
            emitted.push(Emission {
                to: known.unwrap_or("the blocked"),
                what: format!("a letter to {to}"),
                bytes: letter.clone(),
                shared: false,
            });
        }
        for asked in self.inner.asked.lock().expect("what was asked").iter() {
            emitted.push(Emission {
                to: "the server elsewhere",
                what: "what it is asked for".into(),
                bytes: asked.clone().into(),
                shared: false,
            });
        }
        emitted
    }

    fn key(&self, name: &str) -> SigningKey {
        SigningKey::from_pem(format!("{}#main-key", self.id(name)), self.inner.keys.private_pem.as_bytes())
            .expect("a key")
    }

    /// An activity of somebody here, about an object.
    pub fn activity(&self, name: &str, kind: &str, slug: &str, object: Value) -> Value {
        let (to, cc) = (object["to"].clone(), object["cc"].clone());
        let mut activity = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}/activities/{kind}-{slug}", self.id(name)),
            "type": kind, "actor": self.id(name), "object": object,
        });
        for (name, list) in [("to", to), ("cc", cc)] {
            if !list.is_null() {
                activity[name] = list;
            }
        }
        activity
    }

    /// A private note of somebody here to one reader.
    pub fn note(&self, name: &str, slug: &str, html: &str, to: &str) -> Value {
        let author = self.id(name);
        json!({
            "id": format!("{author}/notes/{slug}"), "type": "Note", "attributedTo": author, "to": [to], "cc": [],
            "published": Clock::system().now().to_rfc3339(), "content": html, "contentMap": {"en": html},
            "tag": [{"type": "Mention", "href": to, "name": "@you"}],
        })
    }

    /// Sends bytes to the inbox of a domain, signed by somebody here; answers the status.
    pub async fn send_bytes(&self, domain: &str, name: &str, body: Vec<u8>) -> u16 {
        let inbox: Url = format!("http://{domain}/ap/inbox").parse().expect("an address");
        let signed = Way::Cavage.sign_post(&self.key(name), &inbox, &body, ACTIVITY, Clock::system().now());
        let headers = signed.expect("a signature").into_iter().filter(|(name, _)| *name != "host").collect();
        self.fetcher.post(&inbox, headers, body).await.expect("an answer").status
    }

    /// Sends an activity to the inbox of a domain, signed by its actor.
    pub async fn send(&self, domain: &str, activity: &Value) {
        let name = activity["actor"].as_str().and_then(|actor| actor.rsplit('/').next()).expect("an actor").to_owned();
        let status = self.send_bytes(domain, &name, activity.to_string().into_bytes()).await;
        assert_eq!(status, 202, "{activity}");
    }

    /// The headers of a GET of this address that is signed by somebody here.
    pub fn signed(&self, name: &str, address: &Url) -> Vec<(&'static str, String)> {
        let signed = Way::Cavage.sign_get(&self.key(name), address, Clock::system().now()).expect("a signature");
        signed.into_iter().filter(|(name, _)| *name != "host").collect()
    }
}
