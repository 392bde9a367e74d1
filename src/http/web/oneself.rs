//! What a member says about themselves, whom they keep away, and leaving: what they take along, and erasing it all. Nothing
//! of it is needed to ask or to offer.

use super::duties::{member_form, member_page};
use super::living::{self, Living};
use super::map::{self, Map, Touched};
use super::page::{self, Needs, Page, answer, answer_needing, paragraphs};
use super::sign_in::{Filled, go_to, stale, to_sign_in};
use super::visit::{self, Visit};
use super::ways::{self, Rows};
use crate::actions::change_member::{change_member, step_member};
use crate::actions::leave::leave;
use crate::actions::own_block::{Apart, set_own_block};
use crate::app::{App, Counted};
use crate::domain::key::ActorId;
use crate::domain::member::{Member, State, Step};
use crate::domain::moderation::{Distance, OWN_BLOCKS_MAX};
use crate::domain::profile::{CanDo, Change, Contact, HIGHEST_ASK_CAP, SeenBy};
use crate::domain::typed::whole;
use crate::error::{Error, Kind, Message, Result};
use crate::http::entities::member::MeEntity;
use crate::http::export::in_memory;
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::{actors, members, moderation, profiles};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, ContentEncoding};
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashMap;

/// What a form says, by the names of its fields.
pub(super) type Said = HashMap<String, String>;

/// One of several.
struct OneOf {
    name: String,
    words: String,
    chosen: bool,
}

/// Something that one can do, and who sees it.
struct Can {
    tag: &'static str,
    words: String,
    seen_by: String,
}

#[derive(Template)]
#[template(path = "oneself.html")]
struct OneselfPage {
    page: Page,
    form: String,
    done: Option<String>,
    name: String,
    about: String,
    languages: Vec<OneOf>,
    can_do: Vec<Can>,
    /// How they can be reached.
    ways: Rows,
    ask_cap: String,
    highest: u8,
    resting: bool,
    living: Living,
    touched: Touched,
    map: Map,
}

/// Somebody who is kept away.
struct Apartness {
    id: String,
    name: String,
    handle: String,
    how: String,
    button: String,
}

#[derive(Template)]
#[template(path = "blocks.html")]
struct BlocksPage {
    page: Page,
    form: String,
    done: Option<String>,
    kept: Vec<Apartness>,
}

#[derive(Template)]
#[template(path = "leave.html")]
struct LeavePage {
    page: Page,
    form: String,
    handle_help: String,
    typed: String,
}

/// Who is signed in, or what to answer instead.
pub(super) type Found = std::result::Result<(Visit, Member), HttpResponse>;

/// Who is signed in, or the way to sign in, by a page that shows what somebody wrote who is signed in no more.
pub(super) async fn signed_in(app: &App, request: &HttpRequest) -> Result<Found> {
    let visit = Visit::of(app, request).await?;
    Ok(match visit.member().cloned() {
        Some(member) => Ok((visit, member)),
        None => Err(to_sign_in(app, request, request.path())),
    })
}

/// Who sent a form of ours, and what it says; or what to answer instead.
pub(super) async fn sent(
    app: &App,
    request: &HttpRequest,
    input: Filled<Said>,
) -> Result<std::result::Result<(Visit, Member, Said), HttpResponse>> {
    let (visit, member) = match signed_in(app, request).await? {
        Ok(found) => found,
        Err(answer) => return Ok(Err(answer)),
    };
    let Ok(Form(said)) = input else { return Ok(Err(stale(app, request))) };
    if visit.check(request, said.get("form").map_or("", String::as_str)).is_err() {
        return Ok(Err(stale(app, request)));
    }
    app.count(Counted::Member(member.id))?;
    Ok(Ok((visit, member, said)))
}

/// Whether the address says that this was done.
pub(super) fn was_said(request: &HttpRequest, what: &str) -> bool {
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    pairs.any(|(name, said)| name == "said" && said == what)
}

