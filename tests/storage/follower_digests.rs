//! What followers come to is kept while they come and go, and is always what counting them would say.

use crate::support::TestHere;
use futures::future::join_all;
use potluck::domain::ActorId;
use potluck::domain::follow::{Actor, Follow, FollowState, FollowersDigest};
use potluck::domain::key::FollowId;
use potluck::ids;
use potluck::storage::{actors, follower_digests, follows, moderation};

const HOSTS: [&str; 3] = ["hillside.example", "harbor.example", "meadow.example"];

/// So many people, at the three hosts in turn.
async fn people(here: &TestHere, how_many: usize) -> Vec<ActorId> {
    let (network, now) = (here.network, here.now());
    let write = here.db.write(move |conn| {
        let like = actors::get(conn, network)?;
        let mut people = Vec::new();
        for number in 0..how_many {
            let host = HOSTS[number % HOSTS.len()];
            let ap_id: url::Url = format!("https://{host}/people/{number}").parse().expect("an address");
            let key_id = format!("{ap_id}#main-key");
            let id = ActorId(ids::next(now));
            let actor = Actor { id, ap_id, local: false, host: host.into(), key_id, ed25519: None, ..like.clone() };
            people.push(actors::upsert_remote(conn, &actor)?);
        }
        Ok(people)
    });
    write.await.unwrap()
}

async fn set(here: &TestHere, follower: ActorId, state: FollowState) {
    let (followed, now, ap_id) = (here.network, here.now(), here.addresses.activity(&ids::slug()));
    let write = here.db.write(move |conn| match follows::between(conn, follower, followed)? {
        Some(known) => follows::set_state(conn, known.id, state, None),
        None => {
            let id = FollowId(ids::next(now));
            follows::insert(conn, &Follow { id, ap_id, follower, followed, state, created_at: now })
        }
    });
    write.await.unwrap();
}

/// As it is kept, and as it is counted.
async fn both(here: &TestHere, host: &'static str) -> (FollowersDigest, FollowersDigest) {
    let followed = here.network;
    let write = here.db.write(move |conn| {
        let kept = follower_digests::make(conn, followed, host)?;
        let followers = follows::followers_at(conn, followed, host)?;
        Ok((kept, FollowersDigest::of(followers.iter().map(|(_, id)| id.as_str()))))
    });
    write.await.unwrap()
}

async fn agree(here: &TestHere) {
    for host in HOSTS {
        let (kept, counted) = both(here, host).await;
        assert_eq!(kept, counted, "{host}");
    }
}

#[tokio::test]
async fn every_change_of_a_follow_changes_what_is_kept_for_its_host_alone() {
    let here = TestHere::new().await;
    let people = people(&here, 9).await;
    let network = here.network;
    let kept =
        async |host: &'static str| here.db.read(move |conn| follower_digests::get(conn, network, host)).await.unwrap();
    set(&here, people[0], FollowState::Accepted).await;
    assert_eq!(kept(HOSTS[0]).await, None, "nobody asked yet");
    agree(&here).await;
    assert_eq!(kept(HOSTS[1]).await, Some(FollowersDigest::default()), "nobody there follows");

    use FollowState::{Accepted, Ended, Pending};
    let (untouched, before) = (kept(HOSTS[2]).await, kept(HOSTS[1]).await);
    for (state, changes) in [(Pending, false), (Accepted, true), (Accepted, true), (Ended, false), (Accepted, true)] {
        set(&here, people[1], state).await;
        agree(&here).await;
        assert_eq!(kept(HOSTS[1]).await != before, changes, "{state:?}");
        assert_eq!(kept(HOSTS[2]).await, untouched);
    }
    for person in &people {
        set(&here, *person, Accepted).await;
    }
    agree(&here).await;
    // A member's leaving, or a block, ends many at once.
    let (some, gone) = (people[3..6].to_vec(), people[8]);
    here.db.write(move |conn| moderation::cut_off(conn, &some)).await.unwrap();
    here.db.write(move |conn| follows::forget(conn, gone)).await.unwrap();
    agree(&here).await;
    let all = here.db.read(move |conn| follows::followers(conn, network)).await.unwrap();
    assert_eq!(all.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_at_one_moment_are_each_counted_once() {
    let here = TestHere::new().await;
    let people = people(&here, 60).await;
    let changes = people.iter().enumerate().map(|(number, person)| {
        let (here, person) = (&here, *person);
        async move {
            // It is made in the middle of all that, and each follow is changed by several at once.
            if number % 7 == 0 {
                both(here, HOSTS[number % 3]).await;
            }
            set(here, person, FollowState::Accepted).await;
            let twice = [set(here, person, FollowState::Ended), set(here, person, FollowState::Ended)];
            if number % 2 == 0 {
                join_all(twice).await;
                let twice = [set(here, person, FollowState::Accepted), set(here, person, FollowState::Accepted)];
                join_all(twice).await;
            }
        }
    });
    join_all(changes).await;
    agree(&here).await;
}
