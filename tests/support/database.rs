//! A database for one test: a file in a temporary folder, or, with `POTLUCK_TEST_POSTGRES` (the URL of
//! a server), a fresh database there.

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl};
use potluck::ids;
use potluck::storage::{Conn, DatabaseUrl, Db, migrate};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use url::Url;

/// A database of one test's own. It goes with the value, also when the test fails.
pub struct TestDb {
    /// How to open it.
    pub url: DatabaseUrl,
    folder: TempDir,
    on_server: Option<OnServer>,
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
        Self { url, folder, on_server: None }
    }

    /// One without tables.
    pub fn empty() -> Self {
        std::env::var("POTLUCK_TEST_POSTGRES").map_or_else(|_| Self::sqlite(), |server| Self::on_server(&server))
    }

    /// One without tables on this PostgreSQL server.
    pub fn on_server(server: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let name = format!("potluck_{}", &ids::digest(&ids::secret())[..20]);
        let with_name = |name: &str| {
            let mut url: Url = server.parse().expect("POTLUCK_TEST_POSTGRES is a URL");
            url.set_path(name);
            url.to_string()
        };
        // Without a name in the URL, PostgreSQL would look for a database called like the user.
        let server = with_name("postgres");
        let mut conn = DatabaseUrl::Postgres(server.clone()).connect().expect("the server of POTLUCK_TEST_POSTGRES");
        conn.batch_execute(&format!("CREATE DATABASE {name}")).expect("a fresh database");
        Self { url: DatabaseUrl::Postgres(with_name(&name)), folder, on_server: Some(OnServer { server, name }) }
    }

    /// One with all tables.
    pub fn new() -> Self {
        let database = Self::empty();
        migrate::run(&database.url).expect("the migrations run");
        database
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
        let mut conn = self.connect();
        let row: Number = match &mut conn {
            Conn::Sqlite(sqlite) => diesel::sql_query(sql).get_result(sqlite),
            Conn::Pg(pg) => diesel::sql_query(sql).get_result(pg),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
        row.n
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> i64 {
        self.number(&format!("SELECT count(*) AS n FROM {table}"))
    }

    /// The texts that a statement answers as `line`.
    pub fn lines(&self, sql: &str) -> Vec<String> {
        let mut conn = self.connect();
        let rows: Vec<Line> = match &mut conn {
            Conn::Sqlite(sqlite) => diesel::sql_query(sql).load(sqlite),
            Conn::Pg(pg) => diesel::sql_query(sql).load(pg),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
        rows.into_iter().map(|row| row.line).collect()
    }
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
