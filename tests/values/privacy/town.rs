//! Two networks as real processes that log all that they can, a server elsewhere, and who lives there. Whatever a server
//! answers to anybody is written down.

use super::elsewhere::Elsewhere;
use super::markers::{Emission, word};
use crate::support::TestDb;
use crate::support::client::{Answer, Visitor};
use crate::support::mail_server::MailServer;
use crate::support::neighborhood::until;
use crate::support::process::Process;
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// Who lives in riverside.
pub const MEMBERS: [&str; 6] = ["rosa", "ben", "lia", "noa", "mei", "ola"];
/// Everyone who can be shown anything.
pub const EVERYONE: [&str; 19] = [
    "rosa",
    "ben",
    "lia",
    "noa",
    "mei",
    "ola",
    "una",
    "vera",
    "stranger",
    "who has the link",
    "network",
    "ana",
    "tom",
    "eve",
    "zed",
    "the blocked",
    "the server elsewhere",
    "the disk",
    "the terminal",
];

/// What was emitted until now.
pub type Heard = Arc<Mutex<Vec<Emission>>>;

/// Somebody who asks a server, and what they are told.
#[derive(Clone)]
pub struct Person {
    pub who: &'static str,
    visitor: Visitor,
    heard: Heard,
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("no id: {value}")).to_owned()
}

impl Person {
    /// Asks, and writes down the whole answer.
    pub async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let what = format!("{method} {path}");
        let answer = self.visitor.ask(method, path, headers, body).await;
        self.hear(&what, &answer);
        answer
    }

    /// Writes down an answer.
    fn hear(&self, what: &str, answer: &Answer) {
        let caching = answer.header("cache-control");
        let head: Vec<String> = answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        let what = format!("{what} ({})", answer.status);
        let mut heard = self.heard.lock().expect("what was heard");
        let shared = answer.status == 200 && !["private", "no-store"].iter().any(|word| caching.contains(word));
        heard.push(Emission { to: self.who, what: format!("{what}, headers"), bytes: head.join("\n").into(), shared });
        heard.push(Emission { to: self.who, what, bytes: answer.bytes.clone(), shared });
    }

    async fn json(&self, method: Method, path: &str, body: Value, headers: &[(&str, &str)]) -> Answer {
        let headers = [&[("content-type", "application/json")], headers].concat();
        self.ask(method, path, &headers, body.to_string().into_bytes()).await
    }

    /// GET of the JSON interface.
    pub async fn get(&self, path: &str) -> Value {
        self.ask(Method::GET, &format!("/api/potluck/v1{path}"), &[], Vec::new()).await.expect(200)
    }

    /// A change through it, whose answer has this status.
    pub async fn send(&self, method: Method, path: &str, body: Value, status: u16) -> Value {
        self.json(method, &format!("/api/potluck/v1{path}"), body, &[]).await.expect(status)
    }

    /// POST to it; answers the id of what was made.
    pub async fn post(&self, path: &str, body: Value) -> String {
        id(&self.send(Method::POST, path, body, 201).await)
    }

    /// The interface for apps.
    pub async fn app(&self, method: Method, path: &str, body: Value, headers: &[(&str, &str)]) -> Value {
        self.json(method, &format!("/api/v1{path}"), body, headers).await.expect(200)
    }

    /// Waits for something in a list of the JSON interface.
    pub async fn finds(&self, path: &str, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let fits = &fits;
        until(&format!("{} finds {what}", self.who), async || {
            self.get(path).await.as_array().expect("a list").iter().find(|one| fits(one)).cloned()
        })
        .await
    }

    /// Follows an account of the same network.
    pub async fn follow(&self, handle: &str) {
        let found = self.ask(Method::GET, &format!("/api/v1/accounts/lookup?acct={handle}"), &[], Vec::new()).await;
        self.app(Method::POST, &format!("/accounts/{}/follow", id(&found.expect(200))), json!({}), &[]).await;
    }
}

/// A network as a process.
pub struct Place {
    pub process: Process,
    pub logs: Vec<PathBuf>,
    pub metrics: u16,
    pub handles: Vec<String>,
    pub tokens: Vec<(&'static str, String)>,
    heard: Heard,
}

impl Place {
    async fn start(name: &str, who: &[&'static str], format: &str, heard: &Heard, mails: Option<u16>) -> Self {
        let database = Arc::new(TestDb::empty());
        let mut process = Process::start(name, Arc::clone(&database)).await;
        // Mei is the one whose handle stands nowhere else.
        let handles: Vec<String> =
            who.iter().map(|who| if *who == "mei" { word() } else { (*who).to_owned() }).collect();
        let made = join_all(handles.iter().map(|handle| process.member(handle))).await;
        let tokens = who.iter().copied().zip(made).collect();
        process.stop();
        let mut logs = vec![database.folder().join(format!("{name}.log"))];
        logs.push(database.folder().join("everything.log"));
        // A free port, which the server takes at its next start.
        let metrics =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|free| free.local_addr()).expect("a port").port();
        process.switch("POTLUCK_METRICS_BIND", format!("127.0.0.1:{metrics}"));
        process.switch("POTLUCK_LOG_LEVEL", "trace".into());
        process.switch("POTLUCK_LOG_FORMAT", format.into());
        if let Some(port) = mails {
            process.switch("POTLUCK_MAIL__HOST", "127.0.0.1".into());
            process.switch("POTLUCK_MAIL__PORT", port.to_string());
            process.switch("POTLUCK_MAIL__SECURITY", "none".into());
            process.switch("POTLUCK_MAIL__FROM", "food@riverside.example".into());
        }
        process.without_limits();
        process.log_to(&logs[1]);
        process.start_again().await;
        Self { process, logs, metrics, handles, tokens, heard: Arc::clone(heard) }
    }

