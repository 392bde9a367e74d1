//! What somebody looks for on the board beyond what the database finds by itself: food, ways, a language, days.

use crate::clock::Moment;
use crate::domain::hints::Hints;
use crate::domain::listing::{Details, Way};
use crate::i18n::{Lang, label};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most words about food that are looked for at once.
const FOOD_MAX: usize = 8;

/// What somebody looks for. What is left out fits everything.
#[derive(Clone, Debug, Default)]
pub struct Looking {
    food: Vec<String>,
    /// The reader's language, in which words about food may be said.
    lang: Option<Lang>,
    /// How it changes hands.
    pub way: Option<Way>,
    /// A language in which it can be read (BCP 47; only its primary subtag counts).
    pub language: Option<String>,
    /// From when to when it can be had.
    pub between: Option<(Moment, Moment)>,
}

/// A text as it is compared: small letters without accents.
pub fn plain(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase).nfkd().filter(|c| !is_combining_mark(*c));
    letters.map(|c| if c == '-' { ' ' } else { c }).collect::<String>().trim().to_owned()
}

/// The primary subtag of a language tag (BCP 47), in small letters: `es` of `es-MX`.
pub fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

impl Looking {
    /// The same with words about food, such as `halal, gluten-free`, in the reader's language or as tags.
    pub fn with_food(mut self, lang: Lang, words: &str) -> Self {
        let words = words.split([',', ';', '،', '，', '、']).map(plain).filter(|word| !word.is_empty());
        self.food = words.take(FOOD_MAX).collect();
        self.lang = Some(lang);
        self
    }

    /// The words about food, as they are compared.
    pub fn food(&self) -> &[String] {
        &self.food
    }

    /// Whether a word about food means a tag, by itself or by what it is called in the reader's language.
    fn means(&self, word: &str, tag: &str) -> bool {
        plain(tag) == word || self.lang.is_some_and(|lang| plain(&label(lang, "diet", tag)).contains(word))
    }

