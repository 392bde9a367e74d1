//! The list of who is in a coalition, as each of its members serves it to everyone.

use super::answer::{Caching, Refusal, document};
use crate::app::App;
use crate::domain::coalition::CoalitionId;
use crate::federation::wire::membership::Coalition;
use crate::federation::wire::{Membership, MembershipList};
use crate::storage::coalitions;
use actix_web::{HttpResponse, web};

/// `GET /ap/coalitions/{id}`: what it is, and the newest statement of each network, signed by it. Served while we are in it.
pub async fn list(app: web::Data<App>, id: web::Path<String>) -> Result<HttpResponse, Refusal> {
    let id = CoalitionId::parse(&id).ok_or_else(Refusal::not_found)?;
    let address = app.here.addresses.coalition(id.as_str());
    let read = app.here.db.read(move |conn| Ok((coalitions::get(conn, &id)?, coalitions::statements(conn, &id)?)));
    let (terms, statements) = read.await?;
    let ours = app.here.addresses.network();
    let we_are_in = statements.iter().any(|signed| signed.statement.member == ours && signed.statement.joined);
    let terms = terms.filter(|_| we_are_in).ok_or_else(Refusal::not_found)?;
    let items: Vec<Membership> = statements.iter().map(Membership::from).collect();
    let list = MembershipList {
        id: address,
        kind: Default::default(),
        total_items: items.len() as u64,
        coalition: Coalition::of(&terms)?,
        items,
    };
    document(list, Caching::Public)
}
