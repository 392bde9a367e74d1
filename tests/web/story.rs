//! Two neighbors ask, answer, agree and hand over, with the keyboard alone: on one network, and each on their own; and
//! somebody without an account asks and is helped.

use crate::axe::Axe;
use crate::driver::{Browser, Driver, ENTER, Kind};
use crate::support::browser::{PASSWORD, with_password};
use crate::support::neighborhood::{Neighborhood, mutual, until};
use chrono::{Duration, Utc};
use potluck::actions::found_network::founding_link;
use potluck::actions::give_role::give_role;
use potluck::domain::member::RoleKind;
use potluck::i18n::{Lang, text};

/// Somebody at a keyboard.
pub struct Neighbor<'a> {
    /// Their browser.
    pub browser: Browser<'a>,
    base: String,
    lang: Lang,
}

impl<'a> Neighbor<'a> {
    /// Signs in on the sign-in page.
    pub async fn arrives(driver: &'a Driver, place: &Neighborhood, name: &str, kind: Kind, lang: Lang) -> Self {
        place.member(name).await;
        with_password(place, name).await;
        let one = Self { browser: driver.browser(kind).await, base: place.base.clone(), lang };
        one.open("/sign-in").await;
        if lang != Lang::En {
            // Their browser asks for English; they choose, and it is kept.
            one.chooses(lang).await;
            one.reads(&one.say("sign-in-lead")).await;
        }
        one.signs_in(name).await;
        one
    }

    /// Signs in, where the sign-in page is open.
    pub async fn signs_in(&self, name: &str) {
        self.fill("sign-in-handle-label", name).await;
        self.fill("sign-in-password-label", PASSWORD).await;
        self.press("sign-in-button").await;
        self.comes_to("/home").await;
    }

    /// Signs out, and is at the sign-in page.
    pub async fn signs_out(&self) {
        self.open("/settings").await;
        self.press("sign-out-button").await;
        self.comes_to("/sign-in").await;
    }

    /// A text in their language.
    pub fn say(&self, key: &str) -> String {
        text(self.lang, key)
    }

    /// Opens a page of their network.
    pub async fn open(&self, path: &str) {
        self.browser.open(&format!("{}{path}", self.base)).await;
    }

    /// Goes to a field by Tab, and writes into it.
    pub async fn fill(&self, key: &str, words: &str) {
        self.browser.tab_to(&self.say(key)).await;
        self.browser.write(words).await;
    }

    /// Goes to a button or a link by Tab, and presses Enter.
    pub async fn press(&self, key: &str) {
        self.follow(&self.say(key)).await;
    }

    /// The same for one that somebody else named.
    async fn follow(&self, words: &str) {
        self.browser.tab_to(words).await;
        self.browser.press(ENTER).await;
    }

    /// Chooses a language of the page that was just opened: by the way at its top, which has the names of all, and there.
    async fn chooses(&self, lang: Lang) {
        self.follow(lang.name()).await;
        self.comes_to("#languages").await;
        self.follow(lang.name()).await;
    }

    pub async fn comes_to(&self, part: &str) {
        until(&format!("the browser is at {part}"), async || self.browser.address().await.contains(part).then_some(()))
            .await;
    }

    /// Waits until the page that is opening says so.
    pub async fn reads(&self, words: &str) {
        until(&format!("the page says {words:?}"), async || self.browser.html().await.contains(words).then_some(()))
            .await;
    }

    /// Looks at a page again and again, until it says so.
    async fn waits_for(&self, path: &str, words: &str) {
        until(&format!("{path} says {words:?}"), async || {
            self.open(path).await;
            self.browser.html().await.contains(words).then_some(())
        })
        .await;
    }

    /// The path of the page that is open.
    async fn path(&self) -> String {
        let address = self.browser.address().await;
        let path = address.strip_prefix(&self.base).expect("a page of this network");
        path.split(['?', '#']).next().expect("a path").to_owned()
    }

    /// Says when and where, on the page of an answer.
    async fn plans(&self, address: &str) {
        let day = Utc::now() + Duration::days(7);
        self.fill("between-day", &day.format("%m%d%Y").to_string()).await;
        self.fill("between-from", "0500PM").await;
        self.fill("between-until", "0630PM").await;
        self.fill("between-address", address).await;
        self.press("between-plan-keep").await;
        self.comes_to("said=planned").await;
        self.reads(&self.say("between-said-planned")).await;
        self.reads("17:00").await;
    }
}

