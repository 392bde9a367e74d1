//! A few hundred accounts on other servers that follow the networks and write down what comes.

use crate::support::loopback::{Loopback, listen};
use actix_web::web::{self, Bytes, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use futures::StreamExt;
use potluck::actions::add_member::Keys;
use potluck::adapters::fetch::{Fetcher, Policy};
use potluck::clock::Clock;
use potluck::federation::signature::{SigningKey, cavage, generate_keys, sign_post};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use url::Url;

/// How a host answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// At once.
    Well,
    /// After so many milliseconds.
    Slow(u64),
    /// With 500.
    Fails,
}

/// What an inbox last heard of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// This revision.
    Revision(i64),
    /// That it is gone.
    Deleted,
}

/// By the network's host and the inbox, what was heard of each listing.
type Letters = BTreeMap<String, BTreeMap<String, Heard>>;

struct Inner {
    base: String,
    shared: bool,
    key: Keys,
    mood: Mutex<Mood>,
    letters: Mutex<Letters>,
}

/// A server with some of the accounts.
pub struct Host {
    inner: Arc<Inner>,
    accounts: usize,
    _server: Loopback,
}

async fn actor(host: Data<Inner>, name: Path<String>) -> HttpResponse {
    let id = format!("{}/users/{name}", host.base);
    let mut actor = json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
        "id": id, "type": "Person", "preferredUsername": name.as_str(), "inbox": format!("{id}/inbox"),
        "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": host.key.public_pem},
    });
    if host.shared {
        actor["endpoints"] = json!({"sharedInbox": format!("{}/inbox", host.base)});
    }
    HttpResponse::Ok().content_type("application/activity+json").body(actor.to_string())
}

async fn inbox(host: Data<Inner>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let mood = *host.mood.lock().expect("the mood");
    match mood {
        Mood::Well => {}
        Mood::Slow(pause) => tokio::time::sleep(Duration::from_millis(pause)).await,
        Mood::Fails => return HttpResponse::InternalServerError().finish(),
    }
    let activity: Value = serde_json::from_slice(&body).expect("JSON");
    let heard = match activity["type"].as_str() {
        Some("Create" | "Update") => {
            let revision = activity["object"]["potluck:listing"]["revision"].as_i64();
            revision.map(Heard::Revision)
        }
        Some("Delete") => Some(Heard::Deleted),
        _ => None,
    };
    let object = &activity["object"];
    if let (Some(heard), Some(id)) = (heard, object["id"].as_str().or(object.as_str())) {
        let mut letters = host.letters.lock().expect("the letters");
        letters.entry(request.path().to_owned()).or_default().insert(id.to_owned(), heard);
    }
    HttpResponse::Accepted().finish()
}

impl Host {
    /// A server with so many accounts; with `shared`, all of them share an inbox.
    pub async fn start(name: &str, accounts: usize, shared: bool) -> Self {
        let (listener, base) = listen(name);
        let inner = Arc::new(Inner {
            base,
            shared,
            key: generate_keys().expect("keys"),
            mood: Mutex::new(Mood::Well),
            letters: Mutex::default(),
        });
        let data = Data::from(Arc::clone(&inner));
        let routes = move |app: &mut ServiceConfig| {
            app.app_data(data.clone())
                .route("/users/{name}", web::get().to(actor))
                .route("/users/{name}/inbox", web::post().to(inbox))
                .route("/inbox", web::post().to(inbox));
        };
        Self { inner, accounts, _server: Loopback::start(listener, routes).await }
    }

    /// Changes how it answers.
    pub fn set(&self, mood: Mood) {
        *self.inner.mood.lock().expect("the mood") = mood;
    }

    /// How many accounts it has.
    pub fn accounts(&self) -> usize {
        self.accounts
    }

    /// All accounts follow a network.
    pub async fn follow(&self, domain: &str) {
        let network = format!("http://{domain}/ap/network");
        let inbox: Url = format!("{network}/inbox").parse().expect("an address");
        let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Follower/test".into()).expect("a client");
        let each = (0..self.accounts).map(|number| {
            let id = format!("{}/users/u{number}", self.inner.base);
            let key = SigningKey::from_pem(format!("{id}#main-key"), self.inner.key.private_pem.as_bytes());
            let activity = json!({
                "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{id}#follow-{domain}"),
                "type": "Follow", "actor": id, "object": network,
            });
            let (inbox, fetcher) = (inbox.clone(), fetcher.clone());
            async move {
                let (key, body) = (key.expect("a key"), activity.to_string().into_bytes());
                let headers =
                    sign_post(&key, &inbox, cavage::digest(&body), "application/activity+json", Clock::system().now());
                let headers = headers.expect("a signature").into_iter().filter(|(name, _)| *name != "host").collect();
                let answer = fetcher.post(&inbox, headers, body).await.expect("an answer");
                assert_eq!(answer.status, 202);
            }
        });
        futures::stream::iter(each).buffer_unordered(8).collect::<Vec<()>>().await;
    }

    /// What was last heard of a listing, at each inbox that should have heard: `None` where nothing came.
    pub fn heard_of(&self, listing: &str) -> Vec<(String, Option<Heard>)> {
        let letters = self.inner.letters.lock().expect("the letters");
        let inboxes: Vec<String> = match self.inner.shared {
            true => vec!["/inbox".into()],
            false => (0..self.accounts).map(|number| format!("/users/u{number}/inbox")).collect(),
        };
        let heard = |path: &String| letters.get(path).and_then(|heard| heard.get(listing)).copied();
        inboxes.into_iter().map(|path| (format!("{}{path}", self.inner.base), heard(&path))).collect()
    }
}
