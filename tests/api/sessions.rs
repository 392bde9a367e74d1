//! The page of the browsers in which a member is signed in: they know one from the other, and sign out in one that is lost.

use crate::export::taken_by;
use crate::support::browser::{Browser, TELEPHONE, one_time_link, with_password};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use chrono::Duration;
use serde_json::{Value, json};

const PAGE: &str = "/settings/browsers";
const LIBRARY: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36";
const TABLET: &str = "Mozilla/5.0 (iPad; CPU OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                      Version/12.1.2 Mobile/15E148 Safari/604.1";

async fn place() -> Neighborhood {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben"] {
        place.member(handle).await;
        with_password(&place, handle).await;
    }
    place
}

/// A browser that says this of itself, in which somebody signed in by their password.
async fn signed_in(place: &Neighborhood, handle: &str, kind: &str) -> Browser {
    let browser = Browser::new(place).that_says(kind);
    browser.sign_in(handle).await;
    browser
}

/// What the page says of each browser.
fn cards(page: &Answer) -> Vec<&str> {
    assert_eq!(page.status, 200, "{}", page.text);
    let list = page.text.split("<ul class=\"cards\">").nth(1).and_then(|rest| rest.split("</ul>").next());
    list.unwrap_or_else(|| panic!("no list: {}", page.text)).split("<li>").skip(1).collect()
}

