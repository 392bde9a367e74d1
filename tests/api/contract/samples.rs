//! A neighborhood in which there is something of everything, asked for all of it.

use super::entities::*;
use super::instance::{INSTANCE, INSTANCE_V1};
use super::shape::Shape::{self, *};
use super::{Contract, Many};
use crate::marks::{me, says, step, text, with};
use crate::streaming::{Reader, Socket};
use crate::support::TestDb;
use crate::support::browser::{Browser, with_password};
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, until};
use crate::support::pictures::{form, photograph, send_form, upload};
use potluck::actions::give_role::give_role;
use potluck::config::FederationMode;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::sync::Arc;

const ACCOUNTS: Shape = Is(&ACCOUNT);
const STATUSES: Shape = Is(&STATUS);
const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";

/// Who is there.
pub(super) struct Scene {
    pub(super) place: Neighborhood,
    pub(super) rosa: Visitor,
    pub(super) ben: Visitor,
    pub(super) stranger: Visitor,
    /// The ids of their accounts.
    pub(super) roses: String,
    pub(super) bens: String,
}

pub(super) async fn all(contract: &mut Contract) {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let stranger = Visitor::stranger(&place);
    let (roses, bens) = (me(&rosa).await, me(&ben).await);
    let scene = Scene { place, rosa, ben, stranger, roses, bens };
    apps(contract, &scene).await;
    server(contract, &scene).await;
    accounts(contract, &scene).await;
    own(contract, &scene).await;
    let said = statuses(contract, &scene).await;
    marks(contract, &scene, &said).await;
    timelines(contract, &scene).await;
    media(contract, &scene).await;
    lists(contract, &scene).await;
    conversations(contract, &scene).await;
    notifications(contract, &scene, &said).await;
    streams(contract, &scene).await;
    super::newer::all(contract, &scene).await;
    ties(contract, &scene).await;
    follow_requests(contract).await;
}

