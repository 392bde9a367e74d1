//! Apps that listen: by server-sent events and by WebSocket, each hears exactly what its member would see.

use crate::marks::{me, says, step, text, with};
use crate::mastodon::{form, get};
use crate::support::client::Visitor;
use crate::support::mastodon::Mastodon;
use crate::support::neighborhood::{Neighborhood, PATIENCE};
use futures::{SinkExt, StreamExt};
use potluck::actions::give_role::give_role;
use potluck::domain::member::RoleKind;
use reqwest::Method;
use serde_json::{Value, json};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error as SocketError, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

fn port(place: &Neighborhood) -> u16 {
    place.base.trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port")
}

async fn connect(place: &Neighborhood) -> TcpStream {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port(place))).await.expect("a connection")
}

/// Somebody who reads server-sent events.
pub(super) struct Reader {
    lines: Lines<BufReader<TcpStream>>,
    head: String,
}

impl Reader {
    /// Asks for a stream; the head of the answer is read.
    async fn ask(place: &Neighborhood, path: &str, token: Option<&str>) -> Self {
        let mut stream = connect(place).await;
        let token = token.map_or_else(String::new, |token| format!("Authorization: Bearer {token}\r\n"));
        let request =
            format!("GET /api/v1/streaming/{path} HTTP/1.1\r\nHost: riverside\r\nAccept-Encoding: gzip\r\n{token}\r\n");
        stream.write_all(request.as_bytes()).await.expect("it is sent");
        let (mut lines, mut head) = (BufReader::new(stream).lines(), String::new());
        while let Some(line) = lines.next_line().await.expect("a line").filter(|line| !line.is_empty()) {
            head += &(line.to_ascii_lowercase() + "\n");
        }
        Self { lines, head }
    }

    /// Listens to a stream that there is.
    pub(super) async fn listen(place: &Neighborhood, path: &str, visitor: &Visitor) -> Self {
        let reader = Self::ask(place, path, Some(visitor.token())).await;
        assert!(reader.head.starts_with("http/1.1 200"), "{}", reader.head);
        assert!(reader.head.contains("content-type: text/event-stream"), "{}", reader.head);
        reader
    }

    /// The next event and its payload; nothing when the stream ended.
    async fn next(&mut self) -> Option<(String, String)> {
        let mut event = String::new();
        // Each event is a part of its own; the lengths between them are no events.
        loop {
            let line = timeout(PATIENCE, self.lines.next_line()).await.expect("an event in time").ok()??;
            if let Some(name) = line.strip_prefix("event: ") {
                event = name.to_owned();
            } else if let Some(payload) = line.strip_prefix("data: ") {
                return Some((event, payload.to_owned()));
            }
        }
    }

    pub(super) async fn event(&mut self) -> (String, Value) {
        let (event, payload) = self.next().await.expect("an event");
        (event, serde_json::from_str(&payload).expect("JSON"))
    }
}

