//! Incoming activities, stored and worked on SQLite with synchronous=FULL, below the signature check,
//! counted when they are visible through HTTP.
//!
//! `cargo bench --bench ingest`; with `POTLUCK_TEST_POSTGRES` set, on PostgreSQL. The signature check is left
//! out by calling what comes right after it; no setting can do that.

mod support;

use chrono::Duration as Span;
use futures::StreamExt;
use potluck::actions::take_in::{Arrival, take_in};
use potluck::domain::draft::blank;
use potluck::domain::follow::{Actor, ActorKind, Follow, FollowState};
use potluck::domain::listing::{Kind, Listing, State};
use potluck::domain::{Addresses, Audience, FollowId, MemberId};
use potluck::federation::render::listing::{Surroundings, note};
use potluck::federation::wire::{Create, write};
use potluck::storage::{actors, follows};
use potluck::{http, ids, workers};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::time::Instant;
use support::database::TestDb;
use tokio::sync::watch;

const ACTIVITIES: usize = 20_000;

fn main() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(16).enable_all().build();
    runtime.expect("a runtime").block_on(run());
}

async fn run() {
    let database = TestDb::new();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let app = support::app(&database, port).await;
    let (stop, stopped) = watch::channel(false);
    let (served, mut server_stop) = (app.clone(), stopped.clone());
    let server = std::thread::spawn(move || {
        let stop = async move {
            let _ = server_stop.wait_for(|stop| *stop).await;
        };
        actix_web::rt::System::new()
            .block_on(http::server::serve(served, listener, None, stop))
            .expect("the server runs");
    });

    // Another network, which we follow.
    let there = Addresses::new("https://hillside.example/".parse().expect("an address"));
    let now = app.here.now();
    let network = app.here.network;
    let other = app
        .here
        .db
        .write({
            let there = there.clone();
            move |conn| {
                let ours = actors::get(conn, network)?;
                let other = Actor {
                    ap_id: there.network(),
                    kind: ActorKind::Organization,
                    local: false,
                    host: there.host(),
                    inbox: there.shared_inbox(),
                    key_id: format!("{}#main-key", there.network()),
                    ..ours
                };
                let id = actors::upsert_remote(
                    conn,
                    &Actor { id: potluck::domain::ActorId(ids::next(now)), ..other.clone() },
                )?;
                let follow = Follow {
                    id: FollowId(ids::next(now)),
                    ap_id: there.activity("follow"),
                    follower: network,
                    followed: id,
                    state: FollowState::Accepted,
                    created_at: now,
                };
                follows::insert(conn, &follow)?;
                actors::get(conn, id)
            }
        })
        .await
        .expect("a network that we follow");

    let around = Surroundings { addresses: there.clone(), ..Surroundings::of(&app) };
    let arrivals: Vec<Arrival> = (0..ACTIVITIES)
        .map(|number| {
            let slug = ids::slug();
            let listing = Listing {
                kind: Kind::Offer,
                category: "bread".into(),
                title: format!("Loaf {number}"),
                language: "en".into(),
                audience: Audience::Public,
                state: State::Open,
                revision: 1,
                expires_at: now + Span::days(3),
                published_at: Some(now),
                ..blank(slug.clone(), there.listing(&slug), MemberId(0), other.id, now)
            };
            let note = note(&around, &listing, &other, &[]).expect("a note");
            let create = Create {
                to: note.to.clone(),
                cc: note.cc.clone(),
                ..Create::new(there.activity(&slug), other.ap_id.clone(), note)
            };
            let body = serde_json::to_vec(&write(create).expect("JSON")).expect("JSON");
            Arrival {
                id: there.activity(&slug).to_string(),
                actor: other.ap_id.to_string(),
                host: there.host(),
                subject: there.listing(&slug).to_string(),
                body,
            }
        })
        .collect();
    let size = arrivals.iter().map(|arrival| arrival.body.len()).sum::<usize>() / ACTIVITIES;
    println!("{ACTIVITIES} Create activities of {size} bytes each");

    drop(workers::start(app.clone(), stopped));
    let start = Instant::now();
    futures::stream::iter(arrivals)
        .for_each_concurrent(128, |arrival| async {
            take_in(&app.here, arrival).await.expect("it is stored");
            app.wake.inbox.notify_one();
        })
        .await;
    let stored = start.elapsed();
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let client =
        reqwest::Client::builder().resolve("riverside.localhost", address).no_proxy().build().expect("a client");
    while database.number("SELECT count(*) AS n FROM listings") < ACTIVITIES as i64 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let worked = start.elapsed();
    let mut next = Some(format!("http://riverside.localhost:{port}/api/potluck/v1/listings?limit=80"));
    let mut visible = 0;
    while let Some(address) = next.take() {
        let answer = client.get(address).send().await.expect("an answer");
        let link = answer.headers().get("link").and_then(|link| link.to_str().ok()).unwrap_or_default().to_owned();
        next = link
            .split(',')
            .find(|part| part.contains("\"next\""))
            .and_then(|part| part.split(['<', '>']).nth(1))
            .map(str::to_owned);
        let page: Vec<serde_json::Value> = serde_json::from_str(&answer.text().await.expect("a body")).expect("JSON");
        visible += page.len();
    }
    assert_eq!(visible, ACTIVITIES, "every one is visible");
    let (kind, rate) =
        (if app.here.db.on_sqlite() { "SQLite, synchronous=FULL" } else { "PostgreSQL" }, |seconds: f64| {
            ACTIVITIES as f64 / seconds
        });
    println!(
        "{kind}: stored at {:.0}/s, stored and worked at {:.0}/s",
        rate(stored.as_secs_f64()),
        rate(worked.as_secs_f64())
    );
    println!(
        "and all {visible} were read back through HTTP {:.1} s after the first came",
        start.elapsed().as_secs_f64()
    );
    stop.send_replace(true);
    server.join().expect("the server stops");
}
