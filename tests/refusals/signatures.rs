//! Who signed, what of it is signed, when, and with whose key.

use crate::fetch::{strict, with_key};
use crate::peer::{Letter, Page, Peer};
use crate::sign::{Headers, Request};
use crate::support::neighborhood::Neighborhood;
use crate::support::signer::{Signer, Takes};
use crate::world::{World, snapshot};
use chrono::Duration;
use potluck::actions::publish_listing::publish_listing;
use potluck::domain::Audience;
use potluck::federation::signature::Way;
use serde_json::{Value, json};

const WAYS: [Way; 3] = [Way::Cavage, Way::Rfc9421, Way::Ed25519];

/// One thing that is changed in what was taken.
type Change<'a, T> = &'a dyn Fn(&mut T);

/// Each time another activity that asks nothing of anybody.
fn like(peer: &Peer, name: &str, slug: &str) -> Value {
    peer.activity(name, "Like", slug, json!("https://elsewhere.example/1"))
}

/// All but the one at `left_out`.
fn without<'a>(all: &[&'a str], left_out: usize) -> Vec<&'a str> {
    all.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, name)| *name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_10_what_must_be_covered_is_covered_and_the_host_is_ours() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let rsa = peer.key("network", Way::Cavage, &format!("{}#main-key", peer.id("network")));
    let ed25519 = peer.key("network", Way::Ed25519, &format!("{}#ed25519-key", peer.id("network")));
    let mut number = 0;
    let mut post = || {
        number += 1;
        Request::post(place, &like(peer, "network", &number.to_string()).to_string())
    };
    // A GET that only a mutual peer may make.
    let author = place.member("rosa").await;
    let mut draft = crate::support::offer(5);
    draft.audience = Some(Audience::Peers);
    let listing = publish_listing(place, author, draft, true).await.unwrap();
    let path = place.listing(listing).await.ap_id.path().to_owned();
    let get = Request::get(place, &path);
    let asked = Request::get(place, &format!("{path}?page=1"));

    // What is sent, what is covered, and what of it may be left out.
    let all = ["(request-target)", "host", "date", "digest", "content-type"];
    let created = ["(request-target)", "host", "(created)", "digest"];
    for (covered, algorithm) in [(&all[..], "rsa-sha256"), (&all[..], "hs2019"), (&created[..], "hs2019")] {
        let request = post();
        assert_eq!(request.send(place, request.cavage(&rsa, covered, algorithm)).await, 202, "{covered:?}");
        for (at, name) in covered.iter().enumerate() {
            let (request, before) = (post(), world.snapshot().await);
            let status = request.send(place, request.cavage(&rsa, &without(covered, at), algorithm)).await;
            if *name == "content-type" {
                assert_eq!(status, 202, "{name} of {covered:?}");
            } else {
                assert_eq!(status, 401, "{name} of {covered:?}");
                world.unchanged(&before, &[]).await;
            }
        }
    }
    let all = ["(request-target)", "host", "date"];
    assert_eq!(get.send(place, get.cavage(&rsa, &all, "rsa-sha256")).await, 200);
    let before = world.snapshot().await;
    for (at, name) in all.iter().enumerate() {
        assert_eq!(get.send(place, get.cavage(&rsa, &without(&all, at), "rsa-sha256")).await, 401, "GET {name}");
    }
    world.unchanged(&before, &[]).await;

    let whole = ["@method", "@target-uri", "content-digest", "content-type"];
    let parts = ["@method", "@authority", "@path", "content-digest"];
    for key in [&rsa, &ed25519] {
        for covered in [&whole[..], &parts[..]] {
            let request = post();
            let parameters = request.parameters(key);
            assert_eq!(request.send(place, request.rfc9421(key, covered, &parameters)).await, 202, "{covered:?}");
            for (at, name) in covered.iter().enumerate() {
                let (request, before) = (post(), world.snapshot().await);
                let parameters = request.parameters(key);
                let status = request.send(place, request.rfc9421(key, &without(covered, at), &parameters)).await;
                if *name == "content-type" {
                    assert_eq!(status, 202, "{name} of {covered:?}");
                } else {
                    assert_eq!(status, 401, "{name} of {covered:?}");
                    world.unchanged(&before, &[]).await;
                }
            }
            // Who signed, and when, stand among the parameters.
            let (request, before) = (post(), world.snapshot().await);
            let (when, who) = (format!(";created={}", request.at.timestamp()), format!(r#";keyid="{}""#, key.id()));
            for parameters in [&when, &who, ""] {
                assert_eq!(request.send(place, request.rfc9421(key, covered, parameters)).await, 401, "{parameters}");
            }
            world.unchanged(&before, &[]).await;
        }
        for (request, covered) in [
            (&get, &["@method", "@target-uri"][..]),
            (&get, &["@method", "@authority", "@path"]),
            (&asked, &["@method", "@authority", "@path", "@query"]),
        ] {
            let parameters = request.parameters(key);
            assert_eq!(request.send(place, request.rfc9421(key, covered, &parameters)).await, 200, "{covered:?}");
            let before = world.snapshot().await;
            for (at, name) in covered.iter().enumerate() {
                let headers = request.rfc9421(key, &without(covered, at), &parameters);
                assert_eq!(request.send(place, headers).await, 401, "GET {name} of {covered:?}");
            }
            world.unchanged(&before, &[]).await;
        }
    }

    // Signed for another host, and sent to us: with its name, and with ours.
    let before = world.snapshot().await;
    let cavage =
        |request: &Request| request.cavage(&rsa, &["(request-target)", "host", "date", "digest"], "rsa-sha256");
    let whole = |request: &Request| request.rfc9421(&rsa, &whole, &request.parameters(&rsa));
    let parts = |request: &Request| request.rfc9421(&ed25519, &parts, &request.parameters(&ed25519));
    let signers: [&dyn Fn(&Request) -> Headers; 3] = [&cavage, &whole, &parts];
    for sign in signers {
        for host in ["evil.example", &format!("evil.{}", place.addresses.host()), "riverside.localhost"] {
            let mut request = post();
            request.host = host.to_owned();
            let mut headers = sign(&request);
            assert_eq!(request.send(place, headers.clone()).await, 401, "{host}");
            headers
                .iter_mut()
                .filter(|(name, _)| *name == "host")
                .for_each(|(_, value)| *value = place.addresses.host());
            assert_eq!(request.send(place, headers).await, 401, "{host}");
        }
        // The same to another inbox than the one that was signed for.
        let mut request = post();
        let headers = sign(&request);
        request.path = "/ap/network/inbox".into();
        assert_eq!(request.send(place, headers).await, 401);
    }
    world.unchanged(&before, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_11_the_digest_is_that_of_the_body() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    for way in WAYS {
        let name = format!("{way:?}");
        let letter = |slug: &str| {
            let listing = peer.listing("network", &format!("{name}-{slug}"), 1, "Apples");
            let create = peer.activity("network", "Create", &format!("{name}-{slug}"), listing);
            peer.sign(place, &create, ("network", way), place.now())
        };
        assert_eq!(peer.post(letter("twin")).await, 202);
        let header = if way == Way::Cavage { "digest" } else { "content-digest" };
        let flip = |letter: &mut Letter| {
            let at = letter.body.windows(6).position(|six| six == b"Apples").expect("apples");
            letter.body[at] ^= 1;
        };
        let right = |letter: &Letter| {
            let digest = potluck::federation::signature::cavage::digest(&letter.body);
            let of_rfc = potluck::federation::signature::content_digest::of(&letter.body);
            if way == Way::Cavage { digest } else { of_rfc }
        };
        let changes: [(&str, Change<'_, Letter>); 7] = [
            ("a bit of the body", &flip),
            ("a space after the body", &|letter| letter.body.push(b' ')),
            ("the body and its digest, of which the signature is another's", &|letter| {
                flip(letter);
                *letter.header(header) = right(letter);
            }),
            ("the digest", &|letter| {
                let value = letter.header(header);
                let last = value.rfind('=').expect("base 64") - 2;
                let other = if &value[last..=last] == "A" { "B" } else { "A" };
                value.replace_range(last..=last, other);
            }),
            ("its algorithm", &|letter| {
                let value = letter.header(header);
                *value = value.replace("SHA-256", "MD5").replace("sha-256", "md5");
            }),
            ("no digest at all", &|letter| letter.headers.retain(|(name, _)| *name != header)),
            ("a second digest, of another body", &|letter| {
                let mut other = letter.clone();
                flip(&mut other);
                let other = right(&other);
                letter.header(header).push_str(&format!(", {other}"));
            }),
        ];
        let before = world.snapshot().await;
        for (number, (what, change)) in changes.into_iter().enumerate() {
            let mut spoiled = letter(&number.to_string());
            change(&mut spoiled);
            assert_eq!(peer.post(spoiled).await, 401, "{way:?}: {what}");
        }
        world.unchanged(&before, &[]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_12_what_was_signed_too_long_ago_or_lies_ahead_is_not_taken() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    for way in WAYS {
        // Its network was heard from; of its people, eve was not.
        world.accepted(&peer.activity("ana", "Follow", &format!("{way:?}"), json!(place.addresses.network()))).await;
        let send = |peer: &Peer, name: &str, minutes: i64| {
            let activity = like(peer, name, &format!("{way:?}{minutes}"));
            let at = place.now() + Duration::minutes(minutes);
            let letter = peer.sign(place, &activity, (name, way), at);
            let posted = peer.fetcher().clone();
            async move { posted.post(&letter.inbox, letter.headers, letter.body).await.unwrap().status }
        };
        let before = world.snapshot().await;
        // Hours: two ahead, thirteen back; and each side of the limits.
        for minutes in [120, 6, -12 * 60 - 1, -13 * 60, -24 * 60 * 365] {
            for name in ["network", "ana", "eve"] {
                assert_eq!(send(peer, name, minutes).await, 401, "{way:?} {name} {minutes}");
            }
        }
        world.unchanged(&before, &[]).await;
        for minutes in [0, 4, -59, -61, -12 * 60 + 1] {
            assert_eq!(send(peer, "network", minutes).await, 202, "{way:?} {minutes}");
            assert_eq!(send(peer, "ana", minutes).await, 202, "{way:?} {minutes}");
        }
        // Whoever is new at a server that we know may have waited there as long.
        let new = Peer::start(&format!("new-{way:?}").to_lowercase()).await;
        world.befriend(&new).await;
        assert_eq!(send(&new, "eve", -12 * 60 + 1).await, 202, "{way:?}");

        // A server of which nothing was ever heard.
        let stranger = Peer::start(&format!("stranger-{way:?}").to_lowercase()).await;
        let before = world.snapshot().await;
        for minutes in [120, 6, -61, -13 * 60] {
            assert_eq!(send(&stranger, "eve", minutes).await, 401, "{way:?} {minutes}");
        }
        assert_eq!(stranger.asked_in_all(), 0, "a key that could not help is not asked for");
        world.unchanged(&before, &[]).await;
        assert_eq!(send(&stranger, "eve", -59).await, 202, "{way:?}");
        assert_eq!(send(&stranger, "bob", -61).await, 202, "{way:?}: it is known now");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_14_a_key_is_its_actors_and_comes_from_its_own_origin() {
    let world = World::start().await;
    let (place, peer, evil) = (&world.place, &world.peer, Peer::start("evil").await);
    // Ana is known; her key is hers.
    let send = |from: &Peer, actor: String, slug: &str, name: &str, key_id: String| {
        let mut activity = like(from, name, slug);
        activity["actor"] = json!(actor);
        let letter = from.sign_as(place, &activity, (name, Way::Cavage), &key_id, place.now());
        let posted = from.fetcher().clone();
        async move { posted.post(&letter.inbox, letter.headers, letter.body).await.unwrap().status }
    };
    let key_of = |id: String| format!("{id}#main-key");
    assert_eq!(send(peer, peer.id("ana"), "twin", "ana", key_of(peer.id("ana"))).await, 202);
    assert_eq!(send(&evil, evil.id("bob"), "twin", "bob", key_of(evil.id("bob"))).await, 202);
    let before = world.snapshot().await;

    // Bob's key, and an activity that says it is ana's: of the same server, and of another.
    assert_eq!(send(&evil, evil.id("ana"), "1", "bob", key_of(evil.id("bob"))).await, 401);
    assert_eq!(send(&evil, peer.id("ana"), "2", "bob", key_of(evil.id("bob"))).await, 401);
    // Bob's signature with the name of ana's key, whom we know and asked about a moment ago.
    assert_eq!(send(&evil, peer.id("ana"), "3", "bob", key_of(peer.id("ana"))).await, 401);
    world.unchanged(&before, &[]).await;

    // Documents that say of a key, or of themselves, what is not theirs to say.
    let eve = evil.actor("eve");
    let at = |path: &str| evil.at(path);
    let changed = |path: &str, change: &dyn Fn(&mut Value)| {
        let mut actor = eve.clone();
        for (pointer, value) in [
            ("/id", at(path)),
            ("/inbox", at(&format!("{path}/inbox"))),
            ("/publicKey/id", key_of(at(path))),
            ("/publicKey/owner", at(path)),
        ] {
            *actor.pointer_mut(pointer).expect("a field") = json!(value);
        }
        actor["assertionMethod"] = json!([]);
        actor["preferredUsername"] = json!(path.rsplit('/').next());
        change(&mut actor);
        evil.serve(path, Page::activity(&actor));
    };
    changed("/users/whole", &|_| {});
    assert_eq!(send(&evil, at("/users/whole"), "whole", "eve", key_of(at("/users/whole"))).await, 202);
    let before = world.snapshot().await;
    let ana = peer.id("ana");
    let changes: [(&str, Change<'_, Value>); 6] = [
        ("id", &|actor| actor["id"] = json!(ana)),
        ("owner", &|actor| actor["publicKey"]["owner"] = json!(ana)),
        ("both", &|actor| {
            actor["id"] = json!(ana);
            actor["publicKey"]["owner"] = json!(ana);
        }),
        ("key", &|actor| actor["publicKey"]["id"] = json!(key_of(ana.clone()))),
        ("other", &|actor| actor["publicKey"]["id"] = json!(format!("{}#another", evil.id("eve")))),
        ("inbox", &|actor| actor["inbox"] = json!(format!("{ana}/inbox"))),
    ];
    for (what, change) in changes {
        let path = format!("/users/{what}");
        changed(&path, change);
        for (number, actor) in [at(&path), ana.clone()].into_iter().enumerate() {
            let status = send(&evil, actor, &format!("{what}-{number}"), "eve", key_of(at(&path))).await;
            assert_eq!(status, 401, "{what}");
        }
        world.unchanged(&before, &[]).await;
    }
    // A key with an address of its own, of somebody of another server, or of somebody who knows nothing of it.
    let key = |path: &str, owner: &str| {
        let pem = evil.keys("eve").public_pem;
        let document = json!({"id": at(path), "type": "CryptographicKey", "owner": owner, "publicKeyPem": pem,
            "publicKey": {"id": at(path), "owner": owner, "publicKeyPem": pem}});
        evil.serve(path, Page::activity(&document));
    };
    let asked = peer.asked_in_all();
    key("/keys/foreign", &ana);
    for (number, actor) in [ana.clone(), at("/users/whole")].into_iter().enumerate() {
        assert_eq!(send(&evil, actor, &format!("foreign-{number}"), "eve", at("/keys/foreign")).await, 401);
    }
    assert_eq!(peer.asked_in_all(), asked, "its owner is not even asked");
    world.unchanged(&before, &[]).await;
    key("/keys/unknown", &at("/users/whole"));
    assert_eq!(send(&evil, at("/users/whole"), "unknown", "eve", at("/keys/unknown")).await, 401);
    world.unchanged(&before, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_14_a_key_that_is_said_to_be_within_our_own_network_is_not_fetched() {
    let inside = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    inside.set_nonblocking(true).unwrap();
    let port = inside.local_addr().unwrap().port();
    // The rules of production; ana's key is held already, since these rules do not reach her server.
    let (place, peer) = strict(None).await;
    let send = |slug: String, key_id: String| {
        let letter = with_key(&place, &peer, &slug, &key_id);
        let posted = peer.fetcher().clone();
        async move { posted.post(&letter.inbox, letter.headers, letter.body).await.unwrap().status }
    };
    assert_eq!(send("twin".into(), format!("{}#main-key", peer.id("ana"))).await, 202);
    let before = snapshot(&place).await;
    let hosts = ["127.0.0.1", "[::1]", "localhost", "a.localhost", "0.0.0.0", "127.1", "0x7f.1", "2130706433"];
    for (number, host) in hosts.iter().enumerate() {
        for (scheme, port) in [("http", format!(":{port}")), ("https", format!(":{port}")), ("https", String::new())] {
            for fragment in ["#main-key", "/main-key"] {
                let key_id = format!("{scheme}://{host}{port}/users/ana{fragment}");
                let status = send(format!("{number}{scheme}{port}{}", fragment.len()), key_id.clone()).await;
                assert_eq!(status, 401, "{key_id}");
            }
        }
    }
    assert!(inside.accept().is_err(), "nobody came");
    let found = before.changes_to(&snapshot(&place).await, &[]);
    assert!(found.is_empty(), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_15_a_rotated_key_is_fetched_once_and_a_hundred_wrong_ones_ask_once() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("rotating", Takes::Cavage).await;
    let ana = there.person("ana");
    let mut number = 0;
    let mut like = || {
        number += 1;
        there.activity("ana", "Like", json!("https://elsewhere.example/1"), number)
    };
    let key = |way| format!("{ana}#{}", if way == Way::Ed25519 { "ed25519-key" } else { "main-key" });
    let unchanged = |_: &mut Vec<(&'static str, String)>, _: &mut Vec<u8>| {};
    // As if its actors had been fetched so long ago that they may be fetched again.
    let fetched_long_ago =
        || place.database.execute("UPDATE actors SET fetched_at = '2026-01-01 00:00:00' WHERE NOT local").unwrap();
    for way in WAYS {
        assert_eq!(there.send(&place, &like(), (way, &key(way)), unchanged).await, 202);
    }
    assert_eq!(there.asked("/users/ana"), 1, "one document has both of her keys");
    for way in WAYS {
        there.rotate();
        // She was asked about a moment ago: a stranger could make us ask all the time.
        let before = snapshot(&place).await;
        assert_eq!(there.send(&place, &like(), (way, &key(way)), unchanged).await, 401, "{way:?}");
        let changes = before.changes_to(&snapshot(&place).await, &[]);
        assert!(changes.is_empty(), "{changes:?}");
        let before = there.asked("/users/ana");
        fetched_long_ago();
        assert_eq!(there.send(&place, &like(), (way, &key(way)), unchanged).await, 202, "{way:?}");
        assert_eq!(there.asked("/users/ana"), before + 1, "{way:?}");
        assert_eq!(there.send(&place, &like(), (way, &key(way)), unchanged).await, 202, "{way:?}");
        assert_eq!(there.asked("/users/ana"), before + 1, "{way:?}");
    }
    // Signatures that are not by her keys, all at once, and while her server does not answer.
    for (way, away) in [(Way::Cavage, false), (Way::Ed25519, true)] {
        there.be_away(away);
        fetched_long_ago();
        let (asked, before) = (there.asked("/users/ana"), snapshot(&place).await);
        let activities: Vec<Value> = (0..100).map(|_| like()).collect();
        let wrong = |headers: &mut Vec<(&'static str, String)>, _: &mut Vec<u8>| {
            let (_, value) = headers.iter_mut().find(|(name, _)| *name == "signature").unwrap();
            let from = value.rfind(['"', ':']).unwrap() - 8;
            let letter = if &value[from..=from] == "A" { "B" } else { "A" };
            value.replace_range(from..=from, letter);
        };
        let sent = activities.iter().map(|activity| {
            let (there, place, key) = (&there, &place, key(way));
            async move { there.send(place, activity, (way, &key), wrong).await }
        });
        let statuses = futures::future::join_all(sent).await;
        assert!(statuses.iter().all(|status| [401, 502].contains(status)), "{statuses:?}");
        assert!(there.asked("/users/ana") <= asked + 1, "{way:?}: {}", there.asked("/users/ana") - asked);
        // The one fetch was of use: her actor is as it is there now.
        let changes = before.changes_to(&snapshot(&place).await, &["actors.fetched_at"]);
        assert!(changes.is_empty(), "{changes:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_15_keys_that_are_made_up_ask_a_few_times_and_the_right_one_still_counts() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("haunted", Takes::Cavage).await;
    let ana = there.person("ana");
    let like = |number| there.activity("ana", "Like", json!("https://elsewhere.example/1"), number);
    let unchanged = |_: &mut Vec<(&'static str, String)>, _: &mut Vec<u8>| {};
    assert_eq!(there.send(&place, &like(0), (Way::Ed25519, &format!("{ana}#ed25519-key")), unchanged).await, 202);
    let before = snapshot(&place).await;
    // Of somebody who is known: once.
    for number in 1..20 {
        let key = format!("{ana}#made-up-{number}");
        assert_eq!(there.send(&place, &like(number), (Way::Rfc9421, &key), unchanged).await, 401);
    }
    assert_eq!(there.asked("/users/ana"), 2);
    // Of nobody: as often as a large server might have new people, and no more.
    let mut statuses = Vec::new();
    for number in 20..70 {
        let key = format!("{}#main-key", there.person(&format!("nobody{number}")));
        statuses.push(there.send(&place, &like(number), (Way::Rfc9421, &key), unchanged).await);
    }
    assert!(statuses[..20].iter().all(|status| *status == 401), "{statuses:?}");
    assert_eq!(statuses.last(), Some(&429));
    assert!((30..40).contains(&there.asked_in_all()), "{}", there.asked_in_all());
    let changes = before.changes_to(&snapshot(&place).await, &[]);
    assert!(changes.is_empty(), "{changes:?}");
    // Whose key is kept is not held up.
    assert_eq!(there.send(&place, &like(99), (Way::Ed25519, &format!("{ana}#ed25519-key")), unchanged).await, 202);
}
