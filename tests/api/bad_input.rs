//! Any malformed request gets the right status and a sentence; nothing crashes, nothing half-happens.

use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use reqwest::Method;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn wrong_fields_are_named_and_nothing_is_stored() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let long = "x".repeat(121);
    let cases = [
        (json!({}), "kind"),
        (json!({"kind": "need"}), "title"),
        (json!({"kind": "gift", "title": "x"}), "kind"),
        (json!({"kind": "need", "title": "  "}), "title"),
        (json!({"kind": "need", "title": long}), "title"),
        (json!({"kind": "need", "title": "x", "income": 3}), "income"),
        (json!({"kind": "need", "title": "x", "amount": "-1", "unit": {"measure": "one", "label": "x"}}), "amount"),
        (json!({"kind": "need", "title": "x", "amount": 1e308, "unit": {"measure": "one", "label": "x"}}), "amount"),
        (json!({"kind": "need", "title": "x", "amount": "0", "unit": {"measure": "one", "label": "x"}}), "amount"),
        (json!({"kind": "need", "title": "x", "amount": "3"}), "unit"),
        (json!({"kind": "need", "title": "x", "category": "<script>"}), "category"),
        (json!({"kind": "need", "title": "x", "category": "unheard-of"}), "category"),
        (json!({"kind": "need", "title": "x", "point": {"latitude": 91, "longitude": 0}}), "latitude"),
        (json!({"kind": "need", "title": "x", "point": {"latitude": 0}}), "longitude"),
        (json!({"kind": "need", "title": "x", "audience": "world"}), "audience"),
        (json!({"kind": "need", "title": "x", "expires_at": "2020-01-01T00:00:00Z"}), "expires_at"),
        (json!({"kind": "need", "title": "x", "expires_at": "tomorrow"}), "expires_at"),
        (
            json!({"kind": "need", "title": "x", "windows": [{"from": "2030-01-02T00:00:00Z", "until": "2030-01-01T00:00:00Z"}]}),
            "window",
        ),
        (json!({"kind": "need", "title": "x", "language": "english language"}), "language"),
    ];
    for (body, named) in cases {
        let answer = rosa.post("/listings", body.clone()).await;
        assert_eq!(answer.status, 422, "{body}: {}", answer.text);
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(named), "{body}: {detail}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    assert_eq!(place.database.count("listings"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_no_json_too_large_or_too_deep_are_refused() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let path = "/api/potluck/v1/listings";
    let json = [("content-type", "application/json")];
    for (body, status) in [
        (b"{".to_vec(), 400),
        (b"{\"kind\":\"need\",\"title\":\"x\"} x".to_vec(), 400),
        (vec![0xff, 0xfe, 0x00], 400),
        ("[".repeat(100_000).into_bytes(), 400),
        (format!("{{\"title\":\"{}\"}}", "x".repeat(300_000)).into_bytes(), 413),
        (b"[]".to_vec(), 422),
        (b"null".to_vec(), 422),
    ] {
        let answer = rosa.ask(Method::POST, path, &json, body.clone()).await;
        assert_eq!(answer.status, status, "{} bytes: {}", body.len(), answer.text);
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| detail.len() > 10));
    }
    let form = rosa.ask(Method::POST, path, &[("content-type", "text/plain")], b"kind=need".to_vec()).await;
    assert_eq!(form.status, 415);
    assert!(form.json()["detail"].as_str().unwrap().contains("Content-Type: application/json"), "{}", form.text);
    let shouted = [("content-type", "Application/JSON; charset=utf-8")];
    let body = br#"{"kind":"need","title":"x"}"#.to_vec();
    assert_eq!(rosa.ask(Method::POST, path, &shouted, body).await.status, 201, "media types are written in any case");
    for (query, named) in [
        ("?limit=x", "limit"),
        ("?kind=need&limit=", "limit"),
        ("?limit=1&limit=2", "limit"),
        ("?latitude=1", "longitude"),
        ("?longitude=1", "latitude"),
        ("?latitude=NaN&longitude=0", "latitude"),
        ("?latitude=0&longitude=181", "longitude"),
        ("?kind=gift", "kind"),
        ("?max_id=1e9", "max_id"),
        ("?origin=riverside", "origin"),
        ("?until_after=tomorrow", "until_after"),
        ("?radius_m=-1&latitude=0&longitude=0", "radius_m"),
    ] {
        let answer = rosa.get(&format!("/listings{query}")).await;
        assert_eq!(answer.status, 422, "{query}: {}", answer.text);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = answer.json();
        assert_eq!(problem["field"], named, "{query}: {problem}");
        assert!(problem["detail"].as_str().unwrap().contains(named), "{query}: {problem}");
    }
    for path in
        ["/listings/x", "/listings/99999999999999999999", "/nothing", "/listings/1/2/3", "/responses/0", "/handoffs/-1"]
    {
        assert_eq!(rosa.get(path).await.status, 404, "{path}");
    }
    assert_eq!(rosa.send(Method::PATCH, "/listings", json!({})).await.status, 405);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_count_for_what_they_are_for() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let need = json!({"kind": "need", "title": "x"});
    let reader = Visitor::with_scopes(&place, "rosa", "read").await;
    let refused = reader.post("/listings", need.clone()).await;
    assert_eq!(refused.status, 403);
    assert!(refused.json()["detail"].as_str().unwrap().contains("write"));
    let stranger = Visitor::stranger(&place);
    let answer = stranger.post("/listings", need.clone()).await;
    assert_eq!((answer.status, answer.header("www-authenticate")), (401, "Bearer"));
    for wrong in ["", "x", "Bearer", &"x".repeat(5_000)] {
        let answer = stranger.clone().with_token(wrong).post("/listings", need.clone()).await;
        assert_eq!(answer.status, 401, "{wrong:.10}");
    }
    let writer = Visitor::with_scopes(&place, "rosa", "write").await;
    assert_eq!(writer.get("/me").await.status, 403);
    // Following is for stewards and operators.
    let member = Visitor::member(&place, "rosa").await;
    let answer = member.post("/peers", json!({"address": "food@hillside.localhost:1"})).await;
    assert_eq!(answer.status, 403);
    assert!(answer.json()["detail"].as_str().unwrap().contains("steward"));
    assert_eq!(place.database.count("listings"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_of_networks_that_cannot_be_followed_get_a_sentence() {
    use potluck::actions::give_role::give_role;
    use potluck::domain::member::RoleKind;
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    give_role(&place, "rosa", RoleKind::Steward, 6).await.unwrap();
    let rosa = Visitor::member(&place, "rosa").await;
    let itself = place.address();
    let member = format!("{}/ap/members/rosa", place.base);
    for (address, status) in [
        ("", 422),
        ("hillside", 422),
        ("food@", 422),
        ("food@127.0.0.1", 502),
        ("http://10.0.0.1/ap/network", 502),
        ("https://user@evil.example/ap/network", 502),
        ("food@nobody.localhost:1", 502),
        (itself.as_str(), 422),
        (member.as_str(), 422),
    ] {
        let answer = rosa.post("/peers", json!({"address": address})).await;
        assert_eq!(answer.status, status, "{address}: {}", answer.text);
        assert!(answer.json()["detail"].as_str().is_some_and(|detail| detail.len() > 15), "{address}");
    }
    assert_eq!(place.database.count("follows"), 0);
}
