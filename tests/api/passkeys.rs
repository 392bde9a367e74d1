//! Signing in by a passkey: it is made by whoever is sure to be its member, signs in once for each page that asks, and on
//! this site alone.

use crate::export::taken_by;
use crate::support::browser::{Browser, PASSWORD, TELEPHONE, form, one_time_link, with_password, word};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use crate::support::passkeys::{Device, asked};
use chrono::Duration;
use potluck::actions::erase::erase_due;
use potluck::actions::invite::make_invite;
use potluck::actions::leave::remove_member;
use potluck::config::Config;
use potluck::storage::members;
use serde_json::Value;
use std::net::TcpListener;
use std::sync::Arc;

const PAGE: &str = "/settings/passkeys";

async fn place() -> Neighborhood {
    let place = Neighborhood::start("riverside").await;
    for handle in ["rosa", "ben"] {
        place.member(handle).await;
        with_password(&place, handle).await;
    }
    place
}

/// A browser in which somebody is signed in by their password.
async fn signed_in(place: &Neighborhood, handle: &str) -> Browser {
    let browser = Browser::new(place);
    browser.sign_in(handle).await;
    browser
}

/// The page that asks a device to make a passkey, once the password was said.
async fn sure(browser: &Browser) -> Answer {
    browser.fill_in(PAGE, &[("act", "begin"), ("current", PASSWORD)]).await
}

/// Sends what a device made.
async fn add(browser: &Browser, page: &Answer, held: &str, said: &str, called: &str) -> Answer {
    let form = word(page);
    let pairs = [("form", &*form), ("act", "add"), ("held", held), ("credential", said), ("called", called)];
    browser.send(PAGE, &pairs).await
}

/// A new passkey of whoever is signed in.
async fn make(place: &Neighborhood, browser: &Browser, called: &str) -> Device {
    let page = sure(browser).await;
    let (wanted, held) = asked(&page).unwrap_or_else(|| panic!("it asks no device: {}", page.text));
    let (device, said) = Device::make(&wanted, &place.base);
    let added = add(browser, &page, &held, &said, called).await;
    let led_to = (added.status, added.header("location"));
    assert_eq!(led_to, (303, "/settings/passkeys?said=added"), "{}", added.text);
    device
}

/// The sign-in page, with what it asks.
async fn asks(browser: &Browser, path: &str) -> (Answer, Value, String) {
    let page = browser.open(path).await;
    let (wanted, held) = asked(&page).unwrap_or_else(|| panic!("it asks no device: {}", page.text));
    (page, wanted, held)
}

/// Sends what a device says to a page.
async fn show(browser: &Browser, path: &str, page: &Answer, held: &str, said: &str) -> Answer {
    browser.send(path, &[("form", &word(page)), ("held", held), ("credential", said)]).await
}

