//! Stewards and operators change how their network works and what it says about itself.

use super::Here;
use super::bring_together::bring_all;
use super::found_network::summary;
use super::give_role::check_role;
use super::log::{Why, note};
use crate::domain::event::Event;
use crate::domain::key::MemberId;
use crate::domain::member::RoleKind;
use crate::domain::moderation::{Deed, Doer};
use crate::domain::network::{Change, Mode};
use crate::error::Result;
use crate::storage::{actors, facts, listing_entries, outbox};

/// Who may change the network.
pub const STEWARDS: &[RoleKind] = &[RoleKind::Steward, RoleKind::Operator];

/// Changes mode, intake, about, contact ways and choices about follows, and tells who follows.
///
/// # Errors
/// `Forbidden` unless `by` is steward or operator now; `Invalid` at the first field that does not fit.
pub async fn change_network(here: &Here, by: MemberId, change: Change) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            check_role(conn, by, STEWARDS, now)?;
            let mut network = actors::lock(conn, context.network)?;
            let before = (network.mode, network.intake, network.summary.clone());
            let mut said = facts::network_words(conn)?;
            change.write_onto(&mut said)?;
            network.mode = change.mode.or(network.mode);
            network.intake = change.intake.or(network.intake);
            let main = network.languages.first().map_or("", String::as_str);
            network.summary = summary(conn, &said, main)?;
            facts::set_network_words(conn, &said)?;
            note(conn, Doer::Member(by), STEWARDS, Deed::NetworkChanged, None, Why::default(), now)?;
            let chosen = facts::choices(conn)?;
            let choices = change.choices(&chosen);
            facts::set_choices(conn, &choices)?;
            if network.mode == Some(Mode::Neighbors) && before.0 != network.mode {
                bring_all(&context, conn, now)?;
            }
            if before != (network.mode, network.intake, network.summary.clone()) || choices != chosen {
                actors::update_local(conn, &network)?;
                if before.0 != network.mode {
                    listing_entries::sync_all(conn)?;
                }
                outbox::record(conn, &Event::ActorChanged { actor: network.id }, now)?;
            }
            Ok(())
        })
        .await
}
