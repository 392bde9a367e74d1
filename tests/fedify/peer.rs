//! Fedify, installed and running.

use crate::support::client::Visitor;
use crate::support::neighborhood::until;
use reqwest::Method;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin};

/// The oldest Node that Fedify runs on.
const NODE: u32 = 22;
const FILES: [(&str, &str); 4] = [
    ("package.json", include_str!("package.json")),
    ("package-lock.json", include_str!("package-lock.json")),
    (".npmrc", include_str!(".npmrc")),
    ("peer.mjs", include_str!("peer.mjs")),
];

/// Where it is installed, and what runs it.
pub struct Install {
    folder: PathBuf,
    node: PathBuf,
    version: String,
}

/// What a program says, or why it does not run.
fn run(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).output().map_err(|error| format!("{name} does not run ({error})"))?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&stderr);
    let last = said.lines().filter(|line| line.contains("error")).take(2).collect::<Vec<_>>().join(" ");
    Err(format!("{name} ended with {status}: {last}"))
}

/// `v22.1.0` of a Node that is new enough.
fn node_version(node: &Path) -> Result<String, String> {
    let version = run(Command::new(node).arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major >= NODE) {
        Ok(version)
    } else {
        Err(format!("Node {NODE} is needed, and {} is {version}", node.display()))
    }
}

impl Install {
    /// Installs it, unless that was done with the same lock file before. Says why it cannot be done here.
    pub fn make() -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fedify");
        let stamp = folder.join("installed");
        let wanted = format!("{}{}", FILES[0].1, FILES[1].1);
        let there = std::fs::read_to_string(&stamp).is_ok_and(|there| there == wanted);
        std::fs::create_dir_all(&folder).expect("a folder in cargo's own");
        for (name, text) in FILES {
            std::fs::write(folder.join(name), text).expect("a file in cargo's own folder");
        }
        let own = Path::new("node").to_owned();
        let own_fits = node_version(&own).is_ok();
        if !there {
            let mut npm = Command::new("npm");
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]).current_dir(&folder);
            if own_fits {
                // It brings a Node of its own for machines that have none, or an old one.
                npm.arg("--omit=optional");
            }
            run(&mut npm)?;
            std::fs::write(&stamp, wanted).expect("a file in cargo's own folder");
        }
        let processor = match std::env::consts::ARCH {
            "aarch64" => "arm64",
            _ => "x64",
        };
        let brought = folder.join(format!("node_modules/node-linux-{processor}/bin/node"));
        let node = if brought.exists() { brought } else { own };
        let version = node_version(&node)?;
        Ok(Self { folder, node, version })
    }

    /// What runs.
    pub fn says(&self) -> String {
        let lock: Value = serde_json::from_str(FILES[1].1).expect("a lock file");
        let fedify = &lock["packages"]["node_modules/@fedify/fedify"]["version"];
        format!("{} on Node {}", fedify.as_str().expect("a version"), self.version)
    }
}

/// A running server with Fedify. It ends when this is dropped.
pub struct Peer {
    /// `fedify.localhost:PORT`.
    pub host: String,
    visitor: Visitor,
    _input: ChildStdin,
    _child: Child,
}

impl Peer {
    /// Starts it; `first` is what it signs with first.
    pub async fn start(install: &Install, first: &str) -> Self {
        let mut child = tokio::process::Command::new(&install.node)
            .args(["peer.mjs", first])
            .current_dir(&install.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Node runs");
        let (input, output) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let mut lines = BufReader::new(output).lines();
        let host = lines.next_line().await.expect("text").expect("it says where it listens");
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Self { visitor: Visitor::at(&host), host, _input: input, _child: child }
    }

    /// Lets Ana do something.
    pub async fn does(&self, what: &str, mut how: Value) -> Value {
        how["what"] = what.into();
        let json = [("content-type", "application/json")];
        let body = how.to_string().into_bytes();
        self.visitor.ask(Method::POST, "/test", &json, body).await.expect(200)
    }

    /// All that it got, sent and complained about.
    pub async fn all(&self) -> Value {
        self.visitor.ask(Method::GET, "/test", &[], Vec::new()).await.expect(200)
    }

    async fn list(&self, name: &str) -> Vec<Value> {
        self.all().await[name].as_array().expect("a list").clone()
    }

    /// What it took and understood, once it `fits`.
    pub async fn hears(&self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let fits = &fits;
        until(&format!("Fedify hears {what}"), async || {
            self.list("received").await.into_iter().find(|heard| fits(heard))
        })
        .await
    }

    /// How what it took was signed, each way once, in the order of the first of them.
    pub async fn formats(&self) -> Vec<String> {
        let mut formats = Vec::new();
        for letter in self.list("letters").await.iter().filter(|letter| letter["status"] == 202) {
            let format = letter["format"].as_str().expect("a format").to_owned();
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
        formats
    }

    /// What is not signed, or not by the key that it names, is not taken: what it takes below was checked.
    pub async fn checks_signatures(&self) {
        let follow = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("http://{}/forged", self.host),
            "type": "Create", "actor": format!("http://{}/users/ana", self.host), "object": "https://example.com/1",
        });
        let digest = potluck::federation::signature::cavage::digest(follow.to_string().as_bytes());
        let key = format!("http://{}/users/ana#main-key", self.host);
        let covered = "(request-target) host date digest";
        let forged = format!(r#"keyId="{key}",algorithm="rsa-sha256",headers="{covered}",signature="AAAA""#);
        let date = httpdate::fmt_http_date(std::time::SystemTime::now());
        let plain = ("content-type", "application/activity+json");
        let signed = [plain, ("date", &date), ("digest", &digest), ("signature", &forged)];
        for headers in [&[plain][..], &signed] {
            let answer = self.visitor.ask(Method::POST, "/inbox", headers, follow.to_string().into_bytes()).await;
            assert_eq!(answer.status, 401, "{headers:?}: {}", answer.text);
        }
    }

    /// The whole JSON of what came, by what it is about.
    pub async fn documents(&self) -> Vec<Value> {
        let letters = self.list("letters").await;
        letters.into_iter().filter(|letter| letter["status"] == 202).map(|letter| letter["document"].clone()).collect()
    }

    /// Everything that it posted was signed in the way that it tries first, and taken as it was.
    pub async fn signed_everything(&self, first: &str) {
        let sent = self.list("sent").await;
        let posted: Vec<&Value> = sent.iter().filter(|sent| sent["method"] == "POST").collect();
        assert!(posted.len() >= 3, "{posted:?}");
        assert!(posted.iter().all(|sent| sent["format"] == first && sent["status"] == 202), "{posted:?}");
    }

    /// Nothing of what came could not be read.
    pub async fn had_no_problem(&self) {
        let problems = self.list("problems").await;
        assert!(problems.is_empty(), "{problems:#?}");
    }
}
