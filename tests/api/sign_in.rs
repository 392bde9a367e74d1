//! Signing in with a browser: by password and by one-time link, and who is held up by whose guesses.

use crate::support::browser::{Browser, PASSWORD, form, one_time_link, with_password, word};
use crate::support::neighborhood::Neighborhood;
use chrono::Duration;
use potluck::actions::erase::erase_due;
use potluck::actions::leave::remove_member;
use reqwest::Method;

async fn place() -> Neighborhood {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben"] {
        place.member(handle).await;
    }
    with_password(&place, "rosa").await;
    place
}

/// A page without what stands after `start`, to the next quotation mark.
fn without(page: &str, start: &str) -> String {
    let (before, rest) = page.split_once(start).unwrap_or_else(|| panic!("no {start}: {page}"));
    format!("{before}{}", rest.split_once('"').expect("its end").1)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_signs_in_and_out_and_only_digests_are_kept() {
    let place = place().await;
    let browser = Browser::new(&place);
    let asked = browser.open("/settings").await;
    assert_eq!((asked.status, asked.header("location")), (303, "/sign-in?next=%2Fsettings"));
    browser.sign_in("rosa").await;
    let secret = browser.cookie("potluck").expect("a cookie");
    let page = browser.open("/settings").await;
    assert!(page.status == 200 && page.text.contains("@rosa@"), "{}", page.text);
    assert_eq!((page.header("cache-control"), page.header("referrer-policy")), ("no-store", "no-referrer"));
    assert_eq!(place.database.count("sessions"), 1);
    let kept = place.database.lines("SELECT digest AS line FROM sessions");
    assert!(kept.iter().all(|digest| !digest.contains(&secret)));
    let out = browser.send("/sign-out", &[("form", &word(&page))]).await;
    assert_eq!((out.status, out.header("location")), (303, "/sign-in"));
    assert_eq!((browser.cookie("potluck"), place.database.count("sessions")), (None, 0));
    // Whoever kept the cookie is signed out too.
    browser.set_cookie("potluck", &secret);
    assert_eq!(browser.open("/settings").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_types_a_whole_address_means_the_same_member() {
    let place = place().await;
    for typed in ["@rosa", " Rosa ", &format!("@rosa@{}", place.addresses.host())] {
        assert_eq!(Browser::new(&place).try_sign_in(typed, PASSWORD).await.status, 303, "{typed}");
    }
    assert_eq!(Browser::new(&place).try_sign_in("rosa@elsewhere.example", PASSWORD).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn whichever_of_the_two_is_wrong_the_answer_is_the_same() {
    let place = place().await;
    let mut said = Vec::new();
    for (handle, password) in [("rosa", "another password"), ("nobody", PASSWORD), ("ben", PASSWORD), ("", PASSWORD)] {
        let browser = Browser::new(&place);
        let answer = browser.try_sign_in(handle, password).await;
        assert_eq!((answer.status, browser.cookie("potluck")), (422, None), "{handle}");
        assert!(answer.text.contains("role=\"alert\"") && !answer.text.contains(password), "{}", answer.text);
        // What was typed, the word that is every browser's own, and what each page asks a device, aside.
        let plain = answer.text.replace(&word(&answer), "").replace(&format!("value=\"{handle}\""), "value=\"\"");
        let plain = without(&without(&plain, "data-passkey=\""), "name=\"held\" value=\"");
        said.push(plain);
    }
    assert!(said.iter().all(|one| *one == said[0]), "{said:?}");
    assert_eq!(place.database.count("sessions"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_is_held_up_and_nobody_else() {
    let place = place().await;
    let rosa = Browser::at(&place, "198.51.100.1");
    rosa.sign_in("rosa").await;
    let mallory = Browser::at(&place, "203.0.113.66");
    let mut held_up = None;
    for number in 0..12 {
        let answer = mallory.try_sign_in("rosa", &format!("guess number {number}")).await;
        if answer.status == 429 {
            assert!(answer.header("retry-after").parse::<u32>().is_ok(), "{:?}", answer.headers);
            // A button that sends all but the password would only guess once more, and no secret stands in a page.
            assert!(!answer.text.contains("Send it once more"), "{}", answer.text);
            assert!(!answer.text.contains("guess number") && answer.text.contains("load the page again"));
            held_up = Some(number);
            break;
        }
        assert_eq!(answer.status, 422);
    }
    assert_eq!(held_up, Some(10));
    assert_eq!(mallory.try_sign_in("rosa", PASSWORD).await.status, 429, "also the right one, from there");
    // From her own address, with a browser that was never here.
    Browser::at(&place, "198.51.100.1").sign_in("rosa").await;
    // With her own browser, beside whoever guesses.
    let rosa = rosa.moved_to("203.0.113.66");
    rosa.drop_cookie("potluck");
    rosa.sign_in("rosa").await;
    // Somebody else from that address.
    with_password(&place, "ben").await;
    Browser::at(&place, "203.0.113.66").sign_in("ben").await;
    place.clock.shift(Duration::minutes(3));
    Browser::at(&place, "203.0.113.66").sign_in("rosa").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_is_known_does_not_guess_for_ever_and_one_address_not_at_everybody() {
    let place = place().await;
    let found = Browser::new(&place);
    found.sign_in("rosa").await;
    found.drop_cookie("potluck");
    let mut statuses = Vec::new();
    for number in 0..11 {
        statuses.push(found.try_sign_in("rosa", &format!("guess number {number}")).await.status);
    }
    assert_eq!((&statuses[..10], statuses[10]), (&[422; 10][..], 429));
    // A mark that is made up, or another member's, is none.
    let mallory = Browser::at(&place, "203.0.113.66");
    mallory.set_cookie("potluck-known", "AAAA");
    with_password(&place, "ben").await;
    mallory.sign_in("ben").await;
    mallory.drop_cookie("potluck");
    let mut guesses = 0;
    while mallory.try_sign_in("rosa", "some other words").await.status == 422 {
        guesses += 1;
        assert!(guesses <= 10, "ben's browser is not rosa's");
    }
    assert_eq!(guesses, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_signs_nobody_in_or_out() {
    let place = place().await;
    let browser = Browser::new(&place);
    let pairs = [("handle", "rosa"), ("password", PASSWORD)];
    assert_eq!(browser.send("/sign-in", &pairs).await.status, 403, "no page was opened before");
    browser.open("/sign-in").await;
    assert_eq!(browser.send("/sign-in", &pairs).await.status, 403, "without the word of the form");
    let of_another = word(&Browser::new(&place).open("/sign-in").await);
    let with = |word: &str| [("form", word), pairs[0], pairs[1]].map(|(a, b)| (a.to_owned(), b.to_owned()));
    let of_another = with(&of_another);
    let borrowed: Vec<(&str, &str)> = of_another.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(browser.send("/sign-in", &borrowed).await.status, 403, "with the word of another browser");
    let own = word(&browser.open("/sign-in").await);
    let body = form(&[("form", &own), pairs[0], pairs[1]]);
    let cross = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
    assert_eq!(browser.ask(Method::POST, "/sign-in", &cross, body.clone()).await.status, 403);
    let plain = [("content-type", "text/plain")];
    assert_eq!(browser.ask(Method::POST, "/sign-in", &plain, body).await.status, 403);
    assert_eq!(place.database.count("sessions"), 0);
    browser.sign_in("rosa").await;
    for path in ["/sign-out", "/settings/password", "/settings/apps"] {
        assert_eq!(browser.send(path, &[("form", &own), ("new", "some other words")]).await.status, 403, "{path}");
    }
    assert_eq!(place.database.count("sessions"), 1);
    // A secret that somebody put into the browser beforehand is not the one that it gets.
    let fixed = Browser::new(&place);
    fixed.set_cookie("potluck", "made-up-by-somebody-else-before-she-signed-in");
    fixed.sign_in("rosa").await;
    assert_ne!(fixed.cookie("potluck").as_deref(), Some("made-up-by-somebody-else-before-she-signed-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_led_away_after_signing_in() {
    let place = place().await;
    for (next, leads_to) in [
        ("/settings/apps", "/settings/apps"),
        ("/oauth/authorize?client_id=x", "/oauth/authorize?client_id=x"),
        ("/board?kind=need", "/board?kind=need"),
        ("/listings/x#respond", "/listings/x#respond"),
        ("/report?neighbor=rosa", "/report?neighbor=rosa"),
        ("/@rosa", "/@rosa"),
        ("/boardevil", "/home"),
        ("https://evil.example/", "/home"),
        ("//evil.example/settings", "/home"),
        ("/\\evil.example", "/home"),
        ("/settings/\\\\evil.example", "/home"),
        ("/settings/\r\nset-cookie: a=b", "/home"),
        ("javascript:alert(1)", "/home"),
        ("/settingsevil", "/home"),
    ] {
        let path = format!("/sign-in?{}", form(&[("next", next)]));
        let browser = Browser::new(&place);
        let answer = browser.fill_in(&path, &[("handle", "rosa"), ("password", PASSWORD)]).await;
        assert_eq!((answer.status, answer.header("location")), (303, leads_to), "{next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_signs_in_once_and_lets_its_member_set_a_password() {
    let place = place().await;
    let first = one_time_link(&place, "ben").await;
    let link = one_time_link(&place, "ben").await;
    let browser = Browser::new(&place);
    assert_eq!(browser.open(&first).await.status, 410, "a new link ends the one before");
    for _ in 0..2 {
        let page = browser.open(&link).await;
        assert!(page.status == 200 && page.text.contains("@ben"), "looking at it uses nothing up: {}", page.text);
    }
    assert_eq!(browser.send(&link, &[("form", "x")]).await.status, 403);
    let entered = browser.fill_in(&link, &[]).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/settings/password"));
    let other = Browser::new(&place);
    assert_eq!(other.open(&link).await.status, 410);
    let hidden = word(&other.open("/sign-in").await);
    assert_eq!(other.send(&link, &[("form", &hidden)]).await.status, 410);
    let page = browser.open("/settings/password").await;
    assert!(!page.text.contains("id=\"current\""), "there is none before it");
    for short in ["short", "benbenbenben", "password123"] {
        let answer = browser.fill_in("/settings/password", &[("new", short)]).await;
        assert!(answer.status == 422 && answer.text.contains("role=\"alert\""), "{short}");
    }
    let done = browser.fill_in("/settings/password", &[("new", PASSWORD)]).await;
    assert!(done.status == 200 && done.text.contains("role=\"status\""), "{}", done.text);
    Browser::new(&place).sign_in("ben").await;
    // One that nobody used ends with a new password: perhaps somebody else has it.
    let unused = one_time_link(&place, "ben").await;
    let again = [("current", PASSWORD), ("new", PASSWORD)];
    assert_eq!(browser.fill_in("/settings/password", &again).await.status, 200);
    assert_eq!(Browser::new(&place).open(&unused).await.status, 410);
    let unused = one_time_link(&place, "ben").await;
    with_password(&place, "ben").await;
    assert_eq!(Browser::new(&place).open(&unused).await.status, 410);
    // A link that nobody used ends by itself.
    let late = one_time_link(&place, "ben").await;
    place.clock.shift(Duration::hours(25));
    assert_eq!(Browser::new(&place).open(&late).await.status, 410);
    erase_due(&place).await.unwrap();
    assert_eq!(place.database.count("sign_in_links"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_takes_the_one_before_and_signs_other_browsers_out() {
    let place = place().await;
    let (here, there) = (Browser::new(&place), Browser::new(&place));
    here.sign_in("rosa").await;
    there.sign_in("rosa").await;
    let new = "quite another few words";
    let wrong = here.fill_in("/settings/password", &[("current", "not the right one"), ("new", new)]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(here.fill_in("/settings/password", &[("new", new)]).await.status, 422);
    assert_eq!(there.open("/settings").await.status, 200);
    let done = here.fill_in("/settings/password", &[("current", PASSWORD), ("new", new)]).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert_eq!((here.open("/settings").await.status, there.open("/settings").await.status), (200, 303));
    assert_eq!(there.try_sign_in("rosa", PASSWORD).await.status, 422);
    assert_eq!(there.try_sign_in("rosa", new).await.status, 303);
    // Who does not remember it has a link, for an hour; afterwards the one before is asked for again.
    let link = one_time_link(&place, "rosa").await;
    let by_link = Browser::new(&place);
    by_link.fill_in(&link, &[]).await;
    assert!(!by_link.open("/settings/password").await.text.contains("id=\"current\""));
    place.clock.shift(Duration::hours(2));
    assert!(by_link.open("/settings/password").await.text.contains("id=\"current\""));
    assert_eq!(by_link.fill_in("/settings/password", &[("new", PASSWORD)]).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_signed_in_for_a_month_and_not_longer_than_its_member_is_here() {
    let place = place().await;
    let browser = Browser::new(&place);
    browser.sign_in("rosa").await;
    place.clock.shift(Duration::days(29));
    assert_eq!(browser.open("/settings").await.status, 200);
    place.clock.shift(Duration::days(2));
    assert_eq!(browser.open("/settings").await.status, 303);
    erase_due(&place).await.unwrap();
    assert_eq!(place.database.count("sessions"), 0);
    browser.sign_in("rosa").await;
    one_time_link(&place, "rosa").await;
    remove_member(&place, "rosa").await.unwrap();
    assert_eq!(browser.open("/settings").await.status, 303);
    assert_eq!(Browser::new(&place).try_sign_in("rosa", PASSWORD).await.status, 422);
    for table in ["sessions", "passwords", "passkeys", "sign_in_links", "tokens", "app_codes"] {
        assert_eq!(place.database.count(table), 0, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_speak_the_readers_language_and_every_field_has_a_label() {
    let place = place().await;
    let browser = Browser::new(&place);
    let page = browser.open("/sign-in?lang=ar").await;
    assert!(page.text.contains("<html lang=\"ar\" dir=\"rtl\">") && page.text.contains("كلمة المرور"), "{}", page.text);
    for lang in ["en", "es", "fr", "ar", "zh-Hans", "ht"] {
        assert!(browser.open(&format!("/sign-in?lang={lang}")).await.text.contains(&format!("lang=\"{lang}\"")));
    }
    browser.sign_in("rosa").await;
    for path in ["/sign-in", "/settings", "/settings/password", "/settings/apps"] {
        let page = browser.open(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text.contains("<main id=\"main\"") && page.text.contains("<h1"), "{path}");
        // The sign-in page has the script, a file of ours, for passkeys; each has the one for when there is no connection.
        let scripts = page.text.matches("<script").count();
        let of_ours = page.text.matches("<script src=\"/static/potluck.js?v=").count();
        let expected = usize::from(path == "/sign-in");
        assert_eq!((scripts, of_ours, page.text.contains("onclick")), (1 + expected, expected, false), "{path}");
        for (start, _) in page.text.match_indices("<input ") {
            let input = page.text[start..].split('>').next().unwrap();
            if input.contains("type=\"hidden\"") {
                continue;
            }
            let id = input.split("id=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
            assert!(page.text.contains(&format!("<label for=\"{id}\">")), "{path}: {input}");
        }
    }
}
