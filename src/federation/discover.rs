//! Finding a network, or an account, by its address: webfinger, then its actor.

use crate::actions::post_status::look_up;
use crate::adapters::fetch::Budget;
use crate::app::App;
use crate::domain::follow::{Actor, ActorKind};
use crate::domain::key::ActorId;
use crate::domain::markup;
use crate::error::{Error, Kind, Message, Result};
use crate::federation::dereference;
use crate::federation::objects::actor::from_wire;
use crate::federation::wire::{self, Acct, Jrd, same_origin};
use url::Url;

/// Finds the network behind `food@hillside.example`, or behind its actor's address, and stores its actor.
///
/// Webfinger must agree both ways: the actor that it names lives at the host that was asked, and carries
/// the name that was asked for (refusal 25).
///
/// # Errors
/// `Invalid` when it is not an address; `Peer` when the other server does not answer as it should.
pub async fn network(app: &App, address: &str) -> Result<ActorId> {
    let actor = found(app, address).await?;
    if actor.kind != ActorKind::Organization {
        return Err(Error::invalid("address", "That account is not a network. Networks follow networks."));
    }
    Ok(actor.id)
}

/// Finds any account elsewhere in the same way.
///
/// # Errors
/// As [`network`].
pub async fn account(app: &App, address: &str) -> Result<ActorId> {
    let actor = found(app, address).await?;
    if actor.kind == ActorKind::Application {
        return Err(Error::invalid("address", "That is a server, not an account."));
    }
    Ok(actor.id)
}

/// So many accounts that are not known here are looked for because of one text.
const LOOKED_FOR_MAX: usize = 5;

/// Makes known whoever is mentioned in a text. Who cannot be found is not mentioned; with `must`, that is an error: a
/// private message that does not reach whom it names would be lost.
///
/// # Errors
/// `Invalid` with `must`; `Internal` when the database fails.
pub async fn mentioned(app: &App, text: &str, must: bool) -> Result<()> {
    let mut looked_for = 0;
    for (name, host) in markup::mentions(text) {
        let (here, wanted) = (app.here.clone(), (name.clone(), host.clone()));
        let known = app.here.db.read(move |conn| look_up(&here, conn, &wanted.0, wanted.1.as_deref())).await?;
        let elsewhere = host.filter(|host| *host != app.here.addresses.host());
        let result = match (known, elsewhere) {
            (Some(_), _) => continue,
            (None, Some(host)) if looked_for < LOOKED_FOR_MAX => {
                looked_for += 1;
                account(app, &format!("{name}@{host}")).await.map(|_| ())
            }
            (None, _) => Err(Error::not_found()),
        };
        match result {
            Err(error) if error.kind() == Kind::Internal => return Err(error),
            Err(_) if must => {
                let text = "Somebody whom this mentions cannot be found, so it was not sent. Please look at the names.";
                return Err(Error::invalid("status", text).worded(Message::NobodyNamed));
            }
            Err(error) => tracing::debug!(problem = error.text(), "somebody who is mentioned was not found"),
            Ok(()) => {}
        }
    }
    Ok(())
}

async fn found(app: &App, address: &str) -> Result<Actor> {
    let address = address.trim();
    let budget = Budget::new(8);
    let not_an_address = || {
        Error::invalid(
            "address",
            "An address looks like food@hillside.example, or https://hillside.example/ap/network.",
        )
    };
    if address.starts_with("http://") || address.starts_with("https://") {
        let url = Url::parse(address).map_err(|_| not_an_address())?;
        return dereference::store(app, from_wire(asked(app, &url, &budget).await?, app.here.now())).await;
    }
    let acct: Acct = address.trim_start_matches('@').parse().map_err(|_| not_an_address())?;
    let (base, jrd) = told_of(app, &acct, &budget).await?;
    // A server speaks for its own names only: what it says of others, they must say themselves.
    if jrd.acct().is_ok_and(|known| known.host() != acct.host() || !known.name().eq_ignore_ascii_case(acct.name())) {
        return Err(Error::peer("That server knows this address by another name. Please use that one."));
    }
    let actor = jrd.actor().ok_or_else(|| Error::peer("That server does not know this address."))?;
    if !same_origin(actor, &base) {
        return Err(Error::peer("That address leads to another server. Please use the address there."));
    }
    let document = asked(app, actor, &budget).await?;
    let named = same_origin(&document.id, &base) && document.preferred_username.eq_ignore_ascii_case(acct.name());
    if !named {
        return Err(Error::peer("That server gives two names for this address, so it is not followed."));
    }
    dereference::store(app, from_wire(document, app.here.now())).await
}

/// What a server tells of one of its names (RFC 7033), and where it was asked.
pub(super) async fn told_of(app: &App, acct: &Acct, budget: &Budget) -> Result<(Url, Jrd)> {
    let scheme = if app.config.federation.development && !acct_is_public(app, acct) { "http" } else { "https" };
    let not_an_address = |_| Error::invalid("address", "An address looks like food@hillside.example.");
    let base = Url::parse(&format!("{scheme}://{}/", acct.host())).map_err(not_an_address)?;
    let mut question = base.join(".well-known/webfinger")?;
    question.query_pairs_mut().append_pair("resource", &format!("acct:{}@{}", acct.name(), acct.host()));
    let answer = dereference::get(app, &question, "application/jrd+json, application/json", budget).await?;
    Ok((base, serde_json::from_slice(answer.json()?)?))
}

fn acct_is_public(app: &App, acct: &Acct) -> bool {
    Url::parse(&format!("https://{}/", acct.host())).is_ok_and(|url| app.fetcher.policy().check(&url).is_ok())
        && Url::parse(&format!("http://{}/", acct.host())).is_ok_and(|url| app.fetcher.policy().check(&url).is_err())
}

/// What is at an address, not stored yet.
async fn asked(app: &App, url: &Url, budget: &Budget) -> Result<wire::Actor> {
    if same_origin(url, app.here.addresses.base()) {
        return Err(Error::invalid("address", "That is here, in this network itself."));
    }
    dereference::actor_document(app, url, budget).await.map_err(|error| match error.kind() {
        Kind::Gone => Error::peer("That server does not know this address."),
        Kind::BadRequest => {
            Error::peer("What that server says about this address cannot be understood.").because(error)
        }
        _ => error,
    })
}
