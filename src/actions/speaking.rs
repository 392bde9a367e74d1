//! Speaking for a neighbor: what every step for them asks first (value V13).

use super::Here;
use crate::domain::Listing;
use crate::domain::key::{MemberId, ProxyId};
use crate::domain::privacy::{Guarded, Key};
use crate::domain::proxy::State;
use crate::error::{Error, Result};
use crate::storage::{Conn, proxies};

/// Checks that `member` speaks for a neighbor, whose consent holds today. From the first time on they are active.
///
/// # Errors
/// `NotFound` for everyone else; `Forbidden` when they must be asked again.
pub(super) fn speak_for(here: &Here, conn: &mut Conn, member: MemberId, id: ProxyId) -> Result<()> {
    let (mut proxy, held) = proxies::lock(conn, &here.seal, id, member)?;
    let known = proxy.known.open(&Key::of_liaison(&held)).clone();
    known.check_consent(here.now().date_naive())?;
    if proxy.state == State::Consented {
        proxy.state = State::Active;
        proxy.known = Guarded::new(known);
        proxies::update(conn, &here.seal, proxy, &held)?;
    }
    Ok(())
}

/// The same where a listing or a response may be for somebody else. What takes something back needs no such question.
pub(super) fn speak_if_for(here: &Here, conn: &mut Conn, member: MemberId, id: Option<ProxyId>) -> Result<()> {
    id.map_or(Ok(()), |id| speak_for(here, conn, member, id))
}

/// What is posted for a neighbor is the network's own word: nothing leads to them, or to who helps.
///
/// # Errors
/// `Invalid` when its author was to be shown.
pub(super) fn hide(listing: &mut Listing, wanted: Option<bool>) -> Result<()> {
    if listing.proxy.is_none() {
        return Ok(());
    }
    if wanted == Some(false) {
        let text = "What is posted for a neighbor never shows who. Please leave `hidden_author` out.";
        return Err(Error::invalid("hidden_author", text));
    }
    listing.hidden_author = true;
    listing.with_help = true;
    Ok(())
}
