//! Real files and broken ones, through both formats and back.

use super::*;
use crate::clock::Clock;
use crate::domain::key::EntryId;
use proptest::prelude::*;

fn places_csv() -> &'static str {
    include_str!("../../../tests/fixtures/places/food_places_cc0.csv")
}

fn entries<E: Entry>(text: &str) -> Vec<E> {
    let source = parse(text, None).unwrap();
    let (entries, problems) = check::<E>(&source.lines, "en");
    let problems: Vec<String> = problems.iter().map(|p| format!("{} {}: {}", p.at, p.column, p.what)).collect();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(entries.len(), source.lines.len());
    entries
}

fn kept<E: Stored>(entries: &[E]) -> Vec<Kept<E>> {
    let now = Clock::system().now();
    let keep = |(id, entry): (usize, &E)| Kept {
        id: EntryId(id as i64),
        entry: entry.clone(),
        created_at: now,
        updated_at: now,
    };
    entries.iter().enumerate().map(keep).collect()
}

fn comes_back<E: Stored>(entries: &[E]) {
    assert_eq!(self::entries::<E>(&table::write(entries.iter()).unwrap()), entries, "through CSV");
    assert_eq!(self::entries::<E>(&hsds::write(&kept(entries), "Riverside").unwrap()), entries, "through HSDS");
}

#[test]
fn real_places_and_services_come_back_as_they_were_through_both_formats() {
    let pantries: Vec<Place> = entries(places_csv());
    assert!(pantries.len() >= 50 && pantries.iter().any(|place| place.hours.len() > 2));
    comes_back(&pantries);
    // With semicolons, a mark for UTF-8, CRLF, and other names for the columns.
    let (fridges, _) =
        file::decode(include_bytes!("../../../tests/fixtures/places/community_fridges_mit.csv")).unwrap();
    let fridges: Vec<Place> = entries(&fridges);
    assert!(fridges.len() >= 40 && fridges.iter().all(|place| place.kind == PlaceKind::Fridge));
    comes_back(&fridges);
    let services: Vec<ResourceEntry> = entries(include_str!("../../../tests/fixtures/places/food_resources_cc0.json"));
    assert!(services.iter().any(|service| service.they_ask_for.iter().any(|paper| paper == "photo ID")));
    assert!(services.iter().all(|service| service.point.is_some() && service.address.is_some()));
    comes_back(&services);
}

#[test]
fn an_entry_with_every_field_comes_back() {
    let place = "kind,name,latitude,longitude,external_id,address,hours,state,step_free,door_width_cm,parking,transit,seating,quiet,toilet,light,hazards,accepts,no_papers,confirmed_on,notes_es,notes_zh-Hans\n\
        hub,\"=SUM(A1) of the \"\"corner\"\", house\",-40.5,-73.25,x/1,12 Elm,\"MO,WE 09:00-12:00 | FREQ=MONTHLY;BYDAY=1SA;BYMONTH=1,2 10:00-11:30 | always\",paused,yes,85,no,yes,no,yes,no,yes,a loose stone,produce | canned-goods,yes,2026-11-01,Toca dos veces.,请按两次铃。\n";
    comes_back(&entries::<Place>(place));
    let resource = "name,organization,external_id,categories,website,phones,email,address,hours,languages,they_ask_for,verified_on,verified_on_phones,about_en,about_es\n\
        Soup,Kitchen of All,s-1,food | meals,https://soup.example/,+1 555 0100 | 555 0101,hello@soup.example,1 Elm,\"MO,TU,WE,TH,FR,SA,SU 10:00-11:00\",en | es,photo ID | a letter,2026-01-02,2026-02-03,\"Soup.\nAnd bread.\",Sopa.\n";
    let entry: Vec<ResourceEntry> = entries(resource);
    assert_eq!(entry[0].hours[0].rule(), "FREQ=DAILY");
    assert_eq!(
        (entry[0].verified_on["phones"].to_string(), entry[0].verified_on["hours"].to_string()),
        ("2026-02-03".into(), "2026-01-02".into())
    );
    comes_back(&entry);
}

