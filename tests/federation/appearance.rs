//! What an account shows of itself, and that it wants to be asked, reaches other servers.

use crate::statuses::{App, quiet};
use crate::support::neighborhood::{Neighborhood, until};
use reqwest::Method;
use serde_json::{Value, json};

async fn shows(who: &App, body: Value) {
    who.ask(Method::PATCH, "/accounts/update_credentials", body).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_account_is_seen_as_such_next_door_and_says_yes_itself() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let (rosa, ana, mei) = (App::of(&river, "rosa").await, App::of(&hill, "ana").await, App::of(&hill, "mei").await);
    let garden = json!([{"name": "Garden", "value": "https://rosa.example/ <b>on Fridays</b>"}]);
    let more =
        json!({"locked": true, "bot": true, "discoverable": true, "indexable": true, "fields_attributes": garden});
    shows(&rosa, more).await;
    let id = ana.finds(&rosa.address).await;
    let seen = ana.get(&format!("/accounts/{id}")).await;
    for said in ["locked", "bot", "discoverable", "indexable"] {
        assert_eq!(seen[said], true, "{said}: {seen}");
    }
    let field = &seen["fields"][0];
    assert_eq!((&field["name"], &field["verified_at"]), (&json!("Garden"), &Value::Null));
    let value = field["value"].as_str().expect("a value");
    assert!(value.contains("href=\"https://rosa.example/\"") && value.contains("&lt;b&gt;on Fridays"), "{value}");

    for (who, accept) in [(&ana, true), (&mei, false)] {
        let id = who.finds(&rosa.address).await;
        let asked = who.post(&format!("/accounts/{id}/follow"), json!({})).await;
        assert_eq!((&asked["requested"], &asked["following"]), (&json!(true), &json!(false)));
        let waits = until("somebody asks", async || rosa.get("/follow_requests").await.get(0).cloned()).await;
        assert_eq!(waits["acct"], who.address.as_str());
        quiet(&river).await;
        let between = who.get(&format!("/accounts/relationships?id[]={id}")).await;
        assert_eq!((&between[0]["requested"], &between[0]["following"]), (&json!(true), &json!(false)), "still");
        let answer = if accept { "authorize" } else { "reject" };
        rosa.post(&format!("/follow_requests/{}/{answer}", waits["id"].as_str().expect("an id")), json!({})).await;
        until("the answer is there", async || {
            let between = who.get(&format!("/accounts/relationships?id[]={id}")).await;
            (between[0]["following"] == accept && between[0]["requested"] == false).then_some(())
        })
        .await;
    }
    // Who follows hears of what is shown from now on.
    shows(&rosa, json!({"locked": false, "bot": false, "fields_attributes": [{"name": "", "value": ""}]})).await;
    until("it is changed next door", async || {
        let seen = ana.get(&format!("/accounts/{id}")).await;
        (seen["locked"] == false && seen["bot"] == false && seen["fields"] == json!([])).then_some(())
    })
    .await;
}
