//! Who looks after what, and until when, on a page that every member reads (value V6).

use crate::mastodon::get;
use crate::support::browser::{Browser, word};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use chrono::{Duration, Utc};
use chrono_tz::Tz;
use potluck::actions::give_role::{give_role, give_role_by};
use potluck::domain::member::RoleKind;
use potluck::i18n::{Lang, date};
use potluck::storage::members;
use serde_json::{Value, json};
use std::collections::HashSet;

/// Rosa, who is operator, and ben.
async fn town() -> (Neighborhood, Browser, Browser) {
    let place = Neighborhood::start("riverside").await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.71").await;
    let ben = Browser::joined(&place, "ben", "203.0.113.72").await;
    give_role(&place, "rosa", RoleKind::Operator, 6).await.expect("a role");
    (place, rosa, ben)
}

async fn does(who: &Browser, act: &str, handle: &str, task: &str, decision: &str) -> Answer {
    let said = [("act", act), ("handle", handle), ("task", task), ("months", "3"), ("decision", decision)];
    who.fill_in("/tasks", &said).await
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_members_read_who_has_which_task_and_those_who_run_the_server_give_it_by_a_decision() {
    let (place, rosa, ben) = town().await;
    assert_eq!(Browser::new(&place).open("/tasks").await.header("location"), "/sign-in?next=%2Ftasks");
    assert!(ben.open("/settings").await.text.contains("href=\"/tasks\""));
    let page = ben.open("/tasks").await.text;
    for words in ["operator", "href=\"/@rosa\"", "Until ", "on its command line"] {
        assert!(page.contains(words), "no {words}: {page}");
    }
    assert!(!page.contains("name=\"decision\"") && !page.contains("lay-down"), "it is not his: {page}");
    let form = word(&ben.open("/settings").await);
    let asks = [
        ("form", form.as_str()),
        ("act", "give"),
        ("handle", "ben"),
        ("task", "operator"),
        ("months", "3"),
        ("decision", "I say so"),
    ];
    assert_eq!(ben.send("/tasks", &asks).await.status, 403);
    assert_eq!(place.database.count("roles"), 1);

    let blank = does(&rosa, "give", "@ben", "moderator", "  ").await;
    assert!(blank.status == 422 && blank.text.contains("href=\"#decision\"") && blank.text.contains("value=\"@ben\""));
    let nobody = does(&rosa, "give", "nobody", "moderator", "At our meeting").await;
    assert!(nobody.status == 422 && nobody.text.contains("There is no member with the name"), "{}", nobody.text);
    let not_held = does(&rosa, "end", "ben", "moderator", "At our meeting").await;
    assert!(not_held.status == 422 && not_held.text.contains("They do not have this task now."), "{}", not_held.text);
    let shown = ben.open("/log").await.text;
    assert!(!shown.contains("Ended a task"), "what was not done is not in the log: {shown}");
    assert_eq!(ben.open("/moderation").await.status, 403);
    let whole = format!("@ben@{}", place.addresses.host());
    let given = does(&rosa, "give", &whole, "moderator", "At our meeting on 3 May").await;
    assert_eq!(given.header("location"), "/tasks?said=given", "{}", given.text);
    assert_eq!(ben.open("/moderation").await.status, 200);
    // He hears of it, and members read by which decision.
    let told = get(&Visitor::member(&place, "ben").await, "/api/v1/notifications").await.expect(200).to_string();
    assert!(told.contains("You have a task now") && told.contains("/tasks"), "{told}");
    for (page, words) in
        [("/log", "At our meeting on 3 May"), ("/log", "moderator"), ("/tasks", "At our meeting on 3 May")]
    {
        let shown = ben.open(page).await.text;
        assert!(shown.contains(words), "{page} without {words}: {shown}");
    }

    // Given once more, it is one task that ends later.
    assert_eq!(does(&rosa, "give", "ben", "moderator", "At our meeting on 7 June").await.status, 303);
    let page = ben.open("/tasks").await.text;
    assert_eq!(page.matches("href=\"/@ben\"").count(), 1, "{page}");
    assert!(page.contains("7 June") && !page.contains("3 May"), "{page}");
    let ended = does(&rosa, "end", "ben", "moderator", "He wanted to rest").await;
    assert_eq!(ended.header("location"), "/tasks?said=ended", "{}", ended.text);
    assert_eq!(ben.open("/moderation").await.status, 403);
    let told = get(&Visitor::member(&place, "ben").await, "/api/v1/notifications").await.expect(200).to_string();
    assert!(told.contains("Your task has ended"), "{told}");
    assert!(ben.open("/log").await.text.contains("Ended a task before its time"));
    assert!(!ben.open("/tasks").await.text.contains("href=\"/@ben\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_08_everybody_lays_down_their_own_task_and_nobody_asks_why() {
    let (place, rosa, ben) = town().await;
    give_role(&place, "ben", RoleKind::Steward, 6).await.expect("a role");
    let page = ben.open("/tasks").await;
    assert!(page.text.contains("value=\"lay-down\""));
    // It is asked once more, and said what follows from it.
    assert!(page.text.contains("<details class=\"field no-print\"><summary>Lay down: "), "{}", page.text);
    assert!(page.text.contains("Nobody asks why.") && !page.text.contains("Nobody else looks"), "{}", page.text);
    let of_last = rosa.open("/tasks").await;
    assert!(of_last.text.contains("Nobody else looks after the server."), "{}", of_last.text);
    let hidden = word(&page);
    for _ in 0..2 {
        let down = ben.send("/tasks", &[("form", &hidden), ("act", "lay-down"), ("task", "steward")]).await;
        assert_eq!(down.header("location"), "/tasks?said=laid-down", "{}", down.text);
    }
    assert_eq!(ben.open("/announcements").await.status, 403);
    let log = Visitor::member(&place, "ben").await.get("/log").await.expect(200);
    let ended: Vec<&Value> =
        log.as_array().expect("a list").iter().filter(|line| line["deed"] == "role-ended").collect();
    assert_eq!(ended.len(), 1, "once, though he pressed twice: {log}");
    assert_eq!((&ended[0]["role"], &ended[0]["about"]), (&json!("steward"), &json!("ben: steward")));
    assert_eq!(ended[0]["reason"], Value::Null);
    // Rosa has hers as before.
    assert_eq!(rosa.open("/settings/network").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_before_a_task_ends_whoever_has_it_reads_so_at_home() {
    let (place, rosa, ben) = town().await;
    let ends = |days: i64| {
        let end = (Utc::now() + Duration::days(days)).format("%Y-%m-%d %H:%M:%S").to_string();
        place.database.execute(&format!("UPDATE roles SET ends_at = '{end}'")).expect("it ends then");
    };
    let reads = async |who: &Browser| who.open("/home").await.text.contains("Decide together who goes on.");
    ends(40);
    assert!(!reads(&rosa).await);
    ends(20);
    assert!(reads(&rosa).await && !reads(&ben).await);
    // It is given once more before it ends: nobody needs to sit at the server for that.
    assert_eq!(does(&rosa, "give", "rosa", "operator", "At our meeting").await.header("location"), "/tasks?said=given");
    assert!(!reads(&rosa).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_given_once_more_for_less_lasts_as_long_as_it_did_and_is_told_so() {
    let (place, rosa, _ben) = town().await;
    for months in ["3", "1"] {
        let said = [
            ("act", "give"),
            ("handle", "ben"),
            ("task", "moderator"),
            ("months", months),
            ("decision", "At our meeting"),
        ];
        let given = rosa.fill_in("/tasks", &said).await;
        assert_eq!(given.header("location"), "/tasks?said=given", "{}", given.text);
    }
    let heard = get(&Visitor::member(&place, "ben").await, "/api/v1/notifications").await.expect(200);
    let words = heard.as_array().expect("a list").iter().filter_map(|one| one["status"]["content"].as_str());
    let told: Vec<&str> = words.filter(|words| words.contains("You have a task now")).collect();
    assert_eq!(told.len(), 2, "{heard}");
    assert_eq!(told[0], told[1], "both say until when he has it");
    // The day is the network's, as on the page.
    place.member("mei").await;
    let id = place.db.read(|conn| members::by_handle(conn, "rosa")).await.expect("a look").expect("rosa").id;
    let mut days = HashSet::new();
    for (task, zone) in [(RoleKind::Steward, Tz::Pacific__Kiritimati), (RoleKind::Connector, Tz::Pacific__Pago_Pago)] {
        let ends = give_role_by(&place, id, "mei", task, 3, "At our meeting", zone).await.expect("a role");
        days.insert(date(Lang::En, ends.with_timezone(&zone).date_naive()));
    }
    let heard = get(&Visitor::member(&place, "mei").await, "/api/v1/notifications").await.expect(200).to_string();
    assert!(days.len() == 2 && days.iter().all(|day| heard.contains(day.as_str())), "{days:?}: {heard}");
}
