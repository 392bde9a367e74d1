use super::*;
use crate::domain::member::{Member, State};
use crate::federation::wire::{self, webfinger::ACTIVITY_TYPE};
use crate::storage::actors::SealedKeys;
use crate::storage::members;
use serde_json::json;

/// Without the parts that differ with every server.
fn without(mut json: Value, keys: &[&str]) -> Value {
    for key in keys {
        assert!(json.as_object_mut().unwrap().remove(*key).is_some(), "no {key}");
    }
    json
}

fn implements() -> Value {
    json!([
        {"href": "https://w3id.org/fep/0837", "name": "FEP-0837"},
        {"href": "https://w3id.org/potluck/ns#v1", "name": "Potluck wire format 1"},
        {"href": "https://w3id.org/potluck/ns#words", "name": "Words between the two sides of an answer"},
    ])
}

#[actix_web::test]
async fn the_network_says_who_and_where_it_is() {
    let server = Server::start().await;
    let got = server.get("/ap/network").await;
    assert_eq!(got.status, 200);
    assert_eq!(got.header("content-type"), ACTIVITY_TYPE);
    assert_eq!(
        (got.header("vary"), got.header("cache-control")),
        ("Accept, Authorization, Signature, Signature-Input", "public, max-age=60")
    );
    let json = got.json();
    assert_eq!(json["publicKey"]["id"], "https://fruitvale.example/ap/network#main-key");
    assert_eq!(json["publicKey"]["owner"], json["id"]);
    assert!(json["publicKey"]["publicKeyPem"].as_str().unwrap().starts_with("-----BEGIN PUBLIC KEY-----"));
    let key = &json["assertionMethod"][0];
    assert_eq!((&key["type"], &key["controller"]), (&json!("Multikey"), &json["id"]));
    assert_eq!(key["id"], "https://fruitvale.example/ap/network#ed25519-key");
    assert!(key["publicKeyMultibase"].as_str().unwrap().starts_with("z6Mk"));
    assert_eq!(
        without(json, &["@context", "publicKey", "assertionMethod", "published"]),
        json!({
            "id": "https://fruitvale.example/ap/network",
            "type": "Organization",
            "preferredUsername": "food",
            "webfinger": "food@fruitvale.example",
            "name": "Fruitvale Food Network",
            "summary": "<p>Neighbors sharing food.</p>",
            "url": "https://fruitvale.example/@food",
            "inbox": "https://fruitvale.example/ap/network/inbox",
            "outbox": "https://fruitvale.example/ap/network/outbox",
            "followers": "https://fruitvale.example/ap/network/followers",
            "following": "https://fruitvale.example/ap/network/following",
            "featured": "https://fruitvale.example/ap/network/featured",
            "endpoints": {"sharedInbox": "https://fruitvale.example/ap/inbox"},
            "manuallyApprovesFollowers": false,
            "discoverable": true,
            "indexable": true,
            "attachment": [
                {
                    "type": "PropertyValue",
                    "name": "Website",
                    "value": "<a href=\"https://fruitvale.example/\" rel=\"me\">fruitvale.example</a>",
                },
                {"type": "PropertyValue", "name": "Area", "value": "Fruitvale, Oakland (about 2 km around)"},
            ],
            "location": {
                "type": "Place",
                "name": "Fruitvale, Oakland",
                "latitude": 37.78,
                "longitude": -122.22,
                "radius": 2000.0,
                "units": "m",
            },
            "potluck:network": {
                "serves": "neighbourhood",
                "languages": ["en", "es"],
                "mode": "neighbors",
                "intake": "open",
                "openListings": "https://fruitvale.example/ap/network/listings",
            },
            "generator": {
                "type": "Application",
                "id": "https://fruitvale.example/ap/app",
                "name": "Potluck",
                "implements": implements(),
            },
        })
    );
}

#[actix_web::test]
async fn another_potluck_understands_each_of_our_actors() {
    let server = Server::start().await;
    for path in ["/ap/network", "/ap/app", "/ap/members/rosa"] {
        let actor: wire::Actor = wire::read(&server.get(path).await.json()).unwrap();
        actor.check().unwrap();
        assert!(actor.implements(wire::actor::Implements::FEP_0837), "{path}");
    }
}

#[actix_web::test]
async fn a_member_is_a_person_whom_no_search_finds_and_no_map_shows() {
    let server = Server::start().await;
    let rosa = server.get("/ap/members/rosa").await.json();
    assert_eq!(rosa["type"], "Person");
    assert_eq!(rosa["webfinger"], "rosa@fruitvale.example");
    assert_eq!((&rosa["discoverable"], &rosa["indexable"]), (&json!(false), &json!(false)));
    for absent in ["location", "potluck:network", "attachment"] {
        assert!(rosa.get(absent).is_none(), "{absent}");
    }
}

