//! A need or an offer that somebody posts from an app, with a tag: `#need` or `#offer`, or their word in one of six
//! languages, as the first or the last tag. What can be read plainly from the text is understood, and what cannot is left
//! to its author.

mod day;
mod words;

use crate::clock::Moment;
use crate::domain::category::Category;
use crate::domain::listing::{Kind, LONGEST_DAYS};
use crate::domain::markup::{Part, parts};
use crate::domain::quantity::{Amount, Measure, Quantity, Unit, may_be_thousands};
use crate::domain::text::TITLE_MAX;
use chrono::Duration;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use words::{LANGUAGES, MEASURES, Words};

/// What a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// A need or an offer.
    pub kind: Kind,
    /// The language in which it is said (BCP 47).
    pub language: String,
    /// In a few words.
    pub title: String,
    /// All of it, where it is more than the title.
    pub body: Option<String>,
    /// Of which category of the network it is, if that is said.
    pub category: Option<String>,
    /// How much, if that is said plainly and once.
    pub quantity: Option<Quantity>,
    /// Until when, if that is said.
    pub until: Option<Moment>,
}

/// What the reading of a text depends on.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The categories of the network.
    pub categories: &'a [Category],
    /// Now.
    pub now: Moment,
    /// The zone in which people here say times.
    pub zone: chrono_tz::Tz,
    /// The language that the app names.
    pub language: Option<&'a str>,
}

/// Text as it is compared: without case, accents and marks, with digits that are ASCII.
fn fold(text: &str) -> String {
    let plain = text.chars().flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{640}');
    let same = |c: char| match c {
        'ة' => 'ه',
        'ى' => 'ي',
        '’' | 'ʼ' | '‘' => '\'',
        c => char::from_digit(arabic_digit(c).unwrap_or(99), 10).unwrap_or(c),
    };
    plain.map(same).collect()
}

fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '\u{660}'..='\u{669}' => Some(u32::from(c) - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(u32::from(c) - 0x6F0),
        _ => None,
    }
}

/// Reads a text. `None` when its first and its last tag say neither need nor offer, or when nothing is said besides.
pub fn understand(text: &str, around: &Around<'_>) -> Option<Understood> {
    let parts = parts(text);
    let tags: Vec<&str> = parts.iter().filter_map(|part| tag_of(*part)).collect();
    let (kind, words) = tags.first().into_iter().chain(tags.last()).find_map(|tag| said_by(tag))?;
    let (said, others) = without_tags(&parts);
    let said = if said.is_empty() { others.join(", ") } else { said };
    if said.is_empty() {
        return None;
    }
    // English tags are used in every language; every other one tells which it is.
    let named = around.language.and_then(|tag| LANGUAGES.iter().find(|words| is_same(words.language, tag)));
    let words = if words.language == "en" { named.unwrap_or(words) } else { words };
    let tokens = tokens(&said);
    let day = day::last_day(&said, &tokens, words, around.now, around.zone);
    let until = day.as_ref().map(|day| day.moment);
    let until = until.filter(|until| *until > around.now && *until < around.now + Duration::days(LONGEST_DAYS));
    let rest: Vec<&Token> = match &day {
        Some(day) => tokens.iter().filter(|token| !day.span.contains(&token.begin)).collect(),
        None => tokens.iter().collect(),
    };
    let (title, body) = title_of(&said);
    Some(Understood {
        kind,
        language: words.language.to_owned(),
        title,
        body,
        category: category_of(&others, &rest, words, around.categories),
        quantity: quantity_of(&rest, words),
        until,
    })
}

fn tag_of(part: Part<'_>) -> Option<&str> {
    match part {
        Part::Tag(tag) => Some(tag),
        _ => None,
    }
}

/// What a tag says, and in which language.
fn said_by(tag: &str) -> Option<(Kind, &'static Words)> {
    let tag = fold(tag);
    LANGUAGES.iter().find_map(|words| Some((words.kind(&tag)?, words)))
}

fn is_same(language: &str, tag: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    primary(language) == primary(tag)
}

