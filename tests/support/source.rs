//! The source as the architecture tests see it: Rust's own words, without comments and texts.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::path::Path;

/// A file of `src`.
pub struct Source {
    /// From the root of the repository, with forward slashes.
    pub path: String,
    pub text: String,
}

/// An identifier or a sign. Brackets are none.
pub struct Word {
    pub text: String,
    pub line: usize,
}

impl Word {
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }
}

/// Names of what runs a query, and of the two ways into the database.
const QUERIES: [&str; 9] =
    ["execute", "batch_execute", "load", "load_iter", "first", "get_result", "get_results", "read", "write"];

/// Every file below the folders (or the file itself) that is text, sorted.
pub fn files(below: &[&str]) -> Vec<(String, String)> {
    fn walk(root: &Path, at: &str, found: &mut Vec<(String, String)>) {
        let path = root.join(at);
        if path.is_dir() {
            for entry in std::fs::read_dir(&path).expect("the folder can be read") {
                let name = entry.expect("the folder can be read").file_name().into_string().expect("names are UTF-8");
                walk(root, &format!("{}/{name}", at.trim_end_matches('/')), found);
            }
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            found.push((at.to_owned(), text));
        }
    }
    let mut found = Vec::new();
    for folder in below {
        walk(Path::new(env!("CARGO_MANIFEST_DIR")), folder, &mut found);
    }
    found.sort();
    found
}

/// Every Rust file of `src`.
pub fn sources() -> Vec<Source> {
    let all: Vec<Source> = files(&["src/"])
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, text)| Source { path, text })
        .collect();
    assert!(all.len() > 10, "the source was found");
    all
}

