//! Accounts elsewhere that go on under another id, and members who move out and in; and who followed them.

use crate::support::client::{Answer, Visitor};
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, until};
use chrono::Duration;
use potluck::actions::follow_account::follow_account;
use potluck::actions::leave::leave;
use potluck::adapters::fetch::Budget;
use potluck::domain::MemberId;
use potluck::federation::{dereference, discover};
use potluck::storage::follows;
use reqwest::Method;
use serde_json::{Value, json};

/// Rosa follows Tom.
async fn scene() -> (Neighborhood, Mastodon, MemberId) {
    let (place, social) = (Neighborhood::start("riverside").await, Mastodon::start().await);
    let rosa = place.member("rosa").await;
    let tom = social.person("tom").parse().unwrap();
    let tom = dereference::actor(&place.app, &tom, &Budget::new(4)).await.unwrap();
    follow_account(&place, rosa, tom.id).await.unwrap();
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
    follow_account(&place, rosa, tom.id).await.unwrap();
    social.send_whole("tom", moved(&social, "tom", 3, "tom", "eve"), &place).await;
    assert!(worked(&place, 4).await.contains("thirty days"));
    assert_eq!(social.letters_of("eve").len(), 0);
}

/// A member with a token, and where to find them.
struct Member {
    id: MemberId,
    visitor: Visitor,
    actor: String,
}

impl Member {
    async fn of(place: &Neighborhood, handle: &str) -> Self {
        let id = place.member(handle).await;
        let actor = place.addresses.member(handle).to_string();
        Self { id, visitor: Visitor::member(place, handle).await, actor }
    }

    async fn names(&self, accounts: &[&str]) -> Answer {
        self.visitor.send(Method::PUT, "/me/aliases", json!({ "accounts": accounts })).await
    }

    async fn moves(&self, handle: &str, account: &str) -> Answer {
        self.visitor.post("/me/move", json!({ "handle": handle, "account": account })).await
    }

    async fn comes_back(&self) -> Answer {
        self.visitor.send(Method::DELETE, "/me/move", Value::Null).await
    }

    /// What everyone can read of them.
    async fn document(&self) -> Value {
        let path = reqwest::Url::parse(&self.actor).expect("an address").path().to_owned();
        self.visitor.ask(Method::GET, &path, &[("accept", "application/activity+json")], Vec::new()).await.expect(200)
    }
}

/// Whom somebody of a place follows, by their addresses.
async fn followed(place: &Neighborhood, who: &str) -> Vec<String> {
    let who = who.parse().unwrap();
    let found = place.db.read(move |conn| {
        let actor = potluck::storage::actors::by_ap_id(conn, &who)?.expect("an actor").id;
        let mut all = Vec::new();
        for follow in follows::around(conn, actor)? {
            if follow.follower == actor && follow.state == potluck::domain::follow::FollowState::Accepted {
                all.push(potluck::storage::actors::get(conn, follow.followed)?.ap_id.to_string());
            }
        }
        Ok(all)
    });
    found.await.unwrap()
}

/// Everything in the database that a move touches.
fn traces(place: &Neighborhood) -> Vec<i64> {
    ["moves", "aliases", "follows", "outbox_events", "activities", "log_entries"]
        .map(|table| place.database.count(table))
        .into()
}