/// Rosa asks her neighbors when to cook. The form stands open where she comes to ask, and what does not fit in it is seen.
pub async fn asks_with_choices(driver: &Driver, axe: &Axe, kind: Kind) {
    let place = Neighborhood::start("riverside").await;
    let rosa = Neighbor::arrives(driver, &place, "rosa", kind, Lang::En).await;
    rosa.open("/posts").await;
    rosa.press("question-heading").await;
    rosa.comes_to("/posts/write?asks=choices").await;
    rosa.fill("posts-words", "When shall we cook?").await;
    rosa.browser.tab_to("Choice 1").await;
    rosa.browser.write("On Saturday").await;
    rosa.press("posts-button").await;
    rosa.reads("id=\"option-2-wrong\"").await;
    assert_eq!(axe.look(&rosa.browser).await, Vec::<String>::new());
    // All that she typed is there.
    rosa.browser.tab_to("Choice 2").await;
    rosa.browser.write("On Sunday").await;
    rosa.press("posts-button").await;
    rosa.comes_to("said=written").await;
    for words in ["When shall we cook?", "On Saturday", "On Sunday", &rosa.say("polls-own")] {
        rosa.reads(words).await;
    }
    rosa.browser.close().await;
}

/// Rosa is called away while she writes, keeps it for later, goes on at another device, and throws away what she does not need
/// any more.
pub async fn keeps_for_later(driver: &Driver, kind: Kind, lang: Lang) {
    let place = Neighborhood::start("riverside").await;
    let rosa = Neighbor::arrives(driver, &place, "rosa", kind, lang).await;
    rosa.browser.be(320, 640).await;
    // Neither which of the two it is, nor what, has to be said to keep it.
    rosa.open("/new").await;
    rosa.press("new-more").await;
    rosa.fill("new-amount", "a dozen").await;
    rosa.press("begun-keep").await;
    rosa.comes_to("/new?said=kept").await;
    rosa.reads(&rosa.say("begun-said-kept")).await;
    rosa.reads(&rosa.say("begun-no-title")).await;
    rosa.fill("new-what", "A cot for a week").await;
    rosa.press("begun-keep").await;
    rosa.reads("A cot for a week").await;
    assert_eq!(place.database.count("beginnings"), 2);
    rosa.browser.close().await;

    let browser = driver.browser(kind).await;
    let rosa = Neighbor { browser, ..rosa };
    rosa.open("/sign-in").await;
    if lang != Lang::En {
        rosa.chooses(lang).await;
        rosa.reads(&rosa.say("sign-in-lead")).await;
    }
    rosa.signs_in("rosa").await;
    rosa.open("/new").await;
    // The one that was kept last comes first.
    rosa.press("begun-go-on").await;
    rosa.comes_to("/new/").await;
    rosa.reads("value=\"A cot for a week\"").await;
    rosa.browser.tab_to(&rosa.say("new-kind-need")).await;
    rosa.browser.press(" ").await;
    rosa.press("new-look").await;
    rosa.reads(&rosa.say("look-lead")).await;
    rosa.press("new-button").await;
    rosa.comes_to("/listings/").await;
    rosa.open("/new").await;
    rosa.press("begun-away").await;
    rosa.comes_to("/new?said=away").await;
    rosa.reads(&rosa.say("begun-said-away")).await;
    assert_eq!((place.database.count("beginnings"), place.database.count("listings")), (0, 1));
    rosa.browser.close().await;
}

