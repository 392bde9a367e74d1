//! A small server that speaks as Mastodon does: its people have actors with real keys, their inboxes check
//! the signature of what comes and keep it.

use super::client::Visitor;
use super::loopback::{Loopback, listen};
use super::neighborhood::{Neighborhood, until};
use actix_web::web::{Bytes, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, web};
use potluck::actions::add_member::Keys;
use potluck::adapters::fetch::{Fetcher, Policy};
use potluck::clock::Clock;
use potluck::federation::signature::{Incoming, SigningKey, VerifyingKey, cavage, parse, sign_post};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use url::Url;

/// Who got what, in the order of its arrival.
type Letters = Arc<Mutex<Vec<(String, Value)>>>;

struct Inner {
    base: String,
    keys: Keys,
    letters: Letters,
    /// Posts that can be fetched, by their path, and how often each was.
    posts: Mutex<HashMap<String, (Value, usize)>>,
    /// Whether it answers nobody who asks for a post, for now.
    holds: AtomicBool,
    /// Who says that they are another account too.
    aliases: Mutex<Vec<(String, String)>>,
}

/// A running server of this kind. It stops when it is dropped.
pub struct Mastodon {
    inner: Arc<Inner>,
    fetcher: Fetcher,
    _server: Loopback,
}

async fn actor(server: Data<Inner>, name: Path<String>) -> HttpResponse {
    let (id, base) = (format!("{}/users/{name}", server.base), &server.base);
    let key = &server.keys.public_pem;
    let aliases = server.aliases.lock().expect("the aliases");
    let aliases: Vec<&String> = aliases.iter().filter(|(who, _)| *who == *name).map(|(_, alias)| alias).collect();
    HttpResponse::Ok().content_type("application/activity+json").body(
        json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": id, "type": "Person", "preferredUsername": name.as_str(), "name": "Somebody", "summary": "<p>Hi</p>",
            "inbox": format!("{id}/inbox"), "outbox": format!("{id}/outbox"), "alsoKnownAs": aliases, "followers": format!("{id}/followers"),
            "url": format!("{base}/@{name}"), "endpoints": {"sharedInbox": format!("{base}/inbox")},
            "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": key},
        })
        .to_string(),
    )
}

async fn post(server: Data<Inner>, request: HttpRequest) -> HttpResponse {
    while server.holds.load(Ordering::Relaxed) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut posts = server.posts.lock().expect("the posts");
    let Some((post, asked)) = posts.get_mut(request.path()) else { return HttpResponse::NotFound().finish() };
    *asked += 1;
    HttpResponse::Ok().content_type("application/activity+json").body(post.to_string())
}

/// Takes what comes for everyone, as `everyone`.
async fn shared_inbox(server: Data<Inner>, request: HttpRequest, body: Bytes) -> HttpResponse {
    inbox(server, request, body, Path::from("everyone".to_owned())).await
}

/// Takes what is signed by the actor who says it, whose key comes from its own server.
async fn inbox(server: Data<Inner>, request: HttpRequest, body: Bytes, name: Path<String>) -> HttpResponse {
    let headers: Vec<(String, String)> = (request.headers().iter())
        .map(|(name, value)| (name.as_str().to_owned(), value.to_str().expect("text").to_owned()))
        .collect();
    let incoming =
        Incoming { method: "POST", path_and_query: request.uri().path(), headers: &headers, body: Some(&body) };
    let host = server.base.trim_start_matches("http://");
    let Ok(signature) = parse(&incoming, host, Clock::system().now(), cavage::back()) else {
        return HttpResponse::Unauthorized().finish();
    };
    let activity: Value = serde_json::from_slice(&body).expect("JSON");
    let sender: Url = activity["actor"].as_str().expect("an actor").parse().expect("an id");
    let at = format!("{}:{}", sender.host_str().expect("a host"), sender.port().expect("a port"));
    let accept = [("accept", "application/activity+json")];
    let answer = Visitor::at(&at).ask(reqwest::Method::GET, sender.path(), &accept, Vec::new()).await;
    let sender = answer.expect(200);
    let key = VerifyingKey::from_pem(sender["publicKey"]["publicKeyPem"].as_str().expect("a key")).expect("a key");
    if !signature.is_made_by(&key) || sender["publicKey"]["id"] != signature.key_id.as_str() {
        return HttpResponse::Unauthorized().finish();
    }
    server.letters.lock().expect("the letters").push((name.into_inner(), activity));
    HttpResponse::Accepted().finish()
}

