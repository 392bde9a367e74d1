//! What a member began to write and keeps for later, without a script: listed where they write something new, opened in the form
//! as it was typed, and thrown away. Nobody else ever sees it, and it is counted nowhere.
//!
//! Beside it, the script keeps what is typed on the device (`drafts`). The two do not meet: what is kept here has another address
//! each time, the device keeps a form under that address, and what is kept here never changes; so what the device puts back was
//! always typed later.

use super::duties::member_form;
use super::new::filled;
use super::oneself::{Said, signed_in, was_said};
use super::page::{self, Page, leading_on, problem};
use super::sign_in::{Filled, go_to};
use super::slots::{self, Slot};
use crate::actions::keep_beginning::throw_away;
use crate::app::App;
use crate::domain::beginning::{Beginning, Fields, beginning_life};
use crate::domain::key::MemberId;
use crate::domain::listing::Kind as ListingKind;
use crate::domain::quantity::Amount;
use crate::error::{Kind, Result};
use crate::i18n::{Lang, date, isolate, text, text_with};
use crate::storage::beginnings;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use std::collections::BTreeMap;

/// What a page fills in itself, and what is of no use later.
const OF_THE_PAGE: [&str; 6] = ["form", "once", "act", "again", "beginning", WRITTEN_IN];
/// What says nothing by itself.
const CHOSEN: [&str; 5] = ["kind", "language", "audience", "pass_along", WRITTEN_IN];
/// Under what the language of the page is kept on which it was written.
const WRITTEN_IN: &str = "written_in";
/// What each language writes in its own way.
const COUNTED: [&str; 2] = ["amount", "split"];
/// In which fields there may be words that tell one from another, the best first.
const TELLING: [&str; 4] = ["title", "body", "other_title", "other_body"];
/// So much of it is shown, in characters.
const SHOWN: usize = 120;

/// One of those that are kept.
pub(super) struct Row {
    pub slug: String,
    /// Which of the two it is, and the words for it, if that was chosen.
    pub kind: Option<(&'static str, String)>,
    pub title: String,
    pub since: String,
}

/// All of them, as their page shows them.
#[derive(Default)]
pub(super) struct Begun {
    /// What was done.
    pub done: Option<String>,
    /// Whether that is that a form was kept: the device forgets what it has of it.
    pub sent: bool,
    pub rows: Vec<Row>,
    /// For how long.
    pub lead: String,
}

/// For how long something is kept, in days.
fn days() -> i64 {
    beginning_life().num_days()
}

/// What stands beside the button.
pub(super) fn help(lang: Lang) -> String {
    text_with(lang, "begun-keep-help", &[("days", days().into())])
}

/// When it was kept, in words.
fn since(app: &App, lang: Lang, one: &Beginning) -> String {
    let day = one.kept_at.with_timezone(&app.config.network.time_zone).date_naive();
    text_with(lang, "begun-since", &[("when", date(lang, day).into())])
}

fn row(app: &App, lang: Lang, reader: MemberId, one: &Beginning) -> Option<Row> {
    let fields = one.fields_for(reader)?;
    let said = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.trim());
    let kind = said("kind").and_then(ListingKind::parse).map(ListingKind::as_str);
    let words = TELLING.iter().filter_map(|field| said(field)).find(|words| !words.is_empty());
    let title = words.map(|words| words.chars().take(SHOWN).collect());
    Some(Row {
        slug: one.slug.clone(),
        kind: kind.map(|kind| (kind, text(lang, &format!("kind-{kind}")))),
        title: title.unwrap_or_else(|| text(lang, "begun-no-title")),
        since: since(app, lang, one),
    })
}

/// What a member keeps.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn begun(app: &App, request: &HttpRequest, member: MemberId) -> Result<Begun> {
    let (lang, seal) = (page::lang(app, request), app.here.seal.clone());
    let all = app.here.db.read(move |conn| beginnings::of_member(conn, &seal, member)).await?;
    let sent = was_said(request, "kept");
    let done = match sent {
        true => Some("begun-said-kept"),
        false => was_said(request, "away").then_some("begun-said-away"),
    };
    Ok(Begun {
        done: done.map(|key| text(lang, key)),
        sent,
        rows: all.iter().filter_map(|one| row(app, lang, member, one)).collect(),
        lead: text_with(lang, "begun-lead", &[("days", days().into())]),
    })
}

