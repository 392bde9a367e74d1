//! What an operator gives: settings (TOML and variables), and backups to restore. The first line says which.

use super::support::{is_line, is_text, named};
use age::scrypt::Recipient;
use age::secrecy::SecretString;
use flate2::Compression;
use flate2::write::GzEncoder;
use potluck::cli::backup::read::{Part, walk};
use potluck::config::Config;
use potluck::storage::DatabaseUrl;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Component, Path};

/// Settings or a backup.
pub fn check(data: &[u8]) {
    match named(data) {
        Some(("settings", rest)) => settings(rest),
        Some(("variables", rest)) => variables(rest),
        // As it lies there: what is not one of ours, or was altered.
        Some(("backup", rest)) if !is_costly(rest) => backup(rest),
        // From the inside, by somebody who knows the passphrase.
        Some(("packed", rest)) => backup(&encrypted(rest)),
        Some(("archive", rest)) => backup(&encrypted(&packed(rest))),
        Some(("entries", rest)) => backup(&encrypted(&packed(&archive(rest)))),
        _ => {}
    }
}

/// Whether settings name a file that never ends: no finding, since whoever runs the server names it.
fn names_a_device(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("password_file") && ["/dev", "/proc", "/sys", "\\"].iter().any(|part| text.contains(part))
}

fn settings(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if names_a_device(&text) {
        return;
    }
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(data).expect("room for a file");
    hold(Config::load(Some(file.path()), std::iter::empty()), is_named_once(&text));
}

/// `NAME=value` in each line.
fn variables(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if names_a_device(text) {
        return;
    }
    let variables = text.lines().filter_map(|line| line.split_once('='));
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    hold(Config::load(None, variables), is_named_once(text));
}

/// Whether each password stands nowhere but where it should.
fn is_named_once(text: &str) -> bool {
    ["hunter2-of-the-database", "hunter2-of-the-mail"].iter().all(|secret| text.matches(secret).count() <= 1)
}

fn hold(config: potluck::Result<Config>, named_once: bool) {
    let config = match config {
        Ok(config) => config,
        Err(error) => return assert!(!error.text().is_empty()),
    };
    assert!((1..=30).contains(&config.network.handle.len()));
    is_line(&config.network.name, 100);
    is_text(&config.network.about, 5_000);
    assert!(!config.network.languages.is_empty());
    assert!(config.base_url().has_host());
    let _ = config.may_talk_to_url(&config.base_url());
    DatabaseUrl::parse(&config.database_url()).expect("it was checked");
    // A password never stands in what is logged.
    if config.database_url().contains(":hunter2-of-the-database@") && named_once {
        assert!(!format!("{config:?}").contains("hunter2-of-the-database"));
    }
    if config.mail.password.reveal() == "hunter2-of-the-mail" && named_once {
        assert!(!format!("{config:?}").contains("hunter2-of-the-mail"));
    }
    let mail = &config.mail;
    assert!(mail.port > 0);
    assert!(!mail.is_on() || !mail.from.is_empty());
    assert!(mail.is_on() || (mail.user.is_empty() && mail.password.reveal().is_empty()));
    assert!([&mail.host, &mail.from, &mail.user].iter().all(|word| word.bytes().all(|byte| byte.is_ascii_graphic())));
    let web = &config.web;
    is_line(&web.map_attribution, 100);
    assert!(web.map_tiles.is_none() || !web.map_attribution.is_empty());
    assert!(web.map_attribution_url.as_ref().is_none_or(|url| url.scheme() == "https"));
}

/// How much work a passphrase costs stands in the file itself. Half a minute is allowed, and would be no finding.
fn is_costly(file: &[u8]) -> bool {
    let head = &file[..file.len().min(1_000)];
    let head = String::from_utf8_lossy(head);
    let factors = head.lines().filter(|line| line.starts_with("-> scrypt")).filter_map(|line| line.rsplit(' ').next());
    factors.filter_map(|factor| factor.parse::<u64>().ok()).any(|factor| factor > 12)
}

fn passphrase() -> SecretString {
    SecretString::from("seven quiet apples".to_owned())
}

fn encrypted(inside: &[u8]) -> Vec<u8> {
    let mut recipient = Recipient::new(passphrase());
    recipient.set_work_factor(1);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).expect("a passphrase");
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file).expect("memory");
    writer.write_all(inside).expect("memory");
    writer.finish().expect("memory");
    file
}

fn packed(inside: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(inside).expect("memory");
    writer.finish().expect("memory")
}

/// `# name` begins an entry, and what follows is in it.
fn archive(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let mut builder = tar::Builder::new(Vec::new());
    for entry in text.split("\n# ") {
        let (name, inside) = entry.split_once('\n').unwrap_or((entry, ""));
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o600);
        header.set_size(inside.len() as u64);
        // Names that the library would not write (`..`, a slash before it) are written all the same.
        if let Some(place) = header.as_mut_bytes().get_mut(..100) {
            let name = name.trim_start_matches("# ").as_bytes();
            let length = name.len().min(100);
            place[..length].copy_from_slice(&name[..length]);
        }
        header.set_cksum();
        builder.append(&header, inside.as_bytes()).expect("memory");
    }
    builder.into_inner().expect("memory")
}

/// Reads a backup to its end. Nothing that is handed out lies elsewhere than it may.
fn backup(bytes: &[u8]) {
    let mut file: File = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("room for a file");
    file.seek(SeekFrom::Start(0)).expect("a file");
    let (mut rows, mut files) = (0, 0);
    let read = walk(&mut file, passphrase(), Path::new("the file"), |part| {
        match part {
            Part::Manifest(manifest) => assert!(manifest.format <= 1),
            Part::Rows { table, json } => {
                let list: Vec<Vec<serde_json::Value>> = serde_json::from_str(json).expect("it was looked at");
                assert!(list.iter().all(|row| row.len() == table.columns.len()));
                rows += list.len() as u64;
            }
            Part::File { path, from } => {
                assert!(path.components().all(|part| matches!(part, Component::Normal(_))), "{}", path.display());
                assert!(path.starts_with("media") || path.extension().is_some_and(|end| end == "key"));
                files += 1;
                std::io::copy(&mut from.take(1 << 20), &mut std::io::sink()).ok();
            }
        }
        Ok(())
    });
    if let Ok((_, contents)) = read {
        assert_eq!(contents.rows.values().sum::<u64>(), rows);
        assert_eq!(contents.keys + contents.media, files);
    }
}
