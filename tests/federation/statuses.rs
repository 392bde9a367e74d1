//! Members as citizens of the fediverse: they post, answer, tell on and like, here and elsewhere.

use crate::support::client::{Answer, Visitor};
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, until};
use chrono::Duration;
use potluck::actions::give_role::give_role;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};

pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// A member with an app.
pub struct App {
    pub visitor: Visitor,
    pub address: String,
}

impl App {
    pub async fn of(place: &Neighborhood, handle: &str) -> Self {
        place.member(handle).await;
        let visitor = Visitor::member(place, handle).await;
        Self { visitor, address: format!("{handle}@{}", place.addresses.host()) }
    }

    pub async fn ask(&self, method: Method, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/json")];
        self.visitor.ask(method, &format!("/api/v1{path}"), &headers, body.to_string().into_bytes()).await
    }

    pub async fn get(&self, path: &str) -> Value {
        self.visitor.ask(Method::GET, &format!("/api/v1{path}"), &[], Vec::new()).await.expect(200)
    }

    pub async fn post(&self, path: &str, body: Value) -> Value {
        self.ask(Method::POST, path, body).await.expect(200)
    }

    /// Posts a status, and answers it.
    async fn says(&self, text: &str, visibility: &str) -> Value {
        self.post("/statuses", json!({"status": text, "visibility": visibility})).await
    }

    async fn answers(&self, status: &Value, text: &str, visibility: &str) -> Value {
        let body = json!({"status": text, "visibility": visibility, "in_reply_to_id": status["id"]});
        self.post("/statuses", body).await
    }

    /// The account of somebody elsewhere.
    pub async fn finds(&self, address: &str) -> String {
        let found = self.get(&format!("/accounts/search?resolve=true&q={address}")).await;
        found[0]["id"].as_str().unwrap_or_else(|| panic!("{address} is not found: {found}")).to_owned()
    }

    /// Follows somebody, and waits for the yes.
    pub async fn follows(&self, other: &App) {
        let id = self.finds(&other.address).await;
        self.post(&format!("/accounts/{id}/follow"), json!({})).await;
        until("the follow is accepted", async || {
            let relation = self.get(&format!("/accounts/relationships?id[]={id}")).await;
            (relation[0]["following"] == true).then_some(())
        })
        .await;
    }

    async fn home(&self) -> Vec<Value> {
        self.get("/timelines/home").await.as_array().expect("a list").clone()
    }

    /// The status with this ActivityPub id at home, once it `fits`.
    pub async fn reads(&self, uri: &Value, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let fits = &fits;
        until(what, async || self.home().await.into_iter().find(|status| status["uri"] == *uri && fits(status))).await
    }

    /// The newest notification of a kind.
    pub async fn hears(&self, kind: &str) -> Value {
        until(&format!("a notification: {kind}"), async || {
            let heard = self.get(&format!("/notifications?types[]={kind}")).await;
            heard.get(0).cloned()
        })
        .await
    }
}

fn content(status: &Value) -> &str {
    status["content"].as_str().expect("content")
}

