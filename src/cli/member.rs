//! `potluck member`: neighbors with an account here.

use super::start::{block_on, start};
use crate::actions::add_member::add_member;
use crate::actions::leave::remove_member;
use crate::config::Config;
use crate::error::Result;
use crate::federation::signature::generate_keys;
use crate::storage::DatabaseUrl;
use crate::storage::connection::write_back;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Erase a member at their wish, here and, as far as others comply, everywhere. It cannot be undone.
    Remove {
        /// Whom. Nobody else gets this handle later.
        handle: String,
    },
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
    block_on(async {
        let app = start(config).await?;
        let (handle, name) = match command {
            Command::Add { handle, name } => (handle, name),
            Command::Remove { handle } => {
                remove_member(&app.here, &handle).await?;
                write_back(&DatabaseUrl::parse(&app.config.database_url())?)?;
                println!("Erased {}. The running server tells everyone whom their words reached.", handle.trim());
                return Ok(ExitCode::SUCCESS);
            }
        };
        add_member(&app.here, &handle, &name, generate_keys()?).await?;
        println!(
            "Added {}. Make them a token with: potluck token create {handle} --scopes \"read write follow push\"",
            handle.trim()
        );
        Ok(ExitCode::SUCCESS)
    })
}
