//! Finding networks through those that we follow: each may publish whom it follows (`following`, off by default), and
//! these lists are walked two steps. Nothing central, and nothing that a request waits for.
//!
//! Lists are written by strangers, and lead to third parties: so few lists, few networks of each, fewer of one host, each
//! asked once, within one deadline. What stands in a list is only where to ask; what a network is, it says itself.

use crate::adapters::fetch::{ACCEPT_ACTIVITY, Budget, is_refused};
use crate::app::App;
use crate::domain::address::host_of;
use crate::domain::directory::Entry;
use crate::domain::follow::ActorKind;
use crate::error::{Error, Kind, Result};
use crate::federation::dereference;
use crate::federation::objects::actor::from_wire;
use crate::federation::wire::actor::Implements;
use crate::federation::wire::collection::First;
use crate::federation::wire::nodeinfo::{NodeInfo, WellKnown};
use crate::federation::wire::{self, Collection, Page, id, read, same_origin};
use crate::storage::{directory, follows};
use chrono::Duration;
use futures::StreamExt;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::time::Duration as StdDuration;
use url::Url;

/// Most lists that one walk reads.
pub const LISTS_MAX: usize = 30;
/// Most networks that one walk asks.
pub const NETWORKS_MAX: usize = 100;
/// Most networks that are asked because of one list.
pub const PER_LIST_MAX: usize = 25;
/// Most networks of one host that are asked.
pub const PER_HOST_MAX: usize = 3;
/// The longest that a walk may take.
const DEADLINE: StdDuration = StdDuration::from_secs(180);
/// Networks asked at once.
const AT_ONCE: usize = 4;
/// Most fetches for one network or list, redirects included.
const FETCHES: u32 = 6;

/// How long an entry stays that could not be asked again.
fn kept_for() -> Duration {
    Duration::days(7)
}

/// One walk, as far as it has come.
struct Walk {
    found: Vec<Entry>,
    /// Whom nobody asks again: ourselves, those whom we follow, and who was asked.
    seen: HashSet<Url>,
    of_host: HashMap<String, usize>,
    lists_left: usize,
    networks_left: usize,
    /// Who did not answer: what was known through or of them stays for a while.
    silent: HashSet<Url>,
}

/// Whose list is read: where it is, if we know already, and through whom we came there.
struct Lister {
    ap_id: Url,
    following: Option<Url>,
    via: Vec<Url>,
}

/// Walks the lists of the networks that we follow, two steps, and keeps what was found. Answers how many networks that is.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn walk(app: &App) -> Result<usize> {
    let network = app.here.network;
    let followed = app.here.db.read(move |conn| follows::followed(conn, network)).await?;
    let followed: Vec<Url> = followed
        .into_iter()
        .filter(|actor| actor.kind == ActorKind::Organization && !actor.gone)
        .map(|actor| actor.ap_id)
        .collect();
    let mut walk = Walk {
        found: Vec::new(),
        seen: followed.iter().cloned().chain([app.here.addresses.network()]).collect(),
        of_host: HashMap::new(),
        lists_left: LISTS_MAX,
        networks_left: NETWORKS_MAX,
        silent: HashSet::new(),
    };
    let whole = tokio::time::timeout(DEADLINE, walk.both_steps(app, followed)).await.is_ok();
    let Walk { found, silent, .. } = walk;
    let (how_many, oldest) = (found.len(), app.here.now() - kept_for());
    let still = move |entry: &Entry| {
        !whole || silent.contains(&entry.ap_id) || entry.via.iter().any(|lister| silent.contains(lister))
    };
    app.here.db.write(move |conn| directory::replace(conn, &found, still, oldest)).await?;
    Ok(how_many)
}

impl Walk {
    async fn both_steps(&mut self, app: &App, followed: Vec<Url>) {
        let listers = followed.into_iter().map(|ap_id| Lister { ap_id, following: None, via: Vec::new() }).collect();
        let listers = self.step(app, listers).await;
        self.step(app, listers).await;
    }

    /// Reads these lists, and asks the networks in them; answers where to go on.
    async fn step(&mut self, app: &App, listers: Vec<Lister>) -> Vec<Lister> {
        let mut next = Vec::new();
        for lister in listers {
            if self.lists_left == 0 {
                break;
            }
            self.lists_left -= 1;
            let items = match list(app, &lister).await {
                Ok(items) => items,
                Err(error) => {
                    self.note_silence(&lister.ap_id, &error);
                    continue;
                }
            };
            let asked: Vec<Url> = items.into_iter().filter(|item| self.is_new(app, item)).take(PER_LIST_MAX).collect();
            let via: Vec<Url> = lister.via.into_iter().chain([lister.ap_id]).collect();
            let mut answers = futures::stream::iter(asked)
                .map(|item| async move { (network(app, &item).await, item) })
                .buffer_unordered(AT_ONCE);
            while let Some((answer, item)) = answers.next().await {
                match answer {
                    Ok((entry, following)) => {
                        if let Some(following) = following {
                            let ap_id = entry.ap_id.clone();
                            next.push(Lister { ap_id, following: Some(following), via: via.clone() });
                        }
                        self.found.push(Entry { via: via.clone(), ..entry });
                    }
                    Err(error) => self.note_silence(&item, &error),
                }
            }
        }
        next
    }

