//! Looking after one another on plain pages: telling the organizers, what moderators do about it, the log, announcements, and
//! whom one keeps away oneself.

use crate::support::browser::{Browser, word};
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use chrono::Duration;
use potluck::actions::give_role::give_role;
use potluck::domain::key::ReportId;
use potluck::domain::member::RoleKind;
use potluck::domain::moderation::{Report, ReportState, Said};
use potluck::ids;
use potluck::storage::moderation;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use url::Url;

/// Rosa, ben, and mod, who is moderator and steward, each signed in.
async fn town() -> (Neighborhood, Browser, Browser, Browser) {
    let place = Neighborhood::start("riverside").await;
    let mut browsers = Vec::new();
    for (number, name) in ["rosa", "ben", "mod"].iter().enumerate() {
        browsers.push(Browser::joined(&place, name, &format!("203.0.113.{}", 20 + number)).await);
    }
    for role in [RoleKind::Moderator, RoleKind::Steward] {
        give_role(&place, "mod", role, 6).await.expect("a role");
    }
    let moderator = browsers.pop().expect("three");
    let ben = browsers.pop().expect("three");
    (place, browsers.pop().expect("three"), ben, moderator)
}

/// A need of ben's: the path of its page.
async fn listing(place: &Neighborhood, title: &str) -> String {
    let ben = Visitor::member(place, "ben").await;
    let posted =
        ben.post("/listings", json!({"kind": "offer", "title": title, "audience": "public"})).await.expect(201);
    posted["page"].as_str().expect("a page").strip_prefix(&place.base).expect("ours").to_owned()
}

