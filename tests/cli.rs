//! The commands, as a person at a terminal meets them: the real binary, its output and its exit code.

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
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

/// The files below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| files_below(folder)));
    files
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
    for file in files_below(&folder.path().join("data")) {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode() & 0o077;
        assert!(mode == 0, "{} is open to others", file.display());
    }

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

/// A network with a member whose words can be looked for, and a folder for what is kept of it.
fn network() -> (tempfile::TempDir, u16, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let added = potluck(folder.path(), port).args(["member", "add", "rosa", "--name", "Rosalinda"]).output().unwrap();
    assert_eq!(said(&added).0, Some(0));
    let file = folder.path().join("kept.backup");
    (folder, port, file)
}

/// A command with the passphrase of a backup.
fn with_passphrase(folder: &Path, port: u16, passphrase: &str) -> Command {
    let mut command = potluck(folder, port);
    command.env("POTLUCK_BACKUP_PASSPHRASE", passphrase);
    command
}

const PASSPHRASE: &str = "quince ladder morning seven";

#[test]
fn a_backup_is_written_once_privately_and_with_a_passphrase_that_is_worth_its_name() {
    let (folder, port, file) = network();
    let (code, _, problem) = said(&potluck(folder.path(), port).arg("backup").arg(&file).output().unwrap());
    assert!(code == Some(1) && problem.contains("--passphrase-file"), "{problem}");
    let (code, _, problem) =
        said(&with_passphrase(folder.path(), port, "short").arg("backup").arg(&file).output().unwrap());
    assert!(code == Some(1) && problem.contains("too short"), "{problem}");
    let secret = folder.path().join("secret");
    std::fs::write(&secret, format!("{PASSPHRASE}\n")).unwrap();
    let by_file = |mode| {
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(mode)).unwrap();
        let mut command = potluck(folder.path(), port);
        said(&command.arg("backup").arg(&file).arg("--passphrase-file").arg(&secret).output().unwrap())
    };
    let (code, _, problem) = by_file(0o644);
    assert!(code == Some(1) && problem.contains("chmod 600"), "{problem}");
    assert!(!file.exists());

    let (code, out, problem) = by_file(0o600);
    assert!(code == Some(0) && out.contains("found it whole"), "{out}{problem}");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let first = std::fs::read(&file).unwrap();
    let (code, _, problem) = by_file(0o600);
    assert!(code == Some(1) && problem.contains("--overwrite"), "{problem}");
    assert_eq!(std::fs::read(&file).unwrap(), first, "it was not touched");
    let mut again = with_passphrase(folder.path(), port, PASSPHRASE);
    let (code, _, problem) = said(&again.arg("backup").arg(&file).arg("--overwrite").output().unwrap());
    assert_eq!(code, Some(0), "{problem}");

    let empty = tempfile::tempdir().unwrap();
    let mut nothing = with_passphrase(empty.path(), port, PASSPHRASE);
    let (code, _, problem) = said(&nothing.arg("backup").arg(empty.path().join("x")).output().unwrap());
    assert!(code == Some(1) && problem.contains("no database"), "{problem}");
    assert!(!empty.path().join("data").exists() && !empty.path().join("x").exists(), "looking makes nothing");
}

