//! Sends mails: links that somebody waits for, and that something happened. What a mail says is found when it is sent, so that
//! nothing is told that was taken back meanwhile.

use super::heard::heard;
use super::runner::many_at_once;
use crate::actions::keep_mail::{confirmation_link, guest_stop_token, sign_in_link, stop_token};
use crate::actions::remind::is_soon;
use crate::adapters::mail::{Mailer, Sent};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::key::{ActorId, MemberId, ResponseId};
use crate::domain::mail::{Kind, Letter, is_worth, spacing};
use crate::domain::member::{Member, State};
use crate::domain::response::State as ResponseState;
use crate::domain::telling::{Occasion, Telling};
use crate::domain::window::Window;
use crate::error::{Kind as Fault, Result};
use crate::i18n::Lang;
use crate::metrics::Outcome as Label;
use crate::storage::mails::{self, Parcel, Waiting};
use crate::storage::{Conn, desks, guest_needs, handoffs, members, profiles, responses};
use chrono::Duration;
use std::collections::BTreeSet;
use tokio::sync::watch;
use url::Url;

/// Mails under way at once in this process: it is one mail server.
const AT_ONCE: usize = 4;
/// How long a mail is leased: mail servers may take their time.
const LEASE: Duration = Duration::minutes(5);

/// How one ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The mail server has it.
    Sent,
    /// There is nothing to be told any more, or nobody wants it.
    Left,
    /// The mail server will not take this one.
    Refused,
    /// It may work later.
    NotNow,
    /// It is not to be sent before this, and was not tried.
    Wait(Moment),
}

/// What becomes of a parcel.
enum Made {
    Nothing,
    NotBefore(Moment),
    This(Box<Letter>),
}

pub(super) async fn run(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    let Some(mailer) = app.mailer()? else { return Ok(()) };
    let take = |room| async move {
        let now = app.here.now();
        // Most of the time nothing waits, and to look is no write.
        match app.here.db.read(move |conn| mails::is_due(conn, now)).await? {
            true => app.here.db.write(move |conn| mails::lease(conn, now, LEASE, room)).await,
            false => Ok(Vec::new()),
        }
    };
    let work = |parcel| send(app.clone(), mailer.clone(), parcel);
    many_at_once(AT_ONCE, stop, take, work, |ended| settle(app, ended)).await
}

/// Sends one; nothing when that cannot even be tried now. Its lease runs out then, and it is tried again.
async fn send(app: App, mailer: Mailer, parcel: Parcel) -> Option<(Parcel, Outcome)> {
    match try_send(&app, &mailer, &parcel).await {
        Ok(outcome) => Some((parcel, outcome)),
        Err(error) => {
            tracing::error!(problem = error.text(), cause = ?error.cause(), "a mail could not be written");
            None
        }
    }
}

async fn try_send(app: &App, mailer: &Mailer, parcel: &Parcel) -> Result<Outcome> {
    let letter = match make(app, parcel).await? {
        Made::Nothing => return Ok(Outcome::Left),
        Made::NotBefore(then) => return Ok(Outcome::Wait(then)),
        Made::This(letter) => letter,
    };
    Ok(match mailer.send(&letter, app.here.now()).await? {
        Sent::Taken => Outcome::Sent,
        Sent::Refused(said) => {
            // Where it refuses all of them, it is about us and not about whom they are for.
            tracing::warn!(said, "the mail server refused a mail for good; it is dropped");
            Outcome::Refused
        }
        Sent::NotNow(said) => {
            tracing::warn!(said, "the mail server took no mail; it is tried again");
            Outcome::NotNow
        }
    })
}