async fn apps(contract: &mut Contract, scene: &Scene) {
    let (place, stranger) = (&scene.place, &scene.stranger);
    let asked = json!({"client_name": "Tusky", "redirect_uris": OUT_OF_BAND, "scopes": "read write", "website": "https://tusky.app"});
    let app = contract.ask(stranger, "POST /api/v1/apps", &[], asked, Is(&NEW_APPLICATION)).await;
    let without = json!({"client_name": "Toot", "redirect_uris": [OUT_OF_BAND, "https://a.example/back"]});
    contract.ask(stranger, "POST /api/v1/apps", &[], without, Is(&NEW_APPLICATION)).await;
    let asked = json!({
        "grant_type": "client_credentials", "client_id": app["client_id"], "client_secret": app["client_secret"],
        "redirect_uri": OUT_OF_BAND, "scope": "read",
    });
    let token = contract.ask(stranger, "POST /oauth/token", &[], asked, Is(&TOKEN)).await;
    let as_app = stranger.clone().with_token(&text(&token, "access_token"));
    contract.get(&as_app, "GET /api/v1/apps/verify_credentials", &[], Is(&APPLICATION)).await;

    with_password(place, "rosa").await;
    let browser = Browser::new(place);
    browser.sign_in("rosa").await;
    let client = text(&app, "client_id");
    let page = format!("/oauth/authorize?response_type=code&client_id={client}&redirect_uri={OUT_OF_BAND}&scope=read");
    let shown = browser.fill_in(&page, &[("decision", "allow")]).await;
    let shown = if shown.status == 303 { browser.open(shown.header("location")).await } else { shown };
    let code = shown.text.split("id=\"code\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1));
    let code = code.and_then(|rest| rest.split('"').next()).expect("a code");
    let asked = json!({
        "grant_type": "authorization_code", "client_id": client, "client_secret": app["client_secret"],
        "redirect_uri": OUT_OF_BAND, "code": code,
    });
    let token = contract.ask(stranger, "POST /oauth/token", &[], asked, Is(&TOKEN)).await;
    let signed_in = stranger.clone().with_token(&text(&token, "access_token"));
    contract.get(&signed_in, "GET /oauth/userinfo", &[], Is(&USER_INFO)).await;
    contract.get(&signed_in, "GET /api/v1/apps/verify_credentials", &[], Is(&APPLICATION)).await;
    let asked = json!({"client_id": client, "client_secret": app["client_secret"], "token": token["access_token"]});
    contract.ask(stranger, "POST /oauth/revoke", &[], asked, Nothing).await;
    contract.get(stranger, "GET /.well-known/oauth-authorization-server", &[], Is(&AUTHORIZATION_SERVER)).await;
    let asked = json!({"grant_type": "authorization_code", "client_id": client, "client_secret": "x", "code": "x"});
    contract.refused(stranger, "POST /oauth/token", &[], asked, 401).await;
    let asked = json!({"username": "ana", "email": "a@a.example", "password": "x", "agreement": true, "locale": "en"});
    contract.refused(stranger, "POST /api/v1/accounts", &[], asked, 403).await;
}

async fn server(contract: &mut Contract, scene: &Scene) {
    let (place, rosa, stranger) = (&scene.place, &scene.rosa, &scene.stranger);
    contract.get(stranger, "GET /api/v2/instance", &[], Is(&INSTANCE)).await;
    contract.get(stranger, "GET /api/v1/instance", &[], Is(&INSTANCE_V1)).await;
    contract.list(stranger, "GET /api/v1/instance/rules", &[], Is(&RULE), Many::None).await;
    contract.get(stranger, "GET /api/v1/instance/extended_description", &[], Is(&WORDS)).await;
    contract.get(stranger, "GET /api/v1/instance/privacy_policy", &[], Is(&WORDS)).await;
    contract.get(stranger, "GET /api/v1/instance/translation_languages", &[], Map(&List(&Text))).await;
    contract.list(stranger, "GET /api/v1/custom_emojis", &[], Is(&EMOJI), Many::None).await;
    for (member, kind) in [("rosa", RoleKind::Steward), ("rosa", RoleKind::Moderator), ("rosa", RoleKind::Operator)] {
        give_role(place, member, kind, 3).await.expect("a role");
    }
    let blocked = json!({"server": "spam.example", "level": "block", "reason": "It sends spam."});
    rosa.post("/blocks", blocked).await.expect(204);
    contract.list(rosa, "GET /api/v1/instance/domain_blocks", &[], Is(&DOMAIN_BLOCK), Many::Some).await;
    rosa.post("/announcements", json!({"text": "The fridge is mended.", "audience": "network"})).await.expect(201);
    let told = contract.list(rosa, "GET /api/v1/announcements", &[], Is(&ANNOUNCEMENT), Many::Some).await;
    let first = text(&told[0], "id");
    contract.ask(rosa, "POST /api/v1/announcements/:id/dismiss", &[&first], json!({}), Nothing).await;
    for kind in ["", "/tags", "/statuses", "/links"] {
        let endpoint = format!("GET /api/v1/trends{kind}");
        contract.list(stranger, &endpoint, &[], Is(&TAG), Many::None).await;
    }
}

async fn accounts(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, ben, stranger, roses, bens, .. } = scene;
    contract.get(rosa, "GET /api/v1/accounts/verify_credentials", &[], Is(&OWN_ACCOUNT)).await;
    let picture = photograph(40, 40);
    let body = form(&[("display_name", "Rosa"), ("note", "I bake.")], &[("avatar", "image/jpeg", &picture)]);
    let path = "/api/v1/accounts/update_credentials";
    let changed = send_form(rosa, Method::PATCH, path, body).await.expect(200);
    contract.holds(&format!("PATCH {path}"), Is(&OWN_ACCOUNT), &changed, true);
    for who in [rosa, ben, stranger] {
        contract.get(who, "GET /api/v1/accounts/:id", &[roses], ACCOUNTS).await;
    }
    let both = format!("?id[]={roses}&id[]={bens}");
    contract.list(ben, "GET /api/v1/accounts", &[&both], ACCOUNTS, Many::Some).await;
    contract.get(ben, "GET /api/v1/accounts/lookup", &["?acct=rosa"], ACCOUNTS).await;
    contract.list(ben, "GET /api/v1/accounts/search", &["?q=rosa"], ACCOUNTS, Many::Some).await;
    contract.ask(ben, "POST /api/v1/accounts/:id/follow", &[roses], json!({}), Is(&RELATIONSHIP)).await;
    let both = format!("?id[]={roses}");
    contract.list(ben, "GET /api/v1/accounts/relationships", &[&both], Is(&RELATIONSHIP), Many::Some).await;
    contract.list(rosa, "GET /api/v1/accounts/:id/followers", &[roses], ACCOUNTS, Many::Some).await;
    let endpoint = "GET /api/v1/accounts/familiar_followers";
    contract.list(ben, endpoint, &[&both], Is(&FAMILIAR_FOLLOWERS), Many::Some).await;
    for part in ["avatar", "header"] {
        contract.ask(rosa, &format!("DELETE /api/v1/profile/{part}"), &[], Value::Null, Is(&OWN_ACCOUNT)).await;
    }
    contract.list(ben, "GET /api/v1/accounts/:id/following", &[bens], ACCOUNTS, Many::Some).await;
    contract.refused(rosa, "GET /api/v1/accounts/:id", &["9"], Value::Null, 404).await;
    contract.refused(stranger, "GET /api/v1/accounts/verify_credentials", &[], Value::Null, 401).await;
    contract.ask(ben, "POST /api/v1/accounts/:id/note", &[roses], json!({"comment": "bakes"}), Is(&RELATIONSHIP)).await;
}

