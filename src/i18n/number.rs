//! Numbers as each language writes them, by ICU4X and the data of CLDR.
//!
//! CLDR says nothing of Haitian Creole: there, a number stays as it is.

use super::Lang;
use super::cldr::locale;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::loader::LanguageIdentifier;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use std::cell::OnceCell;

thread_local! {
    /// One for each language, made when it is first asked for.
    static MADE: [OnceCell<Option<DecimalFormatter>>; 6] = const { [const { OnceCell::new() }; 6] };
}

/// A number as a language writes it: `1234.5` is `1,234.5` in English and `1 234,5` in French. `digits` is a decimal
/// number with a point; what is none stays as it is.
pub fn number(lang: Lang, digits: &str) -> String {
    // Up to a thousand, all of them write a number as it is.
    if matches!(digits.as_bytes(), [b'0'..=b'9'] | [b'1'..=b'9', b'0'..=b'9'] | [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'])
    {
        return digits.to_owned();
    }
    by_cldr(lang, digits)
}

/// The same for any number.
pub(super) fn by_cldr(lang: Lang, digits: &str) -> String {
    let said = digits.parse::<Decimal>().ok().and_then(|decimal| {
        MADE.with(|made| {
            let formatter = made[lang as usize].get_or_init(|| {
                let locale = locale(lang)?;
                DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok()
            });
            formatter.as_ref().map(|formatter| formatter.format(&decimal).to_string())
        })
    });
    said.unwrap_or_else(|| digits.to_owned())
}

/// How Fluent writes a number.
type Formatter<M> = fn(&FluentValue<'_>, &M) -> Option<String>;

fn written<M, const LANG: usize>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(value) => Some(number(Lang::ALL[LANG], &value.as_string())),
        _ => None,
    }
}

/// How the texts of a language write their numbers.
pub(super) fn formatter<M>(locales: &[LanguageIdentifier]) -> Option<Formatter<M>> {
    let lang = Lang::from_tag(&locales.first()?.to_string())?;
    Some(match lang {
        Lang::En => written::<M, 0>,
        Lang::Es => written::<M, 1>,
        Lang::Fr => written::<M, 2>,
        Lang::Ar => written::<M, 3>,
        Lang::ZhHans => written::<M, 4>,
        Lang::Ht => written::<M, 5>,
    })
}
