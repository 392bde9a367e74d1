//! The home timeline of somebody who follows 1,000 accounts, three in ten of them silent, over 1,000,000 statuses: 40 at a
//! time, by eight at once; as a query, and as an answer over HTTP: the same page again and again, which mostly is given again
//! from memory, and another page each time. With `search`, also what is looked for among them, as a query and over HTTP. Each
//! line says whether its aim is met at the 99th percentile.
//!
//! `cargo bench --bench timeline` measures SQLite; with `POTLUCK_TEST_POSTGRES` set, PostgreSQL. A number
//! (`cargo bench --bench timeline -- 20000`) is how many statuses there are, for a quick look.

mod support;

use potluck::actions::add_member::{add_member, create_token};
use potluck::actions::fill_search::fill_search;
use potluck::app::App;
use potluck::domain::desk::Desk;
use potluck::domain::key::ActorId;
use potluck::domain::search::Query;
use potluck::federation::signature::generate_keys;
use potluck::http;
use potluck::storage::listings::Paging;
use potluck::storage::search::{Part, find_statuses};
use potluck::storage::{members, timelines};
use reqwest::Client;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use support::database::TestDb;

/// The server is in this process, so that it has the allocator that it has in its own (`main.rs`).
#[cfg(target_env = "gnu")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// So many accounts post, and so many are followed; the first of these are silent.
const ACCOUNTS: usize = 2_000;
const FOLLOWED: usize = 1_000;
const SILENT: usize = 300;
/// At once.
const READERS: usize = 8;
/// Of each reader, not counting the first few, which find the cache empty.
const QUERIES: usize = 400;
const WARM_UP: usize = 20;
/// The aims at the 99th percentile.
const HOME: Duration = Duration::from_millis(10);
const SEARCH: Duration = Duration::from_millis(50);

/// Rows by the database itself: it is asked about a million of them, not how fast they come in.
fn fill(database: &TestDb, reader: ActorId, statuses: usize) {
    let moment = "'2026-11-01 08:00:00'";
    let words = "Soup and bread for whoever comes by the hall this evening, and a chat for who likes one. ";
    let series =
        |until: usize| format!("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {until})");
    let (no, yes) = if database.on_sqlite() { ("0", "1") } else { ("FALSE", "TRUE") };
    let sql = [
        format!(
            "{} INSERT INTO actors (id, ap_id, kind, local, host, handle, name, summary, inbox, key_id, public_key_pem, \
             implements_potluck, languages, gone, fetched_at, created_at) \
             SELECT i, 'https://social.example/users/' || i, 'Person', {no}, 'social.example', 'user' || i, 'User ' || i, '', \
             'https://social.example/inbox', 'https://social.example/users/' || i || '#main-key', '', {no}, '[]', {no}, {moment}, {moment} FROM n",
            series(ACCOUNTS)
        ),
        format!(
            "{} INSERT INTO follows (id, ap_id, follower_id, followed_id, state, created_at) \
             SELECT i, 'https://riverside.example/follows/' || i, {reader}, i, 'accepted', {moment} FROM n",
            series(FOLLOWED)
        ),
        format!(
            "{} INSERT INTO statuses (id, ap_id, author_id, local, visibility, on_home, spoiler, content, sensitive, created_at) \
             SELECT 1000 + i, 'https://social.example/s/' || i, {SILENT} + 1 + (i % {}) * 7919 % {}, {no}, 'public', {yes}, '', \
             '<p>{words}Number ' || i || '</p>', {no}, {moment} FROM n",
            series(statuses),
            // Before it is multiplied, too: PostgreSQL's numbers end at two thousand millions.
            ACCOUNTS - SILENT,
            ACCOUNTS - SILENT
        ),
        format!(
            "{} INSERT INTO status_tags (tag, status_id) SELECT 'tag' || (i % 5003), 1000 + i FROM n WHERE i % 10 = 0",
            series(statuses)
        ),
    ];
    // SQLite wants the series after the words of the insertion.
    for statement in sql {
        let (series, insert) = statement.split_once(" INSERT INTO ").expect("an insertion");
        let (head, select) = insert.split_once(" SELECT ").expect("a selection");
        database.execute(&format!("INSERT INTO {head} {series} SELECT {select}")).expect("rows");
    }
    // As PostgreSQL does by itself a minute after so much was written, but for those that run tests.
    let known = if database.on_sqlite() { "ANALYZE" } else { "VACUUM ANALYZE" };
    database.execute(known).expect("the database knows what it holds");
}

fn report(what: &str, aim: Duration, mut taken: Vec<Duration>, whole: Duration) {
    taken.sort();
    let (p50, p99) = (support::percentile(&taken, 50), support::percentile(&taken, 99));
    let rate = taken.len() as f64 / whole.as_secs_f64();
    let met = if p99 <= aim { "met" } else { "MISSED" };
    println!("{what}: {READERS} at once, p50 {p50:?}, p99 {p99:?} (the aim of {aim:?} is {met}), {rate:.0}/s");
}

