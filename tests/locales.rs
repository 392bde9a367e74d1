//! The words of the domain and the words for people belong together: whoever adds one to the domain adds
//! its label to `locales/en/`, and the tests in `src/i18n/tests.rs` then ask for it in every language.

use potluck::domain::{category, joining, listing, member, moderation, network, profile};
use potluck::i18n::{Lang, try_text};

#[test]
fn every_starter_category_and_every_word_of_a_listing_has_a_label() {
    let keys = (category::STARTER.iter().map(|(tag, _)| format!("category-{tag}")))
        .chain(listing::Kind::ALL.iter().map(|kind| format!("kind-{}", kind.as_str())))
        .chain(listing::Urgency::ALL.iter().map(|urgency| format!("urgency-{}", urgency.as_str())))
        .chain(listing::Way::ALL.iter().map(|way| format!("way-{}", way.as_str())))
        .chain(listing::Storage::ALL.iter().map(|storage| format!("storage-{}", storage.as_str())))
        .chain(profile::CanDo::ALL.iter().map(|tag| format!("can-do-{}", tag.as_str())))
        .chain(network::Intake::ALL.iter().map(|intake| format!("network-intake-{}", intake.as_str())))
        .chain(joining::Joining::ALL.iter().map(|how| format!("joining-{}", how.as_str())))
        .chain(member::RoleKind::ALL.iter().map(|role| format!("role-{}", role.as_str())))
        .chain(moderation::Deed::ALL.iter().map(|deed| format!("deed-{}", deed.as_str())))
        .chain(moderation::Level::ALL.iter().map(|level| format!("moderation-is-{}", level.as_str())))
        .chain(network::Mode::ALL.iter().map(|mode| format!("home-mode-{}", mode.as_str())))
        .chain(
            // An erased listing has no words left to show.
            (listing::State::ALL.iter().filter(|state| **state != listing::State::Erased))
                .map(|state| format!("state-{}", state.as_str())),
        );
    for key in keys {
        assert!(try_text(Lang::En, &key).is_some(), "{key}");
    }
}
