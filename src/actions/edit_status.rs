//! A member changes what a status of theirs says. Who may read it stays as it was.

use super::hold_status::check_not_held;
use super::own_block::not_kept_out;
use super::post_status::{checked_poll, compose};
use super::send_media::{Said, hang};
use super::tell::tell;
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::event::Event;
use crate::domain::key::{ActorId, MediumId, MemberId, StatusId};
use crate::domain::media::On;
use crate::domain::poll::{self, Poll};
use crate::domain::privacy::Guarded;
use crate::domain::status::{Draft, NotificationKind, Status, Visibility};
use crate::domain::wording::Wording;
use crate::error::{Error, Message, Result};
use crate::storage::{Conn, conversations, crossed_words, media, outbox, polls, status_edits, statuses};
use std::collections::BTreeSet;

/// What hangs on a status from now on, and what it asks.
enum Besides {
    /// These media, and this question or none.
    Anew(Vec<MediumId>, Option<poll::Draft>),
    /// What hangs there and what it asks already, with the votes; if it was changed last then, or never.
    AsItIs(Option<Moment>),
}

/// Rewrites a status, with what hangs on it and what it asks; everyone whom it reached hears of it.
///
/// # Errors
/// `NotFound` unless it is theirs; `Invalid` at the first field that does not fit.
pub async fn edit_status(
    here: &Here,
    member: MemberId,
    id: StatusId,
    draft: Draft,
    media: Vec<MediumId>,
    said: Vec<(MediumId, Said)>,
    poll: Option<poll::Draft>,
) -> Result<()> {
    rewrite(here, member, id, draft, Besides::Anew(media, poll), said).await?;
    Ok(())
}

/// Rewrites the words of a status, and what is said of the media that hang on it. They stay, and so does what it asks, with its
/// end and its votes; everyone whom it reached hears of it. Whether the draft has media is not looked at. False where it was
/// changed at another time than `changed_at`, which is when whoever changes it read it: then nothing of it is done.
///
/// # Errors
/// As [`edit_status`].
pub async fn reword_status(
    here: &Here,
    member: MemberId,
    id: StatusId,
    draft: Draft,
    said: Vec<(MediumId, Said)>,
    changed_at: Option<Moment>,
) -> Result<bool> {
    rewrite(here, member, id, draft, Besides::AsItIs(changed_at), said).await
}

async fn rewrite(
    here: &Here,
    member: MemberId,
    id: StatusId,
    draft: Draft,
    besides: Besides,
    said: Vec<(MediumId, Said)>,
) -> Result<bool> {
    let (context, now) = (here.clone(), here.now());
    here.db
        .write(move |conn| {
            let author = still_here(conn, member)?.actor;
            let status = statuses::lock(conn, &context.seal, id)?;
            if status.author != author || status.boost_of.is_some() || status.listing.is_some() {
                return Err(Error::not_found());
            }
            check_not_held(conn, &status)?;
            if crossed_words::is_one(conn, id)? {
                return Err(Error::conflict("What was said to another network stays as it was said.")
                    .worded(Message::SaidAcross));
            }
            let (hung, asked) = match besides {
                Besides::Anew(hung, poll) => {
                    let asked = checked_poll(poll.as_ref(), &hung)?;
                    (hung, Some(asked))
                }
                Besides::AsItIs(changed_at) if changed_at != status.edited_at => return Ok(false),
                Besides::AsItIs(_) => (media::ids_on(conn, On::Status(id))?, None),
            };
            let checked = Draft { has_media: !hung.is_empty(), ..draft }.check()?;
            let composed = compose(&context, conn, &checked)?;
            let before: BTreeSet<ActorId> =
                statuses::mentions(conn, &[id])?.remove(&id).unwrap_or_default().into_iter().collect();
            let (conversation, direct) = (status.conversation, status.visibility == Visibility::Direct);
            let changed = Status {
                words: Guarded::new(composed.words),
                sensitive: checked.sensitive,
                language: checked.language.or_else(|| status.language.clone()),
                edited_at: Some(now),
                ..status.clone()
            };
            statuses::update(conn, &context.seal, changed.clone())?;
            if let Some(asked) = asked {
                ask(&context, conn, id, asked, direct, now)?;
            }
            hang(&context, conn, author, On::Status(id), &hung, &said)?;
            let named = let_in(&context, conn, author, composed.mentioned, &before)?;
            // Whoever could read a private message can still read it: it was told to them.
            let mentioned: BTreeSet<ActorId> = if direct { named.union(&before).copied().collect() } else { named };
            statuses::set_mentions(conn, id, &mentioned)?;
            if !direct {
                statuses::set_tags(conn, id, &composed.tags)?;
            }
            let new: Vec<ActorId> = mentioned.difference(&before).copied().collect();
            keep_wording(&context, conn, &status, &changed, !new.is_empty(), now)?;
            if let Some(conversation) = conversation.filter(|_| !new.is_empty()) {
                conversations::add(conn, conversation, id, author, new.iter().copied())?;
            }
            for reader in new {
                tell(&context, conn, reader, NotificationKind::Mention, author, Some(id), now)?;
            }
            tell_who_told_on(&context, conn, id, author, now)?;
            outbox::record(conn, &Event::StatusChanged { status: id }, now)?;
            Ok(true)
        })
        .await
}

