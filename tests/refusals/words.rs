//! What several of these stories say.

use crate::peer::{PUBLIC, Peer};
use crate::support::client::{Answer, Visitor};
use crate::world::World;
use reqwest::Method;
use serde_json::{Value, json};

/// A public post of somebody's that mentions somebody here, so that it is kept.
pub fn mention(peer: &Peer, name: &str, slug: &str, html: &str, whom: &str) -> Value {
    let mut note = peer.note(name, slug, html);
    note["to"] = json!([PUBLIC, whom]);
    note["tag"] = json!([{"type": "Mention", "href": whom, "name": "@rosa"}]);
    note
}

/// A change through the interface for apps.
pub async fn app(who: &Visitor, method: Method, path: &str, body: Value) -> Answer {
    let headers = [("content-type", "application/json")];
    who.ask(method, &format!("/api/v1{path}"), &headers, body.to_string().into_bytes()).await
}

/// Somebody here follows somebody of a peer, who says yes. Each may do so once.
pub async fn follows(world: &World, who: &Visitor, peer: &Peer, name: &str) {
    let jrd = json!({
        "subject": format!("acct:{name}@{}", peer.host()),
        "links": [{"rel": "self", "type": "application/activity+json", "href": peer.id(name)}],
    });
    peer.serve("/.well-known/webfinger", crate::peer::Page::of("application/jrd+json", jrd.to_string()));
    let search = format!("/api/v1/accounts/search?resolve=true&q={name}@{}", peer.host());
    let found = who.ask(Method::GET, &search, &[], Vec::new()).await.expect(200);
    let id = found[0]["id"].as_str().unwrap_or_else(|| panic!("{name} is not found")).to_owned();
    let before = peer.letters().len();
    app(who, Method::POST, &format!("/accounts/{id}/follow"), json!({})).await.expect(200);
    let asked = async || {
        let letters = peer.letters();
        letters.into_iter().skip(before).find(|letter| letter["type"] == "Follow" && letter["object"] == peer.id(name))
    };
    let follow = world.place.until("the follow arrives", asked).await;
    world.accepted_of(peer, &peer.activity(name, "Accept", &format!("follow-{before}"), follow)).await;
}
