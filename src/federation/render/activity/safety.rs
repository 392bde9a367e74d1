//! What keeps people safe, as others hear of it: `Block`, its `Undo`, and `Flag`.

use super::{Told, outgoing};
use crate::app::App;
use crate::domain::follow::Actor;
use crate::domain::key::{ActorId, ReportId};
use crate::error::{Error, Result};
use crate::federation::wire::reference::Embedded;
use crate::federation::wire::text::Word;
use crate::federation::wire::{Block, Flag, Reference, Undo, same_origin};
use crate::storage::{Conn, actors, listings, moderation, statuses};
use serde::Serialize;
use std::collections::BTreeSet;
use url::Url;

/// One activity from one of our actors, about an account elsewhere that nobody else may know of: to the inbox of its whole
/// server, where there is one, so that what waits to be delivered does not name it. Nothing, where nothing goes to it.
fn unnamed(
    conn: &mut Conn,
    from: &Actor,
    to: &Actor,
    subject: String,
    id: Url,
    activity: impl Serialize,
) -> Result<Vec<Told>> {
    if moderation::is_blocked(conn, &to.ap_id)? || moderation::is_blocked_by(conn, to.id, from.id)? {
        return Ok(Vec::new());
    }
    let inbox = to.delivery_inbox().clone();
    let activity = outgoing(id, from.id, subject, false, activity)?;
    Ok(vec![Told { activity, inboxes: BTreeSet::from([inbox]), reaches: None, forgets: false }])
}

/// A member blocks an account elsewhere, or does so no more. Nothing of a member who left meanwhile.
pub(super) fn blocked(
    app: &App,
    conn: &mut Conn,
    by: ActorId,
    blocked: ActorId,
    still: bool,
    subject: String,
) -> Result<Vec<Told>> {
    let (from, to) = (actors::get(conn, by)?, actors::get(conn, blocked)?);
    if from.gone {
        return Ok(Vec::new());
    }
    let id = app.here.addresses.activity(&crate::ids::slug());
    let audience = || vec![to.ap_id.clone()].into();
    if still {
        let block = Block { to: audience(), ..Block::new(id.clone(), from.ap_id.clone(), to.ap_id.clone()) };
        return unnamed(conn, &from, &to, subject, id, block);
    }
    let block = Reference::Embedded(Box::new(Embedded {
        id: Some(app.here.addresses.activity(&crate::ids::slug())),
        kind: Some(Word::try_from("Block").map_err(Error::internal)?),
        actor: Some(from.ap_id.clone()),
        object: Some(to.ap_id.clone()),
        to: audience(),
        cc: Vec::new().into(),
    }));
    let undo = Undo { to: audience(), ..Undo::new(id.clone(), from.ap_id.clone(), block) };
    unnamed(conn, &from, &to, subject, id, undo)
}

/// A report, to the servers that it is about: from this server's own actor, and never from whom.
pub(super) fn forwarded(app: &App, conn: &mut Conn, report: ReportId, subject: String) -> Result<Vec<Told>> {
    let said = moderation::report(conn, &app.here.seal, report)?.said;
    let server = actors::by_ap_id(conn, &app.here.addresses.app())?.ok_or_else(Error::not_found)?;
    let mut told: Vec<Told> = Vec::new();
    let mut done: Vec<Url> = Vec::new();
    for about in &said.about {
        if same_origin(about, app.here.addresses.base()) || done.iter().any(|other| same_origin(other, about)) {
            continue;
        }
        done.push(about.clone());
        let account = match actors::by_ap_id(conn, about)? {
            Some(actor) => Some(actor),
            None => match listings::by_ap_id(conn, about)? {
                Some(listing) => Some(actors::get(conn, listing.speaker)?),
                None => match statuses::by_ap_id(conn, &app.here.seal, about)? {
                    Some(status) => Some(actors::get(conn, status.author)?),
                    None => None,
                },
            },
        };
        let Some(account) = account else { continue };
        // Mastodon wants the account among what is reported.
        let mut objects = vec![account.ap_id.clone()];
        objects.extend(said.about.iter().filter(|url| same_origin(url, about) && **url != account.ap_id).cloned());
        let id = app.here.addresses.activity(&crate::ids::slug());
        let flag =
            Flag { content: Some(said.words.as_str().into()), ..Flag::new(id.clone(), server.ap_id.clone(), objects) };
        told.extend(unnamed(conn, &server, &account, subject.clone(), id, &flag)?);
    }
    Ok(told)
}
