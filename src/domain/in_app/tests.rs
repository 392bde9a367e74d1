use super::*;
use crate::domain::category::STARTER;
use chrono::{TimeZone, Utc};

fn categories() -> Vec<Category> {
    STARTER.iter().map(|(tag, parent)| Category { tag: (*tag).into(), parent: parent.map(Into::into) }).collect()
}

/// Monday, 23 November 2026, ten in the morning in New York.
fn now() -> Moment {
    Utc.with_ymd_and_hms(2026, 11, 23, 15, 0, 0).unwrap()
}

fn read_in(text: &str, language: Option<&str>) -> Option<Understood> {
    let categories = categories();
    let zone = chrono_tz::America::New_York;
    understand(text, &Around { categories: &categories, now: now(), zone, language })
}

fn read(text: &str) -> Understood {
    read_in(text, None).unwrap_or_else(|| panic!("{text} is nothing"))
}

/// In the zone of the network: `11-27 23:59`.
fn day_of(moment: Moment) -> String {
    moment.with_timezone(&chrono_tz::America::New_York).format("%m-%d %H:%M").to_string()
}

/// What is written, and what is understood of it: kind, language, title, category, amount, until.
type Line = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const NEED: &str = "need";
const OFFER: &str = "offer";

const TABLE: &[Line] = &[
    // English
    ("#need A ride to the clinic on Friday", NEED, "en", "A ride to the clinic on Friday", "ride", "", ""),
    ("#need bread until Friday", NEED, "en", "bread until Friday", "bread", "", "11-27 23:59"),
    (
        "Carrots, 3 boxes, by tomorrow 5 pm #offer",
        OFFER,
        "en",
        "Carrots, 3 boxes, by tomorrow 5 pm",
        "produce",
        "3 boxes",
        "11-24 17:00",
    ),
    (
        "12 meals for tonight, halal, until 18:30 #soup #offer",
        OFFER,
        "en",
        "12 meals for tonight, halal, until 18:30",
        "cooked-meal",
        "12 meals",
        "11-23 18:30",
    ),
    ("#offer 2kg of rice, by Dec 5", OFFER, "en", "2kg of rice, by Dec 5", "groceries", "2 kg", "12-05 23:59"),
    (
        "#offer blankets #household until the 5th of december",
        OFFER,
        "en",
        "blankets household until the 5th of december",
        "household",
        "",
        "12-05 23:59",
    ),
    ("#Need #Childcare", NEED, "en", "Childcare", "childcare", "", ""),
    (
        "#need: company on a walk, until 2026-12-01",
        NEED,
        "en",
        "company on a walk, until 2026-12-01",
        "company",
        "",
        "12-01 23:59",
    ),
    ("#need soup for 5 people at 7", NEED, "en", "soup for 5 people at 7", "cooked-meal", "", ""),
    ("#offer 2 boxes of apples or 3 bags", OFFER, "en", "2 boxes of apples or 3 bags", "produce", "", ""),
    (
        "#need formula #infantformula by 11/27",
        NEED,
        "en",
        "formula infantformula by 11/27",
        "infant-formula",
        "",
        "11-27 23:59",
    ),
    ("#need a ladder until 11/28 please", NEED, "en", "a ladder until 11/28 please", "tools", "", "11-28 23:59"),
    ("#need winter coat by 6/7", NEED, "en", "winter coat by 6/7", "clothing", "", ""),
    // Spanish
    ("#necesito pan para el viernes", NEED, "es", "pan para el viernes", "bread", "", "11-27 23:59"),
    (
        "Ofrezco 4 cajas de zanahorias hasta mañana #ofrezco",
        OFFER,
        "es",
        "Ofrezco 4 cajas de zanahorias hasta mañana",
        "produce",
        "4 cajas",
        "11-24 23:59",
    ),
    (
        "#ofrezco 10 raciones de sopa, hoy hasta las 18:30",
        OFFER,
        "es",
        "10 raciones de sopa, hoy hasta las 18:30",
        "cooked-meal",
        "10 raciones",
        "11-23 18:30",
    ),
    (
        "#necesito un intérprete antes del 5 de diciembre",
        NEED,
        "es",
        "un intérprete antes del 5 de diciembre",
        "translation",
        "",
        "12-05 23:59",
    ),
    (
        "#Necesito transporte al médico hasta el 28/11",
        NEED,
        "es",
        "transporte al médico hasta el 28/11",
        "ride",
        "",
        "11-28 23:59",
    ),
    // French
    ("#besoin de couches d'ici vendredi", NEED, "fr", "de couches d'ici vendredi", "hygiene", "", "11-27 23:59"),
    (
        "3 cagettes de pommes jusqu'à demain 17h #offre",
        OFFER,
        "fr",
        "3 cagettes de pommes jusqu'à demain 17h",
        "produce",
        "3 cagettes",
        "11-24 17:00",
    ),
    (
        "#offre 6 repas chauds, jusqu’au 5 décembre",
        OFFER,
        "fr",
        "6 repas chauds, jusqu’au 5 décembre",
        "cooked-meal",
        "6 repas",
        "12-05 23:59",
    ),
    ("#besoin d'eau avant ce soir 19h30", NEED, "fr", "d'eau avant ce soir 19h30", "water", "", "11-23 19:30"),
    ("#offre #outils une échelle", OFFER, "fr", "une échelle", "tools", "", ""),
    // Arabic
    ("#أحتاج خبز حتى يوم الجمعة", NEED, "ar", "خبز حتى يوم الجمعة", "bread", "", "11-27 23:59"),
    ("٣ صناديق من الجزر حتى غدًا #أعرض", OFFER, "ar", "٣ صناديق من الجزر حتى غدًا", "produce", "3 صناديق", "11-24 23:59"),
    ("#أعرض ١٠ وجبات قبل ٥ ديسمبر", OFFER, "ar", "١٠ وجبات قبل ٥ ديسمبر", "cooked-meal", "10 وجبات", "12-05 23:59"),
    ("#أحتاج ترجمة عند الطبيب", NEED, "ar", "ترجمة عند الطبيب", "translation", "", ""),
    ("#أحتاج بطانيات و حليب الأطفال", NEED, "ar", "بطانيات و حليب الأطفال", "infant-formula", "", ""),
    // Chinese
    ("#需要 面包，周五之前", NEED, "zh-Hans", "面包，周五之前", "bread", "", "11-27 23:59"),
    ("胡萝卜3箱，到明天下午5点 #提供", OFFER, "zh-Hans", "胡萝卜3箱，到明天下午5点", "produce", "3 箱", "11-24 17:00"),
    ("#提供 10份热饭，今天18:30前", OFFER, "zh-Hans", "10份热饭，今天18:30前", "cooked-meal", "10 份", "11-23 18:30"),
    ("#需要 尿布，12月5日之前", NEED, "zh-Hans", "尿布，12月5日之前", "hygiene", "", "12-05 23:59"),
    ("#需要 明天去医院的接送", NEED, "zh-Hans", "明天去医院的接送", "ride", "", ""),
    ("2公斤大米 #提供", OFFER, "zh-Hans", "2公斤大米", "groceries", "2 公斤", ""),
    // Haitian Creole
    ("#bezwen pen anvan vandredi", NEED, "ht", "pen anvan vandredi", "bread", "", "11-27 23:59"),
    ("3 bwat kawòt jiska demen #ofri", OFFER, "ht", "3 bwat kawòt jiska demen", "produce", "3 bwat", "11-24 23:59"),
    (
        "#ofri 10 pla manje cho, jiska 5 desanm",
        OFFER,
        "ht",
        "10 pla manje cho, jiska 5 desanm",
        "cooked-meal",
        "10 pla",
        "12-05 23:59",
    ),
    ("#bezwen dlo jodi a", NEED, "ht", "dlo jodi a", "water", "", ""),
    (
        "Mwen bezwen yon moun pou gade timoun #bezwen",
        NEED,
        "ht",
        "Mwen bezwen yon moun pou gade timoun",
        "childcare",
        "",
        "",
    ),
];

