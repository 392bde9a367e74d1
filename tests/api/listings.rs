//! Posting, finding and changing needs and offers.

use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use reqwest::Method;
use serde_json::{Value, json};

async fn two_members() -> (Neighborhood, Visitor, Visitor) {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    place.member("ben").await;
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    (place, rosa, ben)
}

fn id(listing: &Value) -> &str {
    listing["id"].as_str().expect("an id in quotes")
}

#[tokio::test(flavor = "multi_thread")]
async fn value_01_a_need_is_posted_with_two_fields_filled_in() {
    let (_place, rosa, ben) = two_members().await;
    let need = rosa.post("/listings", json!({"kind": "need", "title": "Dinner for two"})).await.expect(201);
    assert_eq!((need["audience"].as_str(), need["state"].as_str()), (Some("network"), Some("open")));
    let seen = ben.get(&format!("/listings/{}", id(&need))).await.expect(200);
    assert_eq!(seen["title"], "Dinner for two");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_see_what_is_public_and_the_same_404_for_all_the_rest() {
    let (place, rosa, _ben) = two_members().await;
    let stranger = Visitor::stranger(&place);
    let mut answers = Vec::new();
    for audience in ["network", "peers", "public"] {
        let listing =
            rosa.post("/listings", json!({"kind": "offer", "title": audience, "audience": audience})).await.expect(201);
        let answer = stranger.get(&format!("/listings/{}", id(&listing))).await;
        answers.push((answer.status, answer.text));
    }
    assert_eq!([answers[0].0, answers[1].0, answers[2].0], [404, 404, 200]);
    let nothing = stranger.get("/listings/12345").await;
    assert_eq!((nothing.status, &nothing.text), (404, &answers[0].1));
    let board = stranger.get("/listings").await.expect(200);
    let titles: Vec<&str> =
        board.as_array().unwrap().iter().map(|listing| listing["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["public"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_04_a_hidden_author_is_in_no_answer_but_their_own() {
    let (place, rosa, ben) = two_members().await;
    let need = rosa
        .post(
            "/listings",
            json!({"kind": "need", "title": "Formula", "audience": "public", "exact_place": "12 Elm Street"}),
        )
        .await
        .expect(201);
    assert_eq!(need["hidden_author"], true);
    assert_eq!(need["exact_place"], "12 Elm Street");
    let stranger = Visitor::stranger(&place);
    let page = need["page"].as_str().unwrap().to_owned();
    let object = need["url"].as_str().unwrap().to_owned();
    for (who, asker) in [("a neighbor", &ben), ("a stranger", &stranger)] {
        let mut said = asker.get(&format!("/listings/{}", id(&need))).await.text;
        said += &asker.get("/listings").await.text;
        said += &asker.page(&page).await.text;
        said += &asker.ask(Method::GET, &object, &[("accept", "application/activity+json")], Vec::new()).await.text;
        assert!(said.contains("Formula"), "{who}");
        assert!(!said.contains("rosa") && !said.contains("Elm"), "{who}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_is_paged_without_loss_and_filtered_by_category_and_place() {
    let (_place, rosa, ben) = two_members().await;
    for number in 0..7 {
        let input = json!({
            "kind": "offer", "title": format!("Offer {number}"), "category": if number < 3 { "bread" } else { "ride" },
            "point": {"latitude": 40.7 + f64::from(number) * 0.1, "longitude": -73.98},
        });
        rosa.post("/listings", input).await.expect(201);
    }
    let mut seen = Vec::new();
    let mut next = Some("/api/potluck/v1/listings?limit=3".to_owned());
    while let Some(address) = next.take() {
        let answer = ben.ask(Method::GET, &address, &[], Vec::new()).await;
        let link = answer.header("link").to_owned();
        next = link
            .split(',')
            .find(|part| part.contains("rel=\"next\""))
            .and_then(|part| part.split(['<', '>']).nth(1))
            .map(str::to_owned);
        seen.extend(
            answer.expect(200).as_array().unwrap().iter().map(|listing| listing["title"].as_str().unwrap().to_owned()),
        );
    }
    let expected: Vec<String> = (0..7).rev().map(|number| format!("Offer {number}")).collect();
    assert_eq!(seen, expected);
    let bread = ben.get("/listings?category=food").await.expect(200);
    assert_eq!(bread.as_array().unwrap().len(), 3);
    let near = ben.get("/listings?latitude=40.7&longitude=-73.98&radius_m=5000").await.expect(200);
    assert_eq!(near.as_array().unwrap().len(), 1);
    let empty = ben.get("/listings?category=childcare").await;
    assert_eq!((empty.header("link"), empty.text.as_str()), ("", "[]"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_kept_by_a_change_and_never_said_finer_than_it_is_known() {
    let (_place, rosa, _ben) = two_members().await;
    let point = json!({"latitude": 40.715207, "longitude": -73.983748});
    let post = async |kind: &str| {
        rosa.post("/listings", json!({"kind": kind, "title": "Soup", "point": point})).await.expect(201)
    };
    let (need, offer) = (post("need").await, post("offer").await);
    assert_eq!((&need["area"]["radius_m"], &offer["area"]["radius_m"]), (&json!(2_500), &json!(1_000)));
    let put = async |listing: &Value, kind: &str| {
        let path = format!("/listings/{}", id(listing));
        rosa.send(Method::PUT, &path, json!({"kind": kind, "title": "Stew"})).await.expect(200)["area"].clone()
    };
    // It is not known better than about 2.5 km, whatever it is called.
    assert_eq!(put(&need, "need").await, need["area"]);
    assert_eq!(put(&need, "offer").await, need["area"]);
    assert_eq!(put(&offer, "offer").await, offer["area"]);
    let coarser = put(&offer, "need").await;
    assert_eq!(coarser["radius_m"], 2_500);
    assert_ne!(coarser["latitude"], offer["area"]["latitude"], "a need's place is rounded like that of any need");
    assert_eq!(put(&offer, "offer").await, coarser, "what was forgotten does not come back");
    // Its author says it anew.
    let body = json!({"kind": "offer", "title": "Stew", "point": point});
    let again = rosa.send(Method::PUT, &format!("/listings/{}", id(&need)), body).await.expect(200);
    assert_eq!(again["area"], offer["area"]);
}

/// The address that an answer's `Link` header names.
fn linked(answer: &Answer, relation: &str) -> Option<String> {
    let rel = format!("rel=\"{relation}\"");
    let link = answer.header("link").split(',').find(|part| part.contains(&rel))?;
    link.split(['<', '>']).nth(1).map(str::to_owned)
}

/// Walks a list from an address in one direction, page by page; answers the ids, each page newest first.
async fn walk(who: &Visitor, from: String, relation: &str) -> Vec<Vec<String>> {
    let (mut pages, mut next) = (Vec::new(), Some(from));
    while let Some(address) = next {
        let answer = who.ask(Method::GET, &address, &[], Vec::new()).await;
        next = linked(&answer, relation);
        let page: Vec<String> = answer.expect(200).as_array().unwrap().iter().map(|one| id(one).to_owned()).collect();
        pages.extend((!page.is_empty()).then_some(page));
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_is_walked_down_and_up_page_by_page_without_loss() {
    let (_place, rosa, ben) = two_members().await;
    let offer = json!({"kind": "offer", "title": "Jars", "amount": "7", "unit": {"measure": "one", "label": "jars"}});
    for _ in 0..7 {
        let listing = rosa.post("/listings", offer.clone()).await.expect(201);
        let path = format!("/listings/{}/responses", id(&listing));
        let response = ben.post(&path, json!({"amount": "1"})).await.expect(201);
        rosa.post(&format!("/responses/{}/accept", id(&response)), json!({})).await.expect(200);
    }
    for (who, list) in [(&rosa, "listings"), (&rosa, "listings/mine"), (&ben, "responses"), (&ben, "handoffs")] {
        let base = format!("/api/potluck/v1/{list}?limit=3");
        let down = walk(who, base.clone(), "next").await;
        let all: Vec<String> = down.concat();
        assert!(all.len() == 7 && all.is_sorted_by(|newer, older| newer > older), "{list}: {all:?}");
        let sizes = |pages: &[Vec<String>]| pages.iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(sizes(&down), [3, 3, 1], "{list}");
        // Up from the oldest: the pages right above it, not the newest ones.
        let mut up = walk(who, format!("{base}&min_id={}", all[6]), "prev").await;
        assert_eq!(sizes(&up), [3, 3], "{list}");
        up.reverse();
        assert_eq!(up.concat(), all[..6], "{list}");
        // And down again from a page that is not full, which has older ones below it.
        let newest = walk(who, format!("{base}&min_id={}", all[1]), "next").await;
        assert_eq!(newest.concat(), all, "{list}");
        // Between two ids, from the lower one up.
        let between = format!("{base}&min_id={}&max_id={}", all[6], all[1]);
        let page = who.ask(Method::GET, &between, &[], Vec::new()).await.expect(200);
        let page: Vec<&str> = page.as_array().unwrap().iter().map(id).collect();
        assert_eq!(page, [&all[3], &all[4], &all[5]], "{list}");
        let above = who.ask(Method::GET, &format!("{base}&min_id={}", all[0]), &[], Vec::new()).await;
        assert_eq!((above.header("link"), above.text.as_str()), ("", "[]"), "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_are_their_authors_and_the_whole_life_of_a_listing_can_be_walked() {
    let (_place, rosa, ben) = two_members().await;
    let draft = rosa.post("/listings", json!({"kind": "offer", "title": "Tent", "publish": false})).await.expect(201);
    let path = format!("/listings/{}", id(&draft));
    assert_eq!(ben.get(&path).await.status, 404);
    for (step, state) in [("publish", "open"), ("pause", "paused"), ("resume", "open"), ("withdraw", "withdrawn")] {
        assert_eq!(ben.post(&format!("{path}/{step}"), json!({})).await.status, 404, "{step} by another neighbor");
        let listing = rosa.post(&format!("{path}/{step}"), json!({})).await.expect(200);
        assert_eq!(listing["state"], state);
    }
    assert_eq!(rosa.post(&format!("{path}/resume"), json!({})).await.status, 409);
    assert_eq!(rosa.send(Method::DELETE, &path, json!({})).await.status, 204);
    assert_eq!(rosa.get(&path).await.status, 404);
}
