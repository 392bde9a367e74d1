//! What is told of statuses: posted, changed, taken back, told on, liked.

use super::{Reach, Told, one, outgoing};
use crate::app::App;
use crate::domain::event::Event;
use crate::domain::follow::Actor;
use crate::domain::key::{FavouriteId, StatusId};
use crate::domain::sharing::Topic;
use crate::domain::status::{Status, Visibility};
use crate::error::{Error, Result};
use crate::federation::render::listing::below;
use crate::federation::render::status::Whole;
use crate::federation::wire::text::Word;
use crate::federation::wire::{
    Addressees, Announce, Create, Delete, Deleted, Embedded, Like, Reference, Tombstone, Undo, Update, public,
};
use crate::storage::{Conn, actors, favourites, follows, moderation, sharings, statuses};
use std::collections::BTreeSet;
use url::Url;

/// Where a status goes: to who follows its author, to who is mentioned, and to whoever it answers or tells on. A
/// private one goes to those alone whom it is for.
pub(super) fn inboxes(app: &App, conn: &mut Conn, whole: &Whole, besides: Option<Actor>) -> Result<BTreeSet<Url>> {
    let mut to: Vec<Actor> = whole.mentioned.clone();
    if whole.status.visibility != Visibility::Direct {
        to.extend(follows::followers(conn, whole.author.id)?);
    }
    if whole.status.visibility.is_open() {
        to.extend(besides);
    }
    // What the network tells goes to those networks alone that it shares it with.
    let withheld = match whole.author.id == app.here.network {
        true => sharings::withheld_hosts(conn, Topic::Announcements)?,
        false => Default::default(),
    };
    to.retain(|actor| !actor.local && !actor.gone && !withheld.contains(&actor.host));
    // An inbox that its server shares does not show whom it is for.
    let blocked = moderation::blocked_among(conn, &to.iter().map(|actor| actor.ap_id.clone()).collect())?;
    let others = to.iter().filter(|actor| !blocked.contains(&actor.ap_id));
    Ok(others.map(|actor| actor.delivery_inbox().clone()).collect())
}

/// Nothing is even written down that nobody else is to hear of.
fn told(activity: super::Outgoing, id: StatusId, inboxes: BTreeSet<Url>) -> Vec<Told> {
    if inboxes.is_empty() && !activity.public {
        return Vec::new();
    }
    vec![Told { activity, inboxes, reaches: Some(Reach::Status(id)), forgets: false }]
}

/// A status of which something is told: one that is there, and not held for safety. Whoever holds it meanwhile, or takes it back,
/// waits: what is told of it now has reached somebody then, and is taken back with the rest.
pub(super) fn told_of(app: &App, conn: &mut Conn, id: StatusId) -> Result<Option<Status>> {
    let status = statuses::lock_if_there(conn, &app.here.seal, id)?;
    Ok(status.filter(|status| status.visibility != Visibility::Held))
}

/// `Create`, or `Announce` for what is told on.
pub(super) fn posted(app: &App, conn: &mut Conn, id: StatusId, subject: String) -> Result<Vec<Told>> {
    let Some(status) = told_of(app, conn, id)? else { return Ok(Vec::new()) };
    if let Some(of) = status.boost_of {
        return told_on(app, conn, status, of, subject);
    }
    let whole = Whole::of(conn, &app.here.seal, status)?;
    let answered = match whole.status.in_reply_to_author {
        Some(answered) => Some(actors::get(conn, answered)?),
        None => None,
    };
    let inboxes = inboxes(app, conn, &whole, answered)?;
    let (to, cc) = whole.audience();
    let create = Create {
        published: Some(whole.status.created_at),
        to,
        cc,
        ..Create::new(below(&whole.status.ap_id, "create"), whole.author.ap_id.clone(), whole.note(app)?)
    };
    let open = whole.status.visibility.is_open();
    Ok(told(outgoing(create.id.clone(), whole.author.id, subject, open, &create)?, id, inboxes))
}

fn told_on(app: &App, conn: &mut Conn, boost: Status, of: StatusId, subject: String) -> Result<Vec<Told>> {
    let status = statuses::get(conn, &app.here.seal, of)?;
    let author = actors::get(conn, status.author)?;
    let whole = Whole::of(conn, &app.here.seal, boost)?;
    let (open, id) = (whole.status.visibility.is_open(), whole.status.id);
    let inboxes = inboxes(app, conn, &whole, Some(author.clone()))?;
    let (to, cc) = whole.audience();
    let cc: Addressees = cc.iter().cloned().chain([author.ap_id]).collect();
    let announce = Announce {
        published: Some(whole.status.created_at),
        to,
        cc,
        ..Announce::new(whole.status.ap_id.clone(), whole.author.ap_id.clone(), status.ap_id)
    };
    Ok(told(outgoing(announce.id.clone(), whole.author.id, subject, open, &announce)?, id, inboxes))
}

