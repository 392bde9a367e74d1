use super::*;
use chrono::{DateTime, NaiveDate, Utc};
use fluent_templates::fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every text of a language: its key, the arguments it names, and its words.
type Texts = BTreeMap<String, (BTreeSet<String>, String)>;

fn files(lang: Lang) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(lang.tag());
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// The file that a language has for what CLDR says of others and not of it.
const NOT_IN_CLDR: &str = "not-in-cldr.ftl";

/// Reads a language with the very parser that the binary uses; a line that it cannot read is an error there too.
fn texts(lang: Lang) -> Texts {
    read(files(lang))
}

/// The texts that a language has for itself alone.
fn own_texts(lang: Lang) -> Texts {
    read(files(lang).into_iter().filter(|(path, _)| path.ends_with(NOT_IN_CLDR)).collect())
}

fn read(files: Vec<(PathBuf, String)>) -> Texts {
    let mut texts = Texts::new();
    for (path, source) in files {
        FluentResource::try_new(source.clone()).unwrap_or_else(|(_, errors)| panic!("{path:?}: {errors:?}"));
        let mut key = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            // A text starts at the margin with its key; what is indented belongs to it.
            if let Some((name, words)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                key = name.to_owned();
                let twice = texts.insert(key.clone(), (BTreeSet::new(), words.to_owned()));
                assert!(twice.is_none(), "{path:?}: {key} stands twice");
            } else if !line.trim().is_empty() {
                texts.get_mut(&key).unwrap_or_else(|| panic!("{path:?}: {line}")).1.push_str(line);
            }
        }
    }
    for (arguments, words) in texts.values_mut() {
        *arguments = words
            .split('$')
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
            .collect();
    }
    texts
}

#[test]
fn value_11_every_language_has_every_text_with_the_same_arguments() {
    let source = texts(Lang::En);
    assert!(source.len() > 200, "the source was not read: {} texts", source.len());
    for lang in Lang::ALL {
        let (mut translated, own) = (texts(lang), own_texts(lang));
        translated.retain(|key, _| !own.contains_key(key));
        let keys = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys(&translated), keys(&source), "{lang}");
        for (key, (arguments, words)) in &translated {
            assert_eq!(arguments, &source[key].0, "{lang}: the arguments of {key}");
            assert!(!words.trim().is_empty(), "{lang}: {key} is empty");
        }
    }
}

#[test]
fn a_language_that_cldr_does_not_know_says_itself_what_cldr_says_of_all_others_and_nothing_more() {
    let named: [(&str, &[&str]); 6] = [
        ("date", &["day", "month", "weekday", "year"]),
        ("date-and-time", &["date", "time"]),
        ("day-short", &["day", "month", "weekday"]),
        ("zone-of-place", &["place"]),
        ("list-and", &[]),
        ("list-or", &[]),
    ];
    let mut needed: BTreeMap<String, BTreeSet<String>> = named
        .iter()
        .map(|(key, arguments)| ((*key).to_owned(), arguments.iter().map(|name| (*name).to_owned()).collect()))
        .collect();
    needed.extend((1..=7).map(|day| (format!("weekday-{day}"), BTreeSet::new())));
    needed.extend((1..=12).map(|month| (format!("month-{month}"), BTreeSet::new())));
    for lang in Lang::ALL {
        let own: BTreeMap<_, _> = own_texts(lang).into_iter().map(|(key, (arguments, _))| (key, arguments)).collect();
        let needed = if cldr::locale(lang).is_some() { BTreeMap::new() } else { needed.clone() };
        assert_eq!(own, needed, "{lang}");
    }
}

#[test]
fn every_text_comes_out_of_the_binary_whole_in_its_own_language() {
    for lang in Lang::ALL {
        for (key, (arguments, _)) in texts(lang) {
            for count in [0, 1, 2, 3, 11, 100, 1_000_000] {
                let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
                    arguments.iter().map(|name| (Cow::Owned(name.clone()), FluentValue::from(count))).collect();
                let words = LOCALES
                    .lookup_single_language(&lang.id(), &key, Some(&values))
                    .unwrap_or_else(|error| panic!("{lang}: {key}: {error}"));
                assert!(!words.trim().is_empty() && !words.contains('{'), "{lang}: {key}: {words}");
                assert!(!words.contains(['\u{2068}', '\u{2069}']), "{lang}: {key} has direction marks");
            }
        }
    }
}

