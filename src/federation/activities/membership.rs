//! A network joins or leaves a coalition of ours, or a member passes on that another one did.

use super::{Working, activity_ids};
use crate::actions::receive_membership::{receive_membership, why_not};
use crate::app::App;
use crate::error::{Error, Result};
use crate::federation::coalitions::check;
use crate::federation::wire::{Add, Join, Leave, Membership};
use activitypub_federation::config::Data;
use activitypub_federation::traits::Activity;
use async_trait::async_trait;
use url::Url;

fn carried(membership: &Option<Membership>) -> Result<&Membership> {
    membership.as_ref().ok_or_else(|| Error::bad_request("The activity carries no membership."))
}

/// Checks that a network speaks of itself, and says what its activity says.
fn own(membership: &Option<Membership>, actor: &Url, state: &str) -> Result<()> {
    let membership = carried(membership)?;
    if membership.member != *actor || membership.state != state {
        return Err(Error::bad_request("A network joins and leaves only by its own act."));
    }
    Ok(())
}

async fn keep<T>(app: &App, work: Working<T>, membership: Option<Membership>, actor: Url) -> Result<()> {
    let signed = carried(&membership)?.clone().unchecked()?;
    let (here, from, asked) = (app.here.clone(), actor.clone(), signed.clone());
    if let Some(why) = app.here.db.read(move |conn| why_not(&here, conn, &from, &asked)).await? {
        return Err(Error::bad_request(why));
    }
    check(app, &signed, &work.budget).await?;
    receive_membership(&app.here, actor, signed, Some(work.received)).await?;
    app.wake.outbox.notify_one();
    Ok(())
}

macro_rules! membership_activity {
    ($kind:ident, $self:ident => $verify:expr) => {
        #[async_trait]
        impl Activity for Working<$kind> {
            activity_ids!();

            async fn verify(&$self, _app: &Data<App>) -> Result<()> {
                $verify
            }

            async fn receive(self, app: &Data<App>) -> Result<()> {
                let (membership, actor) = (self.activity.membership.clone(), self.activity.actor.clone());
                keep(app, self, membership, actor).await
            }
        }
    };
}

membership_activity!(Join, self => own(&self.activity.membership, &self.activity.actor, "joined"));
membership_activity!(Leave, self => own(&self.activity.membership, &self.activity.actor, "left"));
membership_activity!(Add, self => carried(&self.activity.membership).map(drop));
