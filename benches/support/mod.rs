//! What the benchmarks share: a whole instance, and percentiles.
#![allow(dead_code)]

#[path = "../../tests/support/database.rs"]
pub mod database;

use database::TestDb;
use potluck::actions::Here;
use potluck::actions::found_network::{NetworkFacts, found_network};
use potluck::adapters::fetch::{Fetcher, Policy};
use potluck::app::App;
use potluck::clock::Clock;
use potluck::config::Config;
use potluck::domain::address::Addresses;
use potluck::federation::signature;
use potluck::i18n::Lang;
use potluck::seal::MasterKey;
use std::sync::Arc;
use std::time::Duration;

/// An instance on a database, without its HTTP server.
pub async fn app(database: &TestDb, port: u16) -> App {
    let settings = [
        ("POTLUCK_DOMAIN".to_owned(), format!("riverside.localhost:{port}")),
        ("POTLUCK_FEDERATION__DEVELOPMENT".to_owned(), "true".to_owned()),
    ];
    let config = Config::load(None, settings.into_iter()).expect("settings");
    let addresses = Addresses::new(config.base_url());
    let (db, clock) = (database.open(), Clock::system());
    let seal = MasterKey::load_or_create(&database.folder().join("master.key")).expect("a key");
    let facts = NetworkFacts {
        handle: "food".into(),
        name: "Riverside".into(),
        about: String::new(),
        languages: vec!["en".into()],
        area: None,
    };
    let network =
        found_network(&db, &seal, &addresses, facts, signature::generate_keys, clock.now()).await.expect("a network");
    App {
        config: Arc::new(config),
        here: Here { db, clock, seal, addresses, network, language: Lang::En },
        fetcher: Fetcher::new(Policy::new(true, Vec::new()), "Potluck/bench".into()).expect("a client"),
        wake: Default::default(),
        metrics: Default::default(),
        keys: Default::default(),
        limits: Default::default(),
        passwords: Default::default(),
        media: potluck::app::media::Media::new(potluck::adapters::store::Store::in_memory()),
        counts: Default::default(),
        known_network: Default::default(),
        known_reports: Default::default(),
        mail: Default::default(),
    }
}

/// The p-th percentile (0 to 100) of some durations.
pub fn percentile(sorted: &[Duration], p: usize) -> Duration {
    sorted[(sorted.len() * p / 100).min(sorted.len() - 1)]
}
