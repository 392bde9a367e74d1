//! The words of the domain and the words for people belong together: whoever adds one to the domain adds
//! its label to `locales/en/`, and the tests in `src/i18n/tests.rs` then ask for it in every language.

use potluck::domain::{category, joining, listing, member, moderation, network, peer, profile, sharing};
use potluck::error::{Error, Message};
use potluck::i18n::{FluentValue, Lang, text_with, try_text};
use std::collections::BTreeSet;

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
