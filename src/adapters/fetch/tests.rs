use super::*;
use std::net::IpAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

fn unsigned(_: Url) -> BoxFuture<'static, Result<Headers>> {
    Box::pin(async { Ok(Vec::new()) })
}

fn development() -> Fetcher {
    Fetcher::new(Policy::new(true, Vec::new()), "Potluck/test".into()).unwrap().with_deadline(Duration::from_secs(2))
}

/// A real server on loopback that answers every request with what `answer` makes of its path.
async fn server(answer: impl Fn(&str, &str) -> Vec<u8> + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = format!("riverside.localhost:{}", listener.local_addr().unwrap().port());
    let (name, answer) = (host.clone(), Arc::new(answer));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let (name, answer) = (name.clone(), answer.clone());
            tokio::spawn(async move {
                let mut buffer = vec![0; 8192];
                let read = stream.read(&mut buffer).await.unwrap_or(0);
                let head = String::from_utf8_lossy(&buffer[..read]).into_owned();
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
    host
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
    ] {
        assert!(strict.check(&bad.parse().unwrap()).is_err(), "{bad}");
    }
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
fn deep_json_is_refused_before_it_is_parsed() {
    assert!(check_depth("[".repeat(100_000).as_bytes(), 32).is_err());
    assert!(check_depth(format!("{}{}", "[".repeat(32), "]".repeat(32)).as_bytes(), 32).is_ok());
    assert!(check_depth(br#"{"a":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"[["}"#, 32).is_ok());
}
