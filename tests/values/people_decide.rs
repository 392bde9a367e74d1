//! V14: people accept, machines suggest. Nobody is ever assigned to anybody.

use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use potluck::actions::give_role::give_role;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an id")
}

#[tokio::test(flavor = "multi_thread")]
async fn value_14_there_is_no_handoff_without_the_word_of_both_sides() {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben", "eve"] {
        place.member(handle).await;
    }
    let (rosa, ben, eve) = (
        Visitor::member(&place, "rosa").await,
        Visitor::member(&place, "ben").await,
        Visitor::member(&place, "eve").await,
    );
    // Eve holds every power that there is.
    for &kind in RoleKind::ALL {
        give_role(&place, "eve", kind, 3).await.unwrap();
    }
    for kind in ["need", "offer"] {
        for mode in ["neighbors", "connectors-help", "connectors-only"] {
            eve.send(Method::PATCH, "/network", json!({ "mode": "neighbors" })).await.expect(200);
            let listing = rosa.post("/listings", json!({"kind": kind, "title": "Soup"})).await.expect(201);
            let asked = ben.post(&format!("/listings/{}/responses", id(&listing)), json!({})).await.expect(201);
            eve.send(Method::PATCH, "/network", json!({ "mode": mode })).await.expect(200);
            // Every other POST and PUT that names the listing or the answer, by somebody who is neither side.
            let document = eve.get("/openapi.json").await.expect(200);
            for (path, operations) in document["paths"].as_object().unwrap() {
                for (method, one) in [("post", Method::POST), ("put", Method::PUT)] {
                    let about = path.contains("/listings/{id}") || path.contains("/responses/{id}");
                    // To answer for oneself is one's own word.
                    if operations.get(method).is_none() || !about || path.ends_with("/responses") {
                        continue;
                    }
                    for row in [id(&listing), id(&asked)] {
                        let path = path.replace("{id}", row);
                        eve.send(one.clone(), &path, json!({})).await;
                    }
                }
            }
            assert_eq!(place.database.count("handoffs"), 0, "{kind}, {mode}: somebody else decided");
            // Who answered cannot decide for the author either.
            let accept = format!("/responses/{}/accept", id(&asked));
            assert_eq!(ben.post(&accept, json!({})).await.status, 404);
            assert_eq!(ben.get(&format!("/responses/{}", id(&asked))).await.expect(200)["state"], "offered");
            assert_eq!(place.database.count("handoffs"), 0);
            // And with both words there is one.
            rosa.post(&accept, json!({})).await.expect(200);
            assert_eq!(place.database.count("handoffs"), 1);
            place.database.execute("DELETE FROM handoff_keys").unwrap();
            place.database.execute("DELETE FROM handoffs").unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_14_only_the_authors_own_rule_says_yes_in_their_stead() {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben"] {
        place.member(handle).await;
    }
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    let mut offer =
        json!({"kind": "offer", "title": "Bread", "amount": "4", "unit": {"measure": "one", "label": "loaves"}});
    let without = rosa.post("/listings", offer.clone()).await.expect(201);
    let answer = json!({"amount": "2"});
    let asked = ben.post(&format!("/listings/{}/responses", id(&without)), answer.clone()).await.expect(201);
    assert_eq!(asked["state"], "offered");
    offer["first_come"] = json!({"at_most_each": "2"});
    let with = rosa.post("/listings", offer).await.expect(201);
    let asked = ben.post(&format!("/listings/{}/responses", id(&with)), answer).await.expect(201);
    assert_eq!(asked["state"], "accepted", "the author said so beforehand, on this listing");
    assert_eq!(place.database.count("handoffs"), 1);
}
