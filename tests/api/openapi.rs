//! The description of the interface is held against the running server.

use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use reqwest::Method;
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_that_is_described_is_answered_and_nothing_else_is() {
    let place = Neighborhood::start("riverside").await;
    let stranger = Visitor::stranger(&place);
    let document = stranger.get("/openapi.json").await.expect(200);
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() > 20, "{}", paths.len());
    for (path, operations) in paths {
        let concrete = path.replace("{id}", "1").replace("{handle}", "rosa");
        for method in ["get", "post", "put", "delete", "patch"] {
            let asked = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let answer = stranger.ask(asked, &concrete, &[("content-type", "application/json")], b"{}".to_vec()).await;
            let Some(operation) = operations.get(method) else {
                // `mine` stands where an id could: another method reaches the handler for ids, which wants a token.
                let like_an_id = path.ends_with("/mine") && answer.status == 401;
                assert!(like_an_id || [404, 405].contains(&answer.status), "{method} {path}: {}", answer.status);
                continue;
            };
            let needs_token = operation["security"]
                .as_array()
                .is_some_and(|ways| !ways.iter().any(|way| way == &serde_json::json!({})));
            // Who asks comes before what is asked for: a stranger learns nothing about ids.
            let expected = if needs_token {
                401
            } else if path.contains("{id}") {
                404
            } else {
                200
            };
            assert_eq!(answer.status, expected, "{method} {path}: {}", answer.text);
            if expected != 200 {
                assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
            }
        }
    }
}

/// The names that an answer has must be the names that its schema has.
fn held_against(document: &Value, schema: &str, answer: &Value) {
    let mut known = Vec::new();
    let mut required = Vec::new();
    let mut open = vec![&document["components"]["schemas"][schema]];
    while let Some(part) = open.pop() {
        if let Some(reference) = part["$ref"].as_str() {
            open.push(&document["components"]["schemas"][reference.rsplit('/').next().unwrap()]);
        }
        open.extend(part["allOf"].as_array().into_iter().flatten());
        known.extend(part["properties"].as_object().into_iter().flat_map(|map| map.keys().cloned()));
        required
            .extend(part["required"].as_array().into_iter().flatten().map(|name| name.as_str().unwrap().to_owned()));
    }
    assert!(!known.is_empty(), "the document has no schema {schema}");
    let said: Vec<&String> = answer.as_object().unwrap().keys().collect();
    for name in &said {
        assert!(known.contains(name), "{schema} has no `{name}`");
    }
    for name in &required {
        assert!(said.contains(&name), "an answer has no `{name}`, which {schema} requires");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_have_the_shape_that_is_described() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    place.member("ben").await;
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    let document = rosa.get("/openapi.json").await.expect(200);
    held_against(&document, "NetworkEntity", &rosa.get("/network").await.expect(200));
    held_against(&document, "MeEntity", &rosa.get("/me").await.expect(200));
    let listing = rosa
        .post("/listings", serde_json::json!({"kind": "offer", "title": "Apples", "amount": "4", "unit": {"measure": "one", "label": "bags"}}))
        .await
        .expect(201);
    held_against(&document, "ListingEntity", &listing);
    let id = listing["id"].as_str().unwrap();
    let response = ben.post(&format!("/listings/{id}/responses"), serde_json::json!({"amount": "2"})).await.expect(201);
    held_against(&document, "ResponseEntity", &response);
    let response = response["id"].as_str().unwrap();
    let handoff =
        rosa.post(&format!("/responses/{response}/accept"), serde_json::json!({"address": "12 Elm"})).await.expect(200);
    held_against(&document, "HandoffEntity", &handoff);
    held_against(&document, "Problem", &ben.get("/listings/1").await.expect(404));
}
