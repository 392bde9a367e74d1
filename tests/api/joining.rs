//! Joining on plain pages, without scripts: by an invite, by being welcomed, by oneself; and who looks after that.

use crate::support::browser::{Browser, PASSWORD, TELEPHONE, one_time_link, word};
use crate::support::client::{Answer, Visitor, plain};
use crate::support::neighborhood::Neighborhood;
use chrono::Duration;
use potluck::actions::erase::erase_due;
use potluck::actions::found_network::founding_link;
use potluck::actions::give_role::give_role;
use potluck::actions::invite::make_invite;
use potluck::actions::leave::remove_member;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};

/// A network with rosa, who is signed in, and ola, who is too and runs the server.
async fn town() -> (Neighborhood, Browser, Browser) {
    let place = Neighborhood::start("riverside").await;
    let mut browsers = Vec::new();
    for (number, name) in ["rosa", "ola"].iter().enumerate() {
        browsers.push(Browser::joined(&place, name, &format!("203.0.113.{}", 20 + number)).await);
    }
    give_role(&place, "ola", RoleKind::Operator, 6).await.expect("a role");
    let ola = browsers.pop().expect("two");
    (place, browsers.pop().expect("two"), ola)
}

/// The path of an invite that somebody makes on the page.
async fn invite(browser: &Browser, people: &str) -> String {
    let made = browser.fill_in("/settings/invites", &[("people", people), ("days", "7")]).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let sheet = made.header("location").to_owned();
    sheet.strip_suffix("/print?said=made").expect("the sheet of an invite").to_owned()
}

