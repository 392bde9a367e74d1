//! The board's query over 100,000 open listings near a point: category, distance, time.
//!
//! `cargo bench --bench board` measures SQLite; with `POTLUCK_TEST_POSTGRES` set, PostgreSQL. It also says
//! how long an instance with these listings takes to open its database and be ready.

mod support;

use chrono::Duration as Span;
use potluck::domain::MemberId;
use potluck::domain::area::{Area, Point};
use potluck::domain::audience::Audience;
use potluck::domain::category::STARTER;
use potluck::domain::draft::blank;
use potluck::domain::listing::{Kind, Listing, State};
use potluck::ids;
use potluck::storage::board::{BoardQuery, board};
use potluck::storage::listings::{self, Paging};
use potluck::storage::{Db, facts};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::time::{Duration, Instant};
use support::database::TestDb;

const LISTINGS: usize = 100_000;
const QUERIES: usize = 2_000;

/// Somewhere in a city of about 40 by 40 km.
fn somewhere(random: &mut ChaCha8Rng) -> Point {
    Point::new(40.55 + random.random::<f64>() * 0.36, -74.1 + random.random::<f64>() * 0.47).expect("a point")
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let database = TestDb::new();
    let app = support::app(&database, 8_000).await;
    let (db, network, addresses) = (app.here.db.clone(), app.here.network, app.here.addresses.clone());
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let now = app.here.now();
    let start = Instant::now();
    for chunk in 0..LISTINGS / 1_000 {
        let some: Vec<Listing> = (0..1_000)
            .map(|_| {
                let slug = ids::slug();
                let blank = blank(slug.clone(), addresses.listing(&slug), MemberId(0), network, now);
                Listing {
                    author: None,
                    kind: if random.random() { Kind::Need } else { Kind::Offer },
                    category: STARTER[random.random_range(0..STARTER.len())].0.into(),
                    title: "Something to share".into(),
                    language: "en".into(),
                    audience: Audience::Public,
                    area: Some(Area::of_offer(somewhere(&mut random))),
                    state: State::Open,
                    revision: 1,
                    expires_at: now + Span::hours(random.random_range(1..2_000)),
                    published_at: Some(now),
                    ..blank
                }
            })
            .collect();
        db.write(move |conn| some.iter().try_for_each(|listing| listings::insert(conn, listing)))
            .await
            .expect("listings");
        if chunk % 25 == 24 {
            println!("{} listings after {:.1} s", (chunk + 1) * 1_000, start.elapsed().as_secs_f64());
        }
    }
    if !db.on_sqlite() {
        database.execute("ANALYZE").expect("ANALYZE");
    }

    let start = Instant::now();
    let again = Db::open(&database.url).expect("the database opens");
    again.read(facts::ping).await.expect("it answers");
    println!("opened with {LISTINGS} listings and ready in {:?}", start.elapsed());

    for radius_m in [1_000, 3_000, 10_000] {
        let mut taken = Vec::with_capacity(QUERIES);
        let mut found = 0;
        for _ in 0..QUERIES {
            let query = BoardQuery {
                kind: Some(if random.random() { Kind::Need } else { Kind::Offer }),
                categories: vec![STARTER[random.random_range(0..STARTER.len())].0.into()],
                near: Some((somewhere(&mut random), radius_m)),
                until_after: Some(now + Span::hours(random.random_range(0..1_000))),
                paging: Paging { limit: 20, ..Paging::default() },
                ..BoardQuery::default()
            };
            let start = Instant::now();
            found += db.read(move |conn| board(conn, &query)).await.expect("a board").len();
            taken.push(start.elapsed());
        }
        taken.sort();
        let mean = taken.iter().sum::<Duration>() / QUERIES as u32;
        let (p50, p99) = (support::percentile(&taken, 50), support::percentile(&taken, 99));
        let database = if db.on_sqlite() { "SQLite" } else { "PostgreSQL" };
        println!(
            "{database}, {LISTINGS} open listings, within {radius_m} m: mean {mean:?}, p50 {p50:?}, p99 {p99:?}, {:.1} found each",
            found as f64 / QUERIES as f64
        );
    }
}
