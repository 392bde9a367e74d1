//! What comes out of a printer: words in black on white, where they are, nothing to press, and squares that a camera reads from
//! paper. So it is for whom the screen is dark, too.

use crate::both;
use crate::driver::{Browser, Driver};
use crate::shown::show;
use crate::town::Town;
use potluck::i18n::Lang;
use serde_json::{Value, json};

/// What is printed: whether its address stands at its end, and how many squares it has. The address of a page behind a private
/// link is nobody else's, and stands nowhere; a sheet has the link that it is made for.
const SHEETS: [(&str, bool, usize); 14] = [
    ("board", true, 0),
    ("board-of-members", true, 0),
    ("offer", true, 0),
    ("answer-agreed", true, 0),
    ("answer-to-elsewhere", true, 0),
    ("handoff", false, 0),
    ("handoff-where", false, 0),
    ("handoff-over", false, 0),
    ("invite-sheet", false, 1),
    ("invite-made", false, 1),
    ("one-time-link-sheet", false, 1),
    ("founded", false, 1),
    ("networks", false, 0),
    ("log", false, 0),
];

/// Millimetres that a square is wide at least, so that a telephone reads it from an arm's length.
const LEAST: f64 = 25.0;

/// The colours of paper and ink.
const COLOURS: &str = "const style = getComputedStyle(document.body); return [style.backgroundColor, style.color]";

/// What paper cannot do and is there all the same.
const TO_PRESS: &str =
    "return [...document.querySelectorAll('nav, form, button, summary, .button, .no-print, .site-end')]
    .filter((one) => one.offsetHeight > 0).map((one) => one.outerHTML.slice(0, 80)).join()";

/// The addresses that paper alone shows.
const ADDRESSES: &str = "return [...document.querySelectorAll('.print-only .address')]
    .filter((one) => one.offsetHeight > 0).map((one) => one.textContent).join()";

/// Of each square: its ground, its ink, and how many millimetres it is wide and high at least. An inch has 96 pixels in CSS.
const SQUARES: &str = "return [...document.querySelectorAll('.square')].filter((one) => one.getClientRects().length)
    .map((one) => {
        const { width, height } = one.getBoundingClientRect();
        const ink = getComputedStyle(one.querySelector('path')).fill;
        return [getComputedStyle(one).backgroundColor, ink, Math.min(width, height) / 96 * 25.4];
    })";

/// What is wrong with the squares on paper.
async fn squares(browser: &Browser<'_>, wanted: usize) -> Vec<String> {
    let found = browser.run(SQUARES).await;
    let found = found.as_array().expect("a list");
    let mut wrong = Vec::new();
    if found.len() != wanted {
        wrong.push(format!("{} squares are there, and not {wanted}", found.len()));
    }
    for square in found {
        if (&square[0], &square[1]) != (&json!("rgb(255, 255, 255)"), &json!("rgb(0, 0, 0)")) {
            wrong.push(format!("a square is no black on white: {square}"));
        }
        if square[2].as_f64().is_none_or(|width| width < LEAST) {
            wrong.push(format!("a square is too small: {square}"));
        }
    }
    wrong
}

/// What is wrong with a sheet at an address.
async fn wrong(browser: &Browser<'_>, address: &str, is_said: bool, of_squares: usize) -> Vec<String> {
    let mut found = squares(browser, of_squares).await;
    let colours = browser.run(COLOURS).await;
    if colours != json!(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]) {
        found.push(format!("it is no black on white: {colours}"));
    }
    let to_press = browser.run(TO_PRESS).await;
    if to_press != json!("") {
        found.push(format!("it shows what paper cannot do: {to_press}"));
    }
    let said = browser.run(ADDRESSES).await;
    if said.as_str().unwrap_or_default().contains(address) != is_said {
        found.push(format!("of where it is, it says {said}"));
    }
    found
}

/// Paper shows the words and where they are, and nothing to press; also for whom the screen is dark.
pub async fn told(town: &Town, driver: &Driver) {
    let (open, own) = both(town, driver).await;
    for browser in [&open, &own] {
        browser.be(794, 1123).await;
        browser.like("print", "dark").await;
    }
    let mut found = Vec::new();
    for (name, is_said, of_squares) in SHEETS {
        let page = town.page(name);
        show(town, &open, &own, page, Lang::Ar).await;
        let browser = if page.member { &own } else { &open };
        let address = format!("{}{}", town.place.base, page.path.split('?').next().unwrap_or_default());
        let faults = wrong(browser, &address, is_said, of_squares).await;
        found.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));

    // Where and how is what the sheet is printed for.
    show(town, &open, &own, town.page("handoff-where"), Lang::Ar).await;
    let words: Value = open.run("return document.body.innerText").await;
    assert!(words.as_str().is_some_and(|words| words.contains("12 Elm Street, third door")), "{words}");

    // What is planted is found.
    show(town, &open, &own, town.page("invite-sheet"), Lang::Ar).await;
    let planted = [
        ("a square is too small", ".square { inline-size: 2cm !important }"),
        ("a square is no black on white", ".square { fill: #777 !important }"),
        ("it is no black on white", "body { color: #777 !important }"),
        ("it shows what paper cannot do", ".site-end { display: block !important }"),
    ];
    for (what, css) in planted {
        let wear = format!(
            "const sheet = new CSSStyleSheet(); sheet.replaceSync(`{css}`); document.adoptedStyleSheets = [sheet];"
        );
        open.run(&wear).await;
        let found = wrong(&open, &town.place.base, false, 1).await;
        assert!(found.iter().any(|fault| fault.starts_with(what)), "{what}: {found:?}");
    }
    open.close().await;
    own.close().await;
}
