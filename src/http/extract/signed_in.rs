//! Who asks, by bearer token (RFC 6750).

use crate::app::{App, Counted};
use crate::domain::key::MemberId;
use crate::domain::member::Member;
use crate::domain::scope::{Scope, Scopes};
use crate::error::{Error, Result};
use crate::federation::visitor::visitor;
use crate::http::error::ApiError;
use crate::ids;
use crate::limits::Visitor;
use crate::storage::{apps, members};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures::future::LocalBoxFuture;

/// A member who showed a token.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub member: Member,
    scopes: Scopes,
}

impl SignedIn {
    /// Checks that the token may be used for this.
    ///
    /// # Errors
    /// `Forbidden`, naming the scope.
    pub fn may(&self, scope: Scope) -> Result<()> {
        if self.scopes.hold(scope) {
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
        self.reader_of(Scope::Read)
    }

    /// The member, if the token may read this.
    ///
    /// # Errors
    /// `Forbidden` when it may not.
    pub fn reader_of(self, scope: Scope) -> Result<Option<Member>> {
        match self.0 {
            Some(signed_in) => signed_in.may(scope).map(|()| Some(signed_in.member)),
            None => Ok(None),
        }
    }
}

/// For whom a request was counted, for the headers of its answer.
#[derive(Clone)]
pub enum CountedFor {
    /// A member, by a token, of which this is the digest.
    Member(MemberId, String),
    /// From where it came.
    Visitor(Visitor),
}

/// What a request says about who asks.
struct Asking {
    app: web::Data<App>,
    request: HttpRequest,
    header: Option<String>,
    visitor: Visitor,
    changes: bool,
}

/// Who showed a token.
enum Found {
    Nobody,
    /// An app, for itself.
    App,
    Member(SignedIn),
}

async fn look_up(Asking { app, request, header, visitor, changes }: Asking) -> Result<Found> {
    request.extensions_mut().insert(CountedFor::Visitor(visitor));
    let Some(header) = header else { return Ok(Found::Nobody) };
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
    let shown = digest.clone();
    let found = app.here.db.read_again(format!("token {digest}"), app.here.now(), move |conn| {
        Ok(match members::by_token(conn, &digest)? {
            Some(found) => Ok(found),
            None => Err(apps::by_own_token(conn, &digest)?.is_some()),
        })
    });
    let (member, scopes) = match &*found.await? {
        Ok(found) => found.clone(),
        Err(true) => return Ok(Found::App),
        Err(false) => return Err(wrong()),
    };
    request.extensions_mut().insert(CountedFor::Member(member.id, shown.clone()));
    if changes {
        app.count(Counted::Token(&shown))?;
        app.count(Counted::Member(member.id)).inspect_err(|_| app.give_back(Counted::Token(&shown)))?;
    }
    let scopes = Scopes::parse(&scopes).map_err(|error| Error::internal(error.to_string()))?;
    Ok(Found::Member(SignedIn { member, scopes }))
}

/// The member who shows `token` elsewhere than in a header: a browser that listens cannot send one.
///
/// # Errors
/// `Unauthorized` for a token that is wrong, or is no member's; `TooMany` for whoever guesses.
pub async fn by_token(request: &HttpRequest, token: &str) -> Result<SignedIn> {
    let header = Some(format!("Bearer {token}"));
    match look_up(Asking { header, ..asked(request)? }).await? {
        Found::Member(signed_in) => Ok(signed_in),
        Found::App | Found::Nobody => Err(Error::unauthorized("This token is no member's. Please sign in.")),
    }
}

fn asked(request: &HttpRequest) -> Result<Asking> {
    let app = request.app_data::<web::Data<App>>().cloned().ok_or_else(|| Error::internal("the server has no App"))?;
    // A header that is no text is a wrong token, not nobody.
    let header = request.headers().get("authorization").map(|value| value.to_str().unwrap_or_default().to_owned());
    let visitor = visitor(&app, request);
    Ok(Asking { app, request: request.clone(), header, visitor, changes: !request.method().is_safe() })
}

impl FromRequest for MaybeSignedIn {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let asked = asked(request);
        Box::pin(async move {
            Ok(Self(match look_up(asked?).await? {
                Found::Member(signed_in) => Some(signed_in),
                // An app reads for itself what everyone reads.
                Found::App | Found::Nobody => None,
            }))
        })
    }
}

impl FromRequest for SignedIn {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let asked = asked(request);
        Box::pin(async move {
            match look_up(asked?).await? {
                Found::Member(signed_in) => Ok(signed_in),
                Found::App => {
                    Err(Error::forbidden("This token is the app's own. Please let a member sign in for this.").into())
                }
                Found::Nobody => Err(Error::unauthorized("Please sign in: send `Authorization: Bearer TOKEN`.").into()),
            }
        })
    }
}
