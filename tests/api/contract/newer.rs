//! Samples of what is made on several sides at once: each is asked for as soon as `docs/client-api.md` says that it is
//! there.

use super::entities::*;
use super::samples::Scene;
use super::shape::Shape::*;
use super::{Contract, Many, said_to_be_there};
use crate::marks::{says, step, text};
use serde_json::{Value, json};

pub(super) async fn all(contract: &mut Contract, scene: &Scene) {
    let there = said_to_be_there();
    let is_there = |endpoint: &str| there.contains(endpoint);
    if is_there("POST /api/v1/polls/:id/votes") {
        polls(contract, scene).await;
    }
    if is_there("GET /api/v1/statuses/:id/history") {
        wordings(contract, scene).await;
    }
    if is_there("POST /api/v1/domain_blocks") {
        domains(contract, scene).await;
    }
    if is_there("POST /api/v2/filters") {
        filters(contract, scene).await;
    }
    if is_there("GET /api/v2/notifications") {
        groups(contract, scene).await;
    }
    if is_there("GET /api/v2/notifications/policy") {
        hearing(contract, scene).await;
    }
    if is_there("PUT /api/v1/announcements/:id/reactions/:name") {
        reactions(contract, scene).await;
    }
    if is_there("PUT /api/v1/scheduled_statuses/:id") {
        scheduled(contract, scene).await;
    }
    if is_there("POST /api/v1/push/subscription") {
        push(contract, scene).await;
    }
}

async fn polls(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, ben, stranger, .. } = scene;
    let asked = json!({"status": "Which soup?", "poll": {"options": ["leek", "bean"], "expires_in": 3_600}});
    let posted = contract.ask(rosa, "POST /api/v1/statuses", &[], asked, Is(&STATUS)).await;
    let id = text(&posted["poll"], "id");
    for who in [rosa, ben, stranger] {
        contract.get(who, "GET /api/v1/polls/:id", &[&id], Is(&POLL)).await;
    }
    let choice = json!({"choices": [0]});
    contract.ask(ben, "POST /api/v1/polls/:id/votes", &[&id], choice, Is(&POLL)).await;
    contract.get(ben, "GET /api/v1/statuses/:id", &[&text(&posted, "id")], Is(&STATUS)).await;
}

async fn wordings(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, ben, .. } = scene;
    let said = says(rosa, "Soup at six", "public").await;
    let edit = json!({"status": "Soup at seven"});
    contract.ask(rosa, "PUT /api/v1/statuses/:id", &[&said], edit, Is(&STATUS)).await;
    contract.list(ben, "GET /api/v1/statuses/:id/history", &[&said], Is(&STATUS_EDIT), Many::Some).await;
    for what in ["mute", "unmute"] {
        contract.ask(rosa, &format!("POST /api/v1/statuses/:id/{what}"), &[&said], json!({}), Is(&STATUS)).await;
    }
}

async fn domains(contract: &mut Contract, scene: &Scene) {
    let domain = json!({"domain": "bad.example"});
    contract.ask(&scene.rosa, "POST /api/v1/domain_blocks", &[], domain.clone(), Nothing).await;
    contract.list(&scene.rosa, "GET /api/v1/domain_blocks", &[], Text, Many::Some).await;
    contract.ask(&scene.rosa, "DELETE /api/v1/domain_blocks", &[], domain, Nothing).await;
}

