//! Short texts with a meaning: amounts, opening hours, names, addresses, languages, ids, days.

use super::support::{base, here, is_language, is_line, is_text, now};
use chrono::Datelike;
use potluck::actions::keep_mail::{stop_token, stopped_by};
use potluck::adapters::fetch::{JSON_DEPTH_MAX, check_depth, is_activity_type, wait_wanted};
use potluck::adapters::mail::Mailer;
use potluck::adapters::web_push;
use potluck::config::{Authority, MailConfig, MailSecurity, MapTiles};
use potluck::domain::address::host_of;
use potluck::domain::apps::{Challenge, RedirectUri};
use potluck::domain::browser::{Browser, Family, System};
use potluck::domain::coalition::CoalitionId;
use potluck::domain::entry::{Cells, Entry};
use potluck::domain::follow::FollowersDigest;
use potluck::domain::hours::{HOURS_MAX, Hours};
use potluck::domain::joining::Hello;
use potluck::domain::listing::Translation;
use potluck::domain::mail::{ADDRESS_MAX, Address, Letter};
use potluck::domain::media::{self, DESCRIPTION_MAX, Focus};
use potluck::domain::member;
use potluck::domain::moderation::{Subject, names_of_host};
use potluck::domain::place::Place;
use potluck::domain::push::Target;
use potluck::domain::quantity::{Amount, Measure, Unit};
use potluck::domain::scope::Scopes;
use potluck::domain::spoken::Code;
use potluck::domain::window::Window;
use potluck::domain::{ListingId, MemberId, reaction, scheduled, text};
use potluck::federation::signature::VerifyingKey;
use potluck::federation::wire::Acct;
use potluck::federation::wire::id;
use potluck::federation::wire::text::{Line, Text, Word};
use potluck::http::web::{touched, written};
use potluck::i18n::{Lang, negotiate};
use potluck::seal::MasterKey;
use potluck::storage::DatabaseUrl;
use std::fmt::{Debug, Display};
use std::str::FromStr;
use std::sync::LazyLock;
use url::Host;

/// One text is read as each of them.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    numbers(text);
    times(text);
    names(text);
    addresses(text);
    mail(text);
    maps(text);
    words(text);
    apps(text);
    waits(text);
    let _ = (check_depth(data, JSON_DEPTH_MAX), is_activity_type(text), DatabaseUrl::parse(text));
    let _ = VerifyingKey::from_pem(text);
    if VerifyingKey::from_multibase(text).is_ok() {
        assert!(text.len() <= 64);
    }
}

/// What was read says of itself what is read as the same again.
fn says_itself<T: FromStr + Display + PartialEq + Debug>(text: &str) -> Option<T> {
    let first: T = text.parse().ok()?;
    let again = first.to_string().parse().ok();
    assert_eq!(again.as_ref(), Some(&first), "{first}");
    Some(first)
}

fn numbers(text: &str) {
    if let Some(amount) = says_itself::<Amount>(text) {
        assert!((0..=1_000_000_000).contains(&amount.thousandths()));
        assert_eq!(amount.plus(Amount::ZERO), amount);
        assert_eq!(amount.less(amount), Amount::ZERO);
    }
    says_itself::<ListingId>(text);
    if let Some(measure) = Measure::parse(text) {
        assert_eq!(measure.as_str(), text);
    }
    if let Ok(unit) = Unit::new(Measure::One, text) {
        is_line(&unit.label, text::LABEL_MAX);
    }
    if let Some(digest) = FollowersDigest::from_hex(text) {
        assert_eq!(FollowersDigest::from_hex(&digest.to_hex()), Some(digest));
    }
}

fn times(text: &str) {
    if let Ok(all) = Hours::parse_all(text) {
        assert!(all.len() <= HOURS_MAX);
        for hours in all {
            assert_eq!(Hours::parse(&hours.text()).ok().as_ref(), Some(&hours), "{}", hours.text());
            let json = serde_json::to_value(&hours).expect("hours can be written");
            assert_eq!(serde_json::from_value::<Hours>(json).ok(), Some(hours));
        }
    }
    let _ = serde_json::from_str::<Hours>(text);
    if let Ok(window) = serde_json::from_str::<Window>(text) {
        assert!(window.from() < window.until());
        let json = serde_json::to_string(&window).expect("a window can be written");
        assert_eq!(serde_json::from_str::<Window>(&json).ok(), Some(window));
    }
}

