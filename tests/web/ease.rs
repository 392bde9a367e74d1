//! What somebody needs of their own browser: letters twice as large, or wide apart; more contrast, or colours of their own;
//! nothing that moves. Each look is taken at pages with a fault that is planted, too, and finds it.

use crate::axe::Axe;
use crate::driver::{Browser, Driver, TAB};
use crate::shown::{Shown, show};
use crate::support::neighborhood::until;
use crate::town::Town;
use crate::{SIZES, both};
use potluck::i18n::Lang;
use serde_json::json;

/// The pages that most people meet; with `--ignored`, all are looked at.
const MAIN: [&str; 17] = [
    "home",
    "board",
    "offer",
    "sign-in",
    "founding",
    "join-by-invite",
    "ask-without-account",
    "home-of-members",
    "answer-agreed",
    "ask-or-offer",
    "look",
    "about-me",
    "network",
    "networks",
    "moderation",
    "posts-of-this-network",
    "whom-one-follows",
];

/// What the looks share. `wear` lays a style over the page; `apart` is the contrast of two colours (WCAG 2.2, contrast ratio),
/// and `ground` the colour on which something stands.
const HELP: &str = r"
    const seen = (one) => one.checkVisibility() && one.getClientRects().length > 0 && !one.matches('.skip');
    const called = (one) =>
        `${one.tagName.toLowerCase()} (${one.getAttribute('class') || ''}) ${one.textContent.trim().slice(0, 40)}`;
    const wear = (css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet];
    };
    const parts = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
    const bright = (colour) => colour.slice(0, 3).map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const apart = (one, two) => {
        const [less, more] = [bright(one), bright(two)].sort((a, b) => a - b);
        return (more + 0.05) / (less + 0.05);
    };
    const ground = (one) => {
        for (let at = one; at; at = at.parentElement) {
            const colour = parts(getComputedStyle(at).backgroundColor);
            if (colour[3] !== 0) return colour;
        }
        return [255, 255, 255];
    };
    const FIELDS = 'input:not([type=radio], [type=checkbox], [type=hidden]), select, textarea';
";

/// What is wider than `width`, cut off, or out of sight.
const FITS: &str = r"
    const found = [], wide = document.documentElement.scrollWidth;
    if (wide > width) found.push(`the page is ${wide} wide`);
    for (const one of document.querySelectorAll('body *')) {
        if (!seen(one)) continue;
        const style = getComputedStyle(one), hides = /hidden|clip/;
        const higher = one.scrollHeight > one.clientHeight + 1, wider = one.scrollWidth > one.clientWidth + 1;
        // What is typed in a field is scrolled by whoever types.
        const hasWords = one.textContent.trim() && !one.closest('input, select, textarea, svg, .map');
        if (hasWords && ((hides.test(style.overflowX) && wider) || (hides.test(style.overflowY) && higher)))
            found.push(`is cut off: ${called(one)}`);
        if (one.matches('button, .button, .chip') && wider) found.push(`runs out of its place: ${called(one)}`);
        if (one.matches('a[href], button, input, select, textarea, summary')) {
            const box = one.getBoundingClientRect();
            if (box.width < 1 || box.height < 1 || box.left < -1 || box.right > width + 1)
                found.push(`is out of sight: ${called(one)}`);
        }
    }
    return found;
";

/// Makes all letters twice as large, as their reader sets them (WCAG 2.2, 1.4.4), and says which ones are not.
const LARGE: &str = r"
    const words = [...document.querySelectorAll('body *')].filter((one) => seen(one) && !one.closest('svg')
        && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
    const size = (one) => parseFloat(getComputedStyle(one).fontSize);
    const before = words.map(size);
    document.documentElement.style.fontSize = '200%';
    return words.filter((one, at) => size(one) < before[at] * 1.99).map((one) => `does not grow: ${called(one)}`);
";

/// Letters, words, lines and paragraphs as far apart as WCAG 2.2, 1.4.12 says.
const WIDE_APART: &str = "
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
";

/// What can have the focus and does not show it, by a line around it that stands out; and what lies behind something else, all of
/// it, while it has the focus (WCAG 2.2, 2.4.11).
const FOCUS: &str = r"
    const found = [], spots = [0.1, 0.5, 0.9];
    let met = 0;
    const isHidden = (one) => {
        const boxes = [...one.getClientRects()].filter(({ width, height }) => width >= 1 && height >= 1);
        const tops = boxes.flatMap(({ left, top, width, height }) =>
            spots.flatMap((x) => spots.map((y) => document.elementFromPoint(left + x * width, top + y * height))));
        // Where a corner is round, what it stands on is met.
        return tops.length > 0 && !tops.some((top) => top && (one.contains(top) || top.contains(one)));
    };
    for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
        if (!seen(one) || one.disabled) continue;
        one.focus();
        if (document.activeElement !== one) continue;
        met += 1;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
        const stands = apart(parts(outlineColor), ground(one.parentElement)) >= 3;
        if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || !stands)
            found.push(`does not show the focus: ${called(one)}`);
        if (isHidden(one)) found.push(`is hidden while it has the focus: ${called(one)}`);
    }
    return met > 5 ? found : [`only ${met} had the focus`];
