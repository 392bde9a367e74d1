//! As little HTTP/1.1 as it takes, so that what is measured is the server and not the load tool.

use std::io::{Error, ErrorKind, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A message: the lines of its head, and its body.
pub struct Message {
    pub head: String,
    pub body: Vec<u8>,
}

impl Message {
    /// A header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The method and path of a request, or the version and status of an answer.
    pub fn start(&self) -> (&str, &str) {
        let mut words = self.head.split_whitespace();
        (words.next().unwrap_or_default(), words.next().unwrap_or_default())
    }
}

/// A connection that is kept.
pub struct Kept {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Kept {
    pub fn new(stream: TcpStream) -> Self {
        stream.set_nodelay(true).expect("a TCP connection");
        Self { stream, read: Vec::with_capacity(16_384) }
    }

    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.stream.write_all(bytes).await
    }

    /// The next message; nothing when the other side has closed.
    pub async fn message(&mut self) -> Result<Option<Message>> {
        let end = loop {
            if let Some(at) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if self.fill().await? == 0 {
                return Ok(None);
            }
        };
        let head = String::from_utf8_lossy(&self.read[..end]).into_owned();
        let mut message = Message { head, body: Vec::new() };
        let length: usize = message.header("content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
        while self.read.len() < end + length {
            if self.fill().await? == 0 {
                return Err(Error::new(ErrorKind::UnexpectedEof, "half a message"));
            }
        }
        message.body = self.read[end..end + length].to_vec();
        self.read.drain(..end + length);
        Ok(Some(message))
    }

    async fn fill(&mut self) -> Result<usize> {
        self.stream.read_buf(&mut self.read).await
    }
}
