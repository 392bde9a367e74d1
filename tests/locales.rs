//! The words of the domain and the words for people belong together: whoever adds one to the domain adds
//! its label to `locales/en/`, and the tests in `src/i18n/tests.rs` then ask for it in every language.

#[allow(dead_code)]
mod support {
    pub mod errors;
    pub mod source;
}

use potluck::domain::{browser, category, joining, listing, member, moderation, network, peer, profile, sharing};
use potluck::error::{Error, Message};
use potluck::i18n::{FluentValue, Lang, text_with, try_text};
use std::collections::{BTreeMap, BTreeSet};
use support::errors::{made, sentences};
use support::source::files;

#[test]
fn every_starter_category_and_every_word_of_a_listing_has_a_label() {
    let keys = (category::STARTER.iter().map(|(tag, _)| format!("category-{tag}")))
        .chain(listing::Kind::ALL.iter().map(|kind| format!("kind-{}", kind.as_str())))
        .chain(listing::Urgency::ALL.iter().map(|urgency| format!("urgency-{}", urgency.as_str())))
        .chain(listing::Way::ALL.iter().map(|way| format!("way-{}", way.as_str())))
        .chain(listing::Storage::ALL.iter().map(|storage| format!("storage-{}", storage.as_str())))
        .chain(listing::DIETS.iter().map(|tag| format!("diet-{tag}")))
        .chain(listing::ALLERGENS.iter().map(|tag| format!("allergen-{tag}")))
        .chain((listing::PassAlong::ALL.iter()).map(|choice| format!("new-pass-along-{}", choice.as_str())))
        .chain(profile::CanDo::ALL.iter().map(|tag| format!("can-do-{}", tag.as_str())))
        .chain(network::Intake::ALL.iter().map(|intake| format!("network-intake-{}", intake.as_str())))
        .chain(joining::Joining::ALL.iter().map(|how| format!("joining-{}", how.as_str())))
        .chain(member::RoleKind::ALL.iter().map(|role| format!("role-{}", role.as_str())))
        .chain(moderation::Deed::ALL.iter().map(|deed| format!("deed-{}", deed.as_str())))
        .chain(moderation::Level::ALL.iter().map(|level| format!("moderation-is-{}", level.as_str())))
        .chain(network::Mode::ALL.iter().map(|mode| format!("home-mode-{}", mode.as_str())))
        .chain(peer::State::ALL.iter().map(|state| format!("networks-state-{}", state.as_str())))
        .chain(browser::Family::ALL.iter().map(|family| format!("browsers-family-{}", family.as_str())))
        .chain(browser::System::ALL.iter().map(|system| format!("browsers-system-{}", system.as_str())))
        .chain(sharing::Topic::ALL.iter().map(|topic| format!("networks-topic-{}", topic.as_str())))
        .chain(
            // An erased listing has no words left to show.
            (listing::State::ALL.iter().filter(|state| **state != listing::State::Erased))
                .map(|state| format!("state-{}", state.as_str())),
        );
    for key in keys {
        assert!(try_text(Lang::En, &key).is_some(), "{key}");
    }
}

#[test]
fn value_11_every_error_that_people_meet_is_said_in_every_language() {
    for (key, parts) in Message::ALL {
        let said: Vec<(&'static str, FluentValue<'_>)> =
            parts.iter().map(|part| (*part, FluentValue::from(format!("<{part}>")))).collect();
        let [english, others @ ..] = Lang::ALL.map(|lang| text_with(lang, key, &said));
        for words in others.iter().chain([&english]) {
            for part in *parts {
                assert!(words.contains(&format!("<{part}>")), "{key} leaves {part} out: {words}");
            }
        }
        for words in others {
            assert_ne!(words, english, "{key} is English elsewhere");
        }
    }
    // And each text is said by an error.
    let known: BTreeSet<&str> = Message::ALL.iter().map(|(key, _)| *key).collect();
    assert_eq!(known.len(), Message::ALL.len(), "a key stands twice");
    let texts = include_str!("../locales/en/errors.ftl");
    let keys = texts.lines().filter(|line| line.starts_with("error-")).filter_map(|line| line.split(" = ").next());
    let unused: Vec<&str> = keys.filter(|key| !known.contains(key)).collect();
    assert_eq!(unused, [""; 0]);
}

