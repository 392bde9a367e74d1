//! From an outbox event to the activities that tell it, and for whom.

mod membership;
mod moved;
pub mod passing;
mod poll;
mod safety;
mod status;
mod words;

use crate::app::App;
use crate::domain::audience::Audience;
use crate::domain::event::Event;
use crate::domain::follow::Actor;
use crate::domain::handoff::{Handoff, State as HandoffState};
use crate::domain::key::{ActorId, HandoffId, ListingId, ResponseId, StatusId};
use crate::domain::listing::Listing;
use crate::domain::privacy::Key;
use crate::domain::response::{Response, State as ResponseState};
use crate::domain::sharing::Topic;
use crate::error::{Error, Result};
use crate::federation::render::listing::{Surroundings, audience, below, intent_id, note};
use crate::federation::render::reply;
use crate::federation::wire::agreement::{Commitment, Confirmation, HandoffLink, ResponseFacts};
use crate::federation::wire::text::{NoteText, Word};
use crate::federation::wire::{
    Accept, Addressees, Agreement, Announce, Create, Delete, Deleted, Follow, Measure, Offer, Reference, Reject,
    Tombstone, Undo, Update, write,
};
use crate::i18n::{Lang, text, text_with};
use crate::storage::activities::Outgoing;
use crate::storage::{Conn, actors, follows, handoffs, listings, media, responses, sharings};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// What remembers whom it reached, so that its changes and its deletion go there too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A listing.
    Listing(ListingId),
    /// A status.
    Status(StatusId),
}

/// An activity and the inboxes that it goes to.
#[derive(Debug)]
pub struct Told {
    /// The activity.
    pub activity: Outgoing,
    /// Where to, shared inboxes collapsed.
    pub inboxes: BTreeSet<Url>,
    /// Whose reach this is, if it is one's.
    pub reaches: Option<Reach>,
    /// Whether older activities of the subject are forgotten with this one.
    pub forgets: bool,
}

