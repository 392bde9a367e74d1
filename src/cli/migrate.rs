//! `potluck migrate`: brings the database up to date.

use super::in_use::InUse;
use super::start::make_folder;
use crate::config::Config;
use crate::error::Result;
use crate::storage::{DatabaseUrl, migrate};
use std::process::ExitCode;

pub(super) fn run(config: &Config) -> Result<ExitCode> {
    if config.database.is_none() {
        make_folder(&config.data_dir)?;
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
