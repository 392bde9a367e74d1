//! What neighbors write, on pages: without an app and without scripts.

use crate::support::browser::{Browser, word};
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual};
use serde_json::json;

/// Where a form leads, without what it says was done.
fn path(location: &str) -> String {
    location.split(['?', '#']).next().unwrap_or_default().to_owned()
}

async fn writes(who: &Browser, words: &str, audience: &str) -> String {
    let written = who.fill_in("/posts", &[("act", "write"), ("words", words), ("audience", audience)]).await;
    assert_eq!(written.status, 303, "{}", written.text);
    assert!(written.header("location").ends_with("?said=written"));
    path(written.header("location"))
}

/// The page of a neighbor's account, as the page that everyone sees leads to it.
async fn person(who: &Browser, name: &str) -> String {
    let page = who.open(&format!("/@{name}")).await.text;
    let id = page.split("href=\"/people/").nth(1).and_then(|rest| rest.split('"').next());
    format!("/people/{}", id.unwrap_or_else(|| panic!("no way: {page}")))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_reads_writes_answers_tells_on_likes_follows_and_hears_without_an_app() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let ben = Browser::joined(&place, "ben", "203.0.113.32").await;
    let amal = Browser::joined(&place, "amal", "203.0.113.33").await;
    let post = writes(&rosa, "The kitchen is open <b>again</b>", "public").await;

    // Whom one does not follow stands among the neighbors.
    assert!(!ben.open("/posts").await.text.contains("The kitchen is open"));
    let neighbors = ben.open("/posts?of=neighbors").await.text;
    assert!(neighbors.contains("The kitchen is open") && !neighbors.contains("<b>again"), "{neighbors}");
    let roses = person(&ben, "rosa").await;
    let followed = ben.fill_in(&roses, &[("act", "follow")]).await;
    assert_eq!(followed.header("location"), format!("{roses}?said=follow"), "{}", followed.text);
    assert!(ben.open(&roses).await.text.contains("You follow this account."));
    assert!(ben.open("/posts").await.text.contains("The kitchen is open"));

    // He answers: she is named, and hears of it.
    let answered = ben.fill_in(&post, &[("act", "answer"), ("words", "We bring bread")]).await;
    assert_eq!(answered.status, 303, "{}", answered.text);
    let answer = path(answered.header("location"));
    let page = ben.open(answered.header("location")).await.text;
    assert!(page.contains("Your answer is there now.") && page.contains("What this answers"), "{page}");
    for (act, heard) in [("like", "Nobody counts."), ("tell", "Those who follow you read it now.")] {
        let done = ben.fill_in(&post, &[("act", act)]).await;
        assert_eq!(done.status, 303, "{act}: {}", done.text);
        assert!(ben.open(done.header("location")).await.text.contains(heard), "{act}");
    }
    let heard = rosa.open("/heard").await.text;
    for words in ["follows you now.", "wrote to you.", "likes what you wrote.", "told on what you wrote."] {
        assert!(heard.contains(words), "{words}: {heard}");
    }
    assert!(heard.contains(&format!("href=\"{answer}\"")) && heard.contains(&format!("href=\"{post}\"")));
    let page = rosa.open(&post).await.text;
    assert!(page.contains("We bring bread") && page.contains("Delete this") && !page.contains("1 like"), "{page}");

    // Who follows him reads what he told on, and who said it first.
    let bens = person(&amal, "ben").await;
    assert_eq!(amal.fill_in(&bens, &[("act", "follow")]).await.status, 303);
    let home = amal.open("/posts").await.text;
    assert!(home.contains("told this on") && home.contains("The kitchen is open"), "{home}");

    // All of it is taken back.
    for (act, page) in [("unlike", &post), ("untell", &post), ("unfollow", &roses)] {
        assert_eq!(ben.fill_in(page, &[("act", act)]).await.status, 303, "{act}");
    }
    assert!(!amal.open("/posts").await.text.contains("told this on"));
    assert!(!ben.open("/posts").await.text.contains(&format!("href=\"{post}\"")));
    assert_eq!(ben.fill_in(&post, &[("act", "delete")]).await.status, 404, "it is not his");
    let deleted = rosa.fill_in(&post, &[("act", "delete")]).await;
    assert_eq!(deleted.header("location"), "/posts?said=deleted", "{}", deleted.text);
    assert_eq!(ben.open(&post).await.status, 404);
    let forgotten = rosa.fill_in("/heard", &[("act", "forget")]).await;
    assert!(rosa.open(forgotten.header("location")).await.text.contains("Nothing new."));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_04_what_is_for_some_is_read_by_them_alone_and_no_answer_goes_further() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let ben = Browser::joined(&place, "ben", "203.0.113.32").await;
    let amal = Browser::joined(&place, "amal", "203.0.113.33").await;
    let roses = person(&ben, "rosa").await;
    assert_eq!(ben.fill_in(&roses, &[("act", "follow")]).await.status, 303);
    let post = writes(&rosa, "Only for those who follow me", "private").await;
    assert!(ben.open("/posts").await.text.contains("Only for those who follow me"));
    let page = ben.open(&post).await.text;
    assert!(!page.contains("Tell it on"), "it is not his to tell on: {page}");
    assert_eq!(ben.fill_in(&post, &[("act", "tell")]).await.status, 422);
    let answered = ben.fill_in(&post, &[("act", "answer"), ("words", "Thank you")]).await;
    assert_eq!(answered.status, 303, "{}", answered.text);
    let public = "SELECT count(*) AS n FROM statuses WHERE visibility = 'public'";
    assert_eq!(place.database.number(public), 0, "the answer goes no further");

    // Nobody else finds any of it, nor does anything with it.
    assert_eq!(amal.open(&post).await.status, 404);
    assert!(!amal.open(&roses).await.text.contains("Only for those"));
    assert!(!amal.open("/posts?of=neighbors").await.text.contains("Only for those"));
    let amals = word(&amal.open("/posts").await);
    for act in ["answer", "like", "tell", "delete"] {
        let done = amal.send(&post, &[("form", &amals), ("act", act), ("words", "Hello")]).await;
        assert_eq!(done.status, 404, "{act}: {}", done.text);
    }
    let stranger = Browser::new(&place);
    for page in [post.as_str(), "/posts", "/heard", roses.as_str()] {
        let asked = stranger.open(page).await;
        assert_eq!((asked.status, asked.header("location").starts_with("/sign-in?next=")), (303, true), "{page}");
        assert_eq!(
            ben.send(page, &[("form", "guessed"), ("act", "write"), ("words", "Forged")]).await.status,
            403,
            "{page}"
        );
    }

    // Nothing at all is no post, and what was typed stays.
    let empty = rosa.fill_in("/posts", &[("act", "write"), ("words", " "), ("audience", "private")]).await;
    assert!(empty.status == 422 && empty.text.contains("<a href=\"#words\">"), "{}", empty.text);
    assert!(empty.text.contains("value=\"private\" checked"), "{}", empty.text);
    let empty = ben.fill_in(&post, &[("act", "answer"), ("words", " ")]).await;
    assert!(empty.status == 422 && empty.text.contains("<a href=\"#words\">"), "{}", empty.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elsewhere_is_found_by_their_address_and_followed_and_asks_are_answered() {
    let (place, there) = mutual("riverside", "hillside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let ana = Browser::joined(&there, "ana", "203.0.113.32").await;
    let lost = rosa.fill_in("/posts", &[("act", "find"), ("address", "nobody@nowhere.invalid")]).await;
    assert!(lost.status == 422 && lost.text.contains("<a href=\"#address\">"), "{}", lost.text);
    assert!(lost.text.contains("value=\"nobody@nowhere.invalid\""), "what was typed stays");
    let address = format!("@ana@{}", there.addresses.host());
    let found = rosa.fill_in("/posts", &[("act", "find"), ("address", &address)]).await;
    assert_eq!(found.status, 303, "{}", found.text);
    let anas = found.header("location").to_owned();
    assert_eq!(rosa.fill_in(&anas, &[("act", "follow")]).await.status, 303);
    place
        .until("she follows", async || rosa.open(&anas).await.text.contains("You follow this account.").then_some(()))
        .await;
    let post = writes(&ana, "Plums for everyone", "public").await;
    place.until("it comes", async || rosa.open("/posts").await.text.contains("Plums for everyone").then_some(())).await;
    assert!(ana.open("/heard").await.text.contains("follows you now."));
    assert!(ana.open(&post).await.text.contains("Plums for everyone"));

    // Who wants to be asked says yes or no on the page.
    let ben = Browser::joined(&place, "ben", "203.0.113.33").await;
    let app = Visitor::with_scopes(&place, "ben", "read write").await;
    let locked = json!({"locked": true}).to_string();
    let headers = [("content-type", "application/json")];
    let asked = app.ask(reqwest::Method::PATCH, "/api/v1/accounts/update_credentials", &headers, locked.into_bytes());
    asked.await.expect(200);
    let bens = person(&rosa, "ben").await;
    assert_eq!(rosa.fill_in(&bens, &[("act", "follow")]).await.status, 303);
    assert!(rosa.open(&bens).await.text.contains("They have not answered yet."));
    let heard = ben.open("/heard").await;
    assert!(heard.text.contains("asks to follow you."), "{}", heard.text);
    let who = heard.text.split("name=\"who\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("who");
    let yes = ben.send("/heard", &[("form", &word(&heard)), ("act", "yes"), ("who", who)]).await;
    assert_eq!(yes.header("location"), "/heard?said=yes", "{}", yes.text);
    assert!(rosa.open(&bens).await.text.contains("You follow this account."));
    assert!(!ben.open("/heard").await.text.contains("name=\"who\""), "it is answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_among_posts_leads_to_its_own_page() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let need = json!({"kind": "need", "title": "A cot for a week"});
    let need = Visitor::member(&place, "rosa").await.post("/listings", need).await.expect(201);
    let home = rosa.open("/posts?of=neighbors").await.text;
    assert!(home.contains("A need or an offer") && home.contains("A cot for a week"), "{home}");
    let own = need["page"].as_str().unwrap();
    assert!(home.contains(&format!("href=\"{own}\"")), "{home}");
    let post = format!("/posts/{}", need["id"].as_str().unwrap());
    let page = own.strip_prefix(&place.base).unwrap();
    assert_eq!(rosa.open(&post).await.header("location"), page, "it is answered there");
    let hidden = word(&rosa.open("/posts").await);
    assert_eq!(rosa.send(&post, &[("form", &hidden), ("act", "delete")]).await.status, 404);
    assert_eq!(rosa.send(&post, &[("form", &hidden), ("act", "answer"), ("words", "Me")]).await.status, 404);
}
