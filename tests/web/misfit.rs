//! What a form does not take yet: the page that says so shuts nobody out either, it has the focus where it says what does not fit,
//! and each link there leads to a field. And the page that shows first how something will look.

use crate::axe::Axe;
use crate::driver::{Browser, Driver};
use crate::shown::show;
use crate::support::neighborhood::until;
use crate::town::Town;
use crate::{SIZES, both};
use potluck::i18n::Lang;
use serde_json::json;

/// A page, a field that stays empty, and what the button of its form is called there, if it has a name.
const FORMS: [(&str, &str, &str); 16] = [
    ("sign-in", "handle", ""),
    ("link-by-mail", "address", ""),
    ("code-from-paper", "code", ""),
    ("join-by-invite", "handle", ""),
    ("ask-without-account", "words", ""),
    ("ask-or-offer", "title", ""),
    ("posts-of-those-one-follows", "words", "write"),
    ("posts-of-those-one-follows", "address", "find"),
    ("post", "words", "answer"),
    ("post-written-with-pictures", "words", ""),
    ("answer-with-pictures", "words", ""),
    ("announcements", "words", "tell"),
    ("links", "handle", ""),
    ("translate", "title", ""),
    ("answer-agreed", "words", "say"),
    ("pictures", "file", ""),
];

/// Whoever does without what a browser holds back meets what the server says.
const SEND: &str = r"
    const field = document.querySelector(`#${name}`), form = field.form;
    for (const one of form.elements) one.required = false;
    field.value = words;
    form.requestSubmit([...form.querySelectorAll('button')].find((one) => one.type === 'submit' && one.value === act));
";

/// Sends the form of a field with these words in it.
async fn send(browser: &Browser<'_>, name: &str, words: &str, act: &str) {
    browser.run(&format!("const name = '{name}', words = '{words}', act = '{act}';{SEND}")).await;
}

/// What is found on each.
pub async fn told(town: &Town, driver: &Driver, axe: &Axe) {
    let (open, own) = both(town, driver).await;
    for browser in [&open, &own] {
        browser.be(SIZES[0].0, SIZES[0].1).await;
        browser.like("screen", "light").await;
    }
    let mut found = Vec::new();
    for (name, field, act) in FORMS {
        let page = town.page(name);
        show(town, &open, &own, page, Lang::En).await;
        let browser = if page.member { &own } else { &open };
        send(browser, field, "", act).await;
        let focus = "return document.activeElement.matches('.summary')";
        until(&format!("{name}: the focus is at what does not fit with {field}"), async || {
            let there = browser.html().await.contains("role=\"alert\"");
            (there && browser.run(focus).await == json!(true)).then_some(())
        })
        .await;
        let lost = "return [...document.querySelectorAll('.summary a')]
            .filter((one) => !document.querySelector(one.hash)).map((one) => one.hash).join()";
        let lost = browser.run(lost).await;
        if lost != json!("") {
            found.push(format!("{name}: nothing is at {lost}"));
        }
        found.extend(axe.look(browser).await.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    show(town, &open, &own, town.page("ask-or-offer"), Lang::En).await;
    send(&own, "title", "Apples", "look").await;
    until("it is shown how it will look", async || own.html().await.contains("class=\"paper\"").then_some(())).await;
    found.extend(axe.look(&own).await.into_iter().map(|fault| format!("how it will look: {fault}")));
    assert!(found.is_empty(), "{}", found.join("\n"));
    open.close().await;
    own.close().await;
}
