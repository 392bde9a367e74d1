//! The pages in a real Chromium, of a real server: what shuts people out is found by axe-core and by walking with the
//! keyboard alone, and what a browser without scripts makes of them.
//!
//! ```sh
//! cargo test --test web                               # on every page: English, light, and Arabic, dark; narrow and wide
//! cargo test --test web -- --ignored                  # every language and both schemes, and what each needs on every page
//! cargo test --test web -- --screenshots [FOLDER]     # a picture of every page, in target/screenshots if not said
//! cargo test --test web -- --guide                    # the pictures of docs/guide, anew
//! ```
//!
//! Chromium and chromedriver are Debian's (`chromium`, `chromium-driver`); `./test` installs them where it may. axe-core
//! is installed with `npm ci` beside what cargo builds. Where one of them cannot be had, the first line says
//! `web: LEFT OUT: …`, and nothing is counted as passed. Two stories are told at once.

#[path = "../support/mod.rs"]
mod support;

mod axe;
mod driver;
mod ease;
mod guide;
mod maps;
mod misfit;
mod offline;
mod passkeys;
mod printed;
mod routes;
mod script;
mod shown;
mod slow;
mod states;
mod story;
mod town;

use axe::Axe;
use driver::{Browser, Driver, ENTER, Kind, TAB};
use potluck::i18n::{Lang, text};
use shown::{How, try_show};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use support::stories::{Tally, at_once};
use town::Town;