fn names(text: &str) {
    says_itself::<Acct>(text);
    if let Ok(handle) = member::handle(text) {
        assert_eq!(member::handle(&handle).ok(), Some(handle));
    }
    if let Ok(tag) = text::tag("tag", text) {
        assert!(tag.len() <= 40);
        assert_eq!(text::tag("tag", &tag).ok(), Some(tag));
    }
    if let Ok(tag) = text::language("language", text) {
        is_language(&tag);
        assert_eq!(text::language("language", &tag).ok(), Some(tag));
    }
    if let Some(lang) = Lang::from_tag(text) {
        assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
    }
    let _ = negotiate(text, &[Lang::Es, Lang::En]);
    // Whatever a browser says of itself, what is kept is a word of ours.
    let browser = Browser::from_user_agent(text);
    assert_eq!(Family::parse(browser.family.as_str()), Some(browser.family));
    assert_eq!(System::parse(browser.system.as_str()), Some(browser.system));
    if let Some(id) = CoalitionId::from_uri(text) {
        assert_eq!(CoalitionId::from_uri(&id.uri()), Some(id));
    }
    if let Some(id) = CoalitionId::parse(text) {
        assert_eq!(CoalitionId::parse(id.as_str()), Some(id));
    }
}

fn addresses(text: &str) {
    if let Ok(url) = id::parse(text) {
        assert!(url.as_str().len() <= id::URL_MAX && url.username().is_empty() && url.password().is_none());
        assert_eq!(id::parse(url.as_str()).ok(), Some(url.clone()), "an id that is another when it is read again");
        assert!(!host_of(&url).is_empty());
        assert!(names_of_host(&host_of(&url)).len() <= 300);
        let here = here();
        let _ = (here.told_by(&url), here.is_status(&url), here.is_spoken_to(&url));
        assert!(here.listing_slug(&url).is_none_or(|slug| here.listing(slug).origin() == base().origin()));
        // What another site asks about one of our pages, it asks about that page.
        let asked = here.oembed(&url);
        let told = asked.query_pairs().find(|(name, _)| name == "url").map(|(_, page)| page.into_owned());
        assert_eq!(told.as_deref(), Some(url.as_str()));
    }
    if let Ok(uri) = RedirectUri::parse(text) {
        assert_eq!(uri.as_str(), text, "an app's address is kept as it is written");
        let told = uri.with(&[("code", "a b&c=d"), ("state", text)]);
        assert!(told.starts_with(text) && told.bytes().all(|byte| byte.is_ascii_graphic()), "{told}");
        // What stands in a header with other words must not end its own.
        let source = uri.source().unwrap_or_default();
        assert!(source.bytes().all(|byte| byte.is_ascii_graphic() && !b";,'".contains(&byte)), "{source}");
        assert!(!source.starts_with("javascript") && !source.starts_with("data"), "{source}");
    }
    if let Some(authority) = says_itself::<Authority>(text) {
        assert!(authority.covers(&authority));
    }
    if let Ok(server) = Subject::server(text) {
        assert!(server.is_server());
        assert_eq!(Subject::server(server.as_str()).ok().as_ref(), Some(&server), "{}", server.as_str());
    }
}

/// The key of this run: nobody guesses what it sealed.
static SEAL: LazyLock<MasterKey> = LazyLock::new(MasterKey::random);

fn mail(text: &str) {
    if let Ok(address) = Address::parse(text) {
        let said = address.as_str();
        assert!(said.len() <= ADDRESS_MAX && said.bytes().all(|byte| byte.is_ascii_graphic()), "{said}");
        // Nothing in it ends what it stands in, in a header or in a command.
        assert!(said.bytes().all(|byte| !b"<>,;:\"()[]\\".contains(&byte)), "{said}");
        assert_eq!(Address::parse(said).ok().as_ref(), Some(&address), "{said}");
        let folded = address.folded();
        assert_eq!(Address::parse(&folded).ok().map(|again| again.folded()), Some(folded));
        assert!(!format!("{address:?}").contains(said));
        // What is taken for an address can be written to.
        let config = MailConfig {
            host: "mail.example".to_owned(),
            security: MailSecurity::None,
            from: said.to_owned(),
            ..MailConfig::default()
        };
        let host = Host::Domain("riverside.example".to_owned());
        let mailer = Mailer::new(&config, text, &host);
        assert!(matches!(mailer, Ok(Some(_))), "{said} is an address here, and cannot be written to");
        let letter = Letter::trial(address, Lang::En, text);
        is_line(&letter.subject, usize::MAX);
    }
    // A link that ends somebody's mails is one that was sent.
    assert_eq!(stopped_by(&SEAL, text), None, "{text}");
    if let Some((member, round)) = text.split_once(' ')
        && let (Ok(member), Ok(round)) = (member.parse::<MemberId>(), round.parse::<i64>())
    {
        let token = stop_token(&SEAL, member, round);
        assert_eq!(stopped_by(&SEAL, &token), Some((member, round)));
        for at in [0, token.len() / 2] {
            let mut altered = token.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
            let altered = String::from_utf8(altered).expect("letters");
            assert_eq!(stopped_by(&SEAL, &altered), None, "{altered}");
        }
    }
}