async fn myself(app: &App, member: &Member) -> Result<MeEntity> {
    let (id, seal) = (member.id, app.here.seal.clone());
    let (member, profile) =
        app.here.db.read(move |conn| Ok((members::get(conn, id)?, profiles::get(conn, &seal, id)?))).await?;
    MeEntity::new(app, &member, &profile, &[], id)
}

/// What one says about oneself.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| oneself(&app, &request, &visit, &member, None).await).await
}

/// What was typed, what of it does not fit, and a place that is none.
type Tried<'a> = (&'a Said, Option<&'a Error>, Option<living::Wrong>);

/// The page; with what was `tried` and does not fit.
async fn oneself(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    tried: Option<Tried<'_>>,
) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let me = myself(app, member).await?;
    let (said, error, misplaced) = tried.map_or((None, None, None), |(said, error, place)| (Some(said), error, place));
    // A form that says nothing but a place leaves all else as it is kept.
    let typed = said.filter(|said| said.contains_key("name"));
    let or = |name: &str, kept: String| match typed {
        Some(said) => said.get(name).cloned().unwrap_or_default(),
        None => kept,
    };
    let kept: Vec<Contact> = me.contact.iter().cloned().map(Contact::from).collect();
    let (living, touched, map) = Living::of(app, lang, member, said).await?;
    let mut page =
        Page::new(app, lang, text(lang, "oneself-title")).private().at(request).for_member(lang).with_script();
    if let Some(error) = error {
        let field = match error.field() {
            Some("display_name") => "name",
            Some(field @ ("about" | "ask_cap")) => field,
            Some(field) => ways::field(field).unwrap_or_default(),
            None => "",
        };
        page = page.with_problem(field, Some(error.words(lang)));
    }
    page = page.with_wrong(misplaced);
    let template = OneselfPage {
        form: visit.form_word(),
        done: [("kept", "oneself-kept"), ("no-place", "living-gone")]
            .into_iter()
            .find(|(said, _)| was_said(request, said))
            .map(|(_, key)| text(lang, key)),
        name: or("name", me.member.display_name.clone()),
        about: or("about", me.about.clone()),
        languages: Lang::ALL
            .iter()
            .map(|one| OneOf {
                name: format!("lang-{}", one.tag()),
                words: one.name().into(),
                chosen: match typed {
                    Some(said) => said.contains_key(&format!("lang-{}", one.tag())),
                    None => me.languages.iter().any(|tag| tag == one.tag()),
                },
            })
            .collect(),
        can_do: CanDo::ALL
            .iter()
            .map(|can| {
                let kept = me.can_do.iter().find(|kept| kept.tag == *can).map(|kept| kept.seen_by.as_str());
                let tag = can.as_str();
                Can {
                    tag,
                    words: text(lang, &format!("can-do-{tag}")),
                    seen_by: or(&format!("can-{tag}"), kept.unwrap_or_default().to_owned()),
                }
            })
            .collect(),
        ways: Rows::new(lang, &ways::OF_MEMBERS, &kept, typed),
        ask_cap: or("ask_cap", me.ask_cap.to_string()),
        highest: HIGHEST_ASK_CAP,
        resting: member.state == State::Resting,
        living,
        touched,
        map,
        page,
    };
    let needs = Needs { tiles: map::tiles(app), ..Needs::default() };
    Ok(answer_needing(template.page.code(), true, &template, needs))
}

