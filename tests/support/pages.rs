//! A server on loopback that answers what a test tells it to, and counts who asks.

use super::loopback::{Loopback, listen};
use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

#[derive(Default)]
struct Inner {
    documents: Mutex<HashMap<String, Value>>,
    asked: Mutex<Vec<String>>,
}

/// A running server of this kind. It stops when it is dropped.
pub struct Pages {
    /// `http://name.localhost:PORT`.
    pub base: String,
    inner: Arc<Inner>,
    _server: Loopback,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nobody panicked with it")
}

async fn answer(inner: Data<Inner>, request: HttpRequest) -> HttpResponse {
    let path = request.path().to_owned();
    let found = held(&inner.documents).get(&path).cloned();
    held(&inner.asked).push(path.clone());
    let kind = if path.contains("nodeinfo") { "application/json" } else { "application/activity+json" };
    match found {
        Some(document) => HttpResponse::Ok().content_type(kind).body(document.to_string()),
        None => HttpResponse::NotFound().finish(),
    }
}

impl Pages {
    /// Starts one at `name.localhost` on a free port, with nothing on it.
    pub async fn start(name: &str) -> Self {
        let (listener, base) = listen(name);
        let inner = Arc::new(Inner::default());
        let data = Data::from(inner.clone());
        let routes = move |app: &mut ServiceConfig| {
            app.app_data(data.clone()).default_service(web::to(answer));
        };
        Self { base, inner, _server: Loopback::start(listener, routes).await }
    }

    /// An address of this server.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Puts a document at a path.
    pub fn put(&self, path: &str, document: Value) {
        held(&self.inner.documents).insert(path.to_owned(), document);
    }

    /// Puts what a network's server says: its actor at `/ap/network`, its list of whom it follows, and NodeInfo.
    pub fn be_network(&self, public_key_pem: &str, follows: &[Value]) {
        let id = self.at("/ap/network");
        let list = self.at("/ap/network/following");
        self.put("/ap/network", self.actor("/ap/network", public_key_pem));
        self.put("/ap/network/following", json!({"id": list, "type": "OrderedCollection", "orderedItems": follows}));
        self.put(
            "/.well-known/nodeinfo",
            json!({"links": [{"rel": "http://nodeinfo.diaspora.software/ns/schema/2.1", "href": self.at("/nodeinfo/2.1")}]}),
        );
        self.put("/nodeinfo/2.1", self.node(&[&id]));
    }

    /// A network's actor at a path.
    pub fn actor(&self, path: &str, public_key_pem: &str) -> Value {
        let id = self.at(path);
        json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": id, "type": "Organization",
            "preferredUsername": "network", "name": format!("At {}", self.base), "inbox": format!("{id}/inbox"),
            "outbox": format!("{id}/outbox"), "following": format!("{id}/following"),
            "publicKey": {"id": format!("{id}#main-key"), "owner": id, "publicKeyPem": public_key_pem},
            "generator": {"type": "Application", "implements": [{"href": "https://w3id.org/fep/0837"}]},
        })
    }

    /// A NodeInfo document that names these networks.
    pub fn node(&self, networks: &[&str]) -> Value {
        json!({
            "version": "2.1", "software": {"name": "test", "version": "1"}, "protocols": ["activitypub"],
            "services": {"inbound": [], "outbound": []}, "openRegistrations": false, "usage": {"users": {}},
            "metadata": {"networks": networks},
        })
    }

    /// Which paths were asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        held(&self.inner.asked).clone()
    }
}
