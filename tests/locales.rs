//! The words of the domain and the words for people belong together: whoever adds one to the domain adds
//! its label to `locales/en/`, and the tests in `src/i18n/tests.rs` then ask for it in every language.

#[allow(dead_code)]
mod support {
    pub mod source;
}

use potluck::domain::{browser, category, joining, listing, member, moderation, network, peer, profile, sharing};
use potluck::error::{Error, Message};
use potluck::i18n::{FluentValue, Lang, text_with, try_text};
use std::collections::{BTreeMap, BTreeSet};
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
    let unworded = Error::conflict("Nobody worded this.");
    assert_eq!(unworded.words(Lang::En), "Nobody worded this.");
    let spanish = unworded.words(Lang::Es);
    assert!(spanish.contains("en inglés") && spanish.contains("Nobody worded this."), "{spanish}");
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
    let unused: Vec<&String> = known.keys().filter(|key| !is_said(key)).collect();
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
    const READ: [&str; 4] = ["alt=\"", "title=\"", "placeholder=\"", "aria-label=\""];
    let mut found = Vec::new();
    let pages = files(&["templates/"]).into_iter().filter(|(path, _)| path.ends_with(".html"));
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
            theirs.iter().filter(|(key, words)| english[*key] == **words).map(|(key, _)| key).collect();
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
