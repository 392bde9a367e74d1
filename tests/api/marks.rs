//! What one puts aside and likes, and who likes and tells on what: for those who may read it.

use crate::mastodon::{form, get};
use crate::support::client::{Answer, Visitor};
use crate::support::neighborhood::Neighborhood;
use serde_json::{Value, json};

const ACTIVITY: [(&str, &str); 1] = [("accept", "application/activity+json")];

/// A neighborhood with these members, each with an app.
pub(super) async fn with<const N: usize>(handles: [&str; N]) -> (Neighborhood, [Visitor; N]) {
    let place = Neighborhood::start("riverside").await;
    let mut visitors = Vec::new();
    for handle in handles {
        place.member(handle).await;
        visitors.push(Visitor::member(&place, handle).await);
    }
    (place, visitors.try_into().ok().expect("one each"))
}

/// The text at a name.
pub(super) fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name}: {value}")).to_owned()
}

/// The id of one's own account.
pub(super) async fn me(visitor: &Visitor) -> String {
    text(&get(visitor, "/api/v1/accounts/verify_credentials").await.expect(200), "id")
}

/// Posts, and answers the id.
pub(super) async fn says(visitor: &Visitor, words: &str, visibility: &str) -> String {
    let words: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
    let posted = form(visitor, "/api/v1/statuses", &[], &format!("status={words}&visibility={visibility}")).await;
    text(&posted.expect(200), "id")
}

/// A step without a body.
pub(super) async fn step(visitor: &Visitor, path: &str) -> Answer {
    form(visitor, &format!("/api/v1{path}"), &[], "").await
}

