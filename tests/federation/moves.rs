//! Accounts elsewhere that go on under another id, and who followed them.

use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::Neighborhood;
use potluck::actions::follow_account::{Wish, follow_account};
use potluck::adapters::fetch::Budget;
use potluck::domain::MemberId;
use potluck::federation::dereference;
use serde_json::{Value, json};

/// Rosa follows Tom.
async fn scene() -> (Neighborhood, Mastodon, MemberId) {
    let (place, social) = (Neighborhood::start("riverside").await, Mastodon::start().await);
    let rosa = place.member("rosa").await;
    let tom = social.person("tom").parse().unwrap();
    let tom = dereference::actor(&place.app, &tom, &Budget::new(4)).await.unwrap();
    follow_account(&place, rosa, tom.id, Wish::default()).await.unwrap();
    place.app.wake.outbox.notify_one();
    assert_eq!(social.letter("tom", 1).await["type"], "Follow");
    (place, social, rosa)
}

fn moved(social: &Mastodon, by: &str, number: u32, object: &str, target: &str) -> Value {
    json!({
        "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}#move-{number}", social.person(by)),
        "type": "Move", "actor": social.person(by), "object": social.person(object), "target": social.person(target),
    })
}

/// Why the last of so many activities had no effect; empty if it had.
async fn worked(place: &Neighborhood, how_many: i64) -> String {
    place
        .until("it was worked", async || {
            (place.database.number("SELECT count(*) AS n FROM received WHERE state <> 'waiting'") == how_many)
                .then_some(())
        })
        .await;
    place.database.lines("SELECT coalesce(problem, '') AS line FROM received ORDER BY id DESC").remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_followed_an_account_follows_where_it_moved_if_that_one_says_so_too() {
    let (place, social, _) = scene().await;
    assert_eq!(social.send_whole("tom", moved(&social, "tom", 1, "tom", "tim"), &place).await, 202);
    let why = worked(&place, 1).await;
    assert!(why.contains("alsoKnownAs"), "{why}");
    assert_eq!(place.database.count("moves"), 0);

    social.also_known_as("tim", &social.person("tom"));
    social.send_whole("tom", moved(&social, "tom", 2, "tom", "tim"), &place).await;
    assert_eq!(worked(&place, 2).await, "");
    let follow = social.letter("tim", 1).await;
    assert_eq!((&follow["type"], &follow["object"]), (&json!("Follow"), &json!(social.person("tim"))));
    assert_eq!(social.letter("tom", 2).await["type"], "Undo");

    // The other one moves on too.
    social.also_known_as("eve", &social.person("tom"));
    social.also_known_as("eve", &social.person("tim"));
    social.send_whole("tim", moved(&social, "tim", 1, "tim", "eve"), &place).await;
    assert_eq!(worked(&place, 3).await, "", "each account has a cooldown of its own");
    assert_eq!(social.letter("eve", 1).await["type"], "Follow");
    assert_eq!(place.database.count("moves"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_moves_another_account_or_twice_within_thirty_days_or_to_itself() {
    let (place, social, rosa) = scene().await;
    for name in ["tim", "eve"] {
        social.also_known_as(name, &social.person("tom"));
    }
    social.send_whole("eve", moved(&social, "eve", 1, "tom", "eve"), &place).await;
    let why = worked(&place, 1).await;
    assert!(why.contains("moves itself"), "{why}");
    social.send_whole("tom", moved(&social, "tom", 1, "tom", "tom"), &place).await;
    assert!(worked(&place, 2).await.contains("moves itself"));
    assert_eq!(place.database.count("moves"), 0, "nothing changed");

    social.send_whole("tom", moved(&social, "tom", 2, "tom", "tim"), &place).await;
    assert_eq!(worked(&place, 3).await, "");
    social.letter("tim", 1).await;
    // Rosa follows Tom once more: somebody may have taken the account.
    let tom = social.person("tom").parse().unwrap();
    let tom = dereference::actor(&place.app, &tom, &Budget::new(4)).await.unwrap();
    follow_account(&place, rosa, tom.id, Wish::default()).await.unwrap();
    social.send_whole("tom", moved(&social, "tom", 3, "tom", "eve"), &place).await;
    assert!(worked(&place, 4).await.contains("thirty days"));
    assert_eq!(social.letters_of("eve").len(), 0);
}
