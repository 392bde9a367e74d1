//! Followers collection synchronization (FEP-8fcf): a delivery to followers says what those of its host come to, and who
//! knows it otherwise asks for them, and mends.

use crate::actions::mend_follows::{Listed, mend_follows};
use crate::adapters::fetch::ACCEPT_ACTIVITY;
use crate::app::App;
use crate::domain::follow::{Actor, FollowersDigest};
use crate::domain::key::ActorId;
use crate::error::{Error, Kind, Result};
use crate::federation::dereference;
use crate::federation::signature::{Header, cavage};
use crate::federation::wire::collection::Ids;
use crate::federation::wire::{id, same_origin};
use crate::storage::synchronizations::{self, Synchronization};
use crate::storage::{Conn, actors, follower_digests, follows};
use std::collections::HashMap;
use std::time::Duration;
use url::Url;

/// The header's name, in lower case.
pub const HEADER: &str = "collection-synchronization";
/// The longest header that is read, in bytes: two addresses and a digest.
const LONGEST: usize = 4_096;
/// Most pages of followers that are asked for at once.
const PAGES_MAX: usize = 20;
/// Most followers that are read; Mastodon's largest accounts have fewer at any one server of this size.
const FOLLOWERS_MAX: usize = 20_000;

/// The longest that one list may take.
const DEADLINE: Duration = Duration::from_secs(30);

/// What the header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// `collectionId`: the followers of the actor.
    pub collection: Url,
    /// Where those of the host that it was sent to are listed.
    pub url: Url,
    /// What these come to.
    pub digest: FollowersDigest,
}

impl Said {
    /// As it stands in the header.
    pub fn write(&self) -> String {
        format!(r#"collectionId="{}", url="{}", digest="{}""#, self.collection, self.url, self.digest.to_hex())
    }

    /// Reads a header from outside; nothing when it is no such header, or longer than 4,096 bytes.
    pub fn parse(header: &str) -> Option<Self> {
        if header.len() > LONGEST {
            return None;
        }
        let parameters = cavage::parameters(header).ok()?;
        let value = |name: &str| parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        Some(Self {
            collection: id::parse(value("collectionId")?).ok()?,
            url: id::parse(value("url")?).ok()?,
            digest: FollowersDigest::from_hex(value("digest")?)?,
        })
    }
}

/// Where those of a host are listed who follow one of our actors: `…/followers/hillside.example`. Only that host is
/// answered there.
pub fn part_for(followers: &Url, host: &str) -> Url {
    let mut url = followers.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().push(host);
    }
    url
}

/// What is known of the header of a delivery.
pub enum Known {
    /// This is it; none for an actor that nobody can follow.
    Header(Option<Header>),
    /// What its followers at that host come to was never asked for: [`make_header`] makes it.
    ToBeMade,
}

/// The headers of deliveries from one of our actors to these hosts, as far as they are known.
///
/// # Errors
/// `Internal` when the database fails.
pub fn known_headers<'a>(conn: &mut Conn, actor: ActorId, hosts: &[&'a str]) -> Result<HashMap<&'a str, Known>> {
    let Some(collection) = actors::followers(conn, actor)? else {
        return Ok(hosts.iter().map(|host| (*host, Known::Header(None))).collect());
    };
    let digests = follower_digests::of_hosts(conn, actor, hosts)?;
    let known = |host: &&'a str| match digests.get(*host) {
        Some(digest) => (*host, Known::Header(Some(written(collection.clone(), host, *digest)))),
        None => (*host, Known::ToBeMade),
    };
    Ok(hosts.iter().map(known).collect())
}

/// The header of the first delivery from one of our actors to a host; none for an actor that nobody can follow.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn make_header(app: &App, actor: ActorId, host: &str) -> Result<Option<Header>> {
    let name = host.to_owned();
    let write = app.here.db.write(move |conn| {
        let Some(collection) = actors::followers(conn, actor)? else { return Ok(None) };
        Ok(Some((collection, follower_digests::make(conn, actor, &name)?)))
    });
    Ok(write.await?.map(|(collection, digest)| written(collection, host, digest)))
}

fn written(collection: Url, host: &str, digest: FollowersDigest) -> Header {
    (HEADER, Said { url: part_for(&collection, host), collection, digest }.write())
}

/// Reads the header of a delivery by an actor, which its signature covered, and notes when we know its followers here
/// otherwise. What is not about its own followers, at its own server, is passed over. True when there is something to do.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn heard(app: &App, actor: &Actor, header: &str) -> Result<bool> {
    let Some(said) = Said::parse(header) else { return Ok(false) };
    if actor.followers.as_ref() != Some(&said.collection) || !same_origin(&said.url, &actor.ap_id) {
        return Ok(false);
    }
    let (id, host) = (actor.id, app.here.addresses.host());
    let read = app.here.db.read(move |conn| match follower_digests::get(conn, id, &host)? {
        Some(kept) => Ok((kept, true)),
        // Few of ours follow any one of theirs, and nothing is kept for a stranger whom nobody follows.
        None => {
            let held = follows::followers_at(conn, id, &host)?;
            Ok((FollowersDigest::of(held.iter().map(|(_, follower)| follower.as_str())), held.is_empty()))
        }
    });
    let (ours, enough) = read.await?;
    if !enough {
        let host = app.here.addresses.host();
        app.here.db.write(move |conn| follower_digests::make(conn, id, &host)).await?;
    }
    if ours == said.digest {
        return Ok(false);
    }
    let (now, noted) = (app.here.now(), Synchronization { actor: actor.id, url: said.url, digest: said.digest });
    app.here.db.write(move |conn| synchronizations::note(conn, &noted, now)).await?;
    Ok(true)
}

