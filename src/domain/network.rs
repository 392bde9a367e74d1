//! What a network says about how it works (value V15). All of it is public.

use crate::domain::listing::words;
use crate::domain::peer::Choices;
use crate::domain::profile::{Contact, contacts};
use crate::domain::text::{self, BODY_MAX};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

words! {
    /// How needs and offers find each other here.
    Mode {
        /// Neighbors answer each other.
        Neighbors = "neighbors",
        /// Neighbors answer each other, and connectors help.
        ConnectorsHelp = "connectors-help",
        /// Connectors bring everything together.
        ConnectorsOnly = "connectors-only",
    }
}

words! {
    /// How much a network can take on now.
    Intake {
        /// As usual.
        Open = "open",
        /// It takes longer.
        Slow = "slow",
        /// Nothing new for now.
        Paused = "paused",
    }
}

/// About the network, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// BCP 47.
    pub language: String,
    /// Plain text; an empty line begins a paragraph.
    pub text: String,
    /// Translated by a machine, or written by a person.
    pub by_machine: bool,
}

/// What stewards say about their network beside what the settings say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// About it, once a language. What stands here goes before the settings.
    pub about: Vec<About>,
    /// How to reach it.
    pub contact: Vec<Contact>,
}

impl Words {
    /// What is said about the network in a language.
    pub fn about_in(&self, language: &str) -> Option<&About> {
        self.about.iter().find(|about| about.language == language)
    }
}

/// Most languages in which a network tells about itself.
pub const ABOUT_MAX: usize = 20;

/// What stewards change; what is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// How needs and offers find each other.
    pub mode: Option<Mode>,
    /// How much it can take on.
    pub intake: Option<Intake>,
    /// About it.
    pub about: Option<Vec<About>>,
    /// How to reach it.
    pub contact: Option<Vec<Contact>>,
    /// Whether networks that ask to follow wait for a steward.
    pub approves_networks: Option<bool>,
    /// Whether people who ask to follow wait for a steward.
    pub approves_people: Option<bool>,
    /// Whether everyone may read which networks this one follows.
    pub lists_networks: Option<bool>,
}

impl Change {
    /// The choices about follows after it.
    pub fn choices(&self, before: &Choices) -> Choices {
        Choices {
            approves_networks: self.approves_networks.or(before.approves_networks),
            approves_people: self.approves_people.or(before.approves_people),
            lists_networks: self.lists_networks.unwrap_or(before.lists_networks),
        }
    }

    /// Writes about and contact onto what was said before, checked.
    ///
    /// # Errors
    /// `Invalid` at the first field that does not fit.
    pub fn write_onto(&self, words: &mut Words) -> Result<()> {
        if let Some(all) = &self.about {
            words.about = check_about(all)?;
        }
        if let Some(ways) = &self.contact {
            words.contact = contacts("contact", ways.clone())?;
        }
        Ok(())
    }
}

fn check_about(all: &[About]) -> Result<Vec<About>> {
    if all.len() > ABOUT_MAX {
        return Err(Error::invalid("about_in", format!("`about_in` is kept in at most {ABOUT_MAX} languages.")));
    }
    let mut checked: Vec<About> = Vec::with_capacity(all.len());
    for about in all {
        let language = text::language("about_in", &about.language)?;
        if checked.iter().any(|before| before.language == language) {
            return Err(Error::invalid("about_in", format!("`about_in` is there twice in `{language}`.")));
        }
        let text = text::lines("about_in", &about.text, BODY_MAX)?.ok_or_else(|| {
            Error::invalid("about_in", "`about_in` is empty. Please write a few words, or leave it out.")
        })?;
        checked.push(About { language, text, by_machine: about.by_machine });
    }
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_is_said_once_a_language() {
        let about =
            |language: &str, text: &str| About { language: language.into(), text: text.into(), by_machine: false };
        let mut words = Words::default();
        let change =
            Change { about: Some(vec![about("EN", "We share."), about("es", "Compartimos.")]), ..Change::default() };
        change.write_onto(&mut words).unwrap();
        assert_eq!(words.about_in("en").unwrap().text, "We share.");
        for bad in
            [vec![about("en", "a"), about("EN", "b")], vec![about("en", " ")], vec![about("english language", "a")]]
        {
            let change = Change { about: Some(bad), ..Change::default() };
            assert_eq!(change.write_onto(&mut words).unwrap_err().field(), Some("about_in"));
        }
        assert_eq!(words.about.len(), 2);
    }
}
