//! Programs that are not ours, installed beside what cargo builds: once for each lock file.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a program says, or why it does not run.
///
/// # Errors
/// A sentence with what it complained about.
pub fn run(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).output().map_err(|error| format!("{name} does not run ({error})"))?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&stderr);
    let is_error = |line: &&str| line.to_ascii_lowercase().contains("error");
    let last = said.lines().filter(is_error).take(2).collect::<Vec<_>>().join(" ");
    Err(format!("{name} ended with {status}: {last}"))
}

/// A folder of cargo's own that holds these files.
pub fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for (name, text) in files {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder in cargo's own");
        std::fs::write(file, text).expect("a file in cargo's own folder");
    }
    folder
}

/// Installs into a folder, unless that was done with the same locked versions before.
///
/// # Errors
/// What `install` says.
pub fn once(folder: &Path, wanted: &str, install: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let stamp = folder.join("installed");
    if std::fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    install()?;
    std::fs::write(&stamp, wanted).expect("a file in cargo's own folder");
    Ok(())
}

/// A Node that is new enough, and where its packages are.
pub struct Node {
    /// Where `package.json` and `node_modules` are.
    pub folder: PathBuf,
    /// What runs.
    pub program: PathBuf,
    /// `v22.1.0`.
    pub version: String,
}

fn version(program: &Path, oldest: u32) -> Result<String, String> {
    let version = run(Command::new(program).arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= oldest) {
        Ok(version)
    } else {
        Err(format!("Node {oldest} is needed, and {} is {version}", program.display()))
    }
}

impl Node {
    /// Installs packages. `files` are `package.json`, `package-lock.json` and others; what is optional in them is a Node
    /// for machines that have none, or an older one than `oldest`.
    ///
    /// # Errors
    /// Why it cannot be done here.
    pub fn install(name: &str, files: &[(&str, &str)], oldest: u32) -> Result<Self, String> {
        let folder = folder(name, files);
        let own = Path::new("node").to_owned();
        let own_fits = version(&own, oldest).is_ok();
        once(&folder, &format!("{}{}", files[0].1, files[1].1), || {
            let mut npm = Command::new("npm");
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]).current_dir(&folder);
            if own_fits {
                npm.arg("--omit=optional");
            }
            run(&mut npm).map(drop)
        })?;
        let processor = match std::env::consts::ARCH {
            "aarch64" => "arm64",
            _ => "x64",
        };
        let brought = folder.join(format!("node_modules/node-linux-{processor}/bin/node"));
        let program = if brought.exists() { brought } else { own };
        let version = version(&program, oldest)?;
        Ok(Self { folder, program, version })
    }
}
