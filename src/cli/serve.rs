//! `potluck serve`: the server, until SIGTERM or Ctrl-C.

use super::start::start;
use crate::actions::found_network::founding_link;
use crate::actions::note_settings::note_settings;
use crate::actions::settle::settle;
use crate::config::{Config, LogFormat};
use crate::error::{Error, Kind, Result};
use crate::{http, workers};
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

/// How long workers may take to finish what they hold when the server stops.
const PATIENCE: Duration = Duration::from_secs(15);

pub(super) fn run(config: Config) -> Result<ExitCode> {
    log_to_stderr(&config);
    // The port is taken first: nothing is made or changed for a server that cannot run.
    let listener = listen(config.bind, "bind")?;
    let metrics = config.metrics_bind.map(|address| listen(address, "metrics_bind")).transpose()?;
    actix_web::rt::System::with_tokio_rt(|| {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(16)
            .enable_all()
            .build()
            .expect("the system gives threads")
    })
    .block_on(serve(config, listener, metrics))
}

async fn serve(config: Config, listener: TcpListener, metrics: Option<TcpListener>) -> Result<ExitCode> {
    let opened = start(config).await?;
    let app = opened.app.clone();
    #[cfg(debug_assertions)]
    super::testing::follow_clock(&app.here.clock);
    // What fell due while nobody ran, or since the backup that this is, is not shown to anybody first.
    settle(&app.here).await?;
    note_settings(&app.here, &app.config.federation).await?;
    let (stop, stopped) = watch::channel(false);
    if let Some(link) = founding_link(&app.here).await? {
        say(format_args!("This network has no operator yet. Open this link once to become the first one:\n{link}"));
    }
    say(format_args!("Potluck listens on {} as {}", app.config.bind, app.here.addresses.base()));
    let working = workers::start(app.clone(), stopped);
    let asked = async {
        asked_to_stop().await;
        tracing::info!("stopping: what is being answered is finished first");
    };
    let served = http::server::serve(app, listener, metrics, asked).await;
    stop.send_replace(true);
    if tokio::time::timeout(PATIENCE, working).await.is_err() {
        tracing::warn!("some work was still under way; it goes on at the next start");
    }
    served.map(|()| ExitCode::SUCCESS)
}

/// Says a line. Where nobody hears it, as when the output goes to a full disk, the server serves all the same.
fn say(line: std::fmt::Arguments<'_>) {
    if let Err(error) = writeln!(std::io::stdout(), "{line}") {
        tracing::warn!(%error, "what a server says when it starts could not be written");
    }
}

async fn asked_to_stop() {
    match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
        (Ok(mut terminate), Ok(mut interrupt)) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
        _ => {
            tracing::error!("the system gives no signals: this server is stopped by killing it");
            std::future::pending::<()>().await;
        }
    }
}

fn listen(address: SocketAddr, setting: &str) -> Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| {
        let why = match error.kind() {
            std::io::ErrorKind::AddrInUse => "another program uses it. Stop that program, or choose another port",
            std::io::ErrorKind::PermissionDenied => "this user may not use it. Choose a port of 1024 or above",
            std::io::ErrorKind::AddrNotAvailable => "this machine has no such address. Choose one of its own",
            _ => "the system refuses it. Choose another one",
        };
        let text = format!("The address {address} cannot be used: {why} with the setting `{setting}`.");
        Error::new(Kind::Unavailable, text).because(error)
    })
}

/// Structured, to standard error; nothing that is logged names a person.
fn log_to_stderr(config: &Config) {
    let filter = EnvFilter::new(format!("warn,potluck={}", config.log_level));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // It would be told to the same standard error, and panic where that goes to a full disk: whoever logs would die.
    let log = log.log_internal_errors(false);
    let set = match config.log_format {
        LogFormat::Json => log.json().try_init(),
        LogFormat::Text => log.with_ansi(false).try_init(),
    };
    if let Err(error) = set {
        eprintln!("potluck: the log could not be set up: {error}");
    }
}
