//! Needs and offers in an app: posted with a tag, told by the network what was understood, changed, taken back, answered by
//! a reply, and accepted with a word.

use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::until;
use crate::support::pictures::{photograph, upload};
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const JSON: (&str, &str) = ("content-type", "application/json");

async fn posts(who: &Visitor, body: Value) -> Value {
    who.ask(Method::POST, "/api/v1/statuses", &[JSON], body.to_string().into_bytes()).await.expect(200)
}

/// What the network told somebody, the newest first, as HTML.
async fn told(who: &Visitor) -> Vec<Value> {
    let list = get(who, "/api/v1/conversations").await.expect(200);
    list.as_array().expect("a list").iter().map(|one| one["last_status"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_from_an_app_is_for_the_network_whatever_the_app_says() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let posted =
        posts(&rosa, json!({"status": "#need 3 loaves of bread until tomorrow", "visibility": "public"})).await;
    assert_eq!(posted["visibility"], "private", "{posted}");
    let listing = &posted["potluck"]["listing"];
    assert_eq!((&listing["kind"], &listing["category"]), (&json!("need"), &json!("bread")));
    assert_eq!((&listing["audience"], &listing["quantity"]["amount"]), (&json!("network"), &json!("3")));
    let content = text(&posted, "content");
    assert!(content.contains("bread until tomorrow") && content.contains("<li>"), "{content}");
    // It is on the board, and nothing of it left.
    let board = ben.get("/listings").await.expect(200);
    assert_eq!((&board[0]["id"], &board[0]["audience"]), (&listing["id"], &json!("network")));
    assert_eq!(place.database.count("activities"), 0);
    // Neighbors read it, and nobody else does.
    let id = text(&posted, "id");
    let stranger = Visitor::stranger(&place);
    assert_eq!(get(&ben, &format!("/api/v1/statuses/{id}")).await.status, 200);
    assert_eq!(get(&stranger, &format!("/api/v1/statuses/{id}")).await.status, 404);
    assert_eq!(all(&ben, "/timelines/public?local=true", "id").await, [id.as_str()]);
    assert_eq!(all(&rosa, "/timelines/home", "id").await, [id.as_str()]);
    for path in ["/timelines/public", "/timelines/tag/need", "/timelines/tag/bread"] {
        assert!(all(&stranger, path, "id").await.is_empty(), "{path}");
    }
    let rosas = me(&rosa).await;
    let own = format!("/accounts/{rosas}/statuses");
    assert_eq!(all(&ben, &own, "id").await, [id.as_str()]);
    assert!(all(&stranger, &own, "id").await.is_empty());
    // No count of hers holds it (value V2).
    assert_eq!(get(&ben, &format!("/api/v1/accounts/{rosas}")).await.expect(200)["statuses_count"], 0);
    // The network says what it understood, with a link.
    let said = told(&rosa).await;
    let words = text(&said[0], "content");
    assert_eq!(said[0]["account"]["username"], json!("network"), "{words}");
    for part in ["as a need", "3 loaves", "/listings/", "Only members"] {
        assert!(words.contains(part), "no {part} in {words}");
    }
    assert!(told(&ben).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_follows_its_visibility_and_a_message_is_a_message() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let stranger = Visitor::stranger(&place);
    let public = posts(&rosa, json!({"status": "Soup for six #offer"})).await;
    assert_eq!(
        (&public["visibility"], &public["potluck"]["listing"]["audience"]),
        (&json!("public"), &json!("public"))
    );
    let id = text(&public, "id");
    assert_eq!(all(&stranger, "/timelines/public", "id").await, [id.as_str()]);
    let few = posts(&rosa, json!({"status": "#offer a chat", "visibility": "private"})).await;
    assert_eq!(few["potluck"]["listing"]["audience"], "network");
    let message = posts(&rosa, json!({"status": "@ben #need to talk", "visibility": "direct"})).await;
    assert_eq!(message.get("potluck"), None);
    let plain = posts(&rosa, json!({"status": "#town we #need more rain #today"})).await;
    assert_eq!(plain.get("potluck"), None);
    let answer = posts(&ben, json!({"status": "#need this, too", "in_reply_to_id": plain["id"]})).await;
    assert_eq!(answer.get("potluck"), None, "an answer is an answer");
    // The same key posts once.
    let key = [("idempotency-key", "one")];
    let first = form(&rosa, "/api/v1/statuses", &key, "status=%23offer+bread").await.expect(200);
    let second = form(&rosa, "/api/v1/statuses", &key, "status=%23offer+bread").await.expect(200);
    assert_eq!(first["id"], second["id"]);
    // So does whoever sends it several times at one moment, since nothing came back at first; and answers once.
    let before = place.database.count("listings");
    let key = [("idempotency-key", "two")];
    let sent = join_all((0..6).map(|_| form(&rosa, "/api/v1/statuses", &key, "status=%23offer+milk"))).await;
    let ids: BTreeSet<String> = sent.into_iter().map(|one| text(&one.expect(200), "id")).collect();
    assert_eq!((ids.len(), place.database.count("listings")), (1, before + 1));
    let reply = format!("status=I+take+it&in_reply_to_id={}", ids.first().expect("an id"));
    let sent = join_all((0..6).map(|_| form(&ben, "/api/v1/statuses", &key, &reply))).await;
    let ids: BTreeSet<String> = sent.into_iter().map(|one| text(&one.expect(200), "id")).collect();
    assert_eq!((ids.len(), place.database.count("responses")), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_has_pictures_and_an_answer_has_words_alone() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let crates = upload(&rosa, &photograph(640, 480), "Forty crates").await;
    let posted = posts(&rosa, json!({"status": "#offer apples", "media_ids": [crates["id"]]})).await;
    let shown = |status: &Value| text(&status["media_attachments"][0], "description");
    assert_eq!(shown(&posted), "Forty crates");
    let asks = async |who: &Visitor| text(&told(who).await[0], "content").contains("Say in your app what it shows");
    assert!(!asks(&rosa).await, "it has words");
    // As neighbors see it: in a timeline, among posts with pictures, and on the board.
    let id = text(&posted, "id");
    let seen = get(&ben, "/api/v1/timelines/public?only_media=true").await.expect(200);
    assert_eq!((text(&seen[0], "id"), shown(&seen[0])), (id.clone(), "Forty crates".to_owned()));
    let board = ben.get("/listings").await.expect(200);
    assert_eq!(board[0]["pictures"][0]["description"], "Forty crates", "{board}");
    let answer = upload(&ben, &photograph(40, 40), "My car").await;
    let body = json!({"status": "I take 4", "in_reply_to_id": id, "media_ids": [answer["id"]]}).to_string();
    let refused = ben.ask(Method::POST, "/api/v1/statuses", &[JSON], body.into_bytes()).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert_eq!(place.database.count("responses"), 0);
    // Changed without them, it has none.
    let body = json!({"status": "#offer pears"}).to_string();
    let path = format!("/api/v1/statuses/{id}");
    let changed = ben.ask(Method::PUT, &path, &[JSON], body.clone().into_bytes()).await;
    assert_eq!(changed.status, 404, "hers alone: {}", changed.text);
    let changed = rosa.ask(Method::PUT, &path, &[JSON], body.into_bytes()).await.expect(200);
    assert_eq!(changed["media_attachments"], json!([]));
    assert!(all(&ben, "/timelines/public?only_media=true", "id").await.is_empty());
    // What a picture shows is asked for.
    let bare = upload(&ben, &photograph(40, 40), "").await;
    posts(&ben, json!({"status": "#offer plums", "media_ids": [bare["id"]]})).await;
    assert!(asks(&ben).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_that_is_deleted_to_be_written_anew_keeps_its_pictures() {
    let (_place, [rosa]) = with(["rosa"]).await;
    let crates = upload(&rosa, &photograph(64, 48), "Forty crates").await;
    let posted = posts(&rosa, json!({"status": "#offer apples", "media_ids": [crates["id"]]})).await;
    let path = format!("/api/v1/statuses/{}", text(&posted, "id"));
    let deleted = rosa.ask(Method::DELETE, &path, &[], Vec::new()).await.expect(200);
    let waiting = &deleted["media_attachments"][0];
    assert_eq!(waiting["id"], crates["id"]);
    assert_ne!(waiting["url"], crates["url"], "whoever was told where it was finds nothing there");
    let anew = posts(&rosa, json!({"status": deleted["text"], "media_ids": [waiting["id"]]})).await;
    assert_eq!(text(&anew["media_attachments"][0], "description"), "Forty crates");
    assert!(anew["potluck"].is_object(), "{anew}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_counts_who_likes_a_need_and_nobody_tells_it_on() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let id = says(&rosa, "#offer plums", "public").await;
    let liked = step(&ben, &format!("/statuses/{id}/favourite")).await.expect(200);
    assert_eq!((&liked["favourites_count"], &liked["favourited"]), (&json!(0), &json!(false)));
    assert_eq!(step(&ben, &format!("/statuses/{id}/reblog")).await.status, 422);
    for list in ["favourited_by", "reblogged_by"] {
        assert!(all(&ben, &format!("/statuses/{id}/{list}"), "id").await.is_empty());
    }
    assert_eq!((place.database.count("favourites"), place.database.count("statuses")), (0, 2));
    assert!(all(&rosa, "/notifications?types[]=favourite", "id").await.is_empty());
    // One may put it aside for oneself.
    step(&ben, &format!("/statuses/{id}/bookmark")).await.expect(200);
    assert_eq!(all(&ben, "/bookmarks", "id").await, [id.as_str()]);
    // It is found among what is looked for.
    let found = get(&ben, "/api/v2/search?q=plums").await.expect(200);
    assert_eq!(found["statuses"][0]["id"], json!(id));
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_and_deleting_the_post_does_the_same_to_the_listing() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let posted = posts(&rosa, json!({"status": "#offer 3 boxes of carrots"})).await;
    let id = text(&posted, "id");
    let path = format!("/api/v1/statuses/{id}");
    assert_eq!(get(&rosa, &format!("{path}/source")).await.expect(200)["text"], "#offer 3 boxes of carrots");
    assert_eq!(get(&ben, &format!("{path}/source")).await.status, 404);
    let edit = async |who: &Visitor, words: &str| {
        who.ask(Method::PUT, &path, &[JSON], json!({"status": words}).to_string().into_bytes()).await
    };
    assert_eq!(edit(&ben, "#offer nothing").await.status, 404);
    let changed = edit(&rosa, "#offer 5 boxes of carrots and leeks").await.expect(200);
    assert_eq!(changed["potluck"]["listing"]["quantity"]["amount"], "5");
    let listing = ben.get(&format!("/listings/{id}")).await.expect(200);
    assert_eq!(
        (&listing["title"], &listing["quantity"]["amount"]),
        (&json!("5 boxes of carrots and leeks"), &json!("5"))
    );
    assert_eq!(get(&rosa, &format!("{path}/source")).await.expect(200)["text"], "#offer 5 boxes of carrots and leeks");
    // Without its tag it is an offer still.
    assert_eq!(edit(&rosa, "Leeks alone").await.expect(200)["potluck"]["listing"]["kind"], "offer");
    // Promised, it stays; taken back, it goes, with what was told about it.
    let asked = ben.post(&format!("/listings/{id}/responses"), json!({"amount": "2"})).await.expect(201);
    let yes = format!("/responses/{}/accept", text(&asked, "id"));
    let handoff = rosa.post(&yes, json!({})).await.expect(200);
    assert_eq!(rosa.ask(Method::DELETE, &path, &[], Vec::new()).await.status, 422);
    let fail = format!("/handoffs/{}/did-not-happen", text(&handoff, "id"));
    rosa.post(&fail, json!({"then": "release"})).await.expect(200);
    let gone = rosa.ask(Method::DELETE, &path, &[], Vec::new()).await.expect(200);
    assert_eq!(gone["text"], "Leeks alone");
    assert_eq!(get(&rosa, &path).await.status, 404);
    assert!(ben.get("/listings").await.expect(200).as_array().unwrap().is_empty());
    assert_eq!(place.database.count("statuses"), 0, "what was told about it is gone, too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_is_an_answer_and_yes_is_yes() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    rosa.send(Method::PATCH, "/me", json!({"languages": ["es"]})).await.expect(200);
    let posted = posts(&rosa, json!({"status": "#ofrezco 4 cajas de zanahorias"})).await;
    let id = text(&posted, "id");
    let reply = posts(&ben, json!({"status": "@rosa 2 cajas please, ask @mei", "in_reply_to_id": id})).await;
    assert_eq!((&reply["visibility"], &reply["account"]["username"]), (&json!("direct"), &json!("ben")));
    // Nobody but rosa and ben reads a word of it, not even who is named in it.
    let stranger = Visitor::stranger(&place);
    for who in [&mei, &stranger] {
        assert_eq!(get(who, &format!("/api/v1/statuses/{}", text(&reply, "id"))).await.status, 404);
    }
    assert!(told(&mei).await.is_empty());
    let asked = told(&rosa).await;
    let words = text(&asked[0], "content");
    assert!(words.contains("ben pide") && words.contains("2 cajas"), "{words}");
    assert!(text(&told(&ben).await[0], "content").contains("2 cajas"), "he hears that it arrived");
    // Something else is neither yes nor no.
    let network = "@network ";
    let hm = posts(
        &rosa,
        json!({"status": format!("{network}hm"), "visibility": "direct", "in_reply_to_id": asked[0]["id"]}),
    )
    .await;
    assert_eq!(hm["visibility"], "direct");
    assert_eq!(place.database.count("handoffs"), 0);
    let yes =
        json!({"status": format!("{network}sí, gracias"), "visibility": "direct", "in_reply_to_id": asked[0]["id"]});
    posts(&rosa, yes.clone()).await;
    assert_eq!(place.database.count("handoffs"), 1);
    let listing = rosa.get(&format!("/listings/{id}")).await.expect(200);
    assert_eq!(listing["quantity"]["open"], "2");
    assert!(text(&told(&rosa).await[0], "content").contains("De acuerdo"));
    assert!(text(&told(&ben).await[0], "content").contains("2 cajas"), "he hears the yes where he asked");
    // Saying it again changes nothing, and is said so.
    posts(&rosa, yes).await;
    assert_eq!(place.database.count("handoffs"), 1);
    // An answer without an amount, where something is counted, is told what is missing.
    let unclear = json!({"status": "me too", "in_reply_to_id": id}).to_string().into_bytes();
    assert_eq!(mei.ask(Method::POST, "/api/v1/statuses", &[JSON], unclear).await.status, 422);
    let own = json!({"status": "more to come", "in_reply_to_id": id}).to_string().into_bytes();
    assert_eq!(rosa.ask(Method::POST, "/api/v1/statuses", &[JSON], own).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_is_a_kind_word_without_a_reason() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let id = says(&rosa, "#need a ladder", "public").await;
    posts(&ben, json!({"status": "I have one", "in_reply_to_id": id})).await;
    let asked = told(&rosa).await;
    assert!(text(&asked[0], "content").contains("I have one"));
    let no = json!({"status": "No", "visibility": "direct", "in_reply_to_id": asked[0]["id"]});
    // Without naming anybody: apps put the name there, and people take it out.
    posts(&rosa, no).await;
    let given = ben.get("/responses").await.expect(200);
    assert_eq!(given[0]["state"], "declined", "{given}");
    assert!(text(&told(&ben).await[0], "content").contains("Not this time"));
    assert_eq!(place.database.count("handoffs"), 0);
    // When the listing goes, what was said about it goes.
    rosa.ask(Method::DELETE, &format!("/api/v1/statuses/{id}"), &[], Vec::new()).await.expect(200);
    assert!(!told(&rosa).await.iter().any(|one| one.to_string().contains("I have one")));
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elsewhere_is_accepted_with_a_word_too() {
    let (place, [rosa]) = with(["rosa"]).await;
    let elsewhere = Mastodon::start().await;
    let posted = posts(&rosa, json!({"status": "#offer 6 boxes of plums"})).await;
    let (uri, rosas) = (text(&posted, "uri"), place.addresses.member("rosa").to_string());
    elsewhere.create("ana", elsewhere.note("ana", 1, &uri, &[&rosas], "2 boxes please"), &place).await;
    let asked = until("she is told", async || {
        told(&rosa).await.into_iter().find(|one| one.to_string().contains("2 boxes please"))
    })
    .await;
    posts(&rosa, json!({"status": "@network yes", "visibility": "direct", "in_reply_to_id": asked["id"]})).await;
    let listing = rosa.get(&format!("/listings/{}", text(&posted, "id"))).await.expect(200);
    assert_eq!(listing["quantity"]["open"], "4", "{listing}");
    // She hears it by the way in which she asked.
    until("the yes arrives", async || elsewhere.everything().contains("Yes, with pleasure").then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_posted_on_the_board_stands_in_apps_too_as_far_as_its_author_is_shown() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let offer = json!({"kind": "offer", "title": "Quinces", "audience": "public", "hidden_author": true});
    let hidden = rosa.post("/listings", offer).await.expect(201);
    let seen = get(&ben, "/api/v1/timelines/public").await.expect(200);
    assert_eq!((&seen[0]["id"], &seen[0]["account"]["username"]), (&hidden["id"], &json!("network")));
    assert!(!seen.to_string().contains("rosa"), "{seen}");
    let draft = json!({"kind": "offer", "title": "Not yet", "publish": false});
    rosa.post("/listings", draft).await.expect(201);
    assert_eq!(all(&ben, "/timelines/public", "id").await.len(), 1);
    // Where connectors bring everything together, who asks is shown to them alone.
    let kind = potluck::domain::member::RoleKind::Steward;
    potluck::actions::give_role::give_role(&place, "ben", kind, 3).await.unwrap();
    rosa.post("/listings", json!({"kind": "need", "title": "Company"})).await.expect(201);
    assert_eq!(get(&ben, "/api/v1/timelines/public").await.expect(200)[0]["account"]["username"], "rosa");
    ben.send(Method::PATCH, "/network", json!({"mode": "connectors-only"})).await.expect(200);
    let seen = get(&ben, "/api/v1/timelines/public").await.expect(200);
    assert_eq!(seen[0]["account"]["username"], "network", "{seen}");
    let path = format!("/listings/{}/withdraw", text(&hidden, "id"));
    rosa.post(&path, json!({})).await.expect(200);
    assert_eq!(all(&ben, "/timelines/public", "id").await.len(), 1);
}