/// Looks at one actor whose followers here are not those that its server sees, and mends. False when none is due.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn mend_one(app: &App) -> Result<bool> {
    let now = app.here.now();
    if !app.here.db.read(move |conn| synchronizations::any_due(conn, now)).await? {
        return Ok(false);
    }
    let Some(due) = app.here.db.write(move |conn| synchronizations::claim(conn, now)).await? else { return Ok(false) };
    let actor = due.actor;
    match tokio::time::timeout(DEADLINE, mend(app, due)).await {
        Ok(Err(error)) if error.kind() == Kind::Internal => return Err(error),
        // The next delivery says it again, if it is still so.
        Ok(Err(error)) => tracing::debug!(problem = error.text(), "followers could not be compared"),
        Err(_) => tracing::debug!("a list of followers came too slowly"),
        Ok(Ok(())) => {}
    }
    let now = app.here.now();
    app.here.db.write(move |conn| synchronizations::done(conn, actor, now)).await?;
    Ok(true)
}

async fn mend(app: &App, due: Synchronization) -> Result<()> {
    let (id, host) = (due.actor, app.here.addresses.host());
    // What begins while we ask is not in the answer, and must not end for that.
    let read = app.here.db.read(move |conn| Ok((actors::get(conn, id)?, follows::followers_at(conn, id, &host)?)));
    let (actor, held) = read.await?;
    if FollowersDigest::of(held.iter().map(|(_, follower)| follower.as_str())) == due.digest {
        return Ok(());
    }
    let listed = listed(app, &actor, due.url).await?;
    let whole = FollowersDigest::of(listed.iter().map(Url::as_str)) == due.digest;
    let listed = Listed { followers: listed, whole };
    mend_follows(&app.here, actor.id, held, listed).await?;
    app.wake.outbox.notify_one();
    Ok(())
}

/// Whom of ours an actor's server lists as its followers.
async fn listed(app: &App, actor: &Actor, url: Url) -> Result<Vec<Url>> {
    // It is asked because it said so: what its server may make us fetch holds for this too (refusal 33).
    let budget = app.budget(2 * PAGES_MAX as u32, &actor.host);
    let (mut next, mut found) = (Some(url), Vec::new());
    for _ in 0..PAGES_MAX {
        let Some(url) = next.take() else { break };
        if !same_origin(&url, &actor.ap_id) {
            return Err(Error::peer("A list of followers leads to another server."));
        }
        let fetched = dereference::get(app, &url, ACCEPT_ACTIVITY, &budget).await?;
        let page = Ids::read(&serde_json::from_slice(fetched.activity()?)?);
        found.extend(page.ids.into_iter().filter(|id| same_origin(id, app.here.addresses.base())));
        if found.len() > FOLLOWERS_MAX {
            return Err(Error::peer("A list of followers is too long."));
        }
        next = page.next;
    }
    found.sort();
    found.dedup();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feps_own_example_is_read() {
        let header = r#"collectionId="https://example.org/users/1/followers", url="https://example.org/users/1/followers_synchronization", digest="c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f""#;
        let said = Said::parse(header).unwrap();
        assert_eq!(said.collection.as_str(), "https://example.org/users/1/followers");
        assert_eq!(said.url.path(), "/users/1/followers_synchronization");
        assert_eq!(said.write(), header);
    }

    #[test]
    fn what_is_no_such_header_is_passed_over() {
        let digest = "00".repeat(32);
        for header in [
            String::new(),
            "x".repeat(5_000),
            format!(r#"collectionId="https://a.example/f", digest="{digest}""#),
            format!(r#"collectionId="https://a.example/f", url="no address", digest="{digest}""#),
            r#"collectionId="https://a.example/f", url="https://a.example/s", digest="12""#.into(),
            format!(r#"collectionId="of: \"a\"", url="https://a.example/s", digest="{digest}""#),
            format!(
                r#"url="https://a.example/s", url="https://b.example/s", collectionId="https://a.example/f", digest="{digest}""#
            ),
        ] {
            assert_eq!(Said::parse(&header), None, "{header}");
        }
    }

    #[test]
    fn a_port_stands_in_the_address_of_a_hosts_part() {
        let followers = Url::parse("https://riverside.example/ap/network/followers").unwrap();
        assert_eq!(
            part_for(&followers, "hillside.localhost:8080").as_str(),
            "https://riverside.example/ap/network/followers/hillside.localhost:8080"
        );
    }
}
