//! Names are resolved here, so that the address that was checked is the one that is connected to: a
//! resolver that changes its answer between check and connection gains nothing.

use super::policy::{Policy, is_public};
use futures::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

/// Where names lead.
pub trait Names: Send + Sync {
    /// The addresses of a name. A port of 0 stands for that of whoever connects.
    ///
    /// # Errors
    /// When there is no such name, or nobody says so.
    fn look_up(&self, name: String) -> BoxFuture<'static, std::io::Result<Vec<SocketAddr>>>;
}

/// The names of the system that this runs on.
pub struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, name: String) -> BoxFuture<'static, std::io::Result<Vec<SocketAddr>>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) })
    }
}

pub(super) struct GuardedResolver {
    policy: Arc<Policy>,
    names: Arc<dyn Names>,
}

impl GuardedResolver {
    pub(super) fn new(policy: Arc<Policy>, names: Arc<dyn Names>) -> Self {
        Self { policy, names }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (policy, names) = (self.policy.clone(), self.names.clone());
        Box::pin(async move {
            let name = name.as_str().to_ascii_lowercase();
            // The port is set by whoever connects.
            if policy.resolves_to_loopback(&name) {
                let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                return Ok(Box::new(std::iter::once(here)) as Addrs);
            }
            let trusted = policy.trusts_addresses_of(&name);
            let mut found = names.look_up(name).await?;
            found.retain(|address| trusted || is_public(address.ip()));
            if found.is_empty() {
                return Err("this name leads to no public address".into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn addresses(policy: Policy, name: &str) -> Result<Vec<String>, String> {
        let found = GuardedResolver::new(Arc::new(policy), Arc::new(SystemNames)).resolve(name.parse().unwrap()).await;
        found.map(|found| found.map(|address| address.ip().to_string()).collect()).map_err(|error| error.to_string())
    }

    /// What every connection asks: so a name that was public a moment ago gains nothing by turning inward.
    #[tokio::test]
    async fn a_name_that_leads_inward_is_refused_when_the_connection_is_made() {
        let refused = addresses(Policy::new(false, Vec::new()), "localhost").await.unwrap_err();
        assert_eq!(refused, "this name leads to no public address");
        let listed = addresses(Policy::new(false, vec!["localhost".into()]), "localhost").await;
        assert!(listed.is_err(), "the list is for development only");
    }

    #[tokio::test]
    async fn names_below_localhost_never_ask_the_system_and_listed_ones_are_taken_as_they_are() {
        let development = || Policy::new(true, vec!["127.0.0.9:3000".into()]);
        for name in ["localhost", "Hillside.LOCALHOST", "a.b.localhost"] {
            assert_eq!(addresses(development(), name).await.unwrap(), ["127.0.0.1"], "{name}");
        }
        // An address as a name is what a resolver without a network can answer.
        assert_eq!(addresses(development(), "127.0.0.9").await.unwrap(), ["127.0.0.9"]);
        assert!(addresses(development(), "127.0.0.10").await.is_err());
    }
}
