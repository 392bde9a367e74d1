//! How a network works and how much it takes on (value V15), through HTTP: nobody is assigned, and no one's own are shut out.

use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, mutual};
use potluck::actions::give_role::give_role;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};

struct Scene {
    place: Neighborhood,
    rosa: Visitor,
    ben: Visitor,
    mei: Visitor,
}

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id in quotes")
}

/// Rosa is steward, Mei is connector, Ben is a neighbor.
async fn scene(change: Value) -> Scene {
    scene_at(Neighborhood::start("riverside").await, change).await
}

async fn scene_at(place: Neighborhood, change: Value) -> Scene {
    for handle in ["rosa", "ben", "mei"] {
        place.member(handle).await;
    }
    give_role(&place, "rosa", RoleKind::Steward, 6).await.unwrap();
    give_role(&place, "mei", RoleKind::Connector, 6).await.unwrap();
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    let mei = Visitor::member(&place, "mei").await;
    rosa.send(Method::PATCH, "/network", change).await.expect(200);
    Scene { place, rosa, ben, mei }
}

impl Scene {
    async fn need(&self) -> String {
        let need = json!({"kind": "need", "title": "A ride on Friday", "hidden_author": false});
        id(&self.rosa.post("/listings", need).await.expect(201)).to_owned()
    }

    async fn answer(&self, listing: &str, input: Value) -> Value {
        self.ben.post(&format!("/listings/{listing}/responses"), input).await.expect(201)
    }

