use super::*;
use crate::error::Kind;
use openssl::pkey::PKey;
use std::net::IpAddr;
use std::sync::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

fn unsigned(_: Url) -> BoxFuture<'static, Result<Headers>> {
    Box::pin(async { Ok(Vec::new()) })
}

fn development() -> Fetcher {
    Fetcher::new(Policy::new(true, Vec::new()), "Potluck/test".into()).unwrap().with_deadline(Duration::from_secs(2))
}

/// A real server on loopback that answers every request with what `answer` makes of its path.
async fn server(answer: impl Fn(&str, &str) -> Vec<u8> + Send + Sync + 'static) -> String {
    noting(answer).await.0
}

/// The heads of the requests that a server saw, in lower case.
type Seen = Arc<Mutex<Vec<String>>>;

/// Reads one request to its end and gives its head.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).to_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return head.to_owned();
            }
        }
        if stream.read_buf(&mut read).await.unwrap_or(0) == 0 {
            return String::new();
        }
    }
}

/// The same, and what it saw.
async fn noting(answer: impl Fn(&str, &str) -> Vec<u8> + Send + Sync + 'static) -> (String, Seen) {
    let seen = Seen::default();
    let notes = seen.clone();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("riverside.localhost:{}", listener.local_addr().unwrap().port());
    let (name, answer) = (host.clone(), Arc::new(answer));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let (name, answer, notes) = (name.clone(), answer.clone(), notes.clone());
            tokio::spawn(async move {
                let head = read_request(&mut stream).await;
                notes.lock().unwrap().push(head.clone());
                let path = head.split(' ').nth(1).unwrap_or("/").to_owned();
                if path == "/slow" {
                    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n").await;
                    while stream.write_all(b"x").await.is_ok() {
                        tokio::time::sleep(Duration::from_millis(300)).await;
                    }
                }
                let _ = stream.write_all(&answer(&name, &path)).await;
            });
        }
    });
    (host, seen)
}

fn plain(body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\nContent-Type: application/activity+json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
        .into_bytes()
}

fn redirect(to: &str) -> Vec<u8> {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
}

async fn get(fetcher: &Fetcher, url: String) -> Result<Fetched> {
    fetcher.get(&url.parse().unwrap(), ACCEPT_ACTIVITY, unsigned, &Budget::new(10)).await
}

#[test]
fn only_https_on_its_port_with_a_domain_name_is_asked() {
    let strict = Policy::new(false, Vec::new());
    assert!(strict.check(&"https://riverside.example/ap/network".parse().unwrap()).is_ok());
    for bad in [
        "http://riverside.example/",
        "https://riverside.example:8443/",
        "https://victim@evil.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://a.localhost/",
        "https://printer.local/",
        "https://riverside.example./",
        "ftp://riverside.example/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://[::ffff:10.0.0.1]/",
        "https://single/",
    ] {
        let error = strict.check(&bad.parse().unwrap()).expect_err(bad);
        assert!(is_refused(&error), "{bad}");
    }
}

#[test]
fn hosts_are_compared_as_they_are_asked_folded_and_in_punycode() {
    let loose = Policy::new(true, vec!["xn--mnchen-3ya.test:8000".into(), "hillside.test:443".into()]);
    assert!(loose.check(&"http://MÜNCHEN.test:8000/".parse().unwrap()).is_ok());
    assert!(loose.check(&"https://hillside.test/".parse().unwrap()).is_ok());
    assert!(loose.check(&"http://hillside.test/".parse().unwrap()).is_err());
    assert!(Policy::new(false, vec!["10.0.0.1".into()]).check(&"https://10.0.0.1/".parse().unwrap()).is_err());
}

#[test]
fn development_loosens_loopback_and_listed_hosts_only() {
    let loose = Policy::new(true, vec!["Mastodon.test:3000".into()]);
    for good in
        ["http://hillside.localhost:8002/", "http://127.0.0.21/", "http://mastodon.test:3000/x", "http://[::1]:9/"]
    {
        assert!(loose.check(&good.parse().unwrap()).is_ok(), "{good}");
    }
    for bad in [
        "http://riverside.example/",
        "http://10.0.0.1/",
        "http://mastodon.test/",
        "http://notlocalhost:8002/",
        "http://x@a.localhost/",
    ] {
        assert!(loose.check(&bad.parse().unwrap()).is_err(), "{bad}");
    }
}

#[test]
fn addresses_that_are_not_out_there_are_known() {
    for inside in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.1.1",
        "172.16.0.1",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.5",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "fc00::1",
        "fe80::1",
        "ff02::1",
        "3fff::1",
    ] {
        assert!(!is_public(inside.parse::<IpAddr>().unwrap()), "{inside}");
    }
    for outside in ["8.8.8.8", "1.1.1.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"] {
        assert!(is_public(outside.parse::<IpAddr>().unwrap()), "{outside}");
    }
}

