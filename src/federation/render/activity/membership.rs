//! That our network joined or left a coalition, or that another one did.

use super::{Told, outgoing};
use crate::app::App;
use crate::domain::coalition::{CoalitionId, Signed};
use crate::error::Result;
use crate::federation::wire::{Add, Addressees, Join, Leave, Membership};
use crate::ids;
use crate::storage::activities::Outgoing;
use crate::storage::{Conn, actors, coalitions};
use std::collections::BTreeSet;
use url::Url;

/// The members but for these, and their inboxes.
fn others(conn: &mut Conn, statements: &[Signed], without: &[&Url]) -> Result<(Vec<Url>, BTreeSet<Url>)> {
    let members = statements.iter().filter(|signed| signed.statement.joined).map(|signed| &signed.statement.member);
    let mut inboxes = BTreeSet::new();
    let mut to = Vec::new();
    for member in members.filter(|member| !without.contains(member)) {
        if let Some(actor) = actors::by_ap_id(conn, member)?.filter(|actor| !actor.local && !actor.gone) {
            inboxes.insert(actor.delivery_inbox().clone());
            to.push(actor.ap_id);
        }
    }
    Ok((to, inboxes))
}

fn told(activity: Outgoing, inboxes: BTreeSet<Url>) -> Vec<Told> {
    vec![Told { activity, inboxes, reaches: None, forgets: false }]
}

/// Our own newest statement, to all members.
pub(super) fn stated(app: &App, conn: &mut Conn, id: &CoalitionId, subject: String) -> Result<Vec<Told>> {
    let ours = app.here.addresses.network();
    let statements = coalitions::statements(conn, id)?;
    let Some(signed) = statements.iter().find(|signed| signed.statement.member == ours) else { return Ok(Vec::new()) };
    let (to, inboxes) = others(conn, &statements, &[&ours])?;
    let (ap_id, list) = (app.here.addresses.activity(&ids::slug()), signed.statement.list.clone());
    let (membership, to) = (Some(Membership::from(signed)), Addressees::from(to));
    let network = app.here.network;
    let activity = if signed.statement.joined {
        outgoing(ap_id.clone(), network, subject, false, Join { to, membership, ..Join::new(ap_id, ours, list) })?
    } else {
        outgoing(ap_id.clone(), network, subject, false, Leave { to, membership, ..Leave::new(ap_id, ours, list) })?
    };
    Ok(told(activity, inboxes))
}

/// What another network said, to the members that may not have heard it; and to a newcomer, what the others said.
pub(super) fn passed_on(
    app: &App,
    conn: &mut Conn,
    id: &CoalitionId,
    (member, from): (&Url, &Url),
    subject: String,
) -> Result<Vec<Told>> {
    let ours = app.here.addresses.network();
    let statements = coalitions::statements(conn, id)?;
    let said = statements.iter().find(|signed| signed.statement.member == *member);
    let we_are_in = statements.iter().any(|signed| signed.statement.member == ours && signed.statement.joined);
    let Some(signed) = said.filter(|_| we_are_in) else { return Ok(Vec::new()) };
    let add = |signed: &Signed, to: Vec<Url>, inboxes: BTreeSet<Url>| -> Result<Vec<Told>> {
        let ap_id = app.here.addresses.activity(&ids::slug());
        let add = Add {
            to: to.into(),
            target: Some(app.here.addresses.coalition(id.as_str())),
            membership: Some(Membership::from(signed)),
            ..Add::new(ap_id.clone(), ours.clone(), signed.statement.member.clone())
        };
        Ok(told(outgoing(ap_id, app.here.network, subject.clone(), false, add)?, inboxes))
    };
    let mut all = Vec::new();
    let (to, inboxes) = others(conn, &statements, &[&ours, member, from])?;
    if !inboxes.is_empty() {
        all.extend(add(signed, to, inboxes)?);
    }
    // Others may have come in since the newcomer read the list: who takes it in tells it of them.
    let newcomer = (member == from && signed.statement.joined).then(|| actors::by_ap_id(conn, member)).transpose()?;
    if let Some(newcomer) = newcomer.flatten() {
        let unknown = |signed: &&Signed| ![&ours, member].contains(&&signed.statement.member);
        for other in statements.iter().filter(unknown) {
            let inboxes = BTreeSet::from([newcomer.delivery_inbox().clone()]);
            all.extend(add(other, vec![newcomer.ap_id.clone()], inboxes)?);
        }
    }
    Ok(all)
}