#[test]
fn value_11_a_translation_by_a_machine_says_so_in_its_first_line() {
    for lang in Lang::ALL {
        for (path, source) in files(lang) {
            let first = source.lines().next().unwrap();
            let says = first == "# Machine-translated, not yet read by a person.";
            assert_eq!(says, lang != Lang::En, "{path:?}: {first}");
        }
    }
}

#[test]
fn value_03_no_word_in_any_language_divides_those_who_give_from_those_who_receive() {
    // The second half of each list: words that would name a hierarchy, or a test that nobody has to pass (V1).
    let forbidden: [(Lang, &[&str]); 6] = [
        (Lang::En, &["donor", "donat", "recipient", "client", "beneficiar", "volunteer", "charity", "eligib", "needy"]),
        (Lang::Es, &["donante", "donaci", "donar", "receptor", "cliente", "beneficiari", "voluntari", "caridad"]),
        (Lang::Fr, &["donateur", "donatrice", "récipiendaire", "client", "bénéficiaire", "bénévole", "charité"]),
        (Lang::Ar, &["متبرع", "تبرع", "مستفيد", "متطوع", "عميل", "صدقة", "محتاج"]),
        (Lang::ZhHans, &["捐", "受助", "受益", "志愿者", "义工", "客户", "慈善"]),
        (Lang::Ht, &["donatè", "benefisyè", "benevòl", "volontè", "kliyan", "charite"]),
    ];
    for (lang, words) in forbidden {
        for (key, (_, text)) in texts(lang) {
            for word in words {
                assert!(!text.to_lowercase().contains(word), "{lang}: {key} says {word}: {text}");
            }
        }
    }
}

#[test]
fn hashtags_are_the_same_in_every_language_so_that_posts_gather() {
    for key in ["hashtag-mutual-aid", "hashtag-food-need", "hashtag-food-offer"] {
        for lang in Lang::ALL {
            assert_eq!(text(lang, key), text(Lang::En, key));
        }
    }
}

#[test]
fn a_listing_is_said_as_the_wire_examples_say_it() {
    let name = text_with(Lang::En, "listing-name-offer", &[("title", "vegetarian meal boxes, 12".into())]);
    assert_eq!(
        text_with(Lang::En, "title-met", &[("name", name.into())]),
        "MET, thank you – Offer: vegetarian meal boxes, 12"
    );
    assert_eq!(
        text_with(Lang::En, "line-amount-offer", &[("amount", "12 boxes".into()), ("open", "0".into())]),
        "How many: 12 boxes, still available: 0"
    );
    assert_eq!(
        text_with(Lang::En, "line-where-as-written", &[("place", "near Fruitvale library".into())]),
        "Where: near Fruitvale library, exact place shared after we confirm"
    );
    let allergens = list(Lang::En, &["milk", "sesame"].map(|word| label(Lang::En, "allergen", word)));
    assert_eq!(
        text_with(Lang::En, "line-contains-and-may", &[("contains", allergens.into()), ("may", "peanut".into())]),
        "Contains: milk, sesame; may contain peanut"
    );
    assert_eq!(alternatives(Lang::En, &["delivery", "pickup"]), "delivery or pickup");
    assert_eq!(alternatives(Lang::En, &["pickup", "delivery", "remote"]), "pickup, delivery or remote");
    assert_eq!(alternatives::<&str>(Lang::En, &[]), "");
}

#[test]
fn a_count_takes_the_form_that_its_language_asks_for() {
    let open = |lang, count: i32| text_with(lang, "home-needs-open", &[("count", count.into())]);
    assert_eq!(open(Lang::En, 1), "1 need is open right now.");
    assert_eq!(open(Lang::En, 2), "2 needs are open right now.");
    assert_eq!(open(Lang::Ar, 2), "توجد حاجتان مفتوحتان الآن.");
    assert_eq!(open(Lang::Ar, 5), "توجد 5 حاجات مفتوحة الآن.");
    assert_eq!(open(Lang::Ar, 11), "توجد 11 حاجة مفتوحة الآن.");
}

