//! One's own history: seen for 90 days by oneself, and then gone from every row and file, while the numbers of the
//! listing stay right; and the key of who left, gone with their last word.

use crate::support::{TestHere, offer};
use chrono::Duration;
use potluck::actions::change_listing::step_listing;
use potluck::actions::decline_response::decline_response;
use potluck::actions::erase::{erase_due, history_life};
use potluck::actions::give_role::give_role;
use potluck::actions::hold_status::hold_status;
use potluck::actions::leave::leave;
use potluck::actions::move_handoff::move_handoff;
use potluck::actions::post_status::{Post, post_status};
use potluck::actions::translate::{take_translation_away, translate};
use potluck::domain::audience::Audience;
use potluck::domain::draft::Draft;
use potluck::domain::event::Event;
use potluck::domain::handoff::State;
use potluck::domain::listing::{Kind, State as ListingState, Step, Translation};
use potluck::domain::member::RoleKind;
use potluck::domain::status::{self, Visibility};
use potluck::domain::{ActorId, Amount, MemberId};
use potluck::storage::activities::Outgoing;
use potluck::storage::listings::Paging;
use potluck::storage::{activities, actors, deliveries, handoffs, listings, responses};

const PAGE: Paging = Paging { max_id: None, min_id: None, since_id: None, limit: 80 };

/// How many answers and handoffs a member sees of their own.
async fn seen_by(here: &TestHere, member: MemberId) -> (usize, usize) {
    let seal = here.seal.clone();
    let read = here.db.read(move |conn| {
        let answers = responses::by_member(conn, &seal, member, PAGE)?;
        Ok((answers.len(), handoffs::of_member(conn, &seal, member, PAGE)?.len()))
    });
    read.await.unwrap()
}

/// The bytes of the files as they lie there, or, on PostgreSQL, of the rows.
fn files_hold(here: &TestHere, text: &str) -> bool {
    let kept: Vec<Vec<u8>> = if here.database.on_sqlite() {
        here.database.files().into_iter().map(|file| std::fs::read(file).unwrap()).collect()
    } else {
        let tables = here
            .database
            .lines("SELECT table_name AS line FROM information_schema.tables WHERE table_schema = 'public'");
        let rows = tables.iter().flat_map(|t| here.database.lines(&format!("SELECT t::text AS line FROM {t} t")));
        rows.map(String::into_bytes).collect()
    };
    kept.iter().any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[tokio::test]
async fn what_is_over_is_seen_by_oneself_for_ninety_days_and_then_gone_from_the_files() {
    let here = TestHere::new().await;
    let (rosa, joao) = (here.member("rosa").await, here.member("joao").await);
    let listing = here.publish(rosa, offer(9)).await;
    let kept = here.respond(joao, listing, Some(2)).await.unwrap();
    let handoff = here.accept(rosa, kept, None).await.unwrap();
    move_handoff(&here, joao, handoff, State::HandedOver).await.unwrap();
    let declined = here.respond(joao, listing, Some(1)).await.unwrap();
    decline_response(&here, rosa, declined).await.unwrap();
    // This one is still under way, and stays as long as it is.
    let running = here.respond(joao, listing, Some(3)).await.unwrap();
    let open = here.accept(rosa, running, None).await.unwrap();
    let agreement = here.handoff(handoff).await.agreement.to_string();
    here.events().await;

    here.clock.shift(history_life() - Duration::minutes(1));
    erase_due(&here).await.unwrap();
    assert_eq!(seen_by(&here, joao).await, (3, 2), "erased too early");
    assert_eq!(seen_by(&here, rosa).await, (0, 2));
    assert!(files_hold(&here, &agreement), "the search would not find anything at all");

    here.clock.shift(Duration::minutes(1));
    erase_due(&here).await.unwrap();
    assert_eq!(seen_by(&here, joao).await, (1, 1));
    assert_eq!(seen_by(&here, rosa).await, (0, 1));
    assert!(!files_hold(&here, &agreement), "a file still holds what they agreed on");
    assert_eq!(here.handoff(open).await.state, State::Planned);
    let quantity = here.listing(listing).await.quantity.unwrap();
    assert_eq!((quantity.delivered, quantity.committed), (Amount::whole(2), Amount::whole(3)));
    // And what goes on can still come to its end.
    move_handoff(&here, joao, open, State::HandedOver).await.unwrap();
    assert_eq!(here.listing(listing).await.quantity.unwrap().delivered, Amount::whole(5));
    here.clock.shift(history_life());
    erase_due(&here).await.unwrap();
    assert_eq!(seen_by(&here, joao).await, (0, 0));
    assert_eq!(here.database.count("handoff_keys"), 0);
}

#[tokio::test]
async fn a_listing_keeps_its_words_for_thirty_days_after_its_end_and_then_does_not_say_whose_it_was() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let mut draft = Draft::new(Kind::Offer, "Quinces from the corner house");
    draft.audience = Some(Audience::Public);
    draft.hidden_author = Some(false);
    let id = here.publish(rosa, draft).await;
    let inbox: url::Url = "https://far.example/inbox".parse().unwrap();
    here.db.write(move |conn| listings::note_reach(conn, id, &[&inbox])).await.unwrap();
    step_listing(&here, rosa, id, Step::Withdraw).await.unwrap();
    here.events().await;

    here.clock.shift(Duration::days(30) - Duration::minutes(1));
    erase_due(&here).await.unwrap();
    assert_eq!(here.listing(id).await.title, "Quinces from the corner house");
    here.clock.shift(Duration::minutes(1));
    erase_due(&here).await.unwrap();
    let erased = here.listing(id).await;
    assert_eq!((erased.state, erased.title.as_str(), erased.author), (ListingState::Erased, "", None));
    assert!(!files_hold(&here, "Quinces from"), "a file still holds its words");
    assert_ne!(erased.speaker, here.network);

    here.clock.shift(history_life());
    erase_due(&here).await.unwrap();
    assert_eq!(here.listing(id).await.speaker, here.network, "it still says who it was");
    // Whom it reached still hears when she leaves.
    let actor = here.actor_of(rosa).await;
    let reached = here.db.read(move |conn| listings::reach_of_speaker(conn, actor)).await.unwrap();
    assert_eq!(reached, ["https://far.example/inbox"]);
}