#[test]
fn what_six_languages_say_is_understood() {
    let mut wrong = Vec::new();
    for (text, kind, language, title, category, amount, until) in TABLE {
        let said = read(text);
        let words = said.quantity.as_ref().map(|quantity| quantity.words(quantity.amount)).unwrap_or_default();
        let understood = (
            said.kind.as_str(),
            said.language.as_str(),
            said.title.as_str(),
            said.category.as_deref().unwrap_or_default(),
            words.as_str(),
            said.until.map(day_of).unwrap_or_default(),
        );
        let wanted = (*kind, *language, *title, *category, *amount, (*until).to_owned());
        if understood != wanted {
            wrong.push(format!("{text}\n  {understood:?}\n  {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_first_and_the_last_tag_make_a_listing() {
    for nothing in [
        "I need bread",
        "",
        "#bread please",
        "#soup is what I #need on a cold #day",
        "#need",
        "#needed soup",
        "#offer #need",
        "news: #potluck grows",
        "https://a.example/#need",
    ] {
        assert_eq!(read_in(nothing, None), None, "{nothing}");
    }
    assert_eq!(read("#soup tonight, I #need it").title, "tonight, I need it");
    assert_eq!(read("#need or #offer: a chat").kind, Kind::Need, "the first one counts");
}

#[test]
fn an_english_tag_is_used_in_every_language_and_every_other_tells_which_it_is() {
    assert_eq!(read_in("#need Pan para mañana", Some("es-MX")).unwrap().language, "es");
    assert_eq!(read_in("#necesito pan", Some("en")).unwrap().language, "es");
    assert_eq!(read_in("#need Brot", Some("de")).unwrap().language, "en");
}

#[test]
fn a_long_text_has_a_short_title_and_all_of_it_as_its_body() {
    let long = "#need Somebody to look after my cat. ".to_owned() + &"She is old and likes to sleep. ".repeat(20);
    let said = read(&long);
    assert_eq!(said.title, "Somebody to look after my cat.");
    assert!(said.body.unwrap().ends_with("likes to sleep."));
    let word = read(&format!("#offer {}", "soup ".repeat(200)));
    assert!(word.title.chars().count() <= TITLE_MAX && word.title.ends_with('…'));
    let lines = read("#offer Chairs\nten of them, blue");
    assert_eq!((lines.title.as_str(), lines.body.as_deref()), ("Chairs", Some("Chairs\nten of them, blue")));
}

#[test]
fn what_is_over_or_too_far_away_is_no_last_day() {
    assert_eq!(read("#need bread until 2026-11-22").until, None);
    assert_eq!(read("#need bread until 2027-11-22").until, None);
    assert_eq!(read("#need bread until 99:99").until, None);
    assert_eq!(read("#need bread until 31 February").until, None);
    // Nine has passed: it is nine tomorrow.
    assert_eq!(read("#need bread until 9 am").until.map(day_of).as_deref(), Some("11-24 09:00"));
    // A mention and an address stay as they were written.
    assert_eq!(
        read("#need @ben@a.example knows https://b.example/x").title,
        "@ben@a.example knows https://b.example/x"
    );
}

#[test]
fn yes_and_no_in_six_languages() {
    for yes in [
        "yes",
        "Yes!",
        "@food@riverside.example sí, gracias",
        "Oui",
        "نعم",
        "好的",
        "可以",
        "Wi mèsi",
        "d'accord",
        "ok",
    ] {
        assert_eq!(answer(yes), Some(Answer::Yes(None)), "{yes}");
    }
    assert_eq!(answer("@network yes, 2 please"), Some(Answer::Yes(Some(Amount::whole(2)))));
    assert_eq!(answer("نعم ٣"), Some(Answer::Yes(Some(Amount::whole(3)))));
    for no in ["no", "No, sorry", "non merci", "لا", "不", "不行"] {
        assert_eq!(answer(no), Some(Answer::No), "{no}");
    }
    for unclear in
        ["", "maybe", "yesterday", "yes 2 or 3", "who is this?", "yes but only if you can come before seven", "@ben"]
    {
        assert_eq!(answer(unclear), None, "{unclear}");
    }
}

#[test]
fn nothing_that_is_written_stops_the_reading() {
    let odd = [
        "#need \u{202E}x",
        "#need 月日",
        "#需要 99月99日之前",
        "#need 1/0",
        "#提供 周",
        "#need ٩٩٩٩٩٩٩٩٩٩ boxes",
        "#offer h",
        "#offer until",
    ];
    for text in odd {
        assert!(read_in(text, Some("")).is_some(), "{text}");
    }
    for cut in 0..40 {
        let text: String = "#需要 胡萝卜3箱，到12月5日下午5点半之前 until".chars().take(cut).collect();
        drop(read_in(&text, None));
        drop(read_in(&format!("#need until {text}:"), Some("zh")));
    }
}

#[test]
fn a_thousand_of_something_is_not_one_of_it() {
    for text in ["#offer 1.000 kg of rice", "#offer 1,000 kg of rice"] {
        assert_eq!(read(text).quantity, None, "{text}");
    }
    assert_eq!(read("#offer 1.5 kg of rice").quantity.map(|said| said.amount), Amount::from_thousandths(1_500));
    assert_eq!(answer("yes 1.000"), None, "whoever says so is asked");
    assert_eq!(answer("yes 12"), Some(Answer::Yes(Some(Amount::whole(12)))));
}
