//! `potluck restore`: gives a network back from its backup. Nothing is touched before the whole file was
//! authenticated and checked, and what was there before is set aside, never destroyed.

use super::backup::format::{MEDIA, Manifest, belongs};
use super::backup::{folder_of, passphrase, progress, read};
use super::in_use::InUse;
use super::start::{block_on, make_folder, open};
use crate::actions::settle::{Held, Settled, back_from_backup, settle};
use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Kind, Result};
use crate::storage::copy::{self, Loader, SetAside};
use crate::storage::{Conn, DatabaseUrl};
use age::secrecy::SecretString;
use clap::Args;
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tempfile::TempDir;

#[derive(Args)]
pub(super) struct Options {
    /// The file that `potluck backup` wrote.
    file: PathBuf,
    #[command(flatten)]
    passphrase: passphrase::Source,
    /// Set aside what is there, and put the backup in its place.
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(config: Config, options: &Options) -> Result<ExitCode> {
    let name = options.file.as_path();
    let mut file = File::open(name).map_err(|error| {
        let text = format!("{} cannot be read. Is the path right, and may this user read it?", name.display());
        Error::new(Kind::NotFound, text).because(error)
    })?;
    let passphrase = options.passphrase.read()?;
    let progress = progress();
    progress.set_message("Reading all of the backup before anything is touched");
    let (manifest, contents) = read::check(&mut file, passphrase.clone(), name)?;
    check_domain(&config, &manifest)?;

    make_folder(&config.data_dir)?;
    let in_use = InUse::alone(&config.data_dir)?;
    let place = Place::look(&config)?;
    if !place.there.is_empty() && !options.overwrite {
        let there: Vec<String> = place.there.iter().map(|path| path.display().to_string()).collect();
        let text = format!(
            "There is something here already: {}. Nothing was changed. To set it aside and put the backup in its place, \
             add --overwrite.",
            there.join(", ")
        );
        return Err(Error::conflict(text));
    }
    progress.set_message("Restoring");
    let (held, mut aside) = place.fill(&mut file, passphrase, name, &manifest)?;
    let in_use = in_use.share(&config.data_dir)?;
    progress.set_message("Erasing what has fallen due");
    let data = config.data_dir.clone();
    let settled = block_on(async {
        let app = open(config, in_use).await?;
        settle(&app.here).await
    });
    progress.finish_and_clear();

    println!(
        "Restored {} as it was at {}: {}.",
        manifest.domain,
        manifest.made_at.format("%F %T UTC"),
        contents.in_words()
    );
    if let Ok(settled) = &settled {
        println!("{}", in_words(*settled));
    }
    if held.posts > 0 {
        println!(
            "Posts that were planned for a time that has passed, and may have been posted since the backup: {}. They \
             are not posted by themselves: who planned them finds them in their app, and gives them another time or deletes \
             them.",
            held.posts
        );
    }
    if held.mails > 0 {
        println!(
            "Mails that waited when the backup was made, and may have been sent since: {}. They are not sent; what they \
             were to tell stands in the apps and on the pages of your members.",
            held.mails
        );
    }
    if held.pushes > 0 {
        println!(
            "Messages to telephones that waited when the backup was made, and may have come since: {}. They are not sent; \
             what they were to tell stands in the apps of your members.",
            held.pushes
        );
    }
    if !aside.is_empty() {
        aside.sort();
        println!("What was here before is kept, and holds people's words: {}.", aside.join(", "));
        println!("Delete it once you have seen that all is well.");
    }
    // Said last: where people's words are kept is told in any case.
    settled.map_err(|error| {
        let text = format!(
            "The backup was restored, but what had fallen due could not be erased: {} It is erased when the server starts.",
            error.text()
        );
        Error::new(error.kind(), text).because(error)
    })?;
    println!("The server can be started now; it uses {}.", data.display());
    Ok(ExitCode::SUCCESS)
}

fn in_words(settled: Settled) -> String {
    match settled {
        Settled { ended: 0, erased: 0 } => "Nothing had fallen due since: nothing was erased.".into(),
        Settled { ended, erased } => {
            format!(
                "Listings that ended because their time had passed: {ended}. Erased because it had fallen due: {erased}."
            )
        }
    }
}

fn check_domain(config: &Config, manifest: &Manifest) -> Result<()> {
    let domain = config.domain.to_string();
    if manifest.domain == domain {
        return Ok(());
    }
    Err(Error::conflict(format!(
        "This backup is of `{}`, but `domain` is set to `{domain}`. Nothing was changed. A network cannot change its \
         domain: other servers know it. Please restore it with the settings that it had.",
        manifest.domain
    )))
}

/// Where the backup goes.
struct Place {
    data: PathBuf,
    url: DatabaseUrl,
    /// What is there now.
    there: Vec<PathBuf>,
    /// Of this restore, in the names of what it sets aside.
    mark: String,
}

fn cannot(error: std::io::Error) -> Error {
    let text = "A file could not be written. Is there room on the disk, and may this user write there? What was here \
                before is as it was.";
    Error::new(Kind::Unavailable, text).because(error)
}

impl Place {
    fn look(config: &Config) -> Result<Self> {
        let url = DatabaseUrl::parse(&config.database_url())?;
        if copy::others_are_connected(&url)? {
            return Err(Error::conflict(
                "Somebody else is connected to this database, perhaps a running server. Nothing was changed. Please stop it first.",
            ));
        }
        let mut there = Vec::new();
        if !copy::is_empty(&url)? {
            there.push(match &url {
                DatabaseUrl::Sqlite(path) => path.clone(),
                DatabaseUrl::Postgres(_) => PathBuf::from("the tables of the database"),
            });
        }
        for entry in std::fs::read_dir(&config.data_dir).map_err(cannot)? {
            let path = entry.map_err(cannot)?.file_name();
            if belongs(Path::new(&path)) || path == MEDIA {
                there.push(config.data_dir.join(path));
            }
        }
        there.sort();
        let mark = Clock::system().now().format("%Y%m%d_%H%M%S").to_string();
        Ok(Self { data: config.data_dir.clone(), url, there, mark })
    }

