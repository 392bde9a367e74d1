//! Who signs how, and what comes of it: draft-cavage and RFC 9421, RSA and Ed25519, keys that change, keys that are not
//! there.

use crate::offer;
use crate::support::neighborhood::{Neighborhood, mutual};
use crate::support::signer::{Signer, Takes};
use potluck::actions::give_keys::give_ed25519_keys;
use potluck::actions::publish_listing::publish_listing;
use potluck::domain::Audience;
use potluck::domain::follow::Actor;
use potluck::federation::signature::{Way, generate_ed25519};
use potluck::storage::actors;
use serde_json::{Value, json};
use std::cell::RefCell;
use url::Url;

/// What is done to the headers and the body of a request on its way.
type Spoil = fn(&mut Vec<(&'static str, String)>, &mut Vec<u8>);

const WAYS: [Way; 3] = [Way::Cavage, Way::Rfc9421, Way::Ed25519];

fn unchanged(_: &mut Vec<(&'static str, String)>, _: &mut Vec<u8>) {}

fn key_id(person: &str, way: Way) -> String {
    let name = if way == Way::Ed25519 { "ed25519-key" } else { "main-key" };
    format!("{person}#{name}")
}

/// Ana of the other server follows the network, with a signature of this kind.
async fn followed_by_ana(place: &Neighborhood, there: &Signer, way: Way) {
    let follow = there.activity("ana", "Follow", json!(place.addresses.network()), 1);
    let key = key_id(&there.person("ana"), way);
    assert_eq!(there.send(place, &follow, (way, &key), unchanged).await, 202);
}

/// Something that is told to followers; waits until it came to them.
async fn tell(place: &Neighborhood, there: &Signer, title: &str) {
    let author = place.member(&title.to_lowercase()).await;
    let mut draft = offer(title, 5);
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(true);
    publish_listing(place, author, draft, true).await.unwrap();
    place.app.wake.outbox.notify_one();
    came(place, there, title).await;
}

async fn came(place: &Neighborhood, there: &Signer, what: &str) {
    place
        .until(&format!("{what} arrived"), async || {
            there.letters().iter().any(|letter| letter.to_string().contains(what)).then_some(())
        })
        .await;
}

fn format_of(place: &Neighborhood) -> Vec<String> {
    place.database.lines("SELECT signature_format AS line FROM hosts WHERE signature_format IS NOT NULL")
}

async fn known(place: &Neighborhood, ap_id: &str) -> Option<Actor> {
    let ap_id: Url = ap_id.parse().unwrap();
    place.db.read(move |conn| actors::by_ap_id(conn, &ap_id)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_rfc9421_only_is_knocked_at_twice_and_once_from_then_on() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("modern", Takes::Rfc9421).await;
    followed_by_ana(&place, &there, Way::Rfc9421).await;
    came(&place, &there, "Accept").await;
    assert_eq!(there.log(), ["POST cavage main-key 401", "POST rfc9421 main-key 202"]);
    place.until("it is remembered", async || (format_of(&place) == ["rfc9421"]).then_some(())).await;
    tell(&place, &there, "Apples").await;
    tell(&place, &there, "Bread").await;
    let log = there.log();
    assert!(log.len() >= 2 && log.iter().all(|line| line == "POST rfc9421 main-key 202"), "{log:?}");

    // It goes back to what it took before: that is found out in the same way.
    there.takes(Takes::Cavage);
    tell(&place, &there, "Carrots").await;
    assert_eq!(there.log()[..2], ["POST rfc9421 main-key 401", "POST cavage main-key 202"]);
    place.until("it is remembered", async || (format_of(&place) == ["draft-cavage"]).then_some(())).await;
    tell(&place, &there, "Dates").await;
    assert!(there.log().iter().all(|line| line == "POST cavage main-key 202"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_fetched_is_signed_as_its_server_takes_it() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("modern", Takes::Rfc9421).await;
    there.be_secure();
    followed_by_ana(&place, &there, Way::Ed25519).await;
    came(&place, &there, "Accept").await;
    let log = there.log();
    assert_eq!(log[..2], ["GET cavage main-key 401", "GET rfc9421 main-key 202"]);
    assert!(log[2..].iter().all(|line| line.starts_with("POST rfc9421 main-key 202")), "{log:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_nothing_is_asked_twice_each_time_and_nothing_is_remembered() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("closed", Takes::Nothing).await;
    followed_by_ana(&place, &there, Way::Cavage).await;
    let log = RefCell::new(Vec::new());
    place
        .until("it tried twice", async || {
            log.borrow_mut().extend(there.log());
            (log.borrow().len() >= 4).then_some(())
        })
        .await;
    let log = log.into_inner();
    assert_eq!(log[..2], ["POST cavage main-key 401", "POST rfc9421 main-key 401"]);
    assert_eq!(log[2..4], log[..2]);
    assert!(format_of(&place).is_empty());
    // 401 may pass: what waits is not lost.
    there.takes(Takes::Cavage);
    came(&place, &there, "Accept").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_understands_potlucks_format_gets_ed25519() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("cousin", Takes::Rfc9421).await;
    there.be_potluck();
    followed_by_ana(&place, &there, Way::Ed25519).await;
    came(&place, &there, "Accept").await;
    tell(&place, &there, "Apples").await;
    let log = there.log();
    assert!(log.iter().all(|line| line == "POST rfc9421 ed25519-key 202"), "{log:?}");
    assert!(format_of(&place).is_empty(), "there was nothing to find out");
    // An older one of its kind reads draft-cavage only.
    there.takes(Takes::Cavage);
    tell(&place, &there, "Bread").await;
    assert_eq!(there.log()[..2], ["POST rfc9421 ed25519-key 401", "POST cavage main-key 202"]);
    place.until("it is remembered", async || (format_of(&place) == ["draft-cavage"]).then_some(())).await;
    tell(&place, &there, "Carrots").await;
    assert!(there.log().iter().all(|line| line == "POST cavage main-key 202"));
    // After a week it is tried again: it may have been brought up to date.
    there.takes(Takes::Rfc9421);
    place.database.execute("UPDATE hosts SET signature_since = '2026-01-01 00:00:00'").unwrap();
    tell(&place, &there, "Dates").await;
    assert!(there.log().iter().all(|line| line == "POST rfc9421 ed25519-key 202"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_networks_talk_ed25519() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let theirs = known(&hillside, riverside.addresses.network().as_str()).await.unwrap();
    let ours = known(&riverside, riverside.addresses.network().as_str()).await.unwrap();
    assert_eq!(theirs.ed25519, ours.ed25519);
    assert!(theirs.ed25519.is_some_and(|key| key.multibase.starts_with("z6Mk")));
    // Nothing that RSA signs can be checked from now on, and no key fetched anew: what still comes is Ed25519's.
    for place in [&riverside, &hillside] {
        place
            .database
            .execute("UPDATE actors SET public_key_pem = 'lost', fetched_at = '2199-01-01 00:00:00' WHERE NOT local")
            .unwrap();
    }
    let rosa = riverside.member("rosa").await;
    let id = publish_listing(&riverside, rosa, offer("Plums", 5), true).await.unwrap();
    let original = riverside.listing(id).await;
    riverside.app.wake.outbox.notify_one();
    hillside.sees(&original, "it came, signed with Ed25519", |_| true).await;
    assert_eq!(format_of(&riverside).len() + format_of(&hillside).len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_signature_is_taken_and_what_was_changed_on_its_way_is_not() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("busy", Takes::Cavage).await;
    let before = place.database.count("received");
    let mut number = 100;
    for way in WAYS {
        let key = key_id(&there.person("ana"), way);
        let mut next = || {
            number += 1;
            there.activity("ana", "Like", json!("https://elsewhere.example/1"), number)
        };
        let send = |activity: Value, change: Spoil| {
            let (there, place, key) = (&there, &place, key.clone());
            async move { there.send(place, &activity, (way, &key), change).await }
        };
        assert_eq!(send(next(), unchanged).await, 202, "{way:?}");
        let spoil: [Spoil; 6] = [
            |_, body| body[20] ^= 1,
            |headers, _| headers.retain(|(name, _)| *name != "signature"),
            |headers, _| headers.retain(|(name, _)| !name.ends_with("digest")),
            |headers, _| {
                for (name, value) in headers.iter_mut().filter(|(name, _)| *name == "content-type") {
                    assert_eq!(*name, "content-type");
                    value.push_str("; charset=utf-8");
                }
            },
            // Both name the key: draft-cavage in the one header, RFC 9421 in the other.
            |headers, _| headers.iter_mut().for_each(|(_, value)| *value = value.replace("/users/ana#", "/users/bob#")),
            |headers, _| {
                let at = headers.iter().position(|(name, _)| *name == "signature").unwrap();
                let value = &mut headers[at].1;
                let from = value.rfind(['"', ':']).unwrap() - 8;
                let other = if &value[from..=from] == "A" { "B" } else { "A" };
                value.replace_range(from..=from, other);
            },
        ];
        for (what, change) in spoil.into_iter().enumerate() {
            assert_eq!(send(next(), change).await, 401, "{way:?} {what}");
        }
        // Signed by ana, said to be bob's.
        let mut forged = next();
        forged["actor"] = json!(there.person("bob"));
        assert_eq!(send(forged, unchanged).await, 401, "{way:?}");
    }
    assert_eq!(place.database.count("received"), before + WAYS.len() as i64);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_has_an_address_of_its_own_is_found_in_both_ways() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("gotosocial", Takes::Cavage).await;
    let key = format!("{}/main-key", there.person("bob"));
    for (number, way) in [Way::Rfc9421, Way::Cavage].into_iter().enumerate() {
        let like = there.activity("bob", "Like", json!("https://elsewhere.example/1"), number as u32);
        assert_eq!(there.send(&place, &like, (way, &key), unchanged).await, 202, "{way:?}");
    }
    // The one document says whose key it is, the other that it is so.
    assert_eq!((there.asked("/users/bob/main-key"), there.asked("/users/bob")), (1, 1), "keys are kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_ed25519_key_is_fetched_and_never_taken_from_a_message() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("changing", Takes::Cavage).await;
    let ana = there.person("ana");
    followed_by_ana(&place, &there, Way::Cavage).await;
    let before = known(&place, &ana).await.unwrap();
    let mut actor = there.actor("ana");
    actor["name"] = json!("Ana of the mill");
    let other = generate_ed25519().unwrap().multibase;
    actor["assertionMethod"][2]["publicKeyMultibase"] = json!(other);
    let update = there.activity("ana", "Update", actor, 2);
    assert_eq!(there.send(&place, &update, (Way::Cavage, &format!("{ana}#main-key")), unchanged).await, 202);
    let after = place
        .until("the new name is there", async || {
            known(&place, &ana).await.filter(|actor| actor.name == "Ana of the mill")
        })
        .await;
    assert_eq!(after.ed25519, before.ed25519);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_there_before_there_were_two_keys_gets_the_second_once() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let none = "UPDATE actors SET ed25519_key_id = NULL, ed25519_key = NULL, sealed_ed25519_key = NULL";
    place.database.execute(none).unwrap();
    place.app.keys.forget_all();
    // Until then it goes with RSA, also to those who would understand Ed25519.
    let there = Signer::start("cousin", Takes::Rfc9421).await;
    there.be_potluck();
    followed_by_ana(&place, &there, Way::Ed25519).await;
    came(&place, &there, "Accept").await;
    assert_eq!(there.log(), ["POST rfc9421 main-key 202"]);

    // The network, the server's own actor, Rosa.
    assert_eq!(give_ed25519_keys(&place.db, &place.seal, generate_ed25519).await.unwrap(), 3);
    let key = known(&place, place.addresses.member("rosa").as_str()).await.unwrap().ed25519.unwrap();
    assert_eq!(key.id, format!("{}#ed25519-key", place.addresses.member("rosa")));
    assert_eq!(give_ed25519_keys(&place.db, &place.seal, generate_ed25519).await.unwrap(), 0);
    tell(&place, &there, "Apples").await;
    assert!(there.log().iter().all(|line| line == "POST rfc9421 ed25519-key 202"));
}
