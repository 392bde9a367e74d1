//! `potluck demo`: three neighborhoods on this machine, each a server of its own, pass along an offer.
//!
//! Nothing is pretended: each neighborhood is a separate `serve` process with its own database, and a
//! step is printed only once it was observed through the instances' own HTTP interfaces.

mod client;
pub mod generate;
mod process;
mod progress;
mod relay;
mod settle;
mod story;

use crate::error::{Error, Kind, Result};
use clap::Args;
use generate::generate;
use process::Instance;
use progress::Progress;
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

#[derive(Args)]
pub(super) struct Options {
    /// End after the story instead of leaving the servers running: 0 only if every step was observed.
    #[arg(long)]
    exit: bool,
    /// Stop this neighborhood half-way (riverside, hillside or harbor), to see that it is noticed.
    #[arg(long, value_name = "NAME")]
    without: Option<String>,
    /// Another number makes other neighborhoods, the same one the same.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The first of three ports in a row.
    #[arg(long, default_value_t = 8001, value_parser = clap::value_parser!(u16).range(1024..=65_000))]
    port_base: u16,
    /// Keep settings, databases and logs in this folder instead of a temporary one.
    #[arg(long, value_name = "FOLDER")]
    keep: Option<PathBuf>,
}

pub(super) fn run(options: Options) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::internal)?;
    runtime.block_on(async {
        let signals = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
        let (Ok(mut terminate), Ok(mut interrupt)) = signals else {
            return Err(Error::internal("the system gives no signals"));
        };
        // Whichever way this ends, the instances are dropped with it, and stopped.
        tokio::select! {
            result = play(options) => result,
            _ = terminate.recv() => Ok(ExitCode::from(143)),
            _ = interrupt.recv() => Ok(ExitCode::from(130)),
        }
    })
}

async fn play(options: Options) -> Result<ExitCode> {
    let neighborhoods = generate(options.seed);
    if let Some(name) = &options.without
        && !neighborhoods.iter().any(|neighborhood| neighborhood.name == name)
    {
        return Err(Error::invalid("without", format!("`{name}` is not one of riverside, hillside and harbor.")));
    }
    let mut progress = Progress::new();
    progress.say("Potluck demo: three neighborhoods on this machine, each with a server of its own.");
    let temporary = match &options.keep {
        Some(_) => None,
        None => Some(tempfile::Builder::new().prefix("potluck-demo-").tempdir().map_err(|error| {
            let text =
                "No temporary folder can be made. Is the disk full? Free some space, or choose a folder with --keep.";
            Error::new(Kind::Unavailable, text).because(error)
        })?),
    };
    let folder = match (&options.keep, &temporary) {
        (Some(folder), _) => folder.clone(),
        (None, Some(temporary)) => temporary.path().to_owned(),
        (None, None) => return Err(Error::internal("the demo has no folder")),
    };
    let mut instances = Vec::new();
    for (index, neighborhood) in neighborhoods.into_iter().enumerate() {
        let port = options.port_base + index as u16;
        instances.push(Instance::start(neighborhood, port, &folder)?);
    }
    let mut town = settle::Town::new(instances)?;
    let told = match settle::settle(&mut town, &mut progress).await {
        Ok(()) => story::tell(&mut town, &mut progress, options.without.as_deref()).await,
        Err(error) => Err(error),
    };
    if let Err(error) = told {
        progress.fail(error.text());
        if let Err(no_room) = process::check_room(&folder) {
            progress.say(no_room.text());
        }
        return Ok(ExitCode::FAILURE);
    }
    progress.say(&format!("Every step was observed. It took {:.1} seconds.", progress.elapsed()));
    if options.exit {
        return Ok(ExitCode::SUCCESS);
    }
    town.introduce(&progress);
    // Until Ctrl-C or SIGTERM.
    std::future::pending().await
}
