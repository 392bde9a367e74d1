//! Whole servers that one keeps away.

use crate::lists::send;
use crate::marks::{all, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::until;
use reqwest::Method;
use serde_json::{Value, json};

const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

async fn relation(who: &Visitor, other: &str) -> Value {
    get(who, &format!("/api/v1/accounts/relationships?id[]={other}")).await.expect(200)[0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_server_that_one_keeps_away_one_sees_and_hears_nothing() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let mastodon = Mastodon::start().await;
    let host = mastodon.person("ana").trim_start_matches("http://").split('/').next().expect("a host").to_owned();
    let target = place.addresses.member("rosa").to_string();
    // Ana follows Rosa, speaks to her, and Rosa follows Ana.
    assert_eq!(mastodon.send("ana", "Follow", "follow", json!(target), &place).await, 202);
    let note = mastodon.note("ana", 1, "", &[&target, PUBLIC], "good morning, riverside");
    mastodon.create("ana", note, &place).await;
    let post = until("she spoke", async || {
        let found = all(&rosa, "/notifications?types[]=mention", "id").await;
        let one = get(&rosa, &format!("/api/v1/notifications/{}", found.first()?)).await.expect(200);
        Some(one["status"].clone())
    })
    .await;
    let (id, ana) = (text(&post, "id"), text(&post["account"], "id"));
    step(&rosa, &format!("/accounts/{ana}/follow")).await.expect(200);
    until("her follow is known", async || (relation(&rosa, &ana).await["followed_by"] == true).then_some(())).await;
    mastodon.letter("ana", 2).await;
    step(&ben, &format!("/statuses/{id}/reblog")).await.expect(200);
    let shown = async |who: &Visitor| {
        [
            all(who, "/timelines/public", "id").await.contains(&id),
            !all(who, &format!("/accounts/{ana}/statuses"), "id").await.is_empty(),
            !get(who, "/api/v2/search?q=morning").await.expect(200)["statuses"].as_array().expect("a list").is_empty(),
            !all(who, &format!("/accounts/search?q=ana@{host}"), "id").await.is_empty(),
        ]
    };
    assert_eq!(shown(&rosa).await, [true; 4]);
    // The two came at one moment: which of them was worked first is not said.
    let mut told = all(&rosa, "/notifications", "type").await;
    told.sort();
    assert_eq!(told, ["follow", "mention"]);

    assert_eq!(form(&rosa, "/api/v1/domain_blocks", &[], &format!("domain={host}")).await.expect(200), json!({}));
    assert_eq!(get(&rosa, "/api/v1/domain_blocks").await.expect(200), json!([host]));
    let tie = relation(&rosa, &ana).await;
    for (name, value) in [("domain_blocking", true), ("following", false), ("followed_by", false), ("requested", false)]
    {
        assert_eq!(tie[name], value, "{name}");
    }
    assert_eq!(shown(&rosa).await, [false; 4]);
    assert!(all(&rosa, "/notifications", "type").await.is_empty());
    let groups = get(&rosa, "/api/v2/notifications").await.expect(200);
    assert_eq!((&groups["notification_groups"], &groups["accounts"]), (&json!([]), &json!([])));
    assert!(all(&rosa, "/timelines/home", "id").await.is_empty());
    // Others see all of it, and nothing of what Rosa chose.
    assert_eq!(shown(&ben).await, [true; 4]);
    assert_eq!(get(&ben, "/api/v1/domain_blocks").await.expect(200), json!([]));
    assert_eq!(relation(&ben, &ana).await["domain_blocking"], false);
    // Both follows end with a word to their server.
    until("it hears of both", async || {
        let letters = mastodon.letters_of("ana");
        let of =
            |kind: &str| letters.iter().any(|letter| letter["type"] == kind && letter["object"]["type"] == "Follow");
        (of("Reject") && of("Undo")).then_some(())
    })
    .await;

    // What comes later is not told, and whoever asks is turned away.
    let count = place.database.count("notifications");
    let note = mastodon.note("bea", 2, "", &[&target, PUBLIC], "me, too");
    mastodon.create("bea", note, &place).await;
    let later = until("it came", async || {
        let found = get(&ben, "/api/v2/search?q=too&type=statuses").await.expect(200);
        found["statuses"][0]["id"].as_str().map(str::to_owned)
    })
    .await;
    assert_eq!(place.database.count("notifications"), count);
    assert_eq!(mastodon.send("bea", "Follow", "follow", json!(target), &place).await, 202);
    until("she is turned away", async || {
        mastodon.letters_of("bea").iter().any(|letter| letter["type"] == "Reject").then_some(())
    })
    .await;

    assert_eq!(send(&rosa, Method::DELETE, "/domain_blocks", json!({"domain": host})).await.expect(200), json!({}));
    assert_eq!(get(&rosa, "/api/v1/domain_blocks").await.expect(200), json!([]));
    assert_eq!(shown(&rosa).await, [true; 4]);
    get(&rosa, &format!("/api/v1/statuses/{later}")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_other_server_is_not_kept_away() {
    let (place, [rosa]) = with(["rosa"]).await;
    let own = place.base.trim_start_matches("http://").trim_end_matches('/').to_owned();
    for wrong in ["", "domain=", "domain=x", "domain=a%40b.example", &format!("domain={own}")] {
        assert_eq!(form(&rosa, "/api/v1/domain_blocks", &[], wrong).await.status, 422, "{wrong}");
    }
    assert_eq!(get(&Visitor::stranger(&place), "/api/v1/domain_blocks").await.status, 401);
    let reads = Visitor::with_scopes(&place, "rosa", "read:statuses").await;
    assert_eq!(get(&reads, "/api/v1/domain_blocks").await.status, 403);
    assert_eq!(form(&reads, "/api/v1/domain_blocks", &[], "domain=far.example").await.status, 403);
}
