//! What the documents tell a person to type, and where they lead, is held against what is there.

#[allow(dead_code)]
mod support {
    pub mod source;
}

use std::path::Path;
use std::process::Command;
use support::source::files;

/// Every document: its path from the top, and its text.
fn documents() -> Vec<(String, String)> {
    let found: Vec<_> = files(&["docs/", "README.md", "FEDERATION.md", "CONTRIBUTING.md", "CHANGELOG.md"])
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .collect();
    assert!(found.len() > 10, "{}", found.len());
    found
}

/// The lines between ```sh and ```.
fn commands(text: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            found.push(line);
        }
    }
    found
}

/// The words after the program's own name, if the line runs it: by itself, as another user, or in a container.
fn arguments(line: &str) -> Option<Vec<String>> {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let mut skip = |until: usize| {
        words.drain(..until.min(words.len()));
        words.first().copied().unwrap_or_default()
    };
    let mut first = skip(0);
    if first == "sudo" {
        first = skip(1);
        if first == "-u" {
            first = skip(2);
        }
    }
    if line.starts_with("docker compose exec ") {
        first = skip(3);
        while first.starts_with("--") {
            first = skip(1);
        }
        // The service has the program's name.
        first = skip(1);
    } else if line.starts_with("docker compose run --rm potluck ") {
        first = skip(4);
    }
    let runs = ["potluck", "target/release/potluck", "/usr/local/bin/potluck"].contains(&first);
    runs.then(|| words[1..].iter().map(|word| word.trim_matches(['"', '\'']).to_owned()).collect())
}

#[test]
fn every_command_that_a_document_shows_is_understood() {
    let mut tried = 0;
    for (path, text) in documents() {
        for line in commands(&text) {
            let Some(mut words) = arguments(line) else { continue };
            // What is between quotation marks is one word; cut up, the rest would be words of their own.
            if let Some(start) = line.find('"') {
                let quoted = &line[start + 1..line[start + 1..].find('"').map_or(line.len(), |end| start + 1 + end)];
                words.retain(|word| !quoted.split_whitespace().skip(1).any(|part| part == word));
            }
            words.push("--help".into());
            let output = Command::new(env!("CARGO_BIN_EXE_potluck")).args(&words).output().expect("it runs");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{path} says `{line}`, and potluck says: {said}");
            tried += 1;
        }
    }
    assert!(tried > 10, "{tried}");
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut followed = 0;
    for (path, text) in documents() {
        let folder = Path::new(&path).parent().expect("a folder");
        for (start, _) in text.match_indices("](") {
            let rest = &text[start + 2..];
            let target = &rest[..rest.find(')').unwrap_or(rest.len())];
            if target.contains("://") || target.starts_with('#') || target.contains(char::is_whitespace) {
                continue;
            }
            let file = target.split('#').next().unwrap_or_default();
            let there = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(file);
            assert!(there.exists(), "{path} leads to {target}");
            followed += 1;
        }
    }
    assert!(followed > 10, "{followed}");
}

#[test]
fn every_picture_of_the_guide_is_shown_and_can_be_made_anew() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide/pictures");
    let entries = std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut there: Vec<String> = entries.map(|name| name.into_string().expect("a name")).collect();
    there.retain(|name| name.ends_with(".png"));
    there.sort();
    // The table that `cargo test --test web -- --guide` goes by.
    let documents = documents();
    let (_, table) =
        documents.iter().find(|(path, _)| path == "docs/guide/pictures/README.md").expect("a table of pictures");
    let mut listed = Vec::new();
    for row in table.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 5, "{row}");
        let (file, page) = (cells[0].trim_matches('`'), cells[1]);
        assert!(include_str!("web/town.rs").contains(&format!("(\"{page}\", ")), "{row}: no page is called so");
        assert!(["light", "dark"].contains(&cells[2]), "{row}");
        assert!(cells[3..].iter().all(|size| size.parse::<u32>().is_ok()), "{row}");
        let shown = documents.iter().any(|(_, text)| text.contains(&format!("pictures/{file}")));
        assert!(shown, "no document shows {file}");
        listed.push(file.to_owned());
    }
    assert_eq!(listed, there);
}

#[test]
fn the_first_document_shows_three_pages_in_pictures_that_are_there_and_says_what_is_on_them() {
    let text = include_str!("../README.md");
    let mut shown = std::collections::BTreeSet::new();
    for picture in text.split("<img ").skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
        let said = |name: &str| picture.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        let file = said("src").unwrap_or_else(|| panic!("no file: {picture}"));
        let there = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        assert!(file.starts_with("docs/guide/pictures/") && there.is_file(), "{file} is no picture of the guide");
        // Whoever does not see it reads what it shows.
        assert!(said("alt").is_some_and(|words| words.split_whitespace().count() > 5), "{picture}");
        assert!(shown.insert(file.to_owned()), "{file} stands there twice");
    }
    assert_eq!(shown.len(), 3, "{shown:?}");
}

#[test]
fn every_file_that_the_guide_for_admins_installs_is_there() {
    for (path, text) in documents().into_iter().filter(|(path, _)| path.starts_with("docs/admin/")) {
        for line in commands(&text) {
            for word in line.split_whitespace().filter(|word| word.starts_with("config/")) {
                let there = Path::new(env!("CARGO_MANIFEST_DIR")).join(word);
                assert!(there.exists(), "{path} says `{line}`");
            }
        }
    }
}

