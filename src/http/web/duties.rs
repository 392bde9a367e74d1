//! Which pages are there for whom: a link to a page stands only where it leads to something, and who comes to one all the same
//! is told that it is for a role.

use super::oneself::{Found, Said, sent, signed_in};
use super::page::{not_yours, problem};
use super::sign_in::Filled;
use super::visit::Visit;
use crate::actions::change_network::{OPERATORS, STEWARDS};
use crate::actions::give_role::require_role;
use crate::actions::invite::{WELCOMERS, may_invite};
use crate::actions::keep_away::MODERATORS;
use crate::app::App;
use crate::clock::Moment;
use crate::domain::key::MemberId;
use crate::domain::member::{Member, RoleKind};
use crate::error::{Kind, Result};
use crate::i18n::{Lang, text};
use crate::storage::{Conn, members};
use actix_web::{HttpRequest, HttpResponse};

/// What a member may do besides what each member may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Duties {
    /// Make invites.
    pub invites: bool,
    /// Welcome who asks to join.
    pub welcomes: bool,
    /// Keep people safe.
    pub moderates: bool,
    /// Tell something for the network.
    pub announces: bool,
    /// Look after the server.
    pub operates: bool,
}

impl Duties {
    /// By the roles that a member holds now.
    pub(super) fn of(conn: &mut Conn, member: MemberId, now: Moment) -> Result<Self> {
        let held = members::roles_at(conn, member, now)?;
        let any = |kinds: &[RoleKind]| kinds.iter().any(|kind| held.contains(kind));
        Ok(Self {
            invites: may_invite(conn, member, now)?,
            welcomes: any(WELCOMERS),
            moderates: any(MODERATORS),
            announces: any(STEWARDS),
            operates: any(OPERATORS),
        })
    }

    /// The same, read by itself.
    pub(super) async fn read(app: &App, member: MemberId) -> Result<Self> {
        let now = app.here.now();
        app.here.db.read(move |conn| Self::of(conn, member, now)).await
    }

    /// The pages about the network that members have, whatever they look after.
    pub(super) fn of_network(self, lang: Lang) -> Vec<(&'static str, String)> {
        let all = [
            (self.invites, "/settings/invites", "invites-title"),
            (true, "/networks", "networks-title"),
            (true, "/tasks", "tasks-title"),
            (true, "/log", "log-title"),
        ];
        all.into_iter().filter(|(may, ..)| *may).map(|(_, href, key)| (href, text(lang, key))).collect()
    }

    /// The pages of what they look after; none, for most.
    pub(super) fn links(self, lang: Lang) -> Vec<(&'static str, String)> {
        let all = [
            (self.welcomes, "/welcome", "welcome-title"),
            (self.moderates, "/moderation", "moderation-title"),
            (self.announces, "/announcements", "announcements-title"),
            (self.operates, "/settings/network", "network-title"),
            (self.operates, "/settings/links", "links-title"),
        ];
        all.into_iter().filter(|(may, ..)| *may).map(|(_, href, key)| (href, text(lang, key))).collect()
    }

    /// What may wait for them, for their home.
    pub(super) fn at_home(self, lang: Lang) -> Vec<(&'static str, String)> {
        let all = [(self.welcomes, "/welcome", "welcome-title"), (self.moderates, "/moderation", "moderation-title")];
        all.into_iter().filter(|(may, ..)| *may).map(|(_, href, key)| (href, text(lang, key))).collect()
    }
}

/// What to answer to a member who holds none of these roles now; nothing for one who does.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn refused(
    app: &App,
    request: &HttpRequest,
    member: MemberId,
    any_of: &'static [RoleKind],
) -> Result<Option<HttpResponse>> {
    match require_role(&app.here, member, any_of).await {
        Ok(()) => Ok(None),
        Err(error) if error.kind() == Kind::Forbidden => Ok(Some(not_yours(app, request))),
        Err(error) => Err(error),
    }
}

/// Who is signed in and holds one of these roles now, or what to answer instead.
///
/// # Errors
/// `Internal` when the database fails.
async fn on_duty(app: &App, request: &HttpRequest, any_of: &'static [RoleKind]) -> Result<Found> {
    let (visit, member) = match signed_in(app, request).await? {
        Ok(found) => found,
        Err(answer) => return Ok(Err(answer)),
    };
    Ok(match refused(app, request, member.id, any_of).await? {
        None => Ok((visit, member)),
        Some(answer) => Err(answer),
    })
}

/// A page for members, as it is made for who is signed in; everyone else is led to the sign-in page.
pub(super) async fn member_page(
    app: &App,
    request: &HttpRequest,
    made: impl AsyncFnOnce(Visit, Member) -> Result<HttpResponse>,
) -> HttpResponse {
    page_for(app, request, signed_in(app, request).await, made).await
}

/// The same for those who hold one of these roles now; other members are told that it is for a role.
pub(super) async fn duty_page(
    app: &App,
    request: &HttpRequest,
    any_of: &'static [RoleKind],
    made: impl AsyncFnOnce(Visit, Member) -> Result<HttpResponse>,
) -> HttpResponse {
    page_for(app, request, on_duty(app, request, any_of).await, made).await
}

async fn page_for(
    app: &App,
    request: &HttpRequest,
    found: Result<Found>,
    made: impl AsyncFnOnce(Visit, Member) -> Result<HttpResponse>,
) -> HttpResponse {
    let page = match found {
        Ok(Ok((visit, member))) => made(visit, member).await,
        Ok(Err(answer)) => Ok(answer),
        Err(error) => Err(error),
    };
    page.unwrap_or_else(|error| problem(app, request, &error))
}

/// What a form of ours does for the member who sent it; whoever is not signed in, or comes from elsewhere, is told so.
pub(super) async fn member_form(
    app: &App,
    request: &HttpRequest,
    input: Filled<Said>,
    done: impl AsyncFnOnce(Visit, Member, Said) -> Result<HttpResponse>,
) -> HttpResponse {
    done_for(app, request, input, done).await.unwrap_or_else(|error| problem(app, request, &error))
}

/// The same for what only some may do, which the action makes sure of: the others are told that it is for a role.
pub(super) async fn duty_form(
    app: &App,
    request: &HttpRequest,
    input: Filled<Said>,
    done: impl AsyncFnOnce(Visit, Member, Said) -> Result<HttpResponse>,
) -> HttpResponse {
    match done_for(app, request, input, done).await {
        Ok(answer) => answer,
        Err(error) if error.kind() == Kind::Forbidden => not_yours(app, request),
        Err(error) => problem(app, request, &error),
    }
}

async fn done_for(
    app: &App,
    request: &HttpRequest,
    input: Filled<Said>,
    done: impl AsyncFnOnce(Visit, Member, Said) -> Result<HttpResponse>,
) -> Result<HttpResponse> {
    match sent(app, request, input).await? {
        Ok((visit, member, said)) => done(visit, member, said).await,
        Err(answer) => Ok(answer),
    }
}
