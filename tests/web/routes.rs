//! Every address of the server at which somebody reads a page is among those that are looked at, or there is a reason.

use crate::shown::{How, Shown};
use crate::town::Town;
use std::collections::BTreeSet;

/// Where the pages are registered.
const PAGES: &str = include_str!("../../src/http/web/mod.rs");

/// What is read and looked at nowhere, and why.
const NOT_LOOKED_AT: [(&str, &str); 8] = [
    ("/about", "it is the first page"),
    ("/@{handle}/tagged/{tag}", "it leads to the page of the tag"),
    ("/board/live", "the script of the open board hears it, and nobody reads it"),
    ("/board.atom", "it is for readers of feeds"),
    ("/static/mark.png", "it is a picture"),
    ("/static/register.js", "it is a script"),
    ("/offline.js", "it is a script"),
    ("/manifest.webmanifest", "a telephone reads it"),
];

/// What stands at a name such as `spoken::PATH`.
fn constant(name: &str) -> String {
    let (module, name) = name.split_once("::").unwrap_or_else(|| panic!("{name} is no path and no name of one"));
    let file = format!("{}/src/http/web/{module}.rs", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let rest = text.split(&format!("const {name}: &str = \"")).nth(1).unwrap_or_else(|| panic!("{file} has no {name}"));
    rest.split('"').next().expect("its end").to_owned()
}

/// The addresses that are read, in the order in which the server tries them.
fn read(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for service in text.split(".service(").skip(1) {
        let (kind, rest) = service.trim_start().split_once('(').expect("a service");
        let path = rest.split(')').next().expect("its path").trim();
        match kind {
            "at" | "form" => found.push(match path.strip_prefix('"') {
                Some(path) => path.trim_end_matches('"').to_owned(),
                None => constant(path),
            }),
            // A form is sent there, and nobody reads it.
            "sent" => {}
            other => panic!("it is not known here what {other}({path}) registers"),
        }
    }
    found
}

/// Whether a path is one of an address such as `/@{handle}/{id}`.
fn is_at(route: &str, path: &str) -> bool {
    let (route, path): (Vec<&str>, Vec<&str>) = (route.split('/').collect(), path.split('/').collect());
    let fits = |(part, said): (&&str, &&str)| match part.split_once('{') {
        None => part == said,
        Some((start, rest)) => {
            let end = rest.split_once('}').map_or("", |(_, end)| end);
            said.len() > start.len() + end.len() && said.starts_with(start) && said.ends_with(end)
        }
    };
    route.len() == path.len() && route.iter().zip(&path).all(fits)
}

/// The address that answers a page which is there.
fn route_of<'a>(routes: &'a [String], page: &Shown) -> Option<&'a str> {
    let path = page.path.split('?').next().unwrap_or_default();
    let opened = matches!(page.how, How::Opened | How::Misfit);
    routes.iter().map(String::as_str).find(|route| opened && is_at(route, path))
}

/// What is read is looked at; and no two pages have one name, under which their pictures would take each other's place.
pub fn told(town: &Town) {
    let routes = read(PAGES);
    assert!(routes.len() > 60, "the addresses were found: {routes:?}");
    let looked_at: BTreeSet<&str> = town.pages.iter().filter_map(|page| route_of(&routes, page)).collect();
    let mut found: Vec<String> = Vec::new();
    for route in &routes {
        let reason = NOT_LOOKED_AT.iter().find(|(known, _)| known == route);
        match (looked_at.contains(route.as_str()), reason) {
            (false, None) => found.push(format!("{route} is among no pages, and no reason says why")),
            (true, Some((_, why))) => found.push(format!("{route} is among the pages, and yet: {why}")),
            _ => {}
        }
    }
    let gone = NOT_LOOKED_AT.iter().filter(|(known, _)| !routes.iter().any(|route| route == known));
    found.extend(gone.map(|(known, _)| format!("{known} is no address of the server any more")));
    let mut names = BTreeSet::new();
    let twice = town.pages.iter().filter(|page| !names.insert(page.name));
    found.extend(twice.map(|page| format!("two pages are called {}", page.name)));
    assert!(found.is_empty(), "{}", found.join("\n"));

    // What is planted is found.
    let planted =
        "config.service(at(\"/\").route(one)).service(\n form(\"/h/{secret}\")\n.route(two)).service(sent(\"/away\"))";
    assert_eq!(read(planted), ["/", "/h/{secret}"]);
    assert_eq!(read("config.service(form(spoken::PATH).route(one))"), ["/code"]);
    for (route, path, fits) in [
        ("/", "/", true),
        ("/h/{secret}", "/h/abc", true),
        ("/h/{secret}", "/h/", false),
        ("/h/{secret}", "/h/abc/print", false),
        ("/@{handle}", "/@rosa", true),
        ("/@{handle}", "/rosa", false),
        ("/posts/{id}/edit", "/posts/7/edit", true),
        ("/posts/{id}/edit", "/posts/7", false),
    ] {
        assert_eq!(is_at(route, path), fits, "{route} {path}");
    }
    let over = town.pages.iter().find(|page| page.path == "/h/nothing-here").expect("a link that is over");
    assert_eq!(route_of(&routes, over), None, "a page that says that there is none is none");
}
