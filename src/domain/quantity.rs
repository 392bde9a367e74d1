//! How much of something, and how much of it is still open.

use crate::domain::in_app::measure_of;
use crate::domain::text;
use crate::domain::typed::plain;
use crate::error::{Error, Message, Much, Result};
use crate::i18n::{Lang, number, text_with};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An amount in thousandths of its unit, 0 to 1,000,000 units: exact, unlike a float; fine enough for grams of kilograms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount: a million of a unit.
    pub const MAX: Self = Self(1_000_000_000);
    /// One of a unit.
    pub const ONE: Self = Self(1_000);

    /// Whole units.
    pub fn whole(units: u32) -> Self {
        Self(i64::from(units) * 1_000)
    }

    /// From thousandths, if within 0 to [`Amount::MAX`].
    pub fn from_thousandths(thousandths: i64) -> Option<Self> {
        (0..=Self::MAX.0).contains(&thousandths).then_some(Self(thousandths))
    }

    /// In thousandths, as stored.
    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// The difference, never below zero.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self((self.0 - other.0).max(0))
    }

    /// The sum, never above [`Amount::MAX`].
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self((self.0 + other.0).min(Self::MAX.0))
    }

    /// For a reader: `2.5` is `2,5` in French. What goes over the wire is written by [`fmt::Display`].
    pub fn in_words(self, lang: Lang) -> String {
        number(lang, &self.to_string())
    }

    /// As it stands in a field of a page in a language, to be changed there: with nothing between thousands, and read again
    /// by [`Amount::typed`].
    pub fn in_field(self, lang: Lang) -> String {
        let text = self.to_string();
        if has_comma(lang) { text.replace('.', ",") } else { text }
    }

    /// From what somebody typed on a page in a language, in the digits of any keyboard: where that language writes a comma
    /// before the decimals, one may be typed, and spaces between thousands are passed over. A point that may stand between
    /// thousands, as in `1.000`, is not guessed at: a thousand of something is not one of it.
    ///
    /// # Errors
    /// `Invalid` for what is no amount, or may be one of two.
    pub fn typed(lang: Lang, text: &str) -> Result<Self> {
        // An Arabic keyboard has signs of its own for what stands between thousands and before the decimals.
        let (close, sure) = (text.replace('٬', ""), text.contains('٫'));
        let said: String = close.chars().map(plain).collect();
        if !sure && is_unsure(lang, said.trim()) {
            return Err(not_an_amount());
        }
        if !has_comma(lang) {
            return said.parse();
        }
        let close: String = said.chars().filter(|c| !c.is_whitespace()).collect();
        close.replacen(',', ".", 1).parse()
    }

    /// Whether this is a whole multiple of `step`.
    pub fn is_multiple_of(self, step: Self) -> bool {
        step.0 > 0 && self.0 % step.0 == 0
    }
}

fn not_an_amount() -> Error {
    let text = "An amount is a number from 0 to 1000000 with at most three decimals, such as 12 or 1.5.";
    Error::invalid("amount", text).worded(Message::NotAnAmount)
}

/// Whether a language writes a comma before the decimals.
fn has_comma(lang: Lang) -> bool {
    number(lang, "0.5").contains(',')
}

/// Whether what was typed on a page may be meant with a point between thousands. Many who read Spanish, French, Arabic or
/// Haitian Creole write it so. With a comma for the decimals, it can be nothing else; with a point for them, nobody writes
/// zeros at the end.
fn is_unsure(lang: Lang, typed: &str) -> bool {
    match lang {
        _ if !may_be_thousands(typed) => false,
        _ if has_comma(lang) => true,
        Lang::En | Lang::ZhHans => false,
        Lang::Es | Lang::Fr | Lang::Ar | Lang::Ht => typed.ends_with('0'),
    }
}

/// Whether the point in a number may stand between thousands, as in `1.000`: nobody who does not know how its writer writes
/// numbers can tell.
pub fn may_be_thousands(number: &str) -> bool {
    let Some((whole, rest)) = number.split_once('.') else { return false };
    let of_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let short = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    short && of_digits(whole) && rest.len() == 3 && of_digits(rest)
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1_000, self.0 % 1_000);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{}", format!("{whole}.{rest:03}").trim_end_matches('0'))
    }
}

impl FromStr for Amount {
    type Err = Error;

    /// A decimal number with at most three decimals: `12`, `1.5`. No sign, no exponent.
    fn from_str(text: &str) -> Result<Self> {
        let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
        let digits =
            |part: &str, longest| (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole, 7) || !digits(decimals, 3) {
            return Err(not_an_amount());
        }
        let whole: i64 = whole.parse().map_err(|_| not_an_amount())?;
        let decimals: i64 = format!("{decimals:0<3}").parse().map_err(|_| not_an_amount())?;
        Self::from_thousandths(whole * 1_000 + decimals).ok_or_else(not_an_amount)
    }
}

// A string in JSON, as in FEP-0837.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What is counted: a measure of the Ontology of units of Measure (om-2, as in FEP-0837) and the word for it on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// `one`, `kilogram`, `litre` or `hour`.
    pub measure: Measure,
    /// The word for it in the listing's language: `crates`, `boxes`, `kg`.
    pub label: String,
}