#[test]
fn an_error_that_nobody_worded_is_told_in_english_and_says_so() {
    use potluck::error::Kind;
    let unworded = Error::conflict("Nobody worded this.");
    assert_eq!(unworded.words(Lang::En), "Nobody worded this.");
    let spanish = unworded.words(Lang::Es);
    assert!(spanish.contains("en inglés") && spanish.contains("Nobody worded this."), "{spanish}");
    // Of these kinds, the kind alone says enough.
    for kind in [Kind::BadRequest, Kind::WrongType, Kind::TooLarge, Kind::Peer, Kind::Unavailable] {
        assert!(!Error::new(kind, "Nobody worded this.").words(Lang::Es).contains("Nobody"), "{kind:?}");
    }
    // A fault of ours is said in the reader's language, and its cause never.
    let fault = Error::internal("the disk burns");
    assert!(Lang::ALL.iter().all(|lang| !fault.words(*lang).contains("burns")));
    assert_eq!(fault.words(Lang::Fr), Message::Internal.words(Lang::Fr));
}

/// Every text of a language, by its key. That each file can be read is asked in `src/i18n/tests.rs`.
fn texts(lang: Lang) -> BTreeMap<String, String> {
    let (mut texts, mut key) = (BTreeMap::<String, String>::new(), String::new());
    for (_, text) in files(&[&format!("locales/{}/", lang.tag())]) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                Some((name, words)) => {
                    key = name.to_owned();
                    texts.insert(key.clone(), words.trim().to_owned());
                }
                None => texts.entry(key.clone()).or_default().push_str(line),
            }
        }
    }
    assert!(texts.len() > 1_000, "{lang}: only {} texts were found", texts.len());
    texts
}

/// What stands in quotes in the source and in the templates as a key does: whole, or as the beginning of one.
fn quoted() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut whole, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    for (path, text) in files(&["src/", "templates/"]) {
        if path.ends_with("tests.rs") {
            continue;
        }
        for (place, _) in text.match_indices('"') {
            let rest = &text[place + 1..];
            let is_of_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
            let end = rest.find(|c: char| !is_of_key(c)).unwrap_or(rest.len());
            match rest[end..].chars().next() {
                Some('"') => whole.insert(rest[..end].to_owned()),
                Some('{') => beginnings.insert(rest[..end].to_owned()),
                _ => false,
            };
        }
    }
    (whole, beginnings)
}

