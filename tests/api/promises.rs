//! Answering, accepting, handing over, through the interface.

use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use serde_json::{Value, json};

struct Scene {
    place: Neighborhood,
    rosa: Visitor,
    ben: Visitor,
    mei: Visitor,
    listing: String,
}

async fn scene(amount: &str) -> Scene {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben", "mei"] {
        place.member(handle).await;
    }
    let rosa = Visitor::member(&place, "rosa").await;
    let input =
        json!({"kind": "offer", "title": "Soup", "amount": amount, "unit": {"measure": "one", "label": "jars"}});
    let listing = rosa.post("/listings", input).await.expect(201)["id"].as_str().unwrap().to_owned();
    Scene { ben: Visitor::member(&place, "ben").await, mei: Visitor::member(&place, "mei").await, place, rosa, listing }
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_and_addresses_are_for_the_two_sides_only() {
    let Scene { place, rosa, ben, mei, listing } = scene("5").await;
    let asked = ben
        .post(&format!("/listings/{listing}/responses"), json!({"amount": "2", "message": "after six"}))
        .await
        .expect(201);
    assert_eq!(mei.get(&format!("/responses/{}", id(&asked))).await.status, 404);
    assert_eq!(mei.get(&format!("/listings/{listing}/responses")).await.status, 404);
    assert_eq!(mei.post(&format!("/responses/{}/accept", id(&asked)), json!({})).await.status, 404);
    let seen = rosa.get(&format!("/responses/{}", id(&asked))).await.expect(200);
    assert_eq!(seen["message"], "after six");
    let handoff =
        rosa.post(&format!("/responses/{}/accept", id(&asked)), json!({"address": "12 Elm Street"})).await.expect(200);
    let path = format!("/handoffs/{}", id(&handoff));
    assert_eq!(ben.get(&path).await.expect(200)["address"], "12 Elm Street");
    assert_eq!(mei.get(&path).await.status, 404);

    let link = handoff["link"].as_str().unwrap();
    let stranger = Visitor::stranger(&place);
    let before = stranger.page(link).await;
    assert!(before.status == 200 && !before.text.contains("Elm"), "{}", before.text);
    assert_eq!((before.header("cache-control"), before.header("referrer-policy")), ("no-store", "no-referrer"));
    let after = stranger.ask(reqwest::Method::POST, link, &[], Vec::new()).await;
    assert!(after.text.contains("12 Elm Street"));
    assert_eq!(rosa.post(&format!("{path}/handed-over"), json!({})).await.expect(200)["state"], "handed-over");
    assert_eq!(stranger.page(link).await.status, 410);
    assert_eq!(stranger.page(&format!("{link}x")).await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_jar_is_promised_once_although_fifty_accept_at_once() {
    let Scene { place: _place, rosa, ben, listing, .. } = scene("3").await;
    let mut responses = Vec::new();
    for _ in 0..50 {
        let made = ben.post(&format!("/listings/{listing}/responses"), json!({"amount": "1"})).await.expect(201);
        responses.push(id(&made).to_owned());
    }
    let accepting = responses.iter().map(|response| rosa.post_owned(format!("/responses/{response}/accept")));
    let answers = futures::future::join_all(accepting).await;
    let count = |status| answers.iter().filter(|answer| **answer == status).count();
    assert_eq!((count(200), count(409)), (3, 47), "{answers:?}");
    let end = rosa.get(&format!("/listings/{listing}")).await.expect(200);
    assert_eq!((end["quantity"]["open"].as_str(), end["state"].as_str()), (Some("0"), Some("met")));
}

impl Visitor {
    async fn post_owned(&self, path: String) -> u16 {
        self.post(&path, json!({})).await.status
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_who_was_not_chosen_hears_a_kind_word() {
    let Scene { place: _place, rosa, ben, mei, listing } = scene("2").await;
    let chosen = ben.post(&format!("/listings/{listing}/responses"), json!({"amount": "2"})).await.expect(201);
    let waiting = mei.post(&format!("/listings/{listing}/responses"), json!({"amount": "1"})).await.expect(201);
    rosa.post(&format!("/responses/{}/accept", id(&chosen)), json!({})).await.expect(200);
    let heard = mei.get(&format!("/responses/{}", id(&waiting))).await.expect(200);
    assert_eq!(heard["state"], "lapsed");
    assert!(heard["answer"].as_str().is_some_and(|words| words.len() > 20));
}

#[tokio::test(flavor = "multi_thread")]
async fn matched_neighbors_see_how_to_reach_each_other_until_it_is_over_but_never_a_hidden_author() {
    let Scene { place: _place, rosa, ben, mei, listing } = scene("5").await;
    for (who, value) in [(&rosa, "+1 555 0100"), (&ben, "ben at the blue door"), (&mei, "+1 555 0199")] {
        who.send(reqwest::Method::PATCH, "/me", json!({"contact": [{"kind": "telephone", "value": value}]}))
            .await
            .expect(200);
    }
    let agree = async |listing: &str, answer: &Visitor| {
        let asked = answer.post(&format!("/listings/{listing}/responses"), json!({"amount": "1"})).await.expect(201);
        let handoff = rosa.post(&format!("/responses/{}/accept", id(&asked)), json!({})).await.expect(200);
        (format!("/handoffs/{}", id(&handoff)), handoff)
    };
    let (path, at_rosa) = agree(&listing, &ben).await;
    assert_eq!(at_rosa["contact"], json!([{"kind": "telephone", "value": "ben at the blue door"}]));
    let reached = json!([{"kind": "telephone", "value": "+1 555 0100"}]);
    assert_eq!(ben.get(&path).await.expect(200)["contact"], reached);
    assert_eq!(ben.get("/handoffs").await.expect(200)[0]["contact"], reached);
    assert!(!mei.get("/handoffs").await.text.contains("555 0100"));

    let hidden = json!({"kind": "offer", "title": "Coats", "amount": "2", "unit": {"measure": "one", "label": "coats"}, "hidden_author": true});
    let hidden = id(&rosa.post("/listings", hidden).await.expect(201)).to_owned();
    let (hidden, at_rosa) = agree(&hidden, &mei).await;
    assert_eq!(at_rosa["contact"], json!([{"kind": "telephone", "value": "+1 555 0199"}]));
    assert_eq!(mei.get(&hidden).await.expect(200)["contact"], json!([]));

    rosa.post(&format!("{path}/handed-over"), json!({})).await.expect(200);
    for side in [&rosa, &ben] {
        assert_eq!(side.get(&path).await.expect(200)["contact"], json!([]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_out_of_a_plan_stays_what_is_null_goes_and_a_mistake_is_mended() {
    let Scene { place: _place, rosa, ben, listing, .. } = scene("5").await;
    let asked = ben.post(&format!("/listings/{listing}/responses"), json!({"amount": "2"})).await.expect(201);
    let plan = json!({"address": "12 Elm Street", "access_notes": "Ring twice", "way": "pickup"});
    let handoff = rosa.post(&format!("/responses/{}/accept", id(&asked)), plan).await.expect(200);
    let path = format!("/handoffs/{}", id(&handoff));
    let put = async |plan: Value| rosa.send(reqwest::Method::PUT, &path, plan).await.expect(200);
    let same = put(json!({})).await;
    assert_eq!((&same["address"], &same["way"]), (&json!("12 Elm Street"), &json!("pickup")));
    let less = put(json!({"address": null, "access_notes": ""})).await;
    assert!(less.get("address").is_none() && less.get("access_notes").is_none() && less["way"] == "pickup", "{less}");

    let fail = json!({"then": "reopen"});
    assert_eq!(rosa.post(&format!("{path}/did-not-happen"), fail.clone()).await.status, 409);
    ben.post(&format!("{path}/handed-over"), json!({})).await.expect(200);
    let again = rosa.post(&format!("{path}/did-not-happen"), fail).await.expect(200);
    assert!(again["state"] == "planned" && id(&again) != id(&handoff), "{again}");
    let left = rosa.get(&format!("/listings/{listing}")).await.expect(200);
    assert_eq!((&left["quantity"]["open"], &left["state"]), (&json!("3"), &json!("partly-met")));
}