async fn filters(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, ben, .. } = scene;
    let fish = says(rosa, "Fish tonight", "public").await;
    let filter = json!({
        "title": "Fish", "context": ["home", "public"], "filter_action": "warn", "expires_in": 3_600,
        "keywords_attributes": [{"keyword": "fish", "whole_word": true}],
    });
    let made = contract.ask(ben, "POST /api/v2/filters", &[], filter, Is(&FILTER)).await;
    let id = text(&made, "id");
    contract.list(ben, "GET /api/v2/filters", &[], Is(&FILTER), Many::Some).await;
    contract.get(ben, "GET /api/v2/filters/:id", &[&id], Is(&FILTER)).await;
    contract.ask(ben, "PUT /api/v2/filters/:id", &[&id], json!({"title": "No fish"}), Is(&FILTER)).await;
    let public = contract.list(ben, "GET /api/v1/timelines/public", &[], Is(&STATUS), Many::Some).await;
    let filtered = |one: &Value| one["id"] == json!(fish) && one["filtered"] != json!([]);
    assert!(public.as_array().expect("a list").iter().any(filtered), "{public}");

    let words = contract.list(ben, "GET /api/v2/filters/:id/keywords", &[&id], Is(&FILTER_KEYWORD), Many::Some).await;
    let word = text(&words[0], "id");
    let more = json!({"keyword": "eel"});
    contract.ask(ben, "POST /api/v2/filters/:id/keywords", &[&id], more, Is(&FILTER_KEYWORD)).await;
    contract.get(ben, "GET /api/v2/filters/keywords/:id", &[&word], Is(&FILTER_KEYWORD)).await;
    let other = json!({"keyword": "trout"});
    contract.ask(ben, "PUT /api/v2/filters/keywords/:id", &[&word], other, Is(&FILTER_KEYWORD)).await;
    contract.ask(ben, "DELETE /api/v2/filters/keywords/:id", &[&word], Value::Null, Nothing).await;

    let post = json!({"status_id": fish});
    let held = contract.ask(ben, "POST /api/v2/filters/:id/statuses", &[&id], post, Is(&FILTER_STATUS)).await;
    let post = text(&held, "id");
    contract.list(ben, "GET /api/v2/filters/:id/statuses", &[&id], Is(&FILTER_STATUS), Many::Some).await;
    contract.get(ben, "GET /api/v2/filters/statuses/:id", &[&post], Is(&FILTER_STATUS)).await;
    contract.ask(ben, "DELETE /api/v2/filters/statuses/:id", &[&post], Value::Null, Is(&FILTER_STATUS)).await;
    contract.ask(ben, "DELETE /api/v2/filters/:id", &[&id], Value::Null, Nothing).await;

    let phrase = json!({"phrase": "fish", "context": ["home"], "whole_word": true});
    let made = contract.ask(ben, "POST /api/v1/filters", &[], phrase, Is(&FILTER_V1)).await;
    let id = text(&made, "id");
    contract.list(ben, "GET /api/v1/filters", &[], Is(&FILTER_V1), Many::Some).await;
    contract.get(ben, "GET /api/v1/filters/:id", &[&id], Is(&FILTER_V1)).await;
    let other = json!({"phrase": "trout", "context": ["home", "thread"]});
    contract.ask(ben, "PUT /api/v1/filters/:id", &[&id], other, Is(&FILTER_V1)).await;
    contract.ask(ben, "DELETE /api/v1/filters/:id", &[&id], Value::Null, Nothing).await;
}

async fn groups(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, ben, .. } = scene;
    let said = says(rosa, "Like this", "public").await;
    step(ben, &format!("/statuses/{said}/favourite")).await.expect(200);
    let found = contract.get(rosa, "GET /api/v2/notifications", &[], Is(&GROUPED_NOTIFICATIONS)).await;
    let key = text(&found["notification_groups"][0], "group_key");
    contract.get(rosa, "GET /api/v2/notifications/unread_count", &[], Is(&COUNT)).await;
    contract.get(rosa, "GET /api/v2/notifications/:group_key", &[&key], Is(&GROUPED_NOTIFICATIONS)).await;
    let endpoint = "GET /api/v2/notifications/:group_key/accounts";
    contract.list(rosa, endpoint, &[&key], Is(&ACCOUNT), Many::Some).await;
    contract.ask(rosa, "POST /api/v2/notifications/:group_key/dismiss", &[&key], json!({}), Nothing).await;
}

