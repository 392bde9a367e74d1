//! Our actors: the network, its members, and the server itself. They are answered without a signature, since
//! another server that wants one must be able to fetch our key first (refusal 32).

use super::answer::{Caching, Refusal, document, gone, to_page, wants_page};
use crate::app::App;
use crate::domain::follow::Actor;
use crate::domain::member::State;
use crate::error::{Error, Result};
use crate::federation::render;
use crate::federation::wire::Tombstone;
use crate::federation::wire::text::Word;
use crate::storage::{actors, members};
use actix_web::{HttpRequest, HttpResponse, web};

/// Whose something is, by the path: our network's, a member's, or the server's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The network's.
    Network,
    /// The server's own actor's.
    App,
    /// A member's, by handle.
    Member(String),
}

/// One of our actors, or what is left of one.
#[derive(Debug)]
pub enum Found {
    /// Here.
    Here(Box<Actor>),
    /// A member who left.
    Left(Tombstone),
}

impl Whose {
    /// Looks the actor up.
    ///
    /// # Errors
    /// `NotFound`; `Internal` when the database fails.
    pub async fn find(self, app: &App) -> Result<Found> {
        let addresses = app.here.addresses.clone();
        let network = app.here.network;
        app.here
            .db
            .read(move |conn| {
                let actor = match self {
                    Self::Network => actors::get(conn, network)?,
                    Self::App => actors::by_ap_id(conn, &addresses.app())?.ok_or_else(Error::not_found)?,
                    Self::Member(handle) => {
                        let member = members::by_handle(conn, &handle)?.ok_or_else(Error::not_found)?;
                        if member.state == State::Left {
                            let was = Some(Word::try_from("Person")?);
                            return Ok(Found::Left(Tombstone::new(addresses.member(&handle), was, None)));
                        }
                        actors::get(conn, member.actor)?
                    }
                };
                Ok(Found::Here(Box::new(actor)))
            })
            .await
    }
}

/// `GET /ap/network`.
pub async fn network(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    answer(&app, &request, Whose::Network).await
}

/// `GET /ap/app`: the server's own actor.
pub async fn server(app: web::Data<App>, request: HttpRequest) -> Result<HttpResponse, Refusal> {
    answer(&app, &request, Whose::App).await
}

/// `GET /ap/members/{handle}`.
pub async fn member(
    app: web::Data<App>,
    request: HttpRequest,
    handle: web::Path<String>,
) -> Result<HttpResponse, Refusal> {
    answer(&app, &request, Whose::Member(handle.into_inner())).await
}

async fn answer(app: &App, request: &HttpRequest, whose: Whose) -> Result<HttpResponse, Refusal> {
    match whose.find(app).await? {
        Found::Left(tombstone) => gone(tombstone, Caching::Public),
        Found::Here(actor) => match &actor.url {
            Some(page) if wants_page(request) => Ok(to_page(page)),
            _ => {
                let context = app.clone();
                let rendered = app.here.db.read(move |conn| render::actor::actor(&context, conn, &actor)).await?;
                document(rendered, Caching::Public)
            }
        },
    }
}
