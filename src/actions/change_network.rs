//! Stewards and operators change how their network works and what it says about itself.

use super::Here;
use super::bring_together::bring_all;
use super::found_network::summary;
use super::give_role::check_role;
use super::log::{Why, note};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::MemberId;
use crate::domain::member::RoleKind;
use crate::domain::moderation::{Deed, Doer};
use crate::domain::network::{Change, Mode};
use crate::error::Result;
use crate::storage::{Conn, actors, facts, joining, listing_entries, outbox};

/// Who may change the network.
pub const STEWARDS: &[RoleKind] = &[RoleKind::Steward, RoleKind::Operator];
/// Who may change what it is called, its languages, where it is, and how one joins.
pub const OPERATORS: &[RoleKind] = &[RoleKind::Operator];

/// Changes what is said about the network and how it works, and tells who follows. Members read in the log that it was
/// changed, and, where it is how one joins, to what.
///
/// # Errors
/// `Forbidden` unless `by` is steward or operator now, and operator for what is for operators; `Invalid` at the first
/// field that does not fit.
pub async fn change_network(here: &Here, by: MemberId, said: Change) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db.write(move |conn| change(&context, conn, by, said, now)).await
}

pub(super) fn change(here: &Here, conn: &mut Conn, by: MemberId, change: Change, now: Moment) -> Result<()> {
    check_role(conn, by, STEWARDS, now)?;
    if change.is_for_operators() {
        check_role(conn, by, OPERATORS, now)?;
    }
    // Held from here on: of two who change it at one moment, one waits for the other.
    let mut network = actors::lock(conn, here.network)?;
    if let Some(rules) = change.joining
        && rules != joining::rules(conn)?
    {
        joining::set_rules(conn, &rules)?;
        let about = Some(rules.how.as_str().to_owned());
        note(conn, Doer::Member(by), OPERATORS, Deed::JoiningChanged, about, Why::default(), now)?;
    }
    if !change.is_about_network() {
        return Ok(());
    }
    let before = network.clone();
    let mut said = facts::network_words(conn)?;
    let around = said.around.clone();
    change.write_onto(&mut said)?;
    network.mode = change.mode.or(network.mode);
    network.intake = change.intake.or(network.intake);
    // What was never said on the pages is as the settings say.
    if let Some(name) = &said.name {
        network.name.clone_from(name);
    }
    if !said.languages.is_empty() {
        network.languages.clone_from(&said.languages);
    }
    if let Some(around) = &said.around {
        network.area = Some(around.area);
    }
    let main = network.languages.first().map_or("", String::as_str);
    network.summary = summary(conn, &said, main)?;
    facts::set_network_words(conn, &said)?;
    note(conn, Doer::Member(by), STEWARDS, Deed::NetworkChanged, None, Why::default(), now)?;
    let chosen = facts::choices(conn)?;
    let choices = change.choices(&chosen);
    facts::set_choices(conn, &choices)?;
    if network.mode == Some(Mode::Neighbors) && before.mode != network.mode {
        bring_all(here, conn, now)?;
    }
    let works = (before.mode, before.intake) != (network.mode, network.intake);
    let is_other = before.name != network.name
        || before.summary != network.summary
        || before.languages != network.languages
        || before.area != network.area
        // The place has a name, which is told too.
        || around != said.around;
    if works || is_other || choices != chosen {
        actors::update_local(conn, &network)?;
        if before.mode != network.mode {
            listing_entries::sync_all(conn)?;
        }
        outbox::record(conn, &Event::ActorChanged { actor: network.id }, now)?;
    }
    Ok(())
}
