//! What networks share with each other, each way; how they stand with each other; who may follow without a word.

use crate::offer;
use crate::support::browser::{Browser, with_password};
use crate::support::client::{Visitor, plain};
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, mutual};
use potluck::actions::ask_to_follow::ask_to_follow;
use potluck::actions::change_listing::{change_listing, step_listing};
use potluck::actions::give_role::give_role;
use potluck::actions::pass_along::pass_along;
use potluck::actions::publish_listing::publish_listing;
use potluck::adapters::fetch::Budget;
use potluck::domain::audience::Audience;
use potluck::domain::draft::Draft;
use potluck::domain::listing::{Kind, PassAlong, State, Step};
use potluck::domain::member::RoleKind;
use potluck::domain::{Listing, MemberId};
use potluck::federation::{dereference, discover};
use reqwest::Method;
use serde_json::{Value, json};

/// A steward, signed in.
async fn steward(place: &Neighborhood, handle: &str) -> (MemberId, Visitor) {
    let member = place.member(handle).await;
    give_role(place, handle, RoleKind::Steward, 3).await.unwrap();
    give_role(place, handle, RoleKind::Connector, 3).await.unwrap();
    (member, Visitor::member(place, handle).await)
}

/// Another network as the peers list shows it.
async fn peer(visitor: &Visitor, other: &Neighborhood) -> Value {
    let peers = visitor.get("/peers").await.expect(200);
    let found = peers.as_array().unwrap().iter().find(|peer| peer["address"] == other.address()).cloned();
    found.unwrap_or_else(|| panic!("{} is not among {peers}", other.address()))
}

async fn change(visitor: &Visitor, other: &Neighborhood, change: Value) -> Value {
    let id = peer(visitor, other).await["id"].as_str().unwrap().to_owned();
    visitor.send(Method::PATCH, &format!("/peers/{id}"), change).await.expect(200)
}

async fn publish(place: &Neighborhood, author: MemberId, mut draft: Draft, audience: Audience) -> Listing {
    draft.audience = Some(audience);
    let id = publish_listing(place, author, draft, true).await.unwrap();
    place.app.wake.outbox.notify_one();
    place.listing(id).await
}

fn need(title: &str) -> Draft {
    Draft::new(Kind::Need, title)
}

