//! Who asks, by bearer token, with errors that apps read.

use super::error::MastodonError;
use crate::domain::key::{ActorId, MemberId};
use crate::error::Result;
use crate::http::extract::{MaybeSignedIn, Scope, SignedIn};
use actix_web::dev::Payload;
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

    /// For reading.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn reads(&self) -> Result<(MemberId, ActorId)> {
        self.may(&[Scope::Read])
    }

    /// For changing.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn writes(&self) -> Result<(MemberId, ActorId)> {
        self.may(&[Scope::Write])
    }
}

impl FromRequest for Asker {
    type Error = MastodonError;
    type Future = LocalBoxFuture<'static, Result<Self, MastodonError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asked = SignedIn::from_request(request, payload);
        Box::pin(async move { Ok(Self(asked.await?)) })
    }
}

/// The actor of a member who showed a token that may read, or nobody. A token that is wrong is an error.
#[derive(Clone, Copy, Debug)]
pub struct MaybeAsker(pub Option<ActorId>);

impl FromRequest for MaybeAsker {
    type Error = MastodonError;
    type Future = LocalBoxFuture<'static, Result<Self, MastodonError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let asked = MaybeSignedIn::from_request(request, payload);
        Box::pin(async move { Ok(Self(asked.await?.reader()?.map(|member| member.actor))) })
    }
}