/// Signs in, or tries to.
async fn by_passkey(browser: &Browser, device: &Device, path: &str) -> Answer {
    let (page, wanted, held) = asks(browser, path).await;
    show(browser, path, &page, &held, &device.sign(&wanted)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_makes_a_passkey_signs_in_by_it_and_takes_it_away() {
    let place = place().await;
    let home = signed_in(&place, "rosa").await;
    let page = home.open(PAGE).await;
    assert!(asked(&page).is_none() && page.text.contains("id=\"current\""), "the password comes first: {}", page.text);
    let device = make(&place, &home, "my old telephone").await;
    let page = home.open(&format!("{PAGE}?said=added")).await;
    assert!(page.text.contains("my old telephone") && page.text.contains("role=\"status\""), "{}", page.text);
    // What is kept of it says neither its name nor its id.
    let sql = "SELECT credential_digest AS line FROM passkeys";
    assert!(place.database.lines(sql).iter().all(|digest| digest.len() == 64 && !digest.contains(&device.id())));

    let browser = Browser::new(&place).that_says(TELEPHONE);
    let entered = by_passkey(&browser, &device, "/sign-in?next=%2Fsettings%2Fapps").await;
    assert_eq!((entered.status, entered.header("location")), (303, "/settings/apps"), "{}", entered.text);
    let page = browser.open("/settings/browsers").await;
    assert!(page.text.contains("Firefox on Android") && page.text.contains("Without a password"), "{}", page.text);
    assert!(browser.cookie("potluck-form").is_none(), "the browser has a secret of its own now");
    assert!(browser.open("/settings").await.text.contains("@rosa@"));
    // It is as sure as a one-time link: for an hour, nobody is asked for the password before.
    assert!(!browser.open("/settings/password").await.text.contains("id=\"current\""));
    place.clock.shift(Duration::hours(2));
    assert!(browser.open("/settings/password").await.text.contains("id=\"current\""));

    let page = home.open(PAGE).await;
    let id = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM passkeys").remove(0);
    let hidden = word(&page);
    let renamed = [("form", &*hidden), ("act", "rename"), ("id", &*id), ("name", "the blue one")];
    assert_eq!(home.send(PAGE, &renamed).await.status, 303);
    let page = home.open(PAGE).await;
    assert!(page.text.contains("the blue one") && !page.text.contains("my old telephone"), "{}", page.text);
    // Nobody else's.
    let ben = signed_in(&place, "ben").await;
    for act in ["rename", "remove"] {
        assert_eq!(ben.fill_in(PAGE, &[("act", act), ("id", &id), ("name", "mine")]).await.status, 404, "{act}");
    }
    assert_eq!(home.fill_in(PAGE, &[("act", "remove"), ("id", &id)]).await.status, 303);
    assert_eq!(place.database.count("passkeys"), 0);
    let answer = by_passkey(&Browser::new(&place), &device, "/sign-in").await;
    assert!(answer.status == 422 && answer.text.contains("not known here"), "{}", answer.text);
    assert_eq!(
        browser.open("/settings").await.status,
        200,
        "a browser that came in by it stays until it is signed out"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_signed_once_signs_nobody_in_again() {
    let place = place().await;
    let device = make(&place, &signed_in(&place, "rosa").await, "").await;
    let browser = Browser::new(&place);
    let (page, wanted, held) = asks(&browser, "/sign-in").await;
    let said = device.sign(&wanted);
    // Twice at one moment: one of them counts.
    let both =
        tokio::join!(show(&browser, "/sign-in", &page, &held, &said), show(&browser, "/sign-in", &page, &held, &said));
    // Whichever came second found the form used, or its signature.
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert!(statuses == [303, 422] || statuses == [303, 403], "{statuses:?}");
    assert_eq!(place.database.count("passkey_answers"), 2, "one made it, one signed in");

    // What somebody took down of it is of no use: neither in another browser, nor with what another page asked.
    let thief = Browser::at(&place, "203.0.113.66");
    let (page, other, fresh) = asks(&thief, "/sign-in").await;
    for held in [&held, &fresh] {
        let answer = show(&thief, "/sign-in", &page, held, &said).await;
        assert_eq!((answer.status, thief.cookie("potluck")), (422, None), "{}", answer.text);
        assert!(answer.text.contains("role=\"alert\""), "{}", answer.text);
    }
    // Too late, too.
    let late = device.sign(&other);
    place.clock.shift(Duration::minutes(16));
    let answer = show(&thief, "/sign-in", &page, &fresh, &late).await;
    assert!(answer.status == 422 && answer.text.contains("open for too long"), "{}", answer.text);
    assert_eq!(by_passkey(&Browser::new(&place), &device, "/sign-in").await.status, 303, "a new page, and it works");
    place.clock.shift(Duration::minutes(16));
    erase_due(&place).await.unwrap();
    assert_eq!(place.database.count("passkey_answers"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_one_process_is_answered_at_another_and_counts_once_in_all() {
    let place = place().await;
    if place.database.on_sqlite() {
        // One process alone has a database in a file.
        return;
    }
    let device = make(&place, &signed_in(&place, "rosa").await, "").await;
    let domain = place.app.config.domain.clone();
    let beside = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let database = Arc::clone(&place.database);
    let second = Neighborhood::start_on("riverside", beside, database, |config| config.domain = domain).await;
    let (here, there) = (Browser::new(&place), Browser::new(&second));
    let (page, wanted, held) = asks(&here, "/sign-in").await;
    let own = here.cookie("potluck-form").expect("a word of the browser");
    there.set_cookie("potluck-form", &own);
    let said = device.sign(&wanted);
    assert_eq!(show(&there, "/sign-in", &page, &held, &said).await.status, 303);
    assert_eq!(show(&here, "/sign-in", &page, &held, &said).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_chooses_a_passkey_instead_of_a_password() {
    let place = place().await;
    let rosa = place.db.read(|conn| members::by_handle(conn, "rosa")).await.unwrap().expect("rosa").id;
    let path = format!("/join/{}", make_invite(&place, rosa, 3, 7).await.unwrap());
    let browser = Browser::new(&place);
    let page = browser.open(&path).await;
    // Shown by the script, where the browser knows them.
    assert!(page.text.contains("<label data-with-passkeys hidden>"), "{}", page.text);
    let joined = browser.send(&path, &[("form", &word(&page)), ("handle", "amal"), ("way", "passkey")]).await;
    assert_eq!((joined.status, joined.header("location")), (303, "/settings/passkeys?said=joined"), "{}", joined.text);
    assert_eq!(place.database.count("passwords"), 2, "rosa's and ben's");
    let (page, wanted, held) = asks(&browser, joined.header("location")).await;
    assert_eq!(wanted["user"]["name"], format!("amal@{}", place.addresses.host()));
    let (device, said) = Device::make(&wanted, &place.base);
    assert_eq!(add(&browser, &page, &held, &said, "").await.status, 303);
    let other = Browser::new(&place);
    assert_eq!(by_passkey(&other, &device, "/sign-in").await.status, 303);
    assert!(other.open("/settings").await.text.contains("@amal@"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_shows_that_it_is_its_own_and_for_this_site_or_says_nothing() {
    let place = place().await;
    let rosa = signed_in(&place, "rosa").await;
    let mut device = make(&place, &rosa, "").await;
    let of_ben = make(&place, &signed_in(&place, "ben").await, "").await;
    let browser = Browser::new(&place);
    let (page, wanted, held) = asks(&browser, "/sign-in").await;
    let refused = async |said: &str, what: &str| {
        let answer = show(&browser, "/sign-in", &page, &held, said).await;
        assert_eq!((answer.status, browser.cookie("potluck")), (422, None), "{what}: {}", answer.text);
    };
    // A false site that passes the question on: the browser says where it is, and the device for which host it signs.
    let right = std::mem::replace(&mut device.origin, "https://riverside.evil.example".into());
    refused(&device.sign(&wanted), "another site").await;
    device.origin = right;
    refused(&device.sign_for("evil.example", &wanted), "another host").await;
    // One that made sure of who holds it does so ever after.
    device.sure = false;
    refused(&device.sign(&wanted), "somebody picked it up").await;
    device.sure = true;
    // Ben's device says that it is rosa's.
    let (own, of_ben) = (device.sign(&wanted), of_ben.sign(&wanted));
    let (own, of_ben): (Value, Value) = (serde_json::from_str(&own).unwrap(), serde_json::from_str(&of_ben).unwrap());
    for (her_id, her_name) in [(true, false), (false, true), (true, true)] {
        let mut mixed = of_ben.clone();
        if her_id {
            mixed["id"] = own["id"].clone();
            mixed["rawId"] = own["rawId"].clone();
        }
        if her_name {
            mixed["response"]["userHandle"] = own["response"]["userHandle"].clone();
        }
        refused(&mixed.to_string(), "signed by ben's").await;
    }
    let mut nameless: Value = serde_json::from_str(&device.sign(&wanted)).unwrap();
    nameless["response"]["userHandle"] = Value::Null;
    for wrong in [&*nameless.to_string(), "{}", "not JSON", "null"] {
        refused(wrong, "what is not said, or no answer at all").await;
    }
    assert_eq!(
        show(&browser, "/sign-in", &page, &held, &device.sign(&wanted)).await.status,
        303,
        "and then the right one"
    );

    // A device that counts, of which there are two.
    device.count = 7;
    assert_eq!(by_passkey(&Browser::new(&place), &device, "/sign-in").await.status, 303);
    assert_eq!(
        by_passkey(&Browser::new(&place), &device, "/sign-in").await.status,
        422,
        "a copy that counts for itself"
    );
    device.count = 8;
    assert_eq!(by_passkey(&Browser::new(&place), &device, "/sign-in").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_whoever_says_the_password_makes_a_passkey_and_for_themselves() {
    let place = place().await;
    let rosa = signed_in(&place, "rosa").await;
    let wrong = rosa.fill_in(PAGE, &[("act", "begin"), ("current", "some other words")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("id=\"current-wrong\"") && asked(&wrong).is_none());
    // What was asked of ben, or made up, is none of hers.
    let ben = signed_in(&place, "ben").await;
    let (wanted, of_ben) = asked(&sure(&ben).await).unwrap();
    let (_, said) = Device::make(&wanted, &place.base);
    let page = rosa.open(PAGE).await;
    for held in [&*of_ben, "", "AAAA"] {
        assert_eq!(add(&rosa, &page, held, &said, "").await.status, 422, "{held}");
    }
    // Made for another site; nothing at all; and one that waited for too long.
    let page = sure(&rosa).await;
    let (wanted, held) = asked(&page).unwrap();
    let (_, elsewhere) = Device::make(&wanted, "https://riverside.evil.example");
    for said in [&*elsewhere, "{}", ""] {
        assert_eq!(add(&rosa, &page, &held, said, "").await.status, 422);
    }
    let (device, said) = Device::make(&wanted, &place.base);
    place.clock.shift(Duration::minutes(16));
    assert_eq!(add(&rosa, &page, &held, &said, "").await.status, 422);
    assert_eq!(place.database.count("passkeys"), 0);
    assert_eq!(by_passkey(&Browser::new(&place), &device, "/sign-in").await.status, 422);
    // Of the same page, one passkey; and a name that fits.
    let page = sure(&rosa).await;
    let (wanted, held) = asked(&page).unwrap();
    let (_, said) = Device::make(&wanted, &place.base);
    assert_eq!(add(&rosa, &page, &held, &said, &"x".repeat(61)).await.status, 422);
    assert_eq!(add(&rosa, &page, &held, &said, "").await.status, 303);
    let (_, another) = Device::make(&wanted, &place.base);
    for said in [&said, &another] {
        assert_eq!(add(&rosa, &page, &held, said, "").await.status, 422);
    }
    assert_eq!(place.database.count("passkeys"), 1);
    // A device that has one is asked to make no other.
    let (wanted, _) = asked(&sure(&rosa).await).unwrap();
    assert_eq!(wanted["excludeCredentials"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_tries_passkeys_is_held_up_and_nobody_else() {
    let place = place().await;
    let device = make(&place, &signed_in(&place, "rosa").await, "").await;
    let (mallory, mut tried) = (Browser::at(&place, "203.0.113.66"), 0);
    let (page, wanted, held) = asks(&mallory, "/sign-in").await;
    let mut made = wanted.clone();
    made["user"]["id"] = "AAAA".into();
    made["rp"]["id"] = wanted["rpId"].clone();
    let (unknown, _) = Device::make(&made, &place.base);
    let said = unknown.sign(&wanted);
    while show(&mallory, "/sign-in", &page, &held, &said).await.status == 422 {
        tried += 1;
        // One more every ten seconds.
        assert!(tried < 80, "nobody holds them up");
    }
    assert!(tried >= 60, "{tried}");
    assert_eq!(by_passkey(&Browser::at(&place, "198.51.100.1"), &device, "/sign-in").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_the_member_sets_leaves_passkeys_and_one_that_is_given_ends_them() {
    let place = place().await;
    let rosa = signed_in(&place, "rosa").await;
    let device = make(&place, &rosa, "").await;
    let done = rosa.fill_in("/settings/password", &[("current", PASSWORD), ("new", "quite another few words")]).await;
    assert!(done.status == 200 && done.text.contains("href=\"/settings/passkeys\""), "it leads to them: {}", done.text);
    assert_eq!(rosa.fill_in("/settings/browsers", &[]).await.status, 303);
    assert_eq!(by_passkey(&Browser::new(&place), &device, "/sign-in").await.status, 303);
    with_password(&place, "rosa").await;
    assert_eq!(by_passkey(&Browser::new(&place), &device, "/sign-in").await.status, 422);
    assert_eq!(place.database.count("passkeys"), 0);

    let rosa = signed_in(&place, "rosa").await;
    let device = make(&place, &rosa, "").await;
    remove_member(&place, "rosa").await.unwrap();
    assert_eq!(place.database.count("passkeys"), 0);
    assert_eq!(by_passkey(&Browser::new(&place), &device, "/sign-in").await.status, 422);
}

/// Ana, who came by a one-time link and then made a passkey: her browser and her device.
async fn without_password() -> (Neighborhood, Browser, Device) {
    let place = Neighborhood::start("riverside").await;
    place.member("ana").await;
    let browser = Browser::new(&place);
    browser.fill_in(&one_time_link(&place, "ana").await, &[]).await;
    // Who has no password is not asked for one.
    let (page, wanted, held) = asks(&browser, PAGE).await;
    let (device, said) = Device::make(&wanted, &place.base);
    assert_eq!(add(&browser, &page, &held, &said, "").await.status, 303);
    (place, browser, device)
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_takes_their_only_way_in_away() {
    let (place, browser, _) = without_password().await;
    let id = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM passkeys").remove(0);
    let remove = [("act", "remove"), ("id", &*id)];
    let kept = browser.fill_in(PAGE, &remove).await;
    assert!(kept.status == 422 && kept.text.contains("only way in"), "{}", kept.text);
    assert_eq!(place.database.count("passkeys"), 1);
    assert_eq!(browser.fill_in("/settings/password", &[("new", PASSWORD)]).await.status, 200);
    assert_eq!(browser.fill_in(PAGE, &remove).await.status, 303);
    assert_eq!(place.database.count("passkeys"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_a_browser_open_takes_no_account_that_has_no_password() {
    let (place, browser, device) = without_password().await;
    // Later somebody has her telephone for five minutes.
    place.clock.shift(Duration::hours(2));
    let page = browser.open(PAGE).await;
    assert!(asked(&page).is_none(), "{}", page.text);
    assert!(page.text.contains("href=\"/sign-in?next=%2Fsettings%2Fpasskeys\""), "{}", page.text);
    assert_eq!(browser.open("/settings/password").await.status, 403);
    let id = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM passkeys").remove(0);
    let form = word(&page);
    for (path, pairs) in [
        (PAGE, vec![("act", "begin")]),
        (PAGE, vec![("act", "remove"), ("id", &*id)]),
        ("/settings/password", vec![("new", PASSWORD)]),
        ("/settings/notices", vec![("act", "give"), ("address", "eve@example.org")]),
    ] {
        let pairs = [vec![("form", &*form)], pairs].concat();
        let refused = browser.send(path, &pairs).await;
        assert!(refused.status == 403 && refused.text.contains("href=\"/sign-in?next="), "{path}: {}", refused.text);
    }
    assert_eq!((place.database.count("passkeys"), place.database.count("passwords")), (1, 0));
    // She herself shows her passkey once more, and goes on.
    let entered = by_passkey(&browser, &device, "/sign-in?next=%2Fsettings%2Fpasskeys").await;
    assert_eq!((entered.status, entered.header("location")), (303, PAGE), "{}", entered.text);
    assert!(asked(&browser.open(PAGE).await).is_some());
    assert_eq!(browser.fill_in("/settings/password", &[("new", PASSWORD)]).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_script_all_the_rest_is_there_and_where_the_host_is_a_number_there_are_none() {
    let place = place().await;
    let browser = Browser::new(&place);
    let page = browser.open("/sign-in").await;
    assert!(page.text.contains(" data-passkey=\"") && page.text.contains("autocomplete=\"username webauthn\""));
    let policy = page.header("content-security-policy").to_owned();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    // The button is hidden until the script knows that the browser can.
    let button = page.text.split("<form method=\"post\" data-passkey=").nth(1).expect("a form");
    assert!(button.split('>').next().expect("a tag").ends_with(" hidden"), "{button}");
    browser.sign_in("rosa").await;
    assert!(browser.open("/settings").await.text.contains("href=\"/settings/passkeys\""));
    for path in [PAGE, "/settings/password", "/settings/browsers"] {
        assert_eq!(browser.open(path).await.status, 200, "{path}");
    }

    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let number = move |all: &mut Config| all.domain = format!("127.0.0.1:{port}").parse().expect("a host");
    let place = Neighborhood::start_on("riverside", listener, Arc::new(crate::support::TestDb::new()), number).await;
    if !place.addresses.base().host_str().is_some_and(|host| host.starts_with("127.")) {
        panic!("the test does not ask what it should: {}", place.addresses.base());
    }
    place.member("rosa").await;
    with_password(&place, "rosa").await;
    let browser = Browser::new(&place);
    let page = browser.open("/sign-in").await;
    assert!(!page.text.contains("data-passkey") && !page.text.contains("potluck.js"), "{}", page.text);
    let sent = browser.send("/sign-in", &[("form", &word(&page)), ("held", "x"), ("credential", "{}")]).await;
    assert_eq!(sent.status, 422);
    browser.sign_in("rosa").await;
    assert!(!browser.open("/settings").await.text.contains(PAGE));
    assert_eq!(browser.open(PAGE).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_leads_to_where_an_app_waits_and_is_in_what_one_takes_along() {
    let place = place().await;
    let rosa = signed_in(&place, "rosa").await;
    let device = make(&place, &rosa, "the telephone in the kitchen").await;
    let path = format!("/sign-in?{}", form(&[("next", "/oauth/authorize?client_id=x&state=y")]));
    let entered = by_passkey(&Browser::new(&place), &device, &path).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/oauth/authorize?client_id=x&state=y"));
    let leads_away = format!("/sign-in?{}", form(&[("next", "https://evil.example/")]));
    let entered = by_passkey(&Browser::new(&place), &device, &leads_away).await;
    assert_eq!(entered.header("location"), "/home");
    let taken = taken_by(&Visitor::member(&place, "rosa").await).await;
    let ways = &taken["sign-ins.json"];
    assert!(ways.contains("\"passkey\"") && ways.contains("the telephone in the kitchen"), "{ways}");
    assert!(!ways.contains(&device.id()), "{ways}");
}