/// What the form asks to change. Languages that it does not offer stay, and so do further ways to be reached.
fn change(me: &MeEntity, said: &Said) -> Result<Change> {
    let get = |name: &str| said.get(name).map_or("", |value| value.trim());
    let ours = |tag: &String| Lang::ALL.iter().any(|one| one.tag() == tag);
    let wanted = |tag: &str| said.contains_key(&format!("lang-{tag}"));
    // The dearest first, as they were.
    let mut languages: Vec<String> = me.languages.iter().filter(|tag| !ours(tag) || wanted(tag)).cloned().collect();
    for one in Lang::ALL {
        if wanted(one.tag()) && !languages.iter().any(|tag| tag == one.tag()) {
            languages.push(one.tag().to_owned());
        }
    }
    let mut contact = ways::written(said)?;
    contact.extend(me.contact.iter().skip(ways::ROOM).cloned().map(Contact::from));
    let cap = get("ask_cap");
    let wrong = || {
        Error::invalid("ask_cap", format!("This is a number from 0 to {HIGHEST_ASK_CAP}."))
            .worded(Message::AskCap { most: HIGHEST_ASK_CAP.into() })
    };
    let ask_cap = whole(cap).and_then(|cap| u8::try_from(cap).ok()).ok_or_else(wrong)?;
    if ask_cap > HIGHEST_ASK_CAP {
        return Err(wrong());
    }
    let can_do =
        CanDo::ALL.iter().filter_map(|can| Some((*can, SeenBy::parse(get(&format!("can-{}", can.as_str())))?)));
    Ok(Change {
        display_name: Some(get("name").to_owned()),
        about: Some(get("about").to_owned()),
        languages: Some(languages),
        can_do: Some(can_do.collect()),
        contact: Some(contact),
        ask_cap: Some(ask_cap),
        ..Change::default()
    })
}

/// Keeps what one says about oneself and roughly where one lives: all of it, whichever button is pressed. Or rests, or comes back.
pub(super) async fn keep(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |visit, member, said| {
        let asked = said.get("step").map_or("", String::as_str);
        let step = match asked {
            "rest" => Some(Step::Rest),
            "return" => Some(Step::Return),
            _ => None,
        };
        if let Some(step) = step {
            step_member(&app.here, member.id, step).await?;
            return Ok(go_to("/settings/me?said=kept"));
        }
        let tried = if asked.is_empty() || said.contains_key("name") {
            // All that does not fit is said at once, and not one thing after the other.
            let said = change(&myself(&app, &member).await?, &said);
            said.and_then(|change| change.new_name().and(change.new_about()).map(|_| change))
        } else {
            Ok(Change::default())
        };
        let (mut change, wrong) = match tried {
            Ok(change) => (change, None),
            Err(error) if error.kind() == Kind::Invalid => (Change::default(), Some(error)),
            Err(error) => return Err(error),
        };
        let misplaced = living::write(&app, page::lang(&app, &request), &said, &mut change).await?;
        if wrong.is_some() || misplaced.is_some() {
            return oneself(&app, &request, &visit, &member, Some((&said, wrong.as_ref(), misplaced))).await;
        }
        match change_member(&app.here, member.id, change).await {
            Ok(()) => {
                app.wake.outbox.notify_one();
                let what = if asked == "no-place" { "no-place" } else { "kept" };
                Ok(go_to(&format!("/settings/me?said={what}")))
            }
            Err(error) if error.kind() == Kind::Invalid => {
                oneself(&app, &request, &visit, &member, Some((&said, Some(&error), None))).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}

/// Whom one keeps away.
pub(super) async fn blocks(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        let (lang, seal) = (page::lang(&app, &request), app.here.seal.clone());
        let read = app.here.db.read(move |conn| {
            let kept = moderation::own_blocks(conn, &seal, member.id)?;
            let who = actors::get_many(conn, &kept.iter().map(|one| one.actor).collect::<Vec<_>>())?;
            Ok((kept, who))
        });
        let (kept, who) = read.await?;
        let kept = kept.iter().filter_map(|one| {
            let actor = who.iter().find(|actor| actor.id == one.actor)?;
            let handle = format!("@{}", actor.address());
            let key = if one.distance == Distance::Block { "blocks-block" } else { "blocks-mute" };
            Some(Apartness {
                id: actor.id.to_string(),
                name: if actor.name.is_empty() { handle.clone() } else { actor.name.clone() },
                how: text(lang, key),
                button: text_with(lang, "blocks-lift", &[("who", isolate(&handle).into())]),
                handle,
            })
        });
        let template = BlocksPage {
            kept: kept.collect(),
            form: visit.form_word(),
            done: [("lifted", "blocks-lifted"), ("kept-away", "blocks-kept-away")]
                .into_iter()
                .find(|(said, _)| was_said(&request, said))
                .map(|(_, key)| text(lang, key)),
            page: Page::new(&app, lang, text(lang, "blocks-title")).private().at(&request).for_member(lang),
        };
        Ok(answer(StatusCode::OK, true, &template))
    })
    .await
}

/// Keeps somebody away, or does so no more; from the list, or from their own page.
pub(super) async fn keep_apart(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |_, member, said| {
        let who = said.get("who").and_then(|id| id.parse::<ActorId>().ok()).ok_or_else(Error::not_found)?;
        let apart = match said.get("act").map_or("", String::as_str) {
            "block" => Apart::As(Distance::Block),
            "mute" => Apart::As(Distance::Mute),
            _ => Apart::Together,
        };
        match set_own_block(&app.here, member.id, who, apart).await {
            Err(error) if error.kind() == Kind::Conflict => {
                let lang = page::lang(&app, &request);
                let page = Page::new(&app, lang, text(lang, "blocks-title")).private().at(&request).for_member(lang);
                let words = vec![text_with(lang, "blocks-many", &[("most", OWN_BLOCKS_MAX.into())])];
                return Ok(paragraphs(StatusCode::CONFLICT, page, words, None));
            }
            other => other?,
        }
        app.wake.outbox.notify_one();
        Ok(go_to(&format!("/settings/blocks?said={}", if apart == Apart::Together { "lifted" } else { "kept-away" })))
    })
    .await
}

