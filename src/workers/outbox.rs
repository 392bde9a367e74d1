//! Turns what happened into activities and deliveries.

use crate::app::App;
use crate::error::Result;
use crate::federation::deliver::expand_one;

pub(super) async fn run(app: &App) -> Result<()> {
    let mut any = false;
    while expand_one(app).await? {
        any = true;
        app.wake.deliveries.notify_one();
    }
    if any {
        app.wake.deliveries.notify_one();
    }
    Ok(())
}