/// Rosa asks for a cot; Ben has one.
pub async fn on_one_network(driver: &Driver, kind: Kind, lang: Lang) {
    let place = Neighborhood::start("riverside").await;
    let rosa = Neighbor::arrives(driver, &place, "rosa", kind, lang).await;
    let ben = Neighbor::arrives(driver, &place, "ben", kind, lang).await;

    rosa.press("new-kind-need").await;
    rosa.comes_to("/new?kind=need").await;
    rosa.fill("new-what", "A cot for a week").await;
    // First she sees who will see it; nothing that she typed is lost.
    rosa.press("new-look").await;
    rosa.reads(&rosa.say("look-lead")).await;
    rosa.reads(&rosa.say("listing-seen-by-network")).await;
    rosa.press("new-button").await;
    rosa.comes_to("/listings/").await;
    rosa.reads(&rosa.say("answer-said-posted")).await;

    ben.open("/home").await;
    ben.follow("A cot for a week").await;
    ben.comes_to("/listings/").await;
    ben.fill("answer-message", "We have one. Tuesday suits me.").await;
    ben.press("answer-button-need").await;
    ben.comes_to("said=answered").await;
    ben.press("answer-open").await;
    ben.comes_to("/answers/").await;
    ben.reads(&ben.say("between-next-wait")).await;

    rosa.open("/home").await;
    rosa.follow("A cot for a week").await;
    rosa.comes_to("/answers/").await;
    rosa.reads("Tuesday suits me.").await;
    rosa.press("answer-yes").await;
    rosa.comes_to("said=agreed").await;
    // The end before the beginning: it says so, and keeps all that was typed.
    let day = Utc::now() + Duration::days(7);
    rosa.fill("between-day", &day.format("%m%d%Y").to_string()).await;
    rosa.fill("between-from", "0500PM").await;
    rosa.fill("between-until", "0400PM").await;
    rosa.fill("between-address", "12 Elm Street").await;
    rosa.press("between-plan-keep").await;
    rosa.reads(&rosa.say("between-until-wrong")).await;
    rosa.reads("12 Elm Street").await;
    rosa.fill("between-until", "0630PM").await;
    rosa.press("between-plan-keep").await;
    rosa.comes_to("said=planned").await;

    ben.open("/home").await;
    ben.follow("A cot for a week").await;
    ben.comes_to("/answers/").await;
    ben.reads("12 Elm Street").await;
    ben.fill("between-write", "I will ring twice.").await;
    ben.press("between-send").await;
    ben.comes_to("said=written").await;
    ben.reads("I will ring twice.").await;

    let answer = rosa.path().await;
    rosa.open(&answer).await;
    rosa.reads("I will ring twice.").await;
    rosa.press("between-act-handed-over").await;
    rosa.comes_to("said=handed-over").await;
    rosa.reads(&rosa.say("between-said-handed-over")).await;
    ben.open(&answer).await;
    ben.reads(&format!(">{}<", ben.say("between-handoff-handed-over"))).await;
    // It is done, on what is theirs alone: of what she asked, and of what he answered.
    for one in [&rosa, &ben] {
        one.open("/mine").await;
        for words in
            ["A cot for a week", &one.say("mine-over"), &format!("<p>{}</p>", one.say("between-handoff-handed-over"))]
        {
            one.reads(words).await;
        }
    }
    rosa.browser.close().await;
    ben.browser.close().await;
}

/// Somebody without an account asks for a cot; Rosa helps; it is over, and erased.
pub async fn without_an_account(driver: &Driver, kind: Kind, lang: Lang) {
    let place = Neighborhood::start("riverside").await;
    let rosa = Neighbor::arrives(driver, &place, "rosa", kind, lang).await;
    give_role(&place, "rosa", RoleKind::Connector, 6).await.expect("a role");
    let guest = Neighbor { browser: driver.browser(kind).await, base: place.base.clone(), lang };
    guest.open("/").await;
    if lang != Lang::En {
        guest.chooses(lang).await;
        guest.reads(&guest.say("ask-title")).await;
    }
    guest.press("ask-title").await;
    guest.comes_to("/ask").await;
    guest.reads(&guest.say("ask-lead")).await;
    guest.fill("ask-words", "A cot for a week").await;
    // No person is as fast as this one.
    tokio::time::sleep(std::time::Duration::from_millis(2_300)).await;
    guest.press("ask-button").await;
    guest.comes_to("said=asked").await;
    guest.reads(&guest.say("asked-waits")).await;
    let own = guest.path().await;

    rosa.open("/home").await;
    rosa.press("asks-title").await;
    rosa.comes_to("/asks").await;
    rosa.follow("A cot for a week").await;
    rosa.comes_to("/asks/").await;
    rosa.press("help-take").await;
    rosa.comes_to("said=taken").await;
    rosa.fill("between-write", "We have one.").await;
    rosa.press("between-send").await;
    rosa.comes_to("said=written").await;

    guest.open(&own).await;
    guest.reads("We have one.").await;
    guest.fill("between-write", "Thank you!").await;
    guest.press("between-send").await;
    guest.comes_to("said=written").await;
    rosa.open(&rosa.path().await).await;
    rosa.reads("Thank you!").await;
    guest.press("asked-end").await;
    guest.press("asked-end-button").await;
    guest.reads(&guest.say("asked-ended")).await;
    guest.open(&own).await;
    guest.reads(&guest.say("asked-lost-title")).await;
    rosa.browser.close().await;
    guest.browser.close().await;
}

