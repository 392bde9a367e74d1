//! Three networks as real processes, each behind a line of its own, and whoever follows them.

use crate::followers::Host;
use crate::proxy::Proxy;
use crate::support::TestDb;
use crate::support::client::Visitor;
use crate::support::neighborhood::until;
use crate::support::process::Process;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Members of each network.
const MEMBERS: [&str; 3] = ["rosa", "ben", "ida"];
/// Hosts whose accounts share an inbox, and hosts whose accounts have one each.
const SHARED: usize = 4;
const APART: usize = 4;
/// Accounts on a host of either kind.
const ACCOUNTS_SHARED: usize = 40;
const ACCOUNTS_APART: usize = 12;

/// A network: the servers that share its database, and its line.
pub struct Network {
    pub name: &'static str,
    pub line: Proxy,
    pub servers: Vec<Process>,
    pub database: Arc<TestDb>,
    tokens: Vec<String>,
    clock: PathBuf,
    offset_ms: i64,
    jump_ms: i64,
}

impl Network {
    async fn start(name: &'static str, database: TestDb, servers: usize, seed: u64, broken: bool) -> Self {
        let (line, database) = (Proxy::start(name, seed).await, Arc::new(database));
        let clock = database.folder().join("clock");
        std::fs::write(&clock, "0").expect("a file for the clock");
        let mut running: Vec<Process> = Vec::new();
        let mut tokens = Vec::new();
        for number in 0..servers {
            let mut server =
                Process::start_as(&format!("server{number}"), Some(&line.domain), Arc::clone(&database)).await;
            if number == 0 {
                tokens.push(server.operator(MEMBERS[0]).await);
                for handle in &MEMBERS[1..] {
                    tokens.push(server.member(handle).await);
                }
            }
            server.stop();
            server.switch("POTLUCK_TEST_CLOCK", clock.display().to_string());
            // Few hosts do here what many do elsewhere.
            server.without_limits();
            if broken {
                server.switch("POTLUCK_TEST_OUTBOX_LATE", database.address());
            }
            server.start_again().await;
            running.push(server);
        }
        line.lead_to(running[0].port());
        Self { name, line, servers: running, database, tokens, clock, offset_ms: 0, jump_ms: 0 }
    }

    /// A member, who asks this server of the network.
    pub fn member(&self, number: usize, server: usize) -> Visitor {
        self.servers[server % self.servers.len()].visitor(Some(&self.tokens[number % MEMBERS.len()]))
    }

    /// How many members there are.
    pub fn members(&self) -> usize {
        self.tokens.len()
    }

    /// Time goes on for everybody.
    pub fn wait(&mut self, ms: i64) {
        self.offset_ms += ms;
        self.write_clock();
    }

    /// This network's clock is off by so much.
    pub fn jump(&mut self, ms: i64) {
        self.jump_ms = ms;
        self.write_clock();
    }

    fn write_clock(&self) {
        let new = self.clock.with_extension("new");
        std::fs::write(&new, (self.offset_ms + self.jump_ms).to_string()).expect("the clock");
        std::fs::rename(&new, &self.clock).expect("the clock");
    }

    /// What waits in the database: to be told, to be delivered, to be worked.
    pub fn waits(&self) -> i64 {
        self.database.number(
            "SELECT (SELECT count(*) FROM outbox_events) + (SELECT count(*) FROM deliveries) \
             + (SELECT count(*) FROM received WHERE state = 'waiting') AS n",
        )
    }

    /// Copies its database and its logs to a folder.
    pub fn keep_in(&self, folder: &Path) {
        let folder = folder.join(self.name);
        std::fs::create_dir_all(&folder).expect("a folder to keep it in");
        for file in std::fs::read_dir(self.database.folder()).expect("the folder of the database") {
            let file = file.expect("a file");
            if file.file_type().expect("a kind of file").is_file() {
                std::fs::copy(file.path(), folder.join(file.file_name())).expect("room to keep it");
            }
        }
    }