/// Whom a status reached who may hear more of it. Those who followed once hear no more of what is for followers; what is
/// taken back is told to all whom it reached.
pub(super) fn still_reached(conn: &mut Conn, whole: &Whole) -> Result<Vec<Url>> {
    match whole.status.visibility {
        Visibility::Private => Ok(Vec::new()),
        _ => statuses::reach(conn, whole.status.id),
    }
}

/// `Update`, to everyone whom the status reached and everyone whom it is for now.
pub(super) fn changed(app: &App, conn: &mut Conn, id: StatusId, subject: String) -> Result<Vec<Told>> {
    let Some(status) = told_of(app, conn, id)? else { return Ok(Vec::new()) };
    let whole = Whole::of(conn, &app.here.seal, status)?;
    let mut inboxes = inboxes(app, conn, &whole, None)?;
    inboxes.extend(still_reached(conn, &whole)?);
    let at = whole.status.edited_at.unwrap_or(whole.status.created_at);
    let (to, cc) = whole.audience();
    let update = Update {
        published: Some(at),
        to,
        cc,
        ..Update::new(
            below(&whole.status.ap_id, &format!("update/{}", at.timestamp_millis())),
            whole.author.ap_id.clone(),
            whole.note(app)?,
        )
    };
    let open = whole.status.visibility.is_open();
    Ok(told(outgoing(update.id.clone(), whole.author.id, subject, open, &update)?, id, inboxes))
}

fn embedded(kind: &str, id: Url, actor: Url, object: Url) -> Result<Reference> {
    let kind = Some(Word::try_from(kind).map_err(Error::internal)?);
    let (id, actor, object) = (Some(id), Some(actor), Some(object));
    Ok(Reference::Embedded(Box::new(Embedded { id, kind, actor, object, ..Embedded::default() })))
}

/// `Delete` with a tombstone, or `Undo{Announce}`, to everyone whom it reached.
pub(super) fn deleted(app: &App, conn: &mut Conn, event: &Event) -> Result<Vec<Told>> {
    let Event::StatusDeleted { actor, object, boost_of, open, inboxes, .. } = event else { return Ok(Vec::new()) };
    if inboxes.is_empty() {
        return Ok(Vec::new());
    }
    let author = actors::get(conn, *actor)?;
    let to: Addressees = if *open { vec![public()].into() } else { Vec::new().into() };
    let (subject, inboxes) = (event.subject(), inboxes.iter().cloned().collect());
    let activity = match boost_of {
        Some(boosted) => {
            let announce = embedded("Announce", object.clone(), author.ap_id.clone(), boosted.clone())?;
            let undo = Undo { to, ..Undo::new(below(object, "undo"), author.ap_id, announce) };
            outgoing(undo.id.clone(), author.id, subject, false, &undo)?
        }
        None => {
            let was = Some(Word::try_from("Note").map_err(Error::internal)?);
            let tombstone = Tombstone::new(object.clone(), was, Some(app.here.now()));
            let delete =
                Delete { to, ..Delete::new(below(object, "delete"), author.ap_id, Deleted::Tombstone(tombstone)) };
            outgoing(delete.id.clone(), author.id, subject, false, &delete)?
        }
    };
    Ok(vec![Told { activity, inboxes, reaches: None, forgets: true }])
}

/// `Like`, to whoever wrote it.
pub(super) fn liked(app: &App, conn: &mut Conn, id: FavouriteId, subject: String) -> Result<Vec<Told>> {
    let Some(favourite) = favourites::find(conn, id)? else { return Ok(Vec::new()) };
    let status = statuses::get(conn, &app.here.seal, favourite.status)?;
    let (actor, author) = (actors::get(conn, favourite.actor)?, actors::get(conn, status.author)?);
    if author.gone {
        return Ok(Vec::new());
    }
    let like = Like {
        to: vec![author.ap_id.clone()].into(),
        ..Like::new(favourite.ap_id.clone(), actor.ap_id.clone(), status.ap_id)
    };
    one(&actor, &author, subject, favourite.ap_id, like)
}

/// `Undo{Like}`.
pub(super) fn like_undone(conn: &mut Conn, event: &Event) -> Result<Vec<Told>> {
    let Event::FavouriteUndone { actor, activity, object, author, .. } = event else { return Ok(Vec::new()) };
    let (actor, author) = (actors::get(conn, *actor)?, actors::get(conn, *author)?);
    let id = below(activity, "undo");
    let like = embedded("Like", activity.clone(), actor.ap_id.clone(), object.clone())?;
    let undo = Undo { to: vec![author.ap_id.clone()].into(), ..Undo::new(id.clone(), actor.ap_id.clone(), like) };
    one(&actor, &author, event.subject(), id, undo)
}
