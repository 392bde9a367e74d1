//! How often the network asks a member for something: no more often in a week than they say (value V8).

use crate::support::TestHere;
use chrono::Duration;
use futures::future::join_all;
use potluck::actions::ask_as_guest::{Door, ask_as_guest, door};
use potluck::actions::change_member::{change_member, step_member};
use potluck::actions::erase::erase_due;
use potluck::actions::give_role::give_role;
use potluck::actions::help_guest::{let_guest_go, take_guest_need};
use potluck::actions::leave::remove_member;
use potluck::actions::welcome::ask_to_join;
use potluck::domain::MemberId;
use potluck::domain::guest::Asking;
use potluck::domain::joining::{Hello, Joining, Rules};
use potluck::domain::key::GuestNeedId;
use potluck::domain::member::{RoleKind, Step};
use potluck::domain::profile::{Change, HIGHEST_ASK_CAP};
use potluck::ids;
use potluck::storage::{guest_needs, joining};

/// A network with two who help; one of them is a steward, who welcomes, too.
async fn town() -> (TestHere, MemberId, MemberId) {
    let here = TestHere::new().await;
    let (rosa, mei) = (here.member("rosa").await, here.member("mei").await);
    for name in ["rosa", "mei"] {
        give_role(&here, name, RoleKind::Connector, 6).await.unwrap();
    }
    give_role(&here, "mei", RoleKind::Steward, 6).await.unwrap();
    (here, rosa, mei)
}

async fn at_most(here: &TestHere, member: MemberId, times: u8) {
    change_member(here, member, Change { ask_cap: Some(times), ..Change::default() }).await.unwrap();
}

/// Somebody asks without an account.
async fn ask(here: &TestHere) {
    let asking = Asking { words: "A ladder".into(), language: "en".into(), ..Asking::default() };
    ask_as_guest(here, ids::secret(), asking.check().unwrap()).await.unwrap();
}

/// Of how much a member was told.
fn told(here: &TestHere, member: MemberId) -> i64 {
    here.database.number(&format!("SELECT count(*) AS n FROM notifications WHERE member_id = {member}"))
}

async fn waiting(here: &TestHere) -> i64 {
    here.db.read(guest_needs::count_waiting).await.unwrap()
}

#[tokio::test]
async fn value_08_nobody_is_told_of_more_asks_in_a_week_than_they_say_and_each_ask_waits_all_the_same() {
    let (here, rosa, mei) = town().await;
    at_most(&here, rosa, 0).await;
    for _ in 0..2 {
        ask(&here).await;
        here.clock.shift(Duration::days(1));
    }
    assert_eq!((told(&here, rosa), told(&here, mei)), (0, 2), "0 is never");
    for _ in 0..3 {
        ask(&here).await;
    }
    assert_eq!((told(&here, rosa), told(&here, mei)), (0, 3), "three unless they say otherwise");
    assert_eq!(waiting(&here).await, 5, "who waits stands on its page in any case");
    assert_eq!(door(&here).await.unwrap(), Door::Open, "others can ask");

    // Whoever says another number is asked by that one, at once.
    at_most(&here, rosa, 1).await;
    at_most(&here, mei, 2).await;
    ask(&here).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 3));
    // The week moves along: seven days after the first, there is room for one more.
    here.clock.shift(Duration::days(5) - Duration::hours(1));
    at_most(&here, mei, 3).await;
    ask(&here).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 3), "it is not a week yet");
    here.clock.shift(Duration::hours(2));
    ask(&here).await;
    ask(&here).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 4));
}

#[tokio::test]
async fn value_08_whoever_asks_and_for_whatever_it_is_all_one_number_and_who_rests_is_told_nothing() {
    let (here, rosa, mei) = town().await;
    here.db.write(|conn| joining::set_rules(conn, &Rules { how: Joining::Welcome, ..Rules::default() })).await.unwrap();
    at_most(&here, mei, 2).await;
    ask(&here).await;
    for words in ["I know Ben", "I know Rosa"] {
        ask_to_join(&here, &ids::secret(), Hello::new(words, "en").unwrap()).await.unwrap();
    }
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 2), "mei welcomes, too");
    assert_eq!(here.database.count("join_requests"), 2);

    // Who rests is told of nothing, and nothing is noted of them.
    step_member(&here, rosa, Step::Rest).await.unwrap();
    ask(&here).await;
    assert_eq!(told(&here, rosa), 1);
    let noted = format!("SELECT count(*) AS n FROM asked_members WHERE member_id = {rosa}");
    assert_eq!(here.database.number(&noted), 1);
    step_member(&here, rosa, Step::Return).await.unwrap();

    // What is let go waits again: whoever is told of it is asked once more.
    let first = here.database.number("SELECT min(id) AS n FROM guest_needs");
    take_guest_need(&here, mei, GuestNeedId(first)).await.unwrap();
    let_guest_go(&here, mei, GuestNeedId(first)).await.unwrap();
    assert_eq!((told(&here, rosa), here.database.number(&noted)), (2, 2));
}

#[tokio::test]
async fn value_08_many_who_ask_at_one_moment_are_told_to_nobody_more_often_than_they_say() {
    let (here, rosa, mei) = town().await;
    at_most(&here, rosa, 2).await;
    join_all((0..6).map(|_| ask(&here))).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (2, 3));
    assert_eq!((here.database.count("asked_members"), waiting(&here).await), (5, 6));
    // Whoever said little, and then more, and less again.
    at_most(&here, rosa, HIGHEST_ASK_CAP).await;
    ask(&here).await;
    at_most(&here, rosa, 2).await;
    ask(&here).await;
    assert_eq!(told(&here, rosa), 3);
}

#[tokio::test]
async fn that_somebody_was_asked_is_forgotten_after_a_week_and_when_they_leave() {
    let (here, rosa, _) = town().await;
    ask(&here).await;
    assert_eq!(here.database.count("asked_members"), 2);
    erase_due(&here).await.unwrap();
    assert_eq!(here.database.count("asked_members"), 2);
    remove_member(&here, "mei").await.unwrap();
    assert_eq!(here.database.count("asked_members"), 1);
    here.clock.shift(Duration::days(7));
    erase_due(&here).await.unwrap();
    assert_eq!(here.database.count("asked_members"), 0);
    ask(&here).await;
    assert_eq!(told(&here, rosa), 2);
}
