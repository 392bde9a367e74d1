//! Passkeys in a real browser, with a device of its own that it plays (Web Authentication, section 11).
//!
//! The pages are at `name.localhost`, which browsers take for as safe as TLS, and for a name of its own.

use crate::axe::Axe;
use crate::driver::{Driver, Kind};
use crate::story::Neighbor;
use crate::support::neighborhood::{Neighborhood, until};
use potluck::actions::invite::make_invite;
use potluck::i18n::{Lang, text};
use serde_json::json;

const SCRIPTS: Kind = Kind { scripts: true };

/// A device that is played agrees to whatever it is asked. What a browser offers beside the handle, before anybody presses a
/// button, would sign in at once.
const NOTHING_BY_ITSELF: &str = "if (window.PublicKeyCredential)
    PublicKeyCredential.isConditionalMediationAvailable = async () => false";

/// Rosa makes one after her password, signs in by its button, and takes it away.
pub async fn told(driver: &Driver, axe: &Axe) {
    let place = Neighborhood::start("riverside").await;
    let rosa = Neighbor::arrives(driver, &place, "rosa", SCRIPTS, Lang::En).await;
    rosa.browser.before_pages(NOTHING_BY_ITSELF).await;
    let device = rosa.browser.have_device().await;

    rosa.open("/settings/passkeys").await;
    rosa.fill("sign-in-password-label", crate::support::browser::PASSWORD).await;
    rosa.press("passkeys-go-on").await;
    rosa.reads("id=\"called\"").await;
    rosa.fill("passkeys-name", "my old telephone").await;
    rosa.press("passkeys-make").await;
    rosa.comes_to("said=added").await;
    rosa.reads("my old telephone").await;
    assert_eq!(axe.look(&rosa.browser).await, Vec::<String>::new());
    let held = rosa.browser.passkeys(&device).await;
    assert_eq!(held.len(), 1, "{held:?}");
    assert_eq!((&held[0]["rpId"], &held[0]["isResidentCredential"]), (&json!("riverside.localhost"), &json!(true)));

    rosa.signs_out().await;
    rosa.press("passkey-sign-in").await;
    rosa.comes_to("/home").await;

    rosa.open("/settings/passkeys").await;
    rosa.browser.tab_to("Take away: ").await;
    rosa.browser.press(crate::driver::ENTER).await;
    rosa.comes_to("said=removed").await;
    rosa.signs_out().await;
    rosa.press("passkey-sign-in").await;
    rosa.reads(&rosa.say("passkey-unknown")).await;
    // The password is still there.
    rosa.signs_in("rosa").await;
    rosa.browser.close().await;
}

/// A newcomer chooses no password.
pub async fn joins(driver: &Driver, lang: Lang) {
    let place = Neighborhood::start("riverside").await;
    let rosa = place.member("rosa").await;
    let invite = make_invite(&place, rosa, 2, 7).await.expect("an invite");
    let browser = driver.browser(SCRIPTS).await;
    browser.before_pages(NOTHING_BY_ITSELF).await;
    let device = browser.have_device().await;
    browser.open(&format!("{}/join/{invite}?lang={lang}", place.base)).await;
    let shown = "return !document.querySelector('[data-with-passkeys]').hidden";
    until("the page offers a passkey", async || (browser.run(shown).await == json!(true)).then_some(())).await;
    browser.tab_to(&text(lang, "join-handle")).await;
    browser.write("amal").await;
    browser.run("document.querySelector('[value=passkey]').click()").await;
    browser.tab_to(&text(lang, "join-button")).await;
    browser.press(crate::driver::ENTER).await;
    let comes_to = async |part: &str| {
        until(part, async || browser.address().await.contains(part).then_some(())).await;
    };
    comes_to("said=joined").await;
    browser.open(&format!("{}/settings/passkeys?said=joined&lang={lang}", place.base)).await;
    browser.tab_to(&text(lang, "passkeys-make")).await;
    browser.press(crate::driver::ENTER).await;
    comes_to("said=added").await;
    assert_eq!(browser.passkeys(&device).await.len(), 1);
    browser.close().await;
}
