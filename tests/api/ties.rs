//! What one has to do with other accounts: followers, blocks, mutes, requests, notes.

use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, until};
use chrono::Duration;
use potluck::actions::give_role::give_role;
use potluck::config::FederationMode;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;

async fn relation(who: &Visitor, other: &str) -> Value {
    get(who, &format!("/api/v1/accounts/relationships?id[]={other}")).await.expect(200)[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_follows_whom_is_ones_own_list_and_a_number_to_others() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let (rosas, bens) = (me(&rosa).await, me(&ben).await);
    step(&ben, &format!("/accounts/{rosas}/follow")).await.expect(200);
    step(&mei, &format!("/accounts/{rosas}/follow")).await.expect(200);
    let (followers, following) = (format!("/accounts/{rosas}/followers"), format!("/accounts/{bens}/following"));
    assert_eq!(all(&rosa, &followers, "username").await, ["mei", "ben"]);
    assert_eq!(all(&rosa, &format!("{followers}?limit=1"), "username").await, ["mei"]);
    assert_eq!(all(&ben, &following, "username").await, ["rosa"]);
    let stranger = Visitor::stranger(&place);
    assert!(all(&stranger, &followers, "username").await.is_empty());
    assert_eq!(all(&mei, &followers, "username").await, ["mei"], "each finds themselves");
    for other in [&mei, &stranger] {
        assert!(all(other, &following, "username").await.is_empty());
    }
    assert_eq!(all(&rosa, &following, "username").await, ["rosa"]);
    let page = get(&mei, &format!("/api/v1{followers}")).await;
    assert!(!page.header("link").contains("next"), "there is no older page: {}", page.header("link"));
    assert_eq!(get(&mei, &format!("/api/v1/accounts/{rosas}")).await.expect(200)["followers_count"], 2);
    assert_eq!(get(&mei, "/api/v1/accounts/9/followers").await.status, 404);
    let gone = step(&rosa, &format!("/accounts/{bens}/remove_from_followers")).await.expect(200);
    assert_eq!(gone["followed_by"], false);
    assert_eq!(all(&rosa, &followers, "username").await, ["mei"]);
    assert_eq!(relation(&ben, &rosas).await["following"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_follows_an_account_of_those_whom_one_follows_is_told_as_far_as_it_is_open() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let (roses, meis) = (me(&rosa).await, me(&mei).await);
    step(&rosa, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    for other in [&roses, &meis] {
        step(&ben, &format!("/accounts/{other}/follow")).await.expect(200);
    }
    step(&mei, &format!("/accounts/{roses}/follow")).await.expect(200);
    let path = "/api/v1/accounts/familiar_followers";
    let familiar =
        async |who: &Visitor, of: &str| get(who, &format!("{path}?id[]={of}&id[]=9&id[]=x")).await.expect(200);
    // That ben follows mei is his to know.
    assert_eq!(familiar(&rosa, &meis).await, json!([{"id": meis, "accounts": []}]));
    let own = familiar(&rosa, &roses).await;
    let accounts = own[0]["accounts"].as_array().expect("a list");
    assert_eq!(accounts.iter().map(|one| text(one, "username")).collect::<Vec<_>>(), ["ben"]);

    // The network says whom it follows when its stewards choose so, to who follows it.
    let network = place.network.to_string();
    for (id, follower, followed) in [(7, &roses, &network), (8, &network, &meis)] {
        let follow = format!(
            "INSERT INTO follows (id, ap_id, follower_id, followed_id, state, created_at) \
             VALUES ({id}, '{}/f/{id}', {follower}, {followed}, 'accepted', '2026-11-01 00:00:00')",
            place.base
        );
        place.database.execute(&follow).expect("a follow");
    }
    assert_eq!(familiar(&rosa, &meis).await[0]["accounts"], json!([]));
    give_role(&place, "rosa", RoleKind::Steward, 3).await.expect("a role");
    rosa.send(Method::PATCH, "/network", json!({"lists_networks": true})).await.expect(200);
    assert_eq!(familiar(&rosa, &meis).await[0]["accounts"][0]["id"], network);
    assert_eq!(familiar(&ben, &meis).await[0]["accounts"], json!([]));
    assert_eq!(get(&Visitor::stranger(&place), path).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mute_ends_by_itself_and_a_block_is_not_undone_by_it() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let bens = me(&ben).await;
    let said = says(&ben, "@rosa hello", "public").await;
    let hour = form(&rosa, &format!("/api/v1/accounts/{bens}/mute"), &[], "duration=3600&notifications=false").await;
    let hour = hour.expect(200);
    assert_eq!((&hour["muting"], &hour["muting_notifications"]), (&json!(true), &json!(false)));
    let listed = get(&rosa, "/api/v1/mutes").await.expect(200);
    assert_eq!((&listed[0]["username"], listed[0]["mute_expires_at"].is_string()), (&json!("ben"), true));
    assert!(all(&rosa, "/timelines/public", "id").await.is_empty());
    assert_eq!(all(&rosa, "/notifications", "type").await, ["mention"], "she wants to hear of him all the same");
    place.clock.shift(Duration::hours(2));
    assert_eq!(all(&rosa, "/timelines/public", "id").await, [said.as_str()]);
    assert!(all(&rosa, "/mutes", "id").await.is_empty());
    assert_eq!(relation(&rosa, &bens).await["muting"], false);

    let quiet = step(&rosa, &format!("/accounts/{bens}/mute")).await.expect(200);
    assert_eq!(quiet["muting_notifications"], true);
    assert!(all(&rosa, "/notifications", "type").await.is_empty());
    assert_eq!(get(&rosa, "/api/v1/notifications/unread_count").await.expect(200)["count"], 0);
    let blocked = step(&rosa, &format!("/accounts/{bens}/block")).await.expect(200);
    assert_eq!((&blocked["blocking"], &blocked["muting"]), (&json!(true), &json!(false)));
    assert_eq!(step(&rosa, &format!("/accounts/{bens}/mute")).await.expect(200)["blocking"], true);
    assert_eq!(step(&rosa, &format!("/accounts/{bens}/unmute")).await.expect(200)["blocking"], true);
    assert_eq!(all(&rosa, "/blocks", "username").await, ["ben"]);
    // He is not told, and his own lists are his.
    assert_eq!(relation(&ben, &me(&rosa).await).await["blocked_by"], false);
    assert!(all(&ben, "/blocks", "id").await.is_empty());
    assert_eq!(step(&rosa, &format!("/accounts/{bens}/unblock")).await.expect(200)["blocking"], false);
    assert_eq!(step(&rosa, &format!("/accounts/{}/block", me(&rosa).await)).await.status, 422);
    for wrong in ["/accounts/9/block", "/accounts/x/mute", "/accounts/9/unblock"] {
        assert_eq!(step(&rosa, wrong).await.status, 404, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_follows_without_boosts_and_hears_at_once_if_one_wishes() {
    let (_place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let bens = me(&ben).await;
    let follow = format!("/api/v1/accounts/{bens}/follow");
    let tie = form(&rosa, &follow, &[], "reblogs=false&notify=true").await.expect(200);
    assert_eq!((&tie["showing_reblogs"], &tie["notifying"]), (&json!(false), &json!(true)));
    let hers = says(&mei, "Bread to spare", "public").await;
    step(&ben, &format!("/statuses/{hers}/reblog")).await.expect(200);
    let his = says(&ben, "Good morning", "public").await;
    assert_eq!(all(&rosa, "/timelines/home", "id").await, [his.as_str()]);
    assert_eq!(all(&rosa, "/notifications?types[]=status", "type").await, ["status"]);
    // What is not said stays as it is.
    let tie = form(&rosa, &follow, &[], "reblogs=true").await.expect(200);
    assert_eq!((&tie["showing_reblogs"], &tie["notifying"]), (&json!(true), &json!(true)));
    assert_eq!(all(&rosa, "/timelines/home", "id").await.len(), 2);
    // Whoever told a post on hears that it says something else now.
    form(&ben, &format!("/api/v1/accounts/{}/follow", me(&mei).await), &[], "").await.expect(200);
    let edit = json!({"status": "Bread and soup to spare"}).to_string();
    let headers = [("content-type", "application/json")];
    mei.ask(Method::PUT, &format!("/api/v1/statuses/{hers}"), &headers, edit.into_bytes()).await.expect(200);
    assert_eq!(all(&ben, "/notifications?types[]=update", "type").await, ["update"]);
    let of_mei = format!("/notifications?account_id={}", me(&mei).await);
    assert_eq!(all(&ben, &of_mei, "type").await, ["update"]);
    assert_eq!(get(&ben, "/api/v1/notifications?account_id=x").await.status, 404);
    step(&rosa, &format!("/accounts/{bens}/unfollow")).await.expect(200);
    step(&rosa, &format!("/accounts/{bens}/follow")).await.expect(200);
    assert_eq!(relation(&rosa, &bens).await["notifying"], false, "a new follow has no old wishes");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_post_that_one_may_not_read_any_more_nothing_is_told() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let bens = me(&ben).await;
    form(&rosa, &format!("/api/v1/accounts/{bens}/follow"), &[], "notify=true").await.expect(200);
    says(&ben, "for who follows me", "private").await;
    let told = get(&rosa, "/api/v1/notifications?types[]=status").await.expect(200);
    assert!(told[0]["status"].is_object(), "{told}");
    let one = format!("/api/v1/notifications/{}", text(&told[0], "id"));
    let group = format!("/api/v2/notifications/{}", text(&told[0], "group_key"));
    step(&rosa, &format!("/accounts/{bens}/unfollow")).await.expect(200);
    // Apps look for the post that a notification is about: without it, some of them stumble.
    assert!(all(&rosa, "/notifications", "type").await.is_empty());
    let groups = get(&rosa, "/api/v2/notifications").await.expect(200);
    assert_eq!((&groups["notification_groups"], &groups["statuses"]), (&json!([]), &json!([])));
    assert_eq!((get(&rosa, &one).await.status, get(&rosa, &group).await.status), (404, 404));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_reads_somebody_in_the_languages_that_one_chose() {
    let (_place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let bens = me(&ben).await;
    let follow = format!("/api/v1/accounts/{bens}/follow");
    let tie = form(&rosa, &follow, &[], "languages[]=fr&languages[]=ht").await.expect(200);
    assert_eq!(tie["languages"], json!(["fr", "ht"]));
    let post = async |who: &Visitor, words: &str| {
        text(&form(who, "/api/v1/statuses", &[], &format!("visibility=public&{words}")).await.expect(200), "id")
    };
    let french = post(&ben, "status=bonjour&language=fr").await;
    let english = post(&ben, "status=hello&language=en").await;
    let german = post(&mei, "status=hallo&language=de").await;
    step(&ben, &format!("/statuses/{german}/reblog")).await.expect(200);
    assert_eq!(all(&rosa, "/timelines/home", "id").await, [french.as_str()]);
    assert_eq!(all(&rosa, &format!("/accounts/{bens}/statuses?exclude_reblogs=1"), "id").await, [&*english, &*french]);
    // What is not said stays; nothing is all.
    assert_eq!(step(&rosa, &format!("/accounts/{bens}/follow")).await.expect(200)["languages"], json!(["fr", "ht"]));
    assert_eq!(form(&rosa, &follow, &[], "languages[]=no+language").await.status, 422);
    assert_eq!(form(&rosa, &follow, &[], "languages[]=").await.expect(200)["languages"], Value::Null);
    assert_eq!(all(&rosa, "/timelines/home", "id").await.len(), 3);
    assert_eq!(relation(&ben, &me(&rosa).await).await["languages"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_for_oneself() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let bens = me(&ben).await;
    let path = format!("/api/v1/accounts/{bens}/note");
    assert_eq!(form(&rosa, &path, &[], "comment=from+the+garden").await.expect(200)["note"], "from the garden");
    assert_eq!(relation(&rosa, &bens).await["note"], "from the garden");
    assert_eq!(relation(&ben, &me(&rosa).await).await["note"], "");
    assert_eq!(form(&rosa, &path, &[], &format!("comment={}", "x".repeat(2_001))).await.status, 422);
    assert_eq!(form(&rosa, &path, &[], "comment=").await.expect(200)["note"], "");
    assert_eq!(form(&rosa, "/api/v1/accounts/9/note", &[], "comment=x").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_network_keeps_a_list_a_member_answers_who_asks() {
    let elsewhere = Mastodon::start().await;
    let host = elsewhere.person("ana").trim_start_matches("http://").split('/').next().expect("a host").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.federation.mode = FederationMode::ListOnly;
        config.federation.allowed_hosts = vec![host.parse().expect("a host")];
    })
    .await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let target = place.addresses.member("rosa").to_string();
    for name in ["ana", "bea"] {
        assert_eq!(elsewhere.send(name, "Follow", "follow", json!(target), &place).await, 202);
    }
    let asking = until("both ask", async || {
        let asking = get(&rosa, "/api/v1/follow_requests").await.expect(200);
        (asking.as_array().expect("a list").len() == 2).then_some(asking)
    })
    .await;
    assert_eq!(all(&rosa, "/notifications", "type").await, ["follow_request", "follow_request"]);
    let yes = text(&asking[1], "id");
    let no = text(&asking[0], "id");
    assert_eq!(relation(&rosa, &yes).await["requested_by"], true);
    let tie = step(&rosa, &format!("/follow_requests/{yes}/authorize")).await.expect(200);
    assert_eq!(tie["followed_by"], true);
    let tie = step(&rosa, &format!("/follow_requests/{no}/reject")).await.expect(200);
    assert_eq!(tie["followed_by"], false);
    assert!(all(&rosa, "/follow_requests", "id").await.is_empty());
    assert_eq!(all(&rosa, "/notifications", "type").await, ["follow"]);
    assert_eq!(step(&rosa, &format!("/follow_requests/{no}/authorize")).await.status, 404);
}
