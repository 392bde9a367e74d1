//! A passkey is one member's, opens in its own row alone, and what was signed counts once.

use crate::support::TestHere;
use crate::support::passkeys::Device;
use potluck::domain::MemberId;
use potluck::domain::key::PasskeyId;
use potluck::domain::passkey::{Made, Passkey, Site, page_life};
use potluck::error::{Kind, Result};
use potluck::ids;
use potluck::storage::passkeys::{self, Kept};
use serde_json::Value;

/// The public half of a new passkey.
fn made(here: &TestHere) -> Passkey {
    let site = Site::of(here.addresses.base(), "Riverside").expect("a name");
    let (asked, making) = site.ask_to_make("somebody", "rosa", &[]).expect("it asks");
    let asked: Value = serde_json::from_str(&asked).expect("JSON");
    let (_, said) = Device::make(&asked["publicKey"], here.addresses.base().as_str());
    site.made(&making, &Made::parse(&said).expect("an answer")).expect("a passkey")
}

async fn keep(here: &TestHere, member: MemberId, passkey: &Passkey) -> Result<PasskeyId> {
    let (id, now, seal) = (PasskeyId(ids::next(here.now())), here.now(), here.seal.clone());
    let new = Kept { id, member, name: "the blue one".into(), passkey: passkey.clone(), created_at: now };
    here.db.write(move |conn| passkeys::insert(conn, &seal, &new)).await.map(|()| id)
}

#[tokio::test]
async fn a_passkey_is_kept_once_sealed_and_in_its_own_row() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let passkey = made(&here);
    let id = keep(&here, rosa, &passkey).await.unwrap();
    let twice = keep(&here, ben, &passkey).await.unwrap_err();
    assert_eq!(twice.kind(), Kind::Conflict, "nobody else has it, too");
    let other = keep(&here, ben, &made(&here)).await.unwrap();

    let find = async |credential: Vec<u8>| {
        let seal = here.seal.clone();
        here.db.read(move |conn| passkeys::by_credential(conn, &seal, &credential)).await
    };
    let found = find(passkey.credential().to_vec()).await.unwrap().expect("it is found");
    assert_eq!((found.id, found.member, found.name.as_str()), (id, rosa, "the blue one"));
    assert!(find(b"something else".to_vec()).await.unwrap().is_none());

    // Another's name, and taking it away.
    let seal = here.seal.clone();
    let write = here.db.write(move |conn| {
        let renamed = passkeys::rename(conn, &seal, ben, id, "mine")?;
        Ok((renamed, passkeys::remove(conn, ben, id)?, passkeys::rename(conn, &seal, rosa, id, "the red one")?))
    });
    assert_eq!(write.await.unwrap(), (false, false, true));
    assert_eq!(find(passkey.credential().to_vec()).await.unwrap().expect("still there").name, "the red one");

    // Whoever writes into the database themselves makes nobody's passkey their own.
    here.database.execute(&format!("UPDATE passkeys SET member_id = {ben} WHERE id = {id}")).unwrap();
    assert_eq!(find(passkey.credential().to_vec()).await.err().map(|error| error.kind()), Some(Kind::Internal));
    here.database.execute(&format!("UPDATE passkeys SET member_id = {rosa} WHERE id = {id}")).unwrap();
    here.db.write(move |conn| passkeys::forget_member(conn, rosa)).await.unwrap();
    let left = here.database.lines("SELECT CAST(id AS TEXT) AS line FROM passkeys");
    assert_eq!(left, [other.to_string()]);
}

#[tokio::test]
async fn what_was_signed_counts_once_until_its_time_is_over() {
    let here = TestHere::new().await;
    let until = here.now() + page_life();
    let mut counted = Vec::new();
    for digest in ["a", "b", "a"] {
        counted.push(here.db.write(move |conn| passkeys::use_up(conn, digest, until)).await.unwrap());
    }
    assert_eq!(counted, [true, true, false]);
    let before = here.db.write(move |conn| passkeys::forget_over(conn, until - chrono::Duration::seconds(1))).await;
    let after = here.db.write(move |conn| passkeys::forget_over(conn, until)).await;
    assert_eq!((before.unwrap(), after.unwrap()), (0, 2));
}
