//! Who may say what: of whom an object is, what came before, and what proves nothing.

use crate::peer::{PUBLIC, Page, Peer};
use crate::world::{HEARD, World};
use potluck::actions::ask_to_follow::ask_to_follow;
use potluck::adapters::fetch::Budget;
use potluck::federation::dereference;
use potluck::federation::signature::Way;
use serde_json::{Value, json};

/// One thing that is changed in what was taken.
type Change<'a> = &'a dyn Fn(&mut Value);

/// A post that mentions somebody here, so that it is kept.
fn mention(peer: &Peer, name: &str, slug: &str, html: &str, whom: &str) -> Value {
    let mut note = peer.note(name, slug, html);
    note["to"] = json!([PUBLIC, whom]);
    note["tag"] = json!([{"type": "Mention", "href": whom, "name": "@rosa"}]);
    note
}

fn posts(world: &World) -> Vec<String> {
    world.place.database.lines("SELECT content AS line FROM statuses ORDER BY content")
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_02_nobody_posts_in_the_name_of_another() {
    let world = World::start().await;
    let (peer, evil) = (&world.peer, Peer::start("evil").await);
    world.place.member("rosa").await;
    let rosa = world.place.addresses.member("rosa").to_string();
    let apples = |slug: &str| peer.listing("ana", slug, 1, "Apples");
    let hello = |slug: &str| mention(peer, "ana", slug, "<p>Hello</p>", &rosa);
    world.accepted(&peer.activity("ana", "Create", "apples", apples("apples"))).await;
    world.accepted(&peer.activity("ana", "Create", "hello", hello("hello"))).await;
    assert_eq!((world.titles().len(), posts(&world).len()), (1, 1));

    // Each is the same as what was taken, but for one thing.
    let changes: [(&str, Change<'_>); 4] = [
        ("of a neighbor on the same server", &|object| object["attributedTo"] = json!(peer.id("bob"))),
        ("of the network there", &|object| object["attributedTo"] = json!(peer.id("network"))),
        ("of somebody elsewhere", &|object| object["attributedTo"] = json!(evil.id("eve"))),
        ("with an id of another server", &|object| object["id"] = json!(evil.at("/o/another"))),
    ];
    for (number, (what, change)) in changes.into_iter().enumerate() {
        for (form, object) in [("listing", apples("two")), ("note", hello("two"))] {
            for kind in ["Create", "Update"] {
                let mut object = object.clone();
                change(&mut object);
                let activity = peer.activity("ana", kind, &format!("{form}-{number}"), object);
                println!("{kind} of a {form} {what}: {}", world.refused(&activity).await);
            }
        }
    }

    // The activity itself is of whoever signed it, and of their server.
    let before = world.snapshot().await;
    let mut of_bob = peer.activity("ana", "Create", "as-bob", apples("three"));
    of_bob["actor"] = json!(peer.id("bob"));
    let mut elsewhere = peer.activity("ana", "Create", "elsewhere", apples("three"));
    elsewhere["id"] = json!(evil.at("/activities/1"));
    for activity in [of_bob, elsewhere] {
        let letter = peer.sign(&world.place, &activity, ("ana", Way::Cavage), world.place.now());
        assert_eq!(peer.post(letter).await, 401, "{activity}");
    }
    world.unchanged(&before, &[]).await;
    assert_eq!(evil.asked_in_all(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_03_only_the_stored_author_changes_and_deletes() {
    let world = World::start().await;
    let (peer, evil) = (&world.peer, Peer::start("evil").await);
    world.place.member("rosa").await;
    let rosa = world.place.addresses.member("rosa").to_string();
    let pears = |name: &str, revision| peer.listing(name, "pears", revision, &format!("Pears {revision}"));
    let hello = |name: &str, words: &str| mention(peer, name, "hello", &format!("<p>{words}</p>"), &rosa);
    world.accepted(&peer.activity("bob", "Create", "pears", pears("bob", 1))).await;
    world.accepted(&peer.activity("bob", "Create", "hello", hello("bob", "One"))).await;
    world.accepted(&peer.activity("bob", "Update", "pears", pears("bob", 2))).await;
    let mut edited = hello("bob", "Two");
    edited["updated"] = json!(world.place.now().to_rfc3339());
    world.accepted(&peer.activity("bob", "Update", "hello", edited)).await;
    assert_eq!(world.titles(), ["Pears 2"]);
    assert_eq!(posts(&world), ["<p>Two</p>"]);

    // Ana lives on the same server: its origin says nothing of who wrote it. She is known here by an offer of her own.
    world.accepted(&peer.activity("ana", "Create", "plums", peer.listing("ana", "plums", 1, "Plums"))).await;
    let mut later = hello("ana", "Three");
    later["updated"] = json!((world.place.now() + chrono::Duration::minutes(1)).to_rfc3339());
    for (slug, object) in [("pears", pears("ana", 3)), ("hello", later), ("as-bob", pears("bob", 3))] {
        world.refused(&peer.activity("ana", "Update", slug, object)).await;
        world.refused(&peer.activity("network", "Update", &format!("network-{slug}"), pears("network", 3))).await;
    }
    for (slug, object) in [("pears", peer.at("/o/pears")), ("hello", peer.at("/n/hello"))] {
        world.refused(&peer.activity("ana", "Delete", slug, json!(object))).await;
        let tombstone = json!({"id": object, "type": "Tombstone"});
        world.refused(&peer.activity("network", "Delete", slug, tombstone)).await;
    }
    // Whose server is known already, since of strangers a Delete costs nothing at all.
    world.befriend(&evil).await;
    for (slug, object) in [("pears", peer.at("/o/pears")), ("hello", peer.at("/n/hello")), ("bob", peer.id("bob"))] {
        world.refused_of(&evil, &evil.activity("network", "Delete", slug, json!(object))).await;
    }
    world.accepted(&peer.activity("bob", "Delete", "pears", json!(peer.at("/o/pears")))).await;
    world.accepted(&peer.activity("bob", "Delete", "hello", json!(peer.at("/n/hello")))).await;
    assert_eq!(world.titles(), ["", "Plums"]);
    assert!(posts(&world).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_03_nobody_answers_or_takes_back_a_follow_that_is_anothers() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let (evil, third) = (Peer::start("evil").await, Peer::start("third").await);
    world.befriend(&evil).await;
    // Ana follows us; bob, who lives with her, is known by an offer; a third network was asked, and has not answered yet.
    let anas = peer.activity("ana", "Follow", "follow", json!(place.addresses.network()));
    world.accepted(&anas).await;
    world.accepted(&peer.activity("bob", "Create", "pears", peer.listing("bob", "pears", 1, "Pears"))).await;
    let ours = peer.letter_of("Follow").await;
    let id = third.id("network").parse().expect("an id");
    let network = dereference::actor(&place.app, &id, &Budget::new(5)).await.expect("the third network");
    ask_to_follow(place, network.id).await.expect("a follow");
    place.app.wake.outbox.notify_one();
    let asked = third.letter_of("Follow").await;
    let follows = || {
        let states = "SELECT follower.ap_id || ' ' || followed.ap_id || ' ' || follows.state AS line FROM follows \
                      JOIN actors follower ON follower.id = follows.follower_id \
                      JOIN actors followed ON followed.id = follows.followed_id ORDER BY 1";
        place.database.lines(states)
    };
    let before = follows();

    // Yes or no to what was asked of another, or what another said yes to: by a third network, and by a neighbor of theirs.
    for (slug, follow) in [("asked", &asked), ("accepted", &ours)] {
        for kind in ["Accept", "Reject"] {
            world.refused_of(&evil, &evil.activity("network", kind, slug, follow.clone())).await;
            world.refused_of(&evil, &evil.activity("network", kind, &format!("{slug}-id"), follow["id"].clone())).await;
            world.refused(&peer.activity("bob", kind, slug, follow.clone())).await;
        }
    }
    // Taken back by a third; what a neighbor takes back is remembered as theirs, and changes nothing of hers.
    world.refused_of(&evil, &evil.activity("network", "Undo", "undo", anas.clone())).await;
    let quiet = world.snapshot().await;
    world.accepted(&peer.activity("bob", "Undo", "undo", anas.clone())).await;
    world.unchanged(&quiet, &["received", "tombstones", HEARD]).await;
    assert_eq!(follows(), before);

    // The valid twins: each by whose it is.
    world.accepted(&peer.activity("ana", "Undo", "undo", anas)).await;
    world.accepted_of(&third, &third.activity("network", "Accept", "asked", asked)).await;
    world.accepted(&peer.activity("network", "Reject", "accepted", ours)).await;
    let after = follows();
    let changed: Vec<&String> = after.iter().filter(|line| !before.contains(line)).collect();
    assert_eq!(changed.len(), 3, "{before:?} became {after:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_13_what_came_before_is_answered_and_has_no_second_effect() {
    let world = World::start().await;
    let peer = &world.peer;
    let create = peer.activity("ana", "Create", "apples", peer.listing("ana", "apples", 1, "Apples"));
    world.accepted(&create).await;
    let before = world.snapshot().await;
    // The same, word for word; the same id with other words; the same id by somebody else there.
    assert_eq!(peer.send(&world.place, &create).await, 202);
    let other = peer.activity("ana", "Create", "apples", peer.listing("ana", "other", 1, "Other"));
    assert_eq!(peer.send(&world.place, &other).await, 202);
    let mut of_network = peer.activity("network", "Create", "apples", peer.listing("network", "third", 1, "Third"));
    of_network["id"] = create["id"].clone();
    assert_eq!(peer.send(&world.place, &of_network).await, 202);
    world.unchanged(&before, &[HEARD]).await;

    // Twenty times at one moment, before any of them is worked.
    let pears = peer.activity("ana", "Create", "pears", peer.listing("ana", "pears", 1, "Pears"));
    let all = futures::future::join_all((0..20).map(|_| peer.send(&world.place, &pears))).await;
    assert!(all.iter().all(|status| *status == 202), "{all:?}");
    let after = world.snapshot().await;
    let came = before.changes_to(&after, &[HEARD, "received"]);
    assert!(came.iter().all(|change| change.came) && !came.is_empty(), "{came:?}");
    let came: Vec<&str> =
        came.iter().map(|change| change.table.as_str()).filter(|table| *table == "listings").collect();
    assert_eq!(came, ["listings"]);
    assert_eq!(world.titles(), ["Apples", "Pears"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_16_a_linked_data_signature_proves_nothing_and_the_object_is_fetched_from_its_origin() {
    let world = World::start().await;
    let (peer, origin) = (&world.peer, Peer::start("origin").await);
    let serve = |slug: &str, title: &str| {
        let listing = origin.listing("network", slug, 1, title);
        origin.serve(&format!("/o/{slug}"), Page::activity(&listing));
        listing
    };
    let proof = json!({
        "type": "RsaSignature2017", "creator": format!("{}#main-key", origin.id("network")),
        "created": "2026-09-08T16:05:00Z", "signatureValue": "bm90IGEgc2lnbmF0dXJl",
    });
    let pass_on = |slug: &str, object: Value| {
        let mut announce = peer.activity("network", "Announce", slug, object);
        announce["to"] = json!([PUBLIC]);
        announce["potluck:passAlong"] = json!({"hops": 1, "via": [origin.id("network")]});
        announce
    };
    // By its address alone: whatever is believed comes from there.
    serve("beans", "Beans");
    world.accepted(&pass_on("beans", json!(origin.at("/o/beans")))).await;
    assert_eq!(world.titles(), ["Beans"]);

    // With the object in it, forged, and a signature of that kind on both.
    let mut forged = serve("corn", "Corn");
    forged["name"] = json!("Forged corn");
    forged["signature"] = proof.clone();
    let mut announce = pass_on("corn", forged);
    announce["signature"] = proof.clone();
    assert_eq!(origin.asked("/o/corn"), 0);
    world.accepted(&announce).await;
    assert_eq!(origin.asked("/o/corn"), 1);
    assert_eq!(world.titles(), ["Beans", "Corn"]);

    // One that its origin does not have.
    let mut forged = origin.listing("network", "dates", 1, "Dates");
    forged["signature"] = proof.clone();
    world.refused(&pass_on("dates", forged)).await;

    // One that is here already: what is told of it with the announcement changes nothing of it.
    let mut forged = origin.listing("network", "beans", 9, "Forged beans");
    forged["signature"] = proof.clone();
    let listings = || {
        let sql =
            "SELECT ap_id || ' ' || title || ' ' || details || ' ' || revision AS line FROM listings ORDER BY ap_id";
        world.place.database.lines(sql)
    };
    let before = listings();
    world.accepted(&pass_on("beans-again", forged)).await;
    assert_eq!(listings(), before);

    // Passed on as Mastodon does, with the signature of its author: the sender's own signature is not its actor's.
    let before = world.snapshot().await;
    let mut forwarded = origin.activity("network", "Create", "eggs", origin.listing("network", "eggs", 1, "Eggs"));
    forwarded["signature"] = proof;
    let letter = peer.sign(&world.place, &forwarded, ("network", Way::Cavage), world.place.now());
    assert_eq!(peer.post(letter).await, 401);
    world.unchanged(&before, &[]).await;
}
