//! `potluck token`: tokens to sign in with.

use super::start::{block_on, start};
use crate::actions::add_member::give_token;
use crate::config::Config;
use crate::error::Result;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a token for a member. It is the last line of what is printed, and shown once.
    Create {
        /// Whose.
        handle: String,
        /// What it may be used for: read, write, follow, push.
        #[arg(long, default_value = "read write follow push")]
        scopes: String,
    },
}

pub(super) fn run(config: Config, command: Command) -> Result<ExitCode> {
    let Command::Create { handle, scopes } = command;
    block_on(async {
        let app = start(config).await?;
        let token = give_token(&app.here, &handle, &scopes).await?;
        println!("{token}");
        Ok(ExitCode::SUCCESS)
    })
}
