//! What one does not want to read: filters, as apps make them now and as they did before.

use crate::lists::send;
use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::Visitor;
use reqwest::Method;
use serde_json::{Value, json};

/// Makes a filter by the path of now.
async fn make(who: &Visitor, filter: Value) -> Value {
    send_v2(who, Method::POST, "", filter, 200).await
}

async fn send_v2(who: &Visitor, method: Method, path: &str, body: Value, status: u16) -> Value {
    let json = [("content-type", "application/json")];
    let path = format!("/api/v2/filters{path}");
    who.ask(method, &path, &json, body.to_string().into_bytes()).await.expect(status)
}

/// What is found in a status, as titles.
fn found(status: &Value) -> Vec<&str> {
    let all = status["filtered"].as_array().expect("a list").iter();
    all.map(|found| found["filter"]["title"].as_str().expect("a title")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_filter_finds_is_said_with_the_status_to_its_owner_alone() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    step(&rosa, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    let filter = "title=Not+now&context[]=home&context[]=public&filter_action=warn&expires_in=3600\
                  &keywords_attributes[][keyword]=%C3%A9lection&keywords_attributes[][whole_word]=true\
                  &keywords_attributes[][keyword]=vote&keywords_attributes[][whole_word]=false";
    let filter = form(&rosa, "/api/v2/filters", &[], filter).await.expect(200);
    assert_eq!((&filter["context"], &filter["filter_action"]), (&json!(["home", "public"]), &json!("warn")));
    assert_eq!(filter["keywords"].as_array().expect("a list").len(), 2, "{filter}");
    let id = text(&filter, "id");
    let told = says(&ben, "The ELECTION is near: voters unite", "public").await;
    let plain = says(&ben, "Elections are far", "public").await;
    let home = get(&rosa, "/api/v1/timelines/home").await.expect(200);
    assert_eq!((found(&home[0]), found(&home[1])), (vec![], vec!["Not now"]), "{home}");
    let result = &home[1]["filtered"][0];
    assert_eq!((&result["keyword_matches"], &result["status_matches"]), (&json!(["élection", "vote"]), &Value::Null));
    assert_eq!((&result["filter"]["id"], &result["filter"]["expires_at"]), (&json!(id), &filter["expires_at"]));
    // It says so wherever the status stands, also where it is told on; where it counts, the app sees by itself.
    let seen = get(&rosa, &format!("/api/v1/statuses/{told}")).await.expect(200);
    assert_eq!(found(&seen), ["Not now"]);
    let boost = step(&ben, &format!("/statuses/{told}/reblog")).await.expect(200);
    let home = get(&rosa, "/api/v1/timelines/home").await.expect(200);
    assert_eq!(home[0]["id"], boost["id"]);
    assert_eq!((found(&home[0]), found(&home[0]["reblog"])), (vec!["Not now"], vec!["Not now"]));
    // Ben sees nothing of it, and what Rosa writes herself is hers.
    assert!(found(&get(&ben, &format!("/api/v1/statuses/{told}")).await.expect(200)).is_empty());
    assert_eq!(get(&ben, "/api/v2/filters").await.expect(200), json!([]));
    let own = says(&rosa, "my vote", "public").await;
    assert!(found(&get(&rosa, &format!("/api/v1/statuses/{own}")).await.expect(200)).is_empty());

    // A single post.
    let added = send_v2(&rosa, Method::POST, &format!("/{id}/statuses"), json!({"status_id": plain}), 200).await;
    assert_eq!(added["status_id"], json!(plain));
    let seen = get(&rosa, &format!("/api/v1/statuses/{plain}")).await.expect(200);
    assert_eq!(seen["filtered"][0]["status_matches"], json!([plain]));
    assert_eq!(seen["filtered"][0]["keyword_matches"], Value::Null);
    let one = format!("/statuses/{}", text(&added, "id"));
    assert_eq!(send_v2(&rosa, Method::GET, &one, json!({}), 200).await, added);
    assert_eq!(send_v2(&rosa, Method::DELETE, &one, json!({}), 200).await, added);
    assert!(found(&get(&rosa, &format!("/api/v1/statuses/{plain}")).await.expect(200)).is_empty());
    send_v2(&rosa, Method::DELETE, &format!("/{id}"), json!({}), 200).await;
    assert!(found(&get(&rosa, &format!("/api/v1/statuses/{told}")).await.expect(200)).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_leaves_the_places_that_the_filter_names() {
    let (_place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let bens = me(&ben).await;
    step(&rosa, &format!("/accounts/{bens}/follow")).await.expect(200);
    let (words, kept) = ("@rosa a spider", says(&ben, "a bee", "public").await);
    let root = says(&rosa, "What did you see?", "public").await;
    let answer = json!({"status": words, "in_reply_to_id": root, "visibility": "public"});
    let answer = text(&send(&ben, Method::POST, "/statuses", answer).await.expect(200), "id");
    let open = says(&ben, "SPIDER in the garden #garden", "public").await;
    let boost = text(&step(&mei, &format!("/statuses/{open}/reblog")).await.expect(200), "id");
    step(&rosa, &format!("/accounts/{}/follow", me(&mei).await)).await.expect(200);
    let filter = json!({"title": "Spiders", "context": ["thread"], "filter_action": "hide",
        "keywords_attributes": [{"keyword": "spider", "whole_word": true}]});
    let id = text(&make(&rosa, filter).await, "id");
    let places = async || {
        let context = get(&rosa, &format!("/api/v1/statuses/{root}/context")).await.expect(200);
        [
            ("home", all(&rosa, "/timelines/home", "id").await.contains(&open)),
            ("home", all(&rosa, "/timelines/home", "id").await.contains(&boost)),
            ("public", all(&rosa, "/timelines/public", "id").await.contains(&open)),
            ("public", all(&rosa, "/timelines/tag/garden", "id").await.contains(&open)),
            ("account", all(&rosa, &format!("/accounts/{bens}/statuses"), "id").await.contains(&open)),
            ("notifications", !all(&rosa, "/notifications?types[]=mention", "id").await.is_empty()),
            ("thread", !context["descendants"].as_array().expect("a list").is_empty()),
        ]
    };
    for hidden in ["home", "public", "account", "notifications", "thread"] {
        send_v2(&rosa, Method::PUT, &format!("/{id}"), json!({"context": [hidden]}), 200).await;
        for (place, there) in places().await {
            assert_eq!(there, place != hidden, "{place}, hidden in {hidden}");
        }
    }
    assert!(all(&rosa, "/timelines/home", "id").await.contains(&kept), "what is not found stays");
    get(&rosa, &format!("/api/v1/statuses/{answer}")).await.expect(200);
    assert!(all(&mei, "/timelines/public", "id").await.contains(&open), "for others nothing is hidden");
    // Warned of, it is there again.
    send_v2(&rosa, Method::PUT, &format!("/{id}"), json!({"filter_action": "warn"}), 200).await;
    assert!(places().await.iter().all(|(_, there)| *there));
}

#[tokio::test(flavor = "multi_thread")]
async fn words_come_and_go_and_the_old_interface_shows_each_as_a_filter() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let first = "phrase=Spiders&context[]=home&context[]=thread&irreversible=true";
    let first = form(&rosa, "/api/v1/filters", &[], first).await.expect(200);
    let wanted = json!({"id": first["id"], "phrase": "Spiders", "context": ["home", "thread"], "whole_word": false,
        "expires_at": null, "irreversible": true});
    assert_eq!(first, wanted);
    let keyword = text(&first, "id");
    let filters = get(&rosa, "/api/v2/filters").await.expect(200);
    assert_eq!((&filters[0]["title"], &filters[0]["filter_action"]), (&json!("Spiders"), &json!("hide")));
    assert_eq!(filters[0]["keywords"][0]["id"], json!(keyword));
    let id = text(&filters[0], "id");
    let change = json!({"phrase": "wasps", "context": ["public"], "irreversible": false, "expires_in": 600});
    let changed = send(&rosa, Method::PUT, &format!("/filters/{keyword}"), change).await.expect(200);
    assert_eq!((&changed["phrase"], &changed["irreversible"]), (&json!("wasps"), &json!(false)));
    assert!(changed["expires_at"].is_string());
    let changed = get(&rosa, &format!("/api/v2/filters/{id}")).await.expect(200);
    assert_eq!((&changed["title"], &changed["context"]), (&json!("wasps"), &json!(["public"])));
    // Empty is for good, and so is nothing, as apps say it that send JSON.
    for nothing in [json!(""), Value::Null] {
        let path = format!("/filters/{keyword}");
        let ends = send(&rosa, Method::PUT, &path, json!({"expires_in": 600})).await.expect(200);
        assert!(ends["expires_at"].is_string());
        send(&rosa, Method::PUT, &path, json!({"expires_in": nothing})).await.expect(200);
        assert_eq!(get(&rosa, &format!("/api/v1{path}")).await.expect(200)["expires_at"], Value::Null, "{nothing}");
    }

    let added = json!({"keyword": "hornets", "whole_word": true});
    let added = send_v2(&rosa, Method::POST, &format!("/{id}/keywords"), added, 200).await;
    let other = text(&added, "id");
    assert_eq!(added, json!({"id": other, "keyword": "hornets", "whole_word": true}));
    assert_eq!(all(&rosa, "/filters", "phrase").await, ["wasps", "hornets"]);
    // What would hold for both is changed where both are shown.
    let change = json!({"phrase": "wasps", "context": ["home"]});
    assert_eq!(send(&rosa, Method::PUT, &format!("/filters/{keyword}"), change).await.status, 422);
    let change = json!({"keyword": "hornet", "whole_word": false});
    send_v2(&rosa, Method::PUT, &format!("/keywords/{other}"), change, 200).await;
    let seen = send_v2(&rosa, Method::GET, &format!("/keywords/{other}"), json!({}), 200).await;
    assert_eq!(seen, json!({"id": other, "keyword": "hornet", "whole_word": false}));
    let attributes = json!({"keywords_attributes": [
        {"id": keyword, "_destroy": true}, {"id": other, "keyword": "bees"}, {"keyword": "flies", "whole_word": true}]});
    let changed = send_v2(&rosa, Method::PUT, &format!("/{id}"), attributes, 200).await;
    let words: Vec<&Value> =
        changed["keywords"].as_array().expect("a list").iter().map(|one| &one["keyword"]).collect();
    assert_eq!(words, ["bees", "flies"]);
    assert_eq!(send_v2(&rosa, Method::GET, &format!("/{id}/keywords"), json!({}), 200).await, changed["keywords"]);
    send_v2(&rosa, Method::DELETE, &format!("/keywords/{other}"), json!({}), 200).await;
    let last = all(&rosa, "/filters", "id").await;
    assert_eq!(last.len(), 1);
    send(&rosa, Method::DELETE, &format!("/filters/{}", last[0]), json!({})).await.expect(200);
    assert_eq!(get(&rosa, "/api/v2/filters").await.expect(200), json!([]), "a filter of nothing goes, too");

    for (path, body, status) in [
        ("", json!({"title": "x"}), 422),
        ("", json!({"context": ["home"]}), 422),
        ("", json!({"title": "x", "context": ["everywhere"]}), 422),
        ("", json!({"title": "x", "context": ["home"], "filter_action": "burn"}), 422),
        ("", json!({"title": "x", "context": ["home"], "expires_in": "soon"}), 422),
        ("", json!({"title": "x", "context": ["home"], "expires_in": i64::MAX}), 422),
        ("", json!({"title": "x", "context": ["home"], "keywords_attributes": [{"whole_word": true}]}), 422),
        ("/9/keywords", json!({"keyword": "x"}), 404),
        ("/9/statuses", json!({"status_id": "9"}), 404),
    ] {
        send_v2(&rosa, Method::POST, path, body, status).await;
    }
    let secret = says(&rosa, "for me", "direct").await;
    let filter = make(&ben, json!({"title": "x", "context": ["home"]})).await;
    let path = format!("/{}/statuses", text(&filter, "id"));
    send_v2(&ben, Method::POST, &path, json!({"status_id": secret}), 404).await;
    send_v2(&rosa, Method::GET, &format!("/{}", text(&filter, "id")), json!({}), 404).await;
    assert_eq!(get(&Visitor::stranger(&place), "/api/v2/filters").await.status, 401);
    let reads = Visitor::with_scopes(&place, "rosa", "read:statuses").await;
    assert_eq!(get(&reads, "/api/v1/filters").await.status, 403);
    send_v2(&reads, Method::POST, "", json!({"title": "x", "context": ["home"]}), 403).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_poll_offers_is_part_of_what_it_says() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    make(&rosa, json!({"title": "Herring", "context": ["public"], "keywords_attributes": [{"keyword": "herring"}]}))
        .await;
    let poll = json!({"options": ["Leek", "Herring soup"], "expires_in": 600});
    let asked = send(&ben, Method::POST, "/statuses", json!({"status": "Which?", "poll": poll})).await.expect(200);
    let path = format!("/api/v1/statuses/{}", text(&asked, "id"));
    assert_eq!(found(&get(&rosa, &path).await.expect(200)), ["Herring"]);
    assert!(found(&get(&ben, &path).await.expect(200)).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_filter_hides_is_in_no_notification_alone_or_together() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    says(&ben, "@rosa Bread?", "public").await;
    let poll = json!({"options": ["Spiders", "Bread"], "expires_in": 600});
    let asked = json!({"status": "@rosa which?", "poll": poll});
    let asked = text(&send(&ben, Method::POST, "/statuses", asked).await.expect(200), "id");
    let both = get(&rosa, "/api/v2/notifications").await.expect(200);
    assert_eq!(both["notification_groups"].as_array().unwrap().len(), 2);
    let hidden = &both["notification_groups"][0];
    assert_eq!(hidden["status_id"], json!(asked));
    let context = json!(["notifications"]);
    let words = json!([{"keyword": "spiders"}]);
    let filter = json!({"title": "x", "context": context, "filter_action": "hide", "keywords_attributes": words});
    make(&rosa, filter).await;
    let left = get(&rosa, "/api/v2/notifications").await.expect(200);
    assert_eq!(left["notification_groups"], json!([both["notification_groups"][1]]), "{left}");
    assert_eq!(left["statuses"].as_array().unwrap().len(), 1);
    assert!(!left.to_string().contains("Spiders"), "{left}");
    let path = format!("/api/v2/notifications/{}", text(hidden, "group_key"));
    assert_eq!(get(&rosa, &path).await.status, 404);
    assert_eq!(all(&rosa, "/notifications", "id").await.len(), 1);
}
