//! What comes from somebody of whom nothing is known, by way of another, too late, or from one who has no say in it.

use crate::peer::{Page, Peer};
use crate::reader::read;
use crate::support::client::Visitor;
use crate::words::{app, follows, mention};
use crate::world::{HEARD, World};
use futures::StreamExt;
use potluck::actions::give_role::give_role;
use potluck::actions::say_about::say_about;
use potluck::domain::member::RoleKind;
use potluck::federation::signature::Way;
use potluck::i18n::Lang;
use potluck::storage::members;
use reqwest::Method;
use serde_json::{Value, json};

/// Rosa, who may also keep servers away.
async fn rosa(world: &World) -> Visitor {
    world.place.member("rosa").await;
    give_role(&world.place, "rosa", RoleKind::Moderator, 6).await.expect("a role");
    Visitor::member(&world.place, "rosa").await
}

fn posts(world: &World) -> Vec<String> {
    world.place.database.lines("SELECT content AS line FROM statuses WHERE boost_of IS NULL ORDER BY content")
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_26_ten_thousand_deletions_by_strangers_cost_nothing() {
    const HOW_MANY: usize = 10_000;
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    world.accepted(&peer.activity("ana", "Create", "apples", peer.listing("ana", "apples", 1, "Apples"))).await;
    world.accepted(&peer.activity("ana", "Delete", "apples", json!(peer.at("/o/apples")))).await;

    let far = Peer::start("far").await;
    let port = far.host().rsplit_once(':').expect("a port").1.to_owned();
    let before = world.snapshot().await;
    let (visitor, inbox) = (Visitor::stranger(place), place.addresses.shared_inbox());
    let statuses = futures::stream::iter(0..HOW_MANY).map(|number| {
        let actor = format!("http://h{number}.localhost:{port}/users/gone");
        let delete = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{actor}#delete"), "type": "Delete",
            "actor": actor, "object": actor,
        });
        let signature = format!("keyId=\"{actor}#main-key\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date digest\",signature=\"AAAA\"");
        let (visitor, path) = (visitor.clone(), inbox.path().to_owned());
        async move {
            let headers = [("content-type", "application/activity+json"), ("signature", signature.as_str())];
            visitor.ask(Method::POST, &path, &headers, delete.to_string().into_bytes()).await.status
        }
    });
    let statuses: Vec<u16> = statuses.buffer_unordered(32).collect().await;
    assert!(statuses.iter().all(|status| *status == 202) && statuses.len() == HOW_MANY);
    world.unchanged(&before, &[]).await;
    assert_eq!(far.asked_in_all(), 0, "nobody was asked for a key");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_26_a_deletion_before_its_create_holds_for_what_is_its_actors_own() {
    let world = World::start().await;
    let (place, peer, evil) = (&world.place, &world.peer, Peer::start("evil").await);
    place.member("rosa").await;
    let rosa = place.addresses.member("rosa").to_string();
    let listing = |slug: &str| peer.activity("ana", "Create", slug, peer.listing("ana", slug, 1, slug));
    let post = |slug: &str| {
        let note = mention(peer, "ana", slug, &format!("<p>{slug}</p>"), &rosa);
        peer.activity("ana", "Create", slug, note)
    };
    let delete = |name: &str, slug: &str, path: &str| {
        peer.activity(name, "Delete", &format!("{name}-{slug}"), json!(peer.at(&format!("{path}/{slug}"))))
    };
    // Ana and bob are known, by something that each of them did.
    world.accepted(&listing("apples")).await;
    world
        .accepted(&peer.activity("bob", "Create", "hello", mention(peer, "bob", "hello", "<p>Hello</p>", &rosa)))
        .await;

    world.accepted(&delete("ana", "pears", "/o")).await;
    world.accepted(&delete("ana", "forgotten", "/n")).await;
    world.refused(&listing("pears")).await;
    world.refused(&post("forgotten")).await;
    // What bob deletes of ana's beforehand comes all the same.
    assert_eq!(peer.send(place, &delete("bob", "plums", "/o")).await, 202);
    assert_eq!(peer.send(place, &delete("bob", "dear", "/n")).await, 202);
    world.accepted(&listing("plums")).await;
    world.accepted(&post("dear")).await;
    assert_eq!(world.titles(), ["apples", "plums"]);
    assert_eq!(posts(&world), ["<p>Hello</p>", "<p>dear</p>"]);

    // Nor does it hide that ana deletes it herself, before it comes.
    for (name, status) in [("bob", 202), ("ana", 202)] {
        assert_eq!(peer.send(place, &delete(name, "cherries", "/o")).await, status);
        assert_eq!(peer.send(place, &delete(name, "sad", "/n")).await, status);
    }
    world.refused(&listing("cherries")).await;
    world.refused(&post("sad")).await;

    // In ana's name, with a key of another server: it is not asked for.
    let before = world.snapshot().await;
    let letter = {
        let key = format!("{}#main-key", evil.id("eve"));
        let mut letter = evil.sign_as(place, &delete("ana", "plums", "/o"), ("eve", Way::Cavage), &key, place.now());
        letter.body = delete("ana", "plums", "/o").to_string().into_bytes();
        letter
    };
    assert_eq!(evil.post(letter).await, 401);
    assert_eq!(evil.asked_in_all(), 0);
    world.unchanged(&before, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_27_who_is_kept_away_does_not_come_in_by_anothers_word() {
    let world = World::start().await;
    let (peer, origin) = (&world.peer, Peer::start("origin").await);
    let rosa = rosa(&world).await;
    let serve = |name: &str, slug: &str| {
        let note = origin.note(name, slug, &format!("<p>{slug}</p>"));
        origin.serve(&format!("/n/{slug}"), Page::activity(&note));
        let mut listing = origin.listing("network", slug, 1, slug);
        listing["potluck:listing"]["passAlong"] = json!("yes");
        origin.serve(&format!("/o/{slug}"), Page::activity(&listing));
    };
    let announce = |slug: &str, number: u32| {
        let object = json!(origin.at(&format!("/n/{slug}")));
        peer.activity("network", "Announce", &format!("{slug}-{number}"), object)
    };
    let pass = |slug: &str, number: u32| {
        let object = json!(origin.at(&format!("/o/{slug}")));
        let mut passing = peer.activity("network", "Announce", &format!("pass-{slug}-{number}"), object);
        passing["potluck:passAlong"] = json!({"hops": 1, "via": [origin.id("network")]});
        passing
    };
    for (name, slug) in [("ana", "one"), ("ana", "two"), ("bob", "three"), ("eve", "four")] {
        serve(name, slug);
    }
    world.accepted(&announce("one", 1)).await;
    world.accepted(&announce("three", 1)).await;
    world.accepted(&pass("one", 1)).await;
    assert_eq!(posts(&world), ["<p>one</p>", "<p>three</p>"]);

    // One account: what it says, known or not.
    rosa.post("/blocks", json!({"account": origin.id("bob"), "level": "block"})).await.expect(204);
    world.refused(&announce("three", 2)).await;
    world.accepted(&announce("one", 2)).await;
    // Its whole server, which is not even asked.
    rosa.post("/blocks", json!({"server": origin.host(), "level": "block"})).await.expect(204);
    let asked = origin.asked_in_all();
    for again in [announce("one", 3), announce("two", 1), announce("four", 1), pass("two", 1), pass("one", 2)] {
        world.refused(&again).await;
    }
    assert_eq!(origin.asked_in_all(), asked);
    // Lifted, it comes in again: it was nothing else.
    rosa.post("/blocks/lift", json!({"server": origin.host()})).await.expect(204);
    world.accepted(&announce("two", 2)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_27_who_is_kept_away_is_not_heard_and_is_not_asked_for_a_key() {
    let world = World::start().await;
    let (place, peer, evil) = (&world.place, &world.peer, Peer::start("evil").await);
    world.befriend(&evil).await;
    let rosa = rosa(&world).await;
    let offers = |server: &Peer, name: &str, slug: &str| {
        server.activity(name, "Create", slug, server.listing(name, slug, 1, slug))
    };
    world.accepted(&offers(peer, "ana", "apples")).await;
    world.accepted(&offers(peer, "bob", "beans")).await;
    world.accepted_of(&evil, &offers(&evil, "eve", "eggs")).await;
    assert_eq!(world.titles(), ["apples", "beans", "eggs"]);
    let sent = async |server: &Peer, name: &str, slug: &str, way: Way| {
        let letter = server.sign(place, &offers(server, name, slug), (name, way), place.now());
        server.post(letter).await
    };

    // One account, however it signs; its neighbors are heard.
    rosa.post("/blocks", json!({"account": peer.id("bob"), "level": "block"})).await.expect(204);
    let before = world.snapshot().await;
    for way in [Way::Cavage, Way::Rfc9421, Way::Ed25519] {
        assert_eq!(sent(peer, "bob", &format!("corn-{way:?}"), way).await, 403, "{way:?}");
    }
    world.unchanged(&before, &[]).await;
    world.accepted(&offers(peer, "ana", "dates")).await;

    // A whole server: who is known there, its network, and somebody new.
    rosa.post("/blocks", json!({"server": evil.host(), "level": "block"})).await.expect(204);
    let (before, asked) = (world.snapshot().await, evil.asked_in_all());
    for name in ["eve", "network", "bob"] {
        assert_eq!(sent(&evil, name, "figs", Way::Cavage).await, 403, "{name}");
    }
    world.unchanged(&before, &[]).await;
    assert_eq!(evil.asked_in_all(), asked);
    // Lifted, it is heard again.
    rosa.post("/blocks/lift", json!({"server": evil.host()})).await.expect(204);
    assert_eq!(sent(&evil, "eve", "grapes", Way::Cavage).await, 202);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_28_the_highest_revision_wins() {
    let world = World::start().await;
    let peer = &world.peer;
    let tell = |kind: &str, revision: i64| {
        let object = peer.listing("ana", "apples", revision, &format!("Apples {revision}"));
        peer.activity("ana", kind, &format!("revision-{revision}"), object)
    };
    world.accepted(&tell("Create", 1)).await;
    world.accepted(&tell("Update", 4)).await;
    assert_eq!(world.titles(), ["Apples 4"]);
    let before = world.snapshot().await;
    for revision in [3, 2] {
        world.accepted(&tell("Update", revision)).await;
    }
    // The same number with other words, and as if it were new.
    let mut other = tell("Update", 4);
    other["id"] = json!(peer.at("/activities/other"));
    other["object"]["name"] = json!("Pears");
    world.accepted(&other).await;
    world.accepted(&tell("Create", 3)).await;
    world.unchanged(&before, &["received", HEARD]).await;
    for (number, revision) in
        [json!(0), json!(-1), json!(1_000_000_001), json!(1e308), json!("5"), json!(4.5)].into_iter().enumerate()
    {
        let mut odd = tell("Update", 5);
        odd["id"] = json!(peer.at(&format!("/activities/odd-{number}")));
        odd["object"]["potluck:listing"]["revision"] = revision;
        world.refused(&odd).await;
    }
    world.accepted(&tell("Update", 5)).await;
    assert_eq!(world.titles(), ["Apples 5"]);
}

/// Rosa answers the peer's listing; answers the id of the `Offer`.
async fn offered(world: &World, rosa: &Visitor, amount: &str) -> Value {
    let listing = world.place.database.lines("SELECT CAST(id AS TEXT) AS line FROM listings WHERE NOT local").remove(0);
    let before = world.peer.letters().len();
    rosa.post(&format!("/listings/{listing}/responses"), json!({"amount": amount})).await.expect(201);
    let offer = async || world.peer.letters().into_iter().skip(before).find(|letter| letter["type"] == "Offer");
    world.place.until("the answer arrives", offer).await
}

/// A yes to an `Offer`, by somebody of a server.
fn accept(server: &Peer, name: &str, slug: &str, offer: &Value, amount: &str) -> Value {
    let mut activity = server.activity(name, "Accept", slug, offer["id"].clone());
    activity["result"] = json!({
        "type": "Agreement", "id": server.at(&format!("/agreements/{slug}")), "attributedTo": server.id(name),
        "stipulates": {
            "type": "Commitment", "id": server.at(&format!("/agreements/{slug}#primary")),
            "satisfies": offer["object"]["stipulates"]["satisfies"],
            "resourceQuantity": {"hasUnit": "one", "hasNumericalValue": amount},
        },
        "potluck:handoff": {"link": server.at(&format!("/h/{slug}")), "expires": "2190-01-01T00:00:00Z"},
    });
    activity
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_29_only_the_listings_own_network_accepts_and_no_more_than_was_asked() {
    let world = World::start().await;
    let (place, peer, evil) = (&world.place, &world.peer, Peer::start("evil").await);
    world.befriend(&evil).await;
    let rosa = rosa(&world).await;
    world.accepted(&peer.activity("network", "Create", "apples", peer.listing("network", "apples", 1, "Apples"))).await;
    world
        .accepted(&peer.activity(
            "ana",
            "Create",
            "hello",
            mention(peer, "ana", "hello", "<p>Hi</p>", place.addresses.member("rosa").as_str()),
        ))
        .await;
    let first = offered(&world, &rosa, "2").await;
    world.accepted(&accept(peer, "network", "first", &first, "2")).await;
    assert_eq!(place.database.count("handoffs"), 1);

    let second = offered(&world, &rosa, "3").await;
    // By a third network, with ids of its own or of the origin's, and by somebody who lives at the origin.
    world.refused_of(&evil, &accept(&evil, "network", "evil", &second, "3")).await;
    let mut borrowed = accept(&evil, "network", "borrowed", &second, "3");
    borrowed["result"] = accept(peer, "network", "borrowed", &second, "3")["result"].clone();
    world.refused_of(&evil, &borrowed).await;
    world.refused(&accept(peer, "ana", "ana", &second, "3")).await;
    // More than was asked, nothing, and what is no number.
    for (slug, amount) in
        [("more", "3.001"), ("all", "1000000"), ("none", "0"), ("minus", "-3"), ("nan", "NaN"), ("big", "1e308")]
    {
        world.refused(&accept(peer, "network", slug, &second, amount)).await;
    }
    type Change<'a> = (&'a str, &'a dyn Fn(&mut Value));
    let elsewhere = evil.at("/h/x");
    let changes: [Change<'_>; 6] = [
        ("another listing", &|activity| {
            activity["result"]["stipulates"]["satisfies"] = json!(peer.at("/o/pears#primary"))
        }),
        ("an agreement elsewhere", &|activity| activity["result"]["id"] = json!(evil.at("/agreements/x"))),
        ("a link elsewhere", &|activity| activity["result"]["potluck:handoff"]["link"] = json!(elsewhere)),
        ("in another's name", &|activity| activity["result"]["attributedTo"] = json!(peer.id("ana"))),
        ("something in return", &|activity| activity["result"]["stipulatesReciprocal"] = json!({"type": "Commitment"})),
        ("without a result", &|activity| drop(activity.as_object_mut().expect("an object").remove("result"))),
    ];
    for (number, (what, change)) in changes.into_iter().enumerate() {
        let mut activity = accept(peer, "network", &format!("change-{number}"), &second, "3");
        change(&mut activity);
        println!("{what}: {}", world.refused(&activity).await);
    }
    // Nor does anybody else say no.
    let no = |server: &Peer, name: &str| server.activity(name, "Reject", "no", second["id"].clone());
    world.refused_of(&evil, &no(&evil, "network")).await;
    world.refused(&no(peer, "ana")).await;
    // The agreement that there is already does not stand for another answer.
    let mut twice = accept(peer, "network", "twice", &second, "3");
    twice["result"]["id"] = json!(peer.at("/agreements/first"));
    let before = world.snapshot().await;
    assert_eq!(peer.send(place, &twice).await, 202);
    world.worked(&twice).await;
    world.unchanged(&before, &["received", HEARD]).await;
    assert_eq!(place.database.count("handoffs"), 1);
    world.accepted(&accept(peer, "network", "second", &second, "2")).await;
    assert_eq!(place.database.count("handoffs"), 2);
    let declined = "SELECT count(*) AS n FROM responses WHERE state = 'declined'";
    assert_eq!(place.database.number(declined), 0);
    world.accepted(&no(peer, "network")).await;
    assert_eq!(place.database.number(declined), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_29_only_who_promised_confirms_and_what_strangers_confirm_does_not_wait() {
    let world = World::start().await;
    let (place, peer, evil) = (&world.place, &world.peer, Peer::start("evil").await);
    world.befriend(&evil).await;
    let rosa = rosa(&world).await;
    world.accepted(&peer.activity("ana", "Follow", "follow", json!(place.addresses.network()))).await;
    world.accepted(&peer.activity("network", "Create", "apples", peer.listing("network", "apples", 1, "Apples"))).await;
    let confirm = |server: &Peer, name: &str, slug: &str, agreement: String| {
        let document = json!({
            "type": "Document", "id": server.at(&format!("/r/{slug}")), "attributedTo": server.id(name),
            "name": "Handover confirmed", "context": agreement,
        });
        server.activity(name, "Create", slug, document)
    };
    let states = || place.database.lines("SELECT state AS line FROM handoffs ORDER BY id");
    let first = offered(&world, &rosa, "2").await;
    world.accepted(&accept(peer, "network", "first", &first, "2")).await;
    world.accepted(&confirm(peer, "network", "first", peer.at("/agreements/first"))).await;
    assert_eq!(states(), ["handed-over"]);

    let second = offered(&world, &rosa, "3").await;
    world.accepted(&accept(peer, "network", "second", &second, "3")).await;
    // By a third network: what the first promised, and what nobody here asked of it, which could wait for days.
    world.refused_of(&evil, &confirm(&evil, "network", "anothers", peer.at("/agreements/second"))).await;
    world.refused_of(&evil, &confirm(&evil, "network", "nobodys", evil.at("/agreements/second"))).await;
    // By somebody who lives where it was promised, in its name and in their own.
    let mut named = confirm(peer, "ana", "named", peer.at("/agreements/second"));
    named["object"]["attributedTo"] = json!(peer.id("network"));
    world.refused(&named).await;
    let before = world.snapshot().await;
    world.accepted(&confirm(peer, "ana", "own", peer.at("/agreements/second"))).await;
    world.unchanged(&before, &["received", HEARD]).await;
    assert_eq!(states(), ["handed-over", "planned"]);

    // What is confirmed before its promise is here waits for it.
    let third = offered(&world, &rosa, "1").await;
    world.put_off(&confirm(peer, "network", "third", peer.at("/agreements/third"))).await;
    world.accepted(&accept(peer, "network", "third", &third, "1")).await;
    let done = ["handed-over", "planned", "handed-over"];
    place.until("it is confirmed after all", async || (states() == done).then_some(())).await;
    world.accepted(&confirm(peer, "network", "second", peer.at("/agreements/second"))).await;
    assert_eq!(states(), ["handed-over"; 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_29_a_network_answers_for_itself_and_what_it_may_see() {
    let world = World::start().await;
    let (place, peer, stranger) = (&world.place, &world.peer, Peer::start("stranger").await);
    let rosa = rosa(&world).await;
    let ours = json!(place.addresses.network());
    // Of the stranger's network and of ana it is known that they follow us. We follow neither.
    world.accepted_of(&stranger, &stranger.activity("network", "Follow", "follow", ours.clone())).await;
    world.accepted(&peer.activity("ana", "Follow", "follow", ours)).await;
    let offers = async |title: &str, audience: &str| {
        let offer = json!({
            "kind": "offer", "title": title, "audience": audience, "amount": "9",
            "unit": {"measure": "one", "label": "jars"},
        });
        rosa.post("/listings", offer).await.expect(201)["url"].as_str().expect("an address").to_owned()
    };
    let for_all = offers("For all", "public").await;
    let for_peers = offers("For peers", "peers").await;
    let at_home = offers("At home", "network").await;
    let answer = |server: &Peer, name: &str, slug: &str, listing: &str| {
        let agreement = json!({
            "type": "Agreement", "attributedTo": server.id(name),
            "stipulates": {
                "type": "Commitment", "satisfies": format!("{listing}#primary"),
                "resourceQuantity": {"hasUnit": "one", "hasNumericalValue": "1"},
            },
        });
        server.activity(name, "Offer", slug, agreement)
    };
    world.accepted(&answer(peer, "network", "all", &for_all)).await;
    world.accepted(&answer(peer, "network", "peers", &for_peers)).await;
    world.accepted_of(&stranger, &answer(&stranger, "network", "all", &for_all)).await;
    assert_eq!(place.database.count("responses"), 3);

    // What is not for a network is answered as what is not there.
    let nothing = format!("{}/ap/o/AAAAAAAAAAAAAAAAAAAAAA", place.base);
    for (slug, listing) in [("peers", &for_peers), ("home", &at_home), ("nothing", &nothing)] {
        world.refused_of(&stranger, &answer(&stranger, "network", slug, listing)).await;
    }
    for (slug, listing) in [("home", &at_home), ("nothing", &nothing), ("elsewhere", &peer.at("/o/apples"))] {
        world.refused(&answer(peer, "network", slug, listing)).await;
    }
    // People answer by a private message.
    world.refused(&answer(peer, "ana", "person", &for_all)).await;
    type Change<'a> = (&'a str, &'a dyn Fn(&mut Value));
    let changes: [Change<'_>; 6] = [
        ("in another's name", &|agreement| agreement["attributedTo"] = json!(stranger.id("network"))),
        ("of a neighbor's", &|agreement| agreement["attributedTo"] = json!(peer.id("ana"))),
        ("something in return", &|agreement| agreement["stipulatesReciprocal"] = json!({"type": "Commitment"})),
        ("less than nothing", &|agreement| {
            agreement["stipulates"]["resourceQuantity"]["hasNumericalValue"] = json!("-3")
        }),
        ("no number", &|agreement| agreement["stipulates"]["resourceQuantity"]["hasNumericalValue"] = json!("NaN")),
        ("of nothing", &|agreement| drop(agreement.as_object_mut().expect("an object").remove("stipulates"))),
    ];
    for (number, (what, change)) in changes.into_iter().enumerate() {
        let mut activity = answer(peer, "network", &format!("change-{number}"), &for_all);
        change(&mut activity["object"]);
        println!("{what}: {}", world.refused(&activity).await);
    }

    // Nobody else takes it back: a third network, or somebody who lives with that one.
    let given = answer(peer, "network", "all", &for_all);
    let undo = |server: &Peer, name: &str| server.activity(name, "Undo", "all", given.clone());
    let withdrawn = "SELECT count(*) AS n FROM responses WHERE state = 'withdrawn'";
    world.refused_of(&stranger, &undo(&stranger, "network")).await;
    let before = world.snapshot().await;
    world.accepted(&undo(peer, "ana")).await;
    world.unchanged(&before, &["received", HEARD]).await;
    world.accepted(&undo(peer, "network")).await;
    assert_eq!((place.database.number(withdrawn), place.database.count("responses")), (1, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_31_nobody_is_led_to_an_account_that_does_not_say_so_nor_on_and_on() {
    let world = World::start().await;
    let (place, peer, there) = (&world.place, &world.peer, Peer::start("there").await);
    let rosa = rosa(&world).await;
    follows(&world, &rosa, peer, "ana").await;
    follows(&world, &rosa, peer, "bob").await;
    let says = |name: &str, also: Value| {
        let mut actor = there.actor(name);
        actor["alsoKnownAs"] = also;
        there.serve(&format!("/users/{name}"), Page::activity(&actor));
    };
    let moves = |name: &str, slug: &str, target: String| {
        let mut activity = peer.activity(name, "Move", slug, json!(peer.id(name)));
        activity["target"] = json!(target);
        activity
    };
    says("bob", json!([peer.id("bob")]));
    world.accepted(&moves("bob", "out", there.id("bob"))).await;
    place
        .until("rosa follows bob there", async || there.letters().into_iter().find(|letter| letter["type"] == "Follow"))
        .await;

    // Whoever stole ana's key leads nobody to an account that knows nothing of it, or to whom it is not.
    says("ana", json!([]));
    world.refused(&moves("ana", "unnamed", there.id("ana"))).await;
    says("ana", json!([peer.id("bob"), format!("{}/", peer.id("ana")), peer.at("/users/ANA")]));
    world.refused(&moves("ana", "others-named", there.id("ana"))).await;
    world.refused(&moves("ana", "bob-there", there.id("bob"))).await;
    world.refused(&moves("ana", "nowhere", peer.id("ana"))).await;
    world.refused(&moves("ana", "to-rosa", place.addresses.member("rosa").to_string())).await;
    let mut other = moves("ana", "of-bob", there.id("ana"));
    other["object"] = json!(peer.id("bob"));
    world.refused(&other).await;
    let mut network = there.actor("network");
    network["alsoKnownAs"] = json!([peer.id("ana")]);
    there.serve("/network", Page::activity(&network));
    world.refused(&moves("ana", "to-a-network", there.id("network"))).await;

    // Once in thirty days.
    follows(&world, &rosa, peer, "bob").await;
    says("eve", json!([peer.id("bob")]));
    world.refused(&moves("bob", "again", there.id("eve"))).await;
    says("ana", json!(peer.id("ana")));
    world.accepted(&moves("ana", "named", there.id("ana"))).await;
    place.database.execute("UPDATE moves SET moved_at = '2020-01-01 00:00:00'").expect("thirty days pass");
    world.accepted(&moves("bob", "later", there.id("eve"))).await;
    assert_eq!(read(place, "/ap/members/rosa").await.status, 200);
    app(&rosa, Method::GET, "/accounts/verify_credentials", json!({})).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_29_words_about_an_answer_come_from_the_network_of_its_other_side_to_ours_alone() {
    let world = World::start().await;
    let (place, peer, evil) = (&world.place, &world.peer, Peer::start("evil").await);
    world.befriend(&evil).await;
    let rosa = rosa(&world).await;
    let rosas = place.addresses.member("rosa").to_string();
    world.accepted(&peer.activity("network", "Create", "apples", peer.listing("network", "apples", 1, "Apples"))).await;
    world.accepted(&peer.activity("ana", "Create", "hello", mention(peer, "ana", "hello", "<p>Hi</p>", &rosas))).await;
    let offer = offered(&world, &rosa, "2").await;
    world.accepted(&accept(peer, "network", "yes", &offer, "2")).await;

    let ours = place.addresses.network().to_string();
    let words = |server: &Peer, name: &str, slug: &str, html: &str| {
        json!({
            "id": server.at(&format!("/n/{slug}")), "type": "Note", "attributedTo": server.id(name), "to": [ours],
            "inReplyTo": offer["id"], "published": place.now().to_rfc3339(), "content": html, "contentMap": {"en": html},
        })
    };
    let kept = || place.database.count("crossed_words");
    let bag = words(peer, "network", "bag", "<p onclick=x>Bring a bag<script>alert(1)</script></p>");
    world.accepted(&peer.activity("network", "Create", "bag", bag.clone())).await;
    assert_eq!(kept(), 1);
    // The same words by another activity are there already.
    world.accepted(&peer.activity("network", "Create", "bag-again", bag.clone())).await;
    assert_eq!(kept(), 1);
    let heard = rosa.ask(Method::GET, "/api/v1/notifications?types[]=mention", &[], Vec::new()).await;
    let heard = heard.expect(200).to_string();
    assert!(heard.contains("Bring a bag") && !heard.contains("onclick") && !heard.contains("alert"), "{heard}");

    // By a third network, with ids of its own or of the other side's, and by somebody who lives there.
    world.refused_of(&evil, &evil.activity("network", "Create", "evil", words(&evil, "network", "evil", "Hi"))).await;
    let borrowed = words(peer, "network", "borrowed", "Hi");
    world.refused_of(&evil, &evil.activity("network", "Create", "borrowed", borrowed)).await;
    world.refused(&peer.activity("ana", "Create", "ana", words(peer, "ana", "ana", "Hi"))).await;
    let (long, longest) = (format!("<p>{}</p>", "a".repeat(5_001)), format!("<p>{}</p>", "a".repeat(5_000)));
    type Change<'a> = (&'a str, &'a dyn Fn(&mut Value));
    let changes: [Change<'_>; 9] = [
        ("for everyone", &|note| note["cc"] = json!([crate::peer::PUBLIC])),
        ("for somebody else, too", &|note| note["cc"] = json!([peer.id("ana")])),
        ("for a member by name", &|note| note["to"] = json!([rosas])),
        ("in another's name", &|note| note["attributedTo"] = json!(peer.id("ana"))),
        ("a question", &|note| note["type"] = json!("Question")),
        ("a vote", &|note| note["name"] = json!("Yes")),
        ("longer than what is written here", &|note| note["content"] = json!(long)),
        ("nothing", &|note| note["content"] = json!("<p> </p>")),
        ("about an answer that is not there", &|note| note["inReplyTo"] = json!(format!("{}/ap/a/none", place.base))),
    ];
    for (number, (what, change)) in changes.into_iter().enumerate() {
        let mut note = words(peer, "network", &format!("change-{number}"), "Hi");
        change(&mut note);
        println!(
            "{what}: {}",
            world.refused(&peer.activity("network", "Create", &format!("change-{number}"), note)).await
        );
    }
    // What was said stays as it was said.
    world.refused(&peer.activity("network", "Update", "bag", words(peer, "network", "bag", "Bring two"))).await;
    world.accepted(&peer.activity("network", "Create", "long", words(peer, "network", "long", &longest))).await;
    assert_eq!(kept(), 2);
    // Not any more once it is over.
    world.accepted(&peer.activity("network", "Reject", "over", offer["id"].clone())).await;
    world.refused(&peer.activity("network", "Create", "late", words(peer, "network", "late", "Hi"))).await;
    assert_eq!(kept(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_30_words_about_an_answer_go_to_the_other_network_alone_and_name_nobody() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    let rosa = rosa(&world).await;
    world.accepted(&peer.activity("network", "Create", "apples", peer.listing("network", "apples", 1, "Apples"))).await;
    let offer = offered(&world, &rosa, "2").await;
    world.accepted(&accept(peer, "network", "yes", &offer, "2")).await;
    let id = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM responses").remove(0).parse().expect("an id");
    let member = place.db.read(|conn| members::by_handle(conn, "rosa")).await.expect("members").expect("rosa").id;
    // It does not say that it takes words: nothing goes there.
    let said = say_about(place, member, id, "Hello", Lang::En).await;
    assert!(said.is_err());
    let mut actor = peer.actor("network");
    actor["generator"] = json!({"type": "Application", "implements": ["https://w3id.org/potluck/ns#words"]});
    world.accepted(&peer.activity("network", "Update", "words", actor)).await;

    let before = peer.letters().len();
    say_about(place, member, id, "I am late.\n<5 minutes>", Lang::Es).await.expect("her words");
    place.app.wake.outbox.notify_one();
    let letter = async || peer.letters().into_iter().skip(before).find(|letter| letter["type"] == "Create");
    let letter = place.until("her words arrive", letter).await;
    let (ours, note) = (json!(place.addresses.network()), &letter["object"]);
    assert_eq!((&letter["actor"], &note["attributedTo"], &note["type"]), (&ours, &ours, &json!("Note")));
    assert_eq!((&letter["to"], &note["to"]), (&json!([peer.id("network")]), &json!([peer.id("network")])));
    assert!(letter["cc"].is_null() && note["cc"].is_null() && note["url"].is_null(), "{letter}");
    assert_eq!(note["inReplyTo"], offer["id"]);
    let html = "<p>I am late.<br>&lt;5 minutes&gt;</p>";
    assert_eq!((&note["content"], &note["contentMap"]), (&json!(html), &json!({"es": html})));
    assert!(!letter.to_string().contains("rosa"), "{letter}");
}