/// Everything that is kept about oneself, as one ZIP.
pub(super) async fn take_along(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |_, member, _| {
        let zip = in_memory(&app, member.id).await?;
        Ok(HttpResponse::Ok()
            .content_type("application/zip")
            // A handle is letters, digits and underscores: nothing to escape.
            .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"potluck-{}.zip\"", member.handle)))
            .insert_header(("cache-control", "no-store"))
            .insert_header(("x-content-type-options", "nosniff"))
            // It is compressed.
            .insert_header(ContentEncoding::Identity)
            .body(zip))
    })
    .await
}

fn leaving(app: &App, request: &HttpRequest, visit: &Visit, member: &Member, typed: Option<&str>) -> HttpResponse {
    let lang = page::lang(app, request);
    let handle = isolate(&member.handle);
    let wrong = typed.map(|_| text_with(lang, "leave-wrong", &[("handle", handle.clone().into())]));
    let template = LeavePage {
        page: Page::new(app, lang, text(lang, "leave-title"))
            .private()
            .at(request)
            .for_member(lang)
            .with_problem("handle", wrong),
        form: visit.form_word(),
        handle_help: text_with(lang, "leave-handle-help", &[("handle", handle.into())]),
        typed: typed.unwrap_or_default().to_owned(),
    };
    answer(template.page.code(), true, &template)
}

/// What one takes along, and how to leave for good.
pub(super) async fn ask_to_leave(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| Ok(leaving(&app, &request, &visit, &member, None))).await
}

/// Leaves for good: everything is erased.
pub(super) async fn go(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |visit, member, said| {
        let typed = said.get("handle").map_or("", String::as_str);
        match leave(&app.here, member.id, typed).await {
            Ok(()) => {
                app.wake.outbox.notify_one();
                let lang = page::lang(&app, &request);
                let page = Page::new(&app, lang, text(lang, "leave-done-title")).private();
                let said = ["leave-done", "leave-done-welcome"].map(|key| text(lang, key)).into();
                let mut answer = paragraphs(StatusCode::OK, page, said, None);
                visit::signed_out(&app, &mut answer);
                Ok(answer)
            }
            Err(error) if error.kind() == Kind::Invalid => Ok(leaving(&app, &request, &visit, &member, Some(typed))),
            Err(error) => Err(error),
        }
    })
    .await
}
