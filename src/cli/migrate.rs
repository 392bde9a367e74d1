//! `potluck migrate`: brings the database up to date.

use super::in_use::InUse;
use crate::config::Config;
use crate::error::Result;
use crate::storage::{DatabaseUrl, migrate};
use std::process::ExitCode;

pub(super) fn run(config: &Config) -> Result<ExitCode> {
    if config.database.is_none() {
        std::fs::create_dir_all(&config.data_dir).map_err(|error| {
            let text =
                format!("The data folder {} cannot be made. May this user write there?", config.data_dir.display());
            crate::Error::new(crate::error::Kind::Unavailable, text).because(error)
        })?;
    }
    let _in_use = if config.data_dir.exists() { Some(InUse::together(&config.data_dir)?) } else { None };
    let ran = migrate::run(&DatabaseUrl::parse(&config.database_url())?)?;
    if ran.is_empty() {
        println!("The database is up to date.");
    }
    for name in ran {
        println!("Ran {name}");
    }
    Ok(ExitCode::SUCCESS)
}
