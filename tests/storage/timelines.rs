//! The home timeline: the same entries as the plainest way to look for them finds, by one plan that walks no table.

use crate::support::TestDb;
use crate::support::here::TestHere;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};
use potluck::actions::fill_search::fill_search;
use potluck::domain::desk::Desk;
use potluck::domain::key::{ActorId, StatusId};
use potluck::domain::lists::{List, Replies};
use potluck::domain::search::Query;
use potluck::domain::status::Status;
use potluck::storage::listings::Paging;
use potluck::storage::search::{self, Part};
use potluck::storage::threads::{Around, Extent};
use potluck::storage::{Conn, actors, statuses, timelines};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

const ACCOUNTS: i64 = 60;
const STATUSES: i64 = 3_000;

/// Rows that look like those of accounts elsewhere: a third of them silent, some that post all the time; every seventh
/// entry tells another on.
fn fill(database: &TestDb, reader: ActorId, random: &mut ChaCha8Rng) {
    let (no, yes) = if database.on_sqlite() { ("0", "1") } else { ("FALSE", "TRUE") };
    let moment = "'2026-11-01 08:00:00'";
    for id in 1..=ACCOUNTS {
        database
            .execute(&format!(
                "INSERT INTO actors (id, ap_id, kind, local, host, handle, name, summary, inbox, key_id, public_key_pem, \
                 implements_potluck, languages, gone, fetched_at, created_at) VALUES ({id}, 'https://a.example/{id}', 'Person', \
                 {no}, 'a.example', 'user{id}', '', '', 'https://a.example/inbox', 'https://a.example/{id}#key', '', {no}, '[]', \
                 {no}, {moment}, {moment})"
            ))
            .expect("an account");
        if id % 3 > 0 {
            let plain = if id % 5 == 0 { yes } else { no };
            database
                .execute(&format!(
                    "INSERT INTO follows (id, ap_id, follower_id, followed_id, state, created_at, without_boosts) \
                     VALUES ({id}, 'https://b.example/{id}', {reader}, {id}, 'accepted', {moment}, {plain})"
                ))
                .expect("a follow");
        }
    }
    let mut rows = Vec::new();
    for id in 0..STATUSES {
        let author = 1 + random.random_range(0..ACCOUNTS * 2 / 3);
        let on_home = if random.random_range(0..10) == 0 { no } else { yes };
        let boost_of = if id % 7 == 6 { (1_000 + id - 6).to_string() } else { "NULL".into() };
        rows.push(format!(
            "({}, 'https://a.example/s/{id}', {author}, {no}, {boost_of}, 'public', {on_home}, '', '<p>{id}</p>', {no}, {moment})",
            1_000 + id
        ));
    }
    for some in rows.chunks(500) {
        let sql = "INSERT INTO statuses (id, ap_id, author_id, local, boost_of, visibility, on_home, spoiler, content, sensitive, created_at) VALUES ";
        database.execute(&format!("{sql}{}", some.join(", "))).expect("statuses");
    }
    database.execute("ANALYZE").expect("ANALYZE");
}

/// The plainest way: all that it could be, in order, of which a page is cut out.
fn all_of(database: &TestDb, reader: ActorId) -> Vec<i64> {
    let lines = database.lines(&format!(
        "SELECT CAST(s.id AS TEXT) AS line FROM statuses s LEFT JOIN follows f ON f.followed_id = s.author_id AND f.follower_id = {reader} \
         WHERE s.on_home AND (s.author_id = {reader} OR (f.state = 'accepted' AND (s.boost_of IS NULL OR NOT f.without_boosts))) \
         ORDER BY s.id DESC"
    ));
    lines.iter().map(|line| line.parse().expect("a number")).collect()
}

fn cut(all: &[i64], paging: Paging) -> Vec<i64> {
    let mut all: Vec<i64> = all
        .iter()
        .copied()
        .filter(|id| paging.max_id.is_none_or(|max| *id < max) && paging.floor().is_none_or(|min| *id > min))
        .collect();
    let limit = paging.limit as usize;
    if paging.is_upward() {
        all.split_off(all.len().saturating_sub(limit))
    } else {
        all[..limit.min(all.len())].to_vec()
    }
}

