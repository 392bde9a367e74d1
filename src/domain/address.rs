//! The addresses of everything that this server publishes. One place makes them, so that one id stays one id.

use crate::domain::key::{ActorId, GuestNeedId, ListingId, ResponseId, StatusId};
use std::net::Ipv4Addr;
use url::Url;

/// What one of our private messages was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// An answer to a listing.
    Reply(ResponseId),
    /// How to answer a listing.
    Explanation(ListingId),
}

/// Makes addresses below the server's base, `https://riverside.example/`.
#[derive(Clone, Debug)]
pub struct Addresses {
    base: Url,
}

impl Addresses {
    /// For a base address that ends in a slash.
    pub fn new(base: Url) -> Self {
        Self { base }
    }

    /// The base.
    pub fn base(&self) -> &Url {
        &self.base
    }

    /// `host`, or `host:port` where the port is not the scheme's own.
    pub fn host(&self) -> String {
        host_of(&self.base)
    }

    fn at(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(path);
        url
    }

    /// The network's actor.
    pub fn network(&self) -> Url {
        self.at("/ap/network")
    }

    /// The collection that an F listing is addressed to. Strangers get 404.
    pub fn peers(&self) -> Url {
        self.at("/ap/network/peers")
    }

    /// The network's open listings, for its followers.
    pub fn open_listings(&self) -> Url {
        self.at("/ap/network/listings")
    }

    /// The server's own actor, which signs fetches.
    pub fn app(&self) -> Url {
        self.at("/ap/app")
    }

    /// A member's actor.
    pub fn member(&self, handle: &str) -> Url {
        self.at(&format!("/ap/members/{handle}"))
    }

    /// The inbox that all actors here share.
    pub fn shared_inbox(&self) -> Url {
        self.at("/ap/inbox")
    }

    /// The page of an actor.
    pub fn profile(&self, handle: &str) -> Url {
        self.at(&format!("/@{handle}"))
    }

    /// A listing's ActivityPub id.
    pub fn listing(&self, slug: &str) -> Url {
        self.at(&format!("/ap/o/{slug}"))
    }

    /// A listing's page.
    pub fn listing_page(&self, slug: &str) -> Url {
        self.at(&format!("/listings/{slug}"))
    }

    /// A status's ActivityPub id.
    pub fn status(&self, slug: &str) -> Url {
        self.at(&format!("/ap/s/{slug}"))
    }

    /// The page of a status, with the id that apps know it by.
    pub fn status_page(&self, handle: &str, id: StatusId) -> Url {
        self.at(&format!("/@{handle}/{id}"))
    }

    /// Where other sites ask how to show one of our pages (oEmbed).
    pub fn oembed(&self, page: &Url) -> Url {
        let mut url = self.at("/api/oembed");
        url.query_pairs_mut().append_pair("url", page.as_str());
        url
    }

