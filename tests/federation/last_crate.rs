//! The last crate: many ask at the same moment, through two networks, and each crate is promised once.

use crate::offer;
use crate::support::neighborhood::{Neighborhood, mutual};
use futures::future::join_all;
use potluck::actions::publish_listing::publish_listing;
use potluck::actions::respond::{Answer, respond};
use potluck::domain::Amount;
use potluck::domain::listing::{FirstCome, State};
use potluck::domain::response::State as ResponseState;
use potluck::error::Kind;
use potluck::storage::responses;
use std::net::TcpListener;
use std::sync::Arc;

async fn decided(place: &Neighborhood, ids: &[potluck::domain::ResponseId]) -> (usize, usize) {
    place
        .until("every answer is decided", async || {
            let (seal, ids) = (place.seal.clone(), ids.to_vec());
            let found = place
                .db
                .read(move |conn| {
                    ids.into_iter().map(|id| responses::get(conn, &seal, id)).collect::<Result<Vec<_>, _>>()
                })
                .await
                .unwrap();
            let count = |state| found.iter().filter(|response| response.state == state).count();
            let (yes, no) = (count(ResponseState::Accepted), count(ResponseState::Declined));
            (yes + no == found.len()).then_some((yes, no))
        })
        .await
}

fn one_crate() -> Answer {
    Answer { amount: Some(Amount::ONE), ..Answer::default() }
}

async fn hundred_ask_for_seven(riverside: &Neighborhood, hillside: &Neighborhood, harbor: &Neighborhood) {
    let rosa = riverside.member("rosa").await;
    let mut draft = offer("Crates", 7);
    draft.first_come = Some(FirstCome { at_most_each: Some(Amount::ONE) });
    let id = publish_listing(riverside, rosa, draft, true).await.unwrap();
    let original = riverside.listing(id).await;
    let mut askers = Vec::new();
    for (place, name) in [(hillside, "ben"), (harbor, "mei")] {
        let member = place.member(name).await;
        askers.push((place, member, place.sees(&original, "the offer arrives", |_| true).await.id));
    }
    let asking = askers.iter().map(|&(place, member, copy)| async move {
        let ids = join_all((0..50).map(|_| respond(place, member, copy, one_crate()))).await;
        place.app.wake.outbox.notify_one();
        (place, ids)
    });
    let (mut yes, mut no, mut late) = (0, 0, 0);
    for (place, asked) in join_all(asking).await {
        let mut ids = Vec::new();
        for asked in asked {
            match asked {
                Ok(id) => ids.push(id),
                // On a slow machine, all may be promised before the last one asks, who then reads that it is.
                Err(error) => {
                    assert_eq!(error.kind(), Kind::Conflict, "{error:?}");
                    late += 1;
                }
            }
        }
        let (some, others) = decided(place, &ids).await;
        yes += some;
        no += others;
        assert_eq!(place.database.number("SELECT count(*) AS n FROM handoffs"), some as i64);
    }
    assert_eq!((yes, no + late), (7, 93));
    let end = riverside.listing(id).await;
    let quantity = end.quantity.unwrap();
    assert_eq!((quantity.committed, quantity.open(), end.state), (Amount::whole(7), Amount::ZERO, State::Met));
    assert_eq!(riverside.database.number("SELECT count(*) AS n FROM responses WHERE state = 'accepted'"), 7);
    assert_eq!(riverside.database.number("SELECT count(*) AS n FROM handoffs"), 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_answers_through_two_networks_get_exactly_what_there_is() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let harbor = Neighborhood::start("harbor").await;
    harbor.befriend(&riverside).await;
    hundred_ask_for_seven(&riverside, &hillside, &harbor).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_on_one_postgresql_promise_each_crate_once() {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    if riverside.database.on_sqlite() {
        // SQLite is for one server; the same story with two is told on PostgreSQL.
        assert!(riverside.db.on_sqlite());
        return;
    }
    let harbor = Neighborhood::start("harbor").await;
    harbor.befriend(&riverside).await;
    // A second server of the same network: same database, same keys, same name; its workers share the work.
    let domain = riverside.app.config.domain.clone();
    let beside = TcpListener::bind("127.0.0.1:0").unwrap();
    let second =
        Neighborhood::start_on("riverside", beside, Arc::clone(&riverside.database), |config| config.domain = domain)
            .await;
    assert_eq!(second.network, riverside.network);
    hundred_ask_for_seven(&riverside, &hillside, &harbor).await;
}
