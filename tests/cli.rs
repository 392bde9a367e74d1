//! The commands, as a person at a terminal meets them: the real binary, its output and its exit code.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn potluck(folder: &Path, port: u16) -> Command {
    let settings = folder.join("potluck.toml");
    let text = format!(
        "domain = \"riverside.localhost:{port}\"\nbind = \"127.0.0.1:{port}\"\ndata_dir = {:?}\n[federation]\ndevelopment = true\n",
        folder.join("data")
    );
    std::fs::write(&settings, text).expect("settings");
    let mut command = bare();
    command.arg("--config").arg(settings);
    command
}

fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_potluck"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("POTLUCK_") {
            command.env_remove(name);
        }
    }
    command.stdin(Stdio::null());
    command
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A port that is free, and a few after it most likely too.
fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port").local_addr().expect("an address").port()
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn http_get(port: u16, path: &str) -> Option<String> {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    stream
        .write_all(
            format!("GET {path} HTTP/1.1\r\nHost: riverside.localhost:{port}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
        .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

#[test]
fn a_server_starts_takes_members_beside_it_and_stops_when_it_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let log = folder.path().join("out");
    let output = std::fs::File::create(&log).unwrap();
    let mut server = Server(potluck(folder.path(), port).arg("serve").stdout(output).spawn().unwrap());
    until("the server is ready", || http_get(port, "/readyz").filter(|answer| answer.starts_with("HTTP/1.1 200")));
    let printed = std::fs::read_to_string(&log).unwrap();
    assert!(printed.contains("/found/"), "{printed}");

    let (code, out, _) = said(&potluck(folder.path(), port).args(["member", "add", "rosa"]).output().unwrap());
    assert_eq!(code, Some(0), "{out}");
    let (code, _, problem) = said(&potluck(folder.path(), port).args(["member", "add", "rosa"]).output().unwrap());
    assert!(code == Some(1) && problem.contains("taken"), "{problem}");
    let (code, _, problem) = said(&potluck(folder.path(), port).args(["member", "add", "no spaces"]).output().unwrap());
    assert!(code == Some(1) && problem.contains("letters"), "{problem}");
    let (code, out, _) = said(
        &potluck(folder.path(), port).args(["token", "create", "rosa", "--scopes", "read write"]).output().unwrap(),
    );
    assert_eq!((code, out.lines().last().map(str::len)), (Some(0), Some(43)));
    let (code, _, problem) = said(&potluck(folder.path(), port).args(["token", "create", "nobody"]).output().unwrap());
    assert!(code == Some(1) && problem.contains("no member"), "{problem}");
    let (code, _, problem) =
        said(&potluck(folder.path(), port).args(["role", "give", "rosa", "king"]).output().unwrap());
    assert!(code == Some(1) && problem.contains("steward"), "{problem}");
    let (code, out, _) = said(&potluck(folder.path(), port).arg("migrate").output().unwrap());
    assert!(code == Some(0) && out.contains("up to date"), "{out}");

    // A second server on the same port says what to do, and changes nothing.
    let (code, _, problem) = said(&potluck(folder.path(), port).arg("serve").output().unwrap());
    assert!(code == Some(1) && problem.contains(&port.to_string()) && problem.contains("bind"), "{problem}");

    let id = rustix::process::Pid::from_raw(i32::try_from(server.0.id()).unwrap()).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
    let status = server.0.wait().unwrap();
    assert_eq!(status.code(), Some(0));
}

#[test]
fn wrong_settings_and_folders_are_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("potluck.toml");
    for (settings, named) in [
        ("domian = \"x.example\"", "domian"),
        ("domain = \"x.example\"\nbind = \"nowhere\"", "bind"),
        ("domain = \"x.example\"\n[federation]\nmode = \"closed\"", "closed"),
        ("domain = ", "potluck.toml"),
    ] {
        std::fs::write(&file, settings).unwrap();
        let (code, _, problem) = said(&bare().arg("--config").arg(&file).arg("serve").output().unwrap());
        assert!(code == Some(1) && problem.contains(named), "{settings}: {problem}");
    }
    let (code, _, problem) = said(&bare().args(["--config", "/nowhere/potluck.toml", "serve"]).output().unwrap());
    assert!(code == Some(1) && problem.contains("/nowhere/potluck.toml"), "{problem}");

    std::fs::write(folder.path().join("data"), "a file where the folder should be").unwrap();
    let (code, _, problem) = said(&potluck(folder.path(), free_port()).arg("serve").output().unwrap());
    assert!(code == Some(1) && problem.contains("data_dir"), "{problem}");
}

#[test]
fn a_database_that_belongs_to_another_domain_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let (code, ..) = said(&potluck(folder.path(), port).args(["member", "add", "rosa"]).output().unwrap());
    assert_eq!(code, Some(0));
    let (code, _, problem) =
        said(&potluck(folder.path(), port.wrapping_add(1)).args(["member", "add", "ben"]).output().unwrap());
    assert!(code == Some(1) && problem.contains("belongs to"), "{problem}");
}

#[test]
fn the_demo_is_observed_and_notices_a_neighborhood_that_is_gone() {
    let base = || {
        until("three free ports in a row", || {
            let port = free_port();
            let free = (port < 65_000)
                .then(|| (0..3).all(|next| TcpListener::bind((Ipv4Addr::LOCALHOST, port + next)).is_ok()));
            free.filter(|free| *free).map(|_| port.to_string())
        })
    };
    let (code, out, problem) = said(&bare().args(["demo", "--exit", "--port-base", &base()]).output().unwrap());
    assert_eq!(code, Some(0), "{out}{problem}");
    assert!(out.contains("Every step was observed"), "{out}");

    let without = ["demo", "--exit", "--without", "hillside", "--port-base", &base()];
    let (code, out, _) = said(&bare().args(without).output().unwrap());
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("NOT OBSERVED: hillside asks for 25"), "{out}");
}
