//! One neighborhood of the demo: a `serve` process with its own folder, settings, database and log.

use super::generate::Neighborhood;
use crate::error::{Error, Kind, Result};
use std::fs::File;
use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a process may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(10);

/// A neighborhood and its process. Dropping it stops the process.
pub(super) struct Instance {
    /// Who lives there.
    pub neighborhood: Neighborhood,
    /// `riverside.localhost:8001`.
    pub host: String,
    /// Its port.
    pub port: u16,
    settings: PathBuf,
    log: PathBuf,
    process: Option<Child>,
}

fn cannot(what: &str, path: &Path, error: std::io::Error) -> Error {
    let why = match error.kind() {
        std::io::ErrorKind::StorageFull => {
            "the disk is full. Free some space, or choose a folder on another disk with --keep"
        }
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            "this user may not write there. Choose another folder with --keep"
        }
        _ => "the system refuses. Choose another folder with --keep",
    };
    Error::new(Kind::Unavailable, format!("{} cannot be {what}: {why}.", path.display())).because(error)
}

/// How much room a disk has at least on which nothing fails for want of room.
const ROOM: usize = 1 << 20;

/// Finds out whether there is room in the demo's folder: a server whose disk is full can often not even log why
/// it failed.
///
/// # Errors
/// `Unavailable` with a sentence that says what to do.
pub(super) fn check_room(folder: &Path) -> Result<()> {
    let probe = tempfile::tempfile_in(folder).and_then(|mut probe| probe.write_all(&vec![1; ROOM]));
    probe.map_err(|error| cannot("written to", folder, error))
}

