//! A neighborhood as it runs in the world: a `potluck serve` process with settings, data folder and log of its own.

use super::TestDb;
use super::client::Visitor;
use super::neighborhood::PATIENCE;
use potluck::storage::DatabaseUrl;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::process::Command;

/// A server process. It is killed when it is dropped.
pub struct Process {
    /// Its name for the world, `name.localhost:PORT`.
    pub domain: String,
    /// Its database.
    pub database: Arc<TestDb>,
    port: u16,
    settings: PathBuf,
    log: PathBuf,
    child: Child,
}

/// This program, with these settings and without those of whoever runs the tests.
fn potluck(settings: &PathBuf) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_potluck"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("POTLUCK_") {
            command.env_remove(name);
        }
    }
    command.arg("--config").arg(settings).stdin(Stdio::null());
    command
}

impl Process {
    /// Starts the server of a neighborhood, and waits until it is ready.
    pub async fn start(name: &str, database: Arc<TestDb>) -> Self {
        Self::start_as(name, None, database).await
    }

    /// Starts one more server of this network: the same name, keys and database, and a port of its own.
    pub async fn beside(&self) -> Self {
        Self::start_as("beside", Some(&self.domain), Arc::clone(&self.database)).await
    }

    async fn start_as(name: &str, domain: Option<&str>, database: Arc<TestDb>) -> Self {
        // Another program may take the port between the look and the start. A server that does not get
        // its port has made nothing yet, so that another one can be tried.
        for _ in 0..5 {
            let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
            let port = free.local_addr().expect("an address").port();
            drop(free);
            let own = format!("{name}.localhost:{port}");
            let mut process = Self::spawn(name, domain.unwrap_or(&own), port, Arc::clone(&database));
            if process.is_ready().await {
                return process;
            }
        }
        panic!("no port for the server of {name}");
    }

    fn spawn(name: &str, domain: &str, port: u16, database: Arc<TestDb>) -> Self {
        let folder = database.folder();
        let database_url = match &database.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        let text = format!(
            "domain = {domain:?}\nbind = \"127.0.0.1:{port}\"\ndata_dir = {:?}\ndatabase_url = {database_url:?}\n\
             [network]\nhandle = \"food\"\n[federation]\ndevelopment = true\n",
            folder.join("data")
        );
        let (settings, log) = (folder.join(format!("{name}.toml")), folder.join(format!("{name}.log")));
        std::fs::write(&settings, text).expect("settings");
        let to_log = std::fs::File::create(&log).expect("a log");
        let errors = to_log.try_clone().expect("a log");
        let child = potluck(&settings).arg("serve").stdout(to_log).stderr(errors).spawn().expect("a process");
        Self { domain: domain.to_owned(), database, port, settings, log, child }
    }

    /// Waits until it answers; false when it did not get its port.
    async fn is_ready(&mut self) -> bool {
        let (start, visitor) = (Instant::now(), self.visitor(None));
        loop {
            if let Some(status) = self.child.try_wait().expect("a process") {
                let said = std::fs::read_to_string(&self.log).expect("a log");
                assert!(said.contains("another program uses it"), "{} ended with {status}: {said}", self.domain);
                return false;
            }
            if visitor.try_page("/readyz").await == Some(200) {
                return true;
            }
            assert!(start.elapsed() < PATIENCE, "{} is not ready", self.domain);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Somebody who asks this very process, whatever other servers the network has.
    pub fn visitor(&self, token: Option<&str>) -> Visitor {
        let name = self.domain.split(':').next().expect("a name");
        let visitor = Visitor::at(&format!("{name}:{}", self.port));
        token.map_or(visitor.clone(), |token| visitor.with_token(token))
    }

    /// Runs a command beside the server; answers the last line that it printed.
    pub async fn run(&self, arguments: &[&str]) -> String {
        let mut command = Command::from(potluck(&self.settings));
        let Output { status, stdout, stderr } =
            command.args(arguments).kill_on_drop(true).output().await.expect("a process");
        assert!(status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8_lossy(&stdout).lines().last().unwrap_or_default().to_owned()
    }

    /// Adds a member; answers a token of theirs.
    pub async fn member(&self, handle: &str) -> String {
        self.run(&["member", "add", handle]).await;
        self.run(&["token", "create", handle]).await
    }

    /// Adds a member who may follow other networks; answers a token of theirs.
    pub async fn operator(&self, handle: &str) -> String {
        let token = self.member(handle).await;
        self.run(&["role", "give", handle, "operator"]).await;
        token
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.child.kill().and_then(|()| self.child.wait()).is_err() {
            eprintln!("the server of {} could not be stopped", self.domain);
        }
        if std::thread::panicking() {
            let said = std::fs::read_to_string(&self.log).unwrap_or_else(|error| error.to_string());
            eprintln!("the log of {}:\n{said}", self.domain);
        }
    }
}
