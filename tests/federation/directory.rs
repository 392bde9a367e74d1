//! Finding networks through those that one follows: two steps, opted into by each, and nothing believed of strangers.

use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual};
use crate::support::pages::Pages;
use potluck::actions::give_role::give_role;
use potluck::actions::unfollow::unfollow;
use potluck::adapters::fetch::Budget;
use potluck::domain::key::ActorId;
use potluck::domain::member::RoleKind;
use potluck::federation::directory::{PER_HOST_MAX, PER_LIST_MAX, walk};
use potluck::federation::{dereference, discover};
use potluck::storage::{actors, directory};
use reqwest::Method;
use serde_json::{Value, json};

/// Lets everyone read whom a network follows.
async fn opens_its_list(place: &Neighborhood) {
    place.member("rosa").await;
    give_role(place, "rosa", RoleKind::Steward, 3).await.unwrap();
    let rosa = Visitor::member(place, "rosa").await;
    rosa.send(Method::PATCH, "/network", json!({"lists_networks": true})).await.expect(200);
}

async fn found(place: &Neighborhood) -> Vec<String> {
    let entries = place.db.read(directory::all).await.unwrap();
    entries.into_iter().map(|entry| entry.ap_id.to_string()).collect()
}

/// Follows a server that is no Potluck, which says yes.
async fn follows(place: &Neighborhood, pages: &Pages) -> ActorId {
    let url = pages.at("/ap/network").parse().unwrap();
    let actor = dereference::actor(&place.app, &url, &Budget::new(4)).await.unwrap();
    let follow = format!(
        "INSERT INTO follows (id, ap_id, follower_id, followed_id, state, created_at) \
         VALUES ({0}, '{1}/{0}', {2}, {0}, 'accepted', '2026-11-01 00:00:00')",
        actor.id, place.base, place.network
    );
    // The worker does not walk beside the test, which counts who was asked.
    place.database.execute("DELETE FROM walks").unwrap();
    place.database.execute("INSERT INTO walks (name, due_at) VALUES ('directory', '2999-01-01 00:00:00')").unwrap();
    place.database.execute(&follow).unwrap();
    actor.id
}

