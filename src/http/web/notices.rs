//! How a member is told of what: where they get mail, in which way they hear of what, and when not.

use super::duties::{member_form, member_page};
use super::oneself::{Said as Typed, was_said};
use super::page::{self, Page, answer};
use super::settings::{before, come_in_again, comes_in_again, says_password};
use super::sign_in::{Filled, go_to};
use super::visit::Visit;
use crate::actions::keep_mail::{give_address, say_how, take_address_away};
use crate::app::{App, Counted};
use crate::domain::key::MemberId;
use crate::domain::mail::Address;
use crate::domain::member::Member;
use crate::domain::telling::{Occasion, Said, Telling, Way};
use crate::error::{Error, Kind, Message, Result};
use crate::i18n::{Lang, isolate, text, text_with};
use crate::storage::{desks, mails};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// One of several to choose from.
struct Choice {
    value: String,
    words: String,
    chosen: bool,
}

/// Something of which one is told.
struct Row {
    word: &'static str,
    words: String,
    help: Option<String>,
    ways: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    page: Page,
    form: String,
    done: Option<String>,
    /// Whether this network sends mail.
    by_mail: bool,
    /// Where mails come, in a sentence.
    comes: Option<String>,
    /// Which address waits to be confirmed, in a sentence.
    waits: Option<String>,
    /// What was typed, and is no address.
    typed: String,
    /// Whether the password must be said with it.
    asks: bool,
    occasions: Vec<Row>,
    hours: Vec<Choice>,
    quiet_from: String,
    quiet_until: String,
    zone: String,
    zone_help: String,
}

/// What is kept of it.
struct Kept {
    address: Option<Address>,
    waits: Option<Address>,
    telling: Telling,
}

async fn kept(app: &App, id: MemberId) -> Result<Kept> {
    let (seal, now) = (app.here.seal.clone(), app.here.now());
    let read = app.here.db.read(move |conn| {
        Ok(Kept {
            address: mails::place(conn, &seal, id)?.map(|place| place.address),
            waits: mails::to_confirm(conn, &seal, id, now)?.map(|(address, _)| address),
            telling: desks::get(conn, &seal, id)?.telling,
        })
    });
    read.await
}

/// How one is told.
pub(super) async fn show(app: Data<App>, request: HttpRequest) -> HttpResponse {
    member_page(&app, &request, async |visit, member| notices(&app, &request, &visit, &member, None).await).await
}

fn ways(lang: Lang, occasion: Occasion, by_mail: bool, chosen: Way) -> Vec<Choice> {
    // Where no mail is sent, that of both which there is.
    let chosen = match chosen {
        Way::Both if !by_mail => Way::App,
        Way::Mail if !by_mail => Way::None,
        way => way,
    };
    let there = occasion.ways().iter().filter(|way| by_mail || !way.by_mail());
    let choice = |way: &Way| Choice {
        value: way.as_str().to_owned(),
        words: text(lang, &format!("notices-way-{}", way.as_str())),
        chosen: *way == chosen,
    };
    there.map(choice).collect()
}

/// The field that is at fault, as the page calls it, and what to say.
fn wrong(app: &App, lang: Lang, error: &Error) -> (&'static str, String) {
    match error.field() {
        Some("address") => {
            let example = isolate(&format!("rosa@{}", example_host(app)));
            ("address", text_with(lang, "notices-wrong-address", &[("example", example.into())]))
        }
        Some("current") => ("current", text(lang, "password-wrong")),
        Some("quiet_from" | "quiet_until") => ("quiet_from", text(lang, "notices-wrong-time")),
        Some("zone") => ("zone", text(lang, "notices-wrong-zone")),
        _ => ("", error.words(lang)),
    }
}

/// A host for an example: without the port that ours may have on one machine.
fn example_host(app: &App) -> String {
    app.config.domain.host().to_string()
}