/// Whom a changed status names from now on: not those who keep its author away, unless it named them before.
pub(super) fn let_in(
    here: &Here,
    conn: &mut Conn,
    author: ActorId,
    named: impl IntoIterator<Item = ActorId>,
    before: &BTreeSet<ActorId>,
) -> Result<BTreeSet<ActorId>> {
    let (known, new): (BTreeSet<ActorId>, BTreeSet<ActorId>) =
        named.into_iter().partition(|actor| before.contains(actor));
    Ok(known.into_iter().chain(not_kept_out(here, conn, new, author)?).collect())
}

/// Keeps what a status said before, for a while. What was not for everyone is nothing for whom it is shown now for
/// the first time: then it is forgotten.
pub(super) fn keep_wording(
    here: &Here,
    conn: &mut Conn,
    before: &Status,
    after: &Status,
    shown_to_more: bool,
    now: Moment,
) -> Result<()> {
    if shown_to_more && !after.visibility.is_open() {
        return status_edits::forget(conn, &[after.id.0]);
    }
    match Wording::replaced(before, after) {
        Some(wording) => status_edits::keep(conn, &here.seal, after.id, wording, now),
        None => Ok(()),
    }
}

/// What a status of ours asks from now on. With other options, or another way to choose, the votes begin anew.
fn ask(
    here: &Here,
    conn: &mut Conn,
    id: StatusId,
    asked: Option<poll::Checked>,
    direct: bool,
    now: Moment,
) -> Result<()> {
    let Some(asked) = asked else { return polls::remove(conn, id) };
    let before = polls::lock(conn, &here.seal, id)?;
    let new = Poll::new(id, asked, now);
    match before {
        Some(before) if before.options == new.options && before.multiple == new.multiple => {
            polls::set_hides_totals(conn, id, new.hides_totals)?;
            // Who voted is forgotten some time after the end: opened again, they would count twice.
            if before.is_over(now) { Ok(()) } else { polls::set_end(conn, id, new.ends_at) }
        }
        _ => polls::put(conn, &here.seal, new, direct),
    }
}

/// Whoever told a status on hears that it says something else now.
pub(super) fn tell_who_told_on(here: &Here, conn: &mut Conn, id: StatusId, author: ActorId, now: Moment) -> Result<()> {
    for boost in statuses::boosters(conn, id)? {
        tell(here, conn, boost, NotificationKind::Update, author, Some(id), now)?;
    }
    Ok(())
}
