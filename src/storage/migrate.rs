//! Bringing the tables up to date.

use crate::error::{Error, Kind, Result};
use crate::storage::{Conn, DatabaseUrl};
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// A number of our own, under which processes that migrate the same PostgreSQL wait for each other.
const LOCK: i64 = 0x0070_6F74_6C75_636B;

#[derive(diesel::QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// Runs what is not there yet; safe beside a running server and beside another process doing the same.
/// Returns the names of what was run.
///
/// # Errors
/// `Unavailable` when the database does not answer; `Internal` when a migration fails (then nothing of it stays).
pub fn run(url: &DatabaseUrl) -> Result<Vec<String>> {
    let mut conn = url.connect()?;
    match &mut conn {
        Conn::Sqlite(sqlite) => {
            if !has_pending(sqlite, SQLITE)? {
                return Ok(Vec::new());
            }
            // One process at a time: whoever waited finds that nothing is left to do.
            sqlite.immediate_transaction(|sqlite| run_on(sqlite, SQLITE))
        }
        Conn::Pg(pg) => {
            pg.batch_execute(&format!("SET lock_timeout = '120s'; SELECT pg_advisory_lock({LOCK})"))?;
            let ran = run_on(pg, POSTGRES);
            pg.batch_execute(&format!("SELECT pg_advisory_unlock({LOCK})"))?;
            ran
        }
    }
}

/// The versions of the migrations that this program knows, oldest first.
///
/// # Errors
/// `Internal` when they cannot be read, which are built in.
pub fn known() -> Result<Vec<String>> {
    let migrations = MigrationSource::<Sqlite>::migrations(&SQLITE).map_err(failed)?;
    let mut versions: Vec<String> = migrations.iter().map(|one| one.name().version().to_string()).collect();
    versions.sort();
    Ok(versions)
}

/// The versions of the migrations that ran, oldest first. Nothing is written.
///
/// # Errors
/// `Internal` when the database has no note of them, or fails.
pub(super) fn ran(conn: &mut Conn) -> Result<Vec<String>> {
    let query = diesel::sql_query("SELECT version AS version FROM __diesel_schema_migrations ORDER BY version");
    let rows: Vec<Version> = match conn {
        Conn::Sqlite(sqlite) => query.load(sqlite)?,
        Conn::Pg(pg) => query.load(pg)?,
    };
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// Runs the migrations of these versions, in their order, within the caller's transaction.
pub(super) fn run_these(conn: &mut Conn, versions: &[String]) -> Result<()> {
    let wanted = |version: String| versions.contains(&version);
    match conn {
        Conn::Sqlite(sqlite) => run_some(sqlite, SQLITE, wanted),
        Conn::Pg(pg) => run_some(pg, POSTGRES, wanted),
    }
}

/// Runs every migration that is not there yet, within the caller's transaction.
pub(super) fn run_rest(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Sqlite(sqlite) => run_some(sqlite, SQLITE, |_| true),
        Conn::Pg(pg) => run_some(pg, POSTGRES, |_| true),
    }
}

fn run_some<DB: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<DB>,
    migrations: EmbeddedMigrations,
    wanted: impl Fn(String) -> bool,
) -> Result<()> {
    for migration in conn.pending_migrations(migrations).map_err(failed)? {
        if wanted(migration.name().version().to_string()) {
            conn.run_migration(&*migration).map_err(failed)?;
        }
    }
    Ok(())
}

/// Takes back every migration. For the test that runs them up, down and up again.
///
/// # Errors
/// `Internal` when a step fails.
pub fn revert_all(url: &DatabaseUrl) -> Result<()> {
    let mut conn = url.connect()?;
    match &mut conn {
        Conn::Sqlite(sqlite) => sqlite.revert_all_migrations(SQLITE).map(drop),
        Conn::Pg(pg) => pg.revert_all_migrations(POSTGRES).map(drop),
    }
    .map_err(failed)
}

/// A SQLite database with all tables, at this place: a copy of one that was migrated once for all unit tests.
#[cfg(test)]
pub(crate) fn copy_at(file: &std::path::Path) -> DatabaseUrl {
    static MIGRATED: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    let url = DatabaseUrl::Sqlite(file.to_owned());
    let migrated = MIGRATED.get_or_init(|| {
        run(&url).expect("the migrations run");
        // The last connection is closed, so that nothing stands in the log of changes alone.
        std::fs::read(file).expect("a migrated database")
    });
    std::fs::write(file, migrated).expect("a database");
    url
}

fn has_pending<DB: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<DB>,
    migrations: EmbeddedMigrations,
) -> Result<bool> {
    conn.has_pending_migration(migrations).map_err(failed)
}

fn run_on<DB: diesel::backend::Backend>(
    conn: &mut impl MigrationHarness<DB>,
    migrations: EmbeddedMigrations,
) -> Result<Vec<String>> {
    let ran = conn.run_pending_migrations(migrations).map_err(failed)?;
    Ok(ran.iter().map(ToString::to_string).collect())
}

fn failed(cause: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::new(Kind::Internal, "The tables of the database could not be brought up to date. Nothing was changed.")
        .because(cause)
}
