//! What is sent arrives: when a server that was out of order recovers, and at all others while one is slow.

use crate::offer;
use crate::support::loopback::{Loopback, listen};
use crate::support::neighborhood::{Neighborhood, until};
use crate::support::signer::{Signer, Takes};
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use potluck::actions::publish_listing::publish_listing;
use potluck::domain::follow::{Actor, Follow, FollowState};
use potluck::domain::key::{ActorId, FollowId};
use potluck::domain::{Audience, MemberId};
use potluck::federation::signature::Way;
use potluck::ids;
use potluck::storage::{actors, follows};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;

async fn tell(place: &Neighborhood, author: MemberId, title: &str) {
    let mut draft = offer(title, 5);
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(true);
    publish_listing(place, author, draft, true).await.unwrap();
    place.app.wake.outbox.notify_one();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_host_refused_with_500_arrives_once_when_it_recovers() {
    let place = Neighborhood::start("riverside").await;
    let there = Signer::start("elsewhere", Takes::Cavage).await;
    let follow = there.activity("ana", "Follow", json!(place.addresses.network()), 1);
    let key = format!("{}#main-key", there.person("ana"));
    assert_eq!(there.send(&place, &follow, (Way::Cavage, &key), |_, _| {}).await, 202);
    until("ana follows", async || there.letters().iter().any(|letter| letter["type"] == "Accept").then_some(())).await;
    let rosa = place.member("rosa").await;

    for status in [500, 503] {
        there.fails(Some(status));
        there.log();
        let titles = [format!("Apples {status}"), format!("Bread {status}")];
        for title in &titles {
            tell(&place, rosa, title).await;
        }
        let refused = format!("POST {status}");
        until("it was refused", async || there.log().contains(&refused).then_some(())).await;
        let waits = "SELECT count(*) AS n FROM deliveries";
        place.until("both wait", async || (place.database.number(waits) == 2).then_some(())).await;
        // It stays with the host that fails, over a restart too: it is in the database.
        there.fails(None);
        place.until("nothing waits", async || (place.database.number(waits) == 0).then_some(())).await;
        for title in &titles {
            let came = there.letters().iter().filter(|letter| letter.to_string().contains(title.as_str())).count();
            assert_eq!(came, 1, "{title}");
        }
    }
    let live = place.database.lines("SELECT state AS line FROM hosts");
    assert_eq!(live, ["live"]);
}

/// So many hosts, one of which holds what it gets.
const HOSTS: usize = 20;

#[derive(Default)]
struct Seen {
    /// What came whole, by host.
    came: BTreeMap<String, BTreeSet<String>>,
    /// How many requests the slow one holds.
    held: usize,
}

struct Hosts {
    seen: Mutex<Seen>,
    /// Nobody gets one before the test gives them.
    may_answer: Semaphore,
}

async fn take(hosts: Data<Hosts>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let host = request.headers().get("host").and_then(|host| host.to_str().ok()).expect("a host").to_owned();
    if host.starts_with("host0.") {
        hosts.seen.lock().unwrap().held += 1;
        let waited = hosts.may_answer.acquire().await;
        drop(waited.expect("it stays open"));
    }
    let letter: Value = serde_json::from_slice(&body).expect("JSON");
    let id = letter["id"].as_str().expect("an id").to_owned();
    hosts.seen.lock().unwrap().came.entry(host).or_default().insert(id);
    HttpResponse::Accepted().finish()
}

/// Followers of a network at hosts of one server: as if each had asked, and been accepted.
async fn followed_from(place: &Neighborhood, hosts: &[String]) {
    let (network, hosts, now) = (place.network, hosts.to_vec(), place.now());
    let write = place.db.write(move |conn| {
        let like = actors::get(conn, network)?;
        for host in hosts {
            let at = |path: &str| format!("http://{host}/{path}").parse::<url::Url>().expect("an address");
            let actor = Actor {
                id: ActorId(ids::next(now)),
                ap_id: at("users/ana"),
                local: false,
                host: host.clone(),
                inbox: at("users/ana/inbox"),
                shared_inbox: Some(at("inbox")),
                followers: None,
                key_id: at("users/ana#main-key").to_string(),
                ed25519: None,
                implements_potluck: false,
                ..like.clone()
            };
            let follower = actors::upsert_remote(conn, &actor)?;
            follows::insert(
                conn,
                &Follow {
                    id: FollowId(ids::next(now)),
                    ap_id: at("follow"),
                    follower,
                    followed: network,
                    state: FollowState::Accepted,
                    created_at: now,
                },
            )?;
        }
        Ok(())
    });
    write.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nineteen_hosts_get_everything_while_the_twentieth_still_holds_what_it_got_first() {
    const LETTERS: usize = 12;
    let (listener, base) = listen("host0");
    let port = base.rsplit(':').next().unwrap().to_owned();
    let names: Vec<String> = (0..HOSTS).map(|number| format!("host{number}.localhost:{port}")).collect();
    let hosts = Arc::new(Hosts { seen: Mutex::default(), may_answer: Semaphore::new(0) });
    let data = Data::from(hosts.clone());
    let _server = Loopback::start(listener, move |config: &mut ServiceConfig| {
        config.app_data(data.clone()).route("/inbox", web::post().to(take));
    })
    .await;
    let place = Neighborhood::start("riverside").await;
    followed_from(&place, &names).await;
    let rosa = place.member("rosa").await;
    for number in 0..LETTERS {
        tell(&place, rosa, &format!("Crates {number}")).await;
    }
    let has_all = |name: &String| hosts.seen.lock().unwrap().came.get(name).is_some_and(|came| came.len() == LETTERS);
    until("the others have everything", async || names[1..].iter().all(has_all).then_some(())).await;
    {
        let seen = hosts.seen.lock().unwrap();
        assert!(seen.held > 0, "the slow one was asked");
        assert!(!seen.came.contains_key(&names[0]), "the slow one has answered nothing yet");
    }

    // It gets everything too, in its own time.
    hosts.may_answer.add_permits(1);
    until("the slow one has everything", async || has_all(&names[0]).then_some(())).await;
    place.until("nothing waits", async || (place.database.count("deliveries") == 0).then_some(())).await;
}