/// Measures that a quantity may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Things that are counted.
    One,
    /// Weight.
    Kilogram,
    /// Volume.
    Litre,
    /// Time.
    Hour,
}

impl Measure {
    /// The om-2 name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Kilogram => "kilogram",
            Self::Litre => "litre",
            Self::Hour => "hour",
        }
    }

    /// From the om-2 name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::One, Self::Kilogram, Self::Litre, Self::Hour].into_iter().find(|measure| measure.as_str() == text)
    }
}

impl Unit {
    /// A unit with its label.
    ///
    /// # Errors
    /// `Invalid` when the label is blank or too long.
    pub fn new(measure: Measure, label: &str) -> Result<Self> {
        Ok(Self { measure, label: text::required_line("unit_label", label, text::LABEL_MAX)? })
    }

    /// What its word measures, if everybody knows that. A single letter says it as small as litres are written, or where it is
    /// of that measure.
    fn known(&self) -> Option<Measure> {
        let measure = measure_of(&self.label)?;
        let is_sure = self.label.chars().nth(1).is_some() || self.label == "l" || self.measure == measure;
        is_sure.then_some(measure)
    }
}

/// The quantity of a listing, and what has become of it. `open = amount − committed − delivered`, never below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// How much there was in all.
    pub amount: Amount,
    /// Of what.
    pub unit: Unit,
    /// No part is smaller than this, and every part is a multiple of it.
    pub smallest_split: Option<Amount>,
    /// Promised, not yet handed over.
    pub committed: Amount,
    /// Handed over.
    pub delivered: Amount,
}

impl Quantity {
    /// A new quantity, nothing promised.
    ///
    /// # Errors
    /// `Invalid` when the amount is zero or not a multiple of the smallest split.
    pub fn new(amount: Amount, unit: Unit, smallest_split: Option<Amount>) -> Result<Self> {
        if amount == Amount::ZERO {
            return Err(Error::invalid("amount", "The amount is zero. Leave it out if there is nothing to count.")
                .worded(Message::NothingOfIt));
        }
        if let Some(split) = smallest_split
            && !amount.is_multiple_of(split)
        {
            return Err(Error::invalid("smallest_split", "The amount must be a whole number of smallest parts.")
                .worded(Message::NotInParts));
        }
        Ok(Self { amount, unit, smallest_split, committed: Amount::ZERO, delivered: Amount::ZERO })
    }

    /// What is neither promised nor handed over.
    pub fn open(&self) -> Amount {
        self.amount.less(self.committed).less(self.delivered)
    }

    /// Whether `part` may be asked for or promised: above zero, a multiple of the smallest split.
    ///
    /// # Errors
    /// `Invalid` with the reason in words.
    pub fn check_part(&self, part: Amount) -> Result<()> {
        if part == Amount::ZERO {
            return Err(Error::invalid("amount", "The amount must be more than zero.").worded(Message::MoreThanZero));
        }
        match self.smallest_split {
            Some(split) if !part.is_multiple_of(split) => {
                Err(Error::invalid("amount", format!("This is given in parts of {split} {}.", self.unit.label))
                    .worded(Message::PartsOf { part: self.much(split) }))
            }
            _ => Ok(()),
        }
    }

    /// An amount with its unit's word: `12 boxes`.
    pub fn words(&self, amount: Amount) -> String {
        format!("{amount} {}", self.unit.label)
    }

    /// The same for an error, which each reader reads in their own language.
    pub fn much(&self, amount: Amount) -> Much {
        Much { number: amount.to_string(), unit: self.unit.label.clone() }
    }

