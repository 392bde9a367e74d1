//! What a member does not want to read: words and single posts, by place. It stands on the member's desk, sealed: nobody else
//! learns what somebody keeps from themselves.

use crate::clock::Moment;
use crate::domain::desk::Desk;
use crate::domain::key::StatusId;
use crate::domain::listing::words;
use crate::domain::markup::plain;
use crate::domain::text;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longest title, in characters.
pub const TITLE_MAX: usize = 255;
/// Longest words that are looked for, in characters.
pub const KEYWORD_MAX: usize = 512;
/// Most filters of a member.
pub const FILTERS_MAX: usize = 100;
/// Most keywords, and most posts, of a member in all filters: each status that is shown is looked through for them.
pub const ENTRIES_MAX: usize = 500;

words! {
    /// Where a filter holds.
    #[derive(PartialOrd, Ord)]
    Context {
        /// At home and in lists.
        Home = "home",
        /// Among notifications.
        Notifications = "notifications",
        /// In public timelines, and under tags.
        Public = "public",
        /// In threads.
        Thread = "thread",
        /// Where one looks at an account.
        Account = "account",
    }
}

words! {
    /// What becomes of what a filter finds.
    FilterAction {
        /// It is folded behind the filter's title.
        Warn = "warn",
        /// It is not shown.
        Hide = "hide",
        /// Its pictures are blurred.
        Blur = "blur",
    }
}

/// Words that a filter looks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keyword {
    /// Unlike all other ids of the network.
    pub id: i64,
    /// What is looked for.
    pub keyword: String,
    /// Whether it must not stand within a longer word.
    pub whole_word: bool,
}

/// A post that a filter finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilteredStatus {
    /// Unlike all other ids of the network.
    pub id: i64,
    /// Which.
    pub status: StatusId,
}

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Unlike all other ids of the network.
    pub id: i64,
    /// What the member calls it.
    pub title: String,
    /// Where it holds.
    pub contexts: BTreeSet<Context>,
    /// What becomes of what it finds.
    pub action: FilterAction,
    /// Until when; without it, until it is taken back.
    pub expires_at: Option<Moment>,
    /// The words that it looks for.
    pub keywords: Vec<Keyword>,
    /// The posts that it finds besides.
    pub statuses: Vec<FilteredStatus>,
}

/// What is said about a keyword.
#[derive(Clone, Debug, Default)]
pub struct KeywordChange {
    /// Which one is changed; without it, or with one that is not there, a new one is made under `new_id`.
    pub id: Option<i64>,
    /// The id of a new one.
    pub new_id: i64,
    /// What is looked for.
    pub keyword: Option<String>,
    /// Whether it must not stand within a longer word.
    pub whole_word: Option<bool>,
    /// Whether it goes.
    pub gone: bool,
}

/// What is to be changed about a filter; nothing where it stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What the member calls it.
    pub title: Option<String>,
    /// Where it holds.
    pub contexts: Option<BTreeSet<Context>>,
    /// What becomes of what it finds.
    pub action: Option<FilterAction>,
    /// Until when; `Some(None)` is until it is taken back.
    pub expires_at: Option<Option<Moment>>,
    /// Its keywords.
    pub keywords: Vec<KeywordChange>,
}

impl Change {
    /// Whether it is about more than keywords.
    pub fn is_of_filter(&self) -> bool {
        self.title.is_some() || self.contexts.is_some() || self.action.is_some() || self.expires_at.is_some()
    }
}

impl Filter {
    /// A filter that looks for nothing yet.
    fn new(id: i64) -> Self {
        Self {
            id,
            title: String::new(),
            contexts: BTreeSet::new(),
            action: FilterAction::Warn,
            expires_at: None,
            keywords: Vec::new(),
            statuses: Vec::new(),
        }
    }

    /// Whether it holds still.
    pub fn holds_at(&self, now: Moment) -> bool {
        self.expires_at.is_none_or(|until| now < until)
    }

    fn change(&mut self, change: Change) -> Result<()> {
        if let Some(title) = change.title {
            self.title = text::line("title", &title, TITLE_MAX)?
                .ok_or_else(|| Error::invalid("title", "Please say what the filter is called."))?;
        }
        if let Some(contexts) = change.contexts {
            if contexts.is_empty() {
                let text = "Please say where it holds: `context[]` is `home`, `notifications`, `public`, `thread` or `account`.";
                return Err(Error::invalid("context", text));
            }
            self.contexts = contexts;
        }
        self.action = change.action.unwrap_or(self.action);
        self.expires_at = change.expires_at.unwrap_or(self.expires_at);
        change.keywords.into_iter().try_for_each(|keyword| self.change_keyword(keyword).map(|_| ()))
    }

