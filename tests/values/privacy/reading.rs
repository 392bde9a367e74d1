//! Everything that a server emits, asked for by everybody: the interfaces with every id that there is, pages and objects
//! with every address that they name, feeds, exports; and what lies on the disk, in logs, metrics and backups.

use super::town::{MEMBERS, Person, Place, Town};
use crate::snapshot::Snapshot;
use crate::support::client::Visitor;
use futures::StreamExt;
use futures::stream;
use reqwest::Method;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use url::Url;

/// Most addresses of one walk: a server that names ever new ones would not end.
const MOST: usize = 1_500;
/// So many are asked for at once.
const AT_ONCE: usize = 6;

/// The ids that stand in paths, by the word before them.
fn ids(place: &Place) -> BTreeMap<&'static str, Vec<String>> {
    let of = |table: &str| place.lines(&format!("SELECT CAST(id AS TEXT) AS line FROM {table}"));
    BTreeMap::from([
        ("listings", of("listings")),
        ("responses", of("responses")),
        ("handoffs", of("handoffs")),
        ("proxies", of("proxies")),
        ("statuses", of("statuses")),
        ("accounts", of("actors WHERE local OR handle NOT LIKE 'zq%'")),
        ("notifications", of("notifications")),
        ("members", place.handles.clone()),
    ])
}

/// Every address of the interfaces, with every id.
async fn interfaces(place: &Place) -> Vec<String> {
    let document = place.visitor("stranger").get("/openapi.json").await;
    let mut templates: Vec<String> = Vec::new();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        if operations.get("get").is_some() {
            templates.push(if path.starts_with("/api/") { path.clone() } else { format!("/api/potluck/v1{path}") });
        }
    }
    for path in [
        "statuses/{id}",
        "statuses/{id}/context",
        "statuses/{id}/source",
        "accounts/{id}",
        "accounts/{id}/statuses",
        "timelines/home",
        "timelines/public",
        "accounts/verify_credentials",
        "accounts/lookup?acct=rosa",
        "accounts/search?q=rosa",
        "conversations",
        "notifications",
        "notifications/{id}",
        "announcements",
        "push/subscription",
    ] {
        templates.push(format!("/api/v1/{path}"));
    }
    let (ids, mut paths) = (ids(place), Vec::new());
    for template in templates.iter().filter(|path| !path.ends_with("/openapi.json")) {
        let Some((start, rest)) = template.split_once('{') else {
            paths.push(template.clone());
            continue;
        };
        let end = rest.split_once('}').expect("its end").1;
        let word = start.trim_end_matches('/').rsplit('/').next().expect("a word");
        // What has no rows in this story is asked for with ids of others.
        let known = ids.get(word).unwrap_or(&ids["listings"]);
        paths.extend(known.iter().map(|id| format!("{start}{id}{end}")));
    }
    assert!(paths.len() > 60, "{paths:?}");
    paths
}

/// Asks for all of these as somebody: answers packed as they come.
async fn ask_all(person: &Person, paths: &[String]) -> usize {
    let ask = |path: &String| {
        let (person, path) = (person.clone(), path.clone());
        async move { person.ask(Method::GET, &path, &[("accept-encoding", "gzip")], Vec::new()).await.status }
    };
    let statuses: Vec<u16> = stream::iter(paths).map(ask).buffer_unordered(AT_ONCE).collect().await;
    assert!(statuses.iter().all(|status| *status < 500), "{statuses:?}");
    statuses.iter().filter(|status| **status == 200).count()
}

/// Where a walk through pages, feeds and objects begins.
fn beginnings(place: &Place) -> Vec<String> {
    let mut paths: Vec<String> = [
        "/",
        "/about",
        "/feed",
        "/feed.xml",
        "/feed.atom",
        "/calendar.ics",
        "/sitemap.xml",
        "/robots.txt",
        "/.well-known/nodeinfo",
        "/nodeinfo/2.0",
        "/nodeinfo/2.1",
        "/.well-known/host-meta",
        "/ap/app",
        "/ap/network",
        "/ap/network/outbox?page=true",
        "/ap/network/followers",
        "/ap/network/following",
        "/ap/network/featured",
        "/ap/network/peers",
        "/ap/network/open",
        "/metrics",
        "/healthz",
        "/readyz",
        "/api/v1/instance",
        "/api/v2/instance",
    ]
    .map(str::to_owned)
    .to_vec();
    for handle in &place.handles {
        paths.push(format!("/@{handle}"));
        paths.push(format!("/@{handle}.rss"));
        paths.push(format!("/.well-known/webfinger?resource=acct:{handle}@{}", place.process.domain));
        for part in
            ["", "/outbox", "/outbox?page=true", "/followers", "/followers?page=true", "/following", "/featured"]
        {
            paths.push(format!("/ap/members/{handle}{part}"));
        }
    }
    for (table, column) in
        [("listings", "ap_id"), ("statuses", "ap_id"), ("activities", "ap_id"), ("handoffs", "agreement")]
    {
        for address in place.lines(&format!("SELECT {column} AS line FROM {table}")) {
            if let Some(path) = address.strip_prefix(&place.base()) {
                paths.push(path.to_owned());
                paths.extend(
                    ["/create", "/replies", "/announce", "/update/2", "/delete"].map(|part| format!("{path}{part}")),
                );
            }
        }
    }
    paths.extend(place.lines("SELECT '/listings/' || slug AS line FROM listings"));
    paths.extend(place.lines("SELECT '/tags/' || tag AS line FROM status_tags"));
    paths
}

