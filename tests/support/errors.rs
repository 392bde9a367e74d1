//! Sentences in the source that somebody may read: those of errors, and others.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// An error that is made somewhere.
pub struct Made {
    pub line: usize,
    /// The word of `Kind` for it, or what stands in its place.
    pub kind: String,
    /// Its sentence as the source has it: in quotes, or by a name. What is called `text` is what was last said to be that.
    pub text: String,
    /// Whether it is said in the reader's language, too.
    pub worded: bool,
}

/// What makes an error, and of which kind; `new` is told it first.
const MAKERS: [(&str, &str); 8] = [
    ("new", ""),
    ("bad_request", "BadRequest"),
    ("conflict", "Conflict"),
    ("forbidden", "Forbidden"),
    ("invalid", "Invalid"),
    ("peer", "Peer"),
    ("too_many", "TooMany"),
    ("unauthorized", "Unauthorized"),
];

/// Every error that a file makes, but for those of its tests.
pub fn made(path: &str, text: &str) -> Vec<Made> {
    let mut found = Vec::new();
    made_in(tokens(path, text), None, &mut found);
    found
}

/// Every sentence that stands in a file, with its line, and is no error's: what is called `text` is the text of one.
pub fn sentences(path: &str, text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    sentences_in(tokens(path, text), &mut found);
    found
}

fn tokens(path: &str, text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("{path} is Rust: {error}"))
}

fn word(tokens: &[TokenTree], at: usize) -> String {
    match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => ident.to_string(),
        Some(TokenTree::Punct(sign)) => sign.as_char().to_string(),
        _ => String::new(),
    }
}

/// What stands so many places before the token at `at`.
fn back(tokens: &[TokenTree], at: usize, places: usize) -> String {
    at.checked_sub(places).map(|at| word(tokens, at)).unwrap_or_default()
}

/// What is made by the brackets at `at`, if it is an error.
fn maker(tokens: &[TokenTree], at: usize) -> Option<(&'static str, &'static str)> {
    let is_error = back(tokens, at, 4) == "Error" && back(tokens, at, 3) == ":" && back(tokens, at, 2) == ":";
    let name = back(tokens, at, 1);
    MAKERS.into_iter().find(|(known, _)| is_error && *known == name)
}

fn is_of_tests(tokens: &[TokenTree], at: usize) -> bool {
    back(tokens, at, 2) == "mod" && back(tokens, at, 1) == "tests"
}

/// Comments of the documentation are attributes.
fn is_attribute(tokens: &[TokenTree], at: usize, group: &Group) -> bool {
    let sign = back(tokens, at, 1);
    group.delimiter() == Delimiter::Bracket && (sign == "#" || sign == "!" && back(tokens, at, 2) == "#")
}

/// Whether `.worded(…)` is called on what stands before these tokens, perhaps after other calls.
fn is_worded(after: &[TokenTree]) -> bool {
    let mut at = 0;
    while word(after, at) == "." && matches!(after.get(at + 2), Some(TokenTree::Group(_))) {
        if word(after, at + 1) == "worded" {
            return true;
        }
        at += 3;
    }
    false
}

/// What stands between the commas of a call.
fn arguments(call: &Group) -> Vec<String> {
    let mut all = vec![TokenStream::new()];
    for token in call.stream() {
        if matches!(&token, TokenTree::Punct(sign) if sign.as_char() == ',') {
            all.push(TokenStream::new());
        } else if let Some(last) = all.last_mut() {
            last.extend([token]);
        }
    }
    all.iter().map(ToString::to_string).collect()
}

/// What follows after the words `let text =` at `at`, if they stand there.
fn text_at(tokens: &[TokenTree], at: usize) -> Option<String> {
    let is_said = word(tokens, at) == "let" && word(tokens, at + 1) == "text" && word(tokens, at + 2) == "=";
    let is_end = |token: &&TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ';');
    let said = || tokens.iter().skip(at + 3).take_while(|token| !is_end(token)).cloned().collect::<TokenStream>();
    is_said.then(|| said().to_string())
}

fn made_in(tokens: TokenStream, mut text: Option<String>, found: &mut Vec<Made>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        text = text_at(&tokens, at).or(text);
        let TokenTree::Group(group) = token else { continue };
        if is_of_tests(&tokens, at) {
            continue;
        }
        if let Some((name, kind)) = maker(&tokens, at) {
            let said = arguments(group);
            let said = |place: usize| said.get(place).cloned().unwrap_or_default();
            // Of these two, the kind or the field stands before it.
            let sentence = said(usize::from(matches!(name, "new" | "invalid")));
            let of_new = said(0).rsplit(':').next().unwrap_or_default().trim().to_owned();
            found.push(Made {
                line: group.span().start().line,
                kind: if kind.is_empty() { of_new } else { kind.to_owned() },
                text: text.clone().filter(|_| sentence == "text").unwrap_or(sentence),
                worded: is_worded(&tokens[at + 1..]),
            });
        }
        made_in(group.stream(), text.clone(), found);
    }
}

fn is_sentence(literal: &str) -> bool {
    let said = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    said.starts_with(|c: char| c.is_ascii_uppercase() || c == '`')
        && said.contains(' ')
        && said.ends_with(['.', '!', '?'])
}

fn sentences_in(tokens: TokenStream, found: &mut Vec<(usize, String)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut is_text = false;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == ';' => is_text = false,
            TokenTree::Ident(_) if word(&tokens, at) == "let" => is_text = word(&tokens, at + 1) == "text",
            TokenTree::Literal(literal) if !is_text && is_sentence(&literal.to_string()) => {
                found.push((literal.span().start().line, literal.to_string()));
            }
            TokenTree::Group(group) => {
                let is_skipped = is_text
                    || is_of_tests(&tokens, at)
                    || is_attribute(&tokens, at, group)
                    || maker(&tokens, at).is_some();
                if !is_skipped {
                    sentences_in(group.stream(), found);
                }
            }
            _ => {}
        }
    }
}