async fn at_rest(place: &Neighborhood) {
    place
        .until("all is told", async || {
            (place.database.count("outbox_events") + place.database.count("deliveries") == 0).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_moves_next_door_and_whoever_followed_them_follows_there() {
    let (riverside, harbor) = (Neighborhood::start("riverside").await, Neighborhood::start("harbor").await);
    let social = Mastodon::start().await;
    let (rosa, ben) = (Member::of(&riverside, "rosa").await, Member::of(&riverside, "ben").await);
    let new = Member::of(&harbor, "rosa").await;
    let mei = Member::of(&harbor, "mei").await;
    // Ben of the same network, Mei of the next one and Tom elsewhere follow her.
    let known = discover::account(&harbor.app, &rosa.actor).await.unwrap();
    follow_account(&harbor, mei.id, known).await.unwrap();
    harbor.app.wake.outbox.notify_one();
    let own = riverside.db.read(|conn| Ok(potluck::storage::actors::local_by_handle(conn, "rosa")?.unwrap().id));
    follow_account(&riverside, ben.id, own.await.unwrap()).await.unwrap();
    assert_eq!(social.send("tom", "Follow", "follow", json!(rosa.actor), &riverside).await, 202);
    assert_eq!(social.letter("tom", 1).await["type"], "Accept");
    until("Mei follows", async || (followed(&harbor, &mei.actor).await == [rosa.actor.clone()]).then_some(())).await;
    let mut apples = json!({"kind": "offer", "title": "Apples", "category": "food", "audience": "network"});
    let apples = rosa.visitor.post("/listings", apples.take()).await.expect(201);

    // The new account says that it is hers; then she moves.
    new.names(&[&rosa.actor]).await.expect(200);
    assert_eq!(new.document().await["alsoKnownAs"], json!([rosa.actor]));
    let said = rosa.moves("rosa", &new.actor).await.expect(200);
    assert_eq!(said["moved_to"], json!(new.actor));
    assert!(said["can_move_from"].is_string(), "{said}");

    assert_eq!(rosa.document().await["movedTo"], json!(new.actor));
    let told = social.letter("everyone", 2).await;
    let kinds: Vec<_> = social.letters_of("everyone").iter().map(|letter| letter["type"].clone()).collect();
    assert_eq!(kinds, ["Update", "Move"], "first what she is now, then where she went");
    assert_eq!((&told["object"], &told["target"]), (&json!(rosa.actor), &json!(new.actor)));
    for (place, who) in [(&riverside, &ben), (&harbor, &mei)] {
        until("they follow the new account", async || {
            (followed(place, &who.actor).await == [new.actor.clone()]).then_some(())
        })
        .await;
    }

    // What she has stays; what is new is said there.
    let id = apples["id"].as_str().unwrap();
    assert_eq!(rosa.visitor.get(&format!("/listings/{id}")).await.expect(200)["state"], "open");
    at_rest(&riverside).await;
    let before = (traces(&riverside), riverside.database.count("listings"), riverside.database.count("statuses"));
    let pears = json!({"kind": "offer", "title": "Pears", "category": "food"});
    let refused = rosa.visitor.post("/listings", pears.clone()).await.expect(409);
    assert!(refused.to_string().contains("take that back"), "{refused}");
    let status = json!({"status": "Hello"}).to_string().into_bytes();
    let json = [("content-type", "application/json")];
    rosa.visitor.ask(Method::POST, "/api/v1/statuses", &json, status.clone()).await.expect(422);
    let follow = follow_account(&riverside, rosa.id, known_to(&riverside, &social.person("eve")).await).await;
    assert!(follow.unwrap_err().text().contains("take that back"));
    let after = (traces(&riverside), riverside.database.count("listings"), riverside.database.count("statuses"));
    assert_eq!(before, after, "nothing changed");

    // She comes back, and everyone hears; who follows her there stays there.
    rosa.comes_back().await.expect(204);
    let update = social.letter("everyone", 3).await;
    assert_eq!((&update["type"], &update["object"]["movedTo"]), (&json!("Update"), &Value::Null));
    assert_eq!(rosa.document().await.get("movedTo"), None);
    rosa.visitor.post("/listings", pears).await.expect(201);
    rosa.visitor.ask(Method::POST, "/api/v1/statuses", &json, status).await.expect(200);
    assert_eq!(followed(&riverside, &ben.actor).await, std::slice::from_ref(&new.actor));
    rosa.comes_back().await.expect(404);

    // Not twice within thirty days, however often she comes back.
    let refused = rosa.moves("rosa", &new.actor).await.expect(409);
    assert!(refused.to_string().contains("You can move again from"), "{refused}");
    riverside.clock.shift(Duration::days(31));
    harbor.clock.shift(Duration::days(31));
    rosa.moves("rosa", &new.actor).await.expect(200);
}

async fn known_to(place: &Neighborhood, person: &str) -> potluck::domain::key::ActorId {
    discover::account(&place.app, person).await.expect("the account is found")
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_from_elsewhere_brings_the_followers_of_this_network_along() {
    let (place, social, _) = scene().await;
    let tom = Member::of(&place, "tom").await;
    let (old, rosa) = (social.person("tom"), place.addresses.member("rosa").to_string());
    let target = |number: u32| {
        let mut activity = moved(&social, "tom", number, "tom", "tom");
        activity["target"] = json!(tom.actor);
        activity
    };
    social.send_whole("tom", target(1), &place).await;
    assert!(worked(&place, 1).await.contains("alsoKnownAs"), "the member did not say that it is theirs");

    assert_eq!(tom.names(&[&old]).await.expect(200), json!({"accounts": [old]}));
    social.send_whole("tom", target(2), &place).await;
    assert_eq!(worked(&place, 2).await, "");
    until("Rosa follows the member", async || (followed(&place, &rosa).await == [tom.actor.clone()]).then_some(()))
        .await;
    assert_eq!(social.letter("tom", 2).await["type"], "Undo");

    // It goes when one leaves.
    assert_eq!(place.database.count("aliases"), 1);
    tom.names(&[]).await.expect(200);
    assert_eq!(tom.document().await.get("alsoKnownAs"), None);
    tom.names(&[&old]).await.expect(200);
    leave(&place, tom.id, "tom").await.unwrap();
    assert_eq!(place.database.count("aliases"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_moves_by_mistake_or_to_what_is_not_theirs_stays_where_they_are() {
    let (place, social) = (Neighborhood::start("riverside").await, Mastodon::start().await);
    let rosa = Member::of(&place, "rosa").await;
    let ben = Member::of(&place, "ben").await;
    let eve = social.person("eve");
    at_rest(&place).await;
    let before = traces(&place);

    for (handle, account, says) in [
        ("rosa", eve.as_str(), "does not say that it is yours"),
        ("ben", eve.as_str(), "your own handle"),
        ("", eve.as_str(), "your own handle"),
        ("rosa", rosa.actor.as_str(), ""),
        ("rosa", ben.actor.as_str(), ""),
        ("rosa", "", ""),
        ("rosa", "not an account", ""),
        ("rosa", "nobody@127.0.0.1:1", ""),
        ("rosa", "javascript:alert(1)", ""),
    ] {
        let problem = rosa.moves(handle, account).await.expect(422);
        assert!(problem.to_string().contains(says), "{handle} {account}: {problem}");
        let field = if handle == "rosa" { "account" } else { "handle" };
        assert!(problem["field"].to_string().contains(field), "{handle} {account}: {problem}");
    }
    let many: Vec<String> = (0..11).map(|number| social.person(&format!("eve{number}"))).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for accounts in [many.as_slice(), &["x"], &[""], &[rosa.actor.as_str()], &[ben.actor.as_str()]] {
        let problem = rosa.names(accounts).await.expect(422);
        assert!(problem["field"].to_string().contains("accounts"), "{accounts:?}: {problem}");
    }
    let stranger = Visitor::stranger(&place);
    for (method, path) in [
        (Method::GET, "/me/aliases"),
        (Method::PUT, "/me/aliases"),
        (Method::GET, "/me/move"),
        (Method::POST, "/me/move"),
        (Method::DELETE, "/me/move"),
    ] {
        stranger.send(method, path, json!({"accounts": [], "handle": "rosa", "account": eve})).await.expect(401);
    }
    let reader = Visitor::with_scopes(&place, "rosa", "read").await;
    reader.post("/me/move", json!({"handle": "rosa", "account": eve})).await.expect(403);
    rosa.comes_back().await.expect(404);
    assert_eq!(traces(&place), before, "nothing changed");
    assert_eq!(rosa.visitor.get("/me/move").await.expect(200), json!({"moved_to": null, "can_move_from": null}));
}
