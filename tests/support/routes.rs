//! The addresses at which pages are read and forms are sent, as the server registers them: so that no test of "every page"
//! goes by a list of its own.

/// Where the pages are registered.
const PAGES: &str = include_str!("../../src/http/web/mod.rs");

/// What is done at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// It is read.
    Read,
    /// It is read, and a form is sent there.
    Both,
    /// A form is sent there, and nobody reads it.
    Sent,
}

/// An address such as `/@{handle}/{id}`, and what is done there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its path, with its parts in braces.
    pub path: String,
    /// What is done there.
    pub does: Does,
}

impl Route {
    /// Whether somebody reads it.
    pub fn is_read(&self) -> bool {
        self.does != Does::Sent
    }

    /// Whether a form is sent there.
    pub fn is_sent(&self) -> bool {
        self.does != Does::Read
    }

    /// The address with something in the place of its parts, by their names.
    pub fn filled(&self, parts: &[(&str, &str)]) -> String {
        let filled =
            parts.iter().fold(self.path.clone(), |path, (name, part)| path.replace(&format!("{{{name}}}"), part));
        assert!(!filled.contains('{'), "{filled} has a part that is not known here");
        filled
    }
}

/// What stands at a name such as `spoken::PATH`.
fn constant(name: &str) -> String {
    let (module, name) = name.split_once("::").unwrap_or_else(|| panic!("{name} is no path and no name of one"));
    let file = format!("{}/src/http/web/{module}.rs", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let rest = text.split(&format!("const {name}: &str = \"")).nth(1).unwrap_or_else(|| panic!("{file} has no {name}"));
    rest.split('"').next().expect("its end").to_owned()
}

/// All of them, in the order in which the server tries them.
pub fn all() -> Vec<Route> {
    let found = registered(PAGES);
    assert!(found.len() > 60, "the addresses were found: {found:?}");
    found
}

/// Those that a text registers.
pub fn registered(text: &str) -> Vec<Route> {
    let service = |service: &str| {
        let (kind, rest) = service.trim_start().split_once('(').expect("a service");
        let path = rest.split(')').next().expect("its path").trim();
        let does = match kind {
            "at" => Does::Read,
            "form" => Does::Both,
            "sent" => Does::Sent,
            other => panic!("it is not known here what {other}({path}) registers"),
        };
        let path = match path.strip_prefix('"') {
            Some(path) => path.trim_end_matches('"').to_owned(),
            None => constant(path),
        };
        Route { path, does }
    };
    text.split(".service(").skip(1).map(service).collect()
}