#[actix_web::test]
async fn refusal_32_the_servers_own_actor_and_its_key_need_no_signature() {
    for server in [Server::start().await, Server::start_with(list_only).await] {
        let got = server.get("/ap/app").await;
        assert_eq!(got.status, 200);
        assert_eq!(
            without(got.json(), &["@context", "publicKey", "assertionMethod", "published"]),
            json!({
                "id": "https://fruitvale.example/ap/app",
                "type": "Application",
                "preferredUsername": "fruitvale.example",
                "webfinger": "fruitvale.example@fruitvale.example",
                "name": "Potluck at fruitvale.example",
                "url": "https://fruitvale.example/about",
                "inbox": "https://fruitvale.example/ap/inbox",
                "outbox": "https://fruitvale.example/ap/app/outbox",
                "manuallyApprovesFollowers": true,
                "discoverable": false,
                "indexable": false,
                "implements": implements(),
            })
        );
    }
}

#[actix_web::test]
async fn a_network_that_talks_to_listed_hosts_only_looks_at_each_follow() {
    let server = Server::start_with(list_only).await;
    assert_eq!(server.get("/ap/network").await.json()["manuallyApprovesFollowers"], true);
}

#[actix_web::test]
async fn a_member_who_left_leaves_a_tombstone_and_a_stranger_nothing() {
    let server = Server::start().await;
    let (rosa, now) = (server.rosa, server.app.here.now());
    let addresses = server.app.here.addresses.clone();
    server.beside(|conn| {
        let rosa = members::get(conn, rosa)?;
        let actor = actor_rows::get(conn, rosa.actor)?;
        let ap_id = addresses.member("ana");
        let actor = Actor {
            id: ActorId(ids::next(now)),
            handle: "ana".into(),
            key_id: format!("{ap_id}#main-key"),
            ap_id,
            ..actor
        };
        actor_rows::insert_local(conn, &actor, SealedKeys { rsa: Some(vec![1]), ed25519: None })?;
        let id = MemberId(ids::next(now));
        members::insert(conn, &Member { id, actor: actor.id, handle: "ana".into(), state: State::Left, ..rosa })
    });
    for path in ["/ap/members/ana", "/ap/members/ana/outbox", "/ap/members/ana/followers", "/ap/members/ana/featured"] {
        let got = server.get(path).await;
        assert_eq!(got.status, 410, "{path}");
        let tombstone = without(got.json(), &["@context"]);
        let left = json!({
            "id": "https://fruitvale.example/ap/members/ana", "type": "Tombstone", "formerType": "Person",
        });
        assert_eq!(tombstone, left);
    }
    assert_eq!(server.get("/.well-known/webfinger?resource=acct:ana@fruitvale.example").await.status, 404);
    for path in ["/ap/members/bob", "/ap/members/bob/outbox", "/ap/members/ROSA", "/ap/members/network"] {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
}

#[actix_web::test]
async fn followers_are_counted_and_never_named() {
    let server = Server::start().await;
    server.meet("hillside.example", Ties::Mutual);
    for part in ["followers", "following"] {
        let got = server.get(&format!("/ap/network/{part}")).await;
        let id = format!("https://fruitvale.example/ap/network/{part}");
        let count = json!({"id": id, "type": "OrderedCollection", "totalItems": 1});
        assert_eq!(without(got.json(), &["@context"]), count);
    }
    assert_eq!(server.get("/ap/members/rosa/followers").await.json()["totalItems"], 0);
    assert_eq!(server.get("/ap/app/followers").await.status, 404);
}

#[actix_web::test]
async fn a_browser_is_sent_to_the_page_for_people() {
    let server = Server::start().await;
    for (path, page) in [
        ("/ap/network", "https://fruitvale.example/@food"),
        ("/ap/members/rosa", "https://fruitvale.example/@rosa"),
        ("/ap/app", "https://fruitvale.example/about"),
        ("/ap/o/abc", "https://fruitvale.example/listings/abc"),
    ] {
        let got = server.ask(TestRequest::get().uri(path).insert_header(("accept", "text/html,*/*;q=0.8"))).await;
        assert_eq!((got.status.as_u16(), got.header("location")), (302, page));
        assert_eq!(got.header("vary"), "Accept, Authorization, Signature, Signature-Input");
    }
}
