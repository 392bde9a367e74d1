//! A need or an offer in one more language. What a person translated is told from what a machine did (value V11), and what was
//! translated before its words were changed is told from what holds.

use crate::domain::listing::{Listing, Translation};
use crate::domain::looking::primary;
use crate::domain::text::{self, BODY_MAX, TITLE_MAX};
use crate::error::{Error, Message, Result};

/// In so many languages beside its own a listing is kept at most.
pub const TRANSLATIONS_MAX: usize = 8;

impl Translation {
    /// What a neighbor translated, as a form says it.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit (`language`, `title`, `body`).
    pub fn by_neighbor(language: &str, title: &str, body: &str) -> Result<Self> {
        Ok(Self {
            language: text::language("language", language)?,
            title: text::required_line("title", title, TITLE_MAX)?,
            body: text::lines("body", &body.replace("\r\n", "\n"), BODY_MAX)?,
            by_machine: false,
            by_neighbor: true,
            outdated: false,
        })
    }

    /// Whether anybody may put better words in its place.
    pub fn gives_way(&self) -> bool {
        self.by_machine || self.outdated
    }
}

impl Listing {
    /// What it says in a further language.
    pub fn translation(&self, language: &str) -> Option<&Translation> {
        self.details.translations.iter().find(|one| one.language == language)
    }

    /// What is shown of it first to who reads a language (BCP 47; only the primary subtag counts) in which it was not written: a
    /// person's words, if there are any, and else a machine's. What was translated before the words were changed may be wrong,
    /// and comes first nowhere.
    pub fn translation_for(&self, reader: &str) -> Option<&Translation> {
        let wanted = primary(reader);
        if primary(&self.language) == wanted {
            return None;
        }
        let all = self.details.translations.iter();
        all.filter(|one| !one.outdated && primary(&one.language) == wanted).min_by_key(|one| one.by_machine)
    }

    /// Says it in a further language, or in other words in one where it is said already: in `theirs`, which whoever says it
    /// may change, or in what [gives way](Translation::gives_way).
    ///
    /// # Errors
    /// `Invalid` for the language in which it was written; `Conflict` when somebody else translated it, or it is kept in
    /// [`TRANSLATIONS_MAX`] languages.
    pub fn translate(&mut self, new: Translation, theirs: bool) -> Result<()> {
        if new.language == self.language {
            let text = "It was written in this language. Please choose another.";
            return Err(Error::invalid("language", text).worded(Message::SameLanguage));
        }
        let all = &mut self.details.translations;
        match all.iter().position(|one| one.language == new.language) {
            Some(at) if theirs || all[at].gives_way() => all[at] = new,
            Some(_) => {
                let text = "Somebody translated it into this language already.";
                return Err(Error::conflict(text).worded(Message::TranslatedAlready));
            }
            None if all.len() >= TRANSLATIONS_MAX => {
                let text = format!("It is kept in at most {TRANSLATIONS_MAX} languages besides its own.");
                return Err(Error::conflict(text).worded(Message::ManyTranslations { most: TRANSLATIONS_MAX }));
            }
            None => all.push(new),
        }
        Ok(())
    }

    /// Takes what it says in a further language away; false when it says nothing in it.
    pub fn take_translation_away(&mut self, language: &str) -> bool {
        let before = self.details.translations.len();
        self.details.translations.retain(|one| one.language != language);
        self.details.translations.len() < before
    }

    /// Keeps what neighbors translated when a listing becomes what it is now, as far as its author says nothing else in that
    /// language. Where other words were translated than stand there now, that is noted.
    pub fn keep_translations(&mut self, before: &Self) {
        let is_other = (&self.title, &self.language, &self.details.body, &self.details.easy_text)
            != (&before.title, &before.language, &before.details.body, &before.details.easy_text);
        let (language, all) = (&self.language, &mut self.details.translations);
        for one in before.details.translations.iter().filter(|one| one.by_neighbor && one.language != *language) {
            let kept = Translation { outdated: one.outdated || is_other, ..one.clone() };
            match all.iter().position(|other| other.language == one.language) {
                // An author whose app sends back all that it read says nothing else.
                Some(at) if all[at].title == one.title && all[at].body == one.body => all[at] = kept,
                // Words of their own.
                Some(at) => all[at].by_neighbor = false,
                None if all.len() < TRANSLATIONS_MAX => all.push(kept),
                None => {}
            }
        }
        all.retain(|one| !one.by_neighbor || one.language != *language);
        // Nobody says by themselves that a neighbor did.
        for one in all {
            one.by_neighbor &= before.translation(&one.language).is_some_and(|other| other.by_neighbor);
        }
    }

