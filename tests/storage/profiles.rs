//! What members say about themselves, and what is left of it in the database.

use crate::support::TestHere;
use futures::future::join_all;
use potluck::actions::change_member::{change_member, step_member};
use potluck::actions::change_network::change_network;
use potluck::actions::give_role::give_role;
use potluck::domain::area::{Area, Cell, Point};
use potluck::domain::event::Event;
use potluck::domain::joining::{Joining, Rules};
use potluck::domain::member::{RoleKind, State, Step};
use potluck::domain::network::{About, Around, Change as NetworkChange, Intake, Mode};
use potluck::domain::privacy::{Key, Liaison, Matched, Oneself};
use potluck::domain::profile::{CanDo, Change, Contact, Profile, SeenBy};
use potluck::domain::{MemberId, area};
use potluck::error::Kind;
use potluck::storage::{actors, facts, members, profiles};

const SECRETS: [&str; 4] = ["a-ramp-by-the-door", "no-shellfish-please", "+1 555 0100 4711", "drive"];

async fn profile(here: &TestHere, member: MemberId) -> Profile {
    let seal = here.seal.clone();
    here.db.read(move |conn| profiles::get(conn, &seal, member)).await.unwrap()
}

fn everything() -> Change {
    let mut change = Change {
        display_name: Some("Rosa of the corner".into()),
        languages: Some(vec!["es".into(), "en".into()]),
        can_do: Some(vec![(CanDo::Lift, SeenBy::Network), (CanDo::Drive, SeenBy::Oneself)]),
        access_needs: Some(vec![SECRETS[0].into()]),
        food_customs: Some(vec![SECRETS[1].into()]),
        contact: Some(vec![Contact { kind: "telephone".into(), value: SECRETS[2].into() }]),
        ask_cap: Some(1),
        ..Change::default()
    };
    change.set_point(Some(Point::new(40.715207, -73.983748).unwrap()));
    change
}

#[tokio::test]
async fn a_profile_is_kept_whole_and_what_is_left_out_stays() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let own = Key::<Oneself>::of_owner(rosa, rosa).unwrap();
    assert_eq!(profile(&here, rosa).await.own.open(&own).ask_cap, 3);

    change_member(&here, rosa, everything()).await.unwrap();
    let before = profile(&here, rosa).await;
    change_member(&here, rosa, Change { ask_cap: Some(0), ..Change::default() }).await.unwrap();
    let after = profile(&here, rosa).await;
    assert_eq!(after.own.open(&own).ask_cap, 0);
    assert_eq!(after.own.open(&own).can_do, [CanDo::Drive]);
    let (network, access) = (Key::of_member(rosa), Key::<Liaison>::of_owner(rosa, rosa).unwrap());
    let matched = Key::<Matched>::of_owner(rosa, rosa).unwrap();
    assert_eq!(after.languages.open(&network), &["es", "en"]);
    assert_eq!(after.access_needs.open(&access), &[SECRETS[0]]);
    assert_eq!((&after.contact, &after.cell, &after.can_do), (&before.contact, &before.cell, &before.can_do));
    assert_eq!(after.contact.open(&matched)[0].value, SECRETS[2]);

    let mut away = Change::default();
    away.set_point(None);
    change_member(&here, rosa, away).await.unwrap();
    assert_eq!(profile(&here, rosa).await.cell.open(&network), &None);
}

#[tokio::test]
async fn a_change_with_one_wrong_field_changes_nothing() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let before = profile(&here, rosa).await;
    let wrong = Change { ask_cap: Some(22), ..everything() };
    assert_eq!(change_member(&here, rosa, wrong).await.unwrap_err().field(), Some("ask_cap"));
    assert_eq!(profile(&here, rosa).await, before);
    assert_eq!(here.database.lines("SELECT display_name AS line FROM members"), ["rosa"]);
    assert!(here.events().await.is_empty());
}

#[tokio::test]
async fn nothing_that_is_sealed_and_no_exact_place_stands_in_the_database() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    change_member(&here, rosa, everything()).await.unwrap();

    let bytes = |column: &str| match here.database.on_sqlite() {
        true => format!("hex({column})"),
        false => format!("encode({column}, 'hex')"),
    };
    let columns = ["sealed_contact", "sealed_access", "sealed_own"].map(bytes).join(" || ");
    let row = format!("SELECT display_name || languages || can_do || cell || {columns} AS line FROM members");
    let line = here.database.lines(&row).remove(0).to_lowercase();
    // What is in the clear is found by the same search.
    assert!(line.contains("lift") && line.contains("rosa of the corner"), "{line}");
    for secret in SECRETS.into_iter().chain(["40.715", "73.983"]) {
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!line.contains(secret) && !line.contains(&hex), "{secret}");
    }
    for file in here.database.files() {
        let bytes = std::fs::read(&file).unwrap();
        for secret in &SECRETS[..3] {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} stands in {}", file.display());
        }
    }
    let exact = Point::new(40.715207, -73.983748).unwrap();
    assert_eq!(here.database.number("SELECT cell AS n FROM members"), Cell::of(exact).number());
    assert!(Cell::of(exact).area().radius_m >= area::OFFER_RADIUS_M);
}