    /// What somebody says under a tag, as apps write its address.
    pub fn tagged(&self, handle: &str, tag: &str) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push(&format!("@{handle}")).push("tagged").push(tag);
        }
        url
    }

    /// Whether this can be the id of one of our own statuses.
    pub fn is_status(&self, ap_id: &Url) -> bool {
        ap_id.origin() == self.base.origin() && ap_id.path().starts_with("/ap/s/")
    }

    /// A picture or a recording, by the name that cannot be guessed.
    pub fn medium(&self, slug: &str) -> Url {
        self.at(&format!("/media/{slug}"))
    }

    /// The same picture, small.
    pub fn small_medium(&self, slug: &str) -> Url {
        self.at(&format!("/media/{slug}/small"))
    }

    /// The page of a tag.
    pub fn tag(&self, tag: &str) -> Url {
        let mut url = self.at("/tags/");
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push(tag);
        }
        url
    }

    /// An activity's id.
    pub fn activity(&self, slug: &str) -> Url {
        self.at(&format!("/ap/a/{slug}"))
    }

    /// The id of a private message to whoever answered by one; `part` says which of them.
    pub fn reply(&self, response: ResponseId, part: &str) -> Url {
        self.at(&format!("/ap/a/reply-{response}-{part}"))
    }

    /// The id of the private message that explains how to answer a listing.
    pub fn explanation(&self, listing: ListingId, reader: ActorId) -> Url {
        self.at(&format!("/ap/a/how-{listing}-{reader}"))
    }

    /// What one of our own private messages was about, from its id.
    pub fn told_by(&self, ap_id: &Url) -> Option<ToldBy> {
        let name = (ap_id.origin() == self.base.origin()).then(|| ap_id.path().strip_prefix("/ap/a/"))??;
        if let Some((response, _)) = name.strip_prefix("reply-").and_then(|rest| rest.split_once('-')) {
            return response.parse().ok().map(ToldBy::Reply);
        }
        let (listing, _) = name.strip_prefix("how-")?.split_once('-')?;
        listing.parse().ok().map(ToldBy::Explanation)
    }

    /// Whether this is the id of one of our actors that are spoken to: the network or a member, not a collection.
    pub fn is_spoken_to(&self, url: &Url) -> bool {
        let member = |path: &str| path.strip_prefix("/ap/members/").is_some_and(|handle| !handle.contains('/'));
        url.origin() == self.base.origin() && (url.path() == "/ap/network" || member(url.path()))
    }

    /// The list of who is in a coalition, as we hold it.
    pub fn coalition(&self, id: &str) -> Url {
        self.at(&format!("/ap/coalitions/{id}"))
    }

    /// An agreement's id.
    pub fn agreement(&self, slug: &str) -> Url {
        self.at(&format!("/ap/agreements/{slug}"))
    }

    /// A confirmation's id.
    pub fn confirmation(&self, slug: &str) -> Url {
        self.at(&format!("/ap/r/{slug}"))
    }

    /// The page behind a one-time link.
    pub fn handoff_link(&self, secret: &str) -> Url {
        self.at(&format!("/h/{secret}"))
    }

    /// The page that makes the first operator.
    pub fn founding_link(&self, secret: &str) -> Url {
        self.at(&format!("/found/{secret}"))
    }

    /// The page that signs a member in once.
    pub fn sign_in_link(&self, secret: &str) -> Url {
        self.at(&format!("/enter/{secret}"))
    }

    /// The same for a link that comes by mail: from there one goes home, and not to choose a password.
    pub fn mailed_sign_in_link(&self, secret: &str) -> Url {
        let mut url = self.sign_in_link(secret);
        url.set_query(Some("by=mail"));
        url
    }

    /// The page that confirms an e-mail address.
    pub fn mail_confirmation(&self, secret: &str) -> Url {
        self.at(&format!("/confirm-mail/{secret}"))
    }

    /// The page that ends mails.
    pub fn mail_end(&self, token: &str) -> Url {
        self.at(&format!("/stop-mail/{token}"))
    }

    /// The page on which a member says how they are told.
    pub fn notices(&self) -> Url {
        self.at("/settings/notices")
    }

    /// A member's home.
    pub fn home(&self) -> Url {
        self.at("/home")
    }

    /// The page of an answer, for its two sides.
    pub fn answer(&self, response: ResponseId) -> Url {
        self.at(&format!("/answers/{response}"))
    }

    /// The page by which a neighbor without an account comes back to what they asked.
    pub fn guest_link(&self, secret: &str) -> Url {
        self.at(&format!("/ask/{secret}"))
    }

    /// The page on which a code is typed.
    pub fn code(&self) -> Url {
        self.at("/code")
    }

    /// The page behind an invite.
    pub fn invite_link(&self, secret: &str) -> Url {
        self.at(&format!("/join/{secret}"))
    }

    /// The page by which somebody comes back who asked to be welcomed.
    pub fn join_request_link(&self, secret: &str) -> Url {
        self.at(&format!("/welcome/{secret}"))
    }

    /// The page on which members read and answer a post.
    pub fn post(&self, id: StatusId) -> Url {
        self.at(&format!("/posts/{id}"))
    }

    /// The page on which members read who looks after what.
    pub fn tasks(&self) -> Url {
        self.at("/tasks")
    }

    /// The page of those who ask to be welcomed, for whoever welcomes.
    pub fn welcome(&self) -> Url {
        self.at("/welcome")
    }

    /// The page of what neighbors without an account ask, for those who help.
    pub fn guest_needs(&self) -> Url {
        self.at("/asks")
    }

    /// The page of one of these for whoever helps.
    pub fn guest_need(&self, id: GuestNeedId) -> Url {
        self.at(&format!("/asks/{id}"))
    }

    /// The slug of one of our own listings, from its ActivityPub id.
    pub fn listing_slug<'a>(&self, ap_id: &'a Url) -> Option<&'a str> {
        (ap_id.origin() == self.base.origin())
            .then(|| ap_id.path().strip_prefix("/ap/o/"))?
            .filter(|s| !s.contains('/'))
    }
}

/// `host`, or `host:port` where the port is not the scheme's own.
pub fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// What a host belongs to, roughly: the last two words of its name, or its address. Whoever has a name has as many below it as
/// they like, and what one host may do alone, all of these could do together. In some places two words belong to many
/// (`co.uk`): it may say whose turn it is, and refuse nobody everything.
pub fn site_of(host: &str) -> &str {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    if name.starts_with('[') || name.parse::<Ipv4Addr>().is_ok() {
        return name;
    }
    let name = name.trim_end_matches('.');
    name.rmatch_indices('.').nth(1).map_or(name, |(at, _)| &name[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_below_one_name_is_one_site_and_so_is_an_address() {
        for (host, site) in [
            ("spam.example", "spam.example"),
            ("a.b.spam.example", "spam.example"),
            ("a.spam.example:8443", "spam.example"),
            ("a.spam.example.", "spam.example"),
            ("localhost:4000", "localhost"),
            ("127.0.0.1:4000", "127.0.0.1"),
            ("[2001:db8::1]:4000", "[2001:db8::1]"),
            ("[2001:db8::1]", "[2001:db8::1]"),
            ("", ""),
        ] {
            assert_eq!(site_of(host), site, "{host}");
        }
    }

    #[test]
    fn only_our_own_listings_have_a_slug() {
        let here = Addresses::new("https://riverside.example/".parse().unwrap());
        assert_eq!(here.listing_slug(&here.listing("abc")), Some("abc"));
        for other in [
            "https://riverside.example:8443/ap/o/abc",
            "https://evil.example/ap/o/abc",
            "https://riverside.example/ap/o/abc/replies",
        ] {
            assert_eq!(here.listing_slug(&other.parse().unwrap()), None);
        }
    }
}
