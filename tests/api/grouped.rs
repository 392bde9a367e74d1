//! Notifications that belong together, as one: by the page, alone, counted, and put aside.

use crate::marks::{all, me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::Visitor;
use crate::support::neighborhood::Neighborhood;
use chrono::Timelike;
use serde_json::{Value, json};

/// Half a day is counted from noon and from midnight: the story plays far from both.
pub fn in_the_morning(place: &Neighborhood) {
    let hour = place.now().hour() as i64 % 12;
    place.clock.shift(chrono::Duration::hours((12 + 5 - hour) % 12));
}

async fn groups(who: &Visitor, query: &str) -> Value {
    get(who, &format!("/api/v2/notifications{query}")).await.expect(200)
}

fn texts(list: &Value, name: &str) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|one| text(one, name)).collect()
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|one| one.as_str().expect("a text").to_owned()).collect()
}

async fn like(who: &Visitor, status: &str) {
    step(who, &format!("/statuses/{status}/favourite")).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_likes_one_post_is_one_notice() {
    let (place, [rosa, ben, mei, noa]) = with(["rosa", "ben", "mei", "noa"]).await;
    in_the_morning(&place);
    let (roses, bens, meis, noas) = (me(&rosa).await, me(&ben).await, me(&mei).await, me(&noa).await);
    let (bread, soup) = (says(&rosa, "Bread", "public").await, says(&rosa, "Soup", "public").await);
    like(&ben, &bread).await;
    like(&mei, &soup).await;
    let mention = says(&ben, "@rosa hello", "public").await;
    like(&mei, &bread).await;
    for who in [&ben, &noa] {
        step(who, &format!("/accounts/{roses}/follow")).await.expect(200);
    }
    like(&noa, &bread).await;
    let found = groups(&rosa, "").await;
    let listed = &found["notification_groups"];
    assert_eq!(texts(listed, "type"), ["favourite", "follow", "mention", "favourite"]);
    let counts: Vec<i64> =
        listed.as_array().unwrap().iter().map(|one| one["notifications_count"].as_i64().unwrap()).collect();
    assert_eq!(counts, [3, 2, 1, 1]);
    assert_eq!(ids(&listed[0]["sample_account_ids"]), [noas.as_str(), &meis, &bens], "the last one first");
    assert_eq!((&listed[0]["status_id"], &listed[2]["status_id"]), (&json!(bread), &json!(mention)));
    assert!(listed[1].get("status_id").is_none(), "{found}");
    let mut named = texts(&found["accounts"], "id");
    named.sort();
    let mut wanted = [noas.clone(), meis.clone(), bens.clone()];
    wanted.sort();
    assert_eq!(named, wanted, "each once");
    assert_eq!(found["statuses"].as_array().unwrap().len(), 3);
    assert!(found.get("partial_accounts").is_none());
    // Each of them alone has the same key, oldest and newest as the list says.
    let singles = get(&rosa, "/api/v1/notifications").await.expect(200);
    let of_bread: Vec<&Value> =
        singles.as_array().unwrap().iter().filter(|one| one["group_key"] == listed[0]["group_key"]).collect();
    assert_eq!(of_bread.len(), 3);
    assert_eq!(listed[0]["page_max_id"], of_bread[0]["id"]);
    assert_eq!(listed[0]["most_recent_notification_id"], of_bread[0]["id"]);
    // The page goes down to the newest of its last group; what is older than that is on none.
    let number = |id: &Value| id.as_str().unwrap().parse::<i64>().unwrap();
    let last = number(&listed[3]["page_max_id"]);
    let within: Vec<_> = of_bread.iter().filter(|one| number(&one["id"]) >= last).collect();
    assert_eq!(listed[0]["page_min_id"], within[within.len() - 1]["id"]);
    assert_eq!(listed[0]["latest_page_notification_at"], of_bread[0]["created_at"]);
    // In part: who did it last in full, the others as faces.
    let part = groups(&rosa, "?expand_accounts=partial_avatars&types[]=favourite").await;
    assert_eq!(texts(&part["accounts"], "id"), [noas.as_str(), &meis]);
    assert_eq!(texts(&part["partial_accounts"], "id"), [bens.as_str()]);
    let face = part["partial_accounts"][0].as_object().unwrap();
    let mut names: Vec<&str> = face.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["acct", "avatar", "avatar_static", "bot", "id", "locked", "url"]);
    // As the app puts together what it can show.
    let alone = groups(&rosa, "?grouped_types[]=follow").await;
    assert_eq!(
        texts(&alone["notification_groups"], "type"),
        ["favourite", "follow", "favourite", "mention", "favourite", "favourite"]
    );
    let key = text(&alone["notification_groups"][0], "group_key");
    assert_eq!(key, format!("ungrouped-{}", text(of_bread[0], "id")));
    let single = get(&rosa, &format!("/api/v2/notifications/{key}")).await.expect(200);
    assert_eq!(single["notification_groups"][0]["notifications_count"], 1);
    // One group, and who is in it.
    let key = text(&listed[0], "group_key");
    let one = get(&rosa, &format!("/api/v2/notifications/{key}")).await.expect(200);
    assert_eq!(one["notification_groups"][0]["notifications_count"], 3);
    assert!(one["notification_groups"][0].get("page_min_id").is_none());
    let who = get(&rosa, &format!("/api/v2/notifications/{key}/accounts")).await.expect(200);
    assert_eq!(texts(&who, "username"), ["noa", "mei", "ben"]);
    // How many are new.
    let count = async |query: &str| {
        get(&rosa, &format!("/api/v2/notifications/unread_count{query}")).await.expect(200)["count"].clone()
    };
    assert_eq!((count("").await, count("?limit=2").await), (json!(4), json!(2)));
    assert_eq!((count("?types[]=favourite").await, count("?grouped_types[]=none").await), (json!(2), json!(7)));
    assert_eq!(count(&format!("?account_id={meis}")).await, 2);
    let each = async |query: &str| {
        get(&rosa, &format!("/api/v1/notifications/unread_count{query}")).await.expect(200)["count"].clone()
    };
    assert_eq!((each("").await, each(&format!("?account_id={meis}")).await), (json!(7), json!(2)));
    form(&rosa, "/api/v1/markers", &[], &format!("notifications[last_read_id]={}", text(&listed[1], "page_max_id")))
        .await
        .expect(200);
    assert_eq!(count("").await, 1);
    // Nobody else's, and nothing that is no key.
    for path in [key.as_str(), "favourite", "mention-1-2", "ungrouped-0"] {
        let path = format!("/api/v2/notifications/{path}");
        let reader = if path.ends_with(&key) { &ben } else { &rosa };
        assert_eq!(get(reader, &path).await.status, 404, "{path}");
    }
    // Put aside, all of it.
    step_v2(&ben, &key).await;
    assert_eq!(groups(&rosa, "").await["notification_groups"].as_array().unwrap().len(), 4, "not by others");
    step_v2(&rosa, &key).await;
    assert_eq!(get(&rosa, &format!("/api/v2/notifications/{key}")).await.status, 404);
    assert_eq!(all(&rosa, "/notifications", "type").await, ["follow", "follow", "mention", "favourite"]);
    // Whom one keeps away is in none.
    step(&rosa, &format!("/accounts/{bens}/block")).await.expect(200);
    let found = groups(&rosa, "").await;
    assert_eq!(texts(&found["notification_groups"], "type"), ["follow", "favourite"]);
    assert_eq!(found["notification_groups"][0]["notifications_count"], 1);
    let reader = Visitor::with_scopes(&place, "rosa", "read:statuses").await;
    assert_eq!(get(&reader, "/api/v2/notifications").await.status, 403);
}

