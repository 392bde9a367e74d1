//! Pictures between networks: named with what they show, asked for when somebody looks, changed and gone with their post.

use crate::support::browser::Browser;
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual, until};
use crate::support::pictures::{form, photograph, send_form, upload};
use reqwest::Method;
use serde_json::{Value, json};

async fn app(who: &Visitor, method: Method, path: &str, body: Value) -> Value {
    let headers = [("content-type", "application/json")];
    who.ask(method, &format!("/api/v1{path}"), &headers, body.to_string().into_bytes()).await.expect(200)
}

async fn get(who: &Visitor, path: &str) -> Value {
    who.ask(Method::GET, &format!("/api/v1{path}"), &[], Vec::new()).await.expect(200)
}

fn address(value: &Value) -> &str {
    value.as_str().expect("an address")
}

/// What somebody sees of a post of another network, once it `fits`.
async fn sees(who: &Visitor, uri: &Value, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
    let fits = &fits;
    until(what, async || {
        let home = get(who, "/timelines/home").await;
        home.as_array().expect("a list").iter().find(|one| one["uri"] == *uri && fits(one)).cloned()
    })
    .await
}

/// The picture at an address, as a browser gets it without a word about who looks.
async fn look(place: &Neighborhood, url: &Value) -> (u32, u32) {
    let answer = Visitor::stranger(place).page(address(url)).await;
    assert_eq!(answer.status, 200, "{url}");
    let picture = image::load_from_memory(&answer.bytes).expect("a picture");
    (picture.width(), picture.height())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_a_member_is_seen_next_door_and_changes_and_goes_with_its_post() {
    let (river, hill) = mutual("riverside", "hillside").await;
    river.member("rosa").await;
    hill.member("ana").await;
    let (rosa, ana) = (Visitor::member(&river, "rosa").await, Visitor::member(&hill, "ana").await);
    // Her account has a picture, too.
    let body = form(&[("note", "Bread on Fridays")], &[("avatar", "image/jpeg", &photograph(80, 80))]);
    let account = send_form(&rosa, Method::PATCH, "/api/v1/accounts/update_credentials", body).await.expect(200);
    let found = get(&ana, &format!("/accounts/search?resolve=true&q=rosa@{}", river.addresses.host())).await;
    assert!(found[0]["note"].as_str().is_some_and(|note| note.contains("Bread on Fridays")), "{found}");
    assert!(address(&found[0]["avatar"]).starts_with(&hill.base), "nobody's browser asks elsewhere");
    assert_eq!(look(&hill, &found[0]["avatar"]).await, (80, 80));
    let id = found[0]["id"].as_str().expect("an id");
    app(&ana, Method::POST, &format!("/accounts/{id}/follow"), json!({})).await;
    until("the follow is accepted", async || {
        let relation = get(&ana, &format!("/accounts/relationships?id[]={id}")).await;
        (relation[0]["following"] == true).then_some(())
    })
    .await;

    let sent = upload(&rosa, &photograph(900, 600), "Two loaves").await;
    let post = json!({"status": "Bread", "visibility": "private", "media_ids": [sent["id"]]});
    let posted = app(&rosa, Method::POST, "/statuses", post).await;
    let seen = sees(&ana, &posted["uri"], "the post", |_| true).await;
    let picture = &seen["media_attachments"][0];
    assert_eq!((&picture["type"], &picture["description"]), (&json!("image"), &json!("Two loaves")));
    assert_eq!((&picture["blurhash"], &picture["meta"]["focus"]), (&sent["blurhash"], &sent["meta"]["focus"]));
    assert_eq!(picture["meta"]["original"], sent["meta"]["original"], "there is room for it before it is there");
    assert!(address(&picture["url"]).starts_with(&hill.base) && !seen.to_string().contains(address(&sent["url"])));
    assert_eq!(look(&hill, &picture["url"]).await, (900, 600));
    let answer = Visitor::stranger(&hill).page(address(&picture["preview_url"])).await;
    assert!(answer.status == 200 && answer.header("cache-control").starts_with("private"), "it is for followers");

    // Described anew, and one more.
    let second = upload(&rosa, &photograph(30, 30), "A knife").await;
    let change = json!({"status": "Bread", "media_ids": [sent["id"], second["id"]],
        "media_attributes": [{"id": sent["id"], "description": "Three loaves"}]});
    let path = format!("/statuses/{}", posted["id"].as_str().expect("an id"));
    app(&rosa, Method::PUT, &path, change).await;
    let changed = |one: &Value| one["media_attachments"].as_array().is_some_and(|all| all.len() == 2);
    let seen_again = sees(&ana, &posted["uri"], "the change", changed).await;
    let pictures = &seen_again["media_attachments"];
    assert_eq!((&pictures[0]["description"], &pictures[1]["description"]), (&json!("Three loaves"), &json!("A knife")));
    assert_eq!(pictures[0]["url"], picture["url"], "the one that stayed is not fetched again");

    app(&rosa, Method::DELETE, &path, json!({})).await;
    until("it is gone", async || {
        let home = get(&ana, "/timelines/home").await;
        home.as_array().expect("a list").is_empty().then_some(())
    })
    .await;
    assert_eq!(Visitor::stranger(&hill).page(address(&picture["url"])).await.status, 404);
    for place in [&river, &hill] {
        place.app.remove_loose_files().await.expect("files are removed");
        assert_eq!(place.database.number("SELECT count(*) AS n FROM media WHERE status_id IS NOT NULL"), 0);
        assert_eq!(place.database.number("SELECT count(*) AS n FROM loose_files"), 0);
    }

    // Another picture of hers is seen as soon as her server tells of it.
    let body = form(&[], &[("avatar", "image/jpeg", &photograph(40, 40))]);
    let changed = send_form(&rosa, Method::PATCH, "/api/v1/accounts/update_credentials", body).await.expect(200);
    assert_ne!(changed["avatar"], account["avatar"]);
    let avatar = until("her new picture", async || {
        let one = get(&ana, &format!("/accounts/{id}")).await;
        (one["avatar"] != found[0]["avatar"]).then(|| one["avatar"].clone())
    })
    .await;
    assert_eq!(look(&hill, &avatar).await, (40, 40));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_with_pictures_is_a_note_with_pictures_and_seen_on_the_board_next_door() {
    let (river, hill) = mutual("riverside", "hillside").await;
    river.member("rosa").await;
    hill.member("ana").await;
    let (rosa, ana) = (Visitor::member(&river, "rosa").await, Visitor::member(&hill, "ana").await);
    let sent = upload(&rosa, &photograph(640, 480), "Forty crates of apples").await;
    let listing = json!({"kind": "offer", "title": "Apples", "audience": "public", "pictures": [sent["id"]]});
    let listing = rosa.post("/listings", listing).await.expect(201);
    let accept = [("accept", "application/activity+json")];
    let note = Visitor::stranger(&river).ask(Method::GET, address(&listing["url"]), &accept, Vec::new()).await;
    let note = note.expect(200);
    let attached = &note["attachment"][0];
    assert_eq!((&attached["type"], &attached["mediaType"]), (&json!("Image"), &json!("image/jpeg")), "{note}");
    assert_eq!((&attached["name"], &attached["summary"]), (&sent["description"], &sent["description"]));
    assert_eq!((&attached["url"], &attached["width"], &attached["height"]), (&sent["url"], &json!(640), &json!(480)));
    assert_eq!((&attached["blurhash"], &attached["focalPoint"]), (&sent["blurhash"], &json!([0.5, -0.25])));
    let seen = until("the listing", async || {
        let board = ana.get("/listings").await.expect(200);
        board.as_array().expect("a list").iter().find(|one| one["url"] == listing["url"]).cloned()
    })
    .await;
    let picture = &seen["pictures"][0];
    assert_eq!(picture["description"], "Forty crates of apples");
    assert!(address(&picture["url"]).starts_with(&hill.base));
    assert_eq!(look(&hill, &picture["url"]).await, (640, 480));
    assert_eq!(look(&hill, &picture["small_url"]).await, (554, 415));

    // What it shows is said better, on its page: that is told next door, and the picture is not sent once more.
    let browser = Browser::signed_in(&river, "rosa", "203.0.113.31").await;
    let page = address(&listing["page"]).strip_prefix(&river.base).expect("ours").to_owned();
    let field = format!("description-{}", sent["id"].as_str().expect("an id"));
    let said = [("act", "words"), (field.as_str(), "Forty crates of red apples")];
    let kept = browser.fill_in(&format!("{page}/pictures"), &said).await;
    assert_eq!(kept.status, 303, "{}", kept.text);
    let again = until("what it shows in other words", async || {
        let board = ana.get("/listings").await.expect(200);
        let listing = board.as_array().expect("a list").iter().find(|one| one["url"] == listing["url"])?;
        Some(listing["pictures"][0].clone()).filter(|one| one["description"] == "Forty crates of red apples")
    })
    .await;
    assert_eq!(again["url"], picture["url"]);
    let path = format!("/listings/{}", listing["id"].as_str().expect("an id"));
    assert!(rosa.send(Method::DELETE, &path, json!({})).await.status < 300);
    until("it is gone next door", async || {
        (Visitor::stranger(&hill).page(address(&picture["url"])).await.status == 404).then_some(())
    })
    .await;
    assert_eq!(Visitor::stranger(&river).page(address(&sent["url"])).await.status, 404);
}