/// Runs something by all readers at once, each its number of times.
async fn measure<F>(what: &str, aim: Duration, once: impl Fn() -> F + Clone + Send + 'static)
where
    F: Future<Output = ()> + Send,
{
    let start = Instant::now();
    let readers: Vec<_> = (0..READERS)
        .map(|_| {
            let once = once.clone();
            tokio::spawn(async move {
                let mut taken = Vec::with_capacity(QUERIES);
                for number in 0..WARM_UP + QUERIES {
                    let start = Instant::now();
                    once().await;
                    if number >= WARM_UP {
                        taken.push(start.elapsed());
                    }
                }
                taken
            })
        })
        .collect();
    let mut taken = Vec::new();
    for reader in readers {
        taken.extend(reader.await.expect("a reader"));
    }
    report(what, aim, taken, start.elapsed());
}

/// Asks as an app does; answers how much it was told, in bytes.
async fn ask(client: &Client, url: &str, token: &str) -> usize {
    let answer = client.get(url).bearer_auth(token).send().await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 200);
    answer.bytes().await.expect("a body").len()
}

fn serve(app: App, listener: TcpListener) {
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            http::server::serve(app, listener, None, std::future::pending()).await.expect("the server runs");
        });
    });
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let statuses = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let database = TestDb::new();
    let app = support::app(&database, port).await;
    let here = app.here.clone();
    let member = add_member(&here, "rosa", "Rosa", generate_keys().expect("keys")).await.expect("a member");
    let token = create_token(&here, "rosa", "read").await.expect("a token");
    let reader = here.db.read(move |conn| members::get(conn, member)).await.expect("a member").actor;
    let start = Instant::now();
    fill(&database, reader, statuses);
    let name = if here.db.on_sqlite() { "SQLite" } else { "PostgreSQL" };
    println!("{name}, {statuses} statuses, {FOLLOWED} followed, after {:.0} s", start.elapsed().as_secs_f64());

    let paging = Paging { limit: 40, ..Paging::default() };
    let (db, seal) = (here.db.clone(), here.seal.clone());
    measure("home, 40 statuses, the query", HOME, move || {
        let (db, seal) = (db.clone(), seal.clone());
        async move {
            let found = db
                .read(move |conn| timelines::home(conn, &seal, reader, &Desk::default(), paging))
                .await
                .expect("a page");
            assert_eq!(found.len(), 40);
        }
    })
    .await;

    serve(app, listener);
    let host = format!("riverside.localhost:{port}");
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let client = Client::builder().resolve("riverside.localhost", address).no_proxy().build().expect("a client");
    let (app, key) = (client.clone(), token.clone());
    let url = format!("http://{host}/api/v1/timelines/home?limit=40");
    let first = url.clone();
    measure("home, 40 statuses, the same over HTTP", HOME, move || {
        let (app, url, key) = (app.clone(), first.clone(), key.clone());
        async move { assert!(ask(&app, &url, &key).await > 10_000) }
    })
    .await;
    let (app, key) = (client.clone(), token.clone());
    let (newest, asked) = (1_001 + statuses as i64, Arc::new(AtomicI64::new(0)));
    measure("home, 40 statuses, others each time, over HTTP", HOME, move || {
        let (app, key, asked) = (app.clone(), key.clone(), Arc::clone(&asked));
        let url = url.clone();
        async move {
            // From a place where nobody began before: nothing of it is in memory.
            let from = newest - asked.fetch_add(1, Ordering::Relaxed);
            assert!(ask(&app, &format!("{url}&max_id={from}"), &key).await > 10_000);
        }
    })
    .await;

    if arguments.iter().any(|argument| argument == "search") {
        let start = Instant::now();
        while fill_search(&here).await.expect("the index is filled") {}
        println!("the index was filled in {:.0} s", start.elapsed().as_secs_f64());
        let db = here.db.clone();
        for (what, text) in [("in all of them", "soup bread"), ("in one of them", "number 4711"), ("nowhere", "quince")]
        {
            let (db, query) = (db.clone(), Query::parse(text).expect("words"));
            measure(&format!("search, words that stand {what}, the query"), SEARCH, move || {
                let (db, query) = (db.clone(), query.clone());
                async move {
                    let part = Part { limit: 20, ..Part::default() };
                    let found = db.read(move |conn| find_statuses(conn, &query, Some(reader), None, None, part)).await;
                    assert!(found.expect("a page").len() <= 20);
                }
            })
            .await;
        }
        for (what, asked) in [
            ("words that stand in all of them", "q=soup%20bread"),
            ("words that stand in one of them", "q=number%204711"),
            ("words that stand nowhere", "q=quince"),
            ("tags that begin so", "q=tag1&type=hashtags"),
        ] {
            let url = format!("http://{host}/api/v2/search?limit=20&{asked}");
            let (app, key) = (client.clone(), token.clone());
            measure(&format!("search, {what}, over HTTP"), SEARCH, move || {
                let (app, url, key) = (app.clone(), url.clone(), key.clone());
                async move { assert!(ask(&app, &url, &key).await > 0) }
            })
            .await;
        }
    }
}
