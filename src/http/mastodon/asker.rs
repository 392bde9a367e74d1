//! Who asks, by bearer token, with errors that apps read.

use super::error::MastodonError;
use crate::domain::key::{ActorId, MemberId};
use crate::error::Result;
use crate::http::extract::{MaybeSignedIn, Scope, SignedIn};
use crate::ids;
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest};
use futures::future::LocalBoxFuture;

/// A member who showed a token.
#[derive(Clone, Debug)]
pub struct Asker(SignedIn);

impl Asker {
    /// The member, if the token may be used for one of `scopes`.
    ///
    /// # Errors
    /// `Forbidden`, naming the first.
    pub fn may(&self, scopes: &[Scope]) -> Result<(MemberId, ActorId)> {
        let mut refusal = Ok(());
        for scope in scopes {
            match self.0.may(*scope) {
                Ok(()) => return Ok((self.0.member.id, self.0.member.actor)),
                Err(error) if refusal.is_ok() => refusal = Err(error),
                Err(_) => {}
            }
        }
        refusal.map(|()| (self.0.member.id, self.0.member.actor))
    }

    /// The member, whatever the token may be used for.
    pub fn whoever(&self) -> (MemberId, ActorId) {
        (self.0.member.id, self.0.member.actor)
    }
}

/// The digest of the token that a request shows, if it shows one.
pub(super) fn token_digest(request: &HttpRequest) -> Option<String> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    header.split_once(' ').map(|(_, token)| ids::digest(token.trim()))
}

impl FromRequest for Asker {
    type Error = MastodonError;
    type Future = LocalBoxFuture<'static, Result<Self, MastodonError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asked = SignedIn::from_request(request, payload);
        Box::pin(async move { Ok(Self(asked.await?)) })
    }
}

/// The actor of a member who showed a token that may read posts, or nobody. A token that is wrong is an error.
#[derive(Clone, Copy, Debug)]
pub struct MaybeAsker(pub Option<ActorId>);

impl FromRequest for MaybeAsker {
    type Error = MastodonError;
    type Future = LocalBoxFuture<'static, Result<Self, MastodonError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asked = MaybeSignedIn::from_request(request, payload);
        Box::pin(async move { Ok(Self(asked.await?.reader_of(Scope::ReadStatuses)?.map(|member| member.actor))) })
    }
}

/// A member and their actor, who showed a token that may search, or nobody. A token that is wrong is an error.
#[derive(Clone, Copy, Debug)]
pub struct MaybeSearcher(pub Option<(MemberId, ActorId)>);

impl FromRequest for MaybeSearcher {
    type Error = MastodonError;
    type Future = LocalBoxFuture<'static, Result<Self, MastodonError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asked = MaybeSignedIn::from_request(request, payload);
        Box::pin(async move {
            let member = asked.await?.reader_of(Scope::ReadSearch)?;
            Ok(Self(member.map(|member| (member.id, member.actor))))
        })
    }
}

/// A member who showed a token that may read whom and what they follow, or nobody. A token that is wrong is an error.
#[derive(Clone, Copy, Debug)]
pub struct MaybeFollower(pub Option<MemberId>);

impl FromRequest for MaybeFollower {
    type Error = MastodonError;
    type Future = LocalBoxFuture<'static, Result<Self, MastodonError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asked = MaybeSignedIn::from_request(request, payload);
        Box::pin(async move { Ok(Self(asked.await?.reader_of(Scope::ReadFollows)?.map(|member| member.id))) })
    }
}

/// The actor of a member who showed a token that may read accounts, or nobody. A token that is wrong is an error.
#[derive(Clone, Copy, Debug)]
pub struct MaybeAccounts(pub Option<ActorId>);

impl FromRequest for MaybeAccounts {
    type Error = MastodonError;
    type Future = LocalBoxFuture<'static, Result<Self, MastodonError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asked = MaybeSignedIn::from_request(request, payload);
        Box::pin(async move { Ok(Self(asked.await?.reader_of(Scope::ReadAccounts)?.map(|member| member.actor))) })
    }
}

/// Anybody, whatever their token may be used for: it must be none or a right one.
#[derive(Clone, Copy, Debug)]
pub struct AnyToken;

impl FromRequest for AnyToken {
    type Error = MastodonError;
    type Future = LocalBoxFuture<'static, Result<Self, MastodonError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asked = MaybeSignedIn::from_request(request, payload);
        Box::pin(async move { Ok(asked.await.map(|_| Self)?) })
    }
}
