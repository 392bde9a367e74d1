//! Who reads what: what is not for an asker is not there, also not by way of a cache; and what everybody can read
//! all the same, so that two servers that both ask for signatures can meet.

use crate::peer::Peer;
use crate::reader::{Cache, get, read, read_as, shape, signed, unsigned};
use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::loopback::listen;
use crate::support::neighborhood::Neighborhood;
use crate::world::{HEARD, World, snapshot};
use potluck::actions::give_role::give_role;
use potluck::config::FederationMode;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::Arc;

/// Rosa, who may also keep servers away.
async fn rosa(place: &Neighborhood) -> Visitor {
    place.member("rosa").await;
    give_role(place, "rosa", RoleKind::Moderator, 6).await.expect("a role");
    Visitor::member(place, "rosa").await
}

/// A listing of rosa's for an audience; answers its path for other servers.
async fn offers(place: &Neighborhood, rosa: &Visitor, title: &str, audience: &str) -> String {
    let input = json!({
        "kind": "offer", "title": title, "audience": audience, "amount": "3", "unit": {"measure": "one", "label": "jars"},
    });
    let id = rosa.post("/listings", input).await.expect(201)["id"].as_str().expect("an id").to_owned();
    path_of(place, &format!("SELECT ap_id AS line FROM listings WHERE id = {id}"))
}

/// A post of rosa's; answers its path for other servers.
async fn says(place: &Neighborhood, rosa: &Visitor, words: &str, visibility: &str) -> (String, String) {
    let body = json!({"status": words, "visibility": visibility}).to_string().into_bytes();
    let headers = [("content-type", "application/json")];
    let said = rosa.ask(Method::POST, "/api/v1/statuses", &headers, body).await.expect(200);
    let id = said["id"].as_str().expect("an id").to_owned();
    (path_of(place, &format!("SELECT ap_id AS line FROM statuses WHERE id = {id}")), id)
}

