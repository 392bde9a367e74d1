//! What one began to write and keeps for later, as it is taken along.

use crate::app::App;
use crate::clock::Moment;
use crate::domain::beginning::Beginning;
use crate::domain::key::MemberId;
use crate::error::Result;
use crate::storage::beginnings;
use serde::Serialize;
use std::collections::BTreeMap;

/// A need or an offer that one keeps for later.
#[derive(Serialize)]
pub(super) struct BeginningEntry {
    kept_at: Moment,
    /// What stands in the fields of the form.
    typed: BTreeMap<String, String>,
}

pub(super) async fn of(app: &App, id: MemberId) -> Result<Vec<BeginningEntry>> {
    let seal = app.here.seal.clone();
    let all = app.here.db.read(move |conn| beginnings::of_member(conn, &seal, id)).await?;
    let entry = |one: Beginning| {
        let typed = one.fields_for(id)?.iter().cloned().collect();
        Some(BeginningEntry { kept_at: one.kept_at, typed })
    };
    Ok(all.into_iter().filter_map(entry).collect())
}
