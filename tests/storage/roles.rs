//! Powers end, and what whoever runs the server changes is written down (value V6).

use crate::support::TestHere;
use chrono::Duration;
use futures::future::join_all;
use potluck::actions::give_role::{give_role, require_role};
use potluck::actions::note_settings::note_settings;
use potluck::config::{Config, FederationMode};
use potluck::domain::member::{Role, RoleKind};
use potluck::error::Kind;
use potluck::ids;
use potluck::storage::members;

#[tokio::test]
async fn value_06_the_table_itself_refuses_a_role_without_an_end() {
    let here = TestHere::new().await;
    let (member, now) = (here.member("rosa").await, here.now());
    for ends_at in [now, now - Duration::seconds(1)] {
        let role = Role { member, kind: RoleKind::Steward, starts_at: now, ends_at, given_by: "nobody".into() };
        let refused = here.db.write(move |conn| members::insert_role(conn, ids::next(now), &role)).await;
        assert!(refused.is_err(), "a role that ends at its start or before it was written down");
    }
    let without = "INSERT INTO roles (id, member_id, kind, starts_at, given_by) \
                   SELECT 1, id, 'steward', created_at, 'nobody' FROM members";
    assert!(here.database.execute(without).is_err(), "a role without an end was written down");
    assert_eq!(here.database.count("roles"), 0);
}

#[tokio::test]
async fn value_06_a_role_is_gone_when_its_term_is_over() {
    let here = TestHere::new().await;
    let member = here.member("rosa").await;
    let ends_at = give_role(&here, "rosa", RoleKind::Steward, 6).await.unwrap();
    require_role(&here, member, &[RoleKind::Steward]).await.unwrap();
    assert_eq!(require_role(&here, member, &[RoleKind::Operator]).await.unwrap_err().kind(), Kind::Forbidden);

    here.clock.shift(ends_at - here.now() - Duration::minutes(1));
    require_role(&here, member, &[RoleKind::Steward]).await.unwrap();
    here.clock.shift(Duration::minutes(1));
    assert_eq!(require_role(&here, member, &[RoleKind::Steward]).await.unwrap_err().kind(), Kind::Forbidden);
}

#[tokio::test]
async fn value_06_settings_that_changed_are_noted_once_however_many_processes_start() {
    let here = TestHere::new().await;
    let mut federation = Config::default().federation;
    for (mode, changed) in [(FederationMode::Open, 0), (FederationMode::ListOnly, 1)] {
        federation.mode = mode;
        let noted = join_all((0..8).map(|_| note_settings(&here, &federation))).await;
        let noted = noted.into_iter().filter(|noted| *noted.as_ref().expect("none is in another's way")).count();
        let log = here.database.number("SELECT count(*) AS n FROM log_entries WHERE what = 'federation-changed'");
        assert_eq!((noted, log), (changed, changed as i64), "{mode:?}");
    }
}