async fn own(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, .. } = scene;
    contract.get(rosa, "GET /api/v1/preferences", &[], Is(&PREFERENCES)).await;
    let read = json!({"home": {"last_read_id": "12"}, "notifications": {"last_read_id": "9"}});
    contract.ask(rosa, "POST /api/v1/markers", &[], read, Is(&MARKERS)).await;
    let both = "?timeline[]=home&timeline[]=notifications";
    contract.get(rosa, "GET /api/v1/markers", &[both], Is(&MARKERS)).await;
    contract.ask(rosa, "POST /api/v1/tags/:name/follow", &["soup"], json!({}), Is(&TAG)).await;
    contract.get(rosa, "GET /api/v1/tags/:name", &["soup"], Is(&TAG)).await;
    contract.get(&scene.stranger, "GET /api/v1/tags/:name", &["soup"], Is(&TAG)).await;
    contract.list(rosa, "GET /api/v1/followed_tags", &[], Is(&TAG), Many::Some).await;
    contract.ask(rosa, "POST /api/v1/tags/:name/unfollow", &["soup"], json!({}), Is(&TAG)).await;
    for (endpoint, of) in [
        ("GET /api/v1/suggestions", ACCOUNTS),
        ("GET /api/v2/suggestions", ACCOUNTS),
        ("GET /api/v1/endorsements", ACCOUNTS),
        ("GET /api/v1/domain_blocks", Text),
        ("GET /api/v1/filters", Is(&FILTER_V1)),
        ("GET /api/v2/filters", Is(&FILTER)),
    ] {
        contract.list(rosa, endpoint, &[], of, Many::None).await;
    }
    contract.list(rosa, "GET /api/v1/featured_tags/suggestions", &[], Is(&TAG), Many::None).await;
    let shown = contract.ask(rosa, "POST /api/v1/featured_tags", &[], json!({"name": "rye"}), Is(&FEATURED_TAG)).await;
    contract.list(rosa, "GET /api/v1/featured_tags", &[], Is(&FEATURED_TAG), Many::Some).await;
    let endpoint = "GET /api/v1/accounts/:id/featured_tags";
    contract.list(&scene.stranger, endpoint, &[&scene.roses], Is(&FEATURED_TAG), Many::Some).await;
    contract.ask(rosa, "DELETE /api/v1/featured_tags/:id", &[&text(&shown, "id")], Value::Null, Nothing).await;
}

