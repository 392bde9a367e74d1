//! A member changes what they say about themselves, rests, and comes back.

use super::Here;
use super::answer_own_follow::accept;
use crate::domain::event::Event;
use crate::domain::key::MemberId;
use crate::domain::markup;
use crate::domain::member::{State, Step, after};
use crate::domain::privacy::Key;
use crate::domain::profile::Change;
use crate::error::{Error, Result};
use crate::storage::{actors, follows, members, outbox, profiles};

/// Changes one's own profile. A new name, new words about them, and what their account shows besides are told to whoever
/// knows the old ones; nothing else leaves home. Who asked to follow a locked account that is locked no more is
/// accepted, as everyone is from now on.
///
/// # Errors
/// `Invalid` at the first field that does not fit; `NotFound` for somebody who left.
pub async fn change_member(here: &Here, member: MemberId, change: Change) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let known = members::lock(conn, member)?;
            if known.state == State::Left {
                return Err(Error::not_found());
            }
            let (name, about) = (change.new_name()?, change.new_about()?);
            let before = actors::lock(conn, known.actor)?.appearance;
            let mut shown = before.clone();
            change.appearance.write_onto(&mut shown)?;
            let key = Key::of_owner(known.id, member).ok_or_else(Error::not_found)?;
            let mut profile = profiles::get(conn, &context.seal, member)?;
            change.write_onto(&mut profile, &key)?;
            profiles::set(conn, &context.seal, member, profile)?;
            let (name, about) =
                (name.filter(|name| *name != known.display_name), about.filter(|about| *about != known.about));
            if let Some(name) = &name {
                members::set_display_name(conn, member, name)?;
                actors::set_name(conn, known.actor, name)?;
            }
            if let Some(about) = &about {
                members::set_about(conn, member, about)?;
                // Nobody is told that they are named there.
                let html = markup::to_html(about, |_, _| None, |tag| Some(context.addresses.tag(tag)));
                actors::set_summary(conn, known.actor, &html)?;
            }
            if shown != before {
                actors::set_appearance(conn, known.actor, &shown)?;
            }
            if before.locked && !shown.locked {
                for follow in follows::waiting_for(conn, known.actor)? {
                    accept(conn, member, known.actor, follow, now)?;
                }
            }
            if name.is_some() || about.is_some() || shown != before {
                outbox::record(conn, &Event::ActorChanged { actor: known.actor }, now)?;
            }
            Ok(())
        })
        .await
}

/// Rests, or comes back. No reason is asked, and nobody elsewhere hears of it (value V8).
///
/// # Errors
/// `Conflict` for somebody who left.
pub async fn step_member(here: &Here, member: MemberId, step: Step) -> Result<()> {
    here.db
        .write(move |conn| {
            let state = after(members::lock(conn, member)?.state, step)?;
            members::set_state(conn, member, state)
        })
        .await
}