/// Renders what an event tells. Nothing for an event that has nothing left to tell (its listing was
/// erased, or never left home).
///
/// # Errors
/// `Internal` when the database fails.
pub fn told(app: &App, conn: &mut Conn, event: &Event) -> Result<Vec<Told>> {
    let subject = event.subject();
    if let Event::ListingPublished { listing }
    | Event::ListingChanged { listing }
    | Event::ListingDeleted { listing }
    | Event::ListingPassed { listing } = *event
    {
        // Whoever gives it another id meanwhile waits: what is told of it now goes with the old one then.
        listings::lock(conn, listing)?;
    }
    match *event {
        Event::ListingPublished { listing } => published(app, conn, listing, subject),
        Event::ListingChanged { listing } => changed(app, conn, listing, subject),
        Event::ListingDeleted { listing } => deleted(app, conn, listing, subject),
        Event::ListingPassed { listing } => passing::begun(app, conn, listing, subject),
        Event::PassingUndone { listing, ref activity } => passing::undone(app, conn, listing, activity, subject),
        Event::ResponseMade { response } => response_made(app, conn, response, subject),
        Event::ResponseWithdrawn { response } => response_withdrawn(app, conn, response, subject),
        Event::ResponseAccepted { response, handoff } => response_accepted(app, conn, response, handoff, subject),
        Event::ResponseRejected { response } => response_rejected(app, conn, response, subject),
        Event::WordsSaid { response, status } => words::said(app, conn, response, status, subject),
        Event::ResponseReceived { response } => {
            let response = responses::get(conn, &app.here.seal, response)?;
            let lang = response.language.unwrap_or(app.here.language);
            reply::received(app, conn, &response, lang, subject)
        }
        Event::ReplyExplained { listing, actor, ref note, language } => {
            reply::explained(app, conn, listing, actor, note.clone(), language, subject)
        }
        Event::HandedOver { handoff } => handed_over(app, conn, handoff),
        Event::ActorChanged { actor } => actor_changed(app, conn, actor, subject),
        Event::ActorMoved { actor } => moved::moved(app, conn, actor, subject),
        Event::ActorLeft { actor, ref inboxes } => actor_left(app, conn, actor, inboxes, subject),
        Event::AccountBlocked { by, blocked, still } => safety::blocked(app, conn, by, blocked, still, subject),
        Event::ReportForwarded { report } => safety::forwarded(app, conn, report, subject),
        Event::StatusPosted { status } => status::posted(app, conn, status, subject),
        Event::StatusChanged { status } => status::changed(app, conn, status, subject),
        Event::PollCounted { status } => poll::counted(app, conn, status, subject),
        Event::Voted { status, actor } => poll::voted(app, conn, status, actor, subject),
        Event::StatusDeleted { .. } => status::deleted(app, conn, event),
        Event::Favourited { favourite } => status::liked(app, conn, favourite, subject),
        Event::FavouriteUndone { .. } => status::like_undone(conn, event),
        Event::FollowAsked { follow } => {
            let follow = follows::get(conn, follow)?;
            let (from, to) = (actors::get(conn, follow.follower)?, actors::get(conn, follow.followed)?);
            let activity = Follow {
                to: vec![to.ap_id.clone()].into(),
                ..Follow::new(follow.ap_id, from.ap_id.clone(), to.ap_id.clone())
            };
            one(&from, &to, subject, activity.id.clone(), activity)
        }
        Event::FollowUndone { follow } => {
            let follow = follows::get(conn, follow)?;
            let (from, to) = (actors::get(conn, follow.follower)?, actors::get(conn, follow.followed)?);
            let undone = Reference::follow(follow.ap_id.clone(), from.ap_id.clone(), to.ap_id.clone());
            let id = below(&follow.ap_id, "undo");
            let activity =
                Undo { to: vec![to.ap_id.clone()].into(), ..Undo::new(id.clone(), from.ap_id.clone(), undone) };
            one(&from, &to, subject, id, activity)
        }
        Event::MembershipStated { ref coalition } => membership::stated(app, conn, coalition, subject),
        Event::MembershipPassedOn { ref coalition, ref member, ref from } => {
            membership::passed_on(app, conn, coalition, (member, from), subject)
        }
        Event::FollowAccepted { follow } => answer_follow(app, conn, follow, true, subject),
        Event::FollowRejected { follow } => answer_follow(app, conn, follow, false, subject),
    }
}

fn answer_follow(
    app: &App,
    conn: &mut Conn,
    follow: crate::domain::FollowId,
    yes: bool,
    subject: String,
) -> Result<Vec<Told>> {
    let follow = follows::get(conn, follow)?;
    let (asked, asker) = (actors::get(conn, follow.followed)?, actors::get(conn, follow.follower)?);
    let object = Reference::follow(follow.ap_id.clone(), asker.ap_id.clone(), asked.ap_id.clone());
    // Each asking is answered: the id follows from the Follow's own and from the moment.
    let id = app.here.addresses.activity(&crate::ids::slug());
    let to: Addressees = vec![asker.ap_id.clone()].into();
    if yes {
        let activity = Accept { to, ..Accept::new(id.clone(), asked.ap_id.clone(), object) };
        one(&asked, &asker, subject, id, activity)
    } else {
        let activity = Reject { to, ..Reject::new(id.clone(), asked.ap_id.clone(), object) };
        one(&asked, &asker, subject, id, activity)
    }
}

/// One activity from one of our actors to another server's.
pub(super) fn one(from: &Actor, to: &Actor, subject: String, id: Url, activity: impl Serialize) -> Result<Vec<Told>> {
    Ok(vec![Told {
        activity: outgoing(id, from.id, subject, false, activity)?,
        inboxes: BTreeSet::from([to.inbox.clone()]),
        reaches: None,
        forgets: false,
    }])
}