/// Posts of every kind: with a picture, an answer, one that mentions and has tags, a need. Answers the id of the first.
async fn statuses(contract: &mut Contract, scene: &Scene) -> String {
    let Scene { rosa, ben, stranger, .. } = scene;
    let picture = upload(rosa, &photograph(640, 480), "Soup").await;
    let post = json!({
        "status": "Soup for @ben #soup", "media_ids": [picture["id"]], "spoiler_text": "food", "sensitive": true, "language": "en",
    });
    let posted = contract.ask(rosa, "POST /api/v1/statuses", &[], post, STATUSES).await;
    let id = text(&posted, "id");
    for who in [rosa, ben, stranger] {
        contract.get(who, "GET /api/v1/statuses/:id", &[&id], STATUSES).await;
    }
    let page: String = url::form_urlencoded::byte_serialize(text(&posted, "url").as_bytes()).collect();
    contract.get(stranger, "GET /api/oembed", &[&format!("?url={page}")], Is(&OEMBED)).await;
    let reply = json!({"status": "Thank you @rosa", "in_reply_to_id": id});
    contract.ask(ben, "POST /api/v1/statuses", &[], reply, STATUSES).await;
    let need = json!({"status": "#need 3 loaves of bread until tomorrow"});
    let need = text(&contract.ask(rosa, "POST /api/v1/statuses", &[], need, STATUSES).await, "id");
    for who in [rosa, ben] {
        let shown = contract.get(who, "GET /api/v1/statuses/:id", &[&need], STATUSES).await;
        assert!(shown["potluck"].is_object(), "{shown}");
    }
    let edit = json!({"status": "More soup for @ben #soup", "media_ids": [picture["id"]]});
    contract.ask(rosa, "PUT /api/v1/statuses/:id", &[&id], edit, STATUSES).await;
    let edited = contract.get(ben, "GET /api/v1/statuses/:id", &[&id], STATUSES).await;
    assert!(edited["edited_at"].is_string(), "{edited}");
    contract.get(rosa, "GET /api/v1/statuses/:id/source", &[&id], Is(&STATUS_SOURCE)).await;
    let context = contract.get(ben, "GET /api/v1/statuses/:id/context", &[&id], Is(&CONTEXT)).await;
    assert_eq!(context["descendants"].as_array().map(Vec::len), Some(1), "{context}");
    contract.get(stranger, "GET /api/v1/statuses/:id/context", &[&id], Is(&CONTEXT)).await;
    contract.list(ben, "GET /api/v1/statuses", &[&format!("?id[]={id}")], STATUSES, Many::Some).await;
    contract.list(ben, "GET /api/v1/accounts/:id/statuses", &[&scene.roses], STATUSES, Many::Some).await;
    let other = says(rosa, "Never mind", "public").await;
    contract.ask(rosa, "DELETE /api/v1/statuses/:id", &[&other], Value::Null, Is(&DELETED_STATUS)).await;
    contract.refused(rosa, "GET /api/v1/statuses/:id", &[&other], Value::Null, 404).await;
    id
}