#[tokio::test]
async fn what_is_sealed_for_one_member_does_not_open_for_another() {
    let here = TestHere::new().await;
    let (rosa, ben) = (here.member("rosa").await, here.member("ben").await);
    change_member(&here, rosa, everything()).await.unwrap();
    let moved =
        format!("UPDATE members SET sealed_own = (SELECT sealed_own FROM members WHERE id = {rosa}) WHERE id = {ben}");
    here.database.execute(&moved).unwrap();
    let seal = here.seal.clone();
    let read = here.db.read(move |conn| profiles::get(conn, &seal, ben)).await;
    assert_eq!(read.unwrap_err().kind(), Kind::Internal);
}

#[tokio::test]
async fn value_08_resting_needs_no_reason_and_is_told_to_nobody() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    for (step, state) in [(Step::Rest, State::Resting), (Step::Rest, State::Resting), (Step::Return, State::Member)] {
        step_member(&here, rosa, step).await.unwrap();
        assert_eq!(here.db.read(move |conn| members::get(conn, rosa)).await.unwrap().state, state);
    }
    assert!(here.events().await.is_empty());
}

#[tokio::test]
async fn only_a_new_name_is_told() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let actor = here.actor_of(rosa).await;
    change_member(&here, rosa, Change { display_name: None, ..everything() }).await.unwrap();
    assert!(here.events().await.is_empty());
    change_member(&here, rosa, everything()).await.unwrap();
    change_member(&here, rosa, everything()).await.unwrap();
    assert_eq!(here.events().await, [Event::ActorChanged { actor }]);
    assert_eq!(here.db.read(move |conn| actors::get(conn, actor)).await.unwrap().name, "Rosa of the corner");
}

#[tokio::test]
async fn value_15_stewards_choose_how_their_network_works_while_their_term_lasts() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    let change = |mode| NetworkChange { mode: Some(mode), intake: Some(Intake::Slow), ..Default::default() };
    assert_eq!(change_network(&here, rosa, change(Mode::ConnectorsOnly)).await.unwrap_err().kind(), Kind::Forbidden);

    let ends_at = give_role(&here, "rosa", RoleKind::Steward, 6).await.unwrap();
    let network = here.network;
    for mode in Mode::ALL {
        change_network(&here, rosa, change(*mode)).await.unwrap();
        let actor = here.db.read(move |conn| actors::get(conn, network)).await.unwrap();
        assert_eq!((actor.mode, actor.intake), (Some(*mode), Some(Intake::Slow)));
    }
    let about = About { language: "en".into(), text: "We share <food>.".into(), by_machine: false };
    let told = NetworkChange { about: Some(vec![about]), ..Default::default() };
    change_network(&here, rosa, told).await.unwrap();
    let actor = here.db.read(move |conn| actors::get(conn, network)).await.unwrap();
    assert!(actor.summary.contains("&lt;food&gt;") && !actor.summary.contains("<food>"), "{}", actor.summary);
    assert_eq!(here.db.read(facts::network_words).await.unwrap().about.len(), 1);
    assert_eq!(here.events().await.len(), 4);

    here.clock.shift(ends_at - here.now());
    assert_eq!(change_network(&here, rosa, change(Mode::Neighbors)).await.unwrap_err().kind(), Kind::Forbidden);
}

#[tokio::test]
async fn a_place_that_is_called_otherwise_is_told_to_who_follows() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    give_role(&here, "rosa", RoleKind::Operator, 6).await.unwrap();
    let area = Area { middle: Point::new(40.7, -74.0).unwrap(), radius_m: 3_000 };
    let changed = [Event::ActorChanged { actor: here.network }];
    for (name, told) in [("Elm Street", true), ("Maple Corner", true), ("Maple Corner", false)] {
        let around = Some(Around { name: name.into(), area });
        change_network(&here, rosa, NetworkChange { around, ..Default::default() }).await.unwrap();
        assert_eq!(here.events().await, &changed[..usize::from(told)], "{name}");
    }
}

#[tokio::test]
async fn two_who_change_how_one_joins_at_one_moment_are_not_in_each_others_way() {
    let here = TestHere::new().await;
    let rosa = here.member("rosa").await;
    give_role(&here, "rosa", RoleKind::Operator, 6).await.unwrap();
    let rules = Rules { how: Joining::Open, members_invite: false };
    let change = || NetworkChange { joining: Some(rules), ..Default::default() };
    let done = join_all((0..8).map(|_| change_network(&here, rosa, change()))).await;
    done.into_iter().for_each(|done| done.unwrap());
    let noted = "SELECT count(*) AS n FROM log_entries WHERE what = 'joining-changed'";
    assert_eq!(here.database.number(noted), 1, "it was changed once");
}
