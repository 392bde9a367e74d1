//! Fills the index of words where it is empty, as after an upgrade or a restore.

use crate::actions::fill_search::fill_search;
use crate::app::App;
use crate::error::Result;
use tokio::sync::watch;

pub(super) async fn run(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    while !*stop.borrow() && fill_search(&app.here).await? {}
    Ok(())
}
