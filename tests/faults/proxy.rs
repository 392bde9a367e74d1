//! The line to a network: everything that other servers send to it goes through here, and here it goes wrong.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// As it should be.
    Good,
    /// Nothing comes through.
    Cut,
    /// What is asked comes through, and its answer does not.
    LosesAnswers,
    /// Everything waits for so many milliseconds.
    Slow(u64),
    /// Everything comes through twice.
    Twice,
    /// Everything waits for a while of its own, so that what was sent later comes earlier.
    Shuffled,
}

/// A line, with the port that the world knows.
pub struct Proxy {
    /// `name.localhost:PORT`.
    pub domain: String,
    inner: Arc<Inner>,
}

struct Inner {
    to: AtomicU16,
    line: Mutex<Line>,
    chance: Mutex<StdRng>,
}

impl Proxy {
    /// A line to nobody yet.
    pub async fn start(name: &str, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let domain = format!("{name}.localhost:{}", listener.local_addr().expect("an address").port());
        let inner = Arc::new(Inner {
            to: AtomicU16::new(0),
            line: Mutex::new(Line::Good),
            chance: Mutex::new(StdRng::seed_from_u64(seed)),
        });
        let all = Arc::clone(&inner);
        tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { return };
                let inner = Arc::clone(&all);
                tokio::spawn(async move {
                    // Who hangs up, or is hung up on, is no news here.
                    if let Err(error) = inner.pass(stream).await {
                        drop(error);
                    }
                });
            }
        });
        Self { domain, inner }
    }

    /// Leads to this port from now on.
    pub fn lead_to(&self, port: u16) {
        self.inner.to.store(port, Ordering::Relaxed);
    }

    /// Changes how the line is.
    pub fn set(&self, line: Line) {
        *self.inner.line.lock().expect("the line") = line;
    }
}

impl Inner {
    /// One request and its answer. Then the line is closed, and who has more to ask comes anew.
    async fn pass(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        let Some(request) = read_request(&mut stream).await? else { return Ok(()) };
        let line = *self.line.lock().expect("the line");
        let pause = match line {
            Line::Slow(pause) => pause,
            Line::Shuffled => self.chance.lock().expect("chance").random_range(0..400),
            _ => 0,
        };
        tokio::time::sleep(Duration::from_millis(pause)).await;
        if line == Line::Cut {
            return Ok(());
        }
        let answer = self.ask(&request).await?;
        if line == Line::Twice {
            self.ask(&request).await?;
        }
        if line == Line::LosesAnswers {
            return Ok(());
        }
        stream.get_mut().write_all(&answer).await?;
        stream.get_mut().shutdown().await
    }

    async fn ask(&self, request: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut upstream = TcpStream::connect(("127.0.0.1", self.to.load(Ordering::Relaxed))).await?;
        upstream.write_all(request).await?;
        let mut answer = Vec::new();
        upstream.read_to_end(&mut answer).await?;
        Ok(answer)
    }
}

/// A whole request (RFC 9112), with `Connection: close` so that the end of its answer is the end of the line. What is
/// signed stays as it is.
async fn read_request(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Vec<u8>>> {
    let (mut request, mut length, mut first) = (Vec::new(), 0, true);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
        let end = line.trim().is_empty();
        request.extend_from_slice(line.as_bytes());
        if first {
            request.extend_from_slice(b"Connection: close\r\n");
            first = false;
        }
        if end {
            break;
        }
    }
    let head = request.len();
    request.resize(head + length, 0);
    stream.read_exact(&mut request[head..]).await?;
    Ok(Some(request))
}