/// What is kept of a form: all that was typed and chosen in it, and which pictures came. It is read again in the language in which
/// it was written.
pub(super) fn fields(lang: Lang, said: &BTreeMap<&str, &str>, slots: &[Slot]) -> Fields {
    let of_slots = slots::names();
    let is_typed = |name: &str| !OF_THE_PAGE.contains(&name) && !of_slots.iter().any(|known| known == name);
    let typed = said.iter().filter(|(name, value)| !value.is_empty() && is_typed(name));
    let mut fields: Fields = typed.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    if !fields.iter().any(|(name, _)| name == "language") {
        fields.push(("language".to_owned(), lang.tag().to_owned()));
    }
    fields.push((WRITTEN_IN.to_owned(), lang.tag().to_owned()));
    for slot in slots {
        if let Some(came) = &slot.came {
            fields.push((format!("came-{}", slot.number), came.id.to_string()));
        }
        if !slot.words.is_empty() {
            fields.push((format!("description-{}", slot.number), slot.words.clone()));
        }
    }
    fields
}

/// What was typed, as the language of the page says it on which it is opened: `1.500` is not the same in all. Where it could not
/// be read in the language in which it was written, but means something here, nobody guesses: it is left out, and said.
pub(super) fn as_written(lang: Lang, fields: &Fields) -> (Fields, Vec<String>) {
    let (mut fields, mut left_out) = (fields.clone(), Vec::new());
    let before = fields.iter().find(|(name, _)| name == WRITTEN_IN).and_then(|(_, tag)| Lang::from_tag(tag));
    let Some(before) = before.filter(|before| *before != lang) else { return (fields, left_out) };
    for (name, value) in &mut fields {
        if !COUNTED.contains(&name.as_str()) {
            continue;
        }
        match (Amount::typed(before, value), Amount::typed(lang, value)) {
            (Ok(amount), _) => *value = amount.in_field(lang),
            (Err(_), Ok(_)) => {
                left_out.push(text_with(lang, "begun-amount-again", &[("amount", isolate(value).into())]));
                value.clear();
            }
            (Err(_), Err(_)) => {}
        }
    }
    (fields, left_out)
}

/// Whether there is anything in it to keep.
pub(super) fn says_something(fields: &Fields) -> bool {
    fields.iter().any(|(name, value)| !CHOSEN.contains(&name.as_str()) && !value.trim().is_empty())
}

/// What is to be known of one that is opened: since when it is kept, and that pictures are gone.
pub(super) fn notes(app: &App, lang: Lang, one: &Beginning, fields: &Fields, slots: &[Slot]) -> Vec<String> {
    let came = fields.iter().filter(|(name, _)| name.starts_with("came-")).count();
    let is_gone = came > slots.iter().filter(|slot| slot.came.is_some()).count();
    let gone = is_gone.then(|| text(lang, "begun-pictures-gone"));
    [Some(since(app, lang, one)), gone].into_iter().flatten().collect()
}

/// It is not there any more, or never was, or is another's: nobody learns which.
fn gone(app: &App, request: &HttpRequest) -> HttpResponse {
    let lang = page::lang(app, request);
    let page = Page::new(app, lang, text(lang, "begun-gone-title")).private().for_member(lang).at_path("/new");
    leading_on(StatusCode::NOT_FOUND, page, vec![text(lang, "begun-gone")], ("/new", text(lang, "begun-gone-way")))
}

/// Opens one in the form.
pub(super) async fn open(app: Data<App>, request: HttpRequest, slug: Path<String>) -> HttpResponse {
    opened(&app, &request, slug.into_inner()).await.unwrap_or_else(|error| problem(&app, &request, &error))
}

async fn opened(app: &App, request: &HttpRequest, slug: String) -> Result<HttpResponse> {
    let (visit, member) = match signed_in(app, request).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let (seal, id) = (app.here.seal.clone(), member.id);
    match app.here.db.read(move |conn| beginnings::get(conn, &seal, id, &slug)).await? {
        Some(one) => filled(app, request, (&visit, &member), &one).await,
        None => Ok(gone(app, request)),
    }
}

/// Throws one away.
pub(super) async fn away(
    app: Data<App>,
    request: HttpRequest,
    slug: Path<String>,
    input: Filled<Said>,
) -> HttpResponse {
    member_form(&app, &request, input, async |_, member, _| match throw_away(&app.here, member.id, &slug).await {
        Ok(()) => Ok(go_to("/new?said=away")),
        Err(error) if error.kind() == Kind::NotFound => Ok(gone(&app, &request)),
        Err(error) => Err(error),
    })
    .await
}
