//! The browsers in which a member is signed in: what they are called is sealed in their own row, and nobody ends another's.

use crate::support::TestHere;
use chrono::Duration;
use potluck::domain::MemberId;
use potluck::domain::browser::{Browser, Family, System};
use potluck::ids;
use potluck::storage::sign_ins::{self, NewSession, SignedIn, called_in_forms};

const TELEPHONE: Browser = Browser { family: Family::Firefox, system: System::Android };

/// Signs somebody in; answers the digest of the browser's secret.
async fn begin(here: &TestHere, member: MemberId, browser: Browser, by_link: bool) -> String {
    let (seal, now, digest) = (here.seal.clone(), here.now(), ids::digest(&ids::secret()));
    let kept = digest.clone();
    let write = here.db.write(move |conn| {
        let expires_at = now + Duration::days(1);
        let new = NewSession { digest: &digest, member, browser, by_link, created_at: now, expires_at };
        sign_ins::insert_session(conn, &seal, &new)
    });
    write.await.expect("a browser");
    kept
}

async fn of(here: &TestHere, member: MemberId) -> potluck::Result<Vec<SignedIn>> {
    let seal = here.seal.clone();
    here.db.read(move |conn| sign_ins::sessions_of(conn, &seal, member)).await
}

async fn end(here: &TestHere, member: MemberId, called: &str) -> bool {
    let called = called.to_owned();
    here.db.write(move |conn| sign_ins::end_session_called(conn, member, &called)).await.expect("the database")
}

#[tokio::test]
async fn what_a_browser_is_called_is_sealed_in_its_own_row_and_always_as_long() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let first = begin(&here, rosa, TELEPHONE, true).await;
    here.clock.shift(Duration::seconds(1));
    let longest = Browser { family: Family::Firefox, system: System::Windows };
    let mut digests = vec![first.clone()];
    for browser in [longest, Browser::UNKNOWN] {
        digests.push(begin(&here, rosa, browser, false).await);
        here.clock.shift(Duration::seconds(1));
    }
    begin(&here, ben, TELEPHONE, false).await;

    let all = of(&here, rosa).await.unwrap();
    let said: Vec<_> = all.iter().map(|one| (one.browser, one.by_link)).collect();
    assert_eq!(said, [(Some(TELEPHONE), true), (Some(longest), false), (Some(Browser::UNKNOWN), false)]);
    let called: Vec<&str> = all.iter().map(|one| one.called.as_str()).collect();
    assert_eq!(called, digests.iter().map(|digest| called_in_forms(digest)).collect::<Vec<_>>());
    assert!(digests.iter().all(|digest| !called.contains(&digest.as_str())), "a form holds no digest that is kept");
    // What is sealed shows how long it is.
    let lengths = here.database.lines("SELECT CAST(length(sealed_name) AS TEXT) AS line FROM sessions");
    assert!(lengths.len() == 4 && lengths.iter().all(|length| *length == lengths[0]), "{lengths:?}");

    // Whoever writes into the database themselves gives a browser neither to another member nor another name.
    here.database.execute(&format!("UPDATE sessions SET member_id = {ben} WHERE digest = '{first}'")).unwrap();
    let name_of = |all: &[SignedIn]| {
        all.iter().find(|one| one.called == called_in_forms(&first)).expect("one that can be ended").browser
    };
    let bens = of(&here, ben).await.unwrap();
    assert_eq!((bens.len(), name_of(&bens)), (2, Some(Browser::UNKNOWN)));
    here.database.execute(&format!("UPDATE sessions SET member_id = {rosa} WHERE digest = '{first}'")).unwrap();
    let moved = format!(
        "UPDATE sessions SET sealed_name = (SELECT sealed_name FROM sessions WHERE digest = '{}') WHERE digest = '{first}'",
        digests[1]
    );
    here.database.execute(&moved).unwrap();
    // One that does not open is a browser, and hides none of the others.
    let roses = of(&here, rosa).await.unwrap();
    assert_eq!((roses.len(), name_of(&roses), roses[1].browser), (3, Some(Browser::UNKNOWN), Some(longest)));
    // One from before names were kept has none.
    here.database.execute("UPDATE sessions SET sealed_name = NULL").unwrap();
    assert!(of(&here, rosa).await.unwrap().iter().all(|one| one.browser.is_none()));
}

#[tokio::test]
async fn one_browser_is_signed_out_once_and_by_its_own_member_alone() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    let lost = begin(&here, rosa, TELEPHONE, false).await;
    let kept = begin(&here, rosa, TELEPHONE, false).await;
    let bens = begin(&here, ben, TELEPHONE, false).await;

    for called in ["", "guessed", &lost, &called_in_forms(&bens), &called_in_forms("guessed")] {
        assert!(!end(&here, rosa, called).await, "{called}");
    }
    assert!(!end(&here, ben, &called_in_forms(&lost)).await);
    assert_eq!(here.database.count("sessions"), 3);

    assert!(end(&here, rosa, &called_in_forms(&lost)).await);
    assert!(!end(&here, rosa, &called_in_forms(&lost)).await, "it is over already");
    let mut left = here.database.lines("SELECT digest AS line FROM sessions");
    left.sort();
    let mut expected = [kept, bens];
    expected.sort();
    assert_eq!(left, expected);
}