";

/// What has no edge that stands out where its paper does not. With colours of the reader's own no paper is left, and a button
/// has nothing else.
const EDGES: &str = r"
    const edges = (one) => ['Top', 'Right', 'Bottom', 'Left'].filter((side) => {
        const style = getComputedStyle(one), colour = parts(style[`border${side}Color`]);
        return style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) >= 1
            && colour[3] !== 0 && apart(colour, ground(one.parentElement)) >= 3;
    }).length;
    const own = matchMedia('(forced-colors: active)').matches;
    const whole = own ? `${FIELDS}, button, .button` : FIELDS;
    const some = '.chip, .band, .note, .counts a, .cards > li, .filters, .paper, .talk li, .summary';
    const without = (which, least) => [...document.querySelectorAll(which)].filter((one) => seen(one) && edges(one) < least);
    return [...without(whole, 4), ...without(some, 1)].map((one) => `has no edge: ${called(one)}`);
";

/// Which of several is the one that holds, where only a colour of paper or of letters says it.
const STATES: &str = r"
    const looks = (one) => {
        const style = getComputedStyle(one);
        return ['fontWeight', 'textDecorationLine', 'borderBottomStyle', 'borderBottomWidth', 'borderBottomColor']
            .map((name) => style[name]).join();
    };
    const holds = '[aria-current], [aria-pressed=true]', found = [];
    for (const one of document.querySelectorAll(holds)) {
        const others = [...one.closest('ul, form').querySelectorAll(one.tagName)].filter((other) => !other.matches(holds));
        if (seen(one) && others.some((other) => looks(other) === looks(one))) found.push(`looks as others do: ${called(one)}`);
    }
    return found;
";

/// What moves by itself, or takes its time.
const MOVES: &str = r"
    const longest = (times) => Math.max(...times.split(',').map((time) =>
        parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000)));
    const found = document.getAnimations().filter((one) => one.playState === 'running').map(() => 'something is moving');
    for (const one of document.querySelectorAll('*')) {
        for (const part of [undefined, '::before', '::after']) {
            const style = getComputedStyle(one, part);
            if (style.transitionProperty !== 'none' && longest(style.transitionDuration) > 10)
                found.push(`takes its time: ${called(one)}`);
            if (style.animationName !== 'none' && longest(style.animationDuration) > 10)
                found.push(`moves by itself: ${called(one)}`);
        }
        if (getComputedStyle(one).scrollBehavior !== 'auto') found.push(`glides: ${called(one)}`);
    }
    return found;
";

/// What a look finds on the page that is open.
pub async fn look(browser: &Browser<'_>, script: &str) -> Vec<String> {
    let found = browser.run(&format!("{HELP}{script}")).await;
    let found = found.as_array().unwrap_or_else(|| panic!("no list, but {found}"));
    found.iter().map(|fault| fault.as_str().expect("words").to_owned()).collect()
}

/// What it finds when the map is drawn nearer: that begins with the next picture of the page, and is over soon.
async fn look_while_nearer(browser: &Browser<'_>, script: &str) -> Vec<String> {
    let found = browser
        .run_on(&format!(
            "const done = arguments[arguments.length - 1], look = () => {{ {HELP}{script} }};
             document.querySelector('.map .leaflet-control-zoom-in').click();
             requestAnimationFrame(() => requestAnimationFrame(() => done(look())));"
        ))
        .await;
    let found = found.as_array().unwrap_or_else(|| panic!("no list, but {found}"));
    found.iter().map(|fault| fault.as_str().expect("words").to_owned()).collect()
}

/// Opens the board and its map.
async fn open_map(town: &Town, browser: &Browser<'_>) {
    browser.open(&town.address("/board", "en")).await;
    browser.run("document.querySelector('[data-open]').click()").await;
    let drawn = "return document.querySelector('.map .leaflet-control-zoom-in') !== null";
    until("the map is drawn", async || (browser.run(drawn).await == json!(true)).then_some(())).await;
}

