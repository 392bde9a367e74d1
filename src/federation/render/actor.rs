//! One of our actors as it goes over the wire.

use crate::app::App;
use crate::config::FederationMode;
use crate::domain::follow::{Actor, ActorKind};
use crate::federation::render::listing::below;
use crate::federation::wire::{self, Place};

/// The JSON of one of our actors.
pub fn actor(app: &App, actor: &Actor) -> wire::Actor {
    let _ = (app, actor, FederationMode::Open, ActorKind::Person, below, Place::area);
    unreachable!("replaced by the merge of the serving side")
}
