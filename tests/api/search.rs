//! Searching, limited to what the asker may see; and what is at an address elsewhere.

use crate::marks::{me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::Neighborhood;
use reqwest::Method;
use serde_json::{Value, json};

async fn search(who: &Visitor, query: &str) -> Value {
    get(who, &format!("/api/v2/search?{query}")).await.expect(200)
}

async fn found(who: &Visitor, query: &str, kind: &str, name: &str) -> Vec<String> {
    let answer = search(who, query).await;
    answer[kind].as_array().expect("a list").iter().map(|one| text(one, name)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_finds_what_one_may_read_and_nothing_else() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let stranger = Visitor::stranger(&place);
    step(&rosa, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    let public = says(&ben, "Crème brûlée tonight #dessert", "public").await;
    let unlisted = says(&ben, "a quiet brulee", "unlisted").await;
    let private = says(&ben, "brulée for who follows me", "private").await;
    let direct = says(&ben, "@rosa brulee, psst", "direct").await;
    let own = says(&mei, "brûlée, my own", "private").await;
    let statuses = async |who: &Visitor, query: &str| found(who, query, "statuses", "id").await;
    assert_eq!(statuses(&stranger, "q=brulee").await, [unlisted.clone(), public.clone()]);
    assert_eq!(statuses(&rosa, "q=BRUL%C3%89E").await, [private.clone(), unlisted.clone(), public.clone()]);
    assert_eq!(statuses(&mei, "q=brulee").await, [own.clone(), unlisted.clone(), public.clone()]);
    for who in [&stranger, &rosa, &ben, &mei] {
        assert!(!statuses(who, "q=psst").await.contains(&direct), "a private message is not looked for");
    }
    assert_eq!(statuses(&rosa, "q=brul&limit=1&offset=1").await, [unlisted.as_str()]);
    assert_eq!(statuses(&rosa, "q=creme+tonight&type=statuses").await, [public.as_str()]);
    assert!(statuses(&rosa, "q=brulee&type=accounts").await.is_empty());
    assert_eq!(statuses(&rosa, &format!("q=brulee&account_id={}", me(&mei).await)).await, [""; 0]);
    assert_eq!(statuses(&rosa, &format!("q=brulee&max_id={unlisted}")).await, [public.as_str()]);
    // What is changed or taken back is found by its new words, or not at all.
    let headers = [("content-type", "application/json")];
    let edit = json!({"status": "Flan tonight"}).to_string().into_bytes();
    ben.ask(Method::PUT, &format!("/api/v1/statuses/{public}"), &headers, edit).await.expect(200);
    ben.ask(Method::DELETE, &format!("/api/v1/statuses/{unlisted}"), &[], Vec::new()).await.expect(200);
    assert!(statuses(&stranger, "q=brulee").await.is_empty());
    assert_eq!(statuses(&stranger, "q=flan").await, [public.as_str()]);
    // Whom one keeps away is not found.
    step(&rosa, &format!("/accounts/{}/mute", me(&ben).await)).await.expect(200);
    assert!(statuses(&rosa, "q=flan").await.is_empty());
    let reader = Visitor::with_scopes(&place, "rosa", "read:statuses").await;
    assert_eq!(get(&reader, "/api/v2/search?q=flan").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_only_look_otherwise_are_found_and_find() {
    let (_place, [ben]) = with(["ben"]).await;
    let drawn = says(&ben, "𝐇𝐞𝐥𝐩𝐢𝐧𝐠 hands", "public").await;
    let plain = says(&ben, "Helping others", "public").await;
    // "helping" and "helpin" with a letter of mathematics in front.
    for asked in ["helping", "helpin", "%F0%9D%90%87elping", "%F0%9D%90%87elpin"] {
        assert_eq!(
            found(&ben, &format!("q={asked}"), "statuses", "id").await,
            [plain.as_str(), drawn.as_str()],
            "{asked}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_tags_needs_and_offers_are_found_too() {
    let (place, [rosa, ben]) = with(["rosa", "rosalind"]).await;
    let stranger = Visitor::stranger(&place);
    assert_eq!(found(&stranger, "q=rosa", "accounts", "username").await.len(), 2);
    assert_eq!(found(&rosa, "q=rosali", "accounts", "username").await, ["rosalind"]);
    assert_eq!(found(&rosa, "q=%40rosa", "accounts", "username").await.first().map(String::as_str), Some("rosa"));
    assert!(found(&rosa, "q=rosa&following=true", "accounts", "username").await.is_empty());
    step(&rosa, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    assert_eq!(found(&rosa, "q=rosa&following=true&type=accounts", "accounts", "username").await, ["rosalind"]);
    let listed = get(&rosa, "/api/v1/accounts/search?q=rosal").await.expect(200);
    assert_eq!((&listed[0]["username"], listed.as_array().unwrap().len()), (&json!("rosalind"), 1));

    says(&ben, "#quince and #quinoa", "public").await;
    says(&ben, "#quiet", "private").await;
    let tags = search(&rosa, "q=%23qui&type=hashtags").await;
    let names: Vec<&Value> = tags["hashtags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    assert_eq!(names, ["quince", "quinoa"]);
    assert!(tags["hashtags"][0]["history"].is_array());

    ben.post("/listings", json!({"kind": "need", "title": "A chat about quinces"})).await.expect(201);
    let offer = json!({"kind": "offer", "title": "Quinces", "body": "from the garden", "audience": "public"});
    let offer = ben.post("/listings", offer).await.expect(201);
    let titles = async |who: &Visitor, query: &str| -> Vec<String> {
        let answer = search(who, query).await;
        answer["potluck"]["listings"].as_array().unwrap().iter().map(|one| text(one, "title")).collect()
    };
    assert_eq!(titles(&rosa, "q=quinces").await, ["Quinces", "A chat about quinces"]);
    assert_eq!(titles(&stranger, "q=quinces").await, ["Quinces"]);
    assert_eq!(titles(&stranger, "q=garden").await, ["Quinces"]);
    let address: String = url::form_urlencoded::byte_serialize(text(&offer, "url").as_bytes()).collect();
    assert_eq!(titles(&stranger, &format!("q={address}")).await, ["Quinces"]);
    let path = format!("/listings/{}/withdraw", text(&offer, "id"));
    ben.post(&path, json!({})).await.expect(200);
    assert!(titles(&rosa, "q=garden").await.is_empty());
    for odd in ["q=", "q=%22%22", "q=*", "q='%20OR%201=1", "q=NEAR(a%20b)", "q=a:b&limit=x&offset=-1&type=x"] {
        search(&rosa, odd).await;
    }
    assert_eq!(search(&rosa, "").await["accounts"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn with_resolve_an_account_and_a_post_elsewhere_are_found_by_their_address() {
    let (place, [rosa]) = with(["rosa"]).await;
    let elsewhere = Mastodon::start().await;
    let ana: String = url::form_urlencoded::byte_serialize(elsewhere.person("ana").as_bytes()).collect();
    let stranger = Visitor::stranger(&place);
    for who in [&stranger, &rosa] {
        let resolve = if std::ptr::eq(who, &rosa) { "false" } else { "true" };
        assert!(found(who, &format!("q={ana}&resolve={resolve}"), "accounts", "username").await.is_empty());
    }
    assert_eq!(found(&rosa, &format!("q={ana}&resolve=true"), "accounts", "username").await, ["ana"]);
    // From then on she is known, to everybody.
    assert_eq!(found(&stranger, "q=ana", "accounts", "username").await, ["ana"]);
    let account = search(&rosa, &format!("q={ana}")).await["accounts"][0].clone();
    let follow = step(&rosa, &format!("/accounts/{}/follow", text(&account, "id"))).await.expect(200);
    assert_eq!(follow["requested"], true);
    for nowhere in ["https://nowhere.invalid/x", "somebody@nowhere.invalid", "ftp://a.example/x", "@@", "http://"] {
        let nowhere: String = url::form_urlencoded::byte_serialize(nowhere.as_bytes()).collect();
        let answer = search(&rosa, &format!("q={nowhere}&resolve=true")).await;
        assert_eq!(answer["accounts"], json!([]), "{nowhere}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_potluck_has_is_found_by_its_address() {
    let (place, [rosa]) = with(["rosa"]).await;
    let hillside = Neighborhood::start("hillside").await;
    hillside.member("tom").await;
    let tom = Visitor::member(&hillside, "tom").await;
    let posted = form(&tom, "/api/v1/statuses", &[], "status=Plums+for+all").await.expect(200);
    let private = form(&tom, "/api/v1/statuses", &[], "status=Plums+for+few&visibility=private").await.expect(200);
    let at =
        |value: &Value| -> String { url::form_urlencoded::byte_serialize(text(value, "uri").as_bytes()).collect() };
    let answer = search(&rosa, &format!("q={}&resolve=true", at(&posted))).await;
    assert_eq!(answer["statuses"][0]["content"], posted["content"], "{answer}");
    assert_eq!(answer["statuses"][0]["account"]["username"], "tom");
    assert_eq!(found(&rosa, "q=plums", "statuses", "uri").await, [text(&posted, "uri")]);
    let answer = search(&rosa, &format!("q={}&resolve=true", at(&private))).await;
    assert_eq!(answer["statuses"], json!([]), "what is for few is not given to whoever asks");
    assert_eq!(place.database.count("statuses"), 1);
    let handle: String = url::form_urlencoded::byte_serialize(tom_at(&hillside).as_bytes()).collect();
    assert_eq!(found(&rosa, &format!("q={handle}&resolve=true"), "accounts", "username").await, ["tom"]);
}

fn tom_at(place: &Neighborhood) -> String {
    format!("@tom@{}", place.base.trim_start_matches("http://"))
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_one_keeps_away_is_found_by_their_very_name_so_that_it_can_be_undone() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let bens = me(&ben).await;
    for what in ["mute", "block"] {
        step(&rosa, &format!("/accounts/{bens}/{what}")).await.expect(200);
        for exact in ["q=ben&type=accounts", "q=%40Ben", "q=ben&resolve=true"] {
            assert_eq!(found(&rosa, exact, "accounts", "username").await, ["ben"], "{exact}");
        }
        assert!(found(&rosa, "q=be", "accounts", "username").await.is_empty(), "and is no suggestion");
        step(&rosa, &format!("/accounts/{bens}/un{what}")).await.expect(200);
    }
    let shown = &search(&rosa, "q=ben").await["accounts"][0];
    assert_eq!(shown["display_name"], "", "who gave no name is called by their handle");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_by_itself_leads_to_what_stands_under_it() {
    let (_place, [rosa]) = with(["rosa"]).await;
    let soup = says(&rosa, "#Leek_soup and #leek", "public").await;
    says(&rosa, "#leek_pie", "public").await;
    says(&rosa, "leek without a tag", "public").await;
    assert_eq!(found(&rosa, "q=%23leek", "statuses", "id").await, [soup.as_str()]);
    assert_eq!(found(&rosa, "q=%23LEEK_soup", "statuses", "id").await, [soup.as_str()]);
    assert_eq!(found(&rosa, "q=leek", "statuses", "id").await.len(), 3);
    assert_eq!(found(&rosa, "q=%23leek", "hashtags", "name").await, ["leek", "leek_pie", "leek_soup"]);
}
