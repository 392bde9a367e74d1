//! The board that is open hears what is new: how much, in words, and only of what it would show.

use crate::support::browser::{Browser, with_password};
use crate::support::client::Visitor;
use crate::support::neighborhood::{Neighborhood, PATIENCE};
use reqwest::Method;
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A page that listens.
struct Page {
    lines: Lines<BufReader<TcpStream>>,
    head: String,
}

impl Page {
    /// Asks; the head of the answer is read.
    async fn ask(place: &Neighborhood, path: &str, headers: &str) -> Self {
        let port: u16 = place.base.rsplit(':').next().unwrap().parse().unwrap();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: riverside\r\nAccept-Encoding: gzip\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let (mut lines, mut head) = (BufReader::new(stream).lines(), String::new());
        while let Some(line) = lines.next_line().await.unwrap().filter(|line| !line.is_empty()) {
            head += &(line.to_ascii_lowercase() + "\n");
        }
        Self { lines, head }
    }

    /// Listens where it may.
    async fn listen(place: &Neighborhood, path: &str, headers: &str) -> Self {
        let page = Self::ask(place, path, headers).await;
        assert!(page.head.starts_with("http/1.1 200"), "{}", page.head);
        for part in ["content-type: text/event-stream", "cache-control: no-store"] {
            assert!(page.head.contains(part), "{}", page.head);
        }
        assert!(!page.head.contains("content-encoding: gzip"), "what is packed waits: {}", page.head);
        page
    }

    /// What it is told next; nothing when the line ends.
    async fn next(&mut self) -> Option<Value> {
        loop {
            let line = timeout(PATIENCE, self.lines.next_line()).await.expect("news in time").ok()??;
            if let Some(data) = line.strip_prefix("data: ") {
                return Some(serde_json::from_str(data).expect("JSON"));
            }
        }
    }

    /// Of how many it is told next, and in which words.
    async fn told(&mut self) -> (u64, String) {
        let told = self.next().await.expect("news");
        (told["count"].as_u64().expect("a number"), told["words"].as_str().expect("words").to_owned())
    }
}

/// The address at which a page listens, as it stands on the board.
fn address(board: &str) -> String {
    let rest = board.split("data-live=\"").nth(1).unwrap_or_else(|| panic!("nothing to listen to: {board}"));
    rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
}

async fn post(visitor: &Visitor, listing: Value) -> String {
    visitor.post("/listings", listing).await.expect(201)["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_board_hears_of_what_it_would_show_and_of_nothing_else() {
    let place = Neighborhood::start("riverside").await;
    for name in ["rosa", "ben"] {
        place.member(name).await;
    }
    with_password(&place, "ben").await;
    let rosa = Visitor::member(&place, "rosa").await;
    let (stranger, ben) = (Browser::new(&place), Browser::new(&place));
    ben.sign_in("ben").await;
    post(&rosa, json!({"kind": "offer", "title": "Bread", "audience": "public"})).await;
    let all = address(&stranger.open("/board").await.text);
    let offers = address(&stranger.open("/board?kind=offer&lang=ar").await.text);
    let bens = address(&ben.open("/board").await.text);
    assert!(all.starts_with("/board/live?after=") && offers.contains("kind=offer"), "{all} {offers}");
    let cookie = format!("Cookie: potluck={}\r\n", ben.cookie("potluck").expect("a cookie"));
    let mut all = (Page::listen(&place, &all, "").await, all);
    let mut offers = Page::listen(&place, &offers, "").await;
    let mut bens = Page::listen(&place, &bens, &cookie).await;
    assert!(offers.head.contains("nosniff"), "{}", offers.head);

    post(&rosa, json!({"kind": "need", "title": "For us alone"})).await;
    assert_eq!(bens.told().await, (1, "1 new. Show it".to_owned()));
    let need = post(&rosa, json!({"kind": "need", "title": "A ride", "audience": "public"})).await;
    assert_eq!(all.0.told().await.0, 1, "it heard nothing of what is for members");
    assert_eq!(bens.told().await, (2, "2 new. Show them".to_owned()));
    post(&rosa, json!({"kind": "offer", "title": "Soup", "audience": "public"})).await;
    let (count, words) = offers.told().await;
    assert!(count == 1 && words.contains("جديد"), "in the reader's language, and nothing of needs: {words}");
    assert_eq!(all.0.told().await.0, 2);
    // What is taken back is new no more.
    rosa.post(&format!("/listings/{need}/withdraw"), json!({})).await;
    assert_eq!(all.0.told().await.0, 1);
    // A line that was cut misses nothing: whoever asks again hears how many there are.
    let mut again = Page::listen(&place, &all.1, "").await;
    assert_eq!(again.told().await.0, 1);
    // Among older ones nobody is called away.
    assert!(!stranger.open("/board?before=9223372036854775807").await.text.contains("data-live"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_for_little_data_hears_nothing_and_nobody_takes_all_the_lines() {
    let mut place = Neighborhood::start("riverside").await;
    let saves = Page::ask(&place, "/board/live", "Save-Data: on\r\n").await;
    assert!(saves.head.starts_with("http/1.1 204"), "a browser does not connect again: {}", saves.head);
    let from = |last: u8| format!("X-Forwarded-For: 203.0.113.{last}\r\n");
    let mut pages = Vec::new();
    for _ in 0..40 {
        pages.push(Page::listen(&place, "/board/live", &from(7)).await);
    }
    let many = Page::ask(&place, "/board/live", &from(7)).await;
    assert!(many.head.starts_with("http/1.1 429") && many.head.contains("retry-after:"), "{}", many.head);
    pages.push(Page::listen(&place, "/board/live", &from(8)).await);
    // A server that stops waits for nobody who listens.
    let mut last = pages.pop().expect("one");
    place.stop();
    assert_eq!(last.next().await, None);
    assert_eq!(Visitor::stranger(&place).try_page("/board").await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_to_listen_at_is_only_read() {
    let place = Neighborhood::start("riverside").await;
    let stranger = Visitor::stranger(&place);
    let answer = stranger.ask(Method::POST, "/board/live", &[], Vec::new()).await;
    assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"));
}
