//! The first file: what each of the others is, in the member's language.

use crate::i18n::{Lang, date, text, text_with};
use chrono::NaiveDate;

/// The files and the texts that say what they are.
pub(super) const FILES: [(&str, &str); 21] = [
    ("profile.json", "export-file-profile"),
    ("listings.json", "export-file-listings"),
    ("translations.json", "export-file-translations"),
    ("responses-given.json", "export-file-responses-given"),
    ("responses-received.json", "export-file-responses-received"),
    ("handoffs.json", "export-file-handoffs"),
    ("statuses.json", "export-file-statuses"),
    ("media.json", "export-file-media"),
    ("favourites.json", "export-file-favourites"),
    ("bookmarks.json", "export-file-bookmarks"),
    ("votes.json", "export-file-votes"),
    ("scheduled.json", "export-file-scheduled"),
    ("beginnings.json", "export-file-beginnings"),
    ("notes.json", "export-file-notes"),
    ("notices.json", "export-file-notices"),
    ("blocks.json", "export-file-blocks"),
    ("follows.json", "export-file-follows"),
    ("roles.json", "export-file-roles"),
    ("sign-ins.json", "export-file-sign-ins"),
    ("actor.json", "export-file-actor"),
    ("outbox.json", "export-file-outbox"),
];

/// The whole file, made on `day`.
pub(super) fn text_of(lang: Lang, network: &str, handle: &str, day: NaiveDate) -> String {
    let title = text_with(lang, "export-title", &[("network", network.into())]);
    let made = text_with(lang, "export-made", &[("handle", handle.into()), ("day", date(lang, day).into())]);
    let mut whole = format!("{title}\n\n{made}\n\n{}\n\n{}\n", text(lang, "export-yours"), text(lang, "export-json"));
    for (file, key) in FILES {
        whole += &format!("\n{file}\n    {}\n", text(lang, key));
    }
    whole += &format!("\n{}\n", text(lang, "export-left-out"));
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::export::coverage::{COVERED, Where};

    #[test]
    fn it_names_every_file_in_every_language() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 10).unwrap();
        for lang in Lang::ALL {
            let text = text_of(lang, "Riverside", "rosa", day);
            for (_, _, place) in COVERED {
                if let Where::In(file) = place {
                    assert!(text.contains(file), "{lang}: {file}");
                }
            }
            assert!(text.contains("Riverside") && text.contains("rosa"), "{lang}");
            assert!(text.contains(&date(lang, day)), "{lang}");
        }
    }
}
