//! What others must hear of stands in the outbox once the change stands, and never without it.

use crate::support::{TestHere, offer};
use potluck::actions::answer_follow::answer_follow;
use potluck::actions::ask_to_follow::ask_to_follow;
use potluck::actions::change_listing::{change_listing, step_listing};
use potluck::actions::favourite::favourite;
use potluck::actions::leave::leave;
use potluck::actions::own_block::{Apart, set_own_block};
use potluck::actions::post_status::{Post, post_status};
use potluck::actions::receive_follow::receive_follow;
use potluck::actions::seal_open::seal_open;
use potluck::actions::tell_again::{Again, tell_again};
use potluck::actions::unfollow::unfollow;
use potluck::domain::Audience;
use potluck::domain::event::Event;
use potluck::domain::follow::Actor;
use potluck::domain::key::{ActorId, EventId, FavouriteId};
use potluck::domain::listing::Step;
use potluck::domain::moderation::{Distance, Level, NetworkBlock};
use potluck::domain::status::{Draft, Visibility};
use potluck::error::Error;
use potluck::ids;
use potluck::storage::{actors, listings, members, moderation, outbox, statuses};
use std::collections::{BTreeSet, HashSet};
use url::Url;

#[tokio::test]
async fn what_is_for_others_is_told_and_what_stays_at_home_is_not() {
    let here = TestHere::new().await;
    let author = here.member("rosa").await;
    for audience in Audience::ALL {
        let draft = || {
            let mut draft = offer(3);
            draft.audience = Some(audience);
            draft
        };
        let listing = here.publish(author, draft()).await;
        let told = |events: Vec<Event>| if audience.federates() { events } else { Vec::new() };
        assert_eq!(here.events().await, told(vec![Event::ListingPublished { listing }]), "{audience:?}");
        change_listing(&here, author, listing, draft()).await.unwrap();
        step_listing(&here, author, listing, Step::Pause).await.unwrap();
        let changed = Event::ListingChanged { listing };
        assert_eq!(here.events().await, told(vec![changed.clone(), changed]), "{audience:?}");
    }
}

#[tokio::test]
async fn a_promise_between_neighbors_tells_only_what_is_left() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let listing = here.publish(author, offer(3)).await;
    here.events().await;
    let response = here.respond(neighbor, listing, Some(1)).await.unwrap();
    assert!(here.events().await.is_empty(), "who answers is nobody's business outside");
    here.accept(author, response, None).await.unwrap();
    assert_eq!(here.events().await, [Event::ListingChanged { listing }]);
}

#[tokio::test]
async fn an_action_that_fails_leaves_no_event() {
    let here = TestHere::new().await;
    let (author, neighbor) = (here.member("rosa").await, here.member("joao").await);
    let listing = here.publish(author, offer(3)).await;
    here.events().await;
    change_listing(&here, neighbor, listing, offer(4)).await.unwrap_err();
    let response = here.respond(neighbor, listing, Some(3)).await.unwrap();
    here.accept(author, response, Some(4)).await.unwrap_err();
    assert!(here.events().await.is_empty());

    let now = here.now();
    let failed: Result<(), Error> = here
        .db
        .write(move |conn| {
            let mut changed = listings::lock(conn, listing)?;
            changed.title = "Something else".into();
            listings::update(conn, &changed)?;
            outbox::record(conn, &Event::ListingChanged { listing }, now)?;
            Err(Error::conflict("Not this time."))
        })
        .await;
    failed.unwrap_err();
    assert!(here.events().await.is_empty());
    assert_eq!(here.listing(listing).await.title, "Crates of carrots");
}

