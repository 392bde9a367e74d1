//! Members who go on under an account elsewhere, who come back, and who come from elsewhere.

use crate::support::client::{Answer, Visitor};
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, until};
use reqwest::Method;
use serde_json::{Value, json};
use std::io::{Cursor, Read};

/// A member of a place, with an app.
struct Person<'a> {
    place: &'a Neighborhood,
    handle: &'static str,
    app: Visitor,
}

impl<'a> Person<'a> {
    async fn of(place: &'a Neighborhood, handle: &'static str) -> Self {
        place.member(handle).await;
        Self { place, handle, app: Visitor::member(place, handle).await }
    }

    /// `rosa@riverside.localhost:PORT`.
    fn address(&self) -> String {
        format!("{}@{}", self.handle, self.place.addresses.host())
    }

    /// The ActivityPub id.
    fn id(&self) -> String {
        format!("{}/ap/members/{}", self.place.base, self.handle)
    }

    /// The actor as any other server reads it.
    async fn actor(&self) -> Value {
        let accept = [("accept", "application/activity+json")];
        Visitor::stranger(self.place).ask(Method::GET, &self.id(), &accept, Vec::new()).await.expect(200)
    }

    /// Asks the interface for apps.
    async fn in_app(&self, method: Method, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json")];
        self.app.ask(method, &format!("/api/v1{path}"), &headers, body.to_string().into_bytes()).await
    }

    async fn account(&self, address: &str) -> Value {
        let path = format!("/api/v1/accounts/search?resolve=true&q={address}");
        self.app.ask(Method::GET, &path, &[], vec![]).await.expect(200)[0].clone()
    }

    async fn asks_to_follow(&self, address: &str) -> Answer {
        let account = self.account(address).await;
        let id = account["id"].as_str().unwrap_or_else(|| panic!("{address} is not found"));
        self.in_app(Method::POST, &format!("/accounts/{id}/follow"), json!({})).await
    }

    async fn relation(&self, address: &str) -> Value {
        let id = self.account(address).await["id"].as_str().expect("an id").to_owned();
        let path = format!("/api/v1/accounts/relationships?id[]={id}");
        self.app.ask(Method::GET, &path, &[], vec![]).await.expect(200)[0].clone()
    }

    /// Waits until the follow of an account is accepted.
    async fn comes_to_follow(&self, address: &str) {
        let what = format!("{} follows {address}", self.handle);
        until(&what, async || (self.relation(address).await["following"] == true).then_some(())).await;
    }

    async fn follows(&self, address: &str) {
        self.asks_to_follow(address).await.expect(200);
        self.comes_to_follow(address).await;
    }

    async fn says_aliases(&self, accounts: &[&str]) -> Answer {
        self.app.send(Method::PUT, "/me/aliases", json!({ "accounts": accounts })).await
    }

    async fn moves_to(&self, account: &str) -> Answer {
        self.app.post("/me/move", json!({"account": account, "handle": self.handle})).await
    }

    async fn comes_back(&self) -> Answer {
        self.app.send(Method::DELETE, "/me/move", json!({})).await
    }
}

/// Somebody of Mastodon follows a member, and is let.
async fn followed_from_afar(member: &Person<'_>, social: &Mastodon, name: &str) {
    let follow = json!({
        "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}#follow", social.person(name)),
        "type": "Follow", "actor": social.person(name), "object": member.id(),
    });
    assert_eq!(social.send_whole(name, follow, member.place).await, 202);
    assert_eq!(social.letter(name, 1).await["type"], "Accept");
}

fn follows_of(place: &Neighborhood) -> Vec<String> {
    place.database.lines(
        "SELECT er.ap_id || ' ' || ed.ap_id || ' ' || f.state AS line FROM follows f \
         JOIN actors er ON er.id = f.follower_id JOIN actors ed ON ed.id = f.followed_id ORDER BY 1",
    )
}

/// Waits until everything that came in was worked, and everything that goes out was sent.
async fn quiet(place: &Neighborhood) {
    let sql = "SELECT (SELECT count(*) FROM received WHERE state = 'waiting') \
               + (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries) AS n";
    place.until("all is told", async || (place.database.number(sql) == 0).then_some(())).await;
}

