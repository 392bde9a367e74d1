//! Ways to be reached: the rows of a form in which somebody writes theirs down, and those of the network as its pages say them.

use super::join::typed;
use super::oneself::Said;
use crate::domain::profile::{Contact, contacts};
use crate::error::Result;
use crate::i18n::{Lang, isolate, label, text, text_with};

/// How many ways a form has room for.
pub(super) const ROOM: usize = 3;
/// The field of each of them: the number, the address, or the words.
const FIELDS: [&str; ROOM] = ["value-1", "value-2", "value-3"];
/// What a member chooses from.
pub(super) const OF_MEMBERS: [&str; 4] = ["telephone", "email", "signal", "door"];
/// What a network chooses from.
pub(super) const OF_NETWORKS: [&str; 5] = ["telephone", "email", "web", "signal", "door"];

/// A way to be reached, as a row of a form.
pub(super) struct Row {
    pub number: usize,
    /// What the field of its number or address is called.
    pub field: &'static str,
    pub kind: String,
    pub value: String,
}

/// The rows of a form, and the kinds to choose from, with their words.
pub(super) struct Rows {
    pub all: Vec<Row>,
    pub kinds: Vec<(String, String)>,
}

impl Rows {
    /// The rows with what is kept, or with what was typed in them.
    pub(super) fn new(lang: Lang, offered: &[&str], kept: &[Contact], tried: Option<&Said>) -> Self {
        let row = |(index, field): (usize, &'static str)| {
            let (number, kept) = (index + 1, kept.get(index));
            let (kind, value) = match tried {
                Some(said) => (typed(said, &format!("kind-{number}")), typed(said, field)),
                None => kept.map_or(("", ""), |way| (way.kind.as_str(), way.value.as_str())),
            };
            Row { number, field, kind: kind.to_owned(), value: value.to_owned() }
        };
        let all: Vec<Row> = FIELDS.into_iter().enumerate().map(row).collect();
        let mut kinds: Vec<(String, String)> =
            offered.iter().map(|kind| ((*kind).to_owned(), text(lang, &format!("oneself-kind-{kind}")))).collect();
        for row in &all {
            // One that an app wrote down stays as it is called.
            if !row.kind.is_empty() && !kinds.iter().any(|(kind, _)| *kind == row.kind) {
                kinds.push((row.kind.clone(), label(lang, "oneself-kind", &row.kind)));
            }
        }
        Self { all, kinds }
    }
}

/// Whether a form has these rows.
pub(super) fn are_said(said: &Said) -> bool {
    said.contains_key(FIELDS[0])
}

/// The field of these rows that an error is about, if it is one of them.
pub(super) fn field(name: &str) -> Option<&'static str> {
    FIELDS.into_iter().find(|field| *field == name)
}

/// What it probably is where somebody chose nothing.
fn kind_of(value: &str) -> &'static str {
    if value.starts_with("https://") || value.starts_with("http://") {
        return "web";
    }
    let is_number =
        value.chars().any(|c| c.is_ascii_digit()) && value.chars().all(|c| c.is_ascii_digit() || "+-() ./".contains(c));
    if value.contains('@') {
        "email"
    } else if is_number {
        "telephone"
    } else {
        // The house of a street is nothing to call.
        "door"
    }
}

/// The ways that the rows of a form say, each looked at by itself, so that what does not fit is said where it is.
///
/// # Errors
/// `Invalid` at the first row that does not fit.
pub(super) fn written(said: &Said) -> Result<Vec<Contact>> {
    let mut all = Vec::with_capacity(ROOM);
    for (index, field) in FIELDS.into_iter().enumerate() {
        let value = typed(said, field).trim();
        if value.is_empty() {
            continue;
        }
        let chosen = typed(said, &format!("kind-{}", index + 1)).trim();
        let kind = if chosen.is_empty() { kind_of(value) } else { chosen };
        all.extend(contacts(field, vec![Contact { kind: kind.to_owned(), value: value.to_owned() }])?);
    }
    Ok(all)
}

