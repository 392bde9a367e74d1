//! Connections are few: whoever waits for one comes in the order of asking.

use crate::support::here::TestHere;
use futures::future::join_all;
use std::sync::{Arc, Mutex, mpsc};
use tokio::sync::oneshot;

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_first_reads_first_and_nobody_is_passed_over() {
    let here = TestHere::new().await;
    let (mut ends, mut reading) = (vec![], vec![]);
    for number in 0..here.db.turns() {
        let (end, ended) = mpsc::channel::<()>();
        let (begun, begins) = oneshot::channel();
        let db = here.db.clone();
        let long = move |_: &mut potluck::storage::Conn| {
            begun.send(()).expect("somebody waits for it");
            // Until the other side goes.
            let _ = ended.recv();
            Ok(number)
        };
        reading.push(tokio::spawn(async move { db.read(long).await }));
        begins.await.expect("there is a connection for each of these");
        ends.push(end);
    }

    let order = Arc::new(Mutex::new(Vec::new()));
    let asked = (0..20).map(|number| {
        let order = order.clone();
        here.db.read(move |_| {
            order.lock().expect("the order").push(number);
            Ok(number)
        })
    });
    // One connection comes back, and each of them has it once.
    ends.pop();
    let done = join_all(asked).await;
    assert!(done.into_iter().all(|one| one.is_ok()));
    assert_eq!(*order.lock().expect("the order"), (0..20).collect::<Vec<i32>>());

    drop(ends);
    for one in reading {
        assert!(one.await.expect("it did not panic").is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reading_that_panics_takes_no_turn_with_it() {
    let here = TestHere::new().await;
    for _ in 0..40 {
        let broken: Result<(), _> = here.db.read(|_| panic!("this is meant")).await;
        assert!(broken.is_err());
    }
    assert_eq!(here.db.read(|_| Ok(7)).await.expect("there are connections left"), 7);
}