/// Lays a style over the page that is open.
async fn wear(browser: &Browser<'_>, css: &str) {
    browser.run(&format!("{HELP}wear(`{css}`)")).await;
}

/// The pages to look at.
fn pages(town: &Town, every: bool) -> impl Iterator<Item = &Shown> {
    let found = MAIN.iter().filter(|name| town.pages.iter().any(|page| page.name == **name)).count();
    assert_eq!(found, MAIN.len(), "a main page has another name");
    town.pages.iter().filter(move |page| every || MAIN.contains(&page.name))
}

/// What does not fit at letters that are twice as large.
async fn large(browser: &Browser<'_>, width: u32) -> Vec<String> {
    let mut found = look(browser, LARGE).await;
    found.extend(look(browser, &format!("const width = {width};{FITS}")).await);
    browser.run("document.documentElement.style.fontSize = ''").await;
    found
}

/// What does not fit where letters stand wide apart, with a style besides.
async fn wide_apart(browser: &Browser<'_>, width: u32, css: &str) -> Vec<String> {
    wear(browser, &format!("{WIDE_APART}{css}")).await;
    let holds = browser.run("return getComputedStyle(document.querySelector('h1')).letterSpacing").await;
    assert_ne!(holds, json!("normal"), "letters stand as they do always");
    let found = look(browser, &format!("const width = {width};{FITS}")).await;
    wear(browser, "").await;
    found
}

