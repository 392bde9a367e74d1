//! PostgreSQL ends connections when it is restarted: whoever asks meanwhile is told to come again, and the next is served.

use crate::support::TestDb;
use potluck::error::{Error, Kind};
use potluck::storage::facts;
use std::time::Duration;

/// Ends all connections to the database but the one that asks for it, as a restart does.
const END: &str = "SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_while_connections_end_is_told_to_come_again_and_nobody_gets_a_dead_one_twice() {
    let database = TestDb::new();
    // SQLite is in the program: no connection ends.
    if database.on_sqlite() {
        return;
    }
    let db = database.open();
    for round in 0..20 {
        let set = async |value: &str| {
            let value = value.to_owned();
            db.write(move |conn| facts::set(conn, "round", &value)).await
        };
        // Connections that were tested just now, and are therefore believed to be well.
        futures::future::join_all((0..4).map(|_| db.read(|conn| facts::get(conn, "round")))).await;
        assert!(database.number(END) >= 1);
        let mut failed = 0;
        let mut told = |answer: Result<(), Error>| {
            if let Err(error) = answer {
                assert_eq!(error.kind(), Kind::Unavailable, "{error:?}");
                failed += 1;
            }
        };
        for _ in 0..30 {
            told(db.read(|conn| facts::get(conn, "round")).await.map(drop));
            told(set(&round.to_string()).await);
        }
        // Each connection is found dead once at most.
        assert!(failed <= 12, "{failed} times in round {round}");
        set("done").await.expect("it goes on");
    }
    tokio::time::timeout(Duration::from_secs(10), db.read(|conn| facts::get(conn, "round"))).await.unwrap().unwrap();
}
