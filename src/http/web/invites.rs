//! The invites that a member made, and links that an operator makes for somebody to sign in. Nobody else sees how many there
//! are of the one (value V2); members read in the log that the other was made (value V6).

use super::duties::{duty_form, duty_page, member_page};
use super::join::typed;
use super::oneself::{Said, was_said};
use super::page::{self, Page, answer, not_yours};
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use crate::actions::change_network::OPERATORS;
use crate::actions::invite::{end_invite, make_invite, may_invite};
use crate::actions::sign_in::give_link_by;
use crate::app::App;
use crate::domain::joining::{DAYS_MAX, Invite, PEOPLE_MAX};
use crate::domain::key::InviteId;
use crate::domain::member::{self, Member};
use crate::domain::typed::whole;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, isolate, moment, text, text_with};
use crate::storage::joining;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// An invite that works.
struct Line {
    id: String,
    words: String,
    button: String,
}

#[derive(Template)]
#[template(path = "invites.html")]
struct InvitesPage {
    page: Page,
    form: String,
    done: Option<String>,
    people: String,
    most: i64,
    /// Days, in words, and whether they are chosen.
    days: Vec<(i64, String, bool)>,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "links.html")]
struct LinksPage {
    page: Page,
    form: String,
    done: Option<String>,
    handle: String,
}

/// For how many days one chooses.
const DAYS: [i64; 4] = [1, 3, 7, DAYS_MAX];
/// For how many, and how long, if nobody says otherwise.
const USUAL: (i64, i64) = (1, 7);

fn line(app: &App, lang: Lang, invite: &Invite) -> Line {
    let until = moment(lang, invite.expires_at, app.config.network.time_zone);
    Line {
        id: invite.id.to_string(),
        words: text_with(lang, "invites-line", &[("people", invite.room.into()), ("until", until.clone().into())]),
        button: text_with(lang, "invites-end", &[("until", until.into())]),
    }
}

async fn page_of(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    said: &Said,
    wrong: Option<(&str, String)>,
) -> Result<HttpResponse> {
    let (lang, now, id) = (page::lang(app, request), app.here.now(), member.id);
    let read = app.here.db.read(move |conn| Ok((may_invite(conn, id, now)?, joining::invites_of(conn, id, now)?)));
    let (may, invites) = read.await?;
    // Who may not make one any more still ends those that are there.
    if !may && invites.is_empty() {
        return Ok(not_yours(app, request));
    }
    let chosen: i64 = typed(said, "days").parse().unwrap_or(USUAL.1);
    let people = typed(said, "people");
    let page =
        Page::new(app, lang, text(lang, "invites-title")).private().for_member(lang).at(request).with_wrong(wrong);
    let code = page.code();
    let template = InvitesPage {
        page,
        form: visit.form_word(),
        done: was_said(request, "ended").then(|| text(lang, "invites-ended")),
        people: if people.is_empty() { USUAL.0.to_string() } else { people.to_owned() },
        most: PEOPLE_MAX,
        days: DAYS.map(|days| (days, text_with(lang, "invites-days", &[("days", days.into())]), days == chosen)).into(),
        lines: invites.iter().map(|invite| line(app, lang, invite)).collect(),
    };
    Ok(answer(code, true, &template))
}

/// The invites of one's own, and the form for another.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| {
        page_of(&app, &request, &visit, &member, &Said::new(), None).await
    })
    .await
}

/// Makes one, and shows it, once; or ends one.
pub(super) async fn act(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    duty_form(&app, &request, input, async |visit, member, said| {
        if typed(&said, "act") == "end" {
            let id: InviteId = typed(&said, "which").parse().map_err(|_| Error::not_found())?;
            return match end_invite(&app.here, member.id, id).await {
                // Ended or used up meanwhile: that is what was asked for.
                Err(error) if error.kind() != Kind::NotFound => Err(error),
                _ => Ok(go_to("/settings/invites?said=ended")),
            };
        }
        let number = |name| whole(typed(&said, name)).map_or(0, i64::from);
        let lang = page::lang(&app, &request);
        match make_invite(&app.here, member.id, number("people"), number("days")).await {
            Ok(secret) => Ok(go_to(&format!("/join/{secret}/print?said=made"))),
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
                let wrong = (error.field().unwrap_or_default(), error.words(lang));
                page_of(&app, &request, &visit, &member, &said, Some(wrong)).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}

fn links_page(app: &App, request: &HttpRequest, visit: &Visit, handle: &str, wrong: Option<String>) -> HttpResponse {
    let lang = page::lang(app, request);
    let template = LinksPage {
        page: Page::new(app, lang, text(lang, "links-title"))
            .private()
            .for_member(lang)
            .at(request)
            .with_problem("handle", wrong),
        form: visit.form_word(),
        done: None,
        handle: handle.to_owned(),
    };
    answer(template.page.code(), true, &template)
}

/// The form for a link that signs somebody in once.
pub(super) async fn ask_link(app: Data<App>, request: HttpRequest) -> HttpResponse {
    duty_page(&app, &request, OPERATORS, async |visit, _| Ok(links_page(&app, &request, &visit, "", None))).await
}

/// Makes one, and shows it to be printed, once.
pub(super) async fn make_link(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    duty_form(&app, &request, input, async |visit, by, said| {
        let lang = page::lang(&app, &request);
        // People write the whole address, too.
        let typed = typed(&said, "handle");
        let plain = typed.trim().trim_start_matches('@');
        let plain = plain.strip_suffix(&format!("@{}", app.here.addresses.host())).unwrap_or(plain);
        let nobody = || text_with(lang, "links-nobody", &[("handle", isolate(typed.trim()).into())]);
        if member::handle(plain).is_err() {
            return Ok(links_page(&app, &request, &visit, typed, Some(nobody())));
        }
        match give_link_by(&app.here, by.id, plain).await {
            Ok(link) => Ok(go_to(&format!("{}/print?said=made", link.path()))),
            Err(error) if matches!(error.kind(), Kind::NotFound | Kind::Invalid) => {
                Ok(links_page(&app, &request, &visit, typed, Some(nobody())))
            }
            Err(error) => Err(error),
        }
    })
    .await
}
