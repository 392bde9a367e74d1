//! What neighbors write, on pages: without an app and without scripts.

use crate::marks::{says, text};
use crate::mastodon::{form, get};
use crate::support::TestDb;
use crate::support::browser::{Browser, word};
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, mutual};
use crate::support::pictures::{photograph, upload};
use chrono::Duration;
use reqwest::Method;
use serde_json::json;
use std::net::TcpListener;
use std::sync::Arc;

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
    // Another language shows the same list.
    assert!(neighbors.contains("name=\"back\" value=\"/posts?of=neighbors\""), "{neighbors}");
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
    assert!(page.contains("Everyone may read this."), "{page}");

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
    assert!(page.contains("Only those who follow its author, and those named in it, may read this."), "{page}");
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

    // Whom one does not want to see, one keeps away there, too.
    let page = rosa.open(&anas).await;
    assert!(
        page.text.contains("I do not want to see this account") && page.text.contains("/report?account="),
        "{}",
        page.text
    );
    let who = page.text.split("name=\"who\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("who");
    for (act, heard) in [("mute", 0), ("lift", 1)] {
        let done = rosa.send("/settings/blocks", &[("form", &word(&page)), ("who", who), ("act", act)]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert_eq!(rosa.open("/posts").await.text.matches("Plums for everyone").count(), heard, "{act}");
    }
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
    // Whoever forgets the list has answered nobody yet.
    let forgotten = ben.fill_in("/heard", &[("act", "forget")]).await;
    let heard = ben.open(forgotten.header("location")).await;
    assert_eq!(heard.text.matches("asks to follow you.").count(), 1, "{}", heard.text);
    assert!(!heard.text.contains("The list is empty") && !heard.text.contains("value=\"forget\""), "{}", heard.text);
    let who = heard.text.split("name=\"who\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("who");
    let yes = ben.send("/heard", &[("form", &word(&heard)), ("act", "yes"), ("who", who)]).await;
    assert_eq!(yes.header("location"), "/heard?said=yes", "{}", yes.text);
    assert!(rosa.open(&bens).await.text.contains("You follow this account."));
    assert!(!ben.open("/heard").await.text.contains("name=\"who\""), "it is answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_long_thread_a_page_shows_the_nearest_and_leads_to_the_rest() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let post = writes(&rosa, "Number 0", "public").await;
    let first: i64 = post.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number");
    let add = |id: i64, answers: i64, words: &str| {
        let row = format!(
            "INSERT INTO statuses (id, ap_id, author_id, local, visibility, on_home, spoiler, content, sensitive, \
             created_at, in_reply_to, in_reply_to_id, in_reply_to_author) SELECT {id}, ap_id || '-{id}', author_id, \
             local, visibility, on_home, spoiler, '<p>{words}</p>', sensitive, created_at, ap_id, {answers}, author_id \
             FROM statuses WHERE id = {first}"
        );
        place.database.execute(&row).expect("a post");
    };
    for number in 1..=25 {
        add(first + number, first + number - 1, &format!("Number {number}"));
    }
    let way = |id: i64| format!("<a href=\"/posts/{id}\">Read what came before</a>");
    let page = rosa.open(&format!("/posts/{}", first + 25)).await.text;
    assert!(page.contains(">Number 5<") && !page.contains(">Number 4<"), "the nearest twenty: {page}");
    assert!(page.contains(&way(first + 5)), "{page}");
    let page = rosa.open(&format!("/posts/{}", first + 5)).await.text;
    assert!(page.contains(">Number 0<") && !page.contains("Read what came before"), "{page}");
    assert!(!page.contains("There are more answers"), "{page}");

    for number in 100..161 {
        add(first + number, first, "Answer");
    }
    let page = rosa.open(&post).await.text;
    assert_eq!(page.matches(">Answer<").count(), 59, "sixty with the first of the others: {page}");
    assert!(page.contains("There are more answers than fit here."), "{page}");
    let further = format!("{post}?after={}", first + 158);
    assert!(page.contains(&format!("href=\"{further}\" rel=\"next\">Read further answers</a>")), "{page}");
    let page = rosa.open(&further).await.text;
    assert_eq!(page.matches(">Answer<").count(), 2, "the last of them: {page}");
    assert!(page.contains(">Number 0<") && !page.contains(">Number 1<"), "{page}");
    assert!(!page.contains("There are more answers") && !page.contains("Read further answers"), "{page}");
    // Apps show all of it to members, and so much to everybody else.
    let context = format!("/api/v1/statuses/{first}/context");
    let (member, stranger) = (Visitor::member(&place, "rosa").await, Visitor::stranger(&place));
    for (who, most) in [(&member, 86), (&stranger, 60)] {
        let thread = get(who, &context).await.expect(200);
        assert_eq!(thread["descendants"].as_array().map(Vec::len), Some(most), "{thread}");
    }

    // Where answers to the others take the room of the last of its own, one reads that further down, too.
    let other = first + 300;
    add(other, first + 25, "Another");
    for number in 1..=31 {
        add(other + number, other, "Its own");
    }
    for number in 1..=30 {
        add(other + 100 + number, other + number, "Below");
    }
    let page = rosa.open(&format!("/posts/{other}")).await.text;
    assert_eq!((page.matches(">Its own<").count(), page.matches(">Below<").count()), (30, 30), "{page}");
    let further = format!("/posts/{other}?after={}", other + 30);
    assert!(page.contains(&format!("href=\"{further}\" rel=\"next\">Read further answers</a>")), "{page}");
    let page = rosa.open(&further).await.text;
    assert_eq!((page.matches(">Its own<").count(), page.matches(">Below<").count()), (1, 0), "{page}");
    assert!(!page.contains("There are more answers") && !page.contains("Read further answers"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_for_few_hide_none_that_is_for_everyone() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let ben = Browser::joined(&place, "ben", "203.0.113.32").await;
    let post = writes(&rosa, "Who cooks on Friday?", "public").await;
    let first: i64 = post.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number");
    let add = |id: i64, visibility: &str, words: &str| {
        let row = format!(
            "INSERT INTO statuses (id, ap_id, author_id, local, visibility, on_home, spoiler, content, sensitive, \
             created_at, in_reply_to, in_reply_to_id, in_reply_to_author) SELECT {id}, ap_id || '-{id}', author_id, \
             local, '{visibility}', on_home, spoiler, '<p>{words}</p>', sensitive, created_at, ap_id, {first}, author_id \
             FROM statuses WHERE id = {first}"
        );
        place.database.execute(&row).expect("a post");
    };
    for number in 1..=100 {
        add(first + number, "private", "For a few");
    }
    add(first + 101, "public", "I cook");
    let page = ben.open(&post).await.text;
    assert!(page.contains(">I cook<") && !page.contains("For a few"), "{page}");
    let context = get(&Visitor::stranger(&place), &format!("/api/v1/statuses/{first}/context")).await.expect(200);
    assert_eq!(context["descendants"].as_array().map(Vec::len), Some(1), "{context}");
    // Where there are very many of them, the page says that it does not show all, and leads on.
    for number in 102..=260 {
        add(first + number, "private", "For a few");
    }
    add(first + 261, "public", "I wash up");
    let page = ben.open(&post).await.text;
    assert!(page.contains(">I cook<") && !page.contains("I wash up"), "{page}");
    assert!(page.contains("There are more answers than fit here."), "{page}");
    let further = page.split("\" rel=\"next\">Read further answers").next().filter(|before| before.len() < page.len());
    let further = further.and_then(|before| before.rsplit("href=\"").next()).expect("a way");
    let page = ben.open(further).await.text;
    assert!(page.contains(">I wash up<") && !page.contains(">I cook<"), "{page}");
    assert!(!page.contains("There are more answers"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_too_much_in_a_short_time_loses_nothing_that_they_typed() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), |config| {
        config.limits.account_per_minute = 3;
    })
    .await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let mut held = None;
    for _ in 0..10 {
        let said = [("act", "write"), ("words", "Soup for all of us"), ("audience", "private")];
        let answer = rosa.fill_in("/posts", &said).await;
        if answer.status == 429 {
            held = Some(answer);
            break;
        }
        assert_eq!(answer.status, 303, "{}", answer.text);
    }
    let held = held.expect("a limit");
    assert!(held.text.contains("dir=\"auto\">Soup for all of us</blockquote>"), "{}", held.text);
    let wait: i64 = held.header("retry-after").parse().expect("a time to wait");
    place.clock.shift(Duration::seconds(wait));
    // The button sends the same once more.
    let mut fields = Vec::new();
    for name in ["form", "act", "words", "audience"] {
        let value =
            held.text.split(&format!("name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next());
        fields.push((name, value.unwrap_or_else(|| panic!("no {name}: {}", held.text))));
    }
    let sent = rosa.send("/posts", &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert!(rosa.open(sent.header("location")).await.text.contains("Soup for all of us"));
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

#[tokio::test(flavor = "multi_thread")]
async fn what_its_author_or_a_filter_of_the_reader_folds_is_folded_on_pages_too() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    place.member("ben").await;
    let (ben, app) = (Visitor::member(&place, "ben").await, Visitor::member(&place, "rosa").await);
    let picture = upload(&ben, &photograph(40, 30), "A wound that heals").await;
    let words = format!("status=My+knee&sensitive=true&media_ids[]={}", text(&picture, "id"));
    let post = text(&form(&ben, "/api/v1/statuses", &[], &words).await.expect(200), "id");
    let stranger = Browser::new(&place);
    for (who, path) in [
        (&rosa, "/posts?of=neighbors".to_owned()),
        (&rosa, format!("/posts/{post}")),
        (&stranger, format!("/@ben/{post}")),
    ] {
        let page = who.open(&path).await.text;
        let folded = page.split("<summary>Folded away at first.").nth(1);
        let folded =
            folded.and_then(|rest| rest.split("</details>").next()).unwrap_or_else(|| panic!("{path}: {page}"));
        assert!(folded.contains("alt=\"A wound that heals\""), "{path}: {page}");
        assert_eq!(page.matches("<img").count(), 1, "{path}: {page}");
    }

    let filter = "title=Not+now&context[]=public&filter_action=warn&keywords_attributes[][keyword]=vote";
    form(&app, "/api/v2/filters", &[], filter).await.expect(200);
    says(&ben, "Please vote on Sunday", "public").await;
    let page = rosa.open("/posts?of=neighbors").await.text;
    let folded = page.split("By your filter:").nth(1).and_then(|rest| rest.split("</details>").next());
    let folded = folded.unwrap_or_else(|| panic!("it is not folded: {page}"));
    assert!(folded.contains("Not now") && folded.contains("Please vote on Sunday"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_neighbor_is_found_by_their_handle_and_by_their_whole_address() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    place.member("ben").await;
    let bens = person(&rosa, "ben").await;
    let whole = format!("ben@{}", place.addresses.host());
    for address in ["ben", "@ben", whole.as_str(), &format!("@{whole}"), &format!("{}/@ben", place.base)] {
        let found = rosa.fill_in("/posts", &[("act", "find"), ("address", address)]).await;
        assert_eq!((found.status, found.header("location")), (303, bens.as_str()), "{address}: {}", found.text);
    }
    let nobody = rosa.fill_in("/posts", &[("act", "find"), ("address", "nobody")]).await;
    assert!(nobody.status == 422 && nobody.text.contains("<a href=\"#address\">"), "{}", nobody.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_on_a_page_is_in_the_language_and_as_open_as_its_author_chose_in_an_app() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let app = Visitor::member(&place, "rosa").await;
    let usual = json!({"source": {"privacy": "unlisted", "language": "fr"}}).to_string();
    let headers = [("content-type", "application/json")];
    let kept = app.ask(reqwest::Method::PATCH, "/api/v1/accounts/update_credentials", &headers, usual.into_bytes());
    kept.await.expect(200);
    for (audience, visibility) in [("public", "unlisted"), ("private", "private")] {
        let post = writes(&rosa, "Bonjour", audience).await;
        let id = post.strip_prefix("/posts/").expect("a post");
        let said = get(&app, &format!("/api/v1/statuses/{id}")).await.expect(200);
        assert_eq!((&said["visibility"], &said["language"]), (&json!(visibility), &json!("fr")), "{said}");
    }
    assert!(!Browser::new(&place).open("/@rosa").await.text.contains("Bonjour"));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_04_a_need_that_is_written_among_posts_stays_in_its_network_as_from_an_app() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let post = writes(&rosa, "#need 3 loaves of bread", "public").await;
    let there = rosa.open(&format!("{post}?said=written")).await;
    let listing = path(there.header("location"));
    assert_eq!(there.header("location"), format!("{listing}?said=written"), "{}", there.text);
    assert!(listing.starts_with("/listings/"), "{listing}");
    let page = rosa.open(there.header("location")).await.text;
    for words in ["It stands on the board now.", "Only members of this network can see this.", "3 loaves"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(Browser::new(&place).open(&listing).await.status, 404);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM statuses WHERE visibility = 'public'"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_what_is_private_reaches_all_whom_it_was_for_and_nobody_else() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let ben = Browser::joined(&place, "ben", "203.0.113.32").await;
    let amal = Browser::joined(&place, "amal", "203.0.113.33").await;
    let mei = Browser::joined(&place, "mei", "203.0.113.34").await;
    let app = Visitor::member(&place, "ben").await;
    let mut last = format!("/posts/{}", says(&app, "@rosa @amal Who brings the table?", "direct").await);
    // The second is said to her own words.
    for words in ["I bring it", "At seven"] {
        let answered = rosa.fill_in(&last, &[("act", "answer"), ("words", words)]).await;
        assert_eq!(answered.status, 303, "{words}: {}", answered.text);
        last = path(answered.header("location"));
        for who in [&ben, &amal] {
            let page = who.open(&last).await;
            assert!(page.status == 200 && page.text.contains(words), "{words}: {}", page.text);
        }
        assert_eq!(mei.open(&last).await.status, 404, "{words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_is_pressed_twice_says_it_once() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let once = async |page: &str, act: &str, said: &[(&str, &str)]| {
        let page_there = rosa.open(page).await;
        let hidden = word(&page_there);
        let once = page_there.text.split("name=\"once\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let once = once.unwrap_or_else(|| panic!("{page}: {}", page_there.text));
        let mut led_to = Vec::new();
        for (words, audience) in said {
            let said = [("form", &*hidden), ("once", once), ("act", act), ("words", *words), ("audience", *audience)];
            let sent = rosa.send(page, &said).await;
            assert_eq!(sent.status, 303, "{page}: {}", sent.text);
            led_to.push(path(sent.header("location")));
        }
        led_to
    };
    let (six, few) = (("Bread at six", "public"), ("Bread at six", "private"));
    let posts = once("/posts", "write", &[six, six, ("Bread at seven", "public"), few]).await;
    assert!(posts[0] == posts[1] && posts[1] != posts[2], "other words are others: {posts:?}");
    assert!(posts[3] != posts[0], "so are the same for others: {posts:?}");
    let answers = once(&posts[0], "answer", &[("And butter", "public"), ("And butter", "public")]).await;
    assert_eq!(answers[0], answers[1]);
    assert_eq!(place.database.count("statuses"), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_was_open_for_too_long_says_what_was_written_in_it_and_no_other_site_speaks_in_our_pages() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let old = word(&rosa.open("/posts").await);
    rosa.drop_cookie("potluck");
    rosa.sign_in("rosa").await;
    let said = [("form", old.as_str()), ("act", "write"), ("words", "Bread for all"), ("password", "Hush hush")];
    let stale = rosa.send("/posts", &said).await;
    assert_eq!(stale.status, 403, "{}", stale.text);
    assert!(stale.text.contains("dir=\"auto\">Bread for all</blockquote>"), "{}", stale.text);
    assert!(!stale.text.contains("Hush") && !stale.text.contains("Send it once more"), "{}", stale.text);
    let kind = ("content-type", "application/x-www-form-urlencoded");
    for from in [vec![kind], vec![kind, ("sec-fetch-site", "cross-site")]] {
        let forged = rosa.ask(Method::POST, "/posts", &from, "act=write&words=Call+this+number".to_owned()).await;
        assert!(forged.status == 403 && !forged.text.contains("Call this number"), "{}", forged.text);
    }
    assert_eq!(place.database.count("statuses"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_twice_is_gone_already_and_nobody_learns_from_that_what_is_there() {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.31").await;
    let amal = Browser::joined(&place, "amal", "203.0.113.33").await;
    let (few, other) = (writes(&rosa, "For few", "private").await, writes(&rosa, "For all", "public").await);
    let delete = async |who: &Browser, post: &str| {
        let hidden = word(&who.open("/posts").await);
        who.send(post, &[("form", &*hidden), ("act", "delete")]).await
    };
    let of_few = delete(&amal, &few).await;
    assert_eq!(place.database.count("statuses"), 2, "it is not hers");
    assert_eq!(delete(&rosa, &few).await.header("location"), "/posts?said=deleted");
    let twice = delete(&rosa, &few).await;
    assert!(twice.text.contains("If you deleted it a moment ago, that was enough."), "{}", twice.text);
    assert!(twice.text.contains("href=\"/posts\"") && !twice.text.contains("not for everyone"), "{}", twice.text);
    // Of what is there for few, of what was, and of what never was, a stranger hears the same.
    let (of_gone, of_nothing) = (delete(&amal, &few).await, delete(&amal, "/posts/12345").await);
    for said in [&of_few, &of_gone, &of_nothing] {
        assert_eq!((said.status, &said.text), (twice.status, &twice.text));
    }
    // What she may read is not hers, and stays.
    let of_all = delete(&amal, &other).await;
    assert!(of_all.status == 404 && !of_all.text.contains("that was enough"), "{}", of_all.text);
    assert_eq!(place.database.count("statuses"), 1);
}
