//! What is to be sent by mail is leased by one process, as long as that lives, and joins what goes to one member.

use crate::support::{TestHere, offer};
use chrono::Duration;
use potluck::actions::erase::erase_due;
use potluck::actions::keep_mail::confirm_address;
use potluck::actions::keep_mail::take_address_away;
use potluck::domain::MemberId;
use potluck::domain::mail::{Address, Kind, SHARED_MAX};
use potluck::domain::telling::Occasion;
use potluck::error::{Kind as Fault, Message};
use potluck::ids;
use potluck::storage::mails::{self, Parcel};

async fn with_address(here: &TestHere, member: MemberId, address: &str) {
    let (seal, now, address) = (here.seal.clone(), here.now(), Address::parse(address).unwrap());
    let write = here.db.write(move |conn| {
        mails::put_to_confirm(conn, &seal, member, &address, now + Duration::hours(1))?;
        mails::confirm(conn, &seal, member, now)
    });
    write.await.unwrap();
}

async fn note(here: &TestHere, member: MemberId, occasion: Occasion) {
    let now = here.now();
    here.db.write(move |conn| mails::note_that(conn, member, occasion, None, now)).await.unwrap();
}

async fn lease(here: &TestHere, parcels: usize) -> Vec<Parcel> {
    let now = here.now();
    here.db.write(move |conn| mails::lease(conn, now, Duration::minutes(5), parcels)).await.unwrap()
}

fn sizes(parcels: &[Parcel]) -> Vec<(MemberId, Kind, usize)> {
    parcels.iter().map(|parcel| (parcel.member, parcel.kind, parcel.rows.len())).collect()
}

#[tokio::test]
async fn all_notices_of_a_member_are_one_parcel_and_nobody_gets_it_twice() {
    let here = TestHere::new().await;
    let (rosa, ben, mei) = (here.member("rosa").await, here.member("ben").await, here.member("mei").await);
    with_address(&here, rosa, "rosa@mail.example").await;
    with_address(&here, ben, "ben@mail.example").await;
    for occasion in [Occasion::Network, Occasion::Answer, Occasion::Network] {
        note(&here, rosa, occasion).await;
    }
    note(&here, mei, Occasion::Network).await;
    assert_eq!(here.database.count("mails"), 3, "who has no address gets nothing");
    let now = here.now();
    here.db
        .write(move |conn| {
            mails::note_link(conn, ben, Kind::SignIn, now)?;
            mails::note_link(conn, mails::NOBODY, Kind::SignIn, now)?;
            mails::note_link(conn, mails::NOBODY, Kind::SignIn, now)
        })
        .await
        .unwrap();
    let first = lease(&here, 1).await;
    assert_eq!(sizes(&first), [(ben, Kind::SignIn, 1)], "somebody waits for a link, however many notices wait");
    let rest = lease(&here, 9).await;
    let of_nobody = (mails::NOBODY, Kind::SignIn, 1);
    assert_eq!(sizes(&rest), [(rosa, Kind::Notice, 3), of_nobody, of_nobody], "each link is one mail");
    assert!(lease(&here, 9).await.is_empty());
    // What happens meanwhile is not in what is under way.
    note(&here, rosa, Occasion::Answer).await;
    assert_eq!(sizes(&lease(&here, 9).await), [(rosa, Kind::Notice, 1)]);
    // A process that died: all of it is due again, together.
    here.clock.shift(Duration::minutes(6));
    let again = lease(&here, 9).await;
    assert_eq!(sizes(&again).iter().filter(|one| **one == (rosa, Kind::Notice, 4)).count(), 1, "{again:?}");
}