async fn marks(contract: &mut Contract, scene: &Scene, said: &str) {
    let Scene { rosa, ben, .. } = scene;
    for what in ["favourite", "reblog", "bookmark"] {
        contract.ask(ben, &format!("POST /api/v1/statuses/:id/{what}"), &[said], json!({}), STATUSES).await;
    }
    contract.list(rosa, "GET /api/v1/statuses/:id/favourited_by", &[said], ACCOUNTS, Many::Some).await;
    contract.list(rosa, "GET /api/v1/statuses/:id/reblogged_by", &[said], ACCOUNTS, Many::Some).await;
    contract.list(ben, "GET /api/v1/favourites", &[], STATUSES, Many::Some).await;
    contract.list(ben, "GET /api/v1/bookmarks", &[], STATUSES, Many::Some).await;
    let boosts = contract.list(rosa, "GET /api/v1/accounts/:id/statuses", &[&scene.bens], STATUSES, Many::Some).await;
    assert!(boosts.as_array().expect("a list").iter().any(|status| status["reblog"].is_object()), "{boosts}");
    let own = says(ben, "To stay at the top", "public").await;
    contract.ask(ben, "POST /api/v1/statuses/:id/pin", &[&own], json!({}), STATUSES).await;
    contract.ask(ben, "POST /api/v1/statuses/:id/unpin", &[&own], json!({}), STATUSES).await;
    for what in ["unfavourite", "unreblog", "unbookmark"] {
        let other = says(rosa, "For a while", "public").await;
        step(ben, &format!("/statuses/{other}/{}", &what[2..])).await.expect(200);
        contract.ask(ben, &format!("POST /api/v1/statuses/:id/{what}"), &[&other], json!({}), STATUSES).await;
    }
}

async fn timelines(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, ben, stranger, .. } = scene;
    contract.list(ben, "GET /api/v1/timelines/home", &[], STATUSES, Many::Some).await;
    for who in [rosa, stranger] {
        contract.list(who, "GET /api/v1/timelines/public", &[], STATUSES, Many::Some).await;
        contract.list(who, "GET /api/v1/timelines/tag/:hashtag", &["soup"], STATUSES, Many::Some).await;
        let found = contract.get(who, "GET /api/v2/search", &["?q=soup"], Is(&SEARCH)).await;
        assert!(found["statuses"] != json!([]) && found["hashtags"] != json!([]), "{found}");
    }
    let found = contract.get(ben, "GET /api/v2/search", &["?q=rosa&type=accounts"], Is(&SEARCH)).await;
    assert!(found["accounts"] != json!([]), "{found}");
}

async fn media(contract: &mut Contract, scene: &Scene) {
    let rosa = &scene.rosa;
    for version in ["v1", "v2"] {
        let body =
            form(&[("description", "Bread"), ("focus", "0.5,0.5")], &[("file", "image/jpeg", &photograph(64, 64))]);
        let path = format!("/api/{version}/media");
        let sent = send_form(rosa, Method::POST, &path, body).await.expect(200);
        contract.holds(&format!("POST {path}"), Is(&MEDIA), &sent, true);
    }
    let sent = upload(rosa, &photograph(64, 64), "").await;
    let id = text(&sent, "id");
    contract.get(rosa, "GET /api/v1/media/:id", &[&id], Is(&MEDIA)).await;
    contract.ask(rosa, "PUT /api/v1/media/:id", &[&id], json!({"description": "Rye"}), Is(&MEDIA)).await;
    contract.ask(rosa, "DELETE /api/v1/media/:id", &[&id], Value::Null, Nothing).await;
}

async fn lists(contract: &mut Contract, scene: &Scene) {
    let Scene { ben, roses, .. } = scene;
    let list = contract.ask(ben, "POST /api/v1/lists", &[], json!({"title": "Street"}), Is(&LIST)).await;
    let id = text(&list, "id");
    let accounts = json!({"account_ids": [roses]});
    contract.ask(ben, "POST /api/v1/lists/:id/accounts", &[&id], accounts.clone(), Nothing).await;
    contract.list(ben, "GET /api/v1/lists", &[], Is(&LIST), Many::Some).await;
    contract.get(ben, "GET /api/v1/lists/:id", &[&id], Is(&LIST)).await;
    contract.ask(ben, "PUT /api/v1/lists/:id", &[&id], json!({"title": "Lane"}), Is(&LIST)).await;
    contract.list(ben, "GET /api/v1/lists/:id/accounts", &[&id], ACCOUNTS, Many::Some).await;
    contract.list(ben, "GET /api/v1/accounts/:id/lists", &[roses], Is(&LIST), Many::Some).await;
    contract.list(ben, "GET /api/v1/timelines/list/:list_id", &[&id], STATUSES, Many::Some).await;
    contract.ask(ben, "DELETE /api/v1/lists/:id/accounts", &[&id], accounts, Nothing).await;
    contract.ask(ben, "DELETE /api/v1/lists/:id", &[&id], Value::Null, Nothing).await;
}

