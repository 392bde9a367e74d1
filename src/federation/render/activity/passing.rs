//! Passing another network's listing along, and taking that back.

use super::{Reach, Told, outgoing, reached};
use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::follow::Actor;
use crate::domain::key::ListingId;
use crate::domain::listing::Listing;
use crate::domain::sharing::Topic;
use crate::error::{Error, Result};
use crate::federation::render::listing::below;
use crate::federation::wire::reference::Embedded;
use crate::federation::wire::text::Word;
use crate::federation::wire::{Addressees, Announce, PassedAlong, Reference, Undo, public, same_origin};
use crate::storage::passings::Passing;
use crate::storage::{Conn, actors, follows, listings, passings, sharings};
use url::Url;

/// For whom: never a wider audience than the listing's own.
fn audience(app: &App, listing: &Listing, network: &Actor, origin: &Url) -> (Addressees, Addressees) {
    match listing.audience {
        Audience::Public => {
            let cc: Vec<Url> = network.followers.clone().into_iter().chain([origin.clone()]).collect();
            (vec![public()].into(), cc.into())
        }
        Audience::Peers | Audience::Network => (vec![app.here.addresses.peers()].into(), vec![origin.clone()].into()),
    }
}

/// Whoever passed it to us by any way, and the networks before them, have it.
fn on_the_way(conn: &mut Conn, passing: &Passing) -> Result<Vec<Url>> {
    let mut have = passing.via.clone();
    for (peer, other) in passings::received(conn, passing.listing)? {
        have.push(actors::get(conn, peer)?.ap_id);
        have.extend(other.via);
    }
    Ok(have)
}

fn announce(app: &App, listing: &Listing, network: &Actor, origin: &Url, passing: Passing) -> Announce {
    let (to, cc) = audience(app, listing, network, origin);
    Announce {
        to,
        cc,
        pass_along: Some(PassedAlong { hops: passing.hops, via: passing.via }),
        ..Announce::new(passing.activity, network.ap_id.clone(), listing.ap_id.clone())
    }
}

/// A passing of ours as a server of a follower may see it afterwards, among the open listings; `None` for one that it
/// has from elsewhere, or of a kind that is not given to it.
///
/// # Errors
/// `Internal` when the database fails.
pub fn still_passed(app: &App, conn: &mut Conn, passing: Passing, asker: &Actor) -> Result<Option<Announce>> {
    let listing = listings::get(conn, passing.listing)?;
    let known = on_the_way(conn, &passing)?.iter().any(|url| same_origin(url, &asker.ap_id));
    if known || sharings::withheld_hosts(conn, Topic::of(listing.kind))?.contains(&asker.host) {
        return Ok(None);
    }
    let network = actors::get(conn, app.here.network)?;
    let origin = actors::get(conn, listing.origin)?.ap_id;
    Ok(Some(announce(app, &listing, &network, &origin, passing)))
}

/// The `Announce` to those who may have it, but for whom it came through.
pub(super) fn begun(app: &App, conn: &mut Conn, id: ListingId, subject: String) -> Result<Vec<Told>> {
    let Some(passing) = passings::ours(conn, id)? else { return Ok(Vec::new()) };
    let listing = listings::get(conn, id)?;
    let network = actors::get(conn, app.here.network)?;
    let origin = actors::get(conn, listing.origin)?.ap_id;
    let asked = match listing.audience {
        Audience::Network => return Ok(Vec::new()),
        Audience::Peers => follows::mutual_peers(conn, network.id)?,
        Audience::Public => follows::followers(conn, network.id)?,
    };
    let have = on_the_way(conn, &passing)?;
    let withheld = sharings::withheld_hosts(conn, Topic::of(listing.kind))?;
    let inboxes = asked
        .iter()
        .filter(|actor| !actor.local && !actor.gone && !withheld.contains(&actor.host))
        .filter(|actor| !have.iter().any(|url| same_origin(url, &actor.ap_id)))
        .map(|actor| actor.delivery_inbox().clone())
        .collect();
    let said = announce(app, &listing, &network, &origin, passing);
    let announce = Announce { published: Some(app.here.now()), ..said };
    let public = listing.audience == Audience::Public;
    Ok(vec![Told {
        activity: outgoing(announce.id.clone(), network.id, subject, public, &announce)?,
        inboxes,
        reaches: Some(Reach::Listing(id)),
        forgets: false,
    }])
}

/// The `Undo`, to everyone whom the `Announce` reached.
pub(super) fn undone(app: &App, conn: &mut Conn, id: ListingId, activity: &Url, subject: String) -> Result<Vec<Told>> {
    let listing = listings::get(conn, id)?;
    let network = actors::get(conn, app.here.network)?;
    let origin = actors::get(conn, listing.origin)?.ap_id;
    let (to, cc) = audience(app, &listing, &network, &origin);
    let announce = Reference::Embedded(Box::new(Embedded {
        id: Some(activity.clone()),
        kind: Some(Word::try_from("Announce").map_err(Error::internal)?),
        actor: Some(network.ap_id.clone()),
        object: Some(listing.ap_id.clone()),
        to: to.clone(),
        cc: cc.clone(),
    }));
    let undo = Undo { to, cc, ..Undo::new(below(activity, "undo"), network.ap_id, announce) };
    let public = listing.audience == Audience::Public;
    Ok(vec![Told {
        activity: outgoing(undo.id.clone(), network.id, subject, public, &undo)?,
        inboxes: reached(conn, id)?,
        reaches: None,
        forgets: false,
    }])
}