#[tokio::test]
async fn what_is_put_off_is_due_later_and_is_dropped_after_two_days() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    with_address(&here, rosa, "rosa@mail.example").await;
    note(&here, rosa, Occasion::Network).await;
    let parcel = lease(&here, 1).await.remove(0);
    let now = here.now();
    let tried = parcel.clone();
    here.db.write(move |conn| mails::put_off(conn, &tried, now)).await.unwrap();
    assert!(lease(&here, 1).await.is_empty());
    here.clock.shift(Duration::minutes(2));
    let parcel = lease(&here, 1).await.remove(0);
    assert_eq!(parcel.rows[0].attempts, 1);
    let (later, waits) = (here.now() + Duration::hours(1), parcel.clone());
    here.db.write(move |conn| mails::wait_until(conn, &waits, later)).await.unwrap();
    here.clock.shift(Duration::minutes(61));
    let parcel = lease(&here, 1).await.remove(0);
    assert_eq!(parcel.rows[0].attempts, 1, "to wait is no try");
    here.clock.shift(Duration::hours(48));
    let now = here.now();
    here.db.write(move |conn| mails::put_off(conn, &parcel, now)).await.unwrap();
    assert_eq!(here.database.count("mails"), 0);
    // What nobody came to goes by itself.
    note(&here, rosa, Occasion::Network).await;
    here.clock.shift(Duration::hours(49));
    let now = here.now();
    here.db.write(move |conn| mails::forget_over(conn, now).map(drop)).await.unwrap();
    assert_eq!(here.database.count("mails"), 0);
}

#[tokio::test]
async fn what_becomes_of_an_answer_is_noted_in_the_same_transaction() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    with_address(&here, rosa, "rosa@mail.example").await;
    with_address(&here, ben, "ben@mail.example").await;
    let listing = here.publish(rosa, offer(4)).await;
    let of = |member: MemberId, occasion: &str| {
        format!("SELECT count(*) AS n FROM mails WHERE member_id = {member} AND occasion = '{occasion}'")
    };
    let asked = here.respond(ben, listing, Some(2)).await.unwrap();
    assert_eq!(here.database.number(&of(rosa, "answer")), 1);
    here.accept(rosa, asked, None).await.unwrap();
    assert_eq!(here.database.number(&of(ben, "decision")), 1);
    // One that fails is not noted either.
    here.accept(rosa, asked, None).await.unwrap_err();
    assert_eq!(here.database.number(&of(ben, "decision")), 1);
}

#[tokio::test]
async fn value_17_an_address_that_was_taken_away_lies_in_no_file() {
    let here = TestHere::new().await;
    // PostgreSQL overwrites by itself, when it vacuums.
    if !here.database.on_sqlite() {
        return;
    }
    let rosa = here.member("rosa").await;
    with_address(&here, rosa, "rosa@mail.example").await;
    let hex = here.database.lines("SELECT hex(sealed_address) AS line FROM mail_addresses").remove(0);
    let sealed: Vec<u8> =
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits")).collect();
    let lies_there = || {
        let mut files = here.database.files().into_iter().map(|file| std::fs::read(file).expect("a file"));
        files.any(|bytes| bytes.windows(sealed.len()).any(|window| window == sealed))
    };
    erase_due(&here).await.unwrap();
    assert!(lies_there(), "the search would not find it at all");
    take_address_away(&here, rosa).await.unwrap();
    erase_due(&here).await.unwrap();
    assert!(!lies_there());
}

#[tokio::test]
async fn as_many_share_an_address_as_get_links_there_and_who_comes_after_them_hears_it() {
    let here = TestHere::new().await;
    let give = async |member: MemberId| {
        let (seal, until, secret) = (here.seal.clone(), here.now() + Duration::hours(1), ids::secret());
        let (digest, address) = (ids::digest(&secret), Address::parse("front-desk@mail.example").unwrap());
        let write = here.db.write(move |conn| {
            mails::put_to_confirm(conn, &seal, member, &address, until)?;
            mails::set_link(conn, member, &digest)
        });
        write.await.unwrap();
        confirm_address(&here, &secret).await
    };
    let mut sharing = Vec::new();
    for number in 0..SHARED_MAX {
        let member = here.member(&format!("neighbor{number}")).await;
        give(member).await.unwrap();
        sharing.push(member);
    }
    let late = here.member("zoe").await;
    let error = give(late).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (Fault::Conflict, Some(&Message::AddressShared { most: SHARED_MAX })));
    give(sharing[0]).await.expect("who is among them confirms it anew");
    let (seal, address) = (here.seal.clone(), Address::parse("Front-Desk@mail.example").unwrap());
    let found = here.db.read(move |conn| mails::of_address(conn, &seal, &address)).await.unwrap();
    assert_eq!(found, sharing);
}