#[test]
fn every_text_is_said_somewhere_and_every_text_that_a_page_says_is_there() {
    // Words of the domain, whose labels are found by them.
    const LABELS: [&str; 7] = ["allergen", "category", "diet", "oneself-kind", "storage", "urgency", "way"];
    let (whole, beginnings) = quoted();
    let known = texts(Lang::En);
    // A key that is put together begins with a part that has a hyphen in it.
    let begins = |key: &str, part: &String| part.contains('-') && key.starts_with(part.as_str());
    let is_said = |key: &str| {
        whole.contains(key)
            || beginnings.iter().any(|part| begins(key, part))
            || whole.iter().any(|part| begins(key, part) && key[part.len()..].starts_with('-'))
            || LABELS.iter().any(|label| key.strip_prefix(label).is_some_and(|rest| rest.starts_with('-')))
    };
    // With what a language has for itself alone (src/i18n/tests.rs says which has what).
    let all: BTreeSet<String> = Lang::ALL.into_iter().flat_map(|lang| texts(lang).into_keys()).collect();
    let unused: Vec<&String> = all.iter().filter(|key| !is_said(key)).collect();
    assert!(unused.is_empty(), "nothing says these: {unused:?}");

    let mut missing = Vec::new();
    for (path, text) in files(&["src/", "templates/"]) {
        for call in ["page.say(\"", "text(lang, \"", "text_with(lang, \""] {
            for (place, _) in text.match_indices(call) {
                let key = text[place + call.len()..].split('"').next().unwrap_or_default();
                if !known.contains_key(key) {
                    missing.push(format!("{path}: {key}"));
                }
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_page_has_words_of_its_own_outside_the_locales() {
    // What stands in such an attribute is read by people, too.
    const READ: [&str; 4] = ["alt=\"", "title=\"", "placeholder=\"", "label=\""];
    let mut found = Vec::new();
    let pages = files(&["templates/"]);
    // What is no page is read by people all the same: a feed, for one.
    assert!(pages.iter().any(|(path, _)| path.ends_with(".xml")));
    for (path, text) in pages {
        let said = without(&without(&text, "{%", "%}"), "{{", "}}");
        for attribute in READ {
            for value in said.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                if value.chars().any(char::is_alphabetic) {
                    found.push(format!("{path}: {attribute}{value}\""));
                }
            }
        }
        let words = without(&said, "<", ">");
        found.extend(
            words.lines().filter(|line| line.chars().any(char::is_alphabetic)).map(|line| format!("{path}: {line}")),
        );
    }
    assert_eq!(found, Vec::<String>::new());
    // And the check sees what it is for.
    assert_eq!(without("<p title=\"a\">{{ b }} words</p>", "<", ">"), "{{ b }} words");
}

/// What stands in quotes in a script that is there to be: the text, and why nobody reads it.
const OF_SCRIPTS: [(&str, &str); 2] = [("use strict", "a script begins with it"), ("Escape", "a key is called so")];

/// What puts words before people in a script.
const SHOWN: &[&str] = &[
    "textContent = ",
    "textContent: ",
    "innerText = ",
    "innerHTML = ",
    "title = ",
    "title: ",
    "alt = ",
    "placeholder = ",
    "\"aria-label\", ",
    "alert(",
    "confirm(",
    "prompt(",
];

/// A text of a script from behind its first sign to its last: what it says, with `0` for what is put into it; what stands in those
/// places; and the rest.
fn to_end(script: &str, sign: char) -> (String, Vec<&str>, &str) {
    let (mut said, mut places, mut depth, mut begin) = (String::new(), Vec::new(), 0, 0);
    let (mut escaped, mut opens, mut in_class) = (false, false, false);
    for (at, one) in script.char_indices() {
        let next = &script[at + one.len_utf8()..];
        match one {
            '{' if opens => (opens, depth, begin) = (false, 1, at + 1),
            '{' if depth > 0 => depth += 1,
            '}' if depth == 1 => {
                depth = 0;
                places.push(&script[begin..at]);
            }
            '}' if depth > 1 => depth -= 1,
            _ if depth > 0 => {}
            one if escaped => {
                escaped = false;
                said.push(one);
            }
            '\\' => escaped = true,
            '$' if sign == '`' && next.starts_with('{') => {
                opens = true;
                said.push('0');
            }
            // In brackets, a pattern does not end.
            '[' | ']' if sign == '/' => in_class = one == '[',
            one if one == sign && !in_class => return (said, places, next),
            one => said.push(one),
        }
    }
    (said, places, "")
}

/// What stands in quotes in a script. Comments and patterns do not.
fn quoted_in_script(script: &str) -> Vec<String> {
    let (mut found, mut rest, mut before) = (Vec::new(), script, ';');
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        if sign == '/' && after.starts_with(['/', '*']) {
            let end = if after.starts_with('/') { "\n" } else { "*/" };
            rest = after.split_once(end).map_or("", |(_, rest)| rest);
            continue;
        }
        rest = match sign {
            // Behind these signs, a stroke begins a pattern; behind others, it divides.
            '/' if "(,=:[!&|?{};>".contains(before) => to_end(after, '/').2,
            '"' | '\'' | '`' => {
                let (said, places, rest) = to_end(after, sign);
                found.push(said);
                found.extend(places.into_iter().flat_map(quoted_in_script));
                rest
            }
            _ => after,
        };
        if !sign.is_whitespace() {
            before = sign;
        }
    }
    found
}

/// Whether a text reads as what is for people: several words, one that begins as a sentence does, or one in other letters than
/// those of programs.
fn is_for_people(text: &str) -> bool {
    let plain = text.split_whitespace().map(|word| word.trim_matches(|sign: char| ".,:;!?…".contains(sign)));
    let words: Vec<&str> =
        plain.filter(|word| !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || "'’".contains(c))).collect();
    let begins_large = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && word.len() > 1 && letters.all(char::is_lowercase)
    };
    words.len() > 1 || words.iter().any(begins_large) || text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// The words for people that stand in a script itself.
fn words_in_script(script: &str) -> Vec<String> {
    let mut found: Vec<String> = quoted_in_script(script).into_iter().filter(|text| is_for_people(text)).collect();
    let begins = |rest: &str| {
        let sign = rest.chars().next().filter(|sign| "\"'`".contains(*sign))?;
        Some(to_end(&rest[1..], sign).0).filter(|said| said.chars().any(char::is_alphabetic))
    };
    let shown = SHOWN.iter().flat_map(|way| script.split(*way).skip(1).filter_map(begins));
    // What is made with words in it.
    let made = script.split("make(\"").skip(1).filter_map(|rest| begins(rest.split_once(", ")?.1));
    found.extend(shown.chain(made));
    found
}

#[test]
fn no_script_has_words_of_its_own() {
    let scripts = files(&["static/"]);
    let ours = scripts.iter().filter(|(path, _)| path.ends_with(".js") && !path.contains("/vendor/"));
    let (mut found, mut known, mut count) = (Vec::new(), BTreeSet::new(), 0);
    for (path, text) in ours {
        count += 1;
        for words in words_in_script(text) {
            match OF_SCRIPTS.iter().find(|(one, _)| *one == words) {
                Some((one, _)) => {
                    known.insert(*one);
                }
                None => found.push(format!("{path}: {words}")),
            }
        }
    }
    assert!(found.is_empty(), "a script says what the page tells it, in the language of its reader: {found:?}");
    assert_eq!((count, known.len()), (3, OF_SCRIPTS.len()), "{known:?}");

    // And the check sees what it is for.
    let planted = r#"
        // It's a comment, and says "These words".
        /* "Two more" */
        const path = `/new/${id}`, plain = "px", inside = `${open ? "No more" : ""}`, pattern = /"Not a text"/;
        const half = all / 2, style = `${y - 14}px 0 0 ${x}px`;
        said.textContent = "gone";
        line.append(make("p", "away"), make("p", words));
        button.title = `Close ${name}`;
        note.append('关闭', "what\'s new");
    "#;
    assert_eq!(words_in_script(planted), ["No more", "Close 0", "关闭", "what's new", "gone", "Close 0", "away"]);
}

/// Kinds of errors that a page has words for, whatever the sentence of one says (`Error::words`, and `problem` in
/// src/http/web/page.rs).
const SAID_BY_KIND: [&str; 9] =
    ["BadRequest", "Gone", "Internal", "NotFound", "Peer", "TooLarge", "TooMany", "Unavailable", "WrongType"];

/// Errors that nobody words: where each is made, a part of its sentence (or the name that stands in its place), and why nobody
/// reads it in English on a page.
const UNWORDED: &[(&str, &str, &str)] = &[
    ("src/actions/found_network.rs", "This database belongs to", "when the program starts"),
    ("src/actions/move_account.rs", "Only accounts of people on other", "an account moves in an app"),
    ("src/actions/move_account.rs", "accounts are named here", "an account moves in an app"),
    ("src/actions/move_account.rs", "One moves to a person's account", "an account moves in an app"),
    ("src/actions/move_account.rs", "You moved not long ago.", "an account moves in an app"),
    ("src/actions/pass_along.rs", "This is a listing of our own", "a program of a steward's passes along"),
    ("src/actions/pass_along.rs", "Its author did not say that", "a program of a steward's passes along"),
    ("src/actions/pass_along.rs", "This listing is not open any more", "a program of a steward's passes along"),
    ("src/actions/pass_along.rs", "This network does not hear of", "a program of a steward's passes along"),
    ("src/actions/pass_along.rs", "It went through two networks", "a program of a steward's passes along"),
    ("src/actions/post_status.rs", "A key has at most", "pages make their keys"),
    ("src/actions/put_aside.rs", "different answers already", "an app puts signs below an announcement"),
    ("src/actions/report.rs", "A report is about", "a page is about one thing"),
    ("src/actions/respond.rs", "No connectors help here", "pages do not choose them"),
    ("src/actions/send_media.rs", "This is part of a post", "pages take away what hangs on a post by its post"),
    ("src/actions/send_media.rs", "A picture is named twice", "pages name each once"),
    ("src/actions/speaking.rs", "What is posted for a neighbor", "pages never show for whom somebody speaks"),
    ("src/adapters/web_push.rs", "is no key of P-256", "an app wants to hear of what happens"),
    ("src/domain/appearance.rs", "Each field has a name and", "an app changes how an account looks"),
    ("src/domain/appearance.rs", "An account has at most", "an app changes how an account looks"),
    (
        "src/domain/apps.rs",
        "A redirect URI cannot be used",
        "an app registers; what it asks amiss is told to who makes it",
    ),
    ("src/domain/apps.rs", "is the address of a page", "an app registers; what it asks amiss is told to who makes it"),
    ("src/domain/apps.rs", "addresses; without one", "an app registers; what it asks amiss is told to who makes it"),
    ("src/domain/apps.rs", "text", "an app registers; what it asks amiss is told to who makes it"),
    ("src/domain/coalition.rs", "`agreement` is empty", "a program of a steward's founds a coalition"),
    ("src/domain/coalition.rs", "there twice in one language", "a program of a steward's founds a coalition"),
    ("src/domain/coalition.rs", "`agreement` is written in", "a program of a steward's founds a coalition"),
    ("src/domain/coalition.rs", "`version` is a whole number", "a program of a steward's founds a coalition"),
    ("src/domain/desk.rs", "You follow", "an app follows tags"),
    ("src/domain/desk.rs", "So many languages", "an app chooses in which languages one reads whom"),
    ("src/domain/desk.rs", "`source[privacy]` is", "an app says how one writes"),
    ("src/domain/desk.rs", "Notes are kept", "an app keeps notes"),
    ("src/domain/entry.rs", "is a number of degrees", "a place or a resource is read in from a file"),
    ("src/domain/entry.rs", "`latitude` is empty", "a place or a resource is read in from a file"),
    ("src/domain/entry.rs", "`longitude` is empty", "a place or a resource is read in from a file"),
    ("src/domain/entry.rs", "is one of: {all}", "a place or a resource is read in from a file"),
    ("src/domain/entry.rs", "has more than {LIST_MAX}", "a place or a resource is read in from a file"),
    ("src/domain/entry.rs", "there twice in the language", "a place or a resource is read in from a file"),
    ("src/domain/entry.rs", "in more than {NOTES_MAX}", "a place or a resource is read in from a file"),
    ("src/domain/entry.rs", "is a day such as", "a place or a resource is read in from a file"),
    ("src/domain/filters.rs", "say what the filter is called", "an app keeps filters"),
    ("src/domain/filters.rs", "Please say where it holds", "an app keeps filters"),
    ("src/domain/filters.rs", "which words are looked for", "an app keeps filters"),
    ("src/domain/filters.rs", "filters with {ENTRIES_MAX} words", "an app keeps filters"),
    ("src/domain/hearing.rs", "accounts through already", "an app chooses of whom one hears"),
    ("src/domain/hours.rs", "HOW", "a place is read in from a file"),
    ("src/domain/hours.rs", "rules say when a place is open", "a place is read in from a file"),
    ("src/domain/lists.rs", "say what the list is called", "an app keeps lists"),
    ("src/domain/lists.rs", "lists already", "an app keeps lists"),
    ("src/domain/lists.rs", "is in the list already", "an app keeps lists"),
    ("src/domain/lists.rs", "A list holds", "an app keeps lists"),
    ("src/domain/media.rs", "`focus` is two numbers", "an app says where the middle of a picture is"),
    ("src/domain/member.rs", "A role lasts", "the page offers terms that there are"),
    ("src/domain/network.rs", "A network has one language", "the page of the network has words for each field"),
    ("src/domain/network.rs", "`radius_m` is 100 to", "the page of the network has words for each field"),
    ("src/domain/network.rs", "`about_in` is kept in", "the page of the network has words for each field"),
    ("src/domain/network.rs", "`about_in` is there twice", "the page of the network has words for each field"),
    ("src/domain/network.rs", "`about_in` is empty", "the page of the network has words for each field"),
    ("src/domain/passing_rule.rs", "There are at most {RULES_MAX}", "a program of a steward's sets rules"),
    ("src/domain/passing_rule.rs", "There is no category", "a program of a steward's sets rules"),
    ("src/domain/passing_rule.rs", "`within_km` is 1 to", "a program of a steward's sets rules"),
    ("src/domain/passing_rule.rs", "does not say where it is", "a program of a steward's sets rules"),
    ("src/domain/place.rs", "`door_width_cm` is 20", "a place is read in from a file"),
    ("src/domain/place.rs", "`kind` is empty", "a place is read in from a file"),
    ("src/domain/place.rs", "`latitude` and `longitude` are", "a place is read in from a file"),
    ("src/domain/profile.rs", "`can_do` says", "a form says each once"),
    ("src/domain/proxy.rs", "lies ahead", "pages write down today"),
    ("src/domain/proxy.rs", "`review_on` is today", "pages leave it out"),
    ("src/domain/push.rs", "is not an address", "an app wants to hear of what happens"),
    ("src/domain/push.rs", "is longer than {ENDPOINT_MAX}", "an app wants to hear of what happens"),
    ("src/domain/push.rs", "is no key of P-256", "an app wants to hear of what happens"),
    ("src/domain/push.rs", "is not 16 bytes", "an app wants to hear of what happens"),
    ("src/domain/reaction.rs", "This is no emoji", "an app puts signs below an announcement"),
    ("src/domain/resource.rs", "`website` is an address", "a resource is read in from a file"),
    ("src/domain/resource.rs", "`email` is an address", "a resource is read in from a file"),
    ("src/domain/scheduled.rs", "text", "an app plans posts"),
    ("src/domain/scope.rs", "Scopes are one or more", "an app asks amiss, which is told to who makes it"),
    ("src/domain/status.rs", "`visibility` is", "an app tells something on to fewer"),
    ("src/domain/telling.rs", "write a time such as", "the page has words for each field, or a list to choose from"),
    ("src/domain/telling.rs", "There is no such way", "the page has words for each field, or a list to choose from"),
    ("src/domain/telling.rs", "choose an hour from", "the page has words for each field, or a list to choose from"),
    (
        "src/domain/telling.rs",
        "begin and end at one time",
        "the page has words for each field, or a list to choose from",
    ),
    ("src/domain/telling.rs", "write a time zone such", "the page has words for each field, or a list to choose from"),
    ("src/http/mastodon/multipart.rs", "Here no file is taken", "pages have no more fields for files than they take"),
    ("src/http/web/network.rs", "is a number", "the page of the network has words for each field"),
    ("src/http/web/network.rs", "`radius` is 0.1 to", "the page of the network has words for each field"),
    ("src/http/web/report.rs", "`words` is too long", "the page has words of its own"),
    ("src/storage/connection.rs", "must begin with sqlite", "when the program starts"),
    ("src/storage/copy/write.rs", "What is in the backup does", "a copy is read in on the command line"),
];

/// Whether a sentence has this part; what is no words is a name, and stands in its place.
fn says(sentence: &str, part: &str) -> bool {
    if part.contains(' ') { sentence.contains(part) } else { sentence == part }
}

/// The names that follow after `from`: one, or several in braces.
fn named(text: &str, from: &str) -> Vec<String> {
    let is_end = |c: char| !(c.is_ascii_lowercase() || c == '_');
    let mut found = Vec::new();
    for rest in text.split(from).skip(1) {
        let part = match rest.strip_prefix('{') {
            Some(several) => several.split('}').next().unwrap_or_default(),
            None => rest.split(is_end).next().unwrap_or_default(),
        };
        found.extend(part.split(is_end).filter(|name| !name.is_empty()).map(str::to_owned));
    }
    found
}

/// The actions that pages call, and those that these call.
fn actions_of_pages() -> BTreeSet<String> {
    let name = |path: &str| Some(path.strip_prefix("src/actions/")?.strip_suffix(".rs")?.to_owned());
    let actions: BTreeMap<String, String> =
        files(&["src/actions/"]).into_iter().filter_map(|(path, text)| Some((name(&path)?, text))).collect();
    let pages = files(&["src/http/web/"]);
    let mut waiting: Vec<String> = pages.iter().flat_map(|(_, text)| named(text, "actions::")).collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        let Some(text) = actions.get(&name) else { continue };
        if reached.insert(name) {
            waiting.extend(named(text, "super::"));
        }
    }
    reached
}

