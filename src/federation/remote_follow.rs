//! The way from a page of ours to somebody's own server, where they follow or answer what the page shows.
//!
//! Webfinger names a template for that (`http://ostatus.org/schema/1.0/subscribe`), as Mastodon and others do.

use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::address::host_of;
use crate::error::{Error, Result};
use crate::federation::discover::told_of;
use crate::federation::wire::Acct;
use url::Url;

/// So many documents are asked for because of one address.
const FETCHES: u32 = 4;

/// Where somebody goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The host of that page.
    pub host: String,
    /// The page of their own server.
    pub page: Url,
}

/// The page on which `address` can do something with `what`.
///
/// # Errors
/// `Invalid` when it is no address, or one of ours; `NotFound` when its server does not say such a way; `Peer` when the
/// server does not answer as it should.
pub async fn way_to(app: &App, address: &str, what: &Url) -> Result<Way> {
    let not_an_address = |_| Error::invalid("address", "An address looks like ana@social.example.");
    let acct: Acct = address.trim().parse().map_err(not_an_address)?;
    if acct.host() == app.here.addresses.host() {
        return Err(Error::invalid("address", "That is an address here."));
    }
    let (_, told) = told_of(app, &acct, &Budget::new(FETCHES)).await?;
    let template = told.subscribe_template().ok_or_else(Error::not_found)?;
    let page = filled_in(template, what).ok_or_else(Error::not_found)?;
    // Nobody is sent on in clear, but where development is.
    if page.scheme() != "https" && !app.config.federation.development {
        return Err(Error::not_found());
    }
    Ok(Way { host: host_of(&page), page })
}

fn filled_in(template: &str, what: &Url) -> Option<Url> {
    let what: String = url::form_urlencoded::byte_serialize(what.as_str().as_bytes()).collect();
    let page = Url::parse(&template.replace("{uri}", &what)).ok()?;
    let plain = page.username().is_empty() && page.password().is_none() && page.host_str().is_some();
    (plain && matches!(page.scheme(), "https" | "http")).then_some(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_in_so_that_nothing_of_ours_changes_it() {
        let what: Url = "https://riverside.example/ap/network?x=1&y=#z".parse().unwrap();
        let page = filled_in("https://social.example/authorize_interaction?uri={uri}", &what).unwrap();
        assert_eq!(page.query_pairs().next().unwrap().1, what.as_str());
        assert_eq!(page.query_pairs().count(), 1);
        for bad in ["javascript:alert(1)//{uri}", "https://a:b@social.example/{uri}", "{uri}", "data:text/html,{uri}"] {
            assert_eq!(filled_in(bad, &what), None, "{bad}");
        }
    }
}
