//! V3: the same people give and receive. V6: no hierarchy.

use crate::crawl::leaves;
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use chrono::Duration;
use potluck::actions::give_role::{give_role, require_role};
use potluck::domain::member::{LONGEST_TERM_MONTHS, RoleKind, State};
use potluck::error::Kind;
use serde_json::json;
use std::collections::BTreeSet;

/// Parts of words that divide who gives from who takes.
const DIVIDE: [&str; 9] =
    ["donor", "donat", "recipient", "client", "volunteer", "beneficiar", "giver", "taker", "customer"];

#[tokio::test(flavor = "multi_thread")]
async fn value_03_a_need_and_an_offer_are_one_form_with_one_switch() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let mut names = Vec::new();
    for kind in ["need", "offer"] {
        let form = json!({
            "kind": kind, "title": "Soup", "body": "For two.", "category": "cooked-meal", "amount": "2",
            "unit": {"measure": "one", "label": "bowls"}, "urgency": "today", "ways": ["pickup"],
            "audience": "network", "hidden_author": false, "point": {"latitude": 40.7, "longitude": -73.98},
        });
        let posted = rosa.post("/listings", form).await.expect(201);
        assert_eq!(posted["kind"], kind);
        names.push(leaves(&posted).into_iter().map(|(path, _)| path).collect::<BTreeSet<_>>());
    }
    assert_eq!(names[0], names[1], "both have the same fields, whoever writes them");
}

#[test]
fn value_03_there_is_one_kind_of_member_and_no_role_divides_them() {
    for word in RoleKind::ALL.iter().map(|role| role.as_str()).chain(State::ALL.iter().map(|state| state.as_str())) {
        let divides = |part: &&str| word.split('-').any(|word| word.starts_with(*part));
        assert!(!DIVIDE.iter().any(divides), "{word}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_06_every_power_ends_by_itself_and_none_is_given_without_an_end() {
    let place = Neighborhood::start("riverside").await;
    let rosa = place.member("rosa").await;
    for months in [0, LONGEST_TERM_MONTHS + 1, u32::MAX] {
        let refused = give_role(&place, "rosa", RoleKind::Operator, months).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::Invalid, "{months}");
    }
    assert_eq!(place.database.count("roles"), 0, "nothing was given");
    for &kind in RoleKind::ALL {
        give_role(&place, "rosa", kind, LONGEST_TERM_MONTHS).await.unwrap();
    }
    let visitor = Visitor::member(&place, "rosa").await;
    let change = json!({"intake": "slow"});
    visitor.send(reqwest::Method::PATCH, "/network", change.clone()).await.expect(200);
    place.clock.shift(Duration::days(31 * i64::from(LONGEST_TERM_MONTHS)));
    for kind in RoleKind::ALL {
        let refused = require_role(&place, rosa, std::slice::from_ref(kind)).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::Forbidden, "{kind:?} ended");
    }
    assert_eq!(visitor.send(reqwest::Method::PATCH, "/network", change).await.status, 403);
}