/// A way to reach the network: of what kind, where, and a link where there can be one.
pub(super) struct Reach {
    pub words: String,
    pub href: Option<String>,
}

/// The ways to reach the network, as a page says them.
pub(super) fn reach(lang: Lang, ways: &[Contact]) -> Vec<Reach> {
    let said = |way: &Contact| {
        let kind = label(lang, "oneself-kind", &way.kind);
        let pair = [("kind", isolate(&kind).into()), ("value", isolate(&way.value).into())];
        Reach { words: text_with(lang, "home-contact", &pair), href: link_of(&way.kind, &way.value) }
    };
    ways.iter().map(said).collect()
}

/// Where a way to reach us leads, if a browser can go there.
fn link_of(kind: &str, value: &str) -> Option<String> {
    let plain = |signs: &str| value.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c));
    match kind {
        "email" if value.contains('@') && plain("@._+-") => Some(format!("mailto:{value}")),
        "telephone" | "phone" if value.chars().all(|c| c.is_ascii_digit() || "+-() .".contains(c)) => {
            Some(format!("tel:{}", value.replace(|c: char| !(c.is_ascii_digit() || c == '+'), "")))
        }
        _ if value.starts_with("https://") => url::Url::parse(value).ok().map(Into::into),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_to_reach_us_is_a_link_only_where_it_can_be_nothing_else() {
        assert_eq!(link_of("telephone", "+1 (718) 555-0100").as_deref(), Some("tel:+17185550100"));
        assert_eq!(link_of("email", "hello@riverside.example").as_deref(), Some("mailto:hello@riverside.example"));
        assert_eq!(link_of("web", "https://riverside.example/").as_deref(), Some("https://riverside.example/"));
        for (kind, value) in [("email", "a@b?cc=c@d"), ("web", "javascript:alert(1)"), ("telephone", "ask Rosa")] {
            assert_eq!(link_of(kind, value), None, "{value}");
        }
    }

    #[test]
    fn where_no_kind_was_chosen_it_is_what_it_looks_like_and_what_is_too_long_says_where() {
        let said = |pairs: &[(&str, &str)]| -> Said {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let rows = said(&[
            ("value-1", " +1 718 555 0100 "),
            ("value-2", "hello@riverside.example"),
            ("value-3", "12 Elm Street"),
        ]);
        let ways = written(&rows).expect("they fit");
        let kinds: Vec<(&str, &str)> = ways.iter().map(|way| (way.kind.as_str(), way.value.as_str())).collect();
        assert_eq!(
            kinds,
            [("telephone", "+1 718 555 0100"), ("email", "hello@riverside.example"), ("door", "12 Elm Street")]
        );
        assert!(are_said(&rows) && !are_said(&said(&[("network", "Elm Street")])));
        assert!(written(&said(&[("value-1", ""), ("value-2", "  ")])).expect("nothing").is_empty());
        let long = "1".repeat(201);
        let wrong = written(&said(&[("value-2", long.as_str())])).expect_err("it is too long");
        assert_eq!(wrong.field().and_then(field), Some("value-2"));
    }

    #[test]
    fn a_kind_is_said_in_the_reader_s_language_and_one_of_an_app_by_its_own_word() {
        let way = |kind: &str, value: &str| Contact { kind: kind.into(), value: value.into() };
        let kept = [way("telephone", "+1 718 555 0100"), way("radio-channel", "7")];
        let said: Vec<String> = reach(Lang::Es, &kept).into_iter().map(|one| one.words).collect();
        assert!(said[0].contains("teléfono") && said[1].contains("radio channel"), "{said:?}");
        let rows = Rows::new(Lang::Es, &OF_NETWORKS, &kept, None);
        assert_eq!(rows.kinds.last().map(|(kind, _)| kind.as_str()), Some("radio-channel"));
        assert_eq!((rows.all[0].value.as_str(), rows.all[2].value.as_str()), ("+1 718 555 0100", ""));
    }
}