/// What stands in a hidden field after a word of the page.
fn hidden(page: &str, after: &str, name: &str) -> String {
    let rest = page.split(after).nth(1).unwrap_or_else(|| panic!("no {after}: {page}"));
    let rest = rest.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn log(place: &Neighborhood) -> Value {
    Visitor::member(place, "rosa").await.get("/log").await.expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_tells_the_organizers_and_a_moderator_holds_the_post_and_lets_it_go_on() {
    let (place, rosa, ben, moderator) = town().await;
    let page = listing(&place, "Oysters from the harbor").await;
    let slug = page.strip_prefix("/listings/").expect("a slug");
    let report = format!("/report?listing={slug}");
    assert!(rosa.open(&page).await.text.contains(&format!("href=\"{report}\"")));
    assert!(!ben.open(&page).await.text.contains("/report?"), "not on one's own");
    let stranger = Browser::new(&place);
    assert!(!stranger.open(&page).await.text.contains("/report?"));
    let asked = stranger.open(&report).await;
    assert!(asked.status == 303 && asked.header("location").starts_with("/sign-in?next=%2Freport%3Flisting"));

    let form = rosa.open(&report).await;
    assert!(form.status == 200 && form.text.contains("Oysters from the harbor"), "{}", form.text);
    let filled = rosa.open(&format!("{report}&what=fraud&words=Ben+steals&forward=yes")).await;
    assert!(filled.text.contains("Oysters") && !filled.text.contains("steals") && !filled.text.contains("checked"));
    let word_of = word(&form);
    let nothing = [("form", word_of.as_str()), ("listing", slug), ("words", " ")];
    let empty = rosa.send("/report", &nothing).await;
    assert!(empty.status == 422 && empty.text.contains("Please choose what it is about"), "{}", empty.text);
    assert_eq!(rosa.send("/report", &[("form", "guessed"), ("listing", slug), ("words", "Bad")]).await.status, 403);
    let told = [("form", word_of.as_str()), ("listing", slug), ("what", "danger"), ("words", "They made us ill. <b>")];
    let told = rosa.send("/report", &told).await;
    assert!(told.status == 200 && told.text.contains("Thank you for telling"), "{}", told.text);
    assert_eq!(rosa.open("/report?listing=nothing").await.status, 404);
    assert_eq!(rosa.open("/report?neighbor=network").await.status, 404);

    for (who, name) in [(&rosa, "rosa"), (&ben, "ben")] {
        let refused = who.open("/moderation").await;
        assert!(refused.status == 403 && !refused.text.contains("made us ill"), "{name}: {}", refused.text);
        assert!(!who.open("/settings").await.text.contains("href=\"/moderation\""), "{name}");
        let form = word(&who.open("/settings").await);
        let act = who.send("/moderation", &[("form", &form), ("act", "keep-away"), ("who", "spam.example")]).await;
        assert_eq!(act.status, 403, "{name}: {}", act.text);
    }
    assert!(moderator.open("/home").await.text.contains("href=\"/moderation\""));
    let page_of = moderator.open("/moderation").await;
    assert!(
        page_of.text.contains("They made us ill. &#60;b&#62;") && page_of.text.contains("It makes ill or is dangerous")
    );
    assert!(!page_of.text.contains("rosa"), "nobody reads who told");
    let (id, form) = (hidden(&page_of.text, "<details", "which"), word(&page_of));
    let hold = |agreement: &'static str| {
        [
            ("form", form.as_str()),
            ("act", "hold"),
            ("which", id.as_str()),
            ("agreement", agreement),
            ("reason", "The water is foul."),
        ]
    };
    let blank = moderator.send("/moderation", &hold("  ")).await;
    assert!(blank.status == 422 && blank.text.contains("The water is foul.") && blank.text.contains("#agreement-1"));
    assert!(blank.text.contains("aria-describedby=\"agreement-1-wrong\" aria-invalid=\"true\""), "{}", blank.text);
    let held = moderator.send("/moderation", &hold("Safer food, version 2")).await;
    assert_eq!(held.header("location"), "/moderation?said=held", "{}", held.text);
    assert_eq!(stranger.open(&page).await.status, 404);
    let page_of = moderator.open("/moderation").await;
    assert!(page_of.text.contains("Oysters from the harbor") && page_of.text.contains("Safer food, version 2"));
    let shown = rosa.open("/log").await;
    for words in ["Held a need or an offer", "Safer food, version 2", "The water is foul.", "@mod"] {
        assert!(shown.text.contains(words), "no {words}: {}", shown.text);
    }
    assert!(!shown.text.contains("made us ill") && !shown.text.contains("@rosa"), "{}", shown.text);
    let release = moderator.send("/moderation", &[("form", &form), ("act", "release"), ("which", &id)]).await;
    assert_eq!(release.header("location"), "/moderation?said=released", "{}", release.text);
    assert_eq!(stranger.open(&page).await.status, 200);
    let report = hidden(&page_of.text, "id=\"reports\"", "which");
    for heard in ["closed", "too-late"] {
        let closed = moderator.send("/moderation", &[("form", &form), ("act", "close"), ("which", &report)]).await;
        assert_eq!(closed.header("location"), format!("/moderation?said={heard}"));
    }
    assert!(moderator.open("/moderation").await.text.contains("Nothing waits."));
    let log = log(&place).await;
    let deeds: Vec<&Value> = log.as_array().expect("a list").iter().take(3).map(|line| &line["deed"]).collect();
    assert_eq!(deeds, ["report-closed", "listing-released", "listing-held"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_moderator_typed_stays_with_the_post_that_it_was_for() {
    let (place, rosa, _, moderator) = town().await;
    for title in ["Oysters from the harbor", "Bread of the day"] {
        let page = listing(&place, title).await;
        let slug = page.strip_prefix("/listings/").expect("a slug");
        let told = [("listing", slug), ("what", "danger"), ("words", "It made us ill.")];
        assert_eq!(rosa.fill_in(&format!("/report?listing={slug}"), &told).await.status, 200);
    }
    let before = moderator.open("/moderation").await;
    let form = word(&before);
    let (oysters, bread) = (hidden(&before.text, "Oysters from", "which"), hidden(&before.text, "Bread of", "which"));
    // Another moderator closes the first report meanwhile: all that is below it moves up.
    let first = hidden(&before.text, "</details>", "which");
    let closed = moderator.send("/moderation", &[("form", &form), ("act", "close"), ("which", &first)]).await;
    assert_eq!(closed.header("location"), "/moderation?said=closed", "{}", closed.text);
    let hold = async |which: &str| {
        let words = [("act", "hold"), ("which", which), ("agreement", " "), ("reason", "The water is foul.")];
        moderator.fill_in("/moderation", &words).await
    };
    let of_bread = hold(&bread).await;
    assert!(of_bread.status == 422 && of_bread.text.contains("href=\"#agreement-1\""), "{}", of_bread.text);
    assert_eq!(of_bread.text.matches(">The water is foul.</textarea>").count(), 1, "{}", of_bread.text);
    // What was typed for one that is on the page no more stands in no form of another.
    let of_oysters = hold(&oysters).await;
    assert!(of_oysters.status == 422 && of_oysters.text.contains("role=\"alert\""), "{}", of_oysters.text);
    assert!(!of_oysters.text.contains(">The water is foul.</textarea>"), "{}", of_oysters.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn however_much_another_server_reports_what_a_neighbor_tells_is_seen_and_so_is_all_of_the_rest() {
    let (place, _rosa, _ben, moderator) = town().await;
    let full = "than there is room for";
    assert!(!moderator.open("/moderation").await.text.contains(full));
    let eve = Url::parse("https://spam.example/users/eve").expect("an address");
    let (seal, now, from) = (place.seal.clone(), place.now(), eve.clone());
    let flood = place.db.write(move |conn| {
        for number in 1..=230 {
            let words = format!("Number {number}.");
            let said = Said { by: None, from: Some(from.clone()), about: vec![from.clone()], words };
            let report = Report { id: ReportId(ids::next(now)), said, state: ReportState::Open, created_at: now };
            moderation::insert_report(conn, &seal, &report)?;
        }
        Ok(())
    });
    flood.await.expect("they came in");
    let report = json!({"about": [eve.as_str()], "words": "It began today"});
    Visitor::member(&place, "rosa").await.post("/reports", report).await.expect(201);

    let app = Visitor::member(&place, "mod").await;
    let (mut words, mut path) = (Vec::new(), "/reports?limit=80".to_owned());
    loop {
        let page = app.get(&path).await.expect(200);
        let some = page.as_array().expect("a list");
        let Some(last) = some.last() else { break };
        path = format!("/reports?limit=80&max_id={}", last["id"].as_str().expect("an id"));
        words.extend(some.iter().map(|report| report["words"].as_str().expect("words").to_owned()));
    }
    assert_eq!((words.len(), words[0].as_str()), (231, "It began today"));

    let first = moderator.open("/moderation").await.text;
    assert!(first.contains("It began today") && first.contains(full), "{first}");
    let (mut seen, mut next) = (BTreeSet::new(), Some("/moderation".to_owned()));
    while let Some(path) = next {
        let page = moderator.open(&path).await.text;
        let some: Vec<i32> = (1..=230).filter(|number| page.contains(&format!("Number {number}."))).collect();
        assert!(some.iter().all(|number| seen.insert(*number)), "each stands on one page: {path}");
        let (before, after) = page.split_once("Look at further reports").unwrap_or((page.as_str(), ""));
        let href = before.rsplit("href=\"").next().and_then(|rest| rest.split(['"', '#']).next());
        next = href.filter(|_| !after.is_empty()).map(str::to_owned);
    }
    assert_eq!(seen.len(), 230);

    // One cannot be read any more: it says so, with what to do, and hides nothing else.
    let nothing = if place.database.on_sqlite() { "x'00'" } else { "'\\x00'" };
    let broken = "id = (SELECT id FROM reports ORDER BY id LIMIT 1 OFFSET 100)";
    place.database.execute(&format!("UPDATE reports SET sealed = {nothing} WHERE {broken}")).expect("it is changed");
    let first = moderator.open("/moderation").await;
    assert!(first.status == 200 && first.text.contains("It began today"), "{}", first.text);
    assert!(!first.text.contains("cannot be read"), "what a page does not show is not opened for it");
    let broken = moderator.open("/moderation?after=80").await;
    assert_eq!(broken.status, 200, "{}", broken.text);
    assert_eq!(broken.text.matches("This report cannot be read.").count(), 1, "{}", broken.text);
    let seen = (1..=230).filter(|number| broken.text.contains(&format!("Number {number}."))).count();
    assert_eq!((seen, broken.text.contains("tell whoever runs the server")), (39, true), "{}", broken.text);

    // Apps are told the same, and it can be closed.
    let id = place.database.number("SELECT id AS n FROM reports ORDER BY id LIMIT 1 OFFSET 100");
    let next = app.get(&format!("/reports?limit=1&max_id={}", id + 1)).await.expect(200);
    assert_eq!((&next[0]["unreadable"], &next[0]["about"]), (&json!(true), &json!([])), "{next}");
    app.post(&format!("/reports/{id}/close"), json!({})).await.expect(204);
    assert!(!moderator.open("/moderation?after=80").await.text.contains("cannot be read"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_limits_and_blocks_servers_and_accounts_with_a_reason_or_none_and_a_way_back() {
    let (place, rosa, _, moderator) = town().await;
    let keep = async |who: &str, level: &str, reason: &str| {
        let pairs = [("act", "keep-away"), ("who", who), ("level", level), ("reason", reason)];
        moderator.fill_in("/moderation", &pairs).await
    };
    assert_eq!(keep("https://spam.example/", "limit", "Spam since Tuesday.").await.status, 303);
    assert_eq!(keep("noisy.example", "mute", "").await.status, 303);
    assert_eq!(keep("https://bad.example/users/eve", "block", "").await.status, 303);
    let page = moderator.open("/moderation").await;
    for words in [
        "spam.example",
        "Spam since Tuesday.",
        "https://bad.example/users/eve",
        "nothing comes in and nothing goes out",
        "nothing that they say comes in",
    ] {
        assert!(page.text.contains(words), "no {words}: {}", page.text);
    }
    let kept = Visitor::member(&place, "rosa").await.get("/blocks").await.expect(200);
    assert_eq!((&kept[1]["subject"], &kept[1]["level"]), (&json!("noisy.example"), &json!("mute")), "{kept}");
    assert_eq!((&kept[2]["subject"], &kept[2]["level"]), (&json!("spam.example"), &json!("limit")), "{kept}");
    // What was chosen stays where something else does not fit.
    let wrong = keep("eve", "mute", "Noise").await;
    assert!(wrong.text.contains("value=\"mute\" checked"), "{}", wrong.text);
    for who in ["", "eve", &place.addresses.host()] {
        let wrong = keep(who, "block", "Kept all the same").await;
        assert!(wrong.status == 422 && wrong.text.contains("Kept all the same"), "{who}: {}", wrong.text);
    }
    for who in ["spam.example", "noisy.example", "https://bad.example/users/eve"] {
        let lifted = moderator.fill_in("/moderation", &[("act", "lift"), ("who", who)]).await;
        assert_eq!(lifted.header("location"), "/moderation?said=lifted", "{who}: {}", lifted.text);
    }
    assert_eq!(place.database.count("network_blocks"), 0);
    let shown = rosa.open("/log").await;
    for deed in ["Limited a server or an account", "Muted a server or an account", "Lifted a block, a mute or a limit"]
    {
        assert!(shown.text.contains(deed), "no {deed}: {}", shown.text);
    }
    assert_eq!(Browser::new(&place).open("/log").await.status, 303, "members alone read it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_goes_on_to_older_lines() {
    let (place, rosa, _, _) = town().await;
    while place.database.count("log_entries") < 40 {
        give_role(&place, "ben", RoleKind::Connector, 1).await.expect("a role");
    }
    let whole = rosa.open("/log").await.text;
    assert!(!whole.contains("/log?before="), "nothing is older: {whole}");
    let given = whole.matches("Gave a role").count();
    for _ in given..47 {
        give_role(&place, "ben", RoleKind::Connector, 1).await.expect("a role");
    }
    let first = rosa.open("/log").await;
    assert_eq!(first.text.matches("Gave a role").count(), 40);
    let older =
        first.text.split("href=\"/log?before=").nth(1).and_then(|rest| rest.split('"').next()).expect("a way on");
    let second = rosa.open(&format!("/log?before={older}")).await;
    assert_eq!(second.text.matches("Gave a role").count(), 7, "{}", second.text);
    assert!(!second.text.contains("/log?before="));
    assert!(second.text.contains("By whoever runs the server"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_steward_tells_something_to_members_or_to_everyone_and_takes_it_back() {
    let (place, rosa, _, moderator) = town().await;
    assert_eq!(rosa.open("/announcements").await.status, 403);
    let blank = moderator.fill_in("/announcements", &[("act", "tell"), ("words", " "), ("audience", "public")]).await;
    assert!(blank.status == 422 && blank.text.contains("value=\"public\" checked"), "{}", blank.text);
    for (words, audience) in [("The kitchen is open <again>.", "network"), ("Soup on Sunday for all.", "public")] {
        let told =
            moderator.fill_in("/announcements", &[("act", "tell"), ("words", words), ("audience", audience)]).await;
        assert_eq!(told.header("location"), "/announcements?said=told", "{}", told.text);
    }
    let home = rosa.open("/home").await.text;
    assert!(home.contains("The kitchen is open &lt;again&gt;.") && home.contains("Soup on Sunday for all."), "{home}");
    let page = moderator.open("/announcements").await;
    let which = hidden(&page.text, "The kitchen is open", "which");
    let form = word(&rosa.open("/settings").await);
    let refused = rosa.send("/announcements", &[("form", &form), ("act", "take-back"), ("which", &which)]).await;
    assert_eq!(refused.status, 403, "{}", refused.text);
    for _ in 0..2 {
        let back = moderator.fill_in("/announcements", &[("act", "take-back"), ("which", &which)]).await;
        assert_eq!(back.header("location"), "/announcements?said=taken-back");
    }
    assert!(!rosa.open("/home").await.text.contains("The kitchen is open"));
    assert_eq!(place.database.count("announcements"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn value_11_what_is_told_says_in_which_language_it_is_written() {
    let (place, rosa, _, moderator) = town().await;
    // It is that of the page on which it is written, unless somebody chooses another.
    let page = moderator.open("/announcements?lang=es").await.text;
    assert!(page.contains("<option value=\"es\" lang=\"es\" selected>"), "{page}");
    let tell = async |more: &[(&str, &str)]| {
        let said = [&[("act", "tell")][..], more].concat();
        moderator.fill_in("/announcements", &said).await
    };
    for said in [
        [("words", "المطبخ مفتوح"), ("language", "ar"), ("audience", "network")].as_slice(),
        &[("words", "La soupe est là"), ("language", "fr"), ("audience", "public")],
        &[("words", "Chairs to carry"), ("audience", "network")],
    ] {
        let told = tell(said).await;
        assert_eq!(told.header("location"), "/announcements?said=told", "{}", told.text);
    }
    // Whoever has it read aloud hears each in its own language, on whichever page.
    let reads = async |wanted: [&str; 3]| {
        for (who, path) in [(&rosa, "/home?lang=es"), (&moderator, "/announcements")] {
            let page = who.open(path).await.text;
            for part in wanted {
                assert!(page.contains(part), "{path}: {part}: {page}");
            }
        }
    };
    reads([
        "<div lang=\"ar\" dir=\"rtl\"><p>المطبخ مفتوح",
        "<div lang=\"fr\" dir=\"ltr\"><p>La soupe est là",
        "<div lang=\"en\" dir=\"ltr\"><p>Chairs to carry",
    ])
    .await;
    // What was told before that was kept: for everyone it is known, and for members nothing is claimed.
    place.database.execute("UPDATE announcements SET language = NULL").expect("a change");
    reads([
        "<div dir=\"auto\"><p>المطبخ مفتوح",
        "<div lang=\"fr\" dir=\"ltr\"><p>La soupe est là",
        "<div dir=\"auto\"><p>Chairs to carry",
    ])
    .await;

    // One that is none is said at its field, and all that was typed stays.
    let wrong = tell(&[("words", "Soup on Sunday"), ("language", "no language"), ("audience", "public")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("<a href=\"#language\">"), "{}", wrong.text);
    assert!(wrong.text.contains(">Soup on Sunday</textarea>") && wrong.text.contains("value=\"public\" checked"));
    let kept = tell(&[("words", " "), ("language", "ht"), ("audience", "network")]).await;
    assert!(kept.status == 422 && kept.text.contains("<option value=\"ht\" lang=\"ht\" selected>"), "{}", kept.text);
    assert_eq!(place.database.count("announcements"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_mutes_or_blocks_a_neighbor_on_their_page_and_takes_it_back_and_they_hear_nothing() {
    let (place, rosa, ben, _) = town().await;
    let page = rosa.open("/@ben").await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    assert!(page.text.contains("Mute: I do not see them") && page.text.contains("href=\"/report?neighbor=ben\""));
    for (who, path) in [(&rosa, "/@rosa"), (&rosa, "/@network"), (&Browser::new(&place), "/@ben")] {
        assert!(!who.open(path).await.text.contains("name=\"act\" value=\"mute\""), "{path}");
    }
    let who = hidden(&page.text, "<details", "who");
    let form = word(&page);
    let kept = async || Visitor::member(&place, "rosa").await.get("/me/blocks").await.expect(200);
    assert_eq!(rosa.send("/settings/blocks", &[("form", "guessed"), ("who", &who), ("act", "mute")]).await.status, 403);
    for act in ["mute", "block"] {
        let done = rosa.send("/settings/blocks", &[("form", &form), ("who", &who), ("act", act)]).await;
        assert_eq!(done.header("location"), "/settings/blocks?said=kept-away", "{}", done.text);
        assert_eq!(kept().await[0]["distance"], act);
        let page = rosa.open("/@ben").await.text;
        assert!(page.contains("No longer keep them away"), "{page}");
        assert!(rosa.open("/settings/blocks?said=kept-away").await.text.contains("They are kept away."));
    }
    let told = Visitor::with_scopes(&place, "ben", "read").await.page("/api/v1/notifications").await.expect(200);
    assert_eq!(told.as_array().map(Vec::len), Some(0), "{told}");
    assert!(!ben.open("/@rosa").await.text.contains("Blocked"));
    let lifted = rosa.send("/settings/blocks", &[("form", &form), ("who", &who), ("act", "lift")]).await;
    assert_eq!(lifted.header("location"), "/settings/blocks?said=lifted");
    assert_eq!(kept().await.as_array().map(Vec::len), Some(0));
    // And tells the organizers about a neighbor.
    let told = [("neighbor", "ben"), ("what", "threat"), ("words", "")];
    let told = rosa.fill_in("/report?neighbor=ben", &told).await;
    assert!(told.status == 200 && told.text.contains("Thank you for telling"), "{}", told.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_is_pressed_twice_tells_once() {
    let (place, _, _, moderator) = town().await;
    let page = moderator.open("/announcements").await;
    let (form, once) = (word(&page), hidden(&page.text, "id=\"write\"", "once"));
    let tell = async |words: &str, audience: &str| {
        let said = [("form", form.as_str()), ("once", once.as_str()), ("act", "tell"), ("words", words)];
        let said: Vec<(&str, &str)> = said.into_iter().chain([("audience", audience)]).collect();
        let told = moderator.send("/announcements", &said).await;
        assert_eq!(told.header("location"), "/announcements?said=told", "{}", told.text);
        place.database.count("announcements")
    };
    assert_eq!(tell("Soup on Sunday", "public").await, 1);
    assert_eq!(tell("Soup on Sunday", "public").await, 1, "it was pressed twice");
    assert_eq!(tell("Soup on Monday", "public").await, 2, "that is something else");
    assert_eq!(tell("Soup on Monday", "network").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_told_about_a_time_is_shown_until_that_is_over() {
    let (place, rosa, _, moderator) = town().await;
    let tell = async |words: &str, starts: &str, ends: &str| {
        let said = [("act", "tell"), ("words", words), ("audience", "network"), ("starts", starts), ("ends", ends)];
        moderator.fill_in("/announcements", &said).await
    };
    for (starts, ends, field) in [
        ("2099-12-05T18:00", "", "ends"),
        ("", "2099-12-05T18:00", "starts"),
        ("tomorrow", "2099-12-05T18:00", "starts"),
        ("2099-12-05T18:00", "2099-12-05T17:00", "ends"),
        ("2099-12-05T18:00", "2101-12-05T17:00", "ends"),
        ("2020-12-05T18:00", "2020-12-05T20:00", "ends"),
    ] {
        let wrong = tell("Soup on Elm Street", starts, ends).await;
        assert_eq!(wrong.status, 422, "{starts} to {ends}");
        assert!(wrong.text.contains(&format!("id=\"{field}-wrong\"")), "{starts} to {ends}: {}", wrong.text);
        assert!(wrong.text.contains("Soup on Elm Street") && wrong.text.contains("<details class=\"field\" open>"));
    }
    assert_eq!(place.database.count("announcements"), 0);
    let soup = tell("Soup on Elm Street", "2099-12-05T18:00", "2099-12-05T20:00").await;
    assert_eq!(soup.header("location"), "/announcements?said=told", "{}", soup.text);
    let over = tell("Chairs to carry", "2020-12-05T18:00", "2020-12-05T20:00").await;
    assert!(over.text.contains("This day or time is over already."), "{}", over.text);
    // As a browser sends it in which day and hour are typed. It goes on for a while, and is over then.
    let hour = |hours: i64| {
        let at = (place.now() + Duration::hours(hours)).with_timezone(&place.app.config.network.time_zone);
        at.format("%Y-%m-%d %H:%M").to_string()
    };
    let soon = tell("Chairs to carry", &hour(-48), &hour(24)).await;
    assert_eq!(soon.header("location"), "/announcements?said=told", "{}", soon.text);
    let home = rosa.open("/home").await.text;
    assert!(home.contains("Chairs to carry"), "{home}");
    place.clock.shift(Duration::hours(25));
    let home = rosa.open("/home").await.text;
    assert!(home.contains("Saturday, 5 December 2099, 18:00 to 20:00"), "{home}");
    assert!(!home.contains("Chairs to carry"), "{home}");
    let page = moderator.open("/announcements").await.text;
    assert!(page.contains("Chairs to carry") && page.contains("That time is over"), "{page}");
    let read = Visitor::member(&place, "rosa").await;
    let read = read.ask(reqwest::Method::GET, "/api/v1/announcements", &[], Vec::new()).await.expect(200);
    let all = read.as_array().expect("a list");
    let time = |name: &str| all[0][name].as_str().unwrap_or_default().to_owned();
    assert!(
        all.len() == 1 && time("starts_at").starts_with("2099-12-05T") && time("ends_at") > time("starts_at"),
        "{read}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_one_s_account_says_first_what_stands_on_it_and_leads_there() {
    let (_place, rosa, _ben, moderator) = town().await;
    for (who, duties) in [(&rosa, false), (&moderator, true)] {
        let page = who.open("/settings").await.text;
        let (contents, below) = page.split_once("</nav>\n<section").unwrap_or_else(|| panic!("no contents: {page}"));
        let contents = contents.split("class=\"contents").nth(1).expect("the contents");
        let parts: Vec<&str> = contents.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(parts.contains(&"duties"), duties, "{page}");
        let headings: Vec<&str> = below.split("<h2 id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(headings.strip_suffix(&["languages"]).unwrap_or(&headings), parts, "{page}");
        // Nothing stands there twice, and what each member has stands there.
        for path in ["/settings/me", "/settings/password", "/settings/blocks", "/log", "/settings/leave"] {
            assert_eq!(page.matches(&format!("href=\"{path}\"")).count(), 1, "{path}: {page}");
        }
    }
}
