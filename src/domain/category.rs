//! Categories are data that a network edits (value V12): a tree of tags. This file holds only the rules
//! of the tree and the starter that a new network begins with.

/// A category: its tag, and the tag of the one above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its tag, such as `cooked-meal`.
    pub tag: String,
    /// The tag above it, such as `food`.
    pub parent: Option<String>,
}

/// What a new network begins with (tag, parent). Not a closed list: a network adds and removes.
pub const STARTER: &[(&str, Option<&str>)] = &[
    ("food", None),
    ("cooked-meal", Some("food")),
    ("groceries", Some("food")),
    ("produce", Some("food")),
    ("bread", Some("food")),
    ("baby-food", Some("food")),
    ("infant-formula", Some("baby-food")),
    ("pet-food", Some("food")),
    ("water", Some("food")),
    ("ride", None),
    ("childcare", None),
    ("company", None),
    ("translation", None),
    ("space", None),
    ("tools", None),
    ("skills", None),
    ("time", None),
    ("spreading-the-word", None),
    ("household", None),
    ("clothing", None),
    ("hygiene", None),
    ("other", None),
];

/// A category and everything below it in the tree.
pub fn with_descendants(all: &[Category], tag: &str) -> Vec<String> {
    let mut found = vec![tag.to_owned()];
    let mut next = 0;
    while next < found.len() {
        for category in all {
            if category.parent.as_deref() == Some(found[next].as_str()) && !found.contains(&category.tag) {
                found.push(category.tag.clone());
            }
        }
        next += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_for_food_finds_formula_too() {
        let all: Vec<Category> = STARTER
            .iter()
            .map(|(tag, parent)| Category { tag: (*tag).into(), parent: parent.map(Into::into) })
            .collect();
        let found = with_descendants(&all, "food");
        assert!(found.contains(&"infant-formula".to_owned()) && !found.contains(&"ride".to_owned()));
        assert_eq!(with_descendants(&all, "unheard-of"), ["unheard-of"]);
    }
}
