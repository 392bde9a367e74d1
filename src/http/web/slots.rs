//! Room for pictures in a form, each with what it shows in words. A picture that came waits for what is posted with it: when
//! something else does not fit yet, nobody sends it once more.

use super::again;
use super::page::Page;
use super::pictures::bytes_of;
use super::questions::Wrong;
use super::writing::is_told;
use crate::actions::send_media::{Said, send_medium};
use crate::app::App;
use crate::domain::key::{ActorId, MediumId};
use crate::domain::media::{self as rules, ATTACHMENTS_MAX, FILE_BYTES_MAX, MediaKind, Medium, On};
use crate::domain::member::Member;
use crate::error::{Error, Kind, Message, Result};
use crate::http::mastodon::multipart::{FilePart, Limits, Sent};
use crate::http::mastodon::params::{self, Params};
use crate::i18n::{Lang, text_with};
use crate::ids;
use crate::storage::media;
use actix_web::HttpRequest;
use actix_web::web::Payload;
use std::collections::HashMap;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// As many pictures as a post has. Of one that is larger than is taken, four times that is read: what was typed behind it
/// stays. Of one that is larger still nothing is read on.
pub(super) const LIMITS: Limits =
    Limits { files: ATTACHMENTS_MAX, bytes: 2 * FILE_BYTES_MAX as u64, beyond: 2 * FILE_BYTES_MAX as u64 };

/// A form with files, as far as it was read.
pub(super) struct Form {
    pub params: Params,
    pub files: Vec<FilePart>,
    /// What was too large, so that nothing behind it was read, or it itself is not taken.
    pub large: Option<Error>,
}

/// Reads a form with files, and holds what was typed in it until it is answered.
///
/// # Errors
/// `BadRequest`, `WrongType` and `Invalid` for what is no such form.
pub(super) async fn read(request: &HttpRequest, payload: Payload, limits: Limits) -> Result<Form> {
    let mut sent = Sent::default();
    let came = params::read_into(request, payload.into_inner(), limits, &mut sent).await;
    let Sent { params, files } = sent;
    again::keep(request, &params);
    let large = match came {
        Ok(()) => None,
        Err(error) if error.kind() == Kind::TooLarge => Some(error),
        Err(error) => return Err(error),
    };
    Ok(Form { params, files, large })
}

/// A picture that came, and waits for the post.
pub(super) struct Came {
    pub id: MediumId,
    pub small: String,
}

impl Came {
    fn new(app: &App, medium: &Medium) -> Self {
        Self { id: medium.id, small: app.here.addresses.small_medium(&medium.slug).into() }
    }
}

/// Room for a picture.
pub(super) struct Slot {
    pub number: usize,
    pub title: String,
    pub came: Option<Came>,
    /// What it shows.
    pub words: String,
    pub file_wrong: Option<String>,
    pub words_wrong: Option<String>,
}

impl Slot {
    fn empty(lang: Lang, number: usize) -> Self {
        Self {
            number,
            title: text_with(lang, "write-slot", &[("number", number.into())]),
            came: None,
            words: String::new(),
            file_wrong: None,
            words_wrong: None,
        }
    }

    /// Whether there is nothing in it, and nothing to be said of it.
    pub(super) fn is_empty(&self) -> bool {
        self.came.is_none() && self.words.is_empty() && self.file_wrong.is_none() && self.words_wrong.is_none()
    }
}

/// Room for as many pictures as there can be.
pub(super) fn empty(lang: Lang) -> Vec<Slot> {
    (1..=ATTACHMENTS_MAX).map(|number| Slot::empty(lang, number)).collect()
}

/// The pictures that came before, and wait for this post.
async fn waiting(app: &App, owner: ActorId, params: &Params) -> Result<Vec<Medium>> {
    let named = |number: usize| params.text(&format!("came-{number}")).and_then(|id| id.parse::<MediumId>().ok());
    let ids: Vec<MediumId> = (1..=ATTACHMENTS_MAX).filter_map(named).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let seal = app.here.seal.clone();
    let found = app.here.db.read(move |conn| media::own_many(conn, &seal, owner, &ids)).await?;
    Ok(found.into_iter().filter(|one| one.on == On::Nothing && one.kind == MediaKind::Image).collect())
}

/// Takes a picture in, which then waits for its post.
async fn taken(app: &App, member: &Member, part: FilePart) -> Result<Came> {
    let made = app.media.pictures.take_in(bytes_of(part).await?).await?;
    if made.file.format.kind() != MediaKind::Image {
        let text = "Here there is room for pictures alone, and not for recordings.";
        return Err(Error::invalid("file", text).worded(Message::NoRecordings));
    }
    let kept = app.keep_made(made).await?;
    let id = send_medium(&app.here, member.id, kept, Said::default()).await?;
    let (seal, owner) = (app.here.seal.clone(), member.actor);
    let medium = app.here.db.read(move |conn| media::own(conn, &seal, owner, id)).await?;
    Ok(Came::new(app, &medium.ok_or_else(Error::not_found)?))
}