const WITH_SCRIPTS: Kind = Kind { scripts: true };
const WITHOUT_SCRIPTS: Kind = Kind { scripts: false };
/// A telephone and a desk, in CSS pixels.
const SIZES: [(u32, u32); 2] = [(320, 640), (1280, 900)];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let said = |word: &str| arguments.iter().position(|argument| argument == word);
    let none = || {
        println!("test result: ok. 0 passed; 0 failed; 0 ignored");
        ExitCode::SUCCESS
    };
    let found = driver::versions().and_then(|versions| Ok((versions, Axe::install()?)));
    let (versions, axe) = match found {
        Ok(found) => found,
        Err(why) => {
            println!("web: LEFT OUT: the pages in a browser, since {why}");
            return none();
        }
    };
    println!("web: {versions}, axe-core {}", axe.version());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    let (screenshots_at, for_guide) = (said("--screenshots"), said("--guide").is_some());
    if let Some(place) = screenshots_at {
        let folder = arguments.get(place + 1).filter(|word| !word.starts_with('-'));
        let folder = folder.map_or_else(|| PathBuf::from("target/screenshots"), PathBuf::from);
        let (count, amiss) = runtime.block_on(screenshots(&folder));
        println!("web: {count} pictures in {}", folder.display());
        if !amiss.is_empty() {
            println!("web: these are of another page than the one that was meant:\n{}", amiss.join("\n"));
            return ExitCode::FAILURE;
        }
    }
    if for_guide {
        let count = runtime.block_on(guide::pictures());
        println!("web: {count} pictures in {}", guide::FOLDER);
    }
    if screenshots_at.is_some() || for_guide {
        return ExitCode::SUCCESS;
    }
    let long = said("--ignored").is_some();
    let wanted: Vec<&String> = arguments.iter().filter(|word| !word.starts_with('-')).collect();
    let stories = [
        ("every_page_that_there_is_is_looked_at_or_there_is_a_reason", false),
        ("axe_finds_nothing_on_any_page_in_english_light", false),
        ("axe_finds_nothing_on_any_page_in_arabic_dark", false),
        ("axe_finds_a_fault_that_is_planted", false),
        ("axe_finds_nothing_where_a_form_does_not_fit_yet", false),
        ("somebody_with_a_keyboard_alone_gets_to_a_need", false),
        ("a_browser_without_scripts_narrows_the_board_down", false),
        ("two_neighbors_ask_answer_agree_and_hand_over_without_scripts", false),
        ("two_neighbors_of_two_networks_do_so_without_scripts", false),
        ("two_neighbors_ask_answer_agree_and_hand_over_in_arabic", false),
        ("somebody_without_an_account_is_helped_without_scripts", false),
        ("somebody_without_an_account_is_helped_in_arabic", false),
        ("two_neighbors_of_two_networks_do_so_in_arabic", false),
        ("no_page_is_wider_than_a_telephone_nor_asks_another_server", false),
        ("the_map_opens_by_keyboard_and_shows_what_the_list_shows", false),
        ("the_map_opens_by_keyboard_and_shows_what_the_list_shows_in_arabic", false),
        ("the_streets_of_a_map_come_from_the_server_that_the_operator_names", false),
        ("a_place_that_is_touched_on_the_map_narrows_the_board_down", false),
        ("a_rough_place_is_chosen_on_the_maps_of_the_forms", false),
        ("operators_choose_on_a_map_where_the_network_is", false),
        ("a_network_is_founded_by_touching_the_world_where_it_is", false),
        ("a_network_is_founded_on_the_map_by_keyboard_alone", false),
        ("axe_finds_nothing_on_open_maps_on_a_telephone_and_in_the_dark", false),
        ("marks_on_a_map_step_aside_until_a_finger_meets_the_one_it_means", false),
        ("the_map_of_the_networks_says_no_more_than_the_lists", false),
        ("an_open_board_says_what_is_new_and_moves_nothing", false),
        ("a_draft_is_kept_on_the_device_and_forgotten", false),
        ("each_form_keeps_a_draft_of_its_own_until_that_one_is_sent", false),
        ("the_board_is_read_without_a_connection_and_signing_out_leaves_nothing", false),
        ("whoever_opened_pages_of_members_alone_reads_that_there_is_no_connection", false),
        ("a_neighbor_asks_with_choices_and_reads_what_does_not_fit", false),
        ("a_neighbor_keeps_for_later_what_is_not_whole_yet_without_scripts", false),
        ("a_neighbor_keeps_for_later_what_is_not_whole_yet_in_arabic", false),
        ("a_passkey_is_made_signs_in_and_is_taken_away", false),
        ("somebody_joins_by_a_passkey_in_arabic", false),
        ("what_is_printed_is_black_on_white_and_says_where_it_is", false),
        ("letters_twice_as_large_or_wide_apart_hide_nothing", false),
        ("with_more_contrast_or_colours_of_ones_own_everything_is_seen", false),
        ("nothing_moves_for_who_wants_nothing_to_move", false),
        ("on_a_slow_line_the_board_comes_soon_and_is_used", false),
        ("where_only_the_page_itself_arrives_it_is_read_and_used", false),
        ("whoever_founds_a_network_chooses_the_language_and_loses_nothing", false),
        ("axe_finds_nothing_in_any_language_and_scheme", true),
        ("on_every_page_letters_twice_as_large_or_wide_apart_hide_nothing", true),
        ("on_every_page_with_more_contrast_or_colours_of_ones_own_everything_is_seen", true),
        ("on_every_page_nothing_moves_for_who_wants_nothing_to_move", true),
    ];
    let (mut ignored, mut chosen) = (0, Vec::new());
    for (name, is_long) in stories {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        if is_long == long {
            chosen.push(name);
        } else {
            ignored += u32::from(is_long);
        }
    }
    let (town, driver) = runtime.block_on(async { (Town::start().await, Driver::start().await) });
    let tell = |name: &str| {
        let mut told = Tally::default();
        told.tell(name, || {
            runtime.block_on(story(name, &axe, &town, &driver));
            Tally::TOLD
        });
        told
    };
    // Who measures how soon something comes has the machine alone.
    let (alone, together): (Vec<_>, Vec<_>) = chosen.into_iter().partition(|name| name.starts_with("on_a_slow_line"));
    // A browser and its server wait for each other, and each browser takes some hundred megabytes.
    let told = at_once(2, together.into_iter(), tell).and(at_once(1, alone.into_iter(), tell));
    let Tally { passed, failed } = told;
    let how = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {how}. {passed} passed; {failed} failed; {ignored} ignored");
    ExitCode::from(u8::from(failed > 0))
}

