//! Where one gets mail, and how one is told of what, as it is taken along.

use crate::app::App;
use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::domain::telling::{Occasion, Quiet, Way};
use crate::error::Result;
use crate::storage::{desks, mails};
use serde::Serialize;
use std::collections::BTreeMap;

/// Where one gets mail, and how one is told of what.
#[derive(Serialize)]
pub(super) struct NoticesEntry {
    /// Where mails come.
    address: Option<String>,
    /// Since when.
    since: Option<Moment>,
    /// An address that waits to be confirmed.
    to_confirm: Option<String>,
    /// In which way of what.
    ways: BTreeMap<&'static str, Way>,
    /// The hour at which all mails of a day come together.
    daily_at: Option<u8>,
    /// When nothing goes out.
    quiet: Option<Quiet>,
    /// The time zone of these hours, where it is not the network's.
    zone: Option<String>,
}

pub(super) async fn of(app: &App, id: MemberId) -> Result<NoticesEntry> {
    let (seal, now) = (app.here.seal.clone(), app.here.now());
    let read = app.here.db.read(move |conn| {
        let place = mails::place(conn, &seal, id)?;
        let waits = mails::to_confirm(conn, &seal, id, now)?;
        Ok((place, waits, desks::get(conn, &seal, id)?.telling))
    });
    let (place, waits, telling) = read.await?;
    Ok(NoticesEntry {
        address: place.as_ref().map(|place| place.address.as_str().to_owned()),
        since: place.map(|place| place.created_at),
        to_confirm: waits.map(|(address, _)| address.as_str().to_owned()),
        ways: Occasion::ALL.iter().map(|one| (one.as_str(), telling.way(*one))).collect(),
        daily_at: telling.daily_at,
        quiet: telling.quiet,
        zone: telling.zone,
    })
}