    /// The one of some tags that a word about food means; none where it means several, as "free" does: what is free of one
    /// thing is not of another.
    pub fn meant<'a>(&self, word: &str, tags: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        let all: Vec<&'a str> = tags.into_iter().filter(|tag| self.means(word, tag)).collect();
        let said = all.iter().copied().find(|tag| plain(tag) == word);
        let first = all.first().copied()?;
        said.or_else(|| all.iter().all(|tag| *tag == first).then_some(first))
    }

    /// Whether everything fits.
    pub fn is_empty(&self) -> bool {
        self.food.is_empty() && self.way.is_none() && self.language.is_none() && self.between.is_none()
    }

    /// The hints that whatever fits has.
    pub fn needs(&self) -> Hints {
        let food = if self.food.is_empty() { Hints::NONE } else { Hints::DIET };
        self.way.map_or(food, |way| food.and(Hints::way(way)))
    }

    /// Whether a listing fits, as far as its hints and its language tell, where it is known to be open after a moment; nothing
    /// where what is said about it must be read ([`Looking::fits`]).
    pub fn fits_by(&self, hints: Hints, own_language: &str, open_after: Option<Moment>) -> Option<bool> {
        if !hints.have(self.needs()) {
            return Some(false);
        }
        // That something may be said tells that much and no more.
        let mut is_sure = self.needs() == Hints::NONE;
        if self.language.as_ref().is_some_and(|wanted| primary(own_language) != primary(wanted)) {
            if !hints.have(Hints::TRANSLATIONS) {
                return Some(false);
            }
            is_sure = false;
        }
        if let Some((from, _)) = self.between {
            is_sure = is_sure && !hints.have(Hints::WINDOWS) && open_after.is_some_and(|after| after >= from);
        }
        is_sure.then_some(true)
    }

    /// Whether a listing fits, by its language, until when it is open, and what is said about it. What its author did not say
    /// fits in time alone: who gave no hours can be asked.
    pub fn fits(&self, own_language: &str, expires_at: Moment, details: &Details) -> bool {
        let is_named = |word: &String| details.food.diet.iter().any(|tag| self.means(word, tag));
        let is_read = |language: &String| {
            let wanted = primary(language);
            primary(own_language) == wanted
                || details.translations.iter().any(|translation| primary(&translation.language) == wanted)
        };
        let is_then = |&(from, until): &(Moment, Moment)| {
            expires_at > from
                && (details.windows.is_empty()
                    || details.windows.iter().any(|window| window.from() < until && window.until() > from))
        };
        self.food.iter().all(is_named)
            && self.way.is_none_or(|way| details.ways.contains(&way))
            && self.language.as_ref().is_none_or(is_read)
            && self.between.as_ref().is_none_or(is_then)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::listing::Translation;
    use crate::domain::window::Window;

    #[test]
    fn accents_capitals_and_hyphens_do_not_matter() {
        assert_eq!(plain(" Végétarien "), "vegetarien");
        assert_eq!(plain("Gluten-Free"), "gluten free");
    }

    #[test]
    fn words_about_food_are_told_apart_in_every_script() {
        for text in ["halal, vegan", "halal،vegan", "halal、 vegan;"] {
            assert_eq!(Looking::default().with_food(Lang::En, text).food, ["halal", "vegan"], "{text}");
        }
        assert!(Looking::default().with_food(Lang::En, " , ").is_empty());
    }

    #[test]
    fn what_hints_tell_is_what_is_found_when_all_is_read() {
        let now: Moment = "2026-12-01T10:00:00Z".parse().unwrap();
        let hours = |hours: i64| now + chrono::Duration::hours(hours);
        let translation = || Translation {
            language: "es-MX".into(),
            title: "Pan".into(),
            body: None,
            by_machine: false,
            by_neighbor: false,
            outdated: false,
        };
        let mut all = Vec::new();
        for number in 0..32 {
            let mut details = Details::default();
            details.food.diet.extend((number & 1 > 0).then(|| "halal".to_owned()));
            details.ways.extend((number & 2 > 0).then_some(Way::Pickup));
            details.ways.extend((number & 4 > 0).then_some(Way::Meet));
            details.translations.extend((number & 8 > 0).then(translation));
            details.windows.extend((number & 16 > 0).then(|| Window::new(hours(30), hours(31)).unwrap()));
            all.push(details);
        }
        let (mut said, mut asked) = (0, 0);
        for number in 0..48 {
            let mut looking = Looking::default();
            if number & 1 > 0 {
                looking = looking.with_food(Lang::En, "halal");
            }
            looking.way = (number & 2 > 0).then_some(Way::Meet);
            looking.language = (number & 4 > 0).then(|| "es".to_owned());
            looking.between =
                [None, Some((now, hours(24))), Some((now, hours(48)))][number / 16].filter(|_| number & 8 > 0);
            for details in &all {
                for language in ["en", "es"] {
                    for expires_at in [hours(1), hours(40)] {
                        let truth = looking.fits(language, expires_at, details);
                        assert_eq!(
                            looking.fits_by(Hints::from_number(-1), language, None).filter(|fits| *fits != truth),
                            None
                        );
                        match looking.fits_by(Hints::of(details), language, Some(now)) {
                            Some(told) => {
                                assert_eq!(told, truth, "{looking:?}: {details:?}, in {language}");
                                said += 1;
                            }
                            None => asked += 1,
                        }
                    }
                }
            }
        }
        assert!(said > asked, "hints tell {said} times, and not {asked} times");
        // Of whatever is not known to be open then, nobody says that it fits.
        let then = Looking { between: Some((now, hours(24))), ..Looking::default() };
        assert_eq!(then.fits_by(Hints::NONE, "en", None), None);
        assert_eq!(then.fits_by(Hints::NONE, "en", Some(hours(-1))), None);
    }

    #[test]
    fn a_word_about_food_means_a_tag_by_what_it_is_called_here() {
        let looking = Looking::default().with_food(Lang::Es, "Sin gluten, unheard of");
        let tags = ["vegan", "gluten-free"];
        let meant: Vec<Option<&str>> = looking.food().iter().map(|word| looking.meant(word, tags)).collect();
        assert_eq!(meant, [Some("gluten-free"), None]);
        let free = Looking::default().with_food(Lang::En, "free, vegan");
        let tags = ["gluten-free", "lactose-free", "vegan"];
        let meant: Vec<Option<&str>> = free.food().iter().map(|word| free.meant(word, tags)).collect();
        assert_eq!(meant, [None, Some("vegan")], "what is free of one thing is not of another");
    }
}