#[test]
fn every_mistake_is_named_by_its_line_and_column_with_what_to_do() {
    let text = "kind,name,latitude,longitude,hours,confirmed_on,step_free,door_width_cm,accepts\n\
        fridge,Good,40.5,-73.5,,,,,\n\
        shop,Bad kind,40.5,-73.5,,,,,\n\
        ,No kind,40.5,-73.5,,,,,\n\
        fridge,,40.5,-73.5,,,,,\n\
        fridge,\"Two\nlines\",north,-73.5,,,,,\n\
        fridge,Far,95,-73.5,,,,,\n\
        fridge,Half,40.5,,,,,,\n\
        fridge,Hours,40.5,-73.5,Mondays,,,,\n\
        fridge,Day,40.5,-73.5,,1.2.2026,,,\n\
        fridge,Step,40.5,-73.5,,,maybe,,\n\
        fridge,Door,40.5,-73.5,,,,2,\n\
        fridge,Takes,40.5,-73.5,,,,,a b\n\
        fridge,good,40.50001,-73.5,,,,,\n";
    let source = parse(text, None).unwrap();
    assert_eq!(source.which, Some(Which::Places));
    let (good, problems) = check::<Place>(&source.lines, "en");
    assert_eq!(good.len(), 1);
    let named: Vec<(&str, &str)> = problems.iter().map(|p| (p.at.as_str(), p.column)).collect();
    assert_eq!(
        named,
        [
            ("line 3", "kind"),
            ("line 4", "kind"),
            ("line 5", "name"),
            ("line 6", "latitude"),
            ("line 8", "latitude"),
            ("line 9", "longitude"),
            ("line 10", "hours"),
            ("line 11", "confirmed_on"),
            ("line 12", "step_free"),
            ("line 13", "door_width_cm"),
            ("line 14", "accepts"),
            ("line 15", "name"),
        ]
    );
    assert!(problems.iter().all(|problem| problem.what.len() > 20));
    // What was left out can be corrected and read in again.
    let rejected = reject::render(&source, &problems).unwrap();
    let again = parse(rejected.trim_start_matches('\u{feff}'), None).unwrap();
    assert_eq!((again.lines.len(), again.remarks.len()), (problems.len(), 0));
    assert_eq!(again.lines[0].cells.get("name"), Some("Bad kind"));
}

#[test]
fn what_spreadsheets_write_is_read_and_what_is_no_text_is_refused_with_what_to_do() {
    let table = "kind;name;latitude;longitude\r\nfridge;Café de la Réunion;40,5;-73,5\r\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = table.chars().map(|c| c as u32 as u8).collect();
    for (bytes, remarked) in [(table.as_bytes().to_vec(), false), (utf16, false), (latin, true)] {
        let (text, remark) = file::decode(&bytes).unwrap();
        assert_eq!(remark.is_some(), remarked);
        let place = &entries::<Place>(&text)[0];
        assert_eq!((place.name.as_str(), place.point.latitude()), ("Café de la Réunion", 40.5));
    }
    for bytes in [&b"PK\x03\x04rest"[..], b"\x89PNG\r\n\x1a\n\0\0", b"\xd0\xcf\x11\xe0", b"a,b\n\0\0"] {
        assert!(file::decode(bytes).unwrap_err().text().contains("save"), "{bytes:?}");
    }
    for text in ["", "a,b\n", "{\"a\": 1}", "[", "{\"services\": []}", "name,Title\nx,y\n"] {
        let refused = parse(text, None).map(drop).unwrap_err();
        assert!(refused.text().ends_with(['.', '?']), "{text}: {refused}");
    }
    let named = table::missing_column::<Place>(&["name".into(), "lat".into()], true);
    assert_eq!(named, Some("longitude"));
}

#[test]
fn no_cell_is_a_formula_for_a_spreadsheet() {
    for cell in ["=1+1", "+1 555 0100", "-2+3", "@SUM(A1)", "\t=1", "'=1"] {
        let text = table::render(vec!["name".into()], std::iter::once(vec![cell.to_owned()])).unwrap();
        let line = text.lines().nth(1).unwrap().trim_matches('"');
        assert!(line.starts_with('\''), "{cell} became {line}");
    }
    let text = table::render(vec!["latitude".into()], std::iter::once(vec!["-73.98".to_owned()])).unwrap();
    assert_eq!(text.lines().nth(1), Some("-73.98"), "a number stays one");
}

