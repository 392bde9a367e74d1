//! What the two sides of an answer write to each other: one network says it to the other, and to nobody else. Who of theirs
//! wrote it, it does not say.

use super::{Told, one, sides};
use crate::app::App;
use crate::domain::key::{ResponseId, StatusId};
use crate::domain::markup::escape;
use crate::domain::response::State;
use crate::error::{Error, Result};
use crate::federation::render::listing::below;
use crate::federation::wire::tag::Tag;
use crate::federation::wire::{Create, Html, LanguageMap, Note};
use crate::storage::{Conn, responses, statuses};

/// `Create` of a `Note` in reply to the answer. Nothing when the words were erased, or the answer is over: the other side takes
/// none then.
pub(super) fn said(
    app: &App,
    conn: &mut Conn,
    response: ResponseId,
    status: StatusId,
    subject: String,
) -> Result<Vec<Told>> {
    let Some(status) = statuses::find(conn, &app.here.seal, status)? else { return Ok(Vec::new()) };
    let response = responses::get(conn, &app.here.seal, response)?;
    let (_, network, other) = sides(app, conn, &response)?;
    if other.gone || !matches!(response.state, State::Offered | State::Accepted) {
        return Ok(Vec::new());
    }
    let words = status.words.open(&status.key_for_delivery());
    let text = escape(words.source.as_deref().unwrap_or_default()).replace('\n', "<br>");
    let content = Html::try_from(format!("<p>{text}</p>").as_str()).map_err(Error::internal)?;
    let language = status.language.clone().unwrap_or_else(|| app.here.language.tag().to_owned());
    let note = Note {
        in_reply_to: Some(response.ap_id),
        to: vec![other.ap_id.clone()].into(),
        published: Some(status.created_at),
        content_map: LanguageMap::one(language, content.clone()),
        content: Some(content),
        tag: vec![Tag::mention(&format!("@{}", other.address()), other.ap_id.clone())],
        ..Note::new(status.ap_id.clone(), network.ap_id.clone())
    };
    let create = Create {
        published: Some(status.created_at),
        to: vec![other.ap_id.clone()].into(),
        ..Create::new(below(&status.ap_id, "create"), network.ap_id.clone(), note)
    };
    one(&network, &other, subject, create.id.clone(), create)
}
