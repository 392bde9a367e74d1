//! Mail: that something waits, in the reader's language, to an address that was confirmed; never who or what.

use crate::support::TestDb;
use crate::support::browser::{Browser, PASSWORD, one_time_link, with_password, word};
use crate::support::client::Visitor;
use crate::support::mail_server::MailServer;
use crate::support::neighborhood::Neighborhood;
use chrono::{Duration, Timelike};
use potluck::actions::erase::erase_due;
use potluck::actions::give_role::give_role;
use potluck::actions::leave::leave;
use potluck::actions::remind::remind_due;
use potluck::actions::say_about::say_about;
use potluck::adapters::mail::Sent;
use potluck::config::{MailConfig, MailSecurity};
use potluck::domain::mail::{Address, Letter};
use potluck::domain::member::RoleKind;
use potluck::domain::{MemberId, ResponseId};
use potluck::i18n::Lang;
use potluck::ids;
use potluck::storage::sign_ins;
use reqwest::Method;
use serde_json::json;
use std::net::TcpListener;
use std::sync::Arc;

const ROSAS: &str = "quince7@mail.example";
const BENS: &str = "plum8@mail.example";
const TITLE: &str = "Walnuts from grandmother";
const WORDS: &str = "I bring a basket at dusk";

async fn start(mails: &MailServer) -> Neighborhood {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let config = MailConfig {
        host: "127.0.0.1".into(),
        port: mails.port,
        security: MailSecurity::None,
        from: "food@riverside.example".into(),
        ..MailConfig::default()
    };
    let change = move |all: &mut potluck::config::Config| all.mail = config;
    Neighborhood::start_on("riverside", listener, Arc::new(TestDb::new()), change).await
}

/// What the form says by which a member gives an address.
fn giving(address: &str) -> [(&str, &str); 3] {
    [("act", "give"), ("address", address), ("current", PASSWORD)]
}

/// A member who is signed in, and who gets mail.
async fn with_mail(place: &Neighborhood, mails: &MailServer, handle: &str, address: &str) -> (MemberId, Browser) {
    let id = place.member(handle).await;
    with_password(place, handle).await;
    let browser = Browser::new(place);
    browser.sign_in(handle).await;
    let before = mails.came_to(address).len();
    let given = browser.fill_in("/settings/notices", &giving(address)).await;
    assert_eq!(given.header("location"), "/settings/notices?said=sent", "{}", given.text);
    let mail = mails.mail(address, before + 1).await;
    let path = mail.path(&place.base, "/confirm-mail/");
    let asked = browser.open(&path).await;
    assert!(asked.status == 200 && asked.text.contains(&format!("@{handle}")), "{}", asked.text);
    let confirmed = browser.send(&path, &[]).await;
    assert!(confirmed.status == 200 && confirmed.text.contains("is confirmed"), "{}", confirmed.text);
    all_sent(place).await;
    (id, browser)
}

/// Waits until nothing waits to be sent any more.
async fn all_sent(place: &Neighborhood) {
    place.until("nothing waits", async || (place.database.count("mails") == 0).then_some(())).await;
}

/// Waits until what is to be sent was looked at, and waits for its time.
async fn put_off(place: &Neighborhood) {
    let later = "SELECT count(*) AS n FROM mails WHERE leased_until IS NULL AND due_at > created_at";
    place
        .until("it waits", async || {
            let all = place.database.count("mails");
            (all > 0 && place.database.number(later) == all).then_some(())
        })
        .await;
}

/// Ben's answer to a new listing of rosa's.
async fn answered(rosa: &Visitor, ben: &Visitor) -> String {
    let listing = rosa.post("/listings", json!({"kind": "offer", "title": TITLE})).await.expect(201);
    let path = format!("/listings/{}/responses", listing["id"].as_str().expect("an id"));
    let answer = ben.post(&path, json!({"message": WORDS})).await.expect(201);
    answer["id"].as_str().expect("an id").to_owned()
}

async fn both(place: &Neighborhood) -> (Visitor, Visitor) {
    (Visitor::member(place, "rosa").await, Visitor::member(place, "ben").await)
}