async fn make(app: &App, parcel: &Parcel) -> Result<Made> {
    let (member, now) = (parcel.member, app.here.now());
    let network = app.network();
    let network = network.name.as_str();
    if parcel.rows.iter().all(|row| !is_worth(parcel.kind, row.created_at, now)) {
        return Ok(Made::Nothing);
    }
    let letter = match parcel.kind {
        Kind::SignIn => {
            // Each link is a parcel of its own.
            let next = parcel.rows.first().map(|row| row.leads_to(&app.here.seal)).transpose()?.flatten();
            let Some((to, link)) = sign_in_link(&app.here, member, next).await? else { return Ok(Made::Nothing) };
            Letter::sign_in(to, language(app, member).await?, network, link)
        }
        Kind::Confirm => {
            let Some((to, link)) = confirmation_link(&app.here, member).await? else { return Ok(Made::Nothing) };
            Letter::confirm(to, language(app, member).await?, network, link)
        }
        Kind::Notice => {
            let (context, parcel) = (app.clone(), parcel.clone());
            return app.here.db.read(move |conn| notice(&context, conn, &parcel)).await;
        }
        Kind::Guest => {
            let (context, parcel) = (app.clone(), parcel.clone());
            return app.here.db.read(move |conn| answer(&context, conn, &parcel)).await;
        }
    };
    Ok(Made::This(Box::new(letter)))
}

/// The language in which a member is written to.
async fn language(app: &App, member: MemberId) -> Result<Lang> {
    let otherwise = app.here.language;
    app.here.db.read(move |conn| language_of(conn, member, otherwise)).await
}

fn language_of(conn: &mut Conn, member: MemberId, otherwise: Lang) -> Result<Lang> {
    let read = profiles::languages(conn, member)?;
    Ok(read.iter().find_map(|tag| Lang::from_tag(tag)).unwrap_or(otherwise))
}

/// One mail of all that is still to be told.
fn notice(app: &App, conn: &mut Conn, parcel: &Parcel) -> Result<Made> {
    let (seal, now, zone) = (&app.here.seal, app.here.now(), app.config.network.time_zone);
    let Some(place) = mails::place(conn, seal, parcel.member)? else { return Ok(Made::Nothing) };
    let member = members::get(conn, parcel.member)?;
    if member.state == State::Left {
        return Ok(Made::Nothing);
    }
    let telling = desks::get(conn, seal, member.id)?.telling;
    let (mut what, mut soonest) = (Vec::new(), None::<Moment>);
    for row in parcel.rows.iter().filter(|row| is_worth(parcel.kind, row.created_at, now)) {
        let Some(one) = wanted(app, conn, (&member, &telling), row)? else { continue };
        let mut at = telling.mail_at(row.created_at, zone);
        // A meeting that begins before the mail of the day is told of at once.
        if one.begins.is_some_and(|begins| at >= begins) {
            at = row.created_at;
        }
        soonest = Some(soonest.map_or(at, |soonest| soonest.min(at)));
        what.push((one.occasion, one.link));
    }
    // What is for tomorrow's mail goes with today's when that is sent.
    let Some(soonest) = soonest else { return Ok(Made::Nothing) };
    let rests_until = place.next_at.filter(|_| telling.daily_at.is_none()).unwrap_or(soonest);
    let then = soonest.max(rests_until);
    if then > now {
        return Ok(Made::NotBefore(then));
    }
    if let Some(end) = telling.quiet_until(now, zone) {
        return Ok(Made::NotBefore(end));
    }
    let lang = language_of(conn, member.id, app.here.language)?;
    let addresses = &app.here.addresses;
    let stop = addresses.mail_end(&stop_token(seal, member.id, place.round));
    let home = addresses.home();
    let ways_on = (&home, addresses.notices(), stop);
    let letter = Letter::notice(place.address, lang, &app.network().name, &what, ways_on);
    Ok(Made::This(Box::new(letter)))
}

/// A mail to who asked without an account, while an answer is there and they want it.
fn answer(app: &App, conn: &mut Conn, parcel: &Parcel) -> Result<Made> {
    let (seal, addresses) = (&app.here.seal, &app.here.addresses);
    let Some(need) = parcel.rows.iter().find_map(|row| row.guest) else { return Ok(Made::Nothing) };
    let Some((to, language)) = guest_needs::mail_of(conn, seal, need)? else { return Ok(Made::Nothing) };
    let lang = Lang::from_tag(&language).unwrap_or(app.here.language);
    let stop = addresses.mail_end(&guest_stop_token(seal, need));
    let letter = Letter::answer(to, lang, &app.network().name, addresses.code(), stop);
    Ok(Made::This(Box::new(letter)))
}

/// What a mail tells of.
struct Wanted {
    occasion: Occasion,
    /// Where that is read.
    link: Url,
    /// When a meeting begins, if it is one.
    begins: Option<Moment>,
}

