//! How often the network asks a member for something: no more often in a week than they say (value V8).

use crate::support::TestHere;
use chrono::Duration;
use diesel::connection::SimpleConnection;
use futures::future::join_all;
use potluck::actions::Here;
use potluck::actions::ask_as_guest::{Door, ask_as_guest, door};
use potluck::actions::change_member::{change_member, step_member};
use potluck::actions::erase::erase_due;
use potluck::actions::give_role::give_role;
use potluck::actions::help_guest::{let_guest_go, take_guest_need};
use potluck::actions::leave::remove_member;
use potluck::actions::welcome::ask_to_join;
use potluck::actions::whom_to_ask::tell_of_waiting;
use potluck::domain::MemberId;
use potluck::domain::guest::Asking;
use potluck::domain::joining::{Hello, Joining, Rules};
use potluck::domain::key::GuestNeedId;
use potluck::domain::member::{RoleKind, Step};
use potluck::domain::profile::{Change, HIGHEST_ASK_CAP};
use potluck::ids;
use potluck::storage::{asked_members, guest_needs, joining};

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
    assert_eq!((told(&here, rosa), told(&here, mei)), (0, 2), "the third time of the week is kept for later");
    assert_eq!(waiting(&here).await, 5, "who waits stands on its page in any case");
    assert_eq!(door(&here).await.unwrap(), Door::Open, "others can ask");

    // Whoever says another number is asked by that one, at once.
    at_most(&here, rosa, 1).await;
    ask(&here).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 2));
    // Half a week after she was asked last, there is room for one more, and she hears that somebody waits.
    here.clock.shift(Duration::hours(59));
    assert_eq!(tell_of_waiting(&here).await.unwrap(), 0);
    here.clock.shift(Duration::hours(1));
    assert_eq!(tell_of_waiting(&here).await.unwrap(), 1);
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 3), "three unless they say otherwise");
    // The week moves along: seven days after the first, there is room for the next.
    here.clock.shift(Duration::days(2));
    ask(&here).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 3), "it is not a week yet, nor half of one");
    here.clock.shift(Duration::days(2));
    ask(&here).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 4));
    here.clock.shift(Duration::days(1));
    assert_eq!(tell_of_waiting(&here).await.unwrap(), 1, "seven days after she was");
    assert_eq!((told(&here, rosa), told(&here, mei)), (2, 4));
}

#[tokio::test]
async fn value_08_many_who_ask_for_nothing_keep_nobody_from_hearing_of_who_asks_after_them() {
    let (here, rosa, mei) = town().await;
    for _ in 0..25 {
        ask(&here).await;
    }
    assert_eq!((told(&here, rosa), told(&here, mei)), (2, 2), "all of them stand on the page to which that leads");
    here.clock.shift(Duration::hours(1));
    ask(&here).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (2, 2));
    here.clock.shift(Duration::hours(82));
    assert_eq!(tell_of_waiting(&here).await.unwrap(), 0);
    here.clock.shift(Duration::hours(1));
    assert_eq!(tell_of_waiting(&here).await.unwrap(), 2, "half a week later they hear of it, whatever was sent before");
    assert_eq!((told(&here, rosa), told(&here, mei)), (3, 3));
    assert_eq!(tell_of_waiting(&here).await.unwrap(), 0, "once");
    assert_eq!(here.database.count("asked_members"), 6);
}

#[tokio::test]
async fn value_08_whoever_asks_and_for_whatever_it_is_all_one_number_and_who_rests_is_told_nothing() {
    let (here, rosa, mei) = town().await;
    here.db.write(|conn| joining::set_rules(conn, &Rules { how: Joining::Welcome, ..Rules::default() })).await.unwrap();
    ask(&here).await;
    for words in ["I know Ben", "I know Rosa"] {
        here.clock.shift(Duration::minutes(1));
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

    // What came of either kind when mei could not be asked is told together, and is one time.
    here.clock.shift(Duration::hours(84));
    assert_eq!(tell_of_waiting(&here).await.unwrap(), 1);
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 3));
}