/// Letters that are twice as large, or stand wide apart, make no page wider than its window, and hide nothing of it.
pub async fn letters(town: &Town, driver: &Driver, langs: &[Lang], every: bool) {
    let (open, own) = both(town, driver).await;
    let mut found = Vec::new();
    for (width, height) in SIZES {
        for browser in [&open, &own] {
            browser.be(width, height).await;
            browser.like("screen", "light").await;
        }
        for lang in langs {
            for page in pages(town, every) {
                show(town, &open, &own, page, *lang).await;
                let browser = if page.member { &own } else { &open };
                let place = format!("{} in {lang}, at {width}", page.name);
                let twice = large(browser, width).await;
                found.extend(twice.into_iter().map(|fault| format!("{place}, twice as large: {fault}")));
                let apart = wide_apart(browser, width, "").await;
                found.extend(apart.into_iter().map(|fault| format!("{place}, wide apart: {fault}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));

    // At the desk, where it was last.
    let width = SIZES[1].0;
    open.open(&town.address("/board", "en")).await;
    let planted = [
        ("does not grow", "h1 { font-size: 40px !important }"),
        ("the page is", "main { inline-size: 60rem !important; max-inline-size: none !important }"),
        ("is cut off", ".button { block-size: 52px; min-block-size: 0 !important; overflow: hidden !important }"),
        ("is out of sight", ".button { position: relative; left: -3000px }"),
    ];
    for (what, css) in planted {
        wear(&open, css).await;
        let found = large(&open, width).await;
        assert!(found.iter().any(|fault| fault.starts_with(what)), "{what}: {found:?}");
    }
    let css = "main { inline-size: 100rem !important; max-inline-size: none !important }";
    let found = wide_apart(&open, width, css).await;
    assert!(found.iter().any(|fault| fault.starts_with("the page is")), "{found:?}");
    open.close().await;
    own.close().await;
}

/// Says that the reader wants more contrast, in a scheme.
async fn more_contrast(browser: &Browser<'_>, scheme: &str) {
    let wanted = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce"), ("prefers-contrast", "more")];
    browser.prefer(&wanted).await;
}

/// Says that the reader has colours of their own, bright or dark.
async fn own_colours(browser: &Browser<'_>, scheme: &str) {
    let wanted = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce"), ("forced-colors", "active")];
    browser.prefer(&wanted).await;
}

/// Whoever wants more contrast reads every word at 7 to 1 (WCAG 2.2, 1.4.6), and sees where the focus is and where a field or a
/// part begins; with colours of one's own, what a button is and which of several holds, too.
pub async fn contrast(town: &Town, driver: &Driver, axe: &Axe, langs: &[Lang], every: bool) {
    let enhanced = "color-contrast-enhanced";
    let (open, own) = both(town, driver).await;
    for browser in [&open, &own] {
        browser.be(SIZES[1].0, SIZES[1].1).await;
        browser.command("Emulation.setFocusEmulationEnabled", json!({"enabled": true})).await;
    }
    let mut found = Vec::new();
    for lang in langs {
        for page in pages(town, every) {
            show(town, &open, &own, page, *lang).await;
            let browser = if page.member { &own } else { &open };
            // Who has a keyboard is shown the focus.
            browser.press(TAB).await;
            for scheme in ["light", "dark"] {
                more_contrast(browser, scheme).await;
                let mut faults = axe.look_for(browser, enhanced).await;
                faults.extend(look(browser, FOCUS).await);
                faults.extend(look(browser, EDGES).await);
                let page = page.name;
                found.extend(faults.into_iter().map(|fault| format!("{page} in {lang}, {scheme}, contrast: {fault}")));
                own_colours(browser, scheme).await;
                let mut faults = look(browser, FOCUS).await;
                faults.extend(look(browser, EDGES).await);
                faults.extend(look(browser, STATES).await);
                found.extend(
                    faults.into_iter().map(|fault| format!("{page} in {lang}, {scheme}, own colours: {fault}")),
                );
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));

    open.open(&town.address("/board", "en")).await;
    open.press(TAB).await;
    more_contrast(&open, "light").await;
    // Enough for others (4.5 to 1).
    wear(&open, "main p { color: #767676 !important; background: #fff !important }").await;
    let found = axe.look_for(&open, enhanced).await;
    assert!(found.iter().any(|fault| fault.starts_with(enhanced)), "{found:?}");
    for (look_at, what, css) in [
        (FOCUS, "does not show the focus", ":focus-visible { outline: 0 !important }"),
        (FOCUS, "is hidden while it has", ".site-top { position: fixed !important; inset: 0 !important; z-index: 9 }"),
        (EDGES, "has no edge", ".chip { border: 0 !important }"),
        (EDGES, "has no edge", "select { border-color: #ddd !important }"),
    ] {
        wear(&open, css).await;
        let found = look(&open, look_at).await;
        assert!(found.iter().any(|fault| fault.starts_with(what)), "{css}: {found:?}");
    }
    // The one thing of ours that stands above a page, which the script puts there when there is news.
    wear(&open, "").await;
    let news = "const news = Object.assign(document.createElement('a'), { href: '/board', className: 'button', textContent: 'News' });
        document.querySelector('[data-live]').append(news);";
    open.run(news).await;
    assert_eq!(look(&open, FOCUS).await, Vec::<String>::new());
    own_colours(&open, "light").await;
    for (look_at, what, css) in [
        (EDGES, "has no edge", "button, .button { border: 0 !important }"),
        (STATES, "looks as others do", ".site-top li a { border: 0 !important }"),
    ] {
        wear(&open, css).await;
        let found = look(&open, look_at).await;
        assert!(found.iter().any(|fault| fault.starts_with(what)), "{css}: {found:?}");
    }
    open.close().await;
    own.close().await;
}

/// For whoever wants nothing to move, nothing does, the map neither.
pub async fn still(town: &Town, driver: &Driver, every: bool) {
    let (open, own) = both(town, driver).await;
    let mut found = Vec::new();
    for browser in [&open, &own] {
        browser.be(SIZES[1].0, SIZES[1].1).await;
        browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    }
    for page in pages(town, every) {
        show(town, &open, &own, page, Lang::En).await;
        let browser = if page.member { &own } else { &open };
        let faults = look(browser, MOVES).await;
        found.extend(faults.into_iter().map(|fault| format!("{}: {fault}", page.name)));
    }
    open_map(town, &open).await;
    found.extend(look_while_nearer(&open, MOVES).await.into_iter().map(|fault| format!("the map: {fault}")));
    assert!(found.is_empty(), "{}", found.join("\n"));

    for (what, css) in [
        ("moves by itself", "@keyframes planted { to { opacity: .5 } } h1 { animation: planted 9s infinite }"),
        ("takes its time", "a { transition: color 2s }"),
        ("glides", "html { scroll-behavior: smooth }"),
    ] {
        wear(&open, css).await;
        let found = look(&open, MOVES).await;
        assert!(found.iter().any(|fault| fault.starts_with(what)), "{what}: {found:?}");
    }
    wear(&open, "").await;
    // And for others, something does, and the map too.
    open.prefer(&[("prefers-reduced-motion", "no-preference")]).await;
    let found = look(&open, MOVES).await;
    assert!(found.iter().any(|fault| fault.starts_with("takes its time")), "{found:?}");
    open_map(town, &open).await;
    let found = look_while_nearer(&open, MOVES).await;
    assert!(found.iter().any(|fault| fault.starts_with("takes its time") && fault.contains("leaflet")), "{found:?}");
    open.close().await;
    own.close().await;
}
