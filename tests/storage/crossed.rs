//! Two transactions that wait for each other: PostgreSQL ends one of them, and whoever asked for it tries again, in whichever
//! language the server says so. And where it lets us choose, it says everything to us in one.

use crate::support::TestDb;
use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use potluck::error::{Error, Result};
use potluck::storage::{Conn, DatabaseUrl, Db, is_crossed};
use std::sync::{Arc, Barrier};
use url::Url;

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    language: String,
}

/// Which language the server speaks on a connection, and what it says there to who divides by nothing.
fn spoken(conn: &mut PgConnection) -> (String, String) {
    let said: Said =
        sql_query("SELECT current_setting('lc_messages') AS language").get_result(conn).expect("a setting");
    let refused = conn.batch_execute("SELECT 1 / 0").expect_err("nobody divides by nothing");
    (said.language, refused.to_string())
}

fn spoken_to_us(url: &DatabaseUrl) -> (String, String) {
    match url.connect().expect("the server answers") {
        Conn::Pg(mut conn) => spoken(&mut conn),
        Conn::Sqlite(_) => panic!("this is PostgreSQL"),
    }
}

/// Takes hold of one thing, and of another when both have one.
async fn take(db: &Db, meet: Arc<Barrier>, first: u8, second: u8) -> Result<()> {
    db.write(move |conn| {
        conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({first})"))?;
        meet.wait();
        conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({second})"))?;
        Ok(())
    })
    .await
}

/// What a write fails with that the server ends in these words.
async fn ended(db: &Db, code: &str, message: &str, details: &str) -> Error {
    let raise = format!(
        "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}', MESSAGE = '{message}', DETAIL = '{details}'; END $$"
    );
    let done = db.write(move |conn| {
        conn.batch_execute(&raise)?;
        Ok(())
    });
    done.await.expect_err("it is ended")
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_wait_for_each_other_one_is_done_and_the_other_is_told_so_in_every_language() {
    let database = TestDb::new();
    // SQLite has one writer: nobody waits for another.
    if database.on_sqlite() {
        return;
    }
    let (db, meet) = (database.open(), Arc::new(Barrier::new(2)));
    let (one, other) = tokio::join!(take(&db, meet.clone(), 1, 2), take(&db, meet.clone(), 2, 1));
    let error = match (one, other) {
        (Err(error), Ok(())) | (Ok(()), Err(error)) => error,
        both => panic!("one is done: {both:?}"),
    };
    assert!(is_crossed(&error), "{error:?}");

    let details = "Prozess 12 wartet auf ShareLock-Sperre auf Transaktion 7; blockiert von Prozess 13.";
    let german = ended(&db, "40P01", "Verklemmung (Deadlock) entdeckt", details).await;
    assert!(is_crossed(&german), "{german:?}");
    let chinese = "进程12等待在事务 7上的ExclusiveLock; 由进程13阻塞.";
    let chinese = ended(&db, "40P01", "检测到死锁", chinese).await;
    assert!(is_crossed(&chinese), "{chinese:?}");
    // What somebody wrote, and what else goes wrong, is something else.
    for (code, message, details) in [
        ("23514", "new row violates check constraint", "Failing row contains (ShareLock)."),
        ("23505", "duplicate key", "Key (title)=(ExclusiveLock) already exists."),
        ("22001", "value too long", "It has 12 signs."),
    ] {
        let error = ended(&db, code, message, details).await;
        assert!(!is_crossed(&error), "{error:?}");
    }
}

#[test]
fn a_server_that_speaks_another_language_speaks_english_to_us_where_we_may_ask_for_it() {
    let database = TestDb::empty();
    if database.on_sqlite() {
        return;
    }
    let name = database.lines("SELECT current_database()::text AS line").remove(0);
    // The languages that a machine has are its own; without any other, the name of the setting tells as much.
    let speak =
        |language: &&str| database.execute(&format!("ALTER DATABASE {name} SET lc_messages = '{language}'")).is_ok();
    let languages = ["de_DE.UTF-8", "fr_FR.UTF-8", "es_ES.UTF-8", "ru_RU.UTF-8", "POSIX"];
    let Some(language) = languages.into_iter().find(speak) else {
        eprintln!("LEFT OUT: the role of POTLUCK_TEST_POSTGRES is no superuser, so that no language can be chosen");
        return;
    };
    let mut as_set_up = PgConnection::establish(&database.address()).expect("a connection");
    let (set_up, theirs) = spoken(&mut as_set_up);
    assert_eq!(set_up, language);
    let ours = ("C".to_owned(), "division by zero".to_owned());
    assert_eq!(spoken_to_us(&database.url), ours);
    if language == "POSIX" {
        eprintln!(
            "LEFT OUT: this machine has no language but English (`locale -a`), so that no other words were heard"
        );
    } else if theirs == ours.1 {
        eprintln!("LEFT OUT: this PostgreSQL has no words in the language {language}");
    }

    // Who may not choose is let in as before, and the server goes on in its own language.
    let role = format!("{name}_guest");
    database.execute(&format!("CREATE ROLE {role} LOGIN PASSWORD 'four-words-that-rhyme'")).expect("a role");
    let mut url: Url = database.address().parse().expect("a URL");
    url.set_username(&role).expect("it has a host");
    url.set_password(Some("four-words-that-rhyme")).expect("it has a host");
    let of_guest = spoken_to_us(&DatabaseUrl::parse(url.as_str()).expect("a URL of a database"));
    database.execute(&format!("DROP ROLE {role}")).expect("the role goes");
    assert_eq!(of_guest, (language.to_owned(), theirs));
}