/// Reads from these addresses on as somebody; `sign` signs a request as another server would.
async fn walk(
    place: &Place,
    person: &Person,
    from: Vec<String>,
    sign: impl Fn(&Url) -> Vec<(&'static str, String)>,
) -> usize {
    let base: Url = place.base().parse().expect("an address");
    let mut known: BTreeSet<String> = from.iter().cloned().collect();
    let (mut waiting, mut read) = (VecDeque::from(from), 0);
    while let Some(path) = waiting.pop_front() {
        for accept in ["application/activity+json", "text/html"] {
            let signed = sign(&base.join(&path).expect("an address"));
            let mut headers = vec![("accept", accept)];
            headers.extend(signed.iter().map(|(name, value)| (*name, value.as_str())));
            let answer = person.ask(Method::GET, &path, &headers, Vec::new()).await;
            assert!(answer.status < 500, "GET {path} as {accept}: {}", answer.text);
            if answer.status != 200 {
                continue;
            }
            read += 1;
            let base = base.as_str().trim_end_matches('/');
            let named = answer.text.match_indices(base).map(|(start, _)| &answer.text[start + base.len()..]);
            let linked = answer.text.match_indices("href=\"/").map(|(start, _)| &answer.text[start + 6..]);
            for rest in named.chain(linked) {
                let end = rest.find(|c: char| c.is_whitespace() || "\"'<>\\),#{".contains(c)).unwrap_or(rest.len());
                let next = rest[..end].replace("&amp;", "&");
                // What stands there already was asked for with every id.
                if next.starts_with('/') && !next.starts_with("/api/") && known.insert(next.clone()) {
                    waiting.push_back(next);
                }
            }
        }
        assert!(known.len() < MOST, "more than {MOST} addresses");
    }
    read
}

impl Town {
    /// What everybody can read of both networks.
    pub async fn read_all(&self) {
        let unsigned = |_: &Url| Vec::new();
        for (place, members, uninvolved) in
            [(&self.riverside, &MEMBERS[..], "mei"), (&self.hillside, &["una", "vera"][..], "vera")]
        {
            let paths = interfaces(place).await;
            for who in members {
                let read = ask_all(&place.member(who), &paths).await;
                assert!(read > 10, "{who} reads {read}");
            }
            let stranger = place.visitor("stranger");
            ask_all(&stranger, &paths).await;
            let from = beginnings(place);
            let read = walk(place, &stranger, from.clone(), unsigned).await;
            assert!(read > 10, "a stranger reads {read}");
            // A neighbor who has no part in it, and other servers, each as somebody who showed who they are.
            walk(place, &place.member(uninvolved), from.clone(), unsigned).await;
            let servers = [("network", &self.elsewhere), ("tom", &self.elsewhere), ("eve", &self.outside)];
            for (who, server) in servers {
                let read = walk(place, &place.visitor(who), from.clone(), |url| server.signed(who, url)).await;
                assert!(read > 10, "{who} reads {read}");
            }
        }
    }

    /// What rosa and mei take along, and read after everything.
    pub async fn read_own(&self) {
        for who in ["rosa", "mei"] {
            let person = self.riverside.member(who);
            let own = person.ask(Method::GET, "/api/potluck/v1/me/export", &[], Vec::new()).await;
            assert_eq!(own.status, 200, "{}", own.text);
            person.get("/me").await;
            person.get("/handoffs").await;
        }
    }

    /// What lies about: on the disk, in the metrics, in a backup, and what commands print.
    pub async fn look_around(&self) {
        for place in [&self.riverside, &self.hillside] {
            let (process, database) = (&place.process, &place.process.database);
            let metrics = Visitor::at(&format!("metrics.localhost:{}", place.metrics));
            let answer = metrics.ask(Method::GET, "/metrics", &[], Vec::new()).await;
            assert!(answer.status == 200 && answer.text.contains("potluck_http_answers"), "{}", answer.text);
            self.emit("the metrics", "/metrics", answer.bytes);

            let backup = database.folder().join("all.potluck");
            let file = backup.display().to_string();
            for command in [&["backup", &file][..], &["doctor"], &["doctor", "--json"], &["export", "places", "--help"]]
            {
                let output = process.output(command).await;
                self.emit("the terminal", format!("{command:?}"), [output.stdout, output.stderr].concat());
            }
            let bytes = std::fs::read(&backup).expect("a backup");
            assert!(bytes.len() > 10_000, "a backup of {} bytes", bytes.len());
            self.emit("a backup", "the file", bytes);
            self.look_at_disk(place);
        }
    }

    /// The rows of every table, and the files of the database as they are.
    pub fn look_at_disk(&self, place: &Place) {
        let database = &place.process.database;
        for row in Snapshot::of(database).texts() {
            self.emit("the disk", "a row", row);
        }
        if database.on_sqlite() {
            let files = database.files();
            assert!(!files.is_empty());
            for file in files {
                self.emit("the disk", file.display().to_string(), std::fs::read(&file).expect("a file"));
            }
        }
    }

    /// What the servers logged.
    pub fn read_logs(&self) {
        for place in [&self.riverside, &self.hillside] {
            for log in &place.logs {
                let said = std::fs::read_to_string(log).expect("a log");
                assert!(!said.contains("panicked"), "{said}");
                for line in said.lines() {
                    self.emit("the log", line, without_seconds(line));
                }
            }
        }
    }
}

/// A line of a log without the seconds of its own time: with their six places, they look like a point on the map.
fn without_seconds(line: &str) -> String {
    // As `2026-11-30T02:15:42.871266Z`, with nothing but a name before it.
    let seconds = line.find('Z').filter(|end| *end < 45).and_then(|end| line[..end].rfind(':').map(|start| start..end));
    seconds.map_or_else(|| line.to_owned(), |seconds| [&line[..seconds.start], &line[seconds.end..]].concat())
}