    /// In which languages neighbors translated it.
    pub fn translated_by_neighbors(&self) -> Vec<String> {
        let all = self.details.translations.iter().filter(|one| one.by_neighbor);
        all.map(|one| one.language.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::domain::draft::blank;
    use crate::domain::{ActorId, MemberId};

    fn listing(title: &str) -> Listing {
        let address = "https://riverside.example/ap/o/x".parse().unwrap();
        let blank = blank("x".into(), address, MemberId(1), ActorId(1), Clock::system().now());
        Listing { title: title.into(), language: "en".into(), ..blank }
    }

    fn said(language: &str, title: &str) -> Translation {
        Translation::by_neighbor(language, title, "").unwrap()
    }

    #[test]
    fn a_language_is_said_once_and_better_words_take_the_place_of_a_machine_s() {
        let mut bread = listing("Bread");
        assert_eq!(bread.translate(said("en", "Bread"), true).unwrap_err().field(), Some("language"));
        bread.translate(said("es", "Pan"), false).unwrap();
        assert!(bread.translate(said("es", "Panes"), false).is_err(), "somebody else did");
        bread.translate(said("es", "Panes"), true).unwrap();
        let machine = Translation { by_machine: true, by_neighbor: false, ..said("fr", "Douleur") };
        bread.translate(machine, true).unwrap();
        bread.translate(said("fr", "Pain"), false).unwrap();
        let titles: Vec<&str> = bread.details.translations.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["Panes", "Pain"]);
        for language in ["ar", "ht", "de", "it", "pt", "pl"] {
            bread.translate(said(language, "?"), false).unwrap();
        }
        assert!(bread.translate(said("vi", "Bánh mì"), false).is_err(), "in so many languages at most");
        assert!(bread.take_translation_away("es") && !bread.take_translation_away("es"));
    }

    #[test]
    fn value_11_who_reads_another_language_reads_a_person_s_words_first_and_never_such_as_may_be_wrong() {
        let mut bread = listing("Bread");
        let machine = |language: &str, title: &str| Translation { by_machine: true, ..said(language, title) };
        bread.details.translations = vec![machine("es-MX", "Pan (máquina)"), said("es", "Pan"), machine("fr", "Pain")];
        let shown = |bread: &Listing, reader: &str| bread.translation_for(reader).map(|one| one.title.clone());
        assert_eq!(shown(&bread, "es").as_deref(), Some("Pan"));
        assert_eq!(shown(&bread, "ES-ar").as_deref(), Some("Pan"));
        assert_eq!(shown(&bread, "fr").as_deref(), Some("Pain"));
        assert_eq!((shown(&bread, "en-GB"), shown(&bread, "ht")), (None, None));
        bread.details.translations[1].outdated = true;
        assert_eq!(shown(&bread, "es").as_deref(), Some("Pan (máquina)"));
        bread.details.translations[0].outdated = true;
        assert_eq!(shown(&bread, "es"), None);
    }

    #[test]
    fn what_a_neighbor_translated_stays_when_the_author_changes_something_and_is_noted_when_it_is_the_words() {
        let mut before = listing("Bread");
        before.translate(said("es", "Pan"), false).unwrap();
        let mut same = listing("Bread");
        same.keep_translations(&before);
        assert_eq!(same.details, before.details);
        let mut other = listing("Bread and soup");
        other.keep_translations(&before);
        assert!(other.translation("es").unwrap().outdated && other.translation("es").unwrap().gives_way());
        // Given back as it was read, it is still the neighbor's; in other words, it is the author's.
        let given_back = Translation { by_neighbor: false, ..said("es", "Pan") };
        let mut back = listing("Bread");
        back.details.translations = vec![given_back];
        back.keep_translations(&before);
        assert_eq!(back.translated_by_neighbors(), ["es"]);
        let mut own = listing("Bread");
        own.details.translations = vec![said("es", "Un pan"), said("fr", "Pain")];
        own.keep_translations(&before);
        assert!(own.translated_by_neighbors().is_empty(), "{:?}", own.details.translations);
        assert_eq!(own.details.translations.len(), 2);
    }
}