fn outgoing(ap_id: Url, actor: ActorId, subject: String, public: bool, activity: impl Serialize) -> Result<Outgoing> {
    let activity = write(activity)?;
    let for_followers = is_for_followers(&activity);
    let body = serde_json::to_string(&activity).map_err(Error::internal)?;
    Ok(Outgoing { ap_id, actor, subject, public, for_followers, body })
}

/// Whether an activity is addressed to the followers of its actor, or to the peers, who follow the network too.
fn is_for_followers(activity: &Value) -> bool {
    let Some(actor) = activity["actor"].as_str() else { return false };
    let theirs = |id: &str| id.strip_prefix(actor).is_some_and(|part| matches!(part, "/followers" | "/peers"));
    ["to", "cc"].iter().any(|name| match &activity[*name] {
        Value::Array(list) => list.iter().filter_map(Value::as_str).any(theirs),
        one => one.as_str().is_some_and(theirs),
    })
}

/// The inboxes of everyone in a listing's audience, but at the networks to which we do not give such listings.
fn audience_inboxes(app: &App, conn: &mut Conn, listing: &Listing) -> Result<BTreeSet<Url>> {
    let network = app.here.network;
    let mut to = match listing.audience {
        Audience::Network => Vec::new(),
        Audience::Peers => follows::mutual_peers(conn, network)?,
        Audience::Public => follows::followers(conn, network)?,
    };
    if listing.audience == Audience::Public && listing.speaker != network {
        to.extend(follows::followers(conn, listing.speaker)?);
    }
    to.retain(|actor| !actor.local && !actor.gone);
    let withheld = sharings::withheld_hosts(conn, Topic::of(listing.kind))?;
    Ok(to.iter().filter(|actor| !withheld.contains(&actor.host)).map(|actor| actor.delivery_inbox().clone()).collect())
}

fn reached(conn: &mut Conn, listing: ListingId) -> Result<BTreeSet<Url>> {
    listings::reach(conn, listing)?.iter().map(|inbox| Url::parse(inbox).map_err(Error::internal)).collect()
}

fn published(app: &App, conn: &mut Conn, id: ListingId, subject: String) -> Result<Vec<Told>> {
    let listing = listings::get(conn, id)?;
    if !listing.state.is_published() || !listing.audience.federates() {
        return Ok(Vec::new());
    }
    let speaker = actors::get(conn, listing.speaker)?;
    let pictures = media::of_listing(conn, &app.here.seal, id)?;
    let object = note(&Surroundings::of(app), &listing, &speaker, &pictures)?;
    let (to, cc) = audience(&app.here.addresses, &listing, &speaker);
    let public = listing.audience == Audience::Public;
    // Published once under each audience: widening says it again, to more people.
    let part = if listing.revision > 1 { format!("create/{}", listing.revision) } else { "create".into() };
    let inboxes = audience_inboxes(app, conn, &listing)?;
    let create = Create {
        published: listing.published_at,
        to: to.clone(),
        cc: cc.clone(),
        ..Create::new(below(&listing.ap_id, &part), speaker.ap_id.clone(), object)
    };
    let mut told = vec![Told {
        activity: outgoing(create.id.clone(), speaker.id, subject.clone(), public, &create)?,
        inboxes: inboxes.clone(),
        reaches: Some(Reach::Listing(id)),
        forgets: false,
    }];
    if speaker.id != app.here.network {
        let network = actors::get(conn, app.here.network)?;
        let announce = Announce {
            published: listing.published_at,
            to,
            cc: announce_cc(&network, &speaker, public).into(),
            ..Announce::new(
                below(&listing.ap_id, &format!("announce/{}", listing.revision)),
                network.ap_id,
                listing.ap_id.clone(),
            )
        };
        told.push(Told {
            activity: outgoing(announce.id.clone(), network.id, subject, public, &announce)?,
            inboxes,
            reaches: Some(Reach::Listing(id)),
            forgets: false,
        });
    }
    Ok(told)
}