    fn change_keyword(&mut self, change: KeywordChange) -> Result<Option<Keyword>> {
        let known = self.keywords.iter().position(|one| Some(one.id) == change.id);
        if change.gone {
            if let Some(place) = known {
                self.keywords.remove(place);
            }
            return Ok(None);
        }
        let said = change.keyword.map(|said| text::line("keyword", &said, KEYWORD_MAX)).transpose()?;
        let empty = || Error::invalid("keyword", "Please say which words are looked for.");
        let said = said.map(|said| said.filter(|said| !fold(said).trim().is_empty()).ok_or_else(empty)).transpose()?;
        let place = match known {
            Some(place) => place,
            None => {
                let keyword = said.clone().ok_or_else(empty)?;
                self.keywords.push(Keyword { id: change.new_id, keyword, whole_word: true });
                self.keywords.len() - 1
            }
        };
        let keyword = &mut self.keywords[place];
        keyword.keyword = said.unwrap_or_else(|| keyword.keyword.clone());
        keyword.whole_word = change.whole_word.unwrap_or(keyword.whole_word);
        Ok(Some(keyword.clone()))
    }
}

impl Desk {
    /// A filter.
    ///
    /// # Errors
    /// `NotFound` when the member has none with this id.
    pub fn filter(&self, id: i64) -> Result<&Filter> {
        self.filters.iter().find(|filter| filter.id == id).ok_or_else(Error::not_found)
    }

    fn filter_mut(&mut self, id: i64) -> Result<&mut Filter> {
        self.filters.iter_mut().find(|filter| filter.id == id).ok_or_else(Error::not_found)
    }

    /// The filter that has a keyword, and the keyword.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn keyword(&self, id: i64) -> Result<(&Filter, &Keyword)> {
        let mut all = self.filters.iter().flat_map(|filter| filter.keywords.iter().map(move |one| (filter, one)));
        all.find(|(_, keyword)| keyword.id == id).ok_or_else(Error::not_found)
    }

    /// Not more than is looked through in a moment.
    fn within_bounds(&self) -> Result<()> {
        let keywords: usize = self.filters.iter().map(|filter| filter.keywords.len()).sum();
        let statuses: usize = self.filters.iter().map(|filter| filter.statuses.len()).sum();
        if self.filters.len() > FILTERS_MAX || keywords > ENTRIES_MAX || statuses > ENTRIES_MAX {
            return Err(Error::conflict(format!(
                "At most {FILTERS_MAX} filters with {ENTRIES_MAX} words and {ENTRIES_MAX} posts are kept. Please delete some first."
            )));
        }
        Ok(())
    }

    /// Makes a filter.
    ///
    /// # Errors
    /// `Invalid` without a title or a place, or for what is too long; `Conflict` for too many.
    pub fn make_filter(&mut self, id: i64, change: Change) -> Result<Filter> {
        let mut filter = Filter::new(id);
        let title = Some(change.title.clone().unwrap_or_default());
        let contexts = Some(change.contexts.clone().unwrap_or_default());
        filter.change(Change { title, contexts, ..change })?;
        self.filters.push(filter.clone());
        self.within_bounds()?;
        Ok(filter)
    }

    /// Changes a filter.
    ///
    /// # Errors
    /// As [`Desk::make_filter`], and `NotFound`.
    pub fn change_filter(&mut self, id: i64, change: Change) -> Result<Filter> {
        let filter = self.filter_mut(id)?;
        filter.change(change)?;
        let filter = filter.clone();
        self.within_bounds()?;
        Ok(filter)
    }

    /// Deletes a filter.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn drop_filter(&mut self, id: i64) -> Result<()> {
        self.filter(id)?;
        self.filters.retain(|filter| filter.id != id);
        Ok(())
    }

    /// Adds words to a filter, or, with their id, changes some of whichever filter has them.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` for words that are none or too long; `Conflict` for too many.
    pub fn set_keyword(&mut self, filter: i64, change: KeywordChange) -> Result<Keyword> {
        let changed = self.filter_mut(filter)?.change_keyword(KeywordChange { gone: false, ..change })?;
        self.within_bounds()?;
        changed.ok_or_else(Error::not_found)
    }

    /// Takes words out of their filter.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn drop_keyword(&mut self, id: i64) -> Result<()> {
        let filter = self.keyword(id)?.0.id;
        self.filter_mut(filter)?.keywords.retain(|keyword| keyword.id != id);
        Ok(())
    }

    /// Adds a post to a filter; one that is there already changes nothing.
    ///
    /// # Errors
    /// `NotFound`; `Conflict` for too many.
    pub fn filter_status(&mut self, filter: i64, id: i64, status: StatusId) -> Result<FilteredStatus> {
        let filter = self.filter_mut(filter)?;
        if let Some(known) = filter.statuses.iter().find(|one| one.status == status) {
            return Ok(*known);
        }
        let added = FilteredStatus { id, status };
        filter.statuses.push(added);
        self.within_bounds()?;
        Ok(added)
    }

    /// A post that a filter finds.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn filtered_status(&self, id: i64) -> Result<FilteredStatus> {
        let mut all = self.filters.iter().flat_map(|filter| &filter.statuses);
        all.find(|one| one.id == id).copied().ok_or_else(Error::not_found)
    }

    /// Takes a post out of its filter.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn drop_filtered_status(&mut self, id: i64) -> Result<FilteredStatus> {
        let dropped = self.filtered_status(id)?;
        self.filters.iter_mut().for_each(|filter| filter.statuses.retain(|one| one.id != id));
        Ok(dropped)
    }
}