async fn key_of(place: &Neighborhood) -> String {
    let network = place.network;
    place.db.read(move |conn| actors::get(conn, network)).await.unwrap().public_key_pem
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_that_networks_opened_are_walked_two_steps_and_shown_by_distance_with_through_whom() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let (harbor, valley, meadow) =
        (Neighborhood::start("harbor").await, Neighborhood::start("valley").await, Neighborhood::start("meadow").await);
    hillside.follow(&harbor).await;
    hillside.follow(&riverside).await;
    harbor.follow(&valley).await;
    // A loop leads nowhere new.
    harbor.follow(&hillside).await;
    valley.follow(&meadow).await;

    assert_eq!(walk(&riverside.app).await.unwrap(), 0, "nobody opened a list");
    let stranger = Visitor::stranger(&hillside);
    let list = async || stranger.ask(Method::GET, "/ap/network/following", &[], Vec::new()).await.expect(200);
    let closed = list().await;
    assert_eq!((&closed["totalItems"], closed.get("orderedItems")), (&json!(2), None));
    for place in [&hillside, &harbor, &valley] {
        opens_its_list(place).await;
    }
    assert_eq!(list().await["orderedItems"].as_array().unwrap().len(), 2);

    assert_eq!(walk(&riverside.app).await.unwrap(), 2);
    riverside
        .database
        .execute(&format!("UPDATE directory_entries SET latitude = 40.9 WHERE host = '{}'", harbor.addresses.host()))
        .unwrap();
    riverside.member("una").await;
    let una = Visitor::member(&riverside, "una").await;
    let shown = una.get("/directory").await.expect(200);
    let shown = shown.as_array().unwrap();
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert_eq!((&shown[0]["actor"], &shown[0]["distance_km"]), (&json!(valley.addresses.network()), &json!(0.0)));
    assert_eq!((&shown[1]["address"], &shown[1]["distance_km"]), (&json!(harbor.address()), &json!(22.0)));
    let through: Vec<&Value> = shown[0]["through"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(through, ["Neighbors of hillside", "Neighbors of harbor"]);
    assert_eq!(Visitor::stranger(&riverside).get("/directory").await.status, 401);

    // Whom we follow by now is no longer news, and who closes its list is no longer a way.
    riverside.follow(&harbor).await;
    let shown = una.get("/directory").await.expect(200);
    assert_eq!(shown.as_array().unwrap().len(), 1);
    assert_eq!(walk(&riverside.app).await.unwrap(), 2, "valley, and meadow through it");
    for place in [&hillside, &harbor] {
        let followed = discover::network(&riverside.app, &place.address()).await.unwrap();
        unfollow(&riverside, followed).await.unwrap();
    }
    assert_eq!(walk(&riverside.app).await.unwrap(), 0);
    assert!(found(&riverside).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_walks_by_itself_when_a_follow_is_accepted_and_no_request_waits_for_it() {
    let (hillside, harbor) = mutual("hillside", "harbor").await;
    opens_its_list(&hillside).await;
    let riverside = Neighborhood::start("riverside").await;
    riverside.follow(&hillside).await;
    riverside
        .until("harbor is found", async || {
            (found(&riverside).await == [harbor.addresses.network().to_string()]).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_ten_thousand_makes_us_ask_few_and_no_host_often() {
    let riverside = Neighborhood::start("riverside").await;
    let (liar, victim) = (Pages::start("liar").await, Pages::start("victim").await);
    let key = key_of(&riverside).await;
    // The victim's addresses first, then its own, then itself and us, again and again.
    let items: Vec<Value> = (0..10_000)
        .map(|n| match n % 4 {
            0 => json!(victim.at(&format!("/ap/{n}"))),
            1 => json!(liar.at(&format!("/ap/{n}"))),
            2 => json!(liar.at("/ap/network")),
            _ => json!(riverside.addresses.network()),
        })
        .collect();
    liar.be_network(&key, &items);
    follows(&riverside, &liar).await;
    let before = liar.asked().len();
    assert_eq!(walk(&riverside.app).await.unwrap(), 0);
    assert_eq!(victim.asked().len(), PER_HOST_MAX);
    // Its actor, its list, and as many of its own as of any host.
    assert_eq!(liar.asked().len() - before, 2 + PER_HOST_MAX);

    // Spread over many names, a list is still one list.
    let items: Vec<Value> =
        (0..200).map(|n| json!(victim.at(&format!("/ap/{n}")).replace("victim.", &format!("v{n}.")))).collect();
    liar.be_network(&key, &items);
    let before = victim.asked().len();
    assert_eq!(walk(&riverside.app).await.unwrap(), 0);
    assert_eq!(victim.asked().len() - before, PER_LIST_MAX);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_list_says_of_others_is_not_believed_and_private_addresses_are_not_asked() {
    let riverside = Neighborhood::start("riverside").await;
    let harbor = Neighborhood::start("harbor").await;
    let liar = Pages::start("liar").await;
    let key = key_of(&riverside).await;
    let mut others = Vec::new();
    for name in ["renamed", "person", "silent", "unnamed", "elsewhere", "good"] {
        let other = Pages::start(name).await;
        other.be_network(&key, &[]);
        others.push(other);
    }
    let [renamed, person, silent, unnamed, elsewhere, good] = &others[..] else { panic!("six") };
    // Its actor says that it is another; it is a person; it says nothing of needs and offers; its server does not know it;
    // its list would be at another server's.
    let mut actor = renamed.actor("/ap/network", &key);
    actor["id"] = json!(renamed.at("/ap/other"));
    actor["publicKey"]["owner"] = actor["id"].clone();
    renamed.put("/ap/network", actor);
    let mut actor = person.actor("/ap/network", &key);
    actor["type"] = json!("Person");
    person.put("/ap/network", actor);
    let mut actor = silent.actor("/ap/network", &key);
    actor["generator"] = json!({"type": "Application"});
    silent.put("/ap/network", actor);
    unnamed.put("/nodeinfo/2.1", unnamed.node(&[&unnamed.at("/ap/somebody-else")]));
    let mut actor = elsewhere.actor("/ap/network", &key);
    actor["following"] = json!(good.at("/not/theirs"));
    elsewhere.put("/ap/network", actor);
    let mut items: Vec<Value> = others.iter().map(|other| json!(other.at("/ap/network"))).collect();
    items.extend([
        // What is embedded is not believed: only where to ask is taken from it.
        json!({"id": harbor.addresses.network(), "type": "Organization", "name": "Forged", "location": {"type": "Place", "latitude": 1.0, "longitude": 1.0}}),
        json!("http://10.0.0.1/ap/network"),
        json!("http://169.254.169.254/latest/meta-data"),
        json!("http://[fd00::1]/ap/network"),
        json!("https://user@harbor.localhost/ap/network"),
        json!("file:///etc/passwd"),
        json!({"name": "no id"}),
        json!(7),
    ]);
    liar.be_network(&key, &items);
    follows(&riverside, &liar).await;
    assert_eq!(walk(&riverside.app).await.unwrap(), 3);
    let mut expected =
        vec![harbor.addresses.network().to_string(), elsewhere.at("/ap/network"), good.at("/ap/network")];
    expected.sort();
    assert_eq!(found(&riverside).await, expected);
    let names = riverside.database.lines("SELECT name AS line FROM directory_entries");
    assert!(names.contains(&"Neighbors of harbor".to_owned()) && !names.contains(&"Forged".to_owned()), "{names:?}");
    assert!(!good.asked().contains(&"/not/theirs".to_owned()));
    // Nobody in a list becomes an actor that we know.
    assert_eq!(riverside.database.number("SELECT count(*) AS n FROM actors WHERE NOT local"), 1);

    // A list that says it is another, or that lives elsewhere, is no list.
    liar.put(
        "/ap/network/following",
        json!({"id": good.at("/x"), "type": "Collection", "items": [good.at("/ap/network")]}),
    );
    assert_eq!(walk(&riverside.app).await.unwrap(), 0);
    let first = good.at("/page");
    good.put("/page", json!({"id": first, "type": "CollectionPage", "items": [good.at("/ap/network")]}));
    let list = liar.at("/ap/network/following");
    liar.put("/ap/network/following", json!({"id": list, "type": "Collection", "first": first}));
    assert_eq!(walk(&riverside.app).await.unwrap(), 0);
    assert!(!good.asked().contains(&"/page".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_answer_once_stays_for_a_week() {
    let riverside = Neighborhood::start("riverside").await;
    let (hub, good) = (Pages::start("hub").await, Pages::start("good").await);
    let key = key_of(&riverside).await;
    good.be_network(&key, &[]);
    hub.be_network(&key, &[json!(good.at("/ap/network"))]);
    follows(&riverside, &hub).await;
    assert_eq!(walk(&riverside.app).await.unwrap(), 1);
    let address = good.at("/ap/network");
    drop(good);
    assert_eq!(walk(&riverside.app).await.unwrap(), 0);
    assert_eq!(found(&riverside).await, [address]);
    riverside.database.execute("UPDATE directory_entries SET fetched_at = '2026-01-01 00:00:00'").unwrap();
    walk(&riverside.app).await.unwrap();
    assert!(found(&riverside).await.is_empty());
}