#[test]
fn a_restore_changes_nothing_until_it_is_sure_and_sets_aside_what_was_there() {
    let (folder, port, file) = network();
    let data = folder.path().join("data");
    let mut backup = with_passphrase(folder.path(), port, PASSPHRASE);
    assert_eq!(said(&backup.arg("backup").arg(&file).output().unwrap()).0, Some(0));
    // What came after the backup.
    let added = potluck(folder.path(), port).args(["member", "add", "late"]).output().unwrap();
    assert_eq!(said(&added).0, Some(0));
    let key = std::fs::read(data.join("master.key")).unwrap();
    let restore = |passphrase, file: &Path, more: &[&str]| {
        let mut command = with_passphrase(folder.path(), port, passphrase);
        said(&command.arg("restore").arg(file).args(more).output().unwrap())
    };
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    let altered = folder.path().join("altered.backup");
    std::fs::write(&altered, &bytes).unwrap();
    let database = data.join("potluck.sqlite");
    for (passphrase, file, more, words) in [
        (PASSPHRASE, file.as_path(), &[][..], "--overwrite"),
        ("another passphrase", &file, &["--overwrite"], "passphrase"),
        (PASSPHRASE, &altered, &["--overwrite"], "altered"),
        (PASSPHRASE, &database, &["--overwrite"], "not a backup"),
        (PASSPHRASE, Path::new("/nowhere/x"), &["--overwrite"], "/nowhere/x"),
    ] {
        let (code, _, problem) = restore(passphrase, file, more);
        assert!(code == Some(1) && problem.contains(words), "{words}: {problem}");
    }
    let taken = potluck(folder.path(), port).args(["member", "add", "late"]).output().unwrap();
    assert!(said(&taken).2.contains("taken"), "nothing was changed");

    let (code, out, problem) = restore(PASSPHRASE, &file, &["--overwrite"]);
    assert!(code == Some(0) && out.contains("Restored riverside.localhost"), "{out}{problem}");
    assert!(out.contains("potluck.sqlite.before_restore_") && out.contains("master.key.before_restore_"), "{out}");
    assert_eq!(std::fs::read(data.join("master.key")).unwrap(), key);
    // Whoever came after the backup is not there; whoever was there is.
    let late = potluck(folder.path(), port).args(["member", "add", "late"]).output().unwrap();
    assert_eq!(said(&late).0, Some(0));
    let rosa = potluck(folder.path(), port).args(["member", "add", "rosa"]).output().unwrap();
    assert!(said(&rosa).2.contains("taken"));
    let hidden = std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(hidden.into_iter().all(|name| !name.to_string_lossy().starts_with('.')), "nothing unfinished stays");

    // Under another name it would not be the same network.
    let elsewhere = tempfile::tempdir().unwrap();
    let mut other = with_passphrase(elsewhere.path(), port.wrapping_add(1), PASSPHRASE);
    let (code, _, problem) = said(&other.arg("restore").arg(&file).output().unwrap());
    assert!(code == Some(1) && problem.contains("`domain`"), "{problem}");
}

#[test]
fn what_may_have_been_posted_or_sent_since_a_backup_is_held_even_where_a_restore_does_not_come_to_its_end() {
    let (folder, port, file) = network();
    let database = potluck::storage::DatabaseUrl::Sqlite(folder.path().join("data/potluck.sqlite"));
    let changed = |sql: &str| match &mut database.connect().unwrap() {
        potluck::storage::Conn::Sqlite(sqlite) => diesel::RunQueryDsl::execute(diesel::sql_query(sql), sqlite).unwrap(),
        potluck::storage::Conn::Pg(_) => panic!("this is SQLite"),
    };
    for (id, due) in [(1, "2020-01-01 00:00:00"), (2, "2999-01-01 00:00:00")] {
        let plan = format!(
            "INSERT INTO scheduled_statuses (id, member_id, due_at, held, sealed) \
             SELECT {id}, id, '{due}', FALSE, x'00' FROM members"
        );
        assert_eq!(changed(&plan), 1);
    }
    changed(
        "INSERT INTO mails (id, member_id, kind, attempts, due_at, created_at) \
         SELECT 1, id, 'notice', 0, '2020-01-01 00:00:00', '2020-01-01 00:00:00' FROM members",
    );
    // What waits for an app names its subscription and its notification, and refers to neither.
    changed(
        "INSERT INTO push_messages (id, subscription_id, notification_id, host_digest, attempts, due_at, created_at) \
         VALUES (1, 1, 1, 'x', 0, '2020-01-01 00:00:00', '2020-01-01 00:00:00')",
    );
    let mut backup = with_passphrase(folder.path(), port, PASSPHRASE);
    assert_eq!(said(&backup.arg("backup").arg(&file).output().unwrap()).0, Some(0));
    let restore = |settings: &[(&str, &str)]| {
        let mut command = with_passphrase(folder.path(), port, PASSPHRASE);
        said(&command.envs(settings.iter().copied()).arg("restore").arg(&file).arg("--overwrite").output().unwrap())
    };

    // Settings that nobody can send mail with: found out when the network is in its place already.
    let wrong = [
        ("POTLUCK_MAIL__HOST", "localhost"),
        ("POTLUCK_MAIL__SECURITY", "none"),
        ("POTLUCK_MAIL__FROM", "two..dots@example.org"),
    ];
    let (code, _, problem) = restore(&wrong);
    assert!(code == Some(1) && problem.contains("The backup was restored, but"), "{problem}");
    assert_eq!(changed("DELETE FROM mails"), 0, "no mail waits");
    assert_eq!(changed("DELETE FROM push_messages"), 0, "no app hears of it once more");
    assert_eq!(changed("DELETE FROM scheduled_statuses WHERE held"), 1, "a server that starts now does not post it");
    assert_eq!(changed("DELETE FROM scheduled_statuses WHERE NOT held"), 1, "this one has its time before it");

    let (code, out, problem) = restore(&[]);
    assert_eq!(code, Some(0), "{out}{problem}");
    assert!(out.contains("may have been posted since the backup: 1.") && out.contains("sent since: 1."), "{out}");
    assert!(out.contains("may have come since: 1."), "{out}");
}

