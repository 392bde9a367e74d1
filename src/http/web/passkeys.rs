//! A member's passkeys: which there are, what they are called, and making one. Making one needs the script, since the browser
//! asks the device; everything else works without.

use super::duties::{member_form, member_page};
use super::oneself::{Said, was_said};
use super::page::{self, Page, answer};
use super::settings::{before, come_in_again, comes_in_again, says_password};
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use crate::actions::passkeys::{Offered, add_passkey, offer_passkey, remove_passkey, rename_passkey};
use crate::app::App;
use crate::domain::key::PasskeyId;
use crate::domain::member::Member;
use crate::domain::passkey::{MOST, Made, NAME_MAX, Site};
use crate::error::{Error, Kind, Message, Result};
use crate::i18n::{isolate, moment, text, text_with};
use crate::storage::passkeys as rows;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// A passkey of the list.
struct Row {
    id: String,
    /// What its member calls it, as they typed it.
    name: String,
    /// The same as it is shown.
    words: String,
    since: String,
    remove: String,
}

#[derive(Template)]
#[template(path = "passkeys.html")]
struct PasskeysPage {
    page: Page,
    form: String,
    done: Option<String>,
    kept: Vec<Row>,
    most: usize,
    /// As many as there can be.
    full: Option<String>,
    /// Where and why somebody signs in once more before they make one.
    again: Option<(&'static str, String)>,
    /// What a device is asked, once it is sure who asks; until then the password is asked for.
    offered: Option<Offered>,
    /// What the new one is called.
    typed: String,
}

/// Where whoever has no password signs in once more before, to come back here.
const AGAIN: &str = "/sign-in?next=%2Fsettings%2Fpasskeys";

/// For which site devices make passkeys; nothing where there can be none.
pub(super) fn site(app: &App) -> Option<Site> {
    Site::of(app.here.addresses.base(), &app.network().name)
}

/// One's passkeys.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| passkeys(&app, &request, &visit, &member, false, None).await)
        .await
}

/// The page. `is_sure` says that the password was said just now.
async fn passkeys(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    is_sure: bool,
    tried: Option<(&Said, &Error)>,
) -> Result<HttpResponse> {
    let site = site(app).ok_or_else(Error::not_found)?;
    let (lang, zone) = (page::lang(app, request), app.config.network.time_zone);
    let (id, seal) = (member.id, app.here.seal.clone());
    let kept = app.here.db.read(move |conn| rows::of_member(conn, &seal, id)).await?;
    let full = kept.len() >= MOST;
    let again = comes_in_again(app, visit, member).await?;
    let is_sure = !again && (is_sure || before(app, visit, member).await?.is_none());
    let offered = match is_sure && !full {
        true => Some(offer_passkey(&app.here, &site, member, &visit.form_word()).await?),
        false => None,
    };
    let row = |one: rows::Kept| {
        let words = if one.name.is_empty() { text(lang, "passkeys-unnamed") } else { one.name.clone() };
        Row {
            id: one.id.to_string(),
            since: text_with(lang, "apps-since", &[("date", moment(lang, one.created_at, zone).into())]),
            remove: text_with(lang, "passkeys-remove", &[("name", isolate(&words).into())]),
            name: one.name,
            words,
        }
    };
    let mut page =
        Page::new(app, lang, text(lang, "passkeys-title")).private().at(request).for_member(lang).with_script();
    if let Some((_, error)) = tried {
        let (field, words) = match error.field() {
            Some("current") => ("current", text(lang, "password-wrong")),
            _ => ("", error.words(lang)),
        };
        page = page.with_problem(field, Some(words));
    }
    let said = ["added", "renamed", "removed", "joined"].into_iter().find(|said| was_said(request, said));
    let template = PasskeysPage {
        form: visit.form_word(),
        done: said.map(|said| text(lang, &format!("passkeys-said-{said}"))),
        kept: kept.into_iter().map(row).collect(),
        most: NAME_MAX,
        full: full.then(|| text_with(lang, "passkeys-many", &[("most", MOST.into())])),
        again: again.then(|| (AGAIN, text(lang, "passkeys-again"))),
        offered,
        typed: tried.and_then(|(said, _)| said.get("called").cloned()).unwrap_or_default(),
        page,
    };
    Ok(answer(template.page.code(), true, &template))
}

/// What becomes of what somebody said: the word for what was done, or nothing where their password was right and the page is
/// to ask their device.
async fn done(app: &App, visit: &Visit, who: &Member, said: &Said) -> Result<Option<&'static str>> {
    let site = site(app).ok_or_else(Error::not_found)?;
    let get = |name: &str| said.get(name).map_or("", String::as_str);
    let which = || get("id").parse::<PasskeyId>().map_err(|_| Error::not_found());
    match get("act") {
        "begin" => {
            // Whoever finds a browser open makes no passkey of their own.
            if says_password(app, visit, who, get("current")).await? {
                return Ok(None);
            }
            Err(Error::invalid("current", "That is not your password until now.").worded(Message::WrongPassword))
        }
        "add" => {
            let made = Made::parse(get("credential"))?;
            let browser = visit.form_word();
            add_passkey(&app.here, site, who.id, &browser, get("held"), made, get("called")).await?;
            Ok(Some("added"))
        }
        "rename" => rename_passkey(&app.here, who.id, which()?, get("name")).await.map(|()| Some("renamed")),
        "remove" => {
            remove_passkey(&app.here, who.id, which()?, app.config.mail.is_on()).await.map(|()| Some("removed"))
        }
        _ => Err(Error::not_found()),
    }
}

/// Makes sure of who asks; or keeps what their device made; or gives a passkey a name; or takes it away.
pub(super) async fn keep(app: Data<App>, request: HttpRequest, input: Filled<Said>) -> HttpResponse {
    member_form(&app, &request, input, async |visit, member, said| {
        // Without the last of them, nobody could show any more that it is theirs.
        let act = said.get("act").map_or("", String::as_str);
        if matches!(act, "begin" | "remove") && comes_in_again(&app, &visit, &member).await? {
            return Ok(come_in_again(&app, &request, AGAIN));
        }
        match done(&app, &visit, &member, &said).await {
            Ok(Some(word)) => Ok(go_to(&format!("/settings/passkeys?said={word}"))),
            Ok(None) => passkeys(&app, &request, &visit, &member, true, None).await,
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict) => {
                passkeys(&app, &request, &visit, &member, false, Some((&said, &error))).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}