/// The values of one name in a list.
pub(super) async fn all(visitor: &Visitor, path: &str, name: &str) -> Vec<String> {
    let list = get(visitor, &format!("/api/v1{path}")).await.expect(200);
    list.as_array().expect("a list").iter().map(|one| text(one, name)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_puts_aside_is_in_ones_own_list_alone() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let mut said = Vec::new();
    for number in 0..3 {
        said.push(says(&ben, &format!("number {number}"), "public").await);
    }
    for id in [&said[2], &said[0], &said[1], &said[1]] {
        let kept = step(&rosa, &format!("/statuses/{id}/bookmark")).await.expect(200);
        assert_eq!((&kept["bookmarked"], &kept["id"]), (&json!(true), &json!(id)));
    }
    // In the order in which they were put aside, the newest first.
    let wanted = [said[1].clone(), said[0].clone(), said[2].clone()];
    assert_eq!(all(&rosa, "/bookmarks", "id").await, wanted);
    assert!(all(&ben, "/bookmarks", "id").await.is_empty());
    let page = get(&rosa, "/api/v1/bookmarks?limit=2").await;
    let next = page.header("link").split('>').next().unwrap_or_default().trim_start_matches('<').to_owned();
    assert_eq!(get(&rosa, &next).await.expect(200)[0]["id"], json!(said[2]));
    // Its author sees nothing of it.
    let seen = get(&ben, &format!("/api/v1/statuses/{}", said[0])).await.expect(200);
    assert_eq!(seen["bookmarked"], false);
    assert_eq!(get(&rosa, "/api/v1/timelines/public").await.expect(200)[0]["bookmarked"], true);
    assert_eq!(step(&rosa, &format!("/statuses/{}/unbookmark", said[0])).await.expect(200)["bookmarked"], false);
    ben.ask(reqwest::Method::DELETE, &format!("/api/v1/statuses/{}", said[1]), &[], Vec::new()).await.expect(200);
    assert_eq!(all(&rosa, "/bookmarks", "id").await, [said[2].clone()]);
    assert_eq!(place.database.count("bookmarks"), 1);
    let reader = Visitor::with_scopes(&place, "rosa", "read:statuses write:statuses").await;
    assert_eq!(get(&reader, "/api/v1/bookmarks").await.status, 403);
    assert_eq!(step(&reader, &format!("/statuses/{}/bookmark", said[2])).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_for_somebody_is_in_none_of_their_lists() {
    let (_place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    step(&rosa, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    let private = says(&ben, "for who follows me", "private").await;
    let direct = says(&ben, "@rosa psst", "direct").await;
    for id in [&private, &direct] {
        for deed in ["bookmark", "favourite"] {
            step(&rosa, &format!("/statuses/{id}/{deed}")).await.expect(200);
            assert_eq!(step(&mei, &format!("/statuses/{id}/{deed}")).await.status, 404, "{deed}");
        }
        for list in ["favourited_by", "reblogged_by", "context"] {
            let path = format!("/api/v1/statuses/{id}/{list}");
            assert_eq!(get(&mei, &path).await.status, 404, "{list}");
            assert_eq!(get(&rosa, &path).await.status, 200, "{list}");
        }
        assert_eq!(all(&ben, &format!("/statuses/{id}/favourited_by"), "username").await, ["rosa"]);
    }
    assert_eq!(all(&rosa, "/favourites", "id").await, [direct.clone(), private.clone()]);
    // Who does not follow any more reads it no more, not even in their own lists.
    step(&rosa, &format!("/accounts/{}/unfollow", me(&ben).await)).await.expect(200);
    for list in ["/favourites", "/bookmarks"] {
        assert_eq!(all(&rosa, list, "id").await, [direct.as_str()], "{list}");
    }
    for wrong in ["/statuses/1/bookmark", "/statuses/x/bookmark", "/statuses/-1/unbookmark"] {
        assert_eq!(step(&rosa, wrong).await.status, 404, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_likes_and_tells_on_a_post_is_told_to_who_reads_it() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let said = says(&rosa, "Soup at six", "public").await;
    for one in [&ben, &mei] {
        step(one, &format!("/statuses/{said}/favourite")).await.expect(200);
        step(one, &format!("/statuses/{said}/reblog")).await.expect(200);
    }
    let stranger = Visitor::stranger(&place);
    for list in ["favourited_by", "reblogged_by"] {
        let path = format!("/statuses/{said}/{list}");
        assert_eq!(all(&stranger, &path, "username").await, ["mei", "ben"], "{list}");
        let page = get(&stranger, &format!("/api/v1{path}?limit=1")).await;
        assert!(page.header("link").contains("rel=\"next\""), "{list}");
        assert_eq!(all(&stranger, &format!("{path}?limit=nonsense&max_id=x"), "username").await.len(), 2);
    }
    // Whom one keeps away is in no list.
    step(&rosa, &format!("/accounts/{}/mute", me(&mei).await)).await.expect(200);
    assert_eq!(all(&rosa, &format!("/statuses/{said}/favourited_by"), "username").await, ["ben"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_stands_at_the_top_of_ones_own_account_for_those_who_may_read_it() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let (account, stranger) = (me(&ben).await, Visitor::stranger(&place));
    let list = format!("/accounts/{account}/statuses?pinned=true");
    let open = says(&ben, "Where I am on Tuesdays", "public").await;
    let few = says(&ben, "For those who follow me", "private").await;
    let pinned = step(&ben, &format!("/statuses/{open}/pin")).await.expect(200);
    assert_eq!((&pinned["pinned"], &pinned["id"]), (&json!(true), &json!(open)));
    for _ in 0..2 {
        step(&ben, &format!("/statuses/{few}/pin")).await.expect(200);
    }
    assert_eq!(all(&ben, &list, "id").await, [few.clone(), open.clone()]);
    for who in [&rosa, &stranger] {
        assert_eq!(all(who, &list, "id").await, [open.as_str()]);
        assert_eq!(get(who, &format!("/api/v1/statuses/{open}")).await.expect(200).get("pinned"), None);
    }
    // Other servers see it, too: it comes before what is open on the board.
    let featured = stranger.ask(reqwest::Method::GET, "/ap/members/ben/featured", &ACTIVITY, vec![]).await.expect(200);
    let items = featured["orderedItems"].as_array().expect("a list");
    assert_eq!(items.iter().map(|note| note["id"].clone()).collect::<Vec<_>>(), [pinned["uri"].clone()]);
    // It says what it says now, and goes when it is deleted or taken down.
    form(&ben, &format!("/api/v1/statuses/{few}/unpin"), &[], "").await.expect(200);
    assert_eq!(all(&ben, &list, "id").await, [open.as_str()]);
    let gone = ben.ask(reqwest::Method::DELETE, &format!("/api/v1/statuses/{open}"), &[], vec![]).await;
    assert_eq!((gone.status, all(&ben, &list, "id").await), (200, Vec::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn several_posts_and_accounts_are_shown_at_once_as_far_as_one_may_see_them() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let (open, few) = (says(&ben, "for all", "public").await, says(&ben, "for few", "private").await);
    let path = format!("/statuses?id[]={few}&id[]={open}&id[]={open}&id[]=17&id[]=x");
    assert_eq!(all(&ben, &path, "id").await, [few, open.clone()]);
    for who in [&rosa, &Visitor::stranger(&place)] {
        assert_eq!(all(who, &path, "id").await, [open.as_str()]);
    }
    let ids = [me(&ben).await, me(&rosa).await];
    let path = format!("/accounts?id[]={}&id[]=17&id[]={}", ids[0], ids[1]);
    assert_eq!(all(&rosa, &path, "id").await, ids);
    assert!(all(&rosa, "/statuses", "id").await.is_empty() && all(&rosa, "/accounts", "id").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_stand_at_the_top_is_refused() {
    let (_place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let mut said = Vec::new();
    for number in 0..6 {
        said.push(says(&ben, &format!("number {number}"), "unlisted").await);
    }
    assert_eq!(step(&rosa, &format!("/statuses/{}/pin", said[0])).await.status, 404, "only ben's to put there");
    assert_eq!(step(&ben, "/statuses/17/pin").await.status, 404);
    for id in &said[..5] {
        step(&ben, &format!("/statuses/{id}/pin")).await.expect(200);
    }
    let refused = step(&ben, &format!("/statuses/{}/pin", said[5])).await;
    assert_eq!((refused.status, refused.text.contains("5 posts")), (422, true), "{}", refused.text);
    step(&ben, &format!("/statuses/{}/unpin", said[2])).await.expect(200);
    for (words, visibility) in [("@rosa for you", "direct"), ("#offer plums", "public")] {
        let id = says(&ben, words, visibility).await;
        assert_eq!(step(&ben, &format!("/statuses/{id}/pin")).await.status, 422, "{words}");
        assert_eq!(get(&ben, &format!("/api/v1/statuses/{id}")).await.expect(200).get("pinned"), None, "{words}");
    }
    let boost = step(&rosa, &format!("/statuses/{}/reblog", said[0])).await.expect(200);
    assert_eq!(step(&rosa, &format!("/statuses/{}/pin", text(&boost, "id"))).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_under_a_followed_tag_comes_home_and_nobody_learns_who_follows_it() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let soup = says(&ben, "Leek #Soup", "public").await;
    let both = says(&ben, "Broth #soup #broth", "public").await;
    for (words, visibility) in [("mine #soup", "private"), ("not on lists #soup", "unlisted"), ("#bread", "public")] {
        says(&ben, words, visibility).await;
    }
    assert!(all(&rosa, "/timelines/home", "id").await.is_empty());
    for tag in ["SOUP", "soup", "broth"] {
        let followed = step(&rosa, &format!("/tags/{tag}/follow")).await.expect(200);
        assert_eq!((&followed["following"], &followed["name"]), (&json!(true), &json!(tag.to_lowercase())));
    }
    assert_eq!(all(&rosa, "/followed_tags", "name").await, ["broth", "soup"]);
    let own = says(&rosa, "My own #soup", "public").await;
    assert_eq!(all(&rosa, "/timelines/home", "id").await, [own.clone(), both.clone(), soup.clone()]);
    assert_eq!(all(&rosa, "/timelines/home?limit=1", "id").await, [own.as_str()]);
    assert_eq!(all(&rosa, &format!("/timelines/home?max_id={own}&limit=1"), "id").await, [both.as_str()]);
    assert_eq!(all(&rosa, &format!("/timelines/home?min_id={soup}&limit=1"), "id").await, [both.as_str()]);
    // Only she knows.
    assert!(all(&ben, "/followed_tags", "name").await.is_empty());
    assert_eq!(get(&ben, "/api/v1/tags/soup").await.expect(200)["following"], false);
    let seen = get(&Visitor::stranger(&place), "/api/v1/tags/Soup").await.expect(200);
    assert_eq!((seen.get("following"), &seen["name"]), (None, &json!("soup")));
    // Whom she blocks does not come home by a tag.
    let bens = me(&ben).await;
    step(&rosa, &format!("/accounts/{bens}/block")).await.expect(200);
    assert_eq!(all(&rosa, "/timelines/home", "id").await, [own.as_str()]);
    step(&rosa, &format!("/accounts/{bens}/unblock")).await.expect(200);
    step(&rosa, "/tags/soup/unfollow").await.expect(200);
    assert_eq!(all(&rosa, "/timelines/home", "id").await, [own, both]);
    for wrong in ["a%20b", "%23", "a'b"] {
        assert_eq!(step(&rosa, &format!("/tags/{wrong}/follow")).await.status, 404, "{wrong}");
    }
    for number in 0..49 {
        step(&rosa, &format!("/tags/tag{number}/follow")).await.expect(200);
    }
    assert_eq!(step(&rosa, "/tags/onemore/follow").await.status, 422);
    assert_eq!(all(&rosa, "/timelines/home", "id").await.len(), 2);
}