    /// The same for a reader, with the number as their language writes it, and kilograms and litres as it calls them. Another
    /// unit's word is its author's, as is an "L" of what is counted: shirts have it, too.
    pub fn words_in(&self, lang: Lang, amount: Amount) -> String {
        let number = amount.in_words(lang);
        let key = match self.unit.known() {
            Some(Measure::Kilogram) => "unit-kilogram",
            Some(Measure::Litre) => "unit-litre",
            _ => return format!("{number} {}", self.unit.label),
        };
        text_with(lang, key, &[("number", number.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crates(amount: u32, split: Option<u32>) -> Quantity {
        Quantity::new(Amount::whole(amount), Unit::new(Measure::One, "crates").unwrap(), split.map(Amount::whole))
            .unwrap()
    }

    #[test]
    fn amounts_are_read_exactly_and_written_back() {
        for (text, back) in [("12", "12"), ("1.5", "1.5"), ("0.250", "0.25"), ("1000000", "1000000"), (" 7 ", "7")] {
            assert_eq!(text.parse::<Amount>().unwrap().to_string(), back);
        }
    }

    #[test]
    fn what_is_not_an_amount_is_refused() {
        for bad in
            ["", "-1", "+1", "1e3", "NaN", "inf", "1.2345", "1,5", "1000001", ".5", "1.", "٣", "99999999999999999999"]
        {
            assert!(bad.parse::<Amount>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_reader_sees_and_types_amounts_as_their_language_writes_them() {
        let amount: Amount = "1234.5".parse().unwrap();
        assert_eq!(Lang::ALL.map(|lang| amount.in_words(lang)).concat().matches("1\u{202f}234,5").count(), 1);
        let flour = Quantity::new(amount, Unit::new(Measure::Kilogram, "kg").unwrap(), None).unwrap();
        assert_eq!(flour.words_in(Lang::Fr, "2.5".parse().unwrap()), "2,5 kg");
        assert_eq!((flour.words_in(Lang::En, amount), flour.words(amount)), ("1,234.5 kg".into(), "1234.5 kg".into()));
        let milk = Quantity::new(Amount::whole(3), Unit::new(Measure::One, "Litres").unwrap(), None).unwrap();
        assert_eq!(
            Lang::ALL.map(|lang| milk.words_in(lang, Amount::whole(3))),
            ["3 l", "3 l", "3 l", "3 لتر", "3 升", "3 l"]
        );
        assert_eq!(
            [flour.words_in(Lang::Ar, Amount::ONE), flour.words_in(Lang::ZhHans, Amount::ONE)],
            ["1 كغ", "1 公斤"]
        );
        // A size of shirts is no measure.
        let said = |measure, label| {
            let quantity = Quantity::new(Amount::whole(3), Unit::new(measure, label).unwrap(), None).unwrap();
            quantity.words_in(Lang::ZhHans, Amount::whole(3))
        };
        assert_eq!(
            [said(Measure::One, "L"), said(Measure::One, "l"), said(Measure::Litre, "L"), said(Measure::One, "LITRES")],
            ["3 L", "3 升", "3 升", "3 升"]
        );
        for text in ["1234.5", "1234,5", "1\u{202f}234,5", " 1 234,50 "] {
            assert_eq!(Amount::typed(Lang::Fr, text).unwrap(), amount, "{text}");
        }
        // What does not fit is said so, too.
        let parts = Quantity::new(Amount::whole(5), flour.unit, Some("2.5".parse().unwrap())).unwrap();
        let error = parts.check_part(Amount::ONE).unwrap_err();
        assert!(error.words(Lang::Fr).contains("2,5 kg") && error.words(Lang::En).contains("2.5 kg"), "{error:?}");
        // Other keyboards have other digits.
        for (lang, text) in
            [(Lang::Ar, "٢٫٥"), (Lang::Ar, "2.5"), (Lang::En, "۲٫۵"), (Lang::Fr, "٢٫٥٠٠"), (Lang::ZhHans, "２．５")]
        {
            assert_eq!(Amount::typed(lang, text).unwrap(), "2.5".parse::<Amount>().unwrap(), "{lang}: {text}");
        }
        assert_eq!(Amount::typed(Lang::Ar, "١٬٢٣٤٫٥").unwrap(), amount);
        // A thousand of something is not one of it: nobody guesses.
        for (lang, text) in
            [(Lang::Fr, "1.000"), (Lang::Fr, "12.125"), (Lang::Es, "1.000"), (Lang::Ht, "2.500"), (Lang::Ar, "١.٠٠٠")]
        {
            assert!(Amount::typed(lang, text).is_err(), "{lang}: {text}");
        }
        for (lang, text, same) in
            [(Lang::En, "2.500", "2.5"), (Lang::Fr, "0.250", "0.25"), (Lang::Es, "1.125", "1.125")]
        {
            assert_eq!(Amount::typed(lang, text).unwrap(), same.parse::<Amount>().unwrap(), "{lang}: {text}");
        }
        // What stands in a field is read as it stands there.
        for text in ["12", "2.5", "1.125", "0.001", "1234.5", "1000", "1000000"] {
            let amount: Amount = text.parse().unwrap();
            for lang in Lang::ALL {
                assert_eq!(Amount::typed(lang, &amount.in_field(lang)).unwrap(), amount, "{lang}: {text}");
            }
        }
        assert_eq!((amount.in_field(Lang::Fr), amount.in_field(Lang::En)), ("1234,5".into(), "1234.5".into()));
        // Elsewhere a comma may stand between thousands or before decimals: nobody guesses.
        for (lang, text) in
            [(Lang::En, "1,5"), (Lang::Ht, "1,5"), (Lang::Fr, "1,5,0"), (Lang::Fr, "1.5,0"), (Lang::Fr, "")]
        {
            assert!(Amount::typed(lang, text).is_err(), "{lang}: {text}");
        }
    }

    #[test]
    fn open_never_falls_below_zero() {
        let mut quantity = crates(40, None);
        quantity.committed = Amount::whole(25);
        quantity.delivered = Amount::whole(15);
        assert_eq!(quantity.open(), Amount::ZERO);
        quantity.delivered = Amount::whole(30);
        assert_eq!(quantity.open(), Amount::ZERO);
    }

    #[test]
    fn parts_follow_the_smallest_split() {
        let quantity = crates(40, Some(5));
        assert!(quantity.check_part(Amount::whole(15)).is_ok());
        assert!(quantity.check_part(Amount::whole(12)).is_err());
        assert!(quantity.check_part(Amount::ZERO).is_err());
    }
}