/// One of our actors as it is now, for everyone who follows it or got a listing from it. Who never heard of
/// a member does not hear of them now.
fn actor_changed(app: &App, conn: &mut Conn, id: ActorId, subject: String) -> Result<Vec<Told>> {
    let actor = actors::get(conn, id)?;
    let followers = follows::followers(conn, id)?;
    let mut inboxes: BTreeSet<Url> = (followers.iter())
        .filter(|follower| !follower.local && !follower.gone)
        .map(|follower| follower.delivery_inbox().clone())
        .collect();
    for inbox in listings::reach_of_speaker(conn, id)? {
        inboxes.insert(Url::parse(&inbox).map_err(Error::internal)?);
    }
    if inboxes.is_empty() {
        return Ok(Vec::new());
    }
    let update = Update {
        published: Some(app.here.now()),
        to: actor.followers.clone().into_iter().collect::<Vec<_>>().into(),
        ..Update::new(
            app.here.addresses.activity(&crate::ids::slug()),
            actor.ap_id.clone(),
            crate::federation::render::actor::actor(app, conn, &actor)?,
        )
    };
    Ok(vec![Told {
        activity: outgoing(update.id.clone(), actor.id, subject, false, &update)?,
        inboxes,
        reaches: None,
        forgets: false,
    }])
}

/// That a member of ours left, for everyone who followed them, whom they followed, or who got a listing from them.
fn actor_left(app: &App, conn: &mut Conn, id: ActorId, others: &[Url], subject: String) -> Result<Vec<Told>> {
    let actor = actors::get(conn, id)?;
    let mut inboxes: BTreeSet<Url> = others.iter().cloned().collect();
    for inbox in listings::reach_of_speaker(conn, id)? {
        inboxes.insert(Url::parse(&inbox).map_err(Error::internal)?);
    }
    if inboxes.is_empty() {
        return Ok(Vec::new());
    }
    let delete = Delete {
        to: actor.followers.clone().into_iter().collect::<Vec<_>>().into(),
        ..Delete::new(
            app.here.addresses.activity(&crate::ids::slug()),
            actor.ap_id.clone(),
            Deleted::Id(actor.ap_id.clone()),
        )
    };
    Ok(vec![Told {
        activity: outgoing(delete.id.clone(), actor.id, subject, false, &delete)?,
        inboxes,
        reaches: None,
        forgets: true,
    }])
}

fn announce_cc(network: &Actor, speaker: &Actor, public: bool) -> Vec<Url> {
    let followers = network.followers.clone().filter(|_| public);
    followers.into_iter().chain([speaker.ap_id.clone()]).collect()
}

fn changed(app: &App, conn: &mut Conn, id: ListingId, subject: String) -> Result<Vec<Told>> {
    let listing = listings::get(conn, id)?;
    if !listing.state.is_published() || !listing.audience.federates() {
        return Ok(Vec::new());
    }
    let speaker = actors::get(conn, listing.speaker)?;
    let pictures = media::of_listing(conn, &app.here.seal, id)?;
    let object = note(&Surroundings::of(app), &listing, &speaker, &pictures)?;
    let (to, cc) = audience(&app.here.addresses, &listing, &speaker);
    let update = Update {
        published: Some(listing.updated_at),
        to,
        cc,
        ..Update::new(below(&listing.ap_id, &format!("update/{}", listing.revision)), speaker.ap_id.clone(), object)
    };
    // Everyone whom it reached, and everyone whom it should have.
    let mut inboxes = reached(conn, id)?;
    inboxes.extend(audience_inboxes(app, conn, &listing)?);
    Ok(vec![Told {
        activity: outgoing(update.id.clone(), speaker.id, subject, listing.audience == Audience::Public, &update)?,
        inboxes,
        reaches: Some(Reach::Listing(id)),
        forgets: false,
    }])
}

