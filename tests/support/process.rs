//! A neighborhood as it runs in the world: a `potluck serve` process with settings, data folder and log of its own.

use super::TestDb;
use super::client::Visitor;
use super::neighborhood::PATIENCE;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::process::Command;

/// The passphrase of backups.
pub const PASSPHRASE: &str = "quince ladder morning seven blue door";

/// A server process. It is killed when it is dropped.
pub struct Process {
    /// Its name for the world, `name.localhost:PORT`.
    pub domain: String,
    /// Its database.
    pub database: Arc<TestDb>,
    address: Ipv4Addr,
    port: u16,
    settings: PathBuf,
    log: PathBuf,
    switches: Vec<(&'static str, String)>,
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

    /// Starts the server of a network that has the name `domain` for the world, or one with its port.
    pub async fn start_as(name: &str, domain: Option<&str>, database: Arc<TestDb>) -> Self {
        // Another program may take the port between the look and the start. A server that does not get
        // its port has made nothing yet, so that another one can be tried.
        for _ in 0..5 {
            let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
            let port = free.local_addr().expect("an address").port();
            drop(free);
            let own = format!("{name}.localhost:{port}");
            let at = (Ipv4Addr::LOCALHOST, port);
            let mut process = Self::spawn(name, domain.unwrap_or(&own), at, Arc::clone(&database), "");
            if process.is_ready().await {
                return process;
            }
        }
        panic!("no port for the server of {name}");
    }

    /// Starts the server of a network that programs which are not ours reach by the system's resolver: at a loopback
    /// address and port of its own, with further settings. It takes as much of anybody as comes.
    pub async fn start_at(
        name: &str,
        domain: &str,
        at: (Ipv4Addr, u16),
        database: Arc<TestDb>,
        hosts: &[&str],
    ) -> Self {
        let further = format!(
            "development_hosts = {hosts:?}\n[limits]\nserver_per_minute = 0\nfetches_per_minute = 0\n\
             account_per_minute = 0\naddress_per_minute = 0\n"
        );
        let mut process = Self::spawn(name, domain, at, database, &further);
        assert!(process.is_ready().await, "{domain} did not get {at:?}");
        process
    }

    fn spawn(name: &str, domain: &str, at: (Ipv4Addr, u16), database: Arc<TestDb>, further: &str) -> Self {
        let (settings, log) = Self::settings(name, domain, at, &database, further);
        let (address, port) = at;
        let to_log = std::fs::File::create(&log).expect("a log");
        let errors = to_log.try_clone().expect("a log");
        let child = potluck(&settings).arg("serve").stdout(to_log).stderr(errors).spawn().expect("a process");
        Self { domain: domain.to_owned(), database, address, port, settings, log, switches: Vec::new(), child }
    }

    /// Writes the settings; answers their file and that of the log.
    fn settings(
        name: &str,
        domain: &str,
        (address, port): (Ipv4Addr, u16),
        database: &TestDb,
        further: &str,
    ) -> (PathBuf, PathBuf) {
        let folder = database.folder();
        let database_url = database.address();
        let text = format!(
            "domain = {domain:?}\nbind = \"{address}:{port}\"\ndata_dir = {:?}\ndatabase_url = {database_url:?}\n\
             [network]\nhandle = \"food\"\n[federation]\ndevelopment = true\n{further}",
            folder.join("data")
        );
        let (settings, log) = (folder.join(format!("{name}.toml")), folder.join(format!("{name}.log")));
        std::fs::write(&settings, text).expect("settings");
        (settings, log)
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

    /// Asks it to stop, and waits until it has.
    pub fn stop(&mut self) {
        let id = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw).expect("a process");
        rustix::process::kill_process(id, rustix::process::Signal::TERM).expect("it is asked to stop");
        assert!(self.child.wait().expect("a process").success(), "{} did not stop well", self.domain);
    }

    /// Kills it (`SIGKILL`), whatever it is doing.
    pub fn kill(&mut self) {
        self.child.kill().and_then(|()| self.child.wait()).expect("a process that is killed");
    }

    /// From its next start on, it has this variable.
    pub fn switch(&mut self, name: &'static str, value: String) {
        self.switches.push((name, value));
    }

    /// From its next start on, it takes as much of anybody as comes.
    pub fn without_limits(&mut self) {
        for of in [
            "POTLUCK_LIMITS__SERVER_PER_MINUTE",
            "POTLUCK_LIMITS__FETCHES_PER_MINUTE",
            "POTLUCK_LIMITS__ACCOUNT_PER_MINUTE",
            "POTLUCK_LIMITS__ADDRESS_PER_MINUTE",
        ] {
            self.switch(of, "0".into());
        }
    }

    /// From its next start on, its log goes to this file.
    pub fn log_to(&mut self, file: impl Into<PathBuf>) {
        self.log = file.into();
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The most memory that it ever held, in bytes; nothing where the system does not say so in `/proc`.
    pub fn peak_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().expect("a number") * 1_024)
    }

    /// The file of its settings.
    pub fn settings_file(&self) -> &std::path::Path {
        &self.settings
    }

    /// The port at which it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Starts it once more, at its own address.
    pub async fn start_again(&mut self) {
        let to_log = std::fs::File::options().append(true).create(true).open(&self.log).expect("a log");
        let errors = to_log.try_clone().expect("a log");
        let mut command = potluck(&self.settings);
        command.envs(self.switches.iter().map(|(name, value)| (name, value)));
        self.child = command.arg("serve").stdout(to_log).stderr(errors).spawn().expect("a process");
        assert!(self.is_ready().await, "{} did not get its port again", self.domain);
    }

    /// The same network with nothing but its settings, on another database: an empty machine.
    pub fn on_empty_machine(&self, database: Arc<TestDb>) -> Self {
        let name = self.domain.split('.').next().expect("a name");
        let (settings, log) = Self::settings(name, &self.domain, (self.address, self.port), &database, "");
        // Nobody serves there yet.
        let child = potluck(&settings).arg("--version").stdout(Stdio::null()).spawn().expect("a process");
        let (domain, address, port) = (self.domain.clone(), self.address, self.port);
        Self { domain, database, address, port, settings, log, switches: Vec::new(), child }
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.database.folder().join("data")
    }

    /// Somebody who asks this very process, whatever other servers the network has.
    pub fn visitor(&self, token: Option<&str>) -> Visitor {
        let name = self.domain.split(':').next().expect("a name");
        let visitor = Visitor::at_address(&format!("{name}:{}", self.port), self.address);
        token.map_or(visitor.clone(), |token| visitor.with_token(token))
    }

    /// Runs a command beside the server; answers the last line that it printed.
    pub async fn run(&self, arguments: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.output(arguments).await;
        assert!(status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8_lossy(&stdout).lines().last().unwrap_or_default().to_owned()
    }

    /// Runs a command beside the server, however it ends. It has the passphrase of a backup.
    pub async fn output(&self, arguments: &[&str]) -> Output {
        let mut command = Command::from(potluck(&self.settings));
        command.env("POTLUCK_BACKUP_PASSPHRASE", PASSPHRASE).args(arguments).kill_on_drop(true);
        command.output().await.expect("a process")
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
