//! Who asks, by bearer token (RFC 6750).

use crate::app::{App, Counted};
use crate::domain::member::Member;
use crate::error::{Error, Result};
use crate::federation::visitor::visitor;
use crate::http::error::ApiError;
use crate::ids;
use crate::limits::Visitor;
use crate::storage::members;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures::future::LocalBoxFuture;

/// What a token may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Reading.
    Read,
    /// Changing.
    Write,
    /// Changing whom the network follows.
    Follow,
}

impl Scope {
    fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Follow => "follow",
        }
    }
}

/// A member who showed a token.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub member: Member,
    scopes: String,
}

impl SignedIn {
    /// Checks that the token may be used for this.
    ///
    /// # Errors
    /// `Forbidden`, naming the scope.
    pub fn may(&self, scope: Scope) -> Result<()> {
        if self.scopes.split(' ').any(|held| held == scope.as_str()) {
            return Ok(());
        }
        Err(Error::forbidden(format!("This token has not the scope `{}`.", scope.as_str())))
    }
}

/// A member who showed a token, or nobody. A token that is wrong is an error, not nobody.
#[derive(Clone, Debug)]
pub struct MaybeSignedIn(pub Option<SignedIn>);

impl MaybeSignedIn {
    /// The member, if the token may read.
    ///
    /// # Errors
    /// `Forbidden` when the token may not read.
    pub fn reader(self) -> Result<Option<Member>> {
        match self.0 {
            Some(signed_in) => signed_in.may(Scope::Read).map(|()| Some(signed_in.member)),
            None => Ok(None),
        }
    }
}

/// What a request says about who asks.
struct Asking {
    app: web::Data<App>,
    header: Option<String>,
    visitor: Visitor,
    changes: bool,
}

async fn look_up(Asking { app, header, visitor, changes }: Asking) -> Result<Option<SignedIn>> {
    let Some(header) = header else { return Ok(None) };
    // Whoever guesses is told to wait; whoever is right beside them (the same house, the same library) is not.
    let wrong = || match app.count(Counted::Visitor(visitor)) {
        Ok(()) => Error::unauthorized("This token is not valid here. Please sign in again."),
        Err(too_many) => too_many,
    };
    // The word for the scheme may be written in any case (RFC 9110, section 11.1).
    let (scheme, token) = header.split_once(' ').ok_or_else(wrong)?;
    let token = token.trim();
    if !scheme.eq_ignore_ascii_case("bearer") || token.len() > 200 {
        return Err(wrong());
    }
    let digest = ids::digest(token);
    let found = app.here.db.read(move |conn| members::by_token(conn, &digest)).await?;
    let (member, scopes) = found.ok_or_else(wrong)?;
    if changes {
        app.count(Counted::Member(member.id))?;
    }
    Ok(Some(SignedIn { member, scopes }))
}

fn asked(request: &HttpRequest) -> Result<Asking> {
    let app = request.app_data::<web::Data<App>>().cloned().ok_or_else(|| Error::internal("the server has no App"))?;
    // A header that is no text is a wrong token, not nobody.
    let header = request.headers().get("authorization").map(|value| value.to_str().unwrap_or_default().to_owned());
    let visitor = visitor(&app, request);
    Ok(Asking { app, header, visitor, changes: !request.method().is_safe() })
}

impl FromRequest for MaybeSignedIn {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let asked = asked(request);
        Box::pin(async move { Ok(Self(look_up(asked?).await?)) })
    }
}

impl FromRequest for SignedIn {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let asked = asked(request);
        Box::pin(async move {
            let found = look_up(asked?).await?;
            Ok(found.ok_or_else(|| Error::unauthorized("Please sign in: send `Authorization: Bearer TOKEN`."))?)
        })
    }
}