#[tokio::test(flavor = "multi_thread")]
async fn value_11_an_answer_is_told_in_the_readers_language_and_nothing_of_what_it_says() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let (_, browser) = with_mail(&place, &mails, "rosa", ROSAS).await;
    place.member("ben").await;
    let (rosa, ben) = both(&place).await;
    let said = json!({"languages": ["es"], "display_name": "Rosalinda Marmalade"});
    rosa.send(Method::PATCH, "/me", said).await.expect(200);
    ben.send(Method::PATCH, "/me", json!({"display_name": "Benedict\r\nBcc: eve@mail.example"})).await.expect(200);
    let answer = answered(&rosa, &ben).await;
    let mail = mails.mail(ROSAS, 2).await;
    assert_eq!((mail.from.as_str(), mail.to.len()), ("food@riverside.example", 1));
    assert_eq!(mail.header("Content-Language").as_deref(), Some("es"));
    assert_eq!(mail.header("To").as_deref(), Some(ROSAS));
    assert!(mail.header("Subject").expect("a subject").contains("Tienes una respuesta"), "{}", mail.data);
    let path = format!("/answers/{answer}");
    assert_eq!(mail.path(&place.base, "/answers/"), path);
    for part in [mail.text(), mail.part("text/html")] {
        assert!(part.contains("Tienes una respuesta.") && part.contains(&format!("{}{path}", place.base)), "{part}");
    }
    assert!(mail.part("text/html").contains("<html lang=\"es\" dir=\"ltr\">"));
    for private in [TITLE, "Walnuts", WORDS, "basket", "Benedict", "Rosalinda", "ben@", "@ben", "@rosa", "eve@"] {
        assert!(!mail.whole().contains(private), "{private}: {}", mail.whole());
    }
    assert!(mail.header("Bcc").is_none() && mail.header("Cc").is_none(), "{}", mail.data);
    assert_eq!(browser.open(&path).await.status, 200);
    all_sent(&place).await;
    assert_eq!(mails.came().len(), 2, "nobody else hears of anything");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_chooses_a_link_by_mail_where_mail_is_sent_and_says_at_once_where_to() {
    let mails = MailServer::start().await;
    let (place, silent) = (start(&mails).await, Neighborhood::start("hillside").await);
    for place in [&place, &silent] {
        let ola = Browser::joined(place, "ola", "203.0.113.20").await;
        give_role(place, "ola", RoleKind::Operator, 6).await.expect("a role");
        assert_eq!(ola.fill_in("/settings/network", &[("joining", "open")]).await.status, 303);
    }
    let choice = "name=\"way\" value=\"mail\"";
    let newcomer = [("handle", "mei"), ("way", "mail"), ("password", ""), ("lang-en", "yes")];
    // Where no mail is sent, nobody is promised one.
    let browser = Browser::new(&silent);
    assert!(!browser.open("/join").await.text.contains(choice));
    assert_eq!(browser.fill_in("/join", &newcomer).await.status, 422, "it asks for a password");

    let browser = Browser::new(&place);
    let page = browser.open("/join").await.text;
    assert!(page.contains(choice) && page.contains("a link comes to my e-mail each time"), "{page}");
    // What does not fit yet leaves the choice as it was.
    let taken = browser.fill_in("/join", &[("handle", "ola"), ("way", "mail")]).await;
    assert!(taken.status == 422 && taken.text.contains("value=\"mail\" checked"), "{}", taken.text);
    let joined = browser.fill_in("/join", &newcomer).await;
    assert_eq!((joined.status, joined.header("location")), (303, "/settings/notices?said=joined"), "{}", joined.text);
    let next = browser.open(joined.header("location")).await;
    assert!(next.text.contains("You are in.") && next.text.contains("Write your e-mail address here now."));
    assert!(next.text.contains("id=\"address\"") && !next.text.contains("id=\"current\""), "{}", next.text);
    // No password is asked for: there is none.
    let given = browser.fill_in("/settings/notices", &[("act", "give"), ("address", ROSAS)]).await;
    assert_eq!(given.header("location"), "/settings/notices?said=sent", "{}", given.text);
    let confirm = mails.mail(ROSAS, 1).await.path(&place.base, "/confirm-mail/");
    assert!(browser.send(&confirm, &[]).await.text.contains("is confirmed"));
    // From then on, a link that comes there is the way in.
    let elsewhere = Browser::at(&place, "203.0.113.30");
    let asked = elsewhere.fill_in("/sign-in/link", &[("address", ROSAS)]).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let enter = mails.mail(ROSAS, 2).await.path(&place.base, "/enter/");
    let entered = elsewhere.fill_in(&enter, &[]).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/home"), "{}", entered.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_yes_and_a_message_are_told_and_what_comes_soon_after_comes_together() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let (rosas, _) = with_mail(&place, &mails, "rosa", ROSAS).await;
    let (bens, _) = with_mail(&place, &mails, "ben", BENS).await;
    let (rosa, ben) = both(&place).await;
    let answer = answered(&rosa, &ben).await;
    mails.mail(ROSAS, 2).await;
    rosa.post(&format!("/responses/{answer}/accept"), json!({})).await.expect(200);
    let mail = mails.mail(BENS, 2).await;
    assert!(mail.text().contains("There is a word on your answer."), "{}", mail.text());
    all_sent(&place).await;
    let id: ResponseId = answer.parse().expect("an id");
    for words in ["Ring twice, please", "Or knock"] {
        say_about(&place, rosas, id, words, Lang::En).await.expect("a message");
    }
    put_off(&place).await;
    assert_eq!(mails.came_to(BENS).len(), 2, "he was written to a moment ago");
    place.clock.shift(Duration::minutes(16));
    let mail = mails.mail(BENS, 3).await;
    assert_eq!(mail.text().matches("Somebody wrote to you.").count(), 1, "{}", mail.text());
    assert_eq!(mail.path(&place.base, "/answers/"), format!("/answers/{answer}"));
    assert!(!mail.whole().contains("Ring twice") && !mail.whole().contains("knock"), "{}", mail.whole());
    // What is taken back, or decided, before it is told is not told.
    say_about(&place, bens, id, "I come at six", Lang::En).await.expect("a message");
    mails.mail(ROSAS, 3).await;
    all_sent(&place).await;
    let other = answered(&rosa, &ben).await;
    put_off(&place).await;
    ben.post(&format!("/responses/{other}/withdraw"), json!({})).await.expect(200);
    place.clock.shift(Duration::minutes(16));
    all_sent(&place).await;
    assert_eq!((mails.came_to(ROSAS).len(), mails.came_to(BENS).len()), (3, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn value_08_in_quiet_hours_nothing_goes_out_and_who_rests_is_asked_for_nothing() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let (_, browser) = with_mail(&place, &mails, "rosa", ROSAS).await;
    place.member("ben").await;
    let (rosa, ben) = both(&place).await;
    let clock = |by: Duration| (place.now() + by).format("%H:%M").to_string();
    let (from, until) = (clock(-Duration::hours(1)), clock(Duration::hours(1)));
    let kept = [("act", "keep"), ("quiet_from", from.as_str()), ("quiet_until", until.as_str()), ("zone", "UTC")];
    let done = browser.fill_in("/settings/notices", &kept).await;
    assert_eq!(done.header("location"), "/settings/notices?said=kept", "{}", done.text);
    let page = browser.open("/settings/notices").await.text;
    assert!(page.contains(&format!("value=\"{from}\"")) && page.contains("value=\"UTC\""), "{page}");
    answered(&rosa, &ben).await;
    put_off(&place).await;
    assert_eq!((mails.came_to(ROSAS).len(), mails.tried()), (1, 1), "nothing was even tried");
    place.clock.shift(Duration::hours(2));
    mails.mail(ROSAS, 2).await;
    all_sent(&place).await;
    // She rests: somebody who speaks to her in a post does not reach her, what she asked for does.
    browser.fill_in("/settings/notices", &[("act", "keep"), ("on-mention", "both")]).await;
    rosa.post("/me/rest", json!({})).await;
    place.clock.shift(Duration::minutes(16));
    crate::marks::says(&ben, "@rosa in public", "public").await;
    all_sent(&place).await;
    assert_eq!(mails.came_to(ROSAS).len(), 2);
    answered(&rosa, &ben).await;
    mails.mail(ROSAS, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_a_day_all_comes_together() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let (_, browser) = with_mail(&place, &mails, "rosa", ROSAS).await;
    place.member("ben").await;
    let (rosa, ben) = both(&place).await;
    let hour = ((place.now().hour() + 2) % 24).to_string();
    let kept = [("act", "keep"), ("daily_at", hour.as_str()), ("zone", "UTC")];
    assert_eq!(browser.fill_in("/settings/notices", &kept).await.status, 303);
    let answers = [answered(&rosa, &ben).await, answered(&rosa, &ben).await];
    put_off(&place).await;
    assert_eq!(mails.came_to(ROSAS).len(), 1);
    place.clock.shift(Duration::hours(2));
    let mail = mails.mail(ROSAS, 2).await;
    for answer in answers {
        assert!(mail.text().contains(&format!("{}/answers/{answer}", place.base)), "{}", mail.text());
    }
    assert!(mail.header("Subject").expect("a subject").contains("There is news for you"), "{}", mail.data);
    all_sent(&place).await;
    assert_eq!(mails.came_to(ROSAS).len(), 2, "in one mail");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_mail_server_does_not_take_now_is_tried_again_and_what_it_refuses_is_not() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    with_mail(&place, &mails, "rosa", ROSAS).await;
    place.member("ben").await;
    let (rosa, ben) = both(&place).await;
    mails.answers(&["451 not now", "421 too much"]);
    answered(&rosa, &ben).await;
    let tried = async |times: i64| {
        let sql = format!("SELECT count(*) AS n FROM mails WHERE leased_until IS NULL AND attempts = {times}");
        place.until("it was tried", async || (place.database.number(&sql) > 0).then_some(())).await;
    };
    tried(1).await;
    place.clock.shift(Duration::minutes(2));
    tried(2).await;
    place.clock.shift(Duration::minutes(3));
    mails.mail(ROSAS, 2).await;
    all_sent(&place).await;
    // For good: it is dropped, and what comes later is tried again.
    place.clock.shift(Duration::minutes(16));
    mails.answers(&["550 nobody of that name"]);
    answered(&rosa, &ben).await;
    all_sent(&place).await;
    assert_eq!(mails.came_to(ROSAS).len(), 2);
    answered(&rosa, &ben).await;
    mails.mail(ROSAS, 3).await;
    all_sent(&place).await;
    // Two days of it, and no longer.
    place.clock.shift(Duration::minutes(16));
    mails.answers(&["451 not now"]);
    answered(&rosa, &ben).await;
    tried(1).await;
    place.clock.shift(Duration::hours(49));
    all_sent(&place).await;
    assert_eq!(mails.came_to(ROSAS).len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_a_link_learns_nothing_and_whose_address_it_is_signs_in_once() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    with_mail(&place, &mails, "rosa", ROSAS).await;
    let printed = one_time_link(&place, "rosa").await;
    let browser = Browser::at(&place, "198.51.100.7");
    assert!(browser.open("/sign-in").await.text.contains("href=\"/sign-in/link\""));
    let asked = async |address: &str| browser.fill_in("/sign-in/link", &[("address", address)]).await;
    let (known, unknown) = (asked("Quince7@Mail.example").await, asked("nobody@mail.example").await);
    assert_eq!((known.status, &known.text), (200, &unknown.text));
    let mail = mails.mail(ROSAS, 2).await;
    all_sent(&place).await;
    assert_eq!(mails.came().len(), 2, "nothing goes to who is not known here");
    let path = mail.path(&place.base, "/enter/");
    assert!(mail.header("List-Unsubscribe").is_none() && !mail.whole().contains("@rosa"), "{}", mail.data);
    let page = browser.open(&path).await;
    assert!(page.status == 200 && page.text.contains("@rosa"), "{}", page.text);
    let entered = browser.fill_in(&path, &[]).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/home"));
    assert_eq!(browser.open("/home").await.status, 200);
    assert_eq!(Browser::new(&place).open(&path).await.status, 410, "it works once");
    assert_eq!(Browser::new(&place).open(&printed).await.status, 200, "the one that was printed goes on");
    for wrong in ["", "rosa", "quince7@mail.example\r\nBcc: eve@mail.example", "a@b.example, c@d.example"] {
        let answer = asked(wrong).await;
        assert_eq!((answer.status, place.database.count("mails")), (422, 0), "{wrong:?}");
    }
    // In half an hour it is over.
    asked(ROSAS).await;
    let late = mails.mail(ROSAS, 3).await.path(&place.base, "/enter/");
    assert_eq!(browser.open(&late).await.status, 200);
    place.clock.shift(Duration::minutes(31));
    assert_eq!(browser.open(&late).await.status, 410);
    // Nobody fills a mailbox, and nobody learns that they tried.
    let stranger = Browser::at(&place, "203.0.113.66");
    for _ in 0..9 {
        let answer = stranger.fill_in("/sign-in/link", &[("address", ROSAS)]).await;
        assert_eq!((answer.status, &answer.text), (200, &unknown.text));
    }
    all_sent(&place).await;
    assert!((4..=7).contains(&mails.came_to(ROSAS).len()), "{}", mails.came_to(ROSAS).len());
    // Who tries very many addresses is held up.
    let mut statuses = Vec::new();
    for number in 0..30 {
        let address = format!("guess{number}@mail.example");
        statuses.push(stranger.fill_in("/sign-in/link", &[("address", &address)]).await.status);
    }
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
    assert_eq!(Browser::at(&place, "192.0.2.9").fill_in("/sign-in/link", &[("address", BENS)]).await.status, 200);
    all_sent(&place).await;
    // A form of another site asks for nothing.
    assert_eq!(Browser::new(&place).send("/sign-in/link", &[("address", ROSAS)]).await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_in_each_mail_ends_them_without_signing_in_and_works_once() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let (_, browser) = with_mail(&place, &mails, "rosa", ROSAS).await;
    place.member("ben").await;
    let (rosa, ben) = both(&place).await;
    answered(&rosa, &ben).await;
    let mail = mails.mail(ROSAS, 2).await;
    all_sent(&place).await;
    assert_eq!(mail.header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    let link = mail.header("List-Unsubscribe").expect("a link");
    let path = link.trim_matches(['<', '>']).strip_prefix(&place.base).expect("ours").to_owned();
    assert_eq!(mail.path(&place.base, "/stop-mail/"), path, "for people, too");
    let stranger = Visitor::stranger(&place);
    let page = stranger.page(&path).await;
    assert!(page.status == 200 && page.text.contains("End these mails"), "{}", page.text);
    assert_eq!((page.header("cache-control"), page.header("referrer-policy")), ("no-store", "no-referrer"));
    assert!(!page.text.contains(path.rsplit('/').next().expect("a token")), "the link stands in no page");
    // Opening it changes nothing: programs look at links beforehand.
    place.clock.shift(Duration::minutes(16));
    answered(&rosa, &ben).await;
    let newer = mails.mail(ROSAS, 3).await;
    all_sent(&place).await;
    let one_click = async |path: &str| {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        stranger.ask(Method::POST, path, &form, b"List-Unsubscribe=One-Click".to_vec()).await
    };
    assert_eq!(one_click(&path).await.status, 200);
    place.clock.shift(Duration::minutes(16));
    answered(&rosa, &ben).await;
    all_sent(&place).await;
    assert_eq!(mails.came_to(ROSAS).len(), 3);
    let settings = browser.open("/settings/notices").await.text;
    assert!(settings.contains("<option value=\"app\" selected>"), "her apps still hear of it: {settings}");
    // She wants them again; no link of before ends them.
    browser.fill_in("/settings/notices", &[("act", "keep"), ("on-answer", "both")]).await;
    assert_eq!(one_click(&path).await.status, 410);
    assert_eq!(one_click(&newer.path(&place.base, "/stop-mail/")).await.status, 410);
    assert_eq!(one_click("/stop-mail/guessed").await.status, 410);
    answered(&rosa, &ben).await;
    mails.mail(ROSAS, 4).await;
    all_sent(&place).await;
    // Nor those to an address that she gives when there is none any more.
    assert_eq!(browser.fill_in("/settings/notices", &[("act", "away")]).await.status, 303);
    assert_eq!(browser.fill_in("/settings/notices", &giving(ROSAS)).await.status, 303);
    let confirm = mails.mail(ROSAS, 5).await.path(&place.base, "/confirm-mail/");
    assert_eq!(browser.send(&confirm, &[]).await.status, 200);
    assert_eq!(one_click(&path).await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_to_an_address_that_nobody_confirmed_and_nothing_is_kept_of_one_that_was_taken_away() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let rosas = place.member("rosa").await;
    with_password(&place, "rosa").await;
    place.member("ben").await;
    let (rosa, ben) = both(&place).await;
    let browser = Browser::new(&place);
    browser.sign_in("rosa").await;
    for wrong in ["rosa", "", "quince7@mail.example\r\nBcc: eve@mail.example", "Rosa <quince7@mail.example>"] {
        let answer = browser.fill_in("/settings/notices", &giving(wrong)).await;
        assert!(answer.status == 422 && answer.text.contains("role=\"alert\""), "{wrong:?}: {}", answer.text);
    }
    assert_eq!((place.database.count("mails"), place.database.count("mail_confirmations")), (0, 0));
    browser.fill_in("/settings/notices", &giving(ROSAS)).await;
    let mail = mails.mail(ROSAS, 1).await;
    all_sent(&place).await;
    answered(&rosa, &ben).await;
    Browser::at(&place, "198.51.100.3").fill_in("/sign-in/link", &[("address", ROSAS)]).await;
    all_sent(&place).await;
    assert_eq!(mails.came().len(), 1, "but for the link, nothing");
    // A newer link ends the one before.
    assert_eq!(browser.fill_in("/settings/notices", &[("act", "again")]).await.status, 303);
    let again = mails.mail(ROSAS, 2).await.path(&place.base, "/confirm-mail/");
    all_sent(&place).await;
    let first = mail.path(&place.base, "/confirm-mail/");
    assert_eq!(browser.send(&first, &[]).await.status, 410);
    assert_eq!(Browser::new(&place).send(&again, &[]).await.status, 200, "wherever the mail is read");
    assert_eq!(browser.send(&again, &[]).await.status, 410, "it works once");
    assert!(browser.open("/settings/notices").await.text.contains(ROSAS));
    // It is sealed, and found again by a digest that says nothing.
    let all = |column: &str| {
        if place.database.on_sqlite() { format!("hex({column})") } else { format!("encode({column}, 'hex')") }
    };
    let rows = place
        .database
        .lines(&format!("SELECT {} || address_digest AS line FROM mail_addresses", all("sealed_address")));
    let hex: String = ROSAS.bytes().map(|byte| format!("{byte:02x}")).collect();
    assert!(rows.len() == 1 && !rows[0].to_lowercase().contains(&hex), "{rows:?}");
    // Another one, which is not confirmed in time.
    browser.fill_in("/settings/notices", &giving(BENS)).await;
    let late = mails.mail(BENS, 1).await.path(&place.base, "/confirm-mail/");
    place.clock.shift(Duration::hours(25));
    assert_eq!(browser.send(&late, &[]).await.status, 410);
    answered(&rosa, &ben).await;
    mails.mail(ROSAS, 3).await;
    // Taken away; and gone with its member.
    assert_eq!(browser.fill_in("/settings/notices", &[("act", "away")]).await.status, 303);
    for table in ["mail_addresses", "mail_confirmations", "mails"] {
        assert_eq!(place.database.count(table), 0, "{table}");
    }
    place.clock.shift(Duration::hours(2));
    browser.fill_in("/settings/notices", &giving(ROSAS)).await;
    let path = mails.mail(ROSAS, 4).await.path(&place.base, "/confirm-mail/");
    assert_eq!(browser.send(&path, &[]).await.status, 200);
    browser.fill_in("/settings/notices", &giving(BENS)).await;
    leave(&place, rosas, "rosa").await.expect("she leaves");
    for table in ["mail_addresses", "mail_confirmations", "mails"] {
        assert_eq!(place.database.count(table), 0, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_a_browser_open_gets_no_links_to_sign_in_by_an_address_of_their_own() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let (_, browser) = with_mail(&place, &mails, "rosa", ROSAS).await;
    assert!(browser.open("/settings/notices").await.text.contains("id=\"current\""));
    for guess in [None, Some("not the right one")] {
        let said: Vec<(&str, &str)> =
            [("act", "give"), ("address", BENS)].into_iter().chain(guess.map(|guess| ("current", guess))).collect();
        let answer = browser.fill_in("/settings/notices", &said).await;
        assert!(answer.status == 422 && answer.text.contains("id=\"current-wrong\""), "{}", answer.text);
        assert!(answer.text.contains(&format!("value=\"{BENS}\"")), "what was typed stays: {}", answer.text);
    }
    assert_eq!((place.database.count("mail_confirmations"), place.database.count("mails")), (0, 0));
    // A link that went to the address before signs in no more once there is another.
    Browser::at(&place, "198.51.100.3").fill_in("/sign-in/link", &[("address", ROSAS)]).await;
    let before = mails.mail(ROSAS, 2).await.path(&place.base, "/enter/");
    assert_eq!(Browser::new(&place).open(&before).await.status, 200);
    assert_eq!(browser.fill_in("/settings/notices", &giving(BENS)).await.status, 303);
    let path = mails.mail(BENS, 1).await.path(&place.base, "/confirm-mail/");
    assert_eq!(Browser::new(&place).send(&path, &[]).await.status, 200);
    assert_eq!(Browser::new(&place).open(&before).await.status, 410);
    // Nor once there is none.
    Browser::at(&place, "198.51.100.3").fill_in("/sign-in/link", &[("address", BENS)]).await;
    let before = mails.mail(BENS, 2).await.path(&place.base, "/enter/");
    assert_eq!(browser.fill_in("/settings/notices", &[("act", "away")]).await.status, 303);
    assert_eq!(Browser::new(&place).open(&before).await.status, 410);
    // Just after a one-time link, which is for who does not remember it, nothing is asked.
    let link = one_time_link(&place, "rosa").await;
    let by_link = Browser::new(&place);
    by_link.fill_in(&link, &[]).await;
    assert!(!by_link.open("/settings/notices").await.text.contains("id=\"current\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_by_mail_leads_on_to_where_one_wanted_to_go_in_whichever_browser_it_is_opened_and_never_elsewhere() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    with_mail(&place, &mails, "rosa", ROSAS).await;
    let asking = Browser::at(&place, "198.51.100.7");
    // As somebody comes who opened a page for members.
    let way = asking.open("/settings/apps").await.header("location").to_owned();
    assert_eq!(way, "/sign-in?next=%2Fsettings%2Fapps");
    let by_mail = "/sign-in/link?next=%2Fsettings%2Fapps";
    assert!(asking.open(&way).await.text.contains(&format!("href=\"{by_mail}\"")));
    // What does not fit, and another language, lose nothing of it.
    let wrong = asking.fill_in(by_mail, &[("address", "rosa")]).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text);
    for kept in [format!("action=\"{by_mail}\""), format!("href=\"{way}\""), format!("value=\"{by_mail}\"")] {
        assert!(wrong.text.contains(&kept), "{kept}: {}", wrong.text);
    }
    assert_eq!(asking.fill_in(by_mail, &[("address", ROSAS)]).await.status, 200);
    let mail = mails.mail(ROSAS, 2).await;
    assert!(!mail.whole().contains("settings"), "no mail says where to: {}", mail.whole());
    let sealed = "SELECT count(*) AS n FROM sign_in_links WHERE length(sealed_next) > 28";
    assert_eq!(place.database.number(sealed), 1);
    // It is opened on a telephone, where nobody wanted to go anywhere.
    let telephone = Browser::at(&place, "203.0.113.99");
    let entered = telephone.fill_in(&mail.path(&place.base, "/enter/"), &[]).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/settings/apps"), "{}", entered.text);
    assert_eq!(telephone.open("/settings/apps").await.status, 200);
    // Nobody is led away by it.
    let elsewhere = "/sign-in/link?next=%2F%2Fevil.example%2Fsettings%2F";
    let page = asking.open(elsewhere).await;
    assert!(page.text.contains("action=\"/sign-in/link\""), "{}", page.text);
    assert_eq!(asking.fill_in(elsewhere, &[("address", ROSAS)]).await.status, 200);
    let path = mails.mail(ROSAS, 3).await.path(&place.base, "/enter/");
    assert_eq!(Browser::new(&place).fill_in(&path, &[]).await.header("location"), "/home");
    // Nor where the database says so.
    assert_eq!(asking.fill_in(by_mail, &[("address", ROSAS)]).await.status, 200);
    let path = mails.mail(ROSAS, 4).await.path(&place.base, "/enter/");
    let secret = path.trim_start_matches("/enter/").split('?').next().expect("a secret");
    let (seal, digest, until) = (place.seal.clone(), ids::digest(secret), place.now() + Duration::minutes(5));
    let written = place.db.write(move |conn| {
        let member = sign_ins::by_link(conn, &digest, until - Duration::minutes(5))?.expect("rosa").id;
        sign_ins::use_link(conn, &digest)?;
        sign_ins::add_link(conn, &seal, &digest, member, until, Some("//evil.example/"))
    });
    written.await.expect("another place");
    assert_eq!(Browser::new(&place).fill_in(&path, &[]).await.header("location"), "/home");
    all_sent(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_by_mail_leads_on_to_letting_an_app_in_only_in_the_browser_that_asked_for_it() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    with_mail(&place, &mails, "rosa", ROSAS).await;
    let app = "/oauth/authorize?client_id=x";
    let by_mail = "/sign-in/link?next=%2Foauth%2Fauthorize%3Fclient_id%3Dx";
    // Somebody else wants her to let their app in.
    let stranger = Browser::at(&place, "198.51.100.8");
    assert_eq!(stranger.fill_in(by_mail, &[("address", ROSAS)]).await.status, 200);
    let path = mails.mail(ROSAS, 2).await.path(&place.base, "/enter/");
    let own = Browser::at(&place, "203.0.113.98");
    let entered = own.fill_in(&path, &[]).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/home"), "{}", entered.text);
    // She does so herself.
    let own = Browser::at(&place, "203.0.113.97");
    assert_eq!(own.fill_in(by_mail, &[("address", ROSAS)]).await.status, 200);
    let path = mails.mail(ROSAS, 3).await.path(&place.base, "/enter/");
    assert_eq!(own.fill_in(&path, &[]).await.header("location"), app);
    all_sent(&place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_agreed_to_meet_is_reminded_the_day_before_and_once() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    with_mail(&place, &mails, "rosa", ROSAS).await;
    with_mail(&place, &mails, "ben", BENS).await;
    let (rosa, ben) = both(&place).await;
    let answer = answered(&rosa, &ben).await;
    mails.mail(ROSAS, 2).await;
    let (from, until) = (place.now() + Duration::hours(40), place.now() + Duration::hours(41));
    let plan = json!({"window": {"from": from, "until": until}, "address": "12 Elm Street"});
    rosa.post(&format!("/responses/{answer}/accept"), plan).await.expect(200);
    mails.mail(BENS, 2).await;
    assert_eq!(remind_due(&place).await.expect("a look"), 0, "it is too early");
    place.clock.shift(Duration::hours(20));
    remind_due(&place).await.expect("a look");
    for (address, number) in [(ROSAS, 3), (BENS, 3)] {
        let mail = mails.mail(address, number).await;
        assert!(mail.text().contains("You agreed to meet somebody, and it is soon."), "{}", mail.text());
        assert_eq!(mail.path(&place.base, "/answers/"), format!("/answers/{answer}"));
        assert!(!mail.whole().contains("Elm Street") && !mail.whole().contains(TITLE), "{}", mail.whole());
    }
    assert_eq!(remind_due(&place).await.expect("a look"), 0, "once is enough");
    all_sent(&place).await;
    assert_eq!(mails.came_to(ROSAS).len() + mails.came_to(BENS).len(), 6);
    // Nothing of it is kept once it was, also where nobody else is reminded.
    assert_eq!(place.database.count("handoff_reminders"), 1);
    place.clock.shift(Duration::hours(49));
    erase_due(&place).await.expect("a look");
    assert_eq!(place.database.count("handoff_reminders"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_waits_for_no_mail_of_the_day_that_comes_too_late_and_after_the_meeting_there_is_none() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let (_, rosas) = with_mail(&place, &mails, "rosa", ROSAS).await;
    let (_, bens) = with_mail(&place, &mails, "ben", BENS).await;
    let (rosa, ben) = both(&place).await;
    let answer = answered(&rosa, &ben).await;
    mails.mail(ROSAS, 2).await;
    let after = |hours: i64| place.now() + Duration::hours(hours);
    let plan = json!({"window": {"from": after(40), "until": after(41)}});
    rosa.post(&format!("/responses/{answer}/accept"), plan).await.expect(200);
    mails.mail(BENS, 2).await;
    all_sent(&place).await;
    // They are reminded in twenty hours, and meet in forty. Rosa's next mail of the day is after that, and Ben's quiet hours
    // end then.
    let daily = after(42).hour().to_string();
    let kept = [("act", "keep"), ("daily_at", daily.as_str()), ("zone", "UTC")];
    assert_eq!(rosas.fill_in("/settings/notices", &kept).await.status, 303);
    let quiet = [after(19), after(42)].map(|at| at.format("%H:%M").to_string());
    let kept =
        [("act", "keep"), ("quiet_from", quiet[0].as_str()), ("quiet_until", quiet[1].as_str()), ("zone", "UTC")];
    assert_eq!(bens.fill_in("/settings/notices", &kept).await.status, 303);
    place.clock.shift(Duration::hours(20));
    remind_due(&place).await.expect("a look");
    let mail = mails.mail(ROSAS, 3).await;
    assert!(mail.text().contains("You agreed to meet somebody, and it is soon."), "{}", mail.text());
    put_off(&place).await;
    place.clock.shift(Duration::hours(22));
    all_sent(&place).await;
    assert_eq!((mails.came_to(ROSAS).len(), mails.came_to(BENS).len()), (3, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_welcomes_is_told_that_somebody_asks_in_the_name_that_the_network_has_now() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let (_, browser) = with_mail(&place, &mails, "rosa", ROSAS).await;
    give_role(&place, "rosa", RoleKind::Operator, 6).await.expect("a role");
    let kept = browser.fill_in("/settings/network", &[("network", "Elm Street"), ("joining", "welcome")]).await;
    assert_eq!(kept.header("location"), "/settings/network?said=kept", "{}", kept.text);
    let asked = Browser::at(&place, "198.51.100.9").fill_in("/join", &[("act", "ask"), ("words", WORDS)]).await;
    assert_eq!(asked.status, 303, "{}", asked.text);
    let mail = mails.mail(ROSAS, 2).await;
    assert!(mail.header("From").expect("a sender").contains("Elm Street"), "{}", mail.data);
    let text = mail.text();
    assert!(text.contains("Your network has something for you.") && text.contains("Elm Street"), "{text}");
    assert!(!mail.whole().contains("basket"), "{}", mail.whole());
    let home = mail.path(&place.base, "/home");
    assert!(browser.open(&home).await.text.contains("href=\"/welcome\""));
    all_sent(&place).await;
    assert_eq!(mails.came().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_nothing_is_offered_that_would_need_one() {
    let place = Neighborhood::start("riverside").await;
    place.member("rosa").await;
    with_password(&place, "rosa").await;
    let browser = Browser::new(&place);
    assert!(!browser.open("/sign-in").await.text.contains("/sign-in/link"));
    assert_eq!(browser.open("/sign-in/link").await.status, 404);
    browser.sign_in("rosa").await;
    assert!(browser.open("/settings").await.text.contains("href=\"/settings/notices\""));
    let page = browser.open("/settings/notices").await.text;
    assert!(page.contains("This network sends no mail.") && !page.contains("value=\"mail\""), "{page}");
    let given = browser.fill_in("/settings/notices", &giving(ROSAS)).await;
    assert_eq!((given.status, place.database.count("mail_confirmations")), (404, 0));
    // What does not fit is named, and all that was typed stays.
    let wrong = [("act", "keep"), ("on-answer", "none"), ("quiet_from", "21:00"), ("zone", "Atlantis")];
    let answer = browser.fill_in("/settings/notices", &wrong).await;
    assert!(answer.status == 422 && answer.text.contains("Please write both times"), "{}", answer.text);
    assert!(
        answer.text.contains("value=\"Atlantis\"") && answer.text.contains("value=\"none\" selected"),
        "{}",
        answer.text
    );
    let kept = [("act", "keep"), ("on-answer", "none"), ("quiet_from", "21:00"), ("quiet_until", "07:00")];
    assert_eq!(browser.fill_in("/settings/notices", &kept).await.status, 303);
    let page = browser.open("/settings/notices").await.text;
    assert!(page.contains("value=\"21:00\"") && page.contains("value=\"none\" selected"), "{page}");
    assert_eq!(Visitor::stranger(&place).page("/settings/notices").await.status, 303, "to the sign-in page");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_says_what_the_mail_server_said() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let mailer = place.app.mailer().expect("settings").expect("mail is sent");
    let to = || Address::parse(ROSAS).expect("an address");
    mailer.look().await.expect("it lets us in");
    assert_eq!(mails.tried(), 0, "a look sends nothing");
    mailer.try_send(&Letter::trial(to(), Lang::Ar, "Riverside"), place.now()).await.expect("it is taken");
    let mail = mails.mail(ROSAS, 1).await;
    assert!(mail.part("text/html").contains("dir=\"rtl\"") && mail.text().contains("Riverside"), "{}", mail.data);
    mails.answers(&["554 no relaying"]);
    let error = mailer.try_send(&Letter::trial(to(), Lang::En, "Riverside"), place.now()).await.expect_err("it is not");
    assert!(error.text().contains("554"), "{error}");
    // What is said in the log: with a number, whether it is over or tried again.
    mails.answers(&["553 not your address", "535 who are you"]);
    for expected in [Sent::Refused(553), Sent::NotNow(Some(535))] {
        let sent = mailer.send(&Letter::trial(to(), Lang::En, "Riverside"), place.now()).await;
        assert_eq!(sent.expect("it was tried"), expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_without_an_account_and_wants_it_is_told_by_mail_that_an_answer_is_there_and_nothing_of_it() {
    let mails = MailServer::start().await;
    let place = start(&mails).await;
    let rosa = Browser::joined(&place, "rosa", "203.0.113.20").await;
    give_role(&place, "rosa", RoleKind::Connector, 6).await.expect("a role");
    let guest = Browser::at(&place, "198.51.100.7");
    let form = guest.open("/ask").await;
    assert!(form.text.contains("name=\"by_mail\"") && form.text.contains("“You have an answer”"), "{}", form.text);
    let hidden = word(&form);
    place.clock.shift(Duration::seconds(3));
    let said = [("form", hidden.as_str()), ("words", TITLE), ("reach", BENS), ("by_mail", "yes")];
    let sent = guest.send("/ask?lang=es", &said).await;
    let own = sent.header("location").split('?').next().expect("a path").to_owned();
    assert!(own.starts_with("/ask/"), "{}", sent.text);
    assert!(guest.open(&own).await.text.contains("A mail tells you when an answer is there"));
    let helps = place.database.lines("SELECT CAST(id AS TEXT) AS line FROM guest_needs").pop().expect("one");
    let helps = format!("/asks/{helps}");
    let say = async |words: &str| rosa.fill_in(&helps, &[("act", "say"), ("words", words)]).await;
    assert_eq!(rosa.fill_in(&helps, &[("act", "take")]).await.status, 303);
    assert!(rosa.open(&helps).await.text.contains("A mail tells them that an answer is there"));
    assert_eq!(say(WORDS).await.status, 303);
    let mail = mails.mail(BENS, 1).await;
    assert_eq!(mail.header("Content-Language").as_deref(), Some("es"));
    assert!(mail.header("Subject").expect("a subject").contains("Tienes una respuesta"), "{}", mail.data);
    assert_eq!(mail.path(&place.base, "/code"), "/code");
    for private in [TITLE, "Walnuts", WORDS, "basket", "@rosa", own.trim_start_matches("/ask/"), &helps] {
        assert!(!mail.whole().contains(private), "{private}: {}", mail.whole());
    }
    all_sent(&place).await;

    // What comes soon after comes together.
    for words in ["Ring twice, please", "Or knock"] {
        assert_eq!(say(words).await.status, 303);
    }
    put_off(&place).await;
    assert_eq!((place.database.count("mails"), mails.came_to(BENS).len()), (1, 1));
    place.clock.shift(Duration::minutes(16));
    mails.mail(BENS, 2).await;
    all_sent(&place).await;

    // They end by the link in each of them, for whomever they come to; who helps then reads where else to write.
    let stop = mail.path(&place.base, "/stop-mail/");
    let asks = guest.open(&stop).await;
    assert!(asks.status == 200 && asks.text.contains("will end"), "{}", asks.text);
    assert_eq!(guest.send(&stop, &[]).await.status, 200);
    assert_eq!((guest.open(&stop).await.status, guest.send(&stop, &[]).await.status), (410, 410));
    let page = rosa.open(&helps).await.text;
    assert!(page.contains("write or call there, too") && page.contains(BENS), "{page}");
    place.clock.shift(Duration::minutes(16));
    assert_eq!(say("Anybody there?").await.status, 303);
    assert_eq!(place.database.count("mails"), 0);

    // They let them come again: that it is said to be done is an answer, too. What is over before it is told is told to nobody.
    let again = guest.send(&own, &[("act", "reach"), ("reach", BENS), ("by_mail", "yes")]).await;
    assert_eq!(again.status, 303, "{}", again.text);
    place.clock.shift(Duration::minutes(16));
    assert_eq!(rosa.fill_in(&helps, &[("act", "done")]).await.status, 303);
    mails.mail(BENS, 3).await;
    all_sent(&place).await;
    assert_eq!(guest.send(&own, &[("act", "end")]).await.status, 200);
    assert_eq!((guest.open(&stop).await.status, mails.came_to(BENS).len()), (410, 3));
}