/// Waits until everything that came in was worked, and everything that goes out was sent.
pub async fn quiet(place: &Neighborhood) {
    let sql = "SELECT (SELECT count(*) FROM received WHERE state = 'waiting') \
               + (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries) AS n";
    place.until("all is told", async || (place.database.number(sql) == 0).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_posts_and_a_follower_elsewhere_reads_it_changed_and_gone() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let (rosa, ana) = (App::of(&river, "rosa").await, App::of(&hill, "ana").await);
    ana.follows(&rosa).await;
    assert_eq!(rosa.hears("follow").await["account"]["acct"], ana.address);

    let text = format!("Soup <b>today</b>, @{}!\nSee https://soup.example/ #Soup", ana.address);
    let posted = rosa.says(&text, "public").await;
    assert_eq!((&posted["visibility"], &posted["account"]["acct"]), (&json!("public"), &json!("rosa")));
    let read = ana.reads(&posted["uri"], "the post", |_| true).await;
    assert_eq!(read["account"]["acct"], rosa.address);
    for part in ["&lt;b&gt;today", "<br>See", "href=\"https://soup.example/\"", "hashtag", "class=\"u-url mention\""] {
        assert!(content(&read).contains(part), "{part}: {read}");
    }
    assert_eq!((&read["tags"][0]["name"], &read["mentions"][0]["acct"]), (&json!("soup"), &json!("ana")));
    assert_eq!(ana.hears("mention").await["status"]["uri"], posted["uri"]);

    let id = posted["id"].as_str().expect("an id");
    rosa.ask(Method::PUT, &format!("/statuses/{id}"), json!({"status": "Stew tomorrow"})).await.expect(200);
    let changed = ana.reads(&posted["uri"], "the change", |read| content(read) == "<p>Stew tomorrow</p>").await;
    assert!(changed["edited_at"].is_string() && changed["id"] == read["id"]);

    let deleted = rosa.ask(Method::DELETE, &format!("/statuses/{id}"), json!({})).await.expect(200);
    assert_eq!(deleted["text"], "Stew tomorrow");
    until("it is gone there", async || ana.home().await.is_empty().then_some(())).await;
    assert_eq!((hill.database.count("statuses"), river.database.count("statuses")), (0, 0));
    let accept = [("accept", "application/activity+json")];
    let left = Visitor::stranger(&river).ask(Method::GET, posted["uri"].as_str().unwrap(), &accept, Vec::new()).await;
    assert_eq!(left.expect(410)["type"], "Tombstone");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_boosts_and_likes_come_from_elsewhere_and_are_taken_back() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let third = Neighborhood::start("harbor").await;
    let (rosa, ana, cat) = (App::of(&river, "rosa").await, App::of(&hill, "ana").await, App::of(&third, "cat").await);
    ana.follows(&rosa).await;
    cat.follows(&ana).await;
    let posted = rosa.says("Who has a ladder?", "public").await;
    let there = ana.reads(&posted["uri"], "the post", |_| true).await;
    let there_id = there["id"].as_str().expect("an id");

    ana.answers(&there, &format!("@{} I have", rosa.address), "public").await;
    let heard = rosa.hears("mention").await;
    assert!(content(&heard["status"]).contains("I have"), "{heard}");
    assert_eq!(heard["status"]["in_reply_to_id"], posted["id"]);
    let id = posted["id"].as_str().expect("an id");
    let thread = rosa.get(&format!("/statuses/{id}/context")).await;
    assert_eq!(thread["descendants"].as_array().map(Vec::len), Some(1));
    assert_eq!(rosa.get(&format!("/statuses/{id}")).await["replies_count"], 1);

    let liked = ana.post(&format!("/statuses/{there_id}/favourite"), json!({})).await;
    assert_eq!((&liked["favourited"], &liked["favourites_count"]), (&json!(true), &json!(1)));
    assert_eq!(rosa.hears("favourite").await["account"]["acct"], ana.address);
    let boost = ana.post(&format!("/statuses/{there_id}/reblog"), json!({})).await;
    assert_eq!(boost["reblog"]["id"], there["id"]);
    assert_eq!(rosa.hears("reblog").await["status"]["id"], posted["id"]);
    // Cat follows Ana and not Rosa: her server asks Rosa's for what Ana tells on.
    let seen = cat.reads(&boost["uri"], "the boost", |_| true).await;
    assert_eq!((&seen["reblog"]["uri"], &seen["reblog"]["account"]["acct"]), (&posted["uri"], &json!(rosa.address)));
    let counts = rosa.get(&format!("/statuses/{id}")).await;
    assert_eq!((&counts["favourites_count"], &counts["reblogs_count"]), (&json!(1), &json!(1)));

    ana.post(&format!("/statuses/{there_id}/unfavourite"), json!({})).await;
    ana.post(&format!("/statuses/{there_id}/unreblog"), json!({})).await;
    until("both are taken back", async || {
        let now = rosa.get(&format!("/statuses/{id}")).await;
        (now["favourites_count"] == 0 && now["reblogs_count"] == 0).then_some(())
    })
    .await;
    until("the boost is gone", async || {
        cat.home().await.iter().all(|status| status["uri"] != boost["uri"]).then_some(())
    })
    .await;
    assert_eq!(rosa.get("/notifications?types[]=favourite").await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_message_is_a_conversation_of_two_and_nobody_elses() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let third = Neighborhood::start("harbor").await;
    let (rosa, ana, cat) = (App::of(&river, "rosa").await, App::of(&hill, "ana").await, App::of(&third, "cat").await);
    let ben = App::of(&river, "ben").await;
    cat.follows(&rosa).await;
    ana.follows(&rosa).await;
    let sent = rosa.says(&format!("@{} xylophone at six?", ana.address), "direct").await;
    let conversation = until("the conversation", async || ana.get("/conversations").await.get(0).cloned()).await;
    assert_eq!((&conversation["unread"], &conversation["accounts"][0]["acct"]), (&json!(true), &json!(rosa.address)));
    assert!(content(&conversation["last_status"]).contains("xylophone at six?"));
    assert_eq!(ana.hears("mention").await["status"]["visibility"], "direct");
    let answer =
        ana.answers(&conversation["last_status"], &format!("@{} xylophone, yes", rosa.address), "direct").await;
    let back = until("the answer", async || {
        let own = rosa.get("/conversations").await;
        (own[0]["unread"] == true).then(|| own[0].clone())
    })
    .await;
    assert_eq!(back["last_status"]["uri"], answer["uri"]);
    assert_eq!(rosa.get("/conversations").await.as_array().map(Vec::len), Some(1), "one conversation");
    let id = back["id"].as_str().expect("an id");
    assert_eq!(rosa.post(&format!("/conversations/{id}/read"), json!({})).await["unread"], false);
    quiet(&river).await;
    quiet(&hill).await;

    assert_eq!(third.database.count("statuses"), 0);
    for app in [&rosa, &ana, &ben, &cat] {
        assert!(app.home().await.is_empty() && app.get("/timelines/public").await == json!([]));
    }
    let path = format!("/statuses/{}", sent["id"].as_str().expect("an id"));
    assert_eq!(ben.ask(Method::GET, &path, json!({})).await.status, 404);
    assert_eq!(ben.ask(Method::POST, &format!("{path}/favourite"), json!({})).await.status, 404);
    assert_eq!(rosa.ask(Method::POST, &format!("{path}/reblog"), json!({})).await.status, 422);
    assert_eq!(ben.get("/conversations").await, json!([]));
    assert_eq!(ben.ask(Method::POST, &format!("/conversations/{id}/read"), json!({})).await.status, 404);
    let accept = [("accept", "application/activity+json")];
    let uri = sent["uri"].as_str().expect("an id");
    assert_eq!(Visitor::stranger(&river).ask(Method::GET, uri, &accept, Vec::new()).await.status, 404);
    for place in [&river, &hill] {
        for file in place.database.files() {
            let bytes = std::fs::read(&file).expect("the database");
            assert!(!bytes.windows(9).any(|part| part == b"xylophone"), "{} holds it in the open", file.display());
        }
    }
    rosa.ask(Method::DELETE, &format!("/conversations/{id}"), json!({})).await.expect(200);
    assert_eq!(rosa.get("/conversations").await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_followers_reaches_them_and_nobody_else() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let third = Neighborhood::start("harbor").await;
    let (rosa, ana, cat) = (App::of(&river, "rosa").await, App::of(&hill, "ana").await, App::of(&third, "cat").await);
    let ben = App::of(&river, "ben").await;
    ana.follows(&rosa).await;
    let rosa_there = cat.finds(&rosa.address).await;
    let posted = rosa.says("For my friends", "private").await;
    let read = ana.reads(&posted["uri"], "the post", |_| true).await;
    assert_eq!(read["visibility"], "private");
    let there = read["id"].as_str().expect("an id");
    assert_eq!(ana.ask(Method::POST, &format!("/statuses/{there}/reblog"), json!({})).await.status, 422);
    quiet(&river).await;
    assert_eq!(third.database.count("statuses"), 0);
    assert_eq!(cat.get(&format!("/accounts/{rosa_there}/statuses")).await, json!([]));

    let id = posted["id"].as_str().expect("an id");
    assert_eq!(ben.ask(Method::GET, &format!("/statuses/{id}"), json!({})).await.status, 404);
    assert_eq!(ben.ask(Method::GET, &format!("/statuses/{id}/context"), json!({})).await.status, 404);
    let stranger = Visitor::stranger(&river);
    let accept = [("accept", "application/activity+json")];
    for part in ["", "/create"] {
        let uri = format!("{}{part}", posted["uri"].as_str().expect("an id"));
        assert_eq!(stranger.ask(Method::GET, &uri, &accept, Vec::new()).await.status, 404);
    }
    assert_eq!(stranger.ask(Method::GET, &format!("/api/v1/statuses/{id}"), &[], Vec::new()).await.status, 404);
    // A neighbor who follows her reads it; one who does not follow any more does not.
    let account = ben.finds("rosa").await;
    ben.post(&format!("/accounts/{account}/follow"), json!({})).await;
    assert_eq!(ben.home().await.len(), 1);
    ben.post(&format!("/accounts/{account}/unfollow"), json!({})).await;
    assert!(ben.home().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_network_tells_reaches_its_followers_or_its_members_alone() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    hill.follow(&river).await;
    let (rosa, ana) = (App::of(&river, "rosa").await, App::of(&hill, "ana").await);
    let tell = async |text: &str, audience: &str| {
        rosa.visitor.post("/announcements", json!({"text": text, "audience": audience})).await
    };
    assert_eq!(tell("Hello", "public").await.status, 403);
    give_role(&river, "rosa", RoleKind::Steward, 6).await.expect("a role");
    assert_eq!(tell("Hello", "peers").await.expect(422)["field"], "audience");
    assert_eq!(tell(" ", "public").await.expect(422)["field"], "text");

    let public = tell("The kitchen opens at noon", "public").await.expect(201)["id"].as_str().unwrap().to_owned();
    tell("The key is under the third stone", "network").await.expect(201);
    until("it is there", async || {
        let all = ana.get("/timelines/public").await;
        all.as_array().expect("a list").iter().any(|status| content(status).contains("opens at noon")).then_some(())
    })
    .await;
    quiet(&river).await;
    assert_eq!((hill.database.count("statuses"), river.database.count("statuses")), (1, 1));
    assert_eq!(ana.get("/announcements").await, json!([]));
    let told = rosa.get("/announcements").await;
    assert_eq!(told.as_array().map(Vec::len), Some(2));
    let newest = told[0]["id"].as_str().expect("an id");
    assert!(content(&told[0]).contains("third stone") && told[0]["read"] == false);
    rosa.post(&format!("/announcements/{newest}/dismiss"), json!({})).await;
    assert_eq!(rosa.get("/announcements").await.as_array().map(Vec::len), Some(1));
    assert_eq!(rosa.visitor.send(Method::DELETE, &format!("/announcements/{public}"), json!({})).await.status, 204);
    until("it is gone there", async || (hill.database.count("statuses") == 0).then_some(())).await;
}

/// Rosa here, and people of another program.
pub async fn with_mastodon() -> (Neighborhood, App, Mastodon) {
    let (place, social) = (Neighborhood::start("riverside").await, Mastodon::start().await);
    let rosa = App::of(&place, "rosa").await;
    (place, rosa, social)
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_somebody_here_has_to_do_with_is_kept_and_only_its_author_changes_it() {
    let (place, rosa, social) = with_mastodon().await;
    let me = place.addresses.member("rosa").to_string();
    let nowhere = "https://elsewhere.example/1";
    // Nobody follows Ana, and she speaks to nobody here.
    let strange = social.note("ana", 1, nowhere, &[PUBLIC], "noise");
    social.create("ana", strange, &place).await;
    let mut vote = social.note("ana", 2, nowhere, &[&me], "a vote");
    vote["name"] = "Yes".into();
    social.create("ana", vote, &place).await;
    let hello = social.note("ana", 3, nowhere, &[&me, PUBLIC], "hi <script>alert(1)</script><b onclick=x>you</b>");
    social.create("ana", hello.clone(), &place).await;
    let heard = rosa.hears("mention").await;
    assert!(content(&heard["status"]).contains("hi <b>you</b>"), "{heard}");
    assert_eq!(heard["status"]["visibility"], "public");
    quiet(&place).await;
    assert_eq!(place.database.count("statuses"), 1);

    let mut forged = hello.clone();
    forged["attributedTo"] = social.person("eve").into();
    forged["content"] = "forged".into();
    social.send("eve", "Update", "forged", forged, &place).await;
    let id = json!(social.note_id("ana", 3));
    social.send("eve", "Delete", "forged-delete", id.clone(), &place).await;
    quiet(&place).await;
    assert_eq!(place.database.count("statuses"), 1);
    let status = heard["status"]["id"].as_str().expect("an id");
    assert!(content(&rosa.get(&format!("/statuses/{status}")).await).contains("you"));
    let mut changed = hello.clone();
    changed["content"] = "<p>changed</p>".into();
    social.send("ana", "Update", "update", changed, &place).await;
    quiet(&place).await;
    assert_eq!(content(&rosa.get(&format!("/statuses/{status}")).await), "<p>changed</p>");
    social.send("ana", "Delete", "delete", id, &place).await;
    until("it is gone", async || (place.database.count("statuses") == 0).then_some(())).await;
    assert_eq!(rosa.get("/notifications").await, json!([]));

    // What is taken back before it comes does not come (refusal 26).
    social.send("ana", "Delete", "early", json!(social.note_id("ana", 4)), &place).await;
    social.create("ana", social.note("ana", 4, nowhere, &[&me], "late"), &place).await;
    quiet(&place).await;
    assert_eq!(place.database.count("statuses"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_overtakes_its_post_comes_as_the_post_would_and_the_newest_words_stay() {
    let (place, rosa, social) = with_mastodon().await;
    let me = place.addresses.member("rosa").to_string();
    let nowhere = "https://elsewhere.example/1";
    let ago = |minutes: i64| json!((place.now() - Duration::minutes(minutes)).to_rfc3339());
    let new = |number: u32, to: &[&str], words: &str| {
        let mut note = social.note("ana", number, nowhere, to, words);
        note["published"] = ago(60);
        note
    };
    let first = new(1, &[&me, PUBLIC], "first words");
    let changed = |words: &str, updated: i64| {
        let (mut note, html) = (first.clone(), format!("<p>{words}</p>"));
        (note["contentMap"], note["content"]) = (json!({"en": html}), json!(html));
        note["updated"] = ago(updated);
        note
    };
    social.send("ana", "Update", "second", changed("newest", 10), &place).await;
    let heard = rosa.hears("mention").await;
    assert_eq!(content(&heard["status"]), "<p>newest</p>");
    assert!(heard["status"]["edited_at"].is_string(), "{heard}");
    social.send("ana", "Update", "first", changed("older", 30), &place).await;
    social.create("ana", first.clone(), &place).await;
    quiet(&place).await;
    let status = heard["status"]["id"].as_str().expect("an id");
    assert_eq!(content(&rosa.get(&format!("/statuses/{status}")).await), "<p>newest</p>");
    assert_eq!(rosa.get("/notifications").await.as_array().map(Vec::len), Some(1), "she heard of it once");
    assert_eq!(place.database.number("SELECT count(*) AS n FROM received WHERE state = 'refused'"), 0);

    // What would not come as a post does not come as its change: nobody here has to do with it, it is another's, it was
    // taken back before, or it is a vote. Nor does what was posted long ago, before anybody here had to do with it.
    social.send("ana", "Update", "strange", new(2, &[PUBLIC], "noise"), &place).await;
    social.send("eve", "Update", "forged", new(3, &[&me], "forged"), &place).await;
    social.send("ana", "Delete", "early", json!(social.note_id("ana", 4)), &place).await;
    social.send("ana", "Update", "late", new(4, &[&me], "late"), &place).await;
    let mut vote = new(5, &[&me], "a vote");
    vote["name"] = json!("Yes");
    social.send("ana", "Update", "vote", vote, &place).await;
    let mut old = new(6, &[&me], "words of last week");
    old["published"] = ago(8 * 24 * 60);
    social.send("ana", "Update", "old", old, &place).await;
    quiet(&place).await;
    assert_eq!(place.database.count("statuses"), 1);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM received WHERE state = 'refused'"), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_like_of_an_offer_is_taken_and_counted_nowhere() {
    let (place, rosa, social) = with_mastodon().await;
    let offer = json!({"kind": "offer", "title": "Soup", "audience": "public"});
    rosa.visitor.post("/listings", offer).await.expect(201);
    let listing = place.database.lines("SELECT ap_id AS line FROM listings").remove(0);
    social.send("ana", "Like", "like", json!(listing), &place).await;
    let posted = rosa.says("Hello", "public").await;
    social.send("ana", "Like", "like", posted["uri"].clone(), &place).await;
    rosa.hears("favourite").await;
    social.send("ana", "Announce", "boost", posted["uri"].clone(), &place).await;
    rosa.hears("reblog").await;
    quiet(&place).await;
    assert_eq!(place.database.count("favourites"), 1);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM received WHERE state = 'refused'"), 0);
    // What is not for everyone is not told on, whoever says so.
    let private = rosa.says("For friends", "private").await;
    social.send("ana", "Announce", "widen", private["uri"].clone(), &place).await;
    social.send("ana", "Like", "peek", private["uri"].clone(), &place).await;
    quiet(&place).await;
    assert_eq!(place.database.number("SELECT count(*) AS n FROM received WHERE state = 'refused'"), 2);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM statuses WHERE boost_of IS NOT NULL"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_is_forgotten_where_they_were_read() {
    let (river, hill) = (Neighborhood::start("riverside").await, Neighborhood::start("hillside").await);
    let (rosa, ana) = (App::of(&river, "rosa").await, App::of(&hill, "ana").await);
    ana.follows(&rosa).await;
    let posted = rosa.says("Hello", "public").await;
    let read = ana.reads(&posted["uri"], "the post", |_| true).await;
    ana.post(&format!("/statuses/{}/favourite", read["id"].as_str().unwrap()), json!({})).await;
    rosa.hears("favourite").await;
    rosa.says(&format!("@{} just us", ana.address), "direct").await;
    until("the conversation", async || ana.get("/conversations").await.get(0).cloned()).await;
    let left = rosa.visitor.send(Method::DELETE, "/me", json!({"handle": "rosa"})).await;
    assert_eq!(left.status, 204, "{}", left.text);
    until("nothing of hers is there", async || (hill.database.count("statuses") == 0).then_some(())).await;
    for table in ["statuses", "favourites", "conversations", "conversation_members", "notifications", "status_mentions"]
    {
        assert_eq!(river.database.count(table), 0, "{table}");
    }
    assert_eq!(ana.get("/conversations").await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_member_blocks_does_not_speak_to_them_even_if_their_server_knows_no_blocks() {
    let (place, rosa, social) = with_mastodon().await;
    let me = place.addresses.member("rosa").to_string();
    let post = rosa.says("Good morning", "public").await;
    let uri = post["uri"].as_str().unwrap();
    let says = async |by: &str, number: u32, answered: &str, to: &[&str]| {
        social.create(by, social.note(by, number, answered, to, "hear me"), &place).await;
        quiet(&place).await;
        place.database.count("statuses")
    };
    assert_eq!(says("ana", 1, "https://elsewhere.example/1", &[&me]).await, 2, "before");
    let block = json!({"account": social.person("ana"), "distance": "block"});
    Visitor::member(&place, "rosa").await.send(Method::PUT, "/me/blocks", block).await.expect(200);
    assert_eq!(says("ana", 2, "https://elsewhere.example/1", &[&me]).await, 2, "in private");
    assert_eq!(says("ana", 3, uri, &[PUBLIC]).await, 2, "as an answer");
    assert_eq!(says("tom", 1, uri, &[&me]).await, 3, "others do");

    // A neighbor of the same network: their words are there, and do not call her.
    let mei = App::of(&place, "mei").await;
    let called = async || place.database.count("notifications");
    let before = called().await;
    let block = json!({"account": "mei", "distance": "block"});
    Visitor::member(&place, "rosa").await.send(Method::PUT, "/me/blocks", block).await.expect(200);
    mei.says("@rosa hear me", "public").await;
    assert_eq!(called().await, before);
}
