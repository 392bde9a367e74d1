//! Every address of the server at which somebody reads a page is among those that are looked at, or there is a reason.

use crate::shown::{How, Shown};
use crate::support::routes::{Does, Route, all, registered};
use crate::town::Town;
use std::collections::BTreeSet;

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
    let routes = all().into_iter().filter(Route::is_read).map(|route| route.path);
    let routes: Vec<String> = routes.collect();
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
    let route = |path: &str, does| Route { path: path.to_owned(), does };
    let expected = [route("/", Does::Read), route("/h/{secret}", Does::Both), route("/away", Does::Sent)];
    assert_eq!(registered(planted), expected);
    assert_eq!(registered("config.service(form(spoken::PATH).route(one))"), [route("/code", Does::Both)]);
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