#[test]
fn a_member_is_removed_at_the_command_line_and_nobody_gets_their_handle() {
    let (folder, port, _) = network();
    let remove =
        |handle: &str| said(&potluck(folder.path(), port).args(["member", "remove", handle]).output().unwrap());
    let (code, _, problem) = remove("nobody");
    assert!(code == Some(1) && !problem.contains("Something went wrong"), "{problem}");
    let token = potluck(folder.path(), port).args(["token", "create", "rosa"]).output().unwrap();
    assert_eq!(said(&token).0, Some(0));

    let (code, out, problem) = remove("rosa");
    assert!(code == Some(0) && out.contains("Erased rosa"), "{out}{problem}");
    let database = std::fs::read_dir(folder.path().join("data")).unwrap().map(|entry| entry.unwrap().path());
    for file in database.filter(|path| path.to_string_lossy().contains("potluck.sqlite")) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"Rosalinda"), "{} still holds the name", file.display());
    }
    let (code, ..) = remove("rosa");
    assert_eq!(code, Some(1), "once");
    let again = potluck(folder.path(), port).args(["member", "add", "rosa"]).output().unwrap();
    assert!(said(&again).2.contains("taken"));
    let token = potluck(folder.path(), port).args(["token", "create", "rosa"]).output().unwrap();
    assert_eq!(said(&token).0, Some(1));
}

#[test]
fn members_read_what_whoever_runs_the_server_does_for_one_of_them_or_reads_in() {
    use std::io::Write;
    let (folder, port, _) = network();
    let run = |words: &[&str], typed: &str| {
        let mut command = potluck(folder.path(), port);
        let mut child =
            command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that asks for nothing does not read it.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        said(&child.wait_with_output().unwrap()).0
    };
    let places = folder.path().join("places.csv");
    std::fs::write(&places, "kind,name,latitude,longitude\nfridge,Corner fridge,40.5,-73.5\n").unwrap();
    let (places, zip) = (places.to_str().unwrap(), folder.path().join("rosa.zip"));
    let zip = zip.to_str().unwrap();
    for (words, typed, code) in [
        (&["token", "create", "rosa"][..], "", 0),
        (&["member", "password", "rosa"], "four words that rhyme\n", 0),
        (&["member", "link", "rosa"], "", 0),
        (&["member", "export", "rosa", zip], "", 0),
        (&["import", places, "--dry-run"], "", 0),
        (&["import", places], "", 0),
        // Nothing is new in it.
        (&["import", places], "", 0),
        // What was not done is not said.
        (&["token", "create", "nobody"], "", 1),
        (&["member", "password", "rosa"], "short\n", 1),
        (&["member", "link", "nobody"], "", 1),
        (&["member", "export", "nobody", zip], "", 1),
    ] {
        assert_eq!(run(words, typed), Some(code), "{words:?}");
    }
    let mut conn = potluck::storage::DatabaseUrl::Sqlite(folder.path().join("data/potluck.sqlite")).connect().unwrap();
    let paging = potluck::storage::listings::Paging { limit: 40, ..Default::default() };
    let log = potluck::storage::moderation::log(&mut conn, paging).unwrap();
    let of_somebody = Some("a member");
    let said: Vec<_> = log.iter().rev().map(|entry| (entry.deed.as_str(), entry.about.as_deref())).collect();
    assert_eq!(
        said,
        [
            ("token-made", of_somebody),
            ("password-given", of_somebody),
            ("link-made", of_somebody),
            ("member-exported", of_somebody),
            ("entries-imported", None),
        ]
    );
    assert!(log.iter().all(|entry| entry.role.is_none() && entry.handle.is_none()), "by whoever runs the server");
}