#[tokio::test]
async fn the_words_of_a_listing_that_ended_stay_no_longer_because_what_was_translated_of_it_is_taken_away() {
    let here = TestHere::new().await;
    let (rosa, ben, amal) = (here.member("rosa").await, here.member("ben").await, here.member("amal").await);
    let mut draft = Draft::new(Kind::Offer, "Quinces from the corner house");
    draft.audience = Some(Audience::Public);
    let taken_back = here.publish(rosa, draft.clone()).await;
    let met = here.publish(rosa, draft).await;
    for id in [taken_back, met] {
        for (member, language) in [(ben, "es"), (amal, "fr")] {
            let words = Translation::by_neighbor(language, "Membrillos", "").unwrap();
            translate(&here, member, id, words).await.unwrap();
        }
    }
    step_listing(&here, rosa, taken_back, Step::Withdraw).await.unwrap();
    let yes = here.respond(ben, met, None).await.unwrap();
    let handoff = here.accept(rosa, yes, None).await.unwrap();
    move_handoff(&here, ben, handoff, State::HandedOver).await.unwrap();
    assert_eq!(here.listing(met).await.state, ListingState::Met);
    here.events().await;

    here.clock.shift(Duration::days(29));
    for id in [taken_back, met] {
        take_translation_away(&here, amal, id, "fr").await.unwrap();
    }
    let told = [taken_back, met].map(|listing| Event::ListingChanged { listing });
    assert_eq!(here.events().await, told, "who has it hears that the words went");
    leave(&here, ben, "ben").await.unwrap();
    for id in [taken_back, met] {
        assert!(here.listing(id).await.details.translations.is_empty());
    }
    here.clock.shift(Duration::days(1));
    erase_due(&here).await.unwrap();
    for id in [taken_back, met] {
        let erased = here.listing(id).await;
        assert_eq!((erased.state, erased.title.as_str()), (ListingState::Erased, ""));
    }
}