fn path_of(place: &Neighborhood, sql: &str) -> String {
    let id = place.database.lines(sql).remove(0);
    id.strip_prefix(&place.base).expect("one of ours").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_17_nothing_is_announced_to_a_wider_audience_than_its_author_chose() {
    let world = World::start().await;
    let (place, peer, stranger) = (&world.place, &world.peer, Peer::start("stranger").await);
    let rosa = rosa(place).await;
    // It follows us, and we do not follow it.
    let ours = json!(place.addresses.network());
    world.accepted_of(&stranger, &stranger.activity("network", "Follow", "follow", ours)).await;
    stranger.letter_of("Accept").await;

    let for_all = offers(place, &rosa, "For all", "public").await;
    let for_peers = offers(place, &rosa, "For peers", "peers").await;
    let at_home = offers(place, &rosa, "At home", "network").await;
    let before = world.snapshot().await;
    let told = |peer: &Peer, title: &str| peer.letters().iter().any(|letter| letter.to_string().contains(title));
    assert!(told(peer, "For all") && told(&stranger, "For all") && told(peer, "For peers"), "the valid twins are told");
    assert!(!told(&stranger, "For peers") && !told(&stranger, "At home") && !told(peer, "At home"));

    // Who asks gets no more than who is told.
    for (path, anybody, strange, mutual) in
        [(&for_all, 200, 200, 200), (&for_peers, 404, 404, 200), (&at_home, 404, 404, 404)]
    {
        let statuses = [
            read(place, path).await.status,
            read_as(place, &stranger, "network", path).await.status,
            read_as(place, peer, "network", path).await.status,
        ];
        assert_eq!(statuses, [anybody, strange, mutual], "{path}");
        for part in ["create", "announce", "replies"] {
            let status = read_as(place, &stranger, "network", &format!("{path}/{part}")).await.status;
            assert!(status == 404 || *path == for_all, "{path}/{part}: {status}");
        }
    }
    for list in [
        "/ap/network/outbox?page=true",
        "/ap/network/featured",
        "/ap/members/rosa/outbox?page=true",
        "/ap/members/rosa/featured",
    ] {
        let list = read_as(place, &stranger, "network", list).await;
        assert!(
            list.status == 200 && !list.text.contains("For peers") && !list.text.contains("At home"),
            "{}",
            list.text
        );
    }
    world.unchanged(&before, &[]).await;

    // Nobody tells on what was not written for everyone: the same `Announce` of a public post is taken.
    let (open, _) = says(place, &rosa, "Hello all", "public").await;
    let (private, _) = says(place, &rosa, "Hello friends", "private").await;
    let announce =
        |slug: &str, path: &str| peer.activity("network", "Announce", slug, json!(format!("{}{path}", place.base)));
    world.accepted(&announce("open", &open)).await;
    world.refused(&announce("private", &private)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_18_what_is_not_there_and_what_is_not_for_you_are_the_same() {
    let world = World::start().await;
    let (place, peer, stranger) = (&world.place, &world.peer, Peer::start("stranger").await);
    let rosa = rosa(place).await;
    let for_peers = offers(place, &rosa, "For peers", "peers").await;
    let at_home = offers(place, &rosa, "At home", "network").await;
    let (private, private_id) = says(place, &rosa, "Hello friends", "private").await;
    let (taken_back, taken_back_id) = says(place, &rosa, "Never mind", "private").await;
    rosa.ask(Method::DELETE, &format!("/api/v1/statuses/{taken_back_id}"), &[], Vec::new()).await.expect(200);
    // The valid twin; and the stranger's key is fetched now, so that nothing comes in by what follows.
    assert_eq!(read_as(place, peer, "network", &for_peers).await.status, 200);
    read_as(place, &stranger, "network", &for_peers).await;
    let before = world.snapshot().await;

    let nothing = "/ap/o/AAAAAAAAAAAAAAAAAAAAAA";
    let same = shape(&read(place, nothing).await);
    assert_eq!(same.0, 404);
    assert_eq!(same.1["cache-control"], "private, no-store;");
    let paths =
        [nothing, &for_peers, &at_home, "/ap/s/AAAAAAAAAAAAAAAAAAAAAA", &private, &taken_back, "/ap/network/peers"];
    for path in paths {
        assert_eq!(shape(&read(place, path).await), same, "{path}");
        assert_eq!(shape(&read_as(place, &stranger, "network", path).await), same, "{path} as a stranger");
    }
    for part in ["create", "update/2", "announce", "replies", "delete"] {
        for path in [nothing, &for_peers, &at_home] {
            assert_eq!(
                shape(&read_as(place, &stranger, "network", &format!("{path}/{part}")).await),
                same,
                "{path}/{part}"
            );
        }
    }
    // A signature that is wrong is said to be so, whatever is there.
    let wrong = async |path: &str| {
        let mut headers = signed(place, &stranger, "network", path);
        let signature = headers.iter_mut().find(|(name, _)| *name == "signature").expect("a signature");
        signature.1 = signature.1.replace("signature=\"", "signature=\"AAAA");
        shape(&get(place, path, &headers).await)
    };
    assert_eq!(wrong(nothing).await.0, 401);
    assert_eq!(wrong(nothing).await, wrong(&for_peers).await);

    // Pages and the interfaces say the same, too.
    let pages = |path: &str| path.replace("/ap/o/", "/listings/");
    // Who asks reads there how to sign in and look at that address again: what they asked for themselves, and no more.
    let page = async |path: &str| {
        let (status, headers, text) = shape(&Visitor::stranger(place).page(&pages(path)).await);
        let slug = path.rsplit('/').next().expect("the end of a path");
        assert_eq!(text.matches(slug).count(), 1, "{path}: {text}");
        (status, headers, text.replace(slug, "…"))
    };
    assert_eq!(page(nothing).await.0, 404);
    for path in [&for_peers, &at_home] {
        assert_eq!(page(path).await, page(nothing).await, "{path}");
    }
    let ids = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM listings");
    for id in ids {
        let of = async |id: &str| shape(&Visitor::stranger(place).get(&format!("/listings/{id}")).await);
        assert_eq!(of(&id).await, of("1").await);
    }
    let of = async |id: &str| shape(&read(place, &format!("/api/v1/statuses/{id}")).await);
    assert_eq!(of(&private_id).await, of("1").await);
    assert_eq!(of(&taken_back_id).await, of("1").await);
    world.unchanged(&before, &[]).await;

    // Whom the network keeps away gets the same, for what everybody reads as well.
    let for_all = offers(place, &rosa, "For all", "public").await;
    assert_eq!(read_as(place, &stranger, "network", &for_all).await.status, 200);
    rosa.post("/blocks", json!({"server": stranger.host(), "level": "block"})).await.expect(204);
    let before = world.snapshot().await;
    for path in [nothing, &for_peers, &for_all] {
        assert_eq!(shape(&read_as(place, &stranger, "network", path).await), same, "{path} as somebody kept away");
    }
    world.unchanged(&before, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_18_a_server_that_is_not_on_the_list_is_told_no_more_than_anybody() {
    let stranger = Peer::start("stranger").await;
    let place = {
        let (listener, _) = listen("riverside");
        Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
            config.federation.mode = FederationMode::ListOnly;
            config.federation.allowed_hosts = vec!["friend.example".parse().expect("a host")];
        })
        .await
    };
    let rosa = rosa(&place).await;
    let for_all = offers(&place, &rosa, "For all", "public").await;
    let for_peers = offers(&place, &rosa, "For peers", "peers").await;
    let nothing = "/ap/o/AAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(read(&place, &for_all).await.status, 200);
    let before = snapshot(&place).await;
    let same = shape(&read(&place, nothing).await);
    for path in [nothing, &for_peers, &for_all] {
        assert_eq!(shape(&read_as(&place, &stranger, "network", path).await), same, "{path}");
    }
    assert_eq!(stranger.asked_in_all(), 0, "its key is not asked for");
    assert!(before.changes_to(&snapshot(&place).await, &[]).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_19_a_cache_never_mixes_askers() {
    let world = World::start().await;
    let (place, peer, stranger) = (&world.place, &world.peer, Peer::start("stranger").await);
    let rosa = rosa(place).await;
    let for_all = offers(place, &rosa, "For all", "public").await;
    let for_peers = offers(place, &rosa, "For peers", "peers").await;
    let at_home = offers(place, &rosa, "At home", "network").await;
    let mut cache = Cache::default();
    let (as_peer, as_stranger) =
        (signed(place, peer, "network", &for_peers), signed(place, &stranger, "network", &for_peers));
    // The valid twin: what everybody may read is kept.
    assert_eq!(cache.get(place, &for_all, &unsigned()).await.0, 200);
    assert_eq!(cache.get(place, &for_all, &unsigned()).await.0, 200);
    assert_eq!(cache.hits, 1);

    // Refused, allowed, refused: each gets their own, in any order.
    for headers in [&unsigned(), &as_stranger, &as_peer, &as_stranger, &unsigned(), &as_peer] {
        let status = cache.get(place, &for_peers, headers).await.0;
        assert_eq!(status, if *headers == as_peer { 200 } else { 404 });
    }
    let before = world.snapshot().await;
    // A member's token is another asker, on pages as on the interface.
    let mut token = unsigned();
    let secret = potluck::actions::add_member::create_token(place, "rosa", "read").await.expect("a token");
    token.push(("authorization", format!("Bearer {secret}")));
    let id = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM listings WHERE audience = 'network'").remove(0);
    let api = format!("/api/potluck/v1/listings/{id}");
    for path in [api.as_str(), "/api/potluck/v1/listings", "/api/v1/timelines/public"] {
        let alone = [get(place, path, &unsigned()).await.text, get(place, path, &token).await.text];
        for (headers, alone) in [(&token, &alone[1]), (&unsigned(), &alone[0]), (&token, &alone[1])] {
            assert_eq!(cache.get(place, path, headers).await.1, *alone, "{path}");
        }
    }
    // A token is no signature, whatever is there.
    assert_eq!(cache.get(place, &at_home, &token).await.0, 401);
    assert_eq!(cache.get(place, &at_home, &unsigned()).await.0, 404);
    world.unchanged(&before, &["tokens"]).await;

    // Allowed, then kept away: the very same request gets nothing any more, also of what was for everybody.
    let again = signed(place, peer, "network", &for_all);
    assert_eq!(cache.get(place, &for_all, &again).await.0, 200);
    rosa.post("/blocks", json!({"server": peer.host(), "level": "block"})).await.expect(204);
    let before = world.snapshot().await;
    assert_eq!(cache.get(place, &for_all, &again).await.0, 404);
    assert_eq!(cache.get(place, &for_peers, &as_peer).await.0, 404);
    assert_eq!(cache.get(place, &for_all, &unsigned()).await.0, 200);
    world.unchanged(&before, &[]).await;
}

/// The key that an actor shows.
fn key_of(actor: &Value) -> &str {
    actor["publicKey"]["publicKeyPem"].as_str().expect("a key")
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_32_who_asks_for_signatures_still_shows_its_keys_so_that_two_of_them_follow_each_other() {
    let secure = async |name: &str| {
        let (listener, _) = listen(name);
        let database = Arc::new(TestDb::new());
        Neighborhood::start_on(name, listener, database, |config| config.federation.signed_fetches = true).await
    };
    let (place, hillside) = (secure("riverside").await, secure("hillside").await);
    place.befriend(&hillside).await;
    let rosa = rosa(&place).await;
    let (for_all, for_peers) =
        (offers(&place, &rosa, "For all", "public").await, offers(&place, &rosa, "For peers", "peers").await);
    hillside.until("what is offered arrives", async || (hillside.database.count("listings") == 2).then_some(())).await;

    // What a signature is checked with, and where we are found, is for everybody.
    let before = snapshot(&place).await;
    for path in ["/ap/app", "/ap/network", "/ap/members/rosa"] {
        assert!(key_of(&read(&place, path).await.expect(200)).starts_with("-----BEGIN PUBLIC KEY"), "{path}");
    }
    let webfinger = format!("/.well-known/webfinger?resource=acct:rosa@{}", place.addresses.host());
    for path in [webfinger.as_str(), "/.well-known/nodeinfo", "/.well-known/host-meta"] {
        assert_eq!(read(&place, path).await.status, 200, "{path}");
    }
    // The rest is for whoever signs; unsigned, what is there and what is not are the same.
    let same = shape(&read(&place, "/ap/o/AAAAAAAAAAAAAAAAAAAAAA").await);
    assert_eq!(same.0, 401);
    let lists = ["/ap/network/outbox", "/ap/network/followers", "/ap/members/rosa/featured", "/ap/network/peers"];
    for path in lists.into_iter().chain([for_all.as_str(), for_peers.as_str(), &format!("{for_all}/create")]) {
        assert_eq!(shape(&read(&place, path).await), same, "{path}");
        let page = Visitor::stranger(&place).page(path).await;
        assert!(page.status == 401 || page.status == 302, "{path} as a page: {}", page.status);
    }
    assert!(before.changes_to(&snapshot(&place).await, &[]).is_empty());

    let peer = Peer::start("elsewhere").await;
    let mut cache = Cache::default();
    let headers = signed(&place, &peer, "network", &for_all);
    assert_eq!(cache.get(&place, &for_all, &headers).await.0, 200);
    assert_eq!(cache.get(&place, &for_all, &unsigned()).await.0, 401);
    assert_eq!(read_as(&place, &peer, "network", &for_peers).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_32_who_talks_to_a_list_alone_still_shows_its_keys() {
    let (stranger, friend) = (Peer::start("stranger").await, Peer::start("friend").await);
    let place = {
        let (listener, _) = listen("riverside");
        let friend = friend.host().parse().expect("a host");
        Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
            config.federation.mode = FederationMode::ListOnly;
            config.federation.allowed_hosts = vec![friend];
        })
        .await
    };
    // The valid twin is taken, and waits for a steward.
    let follow = |peer: &Peer| peer.activity("network", "Follow", "follow", json!(place.addresses.network()));
    assert_eq!(friend.send(&place, &follow(&friend)).await, 202);
    let follows = "SELECT count(*) AS n FROM follows WHERE state = 'pending'";
    place.until("it waits", async || (place.database.number(follows) == 1).then_some(())).await;
    let before = snapshot(&place).await;
    assert_eq!(stranger.send(&place, &follow(&stranger)).await, 403);
    for path in ["/ap/app", "/ap/network"] {
        key_of(&read(&place, path).await.expect(200));
        key_of(&read_as(&place, &stranger, "network", path).await.expect(200));
    }
    assert_eq!(read_as(&place, &stranger, "network", "/ap/network/outbox").await.status, 404);
    assert_eq!(read_as(&place, &friend, "network", "/ap/network/outbox").await.status, 200);
    assert!(before.changes_to(&snapshot(&place).await, &[HEARD]).is_empty());
    assert_eq!(stranger.asked_in_all(), 0);
}