#[test]
fn members_read_that_the_settings_let_the_server_talk_to_others_than_before() {
    let (folder, port, _) = network();
    let start = |list: Option<&str>| {
        let mut command = potluck(folder.path(), port);
        if let Some(hosts) = list {
            command.env("POTLUCK_FEDERATION__MODE", "list-only").env("POTLUCK_FEDERATION__ALLOWED_HOSTS", hosts);
        }
        let _server = Server(command.arg("serve").stdout(Stdio::null()).spawn().unwrap());
        until("the server is ready", || http_get(port, "/readyz").filter(|answer| answer.starts_with("HTTP/1.1 200")));
    };
    for list in [None, Some("a.example,b.example"), Some("b.example,a.example"), Some("b.example"), None] {
        start(list);
    }
    let mut conn = potluck::storage::DatabaseUrl::Sqlite(folder.path().join("data/potluck.sqlite")).connect().unwrap();
    let paging = potluck::storage::listings::Paging { limit: 40, ..Default::default() };
    let log = potluck::storage::moderation::log(&mut conn, paging).unwrap();
    let changes = log.iter().rev().filter(|entry| entry.deed.as_str() == "federation-changed");
    let said: Vec<&str> = changes.map(|entry| entry.about.as_deref().unwrap_or_default()).collect();
    assert_eq!(said, ["list-only: a.example, b.example", "list-only: removed a.example", "open"]);
    assert!(log.iter().all(|entry| entry.role.is_none() && entry.handle.is_none()), "by whoever runs the server");
}

/// What the doctor says in JSON: the exit code, and the lines as `state check: text`.
fn doctor(folder: &Path, port: u16, more: &[&str]) -> (Option<i32>, Vec<String>) {
    let output = potluck(folder, port).args(["doctor", "--json"]).args(more).output().unwrap();
    let (code, out, problem) = said(&output);
    let report: serde_json::Value =
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{problem}"));
    assert_eq!(report["ok"], code == Some(0), "{report}");
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    let line =
        |one: &serde_json::Value| format!("{} {}: {}", text(&one["state"]), text(&one["check"]), text(&one["text"]));
    (code, findings.iter().map(line).collect())
}

#[track_caller]
fn says(lines: &[String], begin: &str, words: &str) {
    let found = lines.iter().any(|line| line.starts_with(begin) && line.contains(words));
    assert!(found, "no line begins with {begin:?} and says {words:?}: {lines:#?}");
}

