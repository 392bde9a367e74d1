//! What an account shows of itself besides its name, its words and its pictures: all of it for everyone.

use crate::domain::markup;
use crate::domain::text;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Most fields of one of our own accounts, as in Mastodon.
pub const FIELDS_MAX: usize = 4;
/// Longest name and longest value of a field, in characters, as in Mastodon.
pub const FIELD_MAX: usize = 255;
/// Most fields that are kept of an account elsewhere.
pub const FOREIGN_FIELDS_MAX: usize = 20;
/// Longest value that is kept of a field elsewhere, in bytes of HTML.
pub const FOREIGN_FIELD_MAX: usize = 4_096;

/// A name and a value: "Garden", "on Fridays".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What it is about.
    pub name: String,
    /// HTML that is safe to show.
    pub value: String,
    /// As its owner wrote it, if they are one of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Appearance {
    /// In the order of their owner.
    pub fields: Vec<Field>,
    /// Whether follows wait for its owner's yes.
    pub locked: bool,
    /// Whether one of ours mostly writes by itself; of others their type says it.
    pub bot: bool,
    /// Whether it wants to be suggested to others, if it says so.
    pub discoverable: Option<bool>,
    /// Whether its public posts may be found by everyone's search, if it says so.
    pub indexable: Option<bool>,
}

/// What somebody changes of it; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Names and values, all of them.
    pub fields: Option<Vec<(String, String)>>,
    /// See [`Appearance::locked`].
    pub locked: Option<bool>,
    /// See [`Appearance::bot`].
    pub bot: Option<bool>,
    /// See [`Appearance::discoverable`].
    pub discoverable: Option<bool>,
    /// See [`Appearance::indexable`].
    pub indexable: Option<bool>,
}

/// Fields as somebody wrote them, checked. Those without a value are left out: apps send all four, and who empties one takes
/// it away.
fn fields(said: &[(String, String)]) -> Result<Vec<Field>> {
    let mut fields = Vec::new();
    for (name, value) in said.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let both = || Error::invalid("fields_attributes", "Each field has a name and a value. Please write both.");
        let name = text::line("fields_attributes", name, FIELD_MAX)?.ok_or_else(both)?;
        let source = text::line("fields_attributes", value, FIELD_MAX)?.ok_or_else(both)?;
        fields.push(Field { name, value: html(&source), source: Some(source) });
    }
    if fields.len() > FIELDS_MAX {
        let text = format!("An account has at most {FIELDS_MAX} fields. Please leave some out.");
        return Err(Error::invalid("fields_attributes", text));
    }
    Ok(fields)
}

/// One line as HTML. Its links say that their page may be its owner's own (`rel="me"`), by which other servers check it.
fn html(line: &str) -> String {
    let html = markup::to_html(line, |_, _| None, |_| None);
    let html = html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")).unwrap_or(&html);
    html.replace(" rel=\"nofollow ", " rel=\"me nofollow ")
}

impl Change {
    /// Writes what is said, checked.
    ///
    /// # Errors
    /// `Invalid` for fields that do not fit, with what is allowed.
    pub fn write_onto(&self, appearance: &mut Appearance) -> Result<()> {
        if let Some(said) = &self.fields {
            appearance.fields = fields(said)?;
        }
        appearance.locked = self.locked.unwrap_or(appearance.locked);
        appearance.bot = self.bot.unwrap_or(appearance.bot);
        appearance.discoverable = self.discoverable.or(appearance.discoverable);
        appearance.indexable = self.indexable.or(appearance.indexable);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pairs: &[(&str, &str)]) -> Change {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Change { fields: Some(pairs.collect()), ..Change::default() }
    }

    #[test]
    fn fields_are_a_line_each_and_their_links_are_ones_own() {
        let mut appearance = Appearance::default();
        said(&[("Garden ", "on <b>Fridays</b>"), (" ", ""), ("Bees", " "), ("Page", "https://rosa.example/a?b=1&c=2")])
            .write_onto(&mut appearance)
            .unwrap();
        let shown: Vec<(&str, &str)> =
            appearance.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        let page = "<a href=\"https://rosa.example/a?b=1&amp;c=2\" rel=\"me nofollow noopener noreferrer\">\
                    https://rosa.example/a?b=1&amp;c=2</a>";
        assert_eq!(shown, [("Garden", "on &lt;b&gt;Fridays&lt;/b&gt;"), ("Page", page)]);
        assert_eq!(appearance.fields[0].source.as_deref(), Some("on <b>Fridays</b>"));
        Change { locked: Some(true), ..Change::default() }.write_onto(&mut appearance).unwrap();
        assert!(appearance.locked && appearance.fields.len() == 2, "what is not said stays");
        let read: Appearance = serde_json::from_str(&serde_json::to_string(&appearance).unwrap()).unwrap();
        assert_eq!(read, appearance);
        said(&[("", "")]).write_onto(&mut appearance).unwrap();
        assert!(appearance.fields.is_empty());
    }

    #[test]
    fn fields_that_do_not_fit_are_named() {
        let long = "x".repeat(FIELD_MAX + 1);
        for wrong in [said(&[("a", "b"); 5]), said(&[("", "b")]), said(&[("a", &long)])] {
            let refused = wrong.write_onto(&mut Appearance::default()).unwrap_err();
            assert_eq!(refused.field(), Some("fields_attributes"), "{wrong:?}");
        }
    }
}