fn newcomer(handle: &str) -> [(&'static str, &str); 4] {
    [("handle", handle), ("way", "password"), ("password", PASSWORD), ("lang-es", "yes")]
}

async fn log(place: &Neighborhood) -> Value {
    Visitor::member(place, "rosa").await.get("/log").await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn value_11_whoever_chooses_a_language_behind_an_invite_is_still_behind_it() {
    let (place, rosa, _) = town().await;
    let path = invite(&rosa, "1").await;
    let browser = Browser::new(&place);
    let page = browser.open(&path).await;
    assert!(page.text.contains("<form class=\"languages\" method=\"get\""), "{}", page.text);
    assert!(page.text.contains("<button name=\"lang\" value=\"es\""), "{}", page.text);
    assert!(!page.text.contains(path.strip_prefix("/join/").expect("a secret")), "{}", page.text);
    let chosen = browser.open(&format!("{path}?lang=es")).await;
    assert!(chosen.status == 200 && chosen.text.contains("<html lang=\"es\""), "{}", chosen.text);
    assert!(chosen.text.contains("name=\"handle\""), "{}", chosen.text);
    // Elsewhere the choice is kept.
    let elsewhere = browser.open("/join").await.text;
    assert!(elsewhere.contains("method=\"post\" action=\"/language\""), "{elsewhere}");
    // And it goes on behind the link, once that has ended.
    let joined = browser.fill_in(&format!("{path}?lang=es"), &newcomer("ana")).await;
    assert_eq!((joined.status, joined.header("location")), (303, "/home?said=joined"), "{}", joined.text);
    let home = browser.open("/home?said=joined").await.text;
    assert!(home.contains("<html lang=\"es\""), "{home}");
}

#[tokio::test(flavor = "multi_thread")]
async fn value_11_whoever_signs_in_by_a_mailed_link_in_another_language_comes_home_in_it() {
    let (place, _, _) = town().await;
    let path = one_time_link(&place, "rosa").await;
    let browser = Browser::new(&place);
    let page = browser.open(&format!("{path}?by=mail")).await.text;
    // Another language asks for the same address, and for what it says besides.
    assert!(page.contains("<input type=\"hidden\" name=\"by\" value=\"mail\">"), "{page}");
    let entered = browser.fill_in(&format!("{path}?by=mail&lang=es"), &[]).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/home"), "{}", entered.text);
    let home = browser.open("/home").await.text;
    assert!(home.contains("<html lang=\"es\""), "{home}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invite_lets_in_as_many_as_it_is_for_and_is_kept_as_a_digest() {
    let (place, rosa, _) = town().await;
    let path = invite(&rosa, "2").await;
    let sheet = rosa.open(&format!("{path}/print?said=made")).await;
    assert!(
        sheet.status == 200 && sheet.text.contains("<svg") && sheet.text.contains(&format!("{}{path}", place.base))
    );
    assert!(!sheet.text.contains(" style=") && sheet.text.contains("This is shown once."), "{}", sheet.text);
    assert_eq!((sheet.header("cache-control"), sheet.header("referrer-policy")), ("no-store", "no-referrer"));
    let secret = path.strip_prefix("/join/").expect("a secret");
    assert!(place.database.lines("SELECT digest AS line FROM invites").iter().all(|kept| !kept.contains(secret)));

    for (number, handle) in ["ana", "mei"].into_iter().enumerate() {
        let browser = Browser::at(&place, &format!("203.0.113.{}", 30 + number)).that_says(TELEPHONE);
        let joined = browser.fill_in(&path, &newcomer(handle)).await;
        assert_eq!((joined.status, joined.header("location")), (303, "/home?said=joined"), "{}", joined.text);
        let home = browser.open("/home?said=joined").await;
        assert!(home.status == 200 && home.text.contains("You are in."), "{}", home.text);
        assert!(browser.open("/settings/browsers").await.text.contains("Firefox on Android"));
        Browser::at(&place, "203.0.113.40").sign_in(handle).await;
        let again = browser.open(&path).await;
        // The last one sees that it is used up, like anybody else.
        assert_eq!(again.status, if handle == "ana" { 200 } else { 410 }, "{}", again.text);
    }
    let me = Visitor::member(&place, "ana").await.get("/me").await.expect(200);
    assert_eq!(me["languages"], json!(["es"]));
    let late = Browser::new(&place).open(&path).await;
    assert!(late.status == 410 && late.text.contains("does not work any more"), "{}", late.text);
    assert_eq!(place.database.count("members"), 4);
    // Who came by it is in no column, and in no page of anybody.
    assert!(!rosa.open("/settings/invites").await.text.contains("ana"));
    let log = log(&place).await;
    let known = ["role-given", "password-given"].map(Value::from);
    assert!(log.as_array().expect("a list").iter().all(|line| known.contains(&line["deed"])), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_place_of_an_invite_goes_to_one_of_two_who_come_at_once() {
    let (place, rosa, _) = town().await;
    let path = invite(&rosa, "1").await;
    let (one, two) = (Browser::at(&place, "203.0.113.31"), Browser::at(&place, "203.0.113.32"));
    let (ana, mei) = (newcomer("ana"), newcomer("mei"));
    let (one, two) = tokio::join!(one.fill_in(&path, &ana), two.fill_in(&path, &mei));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410]);
    assert_eq!(place.database.count("members"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_said_and_nothing_that_was_typed_is_lost_but_the_password() {
    let (place, rosa, _) = town().await;
    let path = invite(&rosa, "1").await;
    let browser = Browser::new(&place);
    let form = word(&browser.open(&path).await);
    for (handle, password, said) in [
        ("an na", PASSWORD, "letters from a to z"),
        ("Admin", PASSWORD, "The server itself uses this name."),
        ("rosa", PASSWORD, "already. Please choose another."),
        ("network", PASSWORD, "The server itself uses this name."),
        ("ana", "short", "Please choose another."),
        ("ana", "", "Please choose another."),
    ] {
        let typed = [("form", form.as_str()), ("handle", handle), ("password", password), ("lang-fr", "yes")];
        let again = browser.send(&path, &typed).await;
        assert_eq!(again.status, 422, "{handle}: {}", again.text);
        assert!(again.text.contains(said) && again.text.contains("role=\"alert\""), "{handle}: {}", again.text);
        assert!(again.text.contains(&format!("value=\"{handle}\"")), "{handle}: {}", again.text);
        assert!(again.text.contains("name=\"lang-fr\" value=\"yes\" checked"), "{}", again.text);
        assert!(!again.text.contains("name=\"lang-en\" value=\"yes\" checked") && !again.text.contains(PASSWORD));
    }
    // Somebody takes the name while the form is open.
    place.member("ana").await;
    let mut typed = vec![("form", form.as_str())];
    let ana = newcomer("ana");
    typed.extend(ana);
    let taken = browser.send(&path, &typed).await;
    assert!(taken.status == 422 && taken.text.contains("already. Please choose another."), "{}", taken.text);
    assert_eq!(place.database.number("SELECT room AS n FROM invites"), 1, "the invite works still");
    // What a program fills in, and a person does not see.
    let trapped = [("form", form.as_str()), ("handle", "bot"), ("password", PASSWORD), ("website", "http://x.example")];
    assert_eq!(browser.send(&path, &trapped).await.status, 422);
    // Without a password: an operator prints a link each time. Nothing else is asked.
    let joined = browser.send(&path, &[("form", &form), ("handle", "amal"), ("way", "link")]).await;
    assert_eq!(joined.status, 303, "{}", joined.text);
    assert_eq!(place.database.number("SELECT count(*) AS n FROM passwords"), 2);
    let page = browser.open("/home").await;
    assert!(page.text.contains("amal"), "{}", page.text);
    assert!(browser.open("/settings/invites").await.text.contains("For how many neighbors?"));
}

#[tokio::test(flavor = "multi_thread")]
async fn invites_that_are_made_up_ended_over_or_no_longer_wanted_let_nobody_in() {
    let (place, rosa, ola) = town().await;
    for path in ["/join/nothing-of-the-kind", "/join/nothing-of-the-kind/print"] {
        assert_eq!(Browser::new(&place).open(path).await.status, 410, "{path}");
    }
    let ended = invite(&rosa, "5").await;
    let page = rosa.open("/settings/invites").await;
    let which = page.text.split("name=\"which\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("one");
    let (form, of_ola) = (word(&page), word(&ola.open("/settings/invites").await));
    ola.send("/settings/invites", &[("form", of_ola.as_str()), ("act", "end"), ("which", which)]).await;
    assert_eq!(Browser::new(&place).open(&ended).await.status, 200, "nobody ends another's");
    let own = rosa.send("/settings/invites", &[("form", form.as_str()), ("act", "end"), ("which", which)]).await;
    assert_eq!(own.header("location"), "/settings/invites?said=ended");
    assert_eq!(Browser::new(&place).open(&ended).await.status, 410);

    // Somebody has the form open when its time is over.
    let over = invite(&rosa, "5").await;
    let browser = Browser::new(&place);
    let form = word(&browser.open(&over).await);
    place.clock.shift(Duration::days(8));
    let mut typed = vec![("form", form.as_str())];
    let ana = newcomer("ana");
    typed.extend(ana);
    assert_eq!(browser.send(&over, &typed).await.status, 410);
    erase_due(&place).await.expect("it is cleaned up");
    assert_eq!((place.database.count("invites"), place.database.count("members")), (0, 2));

    // Bounds, in words, with what was typed.
    for (people, days) in [("0", "7"), ("101", "7"), ("many", "7"), ("2", "31")] {
        let wrong = rosa.fill_in("/settings/invites", &[("people", people), ("days", days)]).await;
        assert!(
            wrong.status == 422 && wrong.text.contains(&format!("value=\"{people}\"")),
            "{people} {days}: {}",
            wrong.text
        );
    }
    // Who left invites nobody any more, and neither does who may not.
    let path = invite(&rosa, "5").await;
    let rules = [("joining", "invite")];
    assert_eq!(ola.fill_in("/settings/network", &rules).await.status, 303, "members invite no more");
    assert_eq!(Browser::new(&place).open(&path).await.status, 410);
    let refused = rosa
        .send("/settings/invites", &[("form", &word(&rosa.open("/settings").await)), ("people", "1"), ("days", "7")])
        .await;
    assert!(refused.status == 403 && refused.text.contains("This page is for a role"), "{}", refused.text);
    assert!(rosa.open("/settings/invites").await.status == 200, "she still ends those that are there");
    let path = invite(&ola, "5").await;
    assert_eq!(Browser::new(&place).open(&path).await.status, 200);
    remove_member(&place, "ola").await.expect("she leaves");
    assert_eq!(Browser::new(&place).open(&path).await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_lets_nobody_in_and_makes_no_invite() {
    let (place, rosa, ola) = town().await;
    let path = invite(&rosa, "5").await;
    let browser = Browser::new(&place);
    assert_eq!(browser.send(&path, &newcomer("ana")).await.status, 403, "no page was opened before");
    browser.open(&path).await;
    assert_eq!(browser.send(&path, &newcomer("ana")).await.status, 403, "without the word of the form");
    for (who, page) in
        [(&rosa, "/settings/invites"), (&ola, "/settings/network"), (&ola, "/settings/links"), (&ola, "/welcome")]
    {
        let made = who.send(page, &[("form", "guessed"), ("people", "1"), ("days", "1"), ("handle", "rosa")]).await;
        assert_eq!(made.status, 403, "{page}");
        assert_eq!(
            Browser::new(&place).send(page, &[("form", "guessed")]).await.status,
            303,
            "{page}: to sign in first"
        );
    }
    assert_eq!((place.database.count("members"), place.database.count("invites")), (2, 1));
    assert_eq!(place.database.count("sign_in_links"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_asks_to_be_welcomed_comes_back_and_joins() {
    let (place, rosa, ola) = town().await;
    let newcomer_browser = Browser::new(&place);
    assert!(newcomer_browser.open("/join").await.text.contains("you need an invite"));
    assert_eq!(
        ola.fill_in("/settings/network", &[("joining", "welcome"), ("members_invite", "yes")]).await.status,
        303
    );
    assert!(newcomer_browser.open("/").await.text.contains("href=\"/join\""));
    let page = newcomer_browser.open("/join").await;
    let (form, once) =
        (word(&page), page.text.split("name=\"once\" value=\"").nth(1).expect("a secret")[..43].to_owned());
    let typed = [("form", form.as_str()), ("once", once.as_str()), ("act", "ask"), ("words", "I know Ben. <b>Hi</b>")];
    let asked = newcomer_browser.send("/join", &typed).await;
    let link = format!("/welcome/{once}");
    assert_eq!(
        (asked.status, asked.header("location")),
        (303, format!("{link}?said=asked").as_str()),
        "{}",
        asked.text
    );
    newcomer_browser.send("/join", &typed).await;
    assert_eq!(place.database.count("join_requests"), 1, "a button that is pressed twice asks once");
    let waits = newcomer_browser.open(asked.header("location")).await;
    assert!(waits.text.contains("It waits for an answer") && waits.text.contains(&format!("{}{link}", place.base)));
    let kept = place.database.lines("SELECT link_digest AS line FROM join_requests");
    assert!(kept.iter().all(|digest| !digest.contains(&once)));

    // Those who welcome hear of it, and read it; nobody else does.
    assert_eq!(rosa.open("/welcome").await.status, 403);
    let list = ola.open("/welcome").await;
    assert!(list.status == 200 && list.text.contains("I know Ben. &#60;b&#62;Hi"), "{}", list.text);
    assert!(
        ola.open("/home").await.text.contains("href=\"/welcome\"")
            && !rosa.open("/home").await.text.contains("/welcome")
    );
    let told = Visitor::with_scopes(&place, "ola", "read").await;
    let told = told.page("/api/v1/notifications?types[]=mention").await.expect(200).to_string();
    assert!(told.contains("/welcome") && !told.contains("I know Ben"), "{told}");
    let who = list.text.split("name=\"who\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("one");
    let decide = |act: &'static str| [("who", who), ("act", act)];
    let of_rosa = word(&rosa.open("/settings").await);
    let refused = rosa.send("/welcome", &[("form", &of_rosa), ("who", who), ("act", "welcome")]).await;
    assert_eq!(refused.status, 403, "{}", refused.text);
    assert_eq!(ola.fill_in("/welcome", &decide("welcome")).await.header("location"), "/welcome?said=welcomed");
    let form = word(&ola.open("/settings").await);
    let late = ola.send("/welcome", &[("form", &form), ("who", who), ("act", "decline")]).await;
    assert_eq!(late.header("location"), "/welcome?said=too-late");

    let joined = newcomer_browser.fill_in(&link, &newcomer("ana")).await;
    assert_eq!(joined.status, 303, "{}", joined.text);
    assert_eq!(place.database.count("join_requests"), 0, "that she asked is erased");
    assert_eq!(Browser::new(&place).open(&link).await.status, 410);
    let log = log(&place).await;
    let deeds: Vec<&Value> = log.as_array().expect("a list").iter().map(|line| &line["deed"]).collect();
    assert_eq!(deeds[..3], ["neighbor-welcomed", "joining-changed", "role-given"]);
    assert!(!log.to_string().contains("ana"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_is_kind_and_has_no_reason_and_what_was_asked_can_be_erased() {
    let (place, _, ola) = town().await;
    assert_eq!(ola.fill_in("/settings/network", &[("joining", "welcome")]).await.status, 303);
    let mut links = Vec::new();
    for _ in 0..2 {
        let browser = Browser::new(&place);
        let asked = browser.fill_in("/join", &[("act", "ask")]).await;
        assert_eq!(asked.status, 303, "not a word is needed: {}", asked.text);
        links.push(asked.header("location").split('?').next().expect("a path").to_owned());
    }
    let list = ola.open("/welcome").await;
    let who = list.text.split("name=\"who\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("one");
    assert_eq!(ola.fill_in("/welcome", &[("who", who), ("act", "decline")]).await.status, 303);
    let browser = Browser::new(&place);
    let page = browser.open(&links[0]).await;
    assert!(page.text.contains("That says nothing about you, and no reason is kept."), "{}", page.text);
    let form = word(&browser.open("/sign-in").await);
    let mut typed = vec![("form", form.as_str())];
    let ana = newcomer("ana");
    typed.extend(ana);
    assert_eq!(browser.send(&links[0], &typed).await.status, 410, "nobody comes in by it");
    for link in &links {
        let erased = browser.send(link, &[("act", "take-back")]).await;
        assert!(erased.status == 200 && erased.text.contains("That you asked is erased."), "{}", erased.text);
        assert_eq!(browser.open(link).await.status, 410);
    }
    assert_eq!(place.database.count("join_requests"), 0);
    // What nobody looks at goes by itself.
    assert_eq!(browser.fill_in("/join", &[("act", "ask")]).await.status, 303);
    place.clock.shift(Duration::days(32));
    erase_due(&place).await.expect("it is cleaned up");
    assert_eq!(place.database.count("join_requests"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_asks_and_joins_so_often_and_holds_up_nobody_else() {
    let (place, _, ola) = town().await;
    assert_eq!(ola.fill_in("/settings/network", &[("joining", "welcome")]).await.status, 303);
    let mallory = Browser::at(&place, "203.0.113.66");
    let mut asked = 0;
    let held_up = loop {
        let answer = mallory.fill_in("/join", &[("act", "ask"), ("words", "Let me in")]).await;
        if answer.status != 303 {
            break answer;
        }
        asked += 1;
        assert!(asked <= 40, "nothing holds them up");
    };
    assert_eq!((asked, held_up.status), (40, 429));
    assert!(held_up.text.contains("Let me in") && held_up.header("retry-after").parse::<u32>().is_ok());
    let other = Browser::at(&place, "198.51.100.9").fill_in("/join", &[("act", "ask")]).await;
    assert_eq!(other.status, 303, "{}", other.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_addresses_of_one_network_of_ipv6_ask_and_join_as_one_address_does() {
    let (place, _, ola) = town().await;
    assert_eq!(ola.fill_in("/settings/network", &[("joining", "welcome")]).await.status, 303);
    let asks = async |address: &str| Browser::at(&place, address).fill_in("/join", &[("act", "ask")]).await.status;
    for number in 0..40 {
        assert_eq!(asks(&format!("2001:db8:1:1:{number:x}::1")).await, 303, "{number}");
    }
    assert_eq!(asks("2001:db8:1:1:ffff::1").await, 429);
    assert_eq!(asks("2001:db8:1:2::1").await, 303, "the next household");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_network_is_open_everybody_joins_by_themselves_and_other_servers_are_told_so() {
    let (place, _, ola) = town().await;
    let stranger = Visitor::stranger(&place);
    let open = async || stranger.page("/nodeinfo/2.1").await.expect(200)["openRegistrations"].clone();
    assert_eq!(open().await, json!(false));
    assert_eq!(ola.fill_in("/settings/network", &[("joining", "open")]).await.status, 303);
    assert_eq!(open().await, json!(true));
    let browser = Browser::new(&place);
    let joined = browser.fill_in("/join", &newcomer("ana")).await;
    assert_eq!(joined.status, 303, "{}", joined.text);
    assert!(browser.open("/join").await.text.contains("You are a member already"));
    // It closes while somebody has the form open.
    let late = Browser::new(&place);
    let form = word(&late.open("/join").await);
    assert_eq!(ola.fill_in("/settings/network", &[("joining", "invite")]).await.status, 303);
    let mut typed = vec![("form", form.as_str())];
    let mei = newcomer("mei");
    typed.extend(mei);
    assert!(late.send("/join", &typed).await.text.contains("you need an invite"));
    assert_eq!(place.database.count("members"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_page_of_all_says_what_the_network_is_and_makes_the_first_invite() {
    let place = Neighborhood::start("riverside").await;
    let link = founding_link(&place).await.expect("a link").expect("there is no operator yet");
    let browser = Browser::new(&place).that_says(TELEPHONE);
    let page = browser.open(link.path()).await;
    for part in [
        "name=\"network\"",
        "name=\"about\"",
        "name=\"kind-1\"",
        "name=\"value-3\"",
        "name=\"tongue\"",
        "name=\"latitude\"",
        "name=\"joining\"",
        "name=\"invite\"",
    ] {
        assert!(page.text.contains(part), "no {part}: {}", page.text);
    }
    let mut said = vec![
        ("handle", "ola"),
        ("name", "Ola"),
        ("network", "Elm Street Kitchen"),
        ("about", "We cook on Sundays."),
        ("tongue", "es"),
        ("lang-es", "yes"),
        ("lang-ht", "yes"),
        ("joining", "welcome"),
        ("place", "Elm Street"),
        ("latitude", "north"),
        ("kind-1", "telephone"),
        ("value-1", "+1 718 555 0100"),
        ("value-2", ""),
        ("longitude", "-73,9"),
        ("radius", "2"),
        ("invite", "5"),
    ];
    let wrong = browser.send(link.path(), &said).await;
    assert!(wrong.status == 422 && wrong.text.contains("from -90 to 90") && wrong.text.contains("We cook on Sundays."));
    assert_eq!(place.database.count("members"), 0, "the link works still");
    said[9] = ("latitude", "40.7");
    let done = browser.send(link.path(), &said).await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert!(done.text.contains("<svg") && done.text.contains("Elm Street Kitchen"), "{}", done.text);
    let address = done.text.split(&format!("{}/join/", place.base)).nth(1).expect("an invite");
    let invite = format!("/join/{}", address.split('<').next().expect("its end"));
    assert_eq!(Browser::new(&place).open(&invite).await.status, 200);
    assert!(browser.open("/settings/browsers?lang=en").await.text.contains("Firefox on Android"));

    let network = Visitor::stranger(&place).get("/network").await.expect(200);
    assert_eq!((&network["name"], &network["languages"]), (&json!("Elm Street Kitchen"), &json!(["es", "ht"])));
    assert_eq!((&network["about"], &network["area"]["name"]), (&json!("We cook on Sundays."), &json!("Elm Street")));
    assert_eq!(network["area"]["radius_m"], 2_000);
    assert_eq!(network["contact"], json!([{"kind": "telephone", "value": "+1 718 555 0100"}]));
    let home = Visitor::stranger(&place).page("/").await.text;
    assert!(home.contains("Elm Street Kitchen") && home.contains("We cook on Sundays."), "{home}");
    let ola = Visitor::member(&place, "ola").await.get("/log").await.expect(200);
    let deeds: Vec<&Value> = ola.as_array().expect("a list").iter().map(|line| &line["deed"]).collect();
    assert_eq!(deeds, ["network-changed", "joining-changed", "role-given"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_founds_a_network_chooses_the_language_and_loses_nothing_that_was_typed_or_is_shown_once() {
    let place = Neighborhood::start("riverside").await;
    let link = founding_link(&place).await.expect("a link").expect("there is no operator yet");
    let browser = Browser::new(&place);
    let page = browser.open(link.path()).await.text;
    assert!(page.contains("<form id=\"founding\" method=\"post\" action=\"?lang=en\">"), "{page}");
    assert!(page.contains("<button name=\"to\" form=\"founding\" formnovalidate value=\"es\""), "{page}");
    let mut said = vec![
        ("handle", "ola"),
        ("name", "Ola of Elm Street"),
        ("network", ""),
        ("about", "We cook on Sundays."),
        ("tongue", "es"),
        ("lang-ht", "yes"),
        ("joining", "welcome"),
        ("latitude", "north"),
        ("invite", "5"),
        ("to", "es"),
    ];
    // Half of it, and not right yet: it is not looked at before it is sent.
    let spanish = browser.send(link.path(), &said).await;
    assert_eq!(spanish.status, 200, "{}", spanish.text);
    assert!(spanish.text.contains("<html lang=\"es\"") && !spanish.text.contains("role=\"alert\""), "{}", spanish.text);
    for kept in
        ["value=\"ola\"", "value=\"Ola of Elm Street\"", "We cook on Sundays.", "value=\"north\"", "value=\"5\""]
    {
        assert!(spanish.text.contains(kept), "{kept} is lost: {}", spanish.text);
    }
    assert!(spanish.text.contains("name=\"lang-ht\" value=\"yes\" checked"), "{}", spanish.text);
    assert!(spanish.text.contains("action=\"?lang=es\""), "the next page is in Spanish, too");
    assert_eq!(place.database.count("members"), 0, "the link works still");

    let at = format!("{}?lang=es", link.path());
    said.retain(|(name, _)| !["to", "latitude", "network"].contains(name));
    let done = browser.send(&at, &said).await;
    assert!(done.status == 200 && done.text.contains("<html lang=\"es\""), "{}", done.text);
    let between = |page: &str, from: &str, to: &str| {
        let rest = page.split(from).nth(1).unwrap_or_else(|| panic!("no {from}: {page}"));
        rest.split(to).next().unwrap_or_default().to_owned()
    };
    let token = between(&done.text, "<code>", "</code>");
    let invite = between(&done.text, &format!("{}/join/", place.base), "<");
    let again = |token: &str| [("token", token.to_owned()), ("invite", invite.clone()), ("to", "fr".to_owned())];
    let choose = async |token: &str| {
        let pairs = again(token);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.send(&at, &pairs).await
    };
    let french = choose(&token).await;
    assert!(french.status == 200 && french.text.contains("<html lang=\"fr\""), "{}", french.text);
    assert!(french.text.contains(&format!("<code>{token}</code>")) && french.text.contains("Ola of Elm Street"));
    assert!(french.text.contains(&format!("{}/join/{invite}<", place.base)), "{}", french.text);
    assert!(browser.open("/settings/password").await.text.contains("<html lang=\"fr\""), "it goes on to the next page");
    // Of a token that is nobody's, nothing is shown.
    let other = choose("nothing-here").await;
    assert!(other.status == 410 && !other.text.contains("<code>"), "{}", other.text);
    assert_eq!(place.database.count("members"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_write_how_the_network_is_reached_and_every_page_that_leads_to_people_says_it() {
    let (place, _, ola) = town().await;
    let stranger = Browser::new(&place);
    assert_eq!(ola.fill_in("/settings/network", &[("intake", "paused")]).await.status, 303, "nobody can ask here now");
    let pages = ["/", "/ask", "/join", "/sign-in", "/enter/nothing-here"];
    for page in pages {
        let shown = stranger.open(page).await.text;
        assert!(!shown.contains("Reach us") && !shown.contains("reach us:"), "{page}: {shown}");
        assert!(!shown.contains("write to us") && !shown.contains("ask us:"), "{page}: {shown}");
    }
    let fields = ola.open("/settings/network").await.text;
    assert!(fields.contains("How neighbors reach you") && fields.contains("name=\"value-3\""), "{fields}");

    // What does not fit says where, and what was typed stays.
    let long = "1".repeat(201);
    let wrong = [("value-1", "+1 718 555 0100"), ("value-2", long.as_str()), ("value-3", "")];
    let wrong = ola.fill_in("/settings/network", &wrong).await;
    for part in ["<a href=\"#value-2\">", "id=\"value-2-wrong\"", "value=\"+1 718 555 0100\""] {
        assert!(wrong.status == 422 && wrong.text.contains(part), "{part}: {}", wrong.text);
    }
    assert_eq!(Visitor::stranger(&place).get("/network").await.expect(200)["contact"], json!([]));

    let ways = [
        ("kind-1", "telephone"),
        ("value-1", "+1 718 555 0100"),
        // Where nobody chose, it is what it looks like.
        ("value-2", "hello@riverside.example"),
        ("kind-3", "door"),
        ("value-3", "12 Elm Street, on Mondays"),
    ];
    let kept = ola.fill_in("/settings/network", &ways).await;
    assert_eq!(kept.header("location"), "/settings/network?said=kept", "{}", kept.text);
    for page in pages {
        let shown = plain(&stranger.open(page).await.text);
        for words in [
            "<a href=\"tel:+17185550100\" rel=\"noreferrer\">Reach us (telephone): +1 718 555 0100</a>",
            "<a href=\"mailto:hello@riverside.example\"",
            "Reach us (at the door): 12 Elm Street, on Mondays",
        ] {
            assert!(shown.contains(words), "{page}, {words}: {shown}");
        }
        let spanish = plain(&stranger.open(&format!("{page}?lang=es")).await.text);
        assert!(spanish.contains("(teléfono): +1 718 555 0100"), "{page}: {spanish}");
    }
    assert!(stranger.open("/ask").await.text.contains("Please write to us or call us"));
    assert!(stranger.open("/sign-in").await.text.contains("Ask us for a link that signs you in once."));

    // A form without these rows leaves them as they are; rows that are emptied take them away.
    assert_eq!(ola.fill_in("/settings/network", &[("network", "Hill Street")]).await.status, 303);
    assert!(stranger.open("/").await.text.contains("+17185550100"));
    let fields = ola.open("/settings/network").await.text;
    assert!(fields.contains("value=\"12 Elm Street, on Mondays\"") && fields.contains("value=\"door\" selected"));
    assert_eq!(ola.fill_in("/settings/network", &[("value-1", ""), ("value-2", "")]).await.status, 303);
    assert!(!stranger.open("/ask").await.text.contains("write to us"));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_operators_alone_change_what_the_network_is_called_and_members_read_that_they_did() {
    let (place, rosa, ola) = town().await;
    give_role(&place, "rosa", RoleKind::Steward, 6).await.expect("a role");
    for path in ["/settings/network", "/settings/links"] {
        let refused = rosa.open(path).await;
        assert!(refused.status == 403 && refused.text.contains("This page is for a role"), "{path}: {}", refused.text);
        assert!(!rosa.open("/settings").await.text.contains(&format!("href=\"{path}\"")), "{path}");
        assert!(ola.open("/settings").await.text.contains(&format!("href=\"{path}\"")), "{path}");
    }
    let form = word(&rosa.open("/settings").await);
    let refused = rosa.send("/settings/network", &[("form", &form), ("network", "Mine")]).await;
    assert_eq!(refused.status, 403, "{}", refused.text);
    let kept = ola
        .fill_in("/settings/network", &[("network", "Hill Street"), ("mode", "connectors-help"), ("intake", "slow")]);
    assert_eq!(kept.await.header("location"), "/settings/network?said=kept");
    let page = ola.open("/settings/network?said=kept").await;
    assert!(page.text.contains("value=\"Hill Street\"") && page.text.contains("It is kept, and holds from now on."));
    let network = Visitor::stranger(&place).get("/network").await.expect(200);
    assert_eq!((&network["name"], &network["mode"]), (&json!("Hill Street"), &json!("connectors-help")));
    let blank = ola.fill_in("/settings/network", &[("network", " "), ("about", "Kept all the same")]).await;
    assert!(blank.status == 422 && blank.text.contains("Kept all the same"), "{}", blank.text);
    // Other servers hear of it, and what the settings say does not come back with the next start.
    let stranger = Visitor::stranger(&place);
    let accept = [("accept", "application/activity+json")];
    let actor = stranger.ask(Method::GET, "/ap/network", &accept, Vec::new()).await;
    assert_eq!(actor.expect(200)["name"], "Hill Street");
    let log = log(&place).await;
    assert_eq!(
        (&log[0]["deed"], &log[0]["role"], &log[0]["handle"]),
        (&json!("network-changed"), &json!("operator"), &json!("ola"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_a_link_that_an_operator_prints_signs_somebody_in_and_stands_in_the_log() {
    let (place, _, ola) = town().await;
    place.member("amal").await;
    let nobody = ola.fill_in("/settings/links", &[("handle", "nobody")]).await;
    assert!(nobody.status == 422 && nobody.text.contains("value=\"nobody\""), "{}", nobody.text);
    let whole = format!("@amal@{}", place.addresses.host());
    let made = ola.fill_in("/settings/links", &[("handle", &whole)]).await;
    let sheet = made.header("location").to_owned();
    assert!(made.status == 303 && sheet.starts_with("/enter/") && sheet.contains("/print"), "{} {sheet}", made.status);
    let page = ola.open(&sheet).await;
    assert!(page.status == 200 && page.text.contains("<svg") && page.text.contains("@amal"), "{}", page.text);
    let link = sheet.split("/print").next().expect("a path");
    let amal = Browser::at(&place, "203.0.113.50");
    assert_eq!(amal.fill_in(link, &[]).await.status, 303, "to print it does not use it up");
    assert_eq!(amal.open("/home").await.status, 200);
    assert_eq!(ola.open(&sheet).await.status, 410, "it works once");
    let log = log(&place).await;
    assert_eq!(
        (&log[0]["deed"], &log[0]["handle"], &log[0]["about"]),
        (&json!("link-made"), &json!("ola"), &json!("a member")),
        "and not for whom"
    );
    let by_command = one_time_link(&place, "amal").await;
    assert_eq!(Browser::new(&place).open(&format!("{by_command}/print")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_02_nobody_sees_who_invited_how_many() {
    let (place, rosa, ola) = town().await;
    let id = place
        .db
        .read(|conn| potluck::storage::members::by_handle(conn, "rosa"))
        .await
        .expect("a read")
        .expect("rosa")
        .id;
    for _ in 0..3 {
        make_invite(&place, id, 7, 7).await.expect("an invite");
    }
    give_role(&place, "ola", RoleKind::Moderator, 6).await.expect("a role");
    for path in ["/settings/invites", "/welcome", "/moderation", "/log", "/@rosa", "/settings/network"] {
        let page = ola.open(path).await;
        assert!(page.status == 200 && !page.text.contains("For 7 more neighbors"), "{path}: {}", page.text);
    }
    let own = rosa.open("/settings/invites").await.text;
    let plain = plain(&own);
    assert_eq!(plain.matches("For 7 more neighbors").count(), 3, "{own}");
    let columns = place.database.lines(if place.database.on_sqlite() {
        "SELECT m.name || '.' || p.name AS line FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
    } else {
        "SELECT (table_name || '.' || column_name)::text AS line FROM information_schema.columns WHERE table_schema = 'public'"
    });
    assert!(columns.iter().all(|column| !column.contains("invited_by")), "{columns:?}");
}

/// What a sheet says to type: the short address, and the code.
fn code_on(sheet: &Answer) -> (String, String) {
    let rest = sheet.text.split("<strong>").nth(1).unwrap_or_else(|| panic!("no code: {}", sheet.text));
    let code = rest.split('<').next().expect("a code").to_owned();
    let address = sheet.text.split("dir=\"ltr\">").find(|part| part.contains("/code<")).expect("a short address");
    (address.split('<').next().expect("an address").to_owned(), code)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_code_leads_to_the_same_as_the_link_of_an_invite_and_of_a_sign_in() {
    let (place, rosa, ola) = town().await;
    place.member("amal").await;
    let path = invite(&rosa, "1").await;
    let (address, code) = code_on(&rosa.open(&format!("{path}/print")).await);
    assert_eq!(address, format!("{}/code", place.base));
    assert_eq!((code.len(), code.matches('-').count()), (14, 2), "{code}");
    let stranger = Browser::new(&place);
    for way in ["/join", "/sign-in"] {
        assert!(stranger.open(way).await.text.contains("href=\"/code\""), "{way} leads there");
    }
    assert_eq!(stranger.open("/code").await.status, 200);
    let typed = async |code: &str| stranger.send("/code", &[("code", code)]).await;
    for said in [code.clone(), code.to_lowercase(), code.replace('-', " "), format!(" {} ", code.replace('-', ""))] {
        let led = typed(&said).await;
        assert_eq!((led.status, led.header("location")), (303, path.as_str()), "{said}");
        assert_eq!(led.header("cache-control"), "no-store");
    }
    let half = typed(&code[..9]).await;
    assert!(half.status == 422 && half.text.contains("twelve letters and digits"), "{}", half.text);
    assert!(half.text.contains(&format!("value=\"{}\"", &code[..9])), "what was typed stays: {}", half.text);
    // Neither the code nor the secret stands in the database, and both end with the invite.
    let secret = path.strip_prefix("/join/").expect("a secret");
    let kept = place.database.lines("SELECT digest AS line FROM invites").join(" ");
    assert!(!kept.contains(secret) && !kept.contains(&code), "{kept}");
    let joined = stranger.fill_in(&path, &newcomer("noor")).await;
    assert_eq!(joined.status, 303, "{}", joined.text);
    let spent = Browser::new(&place).send("/code", &[("code", &code)]).await;
    assert!(spent.status == 422 && spent.text.contains("or not any more"), "{}", spent.text);

    let made = ola.fill_in("/settings/links", &[("handle", "amal")]).await;
    let sheet = made.header("location").to_owned();
    let (_, code) = code_on(&ola.open(&sheet).await);
    let amal = Browser::at(&place, "203.0.113.50");
    let led = amal.send("/code", &[("code", &code)]).await;
    let link = led.header("location").to_owned();
    assert!(led.status == 303 && sheet.starts_with(&format!("{link}/print")), "{link} and {sheet}");
    assert_eq!(amal.fill_in(&link, &[]).await.status, 303, "to type it does not use it up");
    assert_eq!(amal.open("/home").await.status, 200);
    assert_eq!(amal.send("/code", &[("code", &code)]).await.status, 422, "it works once");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_tries_codes_is_stopped_and_nobody_else_is() {
    let (place, rosa, _) = town().await;
    let path = invite(&rosa, "1").await;
    let (_, right) = code_on(&rosa.open(&format!("{path}/print")).await);
    let guesser = Browser::at(&place, "203.0.113.99");
    // What is right, and what is no code, does not count.
    for _ in 0..5 {
        assert_eq!(guesser.send("/code", &[("code", &right)]).await.status, 303);
        assert_eq!(guesser.send("/code", &[("code", "?")]).await.status, 422);
    }
    for number in 0..30 {
        let guess = format!("0000-0000-00{number:02}");
        assert_eq!(guesser.send("/code", &[("code", &guess)]).await.status, 422, "{guess}");
    }
    let stopped = guesser.send("/code", &[("code", &right)]).await;
    assert_eq!(stopped.status, 429, "also with the right one: {}", stopped.text);
    let elsewhere = Browser::at(&place, "203.0.113.77");
    assert_eq!(elsewhere.send("/code", &[("code", &right)]).await.header("location"), path);
}
