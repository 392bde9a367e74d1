//! Neighbors on pages: roughly where one lives, what members show of themselves and to whom, what members see that strangers do
//! not, and whom one follows.

use crate::support::browser::Browser;
use crate::support::client::{Visitor, plain};
use crate::support::neighborhood::Neighborhood;
use crate::support::places::{place, read_in};
use potluck::domain::Point;
use potluck::domain::place::PlaceKind;
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
