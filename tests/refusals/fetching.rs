//! What others can make this server ask of third servers: a little, never their pictures, and never whose name it is not.

use crate::peer::{Page, Peer};
use crate::support::client::Visitor;
use crate::words::mention;
use crate::world::World;
use potluck::federation::discover;
use reqwest::Method;
use serde_json::{Value, json};

/// Fetches because of one activity.
const BUDGET: usize = 8;

/// A private message of ana's to rosa, in which so many others are named, each at a host of their own. All of these hosts
/// are one server, which counts.
fn to_many(world: &World, far: &Peer, slug: &str, others: usize) -> Value {
    let rosa = world.place.addresses.member("rosa").to_string();
    let port = far.host().rsplit_once(':').expect("a port").1.to_owned();
    let others = (0..others).map(|number| format!("http://{slug}{number}.localhost:{port}/users/ana"));
    let all: Vec<String> = std::iter::once(rosa).chain(others).collect();
    let mut note = world.peer.note("ana", slug, "<p>Hello</p>");
    (note["to"], note["cc"]) = (json!(all), json!([]));
    note["tag"] = all.iter().map(|whom| json!({"type": "Mention", "href": whom, "name": "@somebody"})).collect();
    world.peer.activity("ana", "Create", slug, note)
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_20_one_activity_makes_us_ask_a_few_others_and_no_more() {
    let world = World::start().await;
    let far = Peer::start("far").await;
    world.place.member("rosa").await;
    world.accepted(&to_many(&world, &far, "few", 2)).await;
    assert_eq!(far.asked_in_all(), 2, "both are asked who they are");
    world.accepted(&to_many(&world, &far, "many", 40)).await;
    assert_eq!(far.asked_in_all(), 2 + BUDGET, "the message counts, and most of those whom it names stay unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_20_many_activities_of_one_server_make_us_ask_no_more_than_is_allowed_and_others_have_their_own() {
    let world = World::with(|config| config.limits.fetches_per_minute = 20).await;
    let (far, second) = (Peer::start("far").await, Peer::start("second").await);
    world.place.member("rosa").await;
    for number in 0..10 {
        assert_eq!(world.peer.send(&world.place, &to_many(&world, &far, &format!("m{number}n"), 8)).await, 202);
    }
    world.snapshot().await;
    let asked = far.asked_in_all();
    assert!((20..40).contains(&asked), "{asked} of 80, and one more every three seconds");
    // Another server is not held up.
    let note = second.note("ana", "other", "<p>Look</p>");
    second.serve("/n/other", Page::activity(&note));
    world.befriend(&second).await;
    world.accepted_of(&second, &second.activity("network", "Announce", "other", note["id"].clone())).await;
    // After a while there is room again.
    let before = far.asked_in_all();
    world.place.clock.shift(chrono::Duration::minutes(1));
    world.accepted(&to_many(&world, &far, "later", 8)).await;
    assert!(far.asked_in_all() > before);
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_20_an_endless_chain_of_answers_over_ever_new_hosts_stops() {
    const WALK_MAX: usize = 20;
    let world = World::start().await;
    let far = Peer::start("far").await;
    world.place.member("rosa").await;
    let rosa = world.place.addresses.member("rosa").to_string();
    let port = far.host().rsplit_once(':').expect("a port").1.to_owned();
    for number in 0..200 {
        let at = |number: usize| format!("http://h{number}.localhost:{port}");
        far.serve(
            &format!("/n/{number}"),
            Page::activity(&json!({
                "id": format!("{}/n/{number}", at(number)), "type": "Note", "content": "<p>Why?</p>",
                "attributedTo": format!("{}/users/ana", at(number)), "to": ["https://www.w3.org/ns/activitystreams#Public"],
                "inReplyTo": format!("{}/n/{}", at(number + 1), number + 1),
            })),
        );
    }
    let mut answer = mention(&world.peer, "ana", "answer", "<p>Because</p>", &rosa);
    answer["inReplyTo"] = json!(format!("http://h0.localhost:{port}/n/0"));
    world.accepted(&world.peer.activity("ana", "Create", "answer", answer)).await;
    let announced = json!(format!("http://h100.localhost:{port}/n/100"));
    assert_eq!(
        world.peer.send(&world.place, &world.peer.activity("network", "Announce", "chain", announced)).await,
        202
    );
    world.snapshot().await;
    // What is answered is not even asked for; if that changes, it ends here.
    assert!(far.asked_in_all() <= WALK_MAX.min(BUDGET), "{}", far.asked_in_all());
}

/// Pictures of other servers are not kept, shown or handed through at all so far: nobody's picture is asked for, and
/// there is no address that hands one through. When there is (with re-encoding and a look at the first bytes), this
/// test gets its second half: an SVG that calls itself a PNG.
#[tokio::test(flavor = "multi_thread")]
async fn refusal_24_no_picture_of_another_server_is_fetched_shown_or_handed_through() {
    let world = World::start().await;
    let (place, peer) = (&world.place, &world.peer);
    place.member("rosa").await;
    let rosa = place.addresses.member("rosa").to_string();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    peer.serve("/media/picture.png", Page::of("image/png", svg));
    let pictures: Vec<Value> = [peer.at("/media/picture.png"), "http://10.0.0.1/media/picture.png".into()]
        .iter()
        .map(|url| json!({"type": "Image", "mediaType": "image/png", "url": url, "name": "A picture"}))
        .collect();
    let mut ana = peer.actor("ana");
    (ana["icon"], ana["image"]) = (pictures[0].clone(), pictures[1].clone());
    peer.serve("/users/ana", Page::activity(&ana));
    let mut note = mention(peer, "ana", "note", "<p>Look <img src='http://10.0.0.1/media/picture.png'></p>", &rosa);
    let mut listing = peer.listing("ana", "apples", 1, "Apples");
    (note["attachment"], listing["attachment"]) = (json!(pictures), json!(pictures));
    world.accepted(&peer.activity("ana", "Create", "note", note)).await;
    world.accepted(&peer.activity("ana", "Create", "apples", listing)).await;
    world.accepted(&peer.activity("ana", "Update", "ana", ana)).await;

    let visitor = Visitor::member(place, "rosa").await;
    let before = world.snapshot().await;
    for path in ["/api/v1/notifications", "/api/v1/timelines/home", "/api/potluck/v1/listings", "/"] {
        let said = visitor.ask(Method::GET, path, &[], Vec::new()).await;
        assert_eq!(said.status, 200, "{path}");
        assert!(!said.text.contains("/media/") && !said.text.contains("10.0.0.1"), "{path}: {}", said.text);
    }
    for path in ["/proxy", "/media_proxy/1", "/media/1", "/api/potluck/v1/media", "/proxy/http://10.0.0.1/"] {
        for address in ["http://10.0.0.1/", &peer.at("/media/picture.png")] {
            let answer = visitor.ask(Method::GET, &format!("{path}?url={address}"), &[], Vec::new()).await;
            assert_eq!(answer.status, 404, "{path}");
        }
    }
    assert_eq!(peer.asked("/media/picture.png"), 0);
    world.unchanged(&before, &[]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusal_25_a_name_and_its_actor_must_agree_both_ways() {
    let world = World::start().await;
    let (place, peer, victim) = (&world.place, &world.peer, Peer::start("victim").await);
    let answer = |subject: String, actor: String, media_type: &str| {
        let links = json!([{"rel": "self", "type": media_type, "href": actor}]);
        peer.serve(
            "/.well-known/webfinger",
            Page::of("application/jrd+json", json!({"subject": subject, "links": links}).to_string()),
        );
    };
    let acct = |name: &str, server: &Peer| format!("acct:{name}@{}", server.host());
    let activity = "application/activity+json";
    let ask = async || discover::account(&place.app, &format!("ana@{}", peer.host())).await;
    answer(acct("ana", peer), peer.id("ana"), activity);
    ask().await.expect("the valid twin");
    // In other letters it is the same name.
    answer(acct("ANA", peer), peer.id("ana"), "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"");
    ask().await.expect("the valid twin in other letters");

    let before = world.snapshot().await;
    let asked = victim.asked_in_all();
    for (what, subject, actor, media_type) in [
        ("an actor of another server", acct("ana", peer), victim.id("eve"), activity),
        ("the name of another server", acct("ana", &victim), peer.id("ana"), activity),
        ("both of another server", acct("eve", &victim), victim.id("eve"), activity),
        ("another name", acct("bob", peer), peer.id("ana"), activity),
        ("an actor with another name", acct("ana", peer), peer.id("bob"), activity),
        ("a page instead of an actor", acct("ana", peer), peer.id("ana"), "text/html"),
        ("nobody", acct("ana", peer), peer.at("/users/nobody"), activity),
        ("no address", acct("ana", peer), "javascript:alert(1)".into(), activity),
    ] {
        answer(subject, actor, media_type);
        assert!(ask().await.is_err(), "{what}");
        world.unchanged(&before, &[]).await;
    }
    assert_eq!(victim.asked_in_all(), asked, "the other server is not even asked");

    // And we speak for our own names alone.
    place.member("rosa").await;
    let of = async |acct: &str| {
        Visitor::stranger(place).page(&format!("/.well-known/webfinger?resource={acct}")).await.status
    };
    assert_eq!(of(&format!("acct:rosa@{}", place.addresses.host())).await, 200);
    for other in
        ["acct:rosa@victim.example".to_owned(), format!("acct:eve@{}", victim.host()), "acct:rosa@localhost".into()]
    {
        assert_eq!(of(&other).await, 404, "{other}");
    }
}