impl Source {
    /// The file or folder of `src` that it belongs to: `storage` for `src/storage/listings.rs`.
    pub fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").expect("a file of src");
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }

    fn tokens(&self) -> TokenStream {
        self.text.parse().unwrap_or_else(|error| panic!("{} is Rust: {error}", self.path))
    }

    /// All words, in order.
    pub fn words(&self) -> Vec<Word> {
        fn walk(tokens: TokenStream, words: &mut Vec<Word>) {
            for token in tokens {
                let line = token.span().start().line;
                match token {
                    TokenTree::Group(group) => walk(group.stream(), words),
                    TokenTree::Ident(ident) => words.push(Word { text: ident.to_string(), line }),
                    TokenTree::Punct(sign) => words.push(Word { text: sign.as_char().to_string(), line }),
                    TokenTree::Literal(_) => {}
                }
            }
        }
        let mut words = Vec::new();
        walk(self.tokens(), &mut words);
        words
    }

    /// The top modules that it names, with the line: by `crate::`, by `super::`, and in main.rs by `potluck::`.
    pub fn imports(&self) -> Vec<(String, usize)> {
        let inside: Vec<&str> = self.path.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
        // How many `super` lead to the root of the crate: src/storage/mod.rs is one below it.
        let depth = inside.len() - usize::from(inside.last() == Some(&"mod"));
        let mut found = Vec::new();
        self.imports_in(self.tokens(), depth, &mut found);
        found
    }

    fn imports_in(&self, tokens: TokenStream, depth: usize, found: &mut Vec<(String, usize)>) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let word = |at: usize| match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => ident.to_string(),
            _ => String::new(),
        };
        let is_path = |at: usize| {
            [at, at + 1]
                .iter()
                .all(|at| matches!(tokens.get(*at), Some(TokenTree::Punct(sign)) if sign.as_char() == ':'))
        };
        let mut at = 0;
        while at < tokens.len() {
            let from_root = match word(at).as_str() {
                "crate" => true,
                "potluck" => self.module() == "main",
                _ => false,
            };
            if let TokenTree::Group(group) = &tokens[at] {
                let is_module = at >= 2 && word(at - 2) == "mod" && group.delimiter() == Delimiter::Brace;
                self.imports_in(group.stream(), depth + usize::from(is_module), found);
            } else if from_root && is_path(at + 1) {
                at += 3;
                named(tokens.get(at), found);
            } else if word(at) == "super" && is_path(at + 1) {
                let mut up = 0;
                while word(at) == "super" && is_path(at + 1) {
                    up += 1;
                    at += 3;
                }
                if up == depth {
                    named(tokens.get(at), found);
                }
                // What comes next, a group perhaps, is looked at by itself.
                continue;
            }
            at += 1;
        }
    }

    /// Queries whose failure goes nowhere: `.ok()`, `.unwrap_or_default()`, or `let _ =`.
    pub fn swallowed_queries(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.swallowed_in(self.tokens(), &mut found);
        found
    }

    fn swallowed_in(&self, tokens: TokenStream, found: &mut Vec<String>) {
        // One statement after the other; a group within it is a further list of statements.
        let mut runs_query = false;
        let mut let_nothing = false;
        let mut before: Vec<String> = Vec::new();
        for token in tokens {
            let line = token.span().start().line;
            match token {
                TokenTree::Group(group) => {
                    self.swallowed_in(group.stream(), found);
                    if group.delimiter() == Delimiter::Brace {
                        (runs_query, let_nothing) = (false, false);
                    }
                }
                TokenTree::Punct(sign) if ";?,=".contains(sign.as_char()) => {
                    runs_query = false;
                    let_nothing = sign.as_char() == '=' && before.ends_with(&["let".to_owned(), "_".to_owned()]);
                }
                TokenTree::Ident(ident) => {
                    let name = ident.to_string();
                    let called = before.last().is_some_and(|sign| sign == ".");
                    if called && QUERIES.contains(&name.as_str()) {
                        runs_query = true;
                        if let_nothing {
                            found.push(format!("{}:{line}: `let _ =` swallows a failed query", self.path));
                        }
                    } else if called && runs_query && (name == "ok" || name == "unwrap_or_default") {
                        found.push(format!("{}:{line}: `.{name}()` swallows a failed query", self.path));
                    }
                    before.push(name);
                    continue;
                }
                TokenTree::Punct(sign) => {
                    before.push(sign.as_char().to_string());
                    continue;
                }
                TokenTree::Literal(_) => {}
            }
            before.clear();
        }
    }
}

/// Work that takes long, and where it may be done.
pub struct HeavyWork<'a> {
    /// Calls that take long: the name of a function, with what stands before it where the name alone is not enough; with a dot
    /// before it that of a method. A function of such a name may make such calls: then its callers are looked at.
    pub calls: &'a [&'a str],
    /// Calls whose arguments are run on a thread for such work.
    pub threads: &'a [&'a str],
    /// Functions, by file and name, that make such calls and are run on such a thread.
    pub run_there: &'a [(&'a str, &'a str)],
}

/// Where in the source a token stands.
#[derive(Clone, Default)]
struct Place {
    function: String,
    is_async: bool,
    on_thread: bool,
}

impl Source {
    /// Calls that take long and are not run on a thread for such work, or of which that cannot be seen. Unit tests may.
    pub fn heavy_calls(&self, work: &HeavyWork<'_>) -> Vec<String> {
        let mut found = Vec::new();
        let of_tests = ["/tests.rs", "/vectors.rs"].iter().any(|end| self.path.ends_with(end));
        if !of_tests && !self.path.contains("/tests/") {
            self.heavy_in(self.tokens(), &Place::default(), work, &mut found);
        }
        found
    }

