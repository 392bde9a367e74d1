//! What neighbors and others write, for members without an app: whom one follows, what is written in this network, one post
//! with what it answers and what answers it; and writing, answering, telling on, liking and voting. Nothing is counted here but
//! the answers to a question (value V2).

use super::answering;
use super::cards::direction;
use super::drafts;
use super::duties::{member_form, member_page};
use super::join::typed;
use super::mine::{cut, number_in};
use super::oneself::{Said, was_said};
use super::page::{self, Page};
use super::polls::{self, PollCard};
use super::questions::{self, Question, Wrong};
use super::rewording;
use super::sign_in::{Filled, go_to};
use super::thread::{further_up, shown_around};
use super::visit::Visit;
use crate::actions::boost::{boost, unboost};
use crate::actions::favourite::{favourite, unfavourite};
use crate::actions::post_in_app::{InApp, post_in_app};
use crate::actions::post_status::{Post, post_status};
use crate::app::App;
use crate::clock::Moment;
use crate::domain::desk::Posting;
use crate::domain::filters::Context;
use crate::domain::key::{ActorId, StatusId};
use crate::domain::member::Member;
use crate::domain::status::{Draft, Status, TEXT_MAX, Visibility};
use crate::error::{Error, Kind, Result};
use crate::federation::discover;
use crate::federation::look_up::Found;
use crate::http::entities::mastodon::status::{Shown, StatusEntity};
use crate::http::mastodon::{known, resolved, understood};
use crate::i18n::{Lang, isolate, moment, text, text_with, together};
use crate::ids;
use crate::storage::listings::Paging;
use crate::storage::{Conn, desks, listings, moderation, statuses, timelines};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono_tz::Tz;

/// How many posts a page shows.
pub(super) const SHOWN: i64 = 20;

/// What hangs on a post.
pub(super) struct Hanging {
    pub url: String,
    /// Of a picture, the small one.
    pub small: Option<String>,
    /// What it shows, or what is said in it.
    pub words: String,
}

/// A post in a list.
pub(super) struct PostCard {
    /// Its own page here; of a need or an offer, that one's.
    pub href: String,
    pub is_listing: bool,
    pub who: String,
    pub who_href: String,
    pub address: String,
    /// Who told it on.
    pub told_by: Option<String>,
    pub lang: Option<String>,
    pub dir: &'static str,
    /// What its author says of it before it is shown.
    pub warning: Option<String>,
    /// HTML that is safe to show.
    pub content: String,
    pub hanging: Vec<Hanging>,
    /// Whether what hangs on it is folded at first.
    pub folded: bool,
    pub poll: Option<PollCard>,
    pub when: String,
    /// When it was changed.
    pub changed: Option<String>,
}

/// A post as a list of such a place shows it.
pub(super) fn card(lang: Lang, zone: Tz, entity: &StatusEntity, context: Context) -> PostCard {
    let proper = entity.told_on().unwrap_or(entity);
    let (author, (content, warning), (page, language)) = (proper.author(), proper.words(), proper.page());
    let hanging = proper.media().iter().map(|one| {
        let words = one.description().unwrap_or_default().to_owned();
        match (one.picture(), one.recording()) {
            (Some((url, small)), _) => Hanging { url: url.to_owned(), small: Some(small.to_owned()), words },
            (None, url) => Hanging { url: url.unwrap_or_default().to_owned(), small: None, words },
        }
    });
    // What a filter of the reader folds, and what its author says of it before.
    let filters: Vec<String> = entity.folded_behind(context).into_iter().map(isolate).collect();
    let filters =
        (!filters.is_empty()).then(|| text_with(lang, "posts-filtered", &[("title", together(lang, &filters).into())]));
    let warning: Vec<String> = filters.into_iter().chain(warning.map(str::to_owned)).collect();
    let at = |said: &str| match said.parse::<Moment>() {
        Ok(at) => moment(lang, at, zone),
        Err(_) => said.to_owned(),
    };
    PostCard {
        folded: warning.is_empty()
            && !proper.media().is_empty()
            && (proper.is_sensitive() || entity.is_blurred_in(context)),
        href: match (proper.is_listing(), page) {
            (true, Some(page)) => page.to_owned(),
            _ => format!("/posts/{}", proper.id()),
        },
        is_listing: proper.is_listing(),
        who: author.called().to_owned(),
        who_href: format!("/people/{}", author.id()),
        address: format!("@{}", author.acct()),
        told_by: entity
            .told_on()
            .map(|_| text_with(lang, "posts-told-by", &[("who", isolate(entity.author().called()).into())])),
        lang: language.map(str::to_owned),
        dir: language.map_or("auto", direction),
        warning: (!warning.is_empty()).then(|| warning.join(" · ")),
        content: content.to_owned(),
        hanging: hanging.collect(),
        poll: proper.asked().map(|poll| PollCard::new(lang, zone, poll)),
        when: at(proper.said_at()),
        changed: proper.changed_at().map(|said| text_with(lang, "posts-changed", &[("time", at(said).into())])),
    }
}

