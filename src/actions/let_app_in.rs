//! A member lets an app in, and shuts it out again (OAuth 2.0: RFC 6749, RFC 7009, RFC 7636, RFC 9700).

use super::{Here, still_here};
use crate::domain::apps::{Challenge, ClientApp, Grant, RedirectUri, Registration, code_life, same};
use crate::domain::key::{AppId, MemberId, TokenId};
use crate::domain::member::State;
use crate::domain::scope::Scopes;
use crate::error::{Error, Message, Result};
use crate::ids;
use crate::storage::{apps, members};

/// An app registers itself. Its secret is shown once, and only its digest is kept.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn register_app(here: &Here, said: Registration) -> Result<(ClientApp, String)> {
    let now = here.now();
    let app = ClientApp { id: AppId(ids::next(now)), public_id: ids::secret(), said, created_at: now };
    let (secret, kept) = (ids::secret(), app.clone());
    let digest = ids::digest(&secret);
    here.db.write(move |conn| apps::insert(conn, &kept, &digest)).await?;
    Ok((app, secret))
}

/// The app that shows this id and this secret, if they go together.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn known_app(here: &Here, public_id: &str, secret: &str) -> Result<Option<ClientApp>> {
    let (id, digest) = (public_id.to_owned(), ids::digest(secret));
    let found = here.db.read(move |conn| apps::by_public_id(conn, &id)).await?;
    Ok(found.filter(|(_, kept)| same(kept, &digest)).map(|(app, _)| app))
}

/// What a member says yes to.
#[derive(Clone, Debug)]
pub struct Yes {
    /// Which app.
    pub app: ClientApp,
    /// Where it waits for the answer.
    pub redirect_uri: RedirectUri,
    /// For what.
    pub scopes: Scopes,
    /// What it must answer to get its token.
    pub challenge: Option<Challenge>,
}

/// A member says yes. Answers the code with which the app asks for its token, once.
///
/// # Errors
/// `NotFound` when the member left, or the app is gone; `Forbidden` for more than the app registered for.
pub async fn let_app_in(here: &Here, member: MemberId, yes: Yes) -> Result<String> {
    if !yes.app.said.scopes.hold_all(&yes.scopes) {
        return Err(Error::forbidden("The app did not register for all that it asks for.").worded(Message::AppAsksMore));
    }
    let grant = Grant {
        app: yes.app.id,
        member,
        redirect_uri: yes.redirect_uri.to_string(),
        scopes: yes.scopes,
        challenge: yes.challenge,
        expires_at: here.now() + code_life(),
    };
    let code = ids::secret();
    let digest = ids::digest(&code);
    here.db
        .write(move |conn| {
            still_here(conn, member)?;
            apps::get(conn, grant.app)?;
            apps::insert_code(conn, &digest, &grant)
        })
        .await?;
    Ok(code)
}

/// An app brings a code. Nothing when the code is not its own, is over, was sent elsewhere, or when the app cannot answer
/// what was asked; whatever an app brings a second time takes back what it gave the first time.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn bring_code(
    here: &Here,
    app: &ClientApp,
    code: &str,
    redirect_uri: &str,
    verifier: Option<&str>,
) -> Result<Option<(String, Scopes)>> {
    let (app, digest, now) = (app.id, ids::digest(code), here.now());
    let (redirect_uri, verifier) = (redirect_uri.to_owned(), verifier.map(str::to_owned));
    here.db
        .write(move |conn| {
            let Some(grant) = apps::take_code(conn, &digest, app)? else {
                apps::revoke_by_code(conn, &digest, now)?;
                return Ok(None);
            };
            let answered = match (&grant.challenge, &verifier) {
                (Some(challenge), Some(verifier)) => challenge.is_met_by(verifier),
                (None, None) => true,
                // Who answers what was not asked does not answer to what they asked themselves (RFC 9700, section 2.1.1).
                _ => false,
            };
            // A code that somebody tried in the wrong way is gone all the same: there is no second guess.
            if !answered || now >= grant.expires_at || !same(&grant.redirect_uri, &redirect_uri) {
                return Ok(None);
            }
            if members::lock(conn, grant.member)?.state == State::Left {
                return Ok(None);
            }
            let token = ids::secret();
            apps::insert_token(conn, TokenId(ids::next(now)), &grant, &ids::digest(&token), &digest, now)?;
            Ok(Some((token, grant.scopes)))
        })
        .await
}

/// An app asks for a token for itself, without any member.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn give_own_token(here: &Here, app: &ClientApp, scopes: Scopes) -> Result<String> {
    let (token, app, now) = (ids::secret(), app.id, here.now());
    let digest = ids::digest(&token);
    here.db.write(move |conn| apps::insert_own_token(conn, app, &digest, &scopes, now)).await?;
    Ok(token)
}

/// An app gives a token back. A token of another app, and one that is none, are left alone.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn revoke_token(here: &Here, app: &ClientApp, token: &str) -> Result<()> {
    let (app, digest, now) = (app.id, ids::digest(token), here.now());
    here.db.write(move |conn| apps::revoke(conn, app, &digest, now)).await
}

/// A member shuts an app out, or all tokens that belong to none. Answers how many tokens end.
///
/// # Errors
/// `Internal` when the database fails.
pub async fn shut_out(here: &Here, member: MemberId, app: Option<AppId>) -> Result<usize> {
    let now = here.now();
    here.db
        .write(move |conn| {
            members::lock(conn, member)?;
            apps::revoke_all(conn, member, app, now)
        })
        .await
}