#[test]
fn value_11_what_can_go_wrong_on_a_page_is_said_in_the_language_of_its_reader() {
    let reached = actions_of_pages();
    assert!(reached.contains("follow_account") && !reached.contains("schedule_status"), "{reached:?}");
    let is_of_pages = |path: &str| match path.strip_prefix("src/actions/") {
        Some(name) => reached.contains(name.trim_end_matches(".rs")),
        None => true,
    };
    let looked_at = [
        "src/actions/",
        "src/adapters/",
        "src/domain/",
        "src/http/export/",
        "src/http/mastodon/multipart.rs",
        "src/http/mastodon/params.rs",
        "src/http/web/",
        "src/storage/",
    ];
    let (mut found, mut used, mut worded) = (Vec::new(), BTreeSet::new(), 0);
    for (path, text) in files(&looked_at) {
        let of_tests = path.ends_with("tests.rs") || path.contains("/tests/");
        if of_tests || !path.ends_with(".rs") || !is_of_pages(&path) {
            continue;
        }
        for one in made(&path, &text) {
            worded += u32::from(one.worded);
            if one.worded || SAID_BY_KIND.contains(&one.kind.as_str()) {
                continue;
            }
            match UNWORDED.iter().position(|(file, part, _)| path == *file && says(&one.text, part)) {
                Some(place) => {
                    used.insert(place);
                }
                None => found.push(format!("{path}:{}: no page words {}", one.line, one.text)),
            }
        }
    }
    assert!(found.is_empty(), "call `.worded(…)`, or say in UNWORDED why not:\n{}", found.join("\n"));
    assert!(worded > 100, "{worded}");
    let unused: Vec<_> = UNWORDED.iter().enumerate().filter(|(place, _)| !used.contains(place)).collect();
    assert!(unused.is_empty(), "there is nothing to say why of any more: {unused:?}");
}

