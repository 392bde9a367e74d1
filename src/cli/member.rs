//! `potluck member`: neighbors with an account here.

use super::start::{block_on, start};
use crate::actions::add_member::add_member;
use crate::actions::leave::remove_member;
use crate::actions::log::note_before;
use crate::actions::sign_in::{give_link, give_password, link_life};
use crate::app::{App, Who};
use crate::config::Config;
use crate::domain::moderation::Deed;
use crate::domain::{member, password};
use crate::error::Result;
use crate::error::{Error, Kind};
use crate::federation::signature::generate_keys;
use crate::http::export::export;
use crate::storage::members;
use clap::Subcommand;
use std::fs::OpenOptions;
use std::io::{BufRead, BufWriter, ErrorKind, IsTerminal, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Erase a member at their wish, here and, as far as others comply, everywhere. It cannot be undone.
    Remove {
        /// Whom. Nobody else gets this handle later.
        handle: String,
    },
    /// Write everything that is kept about a member into a ZIP, to be handed to them and nobody else.
    Export {
        /// Whose.
        handle: String,
        /// The file to make. One that is there is never overwritten.
        file: PathBuf,
    },
    /// Give a member a password: asked for at the terminal, or read as one line from standard input. All their browsers
    /// are signed out.
    Password {
        /// Whose.
        handle: String,
    },
    /// Make a link that signs a member in once, within a day, so that they set a password themselves. It is the last line
    /// of what is printed; hand it to them and nobody else.
    Link {
        /// Whom.
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
                println!("Erased {}. The running server tells everyone whom their words reached.", handle.trim());
                return Ok(ExitCode::SUCCESS);
            }
            Command::Password { handle } => {
                let handle = member::handle(&handle)?;
                let password = ask_for_password(&handle)?;
                let hash = app.passwords.hash(Who::Other, password).await?;
                give_password(&app.here, &handle, hash).await?;
                println!(
                    "{handle} signs in with this password now, and changes it at {}settings.",
                    app.config.base_url()
                );
                return Ok(ExitCode::SUCCESS);
            }
            Command::Link { handle } => {
                let link = give_link(&app.here, &handle).await?;
                println!("This link signs {} in once, within {} hours:", handle.trim(), link_life().num_hours());
                println!("{link}");
                return Ok(ExitCode::SUCCESS);
            }
            Command::Export { handle, file } => {
                export_to(&app, &handle, &file).await?;
                println!("Wrote {}. It holds what is private: please hand it to {handle} only.", file.display());
                return Ok(ExitCode::SUCCESS);
            }
        };
        let keys = tokio::task::spawn_blocking(generate_keys).await.map_err(Error::internal)??;
        add_member(&app.here, &handle, &name, keys).await?;
        println!("Added {}. Make them a link to sign in with: potluck member link {handle}", handle.trim());
        Ok(ExitCode::SUCCESS)
    })
}

/// At a terminal it is asked for twice, and not shown.
fn ask_for_password(handle: &str) -> Result<String> {
    let cannot = |error: std::io::Error| {
        Error::new(Kind::Unavailable, "The password could not be read. Nothing was changed.").because(error)
    };
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password(format!("New password for {handle}: ")).map_err(cannot)?;
        if rpassword::prompt_password("Once more: ").map_err(cannot)? != first {
            return Err(Error::new(Kind::Invalid, "The two are not the same. Nothing was changed; please try again."));
        }
        first
    } else {
        let mut line = String::new();
        std::io::stdin().lock().take(4_096).read_line(&mut line).map_err(cannot)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    password::check(&password, handle)?;
    Ok(password)
}

/// Writes a member's export to a new file that only this user may read. What is not finished is taken away.
async fn export_to(app: &App, handle: &str, file: &Path) -> Result<()> {
    let handle = member::handle(handle)?;
    let nobody = || Error::new(Kind::NotFound, format!("There is no member `{handle}` here."));
    let name = handle.clone();
    let found = app.here.db.read(move |conn| members::by_handle(conn, &name)).await?.ok_or_else(nobody)?;
    note_before(&app.here, Deed::MemberExported).await?;
    let to = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::AlreadyExists => "there is a file of that name already, and it is not overwritten",
            ErrorKind::NotFound => "its folder is not there",
            ErrorKind::PermissionDenied => "this user may not write there",
            _ => "the system refuses",
        };
        Error::new(Kind::Unavailable, format!("The file {} cannot be made: {why}.", file.display())).because(error)
    })?;
    let written = match export(app, found.id, BufWriter::new(to), None).await {
        Ok(mut to) => to.flush().and_then(|()| to.get_ref().sync_all()).map_err(|error| {
            Error::new(Kind::Unavailable, "The file could not be written to its end. Is the disk full?").because(error)
        }),
        Err(error) if error.kind() == Kind::NotFound => Err(nobody()),
        Err(error) => Err(error),
    };
    if written.is_err() {
        std::fs::remove_file(file).map_err(|error| {
            let text = format!("{} is not whole and could not be taken away. Please delete it.", file.display());
            Error::new(Kind::Unavailable, text).because(error)
        })?;
    }
    written
}