/// What CI once found by chance: the two formats kept a different number of spaces.
#[test]
fn white_space_and_repeated_words_are_the_same_through_both_formats() {
    let resource = "name,address,phones,about_en\n\
        \" Soup \u{2003}\u{a0} and\n\nbread \",1  Elm,555  0100 | 555 0100 | 555\t0101,\" two  spaces \n\n here \"\n";
    let found: Vec<ResourceEntry> = entries(resource);
    assert_eq!((found[0].name.as_str(), found[0].address.as_deref()), ("Soup and bread", Some("1 Elm")));
    assert_eq!(found[0].phones, ["555 0100", "555 0101"]);
    assert_eq!(found[0].about[0].text, "two  spaces \n\n here", "a text of several lines is left as it is");
    comes_back(&found);
    for name in ["''", "'", "'=1+1", "''=1+1", "=1+1", "-5", "'-5", "'Ohana"] {
        let mut named = found[0].clone();
        name.clone_into(&mut named.name);
        comes_back(&[named]);
    }
}

#[test]
fn a_service_of_another_program_is_understood() {
    let text = r#"{"contents": [{"id": "ac14", "name": "Meals", "description": "Hot meals.", "organization_id": "o1",
        "eligibility_description": "Residents | of the county", "phones": [{"number": "555 0100"}, {"number": "555 0100"}],
        "languages": [{"code": "es"}], "required_documents": [{"document": "Government ID"}],
        "schedules": [{"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "10:00Z", "closes_at": "12:00Z"}],
        "service_at_locations": [
            {"location": {"name": "North", "latitude": 40.5, "longitude": "-73.5", "addresses": [{"address_1": "1 Elm", "city": "Troy", "postal_code": "1"}]}},
            {"location": {"name": "South", "latitude": 40.4, "longitude": -73.5}}]}],
        "organizations": [{"id": "o1", "name": "Kitchen"}]}"#;
    let found: Vec<ResourceEntry> = entries(text);
    assert_eq!(found.len(), 2);
    let first = &found[0];
    assert_eq!(first.external_id.as_deref(), Some("ac14/1"));
    assert_eq!(first.organization.as_deref(), Some("Kitchen"));
    assert_eq!(first.address.as_deref(), Some("1 Elm, Troy, 1"));
    assert_eq!(first.they_ask_for, ["Government ID", "Residents / of the county"]);
    assert_eq!((first.phones.len(), first.hours[0].text().as_str()), (1, "MO,WE 10:00-12:00"));
    assert_eq!(first.about[0].text, "Hot meals.");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_file_makes_the_readers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok((text, _)) = file::decode(&bytes)
            && let Ok(source) = parse(&text, Some(PlaceKind::Hub))
        {
            check::<Place>(&source.lines, "en");
            check::<ResourceEntry>(&source.lines, "en");
        }
    }

    #[test]
    fn no_table_makes_the_reader_panic(text in "(kind|name|lat|hours|notes_|about_x|\"|,|;|\t|\n|\r\n|=|'|é|[a-z0-9 |:=-]){0,60}") {
        if let Ok(source) = parse(&text, Some(PlaceKind::Hub)) {
            let (_, problems) = check::<Place>(&source.lines, "en");
            reject::render(&source, &problems).unwrap();
            check::<ResourceEntry>(&source.lines, "en");
        }
    }

    #[test]
    fn no_json_makes_the_reader_panic(name in "[a-z_]{0,12}", value in "(\\[|\\]|\\{|\\}|\"|:|,|null|1e9|[a-z ]){0,40}") {
        for field in ["id", "name", "organization", "phones", "schedules", "service_at_locations", "attributes", "languages", &name] {
            let text = format!("{{\"services\": [{{\"name\": \"x\", \"{field}\": {value}}}, {{\"{field}\": [{{\"number\": {value:?}, \"label\": \"potluck:kind\", \"value\": {value:?}}}]}}]}}");
            if let Ok(source) = parse(&text, None) {
                check::<Place>(&source.lines, "en");
                check::<ResourceEntry>(&source.lines, "en");
            }
        }
    }

    #[test]
    fn any_name_and_note_come_back_through_both_formats(name in "( |\u{a0}|\u{3000}|[^\\p{C}]){1,60}", note in "( |[^\\p{C}]){0,80}", latitude in -90.0..90.0_f64, longitude in -180.0..180.0_f64) {
        let mut cells = Cells::default();
        cells.set("kind", "garden");
        cells.set("name", name);
        cells.set("notes_en", note);
        cells.set("latitude", latitude.to_string());
        cells.set("longitude", longitude.to_string());
        if let Ok(place) = Place::from_cells(&cells, "en") {
            comes_back(&[place]);
        }
    }
}