    /// What it is that waits, in words.
    pub fn left(&self) -> Vec<String> {
        let kinds = [
            "SELECT 'event ' || id || ' since ' || created_at AS line FROM outbox_events ORDER BY id LIMIT 3",
            "SELECT count(*) || ' deliveries to ' || d.host || ', tried at most ' || max(d.attempts) || ' times, due ' || \
             min(d.due_at) || ', leased until ' || coalesce(CAST(max(d.leased_until) AS TEXT), 'never') || ', host ' || \
             coalesce(max(h.state || ' until ' || coalesce(CAST(h.next_try_at AS TEXT), 'now')), 'new') AS line \
             FROM deliveries d LEFT JOIN hosts h ON h.host = d.host GROUP BY d.host",
            "SELECT 'received ' || id || ', tried ' || attempts || ' times, due ' || due_at || ', leased until ' || \
             coalesce(CAST(leased_until AS TEXT), 'never') || ' ' || coalesce(problem, '') AS line FROM received \
             WHERE state = 'waiting' ORDER BY id LIMIT 3",
        ];
        let now = chrono::Utc::now() + chrono::Duration::milliseconds(self.offset_ms + self.jump_ms);
        let lines = kinds.into_iter().flat_map(|kind| self.database.lines(kind));
        lines.map(|line| format!("{}, where it is {}: {line}", self.name, now.naive_utc())).collect()
    }
}

pub struct Town {
    pub networks: Vec<Network>,
    pub hosts: Vec<Host>,
    /// Where the disk can be filled, if this machine lets us mount one.
    pub small_disk: Option<SmallDisk>,
}

/// A disk of its own for the database of one network.
pub struct SmallDisk {
    folder: PathBuf,
    _parent: tempfile::TempDir,
}

impl SmallDisk {
    /// Nothing where this user may not mount.
    fn mount() -> Option<Self> {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let folder = parent.path().join("disk");
        std::fs::create_dir(&folder).expect("a folder");
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=96m,mode=0755", "potluck-faults"])
            .arg(&folder)
            .stderr(std::process::Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then_some(Self { folder, _parent: parent })
    }

    /// Leaves no room on it.
    pub fn fill(&self) {
        let mut file = std::fs::File::create(self.folder.join("filler")).expect("a file");
        let block = vec![0; 64 << 10];
        while std::io::Write::write_all(&mut file, &block).is_ok() {}
        let rest = vec![0; 512];
        while std::io::Write::write_all(&mut file, &rest).is_ok() {}
    }

    /// Makes room again.
    pub fn clear(&self) {
        match std::fs::remove_file(self.folder.join("filler")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("the disk is still full: {error}"),
            _ => {}
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let ended = std::process::Command::new("umount").arg("--lazy").arg(&self.folder).status();
        if !ended.is_ok_and(|status| status.success()) {
            eprintln!("{} is still mounted", self.folder.display());
        }
    }
}

impl Town {
    /// Builds it: the networks follow each other, the accounts follow all of them. With `postgres`, the first network
    /// is there, with two servers.
    pub async fn build(seed: u64, postgres: Option<&str>, broken: bool) -> Self {
        let small_disk = SmallDisk::mount();
        let on_small = small_disk.as_ref().map_or_else(TestDb::sqlite, |disk| TestDb::sqlite_in(disk.folder()));
        let (first, servers) = postgres.map_or_else(|| (TestDb::sqlite(), 1), |url| (TestDb::on_server(url), 2));
        let networks = vec![
            Network::start("riverside", first, servers, seed, broken).await,
            Network::start("hillside", TestDb::sqlite(), 1, seed + 1, broken).await,
            Network::start("harbor", on_small, 1, seed + 2, broken).await,
        ];
        let mut hosts = Vec::new();
        for number in 0..SHARED {
            hosts.push(Host::start(&format!("shared{number}"), ACCOUNTS_SHARED, true).await);
        }
        for number in 0..APART {
            hosts.push(Host::start(&format!("apart{number}"), ACCOUNTS_APART, false).await);
        }
        let town = Self { networks, hosts, small_disk };
        town.follow().await;
        town
    }

    async fn follow(&self) {
        for from in &self.networks {
            for to in self.networks.iter().filter(|to| to.name != from.name) {
                let body = json!({ "address": format!("food@{}", to.line.domain) });
                from.member(0, 0).post("/peers", body).await.expect(202);
            }
        }
        for host in &self.hosts {
            for network in &self.networks {
                host.follow(&network.line.domain).await;
            }
        }
        let accounts: usize = self.hosts.iter().map(Host::accounts).sum();
        let wanted = accounts as i64 + 2 * (self.networks.len() as i64 - 1);
        for network in &self.networks {
            until(&format!("everyone follows {}", network.name), async || {
                let accepted = network.database.number("SELECT count(*) AS n FROM follows WHERE state = 'accepted'");
                (accepted == wanted && network.waits() == 0).then_some(())
            })
            .await;
        }
    }

    /// How many accounts follow the networks.
    pub fn accounts(&self) -> usize {
        self.hosts.iter().map(Host::accounts).sum()
    }
}