#[test]
fn the_containers_set_only_what_is_a_setting() {
    let settings = include_str!("../config/potluck.example.toml");
    let mut known = Vec::new();
    let mut table = String::new();
    for line in settings.lines().map(|line| line.trim_start_matches('#').trim()) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            table = format!("{}__", name.replace('.', "__").to_uppercase());
        } else if let Some((key, _)) = line.split_once(" = ")
            && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        {
            known.push(format!("POTLUCK_{table}{}", key.to_uppercase()));
        }
    }
    // What Caddy reads besides.
    known.push("POTLUCK_UPSTREAM".into());
    let mut named = 0;
    for (path, text) in [
        ("docker-compose.yml", include_str!("../docker-compose.yml")),
        ("Dockerfile", include_str!("../Dockerfile")),
        ("config/compose.env.example", include_str!("../config/compose.env.example")),
        ("config/Caddyfile", include_str!("../config/Caddyfile")),
    ] {
        for (start, _) in text.match_indices("POTLUCK_") {
            let rest = &text[start..];
            let end = rest.find(|c: char| !c.is_ascii_uppercase() && c != '_').unwrap_or(rest.len());
            assert!(known.iter().any(|key| key == &rest[..end]), "{path}: {} is no setting", &rest[..end]);
            named += 1;
        }
    }
    assert!(named > 10, "{named}");
}

/// The numbers in the names of the tests of what is refused: `refusal_08_bombs_are_cut`.
fn tested_refusals() -> std::collections::BTreeSet<usize> {
    let tests = files(&["tests/refusals/"]).into_iter().map(|(_, text)| text);
    let lines = tests.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let names = lines.filter_map(|line| line.strip_prefix("async fn refusal_").map(str::to_owned));
    names.map(|name| name[..2].parse().unwrap_or_else(|error| panic!("refusal_{name}: {error}"))).collect()
}

#[test]
fn every_refusal_that_is_listed_is_tested_and_every_one_that_is_tested_is_listed() {
    let (_, text) = documents().into_iter().find(|(path, _)| path == "FEDERATION.md").expect("FEDERATION.md");
    let section = text.split("\n## Refusals\n").nth(1).expect("a list of refusals");
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut listed = Vec::new();
    for line in section.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
        let (number, rest) = line.split_once(". ").expect("a number");
        let number: usize = number.parse().expect("a number");
        // One sentence, and the name of its tests.
        let (sentence, name) = rest.split_once(" (`").unwrap_or_else(|| panic!("{line} names no test"));
        assert!(sentence.ends_with('.') && !sentence.contains(". "), "{line}");
        assert_eq!(name, format!("refusal_{number:02}`)"), "{line}");
        listed.push(number);
    }
    assert_eq!(listed, (1..=33).collect::<Vec<_>>());
    assert_eq!(tested_refusals().into_iter().collect::<Vec<_>>(), listed);
}

/// Every address for apps that the program answers, as the reference writes it: `GET /api/v1/statuses/:id`.
fn answered_for_apps() -> std::collections::BTreeSet<String> {
    let mut found = std::collections::BTreeSet::new();
    for (path, text) in files(&["src/http/mastodon/", "src/http/oauth.rs"]) {
        let mut scope = String::new();
        // However the lines are broken.
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(");
        for part in text.split("web::scope(\"") {
            let (prefix, rest) = match part.split_once("\")") {
                Some((prefix, rest)) if prefix.starts_with("/api/") => (prefix.to_owned(), rest),
                _ => (String::new(), part),
            };
            scope = if prefix.is_empty() { scope } else { prefix };
            for route in rest.split(".route(\"").skip(1) {
                let (address, rest) = route.split_once('"').expect("the end of an address");
                let method = rest.trim_start_matches(", ").trim_start_matches("web::");
                let method = method.split('(').next().expect("a method").to_uppercase();
                let address = if path.ends_with("oauth.rs") { address.to_owned() } else { format!("{scope}{address}") };
                found.insert(format!("{method} {}", address.replace('{', ":").replace('}', "")));
            }
        }
    }
    found
}

#[test]
fn every_endpoint_for_apps_is_listed_with_its_state() {
    let (_, text) = documents().into_iter().find(|(path, _)| path == "docs/client-api.md").expect("a list");
    let (mut there, mut not_there) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let endpoint = cells[0].trim_matches('`').to_owned();
        let new = match cells[1] {
            "complete" | "partial" => there.insert(endpoint),
            "not there" => not_there.insert(endpoint),
            other => panic!("{line}: {other} is no state"),
        };
        assert!(new, "{line} stands there twice");
        assert!(cells[1] != "partial" || !cells[2].is_empty(), "{line}: what is missing?");
    }
    let mut answered = answered_for_apps();
    assert!(answered.len() > 30, "the source was not read: {answered:?}");
    // A page, and what has two methods of its own or is a resource by itself.
    answered.extend(["GET /oauth/authorize", "POST /oauth/token", "POST /oauth/revoke"].map(str::to_owned));
    answered.remove("POST /oauth/userinfo");
    let unlisted: Vec<_> = answered.difference(&there).collect();
    assert!(unlisted.is_empty(), "not in docs/client-api.md: {unlisted:?}");
    let gone: Vec<_> = there.difference(&answered).collect();
    assert!(gone.is_empty(), "docs/client-api.md says that these are there: {gone:?}");
    let both: Vec<_> = not_there.intersection(&answered).collect();
    assert!(both.is_empty(), "docs/client-api.md says that these are not there: {both:?}");
}
