//! Oneself, one's neighbors and the network, through the JSON interface.

use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use potluck::actions::give_role::give_role;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};

fn everything() -> Value {
    json!({
        "display_name": "Rosa of the corner", "languages": ["es", "en"],
        "point": {"latitude": 40.715207, "longitude": -73.983748},
        "can_do": [{"tag": "lift", "seen_by": "network"}, {"tag": "drive", "seen_by": "oneself"}],
        "access_needs": ["a ramp by the door"], "food_customs": ["no-shellfish"],
        "contact": [{"kind": "telephone", "value": "+1 555 0100"}], "ask_cap": 17,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn oneself_is_read_whole_and_a_neighbor_only_as_far_as_they_show() {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben"] {
        place.member(handle).await;
    }
    let (rosa, ben) = (Visitor::member(&place, "rosa").await, Visitor::member(&place, "ben").await);
    let me = rosa.send(Method::PATCH, "/me", everything()).await.expect(200);
    for name in ["display_name", "languages", "can_do", "access_needs", "food_customs", "contact", "ask_cap"] {
        assert_eq!(me[name], everything()[name], "{name}");
    }
    assert_ne!(me["area"]["latitude"], 40.715207);
    let listing = json!({"kind": "offer", "title": "Apples", "audience": "public", "hidden_author": false});
    rosa.post("/listings", listing).await.expect(201);
    assert_eq!(rosa.post("/me/rest", json!({})).await.expect(200)["resting"], true);

    let seen = ben.get("/members/rosa").await.expect(200);
    assert_eq!(
        (&seen["resting"], &seen["can_do"], &seen["languages"]),
        (&json!(true), &json!(["lift"]), &json!(["es", "en"]))
    );
    let mut names: Vec<&String> = seen.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["actor", "area", "can_do", "display_name", "handle", "languages", "resting"]);
    // No answer to anybody else holds what is M, L or S.
    let stranger = Visitor::stranger(&place);
    for visitor in [&ben, &stranger] {
        for path in ["/members/rosa", "/me", "/network", "/listings", "/peers", "/responses", "/handoffs"] {
            let said = visitor.get(path).await.text;
            for secret in ["ramp", "shellfish", "555 0100", "drive", "17,", "40.7152", "73.9837"] {
                assert!(!said.contains(secret), "{path}: {said}");
            }
        }
    }
    for address in ["/ap/members/rosa", "/@rosa"] {
        let said = stranger.ask(Method::GET, address, &[], Vec::new()).await.text.to_lowercase();
        for secret in ["ramp", "shellfish", "555 0100", "drive", "lift", "resting", "40.71", "73.98"] {
            assert!(!said.contains(secret), "{address}: {secret}");
        }
    }
    assert_eq!(stranger.get("/members/rosa").await.status, 401);
    assert_eq!(ben.get("/members/nobody").await.status, 404);
    assert_eq!(rosa.post("/me/return", json!({})).await.expect(200)["resting"], false);
    let away = rosa.send(Method::PATCH, "/me", json!({"point": null})).await.expect(200);
    assert!(away.get("area").is_none() && away["ask_cap"] == 17);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_field_of_oneself_or_the_network_is_named() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    give_role(&place, "rosa", RoleKind::Steward, 6).await.unwrap();
    let rosa = Visitor::member(&place, "rosa").await;
    for (path, body, field) in [
        ("/me", json!({"income": 1}), "income"),
        ("/me", json!({"display_name": " "}), "display_name"),
        ("/me", json!({"languages": ["english language"]}), "languages"),
        ("/me", json!({"point": {"latitude": 91, "longitude": 0}}), "latitude"),
        ("/me", json!({"can_do": [{"tag": "fly", "seen_by": "network"}]}), "can_do[0].tag"),
        ("/me", json!({"can_do": [{"tag": "lift", "seen_by": "everyone"}]}), "can_do[0].seen_by"),
        ("/me", json!({"ask_cap": 22}), "ask_cap"),
        ("/me", json!({"ask_cap": -1}), "ask_cap"),
        ("/me", json!({"contact": [{"kind": "a b", "value": "x"}]}), "contact"),
        ("/network", json!({"mode": "top-down"}), "mode"),
        ("/network", json!({"intake": "closed"}), "intake"),
        ("/network", json!({"about_in": [{"language": "en", "text": " "}]}), "about_in"),
    ] {
        let answer = rosa.send(Method::PATCH, path, body.clone()).await;
        assert_eq!(answer.status, 422, "{body}: {}", answer.text);
        assert_eq!(answer.json()["field"], field, "{body}: {}", answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stewards_change_the_network_and_everyone_reads_it() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let (rosa, stranger) = (Visitor::member(&place, "rosa").await, Visitor::stranger(&place));
    let before = stranger.get("/network").await.expect(200);
    assert_eq!((&before["mode"], &before["intake"]), (&json!("neighbors"), &json!("open")));
    let change = json!({
        "mode": "connectors-help", "intake": "paused",
        "about_in": [{"language": "es", "text": "Compartimos lo que hay."}],
        "contact": [{"kind": "door", "value": "12 Elm Street"}],
    });
    assert_eq!(rosa.send(Method::PATCH, "/network", change.clone()).await.status, 403);
    assert_eq!(stranger.send(Method::PATCH, "/network", change.clone()).await.status, 401);
    assert_eq!(stranger.get("/network").await.expect(200), before);

    give_role(&place, "rosa", RoleKind::Steward, 6).await.unwrap();
    rosa.send(Method::PATCH, "/network", change).await.expect(200);
    let after = stranger.get("/network").await.expect(200);
    assert_eq!((&after["mode"], &after["intake"]), (&json!("connectors-help"), &json!("paused")));
    assert_eq!(after["about_in"][0]["by_machine"], false);
    let page = stranger.ask(Method::GET, "/", &[("accept-language", "es")], Vec::new()).await.text;
    assert!(page.contains("Compartimos lo que hay.") && page.contains("12 Elm Street"), "{page}");
    let page = stranger.ask(Method::GET, "/", &[("accept-language", "en")], Vec::new()).await.text;
    assert!(page.contains("We are resting at the moment") && page.contains("connectors help"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn stewards_say_what_goes_along_by_itself_and_members_read_it() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let (rosa, stranger) = (Visitor::member(&place, "rosa").await, Visitor::stranger(&place));
    let rule = json!({"kind": "offer", "category": "food", "within_km": 20});
    let rules = json!({ "rules": [rule.clone(), rule.clone(), {"kind": "need"}] });
    let put = async |rules: &serde_json::Value| rosa.send(Method::PUT, "/network/pass-along", rules.clone()).await;
    assert_eq!(stranger.get("/network/pass-along").await.status, 401);
    assert_eq!(rosa.get("/network/pass-along").await.expect(200), json!({"rules": []}));
    assert_eq!(put(&rules).await.status, 403);
    give_role(&place, "rosa", RoleKind::Steward, 6).await.unwrap();
    let kept = json!({ "rules": [rule.clone(), {"kind": "need"}] });
    assert_eq!(put(&rules).await.expect(200), kept, "the same rule twice is one rule");
    for (body, field) in [
        (json!({"rules": [{"category": "unheard-of"}]}), "category"),
        (json!({"rules": [{"within_km": 0}]}), "within_km"),
        (json!({"rules": [{"within_km": 501}]}), "within_km"),
        (json!({"rules": [{"within_km": "far"}]}), "rules[0].within_km"),
        (json!({"rules": [{"kind": "wish"}]}), "rules[0].kind"),
        (json!({"rules": [{"near": 5}]}), "rules[0].near"),
        (json!({"rules": vec![rule.clone(); 11]}), "rules"),
        (json!({}), "rules"),
    ] {
        let answer = put(&body).await;
        assert_eq!((answer.status, &answer.json()["field"]), (422, &json!(field)), "{body}: {}", answer.text);
    }
    assert_eq!(rosa.get("/network/pass-along").await.expect(200), kept, "bad input changes nothing");
}