/// A network whose database is full, and who reads; and the chance by which it was filled, which goes on.
async fn filled(seed: u64) -> (TestHere, ActorId, ChaCha8Rng) {
    let here = TestHere::new().await;
    let member = here.member("rosa").await;
    let reader = here.actor_of(member).await;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    fill(&here.database, reader, &mut random);
    (here, reader, random)
}

#[tokio::test(flavor = "multi_thread")]
async fn home_is_what_the_plainest_way_finds() {
    let (here, reader, mut random) = filled(7).await;
    let mut pages = vec![Paging { limit: 40, ..Paging::default() }, Paging { limit: 1, ..Paging::default() }];
    for _ in 0..30 {
        let at = 1_000 + random.random_range(-5..STATUSES + 5);
        let limit = random.random_range(1..=40);
        pages.push(match random.random_range(0..4) {
            0 => Paging { max_id: Some(at), limit, ..Paging::default() },
            1 => Paging { min_id: Some(at), limit, ..Paging::default() },
            2 => Paging { since_id: Some(at), limit, ..Paging::default() },
            _ => Paging { max_id: Some(at + 50), min_id: Some(at), limit, ..Paging::default() },
        });
    }
    read_all(&here, reader, &pages).await;
}

/// Reads pages of somebody's home, each of which must be what the plainest way finds. Answers on how many something stood.
async fn read_all(here: &TestHere, reader: ActorId, pages: &[Paging]) -> usize {
    let all = all_of(&here.database, reader);
    let mut found_some = 0;
    for &paging in pages {
        let seal = here.seal.clone();
        let found = here
            .db
            .read(move |conn| timelines::home(conn, &seal, reader, &Desk::default(), paging))
            .await
            .expect("a page");
        let found: Vec<i64> = found.iter().map(|status| status.id.0).collect();
        assert_eq!(found, cut(&all, paging), "{paging:?}");
        found_some += usize::from(!found.is_empty());
    }
    found_some
}

#[tokio::test(flavor = "multi_thread")]
async fn home_is_the_same_where_what_is_newest_is_mostly_others() {
    let (here, reader, _) = filled(11).await;
    // Since then, those whom nobody follows spoke, more than are followed; among them once the reader, once one who was
    // silent until then, and one who only tells on, which the reader does not want to hear.
    let (no, yes) = if here.database.on_sqlite() { ("0", "1") } else { ("FALSE", "TRUE") };
    let newest = 1_000 + STATUSES;
    let rows: Vec<String> = (newest..newest + 300)
        .map(|id| {
            let (author, boost_of) = match id - newest {
                0 | 120 => (reader.0, "NULL".into()),
                150 => (59, "NULL".into()),
                at if at % 10 == 9 => (50, (id - 2).to_string()),
                _ => (60, "NULL".into()),
            };
            format!("({id}, 'https://a.example/s/new{id}', {author}, {no}, {boost_of}, 'public', {yes}, '', 'Soup', {no}, '2026-11-02 08:00:00')")
        })
        .collect();
    let sql = "INSERT INTO statuses (id, ap_id, author_id, local, boost_of, visibility, on_home, spoiler, content, sensitive, created_at) VALUES ";
    here.database.execute(&format!("{sql}{}", rows.join(", "))).expect("statuses");
    let mut pages = vec![];
    for limit in [1, 2, 3, 20, 40] {
        let all = Paging { limit, ..Paging::default() };
        pages.push(all);
        for at in
            [0, 1_001, 2_500, newest - 1, newest, newest + 1, newest + 119, newest + 121, newest + 290, newest + 400]
        {
            pages.push(Paging { max_id: Some(at), ..all });
            pages.push(Paging { min_id: Some(at), ..all });
            pages.push(Paging { since_id: Some(at), ..all });
            pages.push(Paging { max_id: Some(at + 60), since_id: Some(at), ..all });
            pages.push(Paging { max_id: Some(at + 60), min_id: Some(at), ..all });
        }
    }
    assert!(read_all(&here, reader, &pages).await > 100);
    // Whoever follows only those who rarely say something, and whoever follows nobody, finds what they said themselves.
    let fewer = format!("DELETE FROM follows WHERE follower_id = {reader} AND followed_id < 50");
    here.database.execute(&fewer).expect("few are followed");
    assert!(read_all(&here, reader, &pages).await > 0);
    here.database.execute(&format!("DELETE FROM follows WHERE follower_id = {reader}")).expect("nobody is followed");
    assert!(read_all(&here, reader, &pages).await > 0);
    assert_eq!(read_all(&here, ActorId(60), &pages[..1]).await, 1, "what an account says stands on its own home");
    assert_eq!(read_all(&here, ActorId(58), &pages[..1]).await, 0);
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    line: String,
}

