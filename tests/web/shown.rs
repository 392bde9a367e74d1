//! How somebody comes to a page, and whether it is the one that was meant: what is looked at is never another one in its place.

use crate::arrives;
use crate::driver::Browser;
use crate::support::neighborhood::until;
use crate::town::Town;
use potluck::i18n::Lang;
use serde_json::json;
use url::Url;

/// A page to look at.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What its picture is called.
    pub name: &'static str,
    /// Its path, with its query.
    pub path: String,
    /// Whether a member is signed in.
    pub member: bool,
    /// How it comes about.
    pub how: How,
}

/// How somebody comes to a page.
#[derive(Clone, Debug)]
pub enum How {
    /// They open it.
    Opened,
    /// They open it, and something in its address does not fit.
    Misfit,
    /// They open it, and nothing is there, or nothing any more.
    Nothing,
    /// An app sends them there that asks for something amiss.
    SentAmiss,
    /// They wrote this in a form that does not count any more.
    Stale(&'static str),
    /// They sent this again and again, on the network that takes little.
    TooOften(&'static str),
}

impl Shown {
    /// What it is answered with.
    fn codes(&self) -> &'static [u64] {
        match self.how {
            How::Opened => &[200],
            How::Misfit => &[422],
            How::Nothing => &[404, 410],
            How::SentAmiss => &[400],
            How::Stale(_) => &[403],
            How::TooOften(_) => &[429],
        }
    }

    /// Where a browser is that shows it.
    fn address(&self, town: &Town, lang: Lang) -> String {
        match self.how {
            How::TooOften(_) => town.strict_address(&self.path, lang.tag()),
            _ => town.address(&self.path, lang.tag()),
        }
    }
}

/// Whether two addresses are of one page that is asked for the same, in whichever order, and wherever in it they lead.
fn is_same(one: &str, other: &str) -> bool {
    let parts = |address: &str| {
        let address: Url = address.parse().expect("an address");
        let mut asked: Vec<(String, String)> = address.query_pairs().into_owned().collect();
        asked.sort();
        (address.origin(), address.path().to_owned(), asked)
    };
    parts(one) == parts(other)
}

/// Opens a page as whoever it is for.
pub async fn show(town: &Town, open: &Browser<'_>, own: &Browser<'_>, page: &Shown, lang: Lang) {
    try_show(town, open, own, page, lang).await.unwrap_or_else(|fault| panic!("{fault}"));
}

/// The same; says what stands there instead, where another page came: one that says that there is none, or the one for signing
/// in.
pub async fn try_show(
    town: &Town,
    open: &Browser<'_>,
    own: &Browser<'_>,
    page: &Shown,
    lang: Lang,
) -> Result<(), String> {
    let browser = if page.member { own } else { open };
    let wanted = page.address(town, lang);
    match page.how {
        How::Opened | How::Misfit | How::Nothing | How::SentAmiss => browser.open_whole(&wanted).await,
        How::Stale(words) => {
            browser.open(&town.address("/sign-in", lang.tag())).await;
            send(browser, &wanted, words, false).await;
            arrives(browser, &page.path).await;
        }
        How::TooOften(words) => send_too_often(browser, &wanted, words).await,
    }
    let code = browser.run("return performance.getEntriesByType('navigation')[0].responseStatus").await;
    let address = browser.address().await;
    let what = format!("{} in {lang}: {wanted}", page.name);
    if !is_same(&address, &wanted) {
        return Err(format!("{what} is at {address}"));
    }
    if !code.as_u64().is_some_and(|code| page.codes().contains(&code)) {
        return Err(format!("{what} answers {code}"));
    }
    Ok(())
}

/// Sends words from the page that is open, as the form of another page of ours does; with the word of a form there, or without.
async fn send(browser: &Browser<'_>, address: &str, words: &str, is_given: bool) {
    let said = json!([["act", "write"], ["words", words]]);
    let script = format!(
        "const form = document.createElement('form'), given = document.querySelector('main input[name=form]');
        form.method = 'post';
        form.action = {};
        if ({is_given}) form.append(given.cloneNode());
        for (const [name, value] of {said}) {{
            const field = document.createElement('textarea');
            [field.name, field.value] = [name, value];
            form.append(field);
        }}
        document.body.append(form);
        form.submit();",
        json!(address)
    );
    browser.run(&script).await;
}

/// Sends words from the page at an address, until a page says that this is too much and keeps them.
async fn send_too_often(browser: &Browser<'_>, address: &str, words: &str) {
    until("it is too much", async || {
        browser.open_whole(address).await;
        send(browser, address, words, true).await;
        let is_too_much = until("it is answered", async || {
            let is_kept = browser.html().await.contains("<input type=\"hidden\" name=\"words\"");
            (is_kept || browser.address().await.contains("said=written")).then_some(is_kept)
        })
        .await;
        is_too_much.then_some(())
    })
    .await;
    browser.be_whole().await;
}
