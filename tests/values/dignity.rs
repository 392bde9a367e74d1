//! V4: dignity. A need stays with its own network unless its author moves it, and a hidden author is nowhere.

use crate::crawl::everything;
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, mutual};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn value_04_needs_stay_at_home_and_offers_go_next_door_unless_their_author_says_otherwise() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    for (kind, audience, hidden) in [("need", "network", false), ("offer", "peers", false)] {
        let posted = rosa.post("/listings", json!({"kind": kind, "title": "Soup"})).await.expect(201);
        assert_eq!((posted["audience"].as_str(), posted["hidden_author"].as_bool()), (Some(audience), Some(hidden)));
        assert_eq!(posted["pass_along"], "no", "nobody passes it along unasked");
    }
    for audience in ["peers", "public"] {
        let need = json!({"kind": "need", "title": "Soup", "audience": audience});
        let posted = rosa.post("/listings", need).await.expect(201);
        assert_eq!(posted["hidden_author"], true, "who asks is hidden when a need leaves home");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_04_a_hidden_author_is_in_nothing_that_any_server_says() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let social = Mastodon::start().await;
    let marisol = riverside.member("marisol").await;
    riverside.member("ben").await;
    hillside.member("una").await;
    social.send("tom", "Follow", "follow", json!(riverside.addresses.network().as_str()), &riverside).await;
    social.letter("tom", 1).await;

    let visitor = Visitor::member(&riverside, "marisol").await;
    // A name that stands nowhere else, so that finding it means something.
    let name = json!({"display_name": "Zenobia Quill"});
    visitor.send(reqwest::Method::PATCH, "/me", name).await.expect(200);
    let mut titles = Vec::new();
    for audience in ["network", "peers", "public"] {
        for kind in ["need", "offer"] {
            let title = format!("Hidden {kind} for {audience}");
            let draft = json!({
                "kind": kind, "title": title, "audience": audience, "hidden_author": true,
                "exact_place": "12 Elm Street", "point": {"latitude": 40.7, "longitude": -73.98},
            });
            let posted = visitor.post("/listings", draft).await.expect(201);
            let page = format!("/listings/{}", posted["id"].as_str().unwrap());
            // A change is told too.
            let changed = json!({"kind": kind, "title": title.clone(), "audience": audience, "hidden_author": true, "body": "Changed."});
            visitor.send(reqwest::Method::PUT, &page, changed).await.expect(200);
            titles.push((audience, title));
        }
    }
    let wide: Vec<&String> =
        titles.iter().filter(|(audience, _)| *audience != "network").map(|(_, title)| title).collect();
    let una = Visitor::member(&hillside, "una").await;
    hillside
        .until("all that is for peers arrives, changed", async || {
            let board = una.get("/listings").await.expect(200);
            let changed = board.as_array().unwrap().iter().filter(|listing| listing["body"] == "Changed.").count();
            (changed == wide.len()).then_some(())
        })
        .await;
    riverside
        .until("what is public arrives at the follower's server", async || {
            let all = social.everything();
            (all.contains("Hidden need for public") && all.contains("Changed.")).then_some(())
        })
        .await;

    let row = riverside
        .database
        .lines("SELECT CAST(actor_id AS TEXT) AS line FROM members WHERE handle = 'marisol'")
        .remove(0);
    let traces = ["Zenobia", "Quill", "Elm Street", &row, &marisol.to_string()];
    let (ben, stranger) = (Visitor::member(&riverside, "ben").await, Visitor::stranger(&riverside));
    for (who, place, visitor) in [
        ("a neighbor", &riverside, &ben),
        ("a stranger", &riverside, &stranger),
        ("a neighbor next door", &hillside, &una),
    ] {
        let said = everything(place, visitor).await;
        let read = said.iter().filter(|said| said.text.contains("Hidden ")).count();
        assert!(read >= 2, "{who} reads the listings: {read}");
        for said in &said {
            // Their own profile is theirs to show; it may not lead to the listings, nor they to it.
            let profile = said.path.contains("marisol");
            if profile {
                assert!(!said.text.contains("Hidden "), "{who}: {} shows what its owner posted hidden", said.asked);
                continue;
            }
            for trace in traces.iter().chain(&["marisol"]) {
                let found = said.text.contains(*trace);
                assert!(!found, "{who}: {} says {trace}: {}", said.asked, said.text);
            }
        }
    }
    let sent = social.everything();
    for trace in traces.iter().chain(&["marisol"]) {
        assert!(!sent.contains(*trace), "a follower was sent {trace}: {sent}");
    }
}