/// An app with a WebSocket.
pub(super) struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    async fn try_open(place: &Neighborhood, query: &str, protocol: Option<&str>) -> Result<Self, u16> {
        let mut request =
            format!("ws://riverside.localhost:{}/api/v1/streaming{query}", port(place)).into_client_request().unwrap();
        if let Some(protocol) = protocol {
            request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        match client_async(request, connect(place).await).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(SocketError::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    pub(super) async fn open(place: &Neighborhood, visitor: &Visitor) -> Self {
        Self::try_open(place, &format!("?access_token={}", visitor.token()), None).await.expect("a socket")
    }

    pub(super) async fn says(&mut self, message: Value) {
        self.0.send(Message::text(message.to_string())).await.expect("it is sent");
    }

    /// The next message; nothing when it was closed.
    pub(super) async fn next(&mut self) -> Option<Value> {
        loop {
            match timeout(PATIENCE, self.0.next()).await.expect("a message in time")? {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).expect("JSON")),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// The next event: its stream, what it is, and its payload.
    pub(super) async fn event(&mut self) -> (Value, String, Value) {
        let told = self.next().await.expect("an event");
        let payload = text(&told, "payload");
        (told["stream"].clone(), text(&told, "event"), serde_json::from_str(&payload).expect("JSON"))
    }
}

/// The id in a payload.
fn id(payload: &Value) -> &str {
    payload["id"].as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_heard_at_home_by_who_follows_and_by_nobody_else() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    step(&rosa, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    let mut roses = Reader::listen(&place, "user", &rosa).await;
    let mut meis = Reader::listen(&place, "user", &mei).await;
    let private = says(&ben, "For those who follow me", "private").await;
    let (event, post) = roses.event().await;
    assert_eq!((event.as_str(), id(&post)), ("update", private.as_str()));
    assert_eq!(post["account"]["username"], "ben");
    // What a reader hears is what they would see: the same as when they ask.
    assert_eq!(post, get(&rosa, &format!("/api/v1/statuses/{private}")).await.expect(200));
    let own = says(&mei, "Mine", "private").await;
    assert_eq!(id(&meis.event().await.1), own, "what ben said was not for her");

    let edited = form(&ben, &format!("/api/v1/statuses/{private}"), &[], "").await;
    assert_eq!(edited.status, 404, "a post is changed by PUT");
    let json = [("content-type", "application/json")];
    let words = json!({"status": "For those who follow me, and their friends"}).to_string().into_bytes();
    ben.ask(Method::PUT, &format!("/api/v1/statuses/{private}"), &json, words).await.expect(200);
    let (event, post) = roses.event().await;
    assert_eq!((event.as_str(), id(&post)), ("status.update", private.as_str()));
    assert!(text(&post, "content").contains("friends"));
    ben.ask(Method::DELETE, &format!("/api/v1/statuses/{private}"), &[], Vec::new()).await.expect(200);
    assert_eq!(roses.next().await, Some(("delete".into(), private)));
    let last = says(&mei, "Good night", "private").await;
    assert_eq!(id(&meis.event().await.1), last, "nor what he changed and took back");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_is_told_comes_with_it_and_alone_and_not_from_whom_one_keeps_away() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let mine = says(&rosa, "Bread at seven", "public").await;
    let mut all = Reader::listen(&place, "user", &rosa).await;
    let mut alone = Reader::listen(&place, "user/notification", &rosa).await;
    step(&rosa, &format!("/accounts/{}/block", me(&mei).await)).await.expect(200);
    step(&mei, &format!("/statuses/{mine}/bookmark")).await;
    step(&mei, &format!("/statuses/{mine}/favourite")).await;
    step(&ben, &format!("/statuses/{mine}/favourite")).await.expect(200);
    for reader in [&mut all, &mut alone] {
        let (event, told) = reader.event().await;
        assert_eq!((event.as_str(), &told["type"]), ("notification", &json!("favourite")));
        assert_eq!((&told["account"]["username"], id(&told["status"])), (&json!("ben"), mine.as_str()));
    }
    // A token that may not read them hears none.
    let only = Visitor::with_scopes(&place, "rosa", "read:statuses").await;
    let mut less = Reader::listen(&place, "user", &only).await;
    step(&ben, &format!("/statuses/{mine}/reblog")).await.expect(200);
    let next = says(&rosa, "And at eight", "public").await;
    assert_eq!(id(&less.event().await.1), next);
    assert!(Reader::ask(&place, "user/notification", Some(only.token())).await.head.starts_with("http/1.1 403"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_hears_many_streams_each_by_its_name() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let mut socket = Socket::open(&place, &rosa).await;
    for (stream, tag) in [("public", None), ("public:local", None), ("public:remote", None), ("hashtag", Some("Bread"))]
    {
        socket.says(json!({"type": "subscribe", "stream": stream, "tag": tag})).await;
    }
    socket.says(json!({"type": "subscribe", "stream": "everything"})).await;
    // Answered in their order: the four before are heard of.
    let refused = socket.next().await.expect("an answer");
    assert_eq!((&refused["status"], refused["error"].is_string()), (&json!(400), true), "{refused}");
    let unlisted = says(&ben, "#bread quietly", "unlisted").await;
    let public = says(&ben, "#bread at seven", "public").await;
    let mut heard = Vec::new();
    for _ in 0..3 {
        let (stream, event, post) = socket.event().await;
        assert_eq!((event.as_str(), id(&post)), ("update", public.as_str()), "not {unlisted}");
        heard.push(stream.to_string());
    }
    heard.sort();
    assert_eq!(heard, [r#"["hashtag","bread"]"#, r#"["public"]"#, r#"["public:local"]"#]);

    socket.says(json!({"type": "unsubscribe", "stream": "public"})).await;
    socket.says(json!({"type": "unsubscribe", "stream": "public:local"})).await;
    socket.says(json!({"type": "subscribe", "stream": "direct"})).await;
    socket.says(json!({"type": "shout"})).await;
    assert_eq!(socket.next().await.expect("an answer")["status"], 400);
    says(&ben, "Nothing about that", "public").await;
    let direct = says(&ben, "@rosa come by", "direct").await;
    let (stream, event, talk) = socket.event().await;
    assert_eq!((stream, event.as_str()), (json!(["direct"]), "conversation"));
    assert_eq!((&talk["unread"], id(&talk["last_status"])), (&json!(true), direct.as_str()));
    assert_eq!(talk["accounts"][0]["username"], "ben");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_heard_by_itself_and_what_is_read_there_alone_is_not_heard_at_home() {
    let (place, [rosa, ben, mei]) = with(["rosa", "ben", "mei"]).await;
    let bens = me(&ben).await;
    for other in [&bens, &me(&mei).await] {
        step(&rosa, &format!("/accounts/{other}/follow")).await.expect(200);
    }
    let list = form(&rosa, "/api/v1/lists", &[], "title=Ben&exclusive=true").await.expect(200);
    let list = text(&list, "id");
    form(&rosa, &format!("/api/v1/lists/{list}/accounts"), &[], &format!("account_ids[]={bens}")).await.expect(200);
    let mut home = Reader::listen(&place, "user", &rosa).await;
    let mut socket = Socket::open(&place, &rosa).await;
    socket.says(json!({"type": "subscribe", "stream": "list", "list": "9"})).await;
    assert_eq!(socket.next().await.expect("an answer")["status"], 404);
    socket.says(json!({"type": "subscribe", "stream": "list", "list": list})).await;
    socket.says(json!({"type": "subscribe", "stream": "list", "list": "9"})).await;
    socket.next().await.expect("an answer, so that the one before was heard");
    let hers = says(&mei, "Soup", "public").await;
    let his = says(&ben, "Bread", "public").await;
    let (stream, _, post) = socket.event().await;
    assert_eq!((stream, id(&post)), (json!(["list", list]), his.as_str()));
    assert_eq!(id(&home.event().await.1), hers);
    let last = says(&mei, "More soup", "public").await;
    assert_eq!(id(&home.event().await.1), last, "not what ben said");
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_and_offers_and_followed_tags_are_heard_too() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    step(&rosa, "/tags/soup/follow").await.expect(200);
    let mut home = Reader::listen(&place, "user", &rosa).await;
    let mut local = Reader::listen(&place, "public/local", &rosa).await;
    let tagged = says(&ben, "Tomato #soup", "public").await;
    assert_eq!(id(&home.event().await.1), tagged, "she follows the tag and not him");
    assert_eq!(id(&local.event().await.1), tagged);
    let offer =
        form(&ben, "/api/v1/statuses", &[], "status=%23offer%20Six%20loaves%20of%20bread&visibility=public").await;
    let offer = text(&offer.expect(200), "id");
    let (event, post) = local.event().await;
    assert_eq!((event.as_str(), id(&post)), ("update", offer.as_str()));
    assert!(post["potluck"].is_object(), "{post}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_listen_is_told_why_and_a_token_that_is_revoked_hears_no_more() {
    let (place, [rosa]) = with(["rosa"]).await;
    for (path, token, status) in [
        ("user", None, 401),
        ("public", Some("wrong"), 401),
        ("nowhere", Some(rosa.token()), 404),
        ("list", Some(rosa.token()), 404),
        ("list?list=1", Some(rosa.token()), 404),
        ("hashtag", Some(rosa.token()), 400),
    ] {
        let head = Reader::ask(&place, path, token).await.head;
        assert!(head.starts_with(&format!("http/1.1 {status}")), "{path}: {head}");
    }
    assert_eq!(Socket::try_open(&place, "", None).await.err(), Some(401));
    assert_eq!(Socket::try_open(&place, "?access_token=wrong", None).await.err(), Some(401));
    let known = format!("?access_token={}&stream=everything", rosa.token());
    assert_eq!(Socket::try_open(&place, &known, None).await.err(), Some(400));
    assert_eq!(get(&rosa, "/api/v1/streaming?stream=user").await.status, 400, "no socket was asked for");
    assert_eq!(get(&rosa, "/api/v1/streaming").await.status, 404, "no other host streams");
    assert_eq!(get(&rosa, "/api/v1/streaming/health").await.text, "OK");
    let instance = get(&rosa, "/api/v2/instance").await.expect(200);
    let address = text(&instance["configuration"]["urls"], "streaming");
    assert!(address.starts_with("ws://") && !address.ends_with('/'), "{address}");

    // An app may send its token as a protocol.
    let mut socket = Socket::try_open(&place, "?stream=user", Some(rosa.token())).await.expect("a socket");
    let mut reader = Reader::listen(&place, "user", &rosa).await;
    let said = says(&rosa, "Still here", "private").await;
    assert_eq!(id(&socket.event().await.2), said);
    assert_eq!(id(&reader.event().await.1), said);
    place.database.execute("UPDATE tokens SET revoked_at = '2026-01-01 00:00:00'").expect("it is revoked");
    // How often that is looked at is counted by the server's clock.
    place.clock.shift(chrono::Duration::seconds(5));
    assert_eq!(socket.next().await, None);
    assert_eq!(reader.next().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_hears_that_filters_changed_and_nothing_of_what_they_hide() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    step(&rosa, &format!("/accounts/{}/follow", me(&ben).await)).await.expect(200);
    let mut heard = Reader::listen(&place, "user", &rosa).await;
    let mut others = Reader::listen(&place, "user", &ben).await;
    let mut socket =
        Socket::try_open(&place, &format!("?stream=user&access_token={}", rosa.token()), None).await.unwrap();
    let changed = || Some(("filters_changed".to_owned(), "{}".to_owned()));
    form(&rosa, "/api/v1/filters", &[], "phrase=spider&context[]=home&irreversible=true").await.expect(200);
    assert_eq!(heard.next().await, changed());
    assert_eq!(socket.next().await, Some(json!({"stream": ["user"], "event": "filters_changed"})));
    form(&rosa, "/api/v1/filters", &[], "phrase=bee&context[]=home").await.expect(200);
    assert_eq!(heard.next().await, changed());
    let spider = says(&ben, "a spider", "public").await;
    let bee = says(&ben, "a bee", "public").await;
    let (_, post) = heard.event().await;
    assert_eq!(id(&post), bee, "the spider is not told");
    assert_eq!(post["filtered"][0]["keyword_matches"], json!(["bee"]));
    // What she filters is nobody else's business.
    for own in [spider, bee] {
        // That she follows him may be told to him meanwhile.
        let post = loop {
            let (event, told) = others.event().await;
            if event == "update" {
                break told;
            }
        };
        assert_eq!((id(&post), &post["filtered"]), (own.as_str(), &json!([])));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_network_tells_its_members_and_how_they_answer_is_heard_by_each_of_them() {
    let (place, [rosa, ben, ola]) = with(["rosa", "ben", "ola"]).await;
    give_role(&place, "ola", RoleKind::Steward, 3).await.expect("a role");
    let mut heard = Reader::listen(&place, "user", &rosa).await;
    let mut socket =
        Socket::try_open(&place, &format!("?stream=user&access_token={}", ben.token()), None).await.expect("a socket");
    let told = json!({"text": "The key is under the third stone", "audience": "network"});
    ola.post("/announcements", told).await.expect(201);
    let (event, told) = heard.event().await;
    assert_eq!(event, "announcement");
    assert!(text(&told, "content").contains("third stone"));
    // As she reads it when she asks.
    assert_eq!(told, get(&rosa, "/api/v1/announcements").await.expect(200)[0]);
    let (stream, event, same) = socket.event().await;
    assert_eq!((stream, event.as_str(), &same["id"]), (json!(["user"]), "announcement", &told["id"]));

    let announcement = text(&told, "id");
    let sign = format!("/api/v1/announcements/{announcement}/reactions/%F0%9F%8C%BE");
    for (method, who, count) in [(Method::PUT, &rosa, 1), (Method::PUT, &ben, 2), (Method::DELETE, &rosa, 1)] {
        // Doing so twice changes nothing, and is told once.
        for _ in 0..2 {
            who.ask(method.clone(), &sign, &[], Vec::new()).await.expect(200);
        }
        let answered = json!({"name": "🌾", "count": count, "announcement_id": announcement});
        assert_eq!(heard.event().await, ("announcement.reaction".to_owned(), answered.clone()));
        assert_eq!(socket.event().await, (json!(["user"]), "announcement.reaction".to_owned(), answered));
    }
    ben.ask(Method::DELETE, &sign, &[], Vec::new()).await.expect(200);
    assert_eq!(heard.event().await.1["count"], 0, "nobody answers with it any more");
    socket.next().await.expect("the same");
    ola.send(Method::DELETE, &format!("/announcements/{announcement}"), Value::Null).await.expect(204);
    assert_eq!(heard.next().await, Some(("announcement.delete".to_owned(), announcement.clone())));
    let gone = json!({"stream": ["user"], "event": "announcement.delete", "payload": announcement});
    assert_eq!(socket.next().await, Some(gone));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lets_through_what_waited_is_told_to_read_their_notifications_anew() {
    let (place, [rosa, ben]) = with(["rosa", "ben"]).await;
    let headers = [("content-type", "application/json")];
    let rule = json!({"for_not_following": "filter"}).to_string().into_bytes();
    rosa.ask(Method::PATCH, "/api/v2/notifications/policy", &headers, rule).await.expect(200);
    says(&ben, "@rosa hello", "public").await;
    let mut all = Reader::listen(&place, "user", &rosa).await;
    let mut alone = Reader::listen(&place, "user/notification", &rosa).await;
    let mut others = Reader::listen(&place, "user", &ben).await;
    let only = Visitor::with_scopes(&place, "rosa", "read:statuses").await;
    let mut less = Reader::listen(&place, "user", &only).await;
    let accept = format!("/notifications/requests/{}/accept", me(&ben).await);
    step(&rosa, &accept).await.expect(200);
    for reader in [&mut all, &mut alone] {
        assert_eq!(reader.next().await.expect("an event").0, "notifications_merged");
    }
    // It came before: it is no news by itself. And nobody else hears of it.
    let mine = says(&rosa, "Good morning", "public").await;
    for reader in [&mut all, &mut less] {
        assert_eq!(id(&reader.event().await.1), mine);
    }
    let his = says(&ben, "Good evening", "public").await;
    assert_eq!(id(&others.event().await.1), his);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_from_elsewhere_is_heard_in_every_process_that_shares_the_database() {
    let (place, [rosa]) = with(["rosa"]).await;
    let mastodon = Mastodon::start().await;
    let mut heard = vec![Reader::listen(&place, "user", &rosa).await];
    // On PostgreSQL a second server of the same network, which does not hear of it otherwise.
    let second = if place.database.on_sqlite() {
        None
    } else {
        let domain = place.app.config.domain.clone();
        let beside = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let database = Arc::clone(&place.database);
        Some(Neighborhood::start_on("riverside", beside, database, |config| config.domain = domain).await)
    };
    if let Some(second) = &second {
        heard.push(Reader::listen(second, "user", &rosa).await);
    }
    let mentioned = mastodon.note("ana", 1, "", &[&ap_id(&place, "rosa").await], "good morning");
    mastodon.create("ana", mentioned, &place).await;
    let mut told = Vec::new();
    for reader in &mut heard {
        let (event, one) = reader.event().await;
        assert_eq!((event.as_str(), &one["type"]), ("notification", &json!("mention")));
        assert!(text(&one["status"], "content").contains("good morning"));
        told.push(one);
    }
    assert!(told.iter().all(|one| *one == told[0]), "the same is heard everywhere");
}

/// The ActivityPub id of a member.
async fn ap_id(place: &Neighborhood, handle: &str) -> String {
    let host = place.base.trim_end_matches('/').trim_start_matches("http://");
    let path = format!("/.well-known/webfinger?resource=acct:{handle}@{host}");
    let found = get(&Visitor::stranger(place), &path).await.expect(200);
    let links = found["links"].as_array().expect("links");
    text(links.iter().find(|link| link["rel"] == "self").expect("the actor"), "href")
}