async fn conversations(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, ben, .. } = scene;
    says(ben, "@rosa between us", "direct").await;
    let all = contract.list(rosa, "GET /api/v1/conversations", &[], Is(&CONVERSATION), Many::Some).await;
    let id = text(&all[0], "id");
    contract.ask(rosa, "POST /api/v1/conversations/:id/read", &[&id], json!({}), Is(&CONVERSATION)).await;
    contract.ask(rosa, "DELETE /api/v1/conversations/:id", &[&id], Value::Null, Nothing).await;
}

async fn notifications(contract: &mut Contract, scene: &Scene, said: &str) {
    let Scene { rosa, ben, roses, .. } = scene;
    // Somebody whom one asked to hear of at once.
    step(ben, &format!("/accounts/{roses}/follow?notify=true")).await.expect(200);
    let follow = json!({"notify": true});
    contract.ask(ben, "POST /api/v1/accounts/:id/follow", &[roses], follow, Is(&RELATIONSHIP)).await;
    says(rosa, "Hear this", "public").await;
    let edit = json!({"status": "Still more soup for @ben #soup"});
    contract.ask(rosa, "PUT /api/v1/statuses/:id", &[said], edit, STATUSES).await;
    let all = contract.list(rosa, "GET /api/v1/notifications", &[], Is(&NOTIFICATION), Many::Some).await;
    let hers = contract.list(ben, "GET /api/v1/notifications", &[], Is(&NOTIFICATION), Many::Some).await;
    let kinds: Vec<String> =
        [all.as_array(), hers.as_array()].into_iter().flatten().flatten().map(|one| text(one, "type")).collect();
    for kind in ["mention", "follow", "favourite", "reblog", "status", "update"] {
        assert!(kinds.iter().any(|one| one == kind), "no {kind} in {kinds:?}");
    }
    contract.get(rosa, "GET /api/v1/notifications/unread_count", &[], Is(&COUNT)).await;
    let id = text(&all[0], "id");
    contract.get(rosa, "GET /api/v1/notifications/:id", &[&id], Is(&NOTIFICATION)).await;
    contract.ask(rosa, "POST /api/v1/notifications/:id/dismiss", &[&id], json!({}), Nothing).await;
    contract.ask(rosa, "POST /api/v1/notifications/clear", &[], json!({}), Nothing).await;
}

/// What is told by itself is what is told when asked for.
async fn streams(contract: &mut Contract, scene: &Scene) {
    let Scene { place, rosa, ben, stranger, .. } = scene;
    let health = stranger.ask(Method::GET, "/api/v1/streaming/health", &[], Vec::new()).await;
    assert_eq!((health.status, health.text.as_str()), (200, "OK"));
    contract.holds("GET /api/v1/streaming/health", Text, &json!(health.text), false);
    let mut home = Reader::listen(place, "user", ben).await;
    let mut local = Reader::listen(place, "public/local", ben).await;
    let mut socket = Socket::open(place, ben).await;
    socket.says(json!({"type": "subscribe", "stream": "user"})).await;
    // Before it is heard to listen, nothing is told to it.
    socket.says(json!({"type": "subscribe", "stream": "nothing"})).await;
    assert!(socket.next().await.expect("an answer")["error"].is_string());
    says(rosa, "@ben listen", "public").await;
    for endpoint in ["GET /api/v1/streaming/:stream", "GET /api/v1/streaming/:stream/:kind", "GET /api/v1/streaming"] {
        let (event, payload) = match endpoint {
            "GET /api/v1/streaming" => {
                let (_, event, payload) = socket.event().await;
                (event, payload)
            }
            "GET /api/v1/streaming/:stream" => home.event().await,
            _ => local.event().await,
        };
        let shape = if event == "notification" { Is(&NOTIFICATION) } else { STATUSES };
        contract.holds(endpoint, shape, &payload, true);
    }
}