#[tokio::test]
async fn the_yes_that_an_open_listing_counts_is_not_forgotten() {
    let here = TestHere::new().await;
    let (rosa, joao) = (here.member("rosa").await, here.member("joao").await);
    let listing = here.publish(rosa, Draft::new(Kind::Need, "A hand with the stairs")).await;
    let yes = here.respond(joao, listing, None).await.unwrap();
    here.accept(rosa, yes, None).await.unwrap();
    // As if its handoff had been forgotten while its listing still waits.
    here.database
        .execute("DELETE FROM handoff_keys; DELETE FROM handoffs; UPDATE listings SET state = 'open', on_board = TRUE")
        .unwrap();
    here.clock.shift(history_life() + Duration::days(1));
    erase_due(&here).await.unwrap();
    assert_eq!(here.database.count("responses"), 1);
    here.database.execute("UPDATE listings SET state = 'met', on_board = FALSE").unwrap();
    erase_due(&here).await.unwrap();
    assert_eq!(here.database.count("responses"), 0);
}

async fn has_key(here: &TestHere, actor: ActorId) -> bool {
    let sealed = here.db.read(move |conn| actors::sealed_keys(conn, actor)).await.unwrap();
    assert_eq!(sealed.rsa.is_some(), sealed.ed25519.is_some(), "both of them go, or none");
    sealed.rsa.is_some()
}

/// A deletion that waits for an inbox.
async fn waits(here: &TestHere, actor: ActorId) {
    let (seal, now) = (here.seal.clone(), here.now());
    let write = here.db.write(move |conn| {
        let activity = Outgoing {
            ap_id: format!("https://riverside.example/ap/delete/{actor}").parse()?,
            actor,
            subject: format!("actor:{actor}"),
            public: false,
            for_followers: false,
            body: "{}".into(),
        };
        let id = activities::insert(conn, &seal, &activity, now)?.expect("it is new");
        deliveries::insert(conn, id, &[&"https://far.example/inbox".parse()?], &activity.subject, now)
    });
    write.await.unwrap();
}

#[tokio::test]
async fn the_key_of_who_left_goes_when_their_last_word_was_delivered_or_thirty_days_later() {
    let here = TestHere::new().await;
    let (rosa, joao) = (here.member("rosa").await, here.member("joao").await);
    let (rosa_actor, joao_actor) = (here.actor_of(rosa).await, here.actor_of(joao).await);
    leave(&here, rosa, "rosa").await.unwrap();
    leave(&here, joao, "joao").await.unwrap();

    erase_due(&here).await.unwrap();
    assert!(has_key(&here, rosa_actor).await, "it has not even been told yet");
    here.events().await;
    waits(&here, rosa_actor).await;
    erase_due(&here).await.unwrap();
    assert!(has_key(&here, rosa_actor).await, "its deletion waits for a signature");
    assert!(!has_key(&here, joao_actor).await, "nothing waits for it");

    here.database.execute("DELETE FROM deliveries").unwrap();
    erase_due(&here).await.unwrap();
    assert!(!has_key(&here, rosa_actor).await);

    let sam = here.member("sam").await;
    let actor = here.actor_of(sam).await;
    leave(&here, sam, "sam").await.unwrap();
    here.events().await;
    waits(&here, actor).await;
    here.clock.shift(Duration::days(30) - Duration::minutes(1));
    erase_due(&here).await.unwrap();
    assert!(has_key(&here, actor).await);
    here.clock.shift(Duration::minutes(1));
    erase_due(&here).await.unwrap();
    assert!(!has_key(&here, actor).await);
    assert_eq!(here.database.count("deliveries"), 0, "without the key nothing of it can be sent");
    // The network itself goes on speaking.
    assert!(has_key(&here, here.network).await);
}

#[tokio::test]
async fn what_a_post_said_in_clear_before_it_was_held_lies_in_no_file_any_more() {
    let here = TestHere::new().await;
    let (rosa, mei) = (here.member("rosa").await, here.member("mei").await);
    give_role(&here, "mei", RoleKind::Moderator, 6).await.unwrap();
    let text = "Knives at the corner house".to_owned();
    let draft = status::Draft { text, spoiler: None, sensitive: false, language: None, has_media: false };
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
    erase_due(&here).await.unwrap();
    assert!(files_hold(&here, "Knives at the"), "the search would not find anything at all");
    hold_status(&here, mei, id, "We keep each other safe".into(), None).await.unwrap();
    erase_due(&here).await.unwrap();
    assert!(!files_hold(&here, "Knives at the"), "a file still holds its words");
}
