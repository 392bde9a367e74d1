//! Asking without an account: the form, the private page, and those who help.

use crate::support::browser::{Browser, word};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use chrono::Duration;
use potluck::actions::ask_as_guest::ask_as_guest;
use potluck::actions::erase::erase_due;
use potluck::actions::give_role::give_role;
use potluck::actions::help_guest::take_guest_need;
use potluck::actions::leave::leave;
use potluck::actions::welcome::ask_to_join;
use potluck::actions::whom_to_ask::tell_of_waiting;
use potluck::domain::guest::{Asked, Asking, MOST_WAITING};
use potluck::domain::joining::{Hello, Joining, Rules};
use potluck::domain::key::GuestNeedId;
use potluck::domain::member::RoleKind;
use potluck::ids;
use potluck::storage::joining;
use reqwest::Method;
use serde_json::json;

/// A place with two who help.
async fn place() -> Neighborhood {
    let place = Neighborhood::start("riverside").await;
    for name in ["rosa", "mei"] {
        place.member(name).await;
        give_role(&place, name, RoleKind::Connector, 6).await.unwrap();
    }
    place.member("ben").await;
    place
}

/// Asks, takes it, puts it on the board for the network, and writes to who asked.
async fn helped(place: &Neighborhood, guest: &Browser, rosa: &Browser) -> (String, String) {
    let said = [("words", "A ladder"), ("reach", "+1 718 555 0177"), ("shown_to", "network")];
    let own = link(&ask(place, guest, &said).await);
    let helps = format!("/asks/{}", number(place));
    for form in [
        &[("act", "take")][..],
        &[("act", "board"), ("title", "A ladder"), ("body", ""), ("place", "")],
        &[("act", "say"), ("words", "I bring it")],
    ] {
        let done = rosa.fill_in(&helps, form).await;
        assert_eq!(done.status, 303, "{form:?}: {}", done.text);
    }
    (own, helps)
}

/// Of how much all members together heard.
fn told(place: &Neighborhood) -> i64 {
    place.database.count("notifications")
}

/// What stands on a page in something that is folded.
fn folded(page: &Answer) -> String {
    let inside = |part: &str| part.split("</details>").next().unwrap_or_default().to_owned();
    page.text.split("<details").skip(1).map(inside).collect()
}

/// Opens the form, takes the time that a person takes, and sends it.
async fn ask(place: &Neighborhood, browser: &Browser, said: &[(&str, &str)]) -> Answer {
    let hidden = word(&browser.open("/ask").await);
    place.clock.shift(Duration::seconds(3));
    let mut all = vec![("form", hidden.as_str())];
    all.extend_from_slice(said);
    browser.send("/ask", &all).await
}

/// The private link to which an answer leads.
fn link(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text);
    let path = answer.header("location").split('?').next().expect("a path").to_owned();
    assert!(path.starts_with("/ask/") && path.len() > 40, "{path}");
    path
}

fn asked(words: &str) -> Asked {
    Asking { words: words.into(), language: "en".into(), ..Asking::default() }.check().expect("it fits")
}

fn number(place: &Neighborhood) -> String {
    place.database.lines("SELECT CAST(id AS TEXT) AS line FROM guest_needs ORDER BY id").pop().expect("one")
}