async fn notices(
    app: &App,
    request: &HttpRequest,
    visit: &Visit,
    member: &Member,
    tried: Option<(&Typed, &Error)>,
) -> Result<HttpResponse> {
    let lang = page::lang(app, request);
    let Kept { address, waits, telling } = kept(app, member.id).await?;
    let by_mail = app.config.mail.is_on();
    let asks = before(app, visit, member).await?.is_some();
    // What was typed into the other form of this page is not there.
    let typed = tried.map(|(typed, _)| typed);
    let of_form = |act: &str| typed.filter(|typed| typed.get("act").is_some_and(|said| said == act));
    let or = |name: &str, kept: String| match of_form("keep") {
        Some(typed) => typed.get(name).cloned().unwrap_or_default(),
        None => kept,
    };
    let row = |occasion: &Occasion| {
        let word = occasion.as_str();
        let said = of_form("keep").and_then(|typed| Way::parse(typed.get(&format!("on-{word}"))?));
        Row {
            word,
            words: text(lang, &format!("notices-on-{word}")),
            help: (*occasion == Occasion::Decision).then(|| text(lang, "notices-decision-help")),
            ways: ways(lang, *occasion, by_mail, said.unwrap_or_else(|| telling.way(*occasion))),
        }
    };
    let daily = or("daily_at", telling.daily_at.map(|hour| hour.to_string()).unwrap_or_default());
    let hour = |hour: u8| Choice {
        value: hour.to_string(),
        words: text_with(lang, "notices-daily-at", &[("time", isolate(&format!("{hour:02}:00")).into())]),
        chosen: daily == hour.to_string(),
    };
    let never = Choice { value: String::new(), words: text(lang, "notices-daily-never"), chosen: daily.is_empty() };
    let clock = |time: Option<chrono::NaiveTime>| time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    let sentence =
        |key: &str, address: &Address| text_with(lang, key, &[("address", isolate(address.as_str()).into())]);
    let all = [
        ("kept", "notices-kept"),
        ("sent", "notices-mail-sent"),
        ("away", "notices-mail-gone"),
        ("joined", "notices-joined"),
    ];
    let done = all.into_iter().find(|(said, _)| was_said(request, said)).map(|(_, key)| text(lang, key));
    let mut page = Page::new(app, lang, text(lang, "notices-title")).private().at(request).for_member(lang);
    if let Some((_, error)) = tried {
        let (field, words) = wrong(app, lang, error);
        page = page.with_problem(field, Some(words));
    }
    let zone = app.config.network.time_zone.name();
    let template = NoticesPage {
        form: visit.form_word(),
        done,
        by_mail,
        comes: address.as_ref().map(|address| sentence("notices-mail-is", address)),
        waits: waits.as_ref().map(|address| sentence("notices-mail-waits", address)),
        typed: of_form("give").and_then(|typed| typed.get("address").cloned()).unwrap_or_default(),
        asks,
        // Of what there is one way alone, nothing is to be chosen.
        occasions: Occasion::ALL.iter().map(row).filter(|row| row.ways.len() > 1).collect(),
        hours: std::iter::once(never).chain((0..24).map(hour)).collect(),
        quiet_from: or("quiet_from", clock(telling.quiet.map(|quiet| quiet.from))),
        quiet_until: or("quiet_until", clock(telling.quiet.map(|quiet| quiet.until))),
        zone: or("zone", telling.zone.clone().unwrap_or_default()),
        zone_help: text_with(lang, "notices-zone-help", &[("zone", isolate(zone).into())]),
        page,
    };
    Ok(answer(template.page.code(), true, &template))
}

/// What the form asks for. What it does not offer stays.
fn said(typed: &Typed, telling: &Telling) -> Said {
    let get = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let way = |occasion: &Occasion| {
        let way = Way::parse(typed.get(&format!("on-{}", occasion.as_str()))?)?;
        Some((*occasion, way))
    };
    let daily_at = match typed.get("daily_at") {
        Some(said) => said.clone(),
        None => telling.daily_at.map(|hour| hour.to_string()).unwrap_or_default(),
    };
    Said {
        ways: Occasion::ALL.iter().filter_map(way).collect(),
        daily_at,
        quiet_from: get("quiet_from"),
        quiet_until: get("quiet_until"),
        zone: get("zone"),
    }
}

/// What somebody said is to become of it; answers the word for what was done.
async fn done(app: &App, visit: &Visit, who: &Member, typed: &Typed) -> Result<&'static str> {
    let member = who.id;
    match typed.get("act").map_or("", String::as_str) {
        act @ ("give" | "again") => {
            if !app.config.mail.is_on() {
                return Err(Error::not_found());
            }
            let address = match act {
                "give" => Address::parse(typed.get("address").map_or("", String::as_str))?,
                _ => kept(app, member).await?.waits.ok_or_else(Error::not_found)?,
            };
            // Links that sign in go there: whoever finds a browser open takes nobody's account by an address of their own.
            let said = typed.get("current").map_or("", String::as_str);
            if act == "give" && !says_password(app, visit, who, said).await? {
                return Err(
                    Error::invalid("current", "That is not your password until now.").worded(Message::WrongPassword)
                );
            }
            // Nobody fills the mailbox of another with links.
            app.count(Counted::LinkTo(&address.folded()))?;
            app.count(Counted::LinkOf(member))?;
            give_address(&app.here, member, address).await?;
            app.wake.mails.notify_one();
            Ok("sent")
        }
        "away" => take_address_away(&app.here, member).await.map(|()| "away"),
        "keep" => {
            let kept = kept(app, member).await?;
            say_how(&app.here, member, said(typed, &kept.telling)).await.map(|()| "kept")
        }
        _ => Err(Error::not_found()),
    }
}

/// Keeps how one is told; or sends a link to an address; or takes it away.
pub(super) async fn keep(app: Data<App>, request: HttpRequest, input: Filled<Typed>) -> HttpResponse {
    member_form(&app, &request, input, async |visit, member, typed| {
        // Links that sign in go to an address.
        if typed.get("act").is_some_and(|act| act == "give") && comes_in_again(&app, &visit, &member).await? {
            return Ok(come_in_again(&app, &request, "/sign-in?next=%2Fsettings%2Fnotices"));
        }
        match done(&app, &visit, &member, &typed).await {
            Ok(said) => Ok(go_to(&format!("/settings/notices?said={said}"))),
            Err(error) if error.kind() == Kind::Invalid => {
                notices(&app, &request, &visit, &member, Some((&typed, &error))).await
            }
            Err(error) => Err(error),
        }
    })
    .await
}