#[tokio::test]
async fn a_name_below_localhost_is_resolved_by_ourselves() {
    let host = server(|_, _| plain("{}")).await;
    let fetched = get(&development(), format!("http://{host}/")).await.unwrap();
    assert_eq!(fetched.activity().unwrap(), b"{}");
}

#[tokio::test]
async fn three_redirects_are_followed_and_each_is_checked() {
    let host = server(|host, path| match path {
        "/3" => redirect("/2"),
        "/2" => redirect(&format!("http://{host}/1")),
        "/1" => redirect("/0"),
        "/4" => redirect("/3"),
        "/evil" => redirect("http://evil.example/"),
        "/inside" => redirect("http://10.0.0.1/"),
        _ => plain("{}"),
    })
    .await;
    let fetcher = development();
    let fetched = get(&fetcher, format!("http://{host}/3")).await.unwrap();
    assert!(fetched.url.as_str().ends_with("/0"));
    for bad in ["4", "evil", "inside"] {
        assert!(get(&fetcher, format!("http://{host}/{bad}")).await.is_err(), "{bad}");
    }
    let few = Budget::new(2);
    assert!(fetcher.get(&format!("http://{host}/3").parse().unwrap(), "*/*", unsigned, &few).await.is_err());
}

/// Says which address it is for, as a signature does.
fn signed(url: Url) -> BoxFuture<'static, Result<Headers>> {
    Box::pin(async move { Ok(vec![("host", "not-what-is-asked.example".into()), ("signature", format!("for {url}"))]) })
}

#[tokio::test]
async fn a_redirect_to_another_host_that_is_allowed_is_signed_anew_and_told() {
    let (other, seen) = noting(|_, _| plain("{}")).await;
    let to = format!("http://{other}/there");
    let location = to.clone();
    let (host, first) = noting(move |_, _| redirect(&location)).await;
    let budget = Budget::new(2);
    let from = format!("http://{host}/here").parse().unwrap();
    let fetched = development().get(&from, ACCEPT_ACTIVITY, signed, &budget).await.unwrap();
    assert_eq!(fetched.url.as_str(), to);
    assert!(budget.spend().is_err(), "a redirect is a fetch too");
    for (seen, host, asked) in [(first, &host, from.as_str()), (seen, &other, to.as_str())] {
        let seen = seen.lock().unwrap();
        let lines: Vec<&str> = seen[0].lines().collect();
        assert!(lines.contains(&format!("signature: for {asked}").as_str()), "{lines:?}");
        let hosts: Vec<_> = lines.iter().filter(|line| line.starts_with("host:")).collect();
        assert_eq!(hosts, [&format!("host: {host}")], "one Host, that of the address");
        assert!(lines.contains(&"user-agent: potluck/test"), "{lines:?}");
        assert!(!lines.iter().any(|line| line.starts_with("referer") || line.starts_with("cookie")), "{lines:?}");
    }
}

#[tokio::test]
async fn what_may_not_be_asked_is_told_apart_from_what_does_not_answer() {
    let fetcher = development();
    let refused = get(&fetcher, "http://10.0.0.1/".into()).await.unwrap_err();
    assert!(is_refused(&refused));
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let silent = get(&fetcher, format!("http://{closed}/")).await.unwrap_err();
    assert!(!is_refused(&silent) && silent.text().contains("does not answer"), "{silent}");
    let posted = fetcher.post(&"http://riverside.example/".parse().unwrap(), Vec::new(), Vec::new()).await;
    assert!(is_refused(&posted.unwrap_err()));
}

#[tokio::test]
async fn a_delivery_follows_no_redirect_and_tells_when_to_come_again() {
    let (host, seen) = noting(|host, path| match path {
        "/moved" => redirect(&format!("http://{host}/elsewhere")),
        "/seconds" => answer_with("429 Too Many Requests", "Retry-After: 120\r\n"),
        "/date" => answer_with(
            "503 Service Unavailable",
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:50:37 GMT\r\n",
        ),
        "/never" => answer_with("503 Service Unavailable", "Retry-After: 18446744073709551615\r\n"),
        "/nonsense" => answer_with("503 Service Unavailable", "Retry-After: soon\r\n"),
        _ => plain(""),
    })
    .await;
    let fetcher = development();
    for (path, status, seconds) in [
        ("moved", 302, None),
        ("seconds", 429, Some(120)),
        ("date", 503, Some(60)),
        ("never", 503, Some(86_400)),
        ("nonsense", 503, None),
        ("inbox", 200, None),
    ] {
        let url = format!("http://{host}/{path}").parse().unwrap();
        let posted = fetcher.post(&url, vec![("digest", "x".into())], b"{}".to_vec()).await.unwrap();
        assert_eq!(posted, Posted { status, retry_after: seconds.map(Duration::from_secs) }, "{path}");
    }
    assert_eq!(seen.lock().unwrap().len(), 6, "nothing was asked twice");
}