/// What a member's app hears.
async fn heard(place: &Neighborhood, name: &str) -> String {
    Visitor::with_scopes(place, name, "read").await.page("/api/v1/notifications").await.text
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_an_account_asks_is_helped_and_says_who_may_see_it() {
    let place = place().await;
    let rosa = Browser::signed_in(&place, "rosa", "203.0.113.20").await;
    let mei = Browser::signed_in(&place, "mei", "203.0.113.21").await;
    let ben = Browser::signed_in(&place, "ben", "203.0.113.22").await;
    let (guest, stranger) = (Browser::at(&place, "198.51.100.7"), Visitor::stranger(&place));
    for page in ["/", "/sign-in"] {
        assert!(guest.open(page).await.text.contains("href=\"/ask\""), "{page}");
    }
    let said = [("words", "Zwieback for two children"), ("place", "near the mill"), ("reach", "+1 718 555 0177")];
    let sent = ask(&place, &guest, &said).await;
    let own = link(&sent);
    let page = guest.open(sent.header("location")).await;
    for words in ["Zwieback for two children", "near the mill", "+1 718 555 0177", "It waits", &own] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let headers = ["cache-control", "x-robots-tag", "referrer-policy"].map(|name| page.header(name));
    assert_eq!(headers, ["no-store", "noindex", "no-referrer"]);
    assert!(!folded(&page).contains(&own), "it is there to be kept");
    let later = guest.open(&own).await;
    assert_eq!(
        later.text.matches(&own).count(),
        folded(&later).matches(&own).count(),
        "later, nobody sees it by chance"
    );
    assert!(folded(&later).contains(&own), "{}", later.text);
    // Another language, chosen where the address is the secret, stays after a button was pressed.
    let elsewhere = Browser::at(&place, "198.51.100.8");
    let shown = [("act", "show"), ("shown_to", "helpers")];
    let shown = elsewhere.send(&format!("{own}?lang=es"), &shown).await;
    assert_eq!((shown.status, shown.header("location")), (303, format!("{own}?said=shown").as_str()), "{}", shown.text);
    assert!(elsewhere.open(shown.header("location")).await.text.contains("<html lang=\"es\""));

    // Those who help hear of it, without a word of it; others find nothing.
    let told = heard(&place, "rosa").await;
    assert!(told.contains("/asks") && !told.contains("Zwieback"), "{told}");
    assert!(!heard(&place, "ben").await.contains("/asks"));
    assert!(rosa.open("/home").await.text.contains("href=\"/asks\""));
    assert!(!ben.open("/home").await.text.contains("/asks"));
    let list = rosa.open("/asks").await.text;
    assert!(list.contains("Zwieback") && !list.contains("555 0177"), "{list}");
    let helps = format!("/asks/{}", number(&place));
    assert!(list.contains(&helps) && mei.open(&helps).await.status == 200);
    for path in ["/asks", helps.as_str()] {
        assert_eq!((ben.open(path).await.status, stranger.page(path).await.status), (404, 303), "{path}");
    }
    let bens = word(&ben.open("/settings/me").await);
    for act in ["take", "say", "board", "let-go", "done"] {
        let form = [("form", bens.as_str()), ("act", act), ("words", "Hello"), ("title", "Zwieback")];
        assert_eq!(ben.send(&helps, &form).await.status, 404, "{act}");
    }

    // One helps, and nobody else reads it from then on.
    assert_eq!(rosa.fill_in(&helps, &[("act", "take")]).await.header("location"), format!("{helps}?said=taken"));
    let meis = word(&mei.open("/settings/me").await);
    let late = mei.send(&helps, &[("form", &meis), ("act", "take")]).await;
    assert_eq!(late.header("location"), "/asks?said=too-late", "{}", late.text);
    assert!(mei.open(&helps).await.status == 404 && !mei.open("/asks").await.text.contains("Zwieback"));
    assert!(rosa.open(&helps).await.text.contains("+1 718 555 0177"));
    assert!(guest.open(&own).await.text.contains("rosa"), "they read who helps");
    let written = rosa.fill_in(&helps, &[("act", "say"), ("words", "Is Tuesday all right?")]).await;
    assert_eq!(written.status, 303, "{}", written.text);
    assert!(guest.open(&own).await.text.contains("Is Tuesday all right?"));
    assert_eq!(guest.send(&own, &[("act", "say"), ("words", "Tuesday is fine")]).await.status, 303);
    assert!(rosa.open(&helps).await.text.contains("Tuesday is fine"));
    let told = heard(&place, "rosa").await;
    assert!(told.contains("wrote to you") && !told.contains("Tuesday"), "{told}");
    let empty = guest.send(&own, &[("act", "say"), ("words", "  ")]).await;
    assert!(empty.status == 422 && empty.text.contains("Please write a few words here"), "{}", empty.text);

    // On the board as far as its author says, and no further.
    let board = [("act", "board"), ("title", "Zwieback for children"), ("body", ""), ("place", "near the mill")];
    assert_eq!(rosa.fill_in(&helps, &board).await.status, 422, "only those who help may see it");
    assert_eq!(place.database.count("listings"), 0);
    assert_eq!(guest.send(&own, &[("act", "show"), ("shown_to", "the world")]).await.status, 422);
    assert_eq!(guest.send(&own, &[("act", "show"), ("shown_to", "public")]).await.status, 303);
    let posted = rosa.fill_in(&helps, &board).await;
    assert_eq!(posted.header("location"), format!("{helps}?said=on-board"), "{}", posted.text);
    let shown = stranger.page("/board").await.text;
    assert!(shown.contains("Zwieback for children") && !shown.contains("rosa"), "{shown}");
    let listing = place.database.lines("SELECT '/listings/' || slug AS line FROM listings").remove(0);
    assert!(guest.open(&own).await.text.contains(&listing));
    let page = stranger.page(&listing).await.text;
    assert!(!page.contains("rosa") && !page.contains("two children") && !page.contains("555 0177"), "{page}");
    assert_eq!(rosa.fill_in(&helps, &board).await.status, 422, "it is there already");

    // Who asked narrows it: it is taken back at once, and goes where it may.
    assert_eq!(guest.send(&own, &[("act", "show"), ("shown_to", "network")]).await.status, 303);
    assert!(!stranger.page("/board").await.text.contains("Zwieback"));
    assert_eq!(stranger.page(&listing).await.status, 410);
    assert_eq!(rosa.fill_in(&helps, &board).await.status, 303);
    assert!(!stranger.page("/board").await.text.contains("Zwieback"));
    assert!(ben.open("/board").await.text.contains("Zwieback for children"));
    assert_eq!(place.database.count("proxies"), 1, "it is one neighbor, for whom rosa speaks");

    // Nothing of it is left once it is over.
    let ended = guest.send(&own, &[("act", "end")]).await;
    assert!(ended.status == 200 && ended.text.contains("It is erased"), "{}", ended.text);
    assert_eq!((place.database.count("guest_needs"), place.database.count("guest_words")), (0, 0));
    assert_eq!((place.database.count("proxy_keys"), guest.open(&own).await.status), (0, 404));
    assert_eq!(place.database.number("SELECT count(*) AS n FROM listings WHERE title <> ''"), 0);
    assert!(!ben.open("/board").await.text.contains("Zwieback"));
    assert!(heard(&place, "rosa").await.contains("does not need it any more"));
    assert_eq!(rosa.open(&helps).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_are_kept_out_and_what_a_person_typed_is_never_lost() {
    let place = place().await;
    let guest = Browser::at(&place, "198.51.100.7");
    let hidden = word(&guest.open("/ask").await);
    let words = ("words", "A pram for a week");
    // As fast as a program; the same again, a moment later, is a person.
    let quick = guest.send("/ask", &[("form", &hidden), words]).await;
    assert!(quick.status == 422 && quick.text.contains("once more") && quick.text.contains("A pram for a week"));
    assert_eq!(word(&quick), hidden);
    place.clock.shift(Duration::seconds(3));
    let trapped = guest.send("/ask", &[("form", &hidden), words, ("website", "https://spam.example")]).await;
    assert!(trapped.status == 422 && trapped.text.contains("A pram for a week") && !trapped.text.contains("spam"));
    for made_up in ["", "guessed", &ids::secret()] {
        assert_eq!(guest.send("/ask", &[("form", made_up), words]).await.status, 422, "{made_up}");
    }
    let wrong = guest.send("/ask", &[("form", &hidden), words, ("reach", "ask at the kiosk")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("id=\"reach-wrong\""), "{}", wrong.text);
    assert!(wrong.text.contains("A pram for a week") && wrong.text.contains("ask at the kiosk"));
    assert_eq!(place.database.count("guest_needs"), 0);

    // A button that is pressed twice asks once; other words are another need.
    let first = link(&guest.send("/ask", &[("form", &hidden), words]).await);
    assert_eq!(link(&guest.send("/ask", &[("form", &hidden), words]).await), first);
    assert_eq!(place.database.count("guest_needs"), 1);
    assert_ne!(link(&guest.send("/ask", &[("form", &hidden), ("words", "A cot")]).await), first);
    assert_eq!(place.database.count("guest_needs"), 2);
    place.clock.shift(Duration::hours(25));
    let old = guest.send("/ask", &[("form", &hidden), words]).await;
    assert!(old.status == 422 && old.text.contains("A pram for a week"));
    assert_ne!(word(&old), hidden);

    for lost in ["/ask/guessed", "/ask/guessed?said=asked"] {
        let page = guest.open(lost).await;
        assert!(page.status == 404 && page.text.contains("This link leads nowhere"), "{}", page.text);
    }
    assert_eq!(guest.send("/ask/guessed", &[("act", "end")]).await.status, 404);
    assert_eq!(guest.send(&first, &[("act", "guessed")]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_does_not_take_every_place() {
    let place = place().await;
    let guest = Browser::at(&place, "198.51.100.7");
    for turn in 0..20 {
        link(&ask(&place, &guest, &[("words", &format!("Bread, number {turn}"))]).await);
    }
    let more = ask(&place, &guest, &[("words", "Bread once more")]).await;
    assert!(more.status == 429 && more.text.contains("Bread once more"), "{}: {}", more.status, more.text);
    assert!(!more.header("retry-after").is_empty());
    link(&ask(&place, &Browser::at(&place, "198.51.100.8"), &[("words", "Bread elsewhere")]).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_can_be_helped_the_page_says_what_else_to_do() {
    let place = Neighborhood::start("riverside").await;
    let guest = Browser::at(&place, "198.51.100.7");
    let nobody = guest.open("/ask").await;
    assert!(nobody.status == 200 && nobody.text.contains("Nobody who reads such words is here"), "{}", nobody.text);
    // Nobody is told to write or to call where no page says how; and nobody stands at a wall.
    assert!(!nobody.text.contains("write to us") && !nobody.text.contains("call us"), "{}", nobody.text);
    assert!(nobody.text.contains("Please let a neighbor who is a member ask for you."), "{}", nobody.text);
    assert!(nobody.text.contains("<p><a href=\"/board?kind=offer&#38;category=food\">"), "{}", nobody.text);

    place.member("mei").await;
    give_role(&place, "mei", RoleKind::Steward, 6).await.unwrap();
    let hidden = word(&guest.open("/ask").await);
    place.clock.shift(Duration::seconds(3));
    let form = [("form", hidden.as_str()), ("words", "A lift to the clinic")];
    let mei = Visitor::member(&place, "mei").await;
    let contact = json!([{"kind": "telephone", "value": "+1 718 555 0100"}]);
    mei.send(Method::PATCH, "/network", json!({"intake": "paused", "contact": contact})).await.expect(200);
    let paused = guest.send("/ask", &form).await;
    assert_eq!(paused.status, 409, "{}", paused.text);
    let call = "href=\"tel:+17185550100\"";
    for words in ["We are resting at the moment", "Please write to us or call us", call, "A lift to the clinic"] {
        assert!(paused.text.contains(words), "{words}: {}", paused.text);
    }
    mei.send(Method::PATCH, "/network", json!({"intake": "slow"})).await.expect(200);
    assert!(guest.open("/ask").await.text.contains("We are slower than usual"));

    for turn in 0..MOST_WAITING {
        ask_as_guest(&place, ids::secret(), asked(&format!("Bread, number {turn}"))).await.unwrap();
    }
    let full = guest.send("/ask", &form).await;
    assert!(full.status == 409 && full.text.contains("Very many neighbors wait"), "{}", full.text);
    assert!(full.text.contains("A lift to the clinic") && !full.text.contains("<textarea"));
    assert_eq!(place.database.number("SELECT count(*) AS n FROM guest_needs"), MOST_WAITING);
    let told = place.database.number("SELECT count(*) AS n FROM notifications");
    assert!(told <= 20, "who knows is not told of each: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn value_08_who_does_not_want_to_be_asked_is_told_nothing_and_finds_what_waits() {
    let place = place().await;
    let rosa = Browser::signed_in(&place, "rosa", "203.0.113.20").await;
    let page = rosa.open("/settings/me").await.text;
    for words in ["your network tells you that somebody waits for help", "your network asks you for nothing"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let kept = rosa.fill_in("/settings/me", &[("name", "Rosa"), ("about", ""), ("ask_cap", "0")]).await;
    assert_eq!(kept.header("location"), "/settings/me?said=kept", "{}", kept.text);
    link(&ask(&place, &Browser::at(&place, "198.51.100.7"), &[("words", "A ladder")]).await);
    assert!(!heard(&place, "rosa").await.contains("/asks"));
    assert!(heard(&place, "mei").await.contains("/asks"));
    assert!(rosa.open("/home").await.text.contains("href=\"/asks\""));
    assert!(rosa.open("/asks").await.text.contains("A ladder"));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_08_who_could_not_be_asked_hears_later_of_all_who_wait_at_once() {
    let place = place().await;
    give_role(&place, "mei", RoleKind::Welcome, 6).await.unwrap();
    place
        .db
        .write(|conn| joining::set_rules(conn, &Rules { how: Joining::Welcome, ..Rules::default() }))
        .await
        .unwrap();
    for turn in 0..3 {
        place.clock.shift(Duration::minutes(1));
        ask_as_guest(&place, ids::secret(), asked(&format!("Bread, number {turn}"))).await.unwrap();
        ask_to_join(&place, &ids::secret(), Hello::new("I know Rosa", "en").unwrap()).await.unwrap();
    }
    place.clock.shift(Duration::hours(84));
    tell_of_waiting(&place).await.unwrap();
    let app = Visitor::with_scopes(&place, "mei", "read").await;
    let told = app.page("/api/v1/notifications").await.expect(200);
    assert_eq!(told.as_array().map(Vec::len), Some(3), "{told}");
    let words = told[0]["status"]["content"].as_str().unwrap_or_default();
    for link in ["/asks\"", "/welcome\""] {
        assert!(words.contains(link), "{link}: {words}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_08_who_helps_lets_go_or_leaves_and_it_waits_for_another() {
    let place = place().await;
    let rosa = Browser::signed_in(&place, "rosa", "203.0.113.20").await;
    let mei = Browser::signed_in(&place, "mei", "203.0.113.21").await;
    let guest = Browser::at(&place, "198.51.100.7");
    let own = link(&ask(&place, &guest, &[("words", "A ladder"), ("shown_to", "network")]).await);
    let helps = format!("/asks/{}", number(&place));
    let board = [("act", "board"), ("title", "A ladder"), ("body", ""), ("place", "")];
    for act in ["let-go", "leave"] {
        assert_eq!(rosa.fill_in(&helps, &[("act", "take")]).await.status, 303);
        assert_eq!(rosa.fill_in(&helps, &board).await.status, 303);
        assert_eq!(rosa.fill_in(&helps, &[("act", "say"), ("words", "I bring it")]).await.status, 303);
        assert_eq!(mei.open(&helps).await.status, 404);
        assert!(mei.open("/board").await.text.contains("A ladder"));
        if act == "leave" {
            let rosas = place.database.number("SELECT id AS n FROM members WHERE handle = 'rosa'");
            leave(&place, potluck::domain::MemberId(rosas), "rosa").await.unwrap();
        } else {
            assert_eq!(rosa.fill_in(&helps, &[("act", act)]).await.header("location"), "/asks?said=let-go");
        }
        assert!(!mei.open("/board").await.text.contains("A ladder"), "{act}");
        let page = mei.open(&helps).await.text;
        assert!(page.contains("A ladder") && !page.contains("I bring it"), "{act}: it waits again: {page}");
        assert!(guest.open(&own).await.text.contains("It waits for a neighbor"), "{act}");
    }
    assert_eq!(place.database.count("proxy_keys"), 0, "nobody speaks for them by accident");
    assert_eq!(mei.fill_in(&helps, &[("act", "take")]).await.status, 303);
    assert_eq!(mei.fill_in(&helps, &[("act", "done")]).await.header("location"), "/asks?said=done");
    assert!(guest.open(&own).await.text.contains("says that it is done"));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_who_asked_says_whether_it_is_done_and_who_helped_keeps_nothing_of_it() {
    let place = place().await;
    let rosa = Browser::signed_in(&place, "rosa", "203.0.113.20").await;
    let mei = Browser::signed_in(&place, "mei", "203.0.113.21").await;
    let guest = Browser::at(&place, "198.51.100.7");
    let (own, helps) = helped(&place, &guest, &rosa).await;
    assert_eq!(guest.send(&own, &[("act", "say"), ("words", "Thank you")]).await.status, 303);
    let page = rosa.open(&helps).await;
    assert!(folded(&page).contains("value=\"done\"") && !folded(&page).contains("value=\"let-go\""), "{}", page.text);
    assert!(page.text.contains("for 7 days they can say no"), "{}", page.text);
    let done = rosa.fill_in(&helps, &[("act", "done")]).await;
    assert_eq!(done.header("location"), "/asks?said=done");
    assert!(rosa.open("/asks?said=done").await.text.contains("for 7 days that they still need it"));

    // Nobody who helps has any of it, and it is off the board.
    for who in [&rosa, &mei] {
        assert_eq!(who.open(&helps).await.status, 404);
        assert!(
            !who.open("/asks").await.text.contains("A ladder") && !who.open("/board").await.text.contains("A ladder")
        );
        let form = word(&who.open("/settings/me").await);
        assert_eq!(who.send(&helps, &[("form", &form), ("act", "take")]).await.status, 404);
    }
    assert_eq!((place.database.count("proxy_keys"), place.database.count("guest_words")), (0, 0));
    let page = guest.open(&own).await;
    for words in ["Who helped says that it is done", "A ladder", "You have 7 days", "No, I still need it", &own] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert!(!page.text.contains("value=\"say\""), "{}", page.text);
    // Whoever wrote on a page from before loses no word.
    let late = guest.send(&own, &[("act", "say"), ("words", "Tuesday, please")]).await;
    assert!(late.status == 422 && late.text.contains("Please say first"), "{}", late.text);
    assert!(late.text.contains("dir=\"auto\">Tuesday, please</blockquote>"), "{}", late.text);
    assert_eq!(guest.send(&own, &[("act", "reach"), ("reach", "911")]).await.status, 422);

    // It is not: it waits again, and those who help are told as of anything new, once.
    let before = told(&place);
    for _ in 0..2 {
        let still = guest.send(&own, &[("act", "still")]).await;
        assert_eq!((still.status, still.header("location")), (303, format!("{own}?said=still").as_str()));
        assert_eq!(told(&place), before + 2, "rosa and mei");
    }
    assert!(guest.open(&own).await.text.contains("It waits for a neighbor"));
    let page = mei.open(&helps).await;
    assert!(page.status == 200 && page.text.contains("A ladder") && !page.text.contains("I bring it"), "{}", page.text);

    // It is: all of it is erased.
    assert_eq!(mei.fill_in(&helps, &[("act", "take")]).await.status, 303);
    assert!(
        mei.open(&helps).await.text.contains("+1 718 555 0177"),
        "how to reach them was kept for whoever helps next"
    );
    assert_eq!(mei.fill_in(&helps, &[("act", "done")]).await.status, 303);
    let before = told(&place);
    let ended = guest.send(&own, &[("act", "end")]).await;
    assert!(ended.status == 200 && ended.text.contains("Nobody else had any of it any more"), "{}", ended.text);
    assert_eq!((place.database.count("guest_needs"), told(&place)), (0, before), "nobody hears of it");
    assert_eq!(guest.open(&own).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_05_what_is_called_done_goes_after_a_week_whoever_looks_at_it() {
    let place = place().await;
    let rosa = Browser::signed_in(&place, "rosa", "203.0.113.20").await;
    let guest = Browser::at(&place, "198.51.100.7");
    let (own, helps) = helped(&place, &guest, &rosa).await;
    assert_eq!(rosa.fill_in(&helps, &[("act", "done")]).await.status, 303);
    place.clock.shift(Duration::days(7) - Duration::minutes(1));
    erase_due(&place).await.unwrap();
    assert_eq!(guest.open(&own).await.status, 200, "seven days are whole");
    place.clock.shift(Duration::days(1) + Duration::minutes(2));
    erase_due(&place).await.unwrap();
    assert_eq!((guest.open(&own).await.status, place.database.count("guest_needs")), (404, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_code_leads_back_to_what_somebody_asked() {
    let place = place().await;
    let guest = Browser::at(&place, "198.51.100.7");
    let sent = ask(&place, &guest, &[("words", "A ladder")]).await;
    let own = link(&sent);
    let page = guest.open(sent.header("location")).await;
    assert!(page.text.contains("<svg class=\"square\"") && page.text.contains("/code<"), "{}", page.text);
    let code = page.text.split("<strong>").nth(1).and_then(|rest| rest.split('<').next()).expect("a code").to_owned();
    assert_eq!((code.len(), code.matches('-').count()), (14, 2), "{code}");
    assert!(folded(&guest.open(&own).await).contains(&code));
    let library = Browser::at(&place, "198.51.100.9");
    assert!(library.open("/ask").await.text.contains("href=\"/code\""));
    for typed in [code.clone(), code.to_lowercase(), code.replace('-', " ")] {
        let led = library.send("/code", &[("code", &typed)]).await;
        assert_eq!((led.status, led.header("location")), (303, own.as_str()), "{typed}: {}", led.text);
    }
    let kept = place.database.lines("SELECT link_digest AS line FROM guest_needs").join(" ");
    assert!(!kept.contains(&code) && !kept.contains(own.trim_start_matches("/ask/")), "{kept}");
    // A link that leads nowhere: one can type the code there, or ask anew.
    let lost = guest.open(&own[..own.len() - 1]).await;
    assert!(lost.status == 404 && lost.text.contains("action=\"/code\"") && lost.text.contains("href=\"/ask\""));
    // Other words in the same form are another need, with a code of its own; links of before have none, and lead on.
    let old = ids::secret();
    ask_as_guest(&place, old.clone(), asked("Bread")).await.unwrap();
    let page = guest.open(&format!("/ask/{old}")).await;
    assert!(page.status == 200 && folded(&page).contains(&old) && !page.text.contains("/code<"), "{}", page.text);
    assert_eq!(guest.send(&own, &[("act", "end")]).await.status, 200);
    let over = library.send("/code", &[("code", &code)]).await;
    assert!(over.status == 422 && over.text.contains("does not work"), "{}", over.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_who_asked_changes_what_they_asked_and_the_board_keeps_its_words_unless_they_say_so() {
    let place = place().await;
    let rosa = Browser::signed_in(&place, "rosa", "203.0.113.20").await;
    let ben = Browser::signed_in(&place, "ben", "203.0.113.22").await;
    let (guest, app) = (Browser::at(&place, "198.51.100.7"), Visitor::member(&place, "rosa").await);
    let (own, helps) = helped(&place, &guest, &rosa).await;
    let reword = async |words: &str, more: &[(&str, &str)]| {
        let mut form = vec![("act", "reword"), ("words", words), ("place", "near the mill")];
        form.extend_from_slice(more);
        guest.send(&own, &form).await
    };
    let changed = reword("A ladder, three metres", &[]).await;
    assert_eq!(changed.header("location"), format!("{own}?said=changed"), "{}", changed.text);
    let page = rosa.open(&helps).await.text;
    for words in
        ["A ladder, three metres", "near the mill", "Who asked has changed this", "The board says what it said"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let heard = heard(&place, "rosa").await;
    assert!(heard.contains("changed what they asked") && !heard.contains("three metres"), "{heard}");
    assert!(!ben.open("/board").await.text.contains("three metres"), "the board says what it said");
    // Once she answered, she has read it; the same once more is nothing new.
    assert_eq!(rosa.fill_in(&helps, &[("act", "say"), ("words", "All right")]).await.status, 303);
    assert!(!rosa.open(&helps).await.text.contains("Who asked has changed this"));
    let before = told(&place);
    assert_eq!(reword("A ladder, three metres", &[]).await.status, 303);
    assert_eq!(told(&place), before);
    // On the board as well, where they say so.
    assert_eq!(reword("A ladder, four metres", &[("board", "yes")]).await.status, 303);
    assert!(ben.open("/board").await.text.contains("A ladder, four metres"));
    let wrong = reword("  ", &[("board", "yes")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("id=\"what-wrong\""), "{}", wrong.text);
    assert!(wrong.text.contains("value=\"near the mill\"") && wrong.text.contains("value=\"yes\" checked"));

    // How they can be reached: for who helps, everywhere where she knows it, and the old way nowhere.
    let reach = async |way: &str| guest.send(&own, &[("act", "reach"), ("reach", way)]).await;
    let wrong = reach("ask at the kiosk").await;
    assert!(wrong.status == 422 && wrong.text.contains("id=\"reach-wrong\""), "{}", wrong.text);
    assert!(wrong.text.contains("value=\"ask at the kiosk\""), "{}", wrong.text);
    assert_eq!(reach("+1 718 555 0100").await.header("location"), format!("{own}?said=changed"));
    let known = app.get("/proxies").await.expect(200).to_string();
    for known in [rosa.open(&helps).await.text, known] {
        assert!(known.contains("555 0100") && !known.contains("555 0177"), "{known}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_stewards_and_operators_read_it_only_while_nobody_else_helps() {
    let place = Neighborhood::start("riverside").await;
    for (name, role) in [("mei", RoleKind::Steward), ("ola", RoleKind::Operator)] {
        place.member(name).await;
        give_role(&place, name, role, 6).await.unwrap();
    }
    let mei = Browser::signed_in(&place, "mei", "203.0.113.21").await;
    let ola = Browser::signed_in(&place, "ola", "203.0.113.22").await;
    let guest = Browser::at(&place, "198.51.100.7");
    assert!(guest.open("/ask").await.text.contains("read by stewards and operators"));
    link(&ask(&place, &guest, &[("words", "A ladder"), ("shown_to", "network")]).await);
    let first = format!("/asks/{}", number(&place));
    link(&ask(&place, &guest, &[("words", "A saw")]).await);
    let second = format!("/asks/{}", number(&place));
    assert!(heard(&place, "mei").await.contains("/asks") && heard(&place, "ola").await.contains("/asks"));
    // Who puts it on the board speaks for one who asked here, and shuts nobody else out by that.
    assert_eq!(mei.fill_in(&first, &[("act", "take")]).await.status, 303);
    let board = [("act", "board"), ("title", "A ladder"), ("body", ""), ("place", "")];
    assert_eq!(mei.fill_in(&first, &board).await.status, 303);
    assert_eq!((ola.open(&second).await.status, mei.open(&second).await.status), (200, 200));

    // A connector is here: what one helps with stays one's own, and the rest is theirs.
    place.member("rosa").await;
    give_role(&place, "rosa", RoleKind::Connector, 6).await.unwrap();
    let rosa = Browser::signed_in(&place, "rosa", "203.0.113.20").await;
    assert!(guest.open("/ask").await.text.contains("read by connectors"));
    assert_eq!((rosa.open(&second).await.status, mei.open(&second).await.status), (200, 404));
    assert_eq!((mei.open(&first).await.status, ola.open("/asks").await.status), (200, 404));
    assert!(mei.open("/home").await.text.contains("href=\"/asks\""));
    assert!(!ola.open("/home").await.text.contains("href=\"/asks\""));
    let before = place.database.number("SELECT count(*) AS n FROM notifications");
    link(&ask(&place, &guest, &[("words", "A pram")]).await);
    assert_eq!(told(&place), before + 1, "rosa alone is told");
    // While she rests, nobody else would read it.
    Visitor::member(&place, "rosa").await.post("/me/rest", json!({})).await.expect(200);
    assert_eq!(ola.open(&second).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_01_who_cannot_wait_reads_whom_to_call_and_what_there_is_to_eat() {
    let place = place().await;
    give_role(&place, "mei", RoleKind::Steward, 6).await.unwrap();
    let contact = json!([{"kind": "telephone", "value": "+1 718 555 0100"}]);
    let mei = Visitor::member(&place, "mei").await;
    mei.send(Method::PATCH, "/network", json!({"contact": contact})).await.expect(200);
    let guest = Browser::at(&place, "198.51.100.7");
    let own = link(&ask(&place, &guest, &[("words", "A ladder")]).await);
    for path in ["/ask", own.as_str()] {
        let page = guest.open(path).await.text;
        for words in ["If it cannot wait", "href=\"tel:+17185550100\"", "href=\"/board?kind=offer"] {
            assert!(page.contains(words), "{path}: {words}: {page}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_08_what_is_promised_is_not_let_go_of_without_a_word() {
    let place = place().await;
    let rosa = Browser::signed_in(&place, "rosa", "203.0.113.20").await;
    let guest = Browser::at(&place, "198.51.100.7");
    let own = link(&ask(&place, &guest, &[("words", "A ladder"), ("shown_to", "network")]).await);
    let helps = format!("/asks/{}", number(&place));
    assert_eq!(rosa.fill_in(&helps, &[("act", "take")]).await.status, 303);
    let board = [("act", "board"), ("title", "A ladder"), ("body", ""), ("place", "")];
    assert_eq!(rosa.fill_in(&helps, &board).await.status, 303);
    let (ben, app) = (Visitor::member(&place, "ben").await, Visitor::member(&place, "rosa").await);
    let listing = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM listings").remove(0);
    let answer =
        ben.post(&format!("/listings/{listing}/responses"), json!({"message": "I have one"})).await.expect(201);
    let id = answer["id"].as_str().expect("an id");
    app.post(&format!("/responses/{id}/accept"), json!({})).await.expect(200);
    for act in ["let-go", "done"] {
        let kept = rosa.fill_in(&helps, &[("act", act)]).await;
        assert!(kept.status == 422 && kept.text.contains("promised on the board"), "{act}: {}", kept.text);
    }
    // Who asked may end it at any time; whoever answered hears a kind word.
    assert_eq!(guest.send(&own, &[("act", "end")]).await.status, 200);
    let word = ben.get("/responses").await.expect(200);
    assert!(word[0]["answer"].is_string(), "{word}");
    assert_eq!(place.database.count("guest_needs"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_05_what_nobody_comes_back_to_is_erased() {
    let place = place().await;
    let guest = Browser::at(&place, "198.51.100.7");
    let kept = link(&ask(&place, &guest, &[("words", "A ladder")]).await);
    let taken = link(&ask(&place, &guest, &[("words", "A saw")]).await);
    let rosas = place.database.number("SELECT id AS n FROM members WHERE handle = 'rosa'");
    let saw = GuestNeedId(number(&place).parse().expect("a number"));
    take_guest_need(&place, potluck::domain::MemberId(rosas), saw).await.unwrap();
    place.clock.shift(Duration::days(20));
    assert_eq!(guest.open(&kept).await.status, 200);
    place.clock.shift(Duration::days(20));
    erase_due(&place).await.unwrap();
    assert_eq!((guest.open(&taken).await.status, guest.open(&kept).await.status), (404, 200));
    place.clock.shift(Duration::days(32));
    erase_due(&place).await.unwrap();
    assert_eq!((place.database.count("guest_needs"), place.database.count("guest_words")), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_who_asked_takes_their_place_away_also_from_what_is_held_for_safety() {
    let place = place().await;
    give_role(&place, "mei", RoleKind::Moderator, 6).await.unwrap();
    let rosa = Browser::signed_in(&place, "rosa", "203.0.113.20").await;
    let (guest, mei) = (Browser::at(&place, "198.51.100.7"), Visitor::member(&place, "mei").await);
    let said = [("words", "A ladder"), ("point", "40.71,-74.01"), ("shown_to", "network")];
    let own = link(&ask(&place, &guest, &said).await);
    let helps = format!("/asks/{}", number(&place));
    for form in [&[("act", "take")][..], &[("act", "board"), ("title", "A ladder"), ("body", ""), ("place", "")]] {
        let done = rosa.fill_in(&helps, form).await;
        assert_eq!(done.status, 303, "{form:?}: {}", done.text);
    }
    let on_the_map = "SELECT count(*) AS n FROM listings WHERE cell IS NOT NULL";
    assert_eq!(place.database.number(on_the_map), 1);
    let listing = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM listings").remove(0);
    let agreement = json!({"agreement": "We keep each other safe"});
    mei.post(&format!("/listings/{listing}/hold"), agreement).await.expect(204);
    let away = [("act", "reword"), ("words", "A ladder"), ("place", ""), ("spot", "yes")];
    let done = guest.send(&own, &away).await;
    assert_eq!(done.header("location"), format!("{own}?said=changed"), "{}", done.text);
    assert_eq!(place.database.number(on_the_map), 0);
}