#[test]
fn no_page_has_sentences_of_its_own_in_the_source() {
    // Each with why.
    const KNOWN: [(&str, &str, &str); 2] = [
        ("src/http/web/authorize.rs", "`", "what an app asks amiss is told to who makes it, in the words of OAuth"),
        ("src/http/web/page.rs", "This page could not be made.", "no page can be made then"),
    ];
    let is_known = |path: &str, said: &str| KNOWN.iter().any(|(file, part, _)| path == *file && said.contains(*part));
    let mut found = Vec::new();
    for (path, text) in files(&["src/http/web/"]) {
        let all = sentences(&path, &text).into_iter().filter(|(_, said)| !is_known(&path, said));
        found.extend(all.map(|(line, said)| format!("{path}:{line}: {said}")));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_checks_see_what_stands_in_the_source() {
    let text = r#"
        /// A comment says this.
        fn f() -> Result<()> {
            let text = "This is an error's. It waits.";
            Err(Error::invalid("a", text))?;
            Err(crate::error::Error::new(Kind::Gone, format!("It went {away}.")))?;
            Err(Error::conflict("It is worded.").because(cause).worded(Message::Empty))?;
            page.push("This is a sentence.")
        }
        mod tests {
            fn g() { Error::conflict("Nobody meets it."); say("Nobody reads this.") }
        }
    "#;
    let errors = made("x.rs", text);
    let seen: Vec<_> = errors.iter().map(|one| (one.line, one.kind.as_str(), one.worded)).collect();
    assert_eq!(seen, [(5, "Invalid", false), (6, "Gone", false), (7, "Conflict", true)]);
    assert!(says(&errors[0].text, "This is an error's."), "{}", errors[0].text);
    assert!(!says(&errors[0].text, "") && !says(&errors[0].text, "waits"), "no word alone, and not all of a file");
    assert!(errors[1].text.contains("It went"), "{}", errors[1].text);
    assert_eq!(sentences("x.rs", text), [(8, "\"This is a sentence.\"".to_owned())]);
    assert_eq!(
        named("use super::{give_role::check, log}; super::tell::f()", "super::"),
        ["give_role", "check", "log", "tell"]
    );
}

/// A text without all that stands between such signs.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut parts = text.split(from);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |so_far, part| so_far + part.split_once(to).map_or("", |(_, rest)| rest))
}

#[test]
fn value_11_no_language_is_english_for_the_most_part() {
    let english = texts(Lang::En);
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        let theirs = texts(lang);
        let same: Vec<&String> =
            theirs.iter().filter(|(key, words)| english.get(*key) == Some(*words)).map(|(key, _)| key).collect();
        // Twenty times as many are all of them.
        assert!(same.len() * 20 < theirs.len(), "{lang}: {} of {} are English: {same:?}", same.len(), theirs.len());
    }
}

