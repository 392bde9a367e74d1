//! What a form does not take yet: the page that says so shuts nobody out either, it has the focus where it says what does not fit,
//! and each link there leads to a field. And the page that shows first how something will look.

use crate::axe::Axe;
use crate::driver::{Browser, Driver};
use crate::shown::show;
use crate::support::browser::PASSWORD;
use crate::support::neighborhood::until;
use crate::town::Town;
use crate::{SIZES, both};
use potluck::i18n::Lang;
use serde_json::json;

/// A page, what is written into fields of one of its forms (the last of them is what does not fit), and what the button of that
/// form is called there, if it has a name.
type Form = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const FORMS: [Form; 35] = [
    ("sign-in", &[("handle", "")], ""),
    ("link-by-mail", &[("address", "")], ""),
    ("code-from-paper", &[("code", "")], ""),
    ("join-by-invite", &[("handle", "")], ""),
    ("join-ask", &[("words", LONG)], "ask"),
    ("founding", &[("handle", "")], ""),
    ("neighbor", &[("address", "")], ""),
    ("ask-without-account", &[("words", "")], ""),
    ("asked", &[("what", "")], "reword"),
    ("asked", &[("reach", "at the kiosk")], "reach"),
    ("ask-or-offer", &[("title", "")], ""),
    ("change", &[("title", "")], ""),
    ("posts-of-those-one-follows", &[("words", "")], "write"),
    ("posts-of-those-one-follows", &[("address", "")], "find"),
    ("post", &[("words", "")], "answer"),
    ("post-written-with-pictures", &[("words", "")], ""),
    ("answer-with-pictures", &[("words", "")], ""),
    ("post-changed", &[("words", "")], ""),
    ("announcements", &[("words", "")], "tell"),
    ("links", &[("handle", "")], ""),
    ("tasks", &[("handle", "")], "give"),
    ("invites", &[("people", "0")], ""),
    ("translate", &[("title", "")], ""),
    ("answer-agreed", &[("words", "")], "say"),
    ("pictures", &[("file", "")], ""),
    ("report", &[("words", "")], ""),
    ("about-me", &[("name", "")], ""),
    ("about-me", &[("value-1", "+1 718 555 0100"), ("value-3", LONG)], ""),
    ("notices", &[("address", "nobody")], ""),
    ("notices", &[("zone", "Nowhere")], ""),
    ("password", &[("new", "four other words that rhyme"), ("current", "not these words")], ""),
    ("password", &[("current", PASSWORD), ("new", "short")], ""),
    ("network", &[("network", "")], ""),
    ("network", &[("latitude", "north")], ""),
    ("leave", &[("handle", "somebody")], ""),
];

/// What is longer than anything that is taken.
const LONG: &str = "very long";

/// Whoever does without what a browser holds back meets what the server says.
const SEND: &str = r"
    const fields = said.fields.map(([name, words]) => [document.querySelector(`#${name}`), words]), form = fields[0][0].form;
    form.noValidate = true;
    for (const [field, words] of fields) field.value = words;
    const buttons = [...form.querySelectorAll('button')];
    form.requestSubmit(buttons.find((one) => one.type === 'submit' && one.value === said.act));
";

/// What is wrong with how the page says it: each link leads to its field, which says the same and that it is at fault.
const TOLD: &str = r"
    const links = [...document.querySelectorAll('.summary a')];
    const found = links.some((link) => link.hash === `#${wanted}`) ? [] : [`nothing leads to ${wanted}`];
    for (const link of links) {
        const field = document.querySelector(link.hash);
        if (!field) found.push(`nothing is at ${link.hash}`);
        if (!field?.matches('input, select, textarea')) continue;
        const ids = (field.getAttribute('aria-describedby') || '').split(' ');
        const said = ids.map((id) => document.getElementById(id)?.textContent.trim());
        if (!said.includes(link.textContent.trim())) found.push(`${link.hash} does not say what is wrong`);
        if (field.getAttribute('aria-invalid') !== 'true') found.push(`${link.hash} does not say that it is at fault`);
    }
    return found;
";

/// Sends the form of these fields with these words in them.
async fn send(browser: &Browser<'_>, fields: &[(&str, &str)], act: &str) {
    let whole = |words: &str| if words == LONG { "x".repeat(6_000) } else { words.to_owned() };
    let fields: Vec<(&str, String)> = fields.iter().map(|(name, words)| (*name, whole(words))).collect();
    let said = json!({"fields": fields, "act": act});
    browser.run(&format!("const said = {said};{SEND}")).await;
}

/// What is found on each.
pub async fn told(town: &Town, driver: &Driver, axe: &Axe) {
    let (open, own) = both(town, driver).await;
    for browser in [&open, &own] {
        browser.be(SIZES[0].0, SIZES[0].1).await;
        browser.like("screen", "light").await;
    }
    let mut found = Vec::new();
    for (name, fields, act) in FORMS {
        let page = town.page(name);
        show(town, &open, &own, page, Lang::En).await;
        let browser = if page.member { &own } else { &open };
        let (wanted, _) = fields.last().expect("a field");
        if name == "ask-without-account" {
            // No person is as fast as this one.
            tokio::time::sleep(std::time::Duration::from_millis(2_300)).await;
        }
        send(browser, fields, act).await;
        let focus = "return document.activeElement.matches('.summary')";
        until(&format!("{name}: the focus is at what does not fit with {wanted}"), async || {
            let there = browser.html().await.contains("role=\"alert\"");
            (there && browser.run(focus).await == json!(true)).then_some(())
        })
        .await;
        let told = browser.run(&format!("const wanted = '{wanted}';{TOLD}")).await;
        let told = told.as_array().expect("a list").iter().map(|fault| fault.as_str().expect("words").to_owned());
        let faults: Vec<String> = told.chain(axe.look(browser).await).collect();
        found.extend(faults.into_iter().map(|fault| format!("{name} with {wanted}: {fault}")));
    }
    show(town, &open, &own, town.page("ask-or-offer"), Lang::En).await;
    send(&own, &[("title", "Apples")], "look").await;
    until("it is shown how it will look", async || own.html().await.contains("class=\"paper\"").then_some(())).await;
    found.extend(axe.look(&own).await.into_iter().map(|fault| format!("how it will look: {fault}")));
    assert!(found.is_empty(), "{}", found.join("\n"));
    open.close().await;
    own.close().await;
}