async fn step_v2(who: &Visitor, key: &str) {
    let done = form(who, &format!("/api/v2/notifications/{key}/dismiss"), &[], "").await.expect(200);
    assert_eq!(done, json!({}));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_groups_leave_nothing_out() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    in_the_morning(&place);
    let mut posts = Vec::new();
    for number in 0..5 {
        posts.push(says(&rosa, &format!("number {number}"), "public").await);
    }
    for post in &posts {
        like(&ben, post).await;
    }
    for post in posts.iter().rev() {
        like(&mei, post).await;
    }
    // The first is what mei liked last; each page goes on where the one before ended.
    let (mut next, mut seen) = ("/api/v2/notifications?limit=2&exclude_types[]=mention".to_owned(), Vec::new());
    let mut first_prev = String::new();
    for page in 0.. {
        let answer = get(&rosa, &next).await;
        let link = answer.header("link").to_owned();
        let found = answer.expect(200);
        for one in found["notification_groups"].as_array().unwrap() {
            assert_eq!(one["notifications_count"], 2);
            let post = text(one, "status_id");
            if !seen.contains(&post) {
                seen.push(post);
            }
        }
        let of = |rel: &str| {
            let one = link.split(", ").find(|one| one.ends_with(&format!("rel=\"{rel}\"")))?;
            Some(one.split('>').next()?.trim_start_matches('<').to_owned())
        };
        if page == 0 {
            first_prev = of("prev").expect("newer ones may come");
            assert!(link.contains("limit=2") && link.contains("exclude_types"), "{link}");
        }
        match of("next") {
            Some(link) => next = link,
            None => break,
        }
        assert!(page < 20, "the pages end");
    }
    assert_eq!(seen, posts);
    assert!(groups(&rosa, first_prev.split("notifications").nth(1).unwrap()).await["notification_groups"] == json!([]));
    let newer = says(&rosa, "one more", "public").await;
    like(&ben, &newer).await;
    like(&ben, &newer).await;
    let found = get(&rosa, &first_prev).await.expect(200);
    assert_eq!(texts(&found["notification_groups"], "status_id"), [newer.as_str()]);
    assert_eq!(get(&rosa, "/api/v2/instance").await.expect(200)["api_versions"]["mastodon"], 2);
}
