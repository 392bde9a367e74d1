//! Which addresses may be asked at all.

use crate::error::{Error, Result};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// The cause of an error that says that an address may not be asked at all.
#[derive(Debug)]
struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("refused by policy, before anything was sent")
    }
}

impl std::error::Error for Refused {}

/// Whether a fetch failed because its address may not be asked: no later try can end differently. A name
/// that only leads to private addresses today is not meant: that may be mended.
pub fn is_refused(error: &Error) -> bool {
    std::error::Error::source(error).is_some_and(|cause| cause.is::<Refused>())
}

/// Which addresses may be asked. Development loosens scheme, port and address together, and only for
/// hosts below `.localhost`, bare loopback addresses and the hosts that are listed.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    development: bool,
    development_hosts: Vec<String>,
}

impl Policy {
    /// From the settings; `development_hosts` are `host` or `host:port`.
    pub fn new(development: bool, development_hosts: Vec<String>) -> Self {
        let development_hosts = development_hosts.into_iter().map(|host| host.to_ascii_lowercase()).collect();
        Self { development, development_hosts }
    }

    /// Whether an address may be asked.
    ///
    /// # Errors
    /// `Peer`, saying why not; [`is_refused`] knows it.
    pub fn check(&self, url: &Url) -> Result<()> {
        self.why_not(url).map_or(Ok(()), |text| Err(Error::peer(text).because(Refused)))
    }

    fn why_not(&self, url: &Url) -> Option<&'static str> {
        if !url.username().is_empty() || url.password().is_some() {
            return Some("An address with a user name in it is not asked.");
        }
        let Some(host) = url.host() else { return Some("An address without a host is not asked.") };
        if !matches!(url.scheme(), "http" | "https") {
            return Some("Only http and https addresses are asked.");
        }
        if self.is_development_host(&host, url.port_or_known_default()) {
            return None;
        }
        if url.scheme() != "https" || url.port().is_some() {
            return Some("Only https addresses on the usual port are asked.");
        }
        match host {
            Host::Domain(name) if name.contains('.') && !name.ends_with('.') && !is_local_name(name) => None,
            _ => Some("Only addresses with a domain name are asked."),
        }
    }

    fn is_development_host(&self, host: &Host<&str>, port: Option<u16>) -> bool {
        self.development
            && match host {
                Host::Domain(name) => is_localhost(name) || self.is_listed(name, port),
                Host::Ipv4(ip) => ip.is_loopback() || self.is_listed(&ip.to_string(), port),
                Host::Ipv6(ip) => ip.is_loopback(),
            }
    }

    fn is_listed(&self, name: &str, port: Option<u16>) -> bool {
        let with_port = port.map(|port| format!("{name}:{port}"));
        self.development_hosts.iter().any(|listed| listed == name || Some(listed) == with_port.as_ref())
    }

    /// Whether a name is resolved to 127.0.0.1 by ourselves.
    pub(super) fn resolves_to_loopback(&self, name: &str) -> bool {
        self.development && is_localhost(name)
    }

    /// Whether the addresses of a name are taken as they are.
    pub(super) fn trusts_addresses_of(&self, name: &str) -> bool {
        let host_of = |listed: &str| listed.rsplit_once(':').map_or(listed.to_owned(), |(host, _)| host.to_owned());
        self.development && self.development_hosts.iter().any(|listed| listed == name || host_of(listed) == name)
    }
}

fn is_localhost(name: &str) -> bool {
    name == "localhost" || name.ends_with(".localhost")
}

/// Names that never belong to a server out there.
fn is_local_name(name: &str) -> bool {
    is_localhost(name) || [".local", ".internal", ".home.arpa", ".onion"].iter().any(|end| name.ends_with(end))
}

/// Whether an IP address is one of a server out there: not private, loopback, link-local, shared (CGNAT),
/// multicast, reserved, nor one of the IPv6 ranges that carry such an IPv4 address (IANA special-purpose registries).
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_unspecified()
        || ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_broadcast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b)))
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    // Only global unicast (2000::/3) can be public at all: that leaves out loopback, mapped (::ffff:0:0/96),
    // NAT64 (64:ff9b::/96, 64:ff9b:1::/48), discard, unique-local, link-local and multicast.
    let global_unicast = a & 0xe000 == 0x2000;
    let six_to_four = a == 0x2002;
    // 2001::/23: Teredo, benchmarking, ORCHID and others; 2001:db8::/32 and 3fff::/20: documentation.
    let ietf = a == 0x2001 && (b & 0xfe00 == 0 || b == 0x0db8);
    let documentation = a == 0x3fff && b & 0xf000 == 0;
    global_unicast && !six_to_four && !ietf && !documentation
}
