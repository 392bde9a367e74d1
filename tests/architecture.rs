//! The rules of the house that a reader of the source can check (docs/ARCHITECTURE.md): who may import
//! whom, who may name which library, and which words are never used. They run without a database.

mod support {
    pub mod source;
}

use std::collections::BTreeSet;
use support::source::{HeavyWork, Source, Word, files, sources};

/// Leaves: anyone may use them, and they use only each other.
const LEAVES: [&str; 8] = ["config", "error", "clock", "seal", "ids", "i18n", "limits", "metrics"];

/// What each folder of `src` may import besides itself and the leaves. It goes one way:
/// `main, cli → http | workers → federation → actions → storage → domain → leaves`, with `adapters` beside
/// `storage`, and `app` beneath `federation`.
const MAY_IMPORT: [(&str, &[&str]); 9] = [
    ("main", &["cli"]),
    ("cli", &["http", "workers", "federation", "app", "adapters", "actions", "storage", "domain"]),
    ("http", &["federation", "app", "adapters", "actions", "storage", "domain"]),
    ("workers", &["federation", "app", "adapters", "actions", "storage", "domain"]),
    ("federation", &["app", "adapters", "actions", "storage", "domain"]),
    // It holds what actions take; they never take it.
    ("app", &["adapters", "actions", "storage", "domain"]),
    ("adapters", &["domain"]),
    ("actions", &["storage", "domain"]),
    ("storage", &["domain"]),
];

/// Libraries that only some folders may name.
const ONLY_IN: [(&str, &[&str]); 13] = [
    ("diesel", &["storage"]),
    ("diesel_migrations", &["storage"]),
    ("libsqlite3_sys", &["storage"]),
    ("pq_sys", &["storage"]),
    ("actix_web", &["http", "federation", "workers", "cli"]),
    ("activitypub_federation", &["federation", "http", "workers", "cli", "app"]),
    // One guarded HTTP client reaches out; the demo is a visitor from outside, with a client of its own.
    ("reqwest", &["adapters", "cli"]),
    ("lettre", &["adapters"]),
    ("webauthn_rs_core", &["domain"]),
    ("askama", &["http"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("tokio", &["main", "cli", "http", "workers", "federation", "app", "adapters", "actions", "storage"]),
];

/// What belongs off the async threads: to sign and to verify, to make keys, to make sure of a password, to encrypt for an app, and
/// to decode pictures. Whoever waits for an async thread that does so waits with everybody else.
const HEAVY: HeavyWork<'static> = HeavyWork {
    calls: &[
        ".sign",
        "sign_get",
        ".sign_get",
        "sign_post",
        ".sign_post",
        "sign_post_with",
        ".sign_post_with",
        ".verifies",
        ".is_made_by",
        // Of a signature and an actor; a listing's method of that name only looks at it.
        "is_by",
        "generate_keys",
        "generate_ed25519",
        "Rsa::generate",
        "EcKey::generate",
        "VapidKey::make",
        ".register_credential",
        "site.made",
        ".authenticate_credential",
        "site.is",
        ".hash_password_into",
        "password::hash",
        "password::is",
        "EcdsaSig::sign",
        "ece::encrypt",
        "encrypt_aesgcm",
        "web_push::check",
        "web_push::wrap",
        "make_anew",
    ],
    threads: &["spawn_blocking", "web::block", ".read", ".write", ".in_turn"],
    run_there: &[
        // Within the transaction of what is signed.
        ("src/federation/coalitions.rs", "pen_of"),
        // Of `password::hash` and `password::is`.
        ("src/domain/password.rs", "raw"),
        // Of `web_push::wrap`.
        ("src/adapters/web_push.rs", "word"),
    ],
};

/// Libraries that do such work, and the one file that may name each.
const HEAVY_ONLY_IN: [(&str, &str); 6] = [
    ("Verifier", "src/federation/signature/keys.rs"),
    ("EcdsaSig", "src/adapters/web_push.rs"),
    ("ece", "src/adapters/web_push.rs"),
    ("WebauthnCore", "src/domain/passkey.rs"),
    ("Argon2", "src/domain/password.rs"),
    ("ImageReader", "src/adapters/picture.rs"),
];

fn may_import(from: &str, to: &str) -> bool {
    from == to
        || LEAVES.contains(&to)
        // What the whole crate hands out at its root.
        || ["Error", "Result"].contains(&to)
        || MAY_IMPORT.iter().any(|(folder, allowed)| *folder == from && allowed.contains(&to))
}

fn nothing_found(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn imports_go_one_way() {
    let mut found = Vec::new();
    for source in sources() {
        for (to, line) in source.imports() {
            let from = source.module();
            if from != "lib" && !may_import(from, &to) {
                found.push(format!("{}:{line}: {from} may not import {to}", source.path));
            }
        }
    }
    nothing_found(&found);
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let known: BTreeSet<&str> =
        MAY_IMPORT.iter().map(|(folder, _)| *folder).chain(LEAVES).chain(["domain", "lib"]).collect();
    let strangers: Vec<String> = sources()
        .iter()
        .filter(|source| !known.contains(source.module()))
        .map(|source| format!("{}: {} stands nowhere in the import rule", source.path, source.module()))
        .collect();
    nothing_found(&strangers);
}

#[test]
fn libraries_are_named_only_where_they_belong() {
    let mut found = Vec::new();
    for source in sources() {
        for word in source.words() {
            let rule =
                ONLY_IN.iter().find(|(library, folders)| word.is(library) && !folders.contains(&source.module()));
            if let Some((library, folders)) = rule {
                found.push(format!("{}:{}: only {} may name {library}", source.path, word.line, folders.join(", ")));
            }
        }
    }
    nothing_found(&found);
}

#[test]
fn only_the_clock_asks_for_the_time() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.module() != "clock") {
        for four in source.words().windows(4) {
            let asks = ["Utc", "Local", "SystemTime"].iter().any(|clock| four[0].is(clock));
            if asks && four[1].is(":") && four[2].is(":") && four[3].is("now") {
                found.push(format!("{}:{}: time comes from the Clock", source.path, four[0].line));
            }
        }
    }
    nothing_found(&found);
}

