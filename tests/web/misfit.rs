//! What a form does not take yet: the page that says so shuts nobody out either, it has the focus where it says what does not fit,
//! each link there leads to a field, and all that was typed and chosen is still there. And the page that shows first how something
//! will look.

use crate::axe::Axe;
use crate::driver::{Browser, Driver};
use crate::shown::show;
use crate::support::browser::PASSWORD;
use crate::support::neighborhood::until;
use crate::town::Town;
use crate::{SIZES, both};
use potluck::i18n::Lang;
use serde_json::{Value, json};

/// A page, what is written into fields of one of its forms (the last of them is what does not fit), and what the button of that
/// form is called there, if it has a name. A name that ends with a hyphen goes on with a number.
type Form = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const FORMS: [Form; 46] = [
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
    ("asked", &[("words", "")], "say"),
    ("ask-or-offer", &[("title", "")], ""),
    ("ask-or-offer", &[("description-2", "A loaf"), ("file-2", "")], ""),
    ("change", &[("title", "")], ""),
    ("posts-of-those-one-follows", &[("words", "")], "write"),
    ("posts-of-those-one-follows", &[("address", "")], "find"),
    ("post", &[("words", "")], "answer"),
    ("post-written-with-pictures", &[("words", "")], ""),
    ("post-written-with-pictures", &[("description-2", "A loaf"), ("file-2", "")], ""),
    ("answer-with-pictures", &[("words", "")], ""),
    ("post-changed", &[("words", "")], ""),
    ("announcements", &[("words", "")], "tell"),
    ("links", &[("handle", "")], ""),
    ("tasks", &[("handle", "")], "give"),
    ("invites", &[("people", "0")], ""),
    ("translate", &[("title", "")], ""),
    ("listing-from-elsewhere", &[("amount", "many")], ""),
    ("offer-of-members", &[("amount-", "many")], "yes"),
    ("answer-waits", &[("amount", "many")], "yes"),
    ("answer-agreed", &[("words", "")], "say"),
    ("answer-agreed", &[("from", "")], "plan"),
    ("asks-helped", &[("words", "")], "say"),
    ("asks-helped", &[("title", "")], "board"),
    ("moderation", &[("who", "")], "keep-away"),
    ("moderation", &[("agreement-", "")], "hold"),
    ("pictures", &[("file", "")], ""),
    ("report", &[("words", LONG)], ""),
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

/// What the scripts share: the field of a name, what is typed or chosen in a field, and which fields somebody fills in. What no
/// page gives back is left out: words that are secret, and files.
const HELP: &str = r"
    const at = (name) =>
        document.getElementById(name) || document.querySelector(`:is(input, select, textarea)[id^='${name}']`);
    const isTyped = (one) => !one.closest('[hidden]') && !one.readOnly
        && one.matches('input:not([type=hidden], [type=file], [type=password]), select, textarea');
    const isTick = (one) => one.matches('[type=radio], [type=checkbox]');
    const said = (one) => (isTick(one) ? one.checked : one.value);
    const all = (form) => [...form.elements].filter(isTyped);
    const called = (one) => (isTick(one) ? `${one.name}=${one.value}` : one.name);
";

/// Fills in all of a form, with what fits: each box is ticked, and of several the last is chosen.
const FILL: &str = r"
    const day = (count) => new Date(Date.now() + count * 86400000).toISOString().slice(0, 10);
    const VALUES = { amount: '2', split: '1', radius: '3.5', latitude: '40.7', longitude: '-73.9', near: 'Riverside library',
        reach: '+1 718 555 0100', zone: 'Europe/Paris' };
    const TYPES = {
        number: () => '3',
        email: () => 'kept@riverside.example',
        date: (name) => day(name === 'ends' ? 30 : 20),
        time: (name) => (name.endsWith('until') ? '12:15' : '10:15'),
        'datetime-local': (name) => `${day(20)}T${name === 'ends' ? '12:15' : '10:15'}`,
    };
    const fill = (form) => {
        for (const one of all(form)) {
            const { name, type } = one;
            // Words of a picture that is not there do not fit.
            if (/^description-\d$/.test(name) && at(name.replace('description', 'file'))) continue;
            // That nothing is in it does not fit beside all that is.
            if (isTick(one)) one.checked = name !== 'none';
            // The same in the same language does not fit, either.
            else if (one.options) one.selectedIndex = name === 'other_language' ? 1 : one.options.length - 1;
            else one.value = (TYPES[type] || ((known) => VALUES[known] || `Kept ${known}`))(name);
        }
    };
";

/// Whoever does without what a browser holds back meets what the server says. Answers what stood in the form, and in all others.
const SEND: &str = r"
    const fields = wanted.fields.map(([name, words]) => [at(name), words]), form = fields[0][0].form;
    form.noValidate = true;
    if (wanted.fills) fill(form);
    for (const [field, words] of fields) field.value = words;
    const own = all(form).map((one) => [called(one), said(one)]);
    const others = [...document.querySelectorAll('main [id]')].filter((one) => isTyped(one) && one.form !== form);
    const buttons = [...form.querySelectorAll('button')];
    form.requestSubmit(buttons.find((one) => one.type === 'submit' && one.value === wanted.act));
    return { own, others: others.map((one) => [one.id, said(one)]) };
";

/// What of that is not there any more.
const KEPT: &str = r"
    const form = at(wanted).form, there = new Map(all(form).map((one) => [called(one), said(one)])), found = [];
    // A box that was not ticked may be gone: there is no way with a passkey until the script has looked for one.
    for (const [name, words] of kept.own)
        if ((there.get(name) || '') !== (words || '')) found.push(`${name} was ${words} and is ${there.get(name)}`);
    for (const [id, words] of kept.others) {
        const one = document.getElementById(id);
        if (!one || said(one) !== words) found.push(`${id}, of another form, was ${words} and is ${one && said(one)}`);
    }
    return found;
";

/// What is wrong with how the page says it: each link leads to its field, which says the same and that it is at fault.
const TOLD: &str = r"
    const links = [...document.querySelectorAll('.summary a')];
    const found = links.some((link) => link.hash === `#${at(wanted).id}`) ? [] : [`nothing leads to ${wanted}`];
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

/// Sends the form of these fields with these words in them, and, if it `fills`, with something in all others. Answers what stood
/// there.
async fn send(browser: &Browser<'_>, fields: &[(&str, &str)], act: &str, fills: bool) -> Value {
    let whole = |words: &str| if words == LONG { "x".repeat(6_000) } else { words.to_owned() };
    let fields: Vec<(&str, String)> = fields.iter().map(|(name, words)| (*name, whole(words))).collect();
    let wanted = json!({"fields": fields, "act": act, "fills": fills});
    browser.run(&format!("const wanted = {wanted};{HELP}{FILL}{SEND}")).await
}

/// What a script finds.
async fn faults(browser: &Browser<'_>, script: &str) -> Vec<String> {
    let found = browser.run(script).await;
    let found = found.as_array().unwrap_or_else(|| panic!("no list, but {found}"));
    found.iter().map(|fault| fault.as_str().expect("words").to_owned()).collect()
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
        let kept = send(browser, fields, act, true).await;
        let focus = "return document.activeElement.matches('.summary')";
        until(&format!("{name}: the focus is at what does not fit with {wanted}"), async || {
            let there = browser.html().await.contains("role=\"alert\"");
            (there && browser.run(focus).await == json!(true)).then_some(())
        })
        .await;
        let mut told = faults(browser, &format!("const wanted = '{wanted}';{HELP}{TOLD}")).await;
        told.extend(faults(browser, &format!("const wanted = '{wanted}', kept = {kept};{HELP}{KEPT}")).await);
        told.extend(axe.look(browser).await);
        found.extend(told.into_iter().map(|fault| format!("{name} with {wanted}: {fault}")));
        // What the device keeps of it is not put into the next form.
        browser.run("localStorage.clear()").await;
    }
    show(town, &open, &own, town.page("ask-or-offer"), Lang::En).await;
    send(&own, &[("title", "Apples")], "look", false).await;
    until("it is shown how it will look", async || own.html().await.contains("class=\"paper\"").then_some(())).await;
    found.extend(axe.look(&own).await.into_iter().map(|fault| format!("how it will look: {fault}")));
    assert!(found.is_empty(), "{}", found.join("\n"));
    // And what is lost is seen.
    let lost = json!({"own": [["title", "Pears"]], "others": [["nowhere", "Bread"]]});
    let seen = faults(&own, &format!("const wanted = 'title', kept = {lost};{HELP}{KEPT}")).await;
    assert_eq!(seen.len(), 2, "{seen:?}");
    open.close().await;
    own.close().await;
}
