//! A member is given a role, always with an end (value V6); and it ends before, where they lay it down or the network decides so.

use super::log::{Why, note};
use super::network_says::{Message as Word, language_of, network_says};
use super::{Here, still_here};
use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::domain::member::{self, Member, Role, RoleKind, State, term_end};
use crate::domain::moderation::{Deed, Doer};
use crate::domain::text::{self as rules, LABEL_MAX};
use crate::error::{Error, Kind, Message, Result};
use crate::i18n::{Lang, date, text, text_with};
use crate::ids;
use crate::storage::{Conn, members};
use chrono_tz::Tz;

/// Gives a role from the command line, for so many months from now. Answers when it ends.
///
/// # Errors
/// `NotFound` when there is no such member; `Invalid` for a term that is too long.
pub async fn give_role(here: &Here, handle: &str, kind: RoleKind, months: u32) -> Result<Moment> {
    let now = here.now();
    let handle = member::handle(handle)?;
    let ends_at = term_end(now, months)?;
    here.db
        .write(move |conn| {
            let member = named(conn, &handle)?;
            let role = Role { member: member.id, kind, starts_at: now, ends_at, given_by: "command line".into() };
            members::insert_role(conn, ids::next(now), &role)?;
            note(conn, Doer::CommandLine, &[], Deed::RoleGiven, about(&handle, kind), Why::default(), now)?;
            Ok(ends_at)
        })
        .await
}

/// Who gives tasks on the page, and ends them: whoever runs the server, who can do the same on its command line.
pub const GIVERS: &[RoleKind] = &[RoleKind::Operator];

/// A member who is here, by the name that somebody typed.
fn named(conn: &mut Conn, handle: &str) -> Result<Member> {
    let nobody = || Error::new(Kind::NotFound, format!("There is no member `{handle}` here."));
    members::by_handle(conn, handle)?.filter(|member| member.state != State::Left).ok_or_else(nobody)
}

/// What the log says that it is about: members read whose power it is.
fn about(handle: &str, kind: RoleKind) -> Option<String> {
    Some(format!("{handle}: {}", kind.as_str()))
}

/// The neighbor hears of it from the network, in the language that they read best.
fn tell(here: &Here, conn: &mut Conn, to: MemberId, word: impl Fn(Lang, String) -> String, now: Moment) -> Result<()> {
    let lang = language_of(conn, to, here.language)?;
    let link = here.addresses.tasks();
    let words = vec![word(lang, link.to_string())];
    network_says(here, conn, to, lang, Word { words, links: vec![link], ..Word::default() }, None, now)?;
    Ok(())
}

/// Gives a member a role for so many months from now, or gives it once more, by a decision of the network that is named. They
/// hear of it, with the day in `zone`, and can lay it down at any time. Answers when it ends.
///
/// # Errors
/// `Forbidden` for who is no operator; `NotFound` for nobody here; `Invalid` for a term that is too long, and without a decision.
pub async fn give_role_by(
    here: &Here,
    by: MemberId,
    handle: &str,
    kind: RoleKind,
    months: u32,
    decision: &str,
    zone: Tz,
) -> Result<Moment> {
    let (context, now, decision) = (here.clone(), here.now(), decision.to_owned());
    let handle = member::handle(handle)?;
    here.db
        .write(move |conn| {
            check_role(conn, by, GIVERS, now)?;
            let ends_at = term_end(now, months)?;
            let decision = rules::required_line("decision", &decision, LABEL_MAX)?;
            let member = named(conn, &handle)?;
            let role = Role { member: member.id, kind, starts_at: now, ends_at, given_by: decision.clone() };
            members::insert_role(conn, ids::next(now), &role)?;
            // Whoever has it for longer already has it until then.
            let held = members::roles_of(conn, member.id)?;
            let ends_at =
                held.iter().filter(|role| role.kind == kind).map(|role| role.ends_at).fold(ends_at, Moment::max);
            if member.id != by {
                let word = |lang: Lang, link: String| {
                    let task = text(lang, &format!("role-{}", kind.as_str()));
                    let said = [
                        ("task", task.into()),
                        ("day", date(lang, ends_at.with_timezone(&zone).date_naive()).into()),
                        ("link", link.into()),
                    ];
                    text_with(lang, "tasks-told-given", &said)
                };
                tell(&context, conn, member.id, word, now)?;
            }
            let why = Why { reason: Some(decision), agreement: None };
            note(conn, Doer::Member(by), GIVERS, Deed::RoleGiven, about(&handle, kind), why, now)?;
            Ok(ends_at)
        })
        .await
}

/// Ends a role of a member before its time, by a decision of the network that is named. They hear of it.
///
/// # Errors
/// `Forbidden` for who is no operator; `NotFound` for nobody here; `Invalid` for a role that they do not hold, and without a
/// decision.
pub async fn end_role_by(here: &Here, by: MemberId, handle: &str, kind: RoleKind, decision: &str) -> Result<()> {
    let (context, now, decision) = (here.clone(), here.now(), decision.to_owned());
    let handle = member::handle(handle)?;
    here.db
        .write(move |conn| {
            check_role(conn, by, GIVERS, now)?;
            let decision = rules::required_line("decision", &decision, LABEL_MAX)?;
            let member = named(conn, &handle)?;
            let why = Why { reason: Some(decision), agreement: None };
            // Who ends their own holds it until it is written down.
            note(conn, Doer::Member(by), GIVERS, Deed::RoleEnded, about(&handle, kind), why, now)?;
            if !members::end_role(conn, member.id, kind, now)? {
                return Err(Error::invalid("role", "They do not have this task now.").worded(Message::TaskNotHeld));
            }
            if member.id != by {
                let word = |lang: Lang, link: String| {
                    let task = text(lang, &format!("role-{}", kind.as_str()));
                    text_with(lang, "tasks-told-ended", &[("task", task.into()), ("link", link.into())])
                };
                tell(&context, conn, member.id, word, now)?;
            }
            Ok(())
        })
        .await
}

/// A member lays down a role of their own. Nobody asks why (value V8).
///
/// # Errors
/// `NotFound` when they do not hold it.
pub async fn lay_down_role(here: &Here, member: MemberId, kind: RoleKind) -> Result<()> {
    let now = here.now();
    here.db
        .write(move |conn| {
            let own = still_here(conn, member)?;
            if !members::roles_at(conn, member, now)?.contains(&kind) {
                return Err(Error::not_found());
            }
            note(conn, Doer::Member(member), &[kind], Deed::RoleEnded, about(&own.handle, kind), Why::default(), now)?;
            members::end_role(conn, member, kind, now)?;
            Ok(())
        })
        .await
}

/// Checks that a member holds one of the roles now.
///
/// # Errors
/// `Forbidden` otherwise, naming the roles.
pub async fn require_role(here: &Here, member: MemberId, any_of: &'static [RoleKind]) -> Result<()> {
    let now = here.now();
    here.db.read(move |conn| check_role(conn, member, any_of, now)).await
}

/// The same within a transaction, so that a role cannot end in between.
pub(super) fn check_role(conn: &mut Conn, member: MemberId, any_of: &[RoleKind], now: Moment) -> Result<()> {
    if members::roles_at(conn, member, now)?.iter().any(|kind| any_of.contains(kind)) {
        return Ok(());
    }
    let names: Vec<&str> = any_of.iter().map(|kind| kind.as_str()).collect();
    Err(Error::forbidden(format!("This takes one of these roles: {}.", names.join(", "))).worded(Message::RoleNeeded))
}
