//! Neighbors on pages: roughly where one lives, what members show of themselves and to whom, what members see that strangers do
//! not, and whom one follows.

use crate::support::browser::{Browser, word};
use crate::support::client::{Visitor, plain};
use crate::support::neighborhood::{Neighborhood, mutual};
use crate::support::places::{place, read_in};
use potluck::actions::follow_account::{Wish, follow_account};
use potluck::actions::give_role::give_role;
use potluck::actions::publish_listing::publish_listing;
use potluck::domain::audience::Audience;
use potluck::domain::draft::Draft;
use potluck::domain::key::ActorId;
use potluck::domain::listing::Kind;
use potluck::domain::member::RoleKind;
use potluck::domain::place::PlaceKind;
use potluck::domain::{MemberId, Point};
use reqwest::Method;
use serde_json::json;

async fn library(here: &Neighborhood) {
    read_in(here, place(PlaceKind::Pickup, "Riverside library", Point::new(40.7, -73.98).unwrap())).await;
}

/// The page of a neighbor's account for members, as the page that everyone sees leads to it.
async fn person(who: &Browser, handle: &str) -> String {
    let page = who.open(&format!("/@{handle}")).await.text;
    let id = page.split("href=\"/people/").nth(1).and_then(|rest| rest.split('"').next());
    format!("/people/{}", id.unwrap_or_else(|| panic!("no way: {page}")))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_roughly_where_they_live_finds_on_their_home_what_is_close_by() {
    let here = Neighborhood::start("riverside").await;
    library(&here).await;
    let rosa = Browser::joined(&here, "rosa", "203.0.113.20").await;
    here.member("ben").await;
    let ben = Visitor::member(&here, "ben").await;
    for (title, latitude) in [("Lentil soup", 40.70), ("Chicken rice", 40.90)] {
        let point = json!({"latitude": latitude, "longitude": -73.98});
        ben.post("/listings", json!({"kind": "offer", "title": title, "point": point})).await.expect(201);
    }
    let me = Visitor::member(&here, "rosa").await;
    let home = async |heading: &str, found: [bool; 2]| {
        let home = rosa.open("/home").await.text;
        assert!(home.contains(&format!("<h2 id=\"near\">{heading}</h2>")), "{heading}: {home}");
        assert_eq!(["Lentil soup", "Chicken rice"].map(|title| home.contains(title)), found, "{home}");
        // Who has not said it is shown where they can.
        assert_eq!(home.contains("href=\"/settings/me#living\""), heading != "Close by", "{home}");
    };
    home("New on the board", [true, true]).await;
    let page = rosa.open("/settings/me").await.text;
    assert!(page.contains("id=\"living\"") && page.contains("Members of this network can see it"), "{page}");
    assert!(page.contains("<option value=\"Riverside library\">") && page.contains("data-map "), "{page}");
    assert!(!page.contains("value=\"no-place\""), "there is nothing to take away: {page}");

    // By a name, or a part of it, as on the board.
    let place = |near: &'static str, point: &'static str| [("step", "place"), ("near", near), ("point", point)];
    let kept = rosa.fill_in("/settings/me", &place("riverside lib", "")).await;
    assert_eq!((kept.status, kept.header("location")), (303, "/settings/me?said=kept"), "{}", kept.text);
    home("Close by", [true, false]).await;
    // However much she offers herself, what others do is there.
    for number in 0..13 {
        let point = json!({"latitude": 40.70, "longitude": -73.98});
        let own = json!({"kind": "offer", "title": format!("Jar {number}"), "point": point});
        me.post("/listings", own).await.expect(201);
    }
    home("Close by", [true, false]).await;
    assert!(!rosa.open("/home").await.text.contains("Jar "), "what is hers is not what is close by");
    let page = rosa.open("/settings/me").await.text;
    assert!(plain(&page).contains("Where, on the map: about 1 km from Riverside library"), "{page}");
    // What else she says about herself stays, and what she says besides leaves the place where it is.
    let name = rosa.fill_in("/settings/me", &[("name", "Rosa"), ("ask_cap", "2")]).await;
    assert_eq!(name.status, 303, "{}", name.text);
    let before = me.get("/me").await.expect(200);
    assert_eq!((&before["display_name"], &before["ask_cap"]), (&json!("Rosa"), &json!(2)));
    assert!(before["area"]["radius_m"].as_u64() >= Some(1_000), "{before}");
    assert_ne!(before["area"]["latitude"], json!(40.7), "no more exactly than a cell: {before}");

    // What is no place changes nothing, and what was typed stays.
    for (near, point, field, words) in [
        ("Atlantis", "", "near", "We do not know a place called Atlantis"),
        ("", "somewhere", "point", "choose it once more"),
        (" ", "", "near", "Please name a place"),
    ] {
        let wrong = rosa.fill_in("/settings/me", &place(near, point)).await;
        assert!(wrong.status == 422 && plain(&wrong.text).contains(words), "{words}: {}", wrong.text);
        assert!(wrong.text.contains(&format!("<a href=\"#{field}\">")), "{}", wrong.text);
        assert!(wrong.text.contains(&format!("value=\"{near}\">")), "{near}: {}", wrong.text);
        assert!(wrong.text.contains("value=\"Rosa\""), "the other form says what is kept: {}", wrong.text);
    }
    assert_eq!(me.get("/me").await.expect(200), before);

    // It is one form: whichever button is pressed, what was typed elsewhere in it is not lost.
    let page = rosa.open("/settings/me").await.text;
    let (rest, whole) = page.split_once("name=\"step\" value=\"rest\"").expect("a button to rest");
    assert!(!rest.contains("name=\"about\"") && plain(whole).contains("keep that first"), "{page}");
    let whole = whole.split_once("<form ").and_then(|(_, rest)| rest.split_once("</form>")).expect("a form").0;
    for part in ["name=\"about\"", "name=\"near\"", "value=\"place\"", "value=\"no-place\""] {
        assert!(whole.contains(part), "{part}: {page}");
    }
    let said = |about: &'static str, step: &'static str, near: &'static str| {
        [("name", "Rosa"), ("ask_cap", "2"), ("about", about), ("step", step), ("near", near)]
    };
    for (step, near, cap) in [("place", "Atlantis", "2"), ("", "Atlantis", "2"), ("place", "Riverside library", "99")] {
        let mut typed = said("Soup on Sundays", step, near);
        typed[1].1 = cap;
        let wrong = rosa.fill_in("/settings/me", &typed).await;
        assert_eq!(wrong.status, 422, "{step} {near}: {}", wrong.text);
        for kept in [">Soup on Sundays</textarea>", &format!("value=\"{near}\">"), &format!("value=\"{cap}\">")] {
            assert!(wrong.text.contains(kept), "{kept}: {}", wrong.text);
        }
    }
    assert_eq!(me.get("/me").await.expect(200), before, "all of it, or nothing");
    let gone = rosa.fill_in("/settings/me", &said("Bread", "no-place", "")).await;
    assert_eq!(gone.header("location"), "/settings/me?said=no-place", "{}", gone.text);
    let now = me.get("/me").await.expect(200);
    assert!(now["about"] == "Bread" && now.get("area").is_none(), "{now}");
    for step in ["", "place"] {
        assert_eq!(rosa.fill_in("/settings/me", &said("Soup", step, "riverside lib")).await.status, 303, "{step}");
        let now = me.get("/me").await.expect(200);
        assert_eq!((&now["about"], &now["area"]), (&json!("Soup"), &before["area"]), "{step}");
    }

    // By a touch on the map; and it is taken away again.
    let touched = rosa.fill_in("/settings/me", &place("", "40.9012345,-73.9801234")).await;
    assert_eq!(touched.status, 303, "{}", touched.text);
    home("Close by", [false, true]).await;
    let gone = rosa.fill_in("/settings/me", &[("step", "no-place")]).await;
    assert_eq!(gone.header("location"), "/settings/me?said=no-place", "{}", gone.text);
    assert!(rosa.open("/settings/me?said=no-place").await.text.contains("It is taken away."));
    home("New on the board", [true, true]).await;
    assert!(me.get("/me").await.expect(200).get("area").is_none());
    assert_eq!(here.database.number("SELECT count(*) AS n FROM members WHERE cell IS NOT NULL"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_05_what_one_says_about_oneself_is_read_by_those_whom_the_form_names_and_by_nobody_else() {
    let here = Neighborhood::start("riverside").await;
    library(&here).await;
    let rosa = Browser::joined(&here, "rosa", "203.0.113.20").await;
    let ben = Browser::joined(&here, "ben", "203.0.113.21").await;
    let stranger = Browser::at(&here, "203.0.113.99");
    let roses = person(&ben, "rosa").await;
    let page = ben.open(&roses).await.text;
    assert!(!page.contains("What members of this network see"), "she said nothing yet: {page}");

    let said = [
        ("name", "Rosa"),
        ("about", "Soup on <Sundays>"),
        ("lang-es", "yes"),
        ("lang-ht", "yes"),
        ("can-drive", "network"),
        ("can-lift", "oneself"),
        ("kind-1", "telephone"),
        ("value-1", "+1 718 555 0100"),
        ("ask_cap", "2"),
    ];
    for form in [&said[..], &[("step", "place"), ("near", "Riverside library")], &[("step", "rest")]] {
        let kept = rosa.fill_in("/settings/me", form).await;
        assert_eq!(kept.status, 303, "{}", kept.text);
    }
    let for_members = [
        "Languages: Español and Kreyòl ayisyen",
        "can drive",
        "Resting for now",
        "Lives about 1 km from Riverside library",
        "What members of this network see",
    ];
    let for_nobody = ["can lift", "555 0100"];

    // What is about her, everyone reads; the rest nobody who is not signed in.
    for who in [&stranger, &ben, &rosa] {
        let page = plain(&who.open("/@rosa").await.text);
        assert!(page.contains("Soup on &#60;Sundays&#62;"), "{page}");
        for words in for_members.iter().chain(&for_nobody) {
            assert!(!page.contains(words), "{words}: {page}");
        }
    }
    let asked = stranger.open(&roses).await;
    assert!(asked.status == 303 && asked.header("location").starts_with("/sign-in?next="), "{}", asked.text);

    // Neighbors read what she shows to members, as programs of theirs do, and no more; she sees what they see.
    for (who, is_hers) in [(&ben, false), (&rosa, true)] {
        let page = plain(&who.open(&roses).await.text);
        assert!(page.contains("Soup on &#60;Sundays&#62;"), "{page}");
        for words in for_members {
            assert!(page.contains(words), "{words}: {page}");
        }
        for words in for_nobody {
            assert!(!page.contains(words), "{words}: {page}");
        }
        assert_eq!(page.contains("This is how neighbors see you."), is_hers, "{page}");
        assert_eq!(page.contains("href=\"/settings/me\""), is_hers, "{page}");
    }
    let seen = Visitor::member(&here, "ben").await.get("/members/rosa").await.expect(200);
    assert_eq!(
        (&seen["languages"], &seen["can_do"], &seen["resting"]),
        (&json!(["es", "ht"]), &json!(["drive"]), &json!(true))
    );
    assert!(seen["area"]["latitude"].is_number(), "{seen}");

    // What she takes back is shown no more.
    for form in [&[("name", "Rosa"), ("ask_cap", "2")][..], &[("step", "no-place")], &[("step", "return")]] {
        assert_eq!(rosa.fill_in("/settings/me", form).await.status, 303);
    }
    let page = plain(&ben.open(&roses).await.text);
    for words in for_members.iter().chain(&for_nobody).chain(&["Sundays"]) {
        assert!(!page.contains(words), "{words}: {page}");
    }
    assert!(!stranger.open("/@rosa").await.text.contains("Sundays"));
}

/// Whether a page shows each of some needs, and whether it is kept by nothing in between.
async fn shows(who: &Browser, path: &str, titles: [&str; 3]) -> ([bool; 3], bool) {
    let page = who.open(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.text);
    (titles.map(|title| page.text.contains(title)), page.header("cache-control") == "no-store")
}

#[tokio::test(flavor = "multi_thread")]
async fn value_04_open_pages_show_members_what_is_for_them_and_strangers_what_is_for_everyone() {
    let (here, there) = mutual("riverside", "hillside").await;
    let rosa = Browser::joined(&here, "rosa", "203.0.113.20").await;
    let ben = Browser::joined(&here, "ben", "203.0.113.21").await;
    let stranger = Browser::at(&here, "203.0.113.99");
    let titles = ["A ride to the market", "A ride to the sea", "A ride home by night"];
    let roses = Visitor::member(&here, "rosa").await;
    let need = async |title: &str, audience: &str, hidden: bool| {
        let need =
            json!({"kind": "need", "title": title, "category": "ride", "audience": audience, "hidden_author": hidden});
        roses.post("/listings", need).await.expect(201);
    };
    need(titles[0], "network", false).await;
    // Nobody is told that nothing is open who can see that something is.
    let page = stranger.open("/").await.text;
    assert!(page.contains("No need is open right now.") && !page.contains(titles[0]), "{page}");
    for who in [&ben, &rosa] {
        let page = who.open("/").await.text;
        assert!(!page.contains("No need is open right now.") && page.contains(titles[0]), "{page}");
        assert!(page.contains("href=\"/board?kind=need\">Needs</a>"), "{page}");
    }
    for (who, page, said) in [
        (&stranger, "/@rosa", true),
        (&ben, "/@rosa", false),
        (&ben, "/tags/ride", false),
        (&ben, "/@ben", true),
        (&ben, "/tags/bread", true),
    ] {
        assert_eq!(who.open(page).await.text.contains("Nothing open right now."), said, "{page}");
    }

    need(titles[1], "public", false).await;
    need(titles[2], "network", true).await;
    for path in ["/@rosa", "/", "/tags/ride"] {
        assert_eq!(shows(&stranger, path, titles).await, ([false, true, false], false), "{path}");
    }
    for who in [&ben, &rosa] {
        // Under her name stands nothing of which she hides that it is hers.
        assert_eq!(shows(who, "/@rosa", titles).await, ([true, true, false], true));
        for path in ["/", "/tags/ride"] {
            assert_eq!(shows(who, path, titles).await, ([true, true, true], true), "{path}");
        }
    }
    // What is open next door is for members, too, and says where it is from.
    there.member("ana").await;
    let plums = json!({"kind": "offer", "title": "Plums from next door", "category": "produce", "audience": "peers"});
    Visitor::member(&there, "ana").await.post("/listings", plums).await.expect(201);
    let came = "SELECT title AS line FROM listings WHERE title LIKE 'Plums%'";
    here.until("it comes from next door", async || here.database.lines(came).pop()).await;
    for path in ["/", "/tags/produce"] {
        let page = plain(&ben.open(path).await.text);
        assert!(page.contains("Plums from next door") && page.contains("From Neighbors of hillside"), "{path}: {page}");
        assert!(!stranger.open(path).await.text.contains("Plums"), "{path}");
    }

    // Where connectors bring everything together, who asks is shown to them alone.
    give_role(&here, "rosa", RoleKind::Steward, 6).await.unwrap();
    roses.send(Method::PATCH, "/network", json!({"mode": "connectors-only"})).await.expect(200);
    for who in [&stranger, &ben] {
        assert_eq!(shows(who, "/@rosa", titles).await.0, [false; 3]);
    }
    // She knows that it is hers.
    assert_eq!(shows(&rosa, "/@rosa", titles).await.0, [true, true, false]);
    // What is not shown to somebody takes the place of nothing that is.
    let soup = json!({"kind": "offer", "title": "Lentil soup", "audience": "public", "hidden_author": false});
    roses.post("/listings", soup).await.expect(201);
    let rosa_id = MemberId(here.database.number("SELECT id AS n FROM members WHERE handle = 'rosa'"));
    for number in 0..41 {
        let mut need = Draft::new(Kind::Need, &format!("Ride number {number}"));
        (need.audience, need.hidden_author) = (Some(Audience::Public), Some(false));
        publish_listing(&here, rosa_id, need, true).await.unwrap();
    }
    for who in [&stranger, &ben] {
        let page = who.open("/@rosa").await.text;
        assert!(page.contains("Lentil soup") && !page.contains("Ride number"), "{page}");
    }
    give_role(&here, "ben", RoleKind::Connector, 6).await.unwrap();
    assert!(ben.open("/@rosa").await.text.contains("Ride number 40"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_in_follows_a_neighbor_from_their_page_with_the_account_that_they_have_here() {
    let here = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&here, "rosa", "203.0.113.20").await;
    let ben = Browser::joined(&here, "ben", "203.0.113.21").await;
    let stranger = Browser::at(&here, "203.0.113.99");
    let person = person(&ben, "rosa").await;
    let button = format!("<form method=\"post\" action=\"{person}\">");
    let form = "action=\"/follow\"";
    // Whether it has the button of an account here, and the form for who has one elsewhere.
    let offers = async |who: &Browser| {
        let page = who.open("/@rosa").await;
        assert_eq!(page.status, 200, "{}", page.text);
        (page.text.contains(&button), page.text.contains(form))
    };
    assert_eq!(offers(&stranger).await, (false, true));
    assert_eq!(offers(&ben).await, (true, false));
    assert_eq!(offers(&rosa).await, (false, false), "nobody follows themselves");
    let words = word(&ben.open("/@rosa").await);
    let followed = ben.send(&person, &[("form", words.as_str()), ("act", "follow")]).await;
    assert_eq!((followed.status, followed.header("location")), (303, format!("{person}?said=follow").as_str()));
    let page = ben.open("/@rosa").await.text;
    assert!(page.contains("You follow this account.") && page.contains("value=\"unfollow\""), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_in_goes_from_the_page_of_a_post_that_is_for_everyone_to_where_they_answer_it() {
    let here = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&here, "rosa", "203.0.113.20").await;
    let ben = Browser::joined(&here, "ben", "203.0.113.21").await;
    let words = [("act", "write"), ("words", "The kitchen is open again"), ("audience", "public")];
    let written = rosa.fill_in("/posts", &words).await;
    let post = written.header("location").split('?').next().unwrap_or_default().to_owned();
    assert!(written.status == 303 && post.starts_with("/posts/"), "{}", written.text);
    let open = post.replacen("/posts/", "/@rosa/", 1);
    let (way, person) = (format!("href=\"{post}\""), person(&ben, "rosa").await);
    for (who, is_member) in [(&Browser::at(&here, "203.0.113.99"), false), (&ben, true), (&rosa, true)] {
        let page = who.open(&open).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("The kitchen is open again"), "{}", page.text);
        assert_eq!(page.text.contains(&way), is_member, "{}", page.text);
        assert_eq!(page.text.contains(&format!("href=\"{person}\"")), is_member, "{}", page.text);
        assert_eq!(page.text.contains("To follow, search for"), !is_member, "{}", page.text);
        assert_eq!(page.header("cache-control") == "no-store", is_member);
    }
    let answered = ben.fill_in(&post, &[("act", "answer"), ("words", "We bring bread")]).await;
    assert_eq!(answered.status, 303, "{}", answered.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_one_follows_stands_on_one_page_and_each_is_followed_no_more_from_there() {
    let here = Neighborhood::start("riverside").await;
    let ben = Browser::joined(&here, "ben", "203.0.113.21").await;
    for name in ["rosa", "amal", "mei"] {
        here.member(name).await;
    }
    // Mei wants to be asked.
    let headers = [("content-type", "application/json")];
    let locked = json!({"locked": true}).to_string().into_bytes();
    let mei = Visitor::member(&here, "mei").await;
    mei.ask(Method::PATCH, "/api/v1/accounts/update_credentials", &headers, locked).await.expect(200);
    let asked = Browser::at(&here, "203.0.113.99").open("/people").await;
    assert_eq!((asked.status, asked.header("location")), (303, "/sign-in?next=%2Fpeople"), "{}", asked.text);
    assert!(ben.open("/people").await.text.contains("You follow nobody yet."));

    let mut pages = Vec::new();
    for name in ["rosa", "amal", "mei"] {
        let page = person(&ben, name).await;
        let followed = ben.fill_in(&page, &[("act", "follow")]).await;
        assert_eq!(followed.status, 303, "{name}: {}", followed.text);
        pages.push(page);
    }
    for from in ["/posts", pages[0].as_str()] {
        assert!(ben.open(from).await.text.contains("href=\"/people\""), "{from} leads there");
    }
    let shown = async || {
        let page = ben.open("/people").await.text;
        pages.iter().map(|one| page.contains(&format!("href=\"{one}\""))).collect::<Vec<_>>()
    };
    assert_eq!(shown().await, [true; 3]);
    let page = plain(&ben.open("/people").await.text);
    assert_eq!(page.matches("They have not answered yet.").count(), 1, "{page}");
    assert!(page.contains(&format!("Do not follow @amal@{} any more", here.addresses.host())), "{page}");

    for (number, left) in [(1, [true, false, true]), (2, [true, false, false])] {
        let who = pages[number].trim_start_matches("/people/");
        let done = ben.fill_in("/people", &[("who", who)]).await;
        assert_eq!((done.status, done.header("location")), (303, "/people?said=unfollow"), "{}", done.text);
        assert_eq!(shown().await, left);
    }
    assert!(ben.open("/people?said=unfollow").await.text.contains("You do not follow this account any more."));
    assert!(ben.open(&pages[1]).await.text.contains("value=\"follow\""), "her page says the same");
    assert_eq!(mei.page("/api/v1/follow_requests").await.expect(200), json!([]), "nothing is asked of mei any more");
    for nobody in ["", "x", "17"] {
        assert_eq!(ben.fill_in("/people", &[("who", nobody)]).await.status, 404, "{nobody}");
    }

    // Many take more than one page.
    for number in 0..40 {
        here.member(&format!("neighbor_{number}")).await;
    }
    let bens = MemberId(here.database.number("SELECT id AS n FROM members WHERE handle = 'ben'"));
    for id in here.database.lines("SELECT CAST(actor_id AS TEXT) AS line FROM members WHERE handle LIKE 'neighbor%'") {
        let actor: ActorId = id.parse().unwrap();
        follow_account(&here, bens, actor, Wish::default()).await.unwrap();
    }
    let first = ben.open("/people").await.text;
    assert_eq!(first.matches("href=\"/people/").count(), 40, "{first}");
    let older = first.split("href=\"/people?before=").nth(1).and_then(|rest| rest.split('"').next());
    let older = ben.open(&format!("/people?before={}", older.expect("a way on to the rest"))).await.text;
    assert_eq!(older.matches("href=\"/people/").count(), 1, "{older}");
    assert!(older.contains(&format!("href=\"{}\"", pages[0])) && !older.contains("href=\"/people?before="), "{older}");
}