    /// Whether an item is to be asked: nobody else named it, there is room, and not too many of its host were asked.
    fn is_new(&mut self, app: &App, item: &Url) -> bool {
        let of_host = self.of_host.entry(host_of(item)).or_default();
        if self.networks_left == 0
            || *of_host >= PER_HOST_MAX
            || same_origin(item, app.here.addresses.base())
            || !self.seen.insert(item.clone())
        {
            return false;
        }
        *of_host += 1;
        self.networks_left -= 1;
        true
    }

    fn note_silence(&mut self, who: &Url, error: &Error) {
        tracing::debug!(problem = error.text(), "a walk to find networks passes somebody over");
        if matches!(error.kind(), Kind::Peer | Kind::Unavailable) && !is_refused(error) {
            self.silent.insert(who.clone());
        }
    }
}

/// The ids in a network's list of whom it follows; none where it does not publish one.
async fn list(app: &App, lister: &Lister) -> Result<Vec<Url>> {
    let budget = Budget::new(FETCHES);
    let following = match &lister.following {
        Some(following) => following.clone(),
        None => {
            let document = dereference::actor_document(app, &lister.ap_id, &budget).await?;
            // What a network that we follow understands may have changed since we met it.
            if document.id == lister.ap_id {
                dereference::store(app, from_wire(document.clone(), app.here.now())).await?;
            }
            match following_of(&document) {
                Some(following) => following,
                None => return Ok(Vec::new()),
            }
        }
    };
    let collection: Collection<Value> = document(app, &following, &budget).await?;
    if collection.id != following {
        return Err(Error::bad_request("That list has another id than the one that was asked for."));
    }
    let items = match (collection.ordered_items, collection.first) {
        (Some(items), _) => items,
        (None, Some(First::Page(page))) => page.ordered_items,
        (None, Some(First::Id(first))) if same_origin(&first, &following) => {
            document::<Page<Value>>(app, &first, &budget).await?.ordered_items
        }
        _ => Vec::new(),
    };
    Ok(items.iter().filter_map(|item| id::of_value(item).ok()).collect())
}

/// Where an actor lists whom it follows: only at its own server.
fn following_of(actor: &wire::Actor) -> Option<Url> {
    actor.following.clone().filter(|following| same_origin(following, &actor.id))
}

async fn document<T: serde::de::DeserializeOwned>(app: &App, url: &Url, budget: &Budget) -> Result<T> {
    let fetched = dereference::get(app, url, ACCEPT_ACTIVITY, budget).await?;
    let value: Value = serde_json::from_slice(fetched.activity()?)?;
    read(&value)
}

/// Asks a network what it is; answers also where it lists whom it follows. Refused is what is no network, what does not
/// understand needs and offers, and what its own server does not know as a network (FEP-844e, FEP-0837, FEP-f1d5).
async fn network(app: &App, ap_id: &Url) -> Result<(Entry, Option<Url>)> {
    let budget = Budget::new(FETCHES);
    let document = dereference::actor_document(app, ap_id, &budget).await?;
    if document.id != *ap_id {
        return Err(Error::bad_request("That actor has another id than the one that was listed."));
    }
    let following = following_of(&document);
    let understands = [Implements::FEP_0837, Implements::POTLUCK_1].iter().any(|what| document.implements(what));
    let actor = from_wire(document, app.here.now());
    if actor.kind != ActorKind::Organization || !understands {
        return Err(Error::bad_request("That is not a network that understands needs and offers."));
    }
    check_node(app, ap_id, &budget).await?;
    let entry = Entry {
        ap_id: actor.ap_id,
        handle: actor.handle,
        host: actor.host,
        name: actor.name,
        area: actor.area,
        languages: actor.languages,
        mode: actor.mode,
        intake: actor.intake,
        via: Vec::new(),
        fetched_at: actor.fetched_at,
    };
    Ok((entry, following))
}

/// Checks that a server speaks ActivityPub, and that a network is one of those that it says live there, if it says so.
async fn check_node(app: &App, ap_id: &Url, budget: &Budget) -> Result<()> {
    const JSON: &str = "application/json";
    let links = dereference::get(app, &ap_id.join("/.well-known/nodeinfo")?, JSON, budget).await?;
    let links: WellKnown = serde_json::from_slice(links.json()?)?;
    let at = links.document().filter(|at| same_origin(at, ap_id));
    let at = at.ok_or_else(|| Error::bad_request("That server does not say what runs there."))?;
    let node = dereference::get(app, at, JSON, budget).await?;
    let node: NodeInfo = serde_json::from_slice(node.json()?)?;
    let networks = &node.metadata.networks;
    let named = networks.is_empty() || networks.iter().any(|network| network.as_str() == ap_id.as_str());
    if !named || !node.protocols.iter().any(|protocol| *protocol == "activitypub") {
        return Err(Error::bad_request("That server does not know this network."));
    }
    Ok(())
}