#[test]
fn the_doctor_says_what_must_be_done_whether_the_server_runs_or_not() {
    let (folder, port, _) = network();
    let data = folder.path().join("data");
    let give = ["role", "give", "rosa", "operator"];
    let (code, lines) = doctor(folder.path(), port, &["--offline"]);
    assert_eq!(code, Some(1));
    says(&lines, "do operator:", "potluck role give");
    says(&lines, "note server:", "potluck serve");
    says(&lines, "note reach:", "--offline");
    assert_eq!(said(&potluck(folder.path(), port).args(give).output().unwrap()).0, Some(0));
    assert_eq!(doctor(folder.path(), port, &["--offline"]).0, Some(0));

    // Nobody answers by the public name.
    let (code, lines) = doctor(folder.path(), port, &[]);
    assert_eq!(code, Some(1));
    says(&lines, "do reach:", "No server runs here now");
    {
        let _server = Server(potluck(folder.path(), port).arg("serve").stdout(Stdio::null()).spawn().unwrap());
        until("the server is ready", || http_get(port, "/readyz").filter(|answer| answer.starts_with("HTTP/1.1 200")));
        let (code, lines) = doctor(folder.path(), port, &[]);
        assert_eq!(code, Some(0), "{lines:#?}");
        for check in
            ["settings", "data folder", "keys", "disk", "database", "tables", "database log", "operator", "server"]
        {
            says(&lines, &format!("ok {check}:"), "");
        }
        for check in ["outbox", "deliveries", "received", "reach", "webfinger", "actor", "clock"] {
            says(&lines, &format!("ok {check}:"), "");
        }
        let (code, out, _) = said(&potluck(folder.path(), port).arg("doctor").output().unwrap());
        assert!(code == Some(0) && out.contains("ok    keys") && out.contains("All is well."), "{out}");
        assert!(!lines.iter().any(|line| line.contains("rosa") || line.contains("Rosalinda")), "it names no person");
    }

    // Another machine's key, a key that others can read, a folder that others can look into, tables that are too new.
    let key = data.join("master.key");
    let right = std::fs::read(&key).unwrap();
    std::fs::write(&key, [7; 32]).unwrap();
    says(&doctor(folder.path(), port, &["--offline"]).1, "do keys:", "does not open what the database holds");
    std::fs::write(&key, right).unwrap();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    says(&doctor(folder.path(), port, &["--offline"]).1, "do keys:", "chmod 600");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755)).unwrap();
    says(&doctor(folder.path(), port, &["--offline"]).1, "do data folder:", "chmod 700");
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o700)).unwrap();
    let database = potluck::storage::DatabaseUrl::Sqlite(data.join("potluck.sqlite"));
    let execute = |sql: &str| match &mut database.connect().unwrap() {
        potluck::storage::Conn::Sqlite(sqlite) => {
            diesel::connection::SimpleConnection::batch_execute(sqlite, sql).unwrap()
        }
        potluck::storage::Conn::Pg(_) => panic!("this is SQLite"),
    };
    execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231000000')");
    says(&doctor(folder.path(), port, &["--offline"]).1, "do tables:", "newer version");
    execute("DELETE FROM __diesel_schema_migrations WHERE version IN ('29991231000000', '20261123000003')");
    says(&doctor(folder.path(), port, &["--offline"]).1, "do tables:", "potluck migrate");
    execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('20261123000003')");

    // What nobody could be told, and is not tried any more.
    execute(
        "INSERT INTO outbox_events (id, event, created_at, subject, attempts, set_aside_at) VALUES \
         (1, '{}', '2026-01-01 00:00:00', 'listing:1', 36, '2026-01-08 00:00:00')",
    );
    let (code, lines) = doctor(folder.path(), port, &["--offline"]);
    assert_eq!(code, Some(1));
    says(&lines, "do outbox:", "1 things could not be told to other networks in seven days and were set aside");
    says(&lines, "do outbox:", "potluck outbox retry");
    says(&lines, "ok outbox:", "Nothing waits");
    let retry = || said(&potluck(folder.path(), port).args(["outbox", "retry"]).output().unwrap());
    let (code, out, problem) = retry();
    assert!(code == Some(0) && out.contains("Put back in the queue: 1."), "{out}{problem}");
    let (_, lines) = doctor(folder.path(), port, &["--offline"]);
    says(&lines, "note outbox:", "1 things wait to be told");
    assert!(!lines.iter().any(|line| line.contains("set aside")), "{lines:#?}");
    assert!(retry().1.contains("Nothing was set aside"));
    execute("DELETE FROM outbox_events");

    // A page of the file that was overwritten.
    execute("PRAGMA wal_checkpoint(TRUNCATE)");
    let file = data.join("potluck.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    let end = bytes.len() - 8_192;
    bytes[end..].fill(0x5a);
    std::fs::write(&file, bytes).unwrap();
    let (code, lines) = doctor(folder.path(), port, &["--offline"]);
    assert_eq!(code, Some(1));
    says(&lines, "do database:", "");

    // A password for the mail server that others can read, which stands in the settings, and one that does not.
    let settings = folder.path().join("mail.toml");
    let mail = |password: &str| {
        let data = folder.path().join("data");
        let text = format!(
            "domain = \"riverside.localhost:{port}\"\ndata_dir = {data:?}\n[federation]\ndevelopment = true\n[mail]\nhost = \
             \"localhost\"\nuser = \"food\"\nfrom = \"food@riverside.example\"\n{password}"
        );
        std::fs::write(&settings, text).unwrap();
        std::fs::set_permissions(&settings, std::fs::Permissions::from_mode(0o644)).unwrap();
        let mut command = bare();
        command.arg("--config").arg(&settings).args(["doctor", "--offline"]);
        command
    };
    let readable = "Others on this machine can read the mail server's password";
    let (_, out, _) = said(&mail("password = \"plum\"").output().unwrap());
    assert!(out.contains(readable) && !out.contains("plum"), "{out}");
    let (_, out, _) = said(&mail("").env("POTLUCK_MAIL__PASSWORD", "plum").output().unwrap());
    assert!(out.contains("settings") && !out.contains(readable) && !out.contains("plum"), "{out}");

    // Nothing at all, and settings that are wrong; looking makes nothing.
    let empty = tempfile::tempdir().unwrap();
    says(&doctor(empty.path(), port, &["--offline"]).1, "do data folder:", "is not there");
    assert!(!empty.path().join("data").exists());
    std::fs::write(folder.path().join("wrong.toml"), "domian = \"x.example\"").unwrap();
    let wrong = bare().arg("--config").arg(folder.path().join("wrong.toml")).arg("doctor").output().unwrap();
    let (code, out, _) = said(&wrong);
    assert!(code == Some(1) && out.starts_with("do    settings") && out.contains("domian"), "{out}");
}