/// A text as filters compare it: without case, accents and marks, with one space between words.
fn fold(text: &str) -> String {
    let plain = text.chars().flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{640}');
    let mut folded = String::new();
    for c in plain.map(|c| if c.is_whitespace() { ' ' } else { c }) {
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
        }
    }
    folded
}

/// Whether folded words stand in a folded text, perhaps not within a longer word. As in Mastodon, only an end that is a
/// letter or a digit can be within one.
fn stands_in(text: &str, keyword: &str, whole_word: bool) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let (first, last) = (is_word(keyword.chars().next()), is_word(keyword.chars().next_back()));
    let mut from = 0;
    while let Some(found) = text[from..].find(keyword) {
        let (begin, end) = (from + found, from + found + keyword.len());
        let within =
            (first && is_word(text[..begin].chars().next_back())) || (last && is_word(text[end..].chars().next()));
        if !whole_word || !within {
            return true;
        }
        from = begin + text[begin..].chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// A member's filters, ready to be asked about many posts.
#[derive(Clone, Debug, Default)]
pub struct Filters(Vec<(Filter, Vec<String>)>);

/// What a filter found in a post.
#[derive(Clone, Debug)]
pub struct Found {
    /// Which filter, without what it looks for.
    pub filter: Filter,
    /// The words.
    pub keywords: Vec<String>,
    /// The posts.
    pub statuses: Vec<StatusId>,
}

/// All that somebody reads in a post (HTML): its warning, its words, what its pictures show, and what it asks.
pub fn texts<'a>(
    spoiler: &str,
    content: &str,
    described: impl Iterator<Item = &'a str>,
    asked: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let words = [spoiler.to_owned(), plain(content)];
    words.into_iter().chain(described.chain(asked).map(str::to_owned)).collect()
}

impl Found {
    /// Whether what was found is not shown in such a place.
    pub fn hides_in(&self, context: Context) -> bool {
        self.filter.action == FilterAction::Hide && self.filter.contexts.contains(&context)
    }
}