/// Statuses as a reader sees them: neither of whom they keep away, nor what a filter of theirs hides there.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) fn seen(
    conn: &mut Conn,
    app: &App,
    found: &[Status],
    reader: ActorId,
    context: Context,
) -> Result<Vec<StatusEntity>> {
    let now = app.here.now();
    let away = moderation::own_blocks_of(conn, &app.here.seal, reader)?;
    let away: Vec<ActorId> = away.into_iter().filter(|block| block.holds_at(now)).map(|block| block.actor).collect();
    let shown = Shown::of(conn, app, found, &[], Some(reader))?;
    let mut all: Vec<StatusEntity> = found.iter().filter_map(|status| shown.status(app, status)).collect();
    all.retain(|one| !one.is_of(&away) && !one.is_hidden_in(context));
    Ok(all)
}

/// What a page says was done.
fn done(lang: Lang, request: &HttpRequest) -> Option<String> {
    let known = ["written", "answered", "told", "untold", "liked", "unliked", "deleted", "voted", "changed"];
    known.iter().find(|said| was_said(request, said)).map(|said| text(lang, &format!("posts-said-{said}")))
}

/// One of those who may read what is written.
struct Reader {
    value: &'static str,
    words: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "posts.html")]
struct PostsPage {
    page: Page,
    form: String,
    once: String,
    draft: drafts::Draft,
    done: Option<String>,
    /// Whether it shows what is written in this network, and not what those write whom one follows.
    neighbors: bool,
    posts: Vec<PostCard>,
    older: Option<String>,
    words: String,
    most: usize,
    readers: Vec<Reader>,
    /// The way to the form for whoever wants to ask something.
    question_way: &'static str,
    address: String,
    address_help: String,
}

#[derive(Template)]
#[template(path = "post.html")]
struct PostPage {
    page: Page,
    form: String,
    once: String,
    draft: drafts::Draft,
    done: Option<String>,
    /// Whether something was just sent, of which a draft may be kept.
    sent: bool,
    /// Where one reads on above what is shown, if more stands there.
    further: Option<String>,
    above: Vec<PostCard>,
    post: PostCard,
    /// Who may read it.
    read_by: String,
    below: Vec<PostCard>,
    /// Whether there are more answers than are shown.
    has_more: bool,
    /// Where its own answers go on, if not all of them are shown.
    further_down: Option<String>,
    action: String,
    words: String,
    most: usize,
    /// What an answer asks.
    question: Question,
    /// The way to the form in which it is answered with pictures.
    with_pictures: String,
    /// The way to the answer to a need or an offer that it is part of.
    between: Option<String>,
    /// What can be done with it: what it is called in the form, and its words.
    acts: Vec<(&'static str, String)>,
    /// The way to the page on which its author changes it.
    edit: Option<String>,
    /// That it is held for safety, for its author.
    held: Option<String>,
    /// Where the organizers are told of it, for everybody else.
    report: Option<String>,
}

/// What those write whom one follows, or what is written in this network.
pub(super) async fn all(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| list(&app, &request, &visit, &member, None).await).await
}