#[test]
fn a_member_is_handed_what_is_theirs_in_a_file_that_nobody_else_reads() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let run = |args: &[&str]| said(&potluck(folder.path(), port).args(args).output().unwrap());
    assert_eq!(run(&["member", "add", "rosa", "--name", "Rosa of the corner"]).0, Some(0));
    let file = folder.path().join("rosa.zip");
    let name = file.to_str().unwrap();
    let (code, out, err) = run(&["member", "export", "@rosa", name]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("hand it to"), "{out}");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let before = std::fs::read(&file).unwrap();
    assert!(before.starts_with(b"PK"));

    let (code, _, err) = run(&["member", "export", "rosa", name]);
    assert_eq!(code, Some(1));
    assert!(err.contains("already"), "{err}");
    assert_eq!(std::fs::read(&file).unwrap(), before, "it was overwritten");
    let other = folder.path().join("nobody.zip");
    let (code, _, err) = run(&["member", "export", "nobody", other.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(err.contains("no member"), "{err}");
    assert!(!other.exists());
}

#[test]
fn places_are_read_in_once_however_often_and_come_out_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let run = |args: &[&str]| said(&potluck(folder.path(), port).args(args).output().unwrap());
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/places/food_places_cc0.csv");
    let fridges = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/places/community_fridges_mit.csv");
    let services = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/places/food_resources_cc0.json");
    let (code, out, err) = run(&["import", fixture, "--dry-run"]);
    assert!(
        code == Some(0) && out.contains("Would import places: 60 new") && out.contains("nothing was changed"),
        "{out}{err}"
    );
    for (file, first) in [(fixture, "places: 60 new"), (fridges, "places: 60 new"), (services, "resources: 20 new")] {
        let (code, out, err) = run(&["import", file]);
        assert!(code == Some(0) && out.contains(first), "{file}: {out}{err}");
        let (_, out, _) = run(&["import", file]);
        assert!(out.contains("0 new, 0 changed"), "{file} the second time: {out}");
    }
    // Out, into a network that knows nothing, and out again.
    let other = tempfile::tempdir().unwrap();
    let there = |args: &[&str]| said(&potluck(other.path(), port).args(args).output().unwrap());
    for (which, format) in [("places", "csv"), ("resources", "hsds")] {
        let file = |name: &str| folder.path().join(format!("{name}.{format}")).to_str().unwrap().to_owned();
        let (once, twice) = (file("once"), file("twice"));
        assert_eq!(run(&["export", which, &once, "--format", format]).0, Some(0));
        let (code, _, err) = there(&["import", &once]);
        assert_eq!(code, Some(0), "{err}");
        assert_eq!(there(&["export", which, &twice, "--format", format]).0, Some(0));
        assert_eq!(std::fs::read_to_string(&once).unwrap(), std::fs::read_to_string(&twice).unwrap());
        let (code, _, err) = run(&["export", which, &once]);
        assert!(code == Some(1) && err.contains("not overwritten"), "{err}");
    }

    // A mistake: nothing is taken, unless the good ones are asked for.
    let mixed = folder.path().join("mixed.csv");
    std::fs::write(&mixed, "kind,name,latitude,longitude\nfridge,New one,40.5,-73.5\nshop,Other,40.5,-73.5\n").unwrap();
    let name = mixed.to_str().unwrap();
    let (code, _, err) = run(&["import", name]);
    assert!(code == Some(1) && err.contains("line 3, column kind") && err.contains("Nothing was imported"), "{err}");
    let (code, out, err) = run(&["import", name, "--skip-bad"]);
    assert!(code == Some(0) && out.contains("1 new"), "{out}{err}");
    let rejected = std::fs::read_to_string(folder.path().join("mixed.csv.rejected.csv")).unwrap();
    assert!(rejected.contains("Other") && !rejected.contains("New one"), "{rejected}");
}

