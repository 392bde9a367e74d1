//! `potluck member`: neighbors with an account here.

use super::start::{block_on, start};
use crate::actions::add_member::add_member;
use crate::config::Config;
use crate::error::Result;
use crate::federation::signature::generate_keys;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add a member.
    Add {
        /// 1 to 30 letters a to z, digits and underscores.
        handle: String,
        /// What neighbors call them; the handle if left out.
        #[arg(long, default_value = "")]
        name: String,
    },
}

pub(super) fn run(config: Config, command: Command) -> Result<ExitCode> {
    let Command::Add { handle, name } = command;
    block_on(async {
        let app = start(config).await?;
        add_member(&app.here, &handle, &name, generate_keys()?).await?;
        println!(
            "Added {}. Make them a token with: potluck token create {handle} --scopes \"read write follow push\"",
            handle.trim()
        );
        Ok(ExitCode::SUCCESS)
    })
}