impl Instance {
    /// Writes the settings and starts the server.
    ///
    /// # Errors
    /// `Unavailable` with a sentence that says what to do: a port that is taken, a folder that cannot be written to.
    pub(super) fn start(neighborhood: Neighborhood, port: u16, folder: &Path) -> Result<Self> {
        let name = neighborhood.name;
        if let Err(error) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            let text = format!(
                "Port {port}, which {name} wants, is taken by another program. Stop that program, or choose three \
                 other ports with --port-base."
            );
            return Err(Error::new(Kind::Unavailable, text).because(error));
        }
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder).map_err(|error| cannot("made", &folder, error))?;
        let settings = folder.join("potluck.toml");
        let host = format!("{name}.localhost:{port}");
        let text = settings_text(&neighborhood, &host, port, &folder)?;
        std::fs::write(&settings, text).map_err(|error| cannot("written", &settings, error))?;
        let log = folder.join("serve.log");
        let mut instance = Self { neighborhood, host, port, settings, log, process: None };
        instance.process = Some(instance.serve()?);
        Ok(instance)
    }

    fn serve(&self) -> Result<Child> {
        let log = File::create(&self.log).map_err(|error| cannot("made", &self.log, error))?;
        let to_log = log.try_clone().map_err(Error::internal)?;
        let mut command = self.command()?;
        command.arg("serve").stdin(Stdio::null()).stdout(log).stderr(to_log);
        #[cfg(target_os = "linux")]
        // SAFETY: the closure makes one system call, which may be made between fork and exec.
        unsafe {
            // A demo that is killed leaves no servers behind.
            command.pre_exec(|| {
                rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::TERM))
                    .map_err(Into::into)
            });
        }
        command.spawn().map_err(Error::internal)
    }

    /// This program, with the neighborhood's settings and without ours.
    fn command(&self) -> Result<Command> {
        let mut command = Command::new(std::env::current_exe().map_err(Error::internal)?);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("POTLUCK_") {
                command.env_remove(name);
            }
        }
        command.arg("--config").arg(&self.settings);
        Ok(command)
    }

    /// Runs one of our own commands beside the server; answers the last line that it printed.
    ///
    /// # Errors
    /// `Internal` when the command fails.
    pub(super) async fn run(&self, arguments: &[&str]) -> Result<String> {
        let mut command = tokio::process::Command::from(self.command()?);
        command.args(arguments).stdin(Stdio::null()).kill_on_drop(true);
        let output = command.output().await.map_err(Error::internal)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let text =
                format!("`potluck {}` failed at {}: {}", arguments.join(" "), self.neighborhood.name, said.trim());
            return Err(Error::new(Kind::Unavailable, text));
        }
        let said = String::from_utf8_lossy(&output.stdout);
        Ok(said.lines().last().unwrap_or_default().to_owned())
    }

    /// Fails if the process has ended by itself, with the last line of its log.
    ///
    /// # Errors
    /// `Unavailable`.
    pub(super) fn check(&mut self) -> Result<()> {
        let Some(process) = &mut self.process else { return Ok(()) };
        if process.try_wait().map_err(Error::internal)?.is_none() {
            return Ok(());
        }
        let log = std::fs::read_to_string(&self.log).unwrap_or_else(|error| error.to_string());
        let last = log.lines().last().unwrap_or("it said nothing").trim().trim_start_matches("potluck: ");
        Err(Error::new(Kind::Unavailable, format!("The server of {} ended: {last}", self.neighborhood.name)))
    }

    /// Stops the process, as an operator would.
    pub(super) fn stop(&mut self) {
        self.ask_to_stop();
        self.wait();
    }

    fn ask_to_stop(&self) {
        if let Some(process) = &self.process
            && let Some(id) = i32::try_from(process.id()).ok().and_then(rustix::process::Pid::from_raw)
            && let Err(error) = rustix::process::kill_process(id, rustix::process::Signal::TERM)
        {
            tracing::debug!(%error, "the process had ended");
        }
    }

    fn wait(&mut self) {
        let Some(mut process) = self.process.take() else { return };
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if !matches!(process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        if process.kill().and_then(|()| process.wait().map(drop)).is_err() {
            eprintln!("The server of {} did not stop; its process number is {}.", self.neighborhood.name, process.id());
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.stop();
    }
}

fn settings_text(neighborhood: &Neighborhood, host: &str, port: u16, folder: &Path) -> Result<String> {
    use toml::{Table, Value};
    let text = |text: &str| Value::String(text.to_owned());
    let about: Vec<&str> = neighborhood.about.iter().map(|(_, about)| *about).collect();
    let area = Table::from_iter([
        ("name".to_owned(), text(neighborhood.display_name)),
        ("latitude".to_owned(), Value::Float(neighborhood.latitude)),
        ("longitude".to_owned(), Value::Float(neighborhood.longitude)),
        ("radius_m".to_owned(), Value::Integer(neighborhood.radius_m as i64)),
    ]);
    let network = Table::from_iter([
        ("handle".to_owned(), text("food")),
        ("name".to_owned(), text(neighborhood.display_name)),
        ("about".to_owned(), text(&about.join("\n\n"))),
        ("languages".to_owned(), Value::Array(neighborhood.languages.iter().map(|tag| text(tag)).collect())),
        ("time_zone".to_owned(), text(neighborhood.time_zone)),
        ("area".to_owned(), Value::Table(area)),
    ]);
    let federation = Table::from_iter([("development".to_owned(), Value::Boolean(true))]);
    let data = folder.join("data");
    let settings = Table::from_iter([
        ("domain".to_owned(), text(host)),
        ("bind".to_owned(), text(&format!("127.0.0.1:{port}"))),
        ("data_dir".to_owned(), text(&data.to_string_lossy())),
        ("network".to_owned(), Value::Table(network)),
        ("federation".to_owned(), Value::Table(federation)),
    ]);
    toml::to_string(&settings).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_settings_that_the_demo_writes_are_settings_that_a_server_takes() {
        let folder = tempfile::tempdir().unwrap();
        for (index, neighborhood) in super::super::generate::generate(7).into_iter().enumerate() {
            let port = 8001 + index as u16;
            let host = format!("{}.localhost:{port}", neighborhood.name);
            let file = folder.path().join("potluck.toml");
            std::fs::write(&file, settings_text(&neighborhood, &host, port, folder.path()).unwrap()).unwrap();
            let config = Config::load(Some(&file), std::iter::empty()).unwrap();
            assert_eq!(config.base_url().as_str(), format!("http://{host}/"));
            assert_eq!(config.network.name, neighborhood.display_name);
        }
    }

    #[test]
    fn a_full_disk_is_said_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        check_room(folder.path()).unwrap();
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        let error = cannot("written to", folder.path(), full);
        assert!(error.text().contains("disk is full") && error.text().contains("--keep"), "{error}");
    }

    #[test]
    fn a_taken_port_is_said_with_what_to_do() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let folder = tempfile::tempdir().unwrap();
        let first = super::super::generate::generate(7).into_iter().next().unwrap();
        let error = Instance::start(first, port, folder.path()).err().unwrap();
        assert!(error.text().contains(&port.to_string()) && error.text().contains("--port-base"), "{error}");
    }

    #[test]
    fn a_folder_that_cannot_be_used_is_said_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let first = super::super::generate::generate(7).into_iter().next().unwrap();
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let error = Instance::start(first, port, &file).err().unwrap();
        assert!(error.text().contains("--keep"), "{error}");
    }
}