#[test]
fn value_11_no_page_speaks_as_a_form_in_an_office_does() {
    let stiff: [(Lang, &[&str]); 6] = [
        (Lang::En, &["user", "submit", "invalid", "mandatory", "authenticat", "credential"]),
        (Lang::Es, &["usuari", "inválid", "no válid", "obligatori", "autentica", "credencial"]),
        (Lang::Fr, &["utilisat", "invalide", "soumettre", "obligatoire", "authentifi"]),
        (Lang::Ar, &["مستخدم", "غير صالح", "إلزامي", "المصادقة"]),
        (Lang::ZhHans, &["用户", "无效", "提交", "必填"]),
        (Lang::Ht, &["itilizatè", "envalid", "soumèt", "obligatwa", "otantifi"]),
    ];
    for (lang, words) in stiff {
        for (key, text) in texts(lang) {
            // An address is written as it is.
            let said: Vec<&str> = text.split_whitespace().filter(|word| !word.contains("://")).collect();
            let said = said.join(" ").to_lowercase();
            for word in words {
                assert!(!said.contains(word), "{lang}: {key} says {word}: {text}");
            }
        }
    }
}

/// The most words that a sentence has: nobody who is tired reads to the end of a longer one.
const WORDS_MOST: usize = 25;

/// The sentences of a text, in words. What is said of one and what is said of several are apart.
fn in_sentences(text: &str) -> Vec<Vec<&str>> {
    let mut all = vec![Vec::new()];
    for word in text.split_whitespace() {
        let is_variant = word.starts_with('[') || word.starts_with("*[");
        let ends = word.trim_end_matches(['”', '’', '"', ')']).ends_with(['.', '!', '?']);
        if let Some(last) = all.last_mut().filter(|_| !is_variant && word.contains(char::is_alphanumeric)) {
            last.push(word);
        }
        if is_variant || ends {
            all.push(Vec::new());
        }
    }
    all
}

