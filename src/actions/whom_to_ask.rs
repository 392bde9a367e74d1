//! The network asks members for something: nobody who rests, and nobody more often in a week than they say (value V8). What it
//! says is that somebody waits, and where that stands; so once is enough for all who wait then, and many who ask for nothing
//! keep nobody from hearing of the next one for long.

use super::Here;
use super::help_guest::helpers;
use super::invite::WELCOMERS;
use super::network_says::{Message, language_of, network_says};
use super::uncrossed::uncrossed;
use crate::clock::Moment;
use crate::domain::asking::may_be_asked;
use crate::domain::key::MemberId;
use crate::domain::member::State;
use crate::domain::telling::Occasion;
use crate::error::Result;
use crate::i18n::text_with;
use crate::storage::{Conn, asked_members, guest_needs, joining, mails, members, profiles};
use std::collections::BTreeSet;

/// Why members are told that somebody waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    /// A neighbor without an account asks.
    Asked,
    /// A member who helped such a neighbor does so no more: what was asked then waits again.
    LetGo {
        /// When it was asked.
        asked_at: Moment,
        /// Who let go of it, and knows.
        by: MemberId,
    },
    /// Somebody asks to be welcomed.
    ToJoin,
    /// Somebody waited already, when nobody more could be asked.
    Still,
}

/// Somebody who is told, and of what.
struct Asked {
    member: MemberId,
    /// Of a neighbor without an account.
    of_guest: bool,
    /// Of somebody who asks to be welcomed.
    of_joining: bool,
    /// Whether it counts: who is told anew of what they were told of this week is not asked once more.
    counts: bool,
}

/// Tells those who help and those who welcome that somebody waits, as far as they may be asked now; without a word of what was
/// said. Who is left out hears nothing now, and nobody hears that they were: who waits stands on its page for them, too, and
/// they hear of it as soon as they may be asked ([`tell_of_waiting`]). Answers how many were told.
pub(super) fn tell_who_may_be_asked(here: &Here, conn: &mut Conn, why: Waits, now: Moment) -> Result<usize> {
    asked_members::take_turn(conn)?;
    let asked = whom_to_ask(here, conn, why, now)?;
    let counted: Vec<MemberId> = asked.iter().filter(|one| one.counts).map(|one| one.member).collect();
    asked_members::note(conn, &counted, now)?;
    for one in &asked {
        tell(here, conn, one, now)?;
    }
    Ok(asked.len())
}

/// Tells those of it who could not be asked when somebody began to wait, and can be now. Answers how many were told.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn tell_of_waiting(here: &Here) -> Result<usize> {
    let (context, now) = (here.clone(), here.now());
    // Mostly there is nobody, and then nobody else's writing is held up.
    let any = here.db.read(move |conn| Ok(!whom_to_ask(&context, conn, Waits::Still, now)?.is_empty()));
    if !any.await? {
        return Ok(0);
    }
    uncrossed(|| {
        let context = here.clone();
        here.db.write(move |conn| tell_who_may_be_asked(&context, conn, Waits::Still, now))
    })
    .await
}

/// Who is asked now, in the order of their ids: a fixed number of questions to the database, however many they are.
fn whom_to_ask(here: &Here, conn: &mut Conn, why: Waits, now: Moment) -> Result<Vec<Asked>> {
    let guests = guest_needs::newest_waiting(conn)?;
    let joins = joining::newest_waiting(conn)?;
    let helping: BTreeSet<MemberId> =
        if guests.is_some() { helpers(conn, now)?.into_iter().collect() } else { BTreeSet::new() };
    let welcoming = if joins.is_some() { welcomers(conn, now)? } else { BTreeSet::new() };
    let who: Vec<MemberId> = helping.union(&welcoming).copied().collect();
    if who.is_empty() {
        return Ok(Vec::new());
    }
    let caps = profiles::ask_caps(conn, &here.seal, &who)?;
    let times = asked_members::times(conn, &who)?;
    let mut asked = Vec::new();
    for member in who {
        let most = caps.get(&member).copied().unwrap_or_default();
        let before = times.get(&member).map_or(&[][..], Vec::as_slice);
        let last = before.iter().max().copied();
        // What waited when they were asked last stood on the page to which that led.
        let is_new = |newest: Option<Moment>| newest.is_some_and(|newest| last.is_none_or(|last| newest > last));
        let (again, leave_out) = match why {
            Waits::LetGo { asked_at, by } => (before.iter().any(|before| *before >= asked_at), by == member),
            _ => (false, false),
        };
        let of_guest =
            helping.contains(&member) && (is_new(guests) || matches!(why, Waits::Asked | Waits::LetGo { .. }));
        let of_joining = welcoming.contains(&member) && (is_new(joins) || why == Waits::ToJoin);
        let may_be = if again { most > 0 } else { may_be_asked(most, before, now) };
        if (of_guest || of_joining) && may_be && !leave_out {
            asked.push(Asked { member, of_guest, of_joining: of_joining && !again, counts: !again });
        }
    }
    Ok(asked)
}

/// Those who welcome, and do not rest.
fn welcomers(conn: &mut Conn, now: Moment) -> Result<BTreeSet<MemberId>> {
    let who = members::who_hold(conn, WELCOMERS, now)?;
    let awake = members::get_many(conn, &who)?.into_iter().filter(|member| member.state == State::Member);
    Ok(awake.map(|member| member.id).collect())
}

fn tell(here: &Here, conn: &mut Conn, asked: &Asked, now: Moment) -> Result<()> {
    let lang = language_of(conn, asked.member, here.language)?;
    let mut message = Message::default();
    let kinds = [
        (asked.of_guest, "guest-told-asked", here.addresses.guest_needs()),
        (asked.of_joining, "join-told-asked", here.addresses.welcome()),
    ];
    for (_, key, link) in kinds.into_iter().filter(|(is_told, ..)| *is_told) {
        message.words.push(text_with(lang, key, &[("link", link.to_string().into())]));
        message.links.push(link);
    }
    network_says(here, conn, asked.member, lang, message, None, now)?;
    mails::note_that(conn, asked.member, Occasion::Network, None, now)
}