impl Mastodon {
    /// Starts one at `social.localhost` on a free port.
    pub async fn start() -> Self {
        let (listener, base) = listen("social");
        let inner = Arc::new(Inner {
            base,
            keys: super::keys::of("social"),
            letters: Letters::default(),
            posts: Mutex::default(),
            holds: AtomicBool::default(),
            aliases: Mutex::default(),
        });
        let data = Data::from(inner.clone());
        let routes = move |app: &mut ServiceConfig| {
            app.app_data(data.clone())
                .route("/users/{name}", web::get().to(actor))
                .route("/users/{name}/inbox", web::post().to(inbox))
                .route("/users/{name}/statuses/{number}", web::get().to(post))
                .route("/inbox", web::post().to(shared_inbox));
        };
        let fetcher = Fetcher::new(Policy::new(true, Vec::new()), "Mastodon/test".into()).expect("a client");
        Self { inner, fetcher, _server: Loopback::start(listener, routes).await }
    }

    /// Somebody's id.
    pub fn person(&self, name: &str) -> String {
        format!("{}/users/{name}", self.inner.base)
    }

    /// The id of a post.
    pub fn note_id(&self, name: &str, number: u32) -> String {
        format!("{}/statuses/{number}", self.person(name))
    }

    /// A post as Mastodon writes it, in English, that mentions `to`.
    pub fn note(&self, name: &str, number: u32, in_reply_to: &str, to: &[&str], html: &str) -> Value {
        let html = format!(
            "<p><span class=\"h-card\"><a href=\"{}\" class=\"u-url mention\">@<span>network</span></a></span> {html}</p>",
            to[0]
        );
        json!({
            "id": self.note_id(name, number), "type": "Note", "summary": null, "inReplyTo": in_reply_to,
            "published": "2026-09-08T19:02:00Z", "url": format!("{}/@{name}/{number}", self.inner.base),
            "attributedTo": self.person(name), "to": to, "cc": [], "sensitive": false, "content": html,
            "contentMap": {"en": html}, "attachment": [], "tag": [{"type": "Mention", "href": to[0], "name": "@network"}],
        })
    }

    /// Sends an activity of somebody here, with a real signature; answers the status.
    pub async fn send(&self, name: &str, kind: &str, part: &str, object: Value, to: &Neighborhood) -> u16 {
        let id = object["id"].as_str().or(object.as_str()).expect("an id").to_owned();
        let last = id.rsplit('/').next().expect("a part");
        let activity = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}#{part}-{last}", self.person(name)), "type": kind,
            "actor": self.person(name), "to": object["to"], "cc": object["cc"], "object": object,
        });
        self.send_whole(name, activity, to).await
    }

    /// Says that somebody is another account too, from now on.
    pub fn also_known_as(&self, name: &str, alias: &str) {
        self.inner.aliases.lock().expect("the aliases").push((name.to_owned(), alias.to_owned()));
    }

    /// Sends an activity just so, signed by somebody here; answers the status.
    pub async fn send_whole(&self, name: &str, activity: Value, to: &Neighborhood) -> u16 {
        let key =
            SigningKey::from_pem(format!("{}#main-key", self.person(name)), self.inner.keys.private_pem.as_bytes())
                .expect("a key");
        let (inbox, body) = (to.addresses.shared_inbox(), activity.to_string().into_bytes());
        let headers = sign_post(&key, &inbox, cavage::digest(&body), "application/activity+json", to.now());
        let headers = headers.expect("a signature").into_iter().filter(|(name, _)| *name != "host").collect();
        self.fetcher.post(&inbox, headers, body).await.expect("an answer").status
    }

    /// Lets a post be fetched, as it is from now on.
    pub fn publish(&self, post: Value) {
        let id: Url = post["id"].as_str().expect("an id").parse().expect("a URL");
        let mut posts = self.inner.posts.lock().expect("the posts");
        posts.entry(id.path().to_owned()).or_insert((Value::Null, 0)).0 = post;
    }

    /// Lets who asks for a post wait, until it does no more.
    pub fn hold(&self, holds: bool) {
        self.inner.holds.store(holds, Ordering::Relaxed);
    }

    /// How often a post was fetched.
    pub fn asked_for(&self, id: &str) -> usize {
        let id: Url = id.parse().expect("a URL");
        self.inner.posts.lock().expect("the posts").get(id.path()).map_or(0, |(_, asked)| *asked)
    }

    /// Posts a note.
    pub async fn create(&self, name: &str, note: Value, to: &Neighborhood) {
        assert_eq!(self.send(name, "Create", "create", note, to).await, 202);
    }

    /// What came for somebody, oldest first.
    pub fn letters_of(&self, name: &str) -> Vec<Value> {
        let letters = self.inner.letters.lock().expect("the letters");
        letters.iter().filter(|(to, _)| to == name).map(|(_, letter)| letter.clone()).collect()
    }

    /// Everything that came for anybody, as text.
    pub fn everything(&self) -> String {
        let letters = self.inner.letters.lock().expect("the letters");
        letters.iter().map(|(_, letter)| letter.to_string()).collect::<Vec<_>>().join("\n")
    }

    /// Waits until so many came for somebody, and answers the last.
    pub async fn letter(&self, name: &str, number: usize) -> Value {
        until(&format!("letter {number} for {name}"), async || self.letters_of(name).get(number - 1).cloned()).await
    }
}
