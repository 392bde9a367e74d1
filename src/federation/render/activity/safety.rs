//! What keeps people safe, as others hear of it: `Block`, its `Undo`, and `Flag`.

use super::{Told, one, outgoing};
use crate::app::App;
use crate::domain::key::{ActorId, ReportId};
use crate::error::{Error, Result};
use crate::federation::wire::reference::Embedded;
use crate::federation::wire::text::Word;
use crate::federation::wire::{Block, Flag, Reference, Undo, same_origin};
use crate::storage::{Conn, actors, listings, moderation};
use std::collections::BTreeSet;
use url::Url;

/// A member blocks an account elsewhere, or does so no more.
pub(super) fn blocked(
    app: &App,
    conn: &mut Conn,
    by: ActorId,
    blocked: ActorId,
    still: bool,
    subject: String,
) -> Result<Vec<Told>> {
    let (from, to) = (actors::get(conn, by)?, actors::get(conn, blocked)?);
    let id = app.here.addresses.activity(&crate::ids::slug());
    let audience = || vec![to.ap_id.clone()].into();
    if still {
        let block = Block { to: audience(), ..Block::new(id.clone(), from.ap_id.clone(), to.ap_id.clone()) };
        return one(&from, &to, subject, id, block);
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
    one(&from, &to, subject, id, undo)
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
                None => None,
            },
        };
        let Some(account) = account else { continue };
        // Mastodon wants the account among what is reported.
        let mut objects = vec![account.ap_id.clone()];
        objects.extend(said.about.iter().filter(|url| same_origin(url, about) && **url != account.ap_id).cloned());
        let id = app.here.addresses.activity(&crate::ids::slug());
        let flag =
            Flag { content: Some(said.words.as_str().into()), ..Flag::new(id.clone(), server.ap_id.clone(), objects) };
        told.push(Told {
            activity: outgoing(id, server.id, subject.clone(), false, &flag)?,
            inboxes: BTreeSet::from([account.inbox.clone()]),
            reaches: None,
            forgets: false,
        });
    }
    Ok(told)
}
