//! One sealed value that was damaged, or was sealed with another key, hides nothing but itself: the list in which its row stands
//! shows all others.

use crate::support::{TestHere, offer};
use potluck::actions::Here;
use potluck::actions::ask_as_guest::ask_as_guest;
use potluck::actions::give_role::give_role;
use potluck::actions::help_guest::take_guest_need;
use potluck::actions::leave::remove_member;
use potluck::actions::respond::{Answer, respond};
use potluck::actions::welcome::ask_to_join;
use potluck::domain::guest::Asking;
use potluck::domain::joining::{Hello, Joining, Rules};
use potluck::domain::key::GuestNeedId;
use potluck::domain::member::RoleKind;
use potluck::domain::privacy::Guarded;
use potluck::domain::{Amount, StatusId};
use potluck::ids;
use potluck::storage::listings::Paging;
use potluck::storage::{guest_needs, handoffs, joining, responses, statuses};

/// Damages what stands sealed in the oldest row of a table.
fn damage(here: &TestHere, table: &str, column: &str) {
    let nothing = if here.database.on_sqlite() { "x'00'" } else { "'\\x00'" };
    let oldest = format!("(SELECT min(id) FROM {table} WHERE {column} IS NOT NULL)");
    here.database.execute(&format!("UPDATE {table} SET {column} = {nothing} WHERE id = {oldest}")).expect("a row");
}

async fn ask(here: &Here, words: &str) {
    let asking = Asking { words: words.into(), language: "en".into(), ..Asking::default() };
    ask_as_guest(here, ids::secret(), asking.check().unwrap()).await.unwrap();
}

#[tokio::test]
async fn who_waits_is_shown_though_what_another_said_cannot_be_read_and_who_helped_may_leave() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    give_role(&here, "rosa", RoleKind::Steward, 6).await.unwrap();
    here.db.write(|conn| joining::set_rules(conn, &Rules { how: Joining::Welcome, ..Rules::default() })).await.unwrap();
    for words in ["A ladder", "A saw"] {
        ask(&here, words).await;
        ask_to_join(&here, &ids::secret(), Hello::new(words, "en").unwrap()).await.unwrap();
    }
    let first = GuestNeedId(here.database.number("SELECT min(id) AS n FROM guest_needs"));
    damage(&here, "guest_needs", "sealed");
    damage(&here, "join_requests", "sealed");
    let seal = here.seal.clone();
    let read = here
        .db
        .read(move |conn| Ok((guest_needs::waiting(conn, &seal, 10)?.len(), joining::waiting(conn, &seal, 10)?.len())));
    assert_eq!(read.await.unwrap(), (1, 1));

    // With both of them she helps, and one opens no more.
    here.database.execute(&format!("UPDATE guest_needs SET taken_by = {rosa}")).unwrap();
    let seal = here.seal.clone();
    let helped = here.db.read(move |conn| guest_needs::helped_by(conn, &seal, rosa)).await.unwrap();
    assert_eq!(helped.len(), 1);
    assert!(take_guest_need(&here, rosa, first).await.is_err(), "it cannot be read");
    remove_member(&here, "rosa").await.unwrap();
    assert_eq!(here.db.read(guest_needs::count_waiting).await.unwrap(), 2);
}

#[tokio::test]
async fn posts_stand_in_their_lists_though_another_cannot_be_read() {
    let here = TestHere::new().await;
    here.member("rosa").await;
    give_role(&here, "rosa", RoleKind::Connector, 6).await.unwrap();
    // The network tells her, by messages that are sealed.
    for words in ["A ladder", "A saw"] {
        ask(&here, words).await;
    }
    let ids = here.database.lines("SELECT CAST(id AS TEXT) AS line FROM statuses ORDER BY id");
    let ids: Vec<StatusId> = ids.iter().map(|id| StatusId(id.parse().unwrap())).collect();
    assert_eq!(ids.len(), 2);
    damage(&here, "statuses", "sealed_words");
    let (seal, wanted) = (here.seal.clone(), ids.clone());
    let found = here.db.read(move |conn| statuses::get_many(conn, &seal, &wanted)).await.unwrap();
    assert_eq!(found.iter().map(|status| status.id).collect::<Vec<_>>(), ids[1..]);
}

#[tokio::test]
async fn an_answer_and_a_handoff_stand_in_their_lists_without_the_words_that_cannot_be_read() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let carrots = here.publish(rosa, offer(4)).await;
    for words in ["I come by bicycle", "I come on foot"] {
        let message = Some(Guarded::new(words.to_owned()));
        let answer = Answer { message, amount: Some(Amount::whole(1)), ..Answer::default() };
        let answered = respond(&here, ben, carrots, answer).await.unwrap();
        here.accept(rosa, answered, Some(1)).await.unwrap();
    }
    damage(&here, "responses", "sealed_message");
    damage(&here, "handoffs", "sealed_times");
    let seal = here.seal.clone();
    let read = here.db.read(move |conn| {
        let paging = Paging { limit: 10, ..Paging::default() };
        Ok((responses::by_member(conn, &seal, ben, paging)?, handoffs::under_way_of(conn, &seal, ben, paging)?))
    });
    let (answers, under_way) = read.await.unwrap();
    assert_eq!(answers.iter().map(|one| one.message.is_some()).collect::<Vec<_>>(), [true, false], "newest first");
    assert_eq!(under_way.len(), 2);
}