fn maps(text: &str) {
    if let Some(point) = touched(text) {
        // Known to about a kilometre, however exactly it is sent; and the form says it as it is kept.
        let said = written(point);
        assert!(said.bytes().all(|byte| byte.is_ascii_digit() || b"-.,".contains(&byte)), "{said}");
        assert_eq!(touched(&said), Some(point), "{said}");
    }
    if let Some(tiles) = MapTiles::parse(text) {
        assert!(tiles.address().starts_with(&format!("{}/", tiles.origin())), "{}", tiles.address());
        assert_eq!(MapTiles::parse(&tiles.to_string()).as_ref(), Some(&tiles));
        // What stands in the policy is one server, and ends no rule of it.
        let origin = tiles.origin();
        assert!(origin.starts_with("https://") || origin.starts_with("http://"), "{origin}");
        assert!(origin.bytes().all(|byte| byte.is_ascii_graphic() && !b";,'\"*".contains(&byte)), "{origin}");
        assert_eq!(tiles.is_encrypted(), origin.starts_with("https"));
    }
}

/// What apps say of pictures, signs, times and where they are told; what somebody reads off a poster.
fn apps(text: &str) {
    let mut lines = text.splitn(3, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let (first, second, rest) = (next(), next(), next());
    if let Ok(target) = Target::parse(first, second, rest, true) {
        assert!(target.key.len() == 65 && target.auth.len() == 16);
        assert!(!format!("{target:?}").contains(target.endpoint.as_str()));
        let _ = web_push::check(&target);
    }
    if let Ok(words) = Translation::by_neighbor(first, second, rest) {
        is_language(&words.language);
        is_line(&words.title, text::TITLE_MAX);
        words.body.iter().for_each(|body| is_text(body, text::BODY_MAX));
        assert!(words.by_neighbor && !words.by_machine && !words.title.is_empty());
    }
    if let Ok(focus) = Focus::parse(text) {
        assert!([focus.x, focus.y].iter().all(|part| (-1.0..=1.0).contains(part)), "{focus:?}");
        assert_eq!(Focus::parse(&format!("{},{}", focus.x, focus.y)).ok(), Some(focus));
    }
    if let Ok(words) = media::description(text) {
        is_text(&words, DESCRIPTION_MAX);
    }
    if media::is_blurhash(text) {
        assert!(text.len() <= 166 && text.bytes().all(|byte| byte.is_ascii_graphic()), "{text}");
    }
    if let Ok(sign) = reaction::parse(text) {
        is_line(&sign, 12);
        assert_eq!(reaction::parse(&sign).ok().as_ref(), Some(&sign));
    }
    if let Ok(at) = scheduled::time(text, now()) {
        assert!(at >= now() + scheduled::least_wait() && at.year() <= now().year() + 5, "{at}");
    }
    if let Some(code) = Code::typed(text) {
        let written = code.written();
        assert!(written.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-'));
        assert!(Code::typed(&written).is_some_and(|again| again == code), "{written}");
    }
}

/// For how long another server wants to be left alone, by its own clock: a day at most.
fn waits(text: &str) {
    let (wanted, date) = text.split_once('\n').map_or((text, None), |(wanted, date)| (wanted, Some(date)));
    assert!(wait_wanted(wanted, date).is_none_or(|wait| wait.as_secs() <= 86_400), "{text}");
}

fn words(text: &str) {
    if let Ok(Hello { words: Some(words), .. }) = Hello::new(text, "en") {
        is_text(&words, text::NOTE_MAX);
        assert_eq!(Hello::new(&words, "en").ok().and_then(|again| again.words), Some(words));
    }
    if let Ok(scopes) = Scopes::parse(text) {
        assert_eq!(Scopes::parse(&scopes.to_string()).ok(), Some(scopes.clone()));
        assert!(scopes.hold_all(&scopes));
    }
    if let Ok(Some(challenge)) = Challenge::parse(Some(text), Some("S256")) {
        assert!(challenge.as_str().len() == 43 && !challenge.is_met_by(text));
    }
    let line = Line::<300>::from(text);
    is_line(&line, 300);
    assert_eq!(Line::<300>::from(line.as_str()), line);
    let lines = Text::<1_000>::from(text);
    is_text(&lines, 1_000);
    assert_eq!(Text::<1_000>::from(lines.as_str()), lines);
    if let Ok(word) = Word::try_from(text) {
        is_line(&word, 80);
        assert_eq!(Word::try_from(word.as_str()).ok(), Some(word));
    }
    // A cell of a table, in every column.
    let mut cells = Cells::default();
    for column in Place::COLUMNS {
        cells.set(*column, text);
    }
    let _ = Place::from_cells(&cells, "en");
}
