//! What is shown of accounts in numbers: as it is where it is little, and a moment old where to count would take long.

use crate::support::TestDb;
use crate::support::here::TestHere;
use chrono::Duration;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};
use potluck::clock::Moment;
use potluck::domain::key::ActorId;
use potluck::storage::counts::{self, Counts, KnownCounts};
use potluck::storage::{Conn, migrate};

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// Adds public posts of an account.
fn post(database: &TestDb, author: ActorId, many: i64) {
    let no = if database.on_sqlite() { "0" } else { "FALSE" };
    let first = 1_000 + database.count("statuses");
    let rows: Vec<String> = (first..first + many)
        .map(|id| format!("({id}, 'https://a.example/s/{id}', {author}, {no}, 'public', {no}, '', 'Soup', {no}, '2026-11-01 08:00:00')"))
        .collect();
    let sql = "INSERT INTO statuses (id, ap_id, author_id, local, visibility, on_home, spoiler, content, sensitive, created_at) VALUES ";
    database.execute(&format!("{sql}{}", rows.join(", "))).expect("posts");
}

async fn posts(here: &TestHere, known: &KnownCounts, now: Moment) -> i64 {
    let (known, author) = (known.clone(), here.network);
    let counts = here.db.read(move |conn| known.of(conn, &[author, ActorId(7)], now)).await.expect("numbers");
    assert_eq!(counts[&ActorId(7)], Counts::default(), "nobody is there");
    counts[&author].statuses
}

#[tokio::test(flavor = "multi_thread")]
async fn small_numbers_are_as_they_are_and_large_ones_at_most_a_minute_old() {
    let here = TestHere::new().await;
    let (known, now) = (KnownCounts::default(), here.now());
    post(&here.database, here.network, 2);
    assert_eq!(posts(&here, &known, now).await, 2);
    post(&here.database, here.network, 1);
    assert_eq!(posts(&here, &known, now).await, 3, "at once");
    post(&here.database, here.network, 297);
    assert_eq!(posts(&here, &known, now).await, 300);
    post(&here.database, here.network, 1);
    assert_eq!(posts(&here, &known, now + Duration::seconds(59)).await, 300, "believed for a while");
    assert_eq!(posts(&here, &known, now + Duration::seconds(60)).await, 301);
    assert_eq!(posts(&here, &known, now - Duration::hours(1)).await, 301, "a clock that was set back");
}

#[test]
fn posts_are_counted_without_reading_what_they_say() {
    // PostgreSQL reads rows besides that changed of late.
    let database = TestDb::sqlite();
    migrate::run(&database.url).expect("the migrations run");
    let count = counts::plain_question();
    let mut conn = database.connect();
    let Conn::Sqlite(sqlite) = &mut conn else { panic!("this is SQLite") };
    let steps = diesel::sql_query(format!("EXPLAIN QUERY PLAN {count}")).load::<Step>(sqlite).expect("a plan");
    let steps: Vec<String> = steps.into_iter().map(|step| step.detail).collect();
    assert!(steps.iter().any(|step| step.contains("USING COVERING INDEX statuses_author")), "{steps:?}");
}