/// The cooldown is over for everyone.
fn thirty_days_pass(place: &Neighborhood) {
    place.database.execute("UPDATE moves SET moved_at = '2020-01-01 00:00:00'").expect("an update");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_moves_out_and_who_follows_them_here_next_door_and_from_mastodon_is_led_on() {
    let (river, harbor) = (Neighborhood::start("riverside").await, Neighborhood::start("harbor").await);
    let social = Mastodon::start().await;
    let (rosa, ben) = (Person::of(&river, "rosa").await, Person::of(&river, "ben").await);
    let (rosie, cat) = (Person::of(&harbor, "rosie").await, Person::of(&harbor, "cat").await);
    ben.follows("rosa").await;
    cat.follows(&rosa.address()).await;
    followed_from_afar(&rosa, &social, "tom").await;
    assert!(rosa.actor().await.get("movedTo").is_none());
    let before = rosa.app.get("/me/move").await.expect(200);
    assert_eq!(before, json!({"moved_to": null, "can_move_from": null}));

    let named = rosie.says_aliases(&[&rosa.address(), &rosa.id()]).await.expect(200);
    assert_eq!(named, json!({"accounts": [rosa.id()]}), "the same account twice is one");
    assert_eq!(rosie.app.get("/me/aliases").await.expect(200), named);
    assert_eq!(rosie.actor().await["alsoKnownAs"], json!([rosa.id()]));

    let answer = rosa.app.post("/me/move", json!({"account": rosie.address(), "handle": "@Rosa"})).await.expect(200);
    assert_eq!(answer["moved_to"], rosie.id());
    assert!(answer["can_move_from"].is_string(), "{answer}");
    assert_eq!(rosa.app.get("/me/move").await.expect(200), answer);
    assert_eq!(rosa.actor().await["movedTo"], rosie.id());

    // Mastodon hears first where she went, then that its people shall follow.
    let heard = social.letter("everyone", 2).await;
    let told = &social.letters_of("everyone")[0];
    assert_eq!((&told["type"], &told["object"]["movedTo"]), (&json!("Update"), &json!(rosie.id())));
    assert_eq!(
        (&heard["type"], &heard["actor"], &heard["object"]),
        (&json!("Move"), &json!(rosa.id()), &json!(rosa.id()))
    );
    assert_eq!((&heard["target"], &heard["to"]), (&json!(rosie.id()), &json!([format!("{}/followers", rosa.id())])));

    ben.comes_to_follow(&rosie.address()).await;
    cat.comes_to_follow("rosie").await;
    assert_eq!(ben.relation("rosa").await["following"], false);
    until("cat does not follow the old account", async || {
        (cat.relation(&rosa.address()).await["following"] == false).then_some(())
    })
    .await;
    quiet(&harbor).await;
    quiet(&river).await;
    let left = follows_of(&river).into_iter().filter(|line| line.contains(&format!(" {} accepted", rosa.id())));
    assert_eq!(left.count(), 1, "Mastodon's own follow is Mastodon's to end");

    let posted = rosie.in_app(Method::POST, "/statuses", json!({"status": "Here I am now"})).await.expect(200);
    until("ben reads her there", async || {
        let home = ben.app.ask(Method::GET, "/api/v1/timelines/home", &[], vec![]).await.expect(200);
        home.as_array().expect("a list").iter().any(|status| status["uri"] == posted["uri"]).then_some(())
    })
    .await;
    // Apps show where she went, here and next door.
    assert_eq!(ben.account("rosa").await["moved"]["acct"], rosie.address());
    assert_eq!(cat.account(&rosa.address()).await["moved"]["acct"], "rosie");
    assert!(ben.account(&rosie.address()).await.get("moved").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_mastodon_moves_in_once_the_member_says_that_they_are_the_same() {
    let (river, social) = (Neighborhood::start("riverside").await, Mastodon::start().await);
    let (rosa, ben, mia) =
        (Person::of(&river, "rosa").await, Person::of(&river, "ben").await, Person::of(&river, "mia").await);
    for (number, member) in [&ben, &mia, &rosa].into_iter().enumerate() {
        member.asks_to_follow(&social.person("tom")).await.expect(200);
        assert_eq!(social.letter("tom", number + 1).await["type"], "Follow");
    }
    rosa.app.send(Method::PUT, "/me/blocks", json!({"account": "mia", "distance": "block"})).await.expect(200);
    let moves = async |name: &str, number: i64| {
        let moved = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}#move-{number}", social.person(name)),
            "type": "Move", "actor": social.person(name), "object": social.person(name), "target": rosa.id(),
        });
        assert_eq!(social.send_whole(name, moved, &river).await, 202);
        river
            .until("it was worked", async || {
                let worked = river.database.number("SELECT count(*) AS n FROM received WHERE state <> 'waiting'");
                (worked == number).then_some(())
            })
            .await;
        river.database.lines("SELECT coalesce(problem, '') AS line FROM received ORDER BY id DESC").remove(0)
    };
    let before = follows_of(&river);
    assert!(moves("tom", 1).await.contains("alsoKnownAs"), "she did not say so");
    assert_eq!((follows_of(&river), river.database.count("moves")), (before, 0), "nothing changed");

    rosa.says_aliases(&[&social.person("tom")]).await.expect(200);
    assert_eq!(rosa.actor().await["alsoKnownAs"], json!([social.person("tom")]));
    assert_eq!(moves("tom", 2).await, "");
    ben.comes_to_follow("rosa").await;
    assert_eq!(mia.relation("rosa").await["following"], false, "she blocks mia");
    assert_eq!(rosa.relation("ben").await["followed_by"], true);
    let undone = social.letter("tom", 4).await;
    assert_eq!((&undone["type"], &undone["actor"]), (&json!("Undo"), &json!(ben.id())));
    quiet(&river).await;
    let of_rosa = format!("{} {} ended", rosa.id(), rosa.id());
    assert!(!follows_of(&river).iter().any(|line| line.starts_with(&of_rosa)), "nobody follows themselves");

    // While she is away herself, nobody is led to her.
    ben.asks_to_follow(&social.person("tim")).await.expect(200);
    rosa.says_aliases(&[&social.person("tim")]).await.expect(200);
    social.also_known_as("eve", &rosa.id());
    rosa.moves_to(&social.person("eve")).await.expect(200);
    let before = follows_of(&river);
    assert!(moves("tim", 3).await.contains("went on elsewhere"));
    assert_eq!(follows_of(&river), before, "nothing changed");

    // She takes it back: nobody finds the tie any more.
    assert_eq!(rosa.says_aliases(&[]).await.expect(200), json!({"accounts": []}));
    assert_eq!(rosa.actor().await.get("alsoKnownAs").cloned().unwrap_or(json!([])), json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_is_not_clearly_wanted_by_both_accounts_changes_nothing() {
    let (river, harbor) = (Neighborhood::start("riverside").await, Neighborhood::start("harbor").await);
    let social = Mastodon::start().await;
    let (rosa, ben) = (Person::of(&river, "rosa").await, Person::of(&river, "ben").await);
    let rosie = Person::of(&harbor, "rosie").await;
    ben.follows("rosa").await;
    followed_from_afar(&rosa, &social, "tom").await;
    let unchanged = async |why: &str| {
        quiet(&river).await;
        assert_eq!((river.database.count("moves"), river.database.count("aliases")), (0, 0), "{why}");
        assert!(rosa.actor().await.get("movedTo").is_none(), "{why}");
        assert_eq!(ben.relation("rosa").await["following"], true, "{why}");
        assert_eq!(social.letters_of("everyone").len(), 0, "{why}");
    };

    let refused = async |account: &str, handle: &str, field: &str, words: &str| {
        let answer = rosa.app.post("/me/move", json!({"account": account, "handle": handle})).await;
        assert_eq!(answer.status, 422, "{account:?} {handle:?}: {}", answer.text);
        assert_eq!(answer.json()["field"], field, "{account:?} {handle:?}: {}", answer.text);
        assert!(answer.text.contains(words), "{account:?} {handle:?}: {}", answer.text);
    };
    let there = rosie.address();
    refused(&there, "rosa", "account", "does not say that it is yours").await;
    rosie.says_aliases(&[&social.person("tom")]).await.expect(200);
    refused(&there, "rosa", "account", "does not say that it is yours").await;
    rosie.says_aliases(&[&rosa.address()]).await.expect(200);
    for handle in ["ben", "", "rosie", "rosa@elsewhere.example"] {
        refused(&there, handle, "handle", "your own handle").await;
    }
    let nobody = format!("nobody@{}", harbor.addresses.host());
    let nobody_here = format!("nobody@{}", river.addresses.host());
    let (network, server) = (harbor.address(), format!("{}/ap/app", harbor.base));
    for account in [
        rosa.address(),
        rosa.id(),
        ben.address(),
        ben.id(),
        nobody,
        nobody_here,
        format!("{}/ap/members/nobody", harbor.base),
        format!("{}/api/potluck/v1/network", harbor.base),
        network,
        server,
        "rosie".into(),
        String::new(),
        "@@".into(),
        "rosie@".into(),
        "@harbor".into(),
        "http://".into(),
        "ftp://harbor.example/rosie".into(),
        "rosie@not a host".into(),
        "http://nobody.localhost:1/ap/members/rosie".into(),
        "x".repeat(5_000),
    ] {
        refused(&account, "rosa", "account", "").await;
    }
    for (body, field) in [
        (json!({"handle": "rosa"}), "account"),
        (json!({"account": rosie.address()}), "handle"),
        (json!({"account": 5, "handle": "rosa"}), "account"),
        (json!({"account": rosie.address(), "handle": "rosa", "now": true}), "now"),
    ] {
        let answer = rosa.app.post("/me/move", body.clone()).await;
        assert_eq!((answer.status, &answer.json()["field"]), (422, &json!(field)), "{body}: {}", answer.text);
    }
    unchanged("refused").await;
    assert_eq!(rosa.comes_back().await.status, 404, "who is here cannot come back");

    // Who went on from there is not to be followed there.
    let tom = social.person("tom");
    social.also_known_as("tom", &rosie.id());
    rosie.moves_to(&tom).await.expect(200);
    refused(&there, "rosa", "account", "went on").await;
    unchanged("the other account moved on").await;

    // Strangers, and apps that may not.
    let (stranger, reader) = (Visitor::stranger(&river), Visitor::with_scopes(&river, "rosa", "read").await);
    let writer = Visitor::with_scopes(&river, "rosa", "write").await;
    for (visitor, method, path, status) in [
        (&stranger, Method::GET, "/me/aliases", 401),
        (&stranger, Method::PUT, "/me/aliases", 401),
        (&stranger, Method::GET, "/me/move", 401),
        (&stranger, Method::POST, "/me/move", 401),
        (&stranger, Method::DELETE, "/me/move", 401),
        (&reader, Method::PUT, "/me/aliases", 403),
        (&reader, Method::POST, "/me/move", 403),
        (&reader, Method::DELETE, "/me/move", 403),
        (&writer, Method::GET, "/me/aliases", 403),
        (&writer, Method::GET, "/me/move", 403),
    ] {
        let body = match path {
            "/me/aliases" => json!({"accounts": [tom]}),
            _ => json!({"account": there, "handle": "rosa"}),
        };
        let answer = visitor.send(method.clone(), path, body).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text);
    }
    unchanged("not theirs to do").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn aliases_that_are_no_persons_accounts_elsewhere_or_too_many_are_refused() {
    let (river, harbor) = (Neighborhood::start("riverside").await, Neighborhood::start("harbor").await);
    let social = Mastodon::start().await;
    let (rosa, ben, rosie) =
        (Person::of(&river, "rosa").await, Person::of(&river, "ben").await, Person::of(&harbor, "rosie").await);
    let kept = rosa.says_aliases(&[&social.person("tom"), &rosie.address()]).await.expect(200);
    assert_eq!(kept["accounts"], json!([social.person("tom"), rosie.id()]), "in their order");
    let nobody = format!("nobody@{}", harbor.addresses.host());
    let (network, app) = (harbor.address(), format!("{}/ap/app", harbor.base));
    for account in [
        rosa.address().as_str(),
        &rosa.id(),
        &ben.address(),
        &nobody,
        &network,
        &app,
        "rosie",
        "",
        "@@",
        "http://",
        "did:key:z6Mk",
        "http://nobody.localhost:1/ap/members/rosie",
    ] {
        let answer = rosa.says_aliases(&[&social.person("eve"), account]).await;
        assert_eq!((answer.status, &answer.json()["field"]), (422, &json!("accounts")), "{account:?}: {}", answer.text);
    }
    let eleven: Vec<String> = (0..11).map(|number| social.person(&format!("tom{number}"))).collect();
    let eleven: Vec<&str> = eleven.iter().map(String::as_str).collect();
    let answer = rosa.says_aliases(&eleven).await;
    assert_eq!((answer.status, &answer.json()["field"]), (422, &json!("accounts")), "{}", answer.text);
    assert!(answer.text.contains("At most 10"), "{}", answer.text);
    for body in [json!({}), json!({"accounts": "tom"}), json!({"accounts": [1]}), json!({"accounts": [], "all": 1})] {
        assert_eq!(rosa.app.send(Method::PUT, "/me/aliases", body.clone()).await.status, 422, "{body}");
    }
    assert_eq!(rosa.app.get("/me/aliases").await.expect(200), kept, "nothing changed");
    assert_eq!(rosa.actor().await["alsoKnownAs"], kept["accounts"]);
    let ten = rosa.says_aliases(&eleven[..10]).await.expect(200);
    assert_eq!(ten["accounts"], json!(eleven[..10]));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_moved_says_nothing_new_here_until_they_come_back_and_keeps_what_they_promised() {
    let (river, social) = (Neighborhood::start("riverside").await, Mastodon::start().await);
    let (rosa, ben) = (Person::of(&river, "rosa").await, Person::of(&river, "ben").await);
    followed_from_afar(&rosa, &social, "tom").await;
    let apples = json!({"kind": "offer", "title": "Apples", "audience": "public", "hidden_author": false,
        "amount": "4", "unit": {"measure": "one", "label": "bags"}});
    let open = rosa.app.post("/listings", apples.clone()).await.expect(201);
    let open = format!("/listings/{}", open["id"].as_str().expect("an id"));
    let written = json!({"kind": "offer", "title": "Not yet", "audience": "network", "publish": false});
    let draft = rosa.app.post("/listings", written).await.expect(201);
    assert_eq!(draft["state"], "draft", "{draft}");
    let draft = format!("/listings/{}/publish", draft["id"].as_str().expect("an id"));
    let asked = ben.app.post(&format!("{open}/responses"), json!({"amount": "2"})).await.expect(201);
    let carrots = ben.app.post("/listings", json!({"kind": "offer", "title": "Carrots"})).await.expect(201);
    let carrots = format!("/listings/{}/responses", carrots["id"].as_str().expect("an id"));
    let post = ben.in_app(Method::POST, "/statuses", json!({"status": "Good morning"})).await.expect(200);
    let boost = format!("/statuses/{}/reblog", post["id"].as_str().expect("an id"));
    quiet(&river).await;
    let heard = social.letters_of("everyone").len();

    social.also_known_as("rosa", &rosa.id());
    rosa.moves_to(&social.person("rosa")).await.expect(200);
    assert_eq!(social.letter("everyone", heard + 2).await["type"], "Move");

    let counted = || {
        let tables = ["listings", "responses", "statuses"].map(|table| river.database.count(table));
        (tables, follows_of(&river))
    };
    let before = counted();
    for (path, body) in [
        ("/listings", apples.clone()),
        (draft.as_str(), json!({})),
        (carrots.as_str(), json!({"message": "I come by bicycle"})),
    ] {
        let answer = rosa.app.post(path, body).await;
        assert_eq!(answer.status, 409, "{path}: {}", answer.text);
        assert!(answer.text.contains("take that back first"), "{path}: {}", answer.text);
    }
    let status = json!({"status": "Anybody there?"});
    for (path, body) in [("/statuses", status.clone()), (boost.as_str(), json!({}))] {
        let answer = rosa.in_app(Method::POST, path, body).await;
        assert_eq!(answer.status, 422, "{path}: {}", answer.text);
        assert!(answer.text.contains("take that back first"), "{path}: {}", answer.text);
    }
    assert_eq!(rosa.asks_to_follow("ben").await.status, 422);
    assert_eq!(counted(), before, "nothing was said");

    // What is hers stays, and what she promised is kept.
    assert_eq!(ben.app.get(&open).await.expect(200)["state"], "open");
    let yes = format!("/responses/{}/accept", asked["id"].as_str().expect("an id"));
    rosa.app.post(&yes, json!({})).await.expect(200);
    assert_eq!(ben.app.get(&open).await.expect(200)["state"], "partly-met");
    assert_eq!(river.database.count("handoffs"), 1);

    // Not on and on, also not by way of coming back.
    social.also_known_as("tim", &rosa.id());
    quiet(&river).await;
    let letters = social.letters_of("everyone").len();
    for _ in 0..2 {
        let answer = rosa.moves_to(&social.person("tim")).await;
        assert_eq!(answer.status, 409, "{}", answer.text);
        assert!(answer.text.contains("again from"), "{}", answer.text);
        assert!(river.database.lines("SELECT target AS line FROM moves").iter().all(|to| !to.ends_with("/tim")));
        rosa.comes_back().await;
    }
    let back = social.letter("everyone", letters + 1).await;
    assert_eq!((&back["type"], &back["object"]["id"]), (&json!("Update"), &json!(rosa.id())));
    assert!(back["object"].get("movedTo").is_none(), "{back}");
    assert!(rosa.actor().await.get("movedTo").is_none());
    let state = rosa.app.get("/me/move").await.expect(200);
    assert!(state["moved_to"].is_null() && state["can_move_from"].is_string(), "{state}");
    assert_eq!(rosa.comes_back().await.status, 404, "once is enough");
    assert!(!river.database.lines("SELECT target AS line FROM moves").iter().any(|to| to.contains("social")));

    rosa.app.post("/listings", apples).await.expect(201);
    rosa.app.post(&draft, json!({})).await.expect(200);
    rosa.app.post(&carrots, json!({"message": "I come by bicycle"})).await.expect(201);
    rosa.in_app(Method::POST, "/statuses", status).await.expect(200);
    rosa.in_app(Method::POST, &boost, json!({})).await.expect(200);
    rosa.asks_to_follow("ben").await.expect(200);

    thirty_days_pass(&river);
    let again = rosa.moves_to(&social.person("tim")).await.expect(200);
    assert_eq!(again["moved_to"], social.person("tim"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_neighbor_who_keeps_the_new_account_away_is_not_led_to_it() {
    let (river, social) = (Neighborhood::start("riverside").await, Mastodon::start().await);
    let (rosa, ben, mia) =
        (Person::of(&river, "rosa").await, Person::of(&river, "ben").await, Person::of(&river, "mia").await);
    for member in [&ben, &mia] {
        member.follows("rosa").await;
    }
    // Mia blocks where rosa goes, and that server tells that its Rosa blocks nobody.
    let there = social.person("rosa");
    assert!(mia.account(&there).await["id"].is_string());
    mia.app.send(Method::PUT, "/me/blocks", json!({"account": there, "distance": "block"})).await.expect(200);
    social.also_known_as("rosa", &rosa.id());
    rosa.moves_to(&there).await.expect(200);
    quiet(&river).await;
    let asked: Vec<Value> = social.letters_of("rosa").into_iter().filter(|letter| letter["type"] == "Follow").collect();
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert_eq!(asked[0]["actor"], ben.id());
    assert_eq!(ben.relation("rosa").await["following"], false);
    assert_eq!(mia.relation("rosa").await["following"], true, "she stays where she was");
}

#[tokio::test(flavor = "multi_thread")]
async fn aliases_and_the_move_are_taken_along_and_forgotten_when_one_leaves() {
    let (river, social) = (Neighborhood::start("riverside").await, Mastodon::start().await);
    let rosa = Person::of(&river, "rosa").await;
    let (old, new) = (social.person("rosa-before"), social.person("rosa-after"));
    rosa.says_aliases(&[&old]).await.expect(200);
    social.also_known_as("rosa-after", &rosa.id());
    rosa.moves_to(&new).await.expect(200);

    let answer = rosa.app.get("/me/export").await;
    assert_eq!(answer.status, 200);
    let mut zip = zip::ZipArchive::new(Cursor::new(answer.bytes)).expect("a ZIP");
    let mut text = String::new();
    zip.by_name("actor.json").expect("actor.json").read_to_string(&mut text).expect("text");
    let actor: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&actor["alsoKnownAs"], &actor["movedTo"]), (&json!([old]), &json!(new)));

    assert_eq!((river.database.count("aliases"), river.database.count("moves")), (1, 1));
    rosa.app.send(Method::DELETE, "/me", json!({"handle": "rosa"})).await.expect(204);
    assert_eq!((river.database.count("aliases"), river.database.count("moves")), (0, 0));
}
