//! What a value may look like, and whether one does.

use serde_json::Value;

/// The shape of a value.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Any text.
    Text,
    /// Digits, as a string: apps compare ids by their length and then by their bytes.
    Id,
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
    Time,
    /// `YYYY-MM-DD`.
    Day,
    /// An absolute address.
    Address,
    Int,
    Float,
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of such, however many.
    List(&'static Shape),
    /// A value for each name, whatever the names.
    Map(&'static Shape),
    /// An object with these keys and no other.
    Is(&'static Entity),
    /// Such a value, or null.
    Null(&'static Shape),
    /// An object without keys.
    Nothing,
}

/// Whether a key must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// It is.
    Always,
    /// It is where somebody signed in asks.
    Mine,
    /// It may be.
    Perhaps,
}

/// An entity of the reference, or a part of one.
pub(super) struct Entity {
    /// As the reference calls it.
    pub(super) name: &'static str,
    /// What it has besides, as one kind of another entity.
    pub(super) with: Option<&'static Entity>,
    /// Its own keys.
    pub(super) keys: &'static [(&'static str, Key, Shape)],
}

impl Entity {
    fn keys(&self) -> Vec<(&'static str, Key, Shape)> {
        let more = self.with.map(Entity::keys).unwrap_or_default();
        self.keys.iter().copied().chain(more).collect()
    }
}

fn is_time(text: &str) -> bool {
    let pattern = b"0000-00-00T00:00:00.000Z";
    text.len() == pattern.len()
        && text.bytes().zip(pattern).all(|(c, p)| if *p == b'0' { c.is_ascii_digit() } else { c == *p })
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && is_time(&format!("{text}T00:00:00.000Z"))
}

fn is_id(text: &str) -> bool {
    let digits = text.trim_start_matches('-');
    !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit())
}

/// Everything that is wrong with a value, each with its place.
pub(super) fn faults(shape: Shape, value: &Value, mine: bool) -> Vec<String> {
    let mut faults = Vec::new();
    look(shape, value, mine, "", &mut faults);
    faults
}

fn look(shape: Shape, value: &Value, mine: bool, place: &str, faults: &mut Vec<String>) {
    let text = value.as_str();
    let fits = match shape {
        Shape::Text => text.is_some(),
        Shape::Id => text.is_some_and(is_id),
        Shape::Time => text.is_some_and(is_time),
        Shape::Day => text.is_some_and(is_day),
        Shape::Address => text.is_some_and(|text| text.parse::<url::Url>().is_ok_and(|url| url.has_authority())),
        Shape::Int => value.is_i64() || value.is_u64(),
        Shape::Float => value.is_number(),
        Shape::Flag => value.is_boolean(),
        Shape::Word(words) => text.is_some_and(|text| words.contains(&text)),
        Shape::Nothing => value.as_object().is_some_and(|object| object.is_empty()),
        Shape::Null(_) if value.is_null() => true,
        Shape::Null(shape) => return look(*shape, value, mine, place, faults),
        Shape::List(of) => match value.as_array() {
            Some(all) => {
                for (number, one) in all.iter().enumerate() {
                    look(*of, one, mine, &format!("{place}[{number}]"), faults);
                }
                true
            }
            None => false,
        },
        Shape::Map(of) => match value.as_object() {
            Some(all) => {
                all.iter().for_each(|(name, one)| look(*of, one, mine, &format!("{place}.{name}"), faults));
                true
            }
            None => false,
        },
        Shape::Is(entity) => match value.as_object() {
            Some(object) => {
                look_into(entity, object, mine, place, faults);
                true
            }
            None => false,
        },
    };
    if !fits {
        faults.push(format!("{}: {value} is no {}", if place.is_empty() { "itself" } else { place }, says(shape)));
    }
}

fn look_into(
    entity: &'static Entity,
    object: &serde_json::Map<String, Value>,
    mine: bool,
    place: &str,
    faults: &mut Vec<String>,
) {
    let keys = entity.keys();
    for (name, key, shape) in &keys {
        match object.get(*name) {
            Some(value) => look(*shape, value, mine, &format!("{place}.{name}"), faults),
            None if *key == Key::Always || (*key == Key::Mine && mine) => {
                faults.push(format!("{place}.{name} of {} is missing", entity.name));
            }
            None => {}
        }
    }
    // What is Potluck's own stands under one name, which apps leave alone.
    let known = |name: &str| name == "potluck" || keys.iter().any(|(known, ..)| *known == name);
    for name in object.keys().filter(|name| !known(name)) {
        faults.push(format!("{place}.{name} is no key of {}", entity.name));
    }
}

fn says(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Id => "id (digits, as a string)".into(),
        Shape::Time => "time with milliseconds".into(),
        Shape::Day => "day".into(),
        Shape::Address => "address".into(),
        Shape::Int => "whole number".into(),
        Shape::Float => "number".into(),
        Shape::Flag => "boolean".into(),
        Shape::Word(words) => format!("one of {words:?}"),
        Shape::List(_) => "list".into(),
        Shape::Map(_) => "object".into(),
        Shape::Is(entity) => entity.name.into(),
        Shape::Null(shape) => format!("{} or null", says(*shape)),
        Shape::Nothing => "{}".into(),
    }
}

#[test]
fn what_does_not_fit_is_said_with_its_place() {
    use serde_json::json;
    use {Key::*, Shape::*};
    static INNER: Entity = Entity { name: "Inner", with: None, keys: &[("at", Always, Null(&Time))] };
    static OUTER: Entity = Entity {
        name: "Outer",
        with: Some(&INNER),
        keys: &[("id", Always, Id), ("kind", Perhaps, Word(&["a"])), ("own", Mine, List(&Is(&INNER)))],
    };
    let at = "2026-09-08T19:02:00.000Z";
    let good = json!({"at": at, "id": "12", "own": [{"at": null}], "potluck": {"anything": 1}});
    assert_eq!(faults(Is(&OUTER), &good, true), Vec::<String>::new());
    for (bad, said) in [
        (json!({"at": at, "id": 12, "own": []}), ".id: 12 is no id (digits, as a string)"),
        (json!({"at": at, "id": "12"}), ".own of Outer is missing"),
        (json!({"id": "12", "own": []}), ".at of Outer is missing"),
        (json!({"at": "2026-09-08T19:02:00Z", "id": "12", "own": []}), "Z\" is no time with milliseconds"),
        (json!({"at": at, "id": "12", "own": [{"at": 1}]}), ".own[0].at: 1 is no"),
        (json!({"at": at, "id": "12", "own": [], "kind": "b"}), ".kind: \"b\" is no one of"),
        (json!({"at": at, "id": "12", "own": [], "more": 1}), ".more is no key of Outer"),
        (json!([]), "itself: [] is no Outer"),
    ] {
        let found = faults(Is(&OUTER), &bad, true);
        assert!(found.len() == 1 && found[0].contains(said), "{bad}: {found:?}");
    }
    assert!(
        faults(Is(&OUTER), &json!({"at": at, "id": "12"}), false).is_empty(),
        "a stranger has nothing of their own"
    );
}
