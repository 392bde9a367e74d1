//! A client that runs, and does what it is told.

use crate::install;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// One of the clients.
#[derive(Clone, Copy)]
pub enum Kind {
    Toot,
    MastodonPy,
    Masto,
    Megalodon,
}

/// All of them, by their names.
pub const ALL: [(&str, Kind); 4] =
    [("toot", Kind::Toot), ("mastodon_py", Kind::MastodonPy), ("masto", Kind::Masto), ("megalodon", Kind::Megalodon)];

/// An installed client: what runs it.
pub struct Program {
    program: PathBuf,
    script: Option<PathBuf>,
}

impl Kind {
    /// Installs it. Says why it cannot be done here.
    pub fn install(self) -> Result<Program, String> {
        let python = |script: &str| {
            install::python()
                .map(|python| Program { program: python.program(), script: Some(python.folder.join(script)) })
        };
        match self {
            Self::Toot => python("toot_client.py"),
            Self::MastodonPy => python("mastodon_py_client.py"),
            Self::Masto => install::node()
                .map(|node| Program { script: Some(node.folder.join("masto_client.mjs")), program: node.program }),
            Self::Megalodon => install::megalodon().map(|program| Program { program, script: None }),
        }
    }
}

/// A client with somebody who uses it. It ends when this is dropped.
pub struct Client {
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    _child: Child,
    _home: TempDir,
}

impl Client {
    /// Starts it for a server.
    pub fn start(program: &Program, server: &str) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(&program.program)
            .args(&program.script)
            .arg(server)
            // Nothing of whoever runs this is read or written.
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path())
            .env("XDG_CACHE_HOME", home.path())
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env_remove("HTTP_PROXY")
            .env_remove("http_proxy")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("it runs");
        let (input, output) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        Self { input, output: BufReader::new(output).lines(), _child: child, _home: home }
    }

    /// Does something; nothing when the client has no such thing.
    pub async fn tries(&mut self, what: &str, mut how: Value) -> Option<Value> {
        match self.answer(what, &mut how).await {
            Ok(done) => done,
            Err(error) => panic!("{what} {how}: {error}"),
        }
    }

    /// Does something.
    pub async fn does(&mut self, what: &str, how: Value) -> Value {
        self.tries(what, how).await.unwrap_or_else(|| panic!("it cannot {what}"))
    }

    /// Tries something that must not work; answers what the client says about it.
    pub async fn fails(&mut self, what: &str, mut how: Value) -> String {
        match self.answer(what, &mut how).await {
            Ok(done) => panic!("{what} {how}: {done:?}"),
            Err(error) => error,
        }
    }

    async fn answer(&mut self, what: &str, how: &mut Value) -> Result<Option<Value>, String> {
        how["do"] = what.into();
        self.input.write_all(format!("{how}\n").as_bytes()).await.expect("it listens");
        let line = self.output.next_line().await.expect("text").unwrap_or_else(|| panic!("it ended at {how}"));
        let mut answer: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        if let Some(error) = answer["error"].as_str() {
            return Err(error.to_owned());
        }
        Ok((answer["cannot"] != true).then(|| answer["done"].take()))
    }

    /// Looks again until what it sees `fits`, and answers that.
    pub async fn sees(&mut self, what: &str, how: Value, fits: impl Fn(&Value) -> bool) -> Value {
        let start = std::time::Instant::now();
        loop {
            let seen = self.does(what, how.clone()).await;
            if let Some(found) = seen.as_array().and_then(|all| all.iter().find(|one| fits(one))) {
                return found.clone();
            }
            let patience = crate::support::neighborhood::PATIENCE;
            assert!(start.elapsed() < patience, "waited {patience:?} in vain for {what} {how}: {seen:#}");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}

/// No more than the name of what is to be done.
pub fn nothing() -> Value {
    json!({})
}
