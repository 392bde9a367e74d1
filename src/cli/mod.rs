//! The commands: one file each.

pub mod backup;
pub mod demo;
pub mod doctor;
pub mod exchange;
mod in_use;
mod mail;
mod member;
mod migrate;
mod outbox;
mod restore;
mod role;
mod serve;
mod start;
#[cfg(debug_assertions)]
mod testing;
mod token;

use crate::config::{Config, environment};
use crate::error::{Kind, Result};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The server that a neighborhood runs so that neighbors can feed and look after one another.
#[derive(Parser)]
#[command(name = "potluck", version, about, arg_required_else_help = true)]
struct Cli {
    /// The settings file (TOML). Settings can also be given as POTLUCK_… variables, which win over the file.
    #[arg(long, global = true, value_name = "FILE", env = "POTLUCK_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server.
    Serve,
    /// Bring the database up to date; safe beside a running server.
    Migrate,
    /// Members.
    #[command(subcommand)]
    Member(member::Command),
    /// Tokens to sign in with.
    #[command(subcommand)]
    Token(token::Command),
    /// Mail.
    #[command(subcommand)]
    Mail(mail::Command),
    /// What must be told to other networks.
    #[command(subcommand)]
    Outbox(outbox::Command),
    /// Read places or resources in from a CSV file or HSDS JSON: all lines or none, and twice is once.
    Import(exchange::Import),
    /// Write places or resources to a file that others can read in.
    Export(exchange::Export),
    /// Roles, which always have an end.
    #[command(subcommand)]
    Role(role::Command),
    /// Write everything into one encrypted file, while the server runs.
    Backup(backup::Options),
    /// Give the network back from a backup; the server must not run.
    Restore(restore::Options),
    /// Look at everything that this server stands on, and say what must be done.
    Doctor(doctor::Options),
    /// Show the main job: three neighborhoods on this machine pass along an offer.
    Demo(demo::Options),
}

/// Runs the command line: 0 when all went well, 1 with a sentence when it did not, 2 for a command that is not one.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    match run(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("potluck: {error}");
            // Whoever runs a command is who would read the log; a fault of ours cannot be mended without its cause.
            match (error.kind(), error.cause()) {
                (Kind::Internal | Kind::Unavailable, Some(cause)) => eprintln!("The cause: {cause}"),
                (_, Some(cause)) => tracing::debug!(?cause, "the cause"),
                (_, None) => {}
            }
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    if let Command::Demo(options) = cli.command {
        return demo::run(options);
    }
    let config = Config::load(cli.config.as_deref(), environment());
    if let Command::Doctor(options) = &cli.command {
        return doctor::run(config, cli.config.as_deref(), options);
    }
    let config = config?;
    match cli.command {
        Command::Serve => serve::run(config),
        Command::Migrate => migrate::run(&config),
        Command::Member(command) => member::run(config, command),
        Command::Token(command) => token::run(config, command),
        Command::Mail(command) => mail::run(&config, command),
        Command::Outbox(command) => outbox::run(config, command),
        Command::Import(options) => exchange::import(config, options),
        Command::Export(options) => exchange::export(config, options),
        Command::Role(command) => role::run(config, command),
        Command::Backup(options) => backup::run(&config, &options),
        Command::Restore(options) => restore::run(config, &options),
        Command::Demo(_) | Command::Doctor(_) => Ok(ExitCode::SUCCESS),
    }
}
