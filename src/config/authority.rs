//! A server's name: host and, where it is not the scheme's own, port.

use std::fmt;
use std::str::FromStr;
use url::{Host, Url};

/// `host[:port]` (RFC 3986, section 3.2, never with user information). The host is lowercase, and in Punycode where
/// it is international, so that two spellings of one name are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Authority {
    host: Host<String>,
    port: Option<u16>,
}

/// The text is not `host[:port]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAuthority;

impl Authority {
    /// From a host that was parsed already. `port` is `None` where it is the scheme's own.
    pub(super) fn new(host: Host<String>, port: Option<u16>) -> Self {
        Self { host, port }
    }

    /// Whose URL this is; `None` for a URL without a host. The scheme's own port counts as none.
    pub fn of(url: &Url) -> Option<Self> {
        Some(Self { host: url.host()?.to_owned(), port: url.port() })
    }

    /// The host alone.
    pub fn host(&self) -> &Host<String> {
        &self.host
    }

    /// The port, where one is named.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// Whether this entry of a list means `server`: the same host, and the same port if the entry has one.
    pub fn covers(&self, server: &Self) -> bool {
        self.host == server.host && (self.port.is_none() || self.port == server.port)
    }

    /// A name with a dot in it that is not an address, not below `.localhost`, and has no port.
    pub fn is_public_name(&self) -> bool {
        self.port.is_none()
            && !self.is_below_localhost()
            && matches!(&self.host, Host::Domain(name) if name.contains('.') && name != "localhost")
    }

    /// `something.localhost` (RFC 6761, section 6.3).
    pub fn is_below_localhost(&self) -> bool {
        matches!(&self.host, Host::Domain(name) if name.ends_with(".localhost"))
    }

    /// 127.0.0.0/8 or ::1.
    pub fn is_loopback_address(&self) -> bool {
        match &self.host {
            Host::Domain(_) => false,
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        }
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.host),
            None => write!(f, "{}", self.host),
        }
    }
}

impl FromStr for Authority {
    type Err = NotAnAuthority;

    fn from_str(text: &str) -> Result<Self, NotAnAuthority> {
        // The URL standard would decode percent signs and cut at a slash: what was meant is then a guess.
        let is_odd = |c: char| c.is_control() || c.is_whitespace() || "/\\@%?#".contains(c);
        if text.is_empty() || text.contains(is_odd) {
            return Err(NotAnAuthority);
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(parse_port(port)?)),
            _ => (text, None),
        };
        let host = Host::parse(host).map_err(|_| NotAnAuthority)?;
        if let Host::Domain(name) = &host
            && !is_host_name(name)
        {
            return Err(NotAnAuthority);
        }
        // Port 80 is plain http's own, and http is all that a port is allowed with.
        Ok(Self { host, port: port.filter(|port| *port != 80) })
    }
}

fn parse_port(text: &str) -> Result<u16, NotAnAuthority> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(port) if is_number && port != 0 => Ok(port),
        _ => Err(NotAnAuthority),
    }
}

/// Labels of letters, digits and inner hyphens, 63 bytes each and 253 in all (RFC 1123, section 2.1).
fn is_host_name(name: &str) -> bool {
    name.len() <= 253
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authority(text: &str) -> Authority {
        text.parse().unwrap_or_else(|_| panic!("{text} is an authority"))
    }

    #[test]
    fn one_name_has_one_spelling() {
        assert_eq!(authority("Food.Example.ORG").to_string(), "food.example.org");
        assert_eq!(authority("straße.example").to_string(), "xn--strae-oqa.example");
        assert_eq!(authority("hillside.localhost:80"), authority("hillside.localhost"));
        assert_eq!(authority("[::1]:8000").to_string(), "[::1]:8000");
    }

    #[test]
    fn what_is_more_or_less_than_a_host_and_a_port_is_refused() {
        for text in [
            "",
            " ",
            "https://food.example",
            "food.example/",
            "user@food.example",
            "food.example:",
            "food.example:0",
            "food.example:65536",
            "food.example:+80",
            "food.example:http",
            "food..example",
            "food.example.",
            "-food.example",
            "food_bank.example",
            "food%2eexample",
            "fo od.example",
            "[::1",
            "::1",
            "999.1.1.1",
        ] {
            assert_eq!(text.parse::<Authority>(), Err(NotAnAuthority), "{text}");
        }
    }

    #[test]
    fn an_entry_without_a_port_means_every_port() {
        assert!(authority("peer.test").covers(&authority("peer.test:3000")));
        assert!(authority("peer.test:3000").covers(&authority("peer.test:3000")));
        assert!(!authority("peer.test:3000").covers(&authority("peer.test:3001")));
        assert!(!authority("peer.test").covers(&authority("x.peer.test")));
    }

    #[test]
    fn a_url_knows_whose_it_is() {
        let of = |url: &str| Authority::of(&Url::parse(url).unwrap()).unwrap().to_string();
        assert_eq!(of("https://food.example/ap/network"), "food.example");
        assert_eq!(of("http://127.0.0.21/ap/network"), "127.0.0.21");
        assert_eq!(of("http://a.localhost:8001/"), "a.localhost:8001");
        assert_eq!(Authority::of(&Url::parse("data:,x").unwrap()), None);
    }
}