async fn story(name: &str, axe: &Axe, town: &Town, driver: &Driver) {
    // These are played in places of their own.
    let (kind, lang) =
        if name.ends_with("_in_arabic") { (WITH_SCRIPTS, Lang::Ar) } else { (WITHOUT_SCRIPTS, Lang::En) };
    if name.starts_with("two_neighbors_of_two_networks") {
        return story::on_two_networks(driver, kind, lang).await;
    }
    if name.starts_with("somebody_without_an_account") {
        return story::without_an_account(driver, kind, lang).await;
    }
    if name.starts_with("a_neighbor_keeps_for_later") {
        return story::keeps_for_later(driver, kind, lang).await;
    }
    if name.starts_with("two_neighbors_") {
        return story::on_one_network(driver, kind, lang).await;
    }
    if name.starts_with("the_board_is_read_without") {
        return offline::without_a_connection(driver).await;
    }
    if name.starts_with("whoever_opened_pages_of_members_alone") {
        return offline::of_members_alone(driver).await;
    }
    if name.starts_with("somebody_joins_by_a_passkey") {
        return passkeys::joins(driver, lang).await;
    }
    match name {
        "every_page_that_there_is_is_looked_at_or_there_is_a_reason" => routes::told(town),
        "a_neighbor_asks_with_choices_and_reads_what_does_not_fit" => {
            story::asks_with_choices(driver, axe, WITH_SCRIPTS).await;
        }
        "a_passkey_is_made_signs_in_and_is_taken_away" => passkeys::told(driver, axe).await,
        name if name.starts_with("the_map_opens_") => {
            let lang = if name.ends_with("_in_arabic") { Lang::Ar } else { Lang::En };
            script::map_opens(driver, axe, lang).await;
        }
        "the_streets_of_a_map_come_from_the_server_that_the_operator_names" => script::streets(driver).await,
        "a_place_that_is_touched_on_the_map_narrows_the_board_down" => script::near_by_touch(driver).await,
        "a_rough_place_is_chosen_on_the_maps_of_the_forms" => script::forms(driver).await,
        "operators_choose_on_a_map_where_the_network_is" => script::area(driver).await,
        "a_network_is_founded_by_touching_the_world_where_it_is" => maps::founds_by_touch(driver).await,
        "a_network_is_founded_on_the_map_by_keyboard_alone" => maps::founds_by_keyboard(driver).await,
        "axe_finds_nothing_on_open_maps_on_a_telephone_and_in_the_dark" => maps::open_under_axe(driver, axe).await,
        "marks_on_a_map_step_aside_until_a_finger_meets_the_one_it_means" => maps::marks_step_aside(driver).await,
        "the_map_of_the_networks_says_no_more_than_the_lists" => maps::of_networks(driver).await,
        "an_open_board_says_what_is_new_and_moves_nothing" => script::live_board(driver).await,
        "a_draft_is_kept_on_the_device_and_forgotten" => script::draft(driver).await,
        "each_form_keeps_a_draft_of_its_own_until_that_one_is_sent" => script::drafts(driver).await,
        "axe_finds_nothing_on_any_page_in_english_light" => {
            nothing_is_found(town, driver, axe, (Lang::En, "light")).await;
        }
        "axe_finds_nothing_on_any_page_in_arabic_dark" => {
            nothing_is_found(town, driver, axe, (Lang::Ar, "dark")).await;
        }
        "axe_finds_nothing_in_any_language_and_scheme" => {
            for lang in Lang::ALL {
                for scheme in ["light", "dark"] {
                    nothing_is_found(town, driver, axe, (lang, scheme)).await;
                }
            }
        }
        "axe_finds_a_fault_that_is_planted" => planted(town, driver, axe).await,
        "axe_finds_nothing_where_a_form_does_not_fit_yet" => misfit::told(town, driver, axe).await,
        // French words are long.
        "letters_twice_as_large_or_wide_apart_hide_nothing" => ease::letters(town, driver, &[Lang::Fr], false).await,
        "on_every_page_letters_twice_as_large_or_wide_apart_hide_nothing" => {
            ease::letters(town, driver, &Lang::ALL, true).await;
        }
        "with_more_contrast_or_colours_of_ones_own_everything_is_seen" => {
            ease::contrast(town, driver, axe, &[Lang::En], false).await;
        }
        "on_every_page_with_more_contrast_or_colours_of_ones_own_everything_is_seen" => {
            ease::contrast(town, driver, axe, &[Lang::En, Lang::Ar], true).await;
        }
        "nothing_moves_for_who_wants_nothing_to_move" => ease::still(town, driver, false).await,
        "on_every_page_nothing_moves_for_who_wants_nothing_to_move" => ease::still(town, driver, true).await,
        "on_a_slow_line_the_board_comes_soon_and_is_used" => slow::line(town, driver).await,
        "where_only_the_page_itself_arrives_it_is_read_and_used" => slow::page_alone(town, driver).await,
        "whoever_founds_a_network_chooses_the_language_and_loses_nothing" => story::founds(driver).await,
        "what_is_printed_is_black_on_white_and_says_where_it_is" => printed::told(town, driver).await,
        "somebody_with_a_keyboard_alone_gets_to_a_need" => keyboard(town, driver, WITH_SCRIPTS).await,
        "a_browser_without_scripts_narrows_the_board_down" => {
            keyboard(town, driver, WITHOUT_SCRIPTS).await;
            narrowed(town, driver).await;
        }
        "no_page_is_wider_than_a_telephone_nor_asks_another_server" => in_french(town, driver).await,
        // Told as another, it would pass for one that nobody told.
        _ => panic!("there is no story of that name: {name}"),
    }
}