fn deleted(app: &App, conn: &mut Conn, id: ListingId, subject: String) -> Result<Vec<Told>> {
    let listing = listings::get(conn, id)?;
    let speaker = actors::get(conn, listing.speaker)?;
    let (to, cc) = audience(&app.here.addresses, &listing, &speaker);
    let tombstone = Tombstone::new(
        listing.ap_id.clone(),
        Some(Word::try_from("Note").map_err(Error::internal)?),
        Some(listing.updated_at),
    );
    let delete = Delete {
        to,
        cc,
        ..Delete::new(below(&listing.ap_id, "delete"), speaker.ap_id.clone(), Deleted::Tombstone(tombstone))
    };
    Ok(vec![Told {
        activity: outgoing(delete.id.clone(), speaker.id, subject, listing.audience == Audience::Public, &delete)?,
        inboxes: reached(conn, id)?,
        reaches: None,
        forgets: true,
    }])
}

fn commitment(listing: &Listing, amount: Option<crate::domain::Amount>, id: Option<Url>) -> Result<Commitment> {
    let resource_quantity = match (&listing.quantity, amount) {
        (Some(quantity), Some(amount)) => Some(Measure {
            has_unit: Word::try_from(quantity.unit.measure.as_str()).map_err(Error::internal)?,
            has_numerical_value: amount,
        }),
        _ => None,
    };
    Ok(Commitment { kind: Default::default(), id, satisfies: intent_id(&listing.ap_id), resource_quantity })
}

fn response_made(app: &App, conn: &mut Conn, id: ResponseId, subject: String) -> Result<Vec<Told>> {
    let response = responses::get(conn, &app.here.seal, id)?;
    if response.state != ResponseState::Offered {
        return Ok(Vec::new());
    }
    let (listing, network, origin) = sides(app, conn, &response)?;
    // What a member writes to the other side is told to the other side: that is what it is for.
    let note = response.message.as_ref().map(|message| message.open(&Key::of_delivery(&response)).as_str().into());
    let agreement = Agreement {
        kind: Default::default(),
        id: None,
        attributed_to: Some(network.ap_id.clone()),
        stipulates: commitment(&listing, response.asked, None)?,
        stipulates_reciprocal: Default::default(),
        response: Some(ResponseFacts { way: response.way, arrive_at: response.arrive_at, note }),
        handoff: None,
    };
    let offer = Offer {
        published: Some(response.created_at),
        to: vec![origin.ap_id.clone()].into(),
        ..Offer::new(response.ap_id.clone(), network.ap_id.clone(), agreement)
    };
    one(&network, &origin, subject, response.ap_id, offer)
}

fn sides(app: &App, conn: &mut Conn, response: &Response) -> Result<(Listing, Actor, Actor)> {
    let listing = listings::get(conn, response.listing)?;
    let other = if listing.local { response.responder } else { listing.origin };
    Ok((listing, actors::get(conn, app.here.network)?, actors::get(conn, other)?))
}

fn response_withdrawn(app: &App, conn: &mut Conn, id: ResponseId, subject: String) -> Result<Vec<Told>> {
    let response = responses::get(conn, &app.here.seal, id)?;
    let (_, network, origin) = sides(app, conn, &response)?;
    let undo = Undo {
        to: vec![origin.ap_id.clone()].into(),
        ..Undo::new(below(&response.ap_id, "undo"), network.ap_id.clone(), Reference::Id(response.ap_id.clone()))
    };
    one(&network, &origin, subject, undo.id.clone(), undo)
}

