//! What apps read most, on a small database: home, what is public, one post.

use crate::river::River;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Instant;

/// Apps that ask at once.
const CONNECTIONS: usize = 32;
/// Answers of each figure, not counting the first few.
const ANSWERS: usize = 40_000;
const WARM_UP: usize = 2_000;
/// Posts that are there.
const POSTS: usize = 60;

pub async fn run() {
    let river = River::start().await;
    println!("\nReading, {}, {POSTS} posts, {CONNECTIONS} connections", river.kind());
    let mut last = String::new();
    for number in 0..POSTS {
        let body = json!({
            "status": format!("Soup and bread by the hall this evening at seven, number {number}. Come and have a chat #soup"),
            "visibility": "public", "language": "en",
        });
        let kind = [("content-type", "application/json")];
        let posted = river.rosa.ask(Method::POST, "/api/v1/statuses", &kind, body.to_string().into_bytes()).await;
        last = id(&posted.expect(200));
    }
    let token = &river.token;
    for (what, path, token) in [
        ("home, 20 posts", "/api/v1/timelines/home".to_owned(), Some(token)),
        ("public, 20 posts, signed in", "/api/v1/timelines/public".to_owned(), Some(token)),
        ("public, 20 posts", "/api/v1/timelines/public".to_owned(), None),
        ("one post", format!("/api/v1/statuses/{last}"), None),
    ] {
        let head = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
        let ask = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n{head}\r\n", river.process.domain);
        ask_many(&river, &ask, WARM_UP).await;
        let used = river.used();
        let start = Instant::now();
        let bytes = ask_many(&river, &ask, ANSWERS).await;
        let taken = start.elapsed().as_secs_f64();
        let cost = river.used().zip(used).map(|(after, before)| (after - before) / ANSWERS as f64 * 1e6);
        let cost = cost.map(|cost| format!(", {cost:.0} µs of a core each")).unwrap_or_default();
        println!("  {what}: {:.0}/s of {bytes} bytes{cost}", ANSWERS as f64 / taken);
    }
    if let Some(memory) = river.memory() {
        println!("  memory: {memory} MiB at most");
    }
}

fn id(status: &Value) -> String {
    status["id"].as_str().expect("an id").to_owned()
}

/// Asks so many times over all connections; answers how long one answer is.
async fn ask_many(river: &River, ask: &str, many: usize) -> usize {
    let each = (0..CONNECTIONS).map(|_| async {
        let mut kept = river.connect().await;
        let mut length = 0;
        for _ in 0..many / CONNECTIONS {
            kept.write(ask.as_bytes()).await.expect("it is sent");
            let answer = kept.message().await.expect("an answer").expect("an answer");
            assert_eq!(answer.start().1, "200");
            length = answer.body.len();
        }
        length
    });
    futures::future::join_all(each).await.into_iter().max().unwrap_or_default()
}