#[tokio::test]
async fn following_is_asked_answered_and_ended_each_with_a_word() {
    let (here, there) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let other = here.meet(&there).await;
    let follow = ask_to_follow(&here, other).await.unwrap();
    assert_eq!(ask_to_follow(&here, other).await.unwrap(), follow, "asking again changes nothing");
    assert_eq!(here.events().await, [Event::FollowAsked { follow }]);
    unfollow(&here, other).await.unwrap();
    assert_eq!(here.events().await, [Event::FollowUndone { follow }]);
    unfollow(&here, other).await.unwrap_err();
    assert_eq!(ask_to_follow(&here, other).await.unwrap(), follow);
    assert_eq!(here.events().await, [Event::FollowAsked { follow }]);
    ask_to_follow(&here, here.network).await.unwrap_err();

    let asked = there.addresses.activity("asks");
    receive_follow(&here, other, here.network, asked, false, None).await.unwrap();
    assert!(here.events().await.is_empty(), "a steward decides first");
    answer_follow(&here, other, true).await.unwrap();
    answer_follow(&here, other, true).await.unwrap();
    let [Event::FollowAccepted { follow: theirs }] = here.events().await[..] else { panic!("one yes is told") };
    answer_follow(&here, other, false).await.unwrap();
    assert_eq!(here.events().await, [Event::FollowRejected { follow: theirs }]);
    answer_follow(&here, other, false).await.unwrap_err();
    assert!(here.events().await.is_empty());
}

#[tokio::test]
async fn value_06_the_log_says_that_somebody_may_follow_or_may_not_and_names_networks_and_no_person() {
    let (here, there) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let network = here.meet(&there).await;
    let joao = there.member("joao").await;
    let theirs = there.db.read(move |conn| {
        let own = members::get(conn, joao)?.actor;
        actors::get(conn, own)
    });
    let person = Actor { id: ActorId(ids::next(here.now())), local: false, ..theirs.await.unwrap() };
    let person = here.db.write(move |conn| actors::upsert_remote(conn, &person)).await.unwrap();
    for (follower, follow) in [(network, "theirs"), (person, "his")] {
        let asked = there.addresses.activity(follow);
        receive_follow(&here, follower, here.network, asked, false, None).await.unwrap();
        answer_follow(&here, follower, true).await.unwrap();
        answer_follow(&here, follower, false).await.unwrap();
    }
    let log =
        "SELECT what || ' ' || coalesce(about, '') AS line FROM log_entries WHERE what LIKE 'follower-%' ORDER BY id";
    let log = here.database.lines(log);
    let named = ["follower-accepted food@hillside.example", "follower-declined food@hillside.example"];
    assert_eq!(log, [named[0], named[1], "follower-accepted ", "follower-declined "]);
}

#[tokio::test]
async fn value_05_whom_a_member_blocks_is_sealed_while_it_waits_to_be_told() {
    let (here, there) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let rosa = here.member("rosa").await;
    let (own, other) = (here.actor_of(rosa).await, here.meet(&there).await);
    for apart in [Apart::As(Distance::Block), Apart::Together] {
        set_own_block(&here, rosa, other, apart).await.unwrap();
    }
    assert_eq!(here.database.lines("SELECT event AS line FROM outbox_events"), ["", ""]);
    let told = |still| Event::AccountBlocked { by: own, blocked: other, still };
    // The end of a block comes after it, and what says so names one of the two.
    let subject = told(true).subject();
    assert_eq!(subject, told(false).subject());
    assert!(subject.contains(&own.to_string()) && !subject.contains(&other.to_string()), "{subject}");
    // A server that takes no blocks holds up nothing else that it is to hear of her.
    assert_ne!(subject, Event::ActorChanged { actor: own }.subject());
    assert_eq!(here.events().await, [told(true), told(false)]);

    let (open, now) = (told(true), here.now());
    here.db.write(move |conn| outbox::record(conn, &open, now)).await.unwrap_err();
    assert!(here.events().await.is_empty(), "in clear it is not recorded at all");
    // What an earlier version left is told all the same.
    let earlier = format!(
        "INSERT INTO outbox_events (id, event, created_at) VALUES (7, \
         '{{\"event\":\"account_blocked\",\"by\":\"{own}\",\"blocked\":\"{other}\",\"still\":true}}', '2026-11-30 17:30:00')"
    );
    here.database.execute(&earlier).unwrap();
    assert_eq!(here.events().await, [told(true)]);
}