/// Rosa of Riverside has apples; Ben of Hillside asks for some of them, and gets a part.
pub async fn on_two_networks(driver: &Driver, kind: Kind, lang: Lang) {
    let (riverside, hillside) = mutual("riverside", "hillside").await;
    let rosa = Neighbor::arrives(driver, &riverside, "rosa", kind, lang).await;
    let ben = Neighbor::arrives(driver, &hillside, "ben", kind, lang).await;

    rosa.press("new-kind-offer").await;
    rosa.comes_to("/new?kind=offer").await;
    rosa.fill("new-what", "Apples from our tree").await;
    rosa.press("new-more").await;
    rosa.fill("new-amount", "4").await;
    rosa.fill("new-unit", "boxes").await;
    rosa.press("new-button").await;
    rosa.comes_to("/listings/").await;

    ben.waits_for("/home", "Apples from our tree").await;
    ben.follow("Apples from our tree").await;
    ben.comes_to("/listings/").await;
    ben.fill("answer-how-much", "3").await;
    ben.fill("answer-message", "For our school kitchen").await;
    ben.press("answer-button-offer").await;
    ben.comes_to("said=answered").await;

    rosa.waits_for("/home", "/answers/").await;
    rosa.follow("Apples from our tree").await;
    rosa.comes_to("/answers/").await;
    rosa.reads("For our school kitchen").await;
    rosa.fill("answer-how-much", "2").await;
    rosa.press("answer-yes").await;
    rosa.comes_to("said=agreed").await;
    rosa.plans("12 Elm Street").await;

    ben.waits_for("/home", "/answers/").await;
    ben.follow("Apples from our tree").await;
    ben.comes_to("/answers/").await;
    ben.reads(&ben.say("between-elsewhere")).await;
    let answer = ben.path().await;
    ben.fill("between-write", "I am five minutes late.").await;
    ben.press("between-send").await;
    ben.comes_to("said=sent").await;
    ben.reads(&ben.say("between-said-sent")).await;
    let hers = rosa.path().await;
    rosa.waits_for(&hers, "I am five minutes late.").await;
    rosa.fill("between-write", "The gate is open.").await;
    rosa.press("between-send").await;
    rosa.comes_to("said=sent").await;
    rosa.reads("The gate is open.").await;
    ben.waits_for(&answer, "The gate is open.").await;
    ben.press("between-where").await;
    ben.comes_to("/h/").await;
    ben.browser.open(&format!("{}?lang={lang}", ben.browser.address().await)).await;
    ben.press("handoff-button").await;
    ben.reads("12 Elm Street").await;

    rosa.press("between-act-handed-over").await;
    rosa.comes_to("said=handed-over").await;
    ben.waits_for(&answer, &format!(">{}<", ben.say("between-handoff-handed-over"))).await;
    for one in [&rosa, &ben] {
        one.open("/mine").await;
        one.reads("id=\"over\"").await;
        one.reads(&format!("<p>{}</p>", one.say("between-handoff-handed-over"))).await;
    }
    rosa.browser.close().await;
    ben.browser.close().await;
}

/// Whoever founds a network chooses Arabic when something is typed already, and French when the token is shown, which is
/// shown once: both stay.
pub async fn founds(driver: &Driver) {
    let place = Neighborhood::start("riverside").await;
    let link = founding_link(&place).await.expect("a link").expect("there is no operator yet");
    let browser = driver.browser(Kind { scripts: false }).await;
    let ola = Neighbor { browser, base: place.base.clone(), lang: Lang::En };
    ola.open(link.path()).await;
    ola.fill("founding-handle-label", "ola").await;
    // Past the languages that the network speaks.
    ola.browser.tab_to(&ola.say("founding-button")).await;
    ola.follow(Lang::Ar.name()).await;
    ola.reads("<html lang=\"ar\"").await;
    ola.reads("value=\"ola\"").await;

    let ola = Neighbor { lang: Lang::Ar, ..ola };
    ola.press("founding-button").await;
    ola.reads(&ola.say("founding-token-label")).await;
    let page = ola.browser.html().await;
    let token = page.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).expect("a token").to_owned();
    ola.chooses(Lang::Fr).await;
    ola.reads("<html lang=\"fr\"").await;
    ola.reads(&token).await;
    ola.open("/settings/password").await;
    ola.reads("<html lang=\"fr\"").await;
    ola.browser.close().await;
}
