//! Accounts elsewhere of which nothing here speaks are forgotten after a while, and nobody else.

use crate::support::{TestDb, TestHere};
use chrono::Duration;
use potluck::actions::forget_strangers::forget_strangers;
use potluck::actions::report::report;
use potluck::domain::ActorId;
use potluck::domain::follow::{Actor, ActorKind};
use potluck::domain::media::{Look, Looks};
use potluck::domain::moderation::{Distance, OwnBlock};
use potluck::ids;
use potluck::storage::{actors, desks, moderation, strangers};
use std::collections::BTreeSet;
use url::Url;

/// Makes accounts elsewhere known here, as a fetch of each would.
async fn meet(here: &TestHere, names: &[String]) -> Vec<ActorId> {
    let (network, now, names) = (here.network, here.now(), names.to_vec());
    let met = here.db.write(move |conn| {
        let like = actors::get(conn, network)?;
        let known = names.iter().map(|name| {
            let ap_id: Url = format!("https://elsewhere.example/{name}").parse().expect("an address");
            let picture = format!("{ap_id}.png").parse().expect("an address");
            let actor = Actor {
                id: ActorId(ids::next(now)),
                kind: ActorKind::Person,
                local: false,
                host: "elsewhere.example".into(),
                handle: name.clone(),
                key_id: format!("{ap_id}#key"),
                ap_id,
                looks: Looks { avatar: Some(Look::There(picture)), header: None },
                fetched_at: now,
                created_at: now,
                ..like.clone()
            };
            actors::upsert_remote(conn, &actor)
        });
        known.collect()
    });
    met.await.expect("they are known here")
}

fn elsewhere(here: &TestHere) -> Vec<String> {
    here.database.lines("SELECT handle AS line FROM actors WHERE NOT local ORDER BY handle")
}

#[tokio::test]
async fn who_nothing_here_speaks_of_is_forgotten_after_a_while() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let (own, seal) = (here.actor_of(rosa).await, here.seal.clone());
    let met = meet(&here, &["alone", "blocked", "blocker", "noted"].map(str::to_owned)).await;
    let (blocked, blocker, noted) = (met[1], met[2], met[3]);
    let speak = here.db.write(move |conn| {
        moderation::set_own_blocks(conn, &seal, rosa, &[OwnBlock::new(blocked, Distance::Block)])?;
        moderation::set_blocked_by(conn, blocker, own, true)?;
        let mut desk = desks::get(conn, &seal, rosa)?;
        desk.note(noted, "from the garden")?;
        desks::put(conn, &seal, rosa, &desk)
    });
    speak.await.expect("a block, a block by somebody elsewhere, and a note");
    here.clock.shift(Duration::days(29));
    assert_eq!(forget_strangers(&here).await.unwrap(), 0, "perhaps they write again");
    meet(&here, &["late".to_owned()]).await;
    let (pictures, found) = (here.database.count("media"), here.database.count("search_words"));

    here.clock.shift(Duration::days(2));
    assert_eq!(forget_strangers(&here).await.unwrap(), 1);
    assert_eq!(elsewhere(&here), ["blocked", "blocker", "late", "noted"]);
    assert_eq!((here.database.count("media"), here.database.count("search_words")), (pictures - 1, found - 1));
    assert_eq!(forget_strangers(&here).await.unwrap(), 0);

    // Once nothing speaks of them any more, they go as well; and whoever comes back is met anew.
    let seal = here.seal.clone();
    let quiet = here.db.write(move |conn| {
        moderation::set_own_blocks(conn, &seal, rosa, &[])?;
        moderation::set_blocked_by(conn, blocker, own, false)
    });
    quiet.await.expect("no blocks");
    assert_eq!(forget_strangers(&here).await.unwrap(), 2);
    meet(&here, &["alone".to_owned()]).await;
    assert_eq!(elsewhere(&here), ["alone", "late", "noted"]);
}

#[tokio::test]
async fn very_many_are_forgotten_few_at_a_time_and_whoever_is_blocked_among_them_stays() {
    let here = TestHere::new().await;
    let (rosa, seal) = (here.member("rosa").await, here.seal.clone());
    let names: Vec<String> = (0..450).map(|number| format!("stranger{number}")).collect();
    let blocked = meet(&here, &names).await[220];
    let block = here
        .db
        .write(move |conn| moderation::set_own_blocks(conn, &seal, rosa, &[OwnBlock::new(blocked, Distance::Mute)]));
    block.await.expect("one is muted");
    here.clock.shift(Duration::days(31));
    assert_eq!(forget_strangers(&here).await.unwrap(), 449);
    assert_eq!(elsewhere(&here), ["stranger220"]);
}

#[tokio::test]
async fn who_is_reported_is_known_until_moderators_have_closed_that() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    meet(&here, &["alone", "reported"].map(str::to_owned)).await;
    let about = vec!["https://elsewhere.example/reported".parse().expect("an address")];
    let id = report(&here, rosa, about, "They write to everybody, again and again.", false).await.expect("a report");
    here.clock.shift(Duration::days(31));
    assert_eq!(forget_strangers(&here).await.unwrap(), 1);
    assert_eq!(elsewhere(&here), ["reported"]);
    let now = here.now();
    here.db.write(move |conn| moderation::close_report(conn, id, now)).await.expect("it is closed");
    assert_eq!(forget_strangers(&here).await.unwrap(), 1);
    assert!(elsewhere(&here).is_empty());
}

#[test]
fn every_table_that_names_an_account_is_asked_before_one_is_forgotten() {
    let database = TestDb::new();
    let named = if database.on_sqlite() {
        "SELECT t.name || '.' || f.\"from\" AS line FROM sqlite_master t, pragma_foreign_key_list(t.name) f \
         WHERE t.type = 'table' AND f.\"table\" = 'actors'"
    } else {
        "SELECT c.conrelid::regclass::text || '.' || a.attname::text AS line FROM pg_constraint c \
         JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) \
         WHERE c.contype = 'f' AND c.confrelid = 'actors'::regclass"
    };
    let named: BTreeSet<String> = database.lines(named).into_iter().collect();
    let asked = strangers::NAMED_IN.iter().chain(&[("media", "owner_id")]);
    assert_eq!(named, asked.map(|(table, column)| format!("{table}.{column}")).collect());
    if !database.on_sqlite() {
        return;
    }
    // And each of them by an index, or one that is forgotten would have whole tables read.
    for (table, column) in strangers::NAMED_IN {
        let indexes = database.number(&format!(
            "SELECT count(*) AS n FROM sqlite_master x, pragma_index_info(x.name) i WHERE x.type = 'index' \
             AND x.tbl_name = '{table}' AND i.seqno = 0 AND i.name = '{column}' \
             AND (x.sql IS NULL OR x.sql NOT LIKE '% WHERE %' OR x.sql LIKE '% WHERE {column} IS NOT NULL')"
        ));
        assert!(indexes > 0, "{table}.{column}");
    }
}