#[test]
fn a_member_gets_a_password_or_a_link_to_sign_in_with() {
    use std::io::Write;
    let folder = tempfile::tempdir().unwrap();
    let port = free_port();
    let run = |words: &[&str], typed: &str| {
        let mut command = potluck(folder.path(), port);
        let mut child =
            command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that asks for nothing does not read it.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        said(&child.wait_with_output().unwrap())
    };
    assert_eq!(run(&["member", "add", "rosa"], "").0, Some(0));
    let (code, out, _) = run(&["member", "password", "@Rosa"], "four words that rhyme\n");
    assert!(code == Some(0) && out.contains("rosa signs in") && !out.contains("rhyme"), "{out}");
    for (handle, typed, why) in [
        ("rosa", "short\n", "10 characters"),
        ("rosa", "", "10 characters"),
        ("rosa", "password1234\n", "first that somebody would try"),
        ("nobody", "four words that rhyme\n", "no member"),
        ("no spaces", "four words that rhyme\n", "letters"),
    ] {
        let (code, _, problem) = run(&["member", "password", handle], typed);
        assert!(code == Some(1) && problem.contains(why), "{handle}: {problem}");
    }
    let (code, out, _) = run(&["member", "link", "rosa"], "");
    let link = out.lines().last().unwrap_or_default();
    let start = format!("http://riverside.localhost:{port}/enter/");
    assert!(code == Some(0) && link.strip_prefix(&start).is_some_and(|secret| secret.len() == 43), "{out}");
    let (code, _, problem) = run(&["member", "link", "nobody"], "");
    assert!(code == Some(1) && problem.contains("no member"), "{problem}");
}