/// The forms that a text has for counts (CLDR's plural categories), by the argument that is counted.
fn forms(words: &str) -> BTreeMap<String, BTreeSet<&'static str>> {
    const ALL: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
    let mut found: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    // A choice begins with its argument and ends before the next one does.
    let starts: Vec<usize> = words.match_indices("->").map(|(at, _)| at).collect();
    for (number, start) in starts.iter().enumerate() {
        let argument = words[..*start].rsplit('$').next().unwrap_or_default().trim().to_owned();
        let rest = &words[*start..starts.get(number + 1).copied().unwrap_or(words.len())];
        let said = ALL.into_iter().filter(|form| rest.contains(&format!("[{form}]")));
        let said: BTreeSet<_> = said.collect();
        // `other` alone is what a choice between words falls back to.
        if said.len() > 1 {
            found.entry(argument).or_default().extend(said);
        }
    }
    found
}

#[test]
fn what_is_counted_in_one_language_has_the_forms_of_each_that_has_forms() {
    // What a language asks for beside a whole number; Chinese and Haitian Creole have one form for all.
    let asked: [(Lang, &[&str]); 4] = [
        (Lang::En, &["one", "other"]),
        (Lang::Es, &["one", "other"]),
        (Lang::Fr, &["one", "other"]),
        (Lang::Ar, &["one", "two", "few", "many", "other"]),
    ];
    let all: BTreeMap<Lang, Texts> = Lang::ALL.into_iter().map(|lang| (lang, texts(lang))).collect();
    let mut counted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for texts in all.values() {
        for (key, (_, words)) in texts {
            counted.entry(key).or_default().extend(forms(words).into_keys());
        }
    }
    counted.retain(|_, arguments| !arguments.is_empty());
    assert!(counted.len() > 10, "what is counted was found: {counted:?}");
    let mut found = Vec::new();
    for (key, arguments) in &counted {
        for (lang, wanted) in asked {
            let said = forms(&all[&lang][*key].1);
            for argument in arguments {
                let missing = wanted.iter().filter(|form| !said.get(argument).is_some_and(|said| said.contains(*form)));
                found.extend(missing.map(|form| format!("{lang}: {key} has no form {form} of ${argument}")));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
    let planted = "{ $count -> [one] a jar *[other] { $count } jars } of { $kind -> [a] this *[other] that }";
    assert_eq!(forms(planted), [("count".to_owned(), BTreeSet::from(["one", "other"]))].into());
}

#[test]
fn value_12_a_category_that_a_network_added_is_shown_by_its_own_word() {
    assert_eq!(label(Lang::Es, "category", "infant-formula"), "leche de fórmula");
    assert_eq!(label(Lang::Es, "category", "seed-swap"), "seed swap");
    assert_eq!(try_text(Lang::En, "category-food.title"), None);
}

#[test]
fn a_tag_finds_its_language_by_the_primary_subtag() {
    for (tag, lang) in [
        ("en", Lang::En),
        ("EN-us", Lang::En),
        ("es-419", Lang::Es),
        ("fr-CA", Lang::Fr),
        ("ar-EG", Lang::Ar),
        ("zh", Lang::ZhHans),
        ("zh-Hant-TW", Lang::ZhHans),
        ("ht", Lang::Ht),
    ] {
        assert_eq!(Lang::from_tag(tag), Some(lang), "{tag}");
    }
    for nothing in ["", "-", "e", "eng-", "de", "en_US", "en-../..", "en-waytoolongsubtag", "é", &"en-a".repeat(40)] {
        assert_eq!(Lang::from_tag(nothing), None, "{nothing}");
    }
    for lang in Lang::ALL {
        assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        assert_eq!(serde_json::from_str::<Lang>(&serde_json::to_string(&lang).unwrap()).unwrap(), lang);
    }
    assert!(serde_json::from_str::<Lang>("\"tlh\"").is_err());
}

#[test]
fn the_reader_s_language_comes_before_the_network_s() {
    let network = [Lang::Es, Lang::En];
    assert_eq!(negotiate("fr-CA,fr;q=0.9,en;q=0.5", &network), Lang::Fr);
    assert_eq!(negotiate("de, en;q=0.2, ht;q=0.7", &network), Lang::Ht);
    assert_eq!(negotiate("de-AT,de;q=0.9", &network), Lang::Es);
    assert_eq!(negotiate("", &network), Lang::Es);
    assert_eq!(negotiate("*", &network), Lang::Es);
    assert_eq!(negotiate("es;q=0, *", &network), Lang::En);
    assert_eq!(negotiate("", &[]), Lang::En);
}

#[test]
fn a_header_that_makes_no_sense_costs_nobody_the_page() {
    for header in [";;;", "en;q=NaN,;q=1", "en;q=9", "zh;q=-1", "\u{0}\u{202e}", &"x,".repeat(100_000), "en;q=inf"] {
        assert_eq!(negotiate(header, &[Lang::Ar]), Lang::Ar, "{}", &header[..header.len().min(20)]);
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_moment_is_said_with_weekday_hours_and_zone_in_every_language() {
    let evening = at("2026-09-11T03:00:00Z");
    let said = Lang::ALL.map(|lang| moment(lang, evening, chrono_tz::America::Los_Angeles));
    assert_eq!(
        said,
        [
            "Thursday, 10 September 2026 at 20:00 (Pacific Time)",
            "jueves, 10 de septiembre de 2026 a las 20:00 (hora del Pacífico)",
            "jeudi 10 septembre 2026 à 20:00 (heure du Pacifique nord-américain)",
            "الخميس، 10 سبتمبر 2026 في 20:00 (توقيت المحيط الهادي)",
            "2026年9月10日星期四 20:00（北美太平洋时间）",
            "jedi 10 septanm 2026, 20:00 (lè Los Angeles)",
        ]
    );
    let mut zones = std::collections::BTreeSet::new();
    for zone in [
        chrono_tz::Europe::Paris,
        chrono_tz::Asia::Kolkata,
        chrono_tz::America::PortauPrince,
        chrono_tz::Africa::Nairobi,
    ] {
        for lang in Lang::ALL {
            let said = moment(lang, evening, zone);
            assert!(!said.contains('/') && !said.contains('_'), "{said}");
            zones.insert(said);
        }
    }
    assert!(Lang::ALL.into_iter().all(|lang| moment(lang, evening, chrono_tz::UTC).contains("UTC")));
    assert_eq!(zones.len(), 24, "each is called in its own way: {zones:?}");
}

#[test]
fn the_first_of_a_month_is_no_number_like_the_others_in_french() {
    let day = |month, day| date(Lang::Fr, NaiveDate::from_ymd_opt(2026, month, day).unwrap());
    assert_eq!([day(5, 1), day(5, 11)], ["vendredi 1er mai 2026", "lundi 11 mai 2026"]);
    let zone = chrono_tz::Europe::Paris;
    let (first, second) = (at("2026-05-01T06:00:00Z"), at("2026-05-02T07:05:00Z"));
    assert!(moment(Lang::Fr, first, zone).starts_with("vendredi 1er mai 2026 à 08:00 ("));
    assert!(
        range(Lang::Fr, first, second, zone).starts_with("du vendredi 1er mai 2026 à 08:00 au samedi 2 mai 2026 à")
    );
    assert_eq!(soon(Lang::Fr, first, at("2026-04-20T06:00:00Z"), zone), "vendredi 1er mai");
}

#[test]
fn what_is_soon_is_said_as_short_as_each_language_can() {
    let (zone, morning) = (chrono_tz::America::New_York, at("2026-12-05T13:05:00Z"));
    let said = |now: &str| Lang::ALL.map(|lang| soon(lang, morning, at(now), zone));
    assert_eq!(
        said("2026-12-01T12:00:00Z"),
        [
            "Saturday 5 December",
            "sábado, 5 de diciembre",
            "samedi 5 décembre",
            "السبت، 5 ديسمبر",
            "12月5日星期六",
            "samdi 5 desanm",
        ]
    );
    assert_eq!(
        said("2026-12-05T12:00:00Z"),
        ["today, 08:05", "hoy, 08:05", "aujourd’hui, 08:05", "اليوم، 08:05", "今天 08:05", "jodi a, 08:05"]
    );
    // By the clocks of the place, it is still the day before; and the first hour of a day is neither 12 nor 24.
    let midnight = at("2026-12-06T05:01:00Z");
    assert_eq!(soon(Lang::En, midnight, at("2026-12-06T04:59:00Z"), zone), "tomorrow, 00:01");
}

#[test]
fn a_window_names_its_day_once_and_both_days_when_it_ends_on_another() {
    let zone = chrono_tz::America::New_York;
    assert_eq!(
        range(Lang::En, at("2026-09-08T21:00:00Z"), at("2026-09-09T00:00:00Z"), zone),
        "Tuesday, 8 September 2026, 17:00 to 20:00 (Eastern Time)"
    );
    assert_eq!(
        range(Lang::En, at("2026-09-09T02:00:00Z"), at("2026-09-09T05:00:00Z"), zone),
        "from Tuesday, 8 September 2026 at 22:00 to Wednesday, 9 September 2026 at 01:00 (Eastern Time)"
    );
    let said = |until: &str| Lang::ALL.map(|lang| range(lang, at("2026-09-08T21:00:00Z"), at(until), chrono_tz::UTC));
    assert_eq!(
        said("2026-09-08T22:00:00Z"),
        [
            "Tuesday, 8 September 2026, 21:00 to 22:00 (UTC)",
            "martes, 8 de septiembre de 2026, de 21:00 a 22:00 (UTC)",
            "mardi 8 septembre 2026, de 21:00 à 22:00 (UTC)",
            "الثلاثاء، 8 سبتمبر 2026، من 21:00 إلى 22:00 (UTC)",
            "2026年9月8日星期二 21:00 至 22:00（UTC）",
            "madi 8 septanm 2026, soti 21:00 rive 22:00 (UTC)",
        ]
    );
    let [_, spanish, .., chinese, haitian] = said("2026-09-09T01:00:00Z");
    assert_eq!(
        spanish,
        "desde el martes, 8 de septiembre de 2026 a las 21:00 \
         hasta el miércoles, 9 de septiembre de 2026 a las 01:00 (UTC)"
    );
    assert_eq!(chinese, "2026年9月8日星期二 21:00 至 2026年9月9日星期三 01:00（UTC）");
    assert_eq!(haitian, "soti madi 8 septanm 2026, 21:00 rive mèkredi 9 septanm 2026, 01:00 (UTC)");
}

#[test]
fn a_window_over_the_change_of_the_clocks_shows_what_the_clocks_show() {
    // 1 November 2026: 06:00 UTC is the moment at which New York's clocks go back from 02:00 to 01:00.
    let zone = chrono_tz::America::New_York;
    assert_eq!(
        range(Lang::En, at("2026-11-01T04:30:00Z"), at("2026-11-01T08:00:00Z"), zone),
        "Sunday, 1 November 2026, 00:30 to 03:00 (Eastern Time)"
    );
}

#[test]
fn numbers_are_written_as_each_language_writes_them() {
    let many = Lang::ALL.map(|lang| number(lang, "1234567.5"));
    assert_eq!(
        many,
        [
            "1,234,567.5",
            "1,234,567.5",
            "1\u{202f}234\u{202f}567,5",
            "1,234,567.5",
            "1,234,567.5",
            // CLDR does not know it.
            "1234567.5",
        ]
    );
    assert_eq!(number(Lang::Ar, "12"), "12");
    for lang in Lang::ALL {
        for few in (0..1_100).map(|few: u32| few.to_string()).chain(["-5", "0.5", "99.5"].map(str::to_owned)) {
            assert_eq!(number(lang, &few), number::by_cldr(lang, &few), "{lang}");
        }
    }
    assert_eq!(number(Lang::Fr, "a dozen"), "a dozen");
    let open = |lang| text_with(lang, "home-offers-open", &[("count", 12_345.into())]);
    assert!(open(Lang::En).contains("12,345") && open(Lang::Fr).contains("12\u{202f}345"), "{}", open(Lang::Fr));
}

#[test]
fn words_in_a_sentence_are_joined_as_each_language_joins_them() {
    let said = |lang| together(lang, &["A", "B", "C"]);
    assert_eq!(Lang::ALL.map(said), ["A, B and C", "A, B y C", "A, B et C", "A وB وC", "A、B和C", "A, B ak C"]);
    let said = |lang| alternatives(lang, &["A", "B", "C"]);
    assert_eq!(Lang::ALL.map(said), ["A, B or C", "A, B o C", "A, B ou C", "A أو B أو C", "A、B或C", "A, B oswa C"]);
    // What a text of ours cannot know.
    assert_eq!(together(Lang::Es, &["español", "inglés"]), "español e inglés");
    assert_eq!(alternatives(Lang::Es, &["entrega", "otra forma"]), "entrega u otra forma");
    for lang in Lang::ALL {
        assert_eq!((together(lang, &["A"]), together::<&str>(lang, &[])), ("A".to_owned(), String::new()), "{lang}");
    }
}

#[test]
fn a_text_that_is_kept_is_that_of_its_language_and_what_is_no_text_of_ours_is_not_kept() {
    for _ in 0..2 {
        for lang in Lang::ALL {
            let fluent = LOCALES.lookup_single_language::<String>(&lang.id(), "kind-need", None).unwrap();
            assert_eq!(text(lang, "kind-need"), fluent, "{lang}");
            assert_eq!(label(lang, "category", "never-heard-of"), "never heard of");
        }
    }
    let kept = ALWAYS_SAME[Lang::En as usize].read().unwrap();
    assert!(kept.contains_key("kind-need") && !kept.contains_key("category-never-heard-of"));
}

#[test]
fn a_text_is_joined_from_its_pieces_as_fluent_puts_it_together() {
    for lang in Lang::ALL {
        for (key, (arguments, _)) in texts(lang).into_iter().filter(|(_, (arguments, _))| !arguments.is_empty()) {
            // As in a program, names of arguments are there for good.
            let arguments: Vec<&'static str> =
                arguments.into_iter().map(|name| -> &'static str { String::leak(name) }).collect();
            // More than once: the second time, what is kept is joined.
            let numbers = [0, 1, 2, 3, 11, 31, 32, 1_234_567, 0, 1, 2];
            for (round, shift) in numbers.into_iter().flat_map(|round: i64| (0..3).map(move |shift| (round, shift))) {
                let value = |place: usize| match (place + shift) % 3 {
                    0 => FluentValue::from(round),
                    1 => FluentValue::from(format!("{{ $count }} \u{2068}Zuzana {round}\u{2069}\u{E000}")),
                    _ => FluentValue::from(0.5),
                };
                let args: Vec<(&'static str, FluentValue<'_>)> =
                    arguments.iter().enumerate().map(|(place, name)| (*name, value(place))).collect();
                let whole: HashMap<Cow<'static, str>, FluentValue<'_>> =
                    args.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
                let fluent = LOCALES.lookup_single_language(&lang.id(), &key, Some(&whole)).unwrap();
                assert_eq!(text_with(lang, &key, &args), fluent, "{lang}: {key} with {args:?}");
                let backwards: Vec<_> = args.into_iter().rev().collect();
                assert_eq!(text_with(lang, &key, &backwards), fluent, "{lang}: {key} with {backwards:?}");
            }
        }
        assert!(pieces::keeps(lang, "card-until") && !pieces::keeps(lang, "Zuzana"), "what was said is not kept");
        // There is an end to what is kept.
        assert!(pieces::keeps(lang, "home-needs-open count=31") && !pieces::keeps(lang, "home-needs-open count=32"));
    }
}

#[test]
fn a_text_chooses_its_words_by_numbers_that_are_known_and_holds_no_marks_of_ours() {
    for lang in Lang::ALL {
        for (path, source) in files(lang) {
            assert!(!source.contains(pieces::MARKS), "{path:?}");
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                assert!(!line.contains("NUMBER(") && !line.contains("DATETIME("), "{path:?}: {line}");
                if let Some((chosen, _)) = line.split_once("->") {
                    let name = chosen.trim().trim_start_matches('{').trim().trim_start_matches('$');
                    assert!(pieces::CHOOSING.contains(&name), "{path:?}: {line}");
                }
            }
        }
    }
}