/// What a row is about, if its member wants a mail of it and it is still so.
fn wanted(app: &App, conn: &mut Conn, (member, telling): (&Member, &Telling), row: &Waiting) -> Result<Option<Wanted>> {
    let addresses = &app.here.addresses;
    let mut begins = None;
    let (occasion, link) = match (row.occasion, row.notification) {
        (Some(occasion), _) => {
            let link = match (occasion, row.response) {
                // Who waits without an account, and who asks to be welcomed: both are a link away from there.
                (Occasion::Network, _) => addresses.home(),
                (Occasion::Handoff, Some(response)) => {
                    begins = soon(app, conn, response)?;
                    if begins.is_none() {
                        return Ok(None);
                    }
                    addresses.answer(response)
                }
                (_, Some(response)) if is_so(app, conn, occasion, response)? => addresses.answer(response),
                _ => return Ok(None),
            };
            (occasion, link)
        }
        (None, Some(notification)) => {
            let reader: ActorId = member.actor;
            let Some(heard) = heard(app, conn, (member.id, reader), notification)? else { return Ok(None) };
            // What the network says is noted by itself, where it is worth a mail.
            if heard.one.from == app.here.network {
                return Ok(None);
            }
            let about = heard.about.and_then(|(status, _)| status.response);
            (heard.occasion, about.map_or_else(|| addresses.home(), |response| addresses.answer(response)))
        }
        (None, None) => return Ok(None),
    };
    Ok(telling.by_mail(occasion, member.state).then_some(Wanted { occasion, link, begins }))
}

/// When the two sides of an answer meet, while that is soon. It may have been, or be put off, while the mail waited.
fn soon(app: &App, conn: &mut Conn, response: ResponseId) -> Result<Option<Moment>> {
    let now = app.here.now();
    let handoff = handoffs::open_of_response(conn, &app.here.seal, response)?;
    let begins = handoff.and_then(|handoff| handoff.window).map(Window::from);
    Ok(begins.filter(|begins| is_soon(*begins, now)))
}

/// Whether what happened to an answer is still so: what was decided needs no word any more, and what was taken back is over.
fn is_so(app: &App, conn: &mut Conn, occasion: Occasion, response: ResponseId) -> Result<bool> {
    let state = match responses::get(conn, &app.here.seal, response) {
        Ok(response) => response.state,
        Err(error) if error.kind() == Fault::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    Ok(match occasion {
        Occasion::Answer => state == ResponseState::Offered,
        Occasion::Decision => {
            matches!(state, ResponseState::Accepted | ResponseState::Declined | ResponseState::Lapsed)
        }
        Occasion::Message
        | Occasion::Handoff
        | Occasion::Network
        | Occasion::Mention
        | Occasion::Follow
        | Occasion::Other => true,
    })
}

/// Writes down how they went, in one transaction.
async fn settle(app: &App, mut ended: Vec<(Parcel, Outcome)>) -> Result<()> {
    for (_, outcome) in &ended {
        let outcome = match outcome {
            Outcome::Sent => "sent",
            Outcome::Left => "left",
            Outcome::Refused => "refused",
            Outcome::NotNow | Outcome::Wait(_) => "put off",
        };
        app.metrics.mails.get_or_create(&Label { outcome }).inc();
    }
    let now = app.here.now();
    // Rows in their order, then members in theirs: another process that writes down others of the same members waits, and
    // neither for ever.
    ended.sort_by_key(|(parcel, _)| parcel.first());
    let told: BTreeSet<MemberId> = (ended.iter())
        .filter(|(parcel, outcome)| *outcome == Outcome::Sent && parcel.kind == Kind::Notice)
        .map(|(parcel, _)| parcel.member)
        .collect();
    let write = app.here.db.write(move |conn| {
        for (parcel, outcome) in &ended {
            match outcome {
                Outcome::Sent | Outcome::Left | Outcome::Refused => mails::remove(conn, parcel)?,
                Outcome::NotNow => mails::put_off(conn, parcel, now)?,
                Outcome::Wait(then) => mails::wait_until(conn, parcel, *then)?,
            }
        }
        for member in told {
            mails::set_next(conn, member, now + spacing())?;
        }
        Ok(())
    });
    write.await
}