    async fn seen_by_author(&self, listing: &str) -> usize {
        let all = self.rosa.get(&format!("/listings/{listing}/responses")).await.expect(200);
        all.as_array().unwrap().len()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_15_neighbors_answer_each_other() {
    let scene = scene(json!({"mode": "neighbors"})).await;
    let listing = scene.need().await;
    let path = format!("/listings/{listing}/responses");
    assert_eq!(scene.ben.post(&path, json!({"through_connectors": true})).await.status, 409);
    let answer = scene.answer(&listing, json!({})).await;
    assert_eq!((&answer["state"], scene.seen_by_author(&listing).await), (&json!("offered"), 1));
    assert_eq!(scene.mei.get("/connecting").await.expect(200), json!([]));
    scene.rosa.post(&format!("/responses/{}/accept", id(&answer)), json!({})).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_15_connectors_help_where_a_neighbor_asks_for_it() {
    let scene = scene(json!({"mode": "connectors-help"})).await;
    let listing = scene.need().await;
    let helped = scene.answer(&listing, json!({"through_connectors": true, "message": "I drive"})).await;
    assert_eq!((&helped["state"], scene.seen_by_author(&listing).await), (&json!("with-connectors"), 0));
    assert_eq!(scene.answer(&listing, json!({})).await["state"], "offered");
    assert_eq!(scene.seen_by_author(&listing).await, 1);

    let waiting = scene.mei.get("/connecting").await.expect(200);
    assert_eq!((&waiting[0]["member"]["handle"], &waiting[0]["author"]["handle"]), (&json!("ben"), &json!("rosa")));
    assert!(!waiting.to_string().contains("I drive"), "a message is for the two sides");
    scene.mei.post(&format!("/responses/{}/bring-together", id(&helped)), json!({})).await.expect(204);
    assert_eq!(scene.seen_by_author(&listing).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_15_connectors_bring_everything_together_and_two_people_still_say_yes() {
    let scene = scene(json!({"mode": "connectors-only"})).await;
    let listing = scene.need().await;
    // Who asks is shown to connectors alone.
    let seen = async |who: &Visitor| who.get(&format!("/listings/{listing}")).await.expect(200);
    assert!(seen(&scene.ben).await.get("author").is_none());
    assert_eq!(seen(&scene.mei).await["author"]["handle"], "rosa");
    assert_eq!(seen(&scene.rosa).await["author"]["handle"], "rosa");

    let answer = scene.answer(&listing, json!({"message": "I drive"})).await;
    let path = format!("/responses/{}", id(&answer));
    assert_eq!((&answer["state"], scene.seen_by_author(&listing).await), (&json!("with-connectors"), 0));
    for step in ["accept", "decline"] {
        assert_eq!(scene.rosa.post(&format!("{path}/{step}"), json!({})).await.status, 404, "{step}");
        assert_ne!(scene.mei.post(&format!("{path}/{step}"), json!({})).await.status, 200, "{step} by a connector");
    }
    assert_eq!(scene.rosa.get(&path).await.status, 404);
    for who in [&scene.ben, &scene.rosa] {
        assert_eq!(who.get("/connecting").await.status, 403);
        assert_eq!(who.post(&format!("{path}/bring-together"), json!({})).await.status, 403);
    }
    scene.mei.post(&format!("{path}/bring-together"), json!({})).await.expect(204);
    assert_eq!(scene.mei.post(&format!("{path}/bring-together"), json!({})).await.status, 409);
    assert_eq!(scene.rosa.get(&path).await.expect(200)["message"], "I drive");
    // It is not agreed before its author says so (value V14).
    assert_eq!(scene.place.database.count("handoffs"), 0);
    scene.rosa.post(&format!("{path}/accept"), json!({})).await.expect(200);

    // What a connector answers herself goes straight; what waits when the mode changes goes to its author.
    let other = scene.need().await;
    let own = scene.mei.post(&format!("/listings/{other}/responses"), json!({})).await.expect(201);
    assert_eq!(own["state"], "offered");
    let waits = scene.answer(&other, json!({})).await;
    assert_eq!(waits["state"], "with-connectors");
    scene.rosa.send(Method::PATCH, "/network", json!({"mode": "neighbors"})).await.expect(200);
    assert_eq!(scene.ben.get(&format!("/responses/{}", id(&waits))).await.expect(200)["state"], "offered");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_with_the_connectors_can_be_taken_back_and_hears_when_it_is_over() {
    let scene = scene(json!({"mode": "connectors-only"})).await;
    let listing = scene.need().await;
    let (first, second) = (scene.answer(&listing, json!({})).await, scene.answer(&listing, json!({})).await);
    let taken = scene.ben.post(&format!("/responses/{}/withdraw", id(&first)), json!({})).await.expect(200);
    assert_eq!(taken["state"], "withdrawn");
    scene.rosa.post(&format!("/listings/{listing}/withdraw"), json!({})).await.expect(200);
    let closed = scene.ben.get(&format!("/responses/{}", id(&second))).await.expect(200);
    assert_eq!(closed["state"], "lapsed");
    assert!(closed["answer"].as_str().unwrap().contains("taken it back"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_connector_nobody_is_shut_out() {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben"] {
        place.member(handle).await;
    }
    give_role(&place, "rosa", RoleKind::Steward, 6).await.unwrap();
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    rosa.send(Method::PATCH, "/network", json!({"mode": "connectors-only"})).await.expect(200);
    let need = rosa.post("/listings", json!({"kind": "need", "title": "A ride"})).await.expect(201);
    let answer = ben.post(&format!("/listings/{}/responses", id(&need)), json!({})).await.expect(201);
    assert_eq!(answer["state"], "offered");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_intake_takes_what_it_says_and_ones_own_can_always_ask() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let social = Mastodon::start().await;
    let scene = scene_at(riverside, json!({"intake": "open"})).await;
    hillside.member("ana").await;
    let ana = Visitor::member(&hillside, "ana").await;
    let network = scene.place.addresses.network().to_string();
    for (number, intake, notice, state) in [
        (1, "open", None, "offered"),
        (2, "slow", Some("answers may take longer"), "offered"),
        (3, "paused", Some("your neighbors see it"), "lapsed"),
    ] {
        scene.rosa.send(Method::PATCH, "/network", json!({"intake": intake})).await.expect(200);
        let offer =
            json!({"kind": "offer", "title": format!("Bread, {intake}"), "audience": "public", "takes_more": true});
        let posted = scene.ben.post("/listings", offer).await.expect(201);
        assert_eq!(posted["state"], "open", "{intake}");
        let said = posted.get("notice").map(|notice| notice.as_str().unwrap());
        assert!(
            said.is_some() == notice.is_some() && said.is_none_or(|said| said.contains(notice.unwrap())),
            "{intake}: {said:?}"
        );
        // A neighbor here can answer whatever the network says.
        let path = format!("/listings/{}/responses", id(&posted));
        assert_eq!(scene.mei.post(&path, json!({})).await.expect(201)["state"], "offered", "{intake}");

        // A network next door.
        let copy = hillside
            .until("it is seen next door", async || {
                let all = ana.get("/listings").await.expect(200);
                all.as_array().unwrap().iter().find(|one| one["url"] == posted["url"]).cloned()
            })
            .await;
        let asked = ana.post(&format!("/listings/{}/responses", id(&copy)), json!({})).await.expect(201);
        let here = scene
            .place
            .until("it comes", async || {
                let sql = format!(
                    "SELECT state AS line FROM responses WHERE listing_id = {} AND member_id IS NULL",
                    id(&posted)
                );
                scene.place.database.lines(&sql).pop()
            })
            .await;
        assert_eq!(here, state, "{intake}");
        if intake == "paused" {
            let path = format!("/responses/{}", id(&asked));
            let no = hillside
                .until("the kind no comes", async || {
                    let response = ana.get(&path).await.expect(200);
                    (response["state"] == "declined").then_some(response)
                })
                .await;
            assert!(no["answer"].as_str().unwrap().contains("resting"), "{no}");
        }

        // Somebody on Mastodon.
        let post = posted["url"].as_str().unwrap();
        let whisper = social.note("kim", number, post, &[&network], "I would like some");
        social.create("kim", whisper, &scene.place).await;
        let letter = social.letter("kim", number as usize).await;
        let words = letter["object"]["content"].as_str().unwrap();
        assert_eq!(words.contains("slower than usual"), intake == "slow", "{words}");
        assert_eq!(words.contains("resting at the moment"), intake == "paused", "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_08_who_rests_is_not_asked_to_speak_for_somebody() {
    let scene = scene(json!({})).await;
    scene.ben.post("/me/rest", json!({})).await.expect(200);
    let input = json!({"label": "Don Quintero", "consent": {"how": "by word"}});
    let proxy = scene.rosa.post("/proxies", input).await.expect(201);
    let path = format!("/proxies/{}/hand-over", id(&proxy));
    let ask = json!({"handle": "ben", "kind": "liaison"});
    assert_eq!(scene.rosa.post(&path, ask.clone()).await.status, 409);
    scene.ben.post("/me/return", json!({})).await.expect(200);
    scene.rosa.post(&path, ask).await.expect(204);
}
