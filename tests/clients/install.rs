//! What the clients are installed with.

use crate::support::programs::{Node, folder, once, run};
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// A Python with the packages of `python/requirements.txt`.
pub struct Python {
    /// Where its environment, the programs that use it, and toot's source package are.
    pub folder: PathBuf,
}

const PYTHON: [(&str, &str); 5] = [
    ("requirements.txt", include_str!("python/requirements.txt")),
    ("toot_client.py", include_str!("python/toot_client.py")),
    ("mastodon_py_client.py", include_str!("python/mastodon_py_client.py")),
    ("speak.py", include_str!("python/speak.py")),
    ("plugin/potluck_members.py", include_str!("python/potluck_members.py")),
];
const NODE: [(&str, &str); 4] = [
    ("package.json", include_str!("node/package.json")),
    ("package-lock.json", include_str!("node/package-lock.json")),
    (".npmrc", include_str!("node/.npmrc")),
    ("masto_client.mjs", include_str!("node/masto_client.mjs")),
];
const MEGALODON: [(&str, &str); 3] = [
    ("Cargo.toml", include_str!("megalodon/Cargo.toml")),
    ("Cargo.lock", include_str!("megalodon/Cargo.lock")),
    ("src/main.rs", include_str!("megalodon/src/main.rs")),
];
/// toot's tests come with its source package alone, which is taken apart and not installed.
const UNPACK: &str = "import glob, tarfile; tarfile.open(glob.glob('source/toot-*.tar.gz')[0]).extractall('source')";

impl Python {
    /// Its interpreter.
    pub fn program(&self) -> PathBuf {
        self.folder.join("environment/bin/python")
    }

    /// Where toot's source package was taken apart.
    pub fn toot(&self) -> PathBuf {
        let inside = std::fs::read_dir(self.folder.join("source")).expect("toot's source package");
        let mut folders = inside.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
        folders.next().expect("toot's source package")
    }
}

/// Makes an environment with the locked packages. Says why it cannot be done here.
pub fn python() -> Result<Python, String> {
    // Several stories need it, and are told at once.
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = folder("clients/python", &PYTHON);
    let python = Python { folder: folder.clone() };
    once(&folder, &format!("{}{UNPACK}", PYTHON[0].1), || {
        for old in ["environment", "source"] {
            if let Err(error) = std::fs::remove_dir_all(folder.join(old))
                && error.kind() != std::io::ErrorKind::NotFound
            {
                return Err(format!("what was installed before cannot be taken away ({error})"));
            }
        }
        run(Command::new("python3").args(["-m", "venv", "environment"]).current_dir(&folder))?;
        let pip = |words: &[&str]| {
            let mut pip = Command::new(python.program());
            pip.args(["-m", "pip", "--disable-pip-version-check", "--quiet"]).args(words).current_dir(&folder);
            run(&mut pip).map(drop)
        };
        pip(&["install", "--require-hashes", "--requirement", "requirements.txt"])?;
        // The same line of the lock file names both packages of toot.
        let lock = PYTHON[0].1.lines().skip_while(|line| !line.starts_with("toot==")).take(3).collect::<Vec<_>>();
        std::fs::write(folder.join("toot.txt"), lock.join("\n")).expect("a file in cargo's own folder");
        let source = ["--no-deps", "--no-build-isolation", "--no-binary", "toot", "--dest", "source"];
        pip(&[&["download", "--require-hashes", "--requirement", "toot.txt"], &source[..]].concat())?;
        run(Command::new(python.program()).args(["-c", UNPACK]).current_dir(&folder)).map(drop)
    })?;
    Ok(python)
}

/// Installs masto.
pub fn node() -> Result<Node, String> {
    Node::install("clients/node", &NODE, 20)
}

/// Builds the program around megalodon; answers where it is.
pub fn megalodon() -> Result<PathBuf, String> {
    let folder = folder("clients/megalodon", &MEGALODON);
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        // What cargo tells the tests is about another package, and so is what looks at this one while it is compiled.
        let is_told = name.to_string_lossy().starts_with("CARGO_") && name != "CARGO_HOME";
        if is_told || name == "RUSTC_WORKSPACE_WRAPPER" || name == "CLIPPY_ARGS" {
            cargo.env_remove(name);
        }
    }
    run(cargo.args(["build", "--quiet", "--locked", "--target-dir", "target"]).current_dir(&folder))?;
    Ok(folder.join("target/debug/potluck-clients-megalodon"))
}