async fn list(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    tried: Option<(&Said, &'static str, String)>,
) -> Result<HttpResponse> {
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let neighbors = pairs.any(|(name, value)| name == "of" && value == "neighbors");
    let paging = Paging { max_id: number_in(request, "before"), limit: SHOWN + 1, ..Paging::default() };
    let (own, id, reader) = (app.clone(), member.id, member.actor);
    let context = if neighbors { Context::Public } else { Context::Home };
    let read = app.here.db.read(move |conn| {
        let seal = &own.here.seal;
        let desk = desks::get(conn, seal, id)?;
        let mut found = match neighbors {
            true => timelines::public(conn, seal, Some(true), true, false, paging)?,
            false => timelines::home(conn, seal, reader, &desk, paging)?,
        };
        let older = cut(&mut found, SHOWN, |status| status.id.0);
        Ok((seen(conn, &own, &found, reader, context)?, older, desk.posting.visibility))
    });
    let (found, older, usual) = read.await?;
    let of = if neighbors { "of=neighbors&" } else { "" };
    let said = tried.as_ref().map(|(said, ..)| *said);
    let typed_in = |name: &str| said.map_or("", |said| typed(said, name)).to_owned();
    let chosen = Visibility::parse(&typed_in("audience")).or(usual).unwrap_or(Visibility::Public);
    let reads = |visibility: Visibility, key: &str| Reader {
        value: visibility.as_str(),
        words: text(lang, key),
        chosen: (chosen == Visibility::Private) == (visibility == Visibility::Private),
    };
    let mut page = Page::new(app, lang, text(lang, "posts-title")).private().for_member(lang).at(request).with_script();
    // Another language shows the same part of the same list.
    let kept = paging.max_id.map(|id| format!("before={id}"));
    let kept: Vec<String> = neighbors.then(|| "of=neighbors".to_owned()).into_iter().chain(kept).collect();
    if !kept.is_empty() {
        page = page.at_path(&format!("/posts?{}", kept.join("&")));
    }
    if let Some((_, field, words)) = &tried {
        page = page.with_problem(field, Some(words.clone()));
    }
    let template = PostsPage {
        form: visit.form_word(),
        once: ids::slug(),
        draft: drafts::Draft::of(visit, "/posts"),
        done: done(lang, request),
        neighbors,
        posts: found.iter().map(|one| card(lang, zone, one, context)).collect(),
        older: older.map(|id| format!("/posts?{of}before={id}")),
        words: typed_in("words"),
        most: TEXT_MAX,
        readers: vec![
            reads(Visibility::Public, "posts-audience-public"),
            reads(Visibility::Private, "posts-audience-private"),
        ],
        question_way: questions::WAY,
        address: typed_in("address"),
        address_help: text_with(lang, "follow-help", &[("example", isolate("ana@mastodon.example").into())]),
        page,
    };
    Ok(drafts::answer(template.page.code(), &template))
}

/// What somebody writes, as they chose to write where they say nothing about it; in the language of the page otherwise.
pub(super) fn draft(lang: Lang, posting: &Posting, words: &str) -> Draft {
    Draft {
        text: words.replace("\r\n", "\n"),
        spoiler: None,
        sensitive: posting.sensitive,
        language: posting.language.clone().or_else(|| Some(lang.tag().to_owned())),
        has_media: false,
    }
}

/// What is posted with nothing but words.
pub(super) fn post(draft: Draft, visibility: Visibility, in_reply_to: Option<StatusId>, key: Option<String>) -> Post {
    Post { draft, visibility, in_reply_to, media: Vec::new(), said: Vec::new(), poll: None, with: None, key }
}

/// The same words for the same readers are said once from the same page, however often the button is pressed; and the same
/// question is asked once.
pub(super) fn key(said: &Said) -> Option<String> {
    let [once, audience, words] = ["once", "audience", "words"].map(|name| typed(said, name));
    let asked: Vec<&str> = questions::names().map(|name| typed(said, &name)).collect();
    (!once.is_empty()).then(|| ids::digest(&format!("{once} {audience} {words} {asked:?}")))
}

/// How a member chose to write where they say nothing about it.
///
/// # Errors
/// `Internal` when the database fails.
pub(super) async fn posting(app: &App, member: &Member) -> Result<Posting> {
    let (seal, id) = (app.here.seal.clone(), member.id);
    app.here.db.read(move |conn| Ok(desks::get(conn, &seal, id)?.posting)).await
}

/// Writes something, for everyone or for those who follow.
async fn written(app: &App, lang: Lang, member: &Member, said: &Said) -> Result<StatusId> {
    let posting = posting(app, member).await?;
    // Everyone may read what stands in no public list, too.
    let open = posting.visibility.filter(|usual| usual.is_open()).unwrap_or(Visibility::Public);
    let private = typed(said, "audience") == Visibility::Private.as_str();
    let visibility = if private { Visibility::Private } else { open };
    let draft = draft(lang, &posting, typed(said, "words"));
    draft.check()?;
    // A tag says what it says in an app: nobody asks the whole world for food by accident.
    if let Some(need) = understood(app, &draft, visibility).await? {
        return post_in_app(&app.here, member.id, InApp { key: key(said), ..need }).await;
    }
    discover::mentioned(app, &draft.text, false).await?;
    post_status(&app.here, member.id, post(draft, visibility, None, key(said))).await
}

/// Where the page is of whom, or what, an address leads to.
async fn found_at(app: &App, member: &Member, address: &str) -> Result<Option<String>> {
    let found = match resolved(app, Some(member.id), address, true).await? {
        // A neighbor is named by their handle alone.
        None => known(app, address).await?.map(Found::Account),
        found => found,
    };
    Ok(match found {
        Some(Found::Account(actor)) => Some(format!("/people/{actor}")),
        Some(Found::Status(status)) => Some(format!("/posts/{status}")),
        Some(Found::Listing(id)) => {
            let listing = app.here.db.read(move |conn| listings::get(conn, id)).await?;
            Some(format!("/listings/{}", listing.slug))
        }
        None => None,
    })
}

/// Writes something, or looks for somebody elsewhere.
pub(super) async fn write(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |visit, member, said| {
        let lang = page::lang(&app, &request);
        if typed(&said, "act") == "find" {
            let address = typed(&said, "address").trim();
            let is_one = !address.is_empty() && !address.chars().any(char::is_control);
            let found = if is_one { found_at(&app, &member, address).await? } else { None };
            return match found {
                Some(page) => Ok(go_to(&page)),
                None => {
                    let wrong = Some((&said, "address", text(lang, "posts-find-none")));
                    list(&app, &request, &visit, &member, wrong).await
                }
            };
        }
        match written(&app, lang, &member, &said).await {
            Ok(id) => {
                app.wake.outbox.notify_one();
                Ok(go_to(&format!("/posts/{id}?said=written")))
            }
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
                let wrong = Some((&said, "words", error.words(lang)));
                list(&app, &request, &visit, &member, wrong).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}

/// One post, with what it answers and what answers it.
pub(super) async fn show(app: Data<App>, request: HttpRequest, path: Path<String>) -> HttpResponse {
    let Ok(id) = path.parse::<StatusId>() else { return page::not_found(&app, &request) };
    member_page(&app, &request, async |visit, member| {
        polls::look_again(&app, id, member.actor).await?;
        one(&app, &request, &visit, &member, id, None).await
    })
    .await
}

/// What a reader can do with a post now.
fn acts(status: &Status, entity: &StatusEntity, reader: ActorId) -> Vec<&'static str> {
    if status.visibility == Visibility::Held {
        return vec!["delete"];
    }
    let (liked, told) = entity.done();
    let mut acts = vec![if liked { "unlike" } else { "like" }];
    if told {
        acts.push("untell");
    } else if entity.is_open() {
        acts.push("tell");
    }
    if status.author == reader {
        acts.push("delete");
    }
    acts
}

async fn one(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    id: StatusId,
    tried: Option<(&Said, Vec<Wrong>)>,
) -> Result<HttpResponse> {
    let (lang, zone, reader, own) = (page::lang(app, request), app.config.network.time_zone, member.actor, app.clone());
    let begin = number_in(request, "after").map(StatusId);
    let read = app.here.db.read(move |conn| {
        let seal = &own.here.seal;
        let status = statuses::get(conn, seal, id)?;
        if !statuses::is_for(conn, &status, Some(reader))? {
            return Err(Error::not_found());
        }
        if let Some(listing) = status.listing {
            return Ok((status, None, Some(listings::get(conn, listing)?.slug), None));
        }
        let held = statuses::find_held(conn, id)?;
        let around = shown_around(conn, seal, &status, reader, begin)?;
        let proper = Shown::of(conn, &own, std::slice::from_ref(&status), &[], Some(reader))?;
        let proper = proper.status(&own, &status).ok_or_else(Error::not_found)?;
        let above = seen(conn, &own, &around.above, reader, Context::Thread)?;
        let below = seen(conn, &own, &around.below, reader, Context::Thread)?;
        let further = further_up(conn, seal, &around.above, &above, reader)?;
        Ok((status, Some((above, proper, below, further, around)), None, held))
    });
    let (status, thread, listing, held) = read.await?;
    if let Some(slug) = listing {
        // A need or an offer has a page of its own, where it is answered.
        let said = if was_said(request, "written") { "?said=written" } else { "" };
        return Ok(go_to(&format!("/listings/{slug}{said}")));
    }
    let (above, proper, below, further, around) = thread.ok_or_else(Error::not_found)?;
    if let Some(told_on) = proper.told_on() {
        return Ok(go_to(&format!("/posts/{}", told_on.id())));
    }
    let title = text_with(lang, "posts-by", &[("who", isolate(proper.author().called()).into())]);
    let mut page = Page::new(app, lang, title).private().for_member(lang).at(request).with_script();
    if let Some(begin) = begin {
        // Another language shows the same answers.
        page = page.at_path(&format!("/posts/{id}?after={begin}"));
    }
    let said = tried.as_ref().map(|(said, ..)| *said);
    let words = said.map(|said| typed(said, "words").to_owned()).unwrap_or_default();
    let mut post = card(lang, zone, &proper, Context::Thread);
    if let Some(poll) = &mut post.poll {
        poll.put_form(&format!("/posts/{id}"), visit.form_word(), said);
    }
    for (field, words) in tried.into_iter().flat_map(|(_, wrong)| wrong) {
        page = page.with_problem(&field, Some(words));
    }
    let mut question = Question::read(lang, |name| said.map_or("", |said| typed(said, name)));
    question.put_wrong(&page);
    let cards = |all: &[StatusEntity]| all.iter().map(|one| card(lang, zone, one, Context::Thread)).collect::<Vec<_>>();
    let acts = acts(&status, &proper, reader).into_iter();
    let template = PostPage {
        form: visit.form_word(),
        once: ids::slug(),
        draft: drafts::Draft::of(visit, format!("/posts/{id}")),
        done: done(lang, request),
        sent: was_said(request, "written") || was_said(request, "answered"),
        further: further.map(|first| format!("/posts/{first}")),
        above: cards(&above),
        below: cards(&below),
        has_more: around.has_more,
        further_down: around.last.map(|last| format!("/posts/{id}?after={last}")),
        post,
        read_by: text(lang, &format!("posts-read-by-{}", status.visibility.as_str())),
        action: format!("/posts/{id}"),
        words,
        most: TEXT_MAX,
        question,
        with_pictures: answering::way(id),
        between: status.response.map(|response| format!("/answers/{response}")),
        acts: acts.map(|act| (act, text(lang, &format!("posts-act-{act}")))).collect(),
        edit: (status.author == reader && held.is_none()).then(|| format!("/posts/{id}/edit")),
        held: held.map(|held| text_with(lang, "error-held", &[("agreement", isolate(&held.agreement).into())])),
        report: (status.author != reader).then(|| format!("/report?post={id}")),
        page,
    };
    Ok(drafts::answer(template.page.code(), &template))
}

/// Answers a post, tells it on, likes it, votes in it, or deletes one's own; or takes that back.
pub(super) async fn act(app: Data<App>, request: HttpRequest, path: Path<String>, input: Filled<Said>) -> HttpResponse {
    let Ok(id) = path.parse::<StatusId>() else { return page::not_found(&app, &request) };
    member_form(&app, &request, input, async |visit, member, said| {
        let lang = page::lang(&app, &request);
        let heard = match typed(&said, "act") {
            "like" => favourite(&app.here, member.id, id).await.map(|()| "liked")?,
            "unlike" => unfavourite(&app.here, member.id, id).await.map(|()| "unliked")?,
            "tell" => boost(&app.here, member.id, id, None).await.map(|_| "told")?,
            "untell" => unboost(&app.here, member.id, id).await.map(|()| "untold")?,
            "delete" => return rewording::delete(&app, &request, &member, id).await,
            "answer" => match answering::answer(&app, lang, &member, id, &said).await? {
                Ok(answer) => {
                    app.wake.outbox.notify_one();
                    return Ok(go_to(&format!("/posts/{answer}?said=answered")));
                }
                Err(wrong) => return one(&app, &request, &visit, &member, id, Some((&said, wrong))).await,
            },
            "vote" => match polls::vote(&app, member.id, id, &said).await {
                Ok(()) => "voted",
                Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
                    let wrong = vec![("poll".to_owned(), error.words(lang))];
                    return one(&app, &request, &visit, &member, id, Some((&said, wrong))).await;
                }
                Err(error) => return Err(error),
            },
            _ => return Err(Error::not_found()),
        };
        app.wake.outbox.notify_one();
        Ok(go_to(&format!("/posts/{id}?said={heard}")))
    })
    .await
}
