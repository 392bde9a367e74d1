//! `potluck mail`: whether mail goes out.

use super::start::block_on;
use crate::adapters::mail::Mailer;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::mail::{Address, Letter};
use crate::error::{Error, Kind, Result};
use crate::i18n::Lang;
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Send a trial to an address, and say what the mail server said. It needs neither the database nor a server that runs.
    Test {
        /// Where to, such as your own address.
        address: String,
    },
}

pub(super) fn run(config: &Config, command: Command) -> Result<ExitCode> {
    let Command::Test { address } = command;
    let to = Address::parse(&address)?;
    let Some(mailer) = Mailer::new(&config.mail, &config.network.name, config.domain.host())? else {
        let text = "This server sends no mail: `mail.host` is not set. docs/admin/mail.md says how to set it.";
        return Err(Error::new(Kind::Invalid, text));
    };
    let lang = config.network.languages.iter().find_map(|tag| Lang::from_tag(&tag.to_string())).unwrap_or(Lang::En);
    let letter = Letter::trial(to, lang, &config.network.name);
    block_on(async { mailer.try_send(&letter, Clock::system().now()).await })?;
    println!("The mail server took it. Please look whether it arrived, also among unwanted mail.");
    Ok(ExitCode::SUCCESS)
}
