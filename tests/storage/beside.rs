//! What stands beside statuses on a page is found in one question, which walks no table.

use crate::support::TestDb;
use crate::support::here::TestHere;
use crate::timelines::plan_of;
use potluck::domain::key::{ActorId, StatusId};
use potluck::storage::beside::{self, Beside, Reactions};
use potluck::storage::counts;
use std::collections::HashMap;

/// Four statuses: of the first two much is to be told, of the third nothing, and the last is for few.
fn fill(database: &TestDb, network: ActorId, reader: ActorId) {
    let moment = "'2026-11-01 08:00:00'";
    let (no, yes) = if database.on_sqlite() { ("0", "1") } else { ("FALSE", "TRUE") };
    let status = |id: i64, author: ActorId, visibility: &str, answers: &str, boosts: &str| {
        format!(
            "INSERT INTO statuses (id, ap_id, author_id, local, visibility, on_home, spoiler, content, sensitive, created_at, \
             in_reply_to_id, boost_of) VALUES ({id}, 'https://riverside.example/s/{id}', {author}, {yes}, '{visibility}', {no}, '', \
             '', {no}, {moment}, {answers}, {boosts})"
        )
    };
    let mut sql = vec![];
    for id in 1_000..1_003 {
        sql.push(status(id, network, "public", "NULL", "NULL"));
    }
    sql.push(status(1_003, network, "direct", "1000", "NULL"));
    sql.push(status(1_004, reader, "unlisted", "1000", "NULL"));
    sql.push(status(1_005, network, "public", "1000", "NULL"));
    sql.push(status(1_006, reader, "public", "NULL", "1000"));
    sql.push(status(1_007, network, "public", "NULL", "1000"));
    sql.push(status(1_008, network, "public", "NULL", "1001"));
    for (id, liked, by) in [(1, 1_000, network), (2, 1_001, reader), (3, 1_001, network)] {
        sql.push(format!(
            "INSERT INTO favourites (id, ap_id, status_id, actor_id, created_at) \
             VALUES ({id}, 'https://riverside.example/f/{id}', {liked}, {by}, {moment})"
        ));
    }
    sql.push(format!(
        "INSERT INTO bookmarks (id, actor_id, status_id) VALUES (1, {reader}, 1000), (2, {network}, 1001)"
    ));
    sql.push(format!(
        "INSERT INTO polls (status_id, options, multiple, hides_totals, counts, end_told, asked_at) \
         VALUES (1000, '[]', {no}, {no}, '[]', {no}, {moment})"
    ));
    sql.push(format!("INSERT INTO status_mentions (status_id, actor_id) VALUES (1001, {reader}), (1001, {network})"));
    sql.push("INSERT INTO status_tags (tag, status_id) VALUES ('soup', 1000), ('bread', 1000), ('soup', 1001)".into());
    for statement in sql {
        database.execute(&statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
}

async fn beside(here: &TestHere, statuses: &[i64], reader: Option<ActorId>) -> HashMap<StatusId, Beside> {
    let statuses: Vec<StatusId> = statuses.iter().copied().map(StatusId).collect();
    here.db.read(move |conn| beside::of(conn, &statuses, reader)).await.expect("what stands beside them")
}

#[tokio::test]
async fn each_status_has_its_own_beside_it_and_each_reader_theirs() {
    let here = TestHere::new().await;
    let reader = here.actor_of(here.member("rosa").await).await;
    fill(&here.database, here.network, reader);

    let all = beside(&here, &[1_000, 1_001, 1_002, 1_003], Some(reader)).await;
    assert_eq!(all.len(), 4, "also of those that have nothing");
    // The direct answer is counted for nobody.
    let first = Reactions { replies: 2, boosts: 2, favourites: 1, favourited: false, boosted: true, bookmarked: true };
    assert_eq!(all[&StatusId(1_000)], Beside { reactions: first, asks: true, tags: true, ..Beside::default() });
    let second = Reactions { boosts: 1, favourites: 2, favourited: true, ..Reactions::default() };
    assert_eq!(all[&StatusId(1_001)], Beside { reactions: second, mentions: true, tags: true, ..Beside::default() });
    for id in [1_002, 1_003] {
        assert_eq!(all[&StatusId(id)], Beside::default(), "{id}");
    }

    let nobody = beside(&here, &[1_000, 1_001], None).await;
    let (first, second) = (nobody[&StatusId(1_000)].reactions, nobody[&StatusId(1_001)].reactions);
    assert_eq!((first.replies, first.boosts, first.favourites), (2, 2, 1));
    assert!([first, second].iter().all(|one| !one.favourited && !one.boosted && !one.bookmarked));

    assert!(beside(&here, &[], Some(reader)).await.is_empty());
    // More than one list holds, and statuses that are not here.
    let many: Vec<i64> = (1_000..1_700).collect();
    let all = beside(&here, &many, Some(reader)).await;
    assert_eq!(all[&StatusId(1_000)].reactions.boosts, 2);
    assert_eq!(all[&StatusId(1_650)], Beside::default());
}

#[test]
fn what_stands_beside_a_page_is_looked_up_by_index() {
    // PostgreSQL reads all of a table that is as small as in a test.
    let database = TestDb::sqlite();
    potluck::storage::migrate::run(&database.url).expect("the migrations run");
    for question in [beside::plain_question(), counts::plain_question()] {
        let plan = plan_of(&database, &question);
        let walks =
            |step: &&String| step.starts_with("SCAN ") && !step.contains("CONSTANT ROW") && !step.ends_with("asked");
        let walked: Vec<&String> = plan.iter().filter(walks).collect();
        assert!(walked.is_empty(), "{question}: {plan:?}");
        assert!(plan.iter().filter(|step| step.starts_with("SEARCH ")).count() >= 3, "{plan:?}");
    }
}
