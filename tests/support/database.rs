//! A database for one test: a file in a temporary folder, or, with `POTLUCK_TEST_POSTGRES` (the URL of
//! a server), a fresh database there.

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl};
use potluck::ids;
use potluck::storage::{Conn, DatabaseUrl, Db, migrate};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use tempfile::TempDir;
use url::Url;

/// A database of one test's own. It goes with the value, also when the test fails.
pub struct TestDb {
    /// How to open it.
    pub url: DatabaseUrl,
    folder: TempDir,
    on_server: Option<OnServer>,
    keeps: AtomicBool,
    kept: Mutex<Option<Kept>>,
}

/// A connection on which a test reads again and again, and the file that it is open on.
struct Kept {
    conn: Conn,
    file: Option<(u64, u64)>,
}

struct OnServer {
    server: String,
    name: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

impl TestDb {
    /// A SQLite file without tables, whatever the other tests run on.
    pub fn sqlite() -> Self {
        Self::sqlite_in(&std::env::temp_dir())
    }

    /// A SQLite file without tables, in a folder of this one.
    pub fn sqlite_in(folder: &Path) -> Self {
        let folder = tempfile::tempdir_in(folder).expect("a temporary folder");
        let url = DatabaseUrl::Sqlite(folder.path().join("potluck.db"));
        Self { url, folder, on_server: None, keeps: AtomicBool::default(), kept: Mutex::default() }
    }

    /// One without tables.
    pub fn empty() -> Self {
        std::env::var("POTLUCK_TEST_POSTGRES").map_or_else(|_| Self::sqlite(), |server| Self::on_server(&server))
    }

    /// One without tables on this PostgreSQL server.
    pub fn on_server(server: &str) -> Self {
        Self::made_on(server, "")
    }

    fn made_on(server: &str, like: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let name = format!("potluck_{}", &ids::digest(&ids::secret())[..20]);
        // Without a name in the URL, PostgreSQL would look for a database called like the user.
        let (url, server) = (named(server, &name), named(server, "postgres"));
        let mut conn = DatabaseUrl::Postgres(server.clone()).connect().expect("the server of POTLUCK_TEST_POSTGRES");
        conn.batch_execute(&format!("CREATE DATABASE {name} {like}")).expect("a fresh database");
        let (url, on_server) = (DatabaseUrl::Postgres(url), Some(OnServer { server, name }));
        Self { url, folder, on_server, keeps: AtomicBool::default(), kept: Mutex::default() }
    }

    /// One with all tables: a copy of one that was migrated once, since hundreds of tests want one each.
    pub fn new() -> Self {
        match std::env::var("POTLUCK_TEST_POSTGRES") {
            Ok(server) => Self::made_on(&server, &format!("TEMPLATE {}", migrated_on(&server))),
            Err(_) => {
                let database = Self::sqlite();
                std::fs::write(database.folder().join("potluck.db"), migrated_file()).expect("a database");
                database
            }
        }
    }

    /// Its URL, as a setting has it.
    pub fn address(&self) -> String {
        match &self.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        }
    }

    /// Opens it as the server does.
    pub fn open(&self) -> Db {
        Db::open(&self.url).expect("the database opens")
    }

    /// Whether this is SQLite.
    pub fn on_sqlite(&self) -> bool {
        self.on_server.is_none()
    }

    /// A folder that goes with the database.
    pub fn folder(&self) -> &Path {
        // Whoever looks into it finds the files as the server left them.
        drop(self.kept().take());
        self.folder.path()
    }