    /// Puts the backup in place of what is there; answers what is not done by itself because of that, and where what was there is
    /// now.
    fn fill(
        &self,
        file: &mut File,
        passphrase: SecretString,
        name: &Path,
        manifest: &Manifest,
    ) -> Result<(Held, Vec<String>)> {
        // Everything is made beside its place first, and given its name at the very end.
        let staged = tempfile::Builder::new().prefix(".potluck-restore-").tempdir_in(&self.data).map_err(cannot)?;
        let (url, database) = match &self.url {
            DatabaseUrl::Sqlite(path) => {
                let beside =
                    tempfile::Builder::new().prefix(".potluck-restore-").tempdir_in(folder_of(path)).map_err(cannot)?;
                let new = beside.path().join("new.sqlite");
                make_private(&new).map_err(cannot)?;
                (DatabaseUrl::Sqlite(new.clone()), Some((beside, new, path)))
            }
            DatabaseUrl::Postgres(_) => (self.url.clone(), None),
        };
        let fill = |loader: &mut Loader<'_>| -> Result<()> {
            loader.expect(&manifest.tables)?;
            let (again, _) = read::walk(file, passphrase, name, |part| match part {
                read::Part::Manifest(_) => Ok(()),
                read::Part::Rows { table, json } => loader.add(table, json).map(drop),
                read::Part::File { path, from } => put(&staged, &path, from).map_err(cannot),
            })?;
            // The same bytes, by whatever name they are called now.
            if again == *manifest { Ok(()) } else { Err(Error::internal("the backup changed while it was read")) }
        };
        // In the same transaction: should this end before its last step, no server posts or sends again what was.
        let last = |conn: &mut Conn| back_from_backup(conn, Clock::system().now());
        let (held, SetAside { schema }) = copy::replace(&url, &manifest.migrations, &self.mark, fill, last)?;
        let mut aside: Vec<String> =
            schema.map(|schema| format!("the schema \"{schema}\" of the database")).into_iter().collect();
        let switched = self.switch(&staged, database.as_ref().map(|(_, new, path)| (new.as_path(), path.as_path())));
        match switched {
            Ok(paths) => aside.extend(paths),
            Err(error) => {
                let kept = staged.keep();
                let database = database.map(|(beside, ..)| beside.keep().display().to_string());
                let text = format!(
                    "The backup was read, but not everything could be put in its place. What is missing is in {} {}. \
                     What was here before is beside its place, with {} in its name.",
                    kept.display(),
                    database.unwrap_or_default(),
                    self.mark
                );
                return Err(Error::new(Kind::Unavailable, text).because(error));
            }
        }
        Ok((held, aside))
    }

    /// Gives everything its name: what was there is renamed, what was made takes its place.
    fn switch(&self, staged: &TempDir, database: Option<(&Path, &Path)>) -> std::io::Result<Vec<String>> {
        let mut aside = Vec::new();
        let mut set_aside = |path: &Path| {
            let mut to = path.as_os_str().to_owned();
            to.push(format!(".before_restore_{}", self.mark));
            std::fs::rename(path, &to)?;
            aside.push(PathBuf::from(to).display().to_string());
            std::io::Result::Ok(())
        };
        for path in &self.there {
            if path.exists() {
                set_aside(path)?;
            }
        }
        if let Some((new, path)) = database {
            for end in ["-wal", "-shm"] {
                let mut log = path.as_os_str().to_owned();
                log.push(end);
                if Path::new(&log).exists() {
                    set_aside(Path::new(&log))?;
                }
            }
            std::fs::rename(new, path)?;
            sync(folder_of(path))?;
        }
        for entry in std::fs::read_dir(staged.path())? {
            let entry = entry?;
            std::fs::rename(entry.path(), self.data.join(entry.file_name()))?;
        }
        sync(&self.data)?;
        Ok(aside)
    }
}

fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// An empty file that only its owner may read.
fn make_private(path: &Path) -> std::io::Result<File> {
    File::options().write(true).create_new(true).mode(0o600).open(path)
}

fn put(staged: &TempDir, path: &Path, from: &mut dyn Read) -> std::io::Result<()> {
    let to = staged.path().join(path);
    std::fs::create_dir_all(folder_of(&to))?;
    let mut file = make_private(&to)?;
    std::io::copy(from, &mut file)?;
    file.sync_all()
}