#[tokio::test]
async fn a_delivery_that_was_taken_counts_even_if_the_answer_never_ends() {
    let host = server(|_, _| plain("")).await;
    let fetcher = development().with_deadline(Duration::from_millis(700));
    let posted = fetcher.post(&format!("http://{host}/slow").parse().unwrap(), Vec::new(), Vec::new()).await;
    assert_eq!(posted.unwrap().status, 200);
}

fn answer_with(status: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
}

#[tokio::test]
async fn a_slow_a_large_and_a_bomb_of_a_body_are_cut() {
    let bomb = {
        // 8 MB of zeros in about 8 kB.
        let mut made = std::process::Command::new("gzip")
            .arg("-c")
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let mut into = made.stdin.take().unwrap();
        std::thread::spawn(move || std::io::Write::write_all(&mut into, &vec![0; 8_000_000]).unwrap());
        made.wait_with_output().unwrap().stdout
    };
    let host = server(move |_, path| match path {
        "/large" => plain(&"x".repeat(BODY_MAX + 1)),
        _ => {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                bomb.len()
            );
            [head.as_bytes(), &bomb].concat()
        }
    })
    .await;
    let fetcher = development();
    for path in ["large", "bomb"] {
        let error = get(&fetcher, format!("http://{host}/{path}")).await.unwrap_err();
        assert!(error.text().contains("too large"), "{path}: {error}");
    }
    let error = get(&fetcher, format!("http://{host}/slow")).await.unwrap_err();
    assert!(error.text().contains("too long"), "{error}");
}

#[test]
fn only_activity_media_types_are_believed() {
    for good in [
        "application/activity+json",
        "application/activity+json; charset=utf-8",
        "Application/LD+JSON; profile=\"https://www.w3.org/ns/activitystreams\"",
    ] {
        assert!(is_activity_type(good), "{good}");
    }
    for bad in ["", "text/plain", "application/json", "application/ld+json", "application/ld+json; profile=\"x\""] {
        assert!(!is_activity_type(bad), "{bad}");
    }
}

#[test]
fn a_document_is_believed_by_its_status_its_media_type_and_its_depth() {
    let fetched = |status, content_type: &str, body: &str| Fetched {
        url: "https://riverside.example/".parse().unwrap(),
        status,
        content_type: content_type.into(),
        date: None,
        certificate_ends: None,
        body: body.into(),
    };
    let deep = "[".repeat(33);
    assert!(fetched(200, "application/activity+json", "{}").activity().is_ok());
    assert!(fetched(200, "text/plain", "{}").activity().is_err());
    assert!(fetched(200, "application/activity+json", &deep).activity().is_err());
    assert!(fetched(200, "application/jrd+json; charset=utf-8", "{}").json().is_ok());
    assert!(fetched(200, "application/json", "{}").json().is_ok());
    assert!(fetched(200, "application/json", &deep).json().is_err());
    for bad in ["text/html", "application/jsonp", "", "text/html+json"] {
        assert!(fetched(200, bad, "{}").json().is_err(), "{bad}");
    }
    let kind = |status| fetched(status, "application/json", "{}").json().unwrap_err().kind();
    assert_eq!([404, 410, 500, 204].map(kind), [Kind::Gone, Kind::Gone, Kind::Peer, Kind::Peer]);
}

#[test]
fn deep_json_is_refused_before_it_is_parsed() {
    assert!(check_depth("[".repeat(100_000).as_bytes(), 32).is_err());
    assert!(check_depth(format!("{}{}", "[".repeat(32), "]".repeat(32)).as_bytes(), 32).is_ok());
    assert!(check_depth(br#"{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"[["}"#, 32).is_ok());
}

#[test]
fn the_end_of_a_certificate_is_read_and_of_what_is_none_nothing() {
    let key = PKey::generate_ed25519().unwrap();
    let mut certificate = X509::builder().unwrap();
    let end = 1_893_456_789;
    certificate.set_not_before(&Asn1Time::from_unix(1_700_000_000).unwrap()).unwrap();
    certificate.set_not_after(&Asn1Time::from_unix(end).unwrap()).unwrap();
    certificate.set_pubkey(&key).unwrap();
    certificate.sign(&key, openssl::hash::MessageDigest::null()).unwrap();
    let der = certificate.build().to_der().unwrap();
    assert_eq!(certificate_ends(&der).map(|ends| ends.timestamp()), Some(end));
    assert_eq!(certificate_ends(&der[..der.len() - 1]), None);
    assert_eq!(certificate_ends(b""), None);
}
