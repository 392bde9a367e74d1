//! docs/PRIVACY.md held against the tables of the database and the fields of the interface.

use super::document;
use crate::support::TestDb;
use potluck::http::api::Document;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::OpenApi;

/// Every column that there is, as `table.column`, with its type.
fn present(database: &TestDb) -> BTreeMap<String, String> {
    let sql = if database.on_sqlite() {
        "SELECT m.name || '.' || c.name || ' ' || lower(c.type) AS line FROM sqlite_master m \
         JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' \
         AND m.name NOT LIKE 'search_words_%'"
    } else {
        "SELECT (table_name || '.' || column_name || ' ' || data_type)::text AS line FROM information_schema.columns \
         WHERE table_schema = 'public' AND (table_name, column_name) <> ('search_words', 'id')"
    };
    let lines = database.lines(sql).into_iter().filter(|line| !line.starts_with("__diesel"));
    lines
        .map(|line| line.split_once(' ').map(|(name, kind)| (name.to_owned(), kind.to_owned())).expect("a type"))
        .collect()
}

/// What `these` has and `those` has not.
fn missing<'a>(these: impl IntoIterator<Item = &'a String>, those: &BTreeSet<String>) -> Vec<&'a String> {
    these.into_iter().filter(|name| !those.contains(*name)).collect()
}

#[test]
fn value_05_every_column_has_a_level_and_what_is_for_few_is_sealed() {
    let (database, written, levels) = (TestDb::new(), document::columns(), document::levels());
    let present = present(&database);
    let unknown = missing(present.keys(), &written.keys().cloned().collect());
    assert!(unknown.is_empty(), "columns without a level in docs/PRIVACY.md: {unknown:?}");
    let gone = missing(written.keys(), &present.keys().cloned().collect());
    assert!(gone.is_empty(), "docs/PRIVACY.md has columns that are not there: {gone:?}");
    for (column, level) in &written {
        let kept = levels.get(level).unwrap_or_else(|| panic!("{column}: there is no level {level}"));
        let bytes = ["blob", "bytea"].contains(&present[column].as_str());
        let digest = column.ends_with("digest");
        let sealed = column.split('.').nth(1).is_some_and(|name| name.starts_with("sealed") || name == "wrapped_key");
        assert_eq!(sealed || column == "activities.body", bytes && !digest, "{column} is called what it is");
        let may_be_sealed = kept.starts_with("sealed");
        assert_eq!(may_be_sealed, bytes && !digest || level == "secret", "{column} is {level}, which is kept {kept}");
    }
    // What few read is in a column of its level, or the page says that it is in clear there.
    let mut named = BTreeSet::new();
    for private in document::private() {
        for column in &private.kept_in {
            let level = written.get(column).unwrap_or_else(|| panic!("docs/PRIVACY.md: there is no {column}"));
            let sealed = levels[level].starts_with("sealed");
            if levels[&private.level].starts_with("sealed") && !private.in_clear {
                let open_part = private.written_as == ["MeInput.can_do"] && column == "members.can_do";
                assert!(sealed || open_part, "{column} is {level}, and holds what is {}", private.level);
            }
            assert!(!(sealed && private.in_clear), "{column} is sealed");
            named.insert(column.clone());
        }
    }
    // What carries others' words for a while, and keys of single rows.
    let carriers = [
        "activities.body",
        "received.sealed_body",
        "proxy_keys.wrapped_key",
        "handoff_keys.wrapped_key",
        "media.wrapped_key",
        "guest_needs.wrapped_key",
    ];
    let few = written.iter().filter(|(_, level)| levels[*level].starts_with("sealed")).map(|(column, _)| column);
    let untold: Vec<_> =
        missing(few, &named).into_iter().filter(|column| !carriers.contains(&column.as_str())).collect();
    assert!(untold.is_empty(), "nothing in the table of what is private is kept in {untold:?}");
}

#[test]
fn value_05_every_field_that_the_interface_takes_has_a_level() {
    let document = serde_json::to_value(Document::openapi()).expect("JSON");
    let mut taken = BTreeSet::new();
    for (name, schema) in document["components"]["schemas"].as_object().expect("schemas") {
        if name.ends_with("Input") {
            taken.extend(
                schema["properties"].as_object().expect("fields").keys().map(|field| format!("{name}.{field}")),
            );
        }
    }
    assert!(taken.len() > 80, "{taken:?}");
    let levels = document::levels();
    let mut written = BTreeSet::new();
    for (field, level) in document::other_fields() {
        assert!(levels.contains_key(&level), "{field}: there is no level {level}");
        assert!(written.insert(field.clone()), "docs/PRIVACY.md has {field} twice");
    }
    for private in document::private() {
        assert!(levels.contains_key(&private.level), "{:?}: there is no level {}", private.written_as, private.level);
        assert!(!private.written_as.is_empty(), "a row without a name");
        for name in private.written_as {
            assert!(written.insert(name.clone()), "docs/PRIVACY.md has {name} twice");
        }
    }
    let unknown = missing(&taken, &written);
    assert!(unknown.is_empty(), "fields without a level in docs/PRIVACY.md: {unknown:?}");
    let written: Vec<String> = written.into_iter().filter(|name| name.starts_with(char::is_uppercase)).collect();
    let gone = missing(&written, &taken);
    assert!(gone.is_empty(), "docs/PRIVACY.md has fields that nobody can write: {gone:?}");
}