/// The text without the tags that it begins and ends with; those within it stay as words. Besides, all tags but those two.
fn without_tags(parts: &[Part<'_>]) -> (String, Vec<String>) {
    let is_edge = |part: &Part<'_>| match part {
        Part::Tag(_) => true,
        Part::Text(text) => text.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation()),
        _ => false,
    };
    let begin = parts.iter().position(|part| !is_edge(part)).unwrap_or(parts.len());
    let end = parts.iter().rposition(|part| !is_edge(part)).map_or(begin, |last| last + 1);
    let others = parts.iter().filter_map(|part| tag_of(*part)).filter(|tag| said_by(tag).is_none()).map(str::to_owned);
    let mut said = String::new();
    for part in &parts[begin..end] {
        match part {
            Part::Text(text) => said.push_str(text),
            Part::Link(link) => said.push_str(link),
            Part::Mention(name, Some(host)) => said.push_str(&format!("@{name}@{host}")),
            Part::Mention(name, None) => said.push_str(&format!("@{name}")),
            Part::Tag(tag) => said.push_str(tag),
        }
    }
    let lines: Vec<String> = said.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let said = lines.join("\n");
    let said = said.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | ',' | '：' | '，' | '،'));
    (said.to_owned(), others.collect())
}

/// A few words for the title: the first sentence, or as much of it as fits. Where it is not all, all is the body.
fn title_of(said: &str) -> (String, Option<String>) {
    if !said.contains('\n') && said.chars().count() <= TITLE_MAX {
        return (said.to_owned(), None);
    }
    let line = said.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(said);
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '؟');
    let sentence = line.split_inclusive(ends).next().map_or(line, str::trim);
    let mut title: String = sentence.chars().take(TITLE_MAX).collect();
    if title.chars().count() < sentence.chars().count() {
        let cut: String = title.chars().take(TITLE_MAX - 1).collect();
        let whole = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(whole, _)| whole);
        title = format!("{whole}…");
    }
    (title, Some(said.to_owned()))
}

/// A word between spaces, as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Token {
    /// Where it begins in the text, in bytes.
    begin: usize,
    text: String,
    /// As it was written, without what stands around it.
    written: String,
}

/// The words of a text; a number that a word is written to ("2kg") is two.
fn tokens(said: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for word in said.split_whitespace() {
        let begin = word.as_ptr() as usize - said.as_ptr() as usize;
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let digits = word.find(|c: char| !(c.is_numeric() || matches!(c, '.' | ','))).unwrap_or(0);
        let rest = &word[digits..];
        if digits > 0 && rest.chars().all(char::is_alphabetic) {
            tokens.push(token(begin, &word[..digits]));
            tokens.push(token(begin, rest));
        } else if !word.is_empty() {
            tokens.push(token(begin, word));
        }
    }
    tokens
}

fn token(begin: usize, written: &str) -> Token {
    Token { begin, text: fold(written), written: written.to_owned() }
}

/// The category that a tag names, or else the first of which a word stands in the text.
fn category_of(tags: &[String], tokens: &[&Token], words: &Words, all: &[Category]) -> Option<String> {
    let is_there = |tag: &str| all.iter().any(|category| category.tag == tag);
    for tag in tags {
        let plain = fold(tag);
        let fits = |category: &&Category| category.tag.replace('-', "") == plain.replace('_', "");
        if let Some(category) = all.iter().find(fits) {
            return Some(category.tag.clone());
        }
    }
    // An article is written to the word in Arabic, and elided in French.
    let bare = |word: &str| {
        let word = word.strip_prefix('و').unwrap_or(word);
        let word = word.strip_prefix("ال").unwrap_or(word);
        word.rsplit_once('\'').filter(|(before, _)| before.len() == 1).map_or(word, |(_, rest)| rest).to_owned()
    };
    let written: Vec<String> = tokens.iter().map(|token| token.text.clone()).collect();
    let bared: Vec<String> = written.iter().map(|word| bare(word)).collect();
    let texts = [format!(" {} ", written.join(" ")), format!(" {} ", bared.join(" "))];
    let stands = |word: &str| match words.language {
        "zh-Hans" => texts[0].contains(word),
        _ => texts.iter().any(|text| text.contains(&format!(" {word} "))),
    };
    let found = words.categories.iter().find(|(tag, known)| is_there(tag) && known.iter().any(|word| stands(word)));
    found.map(|(tag, _)| (*tag).to_owned())
}

