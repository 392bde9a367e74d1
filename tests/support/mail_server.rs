//! A mail server on loopback: as much of RFC 5321 as it takes to get a mail, in clear, and to refuse one. It keeps all that
//! comes.

use super::neighborhood::until;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A mail, as it came.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    /// From whom, by the envelope.
    pub from: String,
    /// For whom, by the envelope.
    pub to: Vec<String>,
    /// Its head and its body, with every line ended by `\r\n`.
    pub data: String,
}

#[derive(Default)]
struct Inner {
    came: Mutex<Vec<Mail>>,
    /// What is answered next to a `RCPT`; where nothing is, that it is taken.
    answers: Mutex<VecDeque<String>>,
    /// How often somebody asked whether a mail is taken.
    tried: Mutex<usize>,
}

/// A running mail server. It stops when it is dropped.
pub struct MailServer {
    /// Where it listens, on 127.0.0.1.
    pub port: u16,
    inner: Arc<Inner>,
    running: JoinHandle<()>,
}

fn between_angles(line: &str) -> String {
    line.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or("", |(address, _)| address).to_owned()
}

async fn session(stream: TcpStream, inner: Arc<Inner>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 mail.localhost ESMTP\r\n").await?;
    let mut mail = Mail::default();
    while let Some(line) = lines.next_line().await? {
        let word = line.to_ascii_uppercase();
        let answer = if word.starts_with("EHLO") {
            "250-mail.localhost\r\n250 8BITMIME".to_owned()
        } else if word.starts_with("MAIL FROM:") {
            mail = Mail { from: between_angles(&line), ..Mail::default() };
            "250 yes".to_owned()
        } else if word.starts_with("RCPT TO:") {
            *inner.tried.lock().expect("how often") += 1;
            let said = inner.answers.lock().expect("answers").pop_front().unwrap_or_else(|| "250 yes".to_owned());
            if said.starts_with('2') {
                mail.to.push(between_angles(&line));
            }
            said
        } else if word == "DATA" {
            write.write_all(b"354 go on\r\n").await?;
            while let Some(line) = lines.next_line().await? {
                if line == "." {
                    break;
                }
                // A line that begins with a dot comes with two.
                mail.data += line.strip_prefix('.').unwrap_or(&line);
                mail.data += "\r\n";
            }
            inner.came.lock().expect("what came").push(std::mem::take(&mut mail));
            "250 taken".to_owned()
        } else if word == "QUIT" {
            write.write_all(b"221 goodbye\r\n").await?;
            return Ok(());
        } else if word == "NOOP" || word == "RSET" || word.starts_with("HELO") {
            "250 yes".to_owned()
        } else {
            "502 not here".to_owned()
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

impl MailServer {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let inner = Arc::new(Inner::default());
        let shared = Arc::clone(&inner);
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let inner = Arc::clone(&shared);
                tokio::spawn(async move {
                    // Whoever hangs up in the middle has sent nothing.
                    drop(session(stream, inner).await);
                });
            }
        });
        Self { port, inner, running }
    }

    /// Answers so, the next times that somebody asks whether a mail is taken.
    pub fn answers(&self, answers: &[&str]) {
        self.inner.answers.lock().expect("answers").extend(answers.iter().map(|one| (*one).to_owned()));
    }

    /// How often somebody asked.
    pub fn tried(&self) -> usize {
        *self.inner.tried.lock().expect("how often")
    }

    /// All that came, oldest first.
    pub fn came(&self) -> Vec<Mail> {
        self.inner.came.lock().expect("what came").clone()
    }

    /// What came for an address, oldest first.
    pub fn came_to(&self, address: &str) -> Vec<Mail> {
        self.came().into_iter().filter(|mail| mail.to.iter().any(|to| to == address)).collect()
    }

    /// Waits until so many came for an address, and answers the last of them.
    pub async fn mail(&self, address: &str, number: usize) -> Mail {
        until(&format!("mail {number}"), async || self.came_to(address).get(number - 1).cloned()).await
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// Bytes in quoted-printable (RFC 2045, section 6.7).
fn unquoted(text: &str) -> Vec<u8> {
    let text = text.replace("=\r\n", "");
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'=').then(|| after.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

impl Mail {
    /// The lines of its head, each whole.
    pub fn head(&self) -> Vec<String> {
        let head = self.data.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
        head.split("\r\n").map(str::to_owned).collect()
    }

    /// A header; nothing where it is not there.
    pub fn header(&self, name: &str) -> Option<String> {
        let value = |line: &String| line.strip_prefix(&format!("{name}: ")).map(str::to_owned);
        self.head().iter().find_map(value)
    }

    /// What it says, as one type of content (`text/plain`).
    pub fn part(&self, kind: &str) -> String {
        let start = format!("Content-Type: {kind}");
        let part = self.data.split(&start).nth(1).unwrap_or_else(|| panic!("no {kind}: {}", self.data));
        let (head, body) = part.split_once("\r\n\r\n").expect("a body");
        // Until the line that ends the part: two dashes alone begin a signature.
        let boundary = self.data.split_once("boundary=\"").and_then(|(_, rest)| rest.split_once('"'));
        let (boundary, _) = boundary.expect("a boundary");
        let body = body.split(&format!("\r\n--{boundary}")).next().unwrap_or_default();
        let head = head.to_ascii_lowercase();
        let bytes = if head.contains("base64") {
            STANDARD.decode(body.split_whitespace().collect::<String>()).expect("base64")
        } else if head.contains("quoted-printable") {
            unquoted(body)
        } else {
            body.as_bytes().to_vec()
        };
        String::from_utf8(bytes).expect("text").replace("\r\n", "\n")
    }

    /// The text.
    pub fn text(&self) -> String {
        self.part("text/plain")
    }

    /// All that can be read in it.
    pub fn whole(&self) -> String {
        format!("{}\n{}\n{}", self.data, self.text(), self.part("text/html"))
    }

    /// The path of the first address in its text that leads below this one.
    pub fn path(&self, base: &str, below: &str) -> String {
        let text = self.text();
        let start = format!("{base}{below}");
        let from = text.find(&start).unwrap_or_else(|| panic!("nothing leads to {below}: {text}"));
        let link = text[from..].split_whitespace().next().expect("an address");
        link.strip_prefix(base).expect("ours").to_owned()
    }
}

#[test]
fn what_was_written_for_mail_is_read_again() {
    assert_eq!(unquoted("na=C3=AFve =3D a=\r\nb"), "naïve = ab".as_bytes());
    assert_eq!(unquoted("100 =% sure="), b"100 =% sure=");
    let mail = Mail {
        data: "Subject: a\r\n b\r\nContent-Type: multipart/alternative; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\
               Content-Transfer-Encoding: base64\r\n\r\naMOp\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>h\r\n--x--\r\n"
            .into(),
        ..Mail::default()
    };
    assert_eq!(mail.header("Subject").as_deref(), Some("a b"));
    assert_eq!((mail.text().as_str(), mail.part("text/html").as_str()), ("hé", "<p>h"));
}
