//! `potluck outbox`: what must be told to other networks.

use super::start::{block_on, start};
use crate::actions::tell_again::{Again, tell_again};
use crate::config::Config;
use crate::error::Result;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Put what could not be told, and was set aside, back in the queue; safe beside a running server.
    Retry,
}

pub(super) fn run(config: Config, command: Command) -> Result<ExitCode> {
    let Command::Retry = command;
    block_on(async {
        let app = start(config).await?;
        let again = tell_again(&app.here).await?;
        if again == Again::default() {
            println!("Nothing was set aside.");
            return Ok(ExitCode::SUCCESS);
        }
        println!("Put back in the queue: {}. The server tries each for a day at least.", again.queued);
        if again.overtaken > 0 {
            println!("Forgotten, since it does not hold any more: {}.", again.overtaken);
        }
        Ok(ExitCode::SUCCESS)
    })
}
