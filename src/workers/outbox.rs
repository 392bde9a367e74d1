//! Turns what happened into activities and deliveries; before that, follows new rules for passing along.

use crate::actions::set_passing_rules::follow_new_rules;
use crate::app::App;
use crate::error::Result;
use crate::federation::deliver::expand_one;

pub(super) async fn run(app: &App) -> Result<()> {
    while follow_new_rules(&app.here).await? {}
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