/// What a word measures, such as `kg`, `Litros` or `公斤`, if it is one of those that everybody knows.
pub(super) fn measure_of(word: &str) -> Option<Measure> {
    let word = word.to_lowercase();
    MEASURES.iter().find(|(_, known)| known.contains(&word.as_str())).map(|(measure, _)| *measure)
}

/// The measure and the word of a unit, if it is one; in a script without spaces, the text may go on after it.
fn unit_of<'a>(text: &'a str, words: &Words) -> Option<(Measure, &'a str)> {
    let all = MEASURES.iter().flat_map(|(measure, known)| known.iter().map(|word| (*measure, *word)));
    let mut all = all.chain(words.units.iter().map(|word| (Measure::One, *word)));
    let (measure, known) = all.find(|(_, word)| match words.language {
        "zh-Hans" => text.starts_with(word),
        _ => text == *word,
    })?;
    Some((measure, &text[..known.len()]))
}

/// How much is said, if it is said once: a number with a word after it that counts something.
fn quantity_of(tokens: &[&Token], words: &Words) -> Option<Quantity> {
    let mut said: Vec<(Amount, Unit)> = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        for (amount, after) in numbers(&token.text) {
            let next = tokens.get(place + 1).map(|next| next.text.as_str());
            let text = if after.is_empty() { next } else { Some(after) };
            let Some((measure, label)) = text.and_then(|text| unit_of(text, words)) else { continue };
            // As it was written, where the whole word is the unit.
            let written = tokens.get(place + 1).filter(|next| after.is_empty() && next.text == label);
            let label = written.map_or(label, |next| next.written.as_str());
            said.push((amount, Unit::new(measure, label).ok()?));
        }
    }
    match <[_; 1]>::try_from(said) {
        Ok([(amount, unit)]) => Quantity::new(amount, unit, None).ok(),
        Err(_) => None,
    }
}

/// The numbers in a word, each with what follows it in the word.
fn numbers(word: &str) -> Vec<(Amount, &str)> {
    let mut found = Vec::new();
    let mut rest = word;
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = &rest[..begin];
        rest = &rest[begin..];
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
        let number = rest[..end].trim_end_matches(['.', ',']).replace(',', ".");
        let after = &rest[end..];
        // A letter before it makes it a name ("B12"); in Chinese a word may stand before it.
        let name = before.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
        // A thousand, or one: both are said, and so neither is taken.
        let larger = may_be_thousands(&number).then(|| number.replace('.', ""));
        for amount in [Some(number), larger].into_iter().flatten().filter(|_| !name) {
            found.extend(amount.parse::<Amount>().map(|amount| (amount, after)));
        }
        rest = after;
    }
    found
}

/// What somebody answers to a question, by the first word that they write: yes, perhaps with how much, or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes; with an amount, so much of it.
    Yes(Option<Amount>),
    /// Not this time.
    No,
}

/// Reads an answer in any of the six languages. `None` when it is neither.
pub fn answer(text: &str) -> Option<Answer> {
    let mut said = String::new();
    for part in parts(text) {
        match part {
            Part::Text(text) => said.push_str(text),
            Part::Mention(..) => said.push(' '),
            Part::Link(link) => said.push_str(link),
            Part::Tag(tag) => said.push_str(tag),
        }
    }
    let folded = fold(&said);
    let plain: String = folded.chars().map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
    let all = plain.split_whitespace().collect::<Vec<_>>();
    let begins = |phrase: &str| {
        let wanted: Vec<&str> = phrase.split(' ').collect();
        all.len() >= wanted.len() && all[..wanted.len()] == wanted[..]
    };
    // Nothing but the word, a number, and thanks is an answer: in a longer text the word may mean something else.
    if all.len() > 6 {
        return None;
    }
    if LANGUAGES.iter().any(|words| words.yes.iter().any(|word| begins(word))) {
        let amounts: Vec<Amount> = numbers(&folded).into_iter().map(|(amount, _)| amount).collect();
        return match amounts[..] {
            [] => Some(Answer::Yes(None)),
            [amount] => Some(Answer::Yes(Some(amount))),
            _ => None,
        };
    }
    LANGUAGES.iter().any(|words| words.no.iter().any(|word| begins(word))).then_some(Answer::No)
}

#[cfg(test)]
mod tests;