#[tokio::test]
async fn a_block_that_was_not_delivered_yet_goes_with_who_left() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let own = here.actor_of(rosa).await;
    let under_way = format!(
        "INSERT INTO activities (id, ap_id, actor_id, subject, public, body, created_at, for_followers) \
         VALUES (21, 'https://riverside.example/ap/a/21', {own}, 'block:{own}', FALSE, '', '2026-11-30 17:30:00', FALSE); \
         INSERT INTO deliveries (id, activity_id, inbox, host, subject, attempts, due_at, state, created_at) \
         VALUES (22, 21, 'https://hillside.example/inbox', 'hillside.example', 'block:{own}', 0, '2026-11-30 17:30:00', \
         'pending', '2026-11-30 17:30:00')"
    );
    here.database.execute(&under_way).unwrap();
    leave(&here, rosa, "rosa").await.unwrap();
    assert_eq!((here.database.count("activities"), here.database.count("deliveries")), (0, 0));
    assert_eq!(here.events().await, [Event::ActorLeft { actor: own, inboxes: Vec::new() }]);
}

#[tokio::test]
async fn what_an_earlier_version_left_keeps_its_order_and_says_no_more_than_what_is_recorded_now() {
    let here = TestHere::new().await;
    let earlier = "INSERT INTO outbox_events (id, event, created_at) VALUES \
         (1, '{\"event\":\"listing_published\",\"listing\":\"7\"}', '2026-11-30 17:30:00'), \
         (2, '{\"event\":\"listing_deleted\",\"listing\":\"7\"}', '2026-11-30 17:30:00'), \
         (3, '{\"event\":\"account_blocked\",\"by\":\"8\",\"blocked\":\"9\",\"still\":true}', '2026-11-30 17:30:00'), \
         (4, 'nothing', '2026-11-30 17:30:00')";
    here.database.execute(earlier).unwrap();
    assert_eq!(seal_open(&here).await.unwrap(), 4);
    assert_eq!(seal_open(&here).await.unwrap(), 0);
    let subjects = here.database.lines("SELECT subject AS line FROM outbox_events ORDER BY id");
    assert_eq!(subjects, ["listing:7", "listing:7", "block:8", "event:4"]);
    let open = here.database.lines("SELECT event AS line FROM outbox_events WHERE id > 2 ORDER BY id");
    assert_eq!(open, ["", "nothing"]);

    // The first cannot be told: the deletion of the same does not overtake it, the block does.
    let (now, seal) = (here.now(), here.seal.clone());
    let next = here.db.write(move |conn| {
        outbox::failed(conn, EventId(1), now)?;
        let next = outbox::claim_oldest(conn, now)?;
        next.map(|next| next.event(&seal)).transpose()
    });
    let told = Event::AccountBlocked { by: ActorId(8), blocked: ActorId(9), still: true };
    assert_eq!(next.await.unwrap(), Some(told));
}

#[tokio::test]
async fn nothing_goes_to_an_account_that_is_kept_away_however_many_inboxes_are_looked_at() {
    let (here, there) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let (other, now) = (here.meet(&there).await, here.now());
    let asked = here.db.write(move |conn| {
        let account = actors::get(conn, other)?;
        let (subject, level) = (account.ap_id.to_string(), Level::Block);
        moderation::block(conn, &NetworkBlock { subject, level, reason: None, created_at: now })?;
        // More than one statement asks for.
        let others = (0..1_200).map(|number| Url::parse(&format!("https://host{number}.example/inbox")));
        let mut inboxes: BTreeSet<Url> = others.collect::<Result<_, _>>()?;
        let without = moderation::barred_among(conn, &inboxes)?;
        inboxes.insert(account.inbox.clone());
        Ok((without, moderation::barred_among(conn, &inboxes)?, account.inbox))
    });
    let (without, barred, inbox) = asked.await.unwrap();
    assert_eq!((without, barred), (HashSet::new(), HashSet::from([inbox])));
}