async fn push(contract: &mut Contract, scene: &Scene) {
    // The keys of RFC 8291, section 5.
    let keys = json!({
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    });
    let asked = json!({
        "subscription": {"endpoint": "https://push.example.net/push/1", "keys": keys},
        "data": {"alerts": {"mention": true, "favourite": false}, "policy": "all"},
    });
    let subscription = Is(&PUSH_SUBSCRIPTION);
    contract.ask(&scene.rosa, "POST /api/v1/push/subscription", &[], asked, subscription).await;
    contract.get(&scene.rosa, "GET /api/v1/push/subscription", &[], subscription).await;
    let changed = json!({"data": {"alerts": {"follow": true}, "policy": "followed"}});
    contract.ask(&scene.rosa, "PUT /api/v1/push/subscription", &[], changed, subscription).await;
    contract.ask(&scene.rosa, "DELETE /api/v1/push/subscription", &[], Value::Null, Nothing).await;
}

async fn hearing(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, ben, bens, .. } = scene;
    contract.get(rosa, "GET /api/v2/notifications/policy", &[], Is(&POLICY)).await;
    let filter = json!({"for_not_following": "filter"});
    contract.ask(rosa, "PATCH /api/v2/notifications/policy", &[], filter, Is(&POLICY)).await;
    for _ in 0..2 {
        says(ben, "@rosa may I?", "public").await;
        let requests = "GET /api/v1/notifications/requests";
        contract.list(rosa, requests, &[], Is(&NOTIFICATION_REQUEST), Many::Some).await;
        contract.get(rosa, "GET /api/v1/notifications/requests/:id", &[bens], Is(&NOTIFICATION_REQUEST)).await;
        contract.ask(rosa, "POST /api/v1/notifications/requests/:id/dismiss", &[bens], json!({}), Nothing).await;
    }
    says(ben, "@rosa may I?", "public").await;
    contract.ask(rosa, "POST /api/v1/notifications/requests/:id/accept", &[bens], json!({}), Nothing).await;
    contract.get(rosa, "GET /api/v1/notifications/requests/merged", &[], Is(&MERGED)).await;
    for what in ["accept", "dismiss"] {
        let some = json!({"id": [bens]});
        contract.ask(rosa, &format!("POST /api/v1/notifications/requests/{what}"), &[], some, Nothing).await;
    }
    let accept = json!({"for_not_following": "accept"});
    contract.ask(rosa, "PATCH /api/v2/notifications/policy", &[], accept, Is(&POLICY)).await;
}

async fn reactions(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, .. } = scene;
    let told = contract
        .list(rosa, "GET /api/v1/announcements", &["?with_dismissed=true"], Is(&ANNOUNCEMENT), Many::Some)
        .await;
    let id = text(&told[0], "id");
    let sign = "%F0%9F%8C%BE";
    contract.ask(rosa, "PUT /api/v1/announcements/:id/reactions/:name", &[&id, sign], json!({}), Nothing).await;
    contract.list(rosa, "GET /api/v1/announcements", &["?with_dismissed=true"], Is(&ANNOUNCEMENT), Many::Some).await;
    contract.ask(rosa, "DELETE /api/v1/announcements/:id/reactions/:name", &[&id, sign], json!({}), Nothing).await;
}

async fn scheduled(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, place, .. } = scene;
    let at = |days: i64| (place.now() + chrono::Duration::days(days)).to_rfc3339();
    let poll = json!({"options": ["leek", "bean"], "expires_in": 3_600});
    let planned = json!({"status": "Which soup tomorrow?", "poll": poll, "scheduled_at": at(1)});
    let planned = contract.ask(rosa, "POST /api/v1/statuses", &[], planned, Is(&SCHEDULED_STATUS)).await;
    let id = text(&planned, "id");
    contract.list(rosa, "GET /api/v1/scheduled_statuses", &[], Is(&SCHEDULED_STATUS), Many::Some).await;
    contract.get(rosa, "GET /api/v1/scheduled_statuses/:id", &[&id], Is(&SCHEDULED_STATUS)).await;
    let later = json!({"scheduled_at": at(2)});
    contract.ask(rosa, "PUT /api/v1/scheduled_statuses/:id", &[&id], later, Is(&SCHEDULED_STATUS)).await;
    contract.ask(rosa, "DELETE /api/v1/scheduled_statuses/:id", &[&id], Value::Null, Nothing).await;
}