fn response_accepted(
    app: &App,
    conn: &mut Conn,
    id: ResponseId,
    handoff: HandoffId,
    subject: String,
) -> Result<Vec<Told>> {
    let response = responses::get(conn, &app.here.seal, id)?;
    let handoff = handoffs::get(conn, &app.here.seal, handoff)?;
    // One that was handed over before this could be told is told all the same: the other side knows of no agreement otherwise.
    if response.state != ResponseState::Accepted || handoff.state == HandoffState::DidNotHappen {
        return Ok(Vec::new());
    }
    if let Some(lang) = response.language {
        // A person was there.
        if handoff.state.is_over() {
            return Ok(Vec::new());
        }
        return reply::accepted(app, conn, &response, &handoff, lang, subject);
    }
    let (listing, network, responder) = sides(app, conn, &response)?;
    let link = handoff.link.as_ref().map(|link| link.open(&Key::of_delivery(&response)).as_str());
    let link = link.map(Url::parse).transpose()?;
    let result = Agreement {
        kind: Default::default(),
        id: Some(handoff.agreement.clone()),
        attributed_to: Some(network.ap_id.clone()),
        stipulates: commitment(&listing, handoff.amount, Some(intent_id(&handoff.agreement)))?,
        stipulates_reciprocal: Default::default(),
        response: None,
        handoff: link.map(|link| HandoffLink { link, expires: handoff.link_expires_at }),
    };
    let accept = Accept {
        published: Some(handoff.created_at),
        to: vec![responder.ap_id.clone()].into(),
        result: Some(result),
        content: response.answer.as_ref().map(|words| words.text.as_str().into()),
        content_map: by_language(&response),
        ..Accept::new(below(&handoff.agreement, "accept"), network.ap_id.clone(), Reference::Id(response.ap_id.clone()))
    };
    one(&network, &responder, subject, accept.id.clone(), accept)
}

/// The kind words of a decision in every language in which they were said.
fn by_language(response: &Response) -> BTreeMap<String, NoteText> {
    let words = response.answer.iter().flat_map(|words| &words.in_languages);
    words.map(|(tag, text)| (tag.clone(), text.as_str().into())).collect()
}

fn response_rejected(app: &App, conn: &mut Conn, id: ResponseId, subject: String) -> Result<Vec<Told>> {
    let response = responses::get(conn, &app.here.seal, id)?;
    if let Some(lang) = response.language {
        return reply::rejected(app, conn, &response, lang, subject);
    }
    let (_, network, responder) = sides(app, conn, &response)?;
    let reject = Reject {
        published: Some(response.updated_at),
        to: vec![responder.ap_id.clone()].into(),
        content: response.answer.as_ref().map(|words| words.text.as_str().into()),
        content_map: by_language(&response),
        ..Reject::new(
            app.here.addresses.activity(&format!("reject-{id}")),
            network.ap_id.clone(),
            Reference::Id(response.ap_id.clone()),
        )
    };
    one(&network, &responder, subject, reject.id.clone(), reject)
}

fn handed_over(app: &App, conn: &mut Conn, id: HandoffId) -> Result<Vec<Told>> {
    let handoff: Handoff = handoffs::get(conn, &app.here.seal, id)?;
    let response = responses::get(conn, &app.here.seal, handoff.response)?;
    // A person knows that it changed hands: they were there. And where somebody said since that it did not, it goes on.
    if response.language.is_some() || handoff.state != HandoffState::HandedOver {
        return Ok(Vec::new());
    }
    let (listing, network, responder) = sides(app, conn, &response)?;
    let lang = Lang::from_tag(&listing.language).unwrap_or(app.here.language);
    let name = match listing.words(handoff.amount) {
        Some(amount) => text_with(lang, "handover-confirmed", &[("amount", amount.into())]),
        None => text(lang, "handover-confirmed-uncounted"),
    };
    let document = Confirmation {
        kind: Default::default(),
        id: app.here.addresses.confirmation(&handoff.slug),
        attributed_to: network.ap_id.clone(),
        name: name.as_str().into(),
        context: handoff.agreement.clone(),
        published: handoff.ended_at,
        to: vec![responder.ap_id.clone()].into(),
    };
    let create = Create {
        to: vec![responder.ap_id.clone()].into(),
        ..Create::new(below(&document.id, "create"), network.ap_id.clone(), document)
    };
    // In order with the acceptance that it confirms.
    one(&network, &responder, format!("response:{}", response.id), create.id.clone(), create)
}
