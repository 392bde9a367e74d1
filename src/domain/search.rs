//! What is looked for, and what is found by it: words without case and accents, in every script.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest word that is told from others, in characters; the rest of a longer one does not count.
const WORD_MAX: usize = 40;
/// Most words of one text that are found.
const WORDS_MAX: usize = 3_000;
/// Most words that are looked for at once.
const ASKED_MAX: usize = 12;
/// From so many characters on, the last word may be the beginning of one.
const BEGINNING_MIN: usize = 2;

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In the name of an account.
    Account,
    /// In a post.
    Status,
    /// In a need or an offer.
    Listing,
}

impl Kind {
    /// What its words begin with where they are kept, so that one index serves all kinds.
    fn mark(self) -> char {
        match self {
            Self::Account => 'a',
            Self::Status => 's',
            Self::Listing => 'l',
        }
    }
}

/// Whether words of this script are written without spaces between them.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
        && c.is_alphanumeric()
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// A word between spaces.
    Word(String),
    /// Characters of a script without spaces.
    Run(Vec<char>),
}

/// The pieces of a text, without case, accents and marks.
fn pieces(text: &str) -> Vec<Piece> {
    let (mut pieces, mut word, mut run) = (Vec::new(), String::new(), Vec::new());
    let end = |pieces: &mut Vec<Piece>, word: &mut String, run: &mut Vec<char>| {
        if !word.is_empty() {
            pieces.push(Piece::Word(std::mem::take(word).chars().take(WORD_MAX).collect()));
        }
        if !run.is_empty() {
            pieces.push(Piece::Run(std::mem::take(run)));
        }
    };
    // Letters that only look otherwise, as 𝐇 does, are those that they stand for, and large only then. The tatweel only draws a
    // word out.
    let small = text.chars().flat_map(char::to_lowercase).nfkd().flat_map(char::to_lowercase);
    let plain = small.filter(|c| !is_combining_mark(*c) && *c != '\u{640}');
    for c in plain {
        if is_unspaced(c) {
            if !word.is_empty() {
                end(&mut pieces, &mut word, &mut run);
            }
            run.push(c);
        } else if c.is_alphanumeric() {
            if !run.is_empty() {
                end(&mut pieces, &mut word, &mut run);
            }
            word.push(c);
        } else {
            end(&mut pieces, &mut word, &mut run);
        }
    }
    end(&mut pieces, &mut word, &mut run);
    pieces
}

/// What texts are found by, as it is kept: words with spaces between them. Where a script writes none, each two
/// characters that stand together are a word, and the last one by itself.
pub fn words(kind: Kind, texts: &[&str]) -> String {
    let mut found = BTreeSet::new();
    for piece in texts.iter().flat_map(|text| pieces(text)) {
        match piece {
            Piece::Word(word) => {
                found.insert(word);
            }
            Piece::Run(run) => {
                found.extend(run.windows(2).map(|two| two.iter().collect::<String>()));
                found.extend(run.last().map(char::to_string));
            }
        }
        if found.len() >= WORDS_MAX {
            break;
        }
    }
    let mark = kind.mark();
    found.iter().map(|word| format!("{mark}{word}")).collect::<Vec<_>>().join(" ")
}

/// What somebody looks for: all of it must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query(Vec<(String, bool)>);

impl Query {
    /// From what somebody wrote; `None` when there is no word in it.
    pub fn parse(text: &str) -> Option<Self> {
        let pieces = pieces(text);
        let open_end = text.chars().next_back().is_some_and(char::is_alphanumeric);
        let (last, mut wanted) = (pieces.len().saturating_sub(1), Vec::new());
        for (place, piece) in pieces.into_iter().enumerate() {
            match piece {
                Piece::Word(word) => {
                    let begins = place == last && open_end && word.chars().count() >= BEGINNING_MIN;
                    wanted.push((word, begins));
                }
                Piece::Run(run) if run.len() == 1 => wanted.push((run.iter().collect(), true)),
                Piece::Run(run) => wanted.extend(run.windows(2).map(|two| (two.iter().collect(), false))),
            }
        }
        wanted.truncate(ASKED_MAX);
        (!wanted.is_empty()).then_some(Self(wanted))
    }

    /// The words as they are kept, each with whether it may be the beginning of one. They hold letters and digits only.
    pub fn wanted(&self, kind: Kind) -> impl Iterator<Item = (String, bool)> {
        self.0.iter().map(move |(word, begins)| (format!("{}{word}", kind.mark()), *begins))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        words(Kind::Status, &[text]).split(' ').map(|word| word.chars().skip(1).collect()).collect()
    }

    fn finds(asked: &str, text: &str) -> bool {
        let kept = found(text);
        let query = Query::parse(asked).expect("a word");
        query.wanted(Kind::Status).all(|(word, begins)| {
            let word: String = word.chars().skip(1).collect();
            kept.iter().any(|one| if begins { one.starts_with(&word) } else { *one == word })
        })
    }

    #[test]
    fn case_accents_and_marks_do_not_matter() {
        for (asked, text) in [
            ("nino", "El niño come"),
            ("NIÑO", "nino"),
            ("creme", "Crème brûlée"),
            ("manje", "Manjé cho!"),
            ("خبز", "الخُبْز و خُبـــز"),
            ("اريد", "أريد"),
            ("soup", "hot Soups, today"),
            ("soup today", "Today: soup"),
            ("help", "𝐇𝐞𝐥𝐩, ℌelp"),
            ("𝐇el", "help"),
            ("weiß", "WEISS"),
        ] {
            let fits = finds(asked, text);
            assert_eq!(fits, asked != "weiß", "{asked} in {text}");
        }
        assert!(!finds("soup ", "soups"), "whoever goes on has written the word to its end");
        assert!(!finds("rosa", "prosa"));
    }

    #[test]
    fn scripts_without_spaces_are_found_by_two_characters_and_by_one() {
        for asked in ["面包", "新鲜面包", "包", "免费 面包"] {
            assert!(finds(asked, "今天有免费的新鲜面包。"), "{asked}");
        }
        assert!(!finds("包面", "新鲜面包"));
        assert!(finds("ขนมปัง", "มีขนมปังสด"));
    }

    #[test]
    fn what_is_kept_is_bounded_and_holds_words_alone() {
        let long = "x".repeat(500);
        assert_eq!(found(&long)[0].len(), WORD_MAX);
        let many: String = (0..9_000).map(|number| format!("word{number} ")).collect();
        assert!(found(&many).len() <= WORDS_MAX);
        for nothing in ["", " ", "!?", "\u{0}", "\"*\"", "--"] {
            assert_eq!(Query::parse(nothing), None, "{nothing:?}");
        }
        let asked = Query::parse("a\"b'c*d -e:(f) NEAR g\u{0}h").expect("words");
        assert!(asked.wanted(Kind::Account).all(|(word, _)| word.chars().all(char::is_alphanumeric)));
        assert_eq!(Query::parse(&many).expect("words").0.len(), ASKED_MAX);
        assert!(words(Kind::Account, &["rosa", "Rosa Ñ"]).split(' ').all(|word| word.starts_with('a')));
    }
}