#[test]
fn http_only_reads_from_storage() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.module() == "http") {
        for three in source.words().windows(3) {
            // `db.write(`, and `db().write(`: brackets are no words.
            if three[0].is("db") && three[1].is(".") && three[2].is("write") {
                found.push(format!("{}:{}: every change goes through an action", source.path, three[0].line));
            }
        }
    }
    nothing_found(&found);
}

#[test]
fn a_failed_query_is_never_swallowed() {
    let found: Vec<String> = sources()
        .iter()
        .filter(|source| ["storage", "actions"].contains(&source.module()))
        .flat_map(|source| source.swallowed_queries())
        .collect();
    nothing_found(&found);
}

#[test]
fn what_takes_long_is_done_off_the_async_threads() {
    let found: Vec<String> = sources().iter().flat_map(|source| source.heavy_calls(&HEAVY)).collect();
    nothing_found(&found);
}

#[test]
fn what_takes_long_is_named_in_one_file_each() {
    let mut found = Vec::new();
    // The vectors of RFC 9421 are checked by OpenSSL itself, too.
    for source in sources().iter().filter(|source| !source.path.ends_with("/vectors.rs")) {
        for word in source.words() {
            if let Some((name, file)) = HEAVY_ONLY_IN.iter().find(|(name, file)| word.is(name) && source.path != *file)
            {
                found.push(format!("{}:{}: only {file} may name {name}", source.path, word.line));
            }
        }
    }
    nothing_found(&found);
    let all = sources();
    for (name, file) in HEAVY_ONLY_IN {
        let source = all.iter().find(|source| source.path == file).expect("a file of src");
        assert!(source.words().iter().any(|word| word.is(name)), "{file} names {name} no more");
    }
}

#[test]
fn nothing_is_left_to_do() {
    let mut found = Vec::new();
    for source in sources() {
        for two in source.words().windows(2) {
            if ["todo", "unimplemented", "dbg"].iter().any(|name| two[0].is(name)) && two[1].is("!") {
                found.push(format!("{}:{}: {}! is not finished work", source.path, two[0].line, two[0].text));
            }
        }
    }
    nothing_found(&found);
}

