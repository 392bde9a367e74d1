//! Neighborhoods, each with its own database and HTTP server, speak to each other over real HTTP.

#[path = "../support/mod.rs"]
mod support;

mod actors;
mod appearance;
mod audience;
mod backup;
mod catching_up;
mod closing_words;
mod coalitions;
mod delivery;
mod directory;
mod inbox;
mod last_crate;
mod liaisons;
mod member_moves;
mod moves;
mod passalong;
mod peers;
mod pictures;
mod polls;
mod processes;
mod replies;
mod safety;
mod signatures;
mod statuses;
mod story;
mod synchronization;
mod upgrade;
mod words;

use potluck::domain::draft::Draft;
use potluck::domain::listing::Kind;
use support::crates;

/// An offer of so many crates, for the default audience.
fn offer(title: &str, amount: u32) -> Draft {
    let mut draft = Draft::new(Kind::Offer, title);
    draft.quantity = Some(crates(amount, None));
    draft
}