impl Filters {
    /// These, prepared.
    pub fn of(filters: Vec<Filter>) -> Self {
        let ready = |filter: Filter| {
            let folded = filter.keywords.iter().map(|keyword| fold(&keyword.keyword)).collect();
            (filter, folded)
        };
        Self(filters.into_iter().map(ready).collect())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What those that hold find in a post with these ids (its own, and that of what it tells on) and these texts.
    pub fn find(&self, now: Moment, ids: &[StatusId], texts: &[&str]) -> Vec<Found> {
        let text = fold(&texts.join("\0"));
        let found = |(filter, folded): &(Filter, Vec<String>)| {
            let matches = filter.keywords.iter().zip(folded);
            let matches = matches.filter(|(keyword, folded)| stands_in(&text, folded, keyword.whole_word));
            let keywords: Vec<String> = matches.map(|(keyword, _)| keyword.keyword.clone()).collect();
            let statuses = filter.statuses.iter().map(|one| one.status).filter(|status| ids.contains(status));
            let statuses: Vec<StatusId> = statuses.collect();
            let any = !keywords.is_empty() || !statuses.is_empty();
            any.then(|| Found {
                filter: Filter { keywords: Vec::new(), statuses: Vec::new(), ..filter.clone() },
                keywords,
                statuses,
            })
        };
        self.0.iter().filter(|(filter, _)| filter.holds_at(now)).filter_map(found).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use chrono::Duration;

    fn about(words: &[(&str, bool)]) -> Change {
        let keyword = |(place, (keyword, whole)): (usize, &(&str, bool))| KeywordChange {
            new_id: 100 + place as i64,
            keyword: Some((*keyword).into()),
            whole_word: Some(*whole),
            ..KeywordChange::default()
        };
        Change {
            title: Some("Not now".into()),
            contexts: Some([Context::Home].into()),
            keywords: words.iter().enumerate().map(keyword).collect(),
            ..Change::default()
        }
    }

    fn finds(keyword: &str, whole_word: bool, text: &str) -> bool {
        let mut desk = Desk::default();
        desk.make_filter(1, about(&[(keyword, whole_word)])).unwrap();
        !Filters::of(desk.filters).find(Clock::system().now(), &[StatusId(7)], &[text]).is_empty()
    }

    #[test]
    fn words_are_found_without_case_and_accents_and_whole_if_it_is_said() {
        for (keyword, whole, text, found) in [
            ("soup", true, "SOUP!", true),
            ("soup", true, "soups", false),
            ("soup", false, "soups", true),
            ("soup", true, "soups and soup", true),
            ("élection", true, "The ELECTION is near", true),
            ("election", true, "L’Élection", true),
            ("#soup", true, "a #Soup for all", true),
            ("#soup", true, "a #soups", false),
            ("c++", true, "c++x", true),
            ("two  words", true, "two\nwords", true),
            ("خبز", true, "خُبْز", true),
            ("面包", false, "有面包吗", true),
            ("面包", true, "有面包吗", false),
        ] {
            assert_eq!(finds(keyword, whole, text), found, "{keyword} in {text}");
        }
    }

    #[test]
    fn a_filter_ends_and_finds_single_posts() {
        let (mut desk, now) = (Desk::default(), Clock::system().now());
        desk.make_filter(1, about(&[])).unwrap();
        let kept = desk.filter_status(1, 2, StatusId(7)).unwrap();
        assert_eq!(desk.filter_status(1, 3, StatusId(7)).unwrap(), kept, "once");
        let finds = |desk: &Desk, now| Filters::of(desk.filters.clone()).find(now, &[StatusId(9), StatusId(7)], &[""]);
        let found = finds(&desk, now);
        assert_eq!((found.len(), &found[0].statuses[..]), (1, &[StatusId(7)][..]));
        let until = Some(Some(now + Duration::minutes(1)));
        desk.change_filter(1, Change { expires_at: until, ..Change::default() }).unwrap();
        assert_eq!(desk.filter(1).unwrap().title, "Not now", "what is not said stays");
        assert_eq!(finds(&desk, now).len(), 1);
        assert!(finds(&desk, now + Duration::minutes(1)).is_empty());
        desk.drop_filtered_status(2).unwrap();
        assert!(desk.drop_filtered_status(2).is_err());
        assert!(finds(&desk, now).is_empty());
    }

    #[test]
    fn what_is_kept_is_bounded_and_read_back() {
        let mut desk = Desk::default();
        for wrong in [
            Change { title: None, ..about(&[]) },
            Change { title: Some(" ".into()), ..about(&[]) },
            Change { contexts: None, ..about(&[]) },
            Change { contexts: Some(BTreeSet::new()), ..about(&[]) },
            about(&[(" ", true)]),
            about(&[("\u{301}", true)]),
            about(&[(&"x".repeat(KEYWORD_MAX + 1), true)]),
            about(&[("x", true); ENTRIES_MAX + 1]),
        ] {
            assert!(desk.clone().make_filter(1, wrong.clone()).is_err(), "{wrong:?}");
        }
        desk.make_filter(1, about(&[("soup", true), ("bread", false)])).unwrap();
        let read: Desk = serde_json::from_str(&serde_json::to_string(&desk).unwrap()).unwrap();
        assert_eq!(read, desk);
        let said = KeywordChange { id: Some(100), gone: true, ..KeywordChange::default() };
        desk.change_filter(1, Change { keywords: vec![said], ..Change::default() }).unwrap();
        assert!(desk.keyword(100).is_err());
        assert_eq!(desk.keyword(101).unwrap().1.keyword, "bread");
        desk.drop_keyword(101).unwrap();
        desk.drop_filter(1).unwrap();
        assert!(desk.drop_filter(1).is_err());
        for id in 0..FILTERS_MAX as i64 {
            desk.make_filter(id, about(&[])).unwrap();
        }
        assert!(desk.make_filter(999, about(&[])).is_err());
    }
}
