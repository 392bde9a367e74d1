//! The story that each client plays: rosa has the app on riverside, and sam lives on hillside.

use crate::client::{Client, Program, nothing};
use crate::support::TestDb;
use crate::support::browser::Browser;
use crate::support::client::Visitor;
use crate::support::neighborhood::until;
use crate::support::pictures::photograph;
use crate::support::process::Process;
use crate::support::stories::Tally;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use url::Url;

const SOUP: &str = "A pot of soup with a ladle";

/// Two networks that follow each other, and who lives there.
struct Town {
    riverside: Process,
    hillside: Process,
    /// rosa, as somebody who does without the app.
    rosa: Visitor,
    sam: Visitor,
}

/// Loopback addresses of this run's own: names below `.localhost` are not known to every resolver.
fn addresses() -> [(Ipv4Addr, u16); 2] {
    let base: u32 = 0x7f00_0000 | rand::random_range(0x0001_0000..0x00ff_0000);
    [base & !1, base | 1].map(|address| {
        let address = Ipv4Addr::from(address);
        let free = TcpListener::bind((address, 0)).expect("a port");
        (address, free.local_addr().expect("an address").port())
    })
}

async fn town() -> Town {
    let [river, hill] = addresses();
    let domains = [river, hill].map(|(address, port)| format!("{address}:{port}"));
    let hosts = [domains[0].as_str(), domains[1].as_str()];
    let place = async |name, at, domain| Process::start_at(name, domain, at, Arc::new(TestDb::empty()), &hosts).await;
    let (riverside, hillside) = (place("riverside", river, hosts[0]).await, place("hillside", hill, hosts[1]).await);
    let rosa = riverside.visitor(Some(&riverside.operator("rosa").await));
    let sam = hillside.visitor(Some(&hillside.operator("sam").await));
    for (who, other) in [(&rosa, &hillside), (&sam, &riverside)] {
        who.post("/peers", json!({ "address": format!("food@{}", other.domain) })).await.expect(202);
    }
    for who in [&rosa, &sam] {
        until("the networks follow each other", async || {
            let peers = who.get("/peers").await.expect(200);
            peers.as_array().expect("a list").iter().any(|peer| peer["mutual"] == true).then_some(())
        })
        .await;
    }
    Town { riverside, hillside, rosa, sam }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn id(value: &Value) -> String {
    text(&value["id"]).to_owned()
}

fn says(status: &Value, words: &str) -> bool {
    status["content"].as_str().is_some_and(|content| content.contains(words))
}

/// What sam asks of hillside, as any app does.
async fn ask(who: &Visitor, path: &str) -> Value {
    who.ask(Method::GET, path, &[], Vec::new()).await.expect(200)
}

async fn send(who: &Visitor, path: &str, body: Value) -> Value {
    let json = [("content-type", "application/json")];
    who.ask(Method::POST, path, &json, body.to_string().into_bytes()).await.expect(200)
}

/// One of a list that sam sees, once it `fits`.
async fn seen(who: &Visitor, what: &str, path: &str, fits: impl Fn(&Value) -> bool) -> Value {
    let fits = &fits;
    until(what, async || ask(who, path).await.as_array().expect("a list").iter().find(|one| fits(one)).cloned()).await
}

async fn story(town: Town, mut app: Client) {
    sign_in(&town, &mut app).await;
    let instance = app.does("instance", nothing()).await;
    let says_who = [&instance["uri"], &instance["domain"]];
    assert!(says_who.contains(&&json!(town.riverside.domain)), "{instance}");
    follow(&town, &mut app).await;
    let listens = listen(&town, &mut app).await;
    let theirs = hear(&town, &mut app, listens).await;
    let ours = post(&town, &mut app).await;
    answer(&town, &mut app, &theirs, &ours, listens).await;
    need(&town, &mut app).await;
    take_back(&town, &mut app, &ours).await;
    if app.tries("sign_out", nothing()).await.is_some() {
        app.fails("home", nothing()).await;
    }
}

/// Tells it.
pub async fn tell(program: Program) -> Tally {
    let town = town().await;
    let app = Client::start(&program, &format!("http://{}", town.riverside.domain));
    story(town, app).await;
    Tally::TOLD
}

/// The app registers, rosa lets it in on the page that her browser shows, and it comes in with the code.
async fn sign_in(town: &Town, app: &mut Client) {
    app.does("register", nothing()).await;
    let page: Url = text(&app.does("authorize_url", nothing()).await).parse().expect("an address");
    let browser = Browser::of(town.riverside.visitor(None));
    let link: Url = town.riverside.run(&["member", "link", "rosa"]).await.parse().expect("an address");
    assert_eq!(browser.fill_in(link.path(), &[]).await.status, 303);
    let path = &page[url::Position::BeforePath..];
    let shown = browser.fill_in(path, &[("decision", "allow")]).await;
    let after = shown.text.split("id=\"code\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1));
    let code = after.and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no code: {}", shown.text));
    let me = app.does("sign_in", json!({ "code": code })).await;
    assert_eq!((&me["username"], &me["acct"]), (&json!("rosa"), &json!("rosa")), "{me}");
}

/// rosa looks for sam by their address, follows them, and sam hears of it; and the other way round.
async fn follow(town: &Town, app: &mut Client) {
    let sam = format!("sam@{}", town.hillside.domain);
    let found = app.does("search", json!({ "query": format!("@{sam}") })).await;
    assert_eq!(found["accounts"][0]["acct"], json!(sam), "{found}");
    app.does("follow", json!({ "handle": sam })).await;
    let told =
        seen(&town.sam, "sam hears that rosa follows", "/api/v1/notifications", |one| one["type"] == "follow").await;
    assert_eq!(told["account"]["acct"], json!(format!("rosa@{}", town.riverside.domain)), "{told}");
    send(&town.sam, &format!("/api/v1/accounts/{}/follow", text(&told["account"]["id"])), json!({})).await;
    let told = app.sees("notifications", nothing(), |one| one["type"] == "follow").await;
    assert_eq!(told["account"]["acct"], json!(sam), "{told}");
}

/// The app listens, if it can. A connection is there when the first thing comes through it.
async fn listen(town: &Town, app: &mut Client) -> bool {
    if app.tries("listen", nothing()).await.is_none() {
        return false;
    }
    for number in 1..=40 {
        send(&town.sam, "/api/v1/statuses", json!({ "status": format!("Is anybody there? {number}") })).await;
        let start = std::time::Instant::now();
        while start.elapsed().as_secs() < 2 {
            if heard(app, "update", |status| says(status, "Is anybody there?")).await.is_some() {
                return true;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
    panic!("it listens, and hears nothing");
}

/// An event that came to the app by itself.
async fn heard(app: &mut Client, event: &str, fits: impl Fn(&Value) -> bool) -> Option<Value> {
    let all = app.does("heard", nothing()).await;
    let mut all = all.as_array().expect("a list").iter();
    all.find(|told| told[0] == event && fits(&told[1])).map(|told| told[1].clone())
}

/// What sam says comes home to rosa, into the public timeline and under its tag, and by itself.
async fn hear(town: &Town, app: &mut Client, listens: bool) -> Value {
    let words = "Soup at six, come all #soupnight";
    let posted = send(&town.sam, "/api/v1/statuses", json!({ "status": words })).await;
    let home = app.sees("home", nothing(), |status| says(status, "Soup at six")).await;
    assert_eq!(home["uri"], posted["uri"], "{home}");
    let public = app.sees("public", nothing(), |status| says(status, "Soup at six")).await;
    let tagged = app.sees("tag", json!({ "tag": "soupnight" }), |status| says(status, "Soup at six")).await;
    assert_eq!((&public["id"], &tagged["id"]), (&home["id"], &home["id"]));
    assert_eq!(tagged["tags"][0]["name"], "soupnight", "{tagged}");
    if listens {
        app.sees("heard", nothing(), |told| told[0] == "update" && told[1]["id"] == home["id"]).await;
    }
    // By its address it is found, too.
    let found = app.does("search", json!({ "query": posted["url"] })).await;
    assert_eq!(found["statuses"][0]["id"], home["id"], "{found}");
    home
}

/// A picture with a description.
async fn upload(town: &Town, app: &mut Client) -> String {
    let file = town.riverside.data().join("soup.jpg");
    std::fs::write(&file, photograph(640, 480)).expect("a file");
    let medium = app.does("upload", json!({ "file": file, "description": SOUP })).await;
    assert_eq!((&medium["type"], &medium["description"]), (&json!("image"), &json!(SOUP)), "{medium}");
    assert_eq!(medium["meta"]["original"]["width"], 640, "{medium}");
    id(&medium)
}

/// rosa posts a picture, and changes what she says; sam sees both.
async fn post(town: &Town, app: &mut Client) -> Value {
    let medium = upload(town, app).await;
    let how = json!({ "text": "The pot is on the stove #stove", "media": [medium], "visibility": "public" });
    let posted = app.does("post", how).await;
    assert_eq!((&posted["visibility"], &posted["edited_at"]), (&json!("public"), &Value::Null), "{posted}");
    assert_eq!(posted["media_attachments"][0]["description"], SOUP, "{posted}");
    let there = seen(&town.sam, "sam sees it", "/api/v1/timelines/home", |one| says(one, "on the stove")).await;
    assert_eq!((&there["uri"], &there["media_attachments"][0]["description"]), (&posted["uri"], &json!(SOUP)));
    app.sees("tag", json!({ "tag": "stove" }), |status| status["id"] == posted["id"]).await;
    app.sees("public", nothing(), |status| status["id"] == posted["id"]).await;

    let how = json!({ "id": id(&posted), "text": "The pot is on the table #stove", "media": [medium] });
    let edited = app.does("edit", how).await;
    assert!(says(&edited, "on the table") && !edited["edited_at"].is_null(), "{edited}");
    assert_eq!(edited["media_attachments"][0]["id"], json!(medium), "{edited}");
    let path = format!("/api/v1/statuses/{}", id(&there));
    until("sam sees the change", async || says(&ask(&town.sam, &path).await, "on the table").then_some(())).await;
    let read = app.does("read", json!({ "id": id(&posted) })).await;
    assert!(says(&read, "on the table"), "{read}");
    posted
}

/// rosa answers, favours and boosts what sam said, and sam what rosa said: each hears of it.
async fn answer(town: &Town, app: &mut Client, theirs: &Value, ours: &Value, listens: bool) {
    let words = format!("@sam@{} I bring bread", town.hillside.domain);
    let reply = app.does("post", json!({ "text": words, "reply_to": id(theirs) })).await;
    assert_eq!(reply["in_reply_to_id"], theirs["id"], "{reply}");
    let favoured = app.does("favourite", json!({ "id": id(theirs) })).await;
    assert_eq!((&favoured["id"], &favoured["favourited"]), (&theirs["id"], &json!(true)), "{favoured}");
    let boosted = app.does("boost", json!({ "id": id(theirs) })).await;
    assert_eq!((&boosted["reblog"]["id"], &boosted["reblog"]["reblogged"]), (&theirs["id"], &json!(true)), "{boosted}");
    let thread = app.does("thread", json!({ "id": id(theirs) })).await;
    assert_eq!(thread["descendants"][0]["id"], reply["id"], "{thread}");
    for kind in ["mention", "favourite", "reblog"] {
        let what = format!("sam hears of a {kind}");
        let told = seen(&town.sam, &what, "/api/v1/notifications", |one| one["type"] == kind).await;
        let about = if kind == "mention" { &reply["uri"] } else { &theirs["uri"] };
        assert_eq!(&told["status"]["uri"], about, "{told}");
    }

    let there = seen(&town.sam, "sam has it", "/api/v1/timelines/home", |one| one["uri"] == ours["uri"]).await;
    for what in ["favourite", "reblog"] {
        send(&town.sam, &format!("/api/v1/statuses/{}/{what}", id(&there)), json!({})).await;
    }
    let words = format!("@rosa@{} and I bring spoons", town.riverside.domain);
    send(&town.sam, "/api/v1/statuses", json!({ "status": words, "in_reply_to_id": there["id"] })).await;
    for kind in ["mention", "favourite", "reblog"] {
        let told = app.sees("notifications", nothing(), |one| one["type"] == kind).await;
        let about = if kind == "mention" { &told["status"]["in_reply_to_id"] } else { &told["status"]["id"] };
        assert_eq!(about, &ours["id"], "{told}");
        if listens {
            app.sees("heard", nothing(), |heard| heard[0] == "notification" && heard[1]["id"] == told["id"]).await;
        }
    }
    let read = app.does("read", json!({ "id": id(ours) })).await;
    assert_eq!((&read["favourites_count"], &read["reblogs_count"]), (&json!(1), &json!(1)), "{read}");
}

/// A need with a picture: on the board of her network, changed, taken back, and never at anybody else's.
async fn need(town: &Town, app: &mut Client) {
    let medium = upload(town, app).await;
    let how = json!({ "text": "#need 3 loaves of bread until tomorrow", "media": [medium] });
    let posted = app.does("post", how).await;
    assert_eq!(posted["visibility"], "private", "{posted}");
    assert_eq!(posted["media_attachments"][0]["description"], SOUP, "{posted}");
    let listing = town.rosa.get("/listings").await.expect(200)[0].clone();
    assert_eq!((&listing["kind"], &listing["audience"]), (&json!("need"), &json!("network")), "{listing}");
    let path = format!("/listings/{}", id(&listing));
    assert_eq!(listing["quantity"]["amount"], "3", "{listing}");
    app.sees("home", nothing(), |status| status["id"] == posted["id"]).await;

    let how = json!({ "id": id(&posted), "text": "#need 2 loaves of bread until tomorrow", "media": [medium] });
    let edited = app.does("edit", how).await;
    assert!(says(&edited, "2 loaves"), "{edited}");
    assert_eq!(town.rosa.get(&path).await.expect(200)["quantity"]["amount"], "2");
    let hers = town.sam.get("/listings").await.expect(200);
    assert_eq!(hers, json!([]), "it is for her network");

    app.does("delete", json!({ "id": id(&posted) })).await;
    app.fails("read", json!({ "id": id(&posted) })).await;
    assert_eq!(town.rosa.get("/listings").await.expect(200), json!([]));
}

/// rosa deletes what she posted; sam sees it no more.
async fn take_back(town: &Town, app: &mut Client, ours: &Value) {
    let path = "/api/v1/timelines/home";
    let there = seen(&town.sam, "sam has it", path, |one| one["uri"] == ours["uri"]).await;
    app.does("delete", json!({ "id": id(ours) })).await;
    app.fails("read", json!({ "id": id(ours) })).await;
    let path = format!("/api/v1/statuses/{}", id(&there));
    until("it is gone there, too", async || {
        let answer = town.sam.ask(Method::GET, &path, &[], Vec::new()).await;
        (answer.status == 404).then_some(())
    })
    .await;
}
