//! `potluck doctor`: looks at everything that this server stands on, whether it runs or not, and says in plain words
//! what must be done. It changes nothing and names no person.

mod database;
mod machine;
mod outside;
pub mod report;

use super::in_use::InUse;
use super::start::block_on;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Result;
use clap::Args;
use report::{Check, Report};
use std::path::Path;
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct Options {
    /// Answer in JSON, for programs.
    #[arg(long)]
    json: bool,
    /// Look at this machine only: ask neither our own domain nor anybody else.
    #[arg(long)]
    offline: bool,
}

/// `config` is what came of reading the settings from `file`: that they are wrong is a finding like any other.
pub(super) fn run(config: Result<Config>, file: Option<&Path>, options: &Options) -> Result<ExitCode> {
    let (clock, mut report) = (Clock::system(), Report::default());
    match config {
        Err(error) => report.must(Check::Settings, error.text()),
        Ok(config) => {
            machine::settings(&mut report, &config, file);
            let key = machine::look(&mut report, &config);
            let runs = config.data_dir.is_dir().then(|| InUse::by_others(&config.data_dir)).transpose();
            let runs = match runs {
                Ok(runs) => runs.unwrap_or(false),
                Err(error) => {
                    report.must(Check::DataFolder, error.text());
                    false
                }
            };
            let known = database::look(&mut report, &config, key.as_ref(), runs, clock.now());
            if options.offline {
                report.note(Check::Reach, "Nobody was asked, since --offline was given.");
            } else {
                block_on(async {
                    outside::look(&mut report, &config, known.as_ref(), runs, &clock).await;
                    Ok(())
                })?;
            }
        }
    }
    let to_do = report.to_do();
    if options.json {
        println!("{:#}", report.json(clock.now()));
    } else {
        print!("{report}");
        match to_do {
            0 => println!("\nAll is well."),
            _ => println!("\nTo do: {to_do}. docs/admin/doctor.md says more about each line."),
        }
    }
    Ok(if to_do == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