/// How the database goes about a query.
pub(crate) fn plan_of(database: &TestDb, query: &str) -> Vec<String> {
    match &mut database.connect() {
        Conn::Sqlite(sqlite) => {
            let steps = diesel::sql_query(format!("EXPLAIN QUERY PLAN {query}")).load::<Step>(sqlite);
            steps.expect("a plan").into_iter().map(|step| step.detail).collect()
        }
        Conn::Pg(pg) => {
            let lines = diesel::sql_query(format!("EXPLAIN {query}")).load::<Line>(pg);
            lines.expect("a plan").into_iter().map(|line| line.line).collect()
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_are_found_by_how_they_begin_and_none_but_those_are_walked() {
    let here = TestHere::new().await;
    fill(&here.database, here.network, &mut ChaCha8Rng::seed_from_u64(3));
    here.database.execute("UPDATE statuses SET visibility = 'private' WHERE id % 5 = 0").expect("some are for few");
    // Each under a tag of its own, and all of them under one.
    let rows: Vec<String> = (0..STATUSES).map(|id| format!("('tag{id:04}', {0}), ('soup', {0})", 1_000 + id)).collect();
    for some in rows.chunks(250) {
        let sql = format!("INSERT INTO status_tags (tag, status_id) VALUES {}", some.join(", "));
        here.database.execute(&sql).expect("tags");
    }
    here.database.execute("ANALYZE").expect("ANALYZE");
    let part = |limit, offset| Part { limit, offset, max_id: None, min_id: None };
    for (beginning, part, wanted) in [
        ("tag00", part(5, 2), vec!["tag0003", "tag0004", "tag0006", "tag0007", "tag0008"]),
        ("tag2999", part(20, 0), vec!["tag2999"]),
        ("tag2995", part(20, 0), vec![]),
        ("sou", part(20, 0), vec!["soup"]),
        ("soup", part(20, 1), vec![]),
        ("it's", part(20, 0), vec![]),
    ] {
        let found = here.db.read(move |conn| search::find_tags(conn, beginning, part)).await.expect("tags");
        assert_eq!(found, wanted, "{beginning}");
    }
    let query = search::tags_query(&here.database.connect(), "tag", part(20, 0));
    let plan = plan_of(&here.database, &query);
    let walks = |step: &&String| {
        ["t", "v", "s"].iter().any(|name| format!("{step} ").starts_with(&format!("SCAN {name} ")))
            || step.contains("Seq Scan on status")
    };
    assert_eq!(plan.iter().filter(walks).collect::<Vec<_>>(), [] as [&String; 0], "{plan:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_are_found_newest_first_however_their_words_begin() {
    let here = TestHere::new().await;
    fill(&here.database, here.network, &mut ChaCha8Rng::seed_from_u64(5));
    // A word that stands in all of them; three that begin alike; and forty, which are more than are looked for one by one.
    let words = "UPDATE statuses SET content = '<p>Soup, crumb' || (id % 3) || ' bread' || (id % 40) || '</p>'";
    here.database.execute(words).expect("words");
    while fill_search(&here).await.expect("the index is filled") {}
    if !here.database.on_sqlite() {
        // Which words stand in most of them is known at once.
        let known =
            "SELECT count(*) AS n FROM pg_stats WHERE tablename = 'search_words' AND most_common_elems IS NOT NULL";
        assert_eq!(here.database.number(known), 1);
    }
    let lines =
        here.database.lines("SELECT CAST(id AS TEXT) AS line FROM statuses WHERE boost_of IS NULL ORDER BY id DESC");
    let all: Vec<i64> = lines.iter().map(|line| line.parse().expect("a number")).collect();
    /// What is asked, and whether a post of that number is among what is found.
    type Asked = (&'static str, fn(i64) -> bool);
    let found_by: [Asked; 15] = [
        ("so", |_| true),
        ("soup", |_| true),
        ("soups", |_| false),
        ("cr", |_| true),
        ("cru", |_| true),
        ("crum", |_| true),
        ("crumb1", |id| id % 3 == 1),
        ("crumb1x", |_| false),
        ("soup crumb", |_| true),
        ("crumb2 soup bread1", |id| id % 3 == 2 && (id % 40 == 1 || (10..20).contains(&(id % 40)))),
        ("bread", |_| true),
        ("bread3", |id| id % 40 == 3 || id % 40 >= 30),
        ("bread3 ", |id| id % 40 == 3),
        ("quince bread", |_| false),
        ("quince", |_| false),
    ];
    let first = Part { limit: 20, ..Part::default() };
    for part in [first, Part { offset: 13, ..first }, Part { max_id: Some(2_700), min_id: Some(2_600), ..first }] {
        for (asked, stands_in) in found_by {
            let query = Query::parse(asked).expect("words");
            let found = here.db.read(move |conn| search::find_statuses(conn, &query, None, None, None, part)).await;
            let found: Vec<i64> = found.expect("posts").iter().map(|id| id.0).collect();
            let wanted = all.iter().copied().filter(|id| {
                part.max_id.is_none_or(|max| *id < max) && part.min_id.is_none_or(|min| *id > min) && stands_in(*id)
            });
            let wanted: Vec<i64> = wanted.skip(part.offset as usize).take(part.limit as usize).collect();
            assert_eq!(found, wanted, "{asked:?} {part:?}");
        }
    }
}

/// In which posts words stand, by their numbers.
type StandsIn = fn(i64) -> bool;

#[tokio::test(flavor = "multi_thread")]
async fn posts_of_one_author_are_found_whether_they_wrote_little_or_much() {
    let here = TestHere::new().await;
    fill(&here.database, here.network, &mut ChaCha8Rng::seed_from_u64(6));
    // Somebody wrote little, somebody some hundreds of posts, and somebody nearly all that there is.
    let change = "UPDATE statuses SET content = '<p>Soup, crumb' || (id % 3) || ' bread' || (id / 500) || '</p>', \
                  author_id = CASE WHEN id % 300 = 7 THEN 50 WHEN id % 15 = 3 THEN 51 ELSE 52 END";
    here.database.execute(change).expect("words");
    while fill_search(&here).await.expect("the index is filled") {}
    let lines =
        here.database.lines("SELECT CAST(id AS TEXT) AS line FROM statuses WHERE boost_of IS NULL ORDER BY id DESC");
    let all: Vec<i64> = lines.iter().map(|line| line.parse().expect("a number")).collect();
    let writer = |id: i64| if id % 300 == 7 { 50 } else { 51 + i64::from(id % 15 != 3) };
    let found_by: [(&str, StandsIn); 5] = [
        ("soup", |_| true),
        ("crumb1 soup", |id| id % 3 == 1),
        // What stands in the oldest alone, and nowhere.
        ("bread2 ", |id| id / 500 == 2),
        ("bread7 crumb", |id| id / 500 == 7),
        ("quince", |_| false),
    ];
    let first = Part { limit: 20, ..Part::default() };
    for part in [first, Part { offset: 3, ..first }, Part { max_id: Some(2_700), min_id: Some(1_400), ..first }] {
        for (asked, stands_in) in found_by {
            for author in [50, 51, 52, 53] {
                let query = Query::parse(asked).expect("words");
                let theirs = Some(ActorId(author));
                let read = move |conn: &mut Conn| search::find_statuses(conn, &query, None, theirs, None, part);
                let found = here.db.read(read).await.expect("posts");
                let found: Vec<i64> = found.iter().map(|id| id.0).collect();
                let wanted = all.iter().copied().filter(|id| {
                    writer(*id) == author
                        && part.max_id.is_none_or(|max| *id < max)
                        && part.min_id.is_none_or(|min| *id > min)
                        && stands_in(*id)
                });
                let wanted: Vec<i64> = wanted.skip(part.offset as usize).take(part.limit as usize).collect();
                assert_eq!(found, wanted, "{asked:?} of {author}, {part:?}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_is_shown_as_far_up_as_its_reader_is_shown_so_much() {
    let here = TestHere::new().await;
    let reader = here.network;
    fill(&here.database, reader, &mut ChaCha8Rng::seed_from_u64(4));
    // Each answers the one before it. One is for who follows its author, whom nobody follows.
    let answers = "UPDATE statuses SET boost_of = NULL, in_reply_to = 'https://a.example/s', in_reply_to_id = id - 1 \
                   WHERE id > 1000";
    here.database.execute(answers).expect("a thread");
    here.database.execute("UPDATE statuses SET visibility = 'private', author_id = 3 WHERE id = 1090").expect("one");
    let around = async |id: i64, reader: Option<ActorId>| {
        let seal = here.seal.clone();
        let read = here.db.read(move |conn| {
            let status = statuses::get(conn, &seal, StatusId(id))?;
            timelines::thread(conn, &seal, &status, reader, Extent::in_app(reader))
        });
        let Around { above, below, .. } = read.await.expect("a thread");
        let ids = |all: &[Status]| all.iter().map(|status| status.id.0).collect::<Vec<_>>();
        (ids(&above), ids(&below))
    };
    let above = async |id: i64, reader: Option<ActorId>| around(id, reader).await.0;
    assert_eq!(around(1_010, None).await.1, (1_011..=1_030).collect::<Vec<_>>(), "twenty, one below the other");
    let below = around(1_010, Some(reader)).await.1;
    assert!(below.len() > 80 && below.starts_with(&[1_011, 1_012]), "many more: {below:?}");
    let but_one = |from: i64| (from..1_100).filter(|id| *id != 1_090).collect::<Vec<_>>();
    assert_eq!(above(1_100, Some(reader)).await, but_one(1_000));
    assert_eq!(above(1_100, None).await, but_one(1_060), "the nearest 40, of which one is not theirs to read");
    assert_eq!(above(1_000, None).await, [] as [i64; 0]);
    // A ring, as only another server can say it, ends where it began.
    here.database.execute("UPDATE statuses SET in_reply_to_id = 1005 WHERE id = 1000").expect("a ring");
    assert_eq!(above(1_003, Some(reader)).await, [1_004, 1_005, 1_000, 1_001, 1_002]);
}

#[tokio::test(flavor = "multi_thread")]
async fn home_has_one_plan_which_walks_no_table() {
    let here = TestHere::new().await;
    let reader = here.network;
    fill(&here.database, reader, &mut ChaCha8Rng::seed_from_u64(7));
    let list = |replies, exclusive, accounts: &[i64]| {
        let accounts = accounts.iter().copied().map(ActorId).collect();
        List { id: 1, title: "Street".into(), replies, exclusive, accounts }
    };
    let tags = BTreeSet::from(["soup".to_owned(), "it's".to_owned()]);
    let apart = Desk { lists: vec![list(Replies::List, true, &[1_001, 1_002])], ..Desk::default() };
    let conn = here.database.connect();
    let page = |limit| Paging { limit, ..Paging::default() };
    let mut queries = vec![];
    for (limit, desk) in
        [(1, Desk::default()), (40, Desk::default()), (40, Desk { tags, ..Desk::default() }), (40, apart)]
    {
        queries.push(timelines::home_query(&conn, reader, &desk, page(limit)));
    }
    for replies in [Replies::List, Replies::None, Replies::Followed] {
        queries.push(timelines::list_query(&conn, reader, &list(replies, false, &[1_001, 1_002, 1_003]), page(40)));
    }
    for query in queries {
        let plan = plan_of(&here.database, &query);
        let walked: Vec<&String> = plan
            .iter()
            .filter(|step| {
                // `said` and the like are parts of the query, bounded by then.
                ["t", "c", "s", "g"].iter().any(|name| format!("{step} ").starts_with(&format!("SCAN {name} ")))
                    || step.contains("Seq Scan on statuses")
            })
            .collect();
        assert!(walked.is_empty() && plan.iter().any(|step| step.contains("statuses_home")), "{plan:#?}");
        // The newest of all are `latest`, and no more of them are looked at than are followed: in the order of their ids.
        let otherwise = |step: &&String| {
            step.starts_with("SCAN latest USING")
                || (step.contains("statuses latest") && !step.contains("statuses_pkey"))
        };
        assert_eq!(plan.iter().filter(otherwise).collect::<Vec<_>>(), [] as [&String; 0], "{plan:#?}");
    }
    assert!(here.db.read(move |conn| actors::get(conn, reader)).await.is_ok());
}