    fn token(&self, who: &str) -> &str {
        &self.tokens.iter().find(|(known, _)| *known == who).unwrap_or_else(|| panic!("nobody is {who}")).1
    }

    /// Somebody who lives here, signed in.
    pub fn member(&self, who: &'static str) -> Person {
        Person { who, visitor: self.process.visitor(Some(self.token(who))), heard: Arc::clone(&self.heard) }
    }

    /// Somebody who shows no token.
    pub fn visitor(&self, who: &'static str) -> Person {
        Person { who, visitor: self.process.visitor(None), heard: Arc::clone(&self.heard) }
    }

    /// `http://name.localhost:PORT`.
    pub fn base(&self) -> String {
        format!("http://{}", self.process.domain)
    }

    /// The texts that a query answers as `line`.
    pub fn lines(&self, sql: &str) -> Vec<String> {
        self.process.database.lines(sql)
    }

    /// Waits until everything that came in was worked, and everything that goes out was tried.
    pub async fn quiet(&self) {
        let sql = "SELECT (SELECT count(*) FROM received WHERE state = 'waiting' AND attempts = 0) \
                   + (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries WHERE attempts = 0) AS n";
        until(&format!("{} has nothing to do", self.base()), async || {
            (self.process.database.number(sql) == 0).then_some(())
        })
        .await;
    }
}

/// All of it.
pub struct Town {
    pub riverside: Place,
    pub hillside: Place,
    pub elsewhere: Elsewhere,
    /// The mail server of riverside.
    pub mails: MailServer,
    /// A server that nobody has anything to do with.
    pub outside: Elsewhere,
    pub heard: Heard,
}

impl Town {
    /// Starts everything; the three networks follow each other, and tom elsewhere and ben follow rosa.
    pub async fn start() -> Self {
        let heard = Heard::default();
        let mails = MailServer::start().await;
        let (riverside, hillside, elsewhere, outside) = tokio::join!(
            Place::start("riverside", &MEMBERS, "text", &heard, Some(mails.port)),
            Place::start("hillside", &["una", "vera"], "json", &heard, None),
            Elsewhere::start("elsewhere"),
            Elsewhere::start("outside")
        );
        for role in ["operator", "steward", "moderator", "connector", "mediator", "welcome"] {
            riverside.process.run(&["role", "give", "ola", role]).await;
        }
        hillside.process.run(&["role", "give", "vera", "operator"]).await;
        let town = Self { riverside, hillside, elsewhere, mails, outside, heard };
        town.befriend().await;
        town
    }

    async fn befriend(&self) {
        let (ola, vera) = (self.riverside.member("ola"), self.hillside.member("vera"));
        let (here, there) = (&self.riverside.process.domain, &self.hillside.process.domain);
        let address = |address: String| json!({ "address": address });
        ola.send(Method::POST, "/peers", address(format!("food@{there}")), 202).await;
        vera.send(Method::POST, "/peers", address(format!("food@{here}")), 202).await;
        ola.send(Method::POST, "/peers", address(self.elsewhere.id("network")), 202).await;
        let follow = self.elsewhere.letter("network", "a follow", |letter| letter["type"] == "Follow").await;
        self.elsewhere.send(here, &self.elsewhere.activity("network", "Accept", "follow", follow)).await;
        let network = json!(format!("{}/ap/network", self.riverside.base()));
        self.elsewhere.send(here, &self.elsewhere.activity("network", "Follow", "network", network)).await;
        let rosa = json!(format!("{}/ap/members/rosa", self.riverside.base()));
        self.elsewhere.send(here, &self.elsewhere.activity("tom", "Follow", "rosa", rosa)).await;
        self.elsewhere.letter("tom", "a yes", |letter| letter["type"] == "Accept").await;
        self.riverside.member("ben").follow("rosa").await;
        for (operator, wanted) in [(&ola, 2), (&vera, 1)] {
            until("the networks follow each other", async || {
                let peers = operator.get("/peers").await;
                let mutual = peers.as_array().expect("a list").iter().filter(|peer| peer["mutual"] == true).count();
                (mutual == wanted).then_some(())
            })
            .await;
        }
    }

    /// Writes down every mail that the mail server got.
    pub fn read_mails(&self) {
        for mail in self.mails.came() {
            self.emit("the mail server", format!("a mail to {:?}", mail.to), mail.whole());
        }
    }

    /// Writes down something that was emitted in another way.
    pub fn emit(&self, to: &'static str, what: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        let emission = Emission { to, what: what.into(), bytes: bytes.into(), shared: false };
        self.heard.lock().expect("what was heard").push(emission);
    }
}