/// What a form says of its pictures, with those that came before it. What is left out goes with its words.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn typed(app: &App, lang: Lang, member: &Member, params: &Params) -> Result<Vec<Slot>> {
    let before = waiting(app, member.actor, params).await?;
    let slot = |number: usize| {
        let said = |field: &str| params.text(&format!("{field}-{number}")).unwrap_or_default();
        let empty = Slot::empty(lang, number);
        if !said("out").is_empty() {
            return empty;
        }
        let came = before.iter().find(|medium| medium.id.to_string() == said("came"));
        Slot { came: came.map(|medium| Came::new(app, medium)), words: said("description").to_owned(), ..empty }
    };
    Ok((1..=ATTACHMENTS_MAX).map(slot).collect())
}

/// Takes in the pictures that came with a form; answers what does not fit.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn take_in(
    app: &App,
    lang: Lang,
    member: &Member,
    (params, files): (&Params, Vec<FilePart>),
    slots: &mut [Slot],
) -> Result<Vec<Wrong>> {
    let mut files: HashMap<String, FilePart> = files.into_iter().map(|part| (part.name.clone(), part)).collect();
    let mut wrong = Vec::new();
    for slot in slots {
        let number = slot.number;
        let is_said = |field: &str| params.text(&format!("{field}-{number}")).is_some_and(|said| !said.is_empty());
        if is_said("out") {
            continue;
        }
        let file_field = format!("file-{number}");
        match files.remove(&file_field).filter(|_| slot.came.is_none()) {
            Some(part) => match taken(app, member, part).await {
                Ok(came) => slot.came = Some(came),
                Err(error) if is_told(&error) || error.kind() == Kind::Unavailable => {
                    wrong.push((file_field, error.words(lang)));
                }
                Err(error) => return Err(error),
            },
            // Words of no picture, and a picture that is not there any more: neither is dropped in silence.
            None if slot.came.is_none() && (is_said("came") || !slot.words.trim().is_empty()) => {
                wrong.push((file_field, Message::NoPicture.words(lang)));
            }
            None => {}
        }
        if let Err(error) = rules::description(&slot.words) {
            wrong.push((format!("description-{number}"), error.words(lang)));
        }
    }
    Ok(wrong)
}

/// Says beside each what does not fit, as its page does above.
pub(super) fn put_wrong(slots: &mut [Slot], page: &Page) {
    for slot in slots {
        slot.file_wrong = page.problem(&format!("file-{}", slot.number)).map(str::to_owned);
        slot.words_wrong = page.problem(&format!("description-{}", slot.number)).map(str::to_owned);
    }
}

/// What is said of files that a page does not keep: they are to be chosen once more.
pub(super) fn to_choose_again(lang: Lang, files: Vec<FilePart>) -> Vec<Wrong> {
    files.into_iter().map(|part| (part.name, Message::NoPicture.words(lang))).collect()
}

/// The pictures that came, in their order, with what each shows.
///
/// # Errors
/// `Invalid` for words that are too many.
pub(super) fn hung(slots: &[Slot]) -> Result<Vec<(MediumId, Said)>> {
    let came = slots.iter().filter_map(|slot| Some((slot.came.as_ref()?.id, &slot.words)));
    came.map(|(id, words)| Ok((id, Said { description: Some(rules::description(words)?), focus: None }))).collect()
}

/// The fields of the form in which something is said of pictures.
pub(super) fn names() -> Vec<String> {
    let of = |number: usize| ["came", "out", "description"].map(|field| format!("{field}-{number}"));
    (1..=ATTACHMENTS_MAX).flat_map(of).collect()
}

/// What tells files apart from all others, for the key of a form: a button that is pressed twice posts once, also where the
/// pictures come twice with it, and whoever chooses another picture posts that, too.
///
/// # Errors
/// `Internal` when they cannot be read.
pub(super) async fn told_apart(files: &mut [FilePart]) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for part in files {
        all.extend([part.name.clone(), part.size.to_string()]);
        // One that is too large is refused anyway.
        if part.size > FILE_BYTES_MAX as u64 {
            continue;
        }
        let mut bytes = Vec::with_capacity(usize::try_from(part.size).unwrap_or_default());
        part.file.read_to_end(&mut bytes).await.map_err(Error::internal)?;
        part.file.rewind().await.map_err(Error::internal)?;
        all.push(ids::of_content(&bytes));
    }
    Ok(all)
}

/// The field of the picture whose words were not read yet when a file was too large; nothing where all were.
pub(super) fn too_large(params: &Params) -> Option<String> {
    let unread = (1..=ATTACHMENTS_MAX).find(|number| params.text(&format!("description-{number}")).is_none());
    unread.map(|number| format!("file-{number}"))
}