#[tokio::test]
async fn value_08_what_is_let_go_of_is_told_anew_and_counts_once_for_whoever_heard_of_it_before() {
    let (here, rosa, mei) = town().await;
    ask(&here).await;
    let first = GuestNeedId(here.database.number("SELECT min(id) AS n FROM guest_needs"));
    let noted = format!("SELECT count(*) AS n FROM asked_members WHERE member_id = {rosa}");
    for turn in 1..=3 {
        take_guest_need(&here, mei, first).await.unwrap();
        let_guest_go(&here, mei, first).await.unwrap();
        assert_eq!((told(&here, rosa), here.database.number(&noted)), (1 + turn, 1), "it is one need");
    }
    assert_eq!(told(&here, mei), 1, "who lets go of it knows");
    assert_eq!(tell_of_waiting(&here).await.unwrap(), 0);
    // Whoever does not want to be asked any more is not asked of what they heard before, either.
    at_most(&here, rosa, 0).await;
    take_guest_need(&here, mei, first).await.unwrap();
    let_guest_go(&here, mei, first).await.unwrap();
    assert_eq!(told(&here, rosa), 4);
    // Who did not hear of it before is asked, and that counts.
    let ben = here.member("ben").await;
    give_role(&here, "ben", RoleKind::Connector, 6).await.unwrap();
    take_guest_need(&here, mei, first).await.unwrap();
    let_guest_go(&here, mei, first).await.unwrap();
    let noted = format!("SELECT count(*) AS n FROM asked_members WHERE member_id = {ben}");
    assert_eq!((told(&here, ben), here.database.number(&noted)), (1, 1));
}

#[tokio::test]
async fn value_08_many_who_ask_at_one_moment_are_told_to_nobody_more_often_than_they_say() {
    let (here, rosa, mei) = town().await;
    at_most(&here, rosa, 2).await;
    join_all((0..6).map(|_| ask(&here))).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 2));
    assert_eq!((here.database.count("asked_members"), waiting(&here).await), (3, 6));
    // Whoever said little, and then more, and less again.
    at_most(&here, rosa, HIGHEST_ASK_CAP).await;
    ask(&here).await;
    at_most(&here, rosa, 2).await;
    ask(&here).await;
    assert_eq!(told(&here, rosa), 2);
}

#[tokio::test]
async fn one_member_of_whom_nothing_opens_keeps_nobody_from_asking_and_is_not_asked() {
    let (here, rosa, mei) = town().await;
    at_most(&here, mei, 3).await;
    let damage = match here.database.on_sqlite() {
        true => format!("UPDATE members SET sealed_own = X'00' WHERE id = {mei}"),
        false => format!("UPDATE members SET sealed_own = '\\x00' WHERE id = {mei}"),
    };
    here.database.execute(&damage).unwrap();
    ask(&here).await;
    assert_eq!((told(&here, rosa), told(&here, mei)), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_while_another_change_waits_for_it_asks_all_the_same() {
    let (here, rosa, mei) = town().await;
    // SQLite has one writer: nobody waits for another.
    if here.database.on_sqlite() {
        return;
    }
    let (tell, hear) = std::sync::mpsc::channel();
    let (go, wait) = std::sync::mpsc::channel();
    let db = here.db.clone();
    let other = tokio::spawn(async move {
        db.write(move |conn| {
            conn.batch_execute(&format!("SELECT id FROM members WHERE id = {mei} FOR UPDATE"))?;
            tell.send(()).unwrap();
            wait.recv_timeout(std::time::Duration::from_secs(15)).expect("somebody asks");
            asked_members::take_turn(conn)
        })
        .await
    });
    tokio::task::block_in_place(|| hear.recv()).unwrap();
    let context = Here::clone(&here);
    let asks = tokio::spawn(async move {
        let asking = Asking { words: "A ladder".into(), language: "en".into(), ..Asking::default() };
        ask_as_guest(&context, ids::secret(), asking.check().unwrap()).await
    });
    // It decides whom to ask, notes that, and waits for mei; the other waits to decide. PostgreSQL ends who waited first.
    here.until_one_waits().await;
    go.send(()).unwrap();
    let (other, asked) = (other.await.unwrap(), asks.await.unwrap());
    assert!(asked.is_ok(), "{asked:?} {other:?}");
    assert_eq!((waiting(&here).await, told(&here, rosa), told(&here, mei)), (1, 1, 1));
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