    fn heavy_in(&self, tokens: TokenStream, place: &Place, work: &HeavyWork<'_>, found: &mut Vec<String>) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let word = |at: usize| match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => ident.to_string(),
            _ => String::new(),
        };
        // What stands before the next token, without spaces but between words.
        let mut before = String::new();
        // What the next braces are: the body of a function, or of an async block or closure.
        let mut body: Option<Place> = None;
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(ident) => {
                    let name = ident.to_string();
                    if name == "fn" {
                        let is_async = at > 0 && word(at - 1) == "async";
                        body = Some(Place { function: word(at + 1), is_async, on_thread: false });
                    } else if name == "async" && word(at + 1) != "fn" {
                        body = Some(Place { is_async: true, on_thread: false, ..place.clone() });
                    }
                    if before.ends_with(is_of_a_name) {
                        before.push(' ');
                    }
                    before.push_str(&name);
                }
                TokenTree::Punct(sign) if ";,".contains(sign.as_char()) => {
                    before.clear();
                    // What a function asks of its types has commas.
                    body = body.filter(|body| sign.as_char() == ',' && body.function != place.function);
                }
                TokenTree::Punct(sign) => before.push(sign.as_char()),
                TokenTree::Literal(_) => before.push('0'),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    if !before.ends_with("mod tests") {
                        self.heavy_in(group.stream(), body.as_ref().unwrap_or(place), work, found);
                    }
                    before.clear();
                    body = None;
                }
                TokenTree::Group(group) => {
                    let mut inside = place.clone();
                    let defines = body.as_ref().is_some_and(|body| before.ends_with(&format!("fn {}", body.function)));
                    if group.delimiter() == Delimiter::Parenthesis && defines {
                        // Whoever holds a connection to the database is on a thread for such work already.
                        let holds =
                            group.stream().to_string().split(|c: char| !is_of_a_name(c)).any(|word| word == "Conn");
                        if let Some(body) = body.as_mut() {
                            body.on_thread = holds && !body.is_async;
                        }
                    } else if group.delimiter() == Delimiter::Parenthesis {
                        let line = group.span().start().line;
                        if let Some(call) = work.calls.iter().find(|call| calls(&before, call)) {
                            found.extend(self.heavy_at(line, call, place, work));
                        }
                        inside.on_thread |= work.threads.iter().any(|call| calls(&before, call));
                    }
                    self.heavy_in(group.stream(), &inside, work, found);
                    before.push(')');
                }
            }
        }
    }

    /// What is wrong with a call that takes long, if it stands there.
    fn heavy_at(&self, line: usize, call: &str, place: &Place, work: &HeavyWork<'_>) -> Option<String> {
        let (path, function) = (&self.path, &place.function);
        if place.on_thread {
            return None;
        }
        if place.is_async {
            return Some(format!("{path}:{line}: {call}(…) takes long, and is run on an async thread"));
        }
        let last = |name: &str| name.rsplit([':', '.']).next().unwrap_or(name).to_owned();
        let is_heavy_itself = work.calls.iter().any(|call| last(call) == *function);
        let is_run_there = work.run_there.iter().any(|(file, name)| file == path && name == function);
        let text =
            format!("{path}:{line}: {function} takes as long as {call}(…): name it, so that its callers are looked at");
        (!is_heavy_itself && !is_run_there).then_some(text)
    }
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether the text before an opening bracket calls this.
fn calls(before: &str, call: &str) -> bool {
    let Some(rest) = before.strip_suffix(call) else { return false };
    call.starts_with('.') || !rest.ends_with(|c: char| is_of_a_name(c) || c == '.')
}

/// The first name of a path, or of each path in braces.
fn named(token: Option<&TokenTree>, found: &mut Vec<(String, usize)>) {
    match token {
        Some(TokenTree::Ident(ident)) => found.push((ident.to_string(), ident.span().start().line)),
        Some(TokenTree::Group(group)) => {
            let mut first = true;
            for inner in group.stream() {
                match &inner {
                    TokenTree::Punct(sign) if sign.as_char() == ',' => first = true,
                    _ if first => {
                        named(Some(&inner), found);
                        first = false;
                    }
                    _ => {}
                }
            }
        }
        // `crate::*` would hide what is meant.
        Some(other) => found.push((other.to_string(), other.span().start().line)),
        None => {}
    }
}