    /// The files of a SQLite database, its log of changes too.
    pub fn files(&self) -> Vec<PathBuf> {
        let files = std::fs::read_dir(self.folder()).expect("the folder of the database");
        let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
        files.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("potluck.db")));
        files
    }

    /// A connection beside those of the server, as another process would have.
    pub fn connect(&self) -> Conn {
        self.url.connect().expect("the database answers")
    }

    /// Runs a statement of a test's own.
    pub fn execute(&self, sql: &str) -> diesel::QueryResult<()> {
        self.connect().batch_execute(sql)
    }

    /// The number that a statement answers as `n`.
    pub fn number(&self, sql: &str) -> i64 {
        let row: Number = self.read(sql, |conn| match conn {
            Conn::Sqlite(sqlite) => diesel::sql_query(sql).get_result(sqlite),
            Conn::Pg(pg) => diesel::sql_query(sql).get_result(pg),
        });
        row.n
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> i64 {
        self.number(&format!("SELECT count(*) AS n FROM {table}"))
    }

    /// The texts that a statement answers as `line`.
    pub fn lines(&self, sql: &str) -> Vec<String> {
        let rows: Vec<Line> = self.read(sql, |conn| match conn {
            Conn::Sqlite(sqlite) => diesel::sql_query(sql).load(sqlite),
            Conn::Pg(pg) => diesel::sql_query(sql).load(pg),
        });
        rows.into_iter().map(|row| row.line).collect()
    }

    /// From now on a test reads on a connection that is kept. One that waits looks fifty times a second, and to open a
    /// connection (6 ms on PostgreSQL) takes far longer than to look. Not where servers are processes of their own, which are
    /// killed, restored and filled: they are to find the database as nobody holds it.
    pub fn keep_open(&self) {
        self.keeps.store(true, Ordering::Relaxed);
    }

    fn read<T>(&self, sql: &str, read: impl Fn(&mut Conn) -> diesel::QueryResult<T>) -> T {
        let kept = self.kept().take().filter(|kept| kept.file == self.file());
        if let Some(mut kept) = kept
            && let Ok(found) = read(&mut kept.conn)
        {
            *self.kept() = Some(kept);
            return found;
        }
        // There was none, or its server was started anew, or another file stands in the place of the one before.
        let mut conn = self.connect();
        let found = read(&mut conn).unwrap_or_else(|error| panic!("{sql}: {error}"));
        if self.keeps.load(Ordering::Relaxed) {
            *self.kept() = Some(Kept { conn, file: self.file() });
        }
        found
    }

    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Which file of the disk this is on SQLite.
    fn file(&self) -> Option<(u64, u64)> {
        let DatabaseUrl::Sqlite(path) = &self.url else { return None };
        std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
    }
}

/// The URL of a PostgreSQL server with the name of a database.
fn named(server: &str, name: &str) -> String {
    let mut url: Url = server.parse().expect("POTLUCK_TEST_POSTGRES is a URL");
    url.set_path(name);
    url.to_string()
}

/// A migrated SQLite database.
fn migrated_file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let database = TestDb::sqlite();
        migrate::run(&database.url).expect("the migrations run");
        // The last connection is closed, so that nothing stands in the log of changes alone.
        std::fs::read(database.folder().join("potluck.db")).expect("a migrated database")
    })
}

/// The name of a migrated database on this PostgreSQL server, which stays there for whoever tests next. Its name is that of
/// the migrations' texts: those of another version have another.
fn migrated_on(server: &str) -> &'static str {
    /// Under this number, the tests that would make it at the same moment wait for each other.
    const LOCK: i64 = 0x7465_6d70_6c61_7465;
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let name = format!("potluck_migrated_{}", &ids::digest(&migrations())[..20]);
        let being_made = format!("{name}_new");
        let mut conn = DatabaseUrl::Postgres(named(server, "postgres")).connect().expect("a PostgreSQL server");
        conn.batch_execute(&format!("SELECT pg_advisory_lock({LOCK})")).expect("a lock");
        let Conn::Pg(pg) = &mut conn else { unreachable!("a PostgreSQL server") };
        let sql = format!("SELECT count(*) AS n FROM pg_database WHERE datname = '{name}'");
        let there: Number = diesel::sql_query(sql).get_result(pg).expect("a number");
        if there.n == 0 {
            pg.batch_execute(&format!("DROP DATABASE IF EXISTS {being_made}")).expect("no half-made database");
            pg.batch_execute(&format!("CREATE DATABASE {being_made}")).expect("a database");
            migrate::run(&DatabaseUrl::Postgres(named(server, &being_made))).expect("the migrations run");
            // Whoever it was that migrated is gone a moment later than here.
            let rename = format!("ALTER DATABASE {being_made} RENAME TO {name}");
            let gone = std::time::Instant::now() + std::time::Duration::from_secs(30);
            while let Err(error) = pg.batch_execute(&rename) {
                assert!(std::time::Instant::now() < gone, "the migrated database is in use: {error}");
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        }
        name
    })
}

/// The texts of all migrations for PostgreSQL.
fn migrations() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("migrations").map(|one| one.expect("one").path().join("up.sql")).collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).expect("a migration")).collect()
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Some(OnServer { server, name }) = &self.on_server else { return };
        // FORCE ends what pools still hold open.
        let dropped = DatabaseUrl::Postgres(server.clone())
            .connect()
            .map(|mut conn| conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        if !matches!(dropped, Ok(Ok(()))) {
            eprintln!("the database {name} of a test was not dropped");
        }
    }
}
