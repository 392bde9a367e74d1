//! Streaming by WebSocket: many streams in one connection.

use super::hub::{Hub, Place, Told};
use super::stream::Stream;
use super::{Params, asker, check, place};
use crate::app::App;
use crate::error::{Error, Kind, Result};
use crate::http::extract::SignedIn;
use crate::http::mastodon::error::MastodonError;
use actix_web::http::header::UPGRADE;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use actix_ws::{CloseCode, CloseReason, Message, MessageStream, ProtocolError, Session};
use futures::StreamExt;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// How often the other side is asked whether it is there.
const PING: Duration = Duration::from_secs(30);
/// After so long without a word it is not.
const SILENT: Duration = Duration::from_secs(90);
/// So long may an event take to be sent.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longest message of an app, in bytes.
const MESSAGE_MAX: usize = 4_096;

/// What an app asks for.
#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "type")]
    kind: String,
    stream: String,
    tag: Option<String>,
    list: Option<String>,
}

pub(in super::super) async fn socket(
    app: Data<App>,
    hub: Data<Hub>,
    request: HttpRequest,
    body: Payload,
) -> Result<HttpResponse, MastodonError> {
    let params = Params::of_query(request.query_string());
    // So apps ask whether another host streams: none does.
    if params.filled("stream").is_none() && !request.headers().contains_key(UPGRADE) {
        return Err(Error::not_found().into());
    }
    let (asker, token) = asker(&request, &params).await?;
    let mut streams = BTreeSet::new();
    if let Some(name) = params.filled("stream") {
        let stream = Stream::parse(name, &params)?;
        check(&app, &asker, &stream).await?;
        streams.insert(stream);
    }
    // An app that sends its token as a protocol is told that this is the one.
    let protocol = request.headers().get("sec-websocket-protocol").and_then(|value| value.to_str().ok());
    let shaken = actix_ws::handle_with_protocols(&request, body, protocol.as_slice());
    let (response, session, messages) = shaken.map_err(|error| {
        // No WebSocket was asked for.
        Error::bad_request("Please open a WebSocket here, or read the events at an address below this one.")
            .because(error.to_string())
    })?;
    let place = place(&app, &hub, &asker, &token, streams).await?;
    let messages = messages.max_frame_size(MESSAGE_MAX);
    actix_web::rt::spawn(async move {
        let why = talk(&app, place, &asker, session.clone(), messages).await;
        // The other side may have gone already.
        let _ = timeout(PATIENCE, session.close(why)).await;
    });
    Ok(response)
}

/// Tells what happens and hears what the app asks, until one of the two ends it.
async fn talk(
    app: &App,
    mut place: Place,
    asker: &SignedIn,
    mut session: Session,
    mut messages: MessageStream,
) -> Option<CloseReason> {
    let (mut heard_at, mut ping) = (Instant::now(), tokio::time::interval(PING));
    loop {
        let answer = tokio::select! {
            told = place.heard.recv() => match told {
                Some(told) => Some(written(&told)),
                // Cut off: the token was revoked, the server stops, or the app did not keep up.
                None => return Some(CloseCode::Restart.into()),
            },
            message = messages.next() => {
                heard_at = Instant::now();
                match message {
                    Some(Ok(Message::Text(text))) => {
                        change(app, &place, asker, &text).await.err().map(|error| refusal(&error))
                    }
                    Some(Ok(Message::Ping(bytes))) => {
                        if !matches!(timeout(PATIENCE, session.pong(&bytes)).await, Ok(Ok(()))) {
                            return None;
                        }
                        None
                    }
                    Some(Ok(Message::Close(why))) => return why,
                    Some(Ok(_)) => None,
                    Some(Err(ProtocolError::Overflow)) => return Some(CloseCode::Size.into()),
                    Some(Err(_)) => return Some(CloseCode::Protocol.into()),
                    None => return None,
                }
            }
            _ = ping.tick() => {
                if heard_at.elapsed() > SILENT {
                    return Some(CloseCode::Away.into());
                }
                if !matches!(timeout(PATIENCE, session.ping(b"")).await, Ok(Ok(()))) {
                    return None;
                }
                None
            }
        };
        if let Some(text) = answer
            && !matches!(timeout(PATIENCE, session.text(text)).await, Ok(Ok(())))
        {
            return None;
        }
    }
}

/// Begins or ends to listen to what an app names.
async fn change(app: &App, place: &Place, asker: &SignedIn, text: &str) -> Result<()> {
    let unclear = || Error::bad_request("A message looks like {\"type\": \"subscribe\", \"stream\": \"user\"}.");
    let asked: Asked = serde_json::from_str(text).map_err(|_| unclear())?;
    let listen = match asked.kind.as_str() {
        "subscribe" => true,
        "unsubscribe" => false,
        _ => return Err(unclear()),
    };
    let given = [("tag", asked.tag), ("list", asked.list)];
    let params = Params::from_pairs(given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    let stream = Stream::parse(&asked.stream, &params)?;
    if listen {
        check(app, asker, &stream).await?;
    }
    place.change(stream, listen)
}

/// An event as it is sent: its payload is a text; without one it has none.
fn written(told: &Told) -> String {
    let mut event = json!({"stream": told.stream.name(), "event": told.event});
    if !told.payload.is_empty() {
        event["payload"] = (*told.payload).into();
    }
    event.to_string()
}

fn refusal(error: &Error) -> String {
    let status = match error.kind() {
        Kind::NotFound => 404,
        _ => MastodonError::from(Error::new(error.kind(), error.text().to_owned())).status_code().as_u16(),
    };
    json!({"error": error.text(), "status": status}).to_string()
}
