//! How somebody comes to a page, and whether it is the one that was meant: what is looked at is never another one in its place.

use crate::arrives;
use crate::driver::Browser;
use crate::support::browser::Browser as Hand;
use crate::support::neighborhood::until;
use crate::town::Town;
use potluck::actions::ask_as_guest::ask_as_guest;
use potluck::domain::guest::Asking;
use potluck::i18n::Lang;
use potluck::ids;
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    /// It is for a role that they do not hold, on the network that takes little.
    NotTheirs,
    /// An app sends them there that asks for something amiss.
    SentAmiss,
    /// They wrote this in a form that does not count any more.
    Stale(&'static str),
    /// They sent this again and again, on the network that takes little.
    TooOften(&'static str),
    /// They fill in a form of it.
    Filled(Filled),
    /// They leave the network there.
    Left,
    /// They have what they asked without an account erased there.
    Erased,
    /// Another site shows this of it.
    Quoted(String),
}

/// How a form is filled in.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// Which one of its page, as a style sheet names it.
    pub form: &'static str,
    /// What is said in its fields, by their names; what the page has no field for is said besides.
    pub fields: Vec<(&'static str, String)>,
    /// What its button says besides its words, if anything; [`LANGUAGE`] is the one for the language of the page.
    pub act: &'static str,
    /// The path of its answer, where that is another one.
    pub to: Option<&'static str>,
    /// Whether something does not fit.
    pub misfits: bool,
}

/// The button with which somebody chooses the language of the page.
pub const LANGUAGE: &str = "{language}";

impl Shown {
    /// Whether this is what it is answered with.
    fn is_code(&self, code: u64) -> bool {
        match &self.how {
            How::Opened | How::Left | How::Erased | How::Quoted(_) => code == 200,
            How::Misfit => code == 422,
            How::Nothing => code == 404 || code == 410,
            How::SentAmiss => code == 400,
            How::NotTheirs | How::Stale(_) => code == 403,
            How::TooOften(_) => code == 429,
            How::Filled(filled) => code == if filled.misfits { 422 } else { 200 },
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
    let mut wanted = town.address(&page.path, lang.tag());
    match &page.how {
        How::Opened | How::Misfit | How::Nothing | How::SentAmiss => browser.open_whole(&wanted).await,
        How::NotTheirs => {
            wanted = town.strict_address(&page.path, lang.tag());
            browser.open_whole(&wanted).await;
        }
        How::Stale(words) => {
            browser.open(&town.address("/sign-in", lang.tag())).await;
            send(browser, &wanted, words, false).await;
            arrives(browser, &page.path).await;
        }
        How::TooOften(words) => {
            wanted = town.strict_address(&page.path, lang.tag());
            send_too_often(browser, &wanted, words).await;
        }
        How::Filled(filled) => {
            browser.open_whole(&wanted).await;
            fill_in(browser, lang, filled).await;
            if let Some(path) = filled.to {
                wanted = town.address(path, lang.tag());
            }
        }
        How::Left => leave(town, browser, &wanted, lang).await,
        How::Erased => wanted = erase(town, browser, lang).await,
        How::Quoted(html) => {
            browser.open_whole(&wanted).await;
            let script = format!("document.querySelector('main').innerHTML = '<h1>Elsewhere</h1>' + {};", json!(html));
            browser.run(&script).await;
        }
    }
    let code = browser.run("return performance.getEntriesByType('navigation')[0].responseStatus").await;
    let address = browser.address().await;
    let what = format!("{} in {lang}: {wanted}", page.name);
    if !is_same(&address, &wanted) {
        return Err(format!("{what} is at {address}"));
    }
    if !code.as_u64().is_some_and(|code| page.is_code(code)) {
        return Err(format!("{what} answers {code}"));
    }
    Ok(())
}

/// Fills in a form of the page that is open. What a browser alone would hold back is sent, too; the answer is in the language of
/// the page.
const FILL_IN: &str = r"
    const form = document.querySelector(said.form), all = [...form.elements];
    form.noValidate = true;
    for (const [name, value] of said.fields) {
        let fields = all.filter((one) => one.name === name && one.type !== 'submit');
        if (!fields.length) {
            fields = [Object.assign(document.createElement('input'), { type: 'hidden', name })];
            form.append(fields[0]);
        }
        for (const one of fields) {
            // One for a number drops what is none.
            if (one.type === 'number') one.type = 'text';
            if (['radio', 'checkbox'].includes(one.type)) one.checked = one.value === value;
            else one.value = value;
        }
    }
    const to = new URL(form.getAttribute('action') || location.href, location.href);
    to.searchParams.set('lang', said.lang);
    form.setAttribute('action', to);
    document.documentElement.dataset.before = '';
    form.requestSubmit(all.find((one) => one.type === 'submit' && one.value === said.act));
";

/// Fills in a form of the page that is open, and waits for the page that comes then.
pub async fn fill_in(browser: &Browser<'_>, lang: Lang, filled: &Filled) {
    let act = if filled.act == LANGUAGE { lang.tag() } else { filled.act };
    let said = json!({"form": filled.form, "fields": filled.fields, "act": act, "lang": lang.tag()});
    browser.run(&format!("const said = {said};{FILL_IN}")).await;
    until(&format!("{} is answered", filled.form), async || {
        let page = browser.html().await;
        (page.contains("</html>") && !page.contains("data-before")).then_some(())
    })
    .await;
    browser.be_whole().await;
}

/// Somebody who joined for that leaves the network, at the page where one does.
async fn leave(town: &Town, browser: &Browser<'_>, address: &str, lang: Lang) {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let name = format!("passing{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let signed_in = Hand::joined(&town.place, &name, "203.0.113.44").await;
    browser.open(&town.address("/static/mark.svg", lang.tag())).await;
    browser.keep_cookie("potluck", &signed_in.cookie("potluck").expect("a cookie")).await;
    browser.open_whole(address).await;
    let form = "form[action='/settings/leave']";
    fill_in(browser, lang, &Filled { form, fields: vec![("handle", name)], ..Filled::default() }).await;
}

/// Somebody asked without an account for that, and has it erased. Answers where their page was.
async fn erase(town: &Town, browser: &Browser<'_>, lang: Lang) -> String {
    let asking = Asking {
        words: "A folding table for Saturday".into(),
        place: String::new(),
        reach: String::new(),
        shown_to: "helpers".into(),
        language: lang.tag().into(),
        by_mail: false,
    };
    let secret = ask_as_guest(&town.place, ids::secret(), asking.check().expect("it fits")).await.expect("a link");
    let address = town.address(&format!("/ask/{secret}"), lang.tag());
    browser.open_whole(&address).await;
    let form = "form:has(button[value=end])";
    fill_in(browser, lang, &Filled { form, act: "end", ..Filled::default() }).await;
    address
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
