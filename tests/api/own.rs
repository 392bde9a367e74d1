//! Places in timelines, preferences, reports, tags, and what is not kept here.

use crate::marks::{all, me, says, text, with};
use crate::mastodon::{form, get};
use crate::support::client::Visitor;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn apps_keep_ones_place_and_nobody_else_learns_it() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let first = says(&ben, "@rosa one", "public").await;
    says(&ben, "@rosa two", "public").await;
    assert_eq!(get(&rosa, "/api/v1/markers?timeline[]=home").await.expect(200), json!({}));
    let newest = get(&rosa, "/api/v1/notifications").await.expect(200)[1]["id"].clone();
    assert_eq!(get(&rosa, "/api/v1/notifications/unread_count").await.expect(200), json!({"count": 2}));
    let body = json!({"home": {"last_read_id": first}, "notifications": {"last_read_id": newest}}).to_string();
    let headers = [("content-type", "application/json")];
    let set = rosa.ask(reqwest::Method::POST, "/api/v1/markers", &headers, body.into_bytes()).await.expect(200);
    assert_eq!((&set["home"]["last_read_id"], &set["home"]["version"]), (&json!(first), &json!(0)));
    let again = form(&rosa, "/api/v1/markers", &[], "home[last_read_id]=7").await.expect(200);
    assert_eq!((&again["home"]["version"], again.get("notifications")), (&json!(1), None));
    let both = get(&rosa, "/api/v1/markers?timeline[]=home&timeline[]=notifications").await.expect(200);
    assert_eq!((&both["home"]["last_read_id"], &both["notifications"]["last_read_id"]), (&json!("7"), &newest));
    assert_eq!(get(&rosa, "/api/v1/notifications/unread_count").await.expect(200), json!({"count": 1}));
    assert_eq!(get(&ben, "/api/v1/markers?timeline[]=home").await.expect(200), json!({}));
    assert_eq!(form(&rosa, "/api/v1/markers", &[], "home[last_read_id]=x").await.status, 422);
    assert_eq!(get(&Visitor::stranger(&place), "/api/v1/markers?timeline[]=home").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_hears_is_counted_as_it_is_listed_and_not_where_the_post_may_not_be_read_any_more() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let counts = async || {
        let listed = get(&rosa, "/api/v1/notifications").await.expect(200).as_array().expect("a list").len();
        let v1 = get(&rosa, "/api/v1/notifications/unread_count").await.expect(200)["count"].clone();
        let v2 = get(&rosa, "/api/v2/notifications/unread_count").await.expect(200)["count"].clone();
        assert_eq!((&v1, &v2), (&json!(listed), &json!(listed)));
        listed
    };
    let direct = says(&ben, "@rosa for you alone", "direct").await;
    says(&ben, "@rosa for everyone", "public").await;
    assert_eq!(counts().await, 2);
    // It names her no more, as after a change elsewhere.
    place.database.execute(&format!("DELETE FROM status_mentions WHERE status_id = {direct}")).unwrap();
    assert_eq!((counts().await, place.database.count("notifications")), (1, 2));
    // Nor is counted what a filter of hers hides.
    let filter = "title=all&context[]=notifications&filter_action=hide&keywords_attributes[][keyword]=everyone";
    form(&rosa, "/api/v2/filters", &[], filter).await.expect(200);
    assert_eq!(counts().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn how_one_writes_is_kept_and_counts_where_one_says_nothing() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let update = async |who: &Visitor, source: Value| {
        let json = [("content-type", "application/json")];
        let body = json!({"source": source}).to_string().into_bytes();
        who.ask(Method::PATCH, "/api/v1/accounts/update_credentials", &json, body).await
    };
    let own = update(&rosa, json!({"privacy": "private", "sensitive": true, "language": "fr"})).await.expect(200);
    assert_eq!((&own["source"]["privacy"], &own["source"]["sensitive"]), (&json!("private"), &json!(true)));
    let likes = get(&rosa, "/api/v1/preferences").await.expect(200);
    assert_eq!(
        (&likes["posting:default:visibility"], &likes["posting:default:language"]),
        (&json!("private"), &json!("fr"))
    );
    let post = form(&rosa, "/api/v1/statuses", &[], "status=bonjour").await.expect(200);
    assert_eq!(
        (&post["visibility"], &post["sensitive"], &post["language"]),
        (&json!("private"), &json!(true), &json!("fr"))
    );
    let words = "status=hello&visibility=public&sensitive=false&language=en";
    let post = form(&rosa, "/api/v1/statuses", &[], words).await.expect(200);
    assert_eq!(
        (&post["visibility"], &post["sensitive"], &post["language"]),
        (&json!("public"), &json!(false), &json!("en"))
    );
    // What is not said stays.
    let own = update(&rosa, json!({"language": ""})).await.expect(200);
    assert_eq!((&own["source"]["privacy"], &own["source"]["language"]), (&json!("private"), &json!("en")));
    assert_eq!(get(&ben, "/api/v1/preferences").await.expect(200)["posting:default:visibility"], "public");
    for wrong in [json!({"privacy": "direct"}), json!({"privacy": "x"}), json!({"language": "no language"})] {
        assert_eq!(update(&rosa, wrong.clone()).await.status, 422, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_kept_here_is_an_empty_list() {
    let (place, [rosa]) = with(["rosa"]).await;
    let own = me(&rosa).await;
    for path in [
        "/api/v1/lists",
        "/api/v1/followed_tags",
        "/api/v1/featured_tags",
        "/api/v1/suggestions",
        "/api/v2/suggestions",
        "/api/v1/endorsements",
    ] {
        assert_eq!(get(&rosa, path).await.expect(200), json!([]), "{path}");
        assert_eq!(get(&Visitor::stranger(&place), path).await.status, 401, "{path}");
    }
    for path in ["trends", "trends/tags", "trends/statuses", "trends/links", "custom_emojis"] {
        assert_eq!(get(&Visitor::stranger(&place), &format!("/api/v1/{path}")).await.expect(200), json!([]), "{path}");
    }
    for path in ["featured_tags", "lists"] {
        assert_eq!(get(&rosa, &format!("/api/v1/accounts/{own}/{path}")).await.expect(200), json!([]), "{path}");
    }
    let likes = get(&rosa, "/api/v1/preferences").await.expect(200);
    assert_eq!(likes["posting:default:visibility"], "public");
    let refused =
        form(&Visitor::stranger(&place), "/api/v1/accounts", &[], "username=ana&password=x").await.expect(403);
    assert!(refused["error"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_leads_to_the_moderators() {
    let (place, [rosa, ben, ola]) = with(["rosa", "ben", "ola"]).await;
    let kind = potluck::domain::member::RoleKind::Moderator;
    potluck::actions::give_role::give_role(&place, "ola", kind, 3).await.unwrap();
    let said = says(&ben, "not nice", "public").await;
    let hidden = says(&ben, "between me and me", "direct").await;
    let bens = me(&ben).await;
    let body = format!("account_id={bens}&status_ids[]={said}&status_ids[]={hidden}&comment=Please+look&category=spam");
    let report = form(&rosa, "/api/v1/reports", &[], &body).await.expect(200);
    assert_eq!((&report["status_ids"], &report["category"]), (&json!([said]), &json!("spam")));
    assert_eq!((&report["target_account"]["username"], &report["action_taken"]), (&json!("ben"), &json!(false)));
    let seen = ola.get("/reports").await.expect(200);
    assert_eq!((&seen[0]["words"], seen[0]["about"].as_array().unwrap().len()), (&json!("Please look"), 2));
    form(&rosa, "/api/v1/reports", &[], &format!("account_id={bens}")).await.expect(200);
    assert_eq!(ola.get("/reports").await.expect(200).as_array().unwrap().len(), 2);
    for wrong in ["", "account_id=9", "account_id=x"] {
        assert_eq!(form(&rosa, "/api/v1/reports", &[], wrong).await.status, 404, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_leads_to_what_everybody_may_read_under_it() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let soup = says(&ben, "Leek #Soup #vegan", "public").await;
    let fish = says(&ben, "Fish #soup", "public").await;
    let bread = says(&ben, "Rye #bread", "public").await;
    says(&ben, "mine alone #soup", "private").await;
    says(&ben, "not on every list #soup", "unlisted").await;
    let stranger = Visitor::stranger(&place);
    for who in [&stranger, &rosa] {
        assert_eq!(all(who, "/timelines/tag/soup", "id").await, [fish.clone(), soup.clone()]);
        assert_eq!(all(who, "/timelines/tag/SOUP?limit=1", "id").await, [fish.as_str()]);
        assert_eq!(all(who, "/timelines/tag/soup?all[]=Vegan", "id").await, [soup.as_str()]);
        assert_eq!(all(who, "/timelines/tag/soup?none[]=vegan", "id").await, [fish.as_str()]);
        let any = all(who, "/timelines/tag/soup?any[]=bread&any[]=vegan", "id").await;
        assert_eq!(any, [bread.clone(), fish.clone(), soup.clone()]);
        assert!(all(who, "/timelines/tag/soup?remote=true", "id").await.is_empty());
        assert_eq!(all(who, "/timelines/tag/soup?local=true", "id").await.len(), 2);
        assert!(all(who, "/timelines/tag/soup'%20OR%20'1'='1", "id").await.is_empty());
    }
    let page = get(&stranger, "/api/v1/timelines/tag/soup?limit=1").await;
    let next = page.header("link").split('>').next().unwrap_or_default().trim_start_matches('<').to_owned();
    assert_eq!(text(&get(&stranger, &next).await.expect(200)[0], "id"), soup);
    let own = format!("/accounts/{}/statuses?tagged=vegan", me(&ben).await);
    assert_eq!(all(&rosa, &own, "id").await, [soup]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nul_is_no_character_of_a_text_wherever_it_is_sent() {
    let (_place, [rosa]) = with(["rosa"]).await;
    for path in ["/api/v1/timelines/tag/%00", "/api/v1/accounts/lookup?acct=a%00", "/api/v2/search?q=%00", "/@a%00"] {
        let refused = get(&rosa, path).await;
        assert_eq!((refused.status, refused.text.contains("%00")), (400, true), "{path}: {}", refused.text);
    }
    let said = json!({"status": "soup\u{0}"}).to_string().into_bytes();
    let headers = [("content-type", "application/json")];
    let refused = rosa.ask(Method::POST, "/api/v1/statuses", &headers, said).await;
    assert_eq!((refused.status, refused.text.contains("`status` holds a NUL")), (400, true), "{}", refused.text);
    let refused = form(&rosa, "/api/v1/statuses", &[], "status=soup%00").await;
    assert_eq!(refused.status, 400, "{}", refused.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_the_next_page_says_what_the_list_is_asked_for_and_nothing_else_that_was_sent() {
    let (_place, [rosa]) = with(["rosa"]).await;
    says(&rosa, "one", "public").await;
    let page = get(
        &rosa,
        "/api/v1/timelines/public?local=true&limit=1&access_token=secret&q=private&max_id=999999999999999999",
    )
    .await;
    let link = page.header("link");
    assert!(link.contains("local=true") && link.contains("limit=1") && link.contains("max_id="), "{link}");
    for word in ["secret", "private", "access_token", "999999999999999999"] {
        assert!(!link.contains(word), "{word} in {link}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_shows_tags_with_their_account_and_nobody_counts_them() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let stranger = Visitor::stranger(&place);
    let own = format!("/accounts/{}/featured_tags", me(&rosa).await);
    says(&rosa, "Bread #Rye", "public").await;
    let shown = form(&rosa, "/api/v1/featured_tags", &[], "name=%23Rye").await.expect(200);
    let id = text(&shown, "id");
    let url = format!("{}/@rosa/tagged/rye", place.base);
    assert_eq!(shown, json!({"id": id, "name": "rye", "url": url, "statuses_count": 0, "last_status_at": null}));
    assert_eq!(form(&rosa, "/api/v1/featured_tags", &[], "name=rye").await.expect(200)["id"], json!(id), "once");
    form(&rosa, "/api/v1/featured_tags", &[], "name=soup").await.expect(200);
    for (who, path) in [(&rosa, "/featured_tags"), (&rosa, own.as_str()), (&ben, &own), (&stranger, &own)] {
        assert_eq!(all(who, path, "name").await, ["rye", "soup"], "{path}");
    }
    assert!(all(&ben, "/featured_tags", "name").await.is_empty());
    assert_eq!(stranger.page(&url).await.header("location"), "/tags/rye");
    let path = format!("/api/v1/featured_tags/{id}");
    assert_eq!(ben.ask(Method::DELETE, &path, &[], Vec::new()).await.status, 404, "hers, not his");
    rosa.ask(Method::DELETE, &path, &[], Vec::new()).await.expect(200);
    assert_eq!(rosa.ask(Method::DELETE, &path, &[], Vec::new()).await.status, 404);
    assert_eq!(all(&stranger, &own, "name").await, ["soup"]);
    for wrong in ["", "name=", "name=two+words"] {
        assert_eq!(form(&rosa, "/api/v1/featured_tags", &[], wrong).await.status, 422, "{wrong}");
    }
    for number in 1..10 {
        form(&rosa, "/api/v1/featured_tags", &[], &format!("name=tag{number}")).await.expect(200);
    }
    assert_eq!(form(&rosa, "/api/v1/featured_tags", &[], "name=more").await.status, 422);
    assert_eq!(all(&rosa, "/featured_tags", "name").await.len(), 10);
    potluck::actions::leave::remove_member(&place, "rosa").await.unwrap();
    assert_eq!(
        (get(&stranger, &format!("/api/v1{own}")).await.status, place.database.count("featured_tags")),
        (404, 0)
    );
}
