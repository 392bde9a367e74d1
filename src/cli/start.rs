//! What every command that touches the network's data begins with.

use super::in_use::InUse;
use crate::actions::Here;
use crate::actions::found_network::{NetworkFacts, found_network};
use crate::actions::give_keys::give_ed25519_keys;
use crate::adapters::fetch::{Fetcher, Policy};
use crate::adapters::store::Store;
use crate::app::App;
use crate::app::media::Media;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::address::Addresses;
use crate::domain::area::{Area, Point};
use crate::error::{Error, Kind, Result};
use crate::federation::signature::{generate_ed25519, generate_keys};
use crate::i18n::Lang;
use crate::seal::MasterKey;
use crate::storage::{DatabaseUrl, Db, actors, migrate};
use std::ops::Deref;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::Arc;

/// The network's data, opened. As long as it is held, no backup is restored over it.
pub(super) struct Opened {
    /// What a running server holds.
    pub(super) app: App,
    _in_use: InUse,
}

impl Deref for Opened {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

/// Opens everything: the data folder, the key, the database (brought up to date) and the network.
///
/// # Errors
/// `Unavailable` with a sentence that says what to do.
pub(super) async fn start(config: Config) -> Result<Opened> {
    make_folder(&config.data_dir)?;
    let in_use = InUse::together(&config.data_dir)?;
    open(config, in_use).await
}

/// As [`start`], with a data folder that is locked already.
pub(super) async fn open(config: Config, in_use: InUse) -> Result<Opened> {
    let seal = MasterKey::load_or_create(&config.data_dir.join("master.key"))?;
    let url = DatabaseUrl::parse(&config.database_url())?;
    migrate::run(&url)?;
    let db = Db::open(&url)?;
    let clock = Clock::system();
    let addresses = Addresses::new(config.base_url());
    let facts = network_facts(&config)?;
    let network = found_network(&db, &seal, &addresses, facts, generate_keys, clock.now()).await?;
    give_ed25519_keys(&db, &seal, generate_ed25519).await?;
    // As the network says them, on its pages or in the settings.
    let languages = db.read(move |conn| Ok(actors::get(conn, network)?.languages)).await?;
    let language = languages.iter().find_map(|tag| Lang::from_tag(tag));
    let fetcher = fetcher(&config)?;
    let media = Media::new(Store::open(&config.media, &config.data_dir)?);
    let here = Here { db, clock, seal, addresses, network, language: language.unwrap_or(Lang::En) };
    let app = App {
        config: Arc::new(config),
        here,
        fetcher,
        wake: Default::default(),
        metrics: Default::default(),
        keys: Default::default(),
        limits: Default::default(),
        passwords: Default::default(),
        media,
        counts: Default::default(),
        known_network: Default::default(),
        known_reports: Default::default(),
        mail: Default::default(),
    };
    app.look_at_network().await?;
    // Settings that cannot be used are found out now, not at the first mail.
    app.mailer()?;
    Ok(Opened { app, _in_use: in_use })
}

/// The one HTTP client, as the settings allow it.
///
/// # Errors
/// `Internal` when TLS cannot be set up.
pub(super) fn fetcher(config: &Config) -> Result<Fetcher> {
    let hosts = config.federation.development_hosts.iter().map(ToString::to_string).collect();
    let policy = Policy::new(config.federation.development, hosts);
    Fetcher::new(policy, format!("Potluck/{} (+{})", env!("CARGO_PKG_VERSION"), config.base_url()))
}

/// A runtime for a command that does one thing.
///
/// # Errors
/// `Internal` when the system gives no threads.
pub fn block_on<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::internal)?;
    runtime.block_on(work)
}

/// Makes the data folder, and finds out whether it can be written to.
///
/// # Errors
/// `Unavailable` with a sentence that says what to do.
pub(super) fn make_folder(folder: &Path) -> Result<()> {
    let name = folder.display();
    let cannot = |what: &str, error: std::io::Error| {
        let why = match error.kind() {
            std::io::ErrorKind::PermissionDenied => "this user may not write there",
            std::io::ErrorKind::StorageFull => "the disk is full",
            std::io::ErrorKind::ReadOnlyFilesystem => "it is on a read-only disk",
            std::io::ErrorKind::NotADirectory | std::io::ErrorKind::AlreadyExists => "there is a file of that name",
            _ => "the system refuses",
        };
        let text =
            format!("The data folder {name} {what}: {why}. Please mend that, or set `data_dir` to another folder.");
        Error::new(Kind::Unavailable, text).because(error)
    };
    // What others on this machine cannot look into needs no further care with the modes of what is in it.
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| cannot("cannot be made", error))?;
    // A folder that cannot be written to is found out now, not at the first neighbor's post.
    let probe = tempfile::Builder::new().prefix(".potluck-probe").tempfile_in(folder);
    let mut probe = probe.map_err(|error| cannot("cannot be written to", error))?;
    std::io::Write::write_all(&mut probe, &[0; 4096]).map_err(|error| cannot("cannot be written to", error))
}

fn network_facts(config: &Config) -> Result<NetworkFacts> {
    let network = &config.network;
    let area = network.area.as_ref().map(|area| -> Result<Area> {
        Ok(Area { middle: Point::new(area.latitude, area.longitude)?, radius_m: area.radius_m })
    });
    Ok(NetworkFacts {
        handle: network.handle.clone(),
        name: network.name.clone(),
        about: network.about.clone(),
        languages: network.languages.iter().map(ToString::to_string).collect(),
        area: area.transpose()?,
    })
}
