//! `potluck backup`: everything that this server is, in one encrypted file, while it runs.
//!
//! The file is a gzipped tar archive inside age's passphrase encryption (age-encryption.org/v1: scrypt, and
//! ChaCha20-Poly1305 in chunks): it streams, each chunk is authenticated, and so is its end. Should this program ever
//! be gone, `age --decrypt FILE | tar --extract --gzip` opens it. What is inside stands in [`format`].

pub mod format;
pub mod passphrase;
pub mod read;
pub mod write;

use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Kind, Result};
use crate::storage::DatabaseUrl;
use crate::storage::copy::Snapshot;
use clap::Args;
use format::{Contents, Manifest, size};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use tempfile::NamedTempFile;

#[derive(Args)]
pub(super) struct Options {
    /// Where to write it: a file that is not there yet, best on another disk.
    file: PathBuf,
    #[command(flatten)]
    passphrase: passphrase::Source,
    /// Write over a file that is there.
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(config: &Config, options: &Options) -> Result<ExitCode> {
    let file = &options.file;
    if file.exists() && !options.overwrite {
        let text = format!(
            "{} is there already and was not touched. Please name a new file, or add --overwrite.",
            file.display()
        );
        return Err(Error::conflict(text));
    }
    let folder = folder_of(file);
    let cannot = |error: std::io::Error| cannot_write(file, error);
    // Made with mode 0600, under another name: a backup that was broken off is never taken for one.
    let mut unfinished = tempfile::Builder::new().prefix(".potluck-backup-").tempfile_in(folder).map_err(cannot)?;
    let passphrase = options.passphrase.read_new()?;
    let progress = progress();

    let mut snapshot = Snapshot::open(&DatabaseUrl::parse(&config.database_url())?)?;
    let manifest = Manifest::of(&mut snapshot, Clock::system().now())?;
    let secret = passphrase.clone();
    let written = write::write(unfinished.as_file_mut(), secret, &manifest, &mut snapshot, &config.data_dir, |what| {
        progress.set_message(format!("Reading {what}"))
    })
    .map_err(|error| if error.kind() == Kind::Unavailable { error } else { error_in(file, error) })?;
    drop(snapshot);
    unfinished.as_file().sync_all().map_err(cannot)?;

    progress.set_message("Reading the backup once more");
    let mut again = File::open(unfinished.path()).map_err(cannot)?;
    let (seen, found) = read::check(&mut again, passphrase, file)?;
    if seen != manifest || found != written {
        return Err(Error::internal("what was read back is not what was written"));
    }
    keep(unfinished, file, options.overwrite)?;
    progress.finish_and_clear();
    let bytes = std::fs::metadata(file).map_err(cannot)?.len();
    println!("{}", sentence(file, bytes, &manifest, &found));
    println!("Keep the passphrase in another place than the file: without it nobody can open it, and nobody can help.");
    Ok(ExitCode::SUCCESS)
}

fn sentence(file: &Path, bytes: u64, manifest: &Manifest, contents: &Contents) -> String {
    format!(
        "Wrote {} ({}), read it back and found it whole. It holds {} as it was at {}: {}.",
        file.display(),
        size(bytes),
        manifest.domain,
        manifest.made_at.format("%F %T UTC"),
        contents.in_words()
    )
}

/// Gives the finished file its name.
fn keep(unfinished: NamedTempFile, file: &Path, overwrite: bool) -> Result<()> {
    let kept = if overwrite { unfinished.persist(file) } else { unfinished.persist_noclobber(file) };
    kept.map_err(|lost| cannot_write(file, lost.error))?;
    File::open(folder_of(file)).and_then(|folder| folder.sync_all()).map_err(|error| cannot_write(file, error))
}

pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn cannot_write(file: &Path, error: std::io::Error) -> Error {
    let text = format!(
        "{} cannot be written. Is its folder there, may this user write to it, and is there room on the disk?",
        file.display()
    );
    Error::new(Kind::Unavailable, text).because(error)
}

fn error_in(file: &Path, error: Error) -> Error {
    if error.kind() != Kind::Internal {
        return error;
    }
    let text = format!("The backup {} was not written: {}", file.display(), error.text());
    Error::new(Kind::Internal, text).because(error)
}

/// Shows what is being done, to somebody at a terminal.
pub(super) fn progress() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