#[test]
fn no_sentence_is_longer_than_somebody_reads_who_is_tired() {
    // The other languages follow the English text; how they count words is their own.
    let mut found = Vec::new();
    for (key, text) in texts(Lang::En) {
        for words in in_sentences(&text).into_iter().filter(|words| words.len() > WORDS_MOST) {
            found.push(format!("{key}: {} words: {}", words.len(), words.join(" ")));
        }
    }
    assert!(found.is_empty(), "say it in two sentences:\n{}", found.join("\n"));
    // And words are counted as people count them.
    let text =
        "{ $count -> [one] { $count } need is open. *[other] { $count } needs are “open.” } Until { $time }. Ask!";
    let counted: Vec<usize> = in_sentences(text).iter().map(Vec::len).collect();
    assert_eq!(counted, [1, 4, 0, 4, 2, 1, 0]);
}

#[test]
fn everybody_is_spoken_to_in_the_same_way_on_every_page() {
    // In Chinese as to somebody whom one respects: the other word is for several, where there is no such one.
    for (key, text) in texts(Lang::ZhHans) {
        assert!(!text.replace("你们", "").contains('你'), "{key} says 你 and not 您: {text}");
    }
    // And in French.
    for (key, text) in texts(Lang::Fr) {
        let said = text.to_lowercase();
        let mut words = said.split(|c: char| !c.is_alphabetic());
        assert!(!words.any(|word| matches!(word, "tu" | "toi" | "ton" | "tes")), "{key} says tu and not vous: {text}");
    }
}
