//! Another network answers a listing of ours (`Offer{Agreement}`, FEP-0837).

use super::answer_in_app::tell_author;
use super::respond::{Answer, apply_rule, offered, route};
use super::{Here, note_worked, words};
use crate::domain::Listing;
use crate::domain::audience::Audience;
use crate::domain::event::Event;
use crate::domain::follow::is_mutual;
use crate::domain::key::{ActorId, ReceivedId};
use crate::domain::listing::PassAlong;
use crate::domain::network::Intake;
use crate::domain::response::{Response, State};
use crate::error::Result;
use crate::storage::{Conn, actors, follows, listings, outbox, received, responses, tombstones};
use url::Url;

/// Stores an answer from another network, or answers it kindly when the listing is not open for it.
/// The same answer twice has one effect.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn receive_response(
    here: &Here,
    responder: ActorId,
    ap_id: Url,
    listing: Url,
    answer: Answer,
    worked: Option<ReceivedId>,
) -> Result<()> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let found = listings::by_ap_id(conn, &listing)?.filter(|listing| listing.local);
            let Some(found) = found else { return refuse(conn, worked, "no such listing here") };
            let author = actors::get(conn, responder)?.ap_id;
            if tombstones::is_deleted_by(conn, &ap_id, &author)? {
                return refuse(conn, worked, "was taken back before it came");
            }
            let listing = listings::lock(conn, found.id)?;
            if !listing.state.is_published() || !may_answer(&context, conn, &listing, responder)? {
                return refuse(conn, worked, "not for this network");
            }
            let open = listing.check_response(answer.amount, now);
            let paused = is_paused(&context, conn)?;
            let state = route(&context, conn, None, false, now)?;
            let response = Response { state, ..offered(listing.id, responder, None, ap_id, answer, now) };
            let id = response.id;
            if responses::insert_if_new(conn, &context.seal, response)? {
                match open {
                    Ok(()) if !paused && state == State::WithConnectors => {}
                    Ok(()) if !paused => {
                        apply_rule(&context, conn, &listing, id, now)?;
                        tell_author(&context, conn, &listing, id, now)?;
                    }
                    _ => {
                        let lang = words::of_listing(context.language, &listing);
                        let word = words::to_a_network(lang, if paused { words::paused } else { words::not_open });
                        responses::decide(conn, &context.seal, id, State::Lapsed, None, Some(&word), now)?;
                        outbox::record(conn, &Event::ResponseRejected { response: id }, now)?;
                    }
                }
            }
            note_worked(conn, worked)
        })
        .await
}

/// Whether the network takes nothing new from elsewhere for now. Its own members can always ask.
pub(super) fn is_paused(here: &Here, conn: &mut Conn) -> Result<bool> {
    Ok(actors::get(conn, here.network)?.intake == Some(Intake::Paused))
}

/// Whether the listing's audience holds that network. What its author lets be passed along is answered by whoever
/// knows its unguessable id: a peer told it.
fn may_answer(here: &Here, conn: &mut Conn, listing: &Listing, responder: ActorId) -> Result<bool> {
    Ok(match listing.audience {
        Audience::Public => true,
        Audience::Network => false,
        Audience::Peers if listing.pass_along == PassAlong::Yes => true,
        Audience::Peers => {
            let ours = follows::between(conn, here.network, responder)?.map(|follow| follow.state);
            let theirs = follows::between(conn, responder, here.network)?.map(|follow| follow.state);
            is_mutual(ours, theirs)
        }
    })
}

fn refuse(conn: &mut Conn, worked: Option<ReceivedId>, why: &str) -> Result<()> {
    match worked {
        Some(id) => received::worked(conn, id, Some(why)),
        None => Ok(()),
    }
}