fn titles(place: &Neighborhood) -> Vec<String> {
    place.database.lines("SELECT title AS line FROM listings ORDER BY title")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_given_to_a_peer_is_neither_delivered_nor_shown_to_it_and_the_others_get_it() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    riverside.befriend(&harbor).await;
    let (rosa, visitor) = steward(&riverside, "rosa").await;
    let before = peer(&visitor, &hillside).await;
    let all = json!(["offers", "needs", "announcements", "events", "crisis"]);
    assert_eq!((&before["we_give"], &before["we_take"]), (&all, &all));
    let after = change(&visitor, &hillside, json!({"we_give": ["crisis", "needs"]})).await;
    assert_eq!((&after["we_give"], &after["we_take"]), (&json!(["needs", "crisis"]), &all));

    let for_peers = publish(&riverside, rosa, offer("Apples", 3), Audience::Peers).await;
    let mut passed = offer("Bread", 3);
    passed.pass_along = PassAlong::Yes;
    let passed = publish(&riverside, rosa, passed, Audience::Peers).await;
    let public = publish(&riverside, rosa, offer("Corn", 3), Audience::Public).await;
    let asked = publish(&riverside, rosa, need("Formula"), Audience::Peers).await;
    for listing in [&for_peers, &passed, &public, &asked] {
        harbor.sees(listing, "harbor gets everything", |_| true).await;
    }
    // Each peer's deliveries are made in the order of the events: what came before the need would be here.
    hillside.sees(&asked, "hillside gets the need", |_| true).await;
    hillside.until("nothing waits", async || (riverside.database.count("deliveries") == 0).then_some(())).await;
    assert_eq!(titles(&hillside), ["Formula"]);
    for (listing, shown) in [(&for_peers, false), (&passed, false), (&public, true), (&asked, true)] {
        let answer = dereference::listing(&hillside.app, &listing.ap_id, &Budget::new(4)).await;
        assert_eq!(answer.is_ok(), shown, "{}", listing.title);
        dereference::listing(&harbor.app, &listing.ap_id, &Budget::new(4)).await.unwrap();
    }

    // Given again, it hears of what is still open when that changes.
    change(&visitor, &hillside, json!({"we_give": ["offers", "needs"]})).await;
    let mut words = offer("Apples and pears", 3);
    words.audience = Some(Audience::Peers);
    change_listing(&riverside, rosa, for_peers.id, words).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    hillside.sees(&for_peers, "hillside hears of it now", |l| l.title == "Apples and pears").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_taken_is_dropped_with_a_note_and_what_is_here_is_kept_up_to_date() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let (_, visitor) = steward(&hillside, "ben").await;
    let early = publish(&riverside, rosa, offer("Early apples", 3), Audience::Peers).await;
    hillside.sees(&early, "it is there", |_| true).await;
    change(&visitor, &riverside, json!({"we_take": ["needs"]})).await;
    publish(&riverside, rosa, offer("Late apples", 3), Audience::Peers).await;
    let asked = publish(&riverside, rosa, need("Formula"), Audience::Peers).await;
    step_listing(&riverside, rosa, early.id, Step::Withdraw).await.unwrap();
    riverside.app.wake.outbox.notify_one();
    hillside.sees(&asked, "needs are taken", |_| true).await;
    hillside.sees(&early, "its ending is heard", |l| l.state == State::Withdrawn).await;
    let refused = "SELECT problem AS line FROM received WHERE state = 'refused'";
    let problem = hillside.until("it is noted", async || hillside.database.lines(refused).pop()).await;
    assert!(problem.contains("does not take"), "{problem}");
    assert_eq!(titles(&hillside), ["Early apples", "Formula"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn sharing_holds_for_what_is_passed_along_too() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = riverside.member("rosa").await;
    let (ben, at_hillside) = steward(&hillside, "ben").await;
    let mut far = Vec::new();
    for name in ["harbor", "valley", "meadow"] {
        let place = Neighborhood::start(name).await;
        hillside.follow(&place).await;
        place.follow(&hillside).await;
        far.push(place);
    }
    let (_, at_harbor) = steward(&far[0], "mei").await;
    change(&at_harbor, &hillside, json!({"we_take": ["needs"]})).await;
    change(&at_hillside, &far[1], json!({"we_give": ["needs"]})).await;
    let mut draft = offer("Apples", 7);
    draft.pass_along = PassAlong::Yes;
    let original = publish(&riverside, rosa, draft, Audience::Peers).await;
    let copy = hillside.sees(&original, "next door", |_| true).await;
    pass_along(&hillside, ben, copy.id).await.unwrap();
    hillside.app.wake.outbox.notify_one();
    far[2].sees(&original, "where nothing was chosen", |_| true).await;
    let refused = "SELECT problem AS line FROM received WHERE state = 'refused'";
    let problem = far[0].until("it is dropped", async || far[0].database.lines(refused).pop()).await;
    assert!(problem.contains("does not take"), "{problem}");
    hillside.until("nothing waits", async || (hillside.database.count("deliveries") == 0).then_some(())).await;
    // To where nothing was chosen came what came to the other, and one passing more.
    assert_eq!(far[2].database.count("received"), far[1].database.count("received") + 1);
    assert!(titles(&far[0]).is_empty() && titles(&far[1]).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_stewards_change_what_is_shared_and_only_with_a_peer() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    riverside.member("una").await;
    let (_, rosa) = steward(&riverside, "rosa").await;
    let una = Visitor::member(&riverside, "una").await;
    let id = peer(&una, &hillside).await["id"].as_str().unwrap().to_owned();
    let path = format!("/peers/{id}");
    assert_eq!(una.send(Method::PATCH, &path, json!({"we_give": []})).await.status, 403);
    assert_eq!(rosa.send(Method::PATCH, "/peers/12", json!({"we_give": []})).await.status, 404);
    let ours = format!("/peers/{}", riverside.network);
    assert_eq!(rosa.send(Method::PATCH, &ours, json!({"we_give": []})).await.status, 404);
    for (wrong, field) in [(json!({"we_give": ["money"]}), "we_give[0]"), (json!({"give": []}), "give")] {
        let answer = rosa.send(Method::PATCH, &path, wrong).await;
        assert_eq!((answer.status, answer.json()["field"].as_str()), (422, Some(field)), "{}", answer.text);
    }
    assert_eq!(riverside.database.count("sharings"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn peers_are_listed_who_waits_for_us_first_and_then_by_distance_with_how_we_stand_in_words() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (harbor, valley, meadow) =
        (Neighborhood::start("harbor").await, Neighborhood::start("valley").await, Neighborhood::start("meadow").await);
    let (_, rosa) = steward(&riverside, "rosa").await;
    riverside.follow(&harbor).await;
    let choice = json!({"approves_networks": true});
    let network = rosa.send(Method::PATCH, "/network", choice).await.expect(200);
    assert_eq!((&network["approves_networks"], &network["approves_people"]), (&json!(true), &json!(false)));
    let found = discover::network(&valley.app, &riverside.address()).await.unwrap();
    ask_to_follow(&valley, found).await.unwrap();
    valley.app.wake.outbox.notify_one();
    riverside
        .until("valley asks", async || {
            let peers = rosa.get("/peers").await.expect(200);
            peers.as_array().unwrap().iter().any(|peer| peer["address"] == valley.address()).then_some(())
        })
        .await;
    let asks = discover::network(&riverside.app, &meadow.address()).await.unwrap();
    // Nothing is delivered: meadow never hears of it.
    riverside.database.execute(&format!("INSERT INTO follows (id, ap_id, follower_id, followed_id, state, created_at) VALUES (7, '{}', {}, {asks}, 'pending', '2026-11-01 00:00:00')", riverside.addresses.activity("x"), riverside.network)).unwrap();
    // Hillside lies 11 km north, meadow farther; harbor does not say where it is.
    for (place, latitude) in [(&hillside, 40.8), (&meadow, 41.8)] {
        let host = place.addresses.host();
        riverside.database.execute(&format!("UPDATE actors SET latitude = {latitude} WHERE host = '{host}'")).unwrap();
    }
    let host = harbor.addresses.host();
    riverside
        .database
        .execute(&format!(
            "UPDATE actors SET latitude = NULL, longitude = NULL, radius_m = NULL WHERE host = '{host}';
             UPDATE hosts SET state = 'failing', failing_since = '2026-11-03 12:00:00', failures = 9 WHERE host = '{host}'"
        ))
        .unwrap();

    let peers = rosa.get("/peers").await.expect(200);
    let peers: Vec<&Value> = peers.as_array().unwrap().iter().collect();
    let addresses: Vec<&str> = peers.iter().map(|peer| peer["address"].as_str().unwrap()).collect();
    assert_eq!(addresses, [valley.address(), hillside.address(), meadow.address(), harbor.address()]);
    let states: Vec<&str> = peers.iter().map(|peer| peer["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["they-ask", "mutual", "we-ask", "not-reached"]);
    assert_eq!(peers[0]["distance_km"], 0.0);
    assert_eq!(peers[1]["distance_km"], 11.0);
    assert!(peers[3].get("distance_km").is_none());
    assert_eq!(peers[0]["state_text"], "They ask to follow us, and wait for our word.");
    assert_eq!(peers[1]["state_text"], "We hear each other, answered within the last hour.");
    assert_eq!(peers[2]["state_text"], "We asked, they have not answered yet.");
    let words = peers[3]["state_text"].as_str().unwrap();
    assert!(words.starts_with("Has not been reached since ") && words.contains("we keep trying until"), "{words}");
    riverside.database.execute(&format!("UPDATE hosts SET state = 'gone' WHERE host = '{host}'")).unwrap();
    let gone = peer(&rosa, &harbor).await;
    assert_eq!((&gone["state"], &gone["health"]), (&json!("gone"), &json!("gone")));
    assert!(gone["last_heard_at"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_waits_for_a_stewards_word_where_stewards_chose_so_and_people_do_not() {
    let (riverside, hillside) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let (social, stranger) = (Mastodon::start().await, Visitor::stranger(&riverside));
    let (_, rosa) = steward(&riverside, "rosa").await;
    let actor = async || stranger.ask(Method::GET, "/ap/network", &[], Vec::new()).await.expect(200);
    assert_eq!(actor().await["manuallyApprovesFollowers"], false);
    rosa.send(Method::PATCH, "/network", json!({"approves_networks": true})).await.expect(200);
    assert_eq!(actor().await["manuallyApprovesFollowers"], true);

    let found = discover::network(&hillside.app, &riverside.address()).await.unwrap();
    ask_to_follow(&hillside, found).await.unwrap();
    hillside.app.wake.outbox.notify_one();
    riverside
        .until("hillside waits", async || {
            let waits = "SELECT count(*) AS n FROM follows WHERE state = 'pending'";
            (riverside.database.number(waits) == 1).then_some(())
        })
        .await;
    assert_eq!(social.send("ana", "Follow", "follow", json!(riverside.addresses.network()), &riverside).await, 202);
    let answer = social.letter("ana", 1).await;
    assert_eq!(answer["type"], "Accept", "people are not kept waiting: {answer}");

    let id = peer(&rosa, &hillside).await["id"].as_str().unwrap().to_owned();
    rosa.post(&format!("/peers/{id}/accept"), json!({})).await.expect(200);
    hillside
        .until("hillside was let in", async || {
            let accepted = "SELECT count(*) AS n FROM follows WHERE state = 'accepted'";
            (hillside.database.number(accepted) == 1).then_some(())
        })
        .await;
    assert_eq!(peer(&rosa, &hillside).await["state"], "hears-us");

    rosa.send(Method::PATCH, "/network", json!({"approves_people": true, "approves_networks": false}))
        .await
        .expect(200);
    assert_eq!(social.send("ben", "Follow", "follow", json!(riverside.addresses.network()), &riverside).await, 202);
    let waits = "SELECT count(*) AS n FROM follows WHERE state = 'pending'";
    riverside.until("ben waits", async || (riverside.database.number(waits) == 1).then_some(())).await;
    assert!(social.letters_of("ben").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn members_read_which_networks_are_near_what_came_in_and_what_was_passed_on() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    harbor.befriend(&hillside).await;
    let rosa = riverside.member("rosa").await;
    let (ben, _) = steward(&hillside, "ben").await;
    harbor.member("mei").await;
    let mut draft = offer("Apples", 7);
    draft.pass_along = PassAlong::Yes;
    let original = publish(&riverside, rosa, draft, Audience::Peers).await;
    let copy = hillside.sees(&original, "next door", |_| true).await;
    publish(&hillside, ben, offer("Bread of ours", 3), Audience::Network).await;
    pass_along(&hillside, ben, copy.id).await.unwrap();
    hillside.app.wake.outbox.notify_one();
    harbor.sees(&original, "it is passed along", |_| true).await;

    let page = async |place: &Neighborhood, name: &str| {
        with_password(place, name).await;
        let browser = Browser::new(place);
        let asked = browser.open("/networks").await;
        assert_eq!((asked.status, asked.header("location")), (303, "/sign-in?next=%2Fnetworks"), "for members alone");
        browser.sign_in(name).await;
        let page = browser.open("/networks").await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert_eq!(page.header("cache-control"), "no-store");
        let parts: Vec<String> = plain(&page.text).split("<section").skip(1).map(str::to_owned).collect();
        <[String; 3]>::try_from(parts).expect("three parts")
    };
    let [who, came_in, passed_on] = page(&harbor, "mei").await;
    assert!(who.contains("Neighbors of hillside") && who.contains("We hear each other."), "{who}");
    assert!(!who.contains(&riverside.address()), "harbor does not know it itself: {who}");
    assert!(came_in.contains("Apples") && came_in.contains("From Neighbors of riverside"), "{came_in}");
    assert!(came_in.contains("Passed on to us by Neighbors of hillside"), "{came_in}");
    assert!(!passed_on.contains("Apples") && passed_on.contains("We pass on nothing right now."), "{passed_on}");

    let [who, came_in, passed_on] = page(&hillside, "ben").await;
    assert!(who.contains(&riverside.address()) && who.contains(&harbor.address()), "{who}");
    assert!(came_in.contains("Apples") && !came_in.contains("Passed on to us"), "{came_in}");
    assert!(!came_in.contains("Bread of ours"), "what is ours did not come in: {came_in}");
    assert!(passed_on.contains("Apples"), "{passed_on}");
}
