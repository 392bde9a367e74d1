//! Reads everything that a server says to somebody: each GET of the interface's description with every id that
//! there is, and from there every address that an answer names, as a page and as an object.

use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use reqwest::Method;
use serde_json::Value;
use std::collections::{BTreeSet, VecDeque};

/// An answer of a server.
pub struct Said {
    /// `GET path` and how it was asked.
    pub asked: String,
    /// The path.
    pub path: String,
    /// Its body.
    pub text: String,
}

impl Said {
    /// The body as JSON, if it is.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_str(&self.text).ok()
    }
}

/// Most addresses of one walk: a server that names ever new ones would not end.
const MOST: usize = 2_000;

/// Every id of a row that the interface may know, as it writes them.
fn ids(place: &Neighborhood) -> Vec<String> {
    let mut ids = Vec::new();
    for table in ["listings", "responses", "handoffs", "actors"] {
        ids.extend(place.database.lines(&format!("SELECT CAST(id AS TEXT) AS line FROM {table}")));
    }
    ids
}

/// Reads everything as somebody. Only what answered with 200 is told.
pub async fn everything(place: &Neighborhood, who: &Visitor) -> Vec<Said> {
    let document = who.get("/openapi.json").await.expect(200);
    let (ids, handles) = (ids(place), place.database.lines("SELECT handle AS line FROM members"));
    let mut waiting = VecDeque::new();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        if operations.get("get").is_none() {
            continue;
        }
        let path = if path.starts_with("/api/") { path.clone() } else { format!("/api/potluck/v1{path}") };
        let candidates: Vec<String> = match (path.contains("{handle}"), path.contains('{')) {
            (true, _) => handles.iter().map(|handle| path.replace("{handle}", handle)).collect(),
            (false, true) => {
                let (start, rest) = path.split_once('{').expect("a brace");
                let (_, end) = rest.split_once('}').expect("its end");
                ids.iter().map(|id| format!("{start}{id}{end}")).collect()
            }
            (false, false) => vec![path],
        };
        waiting.extend(candidates);
    }
    for handle in &handles {
        waiting.push_back(format!("/@{handle}"));
        waiting.push_back(format!("/.well-known/webfinger?resource=acct:{handle}@{}", place.addresses.host()));
        for part in ["", "/outbox", "/outbox?page=true", "/followers", "/following", "/featured"] {
            waiting.push_back(format!("/ap/members/{handle}{part}"));
        }
    }
    for path in [
        "/",
        "/about",
        "/board",
        "/board.atom",
        "/tags/food",
        "/.well-known/nodeinfo",
        "/nodeinfo/2.1",
        "/ap/network",
        "/ap/network/outbox?page=true",
    ] {
        waiting.push_back(path.to_owned());
    }
    walk(place, who, waiting).await
}

async fn walk(place: &Neighborhood, who: &Visitor, mut waiting: VecDeque<String>) -> Vec<Said> {
    let (mut known, mut said) = (waiting.iter().cloned().collect::<BTreeSet<_>>(), Vec::new());
    while let Some(path) = waiting.pop_front() {
        for (accept, language) in [("text/html", "en"), ("text/html", "ar"), ("application/activity+json", "en")] {
            let headers = [("accept", accept), ("accept-language", language)];
            let answer = who.ask(Method::GET, &path, &headers, Vec::new()).await;
            assert!(answer.status < 500, "GET {path} as {accept}: {}", answer.text);
            if answer.status != 200 {
                continue;
            }
            for address in addresses(&place.base, &answer.text) {
                if known.insert(address.clone()) {
                    waiting.push_back(address);
                }
            }
            let html = answer.header("content-type").starts_with("text/html");
            said.push(Said {
                asked: format!("GET {path} ({accept}, {language})"),
                path: path.clone(),
                text: answer.text,
            });
            if !html {
                break;
            }
        }
        assert!(known.len() < MOST, "more than {MOST} addresses");
    }
    assert!(said.len() > 20, "a server that says only {} things was not read", said.len());
    said
}

/// The paths of this server that a text names.
fn addresses(base: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices(base) {
        let rest = &text[start + base.len()..];
        let end = rest.find(|c: char| c.is_whitespace() || "\"'<>\\),".contains(c)).unwrap_or(rest.len());
        let path = rest[..end].split('#').next().unwrap_or_default().replace("&amp;", "&");
        // What is between braces is a template.
        if path.starts_with('/') && !path.contains('{') {
            found.push(path);
        }
    }
    for (start, _) in text.match_indices("href=\"/") {
        let rest = &text[start + 6..];
        found.push(rest[..rest.find(['"', '#']).unwrap_or(rest.len())].replace("&amp;", "&"));
    }
    found
}

/// Every name and number of a JSON document, as `a.b.c` (list positions left out) and the value there.
pub fn leaves(value: &Value) -> Vec<(String, Value)> {
    fn go(path: &str, value: &Value, found: &mut Vec<(String, Value)>) {
        match value {
            Value::Object(map) => {
                for (name, value) in map {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    go(&path, value, found);
                }
            }
            Value::Array(all) => all.iter().for_each(|value| go(path, value, found)),
            leaf => found.push((path.to_owned(), leaf.clone())),
        }
    }
    let mut found = Vec::new();
    go("", value, &mut found);
    found
}