/// What a form calls the browser of which the page says this.
fn called(page: &Answer, name: &str) -> String {
    let card = cards(page).into_iter().find(|card| card.contains(name));
    let card = card.unwrap_or_else(|| panic!("no {name}: {}", page.text));
    let rest = card.split("name=\"which\" value=\"").nth(1).unwrap_or_else(|| panic!("it has no button: {card}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_knows_their_browsers_apart_and_signs_out_in_one_that_is_lost() {
    let place = place().await;
    let library = signed_in(&place, "rosa", LIBRARY).await;
    place.clock.shift(Duration::minutes(2));
    let tablet = Browser::new(&place).that_says(TABLET);
    assert_eq!(tablet.fill_in(&one_time_link(&place, "rosa").await, &[]).await.status, 303);
    place.clock.shift(Duration::minutes(2));
    let telephone = signed_in(&place, "rosa", TELEPHONE).await;
    let ben = signed_in(&place, "ben", LIBRARY).await;

    // This one first, then the newest.
    let page = telephone.open(PAGE).await;
    let all = cards(&page);
    assert_eq!(all.len(), 3, "{}", page.text);
    for (card, name) in all.iter().zip(["Firefox on Android", "Safari on iPhone or iPad", "Chrome on Windows"]) {
        assert!(card.contains(&format!("<h2>{name}</h2>")) && card.contains("Signed in on "), "{name}: {card}");
        assert_eq!(card.contains("in front of you"), name.starts_with("Firefox"), "{card}");
        assert_eq!(card.contains("name=\"which\""), !name.starts_with("Firefox"), "{card}");
        assert_eq!(card.contains("Without a password"), name.starts_with("Safari"), "{card}");
    }
    assert!(all[0].contains("action=\"/sign-out\""), "{}", all[0]);
    // Neither what signs somebody in, nor what is kept of it, nor the rest of what a browser said.
    let digests = place.database.lines("SELECT digest AS line FROM sessions");
    let secrets = [&library, &tablet, &telephone].map(|browser| browser.cookie("potluck").expect("a cookie"));
    for hidden in digests.iter().chain(&secrets).map(String::as_str).chain(["Mozilla", "140.0", "12_5_7", "NT 10.0"]) {
        assert!(!page.text.contains(hidden), "{hidden}: {}", page.text);
    }

    // Ben's button does nothing to her browser, nor does what is made up, or what is kept.
    let lost = called(&page, "Chrome on Windows");
    for wrong in [lost.as_str(), "", "guessed", digests[0].as_str()] {
        let answer = ben.fill_in(PAGE, &[("which", wrong)]).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/settings/browsers?said=gone"), "{wrong}");
    }
    assert_eq!(telephone.send(PAGE, &[("form", "guessed"), ("which", &lost)]).await.status, 403);
    assert_eq!((library.open("/home").await.status, place.database.count("sessions")), (200, 4));

    let ended = telephone.fill_in(PAGE, &[("which", &lost)]).await;
    assert_eq!((ended.status, ended.header("location")), (303, "/settings/browsers?said=out"), "{}", ended.text);
    let page = telephone.open(ended.header("location")).await;
    assert!(page.text.contains("role=\"status\">That browser is signed out."), "{}", page.text);
    assert_eq!(cards(&page).len(), 2);
    assert_eq!((library.open("/home").await.status, tablet.open("/home").await.status), (303, 200));
    // Pressed twice, it says so.
    let again = telephone.fill_in(PAGE, &[("which", &lost)]).await;
    assert_eq!((again.status, again.header("location")), (303, "/settings/browsers?said=gone"));
    let page = telephone.open(again.header("location")).await;
    assert!(page.text.contains("That browser was signed out already."), "{}", page.text);
    assert_eq!(place.database.count("sessions"), 3);

    // All others at once, as before; whoever is alone has no button for that.
    assert!(page.text.contains("Sign out everywhere but here"), "{}", page.text);
    let ended = telephone.fill_in(PAGE, &[]).await;
    assert_eq!((ended.status, ended.header("location")), (303, "/settings/browsers?said=ended"));
    let page = telephone.open(PAGE).await;
    assert!(cards(&page).len() == 1 && !page.text.contains("Sign out everywhere but here"), "{}", page.text);
    assert_eq!((tablet.open("/home").await.status, ben.open("/home").await.status), (303, 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_ends_the_browser_in_front_of_them_is_signed_out_as_by_the_other_button() {
    let place = place().await;
    let there = signed_in(&place, "rosa", LIBRARY).await;
    let here = signed_in(&place, "rosa", TELEPHONE).await;
    let own = called(&there.open(PAGE).await, "Firefox on Android");
    let out = here.fill_in(PAGE, &[("which", &own)]).await;
    assert_eq!((out.status, out.header("location")), (303, "/sign-in"), "{}", out.text);
    assert_eq!((here.cookie("potluck"), out.header("clear-site-data")), (None, "\"storage\""));
    assert_eq!((here.open(PAGE).await.status, there.open(PAGE).await.status), (303, 200));
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_browser_says_of_itself_is_one_of_few_words() {
    let place = place().await;
    let long = format!("Firefox/1{}", "0".repeat(4_000));
    for kind in ["<script>alert(1)</script> (Androi", "Firefox", "(((((((((((((((", long.as_str()] {
        let browser = signed_in(&place, "rosa", kind).await;
        let page = browser.open(PAGE).await;
        let own = cards(&page)[0];
        assert!(own.contains("<h2>A browser that we do not know</h2>"), "{kind}: {own}");
        assert!(!page.text.contains("alert(1)"), "{}", page.text);
    }
    // One that says nothing, and one from before anything was kept.
    let silent = Browser::new(&place);
    silent.sign_in("rosa").await;
    assert!(cards(&silent.open(PAGE).await)[0].contains("A browser that we do not know"));
    // What was damaged in one hides none of the others, and can be ended.
    let nothing = if place.database.on_sqlite() { "x'00'" } else { "'\\x00'" };
    let first = "digest = (SELECT digest FROM sessions ORDER BY created_at, digest LIMIT 1)";
    place.database.execute(&format!("UPDATE sessions SET sealed_name = {nothing} WHERE {first}")).unwrap();
    let page = silent.open(PAGE).await;
    assert!(cards(&page).len() == 5 && page.text.contains("A browser that we do not know"), "{}", page.text);
    place.database.execute("UPDATE sessions SET sealed_name = NULL").unwrap();
    let page = silent.open(&format!("{PAGE}?lang=ht")).await;
    assert!(cards(&page)[0].contains("Yon navigatè nou pa t kenbe ki kalite li ye"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_whose_time_is_over_is_listed_no_more_and_each_is_taken_along() {
    let place = place().await;
    let tablet = Browser::new(&place).that_says(TABLET);
    tablet.fill_in(&one_time_link(&place, "rosa").await, &[]).await;
    let telephone = signed_in(&place, "rosa", TELEPHONE).await;
    assert_eq!(cards(&telephone.open(PAGE).await).len(), 2);
    let taken = taken_by(&Visitor::member(&place, "rosa").await).await;
    let ways: Value = serde_json::from_str(&taken["sign-ins.json"]).expect("JSON");
    let browsers = ways.as_array().expect("a list").iter().filter(|way| way["by"] == "browser");
    let said: Vec<_> = browsers.map(|way| (&way["browser"], &way["system"], &way["without_password"])).collect();
    assert_eq!(json!(said), json!([["safari", "iphone", true], ["firefox", "android", false]]), "{ways}");
    // The day after the last of their days: whoever comes back signs in anew.
    place.clock.shift(Duration::days(31));
    let back = signed_in(&place, "rosa", LIBRARY).await;
    let page = back.open(PAGE).await;
    assert_eq!(cards(&page).len(), 1, "{}", page.text);
}