/// Looks at all pages in a language and a scheme, at both widths: as they come, and with all unfolded that is folded, since
/// axe-core takes that for hidden.
async fn nothing_is_found(town: &Town, driver: &Driver, axe: &Axe, (lang, scheme): (Lang, &'static str)) {
    let (open, own) = both(town, driver).await;
    let (mut found, mut unfolded) = (Vec::new(), 0);
    for (width, height) in SIZES {
        for browser in [&open, &own] {
            browser.be(width, height).await;
            browser.like("screen", scheme).await;
        }
        for page in &town.pages {
            if let Err(fault) = try_show(town, &open, &own, page, lang).await {
                found.push(fault);
                continue;
            }
            let browser = if page.member { &own } else { &open };
            // Before axe-core leaves anything in the page.
            let mut faults = if width == SIZES[0].0 { narrow_and_alone(town, browser).await } else { Vec::new() };
            faults.extend(axe.look(browser).await);
            if browser.run(UNFOLD).await.as_u64() > Some(0) {
                unfolded += 1;
                let wider = if width == SIZES[0].0 { wider_than_a_telephone(browser).await } else { None };
                faults.extend(wider.into_iter().chain(axe.look(browser).await).map(|one| format!("unfolded: {one}")));
            }
            for fault in faults {
                found.push(format!("{} in {lang}, {scheme}, at {width}: {fault}", page.name));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(unfolded > 20, "only {unfolded} pages had something to unfold");
    open.close().await;
    own.close().await;
}

/// Opens all that is folded on a page, and says how much that was.
const UNFOLD: &str = "const folded = document.querySelectorAll('details:not([open])'); \
     for (const one of folded) one.open = true; \
     return folded.length";

/// A browser of a stranger and one of a member.
async fn both<'a>(town: &Town, driver: &'a Driver) -> (Browser<'a>, Browser<'a>) {
    let (open, own) = (driver.browser(WITH_SCRIPTS).await, driver.browser(WITH_SCRIPTS).await);
    own.open(&town.strict_address("/static/mark.svg", "en")).await;
    own.keep_cookie("potluck", &town.strict_cookie).await;
    own.open(&town.address("/static/mark.svg", "en")).await;
    own.keep_cookie("potluck", &town.cookie).await;
    (open, own)
}

async fn planted(town: &Town, driver: &Driver, axe: &Axe) {
    let browser = driver.browser(WITH_SCRIPTS).await;
    // Whoever is not signed in is led to the page for that, which is not taken for the one that was asked for.
    for (name, wrong) in [("home-of-members", "is at"), ("person", "is at"), ("nothing", "answers")] {
        let mut page = town.page(name).clone();
        page.how = How::Opened;
        let found = try_show(town, &browser, &browser, &page, Lang::En).await;
        assert!(found.as_ref().is_err_and(|fault| fault.contains(wrong)), "{name}: {found:?}");
    }
    browser.open(&town.address("/board", "en")).await;
    assert_eq!(axe.look(&browser).await, Vec::<String>::new());
    let faults = [
        ("image-alt", "document.querySelector('main').append(new Image())"),
        ("label", "document.querySelector('label[for=near]').remove()"),
        ("color-contrast", "document.querySelector('main > p:not([hidden])').style.color = '#ddd'"),
        // Two that are too small for a finger, side by side.
        (
            "target-size",
            "for (const words of ['+', '-']) {
                const small = document.createElement('button');
                small.textContent = words;
                const size = {inlineSize: '12px', blockSize: '12px', minBlockSize: '0', padding: '0', margin: '0', border: '0'};
                document.querySelector('main').append(Object.assign(small, {type: 'button'}));
                Object.assign(small.style, size);
            }",
        ),
    ];
    for (rule, plant) in faults {
        // With a place that nobody knows, the form stands open: axe-core takes what is folded for hidden.
        browser.open(&town.address("/board?near=Atlantis", "en")).await;
        browser.run(plant).await;
        let found = axe.look(&browser).await;
        assert!(found.iter().any(|fault| fault.starts_with(rule)), "{rule}: {found:?}");
    }
    browser.close().await;
}

/// From the first page over the board to a need, by Tab and Enter alone.
async fn keyboard(town: &Town, driver: &Driver, kind: Kind) {
    let browser = driver.browser(kind).await;
    browser.open(&town.address("/", "en")).await;
    // A browser that is busy still may not hear the first key.
    let first = support::neighborhood::until("something has the focus", async || {
        browser.press(TAB).await;
        Some(browser.focused().await).filter(|words| !words.is_empty())
    });
    assert_eq!(first.await, "Go to the main part", "the first stop leads past everything");
    browser.press(ENTER).await;
    browser.tab_to("See what is open").await;
    browser.press(ENTER).await;
    arrives(&browser, "/board").await;
    browser.tab_to("Jar of plum jam, number 18").await;
    browser.press(ENTER).await;
    arrives(&browser, "/listings/").await;
    browser.tab_to("I have an account elsewhere").await;
    browser.press(ENTER).await;
    browser.tab_to("The address of your account").await;
    browser.close().await;
}

async fn arrives(browser: &Browser<'_>, part: &str) {
    support::neighborhood::until(&format!("the browser is at {part}"), async || {
        browser.address().await.contains(part).then_some(())
    })
    .await;
}

/// Waits until something so named has the focus.
async fn focus_is_at(browser: &Browser<'_>, words: &str) {
    support::neighborhood::until(&format!("the focus is at {words:?}"), async || {
        browser.focused().await.contains(words).then_some(())
    })
    .await;
}

/// The form of the board works by itself: at a desk it stands open, on a telephone it is folded, and the list comes first.
async fn narrowed(town: &Town, driver: &Driver) {
    let browser = driver.browser(WITHOUT_SCRIPTS).await;
    for (width, height) in SIZES {
        browser.be(width, height).await;
        browser.open(&town.address("/board", "en")).await;
        if width < 600 {
            browser.tab_to("What are you looking for").await;
            browser.press(TAB).await;
            let next = browser.focused().await;
            assert!(next.contains("Jar of plum jam"), "after what is folded comes the list, and not {next:?}");
            browser.open(&town.address("/board", "en")).await;
            browser.tab_to("What are you looking for").await;
            browser.press(ENTER).await;
        }
        browser.tab_to("Near").await;
        for letter in "riverside library".chars() {
            browser.press(&letter.to_string()).await;
        }
        browser.press(ENTER).await;
        arrives(&browser, "near=riverside+library").await;
        browser.tab_to("Lentil soup").await;
        // Who cannot see the page, or not all of it, is where it says what does not fit, and from there at the field.
        browser.open(&town.address("/board?near=Atlantis", "en")).await;
        focus_is_at(&browser, &text(Lang::En, "page-look-again")).await;
        browser.press(TAB).await;
        browser.press(ENTER).await;
        focus_is_at(&browser, "Near").await;
    }
    browser.close().await;
}

/// No page scrolls sideways at 320 px, has a script in itself, or asks for anything elsewhere, in a language whose words are
/// long. Whoever looks at all pages in another one looks for this, too.
async fn in_french(town: &Town, driver: &Driver) {
    let (open, own) = both(town, driver).await;
    let mut found = Vec::new();
    for browser in [&open, &own] {
        browser.be(SIZES[0].0, SIZES[0].1).await;
    }
    for page in &town.pages {
        if let Err(fault) = try_show(town, &open, &own, page, Lang::Fr).await {
            found.push(fault);
            continue;
        }
        let browser = if page.member { &own } else { &open };
        let faults = narrow_and_alone(town, browser).await;
        found.extend(faults.into_iter().map(|fault| format!("{}: {fault}", page.name)));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    open.close().await;
    own.close().await;
}

/// What is wrong with a page on a telephone, and with what it asks for.
async fn narrow_and_alone(town: &Town, browser: &Browser<'_>) -> Vec<String> {
    let mut found: Vec<String> = wider_than_a_telephone(browser).await.into_iter().collect();
    let asked = browser.run("return performance.getEntriesByType('resource').map(one => one.name)").await;
    for address in asked.as_array().expect("a list") {
        let address = address.as_str().expect("an address");
        if ![&town.place, &town.strict].iter().any(|place| address.starts_with(&place.base)) {
            found.push(format!("it asks for {address}"));
        }
    }
    // Scripts are files of ours; nothing stands in the page itself.
    let inside = "return document.querySelectorAll('script:not([src^=\"/static/\"]), [style]').length";
    if browser.run(inside).await.as_u64() != Some(0) {
        found.push("a script or a style stands in it".into());
    }
    found
}

/// How wide the page is, where that is more than a telephone.
async fn wider_than_a_telephone(browser: &Browser<'_>) -> Option<String> {
    let wide = browser.run("return document.documentElement.scrollWidth").await;
    (wide.as_u64().expect("a number") > u64::from(SIZES[0].0)).then(|| format!("it is {wide} wide"))
}

/// A picture of every page: on a telephone, at a desk, in the dark, from right to left, and printed.
/// Says how many, and where another page came than the one that was meant.
async fn screenshots(folder: &Path) -> (usize, Vec<String>) {
    let (town, driver) = (Town::start().await, Driver::start().await);
    let (open, own) = both(&town, &driver).await;
    std::fs::create_dir_all(folder).expect("a folder");
    let ways = [
        ("telephone", (390, 844), Lang::En, "screen", "light"),
        ("desk", SIZES[1], Lang::En, "screen", "light"),
        ("dark", SIZES[1], Lang::Es, "screen", "dark"),
        ("right-to-left", (390, 844), Lang::Ar, "screen", "light"),
        ("print", (794, 1123), Lang::En, "print", "light"),
    ];
    let (mut count, mut amiss) = (0, Vec::new());
    for (way, (width, height), lang, medium, scheme) in ways {
        for browser in [&open, &own] {
            browser.be(width, height).await;
            browser.like(medium, scheme).await;
        }
        for page in &town.pages {
            if let Err(fault) = try_show(&town, &open, &own, page, lang).await {
                amiss.push(format!("{way}: {fault}"));
            }
            let browser = if page.member { &own } else { &open };
            let picture = browser.picture().await;
            std::fs::write(folder.join(format!("{}-{way}.png", page.name)), picture).expect("a file");
            count += 1;
            if medium == "print" {
                let sheet = browser.printed().await;
                std::fs::write(folder.join(format!("{}.pdf", page.name)), sheet).expect("a file");
            }
        }
    }
    open.close().await;
    own.close().await;
    (count, amiss)
}
