//! The server that is measured: a `potluck serve` process with a member who runs it.

use crate::elsewhere::{Host, signed};
use crate::http1::{Kept, Message};
use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::neighborhood::until;
use crate::support::process::Process;
use potluck::federation::signature::Way;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::sync::Arc;
use tokio::net::TcpStream;
use url::Url;

pub struct River {
    pub process: Process,
    pub rosa: Visitor,
    /// Rosa's.
    pub token: String,
}

impl River {
    pub async fn start() -> Self {
        let mut process = Process::start("riverside", Arc::new(TestDb::empty())).await;
        let token = process.operator("rosa").await;
        process.stop();
        // One sender does here what many do elsewhere.
        process.without_limits();
        process.start_again().await;
        let rosa = process.visitor(Some(&token));
        Self { process, rosa, token }
    }

    /// What it stands on.
    pub fn kind(&self) -> &'static str {
        if self.process.database.on_sqlite() { "SQLite, synchronous=FULL" } else { "PostgreSQL" }
    }

    pub fn inbox(&self) -> Url {
        format!("http://{}/ap/inbox", self.process.domain).parse().expect("an address")
    }

    pub fn network(&self) -> String {
        format!("http://{}/ap/network", self.process.domain)
    }

    /// A connection to it.
    pub async fn connect(&self) -> Kept {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.process.port())).await.expect("a connection");
        Kept::new(stream)
    }

    /// Sends one activity of somebody elsewhere; answers what the server said.
    pub async fn send(&self, from: &Host, actor: &str, body: &Value) -> Message {
        let key = from.key(actor, Way::Cavage);
        let bytes = signed(&key, Way::Cavage, &self.inbox(), body.to_string().as_bytes());
        let mut kept = self.connect().await;
        kept.write(&bytes).await.expect("it is sent");
        kept.message().await.expect("an answer").expect("an answer")
    }

    /// Our network follows that of a host, which says yes.
    pub async fn follows_network(&self, host: &Host) {
        self.rosa.post("/peers", json!({"address": host.network()})).await.expect(202);
        self.hears_yes(host, &host.network()).await;
        until("the follow", async || {
            let sql = "SELECT count(*) AS n FROM follows WHERE state = 'accepted'";
            (self.process.database.number(sql) == 1).then_some(())
        })
        .await;
    }

    /// Rosa follows a person of a host, who says yes.
    pub async fn follows_person(&self, host: &Host, name: &str) {
        let address = format!("{name}@{}", host.base.trim_start_matches("http://"));
        let path = format!("/api/v1/accounts/search?resolve=true&q={address}");
        let found = self.rosa.ask(Method::GET, &path, &[], Vec::new()).await.expect(200);
        let account = found[0]["id"].as_str().expect("an account").to_owned();
        let json = [("content-type", "application/json")];
        let path = format!("/api/v1/accounts/{account}/follow");
        self.rosa.ask(Method::POST, &path, &json, b"{}".to_vec()).await.expect(200);
        self.hears_yes(host, &host.person(name)).await;
        let path = format!("/api/v1/accounts/relationships?id[]={account}");
        until("the follow", async || {
            let relation = self.rosa.ask(Method::GET, &path, &[], Vec::new()).await.expect(200);
            (relation[0]["following"] == true).then_some(())
        })
        .await;
    }

    async fn hears_yes(&self, host: &Host, actor: &str) {
        let follow = host.letter("Follow").await;
        let yes = json!({
            "@context": "https://www.w3.org/ns/activitystreams", "id": format!("{actor}#yes"), "type": "Accept",
            "actor": actor, "object": follow,
        });
        assert_eq!(self.send(host, actor, &yes).await.start().1, "202");
    }

    /// Posts an offer that everybody may read.
    pub async fn offers(&self, title: &str) {
        let in_three_days = chrono::Utc::now() + chrono::Duration::days(3);
        let listing = json!({
            "kind": "offer", "category": "bread", "title": title, "language": "en", "audience": "public",
            "amount": "12", "unit": {"measure": "one", "label": "loaves"}, "expires_at": in_three_days,
        });
        let answer = self.rosa.post("/listings", listing).await;
        assert!(matches!(answer.status, 200 | 201), "{} {}", answer.status, answer.text);
    }

    /// The most memory that the process ever held, in MiB; nothing where the system does not say.
    pub fn memory(&self) -> Option<u64> {
        Some(self.process.peak_memory()? / 1_048_576)
    }

    /// Of the memory that the process holds at this moment, what is its own, and what is of files (the program itself, as far
    /// as it ran), in MiB each; nothing where the system does not say.
    pub fn holds(&self) -> Option<(u64, u64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let part = |name: &str| -> Option<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().strip_suffix("kB")?.trim().parse().ok()
        };
        Some((part("RssAnon:")? / 1_024, part("RssFile:")? / 1_024))
    }

    /// Seconds of processor time that the process used so far; nothing where the system does not say.
    pub fn used(&self) -> Option<f64> {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).ok()?;
        // After the name in parentheses: state, …, utime (the 12th from here), stime; in hundredths of a second.
        let rest = text.rsplit_once(')')?.1;
        let ticks: Vec<f64> = rest.split_whitespace().skip(11).take(2).filter_map(|text| text.parse().ok()).collect();
        Some(ticks.iter().sum::<f64>() / 100.0)
    }
}
