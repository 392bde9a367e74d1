//! This machine: the settings, the data folder, the keys, the disk.

use super::report::{Check, Report};
use crate::cli::backup::folder_of;
use crate::cli::backup::format::{belongs, size};
use crate::config::{Config, FederationMode, is_in_environment};
use crate::seal::MasterKey;
use crate::storage::DatabaseUrl;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Below so many free bytes something must be done.
const TOO_LITTLE: u64 = 500_000_000;
/// Below so many it is good to know.
const LITTLE: u64 = 2_000_000_000;

pub(super) fn settings(report: &mut Report, config: &Config, file: Option<&Path>) {
    let before = report.to_do();
    if let (Some(path), Some(_)) = (file, &config.database)
        && config.database_url().starts_with("postgres")
        && !is_in_environment("database_url")
        && mode(path).is_some_and(|mode| mode & 0o007 != 0)
    {
        let text = format!(
            "Others on this machine can read the database's password in {0}. Please run: chmod 640 {0} (and see that the \
             server's user may still read it).",
            path.display()
        );
        report.must(Check::Settings, text);
    }
    let mail = &config.mail;
    let holds_password = match &mail.password_file {
        Some(path) => Some(path.as_path()),
        None => file.filter(|_| !mail.password.reveal().is_empty() && !is_in_environment("mail.password")),
    };
    if let Some(path) = holds_password.filter(|path| mode(path).is_some_and(|mode| mode & 0o007 != 0)) {
        let text = format!(
            "Others on this machine can read the mail server's password in {0}. Please run: chmod 640 {0} (and see that the \
             server's user may still read it).",
            path.display()
        );
        report.must(Check::Settings, text);
    }
    if config.federation.development {
        let text = "`federation.development` is on: this server is for this machine only. A neighborhood's server must \
                    not have it.";
        report.note(Check::Settings, text);
    }
    if config.network.area.is_none() {
        let text = "The settings do not say roughly where the neighborhood is ([network.area]). Unless an operator says \
                    it on /settings/network, other networks do not see how far it is.";
        report.note(Check::Settings, text);
    }
    if report.to_do() == before {
        let talks = match config.federation.mode {
            FederationMode::Open => "everyone who is not blocked".to_owned(),
            FederationMode::ListOnly => format!("{} listed hosts", config.federation.allowed_hosts.len()),
        };
        report.ok(Check::Settings, format!("{} listens on {} and talks to {talks}.", config.base_url(), config.bind));
    }
}

/// The data folder, the keys in it, and room on the disk. Answers the key, if it can be read.
pub(super) fn look(report: &mut Report, config: &Config) -> Option<MasterKey> {
    let data = &config.data_dir;
    if !data.is_dir() {
        let text = format!(
            "The folder {} is not there. If this server never ran, start it: potluck serve. If it did, set `data_dir` to \
             where its data is, or restore a backup.",
            data.display()
        );
        report.must(Check::DataFolder, text);
        return None;
    }
    folder(report, data);
    let key = keys(report, data);
    disk(report, config);
    key
}

fn folder(report: &mut Report, data: &Path) {
    let name = data.display();
    if tempfile::Builder::new().prefix(".potluck-probe").tempfile_in(data).is_err() {
        let text = format!(
            "This user cannot write to {name}. Please run this as the user that the server runs as, or give that user \
             the folder: chown -R USER {name}"
        );
        return report.must(Check::DataFolder, text);
    }
    if mode(data).is_some_and(|mode| mode & 0o007 != 0) {
        let text = format!("Others on this machine can look into {name}. Please run: chmod 700 {name}");
        return report.must(Check::DataFolder, text);
    }
    report.ok(Check::DataFolder, format!("{name} can be written to, and others cannot look into it."));
}

fn keys(report: &mut Report, data: &Path) -> Option<MasterKey> {
    let mut all_private = true;
    for entry in std::fs::read_dir(data).into_iter().flatten().flatten() {
        let path = PathBuf::from(entry.file_name());
        // The master key says so by itself, below.
        if belongs(&path)
            && path != Path::new("master.key")
            && mode(&entry.path()).is_some_and(|mode| mode & 0o077 != 0)
        {
            all_private = false;
            let path = entry.path();
            let text = format!("The key file {0} can be read by others. Please run: chmod 600 {0}", path.display());
            report.must(Check::Keys, text);
        }
    }
    match MasterKey::existing(&data.join("master.key")) {
        Ok(key) => {
            if all_private {
                report.ok(Check::Keys, "The key file is there, and only its owner can read it.");
            }
            Some(key)
        }
        Err(error) => {
            report.must(Check::Keys, error.text());
            None
        }
    }
}

fn disk(report: &mut Report, config: &Config) {
    let mut places = vec![config.data_dir.as_path()];
    let url = DatabaseUrl::parse(&config.database_url());
    if let Ok(DatabaseUrl::Sqlite(path)) = &url
        && folder_of(path) != config.data_dir
    {
        places.push(folder_of(path));
    }
    for place in places {
        let name = place.display();
        match rustix::fs::statvfs(place) {
            Err(error) => {
                report.must(
                    Check::Disk,
                    format!("How much room there is at {name} cannot be seen ({error}). Is it there?"),
                );
            }
            Ok(disk) => {
                let free = disk.f_bavail.saturating_mul(disk.f_frsize);
                let text = format!("{} are free at {name}.", size(free));
                match free {
                    ..TOO_LITTLE => report.must(
                        Check::Disk,
                        format!("Only {text} Please make room: when the disk is full, nothing can be posted any more."),
                    ),
                    TOO_LITTLE..LITTLE => report.note(Check::Disk, format!("Only {text} Make room before long.")),
                    _ => report.ok(Check::Disk, text),
                }
            }
        }
    }
}

fn mode(path: &Path) -> Option<u32> {
    std::fs::metadata(path).ok().map(|data| data.permissions().mode())
}
