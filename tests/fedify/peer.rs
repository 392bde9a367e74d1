//! Fedify, installed and running.

use crate::support::client::Visitor;
use crate::support::neighborhood::until;
use crate::support::programs::Node;
use reqwest::Method;
use serde_json::{Value, json};
use std::process::Stdio;
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

/// Fedify on a Node.
pub struct Install {
    node: Node,
}

impl Install {
    /// Installs it, unless that was done with the same lock file before. Says why it cannot be done here.
    pub fn make() -> Result<Self, String> {
        Ok(Self { node: Node::install("fedify", &FILES, NODE)? })
    }

    /// What runs.
    pub fn says(&self) -> String {
        let lock: Value = serde_json::from_str(FILES[1].1).expect("a lock file");
        let fedify = &lock["packages"]["node_modules/@fedify/fedify"]["version"];
        format!("{} on Node {}", fedify.as_str().expect("a version"), self.node.version)
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
        let mut child = tokio::process::Command::new(&install.node.program)
            .args(["peer.mjs", first])
            .current_dir(&install.node.folder)
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
