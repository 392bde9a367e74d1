//! A member's own pages, without an app and without scripts: the answer between its two sides, what one says about oneself,
//! and leaving.

use crate::mastodon::get;
use crate::support::browser::{Browser, word};
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use chrono::Duration;
use potluck::actions::change_listing::delete_listing;
use potluck::actions::erase::erase_due;
use potluck::actions::give_role::give_role;
use potluck::domain::member::RoleKind;
use potluck::storage::listings;
use reqwest::Method;
use serde_json::json;

async fn town() -> (Neighborhood, Browser, Browser, Browser) {
    let place = Neighborhood::start("riverside").await;
    let mut browsers = Vec::new();
    for (number, name) in ["rosa", "ben", "amal"].iter().enumerate() {
        browsers.push(Browser::joined(&place, name, &format!("203.0.113.{}", 20 + number)).await);
    }
    let amal = browsers.pop().expect("three");
    let ben = browsers.pop().expect("three");
    (place, browsers.pop().expect("three"), ben, amal)
}

/// A listing of rosa's, and ben's answer to it.
async fn answered(place: &Neighborhood, listing: serde_json::Value) -> (String, String) {
    let (rosa, ben) = (Visitor::member(place, "rosa").await, Visitor::member(place, "ben").await);
    let listing = rosa.post("/listings", listing).await.expect(201);
    let id = listing["id"].as_str().expect("an id");
    let said = json!({"message": "Tuesday suits me"});
    let answer = ben.post(&format!("/listings/{id}/responses"), said).await.expect(201);
    let page = listing["page"].as_str().expect("a page").strip_prefix(&place.base).expect("ours").to_owned();
    (page, format!("/answers/{}", answer["id"].as_str().expect("an id")))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_between_its_two_sides_and_nobody_else_finds_it() {
    let (place, rosa, ben, amal) = town().await;
    let (_, answer) = answered(&place, json!({"kind": "need", "title": "A cot for a week"})).await;
    assert!(rosa.open("/home").await.text.contains(&answer), "it waits for her word");
    assert!(!ben.open("/home").await.text.contains(&answer), "it does not wait for his");
    assert!(ben.open("/mine").await.text.contains(&answer));
    assert!(ben.open(&answer).await.text.contains("Tuesday suits me"));
    assert_eq!(amal.open(&answer).await.status, 404);
    let amals = word(&amal.open("/settings/me").await);
    for act in ["say", "yes", "no", "take-back", "plan", "handed-over"] {
        let form = [("form", amals.as_str()), ("act", act), ("words", "Hello")];
        assert_eq!(amal.send(&answer, &form).await.status, 404, "{act}");
    }
    assert_eq!(Visitor::stranger(&place).page(&answer).await.status, 303, "to the sign-in page");

    let written = ben.fill_in(&answer, &[("act", "say"), ("words", "@amal sees nothing of this. I bring it.")]).await;
    assert_eq!(written.status, 303, "{}", written.text);
    assert!(rosa.open(&answer).await.text.contains("sees nothing of this"));
    let told = Visitor::with_scopes(&place, "amal", "read").await;
    let told = told.page("/api/v1/notifications").await.expect(200);
    assert_eq!(told.as_array().map(Vec::len), Some(0), "whoever is named in it hears nothing: {told}");

    // She reads it in her app, too, and replies there.
    let app = Visitor::with_scopes(&place, "rosa", "read write").await;
    let heard = app.page("/api/v1/notifications?types[]=mention").await.expect(200);
    let heard = heard.as_array().expect("a list").iter();
    let heard = heard.map(|one| &one["status"]).find(|status| status["account"]["acct"] == "ben").expect("his words");
    let reply = json!({"status": "@ben Twice, please", "visibility": "direct", "in_reply_to_id": heard["id"]});
    let headers = [("content-type", "application/json")];
    let reply = app.ask(reqwest::Method::POST, "/api/v1/statuses", &headers, reply.to_string().into_bytes()).await;
    reply.expect(200);
    let page = ben.open(&answer).await.text;
    assert!(page.contains("Twice, please") && !page.contains("@ben Twice"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn value_04_a_hidden_author_is_not_named_on_the_page_of_an_answer_and_writes_to_nobody() {
    let (place, rosa, ben, _) = town().await;
    let hidden = json!({"kind": "need", "title": "A warm coat", "audience": "public", "hidden_author": true});
    let (_, answer) = answered(&place, hidden).await;
    let page = ben.open(&answer).await.text;
    assert!(page.contains("A neighbor, through") && !page.contains("rosa"), "{page}");
    let said = [("act", "say"), ("words", "Hello")];
    assert_eq!(rosa.fill_in(&answer, &said).await.status, 422, "it would show who she is");
    let agreed = rosa.fill_in(&answer, &[("act", "yes")]).await;
    assert_eq!(agreed.status, 303, "{}", agreed.text);
    let page = ben.open(&answer).await.text;
    assert!(page.contains("that would be a great help") && !page.contains("rosa"), "{page}");
}

/// The part of a page of one's own with what is over; nothing where there is none.
fn past(page: &str) -> String {
    page.split_once("<h2 id=\"over\">").map_or_else(String::new, |(_, rest)| part(rest))
}

/// The part with what one answered.
fn given(page: &str) -> String {
    part(page.split_once("<h2 id=\"answered\">").expect("what one answered").1)
}

fn part(rest: &str) -> String {
    rest.split("</section>").next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_handed_over_is_done_on_the_pages_of_both_sides_and_stays_so_when_its_words_are_gone() {
    let (place, rosa, ben, amal) = town().await;
    let (_, answer) = answered(&place, json!({"kind": "need", "title": "A cot for a week"})).await;
    assert_eq!(rosa.fill_in(&answer, &[("act", "yes")]).await.status, 303);
    for browser in [&rosa, &ben] {
        assert_eq!(past(&browser.open("/mine").await.text), "", "it is not done yet");
    }
    assert!(given(&ben.open("/mine").await.text).contains("<p>agreed</p>"));

    assert_eq!(ben.fill_in(&answer, &[("act", "handed-over")]).await.status, 303);
    let day = potluck::i18n::date(
        potluck::i18n::Lang::En,
        place.now().with_timezone(&place.app.config.network.time_zone).date_naive(),
    );
    for browser in [&rosa, &ben] {
        let over = past(&browser.open("/mine").await.text);
        for words in ["What is over", "A cot for a week", "<p>done</p>", &format!("href=\"{answer}\""), &day] {
            assert!(over.contains(words), "{words}: {over}");
        }
        let page = browser.open(&answer).await.text;
        assert!(page.contains(">done<") && !page.contains(">agreed<"), "{page}");
    }
    let answers = given(&ben.open("/mine").await.text);
    assert!(answers.contains("<p>done</p>") && !answers.contains("agreed"), "{answers}");
    let hers = rosa.open("/mine?lang=es").await.text;
    assert!(past(&hers).contains("<p>hecho</p>"), "{hers}");
    assert_eq!(past(&amal.open("/mine").await.text), "", "it is theirs alone");

    // The words of the need are erased before that it was; and then that, too.
    place.clock.shift(Duration::days(31));
    erase_due(&place).await.unwrap();
    for (browser, name) in [(&rosa, "rosa"), (&ben, "ben")] {
        browser.sign_in(name).await;
        let over = past(&browser.open("/mine").await.text);
        assert!(!over.contains("A cot for a week") && over.contains("Its words are erased"), "{over}");
        assert!(over.contains("<p>done</p>"), "{over}");
        // Nothing leads to a page that is not there.
        assert!(over.matches("href=").count() == 0 || browser.open(&answer).await.status == 200, "{over}");
    }
    place.clock.shift(Duration::days(60));
    erase_due(&place).await.unwrap();
    rosa.sign_in("rosa").await;
    assert_eq!(past(&rosa.open("/mine").await.text), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_agreed_is_planned_moved_on_and_opened_again() {
    let (place, rosa, ben, _) = town().await;
    let (listing, answer) = answered(&place, json!({"kind": "need", "title": "A ride"})).await;
    assert_eq!(rosa.fill_in(&answer, &[("act", "yes")]).await.status, 303);
    let half = [("act", "plan"), ("day", "2031-05-06"), ("address", "12 Elm Street")];
    let again = rosa.fill_in(&answer, &half).await;
    assert!(again.status == 422 && again.text.contains("from when until when") && again.text.contains("12 Elm Street"));
    let plan = [
        ("act", "plan"),
        ("day", "2031-05-06"),
        ("from", "17:00"),
        ("until", "18:30"),
        ("way", "pickup"),
        ("address", "12 Elm Street"),
        ("notes", "Ring twice"),
    ];
    assert_eq!(rosa.fill_in(&answer, &plan).await.status, 303);
    let page = ben.open(&answer).await.text;
    for words in ["12 Elm Street", "Ring twice", "6 May 2031, 17:00 to 18:30", "pickup"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(ben.fill_in(&answer, &plan).await.status, 404, "its author says where");
    assert_eq!(ben.fill_in(&answer, &[("act", "on-the-way")]).await.status, 303);
    assert!(rosa.open(&answer).await.text.contains("it is on the way"));
    // It did not happen: once more, and then it is let go.
    assert_eq!(rosa.fill_in(&answer, &[("act", "again")]).await.status, 303);
    let let_go = ben.fill_in(&answer, &[("act", "let-go")]).await;
    assert_eq!(let_go.header("location"), format!("{answer}?said=let-go"));
    assert!(rosa.open(&listing).await.text.contains("Take no answers for now"), "it is open again");

    // Both sides find what became of it, once, and not that it is agreed: what was tried again is no end.
    for browser in [&rosa, &ben] {
        let over = past(&browser.open("/mine").await.text);
        assert_eq!(over.matches(answer.as_str()).count(), 1, "{over}");
        assert!(over.contains("did not happen"), "{over}");
    }
    let answers = given(&ben.open("/mine").await.text);
    assert!(answers.contains("did not happen") && !answers.contains("not this time"), "{answers}");

    // Its author pauses it, opens it again, and takes it back.
    let form = word(&rosa.open(&listing).await);
    let over = rosa.send(&answer, &[("form", &form), ("act", "handed-over")]).await;
    assert_eq!(over.status, 422, "it is over");
    for (step, heard) in
        [("pause", "Nobody can answer this"), ("resume", "takes answers again"), ("withdraw", "off the board")]
    {
        let stepped = rosa.send(&format!("{listing}/step"), &[("form", &form), ("step", step)]).await;
        assert_eq!(stepped.status, 303, "{step}: {}", stepped.text);
        assert!(rosa.open(stepped.header("location")).await.text.contains(heard), "{step}");
    }
    let bens = word(&ben.open("/settings/me").await);
    assert_eq!(ben.send(&format!("{listing}/step"), &[("form", &bens), ("step", "resume")]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_says_about_oneself_what_one_likes_rests_and_leaves() {
    let (place, rosa, _, _) = town().await;
    let said = [
        ("name", "Rosa from Elm Street"),
        ("about", "Soup on Sundays"),
        ("lang-es", "yes"),
        ("can-drive", "network"),
        ("can-lift", "oneself"),
        ("kind-1", "telephone"),
        ("value-1", "+1 718 555 0100"),
        ("ask_cap", "2"),
    ];
    let kept = rosa.fill_in("/settings/me", &said).await;
    assert_eq!((kept.status, kept.header("location")), (303, "/settings/me?said=kept"), "{}", kept.text);
    let me = Visitor::member(&place, "rosa").await.get("/me").await.expect(200);
    assert_eq!((&me["languages"], &me["ask_cap"]), (&json!(["es"]), &json!(2)));
    assert_eq!(me["can_do"], json!([{"tag": "drive", "seen_by": "network"}, {"tag": "lift", "seen_by": "oneself"}]));
    assert_eq!(me["contact"], json!([{"kind": "telephone", "value": "+1 718 555 0100"}]));
    // What does not fit is named, and all that was typed stays.
    let wrong = rosa.fill_in("/settings/me", &[("name", "Rosa"), ("about", "Bread, too"), ("ask_cap", "99")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("Bread, too") && wrong.text.contains("from 0 to 21"));
    // Of several ways to be reached, the one that does not fit: it says so itself, and the summary leads there.
    let long = "1".repeat(201);
    let ways = [("name", "Rosa"), ("ask_cap", "2"), ("value-1", "+1 718 555 0100"), ("value-3", long.as_str())];
    let wrong = rosa.fill_in("/settings/me", &ways).await;
    let told = "aria-describedby=\"value-3-wrong\" aria-invalid=\"true\"";
    for part in ["<a href=\"#value-3\">", "<p class=\"wrong\" id=\"value-3-wrong\">", told, "value=\"+1 718 555 0100\""]
    {
        assert!(wrong.status == 422 && wrong.text.contains(part), "{part}: {}", wrong.text);
    }
    assert_eq!(wrong.text.matches("aria-invalid").count(), 1, "{}", wrong.text);

    assert_eq!(rosa.fill_in("/settings/me", &[("step", "rest")]).await.status, 303);
    assert!(rosa.open("/home").await.text.contains("You are resting."));
    assert_eq!(rosa.fill_in("/settings/me", &[("step", "return")]).await.status, 303);

    let elsewhere = Browser::at(&place, "203.0.113.99");
    elsewhere.sign_in("rosa").await;
    assert_eq!(rosa.fill_in("/settings/browsers", &[]).await.status, 303);
    assert_eq!((elsewhere.open("/home").await.status, rosa.open("/home").await.status), (303, 200));

    let form = word(&rosa.open("/settings/leave").await);
    let zip = rosa.send("/settings/take-along", &[("form", &form)]).await;
    assert_eq!((zip.status, zip.header("content-type")), (200, "application/zip"));
    assert_eq!(rosa.send("/settings/take-along", &[("form", "guessed")]).await.status, 403);
    let not_so = rosa.fill_in("/settings/leave", &[("handle", "ben")]).await;
    assert!(not_so.status == 422 && not_so.text.contains("That is not your handle."));
    let gone = rosa.fill_in("/settings/leave", &[("handle", "rosa")]).await;
    assert!(gone.status == 200 && gone.text.contains("You have left"), "{}", gone.text);
    assert_eq!(rosa.open("/home").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_heard_what_neighbors_write_and_the_networks_close_by_are_one_touch_from_home() {
    let (place, rosa, _, _) = town().await;
    let home = rosa.open("/home").await.text;
    let top = home.split("<div class=\"split-home\">").next().expect("what stands first");
    for (path, words) in
        [("/heard", "What I heard of"), ("/posts", "What neighbors write"), ("/networks", "Networks near us")]
    {
        assert!(top.contains(&format!("<a href=\"{path}\">{words}</a>")), "{path}: {home}");
        assert_eq!(home.matches(&format!("href=\"{path}\"")).count(), 1, "{path}: {home}");
        assert_eq!(rosa.open(path).await.status, 200, "{path}");
    }
    // The board has them, too, for members, whose the page is.
    assert!(rosa.open("/board").await.text.contains("<a href=\"/networks\">Networks near us</a>"));
    assert!(!Browser::new(&place).open("/board").await.text.contains("/networks"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_shows_all_that_waits_for_one_s_word_and_leads_on_to_the_rest() {
    let (place, rosa, ben, _) = town().await;
    let mut answers = Vec::new();
    for number in 0..41 {
        answers.push(answered(&place, json!({"kind": "need", "title": format!("Cot {number}")})).await.1);
    }
    let home = rosa.open("/home").await.text;
    assert_eq!(home.matches("href=\"/answers/").count(), 40, "{home}");
    assert!(home.contains(&answers[40]) && !home.contains(&answers[0]));
    let further = home.split("href=\"/home?waits-before=").nth(1).and_then(|rest| rest.split(['#', '"']).next());
    let further = format!("/home?waits-before={}", further.expect("a way on to the rest"));
    let rest = rosa.open(&further).await.text;
    assert!(rest.contains(&answers[0]) && !rest.contains(&answers[1]) && !rest.contains("waits-before="), "{rest}");
    assert!(!ben.open("/home").await.text.contains("waits-before="));
    // Where nothing more waits, there is no way on: it would say that nothing waits at all.
    assert_eq!(rosa.fill_in(&answers[40], &[("act", "no")]).await.status, 303);
    let home = rosa.open("/home").await.text;
    assert!(home.contains(&answers[0]) && !home.contains("waits-before="), "{home}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_wrong_press_ends_nothing_for_good() {
    let (place, rosa, ben, _) = town().await;
    let (_, answer) = answered(&place, json!({"kind": "need", "title": "A cot for a week"})).await;
    assert_eq!(rosa.fill_in(&answer, &[("act", "yes")]).await.status, 303);
    assert_eq!(rosa.fill_in(&answer, &[("act", "plan"), ("address", "12 Elm Street")]).await.status, 303);
    // What comes next stands before what ends it.
    let page = ben.open(&answer).await.text;
    let at = |act: &str| page.find(&format!("name=\"act\" value=\"{act}\"")).unwrap_or_else(|| panic!("{act}: {page}"));
    let places = ["ready", "on-the-way", "handed-over", "again", "let-go"].map(at);
    assert!(places.is_sorted(), "{places:?}: {page}");
    assert!(!page.contains("value=\"reopen\""), "{page}");

    let button = "value=\"reopen\" class=\"quiet\">It was not handed over after all<";
    for (presses, mends) in [(&ben, &rosa), (&rosa, &ben)] {
        assert_eq!(presses.fill_in(&answer, &[("act", "handed-over")]).await.status, 303);
        for browser in [&rosa, &ben] {
            let page = browser.open(&answer).await.text;
            assert!(page.contains(button), "{page}");
        }
        let mended = mends.fill_in(&answer, &[("act", "reopen")]).await;
        assert_eq!(mended.header("location"), format!("{answer}?said=reopened"), "{}", mended.text);
        assert!(mends.open(mended.header("location")).await.text.contains("The promise stands again."));
        let page = presses.open(&answer).await.text;
        assert!(page.contains("agreed, not yet done") && page.contains("12 Elm Street"), "{page}");
        assert_eq!(past(&presses.open("/mine").await.text), "", "it is not over");
    }
    // Whoever had pressed it hears so.
    for name in ["rosa", "ben"] {
        let app = Visitor::member(&place, name).await;
        let heard = get(&app, "/api/v1/notifications?types[]=mention").await.expect(200).to_string();
        assert_eq!(heard.matches("It was not handed over after all").count(), 1, "{name}: {heard}");
    }
    // After two days it stays as it was said.
    assert_eq!(ben.fill_in(&answer, &[("act", "handed-over")]).await.status, 303);
    place.clock.shift(Duration::hours(49));
    let page = rosa.open(&answer).await;
    assert!(page.status == 200 && !page.text.contains(button), "{}", page.text);
    assert_eq!(rosa.fill_in(&answer, &[("act", "reopen")]).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_its_author_deleted_nobody_is_asked_whether_it_was_handed_over() {
    let (place, rosa, ben, _) = town().await;
    let (listing, answer) = answered(&place, json!({"kind": "need", "title": "A cot for a week"})).await;
    assert_eq!(rosa.fill_in(&answer, &[("act", "yes")]).await.status, 303);
    assert_eq!(ben.fill_in(&answer, &[("act", "handed-over")]).await.status, 303);
    assert!(ben.open(&answer).await.text.contains("value=\"reopen\""));
    let slug = listing.rsplit('/').next().expect("a slug").to_owned();
    let found = place.db.read(move |conn| listings::by_slug(conn, &slug)).await.expect("a look").expect("it is there");
    delete_listing(&place, found.author.expect("rosa"), found.id).await.expect("it goes");
    let page = ben.open(&answer).await;
    assert!(page.status == 200 && !page.text.contains("value=\"reopen\""), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_when_and_where_can_be_taken_away_and_stays_when_other_words_do_not_fit() {
    let (place, rosa, ben, _) = town().await;
    let (_, answer) = answered(&place, json!({"kind": "need", "title": "A cot for a week"})).await;
    assert_eq!(rosa.fill_in(&answer, &[("act", "yes")]).await.status, 303);
    let plan = [
        ("act", "plan"),
        ("day", "2031-05-06"),
        ("from", "17:00"),
        ("until", "18:30"),
        ("way", "pickup"),
        ("address", "12 Elm Street"),
        ("notes", "Ring twice"),
    ];
    assert_eq!(rosa.fill_in(&answer, &plan).await.status, 303);
    // Nothing was written: the plan is there as it is kept, and folded in.
    let wrong = rosa.fill_in(&answer, &[("act", "say"), ("words", " ")]).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    for kept in ["value=\"2031-05-06\"", "value=\"17:00\"", ">12 Elm Street</textarea>", "band no-print\"><summary>"] {
        assert!(wrong.text.contains(kept), "{kept}: {}", wrong.text);
    }
    // She clears where it is, and the hour.
    let cleared =
        [("act", "plan"), ("day", ""), ("from", ""), ("until", ""), ("way", "pickup"), ("notes", "Ring twice")];
    let mut all = cleared.to_vec();
    all.push(("address", " "));
    assert_eq!(rosa.fill_in(&answer, &all).await.status, 303);
    for browser in [&rosa, &ben] {
        let page = browser.open(&answer).await.text;
        assert!(!page.contains("12 Elm Street") && !page.contains("May 2031"), "{page}");
        assert!(page.contains("Ring twice") && page.contains("pickup"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_neighbors_write_is_in_the_language_of_the_page_on_which_they_write_it() {
    let (place, rosa, ben, _) = town().await;
    let (_, answer) = answered(&place, json!({"kind": "need", "title": "A cot for a week"})).await;
    let arabic = [("act", "say"), ("words", "سآتي في السادسة")];
    assert_eq!(ben.fill_in(&format!("{answer}?lang=ar"), &arabic).await.status, 303);
    let page = rosa.open(&answer).await.text;
    assert!(page.contains("<p class=\"words\" lang=\"ar\" dir=\"rtl\">سآتي في السادسة</p>"), "{page}");
    assert_eq!(rosa.fill_in(&answer, &[("act", "say"), ("words", "Good")]).await.status, 303);
    let page = ben.open(&answer).await.text;
    assert!(page.contains("<p class=\"words\" lang=\"en\" dir=\"ltr\">Good</p>"), "{page}");
    // Nobody said in which language the first words are.
    assert!(page.contains("<p class=\"words\" dir=\"auto\">Tuesday suits me</p>"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_writing_the_page_says_why_and_what_to_do() {
    let (place, rosa, ben, _) = town().await;
    let hidden = json!({"kind": "need", "title": "A warm coat", "hidden_author": true});
    let (_, answer) = answered(&place, hidden).await;
    let said = |page: &str, words: [&str; 2]| {
        for words in words {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("id=\"words\""), "{page}");
    };
    let no_name = "One of you does not show their name.";
    said(&rosa.open(&answer).await.text, [no_name, "under “When, how and where”"]);
    said(&ben.open(&answer).await.text, [no_name, "your neighbor says when, how and where"]);

    // Between two networks.
    let hillside = Neighborhood::start("hillside").await;
    place.befriend(&hillside).await;
    let una = Browser::joined(&hillside, "una", "203.0.113.40").await;
    let (app, unas) = (Visitor::member(&place, "rosa").await, Visitor::member(&hillside, "una").await);
    let soup = json!({"kind": "offer", "title": "Soup", "audience": "peers", "hidden_author": false});
    app.post("/listings", soup).await.expect(201);
    let copies = "SELECT CAST(id AS TEXT) AS line FROM listings WHERE NOT local";
    let copy = hillside.until("the offer arrives", async || hillside.database.lines(copies).pop()).await;
    let asked = unas.post(&format!("/listings/{copy}/responses"), json!({"message": "For two"})).await.expect(201);
    let came = "SELECT CAST(r.id AS TEXT) AS line FROM responses r JOIN listings l ON l.id = r.listing_id \
                WHERE l.title = 'Soup'";
    let arrived = place.until("the answer arrives", async || place.database.lines(came).pop()).await;
    let (at_rosa, at_una) =
        (format!("/answers/{arrived}"), format!("/answers/{}", asked["id"].as_str().expect("an id")));
    said(&una.open(&at_una).await.text, ["once your neighbor says yes, or writes to you", "behind a button"]);
    let page = rosa.open(&at_rosa).await.text;
    assert!(page.contains("id=\"words\"") && page.contains("without your name"), "{page}");
    let words = [("act", "say"), ("words", "هل تكفي أربعة؟")];
    let sent = rosa.fill_in(&format!("{at_rosa}?lang=ar"), &words).await;
    assert_eq!(sent.header("location"), format!("{at_rosa}?said=sent"), "{}", sent.text);
    let spoken = "<p class=\"words\" lang=\"ar\" dir=\"rtl\">هل تكفي أربعة؟</p>";
    let page = hillside
        .until("her words arrive", async || {
            let page = una.open(&at_una).await.text;
            page.contains(spoken).then_some(page)
        })
        .await;
    assert!(page.contains("id=\"words\"") && page.contains("A neighbor, through "), "{page}");
    assert!(!page.contains("rosa"), "{page}");
    assert_eq!(una.fill_in(&at_una, &[("act", "say"), ("words", "Yes!")]).await.status, 303);
    place.until("una's words arrive", async || rosa.open(&at_rosa).await.text.contains("Yes!").then_some(())).await;
    // An earlier version does not say that it takes words. (It may be asked what it is at this moment.)
    let earlier = "UPDATE actors SET takes_words = FALSE WHERE NOT local";
    let apart = "The two of you belong to different networks, and the other one does not take words yet.";
    for (here, browser, path, what) in
        [(&place, &rosa, &at_rosa, "under “When, how and where”"), (&hillside, &una, &at_una, "behind a button")]
    {
        let page = here
            .until("the page says why", async || {
                here.database.execute(earlier).expect("an earlier version");
                let page = browser.open(path).await.text;
                page.contains(apart).then_some(page)
            })
            .await;
        said(&page, [apart, what]);
    }

    // With the connectors.
    place.member("mei").await;
    give_role(&place, "mei", RoleKind::Connector, 6).await.expect("a role");
    give_role(&place, "rosa", RoleKind::Steward, 6).await.expect("a role");
    app.send(Method::PATCH, "/network", json!({"mode": "connectors-only"})).await.expect(200);
    let (listing, answer) = answered(&place, json!({"kind": "need", "title": "A ride"})).await;
    said(&ben.open(&answer).await.text, ["Connectors carry this answer.", "Tell a connector"]);
    // And so is what he hears when he answers on the page itself.
    assert_eq!(ben.fill_in(&answer, &[("act", "take-back")]).await.status, 303);
    let hidden = word(&ben.open(&listing).await);
    let sent = ben.send(&format!("{listing}/answer"), &[("form", &hidden), ("message", "I drive")]).await;
    assert_eq!(sent.header("location"), format!("{listing}?said=with-connectors"), "{}", sent.text);
    assert!(ben.open(&format!("{listing}?said=with-connectors")).await.text.contains("is with the connectors, who"));
}
