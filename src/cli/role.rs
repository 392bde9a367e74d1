//! `potluck role`: powers, always with an end date.

use super::start::{block_on, start};
use crate::actions::give_role::give_role;
use crate::config::Config;
use crate::domain::member::{DEFAULT_TERM_MONTHS, RoleKind};
use crate::error::{Error, Result};
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Give a member a role for some months.
    Give {
        /// Whom.
        handle: String,
        /// Which: steward, connector, facilitator, welcome, caretaker, bookkeeper, mediator, moderator or operator.
        role: String,
        /// For how many months, 1 to 12.
        #[arg(long, default_value_t = DEFAULT_TERM_MONTHS)]
        months: u32,
    },
}

pub(super) fn run(config: Config, command: Command) -> Result<ExitCode> {
    let Command::Give { handle, role, months } = command;
    let kind = RoleKind::parse(&role).ok_or_else(|| {
        let known: Vec<&str> = RoleKind::ALL.iter().map(|kind| kind.as_str()).collect();
        Error::invalid("role", format!("`{role}` is not a role. Roles are: {}.", known.join(", ")))
    })?;
    block_on(async {
        let app = start(config).await?;
        let until = give_role(&app.here, &handle, kind, months).await?;
        println!("{handle} is {role} until {}.", until.format("%F"));
        Ok(ExitCode::SUCCESS)
    })
}
