//! Names are resolved here, so that the address that was checked is the one that is connected to: a
//! resolver that changes its answer between check and connection gains nothing.

use super::policy::{Policy, is_public};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

pub(super) struct GuardedResolver {
    policy: Arc<Policy>,
}

impl GuardedResolver {
    pub(super) fn new(policy: Arc<Policy>) -> Self {
        Self { policy }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let policy = self.policy.clone();
        Box::pin(async move {
            let name = name.as_str().to_ascii_lowercase();
            // The port is set by whoever connects.
            if policy.resolves_to_loopback(&name) {
                let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                return Ok(Box::new(std::iter::once(here)) as Addrs);
            }
            let trusted = policy.trusts_addresses_of(&name);
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name, 0))
                .await?
                .filter(|address| trusted || is_public(address.ip()))
                .collect();
            if found.is_empty() {
                return Err("this name leads to no public address".into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}
