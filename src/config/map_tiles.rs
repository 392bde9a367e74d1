//! Where a browser gets the streets behind a map.

use std::fmt;
use url::Url;

/// What stands for a tile in the address.
const PARTS: [&str; 3] = ["{z}", "{x}", "{y}"];

/// The address of map tiles, with `{z}`, `{x}` and `{y}` in its path. Which server it names is plain to see: pages allow
/// that one and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapTiles {
    address: String,
    origin: String,
}

impl MapTiles {
    /// From an address; `None` unless it is http or https, says once each which tile, and does so behind its first slash.
    pub fn parse(text: &str) -> Option<Self> {
        if PARTS.iter().any(|part| text.matches(part).count() != 1) || text.len() > 500 {
            return None;
        }
        let of_one = PARTS.iter().fold(text.to_owned(), |address, part| address.replace(part, "0"));
        if !of_one.bytes().all(|byte| byte.is_ascii_graphic() && !b"{}\"'<>\\#".contains(&byte)) {
            return None;
        }
        let url = Url::parse(&of_one).ok().filter(|url| ["http", "https"].contains(&url.scheme()))?;
        let origin = url.origin().ascii_serialization();
        // A semicolon may stand in a host by the URL standard, and would begin another rule of the policy.
        if !origin.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:/[]".contains(&byte)) {
            return None;
        }
        // A name in capitals, a password, a port that goes without saying: what the page allows would not be what is written.
        text.starts_with(&format!("{origin}/")).then(|| Self { address: text.to_owned(), origin })
    }

    /// As it was written.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The server: scheme, host and port, as a Content-Security-Policy names it.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether it is https.
    pub fn is_encrypted(&self) -> bool {
        self.origin.starts_with("https://")
    }
}

impl fmt::Display for MapTiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address)
    }
}