#[test]
fn no_file_does_more_than_one_thing() {
    // A list of tables is one thing, however many there are.
    let listed = |path: &str| path == "src/storage/schema.rs";
    let found: Vec<String> = sources()
        .iter()
        .filter(|source| source.text.lines().count() > 600 && !listed(&source.path))
        .map(|source| format!("{}: {} lines; split it", source.path, source.text.lines().count()))
        .collect();
    nothing_found(&found);
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = format!("migrations/{database}/");
        files(&[&folder]).iter().filter_map(|(path, _)| path.strip_prefix(&folder).map(str::to_owned)).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

/// Words that divide neighbors into those who give and those who take, or judge a need (values V1, V3).
/// They begin a word; in the languages that Potluck speaks or is likely to.
const NEVER: [&str; 16] = [
    "donor",
    "donator",
    "donante",
    "donateur",
    "beneficiar",
    "bénéficiair",
    "recipient",
    "eligib",
    "elegib",
    "éligib",
    "ineligib",
    "volunteer",
    "voluntari",
    "bénévol",
    "needy",
    "meanstest",
];

/// Words that no table, no wire format and no API may have as a name (values V1, V2).
const NO_FIELD: [&str; 20] = [
    "income",
    "salary",
    "immigration",
    "citizenship",
    "nationality",
    "passport",
    "ssn",
    "household",
    "poverty",
    "verified",
    "client",
    "rating",
    "score",
    "karma",
    "kudos",
    "badge",
    "streak",
    "reputation",
    "noshow",
    "leaderboard",
];

#[test]
fn no_word_divides_those_who_give_from_those_who_receive() {
    let mut found = Vec::new();
    // Real places keep the words that they were published with, and a test may list what it forbids.
    let others = [".ndjson", ".geojson", ".csv", "/tests.rs"];
    let ours = |path: &str| !others.iter().any(|end| path.ends_with(end));
    let all = files(&["src/", "migrations/", "locales/", "templates/", "static/"]);
    for (path, text) in all.into_iter().filter(|(path, _)| ours(path)) {
        for (number, line) in text.lines().enumerate() {
            // "means test" and "means-tested" read as one word.
            let line = line.to_lowercase().replace("means test", "meanstest").replace("means-test", "meanstest");
            // HSDS names the field in which an office elsewhere says what it asks for; here it is "they ask for".
            let line = line.replace("\"eligibility_description\"", "");
            // The library that encrypts backups calls a key so.
            let line =
                line.replace("age::scrypt::recipient", "").replace("age::recipient", "").replace("with_recipients", "");
            let words = line.replace("means_test", "meanstest");
            for word in words.split(|c: char| !c.is_alphabetic()) {
                if NEVER.iter().any(|never| word.starts_with(never)) {
                    found.push(format!("{path}:{}: \"{word}\" is a word that Potluck does not use", number + 1));
                }
            }
        }
    }
    nothing_found(&found);
}

#[test]
fn no_field_judges_a_need_or_counts_a_person() {
    let mut found = Vec::new();
    for (path, text) in files(&["migrations/", "src/storage/schema.rs", "src/federation/wire/"]) {
        for (number, line) in text.lines().enumerate() {
            // What stands in a comment names no field.
            let code = line.split("--").next().unwrap_or(line).split("//").next().unwrap_or(line).to_lowercase();
            for name in code.replace("no_show", "noshow").split(|c: char| !c.is_alphabetic()) {
                if NO_FIELD.contains(&name) {
                    found.push(format!("{path}:{}: \"{name}\" is no field of Potluck", number + 1));
                }
            }
        }
    }
    nothing_found(&found);
}

mod the_checks_themselves {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    fn imports(path: &str, text: &str) -> Vec<String> {
        source(path, text).imports().into_iter().map(|(to, _)| to).collect()
    }

    #[test]
    fn see_every_way_to_write_an_import() {
        for text in [
            "use crate::http;",
            "use crate::{error::Error, http::{self, web}};",
            "fn f() { crate::http::go() }",
            "each!(c, |x| crate::http::go(x));",
            "mod inner { mod deeper { use super::super::super::http; } }",
            "use super::http;",
        ] {
            assert!(imports("src/seal.rs", text).contains(&"http".to_owned()), "{text}");
        }
        assert_eq!(imports("src/storage/listings.rs", "use super::super::http;"), ["http"]);
        assert_eq!(imports("src/storage/mod.rs", "use super::{http, domain::x};"), ["http", "domain"]);
        assert_eq!(imports("src/main.rs", "potluck::http::go()"), ["http"]);
    }

    #[test]
    fn are_not_misled_by_comments_texts_and_neighbors() {
        assert!(
            imports("src/seal.rs", "// crate::http\n/* crate::http */ const X: &str = \"crate::http\";").is_empty()
        );
        assert!(imports("src/storage/listings.rs", "use super::outbox; mod tests { use super::*; }").is_empty());
        assert_eq!(imports("src/storage/listings.rs", "mod tests { use super::super::outbox; }"), [] as [&str; 0]);
    }

    #[test]
    fn refuse_what_goes_the_wrong_way() {
        for (from, to) in [
            ("http", "workers"),
            ("workers", "http"),
            ("actions", "federation"),
            ("actions", "app"),
            ("storage", "actions"),
            ("adapters", "storage"),
            ("domain", "storage"),
            ("config", "domain"),
            ("app", "federation"),
            ("main", "storage"),
        ] {
            assert!(!may_import(from, to), "{from} → {to}");
        }
        for (from, to) in
            [("cli", "http"), ("http", "app"), ("federation", "actions"), ("domain", "ids"), ("seal", "error")]
        {
            assert!(may_import(from, to), "{from} → {to}");
        }
    }

    #[test]
    fn see_a_swallowed_query() {
        for text in [
            "let x = listings::table.find(id).first(conn).ok();",
            "let x: Vec<i64> = query.load(conn).unwrap_or_default();",
            "let x = db.read(move |conn| q(conn)).await.unwrap_or_default();",
            "fn f() { let _ = diesel::delete(x).execute(conn); }",
        ] {
            assert_eq!(source("src/storage/x.rs", text).swallowed_queries().len(), 1, "{text}");
        }
        for text in [
            "let x = query.first(conn).optional()?.unwrap_or_default();",
            "let x = text.parse::<i64>().ok(); query.execute(conn)?;",
            "query.execute(conn)?; let y = text.parse::<i64>().ok();",
            "let _ = answer.send(done);",
        ] {
            assert_eq!(source("src/storage/x.rs", text).swallowed_queries(), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn see_what_takes_long_on_an_async_thread() {
        for text in [
            "async fn f(key: &Key) { key.sign(b\"bread\") }",
            "pub async fn f(key: &Key) -> (u8, u8) where K: A, L: B { let x = list.map(|one| key.sign(one)); }",
            "async fn f() { let keys = generate_keys()?; }",
            "async fn f() { if !signature.is_made_by(&key) { return; } }",
            "fn f() { g(async move { way.sign_get(&key) }) }",
            "fn f() { g(async || { password::hash(text) }) }",
            "async fn f() { spawn_blocking(move || one()).await; key.verifies(a, b) }",
            "async fn f() { db.write(move |conn| async move { key.sign(text) }) }",
            "async fn f(conn: &mut Conn) { key.sign(text) }",
            // Its callers are not looked at: it must be named first.
            "fn f(key: &Key) { key.sign(text) }",
            "fn is_by(conn: &Other) { let x = web_push::wrap(key); } fn g() { is_by(x) }",
        ] {
            assert_eq!(source("src/federation/x.rs", text).heavy_calls(&HEAVY).len(), 1, "{text}");
        }
        for text in [
            "async fn f() { tokio::task::spawn_blocking(move || { let x = key.sign(text)?; Ok(x) }).await }",
            "async fn f() { actix_web::web::block(move || generate_keys()).await }",
            "async fn f() { app.here.db.read(move |conn| Ok(key.verifies(text, signature))).await }",
            "fn f(here: &Here, conn: &mut Conn) { pen.sign(statement) }",
            "fn sign(key: &Key) { key.sign(text) }",
            "async fn f() { if listing.is_by(member) { pictures.make_anew(bytes).await } }",
            "async fn f() { g(generate_keys).await } // key.sign(text)",
            "mod tests { async fn f() { key.sign(text) } }",
        ] {
            assert_eq!(source("src/federation/x.rs", text).heavy_calls(&HEAVY), Vec::<String>::new(), "{text}");
        }
        let planted = "async fn f() { key.sign(text) }";
        assert!(source("src/federation/x/tests.rs", planted).heavy_calls(&HEAVY).is_empty());
        let said = source("src/federation/x.rs", planted).heavy_calls(&HEAVY);
        assert_eq!(said, ["src/federation/x.rs:1: .sign(…) takes long, and is run on an async thread"]);
    }

    #[test]
    fn know_a_word_by_its_line() {
        let text = "fn f() {\n    diesel::delete();\n}";
        let line = |word: &Word| (word.text.clone(), word.line);
        let words = source("src/x.rs", text).words();
        assert!(words.iter().map(line).any(|found| found == ("diesel".to_owned(), 2)));
    }
}
