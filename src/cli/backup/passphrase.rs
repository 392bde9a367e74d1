//! The passphrase of a backup: from a file, a variable or somebody at a terminal, never from an argument, which
//! everyone on the machine can see.

use crate::error::{Error, Kind, Result};
use age::secrecy::{ExposeSecret, SecretString};
use clap::Args;
use std::io::{IsTerminal, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The variable that may hold it.
pub const VARIABLE: &str = "POTLUCK_BACKUP_PASSPHRASE";
/// Characters of a new one, at least.
const LEAST: usize = 12;

/// Where it comes from.
#[derive(Args)]
pub struct Source {
    /// A file with the passphrase, which only its owner may read. Otherwise it is taken from the variable
    /// POTLUCK_BACKUP_PASSPHRASE, or asked for.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Source {
    /// For a new backup: asked for twice, and long enough.
    ///
    /// # Errors
    /// `Invalid` with a sentence that says what to do.
    pub(super) fn read_new(&self) -> Result<SecretString> {
        let (passphrase, was_asked) = self.any("Passphrase for this backup: ")?;
        if passphrase.expose_secret().chars().count() < LEAST {
            let text = format!(
                "The passphrase is too short: a backup holds everything, so please take {LEAST} characters or more, \
                 such as six words."
            );
            return Err(Error::new(Kind::Invalid, text));
        }
        if was_asked && ask("Once more: ")?.expose_secret() != passphrase.expose_secret() {
            return Err(Error::new(Kind::Invalid, "The two are not the same. Nothing was written; please try again."));
        }
        Ok(passphrase)
    }

    /// For a backup that is there.
    ///
    /// # Errors
    /// `Invalid` with a sentence that says what to do.
    pub fn read(&self) -> Result<SecretString> {
        Ok(self.any("Passphrase of this backup: ")?.0)
    }

    fn any(&self, question: &str) -> Result<(SecretString, bool)> {
        if let Some(path) = &self.passphrase_file {
            return Ok((from_file(path)?, false));
        }
        if let Some(text) = std::env::var_os(VARIABLE) {
            let text = text.into_string().map_err(|_| {
                Error::new(Kind::Invalid, format!("{VARIABLE} is not UTF-8. Please choose another passphrase."))
            })?;
            return Ok((SecretString::from(text), false));
        }
        if !std::io::stdin().is_terminal() {
            let text = format!(
                "There is no passphrase. Please put it into a file that only you can read and add --passphrase-file \
                 FILE, or set {VARIABLE}."
            );
            return Err(Error::new(Kind::Invalid, text));
        }
        Ok((ask(question)?, true))
    }
}

fn ask(question: &str) -> Result<SecretString> {
    let text = rpassword::prompt_password(question).map_err(|error| {
        Error::new(Kind::Unavailable, "The passphrase could not be asked for at this terminal.").because(error)
    })?;
    Ok(SecretString::from(text))
}

fn from_file(path: &Path) -> Result<SecretString> {
    let name = path.display();
    let cannot = |error: std::io::Error| {
        let text = format!("The passphrase file {name} cannot be read. Is the path right, and may this user read it?");
        Error::new(Kind::NotFound, text).because(error)
    };
    let file = std::fs::File::open(path).map_err(cannot)?;
    if file.metadata().map_err(cannot)?.permissions().mode() & 0o077 != 0 {
        let text = format!("The passphrase file {name} can be read by others. Please run: chmod 600 {name}");
        return Err(Error::new(Kind::Invalid, text));
    }
    let mut text = String::new();
    file.take(4_096).read_to_string(&mut text).map_err(cannot)?;
    let line = text.trim_end_matches(['\r', '\n']);
    if line.is_empty() || line.contains('\n') {
        let text = format!("The passphrase file {name} must hold the passphrase as its only line.");
        return Err(Error::new(Kind::Invalid, text));
    }
    Ok(SecretString::from(line.to_owned()))
}