async fn ties(contract: &mut Contract, scene: &Scene) {
    let Scene { rosa, ben, roses, bens, .. } = scene;
    let said = says(ben, "Not nice", "public").await;
    let report = json!({"account_id": bens, "status_ids": [said], "comment": "Please look", "category": "spam"});
    contract.ask(rosa, "POST /api/v1/reports", &[], report, Is(&REPORT)).await;
    contract.ask(rosa, "POST /api/v1/reports", &[], json!({"account_id": bens}), Is(&REPORT)).await;
    let mute = json!({"duration": 3_600});
    contract.ask(rosa, "POST /api/v1/accounts/:id/mute", &[bens], mute, Is(&RELATIONSHIP)).await;
    contract.list(rosa, "GET /api/v1/mutes", &[], Is(&MUTED_ACCOUNT), Many::Some).await;
    contract.ask(rosa, "POST /api/v1/accounts/:id/unmute", &[bens], json!({}), Is(&RELATIONSHIP)).await;
    let endpoint = "POST /api/v1/accounts/:id/remove_from_followers";
    contract.ask(rosa, endpoint, &[bens], json!({}), Is(&RELATIONSHIP)).await;
    contract.ask(ben, "POST /api/v1/accounts/:id/unfollow", &[roses], json!({}), Is(&RELATIONSHIP)).await;
    contract.ask(rosa, "POST /api/v1/accounts/:id/block", &[bens], json!({}), Is(&RELATIONSHIP)).await;
    contract.list(rosa, "GET /api/v1/blocks", &[], ACCOUNTS, Many::Some).await;
    contract.ask(rosa, "POST /api/v1/accounts/:id/unblock", &[bens], json!({}), Is(&RELATIONSHIP)).await;
}

/// Where a network keeps a list of whom it speaks with, somebody elsewhere asks first.
async fn follow_requests(contract: &mut Contract) {
    let elsewhere = Mastodon::start().await;
    let host = elsewhere.person("ana").trim_start_matches("http://").split('/').next().expect("a host").to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = Neighborhood::start_on("hillside", listener, Arc::new(TestDb::new()), |config| {
        config.federation.mode = FederationMode::ListOnly;
        config.federation.allowed_hosts = vec![host.parse().expect("a host")];
    })
    .await;
    place.member("mei").await;
    let mei = Visitor::member(&place, "mei").await;
    let target = place.addresses.member("mei").to_string();
    for name in ["ana", "bea"] {
        assert_eq!(elsewhere.send(name, "Follow", "follow", json!(target), &place).await, 202);
    }
    until("both ask", async || {
        let asking = mei.ask(Method::GET, "/api/v1/follow_requests", &[], Vec::new()).await.expect(200);
        (asking.as_array().expect("a list").len() == 2).then_some(())
    })
    .await;
    contract.list(&mei, "GET /api/v1/notifications", &[], Is(&NOTIFICATION), Many::Some).await;
    let asking = contract.list(&mei, "GET /api/v1/follow_requests", &[], ACCOUNTS, Many::Some).await;
    for (number, what) in ["authorize", "reject"].into_iter().enumerate() {
        let endpoint = format!("POST /api/v1/follow_requests/:account_id/{what}");
        contract.ask(&mei, &endpoint, &[&text(&asking[number], "id")], json!({}), Is(&RELATIONSHIP)).await;
    }
}