#[tokio::test]
async fn what_was_set_aside_is_told_after_all_but_for_what_was_overtaken_meanwhile() {
    let (here, there) = (TestHere::new().await, TestHere::at("hillside.example").await);
    let rosa = here.member("rosa").await;
    let (own, other) = (here.actor_of(rosa).await, here.meet(&there).await);
    let mut draft = offer(3);
    draft.audience = Some(Audience::Public);
    let listing = here.publish(rosa, draft.clone()).await;
    let follow = ask_to_follow(&here, other).await.unwrap();
    set_own_block(&here, rosa, other, Apart::As(Distance::Block)).await.unwrap();
    here.database
        .execute("UPDATE outbox_events SET attempts = 36, due_at = created_at, set_aside_at = created_at")
        .unwrap();
    assert!(here.events().await.is_empty(), "all three were set aside");

    // Meanwhile she blocks nobody any more, and the network asks no more; both are told.
    change_listing(&here, rosa, listing, draft).await.unwrap();
    unfollow(&here, other).await.unwrap();
    set_own_block(&here, rosa, other, Apart::Together).await.unwrap();
    let taken_back = Event::AccountBlocked { by: own, blocked: other, still: false };
    let later = [Event::ListingChanged { listing }, Event::FollowUndone { follow }, taken_back];
    assert_eq!(here.events().await, later);

    assert_eq!(tell_again(&here).await.unwrap(), Again { queued: 1, overtaken: 2 });
    assert_eq!(here.events().await, [Event::ListingPublished { listing }]);
    assert_eq!(tell_again(&here).await.unwrap(), Again::default());
    // One that says nothing is tried again like others: a newer version may understand it.
    let unknown = "INSERT INTO outbox_events (id, event, created_at, subject, attempts, set_aside_at) VALUES \
         (1, 'nothing', '2026-11-30 17:30:00', 'event:1', 36, '2026-12-08 17:30:00')";
    here.database.execute(unknown).unwrap();
    assert_eq!(tell_again(&here).await.unwrap(), Again { queued: 1, overtaken: 0 });
    let waits =
        "SELECT count(*) AS n FROM outbox_events WHERE attempts = 0 AND set_aside_at IS NULL AND due_at IS NULL";
    assert_eq!(here.database.number(waits), 1);
}

#[tokio::test]
async fn a_like_that_was_given_again_is_not_ended_by_what_was_set_aside_before() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let text = "Good morning".to_owned();
    let draft = Draft { text, spoiler: None, sensitive: false, language: None, has_media: false };
    let post = Post {
        draft,
        visibility: Visibility::Public,
        in_reply_to: None,
        media: Vec::new(),
        said: Vec::new(),
        poll: None,
        with: None,
        key: None,
    };
    let id = post_status(&here, rosa, post).await.unwrap();
    here.events().await;
    let (seal, now) = (here.seal.clone(), here.now());
    let undone = here.db.write(move |conn| {
        let status = statuses::get(conn, &seal, id)?;
        let undone = Event::FavouriteUndone {
            favourite: FavouriteId(7),
            actor: status.author,
            activity: Url::parse("https://riverside.example/ap/a/7").expect("an address"),
            object: status.ap_id.clone(),
            author: status.author,
        };
        outbox::record(conn, &undone, now)?;
        Ok(undone)
    });
    let undone = undone.await.unwrap();
    let aside = "UPDATE outbox_events SET attempts = 36, due_at = created_at, set_aside_at = created_at";
    here.database.execute(aside).unwrap();
    assert_eq!(tell_again(&here).await.unwrap(), Again { queued: 1, overtaken: 0 });
    here.database.execute(aside).unwrap();
    // She likes it once more: another server ends whatever like it knows of her.
    favourite(&here, rosa, id).await.unwrap();
    assert_eq!(tell_again(&here).await.unwrap(), Again { queued: 0, overtaken: 1 });
    assert!(!here.events().await.contains(&undone));
}
